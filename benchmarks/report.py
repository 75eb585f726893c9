"""How big a report is, how long it takes to make and to open, and how long a click takes, in a real Chromium.

    make browser
    .venv/bin/python benchmarks/report.py [FOLDER] [--filings N] [--chromium PATH]

The report is about N filings (200): those of FOLDER, by default the examples, over and over. Opening is timed from the
start of the navigation to the second frame after the page has loaded; a click, from the event to the second frame
after it: on a filing in the list, on facts of the largest filing, and a letter typed into the filter, first and later.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from summarizer import read_filing, summarize
from summarizer.rendering import report

EXAMPLES = Path(__file__).parent.parent / "examples"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
OPENED = f"{FRAMES}.then(() => performance.now())"
TIMED = f"(act) => {{ const from = performance.now(); act(); return {FRAMES}.then(() => performance.now() - from) }}"
CLICK = f"(element) => ({TIMED})(() => element.click())"
TYPE = f"(element) => ({TIMED})(() => {{ element.value += 'e'; element.dispatchEvent(new Event('input')) }})"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=EXAMPLES)
    parser.add_argument("--filings", type=int, default=200)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    filings = [read_filing(path) for path in sorted(arguments.folder.glob("*.txt"))]
    pairs = [(summarize(filing, model="rules"), filing) for filing in filings]
    started = time.perf_counter()
    page = report(list(islice(cycle(pairs), arguments.filings)))
    made = time.perf_counter() - started
    alone = sorted(len(report([pair]).encode()) for pair in pairs)
    print(f"{arguments.filings} filings: {len(page.encode()) / 1e6:.1f} MB, made in {made:.2f} s")
    print(f"one filing: {alone[0] / 1e3:.0f} kB, median {median(alone) / 1e3:.0f} kB, largest {alone[-1] / 1e3:.0f} kB")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder) / "report.html"
        place.write_text(page, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=FLAGS)
        opened = [_opened(browser.new_page(), place) for _ in range(5)]
        print(f"opened in {_shown(opened)}")
        _clicks(browser.new_page(), place)
        browser.close()


def _opened(page: Page, place: Path) -> float:
    page.goto(place.as_uri())
    took: float = page.evaluate(OPENED)
    page.close()
    return took


def _clicks(page: Page, place: Path) -> None:
    page.goto(place.as_uri())
    typed = [page.locator("#filter").evaluate(TYPE) for _ in range(5)]
    page.reload()
    print(f"filter: first letter {typed[0]:.0f} ms, then {_shown(typed[1:])}")
    largest: str = page.evaluate(
        "[...document.querySelectorAll('.filing')].reduce((a, b) => a.innerHTML.length > b.innerHTML.length ? a : b).id"
    )
    shown = []
    for _ in range(5):
        link = page.locator(f'tbody a[href="#{largest}"]')
        shown.append(link.evaluate(CLICK))
        page.keyboard.press("Escape")
    print(f"a filing shown in {_shown(shown)}")
    page.locator(f'tbody a[href="#{largest}"]').evaluate(CLICK)
    facts: list[Any] = page.locator(f"#{largest} a.go").all()
    print(f"a fact shown in {_shown([fact.evaluate(CLICK) for fact in facts[:40]])}")


def _shown(times: list[float]) -> str:
    return f"{median(times):.0f} ms (median of {len(times)}, worst {max(times):.0f})"


if __name__ == "__main__":
    main()
