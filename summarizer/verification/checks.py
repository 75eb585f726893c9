"""Draft → verified deals and events, and what the checks found.

`verify` reads every fact anew from the filing, so that a summary holds only what the filing bears out; what remains
of a draft is told as objections, for the engine to mend or for the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from summarizer.drafts import DealDraft, Draft, EventDraft
from summarizer.filing.structure import Filing
from summarizer.folding import plain
from summarizer.models import (
    Checks,
    Conflict,
    DateFact,
    Deal,
    Event,
    Evidence,
    Fact,
    Gap,
    Party,
    Percentage,
    Provision,
    Rejected,
    Unclaimed,
    Working,
    fact_groups,
)
from summarizer.objections import Objection
from summarizer.prose import Support, counts, negation_lost, surer, unsupported
from summarizer.sides import reversed_sides
from summarizer.verification import findings
from summarizer.verification.arithmetic import audit
from summarizer.verification.facts import FactReader
from summarizer.verification.grounding import Missing
from summarizer.verification.suspicion import WaryGrounder

F = TypeVar("F", bound=Fact)

_PLURALS = {
    "date": "dates",
    "amount": "amounts",
    "percentage": "percentages",
    "duration": "durations",
    "quantity": "quantities",
}


@dataclass(frozen=True, slots=True)
class Verified:
    """What of a draft the filing bears out, and what was held against the rest."""

    deals: tuple[Deal, ...]
    events: tuple[Event, ...]
    objections: tuple[Objection, ...]
    unclaimed: dict[str, tuple[Unclaimed, ...]]
    gaps: tuple[Gap, ...]
    conflicts: tuple[Conflict, ...]
    arithmetic: tuple[Working, ...]
    suspicions: tuple[str, ...] = ()

    @property
    def mendable(self) -> tuple[Objection, ...]:
        """The objections worth handing back to a model."""
        return tuple(objection for objection in self.objections if objection.mendable)

    def checks(self, rejected: Sequence[Rejected] = (), warnings: Sequence[str] = ()) -> Checks:
        """Return the contract's account of the checks; ``rejected`` are statements taken back before."""
        facts = sum(len(group) for deal in self.deals for group in fact_groups(deal).values())
        facts += sum(len(e.amounts) + len(e.dates) + len(e.percentages) for e in self.events)
        refused = [Rejected(path=o.path, value=o.value, reason=o.reason) for o in self.objections]
        return Checks(
            facts=facts + sum(1 for o in self.objections if o.mendable),
            verified=facts,
            rejected=(*rejected, *refused),
            unclaimed_amounts=self.unclaimed["amounts"],
            unclaimed_dates=self.unclaimed["dates"],
            unclaimed_percentages=self.unclaimed["percentages"],
            gaps=self.gaps,
            conflicts=self.conflicts,
            arithmetic=self.arithmetic,
            warnings=(*self.suspicions, *warnings),
        )


def verify(filing: Filing, draft: Draft, *, merge: bool = True) -> Verified:
    """Ground every statement of a draft in the filing and read its value from the filing's words.

    ``merge`` makes one fact of what is stated more than once; a draft made of a summary has gone through that.
    """
    grounder = WaryGrounder(filing)
    reader = FactReader(filing, grounder, merge=merge)
    deals: list[Deal] = []
    gaps: list[Gap] = []
    conflicts: list[Conflict] = []
    touched: set[int] = set()
    for index, deal_draft in enumerate(draft.deals):
        reader.touched = []
        scope = _paragraphs(filing, deal_draft, alone=len(draft.deals) == 1)
        deal = _deal(reader, f"deals.{index}", f"d{len(deals) + 1}", deal_draft, scope)
        if deal is None:
            continue
        deals.append(deal)
        touched |= {located.paragraph.number for located in reader.touched}
        gaps += findings.missing(filing, deal)
        conflicts += findings.conflicts(deal)
    events: list[Event] = []
    for index, event_draft in enumerate(draft.events):
        event = _event(reader, f"events.{index}", f"e{len(events) + 1}", event_draft)
        if event is not None:
            events.append(event)
    return Verified(
        deals=tuple(deals),
        events=tuple(events),
        objections=tuple(reader.objections),
        unclaimed=findings.unclaimed(reader, touched),
        gaps=tuple(gaps),
        conflicts=tuple(conflicts),
        arithmetic=tuple(working for deal in deals for working in audit(deal)),
        suspicions=grounder.warnings(),
    )


