"""The built-in extractor: proposes deals and events by rules, without a model.

What it proposes has the form of a model's draft and passes through the same verification. It reads the items that
report agreements, groups what tells of the same one, knows its type by the cues of ``schemas/deal_types``, and tells
each value's kind by the words nearest to it. The same filing gives the same draft, always.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from pydantic import BaseModel

from summarizer.drafts import DateDraft, DealDraft, Draft, EventDraft, Pointer
from summarizer.extraction import rules_deals, rules_deeds, rules_facts, rules_prose
from summarizer.extraction.rules_events import event
from summarizer.extraction.rules_parties import parties
from summarizer.extraction.rules_text import Passage, is_pointer, read_passages, sentences
from summarizer.filing.structure import Filing

_PointerT = TypeVar("_PointerT", bound=Pointer)
_LISTS = {"9.01", "7"}
_THIN = 260  # characters: an item that says less leaves the telling to its press release
_ANNOUNCEMENT = 900
_ANNOUNCES = re.compile(
    r"(?i)\b(?:press release|presentation)\b[^;]{0,200}\b(?:agreement|merger|transaction|acquisition|offering|"
    r"amendment|notes|sale|"
    r"facility|settlement|lease|collaboration|license)s?\b"
)
_RELEASE = 12  # paragraphs of a press release that tell its news


def propose(filing: Filing) -> Draft:
    """Return the deals and events that the filing reports, each fact pointing at its words."""
    items, release = _by_item(filing)
    deals, holding = _deals(items, release)
    drafts = [_draft(deal, filing) for deal in deals]
    return Draft(deals=drafts, events=_events(items, release, holding))


def _by_item(filing: Filing) -> tuple[dict[str, list[Passage]], list[Passage]]:
    items: dict[str, list[Passage]] = {item.number: [] for item in filing.info.items}
    release: list[Passage] = []
    for passage in read_passages(filing):
        if passage.item is None:
            release.append(passage)
        else:
            items.setdefault(passage.item, []).append(passage)
    return items, _news(release)


def _news(release: Sequence[Passage]) -> list[Passage]:
    """Return the paragraphs of a press release that tell its news: from its first full sentence."""
    start = next((i for i, p in enumerate(release) if any(len(s.text) > 90 for s in p.sentences)), len(release))
    return list(release[start : start + _RELEASE])


def _deals(items: dict[str, list[Passage]], release: list[Passage]) -> tuple[list[rules_deals.Deal], set[str]]:
    """Return the deals and the numbers of the items that tell of them."""
    order = [*rules_deeds.ALWAYS_ORDER, rules_deeds.PAY_ITEM, *rules_deeds.SOMETIMES_ORDER]
    telling: list[tuple[str | None, Sequence[Passage]]] = []
    holding: set[str] = set()
    for item in order:
        passages = items.get(item, [])
        if passages and not sentences(passages) and any(is_pointer(passage.text) for passage in passages):
            holding.add(item)
            continue
        if item in items and item in rules_deeds.SOMETIMES and _thin(passages):
            passages = [*passages, *release]
        beside = bool(telling) and item in rules_deeds.ALWAYS  # shares issued in the deal, the debt it makes
        if sentences(passages) and (beside or rules_deeds.holds_deal(item, passages)):
            telling.append((item, passages))
            holding.add(item)
    return rules_deals.gather(telling), holding


def _thin(passages: Sequence[Passage]) -> bool:
    return sum(len(sentence.text) for sentence in sentences(passages)) < _THIN


def _announces_only(passages: Sequence[Passage]) -> bool:
    """Say whether an item tells no more than that a press release or slides about the deal were issued."""
    text = " ".join(passage.text for passage in passages if not passage.heading)
    return len(text) < _ANNOUNCEMENT and bool(_ANNOUNCES.search(text))


def _draft(deal: rules_deals.Deal, filing: Filing) -> DealDraft:
    told = deal.sentences
    named = parties(deal, filing)
    line = rules_prose.headline(deal, named)
    return DealDraft(
        type=deal.type,
        action=deal.action,
        title=deal.title,
        headline=line,
        subject=rules_prose.subject(deal, line),
        parties=named,
        dates=_dates(deal),
        amounts=_once(rules_facts.amounts(told, deal.type)),
        percentages=_once(rules_facts.percentages(told, deal.type)),
        durations=_once(rules_facts.durations(told, deal.type)),
        quantities=_once(rules_facts.quantities(told)),
        provisions=list(rules_prose.provisions(told)),
        related=[],
    )


def _dates(deal: rules_deals.Deal) -> list[DateDraft]:
    """Return the deal's dates; where it gives no day of signing, a pointer to the agreement's text may."""
    found = _once(rules_facts.dates(deal.sentences, deal.action))
    if any(date.kind == "agreement" for date in found):
        return found
    pointing = [sentence for passage in deal.passages for sentence in passage.pointing]
    dated = (
        date for date in rules_facts.dates(pointing, deal.action) if date.kind in {"agreement", "original_agreement"}
    )
    return _once([*found, *dated])


def _once(drafts: Iterable[_PointerT]) -> list[_PointerT]:
    """Keep the first of those that give the same words of one place the same kind."""
    found: dict[tuple[str, str, str], _PointerT] = {}
    for draft in drafts:
        kind = draft.kind if isinstance(draft, BaseModel) and hasattr(draft, "kind") else ""
        found.setdefault((str(kind), draft.words.lower(), draft.quote), draft)
    return list(found.values())


def _events(items: dict[str, list[Passage]], release: Sequence[Passage], holding: set[str]) -> list[EventDraft]:
    found = []
    for item, passages in items.items():
        if item in holding or item in _LISTS or (holding and _announces_only(passages)):
            continue
        draft = event(item, passages, release)
        if draft is not None:
            found.append(draft)
    return found
