"""Which texts a pattern can find nothing in, told by the plain words that it needs.

Looking for a word is many times faster than trying a pattern at every sign of a text, and most patterns find nothing in
most texts. What a pattern needs is read from the pattern itself, so that no list has to be kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

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

Words = tuple[str, ...]


@lru_cache(maxsize=256)  # a sentence is searched for many things, one after the other
def small(text: str) -> str:
    """Return a text in small letters, as patterns without regard to case take them, each where it stood."""
    for letter, alike in _LOOSELY.items() if not text.isascii() else ():
        text = text.replace(letter, alike)
    return text.lower()


def may_find(pattern: re.Pattern[str], text: str) -> bool:
    """Return False of a pattern that finds nothing in a text, which is given in small letters (`small`)."""
    words, _ = _plan(pattern.pattern, pattern.flags)
    for word in words:  # not any(): this is asked a thousand times for each filing
        if word in text:
            return True
    return not words


def search(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return what a pattern finds first in a text: its place there, the words perhaps in small letters."""
    letters = small(text)
    words, plainer = _plan(pattern.pattern, pattern.flags)
    for word in words:  # as `may_find` does, without a call
        if word in letters:
            break
    else:
        if words:
            return None
    return plainer.search(letters) if plainer else pattern.search(text)


def every(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Return all that a pattern finds in a text, as `search` does the first."""
    letters = small(text)
    words, plainer = _plan(pattern.pattern, pattern.flags)
    for word in words:
        if word in letters:
            break
    else:
        if words:
            return iter(())
    return plainer.finditer(letters) if plainer else pattern.finditer(text)


@lru_cache(maxsize=4096)
def _plan(pattern: str, flags: int) -> tuple[Words, re.Pattern[str] | None]:
    """Return the words that a pattern needs, and what finds the same in small letters where that can be told."""
    return () if flags & re.VERBOSE else needed(pattern), _for_small(pattern, flags)


def _for_small(pattern: str, flags: int) -> re.Pattern[str] | None:
    """Return what finds in small letters what a pattern without regard to case finds in any: many times as fast."""
    plain = pattern.removeprefix(_ANY_CASE)
    if plain == pattern or "(?-i" in plain or "(?P" in plain:
        return None
    letters = "".join(part if part.startswith("\\") else part.lower() for part in _ESCAPED.split(plain))
    return re.compile(letters, flags & ~re.IGNORECASE)


def rewritten(text: str, rules: Iterable[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]]) -> str:
    """Return a text after rules have been followed in their order: what a pattern finds, and what to write instead."""
    letters = small(text)
    for pattern, instead in rules:
        if may_find(pattern, letters):
            text, times = pattern.subn(instead, text)
            letters = small(text) if times else letters
    return text


@lru_cache(maxsize=4096)
def needed(pattern: str) -> Words:
    """Return words in small letters, one of which stands in whatever a pattern finds; none where that can't be told."""
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


def _alternatives(pattern: str, at: int) -> tuple[Words, int]:
    """Return what the alternatives from a place on need, and where their group ends; none if one of them needs none."""
    each: list[Words] = []
    while True:
        words, at = _sequence(pattern, at)
        each.append(words)
        if pattern[at : at + 1] != "|":
            break
        at += 1
    return (tuple(word for words in each for word in words) if all(each) else ()), at


def _sequence(pattern: str, at: int) -> tuple[Words, int]:
    """Return what is the most telling of all that one alternative needs, and where it ends."""
    best: Words = ()
    run = ""  # plain letters one after the other
    while at < len(pattern) and pattern[at] not in "|)":
        letter, words, end = _atom(pattern, at)
        if optional := _OPTIONAL.match(pattern, end):
            letter, words, end = "", (), optional.end()
            best, run = _better(best, (run,)), ""
        elif repeated := _REPEATED.match(pattern, end):
            best, run = _better(_better(best, (run + letter,)), words), ""
            letter, words, end = "", (), repeated.end()
        if letter:
            run += letter
        elif end > at:
            best, run = _better(_better(best, (run,)), words), ""
        at = end
    return _better(best, (run,)), at


def _better(one: Words, other: Words) -> Words:
    """Return those words of which the shortest is the longer: they are the rarer."""
    return other if min(map(len, other), default=0) > max(_LEAST - 1, min(map(len, one), default=0)) else one


def _atom(pattern: str, at: int) -> tuple[str, Words, int]:
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
        return "", *_group(pattern, at + 1)
    if sign in ".^$":
        return "", (), at + 1
    if sign in "*+?{":
        raise _UnreadError
    return (sign.lower() if sign.isascii() else ""), (), at + 1  # some other letters have more than two forms


def _group(pattern: str, at: int) -> tuple[Words, int]:
    if flags := _FLAGS.match(pattern, at):
        return (), flags.end()
    around = _AROUND.match(pattern, at)
    opened = around or _GROUP.match(pattern, at)
    if opened is None:
        raise _UnreadError
    words, end = _alternatives(pattern, opened.end())
    if pattern[end : end + 1] != ")":
        raise _UnreadError
    return (() if around else words), end + 1  # what only stands beside is no part of it
