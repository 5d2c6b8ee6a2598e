"""What comes after an answer: a value, tell me more, why, simpler, again, a yes or no to an offer, where it is from."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import chart, plan
from actions.erasure import is_asked_before
from actions.feelings import ActionMeetFeeling, add_first_steps
from actions.hours import answer_hours
from actions.leaning import answer_leaning, pick, press
from actions.listening import DISMISSAL, REJECTED, acknowledge, asks_whether_crisis, listen, listens
from actions.mood import add_mood, kind_of
from actions.practice_review import add_review
from actions.profile import ASKED, asked_values, profile_of, read_profile
from actions.repair import ActionOfferMeanings, unsure_so_far
from actions.reply import Reply
from actions.salary import EMPLOYEE, learner_of
from actions.salary import TOPIC as SALARY
from actions.speech import response_text, source_line, sources_of, who
from actions.topics import ANSWERED, TOPICS, WORDS, add_answer, answer_pair_or_particular, answer_topic, claims, of_length, say_all
from actions.turn import Turn
from bot import danish
from bot.knowledge.records import Statement

MORE = 3  # claims that "tell me more" adds
NEAR = 2  # claims beside "why" where no source gives a reason
SHORTER = 2  # claims that "say it shortly" leaves
SURE = 0.8  # probability below which "more", with nothing to tell more of, was perhaps something else
FEW_WORDS = 4  # in a yes and nothing else


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
        add_mood(reply, turn)
        topic = str(turn.context.topic)
        if turn.questions:
            say_all(turn.questions, turn, reply)
        elif answer_hours(turn, reply):
            pass
        elif _changes_plan(turn, topic):
            plan.reply_plan(turn, reply)
        elif answer_pair_or_particular(turn, reply):
            pass
        elif turn.entities and turn.is_context_fresh and topic in ANSWERED and _changes_answer(turn):
            _answer_again(reply, turn, topic)
        elif turn.entities and topic in ANSWERED and not turn.is_context_fresh and _only_asks(turn):
            _ask_whether_still(reply, turn)
        elif not turn.entities and answer_leaning(turn, reply):
            pass
        elif listens(turn) and not turn.entities:
            listen(reply, turn)
        else:
            _note(reply, turn)
        return reply.send(dispatcher)


def _answer_again(reply: Reply, turn: Turn, topic: str) -> None:
    """The last answer for another role or place; where that changes nothing, says so rather than say it twice."""
    answer = answer_topic(topic, turn, profile_of(turn))
    noted = bool(answer.notes) and bool(turn.values("education"))
    # Fewer figures than before are an answer of their own, fewer claims are not.
    shown, before = set(answer.rows), set(turn.context.rows)
    is_new = shown != before or bool(turn.values("region")) if topic == SALARY else not shown <= before
    if not answer.rows or noted or is_new:
        reply.offer(add_answer(reply, topic, turn))
        return
    if topic == SALARY:
        _same_pay(reply, turn)
        return
    if not _only_asks(turn):
        _note(reply, turn)
        told = {kind for kind in ASKED if turn.values(kind, "own")}
        asked = {kind: value for kind, value in turn.context.asked.items() if kind not in told}
        reply.about(topic, sources=turn.context.sources, rows=turn.context.rows, asked=asked)
        return
    about = danish.uncapital(response_text(turn.domain, f"utter_meaning_{topic}") or "")
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
    told = any(turn.values(kind) for kind in ("role", "experience", "education"))
    talked_of = turn.is_context_fresh and topic in plan.TOPICS and (bool(turn.values("role", "goal")) or topic == plan.TOPIC)
    both = bool(turn.values("role", "goal")) and bool(turn.values("role", "own"))
    return plan.is_wanted(turn) or both or (talked_of and told)


def _changes_answer(turn: Turn) -> bool:
    """Whether what was said can change an answer: a name and an age cannot."""
    return any(entity.get("entity") not in ("name", "age") for entity in turn.entities)


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


def _note(reply: Reply, turn: Turn) -> None:
    profile = read_profile(turn.tracker.slots, turn.store)
    names = turn.values("name")
    if names:
        reply.add("utter_inform_name", name=names[-1])
    said = who(profile)
    if turn.values("background", "own") and profile.background:
        reply.add("utter_background_noted", span=danish.span(profile.background.years), what=profile.background.what)
    elif not profile.is_empty and said and any(turn.values(kind) for kind in ("role", "experience", "region")):
        known = danish.uncapital(said.removeprefix("For dig ").strip())
        if profile.role is None and not profile.years and profile.level not in danish.LEVELS:
            reply.add("utter_inform_place", known=known)
        else:
            # "As a supervisor in Vejle" is told back without its first word; "without experience" needs it.
            bare = known.partition(" ")[2] if profile.years != 0 or profile.level in danish.LEVELS else known
            reply.add("utter_inform_noted", known=bare)
    elif turn.values("employer_kind") and profile.employer_kind in danish.EMPLOYERS:
        reply.add("utter_inform_noted", known=danish.EMPLOYERS[profile.employer_kind])
    elif turn.values("education") and profile.education in danish.EDUCATIONS:
        reply.add("utter_inform_education", education=danish.EDUCATIONS[profile.education])
    elif turn.values("age"):
        reply.add("utter_inform_age", age=turn.values("age")[-1])
    elif not names:
        if kind := kind_of(turn):
            reply.offer(kind.question)
        elif turn.text.rstrip().endswith("?"):
            reply.add("utter_offer_meanings_none").offer("utter_open_talk")
        else:
            acknowledge(reply, turn)
        return
    reply.offer("utter_open_talk")


class ActionTellMore(Action):
    """Goes on with the last answer: more, why, in simpler words, or once more."""

    def name(self) -> str:
        return "action_tell_more"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if picked := pick(turn):
            return picked
        if add_review(turn, reply):
            return reply.send(dispatcher)
        if chart.is_wanted(turn):
            return chart.reply_chart(turn, reply).send(dispatcher)
        if turn.context.topic == REJECTED and turn.is_context_fresh and len(turn.text.split()) <= FEW_WORDS and "repeat" in turn.cues:
            # "Igen", after a rejection: it happened once more.
            return reply.add("utter_feel_rejected").about(REJECTED).offer("utter_open_rejected").send(dispatcher)
        if not turn.cues & {"shorter", "plan"} and "repeat" in turn.cues and not turn.cues & {"simpler", "why"}:
            topic = next((str(entry["name"]) for entry in turn.ranking if entry.get("name") in ANSWERED), None)
            if "repeat_of" in turn.cues and topic:
                say_all([topic], turn, reply)
                return reply.send(dispatcher)
            return _repeat(turn, reply).send(dispatcher)
        if plan.is_wanted(turn):
            return plan.reply_plan(turn, reply).send(dispatcher)
        if answer_leaning(turn, reply):
            return reply.send(dispatcher)
        if turn.asks and turn.is_context_fresh and turn.context.topic == DISMISSAL:
            # "And what now?": there are no claims of a topic to go on with.
            add_first_steps(reply, turn)
            return reply.send(dispatcher)
        if not turn.is_context_fresh:
            if turn.confidence < SURE or unsure_so_far(turn):
                return await ActionOfferMeanings().run(dispatcher, tracker, domain)
            return reply.add("utter_more_nothing").offer("utter_open_talk").send(dispatcher)
        rows = list(turn.store.statements_with(turn.context.rows))[-MORE:]
        if "shorter" in turn.cues and rows:
            lines = [row.plain or row.text for row in rows][:SHORTER]
            reply.add("utter_shorter", points=danish.bullets(lines), source_line=source_line(sources_of(rows[:SHORTER])))
        elif "simpler" in turn.cues or "shorter" in turn.cues:
            _simpler(turn, reply, rows)
        elif "why" in turn.cues:
            _why(turn, reply, rows)
        else:
            _more(turn, reply)
        return reply.send(dispatcher)


def _repeat(turn: Turn, reply: Reply) -> Reply:
    """What Karla said last, word for word; asked for twice, it is still what she said before the first time."""
    said: list[str] = []
    for event in reversed(turn.tracker.events[:-1] if turn.tracker.events else []):
        if event.get("event") == "user":
            if said and not _asks_to_repeat(event):
                break
            said = []
        if event.get("event") == "bot" and event.get("text"):
            said.append(str(event["text"]))
    if not said:
        return reply.add("utter_more_nothing").offer("utter_open_talk")
    return reply.add("utter_repeat", said="\n".join(reversed(said)))


def _asks_to_repeat(event: dict[str, Any]) -> bool:
    heard = event.get("parse_data") or {}
    return (heard.get("intent") or {}).get("name") == "follow_up" and "repeat" in (heard.get("cues") or ())


def _simpler(turn: Turn, reply: Reply, rows: list[Statement]) -> None:
    """The last answer in the store's simpler words."""
    lines = [row.plain or row.text for row in rows]
    if lines:
        reply.add("utter_simpler", points=danish.bullets(lines), source_line=source_line(sources_of(rows)))
    elif turn.context.topic == "ask_salary":
        plain = [row.plain for row in turn.store.statements("ask_salary", kinds=("lowers", "raises", "city")) if row.plain][:MORE]
        sources = turn.store.sources(turn.context.sources)
        reply.add("utter_simpler_salary", points=danish.bullets(plain), source_line=source_line(sources))
    else:
        reply.add("utter_simpler_none")
    reply.about(str(turn.context.topic), sources=turn.context.sources, rows=turn.context.rows, asked=turn.context.asked)
    reply.offer("utter_offer_after_simpler")


