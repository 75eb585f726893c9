"""Ask a language model through instructor.

With `summarizer.extraction.providers` the only module that imports it, or a provider's package. What
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
import time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from summarizer.errors import IncompleteAnswerError, ModelError, RefusalError, SummarizerError
from summarizer.extraction.endpoint import OPENAI_LIKE, Endpoint
from summarizer.extraction.exchange import Answer, Request
from summarizer.extraction.failures import clean, failure, one_line
from summarizer.extraction.providers import connect
from summarizer.extraction.responses import Usage, ending
from summarizer.extraction.wire import TRIP, Trip, Wire
from summarizer.models import Attempt, CallRecord
from summarizer.resources import own

if TYPE_CHECKING:
    from instructor import AsyncInstructor, Instructor

T = TypeVar("T", bound=BaseModel)

SCHEMA_RETRIES = 1  # schema errors are sent back to the model this many times


class ModelClient:
    """A client kept for many questions; safe to share between threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._client: Instructor = connect(endpoint, asynchronous=False)

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
    """The asynchronous twin of `ModelClient`; its requests pass the ``wire``, where there is one."""

    def __init__(self, endpoint: Endpoint, wire: Wire | None = None) -> None:
        self._endpoint = endpoint
        self._client: AsyncInstructor = connect(endpoint, asynchronous=True, wire=wire)

    async def ask(self, request: Request[T]) -> Answer[T]:
        """Return the model's answer; `ModelError` where there is none that follows the schema."""
        call = _Call(request, self._endpoint)
        TRIP.set(call.trip)  # of this task alone
        try:
            value = await self._client.create(**call.arguments(asynchronous=True))
        except Exception as error:
            raise call.failure(error) from None
        return call.answer(value)

    async def close(self) -> None:
        """Close the connections."""
        client: Any = self._client.client
        if client is not None:
            await (client.aio.aclose() if hasattr(client, "aio") else client.close())


class _Call:
    """One question: its arguments, what its attempts cost, and how its failure is told."""

    def __init__(self, request: Request[Any], endpoint: Endpoint) -> None:
        self.request = request
        self.endpoint = endpoint
        self.ledger: list[Attempt] = []
        self.trip = Trip(request.purpose)
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
            "messages": [{"role": self._role(m.role), "content": m.content} for m in self.request.messages],
            "response_model": _answer_model(self.request.response_model),
            "max_retries": retrying(
                stop=stop_after_attempt(SCHEMA_RETRIES + 1),
                retry=retry_if_exception(self._worth_asking_again),
                reraise=True,
            ),
            "hooks": hooks,
            **({"model": self.endpoint.name} if self.endpoint.provider in OPENAI_LIKE else {}),
        }

    def _role(self, role: str) -> str:
        return "model" if self.endpoint.provider == "google" and role == "assistant" else role

    def _count(self, response: Any) -> None:
        usage, now = Usage.of(response), time.perf_counter()
        arrival, self.trip.arrival = self.trip.arrival, None
        if arrival is not None:
            price = arrival.cost
        else:
            price = self.endpoint.price.of(usage.input_tokens, usage.output_tokens, usage.cached_tokens)
        self.cost = None if self.cost is None or price is None else self.cost + price
        cut_off, self.refusal = ending(response)
        self.ledger.append(
            Attempt(
                # Where another attempt follows, or none succeeds, the answer was off the schema.
                outcome="declined" if self.refusal is not None else "cut_off" if cut_off else "off_schema",
                input_tokens=usage.input_tokens,
                output_tokens=usage.output_tokens,
                seconds=round(now - self.last, 3),
                recalled=arrival is not None and arrival.recalled,
                exchange=None if arrival is None else arrival.key,
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
            cached=bool(self.ledger) and all(attempt.recalled for attempt in self.ledger),
            seconds=round(time.perf_counter() - self.started, 3),
            cost_usd=f"{self.cost:f}" if self.cost is not None else None,
            ledger=tuple(self.ledger),
        )

    def answer(self, value: BaseModel) -> Answer[Any]:
        if self.ledger:
            self.ledger[-1] = self.ledger[-1].model_copy(update={"outcome": "accepted"})
        return Answer(self.request.response_model.model_validate(value.model_dump()), self._record())

    def failure(self, error: Exception) -> SummarizerError:
        told = self._tell(error)
        if isinstance(told, ModelError):
            told.record = self._record()
        return told

    def _tell(self, error: Exception) -> SummarizerError:
        from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException

        purpose, model = self.request.purpose, self.endpoint.model
        if self.refusal is not None:
            return RefusalError(f"{model} declined to answer ({purpose}): {clean(self.refusal, self.endpoint)}")
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
        if isinstance(cause, SummarizerError):
            return cause  # the wire's own, or the store's
        if isinstance(cause, ValidationError):
            return ModelError(
                f"{model}{self.endpoint.where} answered what the schema forbids, {self.attempts} times ({purpose})"
            )
        return failure(cause, self.endpoint) or ModelError(
            f"{model}{self.endpoint.where} failed ({purpose}): {one_line(cause, self.endpoint)}"
        )


def _answer_model(model: Any) -> Any:
    """Return the class of the answer: instructor's own of ours, made once for each folder of one's own deal types."""
    return _prepared(model, own().deal_types)


@cache
def _prepared(model: Any, deal_types: Path | None) -> Any:
    """Make the class that instructor would make anew for every question, and its schema, which takes it longer."""
    from instructor import response_schema

    if deal_types is not None:  # types are told apart by the class
        model = type(model.__name__, (model,), {"__doc__": model.__doc__, "__module__": model.__module__})
    made: Any = response_schema(model)
    text = json.dumps(made.model_json_schema())
    made.model_json_schema = lambda *_, **__: json.loads(text)  # each caller its own, to change as it likes
    return made


def _demand_strict_schema(**arguments: Any) -> None:
    form = arguments.get("response_format")
    if isinstance(form, dict) and "json_schema" in form:
        form["json_schema"]["strict"] = True
