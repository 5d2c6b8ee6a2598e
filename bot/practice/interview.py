"""A job interview, one message at a time. The state is plain JSON, so that it can lie in a slot and outlive a restart."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, get_args

from bot.practice.asking import Mask, State, begin, ended
from bot.practice.beside import beside_of
from bot.practice.interview_content import Interview, InterviewContent, Question, Track, interview_content
from bot.practice.interview_feedback import Feedback, give_feedback
from bot.practice.interview_hearing import ear
from bot.practice.lines import Line
from bot.practice.star import star_detector

MOST_COMPLAINED = 12  # words of a complaint; longer ones tell of somebody else's


def start(track: Track, *, seed: int) -> tuple[State, list[Line]]:
    """A new interview: its state, and the first lines with the first question. The seed chooses questions and reactions.

    Raises: ValueError for a track that does not exist; ContentError when interview.yml is wrong.
    """
    if track not in get_args(Track):
        raise ValueError(f"track {track!r} does not exist; choose one of {', '.join(get_args(Track))}")
    content = interview_content()
    interview = _interview(content, track)
    # Reproducible choice, not secrecy.
    chooser = random.Random(f"{seed}:questions")  # noqa: S311
    questions = [chooser.choice(step) for step in interview.steps]
    state: State = {
        "game": "interview",
        "track": track,
        "seed": seed,
        "questions": questions,
        "index": 0,
        "followed_up": False,
        "answers": [{"question": name, "texts": [], "skipped": False} for name in questions],
        "used": {},
        "ended": None,
    }
    first = content.questions[questions[0]]
    return state, [
        Line("narrator", interview.intro, "intro"),
        Line("interviewer", interview.hello, "hello"),
        Line("interviewer", first.text, "question"),
    ]


def reply(state: State, text: str, *, mask: Mask) -> tuple[State, list[Line], bool]:
    """The state after a message, what is said to it, and whether the interview is over. The given state is left as it was.

    mask: hides personal data; only masked text is kept or quoted. After the end every message gets an empty answer and True.
    """
    content = interview_content()
    begun = begin(state, text, content, mask=mask)
    if begun.over:
        return begun.state, begun.lines, True
    state, masked, heard, lines = begun.state, begun.text, begun.heard, begun.lines
    question = content.questions[state["questions"][state["index"]]]
    if heard == "nothing":
        return state, [*lines, Line("narrator", content.nothing_written, "prompt")], False
    if heard == "repeat":
        return state, [*lines, Line("interviewer", f"{content.repeated} {question.again}", "question")], False
    if heard == "explain":
        return state, [*lines, Line("interviewer", question.explain, "question")], False
    if heard == "example":
        return state, [*lines, Line("coach", content.hint.format(explain=question.explain), "hint")], False
    if len(masked.split()) <= MOST_COMPLAINED and (kind := beside_of(masked)) in ("complaint", "why"):
        said = content.misheard if kind == "complaint" else question.explain
        return state, [*lines, Line("interviewer", f"{said} {question.again}", "question")], False
    if ear().asks_about_us(masked):
        return state, [*lines, Line("interviewer", f"{content.about_us} {question.again}", "question")], False
    if ear().asks_beside(masked):
        return state, [*lines, Line("interviewer", f"{content.ask_afterwards} {question.explain}", "question")], False
    answer = state["answers"][state["index"]]
    if heard == "skip":
        # What was said before a follow-up is still an answer.
        answer["skipped"] = not answer["texts"]
        return _go_on(state, content, [*lines, _reaction(state, "skipped", content.reactions.skipped)])
    if ear().is_told(masked) and (told := _longest_told(state)):
        answer["texts"].append(told)
        return _go_on(state, content, [*lines, _reaction(state, "told", content.reactions.told)])
    masked, asked = ear().asked_at_end(masked)
    if asked:
        lines = [*lines, Line("narrator", content.later.format(question=asked), "later")]
    answer["texts"].append(_shortened(masked, content.evidence.word_limits.stored))
    return _take_answer(state, content, question, masked, lines)


def feedback(state: State) -> Feedback:
    """What the answers so far show, question by question; also for an interview that was stopped."""
    return give_feedback(state["track"], [(answer["question"], "\n".join(answer["texts"])) for answer in _reached(state)])


def _take_answer(
    state: State, content: InterviewContent, question: Question, text: str, lines: list[Line]
) -> tuple[State, list[Line], bool]:
    heavy = ear().is_heavy(text)
    thin = None if state["followed_up"] else ear().thinness(text, question.kind, star_detector())
    if thin is not None:
        state["followed_up"] = True
        said = [*lines, _reaction(state, "heavy", content.reactions.heavy)] if heavy else lines
        follow_ups: Sequence[str] = getattr(content.follow_ups, thin)
        return state, [*said, Line("interviewer", _pick(state, f"follow_up:{thin}", follow_ups), "follow_up")], False
    name = (
        "heavy"
        if heavy
        else "long"
        if ear().is_wall(text)
        else "thin"
        if len(text.split()) < content.evidence.word_limits.short
        else "plain"
    )
    return _go_on(state, content, [*lines, _reaction(state, name, getattr(content.reactions, name))])


def _go_on(state: State, content: InterviewContent, lines: list[Line]) -> tuple[State, list[Line], bool]:
    """The next question, or the end when there is none."""
    state["followed_up"] = False
    if state["index"] + 1 == len(state["questions"]):
        goodbye = Line("interviewer", _interview(content, state["track"]).goodbye, "goodbye")
        return ended(state, [*lines, goodbye, Line("narrator", content.ended_finished, "ended")])
    state["index"] += 1
    return state, [*lines, Line("interviewer", content.questions[state["questions"][state["index"]]].text, "question")], False


def _longest_told(state: State) -> str:
    """The fullest answer before this one: the story that somebody points back at; "" for none."""
    earlier = ["\n".join(answer["texts"]) for answer in state["answers"][1 : state["index"]]]
    return max(earlier, key=len, default="")


def _reaction(state: State, name: str, texts: Sequence[str]) -> Line:
    return Line("interviewer", _pick(state, name, texts), "reaction")


def _pick(state: State, name: str, texts: Sequence[str]) -> str:
    """One of the texts, by the seed; none comes twice before all have come."""
    used = state["used"].setdefault(name, [])
    if len(used) >= len(texts):
        used.clear()
    left = [index for index in range(len(texts)) if index not in used]
    index = random.Random(f"{state['seed']}:{name}:{state['index']}").choice(left)  # noqa: S311
    used.append(index)
    return texts[index]


def _reached(state: State) -> list[dict[str, Any]]:
    """The answers of the questions that were asked and either answered or skipped."""
    return [answer for answer in state["answers"] if answer["texts"] or answer["skipped"]]


def _interview(content: InterviewContent, track: Track) -> Interview:
    interview: Interview = getattr(content.tracks, track)
    return interview


def _shortened(text: str, most: int) -> str:
    """At most so many characters, cut between words."""
    return text if len(text) <= most else text[: most + 1].rsplit(None, 1)[0]
