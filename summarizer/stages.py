"""From a filing to its summary: the stages in their order. The only module that names them all.

The stages are a generator that yields requests to a model and is sent the answers. It does no input or output of its
own, so one description of the work serves callers that wait, callers that await, and replays.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel

from summarizer import briefing, wording
from summarizer.comparing import disagreements
from summarizer.drafts import Draft
from summarizer.errors import ModelError
from summarizer.extraction.budget import Budget
from summarizer.extraction.exchange import Answer, Request
from summarizer.extraction.prices import Price
from summarizer.filing.structure import Filing
from summarizer.mending import mend
from summarizer.merging import merge
from summarizer.models import Brief, Rejected, Run, Summary
from summarizer.objections import Fault, Objection
from summarizer.options import RULES, Options
from summarizer.prose import Support, heavy
from summarizer.verification.checks import Verified, verify

T = TypeVar("T")
A = TypeVar("A", bound=BaseModel)
Asking = Generator[Request[Any], Answer[Any], T]
Stages = Asking[Summary]


@dataclass
class _Work:
    """What the stages of one filing share: the filing, how it is summarized, and what is to be told of it."""

    filing: Filing
    options: Options
    budget: Budget
    warnings: list[str] = field(default_factory=list)
    taken_back: list[Rejected] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)


def stages(filing: Filing, model: str, options: Options, price: Price) -> Stages:
    """Yield requests, take answers, return the summary; ``price`` is the model's."""
    started = time.perf_counter()
    max_cost = None if options.max_cost is None else Decimal(str(options.max_cost))
    work = _Work(filing, options, Budget(price, options.max_tokens, max_cost))
    if model == RULES:
        verified = _by_rules(filing)
        brief, faults = _by_template(filing, verified)
    else:
        verified = yield from _extracted(work)
        work.warnings += disagreements(verified.deals, _by_rules(filing).deals)
        brief, faults = yield from _written(work, verified)
    work.warnings += [fault.told for fault in faults]
    return Summary(
        filing=filing.info,
        deals=verified.deals,
        events=verified.events,
        brief=brief,
        checks=verified.checks(work.taken_back, work.warnings),
        run=Run(
            engine="rules" if model == RULES else "model",
            model=None if model == RULES else model,
            prompt_versions=work.versions,
            calls=tuple(work.budget.calls),
            cost_usd=None if work.budget.cost is None else f"{work.budget.cost:f}",
            seconds=round(time.perf_counter() - started, 3),
            source_sha256=filing.source_sha256,
        ),
    )


def _by_rules(filing: Filing) -> Verified:
    from summarizer.extraction import rules

    return verify(filing, rules.propose(filing))


def _by_template(filing: Filing, verified: Verified) -> tuple[Brief, tuple[Fault, ...]]:
    template = wording.write(filing.info, verified.deals, verified.events, _passages(filing))
    return briefing.check(template, _known(filing, verified))


def _passages(filing: Filing) -> wording.Passages:
    """Return the paragraphs that facts may stand in, for the sentences around them."""
    return wording.Passages((p.document, p.start, filing.text(p)) for p in filing.passages())


def _known(filing: Filing, verified: Verified) -> tuple[briefing.Known, ...]:
    return briefing.known_facts(filing.info, verified.deals, verified.events)


def _ask(work: _Work, request: Request[A]) -> Asking[A]:
    """Ask within the budget, and enter what it took; `ModelError` where there is no answer."""
    work.budget.allow(request)
    try:
        answer = yield request
    except ModelError as error:
        work.budget.calls += [error.record] if error.record else []
        raise
    work.budget.calls.append(answer.record)
    value: A = answer.value
    return value


def _extracted(work: _Work) -> Asking[Verified]:
    """Have the model point at the deals and events, and mend what does not hold."""
    from summarizer.extraction import prompting

    work.versions = prompting.prompt_versions()
    draft = yield from _drafted(work)
    verified = verify(work.filing, draft)
    told: tuple[Objection, ...] = ()
    for _ in range(work.options.repairs):
        if not verified.mendable or verified.mendable == told:
            break  # all holds, or the last round mended nothing
        told = verified.mendable
        try:
            corrections = yield from _ask(work, prompting.repair(work.filing, draft, told, work.options.window))
        except ModelError as error:
            # What was verified stands; what was not stays rejected.
            work.warnings.append(f"the model mended nothing: {error}")
            break
        draft, withdrawn = mend(draft, corrections, told)
        work.taken_back += withdrawn
        verified = verify(work.filing, draft)
    return verified


def _drafted(work: _Work) -> Asking[Draft]:
    """Ask about each part of the filing; what the parts before told goes along."""
    from summarizer.extraction import prompting

    draft = Draft(deals=[], events=[])
    for part in prompting.parts(work.filing, work.options.window):
        try:
            more = yield from _ask(work, prompting.extraction(work.filing, part, draft))
        except ModelError as error:
            if part.number == 1:
                raise
            # The parts before are paid for and stand.
            work.warnings.append(f"parts {part.number} to {part.of} of {part.of} were not read: {error}")
            break
        draft = merge(work.filing.info, draft, more)
    return draft


def _written(work: _Work, verified: Verified) -> Asking[tuple[Brief, tuple[Fault, ...]]]:
    """Have the model write the brief, and once more what does not hold; templates where it fails."""
    from summarizer.extraction import prompting

    facts = _known(work.filing, verified)
    source = Support.of(work.filing.text(paragraph) for paragraph in work.filing.passages())
    request = prompting.brief(work.filing, [(fact.id, fact.line) for fact in facts])
    checked: list[tuple[Brief, tuple[Fault, ...]]] = []
    try:
        draft = yield from _ask(work, request)
        checked.append(briefing.check(draft, facts, source))
        if faults := checked[0][1]:
            draft = yield from _ask(work, prompting.brief_again(request, draft, faults))
            checked.append(briefing.check(draft, facts, source))
    except ModelError as error:
        # The facts are verified and paid for: they are not lost for want of a brief.
        instead = "is not mended" if checked else "is written by template"
        work.warnings.append(f"the brief {instead}: {error}")
    if checked:
        # The second is mostly the better one, but not always.
        brief, faults = min(reversed(checked), key=lambda pair: len(pair[1]))
        if brief.paragraphs:
            text = " ".join(sentence.text for paragraph in brief.paragraphs for sentence in paragraph.sentences)
            work.warnings += [f"the brief is hard to read: {reason}" for reason in heavy(text)]
            return brief, faults
        work.warnings.append("no sentence of the model's brief holds; the brief is written by template")
    return _by_template(work.filing, verified)
