"""The payload of a button, as the message it stands for."""

from __future__ import annotations

import json
import re
from typing import Any

PAYLOAD = re.compile(r"/([a-z_]+)(\{.*\})?")


def parsed(payload: str) -> dict[str, Any]:
    """ "/ask_salary" or '/inform{"role":"teamleder"}' as what the pipeline would make of it.

    Raises: ValueError for what is no payload.
    """
    found = PAYLOAD.fullmatch(payload)
    if found is None:
        raise ValueError(f"{payload!r} is no payload of a button; one looks like '/ask_salary' or '/inform{{\"role\":\"teamleder\"}}'")
    intent, values = found.group(1), json.loads(found.group(2) or "{}")
    pairs = [(entity, one) for entity, value in values.items() for one in (value if isinstance(value, list) else [value])]
    return {"intent": {"name": intent, "confidence": 1.0}, "entities": [{"entity": entity, "value": value} for entity, value in pairs]}
