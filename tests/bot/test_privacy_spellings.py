"""Personal data is masked in every spelling that can be thought of: made numbers in made spellings."""

from __future__ import annotations

import string

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.privacy import MASK, find_and_mask, mask, mask_values

BEFORE = st.sampled_from(["", "mit nummer er ", "hej, ", "(", "\n", "det er:", "nr. ", "jeg er 34 år. ", "„", "1. "])
AFTER = st.sampled_from(["", ".", ", tak", ")", "\n", "!", " så", "?", "“"])
DIGIT = st.sampled_from(string.digits)
SCRIPTS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩")
DASHES = ("-", "–", "—", "‑", "−")


def written(digits: str, script: str) -> str:
    return digits.translate(str.maketrans(string.digits, script))


def digits_of(count: int) -> st.SearchStrategy[str]:
    return st.text(DIGIT, min_size=count, max_size=count)


@st.composite
def cprs(draw: st.DrawFn) -> str:
    day = draw(st.integers(1, 31)) + draw(st.sampled_from([0, 0, 60]))
    year = draw(digits_of(2))
    separator = draw(st.sampled_from(["", "", ".", "/", "-", " "]))
    before_last = draw(st.sampled_from(["-", "", " ", " - ", "–", "\u00a0", "- "]))
    date = separator.join([f"{day:02}", f"{draw(st.integers(1, 12)):02}", draw(st.sampled_from(["", "19"])) + year])
    return written(date + before_last + draw(digits_of(4)), draw(st.sampled_from(SCRIPTS)))


@st.composite
def emails(draw: st.DrawFn) -> str:
    letters = string.ascii_letters + string.digits + "æøå"
    part = st.text(st.sampled_from(letters), min_size=1, max_size=12)
    local = draw(part) + draw(st.sampled_from(["", ".", "_", "+", "-"])) + draw(part)
    at = draw(st.sampled_from(["@", " @ ", "(at)", " (at) ", "[at]", " snabel-a ", " snabela ", "＠", "(snabel-a)"]))
    dot = draw(st.sampled_from([".", ".", " punktum ", " dot ", "(dot)"]))
    return f"{local}{at}{draw(part)}{dot}{draw(st.sampled_from(['dk', 'com', 'co.uk']))}"


@st.composite
def phones(draw: st.DrawFn) -> str:
    digits = draw(st.sampled_from("3456789")) + draw(digits_of(7))
    groups = draw(st.sampled_from([(8,), (2, 2, 2, 2), (4, 4), (3, 2, 3)]))
    separator = draw(st.sampled_from([" ", "\u00a0"] if groups in ((4, 4), (3, 2, 3)) else [" ", ".", "-", "\u2009"]))
    cut = [digits[sum(groups[:place]) : sum(groups[: place + 1])] for place in range(len(groups))]
    country = draw(st.sampled_from(["", "", "+45", "+45 ", "0045", "0045 ", "(+45) ", "+45-"]))
    return written(country + separator.join(cut), draw(st.sampled_from(SCRIPTS)))


@st.composite
def cards(draw: st.DrawFn) -> str:
    body = draw(st.sampled_from(["4", "5", "37", "6"])) + draw(digits_of(14))
    body = body[:15]
    doubled = sum((digit * 2 - 9 * (digit > 4)) if place % 2 == 0 else digit for place, digit in enumerate(map(int, body)))
    number = body + str(-doubled % 10)
    separator = draw(st.sampled_from(["", " ", "-", ".", "\u00a0", "–"]))
    after = draw(st.sampled_from(["", " 123", " 12/28", " udløb 12/28"]))
    return written(separator.join(number[place : place + 4] for place in range(0, 16, 4)), draw(st.sampled_from(SCRIPTS))) + after


def is_gone(secret: str, text: str) -> bool:
    """Whether no four characters of the secret are left in the text, spaces aside."""
    left = "".join(text.split())
    tight = "".join(secret.split())
    return all(tight[place : place + 5] not in left for place in range(len(tight) - 4))


@given(BEFORE, cprs(), AFTER)
@example("cpr-", "010190-1234", "")
@example("cpr", "0101901234", "")
@settings(max_examples=600)
def test_a_cpr_number_is_masked(before: str, cpr: str, after: str) -> None:
    text, kinds = find_and_mask(before + cpr + after)
    assert is_gone(cpr, text)
    assert kinds in (("cpr",), ("phone",), ("card",))


@given(BEFORE, emails(), AFTER)
@example("skriv til ", "o'brien@eksempel.dk", ".")
@settings(max_examples=600)
def test_an_email_address_is_masked(before: str, email: str, after: str) -> None:
    text, kinds = find_and_mask(f"{before} {email}{after}")
    assert kinds[-1:] == ("email",)
    assert is_gone(email, text)


@given(BEFORE, phones(), AFTER)
@example("tlf.", "23456789", "")
@example("tlf", "23 45 67 89", "")
@example("", "+46 70 123 45 67", "")
@example("", "0049 151 23456789", "")
@settings(max_examples=600)
def test_a_phone_number_is_masked(before: str, phone: str, after: str) -> None:
    text, kinds = find_and_mask(before + phone + after)
    assert len(kinds) == 1
    assert is_gone(phone, text)


@given(BEFORE, cards(), AFTER)
@settings(max_examples=600)
def test_a_card_number_is_masked_and_so_when_a_date_or_code_follows(before: str, card: str, after: str) -> None:
    text, kinds = find_and_mask(before + card + after)
    assert "card" in kinds
    assert is_gone(card[:16], text)


@given(st.text(max_size=300))
@settings(max_examples=400)
def test_masking_again_changes_nothing(text: str) -> None:
    once = mask(text)
    assert mask(once) == once


@given(st.integers(10_000, 99_999), st.integers(10_000, 99_999), st.sampled_from(["-", " - ", "–", " til "]))
@settings(max_examples=300)
def test_pay_is_not_personal_data(low: int, high: int, between: str) -> None:
    for form in (f"{low}{between}{high} kr.", f"{low:,}{between}{high:,} kr.".replace(",", ".")):
        assert mask(f"jeg får {form}") == f"jeg får {form}"


@given(st.integers(1980, 2030), st.integers(1980, 2030))
def test_years_are_not_personal_data(first: int, last: int) -> None:
    for text in (f"{first}-{last}", f"den 04.11.{last}", f"fra {first} til {last}", f"kl. 12-14 i {first}"):
        assert mask(text) == text


def test_what_was_masked_is_still_noticed() -> None:
    assert find_and_mask(f"ring på {MASK}") == (f"ring på {MASK}", ("hidden",))


def test_values_are_masked_at_any_depth_and_names_stay() -> None:
    value = {"a@b.dk": ["23456789", {"x": "a@b.dk"}, 23456789, None]}
    assert mask_values(value) == {"a@b.dk": [MASK, {"x": MASK}, 23456789, None]}
