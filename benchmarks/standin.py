"""A stand-in for an OpenAI-compatible endpoint, on this machine's loopback: fixed latency, faults as asked for, counts.

    python benchmarks/standin.py --answers FILE [--port 0] [--latency 0.2] [--faults limited=0.1 …] [--log FILE]

Prints its address and answers until it is told to stop, its parent is gone, its standard input (where that is a pipe)
ends, or ``--seconds`` have passed. What it answers is looked up by the digest of what is asked (`dialogues.py` makes
the file), so that it does next to no work of its own; what it was not given is refused with status 400.

Faults are drawn for each request and attempt from the seed: the same requests meet the same faults in any order of
arrival. ``GET /counts`` tells how often each request came and was paid, that is answered in full with status 200,
whatever the answer was worth; ``--log`` writes the same, a line for each event. Files and batches of the Batch API are
in `standin_batches.py`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import stat
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from benchmarks.standin_answers import PAID, Answers, Faults, completion, error
from benchmarks.standin_batches import Batches, BatchFaults

REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 413: "Too Large", 429: "Limited", 500: "Failed"}


class _Bucket:
    """So many of something a second, and as many saved up as ``burst`` seconds bring."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.most = rate, max(1.0, rate * burst)
        self.left, self.at = self.most, time.monotonic()

    def take(self, count: float) -> float:
        """Take so many and return 0, or return the seconds until there are as many."""
        now = time.monotonic()
        self.left, self.at = min(self.most, self.left + (now - self.at) * self.rate), now
        if self.left >= min(count, self.most):
            self.left -= count
            return 0.0
        return (min(count, self.most) - self.left) / self.rate


# -- the server --------------------------------------------------------------------------------------------------------


class StandIn:
    """What was asked, and how it was answered."""

    def __init__(
        self,
        answers: Answers,
        faults: Faults | None = None,
        *,
        latency: float = 0.2,
        log: Path | None = None,
        batch_faults: BatchFaults | None = None,
    ) -> None:
        self.answers, self.faults, self.latency = answers, faults or Faults(), latency
        self.batches = Batches(answers.of, self._batched, completion, batch_faults or BatchFaults())
        self.url = ""
        self.transports: set[Any] = set()
        self._log: TextIO | None = log.open("a", encoding="utf-8", buffering=1) if log else None
        self.requests = _Bucket(self.faults.rate, self.faults.burst) if self.faults.rate else None
        self.tokens = _Bucket(self.faults.token_rate, self.faults.burst) if self.faults.token_rate else None
        self.forget()

    def forget(self) -> None:
        """Count from 0 again, attempts too."""
        self.received: Counter[str] = Counter()
        self.paid: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()  # questions, in whatever words
        self.outcomes: Counter[str] = Counter()
        self.open = self.most_open = self.connections = self.early = 0
        self.not_before: dict[str, float] = {}

    def counts(self, *, each: bool = True) -> dict[str, Any]:
        """Return what was counted; ``each`` request by its name too."""
        told = {
            "received": self.received.total(),
            "paid": self.paid.total(),
            "outcomes": dict(self.outcomes),
            "requests": len(self.received),
            "requests_paid": len(self.paid),
            "most_at_once": self.most_open,
            "connections": self.connections,
            "early": self.early,  # came again before Retry-After said
            "read": self.answers.read,
        }
        return {**told, "each": {n: [c, self.paid[n]] for n, c in self.received.items()}} if each else told

    def close(self) -> None:
        """Close the log."""
        if self._log:
            self._log.close()
            self._log = None

    def arrived(self, name: str) -> int:
        """Enter a request, and return which attempt at it this is."""
        self.received[name] += 1
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        if time.monotonic() < self.not_before.get(name, 0.0):
            self.early += 1
        self._write("received", name, self.received[name], "")
        return self.received[name]

    def left(self, name: str, outcome: str) -> None:
        """Enter what became of it."""
        self.open -= 1
        self.outcomes[outcome] += 1
        if outcome in PAID:
            self.paid[name] += 1
        self._write("paid" if outcome in PAID else "unpaid", name, self.received[name], outcome)

    def _batched(self, name: str, outcome: str) -> int:
        """Enter a line of a batch; it is counted as a request is."""
        if not outcome:
            return self.arrived(name)
        self.left(name, outcome)
        return self.received[name]

    def _write(self, event: str, name: str, attempt: int, outcome: str) -> None:
        if self._log:
            self._log.write(f"{time.monotonic():.6f} {event} {name} {attempt} {outcome}\n")

    def limited(self, size: int) -> float:
        """Return after how many seconds a request of so many bytes may come again, 0 where it may pass."""
        waits = [self.requests.take(1) if self.requests else 0.0, self.tokens.take(size / 4) if self.tokens else 0.0]
        return max(waits)


