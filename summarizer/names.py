"""Company names: when two ways of writing one mean the same company."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.folding import plain
from summarizer.sieve import small

if TYPE_CHECKING:
    from summarizer.models import FilingInfo, Party

# Words that tell a company's legal form and not which company it is.
_FORMS = frozenset(
    "inc incorporated corp corporation co company llc lp llp ltd limited plc nv sa ag gmbh se the bv spa kk".split()
)
_LEGAL = _FORMS | {"na", "sarl", "ulc", "association", "national"}  # as many words as a name may end in
_TITLES = frozenset({"mr", "ms", "mrs", "dr"})
# Only short forms are written with points: "L.L.C.", "G.m.b.H.".
_ENDINGS = "|".join(
    r"\.?".join(form) if len(form) < 5 else form for form in sorted(_LEGAL - {"the"}, key=len, reverse=True)
)
_THE_REGISTRANT = frozenset({"company", "registrant", "issuer", "corporation", "we", "us"})


@lru_cache(maxsize=2048)  # the few names of a filing are compared with one another all the time
def _tokens(name: str) -> tuple[str, ...]:
    text = plain(name).lower().replace("&", " and ")
    text = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", text)  # L.L.C., N.V.
    return tuple(re.findall(r"[^\W_]+", text.replace("'", "")))


def same_company(one: str, other: str) -> bool:
    """Return whether two names differ in nothing but legal form, case and punctuation."""
    a, b = _tokens(one), _tokens(other)
    short_a, short_b = ([t for t in tokens if t not in _FORMS] for tokens in (a, b))
    return bool(a) and (a == b or (bool(short_a) and short_a == short_b))


def _shortens(name: str, full: str) -> bool:
    """Return whether a name is the beginning of a longer one: "Apple" of "Apple Computer, Inc."."""
    short = list(_tokens(name))
    if not short or len(short[0]) < 4 or set(short) & _FORMS:
        return False  # a name with a legal form of its own is a whole name
    return list(_tokens(full))[: len(short)] == short


def names_registrant(name: str, info: FilingInfo) -> bool:
    """Return whether a name is the registrant's or a co-registrant's."""
    registrants = (info.registrant, *info.co_registrants)
    if any(same_company(name, registrant.name) or _shortens(name, registrant.name) for registrant in registrants):
        return True
    return " ".join(t for t in _tokens(name) if t != "the") in _THE_REGISTRANT


def stands_for(name: str, party: Party) -> bool:
    """Return whether a name is one of those that a party goes by."""
    if same_company(name, party.name) or (party.defined_name and same_company(name, party.defined_name)):
        return True
    words = [t for t in _tokens(name) if t != "the"]
    return party.is_registrant and len(words) == 1 and words[0] in _THE_REGISTRANT


def bare(short: str) -> tuple[str, ...]:
    """Return the words of a short name without its article: "the Company" is "Company"."""
    words = _tokens(short)
    return words[1:] if words[:1] == ("the",) and len(words) > 1 else words


def is_general(short: str) -> bool:
    """Return whether a short name is one that filings call their registrant by: "the Company", "we"."""
    words = bare(short)
    return len(words) == 1 and words[0] in _THE_REGISTRANT


def shortens(short: str, name: str) -> bool:
    """Return whether a short name is made of the name itself: "Foo" of "Foo, Inc.", "Mr. Loeb", an acronym."""
    words = [word for word in bare(short) if word not in _LEGAL and word not in _TITLES]
    full = list(_tokens(name))
    if not words:
        return False
    rest = iter(full)
    if all(word in rest for word in words) or (len(words) == 1 and len(words[0]) > 3 and full[0].startswith(words[0])):
        return True
    heads = {"".join(w[0] for w in full if w not in left) for left in ((), _LEGAL, {*_LEGAL, "and", "of", "the"})}
    return len(words) == 1 and len(words[0]) > 1 and words[0] in heads


@dataclass(frozen=True, slots=True)
class _Sought:
    """How a name is found: by its words, in small letters, each with the runs that signs may part; or ``exactly``."""

    words: tuple[tuple[str, ...], ...]
    begins: str  # the letters that its first may be
    exactly: str


@lru_cache(maxsize=256)
def _sought(name: str) -> _Sought:
    words = [word.strip(",") for word in plain(name).split()]
    core = words[1:] if words[:1] in (["The"], ["the"]) and len(words) > 1 else words
    while len(core) > 1 and {*_tokens(core[-1])} <= _LEGAL | {"and"}:
        core = core[:-1]
    parts = [tuple(runs) for word in core if (runs := re.findall(r"[^\W_]+", word)) and runs != ["and"]]
    if all(len(runs) == 1 for runs in parts) and sum(len(runs[0]) for runs in parts) < _LEAST:
        return _Sought((), "", plain(name))
    # A name begins with a capital or a figure, or as it does here ("eBay").
    first = parts[0][0][0]
    begins = (first.upper() if first.isascii() else "") + (first if plain(core[0]).startswith(first) else "")
    return _Sought(tuple(tuple(map(small, runs)) for runs in parts), begins, "")


_LEAST = 3  # letters of a name that may be written in another way
_IN_WORD = re.compile(r"[^\w\s]{0,2}")
_BETWEEN = re.compile(r"[ ,.&]{1,4}")
_FORM_BEHIND = re.compile(
    rf"(?i:(?:\.?,? (?:& |and )?(?:{_ENDINGS})(?!\w)\.?)*(?!\w|-\w))(?! (?:& )?[A-Z])"
)  # and what makes it part of a longer name


def places(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands in folded text, with or without its legal form: no part of a longer name."""
    sought = _sought(name)
    if not sought.words:
        yield from spots(sought.exactly, text)
        return
    letters, first = small(text), sought.words[0][0]
    at = letters.find(first)
    while at >= 0:
        end = _end(sought, text, letters, at)
        if end:
            yield at, end
        at = letters.find(first, end or at + 1)


