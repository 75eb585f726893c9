"""What every reader of values shares: folding that keeps offsets, patterns compiled on first use, arithmetic."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache, lru_cache

_SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680"
    + "".join(map(chr, range(0x2000, 0x200C)))
    + "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
# Marks of footnotes: they part what they stand in, and are letters or digits of nothing.
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾₀₁₂₃₄₅₆₇₈₉ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
# One character for one character: offsets into the folded text are offsets into the text. The last four letters
# are those that a pattern without regard to case takes for an i, s or k, and no table does.
_FOLD = str.maketrans(
    _SPACES + _RAISED + "“”„‟«»＂" + "‘’‚‛′＇" + "‐‑‒–—―−﹣－" + "＄％⁄" + "\u0130\u0131\u017f\u212a",
    " " * len(_SPACES + _RAISED) + '"' * 7 + "'" * 6 + "-" * 9 + "$%/" + "IisK",
)
_FOLD_TO = {chr(one): chr(other) for one, other in _FOLD.items()}
# A context of our own: what the caller's thread has set must not change a value.
_CONTEXT = Context(prec=60, rounding=ROUND_HALF_EVEN)


@lru_cache(maxsize=128)
def fold(text: str) -> str:
    """Return the text with every kind of space, quote and dash as the plain one; its length is the same.

    Raised and lowered figures ("¹", "⁽²⁾") are spaces: they mark footnotes and are digits of no figure.
    """
    if text.isascii():
        return text.translate(_FOLD)
    return _FOLDED().sub(lambda found: _FOLD_TO[found[0]], text)  # looks nothing up for what stays as it is


def lazy(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> Callable[[], re.Pattern[str]]:
    """Return a function that compiles the pattern when first called: importing the package stays cheap."""

    @cache
    def compiled() -> re.Pattern[str]:
        return re.compile(pattern, flags)

    return compiled


_FOLDED = lazy(f"[{re.escape(''.join(_FOLD_TO))}]", re.RegexFlag(0))


def multiply(a: Decimal, b: Decimal) -> Decimal:
    """Return the product as a plain figure: 1.5 times a million is 1500000, not 1500000.0 or 1.5E+6."""
    return plain(_CONTEXT.multiply(a, b))


def divide(a: Decimal, b: Decimal) -> Decimal:
    """Return the quotient as a plain figure, cut at 28 digits where it never ends."""
    return plain(Context(prec=28).divide(a, b))


def plain(value: Decimal) -> Decimal:
    """Return the value without needless zeros behind the point and without an exponent."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1), context=Context(prec=max(60, value.adjusted() + 2)))
    return value.normalize(_CONTEXT)
