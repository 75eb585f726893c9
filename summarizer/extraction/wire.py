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
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
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
_LONGEST_WAIT = 30.0  # seconds between two attempts, unless the endpoint names a time
_BYTES_A_TOKEN = 4


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


@dataclass
class Wire:
    """Where exchanges are kept, how fast requests leave, and what they may cost; ``offline``: none leaves at all."""

    endpoint: Endpoint
    exchanges: Exchanges | None
    pace: Pace
    purse: Purse
    offline: bool = False

    def through(self, create: Create, revive: Callable[[Mapping[str, Any]], Any]) -> Create:
        """Return a provider's function that makes a response, with the wire before it.

        ``revive`` makes a response of what was kept of one.
        """

        async def created(*_: Any, **body: Any) -> Any:
            trip = TRIP.get()
            request = to_jsonable_python(body)
            key = request_key(self.endpoint.model, request)
            known = self.exchanges.recall(key) if self.exchanges else None
            if known is not None:
                cost = None if known.cost_usd is None else Decimal(known.cost_usd)
                trip.arrival = Arrival(key, True, cost)
                return revive(known.response)
            if self.offline:
                missing = NotStoredError(f"no answer is stored ({trip.purpose}), and none is asked for offline")
                missing.key, missing.request, missing.purpose = key, request, trip.purpose
                raise missing
            asked = time.perf_counter()
            tokens = len(json.dumps(request)) // _BYTES_A_TOKEN
            with self.purse.holding(self.endpoint.price.of(tokens, 0)):
                response = await self._sent(create, body, tokens)
                usage = Usage.of(response)
                cost = self.endpoint.price.of(usage.input_tokens, usage.output_tokens, usage.cached_tokens)
                self.purse.pay(cost)
            if self.exchanges is not None:
                self.exchanges.remember(
                    Exchange(
                        key=key,
                        model=self.endpoint.model,
                        purpose=trip.purpose,
                        request=request,
                        response=response.model_dump(mode="json", exclude_unset=True),
                        input_tokens=usage.input_tokens,
                        output_tokens=usage.output_tokens,
                        cost_usd=None if cost is None else f"{cost:f}",
                        seconds=round(time.perf_counter() - asked, 3),
                    )
                )
            trip.arrival = Arrival(key, False, cost)
            return response

        return created

    async def _sent(self, create: Create, body: dict[str, Any], tokens: int) -> Any:
        """Send a request, again after what can pass; a limit has a patience of its own, the timeout of one answer."""
        faults, limited_since = 0, None
        while True:
            try:
                async with self.pace.under_way(tokens):
                    response = await create(**body)
                if not isinstance(response, BaseModel):
                    raise GarbledError("the endpoint answers something else")
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
                    raise
                await asyncio.sleep(_backoff(fault, faults))
            else:
                self.pace.went_well()
                return response


def _backoff(fault: Fault, count: int) -> float:
    """Return how many seconds to wait: what the endpoint says, else twice as long each time, at random by half."""
    if fault.wait is not None:
        return min(fault.wait, _LONGEST_WAIT)
    longest = min(_LONGEST_WAIT, 0.5 * 2.0**count)
    return longest * random.uniform(0.5, 1)  # noqa: S311  # spreads attempts, guards nothing
