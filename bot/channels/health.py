"""Whether Karla lives, and whether she can serve."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import metrics
from bot.channels.answers import answering, is_trusted_reader
from bot.channels.door import Door, door_of
from bot.channels.refusal import Refusal
from bot.conversations.action_endpoint import ActionServerAway
from bot.errors import ConversationError

PROBE = "health-probe"
CHECK_SECONDS = 0.4  # a check that hangs is a check that failed


def add_health(blueprint: Blueprint) -> None:
    """The routes GET /health/live, /health/ready and /metrics."""

    @blueprint.route("/health/live", methods=["GET"])
    async def live(request: Request) -> HTTPResponse:
        return response.json({"status": "ok"})

    @blueprint.route("/health/ready", methods=["GET"])
    @answering
    async def ready(request: Request) -> HTTPResponse:
        report = await readiness(door_of(request.app))
        return response.json(report, status=200 if report["status"] == "ok" else 503)

    @blueprint.route("/metrics", methods=["GET"])
    @answering
    async def figures(request: Request) -> HTTPResponse:
        if not is_trusted_reader(request, door_of(request.app).settings.channels.metrics_token, request.token):
            raise Refusal("not_found")
        return HTTPResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


async def readiness(door: Door) -> dict[str, Any]:
    """The model that is served, and whether a conversation can be stored, locked and acted on.

    status is "ok" when all can; an action server that is away does not make us unready: whoever writes gets an honest answer,
    and the supervisor is already starting it again.
    """
    agent = door.app.ctx.agent
    store, lock, actions = await asyncio.gather(
        _succeeds(door.archive.check_writing()), _succeeds(_lock(agent)), _succeeds(agent.action_endpoint.check_health())
    )
    checks = {"model": door.has_model(), "store": store, "lock": lock}
    for name, is_well in {**checks, "actions": actions}.items():
        metrics.READY.labels(name).set(is_well)
    failing = [name for name, is_well in checks.items() if not is_well]
    status = "ok" if not failing else f"failing: {', '.join(failing)}"
    return {"status": status, "model": agent.model_id, "checks": {**checks, "actions": actions}}


async def _lock(agent: Any) -> None:
    async with agent.lock_store.lock(PROBE):
        pass


async def _succeeds(check: Awaitable[None]) -> bool:
    try:
        await asyncio.wait_for(check, CHECK_SECONDS)
    except (asyncio.TimeoutError, ConversationError, ActionServerAway):
        return False
    return True
