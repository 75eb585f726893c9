"""Where items begin: headings under both numberings, told apart from mentions and contents lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from summarizer.filing.clean import clean
from summarizer.filing.forms import OLD_TITLES, OPENINGS, SHORTENED, TITLES


@dataclass(frozen=True)
class Heading:
    """An item's heading: where it begins, where its title begins and ends, and the items that it names."""

    start: int
    title_start: int
    end: int
    numbers: tuple[str, ...]
    strong: bool  # the words after the number are the item's official title


_MOST_HEADINGS = 2000  # no filing has a tenth of that; what goes on like this is no filing
_ALL_TITLES = TITLES | OLD_TITLES
_WORDS = ("Item", "ITEM", "item")
_BEFORE = re.compile(r"[\W_]*(?:\(?(?:section|part)\s+[\divx]{1,4}\b[^\n]{0,100}?[\s,.;:–—)-]*)?$", re.IGNORECASE)
_NUMBER = r"(?:\d{1,2}\.\d\d(?!\d|[.,]\d)|\d{1,2}(?:\s{0,3}\.\s{0,3}\d{1,2}(?![\d/]|[.,]\d))?(?![\d%]))"
_SUFFIX = r"(?:(?:\s{0,2}(?:,\s?and\b|,|\band\b|&|-|\bthrough\b))?\s{0,2}\([a-zA-Z0-9]{1,4}\))*"
_NUMBERS = re.compile(
    r"(?P<plural>[sS])?(?:[\s*_\\#.:\u2013\u2014|-]|[nN][oO](?=\W)){0,60}"
    rf"(?P<numbers>{_NUMBER}{_SUFFIX}"
    rf"(?:(?:\s{{0,3}}(?:,\s{{0,3}}and\b|,|\band\b|&|/|;|\bthrough\b|\bto\b|-|\u2013|\u2014)\s{{0,3}})"
    rf"(?:[iI][tT][eE][mM][sS]?[\s.]{{1,3}})?{_NUMBER}{_SUFFIX}){{0,12}})"
)
_NOT_APPLICABLE = re.compile(r"[\s.:;,\-–—]*(?:not\s+applicable|inapplicable|none|n/a)\b", re.IGNORECASE)
_JOINT = re.compile(r"[ \t;,&/.]*(?:and[ \t]+)?", re.IGNORECASE)
_EACH = re.compile(r"(\d{1,2})(?:\s{0,3}\.\s{0,3}(\d{1,2}))?")
_RANGE = re.compile(r"\d\s{0,3}(?:through|to|-|\u2013|\u2014)\s{0,3}(?:items?\s{0,3})?\d", re.IGNORECASE)
_FILL = re.compile(r"[\s.:;,\-\u2013\u2014*_|\\)(#\u2022\"\u201c]*")
# The words that a line ends on when the next line's "Item" is a mention.
_LEADS_IN = re.compile(
    r"(?:\b(?:in|under|of|to|and|or|by|with|see|this|the|pursuant|per|within|from|into|such|both|that|as|for|on|"
    r"at|also|its|our|related|respective|this form|information)|[,(\"“‘'/]|\be\.g\.|\bi\.e\.)$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?:;)\]\"”*_|>=~-]$")
# Words that can't open a title after a number: the sentence goes on.
_MENTION = re.compile(
    r"(?:of|is|are|in|to|and|or|was|were|above|below|hereof|herein|shall|has|have|which|that|by|on|as|with|for|"
    r"pursuant|disclosure is|this|the foregoing)\b",
    re.IGNORECASE,
)
_LIST_END = re.compile(r"^\W*(?:signatures?|exhibit index|index to exhibits|ex-\d|table of contents)\b", re.I | re.M)
_PAGE_NUMBER = re.compile(r"(?:[.\s\u2026_-]{2,}|\t)\(?\d{1,3}\)?\s*$")


