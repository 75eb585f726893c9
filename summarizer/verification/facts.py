"""A draft's pointers → the contract's facts: each located in the filing, its value read from its words.

Nothing that a draft says becomes a value. It names words; the words are found; `summarizer.values` reads them.
What can't be found or read becomes an objection, with the reason and the filing's nearest words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from summarizer import values
from summarizer.drafts import (
    AmountDraft,
    DateDraft,
    DurationDraft,
    PercentageDraft,
    ProvisionDraft,
    QuantityDraft,
    RelatedDraft,
)
from summarizer.folding import plain
from summarizer.models import Amount, DateFact, DurationFact, Party, Percentage, Provision, Quantity, Related
from summarizer.verification import clauses
from summarizer.verification.grounding import Missing
from summarizer.verification.parties import PartyReader
from summarizer.verification.pointers import Read

# Dates of what has happened: a hedge elsewhere in the sentence speaks of the agreement's terms, not of them.
_PAST = {"agreement", "original_agreement", "announced"}


class FactReader(PartyReader):
    """Reads the facts of one filing, group by group."""

    def date(self, path: str, draft: DateDraft) -> DateFact | None:
        """Read a date."""
        read = self.read(path, draft, values.find_dates, "date", past=draft.kind in _PAST)
        if read is None:
            return None
        value = read.value
        return DateFact(
            **_common(read),
            kind=draft.kind,
            value=value.value if value else None,
            not_before=value.not_before if value else None,
            not_after=value.not_after if value else None,
        )

    def amount(self, path: str, draft: AmountDraft, parties: Sequence[Party] | None) -> Amount | None:
        """Read an amount of money; who pays whom is resolved to the parties, of an event to names in the text."""
        read = self.read(path, draft, values.find_money, "amount")
        if read is None:
            return None
        money: values.Money | None = read.value
        common = {**_common(read), **self.payment(path, draft, parties, read)}
        if money is not None and money.figures is not None:
            common["status"] = "conflicting"
        return Amount(
            **common,
            kind=draft.kind,
            value=decimal_text(money.value) if money else None,
            value_max=decimal_text(money.high) if money and money.high is not None else None,
            currency=money.currency if money else None,
            qualifier=money.qualifier if money else "exact",
            basis=clauses.basis(draft.basis, money, read.sentence),
            contingent=draft.contingent or (money is not None and money.qualifier == "up_to"),
        )

    def percentage(self, path: str, draft: PercentageDraft) -> tuple[Percentage, ...]:
        """Read a percentage; of a range ("1.20% to 1.65%") both ends, each a fact."""
        read = self.read(path, draft, values.find_percentages, "percentage")
        if read is None:
            return ()
        value: values.Percentage | None = read.value
        if value is None:
            return (Percentage(**_common(read), kind=draft.kind, value=None),)
        ends = (value.value,) if value.high is None else (value.value, value.high)
        return tuple(
            Percentage(**_common(read), kind=draft.kind, value=decimal_text(end), qualifier=value.qualifier)
            for end in ends
        )

    def duration(self, path: str, draft: DurationDraft) -> DurationFact | None:
        """Read a length of time."""
        read = self.read(path, draft, values.find_durations, "length of time")
        if read is None:
            return None
        months = read.value.months if read.value else None
        return DurationFact(
            **_common(read), kind=draft.kind, months=decimal_text(months) if months is not None else None
        )

    def quantity(self, path: str, draft: QuantityDraft) -> Quantity | None:
        """Read a count or a measure; of what no list of units knows ("no more than five targets") the number."""
        read = self.read(path, draft, _counted, "quantity")
        if read is None:
            return None
        value: values.Quantity | None = read.value
        return Quantity(
            **_common(read),
            kind=draft.kind,
            value=decimal_text(value.value) if value else None,
            value_max=decimal_text(value.high) if value and value.high is not None else None,
            unit=value.unit if value and value.unit else self._unit(f"{path}.unit", draft, value),
            qualifier=value.qualifier if value else "exact",
        )

    def _unit(self, path: str, draft: QuantityDraft, value: values.Quantity | None) -> str:
        """Return the unit that a draft names, where the filing has its words: they may stand in a table's head.

        Where a draft says more of what is counted than the filing does, it is what stands behind the number.
        """
        unit = plain(draft.unit)
        if self.passages.has_words(unit):
            return unit
        counted = plain(draft.words).partition(value.text)[2].strip() if value else ""
        if counted and unit.startswith(counted):
            return counted
        self.note(path, unit, "the filing has no such unit")
        return ""

    def provision(self, path: str, draft: ProvisionDraft) -> Provision | None:
        """Locate a provision's words; its sentence is checked with the deal's other prose."""
        located = self.telling(path, draft)
        if located is None:
            return None
        self.touched.append(located)
        return Provision(
            id="",
            evidence=(self.grounder.evidence(located),),
            **self.certainty(located).fields(),
            kind=draft.kind,
            text=plain(draft.text),
        )

    def related(self, path: str, draft: RelatedDraft) -> Related | None:
        """Locate the words that name a document; its date is read from them."""
        located = self.grounder.locate(draft.words, draft.paragraph)
        if isinstance(located, Missing):
            self.note(path, draft.words, located.reason)
            return None
        dates = values.find_dates(self.grounder.text(located))
        exhibits = {exhibit.number for exhibit in self.filing.info.exhibits}
        return Related(
            text=self.grounder.text(located),
            exhibit=draft.exhibit if draft.exhibit in exhibits else None,
            # "Notes due 2031" dates no agreement.
            date=next((date.value for date in dates if len(date.value) == len("2024-05-03")), None),
            evidence=(self.grounder.evidence(located),),
        )


def decimal_text(value: Decimal) -> str:
    """Return a decimal as the contract writes it: no exponent, no trailing zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _counted(text: str) -> list[values.Quantity]:
    """Return the quantities of a text, and its numbers that belong to no value as quantities without a unit."""
    found = values.find_quantities(text)
    taken = [(q.start, q.end) for q in found]
    for find in (values.find_money, values.find_dates, values.find_percentages, values.find_durations):
        taken += [(value.start, value.end) for value in find(text)]
    bare = [
        values.Quantity(n.start, n.end, n.text, value=n.value, high=None, unit="", qualifier="exact")
        for n in values.find_numbers(text)
        if not any(start < n.end and n.start < end for start, end in taken)
    ]
    return sorted(found + list(_ranged(text, bare)), key=lambda quantity: quantity.start)


_BETWEEN = re.compile(r"(?i)\bbetween $")


def _ranged(text: str, bare: Sequence[values.Quantity]) -> Iterator[values.Quantity]:
    """Yield bare numbers, the two ends of a range ("between 5.83 and 6.99") as one."""
    left = list(bare)
    while left:
        low = left.pop(0)
        joint = text[low.end : left[0].start] if left else ""
        if joint == " to " or (joint == " and " and _BETWEEN.search(text, 0, low.start)):
            high = left.pop(0)
            words = text[low.start : high.end]
            yield replace(low, end=high.end, text=words, high=high.value, qualifier="range")
        else:
            yield low


def _common(read: Read) -> dict[str, Any]:
    return {
        "id": "",
        "status": read.status,
        **read.certain.fields(),
        "evidence": (read.evidence,),
        "text": read.text.removesuffix("'"),  # "60 days' notice"
    }
