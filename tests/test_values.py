"""Values both ways: written in a random form and read back; and any text, which must do no harm."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarizer import values
from summarizer.values import (
    find_dates,
    find_durations,
    find_hedges,
    find_money,
    find_negations,
    find_numbers,
    find_percentages,
    find_quantities,
    is_redacted,
)


class Value(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


Finder = Callable[[str], Sequence[Value]]
FINDERS: list[Finder] = [
    find_dates, find_durations, find_hedges, find_money, find_negations, find_numbers, find_percentages,
    find_quantities,
]  # fmt: skip

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
MONTHS = "January February March April May June July August September October November December".split()


def in_words(n: int, *, conjunction: str = "") -> str:
    """Write a whole number below a trillion in words, independently of the reader."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        rest = f" {conjunction}{in_words(n % 100)}" if n % 100 else ""
        return f"{ONES[n // 100]} hundred{rest}"
    for scale, word in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if n >= scale:
            rest = f" {in_words(n % scale, conjunction=conjunction)}" if n % scale else ""
            return f"{in_words(n // scale, conjunction=conjunction)} {word}{rest}"
    raise AssertionError(n)


# What may stand between the parts of a value without changing it.
SPACES = st.sampled_from([" ", "\u00a0", "\u2009", "\n", "  "])
LEADS = st.sampled_from(["", "It will pay ", "a fee of ", "(i) ", "\u201c", "in cash; ", "\u2014"])
TAILS = st.sampled_from(["", ".", ", and more", " (the \u201cX\u201d)", "; or", "\u201d", ")"])
SIGNS = st.sampled_from(
    [
        ("$", "USD"), ("US$", "USD"), ("\\$", "USD"), ("\u20ac", "EUR"), ("\u00a3", "GBP"), ("C$", "CAD"),
        ("HK$", "HKD"), ("EUR ", "EUR"), ("RMB ", "CNY"), ("CHF ", "CHF"),
    ]
)  # fmt: skip


@given(LEADS, SIGNS, st.integers(1, 10**13), st.integers(0, 2), st.booleans(), TAILS)
def test_figures_of_money_come_back(
    lead: str, sign: tuple[str, str], n: int, places: int, grouped: bool, tail: str
) -> None:
    value = Decimal(n).scaleb(-places)
    written = f"{value:,.{places}f}" if grouped else f"{value:.{places}f}"
    (one,) = find_money(f"{lead}{sign[0]}{written}{tail}")
    assert (one.value, one.currency, one.high, one.qualifier) == (value, sign[1], None, "exact")


@given(
    LEADS, SIGNS, st.integers(1, 99999), st.integers(0, 3), SPACES, st.sampled_from(["thousand", "million", "billion"])
)
def test_scaled_money_comes_back(lead: str, sign: tuple[str, str], n: int, places: int, space: str, scale: str) -> None:
    figure = Decimal(n).scaleb(-places)
    (one,) = find_money(f"{lead}{sign[0]}{figure}{space}{scale} in cash")
    assert one.value == figure * SCALES[scale]
    assert "E" not in str(one.value)
    assert one.currency == sign[1]


@given(st.integers(1, 10**12 - 1), st.sampled_from(["", "and "]), st.sampled_from([str.lower, str.title, str.upper]))
def test_money_in_words_comes_back(n: int, conjunction: str, case: Callable[[str], str]) -> None:
    words = case(in_words(n, conjunction=conjunction))
    (one,) = find_money(f"the sum of {words} dollars (${n:,}) at closing")
    assert (one.value, one.figures) == (Decimal(n), None)
    (alone,) = find_money(f"the sum of {words} dollars")
    assert alone.value == n


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_disagreeing_words_and_figures_are_kept_apart(n: int, other: int) -> None:
    (one,) = find_money(f"{in_words(n)} dollars (${other:,})")
    assert one.value == n
    assert one.figures == (None if n == other else other)


