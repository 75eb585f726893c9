"""Many filings on many machines: a dataset of Ray in, the same with summaries out. Needs Ray: ``summarizer[ray]``.

Ray Data reads, hands out, starts again and writes; here is what one of its actors does with the rows it is handed, and
the columns that come of them. An actor has one event loop, which is Ray's, and one client for as long as it lives.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from summarizer.batch import Job, Limits, Outcome, make_job, pieces
from summarizer.batch.jobs import Piece
from summarizer.batch.worker import Worker, at_once
from summarizer.errors import BatchLimitError, OptionError, SourceError, SummarizerError
from summarizer.filing import as_bytes
from summarizer.models import CallRecord, Summary
from summarizer.options import RULES, Options
from summarizer.reading import Raw, Unread

if TYPE_CHECKING:
    import pyarrow
    import ray

log = logging.getLogger("summarizer")

Holding = Literal["filing", "source"]

_ROWS = 32  # handed to an actor at once, at least: few, so that each gets some, and little is lost with one
_BLOCKS = 2  # that an actor has under way: while the last rows of one are waited for, the other's go on


def summarize_dataset(
    dataset: ray.data.Dataset,
    *,
    model: str | None = None,
    options: Options | None = None,
    limits: Limits | None = None,
    column: str = "text",
    holds: Holding = "filing",
    keep: Sequence[str] | None = None,
    rows: int | None = None,
    **resources: Any,
) -> ray.data.Dataset:
    """Return the dataset with a summary of each filing; lazy, as all of Ray Data is.

    ``column`` holds a filing in each row, as text or bytes (gunzipped, unzipped), or its ``source``: a path that every
    node can read. A row has `schema`'s columns after its own, of which ``keep`` names those to keep; a row with several
    filings becomes several. ``limits.workers`` is how many actors there are: each gets its part of the other limits.
    ``rows`` are handed to one at a time; ``resources`` are what `map_batches` takes for it: ``num_cpus``, ``memory``,
    ``runtime_env``.

    A row that fails says why in ``error``, and so do the rows after a limit was reached: nothing that is done is lost
    with them. Raises `OptionError` now for what can't be used, and with what the dataset is asked for then the
    `CredentialsError` or `OptionError` of an actor.
    """
    ray = _ray()
    if holds not in ("filing", "source"):
        raise OptionError(f"holds is {holds!r}: a column holds a filing or a source")
    given = options or Options()
    job = make_job(model, replace(given, prompts=given.own.prompts, deal_types=given.own.deal_types), None, limits)
    if names := dataset.columns(fetch_if_missing=False):  # else it is not known yet what they are
        _kept(names, column, keep)
    part = share(job.limits)
    if rows is None:
        rows = _ROWS if job.model == RULES else max(_ROWS, 2 * part.concurrency)
    return dataset.repartition(target_num_rows_per_block=rows).map_batches(
        Summaries,
        fn_constructor_args=(replace(job, limits=part), column, holds, None if keep is None else tuple(keep)),
        batch_size=None,
        batch_format="pyarrow",
        **_pool(ray, job.limits.workers, resources),
    )


def schema() -> pyarrow.Schema:
    """Return the columns that a row gets, and their types."""
    import pyarrow

    text, count, day = pyarrow.string(), pyarrow.int64(), pyarrow.date32()
    return pyarrow.schema(
        [
            ("part", count),
            ("state", text),
            ("error", text),
            ("accession_number", text),
            ("form", text),
            ("registrant", text),
            ("cik", text),
            ("date_of_report", day),
            ("filed_on", day),
            ("items", pyarrow.list_(text)),
            ("deals", count),
            ("deal_types", pyarrow.list_(text)),
            ("deal_actions", pyarrow.list_(text)),
            ("events", count),
            ("event_kinds", pyarrow.list_(text)),
            ("facts", count),
            ("verified", count),
            ("rejected", count),
            ("title", text),
            ("brief", text),
            ("model", text),
            ("input_tokens", count),
            ("output_tokens", count),
            ("cost_usd", pyarrow.float64()),
            ("seconds", pyarrow.float64()),
            ("sha256", text),
            ("summary", text),
        ]
    )


def _ray() -> Any:
    try:
        import ray.data
    except ImportError:
        raise OptionError("datasets need Ray: pip install 'summarizer[ray]'") from None
    return ray


def _pool(ray: Any, actors: int, resources: dict[str, Any]) -> dict[str, Any]:
    """Return what makes a fixed number of actors, so that each one's part of the limits is known."""
    if "num_cpus" not in resources:
        resources = {"num_cpus": _processors(ray, actors), **resources}
    try:
        pool = ray.data.ActorPoolStrategy(size=actors, max_concurrent_calls_per_actor=_BLOCKS)
    except TypeError:  # Ray before 2.60
        return {"compute": ray.data.ActorPoolStrategy(size=actors), "max_concurrency": _BLOCKS, **resources}
    return {"compute": pool, **resources}


def _processors(ray: Any, actors: int) -> float:
    """Return an actor's part of the processors: all of one, or less where none would be left to read and write with.

    Actors keep theirs for as long as the dataset is made: two that took both of two processors would wait for ever.
    """
    there = float(ray.cluster_resources().get("CPU", 0)) if ray.is_initialized() else math.inf
    if actors <= there - 1:
        return 1.0
    if actors > there:
        raise OptionError(
            f"{actors} actors need more than the {there:g} processors there are: lower limits.workers, or give "
            "num_cpus=, the part of one processor that each takes"
        )
    return math.floor(100 * max(there - 1, there / 2) / actors) / 100


def share(limits: Limits) -> Limits:
    """Return the part of one actor, which knows nothing of what the others spend or fail."""
    actors = limits.workers
    return replace(
        limits.shared(actors),
        workers=1,
        max_cost=None if limits.max_cost is None else limits.max_cost / actors,
        max_failures=None if limits.max_failures is None else math.ceil(limits.max_failures / actors),
    )


