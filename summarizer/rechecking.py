"""Does this summary hold for this filing? Every check again, offline and without a model.

A summary is turned back into the pointers that it rests on, and these go through the same verification as an engine's:
what comes out has to be what the summary says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from summarizer import briefing
from summarizer.drafts import BriefDraft, BriefParagraphDraft, BriefSentence, Draft
from summarizer.filing.structure import Filing
from summarizer.folding import plain
from summarizer.models import (
    Amount,
    DateFact,
    Deal,
    Event,
    Evidence,
    Fact,
    Party,
    Percentage,
    Provision,
    Summary,
    Unclaimed,
    fact_groups,
)
from summarizer.objections import Objection
from summarizer.values import find_dates, find_money, find_percentages
from summarizer.verification.checks import verify
from summarizer.verification.findings import missing

# What the pointers of a draft say themselves; the rest of a fact is read from the filing.
_SAID = ("kind", "role", "defined_name", "basis", "payer", "payee", "contingent", "unit")


def recheck(summary: Summary, filing: Filing) -> tuple[Objection, ...]:
    """Return what of a summary does not hold for a filing; nothing where all of it does.

    Cover, items and exhibits are parsed again, every quote is cut out of the filing, every value read from it, every
    sentence of the brief held to its facts.
    """
    if unreadable := tuple(_no_numbers(summary)):
        return unreadable
    found = [*_cover(summary, filing), *_evidence(summary, filing)]
    verified = verify(filing, _draft(summary, filing), merge=False)
    found += verified.objections
    found += _differences("deals", summary.deals, verified.deals)
    found += _differences("events", summary.events, verified.events)
    again = [evidence for _, evidence in _all_evidence(summary, first=1)]
    for group, unclaimed in verified.unclaimed.items():
        ours: tuple[Unclaimed, ...] = getattr(summary.checks, f"unclaimed_{group}")
        # A fact stated twice claims both places; its pointer leads to the first.
        theirs = tuple(u for u in unclaimed if u in ours or not any(_within(u, evidence) for evidence in again))
        found += _differences(f"checks.unclaimed_{group}", ours, theirs)
    found += _compared("checks.verified", summary.checks.verified, verified.checks().verified)
    found += _differences("checks.arithmetic", summary.checks.arithmetic, verified.arithmetic)
    gaps = tuple(gap for deal in summary.deals for gap in missing(filing, deal))
    found += _differences("checks.gaps", summary.checks.gaps, gaps)
    found += _differences("checks.conflicts", summary.checks.conflicts, verified.conflicts)
    return (*found, *_brief(summary))


def _no_numbers(summary: Summary) -> Iterator[Objection]:
    """Yield the values that are no decimal numbers: nothing can be compared with them."""
    holders: tuple[Deal | Event, ...] = (*summary.deals, *summary.events)
    for holder in holders:
        for fact in (*holder.amounts, *holder.percentages, *getattr(holder, "quantities", ())):
            for value in (fact.value, getattr(fact, "value_max", None)):
                if value is not None and not re.fullmatch(r"-?\d+(?:\.\d+)?", value):
                    yield Objection(fact.id, value, "the value is no decimal number")


def _cover(summary: Summary, filing: Filing) -> Iterator[Objection]:
    if summary.run.source_sha256 != filing.source_sha256:
        reason = "the summary was made from other bytes than this filing's"
        yield Objection("run.source_sha256", summary.run.source_sha256, reason, filing.source_sha256)
    yield from _compared("filing", summary.filing, filing.info)


def _evidence(summary: Summary, filing: Filing) -> Iterator[Objection]:
    """Yield the quotes that are not what the filing has at their offsets, or do not hold what rests on them."""
    texts = {document.name: document.text for document in filing.documents}
    for fact, evidence in _all_evidence(summary):
        path = getattr(fact, "id", "related")
        text = texts.get(evidence.document)
        if text is None:
            yield Objection(path, evidence.document, "the filing has no such document")
            continue
        there = text[evidence.start : evidence.end]
        if there != evidence.quote:
            yield Objection(path, evidence.quote, "the filing has other words at these offsets", there[:200])
        paragraph = filing.paragraph(_paragraph((evidence,), filing))
        place = (paragraph.item, paragraph.exhibit) if paragraph else (None, None)
        if place != (evidence.item, evidence.exhibit):
            said = f"item {evidence.item}, exhibit {evidence.exhibit}"
            yield Objection(path, said, "the words stand elsewhere", f"item {place[0]}, exhibit {place[1]}")
        if not _holds(fact, plain(there)):
            yield Objection(path, evidence.quote, "the quote does not state what rests on it")


def _holds(fact: object, quote: str) -> bool:
    """Return whether a quote states a fact's value; of what has none, anything holds."""
    match fact:
        case Party():
            return fact.name.lower() in quote.lower()
        case Amount(value=str(value)):
            return any(end == Decimal(value) for m in find_money(quote) for end in (m.value, m.high, m.figures))
        case Percentage(value=str(value)):
            return any(end == Decimal(value) for p in find_percentages(quote) for end in (p.value, p.high))
        case DateFact(value=str(value)):
            return any(date.value == value for date in find_dates(quote))
    return True


