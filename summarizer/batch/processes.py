"""The work of a batch in several processes, and between threads that wait and loops that await."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from summarizer.batch.turns import Turns
from summarizer.batch.worker import at_once, too_many, work
from summarizer.errors import SummarizerError
from summarizer.options import RULES

if TYPE_CHECKING:
    from summarizer.batch.jobs import Job, Outcome, Piece

T = TypeVar("T")

log = logging.getLogger("summarizer")

_AHEAD = 4  # files read ahead for each process
_LOOK = 0.2  # seconds after which one looks whether all is over
_END = None


class _Raised:
    """An error on its way from another thread or process."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


def in_a_thread(outcomes: AsyncGenerator[T, None]) -> Generator[T, None, None]:
    """Yield from an asynchronous iterator that runs on a loop of its own, also between two of its values."""
    found: queue.Queue[T | _Raised | None] = queue.Queue(maxsize=64)
    loop = asyncio.new_event_loop()
    left = threading.Event()

    async def put(value: T | _Raised | None) -> None:
        while not left.is_set():
            with contextlib.suppress(queue.Full):
                return found.put_nowait(value)
            await asyncio.sleep(0.01)

    async def consume() -> None:
        try:
            async for outcome in outcomes:
                await put(outcome)
            await put(_END)
        except BaseException as error:
            await put(_Raised(error))
        finally:
            await outcomes.aclose()

    def alone() -> None:
        try:
            loop.run_until_complete(task)
        finally:
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()

    task = loop.create_task(consume())
    thread = threading.Thread(target=alone, name="summarizer-batch", daemon=True)
    thread.start()
    try:
        yield from _values(found.get)
    finally:
        left.set()
        if thread.is_alive():
            with contextlib.suppress(RuntimeError):  # it may have ended by itself
                loop.call_soon_threadsafe(task.cancel)
        thread.join()


async def from_a_thread(values: Generator[T, None, None], left: threading.Event) -> AsyncGenerator[T, None]:
    """Yield from an iterator without blocking the event loop on it; it ends soon after ``left`` is set."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, "summarizer-batch") as one:  # thread, so that it is not closed while it goes on
        try:
            while (value := await loop.run_in_executor(one, next, values, _END)) is not None:
                yield value
        finally:
            left.set()
            await loop.run_in_executor(one, values.close)


def _values(get: Callable[[], Any]) -> Iterator[Any]:
    while (value := get()) is not None:
        if isinstance(value, _Raised):
            raise value.error
        yield value


def in_processes(
    job: Job, found: Iterator[Piece], left: threading.Event | None = None
) -> Generator[Outcome, None, None]:
    """Yield what becomes of the files of a job that several processes share, until ``left`` is set."""
    left = left or threading.Event()
    limit, failures = job.limits.max_failures, 0
    shared = _Shared.of(job)
    first: BaseException | None = None
    processes = [
        shared.context.Process(target=_process, args=(shared.job(job, place), shared.parts, place), daemon=True)
        for place in range(shared.count)
    ]
    over = threading.Event()  # nobody takes files any more
    feeder = threading.Thread(target=_feed, args=(found, shared, over), daemon=True)
    try:
        with _undisturbed():
            for process in processes:
                process.start()
        feeder.start()
        for value in _told(shared, processes, left):
            if isinstance(value, _Raised):
                first = first or value.error
            else:
                yield value
                failures += value.state == "failed"
            if first is None and limit is not None and failures >= limit:
                first = too_many(failures)
            if first is not None:
                shared.parts.ended.set()  # each ends what it has begun
        if first is not None:
            raise first
    finally:
        shared.parts.ended.set()
        over.set()
        for process in processes:
            if process.pid is not None:
                process.terminate()
                process.join()
        if feeder.ident is not None:
            feeder.join(timeout=5)  # it may be waiting for EDGAR
        with contextlib.suppress(queue.Empty):  # what nobody takes any more, so that nothing waits to be sent
            while True:
                shared.parts.todo.get(timeout=0.05)
        for pipe in (shared.parts.todo, shared.parts.told):
            pipe.cancel_join_thread()
            pipe.close()


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the processes of a batch share: files to take up, what became of them, money, contents in hand, the end."""

    todo: Any
    told: Any
    sums: Any
    hands: Any
    ended: Any


