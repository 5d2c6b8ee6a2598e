"""What the operator is told is counted from what is stored, and holds no words unless they were asked for."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.engine import Connection

from bot.conversations.archive import Archive
from bot.conversations.database import Database
from bot.conversations.ledger import Ledger
from bot.conversations.records import Arrival
from bot.conversations.survey import MOST_SHOWN, Opinions, Reason, Survey, Unanswered, take_survey
from bot.conversations.tables import EVENTS
from tests.bot.conversations.talks import Clock, run

NOW = 1_000_000.0


@pytest.fixture
def clock() -> Clock:
    made = Clock()
    made.now = NOW
    return made


def said(sender: str, intent: str, *guesses: str, text: str = "hej", at: float = NOW) -> dict[str, Any]:
    """A message as Rasa stores it; guesses follow its intent in the ranking."""
    ranking = [{"name": name, "confidence": 0.5} for name in (intent, *guesses)]
    data = {"event": "user", "text": text, "parse_data": {"intent": {"name": intent}, "intent_ranking": ranking}}
    return {"sender_id": sender, "type_name": "user", "timestamp": at, "intent_name": intent, "action_name": None, "data": json.dumps(data)}


def done(sender: str, action: str, at: float = NOW) -> dict[str, Any]:
    return {"sender_id": sender, "type_name": "action", "timestamp": at, "intent_name": None, "action_name": action, "data": "{}"}


def add_rows(rows: list[dict[str, Any]], connection: Connection) -> None:
    connection.execute(insert(EVENTS), rows)


def store(database: Database, *rows: dict[str, Any]) -> None:
    run(database.run(partial(add_rows, list(rows))))


def survey(database: Database, *, days: int = 30, with_texts: bool = False) -> Survey:
    return run(take_survey(database, days=days, with_texts=with_texts, clock=lambda: NOW))


def test_an_empty_database_gives_empty_counts(database: Database) -> None:
    assert survey(database) == Survey(30, {}, 0, {}, {}, {}, (), (), ())


def test_messages_are_counted_by_what_they_were_understood_as(database: Database) -> None:
    old = NOW - 31 * 24 * 3600
    store(database, said("anna", "greet"), said("anna", "ask_salary"), said("bo", "ask_salary"), said("bo", "ask_duties", at=old))
    found = survey(database)
    assert (found.messages, list(found.intents.items())) == (3, [("ask_salary", 2), ("greet", 1)])


def test_what_was_not_understood_is_counted_by_the_likeliest_intent_beside(database: Database) -> None:
    store(
        database,
        said("anna", "nlu_fallback", "ask_salary", "greet"),
        said("bo", "ask_duties"),  # somebody else's message in between
        done("anna", "action_offer_meanings"),
        said("anna", "out_of_scope", "ask_salary"),
        done("anna", "action_out_of_scope"),
        said("bo", "nlu_fallback", "ask_salary"),
        done("bo", "action_offer_meanings"),
        said("bo", "ask_skills", "greet"),  # understood, yet no rule covers it
        done("bo", "action_offer_meanings"),
        done("bo", "action_listen"),
    )
    found = survey(database)
    assert found.not_understood == {"asked_back": 3, "out_of_scope": 1}
    assert found.guesses == {"asked_back": {"ask_salary": 2, "ask_skills": 1}, "out_of_scope": {"ask_salary": 1}}
    assert found.texts == ()


def test_texts_come_only_when_asked_for_and_masked_and_without_taps(database: Database) -> None:
    store(
        database,
        said("anna", "out_of_scope", "ask_salary", text="ring 23 45 67 89 om min pakke"),
        done("anna", "action_out_of_scope"),
        said("anna", "nlu_fallback", "greet", text="/inform"),
        done("anna", "action_offer_meanings"),
    )
    assert "23 45" not in repr(survey(database))
    assert survey(database, with_texts=True).texts == (
        Unanswered("1970-01-12T13:46:40.000Z", "out_of_scope", "ask_salary", "ring █████ om min pakke"),
    )


def rate(database: Database, clock: Clock, sender: str, *opinions: tuple[str, str, str]) -> None:
    """Each opinion is (intent of the question, rating, reason); a question is stored, answered and rated."""
    ledger = Ledger(database, lifetime=1e9, clock=clock)

    async def talk() -> None:
        await ledger.begin(sender, "web")
        for number, (intent, rating, reason) in enumerate(opinions):
            clock.now += 1
            await database.run(partial(add_rows, [said(sender, intent, at=clock.now)]))
            await ledger.receive(Arrival(sender, f"client-{number}", "hej", "hej"))
            (answer,) = await ledger.answer(sender, f"client-{number}", [{"text": "Svar."}])
            await ledger.rate(sender, answer["id"], rating, reason)

    run(talk())


def test_opinions_belong_to_the_question_that_was_answered(database: Database, clock: Clock) -> None:
    rate(database, clock, "anna", ("ask_salary", "down", "ring til 23456789"), ("ask_duties", "up", ""), ("ask_salary", "up", ""))
    rate(database, clock, "bo", ("ask_salary", "down", ""))
    found = survey(database)
    assert found.conversations == {"web": 2}
    assert found.opinions == (Opinions("ask_salary", 1, 2), Opinions("ask_duties", 1, 0))
    assert found.reasons == (Reason("1970-01-12T13:46:41.000Z", "ask_salary", "down", "ring til █████"),)


def test_an_opinion_on_an_answer_without_a_question_is_still_counted(database: Database, clock: Clock) -> None:
    rate(database, clock, "anna", ("greet", "up", ""))
    run(database.run(lambda connection: connection.execute(EVENTS.delete()) and None))
    assert survey(database).opinions == (Opinions("none", 1, 0),)


def test_the_newest_reasons_are_shown_and_no_more_than_fit(database: Database, clock: Clock) -> None:
    rate(database, clock, "anna", *[("ask_salary", "down", f"grund {number}") for number in range(MOST_SHOWN + 5)])
    reasons = survey(database).reasons
    assert len(reasons) == MOST_SHOWN
    assert reasons[0].text == f"grund {MOST_SHOWN + 4}"


def test_what_a_person_deleted_is_in_no_count(database: Database, clock: Clock) -> None:
    rate(database, clock, "anna", ("ask_salary", "down", "for kort"))
    run(Archive(database, lifetime=1e9).erase("anna", keep_open=False))
    assert survey(database) == Survey(30, {}, 0, {}, {}, {}, (), (), ())
