"""Questions so particular that one answer fits them, whatever topic they were taken for: is a picture needed, may they time me.

Most of them no source answers. Then the answer says so, with what comes near and who knows, rather than claims beside the point.
"""

from __future__ import annotations

from dataclasses import dataclass

from actions.people import add_people
from actions.reply import Reply
from actions.speech import shown_sources, source_line, sources_of
from actions.turn import Turn
from bot import danish

APPLICATION = frozenset({"ask_application"})
CAREER = frozenset({"plan_career", "ask_career_growth"})
PAY = frozenset({"ask_salary", "estimate_salary"})
PEOPLE = frozenset({"request_human"})
FEW = 5  # words in a question that only the talk so far explains


@dataclass(frozen=True)
class Particular:
    """rows: claims shown, in this order, under {points}; offer: what is offered next.

    within: topics, asked about now or just talked about, outside of which the words mean something else; besides: intents that know
    better. told: whether it need not be asked. short: whether only a few words mean this. plain: whether claims are said simply.
    """

    response: str
    topic: str
    rows: tuple[str, ...] = ()
    offer: str = ""
    within: frozenset[str] = frozenset()
    besides: frozenset[str] = frozenset()
    told: bool = False
    short: bool = False
    plain: bool = False


# By the cue of lexicon.yml that tells it; the surest first.
PARTICULARS = {
    "application_fired": Particular("utter_particular_fired", "ask_application", ("application-prepare",), "utter_offer_interview", told=True),
    "application_gap": Particular(
        "utter_particular_gap", "ask_application", ("application-star-anywhere",), "utter_offer_interview"
    ),
    "application_picture": Particular("utter_particular_picture", "ask_application", (), "utter_offer_ask_application", within=APPLICATION),
    "application_length": Particular(
        "utter_particular_length", "ask_application", ("application-short",), "utter_offer_ask_application", within=APPLICATION
    ),
    "application_checklist": Particular(
        "utter_particular_checklist",
        "ask_application",
        ("application-communication", "application-experience", "application-language", "application-systems"),
        "utter_offer_ask_application",
        plain=True,
    ),
    "application_write": Particular(
        "utter_particular_write", "ask_application", ("application-star-anywhere", "application-experience"), "utter_offer_ask_application"
    ),
    "star_example": Particular("utter_particular_star_example", "ask_application", (), "utter_offer_interview", within=APPLICATION),
    "star": Particular(
        "utter_particular_star", "ask_application", ("interview-star", "application-star-anywhere"), "utter_offer_interview", told=True
    ),
    "transfer": Particular(
        "utter_particular_transfer",
        "ask_requirements",
        ("requirements-preferred", "application-experience"),
        "utter_offer_ask_requirements",
        besides=PAY,
    ),
    "small_jobs": Particular(
        "utter_particular_small_jobs",
        "ask_application",
        ("application-experience", "application-star-anywhere"),
        "utter_offer_ask_application",
        within=APPLICATION,
        told=True,
    ),
    "new_job": Particular(
        "utter_particular_new_job", "ask_duties", ("duties-inquiries", "duties-listen"), "utter_offer_angry_customer", plain=True
    ),
    "watched": Particular(
        "utter_particular_watched", "ask_working_conditions", ("conditions-tempo", "methods-aht-use"), "utter_offer_ask_working_conditions", plain=True
    ),
    "boss_scolds": Particular("utter_particular_boss_scolds", "ask_working_conditions", (), "utter_offer_ask_working_conditions"),
    "exam_leave": Particular("utter_particular_exam_leave", "ask_working_conditions", ("conditions-many-part-time",), "utter_offer_people"),
    "study_job": Particular(
        "utter_particular_study_job",
        "ask_job_market",
        ("application-beginners", "conditions-many-part-time"),
        "utter_offer_ask_requirements",
        besides=PAY,
    ),
    "danish_level": Particular("utter_answer_language", "ask_requirements", ("requirements-language",), "utter_offer_ask_requirements"),
    "learn_danish": Particular("utter_particular_learn_danish", "ask_training", (), "utter_offer_people"),
    "foreign_papers": Particular(
        "utter_particular_foreign_papers", "ask_requirements", ("requirements-school",), "utter_offer_people", told=True
    ),
    "union": Particular("utter_particular_union", "request_human", (), "utter_offer_people"),
    "onboarding": Particular("utter_particular_onboarding", "ask_training", ("career-supervisor-work",), "utter_offer_ask_training"),
    "spelling": Particular("utter_particular_spelling", "ask_requirements", ("duties-inquiries",), "utter_offer_ask_requirements"),
    "phone_fear": Particular(
        "utter_particular_phone_fear", "ask_working_conditions", ("methods-questions", "methods-call-back"), "utter_offer_angry_customer"
    ),
    "stay_or_go": Particular("utter_particular_stay_or_go", "ask_job_market", (), "utter_open_stay_or_go", told=True),
    "undecided": Particular("utter_particular_undecided", "ask_occupation", (), "utter_open_undecided", told=True),
    "opening_hours": Particular("utter_particular_opening_hours", "request_human", (), "utter_open_talk", within=PEOPLE),
    "near_me": Particular("utter_particular_near_me", "request_human", (), "utter_open_talk", within=PEOPLE),
    "how_long": Particular("utter_time_unknown", "plan_career", (), "utter_offer_plan", within=CAREER, besides=frozenset({"ask_training"}), told=True),
    "judge_pay": Particular(
        "utter_particular_judge_pay",
        "ask_salary",
        ("salary-hk-private", "salary-hk-shops"),
        "utter_offer_ask_salary",
        within=PAY,
        told=True,
        short=True,
    ),
    "official_statistics": Particular(
        "utter_particular_official", "ask_salary", ("salary-lons20", "salary-statistics-scope"), "utter_offer_ask_salary"
    ),
    "judge": Particular("utter_particular_judge", "", (), "utter_open_talk", told=True, short=True),
    "wants_no_game": Particular("utter_not_now", "", (), "utter_open_talk", told=True),
    "what_now": Particular("", "", (), "utter_open_talk", told=True, short=True),
}  # fmt: skip
HELP_WRITING = "application_help"  # answered by people


