"""Danish grammar for the values that go into responses: lists, kroner, years of experience. The only Danish in Python."""

from __future__ import annotations

from collections.abc import Sequence

# Ids of levels that are said as what somebody is.
LEVELS = {"elev": "elev", "studentermedhjaelper": "studentermedhjælper", "nyuddannet": "nyuddannet", "ny": "ny i faget"}
# Ids of educations and employers, as they are said of a person.
EDUCATIONS = {
    "grundskole": "folkeskolen",
    "gymnasial": "en gymnasial uddannelse",
    "erhvervsfaglig": "en erhvervsuddannelse",
    "videregaaende": "en videregående uddannelse",
}
EMPLOYERS = {
    "privat": "et privat firma",
    "offentlig": "det offentlige",
    "multinational": "et stort internationalt firma",
    "butik": "en butik",
    "telesalg": "telesalg",
}
SITUATIONS = {
    "vikar": "vikar",
    "ledig": "uden job lige nu",
    "opsagt": "sagt op",
    "studerende": "studerende",
    "elev": "elev",
    "deltid": "på deltid",
}
NUMBER_WORDS = ("nul", "et", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")


def join(parts: Sequence[str], word: str = "og") -> str:
    """ "a", "a og b", "a, b og c"; empty for no parts."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def choices(parts: Sequence[str]) -> str:
    """ "a, b eller c"."""
    return join(parts, "eller")


def thousands(amount: int) -> str:
    """32000 -> "32.000"."""
    return f"{amount:,}".replace(",", ".")


def kroner(amount: int) -> str:
    """32000 -> "32.000 kr."."""
    return f"{thousands(amount)} kr."


def kroner_range(low: int | None, typical: int | None, high: int | None) -> str:
    """ "25.000–30.000 kr.", or "omkring 32.000 kr." when only one amount is known."""
    if low is not None and high is not None:
        return f"{low:,}–{high:,} kr.".replace(",", ".")
    single = typical if typical is not None else low if low is not None else high
    if single is None:
        raise ValueError("a pay range needs at least one amount; low, typical and high are all None")
    return f"omkring {kroner(single)}"


def years(count: float) -> str:
    """1.0 -> "et års", 6.0 -> "seks års", 0.5 -> "et halvt års", 2.5 -> "2½ års", 2.33 -> "to år og fire måneders", 20 -> "20 års"."""
    whole, months = divmod(round(count * 12), 12)
    half = months == 6
    name = NUMBER_WORDS[whole] if whole < len(NUMBER_WORDS) else str(whole)
    if months and not half:
        more = f"{'en' if months == 1 else NUMBER_WORDS[months]} {'måneds' if months == 1 else 'måneders'}"
        return f"{name} år og {more}" if whole else more
    if half and whole == 0:
        return "et halvt års"
    if half and whole == 1:
        return "halvandet års"
    return f"{whole}½ års" if half else f"{name} års"


def span(count: float) -> str:
    """12 -> "tolv år", 0.5 -> "et halvt år"."""
    return years(count).removesuffix("s")


def outside(place: str) -> str:
    """ "Aarhus" -> "uden for Aarhus"."""
    return f"uden for {place}"


def quoted(parts: Sequence[str]) -> str:
    """ "»a« og »b«"."""
    return join([f"»{part}«" for part in parts])


def year_of_source(year: int | None) -> str:
    """2019 -> "2019"; None -> "årstal ikke angivet"."""
    return str(year) if year is not None else "årstal ikke angivet"


def bullets(lines: Sequence[str]) -> str:
    """Lines as a list that the widget, Slack, Telegram and a terminal all show as one."""
    return "\n".join(f"• {line}" for line in lines)


def capital(text: str) -> str:
    """The text with its first letter large; the rest as it was."""
    return text[:1].upper() + text[1:]


def sources(named: Sequence[tuple[str, int | None]]) -> str:
    """ "Kilde: HK (2019)", "Kilder: HK (2019), ESCO (uden år)"; a publisher with several years once."""
    years: dict[str, list[int | None]] = {}
    for publisher, year in named:
        if year not in years.setdefault(publisher, []):
            years[publisher].append(year)
    parts = [f"{publisher} ({join([str(year) if year else 'uden år' for year in found])})" for publisher, found in years.items()]
    return f"{'Kilde' if len(parts) == 1 else 'Kilder'}: {', '.join(parts)}"


def who(*, role: str | None, years: float | None, level: str | None, place: str | None) -> str:
    """ "Med seks års erfaring som teamleder i Odense"; what is not known is left out. Empty when nothing is known."""
    said = _experience(years_of=years, level=level)
    parts = [part for part in (said, f"som {role}" if role else "", place or "") if part]
    return capital(" ".join(parts))


def _experience(*, years_of: float | None, level: str | None) -> str:
    if level == "erfaren":
        return "med flere års erfaring"
    if level is not None:
        return f"som {LEVELS[level]}" if level in LEVELS else "uden erfaring"
    if years_of is None:
        return ""
    return "uden erfaring" if years_of == 0 else f"med {years(years_of)} erfaring"


def experience(count: float) -> str:
    """6 -> "seks års erfaring"."""
    return f"{years(count)} erfaring"


def experience_of(count: float | None, level: str | None) -> str:
    """ "seks års erfaring", "nyuddannet", "flere års erfaring"; empty when nothing is known."""
    if level in LEVELS:
        return LEVELS[level]
    said = _experience(years_of=count, level=level)
    return said.removeprefix("med ")


def full_source(publisher: str, title: str, year: int | None, url: str | None) -> str:
    """ "HK, »Ny overenskomst«, 2020, https://..."; the address is left out when there is none."""
    return ", ".join(part for part in (publisher, f"»{title}«", year_of_source(year), url) if part)


def uncapital(text: str) -> str:
    """The text with its first letter small; the rest as it was."""
    return text[:1].lower() + text[1:]


def contact(phone: str | None, url: str | None) -> str:
    """ " (70 11 45 45, hk.dk)", with what is known of the two; empty when neither is."""
    known = ", ".join(part for part in (phone, url) if part)
    return f" ({known})" if known else ""


def for_you(said: str) -> str:
    """ "Med seks års erfaring i Odense" -> "For dig med seks års erfaring i Odense"."""
    return f"For dig {uncapital(said)}"


def arrows(names: Sequence[str]) -> str:
    """Names in an order that leads from one to the next."""
    return " → ".join(names)


def steps(lines: Sequence[str]) -> str:
    """Lines as a numbered list."""
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
