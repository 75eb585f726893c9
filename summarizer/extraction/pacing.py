"""How fast requests leave: so many at once, so many a minute, so many tokens a minute; slower where the endpoint says.

An endpoint that answers 429 is asked nothing until the time that it names is over, and then a little less at once:
additive increase, multiplicative decrease, as TCP does it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

_SLOWER = 0.7  # of what may be under way at once, after a 429
_LEAST = 1.0


class Pace:
    """The gate that every request of one event loop passes, in the order of arrival."""

    def __init__(
        self,
        at_once: int,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.at_once = at_once
        self._allowed = float(at_once)
        self._under_way = 0
        self._room = asyncio.Event()
        self._gate = asyncio.Lock()
        self._clock, self._sleep = clock, sleep
        self._closed_until = 0.0
        # One second's worth may be used ahead, so that what is left for the others is a 61st each.
        rates = enumerate((requests_per_minute, tokens_per_minute))
        self._rates = {which: _Rate(rate / 61) for which, rate in rates if rate is not None}

    @asynccontextmanager
    async def under_way(self, tokens: int) -> AsyncIterator[None]:
        """Wait until a request of so many tokens may leave, and hold its place while it is under way."""
        async with self._gate:
            while self._under_way >= int(self._allowed):
                self._room.clear()
                await self._room.wait()
            while (wait := self._wait()) > 0:
                await self._sleep(wait)
            for which, rate in self._rates.items():
                rate.take((1, tokens)[which], self._clock())
            self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            self._room.set()

    def _wait(self) -> float:
        now = self._clock()
        return max([self._closed_until - now, *(rate.wait(now) for rate in self._rates.values())])

    def hold(self, seconds: float) -> None:
        """Let nothing leave for so long, and less at once from then on: the endpoint had enough."""
        now = self._clock()
        if now >= self._closed_until:  # those refused together slow it down once
            self._allowed = max(_LEAST, self._allowed * _SLOWER)
        self._closed_until = max(self._closed_until, now + seconds)

    def went_well(self) -> None:
        """Let a little more leave at once again."""
        self._allowed = min(float(self.at_once), self._allowed + 1 / max(self._allowed, 1))
        self._room.set()


class _Rate:
    """A rate that may be used ahead by one second's worth, so that it holds over every minute."""

    def __init__(self, per_second: float) -> None:
        self._per_second = per_second
        self._free_at = 0.0

    def wait(self, now: float) -> float:
        """Return how many seconds are left until the next may go."""
        return self._free_at - now - 1.0 if self._free_at else 0.0

    def take(self, amount: int, now: float) -> None:
        """Book an amount."""
        self._free_at = max(self._free_at, now) + amount / self._per_second
