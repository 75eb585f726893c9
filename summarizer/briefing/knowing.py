"""Verified facts → what the writer of a brief is shown, and what a brief may not leave out.

What a deal of its type is about (the ``core`` of ``schemas/deal_types``), every condition, every fee for ending it and
its principals have to be told; of a filing with very many deals only that there is each of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.deal_types import deal_types
from summarizer.folding import plain
from summarizer.models import (
    Amount,
    Deal,
    DurationFact,
    Event,
    FilingInfo,
    Party,
    Percentage,
    Provision,
    fact_groups,
)
from summarizer.prose import Support, counts, distinctive
from summarizer.prose.readings import reading
from summarizer.vocabulary import Certainty
from summarizer.wording import AnyFact, shown

MOST_TOLD_IN_FULL = 6  # deals; of more, each one is told in a sentence
_WORDS = 220  # of a brief on one deal, or on two events
_WORDS_MORE = 20  # for each further event, and twice for a deal
_MOST_QUOTES = 3
# Fees for ending a deal have to be told whatever its type; so has each of its conditions.
_FEES = ("termination_fee", "reverse_termination_fee")
_CONDITION = "condition"
# Parties beside the two sides of a deal.
_MINOR_ROLES = frozenset({"agent", "trustee", "underwriter", "merger_sub", "guarantor", "other"})


@dataclass(frozen=True, slots=True)
class Known:
    """A verified fact as a brief may use it: ``line`` shows it to a writer, ``support`` bears sentences out.

    ``fact`` is the fact itself, ``prose`` the text of a deal or an event. Of the facts with the same number under
    ``core`` a brief has to tell one.
    """

    id: str
    line: str
    support: Support
    certainty: Certainty | None = None
    fact: AnyFact | None = None
    prose: str = ""
    core: int | None = None
    label: str = ""

    @property
    def family(self) -> str:
        """The deal or event that it belongs to."""
        return self.id.split(".")[0]


def known_facts(info: FilingInfo, deals: Sequence[Deal], events: Sequence[Event]) -> tuple[Known, ...]:
    """Return every fact that a brief may rest on, the filing's own cover first."""
    names = {info.registrant.name, *(other.name for other in info.co_registrants)}
    names |= {name for deal in deals for party in deal.parties for name in (party.name, party.defined_name) if name}
    state = info.registrant.state_of_incorporation or ""
    about = (info.registrant.name, f"Form {info.form}", info.date_of_report or "", state)
    label = f"Form {info.form} of {info.registrant.name}"
    limit = f"; write {word_limit(len(deals), len(events))} words at most"
    facts = [
        Known("filing", f"filing: {label}{limit}", Support.of(about, {len(deals), len(events)}, names), label=label)
    ]
    for deal in deals:
        facts += _of_deal(deal, names)
    for event in events:
        facts += _of_event(event, names)
    return tuple(_marked(facts, deals, events))


def word_limit(deals: int, events: int) -> int:
    """Return how many words a brief may have, by how much there is to tell."""
    told = 2 * min(deals, MOST_TOLD_IN_FULL) + max(0, deals - MOST_TOLD_IN_FULL) + events
    return _WORDS + _WORDS_MORE * max(0, told - 2)


def _of_deal(deal: Deal, names: Collection[str]) -> Iterator[Known]:
    groups: tuple[Sequence[AnyFact], ...] = (
        deal.parties,
        deal.amounts,
        deal.percentages,
        deal.quantities,
        deal.durations,
        deal.dates,
        deal.provisions,
    )
    parties = Support.of(
        (name for party in deal.parties for name in (party.name, party.defined_name or "")), counts(groups), names
    )
    title = f'; title: "{deal.title}"' if deal.title else ""
    prose = " ".join(dict.fromkeys((deal.headline, deal.subject)))
    support = Support.of([deal.headline, deal.subject, deal.title or ""], (), names) | parties
    line = f"deal: {deal.type}, {deal.action}{title}; {prose}"
    yield Known(deal.id, line, support, prose=prose, label=deal.headline)
    for group in groups:
        for fact in group:
            known = _known(fact, names)
            yield replace(known, support=known.support | parties)


def _of_event(event: Event, names: Collection[str]) -> Iterator[Known]:
    groups: tuple[Sequence[AnyFact], ...] = (event.amounts, event.percentages, event.dates)
    quotes = Support.of([event.text, *(e.quote for e in event.evidence)], counts(groups), names)
    words = "".join(f' "{plain(e.quote)}"' for e in event.evidence[:_MOST_QUOTES])
    line = f"event ({event.kind}, Item {event.item}): {event.text}{words}"
    yield Known(event.id, line, quotes, prose=event.text, label=event.text)
    for group in groups:
        for fact in group:
            yield _known(fact, names)


