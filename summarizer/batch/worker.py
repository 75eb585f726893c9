"""What one process of a batch does: one event loop, one client, one connection to the store."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack, aclosing, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarizer.batch.jobs import Job, Outcome, Piece, exchanges
from summarizer.batch.turns import Turns
from summarizer.errors import (
    BatchLimitError,
    BudgetError,
    CredentialsError,
    ModelError,
    NotStoredError,
    OptionError,
    StoreError,
    SummarizerError,
)
from summarizer.exchanges import Exchange
from summarizer.filing.structure import Filing
from summarizer.models import Summary
from summarizer.options import RULES
from summarizer.pipeline import Summarizer
from summarizer.reading import Raw, Unread, filings_of
from summarizer.resources import using
from summarizer.store import Store

if TYPE_CHECKING:
    from summarizer.extraction.endpoint import Endpoint
    from summarizer.extraction.purse import Sums
    from summarizer.extraction.wire import Wire

log = logging.getLogger("summarizer")

_BEAT = 10.0  # seconds
_DEAF = 20  # so many filings in a row without an answer: the endpoint is down


async def work(
    job: Job,
    following: Callable[[], Awaitable[Piece | None]],
    tell: Callable[[Outcome], Awaitable[None]],
    sums: Sums | None = None,
    place: int = 0,
    turns: Turns | None = None,
) -> None:
    """Take up files until there are no more, or one ends them all; ``place`` is this process's among the ``sums``."""
    async with Worker(job, sums, place, turns) as worker:

        async def taking() -> None:
            while worker.ended is None and (piece := await following()) is not None:
                async with aclosing(worker.take(piece)) as outcomes:
                    async for outcome in outcomes:
                        await tell(outcome)

        tasks = [asyncio.create_task(taking()) for _ in range(at_once(job))]
        beating = asyncio.create_task(worker.beat())
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in (*tasks, beating):
                task.cancel()
            await asyncio.gather(*tasks, beating, return_exceptions=True)
    if worker.ended is not None:
        raise worker.ended


