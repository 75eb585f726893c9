"""Time and memory of reading filings, beside peers, in one run.

    uv run --with edgartools --with selectolax python benchmarks/parse.py FOLDER [--full FOLDER]

FOLDER holds main documents (``*.htm``), the folder of ``--full`` full submissions (``*.txt``). Each contender has a
process of its own, so that peak memory is its own; what is not installed is named and left out. "bare" contenders
only build the tree or, as "+ text", also take the words out of it: they find no item, no cover and no exhibit.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

Contender = Callable[[bytes], object]


def summarizer() -> Contender:
    """Ours: cover, items, exhibits, signature, paragraphs with offsets."""
    from summarizer.filing import parse

    return parse


def bare_lxml() -> Contender:
    """Build the tree with lxml."""
    from lxml import etree

    parser = etree.HTMLParser()
    return lambda data: etree.fromstring(data, parser)


def lxml_text() -> Contender:
    """Build the tree with lxml and take its words."""
    from lxml import etree

    parser = etree.HTMLParser()
    return lambda data: " ".join("".join(etree.fromstring(data, parser).itertext()).split())


def bare_selectolax() -> Contender:
    """Build the tree with selectolax's lexbor."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser


def selectolax_text() -> Contender:
    """Build the tree with selectolax's lexbor and take its words."""
    from selectolax.lexbor import LexborHTMLParser

    return lambda data: " ".join(LexborHTMLParser(data).body.text(separator=" ").split())


def edgartools() -> Contender:
    """Find the sections of a main document with edgartools."""
    from edgar.documents import HTMLParser, ParserConfig

    def read(data: bytes) -> object:
        document = HTMLParser(ParserConfig(form="8-K")).parse(data.decode("utf-8", "replace"))
        return {name: section.text() for name, section in document.sections.items()}

    return read


CONTENDERS = {
    "bare lxml": bare_lxml,
    "bare lxml + text": lxml_text,
    "bare selectolax": bare_selectolax,
    "bare selectolax + text": selectolax_text,
    "summarizer": summarizer,
    "edgartools": edgartools,
}


def measure(name: str, folder: Path) -> dict[str, float]:
    """Run one contender over every main document of a folder, after a warm-up."""
    started = time.perf_counter()
    read = CONTENDERS[name]()
    loading = time.perf_counter() - started
    paths = sorted(folder.glob("*.htm"))
    read(paths[0].read_bytes())
    times: list[float] = []
    failed = 0
    for path in paths:
        data = path.read_bytes()
        started = time.perf_counter()
        try:
            read(data)
        except Exception:
            failed += 1
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    return {
        "files": len(times),
        "failed": failed,
        "import": loading,
        "mean": statistics.mean(times),
        "median": statistics.median(times),
        "p95": times[int(len(times) * 0.95)],
        "max": times[-1],
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def in_a_process(name: str, folder: Path) -> dict[str, float] | None:
    """Measure in a process of its own; None where the contender can't be loaded."""
    command = [sys.executable, __file__, str(folder), "--only", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name:24} left out: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
        return None
    result: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def main_documents(folder: Path) -> None:
    """Print the table of contenders."""
    print(f"{'main documents':24} {'mean':>7} {'median':>7} {'p95':>7} {'max':>7} ms  {'peak':>6} MB  import")
    for name in CONTENDERS:
        row = in_a_process(name, folder)
        if row:
            times = " ".join(f"{row[key]:7.2f}" for key in ("mean", "median", "p95", "max"))
            failed = f"  ({row['failed']} failed)" if row["failed"] else ""
            print(f"{name:24} {times}     {row['peak']:6.0f}     {row['import']:.2f} s{failed}")


def best_of_three(read: Contender, data: bytes) -> float:
    """Return the least of three times, in milliseconds."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        read(data)
        times.append((time.perf_counter() - started) * 1000)
    return min(times)


def full_submissions(folder: Path) -> None:
    """Print the time of each full submission up to 3 MB."""
    read = summarizer()
    times = []
    for path in sorted(folder.glob("*.txt"), key=lambda one: one.stat().st_size):
        data = path.read_bytes()
        if len(data) <= 3_200_000 and b"<SEC-" in data[:5000]:
            times.append((len(data), best_of_three(read, data), path.name))
    print(f"\n{len(times)} full submissions up to 3 MB: mean {statistics.mean(one[1] for one in times):.1f} ms")
    for size, took, name in sorted(times, key=lambda one: -one[1])[:8]:
        print(f"  {took:7.1f} ms  {size / 1e6:5.2f} MB  {name}")


COVER = "<p>FORM 8-K</p><p>Quarrywood Optics, Inc.</p><p>(Exact name of registrant as specified in its charter)</p>"
PIECE = (
    "<p style='margin:0'>Quarrywood Optics agreed to buy <b>lenses</b>&nbsp;from Pellworm Glass for five years.</p>"
    "<table><tr><td>Loan</td><td>$</td><td>1,000</td></tr><tr><td>Fee</td><td>$</td><td>25</td></tr></table>"
)


PLAIN_COVER = b"""FORM 8-K

Date of Report (Date of earliest event reported): March 4, 2009

Quarrywood Optics, Inc.
(Exact name of registrant as specified in its charter)

Item 8.01 Other Events

"""


def growth() -> None:
    """Print the cost from 10 kB to 10 MB: the time for each megabyte has to stay level."""
    read = summarizer()
    print("\n   size      time   ms/MB  (a page of paragraphs and tables, and the same length of plain text)")
    for size in (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000):
        page = f"<html><body>{COVER}<p>Item 8.01 Other Events</p>{PIECE * (size // len(PIECE))}</body></html>".encode()
        plain = PLAIN_COVER + b"Quarrywood Optics agreed to buy lenses.\n\n" * (size // 41)
        row = [(took := best_of_three(read, data), took / len(data) * 1e6) for data in (page, plain)]
        print(f"{size / 1e6:5.2f} MB " + "   ".join(f"{took:8.1f} ms {rate:6.1f}" for took, rate in row))


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--full", type=Path)
    parser.add_argument("--only", choices=CONTENDERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measure(options.only, options.folder)))
        return
    main_documents(options.folder)
    if options.full:
        full_submissions(options.full)
    growth()


if __name__ == "__main__":
    main()
