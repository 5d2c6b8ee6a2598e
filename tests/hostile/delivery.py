"""Sends the inputs of the corpus over HTTP, byte for byte, and collects what came back."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote, urlsplit

from bot.channels.texts import texts
from tests.dialogues.servers import wait_for
from tests.hostile.corpus import Input, Request

REST, WEB = "/webhooks/rest/webhook", "/webhooks/web"
# Messages of a conversation before the next one is begun: attacks pile up in it, and it stays below the rate.
TALK_LENGTH = 20
WAIT = {texts()["slow"], texts()["busy"]}
PATIENCE = 20  # seconds
NOT_SHOWN = ("id", "payload", "recipient_id", "time", "from", "client_id", "url", "code")


@dataclass(frozen=True)
class Answer:
    """A status and everything in the body that a person could read. raw: the whole body."""

    status: int
    shown: tuple[str, ...]
    raw: str


class Sender:
    """Sends to one server. Messages go to the REST channel and the web channel in turn."""

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self._token = ""
        self._bare_token = ""
        self._sent = 0

    def send(self, hostile: Input) -> list[Answer]:
        """The answers to everything an input sends; the last is the one to its hostile part."""
        if hostile.request is not None:
            return [self.request(self._with_token(hostile.request))]
        if hostile.line % 2:
            sender = f"hostile-{hostile.kind}-{hostile.line}"
            return [self.rest(sender, text) for text in hostile.texts]
        if len(hostile.texts) > 1:
            self._token = ""
        return [self.web(text) for text in hostile.texts]

    def rest(self, sender: str, text: str) -> Answer:
        return self.post(REST, {"sender": sender, "message": text})

    def web(self, text: str) -> Answer:
        """Sends a message in a conversation that several inputs share."""
        if not self._token or self._sent >= TALK_LENGTH:
            self._token, self._sent = self.begin(), 0
        self._sent += 1
        return self.post(f"{WEB}/messages", {"id": secrets.token_hex(8), "text": text}, Authorization=f"Bearer {self._token}")

    def begin(self) -> str:
        """The token of a new conversation."""
        return str(json.loads(self.post(f"{WEB}/conversations", {}).raw)["token"])

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        return self.request(Request("POST", path, {"Content-Type": "application/json", **headers}, json.dumps(body).encode()))

    def request(self, request: Request) -> Answer:
        """The answer to a request, asked for again as a client does that is told to wait: a busy machine is no fault of the input."""
        answers = [self._once(request)]

        def is_answered() -> bool:
            if set(answers[-1].shown) & WAIT:
                answers.append(self._once(request))
            return not set(answers[-1].shown) & WAIT

        wait_for(is_answered, seconds=PATIENCE)
        return answers[-1]

    def _once(self, request: Request) -> Answer:
        connection = HTTPConnection(self._host, timeout=30)
        try:
            path = quote(request.path, safe="/?&=%:;,.~'()[]<>|{}$!*+@#\\^`\"")
            connection.request(request.method, path, body=request.body, headers=dict(request.headers))
            answer = connection.getresponse()
            raw = answer.read().decode("utf-8", "replace")
            return Answer(answer.status, tuple(shown(raw, answer.getheader("content-type") or "")), raw)
        finally:
            connection.close()

    def _with_token(self, request: Request) -> Request:
        """The web channel looks at a body only when it comes with a token."""
        if not request.path.startswith(WEB) or "Authorization" in request.headers:
            return request
        self._bare_token = self._bare_token or self.begin()
        headers: Mapping[str, str] = {**request.headers, "Authorization": f"Bearer {self._bare_token}"}
        return Request(request.method, request.path, headers, request.body)


def shown(raw: str, content_type: str) -> Iterator[str]:
    """The texts in a body that reach a person: of JSON without ids, names and addresses; a page of our own is not of this kind."""
    if not raw:
        return
    if "json" not in content_type:
        if not content_type.startswith(("text/html", "text/javascript", "text/css")):
            yield raw
        return
    yield from _texts(json.loads(raw))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in NOT_SHOWN:
                yield from _texts(each)
