"""Two roles that were just compared: "who of them earns most?", "what do they do each?", "and the other?"."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reply import Reply
from actions.salary import EMPLOYEE
from actions.speech import response_text, shown_sources, source_line, sources_of
from actions.turn import FRESH_TURNS, Turn
from bot import danish
from bot.knowledge.records import Role, SalaryBand

SLOT, CUE = "pair", "of_pair"
TOPIC = "compare_roles"
OTHER, FIRST = "pick_second", "pick_first"
# What is asked of the two, by the cue or the button that tells it, else by the intent; the surest first.
SIDES = {"pair_leads": "leads", "pair_pay": "pay", "pair_demands": "demands", "pair_duties": "duties"}
BY_INTENT = {"ask_salary": "pay", "ask_duties": "duties", "ask_requirements": "demands", "ask_skills": "demands", "ask_training": "demands"}
NOT_ABOUT = ("ask_source", "ask_privacy", "thank", "goodbye")


def remember_pair(reply: Reply, turn: Turn, roles: Sequence[Role]) -> None:
    """Keeps the two roles for what is asked about both next."""
    reply.remember(SLOT, {"roles": [role.id for role in roles], "turn": turn.number})


def pair_of(turn: Turn) -> list[Role]:
    """The two roles compared last; none when that lies far back."""
    kept = turn.tracker.get_slot(SLOT)
    if not isinstance(kept, dict) or turn.number - int(kept.get("turn") or 0) > FRESH_TURNS:
        return []
    roles = [role for role in map(turn.store.role, kept.get("roles") or ()) if role]
    return roles if len(roles) == 2 else []


def other_role(turn: Turn) -> str | None:
    """The role that "and the other?" asks about after an answer about one of the two."""
    ids = [role.id for role in pair_of(turn)]
    before = turn.context.asked.get("role")
    if OTHER not in turn.cues or before not in ids or not turn.is_context_fresh:
        return None
    return next(role for role in ids if role != before)


def answer_pair(turn: Turn, reply: Reply) -> bool:
    """Adds the answer to a question about both roles. Returns: whether the message asks one."""
    roles = pair_of(turn)
    named = set(turn.values("role")) - {role.id for role in roles}
    pressed = set(turn.values("choice")) & set(SIDES)
    # "You did not answer that. Who earns most?" is no question about sources.
    about = turn.intent not in NOT_ABOUT or (turn.intent == "ask_source" and "pair_pay" in turn.cues)
    asks = bool(pressed) or (CUE in turn.cues and about)
    if not roles or named or not asks or len(turn.questions) == 2 or "best" in turn.cues:
        return False
    if "best" in turn.cues:
        reply.add("utter_choose_yourself").offer("utter_open_choose_yourself")
        return True
    told = pressed or turn.cues
    side = next((side for cue, side in SIDES.items() if cue in told), BY_INTENT.get(turn.intent))
    remember_pair(reply, turn, roles)
    if side is None:
        first, second = (role.title for role in roles)
        reply.add("utter_pair_unknown", first=first, second=second).about(TOPIC).offer("utter_open_pair")
    else:
        _add_side(side, roles, turn, reply)
    return True


def _add_side(side: str, roles: Sequence[Role], turn: Turn, reply: Reply) -> None:
    texts, rows = [], list[Role | SalaryBand]()
    for role in roles:
        text, found = _of_role(side, role, turn)
        texts.append(f"{danish.capital(role.title)}: {text}")
        rows += found
    sources = sources_of(rows)
    lead = response_text(turn.domain, f"utter_pair_lead_{side}") or ""
    reply.add("utter_pair", lead=lead, points=danish.bullets(texts), source_line=source_line(sources))
    if side == "pay":
        _add_most(roles, turn, reply)
    reply.about(TOPIC, sources=[source.id for source in sources]).offer("utter_open_pair")
    reply.show(sources=shown_sources(sources))


def _of_role(side: str, role: Role, turn: Turn) -> tuple[str, list[Role | SalaryBand]]:
    """What a source says of one role, and the rows it stands in."""
    if side == "pay":
        bands = turn.store.salary_bands(role.id)[:2]
        said = danish.choices([f"{danish.kroner_range(band.low, band.typical, band.high)} ({band.scope})" for band in bands])
        return said or response_text(turn.domain, "utter_unknown_pay") or "", list(bands)
    if side == "leads":
        return role.about, [role]
    topic = "ask_duties" if side == "duties" else "ask_requirements"
    of_role = (role.id, None) if role.id == EMPLOYEE else (role.id,)
    found = [row for row in turn.store.statements(topic, role=role.id) if row.role in of_role][:1]
    if found:
        return found[0].text, found  # type: ignore[return-value]
    return (role.about, [role]) if side == "duties" else (response_text(turn.domain, "utter_unknown_next") or "", [])


def _add_most(roles: Sequence[Role], turn: Turn, reply: Reply) -> None:
    """Who earns most, where one source has figures for both that do not overlap."""
    first, second = (turn.store.salary_bands(role.id) for role in roles)
    both = [(one, other) for one in first for other in second if one.source == other.source]
    ranges = [(one, other) for one, other in both if None not in (one.low, one.high, other.low, other.high)]
    higher = {_higher(one, other, roles) for one, other in ranges} - {None}
    if len(higher) == 1 and all(_higher(one, other, roles) for one, other in ranges):
        reply.add("utter_pair_most", role=danish.capital(str(higher.pop())))
    else:
        reply.add("utter_pair_most_unknown")


def _higher(one: SalaryBand, other: SalaryBand, roles: Sequence[Role]) -> str | None:
    """The role whose range lies above the other's, as "teamlederen"; None when the two overlap."""
    if (one.low or 0) >= (other.high or 0):
        return roles[0].definite
    return roles[1].definite if (other.low or 0) >= (one.high or 0) else None
