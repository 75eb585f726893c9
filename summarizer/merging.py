"""Put together what the parts of a long filing told, each deal and event once."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.drafts import DealDraft, Draft, EventDraft, ProvisionDraft
from summarizer.folding import plain
from summarizer.models import FilingInfo
from summarizer.names import names_registrant, same_company

_LISTS = ("dates", "amounts", "percentages", "durations", "quantities", "related")


def merge(info: FilingInfo, found: Draft, more: Draft) -> Draft:
    """Return a draft with the deals and events of both.

    A deal of ``more`` is one of ``found`` where type and action are the same and so is the title or, where one of them
    has none, a party that is not the registrant. Figures told twice become one fact where they are verified.
    """
    deals = list(found.deals)
    for deal in more.deals:
        # What one answer tells apart stays apart.
        place = next((i for i, known in enumerate(found.deals) if _same_deal(info, known, deal)), None)
        if place is None:
            deals.append(deal)
        else:
            deals[place] = _joined(deals[place], deal)
    events = list(found.events)
    events += [event for event in more.events if not any(_same_event(known, event) for known in events)]
    return Draft(deals=deals, events=events)


def _same_deal(info: FilingInfo, one: DealDraft, other: DealDraft) -> bool:
    if (one.type, one.action) != (other.type, other.action):
        return False
    if one.title and other.title:
        return _folded(one.title) == _folded(other.title)
    return any(
        same_company(a.name, b.name) for a in one.parties if not names_registrant(a.name, info) for b in other.parties
    )


def _joined(one: DealDraft, other: DealDraft) -> DealDraft:
    new = [p for p in other.parties if not any(same_company(p.name, known.name) for known in one.parties)]
    return one.model_copy(
        update={
            "title": one.title or other.title,
            "parties": [*one.parties, *new],
            "provisions": [*one.provisions, *(p for p in other.provisions if not _told(p, one.provisions))],
            **{name: [*getattr(one, name), *getattr(other, name)] for name in _LISTS},
        }
    )


def _told(provision: ProvisionDraft, known: Sequence[ProvisionDraft]) -> bool:
    return any(
        _folded(p.quote) == _folded(provision.quote) or _folded(p.text) == _folded(provision.text) for p in known
    )


def _same_event(one: EventDraft, other: EventDraft) -> bool:
    same = one.kind == other.kind and one.item == other.item
    return same and (_folded(one.quote) == _folded(other.quote) or _folded(one.text) == _folded(other.text))


def _folded(text: str) -> str:
    return plain(text).casefold()
