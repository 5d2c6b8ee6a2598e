"""The Danish of words.yml: what stands in the charts and says their figures."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("words.yml")


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    # "base" leaves everything a string; Rasa teaches ruamel's other loaders to fill in ${...}, for the whole process.
    return dict(YAML(typ="base").load(FILE.read_text(encoding="utf-8")))


def say(name: str, **values: str) -> str:
    """A text with its values filled in. Raises: KeyError for a name the file lacks, or a value that was not given."""
    return str(_words()[name]).format(**values)


def compounds() -> tuple[str, ...]:
    """First parts of long words, after which they may be parted."""
    return tuple(_words()["compounds"])
