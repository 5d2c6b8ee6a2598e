"""What the words of a message say of danger, beside what the classifier makes of it: surely some, none, or only in a figure of speech."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

# Cues that make it likely that less is meant, and the probability from which it is a cry for help all the same: a job that wears
# somebody out, a joke, pay one cannot live on. Below it the person is asked.
MOSTLY_LESS = {
    "figurative": 0.75,
    "weary": 0.75,
    "joking": 0.8,
    "live_on": 0.8,
    "grief": 0.9,
    "sleepy": 0.9,
    "accident": 0.95,
    "law": 0.8,
    "complaint": 0.9,
}
EXPLAINED = frozenset({"grief", "law", "complaint"})  # of them, those that say what it is about
NEVER = 2.0
DENIED, MY_CRY, FIGURATIVE = "denied", "my_cry", "figurative"


@dataclass(frozen=True)
class Signs:
    """surely: a cry for help whatever its probability. least: the probability it takes at least. explained: not to be asked about,
    since the message says itself what it is about.
    """

    surely: bool = False
    least: float = 0.0
    explained: bool = False


NO_SIGNS = Signs()


def signs_of(cues: Collection[str]) -> Signs:
    """The signs in the cues of a message."""
    if "never_wake" in cues and "joking" not in cues and DENIED not in cues:
        return Signs(surely=True)
    if "swallowed" in cues or ("violence" in cues and FIGURATIVE not in cues):
        return Signs(surely=True)
    if DENIED in cues:
        return Signs(least=NEVER, explained=True)
    if MY_CRY in cues:
        # Whoever wants to die is not only mourning, tired or joking.
        return Signs(least=MOSTLY_LESS["joking"] if "joking" in cues or "live_on" in cues else 0.0)
    least = max((MOSTLY_LESS[cue] for cue in cues if cue in MOSTLY_LESS), default=0.0)
    return Signs(least=least, explained=not EXPLAINED.isdisjoint(cues))
