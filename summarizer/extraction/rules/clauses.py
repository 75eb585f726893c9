"""The built-in extractor's lists within a sentence: "entered into (i) a ... Agreement and (ii) a ... Agreement"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from summarizer.extraction.rules.deals import Deal, build
from summarizer.extraction.rules.deeds import SIGNS
from summarizer.extraction.rules.kinds import action_of, first_title
from summarizer.extraction.rules.signals import of_type, shared
from summarizer.extraction.rules.text import Passage, Sentence
from summarizer.sieve import search

_MARK = re.compile(r"\((?:i{1,3}|iv|v|[1-5]|[a-e])\)\s+(?=[a-z])")
_FIRST_MARKS = ("(i)", "(1)", "(a)")
_CALLED = re.compile(r"\"(?:the )?([^\"]*?(?:Agreement|Amendment|Facility|Lease|Contract|Loan|Note)),?\"")


@dataclass(frozen=True, slots=True)
class _Listed:
    """An agreement of a list: its run of the sentence, its title, and the names that are its alone."""

    run: str
    title: str
    names: frozenset[str]


def listed_apart(passages: Sequence[Passage], item: str | None) -> list[Deal]:
    """Return a deal for each agreement of one kind that a sentence lists, each with a name of its own; else none.

    What a sentence says of one of them alone is that one's; what it says of all, or of none by name, is everyone's.
    """
    for passage in passages:
        for sentence in passage.sentences[:2]:
            if listed := _listed(sentence.text):
                deals = [build(_parted(passages, sentence, listed, own), item) for own in listed]
                kinds = {deal.type for deal in deals}
                if len(kinds) == 1 and of_type(kinds.pop()).listed_apart:
                    head = sentence.text[: sentence.text.index(listed[0].run)]
                    for deal, own in zip(deals, listed, strict=True):
                        deal.title, deal.context = own.title, [sentence]
                        deal.action = action_of([replace(sentence, text=head + own.run)], item)
                    return deals
                return []
    return []


def _listed(text: str) -> list[_Listed]:
    """Return the agreements that a sentence lists by number, if they are alike but for their names."""
    marks = [match.start() for match in _MARK.finditer(text)]
    if len(marks) < 2 or not text.startswith(_FIRST_MARKS, marks[0]) or not search(SIGNS, text):
        return []
    runs = [text[low:high] for low, high in pairwise([*marks, len(text)])]
    titles = {run: title for run in runs if (title := first_title(run)) and not shared().titles.beside.search(title)}
    called = {run: {title, *_CALLED.findall(run)} for run, title in titles.items()}
    found = []
    for run, title in titles.items():
        others = {name for other, names in called.items() if other != run for name in names}
        alone = {name for name in called[run] if not any(name in other for other in others)}
        found.append(_Listed(run, title, frozenset(alone)))
    alike = len({tuple(one.title.split()[-2:]) for one in found}) == 1
    return found if len(found) > 1 and alike and all(one.names for one in found) else []


def _parted(passages: Sequence[Passage], source: Sentence, listed: Sequence[_Listed], own: _Listed) -> list[Passage]:
    """Return the passages with only the sentences that tell of one of the agreements listed.

    A sentence that names none of them goes on about those of the sentence before it in its passage.
    """

    def named(text: str) -> list[_Listed]:
        return [one for one in listed if any(name in text for name in one.names)]

    parted = []
    for passage in passages:
        told: list[Sentence] = []
        about: list[_Listed] = []
        for sentence in passage.sentences:
            if sentence is source:
                head, run, _ = source.text.partition(listed[0].run)
                runs = [head + run] if own is listed[0] else [head.strip(), own.run]
                told += [replace(source, text=run) for run in runs if run]
                continue
            about = named(sentence.text) or about
            if own in about or not about:
                told.append(sentence)
        pointing = tuple(one for one in passage.pointing if own in (named(one.text) or listed))
        parted.append(replace(passage, sentences=tuple(told), pointing=pointing))
    return parted
