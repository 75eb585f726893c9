"""From bytes to a `Filing`: the parts put together, and what disagrees noted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from summarizer.errors import FilingError, SummarizerError
from summarizer.filing.clean import clean
from summarizer.filing.cover import Cover, read_cover, symbols_in_words, trading_symbols
from summarizer.filing.decoding import decode, refuse_binary, tidy
from summarizer.filing.exhibits import Listed, listed_exhibits
from summarizer.filing.forms import form_on_cover, is_8k
from summarizer.filing.sections import Form, is_release, items_of, make_paragraphs, parts_of, read_form
from summarizer.filing.structure import Document, Filing
from summarizer.filing.text import Body, read_text
from summarizer.models import Exhibit, FilingInfo, Registrant, Signatory, Span


def parse(data: bytes | str, *, source: str = "text") -> Filing:
    """Read a Form 8-K from the bytes or the text of it.

    ``source`` names where it came from, for messages and for ``Filing.source``. Raises `SourceError` where there
    is nothing to read and `FilingError` where it is no Form 8-K.
    """
    notices: list[str] = []
    if isinstance(data, str):
        raw = data.encode("utf-8", "surrogatepass")
        refuse_binary(raw, source)
        text = tidy(data.removeprefix("\ufeff"), notices)
    else:
        raw = data
        refuse_binary(raw, source)
        text, found = decode(raw)
        notices.extend(found)
    return _read(read_text(text), source, hashlib.sha256(raw).hexdigest(), notices)


def parse_all(data: bytes | str, *, source: str = "text") -> Iterator[Filing | tuple[str, SummarizerError]]:
    """Yield every filing of a file, or (source, error) for one that can't be read."""
    try:
        yield parse(data, source=source)
    except SummarizerError as error:
        yield source, error


def _read(body: Body, source: str, digest: str, notices: list[str]) -> Filing:
    form = read_form(body)
    text = body.text
    cover_text = text[: form.cover_end]
    name = _form_name(cover_text, form, source)
    cover = read_cover(cover_text)
    registrant, *others = _registrants(cover, cover_text, text)
    listed = next((found for found in map(listed_exhibits, form.exhibit_lists) if found), [])
    numbers = _attached_numbers(form, listed)
    exhibits = _exhibits(form, listed, numbers, name)
    parts, cuts = parts_of(form, numbers)
    paragraphs = make_paragraphs(body, name, parts, cuts, 1)
    document = Document(name=name, type=name, text=text, paragraphs=paragraphs)
    if not form.headings:
        notices.append("no item of Form 8-K was found")
    if form.signature is None:
        notices.append("no signature was found")
    broken = _breaks_off(document)
    if broken:
        notices.append(broken)
    info = FilingInfo(
        form=name,
        registrant=registrant,
        co_registrants=tuple(others),
        date_of_report=cover.date_of_report,
        items=tuple(items_of(form, name)),
        exhibits=tuple(exhibits),
        signatory=form.signature.signatories[0]
        if form.signature and form.signature.signatories
        else Signatory(),
        notices=tuple(notices),
    )
    return Filing(info=info, documents=(document,), source=source, source_sha256=digest)


def _form_name(cover: str, form: Form, source: str) -> str:
    named = form_on_cover(cover[:6000])
    if named and is_8k(named):
        return named
    if named:
        raise FilingError(f"{source}: this is a Form {named}, not an 8-K: give a Form 8-K")
    if form.headings and (form.signature or any(heading.strong for heading in form.headings)):
        return "8-K"
    raise FilingError(f"{source} is no Form 8-K that can be read: neither a cover page nor an item was found")


def _registrants(cover: Cover, cover_text: str, text: str) -> list[Registrant]:
    found = cover.registrants or [Registrant(name="")]
    tickers = trading_symbols(cover_text) or symbols_in_words(text[:200_000], found[0].name)
    return [found[0].model_copy(update={"tickers": tickers}), *found[1:]]


def _attached_numbers(form: Form, listed: list[Listed]) -> dict[int, str | None]:
    """Return the exhibit number of each attached part by its start: its heading's, or the one it must be."""
    numbers: dict[int, str | None] = {}
    for part in form.attached:
        number = part.number
        if number is None:
            here = [entry for entry in listed if entry.relation == "filed_here"]
            releases = [entry.number for entry in here if entry.number.startswith("99")] or [
                entry.number for entry in here if re.search(r"press|news", entry.description, re.IGNORECASE)
            ]
            if len(releases) == 1 or (
                releases and is_release(form.body.text[part.start : part.start + 3000], None)
            ):
                number = releases[0]
        numbers[part.start] = number
    return numbers


def _exhibits(
    form: Form, listed: list[Listed], numbers: dict[int, str | None], document: str
) -> list[Exhibit]:
    spans = {
        numbers[part.start]: Span(document=document, start=part.start, end=part.end)
        for part in reversed(form.attached)
    }
    exhibits = [
        Exhibit(
            number=entry.number,
            description=entry.description,
            relation="filed_here" if entry.number in spans else entry.relation,
            span=spans.get(entry.number),
        )
        for entry in listed
    ]
    known = {exhibit.number for exhibit in exhibits}
    exhibits.extend(
        Exhibit(number=number, span=spans[number])
        for number in (numbers[part.start] for part in form.attached)
        if number and number not in known
    )
    return exhibits


_CLOSED = re.compile(r"[.!?:;…\"”’')\]*_]\s*$")


def _breaks_off(document: Document) -> str | None:
    """Return a notice where the last words are prose that stops before its sentence does."""
    for paragraph in reversed(document.paragraphs[-3:]):
        words = clean(document.text[paragraph.start : paragraph.end]).rstrip(" #-–—")
        if len(words) < 25:
            continue
        if len(words) > 200 and "\t" not in words and not _CLOSED.search(words):
            return f"{document.name} breaks off in mid-sentence: “…{words[-40:]}”"
        return None
    return None
