"""Dates as covers and signature blocks write them, to ISO 8601."""

from __future__ import annotations

import datetime
import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s{{0,20}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{{0,5}}[,.]?\s{{0,20}}(?P<year>\d{{4}})\b"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?\s+(?P<month2>{_MONTH})\.?,?\s+(?P<year2>\d{{4}})\b"
    r"|\b(?P<month3>\d{1,2})[/-](?P<day3>\d{1,2})[/-](?P<year3>\d{4}|\d{2})\b"
    r"|\b(?P<year4>\d{4})-(?P<month4>\d{2})-(?P<day4>\d{2})\b",
    re.IGNORECASE,
)

_DIGIT = re.compile(r"\d")


def iso_dates(words: str) -> list[tuple[str, int, int]]:
    """Return the dates in ``words`` as (ISO date, start, end), in order."""
    found = []
    for match in _DATE.finditer(words) if _DIGIT.search(words) else ():
        if match["month"]:
            parts = match["year"], _MONTHS[match["month"].lower()], match["day"]
        elif match["month2"]:
            parts = match["year2"], _MONTHS[match["month2"].lower()], match["day2"]
        elif match["month3"]:
            parts = match["year3"], int(match["month3"]), match["day3"]
        else:
            parts = match["year4"], int(match["month4"]), match["day4"]
        year = int(parts[0])
        if year < 100:
            year += 1900 if year > 60 else 2000
        try:
            found.append((datetime.date(year, parts[1], int(parts[2])).isoformat(), match.start(), match.end()))
        except ValueError:
            continue
    return found


def compact_date(digits: str | None) -> str | None:
    """Return the ISO date of EDGAR's "20050503" (or "20050503163935"), or None."""
    match = re.match(r"\s*(\d{4})(\d{2})(\d{2})", digits or "")
    if match is None:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None
