"""The card adds up, quotes the user, orders good before bad, and is the same every time."""

from __future__ import annotations

import json

import pytest

from benchmarks.practice import DATA, TRANSCRIPTS, kappa, scored_transcripts, triples
from bot.practice import roleplay
from bot.practice.evidence import gather
from bot.practice.roleplay import play
from bot.practice.scenario import scenarios
from bot.practice.scorecard import PartScore, ScoreCard, progress, score_sheet
from bot.practice.scoring import score
from bot.settings import CONTENT
from tests.bot.practice.test_roleplay import GOOD

BAD = ("Det er ikke min skyld.", "Du har jo selv tastet forkert. Læs dog mailen.", "Sådan er reglerne. Farvel.")


def test_the_parts_add_up_to_the_total() -> None:
    card = score(roleplay.play("forsinket-pakke", GOOD, seed=1))
    assert card.total == sum(part.points for part in card.parts)
    assert [part.of for part in card.parts] == [10, 20, 25, 20, 15, 10]


def test_good_play_beats_bad_play_by_far() -> None:
    good, bad = (score(roleplay.play("forsinket-pakke", said, seed=1)) for said in (GOOD, BAD))
    assert good.total - bad.total > 40
    assert good.csat == 5
    assert bad.csat <= 2


def test_every_quote_is_the_users_own_words() -> None:
    for said in (GOOD, BAD):
        card = score(roleplay.play("forsinket-pakke", said, seed=1))
        for part in card.parts:
            assert part.quote
            assert part.quote in " ".join(said)
            assert part.quote in part.comment or "»" not in part.comment


def test_a_better_line_is_given_where_points_were_lost() -> None:
    card = score(roleplay.play("forsinket-pakke", BAD, seed=1))
    assert [part.better for part in card.parts] == list(scenarios()["forsinket-pakke"].better.dict().values())


def test_a_broken_rule_costs_and_says_why() -> None:
    card = score(roleplay.play("dobbelt-traek", ["Hej. Hvad er dit kortnummer?"], seed=1))
    rules = next(part for part in card.parts if part.id == "rules")
    assert rules.points <= 9
    assert scenarios()["dobbelt-traek"].rules[0].why in rules.comment


def test_a_game_without_a_word_scores_nothing() -> None:
    card = score(roleplay.start("defekt-vare", seed=1)[0])
    assert card.total == 0
    assert [part.quote for part in card.parts] == [None] * 6


def test_a_card_survives_json() -> None:
    card = score(roleplay.play("forsinket-pakke", GOOD, seed=1))
    assert ScoreCard.from_dict(json.loads(json.dumps(card.as_dict()))) == card


def test_the_same_game_gives_the_same_card_a_hundred_times() -> None:
    state = roleplay.play("forsinket-pakke", GOOD, seed=1)
    assert len({json.dumps(score(state).as_dict()) for _ in range(100)}) == 1


def test_progress_compares_the_last_two_games() -> None:
    bad, good = (score(roleplay.play("forsinket-pakke", said, seed=1)) for said in (BAD, GOOD))
    moved = progress([bad, good])
    assert moved.totals == (bad.total, good.total)
    assert moved.change == good.total - bad.total
    assert "resolution" in moved.gained
    assert progress([good]).change is None
    with pytest.raises(ValueError, match="at least one score card"):
        progress([])


def test_methods_are_the_stores_own_sources() -> None:
    stored = (CONTENT / "sources.yml").read_text(encoding="utf-8")
    for method in score_sheet().methods:
        assert f"id: {method.source}," in stored
        assert method.title in stored
        assert method.url in stored


@pytest.mark.parametrize(("name", "triples_of_it"), zip(TRANSCRIPTS, (16, 12), strict=True))
def test_scores_agree_with_hand_labels(name: str, triples_of_it: int) -> None:
    scored = scored_transcripts(DATA / name)
    # Measured 2026-11-25: 0.906, and 0.925 on the games judged blind.
    assert kappa(scored) >= 0.85
    assert triples(scored) == (triples_of_it, triples_of_it)


def test_a_wall_of_text_earns_a_greeting_at_most() -> None:
    wall = (
        "Hej Aylin. Det forstår jeg godt, du er ked af. Hvilken model er det? Jeg sender en ny i dag. " + "Og så er der lige det her. " * 40
    )
    card = score(roleplay.play("defekt-vare", [wall], seed=1))
    assert {part.id: part.points for part in card.parts if part.id in ("listening", "resolution", "close")} == {
        "listening": 0, "resolution": 0, "close": 0,
    }  # fmt: skip


