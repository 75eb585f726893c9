"""The built-in extractor's events: what an item reports that is no deal, in its own most telling sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.drafts import EventDraft
from summarizer.extraction.rules.facts import amounts, dates, percentages
from summarizer.extraction.rules.signals import shared
from summarizer.extraction.rules.text import Passage, Sentence, is_pointer, sentences, split_sentences
from summarizer.vocabulary import EventKind

_TELLING = re.compile(
    r"(?i)\b(?:announced?|reported|declared|elected|appointed|resigned|retire|retired|notified|approved|adopted|"
    r"received|issued|determined|"
    r"dismissed|engaged|voted|filed|completed|commenced|held|experienced|detected|identified|discovered|"
    r"became aware|occurred|declared|concluded|expects?|will|released|posted|"
    r"named|informed|submitted)\b"
)
_LIST_ENTRY = re.compile(r"(?i)^\W*(?:\d{1,3}(?:\.\d+)?\*? [A-Z]|exhibit (?:no|number)|\(d\) exhibits)")
_FULL = 320  # characters of an event's text


def event(item: str, passages: Sequence[Passage], release: Sequence[Passage]) -> EventDraft | None:
    """Return what an item reports; a bare pointer to a press release is told in the release's first sentence."""
    told = sentences(passages)
    chosen = _telling(told) or _telling(_every(passages))
    if chosen is None and release:
        chosen = _telling(sentences(release))
    if chosen is None:
        return None
    kind = _kind(item, chosen.text, " ".join(sentence.text for sentence in told) or chosen.text)
    text = re.sub(r"^(?:\([a-z]{1,4}\)[, ]*)+", "", chosen.text)
    if len(text) > _FULL:
        cut = max(text.rfind(mark, 60, _FULL) for mark in ("; ", ", ", " "))
        text = text[:cut].rstrip(" ,;") + "."
    facts = [chosen, *(sentence for sentence in told if sentence is not chosen)][:4]
    return EventDraft(
        item=item,
        kind=kind,
        text=text,
        paragraph=chosen.paragraph,
        quote=chosen.text,
        amounts=list(amounts(facts, "other")),
        dates=list(dates(facts, "entered")),
        percentages=list(percentages(facts, "other")),
    )


def _every(passages: Sequence[Passage]) -> list[Sentence]:
    """Return all sentences, boilerplate among them: an item may hold nothing else."""
    return [
        Sentence(passage.paragraph, text, passage.item)
        for passage in passages
        if not passage.heading and not is_pointer(passage.text)
        for text in split_sentences(passage.text)
    ]


def _telling(told: Sequence[Sentence]) -> Sentence | None:
    whole = [
        s
        for s in told
        if len(s.text) > 40 and not _LIST_ENTRY.match(s.text) and re.search(r"[a-z]{3} [a-z]{2}", s.text)
    ]
    return next((s for s in whole[:12] if _TELLING.search(s.text)), whole[0] if whole else None)


def _kind(item: str, first: str, text: str) -> EventKind:
    events = shared().events
    if item in events.items:
        return events.items[item]
    for words in (first, text):
        for kind, pattern in events.words.items():
            if pattern.search(words):
                return kind
    return "officer_change" if item == "5.02" else "disclosure" if item in {"7.01", "8.01", "9", "5"} else "other"
