"""The built-in extractor's offerings that only the list of exhibits tells of: "1.1 Underwriting Agreement dated ...".

A filing may hold nothing but its list of exhibits, to make them part of a registration statement. The agreement to
sell securities and the forms of the securities on that list tell of the sale; a note before the first item may say
how much is sold, and which exhibits belong together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from summarizer.extraction.rules.deals import Deal, build
from summarizer.extraction.rules.signals import shared
from summarizer.extraction.rules.text import Passage, Sentence

_ENTRY = re.compile(r"^\W*(?:exhibit )?(\d+(?:\.\d+|\([a-z0-9]+\))?)[\s.:*\u2013-]+(?=\S)", re.IGNORECASE)
_NUMBER = r"\d+(?:\.\d+|\([a-z0-9]+\))?"
_TOGETHER = re.compile(rf"\bexhibits? ({_NUMBER}(?:(?:,| and|, and) {_NUMBER})*)", re.IGNORECASE)


def offerings(lists: Sequence[Passage], preface: Sequence[Passage]) -> list[Deal]:
    """Return the sales of securities that a list of exhibits tells of, one for each group of exhibits named."""
    entries = {number: entry for passage in lists for entry in passage.pointing if (number := _number(entry.text))}
    selling = {number for number, entry in entries.items() if _sells(entry.text, number)}
    if not selling:
        return []
    groups = [group for group in _together(preface) if selling & group[0]]
    if len(groups) < 2:
        sold = [entry for number, entry in entries.items() if number in selling or number.startswith("4")]
        return [_offering([s for passage in preface for s in passage.sentences], sold)]
    return [_offering([said], [entries[number] for number in entries if number in named]) for named, said in groups]


def _number(entry: str) -> str:
    found = _ENTRY.match(entry)
    return found[1].lower() if found else ""


def _sells(entry: str, number: str) -> bool:
    return number.startswith("1") and not number.startswith("10") and bool(shared().titles.selling.search(entry))


def _together(preface: Sequence[Passage]) -> list[tuple[set[str], Sentence]]:
    """Return the groups of exhibits that a note names, each with the run of words about it."""
    found = []
    for passage in preface:
        for sentence in passage.sentences:
            places = list(_TOGETHER.finditer(sentence.text))
            for at, place in enumerate(places):
                end = places[at + 1].start() if places[at + 1 :] else len(sentence.text)
                numbers = {number.lower() for number in re.findall(_NUMBER, place[1])}
                found.append((numbers, replace(sentence, text=sentence.text[place.start() : end].strip())))
    return found


def _offering(said: Sequence[Sentence], entries: Sequence[Sentence]) -> Deal:
    told = [*entries, *said]
    deal = build([Passage(one.paragraph, one.text, one.item, (one,)) for one in told], None)
    deal.action = "entered"
    return deal
