"""Show how a filing was read, as text for people or as JSON for programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from summarizer.filing.structure import Filing, Paragraph
from summarizer.folding import plain
from summarizer.rendering import quiet_json
from summarizer.rendering.lines import visible

WIDTH = 96


def as_json(filing: Filing) -> str:
    """Return the parsed filing as JSON; every span cuts ``documents[].text`` of the document that it names."""
    data: dict[str, Any] = {
        "filing": filing.info.model_dump(mode="json"),
        "source": filing.source,
        "source_sha256": filing.source_sha256,
        "documents": [
            {
                "name": document.name,
                "type": document.type,
                "filename": document.filename,
                "description": document.description,
                "text": document.text,
                "paragraphs": [_paragraph(paragraph) for paragraph in document.paragraphs],
            }
            for document in filing.documents
        ],
    }
    return quiet_json(json.dumps(data, indent=2, ensure_ascii=False)) + "\n"


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "number": paragraph.number,
        "start": paragraph.start,
        "end": paragraph.end,
        "section": paragraph.section,
        "item": paragraph.item,
        "exhibit": paragraph.exhibit,
    }


def as_text(filing: Filing) -> str:
    """Return the cover, each item with its text, the exhibits and what the parser noticed."""
    return visible("\n".join(_lines(filing))).rstrip() + "\n"


def _lines(filing: Filing) -> Iterator[str]:
    info, registrant = filing.info, filing.info.registrant
    tickers = ", ".join(f"{t.symbol} ({t.exchange})" if t.exchange else t.symbol for t in registrant.tickers)
    signed = ", ".join(p for p in (info.signatory.name, info.signatory.title, info.signatory.signed_on) if p)
    cover = (
        ("form", info.form),
        ("registrant", registrant.name),
        ("co-registrants", ", ".join(other.name for other in info.co_registrants)),
        ("CIK", registrant.cik),
        ("state", registrant.state_of_incorporation),
        ("file number", registrant.commission_file_number),
        ("EIN", registrant.ein),
        ("address", registrant.address),
        ("phone", registrant.phone),
        ("tickers", tickers),
        ("date of report", info.date_of_report),
        ("filed on", info.filed_on),
        ("accession number", info.accession_number),
        ("signed by", signed),
    )
    yield from (f"{label:<18}{plain(value)}" for label, value in cover if value)
    for item in info.items:
        yield ""
        notes = (" (furnished)" if item.furnished else "") + (
            f" (points to {item.points_to})" if item.points_to else ""
        )
        yield f"Item {item.number} {plain(item.title)}{notes}"
        for paragraph in filing.paragraphs():
            inside = item.span.start <= paragraph.start < item.span.end
            if paragraph.document == item.span.document and inside:
                yield textwrap.fill(plain(filing.text(paragraph)), WIDTH, initial_indent="  ", subsequent_indent="  ")
    if info.exhibits:
        yield ""
        yield "Exhibits"
    for exhibit in info.exhibits:
        yield f"  {exhibit.number:<8}{plain(exhibit.description)} ({exhibit.relation.replace('_', ' ')})"
    if info.notices:
        yield ""
        yield "Notices"
    yield from (f"  {plain(notice)}" for notice in info.notices)