class _Connection(asyncio.Protocol):
    """One connection: requests one after another."""

    def __init__(self, server: StandIn) -> None:
        self.server = server
        self.buffer = bytearray()
        self.need = 0  # bytes of the request, once its head is read
        self.head = b""
        self.later: asyncio.TimerHandle | None = None
        self.waiting: str | None = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.server.transports.add(transport)
        self.server.connections += 1

    def connection_lost(self, _: Exception | None) -> None:
        self.server.transports.discard(self.transport)
        if self.later:
            self.later.cancel()
        if self.waiting is not None:
            self.server.left(self.waiting, "left")
            self.waiting = None

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        self._go_on()

    def _go_on(self) -> None:
        """Take up the next request, where it has come in full and no other is being answered."""
        if self.waiting is not None or self.transport.is_closing():
            return
        if not self.head:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            self.head = bytes(self.buffer[:end])
            length = self.head.lower().partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0]
            self.need = end + 4 + int(length or 0)
        if len(self.buffer) < self.need:
            return
        head, body = self.head, bytes(self.buffer[len(self.head) + 4 : self.need])
        del self.buffer[: self.need]
        self.head = b""
        method, target, _ = head.partition(b"\r\n")[0].decode("latin-1").split(" ", 2)
        if target == "/v1/chat/completions" and method == "POST":
            self._complete(body)
        else:
            self._other(method, target, head, body)
            self._go_on()

    def _other(self, method: str, target: str, head: bytes, body: bytes) -> None:
        path, _, query = target.partition("?")
        if path == "/counts":
            self._reply(200, json.dumps(self.server.counts(each=query != "brief")).encode())
        elif path == "/forget" and method == "POST":
            self.server.forget()
            self._reply(200, b"{}")
        else:
            reply = self.server.batches.reply(method, path, query, head, body)
            if reply is None:
                self.transport.abort()
            else:
                self._reply(*reply)

    def _complete(self, body: bytes) -> None:
        server, loop = self.server, asyncio.get_running_loop()
        try:
            name, asked, text = server.answers.find(body)
        except (ValueError, AttributeError, TypeError):
            self._reply(400, error("the body is no request", "invalid_request_error"))
            return
        attempt = server.arrived(name)
        server.asked[asked] += 1
        self.waiting = name
        wait = server.limited(len(body))
        outcome, form = ("limited", 0) if wait else server.faults.drawn(name, attempt, server.asked[asked])
        if text is None and outcome not in ("limited", "failed", "dropped", "slow"):
            outcome = "unknown"
        delay = server.faults.slow_seconds if outcome == "slow" else server.latency
        delay /= 10 if outcome in ("limited", "unknown") else 1
        self.later = loop.call_later(delay, self._answer, name, text or "", outcome, form, len(body), attempt, wait)

    def _answer(self, name: str, text: str, outcome: str, form: int, size: int, attempt: int, wait: float) -> None:
        server, headers = self.server, ""
        outcome = ("answered" if text else "unknown") if outcome == "slow" else outcome
        self.waiting = None  # before anything is written, since an answer may end the connection
        if outcome == "dropped" and form % 2:
            self.transport.abort()
        elif outcome == "limited":
            seconds = wait or server.faults.retry_after
            server.not_before[name] = time.monotonic() + seconds
            headers = f"retry-after: {math.ceil(seconds)}\r\n"
            headers += f"retry-after-ms: {math.ceil(1000 * seconds)}\r\n" if form % 2 or wait else ""
            server.not_before[name] += 0 if form % 2 or wait else math.ceil(seconds) - seconds
            self._reply(429, error("Rate limit reached", "rate_limit_exceeded"), headers)
        elif outcome == "failed":
            self._reply(500, error("The server had an error", "server_error"))
        elif outcome == "unknown":
            self._reply(400, error("no answer to this is known", "invalid_request_error"))
        else:
            data = json.dumps(completion(name, text, outcome, size, attempt)).encode()
            if outcome == "broken_body":
                data = data[: len(data) // 2]
            if outcome == "dropped":
                self.transport.write(_head(200, len(data)) + data[: len(data) // 2])
                self.transport.close()
            else:
                self._reply(200, data)
        server.left(name, outcome)
        self._go_on()

    def _reply(self, status: int, data: bytes, headers: str = "") -> None:
        self.transport.write(_head(status, len(data), headers) + data)


def _head(status: int, length: int, headers: str = "") -> bytes:
    line = f"HTTP/1.1 {status} {REASONS.get(status, 'Other')}"
    return f"{line}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\r\n".encode()


# -- running it --------------------------------------------------------------------------------------------------------


async def serve(server: StandIn, stop: asyncio.Event, started: Callable[[], None], port: int = 0) -> None:
    """Answer on the loopback until ``stop`` is set."""
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: _Connection(server), "127.0.0.1", port, backlog=1024)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"
    started()
    try:
        await stop.wait()
    finally:
        listening.close()
        for transport in list(server.transports):
            transport.abort()
        while server.transports:
            await asyncio.sleep(0)
        server.close()


@contextmanager
def standing_in(answers: Answers, faults: Faults | None = None, **options: Any) -> Iterator[StandIn]:
    """Answer in a thread of this process; options are those of `StandIn`."""
    server, ready = StandIn(answers, faults, **options), threading.Event()
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(serve(server, stop, ready.set)), daemon=True)
    thread.start()
    try:
        if not ready.wait(10):
            raise RuntimeError("the stand-in does not start")
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()


class Running:
    """A stand-in in a process of its own."""

    def __init__(self, url: str, process: subprocess.Popen[str]) -> None:
        self.url, self.process = url, process

    def counts(self, *, each: bool = False) -> dict[str, Any]:
        """Return what it counted."""
        with urllib.request.urlopen(self._at("/counts" + ("" if each else "?brief")), timeout=60) as response:  # noqa: S310
            told: dict[str, Any] = json.load(response)
        return told

    def forget(self) -> None:
        """Have it count from 0."""
        urllib.request.urlopen(urllib.request.Request(self._at("/forget"), b"", method="POST"), timeout=60).close()  # noqa: S310

    def _at(self, path: str) -> str:
        return self.url.removesuffix("/v1") + path


@contextmanager
def running(answers: Path, *options: str) -> Iterator[Running]:
    """Run a stand-in in a process of its own, with these options of the command line."""
    command = [sys.executable, __file__, "--answers", str(answers), *options]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        url = process.stdout.readline().strip() if process.stdout else ""
        if not url:
            raise SystemExit("the stand-in does not start")
        yield Running(url, process)
    finally:
        if process.stdin:
            process.stdin.close()  # it stops by itself
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


async def _until(stop: asyncio.Event, seconds: float) -> None:
    """Set ``stop`` once the time is up, the parent is gone or standard input ends."""
    parent, until = os.getppid(), time.monotonic() + seconds
    if stat.S_ISFIFO(os.fstat(0).st_mode):
        asyncio.get_running_loop().add_reader(0, lambda: None if os.read(0, 1024) else stop.set())
    while time.monotonic() < until and os.getppid() == parent:
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), 0.5)
            return
    stop.set()


