"""Who is who in a sentence: each mention of a party made one sign, so that plain grammar shows who does what.

"Quarrel Hill Optics, Inc. (the "Company") will pay Brindle $5 million" becomes "A will pay B ¤".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from summarizer.models import Party
from summarizer.names import bare, by_last_name, has_legal_form, in_word, is_general, places
from summarizer.verification.shortnames import Definition, ShortNames

_Finder = Callable[[str], Iterator[tuple[int, int]]]  # where something stands in a text
_FIRST = 0xE000  # private characters; those of a filing's own (a bullet of some font) are taken out first
PARTY = "[\ue000-\uefff]"
AMOUNT = "\uf8ff"
_LONGEST = 4000  # characters of a sentence whose grammar may be plain
_UNCLEAR = "\uf8fe"  # of two parties that go by the same name
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# What a filing gives short names to beside parties: no "Merger" pays or buys.
_THINGS = {
    (word,)
    for word in (
        "agreement agreements indenture notes note shares stock securities warrants merger mergers transaction "
        "transactions offering plan facility amendment closing date lease loan business acquisition territory act "
        "consideration term exchange"
    ).split()
}
# What may stand between a party and what it does.
HELPING = (
    r"(?:announced (?:today )?that it (?:had |has )?)?(?:entered into an? (?:[\w-]+ ){0,4}agreement to )?"
    r"(?:(?:has|have|had|will|shall|would|must|may|can|could|is|are|was|were|also|then|agreed|agrees|agree|required|"
    r"obligated|obliged|committed|entitled|eligible|elected|be|been|to|promptly|previously|already|initially|only|"
    r"further|recently|instead|thereafter|originally|each|now|today|expects?|intends?|undertook|"
    r"undertakes|completed|jointly) )*"
)
# A name that is only part of what is spoken of: "Foo's plant", "Foo common stock".
NO_OTHER = r"(?!'|\w| (?:stock|shares|common|preferred|subsidiar|securities|and|or|[A-Z]))"
_NO_SUBJECT = ("of", "to", "by", "from", "with", "for", "or", "between", "in", "on", "among", "against", "than")


def subject(group: str) -> str:
    """Return what finds a party that does what follows, as a named group."""
    # The party first and what may not stand before it after it: the search then passes over every other sign at once.
    return rf"(?P<{group}>{PARTY})" + "".join(rf"(?<!\b{word} .)" for word in _NO_SUBJECT) + ",? "


_OTHERWISE = re.compile(
    r"[TtWwu](?<![\w'-].)(?:(?<=[Tt])he (?:Company|Registrant|Corporation|Issuer)|(?<=[Ww])e|(?<=u)s)(?![\w'-])"
)
_BRACKETS = re.compile(rf"\s*\((?:(?!{AMOUNT})[^()])*\)")
_ASIDE = re.compile(rf"({PARTY}), (?:an?|the|its|as|in its capacity)\b(?:(?!{AMOUNT})[^,;.]){{0,100}}(?:,|(?=\.$))")
_ARTICLES = ("The ", "the ")
_NAMED_AFTER = re.compile(r"(?<![.,;:] )\b[A-Z][\w&'.-]* $")


class Cast:
    """The parties of a deal by every name that the filing gives them."""

    def __init__(self, parties: Sequence[Party], short_names: ShortNames) -> None:
        self.parties = tuple(parties)
        names = [party.name for party in self.parties]
        self.defined: list[list[Definition]] = [
            short_names.of(name, [other for other in names if other.lower() != name.lower()]) for name in names
        ]
        self._finders = [self._aliases(index) for index in range(len(self.parties))]

    def _aliases(self, index: int) -> list[_Finder]:
        """Return what finds a party; the first is its whole name."""
        party = self.parties[index]
        shorts = [d.term for d in self.defined[index] if bare(d.term)[-1:] not in _THINGS]
        shared = {bare(d.term) for d in self.defined[index] if d.shared}
        shorts += [party.defined_name] if party.defined_name else []
        others = [i for i, other in enumerate(self.parties) if other.name.lower() != party.name.lower()]
        taken = {bare(definition.term) for i in others for definition in self.defined[i]}
        taken -= {bare(party.defined_name)} if party.defined_name else set()
        taken |= {bare(name) for i in others if (name := self.parties[i].defined_name)}
        if party.name[:1].islower():
            return []  # "several underwriters named therein" are nobody whose doings could be told
        found: list[_Finder] = [partial(places, party.name)]
        if not has_legal_form(party.name) and " " in party.name.strip():
            found.append(partial(by_last_name, party.name.split()[-1]))
        for short in dict.fromkeys(shorts):
            words = re.sub(r"(?i)^the ", "", short)
            if bare(short) not in taken - shared and not is_general(short):
                found.append(partial(_short, words))
        general = {(word,) for word in ("company", "registrant", "corporation", "issuer", "we")}
        if party.is_registrant and not general & taken:
            found.append(partial(_spans, _OTHERWISE))
        elif any(is_general(short) for short in shorts):
            words = "|".join(re.escape(short) for short in dict.fromkeys(shorts) if is_general(short))
            pattern = re.compile(rf"(?<![\w'-])(?:[Tt]he )?(?:{words})(?![\w'-])(?! [A-Z])")
            found.append(partial(_spans, pattern))
        return found

    def skeleton(self, sentence: str, amount: tuple[int, int] | None = None) -> str:
        """Return a sentence with a sign for each party and for the amount, without brackets and asides."""
        return without_asides(self.signs(sentence, amount))

    def signs(self, sentence: str, amount: tuple[int, int] | None = None) -> str:
        """Return a sentence with a sign for each party and for the amount, without brackets; "" of a very long one."""
        if len(sentence) > _LONGEST:
            return ""
        sentence = _PRIVATE.sub(" ", sentence)
        marks = self._mentions(sentence)
        if amount:
            low, high = amount
            marks = [m for m in marks if m[1] <= low or m[0] >= high]
            marks.append((low, high, AMOUNT))
        text, at = "", 0
        for start, end, sign in sorted(marks):
            text += sentence[at:start] + sign
            at = end
        return _BRACKETS.sub("", text + sentence[at:])

    def sign(self, index: int) -> str:
        """Return the sign of a party."""
        return chr(_FIRST + index)

    def index(self, sign: str | None) -> int | None:
        """Return whose sign it is."""
        return ord(sign) - _FIRST if sign else None

    def _mentions(self, text: str) -> list[tuple[int, int, str]]:
        """Return where parties are named, the longest of names that overlap; of those that share a name the first."""
        found = []
        for index, finders in enumerate(self._finders):
            for rank, finder in enumerate(finders):
                for start, end in finder(text):
                    if rank == 0 or not _NAMED_AFTER.search(text, max(0, start - 40), start):
                        found.append((start, end, self.sign(index)))
        found.sort(key=lambda mention: (mention[0] - mention[1], mention[0]))
        kept: list[tuple[int, int, str]] = []
        for mention in found:
            if all(mention[1] <= other[0] or mention[0] >= other[1] for other in kept):
                same = {m[2] for m in found if m[:2] == mention[:2]}
                unclear = len(same) > 1 and _OTHERWISE.fullmatch(text, *mention[:2])
                kept.append((mention[0], mention[1], _UNCLEAR if unclear else min(same)))
        return kept


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text))


def _short(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a short name stands by itself, with its article."""
    at = text.find(name) if name else -1
    while at >= 0:
        start, end = at, at + len(name)
        if at >= 4 and text.startswith(_ARTICLES, at - 4) and not _goes_on(text[at - 5 : at - 4] if at > 4 else ""):
            start -= 4
        longer = text.startswith(" ", end) and "A" <= text[end + 1 : end + 2] <= "Z"
        alone = not (_goes_on(text[start - 1 : start]) or _goes_on(text[end : end + 1]) or longer)
        if alone:
            yield start, end
        at = text.find(name, end if alone else at + 1)


def _goes_on(sign: str) -> bool:
    """Say whether a name goes on with a sign: "Able-Baker"."""
    return in_word(sign) or (sign != "" and sign in "'-")


def without_asides(signs: str) -> str:
    """Return a sentence of signs without what a comma sets off behind a party: "A, a Delaware corporation, pays"."""
    text = signs
    for _ in range(3):
        text, before = _ASIDE.sub(r"\1", text), text
        if text == before:
            break
    return " ".join(text.split())
