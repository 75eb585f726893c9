"""Checks on sentences written for people: no figure, date or name that the filing does not bear out, and plain words.

What bears a sentence out is a `Support`: the words of the filing that its facts rest on, and the values read from
them. Every reading is offline and the same each time. The reading grade is Flesch-Kincaid (1975) with names, money and
dates masked, since they are long without being hard.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from summarizer import values
from summarizer.folding import plain

LONGEST_SENTENCE = 45  # words
LONGEST_COPY = 12  # words in a row that a sentence may share with the filing

_NAME = re.compile(r"(?<![\w'$])[A-Z][\w&'-]*(?:\.(?=[A-Z]))?[\w&'-]*")
_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
# Capitalised words that name nobody: a sentence may open with them, or carry them anywhere.
_COMMON = frozenset(
    """a about according additional adjusted after all also although amounts an and annual annually another any approval
    as at available bank banks based because before beginning below beside besides board bonds borrowers both but buyers
    by cash certain change changes class closing common company comparable completion conditions consolidated costs
    courts current customers debt defaults depending despite diluted directors dividends drawn during each earlier early
    earnings either employees ending equity every everything examples except excluding executives exhibit expected
    expenses failing fees final finally first five following for form four from full funds further general given gross
    half he her his holders how however if in including income initial instead interest investors is issuer it item
    items its just last late later lenders less like loans loss lower management many margins members money more most
    neither net new next no none nor not notes nothing now of officers on once one only operating option options or
    ordinary other others otherwise our out outside over part parties payment payments per preferred prices proceeds
    profit quarterly rates regulators results revenue revenues rights same sales second secured sellers senior
    separately series several shareholders shares she should since six so some staff stock stockholders subject such
    ten term terms that the their then there these they third this those three three-month through to today together
    total two under underwriters unless until upon using vesting voters votes warrants was we what when where whether
    which while who whose why with within without years sec edgar u.s us united states i ii iii iv""".split()
)
# A word that opens a sentence and ends so is hardly ever a name.
_WORDLIKE = re.compile(r"[A-Z][a-z]+(?:ly|tions?|sions?|ments?|ness|ances?|ences?|ings?)$")
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_DOUBLE_NEGATIVE = re.compile(
    r"(?i)\b(?:not|never|no|nor|neither|without)\b[^,;.]{0,40}\b(?:not|never|without|unable|unless|un(?:common|likely|reasonable))\b"
)
_PASSIVE = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?(?:\w{3,}ed|made|paid|sold|held|given|set|due)\b"
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
    "inter alia": "among others",
    "in its entirety": "in full",
    "commence": "start",
    "commences": "starts",
    "commenced": "started",
    "utilize": "use",
}
_LEGALESE = re.compile(rf"(?i) ?\b(?:{'|'.join(sorted(map(re.escape, _PLAINER), key=len, reverse=True))})\b")
_TERM = r"(?:the |an? )?\"[^\"()]{1,60}\""
_DEFINED = re.compile(rf" ?\((?:each, |collectively, |together, )?{_TERM}(?: (?:or|and) {_TERM})*\)")
# Words of a sentence that leave a thing open, besides those that `summarizer.values` reads as hedges.
_OPEN = re.compile(
    r"(?i)\b(?:would|will|can|could|if|until|unless|right|option|plans?|expects?|depends?|due|once|when|proposed|"
    r"conditional|allows?|lets?|permits?|able|payable|eligible|target|available|up to)\b"
)


@dataclass(frozen=True)
class Support:
    """The words of the filing that a sentence may draw on."""

    texts: tuple[str, ...]
    counts: frozenset[int] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[str], counts: Iterable[int] = ()) -> Support:
        """Fold and gather texts; ``counts`` are how many facts of a kind there are ("two series of notes")."""
        return cls(tuple(dict.fromkeys(plain(text) for text in texts if text)), frozenset(counts))

    def __or__(self, other: Support) -> Support:
        return Support(tuple(dict.fromkeys(self.texts + other.texts)), self.counts | other.counts)

    @cached_property
    def money(self) -> set[tuple[Decimal, str]]:
        """Every amount that the texts state, with its currency."""
        found = [money for text in self.texts for money in values.find_money(text)]
        ends = [(v, m.currency) for m in found for v in (m.value, m.high, m.figures) if v is not None]
        return set(ends)

    @cached_property
    def dates(self) -> set[str]:
        """Every date that the texts state, and its coarser forms (month, year)."""
        stated = {date.value for text in self.texts for date in values.find_dates(text)}
        return {date[:length] for date in stated for length in (4, 7, 10) if len(date) >= length}

    @cached_property
    def percentages(self) -> set[Decimal]:
        """Every percentage that the texts state."""
        found = [p for text in self.texts for p in values.find_percentages(text)]
        return {value for p in found for value in (p.value, p.high) if value is not None}

    @cached_property
    def months(self) -> set[Decimal]:
        """Every length of time that the texts state, in months."""
        return {d.months for text in self.texts for d in values.find_durations(text) if d.months is not None}

    @cached_property
    def numbers(self) -> set[Decimal]:
        """Every numeral and number word of the texts."""
        return {number.value for text in self.texts for number in values.find_numbers(text)}

    @cached_property
    def words(self) -> set[str]:
        """Every word of the texts, in lower case and without a possessive."""
        return {w.lower().removesuffix("'s") for text in self.texts for w in _WORD.findall(text)}

    @cached_property
    def flat(self) -> tuple[str, ...]:
        """The words of each text, in lower case, one space between and around them."""
        return tuple(f" {' '.join(word.lower() for word in _WORD.findall(text))} " for text in self.texts)

    @cached_property
    def _stems(self) -> set[str]:
        return {_stem(word) for word in self.words}

    def has_words(self, words: str) -> bool:
        """Return whether every word stands in the texts, in some form ("option" in "options")."""
        return all(_stem(word.lower()) in self._stems for word in _WORD.findall(words))

    def bears_figures(self, sentence: str) -> str | None:
        """Return the first figure or date of the sentence that no text states, or None."""
        taken: list[tuple[int, int]] = []
        for money in values.find_money(sentence):
            taken.append((money.start, money.end))
            for value in (money.value, money.high):
                if value is not None and (value, money.currency) not in self.money:
                    return money.text
        for date in values.find_dates(sentence):
            taken.append((date.start, date.end))
            bare_year = len(date.value) == 4 and Decimal(date.value) in self.numbers  # the head of a table's row
            if date.value not in self.dates and not bare_year:
                return date.text
        for percentage in values.find_percentages(sentence):
            taken.append((percentage.start, percentage.end))
            for value in (percentage.value, percentage.high):
                if value is not None and value not in self.percentages:
                    return percentage.text
        for duration in values.find_durations(sentence):
            if duration.months is not None and duration.months in self.months:
                taken.append((duration.start, duration.end))
        for number in values.find_numbers(sentence):
            covered = any(start <= number.start and number.end <= end for start, end in taken)
            counted = number.text.isalpha() and (number.value in (1, 2) or number.value in self.counts)
            if not covered and not counted and number.value not in self.numbers:
                return number.text
        return None

    def bears_names(self, sentence: str) -> str | None:
        """Return the first name of the sentence that no text has, or None."""
        for found in _NAME.finditer(sentence):
            opens = not sentence[: found.start()].strip("\"'( ") and sentence[found.end() :][1:2].islower()
            if opens and _WORDLIKE.match(found[0]):
                continue
            for word in _WORD.findall(found[0]):
                bare = word.lower().removesuffix("'s")
                if bare in self.words or bare in _COMMON or bare in _MONTHS or not word[0].isupper():
                    continue
                if _stem(bare) not in self._stems:
                    return found[0]
        return None


def _stem(word: str) -> str:
    """Return a word without its ending, so that a title's "Completes" is the filing's "completed"."""
    return re.sub(r"(?<=[a-z]{3})(?:es|s|ed|d|e|ing)$", "", word)


def counts(groups: Iterable[Sequence[Any]]) -> set[int]:
    """Return how many facts each group has, and how many of each kind or role: what prose may count."""
    found: set[int] = set()
    for group in groups:
        kinds = Counter(getattr(fact, "kind", None) or getattr(fact, "role", None) for fact in group)
        found |= {len(group), *kinds.values()}
    return found


def unsupported(sentence: str, support: Support) -> str | None:
    """Return what in a sentence the filing does not bear out, as an objection, or None."""
    sentence = plain(sentence)
    figure = support.bears_figures(sentence)
    if figure:
        return f"{figure!r} is not in the words it rests on"
    name = support.bears_names(sentence)
    if name:
        return f"the name {name!r} is not in the words it rests on"
    return None


def unplain(sentence: str) -> str | None:
    """Return what makes a sentence unfit for a plain-English brief, as an objection, or None."""
    for pattern, fault in (
        (_ADVICE, "gives advice"),
        (_HYPE, "praises"),
    ):
        found = pattern.search(sentence)
        if found:
            return f"{found[0]!r} {fault}"
    found = _DOUBLE_NEGATIVE.search(sentence)
    if found:
        return f"{found[0]!r} is a double negative"
    found = _LEGALESE.search(sentence)
    if found:
        word = found[0].strip()
        instead = _PLAINER[word.lower()]
        return f"{word!r} is legalese: write {instead!r}" if instead else f"{word!r} is legalese: leave it out"
    count = len(_WORD.findall(sentence))
    if count > LONGEST_SENTENCE:
        return f"it is {count} words long; write sentences of fewer than 25"
    return None


def copied(sentence: str, source: Support) -> str | None:
    """Return that a sentence copies more than `LONGEST_COPY` ordinary words in a row from a source, or None.

    Names and figures are not counted: they have to be the filing's own.
    """
    words = _WORD.findall(sentence)
    ordinary = [word.islower() for word in words]
    lower = [word.lower() for word in words]
    for text in source.flat:
        start = end = 0
        while end < len(words):
            end += 1
            while start < end and f" {' '.join(lower[start:end])} " not in text:
                start += 1
            if sum(ordinary[start:end]) > LONGEST_COPY:
                return f"it copies more than {LONGEST_COPY} words in a row; use your own"
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

    def replace(found: re.Match[str]) -> str:
        word = found[0].strip()
        instead = _PLAINER[word.lower()]
        space = " " if found[0][0] == " " and instead else ""
        return space + (instead[:1].upper() + instead[1:] if word[0].isupper() else instead)

    return _LEGALESE.sub(replace, _DEFINED.sub("", sentence)).strip()


def leaves_open(sentence: str) -> bool:
    """Return whether a sentence says that what it tells is not yet certain."""
    return bool(values.find_hedges(sentence)) or bool(_OPEN.search(sentence))


def sentences(text: str) -> list[str]:
    """Split prose into sentences; an abbreviation or a figure's point ends none."""
    parts = re.split(
        r"(?<!\b[A-Z])(?<!\bInc)(?<!\bCorp)(?<!\bCo)(?<!\bLtd)(?<!\bNo)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<=[.!?])[\"')]*\s+(?=[A-Z\"'(])",
        text.strip(),
    )
    return [part for part in parts if part]


def word_count(text: str) -> int:
    """Return the number of words."""
    return len(_WORD.findall(text))


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text, its names, money and dates counted as one easy word each."""
    masked = text
    easy = [(m.start, m.end) for m in values.find_money(text)]
    easy += [(d.start, d.end) for d in values.find_dates(text)]
    easy += [(p.start, p.end) for p in values.find_percentages(text)]
    for start, end in sorted(easy, reverse=True):
        masked = f"{masked[:start]}it{masked[end:]}"
    parts = sentences(masked)
    words = [word for part in parts for word in _WORD.findall(re.sub(r"(?<=[a-z,] )[A-Z][\w'-]*", "it", part))]
    if not words:
        return 0.0
    syllables = sum(_syllables(word) for word in words)
    return max(0.0, round(0.39 * len(words) / len(parts) + 11.8 * syllables / len(words) - 15.59, 1))


def _syllables(word: str) -> int:
    """Count a word's syllables by its groups of vowels; a closing silent e counts for none."""
    word = word.lower()
    groups = len(re.findall(r"[aeiouy]+", word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and groups > 1:
        groups -= 1
    return max(1, groups)
