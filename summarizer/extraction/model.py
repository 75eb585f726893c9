"""Ask a language model through instructor. The only module that imports openai or instructor.

Both are imported when a client is made, because importing them takes longer than parsing a filing. What
instructor 1.17 does that callers would not expect, and what is done about it here:

- it renders every message as a Jinja template when ``context=`` is given, so that argument is never passed;
- its JSON-schema mode leaves ``strict`` off, so a hook turns it on;
- it treats a refusal as broken JSON and asks again, so the retry rule looks for a refusal first;
- it adds the usage of all attempts into the last response, so each response is counted as it arrives;
- it returns an instance of a generated subclass, so the answer is validated again into the model asked for;
- the text of its exceptions and log records holds whole answers, so neither is passed on.
"""

from __future__ import annotations

import json
import logging
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from pydantic import BaseModel, ValidationError

from summarizer.errors import (
    CredentialsError,
    IncompleteAnswerError,
    ModelError,
    OptionError,
    RefusalError,
)
from summarizer.extraction.exchange import Answer, Request
from summarizer.extraction.prices import Price
from summarizer.models import Attempt, CallRecord

if TYPE_CHECKING:
    from instructor import AsyncInstructor, Instructor

T = TypeVar("T", bound=BaseModel)

# Schema errors are sent back to the model this many times; HTTP faults are the SDK's to retry.
SCHEMA_RETRIES = 1
HTTP_RETRIES = 4


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
    def price(self) -> Price:
        """The price of the model, where it is the provider's own endpoint that is asked."""
        own = not self.base_url and not (self.provider == "openai" and os.environ.get("OPENAI_BASE_URL"))
        return Price(self.provider if own else None, self.name)

    @property
    def place(self) -> str:
        """The base URL without a user's name, a password or a query, fit to be shown."""
        parts = urlsplit(self.base_url or "")
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))

    @property
    def name(self) -> str:
        """The part after the slash, as the provider knows it."""
        return self.model.partition("/")[2]


class ModelClient:
    """A client kept for many questions; safe to share between threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._client: Instructor = _connect(endpoint, asynchronous=False)

    def ask(self, request: Request[T]) -> Answer[T]:
        """Return the model's answer; `ModelError` where there is none that follows the schema."""
        call = _Call(request, self._endpoint)
        try:
            value = self._client.create(**call.arguments(asynchronous=False))
        except Exception as error:
            raise call.failure(error) from None
        return call.answer(value)

    def close(self) -> None:
        """Close the connections."""
        if self._client.client is not None:
            self._client.client.close()


class AsyncModelClient:
    """The asynchronous twin of `ModelClient`."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._client: AsyncInstructor = _connect(endpoint, asynchronous=True)

    async def ask(self, request: Request[T]) -> Answer[T]:
        """Return the model's answer; `ModelError` where there is none that follows the schema."""
        call = _Call(request, self._endpoint)
        try:
            value = await self._client.create(**call.arguments(asynchronous=True))
        except Exception as error:
            raise call.failure(error) from None
        return call.answer(value)

    async def close(self) -> None:
        """Close the connections."""
        if self._client.client is not None:
            await self._client.client.close()


def _connect(endpoint: Endpoint, *, asynchronous: bool) -> Any:
    """Return an instructor client for the endpoint's provider."""
    import instructor
    import openai

    # Its records hold whole answers and what a provider says, which may repeat a key.
    logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)
    try:
        if endpoint.provider == "openai":
            maker = openai.AsyncOpenAI if asynchronous else openai.OpenAI
            client = maker(
                api_key=_openai_key(endpoint),
                base_url=endpoint.base_url,
                timeout=endpoint.timeout,
                max_retries=HTTP_RETRIES,
            )
            return instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
        options: dict[str, Any] = {"async_client": asynchronous}
        if endpoint.base_url:
            options["base_url"] = endpoint.base_url
        if endpoint.api_key:
            options["api_key"] = endpoint.api_key
        return instructor.from_provider(endpoint.model, **options)
    except openai.OpenAIError as error:
        raise CredentialsError(_no_key(endpoint, error)) from None
    except Exception as error:
        raise _setup_error(endpoint, error) from None


