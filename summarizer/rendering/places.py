"""Where words stand, as a lawyer cites it: "Item 1.01 ¶3" is the third paragraph of that item after its heading."""

from __future__ import annotations

from collections import Counter

from summarizer.filing.structure import Filing, Paragraph
from summarizer.folding import plain
from summarizer.models import Evidence
from summarizer.rendering import lines

Part = tuple[str, str, str | None, str | None]
_OUTSIDE = {"cover": "Cover", "preface": "Note", "signature": "Signature"}  # parts that have no number of their own
_HEADING_MARGIN = 12  # characters that a heading may have beside "Item 1.01" and its title


def part(paragraph: Paragraph) -> Part:
    """Return what the paragraphs of one part of a filing have in common."""
    return paragraph.document, paragraph.section, paragraph.item, paragraph.exhibit


class Places:
    """The places of one filing: every paragraph numbered within its part.

    ``whole`` says whether all of the filing's paragraphs are there, so that their numbers mean something.
    """

    def __init__(self, filing: Filing, *, whole: bool = True) -> None:
        self._filing = filing
        self._whole = whole
        self._titles = {item.number: plain(item.title) for item in filing.info.items}
        self._numbers: dict[int, int] = {}
        counts: Counter[Part] = Counter()
        seen: set[Part] = set()
        for paragraph in filing.paragraphs():
            key = part(paragraph)
            heads = key not in seen and self._is_heading(paragraph)
            seen.add(key)
            counts[key] += 0 if heads else 1
            self._numbers[paragraph.number] = 0 if heads else counts[key]

    def number(self, paragraph: Paragraph) -> int:
        """Return a paragraph's number within its part, from 1; 0 is the part's heading."""
        return self._numbers[paragraph.number]

    def of(self, evidence: Evidence | None) -> str:
        """Return the place of the words: "Item 1.01 ¶3", "EX-99.1 ¶2", "Cover ¶4"."""
        where = plain(lines.where(evidence))
        if evidence is None or not self._whole:
            return where
        try:
            paragraph = self._filing.paragraph_at(evidence.document, evidence.start)
        except KeyError:
            return where
        if paragraph and paragraph.section in _OUTSIDE:
            where = _OUTSIDE[paragraph.section]
        number = self.number(paragraph) if paragraph else 0
        return f"{where} ¶{number}" if number else where

    def _is_heading(self, paragraph: Paragraph) -> bool:
        if paragraph.item is None:
            return False
        title = self._titles.get(paragraph.item, "")
        size = len(f"Item {paragraph.item} {title}") + _HEADING_MARGIN
        return paragraph.end - paragraph.start <= 2 * size and len(plain(self._filing.text(paragraph))) <= size
