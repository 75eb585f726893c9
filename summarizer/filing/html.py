"""HTML of any age to readable text and blocks, in one pass over its tags.

The markup is cut at its tags with one expression instead of being built into a tree: unclosed tags, tags of
another century and a million nested ones cost the same as any others, and inline tags cost nothing. A table's
row becomes a line, its cells parted by tabs, with "$" and "1,000" of neighbouring cells joined.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from summarizer.filing.text import Body, Range, read_text

Facts = dict[str, list[str]]

_BLOCK = (
    "p|div|br|tr|td|th|table|li|ul|ol|dl|dt|dd|h[1-6]|center|hr|pre|blockquote|body|tbody|thead|tfoot|section|"
    "article|header|footer|caption|page|title|address|form|option|text|document"
)
# Tags of the inline kind are taken out first, so that words that they cut ("I<b>TEM</b>") are whole again.
_INLINE = re.compile(rf"<(?!/?(?:{_BLOCK})[\s/>])[a-zA-Z/!?][^<>]*>", re.IGNORECASE)
_TAG = re.compile(rf"<(/?)({_BLOCK})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_SKIPPED = re.compile(r"<!--|-->|<(/?)(script|style|title|ix:header)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w{1,31};")
_KEPT = {"&lt;": "\ue000", "&gt;": "\ue001", "&#60;": "\ue000", "&#62;": "\ue001"}
_FACT = re.compile(r"<ix:nonnumeric\b[^<>]*?\bname\s*=\s*[\"']dei:(\w+)[\"'][^<>]*>", re.IGNORECASE)
_FACT_END = re.compile(r"</ix:nonnumeric\s*>", re.IGNORECASE)
_HIDDEN_OK = frozenset({"EntityCentralIndexKey", "DocumentType", "TradingSymbol", "SecurityExchangeName"})
_PAGE_BREAK = re.compile(r"<[^<>]*page-break-(?:before|after)\s*:\s*always[^<>]*>", re.IGNORECASE)
_FURNITURE = re.compile(r"(?:[-–—\s]*(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?[-–—\s]*|table of contents)", re.IGNORECASE)
_SENTENCE_END = tuple(".!?:;\"”’)*_]")
_ANY_TAG = re.compile(r"<[^<>]*>")
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|body|td|font|ix:)[\s>:]", re.IGNORECASE)
_MARKUP_MANY = re.compile(r"<(?:p|br|span|div\s+style|div\s+align|tr)\b[^<>]*>", re.IGNORECASE)
_JOIN_LEFT = frozenset({"$", "US$", "C$", "€", "£", "¥", "(", "$(", "-", "–"})
_JOIN_RIGHT = frozenset({")", "%", ")%", "%)", "x"})
_BREAK = "\x1e"
_SLICE = 1_000_000  # characters of markup cut into tags at a time, so that memory stays bounded
_MOST_ENTITIES = 200
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
    tagged = _facts(markup) if "dei:" in markup else {}
    markup = _without_skipped(markup)
    facts = _facts(markup) if tagged else {}
    # Of the hidden facts only those count that a cover does not word in its own way.
    facts.update((key, tagged[key]) for key in _HIDDEN_OK & tagged.keys() - facts.keys())
    if "page-break" in markup:
        markup = _PAGE_BREAK.sub(r"<hr>\g<0>", markup)
    markup = _resolve_entities(markup)
    writer = _Writer()
    inside_pre = False
    for piece in _slices(markup):
        words = _TAG.split(_INLINE.sub("", piece))
        writer.add(words[0], inside_pre)
        for place in range(1, len(words), 3):
            tag = words[place + 1].lower()
            closing = words[place] == "/"
            if tag == "pre":
                inside_pre = not closing
                writer.flush_pre() if closing else writer.flush()
            elif inside_pre:
                writer.add("\f\n" if tag == "page" else "\n" if tag == "br" else "", True)
            else:
                writer.tag(tag, closing)
            if words[place + 2]:
                writer.add(words[place + 2], inside_pre)
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


def _without_skipped(markup: str) -> str:
    """Drop comments, scripts, styles, the title and the hidden header of inline XBRL."""
    kept: list[str] = []
    position = 0
    waiting: str | None = None
    for match in _SKIPPED.finditer(markup):
        token = match[2].lower() if match[2] else match[0]
        closing = match[1] == "/"
        if waiting is None:
            if token != "-->" and not closing:
                waiting = "-->" if token == "<!--" else token
                kept.append(markup[position : match.start()])
                position = match.end()
        elif (closing and token == waiting) or token == waiting == "-->":
            waiting = None
            position = match.end()
    if not kept:
        return markup
    # What was never closed is shown rather than lost.
    kept.append(markup[position:])
    return " ".join(kept) if len(kept) < 1000 else "".join(kept)


def _resolve_entities(markup: str) -> str:
    if "&" not in markup:
        return markup
    found = set(_ENTITY.findall(markup))
    if len(found) > _MOST_ENTITIES:
        return _ENTITY.sub(lambda match: _entity(match[0]), markup)
    for entity in found:
        markup = markup.replace(entity, _entity(entity))
    return markup


def _entity(entity: str) -> str:
    """Return an entity's characters; those that would pass for markup as private ones, put back at the end."""
    return _KEPT.get(entity) or html.unescape(entity).replace("<", "\ue000").replace(">", "\ue001")


