"""Summary → a Markdown page. Whatever comes from a filing or a model is escaped, so that none of it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarizer.folding import plain
from summarizer.models import Summary
from summarizer.rendering import lines

# Signs that are markup anywhere; a list's bullet or number; the starts of addresses, which become links by themselves.
_MARKUP = re.compile(
    r"(?P<lead>^\d+(?=[.)](?:\s|$))|\bwww(?=\.)|\b(?:https?|ftp|mailto|xmpp)(?=:)|(?<=\w)(?=@\w))"
    r"(?P<after>[.):@])"
    r"|(?P<sign>[\\`*_{}\[\]<>#|~$]|(?<!\w)[-+=](?=\s|$))",
    re.IGNORECASE,
)


def write(summary: Summary) -> str:
    """Return the brief, a table of facts for each deal and event, and the checks."""
    return lines.visible("\n".join(_lines(summary))).rstrip() + "\n"


def escape(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _MARKUP.sub(lambda m: f"{m['lead'] or ''}\\{m['after'] or m['sign']}", plain(text)).replace("&", "&amp;")


def _lines(summary: Summary) -> Iterator[str]:
    yield from (f"# {escape(summary.brief.title)}", "", escape(lines.heading(summary)), "")
    for paragraph in summary.brief.paragraphs:
        yield from (escape(" ".join(sentence.text for sentence in paragraph.sentences)), "")
    for deal in summary.deals:
        yield from (f"## {escape(lines.deal_title(deal))}", "")
        yield from _table(lines.deal_rows(deal))
    for event in summary.events:
        yield from (f"## {event.id} · {event.kind.replace('_', ' ')} (Item {escape(event.item)})", "")
        yield from _table(lines.event_rows(event))
    yield from ("## Filing", "")
    yield from (f"- {label}: {escape(value)}" for label, value in lines.about(summary))
    yield from ("", "## Checks", "")
    yield from (f"- {escape(line)}" for line in lines.check_lines(summary))


def _table(rows: Iterable[lines.Row]) -> Iterator[str]:
    rows = list(rows)
    if not rows:
        return
    yield from ("| what | value | in the filing's words | where |", "| --- | --- | --- | --- |")
    for row in rows:
        yield f"| {escape(row.label)} | {escape(row.value)} | {escape(row.quote)} | {escape(row.where)} |"
    yield ""
