"""Have an engine summarize the filings of gold files, and score what it makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import CredentialsError, ModelError, OptionError, SourceError
from summarizer.evaluation.gold import Gold
from summarizer.evaluation.scoring import Score, score
from summarizer.models import CallRecord, Summary

Engine = Callable[[Gold], Summary]


@dataclass(frozen=True, slots=True)
class Result:
    """What an engine made of one filing: a summary, or the error for want of one, and the score."""

    gold: Gold
    summary: Summary | None
    error: Exception | None
    score: Score

    @property
    def calls(self) -> tuple[CallRecord, ...]:
        """The questions to a model that were paid for, those of a failure among them."""
        if self.summary:
            return self.summary.run.calls
        failed = self.error.record if isinstance(self.error, ModelError) else None
        return (failed,) if failed else ()


def evaluate(golds: Iterable[Gold], engine: Engine) -> Iterator[Result]:
    """Yield the result of each filing as it is made; one that fails counts as an empty summary.

    `OptionError` and `CredentialsError` are raised: the next filing would fail the same way.
    """
    for gold in golds:
        summary, failure = None, None
        try:
            summary = engine(gold)
        except (CredentialsError, OptionError):
            raise
        except Exception as error:  # whoever goes through the results tells a mistake from a failure
            failure = error
        yield Result(gold, summary, failure, score(gold, summary))


def stored_summaries(folder: Path) -> Engine:
    """Return an engine that takes ID.json from a folder and runs nothing.

    `SourceError` where there is no such folder; the engine raises it where there is no such file, and `SummaryError`
    for one that is no summary.
    """
    if not folder.is_dir():
        raise SourceError(f"there is no folder {folder}")

    def stored(gold: Gold) -> Summary:
        path = folder / f"{gold.id}.json"
        try:
            text = path.read_bytes()
        except OSError as error:
            raise SourceError(f"can't read {path}: {error.strerror}") from None
        return Summary.from_json(text)

    return stored
