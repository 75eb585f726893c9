"""Dates, as precise as stated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from summarizer.values.text import fold, lazy

_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name[:3]: number for number, name in enumerate(_NAMES, 1)}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
)
# The same names, found by their first letters: the search passes over every other sign at once.
_MONTH_AT = lazy(
    r"[JFMASONDjfmasond](?<![^\W_].)(?:(?<=[Jj])(?i:an|un|ul)|(?<=[Ff])(?i:eb)|(?<=[Mm])(?i:ar|ay)|(?<=[Aa])(?i:pr|ug)|"
    r"(?<=[Ss])(?i:ep)|(?<=[Oo])(?i:ct)|(?<=[Nn])(?i:ov)|(?<=[Dd])(?i:ec))(?=[A-Za-z]{0,7}\.?[ ,0-9-])",
    re.RegexFlag(0),
)
_DAY = r"(?:[0-9]{1,2}(?: ?(?:st|nd|rd|th))?(?![0-9A-Za-z]))"
_YEAR = r"(?:(?:1[6-9]|20|21)[0-9]{2}(?![0-9A-Za-z]|[,.][0-9]))"
_SEP = r"(?:,? {1,3}(?:and|or|to|through|until|&) {1,3}| {0,2}- {0,2}|, {1,3})"
_ORDINAL_DAYS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
        "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth "
        "thirty-first".split(),
        1,
    )
}
_ORDER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
# "In 2000 shares were sold" is a count, not the year 2000.
_NOT_COUNT = (
    r"(?! ?%|[ -]{1,2}(?:shares|units|warrants|options|square|acres|employees|megawatts|MW|barrels|tons|tonnes|dollars|"
    r"days|months|years|basis|percent|votes|stores|customers|patients|RSUs|PSUs|miles|homes|persons|people|feet|"
    r"pounds|ounces|(?-i:Notes?|Debentures|Bonds|Plan|Program|Equity|Stock|Incentive|Omnibus|Convertible|Senior))\b)"
)
_YEARS = rf"(?:{_SEP}{_YEAR}{_NOT_COUNT}){{0,6}}"

# May 3, 2005 · May 3 and 5, 2005 · June 1 and June 30, 2020 · December 31, 2024 and 2025
_MONTH_FIRST = lazy(
    rf"(?<![^\W_]){_MONTH} {{0,3}}(?<=[ .]){_DAY}(?:{_SEP}(?:{_MONTH} {{0,3}}(?<=[ .]))?{_DAY}){{0,12}}"
    rf"(?: {{0,3}},| of|) {{0,3}}(?P<year>{_YEAR})"
    rf"(?P<years>(?:(?:, {{1,2}}{_YEAR}){{0,6}},? (?:and|or) {_YEAR}{_NOT_COUNT})?)"
)
_MONTH_DAY = lazy(rf"(?:(?P<month>{_MONTH}) {{0,3}})?(?P<day>{_DAY})")
# 3 May 2005 · the 3rd day of May, 2005 · the third day of May 2005
_DAY_FIRST = lazy(
    rf"(?<![^\W_.,$-])(?P<day>{_DAY}|(?:{'|'.join(sorted(_ORDINAL_DAYS, key=len, reverse=True))}))"
    rf"(?: ?\([0-9a-z]{{1,9}}\))?(?: {{1,3}}(?:day )?(?:of )?(?P<month>{_MONTH}),? {{1,3}}(?:of )?(?P<year>{_YEAR})"
    rf"|-(?P<month2>{_MONTH})-(?P<year2>{_YEAR}))"
)
_NUMERIC = lazy(
    r"(?<![0-9A-Za-z/.$-])(?:(?P<a>[0-9]{1,2})(?P<sep>[/-])(?P<b>[0-9]{1,2})(?P=sep)(?P<y>[0-9]{4}|[0-9]{2})"
    r"|(?P<iso>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2}))(?![0-9/]|-[0-9])"
)
_EDGE = r"(?:(?:the )?(?P<edge>end|close|latter part|beginning|start|middle) of (?:the )?)?"
_EARLY = r"(?:early|mid|middle|late)(?:[ -]to[ -](?:mid|late))?"
# May 2005 · early May 2005 · the end of May 2005 · May and June 2005
_MONTH_YEAR = lazy(
    rf"(?<![^\W_]){_EDGE}(?:(?P<vague>{_EARLY})(?:-| (?:in |of )?))?(?P<months>{_MONTH}(?:{_SEP}{_MONTH}){{0,11}})"
    rf",?(?: of)? {{1,3}}(?P<year>{_YEAR}){_NOT_COUNT}"
)
_MONTH_ONLY = lazy(_MONTH)
# the second quarter of 2026 · second half of fiscal 2025 · Q2 2026 · 2Q26 · the 2026 second quarter
_PART = lazy(
    rf"(?<![^\W_]){_EDGE}(?:(?P<vague>early|mid|middle|late)(?:-| in the | ))?"
    r"(?:(?P<nth>first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
    r"(?: (?:or|and|to) (?P<to>first|second|third|fourth))?[ -](?:calendar |fiscal )?(?P<part>quarter|half)s?"
    r"|(?P<q>Q[1-4]|[1-4]Q|H[12]|[12]H))(?:,? (?:of|in|for)|,)?(?: (?:the|its|our|company's))?"
    rf"[ -]?(?P<fiscal>fiscal years? |fiscal |FY ?)?(?:calendar )?(?:years? )?"
    rf"(?P<year>{_YEAR}|(?:'|(?<=[0-9][QH]))[0-9]{{2}}(?![0-9]))"
)
_PART_BEHIND = lazy(
    rf"(?<![^\W_.,$-])(?P<year>{_YEAR}) (?P<fiscal>fiscal )?"
    r"(?P<nth>first|second|third|fourth|last|final)[ -](?P<part>quarter|half)\b(?! of)"
)
# fiscal 2005 · year-end 2025 · the end of 2025 · mid-2025 · calendar year 2025
_YEAR_WORDS = lazy(
    rf"(?<![^\W_])(?:{_EDGE}(?P<fiscal>fiscal years?,? (?:ended |ending )?|fiscal |FY ?)"
    rf"(?P<fy>{_YEAR}|(?<=FY)'?[0-9]{{2}}(?![0-9]))"
    rf"|(?:the )?(?P<fy2>{_YEAR})(?= (?:fiscal|calendar|performance|tax|plan) years?\b)"
    rf"|(?:calendar |fiscal )?(?:year[- ]end|yearend)(?: of)? (?P<ye>{_YEAR})|(?P<ye2>{_YEAR}) year[- ]end"
    rf"|(?:the )?(?P<edge2>end|close|beginning|start) of (?:calendar )?(?:year )?(?P<ey>{_YEAR})"
    rf"|(?:{_EARLY}|middle of|spring|summer|fall|autumn|winter)(?:-| (?:in |of )?)(?P<vy>{_YEAR})"
    rf"|calendar (?:year )?(?P<cy>{_YEAR}))"
    rf"(?P<years>(?:{_SEP}(?:(?:the )?fiscal (?:years? )?)?{_YEAR}{_NOT_COUNT}){{0,6}})"
)
# in 2005 · due 2028 · through 2030 · between 2021 and 2023
_BARE_YEAR = lazy(
    r"(?<![^\W_])(?:in|during|since|until|through|throughout|though|by|before|after|due(?: in)?|maturing(?: in)?|"
    r"expiring(?: in)?|ending(?: in)?|years?(?: ended| ending)?|as of|for|from|between) {1,3}"
    rf"(?P<years>{_YEAR}{_NOT_COUNT}{_YEARS})(?! ?-[0-9])"
)
_YEAR_NOUN = lazy(
    rf"(?<![^\W_.,$-])(?P<years>{_YEAR})"
    r"(?= (?:cash |annual |special |performance |short-term |long-term |fiscal |target ){0,2}"
    r"(?:meeting|bonus(?:es)?|results|season|guidance|budget|incentive (?:award|bonus|payment)s?)\b)"
)
_YEAR_ONLY = lazy(_YEAR)
# No date is without one of these, and most paragraphs are.
_ANY_YEAR = lazy(r"[0-9/'QHYqhy](?:(?<=[0-9])[0-9]{3}|(?<![0-9])[0-9]{2})", re.RegexFlag(0))
_LONG_YEAR = lazy(r"(?:1[6-9]|20|21)[0-9]{2}", re.RegexFlag(0))
# What tells early that a reader would find nothing: its patterns are long.
_DAY_BEFORE = lazy(r"(?:[0-9)]|st|nd|rd|th|day)(?: {1,3}(?:day )?(?:of )?|-)$")
_MONTH_THEN_YEAR = lazy(rf"{_MONTH},?(?: of)? {{1,3}}{_YEAR}")
_NUMERIC_SIGNS = lazy(r"[0-9][/-][0-9]{1,2}[/-][0-9]", re.RegexFlag(0))
_PART_SIGNS = lazy(r"[QHqh1-4](?:(?<=[QHqh])[1-4]|(?<=[1-4])[QHqh])", re.RegexFlag(0))
_YEAR_FIRST = (" fiscal ", " calendar ", " performance ", " tax ", " plan ", " year")
_NOUNS = ("meeting", "bonus", "results", "season", "guidance", "budget", "incentive")
_BOUNDS = (
    "by ",
    "than ",
    "after ",
    "before ",
    "prior ",
    "about ",
    "around ",
    "approximately ",
    "circa ",
    "subsequent ",
)

_TIME = (
    r"(?:[0-9]{1,2}:[0-9]{2}[^;:]{0,40}? on |(?:the )?(?:close|end) of (?:business|trading) on |"
    r"midnight(?:,[^;,]{0,20},)? on )?"
)
_BOUND = lazy(
    r"\b(?:(?P<latest>by|(?:on|at) or (?:before|prior to)|on or by|by or before|"
    r"(?:no|not)(?: be)?(?: [a-z]{2,15})? later than|not after|prior to or on)"
    r"|(?P<earliest>(?:on|at) or after|(?:no|not) (?:earlier|sooner) than|not before|not prior to|on and after|"
    r"from and after)"
    r"|(?P<about>(?:in|on) or (?:about|around)|approximately|about|around|circa)"
    r"|(?P<before>before|prior to)|(?P<after>after|subsequent to|later than))"
    r"(?: the| expected)?(?: close of business on)? {1,3}" + _TIME + "$"
)
# "Ten days after May 3, 2005" does not bound May 3.
_COUNTED_FROM = lazy(
    r"\b(?:days?|weeks?|months?|years?|anniversary|date|immediately|shortly|promptly|hours?)(?: immediately)? {1,2}$"
)


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as the words state it.

    `value` is ISO 8601 and as precise as stated: a day, a month or a year; of a quarter, a half-year or "the end
    of 2025" the year, with `not_before` and `not_after` (ISO days, inclusive) where the words bound it.
    `approximate` is true of "on or about", "early", "mid" and "late".
    """

    start: int
    end: int
    text: str
    value: str
    not_before: str | None
    not_after: str | None
    approximate: bool


