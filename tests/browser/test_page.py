"""The report in a real Chromium: from a fact to its words and back, by mouse, by keyboard and without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from summarizer.folding import plain
from summarizer.rendering import report
from tests.browser.conftest import Open, example

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

FEE = "f1-d1.amount.3"  # the termination fee of $41.3 million
QUOTE = "The Company must pay Parent a termination fee of $41.3 million if"


def by_id(page: Page, id_: str) -> Locator:
    return page.locator(f'[id="{id_}"]')


def fact(page: Page, id_: str = FEE) -> Locator:
    return by_id(page, id_).locator(".go")


def lit(page: Page) -> str:
    return plain("".join(page.locator(".m.on").all_inner_texts()))


def picked(page: Page) -> list[str]:
    return [element.get_attribute("id") or "" for element in page.locator(".picked").all()]


def fragment(page: Page) -> str:
    return page.url.partition("#")[2]


def in_view(element: Locator) -> bool:
    """Tell whether an element is what one sees, and could click, at its own place."""
    return bool(
        element.evaluate(
            """(e) => { const r = e.getClientRects()[0];
                const top = document.elementFromPoint(r.x + Math.min(4, r.width / 2), r.y + r.height / 2);
                return top !== null && (e.contains(top) || top.contains(e)) }"""
        )
    )


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.closest('[id]').id"))


# -- mouse -------------------------------------------------------------------------------------------------------------


def test_a_click_on_a_fact_shows_its_words(open_page: Open, merger: str) -> None:
    page = open_page(merger).page
    fact(page).click()
    assert picked(page) == [FEE]
    assert lit(page).startswith(QUOTE)
    assert page.locator(".m.key").all_inner_texts() == ["$41.3 million"]
    assert in_view(page.locator(".m.key"))
    assert fragment(page) == FEE
    told = page.locator("#live").inner_text()
    assert "termination fee USD 41,300,000 contingent" in told
    assert "conditional" in told
    assert "Item 1.01 ¶6" in told


def test_every_fact_goes_to_all_its_words(open_page: Open, merger: str) -> None:
    page = open_page(merger).page
    summary, _ = example("merger")
    facts = [one for deal in summary.deals for one in (*deal.parties, *deal.dates, *deal.amounts, *deal.percentages)]
    for one in facts:
        fact(page, f"f1-{one.id}").click()
        assert lit(page).replace(" ", "") == "".join(plain(e.quote) for e in one.evidence).replace(" ", ""), one.id
        assert in_view(page.locator(".m.on").first), one.id


def test_a_click_on_words_goes_to_each_fact_that_rests_on_them(open_page: Open, merger: str) -> None:
    page = open_page(merger).page
    words = page.locator(".m", has_text="Funds advised by Morrowdane have committed").first
    words.click()
    first, seen = picked(page), set()
    while not seen or picked(page) != first:  # from one to the next, and round again
        assert len(seen) < 10
        seen |= {*picked(page)}
        words.click()
    assert seen >= {"f1-d1.amount.6", "f1-d1.amount.7"}
    fact(page, "f1-d1.party.1").click()  # and from elsewhere
    page.locator(".m.core", has_text="$525 million").click()  # the value's own words go to it first
    assert picked(page) == ["f1-d1.amount.7"]
    assert in_view(by_id(page, "f1-d1.amount.7"))


def test_a_sentence_of_the_brief_leads_to_the_facts_it_rests_on(open_page: Open, merger: str) -> None:
    page = open_page(merger).page
    sentence = page.locator(".brief p", has_text="termination fee of $41.3 million")
    sentence.locator(f'.ref[href="#{FEE}"]').click()
    assert picked(page) == [FEE]
    assert lit(page).startswith(QUOTE)


def test_the_back_button_goes_back_to_the_fact_before(open_page: Open, merger: str) -> None:
    page = open_page(merger).page
    fact(page).click()
    fact(page, "f1-d1.amount.2").click()
    page.go_back()
    page.wait_for_function("document.querySelector('.picked').id === 'f1-d1.amount.3'")
    assert lit(page).startswith(QUOTE)


def test_figures_that_no_fact_claims_are_marked_and_found(open_page: Open) -> None:
    page = open_page(report([example("hostile")])).page
    mark = page.locator(".m.un", has_text="$900").first
    mark.click()
    assert picked(page) == ["f1-u1"]
    assert "in no fact" in page.locator(".checks").inner_text().lower()
    fact(page, "f1-u3").click()
    assert "nine hundred million dollars" in lit(page)
    assert in_view(page.locator(".m.un.on").first)


# -- keyboard ----------------------------------------------------------------------------------------------------------


def test_the_keyboard_alone_goes_to_words_and_back(open_page: Open, merger: str) -> None:
    page = open_page(merger).page
    for _ in range(11):
        page.keyboard.press("j")
    assert picked(page) == [FEE] == [focused(page)]
    page.keyboard.press("k")
    assert picked(page) == ["f1-d1.amount.2"]
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "$41.3 million"
    page.keyboard.press("Escape")
    assert focused(page) == FEE
    page.keyboard.press("Escape")
    assert picked(page) == []
    assert lit(page) == ""


def test_enter_on_words_goes_to_their_fact(open_page: Open, merger: str) -> None:
    page = open_page(merger).page
    page.locator(".m.core", has_text="first quarter of 2022").focus()
    page.keyboard.press("Enter")
    assert picked(page) == ["f1-d1.date.2"]


def test_tab_reaches_facts_in_their_order_and_shows_where_it_is(open_page: Open, merger: str) -> None:
    page = open_page(merger).page
    by_id(page, "f1-d1.party.1").locator(".go").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "f1-d1.party.2"
    outline = page.evaluate("getComputedStyle(document.activeElement, '::after').outlineStyle")
    assert outline == "solid"


def test_a_question_mark_shows_the_keys(open_page: Open, merger: str) -> None:
    page = open_page(merger).page
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("j")
    assert picked(page) == []
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.locator("#help").click()
    page.locator("#keys button").click()
    assert not page.locator("#keys").is_visible()


# -- addresses, and no script ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [f"#{FEE}", f"#{FEE}.q1", "#f1-d1%2Eamount.3"])
def test_an_address_opens_at_its_fact(open_page: Open, merger: str, address: str) -> None:
    page = open_page(merger, address).page
    assert picked(page) == [FEE]
    assert in_view(page.locator(".m.key"))


@pytest.mark.parametrize("address", ["#nothing", "#%E0%A4%A", "#f1-d1", "#f1-t2", '#"]', "#f1"])
def test_any_other_address_does_no_harm(open_page: Open, merger: str, address: str) -> None:
    page = open_page(merger, address).page
    fact(page).click()
    assert picked(page) == [FEE]


def test_without_a_script_facts_and_words_are_anchors(open_page: Open, merger: str) -> None:
    page = open_page(merger, java_script_enabled=False).page
    assert not page.locator("#help").is_visible()
    fact(page).click()
    assert fragment(page) == f"{FEE}.q1"
    words = by_id(page, f"{FEE}.q1")
    assert words.bounding_box()["y"] < 800  # type: ignore[index]
    words.click()
    assert fragment(page) == FEE
    assert by_id(page, FEE).bounding_box()["y"] < 800  # type: ignore[index]


def test_without_a_script_one_filing_is_shown_at_a_time(open_page: Open, several: str) -> None:
    page = open_page(several, java_script_enabled=False).page
    assert page.locator(".filing:visible").count() == 0
    assert not page.locator("#filter").is_visible()
    page.locator('#index a[href="#f3"]').click()
    assert page.locator(".filing:visible").evaluate_all("(all) => all.map((e) => e.id)") == ["f3"]
    assert not page.locator("#index").is_visible()
    page.locator('.filing:visible a[href="#index"]').click()
    assert page.locator("#index").is_visible()


# -- several filings ---------------------------------------------------------------------------------------------------


def rows(page: Page) -> list[str]:
    return page.locator("#index tbody tr:visible th a").all_inner_texts()


def test_one_of_several_filings_is_shown_and_left_again(open_page: Open, several: str) -> None:
    page = open_page(several).page
    assert len(rows(page)) == 9
    page.locator("#index a", has_text="SUNDREL").click()
    assert page.locator(".filing:visible .who h2").all_inner_texts() == ["SUNDREL SOFTWARE, INC."]
    assert page.title() == "SUNDREL SOFTWARE, INC."
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.locator("#index").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "SUNDREL SOFTWARE, INC."
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    assert page.locator(".filing:visible .who h2").all_inner_texts() == ["Tessarine Bioconjugates, Inc."]
    page.go_back()
    page.wait_for_selector("#index:visible")


def test_an_address_opens_the_right_filing(open_page: Open, several: str) -> None:
    page = open_page(several, "#f5-d1.amount.3").page
    assert page.locator(".filing:visible .who h2").all_inner_texts() == ["SUNDREL SOFTWARE, INC."]
    assert picked(page) == ["f5-d1.amount.3"]
    page.evaluate("location.hash = '#f1'")
    page.wait_for_selector("#f1:visible")
    assert page.locator(".filing:visible").count() == 1
    assert picked(page) == []


def test_the_filter_finds_companies_types_actions_and_words(open_page: Open, several: str) -> None:
    page = open_page(several).page
    found = page.locator("#found")
    page.keyboard.press("/")
    page.keyboard.type("sundrel")
    assert rows(page) == ["SUNDREL SOFTWARE, INC."]
    assert found.inner_text() == "1 of 9 filings"
    page.locator("#filter").fill('"go-shop period" morrowdane')
    assert rows(page) == ["SUNDREL SOFTWARE, INC."]
    page.locator("#filter").fill("sundrel xylophone")
    assert rows(page) == []
    page.locator("#filter").fill("")
    page.locator("#type").select_option("supply")
    assert len(rows(page)) == 2
    page.locator("#action").select_option("terminated")
    assert rows(page) == ["FERROWICK MEDICAL DEVICES, INC."]
    page.locator("#type").select_option("")
    page.locator("#action").select_option("")
    assert found.inner_text() == "9 filings"


# -- narrow, print, motion ---------------------------------------------------------------------------------------------


def test_a_narrow_screen_shows_one_pane_at_a_time(open_page: Open, merger: str) -> None:
    page = open_page(merger, width=360).page
    assert page.locator(".facts").is_visible()
    assert not page.locator(".text").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    fact(page).click()
    assert page.locator(".text").is_visible()
    assert not page.locator(".facts").is_visible()
    assert in_view(page.locator(".m.key"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("Escape")
    assert in_view(by_id(page, FEE))
    page.locator(".panes button", has_text="Filing").click()
    page.locator(".m.core", has_text="$82.6").first.click()
    assert picked(page) == ["f1-d1.amount.5"]
    assert in_view(by_id(page, "f1-d1.amount.5"))


def test_a_narrow_list_fits(open_page: Open, several: str) -> None:
    page = open_page(several, width=360).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert len(rows(page)) == 9


@pytest.mark.parametrize("width", [1280, 360])
def test_paper_has_the_facts_and_then_the_text(open_page: Open, merger: str, width: int) -> None:
    page = open_page(merger, width=width).page
    page.emulate_media(media="print")
    assert not page.locator(".bar").is_visible()
    assert not page.locator(".text nav").is_visible()
    facts, text = page.locator(".facts").bounding_box(), page.locator(".text").bounding_box()
    assert facts is not None
    assert text is not None
    assert text["y"] >= facts["y"] + facts["height"] - 1
    pdf = page.pdf()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 4


def test_nothing_moves_where_the_reader_wants_it_so(open_page: Open, merger: str) -> None:
    page = open_page(merger, reduced_motion="reduce").page
    fact(page).click()
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_summary_without_its_filing_shows_the_words_it_quotes(open_page: Open) -> None:
    page = open_page(report([(example("merger")[0], None)])).page
    fact(page).click()
    assert lit(page).startswith(QUOTE)
    assert in_view(page.locator(".m.key"))
    assert "was not at hand" in page.locator(".text").inner_text()
