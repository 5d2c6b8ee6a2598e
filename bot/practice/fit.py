"""The test of fit, one message at a time. The state is plain JSON, so that it can lie in a slot and outlive a restart."""

from __future__ import annotations

import random

from bot.practice.asking import Mask, State, begin, ended
from bot.practice.fit_content import FitContent, Stance, fit_content
from bot.practice.fit_result import FitResult, weigh
from bot.practice.fit_stance import stance_reader
from bot.practice.lines import Line


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
    name = state["order"][state["index"]]
    if heard in ("repeat", "explain"):
        explained = Line("coach", content.statement(name).explain, "explain", content.choices.pairs())
        return state, [*lines, explained], False
    stance: Stance | None = "unknown" if heard == "skip" else reader.read(masked, name)
    if stance is None and not state["asked_again"]:
        state["asked_again"] = True
        return state, [*lines, Line("coach", content.again, "again", content.choices.pairs())], False
    own_words = None if stance is None or heard == "skip" or reader.is_choice(masked) else masked
    state["answers"].append({"statement": name, "stance": stance or "unknown", "quote": own_words and own_words[:400]})
    return _go_on(state, content, lines)


def result(state: State) -> FitResult:
    """What the answers so far are reasons for; also for a test that was stopped."""
    return weigh([(answer["statement"], answer["stance"], answer["quote"]) for answer in state["answers"]])


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