def _paragraphs(filing: Filing, draft: DealDraft, *, alone: bool) -> set[int]:
    """Return the paragraphs that tell of a deal: of the only one all, else those that it points at."""
    if alone:
        return {paragraph.number for paragraph in filing.passages()}
    groups = (draft.parties, draft.dates, draft.amounts, draft.percentages, draft.durations, draft.quantities,
              draft.provisions)  # fmt: skip
    return {entry.paragraph for group in groups for entry in group}


def _deal(reader: FactReader, path: str, id_: str, draft: DealDraft, scope: set[int]) -> Deal | None:
    read_parties = reader.parties(f"{path}.parties", draft.parties, scope)
    parties = _once(reader, read_parties, f"{id_}.party", lambda party: party.name.lower())

    def group(name: str, read: Callable[[str, Any], Any]) -> tuple[Any, ...]:
        plural = _PLURALS[name]
        return _once(reader, _each(getattr(draft, plural), f"{path}.{plural}", read), f"{id_}.{name}", _sameness)

    groups = {
        "dates": group("date", reader.date),
        "amounts": group("amount", lambda p, d: reader.amount(p, d, parties)),
        "percentages": group("percentage", reader.percentage),
        "durations": group("duration", reader.duration),
        "quantities": group("quantity", reader.quantity),
    }
    read = [
        (index, provision)
        for index, entry in enumerate(draft.provisions)
        if (provision := reader.provision(f"{path}.provisions.{index}", entry))
    ]
    provisions = [provision for _, provision in read]
    if not (parties or provisions or any(groups.values())):
        if draft.parties or draft.provisions:
            return None  # every statement of it was refused, and each refusal is told
        reader.note(path, draft.headline, "nothing of the deal points at the filing", mendable=True)
        return None
    support = _support(reader, parties, counts([parties, *groups.values(), provisions]))
    told = [*groups["amounts"], *groups["percentages"]]
    kept: list[Provision] = []
    for index, provision in read:
        own = Support.of([_paragraph_text(reader, provision.evidence[0]), *(p.name for p in parties)])
        fault = unsupported(provision.text, own) or _otherwise(provision.text, provision.evidence[0].quote)
        fault = fault or reversed_sides(provision.text, told, parties)
        if _prose(reader, f"{path}.provisions.{index}.text", provision.text, fault):
            kept.append(provision.model_copy(update={"id": f"{id_}.provision.{len(kept) + 1}"}))
    title = plain(draft.title) if draft.title else None
    if title and isinstance(reader.grounder.locate(title, _first_paragraph(draft), anywhere=True), Missing):
        reader.note(f"{path}.title", title, "the filing names no agreement so")
        title = None

    def prose(name: str, text: str) -> str | None:
        fault = unsupported(text, support) or reversed_sides(text, told, parties)
        return _prose(reader, f"{path}.{name}", text, fault)

    headline = prose("headline", draft.headline) or _plain_headline(draft, parties)
    return Deal(
        id=id_,
        type=draft.type,
        action=draft.action,
        title=title,
        headline=headline,
        subject=prose("subject", draft.subject) or headline,
        parties=parties,
        **groups,
        provisions=tuple(kept),
        related=tuple(
            related
            for index, entry in enumerate(draft.related)
            if (related := reader.related(f"{path}.related.{index}", entry))
        ),
    )


def _event(reader: FactReader, path: str, id_: str, draft: EventDraft) -> Event | None:
    located = reader.telling(path, draft)
    if located is None:
        return None
    amounts = _each(draft.amounts, f"{path}.amounts", lambda p, d: reader.amount(p, d, None))
    dates = _each(draft.dates, f"{path}.dates", reader.date)
    percentages: tuple[Percentage, ...] = _each(draft.percentages, f"{path}.percentages", reader.percentage)
    evidence = (reader.grounder.evidence(located),)
    quotes = [evidence, *(fact.evidence for group in (amounts, dates, percentages) for fact in group)]
    support = Support.of(
        [
            *(_paragraph_text(reader, piece) for pieces in quotes for piece in pieces),
            reader.filing.info.registrant.name,
        ],
        counts([amounts, dates, percentages]),
    )
    fault = unsupported(draft.text, support) or _otherwise(draft.text, evidence[0].quote)
    text = _prose(reader, f"{path}.text", draft.text, fault) or plain(evidence[0].quote)
    return Event(
        id=id_,
        item=located.paragraph.item or _known_item(reader.filing, draft.item),
        kind=draft.kind,
        text=text,
        evidence=evidence,
        amounts=_once(reader, amounts, f"{id_}.amount", _sameness),
        dates=_once(reader, dates, f"{id_}.date", _sameness),
        percentages=_once(reader, percentages, f"{id_}.percentage", _sameness),
    )


