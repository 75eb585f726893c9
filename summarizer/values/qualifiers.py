"""The words around a value that make it an upper or a lower bound, an estimate or a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.values.text import lazy

if TYPE_CHECKING:
    from summarizer.models import Qualifier

_REACH = 90
_FILLER = (
    r"(?:(?:an?|the|any|its|our|aggregate|additional|total|further|of|in|cumulative|combined|maximum|minimum|amounts?|"
    r"principal|purchase|price|cash|payments?|consideration|another|sum|value|fees?|equal to|incremental|initial|"
    r"original|period|term|\([a-z]{1,4}\)) {1,3}){0,8}"
)
_BEFORE = lazy(
    r"(?:\b(?:(?P<up_to>up to|not(?: to| in any event)? exceed(?:ing)?|(?:no|not) more than|(?:no|not) greater than|"
    r"(?:no|not) longer than|not in excess of|maximum(?: [a-z]+){0,4}? of|a maximum|capped at|limited to|as much as|"
    r"as many as|at most|a cap of|lesser of:?)"
    r"|(?P<at_least>at least|(?:no|not)(?: be)? (?:less|fewer) than|minimum(?: [a-z]+){0,4}? of|a minimum|upwards of)"
    r"|(?P<weak>in excess of|more than|exceeding|over)"
    r"|approximately|approx\.?|about|roughly|nearly|around|almost|circa|estimated(?: to be| at)?) {1,3}|~ {0,2})"
    + _FILLER
    + "$"
)
_COMPARING = lazy(r"(?:\b(?:is|are|was|were|be|amount|if|premium|increase|percent|when|whenever)|%) {1,3}$")
_AFTER = lazy(r"(?:,? {1,3}or (?:(?P<at_least>more|greater|higher|longer)|(?P<up_to>less|fewer|lower|shorter))\b)")
_CHANGE = lazy(
    r"\b(?:increas|decreas|reduc|rais|lower|amend|extend|chang|upsiz|adjust|grow|grew|rose|fell|declin|drop|"
    r"improv|revis|moved?|went|expand)[a-z]*\b[^.;]{0,80}$"
)


def qualifier(folded: str, start: int, end: int, *, duration: bool = False) -> Qualifier:
    """Return what the words before `start` and after `end` make of the value between them.

    A bound outweighs an estimate: "up to approximately $5 million" is ``up_to``.
    """
    left = folded[max(0, start - _REACH) : start]
    found: list[Qualifier] = []
    for _ in range(3):
        m = _BEFORE().search(left)
        if m is None:
            break
        left = left[: m.start()]
        if m["up_to"]:
            found.append("up_to")
        elif m["at_least"]:
            found.append("at_least")
        elif m["weak"]:
            # "If the price is more than $8" compares; "payable over 36 months" spans.
            if _COMPARING().search(left) or (duration and m["weak"].lower() == "over"):
                break
            found.append("at_least")
        else:
            found.append("approximately")
    if m := _AFTER().match(folded, end):
        found.append("at_least" if m["at_least"] else "up_to")
    for choice in ("up_to", "at_least", "approximately"):
        if choice in found:
            return choice
    return "exact"


def changes(folded: str, start: int) -> bool:
    """Whether a verb of change leads up to `start`: "increased from $5 million to $7 million" is no range."""
    return _CHANGE().search(folded[max(0, start - 120) : start]) is not None
