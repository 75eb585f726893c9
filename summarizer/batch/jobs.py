"""What a batch is to do, within which limits, and what becomes of each filing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from summarizer.errors import OptionError, SummarizerError
from summarizer.filing.structure import Filing
from summarizer.models import CallRecord, Summary
from summarizer.options import RULES, Options
from summarizer.reading import Raw, Unread
from summarizer.store import Configuration

State = Literal["done", "kept", "failed", "left", "missing", "elsewhere", "stopped"]
Piece = Raw | Unread | Filing


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a batch does at once and in all.

    ``concurrency`` is how many requests are under way at once, ``requests_per_minute`` and ``tokens_per_minute`` how
    many leave; each over all the ``workers``, which are processes. ``max_cost`` is what the whole batch may cost in US
    dollars, ``max_failures`` after how many failed filings it ends. `OptionError` says what can't be used.
    """

    concurrency: int = 8
    workers: int = 1
    requests_per_minute: float | None = None
    tokens_per_minute: float | None = None
    max_cost: float | None = None
    max_failures: int | None = None

    def __post_init__(self) -> None:
        for one in fields(self):
            value = getattr(self, one.name)
            if value is None and one.default is None:
                continue
            whole = one.name in ("concurrency", "workers", "max_failures")
            right = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
            if not right or not 0 < value < float("inf"):
                raise OptionError(f"{one.name} is {value!r}: give a {'whole number' if whole else 'number'} above 0")

    def shared(self, workers: int, place: int | None = None) -> Limits:
        """Return the part of one of so many processes; ``place``, from 0, says who gets what does not divide evenly."""

        def part(rate: float | None) -> float | None:
            return None if rate is None else rate / workers

        return replace(
            self,
            concurrency=max(
                1, self.concurrency // workers + (place is not None and place < self.concurrency % workers)
            ),
            requests_per_minute=part(self.requests_per_minute),
            tokens_per_minute=part(self.tokens_per_minute),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one filing of a batch; ``part`` counts the filings of one source from 1.

    ``state`` is ``done`` (summarized now), ``kept`` (done before), ``failed``, ``left`` (failed before), ``missing``
    (no answer is stored, and none may be asked for), ``elsewhere`` (another batch is at it) or ``stopped`` (the batch
    came to its limit). ``error`` says why there is no summary; ``calls`` what was asked for it, ``seconds`` how long it
    took. ``sha256`` is the digest under which a store has the source, where it has it.
    """

    source: str
    part: int
    state: State
    summary: Summary | None = field(default=None, repr=False)
    error: SummarizerError | None = None
    calls: tuple[CallRecord, ...] = field(default=(), repr=False)
    seconds: float = 0.0
    sha256: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Job:
    """A batch as each of its processes is told of it.

    ``whole`` is false where a summary may do without what is not stored; ``carried`` whether outcomes hold summaries.
    """

    model: str
    options: Options
    limits: Limits = Limits()
    store: str | None = None
    run: int = 0
    offline: bool = False
    retry_failed: bool = False
    again: bool = False
    whole: bool = True
    carried: bool = True

    @property
    def configuration(self) -> Configuration:
        """What the summaries are made with, and what makes a filing done."""
        return configuration(self.model, self.options)


def configuration(model: str, options: Options) -> Configuration:
    """Return what a store tells summaries apart by: the model, and every option that changes what is asked of it."""
    settings: dict[str, Any] = {} if model == RULES else {"window": options.window, "repairs": options.repairs}
    for name, folder in (("prompts", options.own.prompts), ("deal_types", options.own.deal_types)):
        if folder is not None and not (model == RULES and name == "prompts"):
            settings[name] = _digest(folder)
    return Configuration("rules" if model == RULES else "model", model, settings)


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file():
            found.update(f"{path.name}\n".encode() + path.read_bytes())
    return found.hexdigest()


def exchanges(calls: Iterable[CallRecord]) -> list[str]:
    """Return the keys of the exchanges that calls rest on, in their order."""
    return [attempt.exchange for call in calls for attempt in call.ledger if attempt.exchange is not None]
