"""A brief put together: a paragraph that says the one thing to know, the terms, what is to come; then the events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from summarizer.drafts import BriefDraft, BriefParagraphDraft, BriefSentence
from summarizer.models import Deal, Event, FilingInfo
from summarizer.prose import LONGEST_SENTENCE, longest, reading_grade, word_count
from summarizer.wording import leads, reports, terms
from summarizer.wording.details import details
from summarizer.wording.leaning import leans
from summarizer.wording.naming import spelled, tidy, without_form
from summarizer.wording.outlook import outlook
from summarizer.wording.quoting import Passages
from summarizer.wording.standing import standing
from summarizer.wording.telling import Telling, content, figures

_HARDEST_BRIEF = 10.0  # the reading grade above which a brief is written anew without its hardest sentences
_ATTEMPTS = 6
_EASY = 8.0  # the reading grade of a sentence that makes no brief harder
_FIGURES_WORTH = 3.0  # a sentence that tells more may be so much harder
# Figures, what the agreement is about, and who was elected.
_WORTH = re.compile(r"\d|^(?:Under it|It (?:concerns|provides|is to)|Subject to court)\b|\b(?:elected|ratified)\b")
_WORDS = 253  # of a brief on one deal
_WORDS_MORE = 50  # and for each further deal
_WORDS_LEFT = 15  # for each further deal, of what the others leave to the first
_SHORT = 12  # words of a sentence that a longer one may tell as well
_LEAST = 60  # of each deal
_SIGNED = {"signe", "compl", "agree", "reach", "amend"}  # what an agreement may also be said to be: entered into
_LONGEST_PARAGRAPH = 6  # sentences


def write(
    info: FilingInfo, deals: Sequence[Deal], events: Sequence[Event], passages: Passages | None = None
) -> BriefDraft:
    """Write a brief: what each deal is, its terms, its dates and conditions; then the events.

    ``passages`` gives the filing's paragraphs: the sentences that the facts stand in are then known whole.

    Where that is too hard to read it is written anew without its hardest sentences; what else the filing says of a
    deal is added as far as it makes the brief neither too hard nor too long.
    """
    info = spelled(info, [e.text for e in events] + [p.name for deal in deals for p in deal.parties])
    banned: frozenset[str] = frozenset()
    for _ in range(_ATTEMPTS):
        told = _told(info, deals, events, banned, passages)
        hardest = _hardest(told.texts()) - banned
        if not hardest:
            break
        banned |= hardest
    told.fill()
    told.settle()
    told.fill()  # with what is told instead of a sentence that leans on one that is not
    told.settle()
    told.leave_out(told.repeated())
    told.leave_out(told.bare())
    for deal in told.deals:
        deal.spell_out()
    told.leave_out(_hardest(told.texts()))
    for deal in told.deals:
        deal.tell_core()
    paragraphs = [varied(part) for part in told.paragraphs() if part]
    return BriefDraft(
        title=_title(info, [part.title for part in told.deals], events),
        paragraphs=[BriefParagraphDraft(sentences=part) for part in paragraphs],
    )


_OPENS = re.compile(
    r"^(The [\w' -]+? (?:includes?|provides for|(?:contains|has) (?:customary )?[\w' -]*?, including)) "
)
_LISTS = re.compile(r"^(.*\. (The [a-z]+)) include ")


def varied(sentences: Sequence[BriefSentence]) -> list[BriefSentence]:
    """Return sentences in which one that opens as the one before it does goes on from there instead."""
    found: list[BriefSentence] = []
    before = listed = ""
    for sentence in sentences:
        listing = _LISTS.match(sentence.text)
        if listing and listing[1] == listed:
            more = f"{listing[2]} also include {sentence.text[listing.end() :]}"
            sentence = sentence.model_copy(update={"text": more})
        listed = listing[1] if listing else ""
        opening = _OPENS.match(sentence.text)
        same = opening is not None and opening[1] == before
        before = opening[1] if opening else ""
        if same:
            going_on = "They also include" if before.endswith((" include", ", including")) else "It also includes"
            going_on = "It also provides for" if before.endswith(" provides for") else going_on
            sentence = sentence.model_copy(update={"text": f"{going_on} {sentence.text[len(before) + 1 :]}"})
        found.append(sentence)
    return found


@dataclass
class _DealTold:
    """The sentences on one deal: what it is, then its terms and what else the filing says of it, in its order."""

    telling: Telling
    title: str
    opening: list[BriefSentence]
    body: list[BriefSentence]
    more: list[BriefSentence] = field(default_factory=list)

    def parts(self) -> list[list[BriefSentence]]:
        """Return its paragraphs."""
        return [self.opening, self.body, self.more]

    def _after(self, part: list[BriefSentence]) -> list[BriefSentence]:
        """Return the sentences of the paragraphs behind one."""
        parts = self.parts()
        at = next(n for n, one in enumerate(parts) if one is part)
        return [sentence for one in parts[at + 1 :] for sentence in one]

    def add(self, room: int, reader: _Reader) -> None:
        """Add what else the filing says of the deal, of ``room`` words in all, each where the filing has it."""
        self.telling.banned = frozenset()  # there may be room for what was too hard beside harder ones
        told = [*self.body, *self.more, *details(self.telling, room, reader)]
        self.body, self.more = sorted(told, key=self.telling.place), []

    def settle(self) -> None:
        """Have each sentence stand by itself behind those before it, and end a paragraph where it is long."""
        self._open_as_the_filing()
        told = list(standing(self.telling, self.opening, self.body))
        half = (len(told) + 1) // 2 if len(told) > _LONGEST_PARAGRAPH else len(told)
        while 0 < half < len(told) and leans(told[half].text):
            half += 1
        self.body, self.more = told[:half], told[half:]

    def _open_as_the_filing(self) -> None:
        """Open with the filing's own sentence where it is told and says what the first one does, and more."""
        first = self.opening[0]
        if self.telling.number(first) is not None or len(self.opening) > 1:
            return
        for one in (sentence for sentence in self.body if self.telling.number(sentence) is not None):
            left = [other.text for other in self.body]
            if (
                reading_grade(" ".join(left)) <= _HARDEST_BRIEF
                and all(word in content(one.text) for word in content(first.text) - _SIGNED)
                and figures(first.text) <= figures(one.text)
            ):
                self.body = [other for other in self.body if other is not one]
                text = self.telling.first_named(one.text)
                self.telling.same(one, text)
                supports = list(dict.fromkeys([*first.supports, *one.supports]))
                self.opening = [one.model_copy(update={"text": text, "supports": supports})]
                return

    def tell_core(self) -> None:
        """Tell in short sentences what a deal of its type is about, where the filing's own could not be told."""
        self.opening += terms.left(self.telling, " ".join(one.text for part in self.parts() for one in part))

    def spell_out(self) -> None:
        """Say once in full what the filing has initials for."""
        for short, whole in self.telling.defined.items():
            for part, at in [(one, at) for one in self.parts() for at in range(len(one))]:
                text = re.sub(rf"\b{short}\b(?! [A-Z])", whole, part[at].text, count=1)
                if whole in part[at].text:  # it is said there already
                    name = whole[:1].isupper()  # "joint venture" says what "JV" is
                    if name and any(re.search(rf"\b{short}\b", one.text) for one in part[at + 1 :] + self._after(part)):
                        text = part[at].text.replace(whole, f"{whole} ({short})", 1)
                        part[at] = part[at].model_copy(update={"text": text})
                    break
                if text != part[at].text and longest(text) < LONGEST_SENTENCE:
                    part[at] = part[at].model_copy(update={"text": text})
                    break


