"""What is done and what waits, as a batch that comes back to it asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarizer.store.filings import Filings
from summarizer.store.records import Configuration
from summarizer.store.runs import configuration_id

if TYPE_CHECKING:
    from summarizer.models import Summary

_DONE = (
    " FROM summary JOIN filing ON filing.id = summary.filing_id JOIN source ON source.id = filing.source_id"
    " JOIN configuration ON configuration.id = summary.configuration_id WHERE digest = ?"
)


class Replays(Filings):
    """Configurations, what is done in each, and what waits for the answers of a batch interface."""

    def configurations(self) -> list[Configuration]:
        """Return the configurations in which there are summaries, the first used first."""
        found = self._rows("SELECT DISTINCT configuration_id FROM summary ORDER BY 1")
        return [self._configuration(id_) for (id_,) in found]

    def done(self, configuration: Configuration) -> Iterator[str]:
        """Yield the SHA-256 of every source with a summary in a configuration, in the order in which they came."""
        found = self._rows(f"SELECT DISTINCT source.id, sha256{_DONE} ORDER BY source.id", (configuration.digest,))
        yield from (sha256 for _, sha256 in found)

    def kept(self, source_sha256: str, part: int, configuration: Configuration) -> Summary | None:
        """Return the summary of one part of a source in a configuration; None where there is none."""
        import zlib

        from summarizer.models import Summary

        of = (configuration.digest, source_sha256, part)
        found = self._row(f"SELECT summary.json{_DONE} AND sha256 = ? AND part = ?", of)
        return None if found is None else Summary.from_json(zlib.decompress(found[0]))

    def awaits(self, source_sha256: str, configuration: Configuration) -> None:
        """Note that a source waits for answers."""
        with self._writing() as db:
            db.execute(
                "INSERT INTO awaiting (source_id, configuration_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (self._source_id(db, source_sha256), configuration_id(db, configuration)),
            )

    def awaiting(self) -> list[Configuration]:
        """Return the configurations in which sources wait, the first used first."""
        found = self._rows("SELECT DISTINCT configuration_id FROM awaiting ORDER BY 1")
        return [self._configuration(id_) for (id_,) in found]

    def awaited(self, configuration: Configuration) -> list[str]:
        """Return the SHA-256 of every source that waits in a configuration, in the order in which they came."""
        found = self._rows(
            "SELECT sha256 FROM awaiting JOIN source ON source.id = source_id"
            " JOIN configuration ON configuration.id = configuration_id WHERE digest = ? ORDER BY source.id",
            (configuration.digest,),
        )
        return [sha256 for (sha256,) in found]

    def has_come(self, source_sha256: str, configuration: Configuration) -> None:
        """Note that a source waits no more."""
        with self._writing() as db:
            db.execute(
                "DELETE FROM awaiting WHERE source_id = (SELECT id FROM source WHERE sha256 = ?)"
                " AND configuration_id = (SELECT id FROM configuration WHERE digest = ?)",
                (source_sha256, configuration.digest),
            )

    def refusals(self, key: str) -> list[str]:
        """Return why the batch interface did not answer a request, once for each time, the last one last."""
        found = self._rows(
            "SELECT coalesce(error, state) FROM batch_line WHERE exchange_key = ? AND state = 'failed' ORDER BY job_id",
            (key,),
        )
        return [error for (error,) in found]
