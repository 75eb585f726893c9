"""The sentences of the filing that a deal's or an event's facts rest on, put together again from their quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.models import Evidence, Party, Provision
from summarizer.wording.easing import plain, split
from summarizer.wording.figures import AnyFact

# The paragraph at a place of a document: where it starts, and its words; None where there is none.
Passages = Callable[[str, int], tuple[int, str] | None]
# A figure or a name, which no fact bears out: "the Company" is none.
_UNBORNE = re.compile(
    r"\d|[$€£%]|\b(?!(?:Company|Registrant|Board|Directors|Committee|Agreement|Amendment|Merger|Closing|Transaction|"
    r"Notes|Plan)\b)[A-Z]"
)


@dataclass(frozen=True)
class Quoted:
    """A sentence of the filing, and the ids of the facts whose words stand in it."""

    text: str
    facts: frozenset[str]


def quoted(
    facts: Sequence[AnyFact], more: Sequence[Evidence] = (), passages: Passages | None = None
) -> tuple[Quoted, ...]:
    """Return the sentences that facts rest on, in the filing's order, each with the facts that it tells.

    A provision that is one thing out of a list stands as its own sentence behind the one that lists it. A quote that
    breaks off in a sentence is completed where the filing's ``passages`` are known and what is left of the sentence
    holds no figure and no name.
    """
    places = [(fact, e) for fact in facts for e in fact.evidence]
    placed = [(fact, e.document, _place(fact, e)) for fact, e in places]
    found: list[tuple[str, int, Quoted]] = []
    for document, start, words_ in _runs([*(e for _, e in places), *more]):
        text = words_ + _rest(document, start + len(words_), words_, passages)
        at = 0
        for sentence in split(text):
            at = text.index(sentence, at)
            low, high = start + at, start + at + len(sentence)
            ids = {
                fact.id
                for fact, within, place in placed
                if within == document and low <= place < high and _told_by(fact, sentence)
            }
            found.append((document, low, Quoted(plain(" ".join(sentence.split())), frozenset(ids))))
            at += len(sentence)
    found += _parts(places)
    return tuple(quote for _, _, quote in sorted(found, key=lambda one: one[:2]))


def _rest(document: str, end: int, text: str, passages: Passages | None) -> str:
    """Return what is left of the sentence that a run of the filing's words breaks off in, where a brief may have it."""
    found = passages(document, end) if passages and not text.rstrip().endswith((".", ";", ":")) else None
    if found is None:
        return ""
    start, paragraph = found
    at = 0
    for sentence in split(paragraph):
        at = paragraph.index(sentence, at) + len(sentence)
        if start + at > end:
            rest = paragraph[end - start : at]
            return "" if _UNBORNE.search(rest) else rest
    return ""


def around(evidence: Iterable[Evidence], passages: Passages) -> str:
    """Return the whole sentences of the filing that quotes stand in, in its order."""
    found: dict[tuple[str, int], str] = {}
    for e in evidence:
        start, paragraph = passages(e.document, e.start) or (e.start, e.quote)
        at = 0
        for sentence in split(paragraph):
            at = paragraph.index(sentence, at)
            if start + at < e.end and e.start < start + at + len(sentence):
                # A row or an entry of a list ends where it ends, whatever comes next.
                found[e.document, start + at] = sentence if sentence.endswith((".", ";", ":")) else f"{sentence};"
            at += len(sentence)
    return plain(" ".join(" ".join(text.split()) for _, text in sorted(found.items())))


def _parts(places: Sequence[tuple[AnyFact, Evidence]]) -> Iterator[tuple[str, int, Quoted]]:
    """Yield the provisions that are sentences of their own, each with the facts that its words tell."""
    for part, within in places:
        if isinstance(part, Provision) and plain(part.text) != plain(" ".join(within.quote.split())):
            ids = {
                fact.id
                for fact, e in places
                if e.document == within.document
                and within.start <= _place(fact, e) < within.end
                and _told_by(fact, part.text)
            }
            yield within.document, within.start, Quoted(plain(part.text), frozenset({part.id, *ids}))


def _runs(evidence: Iterable[Evidence]) -> list[tuple[str, int, str]]:
    """Return the runs of a filing's text that quotes make together: document, start and words."""
    runs: list[tuple[str, int, str]] = []
    for e in sorted(evidence, key=lambda e: (e.document, e.start, -e.end)):
        if len(e.quote) != e.end - e.start:
            continue  # elided or folded: its words are not those between its offsets
        if runs and runs[-1][0] == e.document and e.start <= runs[-1][1] + len(runs[-1][2]) + 1:
            document, start, text = runs[-1]
            gap = e.start - (start + len(text))
            if e.end > start + len(text):
                runs[-1] = (document, start, text + " " * max(0, gap) + e.quote[max(0, -gap) :])
        else:
            runs.append((e.document, e.start, e.quote))
    return runs


def words(fact: AnyFact) -> str:
    """Return a fact's own words: a party's are its name."""
    return fact.name if isinstance(fact, Party) else fact.text


def _place(fact: AnyFact, evidence: Evidence) -> int:
    """Return where in the document a fact's own words stand."""
    at = evidence.quote.find(words(fact))
    return evidence.start + max(at, 0)


def _told_by(fact: AnyFact, sentence: str) -> bool:
    return plain(words(fact)).lower() in plain(sentence).lower()
