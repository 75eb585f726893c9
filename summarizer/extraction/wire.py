"""What a request of a batch passes on its way to the model and back.

What was answered before is not sent again. What is sent waits for its turn, and is sent again after what can pass: a
limit, a fault of the server, a lost connection. What comes back is kept before anything is made of it, so that whatever
happens next, it was not paid for in vain.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from summarizer.errors import NotStoredError
from summarizer.exchanges import Exchange, Exchanges, request_key
from summarizer.extraction.endpoint import Endpoint
from summarizer.extraction.failures import Fault, GarbledError, fault_of
from summarizer.extraction.pacing import Pace
from summarizer.extraction.purse import Purse
from summarizer.extraction.responses import Usage

Create = Callable[..., Awaitable[Any]]

FAULTS = 5  # so often a request is sent again after what is no limit
_TURNS = 10  # of the loop, which a request that waits takes to leave: it goes before what came back is worked at
_LONGEST_WAIT = 30.0  # seconds between two attempts, unless the endpoint names a time
_BYTES_A_TOKEN = 4
_SOMETHING_ELSE = "what comes back is no answer of a model: check --base-url"


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a response came: under which key it is kept, from the store or now, and what it cost."""

    key: str
    recalled: bool
    cost: Decimal | None


@dataclass(slots=True)
class Trip:
    """One question's place on the wire: what it is for, and how its last response came."""

    purpose: str
    arrival: Arrival | None = None


TRIP: ContextVar[Trip] = ContextVar("trip")


@dataclass(slots=True)
class _Turn:
    """One question, and how many want to ask it now."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    wanted: int = 0


@dataclass
class Wire:
    """Where exchanges are kept, how fast requests leave, and what they may cost; ``offline``: none leaves at all."""

    endpoint: Endpoint
    exchanges: Exchanges | None
    pace: Pace
    purse: Purse
    offline: bool = False
    _turns: dict[str, _Turn] = field(default_factory=dict, init=False, repr=False)

    def through(self, create: Create, revive: Callable[[Mapping[str, Any]], Any]) -> Create:
        """Return a provider's function that makes a response, with the wire before it.

        ``revive`` makes a response of what was kept of one.
        """

        async def created(*_: Any, **body: Any) -> Any:
            trip = TRIP.get()
            request = to_jsonable_python(body)
            key = request_key(self.endpoint.model, request)
            async with self._turn(key):
                known = self.exchanges.recall(key) if self.exchanges else None
                if known is not None:
                    cost = None if known.cost_usd is None else Decimal(known.cost_usd)
                    trip.arrival = Arrival(key, True, cost)
                    return revive(known.response)
                response, cost = await self._asked(create, body, key, request, trip.purpose)
            trip.arrival = Arrival(key, False, cost)
            return response

        return created

    @asynccontextmanager
    async def _turn(self, key: str) -> AsyncIterator[None]:
        """Have a question asked once at a time: who asks the same meanwhile finds the answer kept."""
        if self.exchanges is None:
            yield
            return
        turn = self._turns.setdefault(key, _Turn())
        turn.wanted += 1
        try:
            async with turn.lock:
                yield
        finally:
            turn.wanted -= 1
            if not turn.wanted:
                del self._turns[key]

    async def _asked(
        self, create: Create, body: dict[str, Any], key: str, request: Any, purpose: str
    ) -> tuple[Any, Decimal | None]:
        """Return a response that is kept, and its price; `NotStoredError` where none may be asked for."""
        if self.offline:
            missing = NotStoredError(f"no answer is stored ({purpose}), and none is asked for offline")
            missing.key, missing.request, missing.purpose = key, request, purpose
            raise missing
        asked = time.perf_counter()
        tokens = len(json.dumps(request)) // _BYTES_A_TOKEN
        response, usage, cost = await self._sent(create, body, tokens)
        if self.exchanges is not None:
            self.exchanges.remember(
                Exchange(
                    key=key,
                    model=self.endpoint.model,
                    purpose=purpose,
                    request=request,
                    response=response.model_dump(mode="json", exclude_unset=True, warnings=False),
                    input_tokens=usage.input_tokens,
                    output_tokens=usage.output_tokens,
                    cost_usd=None if cost is None else f"{cost:f}",
                    seconds=round(time.perf_counter() - asked, 3),
                )
            )
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        return response, cost

    async def _sent(self, create: Create, body: dict[str, Any], tokens: int) -> tuple[Any, Usage, Decimal | None]:
        """Send a request, again after what can pass; a limit has a patience of its own, the timeout of one answer.

        The money is looked at when it leaves, not before it waits for its turn: until then others spend.
        """
        faults, limited_since = 0, None
        price = self.endpoint.price
        estimate = price.of(tokens, 0)
        while True:
            try:
                async with self.pace.under_way(tokens):
                    with self.purse.holding(estimate):
                        response = await create(**body)
                        if not isinstance(response, BaseModel) or not getattr(response, "choices", True):
                            raise GarbledError(_SOMETHING_ELSE)
                        usage = Usage.of(response)
                        cost = price.of(usage.input_tokens, usage.output_tokens, usage.cached_tokens)
                        self.purse.pay(cost)
            except Exception as error:
                fault = fault_of(error)
                now = time.monotonic()
                if fault is None:
                    raise
                if fault.limit:
                    limited_since = limited_since or now
                    wait = fault.wait or 1.0
                    if now + wait - limited_since > self.endpoint.timeout:
                        raise
                    self.pace.hold(wait)
                    continue
                faults += fault.weight
                if faults >= FAULTS:
                    if isinstance(error, ValueError):  # no JSON; by that name it would be asked for once more
                        raise GarbledError(_SOMETHING_ELSE) from None
                    raise
                await asyncio.sleep(_backoff(fault, faults))
            else:
                self.pace.went_well()
                return response, usage, cost


def _backoff(fault: Fault, count: int) -> float:
    """Return how many seconds to wait: what the endpoint says, else twice as long each time, at random by half."""
    if fault.wait is not None:
        return min(fault.wait, _LONGEST_WAIT)
    longest = min(_LONGEST_WAIT, 0.5 * 2.0**count)
    return longest * random.uniform(0.5, 1)  # noqa: S311  # spreads attempts, guards nothing
