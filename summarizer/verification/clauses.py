"""What the sentence around a value says of it: how certain it is, whether it is denied, how often it falls due."""

from __future__ import annotations

import re

from summarizer import values
from summarizer.vocabulary import Basis, Certainty

# Words that show how often an amount falls due, where the amount's own words do not.
_BASIS_WORDS: dict[Basis, re.Pattern[str]] = {
    "per_share": re.compile(
        r"(?i)\bper (?:\w+ ){0,3}(?:shares?|ads|unit|warrant|security)\b|\ba share\b|\beach (?:\w+ )?share\b"
    ),
    "per_unit": re.compile(r"(?i)\bper\b|\beach\b|\ba (?:pound|ton|barrel|unit)\b"),
    "per_year": re.compile(
        r"(?i)\bannual|\bper (?:annum|year)|\byearly|\ba year|\beach (?:\w+ ){0,2}year|\bbase salary"
    ),
    "per_month": re.compile(r"(?i)\bmonth"),
    "per_quarter": re.compile(r"(?i)\bquarter"),
}
_CLAUSE_END = re.compile(r";|, (?:and|but|while|which|with)\b")
# "Not to exceed" limits an amount, and "not yet paid" owes it: these deny nothing.
_DENIAL = re.compile(
    r"(?i)\b(?:(?:will|shall|does|do|did|is|are|was|were|need|has|have)(?: not|n't)(?: be)?"
    r"(?: required| obliged| obligated)?(?: to)? (?:pay|paid|owe|receive|entitled)"
    r"|no longer (?:required|obliged|obligated) to pay"
    r"|no (?:\w+ ){0,2}(?:fee|payment|bonus|severance|penalty|premium|royalty|consideration))\b[^.;]{0,60}$"
)
_NEARBY = re.compile(r"(?:(?! and | or )[^,;]){0,80}(?:, ?)?")
_SENTENCE_END = re.compile(
    r"(?<!Mr\.)(?<!Ms\.)(?<!Mrs\.)(?<!Dr\.)(?<!Inc\.)(?<!Corp\.)(?<!Co\.)(?<!Ltd\.)(?<!No\.)"
    r"(?<=[a-z0-9)\"'%][.;])\s+(?=[A-Z\"'(])"
)


def sentence(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the sentence, or clause set off by a semicolon, around ``text[start:end]`` and where it begins."""
    low = max((found.end() for found in _SENTENCE_END.finditer(text, 0, max(start, 1))), default=0)
    following = _SENTENCE_END.search(text, end)
    return text[low : following.start() if following else len(text)], low


def denial(sentence: str, start: int) -> str | None:
    """Return the words by which a sentence denies the amount at ``start``: "no fee of", "will not pay"."""
    clause = max((found.end() for found in _CLAUSE_END.finditer(sentence, 0, start)), default=0)
    found = _DENIAL.search(sentence, clause, start)
    return found[0].strip() if found else None


def certainty(sentence: str, start: int, end: int) -> tuple[Certainty, str | None]:
    """Return how certain a sentence says a value is: by the last hedge before it, else a condition after it.

    A hedge of another clause says nothing of the value: "may be redeemed, and matures on May 1" leaves May 1 certain.
    """
    hedges = values.find_hedges(sentence)
    for hedge in reversed([h for h in hedges if h.end <= start]):
        if not _CLAUSE_END.search(sentence, hedge.end, start):
            return hedge.certainty, hedge.text
    for hedge in hedges:
        if hedge.start >= end and hedge.certainty == "conditional" and _NEARBY.fullmatch(sentence, end, hedge.start):
            return hedge.certainty, hedge.text
    return "signed", None


def basis(said: Basis, money: values.Money | None, sentence: str) -> Basis:
    """Return the basis that the words beside the amount state; the draft's where its sentence bears it out."""
    if money is not None and money.basis is not None:
        return money.basis
    if said != "total" and _BASIS_WORDS[said].search(sentence):
        return said
    return "total"
