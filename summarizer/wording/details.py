"""What else a filing says of a deal: its own sentences, those that tell most first, as many as there is room for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from summarizer.drafts import BriefSentence
from summarizer.models import Provision
from summarizer.prose import LONGEST_SENTENCE, leaves_open, reading_grade, word_count
from summarizer.prose import longest as longest_of
from summarizer.sieve import search
from summarizer.wording.easing import HARDEST, plain, split, trimmed
from summarizer.wording.leaning import leans, loosened
from summarizer.wording.quoting import words
from summarizer.wording.telling import WHOLLY, Telling
from summarizer.wording.unfolding import unfolded

_LONGEST = 40  # words of a provision
_LONGEST_WANTED = 43  # and of a condition, or of what the type is about
_NEW = 0.7  # of its words may have been told
_LATER = ("condition", "approval", "termination_right")  # told with what is to come
_CUTS = 2  # ways to tell a sentence that are tried: whole, and cut
_PLAIN = 13.5  # reading grade of a sentence that is told before a harder one is tried again
_MORE = 30  # words for which there is room where a sentence tells what the type is about
_SHORTEST = 8  # words of a sentence
_LEAST = 1  # worth of a sentence that is told
_EARLY = 5  # the first sentences tell what matters
_TERMS = re.compile(
    r"(?i)\b(?:royalt|profits?\b|fees?\b|prices?\b|pays?\b|costs?\b|guarant|unsecured|secured|unchanged|"
    r"remain|subsidiary|"
    r"accounted for|no (?:borrowings|loans|amounts)|rank|agreed|will not\b|releases?\b|exercisable|convertible|"
    r"combin|fund\b|eliminat|removes?\b|licen[cs]e|purpose|award|vest)"
)
_EMPTY = re.compile(
    r"(?i)^The (?:merger |purchase |total )?(?:price|consideration) (?:will be|is|was|is to be) paid to (?!.*\d)|"
    r"\bcustomary (?:representations|terms|covenants|fees|compensation)|representations, warranties|"
    r"\bare (?:also )?parties to\b|^(?:Further|Additional|More) information\b|"
    r"\bsets? forth (?:its|our|other|the|[A-Z][\w ]+'s?) agreements\b|\bgoverns? aspects of\b|"
    r"\bcop(?:y|ies) of\b[^.;]{0,60}\b(?:release|agreement)\b[^.;]{0,60}\bfurnished\b|"
    r"\bno family relationship|\bcannot assure|\bno assurance|\bdetails\b.*\bobtained\b|\bcontacting\b|"
    r"\bforward-looking|\bis an offer\b|\bunlawful\b|\bdoes not (?:purport|constitute)|\bspeaks only as of"
)
_LEANS = re.compile(r"(?:It|They|He|She|That|The [a-z]+ (?:also )?include)\b")


class Reader(Protocol):
    """Who reads a brief."""

    def follows(self, text: str) -> bool:
        """Return whether one more sentence leaves the brief easy enough."""


def details(telling: Telling, room: int, reader: Reader) -> Iterator[BriefSentence]:
    """Yield sentences of the filing on a deal that tell what is not told yet, of ``room`` words in all, in its order.

    A sentence that the ``reader`` of the brief cannot follow is cut, or left out.
    """
    left = [p for p in telling.deal.provisions if p.id not in telling.told and p.kind not in _LATER]
    core = _core(telling)
    worth = {p.id: _worth(telling, p, place) for place, p in enumerate(left)}
    found: list[BriefSentence] = []
    wanting: list[Provision] = []  # what the type is about, and is too hard as yet
    later: list[Provision] = []
    in_order = sorted(left, key=lambda p: -worth[p.id])
    for one in in_order:
        if worth[one.id] < _LEAST or room < _SHORTEST:
            break
        if wanting and one.kind not in core and reading_grade(one.text) > _PLAIN:
            later.append(one)
            continue
        sentence, could = _followed(telling, one, room, reader, wanted=one.kind in core)
        if sentence:
            found.append(sentence)
            room -= word_count(sentence.text)
        elif could and one.kind in core:
            wanting.append(one)
    for one in (*wanting, *later):  # beside easier ones a reader may follow them
        telling.banned = frozenset()
        sentence, _ = _followed(telling, one, room + _MORE * (one in wanting), reader, wanted=one.kind in core)
        if sentence:
            found.append(sentence)
            room -= word_count(sentence.text)
    for one in in_order:  # a long list has the room that is left
        if worth[one.id] >= _LEAST and room >= _SHORTEST and one.id not in telling.told:
            telling.banned = frozenset()
            sentence, _ = _followed(telling, one, room, reader, wanted=one.kind in core, listing=True)
            if sentence:
                found.append(sentence)
                room -= word_count(sentence.text)
    yield from found
    yield from _others(telling, room, reader)


def _others(telling: Telling, room: int, reader: Reader) -> Iterator[BriefSentence]:
    """Yield sentences of the filing that no provision has, those that tell most first."""
    at_all = [at for at, quote in enumerate(telling.quoted) if quote.whole and not search(_EMPTY, quote.text)]
    worth = {at: _tells(telling, at) for at in at_all}
    for at in at_all[1:]:  # what a sentence leans on is worth what that is
        if leans(telling.quoted[at].text) and at - 1 in worth:
            worth[at - 1] = max(worth[at - 1], worth[at])
    for at in sorted(at_all, key=lambda at: (-worth[at], at)):
        if worth[at] < _LEAST_OTHER or room < _SHORTEST:
            break
        if leans(loosened(telling.quoted[at].text)) and not telling.follows_told(at):
            continue
        told = set(telling.told), set(telling.said)
        sentence = telling.take(at, _LONGEST_WANTED, hardest=_HARDEST)
        if sentence is None:
            continue
        said = sentence.text
        if word_count(said) <= room and reader.follows(said) and not telling.alike_before(said, told[1], _NEW):
            room -= word_count(said)
            yield sentence
        else:
            telling.told, telling.said = told
            telling.untake(sentence)


def _tells(telling: Telling, at: int) -> int:
    """Return how much a sentence of the filing tells that has not been told."""
    quote = telling.quoted[at]
    own = bool(quote.facts) or not quote.document.startswith("EX-")  # a release says much beside a deal
    worth = 3 * bool(telling.new_figures(quote.text)) + 2 * bool(search(_TERMS, quote.text)) + bool(quote.facts)
    return own * worth


_LEAST_OTHER = 2
_HARDEST = 22.0  # reading grade of a sentence that a reader may follow beside easier ones


def _followed(
    telling: Telling, one: Provision, room: int, reader: Reader, *, wanted: bool, listing: bool = False
) -> tuple[BriefSentence | None, bool]:
    """Return a provision as a reader can follow it, whole or cut, if there is room; and whether it could be told."""
    for at in range(_CUTS):
        told = set(telling.told), set(telling.said)
        sentence = provision(telling, one, wanted=wanted, listing=listing)
        if sentence is None:
            return None, at > 0
        if word_count(sentence.text) <= room and reader.follows(sentence.text):
            return sentence, True
        parts = [part for part in split(sentence.text) if not _LEANS.match(part)]
        if len(parts) > 1:  # told as two, of which one alone may do
            part = next((p for p in parts if word_count(p) <= room and reader.follows(p)), None)
            if part and telling.left_open(part, [one]):
                return sentence.model_copy(update={"text": part}), True
        telling.told, telling.said = told
        telling.untake(sentence)
        telling.banned |= {sentence.text}
    return None, True


def _worth(telling: Telling, one: Provision, place: int) -> int:
    """Return how much a provision tells: what the type is about, figures not told yet, what comes first."""
    core = _core(telling)
    kind = 3 * (one.kind in core) + (one.kind != "other")
    return kind + 3 * bool(telling.new_figures(one.text)) + 2 * bool(search(_TERMS, one.text)) + (place < _EARLY)


def _core(telling: Telling) -> set[str]:
    """Return the kinds of provisions that a deal of this type is about."""
    return {name.split(".")[1] for name in telling.core if name.startswith("provisions.")}


def _told(telling: Telling, one: Provision, text: str, share: float) -> bool:
    """Return whether what a provision tells has been told: its figures, or in other words."""
    listed = any(plain(one.text) != plain(" ".join(e.quote.split())) for e in one.evidence)  # and much like the next
    own = plain(one.text)
    beside = {fact.id for fact in telling.beside(one) if plain(words(fact)) in own}
    new = telling.new_figures(text)
    if any(said.startswith(text[:-1]) or (WHOLLY in said and WHOLLY in text) for said in telling.said):
        return True
    return (not listed and telling.alike(text, share)) or bool(
        beside and beside <= telling.told and not new and one.kind not in _LATER
    )


def provision(telling: Telling, one: Provision, *, wanted: bool = False, listing: bool = False) -> BriefSentence | None:
    """Return a provision as the brief tells it, or None where it is told or hard; ``wanted`` ones may be longer.

    With ``listing`` a list that is too long for a sentence is told one entry at a time.
    """
    if one.id in telling.told or telling.is_taken(one):
        return None
    longest = _LONGEST_WANTED if wanted else _LONGEST

    def tell(words: str) -> str | None:
        return trimmed(words, telling.cast.our_short, lambda eased: telling.fits(eased, longest, HARDEST + 2))

    entry = telling.entry(one)
    if entry == "":
        return None  # a part of a list that says nothing without the rest
    whole = _with_subject(telling, one, telling.resolved(entry or one.text))
    text = tell(whole) or (unfolded(plain(whole), tell) if listing else None)
    if text is None or search(_EMPTY, text) or (one.certainty != "signed" and not leaves_open(text)):
        return None
    if not telling.left_open(text, telling.beside(one)):
        return None
    text = telling.called(text)
    if longest_of(text) >= LONGEST_SENTENCE:
        return None  # a name may be long
    if text in telling.said or _told(telling, one, text, 0.8 if wanted else _NEW) or _day_told(telling, one):
        telling.told.add(one.id)
        return None
    return telling.taken(telling.sentence(text, one), one)


_SUBJECT = re.compile(r"(The (?:[A-Z][\w-]+ ?)+?) (?:is|are|was|were|will|has|have|may|must)\b")


def _with_subject(telling: Telling, one: Provision, text: str) -> str:
    """Return a sentence in which "It" is what the sentence before it in the filing is about, where that is plain."""
    before = [p for p in telling.deal.provisions for e in p.evidence if _next(e.end, one)]
    found = _SUBJECT.match(before[0].text) if before and text.startswith("It ") else None
    return f"{found[1]} {text[3:]}" if found else text


def _next(end: int, one: Provision) -> bool:
    return any(0 <= e.start - end <= _GAP for e in one.evidence)


_GAP = 3  # characters between two sentences


def _day_told(telling: Telling, one: Provision) -> bool:
    """Return whether a right to end the deal after a day has been told with the day."""
    days = [d.text for d in telling.deal.dates if d.kind == "termination" and d.id in telling.told]
    return one.kind == "termination_right" and any(day in plain(one.text) for day in days)
