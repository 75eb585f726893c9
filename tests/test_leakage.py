"""No example of the prompts may come out as a fact: neither as a value, nor as a name, nor in a sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from summarizer import values
from summarizer.drafts import BriefDraft, Corrections, Draft
from summarizer.folding import plain
from tests.drafting import amount, asked_whole, brief, deal, filing, party, pointer, summary_of
from tests.drafting import event as event_of

SIGNED = (
    "Quarrel Hill Optics, Inc. signed a lease of a workshop with Ostrava Mill Partners for a rent of $9,417 a month."
)
FIGURES = {
    "amounts": values.find_money,
    "dates": values.find_dates,
    "percentages": values.find_percentages,
    "durations": values.find_durations,
}


def described(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("description"), str):
            yield schema["description"]
        for value in schema.values():
            yield from described(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from described(value)


def examples() -> list[str]:
    """Return everything that stands in quotation marks in what a model is told."""
    told = [asked_whole(filing(SIGNED)).messages[0].content]
    told += [text for model in (Draft, Corrections, BriefDraft) for text in described(model.model_json_schema())]
    found = {plain(words) for text in told for words in re.findall(r'"([^"\n]+)"', text.replace("\n", " "))}
    return sorted(words for words in found if words not in SIGNED and len(words) > 2)


EXAMPLES = examples()


def test_the_prompts_have_examples_to_leak() -> None:
    for find in FIGURES.values():
        assert any(find(words) for words in EXAMPLES)


@pytest.mark.parametrize("words", EXAMPLES)
def test_an_example_given_as_a_fact_is_refused(words: str) -> None:
    lease = filing(SIGNED)
    groups: dict[str, list[Any]] = {
        "amounts": [amount(lease, words, words, "rent")],
        "dates": [pointer(lease, words, words, kind="agreement")],
        "percentages": [pointer(lease, words, words, kind="other")],
        "durations": [pointer(lease, words, words, kind="term")],
    }
    named = party(lease, "Quarrel Hill Optics, Inc.", "tenant")
    draft = deal(lease, title=words, parties=[named, party(lease, words, "landlord", words)], **groups)

    summary = summary_of(lease, draft, brief((f"Quarrel Hill Optics signed a lease, with {words}.", ["d1"])))

    (kept,) = summary.deals
    told = json.loads(kept.model_dump_json(exclude={"id", "type", "action", "headline", "subject"}))
    assert not any(kept.model_dump()[group] for group in groups)
    assert [p.name for p in kept.parties] == ["Quarrel Hill Optics, Inc."]
    assert kept.title is None
    assert words not in json.dumps(told)
    assert len(summary.checks.rejected) >= len(groups) + 1


@pytest.mark.parametrize("words", [words for words in EXAMPLES if any(find(words) for find in FIGURES.values())])
def test_an_example_figure_is_in_no_sentence(words: str) -> None:
    lease = filing(SIGNED)
    draft = event_of(lease, "signed a lease of a workshop", f"The company signed a lease for {words}.")

    summary = summary_of(lease, draft, brief((f"The lease is for {words}.", ["e1"])))

    said = [summary.brief.title, *(s.text for p in summary.brief.paragraphs for s in p.sentences)]
    said += [e.text for e in summary.events]
    assert not any(words in text for text in said)
