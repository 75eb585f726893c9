"""Where models are, and clients for them, made by instructor around each provider's own package.

OpenAI's package comes along; Anthropic's and Google's are asked for by name where they are not installed. All are
imported when a client is made, because importing them takes longer than parsing a filing.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from summarizer.errors import CredentialsError, ModelError, OptionError
from summarizer.extraction.prices import Price
from summarizer.options import shown_address

HTTP_RETRIES = 4  # HTTP faults are the provider's package to retry
OPENAI_LIKE = {"openai": None, "ollama": "http://localhost:11434/v1"}  # they speak one protocol, at these addresses

_ANSWER_TOKENS = 16_000  # Anthropic wants a limit; past 21,000 its package wants to stream
_KEYS = {
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


def connect(endpoint: Endpoint, *, asynchronous: bool) -> Any:
    """Return an instructor client for the provider; `ModelError` or `OptionError` where there can be none."""
    import openai

    # Its records hold whole answers and what a provider says, which may repeat a key.
    logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)
    makers = {"anthropic": _anthropic, "google": _google, **dict.fromkeys(OPENAI_LIKE, _openai)}
    try:
        return makers.get(endpoint.provider, _any)(endpoint, asynchronous)
    except (ModelError, OptionError):
        raise
    except openai.OpenAIError as error:
        raise CredentialsError(_no_key(endpoint, error)) from None
    except Exception as error:
        raise _setup_error(endpoint, error) from None


def _openai(endpoint: Endpoint, asynchronous: bool) -> Any:
    import instructor
    import openai

    maker = openai.AsyncOpenAI if asynchronous else openai.OpenAI
    client = maker(
        api_key=_openai_key(endpoint),
        base_url=endpoint.address,
        timeout=endpoint.timeout,
        max_retries=HTTP_RETRIES,
    )
    return instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)


def _openai_key(endpoint: Endpoint) -> str | None:
    own = endpoint.provider == "openai"
    key = endpoint.api_key or (os.environ.get("OPENAI_API_KEY") if own else None)
    if not key and (endpoint.address or os.environ.get("OPENAI_BASE_URL")):
        # Servers on one's own machine ask for no key, but the package insists on one.
        return "none"
    return key


def _anthropic(endpoint: Endpoint, asynchronous: bool) -> Any:
    import instructor

    package = _package("anthropic", endpoint)
    maker = package.AsyncAnthropic if asynchronous else package.Anthropic
    client = maker(
        api_key=_key(endpoint), base_url=endpoint.base_url, timeout=endpoint.timeout, max_retries=HTTP_RETRIES
    )
    return instructor.from_anthropic(client, model=endpoint.name, max_tokens=_ANSWER_TOKENS)


def _google(endpoint: Endpoint, asynchronous: bool) -> Any:
    import instructor

    package = _package("google.genai", endpoint)
    options = {
        "timeout": int(endpoint.timeout * 1000),
        "retry_options": {"attempts": HTTP_RETRIES + 1},
        **({"base_url": endpoint.base_url} if endpoint.base_url else {}),
    }
    client = package.Client(api_key=_key(endpoint), http_options=options)
    make: Any = instructor.from_genai
    return make(client, use_async=asynchronous, model=endpoint.name)


def _any(endpoint: Endpoint, asynchronous: bool) -> Any:
    import instructor

    options: dict[str, Any] = {"async_client": asynchronous}
    if endpoint.base_url:
        options["base_url"] = endpoint.base_url
    if endpoint.api_key:
        options["api_key"] = endpoint.api_key
    return instructor.from_provider(endpoint.model, **options)


def _package(name: str, endpoint: Endpoint) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise OptionError(
            f"{endpoint.model} needs a package that is not installed: pip install 'summarizer[{endpoint.provider}]'"
        ) from None


def _key(endpoint: Endpoint) -> str:
    variables = _KEYS[endpoint.provider]
    key = endpoint.api_key or next(filter(None, map(os.environ.get, variables)), None)
    if not key and endpoint.base_url:
        return "none"
    if not key:
        raise CredentialsError(_no_key(endpoint, Exception("key")))
    return key


def _no_key(endpoint: Endpoint, error: Exception) -> str:
    if "key" in str(error).lower() or "credential" in str(error).lower():
        return f"no key for provider {endpoint.provider!r}: set {variable(endpoint)}, or use --model rules for no model"
    return f"provider {endpoint.provider!r} can't be set up: {one_line(error, endpoint)}"


def variable(endpoint: Endpoint) -> str:
    """Return the environment variable that a provider's key is taken from."""
    return _KEYS.get(endpoint.provider, (f"{endpoint.provider.upper()}_API_KEY",))[0]


def _setup_error(endpoint: Endpoint, error: Exception) -> ModelError | OptionError:
    text = one_line(error, endpoint)
    if "nsupported provider" in text:
        return OptionError(f"unknown provider {endpoint.provider!r} in model {endpoint.model!r}: {text}")
    if isinstance(error, ImportError) or re.search(r"(?i)pip install|not installed", text):
        return OptionError(f"{endpoint.model} needs a package that is not installed: {text}")
    if re.search(r"(?i)\bkey\b", text):
        return CredentialsError(_no_key(endpoint, error))
    return ModelError(f"provider {endpoint.provider!r} can't be set up: {text}")


# -- what a provider says when it fails --------------------------------------------------------------------------------


def failure(error: BaseException, endpoint: Endpoint) -> ModelError | None:
    """Return what an error of a provider's package comes to, told by its HTTP status or its name; None for others."""
    codes = (getattr(error, name, None) for name in ("status_code", "code"))
    status = next((code for code in codes if isinstance(code, int)), None)
    names = {kind.__name__ for kind in type(error).__mro__}
    told = _told(endpoint, one_line(error, endpoint))
    if status == 401 or (status == 400 and "API key not valid" in str(error)):
        return told["key"]()
    if status in (403, 404, 429):
        return told[str(status)]()
    if names & {"APITimeoutError", "TimeoutException", "TimeoutError"}:
        return told["late"]()
    if names & {"APIConnectionError", "TransportError", "ConnectionError", "ClientConnectionError"}:
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
        "429": lambda: ModelError(f"{model}{where} is over its limit, after {HTTP_RETRIES} retries: {message}"),
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
