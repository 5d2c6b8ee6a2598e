"""Rasa's own checks of what it is trained from, and its story tests, as `make validate` and `rasa test` run them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.training import quiet_environment
from tests.dialogues.servers import Karla

pytestmark = pytest.mark.servers


def test_rasa_finds_nothing_to_warn_about() -> None:
    done = subprocess.run([sys.executable, "-m", "bot.cli", "validate"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_story_tests_hold(karla: Karla, model: Path) -> None:
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "rasa",
        "test",
        "core",
        "--stories",
        "tests/test_stories.yml",
        "--fail-on-prediction-errors",
    ]
    command += ["--model", str(model), "--out", str(karla.var / "results"), "--no-plot"]
    environment = {**quiet_environment(), "ACTIONS_PORT": "1", "TRACKER_DATABASE_URL": "sqlite://"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
