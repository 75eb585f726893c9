"""What the questions about one filing may take, and what they took.

A question that would pass the budget is not asked. What an answer will take is not known before it comes, so that
the last one may go over by its own length.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import lru_cache
from typing import Any

from summarizer.errors import BudgetError
from summarizer.extraction.exchange import Request
from summarizer.extraction.prices import Price
from summarizer.extraction.selecting import tokens
from summarizer.models import CallRecord
from summarizer.resources import Own, own


class Budget:
    """The calls made for one filing, and the tokens and US dollars that they may take together."""

    def __init__(self, price: Price, max_tokens: int | None = None, max_cost: Decimal | None = None) -> None:
        self.calls: list[CallRecord] = []
        self._price = price
        self._max_tokens = max_tokens
        self._max_cost = max_cost

    def allow(self, request: Request[Any]) -> None:
        """Raise `BudgetError` where the question alone would pass what is left."""
        if self._max_tokens is None and self._max_cost is None:
            return
        asked = request_tokens(request)
        taken = sum(call.input_tokens + call.output_tokens for call in self.calls)
        if self._max_tokens is not None and taken + asked > self._max_tokens:
            raise BudgetError(
                f"the next question ({request.purpose}, about {asked:,} tokens) would pass the limit of "
                f"{self._max_tokens:,} tokens a filing, of which {taken:,} are used: raise --max-tokens"
            )
        if self._max_cost is None:
            return
        cost = self._price.of(asked, 0)
        spent = self.cost or Decimal(0)
        if cost is not None and spent + cost > self._max_cost:
            raise BudgetError(
                f"the next question ({request.purpose}, about ${cost:.4f}) would pass the limit of "
                f"${self._max_cost} a filing, of which ${spent:.4f} are spent: raise --max-cost"
            )

    @property
    def cost(self) -> Decimal | None:
        """What the calls cost in US dollars; None where one of them has no known price."""
        costs = [call.cost_usd for call in self.calls]
        return sum(map(Decimal, filter(None, costs)), Decimal(0)) if all(costs) and costs else None


def request_tokens(request: Request[Any]) -> int:
    """Return about how many tokens a question takes: its messages, and the schema of its answer."""
    model: Any = request.response_model
    return sum(tokens(message.content) for message in request.messages) + _schema_tokens(model, own())


@lru_cache(maxsize=64)
def _schema_tokens(model: Any, _: Own) -> int:
    return tokens(json.dumps(model.model_json_schema()))
