"""Figures set above or below the line: marks of footnotes, the parts of fractions, powers.

Inline tags leave no trace in the text, and so "10<sup>4</sup>" would read as 104. What is raised is written as one
would type it: a footnote's mark in brackets, "10(4)", a fraction apart from its whole, "1 1/2", a power as "10^8".
Ordinals ("3<sup>rd</sup>") and signs ("<sup>TM</sup>") stay as they are.
"""

from __future__ import annotations

import html
import re

_ELEMENT = re.compile(
    r"<(su[pb])\b[^<>]*>(?P<inner>[^<>]{0,20}(?:<(?!/?su[pb]\b)[^<>]*>[^<>]{0,20}){0,6})</\1\s*>", re.IGNORECASE
)
# From the sign on: what stands before it in the tag is left alone.
_STYLED = re.compile(r"(?:vertical-align: ?su(?:per|b)|relative; ?top: ?-)\b[^<>]{0,400}>(?P<inner>[^<>]{1,20})(?=</)")
_STYLES = {"relative": ("relative;top:-", "relative; top: -"), "align": ("vertical-align:su", "vertical-align: su")}
_LOWERED = re.compile(r"<sub\b|vertical-align: ?sub", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_INLINE = re.compile(r"</?(?:font|span|b|i|u|em|strong|a|small|su[pb]|ix:\w+)(?![\w:])", re.IGNORECASE)
_ENTITY_BEFORE = re.compile(r"&#?\w{1,8};$")
_AFTER = re.compile(r"(?:<[^<>]{0,300}>)?(?P<slash>/|\u2044|&#8260;|&frasl;)?(?:<[^<>]{0,300}>){0,4}(?P<digit>[0-9])?")
_FIGURES = re.compile(r"[0-9]{1,3}(?:, ?[0-9]{1,3}){0,3}")
_FRACTION = re.compile(r"[0-9]{1,2}[/\u2044][0-9]{1,3}")
_POWER = re.compile(r"[x\u00d7*\u00b7] ?10$", re.IGNORECASE)
_REACH = 400  # characters of markup looked at before an element


def with_raised_written_out(markup: str) -> str:
    """Return the markup with raised and lowered figures as one would type them."""
    if "<su" in markup or "<SU" in markup:
        markup = _ELEMENT.sub(_element, markup)
    if any(word in markup and any(sign in markup for sign in signs) for word, signs in _STYLES.items()):
        markup = _STYLED.sub(_styled, markup)
    return markup


def _element(m: re.Match[str]) -> str:
    words = html.unescape(_TAG.sub("", m["inner"])).strip()
    return _written_out(m, m.start(), words) or m.group()


def _styled(m: re.Match[str]) -> str:
    start = m.string.rfind("<", max(0, m.start() - _REACH), m.start())
    words = _written_out(m, start, html.unescape(m["inner"]).strip()) if start >= 0 else None
    return m.group()[: m.start("inner") - m.start()] + words if words else m.group()


def _written_out(m: re.Match[str], start: int, words: str) -> str | None:
    """Return raised words as one would type them between their neighbours, or None where they stay as they are."""
    figures = _FIGURES.fullmatch(words) is not None
    fraction = _FRACTION.fullmatch(words) is not None
    if not (figures or fraction or (len(words) == 1 and "a" <= words <= "z")):
        return None
    before = _before(m.string, start)
    last = before[-1:]
    after = _AFTER.match(m.string, m.end())
    runs_on = figures and after is not None and after["digit"] is not None
    if last in ("/", "\u2044") and before[-2:-1].isdigit():
        return words  # the lower part of a fraction
    if fraction or (runs_on and after is not None and after["slash"]):
        return f" {words}" if last.isdigit() else words
    if not last or last.isspace():
        return f"{words} " if runs_on else None
    if _LOWERED.match(m.group()):
        return f" {words}" if last.isdigit() and figures else None
    if _POWER.search(before):
        return f"^{words}"
    return f"({words})" if figures or last.isdigit() else None


def _before(markup: str, at: int) -> str:
    """Return the end of the words that stand before an element in the same block, some characters at most."""
    floor = max(0, at - _REACH)
    words = ""
    while at > floor and len(words) < 6:
        if markup[at - 1] == ">":
            start = markup.rfind("<", floor, at)
            if start < 0 or not _INLINE.match(markup, start):
                break
            at = start
        elif markup[at - 1] == ";" and (entity := _ENTITY_BEFORE.search(markup[max(floor, at - 11) : at])):
            words, at = html.unescape(entity.group()) + words, at - len(entity.group())
        else:
            words, at = markup[at - 1] + words, at - 1
    return words
