"""What tokens of a model cost, from the table that genai-prices brings along; nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """The price of one model; ``provider`` is None where the model runs at an address of one's own."""

    provider: str | None
    name: str

    def of(self, input_tokens: int, output_tokens: int, cached_tokens: int = 0) -> Decimal | None:
        """Return the price in US dollars, None where it is not known: that is not the same as nothing.

        ``cached_tokens`` are those of ``input_tokens`` that the provider had kept from an earlier question.
        """
        if self.provider is None:
            return None
        from genai_prices import Usage, calc_price  # a large table, read only where a model is asked

        usage = Usage(input_tokens=input_tokens, output_tokens=output_tokens, cache_read_tokens=cached_tokens or None)
        try:
            return Decimal(calc_price(usage, model_ref=self.name, provider_id=self.provider).total_price)
        except LookupError:
            return None

    @property
    def known(self) -> bool:
        """Whether the table has the model."""
        return self.of(1, 1) is not None
