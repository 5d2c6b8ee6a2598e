"""Questions that somebody numbered: "1) lønnen 2) uddannelse 3) job i Roskilde"."""

from __future__ import annotations

import re

MARK = re.compile(r"(?:(?<=\s)|^)\(?(\d)(?:[.):]|\s*-)\s*(?=[^\W\d_])")


def numbered(text: str) -> list[tuple[int, int]]:
    """The character positions of each item in its order; empty unless they are counted 1, 2 and on."""
    marks = list(MARK.finditer(text))
    if len(marks) < 2 or [int(mark.group(1)) for mark in marks] != list(range(1, len(marks) + 1)):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [(mark.end(), end) for mark, end in zip(marks, ends, strict=True)]
