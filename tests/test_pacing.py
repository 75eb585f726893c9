"""How fast requests leave, by a clock that the tests wind."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence

import pytest

from summarizer import Limits, OptionError
from summarizer.extraction.pacing import Pace


class Clock:
    """Time passes when somebody sleeps."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def departures(
    clock: Clock,
    tokens: Sequence[int],
    at_once: int = 1000,
    requests_per_minute: float | None = None,
    tokens_per_minute: float | None = None,
) -> list[float]:
    """Return when each request leaves, in seconds from the first, where all want to at once."""
    times: list[float] = []

    async def run() -> None:
        pace = Pace(at_once, requests_per_minute, tokens_per_minute, clock, clock.sleep)

        async def send(size: int) -> None:
            async with pace.under_way(size):
                times.append(clock())
                await asyncio.sleep(0)

        await asyncio.gather(*map(send, tokens))

    asyncio.run(run())
    return [time - times[0] for time in times]


def most(times: Sequence[float], amounts: Sequence[int], seconds: float = 60.0) -> int:
    """Return the most that left within so many seconds, whenever these begin."""
    return max(
        sum(amount for time, amount in zip(times, amounts, strict=True) if start <= time < start + seconds - 1e-6)
        for start in times
    )


def test_without_a_rate_nothing_waits() -> None:
    assert set(departures(Clock(), [100] * 50)) == {0.0}


@pytest.mark.parametrize("rate", [6, 60, 600, 45.5])
def test_no_minute_sees_more_requests_than_its_rate(rate: float) -> None:
    count = int(rate * 3)
    times = departures(Clock(), [1] * count, requests_per_minute=rate)
    assert rate * 0.9 - 1 <= most(times, [1] * count) <= math.ceil(rate)
    assert times[-1] <= 60 * 3 * 1.05  # and it is used


def test_no_minute_sees_more_tokens_than_its_rate() -> None:
    sizes = [100, 900, 300, 2500, 40, 700] * 20
    times = departures(Clock(), sizes, tokens_per_minute=30_000)
    assert most(times, sizes) <= 30_000 + max(sizes)  # what is under way is not cut in two
    assert times[-1] <= sum(sizes) / 30_000 * 60 * 1.05


def test_the_tighter_of_two_rates_holds() -> None:
    sizes = [1000] * 30
    by_tokens = departures(Clock(), sizes, requests_per_minute=600, tokens_per_minute=6_000)
    by_requests = departures(Clock(), sizes, requests_per_minute=6, tokens_per_minute=600_000)
    assert most(by_tokens, [1] * 30) <= 7
    assert most(by_requests, [1] * 30) <= 6


def test_a_request_larger_than_a_minute_holds_leaves_too() -> None:
    times = departures(Clock(), [10, 50_000, 10], tokens_per_minute=1_000)
    assert times[1] <= 1
    assert times[2] >= 3000  # and is paid for in time


def test_time_that_was_not_used_is_not_saved_up() -> None:
    clock = Clock()

    async def run() -> list[float]:
        pace = Pace(100, requests_per_minute=60, clock=clock, sleep=clock.sleep)
        times = []
        for wait in (0, 600, *([0] * 9)):
            clock.now += wait
            async with pace.under_way(1):
                times.append(clock())
        return times

    times = asyncio.run(run())
    assert most(times[1:], [1] * 10, 5) <= 6


def test_so_many_are_under_way_at_once_and_no_more() -> None:
    async def run() -> int:
        pace, under_way, highest = Pace(3), 0, 0

        async def send() -> None:
            nonlocal under_way, highest
            async with pace.under_way(1):
                under_way += 1
                highest = max(highest, under_way)
                await asyncio.sleep(0.001)
                under_way -= 1

        await asyncio.gather(*(send() for _ in range(30)))
        return highest

    assert asyncio.run(run()) == 3


def test_after_a_refusal_nothing_leaves_until_its_time_and_less_at_once() -> None:
    clock = Clock()

    async def at_once(pace: Pace) -> int:
        """Return how many get through before one of them is back."""
        gate, through = asyncio.Event(), 0

        async def send() -> None:
            nonlocal through
            async with pace.under_way(1):
                through += 1
                await gate.wait()

        tasks = [asyncio.create_task(send()) for _ in range(20)]
        for _ in range(50):
            await asyncio.sleep(0)
        found = through
        gate.set()
        await asyncio.gather(*tasks)
        return found

    async def run() -> None:
        pace = Pace(10, clock=clock, sleep=clock.sleep)
        assert await at_once(pace) == 10
        for _ in range(4):  # refused together: they slow it down once
            pace.hold(30)
        before = clock.now
        assert await at_once(pace) == 7
        assert clock.now == before + 30
        pace.hold(1)
        assert await at_once(pace) == 4
        for _ in range(10):
            pace.went_well()
        assert 5 <= await at_once(pace) <= 7  # one more for each round that went well, not at once
        for _ in range(200):
            pace.went_well()
        assert await at_once(pace) == 10
        for _ in range(30):
            clock.now += 100
            pace.hold(1)
        assert await at_once(pace) == 1  # never none

    asyncio.run(run())


def test_who_stops_waiting_leaves_the_gate_open() -> None:
    async def run() -> None:
        pace = Pace(1)
        async with pace.under_way(1):
            waiting = asyncio.create_task(pace.under_way(1).__aenter__())
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        async with asyncio.timeout(5), pace.under_way(1):
            pass

    asyncio.run(run())


# -- limits ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("concurrency", 0),
        ("concurrency", 2.5),
        ("concurrency", None),
        ("workers", -1),
        ("workers", True),
        ("requests_per_minute", 0),
        ("tokens_per_minute", float("nan")),
        ("max_cost", float("inf")),
        ("max_cost", "1"),
        ("max_failures", 1.5),
    ],
)
def test_a_limit_that_can_not_be_kept_is_refused(name: str, value: object) -> None:
    with pytest.raises(OptionError, match=f"{name} is {value!r}: give a (whole )?number above 0"):
        Limits(**{name: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(("concurrency", "workers"), [(8, 2), (8, 3), (5, 2), (3, 3), (7, 4)])
def test_processes_share_what_is_under_way_at_once_and_leaves_a_minute(concurrency: int, workers: int) -> None:
    whole = Limits(concurrency=concurrency, requests_per_minute=90, tokens_per_minute=1200, max_cost=5)
    parts = [whole.shared(workers, place) for place in range(workers)]
    assert sum(part.concurrency for part in parts) == concurrency
    assert sum(part.requests_per_minute or 0 for part in parts) == pytest.approx(90)
    assert sum(part.tokens_per_minute or 0 for part in parts) == pytest.approx(1200)
    assert {part.max_cost for part in parts} == {5}  # which they count together
    assert whole.shared(workers).concurrency == concurrency // workers