class _Found(NamedTuple):
    start: int
    end: int
    first: date  # the first and last day the words allow; the value is cut from the first
    last: date
    precision: int  # characters of the ISO form: 10, 7 or 4
    bounded: tuple[date | None, date | None] = (None, None)
    approximate: bool = False
    fiscal: bool = False


def find_dates(text: str) -> list[DateValue]:
    """Return the dates in the text, in order and without overlap.

    Bare years count only where words make them a date ("in 2005", "due 2028"); impossible dates are none.
    Days that share a month or a year are completed from their neighbours; a day without any year is no date.
    """
    return list(_read(text))


@lru_cache(maxsize=512)  # a draft's words are read for it, for its facts and for its brief
def _read(text: str) -> tuple[DateValue, ...]:
    folded = fold(text)
    if _ANY_YEAR().search(folded) is None:
        return ()
    months = [m.start() for m in _MONTH_AT().finditer(folded)]
    found = [*_read_days(folded, months), *(one for reader in _readers(folded, months) for one in reader(folded))]
    found.sort(key=lambda f: (f.start, f.start - f.end))
    dates: list[DateValue] = []
    end = 0
    for one in found:
        if one.start >= end:
            dates.append(_date(text, folded, one))
            end = one.end
    return tuple(dates)


def _readers(folded: str, months: Sequence[int]) -> Iterator[Callable[[str], Iterator[_Found]]]:
    """Yield those that may find something else than "May 3, 2005" in the text; most texts hold nothing else."""
    low = folded.lower()
    if months:
        if any(_DAY_BEFORE().search(folded[max(0, at - 12) : at]) for at in months):
            yield _read_day_first
        if any(_MONTH_THEN_YEAR().match(folded, at) for at in months):
            yield _read_months
    if _NUMERIC_SIGNS().search(folded):
        yield _read_numeric
    if "quarter" in low or "half" in low or _PART_SIGNS().search(folded):
        yield _read_parts
    years = [m.start() for m in _LONG_YEAR().finditer(folded)]
    # "31, 2005" is the year of a day: words make a year a date by itself.
    worded = any(not folded[max(0, at - 5) : at].rstrip(" ,'-")[-1:].isdecimal() for at in years)
    if worded or "fy" in low or any(low.startswith(_YEAR_FIRST, at + 4) for at in years):
        yield _read_years
    if worded or any(noun in low for noun in _NOUNS):
        yield _read_bare_years


