"""Hostile filings in a real Chromium: nothing of theirs runs, loads or hides; and what axe says of the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summarizer import read_filing, summarize
from summarizer.rendering import report
from tests.browser.conftest import Open, example
from tests.invented import filing
from tests.test_injection import CASES

if TYPE_CHECKING:
    from playwright.sync_api import Page

TRICKS = (
    '</script><script>document.title = "owned"</script>',
    '<img src="https://evil.example/x.png" onerror="document.title = \'owned\'">',
    '"><svg onload="document.title = \'owned\'">',
    "<style>body { display: none }</style><link rel=stylesheet href=https://evil.example/x.css>",
    "<a href=\"javascript:document.title = 'owned'\">here</a>",
    "</textarea></title></article></main><h1>owned</h1>",
    '<iframe srcdoc="<script>parent.document.title = 1</script>"></iframe><base href="https://evil.example/">',
    "{{ 7 * 7 }} {% raw %} ${7 * 7} <!-- --> ]]> &lt;b&gt; &#x202e;",
    "\u202egnp.exe\u202c \u2066isolated\u2069 \u200bz\u200be\u200br\u200bo \x1b[31m \x07 \ufeff",
)
ALLOWED = set(
    "html head meta title style body a header h1 div button kbd main article section p h2 h3 h4 span i q ul li nav dl "
    "dt dd dialog form script time strong table tbody thead tr td th label input select option output".split()
)


def trick_filing() -> str:
    trick = " ".join(TRICKS)
    deal = (
        'On March 3, 2021, Quillmere Holdings, Inc. (the "Company") entered into a Loan Agreement with Ostrava Vale '
        f"Bank. Under the Loan Agreement the bank lends the Company $12.5 million for three years. {trick}"
    )
    return filing(deal, *TRICKS, name=f"Quillmere {trick} Inc.", title=f"Entry {trick}", exhibit=trick)


def elements(page: Page) -> set[str]:
    return set(page.evaluate("[...document.querySelectorAll('*')].map((e) => e.localName)"))


def test_a_filing_of_tricks_is_shown_and_not_obeyed(open_page: Open) -> None:
    source = read_filing(trick_filing())
    page = open_page(report([(summarize(source, model="rules"), source)] * 2), "#f1").page
    page.wait_for_timeout(100)
    assert elements(page) <= ALLOWED
    assert page.title() != "owned"
    assert page.evaluate("document.scripts.length") == 1
    assert page.evaluate("document.querySelectorAll('style').length") == 1
    shown = page.locator(".filing:visible .text").inner_text()
    assert "</script><script>document.title" in shown
    assert "⟦U+202E⟧gnp.exe⟦U+202C⟧" in shown
    assert "zero" in shown
    for element in ("a[href^='javascript']", "[onerror]", "[onload]", "[style]"):
        assert page.locator(element).count() == 0


def test_hostile_filings_make_pages_of_nothing_but_words(open_page: Open) -> None:
    sources = [read_filing(case.source.encode()) for case in CASES]
    page = open_page(report([(summarize(source, model="rules"), source) for source in sources])).page
    assert elements(page) <= ALLOWED
    for number in range(1, len(CASES) + 1):
        page.evaluate(f"location.hash = '#f{number}-d1.amount.1'")
        page.wait_for_selector(f'[id="f{number}-d1.amount.1"].picked')
        assert page.locator(".filing:visible").count() == 1


@pytest.mark.parametrize(
    "foreign",
    [
        "<script>document.title = 'owned'</script>",
        "<img src=x onerror=\"document.title = 'owned'\">",
        "<style>body { display: none }</style>",
        '<p style="position: fixed; inset: 0">over all</p>',
    ],
)
def test_the_policy_stops_what_escaping_would_have_missed(open_page: Open, merger: str, foreign: str) -> None:
    opened = open_page(merger.replace("<main", f"{foreign}<main"))
    opened.page.wait_for_timeout(50)
    assert opened.page.title() != "owned"
    assert opened.page.locator("main").is_visible()
    assert opened.page.evaluate("getComputedStyle(document.body).display") == "block"
    assert opened.said
    assert all("Content Security Policy" in line for line in opened.said)
    opened.said.clear()
    opened.requests.clear()


# -- axe ---------------------------------------------------------------------------------------------------------------


def violations(page: Page) -> list[tuple[str, str, list[str]]]:
    axe = pytest.importorskip("axe_playwright_python", reason="axe is not installed: make browser")
    page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [
        (one["id"], one["impact"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found["violations"]
    ]


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("merger", 1280, "light"),
        ("merger", 360, "dark"),
        ("hostile", 1280, "dark"),
        ("hostile", 360, "light"),
        ("results-and-departure", 1280, "light"),
    ],
)
def test_axe_finds_nothing(open_page: Open, name: str, width: int, scheme: str) -> None:
    page = open_page(report([example(name)]), width=width, color_scheme=scheme, bypass_csp=True).page
    assert violations(page) == []
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_function("document.getAnimations().every((one) => one.playState === 'finished')")
    assert violations(page) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_axe_finds_nothing_in_a_list_and_in_the_keys(open_page: Open, several: str, width: int, scheme: str) -> None:
    page = open_page(several, width=width, color_scheme=scheme, bypass_csp=True).page
    assert violations(page) == []
    page.keyboard.press("?")
    assert violations(page) == []
