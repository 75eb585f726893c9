"""The commands that check: inspect, verify, evaluate, schema."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.cli import settings
from summarizer.cli.progress import Progress
from summarizer.cli.streams import FAILED, OK, fail, note, out, say
from summarizer.errors import OptionError, SourceError, SummarizerError, SummaryError

if TYPE_CHECKING:
    from summarizer.evaluation import Engine
    from summarizer.pipeline import Summarizer


def inspect(arguments: argparse.Namespace) -> int:
    """Show how a filing is read."""
    from summarizer.inspection import as_json, as_text
    from summarizer.reading import read_filing

    filing = read_filing(arguments.source)
    out(as_json(filing) if arguments.format == "json" else as_text(filing))
    return OK


def verify(arguments: argparse.Namespace) -> int:
    """Check a stored summary against its filing."""
    from summarizer.models import Summary
    from summarizer.reading import read_filing
    from summarizer.rechecking import recheck
    from summarizer.rendering.lines import objection_line
    from summarizer.resources import using

    settings.resolve(arguments)
    path = Path(arguments.summary)
    with using(settings.options(arguments).own):
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
        out(json.dumps(found, indent=2) + "\n")
    else:
        sentences = sum(len(paragraph.sentences) for paragraph in summary.brief.paragraphs)
        lines = [objection_line(objection) for objection in objections]
        lines = lines or [f"the summary holds: {summary.checks.verified} facts and {sentences} sentences checked"]
        out("".join(f"{line}\n" for line in lines))
    return FAILED if objections else OK


def evaluate(arguments: argparse.Namespace) -> int:
    """Score an engine's summaries, or stored ones, against gold files."""
    if arguments.summaries and (arguments.model or arguments.base_url):
        raise OptionError("--summaries runs no engine: leave --model and --base-url out")

    from summarizer import evaluation
    from summarizer.resources import using

    settings.resolve_and_tell(arguments)
    golds = evaluation.find_gold(arguments.gold)
    results, code, mistake = [], OK, None
    with contextlib.ExitStack() as closing:
        closing.enter_context(using(settings.options(arguments).own))  # gold files name deal types too
        engine, summarizer = _engine(arguments, closing)
        progress = closing.enter_context(Progress(len(golds), summarizer))
        for result in evaluation.evaluate(golds, engine):
            results.append(result)
            progress.advance()
            if isinstance(result.error, SummarizerError):
                code = max(code, fail(result.error, result.gold.id))
            elif result.error:
                say(f"error: {result.gold.id}: a mistake in summarizer, told below")
                mistake = result.error  # the other filings must not suffer for it
    write = evaluation.as_json if arguments.format == "json" else evaluation.as_table
    out(write(results, per_filing=arguments.per_filing))
    if mistake is not None:
        raise mistake
    return code


def _engine(arguments: argparse.Namespace, closing: contextlib.ExitStack) -> tuple[Engine, Summarizer | None]:
    """Return what makes the summaries that are scored."""
    from summarizer.evaluation import stored_summaries
    from summarizer.options import RULES
    from summarizer.pipeline import Summarizer

    if arguments.summaries:
        return stored_summaries(arguments.summaries), None
    summarizer = closing.enter_context(Summarizer(arguments.model, settings.options(arguments)))
    if summarizer.model == RULES:
        note("no model is used: the built-in extractor is scored; see --model")
    return (lambda gold: summarizer.summarize(gold.source)), summarizer


def schema(arguments: argparse.Namespace) -> int:
    """Print the schema of a summary, write the schemas, or fail where they are out of date."""
    import json

    from summarizer import schema_export

    if arguments.write:
        for path in schema_export.write():
            note(f"wrote {path.name}")
        return OK
    if arguments.check:
        stale = schema_export.stale()
        for path in stale:
            say(f"{path.name} is out of date: run summarizer schema --write")
        return FAILED if stale else OK
    out(json.dumps(schema_export.schema(), indent=2) + "\n")
    return OK