def _end(sought: _Sought, text: str, letters: str, at: int) -> int | None:
    """Return where a name ends that may begin at a place, or None where it does not stand there."""
    before = text[at - 1 : at]
    if text[at] not in sought.begins or in_word(before) or (before and before in "'-"):
        return None
    end = at
    for number, runs in enumerate(sought.words):
        if number:
            joint = _BETWEEN.match(text, end)
            if joint is None:
                return None
            end = joint.end()
            if letters.startswith("and ", end) and letters.startswith(runs[0], end + 4):
                end += 4
        for place, run in enumerate(runs):
            if place and (sign := _IN_WORD.match(text, end)):
                end = sign.end()
            if not letters.startswith(run, end):
                return None
            end += len(run)
    form = _FORM_BEHIND.match(text, end)
    return form.end() if form else None


def spots(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a text as they are, on the bounds of words."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        whole = not in_word(text[at - 1 : at]) and not in_word(text[end : end + 1])
        if whole:
            yield at, end
        at = text.find(words, end if whole else at + 1)


def by_last_name(last: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where somebody is called by the last name, after "Mr." and the like."""
    for at, end in spots(last, text):
        title = next((one for one in _CALLED if text.endswith(one, 0, at)), "")
        if title and not in_word(text[at - len(title) - 1 : at - len(title)] if at > len(title) else ""):
            yield at - len(title), end


_CALLED = ("Mr. ", "Ms. ", "Mrs. ", "Dr. ")


def in_word(sign: str) -> bool:
    """Return whether a sign stands in words; none does not."""
    return sign.isalnum() or sign == "_"


def has_legal_form(name: str) -> bool:
    """Return whether a name says that its bearer is a company: "Inc.", "LLC", "Bank"."""
    words = _tokens(name)
    return bool(set(words[-2:]) & (_LEGAL - {"the"})) or bool({"bank", "trust", "fund", "group"} & set(words))
