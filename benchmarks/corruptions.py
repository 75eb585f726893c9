"""The ways to corrupt one true statement: what `benchmarks/mutations.py` measures and the tests try."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from summarizer.prose.plainness import leaves_open

STRANGER = "Vantongeren Quillmere Holdings"
MONTHS = "January February March April May June July August September October November December".split()
Pointer = dict[str, Any]
# The roles that stand on opposite sides of a deal.
OPPOSED = {
    frozenset(pair.split("/"))
    for pair in (
        "buyer/seller buyer/target lender/borrower agent/borrower licensor/licensee landlord/tenant supplier/customer "
        "service_provider/client employer/executive issuer/investor issuer/underwriter claimant/defendant"
    ).split()
}


def replaced(pointer: Pointer, words: str) -> Pointer | None:
    """Return a pointer with other words in its quote; None where that changes nothing."""
    if words == pointer["words"]:
        return None
    return {**pointer, "quote": pointer["quote"].replace(pointer["words"], words, 1), "words": words}


def other_digit(words: str, chance: random.Random, places: list[int] | None = None) -> str:
    """Return words with one digit changed, of those at ``places``."""
    places = [i for i, c in enumerate(words) if c.isdigit()] if places is None else places
    if not places:
        return words
    at = chance.choice(places)
    return words[:at] + chance.choice([d for d in "123456789" if d != words[at]]) + words[at + 1 :]


def digit(group: str, pointer: Pointer, chance: random.Random) -> Pointer | None:
    """Change one digit of an amount or a length of time."""
    if group in ("dates", "percentages"):
        return None
    return replaced(pointer, other_digit(pointer["words"], chance))


def percent(group: str, pointer: Pointer, chance: random.Random) -> Pointer | None:
    """Change one digit of a percentage."""
    return replaced(pointer, other_digit(pointer["words"], chance)) if group == "percentages" else None


def scale(group: str, pointer: Pointer, chance: random.Random) -> Pointer | None:
    """Change million to billion, or the other way."""
    swaps = {"million": "billion", "billion": "million", "thousand": "million"}
    return replaced(pointer, re.sub("million|billion|thousand", lambda m: swaps[m[0]], pointer["words"], count=1))


def currency(group: str, pointer: Pointer, chance: random.Random) -> Pointer | None:
    """Change the currency sign."""
    return replaced(pointer, pointer["words"].replace("$", "€", 1))


def month(group: str, pointer: Pointer, chance: random.Random) -> Pointer | None:
    """Change the month of a date."""
    words = pointer["words"]
    named = next((name for name in MONTHS if name in words), None)
    return (
        replaced(pointer, words.replace(named, chance.choice([n for n in MONTHS if n != named]), 1)) if named else None
    )


def day(group: str, pointer: Pointer, chance: random.Random) -> Pointer | None:
    """Change the day of a date."""
    found = re.search(r"\b\d{1,2}\b", pointer["words"]) if group == "dates" else None
    if found is None:
        return None
    other = chance.choice([str(n) for n in range(1, 29) if n != int(found[0])])
    return replaced(pointer, pointer["words"][: found.start()] + other + pointer["words"][found.end() :])


def year(group: str, pointer: Pointer, chance: random.Random) -> Pointer | None:
    """Change the year of a date by one digit of its last two."""
    found = re.search(r"\b(?:19|20)\d\d\b", pointer["words"]) if group == "dates" else None
    if found is None:
        return None
    return replaced(pointer, other_digit(pointer["words"], chance, [found.end() - 2, found.end() - 1]))


def name(group: str, pointer: Pointer, chance: random.Random) -> Pointer | None:
    """Put a stranger in the place of a name of the quote."""
    found = re.findall(r"(?<!^)(?<![.] )\b[A-Z][a-z]{3,}\b", pointer["quote"])
    found = [n for n in found if n not in MONTHS and n not in pointer["words"]]
    if not found:
        return None
    return {**pointer, "quote": pointer["quote"].replace(chance.choice(found), STRANGER, 1)}


def invented(group: str, pointer: Pointer, chance: random.Random) -> Pointer | None:
    """Invent the quote around the value."""
    quote = f"the orchard's keeper counted {pointer['words']} among the pear trees that autumn"
    return {**pointer, "quote": quote}


def negated(group: str, pointer: Pointer, chance: random.Random) -> Pointer | None:
    """Take a negation out of the quote."""
    quote = re.sub(r"\b(?:not|no|never|without) ", "", pointer["quote"], count=1)
    return {**pointer, "quote": quote} if quote != pointer["quote"] else None


KINDS: dict[str, Callable[[str, Pointer, random.Random], Pointer | None]] = {
    "digit": digit,
    "digit of a percentage": percent,
    "scale word": scale,
    "currency": currency,
    "day": day,
    "month": month,
    "year": year,
    "name in the quote": name,
    "invented quote": invented,
    "negation removed": negated,
}

_RAISED = (
    (re.compile(r"Depending on events, there may be"), "There is"),
    (re.compile(r"\bis expected to close\b"), "closed"),
    (re.compile(r"\bcould end, or be ended, by\b"), "ended on"),
    (re.compile(r"\b(?:may|might|could|would|is expected to|are expected to|intends to|expects to)\b"), "will"),
)


def raised(text: str) -> str:
    """Return a sentence that tells as certain what it left open; as it is where it left nothing open."""
    for words, certain in _RAISED if leaves_open(text) else ():
        text = words.sub(certain, text)
    return text


def other_figure(text: str, chance: random.Random) -> tuple[str, str] | None:
    """Return a sentence with one digit changed, and the figure that has it; None where it has no digit."""
    corrupted = other_digit(text, chance)
    figures = zip(re.findall(r"[\w.,]*\d[\w.,]*", text), re.findall(r"[\w.,]*\d[\w.,]*", corrupted), strict=True)
    return next(((corrupted, new.strip(".,")) for old, new in figures if old != new), None)
