"""Who has which file in hand: the same content under two names is summarized once, and found done the second time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, MutableSequence
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext

_AGAIN = 0.05  # seconds after which one looks again


class Turns:
    """What is in hand, in a row of places that hold a part of a digest, or 0; processes share the row and its lock."""

    def __init__(self, places: MutableSequence[int], lock: AbstractContextManager[object] | None = None) -> None:
        self._places = places
        self._lock = lock or nullcontext()

    @asynccontextmanager
    async def of(self, sha256: str) -> AsyncIterator[None]:
        """Wait until nobody has that content in hand, and take it."""
        mark = int(sha256[:15], 16) + 1
        while (place := self._taken(mark)) is None:
            await asyncio.sleep(_AGAIN)
        try:
            yield
        finally:
            with self._lock:
                self._places[place] = 0

    def _taken(self, mark: int) -> int | None:
        with self._lock:
            held = list(self._places)
            if mark in held or 0 not in held:
                return None
            place = held.index(0)
            self._places[place] = mark
            return place
