"""A coverage-guided search for bytes that the reader neither reads nor refuses.

    uv run --with atheris python -m tests.corpus.fuzz FOLDER -max_total_time=600

FOLDER holds the inputs to start from and takes the new ones; the other arguments are libFuzzer's. What it finds
becomes a test in ``tests/test_filing_*.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["summarizer.filing"]):
    from tests.test_filing_hostile import read_or_refuse

from tests.filings import form, page, submission


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for place, text in enumerate([form(), page("<p>Item 8.01 Other Events</p>"), submission(("8-K", form()))]):
        (folder / f"seed-{place}").write_text(text)
    atheris.Setup(sys.argv, read_or_refuse)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
