"""What a sentence says will be done, held against what the filing says one may do or means to do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizer.folding import plain
from summarizer.prose.readings import root, stem
from summarizer.sieve import every, search

# What is only possible or meant, and what is certain: each with the verbs of what is done.
_ADVERBS = r"(?:(?:also|then|each|at any time|at its option|elect to|be|[a-z]+ly),? )*"
_VERBS = rf"{_ADVERBS}((?:[a-z]{{3,}})(?:(?:,|,? and|,? or)+ {_ADVERBS}[a-z]{{3,}})*)"
_MAY_DO = re.compile(
    r"(?i)\b(?:may|might|could|can|(?:intend|plan|expect|anticipate|propose|hope|aim|seek)s? to|"
    rf"(?:is|are) (?:entitled|permitted|free|able) to|(?:right|option|ability) to) {_VERBS}\b"
)
_WILL_DO = re.compile(rf"(?i)\b(?:will|shall|must|agree[sd] to|(?:is|are) (?:obliged|required) to) {_VERBS}\b")
_STILL_OPEN = re.compile(
    r"(?i)\b(?:may|might|can|could|would|options?|rights?|elects?|choos\w+|chose|choice|intends?|plans?|expects?|aims?|hopes?|"
    r"seeks?|wants?|able|allow\w*|permit\w*|lets?)\b"
)
# Plain words for what a filing says otherwise.
_PLAIN_FOR = {"end": {"termi"}, "buy": {"purch", "acqui"}, "grow": {"incre"}, "get": {"recei"}, "raise": {"incre"}}
_AUXILIARIES = frozenset("also and any at been being elect have its not option required then the time".split())


def surer(sentence: str, quotes: Iterable[str]) -> str | None:
    """Return that what may be done, or is meant to be, is told as what will be, or None.

    ``quotes`` are the words of the filing that the sentence rests on.
    """
    will = _deeds(_WILL_DO, plain(sentence))
    if not will or search(_STILL_OPEN, sentence):
        return None
    text = plain(" ".join(quotes))
    may = _deeds(_MAY_DO, text).keys() - _deeds(_WILL_DO, text).keys()
    certain = next((word for verb, word in will.items() if may & {verb, *_PLAIN_FOR.get(verb, ())}), None)
    return f"{certain!r} is told as certain, where the filing only says that one may or means to" if certain else None


def _deeds(pattern: re.Pattern[str], text: str) -> dict[str, str]:
    """Return the verbs behind "may", "will" and the like by their roots."""
    words = (word for found in every(pattern, text) for word in re.findall(r"[a-z]{3,}", found[1].lower()))
    return {root(stem(word)): word for word in words if word not in _AUXILIARIES}
