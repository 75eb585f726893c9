"""Plain words: what makes a sentence unfit for a brief that anybody can read, and how hard a text is to read.

The reading grade is Flesch-Kincaid (1975) with names, money and dates masked, since they are long without being hard.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer import values
from summarizer.sieve import Rules, may_find, search, small

if TYPE_CHECKING:
    from summarizer.prose import Support

LONGEST_SENTENCE = 45  # words

WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_DOUBLE_NEGATIVE = re.compile(
    r"(?i)(?:\b(?:not|never|no|nor|neither|without|cannot)|n't)\b(?:(?! (?:and|but|while|so) )[^,;.]){0,40}"
    r"(?:\b(?:not|never|without|unable|un(?:common|likely|reasonable))|n't)\b"
)
_PASSIVE = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:not\s+|also\s+|now\s+)?(?:\w+ly\s+)?(?:\w{3,}ed|made|paid|sold|held|"
    r"given|set|bought|brought|built|chosen|cut|done|drawn|driven|found|kept|known|laid|led|left|lent|let|lost|met|put|"
    r"run|seen|sent|shown|spent|split|spun|taken|thought|told|won|worn|written)\b"
)
_ADVICE = re.compile(
    r"(?i)\b(?:investors? should|you should|we recommend|should (?:buy|sell|hold)|good (?:buy|deal) for investors)\b"
)
_HYPE = re.compile(
    r"(?i)\b(?:game[- ]chang\w+|world[- ]class|ground[- ]?breaking|revolutionary|exciting|thrilled|best[- ]in[- ]class|"
    r"cutting[- ]edge|unparalleled|transformational|industry[- ]leading|landmark)\b"
)
# Legalese, and the plain word that says the same.
_PLAINER = {
    "pursuant to": "under",
    "prior to": "before",
    "subsequent to": "after",
    "set forth in": "in",
    "set forth under": "under",
    "as set forth": "as stated",
    "in the event that": "if",
    "in accordance with": "under",
    "in connection with": "with",
    "with respect to": "on",
    "notwithstanding": "despite",
    "aforementioned": "",
    "forthwith": "at once",
    "thereafter": "after that",
    "thereof": "of it",
    "thereto": "to it",
    "thereunder": "under it",
    "therein": "in it",
    "therefor": "for it",
    "hereof": "",
    "hereto": "",
    "herein": "",
    "hereby": "",
    "hereunder": "",
    "hereinafter": "",
    "herewith": "with this",
    "whereby": "by which",
    "aforesaid": "",
    "in lieu of": "instead of",
    "per annum": "a year",
    "inter alia": "among others",
    "in its entirety": "in full",
    "commence": "start",
    "commences": "starts",
    "commenced": "started",
    "utilize": "use",
}
_LEGALESE = re.compile(rf"(?i) ?\b(?:{'|'.join(sorted(map(re.escape, _PLAINER), key=len, reverse=True))})\b")
_FAULTS = ((_ADVICE, "gives advice"), (_HYPE, "praises"), (_DOUBLE_NEGATIVE, "is a double negative"))
_TERM = r"(?:the |an? )?\"[^\"()]{1,60}\""
_INSIDE = re.compile(r"(?<=[a-z,&] )[A-Z][\w'-]*")  # a name inside a sentence
_DEFINED = re.compile(rf" ?\((?:each, |collectively, |together, )?{_TERM}(?: (?:or|and) {_TERM})*\)")
# Words of a sentence that leave a thing open, besides those that `summarizer.values` reads as hedges. "Due", "once",
# "option" and the like do so only with the words around them: "lent, due at once" tells what is done.
_OPEN = re.compile(
    r"(?i)\b(?:would|will|can|could|should|if|until|unless|plans?|expects?|depends?|proposed|proposes|"
    r"conditional|allows?|lets?|permits?|able to|eligible|targets?|up to|likely|hopes?|aims?|set for|"
    r"must|needs? to|conditions?|"
    r"(?:agreed|agrees|wants?|seeks?) to|"
    r"rights? to|(?:has|have|gives?|gets?) (?:an?|the|its) (?:right|option)|(?:is|are) (?:not )?(?:yet )?to|"
    r"(?:is|are|falls?|becomes?|comes?|be) (?:\w+ly )?(?:due|payable|available)|"
    r"due (?:in|on|by|each|when|from|[0-9]{4})|matures?|scheduled to|"
    r"(?:payable|available) (?:in|on|only|over|when|once|after|to|for|until|at maturity)|"
    r"(?:once|when)\b(?=[^.;]{0,60}\b(?:is|are|has|have|does|closes|completes|ends|vests|leaves|meets|reaches|becomes|"
    r"gets|pays|takes|makes|starts|occurs|happens|falls|rises|approves?|demands|asks)\b))(?!\w)"
)
# "Notes due 2031" is what they are called.
_NOTES_DUE = re.compile(r"(?i)\b(?:notes|bonds|loans|debentures) (?:that (?:are|come|fall) )?due\b")


def unplain(sentence: str, support: Support | None = None) -> str | None:
    """Return what makes a sentence unfit for a plain-English brief, as an objection, or None.

    A word that is part of a name in ``support`` praises nothing: a bank may be called Landmark Bancorp.
    """
    letters = small(sentence)

    def first(pattern: re.Pattern[str]) -> str | None:
        if not may_find(pattern, letters):
            return None
        found = (match[0].strip() for match in pattern.finditer(sentence))
        return next((words for words in found if support is None or not support.names_with(words)), None)

    for pattern, fault in _FAULTS:
        words = first(pattern)
        if words:
            return f"{words!r} {fault}"
    words = first(_LEGALESE)
    if words:
        instead = _PLAINER[words.lower()]
        return f"{words!r} is legalese: write {instead!r}" if instead else f"{words!r} is legalese: leave it out"
    count = longest(sentence)
    if count > LONGEST_SENTENCE:
        return f"it is {count} words long; write sentences of fewer than 25"
    return None


def heavy(text: str) -> list[str]:
    """Return what makes a whole brief hard to read: long sentences, a high grade, too much passive voice."""
    parts = sentences(text)
    if not parts:
        return []
    found = []
    mean = word_count(text) / len(parts)
    if mean > 22:
        found.append(f"its sentences have {mean:.0f} words on average")
    grade = reading_grade(text)
    if grade > 13:
        found.append(f"its reading grade is {grade}")
    passive = sum(1 for part in parts if _PASSIVE.search(part))
    if len(parts) > 3 and passive > len(parts) / 2:
        found.append(f"{passive} of its {len(parts)} sentences are passive")
    return found


def plainer(sentence: str) -> str:
    """Return a sentence of a filing without defined terms in brackets, and its legalese in plain words."""
    return _PLAIN.rewritten(sentence).strip()


def _instead(found: re.Match[str]) -> str:
    word = found[0].strip()
    instead = _PLAINER[word.lower()]
    space = " " if found[0][0] == " " and instead else ""
    return space + (instead[:1].upper() + instead[1:] if word[0].isupper() else instead)


_PLAIN = Rules(((_DEFINED, ""), (_LEGALESE, _instead)))


@lru_cache(maxsize=1024)  # the prose of a deal is held against each of its facts
def leaves_open(sentence: str) -> bool:
    """Return whether a sentence says that what it tells is not yet certain."""
    hedges = (h for h in values.find_hedges(sentence) if not h.text.lower().startswith("at "))  # "at its option"
    return any(hedges) or bool(search(_OPEN, _NOTES_DUE.sub("", sentence)))


def sentences(text: str) -> list[str]:
    """Split prose into sentences; an abbreviation or a figure's point ends none."""
    parts = re.split(
        r"(?<=[.!?])(?<!\b[A-Z])(?<!\bInc)(?<!\bCorp)(?<!\bCo)(?<!\bLtd)(?<!\bNo)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)[\"')]*\s+(?=[A-Z\"'(])",
        text.strip(),
    )
    return [part for part in parts if part]


