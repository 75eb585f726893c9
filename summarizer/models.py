"""The output contract, version 1, as pydantic models.

`Summary` is what a caller gets and what ``to_json`` writes; ``schemas/summary.schema.json`` is generated from
it. Money, percentages and counts are decimal strings, so that no figure passes through a float.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from summarizer.deal_types import deal_types
from summarizer.errors import SummaryError
from summarizer.resources import Own, using
from summarizer.vocabulary import (
    Action,
    AmountKind,
    Basis,
    Certainty,
    DateKind,
    DurationKind,
    EventKind,
    Match,
    PercentageKind,
    ProvisionKind,
    Qualifier,
    QuantityKind,
    Relation,
    Role,
    Status,
)

SCHEMA_VERSION = "1"


def _known_deal_type(value: str) -> str:
    if value not in deal_types():
        raise ValueError(f"{value!r} is no deal type: use one of {', '.join(deal_types())}")
    return value


class _Enumerated:
    """Makes the schema's enumeration when it is asked for: the types are data, and callers may have their own."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "enum": list(deal_types())}


DealTypeName = Annotated[str, AfterValidator(_known_deal_type), _Enumerated()]


def _iso(value: str) -> str:
    """Check a date of ISO 8601, as precise as stated: a year, a month or a day."""
    year, month, day = (*value.split("-"), "1", "1")[:3]
    if not re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", value):
        raise ValueError(f"{value!r} is no date of ISO 8601")
    date(int(year), int(month), int(day))
    return value


