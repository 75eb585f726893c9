"""The commands that read a store: export, show, report. None of them asks a model, and none writes to the store."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.cli import settings
from summarizer.cli.streams import OK, note, on_terminal, out
from summarizer.errors import OptionError, StoreError

if TYPE_CHECKING:
    from summarizer.exchanges import Exchange
    from summarizer.filing.structure import Filing
    from summarizer.models import Summary
    from summarizer.rendering.files import Target
    from summarizer.store import Store, Stored

EXPORTS = ("jsonl", "csv", "parquet")
SHOWN = ("text", "markdown", "json", "html")
MOST = 500  # filings on one page; a browser takes seconds to show that many


def day(given: object) -> str:
    """Read a day."""
    try:
        return datetime.date.fromisoformat(str(given)).isoformat()
    except ValueError:
        raise ValueError(f"{given!r} is no day: write YYYY-MM-DD") from None


def export(arguments: argparse.Namespace) -> int:
    """Write the stored summaries, one after the other, so that memory stays flat."""
    file = None if arguments.output == Path("-") else arguments.output
    if arguments.format == "parquet" and file is None:
        raise OptionError("Parquet is no text: name a file with -o")
    if arguments.format == "parquet":
        from summarizer.rendering import parquet

        parquet.check()  # before anything else: whether what writes it is installed
    with _opened(arguments) as store:
        count = store.count(**_chosen(arguments))
        if file is None:
            for text in _exported(store, arguments):
                out(text)
            return OK
        target = _target(file, arguments.format, store.path)
        if arguments.format == "parquet":
            with target.opened(binary=True) as opened:
                parquet.write(_summaries(store, arguments), opened)
        else:
            with target.opened() as opened:
                for text in _exported(store, arguments):
                    opened.write(text)
        note(f"wrote {target}: {count:,} filing{'' if count == 1 else 's'}")
    return OK


def _exported(store: Store, arguments: argparse.Namespace) -> Iterator[str]:
    if arguments.format == "csv":
        from summarizer.rendering import csv

        yield from csv.written(_summaries(store, arguments))
    else:
        from summarizer.rendering import quiet_json

        for _, text in store.texts(**_chosen(arguments)):
            yield quiet_json(text) + "\n"


def show(arguments: argparse.Namespace) -> int:
    """Show one stored filing."""
    if arguments.exchanges and arguments.format == "html":
        raise OptionError("--exchanges writes text or JSON: use another --format")
    with _opened(arguments) as store:
        stored = _found(store, arguments.id)
        summary, exchanges = store.summary(stored), store.exchanges_of(stored)
        note(
            f"filing #{stored.filing}, {stored.source}: made {stored.made_at} in run {stored.run}"
            f" with {stored.configuration}, {len(exchanges)} exchange{'' if len(exchanges) == 1 else 's'}"
        )
        if arguments.format == "json" and arguments.exchanges:
            from dataclasses import asdict

            from summarizer.rendering import quiet_json

            both = {"summary": summary.model_dump(mode="json"), "exchanges": [asdict(one) for one in exchanges]}
            out(quiet_json(json.dumps(both, indent=2, ensure_ascii=False)) + "\n")
            return OK
        out(_rendered(summary, arguments.format, store.filing(stored)))
        if arguments.exchanges:
            for number, exchange in enumerate(exchanges, 1):
                out(_told(exchange, number, len(exchanges)))
    return OK


def _rendered(summary: Summary, format_: str, filing: Filing | None) -> str:
    if format_ == "text" and filing is not None and on_terminal():
        from summarizer.cli import terminal

        return terminal.write(summary, filing)
    from summarizer.rendering import render

    return render(summary, format_, filing)


def report(arguments: argparse.Namespace) -> int:
    """Write one page about the stored filings, each beside its own text."""
    from summarizer.cli.places import Place

    if arguments.open and arguments.output == Path("-"):
        raise OptionError("--open shows one report: name its file with -o, or leave that out")
    with _opened(arguments) as store:
        count = store.count(**_chosen(arguments))
        if count > MOST:
            raise OptionError(
                f"{count:,} filings are too many for one page, which takes {MOST}: "
                "choose some with --since, --until, --type or --form"
            )
        if not count:
            raise StoreError(
                f"{store.path} holds no summary{' that was asked for' if any(_chosen(arguments).values()) else ''}"
            )
        file = None if arguments.output == Path("-") else arguments.output
        place = Place("html", file, None, arguments.open, together=True)
        if file is not None:
            _target(file, "html", store.path)
        place.check([str(store.path)])
        for stored, summary in store.summaries(**_chosen(arguments)):
            place.keep(summary, store.filing(stored))
    place.finish()
    return OK


@contextlib.contextmanager
def _opened(arguments: argparse.Namespace) -> Iterator[Store]:
    """Open the store that is named, for reading, with one's own deal types in use."""
    from summarizer.deal_types import deal_types
    from summarizer.resources import using
    from summarizer.store import Store

    settings.resolve(arguments)
    if arguments.store is None:
        raise OptionError("no store is named: use --store FILE, or set SUMMARIZER_STORE")
    with using(settings.options(arguments).own), Store.open(arguments.store, read_only=True) as store:
        known = deal_types()
        if getattr(arguments, "type", None) not in (None, *known):
            raise OptionError(f"{arguments.type!r} is no deal type: use one of {', '.join(known)}")
        yield store


