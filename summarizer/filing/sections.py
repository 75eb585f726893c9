"""A form's text cut into its parts: cover, items, signature, exhibit index, and what is attached below."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from summarizer.filing.forms import EXHIBIT_ITEMS, FURNISHED
from summarizer.filing.headings import Heading, choose_headings, find_headings, title_of
from summarizer.filing.signatures import SignatureBlock, find_signature, read_signature
from summarizer.filing.structure import Paragraph, Section
from summarizer.filing.text import Body, Range
from summarizer.models import Item, Span


@dataclass(frozen=True)
class Part:
    """A stretch of a document that begins at ``start`` and runs to the next part."""

    start: int
    section: Section
    item: str | None = None
    exhibit: str | None = None


@dataclass(frozen=True)
class Attached:
    """Something that follows the signature in the form's own document; ``number`` where a heading gives it."""

    number: str | None
    start: int
    end: int


@dataclass
class Form:
    """The form's own document, cut into parts."""

    body: Body
    headings: list[Heading]
    item_ends: list[int]
    cover_end: int
    signature: SignatureBlock | None
    index: Range | None = None  # the exhibit index after the signature
    attached: list[Attached] = field(default_factory=list)

    @property
    def exhibit_lists(self) -> list[str]:
        """The passages that may list exhibits, the first that does counting."""
        text = self.body.text
        passages = [
            text[heading.start : end]
            for heading, end in zip(self.headings, self.item_ends, strict=True)
            if EXHIBIT_ITEMS & set(heading.numbers)
        ]
        if self.index:
            passages.append(text[slice(*self.index)])
        return passages


_BANNER = re.compile(
    r"(?:^|\n)[ \t*#_|]*\(?section\s{1,5}\d{1,2}\b[\s.:,–—-]{0,6}[^\n]{0,110}(?:\n[^\n]{0,60})?\s*$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"<page>[ \t\d]*|[-–— \t]*(?:page[ \t]+)?\d{1,3}[-–— \t]*|table of contents|</?table>", re.IGNORECASE
)
_INDEX = re.compile(
    r"^[ \t*#_>|]*(?:exhibits?\s+index|index\s+(?:to|of)\s+exhibits?|exhibits?\s+list|list\s+of\s+exhibits|exhibits)"
    r"[ \t*#_|:.]*$",
    re.IGNORECASE | re.MULTILINE,
)
_EXHIBIT_HEAD = re.compile(
    r"^[ \t*#_>|]*\(?exhibits?[ \t]*(?:no\.?|number|#)?[ \t:–—-]*(?P<number>\d{1,3}(?:\.\d{1,3})?[a-z]?)\)?"
    r"(?:[ \t*#_|:.]*$|(?:[ \t]*[:–—-][ \t]*|[ \t]{2,})(?-i:[A-Z])[^\n]{0,80}$)",
    re.IGNORECASE | re.MULTILINE,
)
_RELEASE = re.compile(
    r"for\s+immediate\s+release|press\s+release|news\s+release|contacts?\s*:|media\s+contact|investor\s+relations|"
    r"today\s+(?:announced|reported)|\(\s*(?:nasdaq|nyse|amex|otc)[^)]{0,30}:|/prnewswire|business\s+wire",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"[A-Z][A-Za-z.,'() ]{2,60}[,.]?\s*[-–—/]{1,3}[^\n]{0,30}?\b[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}|"
    r"[A-Z][A-Za-z.,' ]{2,60},\s[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}\s*[-–—(/]"
)
_HEADLINE = re.compile(r"(?!exhibit|\d)[^\n]{15,200}\s*$", re.IGNORECASE)
_ATTACHED_LENGTH = 300  # shorter remainders after a signature are captions and page numbers


def read_form(body: Body) -> Form:
    """Cut the form's own document into its parts."""
    text = body.text
    found = find_headings(text)
    rough = choose_headings(text, found, len(text))
    start = find_signature(text, rough[0].end if rough else 0)
    limit = len(text) if start is None else start
    headings = choose_headings(text, found, limit) if start is not None else rough
    if not headings:  # a signature block above the items
        headings, limit, start = rough, len(text), None
    signature = read_signature(text, start) if start is not None else None
    ends = []
    for end in [*(heading.start for heading in headings[1:]), limit][: len(headings)]:
        ends.append(_before_banner(text, end))
    cover_end = _before_banner(text, headings[0].start) if headings else limit
    form = Form(body, headings, ends, cover_end, signature)
    if signature:
        _read_tail(form, signature.end)
    return form


def _before_banner(text: str, end: int) -> int:
    """Step back over a page's end, a "Section 1 - ..." banner and white space that stand above an item's heading."""
    banner = True
    while end > 0:
        while end and text[end - 1].isspace():
            end -= 1
        line = text.rfind("\n", max(0, end - 60), end) + 1
        if line > 1 and _FURNITURE.fullmatch(text[line:end].strip()):
            end = line
            continue
        match = _BANNER.search(text, max(0, end - 300), end) if banner else None
        if match is None:
            break
        end, banner = match.start(), False
    return end


