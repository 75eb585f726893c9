"""Numerals and number words, whatever they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from summarizer.values.text import divide, fold, lazy, multiply

Form = Literal["figures", "words", "ordinal"]

_UNITS = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
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
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
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

# The middle alternative is Indian grouping, 1,00,000. Its repeat is bounded to keep the scan linear.
_ATOM = lazy(
    r"(?P<figure>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,2}(?:,[0-9]{2}){1,4},[0-9]{3}(?![0-9,])(?:\.[0-9]+)?"
    r"|[0-9]+(?:\.[0-9]+)?|(?<![0-9])\.[0-9]+)"
    r"|(?P<glyph>[" + "".join(_GLYPHS) + "])"
    r"|(?<![^\W_])(?P<word>" + "|".join(_WORDS) + r")(?![^\W_])"
)
_FRACTION_TAIL = lazy(
    r"(?:[ -]{1,2}(?P<top>[0-9]{1,2}))?/(?P<under>[0-9]{1,5})(?:ths?|rds?|nds?)?(?![0-9/A-Za-z])"
)
_GLYPH_TAIL = lazy(r"[ -]?(?P<glyph>[" + "".join(_GLYPHS) + "])")
_SCALE_TAIL = lazy(
    r"[ -]{1,3}(?P<a>hundred|thousand|lakh|million|crore|billion|trillion)\b"
    r"(?:[ -]{1,3}(?P<b>thousand|million|billion)\b)?"
)
# "10K", "401k" and "5m" are scaled only beside a currency.
_SHORT_TAIL = lazy(r"(?P<short> ?(?:mm|mn|mln|bn)|[mkb])(?![^\W_])")
_MONEY_BEFORE = lazy(r"(?:[$€£¥₹₩]|\b(?:USD|CAD|AUD|EUR|GBP|CHF|RMB|CNY|JPY|INR|HKD|Rs\.?)) {0,3}\(?$")
_SHORT = {"mm": 10**6, "mn": 10**6, "mln": 10**6, "m": 10**6, "k": 10**3, "bn": 10**9, "b": 10**9}
_ORDINAL_TAIL = lazy(r"(?:st|nd|rd|th)(?![^\W_])")
_JOIN = lazy(r" {1,3}| ?- ?")
_AND = lazy(r",? {1,3}(?:and|&) {1,3}(?:(?P<a>an?) {1,2})?")
_CENTS_TAIL = lazy(r" {1,3}(?:and|&) {1,3}(?P<cents>no|zero|xx|[0-9]{1,2}) ?/ ?100(?:ths)?(?![0-9/])")
_ARTICLE = lazy(r"(?<![^\W_])(?P<half>(?:one-)?half[ -]{1,3})?(?:an? {1,3})?$")


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral or number word and its value, "1.5 billion" and "two and one-half" as one; ordinals count."""

    start: int
    end: int
    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Token:
    """A number as the readers of money, percentages and the rest need it."""

    start: int
    end: int
    value: Decimal  # scale applied
    base: Decimal  # the figures without their scale word
    scale: Decimal  # 1 where there is none
    form: Form
    grouped: bool  # written with thousands separators
    glued: bool  # a letter stands directly before it, as in "A320"
    broken: bool  # more digits follow where none should, as in "1,000,0000"


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    word: str  # lower case, "" of figures and glyphs
    value: Decimal


def find_numbers(text: str) -> list[Number]:
    """Return every numeral and number word of the text in order, ordinals and numerals inside words included.

    Meant for gates: whatever figure a text names is among them, with its scale word applied.
    """
    return [Number(t.start, t.end, text[t.start : t.end], t.value) for t in tokens(fold(text))]


@lru_cache(maxsize=16)
def tokens(folded: str) -> tuple[Token, ...]:
    """Return the numbers of a folded text."""
    found: list[Token] = []
    atoms = [_atom(m) for m in _ATOM().finditer(folded)]
    i = 0
    while i < len(atoms):
        token, i = _words(folded, atoms, i) if atoms[i].word else _figures(folded, atoms, i)
        if token is not None:
            found.append(token)
    return tuple(found)


def _atom(m: re.Match[str]) -> _Atom:
    if m["figure"]:
        return _Atom(m.start(), m.end(), "", Decimal(m["figure"].replace(",", "")))
    if m["glyph"]:
        top, under = _GLYPHS[m["glyph"]]
        return _Atom(m.start(), m.end(), "", divide(Decimal(top), Decimal(under)))
    return _Atom(m.start(), m.end(), m["word"].lower(), Decimal(0))


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
    if m := _SCALE_TAIL().match(folded, end):
        for word in filter(None, (m["a"], m["b"])):
            scale *= _SCALES.get(word.lower(), 100)
        end = m.end()
    elif (m := _SHORT_TAIL().match(folded, end)) and _MONEY_BEFORE().search(
        folded[max(0, atom.start - 9) : atom.start]
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
        folded[atom.start - 1 : atom.start].isalpha(),
        folded[end : end + 1].isdecimal()
        or (folded[end : end + 1] == "," and folded[end + 1 : end + 2].isdecimal()),
    )
    return token, i


