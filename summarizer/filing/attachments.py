"""Exhibits put together: what the filing lists, what it holds as documents, and what follows the signature."""

from __future__ import annotations

import re

from summarizer.filing.clean import clean
from summarizer.filing.exhibits import Listed
from summarizer.filing.sections import Form, is_release
from summarizer.filing.sgml import RawDocument
from summarizer.models import Exhibit, Span

_TYPE = re.compile(r"EX-(\d{1,3})(?:\.([0-9A-Z][0-9A-Z.()-]*))?", re.IGNORECASE)
# XBRL, the cover's own data and the data schedules of the 1990s are no exhibits that a reader would look for.
_DATA = frozenset({"27", "100", "101", "104"})
# Exhibits that are read in full: letters of accountants and directors, reports to holders, press releases.
_READ = frozenset({"16", "17", "20", "28", "99"})
_RELEASE_WORDS = re.compile(r"press|news", re.IGNORECASE)


def exhibit_number(document: RawDocument) -> str | None:
    """Return the number in a document's type ("EX-99.1" is "99.1"); None where it is no exhibit."""
    match = _TYPE.match(document.type)
    if match is None or match[1] in _DATA:
        return None
    return match[1] + (f".{match[2].lower()}" if match[2] else "")


def is_read(number: str) -> bool:
    """Tell whether an exhibit's text is read; agreements and their like are listed only."""
    return number.partition(".")[0] in _READ


def number_documents(documents: list[RawDocument], listed: list[Listed]) -> list[tuple[RawDocument, str]]:
    """Pair each exhibit document with its number, as the list writes it where the list has it.

    EDGAR's types are coarser than lists: an "EX-99" is the list's "99.1" where that is the first of its kind
    that no other document claims.
    """
    numbers = [entry.number for entry in listed]
    typed = [(document, number) for document in documents if (number := exhibit_number(document))]
    claimed = {number for _, number in typed if number in numbers}
    if not claimed and len(typed) == len(numbers) and not any(_in_list(*pair, numbers, set()) for pair in typed):
        return [(document, number) for (document, _), number in zip(typed, numbers, strict=True)]
    paired: list[tuple[RawDocument, str]] = []
    for document, number in typed:
        if number not in numbers:
            number = _in_list(document, number, numbers, claimed) or number
        claimed.add(number)
        paired.append((document, number))
    return paired


def _in_list(document: RawDocument, number: str, numbers: list[str], claimed: set[str]) -> str | None:
    major, _, minor = number.partition(".")
    family = [other for other in numbers if other.partition(".")[0] == major and other not in claimed]
    same = [other for other in family if other.partition(".")[2].lstrip("0") == minor.lstrip("0")]
    if minor:
        return same[0] if same else None
    written = re.search(rf"\b{major}\.\d+\w?\b", document.description or "")
    if written and written[0] in family:
        return written[0]
    return family[0] if family else None


def number_attached(form: Form, listed: list[Listed]) -> dict[int, str | None]:
    """Return the exhibit number of each part after the signature by its start: its heading's, or the one it must be."""
    numbers: dict[int, str | None] = {}
    for part in form.attached:
        number = part.number
        if number is None:
            here = [entry for entry in listed if entry.relation == "filed_here"]
            releases = [entry.number for entry in here if entry.number.startswith("99")]
            releases = releases or [entry.number for entry in here if _RELEASE_WORDS.search(entry.description)]
            opening = form.body.text[part.start : part.start + 3000]
            if len(releases) == 1 or (releases and is_release(opening, None)):
                number = releases[0]
        else:
            known = [entry.number for entry in listed]
            if number not in known:
                number = next((other for other in known if other.partition(".")[0] == number), number)
        numbers[part.start] = number
    return numbers


def exhibits_of(listed: list[Listed], spans: dict[str, Span], present: list[tuple[str, str | None]]) -> list[Exhibit]:
    """Return the exhibits: those listed, in the list's order, then those present that no list names.

    ``present`` gives number and description of what the filing holds, ``spans`` where its text is.
    """
    here = {number for number, _ in present} | spans.keys()
    exhibits = [
        Exhibit(
            number=entry.number,
            description=entry.description,
            relation="filed_here" if entry.number in here else entry.relation,
            span=spans.get(entry.number),
        )
        for entry in listed
    ]
    known = {entry.number for entry in listed}
    for number, description in present:
        if number not in known:
            known.add(number)
            exhibits.append(Exhibit(number=number, description=clean(description or ""), span=spans.get(number)))
    return exhibits