def _read_tail(form: Form, start: int) -> None:
    text = form.body.text
    heads = list(_EXHIBIT_HEAD.finditer(text, start))
    index = _INDEX.search(text, start)
    index_start = index.start() if index else None
    attached: list[Attached] = []
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(text)
        if index_start is not None and head.start() < index_start < end and not attached:
            end = index_start
        if attached and attached[-1].number == head["number"] and attached[-1].end == head.start():
            attached[-1] = Attached(head["number"], attached[-1].start, end)
        elif len(text[head.end() : end].strip()) >= _ATTACHED_LENGTH:
            attached.append(Attached(head["number"], head.start(), end))
    if index_start is not None and attached and attached[0].start < index_start < attached[-1].end:
        index_start = None  # it belongs to the exhibit in which it stands
    if index_start is not None:
        index_end = next((part.start for part in attached if part.start > index_start), None)
        if index_end is None:
            index_end = _list_end(form.body, index_start)
            _attach_rest(form, attached, index_end)
        form.index = (index_start, index_end)
    elif not attached:
        _attach_rest(form, attached, start)
    form.attached = attached


def _attach_rest(form: Form, attached: list[Attached], start: int) -> None:
    text = form.body.text
    if len(text[start:].strip(" \n\t*#_-=")) < _ATTACHED_LENGTH:
        return
    prose = any(end - begin > 250 for begin, end in form.body.blocks if begin >= start)
    if prose or _RELEASE.search(text, start):
        attached.append(Attached(None, start, len(text)))


def _list_end(body: Body, start: int) -> int:
    """Return where an exhibit index ends: before the first block that reads like a press release, or its headline."""
    end, before, previous = start, start, ""
    for block_start, block_end in body.blocks:
        if block_start < start:
            continue
        words = body.text[block_start:block_end].lstrip("*# ")
        if block_start > start and _DATELINE.match(words):
            return before if _HEADLINE.match(previous) else end
        if block_start > start and (len(words) > 600 or _RELEASE.match(words)):
            return end
        before, end, previous = end, block_end, words
    return end


def items_of(form: Form, document: str) -> list[Item]:
    """Return the items, each with its title and the range of heading and body, in the form's order."""
    text = form.body.text
    items: list[Item] = []
    known = {number for heading in form.headings for number in heading.numbers}
    for place, (heading, end) in enumerate(zip(form.headings, form.item_ends, strict=True)):
        body = text[heading.end : end]
        following = form.headings[place + 1].numbers[0] if place + 1 < len(form.headings) else None
        for number in heading.numbers:
            span = Span(document=document, start=heading.start, end=max(end, heading.end))
            if items and items[-1].number == number:
                joined = Span(document=document, start=items[-1].span.start, end=span.end)
                items[-1] = items[-1].model_copy(update={"span": joined, "points_to": None})
                continue
            items.append(
                Item(
                    number=number,
                    title=title_of(text, heading, number),
                    furnished=number in FURNISHED,
                    points_to=_points_to(body, number, known, following),
                    span=span,
                )
            )
    return items


_POINTER = re.compile(r"[^.]{0,400}?\bitems?\s{0,3}(\d{1,2}(?:\s?\.\s?\d\d)?)", re.IGNORECASE)
_INCORPORATED = re.compile(
    r"incorporated\s+(?:(?:by\s+reference|herein|hereby|into|in|in\s+full|in\s+its\s+entirety)\b\W*)|by\s+reference|"
    r"see\s+items?\b|(?:is|are)\s+(?:set\s+forth|described|included)\s+(?:in|under)|refer\s+to\s+item",
    re.IGNORECASE,
)
# One of these stands in whatever says so.
_SIGNS = ("incorporated", "reference", "see item", "set forth", "described", "included", "refer to item")
_SENTENCES = re.compile(r"(?<=[.;])\s+(?=[A-Z(“\"])")
_OWN_WORDS = 300  # a pointer with more than this of its own to say is no mere pointer


def _points_to(body: str, number: str, known: set[str], following: str | None) -> str | None:
    """Return the item of this filing whose words an item takes over instead of saying anything itself."""
    if len(body) > 5000:
        return None
    words = " ".join(body.split()).strip(" .:;*_-–—|")
    if len(words) < 4:
        return following if following and following not in EXHIBIT_ITEMS and number not in EXHIBIT_ITEMS else None
    low = words.lower()
    if number in EXHIBIT_ITEMS or "item" not in low or not any(sign in low for sign in _SIGNS):
        return None
    target: str | None = None
    own = 0
    for sentence in _sentences(words):
        if not _INCORPORATED.search(sentence):
            own += len(sentence)
            if own > _OWN_WORDS:
                return None
        elif target is None and (match := _POINTER.match(sentence)):
            mentioned = re.sub(r"\s", "", match[1])
            target = mentioned if mentioned != number and mentioned in known else None
    return target


_GOES_ON = re.compile(r"(?:\b(?:items?|no|inc|corp|co|ltd|mr|ms|dr|u\.s))\.$|\d\.$", re.IGNORECASE)


