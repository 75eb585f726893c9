"""HTML of any age to readable text and blocks, in one pass over its tags.

The markup is cut at its tags with one expression instead of being built into a tree: unclosed tags, tags of
another century and a million nested ones cost the same as any others, and inline tags cost nothing. A table's
row becomes a line, its cells parted by tabs, with "$" and "1,000" of neighbouring cells joined.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.filing.hidden import without_hidden
from summarizer.filing.layout import CELL, FLUSH, LINE, PAGE, PRE, ROW, ROWS, SKIP, TABLE, Writer
from summarizer.filing.raised import with_raised_written_out
from summarizer.filing.text import Body

Facts = dict[str, list[str]]

# What tags do to the words around them; every other one is of the inline kind and does nothing, so that words
# that such tags cut ("I<b>TEM</b>") are whole again.
_ACTIONS: dict[str, int | None] = {
    **dict.fromkeys(
        "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 center blockquote body section article header footer caption "
        "address form option text document".split(),
        FLUSH,
    ),
    "br": LINE,
    "table": TABLE,
    "tr": ROW,
    "td": CELL,
    "th": CELL,
    "tbody": ROWS,
    "thead": ROWS,
    "tfoot": ROWS,
    "hr": PAGE,
    "page": PAGE,
    "pre": PRE,
    "script": SKIP,
    "style": SKIP,
    "title": SKIP,
    "ix:header": SKIP,
}
_ACTIONS |= {name.upper(): action for name, action in _ACTIONS.items()}
# A cell ends where the next one begins, or its row does.
_ACTIONS |= {f"/{name}": action for name, action in _ACTIONS.items() if action != CELL}
# The signs that a tag may hold, the most frequent first, are named instead of those that it may not: a third faster.
_TAG = re.compile("<(/?[a-zA-Z][^\\s<>/]*+|[!?])[?-\U0010ffff\\0-;=]*+>")
_ENTITY = re.compile(r"&#?\w{1,31};")
_BETWEEN = "\x1f"
_FACT = re.compile(r"<ix:nonnumeric\b[^<>]*?\bname\s*=\s*[\"']dei:(\w+)[\"'][^<>]*>", re.IGNORECASE)
_FACT_END = re.compile(r"</ix:nonnumeric\s*>", re.IGNORECASE)
_HIDDEN_OK = frozenset({"EntityCentralIndexKey", "DocumentType", "TradingSymbol", "SecurityExchangeName"})
_PAGE_BREAK = re.compile(r"page-break-(?:before|after)\s*:\s*[aA]")
_ANY_TAG = re.compile(r"<[^<>]*>")
# A block that its style makes a part of the line ("at $<div style="display:inline">5.22</div> per share").
_INLINE = re.compile(
    r"<div\b[^<>]*?\bdisplay\s*:\s*inline(?!-)\b[^<>]*>((?:[^<]|<(?!/?(?:div|p|table|tr|td|br)\b))*+)</div\s*>",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|body|td|font|ix:)[\s>:]", re.IGNORECASE)
_MARKUP_MANY = re.compile(r"<(?:p|br|span|div\s+style|div\s+align|tr)\b[^<>]*>", re.IGNORECASE)
# Soft hyphens, joiners and marks of no width: they would keep words from being found.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SLICE = 1_000_000  # characters of markup cut into tags at a time, so that memory stays bounded
_MOST_FACTS = 500


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
    if "<!--" in markup:
        markup = _without_comments(markup)
    markup = without_hidden(markup)
    facts = _facts(markup) if "dei:" in markup else {}
    if "PAGE-BREAK-" in markup:
        markup = markup.replace("PAGE-BREAK-BEFORE", "page-break-before").replace(
            "PAGE-BREAK-AFTER", "page-break-after"
        )
    if "page-break-" in markup:
        markup = _with_page_breaks(markup)
    if "inline" in markup:
        markup = _INLINE.sub(r"<span>\1</span>", markup)
    if not markup.isascii() and any(chr(mark) in markup for mark in _INVISIBLE):
        markup = markup.translate(_INVISIBLE)
    markup = with_raised_written_out(markup)
    writer = Writer()
    inside_pre = False
    skipped: str | None = None
    closed: dict[str, bool] = {}
    actions = dict(_ACTIONS)
    for piece in _slices(markup):
        cut = _TAG.split(piece)
        if "&" in piece:
            _resolve_entities(cut)
        tokens = iter(cut)
        words = next(tokens)
        if words and skipped is None:
            writer.words.append(words)
        for name, words in zip(tokens, tokens, strict=True):
            try:
                action = actions[name]
            except KeyError:
                action = actions[name] = _ACTIONS.get(name.lower())
            if action is None:
                if words and skipped is None:
                    writer.words.append(words)
                continue
            if skipped is not None:
                if name.lower() == skipped:
                    skipped = None
                else:
                    continue
            elif action == SKIP:
                if name not in closed:
                    closed[name] = name[0] != "/" and _is_closed(markup, name)
                if closed[name]:
                    skipped = f"/{name.lower()}"
                    continue
            elif action == PRE:
                inside_pre = name[0] != "/"
                writer.flush() if inside_pre else writer.flush_pre()
            elif inside_pre:
                writer.words.append("\f\n" if action == PAGE else "\n" if action == LINE else "")
            elif writer.row is not None:
                writer.tag_in_row(action, name[0] == "/")
            elif action:
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
    words = _ENTITY.sub(lambda entity: _characters(entity[0]), _BETWEEN.join(cut[::2]))
    cut[::2] = words.split(_BETWEEN)


@lru_cache(maxsize=256)  # pages have few, and most of them the same
def _characters(entity: str) -> str:
    return html.unescape(entity).translate(_INVISIBLE)


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
