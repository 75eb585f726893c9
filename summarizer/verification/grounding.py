"""Quote → place in the filing, or the reason why it is not there.

A quote is sought as it stands, then with its ellipses opened, then by its likeness to the text around the words
they share. What is only alike has to pass hard gates: a number, date, percentage, currency, negation or name that
differs makes it another statement, and it is refused as altered, however alike the rest is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from summarizer.filing.structure import Filing, Paragraph
from summarizer.folding import plain
from summarizer.models import Evidence
from summarizer.values import find_dates, find_money, find_negations, find_numbers, find_percentages
from summarizer.verification.searching import WORD, Searchable, lowered, whole
from summarizer.vocabulary import Match

_ELLIPSIS = re.compile(r"\s*(?:\[\s*)?\.(?: ?\.){2,}(?:\s*\])?\s*")
_NAME = re.compile(r"(?<![\w'])[A-Z][\w&'-]*")
_GAP = 400  # characters that an ellipsis may stand for
_PIECES = 12  # into which ellipses may part a quote
_MOST = 200  # repeats of a quote, in each direction, from which the best is chosen
_LONGEST = 20_000  # characters of a quote that is compared with what is only like it
_PARAGRAPH = 20_000  # characters of a cited paragraph that is compared as a whole
_LIKE = 86  # rapidfuzz ratio from which two passages are taken for the same one
_MISSPELT = 70  # the ratio from which a word is taken for another one misspelt
_NEAR = 55  # and from which one is worth showing as the nearest
_SURROUNDINGS = 10_000  # characters shown on either side of a place in a very long paragraph


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
    """Why a quote can't be found, and the words of the filing that come nearest to it.

    ``final`` says that no better quote can mend it, so that it is not worth handing back.
    """

    reason: str
    nearest: str | None = None
    paragraph: int | None = None
    final: bool = False


class Grounder:
    """Finds quotes in one filing; each document is folded once."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing
        self._documents: dict[str, Searchable] = {}
        self._readable = {p.number for p in filing.passages()}
        names = dict.fromkeys(p.document for p in filing.paragraphs() if p.section != "exhibit")
        self._order = list(names)

    def _searchable(self, name: str) -> Searchable:
        if name not in self._documents:
            self._documents[name] = Searchable(self.filing.document(name))
        return self._documents[name]

    def locate(self, quote: str, paragraph: int, *, anywhere: bool = False) -> Located | Missing:
        """Find a quote, preferring the paragraph cited.

        ``anywhere`` widens the search from the passages that facts may come from to the cover and the signature.
        Returns where it stands, or why it is refused; never raises.
        """
        wanted = plain(quote)
        if not WORD.search(wanted) and "*" not in wanted:
            return Missing("the quote is empty")
        cited = self.filing.paragraph(paragraph)
        return (
            self._exact(wanted, quote, cited, anywhere)
            or self._elided(wanted, quote, cited, anywhere)
            or self._alike(wanted, cited, anywhere)
        )

    def text(self, located: Located) -> str:
        """Return the folded words of a place."""
        return self._searchable(located.document).text[located.folded_start : located.folded_end]

    def surroundings(self, located: Located) -> tuple[str, int]:
        """Return the folded text of the paragraphs that a place touches, and where that text starts.

        Of a very long paragraph only the words on either side.
        """
        searchable = self._searchable(located.document)
        text = searchable.text
        start, end = searchable.touching(located.folded_start, located.folded_end)
        if located.folded_start - start > _SURROUNDINGS:
            start = text.find(" ", located.folded_start - _SURROUNDINGS, located.folded_start) + 1 or start
        if end - located.folded_end > _SURROUNDINGS:
            cut = text.rfind(" ", located.folded_end, located.folded_end + _SURROUNDINGS)
            end = cut if cut >= 0 else end
        return text[start:end], start

    def folded_range(self, paragraph: Paragraph) -> tuple[int, int]:
        """Return where a paragraph stands in its document's folded text."""
        return self._searchable(paragraph.document).range_of(paragraph)

    def folded_text(self, paragraph: Paragraph) -> tuple[str, int]:
        """Return a paragraph's folded text, and where it stands in its document's."""
        start, end = self.folded_range(paragraph)
        return self._searchable(paragraph.document).text[start:end], start

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

    def _scope(self, cited: Paragraph | None) -> Iterator[Searchable]:
        """Yield the documents to search, the cited paragraph's first."""
        first = [cited.document] if cited and cited.document in self._order else []
        for name in dict.fromkeys(first + self._order):
            yield self._searchable(name)

    def _exact(self, wanted: str, quote: str, cited: Paragraph | None, anywhere: bool) -> Located | None:
        found = self._preferred(wanted, cited, anywhere)
        if found is None:
            return None
        searchable, start, paragraph = found
        end = start + len(wanted)
        low, high = searchable.folded.span(start, end)
        literal = searchable.document.text[low:high] == quote.strip()
        same_case = searchable.text.startswith(wanted, start)
        match: Match = ("exact" if literal else "normalised") if same_case else "fuzzy"
        return Located(searchable.document.name, low, high, start, end, match, paragraph)

    def _preferred(
        self, wanted: str, cited: Paragraph | None, anywhere: bool
    ) -> tuple[Searchable, int, Paragraph] | None:
        """Choose among repeats: with the same capitals, in the cited paragraph, in its item; then the nearest."""
        best: tuple[tuple[Any, ...], Searchable, int, Paragraph] | None = None
        for searchable in self._scope(cited):
            for places in self._outwards(lowered(wanted), searchable, cited):
                for start in islice(places, _MOST):
                    paragraph = searchable.paragraph_at(start)
                    if paragraph is None or not (anywhere or paragraph.number in self._readable):
                        continue
                    rank = (
                        not searchable.text.startswith(wanted, start),
                        paragraph != cited and cited is not None,
                        *_distance(paragraph, cited, self._readable),
                        start,
                    )
                    if best is None or rank < best[0]:
                        best = rank, searchable, start, paragraph
                    if not any(rank[:2]):
                        return searchable, start, paragraph
                    if not (rank[0] or rank[2] or rank[3]):
                        break  # what follows is farther away
            if best and not (best[0][0] or best[0][2] or best[0][3]):
                break
        return best and best[1:]

    def _outwards(self, wanted: str, searchable: Searchable, cited: Paragraph | None) -> Iterable[Iterator[int]]:
        """Return the places of whole words in small letters, from the cited paragraph on and back from it."""
        origin = 0
        if cited and cited.document == searchable.document.name:
            origin = searchable.range_of(cited)[0]
        elif cited and searchable.document.paragraphs and searchable.document.paragraphs[0].number < cited.number:
            origin = len(searchable.text)
        return searchable.forward(wanted, origin), searchable.backward(wanted, origin)

    def _elided(self, wanted: str, quote: str, cited: Paragraph | None, anywhere: bool) -> Located | None:
        pieces = [piece for piece in _ELLIPSIS.split(wanted) if WORD.search(piece)]
        if len(pieces) == 1 and pieces[0] != wanted:
            return self._exact(pieces[0], quote, cited, anywhere)
        if not 2 <= len(pieces) <= _PIECES:
            return None
        anchor = max(range(len(pieces)), key=lambda at: len(pieces[at]))
        best: tuple[tuple[Any, ...], Searchable, int, int, Paragraph] | None = None
        for searchable in self._scope(cited):
            for places in self._outwards(lowered(pieces[anchor]), searchable, cited):
                for place in islice(places, _MOST):
                    found = _joined(searchable, pieces, anchor, place)
                    paragraph = searchable.paragraph_at(found[0]) if found else None
                    if found and paragraph and (anywhere or paragraph.number in self._readable):
                        rank = (paragraph != cited, *_distance(paragraph, cited, self._readable), found[0])
                        if best is None or rank < best[0]:
                            best = rank, searchable, *found, paragraph
            if best:
                break
        if best is None:
            return None
        _, searchable, start, end, paragraph = best
        cut = searchable.folded.span(start, end)
        return Located(searchable.document.name, *cut, start, end, "elided", paragraph)

    def _alike(self, wanted: str, cited: Paragraph | None, anywhere: bool) -> Located | Missing:
        if len(wanted) > _LONGEST:
            return Missing("the filing does not have the quote as it stands, and it is too long to be compared")
        best: tuple[float, Searchable, int, int] | None = None
        refused: Missing | None = None
        for searchable, likeness, start, end in self._candidates(wanted, cited):
            if best is None or likeness > best[0]:
                best = likeness, searchable, start, end
            paragraph = searchable.paragraph_at(start)
            if likeness < _LIKE or paragraph is None:
                continue
            nearest = searchable.text[start:end]
            difference = altered(wanted, nearest, searchable.vocabulary)
            if difference is None and not (anywhere or paragraph.number in self._readable):
                difference = "the words stand outside the items and press releases"
            if difference is None:
                cut = searchable.folded.span(start, end)
                return Located(searchable.document.name, *cut, start, end, "fuzzy", paragraph)
            refused = refused or Missing(difference, nearest, paragraph.number)
        if refused or best is None or best[0] < _NEAR:
            return refused or Missing("the filing has no such words")
        _, searchable, start, end = best
        paragraph = searchable.paragraph_at(start)
        number = paragraph.number if paragraph else None
        return Missing("the filing has no such words", searchable.text[start:end], number)

    def _candidates(self, wanted: str, cited: Paragraph | None) -> Iterator[tuple[Searchable, float, int, int]]:
        """Yield the places to compare: the best of each document, then what in the cited paragraph is most like."""
        from rapidfuzz import fuzz

        known = cited if cited is not None and cited.document in self._order else None
        done = known is None
        for searchable in self._scope(cited):
            near = searchable.range_of(known)[0] if known and known.document == searchable.document.name else None
            for likeness, start, end in searchable.alike(wanted, near):
                done = done or (likeness >= _LIKE and searchable.paragraph_at(start) == known)
                yield searchable, likeness, start, end
        if done or known is None:
            return
        # A short quote has no three words in a row without the slip.
        searchable = self._searchable(known.document)
        low, high = searchable.range_of(known)
        if high - low <= _PARAGRAPH and len(wanted) // 2 <= high - low:
            found = fuzz.partial_ratio_alignment(wanted, searchable.text[low:high], score_cutoff=_NEAR)
            if found is not None:
                start, end = searchable.trimmed(low + found.dest_start, low + found.dest_end, wanted)
                yield searchable, found.score, start, end