def _sentences(words: str) -> Iterator[str]:
    """Cut at sentence ends, but not after the dot of "Item 1." or of an abbreviation such as "Inc."."""
    start = 0
    for end in _SENTENCES.finditer(words):
        if not _GOES_ON.search(words, max(start, end.start() - 8), end.start()):
            yield words[start : end.start()]
            start = end.end()
    yield words[start:]


def parts_of(form: Form, numbers: dict[int, str | None]) -> tuple[list[Part], list[int]]:
    """Return the form's parts in order, and the offsets at which a block has to be cut.

    ``numbers`` gives the exhibit number of each attached part by its start.
    """
    text = form.body.text
    parts = [Part(0, "cover")]
    cuts: list[int] = []
    previous_end = form.cover_end
    if form.headings and (preface := _preface(form.body, form.headings[0].start)) is not None:
        parts.append(Part(preface, "preface"))
    for heading, end in zip(form.headings, form.item_ends, strict=True):
        # A banner above the heading goes with the item that it introduces.
        parts.append(Part(min(previous_end, heading.start), "item", item=heading.numbers[0]))
        cuts.append(heading.start)
        if text[heading.end : heading.end + 40].lstrip(" \t*_|.:-–—").startswith("\n"):
            cuts.append(heading.end)
        previous_end = end
    if form.signature:
        parts.append(Part(form.signature.start, "signature"))
        cuts.append(form.signature.start)
        tail: list[Part] = []
        if form.signature.end < len(text):
            tail.append(Part(form.signature.end, "exhibit" if form.index or form.attached else "signature"))
        if form.index:
            tail.append(Part(form.index[0], "exhibit"))
            tail.append(Part(form.index[1], "exhibit"))
        for attached in form.attached:
            number = numbers.get(attached.start)
            release = is_release(text[attached.start : attached.start + 3000], number)
            tail.append(Part(attached.start, "press_release" if release else "exhibit", exhibit=number))
        tail.sort(key=lambda part: part.start)
        parts.extend(tail)
        cuts.extend(part.start for part in tail)
    return parts, cuts


# Lines of the cover that may stand last on it.
_ON_COVER = re.compile(
    r"(?i)check mark|check the appropriate|emerging growth|rule 405|12b-2|\btelephone|securities registered|former name"
    r"|\(17 cfr|trading symbol|\bitems? \d"
)
_PREFACE_WORDS = 18


def _preface(body: Body, end: int) -> int | None:
    """Return where prose between the cover and the first item begins: an explanatory note, as amendments have one."""
    text, start, cut = body.text, None, False
    for low, high in reversed(body.blocks[: bisect_right(body.blocks, (end, 0))]):
        words = text[low:high]
        ends = words.rstrip()[-1:] in ".:)" or cut
        prose = len(words.split()) >= _PREFACE_WORDS and ends and not words.isupper()
        if start is None and not cut and _ENDS_PROSE.search(words) and not _ON_COVER.search(words):
            cut = True  # the end of a paragraph that is cut in two, if there is one before it
            continue
        if high > end or _ON_COVER.search(words) or not (prose or (start is not None and _NOTE.match(words))):
            if high > end:
                continue
            break
        start = low
    return start


_ENDS_PROSE = re.compile(r"^(?:\S+\s+){5,16}[a-z]\w+\.\s*$")
_NOTE = re.compile(r"(?i)\W*(?:explanatory|introductory|preliminary) note\b")


def is_release(opening: str, number: str | None) -> bool:
    """Tell whether an attached text is a press release: an Exhibit 99, or one that reads like it."""
    if number:
        return number.startswith("99")
    return bool(_RELEASE.search(opening))


_ALNUM = re.compile(r"[^\W_]")


def make_paragraphs(
    body: Body, document: str, parts: Iterable[Part], cuts: Iterable[int], first: int
) -> tuple[Paragraph, ...]:
    """Return a document's paragraphs, numbered from ``first`` on: its blocks, cut at ``cuts``, each with its part."""
    ordered = sorted(parts, key=lambda part: part.start)
    starts = [part.start for part in ordered]
    paragraphs: list[Paragraph] = []
    for start, end in _cut(body, sorted(set(cuts))):
        part = ordered[bisect_right(starts, start) - 1]
        number = first + len(paragraphs)
        paragraphs.append(Paragraph(number, document, start, end, part.section, part.item, part.exhibit))
    return tuple(paragraphs)


def _cut(body: Body, cuts: list[int]) -> Iterable[Range]:
    text, place = body.text, 0
    for start, end in body.blocks:
        while place < len(cuts) and cuts[place] <= start:
            place += 1
        while place < len(cuts) and cuts[place] < end:
            piece = _trimmed(text, start, cuts[place])
            if piece:
                yield piece
            start = cuts[place]
            place += 1
        piece = _trimmed(text, start, end)
        if piece:
            yield piece


def _trimmed(text: str, start: int, end: int) -> Range | None:
    """Return a range without the white space at its ends; None where it holds no letter or digit."""
    if not _ALNUM.search(text, start, end):
        return None
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end
