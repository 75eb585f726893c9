"""Exchanges with a model as they are kept: what was sent, what came back, and the name that the request gives them.

A request is named by its own content, so that the same question is known again in another run, on another machine,
and in a file of the Batch API.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Via = Literal["live", "batch"]

# The address of pydantic's error pages, in what goes back to a model, changes with its version and says nothing.
_ERROR_PAGES = re.compile(r"errors\.pydantic\.dev/[\d.]+")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request to a model and the response to it, as the provider's interface has them.

    ``model`` is ``provider/name``; ``purpose`` what the question was for; ``seconds`` wall time; ``cost_usd`` a decimal
    string, None where no price is known; ``via`` whether it was asked live or through a batch of the provider.
    """

    key: str
    model: str
    purpose: str
    request: Mapping[str, Any]
    response: Mapping[str, Any]
    input_tokens: int
    output_tokens: int
    cost_usd: str | None
    seconds: float
    via: Via = "live"


class Exchanges(Protocol):
    """Where exchanges are kept."""

    def recall(self, key: str) -> Exchange | None:
        """Return the exchange of that key, None where there is none."""

    def remember(self, exchange: Exchange) -> None:
        """Keep an exchange for good before this returns; of two with one key the first stays."""


def request_key(model: str, request: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a request: its model with the provider, and its body in one canonical form."""
    body = json.dumps(request, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    canonical = f"{model}\n{_ERROR_PAGES.sub('errors.pydantic.dev', body)}"
    return hashlib.sha256(canonical.encode()).hexdigest()