def _why(turn: Turn, reply: Reply, rows: list[Statement]) -> None:
    """The reasons the store has; honest where it has none."""
    reasons = [row.more for row in rows if row.more]
    shown = rows
    if not reasons and turn.context.topic == "ask_salary":
        shown = list(turn.store.statements("ask_salary", kinds=("raises", "city")))[:MORE]
        reasons = [row.text for row in shown]
    if reasons:
        reply.add("utter_why", points=danish.bullets(reasons), source_line=source_line(sources_of(shown)))
        reply.about(
            str(turn.context.topic),
            sources=[source.id for source in sources_of(shown)],
            rows=[row.id for row in shown],
            asked=turn.context.asked,
        )
    else:
        reply.add("utter_why_none")
        near = _rest(turn)[:NEAR]
        if near:
            # The store has reasons for little, but what it has beside the last claims often explains them.
            reply.add("utter_near", points=danish.bullets([row.text for row in near]), source_line=source_line(sources_of(near)))
            shown_ids = [*turn.context.rows, *(row.id for row in near)]
            reply.about(str(turn.context.topic), sources=[row.source.id for row in near], rows=shown_ids, asked=turn.context.asked)
    reply.offer("utter_offer_more")


def _more(turn: Turn, reply: Reply) -> None:
    """What the last answer left out, until nothing is left."""
    topic = _topic(turn)
    rows = of_length(_rest(turn)[:MORE], WORDS)
    if not rows:
        reply.add("utter_more_none").offer("utter_open_talk")
        return
    lines = [" ".join(filter(None, [row.text, row.more])) for row in rows]
    reply.add("utter_more", points=danish.bullets(lines), source_line=source_line(sources_of(rows)))
    sources = [source.id for source in sources_of(rows)]
    reply.about(topic, sources=sources, rows=[*turn.context.rows, *(row.id for row in rows)], asked=turn.context.asked)
    reply.offer("utter_offer_more")


