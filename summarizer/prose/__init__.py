"""Sentences written for people: what bears them out, and whether they are plain.

`support` holds sentences to the words of the filing, `certain` to how sure they are, `plainness` to plain English;
`readings` is what they read out of a text, and `lexicon` the words that they know by heart.
"""

from __future__ import annotations

from summarizer.prose.certain import surer
from summarizer.prose.plainness import (
    LONGEST_SENTENCE,
    heavy,
    leaves_open,
    longest,
    plainer,
    reading_grade,
    sentences,
    unplain,
    word_count,
)
from summarizer.prose.support import (
    DENIES,
    LONGEST_COPY,
    Support,
    copied,
    counts,
    distinctive,
    foreign,
    negation_lost,
    unsupported,
)

__all__ = [
    "DENIES",
    "LONGEST_COPY",
    "LONGEST_SENTENCE",
    "Support",
    "copied",
    "counts",
    "distinctive",
    "foreign",
    "heavy",
    "leaves_open",
    "longest",
    "negation_lost",
    "plainer",
    "reading_grade",
    "sentences",
    "surer",
    "unplain",
    "unsupported",
    "word_count",
]
