"""Which sentences lean on the one before them: "It", "During that time", "Of this"."""

from __future__ import annotations

import re

from summarizer.prose.readings import stem

# What a sentence begins with that the one before it in the filing is needed for.
_LEANS = re.compile(
    r"(?:(?:If|Unless|Until|While|When|As) )?(?:it|they|he|she|this|that|these|those)\b|"
    r"(?:It|They|He|She|This|That|These|Those|Each of them|Both|Neither|Either|The (?:balance|"
    r"rest|remainder|same|latter|"
    r"former|other|others)|During (?:that|this|the same)|At (?:that|the same)|After (?:that|this)|In (?:it|exchange|"
    r"return|that|this|either|each)|Of (?:this|that|these|those|his|her|its)|Under (?:it|this|that)|On (?:this|that)|"
    r"(?:His|Her|Their)|In consideration|By reason of|As a result|As so|So long)\b"
)


# What a sentence has in it that the one before it names: "of this sum", "exercised that option", "either deadline".
_BACK = re.compile(
    r"(?:[$\u20ac\u00a3][\d.,]+(?: [mb]illion)?|[\d.]+%|^[^$\u20ac\u00a3]*) (?:of|from|in|over) (?:this|that) "
    r"(?:sum|amount|total|figure)\b|\bthese and other\b|"
    r"\b(?:misse[sd]|miss|meets?|met) either [a-z]+\b|\bthose (?:values|sums|amounts|costs|payments)\b"
)


# What a sentence may do without, where the one before it is not told.
_LOOSE = re.compile(
    r"(?:(?:In (?:exchange|return|consideration)|As a result|At the same time)|"
    r"After (?:these|those)(?: and (?:all )?other)? (?:costs|expenses|fees|payments|discounts)), "
)


def loosened(text: str) -> str:
    """Return a sentence without what it can spare that leans on the one before it."""
    found = _LOOSE.match(text)
    rest = text[found.end() :] if found else text
    return f"{rest[:1].upper()}{rest[1:]}"


def leans(text: str) -> bool:
    """Return whether a sentence needs the one before it."""
    return bool(_LEANS.match(text) or _BACK.search(text))


_POINTING = re.compile(
    r"\b(?:[Tt]his|[Tt]hese|[Tt]hose|(?:of|for|to|by|in|with|on|under|from) that) (?:two |three |four )?([a-z]{4,})\b"
)
_NO_THING = frozenset(
    "terms report filing form release item there their which would could will have been with from "
    "must case time date respect".split()
)


# A paper by what it is about: "The support agreement ends".
_PAPER = re.compile(r"(?:The|On the|Under the) ([a-z]+) (?:agreement|letter)\b")
_ANY_PAPER = frozenset(
    "merger purchase credit loan underwriting settlement license lease new amended original definitive existing old "
    "prior restated current first second earlier".split()
)


def points(text: str, said: str) -> bool:
    """Return whether what a sentence points to ("that vision") is told before it, or in it."""
    paper = _PAPER.match(text)
    if paper and paper[1] not in _ANY_PAPER and stem(paper[1]) not in map(stem, re.findall(r"[a-z-]+", said.lower())):
        return False
    for found in _POINTING.finditer(text):
        verb = found[1].endswith(("s", "ed")) and "that " in found[0]
        if found[1] not in _NO_THING and not verb:
            before = re.findall(r"[a-z-]+", f"{said} {text[: found.start()]}".lower())
            if stem(found[1]) not in map(stem, before):
                return False
    return True
