"""From a filing to its summary: the stages in their order. The only module that names them all.

The stages are a generator that yields requests to a model and is sent the answers. It does no input or output of its
own, so one description of the work serves callers that wait, callers that await, and replays.
"""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any

from summarizer import briefing, wording
from summarizer.errors import ModelError
from summarizer.extraction.exchange import Answer, Request
from summarizer.filing.structure import Filing
from summarizer.mending import mend
from summarizer.models import Brief, CallRecord, Rejected, Run, Summary
from summarizer.objections import Fault, Objection
from summarizer.prose import Support, heavy
from summarizer.reading import Source, read_filing
from summarizer.verification.checks import Verified, verify

if TYPE_CHECKING:
    from summarizer.extraction.model import AsyncModelClient, Endpoint, ModelClient

RULES = "rules"

Stages = Generator[Request[Any], Answer[Any], Summary]


@dataclass(frozen=True, slots=True)
class Options:
    """How a summary is made.

    ``base_url`` and ``api_key`` reach an OpenAI-compatible endpoint other than the provider's own; the key is
    otherwise taken from the provider's environment variable. ``timeout`` is in seconds for one answer. ``repairs`` is
    how often what could not be verified goes back to the model.
    """

    base_url: str | None = None
    api_key: str | None = None
    timeout: float = 600.0
    repairs: int = 2

    def __repr__(self) -> str:
        # Keys never show, and a URL may hold one.
        return f"Options(timeout={self.timeout!r}, repairs={self.repairs!r})"


def chosen_model(model: str | None) -> str:
    """Return the model asked for, else that of ``SUMMARIZER_MODEL``, else ``rules``: no model."""
    return model or os.environ.get("SUMMARIZER_MODEL") or RULES


def stages(filing: Filing, model: str, options: Options) -> Stages:
    """Yield requests, take answers, return the summary."""
    started = time.perf_counter()
    calls: list[CallRecord] = []
    taken_back: list[Rejected] = []
    warnings: list[str] = []
    if model == RULES:
        from summarizer.extraction import rules

        draft, versions = rules.propose(filing), {}
        verified = verify(filing, draft)
        brief, faults = briefing.check(
            wording.write(filing.info, verified.deals, verified.events), _known(filing, verified)
        )
    else:
        from summarizer.extraction import prompting

        versions = prompting.prompt_versions()
        answer = yield prompting.extraction(filing)
        calls.append(answer.record)
        draft = answer.value
        verified = verify(filing, draft)
        told: tuple[Objection, ...] = ()
        for _ in range(options.repairs):
            if not verified.mendable or verified.mendable == told:
                break  # all holds, or the last round mended nothing
            told = verified.mendable
            try:
                answer = yield prompting.repair(filing, draft, verified.mendable)
            except ModelError as error:
                # What was verified stands; what was not stays rejected.
                warnings.append(f"the model mended nothing: {error}")
                calls += [error.record] if error.record else []
                break
            calls.append(answer.record)
            draft, withdrawn = mend(draft, answer.value, verified.mendable)
            taken_back += withdrawn
            verified = verify(filing, draft)
        brief, faults = yield from _written_brief(filing, verified, calls, warnings)
    warnings += [f"left out of the brief: {fault.text!r}: {fault.reason}" for fault in faults]
    return Summary(
        filing=filing.info,
        deals=verified.deals,
        events=verified.events,
        brief=brief,
        checks=verified.checks(taken_back, warnings),
        run=Run(
            engine="rules" if model == RULES else "model",
            model=None if model == RULES else model,
            prompt_versions=versions,
            calls=tuple(calls),
            seconds=round(time.perf_counter() - started, 3),
            source_sha256=filing.source_sha256,
        ),
    )


def _known(filing: Filing, verified: Verified) -> tuple[briefing.Known, ...]:
    return briefing.known_facts(filing.info, verified.deals, verified.events)


def _written_brief(
    filing: Filing, verified: Verified, calls: list[CallRecord], warnings: list[str]
) -> Generator[Request[Any], Answer[Any], tuple[Brief, tuple[Fault, ...]]]:
    """Have the model write the brief, and once more the sentences that do not hold; templates where it fails."""
    from summarizer.extraction import prompting

    facts = _known(filing, verified)
    source = Support.of(filing.text(paragraph) for paragraph in filing.passages())
    request = prompting.brief(filing, [(fact.id, fact.line) for fact in facts])
    try:
        answer = yield request
        calls.append(answer.record)
        brief, faults = briefing.check(answer.value, facts, source)
        if faults:
            answer = yield prompting.brief_again(request, answer.value, faults)
            calls.append(answer.record)
            brief, faults = briefing.check(answer.value, facts, source)
        text = " ".join(sentence.text for paragraph in brief.paragraphs for sentence in paragraph.sentences)
        warnings += [f"the brief is hard to read: {reason}" for reason in heavy(text)]
        if brief.paragraphs:
            return brief, faults
        warnings.append("no sentence of the model's brief holds; the brief is written by template")
    except ModelError as error:
        # The facts are verified and paid for: they are not lost for want of a brief.
        warnings.append(f"the brief is written by template: {error}")
        calls += [error.record] if error.record else []
    template = wording.write(filing.info, verified.deals, verified.events)
    return briefing.check(template, facts)


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
        work = stages(read_filing(source), self.model, self.options)
        request = _next(work, None)
        while not isinstance(request, Summary):
            request = _next(work, self._ask(request))
        return request

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
        work = stages(read_filing(source), self.model, self.options)
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

    return Endpoint(model, options.base_url, options.api_key, options.timeout)


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
