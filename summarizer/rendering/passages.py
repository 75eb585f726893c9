"""A filing's text as the report shows it: parts with headings, blocks, and runs of words with what rests on them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from summarizer.filing.structure import Filing, Paragraph
from summarizer.folding import plain
from summarizer.rendering.places import Places, part

Kind = Literal["prose", "lines", "fixed", "heading", "row", "bullet"]

_COLUMNS = re.compile(r"\S {3,}\S")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # marks of no width that filings are full of: nothing is lost
_SIGN = re.compile(r"[^\w\s$]|\[[ xX]?\]|o|\(?[a-zA-Z0-9]{1,4}[.)]")  # of an entry of a list
_WRAPPED = 45  # a line at least so long goes on in the next one
_FIGURE = re.compile(r"[(\-–—]?\s*[$€£¥]?\s*[(\-]?\d[\d,.]*\)?\s*%?|[-–—$%)]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that something on the page rests on.

    ``key`` is what their highlights carry, ``target`` the element a click on them goes to, ``anchor`` the id that the
    first of them gets, ``core`` the range in them that states the value, ``unclaimed`` that no fact claims them.
    """

    document: str
    start: int
    end: int
    key: str
    target: str
    anchor: str
    core: tuple[int, int] | None = None
    unclaimed: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Words under the same claims, whose ``keys`` are in the order in which clicks go to them.

    ``states`` has the keys of the claims whose value the words state, ``ends`` of those whose value ends with them.
    """

    text: str
    keys: tuple[str, ...] = ()
    target: str = ""
    anchors: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    unclaimed: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a row of a table with its cells; ``number`` is its ¶ within the part, 0 of a heading."""

    kind: Kind
    number: int
    cells: tuple[tuple[Run, ...], ...]
    figures: tuple[bool, ...] = ()

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of a block that is no row."""
        return self.cells[0]

    @property
    def cited(self) -> bool:
        """Whether anything rests on words of the block."""
        return any(run.keys for cell in self.cells for run in cell)


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part of the filing's text: the cover, an item, a press release; rows of one table stand together.

    ``heading`` is the filing's own, where the part begins with one; ``title`` is ours.
    """

    title: str
    short: str
    section: str
    heading: Block | None
    blocks: tuple[tuple[Kind, tuple[Block, ...]], ...]


@dataclass(frozen=True, slots=True)
class Omitted:
    """An exhibit that is named and not shown."""

    name: str
    description: str
    relation: str
    size: int


def shown(text: str) -> str:
    """Return words with whatever a reader would not see made visible: "⟦U+202E⟧" for an order to turn the text round.

    Tabs and line breaks become spaces; soft hyphens and marks of no width go.
    """
    if text.isprintable():
        return text
    spaced = re.sub(r"[\t\r\x0b\x0c]", " ", _UNSEEN.sub("", text))
    return "".join(c if c == "\n" else _made_visible(c) for c in spaced)


def _made_visible(character: str) -> str:
    unseen = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return f"⟦U+{ord(character):04X}⟧" if unseen else character


