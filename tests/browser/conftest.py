"""A real Chromium, without a window and without a network, and pages of reports opened in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from summarizer import Filing, Summary, read_filing, summarize
from summarizer.rendering import report
from tests.conftest import EXAMPLES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()
Pair = tuple[Summary, Filing | None]


# Of the package, not of the session: while it runs, Playwright holds the thread's event loop, which other tests need.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium; the tests are skipped where it or Playwright is missing (`make browser` installs both)."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make browser")
    path = os.environ.get("SUMMARIZER_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("there is no Chromium here: make browser, or SUMMARIZER_CHROMIUM=PATH")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@dataclass
class Opened:
    """A page in the browser and what it did that a report must not do."""

    page: Page
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Return what was asked of a network, said on the console, thrown or asked in a dialog."""
        return [url for url in self.requests if not url.startswith("file:")] + self.said


Open = Callable[..., Opened]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Write a page to a file and open it; what it did wrong fails the test in the end."""
    contexts, pages = [], []

    def opened(markup: str, fragment: str = "", *, width: int = 1280, **options: Any) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        one = Opened(context.new_page())
        pages.append(one)
        one.page.on("request", lambda request: one.requests.append(request.url))
        one.page.on("console", lambda message: one.said.append(message.text))
        one.page.on("pageerror", lambda error: one.said.append(str(error)))
        one.page.on("dialog", lambda dialog: (one.said.append(dialog.message), dialog.dismiss()))
        path = tmp_path / f"report-{len(pages)}.html"
        path.write_text(markup, encoding="utf-8")
        one.page.goto(path.as_uri() + fragment)
        return one

    yield opened
    faults = [fault for one in pages for fault in one.faults()]
    for context in contexts:
        context.close()
    assert faults == []


@cache
def example(name: str) -> Pair:
    """Return an example with its summary by the rules."""
    filing = read_filing(EXAMPLES / f"{name}.txt")
    return summarize(filing, model="rules"), filing


@pytest.fixture(scope="session")
def merger() -> str:
    return report([example("merger")])


@pytest.fixture(scope="session")
def several() -> str:
    return report([example(path.stem) for path in sorted(EXAMPLES.glob("*.txt"))])
