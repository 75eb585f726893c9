"""What one text states: its figures by kind, its words and its initialisms, each read once and kept.

A figure bears out its own kind only. The 30 of "June 30" is no count, so that "30 people" finds nothing in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from summarizer import values
from summarizer.prose.plainness import WORD
from summarizer.sieve import every

_RUN = re.compile(r"[A-Z][\w'.]*(?:[ -](?:(?:of|and|the|for|on|in|to) )?[A-Z][\w'.]*)+")
MONTHS = dict(
    zip(
        """january february march april may june july august september october november december""".split(),
        range(1, 13),
        strict=True,
    )
)
MONTHS |= {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}
_NAMED = r"January|February|March|April|May|June|July|August|September|October|November|December"
_ABBREVIATED = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=\. )"
_MONTH = re.compile(
    rf"(?<![\w.,$])(?:(?P<first>[0-3]?[0-9]) )?(?P<month>{_NAMED}|{_ABBREVIATED})(?!\w)"
    r"(?:\.? {1,2}(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![\w%]|[.,][0-9]))?"
)
# Words that count without a figure.
_VAGUE = re.compile(
    r"(?i)\b(?:dozen|hundred|thousand|million|billion)s?\b|\bscores of\b|\b(?:doubl(?:e|es|ed|ing)|twice|"
    r"tripl(?:e|es|ed|ing)|hal(?:f|ves|ved)|a quarter of|three[- ]quarters of)\b"
)
_NAME_WORD = re.compile(r"[^\W_](?:[\w&'/-]*[^\W_])?")
_LABELLED = re.compile(r"(?i)\b(?:item|section|exhibit|rule|article|no\.) {1,2}[0-9][\w.]*|\b[0-9]{1,2}-[KQA]\b")


@dataclass(frozen=True)
class Reading:
    """One text and what is read from it, each reading once."""

    text: str

    @cached_property
    def money(self) -> list[values.Money]:
        """Every amount of money."""
        return values.find_money(self.text)

    @cached_property
    def dates(self) -> list[values.DateValue]:
        """Every date."""
        return values.find_dates(self.text)

    @cached_property
    def percentages(self) -> list[values.Percentage]:
        """Every percentage."""
        return values.find_percentages(self.text)

    @cached_property
    def durations(self) -> list[values.Duration]:
        """Every length of time."""
        return values.find_durations(self.text)

    @cached_property
    def numbers(self) -> list[values.Number]:
        """Every numeral and number word, whatever it is part of."""
        return values.find_numbers(self.text)

    @cached_property
    def amounts(self) -> set[tuple[Decimal, str]]:
        """Every amount with its currency, both ends of a range."""
        return {(v, m.currency) for m in self.money for v in (m.value, m.high, m.figures) if v is not None}

    @cached_property
    def days(self) -> set[str]:
        """Every date, and its coarser forms (month, year)."""
        return {d.value[:length] for d in self.dates for length in (4, 7, 10) if len(d.value) >= length}

    @cached_property
    def parts(self) -> set[tuple[str, str]]:
        """The first and last day of every quarter and half-year."""
        return {(d.not_before, d.not_after) for d in self.dates if d.not_before and d.not_after}

    @cached_property
    def months(self) -> list[re.Match[str]]:
        """The names of months, with the day behind them; "May" that opens a sentence and goes on is the verb."""
        return [m for m in _MONTH.finditer(self.text) if day_of(m) or m["month"] != "May" or not self._verb(m)]

    def _verb(self, month: re.Match[str]) -> bool:
        before, after = self.text[: month.start()].rstrip(), self.text[month.end() :]
        return (not before or before[-1] in ".;:") and after[1:2].islower()

    @cached_property
    def month_days(self) -> set[tuple[int, int | None]]:
        """Every month, alone and with each day that the text gives of it."""
        found = {(MONTHS[m["month"].lower()], day_of(m)) for m in self.months}
        for day in self.days:
            found |= {(int(day[5:7]), int(day[8:]) if len(day) == 10 else None)} if len(day) > 4 else set()
        return found | {(month, None) for month, _ in found}

    @cached_property
    def percents(self) -> set[Decimal]:
        """Every percentage as a value, both ends of a range."""
        return {value for p in self.percentages for value in (p.value, p.high) if value is not None}

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where the figures stand that are of one kind only: they bear out no other number."""
        kinds = (self.money, self.dates, self.percentages, self.durations)
        found = [(value.start, value.end) for kind in kinds for value in kind]
        found += [m.span() for m in self.months if day_of(m)]
        return found + [m.span() for m in every(_LABELLED, self.text)]

    def taken(self, number: values.Number) -> bool:
        """Return whether a number is part of a date, amount, percentage, length of time or reference."""
        return any(start <= number.start and number.end <= end for start, end in self.spans)

    @cached_property
    def free(self) -> set[Decimal]:
        """Every number that counts for itself; "second" in "the second quarter of 2024" is an ordinal, not a date."""
        return {n.value for n in self.numbers if not self.taken(n) or (n.text.isalpha() and self._dated(n))}

    def _dated(self, number: values.Number) -> bool:
        return any(d.start <= number.start and number.end <= d.end for d in self.dates)

    @cached_property
    def vague(self) -> list[tuple[str, int]]:
        """Every word that counts without a figure, where it is part of no number or date, and where it stands."""
        figures = [*self.spans, *((n.start, n.end) for n in self.numbers)]
        found = ((m[0].lower().removesuffix("s"), m.start()) for m in every(_VAGUE, self.text))
        return [(word, at) for word, at in found if not any(start <= at < end for start, end in figures)]

    @cached_property
    def lengths(self) -> set[Decimal]:
        """Every length of time in months, both ends of a range."""
        return {v for d in self.durations for v in (d.months, d.high) if v is not None}

    def counted(self, duration: values.Duration) -> set[tuple[Decimal, str]]:
        """Return a length of time as its numbers with their unit ("44 weeks"), of which no months may follow."""
        unit = next(iter(re.findall(r"(?i)year|month|week|day|quarter|decade|annivers", duration.text)[-1:]), "")
        inside = (n for n in self.numbers if duration.start <= n.start and n.end <= duration.end)
        return {(n.value, unit.lower()) for n in inside}

    @cached_property
    def units(self) -> set[tuple[Decimal, str]]:
        """Every length of time as numbers with their unit."""
        return {counted for duration in self.durations for counted in self.counted(duration)}

    @cached_property
    def labels(self) -> set[str]:
        """Every reference to a numbered thing: "item 1.01", "8-k"."""
        return {m[0].lower().rstrip(".") for m in every(_LABELLED, self.text)}

    @cached_property
    def words(self) -> set[str]:
        """Every word, in lower case and without a possessive."""
        return {word.removesuffix("'s") for word in self._in_a_row}

    @cached_property
    def stems(self) -> set[str]:
        """Every word without its ending."""
        return {stem(word) for word in self.words}

    @cached_property
    def roots(self) -> set[str]:
        """The first letters of every word."""
        return {root(word) for word in self.words}

    @cached_property
    def initialisms(self) -> set[str]:
        """The first letters of words that stand capitalised in a row, and of the rows within."""
        found = set()
        for run in _RUN.findall(self.text):
            letters = "".join(w[0] for w in re.split("[ -]", run) if w[:1].isupper()).lower()
            found |= {letters[i:j] for i in range(len(letters)) for j in range(i + 2, min(len(letters), i + 6) + 1)}
        return found

    @cached_property
    def flat(self) -> str:
        """The words in lower case, one space between and around them."""
        return f" {' '.join(self._in_a_row)} "

    @cached_property
    def _in_a_row(self) -> list[str]:
        return [word.lower() for word in WORD.findall(self.text)]


