"""The Danish of words.yml: what the terminal says beside Karla."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

FILE = Path(__file__).with_name("words.yml")


@lru_cache(maxsize=1)
def words() -> dict[str, str]:
    """Name -> Danish text."""
    # "base" leaves everything a string; Rasa teaches ruamel's other loaders to fill in ${...}, for the whole process.
    return dict(YAML(typ="base").load(FILE.read_text(encoding="utf-8")))
