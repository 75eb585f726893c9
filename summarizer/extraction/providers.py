"""Where models are, and clients for them, made by instructor around each provider's own package.

OpenAI's package comes along; Anthropic's and Google's are asked for by name where they are not installed. All are
imported when a client is made, because importing them takes longer than parsing a filing.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from summarizer.errors import CredentialsError, ModelError, OptionError
from summarizer.extraction.endpoint import KEYS, OPENAI_LIKE, Endpoint, variable
from summarizer.extraction.failures import HTTP_RETRIES, one_line

if TYPE_CHECKING:
    from summarizer.extraction.wire import Wire

_ANSWER_TOKENS = 16_000  # Anthropic wants a limit; past 21,000 its package wants to stream


def connect(endpoint: Endpoint, *, asynchronous: bool, wire: Wire | None = None) -> Any:
    """Return an instructor client for the provider; `ModelError` or `OptionError` where there can be none.

    With a ``wire``, which is asynchronous, every request passes it.
    """
    import openai

    # Its records hold whole answers and what a provider says, which may repeat a key.
    logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)
    makers = {"anthropic": _anthropic, "google": _google, **dict.fromkeys(OPENAI_LIKE, _openai)}
    try:
        return makers.get(endpoint.provider, _any)(endpoint, asynchronous, wire)
    except (ModelError, OptionError):
        raise
    except openai.OpenAIError as error:
        raise CredentialsError(_no_key(endpoint, error)) from None
    except Exception as error:
        raise _setup_error(endpoint, error) from None


def _through(wire: Wire | None, holder: Any, name: str, revive: Callable[[Mapping[str, Any]], Any]) -> None:
    """Put the wire before a client's function that makes responses, as instructor puts itself before it."""
    if wire is not None:
        setattr(holder, name, wire.through(getattr(holder, name), revive))


def _retries(wire: Wire | None) -> int:
    return HTTP_RETRIES if wire is None else 0


def openai_client(endpoint: Endpoint, *, asynchronous: bool = False, retries: int = HTTP_RETRIES) -> Any:
    """Return a client of openai's own package; its errors where there can be none."""
    import openai

    maker = openai.AsyncOpenAI if asynchronous else openai.OpenAI
    return maker(
        api_key=_openai_key(endpoint), base_url=endpoint.address, timeout=endpoint.timeout, max_retries=retries
    )


def completion(kept: Mapping[str, Any]) -> Any:
    """Return the response of openai's package that was kept as JSON."""
    from openai.types.chat import ChatCompletion

    return ChatCompletion.construct(**kept)


def _openai(endpoint: Endpoint, asynchronous: bool, wire: Wire | None) -> Any:
    import instructor

    client = openai_client(endpoint, asynchronous=asynchronous, retries=_retries(wire))
    _through(wire, client.chat.completions, "create", completion)
    return instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)


def _openai_key(endpoint: Endpoint) -> str | None:
    own = endpoint.provider == "openai"
    key = endpoint.api_key or (os.environ.get("OPENAI_API_KEY") if own else None)
    if not key and (endpoint.address or os.environ.get("OPENAI_BASE_URL")):
        # Servers on one's own machine ask for no key, but the package insists on one.
        return "none"
    return key


def _anthropic(endpoint: Endpoint, asynchronous: bool, wire: Wire | None) -> Any:
    import instructor

    package = _package("anthropic", endpoint)
    maker = package.AsyncAnthropic if asynchronous else package.Anthropic
    client = maker(
        api_key=_key(endpoint), base_url=endpoint.base_url, timeout=endpoint.timeout, max_retries=_retries(wire)
    )
    _through(wire, client.messages, "create", lambda kept: package.types.Message.construct(**kept))
    return instructor.from_anthropic(client, model=endpoint.name, max_tokens=_ANSWER_TOKENS)


def _google(endpoint: Endpoint, asynchronous: bool, wire: Wire | None) -> Any:
    import instructor

    package = _package("google.genai", endpoint)
    options = {
        "timeout": int(endpoint.timeout * 1000),
        "retry_options": {"attempts": _retries(wire) + 1},
        **({"base_url": endpoint.base_url} if endpoint.base_url else {}),
    }
    client = package.Client(api_key=_key(endpoint), http_options=options)
    _through(wire, client.aio.models, "generate_content", package.types.GenerateContentResponse.model_validate)
    make: Any = instructor.from_genai
    return make(client, use_async=asynchronous, model=endpoint.name)


def _any(endpoint: Endpoint, asynchronous: bool, wire: Wire | None) -> Any:
    import instructor

    if wire is not None:
        known = ", ".join(sorted({*OPENAI_LIKE, *KEYS}))
        raise OptionError(f"a batch can't ask {endpoint.provider!r}: use one of {known}, or summary")

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
    variables = KEYS[endpoint.provider]
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


def _setup_error(endpoint: Endpoint, error: Exception) -> ModelError | OptionError:
    text = one_line(error, endpoint)
    if "nsupported provider" in text:
        return OptionError(f"unknown provider {endpoint.provider!r} in model {endpoint.model!r}: {text}")
    if isinstance(error, ImportError) or re.search(r"(?i)pip install|not installed", text):
        return OptionError(f"{endpoint.model} needs a package that is not installed: {text}")
    if re.search(r"(?i)\bkey\b", text):
        return CredentialsError(_no_key(endpoint, error))
    return ModelError(f"provider {endpoint.provider!r} can't be set up: {text}")
