"""Which texts a pattern can find nothing in, told by the plain words that it needs.

Looking for a word is many times faster than trying a pattern at every sign of a text, and most patterns find nothing in
most texts. What a pattern needs is read from the pattern itself, so that no list has to be kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Generic, TypeVar

_ANY_CASE = "(?i)"
_LEAST = 2  # letters of a word that is worth looking for
# What a pattern without regard to case takes for an i, s or k, and no table of small letters does.
_LOOSELY = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}
_OPTIONAL = re.compile(r"(?:[?*]|\{(?:0*,|0+[,}])[0-9,]*\}?)[?+]?")
_REPEATED = re.compile(r"(?:\+|\{[0-9]+(?:,[0-9]*)?\})[?+]?")
_GROUP = re.compile(r"\?(?:P<\w+>|[a-z]*(?:-[a-z]+)?:)|(?!\?)")
_AROUND = re.compile(r"\?<?[=!]")
_FLAGS = re.compile(r"\?[aims]+\)")
_ESCAPE = re.compile(r"\\(?:x..|u....|[0-9]{1,3}|.)", re.DOTALL)
_ESCAPED = re.compile(rf"({_ESCAPE.pattern})", re.DOTALL)
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_EDGE = "\b"  # stands before what begins where a word does
_EDGES = frozenset({r"\b", r"\W", r"\s", "^"})
_UNPARTED = re.compile(r"[^ ]\|")
_IN_WORD = re.compile(r"\w")
_KEY = 4  # letters by which words are known
_KEYS = re.compile(rf"(\w{{1,{_KEY}}})\w*")
_BEGINNING = itemgetter(slice(_KEY))
_APART = bytes(code if _IN_WORD.match(chr(code)) else ord(" ") for code in range(256))

Words = tuple[str, ...]


@lru_cache(maxsize=256)  # a sentence is searched for many things, one after the other
def small(text: str) -> str:
    """Return a text in small letters, as patterns without regard to case take them, each where it stood."""
    for letter, alike in _LOOSELY.items() if not text.isascii() else ():
        text = text.replace(letter, alike)
    return text.lower()


def may_find(pattern: re.Pattern[str], text: str) -> bool:
    """Return False of a pattern that finds nothing in a text, which is given in small letters (`small`)."""
    words = _plan(pattern.pattern, pattern.flags).words
    for word in words:  # not any(): this is asked a thousand times for each filing
        if word in text:
            return True
    return not words


def search(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return what a pattern finds first in a text: its place there, the words perhaps in small letters."""
    letters = small(text)
    plan = _plan(pattern.pattern, pattern.flags)
    for word in plan.words:  # as `may_find` does, without a call
        if word in letters:
            break
    else:
        if plan.words:
            return None
    return plan.whole.search(letters) if plan.whole else pattern.search(text)


