"""Finds a Chromium for the browser tests. Run as a module it names it, or ends with 1 when there is none."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

# Debian's and Ubuntu's names, then Google's.
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium: install Debian's chromium, run `playwright install chromium`, or set CHROMIUM to the path of one"


def find_chromium(playwright: Playwright) -> str | None:
    """The path of a Chromium: CHROMIUM when set, else one on the PATH, else the one Playwright brought, else None."""
    chosen = os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)
    brought = playwright.chromium.executable_path
    return chosen or (brought if Path(brought).exists() else None)


def main() -> int:
    with sync_playwright() as playwright:
        found = find_chromium(playwright)
    (sys.stdout if found else sys.stderr).write(f"{found or MISSING}\n")
    return 0 if found else 1


if __name__ == "__main__":
    raise SystemExit(main())
