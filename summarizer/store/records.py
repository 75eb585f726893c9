"""What the store takes and gives, beside summaries and exchanges."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

State = Literal["done", "failed"]
LineState = Literal["waiting", "answered", "failed", "expired"]


@dataclass(frozen=True)
class Configuration:
    """How summaries are made: what is done is done in one configuration.

    ``engine`` is "rules" or "model", ``model`` "rules" or ``provider/name``; ``settings`` is whatever else a summary
    depends on, as JSON has it: window, repairs, digests of one's own prompts and deal types.
    """

    engine: str
    model: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The SHA-256 of it as JSON in one canonical form."""
        return hashlib.sha256(self.canonical([self.engine, self.model, self.settings]).encode()).hexdigest()

    @staticmethod
    def canonical(value: Any) -> str:
        """Return JSON in which the order of names makes no difference."""
        return json.dumps(value, sort_keys=True, separators=(",", ":"), default=dict)

    def __str__(self) -> str:
        return f"{self.model} ({self.digest[:8]})"


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a source in one configuration: how many parts it has, how many are done, how many failed."""

    parts: int
    done: int
    failed: int


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a summary stands in the store, and what it was made of. ``part`` counts a file's submissions from 1."""

    filing: int
    summary: int
    source: str
    sha256: str
    part: int
    accession_number: str | None
    registrant: str
    form: str
    date_of_report: str | None
    made_at: str
    run: int
    configuration: Configuration


@dataclass(frozen=True, slots=True)
class Failure:
    """A filing without a summary in a configuration, and why; ``sha256`` is None where the source can't be read."""

    source: str
    sha256: str | None
    part: int
    kind: str
    reason: str
    failed_at: str
    run: int
    configuration: Configuration
    exchanges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A request in a job of a provider's batch interface; ``key`` is its exchange's."""

    key: str
    purpose: str
    model: str
    request: Mapping[str, Any]
    state: LineState = "waiting"
    error: str | None = None


@dataclass(frozen=True, slots=True)
class BatchJob:
    """A job of a provider's batch interface; ``waiting`` counts the lines that have no outcome yet."""

    id: int
    remote_id: str | None
    input_file_id: str | None
    status: str
    made_at: str
    submitted_at: str | None
    collected_at: str | None
    run: int | None
    error: str | None
    lines: int
    waiting: int
