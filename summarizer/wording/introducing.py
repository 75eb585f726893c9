"""Terms that a filing defines, and people it names in short: each is said in full where a brief first has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from summarizer.prose.readings import stem
from summarizer.wording.easing import split
from summarizer.wording.naming import without_form

# "(the "Consent Agreement")", "(as amended, the "Loan Agreement")", "("Vellan")"
_DEFINED = re.compile(r"\(([^()\"]{0,80}?)\"(?:[Tt]he )?([A-Z][^\"()]{0,48}?),?\"[^()]{0,80}\)")
_BRACKETS = re.compile(r" ?\([^()]*\)")
# What needs no introduction, or is called by another name elsewhere (`Telling.called`).
_KNOWN = re.compile(
    r"(?i)(?:our )?(?:compan(?:y|ies)|corporation|registrant|board(?: of directors)?|common (?:stock|shares)|"
    r"class [a-z] common stock|commission|sec|(?:securities|exchange) act|code|we|us|our|closing|fda|nyse|nasdaq)"
)
# What a merger or a sale goes by, of which the first sentence of a brief has told.
_DEALS = re.compile(
    r"(?:(?:Proposed |Pending )?(?:Mergers?|Transactions?|Acquisitions?|Business Combination|Asset Sale|"
    r"Disposition|Divestiture|(?:Share |Stock |Asset |Unit |Equity )?(?:Sale|Purchase|Exchange)))"
)
_THE_DEAL = re.compile(rf"\b[Tt]he ({_DEALS.pattern})(?![\w-])(?! [A-Z])")
_DETERMINER = re.compile(
    r"\b(?:(?:[Tt]he )?[A-Z][\w&.-]+'s|an?|the|its|our|their|his|her|certain|all|one|two|"
    r"three|four|five|six|\d[\d,]*) (?=\S)"
)
_NO_NOUN = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|may|must|shall|which|who|that|entered|"
    r"agreed|became|becomes?|provides?|held|and certain)\b|[;:]"
)
_NAME = re.compile(r"(?:[A-Z][\w.&'-]*,? (?:(?:of|and|de|the|&) )?){1,7}$")
_DAY = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}$")
_APPOSED = re.compile(
    r", (?:an?|the|its|our) (?:[A-Z][a-z]+ ){0,2}[a-z][^,;]*(?:, [^,;]*)?$"
)  # "Vellan Sub, Inc., a subsidiary of Vellan"
_AMENDMENT = re.compile(r"\bAmendment(?: No\. \d+)?$")
_BEHIND_NOUN = r",? (?:of|to|in|for|with|among|between|by|from|at|on|due|dated|under|as) "
_STOCK = re.compile(r"(.*?)((?:Class [A-Z] )?(?:Common|Preferred|Ordinary) (?:Stock|Shares|Units)|Shares|Stock|Units)")
_MOST_TERMS = 7  # in a sentence
_LONGEST = 14  # words of what stands for a term
_PERSON = re.compile(r"\b(Mr|Ms|Mrs|Dr)\. ([A-Z][\w'-]+)(?! [A-Z])")


@dataclass(frozen=True)
class _Definition:
    """What a filing has a term for: the words before it in its sentence."""

    before: str
    alone: bool  # "("Vellan")": a name, not "the" something


@lru_cache(maxsize=4)  # each deal and each event asks for those of its filing
def _defined(texts: tuple[str, ...]) -> tuple[tuple[str, str, bool], ...]:
    """Return what texts define: what stands before it in its sentence, the term, and whether it is a name alone."""
    return tuple(
        (
            sentence[: found.start()],
            found[2],
            not re.search(r"\b(?:[Tt]he|an?|each)\b", found[0][: found[0].index(found[2])]),
        )
        for text in texts
        if '("' in text or ' "' in text
        for sentence in split(text)
        for found in _DEFINED.finditer(sentence)
    )


class Terms:
    """What the filing calls by a short name, and what that stands for."""

    def __init__(
        self,
        texts: Sequence[str],
        named: Sequence[str] = (),
        *,
        deal: str = "",
        title: str = "",
        us: str = "",
        amends: bool = False,
    ) -> None:
        """Read the definitions of the filing's ``texts``; ``named`` are the short names that need no introduction.

        ``deal`` is what the deal is called that the brief's first sentence tells: "the deal", or nothing; ``title``
        is what its agreement is called, ``us`` the registrant, for which the filing may have a word such as
        "Partnership"; ``amends`` says that an agreement is changed.
        """
        self.ours: set[str] = set()
        self._named = {name.lower().removeprefix("the ") for name in named}
        self._deal = deal
        self._amends = amends
        self._us = without_form(us)
        self._title = title.lower()
        self._texts = texts
        self._definitions: dict[str, _Definition] = {}
        for before, term, alone in _defined(tuple(texts)):
            if us and (alone or term.lower() in PARTS) and _another_name(term, us):
                self.ours |= {term} if _whose(us, before, term) else set()
            if term not in self._definitions and not _KNOWN.fullmatch(term) and term.lower() not in self._named:
                self._definitions[term] = _Definition(_BRACKETS.sub("", before).rstrip(" ,"), alone)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = "|".join(map(re.escape, sorted(self._definitions, key=len, reverse=True)))
        return re.compile(rf"\b((?:[Tt]he |[Ee]ach |[Aa]ll |[Aa]ny )?)({names})(?![\w-])(?! [A-Z])")

    def defines(self, term: str) -> bool:
        """Return whether the filing says what it means by a term."""
        return any(f'"{term}"' in text for text in self._texts)

    def unknown(self, text: str, said: str) -> Iterator[re.Match[str]]:
        """Yield the terms of a sentence that neither it nor what is ``said`` before it has introduced."""
        here = any(term in text for term in self._definitions)
        for found in self._pattern.finditer(text) if here else ():
            named = found[1] or self._definitions[found[2]].alone  # "a Second Supplemental Indenture" is told there
            if named and not self._introduced(found[2], f"{said} {text[: found.start()]}", text):
                yield found

    def introduced(self, text: str, said: str, unborne: Callable[[str], object] = lambda _: None) -> str | None:
        """Return a sentence with what its terms stand for, or None where that cannot be told.

        What a term stands for is not told where it is ``unborne``, has a name or a figure that no fact bears out.
        """
        text = self._deal_told(text, said)
        for _ in range(_MOST_TERMS):
            found = next(self.unknown(text, said), None)
            if found is None:
                return self._people(text, said, unborne)
            sized = _SIZED.match(text, found.end())  # "the facility of $40 million" is what it may grow by
            ways = (None if sized else self._whole(found), self._plainly(found, text))
            whole = next((way for way in ways if way and not way[0].isdigit() and not unborne(way)), None)
            if whole is None:
                return None
            if self._us:
                whole = re.sub(r"\b[Tt]he (?:Company|Registrant)\b", self._us, whole).replace("s's ", "s' ")
            opens = found.start() == 0
            said = f"{said} {whole}" if whole.lower() == found[0].lower() else said
            whole = f"{whole[:1].upper()}{whole[1:]}" if opens else whole
            text = f"{text[: found.start()]}{whole}{text[found.end() :]}"
        return None

    def _deal_told(self, text: str, said: str) -> str:
        """Return a sentence in which "the Merger" that the filing has no definition of is the deal."""
        if not self._deal:
            return text
        low = said.lower()

        def told(found: re.Match[str]) -> str:
            if found[1] in self._definitions or found[1].lower() in low:
                return found[0]
            return f"{self._deal[:1].upper()}{self._deal[1:]}" if found.start() == 0 else self._deal

        return _THE_DEAL.sub(told, text)

    def _plainly(self, found: re.Match[str], text: str) -> str | None:
        """Return a term in small letters where it says itself what it is: "the licensed products"."""
        stock = _STOCK.fullmatch(found[2])
        if stock:
            return f"{found[1]}{stock[1]}{stock[2].lower()}"
        words = found[2].split()
        texts = " ".join(self._texts)
        known = all(w.lower() in _THINGS or re.search(rf"\b{re.escape(w.lower())}", texts) for w in words)
        tells = len(words) > 1 or words[0].lower() in _THINGS or bool(re.search(r"\d", text))
        return (
            found[0].lower()
            if known and tells and all(word.isalpha() and not word.isupper() for word in words)
            else None
        )

    def _introduced(self, term: str, said: str, here: str) -> bool:
        low = said.lower()
        words = [word for word in re.findall(r"[\w-]+", term.lower()) if len(word) > 2] or [term.lower()]
        stems = {stem(word) for word in re.findall(r"[\w-]+", low)}
        if all(stem(word) in stems for word in words) or term.lower() in low:
            return True
        before_it = self._definitions[term].before.lower()
        before = [stem(w) for w in re.findall(r"[A-Za-z]{4,}", before_it)[-3:]]
        stems |= {stem(word) for word in re.findall(r"[\w-]+", here.lower())}
        return len(before) > 2 and all(word in stems for word in before)

    def _own(self, term: str) -> bool:
        """Return whether a term is what the deal's own agreement is called by."""
        return bool(self._title) and self._title in self._definitions[term].before.lower()[-90:]

    def _whole(self, found: re.Match[str]) -> str | None:
        term = found[2]
        if self._deal and _DEALS.fullmatch(term):
            return self._deal
        definition = self._definitions[term]
        if self._amends and _AMENDMENT.search(term) and sum(map(bool, map(_AMENDMENT.search, self._definitions))) == 1:
            return "the amendment"
        if self._own(term) and term.split()[-1].lower() in _ORDINARY:
            return f"the {term.split()[-1].lower()}"
        day = _DAY.search(definition.before) if term.endswith("Date") else None
        if day or term.endswith("Date"):
            return day[0] if day else None
        words = definition.before
        if not words.endswith(term.split()[-1]):  # "Copper Holdings, the parent of Copper Bank": which of them?
            words = _APPOSED.sub("", words) or words
        name = _NAME.search(f"{words} ")
        if (definition.alone and name and _shortens(term, name[0])) or (name and term.endswith("Territory")):
            return name[0].strip(" ,") if name[0].strip(" ,") != term else None
        if name and name[0].split()[-1].strip(",") == term.split()[-1] and len(name[0].split()) > 1:
            the = "the " if words[: name.start()].endswith("the ") or term.split()[-1].lower() in _ORDINARY else ""
            return the + name[0].strip(" ,")
        head = stem(re.findall(r"[\w-]+", term)[-1].lower())
        for start in reversed(list(_DETERMINER.finditer(definition.before))):
            phrase = definition.before[start.start() :]
            if _NO_NOUN.search(phrase) or len(phrase.split()) > _LONGEST:
                return None
            noun = re.split(_BEHIND_NOUN, phrase)[0].lower().split()[-1]
            if stem(noun.strip(",")) == head:
                phrase = re.sub(r"^(?:its|our|their|his|her) ", "the ", _WORTH.sub("", phrase))
                return phrase[:1].lower() + phrase[1:] if not re.match(r"[A-Z][\w&.-]+'s\b", phrase) else phrase
        return None

    def _people(self, text: str, said: str, unborne: Callable[[str], object]) -> str:
        """Return a sentence in which who is first called "Ms. Able" has a first name, where the filing has it."""
        for found in _PERSON.finditer(text):
            surname = found[2]
            if re.search(rf"\b{re.escape(surname)}\b", f"{said} {text[: found.start()]}"):
                continue
            first = rf"\b((?:[A-Z][\w'-]+\.? ){{1,2}}(?:[A-Z]\. )?){re.escape(surname)}\b"
            names = (one[1] for words in self._texts for one in re.finditer(first, words))
            whole = next((name for name in names if not _NO_FIRST_NAME.search(name)), None)
            if whole and not unborne(whole + surname):
                return text[: found.start()] + whole + surname + text[found.end() :]
        return text


