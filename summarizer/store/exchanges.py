"""Exchanges with a model, each under the key that its request gives it; what they cost."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from summarizer.errors import StoreError
from summarizer.exchanges import Exchange
from summarizer.store.database import Database, now, storable, told
from summarizer.store.records import Stored
from summarizer.store.texts import dumped, joined, parted

_EXCHANGE = (
    "SELECT key, model, purpose, request, response, input_tokens, output_tokens, cost_usd, seconds, via FROM exchange"
)


class Exchanges(Database):
    """What was asked and answered. Implements `summarizer.exchanges.Exchanges`."""

    def recall(self, key: str) -> Exchange | None:
        """Return the exchange of that key, None where there is none or it is superseded."""
        found = self._row(f"{_EXCHANGE} WHERE key = ? AND superseded_at IS NULL", (key,))
        return None if found is None else self._exchange(found)

    def remember(self, exchange: Exchange, run: int | None = None) -> None:
        """Keep an exchange for good before this returns; of two with one key the first stays."""
        skeleton, texts = self._packed(exchange.request)
        response = zlib.compress(dumped(exchange.response).encode())
        with self._writing() as db:
            keep_texts(db, texts)
            db.execute(
                "INSERT INTO exchange (key, run_id, model, purpose, via, input_tokens, output_tokens, cost_usd,"
                " seconds, kept_at, request, response) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (
                    exchange.key,
                    run,
                    storable(exchange.model),
                    exchange.purpose,
                    exchange.via,
                    exchange.input_tokens,
                    exchange.output_tokens,
                    exchange.cost_usd,
                    exchange.seconds,
                    now(),
                    skeleton,
                    response,
                ),
            )

    def spent(self, run: int | None = None) -> Decimal:
        """Return what exchanges cost in US dollars, of a run or of all; one without a known price counts nothing."""
        of_run, values = ("", ()) if run is None else (" AND run_id = ?", (run,))
        with told(self.path):
            rows = self._connection.execute(
                f"SELECT cost_usd FROM exchange WHERE cost_usd IS NOT NULL{of_run}",  # noqa: S608  # our own words
                values,
            )
            return sum((Decimal(cost) for (cost,) in rows), Decimal(0))

    def exchanges_of(self, stored: Stored) -> list[Exchange]:
        """Return the exchanges that a summary was made of, in their order."""
        rows = self._rows(
            f"{_EXCHANGE} JOIN summary_exchange ON exchange_id = exchange.id WHERE summary_id = ? ORDER BY position",
            (stored.summary,),
        )
        return [self._exchange(row) for row in rows]

    def _exchange(self, row: Any) -> Exchange:
        key, model, purpose, request, response, *took = row
        return Exchange(key, model, purpose, self._unpacked(request), _loaded(response), *took)

    def _packed(self, request: Mapping[str, Any]) -> tuple[str, dict[str, tuple[int, bytes]]]:
        """Return a request's skeleton, and the texts that the store lacks, packed before anything is locked."""
        skeleton, texts = parted(request)
        new = {
            name: (len(text), zlib.compress(text.encode("utf-8", "surrogatepass")))
            for name, text in texts.items()
            if self._row("SELECT 1 FROM text WHERE sha256 = ?", (name,)) is None
        }
        return dumped(skeleton), new

    def _unpacked(self, skeleton: str) -> Any:
        return joined(json.loads(skeleton), self._text)

    def _text(self, name: str) -> str:
        found = self._row("SELECT data FROM text WHERE sha256 = ?", (name,))
        if found is None:
            raise StoreError(f"{self.path} is damaged: a request names the text {name[:12]}, which is not there")
        return zlib.decompress(found[0]).decode("utf-8", "surrogatepass")


def keep_texts(db: sqlite3.Connection, texts: Mapping[str, tuple[int, bytes]]) -> None:
    """Enter texts that were packed, inside a transaction."""
    db.executemany(
        "INSERT INTO text VALUES (?, ?, ?) ON CONFLICT DO NOTHING", ((name, *text) for name, text in texts.items())
    )


def _loaded(packed: bytes) -> Any:
    return json.loads(zlib.decompress(packed))


def exchange_ids(db: sqlite3.Connection, keys: Iterable[str]) -> Iterator[tuple[str, int | None]]:
    """Yield each key with the id of the exchange that is recalled under it, None where there is none."""
    for key in keys:
        found = db.execute("SELECT id FROM exchange WHERE key = ? AND superseded_at IS NULL", (key,)).fetchone()
        yield key, None if found is None else found[0]
