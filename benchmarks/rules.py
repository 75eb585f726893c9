"""Speed and memory of the built-in extractor, stage by stage, in one run.

    python benchmarks/rules.py FOLDER

Run it in the checkout's folder. FOLDER holds main documents or full submissions. Each stage is timed by itself, in
seconds of CPU: reading the filing, proposing deals and events, and the whole summary (which proposes, verifies and
writes the brief). Reading and proposing go three times over the folder and the least counts, since whatever else the
machine does only adds to it; the first time is printed beside it. Memory is that of the process after each third of the
filings: flat where nothing is kept.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from summarizer import SummarizerError, summarize
from summarizer.extraction.rules import propose
from summarizer.filing import Filing
from summarizer.reading import read_filing

_T = TypeVar("_T")
_PASSES = 3
_NO_FILINGS = (".json", ".jsonl", ".md")


def main() -> None:
    """Print the figures for a folder of filings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    paths = [path for path in sorted(parser.parse_args().folder.iterdir()) if path.suffix not in _NO_FILINGS]
    filings = [filing for path in paths if (filing := read(path)) is not None]
    for path in sorted(Path("examples").iterdir()):  # compiles the patterns, as the first of many filings do
        if (filing := read(path)) is not None:
            summary(filing)
    count = len(filings)
    print(f"{count} filings")
    passes = [(timed(read, paths), timed(propose, filings)) for _ in range(_PASSES)]
    reading, proposing = (min(times) for times in zip(*passes, strict=True))
    first = count / sum(passes[0])
    print(f"read              {reading:6.2f} s  {count / reading:6.0f} filings/s")
    print(f"propose           {proposing:6.2f} s  {count / proposing:6.0f} filings/s")
    both = reading + proposing
    print(f"read and propose  {both:6.2f} s  {count / both:6.0f} filings/s (the first time {first:.0f})")
    whole = 0.0
    third = max(1, count // 3)
    for low in range(0, count, third):
        whole += timed(summary, filings[low : low + third])
        print(f"peak memory after {min(low + third, count):4} summaries: {peak():.0f} MB")
    print(f"read to brief     {reading + whole:6.2f} s  {count / (reading + whole):6.0f} filings/s")


def read(path: Path) -> Filing | None:
    """Read a filing; what is none is left out."""
    try:
        return read_filing(path)
    except SummarizerError:
        return None


def summary(filing: Filing) -> object:
    """Summarize by the built-in extractor."""
    return summarize(filing, model="rules")


def timed(work: Callable[[_T], object], things: Sequence[_T]) -> float:
    """Return the seconds of CPU that a piece of work takes over all of some things."""
    start = time.process_time()
    for thing in things:
        work(thing)
    return time.process_time() - start


def peak() -> float:
    """Return the most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
