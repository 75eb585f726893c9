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

_MARK = re.compile(r"\((?:i{1,3}|iv|v|[1-5]|[a-e])\)\s+(?=[a-z])")
_FIRST_MARKS = ("(i)", "(1)", "(a)")
_CALLED = re.compile(r"\"(?:the )?([^\"]*?(?:Agreement|Facility|Lease|Contract|Note))\"")


@dataclass(frozen=True, slots=True)
class _Listed:
    """An agreement of a list: its run of the sentence, and what the filing calls it."""

    run: str
    title: str
    called: str


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
    if len(marks) < 2 or not text.startswith(_FIRST_MARKS, marks[0]) or not SIGNS.search(text):
        return []
    found = []
    for low, high in pairwise([*marks, len(text)]):
        run = text[low:high]
        title, called = first_title(run), _CALLED.findall(run)
        if title and called and not shared().titles.beside.search(title):
            found.append(_Listed(run, title, called[-1] if title not in called else title))
    alike = len({tuple(one.title.split()[-2:]) for one in found}) == 1
    named = len({one.called for one in found}) == len({one.title for one in found}) == len(found)
    return found if len(found) > 1 and alike and named else []


def _parted(passages: Sequence[Passage], source: Sentence, listed: Sequence[_Listed], own: _Listed) -> list[Passage]:
    """Return the passages with only the sentences that tell of one of the agreements listed.

    A sentence that names none of them goes on about those of the sentence before it in its passage.
    """

    def named(text: str) -> list[_Listed]:
        return [one for one in listed if one.called in text or one.title in text]

    parted = []
    for passage in passages:
        told: list[Sentence] = []
        about: list[_Listed] = []
        for sentence in passage.sentences:
            if sentence is source:
                head = source.text[: source.text.index(listed[0].run)].strip()
                told += [replace(source, text=run) for run in (head, own.run) if run]
                continue
            about = named(sentence.text) or about
            if own in about or not about:
                told.append(sentence)
        pointing = tuple(one for one in passage.pointing if own in (named(one.text) or listed))
        parted.append(replace(passage, sentences=tuple(told), pointing=pointing))
    return parted
