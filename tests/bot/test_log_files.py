"""Logs are set aside once a day and deleted in time, while the servers go on writing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from bot.log_files import LogFiles

TODAY = date(2026, 11, 25)


def test_a_log_is_set_aside_once_a_day_while_it_is_written(tmp_path: Path) -> None:
    files = LogFiles(tmp_path, days=30)
    with (tmp_path / "rasa.log").open("ab", buffering=0) as log:
        log.write(b"yesterday\n")
        files.keep(TODAY)
        log.write(b"today\n")
        files.keep(TODAY)
        assert (tmp_path / "rasa.log").read_bytes() == b"today\n"
        assert (tmp_path / "rasa.log.2026-11-25").read_bytes() == b"yesterday\n"
        files.keep(TODAY + timedelta(days=1))
    assert (tmp_path / "rasa.log").read_bytes() == b""
    assert (tmp_path / "rasa.log.2026-11-26").read_bytes() == b"today\n"


def test_a_second_start_on_the_same_day_loses_nothing(tmp_path: Path) -> None:
    for written in ("first\n", "second\n"):
        with (tmp_path / "rasa.log").open("a") as log:
            log.write(written)
        LogFiles(tmp_path, days=30).keep(TODAY)
    assert (tmp_path / "rasa.log.2026-11-25").read_text() == "first\n"
    assert (tmp_path / "rasa.log").read_text() == "second\n"


def test_logs_of_days_that_are_too_old_are_deleted_and_other_files_stay(tmp_path: Path) -> None:
    for name in ("rasa.log.2026-10-25", "rasa.log.2026-10-26", "rasa.log.old", "notes.txt"):
        (tmp_path / name).write_text("x")
    LogFiles(tmp_path, days=30).keep(TODAY)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["notes.txt", "rasa.log.2026-10-26", "rasa.log.old"]


def test_a_folder_that_is_not_there_yet_is_no_error(tmp_path: Path) -> None:
    files = LogFiles(tmp_path / "log", days=30)
    files.keep(TODAY)
    assert files.forget(TODAY) == 0