def _openai_key(endpoint: Endpoint) -> str | None:
    key = endpoint.api_key or os.environ.get("OPENAI_API_KEY")
    if not key and (endpoint.base_url or os.environ.get("OPENAI_BASE_URL")):
        # Servers on one's own machine ask for no key, but the SDK insists on one.
        return "none"
    return key


def _no_key(endpoint: Endpoint, error: Exception) -> str:
    variable = f"{endpoint.provider.upper()}_API_KEY"
    if "key" in str(error).lower() or "credential" in str(error).lower():
        return f"no key for provider {endpoint.provider!r}: set {variable}, or use --model rules for no model"
    return f"provider {endpoint.provider!r} can't be set up: {_one_line(error, endpoint)}"


def _setup_error(endpoint: Endpoint, error: Exception) -> ModelError | OptionError:
    text = _one_line(error, endpoint)
    if "nsupported provider" in text:
        return OptionError(f"unknown provider {endpoint.provider!r} in model {endpoint.model!r}: {text}")
    if re.search(r"(?i)\bkey\b", text):
        return CredentialsError(_no_key(endpoint, error))
    return ModelError(f"provider {endpoint.provider!r} can't be set up: {text}")


@dataclass
class _Usage:
    """What one response took."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0  # of the input tokens

    @classmethod
    def of(cls, response: Any) -> _Usage:
        """Read a response's usage, whatever the provider calls its parts."""
        usage = getattr(response, "usage", None)
        details = getattr(usage, "prompt_tokens_details", None)
        return cls(
            input_tokens=_first(usage, "prompt_tokens", "input_tokens"),
            output_tokens=_first(usage, "completion_tokens", "output_tokens"),
            cached_tokens=_first(details, "cached_tokens") or _first(usage, "cache_read_input_tokens"),
        )


def _first(holder: Any, *names: str) -> int:
    counts = (getattr(holder, name, None) for name in names)
    return next((count for count in counts if isinstance(count, int)), 0)