def _words(folded: str, atoms: list[_Atom], i: int) -> tuple[Token | None, int]:
    first = atoms[i]
    start, form = first.start, "words"
    lead = first.word
    total, group, scale = 0, 0, 10**15
    part = Decimal(0)
    last = ""  # what kind of word came last: unit, teen, ten, hundred, scale
    if lead == "hundred" or lead in _SCALES:
        # Only with an article or "half a" before it; "$[***] million" has no number.
        m = _ARTICLE().search(folded[max(0, start - 16) : start])
        if m is None or m.end() == m.start():
            return None, i + 1
        start -= m.end() - m.start()
        if m["half"]:
            value = multiply(Decimal(_SCALES.get(lead, 100)), Decimal("0.5"))
            return _word_token(start, first.end, value, "words"), i + 1
        group, last = 1, "unit"
        i -= 1
        end = start
    elif lead in _ORDINALS:
        return _word_token(start, first.end, Decimal(_ORDINALS[lead]), "ordinal"), i + 1
    elif lead in _PARTS:
        return None, i + 1
    else:
        group, last, end = _SMALL[lead], _kind(lead), first.end
        if (fraction := _part(folded, atoms, i)) is not None:
            return _word_token(start, atoms[fraction[1] - 1].end, fraction[0], "words"), fraction[1]
    i += 1
    while i < len(atoms) and atoms[i].word:
        nxt = atoms[i]
        joined = _JOIN().fullmatch(folded, end, nxt.start) if end != start else True
        anded = None if joined else _AND().fullmatch(folded, end, nxt.start)
        if not joined and anded is None:
            break
        word = nxt.word
        if anded is not None:
            if anded["a"] and word == "half":
                part, end, i = Decimal("0.5"), nxt.end, i + 1
                break
            if (fraction := _part(folded, atoms, i)) is not None and last != "hundred":
                part, i = fraction
                end = atoms[i - 1].end
                break
            if word not in _SMALL or last not in ("hundred", "scale") or _starts_anew(folded, atoms, i, last):
                break
        if word in _SMALL:
            kind = _kind(word)
            fits = last in ("hundred", "scale") or (last == "ten" and kind == "unit" and word != "zero")
            if not fits or word == "zero" or _part(folded, atoms, i) is not None:
                break
            group, last = group + _SMALL[word], kind
        elif word == "hundred":
            if last not in ("unit", "teen") or not 0 < group < 100:
                break
            group, last = group * 100, "hundred"
        elif word in _SCALES:
            if group == 0 or _SCALES[word] >= scale:
                break
            scale = _SCALES[word]
            total, group, last = total + group * scale, 0, "scale"
        elif word in _ORDINALS and last == "ten" and _ORDINALS[word] < 10:
            group, form, end, i = group + _ORDINALS[word], "ordinal", nxt.end, i + 1
            break
        else:
            break
        end = nxt.end
        i += 1
    value = Decimal(total + group) + part
    if form == "words" and (m := _CENTS_TAIL().match(folded, end)):
        cents = m["cents"].lower()
        value += divide(Decimal(int(cents) if cents.isdecimal() else 0), Decimal(100))
        end = m.end()
        while i < len(atoms) and atoms[i].start < end:
            i += 1
    if end == start:
        return None, i
    return _word_token(start, end, value, "ordinal" if form == "ordinal" else "words"), i


def _word_token(start: int, end: int, value: Decimal, form: Form) -> Token:
    scale = next((Decimal(s) for s in sorted(_SCALES.values(), reverse=True) if value >= s), Decimal(1))
    base = value if scale == 1 else divide(value, scale)
    return Token(start, end, value, base, scale, form, False, False, False)


def _kind(word: str) -> str:
    n = _SMALL[word]
    return "unit" if n < 10 else "teen" if n < 20 else "ten"


def _part(folded: str, atoms: list[_Atom], i: int) -> tuple[Decimal, int] | None:
    """Read "one-half", "two-thirds", "one one-thousandth" at atom i: its value and the index after it."""
    if i + 1 >= len(atoms) or not 0 < _SMALL.get(atoms[i].word, 0) < 100:
        return None
    over, under = atoms[i], atoms[i + 1]
    between = folded[over.end : under.start]
    if under.word in _PARTS and not (under.word in _ORDINALS and _kind(over.word) == "ten"):
        plain_half = under.word == "half" and between.strip(" ") == ""
        if (
            "-" in between
            and between.strip(" -") == ""
            or (
                between.strip(" ") == ""
                and (plain_half or folded[under.end : under.end + 4].lower() == " of ")
            )
        ):
            return divide(Decimal(_SMALL[over.word]), Decimal(_PARTS[under.word])), i + 2
    if (
        between == " "
        and over.word == "one"
        and (inner := _part(folded, atoms, i + 1)) is not None
        and "one" == under.word
    ):
        return inner
    return None


def _starts_anew(folded: str, atoms: list[_Atom], i: int, last: str) -> bool:
    """Whether the words after an "and" are a number of their own: "between one million and two million"."""
    for j in range(i + 1, min(i + 3, len(atoms))):
        if _JOIN().fullmatch(folded, atoms[j - 1].end, atoms[j].start) is None:
            return False
        if atoms[j].word == "hundred" or (last == "scale" and atoms[j].word in _SCALES):
            return True
    return False
