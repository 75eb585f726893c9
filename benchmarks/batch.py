"""Many filings at once against a stand-in of fixed latency: throughput, processors, memory, size of the store.

    python benchmarks/batch.py throughput [--at-once 8 64 256] [--filings N] [--workers N …] [--latency SECONDS]
    python benchmarks/batch.py long [--rules N] [--asked N] [--workers N]
    python benchmarks/batch.py profile [--filings N] [--at-once N]

``throughput`` sends the same requests by `summarizer.batch` and by a bare loop of `AsyncOpenAI`, which does nothing
with the answers. The ideal is as many requests a second as are at once, divided by the latency; what is measured is the
rate between the first tenth of the answers and the last. ``long`` tells memory, time and size as filings go by, by the
built-in extractor and through the stand-in; ``profile`` where the time of one process goes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Any

from benchmarks.dialogues import MODEL, kept
from benchmarks.made import write
from benchmarks.standin import Running, running
from benchmarks.watching import Machine, events, machine, resident, steady, used
from summarizer import Options
from summarizer.batch import Limits, arun, make_job, pieces, run

CACHE = Path(tempfile.gettempdir()) / "summarizer-benchmarks"
WARMING = 10  # filings before the samples
LONGEST = 3600.0  # seconds of any one run


@dataclass(frozen=True)
class Work:
    """What a process of its own is to do: a batch, or a bare loop with the requests of a file."""

    kind: str
    at_once: int
    workers: int = 1
    url: str = ""
    folder: str = ""
    store: str = ""
    model: str = MODEL
    requests: str = ""
    first: int = 0
    last: int = 0


# -- what is measured, each in a process of its own --------------------------------------------------------------------


def batch(work: Work) -> None:
    """Do a batch, and tell after each tenth how long it took and what memory it holds."""
    paths = sorted(Path(work.folder).iterdir())[work.first : work.last]
    limits = Limits(concurrency=work.at_once, workers=work.workers)
    options = Options(base_url=work.url or None, api_key="none", timeout=60)
    job = replace(make_job(work.model, options, work.store, limits), carried=False)
    states: Counter[str] = Counter()
    tenth, started = max(1, len(paths) // 10), time.monotonic()
    for outcome in run(job, pieces(paths)):
        states[outcome.state] += 1
        if outcome.error:
            print(f"{outcome.source}: {outcome.error}", file=sys.stderr)
        if states.total() % tenth == 0:
            seconds = time.monotonic() - started
            tell(filings=states.total(), seconds=seconds, used=used(os.getpid()), resident=resident(os.getpid()))
    tell(states=states, seconds=time.monotonic() - started, used=used(os.getpid()))


def bare(work: Work) -> None:
    """Send the requests of a file, so many at once."""
    import openai

    with open(work.requests, encoding="utf-8") as file:
        bodies = iter([json.loads(line) for line in file][work.first : work.last])
    started = time.monotonic()

    async def send(client: openai.AsyncOpenAI) -> None:
        for body in bodies:
            await client.chat.completions.create(**body)

    async def all_of_them() -> None:
        async with openai.AsyncOpenAI(base_url=work.url, api_key="none", timeout=60) as client:
            await asyncio.gather(*(send(client) for _ in range(work.at_once)))

    before = used(os.getpid())
    asyncio.run(all_of_them())
    seconds, after = time.monotonic() - started, used(os.getpid())
    tell(seconds=seconds, used=after, each=(after - before) / (work.last - work.first))


def tell(**what: Any) -> None:
    """Print a line for the process that waits."""
    print(json.dumps(what), flush=True)


def begun(work: Work) -> subprocess.Popen[str]:
    """Begin a piece of work in a process of its own."""
    command = [sys.executable, __file__, "work", json.dumps(asdict(work))]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def ended(processes: list[subprocess.Popen[str]]) -> list[list[dict[str, Any]]]:
    """Wait for processes, and return what each told."""
    try:
        told = [process.communicate(timeout=LONGEST)[0] for process in processes]
    finally:
        for process in processes:
            process.kill()
    if any(process.returncode for process in processes):
        raise SystemExit("a process failed")
    return [[json.loads(line) for line in text.splitlines()] for text in told]


# -- throughput --------------------------------------------------------------------------------------------------------


@dataclass
class Row:
    """One measurement; ``used`` and ``standing`` are seconds of processor a request, here and in the stand-in."""

    name: str
    at_once: int
    rate: float
    requests: int
    seconds: float
    used: float
    standing: float
    most: int
    machine: Machine
    others: float  # seconds of processor that other work on the machine took meanwhile

    @property
    def carried(self) -> float:
        """How many requests a second all processors would carry at this cost, were nothing else to do."""
        return (os.cpu_count() or 1) / (self.used + self.standing)


def throughput(given: argparse.Namespace) -> None:
    """Print requests a second by number at once, beside the ideal and beside bare loops."""
    table, requests = kept(CACHE, range(given.filings))
    with tempfile.TemporaryDirectory() as folder:
        filings = Path(folder, "filings")
        write(filings, range(given.filings))
        print(
            f"{given.filings} filings, 2 requests each; latency {1000 * given.latency:.0f} ms; {os.cpu_count()} cores"
        )
        print("a request takes so many ms of processor here and in the stand-in: at most so many a second are carried")
        print(f"{'':<17}{'at once':>7}{'requests/s':>12}{'ideal':>8}{'share':>7}{'ms':>16}{'carried':>12}{'share':>7}")
        for at_once in given.at_once:
            count = min(given.filings, max(100, round(at_once / given.latency / 2 * given.seconds)))
            rows = []
            for workers in given.workers:
                rows.append(measured(f"bare, {workers} process", given, table, at_once, workers, requests, count))
                rows.append(measured(f"batch, {workers} process", given, table, at_once, workers, filings, count))
            show(rows, at_once / given.latency)


def measured(
    name: str, given: argparse.Namespace, table: Path, at_once: int, workers: int, source: Path, count: int
) -> Row:
    """Return one measurement: a bare loop where the source is a file of requests, else a batch of a folder."""
    with stand_in(table, given.latency) as (server, log), tempfile.TemporaryDirectory() as folder, machine() as watched:
        if source.is_file():
            parts = [2 * count * part // workers for part in range(workers + 1)]
            share = Work("bare", at_once // workers, url=server.url, requests=str(source))
            works = [replace(share, first=parts[part], last=parts[part + 1]) for part in range(workers)]
        else:
            store = str(Path(folder, "deals.db"))
            works = [Work("batch", at_once, workers, server.url, str(source), store, last=count)]
        told = ended([begun(work) for work in works])
        standing = used(server.process.pid)
        counts = server.counts()
        if counts["paid"] != 2 * count or counts["received"] != 2 * count:
            raise SystemExit(f"{2 * count} requests were to be answered: {counts}")
        paid = [one.at for one in events(log) if one.kind == "paid"]
    return Row(
        name,
        at_once,
        steady(paid),
        2 * count,
        max(one[-1]["seconds"] for one in told),
        sum(each(one) for one in told) / len(told),
        standing / (2 * count),
        counts["most_at_once"],
        watched,
        watched.taken - standing - sum(one[-1]["used"] for one in told),
    )


def each(told: list[dict[str, Any]]) -> float:
    """Return the seconds of processor that a request took, without what a process takes to begin."""
    if "each" in told[-1]:
        return float(told[-1]["each"])
    first, last = told[0], told[-2]
    taken: float = (last["used"] - first["used"]) / (2 * (last["filings"] - first["filings"]))
    return taken


def show(rows: list[Row], ideal: float) -> None:
    """Print the rows of one number at once."""
    for row in rows:
        print(
            f"{row.name:<17}{row.at_once:>7}{row.rate:>12.1f}{ideal:>8.0f}{row.rate / ideal:>7.0%}"
            f"{1000 * row.used:>9.1f} + {1000 * row.standing:.2f}{row.carried:>12.0f}{row.rate / row.carried:>7.0%}"
        )
        print(
            f"{'':<24}{row.requests} requests in {row.seconds:.1f} s, {row.most} at once at most; {row.machine}, "
            f"{max(0.0, row.others) / row.machine.seconds:.0%} of one by others"
        )
    for one, other in zip(rows[::2], rows[1::2], strict=True):
        print(f"{'':<24}{other.name} / {one.name}: {other.rate / one.rate:.3f}")


@contextmanager
def stand_in(table: Path, latency: float, *faults: str) -> Iterator[tuple[Running, Path]]:
    """Run a stand-in with a log."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        options = ("--latency", str(latency), "--seconds", str(LONGEST), "--log", str(log))
        with running(table, *options, *(("--faults", *faults) if faults else ())) as server:
            yield server, log


