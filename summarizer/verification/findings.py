"""What the checks find beside the facts: gaps, figures that no fact claims, statements that disagree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Any

from summarizer import values
from summarizer.deal_types import deal_types
from summarizer.filing.structure import Filing, Paragraph
from summarizer.models import Conflict, Deal, Evidence, Fact, Gap, Party, Span, Unclaimed, fact_groups
from summarizer.sieve import search
from summarizer.verification.facts import FactReader
from summarizer.verification.grounding import Grounder, Located

_ELSEWHERE = re.compile(
    r"(?i)incorporated (?:herein )?by (?:this )?reference|qualified in (?:its|their) entirety|(?:full|complete) text of"
)
_AGREEMENT_EXHIBITS = ("1.", "2.", "4.", "10.")


def missing(filing: Filing, deal: Deal) -> list[Gap]:
    """Return the core facts of the deal's type that were not found, with what became of them."""
    items = {evidence.item for evidence in _evidence_of(deal)} - {None}
    groups = fact_groups(deal)
    core = [expected.split("|") for expected in deal_types()[deal.type].core]
    lacking = [names[0] for names in core if not any(_has(groups, name) for name in names)]
    attached = any(exhibit.number.startswith(_AGREEMENT_EXHIBITS) for exhibit in filing.info.exhibits)
    elsewhere = (
        lacking and attached and any(search(_ELSEWHERE, filing.text(p)) for p in filing.passages() if p.item in items)
    )
    searched = _searched(filing) if lacking else ""
    return [
        Gap(
            deal=deal.id,
            expected=name.partition(".")[2],
            disposition="incorporated_elsewhere" if elsewhere else "not_disclosed",
            searched=searched,
        )
        for name in lacking
    ]


def _searched(filing: Filing) -> str:
    """Return what was read: "Items 1.01, 9.01, press release: 4,310 characters"."""
    numbers = dict.fromkeys(p.item for p in filing.passages() if p.item)
    releases = dict.fromkeys(f"EX-{p.exhibit}" for p in filing.passages() if p.section == "press_release" and p.exhibit)
    size = sum(p.end - p.start for p in filing.passages())
    return f"{', '.join([*(f'Item {number}' for number in numbers), *releases])}: {size:,} characters"


def _has(groups: dict[str, tuple[Any, ...]], expected: str) -> bool:
    group, _, kind = expected.partition(".")
    return any((fact.role if isinstance(fact, Party) else fact.kind) == kind for fact in groups.get(group, ()))


def _evidence_of(deal: Deal) -> Iterable[Evidence]:
    for group in fact_groups(deal).values():
        for fact in group:
            yield from fact.evidence


def conflicts(deal: Deal) -> Iterable[Conflict]:
    """Yield where words and figures disagree, and where an item and a press release give one term two values."""
    for amount in deal.amounts:
        if amount.status == "conflicting":
            yield Conflict(facts=(amount.id,), reason=f"words and figures disagree: {amount.text}")
    for one, other in combinations(deal.amounts, 2):
        same_term = one.kind == other.kind and one.kind in _SINGLE and one.basis == other.basis
        exact = one.qualifier == other.qualifier == "exact" and one.currency == other.currency
        places = {_released(one), _released(other)}
        if same_term and exact and one.value != other.value and places == {True, False}:
            reason = f"the item and the press release differ: {one.text} and {other.text}"
            yield Conflict(facts=(one.id, other.id), reason=reason)


# Terms of which a deal has one.
_SINGLE = {
    "deal_value",
    "purchase_price",
    "price_per_share",
    "termination_fee",
    "reverse_termination_fee",
    "gross_proceeds",
    "net_proceeds",
    "settlement_payment",
}


def _released(fact: Fact) -> bool:
    """Return whether a fact rests on a press release alone."""
    return all(evidence.item is None for evidence in fact.evidence)


def unclaimed(reader: FactReader, touched: set[int]) -> dict[str, tuple[Unclaimed, ...]]:
    """Return the figures and dates of the deal passages that no fact claims.

    The deal passages are the items, and the paragraphs of press releases, that deals rest on.
    """
    filing = reader.filing
    items = {p.item for n in touched if (p := filing.paragraph(n)) and p.section == "item"}
    passages = [
        p
        for p in filing.passages()
        if p.item not in _LISTS and (p.number in touched or (p.section == "item" and p.item in items))
    ]
    return {
        name: tuple(found for passage in passages for found in _unclaimed_in(reader, passage, find))
        for name, find in _FINDERS.items()
    }


_LISTS = ("9.01", "7")  # the lists of exhibits claim nothing
_FINDERS: dict[str, Callable[[str], Sequence[Any]]] = {
    "amounts": values.find_money,
    "dates": values.find_dates,
    "percentages": values.find_percentages,
}


def _unclaimed_in(
    reader: FactReader, paragraph: Paragraph, find: Callable[[str], Sequence[Any]]
) -> Iterable[Unclaimed]:
    text, offset = reader.grounder.surroundings(_whole(reader.grounder, paragraph))
    for value in find(text):
        start, end = offset + value.start, offset + value.end
        claimed = any(c.document == paragraph.document and c.start < end and c.end > start for c in reader.claims)
        if not claimed:
            cut = reader.grounder.cut(paragraph.document, start, end)
            yield Unclaimed(text=value.text, span=Span(document=paragraph.document, start=cut[0], end=cut[1]))


def _whole(grounder: Grounder, paragraph: Paragraph) -> Located:
    low, high = grounder.folded_range(paragraph)
    return Located(paragraph.document, paragraph.start, paragraph.end, low, high, "exact", paragraph)
