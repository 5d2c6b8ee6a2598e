"""How long a turn of a game takes beside an ordinary one, both over REST in one run: `python -m benchmarks.practice_turns ADDRESS`.

Games and ordinary questions take turns, so that whatever else the machine does meets both alike.
"""

from __future__ import annotations

import argparse
import secrets
import time

import httpx
import numpy as np

from benchmarks.practice import DATA, TRANSCRIPTS, read_data

GAMES = 12
BEGIN = "jeg vil øve mig på en svær kunde"
ORDINARY = (
    "hvad tjener man i kundeservice",
    "hvad laver man på en dag",
    "hvad kræver det",
    "hvor kan man arbejde",
    "hvad skal man være god til",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="where Karla answers, e.g. http://localhost:5005")
    address = f"{parser.parse_args().address}/webhooks/rest/webhook"
    played: list[float] = []
    ordinary: list[float] = []
    with httpx.Client(timeout=60, trust_env=False) as client:

        def say(sender: str, text: str) -> float:
            began = time.perf_counter()
            client.post(address, json={"sender": sender, "message": text}).raise_for_status()
            return 1000 * (time.perf_counter() - began)

        games = [game for game in read_data(DATA / TRANSCRIPTS[1])["transcripts"] if game["quality"] == "good"][:GAMES]
        for game in games:
            player, asker = secrets.token_hex(8), secrets.token_hex(8)
            say(player, BEGIN)
            say(player, f'/inform{{"scenario": "{game["scenario"]}"}}')
            say(asker, "hej")
            for index, text in enumerate(game["turns"]):
                played.append(say(player, text))
                ordinary.append(say(asker, ORDINARY[index % len(ORDINARY)]))
    for name, times in (("in a game", played), ("ordinary", ordinary)):
        print(f"{name:10} {len(times)} turns: p50 {np.percentile(times, 50):.0f} ms, p95 {np.percentile(times, 95):.0f} ms")
    print(f"p95 in a game is {np.percentile(played, 95) / np.percentile(ordinary, 95):.2f} of that of an ordinary turn")


if __name__ == "__main__":
    main()
