"""From bytes to a `Filing`: the parts put together, and what disagrees noted."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from summarizer.errors import FilingError, SummarizerError
from summarizer.filing.attachments import exhibits_of, is_read, number_attached, number_documents
from summarizer.filing.clean import clean
from summarizer.filing.cover import read_cover
from summarizer.filing.decoding import decode, refuse_binary
from summarizer.filing.exhibits import listed_exhibits
from summarizer.filing.forms import FORMS, canonical_form, form_on_cover, is_8k, item_of_title
from summarizer.filing.html import Facts, is_html, read_html
from summarizer.filing.identity import date_of_report, registrants_of
from summarizer.filing.sections import Form, Part, is_release, items_of, make_paragraphs, parts_of, read_form
from summarizer.filing.sgml import Header, RawDocument, Submission, is_submission, split
from summarizer.filing.structure import Document, Filing, Paragraph
from summarizer.filing.text import Body, read_text
from summarizer.models import FilingInfo, Item, Signatory, Span

_MOST_EXHIBITS = 300  # read in full; no filing has a tenth of that


def parse(data: bytes | str, *, source: str = "text") -> Filing:
    """Read a Form 8-K from the bytes or the text of it.

    ``source`` names where it came from, for messages and for ``Filing.source``. Of a file that holds several
    submissions the first is read; `parse_all` reads them all. Raises `SourceError` where there is nothing to
    read and `FilingError` where it is no Form 8-K.
    """
    raw, submissions = _open(data, source)
    notices: list[str] = []
    if len(submissions) > 1:
        notices.append(f"the file holds {len(submissions)} submissions; the first was read")
    return _read(raw, submissions[0], source, notices)


def parse_all(data: bytes | str, *, source: str = "text") -> Iterator[Filing | tuple[str, SummarizerError]]:
    """Yield every filing of a file, and (source, error) for each submission that can't be read."""
    try:
        raw, submissions = _open(data, source)
    except SummarizerError as error:
        yield source, error
        return
    for place, submission in enumerate(submissions, start=1):
        name = source if len(submissions) == 1 else f"{source}#{submission.header.accession_number or place}"
        try:
            yield _read(raw, submission, name, [])
        except SummarizerError as error:
            yield name, error


def as_bytes(data: bytes | str) -> bytes:
    """Return what a filing's digest is taken of: of a text its UTF-8."""
    return data.encode("utf-8", "replace") if isinstance(data, str) else data


def _open(data: bytes | str, source: str) -> tuple[bytes, list[Submission]]:
    raw = as_bytes(data)
    refuse_binary(raw, source)
    if is_submission(raw):
        return raw, split(raw)
    whole = RawDocument("", None, None, 0, len(raw), closed=True)
    return raw, [Submission(Header(), [whole])]


def _read(raw: bytes, submission: Submission, source: str, notices: list[str]) -> Filing:
    header = submission.header
    if header.form and not is_8k(header.form):
        raise FilingError(f"{source}: this is a Form {header.form}, not an 8-K: give a Form 8-K")
    if not submission.documents:
        raise FilingError(f"{source} is cut off before its first document: get the filing again")
    main = next((document for document in submission.documents if is_8k(document.type)), submission.documents[0])
    body, facts = _body(raw, main, notices)
    form = read_form(body)
    cover_text = body.text[: form.cover_end]
    form_name = _form_name(header, main, facts, cover_text, form, source)
    name = form_name
    cover = read_cover(cover_text)
    registrant, *others = registrants_of(cover, cover_text, body.text, facts, header)
    known = registrant.name or header.form or facts or is_8k(main.type)
    if not (known or (form.signature and form.headings)):
        # A page that mentions a Form 8-K, or tells of one, is none.
        raise FilingError(f"{source} is no Form 8-K that can be read: it has no registrant, and no signed items")
    listed = next((found for found in map(listed_exhibits, form.exhibit_lists) if found), [])
    attached = number_attached(form, listed)
    parts, cuts = parts_of(form, attached)
    documents = [_document(name, main, body, make_paragraphs(body, name, parts, cuts, 1))]
    spans = {
        number: Span(document=name, start=part.start, end=part.end)
        for part in reversed(form.attached)
        if (number := attached[part.start])
    }
    paired = number_documents([document for document in submission.documents if document is not main], listed)
    read = [pair for pair in paired if is_read(pair[1])][:_MOST_EXHIBITS]
    copies: Counter[str] = Counter()
    count = len(documents[0].paragraphs)
    for document, number in sorted(read, key=lambda pair: not pair[1].startswith("99")):
        copies[number] += 1
        own_name = f"EX-{number}" + (f" ({copies[number]})" if copies[number] > 1 else "")
        exhibit = _exhibit(raw, document, number, own_name, count + 1, notices)
        if exhibit.paragraphs:  # an empty one, as of a picture, is listed only
            documents.append(exhibit)
            count += len(exhibit.paragraphs)
            spans.setdefault(number, Span(document=own_name, start=0, end=len(exhibit.text)))
    items = items_of(form, name)
    present = [(number, None) for part in form.attached if (number := attached[part.start])]
    exhibits = exhibits_of(listed, spans, [*present, *((number, raw_.description) for raw_, number in paired)])
    reported = date_of_report(cover, facts, header, notices)
    _note_items(items, header, notices)
    _note_gaps(form, submission, documents, registrant.name, notices)
    info = FilingInfo(
        form=form_name,
        accession_number=header.accession_number,
        registrant=registrant,
        co_registrants=tuple(others),
        date_of_report=reported,
        filed_on=header.filed_on,
        items=tuple(items),
        exhibits=tuple(exhibits),
        signatory=form.signature.signatories[0] if form.signature and form.signature.signatories else Signatory(),
        notices=tuple(dict.fromkeys(notices)),
    )
    return Filing(info=info, documents=tuple(documents), source=source, source_sha256=hashlib.sha256(raw).hexdigest())


