"""What is done, as a batch that comes back to it asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarizer.store.filings import Filings
from summarizer.store.records import Configuration

if TYPE_CHECKING:
    from summarizer.models import Summary

_DONE = (
    " FROM summary JOIN filing ON filing.id = summary.filing_id JOIN source ON source.id = filing.source_id"
    " JOIN configuration ON configuration.id = summary.configuration_id WHERE digest = ?"
)


class Replays(Filings):
    """Configurations, and what is done in each."""

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
