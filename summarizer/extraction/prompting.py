"""Filing → requests to a model, rendered from ``prompts/*.jinja``.

A template holds macros, one per message, and a ``version``. Filing text reaches a template only as a value, so
template syntax in a filing stays text; each paragraph is folded onto one line and stands between two markers that
hold the digest of the source, which no filing can contain of itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from summarizer.deal_types import deal_types
from summarizer.drafts import BriefDraft, Corrections, Draft
from summarizer.errors import OptionError
from summarizer.extraction.exchange import Message, Request
from summarizer.extraction.selecting import around, selected, windows
from summarizer.filing.structure import Filing, Paragraph
from summarizer.folding import plain
from summarizer.models import FilingInfo
from summarizer.objections import Fault, Objection
from summarizer.resources import folder, own

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.environment import TemplateModule

TEMPLATES = ("extract", "repair", "brief")


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs of a filing that go into one question, the ``number``-th ``of`` so many."""

    paragraphs: tuple[Paragraph, ...]
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    place: str
    text: str


@cache
def _environment(more: Path | None) -> Environment:
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    def load(name: str) -> str:
        return _source(name, more)

    # Plain text for a model, not HTML: escaping would change the filing's words. Templates may come with somebody
    # else's project, so that they get no further than the values that they are given.
    return SandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
    )


def _source(name: str, more: Path | None) -> str:
    place = more / name if more is not None and (more / name).is_file() else folder("prompts").joinpath(name)
    return place.read_text(encoding="utf-8")


@cache
def _template(name: str, more: Path | None) -> TemplateModule:
    return _environment(more).get_template(f"{name}.jinja").module


def _render(name: str, macro: str, **values: Any) -> str:
    more = own().prompts
    try:
        rendered: str = getattr(_template(name, more), macro)(**values)
    except Exception as error:
        if more is None:
            raise
        raise _broken(name, more, error) from None
    return rendered.strip() + "\n"


def _broken(name: str, more: Path, error: Exception) -> OptionError:
    line = getattr(error, "lineno", None)
    return OptionError(f"{more / name}.jinja{f', line {line}' if line else ''}: {' '.join(str(error).split())}")


def template_text(name: str) -> str:
    """Return a template as it is written; `OptionError` names them where there is no such template."""
    if name not in TEMPLATES:
        raise OptionError(f"unknown prompt {name!r}: use one of {', '.join(TEMPLATES)}")
    return _source(f"{name}.jinja", own().prompts)


def prompt_versions() -> dict[str, str]:
    """Return the version that each template declares; one of one's own is marked, with the start of its digest."""
    return {name: _version(name, own().prompts) for name in TEMPLATES}


def check_templates() -> None:
    """Raise `OptionError` for a folder of one's own without a template, or with one that can't be read."""
    more = own().prompts
    if more is not None and not any((more / f"{name}.jinja").is_file() for name in TEMPLATES):
        names = ", ".join(f"{name}.jinja" for name in TEMPLATES)
        raise OptionError(f"there is no prompt in {more}: its files are {names}")
    prompt_versions()


def _version(name: str, more: Path | None) -> str:
    if more is None or not (more / f"{name}.jinja").is_file():
        return str(vars(_template(name, more))["version"])
    try:
        declared = vars(_template(name, more)).get("version", "unversioned")
    except Exception as error:
        raise _broken(name, more, error) from None
    return f"{declared}+own.{sha256(_source(f'{name}.jinja', more).encode()).hexdigest()[:8]}"


def parts(filing: Filing, window: int) -> tuple[Part, ...]:
    """Return the parts in which a filing is asked about: one, unless its text is longer than ``window`` tokens."""
    runs = windows(selected(filing), window)
    return tuple(Part(paragraphs, number, len(runs)) for number, paragraphs in enumerate(runs, 1))


def extraction(filing: Filing, part: Part, found: Draft) -> Request[Draft]:
    """Ask for the deals and events of a part of a filing; ``found`` is what the parts before told."""
    return Request("extract", _extraction_messages(filing, part, found), Draft)


