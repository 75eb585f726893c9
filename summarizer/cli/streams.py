"""What the commands write with: results to stdout, one line at a time to stderr; and the exit codes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Protocol

from summarizer.errors import ModelError, OptionError, SourceError, SummarizerError

OK, FAILED, USAGE, MODEL, INTERRUPTED = 0, 1, 2, 3, 130


class Live(Protocol):
    """What is drawn on the terminal again and again, and has to make room for a line."""

    def hidden(self) -> contextlib.AbstractContextManager[None]:
        """Take it off the terminal inside the ``with`` block."""


class _State:
    """How this run speaks."""

    quiet = False
    live: Live | None = None


_state = _State()


@contextlib.contextmanager
def set_up(*, quiet: bool, verbose: bool) -> Iterator[None]:
    """Be quiet, or tell on stderr what the package logs, inside the ``with`` block."""
    _state.quiet = quiet
    with _logging() if verbose else contextlib.nullcontext():
        try:
            yield
        finally:
            _state.quiet = False


@contextlib.contextmanager
def _logging() -> Iterator[None]:
    import logging

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            say(record.getMessage())

    logger, handler = logging.getLogger("summarizer"), Handler()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


@contextlib.contextmanager
def drawing(live: Live) -> Iterator[None]:
    """Let what is drawn make room for every line written inside the ``with`` block."""
    _state.live = live
    try:
        yield
    finally:
        _state.live = None


def is_quiet() -> bool:
    """Whether only errors are told."""
    return _state.quiet


def _room() -> contextlib.AbstractContextManager[None]:
    return _state.live.hidden() if _state.live else contextlib.nullcontext()


def fail(error: SummarizerError, source: str | None = None) -> int:
    """Tell an error, with the source that it is about, and return its exit code."""
    # An argument may be a filing's whole text: that is no name to call it by.
    where = f"{source}: " if source and "\n" not in source and source not in str(error) else ""
    say(f"error: {where}{error}")
    if isinstance(error, ModelError):
        return MODEL
    return USAGE if isinstance(error, OptionError) else FAILED


def out(text: str) -> None:
    """Write a result to standard output, now: what fails later fails where nobody can tell of it."""
    if sys.stdout is None:
        raise SourceError("there is no standard output to write to")
    try:
        with _room():
            sys.stdout.write(text)
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        let_go_of_stdout()
        raise SourceError(f"can't write to standard output: {error.strerror}") from None


def let_go_of_stdout() -> None:
    """Point standard output nowhere, so that python does not complain once more when it closes it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(message: str) -> None:
    """Say what is no error, unless this run is quiet."""
    if not _state.quiet:
        say(message)


def say(message: str) -> None:
    """Write one line to standard error; a name or a message may hold what a terminal would obey."""
    line = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(message.split()))
    if sys.stderr is not None:
        with _room():
            sys.stderr.write(f"summarizer: {line}\n")


def on_terminal() -> bool:
    """Whether results are read on a terminal, and not by another program or from a file."""
    return sys.stdout is not None and sys.stdout.isatty()
