"""Many filings into a store: batch, and rerun, which makes what is stored again from what is stored."""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from summarizer.cli import settings
from summarizer.cli.progress import Progress
from summarizer.cli.streams import FAILED, OK, fail, note, out, say
from summarizer.errors import BatchLimitError, OptionError, SummarizerError

if TYPE_CHECKING:
    from summarizer.batch import Job, Limits, Outcome
    from summarizer.batch.jobs import Piece
    from summarizer.options import Options
    from summarizer.pipeline import Spent

VIA = ("live", "batch-api")
_STATES = {
    "done": "summarized now",
    "kept": "done before",
    "failed": "failed",
    "left": "failed before; --retry-failed takes them up again",
    "missing": "no answer stored",
    "elsewhere": "taken up by another batch",
    "stopped": "not begun or not ended",
}


def run(arguments: argparse.Namespace) -> int:
    """Summarize every filing of the sources into the store."""
    from summarizer.batch import make_job, pieces
    from summarizer.reading import expand

    options = _options(arguments)
    if not arguments.sources and arguments.via == "live":
        raise OptionError("name the filings: files, folders, archives, or accession numbers")
    how = {name: getattr(arguments, name) for name in ("offline", "retry_failed", "again")}
    job = replace(make_job(arguments.model, options, arguments.store, _limits(arguments), **how), carried=False)
    if arguments.via == "batch-api":
        from summarizer.cli import batch_api

        return batch_api.run(arguments, options, job)
    sources = list(dict.fromkeys(file for source in arguments.sources for file in expand(source)))
    if job.model == "rules":
        note("no model is used: the built-in extractor makes the summaries; see --model")
    tally = Tally(job.store)
    return _all([(job, pieces(sources))], tally, len(sources))


def rerun(arguments: argparse.Namespace) -> int:
    """Make every stored summary again, from the stored filing and the stored answers."""
    from summarizer.batch import make_job
    from summarizer.batch.again import again
    from summarizer.store import Store

    options = _options(arguments)
    limits = _limits(arguments)
    make_job("rules", options, arguments.store, limits, offline=True)  # says what is wrong with them
    with Store.open(arguments.store, create=False) as store:
        found = again(store, options, limits, offline=arguments.offline)
        return _all(
            [(replace(job, carried=False), files) for job, files in found], Tally(arguments.store), store.count()
        )


def _options(arguments: argparse.Namespace) -> Options:
    found = settings.resolve_and_tell(arguments)
    if arguments.store is None:
        raise OptionError("name the store to keep the summaries in: --store deals.db")
    # A limit that a file or the environment sets is for each filing, as in every other command.
    return replace(settings.options(arguments), max_cost=found["max-cost"].value)


def _limits(arguments: argparse.Namespace) -> Limits:
    from summarizer.batch import Limits

    names = ("concurrency", "workers", "requests_per_minute", "tokens_per_minute", "max_cost_of_all", "max_failures")
    given = {name: getattr(arguments, name) for name in names if getattr(arguments, name) is not None}
    if "max_cost_of_all" in given:
        given["max_cost"] = given.pop("max_cost_of_all")
    return Limits(**given)


@dataclass
class Tally:
    """What became of the filings so far, and what was asked for them."""

    store: str | None
    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    recalled: int = 0
    started: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        from summarizer.pipeline import Spent

        self.spent: Spent = Spent()

    def add(self, outcome: Outcome) -> None:
        """Count one."""
        self.states[outcome.state] += 1
        if outcome.state == "failed":
            self.reasons[type(outcome.error).__name__] += 1
        for call in outcome.calls:
            self.spent.add(call)
            self.recalled += sum(attempt.recalled for attempt in call.ledger)

    @property
    def code(self) -> int:
        """The exit code: whether every filing has a summary, or another batch makes it."""
        return FAILED if any(self.states[state] for state in ("failed", "left", "missing", "stopped")) else OK

    def table(self) -> str:
        """Return the table that a batch ends with."""
        seconds = time.monotonic() - self.started
        made = self.states["done"]
        rows = [("filings", f"{self.states.total():,}", "")]
        for state, told in _STATES.items():
            if count := self.states[state]:
                rows.append((f"  {state}", f"{count:,}", self._reasons() if state == "failed" else told))
        if self.spent.calls or self.recalled:
            spent = self.spent
            rows.append(("questions", f"{spent.calls:,}", f"and {self.recalled:,} answers from the store"))
            rows.append(
                ("tokens", f"{spent.input_tokens + spent.output_tokens:,}", f"{spent.output_tokens:,} of them out")
            )
            cost = "unknown" if spent.cost_usd is None else f"${spent.cost_usd:.4f}"
            rows.append(("cost", cost, "" if spent.cost_usd is not None else "no price of the model is known"))
        rate = f"{made / seconds:.1f} filings a second" if made and seconds else ""
        rows.append(("seconds", f"{seconds:.1f}", rate))
        if self.store and os.path.exists(self.store):
            rows.append(("store", f"{os.path.getsize(self.store) / 1e6:.1f} MB", os.path.relpath(self.store)))
        width = max(len(value) for _, value, _ in rows)
        return "".join(f"{name:<12}{value:>{width}}  {told}".rstrip() + "\n" for name, value, told in rows)

    def _reasons(self) -> str:
        return ", ".join(f"{kind} {count:,}" for kind, count in self.reasons.most_common())


def _all(jobs: list[tuple[Job, Iterator[Piece]]], tally: Tally, total: int) -> int:
    """Do the jobs one after another, tell each failure as it comes, and the table at the end."""
    ended: SummarizerError | None = None
    try:
        with Progress(total, tally) as progress:
            for outcome in _outcomes(jobs):
                tally.add(outcome)
                progress.total = max(progress.total, tally.states.total())
                progress.advance()
                if outcome.error is not None and outcome.state in ("failed", "missing"):
                    fail(outcome.error, outcome.source)
    except BatchLimitError as error:
        ended = error
    finally:
        out(tally.table())
    if ended is not None:
        say(f"error: {ended}")
        return FAILED
    return tally.code


def _outcomes(jobs: list[tuple[Job, Iterator[Piece]]]) -> Iterator[Outcome]:
    from summarizer import batch

    for job, found in jobs:
        yield from batch.run(job, found)
