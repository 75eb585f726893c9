"""How a summary is made."""

from __future__ import annotations

import os
from dataclasses import dataclass

from summarizer.errors import OptionError

RULES = "rules"


@dataclass(frozen=True, slots=True)
class Options:
    """How a summary is made.

    ``base_url`` and ``api_key`` reach an OpenAI-compatible endpoint other than the provider's own; the key is
    otherwise taken from the provider's environment variable. ``timeout`` is in seconds for one answer. ``repairs`` is
    how often what could not be verified goes back to the model. ``window`` is how many tokens of a filing's text one
    question holds, about; a longer filing is asked about in parts. ``max_tokens`` and ``max_cost`` (US dollars) are
    what the questions about one filing may take: one that would pass them is not asked.
    """

    base_url: str | None = None
    api_key: str | None = None
    timeout: float = 600.0
    repairs: int = 2
    window: int = 24_000
    max_tokens: int | None = None
    max_cost: float | None = None

    def __post_init__(self) -> None:
        for name, least in (("timeout", 0), ("window", 0), ("max_tokens", 0), ("max_cost", 0), ("repairs", -1)):
            value = getattr(self, name)
            if value is not None and not value > least:
                raise OptionError(f"{name} is {value!r}: give a number above {least}")

    def __repr__(self) -> str:
        # Keys never show, and a URL may hold one.
        shown = ("timeout", "repairs", "window", "max_tokens", "max_cost")
        return f"Options({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def chosen_model(model: str | None) -> str:
    """Return the model asked for, else that of ``SUMMARIZER_MODEL``, else ``rules``: no model."""
    return model or os.environ.get("SUMMARIZER_MODEL") or RULES