@given(st.integers(1, 900), st.integers(1, 90), st.sampled_from(["-", " - ", " to ", "\u2013"]), st.booleans())
def test_range_of_money_comes_back(low: int, more: int, joint: str, twice: bool) -> None:
    (one,) = find_money(f"${low}{joint}{'$' if twice else ''}{low + more} million")
    assert (one.value, one.high) == (Decimal(low * 10**6), Decimal((low + more) * 10**6))


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 8), SPACES)
def test_dates_come_back(day: date, form: int, space: str) -> None:
    month = MONTHS[day.month - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    written = [
        f"{month}{space}{day.day},{space}{day.year}",
        f"{month} {day.day} {day.year}",
        f"{month.upper()} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}{ending}, {day.year}",
        f"the {day.day}{ending} day of {month}, {day.year}",
        f"{day.month}/{day.day}/{day.year}",
        f"{day.month:02}/{day.day:02}/{day.year}",
        day.isoformat(),
    ][form]
    (one,) = find_dates(f"It was signed on {written}, in Utrecht.")
    assert (one.value, one.not_before, one.not_after, one.approximate) == (day.isoformat(), None, None, False)


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 31), st.integers(1, 31))
def test_days_that_share_a_year_come_back(year: int, month: int, one: int, other: int) -> None:
    expected = []
    for day in (one, other):
        try:
            expected.append(date(year, month, day).isoformat())
        except ValueError:
            continue
    found = find_dates(f"on {MONTHS[month - 1]} {one} and {other}, {year}")
    assert [value.value for value in found] == expected


@given(st.integers(0, 10**6), st.integers(0, 4), st.sampled_from(["%", " percent", " per cent", "\u00a0%"]))
def test_percentages_come_back(n: int, places: int, unit: str) -> None:
    value = Decimal(n).scaleb(-places)
    (one,) = find_percentages(f"a rate of {value:f}{unit} a year")
    assert (one.value, one.high) == (value, None)


@given(st.integers(1, 5000))
def test_basis_points_come_back(points: int) -> None:
    (one,) = find_percentages(f"the base rate plus {points} basis points")
    assert one.value == Decimal(points) / 100


@given(st.integers(1, 99), st.sampled_from([("year", 12), ("month", 1)]), st.integers(0, 4))
def test_durations_come_back(n: int, unit: tuple[str, int], form: int) -> None:
    name, months = unit
    written = [
        f"{n} {name}s",
        f"{n}-{name}",
        f"{in_words(n)} {name}s",
        f"{in_words(n)} ({n}) {name}s",
        f"{in_words(n)}-{name}",
    ][form]
    (one,) = find_durations(f"a term of {written} from closing")
    assert one.months == n * months


@given(
    st.integers(1, 10**9), st.sampled_from(["shares", "warrants", "square feet", "acres", "megawatts"]), st.booleans()
)
def test_quantities_come_back(n: int, unit: str, spelled: bool) -> None:
    written = f"{in_words(n)} ({n:,})" if spelled else f"{n:,}"
    (one,) = find_quantities(f"an aggregate of {written} {unit} in all")
    assert (one.value, one.unit, one.high) == (Decimal(n), unit, None)


@given(st.integers(0, 10**12 - 1), st.booleans())
def test_numbers_come_back(n: int, words: bool) -> None:
    (one,) = find_numbers(f"there were {in_words(n) if words else f'{n:,}'} of them")
    assert one.value == n


# -- what stands around a value, or is written in parts ----------------------------------------------------------------

BOUNDS = st.sampled_from(
    [
        ("", "exact"), ("approximately ", "approximately"), ("nearly ", "approximately"), ("some ", "approximately"),
        ("up to ", "up_to"), ("not more than ", "up_to"), ("not to exceed ", "up_to"), ("a maximum of ", "up_to"),
        ("at least ", "at_least"), ("no less than ", "at_least"), ("in excess of ", "at_least"),
        ("a minimum of ", "at_least"), ("in no event less than ", "at_least"), ("in no event more than ", "up_to"),
    ]
)  # fmt: skip
JOINTS = st.sampled_from(["-", "\u2013", " - ", " to ", " through "])


@given(BOUNDS, st.integers(1, 900))
def test_bounds_come_back(bound: tuple[str, str], n: int) -> None:
    words, qualifier = bound
    lead = f"The sum is {words}"
    assert [one.qualifier for one in find_money(f"{lead}${n} million in all")] == [qualifier]
    assert [one.qualifier for one in find_percentages(f"{lead}{n}% in all")] == [qualifier]
    assert [one.qualifier for one in find_durations(f"{lead}{n} months in all")] == [qualifier]
    assert [one.qualifier for one in find_quantities(f"{lead}{n} shares in all")] == [qualifier]


