"""Amounts of money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.values.currencies import currency_after, currency_after_sign, currency_before, names_currency
from summarizer.values.numbers import Token, scale_at, tokens
from summarizer.values.qualifiers import changes, qualifier
from summarizer.values.text import fold, lazy, multiply

if TYPE_CHECKING:
    from summarizer.vocabulary import Basis, Qualifier

_TO = lazy(r"(?:--| {0,3}(?:-|to|through|thru|(?P<between>and)) {0,3})(?:up to |approximately |about )?\\?")
_BETWEEN = lazy(r"\bbetween {1,3}(?:approximately |about |a )?$")
_OPEN = lazy(r"(?: only)? {0,3}\( {0,3}\\?")
_CLOSE = lazy(r" {0,3}\)")
_AND_CENTS = lazy(r",? and {1,2}(?:(?P<hundredths>no|zero|xx|[0-9]{1,2}) ?/ ?100(?:ths)?(?![0-9/]|[.,][0-9]))?")
# "$5 - 10% of sales" is no range of money.
_OTHER_UNIT = lazy(r" {0,2}(?:\\?%|percent|basis|-?(?:years?|months?|days?)|shares|units)")
_CENT = Decimal("0.01")
_MINUS = lazy(r"(?:^|[\s(])[-\u2212]$")  # no other dash
# "A loss of ($1.2 million)": what stands in brackets there is a negative, and no aside.
_RESULT = lazy(
    r"\b(?:loss|losses|deficit|income|EBITDA|EBIT|earnings|flows?|activities|margin|result|equity|change|decrease|"
    r"operations|profit|EPS)\b[^.;()]{0,60}\b(?:of|was|were|is|to|from|by|and|versus|vs\.?|or|at|totaled) $"
    r"|\) (?:thousand|million|billion),? or $"
)

_PER = (
    r"(?:(?P<share>(?:[a-z0-9.-]{2,20} ){0,2}?(?:share|ADS|ADR|RSU)\b)|(?:(?P<year>annum|(?:fiscal |calendar )?year)|"
    r"(?P<month>(?:calendar )?month)|(?P<quarter>(?:calendar |fiscal )?quarter))\b(?! (?:ago|earlier|before|or two))"
    r"|(?P<unit>(?:[a-z]{2,20} )?(?:unit|warrant|option|note|right|square foot|square meter|sq\. ft\.|acre|ton|tonne|"
    r"barrel|gallon|ounce|pound|pack|vial|dose|test|employee|person|hour|day|week|room|mile|kilowatt|megawatt|MW|MWh|"
    r"kWh|Mcf|MMBtu|bushel|MW-day|vessel|wafer|device|product|kilogram|gram|kg|lb|member)\b))"
)
_PER_AFTER = lazy(
    r"(?:,? ?\([^()]{0,60}\))?,? {0,3}(?:(?:in cash|net|in|cash|gross|par value|of|on|GAAP|non-GAAP|net|income|loss|"
    r"earnings|payable|without interest|without par value|thereof|value),? {1,3}){0,8}"
    r"(?:(?:per|a|an|each|every|for each|for every) {1,2}|/ ?)" + _PER
)
_PAR_AFTER = lazy(r" {0,2}par\b")
_ADVERB_AFTER = lazy(
    r",? {0,3}(?:in cash |payable )?(?:(?P<year>annually|yearly)|(?P<month>monthly)|(?P<quarter>quarterly))\b"
)
_PRICE_BEFORE = lazy(
    r"(?:\b(?:per|a) (?P<unit_of>share|ADS|unit|warrant)(?: [a-z]{2,20})?"
    r"(?: (?:price|amount|value|consideration|cash))?|"
    r"(?<!aggregate )\b(?P<price>(?:exercise|conversion|strike|closing) price)|\b(?P<par>par value|stated value))"
    r"(?: of| equal to| is| was| at|:)?(?: approximately)? {1,3}$"
)
_PERIOD_BEFORE = lazy(
    r"\b(?:(?P<year>annual(?:ized)?|yearly)|(?P<month>monthly)|(?P<quarter>quarterly))(?! (?:report|meeting|proxy))"
    r"(?: [a-z-]{2,20}){0,5}?(?: of| to| at| is| was| be| equal to| from|:)?"
    r"(?: (?:approximately|about|up to|at least|not to exceed))? {1,3}$"
)


_PRICES = ("share", "ads", "unit", "warrant", "price", "value")
_PERIODS = ("annual", "yearly", "monthly", "quarterly")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money as the words state it.

    `value` is the full figure in units of `currency` (ISO 4217), negative where accounting brackets or a minus say
    so. Of a range `value` is the lower and `high` the upper end. `basis` is set only where the words next to
    the amount say what it is counted by. Where words and bracketed figures disagree, `value` is the words' and
    `figures` the figures' value; otherwise `figures` is None.
    """

    start: int
    end: int
    text: str
    value: Decimal
    currency: str
    qualifier: Qualifier
    high: Decimal | None
    basis: Basis | None
    figures: Decimal | None


