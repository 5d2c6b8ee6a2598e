"""Tables that tests fill while they run, printed when the run is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Table:
    """Rows of text under one heading."""

    title: str
    columns: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)

    def add(self, *cells: str) -> None:
        """Adds a row: one cell for each column."""
        assert len(cells) == len(self.columns)
        self.rows.append(cells)

    def lines(self) -> list[str]:
        """The table as text, its columns as wide as their widest cell."""
        widths = [max(len(row[place]) for row in (self.columns, *self.rows)) for place in range(len(self.columns))]
        return [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (self.columns, *self.rows)
        ]


TABLES: list[Table] = []


def table(title: str, *columns: str) -> Table:
    """A table that is printed at the end of the run when it has rows."""
    made = Table(title, columns)
    TABLES.append(made)
    return made


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Called by pytest when all tests are done."""
    for filled in (each for each in TABLES if each.rows):
        terminalreporter.section(filled.title)
        for line in filled.lines():
            terminalreporter.write_line(line)
