"""Real filings, where a folder of them is at hand: ``SUMMARIZER_FILINGS=folder pytest tests/corpus``.

The folder holds ``items/truth.jsonl`` (item numbers and lengths of bodies, as public extractors found them) and
``ID.gold.json`` files beside filings. None of their text is part of the project.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from summarizer import summarize
from summarizer.errors import SummarizerError
from summarizer.extraction.rules import propose
from summarizer.filing import Filing, parse
from summarizer.verification.checks import verify
from tests.test_filing_hostile import check

FOLDER = os.environ.get("SUMMARIZER_FILINGS")
ROOT = Path(FOLDER or ".")
pytestmark = pytest.mark.skipif(not FOLDER, reason="SUMMARIZER_FILINGS names no folder of real filings")

TRUTH = ROOT / "items" / "truth.jsonl"
GOLD = sorted(ROOT.rglob("*.gold.json")) if FOLDER else []


def truths() -> list[dict[str, Any]]:
    return [json.loads(line) for line in TRUTH.read_text().splitlines()]


def read(path: Path) -> Filing:
    return parse(path.read_bytes(), source=path.name)


def plain(words: str | None) -> str:
    folded = unicodedata.normalize("NFKC", words or "").lower().replace("&", " and ")
    return re.sub(r"[^a-z0-9]+", " ", folded).strip()


def test_item_numbers_in_order_on_every_filing() -> None:
    wrong = {}
    for truth in truths():
        found = [item.number for item in read(TRUTH.parent / truth["file"]).info.items]
        if found != truth["items"]:
            wrong[truth["file"]] = (truth["items"], found)
    assert wrong == {}


def test_bodies_are_whole() -> None:
    """Hold the lengths of bodies against the extractor's, which leaves some tables out and lets banners in."""
    apart: list[tuple[str, str, int, int]] = []
    count = 0
    for truth in truths():
        filing = read(TRUTH.parent / truth["file"])
        text = filing.documents[0].text
        for item in filing.info.items:
            expected = truth["body_chars"].get(item.number)
            if not expected:
                continue
            count += 1
            body = filing.text(item.span)
            tables = re.sub(r"(?m)^.*(?:\t|\S {3,}\S).*$", "", body)
            banner = text[item.span.start : item.span.end + 120].split("\n\n")
            with_banner = "\n\n".join(banner[: body.count("\n\n") + 2])
            lengths = [len(" ".join(words.split())) for words in (body, tables, with_banner)]
            if not any(abs(length - expected) <= 0.1 * expected for length in lengths):
                apart.append((truth["file"], item.number, expected, lengths[0]))
    assert len(apart) <= 0.01 * count, apart


@pytest.mark.parametrize("path", GOLD, ids=[path.name.removesuffix(".gold.json") for path in GOLD])
def test_cover_items_exhibits_and_signatory(path: Path) -> None:
    gold = json.loads(path.read_text())
    expected, info = gold["filing"], read(path.parent / gold["filing_file"]).info
    assert info.form == expected["form"]
    assert [item.number for item in info.items] == expected["items"]
    assert sorted(exhibit.number for exhibit in info.exhibits) == sorted(expected["exhibits"])
    assert info.date_of_report == expected["date_of_report"]
    assert plain(info.registrant.name) == plain(expected["registrant"])
    for key in ("state_of_incorporation", "commission_file_number", "ein"):
        if expected[key]:
            assert plain(getattr(info.registrant, key)) == plain(expected[key])
    if expected["signatory"]["name"]:
        assert plain(info.signatory.name) == plain(expected["signatory"]["name"])


def test_offsets_cut_the_text_that_they_claim_in_every_filing() -> None:
    count = 0
    for path in sorted(ROOT.rglob("*")):
        if path.suffix not in (".txt", ".htm", ".html", ".md") or path.name == "README.md":
            continue
        try:
            filing = read(path)
        except SummarizerError:
            continue
        check(filing)
        text = filing.documents[0].text
        for item in filing.info.items:
            opening = re.sub(r"[^a-z0-9.]+", "", text[item.span.start : item.span.start + 60].lower())
            major, _, minor = item.number.partition(".")
            assert re.match(rf"(?:section\d+\W*)?items?(?:no\.?)?\.?.{{0,25}}{major}(?:\.{minor})?", opening), opening
        count += 1
    assert count


def test_the_built_in_extractor_takes_every_filing_whole_or_broken() -> None:
    """Propose and verify on each filing, on what is left of it when cut, and on its lines in another order."""
    refused = 0
    paths = [path for path in sorted(ROOT.rglob("*")) if path.suffix in {".txt", ".htm", ".html"}]
    for path in paths:
        data = path.read_bytes()
        lines = data.split(b"\n")
        for broken in (data, data[: len(data) // 2], data[len(data) // 3 :], b"\n".join(lines[1::2] + lines[::2])):
            try:
                filing = parse(broken, source=path.name)
            except SummarizerError:
                refused += 1
                continue
            verify(filing, propose(filing))
    assert refused < 3 * len(paths)


_FAULTS = {
    "a word twice": re.compile(r"\b([A-Za-z]\w*) \1\b"),
    "a sign too many": re.compile(r"\.\.|,,|,\.| [,.;]|  "),
    "an end that goes on": re.compile(r"\b(?:the|an?|of|and|or|with|by|which)\.$"),
    "an entry of a list": re.compile(r"^\W*(?:\d+\.\d+ [A-Z]|\([a-z0-9]+\)|[•·*-])"),
}


def test_no_brief_has_a_sentence_that_was_cut_or_joined_wrongly() -> None:
    found: list[tuple[str, str, str]] = []
    count = 0
    for path in [path for path in sorted(ROOT.rglob("*")) if path.suffix in {".txt", ".htm", ".html"}]:
        try:
            brief = summarize(path, model="rules").brief
        except SummarizerError:
            continue
        for text in (sentence.text for paragraph in brief.paragraphs for sentence in paragraph.sentences):
            count += 1
            found += [(path.name, fault, text) for fault, pattern in _FAULTS.items() if pattern.search(text)]
            if text.count("(") != text.count(")") or not text.endswith((".", '."', "?")):
                found.append((path.name, "half a sentence", text))
    assert count > 0
    assert found == []
