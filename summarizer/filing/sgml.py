"""EDGAR's SGML: submissions, their headers and their documents, found without decoding the payloads.

Two dialects are read: the one that EDGAR disseminates (``<SEC-HEADER>`` or, until 1996, ``<IMS-HEADER>``, with
"KEY: value" lines, perhaps after a PEM preamble) and the dashed one of the feeds (``<SUBMISSION>`` with
``<CONFORMED-NAME>value`` tags). Only what a caller asks for is decoded; uuencoded pictures, archives and XBRL
instances stay ranges of the input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from summarizer.filing.dates import compact_date
from summarizer.filing.decoding import decode


@dataclass(frozen=True)
class RawDocument:
    """A document of a submission, as a range of the bytes it came in."""

    type: str
    filename: str | None
    description: str | None
    start: int
    end: int
    closed: bool

    def text(self, data: bytes) -> tuple[str, tuple[str, ...]]:
        """Return the document's decoded text and what had to be repaired."""
        return decode(data[self.start : self.end])


@dataclass
class Filer:
    """A filer as the header states it."""

    name: str = ""
    role: str = "FILER"
    cik: str | None = None
    ein: str | None = None
    state: str | None = None
    file_number: str | None = None
    address: str | None = None
    phone: str | None = None


@dataclass
class Header:
    """What a submission's header states."""

    accession_number: str | None = None
    form: str | None = None
    period: str | None = None
    filed_on: str | None = None
    items: list[str] = field(default_factory=list)
    filers: list[Filer] = field(default_factory=list)
    document_count: int | None = None


@dataclass
class Submission:
    """A header and the documents under it."""

    header: Header
    documents: list[RawDocument]


_CONTAINERS = (b"<SEC-DOCUMENT>", b"<IMS-DOCUMENT>", b"<SUBMISSION>")
_HEADERS = (b"<SEC-HEADER>", b"<IMS-HEADER>")
_TEXT_LIMIT = 8192  # <TEXT> stands within the first bytes of a document
_FIELD = re.compile(rb"<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^\r\n<]*)", re.IGNORECASE)
_KEY = re.compile(r"^[ \t]*([A-Z][A-Z0-9 '/-]{2,60}):[ \t]*(.*)$", re.MULTILINE)
_TAG = re.compile(r"<(/?)([A-Z][A-Z0-9-]*)>([^<\n]*)")
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
_MOST_DOCUMENTS = 5000


def is_submission(data: bytes) -> bool:
    """Tell whether the bytes are EDGAR's SGML."""
    head = data[:20000]
    return any(mark in head for mark in (b"<DOCUMENT>", *_CONTAINERS, *_HEADERS))


def split(data: bytes) -> list[Submission]:
    """Return the submissions in ``data``, in order."""
    starts = _starts(data, _CONTAINERS) or _starts(data, _HEADERS) or [0]
    bounds = [*starts, len(data)]
    return [_submission(data, start, end) for start, end in pairwise(bounds)]


def _starts(data: bytes, marks: tuple[bytes, ...]) -> list[int]:
    found: list[int] = []
    for mark in marks:
        position = data.find(mark)
        while position >= 0 and len(found) < _MOST_DOCUMENTS:
            if position == 0 or data[position - 1 : position] in (b"\n", b"\r", b" ", b"\xbf", b">"):
                found.append(position)
            position = data.find(mark, position + 1)
    return sorted(found)


def _submission(data: bytes, start: int, end: int) -> Submission:
    documents: list[RawDocument] = []
    position = data.find(b"<DOCUMENT>", start, end)
    head_end = position if position >= 0 else end
    while position >= 0 and len(documents) < _MOST_DOCUMENTS:
        following = data.find(b"<DOCUMENT>", position + 10, end)
        limit = following if following >= 0 else end
        closing = data.find(b"</DOCUMENT>", position, limit)
        document_end = closing if closing >= 0 else limit
        documents.append(_document(data, position, document_end, closing >= 0))
        position = following
    header = read_header(data[start : min(head_end, start + 200_000)])
    if not documents and (form := _after_header(data, start, end)):
        documents.append(form)
    return Submission(header, documents)


def _after_header(data: bytes, start: int, end: int) -> RawDocument | None:
    """Return what stands below a header without a document's tags, as copies of the oldest filings have it."""
    closing = max(data.rfind(mark.replace(b"<", b"</"), start, end) for mark in _HEADERS)
    below = data.find(b">", closing, end) + 1 if closing >= 0 else end
    return RawDocument("", None, None, below, end, closed=True) if data[below:end].strip() else None


