"""Batches as callers ask for them: for who waits and for who awaits, in this process or in several."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, contextmanager, suppress
from dataclasses import replace

from summarizer.batch.jobs import Job, Limits, Outcome, Piece
from summarizer.batch.processes import from_a_thread, in_a_thread, in_processes
from summarizer.batch.worker import work
from summarizer.errors import OptionError, StoreError, SummarizerError
from summarizer.filing.structure import Filing
from summarizer.options import Options, chosen_model
from summarizer.pipeline import Summarizer
from summarizer.reading import Source, Unread, read_raw
from summarizer.store import Store


async def asummarize_many(
    sources: Iterable[Source],
    *,
    model: str | None = None,
    options: Options | None = None,
    store: str | os.PathLike[str] | None = None,
    limits: Limits | None = None,
    offline: bool = False,
    retry_failed: bool = False,
    again: bool = False,
) -> AsyncGenerator[Outcome, None]:
    """Yield what becomes of every filing of the sources, as each is done; no failure of one is another's.

    ``store`` is the file in which summaries and exchanges with the model are kept: what is done there is not done
    again, what was answered not asked again. ``offline`` answers from the store alone, ``retry_failed`` takes up what
    failed before, ``again`` also what is done. Raises `BatchLimitError` once all is yielded where a limit was reached,
    `CredentialsError`, `OptionError` and `StoreError` where no filing can go on.
    """
    job = make_job(model, options, store, limits, offline=offline, retry_failed=retry_failed, again=again)
    async with aclosing(arun(job, pieces(sources))) as outcomes:
        async for outcome in outcomes:
            yield outcome


def summarize_many(
    sources: Iterable[Source],
    *,
    model: str | None = None,
    options: Options | None = None,
    store: str | os.PathLike[str] | None = None,
    limits: Limits | None = None,
    offline: bool = False,
    retry_failed: bool = False,
    again: bool = False,
) -> Generator[Outcome, None, None]:
    """Do as `asummarize_many` does, for who does not await: the work goes on between two outcomes."""
    job = make_job(model, options, store, limits, offline=offline, retry_failed=retry_failed, again=again)
    yield from run(job, pieces(sources))


def make_job(
    model: str | None,
    options: Options | None,
    store: str | os.PathLike[str] | None,
    limits: Limits | None,
    **how: bool,
) -> Job:
    """Return a batch, looked over before its first filing is read; raises `OptionError`, `StoreError`."""
    job = Job(
        model=chosen_model(model),
        options=options or Options(),
        limits=limits or Limits(),
        store=None if store is None else os.path.abspath(os.fspath(store)),
        **how,
    )
    if job.store is None and (job.offline or job.retry_failed or job.again):
        raise OptionError("offline, retry_failed and again are about what a store holds: name one")
    check(job)
    if job.store is not None:
        Store.open(job.store, create=not job.offline).close()
    return job


def check(job: Job) -> None:
    """Raise `OptionError` for what can't be used, as a limit of money where no price of the model is known."""
    limit = job.options.max_cost if job.limits.max_cost is None else job.limits.max_cost
    Summarizer(job.model, replace(job.options, max_cost=limit)).close()


def pieces(sources: Iterable[Source]) -> Iterator[Piece]:
    """Yield the files of the sources, unpacked and unparsed; what can't be read takes nothing else with it."""
    for source in sources:
        if isinstance(source, Filing):
            yield source
            continue
        try:
            yield from read_raw(source)
        except SummarizerError as error:
            name = source if isinstance(source, str) and "\n" not in source else "a source"
            yield Unread(os.fspath(source) if isinstance(source, os.PathLike) else name, error)


def run(job: Job, found: Iterator[Piece]) -> Generator[Outcome, None, None]:
    """Yield what becomes of the files of a job."""
    if job.limits.workers > 1:
        with begun(job) as started:
            yield from in_processes(started, found)
    else:
        yield from in_a_thread(arun(job, found))


async def arun(job: Job, found: Iterator[Piece]) -> AsyncGenerator[Outcome, None]:
    """Do as `run` does, without blocking the event loop on the model."""
    if job.limits.workers > 1:
        left = threading.Event()
        with begun(job) as started:
            async with aclosing(from_a_thread(in_processes(started, found, left), left)) as others:
                async for one in others:
                    yield one
        return

    with ThreadPoolExecutor(1, "summarizer-reading") as reader, begun(job) as started:
        loop = asyncio.get_running_loop()

        async def following() -> Piece | None:
            # In a thread: it may lie at EDGAR, or in an archive of a hundred megabytes.
            return await loop.run_in_executor(reader, next, found, None)

        queue: asyncio.Queue[Outcome | None] = asyncio.Queue(maxsize=job.limits.concurrency)
        task = asyncio.create_task(_to_the_end(started, following, queue))
        try:
            while (outcome := await queue.get()) is not None:
                yield outcome
            await task
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError, SummarizerError):
                await task
            await loop.run_in_executor(reader, _close, found)


def _close(found: Iterator[Piece]) -> None:
    if isinstance(found, Generator):
        found.close()


async def _to_the_end(
    job: Job, following: Callable[[], Awaitable[Piece | None]], queue: asyncio.Queue[Outcome | None]
) -> None:
    try:
        await work(job, following, queue.put)
    except asyncio.CancelledError:
        raise  # nobody takes what is put any more
    except BaseException:
        await queue.put(None)
        raise
    await queue.put(None)


@contextmanager
def begun(job: Job, command: str = "batch") -> Iterator[Job]:
    """Enter a run in the store, alive for as long as the block lasts; without a store nothing."""
    if job.store is None:
        yield job
        return
    with Store.open(job.store, create=not job.offline) as store:
        run_ = store.begin(job.configuration, command)
        try:
            yield replace(job, run=run_)
        finally:
            with suppress(StoreError):  # what went wrong is told already, or every filing is entered
                store.end(run_)
