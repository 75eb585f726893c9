"""Checks on sentences written for people: no figure, date, name or matter that the filing does not bear out.

What bears a sentence out is a `Support`: the words of the filing that its facts rest on, and the values read from
them. Every reading is offline and the same each time. Whether the words are plain is `summarizer.prose.plainness`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from summarizer import values
from summarizer.folding import plain
from summarizer.prose.lexicon import COMMON, DEMONYMS, OPENERS, SHORT_FOR
from summarizer.prose.plainness import WORD
from summarizer.prose.readings import MONTHS, Reading, blotted, day_of, names_with_figures, reading, root, stem
from summarizer.sieve import every, search

LONGEST_COPY = 12  # words in a row that a sentence may share with the filing
LEAST_SHARED = 0.4  # of a sentence's content words; every recorded sentence that holds shares more
LEAST_WITH_FIGURES = 0.2

# A word that opens a sentence and ends so is hardly ever a name.
_WORDLIKE = re.compile(r"[A-Z][a-z]+(?:tions?|sions?|ments?|ness)$")
_COUNTRIES = re.compile(r"\b(?:U\.?S(?:\.?A)?|U\.?K|E\.?U)\b")
# The percentages that say the same as a word that counts without a figure.
_EQUALS = {
    "half": (50,), "halve": (50,), "halved": (50,), "double": (100, 200), "doubled": (100, 200),
    "doubling": (100, 200), "twice": (100, 200), "triple": (200, 300), "tripled": (200, 300), "tripling": (200, 300),
    "a quarter of": (25,), "three-quarters of": (75,), "three quarters of": (75,),
}  # fmt: skip
# The words that say the same as a length of time in months.
_SPANS = {12: "annual", 6: "semi-annual", 3: "quarterly", 1: "monthly"}
# "2.5% a year" is a rate and no length of time; what says so in a filing.
_RATES = {"a year": ("annum", "year", "annual", "yearly"), "a month": ("month",), "a quarter": ("quarter",)}
_LOST = re.compile(r"(?i)\b(?:lost|loses|losing|loss(?:es)?|negative)\b")
_ADDRESS = re.compile(r"(?i)\b([\w-]+)\.(?:com|net|org|io)\b")


@dataclass(frozen=True)
class Support:
    """The words of the filing that a sentence may draw on.

    ``names`` bear out no figure: a company may be called Route 66 Holdings, or 3M.
    """

    texts: tuple[str, ...]
    counts: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[str], counts: Iterable[int] = (), names: Iterable[str] = ()) -> Support:
        """Fold and gather texts; ``counts`` are how many facts of a kind there are ("two series of notes")."""
        folded = (plain(text) for text in texts if text)
        return cls(tuple(dict.fromkeys(folded)), frozenset(counts), frozenset(plain(name) for name in names))

    @classmethod
    def union(cls, supports: Iterable[Support]) -> Support:
        """Return what any of the supports bears out; texts that they have read are not read again."""
        parts = tuple(supports)
        readings = {text: reading for part in parts for text, reading in part._readings.items()}
        names = frozenset[str]().union(*(part.names for part in parts))
        whole = cls(tuple(readings), frozenset[int]().union(*(part.counts for part in parts)), names)
        whole.__dict__["_readings"] = readings  # where the cached property would keep them
        return whole

    def __or__(self, other: Support) -> Support:
        return Support.union((self, other))

    @cached_property
    def _readings(self) -> dict[str, Reading]:
        return {text: reading(text) for text in self.texts}

    @cached_property
    def _figures(self) -> tuple[Reading, ...]:
        """The readings of the texts with the figures of names blotted out."""
        pattern = names_with_figures(self.names)
        if pattern is None:
            return tuple(self._readings.values())
        return tuple(reading(blotted(text, pattern)) for text in self.texts)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset[str]().union(*(reading.words for reading in self._readings.values()))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset[str]().union(*(reading.stems for reading in self._readings.values()))

    @cached_property
    def roots(self) -> frozenset[str]:
        """The first letters of every word of the texts."""
        return frozenset[str]().union(*(reading.roots for reading in self._readings.values()))

    @cached_property
    def _spaced(self) -> str:
        """The texts with a space before each, parted by what is in no text."""
        return "".join(f"\n {text}" for text in self.texts)

    def states(self, wanted: Any, of: Callable[[Reading], Collection[Any]], words: str = "") -> bool:
        """Return whether a text states a figure, which ``of`` picks from its reading.

        Those texts are read first that have the figure's ``words``, as the one that states it mostly has.
        """
        likely = [reading for reading in self._figures if words in reading.text]
        return any(wanted in of(reading) for reading in (*likely, *self._figures))

    @property
    def flat(self) -> tuple[str, ...]:
        """The words of each text, in lower case, one space between and around them."""
        return tuple(reading.flat for reading in self._readings.values())

    def has_words(self, words: str) -> bool:
        """Return whether every word stands in the texts, in some form ("option" in "options")."""
        return all(stem(word.lower()) in self._stems for word in WORD.findall(words))

    def has_sentence(self, sentence: str) -> bool:
        """Return whether a sentence stands in the texts as it is, from a capital to a full stop."""
        if not sentence[:1].isupper() or not sentence.endswith("."):
            return False
        return any(f" {sentence} " in f" {text} " for text in self.texts if sentence in text)

    def names_with(self, words: str) -> bool:
        """Return whether words with a capital stand beside another capitalised word of the texts: in a name."""
        name = re.escape(words)
        beside = re.compile(rf"\b{name} [A-Z]|\b[A-Z][\w&'-]* {name}\b")
        return words[:1].isupper() and any(beside.search(text) for text in self.texts)

    def bears_figures(self, sentence: str) -> str | None:
        """Return the first figure or date of the sentence that no text states, or None."""
        pattern = names_with_figures(self.names)
        said = reading(blotted(sentence, pattern) if pattern else sentence)
        for faults in (_foreign_digits, _strange_money, _strange_dates, _strange_parts, _strange_numbers):
            fault = faults(self, said)
            if fault:
                return fault
        return None

    def bears_names(self, sentence: str) -> str | None:
        """Return the first name of the sentence that no text has, or None."""
        for address in every(_ADDRESS, sentence):
            if not self.has_words(address[1]):
                return sentence[address.start() : address.end()]
        masked = _COUNTRIES.sub(lambda found: " " * len(found[0]), sentence)
        words = list(WORD.finditer(masked))
        long = [word[0] for word in words if len(word[0]) > 3 and word[0].isalpha()]
        headed = len(long) > 2 and all(word[0].isupper() for word in long)  # A Title With Capitals
        for found in words:
            word = found[0]
            latin = word.isascii() or all(
                unicodedata.name(c, "").startswith(("LATIN ", "DIGIT ")) for c in word if c != "'"
            )
            if latin and (word.islower() or not any(c.isupper() for c in word)):
                continue
            opens = not masked[: found.start()].strip("\"'( ") and masked[found.end() :][1:2].islower()
            if latin and (opens or headed) and (_WORDLIKE.match(word) or self._ordinary(word.lower())):
                continue
            if not self._known(word.lower().removesuffix("'s"), word):
                return sentence[found.start() : found.end()]
        return None

    def _ordinary(self, word: str) -> bool:
        """Return whether a word that a sentence begins with is no name: common, or akin to one in small letters."""
        if word in OPENERS:
            return True
        start = word[: max(5, len(word) - 2)]
        return len(word) > 4 and f" {start}" in self._spaced

    def _known(self, bare: str, word: str) -> bool:
        """Return whether a capitalised word is in the texts in some form, or names nobody."""
        if bare in COMMON or bare in MONTHS or bare in self._words or stem(bare) in self._stems:
            return True
        if re.fullmatch("[QH][1-4]", word):
            return True  # a quarter is figures' matter, as a month is
        if any(f" {land}" in text for land in DEMONYMS.get(bare, ()) for text in self.flat):
            return True
        short = word.removesuffix("s")
        if not (short.isupper() and 2 <= len(short) <= 6):
            return False
        spelled = SHORT_FOR.get(short.lower())
        shortened = any(short.lower() in reading.initialisms for reading in self._readings.values())
        return shortened or (spelled is not None and self.has_words(spelled))


def _foreign_digits(support: Support, said: Reading) -> str | None:
    """Digits of other scripts look like figures to a reader, and are none to `summarizer.values`."""
    for c in said.text if not said.text.isascii() else ():
        fraction = "\u2044" in unicodedata.normalize("NFKC", c)  # "½", which values read
        if c.isnumeric() and not c.isascii() and not fraction and not any(c in text for text in support.texts):
            return c
    return None


def _strange_money(support: Support, said: Reading) -> str | None:
    loss = -1 if search(_LOST, said.text) else 1  # "a loss of $0.14" is a table's "$(0.14)"
    for money in said.money:
        for value in (money.value, money.high):
            signed = {(value, money.currency), (value * loss, money.currency)} if value is not None else {None}
            if value is not None and not any(support.states(pair, lambda r: r.amounts, money.text) for pair in signed):
                return money.text
    return None


def _strange_dates(support: Support, said: Reading) -> str | None:
    for date in said.dates:
        year = len(date.value) == 4
        stated = support.states(date.value, lambda r: r.days, date.text)
        # A bare year is the head of a table's row.
        if not stated and not (year and support.states(Decimal(date.value), lambda r: r.free, date.value)):
            return date.text
        first, last = date.not_before, date.not_after
        if year and first and last and not support.states((first, last), lambda r: r.parts):
            within = any(first[: len(d)] <= d <= last[: len(d)] for r in support._figures for d in r.days
                         if len(d) > 4)  # fmt: skip
            if not within:
                return date.text
    for month in said.months:
        if any(d.start <= month.start() < d.end for d in said.dates):
            continue
        key = (MONTHS[month["month"].lower()], day_of(month))
        if not support.states(key, lambda r: r.month_days, month[0]):
            return month[0]
    return None


def _strange_parts(support: Support, said: Reading) -> str | None:
    for percentage in said.percentages:
        for value in (percentage.value, percentage.high):
            if value is not None and not support.states(value, lambda r: r.percents, percentage.text):
                return percentage.text
    for duration in said.durations:
        ends = [v for v in (duration.months, duration.high) if v is not None]
        known = ends and all(
            support.states(v, lambda r: r.lengths, duration.text)
            or (v in _SPANS and support.has_words(_SPANS[int(v)]))
            or any(support.has_words(word) for word in _RATES.get(duration.text.lower(), ()))
            for v in ends
        )
        said_so = said.counted(duration)
        if not known and not (said_so and all(support.states(pair, lambda r: r.units) for pair in said_so)):
            return duration.text
    return None


def _strange_numbers(support: Support, said: Reading) -> str | None:
    for label in said.labels:
        if not support.states(label, lambda r: r.labels):
            return label
    for number in said.numbers:
        counted = number.text.isalpha() and (number.value in (1, 2) or number.value in support.counts)
        counted |= _is_share(said, number) and support.states(number.value, lambda r: r.percents)
        if said.taken(number) or counted or support.states(number.value, lambda r: r.free, number.text):
            continue
        year = number.text.isdecimal() and len(number.text) == 4 and support.states(number.text, lambda r: r.days)
        if not year:
            return number.text
    for word, at in said.vague:
        if any(word == other for r in support._figures for other, _ in r.vague):
            continue
        times = word == "twice" and not re.match(r" (?:the|as|its|their|that|what)\b", said.text[at + len(word) :])
        if times and support.states(Decimal(2), lambda r: r.free):
            continue  # "it can be extended twice", for two terms
        equal = [Decimal(percent) for percent in _EQUALS.get(word, ())]
        fractions = any(support.states(percent / 100, lambda r: r.free) for percent in equal if percent < 100)
        if not fractions and not any(support.states(percent, lambda r: r.percents) for percent in equal):
            return said.text[at : at + len(word)]
    return None


def _is_share(said: Reading, number: values.Number) -> bool:
    """Return whether a number is a side of "50/50"."""
    return "/" in (said.text[number.start - 1 : number.start], said.text[number.end : number.end + 1])


def counts(groups: Iterable[Sequence[Any]]) -> set[int]:
    """Return how many facts each group has, and how many of each kind or role: what prose may count."""
    found: set[int] = set()
    for group in groups:
        kinds = Counter(getattr(fact, "kind", None) or getattr(fact, "role", None) for fact in group)
        found |= {len(group), *kinds.values()}
    return found


_LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co company llc lp llp ltd limited plc nv sa ag gmbh trust group".split()
)


@lru_cache(maxsize=1024)  # the names of a filing are compared with one another
def distinctive(name: str) -> frozenset[str]:
    """Return the words of a name, in lower case, that tell whose it is; "certain investors" has none."""
    words = {word.lower().removesuffix("'s") for word in WORD.findall(plain(name)) if not word.islower()}
    return frozenset(word for word in words if len(word) > 1 and word not in COMMON and word not in _LEGAL_FORMS)


def unsupported(sentence: str, support: Support, *, freely: bool = False) -> str | None:
    """Return what in a sentence the filing does not bear out, as an objection, or None."""
    sentence = plain(sentence)
    if support.has_sentence(sentence):
        return None
    figure = support.bears_figures(sentence)
    if figure:
        return f"{figure!r} is not in the words it rests on"
    name = support.bears_names(sentence)
    if name:
        return f"the name {name!r} is not in the words it rests on"
    return foreign(sentence, support, freely=freely)


def foreign(sentence: str, support: Support, *, freely: bool = False) -> str | None:
    """Return that hardly a content word of a sentence stands in the texts, so that it tells something else, or None.

    A short sentence has to have one word of them at least, unless it may be put ``freely``.
    """
    content = {w.lower().removesuffix("'s") for w in WORD.findall(plain(sentence)) if len(w) > 4 and w.isalpha()}
    content -= COMMON
    said = reading(sentence)
    if len(content) < 4:
        return None if freely else _stranger(sentence, support, said)
    # A figure that the facts bear out ties a sentence to them, however freely the rest is worded.
    least = LEAST_WITH_FIGURES if said.money or said.dates or said.percentages else LEAST_SHARED
    shared = sum(root(word) in support.roots for word in content)
    return "hardly a word of it is in the words it rests on" if shared / len(content) < least else None


# Words of a short sentence that bring nothing of their own.
_NEUTRAL = frozenset(
    """also agreement agreements been both called calls close closes company companies contract deal deals depend
    depends does done each filed filing form give gives goes hand have here keep keeps lets made make makes more much
    must named names need needs news only other parties party report reported reports said sale says short side sides
    sign signed signs some take takes tell tells them they this transaction until usual were what when which will with
    would year years""".split()
)


def _stranger(sentence: str, support: Support, said: Reading) -> str | None:
    """Return that a short sentence has no word of the texts beside its names: "The company is bankrupt."."""
    if said.money or said.dates or said.percentages or said.numbers:
        return None
    names = {word.lower() for name in support.names for word in WORD.findall(name)}
    words = {w.lower().removesuffix("'s") for w in WORD.findall(plain(sentence)) if len(w) > 3 and w.isalpha()}
    words -= COMMON | _NEUTRAL | names
    if not words or any(f" {word[:4]}" in text for word in words for text in support.flat):
        return None  # akin to a word of the texts, as far as its first letters tell
    return "no word of it is in the words it rests on"


def copied(sentence: str, source: Support) -> str | None:
    """Return that a sentence copies more than `LONGEST_COPY` ordinary words in a row from a source, or None.

    Names and figures are not counted: they have to be the filing's own.
    """
    words = WORD.findall(sentence)
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


_DENIAL = re.compile(
    r"(?i)\b(?:shall|will|may|must|do|does|did|is|are|was|were|has|have|had|can|could|would) not\b|\bcannot\b|n't\b"
)
_WITHIN = re.compile(r"(?i)\b(?:that|which|who|whether|because|if|unless|where|when)\b[^.;]{0,50}$")
DENIES = re.compile(
    r"(?i)\b(?:without|unless|only|until|neither|nor|never|cannot|no|not|none|nothing|bars?|barred|prevents?|forbids?|"
    r"prohibits?|prohibited|waive[ds]?|waives|refuse[ds]?|fail(?:s|ed|ure)?|lacks?|limits?|except|before|free|stops?|"
    r"if (?:at all|any)|un\w+|non\w*|dis\w+|in(?:valid|eligible)\w*)\b|n't\b"
)


def negation_lost(sentence: str, quote: str) -> str | None:
    """Return that a short text leaves out the "not" of the words it rests on, or brings one in, or None."""
    sentence, quote = plain(sentence), plain(quote)
    if not search(DENIES, sentence):
        told = {root(word.lower()) for word in WORD.findall(sentence)}
        for denial in every(_DENIAL, quote):
            # What a clause within denies need not be told: "resolves the finding that it did not pay".
            denied = [word for word in WORD.findall(quote[denial.end() :]) if len(word) > 4][:2]
            if not _WITHIN.search(quote, 0, denial.start()) or any(root(word.lower()) in told for word in denied):
                return f"{quote[denial.start() : denial.end()]!r} of the quoted words is lost"
    said = search(_DENIAL, sentence)
    if said and not search(DENIES, quote):
        return f"{sentence[said.start() : said.end()]!r} is not in the quoted words"
    return None
