"""A batch against a stand-in that fails in every way at once: what becomes of each filing, and how much was sent.

    python benchmarks/faults.py [--filings N] [--at-once N] [--workers N] [--faults NAME=SHARE …]

Every filing has to end done or with its reason, none lost and none twice, with at most 1.4 times the requests that an
endpoint without a fault would be sent. A request is paid where it was answered in full, whatever the answer was worth.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sqlite3
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.batch import CACHE, stand_in
from benchmarks.dialogues import MODEL, kept
from benchmarks.made import write
from benchmarks.watching import events, machine
from summarizer import Options
from summarizer.batch import Limits, Outcome, summarize_many

FAULTS = ("limited=0.1", "failed=0.05", "dropped=0.02", "slow=0.02", "malformed=0.03", "cut_off=0.02")
TARGET = 1.4


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=int, default=1000)
    parser.add_argument("--at-once", type=int, default=64)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--latency", type=float, default=0.2, metavar="SECONDS")
    parser.add_argument("--timeout", type=float, default=5.0, metavar="SECONDS", help="of the client, for one answer")
    parser.add_argument("--retry-after", type=float, default=1.0, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--faults", nargs="+", default=FAULTS, metavar="NAME=SHARE")
    given = parser.parse_args()
    table, _ = kept(CACHE, range(given.filings))
    settings = (*given.faults, f"seed={given.seed}", f"retry_after={given.retry_after}", "slow_seconds=60")
    limits = Limits(concurrency=given.at_once, workers=given.workers)
    with (
        tempfile.TemporaryDirectory() as folder,
        stand_in(table, given.latency, *settings) as (server, log),
        machine() as watched,
    ):
        store = Path(folder, "deals.db")
        paths = write(Path(folder, "filings"), range(given.filings))
        options = Options(base_url=server.url, api_key="none", timeout=given.timeout)
        started = time.monotonic()
        outcomes = list(summarize_many(paths, model=MODEL, options=options, store=store, limits=limits))
        seconds = time.monotonic() - started
        counts = server.counts(each=True)
        found = events(log)
        stored = Stored(store)
    print(f"{given.filings} filings, {given.at_once} at once, {given.workers} processes: {seconds:.1f} s; {watched}")
    print(f"faults: {' '.join(settings)}; the client waits {given.timeout:g} s for an answer")
    tell(outcomes, stored, paths)
    sent(counts, 2 * given.filings)
    waits = Counter(one.outcome for one in found if one.kind != "received")
    print(f"answers: {json.dumps(dict(waits.most_common()))}")


class Stored:
    """What a store holds of the filings."""

    def __init__(self, store: Path) -> None:
        with contextlib.closing(sqlite3.connect(store)) as database:
            self.done = Counter(row[0] for row in database.execute("SELECT source_id FROM filing WHERE summary_id"))
            self.failed = Counter(
                row[0] for row in database.execute("SELECT source_id FROM failure WHERE source_id IS NOT NULL")
            )
            self.sources = {row[0] for row in database.execute("SELECT id FROM source")}
            self.claims = database.execute("SELECT count(*) FROM claim").fetchone()[0]
            self.integrity = database.execute("PRAGMA integrity_check").fetchone()[0]


def tell(outcomes: list[Outcome], stored: Stored, paths: list[Path]) -> None:
    """Print what became of the filings, by what was told and by what is stored."""
    states = Counter(one.state for one in outcomes)
    told = Counter(one.source for one in outcomes)
    reasons = Counter(f"{type(one.error).__name__}: {one.error}" for one in outcomes if one.error)
    print(f"outcomes: {dict(states)}; told of {len(told)} of {len(paths)} filings, {max(told.values())} time each")
    for reason, count in reasons.most_common():
        print(f"  {count:>4}  {reason}")
    ended = stored.done + stored.failed
    print(
        f"store: {stored.integrity}; {len(stored.sources)} filings, {len(stored.done)} done, "
        f"{len(stored.failed)} failed, {len(stored.sources - ended.keys())} neither, "
        f"{sum(count > 1 for count in ended.values())} both or twice, {stored.claims} claims left"
    )
    right = len(told) == len(paths) == len(ended) and set(told.values()) == set(ended.values()) == {1}
    right = right and set(states) <= {"done", "failed"} and all(one.error for one in outcomes if one.state == "failed")
    print(f"every filing done or failed with its reason, none lost, none twice: {'yes' if right else 'NO'}")
    warned = Counter(
        warning.partition(":")[0] for one in outcomes if one.summary for warning in one.summary.checks.warnings
    )
    for warning, count in warned.most_common():
        print(f"  {count:>4}  done, but {warning}")


def sent(counts: dict[str, object], ideal: int) -> None:
    """Print how much was sent and paid."""
    received, paid = int(str(counts["received"])), int(str(counts["paid"]))
    verdict = "within" if received <= TARGET * ideal else "ABOVE"
    print(f"requests: {received} sent for {ideal}: {received / ideal:.3f} times the ideal, {verdict} {TARGET}")
    print(f"  {paid} paid: {paid / ideal:.3f} times; {counts['early']} came again before Retry-After said")


if __name__ == "__main__":
    main()
