"""What is said in a game, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Speaker = Literal["interviewer", "customer", "coach", "narrator"]


@dataclass(frozen=True)
class Line:
    """One thing said. kind: what it does, e.g. "question"; choices: (id, title) of buttons, the id is sent back."""

    speaker: Speaker
    text: str
    kind: str = ""
    choices: tuple[tuple[str, str], ...] = ()
