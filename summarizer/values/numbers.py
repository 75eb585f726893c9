"""Numerals and number words, whatever they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from summarizer.values.text import divide, fold, lazy, multiply

Form = Literal["figures", "words", "ordinal"]

_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = (
    {word: n for n, word in enumerate(_UNITS + _TEENS)}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
    | {"fourty": 40}
)
_SCALES = {
    "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_ORDINALS = {
    word: n
    for n, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(),
        1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80,
     "ninetieth": 90, "hundredth": 100, "thousandth": 1000, "millionth": 10**6}  # fmt: skip
_PARTS = (
    {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
    | {word: n for word, n in _ORDINALS.items() if n > 2}
    | {word + "s": n for word, n in _ORDINALS.items() if n > 2}
)
_WORDS = sorted({*_SMALL, *_SCALES, *_ORDINALS, *_PARTS, "hundred"}, key=len, reverse=True)
_GLYPHS = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8), "⅜": (3, 8),
           "⅝": (5, 8), "⅞": (7, 8), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5)}  # fmt: skip
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 25, 32, 40, 50, 64, 100, 128, 1000, 10000})

# Both begin with the first sign of what they find, and look behind only then: the search passes over most of a text at
# once. The middle alternative is Indian grouping, 1,00,000. Its repeat is bounded to keep the scan linear.
_FIGURE = lazy(
    rf"[0-9.{''.join(_GLYPHS)}](?:(?<=[0-9])(?:[0-9]{{0,2}}(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]?(?:,[0-9]{2}){1,4},[0-9]{3}(?![0-9,])(?:\.[0-9]+)?|[0-9]*(?:\.[0-9]+)?)"
    rf"|(?<=\.)(?<![0-9].)[0-9]+|(?<=[{''.join(_GLYPHS)}]))",
    re.RegexFlag(0),
)
_FIRST_LETTERS = "".join(sorted({word[0] for word in _WORDS}))
_NUMERAL = lazy(
    rf"[{_FIRST_LETTERS}{_FIRST_LETTERS.upper()}](?<![^\W_].)(?:"
    + "|".join(
        f"(?<=[{first}{first.upper()}])(?i:{'|'.join(word[1:] for word in _WORDS if word[0] == first)})"
        for first in _FIRST_LETTERS
    )
    + r")(?![^\W_])",
    re.RegexFlag(0),
)
_FRACTION_TAIL = lazy(
    r"(?:(?:[ -]{1,2}| and )(?P<top>[0-9]{1,2}))?/(?P<under>[0-9]{1,5})(?:ths?|rds?|nds?)?(?![0-9/A-Za-z]|[.,][0-9])"
)
_GLYPH_TAIL = lazy(r"(?:[ -]| and )?(?P<glyph>[" + "".join(_GLYPHS) + "])")
_SCALE_TAIL = lazy(
    r"(?:\+|\((?:[0-9]{1,2}|[a-z])\))?[ -]{0,6}"  # "$5+ million", and a footnote's mark: "$10.5(1) million"
    r"(?:(?P<a>hundred|thousand|lakh|million|crore|billion|trillion)|(?P<many>thousand|[mbtr]{1,2}illion)s)\b"
    r"(?:[ -]{1,3}(?P<b>thousand|million|billion)\b)?"
)
# "10K", "401k" and "5m" are scaled only beside a currency, or behind the lower end of a range that has one.
_SHORT_TAIL = lazy(r"(?P<short> {0,2}(?:mm|mn|mln|mil|bn|tn)|[mkb]|(?-i:T)|(?-i: [MKB])(?!\.| [A-Z]))(?![^\W_])")
_MONEY_BEFORE = lazy(
    r"(?:[$€£¥₹₩]|\b(?:USD|CAD|AUD|EUR|GBP|CHF|RMB|CNY|JPY|INR|HKD|Rs\.?)) {0,3}\(?"
    r"(?:[0-9][0-9.,]{0,9} ?(?:mm|mn|mln|mil|bn|tn|[mkbt])? ?(?:-|to|and) ?)?$"
)
_SHORT = {"mm": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "m": 10**6, "k": 10**3, "bn": 10**9, "b": 10**9,
          "tn": 10**12, "t": 10**12}  # fmt: skip
_ORDINAL_TAIL = lazy(r"(?:st|nd|rd|th)(?![^\W_])")
_JOIN = lazy(r" {1,3}| ?- ?")
_AND = lazy(r"(?:,? {1,3}(?:and|&) {1,3}|-and-)(?:(?P<a>an?)[ -]{1,2})?")
_CENTS_TAIL = lazy(r" {1,3}(?:and|&) {1,3}(?P<cents>no|zero|xx|[0-9]{1,2}) ?/ ?100(?:ths)?(?![0-9/]|[.,][0-9])")
_ARTICLE = lazy(r"(?<![^\W_])(?:(?P<half>half[ -]{1,3})|(?P<quarter>(?:a )?quarter of {1,3}))?(?:an? {1,3})?$")
_JOIN_SCALE = lazy(r" {1,3}(?:of {1,3}an? {1,3})?| ?- ?")
# What passes for digits: the "O" of "$1,OOO" and "1O,000".
_LOOKALIKES = frozenset("oOlI")
_MISSPELT_STARTS = frozenset("mMbBrRtT")
_COMPLETE = lazy(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?(?![0-9])|[0-9]+\.[0-9]{2}(?![0-9])")
_WORD = lazy(r"[a-z]{2,}(?<![ol]{2})(?<![ol]{3})(?![^\W_])", re.RegexFlag(0))
_LOOKALIKE = lazy(r"[oOlI0-9.,]+(?![^\W_])", re.RegexFlag(0))
_BROKEN_ON = lazy(r" 000(?![0-9])|['_][0-9]")  # "$5 000 000", "$5'000'000"
_MISSPELT_SCALE = lazy(r" (?:m|rn|b|tr)[il1|]{3,4}[o0]n(?![^\W_])")  # "$5 mi11ion"


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral or number word and its value, "1.5 billion" and "two and one-half" as one; ordinals count."""

    start: int
    end: int
    text: str
    value: Decimal


