"""The work of a batch in several processes, and between threads that wait and loops that await."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from summarizer.errors import SummarizerError

if TYPE_CHECKING:
    from summarizer.batch.jobs import Job, Outcome, Piece

T = TypeVar("T")

_AHEAD = 4  # files read ahead for each process
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


async def from_a_thread(values: Generator[T, None, None]) -> AsyncGenerator[T, None]:
    """Yield from an iterator without blocking the event loop on it."""
    try:
        while (value := await asyncio.to_thread(next, values, _END)) is not None:
            yield value
    finally:
        await asyncio.to_thread(values.close)


def _values(get: Callable[[], Any]) -> Iterator[Any]:
    while (value := get()) is not None:
        if isinstance(value, _Raised):
            raise value.error
        yield value


def in_processes(job: Job, found: Iterator[Piece]) -> Generator[Outcome, None, None]:
    """Yield what becomes of the files of a job that several processes share."""
    context = multiprocessing.get_context("spawn")
    count = job.limits.workers
    todo: Any = context.Queue(maxsize=count * _AHEAD)
    told: Any = context.Queue(maxsize=1024)
    sums: Any = context.Array("d", count, lock=False)
    share = replace(job, limits=replace(job.limits.shared(count), workers=1))
    processes = [
        context.Process(target=_process, args=(share, todo, told, sums, place), daemon=True) for place in range(count)
    ]
    for process in processes:
        process.start()
    stop = threading.Event()
    feeder = threading.Thread(target=_feed, args=(found, todo, told, count, stop), daemon=True)
    feeder.start()
    working, first = count, None
    try:
        while working:
            try:
                value = told.get(timeout=1.0)
            except queue.Empty:
                dead = [process for process in processes if process.exitcode not in (None, 0)]
                if dead:
                    code = dead[0].exitcode
                    raise SummarizerError(
                        f"a process of the batch ended with code {code}: run it again to go on"
                    ) from None
                continue
            if value is _END:
                working -= 1
            elif isinstance(value, _Raised):
                first = first or value.error
                stop.set()  # the others end what they have begun
            else:
                yield value
        if first is not None:
            raise first
    finally:
        stop.set()
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()
        for pipe in (todo, told):
            pipe.cancel_join_thread()
            pipe.close()
        feeder.join(timeout=5)


def _feed(found: Iterator[Piece], todo: Any, told: Any, count: int, stop: threading.Event) -> None:
    """Hand the files to whichever process is free."""

    def put(piece: Piece | None) -> bool:
        while not stop.is_set():
            with contextlib.suppress(queue.Full):
                todo.put(piece, timeout=0.2)
                return True
        return False

    try:
        for piece in found:
            if not put(piece):
                break
    except BaseException as error:
        told.put(_Raised(error))
    finally:
        if isinstance(found, Generator):
            found.close()  # here, where it was read
    stopping = stop.is_set()
    for _ in range(count):
        if stopping:
            with contextlib.suppress(queue.Full):
                todo.put(_END, timeout=1.0)
        else:
            put(_END)


def _process(job: Job, todo: Any, told: Any, sums: Any, place: int) -> None:
    from summarizer.batch.worker import work

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process tells when to end
    threading.Thread(target=_end_with_parent, daemon=True).start()

    async def following() -> Piece | None:
        piece: Piece | None = await asyncio.to_thread(todo.get)
        return piece

    async def tell(outcome: Outcome) -> None:
        told.put(outcome)

    try:
        asyncio.run(work(job, _shared(following), tell, sums, place))
    except Exception as error:
        told.put(_Raised(error))
    finally:
        told.put(_END)


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
