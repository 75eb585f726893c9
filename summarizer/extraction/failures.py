"""What a provider's package raises when it fails: what it comes to, whether it can pass, and its words without a key.

Told by HTTP status and by the names of classes, since each provider's package has errors of its own.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from summarizer.errors import CredentialsError, ModelError
from summarizer.extraction.endpoint import Endpoint, variable

HTTP_RETRIES = 4  # HTTP faults are the provider's package to retry, but on a wire, which does so itself

_LATE = {"APITimeoutError", "TimeoutException", "TimeoutError"}
_AWAY = {"APIConnectionError", "TransportError", "ConnectionError", "ClientConnectionError"}
_GARBLED = {"GarbledError", "JSONDecodeError", "APIResponseValidationError"}
_SPENT = ("insufficient_quota", "billing_hard_limit_reached")  # a 429 that no waiting mends


class GarbledError(Exception):
    """What came back is no response of the provider's interface."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What can pass: ``limit`` where the endpoint is asked too much, ``wait`` the seconds that it names.

    ``weight`` is how much it counts against sending the request again: one that took its whole time counts more.
    """

    limit: bool = False
    wait: float | None = None
    weight: int = 1


def fault_of(error: BaseException) -> Fault | None:
    """Return what an error of a provider's package is where it can pass; None where sending again is no use."""
    status, names = _status(error), _names(error)
    if status == 429:
        return None if any(word in str(error) for word in _SPENT) else Fault(limit=True, wait=_named_wait(error))
    if names & _LATE:
        return Fault(weight=3)
    if status is None:
        return Fault() if names & (_AWAY | _GARBLED) else None
    return Fault(wait=_named_wait(error)) if status in (408, 409) or status >= 500 else None


def _status(error: BaseException) -> int | None:
    codes = (getattr(error, name, None) for name in ("status_code", "code"))
    return next((code for code in codes if isinstance(code, int)), None)


def _names(error: BaseException) -> set[str]:
    return {kind.__name__ for kind in type(error).__mro__}


def _named_wait(error: BaseException) -> float | None:
    """Return the seconds that an endpoint asks to wait, in seconds, milliseconds or as a date (RFC 9110, 10.2.3)."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    for name, scale in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        with contextlib.suppress(TypeError, ValueError):
            if 0 <= (found := float(headers.get(name, "")) / scale) < float("inf"):
                return found
    with contextlib.suppress(TypeError, ValueError):
        then = parsedate_to_datetime(headers.get("retry-after", ""))
        return max(0.0, (then - datetime.now(UTC)).total_seconds())
    return None


def failure(error: BaseException, endpoint: Endpoint) -> ModelError | None:
    """Return what an error of a provider's package comes to, told by its HTTP status or its name; None for others."""
    status, names = _status(error), _names(error)
    told = _told(endpoint, one_line(error, endpoint))
    if status == 401 or (status == 400 and "API key not valid" in str(error)):
        return told["key"]()
    if status in (403, 404, 429):
        return told[str(status)]()
    if names & _LATE:
        return told["late"]()
    if names & _AWAY:
        return told["away"]()
    return None


def _told(endpoint: Endpoint, message: str) -> dict[str, Callable[[], ModelError]]:
    model, where = endpoint.model, endpoint.where
    check = (
        "is it running? else give --base-url" if endpoint.provider == "ollama" else "check --base-url and the network"
    )
    return {
        "key": lambda: CredentialsError(f"{model}{where} refuses the key: check {variable(endpoint)}"),
        "403": lambda: CredentialsError(f"{model}{where} refuses the request: {message}"),
        "404": lambda: ModelError(f"the endpoint{where} knows no model {endpoint.name!r}: {message}"),
        "429": lambda: ModelError(f"{model}{where} is over its limit, also after waiting: {message}"),
        "late": lambda: ModelError(f"{model}{where} gave no answer within {endpoint.timeout:g} seconds"),
        "away": lambda: ModelError(f"can't reach {model}{where}: {check}"),
    }


def one_line(error: BaseException, endpoint: Endpoint) -> str:
    """Return the words of an error on one line, without a key."""
    body = getattr(error, "body", None)
    inside = body.get("error", body) if isinstance(body, dict) else None  # openai's package has opened it already
    said = inside.get("message") if isinstance(inside, dict) else None
    return clean(str(said or getattr(error, "message", None) or error), endpoint)


def clean(text: str, endpoint: Endpoint) -> str:
    """Return a provider's words on one line, with nothing in them that looks like a key or a password."""
    text = re.sub(r"//\S*@", "//", " ".join(text.split()))
    for secret in {endpoint.api_key, *(v for k, v in os.environ.items() if k.endswith("_API_KEY"))}:
        if secret and len(secret) > 5:
            text = text.replace(secret, "[key]")
    return _short(re.sub(r"\b(?:sk|pk|key|gsk|xai)[-_][\w*.-]{6,}|\bAIza[\w-]{10,}", "[key]", text))


def _short(text: str, limit: int = 200) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
