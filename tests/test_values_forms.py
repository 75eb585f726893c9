"""The forms in which filings write values, and how each is read: a table, one line a form, of invented words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarizer.values import find_dates, find_durations, find_money, find_percentages, find_quantities


def span(low: Decimal | None, high: Decimal | None) -> str:
    ends = ["?" if end is None else f"{end.normalize():f}" for end in (low, high)]
    return ends[0] if high is None else "..".join(ends)


def mark(qualifier: str) -> str:
    return {"exact": "", "range": "", "approximately": "~", "up_to": "<=", "at_least": ">="}[qualifier]


def money(text: str) -> str:
    """Write what is read as one would note it: ``>=5000000 USD``, ``2.5..3 USD per_share``."""
    return "; ".join(
        f"{mark(m.qualifier)}{span(m.value, m.high)} {m.currency}{f' {m.basis}' if m.basis else ''}"
        for m in find_money(text)
    )


def percentages(text: str) -> str:
    return "; ".join(f"{mark(p.qualifier)}{span(p.value, p.high)}" for p in find_percentages(text))


def durations(text: str) -> str:
    return "; ".join(f"{mark(d.qualifier)}{span(d.months, d.high)}" for d in find_durations(text))


def quantities(text: str) -> str:
    return "; ".join(f"{mark(q.qualifier)}{span(q.value, q.high)} {q.unit}" for q in find_quantities(text))


def dates(text: str) -> str:
    """Write dates with their bounds behind them: ``2026 [2026-01-01..2026-06-30]``, ``~2026``."""
    return "; ".join(
        f"{'~' if d.approximate else ''}{d.value}"
        + (f" [{d.not_before or ''}..{d.not_after or ''}]" if d.not_before or d.not_after else "")
        for d in find_dates(text)
    )


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        # figures that run into letters, and letters that pass for figures
        ("$1OO", ""),
        ("$1,OOO,OOO", ""),
        ("$1,0OO,000", ""),
        ("$5.O million", ""),
        ("$l00", ""),
        ("$10O million", ""),
        ("1OO million dollars", ""),
        ("$10x", ""),
        ("$5abc", ""),
        ("$5 million", "5000000 USD"),
        ("$5m.", "5000000 USD"),
        ("$5M,", "5000000 USD"),
        ("$5MM", "5000000 USD"),
        ("$5mm", "5000000 USD"),
        ("$5 MM", "5000000 USD"),
        ("$5mil", "5000000 USD"),
        ("$5 mil.", "5000000 USD"),
        ("$5mln", "5000000 USD"),
        ("$5B", "5000000000 USD"),
        ("$5bn", "5000000000 USD"),
        ("$5 bn", "5000000000 USD"),
        ("$5K", "5000 USD"),
        ("$5 trillion", "5000000000000 USD"),
        ("$5T", "5000000000000 USD"),
        ("$100USD", "100 USD"),
        ("$5million", "5000000 USD"),
        ("$5+ million", ">=5000000 USD"),
        ("$5M+", ">=5000000 USD"),
        ("$5 mi11ion", ""),
        ("$5 000 000", ""),
        ("$5'000'000", ""),
        ("$1.5MMM", ""),
        ("$5,000.00for repairs", "5000 USD"),
        ("$3 and 1/2 million", "3500000 USD"),
        ("$10.5(1) million", "10500000 USD"),
        ("$5\u00b9 million", "5000000 USD"),
        # bounds and estimates
        ("in excess of $5 million", ">=5000000 USD"),
        ("not less than $5 million", ">=5000000 USD"),
        ("no less than $5 million", ">=5000000 USD"),
        ("no fewer than $5 million", ">=5000000 USD"),
        ("a minimum of $5 million", ">=5000000 USD"),
        ("upwards of $5 million", ">=5000000 USD"),
        ("equal to or greater than $5 million", ">=5000000 USD"),
        ("$5 million or more", ">=5000000 USD"),
        ("not more than $5 million", "<=5000000 USD"),
        ("no more than $5 million", "<=5000000 USD"),
        ("not to exceed $5 million", "<=5000000 USD"),
        ("in an amount not exceeding $5 million", "<=5000000 USD"),
        ("a maximum of $5 million", "<=5000000 USD"),
        ("as much as $5 million", "<=5000000 USD"),
        ("up to a maximum of $5 million", "<=5000000 USD"),
        ("nearly $5 million", "~5000000 USD"),
        ("around $5 million", "~5000000 USD"),
        ("some $5 million", "~5000000 USD"),
        ("about $5 million", "~5000000 USD"),
        ("roughly $5 million", "~5000000 USD"),
        ("an estimated $5 million", "~5000000 USD"),
        ("approx. $5 million", "~5000000 USD"),
        ("in the neighborhood of $5 million", "~5000000 USD"),
        ("in the region of $5 million", "~5000000 USD"),
        ("on the order of $5 million", "~5000000 USD"),
        ("close to $5 million", "~5000000 USD"),
        ("less than $5 million", "<=5000000 USD"),
        ("in no event less than $5 million", ">=5000000 USD"),
        ("in no event shall it be less than $5 million", ">=5000000 USD"),
        ("in no event more than $5 million", "<=5000000 USD"),
        ("in no event to exceed $5 million", "<=5000000 USD"),
        ("cannot exceed $5 million", "<=5000000 USD"),
        ("not to exceed, in the aggregate, $5 million", "<=5000000 USD"),
        # ranges
        ("between $10 and $12 million", "10000000..12000000 USD"),
        ("between $10 million and $12 million", "10000000..12000000 USD"),
        ("from $10 to $12 million", "10000000..12000000 USD"),
        ("$10-12 million", "10000000..12000000 USD"),
        ("$10-$12 million", "10000000..12000000 USD"),
        ("$10 - 12 million", "10000000..12000000 USD"),
        ("$10-12M", "10000000..12000000 USD"),
        ("$10--$12 million", "10000000..12000000 USD"),
        ("$10 thru $12 million", "10000000..12000000 USD"),
        ("$10M-$12M", "10000000..12000000 USD"),
        ("$0.95 to $1.05", "0.95..1.05 USD"),
        ("$0.95 to $1.05 per share", "0.95..1.05 USD per_share"),
        ("in the range of $10 million to $12 million", "10000000..12000000 USD"),
        ("between approximately $10 million and approximately $12 million", "10000000..12000000 USD"),
        ("between US$10 and US$12 million", "10000000..12000000 USD"),
        ("€10 million to €12 million", "10000000..12000000 EUR"),
        ("between 10 and 12 million dollars", "10000000..12000000 USD"),
        ("not less than $10 million nor more than $12 million", ">=10000000 USD; <=12000000 USD"),
        ("at least $10 million but not more than $12 million", ">=10000000 USD; <=12000000 USD"),
        # cents and parts of them
        ("$.05", "0.05 USD"),
        ("5 cents", "0.05 USD"),
        ("five cents ($0.05)", "0.05 USD"),
        ("5¢", "0.05 USD"),
        ("$0.0001 par value", "0.0001 USD per_share"),
        ("par value $.001 per share", "0.001 USD per_share"),
        ("one-half cent", "0.005 USD"),
        # results
        ("Net loss\t$(1.2)\tmillion", "-1200000 USD"),
        ("$(1.2) million", "-1200000 USD"),
        ("a loss of ($1.2) million", "-1200000 USD"),
        ("a loss of ($1.2 million)", "-1200000 USD"),
        ("net loss was $(1,234,567)", "-1234567 USD"),
        ("$(0.05) per share", "-0.05 USD per_share"),
        ("a fee (the \"Fee\") ($1.2 million)", "1200000 USD"),
        # other currencies
        ("RMB 300 million", "300000000 CNY"),
        ("RMB300,000,000", "300000000 CNY"),
        ("¥300 million", "300000000 JPY"),
        ("HK$1,000", "1000 HKD"),
        ("A$12.5 million", "12500000 AUD"),
        ("AU$12.5 million", "12500000 AUD"),
        ("NT$900 million", "900000000 TWD"),
        ("NZ$5 million", "5000000 NZD"),
        ("S$5 million", "5000000 SGD"),
        ("Cdn$5 million", "5000000 CAD"),
        ("CDN $5 million", "5000000 CAD"),
        ("Cdn. $5 million", "5000000 CAD"),
        ("₹500 crore", "5000000000 INR"),
        ("Rs. 50 lakh", "5000000 INR"),
        ("CHF 2.5 million", "2500000 CHF"),
        ("2.5 million Swiss francs", "2500000 CHF"),
        ("SEK 40 million", "40000000 SEK"),
        ("40 million kronor", "40000000 SEK"),
        ("40 million Swedish kronor", "40000000 SEK"),
        ("40 million Danish kroner", "40000000 DKK"),
        ("NOK 40 million", "40000000 NOK"),
        ("KRW 5 billion", "5000000000 KRW"),
        ("£1.5m", "1500000 GBP"),
        ("€1.5 million", "1500000 EUR"),
        ("€1,5 million", ""),
        ("1.5 million Euros", "1500000 EUR"),
        ("Mex$20 million", "20000000 MXN"),
        # the old styles
        ("$ 1,000,000", "1000000 USD"),
        ("$1,000,000.00", "1000000 USD"),
        ("$1,000,000.-", "1000000 USD"),
        ("Dollars ($1,000,000)", "1000000 USD"),
        ("ONE MILLION DOLLARS ($1,000,000)", "1000000 USD"),
        ("ONE MILLION AND NO/100 DOLLARS ($1,000,000.00)", "1000000 USD"),
        ("One Million United States Dollars (US$1,000,000)", "1000000 USD"),
        ("the sum of One Million ($1,000,000.00) Dollars", "1000000 USD"),
        ("U.S. Dollars 1,000,000", "1000000 USD"),
        ("US Dollars 1,000,000", "1000000 USD"),
        ("a $5-million note", "5000000 USD"),
        ("five hundred thousand dollars", "500000 USD"),
        ("a quarter of a million dollars", "250000 USD"),
        ("one hundred and fifty million dollars", "150000000 USD"),
        # what it is counted by
        ("$0.50 per $1,000 of notes", "0.5 USD; 1000 USD"),
        ("$25,000 per annum", "25000 USD per_year"),
        ("$25,000 each month", "25000 USD per_month"),
        ("$25,000/month", "25000 USD per_month"),
    ],
)  # fmt: skip
def test_money(text: str, reading: str) -> None:
    assert money(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("two and one-half percent", "2.5"),
        ("two and one half percent", "2.5"),
        ("one-half of one percent", "0.5"),
        ("one half of one percent", "0.5"),
        ("one-quarter of one percent", "0.25"),
        ("three-eighths of 1%", "0.375"),
        ("3 1/2%", "3.5"),
        ("3-1/2%", "3.5"),
        ("3½%", "3.5"),
        ("5⅛%", "5.125"),
        ("5 ⅛ %", "5.125"),
        ("9 7/8% Senior Notes", "9.875"),
        (".5%", "0.5"),
        ("1/2%", "0.5"),
        ("1/4 of 1%", "0.25"),
        ("one percent", "1"),
        ("one hundred percent", "100"),
        ("50 basis points", "0.5"),
        ("fifty basis points", "0.5"),
        ("fifty (50) basis points", "0.5"),
        ("50 bps", "0.5"),
        ("50bps", "0.5"),
        ("12.5 bp", "0.125"),
        ("one basis point", "0.01"),
        ("2.00% to 2.75%", "2..2.75"),
        ("2.00%-2.75%", "2..2.75"),
        ("2.00 to 2.75%", "2..2.75"),
        ("from 2.00% to 2.75%", "2..2.75"),
        ("between 2.00% and 2.75%", "2..2.75"),
        ("ranging from 200 to 275 basis points", "2..2.75"),
        ("200-275 bps", "2..2.75"),
        ("1 1/2% to 2 1/4%", "1.5..2.25"),
        ("in excess of 20%", ">=20"),
        ("not less than 51%", ">=51"),
        ("a majority of at least 66 2/3%", ">=66.66666666666666666666666667"),
        ("not more than 9.99%", "<=9.99"),
        ("as much as 30%", "<=30"),
        ("nearly 30%", "~30"),
        ("some 30%", "~30"),
        ("a 5 per cent. stake", "5"),
        ("5 pct.", "5"),
        ("5 percentage points", "5"),
        ("a 75-basis-point rise", "0.75"),
        ("2 and 1/2%", "2.5"),
        ("3 /4%", ""),
        ("12(1)%", "12"),
        ("less than 5%", "<=5"),
        ("1O%", ""),
        ("1.5x", ""),
        ("one-third percent", "0.3333333333333333333333333333"),
        ("a rate of prime plus one percent (1%)", "1"),
    ],
)
def test_percentages(text: str, reading: str) -> None:
    assert percentages(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("eighteen (18) months", "18"),
        ("a period of five years", "60"),
        ("a three-year term", "36"),
        ("until the fifth anniversary", "60"),
        ("until the 5th anniversary", "60"),
        ("the eighteen-month anniversary", "18"),
        ("30 business days", "?"),
        ("a twelve-month period", "12"),
        ("a twelve (12) month period", "12"),
        ("two and a half years", "30"),
        ("two and one-half years", "30"),
        ("two-and-a-half years", "30"),
        ("2-1/2 years", "30"),
        ("a 90-day period", "3"),
        ("ninety (90) days", "3"),
        ("ninety days'", "3"),
        ("from 5 to 10 years", "60..120"),
        ("five to ten years", "60..120"),
        ("between 5 and 10 years", "60..120"),
        ("between five (5) and ten (10) years", "60..120"),
        ("5-10 years", "60..120"),
        ("a three- to five-year term", "36..60"),
        ("six to twelve months", "6..12"),
        ("not less than six months", ">=6"),
        ("no more than six months", "<=6"),
        ("a minimum of six months", ">=6"),
        ("nearly six months", "~6"),
        ("one year and six months", "18"),
        ("one (1) year", "12"),
        ("six-months", "6"),
        ("36 mos.", "36"),
        ("5 yrs.", "60"),
        ("5yr notes", "60"),
        ("three successive one-year periods", "12"),
        ("half a year", "6"),
        ("one-half year", "6"),
        ("six weeks", "?"),
        ("a 26-week period", "6"),
        ("18-month to 24-month", "18..24"),
        ("the year ended", ""),
        ("10O days", ""),
    ],
)
def test_durations(text: str, reading: str) -> None:
    assert durations(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("the 3rd day of May, 2005", "2005-05-03"),
        ("this third (3rd) day of May, 2005", "2005-05-03"),
        ("3 May 2005", "2005-05-03"),
        ("3-May-2005", "2005-05-03"),
        ("05/03/2005", "2005-05-03"),
        ("5-3-2005", "2005-05-03"),
        ("05.03.2005", ""),
        ("May 3rd, 2005", "2005-05-03"),
        ("May 3 , 2005", "2005-05-03"),
        ("MAY 3, 2005", "2005-05-03"),
        ("May  3,  2005", "2005-05-03"),
        ("May 3, 2005.", "2005-05-03"),
        ("as of May 3, 2005", "2005-05-03"),
        ("Tuesday, May 3, 2005", "2005-05-03"),
        ("May 03, 2005", "2005-05-03"),
        ("Sept 3, 2005", "2005-09-03"),
        ("May 3, 2OO5", ""),
        ("mid-2026", "~2026"),
        ("in mid 2026", "~2026"),
        ("late 2026", "~2026"),
        ("early in 2026", "~2026"),
        ("mid-May 2026", "~2026-05"),
        ("first half of 2026", "2026 [2026-01-01..2026-06-30]"),
        ("the first half of fiscal 2026", "2026"),
        ("end of the third quarter of fiscal 2026", "2026"),
        ("by the end of the third quarter of 2026", "2026 [..2026-09-30]"),
        ("Q2 2026", "2026 [2026-04-01..2026-06-30]"),
        ("2Q 2026", "2026 [2026-04-01..2026-06-30]"),
        ("2Q26", "2026 [2026-04-01..2026-06-30]"),
        ("Q2'26", "2026 [2026-04-01..2026-06-30]"),
        ("Q2 FY2026", "2026"),
        ("the second calendar quarter of 2026", "2026 [2026-04-01..2026-06-30]"),
        ("the third or fourth quarter of 2026", "2026 [2026-07-01..2026-12-31]"),
        ("FY26", "2026"),
        ("second-quarter 2026", "2026 [2026-04-01..2026-06-30]"),
        ("the 2026 second quarter", "2026 [2026-04-01..2026-06-30]"),
        ("the quarter ended June 30, 2026", "2026-06-30"),
        ("on or before May 3, 2005", "2005-05-03 [..2005-05-03]"),
        ("no later than May 3, 2005", "2005-05-03 [..2005-05-03]"),
        ("not later than May 3, 2005", "2005-05-03 [..2005-05-03]"),
        ("no later than the 3rd day of May, 2005", "2005-05-03 [..2005-05-03]"),
        ("by May 3, 2005", "2005-05-03 [..2005-05-03]"),
        ("by the end of May 2005", "2005-05 [..2005-05-31]"),
        ("prior to May 3, 2005", "2005-05-03 [..2005-05-02]"),
        ("on or about May 3, 2005", "~2005-05-03"),
        ("on or after May 3, 2005", "2005-05-03 [2005-05-03..]"),
        ("the fifth anniversary of May 3, 2005", "2005-05-03"),
        ("the summer of 2026", "~2026"),
        ("spring 2026", "~2026"),
        ("between May 3, 2005 and June 1, 2005", "2005-05-03; 2005-06-01"),
        ("the fiscal year ending September 30, 2026", "2026-09-30"),
        ("calendar 2026", "2026"),
        ("year-end 2026", "2026 [..2026-12-31]"),
        ("the end of 2026", "2026 [..2026-12-31]"),
    ],
)
def test_dates(text: str, reading: str) -> None:
    assert dates(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("1,OOO shares", ""),
        ("1O,000 shares", ""),
        ("not more than 1,000,000 shares", "<=1000000 shares"),
        ("not less than 1,000,000 shares", ">=1000000 shares"),
        ("in excess of 1,000,000 shares", ">=1000000 shares"),
        ("as many as 1,000,000 shares", "<=1000000 shares"),
        ("between 1.0 and 1.5 million shares", "1000000..1500000 shares"),
        ("from 10 to 12 million shares", "10000000..12000000 shares"),
        ("one million (1,000,000) shares", "1000000 shares"),
        ("one (1) share", "1 shares"),
        ("1.5 million shares", "1500000 shares"),
        ("nearly 400 employees", "~400 employees"),
        ("some 400 employees", "~400 employees"),
        ("45,000 sq. ft.", "45000 square feet"),
        ("2 1/2 acres", "2.5 acres"),
        ("two and one-half acres", "2.5 acres"),
        ("1.5 GW", "1.5 gigawatts"),
        ("2.5 Bcf", "2.5 billion cubic feet"),
        ("150MW", "150 megawatts"),
        ("one-tenth of one share", "0.1 shares"),
        ("1/100th of a share", "0.01 shares"),
    ],
)
def test_quantities(text: str, reading: str) -> None:
    assert quantities(text) == reading
