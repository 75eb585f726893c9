"""When two ways of writing a value mean the same."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

# Half a week: "90 days" is 2.96 months to one reader and 3 to another.
_MONTHS_APART = Decimal("0.1")

# Words that tell a company's form, or what kind of bank it is, and not which company it is. Wider than what
# `summarizer.names` leaves out: that decides what a summary may say, this only whether it means the same company.
_FORMS = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|co|company|llc|l l c|lp|l p|llp|ltd|limited|plc|nv|n v|sa|s a|ag|gmbh"
    r"|na|n a|national association|trust company|bank|the)\b"
)


def letters(text: str | None) -> str:
    """Return text as lower-case words of ASCII letters and digits: what is left without case and punctuation."""
    folded = unicodedata.normalize("NFKC", text or "").lower().replace("&", " and ")
    return " ".join(re.findall(r"[a-z0-9]+", folded))


def number(text: str | None) -> Decimal | None:
    """Return a decimal string as a number, None where it is none; digits may be grouped, a dollar sign may precede."""
    try:
        found = Decimal((text or "").replace(",", "").replace("$", "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def same_number(one: str | None, other: str | None) -> bool:
    """Return whether both are numbers and equal, however many zeros they end in."""
    a, b = number(one), number(other)
    return a is not None and a == b


def same_months(one: str | None, other: str | None) -> bool:
    """Return whether both are numbers and at most a tenth of a month apart."""
    a, b = number(one), number(other)
    return a is not None and b is not None and abs(a - b) <= _MONTHS_APART


def same_party(one: str, other: str) -> bool:
    """Return whether two names share their words: all of the shorter one, or three of five of both together.

    What stands in parentheses, the legal form and a plural's s do not count.
    """
    a, b = _words(one), _words(other)
    if not a or not b:
        return False
    return a <= b or b <= a or 5 * len(a & b) >= 3 * len(a | b)


def _words(name: str) -> frozenset[str]:
    full = letters(re.sub(r"\(.*?\)", " ", name))
    words = _FORMS.sub(" ", full).split() or full.split()  # "The Limited" has no other name
    return frozenset(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)
