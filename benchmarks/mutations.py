"""Corrupt true facts one thing at a time, and count how many corruptions the checks catch.

    uv run python benchmarks/mutations.py GOLD_DIR [--show]

GOLD_DIR holds filings with their ID.gold.json, whose facts are taken as true: each is put to the verification as an
engine would point at it, first as it is (how many true facts are refused?), then corrupted in one way (how many false
ones pass?). The sentences of the brief that the built-in extractor writes are corrupted in the same way, and the
qualifiers of its summaries as they lie on disk. Prints a row for each kind of corruption. The kinds marked * can only
be caught where the text says plainly how it is: a swap that no sentence contradicts passes for any reader.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from corruptions import KINDS, OPPOSED, STRANGER, Pointer, other_figure, raised

from summarizer import Filing, SummarizerError, Summary, read_filing, summarize
from summarizer.briefing import check
from summarizer.briefing.knowing import known_facts
from summarizer.drafts import BriefDraft, Draft
from summarizer.folding import plain
from summarizer.rechecking import recheck
from summarizer.values import find_dates, find_durations, find_money, find_percentages
from summarizer.verification.checks import Verified, verify

READERS: dict[str, Callable[[str], list[Any]]] = {
    "amounts": find_money,
    "dates": find_dates,
    "percentages": find_percentages,
    "durations": find_durations,
}


@dataclass(frozen=True)
class Told:
    """A filing with its gold file."""

    filing: Filing
    gold: dict[str, Any]

    @cached_property
    def paragraphs(self) -> dict[int, str]:
        """The words that facts may come from, by the number of their paragraph."""
        return {p.number: plain(self.filing.text(p)) for p in self.filing.passages()}

    def number(self, words: str) -> int | None:
        """Return the first paragraph with these words."""
        return next((n for n, text in self.paragraphs.items() if words in text), None)

    def has(self, words: str) -> bool:
        """Return whether the words stand anywhere in the filing's passages."""
        return words in " ".join(self.paragraphs.values())


@dataclass(frozen=True)
class Truth:
    """A fact of a gold file as an engine would point at it."""

    told: Told
    group: str
    pointer: Pointer
    deal: dict[str, Any]


@dataclass
class Tally:
    """How many corruptions of each kind were made and caught, and how many true statements were refused."""

    show: bool
    made: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def corrupted(self, kind: str, caught: bool, what: object) -> None:
        """Count a corruption."""
        self.made[kind] += 1
        self.caught[kind] += caught
        if self.show and not caught:
            print("passed:", kind, what)

    def stated(self, what: str, held: bool, shown: object) -> None:
        """Count a true statement."""
        self.true[what] += 1
        self.refused[what] += not held
        if self.show and not held:
            print("refused:", what, shown)


def filings(folder: Path) -> Iterator[Told]:
    """Yield the filings of a folder that have a gold file."""
    for path in sorted(folder.rglob("*.gold.json")):
        gold = json.loads(path.read_text())
        try:
            yield Told(read_filing(path.parent / gold["filing_file"]), gold)
        except SummarizerError as error:
            print(f"{path.name}: {error}", file=sys.stderr)


def truths(told: Told) -> Iterator[Truth]:
    """Yield the gold facts whose words the values' readers find in their quotes."""
    for deal in told.gold["deals"]:
        for group, find in READERS.items():
            for fact in deal.get(group) or []:
                quote = plain(fact["quote"])
                wanted = fact.get("months" if group == "durations" else "value")
                found = next((v for v in find(quote) if matches(group, v, wanted)), None)
                number = told.number(quote)
                if found is not None and number is not None:
                    pointer = {"paragraph": number, "quote": quote, "words": found.text, "kind": fact["kind"]}
                    yield Truth(told, group, pointer, deal)


def matches(group: str, found: Any, wanted: str | None) -> bool:
    """Return whether a reading is the gold's value."""
    if wanted is None:
        return False
    if group == "dates":
        return bool(found.value == wanted)
    ends = (found.months,) if group == "durations" else (found.value, found.high)
    return any(end is not None and float(end) == float(wanted) for end in ends)


def verified(filing: Filing, **groups: Any) -> Verified:
    """Put a deal of these groups to the verification."""
    names = ("parties", "dates", "amounts", "percentages", "durations", "quantities", "provisions", "related")
    deal = {
        "type": "other",
        "action": "entered",
        "title": None,
        "headline": "There is an agreement.",
        "subject": "There is an agreement.",
        **{name: [] for name in names},
        **groups,
    }
    return verify(filing, Draft.model_validate({"deals": [deal], "events": []}))


def facts(truth: Truth, pointer: Pointer) -> tuple[Any, ...]:
    """Return what the verification makes of a pointer."""
    extra = {"basis": "total", "payer": None, "payee": None, "contingent": False} if truth.group == "amounts" else {}
    deals = verified(truth.told.filing, **{truth.group: [{**pointer, **extra}]}).deals
    return tuple(getattr(deals[0], truth.group)) if deals else ()


