"""One conversation of many turns, and what it costs everybody else: python -m benchmarks.long_talk [--turns 2000].

Starts both servers on free ports with an empty tracker database, and sends real turns over the REST channel: half of them answered
by a response, half by an action.
"""

from __future__ import annotations

import argparse
import sys
import time
from statistics import median

import httpx

from benchmarks.served import served

TEXTS = ("hej", "hvad tjener man i kundeservice", "tak", "hvad laver man i kundeservice")
WINDOW = 20  # turns a figure is the median of


def measure(address: str, turns: int) -> dict[str, float]:
    """Medians in milliseconds: of the early and the last turns of a long conversation, and of somebody else's beside each."""
    found: dict[str, float] = {}
    with httpx.Client(trust_env=False, timeout=60) as client:

        def send(sender: str, text: str) -> float:
            started = time.perf_counter()
            answer = client.post(f"{address}/webhooks/rest/webhook", json={"sender": sender, "message": text})
            assert answer.status_code == 200, answer.text
            return (time.perf_counter() - started) * 1000

        for number in range(8):
            send("warm-up", TEXTS[number % len(TEXTS)])
        long: list[float] = []
        for turn in range(turns):
            long.append(send("long", TEXTS[turn % len(TEXTS)]))
            if turn in (20, turns - 1):
                other = [send(f"other-{turn}", TEXTS[number % len(TEXTS)]) for number in range(WINDOW)]
                found[f"another person's p50 at turn {turn + 1}"] = median(other)
        found["p50 of turns 1-20"] = median(long[:WINDOW])
        found[f"p50 of turns {turns - WINDOW + 1}-{turns}"] = median(long[-WINDOW:])
        found["ratio"] = median(long[-WINDOW:]) / median(long[:WINDOW])
        found["slowest turn"] = max(long)
    return found


def main() -> int:
    """Prints the figures. Returns: 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=2000)
    arguments = parser.parse_args()
    with served({}) as running:
        for name, value in measure(running.addresses[0], arguments.turns).items():
            print(f"{name:40} {value:8.2f}{'' if name == 'ratio' else ' ms'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