class Passages:
    """The text of one filing with its claims."""

    def __init__(self, filing: Filing, claims: Sequence[Claim], places: Places) -> None:
        self._filing = filing
        self._places = places
        self._anchored: set[str] = set()
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(claims, key=lambda claim: (claim.start, claim.end)):
            self._claims[claim.document].append(claim)
        # Ends that never fall, so that the claims before a paragraph are passed over at once.
        self._ends = {name: _running_ends(found) for name, found in self._claims.items()}

    def parts(self) -> tuple[TextPart, ...]:
        """Return the form and its press releases, part by part; of other exhibits only what facts rest on."""
        paragraphs = [p for p in self._filing.paragraphs() if p.section != "exhibit" or self._touching(p)]
        return tuple(self._part(list(group)) for _, group in groupby(paragraphs, part))

    def anchors(self) -> frozenset[str]:
        """Return the ids of the first words of the claims, of those that the parts show."""
        return frozenset(self._anchored)

    def omitted(self) -> tuple[Omitted, ...]:
        """Return the exhibits that are listed and not shown, with sizes in characters, 0 where not read."""
        sizes: Counter[str] = Counter()
        read: set[str] = set()
        for paragraph in self._filing.paragraphs():
            if paragraph.section == "exhibit":
                sizes[paragraph.exhibit or paragraph.document.removeprefix("EX-")] += paragraph.end - paragraph.start
            elif paragraph.section == "press_release" and paragraph.exhibit:
                read.add(paragraph.exhibit)
        listed = {one.number: one for one in self._filing.info.exhibits if one.number not in read}
        named = tuple(
            Omitted(f"EX-{number}", plain(one.description), _words(one.relation), sizes.pop(number, 0))
            for number, one in listed.items()
        )
        return named + tuple(Omitted(f"EX-{number}", "", "", size) for number, size in sizes.items())

    def _part(self, paragraphs: list[Paragraph]) -> TextPart:
        blocks = [self._block(paragraph) for paragraph in paragraphs]
        title, short = self._titles(paragraphs[0])
        heading = blocks.pop(0) if blocks[0].kind == "heading" else None
        grouped = tuple((kind, tuple(group)) for kind, group in groupby(blocks, lambda block: block.kind))
        return TextPart(title, short, paragraphs[0].section, heading, grouped)

    def _titles(self, first: Paragraph) -> tuple[str, str]:
        if first.item:
            title = next((item.title for item in self._filing.info.items if item.number == first.item), "")
            return plain(f"Item {first.item} {title}"), plain(f"Item {first.item}")
        name = plain(f"EX-{first.exhibit}" if first.exhibit else first.document)
        match first.section:
            case "press_release":
                return f"{name} · Press release", name
            case "exhibit":
                return f"{name} · Exhibit, the passages quoted", name
            case "preface":
                return "Before the first item", "Note"
            case section:
                return {"cover": "Cover page", "signature": "Signature"}.get(section, name), section.capitalize()

    def _block(self, paragraph: Paragraph) -> Block:
        text = self._filing.text(paragraph)
        number = self._places.number(paragraph)
        claims = self._touching(paragraph)
        cells, figures = [], []
        start = paragraph.start
        for cell in text.split("\t"):
            cells.append(tuple(self._runs(paragraph.document, start, start + len(cell), claims)))
            figures.append(bool(_FIGURE.fullmatch(cell.strip())))
            start += len(cell) + 1
        kind: Kind = _row_kind(text) if len(cells) > 1 else _kind(text) if number else "heading"
        if kind == "fixed":
            cells[0] = (Run(self._indent(paragraph)), *cells[0])
        return Block(kind, number, tuple(cells), tuple(figures))

    def _indent(self, paragraph: Paragraph) -> str:
        """Return the spaces before a paragraph's first line, by which its columns are aligned."""
        text = self._filing.document(paragraph.document).text
        line = text[text.rfind("\n", 0, paragraph.start) + 1 : paragraph.start]
        return "" if line.strip() else line

    def _touching(self, paragraph: Paragraph) -> list[Claim]:
        claims = self._claims.get(paragraph.document, [])
        first = bisect_left(self._ends.get(paragraph.document, []), paragraph.start + 1)
        last = bisect_left(claims, paragraph.end, key=lambda claim: claim.start)
        return [claim for claim in claims[first:last] if claim.end > paragraph.start]

    def _runs(self, document: str, start: int, end: int, claims: list[Claim]) -> Iterator[Run]:
        text = self._filing.document(document).text
        edges = {start, end}
        for claim in claims:
            edges.update((claim.start, claim.end, *(claim.core or ())))
        cuts = sorted(edge for edge in edges if start <= edge <= end)
        for low, high in pairwise(cuts):
            here = [claim for claim in claims if claim.start < high and claim.end > low]
            words = shown(text[low:high])
            if here and words:
                yield self._marked(words, low, high, here)
            elif words:
                yield Run(words)

    def _marked(self, words: str, low: int, high: int, claims: list[Claim]) -> Run:
        def is_core(claim: Claim) -> bool:
            return claim.core is not None and claim.core[0] < high and claim.core[1] > low

        claims = sorted(claims, key=lambda claim: (not is_core(claim), claim.end - claim.start))
        stating = [claim for claim in claims if is_core(claim)]
        anchors = tuple(dict.fromkeys(c.anchor for c in claims if c.anchor not in self._anchored))
        self._anchored.update(anchors)
        return Run(
            text=words,
            keys=tuple(dict.fromkeys(claim.key for claim in claims)),
            target=claims[0].target,
            anchors=anchors,
            states=tuple(dict.fromkeys(claim.key for claim in stating)),
            ends=tuple(dict.fromkeys(claim.key for claim in stating if claim.core and claim.core[1] <= high)),
            unclaimed=all(claim.unclaimed for claim in claims),
        )


def _words(relation: str) -> str:
    """Return what is said of an exhibit that is not part of the filing: "by reference"."""
    return "" if relation == "filed_here" else relation.replace("_", " ")


def _running_ends(claims: Sequence[Claim]) -> list[int]:
    ends: list[int] = []
    for claim in claims:
        ends.append(max(claim.end, ends[-1] if ends else 0))
    return ends


def _row_kind(text: str) -> Kind:
    """Tell an entry of a list, its sign in a cell of its own, from a row of a table."""
    sign, _, rest = text.partition("\t")
    return (
        "bullet"
        if "\t" not in rest and _SIGN.fullmatch(sign.strip()) and not _FIGURE.fullmatch(rest.strip())
        else "row"
    )


def _kind(text: str) -> Kind:
    """Tell prose from columns of plain text and from lines that are meant to stand by themselves."""
    if text.startswith("|") or _COLUMNS.search(text):
        return "fixed"
    *before, _ = [line.strip() for line in text.split("\n")]
    return "prose" if all(len(line) >= _WRAPPED for line in before) else "lines"