def _extraction_messages(filing: Filing, part: Part, found: Draft | None = None) -> tuple[Message, ...]:
    return (
        Message("system", _render("extract", "system", deal_types=tuple(deal_types().values()))),
        Message(
            "user",
            _render(
                "extract",
                "user",
                filing=_on_one_line(filing.info),
                paragraphs=[_numbered(filing, paragraph) for paragraph in part.paragraphs],
                marker=_marker(filing),
                part=part.number,
                parts=part.of,
                found=_outline(found) if found and part.of > 1 else None,
            ),
        ),
    )


def repair(filing: Filing, draft: Draft, objections: Sequence[Objection], window: int) -> Request[Corrections]:
    """Hand back what could not be verified, with the reasons, and the filing's text, as much as the window holds."""
    cited = {number for objection in objections if (number := objection.paragraph or _cited(draft, objection.path))}
    part = Part(around(selected(filing), cited, window), 1, 1)
    return Request(
        "repair",
        (
            *_extraction_messages(filing, part),
            Message("assistant", draft.model_dump_json()),
            Message("user", _render("repair", "user", objections=objections)),
        ),
        Corrections,
    )


def brief(filing: Filing, facts: Iterable[tuple[str, str]]) -> Request[BriefDraft]:
    """Ask for a brief that rests on verified facts, each an id and the line that shows it."""
    return Request(
        "brief",
        (
            Message("system", _render("brief", "system")),
            Message(
                "user",
                _render(
                    "brief",
                    "user",
                    filing=_on_one_line(filing.info),
                    facts=tuple(facts),
                    marker=_marker(filing),
                ),
            ),
        ),
        BriefDraft,
    )


def brief_again(request: Request[BriefDraft], draft: BriefDraft, objections: Sequence[Fault]) -> Request[BriefDraft]:
    """Hand back the sentences of a brief that the facts do not bear out."""
    return Request(
        "brief-repair",
        (
            *request.messages,
            Message("assistant", draft.model_dump_json()),
            Message("user", _render("brief", "again", objections=objections)),
        ),
        BriefDraft,
    )


def _cited(draft: Draft, path: str) -> int | None:
    """Return the paragraph that the statement at a path points at, if it points at one."""
    data: Any = draft.model_dump()
    for part in path.split("."):
        inside = data.get(part) if isinstance(data, dict) else dict(enumerate(data)).get(int(part))
        if not isinstance(inside, (dict, list)):
            break
        data = inside
    return data.get("paragraph") if isinstance(data, dict) else None


def _outline(found: Draft) -> dict[str, list[Any]]:
    """Return what was found, each deal and event on one line as the filing's words are."""
    deals = []
    for deal in found.deals:
        groups = (deal.dates, deal.amounts, deal.percentages, deal.durations, deal.quantities)
        facts = [f"{fact.kind} {fact.words}" for group in groups for fact in group]
        facts += [f"{provision.kind} ({provision.text})" for provision in deal.provisions]
        deals.append(
            {
                "type": deal.type,
                "action": deal.action,
                "title": plain(deal.title) if deal.title else None,
                "parties": [plain(party.name) for party in deal.parties],
                "facts": [plain(fact) for fact in facts],
            }
        )
    return {"deals": deals, "events": [plain(f"{e.kind}, Item {e.item}: {e.text}") for e in found.events]}


def _marker(filing: Filing) -> str:
    return filing.source_sha256[:16]


def _numbered(filing: Filing, paragraph: Paragraph) -> _Numbered:
    if paragraph.section == "item":
        place = f"Item {paragraph.item}"
    elif paragraph.section == "preface":
        place = "before the items"
    else:
        place = f"press release, EX-{paragraph.exhibit}" if paragraph.exhibit else "press release"
    return _Numbered(paragraph.number, place, plain(filing.text(paragraph)))


def _on_one_line(info: FilingInfo) -> SimpleNamespace:
    """Return the cover as a template may see it: its words folded, so that no line of it passes for the prompt's own.

    Plain data and nothing else: a model's own methods would take a template of somebody else's out of its sandbox.
    """
    cover: SimpleNamespace = json.loads(info.model_dump_json(), object_hook=_plain_data)
    return cover


def _plain_data(fields: dict[str, Any]) -> SimpleNamespace:
    return SimpleNamespace(**{k: plain(v) if isinstance(v, str) else v for k, v in fields.items()})