@lru_cache(maxsize=4096)  # a sentence is measured by itself, against others and in each form that it may take
def word_count(text: str) -> int:
    """Return the number of words."""
    return len(WORD.findall(text))


def longest(text: str) -> int:
    """Return the number of words of a text's longest sentence: what is given as one may be two."""
    return max(map(word_count, sentences(text)), default=0)


@lru_cache(maxsize=1024)  # a brief is graded as often as it is written anew
def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text, its names, money and dates counted as one easy word each."""
    masked = " ".join(map(_masked, sentences(text)))
    parts = sentences(masked)
    names = set(_INSIDE.findall(masked))
    counted = [_counted(_opened(part, names)) for part in parts]
    words, syllables = sum(count for count, _ in counted), sum(count for _, count in counted)
    if not words:
        return 0.0
    return max(0.0, round(0.39 * words / len(parts) + 11.8 * syllables / words - 15.59, 1))


@lru_cache(maxsize=4096)  # a brief is graded with every sentence that may be added to it
def _counted(sentence: str) -> tuple[int, int]:
    """Return how many words and syllables a sentence has, each name inside it being one easy word."""
    words = WORD.findall(_INSIDE.sub("it", sentence))
    return len(words), sum(map(_syllables, words))


@lru_cache(maxsize=4096)
def _masked(sentence: str) -> str:
    """Return a sentence with its money and dates masked."""
    easy = [(m.start, m.end) for m in values.find_money(sentence)]
    easy += [(d.start, d.end) for d in values.find_dates(sentence)]
    easy += [(p.start, p.end) for p in values.find_percentages(sentence)]
    for start, end in sorted(easy, reverse=True):
        sentence = f"{sentence[:start]}it{sentence[end:]}"
    return sentence


def _opened(sentence: str, names: set[str]) -> str:
    """Return a sentence with the name that it opens with masked: one that stands inside another, or of two words."""
    first, _, rest = sentence.partition(" ")
    named = first.rstrip(",'s") in names or first in names or bool(re.match(r"[A-Z&][\w.]+", rest))
    return f"it {rest}" if named and first[:1].isupper() else sentence


@lru_cache(maxsize=4096)
def _syllables(word: str) -> int:
    """Count a word's syllables by its groups of vowels; a closing silent e counts for none."""
    word = word.lower()
    groups = len(re.findall(r"[aeiouy]+", word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and groups > 1:
        groups -= 1
    return max(1, groups)
