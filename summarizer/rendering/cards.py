"""What the report says of one filing: its facts as numbered cards, the brief with references to them, the checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarizer.filing.structure import Filing
from summarizer.folding import plain
from summarizer.models import Deal, Event, Evidence, Fact, Party, Provision, Summary, Unclaimed, fact_groups
from summarizer.rendering import lines
from summarizer.rendering.passages import Claim, Omitted, Passages, TextPart
from summarizer.rendering.places import Places
from summarizer.rendering.quoted import quoted


@dataclass(frozen=True, slots=True)
class Card:
    """A fact as the report shows it; ``id`` is its element, ``words`` the element of its first quoted word."""

    id: str
    number: int
    label: str
    value: str
    notes: tuple[str, ...]
    status: str
    certainty: str
    hedge: str
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class DealView:
    """A deal with its cards in groups."""

    id: str
    deal: Deal
    groups: tuple[tuple[str, tuple[Card, ...]], ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """An event: what it says is a card of its own, its figures and dates follow."""

    card: Card
    event: Event
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence of the brief and the cards it rests on."""

    text: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class UnclaimedView:
    """A figure or a date that no fact claims."""

    id: str
    key: str
    kind: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class FilingView:
    """All that the report shows of one filing; ``id`` begins the ids of its elements."""

    id: str
    summary: Summary
    heading: str
    brief: tuple[tuple[SentenceView, ...], ...]
    deals: tuple[DealView, ...]
    events: tuple[EventView, ...]
    unclaimed: tuple[UnclaimedView, ...]
    cards: dict[str, Card]
    parts: tuple[TextPart, ...]
    omitted: tuple[Omitted, ...]
    anchors: frozenset[str]
    whole: bool

    @property
    def tokens(self) -> tuple[int, int]:
        """The tokens that went into the model and came out of it."""
        calls = self.summary.run.calls
        return sum(call.input_tokens for call in calls), sum(call.output_tokens for call in calls)

    def refs(self, ids: Iterable[str]) -> tuple[Card, ...]:
        """Return the cards of those ids that have one."""
        return tuple(self.cards[one] for one in dict.fromkeys(ids) if one in self.cards)


def view(summary: Summary, filing: Filing | None, number: int) -> FilingView:
    """Return what the report shows of a filing, the ``number``-th of the page."""
    text = filing or quoted(summary)
    maker = _Maker(f"f{number}", Places(text, whole=filing is not None))
    deals = tuple(maker.deal(deal) for deal in summary.deals)
    events = tuple(maker.event(event) for event in summary.events)
    unclaimed = tuple(maker.unclaimed(summary, text))
    passages = Passages(text, maker.claims, maker.places)
    brief = tuple(
        tuple(maker.sentence(plain(sentence.text), sentence.supports) for sentence in paragraph.sentences)
        for paragraph in summary.brief.paragraphs
    )
    return FilingView(
        id=maker.prefix,
        summary=summary,
        heading=lines.heading(summary),
        brief=brief,
        deals=deals,
        events=events,
        unclaimed=unclaimed,
        cards=maker.cards,
        parts=passages.parts(),
        anchors=passages.anchors(),
        omitted=passages.omitted(),
        whole=filing is not None,
    )


class _Maker:
    """Numbers the cards of one filing in the order of the page, and keeps the words they rest on."""

    def __init__(self, prefix: str, places: Places) -> None:
        self.prefix = prefix
        self.places = places
        self.cards: dict[str, Card] = {}
        self.claims: list[Claim] = []
        self._nobodys = 0

    def deal(self, deal: Deal) -> DealView:
        groups = {name: tuple(map(self.fact, facts)) for name, facts in fact_groups(deal).items()}
        groups["related documents"] = tuple(
            self.card(
                f"{deal.id}.related.{number}",
                label=f"exhibit {related.exhibit}" if related.exhibit else "document",
                value=related.text,
                notes=[related.date] if related.date else [],
                evidence=related.evidence,
            )
            for number, related in enumerate(deal.related, 1)
        )
        shown = tuple((name, cards) for name, cards in groups.items() if cards)
        return DealView(f"{self.prefix}-{deal.id}", deal, shown)

    def event(self, event: Event) -> EventView:
        kind = event.kind.replace("_", " ")
        card = self.card(event.id, label=kind, value=event.text, notes=[], evidence=event.evidence)
        facts = (*event.amounts, *event.percentages, *event.dates)
        return EventView(card, event, tuple(map(self.fact, facts)))

    def fact(self, fact: Fact) -> Card:
        value, notes = lines.figure(fact)
        stated = fact.name if isinstance(fact, Party) else getattr(fact, "text", "")
        words = "" if isinstance(fact, Provision) else stated
        return self.card(
            fact.id, lines.label(fact), value, notes, fact.evidence, words, fact.status, fact.certainty, fact.hedge
        )

    def card(
        self,
        id_: str,
        label: str,
        value: str,
        notes: list[str],
        evidence: tuple[Evidence, ...],
        words: str = "",
        status: str = "",
        certainty: str = "",
        hedge: str | None = None,
    ) -> Card:
        element = f"{self.prefix}-{id_}"
        card = Card(
            id=element,
            number=len(self.cards) + 1,
            label=label,
            value=plain(value),
            notes=tuple(map(plain, notes)),
            status=status.replace("_", " "),
            certainty=certainty,
            hedge=plain(hedge or ""),
            place=self.places.of(evidence[0] if evidence else None),
            words=f"{element}.q1" if evidence else "",
        )
        self.cards[id_] = card
        self.claims += [
            Claim(
                one.document, one.start, one.end, str(card.number), element, f"{element}.q{n}", _core(one, plain(words))
            )
            for n, one in enumerate(evidence, 1)
        ]
        return card

    def sentence(self, text: str, supports: Iterable[str]) -> SentenceView:
        return SentenceView(text, tuple(self.cards[one] for one in dict.fromkeys(supports) if one in self.cards))

    def unclaimed(self, summary: Summary, filing: Filing) -> Iterator[UnclaimedView]:
        checks = summary.checks
        for kind, found in (
            ("amount", checks.unclaimed_amounts),
            ("percentage", checks.unclaimed_percentages),
            ("date", checks.unclaimed_dates),
        ):
            for one in found:
                yield self._unclaimed(kind, one, filing)

    def _unclaimed(self, kind: str, one: Unclaimed, filing: Filing) -> UnclaimedView:
        span = one.span
        self._nobodys += 1
        key = f"u{self._nobodys}"
        id_ = f"{self.prefix}-{key}"
        self.claims.append(Claim(span.document, span.start, span.end, key, id_, f"{id_}.q1", unclaimed=True))
        known = any(document.name == span.document for document in filing.documents)
        paragraph = filing.paragraph_at(span.document, span.start) if known else None
        where = Evidence(
            quote="",
            document=span.document,
            item=paragraph.item if paragraph else None,
            exhibit=paragraph.exhibit if paragraph else None,
            start=span.start,
            end=span.end,
            match="exact",
        )
        return UnclaimedView(id_, key, kind, plain(one.text), self.places.of(where))


def _core(evidence: Evidence, words: str) -> tuple[int, int] | None:
    """Return where in a quote the value stands: "$41.3 million" in a sentence about a fee."""
    if not words or len(words) > len(evidence.quote):
        return None
    pattern = r"\s+".join(re.escape(word).replace('"', '["“”]').replace("'", "['’‘]") for word in words.split())
    found = re.search(pattern, evidence.quote)
    return (evidence.start + found.start(), evidence.start + found.end()) if found else None
