"""Slack's and Telegram's APIs on loopback: take what is sent, and refuse it when told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from bot.settings import LOOPBACK


def read_fields(content_type: str, body: bytes) -> dict[str, Any]:
    """The fields of a call in any of the shapes the two APIs take; an uploaded file as its bytes."""
    if "json" in content_type:
        return dict(json.loads(body))
    if "multipart" not in content_type:
        return {name: values[0] for name, values in parse_qs(body.decode()).items()}
    form = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    assert isinstance(form, EmailMessage)
    fields: dict[str, Any] = {}
    for part in form.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        fields[name] = content if part.get_filename() else content.decode()
    return fields


@dataclass
class FakeApi:
    """Answers every method with ok. sent: (method, fields) of the calls it took.

    refuse_next: how many calls get 429 first. refuses: which calls get 400.
    """

    port: int
    refuse_next: int = 0
    refuses: Callable[[dict[str, Any]], bool] = lambda fields: False
    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    _server: ThreadingHTTPServer | None = None

    def start(self) -> None:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                fields = read_fields(self.headers.get("Content-Type", ""), body)
                status = 200
                if fake.refuse_next:
                    fake.refuse_next -= 1
                    status = 429
                elif fake.refuses(fields):
                    status = 400
                else:
                    fake.sent.append((self.path.rsplit("/", 1)[-1], fields))
                answer = json.dumps(
                    {"ok": status == 200, "error": "refused", "result": True, "ts": "1.2", "parameters": {"retry_after": 1}}
                ).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Retry-After", "1")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing: the tests look at what was sent."""

        self._server = ThreadingHTTPServer((LOOPBACK, self.port), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def texts(self, chat: str) -> list[str]:
        """What was said in a channel or chat, in order."""
        spoken = [fields for method, fields in self.sent if method in ("chat.postMessage", "sendMessage")]
        return [str(fields["text"]) for fields in spoken if str(fields.get("channel", fields.get("chat_id"))) == chat]
