"""The built-in extractor's events: what an item reports that is no deal, in its own most telling sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from summarizer.drafts import EventDraft
from summarizer.extraction.rules.facts import amounts, dates, percentages
from summarizer.extraction.rules.text import Passage, Sentence, is_pointer, sentences, split_sentences
from summarizer.vocabulary import EventKind

_BY_ITEM: dict[str, EventKind] = {
    "2.02": "results",
    "12": "results",
    "2.05": "restructuring",
    "2.06": "impairment",
    "3.01": "listing",
    "4.01": "auditor_change",
    "4": "auditor_change",
    "4.02": "restatement",
    "5.03": "bylaws",
    "5.05": "other",
    "5.07": "vote",
    "1.03": "bankruptcy",
    "3": "bankruptcy",
    "1.05": "cyber_incident",
    "6": "director_change",
}
_BY_WORDS: tuple[tuple[EventKind, re.Pattern[str]], ...] = tuple(
    (cast(EventKind, kind), re.compile(rf"(?i){words}"))
    for kind, words in (
        ("trading_plan", r"10b5-1"),
        ("cyber_incident", r"cyber(?:security)? (?:incident|attack)|unauthorized (?:access|third party)|ransomware"),
        (
            "results",
            r"(?:financial|operating|quarterly|annual|preliminary|sales) results|results (?:of operations|for)|"
            r"reported (?:net )?(?:income|earnings|sales|revenue)|earnings release|net sales of",
        ),
        ("vote", r"(?:annual|special) meeting of (?:share|stock)holders|votes? (?:cast|for)"),
        (
            "officer_change",
            r"(?:chief|president|officer|treasurer|controller|general counsel)\b[^.]{0,120}\b(?:resign|retir|"
            r"appoint|step|depart|elect|promot|terminat|succeed|join|leav|name)|(?:appoint|resign|retir|nam|"
            r"promot|elect)\w*\b[^.]{0,120}\b(?:chief|president|officer|treasurer|controller|general counsel)",
        ),
        (
            "director_change",
            r"\bdirector\b|board of directors?[^.]{0,60}\b(?:elect|appoint|resign)|member of the board",
        ),
        ("bylaws", r"by-?laws|articles of incorporation|certificate of incorporation"),
        ("auditor_change", r"independent (?:registered )?(?:public )?account"),
        ("restructuring", r"restructuring|reduction in force|workforce reduction|layoffs?"),
        ("bankruptcy", r"chapter 11|bankruptcy"),
        ("listing", r"nasdaq|new york stock exchange|listing (?:rule|standard)|delist"),
        ("impairment", r"impairment"),
    )
)
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
    if item in _BY_ITEM:
        return _BY_ITEM[item]
    for words in (first, text):
        for kind, pattern in _BY_WORDS:
            if pattern.search(words):
                return kind
    return "officer_change" if item == "5.02" else "disclosure" if item in {"7.01", "8.01", "9", "5"} else "other"
