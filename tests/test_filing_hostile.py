"""Bad input: bounded time, no traceback, offsets that always cut the text they claim."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.errors import FilingError, SourceError, SummarizerError
from summarizer.filing import Filing, parse
from tests.filings import COVER, OTHER_EVENTS, form, page, submission

MEGA = 400_000


def check(filing: Filing) -> None:
    """Assert what holds of every filing: spans lie in their documents, paragraphs are in order and not blank."""
    spans = [item.span for item in filing.info.items]
    spans += [exhibit.span for exhibit in filing.info.exhibits if exhibit.span]
    for span in spans:
        assert 0 <= span.start < span.end <= len(filing.document(span.document).text)
    numbers = [paragraph.number for paragraph in filing.paragraphs()]
    assert numbers == list(range(1, len(numbers) + 1))
    for document in filing.documents:
        end = 0
        for paragraph in document.paragraphs:
            assert paragraph.document == document.name
            assert end <= paragraph.start < paragraph.end <= len(document.text)
            words = filing.text(paragraph)
            assert words == words.strip()
            assert words
            end = paragraph.end
    for item in filing.info.items:
        inside = [one for one in filing.paragraphs() if one.section == "item" and one.item == item.number]
        # Items of one heading share its text, whose paragraphs bear the first number.
        shared = [one for one in filing.info.items if one.span.start <= item.span.start < one.span.end]
        assert inside or len(shared) > 1
    assert filing.info.form.startswith("8-K")


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"PK\x03\x04\x14\x00", "a zip or Office file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Office file"),
        (bytes(range(8)) * 100 + b"\x00" * 900, "binary data"),
    ],
)
def test_binaries_are_refused_by_name(start: bytes, reason: str) -> None:
    with pytest.raises(FilingError, match=f"picture.pdf is {reason}, not a Form 8-K"):
        parse(start, source="picture.pdf")


@pytest.mark.parametrize("data", ["", b"", "  \n\t\n", b"\x00\x00"])
def test_nothing_is_refused(data: str | bytes) -> None:
    with pytest.raises(SourceError, match="is empty"):
        parse(data)


@pytest.mark.parametrize(
    "text", ["Dear Sir,\n\nthe lenses are ready.\n", "<html><body><p>Hello</p></body></html>", "\ud800\n"]
)
def test_text_that_is_no_filing_is_refused(text: str) -> None:
    with pytest.raises(FilingError, match="no Form 8-K that can be read"):
        parse(text)


def hostile() -> Iterator[tuple[str, str]]:
    head = f"{COVER}\nItem 8.01. Other Events.\n\n"
    web = page("<p>Item 8.01. Other Events.</p>", signature="").replace("</body></html>", "")
    yield "one line", head + "x" * 5 * MEGA
    yield "spaces", head + " " * 5 * MEGA + "x"
    yield "rules", head + "-" * MEGA + "x"
    yield "bars", head + "|" * MEGA
    yield "backslashes", head + "\\" * MEGA
    yield "stars", head + "**a " * (MEGA // 4)
    yield "headings", head + "Item 1.01\n" * (MEGA // 10)
    yield "mentions", head + "Item 1.01 " * (MEGA // 10)
    yield "sections", head + "Section 1 \n" * (MEGA // 10)
    yield "signatures", head + "SIGNATURES\n" * (MEGA // 10)
    yield "signers", f"{head}SIGNATURES\n\nduly caused\n" + "/s/ Odile Farnsworth\n" * (MEGA // 20)
    yield "exhibits", form("Item 9.01. Exhibits\n\n" + "99.1  Press\n" * (MEGA // 12))
    yield "exhibit heads", form(after="EXHIBIT 99.1\n" * (MEGA // 12))
    yield "registrants", "FORM 8-K\n" + "(Exact name of registrant as specified in its charter)\n" * (MEGA // 50)
    yield "nested tags", web + "<div><b>" * 500_000
    yield "nested tables", web + "<table><tr><td>" * 200_000
    yield "open tags", web + "<a " * (MEGA // 3)
    yield "brackets", web + "<" * MEGA
    yield "quotes", web + '<a "' * (MEGA // 4)
    yield "comments", web + "<!--" * (MEGA // 4)
    yield "scripts", web + "<script>" * (MEGA // 8)
    yield "hidden", web + "<ix:header>" * (MEGA // 11)
    yield "raised", web + "<sup>1</sup>" * (MEGA // 12)
    yield "raised and open", web + "<sup>1<b>" * (MEGA // 9)
    yield "raised by style", web + "vertical-align:super " * (MEGA // 20)
    yield "facts", web + '<ix:nonNumeric name="dei:TradingSymbol">' * (MEGA // 40)
    yield "entities", web + "".join(f"&#{number};" for number in range(32, 100_000))
    bomb = "".join(f'<!ENTITY e{place} "&e{place - 1};&e{place - 1};&e{place - 1};">' for place in range(1, 200))
    yield "entity bomb", f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{bomb}]>{web}<p>&e199;</p>'
    yield "documents", submission(("8-K", form())) + "<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\n" * (MEGA // 25)


def taken(text: str) -> float:
    """Return the processor time that reading takes; a text that is no filing is read as well before it is refused."""
    started = time.process_time()
    with contextlib.suppress(FilingError):
        check(parse(text))
    return time.process_time() - started


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in hostile()])
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    half = taken(text[: len(text) // 2])
    # Twice the text takes about twice the time, four times where the cost is quadratic; a little is the machine's.
    assert taken(text) < 3 * half + 0.5


def test_paragraphs_are_bounded_in_number() -> None:
    filing = parse(form("Item 8.01. Other Events.\n\n" + "a\n\n" * 250_000))
    assert sum(1 for _ in filing.paragraphs()) < 201_000
    check(filing)


PIECES = st.sampled_from(
    [
        *COVER.split("\n"), *OTHER_EVENTS.split("\n"), "Item 1.01", "Items 1.01 and 2.03", "Item 5. Other Events",
        "ITEM 9.01 FINANCIAL STATEMENTS AND EXHIBITS", "99.1\tPress Release", "99.1", "EXHIBIT 99.1",
        "Exhibit Index", "SIGNATURES", "/s/ Odile Farnsworth", "By:", "Name:", "duly caused this report",
        "(d) Exhibits", "Section 1 - Business", "<PAGE>", "\f", "2", "- 3 -", "<TABLE>", "</TABLE>", "<html>",
        "<body>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<pre>", "</pre>", "<br>", "<p>", "<!--", "-->",
        "<ix:header>", "</ix:header>", "&#150;", "&lt;", "&amp;#60;", "$", "%",
        '<ix:nonNumeric name="dei:EntityRegistrantName">', "</ix:nonNumeric>", "<DOCUMENT>", "</DOCUMENT>",
        "<TYPE>8-K", "<TYPE>EX-99.1", "<TEXT>", "</TEXT>", "<SEC-HEADER>", "<SUBMISSION>",
        "ACCESSION NUMBER: 0009999999-09-000123", "CONFORMED SUBMISSION TYPE: 8-K", "FILER:",
        "COMPANY CONFORMED NAME: Q", "incorporated by reference to Item 1.01", "\x00", "\r", "\ufeff", "\u2028",
        "\xa0", "*", "**", "|", "\t", "   ", "For immediate release", "the loan was",
    ]
)  # fmt: skip
SEPARATORS = st.sampled_from(["\n", "\n\n", " ", "", "\r\n", "\t"])


@st.composite
def broken_forms(draw: st.DrawFn) -> str:
    parts: list[str] = []
    for piece in draw(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=60)):
        parts += [piece, draw(SEPARATORS)]
    return "".join(parts)


def read_or_refuse(data: str | bytes) -> None:
    try:
        filing = parse(data)
    except SummarizerError as error:
        message = str(error)
    else:
        message = ""
        check(filing)
    assert "\n" not in message


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(broken_forms())
def test_any_text_is_read_or_refused(text: str) -> None:
    read_or_refuse(text)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=500), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(before: bytes, after: bytes) -> None:
    read_or_refuse(before + after)
    read_or_refuse(before + form().encode() + after)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_cut_and_stirred_forms_are_read_or_refused(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([form(), page("<p>Item 8.01 Other Events</p>"), submission(("8-K", form()))]))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    other = data.draw(broken_forms())
    read_or_refuse(whole[:start] + other + whole[end:])
