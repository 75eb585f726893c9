"""Verified facts → the brief, and the checks a brief has to pass.

A brief is written by a model or, where there is none, from the facts by templates. Either way every sentence names
the facts it rests on, and a sentence goes in only if those facts bear it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer.drafts import BriefDraft, BriefSentence
from summarizer.folding import plain
from summarizer.models import Amount, Brief, BriefParagraph, Deal, Event, FilingInfo, Party, Percentage, Sentence
from summarizer.objections import Fault
from summarizer.prose import (
    Support,
    copied,
    counts,
    foreign,
    leaves_open,
    reading_grade,
    unplain,
    unsupported,
    word_count,
)
from summarizer.vocabulary import Certainty
from summarizer.wording import AnyFact, shown

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
    groups: tuple[Sequence[AnyFact], ...] = (
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
            known = _known(fact)
            yield replace(known, support=known.support | names)


def _of_event(event: Event) -> Iterator[Known]:
    groups: tuple[Sequence[AnyFact], ...] = (event.amounts, event.percentages, event.dates)
    quotes = Support.of([event.text, *(e.quote for e in event.evidence)], counts(groups))
    words = "".join(f' "{plain(e.quote)}"' for e in event.evidence[:_MOST_QUOTES])
    yield Known(event.id, f"event ({event.kind}, Item {event.item}): {event.text}{words}", quotes)
    for group in groups:
        for fact in group:
            yield _known(fact)


def _known(fact: AnyFact) -> Known:
    support = Support.of([shown(fact), *(e.quote for e in fact.evidence)])
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
    if isinstance(fact, Percentage) and fact.qualifier == "range":
        notes.append("one end of a range")
    note = f" [{'; '.join(notes)}]" if notes else ""
    quotes = dict.fromkeys(plain(e.quote) for e in fact.evidence[:_MOST_QUOTES])
    quote = "" if isinstance(fact, Party) else "".join(f' "{words}"' for words in quotes)
    certainty = None if isinstance(fact, Party) else fact.certainty
    return Known(fact.id, f"{label}: {shown(fact)}{note}{quote}", support, certainty)


def check(draft: BriefDraft, facts: Sequence[Known], source: Support | None = None) -> tuple[Brief, tuple[Fault, ...]]:
    """Return the brief with the sentences that hold, and the faults of the others.

    ``source`` is the filing's text where the brief has to be in its writer's own words; a template quotes.
    """
    by_id = {fact.id: fact for fact in facts}
    faults: list[Fault] = []
    paragraphs = []
    for paragraph in draft.paragraphs:
        held = []
        for sentence in paragraph.sentences:
            checked = _checked(sentence, by_id, source)
            if isinstance(checked, Fault):
                faults.append(checked)
            else:
                held.append(checked)
        if held:
            paragraphs.append(BriefParagraph(sentences=tuple(held)))
    everything = Support.union(fact.support for fact in facts)
    title = plain(draft.title)
    fault = unsupported(title, everything) or unplain(title, everything)
    if fault:
        faults.append(Fault(title, fault))
        title = facts[0].line.removeprefix("filing: ")
    text = " ".join(sentence.text for paragraph in paragraphs for sentence in paragraph.sentences)
    brief = Brief(title=title, paragraphs=tuple(paragraphs), reading_grade=reading_grade(text), words=word_count(text))
    return brief, tuple(faults)


def _checked(sentence: BriefSentence, by_id: dict[str, Known], source: Support | None) -> Sentence | Fault:
    text = plain(sentence.text)
    supports = tuple(dict.fromkeys(sentence.supports))
    unknown = [id_ for id_ in supports if id_ not in by_id]
    if unknown or not supports:
        return Fault(text, f"no fact has the id {unknown[0]!r}" if unknown else "it names no fact that it rests on")
    cited = [by_id[id_] for id_ in supports]
    borne = Support.union(fact.support for fact in cited)
    figure = borne.bears_figures(text)
    # A figure may rest on a fact of the same deal or event that the sentence forgot to name: then it is named for it.
    families = {id_.split(".")[0] for id_ in supports} | {"filing"}
    kin = [fact for fact in by_id.values() if fact.id.split(".")[0] in families]
    for fact in kin:
        if figure is None:
            break
        if fact not in cited:
            more = borne | fact.support
            still = more.bears_figures(text)
            if still != figure:
                borne, figure = more, still
                cited.append(fact)
    if figure:
        return Fault(text, f"{figure!r} is not in the facts it rests on")
    family = Support.union(fact.support for fact in kin)
    name = family.bears_names(text)
    if name:
        return Fault(text, f"the name {name!r} is not in the facts it rests on")
    # What a deal's own headline or an event's text says as certain may be told as certain.
    told = [fact for fact in cited if "." not in fact.id and fact.id != "filing"]
    open_ = [fact for fact in cited if fact.certainty not in (None, "signed")]
    if told and Support.union(fact.support for fact in told).bears_figures(text) is None:
        open_ = []
    if open_ and all(f.certainty != "signed" for f in cited) and not leaves_open(text):
        return Fault(text, f"{open_[0].id} is only {open_[0].certainty}; the sentence tells it as certain")
    fault = foreign(text, family) or unplain(text, family) or (copied(text, source) if source else None)
    if fault:
        return Fault(text, fault)
    return Sentence(text=text, supports=tuple(fact.id for fact in cited))
