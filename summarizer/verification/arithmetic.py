"""Arithmetic between figures that a filing states: shown with its working, never corrected.

A relation is shown only where the filing states every figure in it, so that a reader can follow; whether it agrees is
told within the rounding of the stated figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from summarizer.models import Amount, Deal, Quantity, Working

# Two figures agree where they differ by no more than this share: stated totals are rounded.
_ROUNDING = Decimal("0.01")
# Figures further apart than this are about different things, and their product says nothing.
_COMPARABLE = Decimal("0.25")
_TOTALS = ("gross_proceeds", "deal_value", "purchase_price", "equity_investment")


def audit(deal: Deal) -> tuple[Working, ...]:
    """Return the arithmetic that a deal's own figures allow."""
    return (*_price_times_shares(deal), *_gross_less_net(deal), *_parts_of_a_total(deal), *_drawn(deal))


def _amounts(deal: Deal, *kinds: str) -> list[Amount]:
    return [a for a in deal.amounts if a.kind in kinds and a.value and a.status == "stated"]


def _price_times_shares(deal: Deal) -> Iterator[Working]:
    shares = [q for q in deal.quantities if q.kind == "shares" and q.value and q.status == "stated"]
    prices, totals = _amounts(deal, "price_per_share"), _amounts(deal, *_TOTALS)
    # Of several prices it is not said which of them made the total: only what fits belongs together.
    apart = _COMPARABLE if len(prices) == len(shares) == 1 else _ROUNDING
    for price in prices:
        for count in shares:
            product = Decimal(price.value or 0) * Decimal(count.value or 0)
            for total in totals:
                if total.currency == price.currency and _apart(product, total) <= apart:
                    working = f"{count.text} × {price.text} = {_money(product, total)}"
                    yield _working(working, product, total, price, count)


def _gross_less_net(deal: Deal) -> Iterator[Working]:
    pairs = [(g, n) for g in _amounts(deal, "gross_proceeds") for n in _amounts(deal, "net_proceeds")]
    for gross, net in pairs:
        if net.currency != gross.currency or (len(pairs) > 1 and not _belong(gross, net)):
            continue
        costs = Decimal(gross.value or 0) - Decimal(net.value or 0)
        working = f"{gross.text} less {net.text} leaves {_money(costs, gross)} for fees and costs"
        yield Working(facts=(gross.id, net.id), working=working, agrees=costs >= 0)


def _belong(gross: Amount, net: Amount) -> bool:
    """Return whether two proceeds may be of one offering: of several the filing need not say which are."""
    return Decimal(0) <= Decimal(gross.value or 0) - Decimal(net.value or 0) <= Decimal(gross.value or 0) * _COMPARABLE


def _parts_of_a_total(deal: Deal) -> Iterator[Working]:
    """Yield where the parts of one kind add up to another amount of the deal: tranches to a facility."""
    for kind in ("commitment", "principal", "purchase_price"):
        parts = [a for a in _amounts(deal, kind) if a.basis == "total" and a.qualifier == "exact"]
        for total in _amounts(deal, "deal_value", kind):
            rest = [a for a in parts if a.id != total.id and a.currency == total.currency]
            summed = sum((Decimal(a.value or 0) for a in rest), Decimal(0))
            if len(rest) > 1 and summed == Decimal(total.value or 0):
                working = f"{' + '.join(a.text for a in rest)} = {_money(summed, total)}"
                yield _working(working, summed, total, *rest)


def _drawn(deal: Deal) -> Iterator[Working]:
    for drawn in _amounts(deal, "drawn"):
        limits = [a for a in _amounts(deal, "commitment") if a.currency == drawn.currency]
        if limits:
            most = sum((Decimal(a.value or 0) for a in limits), Decimal(0))
            if Decimal(drawn.value or 0) > most:
                working = f"{drawn.text} drawn is more than {_money(most, drawn)} committed"
                yield Working(facts=(drawn.id, *(a.id for a in limits)), working=working, agrees=False)


def _working(working: str, made: Decimal, total: Amount, *parts: Amount | Quantity) -> Working:
    agrees = _apart(made, total) <= _ROUNDING
    told = working if agrees else f"{working}, and the filing states {total.text}"
    return Working(facts=(*(part.id for part in parts), total.id), working=told, agrees=agrees)


def _apart(made: Decimal, stated: Amount) -> Decimal:
    value = Decimal(stated.value or 0)
    return abs(made - value) / value if value else Decimal(1)


def _money(value: Decimal, like: Amount) -> str:
    return f"{like.currency or ''} {value:,.2f}".strip().removesuffix(".00")
