"""The command line: arguments in; results on stdout, everything else on stderr, and an exit code."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.errors import (
    CredentialsError,
    ModelError,
    OptionError,
    SourceError,
    SummarizerError,
    SummaryError,
)

if TYPE_CHECKING:
    from summarizer.evaluation import Engine
    from summarizer.filing.structure import Filing
    from summarizer.options import Options
    from summarizer.rendering.files import Target

OK, FAILED, USAGE, MODEL, INTERRUPTED = 0, 1, 2, 3, 130
FORMATS = ("text", "markdown", "json")  # summarizer.rendering.FORMATS, which takes longer to import

_SOURCE = "a path, folder, glob, .gz, .zip, EDGAR address or accession number; - is standard input"
_EPILOG = """\
exit codes:
  0  done
  1  a filing failed: it can't be read, is no Form 8-K, can't be written up, or a summary does not hold for it
  2  wrong usage: an unknown option, format, provider or model
  3  the model or its endpoint failed
  130  interrupted

environment:
  SUMMARIZER_MODEL   the model to use where --model is not given
  OPENAI_API_KEY     the key for openai/... models; other providers have variables of their own
  OPENAI_BASE_URL    the endpoint of openai/... models where --base-url is not given
  SUMMARIZER_USER_AGENT  who you are, for EDGAR: "Company Name contact@company.com"; needed to fetch from it
  SUMMARIZER_CACHE_DIR   where what was fetched is kept
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; never raises for bad input."""
    try:
        return _run(arguments)
    except SummarizerError as error:
        return _fail(error)
    except BrokenPipeError:
        _let_go_of_stdout()  # whoever read our output has read enough
        return OK
    except KeyboardInterrupt:
        _say("interrupted")
        return INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.encoding.lower() != "utf-8":
        sys.stdout.reconfigure(encoding="utf-8")  # as the files are, whatever the locale says
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as exit_:
        if exit_.code == OK:
            _print("")  # --help has written, but not flushed
            return OK
        return USAGE
    run: Callable[[argparse.Namespace], int] | None = getattr(options, "run", None)
    if run is None:
        parser.print_help(sys.stderr)
        return USAGE
    return run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="summarizer",
        description="Turn an SEC Form 8-K into a validated deal summary and a plain-English brief.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    summary = _command(commands, "summary", _summary, "summarize filings")
    summary.add_argument("sources", nargs="+", metavar="SOURCE", help=_SOURCE)
    _model_options(summary)
    summary.add_argument("--format", choices=FORMATS, default="text", help="what to write (text)")
    place = summary.add_mutually_exclusive_group()
    place.add_argument("-o", "--output", type=Path, metavar="FILE", help="write here; - is stdout, as without")
    place.add_argument(
        "--output-dir", type=Path, metavar="DIR", help="write one file a source here, named after the source"
    )

    inspect = _command(commands, "inspect", _inspect, "show how a filing is read: cover, items, exhibits")
    inspect.add_argument("source", metavar="SOURCE", help=_SOURCE)
    inspect.add_argument("--format", choices=("text", "json"), default="text", help="what to write (text)")

    verify = _command(commands, "verify", _verify, "check a summary against its filing again, without a model")
    verify.add_argument("summary", metavar="SUMMARY.json", help="what summary --format json wrote")
    verify.add_argument("source", metavar="FILING", help="the filing's path, or - for standard input")
    verify.add_argument("--format", choices=("text", "json"), default="text", help="what to write (text)")

    evaluate = _command(commands, "evaluate", _evaluate, "score an engine's summaries against gold files")
    evaluate.add_argument("gold", type=Path, metavar="GOLD_DIR", help="a folder of *.gold.json, filings beside them")
    _model_options(evaluate)
    evaluate.add_argument("--summaries", type=Path, metavar="DIR", help="score DIR/ID.json instead, run no engine")
    evaluate.add_argument("--format", choices=("table", "json"), default="table", help="what to write (table)")
    evaluate.add_argument("--per-filing", action="store_true", help="write the scores of each filing as well")

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
        allow_abbrev=False,
    )
    parser.set_defaults(run=run)
    return parser


def _model_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        metavar="MODEL",
        help="provider/name, such as openai/gpt-5; rules (the default) uses no model",
    )
    parser.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible endpoint to use")
    parser.add_argument(
        "--timeout",
        type=_above_zero(float, "seconds"),
        default=600.0,
        metavar="SECONDS",
        help="how long to wait for one answer (600)",
    )

    parser.add_argument(
        "--window",
        type=_above_zero(int, "tokens"),
        default=24_000,
        metavar="TOKENS",
        help="how much of a filing's text one question holds; a longer one is asked about in parts (24000)",
    )
    parser.add_argument(
        "--max-tokens",
        type=_above_zero(int, "tokens"),
        metavar="TOKENS",
        help="most that the questions about one filing may take together (no limit)",
    )
    parser.add_argument(
        "--max-cost",
        type=_above_zero(float, "US dollars"),
        metavar="USD",
        help="most that the questions about one filing may cost together (no limit)",
    )


def _options(arguments: argparse.Namespace) -> Options:
    from summarizer.options import Options

    return Options(
        base_url=arguments.base_url,
        timeout=arguments.timeout,
        window=arguments.window,
        max_tokens=arguments.max_tokens,
        max_cost=arguments.max_cost,
    )


class _Version(argparse.Action):
    """Print the installed version; looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        found = "(not installed)"
        with contextlib.suppress(PackageNotFoundError):
            found = version("summarizer")
        _print(f"summarizer {found}\n")
        parser.exit(OK)