def at_once(job: Job) -> int:
    """Return how many files a process has in hand: while requests are under way others are prepared."""
    return 1 if job.model == RULES else job.limits.concurrency + max(2, job.limits.concurrency // 4)


class Worker:
    """What one process does with the files that it takes up; the same content is taken up once at a time."""

    def __init__(self, job: Job, sums: Sums | None = None, place: int = 0, turns: Turns | None = None) -> None:
        self.job = job
        self.ended: SummarizerError | None = None
        self.store: Store | None = None
        self._configuration = job.configuration
        self._sums = sums
        self._place = place
        self._turns = turns or Turns([0] * at_once(job))
        self._failures = 0
        self._unanswered = 0
        self._leaving = AsyncExitStack()

    async def __aenter__(self) -> Worker:
        if self.job.store is not None:
            self.store = self._leaving.enter_context(Store.open(self.job.store, create=False))
        options = self.job.options
        if self.job.offline:  # nothing leaves, so that no key is needed
            options = replace(options, api_key=options.api_key or "none")
        self._summarizer = await self._leaving.enter_async_context(Summarizer(self.job.model, options, wire=self._wire))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._leaving.aclose()

    async def beat(self) -> None:
        """Tell other batches again and again that this one lives."""
        while self.store is not None:
            with suppress(StoreError):  # where it lasts, the next filing tells
                self.store.beat(self.job.run)
            await asyncio.sleep(_BEAT)

    def _wire(self, endpoint: Endpoint) -> Wire:
        from summarizer.extraction.pacing import Pace
        from summarizer.extraction.purse import Purse
        from summarizer.extraction.wire import Wire

        limits = self.job.limits
        return Wire(
            endpoint,
            None if self.store is None else _OfRun(self.store, self),
            Pace(limits.concurrency, limits.requests_per_minute, limits.tokens_per_minute),
            Purse(limits.max_cost, self._sums, self._place),
            self.job.offline,
        )

    async def take(self, piece: Piece) -> AsyncGenerator[Outcome, None]:
        """Yield what becomes of each filing of a file."""
        if self.ended is not None:
            yield Outcome(piece.name if isinstance(piece, Raw) else piece.source, 1, "stopped", error=self.ended)
            return
        try:
            async with aclosing(self._taken(piece)) as outcomes:
                async for outcome in outcomes:
                    yield outcome
        except StoreError as error:
            self.ended = self.ended or error

    async def _taken(self, piece: Piece) -> AsyncGenerator[Outcome, None]:
        if isinstance(piece, Unread):
            yield self._failed(piece.source, 1, None, piece.error)
        elif self.store is None or isinstance(piece, Filing):
            for part, filing in enumerate([piece] if isinstance(piece, Filing) else _filings(piece), 1):
                name = piece.source if isinstance(piece, Filing) else piece.name
                yield await self._outcome(name, filing, part, None)
        else:
            sha256 = piece.sha256
            async with self._turns.of(sha256), aclosing(self._settling(self.store, piece, sha256)) as outcomes:
                async for outcome in outcomes:
                    yield outcome

    async def _settling(self, store: Store, piece: Raw, sha256: str) -> AsyncGenerator[Outcome, None]:
        settled = store.settled(sha256, self._configuration)
        if settled is not None and settled.done + settled.failed == settled.parts and not self._wanted(settled.failed):
            for part in range(1, settled.parts + 1):
                yield self._settled(piece.name, part, sha256)
            return
        if not store.claim(sha256, self._configuration, self.job.run):
            yield Outcome(piece.name, 1, "elsewhere", sha256=sha256)
            return
        try:
            filings = await asyncio.to_thread(_filings, piece)
            store.add_source(piece.name, piece.data, len(filings))
            for part, filing in enumerate(filings, 1):
                before = store.state(sha256, part, self._configuration)
                if before is not None and not self._wanted(before == "failed"):
                    yield self._settled(piece.name, part, sha256)
                    continue
                if before == "failed" and (self.job.retry_failed or not self.job.offline):
                    store.retry(sha256, part, self._configuration)
                yield await self._outcome(piece.name, filing, part, sha256)
        finally:
            store.release(sha256, self._configuration, self.job.run)

    def _wanted(self, failed: int | bool) -> bool:
        """Return whether what is settled is to be taken up again."""
        return self.job.again or (self.job.retry_failed and bool(failed))

    def _settled(self, name: str, part: int, sha256: str) -> Outcome:
        assert self.store is not None  # noqa: S101  # nothing is settled without one
        if self.store.state(sha256, part, self._configuration) == "failed":
            return Outcome(name, part, "left", sha256=sha256)
        return Outcome(name, part, "kept", self._kept(sha256, part) if self.job.carried else None, sha256=sha256)

    def _kept(self, sha256: str, part: int) -> Summary | None:
        assert self.store is not None  # noqa: S101  # nothing is kept without one
        with using(self.job.options.own):
            return self.store.kept(sha256, part, self._configuration)

    async def _outcome(self, name: str, filing: Filing | Unread, part: int, sha256: str | None) -> Outcome:
        if isinstance(filing, Unread):
            return self._failed(name, part, sha256, filing.error)
        started = time.perf_counter()
        try:
            summary = await self._summarizer.asummarize(filing, whole=self.job.whole)
        except SummarizerError as error:
            return self._failed(name, part, sha256, error, time.perf_counter() - started)
        except Exception as error:
            log.warning("%s: a mistake in summarizer", filing.source, exc_info=True)
            mistake = SummarizerError(f"a mistake in summarizer: {type(error).__name__}: {error}")
            return self._failed(name, part, sha256, mistake, time.perf_counter() - started)
        self._unanswered = 0
        if self.store is not None and sha256 is not None:
            self.store.finish(self.job.run, self._configuration, part, summary, exchanges(summary.run.calls))
        return Outcome(
            name,
            part,
            "done",
            summary if self.job.carried else None,
            calls=summary.run.calls,
            seconds=round(time.perf_counter() - started, 3),
            sha256=sha256,
        )

    def _failed(
        self, source: str, part: int, sha256: str | None, error: SummarizerError, seconds: float = 0.0
    ) -> Outcome:
        """Enter a failure, unless it is none of the filing's: another run may do better."""
        calls = (error.record,) if isinstance(error, ModelError) and error.record is not None else ()
        outcome = Outcome(source, part, "failed", error=error, calls=calls, seconds=round(seconds, 3), sha256=sha256)
        if isinstance(error, NotStoredError):
            return replace(outcome, state="missing")
        if isinstance(self.ended, StoreError):
            return replace(outcome, state="stopped", error=self.ended)  # what was answered can't be kept
        if isinstance(error, (BatchLimitError, CredentialsError, OptionError)):
            self.ended = self.ended or error
            return replace(outcome, state="stopped")
        if self.store is not None:
            self.store.fail(self.job.run, self._configuration, sha256, part, source, error, exchanges(calls))
        self._count(error)
        return outcome

    def _count(self, error: SummarizerError) -> None:
        """End the batch where too many failed, or where nobody answers."""
        self._failures += 1
        unanswered = (
            isinstance(error, ModelError)
            and not isinstance(error, BudgetError)  # not even asked
            and not (error.record and error.record.ledger)
        )
        self._unanswered = self._unanswered + 1 if unanswered else 0
        limit = self.job.limits.max_failures
        if limit is not None and self._failures >= limit:
            self.ended = self.ended or too_many(self._failures)
        if self._unanswered >= _DEAF:
            self.ended = self.ended or BatchLimitError(
                f"{self._unanswered} filings in a row got no answer of the model: the batch ends here; last: {error}"
            )


def too_many(failures: int) -> BatchLimitError:
    """Return what a batch ends with when so many filings failed."""
    return BatchLimitError(f"{failures} filings failed, as many as --max-failures allows: the batch ends here")


def _filings(piece: Raw) -> list[Filing | Unread]:
    """Parse a file; a mistake of the parser's is that file's alone."""
    try:
        return list(filings_of(piece))
    except Exception as error:
        log.warning("%s: a mistake in summarizer", piece.name, exc_info=True)
        return [Unread(piece.name, SummarizerError(f"a mistake in summarizer: {type(error).__name__}: {error}"))]


@dataclass(frozen=True, slots=True)
class _OfRun:
    """The exchanges of a store; new ones are a run's, which ends where none can be kept."""

    store: Store
    worker: Worker

    def recall(self, key: str) -> Exchange | None:
        try:
            return self.store.recall(key)
        except StoreError as error:
            self.worker.ended = self.worker.ended or error
            raise

    def remember(self, exchange: Exchange) -> None:
        try:
            self.store.remember(exchange, self.worker.job.run)
        except StoreError as error:
            self.worker.ended = self.worker.ended or error
            raise
