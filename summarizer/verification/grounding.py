"""Quote → place in the filing, or the reason why it is not there.

A quote is sought as it stands, then with its ellipses opened, then by its likeness to the text around the words
they share. What is only alike has to pass hard gates: a number, date, percentage, currency, negation or name that
differs makes it another statement, and it is refused as altered, however alike the rest is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any

from summarizer.filing.structure import Document, Filing, Paragraph
from summarizer.folding import Folded, fold, plain
from summarizer.models import Evidence, Match
from summarizer.values import find_dates, find_money, find_negations, find_numbers, find_percentages

_ELLIPSIS = re.compile(r"\s*(?:\[\s*)?\.\.\.(?:\s*\])?\.?\s*")
_NAME = re.compile(r"(?<![\w'])[A-Z][\w&'-]*")
_WORD = re.compile(r"\w+")
_GAP = 400  # characters that an ellipsis may stand for
_LIKE = 86  # rapidfuzz ratio from which two passages are taken for the same one
_MISSPELT = 70  # the ratio from which a word is taken for another one misspelt
_NEAR = 55  # and from which one is worth showing as the nearest


@dataclass(frozen=True, slots=True)
class Located:
    """Where a quote stands: offsets into the document's text, and into its folded text."""

    document: str
    start: int
    end: int
    folded_start: int
    folded_end: int
    match: Match
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a quote can't be found, and the words of the filing that come nearest to it."""

    reason: str
    nearest: str | None = None
    paragraph: int | None = None


