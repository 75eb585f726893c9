"""Corrupt true facts one thing at a time, and count how many corruptions the checks catch.

    uv run python benchmarks/mutations.py GOLD_DIR [--examples]

GOLD_DIR holds filings with their ID.gold.json, whose facts are taken as true: each is put to the verification as an
engine would point at it, first as it is (how many true facts are refused?), then corrupted in one way (how many false
ones pass?). Prints a row for each kind of corruption.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer import Filing, SummarizerError, read_filing
from summarizer.drafts import Draft
from summarizer.folding import plain
from summarizer.values import find_dates, find_durations, find_money, find_percentages
from summarizer.verification.checks import verify

READERS: dict[str, Callable[[str], list[Any]]] = {
    "amounts": find_money,
    "dates": find_dates,
    "percentages": find_percentages,
    "durations": find_durations,
}
STRANGER = "Vantongeren Quillmere Holdings"


@dataclass(frozen=True)
class Truth:
    """A fact of a gold file as an engine would point at it."""

    filing: Filing
    group: str
    pointer: dict[str, Any]
    value: str


def truths(folder: Path) -> Iterator[Truth]:
    """Yield the gold facts whose words the values' readers find in their quotes."""
    for path in sorted(folder.rglob("*.gold.json")):
        gold = json.loads(path.read_text())
        try:
            filing = read_filing(path.parent / gold["filing_file"])
        except SummarizerError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        texts = {p.number: plain(filing.text(p)) for p in filing.passages()}
        for deal in gold["deals"]:
            for group, find in READERS.items():
                for fact in deal.get(group) or []:
                    quote = plain(fact["quote"])
                    wanted = fact.get("months" if group == "durations" else "value")
                    found = next((v for v in find(quote) if matches(group, v, wanted)), None)
                    number = next((n for n, text in texts.items() if quote in text), None)
                    if found is not None and number is not None:
                        pointer = {"paragraph": number, "quote": quote, "words": found.text, "kind": fact["kind"]}
                        yield Truth(filing, group, pointer, wanted)


def matches(group: str, found: Any, wanted: str | None) -> bool:
    """Return whether a reading is the gold's value."""
    if wanted is None:
        return False
    if group == "dates":
        return bool(found.value == wanted)
    ends = (found.months,) if group == "durations" else (found.value, found.high)
    return any(end is not None and float(end) == float(wanted) for end in ends)


def accepted(truth: Truth, pointer: dict[str, Any]) -> bool:
    """Return whether the verification keeps a pointer."""
    extra = {"basis": "total", "payer": None, "payee": None, "contingent": False} if truth.group == "amounts" else {}
    groups: dict[str, list[Any]] = {name: [] for name in ("amounts", "dates", "percentages", "durations")}
    groups[truth.group] = [{**pointer, **extra}]
    deal = {
        "type": "other",
        "action": "entered",
        "title": None,
        "headline": "There is an agreement.",
        "subject": "There is an agreement.",
        "parties": [],
        "quantities": [],
        "provisions": [],
        "related": [],
        **groups,
    }
    verified = verify(truth.filing, Draft.model_validate({"deals": [deal], "events": []}))
    return bool(verified.deals) and bool(getattr(verified.deals[0], truth.group))


def replaced(pointer: dict[str, Any], words: str) -> dict[str, Any] | None:
    """Return a pointer with other words in its quote; None where that changes nothing."""
    if words == pointer["words"]:
        return None
    return {**pointer, "quote": pointer["quote"].replace(pointer["words"], words, 1), "words": words}


def digit(truth: Truth, chance: random.Random) -> dict[str, Any] | None:
    """Change one digit of the value."""
    words = truth.pointer["words"]
    places = [i for i, c in enumerate(words) if c.isdigit()]
    if not places:
        return None
    at = chance.choice(places)
    other = chance.choice([d for d in "123456789" if d != words[at]])
    return replaced(truth.pointer, words[:at] + other + words[at + 1 :])