IsoDate = Annotated[str, AfterValidator(_iso)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(_Model):
    """A half-open range of characters of one document's text."""

    document: str
    start: int
    end: int


class Ticker(_Model):
    """A trading symbol and the exchange it trades on, as the cover names them."""

    symbol: str
    exchange: str | None = None


class Registrant(_Model):
    """The company that filed the report, as the cover names it."""

    name: str
    cik: str | None = None
    state_of_incorporation: str | None = None
    commission_file_number: str | None = None
    ein: str | None = None
    address: str | None = None
    phone: str | None = None
    tickers: tuple[Ticker, ...] = ()


class Item(_Model):
    """An item of the report: "1.01" since August 2004, "5" before."""

    number: str
    title: str
    furnished: bool = False
    points_to: str | None = None
    span: Span


class Exhibit(_Model):
    """An exhibit, listed under Item 9.01 (old Item 7) or present as a document."""

    number: str
    description: str = ""
    relation: Relation = "filed_here"
    span: Span | None = None


class Signatory(_Model):
    """Who signed for the registrant."""

    name: str | None = None
    title: str | None = None
    signed_on: str | None = None


class FilingInfo(_Model):
    """The contract's ``filing``: read by the parser, never by a model."""

    form: str
    accession_number: str | None = None
    registrant: Registrant
    co_registrants: tuple[Registrant, ...] = ()
    date_of_report: str | None = None
    filed_on: str | None = None
    items: tuple[Item, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    signatory: Signatory = Signatory()
    notices: tuple[str, ...] = ()


class Evidence(_Model):
    """Words of the filing that bear a fact out: ``quote`` is ``document.text[start:end]``, verbatim.

    ``exhibit`` is the exhibit's number where the words stand in one, also where it follows in the form's own document.
    """

    quote: str
    document: str
    item: str | None = None
    exhibit: str | None = None
    start: int
    end: int
    match: Match


class Fact(_Model):
    """What every fact has: an id ("d1.amount.2"), how far it is stated, how certain it is, and where it stands."""

    id: str
    status: Status = "stated"
    certainty: Certainty = "signed"
    hedge: str | None = None
    hedge_span: Span | None = None
    evidence: tuple[Evidence, ...] = ()


class Party(Fact):
    """A party to the deal; ``name`` is the legal name as the filing writes it.

    ``defined_at`` is where the filing defines the short name: "(the "Company")".
    """

    name: str
    defined_name: str | None = None
    defined_at: Span | None = None
    role: Role
    is_registrant: bool = False


class DateFact(Fact):
    """A date; ``value`` is ISO 8601, as precise as stated."""

    kind: DateKind
    value: IsoDate | None
    not_before: IsoDate | None = None
    not_after: IsoDate | None = None
    text: str


class Amount(Fact):
    """An amount of money; ``value`` is the full figure, ``currency`` its ISO 4217 code.

    Of a range ``value`` is its lower and ``value_max`` its upper end.
    """

    kind: AmountKind
    value: str | None
    value_max: str | None = None
    currency: str | None = None
    qualifier: Qualifier = "exact"
    basis: Basis = "total"
    payer: str | None = None
    payee: str | None = None
    contingent: bool = False
    text: str


class Percentage(Fact):
    """A percentage: 125 basis points is ``1.25``. The two ends of a range are two facts with qualifier ``range``."""

    kind: PercentageKind
    value: str | None
    qualifier: Qualifier = "exact"
    text: str


class DurationFact(Fact):
    """A length of time; ``months`` where a count of months follows from the words."""

    kind: DurationKind
    months: str | None = None
    text: str


class Quantity(Fact):
    """What is counted and is neither money nor percent."""

    kind: QuantityKind
    value: str | None
    value_max: str | None = None
    unit: str
    qualifier: Qualifier = "exact"
    text: str


class Provision(Fact):
    """A term of the deal in a plain sentence."""

    kind: ProvisionKind
    text: str


class Related(_Model):
    """A document or an agreement that the deal refers to."""

    text: str
    exhibit: str | None = None
    date: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Deal(_Model):
    """One agreement event."""

    id: str
    type: DealTypeName
    action: Action
    title: str | None = None
    headline: str
    subject: str
    parties: tuple[Party, ...] = ()
    dates: tuple[DateFact, ...] = ()
    amounts: tuple[Amount, ...] = ()
    percentages: tuple[Percentage, ...] = ()
    durations: tuple[DurationFact, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    provisions: tuple[Provision, ...] = ()
    related: tuple[Related, ...] = ()


def fact_groups(deal: Deal) -> dict[str, tuple[Any, ...]]:
    """Return a deal's facts by the contract's group names, in its order."""
    names = ("parties", "dates", "amounts", "percentages", "durations", "quantities", "provisions")
    return {name: getattr(deal, name) for name in names}


class Event(_Model):
    """What an item reports that is no deal."""

    id: str
    item: str
    kind: EventKind
    text: str
    evidence: tuple[Evidence, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: tuple[DateFact, ...] = ()
    percentages: tuple[Percentage, ...] = ()


class Sentence(_Model):
    """A sentence of the brief and the ids of the facts it rests on."""

    text: str
    supports: tuple[str, ...]


class BriefParagraph(_Model):
    """A paragraph of the brief."""

    sentences: tuple[Sentence, ...]


class Brief(_Model):
    """The plain-English brief; ``reading_grade`` is Flesch-Kincaid with names and figures masked."""

    title: str
    paragraphs: tuple[BriefParagraph, ...]
    reading_grade: float
    words: int


class Rejected(_Model):
    """What an engine said and the filing does not bear out."""

    path: str
    value: str
    reason: str


class Unclaimed(_Model):
    """A figure or a date in the deal passages that no fact claims."""

    text: str
    span: Span


class Gap(_Model):
    """What a deal of its type normally states and this filing does not; ``searched`` is where it was sought."""

    deal: str
    expected: str
    disposition: Literal["not_disclosed", "incorporated_elsewhere", "redacted"]
    searched: str = ""


class Conflict(_Model):
    """Two statements of the filing that disagree."""

    facts: tuple[str, ...]
    reason: str


class Working(_Model):
    """Arithmetic between figures that the filing states: the working, and whether it agrees."""

    facts: tuple[str, ...]
    working: str
    agrees: bool


class Checks(_Model):
    """What was verified, and what was not."""

    facts: int
    verified: int
    rejected: tuple[Rejected, ...] = ()
    unclaimed_amounts: tuple[Unclaimed, ...] = ()
    unclaimed_dates: tuple[Unclaimed, ...] = ()
    unclaimed_percentages: tuple[Unclaimed, ...] = ()
    gaps: tuple[Gap, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    arithmetic: tuple[Working, ...] = ()
    warnings: tuple[str, ...] = ()


class Attempt(_Model):
    """One answer of a model to a question: what became of it and what it took; ``seconds`` is wall time.

    ``exchange`` is the key under which a store keeps request and response, ``recalled`` whether they came from there.
    """

    outcome: Literal["accepted", "off_schema", "cut_off", "declined"]
    input_tokens: int
    output_tokens: int
    seconds: float
    recalled: bool = False
    exchange: str | None = None


class CallRecord(_Model):
    """What one question to a model took, with a row for each attempt; ``seconds`` is wall time.

    ``cost_usd`` is null where no price of the model is known. ``cached`` is true where every answer was kept from
    before: then it is what they had cost, and nothing was paid again.
    """

    purpose: str
    attempts: int
    input_tokens: int
    output_tokens: int
    cached: bool = False
    seconds: float
    cost_usd: str | None = None
    ledger: tuple[Attempt, ...] = ()


class Run(_Model):
    """How the summary was made; ``cost_usd`` is null where the price of the model is not known."""

    engine: Literal["rules", "model"]
    model: str | None = None
    prompt_versions: dict[str, str] = Field(default_factory=dict)
    schema_version: str = SCHEMA_VERSION
    calls: tuple[CallRecord, ...] = ()
    cost_usd: str | None = None
    seconds: float = 0.0
    source_sha256: str


class Summary(_Model):
    """A validated deal summary and its brief: the output contract, version 1."""

    schema_version: Literal["1"] = "1"
    filing: FilingInfo
    deals: tuple[Deal, ...] = ()
    events: tuple[Event, ...] = ()
    brief: Brief
    checks: Checks
    run: Run

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return the summary as JSON text that `from_json` reads back to an equal object."""
        return self.model_dump_json(indent=indent)

    def to_frame(self) -> list[dict[str, str | None]]:
        """Return a row for every fact, each with the same columns: what ``pandas.DataFrame`` and polars take.

        Filing and deal stand in every row; `summarizer.rendering.csv` names the columns.
        """
        from summarizer.rendering.csv import rows

        return rows(self)

    def to_markdown(self) -> str:
        """Return the brief, the facts and the checks as a Markdown page."""
        from summarizer.rendering import render

        return render(self, "markdown")

    def __repr__(self) -> str:
        name, checks = self.filing.registrant.name, self.checks
        deals = ", ".join(f"{deal.type} {deal.action}" for deal in self.deals) or f"{len(self.events)} events, no deal"
        return f"<Summary of {name!r}: {deals}; {checks.verified} of {checks.facts} facts verified>"

    def __str__(self) -> str:
        return repr(self)

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        yield "registrant", self.filing.registrant.name
        yield "form", self.filing.form
        yield "date_of_report", self.filing.date_of_report
        yield "deals", [f"{deal.id}: {deal.type} {deal.action}" for deal in self.deals]
        yield "events", [f"{event.id}: {event.kind}" for event in self.events]
        yield "verified", f"{self.checks.verified} of {self.checks.facts}"

    def _repr_html_(self) -> str:
        """Show the brief and the deals in a notebook."""
        from summarizer.rendering.notebook import write

        return write(self)

    @classmethod
    def from_json(cls, text: str | bytes, *, deal_types: str | os.PathLike[str] | None = None) -> Summary:
        """Read what `to_json` wrote; `SummaryError` says where the text departs from the contract.

        ``deal_types`` is the folder of one's own deal types that the summary was made with, if it was.
        """
        try:
            with using(Own(deal_types=None if deal_types is None else Path(os.path.abspath(deal_types)))):
                return cls.model_validate_json(text)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"]) or "the whole text"
            raise SummaryError(f"not a summary of schema version {SCHEMA_VERSION}: {place}: {first['msg']}") from None
