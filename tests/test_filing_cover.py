"""The cover page in its many layouts."""

from __future__ import annotations

import re

import pytest

from summarizer.errors import FilingError
from summarizer.filing import parse
from summarizer.models import FilingInfo, Ticker
from tests.filings import COVER, OTHER_EVENTS, SIGNATURE, form


def info(cover: str) -> FilingInfo:
    return parse(form(cover=cover)).info


def test_everything_the_cover_states() -> None:
    read = info(COVER)
    assert read.form == "8-K"
    assert read.date_of_report == "2009-03-04"
    registrant = read.registrant
    assert registrant.name == "Quarrywood Optics, Inc."
    assert registrant.state_of_incorporation == "Delaware"
    assert registrant.commission_file_number == "000-98765"
    assert registrant.ein == "98-7654321"
    assert registrant.address == "14 Lantern Mill Road, Tarnbeck, Ohio 44999"
    assert registrant.phone == "(555) 010-2233"
    assert read.co_registrants == ()


TABBED = """\
FORM 8-K
Date of Report (Date of earliest event reported): March 4, 2009

**QUARRYWOOD OPTICS, INC.**
(Exact name of registrant as specified in its charter)

Delaware\t000-98765\t98-7654321
(State or other\t(Commission\t(IRS Employer
jurisdiction of\tFile Number)\tIdentification No.)
incorporation)\t\t
"""
STACKED = """\
FORM 8-K
March 4, 2009
Date of Report (Date of earliest event reported)

QUARRYWOOD OPTICS, INC.
(Exact name of registrant)

Delaware
(State or other jurisdiction of incorporation)

000-98765
(Commission File Number)

98-7654321
(I.R.S. Employer Identification No.)
"""
BESIDE = """\
FORM 8-K
Date of Report (Date of earliest event reported): March 4, 2009
Exact name of registrant as specified in its charter: QUARRYWOOD OPTICS, INC.
State or other jurisdiction of incorporation: Delaware
Commission File Number: 000-98765
IRS Employer Identification No.: 98-7654321
"""
SPLIT = """\
FORM 8-K
Date of report (Date of earliest event reported)     March 4, 2009

QUARRYWOOD OPTICS,
INC.
(Exact name of registrant as specified
in its charter)

Commission File Number 000-98765

Delaware                                98-7654321
(State of incorporation)                (IRS Employer Identification Number)
"""


@pytest.mark.parametrize("cover", [TABBED, STACKED, BESIDE, SPLIT], ids=["tabbed", "stacked", "beside", "split"])
def test_layouts(cover: str) -> None:
    read = info(cover)
    registrant = read.registrant
    assert registrant.name == "QUARRYWOOD OPTICS, INC."
    assert registrant.state_of_incorporation == "Delaware"
    assert registrant.commission_file_number == "000-98765"
    assert registrant.ein == "98-7654321"
    assert read.date_of_report == "2009-03-04"


@pytest.mark.parametrize(
    ("written", "form_name"),
    [
        ("FORM 8-K", "8-K"),
        ("Form 8-K/A", "8-K/A"),
        ("FORM 8-K/A\n(Amendment No. 1)", "8-K/A"),
        ("FORM 8-K\n\nAmendment No. 2", "8-K/A"),
        ("FORM 8-K12B", "8-K12B"),
        ("FORM 8-K12G3", "8-K12G3"),
        ("FORM 8-K15D5", "8-K15D5"),
        ("FORM8–K", "8-K"),
    ],
)
def test_forms(written: str, form_name: str) -> None:
    assert info(COVER.replace("FORM 8-K", written)).form == form_name


@pytest.mark.parametrize("other", ["10-K", "10-Q", "20-F", "6-K", "S-1", "10-K405"])
def test_other_forms_are_refused_by_name(other: str) -> None:
    with pytest.raises(FilingError, match=f"this is a Form {other}, not an 8-K"):
        info(COVER.replace("FORM 8-K", f"FORM {other}"))


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("March 9, 2009 (March 4, 2009)", "2009-03-04"),
        ("March 4,2009", "2009-03-04"),
        ("4 March 2009", "2009-03-04"),
        ("03/04/2009", "2009-03-04"),
        ("Mar. 4, 2009", "2009-03-04"),
        ("March 4th, 2009", "2009-03-04"),
        ("February 30, 2009", None),
    ],
)
def test_dates_of_report(written: str, date: str | None) -> None:
    assert info(COVER.replace("March 4, 2009", written)).date_of_report == date


