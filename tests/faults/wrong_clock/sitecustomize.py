"""Python loads this at its start when the folder is on its path: a server whose clock is off by the seconds in CLOCK_FILE.

Faking the clock below Python (libfaketime) was tried, and makes the server's threads wait in circles.
"""

from __future__ import annotations

import os
import time

CLOCK_FILE = os.environ["CLOCK_FILE"]
right = time.time


def wrong() -> float:
    """Seconds since 1970, by the wrong clock."""
    with open(CLOCK_FILE, encoding="ascii") as file:
        return right() + float(file.read() or 0)


time.time = wrong