def _document(data: bytes, start: int, end: int, closed: bool) -> RawDocument:
    opening = data.find(b"<TEXT>", start, min(end, start + _TEXT_LIMIT))
    head = data[start : opening if opening >= 0 else min(end, start + _TEXT_LIMIT)]
    fields = {match[1].upper(): match[2].decode("latin-1").strip() for match in _FIELD.finditer(head)}
    if opening >= 0:
        text_start = opening + len(b"<TEXT>")
    else:
        text_start = start + (max((match.end() for match in _FIELD.finditer(head)), default=10))
    # The closing tag is sought from the end: a document's own words may hold one.
    text_end = data.rfind(b"</TEXT>", max(text_start, end - 1000), end)
    return RawDocument(
        type=fields.get(b"TYPE", "").upper(),
        filename=fields.get(b"FILENAME") or None,
        description=fields.get(b"DESCRIPTION") or None,
        start=text_start,
        end=text_end if text_end >= 0 else end,
        closed=closed,
    )


def read_header(data: bytes) -> Header:
    """Read a header of either dialect."""
    text = data.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
    header = Header()
    pairs = _KEY.findall(text) if "CONFORMED SUBMISSION TYPE" in text or "ACCESSION NUMBER:" in text else []
    if pairs:
        _from_lines(header, pairs)
    else:
        _from_tags(header, text)
    if header.accession_number is None:
        match = _ACCESSION.search(text[:300])
        header.accession_number = match[0] if match else None
    return header


def _from_lines(header: Header, pairs: list[tuple[str, str]]) -> None:
    address: list[str] = []
    section = ""
    for key, value in pairs:
        value = value.strip()
        filer = header.filers[-1] if header.filers else None
        if key in ("FILER", "FILED BY", "SUBJECT COMPANY", "REPORTING-OWNER", "ISSUER"):
            header.filers.append(Filer(role=key))
            section = ""
        elif key in ("COMPANY DATA", "FILING VALUES", "BUSINESS ADDRESS", "MAIL ADDRESS", "FORMER COMPANY"):
            section = key
            address = []
        elif key == "ACCESSION NUMBER":
            header.accession_number = value or None
        elif key == "CONFORMED SUBMISSION TYPE":
            header.form = value.upper() or None
        elif key == "CONFORMED PERIOD OF REPORT":
            header.period = compact_date(value)
        elif key == "FILED AS OF DATE":
            header.filed_on = compact_date(value)
        elif key == "PUBLIC DOCUMENT COUNT":
            header.document_count = int(value) if value.isdecimal() and len(value) < 6 else None
        elif key == "ITEM INFORMATION":
            header.items.append(value)
        elif filer is not None:
            _filer_field(filer, section, key, value, address)
    named = [filer for filer in header.filers if filer.name]
    header.filers = [filer for filer in named if filer.role == "FILER"] or named


def _filer_field(filer: Filer, section: str, key: str, value: str, address: list[str]) -> None:
    if not value:
        return
    if key == "COMPANY CONFORMED NAME":
        filer.name = value
    elif key == "CENTRAL INDEX KEY":
        filer.cik = value
    elif key in ("IRS NUMBER", "EIN"):
        filer.ein = value
    elif key == "STATE OF INCORPORATION":
        filer.state = value
    elif key == "SEC FILE NUMBER":
        filer.file_number = filer.file_number or value
    elif section == "BUSINESS ADDRESS" and key == "BUSINESS PHONE":
        filer.phone = value
    elif section == "BUSINESS ADDRESS" and key in ("STREET 1", "STREET 2", "CITY", "STATE", "ZIP"):
        address.append(value)
        filer.address = ", ".join(address)


_TAG_KEYS = {
    "CONFORMED-NAME": "COMPANY CONFORMED NAME",
    "CIK": "CENTRAL INDEX KEY",
    "IRS-NUMBER": "IRS NUMBER",
    "STATE-OF-INCORPORATION": "STATE OF INCORPORATION",
    "FILE-NUMBER": "SEC FILE NUMBER",
    "PHONE": "BUSINESS PHONE",
    "STREET1": "STREET 1",
    "STREET2": "STREET 2",
    "CITY": "CITY",
    "STATE": "STATE",
    "ZIP": "ZIP",
    "ACCESSION-NUMBER": "ACCESSION NUMBER",
    "TYPE": "CONFORMED SUBMISSION TYPE",
    "PERIOD": "CONFORMED PERIOD OF REPORT",
    "FILING-DATE": "FILED AS OF DATE",
    "PUBLIC-DOCUMENT-COUNT": "PUBLIC DOCUMENT COUNT",
    "ITEMS": "ITEM INFORMATION",
    "FILER": "FILER",
    "FILED-BY": "FILED BY",
    "SUBJECT-COMPANY": "SUBJECT COMPANY",
    "COMPANY-DATA": "COMPANY DATA",
    "FILING-VALUES": "FILING VALUES",
    "BUSINESS-ADDRESS": "BUSINESS ADDRESS",
    "MAIL-ADDRESS": "MAIL ADDRESS",
    "FORMER-COMPANY": "FORMER COMPANY",
}


def _from_tags(header: Header, text: str) -> None:
    """Read the dashed dialect by giving its tags the names that the other one uses."""
    pairs = [(_TAG_KEYS[tag], value) for closing, tag, value in _TAG.findall(text) if not closing and tag in _TAG_KEYS]
    _from_lines(header, pairs)
