"""Events in plain sentences: the filing's own, whole or cut at the end of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.drafts import BriefSentence
from summarizer.models import Event, FilingInfo
from summarizer.prose import reading_grade, unplain, word_count
from summarizer.wording.easing import eased, fits, plain, split, taken_over, trimmed
from summarizer.wording.figures import AnyFact
from summarizer.wording.naming import tidy, without_form
from summarizer.wording.plans import EVENTS, TOPICS
from summarizer.wording.quoting import quoted

_HARD = 12  # reading grade of a sentence that a short one has to open
_LONGEST = 36  # words of an event's sentence
_MOST_MORE = 3  # further sentences that an event's figures and dates stand in


def of_event(info: FilingInfo, event: Event, hardest: float) -> Iterator[BriefSentence]:
    """Yield what an event tells."""
    us = caller(info)
    facts: Sequence[AnyFact] = (*event.amounts, *event.percentages, *event.dates)
    said: list[str] = []
    opened = _at_length(event, us) and event.kind in EVENTS
    if opened:
        yield BriefSentence(text=_at_least(info, event), supports=[event.id, "filing"])
    for text in split(_whole(event)):
        plain_text = _plainly(text, us, hardest)
        if plain_text:
            said.append(plain_text)
            yield BriefSentence(text=plain_text, supports=[event.id])
    more = 0
    for quote in quoted(facts, event.evidence):
        taken = taken_over(quote.text, us, _LONGEST, hardest)
        if taken and quote.facts and more < _MOST_MORE and not _known(taken, said):
            more += 1
            said.append(taken)
            yield BriefSentence(text=taken, supports=[event.id, *sorted(quote.facts)])
    if not said and not opened:
        yield BriefSentence(text=_at_least(info, event), supports=[event.id, "filing"])


def _any_grade(text: str) -> bool:
    return fits(text, _LONGEST, _HARD * 3)


def _at_length(event: Event, us: str) -> bool:
    """Return whether an event's first sentence is hard to read, so that a short one should open the paragraph."""
    return reading_grade(trimmed(split(_whole(event))[0], us, _LONGEST, _any_grade) or "") > _HARD


def _at_least(info: FilingInfo, event: Event) -> str:
    """Return a sentence on an event of which no sentence of the filing can be told."""
    heading = EVENTS.get(event.kind)
    if heading is None or event.kind == "results":
        return f"{tidy(info.registrant.name)} filed a Form {info.form}."
    past = heading.replace("reports", "reported").replace("changes", "changed")
    return f"{past.replace('{us}', tidy(info.registrant.name))}."


def caller(info: FilingInfo) -> str:
    """Return what "the Company" is called in an event; of several registrants it stays what it is."""
    return "" if info.co_registrants else without_form(info.registrant.name)


def _whole(event: Event) -> str:
    """Return an event's text, or the sentence of the filing that it was cut from."""
    for evidence in event.evidence:
        quote = plain(" ".join(evidence.quote.split()))
        start = event.text[:40].strip()
        if start in quote and len(quote) > len(event.text):
            return quote[quote.index(start) :]
    return event.text


def _plainly(text: str, us: str, hardest: float) -> str | None:
    """Return a sentence as a brief may have it: whole if it is short, else up to the end of a clause."""
    text = re.sub(r"\bthe company\b", us, text) if us and us.lower() not in text.lower() else text
    found = trimmed(text, us, _LONGEST, lambda words: fits(words, _LONGEST, hardest + 6))
    if found:
        return found
    whole = eased(text, us)
    # It leans on another text, but tells what it tells; better than nothing where it is short.
    return (
        whole
        if word_count(whole) <= _LONGEST and not unplain(whole) and whole.endswith(".") and _points(whole)
        else None
    )


def _points(text: str) -> bool:
    return not re.search(r"(?i)\battached\b|\bincorporated\b|\bItem \d", text)


def _known(text: str, said: Sequence[str]) -> bool:
    words = set(re.findall(r"\w{4,}", text.lower()))
    return any(len(words & set(re.findall(r"\w{4,}", other.lower()))) > 0.7 * len(words) for other in said)


def title(info: FilingInfo, events: Sequence[Event]) -> str:
    """Return the title of a brief on events, by the first that says what it is."""
    us = without_form(info.registrant.name)
    for event in events:
        if event.kind == "results" and not re.search(r"(?i)results|earnings|revenue|sales", event.text):
            continue
        if event.kind in EVENTS:
            return EVENTS[event.kind].replace("{us}", us)
    for event in events:
        for topic, heading, verb in TOPICS:
            if re.search(rf"(?i){topic}", event.text) and re.search(rf"(?i){verb}", event.text):
                return heading.replace("{us}", us)
    return f"{us} files a Form {info.form}"
