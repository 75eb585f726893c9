"""Filings and drafts for tests, and a driver that answers the pipeline's requests from a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from summarizer import Filing, ModelError, Options, Summary, read_filing
from summarizer.drafts import BriefDraft, Correction, Corrections, Draft
from summarizer.extraction import prompting
from summarizer.extraction.exchange import Answer, Request
from summarizer.extraction.prices import Price
from summarizer.models import CallRecord
from summarizer.stages import stages

COVER = """\
UNITED STATES
SECURITIES AND EXCHANGE COMMISSION

FORM 8-K

CURRENT REPORT

Date of Report (Date of earliest event reported): March 4, 2024

Quarrel Hill Optics, Inc.
(Exact name of registrant)

Delaware
(State of incorporation)

001-98765
(Commission File Number)

98-7654321
(IRS Employer Identification No.)

"""

SIGNATURE = """

SIGNATURES

Pursuant to the requirements of the Securities Exchange Act, this report is signed for the registrant by an officer duly
authorized to do so.

Date: March 6, 2024

QUARREL HILL OPTICS, INC.

By: /s/ Dora Vantongeren
Dora Vantongeren
Chief Financial Officer
"""


def filing(
    *paragraphs: str, item: str = "Item 1.01 Entry into a Material Definitive Agreement", after: str = ""
) -> Filing:
    """Return a filing of one item, parsed from text."""
    return read_filing(COVER + item + "\n\n" + "\n\n".join(paragraphs) + SIGNATURE + after)


def number(filing_: Filing, words: str) -> int:
    """Return the number of the first paragraph of the items or press releases that holds the words."""
    return next(p.number for p in filing_.passages() if words in " ".join(filing_.text(p).split()))


def pointer(filing_: Filing, quote: str, words: str, **fields: Any) -> dict[str, Any]:
    """Return a pointer to the paragraph that begins the quote; the first one where none does."""
    try:
        paragraph = number(filing_, quote[:25])
    except StopIteration:
        paragraph = filing_.passages()[-1].number
    return {"paragraph": paragraph, "quote": quote, "words": words, **fields}


def amount(filing_: Filing, quote: str, words: str, kind: str = "fee", **fields: Any) -> dict[str, Any]:
    """Return an amount's draft."""
    rest = {"basis": "total", "payer": None, "payee": None, "contingent": False}
    return pointer(filing_, quote, words, kind=kind, **{**rest, **fields})


def party(filing_: Filing, name: str, role: str = "other", defined_name: str | None = None) -> dict[str, Any]:
    """Return a party's draft, citing the first paragraph that names it."""
    try:
        paragraph = number(filing_, name)
    except StopIteration:
        paragraph = filing_.passages()[-1].number
    return {"paragraph": paragraph, "name": name, "defined_name": defined_name, "role": role}


def deal(filing_: Filing, **fields: Any) -> Draft:
    """Return a draft of one deal."""
    registrant = {
        "paragraph": filing_.passages()[0].number,
        "name": filing_.info.registrant.name,
        "defined_name": None,
        "role": "client",
    }
    empty: dict[str, Any] = {
        "type": "services",
        "action": "entered",
        "title": None,
        "headline": "The company made an agreement.",
        "subject": "They made an agreement.",
        "parties": [registrant],
        "dates": [],
        "amounts": [],
        "percentages": [],
        "durations": [],
        "quantities": [],
        "provisions": [],
        "related": [],
    }
    return Draft.model_validate({"deals": [{**empty, **fields}], "events": []})


def event(filing_: Filing, quote: str, text: str, kind: str = "other", **fields: Any) -> Draft:
    """Return a draft of one event."""
    paragraph = number(filing_, quote[:25])
    entry = {"item": "8.01", "kind": kind, "text": text, "paragraph": paragraph, "quote": quote}
    groups: dict[str, Any] = {"amounts": [], "dates": [], "percentages": []}
    return Draft.model_validate({"deals": [], "events": [{**entry, **groups, **fields}]})


def brief(*sentences: tuple[str, Sequence[str]], title: str = "A new agreement") -> BriefDraft:
    """Return a brief of one paragraph."""
    entries = [{"text": text, "supports": list(supports)} for text, supports in sentences]
    return BriefDraft.model_validate({"title": title, "paragraphs": [{"sentences": entries}]})


def correction(path: str, **fields: Any) -> Correction:
    """Return a correction that changes only the fields given."""
    empty = {"withdraw": False, "paragraph": None, "quote": None, "words": None, "text": None}
    return Correction.model_validate({"path": path, **empty, **fields})


def asked_whole(filing_: Filing) -> Request[Draft]:
    """Return the request that asks about a filing which fits one window."""
    (part,) = prompting.parts(filing_, Options().window)
    return prompting.extraction(filing_, part, Draft(deals=[], events=[]))


def summary_of(
    filing_: Filing, *answers: Draft | Corrections | BriefDraft | ModelError, options: Options | None = None
) -> Summary:
    """Run the pipeline, answering its requests in turn; a brief that no answer is left for is refused."""
    return conversation(filing_, *answers, options=options)[0]


def conversation(
    filing_: Filing, *answers: BaseModel | ModelError, options: Options | None = None
) -> tuple[Summary, list[Request[Any]]]:
    """Run the pipeline as `summary_of` does; return the requests as well."""
    left, asked = list(answers), []
    work = stages(filing_, "openai/none", options or Options(repairs=0), Price(None, "none"))
    request = next(work)
    while True:
        asked.append(request)
        answer = left.pop(0) if left else ModelError("no answer is left")
        try:
            if isinstance(answer, ModelError):
                request = work.throw(answer)
            else:
                assert isinstance(answer, request.response_model), f"{request.purpose} wants another answer"
                record = CallRecord(purpose=request.purpose, attempts=1, input_tokens=0, output_tokens=0, seconds=0)
                request = work.send(Answer(answer, record))
        except StopIteration as stop:
            assert not left, f"{len(left)} answers were not asked for"
            result: Summary = stop.value
            return result, asked
