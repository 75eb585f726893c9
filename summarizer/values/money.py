"""Amounts of money."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from summarizer.values.numbers import Token, tokens
from summarizer.values.qualifiers import changes, qualifier
from summarizer.values.text import fold, lazy, multiply

if TYPE_CHECKING:
    from summarizer.models import Basis, Qualifier

_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "CDN$": "CAD", "A$": "AUD", "AU$": "AUD",
    "AUD$": "AUD", "HK$": "HKD", "HKD$": "HKD", "NT$": "TWD", "NZ$": "NZD", "R$": "BRL", "S$": "SGD", "SG$": "SGD",
    "MX$": "MXN", "USD$": "USD", "RMB¥": "CNY", "CN¥": "CNY", "JP¥": "JPY",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₪": "ILS", "₽": "RUB",
}  # fmt: skip
_NAMES = {
    "RMB": "CNY", "RS.": "INR", "RS": "INR", "DM": "DEM", "EURO": "EUR", "EUROS": "EUR", "YEN": "JPY", "YUAN": "CNY",
    "RENMINBI": "CNY", "RUPEES": "INR", "WON": "KRW", "POUNDS STERLING": "GBP", "BRITISH POUNDS": "GBP",
    "SWISS FRANCS": "CHF", "FRENCH FRANCS": "FRF", "DEUTSCHE MARKS": "DEM", "GERMAN MARKS": "DEM", "REAIS": "BRL",
    "MEXICAN PESOS": "MXN", "SHEKELS": "ILS", "NEW ISRAELI SHEKELS": "ILS", "KRONOR": "SEK", "STERLING": "GBP",
    "JAPANESE YEN": "JPY", "CHINESE YUAN": "CNY", "INDIAN RUPEES": "INR", "KOREAN WON": "KRW", "EURO DOLLARS": "USD",
}  # fmt: skip
_DOLLARS = {
    "": "USD", "US": "USD", "U.S.": "USD", "U.S": "USD", "UNITED STATES": "USD", "AMERICAN": "USD", "CANADIAN": "CAD",
    "CDN": "CAD", "AUSTRALIAN": "AUD", "HONG KONG": "HKD", "NEW TAIWAN": "TWD", "NT": "TWD", "SINGAPORE": "SGD",
    "NEW ZEALAND": "NZD",
}  # fmt: skip
# Codes that are English words too or abbreviations of the trade (ALL, TRY, SAR) are left out.
_CODES = (
    "USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "EUR", "GBP", "CHF", "JPY", "CNY", "CNH", "INR", "KRW", "BRL",
    "MXN", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "ILS", "ZAR", "RUB", "THB", "IDR", "MYR", "PHP", "VND", "AED",
    "QAR", "KWD", "CLP", "COP", "EGP", "NGN", "KES", "DEM", "FRF", "ITL", "NLG",
)  # fmt: skip

# A space before the sign only where two letters stand: "a $5 million loan" is not Australian.
_SIGN = "|".join(
    re.escape(s[:-1]) + (r" ?" if len(s) > 2 else "") + rf"\\?\{s[-1]}"
    for s in sorted(_SIGNS, key=len, reverse=True)
    if len(s) > 1
)
_BEFORE = lazy(
    r"(?:(?<![^\W_])(?P<long>" + _SIGN + r")|\\?(?P<sign>[$€£¥₹₩₪₽])"
    r"|(?<![^\W_])(?P<code>" + "|".join(_CODES) + r")(?: ?\\?[$€£¥])?"
    r"|(?<![^\W_])(?P<name>RMB|Rs\.?|DM|Euro)|\((?P<bracketed>Euro|EUR|US|U\.S\.)\) ?\$?)"
    r" {0,20}(?P<minus>-)?(?P<open>\( {0,3})?$"
)
_CODE_OK = frozenset(_CODES)
_AFTER = lazy(
    r"(?: {0,3}(?P<cent_sign>¢)|[ -]{0,3}(?:(?P<cents>(?:U\.?S\.? )?cents?)"
    r"|(?:(?P<whose>" + "|".join(sorted((re.escape(w) for w in _DOLLARS if w), key=len, reverse=True)) + r") {1,2})?"
    r"(?P<dollars>dollars?)(?! ?-)"
    r"|(?P<name>"
    + "|".join(sorted((re.escape(n) for n in _NAMES if n not in ("RS.", "RS", "DM")), key=len, reverse=True))
    + r")|(?P<code>"
    + "|".join(_CODES)
    + r"))(?![^\W_]))"
)
# "$5 million CAD", "$5 million Canadian", "$5 million (Canadian)", "$5.00 U.S."
_AFTER_SIGN = lazy(
    r" {0,2}(?P<open>\()?(?:(?P<code>" + "|".join(_CODES) + r")|(?P<whose>Canadian|Cdn|Australian|U\.S\.|US)"
    r"(?: dollars)?(?! [a-z]))(?![^\W_])(?(open)\))"
)
_TO = lazy(r" {0,3}(?:-|to|through|(?P<between>and)) {0,3}(?:up to |approximately |about )?\\?")
_BETWEEN = lazy(r"\bbetween {1,3}(?:approximately |about |a )?$")
_OPEN = lazy(r" {0,3}\( {0,3}\\?")
_CLOSE = lazy(r" {0,3}\)")

_PER = (
    r"(?:(?P<share>(?:(?:diluted|basic|common|ordinary|preferred|depositary|Company|public|Class [A-Z]) )*"
    r"(?:share|ADS|ADR|RSU)\b)|(?P<year>annum|year|fiscal year|calendar year)\b|(?P<month>(?:calendar )?month)\b"
    r"|(?P<quarter>(?:calendar |fiscal )?quarter)\b"
    r"|(?P<unit>(?:[a-z]{2,20} )?(?:unit|warrant|option|note|right|square foot|square meter|sq\. ft\.|acre|ton|tonne|barrel|"
    r"gallon|ounce|pound|pack|vial|dose|test|employee|person|hour|day|week|room|mile|kilowatt|megawatt|MW|MWh|kWh|Mcf|"
    r"MMBtu|bushel|MW-day|common unit|vessel|wafer|device|product|kilogram|gram|kg|lb|principal amount)\b))"
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
    r"(?:\b(?:per|a) (?P<unit_of>share|ADS|unit|warrant)(?: [a-z]+){0,1}(?: (?:price|amount|value|consideration|cash))?|"
    r"(?<!aggregate )\b(?P<price>(?:exercise|conversion|strike|closing) price)|\b(?P<par>par value|stated value))"
    r"(?: of| equal to| is| was| at|:)?(?: approximately)? {1,3}$"
)
_PERIOD_BEFORE = lazy(
    r"\b(?:(?P<year>annual(?:ized)?|yearly)|(?P<month>monthly)|(?P<quarter>quarterly))(?! (?:report|meeting|proxy))"
    r"(?: [a-z]+){0,5}?(?: of| to| at| is| was| be| equal to| from|:)?"
    r"(?: (?:approximately|about|up to|at least|not to exceed))? {1,3}$"
)


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


@dataclass(frozen=True, slots=True)
class _Read:
    start: int
    end: int
    value: Decimal
    currency: str | None  # None of a number that no currency stands beside
    figures: Decimal | None
    token: Token
    next: int
    before: bool  # the currency stands before the number


def find_money(text: str) -> list[Money]:
    """Return the amounts of money in the text, in order and without overlap.

    A number is money only with a currency beside it; ranges are one value with both ends; a redacted figure
    (``$[***] million``) is none.
    """
    folded = fold(text)
    numbers = tokens(folded)
    found: list[Money] = []
    i, floor = 0, 0
    while i < len(numbers):
        first = _read(text, folded, numbers, i, floor)
        if first is None:
            i += 1
            continue
        second = _range_end(text, folded, numbers, first)
        if second is not None:
            first, second = _share_scale(first, second)
            # Without a sign of its own the second number belongs here only if it makes a rising range.
            rising = first.value < second.value
            if rising and (first.currency or second.currency):
                found.append(_money(text, folded, first, second))
                i, floor = second.next, second.end
                continue
        if first.currency is not None:
            found.append(_money(text, folded, first, None))
            floor = first.end
            i = first.next
        else:
            i += 1
    return found


def _money(text: str, folded: str, first: _Read, second: _Read | None) -> Money:
    last = second or first
    currency = first.currency or last.currency or "USD"
    if second is not None and first.currency == "USD" and second.currency not in (None, "USD") and first.before:
        currency = second.currency or currency
    kind: Qualifier = "range" if second is not None else qualifier(folded, first.start, first.end)
    return Money(
        first.start,
        last.end,
        text[first.start : last.end],
        first.value,
        currency,
        kind,
        second.value if second is not None else None,
        _basis(folded, first.start, last.end),
        first.figures,
    )


def _read(text: str, folded: str, numbers: tuple[Token, ...], i: int, floor: int) -> _Read | None:
    """Read the amount at number i, words and bracketed figures as one; a bare number has no currency."""
    one = _single(text, folded, numbers, i, floor)
    if one is None or i + 1 >= len(numbers):
        return one
    opening = _OPEN().match(folded, one.end)
    if opening is None:
        return one
    other = _single(text, folded, numbers, one.next, one.end)
    if other is None or other.start != opening.end():
        return one
    closing = _CLOSE().match(folded, other.end)
    forms = {one.token.form, other.token.form}
    same = one.value == other.value
    if closing is None or (one.currency is None and other.currency is None):
        return one
    if not same and (forms != {"words", "figures"} or (one.currency is None and one.token.scale == 1)):
        return one
    if (
        one.currency
        and other.currency
        and one.currency != other.currency
        and "USD" not in (one.currency, other.currency)
    ):
        return one
    end, currency = closing.end(), one.currency or other.currency
    if one.currency is None and (m := _AFTER().match(folded, end)) and (named := _named(m)):
        currency, end = named[0], m.end()
    elif other.currency not in (None, "USD"):
        currency = other.currency
    words, figures = (one, other) if one.token.form == "words" else (other, one)
    return replace(
        one,
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
    start, end, value, currency = token.start, token.end, token.value, None
    before = None
    if token.form == "figures":
        low = max(floor, token.start - 36)
        before = _BEFORE().search(folded[low : token.start])
        if before is not None and (before["long"] or before["code"] or "A")[0].islower():
            before = None
    if before is not None:
        start = low + before.start() + (1 if before.group().startswith("\\") else 0)
        currency = _currency_before(before)
        if before["open"]:
            closing = _CLOSE().match(folded, end)
            if closing is not None:
                end, value = closing.end(), -value
        elif before["minus"] or _minus(folded, start):
            value = -value
            start -= 0 if before["minus"] else 1
        elif _cell_negative(text, folded, start, end):
            start, end, value = start - 1, end + 1, -value
        m = _AFTER_SIGN().match(folded, end) or _AFTER().match(folded, end)
        if m is not None and (code := _currency_after_sign(m)):
            currency, end = code, m.end()
    elif m := _AFTER().match(folded, end):
        if token.glued:
            return None
        if (named := _named(m)) is not None:
            currency, end = named[0], m.end()
            if named[1] != 1:
                value = multiply(value, named[1])
    if currency is None and token.glued:
        return None
    return _Read(start, end, value, currency, None, token, i + 1, before is not None)


def _currency_before(m: re.Match[str]) -> str:
    if m["long"]:
        return _SIGNS[re.sub(r"[ \\]", "", m["long"]).upper()]
    if m["sign"]:
        return _SIGNS[m["sign"]]
    if m["code"]:
        return m["code"].upper()
    if m["bracketed"]:
        return "EUR" if m["bracketed"].upper().startswith("EUR") else "USD"
    return _NAMES[m["name"].upper()]


def _named(m: re.Match[str]) -> tuple[str, Decimal] | None:
    """Return the currency named behind a number and what to multiply by, or None where it names none."""
    if m["cent_sign"] or m["cents"]:
        return "USD", Decimal("0.01")
    if m["dollars"]:
        return _DOLLARS[(m["whose"] or "").upper()], Decimal(1)
    if m["name"]:
        return _NAMES[m["name"].upper()], Decimal(1)
    # A code is written in capitals: "php" and "pen" are not.
    return (m["code"], Decimal(1)) if m["code"] in _CODE_OK else None


def _currency_after_sign(m: re.Match[str]) -> str | None:
    groups = m.groupdict()
    if groups["code"]:
        return groups["code"] if groups["code"] in _CODE_OK else None
    if groups.get("whose"):
        return _DOLLARS[groups["whose"].upper()]
    return "USD" if groups.get("dollars") else None


def _minus(folded: str, start: int) -> bool:
    return folded[start - 1 : start] == "-" and start > 0 and (start == 1 or folded[start - 2] in " (")


def _cell_negative(text: str, folded: str, start: int, end: int) -> bool:
    """Whether "($1,234)" is a table cell's negative: nothing but the edges of a cell stand around it."""
    if folded[start - 1 : start] != "(" or start == 0 or folded[end : end + 1] != ")":
        return False
    left, right = text[max(0, start - 3) : start - 1], text[end + 1 : end + 3]
    return (not left or left[-1] in "\t\n|" or left == "  ") and (not right or right[0] in "\t\n|" or right == "  ")


