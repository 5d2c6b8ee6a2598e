"""Slack: Rasa's channel behind our door. On when SLACK_TOKEN and SLACK_SIGNING_SECRET are set."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

import aiohttp
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.channels.slack import SlackInput
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler, AsyncRateLimitErrorRetryHandler
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot import settings
from bot.channels.answers import answering
from bot.channels.bodies import read_text
from bot.channels.chart_addresses import ChartAddresses
from bot.channels.cleaning import is_safe_name
from bot.channels.door import Door, door_of, open_door
from bot.channels.messengers import Messenger, Undelivered
from bot.channels.plain import as_text, convert, pieces
from bot.channels.refusal import Refusal
from bot.channels.texts import texts
from bot.conversations.records import Arrival
from bot.settings import ChannelSettings

LONGEST_SECTION = 2900  # Slack refuses sections over 3,000
MOST_BUTTONS = 5  # more than that become a list to select from
MOST_OPTIONS = 100
LONGEST_LABEL = 75
LONGEST_ALT = 2000
SKEW_SECONDS = 300

logger = logging.getLogger(__name__)


class SlackMessenger(Messenger):
    """Sends to Slack, in its own Markdown, as often as it asks to be tried again."""

    name = "slack"

    def __init__(self, options: ChannelSettings, charts: ChartAddresses) -> None:
        self._public_url = options.public_url
        self._charts = charts
        retries = [AsyncConnectionErrorRetryHandler(max_retry_count=3), AsyncRateLimitErrorRetryHandler(max_retry_count=3)]
        self._client = AsyncWebClient(options.slack_token, base_url=options.slack_api, retry_handlers=retries)

    async def send(self, route: Mapping[str, Any], message: Mapping[str, Any]) -> None:
        text = convert(as_text(message), escape=escaped, bold=r"*\1*", italic=r"_\1_")
        cut = pieces(text, LONGEST_SECTION) or [" "]
        try:
            for number, piece in enumerate(cut):
                section = {"type": "section", "text": {"type": "mrkdwn", "text": piece}}
                last = number == len(cut) - 1
                choices = [actions(message["choices"])] if last and message["choices"] else []
                image = self._image(route, message) if last else []
                try:
                    await self._post(route, piece, [section, *image, *choices])
                except SlackApiError:
                    # Slack fetches the picture before it takes the message, and refuses all of it when it cannot.
                    if not image:
                        raise
                    logger.warning("slack.picture refused; check that %s is PUBLIC_URL and can be reached from outside", self._public_url)
                    await self._post(route, piece, [section, *choices])
        except (SlackClientError, aiohttp.ClientError) as error:
            raise Undelivered(type(error).__name__) from None

    async def _post(self, route: Mapping[str, Any], text: str, blocks: list[dict[str, Any]]) -> None:
        await self._client.chat_postMessage(channel=route["channel"], thread_ts=route.get("thread"), text=text, blocks=blocks)

    def _image(self, route: Mapping[str, Any], message: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The block of a chart's picture; none where Slack cannot reach us, and then its numbers in the text have to do."""
        if not message["chart"] or not self._public_url:
            return []
        address = self._public_url + self._charts.make(conversation_of(route), message["number"], "png")
        return [{"type": "image", "image_url": address, "alt_text": message["chart"]["alt"][:LONGEST_ALT]}]


