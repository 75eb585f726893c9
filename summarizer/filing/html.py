"""HTML of any age to readable text and blocks, in one pass over its tags.

The markup is cut at its tags with one expression instead of being built into a tree: unclosed tags, tags of
another century and a million nested ones cost the same as any others, and inline tags cost nothing. A table's
row becomes a line, its cells parted by tabs, with "$" and "1,000" of neighbouring cells joined.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from summarizer.filing.text import MOST_BLOCKS, Body, Range, read_text

Facts = dict[str, list[str]]

# What a tag does to the words around it; every other tag is of the inline kind and does nothing, so that words
# that such tags cut ("I<b>TEM</b>") are whole again.
_FLUSH, _LINE, _TABLE, _ROW, _CELL, _ROWS, _PAGE, _PRE, _SKIP = range(9)
_ACTIONS = {
    **dict.fromkeys(
        "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 center blockquote body section article header footer caption "
        "address form option text document".split(),
        _FLUSH,
    ),
    "br": _LINE,
    "table": _TABLE,
    "tr": _ROW,
    "td": _CELL,
    "th": _CELL,
    "tbody": _ROWS,
    "thead": _ROWS,
    "tfoot": _ROWS,
    "hr": _PAGE,
    "page": _PAGE,
    "pre": _PRE,
    "script": _SKIP,
    "style": _SKIP,
    "title": _SKIP,
    "ix:header": _SKIP,
}
_ACTIONS |= {name.upper(): action for name, action in _ACTIONS.items()}
# A cell ends where the next one begins, or its row does.
_ACTIONS |= {f"/{name}": action for name, action in _ACTIONS.items() if action != _CELL}
_TAG = re.compile(r"<(/?[a-zA-Z][^\s<>/]*|[!?])[^<>]*>")
_ENTITY = re.compile(r"&#?\w{1,31};")
_AMPERSANDS = frozenset({"&amp;", "&AMP;", "&#38;", "&#038;", "&#x26;"})
_BETWEEN = "\x1f"
_FACT = re.compile(r"<ix:nonnumeric\b[^<>]*?\bname\s*=\s*[\"']dei:(\w+)[\"'][^<>]*>", re.IGNORECASE)
_FACT_END = re.compile(r"</ix:nonnumeric\s*>", re.IGNORECASE)
_HIDDEN_OK = frozenset({"EntityCentralIndexKey", "DocumentType", "TradingSymbol", "SecurityExchangeName"})
_PAGE_BREAK = re.compile(r"page-break-(?:before|after)\s*:\s*[aA]")
_FURNITURE = re.compile(r"(?:[-–—\s]*(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?[-–—\s]*|table of contents)", re.IGNORECASE)
_SENTENCE_END = tuple('.!?:;"”’)*_]')
_ANY_TAG = re.compile(r"<[^<>]*>")
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|body|td|font|ix:)[\s>:]", re.IGNORECASE)
_MARKUP_MANY = re.compile(r"<(?:p|br|span|div\s+style|div\s+align|tr)\b[^<>]*>", re.IGNORECASE)
_JOIN_LEFT = frozenset({"$", "US$", "C$", "€", "£", "¥", "(", "$(", "-", "–"})
_JOIN_RIGHT = frozenset({")", "%", ")%", "%)", "x"})
_GAP = re.compile(r"[ \n]?\xa0[ \n]?\xa0\s+")
_BREAK = "\x1e"
_SLICE = 1_000_000  # characters of markup cut into tags at a time, so that memory stays bounded
_MOST_ENTITIES = 200
_MOST_FACTS = 500
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\u00ad\ufeff"))


def is_html(text: str) -> bool:
    """Tell HTML from plain text, which may hold a few tags of its own (``<TABLE>``, ``<PAGE>``)."""
    head = text[:20000]
    if "<" not in head:
        return False
    if _MARKUP.search(head):
        return True
    return sum(1 for _ in _MARKUP_MANY.finditer(head)) >= 12


def read_html(markup: str) -> tuple[Body, Facts]:
    """Return the text that a page shows, its blocks, and the cover-page facts that inline XBRL tags hold."""
    facts = _facts(markup) if "dei:" in markup else {}
    if "<!--" in markup:
        markup = _without_comments(markup)
    if "PAGE-BREAK-" in markup:
        markup = markup.replace("PAGE-BREAK-BEFORE", "page-break-before").replace(
            "PAGE-BREAK-AFTER", "page-break-after"
        )
    if "page-break-" in markup:
        markup = _with_page_breaks(markup)
    writer = _Writer()
    inside_pre = False
    skipped: str | None = None
    closed: dict[str, bool] = {}
    for piece in _slices(markup):
        cut = _TAG.split(piece)
        if "&" in piece:
            _resolve_entities(cut)
        tokens = iter(cut)
        words = next(tokens)
        if words and skipped is None:
            writer.words.append(words)
        for name, words in zip(tokens, tokens, strict=True):
            action = _ACTIONS.get(name)
            if action is None and not name.islower():
                action = _ACTIONS.get(name.lower())
            if action is None:
                if words and skipped is None:
                    writer.words.append(words)
                continue
            if skipped is not None:
                if name.lower() == skipped:
                    skipped = None
                else:
                    continue
            elif action == _SKIP:
                if name not in closed:
                    closed[name] = name[0] != "/" and _is_closed(markup, name)
                if closed[name]:
                    skipped = f"/{name.lower()}"
                    continue
            elif action == _PRE:
                inside_pre = name[0] != "/"
                writer.flush() if inside_pre else writer.flush_pre()
            elif inside_pre:
                writer.words.append("\f\n" if action == _PAGE else "\n" if action == _LINE else "")
            elif action or writer.row is not None:
                writer.tag(action, name[0] == "/")
            elif writer.words:
                writer.flush()
            if words:
                writer.words.append(words)
    writer.close()
    return Body(writer.text(), writer.blocks), facts


def _slices(markup: str) -> Iterator[str]:
    if len(markup) <= _SLICE:
        yield markup
        return
    position = 0
    while position < len(markup):
        end = position + _SLICE
        if end < len(markup):
            cut = markup.rfind("<", position + 1, end)
            end = cut if cut > 0 else end
        yield markup[position:end]
        position = end


def _is_closed(markup: str, name: str) -> bool:
    """Tell whether an element that is not shown ends anywhere; what never ends is shown rather than lost."""
    return f"</{name}" in markup or f"</{name.lower()}" in markup or f"</{name.upper()}" in markup


def _with_page_breaks(markup: str) -> str:
    """Put a rule before each tag whose style ends the page."""
    kept: list[str] = []
    position = 0
    for match in _PAGE_BREAK.finditer(markup):
        start = markup.rfind("<", position, match.start())
        if start >= 0:
            kept.append(markup[position:start])
            position = start
    kept.append(markup[position:])
    return "<hr>".join(kept)


def _without_comments(markup: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := markup.find("<!--", position)) >= 0:
        end = markup.find("-->", start)
        if end < 0:
            break
        kept.append(markup[position:start])
        position = end + 3
    kept.append(markup[position:])
    return " ".join(kept)


def _resolve_entities(cut: list[str]) -> None:
    """Put characters for the entities in the words between the tags: every other string of ``cut``.

    The words are joined for it and parted again; the separator is a control character, which no text and no
    entity can hold.
    """
    words = _BETWEEN.join(cut[::2])
    found = set(_ENTITY.findall(words))
    if len(found) > _MOST_ENTITIES:
        words = _ENTITY.sub(lambda match: html.unescape(match[0]), words)
    else:
        # "&amp;" last: what it gives may look like another entity and is none.
        for entity in sorted(found, key=_AMPERSANDS.__contains__):
            words = words.replace(entity, html.unescape(entity))
    cut[::2] = words.split(_BETWEEN)


def _facts(markup: str) -> Facts:
    """Return the cover's tagged facts; of the hidden ones only those that a cover doesn't word in its own way."""
    facts: Facts = {}
    hidden: Facts = {}
    shown_from = max(markup.find("</ix:header"), 0)
    for count, match in enumerate(_FACT.finditer(markup)):
        if count > _MOST_FACTS:
            break
        end = _FACT_END.search(markup, match.end(), match.end() + 5000)
        if end:
            words = html.unescape(_ANY_TAG.sub(" ", markup[match.end() : end.start()]))
            into = facts if match.start() >= shown_from else hidden
            into.setdefault(match[1], []).append(" ".join(words.split()))
    facts.update((key, hidden[key]) for key in _HIDDEN_OK & hidden.keys() - facts.keys())
    return facts


def _folded(words: str) -> str:
    """Fold white space; columns that a page sets with runs of fixed spaces are parted by tabs."""
    if "\xa0" in words and _GAP.search(words):
        return "\t".join(filter(None, (" ".join(part.split()) for part in _GAP.split(words))))
    return " ".join(words.split())


class _Writer:
    """Takes words and tags in the page's order, gives text and blocks."""

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
        if self.row is not None:
            self._tag_in_row(action, closing)
        elif action == _LINE:
            self.words.append(_BREAK)
        elif action == _TABLE:
            self.flush()
            if not closing:
                self._tables += 1
            elif self._tables:
                self._tables -= 1
        elif action == _ROW and not closing and self._tables:
            self.flush()
            self.row = []
        elif action == _PAGE:
            self.flush()
            self._end_page()
        else:
            self.flush()

    def _tag_in_row(self, action: int, closing: bool) -> None:
        if action == _CELL:
            if self.words:
                self._end_cell()
        elif action == _ROW:
            self._end_row()
            self.row = None if closing else []
        elif action == _TABLE and not closing:
            # A table in a cell: the outer one is there for the layout, its cells are read one after the other.
            self._end_cell()
            for cell in self.row or ():
                self._emit_flow(cell)
            self.row = None
            self._tables += 1
        elif action == _TABLE:
            self._end_row()
            self.row = None
            self._tables = max(0, self._tables - 1)
        elif action == _ROWS:
            self._end_row()
            self.row = None
        elif self.words:
            self.words.append(_BREAK if action == _LINE else _BREAK + _BREAK)

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
        if self.words:
            words = "".join(self.words)
            self.words.clear()
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
        if self.row is not None:
            self._end_row()
            self.row = None
        self.flush()

    def text(self) -> str:
        """Return what was written."""
        return "".join(self._out)
