"""The steps of a batch through the provider's own batch interface: submit, status, collect."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from summarizer.cli.streams import FAILED, OK, fail, note, out
from summarizer.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarizer.batch import Job, Outcome
    from summarizer.options import Options

STEPS = ("submit", "status", "collect")


def run(arguments: argparse.Namespace, options: Options, job: Job) -> int:
    """Do the step that the first of the sources names."""
    step, *sources = arguments.sources or [""]
    if step not in STEPS:
        raise OptionError("--via batch-api wants a step before the sources: submit SOURCE…, status or collect")
    if step == "submit":
        return _submit(job, sources)
    if sources:
        raise OptionError(f"{step} takes no sources: it is about what was handed in")
    return _status(arguments.store, options) if step == "status" else _collect(arguments.store, options)


def _submit(job: Job, sources: list[str]) -> int:
    from summarizer.batch import pieces
    from summarizer.batch.provider import submit

    told = submit(job, pieces(sources))
    code = _failures(told.outcomes)
    made = sum(outcome.state in ("done", "kept") for outcome in told.outcomes)
    rows = [
        ("handed in", f"{told.questions:,} questions in {told.files:,} files"),
        ("waiting", f"{told.waiting:,} questions handed in before"),
        ("held back", f"{told.held_back:,} questions that could pass --max-cost"),
        ("done", f"{made:,} filings"),
    ]
    _table(row for row in rows if row[0] == "handed in" or not row[1].startswith("0 "))
    if told.questions or told.waiting:
        note("the answers come within a day: summarizer batch --via batch-api status, then collect")
    return code


def _status(store: str, options: Options) -> int:
    from summarizer.batch.provider import status
    from summarizer.store import Store

    with Store.open(store, create=False) as opened:
        found = list(status(opened, options))
        collected = sum(one.collected_at is not None for one in opened.jobs())
    for one, remote in found:
        answered = f"{remote.done:,} of {one.lines:,} answered" if remote else f"{one.lines:,} questions"
        failed = f", {remote.failed:,} failed" if remote and remote.failed else ""
        state = remote.status if remote else "not handed in yet: run submit again"
        out(f"{one.id:>4}  {one.remote_id or '':<40}  {state:<12}  {answered}{failed}\n")
    out(f"{len(found):,} open, {collected:,} collected\n")
    return OK


def _collect(store: str, options: Options) -> int:
    from summarizer.batch.provider import collect

    told = collect(store, options)
    code = _failures(told.outcomes)
    made = sum(outcome.state == "done" for outcome in told.outcomes)
    rows = [
        ("collected", f"{told.answers:,} answers"),
        ("failed", f"{told.failed:,} questions"),
        ("expired", f"{told.expired:,} questions"),
        ("cost", "unknown: no price of the model is known" if told.cost is None else f"${told.cost:.4f}"),
        ("done", f"{made:,} filings"),
        ("next round", f"{told.next_round:,} filings have another question"),
        ("waiting", f"{told.waiting:,} filings, for {told.open:,} batches that are not done yet"),
    ]
    _table(row for row in rows if row[0] in ("collected", "done") or not row[1].startswith(("0 ", "$0.0000")))
    if told.next_round:
        note("hand in the next round: summarizer batch --via batch-api submit")
    return code


def _failures(outcomes: Iterable[Outcome]) -> int:
    code = OK
    for outcome in outcomes:
        if outcome.state in ("failed", "stopped") and outcome.error is not None:
            fail(outcome.error, outcome.source)
            code = FAILED
    return code


def _table(rows: Iterable[tuple[str, str]]) -> None:
    out("".join(f"{name:<12}{told}\n" for name, told in rows))
