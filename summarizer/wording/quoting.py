"""The sentences of the filing that a deal's or an event's facts rest on, put together again from their quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from summarizer.models import Evidence, Party, Provision
from summarizer.wording.easing import plain, split
from summarizer.wording.figures import AnyFact


class Passages:
    """The filing's paragraphs that facts may stand in: of which document, where each starts, and its words."""

    def __init__(self, paragraphs: Iterable[tuple[str, int, str]]) -> None:
        self._of: dict[str, list[tuple[int, str]]] = {}
        for document, start, words_ in paragraphs:
            self._of.setdefault(document, []).append((start, words_))

    def at(self, document: str, offset: int) -> tuple[int, str] | None:
        """Return the paragraph at a place of a document: where it starts, and its words; None between two."""
        paragraphs = self._of.get(document, [])
        found = bisect_right(paragraphs, offset, key=lambda one: one[0])
        start, words_ = paragraphs[found - 1] if found else (0, "")
        return (start, words_) if offset < start + len(words_) else None

    def entry(self, document: str, start: int, text: str = "") -> str | None:
        """Return an entry of a list as a sentence, with what opens the list where it is none by itself.

        ``text`` is the part of the entry that is meant, where that is not all of it. None is of no list; an entry
        that no sentence can be made of is empty.
        """
        paragraphs = self._of.get(document, [])
        at = bisect_right(paragraphs, start, key=lambda one: one[0]) - 1
        if at < 0 or start >= paragraphs[at][0] + len(paragraphs[at][1]):
            return None
        whole = _folded(paragraphs[at][1])
        if not _is_entry(whole):
            return None
        above = (_folded(words_) for _, words_ in reversed(paragraphs[max(0, at - _LONGEST_LIST) : at]))
        head = next((words_ for words_ in above if not _is_entry(words_)), "")
        body = _body(whole)
        titled = _TITLED.match(body) if _BULLET.match(whole) else None
        if (
            titled
            and _folded(text or whole).rstrip(".") == split(f"{titled[2]}.")[0].rstrip(".")
            and _no_verb(titled[2])
        ):
            return _of_title(titled[1].lower(), split(f"{titled[2]}.")[0])
        if body[:1].isupper() and not head.endswith(":"):
            return None
        if not head.endswith(":"):
            return f"{body[:1].upper()}{body[1:]}." if re.search(r";(?: and)?$", whole) and _is_clause(body) else None
        part = _folded(text or whole)
        first = whole.startswith(part)
        return _of_list(split(head), _body(part) if first else _JOINED.sub("", part, count=1), goes_on=first)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The words of all paragraphs, in the filing's order."""
        return tuple(plain(" ".join(words_.split())) for one in self._of.values() for _, words_ in one)


_BULLET = re.compile(r"^(?:[-\u2022*\u00b7]\s*|o\s+|\(?(?:[a-z]|[ivx]+|\d{1,2})[.)]\s+)(?=[\w$\u20ac\u00a3])")
_JOINED = re.compile(r"[;,.]?(?: and)?$")
_OPEN = re.compile(r"\b(?:to|will|shall|may|must|that)$")
_DOES = re.compile(r"[a-z]{2,}(?:s|ed) (?!of\b)")
_SHORT_HEAD = 12  # words
_LONG_HEAD = 26
_LONGEST_LIST = 30  # entries
# What opens a list of things, and says by itself who gets or has them.
_GIVES = re.compile(
    r"\b(?:provid(?:es?|ed|ing) for|includ(?:es?|ed|ing)|entitled to|receives?|received|given|consist(?:s|ed)? of|"
    r"contains?|approved|granted|awarded)$"
)
# What it says besides, behind that verb.
_BESIDES = re.compile(
    r",? (?:among other things|as follows|in (?:place|lieu) of|instead of|in addition to|in exchange for)\b[^:]*$|"
    r" the following(?: (?:[a-z-]+,? ){0,4}[a-z-]+)?$"
)
# A list of what has to be so for something else is not told entry by entry.
_IF = re.compile(
    r"(?i)\b(?:if|when|unless|until|upon|after|before|either|neither|one of|any of|not|circumstances?|events?|"
    r"default|represent\w*|definitions?|conditions|subject to|earlie\w+|greate\w+|lesser|later)\b[^,]*$"
)
_THING = re.compile(
    r"(?:(?i:an?|the|one|two|three|his|her)|[\d$\u20ac\u00a3][\d,.]*|(?!and\b|or\b|if\b|that\b)[a-z-]+) "
)
_CLAUSE = re.compile(
    r"(?:(?:the|its|his|her|each|all|any|no|an?|both|The|Its|Each|All|Any|No|An?|Both|(?:Mr|Ms|Mrs|Dr)\.) )?"
    r"(?:(?!that\b|which\b|who\b|whom\b|whose\b|where\b|if\b|equal\b)[\w'$&.-]+,? ){1,12}?"
    r"(?:is|are|was|were|will|shall|has|have|must|may|can|falls?|rises?|joins|becomes?|remains?|goes|keeps)\b"
)
# Who gets what: "Ada Able - two awards of 300 shares".
_NAMED = re.compile(
    r"((?:[A-Z][\w.'-]* ){1,4}[A-Z][\w.'-]*?) ?(?:-|:) ?((?:an?|one|two|three|four|[\d$][\d,.]*) [^;:]+)$"
)
_AWARDS = re.compile(
    r"\b(?:approved|granted|awarded)\b[^.;:]*\b(?:awards?|grants?|bonus(?:es)?|units|shares|options)\b"
)


