"""Verified facts → the brief, and the checks a brief has to pass.

A brief is written by a model or, where there is none, from the facts by templates. Either way every sentence names
the facts it rests on, and a sentence goes in only if those facts bear it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from summarizer.drafts import BriefDraft, BriefParagraphDraft, BriefSentence
from summarizer.folding import plain
from summarizer.models import (
    Amount,
    Brief,
    BriefParagraph,
    Certainty,
    DateFact,
    Deal,
    DurationFact,
    Event,
    FilingInfo,
    Party,
    Percentage,
    Provision,
    Quantity,
    Sentence,
)
from summarizer.objections import Fault
from summarizer.prose import (
    Support,
    counts,
    leaves_open,
    plainer,
    reading_grade,
    sentences,
    unplain,
    unsupported,
    word_count,
)

Fact = Party | DateFact | Amount | Percentage | DurationFact | Quantity | Provision

_MONTHS = ("January February March April May June July August September October November December").split()
# How many sentences of facts the template brief gives to one deal: the core facts come first.
_MOST = 9
_MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Known:
    """A verified fact as a brief may use it: ``line`` shows it to a writer, ``support`` bears sentences out."""

    id: str
    line: str
    support: Support
    certainty: Certainty | None = None


def known_facts(info: FilingInfo, deals: Sequence[Deal], events: Sequence[Event]) -> tuple[Known, ...]:
    """Return every fact that a brief may rest on, the filing's own cover first."""
    about = (info.registrant.name, f"Form {info.form}", info.date_of_report or "")
    line = f"filing: Form {info.form} of {info.registrant.name}"
    facts = [Known("filing", line, Support.of(about, {len(deals), len(events)}))]
    for deal in deals:
        facts += _of_deal(deal)
    for event in events:
        facts += _of_event(event)
    return tuple(facts)


def _of_deal(deal: Deal) -> Iterator[Known]:
    groups: tuple[Sequence[Fact], ...] = (
        deal.parties,
        deal.amounts,
        deal.percentages,
        deal.quantities,
        deal.durations,
        deal.dates,
        deal.provisions,
    )
    names = Support.of(
        (name for party in deal.parties for name in (party.name, party.defined_name or "")), counts(groups)
    )
    title = f'; title: "{deal.title}"' if deal.title else ""
    line = f"deal: {deal.type}, {deal.action}{title}; {deal.headline} {deal.subject}"
    yield Known(deal.id, line, Support.of([deal.headline, deal.subject, deal.title or ""]) | names)
    for group in groups:
        for fact in group:
            yield replace(_known(fact), support=_known(fact).support | names)


def _of_event(event: Event) -> Iterator[Known]:
    groups: tuple[Sequence[Fact], ...] = (event.amounts, event.percentages, event.dates)
    quotes = Support.of([event.text, *(e.quote for e in event.evidence)], counts(groups))
    words = "".join(f' "{plain(e.quote)}"' for e in event.evidence[:_MOST_QUOTES])
    yield Known(event.id, f"event ({event.kind}, Item {event.item}): {event.text}{words}", quotes)
    for group in groups:
        for fact in group:
            yield _known(fact)


def _known(fact: Fact) -> Known:
    support = Support.of([_shown(fact), *(e.quote for e in fact.evidence)])
    label = fact.role if isinstance(fact, Party) else fact.kind
    notes = []
    if isinstance(fact, Party) and fact.is_registrant:
        notes.append("the registrant")
    if isinstance(fact, Party) and fact.defined_name:
        notes.append(f'called "{fact.defined_name}" in the quotes')
    if isinstance(fact, Amount):
        notes += [fact.basis.replace("_", " ")] if fact.basis != "total" else []
        notes += [f"paid by {fact.payer}"] if fact.payer else []
        notes += [f"paid to {fact.payee}"] if fact.payee else []
        notes += ["contingent"] if fact.contingent else []
        notes += ["words and figures disagree"] if fact.status == "conflicting" else []
    if fact.certainty != "signed":
        notes.append(f"{fact.certainty} ({fact.hedge!r})" if fact.hedge else fact.certainty)
    if fact.status == "redacted":
        notes.append("blacked out in the filing")
    note = f" [{'; '.join(notes)}]" if notes else ""
    quotes = dict.fromkeys(plain(e.quote) for e in fact.evidence[:_MOST_QUOTES])
    quote = "" if isinstance(fact, Party) else "".join(f' "{words}"' for words in quotes)
    certainty = None if isinstance(fact, Party) else fact.certainty
    return Known(fact.id, f"{label}: {_shown(fact)}{note}{quote}", support, certainty)


def _shown(fact: Fact) -> str:
    match fact:
        case Party():
            return fact.name
        case DateFact(value=str(value)) if not (fact.not_before or fact.not_after):
            return written_date(value)
        case Amount() | Percentage() | Quantity() if fact.qualifier in _QUALIFIERS:
            return f"{_QUALIFIERS[fact.qualifier]}{fact.text}"
    return fact.text


