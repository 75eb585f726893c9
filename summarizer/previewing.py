"""What would be sent to a model about a filing, to the byte, without sending it."""

from __future__ import annotations

import json
from typing import Any

from summarizer import briefing
from summarizer.drafts import Draft
from summarizer.errors import OptionError
from summarizer.extraction import prompting, rules
from summarizer.extraction.exchange import Request
from summarizer.filing.structure import Filing
from summarizer.rendering import quiet_json
from summarizer.verification.checks import verify


def preview(name: str, filing: Filing, window: int) -> list[Request[Any]]:
    """Return the questions that a prompt makes of a filing, as they are before anything was answered.

    Of a filing in parts, later questions also hold what the parts before told. The facts of a brief are those of the
    built-in extractor. `OptionError` for ``repair``, which hands answers back.
    """
    prompting.template_text(name)
    if name == "extract":
        nothing = Draft(deals=[], events=[])
        return [prompting.extraction(filing, part, nothing) for part in prompting.parts(filing, window)]
    if name == "brief":
        verified = verify(filing, rules.propose(filing))
        facts = briefing.known_facts(filing.info, verified.deals, verified.events)
        return [prompting.brief(filing, [(fact.id, fact.line) for fact in facts])]
    raise OptionError(f"{name} hands a model's own answer back to it: there is nothing to render before there is one")


def as_text(requests: list[Request[Any]]) -> str:
    """Return the messages one after another, each under a line with its role."""
    shown = []
    for number, request in enumerate(requests, 1):
        of = f" {number} of {len(requests)}" if len(requests) > 1 else ""
        shown += [f"=== {request.purpose}{of}: {m.role} ===\n{m.content}" for m in request.messages]
    return "\n".join(shown)


def as_json(requests: list[Request[Any]]) -> str:
    """Return the messages and the schema of the answer, as they go into the body of a request."""
    found = [
        {
            "purpose": request.purpose,
            "messages": [{"role": message.role, "content": message.content} for message in request.messages],
            "schema": request.response_model.model_json_schema(),
        }
        for request in requests
    ]
    return quiet_json(json.dumps(found, indent=2, ensure_ascii=False)) + "\n"