def _above_zero(number: type[int] | type[float], unit: str) -> Callable[[str], float]:
    def read(text: str) -> float:
        value = 0.0
        with contextlib.suppress(ValueError):
            value = number(text)
        if not 0 < value < float("inf"):
            raise argparse.ArgumentTypeError(f"{text!r} is no number of {unit} above 0")
        return value

    return read


def _summary(arguments: argparse.Namespace) -> int:
    from summarizer.reading import expand

    sources = list(dict.fromkeys(file for source in arguments.sources for file in expand(source)))
    if arguments.output_dir:  # what an earlier run wrote there is no filing
        made = os.path.realpath(arguments.output_dir) + os.sep
        given = set(arguments.sources)
        sources = [s for s in sources if s in given or not os.path.realpath(s).startswith(made)]
    if len(sources) > 1 and arguments.output:
        raise OptionError("--output takes one source: use --output-dir for several")

    from summarizer.options import RULES, chosen_model
    from summarizer.pipeline import Summarizer
    from summarizer.rendering import render

    model = chosen_model(arguments.model)
    with Summarizer(model, _options(arguments)) as summarizer:
        targets = _targets(sources, arguments)
        code, silent, mistake = OK, model == RULES, None
        for source, number, filing in _filings(sources):
            try:
                if isinstance(filing, Exception):
                    raise filing
                text = render(summarizer.summarize(filing), arguments.format)
                if silent:
                    _say("no model was used: the built-in extractor made this; see --model")
                    silent = False
                if source in targets:
                    target = targets[source].numbered(number)
                    target.write(text)
                    _say(f"wrote {target}")
            except (CredentialsError, OptionError) as error:
                return max(code, _fail(error))  # the next filing would fail the same way
            except SummarizerError as error:
                code = max(code, _fail(error, source))
                continue
            except Exception as error:
                _say(f"error: {source}: a mistake in summarizer, told below")
                mistake = error  # the other filings must not suffer for it
                continue
            if not targets:
                _print(text)
    if mistake is not None:
        raise mistake
    return code


def _filings(sources: Sequence[str]) -> Iterator[tuple[str, int, Filing | Exception]]:
    """Yield each filing, or the error in its place, with its source and its number there: a file may hold several."""
    from summarizer.reading import Unread, read_filings

    for source in sources:
        try:
            for number, read in enumerate(read_filings(source), 1):
                yield source, number, read.error if isinstance(read, Unread) else read
        except Exception as error:
            yield source, 1, error


def _targets(sources: Sequence[str], arguments: argparse.Namespace) -> dict[str, Target]:
    """Return the file for each source; none where everything goes to standard output."""
    if arguments.output == Path("-") or not (arguments.output or arguments.output_dir):
        return {}
    from summarizer.rendering.files import in_folder, one_file

    if arguments.output is not None:
        return one_file(sources[0], arguments.output)
    return in_folder(sources, arguments.output_dir, arguments.format)


