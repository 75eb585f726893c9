"""Deal types as data: one TOML file per type in ``schemas/deal_types``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from summarizer import vocabulary
from summarizer.errors import OptionError
from summarizer.resources import folder, own

_GROUPS = {
    "dates": vocabulary.DateKind,
    "amounts": vocabulary.AmountKind,
    "percentages": vocabulary.PercentageKind,
    "durations": vocabulary.DurationKind,
    "quantities": vocabulary.QuantityKind,
    "provisions": vocabulary.ProvisionKind,
}


@dataclass(frozen=True)
class DealType:
    """What one type of deal is.

    ``core`` and ``optional`` name facts as ``group.kind`` ("amounts.principal"); a missing core fact is a gap, unless
    the filing has one of the alternatives that follow it after a ``|`` ("dates.closing|dates.expected_closing").
    ``guidance`` is for the prompt; ``cues`` are phrases by which the built-in extractor knows the type;
    ``roles`` are the registrant's likely role and its counterparty's. ``signals`` are the other words by which the
    built-in extractor reads such a deal; `summarizer.extraction.rules.signals` says which there are.
    """

    name: str
    order: int
    description: str
    roles: tuple[str, ...]
    core: tuple[str, ...]
    optional: tuple[str, ...]
    questions: tuple[str, ...]
    guidance: str
    cues: tuple[str, ...]
    signals: Mapping[str, Any] = field(default_factory=dict, hash=False)


def deal_types() -> dict[str, DealType]:
    """Return every deal type by name, in the order that the files give.

    Those of a folder of one's own (`summarizer.resources.using`) stand before the bundled ones of the same name;
    `OptionError` says what is wrong with one.
    """
    return _deal_types(own().deal_types)


@cache
def _deal_types(more: Path | None) -> dict[str, DealType]:
    found = load(folder("schemas").joinpath("deal_types"))
    if more is not None:
        found |= _load_own(more)
    return {kind.name: kind for kind in sorted(found.values(), key=lambda kind: (kind.order, kind.name))}


def _load_own(place: Path) -> dict[str, DealType]:
    """Read the deal types of a folder of one's own, and check what a test checks of the bundled ones."""
    files = sorted(place.glob("*.toml"))
    if not files:
        raise OptionError(f"there is no deal type in {place}: each is a file NAME.toml there")
    found = {}
    for file in files:
        try:
            kind = found[file.stem] = _read(file)
            fault = _fault(kind)
        except (TypeError, ValueError, OSError) as error:
            fault = str(error).removeprefix("DealType.__init__() ")
        if fault:
            raise OptionError(f"{file}: {fault}")
    return found


def _fault(kind: DealType) -> str | None:
    """Return what is wrong with a deal type, if anything is."""
    for name in ("roles", "core", "optional", "questions", "cues"):
        value = getattr(kind, name)
        if not isinstance(value, tuple) or not all(isinstance(one, str) for one in value):
            return f"{name} must be a list of texts"
    for name in ("description", "guidance"):
        if not isinstance(getattr(kind, name), str):
            return f"{name} must be a text"
    if type(kind.order) is not int:
        return "order must be a whole number"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", kind.name):
        return "the name of the file must be of small letters, digits and _"
    return _strange_word(kind)


def _strange_word(kind: DealType) -> str | None:
    """Return what of a deal type is no word of the contract, if anything is."""
    facts = {f"{group}.{word}" for group, words in _GROUPS.items() for word in vocabulary.words(words)}
    for fact in "|".join((*kind.core, *kind.optional)).split("|"):
        if fact and fact not in facts:
            return f"{fact!r} is no fact: write GROUP.KIND, such as amounts.fee"
    roles = vocabulary.words(vocabulary.Role)
    for role in kind.roles or ("",):
        if role not in roles:
            return f"roles: {role!r} is no role: use {', '.join(roles)}"
    return None


def load(types: Traversable) -> dict[str, DealType]:
    """Read the deal types of a folder: each ``NAME.toml`` is one, and no other file is looked at.

    Every key of `DealType` but the name and the signals has to be there; a missing or unknown one is a `TypeError`.
    """
    found = [_read(file) for file in types.iterdir() if file.name.endswith(".toml")]
    return {kind.name: kind for kind in sorted(found, key=lambda kind: (kind.order, kind.name))}


def _read(file: Traversable) -> DealType:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    return DealType(name=file.name.removesuffix(".toml"), **values)
