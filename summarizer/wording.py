"""Verified facts → a brief without a model: a few plain sentences put together from the facts' own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from summarizer.drafts import BriefDraft, BriefParagraphDraft, BriefSentence
from summarizer.models import (
    Amount,
    DateFact,
    Deal,
    DurationFact,
    Event,
    FilingInfo,
    Party,
    Percentage,
    Provision,
    Quantity,
)
from summarizer.prose import plainer, sentences

AnyFact = Party | DateFact | Amount | Percentage | DurationFact | Quantity | Provision
Term = Amount | Percentage | DurationFact | Quantity

_MOST_TERMS = 8  # of one deal; the facts stand in the order that the contract gives them
_MOST_PROVISIONS = 3
_IN_ONE_SENTENCE = 4

_MINOR = {"other", "par_value", "covenant_threshold"}  # true, and not what a reader asks first

_NOUNS = {
    "price_per_share": "price",
    "award_value": "equity award worth",
    "margin": "margin over the base rate",
    "bonus_target": "target bonus",
    "lock_up": "lock-up",
    "exclusivity": "exclusive period",
    "vesting": "vesting period",
    "equity_investment": "share purchase",
}
# By whether the date is certain: what is not yet so is not told as if it were.
_DATES = {
    "agreement": ("The agreement is dated {date}.", "The agreement would be dated {date}."),
    "original_agreement": ("The original agreement is dated {date}.", "The original agreement is dated {date}."),
    "effective": ("It takes effect {when}.", "It may take effect {when}."),
    "announced": ("It was announced {when}.", "It was announced {when}."),
    "closing": ("It closed {when}.", "It could close {when}."),
    "expected_closing": ("It is expected to close {when}.", "It is expected to close {when}."),
    "commencement": ("It starts {when}.", "It may start {when}."),
    "expiration": ("It runs out {when}.", "It could run out {when}."),
    "maturity": ("The debt falls due {when}.", "The debt could fall due {when}."),
    "termination": ("It ends, or can be ended, {when}.", "It could end, or be ended, {when}."),
    "payment": ("A payment is due {when}.", "A payment may fall due {when}."),
}
_DONE = re.compile(r"\b(?:has|have) (?:now |already |since )?paid\b")
_BASIS = {
    "per_share": " a share",
    "per_unit": " a unit",
    "per_year": " a year",
    "per_month": " a month",
    "per_quarter": " a quarter",
}


_MONTHS = "January February March April May June July August September October November December".split()
_QUALIFIERS = {"approximately": "about ", "up_to": "up to ", "at_least": "at least "}


def shown(fact: AnyFact) -> str:
    """Return a fact's value as prose shows it: "about $2 million", "May 3, 2005"."""
    match fact:
        case Party():
            return fact.name
        case DateFact(value=str(value)) if not (fact.not_before or fact.not_after):
            return written_date(value)
        case Quantity() if fact.unit and fact.unit.split()[0].rstrip("s") not in fact.text:
            return f"{_QUALIFIERS.get(fact.qualifier, '')}{fact.text} {fact.unit}"
        case Amount() | Percentage() | Quantity() if fact.qualifier in _QUALIFIERS:
            return f"{_QUALIFIERS[fact.qualifier]}{fact.text}"
        case Percentage(qualifier="range", value=str(value)):
            return f"{value}%"  # one end of it; the text has both
    return fact.text


def written_date(value: str) -> str:
    """Return an ISO date as prose writes it: "May 3, 2005", "May 2005", "2005"."""
    year, *rest = value.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{month} {int(rest[1])}, {year}" if len(rest) > 1 else f"{month} {year}"


def write(info: FilingInfo, deals: Sequence[Deal], events: Sequence[Event]) -> BriefDraft:
    """Write a brief: what each deal is, its terms, its dates and conditions; then the events."""
    paragraphs = [paragraph for deal in deals for paragraph in _of_deal(deal) if paragraph]
    for event in events:
        paragraphs.append([_sentence(plainer(text), event.id) for text in sentences(event.text)])
    if not paragraphs:
        name = info.registrant.name
        text = f"{name} filed a Form {info.form} in which no deal and no other event could be read."
        paragraphs.append([_sentence(text, "filing")])
    return BriefDraft(
        title=_title(info, deals, events),
        paragraphs=[BriefParagraphDraft(sentences=paragraph) for paragraph in paragraphs],
    )


def _sentence(text: str, *supports: str) -> BriefSentence:
    return BriefSentence(text=text, supports=list(supports))


