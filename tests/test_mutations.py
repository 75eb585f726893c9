"""Every statement of the examples' drafts, corrupted in every way: what comes out is never the corruption.

The drafts are the built-in extractor's; `benchmarks/mutations.py` does the same with gold files of real filings.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corruptions import KINDS, OPPOSED, STRANGER, other_figure, raised
from summarizer import Filing, Options, Summary, read_filing, summarize
from summarizer.drafts import Draft
from summarizer.extraction import rules
from summarizer.folding import plain
from summarizer.rechecking import recheck
from tests.conftest import EXAMPLES
from tests.drafting import summary_of

GROUPS = ("amounts", "dates", "percentages", "durations", "quantities")
# The example whose job it is to mislead has a test of its own.
PATHS = [path for path in sorted(EXAMPLES.glob("*.txt")) if path.stem != "hostile"]


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def told(request: pytest.FixtureRequest) -> tuple[Filing, dict[str, Any]]:
    """Return an example with a true draft of it."""
    filing = read_filing(request.param)
    return filing, rules.propose(filing).model_dump()


def words_of(filing: Filing) -> str:
    return " ".join(plain(filing.text(passage)) for passage in filing.passages())


def summarized(filing: Filing, draft: dict[str, Any], **deal: Any) -> Summary:
    """Return what the pipeline makes of a draft's first deal, some of it changed."""
    empty = dict.fromkeys((*GROUPS, "provisions", "related"), ())
    first = draft["deals"][0]
    return summary_of(filing, Draft.model_validate({"deals": [{**first, **empty, **deal}], "events": []}),
                      options=Options(repairs=0))  # fmt: skip


