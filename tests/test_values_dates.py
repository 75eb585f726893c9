"""Dates, read from invented sentences."""

from __future__ import annotations

import pytest

from summarizer.values import find_dates


def values(text: str) -> list[tuple[str, str]]:
    found = find_dates(text)
    for one in found:
        assert text[one.start : one.end] == one.text
    return [(one.text, one.value) for one in found]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("On May 3, 2005, it signed", "May 3, 2005", "2005-05-03"),
        ("on 3 May 2005", "3 May 2005", "2005-05-03"),
        ("on May 3rd, 2005", "May 3rd, 2005", "2005-05-03"),
        ("on May 3 2005", "May 3 2005", "2005-05-03"),
        ("on MAY 3, 2005", "MAY 3, 2005", "2005-05-03"),
        ("on May\u00a03,\n2005", "May\u00a03,\n2005", "2005-05-03"),
        ("made this 3rd day of May, 2005", "3rd day of May, 2005", "2005-05-03"),
        ("the third day of May 2005", "third day of May 2005", "2005-05-03"),
        ("the twenty-first day of May, 2005", "twenty-first day of May, 2005", "2005-05-21"),
        ("the 30th of June, 2020", "30th of June, 2020", "2020-06-30"),
        ("(5/3/2005)", "5/3/2005", "2005-05-03"),
        ("05/03/05", "05/03/05", "2005-05-03"),
        ("12/31/99", "12/31/99", "1999-12-31"),
        ("25/12/2005", "25/12/2005", "2005-12-25"),
        ("2005-05-03", "2005-05-03", "2005-05-03"),
        ("Sept. 9, 2005", "Sept. 9, 2005", "2005-09-09"),
        ("Dec. 31, 2005", "Dec. 31, 2005", "2005-12-31"),
        ("Dec 31, 2005", "Dec 31, 2005", "2005-12-31"),
        ("December 31, 2005.", "December 31, 2005", "2005-12-31"),
        ("in May 2005", "May 2005", "2005-05"),
        ("in May, 2005", "May, 2005", "2005-05"),
        ("in May of 2005", "May of 2005", "2005-05"),
        ("in 2005", "2005", "2005"),
        ("Notes due 2028", "2028", "2028"),
        ("through 2030", "2030", "2030"),
        ("since 1996", "1996", "1996"),
        ("by the end of 2025", "the end of 2025", "2025"),
        ("by year-end 2025", "year-end 2025", "2025"),
        ("in the second quarter of 2026", "second quarter of 2026", "2026"),
        ("in the third calendar quarter of 2026", "third calendar quarter of 2026", "2026"),
        ("in Q2 2026", "Q2 2026", "2026"),
        ("the second half of 2025", "second half of 2025", "2025"),
        ("fiscal 2005", "fiscal 2005", "2005"),
        ("fiscal year 2005", "fiscal year 2005", "2005"),
        ("FY2005", "FY2005", "2005"),
        ("its 2005 fiscal year", "2005", "2005"),
        ("calendar year 2005", "calendar year 2005", "2005"),
        ("the 2025 annual meeting", "2025", "2025"),
        ("a leap day, February 29, 2024", "February 29, 2024", "2024-02-29"),
        ("effective January 1,2024", "January 1,2024", "2024-01-01"),
    ],
)
def test_date_is_read(text: str, words: str, value: str) -> None:
    assert values(text) == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Section 2005",
        "Section 2005 of the Code",
        "the Securities Act of 1933",
        "the Securities Exchange Act of 1934, as amended",
        "the Private Securities Litigation Reform Act of 1995",
        "February 30, 2005",
        "2005-13-01",
        "13/13/2005",
        "it may 2005 times",
        "the Company may in its discretion",
        "for 2000 shares",
        "in 2,005 cases",
        "of 2005.5 units",
        "a 50/50 split",
        "December 31 of each year",
        "December 31",
        "$2005",
        "1-800-555-2005",
        "in 1500 homes",
        "Building 2005",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 3 and 5, 2005", [("May 3", "2005-05-03"), ("5, 2005", "2005-05-05")]),
        ("between June 1 and June 30, 2020", [("June 1", "2020-06-01"), ("June 30, 2020", "2020-06-30")]),
        ("from June 1 through July 2, 2020", [("June 1", "2020-06-01"), ("July 2, 2020", "2020-07-02")]),
        ("May 3-5, 2005", [("May 3", "2005-05-03"), ("5, 2005", "2005-05-05")]),
        (
            "March 1, June 1 and September 1, 2025",
            [("March 1", "2025-03-01"), ("June 1", "2025-06-01"), ("September 1, 2025", "2025-09-01")],
        ),
        ("December 31, 2024 and 2025", [("December 31, 2024", "2024-12-31"), ("2025", "2025-12-31")]),
        (
            "April 1, 2025, July 1, 2025 and October 1, 2025",
            [("April 1, 2025", "2025-04-01"), ("July 1, 2025", "2025-07-01"), ("October 1, 2025", "2025-10-01")],
        ),
        ("May and June 2005", [("May", "2005-05"), ("June 2005", "2005-06")]),
        ("from 2011 to 2013", [("2011", "2011"), ("2013", "2013")]),
        ("fiscal years 2023 through 2025", [("fiscal years 2023", "2023"), ("2025", "2025")]),
        ("fiscal year 2023 through fiscal year 2025", [("fiscal year 2023", "2023"), ("2025", "2025")]),
        ("On May 3, 2005, 1,000 shares", [("May 3, 2005", "2005-05-03")]),
        ("dated as of July 1, 2025, 2,000 units", [("July 1, 2025", "2025-07-01")]),
        ("On May 3, 2005, 2007 Notes were redeemed", [("May 3, 2005", "2005-05-03")]),
        ("dated May 3, 2005 and 2007 Notes", [("May 3, 2005", "2005-05-03")]),
        (
            "June 30, 2024, 2025 and 2026",
            [("June 30, 2024", "2024-06-30"), ("2025", "2025-06-30"), ("2026", "2026-06-30")],
        ),
        ("February 30 and March 1, 2005", [("March 1, 2005", "2005-03-01")]),
    ],
)
def test_several_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "not_before", "not_after", "approximate"),
    [
        ("on December 31, 2005", "2005-12-31", None, None, False),
        ("by December 31, 2005", "2005-12-31", None, "2005-12-31", False),
        ("on or before December 31, 2005", "2005-12-31", None, "2005-12-31", False),
        ("on or prior to December 31, 2005", "2005-12-31", None, "2005-12-31", False),
        ("no later than December 31, 2005", "2005-12-31", None, "2005-12-31", False),
        ("not later than 5:00 p.m., New York time, on December 31, 2005", "2005-12-31", None, "2005-12-31", False),
        ("shall not be held later than December 31, 2005", "2005-12-31", None, "2005-12-31", False),
        ("before December 31, 2005", "2005-12-31", None, "2005-12-30", False),
        ("prior to January 1, 2006", "2006-01-01", None, "2005-12-31", False),
        ("on or after May 3, 2005", "2005-05-03", "2005-05-03", None, False),
        ("no earlier than May 3, 2005", "2005-05-03", "2005-05-03", None, False),
        ("after May 3, 2005", "2005-05-03", "2005-05-04", None, False),
        ("thirty days after May 3, 2005", "2005-05-03", None, None, False),
        ("five business days prior to May 3, 2005", "2005-05-03", None, None, False),
        ("on or about May 3, 2005", "2005-05-03", None, None, True),
        ("by June 2025", "2025-06", None, "2025-06-30", False),
        ("early May 2005", "2005-05", None, None, True),
        ("in late 2025", "2025", None, None, True),
        ("mid-2025", "2025", None, None, True),
        ("the second quarter of 2026", "2026", "2026-04-01", "2026-06-30", False),
        ("by the end of the second quarter of 2026", "2026", None, "2026-06-30", False),
        ("the second half of 2025", "2025", "2025-07-01", "2025-12-31", False),
        ("the first half of 2024", "2024", "2024-01-01", "2024-06-30", False),
        ("H1 2024", "2024", "2024-01-01", "2024-06-30", False),
        ("by the end of 2025", "2025", None, "2025-12-31", False),
        ("year-end 2025", "2025", None, "2025-12-31", False),
        ("before the end of 2025", "2025", None, "2025-12-31", False),
        ("before the second quarter of 2026", "2026", None, "2026-03-31", False),
        ("by 2025", "2025", None, "2025-12-31", False),
        ("the second quarter of fiscal 2026", "2026", None, None, False),
        ("by the end of fiscal 2026", "2026", None, None, False),
        ("by the end of May 2025", "2025-05", None, "2025-05-31", False),
    ],
)
def test_bounds(text: str, value: str, not_before: str | None, not_after: str | None, approximate: bool) -> None:
    (one,) = find_dates(text)
    assert (one.value, one.not_before, one.not_after, one.approximate) == (value, not_before, not_after, approximate)