def _folded(text: str) -> str:
    return plain(" ".join(text.split()))


def _body(text: str) -> str:
    """Return an entry of a list without its mark and without what joins it to the next one."""
    return _JOINED.sub("", _BULLET.sub("", text), count=1)


def _is_entry(text: str) -> bool:
    """Return whether a paragraph has the mark of an entry of a list, or goes on where another one ended."""
    return not text.endswith(":") and (text[:1].islower() or bool(_BULLET.match(text) or _NAMED.match(text)))


# An entry with a title: "(1) Term. Twelve years from May 1, 2011".
_TITLED = re.compile(r"([A-Z][a-z]+(?: [a-z]+){0,2})[.:] ((?!The\b)[A-Z][a-z]* .*)$")
_ASIDES = re.compile(r",| \(|\b(?:which|that|who|where|whose)\b")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|will|may|must|has|have|had|shall|can|cannot|do|does|did|pays?|bears?|accrues?|matures?|falls?|"
    r"owes?|agreed|paid|sold|been|[a-z]+ed (?:an?|the|its|his|her))\b"
)
_THINGS = re.compile(r"^(?:an?|one|two|three|four|five|[a-z]+ (?:rent|fee|price|years?|months?|interest)) ?")


def _no_verb(text: str) -> bool:
    first = _ASIDES.split(split(text)[0])[0]
    low = f"{first[:1].lower()}{first[1:]}"
    numbers = re.match(r"[a-z-]+ (?:years?|months?|days?)\b", low)
    return not _FINITE.search(first) and bool(_THINGS.match(low) or numbers)


def _of_title(title: str, text: str) -> str:
    """Return a thing under the title of an entry as a sentence: what there is, and for what."""
    low = f"{text[:1].lower()}{text[1:]}"
    if title == "term":
        return f"The term is {low}"
    return f"For {title} there {'are' if re.match(r'(?:two|three|four|five) ', low) else 'is'} {low}"


def _is_clause(body: str) -> bool:
    return bool(_CLAUSE.match(body))


def _of_list(opens: Sequence[str], body: str, *, goes_on: bool) -> str:
    """Return an entry of a list as a sentence, with what opens the list where the one goes on in the other."""
    head = opens[-1].rstrip(" :")
    if _is_clause(body):
        return "" if _IF.search(head) else f"{body[:1].upper()}{body[1:]}."
    if not goes_on:
        return f"{body}."
    named = _NAMED.match(body)
    if named and _AWARDS.search(" ".join(opens[-2:])):
        return f"{named[1]} is to get {named[2]}."
    head = _BESIDES.sub("", re.sub(r",? (?:among other things,?|as follows)$", "", head))
    head = re.sub(r"\bconsist(s?) of$", r"include\1", re.sub(r"\bconsisted of$", "included", head))
    words_ = len(head.split())
    if _GIVES.search(head) and _THING.match(body) and words_ <= _LONG_HEAD:
        article = body[:1].lower() if re.match(r"(?:An?|The|One|Two|Three) ", body) else body[:1]
        return f"{head} {article}{body[1:]}."
    joins = body[:1].islower() and (_OPEN.search(head) or _DOES.match(body))
    return f"{head} {body}." if joins and words_ <= _SHORT_HEAD else ""


@dataclass(frozen=True)
class Quoted:
    """A sentence of the filing, the ids of the facts whose words stand in it, and its number among its neighbours.

    A sentence whose number is one higher stands right behind it in the filing. What is ``whole`` is no part of one.
    """

    text: str
    facts: frozenset[str]
    number: int = 0
    document: str = ""
    whole: bool = False


