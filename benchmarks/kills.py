"""Kill a whole batch with -9 again and again, and look each time at what is left and at what is paid twice.

    python benchmarks/kills.py [--kills N] [--filings N] [--workers N …] [--latency SECONDS] [--seed N]

A batch of the command line is run, killed with all its processes at a random moment, and run again, until it is done;
then the next one begins with a store of its own. After each kill the store has to open, be whole, and hold all that it
held before; what it held, no request may ask again. What was under way at a kill nobody can know: it is counted.

Batches of one process are forked from one that has imported everything, since importing takes longer than what is to
be killed; those of several are started as from a shell.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from benchmarks.batch import CACHE, stand_in
from benchmarks.dialogues import MODEL, kept
from benchmarks.made import write
from benchmarks.standin import Running
from benchmarks.watching import PROC, events, machine
from summarizer.store import Store

LONGEST = 300.0  # seconds of one run
READY = multiprocessing.get_context("forkserver")
IMPORTED = (
    "summarizer.cli",
    "summarizer.batch",
    "summarizer.extraction.model",
    "summarizer.extraction.rules",
    "openai",
)


@dataclass
class Left:
    """What a store holds: the names of exchanges, and the filings that are done."""

    exchanges: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    failed: int = 0


@dataclass
class Found:
    """What was seen over all kills."""

    kills: int = 0
    early: int = 0  # before the run sent anything
    batches: int = 0
    runs: int = 0
    sent: int = 0
    paid: int = 0
    ideal: int = 0
    asked_again: int = 0  # although the store held the answer
    lost: int = 0  # held before a kill, and not after it
    unknown: int = 0  # paid, and not in the store when the kill came
    paid_twice: int = 0
    unexplained: int = 0  # paid twice, although no kill came between
    wrong: list[str] = field(default_factory=list)


def command_line(words: list[str], said: str) -> None:
    """Do what the command does, in a session of its own."""
    from summarizer.cli import main as command

    os.setsid()
    with open(said, "wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.environ["OPENAI_API_KEY"] = "none"
    sys.argv = words
    sys.exit(command(words[1:]))


class Begun:
    """A run of the command: a process of the shell's kind, or one of those that have imported everything."""

    def __init__(self, process: subprocess.Popen[bytes] | ForkServerProcess) -> None:
        self.process = process
        self.pid = process.pid or 0

    @property
    def code(self) -> int | None:
        """The exit code, None as long as it runs."""
        return self.process.poll() if isinstance(self.process, subprocess.Popen) else self.process.exitcode

    def wait(self, seconds: float) -> None:
        """Wait until it ends, at most so long."""
        if isinstance(self.process, subprocess.Popen):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        else:
            self.process.join(seconds)


class Batch:
    """One batch, however often it is killed."""

    def __init__(self, folder: Path, filings: Path, server: Running, log: Path, workers: int, at_once: int) -> None:
        self.store, self.log, self.said = folder / "deals.db", log, folder / "said"
        self.command = [sys.executable, "-m", "summarizer", "batch", str(filings), "--store", str(self.store)]
        self.command += ["--model", MODEL, "--base-url", server.url, "--concurrency", str(at_once)]
        self.command += ["--workers", str(workers)]
        self.ready = workers == 1
        self.start = self.place = log.stat().st_size
        self.left = Left()

    def begin(self) -> Begun:
        """Run it in a session of its own, so that all its processes can be killed at once."""
        if self.ready:
            forked = READY.Process(target=command_line, args=(self.command[2:], str(self.said)))
            forked.start()
            return Begun(forked)
        with self.said.open("wb") as said:
            return Begun(
                subprocess.Popen(
                    self.command,
                    stdout=said,
                    stderr=said,
                    start_new_session=True,
                    env={**os.environ, "OPENAI_API_KEY": "none"},
                )
            )

    def wait_for_a_request(self, process: Begun) -> None:
        """Wait until this run has sent something, or has ended."""
        until = time.monotonic() + LONGEST
        while self.log.stat().st_size == self.place and process.code is None and time.monotonic() < until:
            time.sleep(0.005)

    def after(self, found: Found) -> None:
        """Look at what is left when a run has ended, however it ended."""
        now = held(self.store, found.wrong)
        new = events(self.log, self.place)
        received = [one.name for one in new if one.kind == "received"]
        paid = [one.name for one in new if one.kind == "paid"]
        found.runs += 1
        found.sent += len(received)
        found.paid += len(paid)
        found.asked_again += sum(name in self.left.exchanges for name in received)
        found.lost += len(self.left.exchanges - now.exchanges) + len(self.left.done - now.done)
        found.unknown += len(set(paid) - now.exchanges)
        found.unexplained += sum(count > 1 for count in Counter(paid).values())
        self.left, self.place = now, self.log.stat().st_size