def scale(truth: Truth, chance: random.Random) -> dict[str, Any] | None:
    """Change million to billion, or the other way."""
    swaps = {"million": "billion", "billion": "million", "thousand": "million"}
    return replaced(
        truth.pointer, re.sub("million|billion|thousand", lambda m: swaps[m[0]], truth.pointer["words"], count=1)
    )


def currency(truth: Truth, chance: random.Random) -> dict[str, Any] | None:
    """Change the currency sign."""
    return replaced(truth.pointer, truth.pointer["words"].replace("$", "€", 1))


def month(truth: Truth, chance: random.Random) -> dict[str, Any] | None:
    """Change the month of a date."""
    names = "January February March April May June July August September October November December".split()
    words = truth.pointer["words"]
    named = next((name for name in names if name in words), None)
    if named is None:
        return None
    return replaced(truth.pointer, words.replace(named, chance.choice([n for n in names if n != named]), 1))


def name(truth: Truth, chance: random.Random) -> dict[str, Any] | None:
    """Put a stranger in the place of a name of the quote."""
    found = list(re.findall(r"(?<!^)(?<![.] )\b[A-Z][a-z]{3,}\b", truth.pointer["quote"]))
    months = set("January February March April June July August September October November December".split())
    found = [n for n in found if n not in months and n not in truth.pointer["words"]]
    if not found:
        return None
    chosen = chance.choice(found)
    return {**truth.pointer, "quote": truth.pointer["quote"].replace(chosen, STRANGER, 1)}


def invented(truth: Truth, chance: random.Random) -> dict[str, Any] | None:
    """Invent the quote around the value."""
    words = truth.pointer["words"]
    return {**truth.pointer, "quote": f"the orchard's keeper counted {words} among the pear trees that autumn"}


def negated(truth: Truth, chance: random.Random) -> dict[str, Any] | None:
    """Take a negation out of the quote."""
    quote = re.sub(r"\b(?:not|no|never|without) ", "", truth.pointer["quote"], count=1)
    return {**truth.pointer, "quote": quote} if quote != truth.pointer["quote"] else None


KINDS = {
    "digit": digit,
    "scale word": scale,
    "currency": currency,
    "month": month,
    "name in the quote": name,
    "invented quote": invented,
    "negation removed": negated,
}


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print what slipped through and what was refused")
    arguments = parser.parse_args()
    facts = list(truths(arguments.folder))
    made, caught = Counter[str](), Counter[str]()
    refused = 0
    everywhere = {id(t.filing): " ".join(plain(t.filing.text(p)) for p in t.filing.passages()) for t in facts}
    filings = list({id(t.filing): t.filing for t in facts}.values())
    for number, truth in enumerate(facts):
        chance = random.Random(number)  # noqa: S311  # the same corruptions in every run
        if not accepted(truth, truth.pointer):
            refused += 1
            if arguments.show:
                print("refused:", truth.pointer)
            continue
        corruptions = {kind: corrupt(truth, chance) for kind, corrupt in KINDS.items()}
        other = chance.choice([f for f in filings if f is not truth.filing] or [truth.filing])
        foreign = Truth(other, truth.group, truth.pointer, truth.value)
        for kind, pointer in corruptions.items():
            # A corruption that happens to stand elsewhere in the filing is no corruption.
            if pointer is None or pointer["quote"] in everywhere[id(truth.filing)]:
                continue
            made[kind] += 1
            if accepted(truth, pointer):
                if arguments.show:
                    print("passed:", kind, pointer)
            else:
                caught[kind] += 1
        if truth.pointer["quote"] not in everywhere[id(other)]:
            made["quote of another filing"] += 1
            caught["quote of another filing"] += not accepted(foreign, truth.pointer)
    print(f"{len(facts)} true facts, {refused} refused ({refused / max(1, len(facts)):.2%})")
    for kind, count in made.items():
        print(f"{kind:<26}{caught[kind]:>6} of {count:<6}{caught[kind] / count:>8.2%}")
    total = sum(made.values())
    print(f"{'all':<26}{sum(caught.values()):>6} of {total:<6}{sum(caught.values()) / max(1, total):>8.2%}")


if __name__ == "__main__":
    main()
