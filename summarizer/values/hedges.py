"""Words that make a statement less than certain, words that deny it, and figures that are blacked out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.values.text import fold, lazy

if TYPE_CHECKING:
    from summarizer.vocabulary import Certainty

_HEDGE = lazy(
    r"(?<![^\W_])(?:(?P<conditional>"
    r"subject to(?! (?:(?:an?|the|its|any) )?(?:[$€£0-9]|(?:customary |certain |usual |other |closing |post-closing |"
    r"purchase price |working capital |limited )*(?:adjustments?|exceptions?|exclusions?|carve-outs?)\b)"
    r"| (?:each|such|the|these|those|an?) (?:[a-z]+ )?(?:units?|awards?|options?|grants?|warrants?|leases?|rsus?|"
    r"psus?)\b)|"
    r"condition(?:ed|al) (?:up)?on|contingent(?: (?:up)?on)?|"
    r"if(?! any\b| applicable\b)|provided,? (?:however,? )?that|provided,? however|unless|in the event(?: that| of)?|"
    r"assuming|so long as|as long as|upon (?:the )?(?:achievement|attainment|satisfaction|occurrence|approval|receipt))"
    r"|(?P<expected>expect(?:s|ed|ing|ation|ations)?|anticipat(?:e|es|ed|ing|ion)|intend(?:s|ed|ing)?|intention|"
    r"(?-i:p)lan(?:s|ning)? (?:to|on)|planned|will use|estimat(?:e|es|ed)|target(?:ed(?= (?:to|for|at|by)\b)|"
    r"ing(?= (?:an? |the )?(?:clos|complet|launch|end|beginning|first|second|third|fourth|early|mid|late|by|"
    r"q[1-4]\b)))|"
    r"target (?:date|closing|completion)|project(?:ed|ing)|forecast(?:s|ed)?|scheduled to (?:close|be completed|occur))"
    r"|(?P<possible>(?<!as )may(?! only\b| not\b)|"
    r"(?<=as )may(?! (?:hereafter )?be (?:further )?(?:amended|supplemented|modified|restated)\b)|might|could|would|"
    r"potential(?:ly)?|possible|possibly|"
    r"(?<!no )options? to(?! be\b)|(?<!no )right to(?! receive\b)|"
    r"entitled to elect|elects? to|at (?:its|their|his|her|the [a-z]{2,20}'s) (?:sole )?(?:option|election|discretion)|"
    r"eligible (?:to|for)))(?![^\W_])"
)
# "May" with a capital is the month unless a verb in small letters follows it at the start of a sentence.
_MONTH_AFTER = lazy(r"[ ,.]{0,4}[0-9]|,? (?:and|or|of|through|to|until|in|the|at|on|by|meeting|issue)\b|[.,;:)]|$")
_SENTENCE_START = lazy(r"(?:^|[.;:!?)*]|- ) {0,3}$")
# "No. 5", "Exhibit No." and "No/100" deny nothing.
_NEGATION = lazy(
    r"(?<![^\W_])(?:not|(?<!exhibit )(?<!identification )(?<!file )(?<!registration )(?<!cusip )"
    r"no(?!\. {0,3}[0-9#)]|\.?/|-[a-z])|never|neither|nor|none|nothing|without|except(?:ing)?|cannot)"
    r"(?![^\W_])|(?<=[a-z])n't(?![^\W_])"
)
_REDACTED = lazy(
    r"\[ {0,3}(?:\\?[*●•] {0,3}){1,12}\\?\]|\[ {0,3}(?:redacted|omitted|confidential[a-z ]{0,40})\.? {0,3}\]"
    r"|[$€£] ?(?:\\?\*){2,}|(?:\\?\*){3,} ?(?:%|percent|million|billion)|\(redacted\)"
)


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word that makes a statement conditional, expected or merely possible."""

    start: int
    end: int
    text: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Negation:
    """A word that denies: "not", "never", "without", the "n't" of "didn't"; "unpaid" and "non-binding" have none."""

    start: int
    end: int
    text: str


def find_hedges(text: str) -> list[Hedge]:
    """Return the hedge words of the text in order and without overlap; the month of May is none."""
    return list(_hedges(text))


@lru_cache(maxsize=512)  # a sentence's hedges are asked for by each of its values
def _hedges(text: str) -> tuple[Hedge, ...]:
    folded = fold(text)
    found: list[Hedge] = []
    for m in _HEDGE().finditer(folded):
        words = text[m.start() : m.end()]
        if words[0] == "M" and words.lower() == "may" and _is_month(folded, m.start(), m.end()):
            continue
        certainty: Certainty = "conditional" if m["conditional"] else "expected" if m["expected"] else "possible"
        found.append(Hedge(m.start(), m.end(), words, certainty))
    return tuple(found)


def _is_month(folded: str, start: int, end: int) -> bool:
    if _MONTH_AFTER().match(folded, end):
        return True
    if folded[start:end] == "MAY":
        return False
    following = folded[end : end + 2]
    opens = _SENTENCE_START().search(folded[max(0, start - 6) : start]) is not None
    return not (opens and following[1:].islower())


def find_negations(text: str) -> list[Negation]:
    """Return the denying words of the text in order; "No. 5" and prefixes such as "non-" are none."""
    folded = fold(text)
    return [Negation(m.start(), m.end(), text[m.start() : m.end()]) for m in _NEGATION().finditer(folded)]


def is_redacted(text: str) -> bool:
    """Whether a figure or name is blacked out in the text: ``[***]``, ``[* * *]``, ``[REDACTED]``."""
    return _REDACTED().search(fold(text)) is not None
