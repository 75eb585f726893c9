"""The sentences of the filing that a deal's or an event's facts rest on, put together again from their quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from summarizer.models import Evidence, Party, Provision
from summarizer.wording.easing import plain, split
from summarizer.wording.figures import AnyFact


class Passages:
    """The filing's paragraphs that facts may stand in: of which document, where each starts, and its words."""

    def __init__(self, paragraphs: Iterable[tuple[str, int, str]]) -> None:
        self._of: dict[str, list[tuple[int, str]]] = {}
        for document, start, words_ in paragraphs:
            self._of.setdefault(document, []).append((start, words_))

    def at(self, document: str, offset: int) -> tuple[int, str] | None:
        """Return the paragraph at a place of a document: where it starts, and its words; None between two."""
        paragraphs = self._of.get(document, [])
        found = bisect_right(paragraphs, offset, key=lambda one: one[0])
        start, words_ = paragraphs[found - 1] if found else (0, "")
        return (start, words_) if offset < start + len(words_) else None

    def entry(self, document: str, start: int) -> str | None:
        """Return an entry of a list that stands in a paragraph of its own as a sentence, with what opens the list."""
        head = ""
        for low, words_ in self._of.get(document, []):
            if low > start:
                break
            text = plain(" ".join(words_.split()))
            body = _BULLET.sub("", text)
            if text.endswith(":"):
                head = split(text)[-1]
            elif not head or not (body != text or body[:1].islower()):
                head = ""
            elif low <= start < low + len(words_):
                return _of_list(head.rstrip(" :"), body)
        return None

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The words of all paragraphs, in the filing's order."""
        return tuple(plain(" ".join(words_.split())) for one in self._of.values() for _, words_ in one)


_BULLET = re.compile(r"^(?:[-\u2022*\u00b7]\s*|o\s+|\(?(?:[a-z]|[ivx]+|\d{1,2})[.)]\s+)(?=\w)")
_OPEN = re.compile(r"\b(?:to|will|shall|may|must|that)$")
_DOES = re.compile(r"[a-z]{2,}(?:s|ed) (?!of\b)")
_SHORT_HEAD = 12  # words


def _of_list(head: str, body: str) -> str | None:
    """Return what opens a list and an entry of it as one sentence, where the one goes on in the other."""
    head = re.sub(r",? (?:among other things|as follows)$", "", head)
    body = re.sub(r"[;,.]?(?: and)?$", "", body)
    goes_on = _OPEN.search(head) or (_DOES.match(body) and len(head.split()) <= _SHORT_HEAD)
    return f"{head} {body}." if goes_on and body[:1].islower() and len(head.split()) <= _SHORT_HEAD else None


@dataclass(frozen=True)
class Quoted:
    """A sentence of the filing, the ids of the facts whose words stand in it, and its number among its neighbours.

    A sentence whose number is one higher stands right behind it in the filing. What is ``whole`` is no part of one.
    """

    text: str
    facts: frozenset[str]
    number: int = 0
    document: str = ""
    whole: bool = False


def quoted(
    facts: Sequence[AnyFact], more: Sequence[Evidence] = (), passages: Passages | None = None
) -> tuple[Quoted, ...]:
    """Return the sentences that facts rest on, in the filing's order, each with the facts that it tells.

    Where the filing's ``passages`` are known each is whole, and the others of its paragraph stand among them, with no
    facts. A provision that is one thing out of a list stands as its own sentence behind the one that lists it.
    """
    places = [(fact, e) for fact in facts for e in fact.evidence]
    placed = [(fact, e.document, _place(fact, e)) for fact, e in places]
    found: dict[tuple[str, int], Quoted] = {}
    number = 0
    behind = ("", 0)
    for document, low, sentence in _sentences(_runs([*(e for _, e in places), *more]), passages):
        high = low + len(sentence)
        ids = {
            fact.id
            for fact, within, place in placed
            if within == document and low <= place < high and _told_by(fact, sentence)
        }
        number += 1 if behind[0] == document and 0 <= low - behind[1] <= _GAP else 2
        behind = document, high
        entry = passages.entry(document, low) if passages and _BULLET.match(sentence) else None
        found[document, low] = Quoted(
            entry or plain(" ".join(sentence.split())), frozenset(ids), number, document, passages is not None
        )
    numbers = [(document, low, quote.number) for (document, low), quote in found.items()]
    parts = (
        (
            document,
            low,
            replace(quote, number=max((n for d, at, n in numbers if d == document and at <= low), default=0)),
        )
        for document, low, quote in _parts(places)
    )
    every = [*((document, low, quote) for (document, low), quote in found.items()), *parts]
    return tuple(quote for _, _, quote in sorted(every, key=lambda one: one[:2]))


_GAP = 3  # characters between two sentences that follow each other


def _sentences(runs: Iterable[tuple[str, int, str]], passages: Passages | None) -> Iterator[tuple[str, int, str]]:
    """Yield the sentences of runs of the filing's words, or those of the paragraphs that they stand in."""
    seen: set[tuple[str, int]] = set()
    for document, start, words_ in runs:
        at = start
        while at < start + len(words_):
            paragraph = passages.at(document, at) if passages else (start, words_)
            if paragraph is None:
                at += 1  # between two paragraphs
                continue
            low, text = paragraph
            at = low + len(text)
            if (document, low) in seen:
                continue
            seen.add((document, low))
            place = 0
            for sentence in split(text):
                place = text.index(sentence, place)
                yield document, low + place, sentence
                place += len(sentence)


def around(evidence: Iterable[Evidence], passages: Passages) -> str:
    """Return the whole sentences of the filing that quotes stand in, in its order."""
    found: dict[tuple[str, int], str] = {}
    for e in evidence:
        start, paragraph = passages.at(e.document, e.start) or (e.start, e.quote)
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
