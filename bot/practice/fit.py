"""The test of fit, one message at a time. The state is plain JSON, so that it can lie in a slot and outlive a restart."""

from __future__ import annotations

import random
from typing import Any

from bot.practice.asking import Mask, State, begin, ended
from bot.practice.beside import beside_of, parted
from bot.practice.fit_content import FitContent, Stance, fit_content
from bot.practice.fit_result import FitResult, result_text, weigh
from bot.practice.fit_revision import Revision, revision_reader
from bot.practice.fit_stance import stance_reader
from bot.practice.interview_hearing import ear
from bot.practice.lines import Line
from bot.practice.phrases import Phrases, flat
from bot.practice.plain_words import asks

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
    is_own_words = heard != "skip" and not reader.is_choice(masked)
    revision = revision_reader().read(masked, state["order"], state["index"]) if is_own_words else None
    if revision is not None:
        return _revise(state, content, lines, revision, masked)
    if is_own_words and (said := _said_beside(masked, name, content)):
        return state, [*lines, *said, _again(state, content)], False
    told, question = parted(masked) if is_own_words else (masked, "")
    stance: Stance | None = "unknown" if heard == "skip" else reader.read(told or masked, name)
    if question and told and stance is None:
        return state, [*lines, Line("coach", content.not_here, "not_here"), _again(state, content)], False
    if stance is None and not state["asked_again"]:
        state["asked_again"] = True
        return state, [*lines, Line("coach", content.again, "again", content.choices.pairs())], False
    own_words = (told or masked) if stance is not None and is_own_words else None
    if question and told:
        lines = [*lines, Line("coach", content.later_question, "later_question")]
    if state.get("revising"):
        state["revising"] = None
        return _revised(state, content, lines, _answer(name, stance or "unknown", own_words))
    state["answers"].append(_answer(name, stance or "unknown", own_words))
    return _go_on(state, content, [*lines, *_reaction(state, content, stance, own_words)])


def understands(state: State, text: str) -> bool:
    """Whether a message with a question in it is for the test all the same: a way to say yes or no, a complaint, or a question
    about the statement."""
    reader, name = stance_reader(), state["order"][state["index"]]
    if _asks_what(text) or ear().hear(text) != "answer" or revision_reader().read(text, state["order"], state["index"]):
        return True
    if beside_of(text) or (_asks_about(text, name) and revision_reader().called(text) == name):
        return True
    told, _ = parted(text)
    if told and reader.read(told, name) is not None:
        return True
    return len(text.split()) <= RHETORICAL and reader.read(text, name) in ("fits", "not")


def result(state: State) -> FitResult:
    """What the answers so far are reasons for; also for a test that was stopped."""
    return weigh([(answer["statement"], answer["stance"], answer["quote"]) for answer in state["answers"]])


def correct(state: State, text: str, *, mask: Mask) -> str | None:
    """What is said to a word about the result or one of its answers when the test is over; None for anything else. It may change
    the answer it speaks of."""
    content, reader = fit_content(), stance_reader()
    words, afterwards = flat(text), content.afterwards
    answers = {answer["statement"]: answer for answer in state["answers"]}
    name = revision_reader().called(text) or _quoted_in(words, state) or ""
    if name in answers and Phrases(afterwards.taken).found_in(words):
        short, old = content.statement(name).short, answers[name]
        told = revision_reader().without(mask(text))
        stance = None if asks(text) else reader.read(told, name)
        if stance and stance != old["stance"]:
            old |= _answer(name, stance, None)
            said = afterwards.corrected.format(short=short, title=reader.title(stance), result=result_text(result(state)))
            return said[:1].upper() + said[1:]
        title = reader.title(old["stance"])
        if old["quote"]:
            return afterwards.answered.format(short=short, quote=old["quote"], title=title)
        return afterwards.answered_plain.format(short=short, title=title)
    if Phrases(afterwards.conclusion).found_in(words):
        return afterwards.concluded.format(result=result_text(result(state)))
    return None


def _quoted_in(words: str, state: State) -> str | None:
    """The statement whose answer is quoted in these words."""
    quotes = {answer["statement"]: flat(answer["quote"]) for answer in state["answers"] if answer["quote"]}
    return next((name for name, quote in quotes.items() if len(quote.split()) > 1 and quote in words), None)


def _said_beside(text: str, name: str, content: FitContent) -> list[Line]:
    """What is said to a message that is no answer; nothing for one that may be."""
    if _asks_about(text, name):
        about = content.statement(revision_reader().called(text) or name)
        return [Line("coach", f"{about.explain} {about.look_into}", "explained")]
    if kind := beside_of(text):
        said = {"complaint": content.complaint, "why": content.why, "for_other": content.for_other}[kind]
        return [Line("coach", said, kind)]
    told, _ = parted(text)
    # "Why not?" asks nothing.
    if told or not asks(text) or (len(text.split()) <= RHETORICAL and stance_reader().read(text, name) in ("fits", "not")):
        return []
    return [Line("coach", content.not_here, "not_here")]


def _asks_about(text: str, name: str) -> bool:
    """Whether the whole of a message asks about this or another statement: "what do they measure?"."""
    told, question = parted(text)
    if not question or (told and stance_reader().read(told, name)):
        return False
    if len(question.split()) <= RHETORICAL and stance_reader().read(question, name) in ("fits", "not"):
        return False
    return revision_reader().called(question) is not None


def _reaction(state: State, content: FitContent, stance: Stance | None, own_words: str | None) -> list[Line]:
    """How an answer in somebody's own words was read; a button says it by itself."""
    if stance is None:
        return [Line("coach", content.left_open, "reaction")]
    if own_words is None:
        return []
    noted = content.noted.format(title=stance_reader().title(stance))
    gentle = content.gentle[state["index"] % len(content.gentle)] if ear().is_heavy(own_words) else ""
    return [Line("coach", f"{gentle} {noted}".strip(), "reaction")]


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
    state["index"] += 1
    return state, [*lines, _statement(state, content)], False


def _again(state: State, content: FitContent) -> Line:
    """The statement that waits, an earlier one when its answer is being changed."""
    if not state.get("revising"):
        return _statement(state, content)
    number = state["order"].index(state["revising"]) + 1
    text = content.earlier.format(number=number, text=content.statement(state["revising"]).text)
    return Line("coach", text, "statement", content.choices.pairs())


def _statement(state: State, content: FitContent) -> Line:
    text = content.statement(state["order"][state["index"]]).text
    asked = content.asked.format(number=state["index"] + 1, count=len(state["order"]), text=text)
    return Line("coach", asked, "statement", content.choices.pairs())
