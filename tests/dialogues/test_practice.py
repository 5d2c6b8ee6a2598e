"""A game over HTTP: it is marked as one, waits for a real question, leaves at once for distress, and outlives either server."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import httpx
import pytest

from tests.dialogues.servers import Karla, Talk, wait_for

pytestmark = pytest.mark.servers

ON_LINUX = pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="finds the servers through /proc, which only Linux has")
BEGIN = "jeg vil øve mig på en kunde"
HELLO = "Hej Mette, du skriver med Sofie fra Lærkebo. Det er virkelig træls at vente en uge og få det samme svar to gange."


def speakers(talk: Talk, text: str) -> list[str]:
    """Who spoke in the answer, in order; "" for Karla herself."""
    return [str((message.get("speaker") or {}).get("id", "")) for message in talk.say(text).messages]


def children(karla: Karla) -> dict[str, int]:
    """The process ids of the two servers by what they run."""
    listed = Path(f"/proc/{karla.process.pid}/task/{karla.process.pid}/children").read_text(encoding="ascii").split()
    ran = {int(child): Path(f"/proc/{child}/cmdline").read_bytes().decode() for child in listed}
    return {"actions" if "bot.action_server" in command else "rasa": child for child, command in ran.items()}


def answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=2, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def answers_in_time(karla: Karla) -> bool:
    """Whether a turn keeps within its time; the first after a start may not, on a busy machine."""
    return karla.talk().post({"text": BEGIN}).status_code == 200


def begun(karla: Karla) -> Talk:
    assert wait_for(lambda: answers_in_time(karla), seconds=60)
    talk = karla.talk()
    talk.say(BEGIN)
    assert "Mette Holm" in talk.say("pakken der ikke kom").text
    return talk


def test_the_customer_is_told_from_the_one_who_tells(karla: Karla) -> None:
    talk = begun(karla)
    assert speakers(talk, HELLO) == ["customer"]
    assert speakers(talk, "hjælp") == ["coach"]


def test_a_real_question_is_answered_and_the_game_waits(karla: Karla) -> None:
    talk = begun(karla)
    talk.say(HELLO)
    assert "25.000–30.000 kr." in talk.say("hvad tjener man egentlig?").text
    assert "LB-4417" in talk.say("Hvad er dit ordrenummer?").text


def test_distress_leaves_the_game_at_once(karla: Karla) -> None:
    talk = begun(karla)
    reply = talk.say("jeg kan ikke mere, jeg har lyst til at dø")
    assert "112" in reply.text
    assert "70 201 201" in reply.text
    assert speakers(talk, "Hvad er dit ordrenummer?") != ["customer"]


def test_a_finished_game_shows_its_card_and_the_next_one_how_it_compares(karla: Karla) -> None:
    talk = begun(karla)
    talk.say(HELLO)
    first = talk.say("stop")
    assert "af 100 point" in first.text
    talk.press(first.buttons["Prøv igen"])
    for text in (HELLO, "Hvad er dit ordrenummer, og hvornår skal du bruge det?"):
        talk.say(text)
    assert "Dine point indtil nu" in talk.say("stop").text


@ON_LINUX
@pytest.mark.parametrize("server", ["actions", "rasa"])
def test_a_game_outlives_a_restart_of_either_server(karla: Karla, server: str) -> None:
    talk = begun(karla)
    assert speakers(talk, HELLO) == ["customer"]
    before = children(karla)[server]
    os.kill(before, signal.SIGKILL)
    assert wait_for(lambda: children(karla).get(server, before) != before, seconds=60)
    assert wait_for(lambda: answers(f"{karla.actions_address}/health"), seconds=120)
    assert wait_for(lambda: answers(f"{karla.address}/health/ready"), seconds=180)
    assert wait_for(lambda: answers_in_time(karla), seconds=60)
    assert "LB-4417" in talk.say("Hvad er dit ordrenummer?").text
    assert "Det er virkelig træls at vente en uge" in json.dumps(talk.say("stop").messages, ensure_ascii=False)