class _Read(NamedTuple):
    start: int
    end: int
    value: Decimal
    currency: str | None  # None of a number that no currency stands beside
    figures: Decimal | None
    token: Token
    next: int
    before: bool  # the currency stands before the number
    scale: Decimal = Decimal(1)  # 0.01 of cents


def find_money(text: str) -> list[Money]:
    """Return the amounts of money in the text, in order and without overlap.

    A number is money only with a currency beside it; a range is one value with both ends; a redacted figure
    (``$[***] million``) is none.
    """
    return list(_amounts(text))


@lru_cache(maxsize=512)  # a draft's words are read for it, for its facts and for its brief
def _amounts(text: str) -> tuple[Money, ...]:
    folded = fold(text)
    if not names_currency(folded):
        return ()
    numbers = tokens(folded)
    found: list[Money] = []
    i, floor = 0, 0
    while i < len(numbers):
        first = _read(text, folded, numbers, i, floor)
        if first is None:
            i += 1
            continue
        pair = _range(text, folded, numbers, first)
        if pair is not None:
            found.append(_money(text, folded, *pair))
        elif first.currency is not None:
            found.append(_money(text, folded, first, None))
        else:
            i += 1
            continue
        last = pair[1] if pair else first
        i, floor = last.next, last.end
    return tuple(found)


def _money(text: str, folded: str, first: _Read, second: _Read | None) -> Money:
    last = second or first
    # Of "$4 to $5 million CAD" the code behind tells which dollars.
    code = last.currency if last.currency not in (None, "USD") else first.currency
    kind: Qualifier = "range" if second else qualifier(folded, first.start, first.end)
    basis = _basis(folded, first.start, last.end)
    words = text[first.start : last.end]
    high = second.value if second else None
    return Money(first.start, last.end, words, first.value, code or "USD", kind, high, basis, first.figures)


def _read(text: str, folded: str, numbers: tuple[Token, ...], i: int, floor: int) -> _Read | None:
    """Read the amount at number i, words and bracketed figures as one; a bare number has no currency."""
    one = _single(text, folded, numbers, i, floor)
    if one is None or (opening := _OPEN().match(folded, one.end)) is None:
        return one
    other = _single(text, folded, numbers, one.next, one.end)
    if other is None or other.start != opening.end():
        return one
    closing = _CLOSE().match(folded, other.end)
    currencies = {one.currency, other.currency} - {None}
    if closing is None or not currencies or len(currencies - {"USD"}) > 1:
        return one
    same = one.value == other.value
    if not same:
        # Words and figures that disagree are one amount only where nothing else could be meant.
        written = {one.token.form, other.token.form} == {"words", "figures"} and len(currencies) == 1
        if not written or other.currency is None or (one.currency is None and one.token.scale == 1):
            return one
    end, currency = closing.end(), one.currency or other.currency
    if one.currency is None and (named := currency_after(folded, end)) and named[1] == 1:
        currency, end = named[0], named[2]
    elif other.currency not in (None, "USD"):
        currency = other.currency
    words, figures = (one, other) if one.token.form == "words" else (other, one)
    return one._replace(
        end=end,
        value=words.value,
        currency=currency,
        figures=None if same else figures.value,
        next=other.next,
        before=True,
    )


