"""A document made ready for quotes to be looked for in it: folded once, indexed when the first quote needs it.

Whatever the text and the quote, the work is bounded: so many places tried, so many compared. A text that repeats
itself without end costs no more than another.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import islice

from summarizer.filing.structure import Document, Paragraph
from summarizer.folding import Folded, fold

WORD = re.compile(r"\w+")
_TRIES = 2000  # places looked at, in each direction, before a quote that is part of other words is given up
_BLOCK = 1 << 16  # characters searched at once on the way back
_THREES = 120  # of a long quote so many runs of three words are looked up
_PLACES = 32  # and of one that is all over the text so many places are counted
_CANDIDATES = 6
_EDGE = 40  # words at either end of a quote that may stand outside every run found
_TOKEN = 100  # characters by which a place is widened at most to the white space around it
_PLACE_BITS = 28
_KEY = (1 << (64 - _PLACE_BITS)) - 1


@dataclass(frozen=True, slots=True)
class _Index:
    """Where the words of a text start, and its runs of three words, sorted: a hash above the first one's number."""

    starts: array[int]
    threes: array[int]
    vocabulary: frozenset[str]


class Searchable:
    """A document's folded text with its paragraphs' places in it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.folded: Folded = fold(document.text)
        self.text = self.folded.text
        self._ranges = [(self.folded.position(p.start), self.folded.position(p.end), p) for p in document.paragraphs]
        self._ends = [end for _, end, _ in self._ranges]
        self._of_number = {p.number: (start, end) for start, end, p in self._ranges}

    @cached_property
    def lower(self) -> str:
        """The text in small letters, with the same offsets."""
        return lowered(self.text)

    @property
    def vocabulary(self) -> frozenset[str]:
        """The text's words in small letters."""
        return self._index.vocabulary

    @cached_property
    def _index(self) -> _Index:
        words, starts = list[str](), array("I")
        for found in islice(WORD.finditer(self.lower), 1 << _PLACE_BITS):
            words.append(found[0])
            starts.append(found.start())
        runs = enumerate(zip(words, words[1:], words[2:], strict=False))
        threes = sorted((hash(run) & _KEY) << _PLACE_BITS | place for place, run in runs)
        return _Index(starts, array("Q", threes), frozenset(words))

    # -- paragraphs ----------------------------------------------------------------------------------------

    def paragraph_at(self, position: int) -> Paragraph | None:
        """Return the paragraph in which a place begins, or the next one."""
        if not self._ranges:
            return None
        return self._ranges[min(bisect_right(self._ends, position), len(self._ranges) - 1)][2]

    def touching(self, start: int, end: int) -> tuple[int, int]:
        """Return the place widened to the whole of the paragraphs it touches."""
        first, low, high = bisect_right(self._ends, start), start, end
        while first < len(self._ranges) and self._ranges[first][0] < end:
            low, high = min(low, self._ranges[first][0]), max(high, self._ranges[first][1])
            first += 1
        return low, high

    def range_of(self, paragraph: Paragraph) -> tuple[int, int]:
        """Return where a paragraph of this document stands."""
        return self._of_number[paragraph.number]

    # -- the same words ------------------------------------------------------------------------------------

    def forward(self, wanted: str, start: int) -> Iterator[int]:
        """Yield where whole words stand, from ``start`` on; ``wanted`` is in small letters."""
        for place in islice(_found(self.lower, wanted, start, len(self.lower)), _TRIES):
            if whole(self.lower, place, place + len(wanted)):
                yield place

    def backward(self, wanted: str, before: int) -> Iterator[int]:
        """Yield where whole words start before a place, the nearest first; ``wanted`` is in small letters."""
        # Block by block: str.rfind can take the square of the length.
        tried, high = 0, before
        while high > 0 and tried < _TRIES:
            low = max(0, high - max(_BLOCK, 4 * len(wanted)))
            places = deque(_found(self.lower, wanted, low, high), maxlen=_TRIES)
            tried += len(places)
            yield from (p for p in reversed(places) if whole(self.lower, p, p + len(wanted)))
            high = low

    # -- like words ----------------------------------------------------------------------------------------

    def alike(self, quote: str, near: int | None) -> list[tuple[float, int, int]]:
        """Return the places most like a quote, the best first: likeness in percent, start and end.

        A place is looked for where runs of three words of the quote stand at about the same distance from one
        another; where many are as good, near the place ``near``.
        """
        from rapidfuzz import fuzz

        wanted = lowered(quote)
        words = [found.span() for found in WORD.finditer(wanted)]
        centre = bisect_left(self._index.starts, near or 0)
        hits = self._hits([wanted[start:end] for start, end in words], centre)
        votes = Counter(distance for distance, _ in hits)
        # Words left out make two distances of one place; what has few votes beside another is chance.
        least, slack = max(votes.values(), default=0) / 4, max(3, len(words) // 4)
        rest = [(-count, abs(distance - centre), distance) for distance, count in votes.items() if count >= least]
        found = set[tuple[int, int]]()
        for _, _, distance in nsmallest(_CANDIDATES, rest):
            close = hits[bisect_left(hits, (distance - slack, 0)) : bisect_left(hits, (distance + slack + 1, 0))]
            shift, first = min(close, key=lambda hit: (hit[1], abs(hit[0] - distance)))
            drift, last = max(close, key=lambda hit: (hit[1], -abs(hit[0] - distance)))
            if last + drift >= first + shift:
                start = self._start(wanted, words, first + shift, first)
                end = self._end(wanted, words, last + drift + 2, last + 2)
                found.add(self.trimmed(start, end, quote))
        ranked = [(fuzz.ratio(wanted, self.lower[start:end]), start, end) for start, end in found]
        return sorted(ranked, key=lambda place: (-place[0], abs(place[1] - (near or 0))))

    def _hits(self, words: list[str], centre: int) -> list[tuple[int, int]]:
        """Return which words of the quote begin a run of three that the text has, each after how far away it has it."""
        threes, count = self._index.threes, max(0, len(words) - 2)
        chosen = {*range(0, count, count // _THREES + 1)}
        chosen |= {*range(min(count, 6)), *range(max(0, count - 6), count)}  # they settle where a place begins and ends
        hits = []
        for here in sorted(chosen):
            key = (hash((words[here], words[here + 1], words[here + 2])) & _KEY) << _PLACE_BITS
            low, high = bisect_left(threes, key), bisect_left(threes, key + (1 << _PLACE_BITS))
            if high - low > _PLACES:
                middle = bisect_left(threes, key + centre, low, high)
                low = max(low, min(middle - _PLACES // 2, high - _PLACES))
                high = low + _PLACES
            hits += [(threes[at] - key - here, here) for at in range(low, high)]
        return sorted(hits)

    def _start(self, wanted: str, words: list[tuple[int, int]], there: int, here: int) -> int:
        """Return where the quote begins: so that what stands before its first known word is most like."""
        from rapidfuzz import fuzz

        starts = self._index.starts
        if here == 0:
            return starts[there]
        head = wanted[: words[here][0]]
        places = range(max(0, there - 2 * min(here, _EDGE) - 3), there + 1)
        likeness = {p: fuzz.ratio(head, self.lower[starts[p] : starts[there]]) for p in places}
        return starts[max(places, key=lambda p: (likeness[p], -abs(there - here - p)))]

    def _end(self, wanted: str, words: list[tuple[int, int]], there: int, here: int) -> int:
        """Return where the quote ends, as `_start` does."""
        from rapidfuzz import fuzz

        left = len(words) - 1 - here
        known = self._word_end(there)
        if left == 0:
            return known
        tail = wanted[words[here][1] :]
        places = range(there, min(len(self._index.starts), there + 2 * min(left, _EDGE) + 4))
        likeness = {p: fuzz.ratio(tail, self.lower[known : self._word_end(p)]) for p in places}
        return self._word_end(max(places, key=lambda p: (likeness[p], -abs(there + left - p))))

    def _word_end(self, number: int) -> int:
        start = self._index.starts[number]
        found = WORD.match(self.lower, start)
        return found.end() if found else start

    def trimmed(self, start: int, end: int, quote: str) -> tuple[int, int]:
        """Widen a place to whole words and figures, without the stop or comma after it that the quote does not have."""
        text, low, high = self.text, max(0, start - _TOKEN), min(len(self.text), end + _TOKEN)
        while start > low and not text[start - 1].isspace():
            start -= 1
        while end < high and not text[end].isspace():
            end += 1
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1] in ",.;:" and quote[-1] not in ",.;:":
            end -= 1
        return start, end


def lowered(text: str) -> str:
    """Return the text in small letters, character for character: "İ" alone would become two."""
    return text.replace("İ", "i").lower()


def whole(text: str, start: int, end: int) -> bool:
    """Return whether a place is no part of a word or figure: "$2" is not in "$2.5", nor "1,000" in "21,000"."""
    first, last = text[start], text[end - 1]
    if start > 0:
        before = text[start - 1]
        if before.isalnum() and first.isalnum():
            return False
        if first.isdigit() and before in ".," and start > 1 and text[start - 2].isdigit():
            return False
    if end < len(text):
        after = text[end]
        if after.isalnum() and last.isalnum():
            return False
        if last.isdigit() and after in ".," and end + 1 < len(text) and text[end + 1].isdigit():
            return False
    return True


def _found(text: str, wanted: str, low: int, high: int) -> Iterator[int]:
    """Yield where ``wanted`` starts from ``low`` to before ``high``."""
    start = text.find(wanted, low, high + len(wanted) - 1)
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1, high + len(wanted) - 1)
