"""A summary against a gold file: the cover, the deals, and each deal's facts.

Facts are matched by value; the label of a matched fact (its kind, or a party's role) is scored apart. A deal that is
missing or made up costs all of its facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from summarizer.evaluation.gold import (
    Gold,
    GoldAmount,
    GoldDate,
    GoldDeal,
    GoldDuration,
    GoldFact,
    GoldFiling,
    GoldParty,
    GoldPercentage,
)
from summarizer.evaluation.matching import letters, same_months, same_number, same_party
from summarizer.models import (
    Amount,
    DateFact,
    Deal,
    DurationFact,
    Fact,
    FilingInfo,
    Party,
    Percentage,
    Registrant,
    Summary,
)

GROUPS = ("parties", "dates", "amounts", "percentages", "durations")
LABELS = ("type", "action")  # of a deal

# How much speaks for two deals being the same one, in tenths: the type, and each core fact found.
_SAME_TYPE = 20
_SAME_FACT = {"parties": 10, "amounts": 10, "dates": 7}

_NOTHING = FilingInfo(form="", registrant=Registrant(name=""))
_NO_VALUE = frozenset({"redacted", "not_disclosed", "incorporated_elsewhere"})


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found, what was said besides, what was missed; of the labels given, how many are right."""

    found: int = 0
    extra: int = 0
    missed: int = 0
    right: int = 0
    labelled: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.found + other.found,
            self.extra + other.extra,
            self.missed + other.missed,
            self.right + other.right,
            self.labelled + other.labelled,
        )

    @property
    def precision(self) -> float:
        """The share of what was said that is so; 1 where nothing was said."""
        said = self.found + self.extra
        return self.found / said if said else 1.0

    @property
    def recall(self) -> float:
        """The share of what is so that was said; 1 where there was nothing to say."""
        so = self.found + self.missed
        return self.found / so if so else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0

    @property
    def accuracy(self) -> float:
        """The share of the labels that are right; 1 where there are none."""
        return self.right / self.labelled if self.labelled else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """The tallies of one filing, or of many added up.

    ``cover`` counts each field that gold states as a label; ``deals`` holds a tally each for ``deals``, `LABELS` and
    `GROUPS`.
    """

    cover: Mapping[str, Tally] = field(default_factory=dict)
    deals: Mapping[str, Tally] = field(default_factory=dict)

    def __add__(self, other: Score) -> Score:
        return Score(_sum((self.cover, other.cover)), _sum((self.deals, other.deals)))

    def __getitem__(self, name: str) -> Tally:
        return self.deals.get(name, Tally())

    @property
    def facts(self) -> Tally:
        """All groups of facts together."""
        return sum((self[group] for group in GROUPS), Tally())

    @property
    def cover_all(self) -> Tally:
        """All fields of the cover together."""
        return sum(self.cover.values(), Tally())


