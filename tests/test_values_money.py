"""Amounts of money, read from invented sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarizer.values import Money, find_money


def only(text: str) -> Money:
    found = find_money(text)
    assert len(found) == 1, found
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "value", "currency"),
    [
        ("a $4.0 billion loan", "$4.0 billion", "4000000000", "USD"),
        ("it paid $1,250,000.00.", "$1,250,000.00", "1250000", "USD"),
        ("par value $0.0001", "$0.0001", "0.0001", "USD"),
        ("a price of $.25", "$.25", "0.25", "USD"),
        ("$3.2bn", "$3.2bn", "3200000000", "USD"),
        ("$3.2 bn", "$3.2 bn", "3200000000", "USD"),
        ("$10MM", "$10MM", "10000000", "USD"),
        ("$5m in cash", "$5m", "5000000", "USD"),
        ("$250k", "$250k", "250000", "USD"),
        ("$ 7,500", "$ 7,500", "7500", "USD"),
        ("$\t\t7,500", "$\t\t7,500", "7500", "USD"),
        ("$1.5\u00a0billion", "$1.5\u00a0billion", "1500000000", "USD"),
        ("$1.5\nmillion", "$1.5\nmillion", "1500000", "USD"),
        ("$2\u2009million", "$2\u2009million", "2000000", "USD"),
        ("a \\$2 million fee", "$2 million", "2000000", "USD"),
        ("US\\$2 million", "US\\$2 million", "2000000", "USD"),
        ("$2-million loan", "$2-million", "2000000", "USD"),
        ("a $1.5-billion plant", "$1.5-billion", "1500000000", "USD"),
        ("$2 1/2 million", "$2 1/2 million", "2500000", "USD"),
        ("they paid us $2.5 million", "$2.5 million", "2500000", "USD"),
        ("it owes us \\$700,000", "$700,000", "700000", "USD"),
        ("US$25 million", "US$25 million", "25000000", "USD"),
        ("U.S.$25 million", "U.S.$25 million", "25000000", "USD"),
        ("U.S. $25 million", "U.S. $25 million", "25000000", "USD"),
        ("USD 25 million", "USD 25 million", "25000000", "USD"),
        ("25 million USD", "25 million USD", "25000000", "USD"),
        ("$25 million USD", "$25 million USD", "25000000", "USD"),
        ("C$40,000", "C$40,000", "40000", "CAD"),
        ("CAD 40,000", "CAD 40,000", "40000", "CAD"),
        ("CAD $40,000", "CAD $40,000", "40000", "CAD"),
        ("Cdn.$40,000", "Cdn.$40,000", "40000", "CAD"),
        ("$40,000 CAD", "$40,000 CAD", "40000", "CAD"),
        ("$40,000 (Canadian)", "$40,000 (Canadian)", "40000", "CAD"),
        ("40,000 Canadian dollars", "40,000 Canadian dollars", "40000", "CAD"),
        ("A$12.5 million", "A$12.5 million", "12500000", "AUD"),
        ("AUD 12.5 million", "AUD 12.5 million", "12500000", "AUD"),
        ("HK$80 million", "HK$80 million", "80000000", "HKD"),
        ("NT$900 million", "NT$900 million", "900000000", "TWD"),
        ("R$55 million", "R$55 million", "55000000", "BRL"),
        ("€5.5 million", "€5.5 million", "5500000", "EUR"),
        ("EUR 5.5 million", "EUR 5.5 million", "5500000", "EUR"),
        ("5.5 million euros", "5.5 million euros", "5500000", "EUR"),
        ("(Euro) 5.5 million", "(Euro) 5.5 million", "5500000", "EUR"),
        ("£600,000", "£600,000", "600000", "GBP"),
        ("600,000 pounds sterling", "600,000 pounds sterling", "600000", "GBP"),
        ("¥700 million", "¥700 million", "700000000", "JPY"),
        ("700 million yen", "700 million yen", "700000000", "JPY"),
        ("RMB 30 million", "RMB 30 million", "30000000", "CNY"),
        ("RMB30 million", "RMB30 million", "30000000", "CNY"),
        ("CHF 45,000", "CHF 45,000", "45000", "CHF"),
        ("Rs. 1,00,000", "Rs. 1,00,000", "100000", "INR"),
        ("INR 5 crore", "INR 5 crore", "50000000", "INR"),
        ("25 cents", "25 cents", "0.25", "USD"),
        ("25¢", "25¢", "0.25", "USD"),
        ("two million dollars", "two million dollars", "2000000", "USD"),
        ("a million dollars", "a million dollars", "1000000", "USD"),
        ("half a million dollars", "half a million dollars", "500000", "USD"),
        ("one and one-half million dollars", "one and one-half million dollars", "1500000", "USD"),
        ("ten thousand U.S. dollars", "ten thousand U.S. dollars", "10000", "USD"),
        ("TWO MILLION DOLLARS", "TWO MILLION DOLLARS", "2000000", "USD"),
        ("1,000,000 shares at $4.25", "$4.25", "4.25", "USD"),
        ("$2.00 par value", "$2.00", "2.00", "USD"),
        ("the 401(k) match of $6,000", "$6,000", "6000", "USD"),
        ("under Rule 10b5-1 for $6,000", "$6,000", "6000", "USD"),
        ("for $6,000 (the \"Fee\")", "$6,000", "6000", "USD"),
        ("a $5 million fee", "$5 million", "5000000", "USD"),
    ],
)  # fmt: skip
def test_amount_is_read(text: str, words: str, value: str, currency: str) -> None:
    one = only(text)
    assert (one.text, one.value, one.currency, one.high) == (words, Decimal(value), currency, None)
    assert "E" not in str(one.value)


@pytest.mark.parametrize(
    "text",
    [
        "1,000,000 shares",
        "the 401(k) plan",
        "Rule 10b5-1",
        "$[***] million",
        "$[* * *]",
        "tens of millions of dollars",
        "several million dollars",
        "five million pounds of copper",
        "one-dollar-a-year executive",
        "$1,000,0000",
        "dollar amounts in thousands",
        "$",
        "",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert find_money(text) == []


@pytest.mark.parametrize(
    ("text", "words", "value", "figures"),
    [
        (
            "Two Million Five Hundred Thousand Dollars ($2,500,000) at closing",
            "Two Million Five Hundred Thousand Dollars ($2,500,000)",
            "2500000",
            None,
        ),
        ("Fifty Million Dollars ($50,000,000)", "Fifty Million Dollars ($50,000,000)", "50000000", None),
        (
            "One Hundred Thousand and No/100 Dollars ($100,000)",
            "One Hundred Thousand and No/100 Dollars ($100,000)",
            "100000",
            None,
        ),
        ("Ten and 50/100 Dollars ($10.50)", "Ten and 50/100 Dollars ($10.50)", "10.5", None),
        (
            "Ten Thousand Dollars and Thirty-Three Cents ($10,000.33)",
            "Ten Thousand Dollars and Thirty-Three Cents ($10,000.33)",
            "10000.33",
            None,
        ),
        (
            "Ten Thousand Dollars and 50/100 ($10,000.50)",
            "Ten Thousand Dollars and 50/100 ($10,000.50)",
            "10000.5",
            None,
        ),
        ("two million ($2,000,000) dollars", "two million ($2,000,000) dollars", "2000000", None),
        ("$2,000,000 (two million dollars)", "$2,000,000 (two million dollars)", "2000000", None),
        ("two million dollars (\\$2 million)", "two million dollars (\\$2 million)", "2000000", None),
        ("two million U.S. dollars (US$2,000,000)", "two million U.S. dollars (US$2,000,000)", "2000000", None),
        ("Two Million Dollars ($2,500,000)", "Two Million Dollars ($2,500,000)", "2000000", "2500000"),
    ],
)
def test_words_and_figures_are_one_amount(text: str, words: str, value: str, figures: str | None) -> None:
    one = only(text)
    assert (one.text, one.value, one.currency) == (words, Decimal(value), "USD")
    assert one.figures == (None if figures is None else Decimal(figures))


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "currency"),
    [
        ("$10 million to $12 million", "$10 million to $12 million", "10000000", "12000000", "USD"),
        ("$10-12 million", "$10-12 million", "10000000", "12000000", "USD"),
        ("$10\u201312 million", "$10\u201312 million", "10000000", "12000000", "USD"),
        ("$10-$12 million", "$10-$12 million", "10000000", "12000000", "USD"),
        ("$4,850 - $4,950 million", "$4,850 - $4,950 million", "4850000000", "4950000000", "USD"),
        ("$4 to $5 million CAD", "$4 to $5 million CAD", "4000000", "5000000", "CAD"),
        ("$4 to $5 million", "$4 to $5 million", "4000000", "5000000", "USD"),
        ("$4 to 5 million", "$4 to 5 million", "4000000", "5000000", "USD"),
        ("between $1.00 and $2.00 per share", "$1.00 and $2.00", "1.00", "2.00", "USD"),
        ("prices ranging from $1.00 to $2.00", "$1.00 to $2.00", "1.00", "2.00", "USD"),
        ("between $4 and $5 million", "$4 and $5 million", "4000000", "5000000", "USD"),
        ("$750,000 to $1 million", "$750,000 to $1 million", "750000", "1000000", "USD"),
        ("€10 to €12 million", "€10 to €12 million", "10000000", "12000000", "EUR"),
        ("ten to twelve million dollars", "ten to twelve million dollars", "10000000", "12000000", "USD"),
        ("10 to 12 million euros", "10 to 12 million euros", "10000000", "12000000", "EUR"),
        ("10 to 12 cents", "10 to 12 cents", "0.1", "0.12", "USD"),
    ],
)
def test_range_has_both_ends(text: str, words: str, low: str, high: str, currency: str) -> None:
    one = only(text)
    assert (one.text, one.value, one.high, one.currency) == (words, Decimal(low), Decimal(high), currency)
    assert one.qualifier == "range"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("increased the commitment from $500 million to $750 million", ["500000000", "750000000"]),
        ("a salary from $300,000 to $400,000", ["300000", "400000"]),
        ("an increase in the salary of Mr. A. Doe from $300,000 to $400,000", ["300000", "400000"]),
        ("a rate of £1.00 to $1.40", ["1", "1.40"]),
        ("five million dollars (1)", ["5000000"]),
        ("Two Hundred Eight Ninety-Six Dollars ($296.00)", ["296"]),
        ("reduced from $5.00 to $4.00", ["5", "4"]),
        ("raises the limit by $10 million to $60 million", ["10000000", "60000000"]),
        ("$10 million and $12 million, respectively", ["10000000", "12000000"]),
        ("€5 million ($5.4 million)", ["5000000", "5400000"]),
        ("$5-10% of sales", ["5"]),
        ("$5 million ($4 million after tax)", ["5000000", "4000000"]),
        ("$40 million to 12 lenders", ["40000000"]),
        ("$400 to 12 employees", ["400"]),
        ("$5,000, 10 shares and $7", ["5000", "7"]),
    ],
)
def test_neighbours_stay_apart(text: str, values: list[str]) -> None:
    found = find_money(text)
    assert [one.value for one in found] == [Decimal(value) for value in values]
    assert all(one.high is None for one in found)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("$5 million", "exact"),
        ("approximately $5 million", "approximately"),
        ("about $5 million", "approximately"),
        ("roughly $5 million", "approximately"),
        ("nearly $5 million", "approximately"),
        ("~$5 million", "approximately"),
        ("an estimated $5 million", "approximately"),
        ("up to $5 million", "up_to"),
        ("up to an additional $5 million", "up_to"),
        ("up to an aggregate principal amount of $5 million", "up_to"),
        ("up to approximately $5 million", "up_to"),
        ("not to exceed $5 million", "up_to"),
        ("not to exceed in the aggregate $5 million", "up_to"),
        ("a maximum of $5 million", "up_to"),
        ("up to a maximum cash payment of $5 million", "up_to"),
        ("no more than $5 million", "up_to"),
        ("in an amount of up to US$5 million", "up_to"),
        ("$5 million or less", "up_to"),
        ("at least $5 million", "at_least"),
        ("not less than $5 million", "at_least"),
        ("may not be less than $5 million", "at_least"),
        ("a minimum of $5 million", "at_least"),
        ("minimum annual revenue of $5 million", "at_least"),
        ("in excess of $5 million", "at_least"),
        ("more than $5 million", "at_least"),
        ("$5 million or more", "at_least"),
        ("if the price is more than $5 million", "exact"),
        ("if the price is less than $5 million", "exact"),
        ("a premium over $5 million", "exact"),
        ("Two things are certain at least. The fee is $5 million", "exact"),
    ],
)
def test_qualifier(text: str, qualifier: str) -> None:
    assert only(text).qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("$20 in cash", None),
        ("$20 per share", "per_share"),
        ("$20 a share", "per_share"),
        ("$20/share", "per_share"),
        ("$20 in cash per share", "per_share"),
        ("$20, in cash, per share", "per_share"),
        ('$20 (the "Price") per share', "per_share"),
        ("$20 for each share", "per_share"),
        ("$0.05 per diluted share", "per_share"),
        ("a loss of $0.05 on net loss per share", "per_share"),
        ("par value $0.01", "per_share"),
        ("$0.01 par value", "per_share"),
        ("at a price per share of $20", "per_share"),
        ("an exercise price of $20", "per_share"),
        ("the aggregate exercise price of $2,000", None),
        ("$20 per unit", "per_unit"),
        ("$20 per square foot", "per_unit"),
        ("$20 per barrel", "per_unit"),
        ("$20 per annum", "per_year"),
        ("$20 per year", "per_year"),
        ("$20 a year", "per_year"),
        ("revenue of $20 a year ago", None),
        ("$20 per Acme share", "per_share"),
        ("$20 annually", "per_year"),
        ("an annual base salary of $20", "per_year"),
        ("his annual base salary to $20", "per_year"),
        ("five annual payments of $2 million", "per_year"),
        ("the annual report shows $2 million", None),
        ("$20 per month", "per_month"),
        ("$20 monthly", "per_month"),
        ("a monthly fee of $20", "per_month"),
        ("$20 per quarter", "per_quarter"),
        ("a quarterly dividend of $20", "per_quarter"),
        ("a quarterly dividend of $0.20 per share", "per_share"),
        ("the price is $20 and per share amounts follow", None),
        ("$25 million of common stock at a price per share to be set", None),
    ],
)
def test_basis(text: str, basis: str | None) -> None:
    assert only(text).basis == basis


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("$(0.02) per share", "$(0.02)", "-0.02"),
        ("$ (1,234)", "$ (1,234)", "-1234"),
        ("($1,234)", "($1,234)", "-1234"),
        ("Net loss\t($1,234)\t", "($1,234)", "-1234"),
        ("a fee ($1,234)", "$1,234", "1234"),
        ("a loss of -$5 million", "-$5 million", "-5000000"),
        ("a loss of $-5", "$-5", "-5"),
    ],
)
def test_negative(text: str, words: str, value: str) -> None:
    one = only(text)
    assert (one.text, one.value) == (words, Decimal(value))
