"""Scenarios are complete, and a file with an error is told its line and cure."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.practice.reading import Ear
from bot.practice.scenario import SCENARIOS, read_scenarios, scenarios

REQUIRED = {
    "forsinket-pakke", "dobbelt-traek", "defekt-vare", "opsagt-abonnement", "lang-ventetid", "vred-stamkunde",
    "urolig-aeldre-kunde", "forvirret-kunde", "urimeligt-krav", "kollegas-fejl", "klage-paa-mail",
}  # fmt: skip


def test_the_required_customers_are_there() -> None:
    assert set(scenarios()) >= REQUIRED
    assert {item.channel for item in scenarios().values()} == {"phone", "chat", "email"}
    assert {item.difficulty for item in scenarios().values()} == {"easy", "medium", "hard"}


@pytest.mark.parametrize("scenario_id", sorted(scenarios()))
def test_the_better_lines_would_please_this_customer(scenario_id: str) -> None:
    scenario = scenarios()[scenario_id]
    ear, better = Ear(scenario), scenario.better
    full = {solution.id for solution in scenario.solutions if solution.full}
    assert full & set(ear.hear(better.resolution).offered)
    assert [name for text in better.dict().values() for name in ear.hear(text).broken] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("heat: 3", "heat: 9", "forsinket-pakke.yml, line 16: heat is 9"),
        ("difficulty: medium", "difficulty: svær", "forsinket-pakke.yml, line 5: difficulty is 'svær'"),
        ("calms: [apology, ownership]\n", "", "forsinket-pakke.yml, line 1: 'calms' is missing. Add it."),
        ("calms:", "calm:", "the key 'calm' is not used"),
        ("full: true", "full: false", "no solution has 'full: true'"),
        ("id: ordre\n", "id: adresse\n", "the id 'adresse' is used twice"),
        ("  calmed:", "  calmedd:", "'calmedd' is no reaction. Did you mean 'calmed'?"),
        ("title: Pakken", "title: [Pakken", "not readable as YAML"),
    ],
)
def test_an_error_names_file_line_and_cure(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "forsinket-pakke.yml"
    shutil.copy(SCENARIOS / path.name, path)
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        read_scenarios(tmp_path)
    assert said in str(raised.value)


def test_a_new_scenario_needs_no_code(tmp_path: Path) -> None:
    text = (SCENARIOS / "defekt-vare.yml").read_text(encoding="utf-8").replace("id: defekt-vare", "id: doed-lampe", 1)
    (tmp_path / "doed-lampe.yml").write_text(text, encoding="utf-8")
    assert list(read_scenarios(tmp_path)) == ["doed-lampe"]


def test_a_rule_of_all_holds_where_the_task_itself_says_nothing_of_it() -> None:
    assert "opdigtet" in {rule.id for rule in scenarios()["forsinket-pakke"].rules}