def quoted(
    facts: Sequence[AnyFact], more: Sequence[Evidence] = (), passages: Passages | None = None
) -> tuple[Quoted, ...]:
    """Return the sentences that facts rest on, in the filing's order, each with the facts that it tells.

    Where the filing's ``passages`` are known each is whole, and the others of its paragraph stand among them, with no
    facts. A provision that is one thing out of a list stands as its own sentence behind the one that lists it.
    """
    places = [(fact, e) for fact in facts for e in fact.evidence]
    placed = [(fact, e.document, _place(fact, e)) for fact, e in places]
    found: dict[tuple[str, int], Quoted] = {}
    number = 0
    behind = ("", 0)
    for document, low, sentence in _sentences(_runs([*(e for _, e in places), *more]), passages):
        high = low + len(sentence)
        ids = {
            fact.id
            for fact, within, place in placed
            if within == document and low <= place < high and _told_by(fact, sentence)
        }
        number += 1 if behind[0] == document and 0 <= low - behind[1] <= _GAP else 2
        behind = document, high
        entry = passages.entry(document, low, sentence) if passages else None
        text = _folded(sentence) if entry is None else entry
        found[document, low] = Quoted(text, frozenset(ids), number, document, passages is not None)
    numbers = [(document, low, quote.number) for (document, low), quote in found.items()]
    parts = (
        (
            document,
            low,
            replace(quote, number=max((n for d, at, n in numbers if d == document and at <= low), default=0)),
        )
        for document, low, quote in _parts(places)
    )
    every = [*((document, low, quote) for (document, low), quote in found.items()), *parts]
    return tuple(quote for _, _, quote in sorted(every, key=lambda one: one[:2]))


_GAP = 3  # characters between two sentences that follow each other


def _sentences(runs: Iterable[tuple[str, int, str]], passages: Passages | None) -> Iterator[tuple[str, int, str]]:
    """Yield the sentences of runs of the filing's words, or those of the paragraphs that they stand in."""
    seen: set[tuple[str, int]] = set()
    for document, start, words_ in runs:
        at = start
        while at < start + len(words_):
            paragraph = passages.at(document, at) if passages else (start, words_)
            if paragraph is None:
                at += 1  # between two paragraphs
                continue
            low, text = paragraph
            at = low + len(text)
            if (document, low) in seen:
                continue
            seen.add((document, low))
            place = 0
            for sentence in split(text):
                place = text.index(sentence, place)
                yield document, low + place, sentence
                place += len(sentence)


def around(evidence: Iterable[Evidence], passages: Passages) -> str:
    """Return the whole sentences of the filing that quotes stand in, in its order."""
    found: dict[tuple[str, int], str] = {}
    for e in evidence:
        start, paragraph = passages.at(e.document, e.start) or (e.start, e.quote)
        at = 0
        for sentence in split(paragraph):
            at = paragraph.index(sentence, at)
            if start + at < e.end and e.start < start + at + len(sentence):
                # A row or an entry of a list ends where it ends, whatever comes next.
                found[e.document, start + at] = sentence if sentence.endswith((".", ";", ":")) else f"{sentence};"
            at += len(sentence)
    return plain(" ".join(" ".join(text.split()) for _, text in sorted(found.items())))


def _parts(places: Sequence[tuple[AnyFact, Evidence]]) -> Iterator[tuple[str, int, Quoted]]:
    """Yield the provisions that are sentences of their own, each with the facts that its words tell."""
    for part, within in places:
        if isinstance(part, Provision) and plain(part.text) != plain(" ".join(within.quote.split())):
            ids = {
                fact.id
                for fact, e in places
                if e.document == within.document
                and within.start <= _place(fact, e) < within.end
                and _told_by(fact, part.text)
            }
            yield within.document, within.start, Quoted(plain(part.text), frozenset({part.id, *ids}))


def _runs(evidence: Iterable[Evidence]) -> list[tuple[str, int, str]]:
    """Return the runs of a filing's text that quotes make together: document, start and words."""
    runs: list[tuple[str, int, str]] = []
    for e in sorted(evidence, key=lambda e: (e.document, e.start, -e.end)):
        if len(e.quote) != e.end - e.start:
            continue  # elided or folded: its words are not those between its offsets
        if runs and runs[-1][0] == e.document and e.start <= runs[-1][1] + len(runs[-1][2]) + 1:
            document, start, text = runs[-1]
            gap = e.start - (start + len(text))
            if e.end > start + len(text):
                runs[-1] = (document, start, text + " " * max(0, gap) + e.quote[max(0, -gap) :])
        else:
            runs.append((e.document, e.start, e.quote))
    return runs


def words(fact: AnyFact) -> str:
    """Return a fact's own words: a party's are its name."""
    return fact.name if isinstance(fact, Party) else fact.text


def _place(fact: AnyFact, evidence: Evidence) -> int:
    """Return where in the document a fact's own words stand."""
    at = evidence.quote.find(words(fact))
    return evidence.start + max(at, 0)


def _told_by(fact: AnyFact, sentence: str) -> bool:
    return plain(words(fact)).lower() in plain(sentence).lower()
