"""Web pages of any age, and inline XBRL."""

from __future__ import annotations

import pytest

from summarizer.filing import Filing, parse
from summarizer.models import Ticker
from tests.filings import page

HEADING = "<p>Item 8.01. Other Events.</p>"


def body(html: str) -> list[str]:
    """Return the paragraphs that follow the heading of the form's one item."""
    filing = parse(page(HEADING, html))
    return [filing.text(one) for one in filing.paragraphs() if one.item == "8.01"][1:]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Fish &amp; chips&nbsp;&#8211;&#160;&#163;5 &lt;net&gt;</p>", "Fish & chips – £5 <net>"),
        ("<p>one<b>two</b><i> three</i>\n  four</p>", "onetwo three four"),
        ("<P ALIGN=center>Old<FONT SIZE=2> tags", "Old tags"),
        ("<div><div>nested <span>deep</span></div></div>", "nested deep"),
        ("<p>before<!-- hidden <p>no</p> -->after</p>", "before after"),
        ("<script>var x = '<p>no</p>';</script><p>shown</p>", "shown"),
        ("<p>it&#146;s &#147;fine&#148;</p>", "it’s “fine”"),
        ("<p>a soft&#173;hy\u00adphen</p>", "a softhyphen"),
        ('<img alt="logo"><p>text</p>', "text"),
        ("<p>5 < 6 and 7 > 2</p>", "5 < 6 and 7 > 2"),
        ("<p>unclosed <b>bold", "unclosed bold"),
        ('<div>at $<div style="font:x; display:inline;"><b>5.22</b></div> per share</div>', "at $5.22 per share"),
        ('<div>Form <DIV STYLE="DISPLAY: inline">8-K</DIV></div><p>more</p>', "Form 8-K"),
    ],
)
def test_markup_leaves_the_words(html: str, text: str) -> None:
    assert body(html)[0] == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a fee of $10<sup>4</sup>", "a fee of $10(4)"),
        ("$10.5<sup>1</sup> million", "$10.5(1) million"),
        ("$10.5<SUP><FONT SIZE=1>(1)</FONT></SUP> million", "$10.5(1) million"),
        ("$5 million<sup>1,2</sup> due", "$5 million(1,2) due"),
        ("12<sup>1</sup>%", "12(1)%"),
        ("$5<sup>b</sup> more", "$5(b) more"),
        ('$5<span style="position:relative;top:-3.5pt;vertical-align:baseline">1</span> due', "$5(1) due"),
        ('$5<font style="font-size:6pt;vertical-align: super">1</font> due', "$5(1) due"),
        ("Quarrywood, Inc.<sup>1</sup>", "Quarrywood, Inc.(1)"),
        ("1<sup>1</sup>/<sub>2</sub>% notes", "1 1/2% notes"),
        ("6<FONT SIZE=-2><SUP>1</SUP></FONT>/2% notes", "6 1/2% notes"),
        ("6-<sup>1</sup>&#8260;<sub>2</sub>%", "6-1\u20442%"),
        ("6&nbsp;<sup>1/2</sup>%", "6 1/2%"),
        ("6<sup>1/2</sup>%", "6 1/2%"),
        ("<sup>1</sup>/<sub>2</sub> of 1%", "1/2 of 1%"),
        ("1.5 x 10<sup>8</sup> doses", "1.5 x 10^8 doses"),
        ("10<sub>2</sub>", "10 2"),
        ("H<sub>2</sub>O", "H2O"),
        ("the 3<sup>rd</sup> day", "the 3rd day"),
        ("Lamp<sup>TM</sup>", "LampTM"),
        ("<sup>1</sup>5 lamps", "1 5 lamps"),
        ("<sup>1</sup> Includes lamps", "1 Includes lamps"),
        ("5<sup></sup>6<sup> </sup>7", "56 7"),
        ("5<sup>1", "51"),
    ],
)
def test_raised_figures_do_not_join_those_before_them(html: str, text: str) -> None:
    assert body(f"<p>{html}</p>")[0] == text


def test_a_mark_in_a_cell_of_its_own_stays_as_it_is() -> None:
    assert body("<table><tr><td>Loan<td>$5<td><sup>1</sup></table>") == ["Loan\t$5\t1"]


def test_blocks_and_line_breaks() -> None:
    assert body("<p>one<br>line</p><p>two<br><br>three</p><ul><li>four<li>five</ul>") == [
        "one\nline",
        "two",
        "three",
        "four",
        "five",
    ]


def test_rows_are_lines_and_figures_stay_with_their_labels() -> None:
    table = (
        "<table><tr><td>Name</td><td></td><td>Salary</td></tr>"
        "<tr><td>O. Farnsworth</td><td>$</td><td>300,000</td></tr>"
        "<tr><td>Loss</td><td>$</td><td>(</td><td>1,000</td><td>)</td></tr>"
        "<tr><td>Share</td><td>&nbsp;</td><td>5.25</td><td>%</td></tr></table>"
    )
    assert body(table) == ["Name\tSalary", "O. Farnsworth\t$300,000", "Loss\t$(1,000)", "Share\t5.25%"]


def test_rows_without_closing_tags() -> None:
    assert body("<TABLE><TR><TD>Loan<TD>$5<TR><TD>Fee<TD>$1</TABLE>after") == ["Loan\t$5", "Fee\t$1", "after"]


