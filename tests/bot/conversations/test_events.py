"""Events as they are stored and read again."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered

from bot.conversations.events import event_of, events_of


@pytest.mark.parametrize("event", [UserUttered("hej", {"name": "greet"}), BotUttered("Hej"), SlotSet("role", "elev")])
def test_an_event_is_read_as_rasa_reads_it(event: Event) -> None:
    assert event_of(event.as_dict()) == Event.from_parameters(event.as_dict()) == event


def test_an_event_that_rasa_does_not_know_is_left_out() -> None:
    known = SlotSet("role", "elev")
    assert event_of({"event": "topic"}) is None
    assert events_of([{"event": "from_another_age"}, known.as_dict(), {}]) == [known]
