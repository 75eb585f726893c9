"""Filings: what was read, what became of it in each configuration, and the summaries themselves."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from summarizer.errors import StoreError
from summarizer.store import rows
from summarizer.store.database import now, storable
from summarizer.store.exchanges import exchange_ids
from summarizer.store.records import Configuration, Failure, Settled, State, Stored
from summarizer.store.runs import Runs, configuration_id

if TYPE_CHECKING:
    from summarizer.filing import Filing
    from summarizer.models import Summary

_ACCESSION = re.compile(r"(\d{10})-?(\d{2})-?(\d{6})")
_NUMBER = re.compile(r"#?(\d{1,15})")
_DIGEST = re.compile(r"[0-9a-f]{6,64}", re.IGNORECASE)
_STORED = (
    "SELECT filing.id, summary.id, source.name, source.sha256, filing.part, filing.accession_number,"
    " filing.registrant, filing.form, filing.date_of_report, summary.made_at, summary.run_id, summary.configuration_id"
)
_CURRENT = " FROM filing JOIN summary ON summary.id = filing.summary_id JOIN source ON source.id = filing.source_id"
_IN_CONFIGURATION = (
    " FROM filing JOIN summary ON summary.filing_id = filing.id JOIN source ON source.id = filing.source_id"
)
_FAILURE = (
    "SELECT failure.id, failure.name, sha256, part, kind, reason, failed_at, run_id, failure.configuration_id"
    " FROM failure JOIN configuration ON configuration.id = failure.configuration_id"
    " LEFT JOIN source ON source.id = source_id"
)


class Filings(Runs):
    """Sources, summaries and failures."""

    # -- what is done --------------------------------------------------------------------------------------------------

    def settled(self, source_sha256: str, configuration: Configuration) -> Settled | None:
        """Return what became of a source in a configuration; None where the store does not hold it."""
        found = self._row(
            "SELECT parts,"
            " (SELECT count(*) FROM filing JOIN summary ON summary.filing_id = filing.id"
            "  WHERE filing.source_id = source.id AND summary.configuration_id = configuration.id),"
            " (SELECT count(*) FROM failure"
            "  WHERE failure.source_id = source.id AND failure.configuration_id = configuration.id"
            "  AND NOT EXISTS (SELECT 1 FROM filing JOIN summary ON summary.filing_id = filing.id"
            "   WHERE filing.source_id = source.id AND filing.part = failure.part"
            "   AND summary.configuration_id = configuration.id))"
            " FROM source LEFT JOIN configuration ON digest = ? WHERE sha256 = ?",
            (configuration.digest, source_sha256),
        )
        return None if found is None else Settled(*found)

    def state(self, source_sha256: str, part: int, configuration: Configuration) -> State | None:
        """Return what became of one part of a source; None where nothing did yet."""
        of = (source_sha256, part, configuration.digest)
        if self._row(
            "SELECT 1 FROM source JOIN filing ON source_id = source.id JOIN summary ON summary.filing_id = filing.id"
            " JOIN configuration ON configuration.id = summary.configuration_id"
            " WHERE sha256 = ? AND part = ? AND digest = ?",
            of,
        ):
            return "done"
        if self._row(
            "SELECT 1 FROM source JOIN failure ON source_id = source.id"
            " JOIN configuration ON configuration.id = configuration_id WHERE sha256 = ? AND part = ? AND digest = ?",
            of,
        ):
            return "failed"
        return None

    # -- writing -------------------------------------------------------------------------------------------------------

    def add_source(self, name: str, data: bytes, parts: int) -> None:
        """Keep what was read, once for each content; ``parts`` is how many submissions it holds.

        A failure to read that source at all, of an earlier run, is forgotten: it was read now.
        """
        sha256, name = hashlib.sha256(data).hexdigest(), storable(name)
        known = self._row("SELECT 1 FROM source WHERE sha256 = ?", (sha256,))
        unread = self._row("SELECT 1 FROM failure WHERE source_id IS NULL AND name = ?", (name,))
        if known and not unread:
            return
        packed = b"" if known else zlib.compress(data)
        with self._writing() as db:
            db.execute("DELETE FROM failure WHERE source_id IS NULL AND name = ?", (name,))
            if not known:
                db.execute(
                    "INSERT INTO source (sha256, name, size, parts, added_at, data) VALUES (?, ?, ?, ?, ?, ?)"
                    " ON CONFLICT DO NOTHING",
                    (sha256, name, len(data), parts, now(), packed),
                )

    def finish(
        self, run: int, configuration: Configuration, part: int, summary: Summary, exchanges: Sequence[str]
    ) -> None:
        """Keep a summary and all that is made from it, in one transaction; ``exchanges`` are keys, in their order.

        It takes the place of an earlier summary or failure of the same filing in the same configuration. The source
        and the exchanges have to be in the store: `StoreError` where one is not.
        """
        text = summary.to_json(indent=None)
        packed = zlib.compress(text.encode())
        with self._writing() as db:
            source = self._source_id(db, summary.run.source_sha256)
            settings = configuration_id(db, configuration)
            filing = rows.write_filing(db, source, part, summary.filing)
            db.execute("DELETE FROM summary WHERE filing_id = ? AND configuration_id = ?", (filing, settings))
            cursor = db.execute(
                "INSERT INTO summary (filing_id, configuration_id, run_id, made_at, title, words, reading_grade,"
                " facts, verified, cost_usd, seconds, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    filing,
                    settings,
                    run,
                    now(),
                    storable(summary.brief.title),
                    summary.brief.words,
                    summary.brief.reading_grade,
                    summary.checks.facts,
                    summary.checks.verified,
                    summary.run.cost_usd,
                    summary.run.seconds,
                    packed,
                ),
            )
            id_ = int(cursor.lastrowid or 0)
            rows.write_summary(db, id_, summary)
            for position, (key, exchange) in enumerate(exchange_ids(db, exchanges), 1):
                if exchange is None:
                    raise StoreError(f"{self.path} holds no exchange {key[:12]}: it has to be remembered first")
                db.execute("INSERT INTO summary_exchange VALUES (?, ?, ?)", (id_, position, exchange))
            db.execute("UPDATE filing SET summary_id = ? WHERE id = ?", (id_, filing))
            db.execute(
                "DELETE FROM failure WHERE source_id = ? AND part = ? AND configuration_id = ?",
                (source, part, settings),
            )

    def fail(
        self,
        run: int,
        configuration: Configuration,
        source_sha256: str | None,
        part: int,
        source: str,
        error: BaseException,
        exchanges: Sequence[str] = (),
    ) -> None:
        """Keep why a filing has no summary, in one transaction.

        ``source_sha256`` is None where the source ``source`` could not be read at all; otherwise it has to be in the
        store. ``exchanges`` are the keys of the question that failed; those that the store does not hold are left
        out. It takes the place of an earlier failure of the same filing; a summary that there is stays.
        """
        name = storable(source)
        with self._writing() as db:
            settings = configuration_id(db, configuration)
            if source_sha256 is None:
                id_ = None
                db.execute(
                    "DELETE FROM failure WHERE source_id IS NULL AND name = ? AND part = ? AND configuration_id = ?",
                    (name, part, settings),
                )
            else:
                id_ = self._source_id(db, source_sha256)
                db.execute(
                    "DELETE FROM failure WHERE source_id = ? AND part = ? AND configuration_id = ?",
                    (id_, part, settings),
                )
            cursor = db.execute(
                "INSERT INTO failure (configuration_id, run_id, source_id, part, name, kind, reason, failed_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    settings,
                    run,
                    id_,
                    part,
                    name,
                    type(error).__name__,
                    storable(" ".join(str(error).split())) or type(error).__name__,
                    now(),
                ),
            )
            known = [number for _, number in exchange_ids(db, exchanges) if number is not None]
            db.executemany(
                "INSERT INTO failure_exchange VALUES (?, ?, ?)",
                ((cursor.lastrowid, position, number) for position, number in enumerate(known, 1)),
            )

    def retry(self, source_sha256: str, part: int, configuration: Configuration) -> None:
        """Forget the failure of a filing, so that it is taken up again.

        The exchanges of the question that failed are superseded: kept, but no longer recalled. One that a summary was
        made of is not: that summary has to be made again from it.
        """
        with self._writing() as db:
            failures = [
                number
                for (number,) in db.execute(
                    "SELECT failure.id FROM failure JOIN source ON source.id = source_id"
                    " JOIN configuration ON configuration.id = configuration_id"
                    " WHERE sha256 = ? AND part = ? AND digest = ?",
                    (source_sha256, part, configuration.digest),
                )
            ]
            for number in failures:
                db.execute(
                    "UPDATE exchange SET superseded_at = ? WHERE superseded_at IS NULL"
                    " AND id IN (SELECT exchange_id FROM failure_exchange WHERE failure_id = ?)"
                    " AND id NOT IN (SELECT exchange_id FROM summary_exchange)",
                    (now(), number),
                )
                db.execute("DELETE FROM failure WHERE id = ?", (number,))

    def _source_id(self, db: sqlite3.Connection, sha256: str) -> int:
        found = db.execute("SELECT id FROM source WHERE sha256 = ?", (sha256,)).fetchone()
        if found is None:
            raise StoreError(f"{self.path} holds no source {sha256[:12]}: it has to be added first")
        return int(found[0])

    # -- reading -------------------------------------------------------------------------------------------------------

    def summaries(
        self,
        *,
        type: str | None = None,
        form: str | None = None,
        since: str | None = None,
        until: str | None = None,
        configuration: Configuration | None = None,
    ) -> Iterator[tuple[Stored, Summary]]:
        """Yield the current summary of each filing, the one made last, in the order in which the filings came.

        With ``configuration`` it is the one of that configuration. ``type`` is of deals, ``form`` such as "8-K/A";
        ``since`` and ``until`` are days (ISO 8601), both included, of the report or else of its filing. Memory stays
        flat. `SummaryError` where a summary is of deal types that are not in use here.
        """
        from summarizer.models import Summary

        for stored, text in self.texts(type=type, form=form, since=since, until=until, configuration=configuration):
            yield stored, Summary.from_json(text)

    def texts(
        self,
        *,
        type: str | None = None,
        form: str | None = None,
        since: str | None = None,
        until: str | None = None,
        configuration: Configuration | None = None,
    ) -> Iterator[tuple[Stored, str]]:
        """Yield what `summaries` does, each summary as the JSON that is stored."""
        where, values = _filter(type, form, since, until, configuration)
        tables = _IN_CONFIGURATION if configuration else _CURRENT
        (last,) = self._row("SELECT coalesce(max(id), 0) FROM filing")  # of those that are there now
        sql = f"{_STORED}, summary.json{tables} WHERE filing.id > ? AND filing.id <= ?{where} ORDER BY filing.id"
        for row in self._streamed(sql, (last, *values)):
            yield self._stored(row[:-1]), zlib.decompress(row[-1]).decode()

    def count(
        self,
        *,
        type: str | None = None,
        form: str | None = None,
        since: str | None = None,
        until: str | None = None,
        configuration: Configuration | None = None,
    ) -> int:
        """Return how many `summaries` yields."""
        where, values = _filter(type, form, since, until, configuration)
        tables = _IN_CONFIGURATION if configuration else _CURRENT
        (found,) = self._row(f"SELECT count(*){tables} WHERE 1{where}", values)
        return int(found)

    def find(self, name: str) -> list[Stored]:
        """Return the filings of that name that have a summary.

        A name is an accession number, a filing's id in the store ("12", "#12"), the first six or more digits of its
        source's SHA-256, or the source's name, with or without its folders. The first of these that finds one is taken.
        """
        ways: list[tuple[str, Sequence[Any]]] = []
        if accession := _ACCESSION.fullmatch(name):
            ways.append(("filing.accession_number = ?", ("-".join(accession.groups()),)))
        if number := _NUMBER.fullmatch(name):
            ways.append(("filing.id = ?", (int(number[1]),)))
        ways.append(("source.name = ?", (storable(name),)))
        if _DIGEST.fullmatch(name):
            low = name.lower()
            ways.append(("source.sha256 >= ? AND source.sha256 < ?", (low, low + "g")))
        if name:
            ends = "source.id IN (SELECT id FROM source WHERE substr(name, -length(?)) = ?)"
            ways.append((ends, (f"/{storable(name)}",) * 2))
        for where, values in ways:
            if found := self._rows(f"{_STORED}{_CURRENT} WHERE {where} ORDER BY filing.id", values):
                return [self._stored(row) for row in found]
        return []

    def summary(self, stored: Stored) -> Summary:
        """Return a summary; `StoreError` where another has taken its place in the meantime."""
        from summarizer.models import Summary

        found = self._row("SELECT json FROM summary WHERE id = ?", (stored.summary,))
        if found is None:
            raise StoreError(f"{self.path}: the summary of filing {stored.filing} has been replaced: find it again")
        return Summary.from_json(zlib.decompress(found[0]))

    def source(self, sha256: str) -> tuple[str, bytes]:
        """Return the name of a source and its bytes; `StoreError` where there is none."""
        found = self._row("SELECT name, data FROM source WHERE sha256 = ?", (sha256,))
        if found is None:
            raise StoreError(f"{self.path} holds no source {sha256[:12]}")
        return found[0], zlib.decompress(found[1])

    def filing(self, stored: Stored) -> Filing | None:
        """Return a filing, parsed anew from the bytes that are stored; None where it can't be read any more."""
        from summarizer.filing import Filing, parse_all

        name, data = self.source(stored.sha256)
        found = next(itertools.islice(parse_all(data, source=name), stored.part - 1, None), None)
        return found if isinstance(found, Filing) else None

    def failures(self, configuration: Configuration | None = None) -> Iterator[Failure]:
        """Yield the filings that have no summary in a configuration, or in any, and why."""
        where, values = ("", ()) if configuration is None else (" AND digest = ?", (configuration.digest,))
        for row in self._streamed(
            f"{_FAILURE} WHERE failure.id > ?{where} ORDER BY failure.id",
            values,
        ):
            id_, source, sha256, part, kind, reason, failed_at, run, settings = row
            keys = self._rows(
                "SELECT key FROM failure_exchange JOIN exchange ON exchange.id = exchange_id"
                " WHERE failure_id = ? ORDER BY position",
                (id_,),
            )
            yield Failure(
                *(source, sha256, part, kind, reason, failed_at, run, self._configuration(settings)),
                tuple(key for (key,) in keys),
            )

    def _stored(self, row: Sequence[Any]) -> Stored:
        filing, summary, name, sha256, part, number, registrant, form, day, made_at, run, settings = row
        about = (filing, summary, name, sha256, part, number, registrant, form, day, made_at, run)
        return Stored(*about, self._configuration(settings))

    def _configuration(self, id_: int) -> Configuration:
        engine, model, settings = self._row("SELECT engine, model, settings FROM configuration WHERE id = ?", (id_,))
        return Configuration(engine, model, json.loads(settings))


def _filter(
    type_: str | None, form: str | None, since: str | None, until: str | None, configuration: Configuration | None
) -> tuple[str, list[str]]:
    """Return the conditions that are added to those there are, and their values."""
    day = "coalesce(filing.date_of_report, filing.filed_on)"
    conditions = {
        "EXISTS (SELECT 1 FROM deal WHERE deal.summary_id = summary.id AND deal.type = ?)": type_,
        "filing.form = ?": form,
        f"{day} >= ?": since,
        f"{day} <= ?": until,
        "summary.configuration_id = (SELECT id FROM configuration WHERE digest = ?)": (
            configuration.digest if configuration else None
        ),
    }
    given = {condition: value for condition, value in conditions.items() if value is not None}
    return "".join(f" AND {condition}" for condition in given), list(given.values())