class _Searchable:
    """A document's folded text with its paragraphs' places in it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.folded: Folded = fold(document.text)
        self.text = self.folded.text
        self.ranges = [(self.folded.position(p.start), self.folded.position(p.end), p) for p in document.paragraphs]
        self._ends = [end for _, end, _ in self.ranges]
        self._of_number = {p.number: (start, end) for start, end, p in self.ranges}

    @cached_property
    def lower(self) -> str:
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else self.text  # offsets have to stay true

    def paragraph_at(self, position: int) -> Paragraph | None:
        if not self.ranges:
            return None
        return self.ranges[min(bisect_right(self._ends, position), len(self.ranges) - 1)][2]

    def touching(self, start: int, end: int) -> list[tuple[int, int, Paragraph]]:
        first = bisect_right(self._ends, start)
        following = takewhile(lambda entry: entry[0] < end, self.ranges[first:])
        return list(following)

    def range_of(self, paragraph: Paragraph) -> tuple[int, int]:
        return self._of_number[paragraph.number]


class Grounder:
    """Finds quotes in one filing; each document is folded once."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing
        self._documents: dict[str, _Searchable] = {}
        self._readable = {p.number for p in filing.passages()}
        names = dict.fromkeys(p.document for p in filing.paragraphs() if p.section != "exhibit")
        self._order = list(names)

    def _searchable(self, name: str) -> _Searchable:
        if name not in self._documents:
            self._documents[name] = _Searchable(self.filing.document(name))
        return self._documents[name]

    def locate(self, quote: str, paragraph: int, *, anywhere: bool = False) -> Located | Missing:
        """Find a quote, preferring the paragraph cited.

        ``anywhere`` widens the search from the passages that facts may come from to the cover and the signature.
        Returns where it stands, or why it is refused; never raises.
        """
        wanted = plain(quote)
        if not _WORD.search(wanted) and "*" not in wanted:
            return Missing("the quote is empty")
        cited = self.filing.paragraph(paragraph)
        found = self._exact(wanted, quote, cited, anywhere) or self._elided(wanted, cited, anywhere)
        if found:
            return found
        return self._alike(wanted, cited, anywhere)

    def text(self, located: Located) -> str:
        """Return the folded words of a place."""
        return self._searchable(located.document).text[located.folded_start : located.folded_end]

    def surroundings(self, located: Located) -> tuple[str, int]:
        """Return the folded text of the paragraphs that a place touches, and where that text starts."""
        searchable = self._searchable(located.document)
        touched = searchable.touching(located.folded_start, located.folded_end)
        if not touched:
            return self.text(located), located.folded_start
        start, end = min(touched[0][0], located.folded_start), max(touched[-1][1], located.folded_end)
        return searchable.text[start:end], start

    def folded_range(self, paragraph: Paragraph) -> tuple[int, int]:
        """Return where a paragraph stands in its document's folded text."""
        return self._searchable(paragraph.document).range_of(paragraph)

    def paragraph_of(self, evidence: Evidence) -> int | None:
        """Return the number of the paragraph in which evidence begins."""
        searchable = self._searchable(evidence.document)
        paragraph = searchable.paragraph_at(searchable.folded.position(evidence.start))
        return paragraph.number if paragraph else None

    def cut(self, document: str, folded_start: int, folded_end: int) -> tuple[int, int]:
        """Return the offsets in a document's text of a place in its folded text."""
        return self._searchable(document).folded.span(folded_start, folded_end)

    def evidence(self, located: Located) -> Evidence:
        """Return a place as the contract's evidence."""
        return Evidence(
            quote=self.filing.document(located.document).text[located.start : located.end],
            document=located.document,
            item=located.paragraph.item,
            exhibit=located.paragraph.exhibit,
            start=located.start,
            end=located.end,
            match=located.match,
        )

    def _scope(self, cited: Paragraph | None) -> Iterator[_Searchable]:
        """Yield the documents to search, the cited paragraph's first."""
        first = [cited.document] if cited and cited.document in self._order else []
        for name in dict.fromkeys(first + self._order):
            yield self._searchable(name)

    def _exact(self, wanted: str, quote: str, cited: Paragraph | None, anywhere: bool) -> Located | None:
        for same_case in (True, False):
            places = [
                (searchable, start)
                for searchable in self._scope(cited)
                for start in _occurrences(wanted, searchable, same_case)
            ]
            best = self._preferred(places, cited, anywhere)
            if best:
                searchable, start, paragraph = best
                start_, end_ = searchable.folded.span(start, start + len(wanted))
                literal = searchable.document.text[start_:end_] == quote.strip()
                match: Match = ("exact" if literal else "normalised") if same_case else "fuzzy"
                return Located(searchable.document.name, start_, end_, start, start + len(wanted), match, paragraph)
        return None

    def _preferred(
        self, places: list[tuple[_Searchable, int]], cited: Paragraph | None, anywhere: bool
    ) -> tuple[_Searchable, int, Paragraph] | None:
        """Choose among repeats: the cited paragraph, its item, any passage; then the nearest in the text."""
        ranked = []
        for searchable, start in places:
            paragraph = searchable.paragraph_at(start)
            if paragraph is None or not (anywhere or paragraph.number in self._readable):
                continue
            rank = (
                paragraph != cited,
                cited is None or (paragraph.section, paragraph.item) != (cited.section, cited.item),
                paragraph.number not in self._readable,
                abs(paragraph.number - cited.number) if cited else paragraph.number,
                start,
            )
            ranked.append((rank, searchable, start, paragraph))
        if not ranked:
            return None
        _, searchable, start, paragraph = min(ranked, key=lambda entry: entry[0])
        return searchable, start, paragraph

    def _elided(self, wanted: str, cited: Paragraph | None, anywhere: bool) -> Located | None:
        pieces = [piece for piece in _ELLIPSIS.split(wanted) if piece]
        if len(pieces) < 2:
            return None
        for searchable in self._scope(cited):
            for start in _occurrences(pieces[0], searchable, True):
                end = start + len(pieces[0])
                for piece in pieces[1:]:
                    following = searchable.text.find(piece, end, end + _GAP + len(piece))
                    # Words left out may hold no negation: without them the quote would say the opposite.
                    if following < 0 or find_negations(searchable.text[end:following]):
                        break
                    end = following + len(piece)
                else:
                    paragraph = searchable.paragraph_at(start)
                    if paragraph and (anywhere or paragraph.number in self._readable):
                        cut = searchable.folded.span(start, end)
                        return Located(searchable.document.name, *cut, start, end, "elided", paragraph)
        return None

    def _alike(self, wanted: str, cited: Paragraph | None, anywhere: bool) -> Located | Missing:
        from rapidfuzz import fuzz

        best: tuple[float, _Searchable, int, int] | None = None
        for searchable, low, high in self._windows(wanted, cited):
            window = searchable.text[low:high]
            found = fuzz.partial_ratio_alignment(wanted, window, score_cutoff=_NEAR)
            if found is not None and len(window) >= len(wanted) // 2 and (best is None or found.score > best[0]):
                start, end = _whole_words(searchable.text, low + found.dest_start, low + found.dest_end)
                while end > start and searchable.text[end - 1] in ",.;:" and wanted[-1] not in ",.;:":
                    end -= 1
                best = (found.score, searchable, start, end)
        if best is None:
            return Missing("the filing has no such words")
        score, searchable, start, end = best
        paragraph = searchable.paragraph_at(start)
        nearest = searchable.text[start:end]
        number = paragraph.number if paragraph else None
        if score < _LIKE or paragraph is None:
            return Missing("the filing has no such words", nearest, number)
        difference = altered(wanted, nearest)
        if difference:
            return Missing(difference, nearest, number)
        if not (anywhere or paragraph.number in self._readable):
            return Missing("the words stand outside the items and press releases", nearest, number)
        return Located(searchable.document.name, *searchable.folded.span(start, end), start, end, "fuzzy", paragraph)

    def _windows(self, wanted: str, cited: Paragraph | None) -> Iterator[tuple[_Searchable, int, int]]:
        """Yield the stretches worth comparing: the cited paragraph, and where most shared word triples gather."""
        if cited is not None and cited.document in self._order:
            searchable = self._searchable(cited.document)
            low, high = searchable.range_of(cited)
            yield searchable, low, high
        words = [found.span() for found in _WORD.finditer(wanted)]
        triples = [(wanted[a[0] : c[1]], a[0]) for a, _, c in zip(words, words[1:], words[2:], strict=False)]
        width = len(wanted)
        for searchable in self._scope(cited):
            votes: Counter[int] = Counter()
            for triple, offset in triples[:60]:
                for start in _occurrences(triple, searchable, True, most=20):
                    votes[(start - offset) // max(width, 1)] += 1
            for bucket, _ in votes.most_common(2):
                low = max(0, bucket * width - width // 2)
                yield searchable, low, min(len(searchable.text), (bucket + 2) * width + width // 2)


def altered(quote: str, text: str) -> str | None:
    """Return how the folded quote departs from the folded text in what can't be a slip of the pen, or None.

    Every amount, date, percentage, number, name and word of the quote has to stand in the text, a word perhaps
    misspelt, and the negations of both have to be the same.
    """
    for what, read in _GATES:
        ours, theirs = read(quote), read(text)
        extra = Counter(key for key, _ in ours) - Counter(key for key, _ in theirs)
        if extra:
            said = next(words for key, words in ours if key in extra)
            return f"the quote has {said!r}, the filing has not: another {what}"
    lost = Counter(key for key, _ in _negations(text)) - Counter(key for key, _ in _negations(quote))
    if lost:
        return f"the quote leaves out the filing's {next(iter(lost))!r}"
    return _strange_word(quote, text)


def _strange_word(quote: str, text: str) -> str | None:
    from rapidfuzz import fuzz, process

    words = [word.lower() for word in _WORD.findall(text)]
    for word in _WORD.findall(quote):
        if word.lower() not in words:
            near = process.extractOne(word.lower(), words, scorer=fuzz.ratio, score_cutoff=_MISSPELT)
            if near is None:
                return f"the quote has the word {word!r}, the filing has not"
    return None


def _negations(text: str) -> list[tuple[Any, str]]:
    return [(n.text.lower(), n.text) for n in find_negations(text)]


# What each gate reads: the key that has to be the same, and the words to show.
_GATES: tuple[tuple[str, Callable[[str], list[tuple[Any, str]]]], ...] = (
    ("amount", lambda s: [((m.value, m.high, m.currency), m.text) for m in find_money(s)]),
    ("date", lambda s: [(d.value, d.text) for d in find_dates(s)]),
    ("percentage", lambda s: [((p.value, p.high), p.text) for p in find_percentages(s)]),
    ("number", lambda s: [(n.value, n.text) for n in find_numbers(s)]),
    ("name", lambda s: [(n.lower(), n) for n in _NAME.findall(s)]),
    ("negation", _negations),
)


def _occurrences(wanted: str, searchable: _Searchable, same_case: bool, most: int = 200) -> Iterator[int]:
    """Yield where whole words ``wanted`` stand."""
    text = searchable.text if same_case else searchable.lower
    wanted = wanted if same_case else wanted.lower()
    start = text.find(wanted)
    while start >= 0 and most > 0:
        end = start + len(wanted)
        inside = (start > 0 and text[start - 1].isalnum() and wanted[0].isalnum()) or (
            end < len(text) and text[end].isalnum() and wanted[-1].isalnum()
        )
        # "$2" must not be found in "$2.5", nor "1,000" in "21,000" or "1,000,000".
        figure = (end + 1 < len(text) and wanted[-1].isdigit() and text[end] in ".," and text[end + 1].isdigit()) or (
            start > 1 and wanted[0].isdigit() and text[start - 1] in ".," and text[start - 2].isdigit()
        )
        if not inside and not figure:
            yield start
            most -= 1
        start = text.find(wanted, start + 1)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a range to whole words and figures."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