def _title(info: FilingInfo, deals: Sequence[Deal], events: Sequence[Event]) -> str:
    name = info.registrant.name
    if deals:
        return f"{name}: {deals[0].type.replace('_', ' ')} agreement {deals[0].action}"
    if events:
        kinds = dict.fromkeys(event.kind.replace("_", " ") for event in events)
        return f"{name}: {', '.join(list(kinds)[:3])}"
    return f"Form {info.form} of {name}"


def _of_deal(deal: Deal) -> Iterator[list[BriefSentence]]:
    parties = [party.id for party in deal.parties[:4]]
    lead = [_sentence(plainer(text), deal.id, *parties) for text in sentences(deal.headline)]
    if deal.subject != deal.headline:
        lead += [_sentence(plainer(text), deal.id) for text in sentences(deal.subject)]
    yield lead
    yield list(_terms(deal))
    dates: dict[str, DateFact] = {}
    for date in deal.dates:
        if date.value and date.kind in _DATES:
            dates.setdefault(date.kind, date)
    told = [_sentence(_date(date), date.id) for date in dates.values()]
    yield told + [_sentence(plainer(p.text), p.id) for p in deal.provisions[:_MOST_PROVISIONS]]


def _terms(deal: Deal) -> Iterator[BriefSentence]:
    """Yield who pays whom, then the terms that are certain, then those that are not yet."""
    groups: tuple[Iterable[Term], ...] = (deal.amounts, deal.percentages, deal.quantities, deal.durations)
    facts = [fact for group in groups for fact in group if fact.kind not in _MINOR and fact.status != "redacted"]
    facts = facts[:_MOST_TERMS]
    rest = []
    for fact in facts:
        if isinstance(fact, Amount) and fact.payer and fact.payee:
            verb = "would pay" if fact.contingent or fact.certainty != "signed" else "pays"
            if any(_DONE.search(evidence.quote) for evidence in fact.evidence):
                verb = "has paid"
            yield _sentence(f"{fact.payer} {verb} {fact.payee} {_phrase(fact)}.", fact.id)
        else:
            rest.append(fact)
    for certain, opening in ((True, "The terms include"), (False, "Depending on events, there may be")):
        some = [fact for fact in rest if (fact.certainty == "signed") == certain]
        for start in range(0, len(some), _IN_ONE_SENTENCE):
            part = some[start : start + _IN_ONE_SENTENCE]
            listed = [_phrase(fact) for fact in part]
            joined = " and ".join(filter(None, [", ".join(listed[:-1]), listed[-1]]))
            yield _sentence(f"{opening} {joined}.", *(fact.id for fact in part))
            opening = "There is also" if certain else "There may also be"
    hidden = [fact for group in groups for fact in group if fact.status == "redacted"]
    if hidden:
        nouns = dict.fromkeys(_noun(fact) for fact in hidden)
        yield _sentence(f"The filing blacks out the {' and the '.join(nouns)}.", *(fact.id for fact in hidden))


def _noun(fact: Term) -> str:
    if isinstance(fact, Quantity):
        return f"number of {fact.unit}"
    return _NOUNS.get(fact.kind, fact.kind.replace("_", " "))


def _phrase(fact: Term) -> str:
    """Return a term as a noun: "an access fee of $2 million", "a term of three years"."""
    value = shown(fact)
    if isinstance(fact, Quantity):
        return value
    if isinstance(fact, DurationFact):
        # "three-year" is no noun; "60 days" stays what it is.
        value = _years(fact.months) if fact.months and "-" in value else value
    if isinstance(fact, Amount) and "per" not in value.split():
        value += _BASIS.get(fact.basis, "")
    noun = _noun(fact)
    article = "an" if noun[0] in "aeiou" else "a"
    return f"{article} {noun} {value}" if noun.endswith("worth") else f"{article} {noun} of {value}"


def _years(months: str) -> str:
    count = Decimal(months)
    if count == 12:
        return "one year"
    if count > 12 and count % 12 == 0:
        return f"{int(count / 12)} years"
    return "one month" if count == 1 else f"{months} months"


def _date(date: DateFact) -> str:
    certain, open_ = _DATES[date.kind]
    text = shown(date)
    if text[0].islower() and not text.startswith("the "):
        text = f"the {text}"  # "first quarter of 2022"
    if date.not_after and not date.not_before:
        when = f"by {text}"
    else:
        when = f"{'on' if text == written_date(date.value or '') and ',' in text else 'in'} {text}"
    return (certain if date.certainty == "signed" else open_).format(date=text, when=when)
