"""The command line: arguments in; results on stdout, everything else on stderr, and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import CredentialsError, ModelError, OptionError, SourceError, SummarizerError

if TYPE_CHECKING:
    from summarizer.models import Summary

OK, FAILED, USAGE, MODEL = 0, 1, 2, 3
FORMATS = ("text", "markdown", "json")  # summarizer.rendering.FORMATS, which takes longer to import

_EPILOG = """\
exit codes:
  0  done
  1  a filing failed: it can't be read, or it is no Form 8-K
  2  wrong usage: an unknown option, format, provider or model
  3  the model or its endpoint failed

environment:
  SUMMARIZER_MODEL   the model to use where --model is not given
  OPENAI_API_KEY     the key for openai/... models; other providers have variables of their own
  OPENAI_BASE_URL    the endpoint of openai/... models where --base-url is not given
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; never raises for bad input."""
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else USAGE
    run: Callable[[argparse.Namespace], int] | None = getattr(options, "run", None)
    if run is None:
        parser.print_help(sys.stderr)
        return USAGE
    try:
        return run(options)
    except SummarizerError as error:
        return _fail(error)
    except BrokenPipeError:
        # Whoever read our output has read enough; python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        _say("interrupted")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="summarizer",
        description="Turn an SEC Form 8-K into a validated deal summary and a plain-English brief.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    summary = _command(commands, "summary", _summary, "summarize filings")
    summary.add_argument("sources", nargs="+", metavar="SOURCE", help="a filing's path, or - for standard input")
    summary.add_argument(
        "--model",
        metavar="MODEL",
        help="provider/name, such as openai/gpt-5; rules (the default) uses no model",
    )
    summary.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible endpoint to use")
    summary.add_argument(
        "--timeout",
        type=_seconds,
        default=600.0,
        metavar="SECONDS",
        help="how long to wait for one answer (600)",
    )
    summary.add_argument("--format", choices=FORMATS, default="text", help="what to write (text)")
    place = summary.add_mutually_exclusive_group()
    place.add_argument("-o", "--output", type=Path, metavar="FILE", help="write here, not to stdout")
    place.add_argument(
        "--output-dir", type=Path, metavar="DIR", help="write one file a source here, named after the source"
    )

    inspect = _command(commands, "inspect", _inspect, "show how a filing is read: cover, items, exhibits")
    inspect.add_argument("source", metavar="SOURCE", help="a filing's path, or - for standard input")
    inspect.add_argument("--format", choices=("text", "json"), default="text", help="what to write (text)")

    schema = _command(commands, "schema", _schema, "print the JSON Schema of a summary, or keep schemas/ in step")
    step = schema.add_mutually_exclusive_group()
    step.add_argument("--write", action="store_true", help="write schemas/*.schema.json")
    step.add_argument("--check", action="store_true", help="fail where schemas/*.schema.json are out of date")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    help_: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=help_,
        description=help_[0].upper() + help_[1:] + ".",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


class _Version(argparse.Action):
    """Print the installed version; looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"summarizer {version('summarizer')}\n")
        parser.exit(OK)


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError("must be more than 0")
    return value


def _summary(arguments: argparse.Namespace) -> int:
    sources: list[str] = arguments.sources
    if len(sources) > 1 and arguments.output:
        raise OptionError("--output takes one source: use --output-dir for several")
    if sources.count("-") > 1:
        raise OptionError("- (standard input) can be read only once")
    targets = _targets(sources, arguments.output_dir, arguments.format) if arguments.output_dir else {}

    from summarizer.pipeline import RULES, Options, Summarizer, chosen_model

    model = chosen_model(arguments.model)
    with Summarizer(model, Options(base_url=arguments.base_url, timeout=arguments.timeout)) as summarizer:
        if model == RULES:
            _say("no model was used: the built-in extractor made this; see --model")
        code = OK
        for source in sources:
            try:
                summary = summarizer.summarize(source)
            except CredentialsError as error:
                return _fail(error)  # the next filing would fail the same way
            except SummarizerError as error:
                code = max(code, _fail(error, source))
                continue
            _put(summary, arguments.format, targets.get(source) or arguments.output)
    return code


def _targets(sources: Sequence[str], directory: Path, format_: str) -> dict[str, Path]:
    """Return the file for each source; two sources must not share one."""
    from summarizer import rendering

    targets: dict[str, Path] = {}
    for source in dict.fromkeys(sources):
        stem = "stdin" if source == "-" else Path(source).stem
        target = directory / f"{stem}{rendering.FORMATS[format_].suffix}"
        if target in targets.values():
            raise OptionError(f"two sources would be written to {target}: give them to separate calls")
        targets[source] = target
    return targets


def _put(summary: Summary, format_: str, target: Path | None) -> None:
    from summarizer.rendering import render

    text = render(summary, format_)
    if target is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Written beside and moved into place, so that a reader never sees half a file.
        part = target.with_name(f".{target.name}.part")
        part.write_text(text, encoding="utf-8")
        part.replace(target)
    except OSError as error:
        raise SourceError(f"can't write {target}: {error.strerror}") from None
    _say(f"wrote {target}")


def _inspect(arguments: argparse.Namespace) -> int:
    from summarizer.inspection import as_json, as_text
    from summarizer.reading import read_filing

    filing = read_filing(arguments.source)
    sys.stdout.write(as_json(filing) if arguments.format == "json" else as_text(filing))
    sys.stdout.flush()
    return OK


def _schema(arguments: argparse.Namespace) -> int:
    import json

    from summarizer import schema_export

    if arguments.write:
        for path in schema_export.write():
            _say(f"wrote {path.name}")
        return OK
    if arguments.check:
        stale = schema_export.stale()
        for path in stale:
            _say(f"{path.name} is out of date: run summarizer schema --write")
        return FAILED if stale else OK
    sys.stdout.write(json.dumps(schema_export.schema(), indent=2) + "\n")
    return OK


def _fail(error: SummarizerError, source: str | None = None) -> int:
    where = f"{source}: " if source is not None and source not in str(error) else ""
    _say(f"error: {where}{error}")
    if isinstance(error, ModelError):
        return MODEL
    return USAGE if isinstance(error, OptionError) else FAILED


def _say(message: str) -> None:
    sys.stderr.write(f"summarizer: {' '.join(message.split())}\n")
