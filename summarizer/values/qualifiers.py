"""The words around a value that make it an upper or a lower bound, an estimate or a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarizer.values.text import lazy

if TYPE_CHECKING:
    from summarizer.vocabulary import Qualifier

_REACH = 90
_FILLER = (
    r"(?:(?:an?|the|any|its|our|aggregate|additional|total|further|of|in|cumulative|combined|maximum|minimum|amounts?|"
    r"principal|purchase|price|cash|payments?|consideration|another|sum|value|fees?|equal to|incremental|initial|"
    r"original|period|term|\([a-z]{1,4}\)),? {1,3}){0,8}"
)
_NO = (
    r"(?:no|not|nor|never|cannot)(?: (?:event|case|circumstances?|to|be|in|any|shall|will|may|must|it|the|aggregate|"
    r"amount|total)){0,5}"
)
_BEFORE = lazy(
    r"(?:\b(?:(?P<up_to>up to|" + _NO + r" (?:exceed(?:ing)?,?|(?:more|greater|longer|higher) than)|"
    r"less than or equal to|equal to or less than|not in excess of|"
    r"maximum(?: [a-z]+){0,4}? of|a maximum|capped at|limited to|as much as|"
    r"as many as|at most|a cap of|lesser of:?)"
    r"|(?P<at_least>at least|" + _NO + r" (?:less|fewer|lower|shorter) than|greater than or equal to|"
    r"equal to or (?:greater|more) than|minimum(?: [a-z]+){0,4}? of|a minimum|upwards of)"
    r"|(?P<weak>in excess of|more than|greater than|exceeding|over|(?P<below>less than|fewer than))"
    r"|approximately|approx\.?|about|roughly|nearly|around|almost|circa|estimated(?: to be| at)?|"
    r"(?:i[nt]|on) the (?:neighborhood|region|vicinity|range|area|order) of|close to|some(?= {1,3}$)) {1,3}|~ {0,2})"
    + _FILLER
    + "$"
)
# One of these stands in whatever the pattern above finds, in small letters.
_SIGNS = (
    *("up to", "than", "exceed", "excess", "maximum", "capped", "limited to", "as much", "as many", "at most"),
    *("a cap", "lesser", "at least", "minimum", "upwards", "over", "approx", "about", "roughly", "nearly", "around"),
    *("almost", "circa", "estimated", "hood of", "region of", "vicinity of", "range of", "area of", "order of"),
    *("close to", "some", "~"),
)
_COMPARING = lazy(r"(?:\b(?:(?P<verb>is|are|was|were|be)|amount|if|premium|increase|percent|when|whenever)|%) {1,3}$")
_CONDITION = lazy(r"\b(?:if|when|whenever|whether|where|unless|until|once|event|provided|extent|long as)\b[^.;]*$")
_AFTER = lazy(
    r"(?P<plus>\+(?! ?[0-9]))|"
    r"(?:,? {1,3}or (?:(?P<at_least>more|greater|higher|longer)|(?P<up_to>less|fewer|lower|shorter)|so|thereabouts)\b)"
)
# Within the sentence: a full stop ends it, unless it belongs to "Mr.", "Inc." or an initial.
_SENTENCE = r"(?:[^.;]|(?<=Mr|Ms|Dr|No)\.|(?<=Mrs|Inc|Ltd)\.|(?<=Corp)\.|(?<=[ .][A-Z])\.|\.(?! )){0,140}$"
_CHANGE = lazy(
    r"\b(?:increas|decreas|reduc|rais|lower|amend|extend|chang|upsiz|adjust|grow|grew|rose|fell|declin|drop|"
    r"improv|revis|moved?|went|expand|bring)[a-z]*\b" + _SENTENCE
)
_FROM = lazy(r"\bfrom {1,3}(?:approximately |about |an? )?$")
# "The price was cut from $5 to $3": the verb right before "from" outweighs a noun that may tell a range.
_CHANGED_FROM = lazy(
    r"\b(?:increas|decreas|reduc|rais|lower|chang|adjust|grow|grew|rises?|rose|fell|falls?|declin|drop|improv|revis|"
    r"moved?|moves|went|goes|going|bring|brought|cuts?|cutting|steps?|stepped)[a-z]*(?: (?:up|down|[a-z]+ly))? {1,3}"
    r"from {1,3}(?:approximately |about |an? )?$"
)
_RANGE = lazy(r"\b(?:rang|var(?:y|i)|anywhere|between|pric|fluctuat|spread)[a-z]*\b" + _SENTENCE)


def qualifier(folded: str, start: int, end: int, *, duration: bool = False) -> Qualifier:
    """Return what the words before `start` and after `end` make of the value between them.

    A bound outweighs an estimate: "up to approximately $5 million" is ``up_to``.
    """
    left = folded[max(0, start - _REACH) : start]
    found: list[Qualifier] = []
    low = left.lower()
    for _ in range(3) if any(sign in low for sign in _SIGNS) else ():
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
            if _compares(left) or (duration and m["weak"].lower() == "over"):
                break
            found.append("up_to" if m["below"] else "at_least")
        else:
            found.append("approximately")
    if m := _AFTER().match(folded, end):
        found.append("at_least" if m["at_least"] or m["plus"] else "up_to" if m["up_to"] else "approximately")
    elif "+" in folded[start:end]:  # "$5+ million"
        found.append("at_least")
    for choice in ("up_to", "at_least", "approximately"):
        if choice in found:
            return choice
    return "exact"


def _compares(left: str) -> bool:
    m = _COMPARING().search(left)
    return m is not None and (m["verb"] is None or _CONDITION().search(left) is not None)


def changes(folded: str, start: int, *, bare_from: bool = True) -> bool:
    """Whether "X to Y" at `start` tells of a change, and is no range: "increased from $5 million to $7 million".

    With `bare_from` a "from" says so too, unless a word such as "ranging" stands before it.
    """
    left = folded[max(0, start - 160) : start]
    if _CHANGED_FROM().search(left) or (bare_from and _FROM().search(left) and not _RANGE().search(left)):
        return True
    return _CHANGE().search(left) is not None and not _RANGE().search(left[-40:])
