"""A batch through the provider's own batch interface: questions handed in as files, answers collected later.

The stages of each filing go on until they ask what is not stored; these questions are handed in. Once the answers are
collected the stages go on from the store to what they ask next: the brief, a repair. So a filing takes two rounds or
more, and every check is the same as live. Where it is stopped, also by force, it goes on from what the store holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from summarizer.batch.again import files, options_of
from summarizer.batch.jobs import Job, Outcome, Piece
from summarizer.batch.running import begun, run
from summarizer.errors import ModelError, NotStoredError, OptionError
from summarizer.exchanges import Exchange
from summarizer.extraction.batches import ENDED, MOST_LINES, BatchEndpoint, Line, Remote, jsonl, parts
from summarizer.extraction.endpoint import Endpoint
from summarizer.options import RULES, Options
from summarizer.store import BatchJob, BatchLine, Store
from summarizer.store.database import now
from summarizer.store.records import LineState

_PATIENCE = 3  # so often a question is handed in again that the provider failed to answer


@dataclass
class Handed:
    """What was handed in: files and questions, and questions that wait from before or would pass the limit of money."""

    files: int = 0
    questions: int = 0
    waiting: int = 0
    held_back: int = 0
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass
class Collected:
    """What was collected: answers, questions that got none, what they cost; and batches that are not done yet.

    ``waiting`` counts the filings whose question is in one of those, ``next_round`` those that have another to ask.
    """

    answers: int = 0
    failed: int = 0
    expired: int = 0
    cost: Decimal | None = Decimal(0)
    open: int = 0
    waiting: int = 0
    next_round: int = 0
    outcomes: list[Outcome] = field(default_factory=list)


def submit(job: Job, found: Iterator[Piece], *, most_lines: int = MOST_LINES) -> Handed:
    """Hand in what has to be asked about the files, and about those that wait in the store.

    Raises `OptionError` for a provider without the interface, `ModelError` where it fails, `StoreError`.
    """
    if job.model == RULES:
        raise OptionError("rules asks no model: name one with --model, or leave --via out")
    assert job.store is not None  # noqa: S101  # there is no batch interface without one
    endpoint = _endpoint(job.model, job.options)
    told = Handed()
    with Store.open(job.store) as store, begun(job, "submit") as started:
        _hand_in(store, endpoint)  # what an earlier run had no time to
        wanted = _Wanted(store, job, told)
        asked = replace(job, offline=True, whole=True, carried=False)
        for pieces in (found, files(job, store.awaited(job.configuration))):
            for outcome in run(asked, pieces):
                wanted.add(outcome)
        for keys in parts(((line.key, line.request) for line in wanted.lines.values()), most_lines):
            store.add_job([wanted.lines[key] for key in keys], started.run)
            told.files += 1
            told.questions += len(keys)
        _hand_in(store, endpoint)
    return told


def status(store: Store, options: Options) -> Iterator[tuple[BatchJob, Remote | None]]:
    """Yield the jobs that are not collected, each as the provider has it; None for one that is not handed in yet."""
    for one in store.jobs():
        if one.collected_at is None:
            remote = _endpoint(_model(store, one), options).look(one.remote_id) if one.remote_id else None
            if remote is not None:
                store.set_job(one.id, status=remote.status)
            yield one, remote


def collect(path: str, options: Options) -> Collected:
    """Collect the answers that are there, and make the summaries that they complete."""
    told = Collected()
    with Store.open(path, create=False) as store:
        for one, remote in status(store, options):
            if remote is None or remote.status not in ENDED:
                told.open += 1
                continue
            _collect(store, one, remote, _endpoint(_model(store, one), options), told)
        for found in store.awaiting():
            used = options_of(store, found, options)
            job = Job(model=found.model, options=used, store=path, offline=True, carried=False)
            awaited = store.awaited(found)
            outcomes = [_settled(store, job, outcome) for outcome in list(run(job, files(job, awaited)))]
            asking = [outcome.error.key for outcome in outcomes if isinstance(outcome.error, NotStoredError)]
            told.waiting += (waiting := sum(map(store.waiting, asking)))
            told.next_round += len(asking) - waiting
            told.outcomes += outcomes
            for sha256 in awaited:
                settled = store.settled(sha256, found)
                if settled is not None and settled.done + settled.failed == settled.parts:
                    store.has_come(sha256, found)
    return told


# -- handing in --------------------------------------------------------------------------------------------------------


class _Wanted:
    """The questions that no stored answer answers, each once."""

    def __init__(self, store: Store, job: Job, told: Handed) -> None:
        self.lines: dict[str, BatchLine] = {}
        self._store = store
        self._job = job
        self._told = told
        self._price = Endpoint(job.model, job.options.base_url).price
        self._cost = Decimal(0)

    def add(self, outcome: Outcome) -> None:
        """Enter what a filing asks, or what became of it."""
        if not isinstance(outcome.error, NotStoredError):
            self._told.outcomes.append(outcome)
            return
        if outcome.sha256 is not None:
            self._store.awaits(outcome.sha256, self._job.configuration)
        key, request = outcome.error.key, outcome.error.request
        if key in self.lines:
            return
        if self._store.waiting(key):
            self._told.waiting += 1
            return
        tokens = len(jsonl([(key, request)])) // 4
        # An answer is taken to cost as much as its question, and both half of what they cost live.
        cost = self._cost + (self._price.of(tokens, 0) or Decimal(0))
        limit = self._job.limits.max_cost
        if limit is not None and cost > Decimal(str(limit)):
            self._told.held_back += 1
            return
        self._cost = cost
        self.lines[key] = BatchLine(key, outcome.error.purpose, self._job.model, request)


def _hand_in(store: Store, endpoint: BatchEndpoint) -> None:
    """Hand in every job that is not, from the step at which it was left."""
    for one in store.jobs():
        if one.remote_id is not None or one.collected_at is not None:
            continue
        file = one.input_file_id
        if file is None:
            lines = ((line.key, line.request) for line in store.lines(one.id))
            file = endpoint.upload(f"summarizer-{one.id}.jsonl", jsonl(lines))
            store.set_job(one.id, input_file_id=file, status="uploaded")
        remote = endpoint.start(file)
        store.set_job(one.id, remote_id=remote.id, status=remote.status, submitted_at=now())


def _endpoint(model: str, options: Options) -> BatchEndpoint:
    return BatchEndpoint(Endpoint(model, options.base_url, options.api_key, options.timeout))


def _model(store: Store, one: BatchJob) -> str:
    return next(store.lines(one.id)).model


# -- collecting --------------------------------------------------------------------------------------------------------


def _collect(store: Store, one: BatchJob, remote: Remote, endpoint: BatchEndpoint, told: Collected) -> None:
    """Enter the answers of a job; an order of their own, a line twice or one that nobody asked makes no difference."""
    for file in remote.output_files:
        for line in endpoint.lines(file):
            asked = store.line(one.id, line.key)
            if asked is not None and asked.state == "waiting":
                _enter(store, one, asked, line, endpoint, told)
    for left in list(store.lines(one.id, "waiting")):
        failed = remote.status == "failed"
        store.settle_line(one.id, left.key, "failed" if failed else "expired", remote.error or remote.status)
        told.failed, told.expired = told.failed + failed, told.expired + (not failed)
    store.set_job(one.id, status=remote.status, collected_at=now(), error=remote.error)


def _enter(store: Store, one: BatchJob, asked: BatchLine, line: Line, endpoint: BatchEndpoint, told: Collected) -> None:
    if line.response is None:
        state: LineState = "expired" if line.expired else "failed"
        store.settle_line(one.id, line.key, state, f"{_FINAL}{line.error}" if line.final else line.error)
        told.failed, told.expired = told.failed + (not line.expired), told.expired + line.expired
        return
    usage, cost = endpoint.cost(line.response)
    store.remember(
        Exchange(
            key=line.key,
            model=asked.model,
            purpose=asked.purpose,
            request=asked.request,
            response=line.response,
            input_tokens=usage.input_tokens,
            output_tokens=usage.output_tokens,
            cost_usd=None if cost is None else f"{cost:f}",
            seconds=0.0,  # nobody waited
            via="batch",
        ),
        one.run,
    )
    store.settle_line(one.id, line.key, "answered")
    told.answers += 1
    told.cost = None if told.cost is None or cost is None else told.cost + cost


_FINAL = "refused: "


def _settled(store: Store, job: Job, outcome: Outcome) -> Outcome:
    """Let a filing fail whose question the provider will not answer."""
    if not isinstance(outcome.error, NotStoredError):
        return outcome
    why = store.refusals(outcome.error.key)
    if not why or not (why[-1].startswith(_FINAL) or len(why) >= _PATIENCE):
        return outcome
    error = ModelError(f"the Batch API gives no answer ({outcome.error.purpose}): {why[-1]}")
    with begun(job, "collect") as started:
        store.fail(started.run, job.configuration, outcome.sha256, outcome.part, outcome.source, error, ())
    return replace(outcome, state="failed", error=error)
