"""What is counted or measured and is neither money nor percent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from summarizer.values.numbers import Token, tokens
from summarizer.values.qualifiers import changes, qualifier
from summarizer.values.text import fold, lazy, multiply

if TYPE_CHECKING:
    from summarizer.vocabulary import Qualifier

_CLASS = r"(?:Class|Series) [A-Z0-9][A-Z0-9-]{0,5}"
_STOCK = (
    r"(?:(?P<classN>" + _CLASS + r") )?(?:(?:cumulative|convertible|perpetual|redeemable|junior|senior|participating|"
    r"exchangeable|non-voting|voting|redeemable|mandatory|fixed-rate|restricted) ){0,4}"
)
_ADJECTIVES = (
    r"(?P<of>of (?:the|its|our|such|these|those) )?(?:(?:additional|aggregate|newly|issued|and|outstanding|restricted|"
    r"unrestricted|authorized|fully|paid|vested|unvested|performance|performance-based|time-based|new|such|treasury|"
    r"initial|unregistered|registered|registrable|then|currently|Company's|Company|issuable|deferred|phantom|"
    r"incremental|public|private|placement|pre-funded|redeemable|purchase|non-qualified|incentive|qualified|rentable|"
    r"gross|net|usable|leasable|full-time|contiguous|approximately|more|firm|optional|underwritten) {1,3}){0,6}?"
)
_UNITS: tuple[tuple[str, str], ...] = (
    (r"American depositary shares?|ADSs?", "American depositary shares"),
    (r"restricted (?:stock|share) units?|RSUs?", "restricted stock units"),
    (r"performance(?:-based)? (?:restricted )?(?:stock|share) units?|PSUs?|PRSUs?", "performance stock units"),
    (r"deferred (?:stock|share) units?|DSUs?", "deferred stock units"),
    (r"stock appreciation rights?|SARs?", "stock appreciation rights"),
    (r"(?:common |limited partnership |OP |partnership |membership |preferred )?units?", "units"),
    (r"(?:stock |share )?options?(?! to renew| to extend)", "options"),
    (r"(?:stock purchase |common stock purchase |share purchase )?warrants?", "warrants"),
    (r"(?:preferred (?:share|stock) purchase rights?|rights)", "rights"),
    (r"square[ -](?:feet|foot)|sq\.? ?ft\.?", "square feet"),
    (r"square (?:meters?|metres?)", "square meters"),
    (r"acres?", "acres"),
    (r"hectares?", "hectares"),
    (r"square miles?", "square miles"),
    (r"miles?", "miles"),
    (r"kilometers?|kilometres?|km", "kilometers"),
    (r"megawatts?(?! ?-?hours?)|MW", "megawatts"),
    (r"megawatt[ -]?hours?|MWh", "megawatt hours"),
    (r"gigawatts?(?! ?-?hours?)|GW", "gigawatts"),
    (r"gigawatt[ -]?hours?|GWh", "gigawatt hours"),
    (r"kilowatts?(?! ?-?hours?)|kW", "kilowatts"),
    (r"kilowatt[ -]?hours?|kWh", "kilowatt hours"),
    (r"barrels?(?: of (?:crude )?oil)? (?:per|a) day|bpd|bbl/d", "barrels per day"),
    (r"barrels?(?: of oil equivalent)?|bbls?|BOE", "barrels"),
    (r"metric tons?|tonnes?", "tonnes"),
    (r"(?:short |long )?tons?", "tons"),
    (r"pounds(?! sterling)|lbs?\.?", "pounds"),
    (r"kilograms?|kg", "kilograms"),
    (r"(?:troy )?ounces?|oz\.?", "ounces"),
    (r"gallons?", "gallons"),
    (r"liters?|litres?", "liters"),
    (r"cubic feet|cubic foot", "cubic feet"),
    (r"cubic meters?|cubic metres?", "cubic meters"),
    (r"Mcf", "thousand cubic feet"),
    (r"MMcf", "million cubic feet"),
    (r"Bcf", "billion cubic feet"),
    (r"MMBtu", "million British thermal units"),
    (r"doses?", "doses"),
    (r"vials?", "vials"),
    (r"(?:[a-z-]{2,20} )?employees|persons|FTEs?", "employees"),
    (r"(?:[a-z]{2,20} )?positions", "positions"),
    (r"votes", "votes"),
    (r"customers?", "customers"),
    (r"patients?", "patients"),
    (r"stores?", "stores"),
    (r"restaurants?", "restaurants"),
    (r"hotels?", "hotels"),
    (r"rooms?", "rooms"),
    (r"beds", "beds"),
    (r"vessels?", "vessels"),
    (r"aircraft", "aircraft"),
    (r"vehicles?", "vehicles"),
    (r"homes?", "homes"),
    (r"wells?", "wells"),
    (r"branches", "branches"),
    (r"theat(?:er|re)s", "theaters"),
    (r"(?:apartment )?buildings?", "buildings"),
    (r"(?:[a-z]{2,20} )?properties", "properties"),
    (r"holders of record|record holders", "holders of record"),
    (r"installments?", "installments"),
)  # fmt: skip
_SHARES = (
    r"(?:"
    + _STOCK.replace("classN", "class")
    + r"(?P<stock>common|preferred|preference|ordinary|capital|depositary)? {0,2}(?P<shares>shares?)"
    r"(?: of (?:(?:the|its|our|their|any|[a-z]{1,25}'s?|authorized|issued|outstanding|restricted|unregistered|new) )"
    r"{0,4}(?:[a-z]{2,25} ){0,2}?"
    + _STOCK.replace("classN", "class2")
    + r"(?P<stock2>common|preferred|preference|ordinary|capital) (?:stock|shares?)(?![^\W_]))?)"
)
_UNIT = lazy(
    r"[ -]{0,3}"
    + _ADJECTIVES
    + r"(?:"
    + "|".join(f"(?P<u{n}>{pattern})" for n, (pattern, _) in enumerate(_UNITS))
    + "|"
    + _SHARES
    + r")(?![^\W_])"
)
# "Section 7.9 Option Plans", "the 2023 Performance Share Unit Award Agreement" count nothing.
_TITLE = lazy(r"(?: (?-i:[A-Z])[A-Za-z]{1,20}){0,3} (?-i:Plan|PLAN|Agreement|AGREEMENT|Program)s?\b")
_HEADING = lazy(r"\b(?:Section|Article|Exhibit|Schedule|Rule|Item|Note|Annex|Appendix|Chapter) {1,3}$")
_CAPITAL_SINGULAR = lazy(r"(?-i:[A-Z])[a-z]{3,12}(?<!s)$")
_WHOLE = frozenset({"employees", "positions", "buildings", "customers", "patients", "stores", "restaurants", "hotels",
                    "rooms", "beds", "vessels", "aircraft", "vehicles", "homes", "wells", "branches", "theaters",
                    "properties", "votes", "holders of record", "installments"})  # fmt: skip
_OF_A = lazy(r" {1,3}of {1,3}(?:an?|one|each) {1,3}")
_RATIO = lazy(
    r"\b(?:exchange|conversion) ratio (?:of |is |equal to |was |will be |:)?(?:approximately )?(?:equal to )?$"
)
_OPEN = lazy(r" {0,3}\( {0,3}")
_CLOSE = lazy(r" {0,3}\)")
_TO = lazy(r" {0,3}(?:-|to|(?P<between>and)) {0,3}")
_BETWEEN = lazy(r"\bbetween {1,3}(?:approximately |about )?$")
_MONEY_BEFORE = lazy(r"[$€£¥] {0,5}$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or measure and its unit in the plural: "shares of common stock", "warrants", "square feet".

    Of a range `value` is the lower and `high` the upper end. The number of an exchange ratio that names no unit
    has the unit "exchange ratio".
    """

    start: int
    end: int
    text: str
    value: Decimal
    high: Decimal | None
    unit: str
    qualifier: Qualifier


