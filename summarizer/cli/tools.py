"""The commands that show the tool itself: prompts, config, completion."""

from __future__ import annotations

import argparse
import os

from summarizer import config
from summarizer.cli import settings
from summarizer.cli.streams import OK, note, out


def prompts(arguments: argparse.Namespace) -> int:
    """List the prompts, print one as it is written, or print what would be sent for a filing."""
    from summarizer.extraction import prompting
    from summarizer.resources import using

    settings.resolve(arguments)
    with using(settings.options(arguments).own):
        prompting.check_templates()
        if arguments.render is not None:
            out(_rendered(arguments))
        elif arguments.name is not None:
            out(prompting.template_text(arguments.name))
        else:
            versions = prompting.prompt_versions()
            out("".join(f"{name:<10}version {version}\n" for name, version in versions.items()))
    return OK


def _rendered(arguments: argparse.Namespace) -> str:
    from summarizer import previewing
    from summarizer.reading import read_filing

    requests = previewing.preview(arguments.name or "extract", read_filing(arguments.render), arguments.window)
    if arguments.name == "brief":
        note("the facts shown are the built-in extractor's; with a model they are those that it found")
    if len(requests) > 1:
        note(f"{len(requests)} questions; from the second on, what was found before stands in them too")
    write = previewing.as_json if arguments.format == "json" else previewing.as_text
    return write(requests)


def show_config(arguments: argparse.Namespace) -> int:
    """Show each setting in force with its origin; keys are hidden."""
    found = settings.resolve(arguments)
    settings.options(arguments)  # which refuses a folder that is not there
    rows = [(name, _shown(name, value), origin) for name, (value, origin) in found.items()]
    provider = str(found["model"].value).partition("/")[0]
    for name in config.KEYS.get(provider, ()):
        rows.append((name, "set, not shown" if os.environ.get(name) else "not set", "environment"))
    for name in ("SUMMARIZER_USER_AGENT", "SUMMARIZER_CACHE_DIR"):
        rows.append((name, os.environ.get(name) or "not set", "environment"))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    out("".join(f"{name:<{widths[0]}}  {value:<{widths[1]}}  {origin}".rstrip() + "\n" for name, value, origin in rows))
    return OK


def _shown(name: str, value: object) -> str:
    if value is None:
        return "no limit" if name.startswith("max-") else "-"
    if name == "base-url":
        from summarizer.options import shown_address

        return shown_address(str(value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def completion(arguments: argparse.Namespace) -> int:
    """Print a script that completes commands, options and file names in a shell."""
    import shtab

    from summarizer.cli.parser import make_parser

    parser = make_parser()
    for command in _commands(parser):
        for action in command._actions:
            if action.metavar in ("DIR", "GOLD_DIR"):
                action.complete = shtab.DIR  # type: ignore[attr-defined]
            elif action.metavar in ("SOURCE", "FILE", "FILING", "SUMMARY.json"):
                action.complete = shtab.FILE  # type: ignore[attr-defined]
    out(shtab.complete(parser, arguments.shell) + "\n")
    return OK


def _commands(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return [command for group in groups for command in group.choices.values()]
