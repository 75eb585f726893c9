"""Gold files: what careful readers found in a filing, in the contract's words; docs/evaluation.md shows one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator

from summarizer.errors import SourceError
from summarizer.evaluation.matching import number
from summarizer.models import DealTypeName
from summarizer.vocabulary import Action, AmountKind, DateKind, DurationKind, PercentageKind, Role

SUFFIX = ".gold.json"


def _number(value: str) -> str:
    # A figure that can't be read could never be found, and would count against every engine.
    if number(value) is None:
        raise ValueError(f"{value!r} is no number")
    return value


_Number = Annotated[str, AfterValidator(_number)]


class _Gold(BaseModel):
    """Other keys (title, quote, notes …) are for the reader of the file, and null is as good as leaving a key out."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, data: Any) -> Any:
        return {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else data


class GoldFact(_Gold):
    """A fact that is true of the deal; one that is not ``core`` counts neither found nor missed."""

    core: bool = True

    @property
    def labels(self) -> frozenset[str]:
        """The kinds, or roles, that a careful reader could give the fact."""
        return frozenset()


class GoldParty(GoldFact):
    """A party to the deal."""

    name: str
    role: Role
    role_ok: tuple[Role, ...] = ()

    @property
    def labels(self) -> frozenset[str]:
        """The roles that a careful reader could give the party."""
        return frozenset({self.role, *self.role_ok})


class _GoldKind(GoldFact):
    kind: str
    kind_ok: tuple[str, ...] = ()

    @property
    def labels(self) -> frozenset[str]:
        return frozenset({self.kind, *self.kind_ok})


class GoldDate(_GoldKind):
    """A date, as precise as the filing states it."""

    kind: DateKind
    kind_ok: tuple[DateKind, ...] = ()
    value: str


class GoldAmount(_GoldKind):
    """An amount of money; in US dollars where no currency is given."""

    kind: AmountKind
    kind_ok: tuple[AmountKind, ...] = ()
    value: _Number
    currency: str = "USD"


class GoldPercentage(_GoldKind):
    """A percentage."""

    kind: PercentageKind
    kind_ok: tuple[PercentageKind, ...] = ()
    value: _Number


class GoldDuration(_GoldKind):
    """A length of time in months."""

    kind: DurationKind
    kind_ok: tuple[DurationKind, ...] = ()
    months: _Number


class GoldDeal(_Gold):
    """A deal: what it is and its facts."""

    type: DealTypeName
    type_ok: tuple[DealTypeName, ...] = ()
    action: Action
    action_ok: tuple[Action, ...] = ()
    parties: tuple[GoldParty, ...] = ()
    dates: tuple[GoldDate, ...] = ()
    amounts: tuple[GoldAmount, ...] = ()
    percentages: tuple[GoldPercentage, ...] = ()
    durations: tuple[GoldDuration, ...] = ()


class GoldSignatory(_Gold):
    """Who signed."""

    name: str | None = None


class GoldFiling(_Gold):
    """The cover, the items and the exhibits."""

    form: str
    registrant: str
    state_of_incorporation: str | None = None
    commission_file_number: str | None = None
    ein: str | None = None
    date_of_report: str | None = None
    items: tuple[str, ...]
    exhibits: tuple[str, ...]
    signatory: GoldSignatory = GoldSignatory()


class _GoldFile(_Gold):
    id: str
    filing_file: str
    filing: GoldFiling
    deals: tuple[GoldDeal, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file: its id, the filing it is about, and what a summary of that filing ought to say."""

    id: str
    source: Path
    filing: GoldFiling
    deals: tuple[GoldDeal, ...]


def find_gold(folder: Path) -> tuple[Gold, ...]:
    """Return the gold files of a folder and the folders in it, sorted by path.

    All of them are read before any engine is asked. Raises `SourceError` where there is none, or for the first that
    can't be used: no JSON, a key missing or misspelt, no filing beside it.
    """
    found = tuple(_read(path) for path in sorted(folder.rglob(f"*{SUFFIX}")))
    if not found:
        raise SourceError(f"{folder} holds no *{SUFFIX} file")
    return found


def _read(path: Path) -> Gold:
    try:
        file = _GoldFile.model_validate_json(path.read_bytes())
    except OSError as error:
        raise SourceError(f"can't read {path}: {error.strerror}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = "".join(f"{part}." for part in first["loc"]).removesuffix(".") or "the whole text"
        raise SourceError(f"{path} is no gold file: {place}: {first['msg']}") from None
    source = path.parent / file.filing_file
    if not source.is_file():
        raise SourceError(f"{path} names a filing that is not there: {file.filing_file}")
    return Gold(file.id, source, file.filing, file.deals)
