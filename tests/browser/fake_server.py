"""A small server that speaks the web channel's protocol from a script, and can be slow, faulty or gone at will."""

from __future__ import annotations

import json
import re
import secrets
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ruamel.yaml import YAML

from bot.charts.pictures import picture
from bot.charts.svg import POLICY as CHART_POLICY
from bot.settings import LOOPBACK, ROOT
from tests.browser.drawings import charts, drawn

WIDGET = ROOT / "bot" / "widget"
SCRIPT = YAML(typ="safe").load((Path(__file__).parent / "answers.yml").read_text(encoding="utf-8"))
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
PAGE_SIZE = 200
STARTED = datetime(2026, 11, 24, 13, 5, tzinfo=timezone.utc)
# As strict as the real server's pages: nothing from elsewhere, no inline script or style.
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

Message = dict[str, Any]


@dataclass
class Talk:
    """One conversation: its messages in order, and what was answered to each client id."""

    messages: list[Message] = field(default_factory=list)
    answered: dict[str, list[Message]] = field(default_factory=dict)

    def add(self, **fields: Any) -> Message:
        number = len(self.messages) + 1
        time = (STARTED + timedelta(seconds=7 * number)).isoformat().replace("+00:00", "Z")
        empty: Message = {"speaker": None, "choices": [], "sources": [], "chart": None, "card": None, "text": ""}
        fields = {**fields, "chart": drawn(fields.get("chart"))}
        message = {**empty, "number": number, "id": f"m{number}-{secrets.token_hex(3)}", "time": time, **fields}
        choices = [{"id": f"c-{number}-{index}", "title": title} for index, title in enumerate(message["choices"])]
        self.messages.append({**message, "choices": choices})
        return self.messages[-1]


@dataclass
class Faults:
    """What goes wrong. Each is looked at when a request comes in.

    cut: the stream breaks off after its first message, once. gate: an answer waits until it is set.
    """

    status: int | None = None
    retry_after: int | None = None
    busy: int = 0  # how often the same id is told to wait
    cut: bool = False
    keep_data: bool = False
    gate: threading.Event | None = None


class FakeKarla:
    """The server at a free port of the loopback address; requests and bodies are kept for the test to look at."""

    def __init__(self, port: int = 0, *, page: str | None = None, policy: str = POLICY) -> None:
        self.talks: dict[str, Talk] = {}
        self.faults = Faults()
        self.requests: list[str] = []
        self.bodies: list[dict[str, Any]] = []
        self.feedback: list[dict[str, Any]] = []
        self.page = page
        self.policy = policy
        self._port = port
        self.start()

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self._port}"

    def start(self) -> None:
        handler = type("BoundHandler", (Handler,), {"karla": self})
        self._server = ThreadingHTTPServer((LOOPBACK, self._port), handler)
        self._server.daemon_threads = True
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def new_talk(self) -> str:
        token = f"{secrets.token_hex(8)}.{secrets.token_hex(16)}"
        self.talks[token] = Talk()
        return token

    def only_talk(self) -> Talk:
        (talk,) = self.talks.values()
        return talk

    def answer(self, talk: Talk, body: dict[str, Any]) -> list[Message]:
        """What the script says to a body; nothing is done twice for the same id."""
        known = talk.answered.get(body["id"])
        if known is not None:
            return known
        if body.get("open"):
            made = [talk.add(**{"from": "bot", **part}) for part in SCRIPT["greeting"]]
        else:
            titles = {choice["id"]: choice["title"] for message in talk.messages for choice in message["choices"]}
            text = titles[body["choice"]] if "choice" in body else body["text"]
            talk.add(**{"from": "user", "text": text, "client_id": body["id"]})
            parts = SCRIPT["answers"].get(text, SCRIPT["answers"]["*"])
            made = [talk.add(**{"from": "bot", **part, "text": part["text"].replace("{text}", text)}) for part in parts]
        talk.answered[body["id"]] = made
        return made


