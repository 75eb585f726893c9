"""Deal types as data: one TOML file per type in ``schemas/deal_types``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from summarizer.resources import folder


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


@cache
def deal_types() -> dict[str, DealType]:
    """Return every deal type by name, in the order that the files give."""
    return load(folder("schemas").joinpath("deal_types"))


def load(types: Traversable) -> dict[str, DealType]:
    """Read the deal types of a folder: each ``NAME.toml`` is one, and no other file is looked at.

    Every key of `DealType` but the name and the signals has to be there; a missing or unknown one is a `TypeError`.
    """
    found = []
    for file in types.iterdir():
        if file.name.endswith(".toml"):
            data = tomllib.loads(file.read_text(encoding="utf-8"))
            values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
            found.append(DealType(name=file.name.removesuffix(".toml"), **values))
    return {kind.name: kind for kind in sorted(found, key=lambda kind: (kind.order, kind.name))}
