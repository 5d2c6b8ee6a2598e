"""Bodies of requests: JSON of a bounded size, strictly read."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.channels.cleaning import LONGEST_TEXT, clean, typed
from bot.channels.refusal import Refusal

LARGEST_BODY = 8 * 1024  # bytes
CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def read_object(content_type: str | None, body: bytes, *, largest: int = LARGEST_BODY) -> dict[str, Any]:
    """The JSON object in a body.

    Another content type is refused: a browser sends text and forms across sites without asking first.
    Raises: Refusal media_type, too_large or bad_request.
    """
    if (content_type or "").partition(";")[0].strip().lower() != "application/json":
        raise Refusal("media_type")
    if len(body) > largest:
        raise Refusal("too_large")
    try:
        fields = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Refusal("bad_request") from None
    if not isinstance(fields, dict):
        raise Refusal("bad_request")
    return fields


def _no_constant(name: str) -> None:
    raise ValueError(name)  # NaN and the infinities are not JSON, though Python reads them


def read_text(fields: dict[str, Any], name: str) -> tuple[str, str]:
    """What was typed, as it is shown and as Rasa gets it. Raises: Refusal bad_request, too_long or empty."""
    value = fields.get(name)
    if not isinstance(value, str):
        raise Refusal("bad_request")
    if len(value) > 4 * LONGEST_TEXT:
        raise Refusal("too_long")  # before it costs anything
    shown, text = clean(value), typed(value)
    if len(shown) > LONGEST_TEXT:
        raise Refusal("too_long")
    if not text:
        raise Refusal("empty")
    return shown, text