@given(st.integers(1, 400), st.integers(1, 400), JOINTS, st.booleans())
def test_ranges_come_back(low: int, more: int, joint: str, twice: bool) -> None:
    high = low + more
    (rate,) = find_percentages(f"a rate of {low}{'%' if twice else ''}{joint}{high}% a year")
    assert (rate.value, rate.high, rate.qualifier) == (Decimal(low), Decimal(high), "range")
    (points,) = find_percentages(f"{low}{joint}{high} basis points")
    assert (points.value, points.high) == (Decimal(low) / 100, Decimal(high) / 100)
    if joint != " through ":
        (term,) = find_durations(f"a term of {low}{joint}{high} months")
        assert (term.months, term.high, term.qualifier) == (Decimal(low), Decimal(high), "range")
        (count,) = find_quantities(f"in all {low}{joint}{high} million shares")
        assert (count.value, count.high, count.qualifier) == (Decimal(low * 10**6), Decimal(high * 10**6), "range")


@given(st.integers(1, 99), st.sampled_from([1, 3, 5, 7]), st.sampled_from([2, 4, 8]), st.integers(0, 4))
def test_fractions_come_back(whole: int, top: int, under: int, form: int) -> None:
    top = top % under
    value = whole + Decimal(top) / under
    glyph = {"12": "½", "14": "¼", "34": "¾", "18": "⅛", "38": "⅜", "58": "⅝", "78": "⅞"}[f"{top}{under}"]
    name = {2: "half", 4: "quarter", 8: "eighth"}[under] + ("s" if top > 1 else "")
    parts = [f" {top}/{under}", f"-{top}/{under}", glyph, f" and {top}/{under}", f" and {ONES[top]}-{name}"]
    written = f"{in_words(whole) if form == 4 else whole}{parts[form]}"
    (rate,) = find_percentages(f"notes at {written}{' percent' if form == 4 else '%'} a year")
    assert rate.value == value
    (term,) = find_durations(f"a term of {written} years")
    assert term.months == value * 12
    (sum_,) = find_money(f"a fee of {written} million dollars")
    assert sum_.value == value * 10**6
    (area,) = find_quantities(f"on {written} acres of land")
    assert area.value == value


@given(st.integers(1900, 2099), st.integers(1, 4), st.integers(0, 4))
def test_quarters_come_back(year: int, quarter: int, form: int) -> None:
    nth = ["first", "second", "third", "fourth"][quarter - 1]
    short = f"{quarter}Q{year % 100:02}" if 1970 <= year < 2070 else f"{quarter}Q {year}"
    written = [
        f"{nth} quarter of {year}",
        f"{nth}-quarter {year}",
        f"Q{quarter} {year}",
        short,
        f"{year} {nth} quarter",
    ]
    (one,) = find_dates(f"expected in the {written[form]}, if at all")
    last = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}[quarter]
    expected = (str(year), f"{year}-{quarter * 3 - 2:02}-01", f"{year}-{last}")
    assert (one.value, one.not_before, one.not_after) == expected


@given(st.integers(10, 10**9), st.booleans(), st.data())
def test_a_figure_with_letters_among_its_digits_is_none(n: int, grouped: bool, data: st.DataObject) -> None:
    written = f"{n:,}" if grouped else str(n)
    digits = [place for place, sign in enumerate(written) if sign.isdecimal() and place]
    spoilt = list(written)
    for place in data.draw(st.sets(st.sampled_from(digits), min_size=1)):
        spoilt[place] = data.draw(st.sampled_from("OolI"))
    text = "".join(spoilt)
    assert find_money(f"a fee of ${text} in cash") == []
    assert find_money(f"a fee of {text} dollars in cash") == []
    assert find_percentages(f"a rate of {text}% a year") == []
    assert find_quantities(f"in all {text} shares of stock") == []
    assert find_durations(f"a term of {text} months in all") == []


@given(st.integers(1, 10**9), st.integers(0, 2), st.booleans())
def test_losses_come_back(n: int, places: int, scaled: bool) -> None:
    value, scale = Decimal(n).scaleb(-places), " million" if scaled else ""
    expected = -value * (10**6 if scaled else 1)
    for written in (f"$({value}){scale}", f"(${value}){scale}", f"(${value}{scale})", f"-${value}{scale}"):
        assert [one.value for one in find_money(f"a net loss of {written} for the year")] == [expected]


