"""A value said by itself: the last answer again with it, or what was understood."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import plan
from actions.correction import asks_which_two, set_right
from actions.feelings import ActionMeetFeeling
from actions.hours import answer_hours
from actions.leaning import answer_leaning, pick, press, topic_noun
from actions.listening import asks_whether_crisis, listen, listens
from actions.mood import add_mood
from actions.noted import note
from actions.practice_review import add_review
from actions.profile import ASKED, asked_values, profile_of, read_profile
from actions.reply import Reply
from actions.route import OUTSIDE, VIA
from actions.salary import EMPLOYEE, learner_of
from actions.salary import TOPIC as SALARY
from actions.speech import response_text, source_line, sources_of, who
from actions.topics import ANSWERED, POINTS, POINTS_OF_TWO, add_answer, answer_pair_or_particular, answer_topic, say_all
from actions.turn import Turn
from bot import danish


class ActionFollowUp(Action):
    """Answers the last topic again with what was just said; without a fresh topic, says what was understood or asks which."""

    def name(self) -> str:
        return "action_follow_up"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if turn.tells_of_loss:
            return await ActionMeetFeeling().run(dispatcher, tracker, domain)
        if picked := pick(turn):
            return picked
        if add_review(turn, reply):
            return reply.send(dispatcher)
        if asks_whether_crisis(reply, turn):
            return reply.send(dispatcher)
        if _is_no_learner(turn):
            # "No, an ordinary employee": what was worked out for a learner is worked out anew.
            return [SlotSet("role", EMPLOYEE), SlotSet("experience", None), *press("/estimate_salary")]
        corrected = set_right(turn, reply)
        add_mood(reply, turn)
        topic = str(turn.context.topic)
        if asks_which_two(turn) and (turn.values("role") or turn.unknown_roles):
            say_all(["compare_roles"], turn, reply)
        elif turn.questions:
            say_all(turn.questions, turn, reply)
        elif answer_hours(turn, reply):
            pass
        elif _changes_plan(turn, topic):
            plan.reply_plan(turn, reply)
        elif answer_pair_or_particular(turn, reply):
            pass
        elif turn.entities and turn.is_context_fresh and topic in ANSWERED and _changes_answer(turn):
            _answer_again(reply, turn, topic, corrected=corrected)
        elif turn.is_context_fresh and topic == plan.TOPIC and turn.values("region", None):
            _same_elsewhere(reply, turn, topic)
        elif turn.only_names and _only_asks(turn) and not turn.is_context_fresh and not turn.context.topic:
            _ask_of_what(reply, turn)
        elif turn.entities and topic in ANSWERED and not turn.is_context_fresh and _only_asks(turn):
            _ask_whether_still(reply, turn)
        elif not turn.entities and answer_leaning(turn, reply):
            pass
        elif listens(turn) and not turn.entities:
            listen(reply, turn)
        elif corrected:
            reply.offer("utter_open_talk")
        else:
            note(reply, turn)
        return reply.send(dispatcher)


def _ask_of_what(reply: Reply, turn: Turn) -> None:
    """A role or a place named at the beginning of a talk, of which nothing else is said."""
    region = turn.store.region(_last(turn.values("region", None)))
    if region and not turn.values("role"):
        reply.offer("utter_ask_about_place", place=region.in_phrase)
    else:
        say_all(["ask_occupation"], turn, reply)


def _same_elsewhere(reply: Reply, turn: Turn, topic: str) -> None:
    """No source tells places or educations apart but for pay: says so of what is talked about, and names the place."""
    about = topic_noun(turn, topic)
    region, education = turn.store.region(_last(turn.values("region", None))), _last(turn.values("education", None))
    if region:
        reply.add("utter_same_place", place=region.in_phrase, topic=about)
    elif education and topic == SALARY:
        rows = turn.store.statements_with(("salary-which-table",))
        points = danish.bullets([row.text for row in rows])
        said = danish.EDUCATIONS.get(education, education)
        reply.add("utter_same_education_pay", education=said, points=points, source_line=source_line(sources_of(rows)))
    else:
        reply.add("utter_same_education", education=danish.EDUCATIONS.get(str(education), str(education)), topic=about)
    asked = {**turn.context.asked, **({"region": region.id} if region else {})}
    reply.about(topic, sources=turn.context.sources, rows=turn.context.rows, asked=asked)
    reply.offer("utter_offer_ask_salary" if topic == SALARY else "utter_offer_same")


def _changes_nothing(turn: Turn, topic: str) -> bool:
    """Whether only a place or an education is asked about, by which no claim of the topic goes."""
    if any(entity.get("role") for entity in turn.entities):
        return False  # something is told as well
    kinds = {str(entity.get("entity")) for entity in turn.entities}
    if kinds == {"region"}:
        return topic not in (SALARY, "compare_roles")
    return kinds == {"education"} and topic != "ask_requirements"


def _answer_again(reply: Reply, turn: Turn, topic: str, *, corrected: bool) -> None:
    """The last answer for another role or place; where that changes nothing, says so rather than say it twice.

    corrected: whether what was told is said already.
    """
    if _only_asks(turn) and _changes_nothing(turn, topic):
        _same_elsewhere(reply, turn, topic)
        return
    answer = answer_topic(topic, turn, profile_of(turn))
    noted = bool(answer.notes) and bool(turn.values("education"))
    # Fewer figures than before are an answer of their own, fewer claims are not.
    shown, before = set(answer.rows), set(turn.context.rows)
    is_new = shown != before or bool(turn.values("region")) if topic == SALARY else not shown <= before
    if not answer.rows or noted or is_new:
        # What was set right takes the room of the lesser figures.
        reply.offer(add_answer(reply, topic, turn, points=POINTS_OF_TWO if corrected else POINTS))
        return
    if topic == SALARY:
        _same_pay(reply, turn)
        return
    if not _only_asks(turn):
        reply.offer("utter_open_talk") if corrected else note(reply, turn)
        told = {kind for kind in ASKED if turn.values(kind, "own")}
        asked = {kind: value for kind, value in turn.context.asked.items() if kind not in told}
        reply.about(topic, sources=turn.context.sources, rows=turn.context.rows, asked=asked)
        return
    about = topic_noun(turn, topic)
    region, role = (turn.store.region(_last(turn.values("region"))), turn.store.role(_last(turn.values("role"))))
    if region:
        reply.add("utter_same_place", place=region.in_phrase, topic=about)
    elif role:
        reply.add("utter_same_role", role=role.title)
    else:
        reply.offer(add_answer(reply, topic, turn))
        return
    asked = {kind: found[-1] for kind in ("role", "region", "experience") if (found := turn.values(kind))}
    reply.about(topic, sources=turn.context.sources, rows=turn.context.rows, asked={**turn.context.asked, **asked})
    reply.offer("utter_offer_same")


def _same_pay(reply: Reply, turn: Turn) -> None:
    """What was said changes no figure: says so, and whom the figures are for now, rather than the whole list again."""
    profile = profile_of(turn)
    if turn.values("employer_kind") and profile.employer_kind in danish.EMPLOYERS:
        reply.add("utter_inform_noted", known=danish.EMPLOYERS[profile.employer_kind]).add("utter_estimate_employer")
    else:
        reply.add("utter_same_pay", who=danish.uncapital(who(profile)))
    reply.about(SALARY, sources=turn.context.sources, rows=turn.context.rows, asked=asked_values(turn))
    reply.offer("utter_offer_ask_salary")


def _is_no_learner(turn: Turn) -> bool:
    """Whether somebody who was answered as a trainee or student says that they are an ordinary employee."""
    of_pay = turn.is_context_fresh and turn.context.topic == SALARY and not turn.entities and not turn.asks
    return of_pay and "ordinary_role" in turn.cues and learner_of(read_profile(turn.tracker.slots, turn.store)) is not None


def _last(values: list[str]) -> str | None:
    return values[-1] if values else None


def _changes_plan(turn: Turn, topic: str) -> bool:
    """Whether what was told asks for a plan: it says so, says where somebody is and wants to be, or changes the plan just made."""
    told = any(turn.values(kind) for kind in ("role", "experience", "education", "situation", "background"))
    told = told or not {OUTSIDE, VIA}.isdisjoint(turn.cues)
    talked_of = turn.is_context_fresh and topic in plan.TOPICS and (bool(turn.values("role", "goal")) or topic == plan.TOPIC)
    both = bool(turn.values("role", "goal")) and bool(turn.values("role", "own") or turn.values("experience", "own"))
    instead = bool(turn.values("role", "goal")) and "wants_it" in turn.cues
    return plan.is_wanted(turn) or both or instead or (talked_of and told)


def _changes_answer(turn: Turn) -> bool:
    """Whether what was said can change an answer: a name and an age cannot."""
    return any(entity.get("entity") not in ("name", "age", "situation") for entity in turn.entities)


def _only_asks(turn: Turn) -> bool:
    return any(entity.get("role") is None for entity in turn.entities)


def _ask_whether_still(reply: Reply, turn: Turn) -> None:
    """A topic that lies far back is not taken up again in silence.

    The values asked about are kept with the topic rather than in the button: Telegram takes no payload over 64 bytes.
    """
    topic = str(turn.context.topic)
    title = response_text(turn.domain, f"utter_meaning_{topic}") or ""
    other = response_text(turn.domain, "utter_meaning_other") or ""
    values = {kind: found[-1] for kind in ("role", "region", "experience") if (found := turn.values(kind))}
    reply.about(topic, sources=turn.context.sources, rows=turn.context.rows, asked=values)
    buttons = [{"title": title, "payload": f"/{topic}"}, {"title": other, "payload": "/help"}]
    reply.offer("utter_ask_still", buttons, topic=danish.uncapital(title))
