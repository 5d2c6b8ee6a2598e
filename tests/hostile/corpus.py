"""What hostile people send, one input a line in corpus/<kind>.jsonl. A line is one of

"text"                                 a message
{"text": ..., "times": n}              a message that repeats something
{"talk": [...]}                        messages of one conversation, the last of which is the hostile one
{"path": ..., "method"?, "headers"?,   a request as it is; the body is given as a JSON value, as text, or in hex
 "json" | "body" | "hex"?}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("corpus")
KINDS = tuple(sorted(path.stem for path in FOLDER.glob("*.jsonl")))


@dataclass(frozen=True)
class Request:
    """One HTTP request. body: None for none."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None


@dataclass(frozen=True)
class Input:
    """One line of the corpus. texts: messages to send; request: what to send instead of messages."""

    kind: str
    line: int
    written: str
    texts: tuple[str, ...] = ()
    request: Request | None = None
    text: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """File and line, to find it again."""
        return f"{self.kind}.jsonl:{self.line}"


def inputs(kind: str) -> list[Input]:
    """The inputs of a kind, in the order of its file."""
    lines = (FOLDER / f"{kind}.jsonl").read_text(encoding="utf-8").split("\n")
    return [_input(kind, number, line) for number, line in enumerate(lines, 1) if line]


def _input(kind: str, number: int, line: str) -> Input:
    value: Any = json.loads(line)
    if isinstance(value, str):
        value = {"talk": [value]}
    if "text" in value:
        value = {"talk": [value["text"] * value["times"]]}
    if "talk" in value:
        return Input(kind, number, line, texts=tuple(value["talk"]), text="\n".join(value["talk"]))
    return Input(kind, number, line, request=_request(value), text=json.dumps(value, ensure_ascii=False))


def _request(value: dict[str, Any]) -> Request:
    body: bytes | None = None
    if "json" in value:
        body = json.dumps(value["json"]).encode()
    elif "body" in value:
        body = value["body"].encode()
    elif "hex" in value:
        body = bytes.fromhex(value["hex"])
    headers = {"Content-Type": "application/json", **value.get("headers", {})} if body is not None else value.get("headers", {})
    return Request(value.get("method", "POST"), value["path"], headers, body)