def held(store: Path, wrong: list[str]) -> Left:
    """Open a store as the batch does and as anybody can, and return what it holds; add what is wrong with it."""
    if not store.is_file():
        return Left()
    with contextlib.closing(sqlite3.connect(store)) as database:
        if not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return Left()  # killed before anything was entered
    try:
        Store.open(store, create=False).close()
        with contextlib.closing(sqlite3.connect(store)) as database:
            for row in database.execute("PRAGMA integrity_check"):
                wrong += [f"integrity: {row[0]}"] if row[0] != "ok" else []
            wrong += [f"foreign key: {row}" for row in database.execute("PRAGMA foreign_key_check")]
            wrong += [
                f"a summary without its exchanges: {row}"
                for row in database.execute(
                    "SELECT id FROM summary WHERE "
                    "(SELECT count(*) FROM summary_exchange WHERE summary_id = summary.id) != 2"
                )
            ]
            wrong += [
                f"a summary without its brief: {row}"
                for row in database.execute("SELECT id FROM summary WHERE id NOT IN (SELECT summary_id FROM sentence)")
            ]
            return Left(
                {row[0] for row in database.execute("SELECT key FROM exchange")},
                {
                    row[0]
                    for row in database.execute(
                        "SELECT source.sha256 FROM summary JOIN filing ON filing.id = summary.filing_id "
                        "JOIN source ON source.id = filing.source_id"
                    )
                },
                database.execute("SELECT count(*) FROM failure").fetchone()[0],
            )
    except Exception as error:
        wrong.append(f"{type(error).__name__}: {error}")
        return Left()


def kill(process: Begun) -> None:
    """Kill a process with its whole session, and wait until none of it is left."""
    until = time.monotonic() + 30
    while living(process.pid):
        for how in (os.killpg, os.kill):  # in its first moments it has no session of its own
            with contextlib.suppress(ProcessLookupError):
                how(process.pid, signal.SIGKILL)
        if time.monotonic() > until:
            raise SystemExit("a process of the batch does not die")
        time.sleep(0.005)
    process.wait(10)


def living(session: int) -> list[int]:
    """Return the processes of a session that are not dead yet, its first one wherever it is."""
    found = []
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if session in (int(fields[3]), int(entry.name)) and fields[0] not in "ZX":
                    found.append(int(entry.name))
    return found


def killed_until_done(batch: Batch, chance: random.Random, found: Found, given: argparse.Namespace) -> None:
    """Run a batch, killing it again and again, until it is done or enough were killed; then let it end."""
    while found.kills < given.kills:
        process = batch.begin()
        try:
            if chance.random() < given.early:
                moment = chance.uniform(0, given.starting)
            else:
                batch.wait_for_a_request(process)
                moment = chance.uniform(0, given.longest)
            process.wait(moment)
        finally:
            was_running = process.code is None
            kill(process)
        time.sleep(0.05)  # the stand-in reads what the dead have sent
        found.kills += was_running
        found.early += was_running and batch.log.stat().st_size == batch.place
        batch.after(found)
        if not was_running:
            break
    if len(batch.left.done) < given.filings:
        process = batch.begin()
        try:
            process.wait(LONGEST)
        finally:
            kill(process)
        batch.after(found)
        if process.code:
            found.wrong.append(f"the last run ended with {process.code}: {batch.said.read_text()[-500:]}")
    if len(batch.left.done) != given.filings or batch.left.failed:
        found.wrong.append(f"{len(batch.left.done)} of {given.filings} done, {batch.left.failed} failed")
    paid = Counter(one.name for one in events(batch.log, batch.start) if one.kind == "paid")
    found.paid_twice += sum(count - 1 for count in paid.values())
    found.ideal += 2 * given.filings
    found.batches += 1
    if set(paid) != batch.left.exchanges:
        found.wrong.append(f"{len(paid)} requests were paid, {len(batch.left.exchanges)} are in the store")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--filings", type=int, default=120, help="of each batch")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 1, 1, 2], help="taken in turns")
    parser.add_argument("--at-once", type=int, default=32)
    parser.add_argument("--latency", type=float, default=0.05, metavar="SECONDS")
    parser.add_argument("--early", type=float, default=0.15, metavar="SHARE", help="killed from their start on")
    parser.add_argument("--starting", type=float, default=3.0, metavar="SECONDS", help="those within so long")
    parser.add_argument("--longest", type=float, default=1.0, metavar="SECONDS", help="the others after a request")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    chance, found = random.Random(given.seed), Found()  # noqa: S311
    READY.set_forkserver_preload([*IMPORTED, "instructor"])
    table, _ = kept(CACHE, range(given.filings))
    with tempfile.TemporaryDirectory() as folder, machine() as watched:
        filings = Path(folder, "filings")
        write(filings, range(given.filings))
        while found.kills < given.kills:
            with stand_in(table, given.latency) as (server, log), tempfile.TemporaryDirectory() as place:
                workers = given.workers[found.batches % len(given.workers)]
                batch = Batch(Path(place), filings, server, log, workers, given.at_once)
                killed_until_done(batch, chance, found, given)
            print(f"batch {found.batches}, {workers} workers: {found.kills} kills, {found.runs} runs", flush=True)
    tell(found, given)
    print(f"{watched.seconds:.0f} s; {watched}")
    sys.exit(bool(found.wrong or found.asked_again or found.lost or found.unexplained))


def tell(found: Found, given: argparse.Namespace) -> None:
    """Print what was seen."""
    print(f"{found.kills} kills in {found.runs} runs of {found.batches} batches of {given.filings} filings")
    print(f"  {found.early} of them before the run sent anything")
    print(f"  what is wrong with a store or a batch: {found.wrong or 'nothing'}")
    print(f"  held before a kill and not after it: {found.lost}")
    print(f"  requests: {found.sent} sent and {found.paid} paid for {found.ideal} that were needed")
    print(f"  asked again though the store held the answer: {found.asked_again}")
    print(f"  paid, and under way to the store when the kill came: {found.unknown}; paid twice: {found.paid_twice}")
    print(f"  paid twice in one run: {found.unexplained}")


if __name__ == "__main__":
    main()
