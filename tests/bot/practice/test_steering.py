"""How a role-play is chosen and steered: places in a list, wishes, hints, and what if."""

from __future__ import annotations

import pytest

from bot.practice import choosing, roleplay
from bot.practice.conduct import conduct_of, what_if_text
from bot.practice.lines import Line


@pytest.mark.parametrize(
    "text",
    [
        "må jeg få et vink", "vink tak", "jeg ved ikke hvad jeg skal sige til hende, hjælp mig", "giv mig et vink",
        "jeg har brug for hjælp", "hvad skal jeg sige nu", "jeg sidder fast",
    ],
)  # fmt: skip
def test_a_hint_is_given_however_it_is_asked_for(text: str) -> None:
    assert conduct_of(text) == "hint"


@pytest.mark.parametrize("text", ["Kan jeg hjælpe dig med andet?", "har du brug for hjælp", "kan du hjælpe mig med dit kundenummer"])
def test_what_is_said_to_the_customer_is_no_plea(text: str) -> None:
    assert conduct_of(text) is None


def test_what_if_may_be_led_in() -> None:
    assert what_if_text("nå men hvad nu hvis jeg siger undskyld først") == "undskyld først"


@pytest.mark.parametrize(("text", "place"), [("2", 1), ("den anden tak", 1), ("nr 3", 2), ("den sidste", 3), ("4 år", None), ("9", None)])
def test_a_number_chooses_from_what_was_offered(text: str, place: int | None) -> None:
    assert choosing.place(text, 4) == place


def test_a_wish_finds_a_customer() -> None:
    assert choosing.of_kind("den allersværeste") == ("vred-stamkunde",)
    assert choosing.of_kind("en på chat, let") == ("glemt-kode",)
    assert "glemt-kode" not in choosing.of_kind("giv mig en sværere", last="glemt-kode")
    assert choosing.named_scenario("øv 45 minutter i kø") == "lang-ventetid"
    assert choosing.named_scenario("jeg tager kaffemaskinen") == "defekt-vare"


def kinds(scenario: str, *said: str) -> list[str]:
    state, _ = roleplay.start(scenario, seed=1)
    lines: list[Line] = []
    for text in said:
        state, lines, _ = roleplay.reply(state, text)
    return [line.kind for line in lines]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (("hvad kan jeg gøre for dig",), "wish"),
        (("hvad hedder du?",), "name"),
        (("sorry about that, how can i help you?",), "wish"),
        (("goddag, hvad drejer det sig om?", "er der andet jeg kan hjælpe med"), "not_yet"),
        (("du er en idiot", "undskyld. jeg hjælper dig nu"), "forgiven"),
    ],
)
def test_the_customer_answers_what_was_written(said: tuple[str, ...], kind: str) -> None:
    assert kinds("defekt-vare", *said)[0] == kind


def test_a_hard_customer_takes_no_flat_no_calmly() -> None:
    assert kinds("urimeligt-krav", "goddag", "nej det kan du ikke få")[0] == "refused"
