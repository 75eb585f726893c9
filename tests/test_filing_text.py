"""Plain and markdown-like text: paragraphs, rows, page breaks, and text that stays as it stands."""

from __future__ import annotations

import pytest

from summarizer.filing import Filing, parse
from tests.filings import COVER, form


def words(filing: Filing, item: str = "8.01") -> list[str]:
    return [filing.text(paragraph) for paragraph in filing.paragraphs() if paragraph.item == item]


def test_text_stays_as_it_stands_and_fields_are_clean() -> None:
    text = form("**Item 8.01. Other Events.**\n\nThe fee is \\$2 million, *not* more.\n")
    filing = parse(text)
    assert filing.documents[0].text == text
    assert words(filing)[-1] == "The fee is \\$2 million, *not* more."
    assert filing.info.items[0].title == "Other Events"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    filing = parse(form("Item 8.01. Other Events.\n\nThe hall in Tarnbeck\nwas opened on Monday\nby the mayor.\n"))
    assert words(filing)[1] == "The hall in Tarnbeck\nwas opened on Monday\nby the mayor."


def test_heading_without_a_blank_line_below_stands_by_itself() -> None:
    filing = parse(form("ITEM 8.01. OTHER EVENTS\nThe hall was opened.\n"))
    assert words(filing) == ["ITEM 8.01. OTHER EVENTS", "The hall was opened."]


@pytest.mark.parametrize(
    "mark",
    ["\n\n                 2\n<PAGE>\n\n", "\n\n- 2 -\n\f\n", "\n\n\f", "\n\n<PAGE>   3\n", "\n\nPage 2 of 4\n\n"],
)
def test_page_break_leaves_a_sentence_whole(mark: str) -> None:
    before = "Quarrywood and its lender agreed that the loan for the second hall will be repaid out of"
    filing = parse(form(f"Item 8.01. Other Events.\n\n{before}{mark}the proceeds of the sale.\n\nA new paragraph.\n"))
    paragraphs = words(filing)
    assert len(paragraphs) == 3
    assert paragraphs[1].startswith("Quarrywood and its lender")
    assert paragraphs[1].endswith("the proceeds of the sale.")


def test_form_feed_within_a_line_loses_nothing() -> None:
    filing = parse(form("Item 8.01. Other Events.\n\nThe hall was opened.\fThe mayor spoke.\f\n\nIt rained.\n"))
    assert words(filing)[1:] == ["The hall was opened.", "The mayor spoke.", "It rained."]


def test_page_break_after_a_sentence_parts_paragraphs() -> None:
    filing = parse(
        form("Item 8.01. Other Events.\n\nThe hall was opened on Monday by the mayor.\n\n2\n<PAGE>\n\nIt rained.\n")
    )
    assert words(filing)[1:] == ["The hall was opened on Monday by the mayor.", "It rained."]


def test_rows_and_list_entries_stand_by_themselves() -> None:
    rows = "Name\tSalary\nO. Farnsworth\t$300,000\nP. Ames\t$250,000\n"
    entries = "- first point\n- second point\n  that goes on\n"
    filing = parse(form(f"Item 8.01. Other Events.\n\n{rows}\n{entries}"))
    assert words(filing)[1:] == [
        "Name\tSalary",
        "O. Farnsworth\t$300,000",
        "P. Ames\t$250,000",
        "- first point",
        "- second point\n  that goes on",
    ]


def test_rules_and_layout_tags_are_no_paragraphs() -> None:
    filing = parse(form("Item 8.01. Other Events.\n\n<TABLE>\n<S>   <C>\nLoan      $5\n</TABLE>\n\n-------\n* * *\n"))
    assert words(filing)[1:] == ["Loan      $5"]


def test_paragraphs_are_numbered_through_the_filing() -> None:
    filing = parse(form())
    numbers = [paragraph.number for paragraph in filing.paragraphs()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {paragraph.section for paragraph in filing.paragraphs()} == {"cover", "item", "signature"}


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_kind(end: str) -> None:
    filing = parse(form().replace("\n", end).encode())
    assert filing.documents[0].text == form()
    assert [item.number for item in filing.info.items] == ["8.01"]


@pytest.mark.parametrize(
    ("encoding", "prefix"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("cp1252", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
def test_encodings(encoding: str, prefix: bytes) -> None:
    text = form("Item 8.01. Other Events.\n\nThe “Café” – opened – costs £5.\n")
    filing = parse(prefix + text.encode(encoding))
    assert filing.documents[0].text == text
    assert filing.info.notices == ()


def test_latin_1_bytes_that_windows_1252_has_not() -> None:
    filing = parse(form("Item 8.01. Other Events.\n\nThe Caf_ _ opened.\n").encode().replace(b"_ _", b"\xe9 \x81"))
    assert "Café" in filing.documents[0].text


def test_a_few_broken_bytes_among_utf_8_are_noted() -> None:
    text = form("Item 8.01. Other Events.\n\nThe “Café” – “opened” – costs £5.\n").encode()
    filing = parse(text + b"\n\xff\n")
    assert "“Café”" in filing.documents[0].text
    assert "broken byte" in filing.info.notices[0]


def test_nul_bytes_are_taken_out_and_noted() -> None:
    filing = parse(form().encode().replace(b"Tarnbeck", b"Tarn\x00beck"))
    assert filing.documents[0].text == form()
    assert filing.info.notices == ("NUL bytes were removed from the text",)


def test_text_that_breaks_off_is_noted() -> None:
    prose = "Quarrywood makes lenses. " * 20 + "The statements rest on what the company had filed with the Commiss"
    filing = parse(f"{COVER}\nItem 8.01. Other Events.\n\n{prose}")
    assert any("mid-sentence" in notice and "Commiss" in notice for notice in filing.info.notices)


def test_markdown_with_bars_and_headings() -> None:
    cover = COVER.replace("FORM 8-K", "# FORM 8-K")
    filing = parse(form("## Item 8.01 Other Events\n\n| Loan |  | $5 |\n| Fee |  | $1 |\n", cover=cover))
    assert [item.number for item in filing.info.items] == ["8.01"]
    assert words(filing) == ["## Item 8.01 Other Events", "| Loan |  | $5 |", "| Fee |  | $1 |"]
