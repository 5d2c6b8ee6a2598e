"""The test of fit, one message at a time. The state is plain JSON, so that it can lie in a slot and outlive a restart."""

from __future__ import annotations

import random
from typing import Any

from bot.practice.asking import Mask, State, begin, ended
from bot.practice.fit_content import FitContent, Stance, fit_content
from bot.practice.fit_result import FitResult, weigh
from bot.practice.fit_revision import Revision, revision_reader
from bot.practice.fit_stance import stance_reader
from bot.practice.interview_hearing import ear
from bot.practice.lines import Line
from bot.practice.phrases import Phrases, flat

MOST_ASKED = 9  # words of a question about the statement itself
RHETORICAL = 6  # words of a question that is an answer: "why not?"
LONGEST_QUOTE = 400  # characters of an answer that are kept


def start(*, seed: int) -> tuple[State, list[Line]]:
    """A new test: its state, and the first lines with the first statement. The seed chooses the order.

    Raises: ContentError when fit.yml is wrong.
    """
    content = fit_content()
    order = [statement.id for statement in content.statements]
    # Reproducible order, not secrecy.
    random.Random(f"{seed}:order").shuffle(order)  # noqa: S311
    state: State = {"game": "fit", "seed": seed, "order": order, "index": 0, "asked_again": False, "answers": [], "ended": None}
    return state, [Line("narrator", content.intro, "intro"), _statement(state, content)]


def reply(state: State, text: str, *, mask: Mask) -> tuple[State, list[Line], bool]:
    """The state after free text or a choice's id, what is said to it, and whether the test is over.

    mask: hides personal data; only masked text is kept or quoted. After the end every message gets an empty answer and True.
    """
    content, reader = fit_content(), stance_reader()
    begun = begin(state, text, content, mask=mask, is_choice=reader.is_choice)
    if begun.over:
        return begun.state, begun.lines, True
    state, masked, heard, lines = begun.state, begun.text, begun.heard, begun.lines
    name = state.get("revising") or state["order"][state["index"]]
    if heard in ("repeat", "explain") or _asks_what(masked):
        about = content.statement(revision_reader().called(masked) or name)
        explained = Line("coach", about.explain, "explain", content.choices.pairs())
        return state, [*lines, explained], False
    revision = None if heard == "skip" or reader.is_choice(masked) else revision_reader().read(masked, state["order"], state["index"])
    if revision is not None:
        return _revise(state, content, lines, revision, masked)
    stance: Stance | None = "unknown" if heard == "skip" else reader.read(masked, name)
    if stance is None and not state["asked_again"]:
        state["asked_again"] = True
        return state, [*lines, Line("coach", content.again, "again", content.choices.pairs())], False
    own_words = None if stance is None or heard == "skip" or reader.is_choice(masked) else masked
    if state.get("revising"):
        state["revising"] = None
        return _revised(state, content, lines, _answer(name, stance or "unknown", own_words))
    state["answers"].append(_answer(name, stance or "unknown", own_words))
    return _go_on(state, content, lines)


def understands(state: State, text: str) -> bool:
    """Whether a message with a question in it is for the test all the same: a way to say yes or no, or a question about the statement."""
    reader = stance_reader()
    if _asks_what(text) or ear().hear(text) != "answer" or revision_reader().read(text, state["order"], state["index"]):
        return True
    return len(text.split()) <= RHETORICAL and reader.read(text, state["order"][state["index"]]) in ("fits", "not")


def result(state: State) -> FitResult:
    """What the answers so far are reasons for; also for a test that was stopped."""
    return weigh([(answer["statement"], answer["stance"], answer["quote"]) for answer in state["answers"]])


def _asks_what(text: str) -> bool:
    words = flat(text)
    return len(words.split()) <= MOST_ASKED and Phrases(fit_content().reading.explain).found_in(words)


def _revise(state: State, content: FitContent, lines: list[Line], revision: Revision, text: str) -> tuple[State, list[Line], bool]:
    """Changes an earlier answer, or asks its statement once more; what has not been asked yet comes in its turn."""
    answered = [answer["statement"] for answer in state["answers"]]
    if revision.statement not in answered:
        return state, [*lines, Line("coach", content.later, "later"), _statement(state, content)], False
    stance = stance_reader().read(revision.rest, revision.statement) if revision.rest else None
    if stance is None:
        state["revising"], state["asked_again"] = revision.statement, False
        number = state["order"].index(revision.statement) + 1
        again = content.earlier.format(number=number, text=content.statement(revision.statement).text)
        return state, [*lines, Line("coach", again, "statement", content.choices.pairs())], False
    return _revised(state, content, lines, _answer(revision.statement, stance, text))


def _revised(state: State, content: FitContent, lines: list[Line], answer: dict[str, Any]) -> tuple[State, list[Line], bool]:
    """The answer in place of the earlier one; then the statement that waited."""
    state["answers"] = [answer if old["statement"] == answer["statement"] else old for old in state["answers"]]
    number = state["order"].index(answer["statement"]) + 1
    said = content.revised.format(number=number, title=stance_reader().title(answer["stance"]))
    return state, [*lines, Line("coach", said, "revised"), _statement(state, content)], False


def _answer(statement: str, stance: Stance, own_words: str | None) -> dict[str, Any]:
    return {"statement": statement, "stance": stance, "quote": own_words and own_words[:LONGEST_QUOTE]}


def _go_on(state: State, content: FitContent, lines: list[Line]) -> tuple[State, list[Line], bool]:
    state["asked_again"] = False
    if state["index"] + 1 == len(state["order"]):
        return ended(state, [*lines, Line("narrator", content.ended_finished, "ended")])
    reactions = list(content.reactions)
    random.Random(f"{state['seed']}:reactions").shuffle(reactions)  # noqa: S311
    reaction = Line("coach", reactions[state["index"] % len(reactions)], "reaction")
    state["index"] += 1
    return state, [*lines, reaction, _statement(state, content)], False


def _statement(state: State, content: FitContent) -> Line:
    text = content.statement(state["order"][state["index"]]).text
    asked = content.asked.format(number=state["index"] + 1, count=len(state["order"]), text=text)
    return Line("coach", asked, "statement", content.choices.pairs())