def corrupt_facts(truth: Truth, other: Told, chance: random.Random, tally: Tally) -> None:
    """Put a fact to the verification as it is, in every corrupted form, and against another filing."""
    true = facts(truth, truth.pointer)
    tally.stated(truth.group, bool(true), truth.pointer)
    if not true:
        return
    for kind, corrupt in KINDS.items():
        pointer = corrupt(truth.group, truth.pointer, chance)
        # A corruption that happens to stand elsewhere in the filing is no corruption.
        if pointer is not None and not truth.told.has(pointer["quote"]):
            tally.corrupted(kind, not facts(truth, pointer), pointer)
    if not other.has(truth.pointer["quote"]):
        foreign = Truth(other, truth.group, truth.pointer, truth.deal)
        tally.corrupted("quote of another filing", not facts(foreign, truth.pointer), truth.pointer)
    drop_qualifier(truth, true[0], tally)


def drop_qualifier(truth: Truth, true: Any, tally: Tally) -> None:
    """Cut the quote so that the words that qualify the value stand outside it: the value has to keep its qualifier."""
    quote, words = truth.pointer["quote"], truth.pointer["words"]
    bare = re.sub(r"^(?:up to|approximately|about|at least) ", "", words)
    cut = quote[quote.index(words) + len(words) - len(bare) :]
    qualifier = getattr(true, "qualifier", "exact")
    once = truth.told.paragraphs[truth.pointer["paragraph"]].count(cut) == 1
    if qualifier in ("exact", "range") or len(cut) == len(quote) or not once:
        return
    kept = facts(truth, {**truth.pointer, "quote": cut, "words": bare})
    tally.corrupted("qualifier cut off the quote", not kept or kept[0].qualifier == qualifier, (truth.pointer, cut))


# -- parties, and who pays whom ------------------------------------------------------------------------------

# Who pays whom what, by their roles.
PAYS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("purchase_price", "earnout", "reverse_termination_fee"), ("buyer", "target seller")),
    **dict.fromkeys(("upfront_payment", "access_fee", "milestone", "royalty"), ("licensee", "licensor")),
    **dict.fromkeys(("salary", "bonus", "severance"), ("employer", "executive")),
    "rent": ("tenant", "landlord"),
    "termination_fee": ("target seller", "buyer"),
    "settlement_payment": ("defendant", "claimant"),
}
_PAYING = re.compile(
    r"(?i)\b(?:pay|pays|paid|payable|payments?|receives?|received|purchased? from|sold to|reimburses?)\b"
)


def party(told: Told, entry: dict[str, Any], **changed: Any) -> dict[str, Any] | None:
    """Return a gold party as an engine would name it."""
    wanted = plain(entry["name"]).lower()
    number = next((n for n, text in told.paragraphs.items() if wanted in text.lower()), None)
    named = {"paragraph": number or 1, "name": entry["name"], "defined_name": None, "role": entry["role"]}
    return {**named, **changed}


def corrupt_parties(told: Told, deal: dict[str, Any], tally: Tally) -> None:
    """Put the parties to the verification as they are, with a stranger's name, and with their roles exchanged."""
    entries = deal["parties"]
    made = verified(told.filing, parties=[party(told, entry) for entry in entries])
    kept = {(p.name, p.role) for d in made.deals for p in d.parties}
    for entry in entries:
        tally.stated("parties with their roles", (plain(entry["name"]), entry["role"]) in kept, entry["name"])
        words = entry["name"].split()
        changed = " ".join(["Vantongeren", *words[1:]]) if len(words) > 1 else f"{entry['name']}gren"
        found = verified(told.filing, parties=[{**(party(told, entry) or {}), "name": changed}])
        tally.corrupted("party's name", not found.deals, changed)
    for one in entries:
        for two in entries[entries.index(one) + 1 :]:
            swap_roles(told, entries, one, two, tally)


def swap_roles(told: Told, entries: list[dict[str, Any]], one: Any, two: Any, tally: Tally) -> None:
    """Exchange the roles of two parties on opposite sides, where neither may bear the other's."""
    roles = one["role"], two["role"]
    if frozenset(roles) not in OPPOSED or roles[1] in one["role_ok"] or roles[0] in two["role_ok"]:
        return
    others = {id(one): roles[1], id(two): roles[0]}
    drafts = [party(told, entry, role=others.get(id(entry), entry["role"])) for entry in entries]
    made = verified(told.filing, parties=drafts)
    passed = {(p.name, p.role) for d in made.deals for p in d.parties}
    false = {(plain(one["name"]), roles[1]), (plain(two["name"]), roles[0])}
    tally.corrupted("roles exchanged *", not false <= passed, (false, told.gold["filing_file"]))