def test_a_greeting_is_seen_even_where_rudeness_took_its_points() -> None:
    card = score(roleplay.play("kollegas-fejl", ["Goddag", "Det er ikke min skyld", "Hold kæft, din idiot"], seed=1))
    opening = card.parts[0]
    assert opening.points < 6
    assert opening.comment == score_sheet().parts[0].fair.replace("{quote}", "Goddag")


def part(name: str, scenario: str, *said: str) -> PartScore:
    return next(part for part in score(play(scenario, said, seed=5)).parts if part.id == name)


@pytest.mark.parametrize(
    ("scenario", "text"),
    [
        ("opsagt-abonnement", "jeg lover der aldrig kommer en rykker"),
        ("forsinket-pakke", "jeg sender en ny i dag, du har den på fredag"),
        ("kollegas-fejl", "det var min kollega, hun er lidt sløv, det er hende der har glemt det"),
        ("forsinket-pakke", "det kan jeg desværre ikke, for garantien er udløbet"),
        ("glemt-kode", "hvad er din kode så, så prøver jeg den for dig"),
    ],
)
def test_what_the_task_forbids_costs_ten_points_and_is_named(scenario: str, text: str) -> None:
    broken = part("rules", scenario, text)
    assert broken.points <= 5
    assert "går over stregen" in broken.comment


def test_praise_shows_the_words_it_praises() -> None:
    said = (
        "hej Emil. hvad er dit medlemsnr?",
        "jeg sender et link til en ny kode til din mail. er der mere, jeg kan gøre? hav en god aften",
    )
    assert part("close", "glemt-kode", *said).quote == "hav en god aften"
    assert part("resolution", "glemt-kode", *said).quote == "jeg sender et link til en ny kode til din mail"


def test_missing_points_say_what_would_earn_them() -> None:
    greeting = part("greeting", "forsinket-pakke", "hej mette, har du et ordrenummer?")
    assert (greeting.points, greeting.of) == (6, 10)
    assert "De sidste 4 point får du ved at sige, hvem du er" in greeting.comment


def test_siding_with_the_customer_is_not_called_a_refusal() -> None:
    comment = part("empathy", "opsagt-abonnement", "hej signe, det skal du ikke finde dig i. hvad er dit kundenummer?").comment
    assert comment.startswith("Du mødte følelsen")


def test_somebody_who_said_as_much_gets_no_line_to_try() -> None:
    better = scenarios()["forsinket-pakke"].better.resolution
    assert part("resolution", "forsinket-pakke", better).better is None


@pytest.mark.parametrize(
    ("scenario", "line"),
    [
        ("vred-stamkunde", "værkstedet er nogle klaphatte, men jeg får dem til at lave den om uden betaling"),
        ("vred-stamkunde", "jeg giver dig 500 kr oveni for besværet"),
        ("kollegas-fejl", "det er hos dig på tirsdag"),
        ("kollegas-fejl", "det var Camilla der glemte det, hun er håbløs"),
        ("opsagt-abonnement", "jeg garanterer at du aldrig hører fra os igen"),
        ("defekt-vare", "må jeg få din adresse og dit cpr nummer"),
        ("forsinket-pakke", "lageret er uduelige, det er altid dem"),
    ],
)
def test_what_the_brief_forbids_costs_points_for_rules_and_is_named(scenario: str, line: str) -> None:
    card = score(roleplay.play(scenario, ["Goddag, hvad er dit kundenummer?", line], seed=1))
    rules = next(part for part in card.parts if part.id == "rules")
    assert rules.points <= 7
    assert line.split(",")[0] in rules.comment


@pytest.mark.parametrize(
    ("scenario", "line"),
    [
        ("urolig-aeldre-kunde", "Du kan altid ringe igen Grethe, hvis du bliver i tvivl"),
        ("urolig-aeldre-kunde", "Jeg kan ikke love, at der aldrig kommer breve"),
        ("defekt-vare", "Du skal ikke sende dit cpr-nummer"),
    ],
)
def test_what_the_brief_allows_costs_nothing(scenario: str, line: str) -> None:
    card = score(roleplay.play(scenario, ["Goddag, hvad er dit kundenummer?", line], seed=1))
    assert "rule" not in {fault.kind.partition(":")[0] for fault in gather(scenario, [line]).rules}
    assert next(part for part in card.parts if part.id == "rules").points > 7


def test_the_customers_own_words_are_no_jargon() -> None:
    evidence = gather("lang-ventetid", ["412", "må jeg få din adresse og dit kundenummer"])
    assert "jargon" not in {fault.kind for fault in evidence.tone}


def test_one_word_at_a_time_is_no_good_service() -> None:
    card = score(roleplay.play("opsagt-abonnement", ["ok", "nå", "navn?", "sig dit kundenummer så", "ok", "lukker det"], seed=1))
    assert card.total < 40
    assert card.csat < 5
