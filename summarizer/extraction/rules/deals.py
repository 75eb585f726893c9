"""The built-in extractor's deals: which passages tell of one agreement, and which of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from summarizer.extraction.rules.deeds import DEED, PAY_ITEM, SIGNS, SOMETIMES, tells_of_pay
from summarizer.extraction.rules.kinds import action_of, title_of, type_scores, whole_company
from summarizer.extraction.rules.names import names_anywhere, persons, short_names
from summarizer.extraction.rules.signals import of_type, shared
from summarizer.extraction.rules.text import Passage, Sentence, sentences
from summarizer.vocabulary import Action


@dataclass
class Deal:
    """The passages of one deal, with its type, title and action."""

    type: str
    passages: list[Passage] = field(default_factory=list)
    title: str | None = None
    lead: Sentence | None = None
    action: Action = "entered"
    listed: list[Sentence] = field(default_factory=list)  # entries of the list of exhibits that name its agreement

    @property
    def sentences(self) -> list[Sentence]:
        """The deal's sentences in reading order."""
        return sentences(self.passages)


def build(passages: Sequence[Passage], item: str | None) -> Deal:
    """Make one deal of passages."""
    told = sentences(passages)
    lead = next((s for s in told if DEED.search(s.text)), told[0])
    at = told.index(lead)
    opening = " ".join(sentence.text for sentence in told[at : at + 2])
    title = title_of(lead.text)
    heading = " ".join(passage.text for passage in passages if passage.heading)
    scores = type_scores(title or "", f"{heading} {opening}", " ".join(s.text for s in told), item)
    kind = max(scores, key=lambda name: scores[name]) if any(scores.values()) else "other"
    kind = whole_company(kind, " ".join(sentence.text for sentence in told[at : at + 4]))
    deal = Deal(kind, list(passages), title, lead)
    deal.action = action_of(told[at : at + 3], item)
    return deal


def absorbs(deal: Deal, other: Deal) -> bool:
    """Say whether the passages of ``other`` belong to ``deal`` rather than being a deal of their own."""
    return other.type == deal.type or of_type(deal.type).takes_in(other.type)


_NAMES_IT = re.compile(
    r"\((?:the|this|such|as amended|collectively)?[^()]{0,80}\"[^\"]{0,60}(?:Agreements?|Letter|Lease|Amendment|"
    r"Note|Plan|Facility|"
    r"Contract)\b|\balso entered into\b|(?:^|\. )(?:First|Second|Third|Finally), "
)


def starts_anew(passage: Passage) -> bool:
    """Say whether a passage may open a deal of its own: it signs an agreement and gives it a name."""
    opening = " ".join(sentence.text for sentence in passage.sentences[:2])[:900]
    return bool(SIGNS.search(opening)) and bool(_NAMES_IT.search(opening))


def split(passages: Sequence[Passage], item: str | None) -> list[Deal]:
    """Part an item's passages into the deals they tell of; what only accompanies a deal stays with it."""
    if item == PAY_ITEM:
        return _by_person(passages)
    groups: list[list[Passage]] = [[]]
    for passage in passages:
        # An item on an ending tells of one agreement, and of the terms of its ending.
        if item != "1.02" and any(p.sentences for p in groups[-1]) and starts_anew(passage):
            group: list[Passage] = []
            while groups[-1][-1].heading:
                group.insert(0, groups[-1].pop())
            groups.append(group)
        groups[-1].append(passage)
    deals: list[Deal] = []
    for group in groups:
        if not sentences(group):
            if deals:
                deals[-1].passages += group
            continue
        deal = build(group, item)
        home = next((d for d in deals if absorbs(d, deal) and not _apart(d, deal)), None)
        if home is None:
            deals.append(deal)
        else:
            home.passages += group
    return deals


