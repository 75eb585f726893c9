"""The main job: filings in; summaries out, one by one or, as a report or a table, all in one."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.cli import settings
from summarizer.cli.places import Place
from summarizer.cli.progress import Progress
from summarizer.cli.streams import OK, fail, note, out, say
from summarizer.errors import CredentialsError, OptionError, SummarizerError

if TYPE_CHECKING:
    from summarizer.filing.structure import Filing
    from summarizer.pipeline import Summarizer

EXAMPLE = "license-renewal.txt"


def demo(arguments: argparse.Namespace) -> int:
    """Summarize the filing that comes with the package."""
    from importlib.resources import as_file

    from summarizer.resources import folder

    with as_file(folder("examples").joinpath(EXAMPLE)) as path:
        arguments.sources = [str(path)]
        return run(arguments)


def run(arguments: argparse.Namespace) -> int:
    """Summarize every source; one that fails takes no other with it."""
    from summarizer.pipeline import Summarizer

    if arguments.open:
        _settle_on_report(arguments)
    settings.resolve_and_tell(arguments)
    sources = _sources(arguments)
    place = Place.of(sources, arguments)
    with Summarizer(arguments.model, settings.options(arguments)) as summarizer:
        place.check(sources)
        with Progress(len(sources), summarizer) as progress:
            code, mistake = _all(sources, summarizer, place, progress)
    place.finish()
    if mistake is not None:
        raise mistake
    return code


def _settle_on_report(arguments: argparse.Namespace) -> None:
    """Take --open for what it means: a report, in one file, that a browser can show."""
    if arguments.output_dir or arguments.output == Path("-"):
        raise OptionError("--open shows one report: name its file with -o, or leave that out")
    if arguments.format not in (None, "html"):
        raise OptionError(f"--open shows the HTML report: leave --format {arguments.format} out")
    arguments.format = "html"


def _sources(arguments: argparse.Namespace) -> list[str]:
    from summarizer.reading import expand

    sources = list(dict.fromkeys(file for source in arguments.sources for file in expand(source)))
    if arguments.output_dir:  # what an earlier run wrote there is no filing
        made = os.path.realpath(arguments.output_dir) + os.sep
        given = set(arguments.sources)
        sources = [s for s in sources if s in given or not os.path.realpath(s).startswith(made)]
    return sources


def _all(
    sources: Sequence[str], summarizer: Summarizer, place: Place, progress: Progress
) -> tuple[int, Exception | None]:
    """Summarize what can be; return the exit code, and a mistake of our own that the others did not suffer for."""
    from summarizer.options import RULES

    code, silent, mistake = OK, summarizer.model == RULES, None
    for source, number, filing in _filings(sources, progress):
        try:
            if isinstance(filing, Exception):
                raise filing
            summary = summarizer.summarize(filing)
            if silent:
                note("no model was used: the built-in extractor made this; see --model")
                silent = False
            text = place.take(source, number, summary, filing)
        except (CredentialsError, OptionError) as error:
            return max(code, fail(error)), mistake  # the next filing would fail the same way
        except SummarizerError as error:
            code = max(code, fail(error, source))
            continue
        except Exception as error:
            say(f"error: {source}: a mistake in summarizer, told below")
            mistake = error  # the other filings must not suffer for it
            continue
        if text:
            out(text)
    return code, mistake


def _filings(sources: Sequence[str], progress: Progress) -> Iterator[tuple[str, int, Filing | Exception]]:
    """Yield each filing, or the error in its place, with its source and its number there: a file may hold several."""
    from summarizer.reading import Unread, read_filings

    for source in sources:
        try:
            for number, read in enumerate(read_filings(source), 1):
                yield source, number, read.error if isinstance(read, Unread) else read
        except Exception as error:
            yield source, 1, error
        progress.advance()
