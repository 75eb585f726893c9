"""Filing → requests to a model, rendered from ``prompts/*.jinja``.

A template holds macros, one per message, and a ``version``. Filing text reaches a template only as a value, so
template syntax in a filing stays text; each paragraph is folded onto one line and stands between two markers that
hold the digest of the source, which no filing can contain of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from summarizer.deal_types import deal_types
from summarizer.drafts import BriefDraft, Corrections, Draft
from summarizer.extraction.exchange import Message, Request
from summarizer.filing.structure import Filing, Paragraph
from summarizer.folding import plain
from summarizer.models import FilingInfo
from summarizer.objections import Fault, Objection
from summarizer.resources import folder

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.environment import TemplateModule

TEMPLATES = ("extract", "repair", "brief")


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    place: str
    text: str


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def load(name: str) -> str:
        return folder("prompts").joinpath(name).read_text(encoding="utf-8")

    # Plain text for a model, not HTML: escaping would change the filing's words.
    return Environment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
        trim_blocks=True,
    )


@cache
def _template(name: str) -> TemplateModule:
    return _environment().get_template(f"{name}.jinja").module


def _render(name: str, macro: str, **values: Any) -> str:
    rendered: str = getattr(_template(name), macro)(**values)
    return rendered.strip() + "\n"


def prompt_versions() -> dict[str, str]:
    """Return the version that each template declares."""
    return {name: str(vars(_template(name))["version"]) for name in TEMPLATES}


def extraction(filing: Filing) -> Request[Draft]:
    """Ask for the deals and events of a filing."""
    return Request("extract", _extraction_messages(filing), Draft)


def _extraction_messages(filing: Filing) -> tuple[Message, ...]:
    return (
        Message("system", _render("extract", "system", deal_types=tuple(deal_types().values()))),
        Message(
            "user",
            _render(
                "extract",
                "user",
                filing=_on_one_line(filing.info),
                paragraphs=[_numbered(filing, paragraph) for paragraph in filing.passages()],
                marker=_marker(filing),
            ),
        ),
    )


def repair(filing: Filing, draft: Draft, objections: Sequence[Objection]) -> Request[Corrections]:
    """Hand back what could not be verified, with the reasons."""
    return Request(
        "repair",
        (
            *_extraction_messages(filing),
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


def _marker(filing: Filing) -> str:
    return filing.source_sha256[:16]


def _numbered(filing: Filing, paragraph: Paragraph) -> _Numbered:
    if paragraph.section == "item":
        place = f"Item {paragraph.item}"
    else:
        place = f"press release, EX-{paragraph.exhibit}" if paragraph.exhibit else "press release"
    return _Numbered(paragraph.number, place, plain(filing.text(paragraph)))


def _on_one_line(info: FilingInfo) -> FilingInfo:
    """Return the cover with its free text folded, so that no line of it can pass for one of the prompt's own."""
    return info.model_copy(
        update={
            "registrant": info.registrant.model_copy(update={"name": plain(info.registrant.name)}),
            "items": tuple(i.model_copy(update={"title": plain(i.title)}) for i in info.items),
            "exhibits": tuple(e.model_copy(update={"description": plain(e.description)}) for e in info.exhibits),
        }
    )