def _by_person(passages: Sequence[Passage]) -> list[Deal]:
    """Part a report on officers by the people it tells of; what names several at once is one deal for all."""
    everyone = {
        re.sub(r",?\s+(?:Jr\.?|Sr\.?|II|III|IV)$", "", person.text).split()[-1]
        for person in persons(" ".join(passage.text for passage in passages))
    }
    opening = next((passage.text for passage in passages if passage.sentences), "")
    if not any(re.search(rf"\b{re.escape(name)}\b", opening) for name in everyone):
        return [build(passages, PAY_ITEM)]
    groups: list[tuple[set[str], list[Passage]]] = []
    pending: list[Passage] = []
    for passage in passages:
        named = {name for name in everyone if re.search(rf"\b{re.escape(name)}\b", passage.text)}
        if passage.heading and not named:
            pending.append(passage)
            continue
        home = next((group for people, group in groups if people & named), None)
        if home is None and (named or not groups):
            home = []
            groups.append((named, home))
        elif home is None:
            home = groups[-1][1]
        else:
            next(people for people, group in groups if group is home).update(named)
        home += [*pending, passage]
        pending = []
    told = [group for _, group in groups if tells_of_pay(sentences(group))]
    if len(told) > _MOST_PEOPLE:
        told = [[passage for group in told for passage in group]]
    deals = [build(group, PAY_ITEM) for group in told]
    for deal in deals:
        # One executive's package is employment, unless it is a plan that is reported (contract rule 13).
        if deal.type == "compensation" and len(told) == len(deals) <= len(groups) and not _for_many(deal):
            deal.type = "employment"
    return deals


def _for_many(deal: Deal) -> bool:
    text = " ".join(sentence.text for sentence in deal.sentences)
    plan = re.search(r"(?i)\b(?:adopt\w*|approv\w*|amend\w*|establish\w*)\b[^;]{0,120}\bplan\b", text)
    return (
        bool(plan)
        or len(persons(text)) > 2
        or bool(re.search(r"(?i)named executive officers|directors? compensation|non-employee director", text))
    )


_MOST_PEOPLE = 4  # more than so many packages in one report are alike


def _apart(deal: Deal, other: Deal) -> bool:
    """Say whether two deals of one type are made with others altogether."""
    alike = deal.type == other.type or {deal.type, other.type} == {"merger", "asset_purchase"}
    if (
        not alike
        or not of_type(deal.type).several
        or shared().titles.beside.search(f"{other.title} {other.lead.text[:500] if other.lead else ''}")
    ):
        return False
    ours, theirs = _counterparties(deal), _counterparties(other)
    return bool(ours) and bool(theirs) and not ours & theirs


def _counterparties(deal: Deal) -> set[str]:
    text = " ".join(sentence.text for sentence in deal.sentences[:8])
    registrant = short_names(text).get("company", "")
    return {name.text.split()[0] for name in names_anywhere(text) if name.text != registrant}


def gather(items: Iterable[tuple[str | None, Sequence[Passage]]]) -> list[Deal]:
    """Make the deals of a filing's items: items that tell of the same agreement are one deal."""
    deals: list[Deal] = []
    for item, passages in items:
        told_before = list(deals)
        for deal in split(passages, item):
            home = _home(told_before, deal, item)
            if home is None:
                deals.append(deal)
                continue
            home.passages += deal.passages
            if item == "2.01" and home.type == deal.type:
                home.action = "completed"
    return deals


def _home(deals: Sequence[Deal], deal: Deal, item: str | None) -> Deal | None:
    """Return the deal that another item's passages belong to."""
    if not deals:
        return None
    if item in SOMETIMES or item in {"3.02", "1.02"}:
        return next((d for d in deals if d.type == deal.type), deals[0])
    if item == PAY_ITEM:
        return next((d for d in deals if d.type == deal.type and not _PEOPLE & {d.type}), None)
    return next((d for d in deals if absorbs(d, deal)), None)


_PEOPLE = {"employment", "services"}