class Handler(BaseHTTPRequestHandler):
    """One request. karla is set by FakeKarla.start."""

    karla: FakeKarla
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Keeps the test's output clean."""

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, ValueError):
            self.close_connection = True  # the browser has left, which is what many tests are about

    def do_OPTIONS(self) -> None:
        self.reply(204)

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self.karla.requests.append(f"GET {address.path}")
        if address.path == "/":
            self.reply_text(200, "text/html", self.karla.page or (WIDGET / "demo.html").read_text(encoding="utf-8"))
        elif match := re.fullmatch(r"/widget/([a-z-]+\.(?:html|css|js))", address.path):
            file = WIDGET / match[1]
            self.reply_text(200, TYPES[file.suffix], file.read_text(encoding="utf-8"))
        elif match := re.fullmatch(r"/webhooks/web/charts/([a-z]+)\.svg", address.path):
            self.reply_chart(match[1])
        elif address.path == "/favicon.ico":
            self.reply(204)
        elif address.path.startswith("/webhooks/web/") and not address.path.endswith(".svg"):
            self.read_talk(address.path.removeprefix("/webhooks/web/"), parse_qs(address.query))
        else:
            self.reply_text(404, "text/plain", "")

    def read_talk(self, what: str, query: dict[str, list[str]]) -> None:
        talk = self.find_talk()
        if talk is None:
            return
        if what == "export":
            self.reply_json(200, {"messages": talk.messages})
            return
        after = int(query["after"][0])
        later = [message for message in talk.messages if message["number"] > after]
        page = later[:PAGE_SIZE]
        self.reply_json(200, {"messages": page, "next": page[-1]["number"] if page else after, "more": len(later) > PAGE_SIZE})

    def do_POST(self) -> None:
        what = self.path.removeprefix("/webhooks/web/")
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.karla.requests.append(f"POST {self.path}")
        self.karla.bodies.append(body)
        if what == "conversations":
            if not self.fails():
                self.reply_json(201, {"token": self.karla.new_talk(), "expires_days": 30})
            return
        talk = self.find_talk()
        if talk is None:
            return
        if what == "feedback":
            self.karla.feedback.append(body)
            self.reply(204)
            return
        faults = self.karla.faults
        if faults.busy:
            faults.busy -= 1
            self.reply_error(409, "busy", "")
            return
        if faults.gate:
            faults.gate.wait(20)
        messages = self.karla.answer(talk, body)
        if "text/event-stream" in self.headers.get("Accept", ""):
            self.stream(messages)
        else:
            self.reply_json(200, {"messages": messages, "next": messages[-1]["number"]})

    def do_DELETE(self) -> None:
        self.karla.requests.append(f"DELETE {self.path}")
        if self.find_talk() is None:
            return
        if not self.karla.faults.keep_data:
            del self.karla.talks[self.token()]
        self.reply_json(200, {"deleted": not self.karla.faults.keep_data})

    def stream(self, messages: list[Message]) -> None:
        cut, self.karla.faults.cut = self.karla.faults.cut, False
        self.send_head(200, {"Content-Type": "text/event-stream; charset=utf-8", "Connection": "close"})
        for message in messages:
            self.send_event("message", message)
            if cut:
                self.close_connection = True
                return
        self.send_event("done", {"next": messages[-1]["number"]})
        self.close_connection = True

    def send_event(self, name: str, data: dict[str, Any]) -> None:
        self.wfile.write(f"event: {name}\ndata: {json.dumps(data)}\n\n".encode())
        self.wfile.flush()

    def token(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def find_talk(self) -> Talk | None:
        """The conversation the token names; when there is none, or a fault is on, the refusal has been sent."""
        if self.fails():
            return None
        talk = self.karla.talks.get(self.token())
        if talk is None:
            self.reply_error(401, "unknown", SCRIPT["errors"]["unknown"])
        return talk

    def fails(self) -> bool:
        faults = self.karla.faults
        if faults.status is None or (faults.status != 503 and self.command == "GET"):
            return False
        key = {429: "many", 503: "down"}.get(faults.status, "refused")
        self.reply_error(faults.status, key, SCRIPT["errors"][key], faults.retry_after)
        return True

    def reply_error(self, status: int, code: str, message: str, retry_after: int | None = None) -> None:
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        self.reply_json(status, {"error": {"code": code, "message": message}}, headers)

    def reply_json(self, status: int, data: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        self.reply(status, json.dumps(data).encode(), {"Content-Type": "application/json", **(headers or {})})

    def reply_chart(self, name: str) -> None:
        shown = charts().get(name)
        if shown is None:
            self.reply(404)
            return
        file = picture(shown.picture, "svg")
        self.send_head(
            200, {"Content-Type": file.content_type, "Content-Length": str(len(file.body)), "Content-Security-Policy": CHART_POLICY}
        )
        self.wfile.write(file.body)

    def reply_text(self, status: int, kind: str, text: str) -> None:
        self.reply(status, text.encode(), {"Content-Type": f"{kind}; charset=utf-8"})

    def reply(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_head(status, {**(headers or {}), "Content-Length": str(len(body))})
        self.wfile.write(body)

    def send_head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        allowed = {
            "Access-Control-Allow-Origin": self.headers.get("Origin", "*"),
            "Access-Control-Allow-Headers": "Authorization, Content-Type",
            "Access-Control-Allow-Methods": "GET, POST, DELETE",
            "Access-Control-Expose-Headers": "Retry-After",
            "Cache-Control": "no-store",
            "Content-Security-Policy": self.karla.policy,
            "X-Content-Type-Options": "nosniff",
        }
        for name, value in {**allowed, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
