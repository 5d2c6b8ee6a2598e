"""Cues that settle what a message is."""

from __future__ import annotations

import pytest

from bot.nlu.own_data import settled_intent


@pytest.mark.parametrize(
    ("intent", "cues", "settled"),
    [
        ("ask_salary", ["forget_region", "erase_mentioned"], "delete_my_data"),
        ("bot_challenge", ["own_name", "own_age"], "ask_privacy"),
        ("out_of_scope", ["own_data", "private_backup"], "ask_privacy"),
        ("delete_my_data", ["too_old", "of_age"], "ask_requirements"),
        ("delete_my_data", ["of_age"], "ask_requirements"),
        ("ask_requirements", ["entitled"], "out_of_scope"),
        ("ask_privacy", ["of_age"], "ask_privacy"),
        ("out_of_scope", ["own_order"], "out_of_scope"),
        ("crisis", ["own_name", "forget_name"], "crisis"),
        ("ask_salary", [], "ask_salary"),
        ("ask_job_market", ["young_years", "allowed"], "ask_requirements"),
        ("express_frustration", ["old_years", "taken"], "ask_requirements"),
        ("ask_salary", ["young_years", "allowed"], "ask_salary"),
    ],
)
def test_the_words_settle_the_intent(intent: str, cues: list[str], settled: str) -> None:
    assert settled_intent(intent, cues) == settled
