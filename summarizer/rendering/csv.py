"""Summaries → CSV: one row for every fact, for spreadsheets and data frames.

Rows end in a line feed and cells are quoted where they have to be (RFC 4180 but for the carriage return). Words of the
filing are folded to one line without control characters. A cell that a spreadsheet would take for a formula, one that
begins with ``=``, ``+``, ``-`` or ``@`` and is no plain number, gets an apostrophe before it (OWASP, CSV Injection).
`rows` gives the same facts as they are in the summary, neither folded nor guarded.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from summarizer.folding import plain
from summarizer.models import Deal, Event, Fact, Party, Summary, fact_groups
from summarizer.rendering import lines

Row = dict[str, str | None]

COLUMNS = (
    "accession_number", "form", "registrant", "cik", "date_of_report", "filed_on",
    "deal", "type", "action", "title", "event",
    "id", "group", "kind", "text", "value", "value_max", "currency", "unit", "qualifier", "basis", "months",
    "not_before", "not_after", "payer", "payee", "contingent", "defined_name", "is_registrant",
    "status", "certainty", "hedge", "quote", "document", "item", "exhibit", "start", "end",
)  # fmt: skip
_TAKEN = (
    "value", "value_max", "unit", "currency", "qualifier", "basis", "months", "not_before", "not_after", "payer",
    "payee", "contingent", "defined_name", "is_registrant", "status", "certainty", "hedge",
)  # fmt: skip
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_FORMULA = ("=", "+", "-", "@", "'")


def write(summaries: Iterable[Summary]) -> str:
    """Return the table with its heading line; a filing without a fact has no row."""
    return "".join(written(summaries))


def written(summaries: Iterable[Summary]) -> Iterator[str]:
    """Yield the table in parts, its heading line first, then the rows of one filing after the other."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for summary in summaries:
        yield _taken(out)
        writer.writerows({name: guarded(cell) for name, cell in row.items()} for row in rows(summary))
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def guarded(cell: str | None) -> str:
    """Return a cell on one line that no spreadsheet takes for a formula.

    An apostrophe that a cell begins with is doubled so, and the guard can be taken off again: the first one goes.
    """
    text = lines.visible(plain(cell or ""))
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def rows(summary: Summary) -> list[Row]:
    """Return a row for every fact, in the contract's order, each with every column of `COLUMNS`; events follow."""
    made = [row for deal in summary.deals for row in _deal_rows(summary, deal)]
    return made + [row for event in summary.events for row in _event_rows(summary, event)]


def _deal_rows(summary: Summary, deal: Deal) -> Iterator[Row]:
    about: Row = {"deal": deal.id, "type": deal.type, "action": deal.action, "title": deal.title}
    for group, facts in fact_groups(deal).items():
        for fact in facts:
            yield _filing(summary) | about | _fact(group, fact)


def _event_rows(summary: Summary, event: Event) -> Iterator[Row]:
    about: Row = {"event": event.id}
    itself: Row = {"id": event.id, "group": "events", "kind": event.kind, "text": event.text, "item": event.item}
    yield _filing(summary) | about | _words(event) | itself
    for group, facts in (("amounts", event.amounts), ("percentages", event.percentages), ("dates", event.dates)):
        for fact in facts:
            yield _filing(summary) | about | _fact(group, fact)


def _filing(summary: Summary) -> Row:
    filing = summary.filing
    return dict.fromkeys(COLUMNS) | {
        "accession_number": filing.accession_number,
        "form": filing.form,
        "registrant": filing.registrant.name,
        "cik": filing.registrant.cik,
        "date_of_report": filing.date_of_report,
        "filed_on": filing.filed_on,
    }


def _fact(group: str, fact: Fact) -> Row:
    given = fact.model_dump()
    party = isinstance(fact, Party)
    row: Row = {name: _cell(given.get(name)) for name in _TAKEN}
    row |= {"id": fact.id, "group": group, "kind": given["role" if party else "kind"]}
    row |= {
        "text": given["name" if party else "text"],
        "value": given.get("value"),
        "value_max": given.get("value_max"),
    }
    return row | _words(fact)


def _words(fact: Fact | Event) -> Row:
    """Return the first words that bear a fact out, and where they stand."""
    if not fact.evidence:
        return {}
    first = fact.evidence[0]
    return {
        "quote": first.quote,
        "document": first.document,
        "item": first.item,
        "exhibit": first.exhibit,
        "start": str(first.start),
        "end": str(first.end),
    }


def _cell(value: str | bool | None) -> str | None:
    return str(value).lower() if isinstance(value, bool) else value