def _body(raw: bytes, document: RawDocument, notices: list[str]) -> tuple[Body, Facts]:
    data = raw if document.end - document.start == len(raw) else raw[document.start : document.end]
    text, repaired = decode(data)
    notices.extend(repaired)
    if is_html(text):
        return read_html(text)
    return read_text(text), {}


def _document(name: str, raw: RawDocument, body: Body, paragraphs: tuple[Paragraph, ...]) -> Document:
    return Document(
        name=name,
        type=raw.type or name,
        text=body.text,
        paragraphs=paragraphs,
        filename=raw.filename,
        description=raw.description,
    )


def _exhibit(raw: bytes, document: RawDocument, number: str, name: str, first: int, notices: list[str]) -> Document:
    body, _ = _body(raw, document, notices)
    release = is_release(body.text[:3000], number)
    part = Part(0, "press_release" if release else "exhibit", exhibit=number)
    return _document(name, document, body, make_paragraphs(body, name, [part], [], first))


def _form_name(header: Header, main: RawDocument, facts: Facts, cover: str, form: Form, source: str) -> str:
    tagged = facts.get("DocumentType", [""])[0]
    for stated in (header.form, main.type, tagged):
        if stated and is_8k(stated):
            return canonical_form(stated)
    named = form_on_cover(cover[:6000])
    if named and is_8k(named):
        return named
    if named in FORMS or (main.type and not named):
        named = main.type
    if named:
        raise FilingError(f"{source}: this is a Form {named}, not an 8-K: give a Form 8-K")
    if form.headings and (form.signature or any(heading.strong for heading in form.headings)):
        return "8-K"
    raise FilingError(f"{source} is no Form 8-K that can be read: neither a cover page nor an item was found")


def _note_items(items: list[Item], header: Header, notices: list[str]) -> None:
    """Hold the header's items against the body's."""
    old = bool(items) and not any("." in item.number for item in items)
    stated = [number for title in header.items if (number := item_of_title(title, old))]
    if not stated:
        return
    body = [item.number for item in items]
    for number in dict.fromkeys(stated):
        if number not in body:
            notices.append(f"the header lists Item {number}, the body does not")
    for number in dict.fromkeys(body):
        if number not in stated:
            notices.append(f"the body has Item {number}, the header does not list it")


def _note_gaps(form: Form, submission: Submission, documents: list[Document], name: str, notices: list[str]) -> None:
    if not name:
        notices.append("no registrant's name was found")
    if not form.headings:
        notices.append("no item of Form 8-K was found")
    if form.signature is None:
        notices.append("no signature was found")
    count = submission.header.document_count
    if not submission.documents[-1].closed:
        held = len(submission.documents)
        notices.append(f"the submission is cut off in document {held}" + (f" of {count}" if count else ""))
    for document in documents:
        broken = _breaks_off(document)
        if broken:
            notices.append(broken)


_LAST_WORD = re.compile(r"[\W_]*\b(?:ends?|more)[\W_]*$", re.IGNORECASE)


def _breaks_off(document: Document) -> str | None:
    """Return a notice where the last words are prose that stops before its sentence does."""
    for paragraph in reversed(document.paragraphs[-3:]):
        words = clean(document.text[max(paragraph.start, paragraph.end - 2000) : paragraph.end])
        if _LAST_WORD.search(words):
            return None
        words = words.rstrip(" #*-–—")
        if len(words) < 25:
            continue
        prose = len(words) > 300 and ". " in words and "\t" not in document.text[paragraph.start : paragraph.end]
        if prose and words[-1].isalnum():
            return f"{document.name} breaks off in mid-sentence: “…{words[-40:]}”"
        return None
    return None
