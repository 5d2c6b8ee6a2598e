"""Everything Karla raises on purpose.

    KarlaError                    the message is one an operator can act on: what, which value, where, what to do
    ├── SettingsError             an environment variable holds something that cannot be used
    ├── ContentError              content files are wrong; carries every problem found, not just the first
    ├── StoreError                the knowledge store cannot be opened or brought to this version
    │   └── NewerSchemaError      the database was made by a newer Karla
    ├── ModelError                the trained model is missing, damaged or was trained with another Danish
    ├── ConversationError         conversations cannot be read or written just now
    └── ServeError                a server cannot be started: a taken port, a process that keeps dying

Users never see these; they see responses from domain.yml.
"""

from __future__ import annotations

from collections.abc import Sequence


class KarlaError(Exception):
    """Base of all our errors. `make` prints the message and ends with a non-zero exit."""


class SettingsError(KarlaError):
    """Raised when an environment variable holds something that cannot be used."""


class ContentError(KarlaError):
    """Raised when content files are wrong. consequence: what that means, e.g. that nothing was written to the store."""

    def __init__(self, problems: Sequence[str], *, consequence: str = "the store was not changed") -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        heading = f"{count} {'problem' if count == 1 else 'problems'} in the content; {consequence}:"
        super().__init__("\n  ".join([heading, *self.problems]))


class StoreError(KarlaError):
    """Raised when the knowledge store cannot be opened, migrated or read."""


class NewerSchemaError(StoreError):
    """Raised when the database was made by a newer Karla than this one."""


class ModelError(KarlaError):
    """Raised when the trained model is missing, damaged, or was trained with another Danish."""


class ConversationError(KarlaError):
    """Raised when the database of conversations fails or is too slow. Nothing was stored; the same may be tried again."""


class ServeError(KarlaError):
    """Raised when a server cannot be started or kept alive."""