def _facts(markup: str) -> Facts:
    facts: Facts = {}
    for match in _FACT.finditer(markup):
        if len(facts) > 500:
            break
        end = _FACT_END.search(markup, match.end(), match.end() + 5000)
        if end:
            words = html.unescape(_ANY_TAG.sub(" ", markup[match.end() : end.start()]))
            facts.setdefault(match[1], []).append(" ".join(words.split()))
    return facts


class _Writer:
    """Takes words and tags in the page's order, gives text and blocks."""

    def __init__(self) -> None:
        self.blocks: list[Range] = []
        self._out: list[str] = []
        self._length = 0
        self._words: list[str] = []
        self._row: list[str] | None = None  # the cells of the row that is open, outermost table's last
        self._tables: list[list[str] | None] = []
        self._broken = False  # a page has ended since the last block
        self._rows = False  # the block before was a row of several cells

    def add(self, words: str, pre: bool) -> None:
        if words and (pre or not words.isspace()):
            self._words.append(words)
        elif words and self._words:
            self._words.append(" ")

    def tag(self, tag: str, closing: bool) -> None:
        if self._row is not None:
            self._tag_in_row(tag, closing)
        elif tag == "br":
            self._words.append(_BREAK)
        elif tag == "table":
            self.flush()
            if not closing:
                self._tables.append(None)
            elif self._tables:
                self._tables.pop()
        elif tag == "tr" and not closing and self._tables:
            self.flush()
            self._row = []
        elif tag in ("hr", "page"):
            self.flush()
            self._end_page()
        else:
            self.flush()

    def _tag_in_row(self, tag: str, closing: bool) -> None:
        assert self._row is not None
        if tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()
            self._row = None if closing else []
        elif tag == "table" and not closing:
            # A table in a cell: the outer one is there for the layout, its cells are read one after the other.
            self._end_cell()
            for cell in self._row:
                self._emit_flow(cell)
            self._row = None
            self._tables.append(None)
        elif tag == "table":
            self._end_row()
            self._row = None
            if self._tables:
                self._tables.pop()
        elif tag in ("tbody", "thead", "tfoot"):
            self._end_row()
            self._row = None
        elif self._words:
            self._words.append(_BREAK if tag == "br" or self._words[-1] == _BREAK else _BREAK + _BREAK)

    def _end_cell(self) -> None:
        assert self._row is not None
        if self._words:
            cell = "".join(self._words)
            self._words.clear()
            if not cell.isspace():
                self._row.append(cell)

    def _end_row(self) -> None:
        self._end_cell()
        cells = self._row or []
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
            if joined and (stuck or cell in _JOIN_RIGHT):
                joined[-1] += cell
            else:
                joined.append(cell)
            stuck = cell in _JOIN_LEFT
        words = "\t".join(joined)
        if words:
            self._emit(words, row=len(joined) > 1)

    def flush(self) -> None:
        if self._words:
            words = "".join(self._words)
            self._words.clear()
            self._emit_flow(words)

    def _emit_flow(self, words: str) -> None:
        """Write a run of words; two line breaks in a row part it."""
        if _BREAK not in words:
            words = " ".join(words.split())
            if words:
                self._emit(words)
            return
        lines: list[str] = []
        for line in [*words.split(_BREAK), ""]:
            line = " ".join(line.split())
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
        words = "".join(self._words).replace(_BREAK, "\n").strip("\n")
        self._words.clear()
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
            if len(last) > 40 and words[0].islower() and not last.endswith(_SENTENCE_END) and not row and not self._rows:
                self._out[-1] = f"{last} {words}"
                self._length += len(words) + 1
                self.blocks[-1] = (self.blocks[-1][0], self._length)
                return
        self._separate("\n" if row and self._rows else "\n\n")
        start = self._length
        self._out.append(words)
        self._length = start + len(words)
        self.blocks.append((start, self._length))
        self._rows = row

    def _separate(self, gap: str) -> None:
        if self._out:
            self._out.append(gap)
            self._length += len(gap)

    def close(self) -> None:
        if self._row is not None:
            self._end_row()
            self._row = None
        self.flush()

    def text(self) -> str:
        """Return what was written; the private characters that stood for brackets are brackets again."""
        text = "".join(self._out)
        return text.replace("\ue000", "<").replace("\ue001", ">") if "\ue000" in text or "\ue001" in text else text
