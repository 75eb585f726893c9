"""How far a run is, drawn on the terminal once it has taken two seconds: rate, cost so far and time left."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from summarizer.cli import streams

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from summarizer.pipeline import Spent

PATIENCE = 2.0


class Spender(Protocol):
    """What knows what the questions to a model took so far: a `Summarizer`, or the tally of a batch."""

    spent: Spent


class Progress:
    """Counts what is done of ``total``; where stderr is no terminal, or the run is quiet, nothing is drawn."""

    def __init__(self, total: int, spender: Spender | None = None) -> None:
        self.total = total
        self.done = 0
        self._spender = spender
        self._started = time.monotonic()
        self._lock = threading.RLock()
        self._bar: Bar | None = None
        self._timer: threading.Timer | None = None
        self._leaving = contextlib.ExitStack()

    def __enter__(self) -> Progress:
        seen = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        if seen and not streams.is_quiet():
            self._leaving.enter_context(streams.drawing(self))
            self._timer = threading.Timer(PATIENCE, self._draw)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            self._timer = None
            if self._bar is not None:
                self._bar.stop()
                self._bar = None
        self._leaving.close()

    def advance(self) -> None:
        """Count one more as done."""
        self.done += 1

    @contextlib.contextmanager
    def hidden(self) -> Iterator[None]:
        """Take the line off the terminal inside the ``with`` block, so that another can be written."""
        with self._lock:
            if self._bar is None:
                yield
                return
            self._bar.stop()
            try:
                yield
            finally:
                self._bar.start()

    def _draw(self) -> None:
        bar = _bar(self)
        with self._lock:
            if self._timer is not None:  # not over in the meantime
                self._bar = bar
                bar.start()

    def told(self) -> str:
        """Return the figures: how many are done, how fast, at what cost, and how long it still takes."""
        taken = time.monotonic() - self._started
        parts = []
        if self.total > 1:
            parts.append(f"{self.done:,} of {self.total:,}")
            if self.done:
                rate = self.done / taken
                parts.append(f"{rate:.1f} a second" if rate >= 1 else f"{60 * rate:.1f} a minute")
        parts += self._cost()
        if self.total > 1 and self.done:
            parts.append(f"{_clock(taken / self.done * (self.total - self.done))} left")
        else:
            parts.append(_clock(taken))
        return " · ".join(parts)

    def _cost(self) -> list[str]:
        if self._spender is None or not self._spender.spent.calls:
            return []
        spent = self._spender.spent
        questions = f"{spent.calls:,} question{'s' if spent.calls > 1 else ''}"
        return [questions, "price unknown" if spent.cost_usd is None else f"${spent.cost_usd:.4f}"]


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _bar(progress: Progress) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, ProgressColumn, SpinnerColumn
    from rich.progress import Progress as RichProgress
    from rich.text import Text

    class Told(ProgressColumn):
        """The figures, and in front of them how far the bar is."""

        def render(self, task: Any) -> Text:
            task.completed = progress.done
            return Text(progress.told(), no_wrap=True, overflow="ellipsis")

    columns: list[ProgressColumn] = [SpinnerColumn(), Told()]
    if progress.total > 1:
        columns.insert(1, BarColumn(bar_width=24))
    bar = RichProgress(
        *columns,
        console=Console(stderr=True),
        transient=True,  # it leaves nothing behind
        redirect_stdout=False,
        redirect_stderr=False,
        refresh_per_second=5,
    )
    bar.add_task("", total=progress.total)
    return bar