def _chosen(arguments: argparse.Namespace) -> dict[str, Any]:
    return {name: getattr(arguments, name) for name in ("type", "form", "since", "until")}


def _summaries(store: Store, arguments: argparse.Namespace) -> Iterator[Summary]:
    return (summary for _, summary in store.summaries(**_chosen(arguments)))


def _target(file: Path, format_: str, store: Path) -> Target:
    from summarizer.rendering.files import one_file

    if os.path.realpath(file) == os.path.realpath(store):
        raise OptionError(f"{file} is the store itself: choose another place to write to")
    return one_file((str(store),), file, "csv" if format_ == "csv" else "json")[str(store)]


def _found(store: Store, name: str) -> Stored:
    """Return the one filing of that name; `StoreError` where there is none, `OptionError` where there are several."""
    found = store.find(name)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"#{one.filing} {one.registrant} {one.date_of_report or ''}".rstrip() for one in found[:5])
        more = ", ..." if len(found) > 5 else ""
        raise OptionError(f"{len(found)} filings are called {name}: give the number of one: {listed}{more}")
    for failure in store.failures():
        if name in (failure.source, failure.sha256):
            raise StoreError(f"{name} has no summary in {store.path}: {failure.kind}: {failure.reason}")
    raise StoreError(f"{store.path} holds no filing {name}: give an accession number, a number or a source's name")


def _told(exchange: Exchange, number: int, of: int) -> str:
    """Return an exchange word for word; what a terminal would obey is written as an escape."""
    request = dict(exchange.request)
    messages = request.pop("messages", [])
    cost = f"${exchange.cost_usd}" if exchange.cost_usd is not None else "price unknown"
    parts = [
        f"\nExchange {number} of {of} · {exchange.purpose} · {exchange.model} · {exchange.via}",
        f"{exchange.input_tokens:,} tokens in, {exchange.output_tokens:,} out · {cost} · {exchange.seconds:.1f} s",
        f"key {exchange.key}",
    ]
    for message in messages if isinstance(messages, list) else [messages]:
        role = message.get("role") if isinstance(message, dict) else None
        content = message.get("content") if isinstance(message, dict) else None
        whole = isinstance(content, str) and set(message) == {"role", "content"}
        parts.append(f"\n>>> {role}\n{content}" if whole else f"\n>>> {_json(message)}")
    parts += [f"\n>>> with {_json(request)}", f"\n<<< {_json(exchange.response)}"]
    return _harmless("\n".join(parts)) + "\n"


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _harmless(text: str) -> str:
    return "".join(c if c.isprintable() or c in "\n\t" else c.encode("unicode_escape").decode() for c in text)
