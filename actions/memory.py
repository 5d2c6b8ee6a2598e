"""What Karla knows of a person: shown as a whole, or the one thing they ask for."""

from __future__ import annotations

from actions.profile import SLOTS, Profile, read_profile
from actions.reply import Reply
from actions.speech import response_text
from actions.turn import Turn
from bot import danish

OWN = "own_"  # and the slot: the cue of a question about it


def own_values(profile: Profile) -> dict[str, str]:
    """What a person told, by slot, in words; without what they did not tell."""
    values = {
        "name": profile.name,
        "age": str(profile.age) if profile.age else None,
        "role": profile.role.title if profile.role else None,
        "situation": danish.SITUATIONS.get(profile.situation or ""),
        "experience": danish.experience_of(profile.years, profile.level),
        "region": profile.region.name if profile.region else None,
        "education": danish.EDUCATIONS.get(profile.education or ""),
        "employer_kind": danish.EMPLOYERS.get(profile.employer_kind or ""),
        "goal": profile.goal.title if profile.goal else None,
        "background": f"{danish.span(profile.background.years)} {profile.background.what}" if profile.background else None,
        "pay": danish.thousands(profile.pay) if profile.pay else None,
    }
    if profile.level is not None and profile.situation == profile.level:
        values["experience"] = None  # a trainee is told once
    return {slot: value for slot, value in values.items() if value}


def known_lines(profile: Profile, turn: Turn) -> list[str]:
    """One line for each thing a person told, in their own order of importance; empty when nothing is known."""
    labels = {slot: response_text(turn.domain, f"utter_known_{slot}") or "" for slot in SLOTS}
    return [labels[slot].format(value=value) for slot, value in own_values(profile).items()]


def add_memory(reply: Reply, turn: Turn) -> None:
    """Adds all that is known of the person, or that nothing is."""
    known = known_lines(read_profile(turn.tracker.slots, turn.store), turn)
    reply.add("utter_memory", known=danish.bullets(known)) if known else reply.add("utter_memory_none")


def asked_of_oneself(turn: Turn) -> list[str]:
    """The slots a message asks for: "what is my name and how old am I?"."""
    return [slot for slot in SLOTS if f"{OWN}{slot}" in turn.cues]


def add_own(reply: Reply, turn: Turn) -> None:
    """Adds what somebody asks of themselves, each thing from memory, or that they have not told it."""
    profile = read_profile(turn.tracker.slots, turn.store)
    values = own_values(profile)
    if profile.region:
        values["region"] = profile.region.in_phrase
    for slot in asked_of_oneself(turn):
        if slot in values:
            reply.add(f"utter_own_{slot}", value=values[slot])
    gone = turn.tracker.get_slot("forgotten") or []
    missing = [slot for slot in asked_of_oneself(turn) if slot not in values]
    for response, slots in (
        ("utter_own_forgotten", [slot for slot in missing if slot in gone]),
        ("utter_own_none", [slot for slot in missing if slot not in gone]),
    ):
        if slots:
            reply.add(response, what=danish.capital(danish.join([part_of(turn, slot) for slot in slots])))


def part_of(turn: Turn, slot: str) -> str:
    """What a slot holds, to speak of it: "your name"."""
    return response_text(turn.domain, f"utter_part_{slot}") or ""
