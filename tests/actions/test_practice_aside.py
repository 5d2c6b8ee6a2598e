"""What is said in the middle of a game: which of it is left to the rules, and what is said to the rest."""

from __future__ import annotations

from typing import Any

import pytest

from actions import practice_game
from actions.practice_aside import CARE, answer_beside, is_aside
from actions.practice_game import CHOOSE, FIT, INTERVIEW, LEFT, ROLEPLAY
from actions.turn import Turn
from tests.builders import make_tracker

CHOICE = {"game": CHOOSE, "kind": ROLEPLAY}


def turn_of(domain: dict[str, Any], text: str, **message: Any) -> Turn:
    return Turn(make_tracker(**{"intent": "inform", **message}, text=text), domain)


def role_play(domain: dict[str, Any]) -> dict[str, Any]:
    return practice_game.play("kollegas-fejl", turn_of(domain, "øv")).game


def test_a_title_of_a_button_is_an_answer_and_a_question_is_none(domain: dict[str, Any]) -> None:
    game = practice_game.begin(FIT, turn_of(domain, "test mig")).game
    assert not is_aside(turn_of(domain, "Passer på mig", intent="start_fit_quiz", confidence=0.99), game)
    assert is_aside(turn_of(domain, "er der overhovedet deltid i det job?", intent="ask_working_conditions", asks=True), game)
    assert game["asked"][0].startswith("1 af 12")


def test_distress_pauses_the_game_until_the_player_wants_on(domain: dict[str, Any]) -> None:
    game, text = role_play(domain), "jeg græder hver aften"
    step = answer_beside(game, text, turn_of(domain, text))
    assert step is not None
    assert (step.game["waits"], step.over) == (CARE, False)
    assert [choice for choice, _ in step.lines[0].choices] == ["/request_human", "continue", "stop"]
    assert is_aside(turn_of(domain, "det er min chef", intent="express_frustration"), step.game)
    resumed = answer_beside(step.game, "fortsæt", turn_of(domain, "fortsæt"))
    assert resumed is not None
    assert (resumed.game, resumed.lines[0].kind) == (game, "went_on")


def test_somebody_who_leaves_after_distress_gets_no_points(domain: dict[str, Any]) -> None:
    game = {**role_play(domain), "waits": CARE}
    step = answer_beside(game, "nej", turn_of(domain, "nej", intent="deny"))
    assert step is not None
    assert (step.game, step.over) == ({"game": LEFT, "scenario": "kollegas-fejl"}, True)


def test_the_wrong_customer_is_changed_for_the_one_that_is_named(domain: dict[str, Any]) -> None:
    text = "stop, det er den forkerte. jeg vil have koden der ikke virker"
    step = answer_beside(role_play(domain), text, turn_of(domain, text))
    assert step is not None
    assert step.game["state"]["scenario"] == "glemt-kode"


def test_the_wrong_customer_without_a_name_brings_the_choice(domain: dict[str, Any]) -> None:
    step = answer_beside(role_play(domain), "det er den forkerte kunde", turn_of(domain, "det er den forkerte kunde"))
    assert step is not None
    assert {key: step.game[key] for key in CHOICE} == CHOICE
    assert len(step.game["offered"]) == 4


@pytest.mark.parametrize(
    ("text", "kind"),
    [("er du et menneske?", "truth"), ("hvad må jeg tilbyde", "brief"), ("hvor mange point har jeg", "points")],
)
def test_a_question_to_karla_is_answered_and_not_played(domain: dict[str, Any], text: str, kind: str) -> None:
    game = role_play(domain)
    step = answer_beside(game, text, turn_of(domain, text))
    assert step is not None
    assert (step.game, [line.kind for line in step.lines]) == (game, [kind])


def test_a_question_about_the_job_is_heard_in_a_pause(domain: dict[str, Any]) -> None:
    asked = turn_of(domain, "er der weekendarbejde i det her fag", intent="ask_working_conditions", confidence=0.6, asks=True)
    assert is_aside(asked, {**role_play(domain), "waits": "pause"})
    assert not is_aside(asked, role_play(domain))


@pytest.mark.parametrize("text", ["ham der har ventet i køen", "Noget virker ikke", "overrask mig", "bare en nem en", "hende fra hotellet"])
def test_a_clear_choice_is_taken(domain: dict[str, Any], text: str) -> None:
    assert not is_aside(turn_of(domain, text), CHOICE)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("jeg vil egentlig bare snakke om løn", "ask_salary"),
        ("nå men hvad er så forskellen på telefon og chat", "nlu_fallback"),
    ],
)
def test_anything_else_leaves_the_choice_open(domain: dict[str, Any], text: str, intent: str) -> None:
    assert is_aside(turn_of(domain, text, intent=intent, asks=text.startswith("nå")), CHOICE)


def test_no_to_the_choice_ends_it(domain: dict[str, Any]) -> None:
    step = practice_game.go_on(CHOICE, "nej tak", turn_of(domain, "nej tak", intent="deny"))
    assert (step.game, step.over) == ({"game": LEFT}, True)


@pytest.mark.parametrize(
    ("text", "track"), [("medarbejder", "medarbejder"), ("teamleder", "teamleder"), ("bare almindelig", "medarbejder")]
)
def test_the_job_of_an_interview_may_be_written(domain: dict[str, Any], text: str, track: str) -> None:
    game = {"game": CHOOSE, "kind": INTERVIEW}
    turn = turn_of(domain, text)
    assert not is_aside(turn, game)
    assert practice_game.go_on(game, text, turn).game["state"]["track"] == track


def test_no_and_another_name_chooses_the_other(domain: dict[str, Any]) -> None:
    turn = turn_of(domain, "nej den med cyklen", intent="deny")
    assert practice_game.go_on(CHOICE, turn.text, turn).game["state"]["scenario"] == "vred-stamkunde"


def test_distress_is_met_before_a_customer_is_chosen(domain: dict[str, Any]) -> None:
    turn = turn_of(domain, "jeg har det virkelig skidt og græder hver dag", intent="express_frustration")
    assert not is_aside(turn, CHOICE)
    step = answer_beside(CHOICE, turn.text, turn)
    assert step is not None
    assert (step.game["waits"], step.lines[0].kind) == (CARE, "care")