def _topic(turn: Turn) -> str:
    return "ask_career_growth" if turn.context.topic == plan.TOPIC else str(turn.context.topic)


def _rest(turn: Turn) -> list[Statement]:
    """The claims of the topic talked about that were not shown yet."""
    topic, shown = _topic(turn), set(turn.context.rows)
    if topic in TOPICS:
        return [row for row in claims(topic, turn, turn.context.asked.get("role")) if row.id not in shown]
    return [row for row in turn.store.statements("ask_salary") if topic == "ask_salary" and row.id not in shown]


class ActionTakeOffer(Action):
    """Yes: does what was offered last, as if its button had been pressed; in the middle of a form, goes on with it."""

    def name(self) -> str:
        return "action_take_offer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if is_asked_before(turn) and not turn.questions:
            # What cannot be undone takes a yes that means nothing else; an "ok" is none.
            if "surely_yes" in turn.cues:
                return press(f"/{tracker.get_slot('offered')}")
            return reply.add("utter_erase_not").offer("utter_open_talk").send(dispatcher)
        if tracker.active_loop_name:
            return [FollowupAction(tracker.active_loop_name)]
        if reply.is_after_crisis:
            return reply.send(dispatcher)
        if "sorry" in turn.cues:
            return reply.add("utter_no_offence").send(dispatcher)
        if picked := pick(turn):
            return picked
        offered = tracker.get_slot("offered")
        if offered and (turn.confidence >= SURE or len(turn.text.split()) <= FEW_WORDS):
            return press(f"/{offered}")
        if turn.asks or len(turn.text.split()) > FEW_WORDS:
            # More than a yes: it says something of its own.
            return await ActionOfferMeanings().run(dispatcher, tracker, domain)
        add_mood(reply, turn)
        return reply.add("utter_affirm").offer("utter_open_talk").send(dispatcher)