PIECES = st.sampled_from(
    (
        "$ US$ \\$ 1 12 1,000 1,000,000 4.25 0.0001 .5 million billion bn m k ( ) % percent basis points to - and "
        "between from one two twenty hundred thousand half one-half third quarter first May may 3 3rd 2005 2005-05-03 "
        "5/3/05 , . years year month months days day of a the per share shares Class A common stock dollars cents EUR "
        "USD up to at least not no No. [***] \u2014 \u00a0 ' \u2019 \u00bd 6\u00bd in by before after end fiscal "
        "second half Q2 2Q26 $1OO ,OOO 10^8 (1) \u00b9 \u2074 \u2044 + mi11ion nor cannot exceed less than FY26 yr "
        "mos. anniversary annual quarter increased \u0130 \u212a \u017f"
    ).split(" ")
)
ANY_TEXT = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=25).map("".join),
)


@settings(max_examples=400)
@given(ANY_TEXT)
@example("one one-half")
@example("ONE-HALF HUNDRED")
@example("0 CLASS 0 SHARE")
@example("HK$\u212a5 R\u017f. 5 \u0130NR 5")
@example("-$5-$6-")
def test_any_text_is_cut_cleanly(text: str) -> None:
    for find in FINDERS:
        end = 0
        for one in find(text):
            assert end <= one.start < one.end <= len(text)
            assert text[one.start : one.end] == one.text
            assert one.text == one.text.strip() != ""
            end = one.end
    is_redacted(text)


@settings(max_examples=200)
@given(ANY_TEXT)
def test_values_make_sense(text: str) -> None:
    for money in find_money(text):
        assert len(money.currency) == 3
        assert money.high is None or (money.high > money.value and money.qualifier == "range")
    for day in find_dates(text):
        date.fromisoformat((day.value + "-01-01")[:10])
        for bound in (day.not_before, day.not_after):
            assert bound is None or date.fromisoformat(bound)
    for percentage in find_percentages(text):
        assert (percentage.high is None) == (percentage.qualifier != "range")
    for quantity in find_quantities(text):
        assert (quantity.high is None) == (quantity.qualifier != "range")


@given(ANY_TEXT)
@example("1/2.0")
def test_numbers_cover_every_figure(text: str) -> None:
    """What a gate relies on: no figure of the text lies outside the numbers found."""
    covered = {n for one in find_numbers(text) for n in range(one.start, one.end)}
    assert all(n in covered for n, letter in enumerate(text) if letter in "0123456789")


@pytest.mark.parametrize(
    "piece",
    [
        "1", "1,", "1,000", ",", "$", "$1 ", "1/", "12,34,", "one ", "one-", "twenty-", "one million ", "one and ",
        "(1) ", "May 1, ", "May 1 and ", "$1 to ", "$1-", "5% to ", "one, two, ", " ", "\n", "[*", "in 2005, ",
        "a million ", "maximum a b ", "1 share of the ", "5 Class A ", "1 and a half year ", "no ", "$(1", "increase ",
        "5:00 ", "\u00bd",
    ],
)  # fmt: skip
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    """Twice the text takes about twice the time: a bound on the ratio, wide enough for a busy machine."""

    def seconds(size: int) -> float:
        best = float("inf")
        for turn in range(3):
            text = (piece * (size // len(piece) + 1))[:size] + " " * turn  # what was read is remembered for a while
            start = time.process_time()
            for find in FINDERS:
                find(text)
            is_redacted(text)
            best = min(best, time.process_time() - start)
        return best

    small, large = seconds(4_000), seconds(16_000)
    assert large < 0.05 or large / small < 11  # four times the text: 4 if linear, 16 if quadratic


def test_values_are_frozen_and_complete() -> None:
    (one,) = find_money("$5")
    field: Any = "value"
    with pytest.raises(FrozenInstanceError):
        setattr(one, field, Decimal(6))
    assert values.__all__ == sorted(values.__all__)
    assert all(hasattr(values, name) for name in values.__all__)


def test_import_compiles_no_pattern() -> None:
    """Importing stays cheap: patterns are compiled when first used."""
    code = (
        "import re, summarizer.models\n"
        "compiled = []\n"
        "make = re.compile\n"
        "re.compile = lambda *a, **k: compiled.append(a) or make(*a, **k)\n"
        "import summarizer.values\n"
        "assert not compiled, compiled\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_number_of_an_amendment_is_no_length_of_time() -> None:
    (found,) = find_durations("Amendment No. 1 to Three-Year Credit Agreement")

    assert found.text == "Three-Year"
    assert found.months == 36