async def _run(server: StandIn, port: int, seconds: float) -> None:
    stop = asyncio.Event()
    watch = asyncio.create_task(_until(stop, seconds))
    await serve(server, stop, lambda: print(server.url, flush=True), port)
    watch.cancel()


def _settings(words: list[str]) -> dict[str, Any]:
    """Return the fields that words such as ``limited=0.1`` set."""
    found: dict[str, Any] = {}
    for word in words:
        name, _, value = word.partition("=")
        found[name] = tuple(value.split(",")) if name == "script" else json.loads(value)
    return found


def main() -> None:
    """Run the stand-in."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=Path, required=True, metavar="FILE")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.2, metavar="SECONDS")
    parser.add_argument("--seconds", type=float, default=3600, help="stop after so long (default 3600)")
    parser.add_argument("--log", type=Path, metavar="FILE")
    parser.add_argument("--faults", nargs="*", default=[], metavar="NAME=SHARE", help="fields of Faults")
    parser.add_argument("--batch-faults", nargs="*", default=[], metavar="NAME=SHARE", help="fields of BatchFaults")
    given = vars(parser.parse_args())
    faults = Faults(**_settings(given["faults"]))
    batch_faults = BatchFaults(**_settings(given["batch_faults"]))
    server = StandIn(
        Answers.load(given["answers"]),
        faults,
        latency=given["latency"],
        log=given["log"],
        batch_faults=batch_faults,
    )
    asyncio.run(_run(server, given["port"], given["seconds"]))


if __name__ == "__main__":
    main()
