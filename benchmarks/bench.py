"""`make bench`: Karla's pipeline beside Rasa's stock ones, trained on the same data and served in the same run.

Prints a table with the ratios to the others and writes results/bench.json. Domain, data and actions are the same for all.
`karla` is what `make run` serves; `diet` and `regression` are Rasa's pipelines in Rasa as it is shipped (its REST channel,
its SQL tracker store on SQLite, its lock); `diet, our server` is DIET's model behind Karla's door and store, so that what the
pipeline brings and what the server brings can be told apart. With --share all are trained on the same part of the examples:
DIET takes hours for all of them. Machines are noisy: compare columns, not runs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from rasa.shared.nlu.training_data.loading import load_data
from ruamel.yaml import YAML

from benchmarks.evaluate import FALLBACK, OUTSIDE
from benchmarks.load import Waits, measure
from benchmarks.served import memory_mb
from bot import settings as settings_module
from bot.nlu.danish_name import PREFERRED
from bot.nlu.danish_nlp import load_danish
from bot.serving import Server, servers, wait_until_ready
from bot.settings import LOOPBACK, ROOT, Settings
from bot.training import run_training

STOCK_FILES = ROOT / "benchmarks" / "stock"
OURS = "karla"
CONFIGS = {OURS: ROOT / "config.yml", "diet": STOCK_FILES / "diet.yml", "regression": STOCK_FILES / "regression.yml"}
SENDERS = (1, 10, 50)
WARM_UP_SECONDS = 3.0
NO_LIMIT = "1000000"


@dataclass(frozen=True)
class Contestant:
    """A column of the table. config: which model; as_shipped: in Rasa as it is shipped, without our channels and stores."""

    name: str
    config: str
    as_shipped: bool


CONTESTANTS = (
    Contestant(OURS, OURS, as_shipped=False),
    Contestant("diet", "diet", as_shipped=True),
    Contestant("regression", "regression", as_shipped=True),
    Contestant("diet, our server", "diet", as_shipped=False),
)


@dataclass(frozen=True)
class Result:
    """One pipeline's figures. Times in seconds, memory and size in MB, accuracies between 0 and 1; waits by senders."""

    training: float
    training_cpu: float
    model_mb: float
    start: float
    memory_mb: float
    right_first: float
    right_of_all: float
    outside_recall: float
    kept: float
    waits: dict[int, Waits]


def say(text: str) -> None:
    print(f"[bench] {text}", file=sys.stderr, flush=True)


def danish_folder(work: Path) -> Path:
    """A folder Rasa's SpacyNLP can load the same Danish from as Karla uses."""
    folder = work / "danish"
    if not folder.exists():
        load_danish(PREFERRED).to_disk(folder)
    return folder


@dataclass(frozen=True)
class Trained:
    """A trained archive, and the seconds it took: by the clock, and of all cores together, which no neighbour on the machine moves."""

    model: Path
    wall: float
    cpu: float


def cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def part_of_data(work: Path, share: float) -> Path:
    """A folder with our training data, its examples of intents reduced to this share of each intent, evenly over each file."""
    folder = work / "data"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "data", folder)
    yaml = YAML(typ="safe")
    for path in sorted(folder.rglob("*.yml")):
        document = yaml.load(path.read_text(encoding="utf-8"))
        for block in document.get("nlu", []):
            lines = block["examples"].splitlines(keepends=True)
            block["examples"] = "".join(line for i, line in enumerate(lines) if int((i + 1) * share) > int(i * share)) or lines[0]
        if "nlu" in document:
            yaml.dump(document, path)
    return folder


def train(name: str, work: Path, *, reuse: bool, data: Path | None = None) -> Trained:
    """Trains a pipeline; gives the model and the times of an earlier run when reuse is set."""
    model, took_file = work / f"{name}.tar.gz", work / f"{name}.seconds.json"
    if reuse and model.exists() and took_file.exists():
        return Trained(model, **json.loads(took_file.read_text()))
    config = work / f"{name}.yml"
    config.write_text(CONFIGS[name].read_text(encoding="utf-8").replace("SPACY_MODEL", str(danish_folder(work))), encoding="utf-8")
    start, cpu = time.perf_counter(), cpu_of_children()
    run_training(work, name=name, config=config, data=data)
    took = {"wall": time.perf_counter() - start, "cpu": cpu_of_children() - cpu}
    took_file.write_text(json.dumps(took))
    return Trained(model, **took)


def read_held_out(address: str) -> dict[str, float]:
    """How rightly the served model reads the held-out messages."""
    rows = []
    with httpx.Client(timeout=60, trust_env=False) as client:
        for example in load_data(str(ROOT / "tests" / "test_nlu.yml")).intent_examples:
            parsed = client.post(f"{address}/model/parse", json={"text": example.get("text")}).json()
            ranking = [entry["name"] for entry in parsed["intent_ranking"] if entry["name"] != FALLBACK]
            rows.append((example.get("intent"), ranking[0] if ranking else FALLBACK, parsed["intent"]["name"]))
    inside, outside = [row for row in rows if row[0] != OUTSIDE], [row for row in rows if row[0] == OUTSIDE]
    return {
        "right_first": float(np.mean([first == wanted for wanted, first, _ in inside])),
        "right_of_all": float(np.mean([first == wanted for wanted, first, _ in rows])),
        "outside_recall": float(np.mean([chosen in (FALLBACK, OUTSIDE) for _, _, chosen in outside])),
        "kept": float(np.mean([chosen not in (FALLBACK, OUTSIDE) for _, _, chosen in inside])),
    }


