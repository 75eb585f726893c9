"""The built-in extractor's sense for what a value is: the words nearest to it, as a reader takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from summarizer.extraction.rules.signals import SKIP, Cue, Cues
from summarizer.extraction.rules.text import Sentence

_ASIDE_COST = 3  # characters that an aside counts for
_LONG_GAP = 1000
_LEAST_ASIDE = 8
_TAIL = 60  # characters right before a value in which its verb stands
_TELLS = re.compile(r"\b(?:is|was|were|are|be|totall?ed|to|equall?ed) ")
_REACH = 170  # characters between a value and the cue that tells its kind

_LINK = re.compile(
    r"(?i)^[^,;$%]{0,34}?\b(?:of|is|was|are|were|between|from|equal to|totaling|totalling|at|to|will be|shall be|"
    r"from|by|"
    r"exceed)\s+(?:(?:approximately|about|up|to|an|a|"
    r"additional|aggregate|the|maximum|minimum|initially|amount|of|rate|between|total|at|least|not|than|more|"
    r"initial|either|\(\w+\))\s+)*$"
    r"|^,? (?:after|net of|before|excluding|including)\b[^$%;]{0,90}\b(?:is|was|were|are|of|totaled|totalled|"
    r"be)\s+(?:approximately |about |up to )?$"
)
# "Net proceeds to the Company, after discounts and commissions, were": what is named between is another matter.
# "Net proceeds from the sale of the Notes, which were": of several nouns before the verb the first is what is told of.
_ASIDE = re.compile(
    r"(?i)^(?: (?:to|of|from|for) [^,;$%]{2,40})?,? (?:after|net of|before|excluding|including)\b[^$%;]{0,120}\b"
    r"(?:is|was|were|are|totaled|totalled|be)\s+"
    r"(?:(?:expected|estimated|anticipated) to be )?(?:approximately |about |roughly |up to )?$|"
    r"^ (?:to|of|from) [^,;$%()]{2,110},? (?:(?:which|that) )?"
    r"(?:is|was|were|are|(?:will|would|to|shall) be|totall?ed|amounted to|came to|equall?ed)\s+"
    r"(?:(?:expected|estimated|anticipated) to be )?(?:approximately |about |roughly |up to |some )?$"
)
_CLAUSE = re.compile(r";|, and |, or |\. |\bwhile\b|,? of which |, which |\(i+v?\)")


_JOINED = re.compile(r"(?i)^,? (?:and|or|plus|with)\b")


class Value(Protocol):
    """A value found in a sentence."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...


@lru_cache(maxsize=64)  # a sentence with many values is searched once
def _spots(text: str, hints: Cues) -> tuple[tuple[int, int, Cue], ...]:
    """Return where the cues stand in a text."""
    return tuple((*match.span(), cue) for cue, match in hints.every(text))


def nearest(sentence: str, value: Value, others: Iterable[Value], hints: Cues) -> str | None:
    """Return the kind of the cue nearest to a value of the sentence, or None where none is near.

    A cue that leads straight to the value ("a fee of $2") is nearer than its distance says; one beyond another
    value, or in another clause, is farther.
    """
    best: tuple[float, str] | None = None
    low, high = max(0, value.start - _REACH), min(len(sentence), value.end + _REACH)
    for start, end, cue in _spots(sentence, hints):
        if start < low or end > high or (start < value.end and end > value.start):
            continue
        before = end <= value.start
        low_gap, high_gap = (end, value.start) if before else (value.end, start)
        gap = sentence[low_gap:high_gap]
        cost: float = len(gap) + cue.cost + (6 if before else 0)
        aside = before and len(gap) > _LEAST_ASIDE and _TELLS.search(gap, len(gap) - _TAIL) and _ASIDE.match(gap)
        if aside:
            cost = cue.cost + _ASIDE_COST - len(gap) / _LONG_GAP  # the first of several nouns
        elif before and _LINK.match(gap):
            cost /= 3
        if best is not None and cost >= best[0]:
            continue  # what lies between only adds to it
        cost += 0 if aside else 45 * len(_CLAUSE.findall(gap))
        if not before and _JOINED.match(gap):
            cost += 45
        cost += 60 * sum(low_gap <= other.start and other.end <= high_gap for other in others)
        if best is None or cost < best[0]:
            best = (cost, cue.kind)
    return best[1] if best and best[0] < _REACH else None


_NAMED = re.compile(r",? \((?:the|such|this|an?|each) [^()\"]{0,20}\"([^\"]{3,50}?),?\"\)")


def _called(sentence: str, value: Value, hints: Cues) -> str | None:
    """Return the kind of a value by the name that brackets right after it give it: "$2 million (the "Deposit")"."""
    named = _NAMED.match(sentence, value.end)
    if named is None:
        return None
    told = hints.found(named[1])
    found = [(len(match[0]), cue.kind) for cue, match in told if not cue.cost and cue.kind != SKIP]
    return max(found, key=lambda one: one[0])[1] if found else None  # "Contingent Consideration" is no plain one


def kind_of(sentence: Sentence, value: Value, others: Iterable[Value], hints: Cues) -> str | None:
    """Return the kind of a value by its sentence's cues, or for a row by the last cue before it."""
    kind = _called(sentence.text, value, hints) or nearest(sentence.text, value, others, hints)
    if kind or not sentence.context:
        return kind
    found = [(start, cue.kind) for start, _, cue in _spots(sentence.context, hints)]
    return max(found)[1] if found else None