def _within(unclaimed: Unclaimed, evidence: Evidence) -> bool:
    span = unclaimed.span
    return span.document == evidence.document and evidence.start <= span.start and span.end <= evidence.end


def _all_evidence(summary: Summary, first: int = 0) -> Iterator[tuple[object, Evidence]]:
    """Yield each piece of evidence with what rests on it, of each from the ``first`` on."""
    for deal in summary.deals:
        facts: Iterable[Any] = (f for group in fact_groups(deal).values() for f in group)
        for fact in (*facts, *deal.related):
            yield from ((fact, evidence) for evidence in fact.evidence[first:])
    for event in summary.events:
        parts: tuple[Event | Fact, ...] = (event, *event.amounts, *event.dates, *event.percentages)
        for part in parts:
            yield from ((part, evidence) for evidence in part.evidence[first:])


def _draft(summary: Summary, filing: Filing) -> Draft:
    return Draft.model_validate(
        {
            "deals": [_deal(deal, filing) for deal in summary.deals],
            "events": [_event(event, filing) for event in summary.events],
        }
    )


def _deal(deal: Deal, filing: Filing) -> dict[str, Any]:
    said = {name: getattr(deal, name) for name in ("type", "action", "title", "headline", "subject")}
    groups = {name: _pointers(group, filing) for name, group in fact_groups(deal).items()}
    related = [
        {"paragraph": _paragraph(r.evidence, filing), "words": r.text, "exhibit": r.exhibit} for r in deal.related
    ]
    return {**said, **groups, "related": related}


def _event(event: Event, filing: Filing) -> dict[str, Any]:
    return {
        "item": event.item,
        "kind": event.kind,
        "text": event.text,
        "paragraph": _paragraph(event.evidence, filing),
        "quote": event.evidence[0].quote if event.evidence else "",
        **{name: _pointers(getattr(event, name), filing) for name in ("amounts", "dates", "percentages")},
    }


def _pointers(facts: tuple[Fact, ...], filing: Filing) -> list[dict[str, Any]]:
    """Return the pointers of a group; the two ends of a range come from one."""
    pointers: list[dict[str, Any]] = []
    for fact in facts:
        pointer = _pointer(fact, filing)
        if getattr(fact, "qualifier", None) != "range" or pointer not in pointers[-1:]:
            pointers.append(pointer)
    return pointers


def _pointer(fact: Fact, filing: Filing) -> dict[str, Any]:
    data: dict[str, Any] = {name: getattr(fact, name) for name in _SAID if hasattr(fact, name)}
    data["paragraph"] = _paragraph(fact.evidence, filing)
    if isinstance(fact, Party):
        return {**data, "name": fact.name}
    data["quote"] = fact.evidence[0].quote if fact.evidence else ""
    text = getattr(fact, "text", "")
    return {**data, "text": text} if isinstance(fact, Provision) else {**data, "words": text}


def _paragraph(evidence: tuple[Evidence, ...], filing: Filing) -> int:
    """Return the number of the paragraph in which the first piece of evidence begins; 0 where there is none."""
    for piece in evidence[:1]:
        if piece.document in {document.name for document in filing.documents}:
            paragraph = filing.paragraph_at(piece.document, piece.start)
            return paragraph.number if paragraph else 0
    return 0


def _brief(summary: Summary) -> Iterator[Objection]:
    draft = BriefDraft(
        title=summary.brief.title,
        paragraphs=[
            BriefParagraphDraft(
                sentences=[BriefSentence(text=s.text, supports=list(s.supports)) for s in paragraph.sentences]
            )
            for paragraph in summary.brief.paragraphs
        ],
    )
    facts = briefing.known_facts(summary.filing, summary.deals, summary.events)
    checked, faults = briefing.check(draft, facts)
    for fault in faults:
        yield Objection("brief", fault.text, fault.reason)
    if not faults:
        yield from _compared("brief", summary.brief, checked)


def _differences(path: str, ours: tuple[BaseModel, ...], theirs: tuple[BaseModel, ...]) -> Iterator[Objection]:
    if len(ours) != len(theirs):
        yield Objection(path, str(len(ours)), "the filing bears out another number", str(len(theirs)))
        return
    for index, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        yield from _compared(f"{path}.{index}", one, other)


def _compared(path: str, ours: Any, theirs: Any) -> Iterator[Objection]:
    """Yield where two parts of summaries differ, one objection a leaf."""
    if isinstance(ours, BaseModel) and type(ours) is type(theirs):
        for name in type(ours).model_fields:
            if name not in _UNREPEATED:
                yield from _compared(f"{path}.{name}", getattr(ours, name), getattr(theirs, name))
    elif isinstance(ours, tuple) and isinstance(theirs, tuple) and len(ours) == len(theirs):
        for index, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from _compared(f"{path}.{index}", one, other)
    elif ours != theirs:
        yield Objection(path, str(ours), "read again, the filing says otherwise", str(theirs))


# Evidence is checked by its offsets: a quote found in a fuzzy way is exact when it is sought by its own words.
_UNREPEATED = frozenset({"evidence"})