class Token(NamedTuple):
    """A number as the readers of money, percentages and the rest need it."""

    start: int
    end: int
    value: Decimal  # scale applied
    base: Decimal  # the figures without their scale word
    scale: Decimal  # 1 where there is none
    form: Form
    grouped: bool  # written with thousands separators
    glued: bool  # a letter stands directly before it, as in "A320"
    stuck: bool  # it runs into letters, as in "10b5", "5abc" and "$1OO"
    broken: (
        bool  # digits follow where none should ("1,000,0000"), or words that add up to no number ("eight ninety-six")
    )


class _Atom(NamedTuple):
    start: int
    end: int
    word: str  # lower case, "" of figures and glyphs
    value: Decimal


def find_numbers(text: str) -> list[Number]:
    """Return every numeral and number word of the text in order, ordinals and numerals inside words included.

    Meant for gates: whatever figure a text names is among them, with its scale word applied.
    """
    return [Number(t.start, t.end, text[t.start : t.end], t.value) for t in tokens(fold(text))]


@lru_cache(maxsize=128)
def tokens(folded: str) -> tuple[Token, ...]:
    """Return the numbers of a folded text."""
    found: list[Token] = []
    atoms = [_atom(m) for m in _FIGURE().finditer(folded)]
    atoms += [_Atom(*m.span(), m[0].lower(), Decimal(0)) for m in _NUMERAL().finditer(folded)]
    atoms.sort()
    i, words_end, dangling = 0, -1, False  # where the last number word ended, and whether it was read at all
    while i < len(atoms):
        counts = atoms[i].word not in _PARTS
        floor = found[-1].end if found else 0
        token, i = _words(folded, atoms, i, floor) if atoms[i].word else _figures(folded, atoms, i)
        if token is not None:
            if token.form == "words" and words_end >= 0:
                beside = _JOIN().fullmatch(folded, words_end, token.start)
                if beside or (dangling and _AND().fullmatch(folded, words_end, token.start)):
                    token = token._replace(broken=True)
            found.append(token)
        dangling = token is None
        words_end = atoms[i - 1].end if counts and (token is None or token.form == "words") else -1
    return tuple(found)


def _atom(figure: re.Match[str]) -> _Atom:
    written = figure[0]
    if written in _GLYPHS:
        top, under = _GLYPHS[written]
        return _Atom(*figure.span(), "", divide(Decimal(top), Decimal(under)))
    return _Atom(*figure.span(), "", Decimal(written.replace(",", "")))