class ActionDeclineOffer(Action):
    """No: lets the offer go; a no with a value in it corrects what was understood."""

    def name(self) -> str:
        return "action_decline_offer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        if turn.entities:
            return await ActionFollowUp().run(dispatcher, tracker, domain)
        if picked := pick(turn):
            return picked
        reply = Reply(turn)
        if turn.questions:
            say_all(turn.questions, turn, reply)
            return reply.send(dispatcher)
        if reply.is_after_crisis:
            return reply.send(dispatcher)
        if turn.confidence < SURE and turn.keywords and len(turn.text.split()) > FEW_WORDS and not is_asked_before(turn):
            return await ActionOfferMeanings().run(dispatcher, tracker, domain)
        return reply.add("utter_erase_kept" if is_asked_before(turn) else "utter_deny").send(dispatcher)


class ActionAnswerSource(Action):
    """Where the last answer came from, with titles, years and addresses."""

    def name(self) -> str:
        return "action_answer_source"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(tracker, domain)
        reply = Reply(turn)
        if chart.is_wanted(turn):
            return chart.reply_chart(turn, reply).send(dispatcher)
        if answer_pair_or_particular(turn, reply):
            return reply.send(dispatcher)
        asked = [intent for intent in turn.questions if intent != "ask_source"]
        if len(turn.questions) == 2 and asked:
            say_all(asked, turn, reply)
            return reply.add("utter_sources_below").send(dispatcher)
        sources = turn.store.sources(turn.context.sources)
        if turn.confidence < SURE and not turn.is_pressed:
            if answer_leaning(turn, reply):
                return reply.send(dispatcher)
            if not sources:
                return await ActionOfferMeanings().run(dispatcher, tracker, domain)
        if not sources:
            return reply.add("utter_answer_ask_source_none").offer("utter_open_talk").send(dispatcher)
        lines = [danish.full_source(source.publisher, source.title, source.year, source.url) for source in sources]
        return reply.add("utter_answer_ask_source", points=danish.bullets(lines)).send(dispatcher)