def _words(parts: Iterable[Sequence[BriefSentence]]) -> int:
    return sum(word_count(sentence.text) for part in parts for sentence in part)


_ON_BOTH = re.compile(
    r"\b[Bb]oth (?:businesses|companies|purchases|acquisitions|deals|mergers)\b|^The acquired (?:comp|bus)"
)


@dataclass
class _Told:
    """The sentences of a brief, by deals and events."""

    deals: list[_DealTold]
    events: list[list[BriefSentence]]

    def paragraphs(self) -> list[list[BriefSentence]]:
        """Return all paragraphs in order."""
        return [*(part for deal in self.deals for part in deal.parts()), *self.events]

    def texts(self) -> list[str]:
        """Return all sentences in order."""
        return [sentence.text for part in self.paragraphs() for sentence in part]

    def fill(self) -> None:
        """Add what else the filing says of each deal, as far as there is room and a reader can follow.

        Each deal has its share of the room; what those with little to tell leave of theirs is then for the first.
        """
        several = len(self.deals) - 1
        share = max(_LEAST, (_WORDS + _WORDS_MORE * several) // max(1, len(self.deals)))
        for at, deal in enumerate(self.deals):
            deal.telling.said.update(one.text for other in self.deals[:at] for one in other.body)
            deal.telling.said.update(sentence.text for part in self.events for sentence in part)
            deal.add(share - _words(deal.parts()), _Reader(self.texts()))
        if several > 0:
            self.deals[0].add(_WORDS + _WORDS_LEFT * several - _words(self.paragraphs()), _Reader(self.texts()))

    def settle(self) -> None:
        """Have the sentences on each deal stand by themselves, and those on two deals behind both."""
        for deal in self.deals:
            deal.settle()
        for deal in self.deals[:-1]:
            last = self.deals[-1]
            for part in (deal.body, deal.more) if deal.telling.both else ():
                last.more += [sentence for sentence in part if _ON_BOTH.search(sentence.text)]
                part[:] = [sentence for sentence in part if sentence not in last.more]

    def repeated(self) -> frozenset[str]:
        """Return the short sentences all of which a longer one on the same deal tells as well."""
        return frozenset(
            short
            for deal in self.deals
            for short, *others in _each_first([one.text for part in deal.parts() for one in part])
            if any(
                (word_count(short) < _SHORT and _tells(other, short))
                or (word_count(short) >= _SHORT and _holds(other, short))
                for other in others
            )
        )

    def bare(self) -> frozenset[str]:
        """Return the sentences that only name a sum, or an office, which a longer one tells, if they can be spared."""
        found: set[str] = set()
        for deal in self.deals:
            for short, *others in _each_first([one.text for part in deal.parts() for one in part]):
                told = any(
                    (_BARE.match(short) and _has(other, short)) or _office_told(short, other) for other in others
                )
                left = [text for text in self.texts() if text not in (*found, short)]
                if told and left and reading_grade(" ".join(left)) <= _HARDEST_BRIEF:
                    found.add(short)
        return frozenset(found)

    def leave_out(self, texts: frozenset[str]) -> None:
        """Leave sentences out, but for the first of the brief."""
        first = next(iter(self.texts()), "")
        for part in self.paragraphs():
            part[:] = [sentence for sentence in part if sentence.text == first or sentence.text not in texts]


def _each_first(texts: Sequence[str]) -> Iterator[list[str]]:
    for at, text in enumerate(texts):
        yield [text, *texts[:at], *texts[at + 1 :]]


# What only names a sum, which a sentence of the filing that has it tells better.
_BARE = re.compile(
    r"The (?:filing puts the value at|investment is|principal is|interest rate is|amount drawn is|value is)\b|"
    r"Gross proceeds are\b|Up to \S+(?: [mb]illion)? of the facility can be used for\b|The facility could grow by\b|"
    r"Further payments of\b|"
    r"The (?:notes|debentures|bonds) are [$\u20ac\u00a3\d]"
)


def _has(text: str, other: str) -> bool:
    """Return whether a longer sentence has all figures of another one."""
    of_it = figures(other)
    return bool(of_it) and len(text) > len(other) and of_it <= figures(text)


def _office_told(short: str, other: str) -> bool:
    """Return whether a longer sentence has whom a short one only says to be the trustee, or an agent, as one."""
    found = _OFFICE.fullmatch(short)
    return found is not None and other != short and found[1] in other and found[2] in other


_OFFICE = re.compile(r"(.+?) is (?:the|an?) (?:[a-z]+ )?(trustee|agent)\.")
_FRAME = content("This was done under")  # tells nothing of its own


def _tells(text: str, other: str) -> bool:
    """Return whether a longer sentence tells all that another one does: its figures, and of what they are."""
    of_it = figures(other)
    return (
        bool(of_it) and len(text) > len(other) and of_it <= figures(text) and content(other) - _FRAME <= content(text)
    )


def _holds(text: str, other: str) -> bool:
    """Return whether a longer sentence has every word of another one."""
    return len(text) > len(other) and figures(other) <= figures(text) and content(other) <= content(text)


def _hardest(left: Sequence[str]) -> frozenset[str]:
    """Return the sentences without which a brief is easy enough to read."""
    found: set[str] = set()
    for text in [*sorted(left[1:], key=_hardness, reverse=True), *left[:1]]:
        if reading_grade(" ".join(other for other in left if other not in found)) <= _HARDEST_BRIEF:
            break
        found.add(text)
    return frozenset(found)


def _hardness(text: str) -> float:
    return reading_grade(text) - _FIGURES_WORTH * bool(_WORTH.search(text))


class _Reader:
    """Who reads a brief, and can follow one more sentence or not."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = list(texts)

    def follows(self, text: str) -> bool:
        """Return whether a brief with one more sentence is easy enough, and if so count it in."""
        easy = reading_grade(text) <= _EASY or reading_grade(" ".join([*self.texts, text])) <= _HARDEST_BRIEF
        if easy:
            self.texts.append(text)
        return easy


# Items that report agreements: where none was read in them, the brief does not say that there is none.
_AGREEMENTS = {"1.01", "1.02", "2.01", "2.03", "3.02"}


def _told(
    info: FilingInfo,
    deals: Sequence[Deal],
    events: Sequence[Event],
    banned: frozenset[str],
    passages: Passages | None,
) -> _Told:
    named: set[str] = set()
    both = len(deals) == 2 and all(deal.type in ("merger", "asset_purchase") for deal in deals)
    found = [_deal_told(Telling(info, deal, named, banned, both=both, passages=passages)) for deal in deals]
    told = _Told(found, [])
    told.events = list(reports.of_events(info, events, banned, told.texts(), passages))
    if events and not deals:
        none = "could be read" if _AGREEMENTS & {event.item for event in events} else "was found"
        told.events.append([BriefSentence(text=f"No deal {none} in this Form {info.form}.", supports=["filing"])])
    if not told.texts():
        us = tidy(info.registrant.name)
        text = f"{us} filed a Form {info.form} in which no deal and no other event could be read."
        told.events = [[BriefSentence(text=text, supports=["filing"])]]
    return told


def _deal_told(telling: Telling) -> _DealTold:
    title, first = leads.lead(telling)
    telling.opened()
    about = leads.about(telling)
    return _DealTold(
        telling,
        title,
        [first, about] if about else [first],
        sorted([*terms.terms(telling), *outlook(telling, leads.noun(telling))], key=telling.place),
    )


def _title(info: FilingInfo, titles: Sequence[str], events: Sequence[Event]) -> str:
    if titles:
        return titles[0]
    if events:
        return reports.title(info, events)
    return f"Form {info.form} of {without_form(info.registrant.name)}"