@lru_cache(maxsize=4096)
def reading(text: str) -> Reading:
    """Return the reading of a text, kept for the texts and sentences that come up again and again."""
    return Reading(text)


@lru_cache(maxsize=256)
def names_with_figures(names: frozenset[str]) -> re.Pattern[str] | None:
    """Return a pattern of those names, and parts of names, that hold what could be taken for a figure, or None.

    Of "Route 66 Holdings, Inc." these are "Route 66", "66 Holdings" and so on: two words at least, so that no figure
    of the text is lost. A word that mixes figures and letters, as "3M" does, is enough by itself.
    """
    found: set[str] = set()
    for name in names:
        words = _NAME_WORD.findall(name)[:12]  # no longer name is written out
        figures = {i for i, word in enumerate(words) if _like_a_figure(word)}
        for start in range(len(words)):
            for end in range(start + 2, len(words) + 1):
                if figures & set(range(start, end)):
                    found.add(r"[\s,.]+".join(re.escape(word) for word in words[start:end]))
        found |= {
            re.escape(words[i]) for i in figures if re.search("[0-9]", words[i]) and re.search("[A-Za-z]", words[i])
        }
    if not found:
        return None
    # The longest first; a name begins with a capital or a figure, also where it is written otherwise than on the cover.
    return re.compile(rf"(?<![\w$€£.])(?=[A-Z0-9])(?i:{'|'.join(sorted(found, key=len, reverse=True))})(?![\w%])")


def _like_a_figure(word: str) -> bool:
    read = reading(word.capitalize() if word.isupper() else word)
    return bool(re.search("[0-9]", word) or read.numbers or _VAGUE.fullmatch(word) or word.lower() in MONTHS)


def blotted(text: str, pattern: re.Pattern[str]) -> str:
    """Return a text with names blotted out, at the same offsets."""
    return pattern.sub(lambda name: "#" * len(name[0]), text)


def day_of(month: re.Match[str]) -> int | None:
    """Return the day that stands beside the name of a month."""
    day = month["day"] or month["first"]
    return int(day) if day else None


@lru_cache(maxsize=8192)  # the same words come up in text after text
def stem(word: str) -> str:
    """Return a word without its ending, so that a title's "Completes" is the filing's "completed"."""
    return re.sub(r"(?<=[a-z]{3})(?:es|s|ed|d|e|ing)$", "", word)


def root(word: str) -> str:
    """Return the letters that a word shares with its relatives: "acquire", "acquisition"."""
    return word[:5]
