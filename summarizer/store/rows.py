"""A summary as rows of the tables that are made from it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from summarizer.store.database import storable

if TYPE_CHECKING:
    from summarizer.models import Deal, Event, Evidence, Fact, FilingInfo, Summary

Row = Sequence[Any]

_EVENT_GROUPS = ("amounts", "percentages", "dates")
_FACT = (
    "id", "summary_id", "deal_id", "event_id", "path", "fact_group", "kind", "text", "value", "number", "value_max",
    "number_max", "currency", "unit", "qualifier", "basis", "months", "not_before", "not_after", "payer", "payee",
    "contingent", "defined_name", "is_registrant", "status", "certainty", "hedge",
)  # fmt: skip
# What some facts have and others have not, under the same name in the summary and in the table.
_OWN = (
    "currency", "unit", "qualifier", "basis", "months", "not_before", "not_after", "payer", "payee", "contingent",
    "defined_name", "is_registrant",
)  # fmt: skip


def filing_name(info: FilingInfo) -> str:
    """Return what a filing is called in a list: registrant, form, date."""
    return " · ".join(part for part in (info.registrant.name, info.form, info.date_of_report) if part)


def write_filing(db: sqlite3.Connection, source: int, part: int, info: FilingInfo) -> int:
    """Enter what the parser read on the cover, or put it right, and return the filing's id."""
    about = {
        "name": filing_name(info),
        "form": info.form,
        "accession_number": info.accession_number,
        "registrant": info.registrant.name,
        "cik": info.registrant.cik,
        "state_of_incorporation": info.registrant.state_of_incorporation,
        "commission_file_number": info.registrant.commission_file_number,
        "ein": info.registrant.ein,
        "tickers": json.dumps([ticker.symbol for ticker in info.registrant.tickers]),
        "date_of_report": info.date_of_report,
        "filed_on": info.filed_on,
    }
    names = ", ".join(about)
    db.execute(
        f"INSERT INTO filing (source_id, part, {names}) VALUES (?, ?, {_marks(about)})"  # noqa: S608  # our own names
        f" ON CONFLICT (source_id, part) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in about)}",
        _clean((source, part, *about.values())),
    )
    (filing,) = db.execute("SELECT id FROM filing WHERE source_id = ? AND part = ?", (source, part)).fetchone()
    db.execute("DELETE FROM item WHERE filing_id = ?", (filing,))
    db.execute("DELETE FROM exhibit WHERE filing_id = ?", (filing,))
    _insert(
        db,
        "item",
        ("filing_id", "position", "number", "title", "furnished", "points_to"),
        ((filing, at, i.number, i.title, i.furnished, i.points_to) for at, i in enumerate(info.items, 1)),
    )
    _insert(
        db,
        "exhibit",
        ("filing_id", "position", "number", "description", "relation"),
        ((filing, at, e.number, e.description, e.relation) for at, e in enumerate(info.exhibits, 1)),
    )
    return int(filing)


def write_summary(db: sqlite3.Connection, id_: int, summary: Summary) -> None:
    """Enter what a summary says, under the id that it has in the table of summaries.

    To be called inside a transaction that holds the write lock: ids are counted here, so that many rows go in at once.
    """
    from summarizer.models import fact_groups

    next_id = _Ids(db)
    deals: list[Row] = []
    events: list[Row] = []
    facts: list[Row] = []
    related: list[Row] = []
    evidence: list[Row] = []

    def bear(name: str, id_: int, found: Iterable[Evidence]) -> None:
        of = {"fact": None, "event": None, "related": None} | {name: id_}
        evidence.extend((*of.values(), e.quote, e.document, e.item, e.exhibit, e.start, e.end, e.match) for e in found)

    def enter(of: Sequence[int | None], groups: dict[str, tuple[Any, ...]]) -> None:
        for group, members in groups.items():
            for fact in members:
                number = next_id("fact")
                facts.append((number, id_, *of, *_fact(group, fact)))
                bear("fact", number, fact.evidence)

    for deal in summary.deals:
        number = next_id("deal")
        deals.append(
            (number, id_, deal.id, deal.type, deal.action, _deal_name(deal), deal.title, deal.headline, deal.subject)
        )
        enter((number, None), fact_groups(deal))
        for reference in deal.related:
            place = next_id("related")
            related.append((place, number, reference.text, reference.exhibit, reference.date))
            bear("related", place, reference.evidence)
    for event in summary.events:
        number = next_id("event")
        events.append((number, id_, event.id, event.item, event.kind, event.text))
        bear("event", number, event.evidence)
        enter((None, number), _event_groups(event))

    _insert(db, "deal", ("id", "summary_id", "path", "type", "action", "name", "title", "headline", "subject"), deals)
    _insert(db, "event", ("id", "summary_id", "path", "item", "kind", "text"), events)
    _insert(db, "fact", _FACT, facts)
    _insert(db, "related", ("id", "deal_id", "text", "exhibit", "date"), related)
    _insert(
        db,
        "evidence",
        (
            *("fact_id", "event_id", "related_id", "quote", "document", "item", "exhibit"),
            *("start_char", "end_char", "match"),
        ),
        evidence,
    )
    _insert(db, "sentence", ("summary_id", "position", "paragraph", "text", "supports"), _sentences(id_, summary))
    _insert(
        db,
        "finding",
        ("summary_id", "kind", "about", "text", "reason", "agrees", "document", "start_char", "end_char"),
        ((id_, *finding) for finding in _findings(summary)),
    )