def as_shipped(rasa: Server, settings: Settings, database: Path) -> Server:
    """The same server with Rasa's own channel, tracker store and lock in the place of ours."""
    ours = {"endpoints.yml": str(STOCK_FILES / "endpoints.yml"), "credentials.yml": str(STOCK_FILES / "credentials.yml")}
    return replace(
        rasa,
        command=[ours.get(word, word) for word in rasa.command],
        ready_url=f"http://{LOOPBACK}:{settings.port}/status",
        environment={**rasa.environment, "STOCK_DATABASE": str(database)},
    )


def serve_and_measure(base: Settings, model: Path, contestant: Contestant, texts: list[str], *, seconds: float) -> dict[str, Any]:
    """Starts both servers with this model and measures everything that needs them."""
    database = model.parent / f"{contestant.name.replace(', ', '-').replace(' ', '-')}.db"
    database.unlink(missing_ok=True)
    base = replace(base, tracker_database_url=f"sqlite:///{database}")
    settings = replace(base, model=model, api=True, api_token="", var=model.parent)
    actions, rasa = servers(settings)
    if contestant.as_shipped:
        rasa = as_shipped(rasa, settings, database)
    address = f"http://{LOOPBACK}:{settings.port}"
    actions.start()
    try:
        wait_until_ready([actions], say=say)
        start = time.perf_counter()
        rasa.start()
        wait_until_ready([rasa], say=say)
        took = time.perf_counter() - start
        measure([address], texts, senders=1, seconds=WARM_UP_SECONDS)
        waits = {senders: measure([address], texts, senders=senders, seconds=seconds) for senders in SENDERS}
        return {"start": took, "memory_mb": memory_mb(rasa), "waits": waits, **read_held_out(address)}
    finally:
        rasa.stop()
        actions.stop()


ROWS: tuple[tuple[str, Callable[[Result], float], str], ...] = (
    ("training, s", lambda r: r.training, "{:.1f}"),
    ("training, CPU s", lambda r: r.training_cpu, "{:.1f}"),
    ("server start, s", lambda r: r.start, "{:.1f}"),
    ("memory, MB", lambda r: r.memory_mb, "{:.0f}"),
    ("model, MB", lambda r: r.model_mb, "{:.2f}"),
    ("p50 a turn, ms", lambda r: r.waits[1].p50 * 1000, "{:.1f}"),
    ("p95 a turn, ms", lambda r: r.waits[1].p95 * 1000, "{:.1f}"),
    *((f"turns/s, {n} at once", lambda r, n=n: r.waits[n].rate, "{:.1f}") for n in SENDERS),
    *((f"p95, {n} at once, ms", lambda r, n=n: r.waits[n].p95 * 1000, "{:.0f}") for n in SENDERS[1:]),
    ("turns without answer", lambda r: sum(w.errors for w in r.waits.values()), "{:.0f}"),
    ("right first, in scope", lambda r: r.right_first, "{:.3f}"),
    ("right first, all", lambda r: r.right_of_all, "{:.3f}"),
    ("out-of-scope recall", lambda r: r.outside_recall, "{:.3f}"),
    ("kept in scope", lambda r: r.kept, "{:.3f}"),
)


def table(results: dict[str, Result]) -> str:
    """All figures, a column for each pipeline, and Karla's as multiples of the others'."""
    others = [name for name in results if name != OURS]
    heading = f"{'':24}" + "".join(f"{name:>18}" for name in results) + "".join(f"{'x ' + name:>20}" for name in others)
    lines = [heading]
    for label, value, form in ROWS:
        ours = value(results[OURS])
        cells = "".join(f"{form.format(value(result)):>18}" for result in results.values())
        ratios = "".join(f"{ours / value(results[name]):>20.2f}" if value(results[name]) else f"{'-':>20}" for name in others)
        lines.append(f"{label:24}{cells}{ratios}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "results")
    parser.add_argument("--seconds", type=float, default=10.0, help="length of each load")
    parser.add_argument(
        "--reuse", nargs="*", choices=list(CONFIGS), help="serve these models of an earlier run instead of training; all without names"
    )
    parser.add_argument("--only", nargs="*", choices=[one.name for one in CONTESTANTS], default=[one.name for one in CONTESTANTS])
    parser.add_argument("--share", type=float, default=1.0, help="train all on this share of the examples of each intent")
    arguments = parser.parse_args()
    if not 0 < arguments.share <= 1:
        parser.error(f"--share is {arguments.share}; give more than 0 and at most 1")
    reused = [] if arguments.reuse is None else arguments.reuse or list(CONFIGS)
    work = arguments.out / "bench"
    work.mkdir(parents=True, exist_ok=True)
    # The servers read these: what is measured is the bot, not its patience with one address.
    os.environ.update({"RATE_PER_ADDRESS": NO_LIMIT, "RATE_PER_CONVERSATION": NO_LIMIT})
    base = settings_module.read()
    examples = load_data(str(ROOT / "tests" / "test_nlu.yml")).intent_examples
    texts = [example.get("text") for example in examples]
    np.random.default_rng(42).shuffle(texts)
    data = part_of_data(work, arguments.share) if arguments.share < 1 else None
    results: dict[str, Result] = {}
    trained: dict[str, Trained] = {}
    for contestant in (one for one in CONTESTANTS if one.name in arguments.only):
        if contestant.config not in trained:
            say(f"training {contestant.config}")
            trained[contestant.config] = train(contestant.config, work, reuse=contestant.config in reused, data=data)
        done = trained[contestant.config]
        say(f"serving {contestant.name}")
        figures = serve_and_measure(base, done.model, contestant, texts, seconds=arguments.seconds)
        results[contestant.name] = Result(training=done.wall, training_cpu=done.cpu, model_mb=done.model.stat().st_size / 2**20, **figures)
    document = {name: asdict(result) for name, result in results.items()}
    (arguments.out / "bench.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(table(results))


if __name__ == "__main__":
    main()