def every(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Return all that a pattern finds in a text, as `search` does the first."""
    letters = small(text)
    plan = _plan(pattern.pattern, pattern.flags)
    for word in plan.words:
        if word in letters:
            break
    else:
        if plan.words:
            return iter(())
    return plan.whole.finditer(letters) if plan.whole else pattern.finditer(text)


_Key = TypeVar("_Key")


class Row(Generic[_Key]):
    """Patterns that are sought in the same texts: the words that they need are looked for once for all of them."""

    def __init__(self, patterns: Iterable[tuple[_Key, re.Pattern[str]]]) -> None:
        self.patterns = tuple(patterns)
        self._masks = _Masks([_plan(pattern.pattern, pattern.flags).marked for _, pattern in self.patterns])

    def found(self, text: str) -> Iterator[tuple[_Key, re.Match[str]]]:
        """Yield what each pattern finds first in a text, in the order of the patterns and with their keys."""
        for key, pattern in self._possible(text):
            if match := search(pattern, text):
                yield key, match

    def every(self, text: str) -> Iterator[tuple[_Key, re.Match[str]]]:
        """Yield all that patterns find in a text, in the order of the patterns and with their keys."""
        for key, pattern in self._possible(text):
            for match in every(pattern, text):
                yield key, match

    def _possible(self, text: str) -> Iterator[tuple[_Key, re.Pattern[str]]]:
        places = self._masks.of(small(text))
        while places:
            bit = places & -places
            places ^= bit
            yield self.patterns[bit.bit_length() - 1]


class Rules:
    """What to write instead of what patterns find, in their order: each sees what those before it have written."""

    def __init__(self, rules: Iterable[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]]) -> None:
        self._rules = tuple(rules)
        self._masks = _Masks([_plan(pattern.pattern, pattern.flags).marked for pattern, _ in self._rules])

    def rewritten(self, text: str) -> str:
        """Return a text after the rules have been followed."""
        places = self._masks.of(small(text))
        while places:
            bit = places & -places
            pattern, instead = self._rules[bit.bit_length() - 1]
            text, times = pattern.subn(instead, text)
            places = (self._masks.of(small(text)) if times else places) & -(bit << 1)  # those that come after it
        return text


@lru_cache(maxsize=256)
def _keys(letters: str) -> frozenset[bytes]:
    """Return what the words of a text begin with."""
    if not letters.isascii():
        return frozenset(found.encode() for found in _KEYS.findall(letters))
    return frozenset(map(_BEGINNING, letters.encode("ascii").translate(_APART).split()))


def _key(word: str) -> bytes:
    """Return what one of a needed word's words begins with, the longest of those whose beginning is known, or b""."""
    plain = word.removeprefix(_EDGE)
    begun = [found[0] for found in _KEYS.finditer(plain) if found.start() or word != plain]
    whole = [one for one in begun if len(one) >= _KEY or not plain.endswith(one)]
    return max(whole, key=len, default="")[:_KEY].encode("ascii")


class _Masks:
    """Which of several things, each a bit, a text may hold, told by the words that each of them needs one of."""

    __slots__ = ("_always", "_begun", "_keys", "_loose")

    def __init__(self, needs: Sequence[Words]) -> None:
        self._always = sum(1 << place for place, words in enumerate(needs) if not words)
        self._loose: list[tuple[str, int]] = []
        self._begun: dict[bytes, list[tuple[str, int]]] = {}
        for word in dict.fromkeys(word for words in needs for word in words):
            key = _key(word)
            place = word.removeprefix(_EDGE), sum(1 << place for place, words in enumerate(needs) if word in words)
            (self._begun.setdefault(key, []) if key else self._loose).append(place)
        self._keys = frozenset(self._begun)

    def of(self, letters: str) -> int:
        """Return what a text in small letters may hold."""
        found = self._always
        for word, needing in self._loose:
            if word in letters:
                found |= needing
        for key in self._keys & _keys(letters):
            for word, needing in self._begun[key]:
                if word in letters:
                    found |= needing
        return found


class _Plan:
    """How to seek a pattern: the words that it needs, and what finds the same in small letters."""

    __slots__ = ("marked", "whole", "words")

    def __init__(self, pattern: str, flags: int) -> None:
        plain = _for_small(pattern)
        self.marked = () if flags & re.VERBOSE else _needed(pattern)
        self.words = tuple(word.removeprefix(_EDGE) for word in self.marked)
        flags &= ~re.IGNORECASE
        self.whole = re.compile(plain, flags) if plain else None


_plan = lru_cache(maxsize=4096)(_Plan)


def _for_small(pattern: str) -> str | None:
    """Return what finds in small letters what a pattern without regard to case finds in any: many times as fast."""
    plain = pattern.removeprefix(_ANY_CASE)
    if plain == pattern or "(?-i" in plain or "(?P" in plain:
        return None
    return "".join(part if part.startswith("\\") else part.lower() for part in _ESCAPED.split(plain))


@lru_cache(maxsize=4096)
def needed(pattern: str) -> Words:
    """Return words in small letters, one of which stands in whatever a pattern finds; none where that can't be told."""
    return tuple(word.removeprefix(_EDGE) for word in _needed(pattern))


def _needed(pattern: str) -> Words:
    """Return the words that a pattern needs, with a sign before those that begin where a word does."""
    try:
        words, at = _alternatives(pattern, 0)
    except _UnreadError:
        return ()
    if at < len(pattern):
        return ()
    once = dict.fromkeys(words)
    return tuple(word for word in once if not any(other in word for other in once if other != word))


class _UnreadError(Exception):
    """Something in a pattern that is not read here."""


def _alternatives(pattern: str, at: int, edge: bool = False) -> tuple[Words, int]:
    """Return what the alternatives from a place on need, and where their group ends; none if one of them needs none.

    At an ``edge`` a letter begins a word.
    """
    each: list[Words] = []
    while True:
        words, at = _sequence(pattern, at, edge)
        each.append(words)
        if pattern[at : at + 1] != "|":
            break
        at += 1
    return (tuple(word for words in each for word in words) if all(each) else ()), at


def _sequence(pattern: str, at: int, edge: bool = False) -> tuple[Words, int]:
    """Return what is the most telling of all that one alternative needs, and where it ends."""
    best: Words = ()
    run = ""  # plain letters one after the other
    while at < len(pattern) and pattern[at] not in "|)":
        edge = not _IN_WORD.match(run[-1]) if run else edge
        letter, words, end = _atom(pattern, at, edge)
        after = _is_edge(pattern[at:end], edge)
        if optional := _OPTIONAL.match(pattern, end):
            letter, words, end = "", (), optional.end()
            best, run = _better(best, (run,)), ""
            after = edge and after
        elif repeated := _REPEATED.match(pattern, end):
            best, run = _better(_better(best, (run + letter,)), words), ""
            letter, words, end = "", (), repeated.end()
        if letter:
            run = run + letter if run else _EDGE * edge + letter
        elif end > at:
            best, run = _better(_better(best, (run,)), words), ""
        at, edge = end, after
    return _better(best, (run,)), at


def _is_edge(atom: str, edge: bool) -> bool:
    """Say whether a letter after what stands before it begins a word; an ``edge`` goes on where nothing is taken in."""
    if atom in _EDGES:
        return True
    if _AROUND.match(atom, 1) or _FLAGS.match(atom, 1):
        return edge
    return atom.endswith(" )") and not _UNPARTED.search(atom)


def _better(one: Words, other: Words) -> Words:
    """Return those words of which the shortest is the longer: they are the rarer."""
    return other if _shortest(other) > max(_LEAST - 1, _shortest(one)) else one


def _shortest(words: Words) -> int:
    return min((len(word) - word.startswith(_EDGE) for word in words), default=0)


def _atom(pattern: str, at: int, edge: bool = False) -> tuple[str, Words, int]:
    """Return the letter that stands at a place, or the words that a group there needs, and where it ends."""
    sign = pattern[at]
    if sign == "\\":
        found = _ESCAPE.match(pattern, at)
        if found is None:
            raise _UnreadError
        escaped = pattern[at + 1]
        return ("" if escaped.isalnum() or not escaped.isascii() else escaped), (), found.end()
    if sign == "[":
        found = _CLASS.match(pattern, at)
        if found is None:
            raise _UnreadError
        return "", (), found.end()
    if sign == "(":
        return "", *_group(pattern, at + 1, edge)
    if sign in ".^$":
        return "", (), at + 1
    if sign in "*+?{":
        raise _UnreadError
    return (sign.lower() if sign.isascii() else ""), (), at + 1  # some other letters have more than two forms


def _group(pattern: str, at: int, edge: bool) -> tuple[Words, int]:
    if flags := _FLAGS.match(pattern, at):
        return (), flags.end()
    around = _AROUND.match(pattern, at)
    opened = around or _GROUP.match(pattern, at)
    if opened is None:
        raise _UnreadError
    words, end = _alternatives(pattern, opened.end(), edge)
    if pattern[end : end + 1] != ")":
        raise _UnreadError
    return (() if around else words), end + 1  # what only stands beside is no part of it
