"""The money of a run: what was spent, what is under way, and the most that it may come to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Protocol

from summarizer.errors import BatchLimitError


class Sums(Protocol):
    """What each process of a run spent, in US dollars: one writes one place, all read all."""

    def __getitem__(self, place: int, /) -> float: ...
    def __setitem__(self, place: int, sum_: float, /) -> None: ...
    def __iter__(self) -> Iterator[float]: ...


class Purse:
    """Refuses a request that could pass the limit together with what was spent and what is under way.

    What an answer will take is not known before it comes; it is taken to cost as much as its question. So the limit
    may be passed by what the answers under way cost more than that.
    """

    def __init__(self, limit: float | None = None, sums: Sums | None = None, place: int = 0) -> None:
        self.limit = limit
        self._sums: Sums = [0.0] if sums is None else sums
        self._place = place
        self._reserved = 0.0

    @property
    def spent(self) -> float:
        """What the run spent so far, in US dollars."""
        return sum(self._sums)

    @contextmanager
    def holding(self, estimate: Decimal | None) -> Iterator[None]:
        """Reserve an estimate while a request is under way; `BatchLimitError` where it would pass the limit."""
        sum_ = float(estimate or 0) * 2
        if self.limit is not None and self.spent + self._reserved + sum_ > self.limit:
            raise BatchLimitError(
                f"the next question could pass the limit of ${self.limit:g} for the whole batch, of which "
                f"${self.spent:.4f} are spent: raise --max-cost to go on"
            )
        self._reserved += sum_
        try:
            yield
        finally:
            self._reserved -= sum_

    def pay(self, cost: Decimal | None) -> None:
        """Enter what an answer cost."""
        self._sums[self._place] += float(cost or 0)
