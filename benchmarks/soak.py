"""Whether memory grows: python -m benchmarks.soak [--turns 2000] [--people 200]  (a part of make long).

Real turns by many people in turn over the REST channel. Prints the memory of each server along the way, and at the end how many kB a
turn the second half cost.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import httpx
from rasa.shared.nlu.training_data.loading import load_data

from benchmarks.served import Served, served
from bot.settings import ROOT

SHARES = (0.1, 0.25, 0.5, 0.75, 1.0)


def soak(running: Served, texts: list[str], *, turns: int, people: int) -> list[tuple[int, dict[str, float]]]:
    """(turns so far, memory in MB by server), for each of SHARES. Raises: AssertionError when a turn is not answered."""
    marks = {max(1, round(turns * share)) for share in SHARES}
    seen: list[tuple[int, dict[str, float]]] = []
    with httpx.Client(trust_env=False, timeout=60) as client:
        for turn in range(turns):
            address = running.addresses[turn % people % len(running.addresses)]
            body = {"sender": f"person-{turn % people}", "message": texts[turn * 7 % len(texts)]}
            answer = client.post(f"{address}/webhooks/rest/webhook", json=body)
            assert answer.status_code == 200, answer.text
            assert answer.json(), "silence"
            if turn + 1 in marks:
                seen.append((turn + 1, running.memory_mb()))
    return seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=2000)
    parser.add_argument("--people", type=int, default=200)
    arguments = parser.parse_args()
    texts = [str(example.get("text")) for example in load_data(str(Path(ROOT) / "tests" / "test_nlu.yml")).intent_examples]
    with served({}) as running:
        seen = soak(running, texts, turns=arguments.turns, people=arguments.people)
    names = list(seen[0][1])
    print(f"{'turns':>8}" + "".join(f"{name + ', MB':>14}" for name in names))
    for turns, memory in seen:
        print(f"{turns:>8}" + "".join(f"{memory[name]:>14.1f}" for name in names))
    half = next(entry for entry in seen if entry[0] >= arguments.turns // 2)
    for name in names:
        grown = (seen[-1][1][name] - half[1][name]) * 1024 / max(1, seen[-1][0] - half[0])
        print(f"{name}: {grown:+.2f} kB a turn in the second half")


if __name__ == "__main__":
    main()
