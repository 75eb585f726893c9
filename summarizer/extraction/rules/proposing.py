"""The built-in extractor: proposes deals and events by rules, without a model.

What it proposes has the form of a model's draft and passes through the same verification. It reads the items that
report agreements, groups what tells of the same one, knows its type by the cues of ``schemas/deal_types``, and tells
each value's kind by the words nearest to it. The same filing gives the same draft, always.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel

from summarizer import values
from summarizer.drafts import AmountDraft, DateDraft, DealDraft, Draft, EventDraft, PartyDraft, Pointer
from summarizer.extraction.rules import deals, deeds, facts, grouping, kinds, prose
from summarizer.extraction.rules.events import events
from summarizer.extraction.rules.offerings import offerings
from summarizer.extraction.rules.parties import parties
from summarizer.extraction.rules.provisions import provisions
from summarizer.extraction.rules.signals import of_type, shared
from summarizer.extraction.rules.text import LISTS, Passage, Sentence, has_word, is_pointer, read_passages, sentences
from summarizer.filing.structure import Filing
from summarizer.folding import fold
from summarizer.sieve import search

_PointerT = TypeVar("_PointerT", bound=Pointer)
_THIN = 260  # characters: an item that says less leaves the telling to its press release
_ANNOUNCEMENT = 900
_ANNOUNCES = re.compile(
    r"(?i)\b(?:press release|presentation)\b[^;]{0,200}\b(?:agreement|merger|transaction|acquisition|offering|"
    r"amendment|notes|sale|"
    r"facility|settlement|lease|collaboration|license)s?\b"
)
_AGREEMENT_ENTRY = re.compile(
    r"^\W*(?:exhibit )?(?:1|2|4|10)\.\d\S*\s+(?!(?i:form of|indemnification|registration rights)).*"
    r"\b(?:Agreement|Amendment|Lease|Contract|Note|Plan of Merger|Letter)\b"
)
_PAY = {"employment", "compensation"}  # whose people a note before the items may name
_RESULTS = {"2.02", "12"}
_CHANGES = {"amended", "renewed", "terminated"}
_RELEASE = 12  # paragraphs of a press release that tell its news


def propose(filing: Filing) -> Draft:
    """Return the deals and events that the filing reports, each fact pointing at its words."""
    items, release, preface = _by_item(filing)
    _introduced(items, preface, again=filing.info.form.endswith("/A"))
    gathered, holding = _deals(items, _news(release), filing.info.registrant.name)
    if not gathered and not any(sentences(passages) for passages in items.values()):
        gathered = offerings([passage for item in LISTS for passage in items.get(item, [])], preface)
    told = [one for passage in preface for one in passage.sentences]
    for deal in gathered:
        if deal.type in _PAY:
            deal.context += told
        deal.listed = _listed(deal, items, alone=len(gathered) == 1)
        if deal.title is None:
            deal.title = next((kinds.title_of(entry.text) for entry in deal.listed), None)
            if deal.title and shared().titles.untyped.search(deal.title):
                deal.type = "other"
    # A release on results tells of other deals as well.
    news = [] if _RESULTS & items.keys() else _news(release)
    alone = len(gathered) == 1
    for deal in gathered:
        if planned := deals.planned(deal):
            deal.planned = planned
            deal.action = "entered" if deal.action == "proposed" else deal.action
        if deals.has_closed(deal):
            deal.action = "completed"
        elif deal.action == "completed" and not of_type(deal.type).closes and not deals.closes_itself(deal):
            deal.action = "entered"
    drafts = [_draft(deal, filing, news, alone=alone) for deal in gathered]
    return Draft(deals=drafts, events=_events(items, _from_lead(release), holding, alone=not drafts))


def _by_item(filing: Filing) -> tuple[dict[str, list[Passage]], list[Passage], list[Passage]]:
    """Return the passages of each item, those of press releases, and those before the items."""
    items: dict[str, list[Passage]] = {item.number: [] for item in filing.info.items}
    release: list[Passage] = []
    preface: list[Passage] = []
    for passage in read_passages(filing):
        if passage.preface:
            preface.append(passage)
        elif passage.item is None:
            release.append(passage)
        else:
            items.setdefault(passage.item, []).append(passage)
    return items, release, preface


_EARLIER_REPORT = re.compile(
    r"(?i)(?<!this current report on )\bform (?:8-K|10-[KQ])|\bamendment no\b|\boriginal (?:report|filing)\b"
)


_DEALS_NAME = re.compile(r"\(the \"([^\"]{3,50}(?:Agreement|Merger|Acquisition|Transactions?|Closing(?: Date)?))\"\)")


def _introduced(items: dict[str, list[Passage]], preface: Sequence[Passage], *, again: bool) -> None:
    """Put a note before the items that tells what was done at the head of the first item on agreements.

    Reports of a closing open so, and each item then tells its part. Where the item itself tells a deed, the note has to
    name what it tells of. What explains an amended report, one filed ``again``, tells no deed.
    """
    first = next((item for item in deeds.INTRODUCED if sentences(items.get(item, []))), None)
    if first is None or (again and any(_EARLIER_REPORT.search(passage.text) for passage in preface)):
        return
    text = " ".join(passage.text for passage in items[first])
    itself = deeds.holds_deal(first, items[first])
    told = [
        replace(
            passage, item=first, preface=False, sentences=tuple(replace(one, item=first) for one in passage.sentences)
        )
        for passage in preface
        if any(deeds.is_news(one) for one in passage.sentences)
        and (not itself or any(has_word(text, name) for name in _DEALS_NAME.findall(passage.text)))
    ]
    items[first] = [*told, *items[first]]


def _news(release: Sequence[Passage]) -> list[Passage]:
    """Return the paragraphs of a press release that tell its news."""
    return _from_lead(release)[:_RELEASE]


def _from_lead(release: Sequence[Passage]) -> list[Passage]:
    """Return a press release from its first full sentence."""
    start = next((i for i, p in enumerate(release) if any(len(s.text) > 90 for s in p.sentences)), len(release))
    return list(release[start:])


def _deals(
    items: dict[str, list[Passage]], release: list[Passage], registrant: str
) -> tuple[list[deals.Deal], set[str]]:
    """Return the deals and the numbers of the items that tell of them."""
    order = [*deeds.ALWAYS_ORDER, deeds.PAY_ITEM, *deeds.SOMETIMES_ORDER]
    telling: list[tuple[str | None, Sequence[Passage]]] = []
    holding: set[str] = set()
    for item in order:
        passages = items.get(item, [])
        if passages and not sentences(passages) and any(is_pointer(passage.text) for passage in passages):
            holding.add(item)
            continue
        if item in items and item in deeds.SOMETIMES and (_thin(passages) or _left_to_release(passages)):
            passages = [*passages, *release]
        beside = bool(telling) and item in deeds.ALWAYS  # shares issued in the deal, the debt it makes
        if sentences(passages) and (beside or deeds.holds_deal(item, passages)):
            telling.append((item, passages))
            holding.add(item)
        elif item in deeds.SOMETIMES and (more := deeds.going_on(passages, [p for _, told in telling for p in told])):
            telling.append((item, more))
            if len(more) == sum(bool(passage.sentences) for passage in passages):
                holding.add(item)
    if lent := deeds.lent_to_go_on(items.get(deeds.BANKRUPTCY, [])):
        telling.append((deeds.BANKRUPTCY, lent))
    points = "1.01" in holding and not sentences(items["1.01"])
    return grouping.gather(telling, points=points, registrant=registrant), holding


def _thin(passages: Sequence[Passage]) -> bool:
    return sum(len(sentence.text) for sentence in sentences(passages)) < _THIN


_LEFT = re.compile(
    r"(?i)\b(?:details|terms|information|description)\b[^.;]{0,120}\b(?:set (?:out|forth)|contained|described|given|"
    r"provided|included|found|available) in (?:the|its|our|a) (?:[a-z]+ ){0,2}(?:press|news) release\b"
)


def _left_to_release(passages: Sequence[Passage]) -> bool:
    """Say whether an item on an agreement leaves its terms to a press release."""
    return any(search(_LEFT, passage.text) for passage in passages) and any(map(deeds.is_news, sentences(passages)))


def _announces_only(passages: Sequence[Passage]) -> bool:
    """Say whether an item tells no more than that a press release or slides about the deal were issued."""
    text = " ".join(passage.text for passage in passages if not passage.heading)
    return len(text) < _ANNOUNCEMENT and bool(_ANNOUNCES.search(text))


def _draft(deal: deals.Deal, filing: Filing, release: Sequence[Passage], *, alone: bool) -> DealDraft:
    told = facts.read([one for one in deal.sentences if one not in deal.planned], deal.type, deal.action)
    told.amounts += _announced(deal, told.amounts, release)
    named = parties(deal, filing)
    line = prose.headline(deal, named)
    return DealDraft(
        type=deal.type,
        action=deal.action,
        title=deal.title,
        headline=line,
        subject=prose.subject(deal, line),
        parties=named,
        dates=_in_order(deal, _dates(deal, told.dates, release), filing.info.date_of_report or ""),
        amounts=[
            _paid(_bought_back(amount, deal.type, named), named)
            for amount in _once(told.amounts, by_place=of_type(deal.type).series or deal.type == "compensation")
        ],
        percentages=_once(told.percentages),
        durations=_once(told.durations),
        quantities=_once(told.quantities),
        provisions=list(provisions(deal, release if alone else ())),
        related=[],
    )


_PRICES = {"purchase_price", "deal_value"}
_OF_THE_DEAL = re.compile(r"(?i)\b(?:transaction|acquisition|acquire|merger|terms of the|purchase price|agreement)\b")


def _announced(deal: deals.Deal, told: Sequence[AmountDraft], release: Sequence[Passage]) -> list[AmountDraft]:
    """Return the price of a company or business that the press release states where the items state none."""
    if deal.type not in {"merger", "asset_purchase"} or any(amount.kind in _PRICES for amount in told):
        return []
    about = [sentence for sentence in sentences(release) if _OF_THE_DEAL.search(sentence.text)]
    return [amount for amount in facts.amounts(about, deal.type) if amount.kind in _PRICES][:1]


_PAID = re.compile(
    r"which (?P<payer>[A-Z][\w&.' -]{1,60}?) (?:has |have )?(?:now |already |since )?paid to "
    r"(?P<payee>[A-Z][\w&.' -]{1,60}?)(?=[.,;]|$| on | in )"
)


_IN_ALL = re.compile(r",? (?:in total|in all|in the aggregate|altogether)\b")


def _bought_back(amount: AmountDraft, kind: str, named: Sequence[PartyDraft]) -> AmountDraft:
    """Return what shares cost in all as a price, where it is the registrant that buys them."""
    in_all = amount.kind == "other" and bool(_IN_ALL.match(amount.quote.partition(amount.words)[2]))
    buys = kind == "equity" and (amount.kind == "gross_proceeds" or in_all) and named[0].role in {"buyer", "investor"}
    told = "proceeds" in amount.quote.lower() or "offering" in amount.quote.lower()
    return amount.model_copy(update={"kind": "purchase_price"}) if buys and not told else amount


def _paid(amount: AmountDraft, named: Sequence[PartyDraft]) -> AmountDraft:
    """Return an amount with who paid whom, where its own clause says so and names parties of the deal."""
    found = _PAID.search(fold(amount.quote).text)
    if found is None:
        return amount
    payer, payee = (next((p.name for p in named if p.name.startswith(found[who])), None) for who in ("payer", "payee"))
    return amount.model_copy(update={"payer": payer, "payee": payee}) if payer and payee else amount


def _listed(deal: deals.Deal, items: dict[str, list[Passage]], *, alone: bool) -> list[Sentence]:
    """Return the entries of the list of exhibits that name the deal's agreement.

    Of several deals, those with its title; of one alone, any agreement on the list.
    """
    entries = [entry for item in LISTS for passage in items.get(item, []) for entry in passage.pointing]
    if deal.title:
        called = [entry for entry in entries if deal.title.lower() in entry.text.lower()]
        if called or not alone:
            return called
    return [entry for entry in entries if alone and _AGREEMENT_ENTRY.search(entry.text)]


_YEAR = re.compile(r"\b\d{4}\b")


def _dates(deal: deals.Deal, told: Sequence[DateDraft], release: Sequence[Passage]) -> list[DateDraft]:
    """Return the deal's dates: those told, and some more.

    The agreement's own date may stand in the list of exhibits alone, and when a sale is expected to close in the
    press release alone.
    """
    found = _own(deal, _once(told))
    known = {date.kind for date in found}
    if deal.type in {"merger", "asset_purchase"} and not known & {"expected_closing", "closing"}:
        later = facts.dates(sentences(release), deal.action)
        found += [date for date in later if date.kind == "expected_closing"][:1]
    text = " ".join(sentence.text for sentence in deal.sentences)
    for sentence in deal.context:  # of another deal, that gives a day the name that this one has
        for date in facts.dates([sentence], deal.action) if _NAMES_DAY.search(sentence.text) else ():
            called = _NAMES_DAY.match(sentence.text.partition(date.words)[2])
            found += [date] if called and has_word(text, f"the {called[1]}") else []
    pointing = [sentence for passage in deal.passages for sentence in passage.pointing] + deal.listed
    for sentence in pointing:
        itself = deal.title is not None and deal.title.lower() in sentence.text.lower()
        for date in facts.dates([sentence], deal.action):
            wanted = date.kind == "agreement" or (date.kind == "original_agreement" and deal.action in _CHANGES)
            if wanted and (itself or date.kind not in known):
                found.append(date)
    return _most_precise(_once(found))


_NAMES_DAY = re.compile(r",? \((?:such date, )?the \"([A-Z][^\"]{2,40}? Date)\"\)")
_DAY = r"[A-Z][a-z]+ \d{1,2}, \d{4}"
_RESPECTIVELY = re.compile(
    rf"\b(?:each of|both) (?:the )?(.{{5,80}}?) and (?:the )?(.{{5,80}}?) (?:was|were|has|have|is|are|will)\b[^.;]*?\b"
    rf"({_DAY}) and ({_DAY}), respectively"
)


def _own(deal: deals.Deal, told: Sequence[DateDraft]) -> list[DateDraft]:
    """Return dates without those of another agreement: "A and B were extended to May 1 and May 2, respectively"."""
    found = list(told)
    for sentence in deal.sentences:
        pair = _RESPECTIVELY.search(sentence.text) if deal.title and "respectively" in sentence.text else None
        if pair and (deal.title in pair[1]) != (deal.title in pair[2]):
            own, other = (pair[3], pair[4]) if deal.title in pair[1] else (pair[4], pair[3])
            here = [date for date in found if date.paragraph == sentence.paragraph and date.words in (own, other)]
            kind = next((date.kind for date in here if date.words == pair[3]), None)
            found = [date for date in found if date not in here or date.words == own]
            found = [date.model_copy(update={"kind": kind}) if date in here and kind else date for date in found]
    return found


def _in_order(deal: deals.Deal, found: Sequence[DateDraft], reported: str) -> list[DateDraft]:
    """Return dates of which none comes before what came first.

    What an older agreement is dated lies not after the report, and where something was entered into not right before
    it; of several agreements that the papers of a change name, the newest is the change.
    """
    signings = [date.words for date in found if date.kind in {"agreement", "original_agreement"}]
    days = {words: days[0].value for words in signings if (days := values.find_dates(words))}
    signed = [days[date.words] for date in found if date.kind == "agreement" and date.words in days]
    older_may_stand = deal.action in _CHANGES or deal.type == "debt_securities"  # as an indenture does
    ordered = []
    for date in found:
        day = days.get(date.words, "")
        if date.kind == "original_agreement" and len(day) == len(reported) and day > reported:
            date = date.model_copy(update={"kind": "other"})
        elif date.kind == "original_agreement" and deal.action == "entered" and _is_new(day, reported):
            date = date.model_copy(update={"kind": "agreement"})
        elif date.kind == "agreement" and older_may_stand and day[:4] < max(signed, default="")[:4]:
            date = date.model_copy(update={"kind": "original_agreement"})
        ordered.append(date)
    return ordered


_NEW = 10  # days: what was signed is reported within four business days


def _is_new(day: str, reported: str) -> bool:
    """Say whether a day lies right before that of the report."""
    whole = len(day) == len(reported) == len("2020-01-31")
    return whole and (datetime.date.fromisoformat(reported) - datetime.date.fromisoformat(day)).days <= _NEW


def _most_precise(found: Sequence[DateDraft]) -> list[DateDraft]:
    """Leave out the years ("notes due 2030") of which a day of the same kind is told as well."""
    days = {(date.kind, year) for date in found for year in _YEAR.findall(date.words) if date.words != year}
    return [date for date in found if (date.kind, date.words) not in days]


def _once(drafts: Iterable[_PointerT], *, by_place: bool = True) -> list[_PointerT]:
    """Keep the first of those that give the same words (of one place, or of any) the same kind."""
    found: dict[tuple[str, str, str], _PointerT] = {}
    for draft in drafts:
        kind = draft.kind if isinstance(draft, BaseModel) and hasattr(draft, "kind") else ""
        found.setdefault((str(kind), draft.words.lower(), draft.quote if by_place else ""), draft)
    return list(found.values())


def _events(
    items: dict[str, list[Passage]], release: Sequence[Passage], holding: set[str], *, alone: bool
) -> list[EventDraft]:
    """Return what the items report that tell of no deal; a press release is told with the first that leaves it to."""
    found: list[EventDraft] = []
    for item, passages in items.items():
        if item in holding or item in LISTS or (holding and _announces_only(passages)):
            continue
        drafts = events(item, passages, release, alone=alone)
        if any(passage.paragraph == draft.paragraph for draft in drafts for passage in release):
            release = []
        found += drafts
    return found