def pointers(draft: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for deal in draft["deals"][:1]:
        for group in GROUPS:
            yield from ((group, pointer) for pointer in deal[group])


def test_a_fact_corrupted_in_any_way_is_rejected(told: tuple[Filing, dict[str, Any]]) -> None:
    filing, draft = told
    everywhere, chance = words_of(filing), random.Random(1)
    false: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
    for group, pointer in pointers(draft):
        plainly = {**pointer, "quote": plain(pointer["quote"])}
        made = (corrupt(group, plainly, chance) for corrupt in KINDS.values())
        false[group] += [entry for entry in made if entry and entry["quote"] not in everywhere]
    if not draft["deals"]:
        return

    summary = summarized(filing, draft, **false)

    assert sum(map(len, false.values())) > 20
    for group, entries in false.items():
        assert getattr(summary.deals[0], group) == ()
        rejected = {r.path for r in summary.checks.rejected if f".{group}." in r.path}
        assert len(rejected) == len(entries)


def test_a_party_that_nobody_names_is_rejected(told: tuple[Filing, dict[str, Any]]) -> None:
    filing, draft = told
    parties = [party for deal in draft["deals"] for party in deal["parties"]]
    false = [{**p, "name": f"{STRANGER.split()[0]} {p['name'].split(' ', 1)[-1]}"} for p in parties]
    if false:
        summary = summarized(filing, draft, parties=false)

        assert summary.deals == ()
        assert [r.reason[:12] for r in summary.checks.rejected if ".parties." in r.path] == ["no such name"] * len(
            false
        )


_SILENT = {"Quarrymont Capital Bank"}  # named without a word that shows its side


def exchanged(parties: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for at, one in enumerate(parties):
        for two in parties[at + 1 :]:
            if frozenset((one["role"], two["role"])) in OPPOSED and not _SILENT & {one["name"], two["name"]}:
                roles = {one["name"]: two["role"], two["name"]: one["role"]}
                yield [{**party, "role": roles.get(party["name"], party["role"])} for party in parties]


# Filings in which the words say plainly who is on which side.
PLAIN = {"merger", "credit-facility", "note-offering", "share-offering", "executive-agreement"}


@pytest.mark.parametrize("path", [path for path in PATHS if path.stem in PLAIN], ids=lambda path: path.stem)
def test_roles_that_are_exchanged_are_refused(path: Path) -> None:
    filing = read_filing(path)
    draft = rules.propose(filing).model_dump()
    true = summarized(filing, draft)
    swaps = list(exchanged(draft["deals"][0]["parties"]))

    assert not [rejected for rejected in true.checks.rejected if rejected.path.endswith(".role")]
    assert swaps
    for parties in swaps:
        summary = summarized(filing, draft, parties=parties)
        assert [rejected for rejected in summary.checks.rejected if rejected.path.endswith(".role")], parties


@pytest.mark.parametrize(
    ("name", "words", "payer", "payee"),
    [
        ("license-renewal", "Halvorsund paid Tessarine a $3.5 million fee", "Halvorsund Laboratories, Inc.",
         "Tessarine Bioconjugates, Inc."),
        ("merger", "The Company must pay Parent a termination fee of $41.3 million", "Sundrel Software, Inc.",
         "Kestrivane Parent, LLC"),
        ("merger", "Parent must pay the Company a reverse termination fee of $82.6 million", "Kestrivane Parent, LLC",
         "Sundrel Software, Inc."),
        ("termination", "The Company will pay Osterbrand an early termination payment of EUR 1,850,000",
         "Ferrowick Medical Devices, Inc.", "Osterbrand Healthcare GmbH"),
    ],
)  # fmt: skip
def test_who_pays_whom_exchanged_is_refused(name: str, words: str, payer: str, payee: str) -> None:
    filing = read_filing(EXAMPLES / f"{name}.txt")
    draft = rules.propose(filing).model_dump()
    number = next(p.number for p in filing.passages() if words in plain(filing.text(p)))
    figure = words[min(words.find(sign) for sign in ("$", "EUR") if sign in words) :].removesuffix(" fee")
    for one, other, kept in ((payer, payee, (payer, payee)), (payee, payer, (None, None))):
        entry = {"paragraph": number, "quote": words, "words": figure, "kind": "fee", "basis": "total",
                 "payer": one, "payee": other, "contingent": False}  # fmt: skip
        (amount,) = summarized(filing, draft, amounts=[entry]).deals[0].amounts
        assert (amount.payer, amount.payee) == kept


def test_a_value_keeps_its_qualifier_when_the_quote_leaves_it_out(told: tuple[Filing, dict[str, Any]]) -> None:
    filing, draft = told
    if not draft["deals"]:
        return
    everywhere = words_of(filing)
    entries = [pointer for group, pointer in pointers(draft) if group == "amounts"]
    whole = summarized(filing, draft, amounts=entries).deals[0].amounts
    for fact in whole:
        bare = re.sub("^(?:up to|approximately|about|at least) ", "", fact.text)
        if fact.qualifier != "exact" and everywhere.count(bare) == 1:
            entry = next(entry for entry in entries if bare in entry["quote"])
            (again,) = summarized(filing, draft, amounts=[{**entry, "quote": bare, "words": bare}]).deals[0].amounts
            assert again.qualifier == fact.qualifier


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        if isinstance(value, (dict, list)):
            yield from leaves(value, (*path, key))
        elif key in _LEAVES and value is not None:
            yield (*path, key)


_LEAVES: dict[str | int, tuple[str, ...]] = {
    "qualifier": ("exact", "approximately"),
    "certainty": ("signed", "possible"),
    "hedge": ("perhaps",),
    "currency": ("CHF",),
    "months": ("999",),
    "defined_name": ("the Stranger",),
    "basis": ("per_month", "per_year"),
}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_summary_changed_on_disk_does_not_hold(path: Path) -> None:
    filing = read_filing(path)
    data = json.loads(summarize(path, model="rules").to_json())
    chosen = {leaf[-1]: leaf for leaf in leaves({"deals": data["deals"], "events": data["events"]})}

    for leaf in chosen.values():
        holder: Any = data
        for part in leaf[:-1]:
            holder = holder[part]
        true = holder[leaf[-1]]
        holder[leaf[-1]] = next(other for other in _LEAVES[leaf[-1]] if other != true)
        assert recheck(Summary.from_json(json.dumps(data)), filing), leaf
        holder[leaf[-1]] = true


def wrong(kind: str, text: str, chance: random.Random, everywhere: str) -> str:
    """Return a sentence of a brief corrupted in one way; as it is where it can't be."""
    figure = other_figure(text, chance)
    match kind:
        case "a name added":
            return f"{text.removesuffix('.')}, with {STRANGER}."
        case "a figure added":
            return f"{text.removesuffix('.')}, for $7.77 million."
        case "a figure changed":
            return figure[0] if figure and figure[1] not in everywhere else text
    opened = text.startswith(("Depending on events, ", "It is expected to "))
    return raised(text) if opened and "up to" not in text else text  # a limit is open by itself


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_brief_corrupted_on_disk_does_not_hold(path: Path) -> None:
    filing, chance = read_filing(path), random.Random(1)
    true = summarize(path, model="rules").to_json()
    everywhere = words_of(filing)

    for kind in ("a name added", "a figure added", "a figure changed", "certainty raised"):
        data, false = json.loads(true), []
        for sentence in (s for paragraph in data["brief"]["paragraphs"] for s in paragraph["sentences"]):
            corrupted = wrong(kind, sentence["text"], chance, everywhere)
            false += [plain(corrupted)] if corrupted != sentence["text"] else []
            sentence["text"] = corrupted
        found = recheck(Summary.from_json(json.dumps(data)), filing)
        assert [objection.value for objection in found if objection.path == "brief"] == false, kind
