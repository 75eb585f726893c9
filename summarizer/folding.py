"""Fold text for comparison, keeping the way back to the original.

Folding makes alike what a reader takes as alike: white space, quotation marks, dashes, compatibility forms,
typewriter ligatures and markdown's escapes and emphasis. It never touches a letter, a digit or a sign that means
something. `Folded.span` maps offsets of the folded text back, so that every value and every quote found in
folded text can be cut out of the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

# One character for one. White space becomes plain spaces here, so that only their runs are left to shorten.
_WHITE = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
_ALIKE = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys(_WHITE + "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
}
# Control characters would reach a terminal; the others show nothing and hide words from a search.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
_COMPATIBLE = (
    "\u00a8-\u00ac\u00ae-\u00be\u0132-\u0149\u2024-\u2026\u203c-\u2049\u2070-\u209c\u2100-\u218f\u3000-\u33ff"
    "\ufb00-\ufb06\uff01-\uff5e"
)

# What does not fold one character to one character. Each begins with the sign that it is about and looks behind
# only then: the search passes over every other character at once.
_UNEVEN = {
    "spaces": r"  +",
    "escape": r"\\(?=[!-/:-@\[-`{-~])",
    "invisible": rf"[{_INVISIBLE}]+",
    "dashes": r"--+",
    "quotes": r"``|''",
    "emphasis": r"\*(?<![\w*\[$]\*)\*{0,2}(?=[^\s*\]])|\*(?<=[^\s*\[]\*)\*{0,2}(?![\w*\]])",
    "underline": r"_(?<![\w_]_)_?(?=[^\W_])|_(?<=[^\W_]_)_?(?![\w_])|_(?<=[.,;:)]_)_?(?![\w_])",
    "wide": rf"[{_COMPATIBLE}]+",
}
_WIDE = re.compile(_UNEVEN["wide"])
# What none of these stands without.
_SIGNS = (
    *(("  ", "spaces"), ("\\", "escape"), ("--", "dashes"), ("``", "quotes"), ("''", "quotes")),
    *(("*", "emphasis"), ("_", "underline")),
)
_SHORT = {" ": " ", "-": "-", "`": '"', "'": '"', "*": "", "_": "", "\\": ""}
# Compatibility forms that are signs of their own: folding them would change what the words say.
_KEEP = frozenset("\u00b2\u00b3\u00b9\u00ae\u2122\u00aa\u00ba\u00b0\u00b1\u00b6\u00b7\u00b8\u00a8\u00af") | frozenset(
    map(chr, range(0x2070, 0x209D))  # raised and lowered digits: a power or a footnote's mark, no part of the figure
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text with its map: segment ``i`` starts at ``folded_starts[i]`` and ``original_starts[i]``.

    ``even[i]`` says whether the segment runs one character to one character.
    """

    text: str
    _folded_starts: tuple[int, ...]
    _original_starts: tuple[int, ...]
    _even: tuple[bool, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of the folded characters ``start`` to ``end`` (half-open)."""
        first = self._segment(start)
        original_start = self._original_starts[first]
        if self._even[first]:
            original_start += start - self._folded_starts[first]
        if end <= start:
            return original_start, original_start
        last = self._segment(end - 1)
        if self._even[last]:
            return original_start, self._original_starts[last] + end - self._folded_starts[last]
        return original_start, self._original_starts[last + 1]

    def position(self, original: int) -> int:
        """Return the offset in the folded text of a character of the original."""
        segment = max(0, bisect_right(self._original_starts, original) - 1)
        start = self._folded_starts[segment]
        if not self._even[segment]:
            return start
        following = self._folded_starts[segment + 1] if segment + 1 < len(self._folded_starts) else len(self.text)
        return min(start + original - self._original_starts[segment], following)

    def _segment(self, position: int) -> int:
        return bisect_right(self._folded_starts, position) - 1


def _replacement(uneven: str) -> str:
    short = _SHORT.get(uneven[0])
    if short is not None:
        return short
    return "".join(map(_compatible, uneven)) if _WIDE.match(uneven) else ""


def _compatible(character: str) -> str:
    if character in _KEEP:
        return character
    # U+2044, the fraction slash of "½", reads as a plain slash; a fraction stands off from the digit before it.
    plain = unicodedata.normalize("NFKC", character).replace("\u2044", "/")
    return f" {plain}" if unicodedata.category(character) == "No" and "/" in plain else plain


def _uneven(text: str) -> re.Pattern[str] | None:
    """Return a pattern of what in the text folds unevenly; most of it can be ruled out by a sign that is not there."""
    kinds = [kind for sign, kind in _SIGNS if sign in text]
    if not text.isprintable():
        kinds.append("invisible")
    if not text.isascii() and _WIDE.search(text):
        kinds.append("wide")
    return _any_of(*kinds) if kinds else None


@lru_cache
def _any_of(*kinds: str) -> re.Pattern[str]:
    return re.compile("|".join(_UNEVEN[kind] for kind in kinds))


def _evened(text: str) -> str:
    """Return the text with the plain sign for each of those that are taken for it, one for one."""
    for character, alike in () if text.isascii() and text.isprintable() else _ALIKE.items():
        if character in text:
            text = text.replace(character, alike)
    return _BRACKETS.sub(_double_marked, text) if "('" in text or " '" in text else text


# "(the 'Company')": single marks around a short name, which elsewhere may as well be apostrophes.
_BRACKETS = re.compile(r"\([^()']{0,80}'[^()]{2,160}\)")
_SINGLE = re.compile(r"(?<=[(\s])'([A-Z][^'\"()]{1,60}?,?)'(?=[),;\s])")


def _double_marked(brackets: re.Match[str]) -> str:
    return _SINGLE.sub(r'"\1"', brackets[0])


def fold(text: str) -> Folded:
    """Fold ``text``; linear in its length."""
    text = _evened(text)
    parts: list[str] = []
    folded_starts, original_starts, even = [0], [0], [True]
    done = length = 0
    uneven = _uneven(text)
    if uneven is None:
        return Folded(text, (0,), (0,), (True,))
    for found in uneven.finditer(text):
        start, end = found.span()
        replacement = _replacement(found[0])
        parts += (text[done:start], replacement)
        length += start - done
        if replacement:
            folded_starts.append(length)
            original_starts.append(start)
            even.append(False)
            length += len(replacement)
        folded_starts.append(length)
        original_starts.append(end)
        even.append(True)
        done = end
    parts.append(text[done:])
    return Folded("".join(parts), tuple(folded_starts), tuple(original_starts), tuple(even))


@lru_cache(maxsize=2048)  # names and paragraphs are compared many times
def plain(text: str) -> str:
    """Return ``text`` folded and stripped, for comparing and for showing to a reader."""
    text = _evened(text)  # as `fold` does, but without the way back
    uneven = _uneven(text)
    return (uneven.sub(lambda found: _replacement(found[0]), text) if uneven else text).strip()