def _range_end(text: str, folded: str, numbers: tuple[Token, ...], first: _Read) -> _Read | None:
    """Return the upper end where "A to B", "A-B" or "between A and B" go on from `first`."""
    joint = _TO().match(folded, first.end)
    if joint is None or (joint["between"] and not _BETWEEN().search(folded[max(0, first.start - 30) : first.start])):
        return None
    second = _read(text, folded, numbers, first.next, first.end)
    if second is None or second.start != joint.end():
        return None
    hyphen = "-" in joint.group()
    if first.currency is None:
        # "10 to 12 million dollars", "10-12 million dollars"; not "section 5 to $10".
        return second if second.currency is not None and not second.before else None
    if second.currency is None:
        wanted = (
            first.before
            and second.token.form == "figures"
            and (second.token.scale != 1 or hyphen or joint["between"] or "." in folded[second.start : second.end])
        )
        return second if wanted else None
    if first.currency != second.currency and "USD" not in (first.currency, second.currency):
        return None
    shares = first.token.scale == 1 and second.token.scale != 1
    if not hyphen and not joint["between"] and not shares and changes(folded, first.start):
        return None
    return second


def _share_scale(first: _Read, second: _Read) -> tuple[_Read, _Read]:
    """Apply the scale of the upper end to the lower: "$4 to $5 million"."""
    token, other = first.token, second.token
    if token.scale == 1 and other.scale != 1 and not token.grouped and token.base < 1000 and token.base < other.base:
        first = replace(first, value=multiply(first.value, other.scale))
    if first.currency is None and second.value != other.value and second.figures is None:
        first = replace(first, value=multiply(first.value, Decimal("0.01")))  # "10 to 12 cents"
    return first, second


def _basis(folded: str, start: int, end: int) -> Basis | None:
    if m := _PER_AFTER().match(folded, end):
        return _per(m)
    if _PAR_AFTER().match(folded, end):
        return "per_share"
    if m := _ADVERB_AFTER().match(folded, end):
        return _per(m)
    left = folded[max(0, start - 70) : start]
    if m := _PRICE_BEFORE().search(left):
        unit = (m["unit_of"] or "share").lower()
        return "per_share" if unit in ("share", "ads") else "per_unit"
    if m := _PERIOD_BEFORE().search(left):
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
