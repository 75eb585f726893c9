"""A draft's pointers → the contract's facts: each located in the filing, its value read from its words.

Nothing that a draft says becomes a value. It names words; the words are found; `summarizer.values` reads them.
What can't be found or read becomes an objection, with the reason and the filing's nearest words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from summarizer import values
from summarizer.drafts import (
    AmountDraft,
    DateDraft,
    DurationDraft,
    EventDraft,
    PartyDraft,
    PercentageDraft,
    Pointer,
    ProvisionDraft,
    QuantityDraft,
    RelatedDraft,
)
from summarizer.filing.structure import Filing
from summarizer.folding import plain
from summarizer.models import Amount, DateFact, DurationFact, Evidence, Party, Percentage, Provision, Quantity, Related
from summarizer.names import names_registrant, stands_for
from summarizer.objections import Objection
from summarizer.prose import Support
from summarizer.verification import clauses
from summarizer.verification.grounding import Grounder, Located, Missing
from summarizer.vocabulary import Certainty, Status

V = TypeVar("V", values.Money, values.DateValue, values.Percentage, values.Duration, values.Quantity)

_TELLING = 3  # words
# Dates of what has happened: a hedge elsewhere in the sentence speaks of the agreement's terms, not of them.
_PAST = {"agreement", "original_agreement", "announced"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of a document's folded text whose words a fact has claimed."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Read:
    """A located pointer with the value its words hold: one of `summarizer.values`, or None where blacked out."""

    located: Located
    evidence: Evidence
    value: Any
    text: str
    certainty: Certainty
    hedge: str | None
    sentence: str
    status: Status


class FactReader:
    """Reads the facts of one filing; collects objections and claims as it goes."""

    def __init__(self, filing: Filing, grounder: Grounder, *, merge: bool = True) -> None:
        self.filing = filing
        self.merge = merge
        self.grounder = grounder
        self.objections: list[Objection] = []
        self.claims: list[Claim] = []
        self.touched: list[Located] = []
        self._values: dict[tuple[Any, str], Sequence[Any]] = {}

    @cached_property
    def _passages(self) -> Support:
        return Support.of(self.filing.text(paragraph) for paragraph in self.filing.passages())

    # -- pointers ------------------------------------------------------------------------------------------

    def read(
        self,
        path: str,
        pointer: Pointer,
        find: Callable[[str], Sequence[V]],
        what: str,
        *,
        past: bool = False,
    ) -> Read | None:
        """Locate a pointer and read the one value that its words name; None, with an objection, where there is none."""
        located = self.grounder.locate(pointer.quote, pointer.paragraph)
        if isinstance(located, Missing):
            self.refuse(path, _said(pointer), located)
            return None
        text, offset = self.grounder.surroundings(located)
        inside = (located.folded_start - offset, located.folded_end - offset)
        places = _places(plain(pointer.words), text, *inside)
        if not places:
            reason = f"the words {pointer.words!r} do not stand in the quote"
            self._object(path, pointer, reason, text[slice(*inside)], located.paragraph.number)
            return None
        candidates = self._found(find, text)
        start, end, reading = places[0][0], places[0][1], list[V]()
        for low, high in places:
            reading = [c for c in candidates if c.start < high and c.end > low]
            if reading:
                start, end = reading[0].start, reading[0].end
                break
        value = reading[0] if reading else None
        if len({_identity(r) for r in reading}) > 1:
            listed = " and ".join(repr(r.text) for r in reading)
            self._object(path, pointer, f"the words name more than one {what}: {listed}; give one fact to each")
            return None
        status: Status = "stated"
        if value is None:
            if not values.is_redacted(text[max(0, start - 2) : end + 2]):
                self._object(path, pointer, f"no {what} can be read from the words {pointer.words!r}")
                return None
            status = "redacted"
        sentence, at = clauses.sentence(text, start, end)
        if isinstance(value, values.Money) and (denial := clauses.denial(sentence, start - at)):
            self._object(path, pointer, f"the filing denies it: {denial!r}", sentence, located.paragraph.number)
            return None
        certain = past and not self._to_come(value)
        certainty, hedge = ("signed", None) if certain else clauses.certainty(sentence, start - at, end - at)
        self.claims.append(Claim(located.document, offset + start, offset + end))
        self.touched.append(located)
        raw = self.filing.document(located.document).text
        cut = self.grounder.cut(located.document, offset + start, offset + end)
        evidence = self._covering(located, *cut)
        return Read(located, evidence, value, plain(raw[slice(*cut)]), certainty, hedge, sentence, status)

    def _to_come(self, value: Any) -> bool:
        """Return whether a date lies after the report: what has not happened can't have been signed or announced."""
        reported = self.filing.info.date_of_report
        if not reported or not isinstance(value, values.DateValue):
            return False
        return value.value > reported[: len(value.value)]

    def _found(self, find: Callable[[str], Sequence[V]], text: str) -> Sequence[V]:
        """Return the values of a paragraph, read once however many facts point at it."""
        key = (find, text)
        if key not in self._values:
            self._values[key] = find(text)
        return self._values[key]

    def _covering(self, located: Located, start: int, end: int) -> Evidence:
        """Return the evidence, widened where the value's words run past the quote ("$2" of "$2 million")."""
        evidence = self.grounder.evidence(located)
        if evidence.start <= start and end <= evidence.end:
            return evidence
        start, end = min(start, evidence.start), max(end, evidence.end)
        text = self.filing.document(located.document).text
        return evidence.model_copy(update={"quote": text[start:end], "start": start, "end": end})

    def _object(
        self, path: str, pointer: Pointer, reason: str, nearest: str | None = None, paragraph: int | None = None
    ) -> None:
        self.objections.append(Objection(path, _said(pointer), reason, nearest, paragraph))

    def refuse(self, path: str, value: str, missing: Missing) -> None:
        """Hold against a statement that its words can't be found; it goes back unless no better quote can mend it."""
        self.objections.append(
            Objection(path, value, missing.reason, missing.nearest, missing.paragraph, mendable=not missing.final)
        )

    def note(self, path: str, value: str, reason: str, *, mendable: bool = False) -> None:
        """Hold something against a statement that is no pointer."""
        self.objections.append(Objection(path, value, reason, mendable=mendable))

    # -- the groups of a deal or an event ------------------------------------------------------------------

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
        common = _common(read)
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
            payer=self._payment_party(f"{path}.payer", draft.payer, parties, draft.paragraph),
            payee=self._payment_party(f"{path}.payee", draft.payee, parties, draft.paragraph),
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
            unit=value.unit if value and value.unit else self._unit(f"{path}.unit", draft),
            qualifier=value.qualifier if value else "exact",
        )

    def telling(self, path: str, draft: ProvisionDraft | EventDraft) -> Located | None:
        """Locate the quote that a sentence of prose rests on: one of a word or two bears nothing out."""
        located: Located | Missing = Missing("the quote is too short to say so")
        if len(plain(draft.quote).split()) >= _TELLING:
            located = self.grounder.locate(draft.quote, draft.paragraph)
        if isinstance(located, Missing):
            self.refuse(path, _said(draft), located)
            return None
        return located

    def _unit(self, path: str, draft: QuantityDraft) -> str:
        """Return the unit that a draft names, where the filing has its words: they may stand in a table's head."""
        unit = plain(draft.unit)
        if self._passages.has_words(unit):
            return unit
        self.note(path, unit, "the filing has no such unit")
        return ""

    def provision(self, path: str, draft: ProvisionDraft) -> Provision | None:
        """Locate a provision's words; its sentence is checked with the deal's other prose."""
        located = self.telling(path, draft)
        if located is None:
            return None
        self.touched.append(located)
        hedge = next(iter(values.find_hedges(self.grounder.text(located))), None)
        return Provision(
            id="",
            evidence=(self.grounder.evidence(located),),
            certainty=hedge.certainty if hedge else "signed",
            hedge=hedge.text if hedge else None,
            kind=draft.kind,
            text=plain(draft.text),
        )

    def party(self, path: str, draft: PartyDraft) -> Party | None:
        """Find a party's name as written; the registrant is known by its name, not by what the draft says."""
        name = plain(draft.name)
        located = self.grounder.locate(name, draft.paragraph, anywhere=True)
        if isinstance(located, Missing) or located.match == "elided":
            reason = located.reason if isinstance(located, Missing) else "a name can't be shortened by an ellipsis"
            nearest = located.nearest if isinstance(located, Missing) else None
            self.objections.append(Objection(path, name, f"no such name: {reason}", nearest))
            return None
        if self.grounder.text(located).lower() != name.lower():
            self.objections.append(
                Objection(path, name, "the filing writes the name otherwise", self.grounder.text(located))
            )
            return None
        self.touched.append(located)
        return Party(
            id="",
            evidence=(self.grounder.evidence(located),),
            name=name,
            defined_name=self._defined_name(f"{path}.defined_name", draft),
            role=draft.role,
            is_registrant=names_registrant(name, self.filing.info),
        )

    def _defined_name(self, path: str, draft: PartyDraft) -> str | None:
        if not draft.defined_name:
            return None
        short = plain(draft.defined_name).strip("\"'()")
        located = self.grounder.locate(short, draft.paragraph)
        if isinstance(located, Missing):
            self.note(path, short, "the filing uses no such name")
            return None
        return short

    def _payment_party(
        self, path: str, name: str | None, parties: Sequence[Party] | None, paragraph: int
    ) -> str | None:
        if not name:
            return None
        if parties is None:
            if isinstance(self.grounder.locate(name, paragraph, anywhere=True), Located):
                return plain(name)
            self.note(path, name, "the filing has no such name")
            return None
        found = next((p for p in parties if stands_for(name, p)), None)
        if found is None:
            self.note(path, name, "no party of the deal has that name")
            return None
        return found.name

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
            date=dates[0].value if dates else None,
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
    return sorted(found + bare, key=lambda quantity: quantity.start)


def _said(draft: Pointer | ProvisionDraft | EventDraft) -> str:
    """Return what a draft said, with the quote that was to bear it out."""
    return f"{draft.words if isinstance(draft, Pointer) else draft.text} (quote: {draft.quote})"


def _common(read: Read) -> dict[str, Any]:
    return {
        "id": "",
        "status": read.status,
        "certainty": read.certainty,
        "hedge": read.hedge,
        "evidence": (read.evidence,),
        "text": read.text.removesuffix("'"),  # "60 days' notice"
    }


def _identity(value: Any) -> tuple[Any, ...]:
    """Return what makes two readings the same value."""
    match value:
        case values.Money():
            return value.value, value.high, value.currency
        case values.DateValue():
            return (value.value,)
        case values.Duration():
            return (value.months, value.text if value.months is None else "")
        case _:
            return value.value, value.high


def _places(words: str, text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Return where the words stand in ``text[low:high]``, on the bounds of words."""
    if not words:
        return []
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    found = re.compile(before + re.escape(words) + after).finditer(text, low, high)
    return [match.span() for match in found]