def answer_particular(turn: Turn, reply: Reply) -> bool:
    """Adds the answer to a particular question, if the message asks one. Returns: whether it did."""
    if turn.is_pressed or turn.surely_asks_two:
        return False
    if HELP_WRITING in turn.cues and _is_within(APPLICATION, turn):
        add_people(reply, turn, "utter_particular_help_writing")
        reply.offer("utter_offer_ask_application")
        return True
    found = next((one for cue, one in PARTICULARS.items() if cue in turn.cues and _fits(one, turn)), None)
    if found is None:
        return False
    _add(found, turn, reply)
    return True


def _fits(one: Particular, turn: Turn) -> bool:
    asks = one.told or turn.asks or turn.intent.startswith("ask_")
    here = not one.within or _is_within(one.within, turn)
    few = not one.short or (len(turn.text.split()) <= FEW and not turn.entities and not any(map(str.isdigit, turn.text)))
    return asks and here and few and turn.intent not in one.besides


def _is_within(topics: frozenset[str], turn: Turn) -> bool:
    """Whether one of the topics is asked about now, or was and nothing else is asked about for certain."""
    return turn.intent in topics or (turn.is_context_fresh and turn.context.topic in topics)


def _add(one: Particular, turn: Turn, reply: Reply) -> None:
    rows = turn.store.statements_with(one.rows)
    sources = sources_of(rows)
    if one.response:
        lines = [(row.plain if one.plain else None) or row.text for row in rows]
        reply.add(one.response, points=danish.bullets(lines), source_line=source_line(sources))
    if one.topic:
        reply.about(one.topic, sources=[source.id for source in sources], rows=[row.id for row in rows])
        reply.show(sources=shown_sources(sources))
    reply.offer(one.offer)
