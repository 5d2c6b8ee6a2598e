"""A conversation in the terminal, over the web channel that the widget uses too."""

from __future__ import annotations

import contextlib
import importlib
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from bot.shell.screen import Screen

SECONDS = 30.0
LEAVE = "/stop"


class Refused(Exception):  # noqa: N818 - an answer of the server
    """The server would not take a message. The text is its sentence for the person."""


class Talk:
    """One conversation. client: with the server's address as its base."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._choices: list[Mapping[str, str]] = []
        begun = client.post("/webhooks/web/conversations", json={})
        self._headers = {"Authorization": f"Bearer {_values(begun)['token']}"}

    def open(self) -> Sequence[Mapping[str, Any]]:
        """The greeting, as messages of the web protocol. Raises: Refused, httpx.HTTPError."""
        return self._send({"open": True})

    def say(self, text: str) -> Sequence[Mapping[str, Any]]:
        """The answers to what was typed; a number chooses among the choices of the last answer. Raises: Refused, httpx.HTTPError."""
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
        if 1 <= number <= len(self._choices):
            return self._send({"choice": self._choices[number - 1]["id"]})
        return self._send({"text": text})

    def _send(self, content: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        answer = self._client.post("/webhooks/web/messages", json={"id": secrets.token_hex(8), **content}, headers=self._headers)
        messages: list[Mapping[str, Any]] = _values(answer)["messages"]
        self._choices = [choice for message in messages for choice in message["choices"]]
        return messages


def _values(answer: httpx.Response) -> dict[str, Any]:
    values: dict[str, Any] = answer.json()
    if answer.is_error:
        raise Refused(values["error"]["message"])
    return values


def converse(address: str, screen: Screen) -> None:
    """Talks until the person leaves: by /stop, Ctrl-D, Ctrl-C or the end of what is piped in. Raises: Refused, httpx.HTTPError at the start only."""
    with contextlib.suppress(ImportError):
        importlib.import_module("readline")  # arrows and history while writing; Windows has its own
    with httpx.Client(base_url=address, timeout=SECONDS, trust_env=False) as client, contextlib.suppress(EOFError, KeyboardInterrupt):
        talk = Talk(client)
        if screen.width:
            screen.tell("hint")
        _show(talk.open(), screen)
        while (text := screen.ask().strip()) != LEAVE:
            if text:
                answer(talk, text, screen)
    screen.tell("goodbye")


def answer(talk: Talk, text: str, screen: Screen) -> None:
    """Shows what Karla answers, or why she does not."""
    try:
        _show(talk.say(text), screen)
    except Refused as refused:
        screen.say(str(refused))
    except (httpx.HTTPError, ValueError):
        screen.tell("away")


def _show(messages: Sequence[Mapping[str, Any]], screen: Screen) -> None:
    first = 1
    for message in messages:
        screen.show(message, first=first)
        first += len(message["choices"])