def _date(text: str, folded: str, one: _Found) -> DateValue:
    not_before, not_after = one.bounded
    approximate = one.approximate
    left = folded[max(0, one.start - 90) : one.start]
    low = left.lower()
    m = _BOUND().search(left) if any(word in low for word in _BOUNDS) else None
    if m is not None:
        strict = m["before"] or m["after"]
        if m["about"]:
            approximate = True
        elif strict and _COUNTED_FROM().search(left[: m.start()]):
            pass  # "ten days after May 3, 2005": the date itself is not bounded
        elif one.fiscal:
            pass  # whose fiscal year ends when is not said here
        elif m["latest"]:
            not_before, not_after = None, not_after or one.last
        elif m["earliest"]:
            not_before, not_after = not_before or one.first, None
        elif m["before"]:
            ends = one.bounded[0] is None and one.bounded[1]  # "before the end of 2025"
            not_before, not_after = None, ends or one.first - timedelta(days=1)
        elif m["after"]:
            not_before, not_after = one.last + timedelta(days=1), None
    return DateValue(
        one.start,
        one.end,
        text[one.start : one.end],
        one.first.isoformat()[: one.precision],
        not_before.isoformat() if not_before else None,
        not_after.isoformat() if not_after else None,
        approximate,
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS[name[:3].lower()]


def _number(day: str) -> int:
    return int(day if day.isdecimal() else re.sub(r"[^0-9]", "", day) or _ORDINAL_DAYS[day.lower()])


def _exact(start: int, end: int, year: int, month: int, day: int) -> Iterator[_Found]:
    if when := _day(year, month, day):
        yield _Found(start, end, when, when, 10)


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _whole(
    start: int, end: int, year: int, month: int | None = None, *, approximate: bool = False, fiscal: bool = False
) -> _Found:
    first, last = date(year, month or 1, 1), _last_day(year, month or 12)
    return _Found(start, end, first, last, 7 if month else 4, approximate=approximate, fiscal=fiscal)


def _read_days(folded: str, months: Sequence[int]) -> Iterator[_Found]:
    end = 0
    for at in months:
        m = _MONTH_FIRST().match(folded, at) if at >= end else None
        if m is None:
            continue
        end = m.end()
        year = int(m["year"])
        days = list(_MONTH_DAY().finditer(folded, m.start(), m.start("year")))
        month = 1
        day = 1
        for n, part in enumerate(days):
            month = _month(part["month"]) if part["month"] else month
            day = _number(part["day"])
            yield from _exact(part.start(), m.end("year") if n == len(days) - 1 else part.end(), year, month, day)
        for further in _YEAR_ONLY().finditer(folded, m.start("years"), m.end("years")):
            yield from _exact(further.start(), further.end(), int(further.group()), month, day)


def _read_day_first(folded: str) -> Iterator[_Found]:
    for m in _DAY_FIRST().finditer(folded):
        year, month = m["year"] or m["year2"], m["month"] or m["month2"]
        yield from _exact(m.start(), m.end(), int(year), _month(month), _number(m["day"]))


def _read_numeric(folded: str) -> Iterator[_Found]:
    for m in _NUMERIC().finditer(folded):
        if m["iso"]:
            year, month, day = int(m["iso"]), int(m["m"]), int(m["d"])
            if not 1600 <= year < 2200:
                continue
        else:
            month, day = int(m["a"]), int(m["b"])
            if month > 12 >= day:  # written the European way
                month, day = day, month
            year = int(m["y"])
            if len(m["y"]) == 2:
                year += 1900 if year >= 70 else 2000
            if m["sep"] == "-" and len(m["y"]) == 2:
                continue  # 05-03-05 is more often a number of something
        yield from _exact(m.start(), m.end(), year, month, day)


def _read_months(folded: str) -> Iterator[_Found]:
    for m in _MONTH_YEAR().finditer(folded):
        year = int(m["year"])
        months = list(_MONTH_ONLY().finditer(folded, m.start("months"), m.end("months")))
        if any(name.group()[0].islower() for name in months):
            continue  # "may 2005", "march 2005"
        for n, name in enumerate(months):
            start = m.start() if n == 0 else name.start()
            end = m.end() if n == len(months) - 1 else name.end()
            whole = _whole(start, end, year, _month(name.group()), approximate=bool(m["vague"]))
            if n == 0 and m["edge"]:
                whole = _edged(whole, m["edge"])
            yield whole


def _edged(whole: _Found, edge: str) -> _Found:
    """Bound a month, quarter or year by "end of" and "beginning of"."""
    edge = edge.lower()
    if edge in ("middle", "latter part"):
        return whole._replace(approximate=True)
    if whole.fiscal:
        return whole._replace(bounded=(None, None))
    bounded = (None, whole.last) if edge in ("end", "close") else (whole.first, None)
    return whole._replace(bounded=bounded)


def _read_parts(folded: str) -> Iterator[_Found]:
    for m in _PART().finditer(folded):
        year, further = _year(m["year"]), 0
        if m["q"]:
            n, length = int(re.sub(r"[^0-9]", "", m["q"])), 3 if "q" in m["q"].lower() else 6
        else:
            n, length = _nth_part(m["nth"], m["part"])
            further = _nth_part(m["to"], m["part"])[0] - n if m["to"] else 0
        if n * length > 12:
            continue
        fiscal = "fiscal" in m.group().lower() or bool(m["fiscal"])
        one = _months(m, year, n, length, fiscal=fiscal, approximate=bool(m["vague"]), further=further)
        yield _edged(one, m["edge"]) if m["edge"] else one
    for m in _PART_BEHIND().finditer(folded) if "quarter" in folded or "half" in folded else ():
        n, length = _nth_part(m["nth"], m["part"])
        if n * length <= 12:
            yield _months(m, int(m["year"]), n, length, fiscal=bool(m["fiscal"]))


def _year(written: str) -> int:
    year = int(written.lstrip("'"))
    return year + (2000 if year < 70 else 1900 if year < 100 else 0)


def _nth_part(nth: str, part: str) -> tuple[int, int]:
    """Return which part of a year the words name, and how many months it has."""
    length = 3 if part.lower() == "quarter" else 6
    return _ORDER.get(nth.lower(), 12 // length), length


def _months(
    m: re.Match[str], year: int, n: int, length: int, *, fiscal: bool, approximate: bool = False, further: int = 0
) -> _Found:
    first, last = date(year, (n - 1) * length + 1, 1), _last_day(year, min(12, (n + max(0, further)) * length))
    bounded = (None, None) if fiscal else (first, last)
    return _Found(m.start(), m.end(), first, last, 4, bounded, approximate, fiscal)


def _read_years(folded: str) -> Iterator[_Found]:
    for m in _YEAR_WORDS().finditer(folded):
        written = next(filter(None, (m[g] for g in ("fy", "fy2", "ye", "ye2", "ey", "vy", "cy"))))
        fiscal = bool(m["fiscal"] or m["fy2"])
        one = _whole(m.start(), m.start("years"), _year(written), approximate=bool(m["vy"]), fiscal=fiscal)
        edge = m["edge"] or m["edge2"] or ("end" if m["ye"] or m["ye2"] else None)
        yield _edged(one, edge) if edge else one
        yield from _listed_years(folded, m, fiscal)


def _listed_years(folded: str, m: re.Match[str], fiscal: bool = False) -> Iterator[_Found]:
    for year in _YEAR_ONLY().finditer(folded, m.start("years"), m.end("years")):
        yield _whole(year.start(), year.end(), int(year.group()), fiscal=fiscal)


def _read_bare_years(folded: str) -> Iterator[_Found]:
    for pattern in (_BARE_YEAR(), _YEAR_NOUN()):
        for m in pattern.finditer(folded):
            yield from _listed_years(folded, m)
