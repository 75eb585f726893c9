"""What the sentence around a value says of it: how certain it is, whether it is denied, how often it falls due."""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer import values
from summarizer.values.hedges import Hedge
from summarizer.vocabulary import Basis

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
_CLAUSE_END = re.compile(r";|, (?:and|but|while|which|with)\b| but (?!not\b|only\b|for\b)")
# "Not to exceed" limits an amount, and "not yet paid" owes it: these deny nothing.
_DENIAL = re.compile(
    r"(?i)\b(?:(?:will|shall|does|do|did|is|are|was|were|need|has|have)(?: not|n't)(?: be)?"
    r"(?: required| obliged| obligated)?(?: to)? (?:pay|paid|owe|receive|entitled)"
    r"|no longer (?:required|obliged|obligated) to pay|\bno (?:\w+ ){0,2}(?:obligation|duty|liability) to (?:pay|make)"
    r"|neither (?:\w+ ){1,6}(?:will|shall|is|was) (?:be )?(?:pay|paid|owe|obligated|required|liable)"
    r"|not,? (?:in any (?:event|case),? )?be (?:required|obliged|obligated|liable) (?:to pay|for)"
    r"|no (?:\w+ ){0,2}(?:fee|payment|bonus|severance|penalty|premium|royalty|consideration))\b[^.;]{0,60}$"
)
# What stands between a "not" and the words that it denies: "not be required to", "may not, without consent, ".
_HELPING = (
    r"(?:(?:be|been|being|to|have|has|had|itself|themselves|any|otherwise|directly|indirectly|currently|so|also|"
    r"permitted|allowed|required|obliged|obligated|entitled|able|and shall cause its subsidiaries not to)[ ,]+){0,4}"
)
_NEGATED = re.compile(
    r"(?i)(?:\b(?:(?:(?:will|shall|may|must|can|could|would|should|do|does|did|is|are|was|were|has|have|had|agree[ds]?|"
    r"not|undertakes?|promise[ds]?),? )?(?:not|never)|cannot|neither|nor|no longer)|n't)"
    rf"(?:, [^.;]{{3,160}}?,)? {_HELPING}$|\bno $"
)
_WITHOUT = re.compile(r"(?i)\bwithout $")
_DOING = re.compile(r"[a-z]+ing\b")
# After these "not" limits and does not deny: "not to exceed", "no later than", "not only".
_LIMITED = re.compile(
    r"(?i)(?:(?:be|to) )*(?:more|less|fewer|later|earlier|sooner|longer|greater|higher|lower|exceed(?:ing)?|in excess|"
    r"only|limited|merely|yet|necessarily|until|unless|before|prior)\b"
)
_ONLY = re.compile(r"(?i)\bnot (?:only|merely|yet) ")
# "Is not conditioned on financing" is no condition, and a contingent value right is an instrument.
_NO_HEDGE = re.compile(r"(?i)\b(?:not|n't|neither|nor|without being|no longer) (?:\w+ )?$")
_NAMED = re.compile(r"(?i) (?:value|payment|consideration) rights?\b")
_OPTIONS = re.compile(r"(?i)\bstock $")  # "stock options to purchase shares" are granted, not open
_DONE = re.compile(r"(?i)(?:has|have|had)?\b ?(?:also )?(?:agreed|granted|signed|entered into)\b")
_NEARBY = re.compile(r"(?:(?! and | or )[^,;]){0,80}(?:, ?)?")
_SENTENCE_END = re.compile(
    r"(?<=[a-z0-9)\"'%][.;])"  # first what most signs fail
    r"(?<!Mr\.)(?<!Ms\.)(?<!Mrs\.)(?<!Dr\.)(?<!Inc\.)(?<!Corp\.)(?<!Co\.)(?<!Ltd\.)(?<!Pte\.)(?<!Pty\.)(?<!No\.)"
    r"\s+(?=[A-Z\"'(])"
)


@lru_cache(maxsize=64)
def _ends(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a paragraph end and the next begin; every fact of a paragraph asks for them."""
    return tuple(found.span() for found in _SENTENCE_END.finditer(text))


def sentence(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the sentence, or clause set off by a semicolon, around ``text[start:end]`` and where it begins."""
    low = begins(text, start)
    high = next((ends for ends, _ in _ends(text) if ends >= end), len(text))
    return text[low:high], low


def begins(text: str, place: int) -> int:
    """Return where the sentence around a place of a text begins."""
    return max((begins for _, begins in _ends(text) if begins <= place), default=0)


def sentences(text: str) -> list[str]:
    """Return the sentences, and clauses set off by semicolons, of a paragraph."""
    starts = [0, *(begins for _, begins in _ends(text))]
    return [text[start:end] for start, end in zip(starts, [*(ends for ends, _ in _ends(text)), len(text)], strict=True)]


def denial(sentence: str, start: int) -> str | None:
    """Return the words by which a sentence denies the amount at ``start``: "no fee of", "will not pay"."""
    clause = max((found.end() for found in _CLAUSE_END.finditer(sentence, 0, start)), default=0)
    found = _DENIAL.search(sentence, clause, start)
    return found[0].strip() if found else None


def negated(sentence: str, start: int) -> str | None:
    """Return the words directly before ``start`` that turn what begins there into its opposite: "shall not"."""
    before = sentence[:start].rstrip() + " "
    if start == 0 or _LIMITED.match(sentence, start):
        return None
    found = _NEGATED.search(before) or (_DOING.match(sentence, start) and _WITHOUT.search(before))
    return None if not found or _ONLY.search(found[0]) else found[0].strip(" ,")


def hedge_of(sentence: str, start: int, end: int) -> Hedge | None:
    """Return the word that makes a value less than certain: the last hedge before it, else a condition after it.

    A hedge of another clause says nothing of the value: "may be redeemed, and matures on May 1" leaves May 1 certain.
    """
    return _around(_hedges(sentence), sentence, start, end)


def hedge_of_passage(sentence: str, start: int, end: int) -> Hedge | None:
    """Return the word that makes a quoted passage less than certain: the first in it, else one around it."""
    hedges = _hedges(sentence)
    within = (h for h in hedges if h.start < end and h.end > start)
    if _DONE.match(sentence, start):
        hedges = [hedge for hedge in hedges if hedge.end > start]  # what is agreed is agreed, whatever it is subject to
    return next(within, None) or _around(hedges, sentence, start, end)


def _hedges(sentence: str) -> list[Hedge]:
    """Return the hedges that are none denied and no part of an instrument's name."""
    found = []
    for hedge in values.find_hedges(sentence):
        before = sentence[: hedge.start]
        named = _NAMED.match(sentence, hedge.end) or (hedge.text.startswith("option") and _OPTIONS.search(before))
        if not named and not (hedge.certainty == "conditional" and _NO_HEDGE.search(before)):
            found.append(hedge)
    return found


def _around(hedges: list[Hedge], sentence: str, start: int, end: int) -> Hedge | None:
    for hedge in reversed([h for h in hedges if h.end <= start]):
        if not _CLAUSE_END.search(sentence, hedge.end, start):
            return hedge
    for hedge in hedges:
        if hedge.start >= end and hedge.certainty == "conditional" and _NEARBY.fullmatch(sentence, end, hedge.start):
            return hedge
    return None


def basis(said: Basis, money: values.Money | None, sentence: str) -> Basis:
    """Return the basis that the words beside the amount state; the draft's where its sentence bears it out."""
    if money is not None and money.basis is not None:
        return money.basis
    if said != "total" and _BASIS_WORDS[said].search(sentence):
        return said
    return "total"