def _kept(names: Sequence[str], column: str, keep: Sequence[str] | None) -> list[str]:
    """Return which of a dataset's columns go on; `OptionError` where one is missing or has the name of a new one."""
    for name in (column, *(keep or ())):
        if name not in names:
            raise OptionError(f"the dataset has no column {name!r}: it has {', '.join(names)}")
    kept = list(names if keep is None else keep)
    if taken := [name for name in schema().names if name in kept]:
        raise OptionError(f"the dataset has a column {taken[0]!r} of its own: rename it, or leave it out with keep=")
    return kept


class Summaries:
    """An actor of Ray's: one client, and as many rows at once as its limits have it."""

    def __init__(self, job: Job, column: str, holds: Holding, keep: Sequence[str] | None) -> None:
        self.job = job
        self.column = column
        self.holds = holds
        self.keep = keep
        self._worker: Worker | None = None
        self._opening = asyncio.Lock()
        self._room = asyncio.Semaphore(at_once(job))

    async def __call__(self, batch: pyarrow.Table) -> AsyncIterator[pyarrow.Table]:
        """Yield the rows of a batch with what became of their filings."""
        import pyarrow

        kept = _kept(batch.column_names, self.column, self.keep)
        worker = await self._opened()
        filings = batch.column(self.column)
        found = await asyncio.gather(*(self._row(worker, filings[place]) for place in range(batch.num_rows)))
        if worker.ended is not None and not isinstance(worker.ended, BatchLimitError):
            raise type(worker.ended)(str(worker.ended))  # without its way here, which hides the line among others
        places = [place for place, outcomes in enumerate(found) for _ in outcomes]
        rows = [_row(self.job, part, one) for outcomes in found for part, one in enumerate(outcomes, 1)]
        old = batch.select(kept).take(pyarrow.array(places, pyarrow.int64()))
        new = pyarrow.Table.from_pylist(rows, schema())
        yield pyarrow.table([*old.columns, *new.columns], schema=pyarrow.schema([*old.schema, *new.schema]))

    async def _opened(self) -> Worker:
        async with self._opening:
            if self._worker is None:
                # What the driver had looked over: its folders may be missing here.
                self._worker = await Worker(replace(self.job, options=replace(self.job.options))).__aenter__()
        return self._worker

    async def _row(self, worker: Worker, cell: Any) -> list[Outcome]:
        """Return what became of the filings of a row, at least of one; a mistake is this row's alone."""
        async with self._room:
            outcomes: list[Outcome] = []
            try:
                for piece in await self._pieces(cell.as_py()):
                    outcomes += [outcome async for outcome in worker.take(piece)]
            except Exception as error:
                log.warning("a mistake in summarizer", exc_info=True)
                mistake = SummarizerError(f"a mistake in summarizer: {type(error).__name__}: {error}")
                outcomes.append(Outcome("", 1, "failed", error=mistake))
            return outcomes or [
                Outcome("", 1, "failed", error=SourceError(f"{self.column} is empty: no filing is in it"))
            ]

    async def _pieces(self, value: Any) -> Iterable[Piece]:
        if isinstance(value, str if self.holds == "source" else bytes):
            # In a thread: it may lie behind a network.
            return await asyncio.to_thread(lambda: list(pieces([value])))
        if isinstance(value, str):  # never a path, however short
            return [Raw("text", as_bytes(value))]
        kind = "null" if value is None else type(value).__name__
        wanted = "a path, as text" if self.holds == "source" else "a filing, as text or bytes"
        return [Unread("a row", SourceError(f"{self.column} is {kind}: it has to be {wanted}"))]


def _row(job: Job, part: int, outcome: Outcome) -> dict[str, Any]:
    """Return the new columns of a row; what is left out is null."""
    row: dict[str, Any] = {
        "part": part,
        "state": outcome.state,
        "error": None if outcome.error is None else " ".join(str(outcome.error).split()),
        "model": job.model,
        "input_tokens": sum(call.input_tokens for call in outcome.calls),
        "output_tokens": sum(call.output_tokens for call in outcome.calls),
        "cost_usd": _cost(outcome.calls),
        "seconds": outcome.seconds,
    }
    return row if outcome.summary is None else row | _told(outcome.summary)


def _cost(calls: Sequence[CallRecord]) -> float | None:
    """Return what calls cost; None where the price of one is not known."""
    costs = [call.cost_usd for call in calls]
    return None if None in costs else float(sum((Decimal(cost) for cost in costs if cost), Decimal(0)))


def _told(summary: Summary) -> dict[str, Any]:
    filing, brief = summary.filing, summary.brief
    return {
        "accession_number": filing.accession_number,
        "form": filing.form,
        "registrant": filing.registrant.name,
        "cik": filing.registrant.cik,
        "date_of_report": _day(filing.date_of_report),
        "filed_on": _day(filing.filed_on),
        "items": [item.number for item in filing.items],
        "deals": len(summary.deals),
        "deal_types": [deal.type for deal in summary.deals],
        "deal_actions": [deal.action for deal in summary.deals],
        "events": len(summary.events),
        "event_kinds": [event.kind for event in summary.events],
        "facts": summary.checks.facts,
        "verified": summary.checks.verified,
        "rejected": len(summary.checks.rejected),
        "title": brief.title,
        "brief": "\n\n".join(" ".join(sentence.text for sentence in one.sentences) for one in brief.paragraphs),
        "sha256": summary.run.source_sha256,
        "summary": summary.to_json(indent=None),
    }


def _day(value: str | None) -> date | None:
    """Return a day; None where no more than a month or a year is stated."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
