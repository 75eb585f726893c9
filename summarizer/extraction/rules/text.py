"""The built-in extractor's reading of a filing: passages, sentences, and what in them is boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarizer.extraction.rules.signals import shared
from summarizer.filing.structure import Filing
from summarizer.folding import plain
from summarizer.names import spots
from summarizer.sieve import search, small


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph, folded; ``context`` is what stands before it where it says little itself (a row)."""

    paragraph: int
    text: str
    item: str | None
    context: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an item, a press release or a ``preface`` to the items, folded, without headings and boilerplate.

    ``item`` is None but for those of items.
    """

    paragraph: int
    text: str
    item: str | None
    sentences: tuple[Sentence, ...]
    heading: bool = False
    preface: bool = False
    pointing: tuple[Sentence, ...] = ()  # sentences that only point to a document, and name it


_ABBREVIATION = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|No|Nos|Mr|Mrs|Ms|Dr|Jr|Sr|St|vs|v|Art|Sec|approx|Messrs|Cos|Bros|Dept|Gov|Hon|Rev|"
    r"Mt|Ft|Pte|Pty|Sdn|Reg|Regs|Ave|Blvd|Rd|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Nasdaq|Ret|al|e\.g|i\.e)|\b[A-Z]|\.[A-Za-z])\.$"
)
_BREAK = re.compile(r"[.!?][\"')\]]*\s+(?:[\u2022\u25aa\u25cf\uf0a7\uf0b7]\s*)?(?=[\"'(\[]*[A-Z0-9$])")
_MARKS = " \t\n\u2022\u25aa\u25cf\uf0a7\uf0b7"  # white space, and the bullets of a list
# After these a full stop does end the sentence if one of the usual openings follows.
_OPENING = re.compile(
    r"[\"'(]*(?:The|On|In|Under|Pursuant|This|These|A|An|It|As|At|For|Each|If|Upon|Such|Subject|We|Our|Mr|Ms|"
    r"Also|Effective|Following|There|No(?!s?\.)|All|Any|Its|With|By|Additionally|Concurrently|Prior|After|During)\b"
)

# What a press release opens with: where it was written and when.
DATELINE = re.compile(
    r"^(?=.{3,150}?-)(?:[A-Z][\w.'&]*[,. ]+){1,6}[^a-z]{0,3}(?:\(?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\)?)?[ ,]*"
    r"(?:[-/(]+ ?[A-Za-z ]{2,30}[-/)]+)?(?:\s+-{1,3}\s+|\s*-{2,3}\s*|(?<=[\d)/])\s*-\s*)(?=[A-Za-z\"])"
)
_BARE = 330
_RELEASE_READ = 80  # paragraphs of a press release that may tell its news: some carry a whole agreement
_NEWS = 200  # characters of a paragraph that tells news
_LABEL = 45  # a sentence shorter than this may be the label of the next ("Base salary.")
LISTS = ("9.01", "7")  # items that list exhibits: they name agreements and date them, and tell no more
_ENTRY = re.compile(r"\n\s*(?=\d{1,3}\.\d{1,3}\s)")  # where a line opens with the number of an exhibit
_ROW = 140  # a paragraph shorter than this may be a row or an entry that its surroundings explain
_HEADING = re.compile(r"(?i)^\W*item\s*\d+(?:\s*\.\s*\d+)?\W")
_ONLY_POINTS = re.compile(
    r"(?i)^\W*(?:an?|the|this|copies|such) ?(?:\w+ ){0,3}?(?:copy|copies|foregoing|full text|text of|above|"
    r"press release)\b"
)
_OWN_TERMS = re.compile(
    r"(?i)[$%]|\bannounc\w+ [^;]{0,80}\b(?:merger|acquisition|offering|sale|settlement|lease|license)\b|"
    r"\b(?:entered into|completed|consummated|issued and sold|agreed to|executed|sold|acquired|amended|"
    r"extended|renewed|terminated)\b"
)
_OWN_FIGURES = re.compile(r"\$ ?\d|\d ?%")
_POINTER = re.compile(
    r"(?i)(?:set forth|contained|described|disclosed|included|provided|reported|information|disclosures?|discussed|"
    r"see|refer)\b[^;]{0,160}\bitems? ?\d(?!\d\d)(?:[^;]{0,200}(?:incorporated|by reference)|[^;]{0,60}$)"
)


_BARE_POINTER = re.compile(r"(?i)\bitem \d(?!\d\d)[^;]{0,160}\bincorporated\b")


def has_word(text: str, word: str) -> bool:
    """Say whether a text has a word or a run of words, on the bounds of words."""
    return word in text and any(True for _ in spots(word, text))


def split_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a folded paragraph, each a verbatim run of it."""
    start = 0
    for found in _BREAK.finditer(text):
        end = found.start() + 1
        if _ABBREVIATION.search(text[max(start, end - 12) : end]) and not _OPENING.match(text, found.end()):
            continue
        if end - start < 3:
            continue
        yield text[start : found.end()].rstrip(_MARKS).lstrip()
        start = found.end()
    if rest := text[start:].strip():
        yield rest