@dataclass(frozen=True, slots=True)
class _Shared:
    """Several processes, and what they share."""

    context: Any
    count: int
    parts: _Parts

    @classmethod
    def of(cls, job: Job) -> _Shared:
        context = multiprocessing.get_context("spawn")
        # Each has one request under way at least, and together they have no more than the limit.
        count = job.limits.workers if job.model == RULES else min(job.limits.workers, job.limits.concurrency)
        parts = _Parts(
            todo=context.Queue(maxsize=count * _AHEAD),
            told=context.Queue(maxsize=1024),
            sums=context.Array("d", count, lock=False),
            hands=context.Array("Q", count * at_once(job)),
            ended=context.Event(),
        )
        return cls(context, count, parts)

    def job(self, job: Job, place: int) -> Job:
        """Return the part of one process; how many filings failed is counted where all of them are told."""
        share = job.limits.shared(self.count, place)
        return replace(job, limits=replace(share, workers=1, max_failures=None))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Begin processes that Ctrl-C does not end, from their first moment: the first process tells them when to end."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _told(shared: _Shared, processes: list[Any], left: threading.Event) -> Iterator[Outcome | _Raised]:
    """Yield what the processes tell, until the last is done; `SummarizerError` where one is gone."""
    working = shared.count
    while working and not left.is_set():
        try:
            value = shared.parts.told.get(timeout=_LOOK)
        except queue.Empty:
            for process in processes:
                if process.exitcode not in (None, 0):
                    raise SummarizerError(
                        f"a process of the batch ended with code {process.exitcode}: run it again to go on"
                    ) from None
            continue
        if value is _END:
            working -= 1
        else:
            yield value


def _feed(found: Iterator[Piece], shared: _Shared, over: threading.Event) -> None:
    """Hand the files to whichever process is free."""
    ended = shared.parts.ended

    def put(piece: Piece | None) -> None:
        while not over.is_set():
            with contextlib.suppress(queue.Full):
                shared.parts.todo.put(piece, timeout=_LOOK)
                return

    try:
        for piece in found:
            put(piece)
            if ended.is_set():
                break
    except BaseException as error:
        if not over.is_set():
            shared.parts.told.put(_sendable(error))
    finally:
        if isinstance(found, Generator):
            found.close()  # here, where it was read
    for _ in range(shared.count):
        put(_END)


def _process(job: Job, parts: _Parts, place: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it could not be held back
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def get() -> Piece | None:
        while not parts.ended.is_set():
            with contextlib.suppress(queue.Empty):
                piece: Piece | None = parts.todo.get(timeout=_LOOK)
                return piece
        return None

    async def following() -> Piece | None:
        piece = await asyncio.to_thread(get)
        return None if parts.ended.is_set() else piece

    async def tell(outcome: Outcome) -> None:
        while True:
            with contextlib.suppress(queue.Full):
                parts.told.put_nowait(outcome)
                return
            await asyncio.sleep(0.01)

    try:
        turns = Turns(parts.hands.get_obj(), parts.hands.get_lock())
        asyncio.run(work(job, _shared(following), tell, parts.sums, place, turns))
    except Exception as error:
        parts.told.put(_sendable(error))
    finally:
        parts.told.put(_END)


def _sendable(error: BaseException) -> _Raised:
    """Return an error that another process can be told of: not every package's can be sent."""
    if isinstance(error, SummarizerError):
        return _Raised(error)
    log.warning("a mistake in summarizer", exc_info=error)
    return _Raised(SummarizerError(f"a mistake in summarizer: {type(error).__name__}: {error}"))


def _shared(following: Callable[[], Awaitable[Piece | None]]) -> Callable[[], Awaitable[Piece | None]]:
    """Let the tasks of a process take turns; the end, which comes once, is the end for all of them."""
    lock, ended = asyncio.Lock(), False

    async def turn() -> Piece | None:
        nonlocal ended
        async with lock:
            piece = None if ended else await following()
            ended = ended or piece is None
            return piece

    return turn


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # it was killed: nobody takes what is made here
