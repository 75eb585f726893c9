"""Jobs of a provider's batch interface, and the requests in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summarizer.errors import StoreError
from summarizer.store.database import now, storable
from summarizer.store.exchanges import Exchanges, keep_texts
from summarizer.store.records import BatchJob, BatchLine, LineState

_JOB = (
    "SELECT id, remote_id, input_file_id, status, made_at, submitted_at, collected_at, run_id, error,"
    " (SELECT count(*) FROM batch_line WHERE job_id = batch_job.id),"
    " (SELECT count(*) FROM batch_line WHERE job_id = batch_job.id AND state = 'waiting') FROM batch_job"
)
_SETTABLE = ("remote_id", "input_file_id", "status", "submitted_at", "collected_at", "error")


class Jobs(Exchanges):
    """What was handed to a batch interface and is to be collected from it."""

    def add_job(self, lines: Iterable[BatchLine], run: int | None = None, status: str = "new") -> int:
        """Enter a job before it is sent anywhere, and return its id; of two lines with one key the first stays."""
        packed = [(line, *self._packed(line.request)) for line in lines]
        with self._writing() as db:
            cursor = db.execute(
                "INSERT INTO batch_job (run_id, status, made_at) VALUES (?, ?, ?)", (run, status, now())
            )
            job = int(cursor.lastrowid or 0)
            for position, (line, skeleton, texts) in enumerate(packed, 1):
                keep_texts(db, texts)
                db.execute(
                    "INSERT INTO batch_line (job_id, exchange_key, position, purpose, model, state, error, request)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (
                        *(job, line.key, position, line.purpose, storable(line.model)),
                        *(line.state, line.error, skeleton),
                    ),
                )
        return job

    def set_job(self, job: int, **values: str | None) -> None:
        """Note what became of a job: any of remote_id, input_file_id, status, submitted_at, collected_at, error."""
        unknown = set(values) - set(_SETTABLE)
        if unknown:
            raise TypeError(f"a job has no {', '.join(sorted(unknown))}")
        with self._writing() as db:
            for name, value in values.items():
                db.execute(
                    f"UPDATE batch_job SET {name} = ? WHERE id = ?",  # noqa: S608  # one of _SETTABLE
                    (None if value is None else storable(value), job),
                )

    def jobs(self) -> list[BatchJob]:
        """Return the jobs, the oldest first."""
        return [BatchJob(*row) for row in self._rows(f"{_JOB} ORDER BY id")]

    def lines(self, job: int, state: LineState | None = None) -> Iterator[BatchLine]:
        """Yield the requests of a job in their order, all or those in one state."""
        for (key,) in self._rows(
            "SELECT exchange_key FROM batch_line WHERE job_id = ? AND state = coalesce(?, state) ORDER BY position",
            (job, state),
        ):
            line = self.line(job, key)
            if line is not None:
                yield line

    def line(self, job: int, key: str) -> BatchLine | None:
        """Return the request of that key in a job, None where it holds none."""
        row = self._row(
            "SELECT exchange_key, purpose, model, request, state, error FROM batch_line"
            " WHERE job_id = ? AND exchange_key = ?",
            (job, key),
        )
        if row is None:
            return None
        key, purpose, model, skeleton, state, error = row
        return BatchLine(key, purpose, model, self._unpacked(skeleton), state, error)

    def waiting(self, key: str) -> bool:
        """Whether a request of that key is in some job and has no outcome yet."""
        return bool(self._row("SELECT 1 FROM batch_line WHERE exchange_key = ? AND state = 'waiting'", (key,)))

    def settle_line(self, job: int, key: str, state: LineState, error: str | None = None) -> None:
        """Note the outcome of a request; `StoreError` where the job holds none of that key."""
        with self._writing() as db:
            changed = db.execute(
                "UPDATE batch_line SET state = ?, error = ? WHERE job_id = ? AND exchange_key = ?",
                (state, None if error is None else storable(error), job, key),
            )
            if not changed.rowcount:
                raise StoreError(f"{self.path}: job {job} holds no request {key[:12]}")