class _Ids:
    """Counts the ids of new rows on from the highest there is."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._last: dict[str, int] = {}

    def __call__(self, table: str) -> int:
        if table not in self._last:
            (self._last[table],) = self._db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()  # noqa: S608
        self._last[table] += 1
        return self._last[table]


def _deal_name(deal: Deal) -> str:
    return deal.title or f"{deal.type.replace('_', ' ')}, {deal.action}"


def _event_groups(event: Event) -> dict[str, tuple[Any, ...]]:
    return {name: getattr(event, name) for name in _EVENT_GROUPS}


def _fact(group: str, fact: Fact) -> tuple[Any, ...]:
    """Return the columns of a fact from its path on."""
    given = vars(fact)  # as pydantic keeps its fields; to ask for one that is not there takes it long
    party, is_number = group == "parties", group != "dates"
    value = given.get("months" if group == "durations" else "value")
    value_max = given.get("value_max")
    return (
        fact.id,
        group,
        given["role" if party else "kind"],
        given["name" if party else "text"],
        value,
        _number(value) if is_number else None,
        value_max,
        _number(value_max),
        *(given.get(name) for name in _OWN),
        fact.status,
        fact.certainty,
        fact.hedge,
    )


def _number(value: str | None) -> float | None:
    """Return a decimal string as a floating-point number, which is for sums and comparisons; the string is exact."""
    try:
        return None if value is None else float(value)
    except ValueError:
        return None


def _sentences(id_: int, summary: Summary) -> Iterator[tuple[Any, ...]]:
    position = 0
    for number, paragraph in enumerate(summary.brief.paragraphs, 1):
        for sentence in paragraph.sentences:
            position += 1
            yield id_, position, number, sentence.text, json.dumps(sentence.supports)


def _findings(summary: Summary) -> Iterator[tuple[Any, ...]]:
    """Yield kind, about, text, reason, agrees, and where it stands."""
    checks = summary.checks
    nowhere = (None, None, None)
    for rejected in checks.rejected:
        yield "rejected", rejected.path, rejected.value, rejected.reason, None, *nowhere
    for kind, found in (
        ("unclaimed_amount", checks.unclaimed_amounts),
        ("unclaimed_date", checks.unclaimed_dates),
        ("unclaimed_percentage", checks.unclaimed_percentages),
    ):
        for one in found:
            yield kind, None, one.text, None, None, one.span.document, one.span.start, one.span.end
    for gap in checks.gaps:
        yield "gap", gap.deal, gap.expected, f"{gap.disposition}: {gap.searched}".rstrip(": "), None, *nowhere
    for conflict in checks.conflicts:
        yield "conflict", ", ".join(conflict.facts), conflict.reason, None, None, *nowhere
    for working in checks.arithmetic:
        yield "arithmetic", ", ".join(working.facts), working.working, None, working.agrees, *nowhere
    for warning in checks.warnings:
        yield "warning", None, warning, None, None, *nowhere
    for notice in summary.filing.notices:
        yield "notice", None, notice, None, None, *nowhere


def _insert(db: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    db.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({_marks(columns)})",  # noqa: S608  # our own names
        map(_clean, rows),
    )


def _marks(columns: Iterable[str]) -> str:
    return ", ".join("?" for _ in columns)


def _clean(row: Sequence[Any]) -> list[Any]:
    return [storable(value) if isinstance(value, str) else value for value in row]
