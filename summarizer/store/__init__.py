"""The store: one SQLite file of filings, summaries and exchanges with models. `Store` is all of it.

Imports nothing but the standard library until a summary is read.
"""

from summarizer.store.jobs import Jobs
from summarizer.store.records import BatchJob, BatchLine, Configuration, Failure, Settled, Stored
from summarizer.store.replays import Replays

__all__ = ["BatchJob", "BatchLine", "Configuration", "Failure", "Settled", "Store", "Stored"]


class Store(Replays, Jobs):
    """One SQLite file that holds filings, their summaries, runs, and every exchange with a model.

    Open it with `Store.open`, and use it as a context manager or call `close`. One connection, not to be shared between
    threads or processes: each opens its own. Every method raises `StoreError`, one line that says what to do, where
    the file can't be read or written.
    """