# -- long batches ------------------------------------------------------------------------------------------------------


def long(given: argparse.Namespace) -> None:
    """Print memory, time and size as filings go by."""
    with tempfile.TemporaryDirectory() as folder:
        filings = Path(folder, "filings")
        write(filings, range(max(given.rules, given.asked)))
        size = sum(path.stat().st_size for path in filings.iterdir()) / max(given.rules, given.asked)
        print(f"filings of {size / 1000:.1f} kB, mean")
        for name, count in (("rules", given.rules), (MODEL, given.asked)):
            if not count:
                continue
            store = Path(folder, f"{name.partition('/')[0]}.db")
            work = Work("batch", given.at_once, given.workers, "", str(filings), str(store), name, last=count)
            if name == "rules":
                with machine() as watched:
                    told = ended([begun(work)])[0]
            else:
                with stand_in(kept(CACHE, range(count))[0], given.latency) as (server, _), machine() as watched:
                    told = ended([begun(replace(work, url=server.url))])[0]
            print(
                f"\n{name}: {told[-1]['states']} in {told[-1]['seconds']:.1f} s, {given.workers} processes; {watched}"
            )
            curve(told)
            print(
                f"  store: {store.stat().st_size / 1e6:.1f} MB, {store.stat().st_size / count / 1000:.1f} kB a filing"
            )