def _figures(folded: str, atoms: list[_Atom], i: int) -> tuple[Token, int]:
    atom = atoms[i]
    base, scale, end, form = atom.value, Decimal(1), atom.end, "figures"
    written = folded[atom.start : atom.end]
    if written.isdecimal():
        if m := _GLYPH_TAIL().match(folded, end):
            top, under = _GLYPHS[m["glyph"]]
            base, end = base + divide(Decimal(top), Decimal(under)), m.end()
        elif len(written) <= 5 and (m := _FRACTION_TAIL().match(folded, end)):
            above = Decimal(m["top"]) if m["top"] else base
            under_ = int(m["under"])
            if under_ in _DENOMINATORS and 0 < above < under_:
                part = divide(above, Decimal(under_))
                base, end = (base + part if m["top"] else part), m.end()
    if scaled := scale_at(folded, end):
        scale, end = scaled
    elif (m := _SHORT_TAIL().match(folded, end)) and _MONEY_BEFORE().search(
        folded[max(0, atom.start - 24) : atom.start]
    ):
        scale, end = Decimal(_SHORT[m["short"].strip().lower()]), m.end()
    elif m := _ORDINAL_TAIL().match(folded, end):
        form, end = "ordinal", m.end()
    while i < len(atoms) and atoms[i].start < end:
        i += 1
    token = Token(
        atom.start,
        end,
        base if scale == 1 else multiply(base, scale),
        base,
        scale,
        "ordinal" if form == "ordinal" else "figures",
        "," in written,
        folded[atom.start - 1 : atom.start].isalpha() or folded[atom.start - 1 : atom.start] == "^",
        *_behind(folded, atom.start, end),
    )
    return token, i


def scale_at(folded: str, at: int) -> tuple[Decimal, int] | None:
    """Read the scale words at `at`, " million" or " hundred thousand": what they multiply by, and their end."""
    m = _SCALE_TAIL().match(folded, at)
    if m is None:
        return None
    scale = Decimal(1)
    for word in filter(None, (m["a"] or m["many"], m["b"])):
        scale *= _SCALES.get(word.lower(), 100)
    return scale, m.end()