def find_headings(text: str) -> list[Heading]:
    """Return what may be the heading of an item anywhere in ``text``, in order."""
    found: list[Heading] = []
    for place in sorted(place for word in _WORDS for place in _places(word, text)):
        if len(found) >= _MOST_HEADINGS:
            break
        heading = _heading_at(text, place)
        if heading is None and found:
            found[-1] = _joined(text, found[-1], place)
        if heading and not (found and heading.start <= found[-1].start):
            found.append(heading)
    return found


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def choose_headings(text: str, found: list[Heading], limit: int) -> list[Heading]:
    """Return the headings before ``limit``: of the newer numbering where there is one, without contents lists."""
    found = [heading for heading in found if heading.start < limit]
    new = any("." in number for heading in found for number in heading.numbers)
    found = [heading for heading in found if ("." in heading.numbers[0]) == new]
    return _without_contents(text, found, limit)


def _heading_at(text: str, position: int) -> Heading | None:
    line_start = text.rfind("\n", max(0, position - 240), position) + 1
    if line_start == 0 and position > 240:
        return None
    prefix = text[line_start:position]
    if prefix and not _BEFORE.match(prefix):
        return None
    match = _NUMBERS.match(text, position + 4, position + 400)
    if match is None:
        return None
    written = match["numbers"]
    numbers = _numbers(written)
    after = match.end()
    if _RANGE.search(written):
        if match["plural"] or "tem" in written.lower():
            return None  # "Items 1-4. Not applicable."
        numbers, after = numbers[:1], match.start("numbers") + len(written.split("-")[0].split("–")[0].rstrip())
    if not numbers or (len(numbers) > 1 and _NOT_APPLICABLE.match(text, after)):
        return None
    fill = _FILL.match(text, after)
    title_start = fill.end() if fill else after
    rest = text[title_start : title_start + 300]
    strong = any(OPENINGS[number].match(rest) for number in numbers)
    bare = not rest or "\n" in text[after:title_start]
    if not strong:
        opener = rest[:1]
        if not bare and (opener.islower() or _MENTION.match(rest)):
            return None
    line_before = _line_before(text, line_start)
    if line_before:  # directly above, no blank line between
        if _LEADS_IN.search(line_before):
            return None
        wrapped = len(line_before) > 50 and not _SENTENCE_END.search(line_before)
        if wrapped and not strong:
            return None
    # Rules and markdown belong to the heading, a section's banner on the same line does not.
    start = position if any(map(str.isalnum, prefix)) else line_start + len(prefix) - len(prefix.lstrip(" \t"))
    title_end = _title_end(text, title_start, numbers, strong, bare)
    end = title_end if title_end > title_start else after  # the number alone where there is no title
    return Heading(start, title_start, end, tuple(numbers), strong)


def _joined(text: str, heading: Heading, position: int) -> Heading:
    """Take a second item of the same line in: "Item 7.01 Regulation FD Disclosure and Item 8.01 Other Events"."""
    if not heading.strong or not _JOINT.fullmatch(text, heading.end, position):
        return heading
    match = _NUMBERS.match(text, position + 4, position + 60)
    numbers = tuple(_numbers(match["numbers"])) if match else ()
    if match is None or not numbers or ("." in numbers[0]) != ("." in heading.numbers[0]):
        return heading
    fill = _FILL.match(text, match.end())
    start = fill.end() if fill else match.end()
    if not any(OPENINGS[number].match(text, start) for number in numbers):
        return heading
    end = _title_end(text, start, list(numbers), strong=True, bare=False)
    return replace(heading, end=end, numbers=tuple(dict.fromkeys(heading.numbers + numbers)))


def _numbers(written: str) -> list[str]:
    numbers: list[str] = []
    for match in _EACH.finditer(re.sub(r"\([^()]*\)", "", written)):
        major, minor = match[1].lstrip("0"), match[2]
        number = f"{major}.{minor.zfill(2)}" if minor else major
        if number not in TITLES and number not in OLD_TITLES:
            number = major
        if number in (TITLES if minor and number != major else OLD_TITLES) and number not in numbers:
            numbers.append(number)
    return numbers


def _line_before(text: str, line_start: int) -> str:
    """Return the line directly above, stripped; "" at the top of the text or after a blank line."""
    if line_start < 2:
        return ""
    start = text.rfind("\n", max(0, line_start - 400), line_start - 1) + 1
    return text[max(start, line_start - 400) : line_start - 1].strip()