_QUALIFIERS = {"approximately": "about ", "up_to": "up to ", "at_least": "at least "}


# -- checking ----------------------------------------------------------------------------------------------


def check(draft: BriefDraft, facts: Sequence[Known]) -> tuple[Brief, tuple[Fault, ...]]:
    """Return the brief with the sentences that hold, and the faults of the others."""
    by_id = {fact.id: fact for fact in facts}
    faults: list[Fault] = []
    paragraphs = []
    for paragraph in draft.paragraphs:
        held = []
        for sentence in paragraph.sentences:
            checked = _checked(sentence, by_id)
            if isinstance(checked, Fault):
                faults.append(checked)
            else:
                held.append(checked)
        if held:
            paragraphs.append(BriefParagraph(sentences=tuple(held)))
    everything = _together(facts)
    title = plain(draft.title)
    fault = unsupported(title, everything) or unplain(title)
    if fault:
        faults.append(Fault(title, fault))
        title = facts[0].line.removeprefix("filing: ")
    text = " ".join(sentence.text for paragraph in paragraphs for sentence in paragraph.sentences)
    brief = Brief(title=title, paragraphs=tuple(paragraphs), reading_grade=reading_grade(text), words=word_count(text))
    return brief, tuple(faults)


def _checked(sentence: BriefSentence, by_id: dict[str, Known]) -> Sentence | Fault:
    text = plain(sentence.text)
    supports = tuple(dict.fromkeys(sentence.supports))
    unknown = [id_ for id_ in supports if id_ not in by_id]
    if unknown or not supports:
        return Fault(text, f"no fact has the id {unknown[0]!r}" if unknown else "it names no fact that it rests on")
    cited = [by_id[id_] for id_ in supports]
    borne = _together(cited)
    # A figure may rest on a fact of the same deal or event that the sentence forgot to name: then it is named for it.
    families = {id_.split(".")[0] for id_ in supports} | {"filing"}
    for fact in by_id.values():
        if borne.bears_figures(text) is None:
            break
        if fact.id.split(".")[0] in families and fact not in cited and _helps(borne, fact.support, text):
            borne |= fact.support
            cited.append(fact)
    figure = borne.bears_figures(text)
    if figure:
        return Fault(text, f"{figure!r} is not in the facts it rests on")
    name = _together(f for f in by_id.values() if f.id.split(".")[0] in families).bears_names(text)
    if name:
        return Fault(text, f"the name {name!r} is not in the facts it rests on")
    open_ = [fact for fact in cited if fact.certainty not in (None, "signed")]
    if open_ and all(f.certainty != "signed" for f in cited) and not leaves_open(text):
        return Fault(text, f"{open_[0].id} is only {open_[0].certainty}; the sentence tells it as certain")
    fault = unplain(text)
    if fault:
        return Fault(text, fault)
    return Sentence(text=text, supports=tuple(fact.id for fact in cited))


def _together(facts: Iterable[Known]) -> Support:
    """Return the words that bear out any of the facts."""
    supports = [fact.support for fact in facts]
    texts = dict.fromkeys(text for support in supports for text in support.texts)
    return Support(tuple(texts), frozenset[int]().union(*(support.counts for support in supports)))


def _helps(borne: Support, more: Support, text: str) -> bool:
    return (borne | more).bears_figures(text) != borne.bears_figures(text)


# -- writing without a model -------------------------------------------------------------------------------


def from_template(info: FilingInfo, deals: Sequence[Deal], events: Sequence[Event]) -> BriefDraft:
    """Write a brief from the facts alone, one plain sentence a fact."""
    paragraphs = []
    for deal in deals:
        paragraphs.append(_lead(deal))
        terms = list(_terms(deal))[:_MOST]
        if terms:
            paragraphs.append(terms)
        provisions = [BriefSentence(text=plainer(p.text), supports=[p.id]) for p in deal.provisions[:4]]
        if provisions:
            paragraphs.append(provisions)
    for event in events:
        paragraphs.append(
            [BriefSentence(text=plainer(sentence), supports=[event.id]) for sentence in sentences(event.text)]
        )
    if not paragraphs:
        paragraphs.append([BriefSentence(text=_nothing(info), supports=["filing"])])
    return BriefDraft(
        title=_title(info, deals, events),
        paragraphs=[BriefParagraphDraft(sentences=sentences_) for sentences_ in paragraphs],
    )


def _title(info: FilingInfo, deals: Sequence[Deal], events: Sequence[Event]) -> str:
    name = info.registrant.name
    if deals:
        return f"{name}: {deals[0].type.replace('_', ' ')} agreement {deals[0].action}"
    if events:
        kinds = dict.fromkeys(event.kind.replace("_", " ") for event in events)
        return f"{name}: {', '.join(list(kinds)[:3])}"
    return f"Form {info.form} of {name}"


def _nothing(info: FilingInfo) -> str:
    return f"{info.registrant.name} filed a Form {info.form} in which no deal and no other event could be read."


