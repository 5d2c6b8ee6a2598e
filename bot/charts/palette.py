"""Colours of the charts on a light ground and on a dark one: the widget's (bot/widget/chat-widget.css), with a line seen on the tint."""

from __future__ import annotations

from bot.charts.drawing import Paint

LIGHT: dict[Paint, str] = {
    "surface": "#ffffff",
    "ink": "#18272e",
    "quiet": "#4c5d66",
    "line": "#c3ced1",
    "tint": "#ecf2f2",
    "accent": "#0b5c63",
    "on_accent": "#ffffff",
    "second": "#a86412",
}
DARK: dict[Paint, str] = {
    "surface": "#172128",
    "ink": "#edf3f5",
    "quiet": "#afbec7",
    "line": "#4a5c67",
    "tint": "#26333c",
    "accent": "#86d3d6",
    "on_accent": "#07252a",
    "second": "#e5a94e",
}