def _title_end(text: str, start: int, numbers: list[str], strong: bool, bare: bool) -> int:
    """Return where the title that begins at ``start`` ends; ``start`` itself where there is none."""
    line_end = text.find("\n", start, start + 400)
    if line_end < 0:
        line_end = min(len(text), start + 400)
    if not strong:
        line = text[start:line_end]
        if bare or len(line) > 160 or re.search(r"[.;]\s+\S", line):
            return start
        return start + len(line.rstrip())
    # The official title, or as much of it as the filing writes, perhaps over several lines.
    known = _words_of_titles(tuple(numbers))
    end = start
    for word in _TOKEN.finditer(text[start : start + 400]):
        plain = word[0].lower().replace("’s", "").replace("'s", "")
        parts = _LETTERS.findall(plain)
        if "".join(parts) not in known and not known.issuperset(parts):
            break
        gap = text[end : start + word.start()]
        if "\n" in gap and end > start:
            # The title goes on in the next line where it is not yet complete and that line holds nothing else.
            line = text[start + word.start() : start + 400].split("\n")[0].lower().replace("’s", "").replace("'s", "")
            complete = _squeezed(text[start:end]) in _squeezed_titles(tuple(numbers))
            if gap.count("\n") > 1 or complete or not parts or not known.issuperset(_LETTERS.findall(line)):
                break
        end = start + word.end()
        if word[0].endswith(".") and "".join(parts) not in ("reg", "no"):
            break
    return end


_TOKEN = re.compile(r"\S+")
_LETTERS = re.compile(r"[a-z]+")
_TITLE_WORDS = frozenset(
    """
    a an and or of the in to by on with for at registrant registrants company companys issuer s material
    materially definitive agreement agreements entry into entrance termination completion acquisition dispositions
    disposition assets results result operations operation financial condition conditions statements statement
    exhibits exhibit pro forma information events event other reg regulation fd disclosure disclosures d f certain
    officers officer directors director principal departure election appointment compensatory arrangements
    arrangement resignation resignations unregistered sales sale equity securities security change changes control
    controls amendment amendments articles incorporation bylaws laws bylaw certificate fiscal year certifying
    accountant accountants independent auditors auditor code ethics required fdd regarding under any if applicable
    direct obligation off balance sheet
    """.split()
)


@cache
def _words_of_titles(numbers: tuple[str, ...]) -> frozenset[str]:
    official = " ".join(_ALL_TITLES[number] for number in numbers)
    return frozenset(re.findall(r"[a-z]+", official.lower())) | _TITLE_WORDS


def _squeezed(words: str) -> str:
    return "".join(_LETTERS.findall(words.lower()))


@cache
def _squeezed_titles(numbers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_squeezed(_ALL_TITLES[number]) for number in numbers if number not in SHORTENED)


def _without_contents(text: str, found: list[Heading], limit: int) -> list[Heading]:
    """Drop the entries of contents lists: headings that come again below and have no body of their own."""
    kept: list[Heading] = []
    later: set[str] = set()
    end = limit
    for heading in reversed(found):
        entry = later.issuperset(heading.numbers) and _is_entry(text[heading.start : end], text[heading.end : end])
        later.update(heading.numbers)
        end = heading.start
        if not entry:
            kept.append(heading)
    return kept[::-1]


def _is_entry(whole: str, body: str) -> bool:
    """Tell the entry of a contents list, with what may follow the list's last entry, from an  with a body."""
    body = body.strip(" \t\n.:;-–—*_|")
    if len(body) < 40 or (len(body) < 200 and _PAGE_NUMBER.search(whole.split("\n\n")[0])):
        return True
    return len(body) < 4000 and bool(_LIST_END.search(body)) and max(map(len, body.split("\n"))) < 200


def title_of(text: str, heading: Heading, number: str) -> str:
    """Return an item's title as the filing writes it, or the official one where it writes none."""
    written = clean(text[heading.title_start : heading.end]).strip(" .:;,-–—")
    written = re.sub(r"\s+and$", "", written)
    if len(heading.numbers) > 1 or not written or len(written) < 4:
        return _ALL_TITLES[number]
    return written
