"""The built-in extractor's reading of a filing: passages, sentences, and what in them is boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarizer.filing.structure import Filing
from summarizer.folding import fold


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph, folded; ``first`` says whether the paragraph begins with it."""

    paragraph: int
    text: str
    item: str | None
    first: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an item or a press release (``item`` None), folded, without headings and boilerplate."""

    paragraph: int
    text: str
    item: str | None
    sentences: tuple[Sentence, ...]
    heading: bool = False


_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|No|Nos|Mr|Mrs|Ms|Dr|Jr|Sr|St|vs|v|Art|Sec|approx|Messrs|Cos|Bros|Dept|Gov|Hon|Rev|"
    r"Mt|Ft|Ave|Blvd|Rd|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Nasdaq|al|e\.g|i\.e)|\b[A-Z]|\.[A-Za-z])\.$"
)
_BREAK = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9$])")
# After these a full stop does end the sentence if one of the usual openings follows.
_OPENING = re.compile(
    r"[\"'(]*(?:The|On|In|Under|Pursuant|This|These|A|An|It|As|At|For|Each|If|Upon|Such|Subject|We|Our|Mr|Ms|"
    r"Also|Effective|Following|There|No|All|Any|Its|With|By|Additionally|Concurrently|Prior|After|During)\b"
)

_HEADING = re.compile(r"(?i)^\W*item\s*\d+(?:\s*\.\s*\d+)?\W")
_BOILERPLATE = re.compile(
    r"(?i)shall not be deemed|not be deemed (?:to be )?\"?filed|deemed incorporated by reference|"
    r"does not purport to be complete|(?:is|are) qualified in (?:its|their) entirety|capitalized terms used|"
    r"capitalized terms not|forward[- ]looking|safe harbor|(?:is|are|been|being) (?:attached|filed|included|furnished)"
    r" (?:\w+ ){0,6}as (?:an )?exhibits?|attached (?:hereto|to this|as exhibit)|(?:incorporated|"
    r"incorporate) (?:herein |\w+ )?by reference|"
    r"incorporated herein|(?:is|are) being furnished|will be filed (?:as an exhibit|with)|"
    r"should not be relied upon as|disclosure schedules|not intended to (?:provide|"
    r"be) (?:any )?(?:other )?(?:factual|source)|"
    r"where to find it|proxy statement/prospectus|participants in (?:the|any) solicitation|"
    r"offer to sell or (?:the |a )?solicitation|solicitation of an offer|registration under the securities act|"
    r"meaning of (?:item|section)|(?:have performed|perform|performed),? (?:and may|or may|from time to time|"
    r"in the future)|"
    r"customary fees and (?:expenses|commissions)|conference call|webcast|check the appropriate box"
)
# What follows such a heading to the end of its item or release is no news of the deal.
_TAIL = re.compile(
    r"(?i)^\W*(?:cautionary|forward[- ]looking|safe harbor|\"?safe harbor|note regarding|special note|"
    r"additional information"
    r"|important (?:additional )?information|no offer or|participants in the|where you can find|about (?!the (?:merger|"
    r"transaction|acquisition|agreement))\S|disclaimer|non-gaap|use of non|conference call|contacts?:|"
    r"media contact|investor contact|# ?# ?#)"
)
_POINTER = re.compile(
    r"(?i)(?:set forth|contained|described|disclosed|included|provided|reported|information|disclosures?|discussed)\b"
    r"[^.]{0,160}\bitems? ?\d[^.]{0,200}(?:incorporated|by reference)"
)


def split_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a folded paragraph, each a verbatim run of it."""
    start = 0
    for found in _BREAK.finditer(text):
        end = found.start() + 1
        if _ABBREVIATION.search(text[max(start, end - 12) : end]) and not _OPENING.match(text, found.end()):
            continue
        if end - start < 3:
            continue
        yield text[start : found.end()].strip()
        start = found.end()
    if rest := text[start:].strip():
        yield rest


def is_boilerplate(sentence: str) -> bool:
    """Say whether a sentence only files, points, hedges or warns."""
    return bool(_BOILERPLATE.search(sentence))


def is_pointer(text: str) -> bool:
    """Say whether a passage only points to another item (contract rule 6)."""
    return bool(_POINTER.search(text)) and len(text) < 900 and "entered into" not in text[:120]


def _looks_like_heading(text: str) -> bool:
    words = text.split()
    if not words or len(text) > 110 or (text[-1] in ".;,:" and not text.endswith("Inc.")):
        return False
    capital = sum(word[0].isupper() for word in words if word[0].isalpha())
    return len(words) <= 14 and capital * 2 > len(words) and not re.search(r"[$%]|\d{3}", text)


def read_passages(filing: Filing) -> tuple[Passage, ...]:
    """Return the passages that facts may come from, in reading order, without what no fact comes from."""
    titles = {item.number: fold(item.title).text.strip() for item in filing.info.items}
    found: list[Passage] = []
    closed: tuple[str, str | None] | None = None
    for paragraph in filing.passages():
        text = fold(filing.text(paragraph)).text.strip()
        place = (paragraph.document, paragraph.item)
        if paragraph.section == "item" and _HEADING.match(text):
            text = _after_heading(text, titles.get(paragraph.item or "", ""))
            closed = None
        if place == closed or len(text) < 3 or not re.search(r"[A-Za-z]{2}", text):
            continue
        if _TAIL.match(text) and (len(text) < 160 or "ooking" in text or "arbor" in text):
            closed = place
            continue
        found.append(_passage(paragraph.number, text, paragraph.item if paragraph.section == "item" else None))
    return tuple(passage for passage in found if passage.sentences or passage.heading)


def _after_heading(text: str, title: str) -> str:
    text = _HEADING.sub("", text, count=1).lstrip(" .-:)(abcde")
    if title and text.lower().startswith(title.lower()):
        return text[len(title) :].lstrip(" .-:")
    return (
        ""
        if len(text) < 170 and not re.search(r"(?i)\b(?:on|the company|we)\b.*\b(?:entered|announced|issued)", text)
        else text
    )


def _passage(number: int, text: str, item: str | None) -> Passage:
    if _looks_like_heading(text):
        return Passage(number, text, item, (), heading=True)
    if is_pointer(text):
        return Passage(number, text, item, ())
    kept = [
        Sentence(number, sentence, item, position == 0)
        for position, sentence in enumerate(split_sentences(text))
        if not is_boilerplate(sentence)
    ]
    return Passage(number, text, item, tuple(kept))


def sentences(passages: Iterable[Passage]) -> list[Sentence]:
    """Return the sentences of some passages in order."""
    return [sentence for passage in passages for sentence in passage.sentences]
