"""Plain and markdown-like text to blocks: paragraphs, headings, list entries and rows of tables.

The text itself is left as it stands; a block is a range of it. Hard-wrapped lines are one block, and a page
break (a form feed, a ``<PAGE>`` line, a page number) does not end a paragraph that goes on after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

Range = tuple[int, int]
MOST_BLOCKS = 200_000  # of a document; what follows is part of the last one, so that memory stays bounded


class Body(NamedTuple):
    """A document's text and the ranges of its blocks, in order and without overlap."""

    text: str
    blocks: list[Range]


# Lines that carry no words of the filing: rules, and the layout tags of EDGAR's plain-text tables.
_MARKUP_LINE = re.compile(
    r"(?:\s|</?(?:table|caption|s|c|fn|text|page|div|center)\b[^<>]*>|[-=_*~#─━•.·|+:])*+$", re.IGNORECASE
)
_PAGE_MARK = re.compile(r"(?:<page>[\s\d]*|[-–—\s]*(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?[-–—\s]*)$", re.IGNORECASE)
_LIST_ENTRY = re.compile(r"(?:[-*•·o▪●]\s+|\(?(?:[a-z]{1,2}|\d{1,2}|[ivx]{1,5})[.)]\s+)(?=\S)", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
_GAP = re.compile(r"\S(?: {3}| {0,2}\t)\s*+\S")
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]*_]*$")
_TABLE_TAG = re.compile(r"</?table\b", re.IGNORECASE)
# A sentence never runs over a page break into one of these.
_OPENS_ANEW = re.compile(r"items?\b|signatures?\b|exhibits?\b|section\b|part\b|\(", re.IGNORECASE)

Line = tuple[int, str]


def read_text(text: str) -> Body:
    """Split plain text into blocks."""
    blocks: list[Range] = []
    pending: list[Line] = []  # a prose chunk that may go on after a page break
    broken = False
    for chunk, in_table in _chunks(text):
        if not chunk:
            broken = bool(pending)
            continue
        goes_on = broken and not in_table and _goes_on(pending, chunk)
        if goes_on or len(blocks) >= MOST_BLOCKS:
            blocks[-1] = (blocks[-1][0], _end(chunk[-1]))
        else:
            blocks.extend(_split(chunk, in_table))
        pending, broken = ([] if in_table else chunk), False
    return Body(text, blocks)


def _chunks(text: str) -> Iterator[tuple[list[Line], bool]]:
    """Yield runs of lines between blank ones; an empty run is a page break."""
    in_table = False
    lines: list[Line] = []
    for start, line, fed in _lines(text):
        bare = line.strip()
        mark = 0 < len(bare) <= 40 and bool(_PAGE_MARK.match(bare))
        filler = not bare or mark or bool(_MARKUP_LINE.match(bare))
        if lines and (filler or fed):
            yield lines, in_table
            lines = []
        if mark or fed:
            yield [], in_table
        if not filler:
            lines.append((start, line))
        elif "<" in bare and _TABLE_TAG.search(bare):
            in_table = "</" not in bare
    if lines:
        yield lines, in_table


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each line with its offset, cut at form feeds, and whether one stands before it."""
    position = 0
    for line in text.split("\n"):
        if "\f" not in line:
            yield position, line, False
        else:
            start = position
            for place, piece in enumerate(line.split("\f")):
                yield start, piece, place > 0
                start += len(piece) + 1
        position += len(line) + 1


def _goes_on(before: list[Line], after: list[Line]) -> bool:
    """Tell whether a paragraph cut by a page break goes on in the chunk after it."""
    last, first = before[-1][1].rstrip(), after[0][1].rstrip()
    if len(last) < 40 or _ENDS_SENTENCE.search(last) or _has_gap(last) or _OPENS_ANEW.match(first.lstrip()):
        return False
    return first.lstrip()[:1].islower() or (first[:1].isalnum() and len(first) >= 40)


def _split(chunk: list[Line], in_table: bool) -> Iterator[Range]:
    """Yield the ranges of the blocks in a run of lines: rows, list entries, headings or one paragraph."""
    gaps = [_has_gap(line) or line.lstrip().startswith("|") for _, line in chunk]
    tabular = in_table or sum(gaps) * 2 >= len(chunk)
    start: int | None = None
    end = 0
    for (position, line), gap in zip(chunk, gaps, strict=True):
        bare = line.lstrip()
        alone = bool(_MARKDOWN_HEADING.match(bare))
        anew = alone or (gap or in_table if tabular else bool(_LIST_ENTRY.match(bare)))
        if start is not None and anew:
            yield start, end
            start = None
        if start is None:
            start = position + len(line) - len(bare)
        end = _end((position, line))
        if alone:
            yield start, end
            start = None
    if start is not None:
        yield start, end


def _has_gap(line: str) -> bool:
    """Tell whether a line has columns: a tab, or three spaces, between its words."""
    bare = line.strip()  # most lines are indented, and few have columns
    return ("   " in bare or "\t" in bare) and bool(_GAP.search(bare))


def _end(line: Line) -> int:
    return line[0] + len(line[1].rstrip())
