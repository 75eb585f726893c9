"""Summarize filings: asks what the stages want to know of a model, waiting for the answers or awaiting them."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any

from summarizer.errors import ModelError, OptionError
from summarizer.extraction.exchange import Answer, Request
from summarizer.extraction.prices import Price
from summarizer.models import Summary
from summarizer.options import RULES, Options, chosen_model
from summarizer.reading import Source, read_filing
from summarizer.stages import Stages, stages

if TYPE_CHECKING:
    from summarizer.extraction.model import AsyncModelClient, Endpoint, ModelClient


class Summarizer:
    """Summarizes many filings with one client, which is made when it is first needed.

    Use it as a context manager, or call `close`.
    """

    def __init__(self, model: str | None = None, options: Options | None = None) -> None:
        self.model = chosen_model(model)
        self.options = options or Options()
        self._endpoint = _endpoint(self.model, self.options)
        self._client: ModelClient | None = None
        self._async_client: AsyncModelClient | None = None

    def summarize(self, source: Source) -> Summary:
        """Return the summary of a filing given as a path, bytes, text or a `Filing`.

        Raises `SourceError` or `FilingError` for what can't be read, `ModelError` where the model fails.
        """
        work = self._stages(source)
        request = _next(work, None)
        while not isinstance(request, Summary):
            request = _next(work, self._ask(request))
        return request

    def _stages(self, source: Source) -> Stages:
        price = self._endpoint.price if self._endpoint else Price(None, self.model)
        return stages(read_filing(source), self.model, self.options, price)

    def _ask(self, request: Request[Any]) -> Answer[Any] | ModelError:
        if self._client is None:
            from summarizer.extraction.model import ModelClient

            self._client = ModelClient(self._required_endpoint())
        try:
            return self._client.ask(request)
        except ModelError as error:
            return error

    async def asummarize(self, source: Source) -> Summary:
        """Do as `summarize` does, without blocking the event loop on the model."""
        work = self._stages(source)
        request = _next(work, None)
        while not isinstance(request, Summary):
            request = _next(work, await self._aask(request))
        return request

    async def _aask(self, request: Request[Any]) -> Answer[Any] | ModelError:
        if self._async_client is None:
            from summarizer.extraction.model import AsyncModelClient

            self._async_client = AsyncModelClient(self._required_endpoint())
        try:
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


def _endpoint(model: str, options: Options) -> Endpoint | None:
    if model == RULES:
        return None
    from summarizer.extraction.model import Endpoint

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