def test_cover_that_leaves_labels_out() -> None:
    cover = """\
FORM 8-K
March 4, 2009

Quarrywood Optics, Inc.

Delaware\t000-98765\t98-7654321
(State or Other Jurisdiction of Incorporation)\t(Commission File Number)\t(IRS Employer Identification No.)
"""
    read = info(cover)
    assert read.registrant.name == "Quarrywood Optics, Inc."
    assert read.registrant.commission_file_number == "000-98765"
    named = cover.replace("Inc.\n", "Inc.\n(Exact name of registrant as specified in its charter)\n")
    assert info(named).date_of_report == "2009-03-04"


@pytest.mark.parametrize(
    "name",
    [
        "United States Grinding Company",
        "Washington Lens Trust",
        "FIRST TARNBECK BANCORP, INC.",
        "Employers Optical, Inc.",
        "Tarnbeck Telephone Company",
        "Page Optics Group",
        "State Mirror Corporation",
        "Commission Sales Corp.",
        "1-800-LENSES.COM, INC.",
        "3Lens Company",
        "Delaware Glass N.V.",
        "Älvsborg Optik AB",
        "Amendment Brewing Co.",
    ],
)
@pytest.mark.parametrize("cover", [COVER, STACKED, BESIDE], ids=["columns", "stacked", "beside"])
def test_names_that_look_like_labels(name: str, cover: str) -> None:
    read = info(re.sub("quarrywood optics, inc\\.", name, cover, flags=re.IGNORECASE))
    assert read.registrant.name == name
    assert read.registrant.ein == "98-7654321"
    assert read.registrant.state_of_incorporation == "Delaware"


def test_tickers_of_the_cover_table() -> None:
    table = """
Securities registered pursuant to Section 12(b) of the Act:

Title of each class\tTrading Symbol(s)\tName of each exchange on which registered
Common Stock, $0.01 par value\tQWDO\tThe Nasdaq Stock Market LLC
4.50% Notes due 2031\tQWDO31\tNew York Stock Exchange
"""
    assert info(COVER + table).registrant.tickers == (
        Ticker(symbol="QWDO", exchange="The Nasdaq Stock Market LLC"),
        Ticker(symbol="QWDO31", exchange="New York Stock Exchange"),
    )


def test_ticker_in_brackets_is_the_registrants_own() -> None:
    sale = "Pellworm Glass (NYSE: PWG) sold a hall to Quarrywood Optics, Inc. (Nasdaq: QWDO)."
    body = f"Item 8.01. Other Events.\n\n{sale}\n"
    assert parse(form(body)).info.registrant.tickers == (Ticker(symbol="QWDO", exchange="Nasdaq"),)


def test_co_registrants_each_with_their_numbers() -> None:
    second = """
Quarrywood Finance LLC
(Exact name of registrant as specified in its charter)

Nevada                        333-98766-01           98-7654322
(State or other jurisdiction  (Commission            (IRS Employer
of incorporation)             File Number)           Identification No.)
"""
    read = info(COVER + second)
    assert read.registrant.ein == "98-7654321"
    (other,) = read.co_registrants
    assert (other.name, other.state_of_incorporation) == ("Quarrywood Finance LLC", "Nevada")
    assert (other.commission_file_number, other.ein) == ("333-98766-01", "98-7654322")


def test_combined_report_of_several_companies_in_a_table() -> None:
    cover = """\
FORM 8-K
Date of Report (Date of earliest event reported): March 4, 2009

Commission      Registrant, State of Incorporation,    IRS Employer
File Number     Address, and Telephone Number          Identification No.

1-98765         Bellmoor Power Company                 98-7654321
                (an Ohio corporation)
                5 Weir Street
                (555) 010-4455

1-98766         Bellmoor Gas Company                   98-7654322
                (a Kentucky corporation)
"""
    read = info(cover)
    found = [
        (one.name, one.state_of_incorporation, one.commission_file_number, one.ein)
        for one in (read.registrant, *read.co_registrants)
    ]
    assert found == [
        ("Bellmoor Power Company", "Ohio", "1-98765", "98-7654321"),
        ("Bellmoor Gas Company", "Kentucky", "1-98766", "98-7654322"),
    ]


def test_form_without_a_cover_is_read_from_its_items() -> None:
    filing = parse(OTHER_EVENTS + SIGNATURE)
    assert filing.info.form == "8-K"
    assert "no registrant's name was found" in filing.info.notices
