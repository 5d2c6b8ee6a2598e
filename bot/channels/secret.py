"""The secret that signs the names of conversations."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from bot.settings import Settings


def secret_of(settings: Settings) -> str:
    """The secret from the settings; in the local profile, where there may be none, one that is made once and kept in var/secret."""
    return settings.channels.secret or _kept(settings.var / "secret")


def _kept(file: Path) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        # Readable to nobody else from its first byte, and whole before it has its name: several processes start at the same moment.
        making = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
        with open(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as made:
            made.write(secrets.token_hex(32))
        with contextlib.suppress(FileExistsError):
            os.link(making, file)
        making.unlink()
    return file.read_text(encoding="ascii")
