"""What an engine proposes: labels, paragraph numbers and words, never a value.

These are the response models that instructor enforces, and what the built-in extractor makes as well, so that
everything goes through the same verification. Every field is required, as strict JSON schema demands; what is
absent is null or an empty list. The docstrings and descriptions are read by the model: they travel in the schema.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from summarizer.models import DealTypeName
from summarizer.vocabulary import (
    Action,
    AmountKind,
    Basis,
    DateKind,
    DurationKind,
    EventKind,
    PercentageKind,
    ProvisionKind,
    QuantityKind,
    Role,
)


class _Draft(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pointer(_Draft):
    """Words of the filing."""

    paragraph: int = Field(description="The number in square brackets before the paragraph.")
    quote: str = Field(
        description="A run of that paragraph's words, copied character for character, that contains the words "
        "and shows what they are. As short as that allows."
    )
    words: str = Field(description="The words inside the quote that state the value, and nothing else.")


class PartyDraft(_Draft):
    """A party to the deal."""

    paragraph: int = Field(description="The paragraph in which the name stands as written here.")
    name: str = Field(description="The legal name exactly as the filing writes it, without its address or state.")
    defined_name: str | None = Field(description='The short name the filing gives it, such as "the Company".')
    role: Role


class DateDraft(Pointer):
    """A date of the deal."""

    kind: DateKind


class AmountDraft(Pointer):
    """An amount of money."""

    kind: AmountKind
    basis: Basis
    payer: str | None = Field(description="The party that pays, by the name given under parties.")
    payee: str | None = Field(description="The party that is paid, by the name given under parties.")
    contingent: bool = Field(description="True where the payment hangs on something that may not happen.")


class PercentageDraft(Pointer):
    """A percentage."""

    kind: PercentageKind


class DurationDraft(Pointer):
    """A length of time."""

    kind: DurationKind


class QuantityDraft(Pointer):
    """A count or measure that is neither money nor percent."""

    kind: QuantityKind
    unit: str = Field(description='What is counted, such as "shares of common stock".')


class ProvisionDraft(_Draft):
    """A term of the deal."""

    kind: ProvisionKind
    text: str = Field(description="One plain sentence, with no figure, date or name that the quote does not have.")
    paragraph: int
    quote: str = Field(description="The words of the paragraph that say so, copied character for character.")


class RelatedDraft(_Draft):
    """A document or another agreement that the deal refers to."""

    paragraph: int
    words: str = Field(description="The words that name it, copied character for character, with its date if given.")
    exhibit: str | None = Field(description="The number of this filing's exhibit that holds it, or null.")


class DealDraft(_Draft):
    """One agreement event."""

    type: DealTypeName
    action: Action
    title: str | None = Field(description="The agreement's name exactly as the filing writes it, or null.")
    headline: str = Field(description="One plain sentence: who did what with whom.")
    subject: str = Field(description="One or two plain sentences: what the agreement is about.")
    parties: list[PartyDraft]
    dates: list[DateDraft]
    amounts: list[AmountDraft]
    percentages: list[PercentageDraft]
    durations: list[DurationDraft]
    quantities: list[QuantityDraft]
    provisions: list[ProvisionDraft]
    related: list[RelatedDraft]


class EventDraft(_Draft):
    """What an item reports that is no deal."""

    item: str = Field(description="The number of the item that reports it.")
    kind: EventKind
    text: str = Field(description="One or two plain sentences that say what happened.")
    paragraph: int
    quote: str = Field(description="The words of the paragraph that say so, copied character for character.")
    amounts: list[AmountDraft]
    dates: list[DateDraft]
    percentages: list[PercentageDraft]


class Draft(_Draft):
    """Everything that an engine proposes for one filing."""

    deals: list[DealDraft]
    events: list[EventDraft]


class Correction(_Draft):
    """The answer to one objection."""

    path: str = Field(description="The path of the objection, as given.")
    withdraw: bool = Field(description="True to take the statement back; the other fields are then ignored.")
    paragraph: int | None = Field(description="The paragraph that holds the right words, or null to keep it.")
    quote: str | None = Field(description="The right quote, copied character for character, or null to keep it.")
    words: str | None = Field(description="The right words inside that quote, or null to keep them.")
    text: str | None = Field(description="The sentence put right, where the objection is to a sentence.")


class Corrections(_Draft):
    """Answers to the objections, one for each."""

    corrections: list[Correction]


class BriefSentence(_Draft):
    """A sentence of the brief."""

    text: str
    supports: list[str] = Field(description="The ids of the facts that the sentence rests on.")


class BriefParagraphDraft(_Draft):
    """A paragraph of the brief."""

    sentences: list[BriefSentence]


class BriefDraft(_Draft):
    """A brief in plain English."""

    title: str = Field(description="A short title, under twelve words.")
    paragraphs: list[BriefParagraphDraft]