def is_boilerplate(sentence: str) -> bool:
    """Say whether a sentence only warns, disclaims or points to a document."""
    return search(shared().reading.boilerplate, sentence) is not None or is_pointing(sentence)


def is_pointing(sentence: str) -> bool:
    """Say whether a sentence only points to a document."""
    if not search(shared().reading.pointing, sentence):
        return False
    return bool(_ONLY_POINTS.match(sentence) or not search(_OWN_TERMS, sentence))


def is_pointer(text: str) -> bool:
    """Say whether a passage only points to another item (contract rule 6)."""
    if "item" not in small(text):
        return False
    bare = len(text) < _BARE and search(_BARE_POINTER, text)
    if not bare and (not search(_POINTER, text) or len(text) >= 900 or "entered into" in text[:120]):
        return False
    return not any(_OWN_FIGURES.search(one) and "item" not in small(one) for one in split_sentences(text))


def _looks_like_heading(text: str) -> bool:
    if len(text) > 110 or text[-1:] in ("", ";", ","):
        return False
    words = text.split()
    capital = sum(word[0].isupper() for word in words if word[0].isalpha())
    share = 0.6 if text[-1] in ".:" and not text.endswith("Inc.") else 0.5  # a full sentence has fewer capitals
    return len(words) <= 14 and capital > share * len(words) and not re.search(r"[$%]|\d{3}", text)


_SAYS = re.compile(r"[A-Za-z]{2}|\$ ?\d")
_LONGEST = 20_000  # characters of a paragraph that are read: no real one comes near


def read_passages(filing: Filing) -> tuple[Passage, ...]:
    """Return the passages that facts may come from, in reading order, without what no fact comes from."""
    titles = {item.number: plain(item.title) for item in filing.info.items}
    found: list[Passage] = []
    closed: tuple[str, str | None] | None = None
    read: dict[str, int] = {}
    news: set[str] = set()  # the releases that have told something: above that, a note on a call ends nothing
    for paragraph in filing.passages():
        if paragraph.section == "press_release":
            read[paragraph.document] = read.get(paragraph.document, 0) + 1
            if read[paragraph.document] > _RELEASE_READ:
                continue
        written = filing.text(paragraph)[:_LONGEST]
        heading = paragraph.section == "item" and _HEADING.match(written)
        place = (paragraph.document, paragraph.item)
        if heading:
            closed = None
        elif place == closed:
            continue
        text = plain(written)
        if heading:
            text = _after_heading(text, titles.get(paragraph.item or "", ""))
        if len(text) < 3 or not _SAYS.search(text):
            continue
        if shared().reading.tail.match(text) and (len(text) < 160 or "ooking" in text or "arbor" in text):
            if paragraph.section != "press_release" or paragraph.document in news:
                closed = place
            continue
        if len(text) > _NEWS:
            news.add(paragraph.document)
        if paragraph.item in LISTS:
            entries = tuple(Sentence(paragraph.number, plain(one), paragraph.item) for one in _ENTRY.split(written))
            found.append(Passage(paragraph.number, text, paragraph.item, (), pointing=entries))
            continue
        if paragraph.section == "preface":
            told = tuple(Sentence(paragraph.number, one, None) for one in split_sentences(text))
            found.append(Passage(paragraph.number, text, None, told, preface=True))
            continue
        context = " ".join(passage.text[-_ROW:] for passage in found[-4:])
        found.append(_passage(paragraph.number, text, paragraph.item if paragraph.section == "item" else None, context))
    return tuple(found)


def _after_heading(text: str, title: str) -> str:
    text = _HEADING.sub("", text, count=1).lstrip(" .-:)(abcde")
    if title and text.lower().startswith(title.lower()):
        return text[len(title) :].lstrip(" .-:")
    return (
        ""
        if len(text) < 170 and not re.search(r"(?i)\b(?:on|the company|we)\b.*\b(?:entered|announced|issued)", text)
        else text
    )


def _passage(number: int, text: str, item: str | None, context: str) -> Passage:
    if _looks_like_heading(text):
        return Passage(number, text, item, (), heading=True)
    if is_pointer(text):
        return Passage(number, text, item, ())
    kept, pointing = [], []
    speaking = False
    label = context if len(text) < _ROW else ""
    # What a paragraph has nothing of, none of its sentences has.
    warns, points = (search(pattern, text) for pattern in (shared().reading.boilerplate, shared().reading.pointing))
    for sentence in split_sentences(text):
        told = Sentence(number, sentence, item, label)
        label = sentence if len(sentence) < _LABEL else label if len(text) < _ROW else ""
        said, speaking = speaking, speaking ^ (item is None and sentence.count('"') % 2 == 1)
        if item is None and (said or sentence.startswith('"')):
            continue  # what somebody says in a release is no term (contract rule 8)
        only_points = points and is_pointing(sentence)
        if only_points:
            pointing.append(told)
        elif not (warns and search(shared().reading.boilerplate, sentence)):
            kept.append(told)
    return Passage(number, text, item, tuple(kept), pointing=tuple(pointing))


def sentences(passages: Iterable[Passage]) -> list[Sentence]:
    """Return the sentences of some passages in order."""
    return [sentence for passage in passages for sentence in passage.sentences]
