"""Summaries and their filings → one HTML page that needs nothing else: no network, no framework, no tracking.

Whatever comes from a filing or a model is escaped by Jinja's autoescape and rid of what a reader would not see. The
page's own Content-Security-Policy lets nothing run or load but its one script and its one style sheet, by their
digests. The page works without its script: facts and words are plain anchors to each other.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from summarizer.filing.structure import Filing
from summarizer.folding import plain
from summarizer.models import Summary
from summarizer.rendering import lines
from summarizer.rendering.cards import view


def write(pairs: Sequence[tuple[Summary, Filing | None]]) -> str:
    """Return the page; a summary without its filing is shown with the words that it quotes."""
    style, script = _data("report.css"), _data("report.js")
    views = [view(summary, filing, number) for number, (summary, filing) in enumerate(pairs, 1)]
    page = _environment().get_template("report.html.jinja")
    written = page.render(filings=views, style=Markup(style), script=Markup(script), policy=_policy(style, script))  # noqa: S704
    return written.rstrip() + "\n"


def _policy(style: str, script: str) -> str:
    """Return the page's Content-Security-Policy (W3C CSP Level 3), which names its style and script by digest."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(name: str) -> str:
    return files("summarizer.rendering").joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_data),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    environment.filters |= {"plain": plain, "words": _words, "about": lines.about}
    return environment


def _finalized(value: Any) -> Any:
    """Remove what a reader would not see from every text that goes into the page; its own code stays as it is."""
    if type(value) is not str or value.isprintable():
        return value
    return lines.visible(value)


def _words(name: str) -> str:
    """Return a name of the contract in plain words: "asset purchase"."""
    return name.replace("_", " ")
