"""What a parsed filing is made of.

Offsets are half-open and count characters of ``Document.text``, so that ``document.text[start:end]`` is what
a span claims. The cover, the items and the exhibits are the contract's own models (`summarizer.models`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from summarizer.models import FilingInfo, Span

_PASSAGES = ("preface", "item", "press_release")
Section = Literal["cover", "preface", "item", "signature", "press_release", "exhibit"]


class Paragraph(NamedTuple):
    """One paragraph, or one row of a table, of a document.

    ``number`` counts from 1 through the whole filing, in reading order; it is what a model cites.
    ``item`` is the item's number where ``section`` is ``item``; ``exhibit`` the exhibit's number ("99.1")
    where ``section`` is ``press_release`` or ``exhibit`` and the number is known.
    """

    number: int
    document: str
    start: int
    end: int
    section: Section
    item: str | None = None
    exhibit: str | None = None


@dataclass(frozen=True)
class Document:
    r"""One document of a filing: the form itself or an exhibit.

    ``name`` is unique in the filing ("8-K", "EX-99.1"); ``text`` is the decoded text of a plain document as it
    stands (line ends made ``\n``), or the text read out of the markup of an HTML one.
    """

    name: str
    type: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    filename: str | None = None
    description: str | None = None


@dataclass(frozen=True)
class Filing:
    """A Form 8-K as the parser read it; no model has a part in it."""

    info: FilingInfo
    documents: tuple[Document, ...]
    source: str
    source_sha256: str

    def __repr__(self) -> str:
        documents = ", ".join(document.name for document in self.documents)
        return f"<Filing {self.info.form} of {self.info.registrant.name!r}: {documents}>"  # not its whole text

    @cached_property
    def _by_name(self) -> dict[str, Document]:
        return {document.name: document for document in self.documents}

    @cached_property
    def _by_number(self) -> dict[int, Paragraph]:
        return {paragraph.number: paragraph for paragraph in self.paragraphs()}

    def document(self, name: str) -> Document:
        """Return the document of that name; `KeyError` where the filing has none."""
        return self._by_name[name]

    def paragraph(self, number: int) -> Paragraph | None:
        """Return the paragraph of that number, or None."""
        return self._by_number.get(number)

    def paragraph_at(self, document: str, offset: int) -> Paragraph | None:
        """Return the paragraph in which a character of a document stands, or None where it stands between two."""
        paragraphs = self.document(document).paragraphs
        before = bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start)
        found = paragraphs[before - 1] if before else None
        return found if found and offset < found.end else None

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph of every document in reading order."""
        for document in self.documents:
            yield from document.paragraphs

    def passages(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs that facts may come from: the items with their list of exhibits, and press releases.

        A note between the cover and the first item, as amendments have one, is among them.

        Source: rule 11 of the output contract; agreements filed as exhibits are listed and not mined. The list of
        exhibits often alone gives an agreement's full name and date.
        """
        return tuple(paragraph for paragraph in self.paragraphs() if paragraph.section in _PASSAGES)

    def text(self, span: Span | Paragraph) -> str:
        """Return the words that a span or a paragraph covers."""
        return self.document(span.document).text[span.start : span.end]
