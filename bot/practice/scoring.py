"""The score card of a game: points from the signs, comments that quote the user. The same messages always give the same card."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from bot import danish
from bot.folding import fold
from bot.practice.evidence import Evidence, Fault, gather, shortened
from bot.practice.plain_words import asks
from bot.practice.roleplay import RolePlay
from bot.practice.scenario import Scenario, scenarios
from bot.practice.scorecard import PartRow, PartScore, ScoreCard, score_sheet
from bot.practice.wording import sentences

GOOD, FAIR = 0.72, 0.42  # shares of a part's points from which it is said to be good, or on its way
CLEAR = 0.5  # strength from which a sign's words show what a comment says of them
HALF_A_POINT, MOST_LACKING = 0.5, 2
LITTLE = 0.6  # effort below which it is said that little was written
CSAT_STEP, CSAT_SLACK = 20, 10  # nobody is more content than the talk was good: 39 points are at most 3 of 5
ALIKE = 75  # of 100; the share of words two lines have in common
MOST_WORKED = 2
SPOILING = frozenset({"rudeness", "blame", "defensiveness"})
MOST_SPOILED = 0.6


def score(state: RolePlay) -> ScoreCard:
    """The card of a game, ended or not."""
    scenario, sheet = scenarios()[state.scenario], score_sheet()
    evidence = gather(state.scenario, state.said)
    methods = {method.id: method.record() for method in sheet.methods}
    parts: list[PartScore] = []
    said_of: dict[str, str] = {}
    faulty = [fault.quote for fault in (*evidence.tone, *evidence.rules)]
    for row in sheet.parts:
        points, faults = _points(row, evidence)
        quote = _quote(row, points, faults, evidence)
        share = points / row.weight
        # Who greeted and was rude later gets few points for it, and yet did greet.
        shown = share if row.id != "greeting" else max(share, _earned(row, evidence) / row.weight / (evidence.effort or 1.0))
        comment = _comment(row, shown, faults, evidence, scenario, quote).replace("{quote}", quote or "…")
        said_of[row.id] = comment
        if not faults:
            comment = " ".join([comment, *_lacking(row, points, evidence)])
        if evidence.effort < LITTLE and row.id == "listening":
            comment = f"{comment} {sheet.few_words}"
        line = str(getattr(scenario.better, row.id))
        offered = row.id == "resolution" and bool(evidence.said) and evidence.signs["solved"].strength == 1.0
        better = None if (share >= GOOD and not faults) or offered or _was_said(line, evidence) else line
        parts.append(PartScore(row.id, row.title, points, row.weight, quote, comment, better, methods[row.method]))
    # No words are held up as an example in which something was wrong.
    praised = [part for part in parts if part.points >= GOOD * part.of and part.quote and not _overlaps(part.quote, faulty)]
    worked = sorted(praised, key=lambda part: -part.points / part.of)
    return ScoreCard(
        scenario=state.scenario,
        total=sum(part.points for part in parts),
        of=sum(part.of for part in parts),
        csat=min(_satisfaction(state), 1 + (sum(part.points for part in parts) + CSAT_SLACK) // CSAT_STEP),
        outcome=state.ended,
        parts=tuple(parts),
        worked=tuple(said_of[part.id] for part in worked[:MOST_WORKED]),
    )


def _overlaps(quote: str, others: Sequence[str]) -> bool:
    return any(quote in other or other in quote for other in others)


def _points(row: PartRow, evidence: Evidence) -> tuple[int, tuple[Fault, ...]]:
    """The points of a part, and the faults that took some of them."""
    sheet = score_sheet()
    if not evidence.said:
        return 0, ()
    earned = _earned(row, evidence)
    if row.id == "empathy":
        lost = sum(sheet.faults[fault.kind] for fault in evidence.tone)  # type: ignore[index, misc]
        # Who is rude once takes back what kindness had given, so faults go beyond the points for tone.
        return _whole(earned + row.signs["tone"] * evidence.effort - lost, row), evidence.tone
    if row.id == "rules":
        lost = sum(sheet.false_promise if fault.kind == "false_promise" else sheet.broken_rule for fault in evidence.rules)
        return _whole(earned + row.signs["kept"] * evidence.effort - lost, row), evidence.rules
    # A fault of tone spoils the rest as well: an ear, a solution or a goodbye that comes with blame or a sneer is worth less.
    spoiled = sum(fault.kind in SPOILING for fault in evidence.tone) / len(evidence.said)
    return _whole(earned * (1.0 - min(MOST_SPOILED, spoiled)), row), ()


def _earned(row: PartRow, evidence: Evidence) -> float:
    return evidence.effort * sum(points * evidence.signs[sign].strength for sign, points in row.signs.items() if sign in evidence.signs)


def _whole(points: float, row: PartRow) -> int:
    return int(min(row.weight, max(0.0, points)) + 0.5)


def _quote(row: PartRow, points: int, faults: tuple[Fault, ...], evidence: Evidence) -> str | None:
    """The words a comment is about: a fault, or the strongest sign, or what stood where a sign was missed."""
    if faults:
        return faults[0].quote
    if not evidence.said:
        return None
    known = [
        (evidence.signs[sign].strength * worth, evidence.signs[sign].quote) for sign, worth in row.signs.items() if sign in evidence.signs
    ]
    best = max((item for item in known if item[1]), default=(0.0, ""))
    if best[1] and points >= FAIR * row.weight:
        # A comment that praises shows what it praises, and not whatever happened to earn most.
        shown = [evidence.signs[sign] for sign in row.shown_by if sign in evidence.signs]
        return next((sign.quote for sign in shown if sign.quote and sign.strength >= CLEAR), best[1])
    place = {"greeting": 0, "close": -1, "rules": -1}.get(row.id)
    if place is not None:
        said = evidence.said[place]
        return shortened((sentences(said) or [said])[place])
    return best[1] or shortened(max(evidence.said, key=len))


def _comment(row: PartRow, share: float, faults: tuple[Fault, ...], evidence: Evidence, scenario: Scenario, quote: str | None) -> str:
    if faults and row.id == "rules":
        name = faults[0].kind.partition(":")[2]
        why = next((rule.why for rule in scenario.rules if rule.id == name), None)
        return (row.fault or row.weak).replace("{why}", why) if why else row.weak
    if faults:
        return score_sheet().said_to_faults.get(faults[0].kind) or row.fault or row.weak  # type: ignore[call-overload]
    if row.asking and share < GOOD and quote and asks(quote):
        return row.asking
    # Who has offered what solves the case is not told that the customer knows nothing.
    offered = row.id == "resolution" and evidence.signs["solved"].strength == 1.0 if evidence.said else False
    return row.good if share >= GOOD else row.fair if share >= FAIR or row.id == "rules" or offered else row.weak


def _lacking(row: PartRow, points: int, evidence: Evidence) -> list[str]:
    """What would have earned the points a part lacks, the dearest first; nothing where all of it is missing and the comment says so."""
    sheet, lost = score_sheet(), row.weight - points
    if lost <= 0 or points < FAIR * row.weight:
        return []
    missed = {sign: worth * (1.0 - evidence.signs[sign].strength) for sign, worth in row.signs.items() if sign in evidence.signs}
    what = [sheet.lacks[sign] for sign in sorted(missed, key=lambda sign: -missed[sign]) if missed[sign] >= HALF_A_POINT][:MOST_LACKING]
    said = [(sheet.lacking if lost > 1 else sheet.lacking_one).format(points=lost, what=danish.join(what))] if what else []
    spoiled = row.id not in ("empathy", "rules") and any(fault.kind in SPOILING for fault in evidence.tone)
    return [*said, *([sheet.spoiled] if spoiled else [])]


def _was_said(line: str, evidence: Evidence) -> bool:
    """Whether the line to try says no more than what was written."""
    return any(fuzz.token_set_ratio(fold(line), fold(said)) >= ALIKE for said in evidence.said)


def _satisfaction(state: RolePlay) -> int:
    """1 to 5 as this customer would press: by how the talk ended and how they felt then (CSAT, facts F8.13)."""
    heat = state.mood.heat
    if state.ended == "escalated" or state.abused:
        return 1
    if state.ended == "solved":
        return 5 if heat <= 1 else 4 if heat <= 3 else 3
    if state.mood.accepted:
        return 4 if heat <= 2 else 3
    return 3 if heat <= 1 else 2 if heat <= 4 else 1