def escaped(text: str) -> str:
    """Text in which Slack sees no markup of its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def actions(choices: list[Mapping[str, str]]) -> dict[str, Any]:
    """Choices as buttons, or as a list when they are many."""
    labels = [({"type": "plain_text", "text": choice["title"][:LONGEST_LABEL]}, choice["id"]) for choice in choices[:MOST_OPTIONS]]
    if len(labels) <= MOST_BUTTONS:
        buttons = [{"type": "button", "text": label, "value": value, "action_id": value} for label, value in labels]
        return {"type": "actions", "elements": buttons}
    options = [{"text": label, "value": value} for label, value in labels]
    placeholder = {"type": "plain_text", "text": texts()["choose"]}
    return {
        "type": "actions",
        "elements": [{"type": "static_select", "action_id": "choose", "placeholder": placeholder, "options": options}],
    }


class SlackChannel(SlackInput):
    """Answers Slack at once and works after; takes each event once; verifies who calls."""

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """The channel, from the settings and never from credentials.yml."""
        return cls(settings.read().channels)

    def __init__(self, options: ChannelSettings) -> None:
        self.options = options
        if options.slack_token:
            super().__init__(options.slack_token, slack_signing_secret=options.slack_signing_secret)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """POST /webhooks/slack/webhook; no route at all without a token."""
        slack = Blueprint("karla_slack")
        if not self.options.slack_token:
            return slack
        verifier = SignatureVerifier(self.options.slack_signing_secret)

        @slack.listener("after_server_start")
        async def begin(app: Sanic, loop: object) -> None:
            await open_door(app)
            app.ctx.slack = SlackMessenger(self.options, door_of(app).charts)
            app.add_task(app.ctx.slack.resume(door_of(app)))

        @slack.route("/webhook", methods=["POST"])
        @answering
        async def receive(request: Request) -> HTTPResponse:
            check_signature(request, verifier)
            payload = read_payload(request)
            if payload.get("type") == "url_verification":
                return response.json({"challenge": str(payload.get("challenge", ""))})
            door = door_of(request.app)
            try:
                arrival = await read_arrival(payload, door)
            except Refusal as refusal:
                if (route := route_of(payload)) is not None:
                    door.turns.begin(request.app.ctx.slack.apologise(route, refusal.message))
                arrival = None
            if arrival is not None:
                await request.app.ctx.slack.accept(door, arrival)
            return response.json({})

        return slack


def check_signature(request: Request, verifier: SignatureVerifier) -> None:
    """Raises: Refusal unknown_conversation when Slack did not send this, or a clock is more than five minutes wrong."""
    sent = request.headers.get("x-slack-request-timestamp", "")
    if not sent.isdigit():
        raise Refusal("unknown_conversation")
    skew = int(sent) - time.time()
    if abs(skew) > SKEW_SECONDS:
        logger.warning("slack.refused cause=clock skew_seconds=%d; set this machine's clock when calls come from Slack", skew)
        raise Refusal("unknown_conversation")
    if not verifier.is_valid(request.body, sent, request.headers.get("x-slack-signature", "")):
        logger.warning("slack.refused cause=signature")
        raise Refusal("unknown_conversation")


def read_payload(request: Request) -> dict[str, Any]:
    """The JSON that Slack sends, as a body or in a form. Raises: Refusal bad_request."""
    try:
        text = request.body.decode("utf-8")
        if (request.content_type or "").startswith("application/x-www-form-urlencoded"):
            text = parse_qs(text).get("payload", [""])[0]
        payload = json.loads(text)
    except (ValueError, RecursionError):
        raise Refusal("bad_request") from None
    if not isinstance(payload, dict):
        raise Refusal("bad_request")
    return payload


def route_of(payload: Mapping[str, Any]) -> dict[str, str] | None:
    """Where to answer: the channel, and the thread when it began in one. None when the payload has no person to answer."""
    event = _object(payload.get("event"))
    user = event.get("user") or _object(payload.get("user")).get("id")
    channel = event.get("channel") or _object(payload.get("channel")).get("id")
    if not is_safe_name(user, longest=60) or not is_safe_name(channel, longest=60):
        return None
    thread = event.get("thread_ts") or _object(payload.get("message")).get("thread_ts")
    route = {"user": str(user), "channel": str(channel)}
    return {**route, "thread": str(thread)} if is_safe_name(thread, longest=60) else route


def conversation_of(route: Mapping[str, Any]) -> str:
    """The name of the conversation that a route answers in."""
    return f"slack-{route['channel']}-{route['user']}"


async def read_arrival(payload: Mapping[str, Any], door: Door) -> Arrival | None:
    """What a person wrote or chose; None for everything else Slack tells us. Raises: Refusal too_long, empty, choice_expired."""
    route = route_of(payload)
    if route is None:
        return None
    conversation = conversation_of(route)
    if payload.get("type") == "block_actions":
        action = next((action for action in payload.get("actions") or [] if isinstance(action, dict)), {})
        choice = action.get("value") or _object(action.get("selected_option")).get("value")
        client_id = f"{action.get('action_ts')}-{choice}"
        if not isinstance(choice, str) or not is_safe_name(client_id, longest=120):
            return None
        if await door.ledger.is_known(conversation, client_id):
            return None
        chosen, title = await door.choice(conversation, choice)
        return Arrival(conversation, client_id, chosen, title, route)
    event = _object(payload.get("event"))
    if payload.get("type") != "event_callback" or not is_for_us(event) or not is_safe_name(payload.get("event_id"), longest=120):
        return None
    bots = [str(bot.get("user_id")) for bot in payload.get("authorizations") or [] if isinstance(bot, dict)]
    shown, text = read_text({"text": SlackInput._sanitize_user_message(event["text"], bots)}, "text")
    return Arrival(conversation, str(payload["event_id"]), text, shown, route)


def is_for_us(event: Mapping[str, Any]) -> bool:
    """Whether an event is something a person wrote to Karla: a direct message, or a mention."""
    if event.get("bot_id") or event.get("subtype") or not isinstance(event.get("text"), str):
        return False
    return event.get("type") == "app_mention" or (event.get("type") == "message" and event.get("channel_type") == "im")


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
