"""The words by which the built-in extractor knows what a passage says: data, read and checked here.

What holds for every deal is in ``schemas/signals.toml``, what is particular to one type in the ``signals`` of its own
file in ``schemas/deal_types``. A file's lists of phrases become one pattern each; a faulty file is refused with an
error that names the file and the key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from summarizer import vocabulary
from summarizer.deal_types import DealType, deal_types
from summarizer.resources import Own, folder, own
from summarizer.sieve import Row
from summarizer.vocabulary import (
    Action,
    AmountKind,
    DateKind,
    EventKind,
    ProvisionKind,
    Role,
)

REGISTRANT = "\ue000"  # stands for the registrant where patterns say {R}
SKIP = "skip"  # the kind of what is no term of a deal
_KINDS: Mapping[str, tuple[str, ...]] = {
    "amounts": vocabulary.words(vocabulary.AmountKind),
    "percentages": vocabulary.words(vocabulary.PercentageKind),
    "durations": vocabulary.words(vocabulary.DurationKind),
}
_WEAK = 70  # characters that a weak cue counts as farther off


def _joined(form: str) -> BeforeValidator:
    """Return what makes one pattern of a list of phrases, each of which has to be a pattern by itself."""

    def compiled(phrases: Any) -> re.Pattern[str]:
        if not isinstance(phrases, list) or not phrases or not all(isinstance(one, str) and one for one in phrases):
            raise ValueError("must be a list of phrases")
        try:
            return re.compile((form % "|".join(phrases)).replace("{R}", REGISTRANT))
        except re.error as error:
            raise ValueError(f"holds no pattern: {error}") from None

    return BeforeValidator(compiled)


def _known(key: str) -> str:
    group, _, kind = key.partition(".")
    if kind != SKIP and kind not in _KINDS.get(group, ()):
        raise ValueError(f"{key} is no kind of the contract; it must be GROUP.KIND")
    return key


Whole = Annotated[re.Pattern[str], _joined(r"(?i)\b(?:%s)\b")]  # words from first to last
Opening = Annotated[re.Pattern[str], _joined(r"(?i)\b(?:%s)")]  # beginnings of words
# With {R}, sought in small letters, where that sign stands for the registrant's names.
Sided = Annotated[re.Pattern[str], _joined("%s")]
Before = Annotated[re.Pattern[str], _joined(r"(?i)(?:%s)\W*$")]  # what a text ends with
First = Annotated[re.Pattern[str], _joined(r"(?i)^\W*(?:%s)")]  # what a text begins with
FactKey = Annotated[str, AfterValidator(_known)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Words(_Table):
    """Cues for the kinds of values; those under ``weak`` decide where no other is near."""

    words: dict[FactKey, Opening] = {}
    weak: dict[FactKey, Opening] = {}


class DateRule(_Table):
    """Words right before a date that tell its kind."""

    kind: DateKind | None = None
    skip: bool = False
    before: Before


class Dated(_Table):
    """Words before "dated as of" that tell an older agreement from a new one."""

    nouns: Whole
    older: Whole


class Pair(_Table):
    """A verb and a noun that, so near to each other in their order, tell of an agreement."""

    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    within: int
    nouns_first: bool = False

    @property
    def pattern(self) -> str:
        """The two as one pattern."""
        one, other = (self.nouns, self.verbs) if self.nouns_first else (self.verbs, self.nouns)
        return rf"\b(?:{'|'.join(one)})\b[^;]{{0,{self.within}}}\b(?:{'|'.join(other)})\b"


class Deeds(_Table):
    """Words of agreeing, and what is agreed on.

    ``of_items`` are verbs that tell of a deed by themselves in an item that reports nothing else.
    """

    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    of_items: dict[str, Whole]
    phrases: tuple[str, ...]
    agreeing: tuple[str, ...]
    parting: Opening
    recasts: Opening
    named: Whole
    closed: Whole
    signing: Whole
    pairs: tuple[Pair, ...]
    settling: tuple[Pair, ...]
    rarer: Whole
    disputes: Whole


class Pay(_Table):
    """What makes a deal of a report on officers, and what does not."""

    agreements: Whole
    terms: Whole
    none: Opening
    kin: Opening


class EventSentences(_Table):
    """Words of the sentences that tell an event, and of those that tell none."""

    news: Whole
    votes: Whole
    people: Whole
    figures: Whole
    outlook: Whole
    background: Whole
    releases: Whole


class Events(_Table):
    """What an item without a deal reports, by its number or its words."""

    items: dict[str, EventKind]
    words: dict[EventKind, Opening]
    telling: EventSentences


class Reading(_Table):
    """Sentences that tell nothing of a deal."""

    boilerplate: Opening
    pointing: Opening
    tail: First
    no_term: Opening


class Titles(_Table):
    """How agreements are called."""

    heads: tuple[str, ...]
    tails: tuple[str, ...]
    not_first: tuple[str, ...]
    untyped: Opening
    beside: Opening
    speaks_for_holders: Opening
    selling: Whole


class Names(_Table):
    """Words that begin or end no party's name, and how names go on."""

    not_first: frozenset[str]
    not_last: frozenset[str]
    not_person: frozenset[str]
    of_heads: frozenset[str]
    abbreviated: frozenset[str]


