"""The web channel as openapi.yml describes it, held against the running server."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from ruamel.yaml import YAML

from bot.channels.texts import FILE
from tests.dialogues.servers import Talk
from tests.faults.rig import Rig

pytestmark = pytest.mark.servers

DOCUMENT = YAML(typ="safe", pure=True).load(FILE.with_name("openapi.yml").read_text(encoding="utf-8"))
schema = schemathesis.openapi.from_dict(DOCUMENT)
CHECKS = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
]


_TALKS: list[Talk] = []


def open_talk(rig: Rig) -> Talk:
    """A conversation that is not deleted: the last one while it is there, since an address may not begin one for each request."""
    if not _TALKS or _TALKS[-1].get("messages?after=0").status_code == 401:
        _TALKS.append(rig.talk())
    return _TALKS[-1]


@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_request_is_answered_as_described(case: schemathesis.Case, rig: Rig) -> None:
    case.headers["Authorization"] = f"Bearer {open_talk(rig).token}"
    # The operator's paths have a server of their own in the document: the root.
    root = case.path.startswith("/operator")
    answer = case.call(base_url=rig.address if root else f"{rig.address}/webhooks/web")
    case.validate_response(answer, checks=CHECKS)
    assert answer.status_code < 500