def _sum(tallies: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    total: dict[str, Tally] = {}
    for each in tallies:
        for name, tally in each.items():
            total[name] = total.get(name, Tally()) + tally
    return total


def score(gold: Gold, summary: Summary | None) -> Score:
    """Return the score of a filing's summary; None counts as a summary that says nothing."""
    found = summary.deals if summary else ()
    cover = _cover(gold.filing, summary.filing if summary else _NOTHING)
    return Score(
        {name: Tally(right=int(right), labelled=1) for name, right in cover.items()},
        _sum(_score_deal(*pair) for pair in _pairs(gold.deals, found)),
    )


def _cover(gold: GoldFiling, found: FilingInfo) -> dict[str, bool]:
    """Return which fields are right; those that gold leaves open are left out."""
    registrant = found.registrant
    written = {
        "registrant": (gold.registrant, registrant.name),
        "state_of_incorporation": (gold.state_of_incorporation, registrant.state_of_incorporation),
        "commission_file_number": (gold.commission_file_number, registrant.commission_file_number),
        "ein": (gold.ein, registrant.ein),
        "signatory": (gold.signatory.name, found.signatory.name),
    }
    right = {name: letters(ours) == letters(theirs) for name, (ours, theirs) in written.items() if ours}
    if gold.date_of_report:
        right["date_of_report"] = gold.date_of_report == found.date_of_report
    right["form"] = gold.form == found.form
    right["items"] = list(gold.items) == [item.number for item in found.items]  # in the order of the filing
    right["exhibits"] = sorted(gold.exhibits) == sorted(exhibit.number for exhibit in found.exhibits)
    return right


def _pairs(golds: Sequence[GoldDeal], deals: Sequence[Deal]) -> list[tuple[GoldDeal | None, Deal | None]]:
    """Pair the deals, the closest two first; those that nothing speaks for stand alone."""
    ranked = sorted(
        (-closeness, i, j)
        for i, gold in enumerate(golds)
        for j, deal in enumerate(deals)
        if (closeness := _closeness(gold, deal))
    )
    paired: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in paired and j not in paired.values():
            paired[i] = j
    both = [(gold, deals[paired[i]] if i in paired else None) for i, gold in enumerate(golds)]
    return [*both, *((None, deal) for j, deal in enumerate(deals) if j not in paired.values())]


def _groups(deal: GoldDeal | Deal | None) -> dict[str, tuple[Any, ...]]:
    return {group: getattr(deal, group) if deal else () for group in GROUPS}


def _closeness(gold: GoldDeal, deal: Deal) -> int:
    expected, found = _groups(gold), _groups(deal)
    facts = sum(weight * _score_facts(expected[name], found[name]).found for name, weight in _SAME_FACT.items())
    return facts + (_SAME_TYPE if deal.type in (gold.type, *gold.type_ok) else 0)


def _score_deal(gold: GoldDeal | None, deal: Deal | None) -> dict[str, Tally]:
    expected, found = _groups(gold), _groups(deal)
    tallies = {group: _score_facts(expected[group], found[group]) for group in GROUPS}
    if gold is None:
        return {"deals": Tally(extra=1), **tallies}
    types, actions = (gold.type, *gold.type_ok), (gold.action, *gold.action_ok)
    return {
        "deals": Tally(found=1) if deal else Tally(missed=1),
        "type": Tally(right=int(deal is not None and deal.type in types), labelled=1),
        "action": Tally(right=int(deal is not None and deal.action in actions), labelled=1),
        **tallies,
    }


def _score_facts(golds: Sequence[GoldFact], facts: Sequence[Fact]) -> Tally:
    """Return the tally of one group.

    A value of gold's is found or missed once, however often a summary repeats it; one of its labels has to be right.
    """
    facts = [fact for fact in facts if _has_value(fact)]
    tally = Tally(extra=sum(not any(_same(gold, fact) for gold in golds) for fact in facts))
    for gold in golds:
        if not gold.core:
            continue
        labels = {_label(fact) for fact in facts if _same(gold, fact)}
        tally += Tally(found=1, right=int(bool(labels & gold.labels)), labelled=1) if labels else Tally(missed=1)
    return tally


def _has_value(fact: Fact) -> bool:
    """Return whether a fact claims a value; "redacted" is neither right nor wrong."""
    match fact:
        case Party():
            value: str | None = fact.name
        case DurationFact():
            value = fact.months
        case DateFact() | Amount() | Percentage():
            value = fact.value
        case _:
            value = None
    return bool(value) and fact.status not in _NO_VALUE


def _label(fact: Fact) -> str | None:
    label: str | None = getattr(fact, "role" if isinstance(fact, Party) else "kind", None)
    return label


def _same(gold: GoldFact, fact: Fact) -> bool:
    match gold, fact:
        case GoldParty(), Party():
            return same_party(gold.name, fact.name)
        case GoldDate(), DateFact():
            return gold.value == fact.value
        case GoldAmount(), Amount():
            return same_number(gold.value, fact.value) and gold.currency == (fact.currency or "USD")
        case GoldPercentage(), Percentage():
            return same_number(gold.value, fact.value)
        case GoldDuration(), DurationFact():
            return same_months(gold.months, fact.months)
    return False
