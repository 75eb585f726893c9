"""Who pays whom, where the grammar of the amount's own sentence is plain.

A sentence that is not plain says nothing: what it leaves open is never held against anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.sieve import may_find, small
from summarizer.verification.cast import AMOUNT, HELPING, NO_OTHER, PARTY, Cast, subject

_CLAUSE = r"if|unless|whether|which|who|that|where|when|whose|because|after|before|until|once"
_VERBS = (
    r"pay|pays|paid|paying|payable|receiv\w+|purchas\w+(?! price)|acquir\w+|buy|bought|sell|sells|sold|sale|issu\w+|"
    r"grant\w*|lend|lent|loan\w*|borrow\w*|guarant\w+|reimburs\w+|return\w*|refund\w*|owe[sd]?|entitled"
)
_UNPAID = "notice|invoice|demand|commitment|offer|proposal|bill|letter|order|claim|request|credit|shares|stock|notes"


def _then(*more: str) -> str:
    """Return what may stand between a verb and its amount: no other such verb, no other clause."""
    words = "|".join((_CLAUSE, _VERBS, *more))
    return rf"(?:(?!\b(?:{words})\b|{PARTY} (?:will|shall|has|is|may)\b|, [a-z]+ed\b)[^;{AMOUNT}])*?"


_SHORT = rf"(?:(?!\b(?:{_CLAUSE}|{_VERBS})\b|{PARTY})[^;,.{AMOUNT}]){{0,60}}?"
_FOR = r"\b(?:for|price of|consideration of|exchange for|price equal to)\b"
_NOT_DONE_TO = "".join(rf"(?<!\b{word} )" for word in ("be", "been", "was", "were", "is", "are", "being"))
_OWED = r"\b(?:paid|payable|due|owed|owing|remitted)"


def _to(word: str, who: str) -> str:
    return rf"{word} (?P<{who}>{PARTY}){NO_OTHER}"


_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # X will pay Y ¤; X paid ¤ to Y
        rf"{subject('payer')}{HELPING}{_NOT_DONE_TO}(?:pays?|paid|remits?|remitted)\b(?:(?: to)?{_to('', 'payee')})?"
        rf"{_then()}{AMOUNT}(?:{_SHORT}{_to(' to', 'payee2')})?",
        # whoever is to pay Y ¤, or ¤ to Y
        rf"\b(?:pay|pays|paid|paying|payable|payments?)(?: to)?{_to('', 'payee')}{_then()}{AMOUNT}",
        rf"\b(?:pay|pays|paying|payments? of)\b{_SHORT}{AMOUNT}{_SHORT}{_to(' to', 'payee')}",
        # Y was paid ¤ by X
        rf"{subject('payee')}(?:(?:has|have|had|will|shall|is|was|been|to|be|being|were|also) )+paid\b{_then()}{AMOUNT}"
        rf"(?:{_SHORT}{_to(' by', 'payer')})?",
        # Y received ¤ from X; Y is entitled to receive from X ¤
        rf"{subject('payee')}{HELPING}(?:receive[sd]?|entitled to|collect(?:ed|s)?)\b(?:{_to(' from', 'payer')})?"
        rf"{_then(_UNPAID)}{AMOUNT}(?:{_SHORT}{_to(' from', 'payer2')})?",
        # ¤ payable by X to Y; ¤ payable to Y by X
        rf"{AMOUNT}{_SHORT}{_OWED}{_SHORT}{_to(' by', 'payer')}(?:{_SHORT}{_to(' to', 'payee')})?",
        rf"{AMOUNT}{_SHORT}{_OWED}{_to(' to', 'payee')}(?:{_SHORT}{_to(' by', 'payer')})?",
        # ¤, which X has paid to Y; X will make a payment to Y of ¤
        rf"{AMOUNT}{_SHORT},? which (?P<payer>{PARTY}) {HELPING}(?:pays?|paid)(?:{_to(' to', 'payee')})?",
        rf"{subject('payer')}{HELPING}(?:makes?|made) (?:an? )?(?:[a-z-]+ ){{0,3}}payments?(?:{_to(' to', 'payee')})?"
        rf" of {_SHORT}{AMOUNT}(?:{_SHORT}{_to(' to', 'payee2')})?",
        # payment by X to Y of ¤; payment of ¤ by X to Y
        rf"\bpayments?{_to(' by', 'payer')}(?:{_to(' to', 'payee')})?{_then()}{AMOUNT}",
        rf"\bpayments? of\b{_SHORT}{AMOUNT}{_SHORT}{_to(' by', 'payer')}(?:{_to(' to', 'payee')})?",
        # X agreed to purchase it from Y for ¤; Y sold it to X for ¤
        rf"{subject('payer')}{HELPING}(?:purchase[sd]?|acquire[sd]?|buys?|bought|repurchase[sd]?)\b{_then()}"
        rf"(?:{_to('from', 'payee')}{_then()})?{_FOR}{_SHORT}{AMOUNT}(?:{_SHORT}{_to(' from', 'payee2')})?",
        rf"{subject('payee')}{HELPING}(?:sells?|sold|issued? and (?:sell|sold))\b{_then()}"
        rf"(?:{_to('to', 'payer')}{_then()})?{_FOR}{_SHORT}{AMOUNT}(?:{_SHORT}{_to(' to', 'payer2')})?",
    )
)


@dataclass(frozen=True, slots=True)
class Payment:
    """Who a sentence says pays and who is paid, by their places in the cast; None where it does not say."""

    payer: int | None
    payee: int | None


def payments(cast: Cast, sentence: str, amount: tuple[int, int]) -> Iterator[Payment]:
    """Yield what a sentence says of who pays the amount that stands in it, and to whom."""
    skeleton = cast.skeleton(sentence, amount)
    letters = small(skeleton)
    for pattern in (one for one in _PATTERNS if may_find(one, letters)):
        for found in pattern.finditer(skeleton):
            said = found.groupdict()
            payer, payee = (cast.index(said.get(who) or said.get(f"{who}2")) for who in ("payer", "payee"))
            yield Payment(payer, payee)


def reverses(told: list[Payment], payer: int | None, payee: int | None) -> bool:
    """Return whether a sentence says that who is said to pay is paid, or the other way, and nowhere what is said."""
    paying, paid = {p.payer for p in told} - {None}, {p.payee for p in told} - {None}
    return (payer in paid or payee in paying) and payer not in paying and payee not in paid
