"""What an action may answer, and what a failed one amounts to."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.conversations.action_endpoint import ActionEndpoint, ActionServerAway, BadActionAnswer, checked, failed

CALL: dict[str, Any] = {
    "next_action": "action_answer_topic",
    "domain": {"slots": {"role": {}}},
    "tracker": {
        "slots": {"role": "teamleder", "region": None},
        "events": [{"event": "slot", "name": "region"}, {"event": "user"}, {"event": "slot", "name": "role"}],
    },
}
APOLOGY = "Beklager."


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        "x",
        {"events": "x"},
        {"responses": 5},
        {"responses": ["hej"]},
        {"responses": [{"text": 5}]},
        {"responses": [{"response": ["x"]}]},
        {"responses": [{"custom": "x"}]},
        {"responses": [{"buttons": ["x"]}]},
        {"responses": [{"buttons": [{"title": "Ja"}]}]},
        {"events": ["x"]},
        {"events": [{"name": "x"}]},
        {"events": [{"event": "no_such_event"}]},
    ],
)
def test_an_answer_rasa_cannot_use_is_refused_whole(answer: Any) -> None:
    with pytest.raises(BadActionAnswer):
        checked(answer, CALL)


def test_a_good_answer_passes_without_slots_the_domain_lacks() -> None:
    slot, other = {"event": "slot", "name": "role", "value": "x"}, {"event": "slot", "name": "no_such_slot", "value": 1}
    answer = {"events": [slot, other], "responses": [{"text": "Hej.", "buttons": [{"title": "Ja", "payload": "/affirm"}]}]}
    assert checked(answer, CALL) == {"events": [slot], "responses": answer["responses"]}
    assert checked({}, CALL) == {"events": [], "responses": []}
    assert checked({"events": None, "responses": None}, CALL) == {"events": [], "responses": []}


def test_a_failed_action_apologises_and_ends_the_turn() -> None:
    assert failed(CALL, APOLOGY) == {"events": [{"event": "followup", "name": "action_listen"}], "responses": [{"text": APOLOGY}]}


def test_a_failed_validation_keeps_the_form_and_nothing_unchecked() -> None:
    assert failed({**CALL, "next_action": "validate_pay_form"}, APOLOGY) == {
        "events": [{"event": "slot", "name": "role", "value": None}],
        "responses": [{"text": APOLOGY}],
    }
    assert failed({**CALL, "next_action": "action_validate_slot_mappings"}, APOLOGY)["events"] == [
        {"event": "slot", "name": "role", "value": None},
        {"event": "followup", "name": "action_listen"},
    ]


def test_a_failed_session_start_begins_the_session_with_what_was_known() -> None:
    assert failed({**CALL, "next_action": "action_session_start"}, APOLOGY) == {
        "events": [
            {"event": "session_started"},
            {"event": "slot", "name": "role", "value": "teamleder"},
            {"event": "action", "name": "action_listen"},
        ],
        "responses": [],
    }


@pytest.mark.parametrize(("action", "said"), [("action_answer_topic", APOLOGY), ("action_crisis", "Ring 112.")])
def test_a_cry_for_help_is_answered_while_the_action_server_is_away(monkeypatch: pytest.MonkeyPatch, action: str, said: str) -> None:
    async def away(self: ActionEndpoint, call: Any) -> Any:
        raise ActionServerAway("down")

    monkeypatch.setattr(ActionEndpoint, "_guarded", away)
    endpoint = ActionEndpoint("http://localhost:1", apology=APOLOGY, instead={"action_crisis": "Ring 112."})
    answer = asyncio.run(endpoint.request(json={**CALL, "next_action": action}))
    assert answer["responses"] == [{"text": said}]
