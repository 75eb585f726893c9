"""Summary → what a person sees on a terminal: the brief, a table a deal, what was not verified.

Imported only where standard output is a terminal: what is piped is the plain text of `summarizer.rendering.text`.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer.filing.structure import Filing
from summarizer.folding import plain
from summarizer.models import Deal, Event, Evidence, Fact, Span, Summary, fact_groups
from summarizer.rendering import lines
from summarizer.rendering.places import Places

WIDEST = 120  # longer lines are hard to read
_TEXT = 88
_HEADS = {
    "parties": "Who",
    "dates": "When",
    "amounts": "How much",
    "percentages": "Rates",
    "durations": "How long",
    "quantities": "How many",
    "provisions": "Terms",
}
_TRAILING = re.compile(r" +((?:\x1b\[[\d;]*m)*)$", re.MULTILINE)  # what pads the last column of a table
_TOLD = ("rejected ", "arithmetic does not", "no fact claims ")  # lines that are told apart from the others


def write(summary: Summary, filing: Filing, width: int | None = None) -> str:
    """Return the summary in the width of the terminal, with its colours unless ``NO_COLOR`` or ``TERM`` forbid them."""
    found = min(width or shutil.get_terminal_size((96, 24)).columns, WIDEST)
    console = Console(
        file=io.StringIO(),
        force_terminal=True,
        width=max(found, 30),
        height=25,
        highlight=False,
        emoji=False,
        markup=False,
    )
    with console.capture() as captured:
        for part in _parts(summary, filing, console.width):
            console.print(part)
    return _TRAILING.sub(r"\1", captured.get())


def _parts(summary: Summary, filing: Filing, width: int) -> Iterator[RenderableType]:
    places = Places(filing)
    yield _text(lines.heading(summary), "dim")
    yield Text()
    yield _text(summary.brief.title, "bold")
    yield Text()
    for paragraph in summary.brief.paragraphs:
        told = " ".join(sentence.text for sentence in paragraph.sentences)
        yield Padding(_text(told), (0, max(0, width - _TEXT), 1, 0))
    for deal in summary.deals:
        yield from _deal(deal, places, width)
    for event in summary.events:
        yield from _event(event, places, width)
    yield from _checks(summary, filing, places)


def _deal(deal: Deal, places: Places, width: int) -> Iterator[RenderableType]:
    head = Text.assemble((f"{deal.type.replace('_', ' ')}, {deal.action}".capitalize(), "bold cyan"))
    if deal.title:
        head.append(f" · {_clean(deal.title)}")
    yield Group(head.append(f"  {deal.id}", "dim"))
    table = _table(width)
    for group, facts in fact_groups(deal).items():
        _rows(table, _HEADS[group], facts, places, width)
    yield table
    yield Text()


def _event(event: Event, places: Places, width: int) -> Iterator[RenderableType]:
    place = places.of(event.evidence[0]) if event.evidence else f"Item {event.item}"
    head = Text(event.kind.replace("_", " ").capitalize(), "bold cyan")
    yield head.append(f" · {_clean(place)}  {event.id}", "dim")
    yield Padding(_text(event.text), (0, max(0, width - _TEXT), 0, 2))
    table = _table(width)
    for name, facts in (("amounts", event.amounts), ("percentages", event.percentages), ("dates", event.dates)):
        _rows(table, _HEADS[name], facts, places, width)
    if table.row_count:
        yield table
    yield Text()


def _table(width: int) -> Table:
    """Return a table without lines: a column for the group where there is room, what it is, its value, its place."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True, pad_edge=False)
    if width >= 80:
        table.add_column(style="dim", width=8)
    table.add_column(style="dim", width=min(20, width // 4), overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    table.add_column(style="dim", width=13 if width < 80 else 17, overflow="fold")
    return table


def _rows(table: Table, head: str, facts: Iterable[Fact], places: Places, width: int) -> None:
    for number, fact in enumerate(facts):
        cells = [Text(_clean(lines.label(fact))), _value(fact), Text(_clean(places.of((*fact.evidence, None)[0])))]
        if width >= 80:
            cells.insert(0, Text("" if number else head))
        table.add_row(*cells)


def _value(fact: Fact) -> Text:
    """Return a fact's value, and beside it what a reader has to know: up to, possible, redacted."""
    value, notes = lines.figure(fact)
    shown = Text(_clean(value))
    if notes:
        shown.append(f" · {_clean('; '.join(notes))}", "dim")
    if fact.certainty != "signed":
        shown.append(f" · {fact.certainty}" + (f": “{_clean(fact.hedge)}”" if fact.hedge else ""), "yellow")
    if fact.status != "stated":
        shown.append(f" · {fact.status.replace('_', ' ')}", "red" if fact.status == "conflicting" else "yellow")
    return shown


def _checks(summary: Summary, filing: Filing, places: Places) -> Iterator[RenderableType]:
    """Tell what was verified, and then what was not."""
    checks = summary.checks
    told, *rest = lines.check_lines(summary)
    whole = checks.verified == checks.facts and not (checks.conflicts or checks.rejected)
    yield Text("Checks", "bold cyan")
    yield _point("✓" if whole else "!", told, "green" if whole else "yellow")
    gaps: dict[tuple[str, str], list[str]] = {}
    for gap in checks.gaps:
        gaps.setdefault((gap.deal, gap.disposition.replace("_", " ")), []).append(gap.expected.replace("_", " "))
    unclaimed = [
        f"no fact claims {amount.text} ({_at(amount.span, filing, places)})" for amount in checks.unclaimed_amounts
    ]
    told_here = {f"{deal}: {name} {how}" for (deal, how), names in gaps.items() for name in names}
    conflicts = {f"{', '.join(conflict.facts)}: {conflict.reason}" for conflict in checks.conflicts}
    for line in rest:
        if line.startswith(_TOLD[:2]) or line in conflicts:
            yield _point("✗", line, "red")
    for line in (
        *unclaimed,
        *(f"{deal}: {how}: {', '.join(names)}" for (deal, how), names in gaps.items()),
        *(line for line in rest if line not in told_here | conflicts and not line.startswith(_TOLD)),
    ):
        yield _point("·", line, "dim")


def _at(span: Span, filing: Filing, places: Places) -> str:
    """Return the place of words that no fact rests on."""
    paragraph = filing.paragraph_at(span.document, span.start)
    item, exhibit = (paragraph.item, paragraph.exhibit) if paragraph else (None, None)
    return places.of(
        Evidence(
            quote="", match="exact", document=span.document, item=item, exhibit=exhibit, start=span.start, end=span.end
        )
    )


def _point(mark: str, told: str, style: str) -> RenderableType:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=1)
    table.add_column(ratio=1, overflow="fold")
    table.add_row(Text(mark, style), _text(told))
    return Padding(table, (0, 0, 0, 2))


def _text(told: str, style: str = "") -> Text:
    return Text(_clean(told), style)


def _clean(told: str | None) -> str:
    """Return words on one line, without anything that a terminal would obey."""
    return lines.visible(plain(told or ""))
