"""Exhibits as the filing lists them: under Item 9.01 (old 7), or in an index after the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.filing.clean import clean
from summarizer.vocabulary import Relation


@dataclass(frozen=True)
class Listed:
    """One line of an exhibit list."""

    number: str
    description: str
    relation: Relation


_NUMBER = r"\d{1,3}(?:\.\d{1,3})?(?:\s?\([a-z0-9]{1,3}\))?[a-z]?(?:\.\d{1,2}|\.[A-Z])?"
# A line of a list: "99.1  Press release", "Exhibit 99.1 - Press release", "(10.1) Agreement", "*10.1 ...".
_LINE = re.compile(
    r"[\s|>#*•·o+†‡\-–—]*(?:\([a-z]{1,2}\)\s{0,10}){0,2}(?P<word>(?:exhibits?|ex\.?)[\s-]*(?:no\.?|number|#)?[\s:-]*)?"
    rf"(?:[*+†‡#]|\\\*)*\(?(?P<number>{_NUMBER})\)?(?P<mark>(?:[\s*+†‡#]|\\\*)*)(?P<after>[\s|.:;,–—-]*)(?P<rest>.*)$",
    re.IGNORECASE,
)
_BARE = re.compile(rf"[\s|*#(]*(?:exhibits?\s*(?:no\.?)?\s*)?(?P<number>{_NUMBER})[\s|).:*+†‡#–—-]*$", re.IGNORECASE)
_BY_REFERENCE = re.compile(
    r"incorporated\s+(?:herein\s+|hereby\s+)?by\s+(?:this\s+)?reference|incorporated\s+herein|previously\s+filed|"
    r"filed\s+as\s+(?:an\s+)?exhibit\s+[\d.]+\s+to",
    re.IGNORECASE,
)
_HERE = re.compile(r"filed\s+herewith|furnished\s+herewith|attached\s+hereto|included\s+herewith", re.IGNORECASE)
_LATER = re.compile(
    r"to\s+be\s+filed\s+(?:by|with|as|in)\b.{0,40}amend|filed\s+by\s+amendment|to\s+be\s+filed\s+by",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = re.compile(r"exhibit\s*(?:no\.?|number|#|index|list|description)|^description|^\W*document\W*$", re.IGNORECASE)
_NOT_DESCRIPTION = re.compile(
    r"(?:million|billion|percent|%|shares|days?|months?|years?|and\s+\d|to\s+the\s+(?:company|registrant)'?s)\b",
    re.IGNORECASE,
)
_LIST_OPENS = re.compile(
    r"^\W*\(?[a-e]\)\W*(?:the\s+following\s+)?exhibits?\b|\bexhibit[ \t\n]*(?:no\b|number|#|index)",
    re.IGNORECASE | re.MULTILINE,
)
_EXHIBIT_WORD = re.compile(r"exhibit", re.IGNORECASE)
_KNOWN_MAJOR = frozenset(
    {
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        12,
        13,
        14,
        15,
        16,
        17,
        18,
        19,
        20,
        21,
        22,
        23,
        24,
        25,
        26,
        27,
        28,
        31,
        32,
        33,
        34,
        35,
        36,
        95,
        96,
        97,
        99,
        100,
        101,
        102,
        103,
        104,
        105,
        106,
        107,
    }
)
_FOOTNOTE = re.compile(r"^\s*(?P<mark>[*+†‡]+|\(\d\))\s*(?P<words>\S.*)$", re.MULTILINE)


def listed_exhibits(text: str) -> list[Listed]:
    """Return the exhibits that a passage lists, in its order, each number once.

    Only what stands after the words "exhibit" is a list of exhibits: Item 9.01 names financial statements first.
    """
    first = _EXHIBIT_WORD.search(text)
    if first is None:
        return []
    opening = _LIST_OPENS.search(text)
    start = text.rfind("\n", 0, (opening or first).start() + 1) + 1
    found: dict[str, Listed] = {}
    lines = text[start:].split("\n")
    title = re.match(r"\W*items?\W*[\d.]+", lines[0], re.I)
    if title:
        lines[0] = lines[0][title.end() :]
    footnotes = {match["mark"]: match["words"] for match in _FOOTNOTE.finditer(text, start)}
    for number, words, mark in _entries(lines, opening is not None):
        description = clean(" ".join(words).replace("|", " ")).strip(" .;,-–—")
        if number in found or not (description or "." in number):
            continue  # a bare whole number is a page's
        note = footnotes.get(mark, "") if mark else ""
        found[number] = Listed(number, description[:1500], relation_of(f"{description} {note}"))
    return list(found.values())


def _entries(lines: list[str], opened_list: bool) -> Iterator[tuple[str, list[str], str]]:
    """Yield each entry's number, the lines of its description and its footnote mark.

    Without words that open a list of exhibits, "(1)" counts financial statements.
    """
    entry: tuple[str, list[str], str] | None = None
    blank = False
    for line in lines:
        opened = _entry(line)
        if opened and (opened_list or "." in opened[0] or len(opened[0]) > 1):
            if entry:
                yield entry
            number, rest, mark = opened
            entry = number, [rest] if rest else [], mark
            blank = False
        elif not line.strip():
            blank = True
        elif entry and _FOOTNOTE.match(line) and entry[1]:
            yield entry
            entry = None
        elif entry:
            words = entry[1]
            # Below a blank line only a note on where the exhibit is to be found still belongs to it.
            note = len(line) < 300 and _BY_REFERENCE.search(line)
            if (words and blank and not note) or len(words) > 40:
                yield entry
                entry = None
            elif not (words and _HEAD.search(line[:40])):
                words.append(line)
            blank = False
    if entry:
        yield entry


def _entry(line: str) -> tuple[str, str, str] | None:
    if not line or line.isspace() or len(line) > 4000:
        return None
    bare = _BARE.match(line)
    if bare:
        number = _tidy_number(bare["number"])
        has_word = bool(re.search("exhibit", line, re.I))
        whole = "." not in number and len(number) < 2  # more likely a page's number
        return (number, "", _mark(line)) if _plausible(number, has_word, True) and (has_word or not whole) else None
    match = _LINE.match(line)
    if match is None:
        return None
    number, rest = _tidy_number(match["number"]), match["rest"]
    gap = match["mark"] + match["after"]
    if not rest and not match["word"] and "." not in number:
        return None  # a page's number
    separated = (
        "\t" in gap or "|" in gap or "  " in gap or re.search(r"[.:;–—-]", gap) is not None or bool(match["word"])
    )
    # "104 Cover page data": a single space will do where a capital follows.
    titled = len(number) > 1 and rest[:1].isupper()
    if not gap or not _plausible(number, bool(match["word"]), separated or titled):
        return None
    if (rest[:1].islower() and not separated) or _NOT_DESCRIPTION.match(rest):
        return None
    if match["word"] and not re.search(r"[\t|.:;–—-]|  ", gap) and rest[:1].islower():
        return None  # "Exhibit 99.1 is furnished": a sentence, not a list
    if match["word"] and re.match(r"(?:to|of|and|is|are|shall|hereto|attached|in|which|has|was|or)\b", rest):
        return None
    return number, rest, _mark(match["mark"] + line[: match.start("number")])


def _mark(words: str) -> str:
    match = re.search(r"[*+†‡]+", words)
    return match[0] if match else ""


def _tidy_number(number: str) -> str:
    return re.sub(r"\s", "", number)


def _plausible(number: str, word: bool, separated: bool) -> bool:
    match = re.match(r"(\d+)(\.\d+)?", number)
    if match is None or int(match[1]) not in _KNOWN_MAJOR:
        return False
    return word or bool(match[2]) or separated


def relation_of(words: str) -> Relation:
    """Return where an exhibit is to be found, as its description says."""
    if _LATER.search(words):
        return "to_be_filed"
    if _BY_REFERENCE.search(words) and not _HERE.search(words):
        return "by_reference"
    return "filed_here"
