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


def leans(text: str) -> bool:
    """Return whether a sentence needs the one before it."""
    return bool(_LEANS.match(text))


_POINTING = re.compile(
    r"\b(?:[Tt]his|[Tt]hese|[Tt]hose|(?:of|for|to|by|in|with|on|under|from) that) (?:two |three |four )?([a-z]{4,})\b"
)
_NO_THING = frozenset(
    "terms report filing form release item there their which would could will have been with from "
    "must case time date respect".split()
)


def points(text: str, said: str) -> bool:
    """Return whether what a sentence points to ("that vision") is told before it, or in it."""
    for found in _POINTING.finditer(text):
        verb = found[1].endswith(("s", "ed")) and "that " in found[0]
        if found[1] not in _NO_THING and not verb:
            before = re.findall(r"[a-z-]+", f"{said} {text[: found.start()]}".lower())
            if stem(found[1]) not in map(stem, before):
                return False
    return True