def _single(text: str, folded: str, numbers: tuple[Token, ...], i: int, floor: int) -> _Read | None:
    if i >= len(numbers):
        return None
    token = numbers[i]
    if token.form == "ordinal" or token.broken:
        return None
    start, end, value, after = token.start, token.end, token.value, i + 1
    before = currency_before(folded, floor, start) if token.form == "figures" else None
    if before is not None and not (before.worded and token.scale == 1 and not token.grouped):
        start, currency = before.start, before.currency
        if before.opened:
            if closing := _CLOSE().match(folded, end):
                end, value = closing.end(), -value
                if token.scale == 1 and (scaled := scale_at(folded, end)):  # "$(1.2) million"
                    value, end = multiply(value, scaled[0]), scaled[1]
        elif before.minus:  # "$-5"
            value = -value
        elif start > floor and _MINUS().search(text[max(0, start - 2) : start]):
            start, value = start - 1, -value
        elif start > floor and folded[start - 1] == "(" and folded[end : end + 1] == ")":
            if scaled := scale_at(folded, end + 1):  # "($1.2) million"
                start, end, value = start - 1, scaled[1], -multiply(value, scaled[0])
            elif _is_negative(text, folded, start, end):
                start, end, value = start - 1, end + 1, -value
        if narrowed := currency_after_sign(folded, end):
            currency, end = narrowed
        elif token.stuck and end == token.end:
            return None  # "$1OO" is not one dollar
        return _Read(start, end, value, currency, None, token, after, True)
    if token.glued:
        return None
    named = currency_after(folded, end)
    if named is None and token.stuck:
        return None
    if named is None:
        return _Read(start, end, value, None, None, token, after, False)
    code, scale, end = named
    if scale != 1:
        value = multiply(value, scale)
    elif m := _AND_CENTS().match(folded, end):
        if m["hundredths"]:  # "ten dollars and 50/100"
            value += multiply(Decimal(m["hundredths"] if m["hundredths"].isdecimal() else 0), _CENT)
            end = m.end()
            while after < len(numbers) and numbers[after].start < end:
                after += 1
        elif after < len(numbers) and numbers[after].start == m.end() and numbers[after].value < 100:
            cents = currency_after(folded, numbers[after].end)  # "ten dollars and five cents"
            if cents is not None and cents[1] == _CENT:
                value, end, after = value + multiply(numbers[after].value, _CENT), cents[2], after + 1
    return _Read(start, end, value, code, None, token, after, False, scale)


def _is_negative(text: str, folded: str, start: int, end: int) -> bool:
    """Whether "($1,234)" is a negative: a result, or between nothing but the edges of a table's cell."""
    if _RESULT().search(folded[max(0, start - 101) : start - 1]):
        return True
    left, right = text[max(0, start - 3) : start - 1], text[end + 1 : end + 3]
    return (not left or left[-1] in "\t\n|" or left == "  ") and (not right or right[0] in "\t\n|" or right == "  ")


def _range(text: str, folded: str, numbers: tuple[Token, ...], first: _Read) -> tuple[_Read, _Read] | None:
    """Return both ends where "A to B", "A-B" or "between A and B" go on from `first`."""
    joint = _TO().match(folded, first.end)
    if joint is None or (joint["between"] and not _BETWEEN().search(folded[max(0, first.start - 30) : first.start])):
        return None
    second = _read(text, folded, numbers, first.next, first.end)
    if second is None or second.start != joint.end():
        return None
    hyphen = "-" in joint.group()
    low, high = first.token, second.token
    shares = low.scale == 1 and high.scale != 1 and low.base < high.base and first.figures is None
    if first.currency is None:
        # "10 to 12 million dollars"; not "section 5 to $10".
        fits = second.currency is not None and not second.before
    elif second.currency is None:
        # "$4 to 5 million", "$10-12"; not "$400 to 12 employees".
        looks = high.scale != 1 or hyphen or joint["between"] or "." in folded[second.start : second.end]
        fits = first.before and high.form == "figures" and bool(looks) and not _OTHER_UNIT().match(folded, second.end)
    elif first.currency != second.currency:
        fits = first.currency == "USD" and second.before and shares  # "$4 to $5 million CAD"
    else:
        fits = hyphen or bool(joint["between"]) or shares or not changes(folded, first.start)
    if not fits:
        return None
    if shares:
        first = first._replace(value=multiply(first.value, high.scale))
    if first.currency is None and second.scale != 1:
        first = first._replace(value=multiply(first.value, second.scale))
    return (first, second) if first.value < second.value else None


def _basis(folded: str, start: int, end: int) -> Basis | None:
    if m := _PER_AFTER().match(folded, end):
        return _per(m)
    if _PAR_AFTER().match(folded, end):
        return "per_share"
    if m := _ADVERB_AFTER().match(folded, end):
        return _per(m)
    left = folded[max(0, start - 70) : start]
    low = left.lower()
    if any(word in low for word in _PRICES) and (m := _PRICE_BEFORE().search(left)):
        unit = (m["unit_of"] or "share").lower()
        return "per_share" if unit in ("share", "ads") else "per_unit"
    if any(word in low for word in _PERIODS) and (m := _PERIOD_BEFORE().search(left)):
        return _per(m)
    return None


def _per(m: re.Match[str]) -> Basis:
    groups = m.groupdict()
    if groups.get("share"):
        return "per_share"
    if groups.get("year"):
        return "per_year"
    if groups.get("month"):
        return "per_month"
    return "per_quarter" if groups.get("quarter") else "per_unit"
