"""Trains the model when it is missing or older than what it is made from, and tells a good archive from a damaged one."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from bot.errors import ModelError
from bot.nlu.danish_name import name_of
from bot.settings import CONTENT, ROOT

INPUTS = ("config.yml", "domain.yml", "data", "bot/nlu", "bot/training.py", "requirements.lock")
NAME_FILES = ("roles.yml", "regions.yml")  # the names the entity extractor keeps in the model
NEEDED_MB = 300


@dataclass(frozen=True)
class Record:
    """What a model was made from; stands beside it as JSON. archive: SHA-256 of the file."""

    inputs: str
    danish: str
    archive: str


def record_path(model: Path) -> Path:
    return model.with_name(model.name.removesuffix(".tar.gz") + ".json")


def inputs_hash() -> str:
    """A fingerprint of everything the model is trained from."""
    paths: list[Path] = [CONTENT / name for name in NAME_FILES]
    for name in INPUTS:
        path = ROOT / name
        paths += sorted(item for item in path.rglob("*") if item.suffix in (".py", ".yml")) if path.is_dir() else [path]
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_record(model: Path) -> Record | None:
    """The record beside a model, None when there is none that can be read."""
    try:
        return Record(**json.loads(record_path(model).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def why_stale(model: Path) -> str | None:
    """Why the model should be trained again; None when it is as good as new."""
    record = read_record(model)
    if not model.is_file() or record is None:
        return "there is no model yet"
    if record.archive != archive_hash(model):
        return "the model file is damaged"
    if record.danish != name_of():
        return f"it was trained with '{record.danish}' and '{name_of()}' is installed"
    if record.inputs != inputs_hash():
        return "its training data, domain or configuration changed"
    return None


def check_model(model: Path) -> None:
    """Makes sure that this file is a whole model trained with the Danish installed here.

    Rasa, given a wrong path, loads another model in silence, and a damaged one leaves it running without any.
    Raises: ModelError.
    """
    record = read_record(model)
    if not model.is_file():
        raise ModelError(f"There is no model at {model}. Train one with: make train")
    if record is None:
        raise ModelError(f"The record beside the model, {record_path(model)}, is missing or unreadable. Train again with: make train")
    if record.archive != archive_hash(model):
        raise ModelError(f"The model {model} is damaged: it is not the file that was trained. Train again with: make train")
    check_members(model)
    if record.danish != name_of():
        raise ModelError(
            f"The model {model} was trained with the Danish of '{record.danish}', and '{name_of()}' is installed. Train again with: make train"
        )


def check_members(model: Path) -> None:
    """Makes sure that unpacking the archive writes into its own folder only.

    Rasa's own check holds names against the working directory instead of the folder it unpacks into.
    Raises: ModelError naming the first member that would leave it, or is neither file nor folder.
    """
    try:
        with tarfile.open(model) as archive:
            members = archive.getmembers()
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ModelError(f"The model {model} is no archive: {type(error).__name__}. Train again with: make train") from error
    for member in members:
        path = PurePosixPath(member.name)
        if path.is_absolute() or ".." in path.parts or not (member.isfile() or member.isdir()):
            raise ModelError(
                f"The model {model} has a member {member.name!r} that would be written outside its folder. "
                "Do not use this file; train again with: make train"
            )


def archive_hash(model: Path) -> str:
    digest = hashlib.sha256()
    with model.open("rb") as file:
        while block := file.read(2**20):
            digest.update(block)
    return digest.hexdigest()


def train(model: Path) -> None:
    """Trains into a folder of its own and puts the model in place when it is whole; the old one stays until then.

    Raises: ModelError with Rasa's own last words when training fails or the disk is full.
    """
    model.parent.mkdir(parents=True, exist_ok=True)
    free_mb = shutil.disk_usage(model.parent).free // 2**20
    if free_mb < NEEDED_MB:
        raise ModelError(
            f"{model.parent} has {free_mb} MB free and training takes up to {NEEDED_MB} MB. Free some space; the old model is untouched."
        )
    with tempfile.TemporaryDirectory(dir=model.parent) as folder:
        made = run_training(Path(folder), name="karla", config=ROOT / "config.yml")
        record = Record(inputs=inputs_hash(), danish=name_of(), archive=archive_hash(made))
        os.replace(made, model)
        record_path(model).write_text(json.dumps(asdict(record), indent=2) + "\n", encoding="utf-8")


def run_training(folder: Path, *, name: str, config: Path, data: Path | None = None) -> Path:
    """The archive of a model trained with this pipeline on our domain, and on our data unless other is given.

    Raises: ModelError with Rasa's own last words when training fails.
    """
    done = subprocess.run(
        train_command(folder, name=name, config=config, data=data),
        cwd=ROOT, env=quiet_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    made = folder / f"{name}.tar.gz"
    if done.returncode != 0 or not made.is_file():
        last = "\n  ".join(done.stdout.strip().splitlines()[-25:])
        raise ModelError(f"Training failed; the old model, if there was one, is untouched. Rasa's last words:\n  {last}")
    return made


def train_command(folder: Path, *, name: str, config: Path, data: Path | None = None) -> list[str]:
    """Rasa's training into a folder; data: other training data than ours.

    --force, since Rasa's cache knows a component by its class and settings: with another lexicon or other names in the
    content files it would hand out what was trained from the old ones.
    """
    command = [sys.executable, "-W", "ignore", "-m", "rasa", "train", "--force", "--fixed-model-name", name, "--out", str(folder)]
    return [*command, "--config", str(config), "--domain", "domain.yml", "--data", str(data or "data")]


def quiet_environment() -> dict[str, str]:
    """The environment for Rasa's processes: no telemetry, no crash reports, no TensorFlow chatter, UTF-8 everywhere."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "ignore",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
    }
