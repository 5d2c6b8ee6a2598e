"""Figures as an operator may meet them."""

from __future__ import annotations

from bot.conversations.survey import Opinions, Reason, Survey, Unanswered
from bot.operator.figures import Figures, Health, Latency

HOSTILE = '<script>alert("x")</script><img src="http://evil.example/x.png">'
QUIET = Figures(
    Survey(7, {}, 0, {}, {}, {}, (), (), ()),
    Health(0, tuple(Latency(stage, 0, None, None) for stage in ("turn", "understand", "act", "store")), {}, {}, False, {}),
)
BUSY = Figures(
    Survey(
        days=7,
        conversations={"web": 1204, "slack": 88, "telegram": 41},
        messages=9312,
        intents={"ask_salary": 2310, "greet": 1333, "ask_career_growth": 1120, "start_roleplay": 640, "nlu_fallback": 301, "crisis": 2},
        not_understood={"asked_back": 301, "out_of_scope": 122},
        guesses={
            "asked_back": {"ask_salary": 120, "ask_training": 96, "compare_roles": 50, "ask_source": 35},
            "out_of_scope": {"ask_salary": 81, "ask_job_market": 41},
        },
        opinions=(Opinions("ask_salary", 61, 14), Opinions("ask_training", 9, 6), Opinions("start_roleplay", 33, 1)),
        reasons=(
            Reason("2026-11-24T13:05:07.000Z", "ask_salary", "down", "Jeg spurgte om Odense og fik tal for hele landet"),
            Reason("2026-11-23T08:41:00.000Z", "ask_training", "down", HOSTILE),
        ),
        texts=(
            Unanswered("2026-11-24T12:00:00.000Z", "asked_back", "ask_salary", "hva får min søster på █████"),
            Unanswered("2026-11-24T11:58:00.000Z", "out_of_scope", "ask_job_market", HOSTILE),
        ),
    ),
    Health(
        turns=2417,
        latencies=(
            Latency("turn", 2417, 0.0184, 0.0712),
            Latency("understand", 2417, 0.0041, 0.0093),
            Latency("act", 2544, 0.0067, 0.0218),
            Latency("store", 21807, 0.0011, 0.0046),
        ),
        failures={"actions": 12, "database": 1},
        refusals={"too_many": 31, "choice_expired": 17, "unknown_conversation": 4},
        actions_away=True,
        parts={"actions": False, "lock": True, "model": True, "store": True},
    ),
)
