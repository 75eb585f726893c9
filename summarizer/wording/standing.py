"""Sentences that stand by themselves: none leans on one of the filing that the brief does not tell before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.drafts import BriefSentence
from summarizer.prose import LONGEST_SENTENCE, longest
from summarizer.wording.leaning import leans, loosened, points
from summarizer.wording.telling import Telling

_EXPECTED = re.compile(r"(?i)\b(?:expected|scheduled|anticipated) to (?:close|be completed|settle)\b")
_CLOSED = re.compile(r"The deal closed on ([A-Z][a-z]+ \d{1,2}, \d{4})\.")
_OPTION = re.compile(
    r"^((?:The [a-z]+ )?(?:underwriters|purchasers|managers|agents) (?:have )?)exercised (?:that|this) option\b"
)
_THAT = re.compile(r"^([^,;]{0,80})\b(?:under|of|for|to|by|in|with) (?:that|those) ([a-z]{4,})\b")


def standing(
    telling: Telling, opening: Sequence[BriefSentence], sentences: Sequence[BriefSentence]
) -> Iterator[BriefSentence]:
    """Yield sentences behind those that open a brief, each with what it leans on; what cannot stand is left out.

    Terms that the filing defines are told by what they stand for, where they are first told.
    """
    said = " ".join(one.text for one in opening)
    told = {one.text for one in opening}
    before = telling.opening_number
    for sentence in sentences:
        if sentence.text in told or _closed_already(sentence.text, [*told, *(one.text for one in sentences)]):
            continue
        text = _by_itself(telling, sentence, said, before)
        if text is None:
            telling.refuse(sentence)
            continue
        if text != sentence.text:
            telling.same(sentence, text)
            sentence = sentence.model_copy(update={"text": text})
        said += f" {text}"
        told.add(text)
        own = telling.number(sentence)
        before = before if own is None else own
        yield sentence


def _by_itself(telling: Telling, sentence: BriefSentence, said: str, before: int | None) -> str | None:
    """Return a sentence as it stands behind what is ``said``, or None; ``before`` is the filing's last that is told."""
    text, own = sentence.text, telling.number(sentence)
    if _EXPECTED.search(text) and any(day in text for day in telling.closed_days):
        return None  # it has closed since
    if own is not None and before not in (own, own - 1):
        text = loosened(text)
        if _of_another(text) or leans(text):
            return None
    if own is not None and "option" not in said.lower():
        text = _OPTION.sub(r"\1exercised their option", text)
    if own is not None and not points(text, said):
        return None
    whole = telling.terms.introduced(text, said, telling.unborne)
    if whole and whole != sentence.text and (longest(whole) > LONGEST_SENTENCE or telling.unborne(whole)):
        return None
    return whole


def _of_another(text: str) -> bool:
    """Return whether a sentence points to one of several things, which stands before it: "under that agreement"."""
    found = _THAT.match(text)
    return found is not None and not re.search(rf"\b{found[2]}", found[1])


def _closed_already(text: str, others: Sequence[str]) -> bool:
    """Return whether a sentence only says that the deal closed on a day on which another says what was closed."""
    found = _CLOSED.fullmatch(text)
    return found is not None and any(
        found[1] in other
        and other != text
        and re.search(r"(?i)\bclos\w+|complet", other)
        and not _EXPECTED.search(other)
        for other in others
    )
