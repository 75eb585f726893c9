"""Lengths of time."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from summarizer.values.numbers import Token, tokens
from summarizer.values.qualifiers import changes, qualifier
from summarizer.values.text import divide, fold, lazy, multiply

if TYPE_CHECKING:
    from summarizer.vocabulary import Qualifier

_OPEN = lazy(r" {0,2}-?\( {0,3}")
_CLOSE = lazy(r" {0,3}\)")
_CURRENCY = lazy(r"[$€£¥] {0,3}$")
_UNIT = lazy(
    r"[ -]{0,3}(?:(?P<working>business|trading|working|banking|market)[ -]{1,2}|"
    r"(?:(?:full|consecutive|successive|additional|calendar|more|fiscal|contract|continuous|further|annual) {1,2})"
    r"{0,2})(?P<unit>years?|yrs?|months?|mos?(?=\.)|mos|weeks?|days?|decades?|quarters?|anniversar(?:y|ies))"
    r"(?![^\W_])'?(?! of age| old)"
)
_ANNIVERSARY = lazy(r"[ -]{1,3}(?:(?:year|annual|month) ?-? ?)?(?P<unit>anniversar(?:y|ies))(?![^\W_])")
_HALF_MORE = lazy(r" and (?:a|one)[ -]half(?![^\W_])")
_TO = lazy(r" {0,3}(?:-|-? {0,2}(?:to|or|and)) {0,3}")
_LIST = lazy(r"(?: \([^()]{0,30}\))?(?:,? {1,2}(?:and|or) {1,2}|, {0,2})")
_ALSO = lazy(r",? {1,2}(?:and {1,2})?")
_ARTICLE = lazy(
    r"(?<![^\W_])(?:(?:(?:within|for|(?:period|term) of|over|than|after|least|during|approximately|about|exceed) "
    r"(?P<a>an?)"
    r"|(?P<b>an?)(?= year and))"
    r" (?P<unit>year|month|week|decade|half[ -]year)(?![^\W_])(?P<half> and a half)?"
    r"|half an? year(?![^\W_]))(?! ago)"
)
_ARTICLE_SIGNS = ("a year", "a month", "a week", "a decade", "a half", "half a")
_UNITS = ("year", "month", "day", "yr", "mos", "mo.", "week", "decade", "quarter", "annivers")  # or no length of time
_MONTHS = {"year": 12, "month": 1, "decade": 120, "quarter": 3, "anniversary": 12}
_SHORT = {"yr": "year", "mo": "month"}
_SMALLER = {"year": ("month", "day"), "month": ("day",)}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time.

    `months` is the count of months where one follows: years and months always; days where by convention they
    stand for months (30 days is 1, 90 is 3, 364 and 365 are 12; 15 is 0.5); weeks where they make whole quarters of
    a year (13, 26, 52).
    Otherwise, and of business or trading days, it is None. Of a range it is the lower end, `high` the upper.
    """

    start: int
    end: int
    text: str
    months: Decimal | None
    qualifier: Qualifier
    high: Decimal | None = None


class _Read(NamedTuple):
    start: int
    end: int
    number: Decimal
    unit: str | None
    next: int
    token: Token


def find_durations(text: str) -> list[Duration]:
    """Return the lengths of time in the text, in order and without overlap; "fifth anniversary" is one of 60 months.

    The numbers of a list share the unit behind the last: "the 12 and 24-month anniversaries" are two.
    """
    folded = fold(text)
    small = folded.lower()
    if not any(unit in small for unit in _UNITS):
        return []
    numbers = tokens(folded)
    found: list[Duration] = []
    bare: list[_Read] = []  # numbers of a list that wait for the unit behind its last one
    before = ""  # the unit of the duration found last
    i = 0
    while i < len(numbers):
        one = _read(folded, numbers, i)
        if one is None:
            bare, i = [], i + 1
            continue
        i = one.next
        if bare and not _joined(folded, bare[-1], one):
            bare = []
        if one.unit is None:
            bare = [*bare[-5:], one]
            continue
        months = _months(one.number, one.unit)
        if bare and _is_range(folded, bare[-1], one):
            low = bare[-1]
            words = text[low.start : one.end]
            found.append(Duration(low.start, one.end, words, _months(low.number, one.unit), "range", months))
        elif bare and _listed(folded, bare[-1], one):
            found.extend(_duration(text, folded, member, _months(member.number, one.unit)) for member in bare)
            found.append(_duration(text, folded, one, months))
        elif found and (joined := _continued(text, folded, found[-1], before, one, months)):
            found[-1] = joined
        else:
            found.append(_duration(text, folded, one, months))
        bare, before = [], one.unit
    return _with_articles(text, folded, small, found)


