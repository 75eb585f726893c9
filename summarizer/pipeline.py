"""Summarize filings: asks what the stages want to know of a model, waiting for the answers or awaiting them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal
from types import TracebackType
from typing import TYPE_CHECKING, Any

from summarizer.deal_types import deal_types
from summarizer.errors import BatchLimitError, ModelError, NotStoredError, OptionError
from summarizer.extraction.exchange import Answer, Request
from summarizer.extraction.prices import Price
from summarizer.models import CallRecord, Summary
from summarizer.options import RULES, Options, chosen_model
from summarizer.reading import Source, read_filing
from summarizer.resources import using
from summarizer.stages import Stages, stages

if TYPE_CHECKING:
    from summarizer.extraction.endpoint import Endpoint
    from summarizer.extraction.model import AsyncModelClient, ModelClient
    from summarizer.extraction.wire import Wire

log = logging.getLogger("summarizer")
log.addHandler(logging.NullHandler())  # what is logged is the caller's to show; without one, nothing is printed


@dataclass(slots=True)
class Spent:
    """What the questions to the model took so far; ``cost_usd`` is None once one of them has no known price."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: Decimal | None = Decimal(0)

    def add(self, record: CallRecord) -> None:
        """Enter a question."""
        if record.cached:
            return  # nothing was asked
        self.calls += 1
        self.input_tokens += record.input_tokens
        self.output_tokens += record.output_tokens
        known = self.cost_usd is not None and record.cost_usd is not None
        self.cost_usd = self.cost_usd + Decimal(record.cost_usd) if known else None  # type: ignore[operator,arg-type]


class Summarizer:
    """Summarizes many filings with one client, which is made when it is first needed.

    Use it as a context manager, or call `close`. ``spent`` tells what its questions to the model took so far. ``wire``
    makes what the requests of `asummarize` pass on their way, where they pass anything.
    """

    def __init__(
        self,
        model: str | None = None,
        options: Options | None = None,
        *,
        wire: Callable[[Endpoint], Wire] | None = None,
    ) -> None:
        self.model = chosen_model(model)
        self.options = options or Options()
        self.spent = Spent()
        self._endpoint = _endpoint(self.model, self.options)
        self._wire = wire
        self._client: ModelClient | None = None
        self._async_client: AsyncModelClient | None = None
        _check_own(self.options)

    def __repr__(self) -> str:
        return f"Summarizer({self.model!r}, {self.options!r})"

    def summarize(self, source: Source) -> Summary:
        """Return the summary of a filing given as a path, bytes, text or a `Filing`.

        Raises `SourceError` or `FilingError` for what can't be read, `ModelError` where the model fails.
        """
        work = self._stages(source)
        request = self._next(work, None)
        while not isinstance(request, Summary):
            request = self._next(work, self._told(request, self._ask(request)))
        return request

    def _stages(self, source: Source) -> Stages:
        price = self._endpoint.price if self._endpoint else Price(None, self.model)
        filing = read_filing(source)
        log.info("%s: read, %d paragraphs", filing.source, sum(1 for _ in filing.paragraphs()))
        return stages(filing, self.model, self.options, price)

    def _own(self) -> AbstractContextManager[None]:
        """Use the folders of the options; left before each wait, so that they hold for nobody else's work."""
        return using(self.options.own)

    def _next(self, work: Stages, answer: Answer[Any] | ModelError | None) -> Request[Any] | Summary:
        with self._own():
            found = _next(work, answer)
        if isinstance(found, Summary):
            log.info(
                "%s: %d deal(s), %d of %d facts verified, %.1f s",
                *(found.filing.registrant.name, len(found.deals), found.checks.verified, found.checks.facts),
                found.run.seconds,
            )
        return found

    def _told(self, request: Request[Any], answer: Answer[Any] | ModelError) -> Answer[Any] | ModelError:
        """Enter and log what a question took, and hand on its answer."""
        record = answer.record
        if record is not None:
            self.spent.add(record)
            log.info(
                "%s asked (%s): %d tokens in, %d out, %s, %.1f s",
                *(self.model, request.purpose, record.input_tokens, record.output_tokens),
                f"${record.cost_usd}" if record.cost_usd else "price unknown",
                record.seconds,
            )
        if isinstance(answer, ModelError):
            log.info("no answer (%s): %s", request.purpose, answer)
        return answer

    def _ask(self, request: Request[Any]) -> Answer[Any] | ModelError:
        if self._client is None:
            from summarizer.extraction.model import ModelClient

            self._client = ModelClient(self._required_endpoint())
        try:
            with self._own():  # the schema of the answer names the deal types
                return self._client.ask(request)
        except ModelError as error:
            return error

    async def asummarize(self, source: Source, *, whole: bool = False) -> Summary:
        """Do as `summarize` does, without blocking the event loop on the model.

        ``whole``: raise `NotStoredError` where any answer is missing offline, also one that could be done without.
        """
        work = self._stages(source)
        request = self._next(work, None)
        while not isinstance(request, Summary):
            answer = self._told(request, await self._aask(request))
            if whole and isinstance(answer, (NotStoredError, BatchLimitError)):
                work.close()
                raise answer
            request = self._next(work, answer)
        return request

    async def _aask(self, request: Request[Any]) -> Answer[Any] | ModelError:
        if self._async_client is None:
            from summarizer.extraction.model import AsyncModelClient

            endpoint = self._required_endpoint()
            self._async_client = AsyncModelClient(endpoint, self._wire(endpoint) if self._wire else None)
        try:
            with self._own():  # which holds in this task alone, also while it waits
                return await self._async_client.ask(request)
        except ModelError as error:
            return error

    def _required_endpoint(self) -> Endpoint:
        assert self._endpoint is not None  # noqa: S101  # without one the stages ask nothing
        return self._endpoint

    def close(self) -> None:
        """Close the client that `summarize` opened."""
        if self._client is not None:
            self._client.close()
            self._client = None

    async def aclose(self) -> None:
        """Close the client that `asummarize` opened."""
        if self._async_client is not None:
            await self._async_client.close()
            self._async_client = None

    def __enter__(self) -> Summarizer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def __aenter__(self) -> Summarizer:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


