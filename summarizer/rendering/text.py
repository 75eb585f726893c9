"""Summary → text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from summarizer.folding import plain
from summarizer.models import Summary
from summarizer.rendering import lines

WIDTH = 96
_LABEL = 25


def write(summary: Summary) -> str:
    """Return the brief, then every fact with the words that bear it out, then the checks."""
    return lines.visible("\n".join(_lines(summary))).rstrip() + "\n"


def _lines(summary: Summary) -> Iterator[str]:
    yield lines.heading(summary)
    for label, value in lines.about(summary):
        yield from _labelled(label, value)
    yield ""
    title = plain(summary.brief.title)
    yield from (title, "=" * min(len(title), WIDTH))
    for paragraph in summary.brief.paragraphs:
        yield textwrap.fill(" ".join(plain(s.text) for s in paragraph.sentences), WIDTH)
        yield ""
    for deal in summary.deals:
        yield from _section(f"Deal {lines.deal_title(deal)}", lines.deal_rows(deal))
    for event in summary.events:
        yield from _section(
            f"Event {event.id} · {event.kind.replace('_', ' ')} (Item {event.item})", lines.event_rows(event)
        )
    yield "Checks"
    for line in lines.check_lines(summary):
        yield textwrap.fill(line, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _section(title: str, rows: Iterable[lines.Row]) -> Iterator[str]:
    yield title
    for row in rows:
        yield from _labelled(row.label, row.value)
        if not row.quote:
            continue
        quote = f'{row.where}: "{row.quote}"'
        yield textwrap.fill(quote, WIDTH, initial_indent=" " * (_LABEL + 4), subsequent_indent=" " * (_LABEL + 4))
    yield ""


def _labelled(label: str, value: str) -> Iterator[str]:
    yield textwrap.fill(value, WIDTH, initial_indent=f"  {label:<{_LABEL - 1}} ", subsequent_indent=" " * (_LABEL + 2))
