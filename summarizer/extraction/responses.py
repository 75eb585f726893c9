"""What a provider's response says besides its answer, whatever the provider calls its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_DECLINED = ("SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "RECITATION")


@dataclass
class Usage:
    """The tokens that one response took."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0  # of the input tokens

    @classmethod
    def of(cls, response: Any) -> Usage:
        """Read a response's usage."""
        usage = getattr(response, "usage", None) or getattr(response, "usage_metadata", None)
        details = getattr(usage, "prompt_tokens_details", None)
        # Anthropic counts what it had kept, or keeps from now on, beside the input tokens; the others among them.
        kept = _first(usage, "cache_read_input_tokens")
        beside = kept + _first(usage, "cache_creation_input_tokens")
        return cls(
            input_tokens=_first(usage, "prompt_tokens", "input_tokens", "prompt_token_count") + beside,
            output_tokens=_first(usage, "completion_tokens", "output_tokens", "candidates_token_count")
            + _first(usage, "thoughts_token_count"),
            cached_tokens=_first(details, "cached_tokens") or kept or _first(usage, "cached_content_token_count"),
        )


def _first(holder: Any, *names: str) -> int:
    counts = (getattr(holder, name, None) for name in names)
    return next((count for count in counts if isinstance(count, int)), 0)


def ending(response: Any) -> tuple[bool, str | None]:
    """Return whether an answer was cut off at its length limit, and the words of a refusal."""
    if choices := getattr(response, "choices", None):
        return choices[0].finish_reason == "length", getattr(choices[0].message, "refusal", None)
    if candidates := getattr(response, "candidates", None):
        reason = getattr(candidates[0].finish_reason, "name", "")
        return reason == "MAX_TOKENS", "for reasons of safety" if reason in _DECLINED else None
    reason = getattr(response, "stop_reason", None)
    return reason == "max_tokens", "it gave no reason" if reason == "refusal" else None
