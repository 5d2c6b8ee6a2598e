"""The operator's page over HTTP, and the same figures as JSON; for whoever has the password, and nobody else."""

from __future__ import annotations

import base64
import binascii
import re

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse

from bot.channels.answers import address_of, answering, is_trusted_reader, refused
from bot.channels.door import door_of
from bot.channels.refusal import Refusal
from bot.conversations.survey import take_survey
from bot.operator.figures import Figures, read_health
from bot.operator.page import render, style

BASE = "/operator"
USUAL_DAYS = 7
# Nothing but its own style sheet: whatever people wrote stays text even if the template failed to escape it.
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# What makes a browser ask for a name and a password. Any name will do.
CHALLENGE = 'Basic realm="Karla", charset="UTF-8"'


def add_operator(blueprint: Blueprint) -> None:
    """The routes GET /operator, /operator/figures and /operator/page.css."""
    for path, handler in ((BASE, page), (f"{BASE}/figures", figures), (f"{BASE}/page.css", style_sheet)):
        blueprint.add_route(answering(handler), path, methods=["GET"], name=f"operator_{handler.__name__}")


async def page(request: Request) -> BaseHTTPResponse:
    """GET /operator?days=N: the page."""
    if (asked := await admit(request)) is not None:
        return asked
    options = door_of(request.app).settings.channels
    html = render(await read_figures(request), retention_days=options.retention_days, with_texts=options.operator_texts)
    return response.html(html, headers={"Content-Security-Policy": POLICY})


async def figures(request: Request) -> BaseHTTPResponse:
    """GET /operator/figures?days=N: the figures."""
    return await admit(request) or response.json((await read_figures(request)).as_values(), ensure_ascii=False)


async def style_sheet(request: Request) -> BaseHTTPResponse:
    """GET /operator/page.css."""
    return await admit(request) or HTTPResponse(style(), content_type="text/css; charset=utf-8")


async def read_figures(request: Request) -> Figures:
    """The figures of the days that were asked for, 7 unless some were. Raises: Refusal bad_request, ConversationError."""
    door = door_of(request.app)
    days = request.args.get("days") or str(min(USUAL_DAYS, door.settings.channels.retention_days))
    if not re.fullmatch(r"[1-9][0-9]{0,2}", days) or int(days) > 365:
        raise Refusal("bad_request")
    survey = await take_survey(door.store.database, days=int(days), with_texts=door.settings.channels.operator_texts)
    return Figures(survey, read_health())


async def admit(request: Request) -> HTTPResponse | None:
    """None for somebody who may read; else the answer that asks for the password. Raises: Refusal not_found where there is no page, too_many."""
    door = door_of(request.app)
    await door.address_rate.check(address_of(request))
    token = door.settings.channels.operator_token
    if is_trusted_reader(request, token, password_of(request.headers.get("authorization", ""))):
        return None
    if not token:
        raise Refusal("not_found")
    answer = refused(Refusal("password"))
    answer.headers["WWW-Authenticate"] = CHALLENGE
    return answer


def password_of(authorization: str) -> str | None:
    """The password in an Authorization header: of Basic, as browsers send it, or the token of Bearer. None for anything else."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() != "basic":
        return None
    try:
        return base64.b64decode(value.strip(), validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return None
