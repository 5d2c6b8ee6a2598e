"""The files of logs: a new one each day, and none kept longer than conversations are."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path


class LogFiles:
    """The *.log files of a folder. days: how long the file of a past day is kept."""

    def __init__(self, folder: Path, *, days: int) -> None:
        self._folder = folder
        self._days = days
        self._kept: date | None = None

    def keep(self, today: date) -> None:
        """Once a day: sets what was written so far aside under the date, and deletes what is too old. Cheap when there is nothing to do.

        The servers go on writing: their files are opened for appending, so that they are copied and emptied rather than moved.
        """
        if self._kept == today:
            return
        self._kept = today
        for file in self._folder.glob("*.log"):
            aside = file.with_name(f"{file.name}.{today.isoformat()}")
            if file.stat().st_size and not aside.exists():
                shutil.copyfile(file, aside)
                with file.open("r+b") as opened:
                    opened.truncate(0)
        self.forget(today)

    def forget(self, today: date) -> int:
        """Deletes the files of days that are too old. Returns: how many."""
        old = [file for file in self._folder.glob("*.log.*") if (day := _day_of(file)) is not None and (today - day).days > self._days]
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)


def _day_of(file: Path) -> date | None:
    try:
        return date.fromisoformat(file.name.rsplit(".", 1)[1])
    except ValueError:
        return None
