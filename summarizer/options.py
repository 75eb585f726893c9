"""How a summary is made."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from types import UnionType
from urllib.parse import urlsplit, urlunsplit

from summarizer.errors import OptionError
from summarizer.resources import Own

RULES = "rules"

# What a number has to be above, and whether it has to be whole.
_LEAST: dict[str, tuple[int, type[int] | UnionType]] = {
    "timeout": (0, int | float),
    "window": (0, int),
    "max_tokens": (0, int),
    "max_cost": (0, int | float),
    "repairs": (-1, int),
}
_UNLIMITED = ("max_tokens", "max_cost")
_HIDDEN = ("api_key", "base_url")  # keys never show, and a URL may hold one


@dataclass(frozen=True, slots=True)
class Options:
    """How a summary is made.

    ``base_url`` and ``api_key`` reach an endpoint other than the provider's own; the key is otherwise taken from the
    provider's environment variable. ``timeout`` is in seconds for one answer. ``repairs`` is how often what could not
    be verified goes back to the model. ``window`` is how many tokens of a filing's text one question holds, about; a
    longer filing is asked about in parts. ``max_tokens`` and ``max_cost`` (US dollars) are what the questions about one
    filing may take: one that would pass them is not asked. ``prompts`` and ``deal_types`` are folders of one's own:
    their files (``extract.jinja``, ``NAME.toml``) stand before the bundled ones of the same name. `OptionError` says
    what can't be used.
    """

    base_url: str | None = None
    api_key: str | None = None
    timeout: float = 600.0
    repairs: int = 2
    window: int = 24_000
    max_tokens: int | None = None
    max_cost: float | None = None
    prompts: str | os.PathLike[str] | None = None
    deal_types: str | os.PathLike[str] | None = None

    def __post_init__(self) -> None:
        for name, (least, number) in _LEAST.items():
            value = getattr(self, name)
            if value is None and name in _UNLIMITED:
                continue
            if isinstance(value, bool) or not isinstance(value, number) or not least < value < float("inf"):
                whole = "whole number" if number is int else "number"
                raise OptionError(f"{name} is {value!r}: give a {whole} above {least}")
        for name in ("prompts", "deal_types"):
            place = getattr(self, name)
            if place is None:
                continue
            if not isinstance(place, (str, os.PathLike)) or not os.path.isdir(place):
                raise OptionError(f"{name} is {place!r}: there is no such folder")

    @property
    def own(self) -> Own:
        """The folders of one's own; absolute, so that a change of the working folder changes nothing."""
        return Own(_absolute(self.prompts), _absolute(self.deal_types))

    def __repr__(self) -> str:
        shown = [f.name for f in fields(self) if f.name not in _HIDDEN and getattr(self, f.name) != f.default]
        hidden = [f"{name}=..." for name in _HIDDEN if getattr(self, name)]
        return f"Options({', '.join([f'{name}={getattr(self, name)!r}' for name in shown] + hidden)})"


def _absolute(place: str | os.PathLike[str] | None) -> Path | None:
    return None if place is None else Path(os.path.abspath(place))


def chosen_model(model: str | None) -> str:
    """Return the model asked for, else that of ``SUMMARIZER_MODEL``, else ``rules``: no model."""
    return model or os.environ.get("SUMMARIZER_MODEL") or RULES


def shown_address(url: str) -> str:
    """Return an address without a user's name, a password or a query, fit to be shown, however it is written."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an address that can't be read"
    bare = urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    place = bare.rpartition("@")[2]
    scheme = f"{parts.scheme}://" if parts.netloc and "@" in bare else ""
    return scheme + place if "@" in bare else bare
