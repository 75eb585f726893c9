"""Summary → text. ``FORMATS`` is the one list of output formats: a new one is a module and an entry here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.errors import OptionError

if TYPE_CHECKING:
    from summarizer.models import Summary

_CONTROL = re.compile(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: the ending of its files and what writes it."""

    suffix: str
    write: Callable[[Summary], str]


def _text(summary: Summary) -> str:
    from summarizer.rendering import text

    return text.write(summary)


def _markdown(summary: Summary) -> str:
    from summarizer.rendering import markdown

    return markdown.write(summary)


def _json(summary: Summary) -> str:
    return quiet_json(summary.to_json()) + "\n"


def quiet_json(text: str) -> str:
    """Return the same JSON with the control characters escaped that JSON lets stand, and a terminal would obey."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


FORMATS = {
    "text": Format(".txt", _text),
    "markdown": Format(".md", _markdown),
    "json": Format(".json", _json),
}


def render(summary: Summary, format_: str) -> str:
    """Return the summary in one of `FORMATS`; `OptionError` names them where there is no such format."""
    if format_ not in FORMATS:
        raise OptionError(f"unknown format {format_!r}: use one of {', '.join(FORMATS)}")
    return FORMATS[format_].write(summary)