def _lead(deal: Deal) -> list[BriefSentence]:
    supports = [deal.id, *(party.id for party in deal.parties[:4])]
    lead = [BriefSentence(text=plainer(text), supports=supports) for text in sentences(deal.headline)]
    if deal.subject != deal.headline:
        lead += [BriefSentence(text=plainer(text), supports=[deal.id]) for text in sentences(deal.subject)]
    return lead


def _terms(deal: Deal) -> Iterator[BriefSentence]:
    for amount in deal.amounts:
        yield BriefSentence(text=_amount_sentence(amount), supports=[amount.id])
    for percentage in deal.percentages:
        noun = percentage.kind.replace("_", " ") if percentage.kind != "other" else "stated percentage"
        yield BriefSentence(text=_said(f"the {noun}", percentage), supports=[percentage.id])
    for quantity in deal.quantities:
        yield BriefSentence(text=_said(f"the number of {quantity.unit}", quantity), supports=[quantity.id])
    for duration in deal.durations:
        noun = _DURATION_NOUNS[duration.kind]
        yield BriefSentence(text=_said(noun, duration), supports=[duration.id])
    for date in deal.dates:
        if date.value and date.kind in _DATE_SENTENCES:
            yield BriefSentence(text=_date_sentence(date), supports=[date.id])


_DURATION_NOUNS = {
    "term": "the term",
    "renewal_term": "the renewal term",
    "notice_period": "the notice period",
    "vesting": "the vesting period",
    "lock_up": "the lock-up",
    "exclusivity": "the exclusive period",
    "other": "one stated period",
}
# By whether the date is certain: what is not yet so is not told as if it were.
_DATE_SENTENCES = {
    "agreement": ("The agreement is dated {on}.", "The agreement would be dated {on}."),
    "original_agreement": ("The original agreement is dated {on}.", "The original agreement is dated {on}."),
    "effective": ("It takes effect {in_}.", "It may take effect {in_}."),
    "announced": ("It was announced {in_}.", "It was announced {in_}."),
    "closing": ("It closed {in_}.", "It could close {in_}."),
    "expected_closing": ("It is expected to close {in_}.", "It is expected to close {in_}."),
    "commencement": ("It starts {in_}.", "It may start {in_}."),
    "expiration": ("It runs out {in_}.", "It could run out {in_}."),
    "maturity": ("The debt falls due {in_}.", "The debt could fall due {in_}."),
    "termination": ("It ends {in_}.", "It can be ended or could end {in_}."),
    "payment": ("A payment is due {in_}.", "A payment may fall due {in_}."),
}
_BASIS = {
    "per_share": " a share",
    "per_unit": " a unit",
    "per_year": " a year",
    "per_month": " a month",
    "per_quarter": " a quarter",
}


def _amount_sentence(amount: Amount) -> str:
    noun = amount.kind.replace("_", " ") if amount.kind != "other" else "stated amount"
    if amount.kind in ("price_per_share", "par_value"):
        noun = {"price_per_share": "price of a share", "par_value": "par value"}[amount.kind]
    if amount.status == "redacted":
        return f"The filing blacks out the {noun}."
    shown = _shown(amount) + ("" if "per" in amount.text else _BASIS.get(amount.basis, ""))
    if amount.kind == "price_per_share":
        shown = _shown(amount)
    if amount.payer and amount.payee:
        verb = "pays" if amount.certainty == "signed" and not amount.contingent else "would pay"
        return f"{amount.payer} {verb} {amount.payee} {_article(noun)} {noun} of {shown}."
    verb = "is" if amount.certainty == "signed" else "would be"
    return f"The {noun} {verb} {shown}."


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _said(noun: str, fact: Percentage | DurationFact | Quantity) -> str:
    if fact.status == "redacted":
        return f"The filing blacks out {noun}."
    shown = _shown(fact)
    if isinstance(fact, DurationFact) and fact.months and "-" in fact.text:
        shown = _months(fact.months)  # "three-year" is no noun; "60 days" stays what it is
    verb = "is" if fact.certainty == "signed" else "would be"
    return f"{noun[0].upper()}{noun[1:]} {verb} {shown}."


def _months(months: str) -> str:
    count = Decimal(months)
    if count >= 12 and count % 12 == 0:
        years = count / 12
        return "one year" if years == 1 else f"{years:f} years".replace(".0 ", " ")
    return "one month" if count == 1 else f"{months} months"


def _date_sentence(date: DateFact) -> str:
    certain, open_ = _DATE_SENTENCES[date.kind]
    text = _shown(date)
    on = "on" if date.value and len(date.value) == 10 and text == written_date(date.value) else "in"
    bounded = bool(date.not_before or date.not_after)
    in_ = f"{'by' if date.not_after and not date.not_before else 'in'} {text}" if bounded else f"{on} {text}"
    template = certain if date.certainty == "signed" else open_
    return template.format(on=text, in_=in_)


def written_date(value: str) -> str:
    """Return an ISO date as prose writes it: "May 3, 2005", "May 2005", "2005"."""
    year, *rest = value.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{month} {int(rest[1])}, {year}" if len(rest) > 1 else f"{month} {year}"
