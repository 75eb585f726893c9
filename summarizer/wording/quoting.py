"""The sentences of the filing that a deal's or an event's facts rest on, put together again from their quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer.models import Evidence, Party
from summarizer.wording.easing import plain, split
from summarizer.wording.figures import AnyFact


@dataclass(frozen=True)
class Quoted:
    """A sentence of the filing, and the ids of the facts whose words stand in it."""

    text: str
    facts: frozenset[str]


def quoted(facts: Sequence[AnyFact], more: Sequence[Evidence] = ()) -> tuple[Quoted, ...]:
    """Return the sentences that facts rest on, in the filing's order, each with the facts that it tells."""
    places = [(fact, e) for fact in facts for e in fact.evidence]
    found = []
    for document, start, text in _runs([*(e for _, e in places), *more]):
        at = 0
        for sentence in split(text):
            at = text.index(sentence, at)
            low, high = start + at, start + at + len(sentence)
            ids = {
                fact.id
                for fact, e in places
                if e.document == document and low <= _place(fact, e) < high and _told_by(fact, sentence)
            }
            found.append(Quoted(plain(" ".join(sentence.split())), frozenset(ids)))
            at += len(sentence)
    return tuple(found)


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
