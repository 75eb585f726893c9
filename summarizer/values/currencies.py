"""Currencies beside a number: signs, names and ISO 4217 codes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from summarizer.values.text import lazy

_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "CDN$": "CAD", "CDN.$": "CAD",
    "A$": "AUD", "AU$": "AUD",
    "AUD$": "AUD", "HK$": "HKD", "HKD$": "HKD", "NT$": "TWD", "NZ$": "NZD", "R$": "BRL", "S$": "SGD", "SG$": "SGD",
    "MX$": "MXN", "MEX$": "MXN", "USD$": "USD", "RMB¥": "CNY", "CN¥": "CNY", "JP¥": "JPY",
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₪": "ILS", "₽": "RUB",
}  # fmt: skip
_NAMES = {
    "RMB": "CNY", "NIS": "ILS", "RS.": "INR", "RS": "INR", "DM": "DEM", "EURO": "EUR",
    "EUROS": "EUR", "YEN": "JPY", "YUAN": "CNY",
    "RENMINBI": "CNY", "RUPEES": "INR", "WON": "KRW", "POUNDS STERLING": "GBP", "BRITISH POUNDS": "GBP",
    "SWISS FRANCS": "CHF", "FRENCH FRANCS": "FRF", "DEUTSCHE MARKS": "DEM", "GERMAN MARKS": "DEM", "REAIS": "BRL",
    "MEXICAN PESOS": "MXN", "SHEKELS": "ILS", "NEW ISRAELI SHEKELS": "ILS", "KRONOR": "SEK", "SWEDISH KRONOR": "SEK",
    "SWEDISH KRONA": "SEK", "DANISH KRONER": "DKK", "NORWEGIAN KRONER": "NOK", "PHILIPPINE PESOS": "PHP",
    "COLOMBIAN PESOS": "COP", "CHILEAN PESOS": "CLP", "BRAZILIAN REAIS": "BRL", "THAI BAHT": "THB",
    "POLISH ZLOTY": "PLN", "SOUTH AFRICAN RAND": "ZAR", "RUSSIAN RUBLES": "RUB", "STERLING": "GBP",
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
    r"|(?<![^\W_])(?P<name>RMB|NIS|Rs\.?|DM|Euro)"
    r"|\((?P<bracketed>Euro|EUR|US|U\.S\.)\) ?\$?)"
    r" {0,20}(?P<minus>-)?(?P<open>\( {0,3})?$"
)
# What it ends with before spaces, a minus and a bracket.
_ENDS = (*"$€£¥₹₩₪₽).", *_CODES, "RMB", "NIS", "RS", "DM", "EURO")
_WORDED = lazy(r"(?<![^\W_])(?:U\.?S\.?|United States|(?P<other>Canadian)) (?-i:Dollars|DOLLARS) {1,3}$")
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


# One of these stands in every text that names a currency: signs and codes as they are, words in small letters.
_ANY_SIGN = ("$", "€", "£", "¥", "₹", "₩", "₪", "₽", "¢")
_ANY_WORD = ("dollar", "cent", *sorted({name.lower().split()[-1] for name in _NAMES} - {"rs.", "rs", "dm"}))
_CODE_WORDS = frozenset(_CODES)
_CAPITALS = lazy(r"[A-Z]{3,}", re.RegexFlag(0))
_RS_OR_DM = lazy(r"[RrDd](?<![^\W_].)(?:(?<=[Rr])[Ss]|(?<=[Dd])[Mm])", re.RegexFlag(0))


def names_currency(folded: str) -> bool:
    """Say whether a text may name a currency at all: most do by a sign, most others don't."""
    if any(sign in folded for sign in _ANY_SIGN):
        return True
    small = folded.lower()
    return (
        any(word in small for word in _ANY_WORD)
        or not _CODE_WORDS.isdisjoint(_CAPITALS().findall(folded))
        or _RS_OR_DM().search(folded) is not None
    )


class Before(NamedTuple):
    """A currency that stands before a number; `start` is where its sign begins."""

    start: int
    currency: str
    minus: bool
    opened: bool  # a bracket stands between sign and number, as in "$(1,234)"
    worded: bool  # it is a word that may belong to what stands before it, as in "US Dollars 1,000"


def currency_before(folded: str, floor: int, at: int) -> Before | None:
    """Read the currency that ends at `at`; nothing before `floor` is looked at."""
    low = max(floor, at - 36)
    left = folded[low:at]
    if left.endswith(("ollars ", "OLLARS ")) and (worded := _WORDED().search(left)):
        return Before(low + worded.start(), "CAD" if worded["other"] else "USD", False, False, True)
    m = _BEFORE().search(left) if left.rstrip(" (-")[-4:].upper().endswith(_ENDS) else None
    if m is None or not (m["code"] or "A").isupper():
        return None  # codes are written in capitals
    if m["long"] and m["long"][0].islower():
        if " " not in m["long"]:
            return None  # and so is "US$"
        sign = m.end("long") - 1  # "they paid us $5 million"
        return Before(low + sign, _SIGNS[left[sign]], bool(m["minus"]), bool(m["open"]), False)
    if m["long"]:
        currency = _SIGNS[re.sub(r"[ \\]", "", m["long"]).upper()]
    elif m["bracketed"]:
        currency = "EUR" if m["bracketed"].upper().startswith("EUR") else "USD"
    else:
        currency = _SIGNS[m["sign"]] if m["sign"] else m["code"] or _NAMES[m["name"].upper()]
    escape = m.group().startswith("\\")
    return Before(low + m.start() + escape, currency.upper(), bool(m["minus"]), bool(m["open"]), False)


def currency_after(folded: str, at: int) -> tuple[str, Decimal, int] | None:
    """Read the currency named at `at`, behind a bare number: its code, what the number is multiplied by, its end."""
    m = _AFTER().match(folded, at)
    if m is None:
        return None
    if m["cent_sign"] or m["cents"]:
        return "USD", Decimal("0.01"), m.end()
    if m["dollars"]:
        return _DOLLARS[(m["whose"] or "").upper()], Decimal(1), m.end()
    if m["name"]:
        return _NAMES[m["name"].upper()], Decimal(1), m.end()
    return (m["code"], Decimal(1), m.end()) if m["code"].isupper() else None  # "php" is none


def currency_after_sign(folded: str, at: int) -> tuple[str, int] | None:
    """Read what narrows a sign down behind the number: "$5 million CAD", "$5 million dollars"; its code and end."""
    if m := _AFTER_SIGN().match(folded, at):
        if m["whose"]:
            return _DOLLARS[m["whose"].upper()], m.end()
        return (m["code"], m.end()) if m["code"].isupper() else None
    named = currency_after(folded, at)
    return (named[0], named[2]) if named and named[1] == 1 else None
