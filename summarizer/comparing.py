"""A second opinion: where the built-in extractor reads a term otherwise than the engine did, both are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from summarizer.deal_types import deal_types
from summarizer.models import Deal, fact_groups
from summarizer.names import same_company


def disagreements(deals: Sequence[Deal], others: Sequence[Deal]) -> Iterator[str]:
    """Yield a line for each core term that two readings of one filing give different values.

    Only deals of one type with a party in common are compared, and only terms of which each reading has one: what the
    other reading merely left out is no disagreement, and of several values nobody can say which answers to which.
    """
    for deal in deals:
        other = next((candidate for candidate in others if _same_deal(deal, candidate)), None)
        if other is None:
            continue
        ours, theirs = fact_groups(deal), fact_groups(other)
        for expected in deal_types()[deal.type].core:
            for term in expected.split("|"):
                group, _, kind = term.partition(".")
                if group in ("parties", "provisions"):
                    continue
                one, two = _only(ours[group], kind), _only(theirs[group], kind)
                if one and two and _value(one) != _value(two):
                    yield (
                        f"{one.id}: read as {kind.replace('_', ' ')} {one.text!r}; the built-in extractor reads "
                        f"{two.text!r}"
                    )


def _same_deal(one: Deal, other: Deal) -> bool:
    if one.type != other.type:
        return False
    return any(
        same_company(a.name, b.name)
        for a in one.parties
        if not a.is_registrant
        for b in other.parties
        if not b.is_registrant
    )


def _only(facts: Sequence[Any], kind: str) -> Any | None:
    found = [fact for fact in facts if fact.kind == kind and _value(fact) is not None]
    return found[0] if len(found) == 1 else None


def _value(fact: Any) -> Any:
    return getattr(fact, "months", None) or getattr(fact, "value", None)
