"""Words and tags in a page's order, written down as readable text and its blocks.

A table's row becomes a line, its cells parted by tabs, with "$" and "1,000" of neighbouring cells joined.
"""

from __future__ import annotations

import re

from summarizer.filing.text import MOST_BLOCKS, Range, read_text

# What a tag does to the words around it.
FLUSH, LINE, TABLE, ROW, CELL, ROWS, PAGE, PRE, SKIP = range(9)

_FURNITURE = re.compile(r"(?:[-–—\s]*(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?[-–—\s]*|table of contents)", re.IGNORECASE)
_SENTENCE_END = tuple('.!?:;"”’)*_]')
_JOIN_LEFT = frozenset({"$", "US$", "C$", "€", "£", "¥", "(", "$(", "-", "–"})
_JOIN_RIGHT = frozenset({")", "%", ")%", "%)", "x"})
_GAP = re.compile(r"\xa0[ \n]?\xa0\s+")
_BREAK = "\x1e"


def _folded(words: str) -> str:
    """Fold white space; columns that a page sets with runs of fixed spaces are parted by tabs."""
    if "\xa0" in words and _GAP.search(words):
        return "\t".join(filter(None, (" ".join(part.split()) for part in _GAP.split(words))))
    return " ".join(words.split())


class Writer:
    """Takes words (``words``) and tags in the page's order, gives text and blocks."""

    def __init__(self) -> None:
        self.blocks: list[Range] = []
        self._out: list[str] = []
        self._length = 0
        self.words: list[str] = []
        self.row: list[str] | None = None  # the cells of the row that is open, outermost table's last
        self._tables = 0
        self._broken = False  # a page has ended since the last block
        self._rows = False  # the block before was a row of several cells

    def tag(self, action: int, closing: bool) -> None:
        """Take a tag that stands outside of any row."""
        if action == LINE:
            self.words.append(_BREAK)
        elif action == TABLE:
            self.flush()
            if not closing:
                self._tables += 1
            elif self._tables:
                self._tables -= 1
        elif action == ROW and not closing and self._tables:
            self.flush()
            self.row = []
        elif action == PAGE:
            self.flush()
            self._end_page()
        else:
            self.flush()

    def tag_in_row(self, action: int, closing: bool) -> None:
        """Take a tag that stands in a table's row."""
        if action == CELL:
            if self.words:
                self._end_cell()
        elif action == ROW:
            self._end_row()
            self.row = None if closing else []
        elif action == TABLE and not closing:
            # A table in a cell: the outer one is there for the layout, its cells are read one after the other.
            self._end_cell()
            for cell in self.row or ():
                self._emit_flow(cell)
            self.row = None
            self._tables += 1
        elif action == TABLE:
            self._end_row()
            self.row = None
            self._tables = max(0, self._tables - 1)
        elif action == ROWS:
            self._end_row()
            self.row = None
        elif self.words:
            self.words.append(_BREAK if action == LINE else _BREAK + _BREAK)

    def _end_cell(self) -> None:
        if self.words and self.row is not None:
            cell = "".join(self.words)
            self.words.clear()
            if not cell.isspace():
                self.row.append(cell)

    def _end_row(self) -> None:
        self._end_cell()
        cells = self.row or []
        if len(cells) == 1:
            self._emit_flow(cells[0])
        elif cells:
            self._emit_row(cells)

    def _emit_row(self, cells: list[str]) -> None:
        joined: list[str] = []
        last = len(cells) - 1
        stuck = False
        for place, cell in enumerate(cells):
            if _BREAK in cell:
                lines = [" ".join(line.split()) for line in cell.split(_BREAK)]
                cell = ("\n" if place == last else " ").join(filter(None, lines))
            else:
                cell = " ".join(cell.split())
            if not cell:
                continue
            # "2" and ".1": columns that are aligned at the point.
            pointed = cell[0] == "." and cell[1:2].isdigit() and joined and joined[-1][-1].isdigit()
            if joined and (stuck or pointed or cell in _JOIN_RIGHT):
                joined[-1] += cell
            else:
                joined.append(cell)
            stuck = cell in _JOIN_LEFT
        words = "\t".join(joined)
        if words:
            self._emit(words, row=len(joined) > 1)

    def flush(self) -> None:
        """End the block."""
        if self.words:
            words = "".join(self.words)
            self.words.clear()
            if not words.isspace():
                self._emit_flow(words)

    def _emit_flow(self, words: str) -> None:
        """Write a run of words; two line breaks in a row part it."""
        if _BREAK not in words:
            words = _folded(words)
            if words:
                self._emit(words)
            return
        lines: list[str] = []
        for line in [*words.split(_BREAK), ""]:
            line = _folded(line)
            if line:
                lines.append(line)
            elif lines:
                self._emit("\n".join(lines))
                lines = []

    def _end_page(self) -> None:
        """Take back the page's number, and let a sentence that was cut go on in the next block."""
        while self.blocks:
            start, end = self.blocks[-1]
            if end - start > 20 or not _FURNITURE.fullmatch(self._out[-1]):
                break
            self._out.pop()
            self.blocks.pop()
            self._length = start
            if self._out:
                self._length -= len(self._out.pop())
        self._broken = bool(self.blocks)

    def flush_pre(self) -> None:
        """End preformatted text, whose lines are those of plain text."""
        words = "".join(self.words).replace(_BREAK, "\n").strip("\n")
        self.words.clear()
        if words and not words.isspace():
            self._separate("\n\n")
            self._broken = False
            body = read_text(words)
            self.blocks.extend((start + self._length, end + self._length) for start, end in body.blocks)
            self._out.append(words)
            self._length += len(words)
            self._rows = False

    def _emit(self, words: str, row: bool = False) -> None:
        if self._broken:
            if len(words) < 20 and _FURNITURE.fullmatch(words):
                return
            self._broken = False
            last = self._out[-1]
            if (
                len(last) > 40
                and words[0].islower()
                and not last.endswith(_SENTENCE_END)
                and not row
                and not self._rows
            ):
                self._out[-1] = f"{last} {words}"
                self._length += len(words) + 1
                self.blocks[-1] = (self.blocks[-1][0], self._length)
                return
        self._separate("\n" if row and self._rows else "\n\n")
        start = self._length
        self._out.append(words)
        self._length = start + len(words)
        if len(self.blocks) < MOST_BLOCKS:
            self.blocks.append((start, self._length))
        else:
            self.blocks[-1] = (self.blocks[-1][0], self._length)
        self._rows = row

    def _separate(self, gap: str) -> None:
        if self._out:
            self._out.append(gap)
            self._length += len(gap)

    def close(self) -> None:
        """End the page."""
        if self.row is not None:
            self._end_row()
            self.row = None
        self.flush()

    def text(self) -> str:
        """Return what was written."""
        return "".join(self._out)