def _known(fact: AnyFact, names: Collection[str]) -> Known:
    noun = (fact.role if isinstance(fact, Party) else fact.kind).replace("_", " ")
    # What a fact is may be said of it, also where its quote is a table's row.
    support = Support.of([shown(fact), noun, *(e.quote for e in fact.evidence)], (), names)
    certainty = None if isinstance(fact, Party) else fact.certainty
    quotes = dict.fromkeys(plain(e.quote) for e in fact.evidence[:_MOST_QUOTES])
    quote = "" if isinstance(fact, Party) else "".join(f' "{words}"' for words in quotes)
    notes = "; ".join(_notes(fact))
    joint = " of " if isinstance(fact, Amount | Percentage | DurationFact) else ": "
    return Known(
        fact.id,
        f"{noun}: {shown(fact)}{f' [{notes}]' if notes else ''}{quote}",
        support,
        certainty,
        fact,
        label=f"{noun}{joint}{shown(fact)}",
    )


def _notes(fact: AnyFact) -> Iterator[str]:
    """Yield what a writer has to know of a fact besides its value."""
    if isinstance(fact, Party):
        if fact.is_registrant:
            yield "the registrant"
        if fact.defined_name:
            yield f'called "{fact.defined_name}" in the quotes'
    if isinstance(fact, Amount):
        if fact.kind == "sublimit":
            yield "a limit within the whole, not money set aside"
        if fact.basis != "total":
            yield fact.basis.replace("_", " ")
        if fact.payer:
            yield f"paid by {fact.payer}"
        if fact.payee:
            yield f"paid to {fact.payee}"
        if fact.contingent:
            yield "contingent"
        if fact.status == "conflicting":
            yield "words and figures disagree"
    if fact.certainty != "signed":
        yield f"{fact.certainty} ({fact.hedge!r})" if fact.hedge else fact.certainty
    if fact.status == "redacted":
        yield "blacked out in the filing"
    if isinstance(fact, Percentage) and fact.qualifier == "range":
        yield "one end of a range"


# -- what has to be told -----------------------------------------------------------------------------------------------


def _marked(facts: Sequence[Known], deals: Sequence[Deal], events: Sequence[Event]) -> Iterator[Known]:
    """Yield the facts, those that a brief has to tell with the number that one of them answers for."""
    if len(deals) > MOST_TOLD_IN_FULL:
        wanted = [[deal.id] for deal in deals]
    else:
        wanted = [ids for deal in deals for ids in _core(deal)]
    # Of a report of results, told as many events, one will do.
    results = [event.id for event in events if event.kind == "results"]
    wanted += [results, *([event.id] for event in events if event.kind != "results")]
    numbers = {id_: number for number, ids in enumerate(filter(None, wanted), 1) for id_ in ids}
    for fact in facts:
        number = numbers.get(fact.id)
        yield replace(fact, core=number, line=f"(core {number}) {fact.line}") if number else fact


def _core(deal: Deal) -> Iterator[list[str]]:
    """Yield the ids of facts of which one has to be told, the registrant first."""
    yield [party.id for party in deal.parties if party.is_registrant and distinctive(party.name)][:1]
    yield [party.id for party in _counterparties(deal)]
    groups = fact_groups(deal)
    taken: set[str] = set()
    for entry in deal_types()[deal.type].core:
        ids = []
        for name in entry.split("|"):
            group, kind = name.split(".")
            if kind in (_CONDITION, *_FEES):
                continue
            ids += [f.id for f in groups[group] if f.kind == kind and _has_value(f) and f.id not in taken]
        taken.update(ids)
        yield ids
    for kind in _FEES:
        yield [amount.id for amount in deal.amounts if amount.kind == kind and _has_value(amount)]
    yield from ([provision.id] for provision in deal.provisions if provision.kind == _CONDITION)


def _has_value(fact: AnyFact) -> bool:
    if isinstance(fact, DurationFact):
        return fact.status in ("stated", "derived", "conflicting")
    return isinstance(fact, Provision) or getattr(fact, "value", None) is not None


def _counterparties(deal: Deal) -> list[Party]:
    """Return the parties on the other side, of which a brief has to name one; "certain investors" has no name."""
    others = [party for party in deal.parties if not party.is_registrant and distinctive(party.name)]
    principals = [party for party in others if party.role in deal_types()[deal.type].roles]
    return principals or [party for party in others if party.role not in _MINOR_ROLES] or others


def named(party: Party, text: str) -> bool:
    """Return whether a text names a party: by a word of its name, by its short name, or by its initials."""
    words = reading(text).words
    own = {word for name in (party.name, party.defined_name or "") for word in distinctive(name)}
    if own & set(words):
        return True
    together = "".join(c for c in plain(text).lower() if c.isalpha())
    if any(len(word) > 9 and word in together for word in own):
        return True  # "debenture holders" for the Debentureholders
    return any(short in words for short in reading(party.name.title()).initialisms if len(short) > 2)


def facts_by_core(facts: Iterable[Known]) -> dict[int, list[Known]]:
    """Return the facts that have to be told by their number."""
    found: dict[int, list[Known]] = {}
    for fact in facts:
        if fact.core is not None:
            found.setdefault(fact.core, []).append(fact)
    return found
