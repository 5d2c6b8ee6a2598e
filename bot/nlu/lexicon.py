"""Reads lexicon.yml, the Danish words the components know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

LEXICON = Path(__file__).with_name("lexicon.yml")


def read_lexicon() -> dict[str, Any]:
    """The whole file, by section."""
    lexicon: dict[str, Any] = YAML(typ="safe").load(LEXICON.read_text(encoding="utf-8"))
    return lexicon