def _behind(folded: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a figure runs into letters, and whether it is broken off where digits go on."""
    torn = folded[start - 1 : start] == "," and folded[start - 2 : start - 1] in _LOOKALIKES
    after = folded[end : end + 1]
    if after.isalpha():
        # "$5,000.00for" has lost a space; nothing else can be meant.
        return not (_COMPLETE().match(folded, start) and _WORD().match(folded, end)), torn
    beyond = folded[end + 1 : end + 2]
    if after == "," or after == ".":
        stuck = beyond in _LOOKALIKES and _LOOKALIKE().match(folded, end + 1) is not None
        return stuck, torn or (after == "," and beyond.isdecimal())
    if after == " " and beyond in _MISSPELT_STARTS and _MISSPELT_SCALE().match(folded, end):
        return True, torn
    return False, torn or after == "^" or after.isdecimal() or _BROKEN_ON().match(folded, end) is not None


class _Sum:
    """A number in words as it grows: in "two million five hundred" two millions are closed, five hundred open."""

    __slots__ = ("closed", "last", "open", "scale")

    def __init__(self) -> None:
        self.closed, self.open, self.scale = 0, 0, 10**15
        self.last = ""  # what came last: unit, teen, ten, hundred or scale

    @property
    def value(self) -> Decimal:
        return Decimal(self.closed + self.open)

    def add(self, word: str) -> bool:
        """Take the next word, or say that it begins another number."""
        if word in _SMALL:
            kind = _kind(word)
            if word == "zero" and self.last:
                return False
            if self.last not in ("", "hundred", "scale") and not (self.last == "ten" and kind == "unit"):
                return False
            self.open, self.last = self.open + _SMALL[word], kind
        elif word == "hundred":
            # "Seventeen hundred" begins a number: "one thousand seventeen hundred" is none.
            if not (self.last == "unit" or (self.last == "teen" and not self.closed)) or not 0 < self.open < 100:
                return False
            self.open, self.last = self.open * 100, "hundred"
        elif word in _SCALES:
            if self.open == 0 or _SCALES[word] >= self.scale:
                return False
            self.scale = _SCALES[word]
            self.closed, self.open, self.last = self.closed + self.open * self.scale, 0, "scale"
        else:
            return False
        return True


def _words(folded: str, atoms: list[_Atom], i: int, floor: int) -> tuple[Token | None, int]:
    first, total = atoms[i], _Sum()
    start, end = first.start, first.end
    if first.word in _ORDINALS:
        return _word_token(start, end, Decimal(_ORDINALS[first.word]), "ordinal"), i + 1
    if fraction := _part(folded, atoms, i):
        return _scaled(folded, atoms, start, *fraction)
    if first.word == "hundred" or first.word in _SCALES:
        # Only with an article or "half a" before it: in "$[***] million" there is no number.
        m = _ARTICLE().search(folded[max(floor, start - 16) : start])
        if m is None or m.end() == m.start():
            return None, i + 1
        start -= m.end() - m.start()
        if m["half"] or m["quarter"]:
            part = multiply(Decimal(_SCALES.get(first.word, 100)), Decimal("0.5" if m["half"] else "0.25"))
            return _word_token(start, end, part, "words"), i + 1
        total.add("one")
    if not total.add(first.word):
        return None, i + 1
    i += 1
    while i < len(atoms) and atoms[i].word:
        word = atoms[i].word
        if _JOIN().fullmatch(folded, end, atoms[i].start) is None:
            anded = _AND().fullmatch(folded, end, atoms[i].start)
            if anded is None:
                break
            if anded["a"] and word == "half":
                return _scaled(folded, atoms, start, total.value + Decimal("0.5"), i + 1)
            if fraction := _part(folded, atoms, i):
                return _scaled(folded, atoms, start, total.value + fraction[0], fraction[1])
            if total.last not in ("hundred", "scale") or _starts_anew(folded, atoms, i, total.last):
                break
        if total.last == "ten" and _ORDINALS.get(word, 10) < 10:
            return _word_token(start, atoms[i].end, total.value + _ORDINALS[word], "ordinal"), i + 1
        if _part(folded, atoms, i) or not total.add(word):
            break
        end = atoms[i].end
        i += 1
    value = total.value
    if m := _CENTS_TAIL().match(folded, end):
        value += divide(Decimal(m["cents"] if m["cents"].isdecimal() else 0), Decimal(100))
        end = m.end()
        while i < len(atoms) and atoms[i].start < end:
            i += 1
    return _word_token(start, end, value, "words"), i


def _scaled(folded: str, atoms: list[_Atom], start: int, value: Decimal, i: int) -> tuple[Token, int]:
    """End a number at a fraction, or at the scale word that follows: "one and one-half million"."""
    end = atoms[i - 1].end
    scale = _SCALES.get(atoms[i].word) if i < len(atoms) else None
    if scale and _JOIN_SCALE().fullmatch(folded, end, atoms[i].start):
        value, end, i = multiply(value, Decimal(scale)), atoms[i].end, i + 1
    return _word_token(start, end, value, "words"), i


def _word_token(start: int, end: int, value: Decimal, form: Form) -> Token:
    scale = next((Decimal(s) for s in (10**12, 10**9, 10**6, 10**3) if value >= s), Decimal(1))
    base = value if scale == 1 else divide(value, scale)
    return Token(start, end, value, base, scale, form, False, False, False, False)


def _kind(word: str) -> str:
    n = _SMALL[word]
    return "unit" if n < 10 else "teen" if n < 20 else "ten"


def _part(folded: str, atoms: list[_Atom], i: int) -> tuple[Decimal, int] | None:
    """Read "one-half", "two-thirds", "one one-thousandth" at atom i: its value and the index after it."""
    if i + 1 >= len(atoms) or not 0 < _SMALL.get(atoms[i].word, 0) < 100:
        return None
    if atoms[i].word == atoms[i + 1].word == "one" and folded[atoms[i].end : atoms[i + 1].start] == " ":
        i += 1  # "one one-hundredth of a share"
    if i + 1 >= len(atoms):
        return None
    over, under = atoms[i], atoms[i + 1]
    if under.word not in _PARTS or (under.word in _ORDINALS and _kind(over.word) == "ten"):
        return None
    between = folded[over.end : under.start]
    if len(between) > 3 or between.strip(" -"):
        return None
    # "One third party" and "three quarters" of a year are no fractions.
    plural = under.word.endswith("s") and under.word != "quarters"
    if "-" in between or under.word == "half" or plural or folded[under.end : under.end + 4].lower() == " of ":
        return divide(Decimal(_SMALL[over.word]), Decimal(_PARTS[under.word])), i + 2
    return None


def _starts_anew(folded: str, atoms: list[_Atom], i: int, last: str) -> bool:
    """Whether the words after an "and" are a number of their own: "between one million and two million"."""
    for j in range(i + 1, min(i + 3, len(atoms))):
        if _JOIN().fullmatch(folded, atoms[j - 1].end, atoms[j].start) is None:
            return False
        if atoms[j].word == "hundred" or (last == "scale" and atoms[j].word in _SCALES):
            return True
    return False
