"""Words of a filing made fit for a field: without markup, escapes and folded white space."""

from __future__ import annotations

import html
import re

_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!$&%~<>|\"'])")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{2,3})(?=\S)([^*_\n]{1,300}?)(?<=\S)\1(?![\w*_])")
_EDGES = " \t\n*_|#"


def clean(words: str) -> str:
    """Return the words without tags, markdown emphasis and escapes, entities resolved, white space folded."""
    if "<" in words:
        words = _TAGS.sub(" ", words)
    if "&" in words:
        words = html.unescape(words)
    if "*" in words or "__" in words:
        words = _EMPHASIS.sub(r"\2", words)
    if "\\" in words:
        words = _ESCAPE.sub(r"\1", words)
    return " ".join(words.split()).strip(_EDGES)
