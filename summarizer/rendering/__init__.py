"""Summaries → text. ``FORMATS`` is the one list of output formats: a new one is a module and an entry here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.errors import OptionError

if TYPE_CHECKING:
    from summarizer.filing.structure import Filing
    from summarizer.models import Summary

_CONTROL = re.compile(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: the ending of its files and what writes it, from summaries beside their filings.

    ``needs_filing`` says whether it shows the filing's own text, ``several`` whether one file holds several summaries,
    ``encoding`` how its files are encoded; what goes to a pipe or a screen is always plain UTF-8.
    """

    suffix: str
    write: Callable[[Sequence[tuple[Summary, Filing | None]]], str]
    needs_filing: bool = False
    several: bool = False
    encoding: str = "utf-8"


def _text(pairs: Sequence[tuple[Summary, Filing | None]]) -> str:
    from summarizer.rendering import text

    ((summary, _),) = pairs
    return text.write(summary)


def _markdown(pairs: Sequence[tuple[Summary, Filing | None]]) -> str:
    from summarizer.rendering import markdown

    ((summary, _),) = pairs
    return markdown.write(summary)


def _json(pairs: Sequence[tuple[Summary, Filing | None]]) -> str:
    ((summary, _),) = pairs
    return quiet_json(summary.to_json()) + "\n"


def quiet_json(text: str) -> str:
    """Return the same JSON with the control characters escaped that JSON lets stand, and a terminal would obey."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def report(pairs: Sequence[tuple[Summary, Filing | None]]) -> str:
    """Return one self-contained HTML page about one filing or several.

    A summary whose filing is not at hand (None) is shown beside the words that it quotes.
    """
    from summarizer.rendering import html

    return html.write(pairs)


def table(summaries: Sequence[Summary]) -> str:
    """Return CSV with a row for every fact of the summaries; `summarizer.rendering.csv` describes it."""
    from summarizer.rendering import csv

    return csv.write(summaries)


def _csv(pairs: Sequence[tuple[Summary, Filing | None]]) -> str:
    return table([summary for summary, _ in pairs])


FORMATS = {
    "text": Format(".txt", _text),
    "markdown": Format(".md", _markdown),
    "json": Format(".json", _json),
    "html": Format(".html", report, needs_filing=True, several=True),
    # Excel takes a CSV file for UTF-8 only where it begins with a byte order mark.
    "csv": Format(".csv", _csv, several=True, encoding="utf-8-sig"),
}


def render(summary: Summary, format_: str, filing: Filing | None = None) -> str:
    """Return the summary in one of `FORMATS`; `OptionError` names them where there is no such format.

    ``filing`` is what the summary was made of, for the formats that show its text.
    """
    if format_ not in FORMATS:
        raise OptionError(f"unknown format {format_!r}: use one of {', '.join(FORMATS)}")
    return FORMATS[format_].write([(summary, filing)])