class _Call:
    """One question: its arguments, what its attempts cost, and how its failure is told."""

    def __init__(self, request: Request[Any], endpoint: Endpoint) -> None:
        self.request = request
        self.endpoint = endpoint
        self.ledger: list[Attempt] = []
        self.cost = Decimal(0) if endpoint.price.known else None
        self.refusal: str | None = None
        self.started = self.last = time.perf_counter()

    @property
    def attempts(self) -> int:
        return len(self.ledger)

    def arguments(self, *, asynchronous: bool) -> dict[str, Any]:
        from instructor.core.hooks import Hooks
        from tenacity import AsyncRetrying, Retrying, retry_if_exception, stop_after_attempt

        hooks = Hooks()
        hooks.on("completion:kwargs", _demand_strict_schema)
        hooks.on("completion:response", self._count)
        retrying = AsyncRetrying if asynchronous else Retrying
        return {
            "messages": [{"role": m.role, "content": m.content} for m in self.request.messages],
            "response_model": self.request.response_model,
            "max_retries": retrying(
                stop=stop_after_attempt(SCHEMA_RETRIES + 1),
                retry=retry_if_exception(self._worth_asking_again),
                reraise=True,
            ),
            "hooks": hooks,
            **({"model": self.endpoint.name} if self.endpoint.provider == "openai" else {}),
        }

    def _count(self, response: Any) -> None:
        usage, now = _Usage.of(response), time.perf_counter()
        price = self.endpoint.price.of(usage.input_tokens, usage.output_tokens, usage.cached_tokens)
        self.cost = None if self.cost is None or price is None else self.cost + price
        cut_off = False
        if choices := getattr(response, "choices", None):
            self.refusal = getattr(choices[0].message, "refusal", None)
            cut_off = choices[0].finish_reason == "length"
        self.ledger.append(
            Attempt(
                # Where another attempt follows, or none succeeds, the answer was off the schema.
                outcome="declined" if self.refusal is not None else "cut_off" if cut_off else "off_schema",
                input_tokens=usage.input_tokens,
                output_tokens=usage.output_tokens,
                seconds=round(now - self.last, 3),
            )
        )
        self.last = now

    def _worth_asking_again(self, error: BaseException) -> bool:
        from instructor.core.exceptions import ResponseParsingError

        broken = isinstance(error, (ValidationError, json.JSONDecodeError, ResponseParsingError))
        return broken and self.refusal is None

    def _record(self) -> CallRecord:
        return CallRecord(
            purpose=self.request.purpose,
            attempts=self.attempts,
            input_tokens=sum(attempt.input_tokens for attempt in self.ledger),
            output_tokens=sum(attempt.output_tokens for attempt in self.ledger),
            seconds=round(time.perf_counter() - self.started, 3),
            cost_usd=f"{self.cost:f}" if self.cost is not None else None,
            ledger=tuple(self.ledger),
        )

    def answer(self, value: BaseModel) -> Answer[Any]:
        if self.ledger:
            self.ledger[-1] = self.ledger[-1].model_copy(update={"outcome": "accepted"})
        return Answer(self.request.response_model.model_validate(value.model_dump()), self._record())

    def failure(self, error: Exception) -> ModelError:
        told = self._tell(error)
        told.record = self._record()
        return told

    def _tell(self, error: Exception) -> ModelError:
        import openai
        from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException

        purpose, model = self.request.purpose, self.endpoint.model
        if self.refusal is not None:
            return RefusalError(f"{model} declined to answer ({purpose}): {_clean(self.refusal, self.endpoint)}")
        if isinstance(error, IncompleteOutputException):
            return IncompleteAnswerError(
                f"the answer of {model} was cut off at its length limit ({purpose}): "
                "use a model with a longer output, or a shorter filing"
            )
        if isinstance(error, InstructorRetryException) and error.__cause__ is not None:
            cause = error.__cause__
        else:
            cause = error
        while isinstance(cause, InstructorRetryException) and cause.__cause__ is not None:
            cause = cause.__cause__
        where = f" at {self.endpoint.place}" if self.endpoint.base_url else ""
        message = _one_line(cause, self.endpoint)
        kinds: tuple[tuple[type[BaseException], Callable[[], ModelError]], ...] = (
            (
                openai.AuthenticationError,
                lambda: CredentialsError(
                    f"{model}{where} refuses the key: check {self.endpoint.provider.upper()}_API_KEY"
                ),
            ),
            (
                openai.PermissionDeniedError,
                lambda: CredentialsError(f"{model}{where} refuses the request: {message}"),
            ),
            (
                openai.NotFoundError,
                lambda: ModelError(f"the endpoint{where} knows no model {self.endpoint.name!r}: {message}"),
            ),
            (
                openai.RateLimitError,
                lambda: ModelError(f"{model}{where} is over its limit, after {HTTP_RETRIES} retries: {message}"),
            ),
            (
                openai.APITimeoutError,
                lambda: ModelError(f"{model}{where} gave no answer within {self.endpoint.timeout:g} seconds"),
            ),
            (
                openai.APIConnectionError,
                lambda: ModelError(f"can't reach {model}{where}: check --base-url and the network"),
            ),
            (
                ValidationError,
                lambda: ModelError(
                    f"{model}{where} answered what the schema forbids, {self.attempts} times ({purpose})"
                ),
            ),
        )
        for kind, tell in kinds:
            if isinstance(cause, kind):
                return tell()
        return ModelError(f"{model}{where} failed ({purpose}): {message}")


def _demand_strict_schema(**arguments: Any) -> None:
    form = arguments.get("response_format")
    if isinstance(form, dict) and "json_schema" in form:
        form["json_schema"]["strict"] = True


def _one_line(error: BaseException, endpoint: Endpoint) -> str:
    return _clean(str(getattr(error, "message", None) or error), endpoint)


def _clean(text: str, endpoint: Endpoint) -> str:
    """Return a provider's words on one line, with nothing in them that looks like a key or a password."""
    text = re.sub(r"//\S*@", "//", " ".join(text.split()))
    for secret in {endpoint.api_key, *(v for k, v in os.environ.items() if k.endswith("_API_KEY"))}:
        if secret and len(secret) > 5:
            text = text.replace(secret, "[key]")
    return _short(re.sub(r"\b(?:sk|pk|key|gsk|xai)[-_][\w*.-]{6,}", "[key]", text))


def _short(text: str, limit: int = 200) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"
