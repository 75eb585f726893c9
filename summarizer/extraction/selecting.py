"""Which paragraphs of a filing a model is shown, and how many of them at a time.

Items go whole. Of press releases two things stay out, that state no fact of a deal or an event: the cautionary words
about forward-looking statements, and the rows of full financial statements. What does not fit one question is asked
about in windows.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from summarizer.filing.structure import Filing, Paragraph
from summarizer.folding import plain

# English prose has more characters to a token, tables of figures about as many: an estimate on the safe side.
CHARACTERS_PER_TOKEN = 3.5
_FRAME = 30  # characters around a paragraph in the prompt: its number and its place

_CAUTION = re.compile(r"(?i)forward[- ]looking (?:statement|information)|safe harbor")
_CAUTIONED = re.compile(
    r"(?i)private securities litigation reform act|risks? (?:and|or) uncertaint|actual results|undue reliance"
    r"|obligation to (?:update|revise)|section 27a|identif\w+ (?:such )?forward"
)
# The heading of a full financial statement, and not a sentence about one.
_STATEMENT = re.compile(
    r"(?i)\b(?:balance sheets?|income statements?|reconciliations? of|statements? of (?:consolidated )?(?:operations"
    r"|income|earnings|loss|cash flows?|financial (?:position|condition)|comprehensive|stockholders|shareholders))\b"
    r"[^.]*$"
)
_HEADING_WORDS = 16
_PROSE_WORDS = 25  # a paragraph of as many words, few of them figures, is no part of a statement
_FIGURE = re.compile(r"\d")


def tokens(text: str) -> int:
    """Return about how many tokens a text is, rather too many than too few."""
    return math.ceil(len(text) / CHARACTERS_PER_TOKEN)


def selected(filing: Filing) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `Filing.passages` that are worth a model's reading."""
    found: list[Paragraph] = []
    for (section, _), group in groupby(filing.passages(), key=lambda p: (p.section, p.exhibit)):
        paragraphs = list(group)
        found += _telling(filing, paragraphs) if section == "press_release" else paragraphs
    return tuple(found)


def _telling(filing: Filing, release: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a press release but for its cautions and its financial statements."""
    in_statement = False
    for paragraph in release:
        text = plain(filing.text(paragraph))
        if len(text.split()) <= _HEADING_WORDS and _STATEMENT.search(text):
            in_statement = True
        elif in_statement and _is_prose(text):
            in_statement = False
        if not in_statement and not (_CAUTION.search(text) and _CAUTIONED.search(text)):
            yield paragraph


def _is_prose(text: str) -> bool:
    words = text.split()
    return len(words) >= _PROSE_WORDS and sum(1 for word in words if _FIGURE.search(word)) < len(words) / 4


def size(paragraph: Paragraph) -> int:
    """Return about how many tokens a paragraph takes in a prompt."""
    return math.ceil((paragraph.end - paragraph.start + _FRAME) / CHARACTERS_PER_TOKEN)


def windows(paragraphs: Sequence[Paragraph], limit: int) -> tuple[tuple[Paragraph, ...], ...]:
    """Divide paragraphs into runs of at most ``limit`` tokens, in order; a longer paragraph is a run of its own.

    An item, or a release, that does not fit into what is left of a run but into one of its own begins a new one.
    """
    runs: list[list[Paragraph]] = [[]]
    room = limit
    for _, group in groupby(paragraphs, key=lambda p: (p.document, p.section, p.item, p.exhibit)):
        section = list(group)
        whole = sum(size(paragraph) for paragraph in section)
        if room < whole <= limit and runs[-1]:
            runs.append([])
            room = limit
        for paragraph in section:
            taken = size(paragraph)
            if taken > room and runs[-1]:
                runs.append([])
                room = limit
            runs[-1].append(paragraph)
            room -= taken
    return tuple(tuple(run) for run in runs)


def around(paragraphs: Sequence[Paragraph], numbers: Collection[int], limit: int) -> tuple[Paragraph, ...]:
    """Return the paragraphs nearest to those of the given numbers that ``limit`` tokens hold, in their order."""
    near = sorted(paragraphs, key=lambda p: (min((abs(p.number - n) for n in numbers), default=p.number), p.number))
    chosen, room = set[int](), limit
    for paragraph in near:
        taken = size(paragraph)
        if taken > room and chosen:
            break
        chosen.add(paragraph.number)
        room -= taken
    return tuple(paragraph for paragraph in paragraphs if paragraph.number in chosen)
