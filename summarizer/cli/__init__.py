"""The command line: arguments in; results on stdout, everything else on stderr, and an exit code.

What a command needs is imported when it runs, so that ``--help`` is there at once.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence

from summarizer.cli import streams
from summarizer.cli.streams import FAILED, INTERRUPTED, MODEL, OK, USAGE
from summarizer.config import FORMATS
from summarizer.errors import SummarizerError

__all__ = ["FAILED", "FORMATS", "INTERRUPTED", "MODEL", "OK", "USAGE", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; never raises for bad input."""
    try:
        return _run(arguments)
    except SummarizerError as error:
        return streams.fail(error)
    except BrokenPipeError:
        streams.let_go_of_stdout()  # whoever read our output has read enough
        return OK
    except KeyboardInterrupt:
        streams.say("interrupted")
        return INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    from summarizer.cli.parser import make_parser

    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.encoding.lower() != "utf-8":
        sys.stdout.reconfigure(encoding="utf-8")  # as the files are, whatever the locale says
    parser = make_parser()
    try:
        parsed = parser.parse_args(arguments)
    except SystemExit as exit_:
        if exit_.code == OK:
            streams.out("")  # --help has written, but not flushed
            return OK
        return USAGE
    run: Callable[[argparse.Namespace], int] | None = getattr(parsed, "run", None)
    if run is None:
        parser.print_help(sys.stderr)
        return USAGE
    with streams.set_up(quiet=parsed.quiet, verbose=parsed.verbose):
        return run(parsed)
