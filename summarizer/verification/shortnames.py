"""Where a filing gives a party its short name: 'Foo, Inc. ("Foo" or the "Company")'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.models import Span
from summarizer.names import bare, places
from summarizer.verification import clauses
from summarizer.verification.suspicion import WaryGrounder

_LEAD = 500  # characters before a definition in which the name may stand
_BRACKET = re.compile(r"\(([^()]{1,240})\)|,? hereinafter (?:referred to as |called )?((?:the )?\"[^\"]{1,60}\")")
_QUOTED = re.compile(r"\"([^\"]{1,60})\"|(?<!\w)'([^']{1,60})'(?!\w)")
_UNQUOTED = re.compile(r"(?:hereinafter |collectively,? |together,? |the )*([A-Z][\w&.' -]{1,40})")
_TOGETHER = re.compile(r"(?i)\b(?:collectively|together|each|both)\b")
# What parts a name from a definition that comes after it: the definition is of something else.
_VERB = re.compile(
    r"\b(?:entered|agreed|announced|completed|signed|executed|will|shall|sold|acquired|purchased|issued|has|have|had|"
    r"made|closed|consummated|terminated|amended|borrowed|received|paid|granted|filed)\b"
)
_COMPANY = re.compile(
    r"(?P<before>[\w,]+ |^)[A-Z][\w&'.-]*(?: [A-Z][\w&'.-]*)*,? (?:Inc|Incorporated|Corp|Corporation|LLC|L\.L\.C|LP|"
    r"L\.P|Ltd|Limited|plc|PLC|GmbH|AG|N\.A|S\.A|N\.V|B\.V)\b"
)
# A clause that goes on about the name before it, or a list that it opens.
_ASIDE = re.compile(r"\s*(?:\([^()]*\)\s*)*(?:$|,|and\b|or\b|as\b|acting\b|d/b/a\b|f/k/a\b|of\b)")
# "Foo Ltd ("we") and one accredited investor (the "Purchaser")": the second bracket is somebody's who has no name.
_UNNAMED = re.compile(
    r"\)[^()]* (?:and|with) (?:an?|one|certain|several|other|the|two|three|four|five|six) (?:[\w-]+ ){0,8}?"
    r"(?:investors?|purchasers?|buyers?|lenders?|(?:\w*)holders?|individuals?|persons?|underwriters?|part(?:y|ies))\b"
)
_OWNED = re.compile(r"\b(?:of|by|for|under|to) (?:the )?$")


@dataclass(frozen=True, slots=True)
class Definition:
    """A short name that the filing gives somebody, where, and whether it gives it to others with it."""

    term: str
    span: Span
    paragraph: int
    shared: bool


@dataclass(frozen=True, slots=True)
class _Bracket:
    """A bracket with short names, and the words of its sentence before it; ``terms`` say whether they are shared."""

    lead: str
    terms: tuple[tuple[str, bool], ...]
    span: Span
    paragraph: int


class ShortNames:
    """The short names that one filing defines, in the paragraphs that may be believed."""

    def __init__(self, grounder: WaryGrounder) -> None:
        self._brackets = tuple(_brackets(grounder))
        self._found: dict[tuple[str, ...], list[Definition]] = {}

    def of(self, name: str, others: Iterable[str]) -> list[Definition]:
        """Return the short names defined for a party; ``others`` are the other parties' names."""
        key = (name, *others)
        if key not in self._found:
            self._found[key] = [
                Definition(term, bracket.span, bracket.paragraph, together)
                for bracket in self._brackets
                for term, together in bracket.terms
                if _is_for(name, key[1:], bracket.lead, together=together)
            ]
        return self._found[key]


def _brackets(grounder: WaryGrounder) -> Iterator[_Bracket]:
    for paragraph in grounder.filing.paragraphs():
        if paragraph.section == "exhibit" or paragraph.number in grounder.suspicious:
            continue
        text, offset = grounder.folded_text(paragraph)
        for found in _BRACKET.finditer(text):
            inside = found[1] or found[2]
            terms = list(_terms(inside))
            if terms:
                begins = max(found.start() - _LEAD, clauses.begins(text, found.start() - 1))
                start, end = grounder.cut(paragraph.document, offset + found.start(), offset + found.end())
                yield _Bracket(
                    text[begins : found.start()],
                    tuple(terms),
                    Span(document=paragraph.document, start=start, end=end),
                    paragraph.number,
                )


def _terms(inside: str) -> Iterator[tuple[str, bool]]:
    """Yield the short names of a bracket, and whether several share them: "collectively, the "Lenders""."""
    at = 0
    for found in _QUOTED.finditer(inside):
        term = (found[1] or found[2]).strip(" ,.")
        yield term, bool(_TOGETHER.search(inside, at, found.start())) or term.endswith("ers")
        at = found.end()
    whole = None if at else _UNQUOTED.fullmatch(inside)
    if whole:
        yield whole[1], bool(_TOGETHER.search(inside))


def _is_for(name: str, others: Sequence[str], lead: str, *, together: bool) -> bool:
    """Return whether a definition is of the party whose name stands before it."""
    ends = [end for _, end in places(name, lead)]
    if not ends:
        return False
    gap = lead[ends[-1] :]
    if _VERB.search(gap) or not _ASIDE.match(gap):
        return False
    if together:
        return True
    if _UNNAMED.search(gap):
        return False
    named = [start for other in others for start, _ in places(other, gap)]
    named += [found.end("before") for found in _COMPANY.finditer(gap)]
    return all(_OWNED.search(gap[:start]) for start in named)


def find(short: str, definitions: Sequence[Definition]) -> Definition | None:
    """Return the definition of a short name."""
    return next((definition for definition in definitions if bare(definition.term) == bare(short)), None)
