"""The files of the widget, and the page at /."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.refusal import Refusal

WIDGET = Path(__file__).resolve().parent.parent / "widget"
FIRST_PAGE = "demo.html"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".json": "application/json",
}


@dataclass(frozen=True)
class File:
    """A file as it is served. packed: its body for browsers that take gzip; tag: changes with its content."""

    body: bytes
    packed: bytes
    content_type: str
    tag: str


@lru_cache(maxsize=1)
def files() -> dict[str, File]:
    """The files of the widget's folder by name, read once: nothing is built from what a request asks for."""
    found = {}
    for path in sorted(WIDGET.iterdir()):
        if path.is_file() and path.suffix in TYPES:
            body = path.read_bytes()
            packed = gzip.compress(body, mtime=0)
            found[path.name] = File(body, packed, TYPES[path.suffix], f'"{hashlib.sha256(body).hexdigest()[:32]}"')
    return found


def serve_file(request: Request, name: str) -> HTTPResponse:
    """One of the files; 304 when the browser has it. Other sites may embed them. Raises: Refusal not_found."""
    file = files().get(name)
    if file is None:
        raise Refusal("not_found")
    headers = {
        "ETag": file.tag,
        "Vary": "Accept-Encoding",
        "Cache-Control": "no-cache",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if request.headers.get("if-none-match") == file.tag:
        return HTTPResponse(status=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return HTTPResponse(file.packed, content_type=file.content_type, headers={**headers, "Content-Encoding": "gzip"})
    return HTTPResponse(file.body, content_type=file.content_type, headers=headers)


async def serve_root(request: Request) -> HTTPResponse | None:
    """The page, for GET and HEAD of /; and nothing, politely, for the icon every browser asks for."""
    if request.method not in ("GET", "HEAD"):
        return None
    if request.path == "/favicon.ico" and "favicon.ico" not in files():
        return HTTPResponse(status=204)
    return serve_file(request, FIRST_PAGE) if request.path == "/" else None
