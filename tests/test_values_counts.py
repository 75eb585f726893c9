"""Percentages, durations, quantities and plain numbers, read from invented sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarizer.values import find_durations, find_numbers, find_percentages, find_quantities


def decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


@pytest.mark.parametrize(
    ("text", "words", "value", "high"),
    [
        ("at 2.75% per annum", "2.75%", "2.75", None),
        ("at 2.75 %", "2.75 %", "2.75", None),
        ("2.75 percent", "2.75 percent", "2.75", None),
        ("2.75 per cent", "2.75 per cent", "2.75", None),
        ("five percentage points", "five percentage points", "5", None),
        ("seven and one-half percent (7.5%)", "seven and one-half percent (7.5%)", "7.5", None),
        ("seven and a half percent", "seven and a half percent", "7.5", None),
        ("forty percent (40%) of costs", "forty percent (40%)", "40", None),
        ("forty (40) percent", "forty (40) percent", "40", None),
        ("Twenty-five percent (25%)", "Twenty-five percent (25%)", "25", None),
        ("fifty percent (50.0%)", "fifty percent (50.0%)", "50", None),
        ("6 1/2% notes", "6 1/2%", "6.5", None),
        ("6-1/2% notes", "6-1/2%", "6.5", None),
        ("6½% notes", "6½%", "6.5", None),
        ("66 2/3%", "66 2/3%", "66.66666666666666666666666667", None),
        ("seven and three tenths percent (7.3%)", "seven and three tenths percent (7.3%)", "7.3", None),
        ("one-half of one percent", "one-half of one percent", "0.5", None),
        ("one-half of one percent (0.5%)", "one-half of one percent (0.5%)", "0.5", None),
        ("1/2 of 1%", "1/2 of 1%", "0.5", None),
        ("125 basis points", "125 basis points", "1.25", None),
        ("125 bps", "125 bps", "1.25", None),
        ("LIBOR plus 1.25%", "1.25%", "1.25", None),
        ("LIBOR+1.25%", "1.25%", "1.25", None),
        ("5-7%", "5-7%", "5", "7"),
        ("5% to 7%", "5% to 7%", "5", "7"),
        ("5%\u20137%", "5%\u20137%", "5", "7"),
        ("between 0.185% and 0.340% per annum", "0.185% and 0.340%", "0.185", "0.340"),
        ("from 0% to 0.30%", "0% to 0.30%", "0", "0.30"),
        ("between 5 and 7 percent", "5 and 7 percent", "5", "7"),
        ("25 to 50 basis points", "25 to 50 basis points", "0.25", "0.5"),
        ("five to seven percent", "five to seven percent", "5", "7"),
        ("a (2.5)% margin", "2.5", None, None),
        ("a margin\t(2.5)%", "(2.5)%", "-2.5", None),
        ("a change of -2.5%", "-2.5%", "-2.5", None),
        ("90% of the shares", "90%", "90", None),
        ("12\\% notes", "12\\%", "12", None),
        ("100% (one hundred percent)", "100% (one hundred percent)", "100", None),
        ("a 50/50 joint venture", "50/50", "50", None),
    ],
)
def test_percentage_is_read(text: str, words: str, value: str | None, high: str | None) -> None:
    found = find_percentages(text)
    if value is None:
        assert [one.value for one in found] in ([], [Decimal("-2.5")])
        return
    assert [(one.text, one.value, one.high) for one in found] == [(words, Decimal(value), decimal(high))]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("increased from 5% to 7%", ["5", "7"]),
        ("50%, 75% and 100%", ["50", "75", "100"]),
        ("a target of 75% and a maximum of 150%", ["75", "150"]),
        ("in 2005 to 10%", ["10"]),
        ("the 75th percentile", []),
        ("5 percentiles", []),
        ("$5 and 10%", ["10"]),
        ("100% of the 1,000 shares", ["100"]),
    ],
)
def test_percentages_stay_apart(text: str, values: list[str]) -> None:
    assert [one.value for one in find_percentages(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("approximately 16.9%", "approximately"),
        ("up to 20%", "up_to"),
        ("not to exceed 20%", "up_to"),
        ("at least 20%", "at_least"),
        ("5% to 7%", "range"),
        ("20%", "exact"),
    ],
)
def test_percentage_qualifier(text: str, qualifier: str) -> None:
    assert [one.qualifier for one in find_percentages(text)] == [qualifier]


@pytest.mark.parametrize(
    ("text", "words", "months"),
    [
        ("a three-year term", "three-year", "36"),
        ("a 3-year term", "3-year", "36"),
        ("Five-Year Credit Agreement", "Five-Year", "60"),
        ("five (5) year term", "five (5) year", "60"),
        ("a five (5)-year term", "five (5)-year", "60"),
        ("eighteen (18) months", "eighteen (18) months", "18"),
        ("two and one-half years", "two and one-half years", "30"),
        ("two and a half years", "two and a half years", "30"),
        ("2.5 years", "2.5 years", "30"),
        ("2½ years", "2½ years", "30"),
        ("twenty-four months", "twenty-four months", "24"),
        ("a period of five years", "five years", "60"),
        ("a 12-month period", "12-month", "12"),
        ("one year", "one year", "12"),
        ("within a year of closing", "a year", "12"),
        ("a year and a half", "a year and a half", "18"),
        ("one year and a half", "one year and a half", "18"),
        ("two years and six months", "two years and six months", "30"),
        ("until the fifth anniversary of closing", "fifth anniversary", "60"),
        ("the 5th anniversary", "5th anniversary", "60"),
        ("the five-year anniversary", "five-year anniversary", "60"),
        ("the 24-month anniversary", "24-month anniversary", "24"),
        ("two additional 1-year periods", "1-year", "12"),
        ("twelve consecutive months", "twelve consecutive months", "12"),
        ("one decade", "one decade", "120"),
        ("four consecutive fiscal quarters", "four consecutive fiscal quarters", "12"),
        ("30 days", "30 days", "1"),
        ("a 90-day period", "90-day", "3"),
        ("sixty (60) days", "sixty (60) days", "2"),
        ("180 days' notice", "180 days'", "6"),
        ("a 364-day facility", "364-day", "12"),
        ("a 15 day average", "15 day", "0.5"),
        ("ten days", "ten days", None),
        ("five business days", "five business days", None),
        ("30 trading days", "30 trading days", None),
        ("52 weeks", "52 weeks", "12"),
        ("six weeks", "six weeks", None),
        ("up to three years", "three years", "36"),
    ],
)
def test_duration_is_read(text: str, words: str, months: str | None) -> None:
    assert [(one.text, one.months) for one in find_durations(text)] == [(words, decimal(months))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 12 and 24-month anniversaries", ["12", "24"]),
        ("one, two (if available), three or six-month periods", ["1", "2", "3", "6"]),
        ("one, two, three or six months", ["1", "2", "3", "6"]),
        ("the first and second anniversaries", ["12", "24"]),
        ("three one-year terms", ["12"]),
        ("12 months, nine months, 18 months", ["12", "9", "18"]),
        ("six and five years, respectively", ["72", "60"]),
        ("the first day of a month", []),
        ("from two years to three years", ["24", "36"]),
        ("30, 60 and 90 days", ["1", "2", "3"]),
        ("three years, with one renewal of two years", ["36", "24"]),
        ("on May 3, 2005 and 12 months later", ["12"]),
        ("in 2005 and 12 months later", ["12"]),
        ("$5 and 12 months", ["12"]),
        ("Mr. Doe, 55 years old", []),
        ("55 years of age", []),
        ("each year", []),
        ("$5 per year", []),
        ("three quarters of the shares", []),
        ("the year 2005", []),
        ("the first day of the term", []),
    ],
)
def test_durations_of_a_list(text: str, expected: list[str]) -> None:
    assert [one.months for one in find_durations(text)] == [Decimal(value) for value in expected]


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("three to five years", "three to five years", "36", "60"),
        ("six months to nine months", "six months to nine months", "6", "9"),
        ("12-18 months", "12-18 months", "12", "18"),
        ("between 12 and 18 months", "12 and 18 months", "12", "18"),
    ],
)
def test_duration_range(text: str, words: str, low: str, high: str) -> None:
    (one,) = find_durations(text)
    assert (one.text, one.months, one.high, one.qualifier) == (words, Decimal(low), Decimal(high), "range")


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("up to three years", "up_to"),
        ("at least 90 days", "at_least"),
        ("not less than 90 days", "at_least"),
        ("approximately 18 months", "approximately"),
        ("over 36 months", "exact"),
        ("no longer than two years", "up_to"),
    ],
)
def test_duration_qualifier(text: str, qualifier: str) -> None:
    assert [one.qualifier for one in find_durations(text)] == [qualifier]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("1,000,000 shares", "1,000,000 shares", "1000000", "shares"),
        ("1,000,000 shares of common stock", "1,000,000 shares of common stock", "1000000", "shares of common stock"),
        (
            "2,500 shares of the Company's Common Stock, par value",
            "2,500 shares of the Company's Common Stock",
            "2500",
            "shares of common stock",
        ),
        ("2,500 shares of its common stock", "2,500 shares of its common stock", "2500", "shares of common stock"),
        (
            "2,500 shares of Class A Common Stock",
            "2,500 shares of Class A Common Stock",
            "2500",
            "shares of Class A common stock",
        ),
        (
            "400 shares of Series B Convertible Preferred Stock",
            "400 shares of Series B Convertible Preferred Stock",
            "400",
            "shares of Series B preferred stock",
        ),
        ("3 million ordinary shares", "3 million ordinary shares", "3000000", "ordinary shares"),
        ("3,000 Class A ordinary shares", "3,000 Class A ordinary shares", "3000", "Class A ordinary shares"),
        ("an additional 836,250 shares", "836,250 shares", "836250", "shares"),
        ("750 newly issued shares", "750 newly issued shares", "750", "shares"),
        ("One Million (1,000,000) shares", "One Million (1,000,000) shares", "1000000", "shares"),
        ("one share", "one share", "1", "shares"),
        ("0.5 of a share", "0.5 of a share", "0.5", "shares"),
        ("one-half of one share", "one-half of one share", "0.5", "shares"),
        ("one one-thousandth of a share", "one one-thousandth of a share", "0.001", "shares"),
        ("0.2413 shares of Parent for each", "0.2413 shares", "0.2413", "shares"),
        ("an exchange ratio of 0.2413", "0.2413", "0.2413", "exchange ratio"),
        ("5,000 warrants", "5,000 warrants", "5000", "warrants"),
        ("40,000 stock options", "40,000 stock options", "40000", "options"),
        ("12,000 restricted stock units", "12,000 restricted stock units", "12000", "restricted stock units"),
        ("12,000 RSUs", "12,000 RSUs", "12000", "restricted stock units"),
        ("one preferred share purchase right", "one preferred share purchase right", "1", "rights"),
        ("5,000 of the shares", "5,000 of the shares", "5000", "shares"),
        ("9,000 Units", "9,000 Units", "9000", "units"),
        ("45,000 square feet", "45,000 square feet", "45000", "square feet"),
        ("45,000 rentable square feet", "45,000 rentable square feet", "45000", "square feet"),
        ("a 45,000-square-foot plant", "45,000-square-foot", "45000", "square feet"),
        ("320 acres", "320 acres", "320", "acres"),
        ("150 megawatts", "150 megawatts", "150", "megawatts"),
        ("a 150 MW plant", "150 MW", "150", "megawatts"),
        ("150MW", "150MW", "150", "megawatts"),
        ("80,000 barrels per day", "80,000 barrels per day", "80000", "barrels per day"),
        ("3 million doses", "3 million doses", "3000000", "doses"),
        ("about 120 employees", "120 employees", "120", "employees"),
    ],
)
def test_quantity_is_read(text: str, words: str, value: str, unit: str) -> None:
    assert [(one.text, one.value, one.unit) for one in find_quantities(text)] == [(words, Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$5 shares", []),
        ("$4.25 per share", []),
        ("the first shares", []),
        ("5% of the shares", []),
        ("under Rule 144 shares", []),
        ("Section 7.9 Option Plans", []),
        ("the 2023 Performance Share Unit Award Agreement", []),
        ("5.18 Employees", []),
        ("4.13 Share Authorization", []),
        ("the 2000 STOCK OPTION PLAN", []),
        ("One Thousand Seventeen Hundred and Eighty Square Feet", []),
        ("one half of the units", []),
        ("One Thousand Seventeen Hundred Eighty Square Feet", []),
        ("1,000 shares and 500 warrants", ["1000", "500"]),
        ("1,000 shares at $4.25 and 50 warrants", ["1000", "50"]),
    ],
)
def test_quantities_stay_apart(text: str, values: list[str]) -> None:
    assert [one.value for one in find_quantities(text)] == [Decimal(value) for value in values]


def test_quantity_range_and_qualifier() -> None:
    (one,) = find_quantities("between 1 million and 2 million shares")
    assert (one.value, one.high, one.qualifier) == (Decimal(1000000), Decimal(2000000), "range")
    (one,) = find_quantities("1 to 2 million shares")
    assert (one.value, one.high, one.qualifier) == (Decimal(1000000), Decimal(2000000), "range")
    (one,) = find_quantities("up to 500,000 shares")
    assert one.qualifier == "up_to"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Rule 10b5-1", ["10", "5", "1"]),
        ("401(k)", ["401"]),
        ("EX-99.1", ["99.1"]),
        ("Section 4.2.7", ["4.2", "7"]),
        ("2005-05-03", ["2005", "5", "3"]),
        ("5/3/2005", ["5", "3", "2005"]),
        ("$1.5 billion", ["1500000000"]),
        ("$3.2bn", ["3200000000"]),
        ("two million five hundred thousand", ["2500000"]),
        ("one hundred and fifty", ["150"]),
        ("one hundred twenty-three thousand four hundred fifty-six", ["123456"]),
        ("five hundred ten thousand", ["510000"]),
        ("between one million and two million", ["1000000", "2000000"]),
        ("one or two", ["1", "2"]),
        ("one and two", ["1", "2"]),
        ("twenty twenty", ["20", "20"]),
        ("nineteen ninety-nine", ["19", "99"]),
        ("the fifth and the 21st", ["5", "21"]),
        ("twenty-first", ["21"]),
        ("two-thirds", ["0.6666666666666666666666666667"]),
        ("one-half", ["0.5"]),
        ("1/2", ["0.5"]),
        ("half a million", ["500000"]),
        ("a hundred", ["100"]),
        ("zero", ["0"]),
        ("10K", ["10"]),
        ("someone often stone", []),
        ("millions of dollars", []),
        ("eighteen (18)", ["18", "18"]),
        ("one one one", ["1", "1", "1"]),
        (".5", ["0.5"]),
    ],
)
def test_numbers(text: str, values: list[str]) -> None:
    assert [one.value for one in find_numbers(text)] == [Decimal(value) for value in values]
