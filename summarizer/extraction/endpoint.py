"""Where a model is."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from summarizer.errors import OptionError
from summarizer.extraction.prices import Price
from summarizer.options import shown_address

OPENAI_LIKE = {"openai": None, "ollama": "http://localhost:11434/v1"}  # they speak one protocol, at these addresses

KEYS = {
    "anthropic": ("ANTHROPIC_API_KEY",),
    "google": ("GOOGLE_API_KEY", "GEMINI_API_KEY"),
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is: ``openai/gpt-5`` at its own address or at ``base_url``.

    ``model`` is ``provider/name``; any provider that instructor knows may be named. The key is taken from the
    provider's own environment variable unless given.
    """

    model: str
    base_url: str | None = field(default=None, repr=False)
    api_key: str | None = field(default=None, repr=False)
    timeout: float = 600.0

    def __post_init__(self) -> None:
        provider, slash, name = self.model.partition("/")
        if not (provider and slash and name):
            raise OptionError(
                f"unknown model {self.model!r}: write provider/name, such as openai/gpt-5, or rules for no model"
            )

    @property
    def provider(self) -> str:
        """The part before the slash."""
        return self.model.partition("/")[0]

    @property
    def name(self) -> str:
        """The part after the slash, as the provider knows it."""
        return self.model.partition("/")[2]

    @property
    def address(self) -> str | None:
        """The base URL given, or that of a provider on one's own machine."""
        return self.base_url or OPENAI_LIKE.get(self.provider)

    @property
    def price(self) -> Price:
        """The price of the model, where it is the provider's own endpoint that is asked."""
        own = not self.base_url and not os.environ.get(f"{self.provider.upper()}_BASE_URL")
        return Price(self.provider if own else None, self.name)

    @property
    def place(self) -> str:
        """The address without a user's name, a password or a query, fit to be shown."""
        return shown_address(self.address or "")

    @property
    def where(self) -> str:
        """The address as a part of a sentence, where it is not the provider's own."""
        return f" at {self.place}" if self.address else ""


def variable(endpoint: Endpoint) -> str:
    """Return the environment variable that a provider's key is taken from."""
    return KEYS.get(endpoint.provider, (f"{endpoint.provider.upper()}_API_KEY",))[0]
