"""EDGAR's full submissions in both dialects, whole, cut off, and several in one file."""

from __future__ import annotations

import pytest

from summarizer.errors import FilingError
from summarizer.filing import Filing, parse, parse_all
from tests.filings import COVER, OTHER_EVENTS, form, page, submission

PEM = """\
-----BEGIN PRIVACY-ENHANCED MESSAGE-----
Proc-Type: 2001,MIC-CLEAR
Originator-Key-Asymmetric:
 MFgwCgYEVQgBAQICAf8DSgAwRwJAW2sNKK9AVtBzYZmr6aGjlWyK3XmZv3dTINen

"""


@pytest.mark.parametrize("change", ["", "pem", "ims", "crlf"])
def test_header(change: str) -> None:
    text = submission(("8-K", form()), items=("Other events",))
    if change == "pem":
        text = PEM + text
    elif change == "ims":
        text = text.replace("SEC-", "IMS-")
    elif change == "crlf":
        text = text.replace("\n", "\r\n")
    info = parse(text.encode()).info
    assert info.accession_number == "0009999999-09-000123"
    assert info.filed_on == "2009-03-06"
    assert info.registrant.cik == "0009876543"
    assert info.registrant.name == "Quarrywood Optics, Inc."
    assert info.notices == ()


DASHED = """\
<SUBMISSION>
<ACCESSION-NUMBER>0009999999-09-000123<TYPE>8-K<PUBLIC-DOCUMENT-COUNT>1<PERIOD>20090304<ITEMS>8.01
<FILING-DATE>20090306<FILER><COMPANY-DATA><CONFORMED-NAME>QUARRYWOOD OPTICS INC<CIK>0009876543<IRS-NUMBER>987654321
<STATE-OF-INCORPORATION>DE</COMPANY-DATA></FILER>
"""


def test_dashed_dialect() -> None:
    info = parse(submission(("8-K", form()), header=DASHED)).info
    assert (info.accession_number, info.filed_on) == ("0009999999-09-000123", "2009-03-06")
    assert info.registrant.cik == "0009876543"
    assert info.notices == ()


def test_gaps_of_the_cover_are_filled_from_the_header() -> None:
    bare = "FORM 8-K\n\nQuarrywood Optics, Inc.\n(Exact name of registrant as specified in its charter)\n"
    info = parse(submission(("8-K", form(cover=bare)))).info
    assert info.registrant.ein == "98-7654321"
    assert info.registrant.state_of_incorporation == "Delaware"
    assert info.date_of_report == "2009-03-04"


def test_disagreements_of_header_and_body_are_noted() -> None:
    text = submission(
        ("8-K", form(cover=COVER.replace("March 4", "March 3"))), items=("Other events", "Regulation FD Disclosure")
    )
    info = parse(text).info
    assert info.date_of_report == "2009-03-03"
    assert info.notices == (
        "the cover gives 2009-03-03 as the date of the report, the header 2009-03-04",
        "the header lists Item 7.01, the body does not",
    )


def test_item_that_the_header_misses_is_noted() -> None:
    second = "Item 7.01. Regulation FD Disclosure.\n\nSlides.\n"
    notices = parse(submission(("8-K", form(second, OTHER_EVENTS)), items=("<ITEMS>8.01",))).info.notices
    assert notices == ("the body has Item 7.01, the header does not list it",)


def test_old_header_with_titles() -> None:
    body = form("Item 5. Other Events.\n\nA hall was opened.\n")
    assert parse(submission(("8-K", body), items=("Other events",))).info.notices == ()


def test_co_registrants_of_the_header() -> None:
    text = submission(("8-K", form()))
    second = "FILER:\n\n\tCOMPANY DATA:\t\n\t\tCOMPANY CONFORMED NAME:\t\t\tQUARRYWOOD FINANCE LLC\n"
    info = parse(text.replace("</SEC-HEADER>", f"{second}</SEC-HEADER>")).info
    assert [other.name for other in info.co_registrants] == ["QUARRYWOOD FINANCE LLC"]


def test_amendments_and_other_forms_by_the_header() -> None:
    assert parse(submission(("8-K/A", form()), form="8-K/A")).info.form == "8-K/A"
    with pytest.raises(FilingError, match="this is a Form 10-K, not an 8-K"):
        parse(submission(("10-K", form()), form="10-K"))


def test_html_main_document() -> None:
    info = parse(submission(("8-K", page("<p>Item 8.01 Other Events</p><p>A hall.</p>")))).info
    assert [item.number for item in info.items] == ["8.01"]


def test_cut_off_in_the_middle() -> None:
    whole = submission(("8-K", form()), ("EX-99.1", "Quarrywood makes lenses. " * 40))
    filing = parse(whole[: whole.index("lenses.") + 100])
    assert [document.name for document in filing.documents] == ["8-K", "EX-99.1"]
    assert "the submission is cut off in document 2 of 2" in filing.info.notices


def test_cut_off_before_the_first_document() -> None:
    with pytest.raises(FilingError, match="cut off before its first document"):
        parse(submission())


def test_a_form_right_below_its_header_is_read() -> None:
    header = submission().partition("</SEC-HEADER>")[0]
    filing = parse(f"{header}</SEC-HEADER>\n\n{form()}")
    assert [document.name for document in filing.documents] == ["8-K"]
    assert filing.info.accession_number == "0009999999-09-000123"


def test_several_submissions_in_one_file() -> None:
    second = submission(("8-K", form())).replace("0009999999-09-000123", "0009999999-09-000124")
    bad = submission(("10-Q", "FORM 10-Q")).replace("8-K", "10-Q")
    text = submission(("8-K", form())) + bad + PEM + second
    found = list(parse_all(text, source="file"))
    assert [one.info.accession_number if isinstance(one, Filing) else str(one[1]) for one in found] == [
        "0009999999-09-000123",
        "file#0009999999-09-000123: this is a Form 10-Q, not an 8-K: give a Form 8-K",
        "0009999999-09-000124",
    ]
    first = parse(text)
    assert first.info.notices == ("the file holds 3 submissions; the first was read",)


def test_document_without_a_header() -> None:
    text = f"<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<FILENAME>d8k.txt\n<TEXT>\n{form()}\n</TEXT>\n</DOCUMENT>\n"
    filing = parse(text)
    assert filing.documents[0].filename == "d8k.txt"
    assert filing.info.accession_number is None
