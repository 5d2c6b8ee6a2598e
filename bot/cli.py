"""The commands behind make: prepare, train, serve, chat, knowledge, validate, and purge, export, erase for what people told."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from bot import settings as settings_module
from bot.errors import KarlaError
from bot.settings import CONTENT, MODEL, ROOT, Settings

if TYPE_CHECKING:
    from bot.conversations.archive import Archive  # loads Rasa, which takes ten seconds


def say(text: str) -> None:
    """Progress, for whoever waits at the terminal."""
    print(f"[karla] {text}", file=sys.stderr, flush=True)


def timed(what: str, work: Callable[[], object]) -> None:
    start = time.monotonic()
    say(f"{what} ...")
    work()
    say(f"{what}: {time.monotonic() - start:.1f} s")


def fill_knowledge(settings: Settings) -> None:
    """Creates and fills the knowledge store; does nothing when it is up to date."""
    from bot.knowledge.loader import count, fill
    from bot.knowledge.schema import open_engine, shown

    engine = open_engine(settings.database_url)
    if fill(engine, CONTENT):
        say(f"knowledge store {shown(engine)} filled: " + ", ".join(f"{number} {name}" for name, number in count(engine).items()))


def train_if_stale(settings: Settings) -> None:
    """Trains when there is no model yet, or it is older than its inputs.

    In production a model that was named and is not there, or is not the file that was trained, is never replaced in silence.
    Raises: ModelError.
    """
    from bot.training import check_model, train, why_stale

    if settings.channels.production and (settings.model.exists() or settings.model != MODEL):
        check_model(settings.model)
    reason = why_stale(settings.model)
    if reason:
        timed(f"training, since {reason}", lambda: train(settings.model))


def prepare(settings: Settings) -> None:
    settings.var.mkdir(mode=0o700, parents=True, exist_ok=True)  # what people wrote is read by nobody else on the machine
    fill_knowledge(settings)
    train_if_stale(settings)


def command_prepare(settings: Settings, arguments: argparse.Namespace) -> None:
    prepare(settings)


def command_train(settings: Settings, arguments: argparse.Namespace) -> None:
    from bot.training import train

    timed("training", lambda: train(settings.model))


def command_knowledge(settings: Settings, arguments: argparse.Namespace) -> None:
    from bot.knowledge.loader import count
    from bot.knowledge.schema import open_engine

    fill_knowledge(settings)
    for name, number in count(open_engine(settings.database_url)).items():
        print(f"{name:14} {number:5}")


def command_serve(settings: Settings, arguments: argparse.Namespace) -> None:
    from bot.serving import serve
    from bot.training import check_model

    if arguments.only == "actions":
        settings.var.mkdir(mode=0o700, parents=True, exist_ok=True)
        fill_knowledge(settings)
    else:
        prepare(settings)
        check_model(settings.model)
    serve(settings, say=say, announce=lambda address: print(f"Karla answers at {address}", flush=True), only=arguments.only)


def command_chat(settings: Settings, arguments: argparse.Namespace) -> None:
    from bot.serving import check_ports, servers, wait_until_ready
    from bot.shell.screen import open_screen
    from bot.shell.talk import converse
    from bot.training import check_model

    prepare(settings)
    check_model(settings.model)
    check_ports(settings)
    running = servers(settings)
    try:
        for server in running:
            server.start()
        say("loading Karla")
        wait_until_ready(running, say=say)
        converse(running[-1].ready_url.partition("/health")[0], open_screen())
    finally:
        # Rasa first: it finishes the turns it has begun, and those need the action server.
        for server in reversed(running):
            server.stop()


def command_validate(settings: Settings, arguments: argparse.Namespace) -> None:
    from bot.knowledge.reader import read_content
    from bot.training import quiet_environment

    rows = sum(1 for _ in read_content(CONTENT))
    say(f"content: {rows} rows, no problems")
    check_training_data()
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "rasa",
        "data",
        "validate",
        "--fail-on-warnings",
        "--data",
        "data",
        "--domain",
        "domain.yml",
        "--config",
        "config.yml",
    ]
    done = subprocess.run(command, cwd=ROOT, env=quiet_environment())
    if done.returncode:
        raise KarlaError("rasa data validate found the problems above.")


def check_training_data() -> None:
    """Raises: KarlaError with every line that stands twice, or under two intents."""
    from rasa.shared.nlu.training_data.loading import load_data

    from bot.training_data import TRAINING_LINES, Example, problems

    examples = [
        Example(example.get("intent"), example.get("text")) for path in TRAINING_LINES for example in load_data(str(path)).intent_examples
    ]
    found = problems(examples)
    if found:
        raise KarlaError("\n  ".join([f"{len(found)} problems in the training data:", *found]))
    say(f"training data: {len(examples)} examples, no near-duplicates, none under two intents")


def archive_of(settings: Settings) -> Archive:
    """Everything stored of conversations, in the database of these settings."""
    from bot.conversations.archive import DAY, Archive
    from bot.conversations.database import database_at

    return Archive(database_at(settings.tracker_database_url), lifetime=settings.channels.retention_days * DAY)


def command_purge(settings: Settings, arguments: argparse.Namespace) -> None:
    from bot.log_files import LogFiles

    days = settings.channels.retention_days
    conversations = asyncio.run(archive_of(settings).purge())
    files = LogFiles(settings.var / "log", days=days).forget(date.today())
    say(f"deleted {conversations} conversations and {files} log files that are older than {days} days")


def command_export(settings: Settings, arguments: argparse.Namespace) -> None:
    print(json.dumps(exported(settings, arguments.id), ensure_ascii=False, indent=2))


def command_erase(settings: Settings, arguments: argparse.Namespace) -> None:
    rows = sum(map(len, exported(settings, arguments.id).values()))
    asyncio.run(archive_of(settings).erase(arguments.id, keep_open=False))
    say(f"deleted {rows} rows of the conversation; nothing of it is left")


def exported(settings: Settings, conversation: str) -> dict[str, list[dict[str, Any]]]:
    """All rows about a conversation, by table. Raises: KarlaError when there are none."""
    from bot.conversations.records import UnknownConversation

    try:
        return asyncio.run(archive_of(settings).export(conversation))
    except UnknownConversation:
        raise KarlaError(
            f"Nothing is stored about a conversation {conversation!r}. Its id stands in the file a person saves from the chat, as conversations.id."
        ) from None


COMMANDS: dict[str, tuple[Callable[[Settings, argparse.Namespace], None], str]] = {
    "prepare": (command_prepare, "fill the knowledge store and train when needed"),
    "train": (command_train, "train the model"),
    "serve": (command_serve, "prepare, start both servers, serve until Ctrl-C"),
    "chat": (command_chat, "the same bot in the terminal"),
    "knowledge": (command_knowledge, "fill the knowledge store and count its rows"),
    "validate": (command_validate, "check content, training data and domain"),
    "purge": (command_purge, "delete conversations and logs that are older than RETENTION_DAYS"),
    "export": (command_export, "print everything stored about a conversation, as JSON"),
    "erase": (command_erase, "delete everything stored about a conversation"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command. Returns: 0, or 1 after one message that says what was wrong and what to do."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    parser = argparse.ArgumentParser(prog="python -m bot.cli", description=__doc__)
    subparsers = parser.add_subparsers(dest="command", required=True)
    added = {name: subparsers.add_parser(name, help=text) for name, (_, text) in COMMANDS.items()}
    for name in ("export", "erase"):
        added[name].add_argument("id", help="the conversation's id, as its export has it")
    added["serve"].add_argument(
        "--only", choices=("actions", "rasa"), help="one of the two servers, where the other has a container of its own"
    )
    arguments = parser.parse_args(argv)
    try:
        COMMANDS[arguments.command][0](settings_module.read(), arguments)
    except KarlaError as error:
        print(f"[karla] {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"[karla] {error}. Check that the disk has room and that the file may be written, then try again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