def _continued(
    text: str, folded: str, last: Duration, unit: str, one: _Read, months: Decimal | None
) -> Duration | None:
    """Join "two years and six months", which add up, and "six months to nine months", which are a range."""
    if months is None or last.months is None or last.qualifier == "range" or one.start - last.end > 8:
        return None
    words = text[last.start : one.end]
    if one.unit in _SMALLER.get(unit, ()) and _ALSO().fullmatch(folded, last.end, one.start):
        return Duration(last.start, one.end, words, last.months + months, last.qualifier)
    if folded[last.end : one.start].strip() in ("-", "to") and last.months < months and not changes(folded, last.start):
        return Duration(last.start, one.end, words, last.months, "range", months)
    return None


def _duration(text: str, folded: str, one: _Read, months: Decimal | None) -> Duration:
    kind = qualifier(folded, one.start, one.end, duration=True)
    return Duration(one.start, one.end, text[one.start : one.end], months, kind)


def _read(folded: str, numbers: tuple[Token, ...], i: int) -> _Read | None:
    token = numbers[i]
    # Of number words that stand side by side each may count for itself: "three one-year terms".
    if token.glued or (token.broken and token.form != "words") or token.value >= 10000:
        return None
    if _CURRENCY().search(folded[max(0, token.start - 4) : token.start]):
        return None
    end, after = token.end, i + 1
    if after < len(numbers) and (m := _OPEN().match(folded, end)) and numbers[after].start == m.end():
        closing = _CLOSE().match(folded, numbers[after].end)
        if closing is not None and numbers[after].value == token.value:
            end, after = closing.end(), after + 1
    if token.form == "ordinal":
        m = _ANNIVERSARY().match(folded, end)
        return _Read(token.start, m.end() if m else end, token.value, "anniversary" if m else None, after, token)
    m = _UNIT().match(folded, end)
    if m is None:
        return None if token.stuck else _Read(token.start, end, token.value, None, after, token)
    unit = m["unit"].lower()
    unit = "anniversary" if unit.startswith("annivers") else _SHORT.get(unit[:2], unit.removesuffix("s"))
    if unit == "quarter" and (m["unit"].lower() == "quarter" or m.group().strip(" -").lower() == "quarters"):
        return None  # "three quarters of the shares"; quarters of a year are consecutive, fiscal or calendar ones
    if m["working"]:
        unit = "working day"
    count, end = token.value, m.end()
    if half := _HALF_MORE().match(folded, end):
        count, end = count + Decimal("0.5"), half.end()
    elif unit in ("year", "month") and (more := _ANNIVERSARY().match(folded, end)):
        end = more.end()
    return _Read(token.start, end, count, unit, after, token)


def _months(count: Decimal, unit: str) -> Decimal | None:
    if unit in _MONTHS:
        return multiply(count, Decimal(_MONTHS[unit]))
    if unit == "day":
        if count in (364, 365, 366):
            return Decimal(12)
        if count > 366:
            return Decimal(24) if count in (730, 731) else Decimal(36) if count == 1095 else None
        return divide(count, Decimal(30)) if count > 0 and count % 15 == 0 else None
    if unit == "week" and count > 0 and count % 13 == 0:
        return multiply(divide(count, Decimal(13)), Decimal(3))
    return None


def _joined(folded: str, one: _Read, other: _Read) -> bool:
    gap = folded[one.end : other.start]
    return len(gap) < 45 and (_LIST().fullmatch(gap) is not None or _TO().fullmatch(gap) is not None)


def _is_range(folded: str, one: _Read, other: _Read) -> bool:
    gap = folded[one.end : other.start].strip(" -") or "-"
    if one.token.form == "ordinal" or one.token.value >= 1000 or not one.number < other.number:
        return False
    if folded[max(0, one.start - 4) : one.start].lower().endswith("no. "):
        return False  # "Amendment No. 1 to Three-Year Credit Agreement"
    if gap in ("-", "to"):
        return True
    return gap == "and" and folded[max(0, one.start - 9) : one.start].rstrip().lower().endswith("between")


def _listed(folded: str, one: _Read, other: _Read) -> bool:
    """Whether the number before the last shares its unit: by "and" or "or", and looking like a count."""
    gap = folded[one.end : other.start].lower()
    return ("and" in gap or "or" in gap) and one.token.value < 400 and one.token.form == other.token.form


def _with_articles(text: str, folded: str, small: str, found: list[Duration]) -> list[Duration]:
    """Add "within a year", "a year and a half"."""
    if not any(sign in small for sign in _ARTICLE_SIGNS):
        return found
    extra: list[Duration] = []
    for m in _ARTICLE().finditer(folded):
        start = m.start("a") if m["a"] else m.start("b") if m["b"] else m.start()
        unit = (m["unit"] or "half year").lower()
        count = Decimal("1.5") if m["half"] else Decimal("0.5") if unit.startswith("half") else Decimal(1)
        months = _months(count, "year" if unit.endswith("year") else unit)
        kind = qualifier(folded, start, m.end(), duration=True)
        extra.append(Duration(start, m.end(), text[start : m.end()], months, kind))
    merged: list[Duration] = []
    for one in sorted(found + extra, key=lambda d: (d.start, -d.end)):
        if not merged or one.start >= merged[-1].end:
            merged.append(one)
    return merged
