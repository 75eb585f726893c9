"""Summary → a small piece of HTML for a notebook: the brief, a table a deal. Everything is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from summarizer.folding import plain
from summarizer.models import Summary
from summarizer.rendering import lines


def write(summary: Summary) -> str:
    """Return HTML without script, style sheet or anything that is fetched."""
    return lines.visible("\n".join(_lines(summary)))


def _lines(summary: Summary) -> Iterator[str]:
    yield f"<div><small>{_safe(lines.heading(summary))}</small>"
    yield f"<h4>{_safe(summary.brief.title)}</h4>"
    for paragraph in summary.brief.paragraphs:
        yield f"<p>{_safe(' '.join(sentence.text for sentence in paragraph.sentences))}</p>"
    for deal in summary.deals:
        yield f"<table><caption>{_safe(lines.deal_title(deal))}</caption>"
        for row in lines.deal_rows(deal):
            cells = f"<td>{_safe(row.value)}</td><td>{_safe(row.where)}</td>"
            yield f'<tr><th scope="row">{_safe(row.label)}</th>{cells}</tr>'
        yield "</table>"
    for event in summary.events:
        yield f"<p><b>{_safe(event.kind.replace('_', ' '))}</b> (Item {_safe(event.item)}): {_safe(event.text)}</p>"
    yield f"<small>{_safe(next(lines.check_lines(summary)))}</small></div>"


def _safe(text: str) -> str:
    return escape(plain(text))