def _distance(paragraph: Paragraph, cited: Paragraph | None, readable: Container[int]) -> tuple[bool, bool, int]:
    """Rank a paragraph: in the item cited, a passage that facts may come from, how many paragraphs away."""
    return (
        cited is not None and (paragraph.section, paragraph.item) != (cited.section, cited.item),
        paragraph.number not in readable,
        abs(paragraph.number - cited.number) if cited else paragraph.number,
    )


def _joined(searchable: Searchable, pieces: list[str], anchor: int, place: int) -> tuple[int, int] | None:
    """Return where a quote's pieces stand one after the other, around one of them whose place is known."""
    text = searchable.text
    if not text.startswith(pieces[anchor], place):
        return None
    start, end = place, place + len(pieces[anchor])
    for piece in pieces[anchor + 1 :]:
        following = text.find(piece, end, end + _GAP + len(piece))
        while following >= 0 and not whole(text, following, following + len(piece)):
            following = text.find(piece, following + 1, end + _GAP + len(piece))
        if following < 0 or _denied(text, end, following):
            return None
        end = following + len(piece)
    for piece in reversed(pieces[:anchor]):
        before = text.rfind(piece, max(0, start - _GAP - len(piece)), start)
        while before >= 0 and not whole(text, before, before + len(piece)):
            before = text.rfind(piece, max(0, start - _GAP - len(piece)), before + len(piece) - 1)
        if before < 0 or _denied(text, before + len(piece), start):
            return None
        start = before
    ends = searchable.paragraph_at(start), searchable.paragraph_at(end - 1)
    if ends[0] and ends[1] and (ends[0].section, ends[0].item) != (ends[1].section, ends[1].item):
        return None  # of two items
    return start, end


