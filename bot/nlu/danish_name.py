"""Which Danish is installed, as a name with a version. Imports neither spaCy nor Rasa, so that asking costs nothing."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

PREFERRED = "da_core_news_sm"
LOOKUP = "spacy-lookups-data"


def name_of(package: str = PREFERRED) -> str:
    """ "da_core_news_sm 3.4.0", or "blank da + spacy-lookups-data 1.0.5" when the package is not installed."""
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"blank da + {LOOKUP} {version(LOOKUP)}"