def swap_payment(truth: Truth, tally: Tally) -> None:
    """Put who pays whom to the verification as it is and the other way round, where the sentence tells of paying."""
    sides = PAYS.get(truth.pointer["kind"]) if truth.group == "amounts" else None
    if sides is None or not _PAYING.search(around(truth)):
        return
    found = [[e for e in truth.deal["parties"] if e["role"] in side.split()] for side in sides]
    # Where a side has several, the one that the sentence names.
    found = [[e for e in side if e["name"].split()[0] in around(truth)] or side[:1] for side in found if len(side) != 0]
    if len(found) != 2 or any(len(side) > 1 for side in found):
        return
    names = found[0][0]["name"], found[1][0]["name"]
    parties = [party(truth.told, entry) for entry in truth.deal["parties"]]
    for payer, payee in (names, names[::-1]):
        entry = {**truth.pointer, "basis": "total", "payer": payer, "payee": payee, "contingent": False}
        made = verified(truth.told.filing, parties=parties, amounts=[entry]).deals
        kept = [(a.payer, a.payee) for d in made for a in d.amounts] == [(plain(payer), plain(payee))]
        if (payer, payee) == names:
            tally.stated("who pays whom", kept, (names, truth.pointer))
        else:
            tally.corrupted("payer and payee exchanged *", not kept, (names, truth.pointer))


def around(truth: Truth) -> str:
    """Return the sentence around a fact's words."""
    text = truth.told.paragraphs[truth.pointer["paragraph"]]
    at = text.index(truth.pointer["quote"])
    start = max((m.end() for m in re.finditer(r"(?<=[a-z)\"])[.;] ", text[:at])), default=0)
    return text[start : at + len(truth.pointer["quote"])]


# -- summaries and briefs ------------------------------------------------------------------------------------


def corrupt_qualifiers(told: Told, summary: Summary, tally: Tally) -> None:
    """Change the qualifiers of a summary as it lies on disk."""
    data = json.loads(summary.to_json())
    tally.stated("summaries as they lie on disk", not recheck(summary, told.filing), told.gold["filing_file"])
    for deal in data["deals"]:
        for amount in deal["amounts"]:
            true = amount["qualifier"]
            amount["qualifier"] = "exact" if true != "exact" else "approximately"
            found = recheck(Summary.from_json(json.dumps(data)), told.filing)
            tally.corrupted("qualifier on disk", any("qualifier" in o.path for o in found), amount["text"])
            amount["qualifier"] = true


def corrupt_brief(told: Told, summary: Summary, chance: random.Random, tally: Tally) -> None:
    """Corrupt each sentence of a brief and put it to the brief's checks."""
    for sentence in (s for paragraph in summary.brief.paragraphs for s in paragraph.sentences):
        text = sentence.text
        tally.stated("sentences of briefs", not faults(summary, text, sentence.supports), text)
        figure = other_figure(text, chance)
        changed = {
            "brief: figure changed": figure[0] if figure and not told.has(figure[1]) else text,
            "brief: figure added": f"{text.removesuffix('.')}, for $7.77 million.",
            "brief: name added": f"{text.removesuffix('.')}, with {STRANGER}.",
            "brief: certainty raised *": raised(text),
        }
        for kind, corrupted in changed.items():
            if corrupted != text:
                tally.corrupted(kind, faults(summary, corrupted, sentence.supports), corrupted)


def faults(summary: Summary, text: str, supports: tuple[str, ...]) -> bool:
    """Return whether the brief's checks object to a sentence."""
    sentence = {"text": text, "supports": list(supports)}
    draft = BriefDraft.model_validate({"title": "A report", "paragraphs": [{"sentences": [sentence]}]})
    found = check(draft, known_facts(summary.filing, summary.deals, summary.events))[1]
    return any(fault.text == plain(text) for fault in found)


def measure(told: list[Told], tally: Tally) -> None:
    """Corrupt everything that the gold files and the built-in extractor's summaries say."""
    number = 0
    for one in told:
        for truth in truths(one):
            chance = random.Random(number)  # noqa: S311  # the same corruptions in every run
            number += 1
            other = chance.choice([t for t in told if t is not one] or [one])
            corrupt_facts(truth, other, chance, tally)
            swap_payment(truth, tally)
        for deal in one.gold["deals"]:
            corrupt_parties(one, deal, tally)
        summary = summarize(one.filing, model="rules")
        corrupt_qualifiers(one, summary, tally)
        corrupt_brief(one, summary, random.Random(number), tally)  # noqa: S311


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print what slipped through and what was refused")
    arguments = parser.parse_args()
    tally = Tally(arguments.show)
    measure(list(filings(arguments.folder)), tally)
    for what, count in tally.true.items():
        print(f"true: {what:<32}{tally.refused[what]:>4} of {count:<6} refused")
    total, wrong = sum(tally.true.values()), sum(tally.refused.values())
    print(f"{'true: all':<38}{wrong:>4} of {total:<6} refused{wrong / max(1, total):>9.2%}\n")
    for kind, count in tally.made.items():
        print(f"{kind:<32}{tally.caught[kind]:>6} of {count:<6}{tally.caught[kind] / count:>8.2%}")
    for title, kinds in (
        ("all but *", [kind for kind in tally.made if "*" not in kind]),
        ("all", list(tally.made)),
    ):
        made, caught = (sum(counts[kind] for kind in kinds) for counts in (tally.made, tally.caught))
        print(f"{title:<32}{caught:>6} of {made:<6}{caught / max(1, made):>8.2%}")


if __name__ == "__main__":
    main()
