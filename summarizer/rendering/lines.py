"""What every format for people says about a summary, as rows of plain words.

Words of the filing are folded on the way, so that no control character or line break of a filing reaches a terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.folding import plain
from summarizer.models import (
    Amount,
    DateFact,
    Deal,
    DurationFact,
    Event,
    Evidence,
    Fact,
    Party,
    Percentage,
    Provision,
    Quantity,
    Summary,
)
from summarizer.objections import Objection


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: what it is, its value, and the words that bear it out."""

    label: str
    value: str
    where: str
    quote: str


def visible(text: str) -> str:
    """Return text without what a terminal would obey and a reader would not see; line feeds stay.

    Words of a filing are folded before they get here. This is the net below, for whatever else a row holds.
    """
    unseen = (c for c in set(text) if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    return text.translate(dict.fromkeys(map(ord, unseen)))


def heading(summary: Summary) -> str:
    """Return the line that names the filing."""
    filing = summary.filing
    parts = [plain(filing.registrant.name), f"Form {filing.form}"]
    if filing.date_of_report:
        parts.append(filing.date_of_report)
    return " · ".join(parts)


def about(summary: Summary) -> list[tuple[str, str]]:
    """Return the cover as labelled lines."""
    filing, registrant = summary.filing, summary.filing.registrant
    tickers = ", ".join(f"{t.symbol} ({t.exchange})" if t.exchange else t.symbol for t in registrant.tickers)
    exhibits = ", ".join(f"{e.number} {plain(e.description)}".strip() for e in filing.exhibits)
    signatory = ", ".join(part for part in (filing.signatory.name, filing.signatory.title) if part)
    rows = [
        ("items", ", ".join(f"{i.number} {plain(i.title)}" for i in filing.items)),
        ("state", registrant.state_of_incorporation or ""),
        ("file number", registrant.commission_file_number or ""),
        ("EIN", registrant.ein or ""),
        ("tickers", tickers),
        ("exhibits", exhibits),
        ("signed by", signatory),
    ]
    return [(label, plain(value)) for label, value in rows if value]


def deal_title(deal: Deal) -> str:
    """Return a deal's id, type and action on one line."""
    name = f": {plain(deal.title)}" if deal.title else ""
    return f"{deal.id} · {deal.type.replace('_', ' ')}, {deal.action}{name}"


def deal_rows(deal: Deal) -> Iterator[Row]:
    """Yield a deal's facts in the contract's order."""
    for group in (
        deal.parties,
        deal.dates,
        deal.amounts,
        deal.percentages,
        deal.durations,
        deal.quantities,
        deal.provisions,
    ):
        for fact in group:
            yield row(fact)


def event_rows(event: Event) -> Iterator[Row]:
    """Yield an event's figures and dates."""
    for group in (event.amounts, event.percentages, event.dates):
        for fact in group:
            yield row(fact)


def row(
    fact: Party | DateFact | Amount | Percentage | DurationFact | Quantity | Provision,
) -> Row:
    """Return a fact as a row."""
    evidence = fact.evidence[0] if fact.evidence else None
    return Row(label(fact), _value(fact), where(evidence), plain(evidence.quote) if evidence else "")


def label(fact: Fact) -> str:
    """Return what a fact is, in plain words: "termination fee", "merger sub"."""
    name: str = fact.role if isinstance(fact, Party) else getattr(fact, "kind", "")
    return name.replace("_", " ")


def _value(fact: Fact) -> str:
    text, notes = figure(fact)
    if fact.status != "stated":
        notes.append(fact.status.replace("_", " "))
    if fact.certainty != "signed":
        notes.append(f"{fact.certainty}: {fact.hedge!r}" if fact.hedge else fact.certainty)
    return plain(text + (f" ({'; '.join(notes)})" if notes else ""))


def figure(fact: Fact) -> tuple[str, list[str]]:
    """Return a fact's value as a reader writes it, and what belongs to it: "USD 1,000,000" and "up to", "per year"."""
    notes: list[str] = []
    match fact:
        case Party():
            text = fact.name
            notes += [f'"{fact.defined_name}"'] if fact.defined_name else []
            notes += ["registrant"] if fact.is_registrant else []
        case Amount():
            text = fact.text
            if fact.value:
                text = f"{money(fact.value, fact.currency)}"
                text += f" to {money(fact.value_max, fact.currency)}" if fact.value_max else ""
            notes += [fact.qualifier.replace("_", " ")] if fact.qualifier not in ("exact", "range") else []
            notes += [fact.basis.replace("_", " ")] if fact.basis != "total" else []
            notes += [f"paid by {fact.payer}"] if fact.payer else []
            notes += [f"to {fact.payee}"] if fact.payee else []
            notes += ["contingent"] if fact.contingent else []
        case Percentage():
            text = f"{fact.value}%" if fact.value else fact.text
            notes += [fact.qualifier.replace("_", " ")] if fact.qualifier != "exact" else []
        case DurationFact():
            text = fact.text
            notes += [f"{fact.months} month{'' if fact.months == '1' else 's'}"] if fact.months else []
        case Quantity():
            text = f"{_grouped(fact.value)} {fact.unit}" if fact.value else fact.text
        case DateFact():
            text = fact.value or fact.text
            if fact.not_before or fact.not_after:
                notes.append(fact.text)
        case Provision():
            text = fact.text
        case _:
            text = ""
    return text, notes


def where(evidence: Evidence | None) -> str:
    """Return the part of the filing that the words stand in: "Item 1.01", "EX-99.1"."""
    if evidence is None:
        return ""
    if evidence.item:
        return f"Item {evidence.item}"
    return f"EX-{evidence.exhibit}" if evidence.exhibit else evidence.document


def money(value: str, currency: str | None) -> str:
    """Return an amount with its currency, grouped digits and no lone decimal: "USD 2,000,000", "USD 65.60"."""
    grouped = _grouped(value)
    return f"{currency or ''} {grouped}{'0' if grouped[-2:-1] == '.' else ''}".strip()


def _grouped(value: str | None) -> str:
    if not value:
        return ""
    whole, point, fraction = value.partition(".")
    sign = "-" if whole.startswith("-") else ""  # which int() would lose of "-0.02"
    digits = whole.removeprefix("-")
    return f"{sign}{int(digits):,}{point}{fraction}" if digits.isdecimal() else value


def objection_line(objection: Objection) -> str:
    """Return what does not hold in a summary, on one line."""
    nearest = f" (the filing: {plain(objection.nearest)[:120]})" if objection.nearest else ""
    return plain(f"{objection.path}: {plain(objection.value)[:160]}: {objection.reason}{nearest}")


def check_lines(summary: Summary) -> Iterator[str]:
    """Yield the honest account: what was verified, what was refused, what is missing."""
    checks, run = summary.checks, summary.run
    yield f"{checks.verified} of {checks.facts} facts verified against the filing's own words"
    for rejected in checks.rejected:
        yield f"rejected {rejected.path}: {plain(rejected.value)[:160]}: {rejected.reason}"
    for amount in checks.unclaimed_amounts:
        yield f"no fact claims {plain(amount.text)} at {amount.span.document}:{amount.span.start}"
    for count, what in ((len(checks.unclaimed_dates), "date"), (len(checks.unclaimed_percentages), "percentage")):
        if count:
            yield f"{count} {what}{'s' if count > 1 else ''} of the deal passages in no fact"
    for gap in checks.gaps:
        yield f"{gap.deal}: {gap.expected.replace('_', ' ')} {gap.disposition.replace('_', ' ')}"
    for working in checks.arithmetic:
        yield f"arithmetic {'agrees' if working.agrees else 'does not agree'}: {plain(working.working)}"
    for conflict in checks.conflicts:
        yield f"{', '.join(conflict.facts)}: {conflict.reason}"
    for warning in checks.warnings:
        yield plain(warning)
    for notice in summary.filing.notices:
        yield plain(notice)
    if run.model:
        tokens = sum(call.input_tokens for call in run.calls), sum(call.output_tokens for call in run.calls)
        price = f"{run.cost_usd} USD" if run.cost_usd else "price unknown"
        yield f"made with {run.model}: {len(run.calls)} calls, {tokens[0]} tokens in, {tokens[1]} out, {price}"
    else:
        yield "made with the built-in extractor; no model was used"