class Shared(Words):
    """What holds for deals of every type: ``schemas/signals.toml``."""

    families: dict[str, Words]
    dates: tuple[DateRule, ...]
    dated: Dated
    date_deeds: dict[DateKind, Whole]
    roles: dict[Role, Whole]
    opposite: dict[Role, Role]
    deeds: Deeds
    pay: Pay
    actions: dict[Action, Whole]
    provisions: dict[ProvisionKind, Opening]
    events: Events
    reading: Reading
    titles: Titles
    names: Names


class Side(_Table):
    """Words that put the registrant on one side of a deal; ``{R}`` stands for the registrant."""

    role: Role
    words: Sided


class TypeSignals(Words):
    """What is particular to one type of deal: the ``signals`` of its file, none of which it must have.

    ``families`` are the shared word lists that hold for it, ``items`` those that speak for it. It ``absorbs`` what
    stands beside it when that is of these types (contract rule 12); ``several`` of it may stand in one item, each with
    a counterparty of its own, and ``listed_apart`` are those that one sentence numbers; a ``series`` of one may be of
    one size. ``plain_amount`` is what a figure is that no word tells. What never ``closes`` is no exchange on one day:
    its agreement is entered into, whatever is acquired by it. ``never_roles`` are those that words may seem to name
    where it has none such. ``main_title`` are words of the agreement that side agreements accompany.
    ``subsidiaries_side`` says that a subsidiary stands on its parent's side. ``noun`` and
    ``closed`` call it where the filing gives no title.
    """

    families: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    absorbs: frozenset[str] = frozenset({"other"})
    absorbs_all_but: frozenset[str] | None = None
    several: bool = False
    listed_apart: bool = False
    series: bool = False
    subsidiaries_side: bool = False
    plain_amount: AmountKind | None = None
    closes: bool = True
    never_roles: tuple[Role, ...] = ()
    registrant: tuple[Side, ...] = ()
    main_title: Opening | None = None
    noun: str = "agreement"
    closed: str = "the transaction"

    def takes_in(self, other: str) -> bool:
        """Say whether passages of another type belong to a deal of this one when they stand beside it."""
        return other in self.absorbs if self.absorbs_all_but is None else other not in self.absorbs_all_but


@dataclass(frozen=True, slots=True)
class Cue:
    """What words speak for; ``cost`` puts weak ones farther off."""

    kind: str
    cost: int = 0


Cues = Row[Cue]

_TableT = TypeVar("_TableT", bound=_Table)


def _checked(table: type[_TableT], data: Mapping[str, Any], file: str, at: str = "") -> _TableT:
    try:
        return table.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join([at, *map(str, first["loc"])]).strip(".")
        raise ValueError(f"{file}: {key}: {first['msg']}") from None


def read_shared(text: str) -> Shared:
    """Read what holds for every type; a `ValueError` names the file and the key that is wrong."""
    return _checked(Shared, tomllib.loads(text), "schemas/signals.toml")


def read_type(kind: DealType) -> TypeSignals:
    """Read what is particular to a type; a `ValueError` names its file and the key that is wrong."""
    file = f"schemas/deal_types/{kind.name}.toml"
    found = _checked(TypeSignals, kind.signals, file, "signals")
    for family in found.families:
        if family not in shared().families:
            raise ValueError(f"{file}: signals.families: schemas/signals.toml has no family {family}")
    return found


@cache
def shared() -> Shared:
    """Return what holds for every type."""
    return read_shared(folder("schemas").joinpath("signals.toml").read_text(encoding="utf-8"))


def of_type(name: str) -> TypeSignals:
    """Return what is particular to a type of deal."""
    return _of_type(name, own())


@cache
def _of_type(name: str, _: Own) -> TypeSignals:
    return read_type(deal_types()[name])


def cues(group: str, deal_type: str) -> Cues:
    """Return the cues for the values of one group that hold for a type.

    The particular come before the general: of two that are equally near, the first decides.
    """
    return _cues(group, deal_type, own())


@cache
def _cues(group: str, deal_type: str, _: Own) -> Cues:
    particular = of_type(deal_type)
    families = (shared().families[name] for name in particular.families)
    tables: list[Words] = [particular, *families, shared()]
    return Cues(
        (Cue(key.partition(".")[2], cost), pattern)
        for cost in (0, _WEAK)
        for table in tables
        for key, pattern in (table.weak if cost else table.words).items()
        if key.startswith(f"{group}.")
    )
