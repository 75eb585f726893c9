"""The commands and their options."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from summarizer import config
from summarizer.cli import batch, commands, stored, summary, tools
from summarizer.cli.streams import OK, out

_SOURCE = "a path, folder, glob, .gz, .zip, EDGAR address or accession number; - is standard input"
_EPILOG = """\
exit codes:
  0  done
  1  a filing failed: it can't be read, is no Form 8-K, can't be written up, or a summary does not hold for it
  2  wrong usage: an unknown option, format, provider or model
  3  the model or its endpoint failed
  130  interrupted

environment:
  SUMMARIZER_MODEL   the model to use where --model is not given; so for every setting: SUMMARIZER_MAX_COST ...
  OPENAI_API_KEY     the key for openai/... models; other providers have variables of their own
  OPENAI_BASE_URL    the endpoint of openai/... models where --base-url is not given
  SUMMARIZER_USER_AGENT  who you are, for EDGAR: "Company Name contact@company.com"; needed to fetch from it
  SUMMARIZER_CACHE_DIR   where what was fetched is kept
  NO_COLOR           no colours on the terminal

settings may also stand in summarizer.toml or under [tool.summarizer] of pyproject.toml: see summarizer config
"""
_HELP = {
    "model": ("MODEL", "provider/name, such as openai/gpt-5; rules (the default) uses no model"),
    "base-url": ("URL", "an endpoint to use in place of the provider's own"),
    "timeout": ("SECONDS", "how long to wait for one answer (600)"),
    "window": (
        "TOKENS",
        "how much of a filing's text one question holds; a longer one is asked about in parts (24000)",
    ),
    "max-tokens": ("TOKENS", "most that the questions about one filing may take together (no limit)"),
    "max-cost": ("USD", "most that the questions about one filing may cost together (no limit)"),
    "repairs": ("N", "how often what can't be verified goes back to the model (2)"),
    "format": (None, "what to write (text); html and csv hold all filings in one"),
    "prompts": ("DIR", "a folder of your own prompts: extract.jinja, repair.jinja, brief.jinja"),
    "deal-types": ("DIR", "a folder of your own deal types, NAME.toml each, beside the bundled ones"),
    "store": ("FILE", "the store: one SQLite file of filings, summaries and exchanges"),
}
_ALL = tuple(_HELP)
_OF_SUMMARIES = tuple(name for name in _ALL if name != "store")
_OF_BATCHES = tuple(name for name in _ALL if name not in ("format", "max-cost"))
_NO_FORMAT = tuple(name for name in _OF_SUMMARIES if name != "format")


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command."""
    parser = argparse.ArgumentParser(
        prog="summarizer",
        description="Turn an SEC Form 8-K into a validated deal summary and a plain-English brief.",
        epilog=_EPILOG,
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    add = parser.add_subparsers(title="commands", metavar="COMMAND")

    found = _command(add, "summary", summary.run, "summarize filings")
    found.add_argument("sources", nargs="+", metavar="SOURCE", help=_SOURCE)
    _settings(found, _OF_SUMMARIES)
    _places(found)

    found = _command(add, "demo", summary.demo, "summarize the bundled example filing")
    _settings(found, _OF_SUMMARIES)
    _places(found)

    _batch(add)
    _stored(add)

    found = _command(add, "inspect", commands.inspect, "show how a filing is read: cover, items, exhibits")
    found.add_argument("source", metavar="SOURCE", help=_SOURCE)
    found.add_argument("--format", choices=("text", "json"), default="text", help="what to write (text)")

    found = _command(add, "verify", commands.verify, "check a summary against its filing again, without a model")
    found.add_argument("summary", metavar="SUMMARY.json", help="what summary --format json wrote")
    found.add_argument("source", metavar="FILING", help="the filing's path, or - for standard input")
    found.add_argument("--format", choices=("text", "json"), default="text", help="what to write (text)")
    _settings(found, ("deal-types",))

    found = _command(add, "evaluate", commands.evaluate, "score an engine's summaries against gold files")
    found.add_argument("gold", type=Path, metavar="GOLD_DIR", help="a folder of *.gold.json, filings beside them")
    _settings(found, _NO_FORMAT)
    found.add_argument("--summaries", type=Path, metavar="DIR", help="score DIR/ID.json instead, run no engine")
    found.add_argument("--format", choices=("table", "json"), default="table", help="what to write (table)")
    found.add_argument("--per-filing", action="store_true", help="write the scores of each filing as well")

    found = _command(add, "schema", commands.schema, "print the JSON Schema of a summary, or keep schemas/ in step")
    step = found.add_mutually_exclusive_group()
    step.add_argument("--write", action="store_true", help="write schemas/*.schema.json")
    step.add_argument("--check", action="store_true", help="fail where schemas/*.schema.json are out of date")

    found = _command(add, "prompts", tools.prompts, "list the prompts, print one, or show what would be sent")
    found.add_argument("name", nargs="?", metavar="NAME", help="the prompt to print: extract, repair or brief")
    found.add_argument("--render", metavar="FILING", help="print what would be sent for this filing, to the byte")
    found.add_argument("--format", choices=("text", "json"), default="text", help="of what would be sent (text)")
    _settings(found, ("window", "prompts", "deal-types"))

    found = _command(add, "config", tools.show_config, "show the settings in force and where each comes from")
    _settings(found, _ALL)

    found = _command(add, "completion", tools.completion, "print what makes a shell complete this command")
    found.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell")
    return parser


_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _batch(add: _Commands) -> None:
    """Add the commands that fill a store."""
    found = _command(add, "batch", batch.run, "summarize many filings into a store")
    found.add_argument("sources", nargs="*", metavar="SOURCE", help=_SOURCE)
    _settings(found, _OF_BATCHES)
    _limits(found)
    found.add_argument("--retry-failed", action="store_true", help="take up again what failed before")
    found.add_argument("--again", action="store_true", help="take up also what is done; what was answered is not asked")
    found.add_argument("--offline", action="store_true", help="answer from the store alone, and say what is missing")
    how = "how to ask (live); through batch-api SOURCE is one of: submit and the filings, status, collect"
    found.add_argument("--via", choices=batch.VIA, default="live", help=how)

    found = _command(add, "rerun", batch.rerun, "make every summary of a store again, from the answers stored there")
    _settings(found, tuple(name for name in _OF_BATCHES if name not in ("model", "window", "repairs")))
    _limits(found)
    found.add_argument("--offline", action="store_true", help="ask no model: do without answers that are not stored")


def _limits(parser: argparse.ArgumentParser) -> None:
    """Add what a batch may do at once and in all."""
    for flag, metavar, read, help_ in (
        ("--concurrency", "N", config.number(int, "requests"), "how many requests are under way at once (8)"),
        ("--workers", "N", config.number(int, "processes"), "how many processes share the work (1)"),
        ("--requests-per-minute", "N", config.number(float, "requests"), "how many requests leave a minute (no limit)"),
        ("--tokens-per-minute", "N", config.number(float, "tokens"), "how many tokens leave a minute (no limit)"),
        ("--max-failures", "N", config.number(int, "filings"), "end after so many failed filings (no limit)"),
    ):
        parser.add_argument(flag, type=_argument(read), metavar=metavar, help=help_)
    parser.add_argument(
        "--max-cost",
        type=_argument(config.number(float, "US dollars")),
        dest="max_cost_of_all",
        metavar="USD",
        help="most that the whole batch may cost (no limit)",
    )


def _stored(add: _Commands) -> None:
    """Add the commands that read a store."""
    found = _command(add, "export", stored.export, "write the summaries of a store as JSON lines, CSV or Parquet")
    found.add_argument("--format", choices=stored.EXPORTS, default="jsonl", help="what to write (jsonl)")
    found.add_argument("-o", "--output", type=Path, metavar="FILE", help="write here; - is stdout, as without")
    _chosen(found)
    _settings(found, ("store", "deal-types"))

    found = _command(add, "show", stored.show, "show a filing of a store, and what was asked and answered")
    found.add_argument(
        "id", metavar="ID", help="an accession number, a number in the store, a source's name or SHA-256"
    )
    found.add_argument("--format", choices=stored.SHOWN, default="text", help="what to write (text)")
    found.add_argument("--exchanges", action="store_true", help="write the exchanges with the model too, word for word")
    _settings(found, ("store", "deal-types"))

    found = _command(add, "report", stored.report, "write one HTML report of the filings of a store")
    found.add_argument("-o", "--output", type=Path, metavar="FILE", help="write here; - is stdout, as without")
    found.add_argument("--open", action="store_true", help="show the HTML report in the browser")
    _chosen(found)
    _settings(found, ("store", "deal-types"))


def _chosen(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--type", metavar="TYPE", help="only filings with a deal of this type, such as license")
    parser.add_argument("--form", metavar="FORM", help="only filings of this form, such as 8-K/A")
    for name, which in (("since", "from this day on"), ("until", "up to this day")):
        help_ = f"only reports {which}, YYYY-MM-DD"
        parser.add_argument(f"--{name}", type=_argument(stored.day), metavar="DAY", help=help_)


def _command(
    commands_: _Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    help_: str,
) -> argparse.ArgumentParser:
    parser = commands_.add_parser(
        name,
        help=help_,
        description=help_[0].upper() + help_[1:] + ".",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=run, settings=())
    how = parser.add_mutually_exclusive_group()
    how.add_argument("-q", "--quiet", action="store_true", help="tell only errors")
    how.add_argument("-v", "--verbose", action="store_true", help="tell each step and what it took")
    return parser


def _settings(parser: argparse.ArgumentParser, names: tuple[str, ...]) -> None:
    """Add flags for settings; None stands for one that is not given, and may come from elsewhere."""
    parser.set_defaults(settings=names)
    for setting in config.SETTINGS:
        if setting.name not in names:
            continue
        metavar, help_ = _HELP[setting.name]
        if setting.name == "format":
            parser.add_argument("--format", choices=config.FORMATS, help=help_)
        else:
            parser.add_argument(f"--{setting.name}", type=_argument(setting.read), metavar=metavar, help=help_)


def _argument(read: Callable[[object], Any]) -> Callable[[str], Any]:
    def checked(given: str) -> Any:
        try:
            return read(given)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return checked


def _places(parser: argparse.ArgumentParser) -> None:
    place = parser.add_mutually_exclusive_group()
    place.add_argument("-o", "--output", type=Path, metavar="FILE", help="write here; - is stdout, as without")
    place.add_argument(
        "--output-dir", type=Path, metavar="DIR", help="write one file a source here, named after the source"
    )
    parser.add_argument("--open", action="store_true", help="show the HTML report in the browser")


class _Help(argparse.RawDescriptionHelpFormatter):
    """Has room for the longest name of a command, which argparse leaves out of account."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._action_max_length = 14


class _Version(argparse.Action):
    """Print the installed version; looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        found = "(not installed)"
        with contextlib.suppress(PackageNotFoundError):
            found = version("summarizer")
        out(f"summarizer {found}\n")
        parser.exit(OK)