def _denied(text: str, start: int, end: int) -> bool:
    """Return whether words left out hold a negation: without them the quote would say the opposite."""
    return bool(find_negations(text[max(0, start - 1) : end]))  # with a letter before: "did" and "n't"


def altered(quote: str, text: str, vocabulary: Container[str] = ()) -> str | None:
    """Return how the folded quote departs from the folded text in what can't be a slip of the pen, or None.

    Every amount, date, percentage, number, name and word of the quote has to stand in the text, the words in the
    same order, a word perhaps misspelt, and the negations of both have to be the same. A word of the ``vocabulary``,
    the filing's words in small letters, is no other one misspelt.
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
    return _strange_word(quote, text, vocabulary)


def _strange_word(quote: str, text: str, vocabulary: Container[str]) -> str | None:
    """Return what is wrong with the first word of the quote that the text does not have in that place, or None."""
    from rapidfuzz.distance import Levenshtein

    written = WORD.findall(quote)
    ours, theirs = [lowered(word) for word in written], WORD.findall(lowered(text))
    at = place = 0
    for block in Levenshtein.opcodes(ours, theirs).as_matching_blocks():
        # Between words that are the same stand those that are not, in the same order.
        rest = iter(theirs[place : block.b])
        between = ours[at : block.a]
        if "".join(between) != "".join(theirs[place : block.b]):
            for number, word in enumerate(between, at):
                if not any(misspelt(word, other, vocabulary) for other in rest):
                    moved = " there" if word in theirs else ""
                    return f"the quote has the word {written[number]!r}, the filing has not{moved}"
        at, place = block.a + block.size, block.b + block.size
    return None


# What, put before a word, makes another word of it ("unpaid", "repurchase", "maximum"); "il" is "in" before an l.
_PREFIXES = ("", *"un in non dis de ex re pre post sub over under mis min max inter intra bi semi".split())
_HEADS = {head: head for head in _PREFIXES} | {"il": "in", "im": "in", "ir": "in"}
_GIVER, _TAKER = ("or", "er", "r"), ("ee", "e")  # "lessor", "lessee"
_SCALES = {"hundred", "thousand", "million", "billion", "trillion"}
_INFLECTIONS = ("", "s", "es", "d", "ed", "ing", "ly")


def misspelt(word: str, other: str, vocabulary: Container[str] = ()) -> bool:
    """Return whether a word in small letters may be a slip for the other one, and not a word of its own."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    if word == other:
        return True
    if not (word.isalpha() and other.isalpha()) or {word, other} & _SCALES or _opposed(word, other):
        return False
    shared = _shared(word, other)
    inflected = word[shared:] in _INFLECTIONS and other[shared:] in _INFLECTIONS
    if word in vocabulary and not inflected:
        return False
    slips = OSA.distance(word, other, score_cutoff=3)
    return slips <= max(1, len(word) // 4) and fuzz.ratio(word, other) >= _MISSPELT


def _opposed(word: str, other: str) -> bool:
    """Return whether two words differ in what turns their sense round: "unsecured", "lessor" and "lessee"."""
    stems = {word.removeprefix(head): meant for head, meant in _HEADS.items() if word.startswith(head)}
    for head, meant in _HEADS.items():
        stem = other.removeprefix(head)
        if other.startswith(head) and len(stem) > 2 and stems.get(stem, meant) != meant:
            return True
    shared = _shared(word, other)
    ends = word[shared:], other[shared:]
    return (ends[0] in _GIVER and ends[1] in _TAKER) or (ends[0] in _TAKER and ends[1] in _GIVER)


def _shared(word: str, other: str) -> int:
    """Return with how many letters both words begin."""
    return next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))


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