class _Read(NamedTuple):
    start: int
    end: int
    value: Decimal
    unit: str | None
    next: int
    token: Token


def find_quantities(text: str) -> list[Quantity]:
    """Return the counted and measured things of the text, in order and without overlap."""
    folded = fold(text)
    numbers = tokens(folded)
    found: list[Quantity] = []
    i = 0
    while i < len(numbers):
        first = _read(folded, numbers, i)
        if first is None:
            i += 1
            continue
        second = _range_end(folded, numbers, first)
        if second is not None and second.unit is not None:
            low = first.value
            if first.token.scale == 1 and second.token.scale != 1 and first.value < second.token.base:
                low = multiply(low, second.token.scale)
            if low < second.value:
                words = text[first.start : second.end]
                found.append(Quantity(first.start, second.end, words, low, second.value, second.unit, "range"))
                i = second.next
                continue
        if first.unit is None:
            i += 1
            continue
        kind = qualifier(folded, first.start, first.end)
        words = text[first.start : first.end]
        found.append(Quantity(first.start, first.end, words, first.value, None, first.unit, kind))
        i = first.next
    return found


def _read(folded: str, numbers: tuple[Token, ...], i: int) -> _Read | None:
    token = numbers[i]
    if token.form == "ordinal" or token.glued or token.broken:
        return None
    left = folded[max(0, token.start - 50) : token.start]
    if _MONEY_BEFORE().search(left) or _HEADING().search(left):
        return None
    end, after = token.end, i + 1
    if after < len(numbers) and (m := _OPEN().match(folded, end)) and numbers[after].start == m.end():
        closing = _CLOSE().match(folded, numbers[after].end)
        if closing is not None and numbers[after].value == token.value:
            end, after = closing.end(), after + 1
    at = end
    if token.value < 1 and (m := _OF_A().match(folded, end)):
        at = m.end() - 1
        while after < len(numbers) and numbers[after].start < m.end():
            after += 1
    m = _UNIT().match(folded, at)
    if m is not None and not (token.value < 1 and m["of"]) and _TITLE().match(folded, m.end()) is None:
        unit, whole = _unit(m), token.value == token.value.to_integral_value()
        # "5.18 Employees" and "4.13 Share Authorization" are headings.
        heading = not whole and token.value > 1 and (unit in _WHOLE or _CAPITAL_SINGULAR().search(m.group()))
        if not heading:
            while after < len(numbers) and numbers[after].start < m.end():
                after += 1  # "5 Class 1 shares"
            return _Read(token.start, m.end(), token.value, unit, after, token)
    if token.stuck:
        return None
    if _RATIO().search(left):
        return _Read(token.start, end, token.value, "exchange ratio", after, token)
    return _Read(token.start, end, token.value, None, after, token)


def _unit(m: re.Match[str]) -> str:
    if not m["shares"]:
        return next(name for n, (_, name) in enumerate(_UNITS) if m[f"u{n}"])
    stock, series = (m["stock2"] or m["stock"] or "").lower(), m["class2"] or m["class"] or ""
    if not stock:
        return f"{series} shares" if series else "shares"
    if stock in ("ordinary", "depositary", "preference"):
        return f"{series} {stock} shares".strip()
    return f"shares of {series + ' ' if series else ''}{stock} stock"


def _range_end(folded: str, numbers: tuple[Token, ...], first: _Read) -> _Read | None:
    joint = _TO().match(folded, first.end)
    if joint is None or first.next >= len(numbers):
        return None
    if joint["between"] and not _BETWEEN().search(folded[max(0, first.start - 30) : first.start]):
        return None
    second = _read(folded, numbers, first.next)
    if second is None or second.start != joint.end() or second.unit is None:
        return None
    if first.unit is not None and first.unit not in (second.unit, "shares"):
        return None
    shares = first.token.scale == 1 and second.token.scale != 1 and first.value < second.token.base
    if "-" not in joint.group() and not joint["between"] and not shares and changes(folded, first.start):
        return None
    return second
