"""Percentages and basis points."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from summarizer.values.numbers import Token, tokens
from summarizer.values.qualifiers import changes, qualifier
from summarizer.values.text import fold, lazy, multiply

if TYPE_CHECKING:
    from summarizer.vocabulary import Qualifier

_UNIT = lazy(
    r" {0,5}(?:-?(?P<points>basis[ -]points?|bps?)(?![^\W_])|(?P<sign>\\?%)"
    r"|-?(?P<word>percent(?:age)?(?: points?)?|per cent(?:um)?|pct\.?)(?![^\W_]))"
)
_OF_ONE = lazy(r" {1,3}of {1,3}(?:an?|one|1)(?![^\W_]|[.,][0-9])")
_TO = lazy(r"(?:--| {0,3}(?:-|to|through|thru|(?P<between>and)) {0,3})(?:up to |approximately |about )?")
_BETWEEN = lazy(r"\bbetween {1,3}(?:approximately |about )?$")
_NOTE = lazy(r"\((?:[0-9]{1,2}|[a-z])\)(?= ?\\?%)")  # a footnote's mark: "12(1)%"
_UNDER = lazy(r"[0-9](?: ?/ ?|,)$")  # "3 /4%" is not 4 %, nor "12,5%" 5 %
_OPEN = lazy(r" {0,3}\( {0,3}")
_CLOSE = lazy(r" {0,3}\)")
_HALVES = lazy(r" ?[/-] ?50(?![0-9./-])")  # "a 50/50 joint venture"
_MINUS = lazy(r"(?:^|[\s(])[-\u2212]$")  # no other dash
_SIGNS = ("%", "percent", "per cent", "pct", "basis", "bp", "50")  # none of these, no percentage
_PERCENT, _POINT = Decimal(1), Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage: `value` is in percent (125 basis points is 1.25), of a range the lower end, `high` the upper."""

    start: int
    end: int
    text: str
    value: Decimal
    high: Decimal | None
    qualifier: Qualifier


class _Read(NamedTuple):
    start: int
    end: int
    value: Decimal
    unit: Decimal | None  # 1 of percent, 0.01 of basis points, None of a bare number
    next: int
    token: Token


def find_percentages(text: str) -> list[Percentage]:
    """Return the percentages in the text, in order and without overlap; words with bracketed figures are one."""
    folded = fold(text)
    small = folded.lower()
    if not any(sign in small for sign in _SIGNS):
        return []
    numbers = tokens(folded)
    found: list[Percentage] = []
    i = 0
    while i < len(numbers):
        first = _read(text, folded, numbers, i)
        if first is None:
            i += 1
            continue
        second = _range_end(text, folded, numbers, first)
        if second is not None and second.unit is not None:
            low = first.value if first.unit is not None else multiply(first.value, second.unit)
            if low < second.value:
                words = text[first.start : second.end]
                found.append(Percentage(first.start, second.end, words, low, second.value, "range"))
                i = second.next
                continue
        if first.unit is None:
            i += 1
            continue
        kind = qualifier(folded, first.start, first.end)
        found.append(Percentage(first.start, first.end, text[first.start : first.end], first.value, None, kind))
        i = first.next
    return found


def _read(text: str, folded: str, numbers: tuple[Token, ...], i: int) -> _Read | None:
    one = _single(text, folded, numbers, i)
    if one is None or one.next >= len(numbers):
        return one
    opening = _OPEN().match(folded, one.end)
    if opening is None:
        return one
    other = _single(text, folded, numbers, one.next)
    if other is None or other.start != opening.end():
        return one
    closing = _CLOSE().match(folded, other.end)
    if closing is None:
        return one
    end, unit = closing.end(), other.unit if one.unit is None else one.unit
    if one.unit is None and other.unit is None:  # "forty (40) percent"
        unit, end = _unit(folded, end)
    if unit is None:
        return one
    value = one.value if one.unit is not None else multiply(one.value, unit)
    theirs = other.value if other.unit is not None else multiply(other.value, unit)
    return _Read(one.start, end, value, unit, other.next, one.token) if value == theirs else one


def _single(text: str, folded: str, numbers: tuple[Token, ...], i: int) -> _Read | None:
    if i >= len(numbers):
        return None
    token, after = numbers[i], i + 1
    start, end, value = token.start, token.end, token.value
    if token.form == "ordinal" or token.glued or token.broken or _UNDER().search(folded[max(0, start - 3) : start]):
        return None
    if token.form == "figures" and (note := _NOTE().match(folded, end)):
        end, after = note.end(), after + note.group()[1].isdecimal()
    elif folded[max(0, start - 1) : start] == "(" and folded[end : end + 1] == ")":
        # "(2.5)%": brackets inside the percent sign are accounting's minus.
        outside = _UNIT().match(folded, end + 1)
        if outside is not None and outside["sign"]:
            return _Read(start - 1, outside.end(), -value, _PERCENT, after, token)
    if value == 50 and after < len(numbers) and (m := _HALVES().match(folded, end)):
        return _Read(start, m.end(), value, _PERCENT, after + 1, token)
    unit, end = _unit(folded, end)
    if unit is None and 0 < value < 1 and (m := _OF_ONE().match(folded, end)):
        unit, end = _unit(folded, m.end())
        while after < len(numbers) and numbers[after].start < end:
            after += 1
    if unit is None:
        return None if token.stuck else _Read(start, token.end, value, None, i + 1, token)
    if token.form == "figures" and _MINUS().search(text[max(0, start - 2) : start]):
        start, value = start - 1, -value
    return _Read(start, end, value if unit == _PERCENT else multiply(value, unit), unit, after, token)


def _unit(folded: str, at: int) -> tuple[Decimal | None, int]:
    m = _UNIT().match(folded, at)
    if m is None:
        return None, at
    return (_POINT if m["points"] else _PERCENT), m.end()


def _range_end(text: str, folded: str, numbers: tuple[Token, ...], first: _Read) -> _Read | None:
    joint = _TO().match(folded, first.end)
    if joint is None or (joint["between"] and not _BETWEEN().search(folded[max(0, first.start - 30) : first.start])):
        return None
    second = _read(text, folded, numbers, first.next)
    if second is None or second.start != joint.end() or second.unit is None:
        return None
    hyphen = "-" in joint.group()
    if first.unit is None:
        # A bare lower end has to look like one: "5-7%", "25 to 50 basis points", not "in 2005 to 10%".
        wanted = first.token.scale == 1 and not first.token.grouped and first.value < second.token.value
        return second if wanted and first.token.form == second.token.form else None
    if not hyphen and not joint["between"] and changes(folded, first.start, bare_from=False):
        return None
    return second
