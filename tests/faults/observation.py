"""A fault as one person meets it: what they read, how soon, how soon all is well again, and whether a turn was lost."""

from __future__ import annotations

import itertools
import time
from contextlib import AbstractContextManager

import httpx

from tests.dialogues.servers import Talk, wait_for
from tests.report import table

TABLE = table("faults", "fault", "what the user saw", "answered in", "healed in", "turns lost")
HEALING_SECONDS = 300  # a limit for what never heals, on a busy machine
SHOWN = 60  # characters of what was seen
_NUMBERS = itertools.count(1)


def words_of(answer: httpx.Response) -> list[str]:
    """What a person reads: the texts of an answer, or of a refusal."""
    said = answer.json()
    return [said["error"]["message"]] if "error" in said else [message["text"] for message in said["messages"]]


def sent(talk: Talk, client_id: str, text: str) -> httpx.Response | None:
    """The answer to a message, None when the connection broke."""
    try:
        return talk.post({"id": client_id, "text": text})
    except httpx.HTTPError:
        return None


def lost(talk: Talk) -> int:
    """How many messages of a conversation have no answer after them, or stand there twice."""
    messages = talk.get("messages?after=0").json()["messages"]
    following = [message["from"] for message in messages[1:]] + ["nobody"]
    users: list[tuple[str, str]] = [
        (message["client_id"], after) for message, after in zip(messages, following, strict=True) if message["from"] == "user"
    ]
    unanswered = sum(after != "bot" for _, after in users)
    return unanswered + len(users) - len({str(client_id) for client_id, _ in users})


def observe(fault: str, talk: Talk, question: str, good: str, during: AbstractContextManager[object]) -> tuple[str, float]:
    """Asks while a fault is there, waits until it is healed, and notes it in the table.

    The question is sent again with its id until it has an answer, as the widget does, and then asked anew until good is in the
    answer. Returns: what was seen in the fault ("" for a broken connection), and the seconds until it was.
    """
    number = next(_NUMBERS)
    with during:
        started = time.monotonic()
        answer = sent(talk, f"in-fault-{number}", question)
        seconds = time.monotonic() - started
    seen = "" if answer is None else "\n".join(words_of(answer))
    ended = time.monotonic()
    anew = itertools.count(1)

    def is_well() -> bool:
        again = sent(talk, f"in-fault-{number}", question)
        if again is None or again.status_code != 200:
            return False
        if good in "\n".join(words_of(again)):
            return True
        after = sent(talk, f"after-fault-{number}-{next(anew)}", question)
        return after is not None and after.status_code == 200 and good in "\n".join(words_of(after))

    healed = wait_for(is_well, seconds=HEALING_SECONDS)
    healing = time.monotonic() - ended
    count = lost(talk) if healed else -1
    TABLE.add(
        fault,
        (seen.replace("\n", " ")[:SHOWN] or "no answer, then the stored one") + ("…" if len(seen) > SHOWN else ""),
        f"{seconds:.2f} s",
        f"{healing:.2f} s" if healed else "never",
        str(count),
    )
    assert healed
    assert count == 0
    return seen, seconds
