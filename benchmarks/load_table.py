"""How many turns a second, by workers and databases: python -m benchmarks.load_table [--seconds 10]  (make load).

PostgreSQL and Redis are real ones, started for the measurement on the same machine, as is the program that writes to Karla: on two
cores all of them share what a turn needs. Writes results/load.json and results/load.md.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from rasa.shared.nlu.training_data.loading import load_data

from benchmarks.load import measure
from benchmarks.served import say, served
from bot.settings import ROOT
from tests.faults.postgres import running_postgres
from tests.integration.redis_server import running_redis

SENDERS = (1, 4, 16)
WARM_UP_SECONDS = 3.0
FIGURES = "| served by | at once | turns/s | p50 ms | p95 ms | p99 ms | turns | errors | memory of a Rasa, MB | processor ms a turn: Rasa, actions, writer |"


def measured(name: str, given: Mapping[str, str], texts: list[str], *, seconds: float) -> list[dict[str, Any]]:
    """The rows of one way to serve."""
    say(f"serving with {name}")
    rows: list[dict[str, Any]] = []
    with served(given) as running:
        measure(running.addresses, texts, senders=2, seconds=WARM_UP_SECONDS)
        for senders in SENDERS:
            before, own = running.processor_seconds(), time.process_time()
            waits = measure(running.addresses, texts, senders=senders, seconds=seconds)
            spent = {part: total - before[part] for part, total in running.processor_seconds().items()}
            spent["writer"] = time.process_time() - own
            memory = max(mb for server, mb in running.memory_mb().items() if server != "actions")
            processor = {part: seconds_spent / waits.turns * 1000 for part, seconds_spent in spent.items()}
            rows.append({"served": name, "senders": senders, **asdict(waits), "memory_mb": memory, "processor_ms": processor})
            say(row_of(rows[-1]))
    return rows


def row_of(row: Mapping[str, Any]) -> str:
    """A line of the table."""
    times = " | ".join(f"{row[name] * 1000:.0f}" for name in ("p50", "p95", "p99"))
    processor = ", ".join(f"{row['processor_ms'][part]:.1f}" for part in ("rasa", "actions", "writer"))
    head = f"| {row['served']} | {row['senders']} | {row['rate']:.1f} | {times} | {row['turns']} | {row['errors']}"
    return f"{head} | {row['memory_mb']:.0f} | {processor} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "results")
    parser.add_argument("--seconds", type=float, default=10.0, help="length of each load")
    arguments = parser.parse_args()
    texts = [example.get("text") for example in load_data(str(ROOT / "tests" / "test_nlu.yml")).intent_examples]
    np.random.default_rng(42).shuffle(texts)
    rows = measured("1 worker, SQLite", {}, texts, seconds=arguments.seconds)
    with ExitStack() as stack:
        postgres, redis = stack.enter_context(running_postgres()), stack.enter_context(running_redis())
        shared = {"DATABASE_URL": postgres.url, "TRACKER_DATABASE_URL": postgres.url, "REDIS_URL": redis.url}
        for workers in (1, 2):
            name = f"{workers} worker{'s' if workers > 1 else ''}, PostgreSQL and Redis"
            rows += measured(name, {**shared, "WORKERS": str(workers)}, texts, seconds=arguments.seconds)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "load.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    table = "\n".join([FIGURES, "|---" * 10 + "|", *map(row_of, rows)])
    (arguments.out / "load.md").write_text(table + "\n", encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