def test_table_used_for_the_layout() -> None:
    assert body(
        "<table><tr><td><p>one</p><table><tr><td>Loan</td><td>$5</td></tr></table><p>two</p></td></tr></table>"
    ) == [
        "one",
        "Loan\t$5",
        "two",
    ]


def test_preformatted_text_keeps_its_lines() -> None:
    assert body("<pre>\nThe hall was opened\non Monday.\n\nName      Salary\nAmes      $5\n</pre>") == [
        "The hall was opened\non Monday.",
        "Name      Salary",
        "Ames      $5",
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "<p>2</p><hr>",
        '<p>2</p><p style="page-break-before:always">&nbsp;</p>',
        "<p>- 3 -</p><hr><p>Table of Contents</p>",
    ],
)
def test_page_break_leaves_a_sentence_whole(mark: str) -> None:
    before, after = "The loan for the second grinding hall will be repaid out of", "the proceeds of the sale."
    assert body(f"<p>{before}</p>{mark}<p>{after}</p>") == [f"{before} {after}"]


def test_titles_and_hidden_headers_are_not_shown() -> None:
    filing = parse(page("<ix:header><ix:hidden>secret</ix:hidden></ix:header>", HEADING))
    assert "secret" not in filing.documents[0].text
    assert filing.documents[0].text.startswith("UNITED STATES")


TAGGED = """\
<div style="display:none"><ix:header><ix:hidden>
<ix:nonNumeric name="dei:EntityCentralIndexKey" contextRef="c">0009876543</ix:nonNumeric>
<ix:nonNumeric name="dei:EntityRegistrantName" contextRef="c">QUARRYWOOD OPTICS INC</ix:nonNumeric>
</ix:hidden></ix:header></div>
<p>FORM <ix:nonNumeric name="dei:DocumentType" contextRef="c">8-K</ix:nonNumeric></p>
<p>Date of Report: <ix:nonNumeric name="dei:DocumentPeriodEndDate" format="ixt:date-monthname-day-year-en"
 contextRef="c">March&#160;4, 2009</ix:nonNumeric></p>
<p>{name}</p><p>(Exact name of registrant as specified in its charter)</p>
<p><ix:nonNumeric name="dei:EntityIncorporationStateCountryCode" format="ixt-sec:stateprovnameen"
 contextRef="c">Delaware</ix:nonNumeric></p>
<p><ix:nonNumeric name="dei:EntityFileNumber" contextRef="c">000-98765</ix:nonNumeric></p>
<p><ix:nonNumeric name="dei:EntityTaxIdentificationNumber" contextRef="c">98-7654321</ix:nonNumeric></p>
<p><ix:nonNumeric name="dei:EntityAddressAddressLine1" contextRef="c">14 Lantern Mill Road</ix:nonNumeric>
<ix:nonNumeric name="dei:EntityAddressCityOrTown" contextRef="c">Tarnbeck</ix:nonNumeric>
<ix:nonNumeric name="dei:EntityAddressStateOrProvince" contextRef="c">Ohio</ix:nonNumeric>
<ix:nonNumeric name="dei:EntityAddressPostalZipCode" contextRef="c">44999</ix:nonNumeric></p>
<p>(<ix:nonNumeric name="dei:CityAreaCode" contextRef="c">555</ix:nonNumeric>)
<ix:nonNumeric name="dei:LocalPhoneNumber" contextRef="c">010-2233</ix:nonNumeric></p>
<table><tr><td>Common</td><td><ix:nonNumeric name="dei:TradingSymbol" contextRef="c">QWDO</ix:nonNumeric></td>
<td><ix:nonNumeric name="dei:SecurityExchangeName" contextRef="c">NASDAQ</ix:nonNumeric></td></tr></table>
<p>Item 8.01 Other Events</p><p>A hall was opened.</p>
<p>SIGNATURE</p><p>The registrant has duly caused this report to be signed.</p><p>/s/ Odile Farnsworth</p>
"""


def tagged(name: str) -> Filing:
    return parse(f"<html><body>{TAGGED.format(name=name)}</body></html>")


def test_cover_facts_of_inline_xbrl() -> None:
    read = tagged(
        '<ix:nonNumeric name="dei:EntityRegistrantName" contextRef="c">Quarrywood Optics, Inc.</ix:nonNumeric>'
    ).info
    registrant = read.registrant
    assert (read.form, read.date_of_report) == ("8-K", "2009-03-04")
    assert (registrant.name, registrant.cik) == ("Quarrywood Optics, Inc.", "0009876543")
    assert registrant.state_of_incorporation == "Delaware"
    assert (registrant.commission_file_number, registrant.ein) == ("000-98765", "98-7654321")
    assert registrant.address == "14 Lantern Mill Road, Tarnbeck, Ohio 44999"
    assert registrant.phone == "(555) 010-2233"
    assert registrant.tickers == (Ticker(symbol="QWDO", exchange="NASDAQ"),)


def test_of_two_dates_in_one_tag_the_earlier_is_that_of_the_event() -> None:
    both = TAGGED.replace("March&#160;4, 2009<", "March 6, 2009 (March 4, 2009)<")
    read = parse(f"<html><body>{both.format(name='Quarrywood Optics, Inc.')}</body></html>").info
    assert read.date_of_report == "2009-03-04"


def test_name_shown_counts_before_the_hidden_one() -> None:
    assert tagged("Quarrywood Optics, Inc.").info.registrant.name == "Quarrywood Optics, Inc."
