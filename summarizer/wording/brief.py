"""A brief put together: a paragraph that says the one thing to know, the terms, what is to come; then the events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.drafts import BriefDraft, BriefParagraphDraft, BriefSentence
from summarizer.models import Deal, Event, FilingInfo
from summarizer.prose import reading_grade
from summarizer.wording import leads, reports
from summarizer.wording.easing import HARDEST
from summarizer.wording.naming import tidy, without_form
from summarizer.wording.outlook import outlook
from summarizer.wording.telling import Telling
from summarizer.wording.terms import terms

_HARDEST_BRIEF = 10.0  # the reading grade above which a brief is written anew without its hardest sentences
# The reading grade of a sentence that may be taken over from the filing, in turn until the brief is easy enough.
_GRADES = (HARDEST, 17.0, 16.0, 15.0, 14.0, 12.5, 11.0, 9.0)


def write(info: FilingInfo, deals: Sequence[Deal], events: Sequence[Event]) -> BriefDraft:
    """Write a brief: what each deal is, its terms, its dates and conditions; then the events."""
    for hardest in _GRADES:
        draft = _written(info, deals, events, hardest)
        if _grade(draft) <= _HARDEST_BRIEF:
            break
    return draft


def _grade(draft: BriefDraft) -> float:
    return reading_grade(" ".join(sentence.text for paragraph in draft.paragraphs for sentence in paragraph.sentences))


def _written(info: FilingInfo, deals: Sequence[Deal], events: Sequence[Event], hardest: float) -> BriefDraft:
    named: set[str] = set()
    titles: list[str] = []
    paragraphs: list[list[BriefSentence]] = []
    for deal in deals:
        title, told = _of_deal(info, deal, named, hardest)
        titles.append(title)
        paragraphs += told
    paragraphs += reports.of_events(info, events, hardest)
    if events and not deals:
        paragraphs.append([BriefSentence(text=f"No deal was found in this Form {info.form}.", supports=["filing"])])
    if not any(paragraphs):
        text = (
            f"{tidy(info.registrant.name)} filed a Form {info.form} in which no deal and no other event could be read."
        )
        paragraphs = [[BriefSentence(text=text, supports=["filing"])]]
    return BriefDraft(
        title=_title(info, titles, events),
        paragraphs=[BriefParagraphDraft(sentences=paragraph) for paragraph in paragraphs if paragraph],
    )


def _of_deal(info: FilingInfo, deal: Deal, named: set[str], hardest: float) -> tuple[str, list[list[BriefSentence]]]:
    telling = Telling(info, deal, named, hardest)
    title, first = leads.lead(telling)
    return title, [paragraph for paragraph in _paragraphs(telling, first) if paragraph]


def _paragraphs(telling: Telling, first: BriefSentence) -> Iterator[list[BriefSentence]]:
    about = leads.about(telling)
    yield [first, about] if about else [first]
    yield list(terms(telling))
    yield list(outlook(telling, leads.noun(telling)))


def _title(info: FilingInfo, titles: Sequence[str], events: Sequence[Event]) -> str:
    if titles:
        return titles[0]
    if events:
        return reports.title(info, events)
    return f"Form {info.form} of {without_form(info.registrant.name)}"
