"""What is said in a game and is not meant for it."""

from __future__ import annotations

import pytest

from bot.practice.outside import goes_on, outside_of

CUSTOMER = "Lars Iversen"


@pytest.mark.parametrize(
    "text",
    [
        "mit job gør mig så ulykkelig at jeg græder hver aften, jeg kan ikke holde til det mere",
        "nej det var ikke til lars. jeg har det virkelig skidt og er bange for at gå på arbejde i morgen",
        "jeg sover ikke om natten",
        "jeg kan snart ikke mere",
        "jeg har ondt i maven hver morgen inden arbejde",
        "jeg tør ikke tage på arbejde i morgen",
        "min chef råber af mig hver dag",
        "jeg hader mit job og mit liv",
    ],
)
def test_distress_of_the_players_own_is_heard_in_a_role_play(text: str) -> None:
    assert outside_of(text, customer=CUSTOMER) == "distress"


@pytest.mark.parametrize("text", ["jeg er så stresset at jeg ligger og ryster om natten", "jeg græder hver aften", "jeg kan ikke mere"])
def test_plain_distress_is_heard_where_people_tell_of_themselves(text: str) -> None:
    assert outside_of(text) == "distress"


@pytest.mark.parametrize(
    "text",
    [
        "jeg bliver stresset når telefonen ringer hele tiden",
        "jeg græder når folk råber af mig",
        "jeg har det svært med støj",
        "det kan jeg ikke holde ud",
        "jeg var så stresset at jeg måtte sige op",
        "der er en kunde som råber, jeg kan ikke mere end at lytte",
    ],
)
def test_an_answer_about_oneself_is_an_answer(text: str) -> None:
    assert outside_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Det kan jeg godt forstå, du er ked af",
        "jeg er bange for at den er udsolgt",
        "jeg har det også dårligt med at du skulle vente",
        "kan du ikke sove for støjen?",
        "jeg er nede på lageret nu",
        "hvad må jeg hjælpe dig med",
        "du har fået den forkerte lampe",
        "vil du hellere have pengene tilbage",
        "skal vi slutte opkaldet her?",
        "er du rigtig glad for lampen",
        "jeg stopper abonnementet nu",
        "jeg kan desværre ikke gøre mere ved det",
    ],
)
def test_what_is_said_to_the_customer_stays_in_the_game(text: str) -> None:
    assert outside_of(text, customer=CUSTOMER) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("det er ikke til lars", "own"),
        ("er du et menneske eller en maskine, svar ærligt", "robot"),
        ("du er jo i virkeligheden en chatbot ikke?", "robot"),
        ("stop, det er den forkerte", "other"),
        ("jeg vil gerne skifte kunde", "other"),
        ("stop det her er for meget", "leave"),
        ("gider ikke alligevel", "leave"),
        ("jeg vil ikke spille", "leave"),
        ("jeg vil have mit scorekort", "leave"),
        ("stop lige en halv, Lars", "unsure_stop"),
        ("hvad er det nu jeg må i den her opgave?", "brief"),
        ("hvor mange point har jeg fået indtil nu?", "points"),
    ],
)
def test_a_word_to_karla_is_told_from_one_to_the_customer(text: str, meant: str) -> None:
    assert outside_of(text, customer=CUSTOMER) == meant


def test_how_much_is_left_is_asked_in_a_test_and_not_of_a_customer() -> None:
    assert outside_of("hvor mange er der tilbage?") == "count"
    assert outside_of("hvor mange er der tilbage?", customer=CUSTOMER) is None


@pytest.mark.parametrize(("text", "wanted"), [("fortsæt", True), ("kør videre", True), ("jeg sender en ny i dag", False)])
def test_a_few_words_go_on_with_the_game(text: str, wanted: bool) -> None:
    assert goes_on(text) is wanted