def _next(work: Stages, answer: Answer[Any] | ModelError | None) -> Request[Any] | Summary:
    """Move the stages on with an answer, or with the failure to get one; return what they want or made."""
    try:
        if answer is None:
            return next(work)
        if isinstance(answer, ModelError):
            return work.throw(answer)
        return work.send(answer)
    except StopIteration as stop:
        summary: Summary = stop.value
        return summary


def _check_own(options: Options) -> None:
    """Read the files of one's own now, so that what is wrong with one is told before a filing is read."""
    if options.deal_types is not None:
        from summarizer.extraction.rules import signals

        with using(options.own):
            for kind in deal_types().values():
                try:
                    signals.read_type(kind)
                except ValueError as error:
                    raise OptionError(f"{options.deal_types}: {error}") from None
    if options.prompts is not None:
        from summarizer.extraction import prompting

        with using(options.own):
            prompting.check_templates()


def _endpoint(model: str, options: Options) -> Endpoint | None:
    if model == RULES:
        return None
    from summarizer.extraction.endpoint import Endpoint

    endpoint = Endpoint(model, options.base_url, options.api_key, options.timeout)
    if options.max_cost is not None and not endpoint.price.known:
        raise OptionError(f"no price of {model} is known, so --max-cost can't be kept: use --max-tokens")
    return endpoint


def summarize(source: Source, *, model: str | None = None, options: Options | None = None) -> Summary:
    """Summarize one Form 8-K.

    ``source`` is a path, bytes, text or a `Filing`. ``model`` is ``provider/name`` (``openai/gpt-5``), or ``rules`` for
    the built-in extractor; by default ``SUMMARIZER_MODEL``, else ``rules``. Raises `SourceError`, `FilingError`,
    `OptionError` or `ModelError`.
    """
    with Summarizer(model, options) as summarizer:
        return summarizer.summarize(source)


async def asummarize(source: Source, *, model: str | None = None, options: Options | None = None) -> Summary:
    """Do as `summarize` does, without blocking the event loop on the model."""
    async with Summarizer(model, options) as summarizer:
        return await summarizer.asummarize(source)
