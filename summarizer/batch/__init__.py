"""Many filings: so many at once, within limits, and what is done kept in a store.

One process has one event loop, one client and one connection to the store; several share the work, the rates and the
limit of money. A filing is entered in one transaction, an exchange with a model before its answer is used: a batch that
was killed and is run again does what is left, and pays for nothing twice.
"""

from summarizer.batch.jobs import Job, Limits, Outcome, State, configuration, exchanges
from summarizer.batch.running import arun, asummarize_many, make_job, pieces, run, summarize_many

__all__ = [
    "Job",
    "Limits",
    "Outcome",
    "State",
    "arun",
    "asummarize_many",
    "configuration",
    "exchanges",
    "make_job",
    "pieces",
    "run",
    "summarize_many",
]