def curve(told: list[dict[str, Any]]) -> None:
    """Print a line for each tenth."""
    print(f"{'filings':>9}{'ms a filing':>13}{'ms of processor':>17}{'memory MB':>11}")
    before = {"filings": 0, "seconds": 0.0, "used": 0.0}
    for row in told[:-1]:
        count = row["filings"] - before["filings"]
        spent, took = (1000 * (row[name] - before[name]) / count for name in ("seconds", "used"))
        print(f"{row['filings']:>9,}{spent:>13.1f}{took:>17.1f}{row['resident']:>11.0f}")
        before = row


# -- where the time goes -----------------------------------------------------------------------------------------------


def profile(given: argparse.Namespace) -> None:
    """Print where the processor time of one process goes, by package and by function, from samples of its stack."""
    table, _ = kept(CACHE, range(given.filings + WARMING))
    with tempfile.TemporaryDirectory() as folder, stand_in(table, given.latency) as (server, _):
        paths = write(Path(folder, "filings"), range(given.filings + WARMING))
        options = Options(base_url=server.url, api_key="none", timeout=60)
        job = replace(
            make_job(MODEL, options, Path(folder, "deals.db"), Limits(concurrency=given.at_once)), carried=False
        )

        async def done(some: list[Path]) -> Counter[str]:
            return Counter([outcome.state async for outcome in arun(job, pieces(some))])

        asyncio.run(done(paths[:WARMING]))  # imports, and compiles what is compiled once
        samples = Samples()
        started, before = time.monotonic(), time.process_time()
        with samples.taken():
            states = asyncio.run(done(paths[WARMING:]))
        seconds, taken = time.monotonic() - started, time.process_time() - before
    print(f"{dict(states)} in {seconds:.1f} s, {taken:.1f} s of processor; {samples.count} samples")
    print("by whose code it is, with what Python itself does for it:")
    for name, count in samples.own.most_common(given.rows):
        print(f"  {name:<60}{count / samples.count:>7.1%}")
    print("by function, with all that it calls:")
    for name, count in samples.whole.most_common(2 * given.rows):
        print(f"  {name:<60}{count / samples.count:>7.1%}")


class Samples:
    """The stack of the main thread every so many milliseconds of processor time."""

    def __init__(self) -> None:
        self.count = 0
        self.own: Counter[str] = Counter()
        self.whole: Counter[str] = Counter()

    @contextmanager
    def taken(self, seconds: float = 0.002) -> Iterator[None]:
        """Take samples as long as the block lasts."""
        before = signal.signal(signal.SIGPROF, self._take)
        signal.setitimer(signal.ITIMER_PROF, seconds, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)

    def _take(self, _: int, frame: FrameType | None) -> None:
        self.count += 1
        owner = ""
        seen = set()
        while frame is not None:
            code = frame.f_code
            if name := part(code.co_filename):
                owner = owner or name
                seen.add(f"{name} {Path(code.co_filename).name} {code.co_qualname}")
            frame = frame.f_back
        self.own[owner or "Python, and waiting"] += 1
        self.whole.update(seen)


def part(path: str) -> str:
    """Return what a file belongs to: a part of summarizer, or a package; nothing where it is Python's own."""
    if "/site-packages/" in path:
        return path.rpartition("/site-packages/")[2].partition("/")[0]
    inside = path.rpartition("/summarizer/")[2].split("/")
    return f"summarizer.{inside[0].removesuffix('.py')}" if "/summarizer/" in path else ""


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(dest="kind", required=True)
    one = kinds.add_parser("throughput")
    one.add_argument("--at-once", type=int, nargs="+", default=[8, 64, 256])
    one.add_argument("--filings", type=int, default=1000, help="at most so many")
    one.add_argument("--seconds", type=float, default=20, help="as many filings as the ideal does in so long")
    one.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    two = kinds.add_parser("long")
    two.add_argument("--rules", type=int, default=10_000)
    two.add_argument("--asked", type=int, default=2_000)
    two.add_argument("--workers", type=int, default=2)
    three = kinds.add_parser("profile")
    three.add_argument("--filings", type=int, default=200)
    three.add_argument("--rows", type=int, default=15)
    for kind in (two, three):
        kind.add_argument("--at-once", type=int, default=64)
    for kind in (one, two, three):
        kind.add_argument("--latency", type=float, default=0.2, metavar="SECONDS")
    kinds.add_parser("work").add_argument("work", type=json.loads)
    given = parser.parse_args()
    if given.kind == "work":
        work = Work(**given.work)
        {"batch": batch, "bare": bare}[work.kind](work)
        return
    action: dict[str, Callable[[argparse.Namespace], None]] = {
        "throughput": throughput,
        "long": long,
        "profile": profile,
    }
    action[given.kind](given)


if __name__ == "__main__":
    main()
