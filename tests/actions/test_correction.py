"""What was told before is set right, and what was only asked about is nobody's own."""

from __future__ import annotations

from typing import Any

import pytest

from actions.erasure import ActionForgetMe
from actions.followup import ActionFollowUp
from actions.memory import add_own
from actions.offers import ActionDeclineOffer
from actions.privacy import ActionAnswerPrivacy
from actions.reply import Reply
from actions.salary_form import ValidateSalaryForm
from actions.turn import Turn
from tests.actions.conftest import Act
from tests.builders import make_context, make_entity, make_tracker

ACT = ActionFollowUp()


def told(**slots: Any) -> list[dict[str, Any]]:
    """The events of having told these before the message now, in their order."""
    events: list[dict[str, Any]] = [{"event": "user", "text": "før"}]
    events += [{"event": "slot", "name": slot, "value": value} for slot, value in slots.items()]
    return [*events, {"event": "user", "text": "nu"}]


@pytest.mark.parametrize(
    ("before", "number", "slot", "said"),
    [
        ({"age": "16"}, "61", "age", "du er 61 år"),
        ({"age": "44", "experience": "3"}, "2.5", "experience", "2½ års erfaring"),
        ({"experience": "8"}, "6", "experience", "seks års erfaring"),
        ({"experience": "3", "age": "16"}, "61", "age", "du er 61 år"),
    ],
)
def test_a_bare_number_takes_the_place_of_the_one_told_last(act: Act, before: dict[str, str], number: str, slot: str, said: str) -> None:
    outcome = act(ACT, slots=before, events=told(**before), number=number, cues=["correcting"], text="nej vent")
    assert (outcome.slots[slot], "utter_corrected" in outcome.parts) == (number, True)
    assert f"Så har jeg rettet det: {said}." in outcome.text


def test_a_bare_number_that_sets_nothing_right_changes_nothing(act: Act) -> None:
    assert "experience" not in act(ACT, slots={"experience": "3"}, events=told(experience="3"), number="6", text="6").slots


def test_another_value_of_ones_own_is_said_to_be_set_right(act: Act) -> None:
    outcome = act(ACT, slots={"experience": "1.17"}, events=told(experience="0.92"), entities=[make_entity("experience", "1.17", "own")])
    assert outcome.parts == ["utter_corrected", "utter_open_talk"]


def test_what_is_told_for_the_first_time_is_only_noted(act: Act) -> None:
    outcome = act(ACT, slots={"experience": "6"}, events=told(), entities=[make_entity("experience", "6", "own")])
    assert "utter_corrected" not in outcome.parts


def test_a_role_denied_is_taken_back_and_wished_for(act: Act) -> None:
    denied = [{"entity": "role", "value": "teamleder"}]
    slots = {"role": "teamleder", "experience": "6"}
    outcome = act(ACT, slots=slots, events=told(**slots), denied=denied, cues=["wants_it"], text="jeg er IKKE teamleder jeg vil være det")
    assert (outcome.slots["role"], outcome.slots["goal"]) == (None, "teamleder")
    assert "du er ikke teamleder" in outcome.text


def test_what_somebody_was_before_is_no_longer_theirs(act: Act) -> None:
    entities = [make_entity("situation", "ledig", "own")]
    slots = {"role": "teamleder", "situation": "ledig"}
    outcome = act(ACT, slots=slots, events=told(role="teamleder"), entities=entities, cues=["formerly"])
    assert outcome.slots["role"] is None
    assert "du er ikke teamleder" in outcome.text


def test_years_at_sea_are_no_years_in_customer_service(act: Act) -> None:
    entities = [make_entity("background", "20 til søs", "own")]
    slots = {"experience": "20", "background": "20 til søs"}
    outcome = act(ACT, slots=slots, events=told(experience="20"), entities=entities)
    assert outcome.slots["experience"] is None


def test_the_answer_to_which_two_is_nobodys_role(act: Act) -> None:
    choices = [["Teamleder og chef", '/compare_roles{"role":["teamleder","kundeservicechef"]}']]
    entities = [make_entity("role", "teamleder", "own")]
    slots = {"role": "teamleder", "choices": choices}
    outcome = act(ACT, slots=slots, events=told(), entities=entities, unknown_roles=["afdelingsleder"], only_names="bare")
    assert outcome.slots["role"] is None
    assert outcome.parts[:1] == ["utter_compare_unknown_one"]


def test_a_role_alone_in_the_middle_of_a_topic_is_asked_about(act: Act) -> None:
    slots = {"role": "teamleder", "context": make_context("ask_salary")}
    entities = [make_entity("role", "teamleder", "own")]
    outcome = act(ACT, slots=slots, events=told(role="supervisor"), entities=entities, only_names="bare", text="teamleder")
    assert outcome.slots["role"] == "supervisor"
    assert outcome.context.asked == {"role": "teamleder"}


def test_a_role_alone_after_a_plan_is_the_new_goal(act: Act) -> None:
    slots = {"role": "kvalitetsmedarbejder", "context": make_context("plan_career")}
    entities = [make_entity("role", "kvalitetsmedarbejder", "own")]
    outcome = act(ACT, slots=slots, events=told(), entities=entities, only_names="bare", text="hm nej specialist")
    assert (outcome.slots["goal"], outcome.slots["role"]) == ("kvalitetsmedarbejder", None)
    assert "utter_plan" in outcome.parts


def test_the_form_takes_a_correction_whatever_it_asks(act: Act) -> None:
    slots = {"experience": "3", "requested_slot": "region"}
    events = [{"event": "active_loop", "name": "salary_form"}, *told(experience="3")]
    outcome = act(
        ValidateSalaryForm(),
        active_loop="salary_form",
        slots=slots,
        events=events,
        number="2.5",
        cues=["correcting"],
        text="eller nej 2 og et halvt",
    )
    assert outcome.slots["experience"] == "2.5"
    assert "utter_corrected" in outcome.parts


def test_a_no_that_means_something_else_is_no_refusal(act: Act) -> None:
    ranking = [{"name": "deny", "confidence": 0.6}, {"name": "ask_salary", "confidence": 0.3}]
    outcome = act(ActionDeclineOffer(), intent="deny", text="nej jeg mente i løn", cues=["correcting"], intent_ranking=ranking)
    assert "utter_answer_ask_salary" in outcome.parts


def test_what_was_forgotten_on_request_is_not_said_to_have_been_untold(act: Act) -> None:
    forgotten = act(ActionForgetMe(), intent="delete_my_data", slots={"age": "61"}, cues=["erase_mentioned", "forget_age"]).slots[
        "forgotten"
    ]
    outcome = act(ActionAnswerPrivacy(), intent="ask_privacy", cues=["own_age"], slots={"forgotten": forgotten})
    assert outcome.text == "Din alder har jeg glemt, som du bad om."


def test_what_was_never_told_is_not_known(domain: dict[str, Any]) -> None:
    turn = Turn(make_tracker(intent="ask_privacy", cues=["own_role"], slots={"introduced": True}), domain)
    reply = Reply(turn)
    add_own(reply, turn)
    assert reply._parts == ["Din stilling kender jeg ikke. Skriv det gerne, så husker jeg det."]


def test_everything_told_is_listed_and_not_what_was_only_asked_about(act: Act) -> None:
    slots = {"situation": "vikar", "region": "aalborg", "context": make_context("ask_salary", asked={"region": "fyn"})}
    text = act(ActionAnswerPrivacy(), intent="ask_privacy", cues=["memory"], slots=slots).text
    assert "situation: vikar" in text
    assert "sted: Aalborg" in text
    assert "Fyn" not in text
