"""Which customer is named."""

from __future__ import annotations

import pytest

from bot.practice.choosing import leaves_to_chance, named_scenario, of_kind, wants_none, wants_same, whole_name


@pytest.mark.parametrize(
    ("text", "scenario"),
    [
        ("nej den samme som før, signe", "opsagt-abonnement"),
        ("nej jeg vil gerne fortsætte med Per", "lang-ventetid"),
        ("hende fra hotellet", "klage-paa-mail"),
        ("Noget virker ikke, hvem er det", "forvirret-kunde"),
        ("ham der har ventet i køen", "lang-ventetid"),
        ("nej ikke kaffe, hanne bruun fra hotel klitrosen", "klage-paa-mail"),
        ("koden der ikke virker", "glemt-kode"),
        ("en gammel dame der er bange, i telefonen", "urolig-aeldre-kunde"),
        ("nå men hvad er så forskellen på telefon og chat", None),
        ("hvad tjener man", None),
        ("jeg vil øve mig på en kunde", None),
    ],
)
def test_a_customer_is_known_by_title_name_firm_or_case(text: str, scenario: str | None) -> None:
    assert named_scenario(text) == scenario


def test_a_word_of_the_case_is_not_sure() -> None:
    assert named_scenario("en med en pakke", sure=True) is None


def test_another_customer_is_meant_by_the_whole_name_only() -> None:
    assert whole_name("nej, hanne bruun", but="defekt-vare") == "klage-paa-mail"
    assert whole_name("Hej Hanne, hvad sker der?", but="defekt-vare") is None
    assert whole_name("Hej Hanne Bruun", but="klage-paa-mail") is None


def test_a_kind_of_customer_is_one_of_that_kind() -> None:
    assert of_kind("bare en nem en") == ("defekt-vare", "glemt-kode", "urolig-aeldre-kunde")
    assert of_kind("noget") == ()


@pytest.mark.parametrize("text", ["overrask mig", "lige meget", "bare en", "du bestemmer"])
def test_chance_may_choose(text: str) -> None:
    assert leaves_to_chance(text)


def test_the_same_and_none_are_told_apart() -> None:
    assert wants_same("den samme som før")
    assert not wants_same("en anden kunde")
    assert wants_none("jeg vil ikke øve")
    assert not wants_none("koden der ikke virker")