_NO_FIRST_NAME = re.compile(r"^(?:The|And|In|On)\b|\b(?:Mr|Ms|Mrs|Dr)\.")


def _shortens(term: str, name: str) -> bool:
    """Return whether a term is short for a name: a word of it, or its initials."""
    words = re.findall(r"[\w&]+", name)
    initials = "".join(word[0] for word in words if word[0].isupper())
    return set(re.findall(r"[\w&]+", term)) <= set(words) or term.upper() in (initials, initials[:-1])


def _another_name(term: str, us: str) -> bool:
    """Return whether the registrant goes by a word that is neither "the Company" nor a part of its name."""
    own = {word.lower() for word in re.findall(r"\w+", us)} - PARTS
    words = {word.lower() for word in re.findall(r"\w+", term)}
    initials = "".join(word[0] for word in re.findall(r"\w+", us)).lower()
    return not words & own and term not in ("Company", "Registrant") and not initials.startswith(term.lower()[:3])


_SIZED = re.compile(r" of (?:up to |about |approximately )?[$\u20ac\u00a3]")
# Behind what a term stands for: its par value, its size.
_WORTH = re.compile(
    r"(?i),? (?:\$[\d.]+ )?par value(?: of)?(?: \$?[\d.]+)?(?: (?:per|a) share)?$|"
    r",? in (?:the|an) (?:aggregate )?(?:principal )?amount of [^,;]{1,40}$"
)
# What several may be called, with an article.
PARTS = frozenset("corporation partnership trust bank fund issuer borrower buyer seller purchaser parent".split())


def _whose(us: str, before: str, term: str) -> bool:
    """Return whether the words before a definition end with a name, whatever is said of who that is."""
    bare = re.sub(r"\W", "", us.lower())
    before = _BRACKETS.sub("", before)
    # "Able Inc. agreed to buy Baker Ltd. ("Baker")": who stands right before the brackets is meant.
    named = re.search(rf"\b{re.escape(term.split()[-1])}\b[^,]{{0,20}}$", before)
    ways = (before,) if named else (before, _APPOSED.sub("", before))
    ends = (re.sub(r"\W", "", words.lower()) for words in ways)
    return bool(bare) and any(words.endswith(bare) for words in ends)


# Of what is called "the Credit Agreement" an "agreement" that was told before is meant.
_ORDINARY = frozenset(
    "agreement agreements amendment lease contract notes debentures warrants plan indenture facility note".split()
)
# What says itself what it is.
_THINGS = _ORDINARY | frozenset(
    "shares bonds loans loan options units awards offering offer tender partnership venture".split()
)