def _known_item(filing: Filing, said: str) -> str:
    """Return the item that an event was said to belong to, where the filing has it; else its first."""
    numbers = [item.number for item in filing.info.items]
    return said if said in numbers else numbers[0] if numbers else said


def _each(drafts: Iterable[Any], path: str, read: Callable[[str, Any], Any]) -> tuple[Any, ...]:
    """Read a group's entries, each none, one or several facts; `_once` gives them their ids."""
    found = (read(f"{path}.{index}", draft) for index, draft in enumerate(drafts))
    return tuple(fact for facts in found for fact in (facts if isinstance(facts, tuple) else (facts,)) if fact)


_SIDES = ("payer", "payee")


def _sameness(fact: Any) -> tuple[Any, ...]:
    """Return what makes two facts one fact told twice.

    Figures of one paragraph are told apart by where they stand ("50% in year three, and 50% in year four"); of another
    paragraph they are the same figure told again, unless somebody else pays or is paid.
    """
    value = fact.months if hasattr(fact, "months") else fact.value
    if fact.status == "redacted" or fact.kind == "other":
        return fact.kind, value, fact.evidence[0].start  # blacked out, or of no kind: it may be anything
    if isinstance(fact, DateFact):
        return fact.kind, value or fact.text
    named = tuple(getattr(fact, name, None) for name in ("currency", "basis", "unit"))
    return (fact.kind, value if value is not None else fact.text, *named)


def _once(reader: FactReader, facts: tuple[F, ...], id_: str, sameness: Callable[[F], Any]) -> tuple[F, ...]:
    """Merge facts stated more than once and number what is left; the first keeps the evidence of the others."""
    merged: dict[Any, F] = {}
    for fact in facts:
        key = sameness(fact)
        while key in merged and (not reader.merge or _told_apart(reader.filing, merged[key], fact)):
            key = (*key, "again")
        first = merged.setdefault(key, fact)
        if first is not fact:
            more = tuple(e for e in fact.evidence if e not in first.evidence)
            sides = {who: getattr(first, who) or getattr(fact, who) for who in _SIDES if hasattr(first, who)}
            merged[key] = first.model_copy(update={"evidence": first.evidence + more, **sides})
    return tuple(fact.model_copy(update={"id": f"{id_}.{number}"}) for number, fact in enumerate(merged.values(), 1))


def _told_apart(filing: Filing, one: Fact, other: Fact) -> bool:
    """Return whether two figures are two: they stand side by side in one paragraph, or others pay or are paid."""
    if isinstance(one, (Party, DateFact)):
        return False
    sides = [(getattr(one, who, None), getattr(other, who, None)) for who in _SIDES]
    if any(a and b and a != b for a, b in sides):
        return True
    return any(
        a.start != b.start and filing.paragraph_at(a.document, a.start) == filing.paragraph_at(b.document, b.start)
        for a in one.evidence
        for b in other.evidence
    )


def _otherwise(text: str, quote: str) -> str | None:
    """Return that a text denies what the words it rests on do not, or the reverse, or is surer than they are."""
    if plain(text) == plain(quote):
        return None
    return negation_lost(text, quote) or surer(text, [quote])


def _prose(reader: FactReader, path: str, text: str, fault: str | None) -> str | None:
    """Return a text without a fault in plain characters; note the fault of another."""
    if fault:
        reader.note(path, text, fault, mendable=True)
        return None
    return plain(text)


def _plain_headline(draft: DealDraft, parties: Sequence[Party]) -> str:
    """Return a headline made of the deal's labels alone."""
    names = " and ".join(party.name for party in parties[:2]) or "The registrant"
    return f"{names}: {draft.type.replace('_', ' ')} agreement {draft.action}."


def _first_paragraph(draft: DealDraft) -> int:
    return draft.parties[0].paragraph if draft.parties else 1


def _paragraph_text(reader: FactReader, evidence: Evidence) -> str:
    """Return the text of the paragraphs that evidence stands in."""
    filing = reader.filing
    return " ".join(
        filing.text(p)
        for p in filing.document(evidence.document).paragraphs
        if p.start < evidence.end and p.end > evidence.start
    )


def _support(reader: FactReader, parties: Sequence[Party], counted: set[int]) -> Support:
    """Return the words that a deal's prose may draw on: the paragraphs its facts stand in, and its names."""
    paragraphs = {located.paragraph.number: located.paragraph for located in reader.touched}
    return Support.of(
        [
            *(reader.filing.text(paragraph) for paragraph in paragraphs.values()),
            *(party.name for party in parties),
            reader.filing.info.registrant.name,
        ],
        counted,
    )
