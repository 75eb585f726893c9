"""Summaries → Parquet: the rows of `summarizer.rendering.csv`, typed. Needs pyarrow: ``summarizer[parquet]``.

Words are as they are in the summary, neither folded nor guarded. ``value`` is the exact text, whatever it is of;
``number`` and ``number_max`` are the same as floating-point numbers, where it is no date.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import IO, Any

from summarizer.errors import OptionError
from summarizer.models import Summary
from summarizer.rendering.csv import COLUMNS, Row, rows

_DAYS = ("date_of_report", "filed_on", "not_before", "not_after")
_FLAGS = ("contingent", "is_registrant")
_COUNTS = ("start", "end")
_GROUP = 20_000  # rows written at once


def check() -> None:
    """Raise `OptionError` where pyarrow is not installed."""
    _pyarrow()


def write(summaries: Iterable[Summary], file: IO[bytes]) -> None:
    """Write the table; a filing without a fact has no row. `OptionError` where pyarrow is not installed."""
    arrow, parquet = _pyarrow()
    schema = arrow.schema([(name, _type(arrow, name)) for name in (*COLUMNS, "number", "number_max")])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        waiting: list[dict[str, Any]] = []
        for summary in summaries:
            waiting += map(_typed, rows(summary))
            if len(waiting) >= _GROUP:
                writer.write_table(arrow.Table.from_pylist(waiting, schema))
                waiting = []
        if waiting:
            writer.write_table(arrow.Table.from_pylist(waiting, schema))


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise OptionError("Parquet needs pyarrow: pip install 'summarizer[parquet]'") from None
    return pyarrow, pyarrow.parquet


def _type(arrow: Any, name: str) -> Any:
    if name in _DAYS:
        return arrow.date32()
    if name in _FLAGS:
        return arrow.bool_()
    if name in _COUNTS:
        return arrow.int64()
    return arrow.float64() if name in ("number", "number_max", "months") else arrow.string()


def _typed(row: Row) -> dict[str, Any]:
    typed: dict[str, Any] = dict(row)
    for name in _DAYS:
        typed[name] = _day(row[name])
    for name in _FLAGS:
        typed[name] = None if row[name] is None else row[name] == "true"
    for name in _COUNTS:
        typed[name] = None if row[name] is None else int(row[name] or 0)
    is_date = row["group"] == "dates"
    typed["number"] = None if is_date else _number(row["value"])
    typed["number_max"] = None if is_date else _number(row["value_max"])
    typed["months"] = _number(row["months"])
    return typed


def _day(value: str | None) -> date | None:
    """Return a day; None where the filing states no more than a month or a year."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _number(value: str | None) -> float | None:
    try:
        return None if value is None else float(value)
    except ValueError:
        return None