def _verify(arguments: argparse.Namespace) -> int:
    from summarizer.models import Summary
    from summarizer.reading import read_filing
    from summarizer.rechecking import recheck
    from summarizer.rendering.lines import objection_line

    path = Path(arguments.summary)
    try:
        summary = Summary.from_json(path.read_bytes())
    except SummaryError as error:
        raise SummaryError(f"{path}: {error}") from None
    except OSError as error:
        raise SourceError(f"can't read {path}: {error.strerror}") from None
    objections = recheck(summary, read_filing(arguments.source))
    if arguments.format == "json":
        import json
        from dataclasses import asdict

        found = {"holds": not objections, "objections": [asdict(objection) for objection in objections]}
        _print(json.dumps(found, indent=2) + "\n")
    else:
        sentences = sum(len(paragraph.sentences) for paragraph in summary.brief.paragraphs)
        lines = [objection_line(objection) for objection in objections]
        lines = lines or [f"the summary holds: {summary.checks.verified} facts and {sentences} sentences checked"]
        _print("".join(f"{line}\n" for line in lines))
    return FAILED if objections else OK


def _inspect(arguments: argparse.Namespace) -> int:
    from summarizer.inspection import as_json, as_text
    from summarizer.reading import read_filing

    filing = read_filing(arguments.source)
    _print(as_json(filing) if arguments.format == "json" else as_text(filing))
    return OK


def _evaluate(arguments: argparse.Namespace) -> int:
    if arguments.summaries and (arguments.model or arguments.base_url):
        raise OptionError("--summaries runs no engine: leave --model and --base-url out")

    from summarizer.evaluation import as_json, as_table, evaluate, find_gold

    golds = find_gold(arguments.gold)
    results, code, mistake = [], OK, None
    with contextlib.ExitStack() as closing:
        for result in evaluate(golds, _engine(arguments, closing)):
            results.append(result)
            if isinstance(result.error, SummarizerError):
                code = max(code, _fail(result.error, result.gold.id))
            elif result.error:
                _say(f"error: {result.gold.id}: a mistake in summarizer, told below")
                mistake = result.error  # the other filings must not suffer for it
    write = as_json if arguments.format == "json" else as_table
    _print(write(results, per_filing=arguments.per_filing))
    if mistake is not None:
        raise mistake
    return code


def _engine(arguments: argparse.Namespace, closing: contextlib.ExitStack) -> Engine:
    """Return what makes the summaries that are scored."""
    from summarizer.evaluation import stored_summaries
    from summarizer.options import RULES, chosen_model
    from summarizer.pipeline import Summarizer

    if arguments.summaries:
        return stored_summaries(arguments.summaries)
    summarizer = closing.enter_context(Summarizer(chosen_model(arguments.model), _options(arguments)))
    if summarizer.model == RULES:
        _say("no model is used: the built-in extractor is scored; see --model")
    return lambda gold: summarizer.summarize(gold.source)


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
    _print(json.dumps(schema_export.schema(), indent=2) + "\n")
    return OK


def _fail(error: SummarizerError, source: str | None = None) -> int:
    # An argument may be a filing's whole text: that is no name to call it by.
    where = f"{source}: " if source and "\n" not in source and source not in str(error) else ""
    _say(f"error: {where}{error}")
    if isinstance(error, ModelError):
        return MODEL
    return USAGE if isinstance(error, OptionError) else FAILED


def _print(text: str) -> None:
    """Write a result to standard output, now: what fails later fails where nobody can tell of it."""
    if sys.stdout is None:
        raise SourceError("there is no standard output to write to")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _let_go_of_stdout()
        raise SourceError(f"can't write to standard output: {error.strerror}") from None


def _let_go_of_stdout() -> None:
    """Point standard output nowhere, so that python does not complain once more when it closes it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str) -> None:
    """Write one line to standard error; a name or a message may hold what a terminal would obey."""
    line = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(message.split()))
    if sys.stderr is not None:
        sys.stderr.write(f"summarizer: {line}\n")
