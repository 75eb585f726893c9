"""Notes sold in series: what belongs together, the principal, the rate and the year, told together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from summarizer.drafts import BriefSentence
from summarizer.models import Amount, DateFact, Percentage
from summarizer.values import find_money
from summarizer.wording.figures import told, written_date
from summarizer.wording.naming import listed
from summarizer.wording.telling import Telling

_PAPER = r"[A-Za-z ]{0,60}?(?:notes|debentures|bonds|certificates)"
_SERIES = re.compile(
    r"(?P<amount>[$€£]\d[\d,.]*(?: (?:million|billion))?)(?: in)?(?: aggregate)?(?: principal amount)?(?: of)?"
    rf"(?: its| our| the| new| [\w&.-]+'s)*(?: (?P<rate>\d+(?:\.\d+)?)%)?(?P<kind>{_PAPER})\b"
    r"(?:[^.;$€%]{0,40}?\bdue (?P<due>[A-Z][a-z]+ \d{1,2}, \d{4}|\d{4}))?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?:(?P<rate>\d+(?:\.\d+)?)%)?(?P<kind>{_PAPER}) due (?P<due>[A-Z][a-z]+ \d{{1,2}}, \d{{4}}|\d{{4}}),? in "
    r"(?:the |an )?(?:aggregate )?(?:principal )?amount of (?P<amount>[$€£]\d[\d,.]*(?: (?:million|billion))?)",
    re.IGNORECASE,
)
_COUPON = re.compile(
    rf"(?P<rate>\d+(?:\.\d+)?)%(?:{_PAPER}|[A-Za-z ]{{0,40}}?(?:note|bond|debenture))? due "
    r"(?P<due>[A-Z][a-z]+ \d{1,2}, \d{4}|\d{4})",
    re.IGNORECASE,
)
_IN_ONE = 4  # series that one sentence lists


@dataclass(frozen=True)
class Series:
    """One series of notes: its principal, with the rate and the maturity that the filing gives next to it."""

    principal: Amount
    rate: Percentage | None
    due: DateFact | None
    floats: bool = False

    @property
    def facts(self) -> list[Amount | DateFact]:
        """Its facts but the rate."""
        return [fact for fact in (self.principal, self.due) if fact]

    def listed(self) -> str:
        """Return it as one of a list: "$1 billion at 4.9% due in 2034"."""
        rate = f" at {told(self.rate)}" if self.rate else " at a floating rate" if self.floats else ""
        return f"{told(self.principal)}{rate}{self._when()}"

    def as_sold(self, noun: str) -> str:
        """Return it as what is sold: "$300 million of 6% notes due in 2024"."""
        rate = f"{told(self.rate)} " if self.rate else ""
        return f"{told(self.principal)} of {rate}{noun}{self._when()}"

    def _when(self) -> str:
        if not self.due or not self.due.value:
            return ""
        when = written_date(self.due.value)
        return f" due {'on' if ',' in when else 'in'} {when}"


def is_exchange(telling: Telling) -> bool:
    """Return whether notes are exchanged for others rather than sold: for them no cash is raised."""
    return telling.deal.type in ("debt_securities", "equity") and bool(_EXCHANGE.search(telling.sentences))


_EXCHANGE = re.compile(
    r"(?i)\bexchange agreements?\b[^;]*?\b(?:notes|debentures|bonds)\b|"
    r"\b(?:surrender|tender|deliver)\w* [^.;]{0,90}\b(?:notes|debentures|bonds)\b[^.;]{0,60}\bin exchange for\b|"
    # "To exchange 14 million shares and $4 million in cash for $354 million of its outstanding debentures"
    r"\b(?:agree[ds]?|agreements?|arranged)\b[^.;]{0,80} to exchange\b(?:[^;.]|\.\d){0,240}\bfor (?:[^;.]|\.\d){0,80}"
    r"\b(?:its|our) (?:outstanding |existing )(?:[^;.]|\.\d){0,60}\b(?:notes|debentures|bonds)\b"
)


def series_of(telling: Telling) -> list[Series]:
    """Return the series of notes of a deal, where the filing names each one's kind beside its principal."""
    if is_exchange(telling):
        return []  # the old notes are among them, and what is given for each $1,000 of those
    principals = [f for f in telling.amounts("principal", every=True) if f.certainty == "signed"]
    rates, dues = _rates(telling), _dues(telling)
    found: list[Series] = []
    for quote in telling.quoted:
        for match in _in(quote.text):
            used = [one.principal for one in found]
            worth = [m.value for m in find_money(match["amount"])]
            fact = next((p for p in principals if p not in used and p.value and Decimal(p.value) in worth), None)
            if fact:
                rate, due = _with_rate(rates, match["rate"]), _with_due(dues, match["due"])
                found.append(Series(fact, rate, due, "floating" in match["kind"].lower()))
    # Beside series with a rate or a year, a bare sum is that of all, of an option on more, or of one note.
    return [one for one in found if one.rate or one.due] or [one for one in found if one.principal.qualifier != "up_to"]


@lru_cache(maxsize=512)
def _in(text: str) -> tuple[re.Match[str], ...]:
    """Return the series that a sentence names, each with its sum behind or before it."""
    behind = tuple(_BEHIND.finditer(text)) if " amount of " in text and re.search("(?i) due ", text) else ()
    return behind or tuple(_SERIES.finditer(text))


def _rates(telling: Telling) -> list[Percentage]:
    return [f for f in telling.percentages("interest_rate", every=True) if f.certainty == "signed"]


def _dues(telling: Telling) -> list[DateFact]:
    return [f for f in telling.dates("maturity", every=True) if f.certainty == "signed"]


def _with_rate(rates: Sequence[Percentage], text: str | None) -> Percentage | None:
    return next((r for r in rates if text and r.value and Decimal(r.value) == Decimal(text)), None)


def _with_due(dues: Sequence[DateFact], text: str | None) -> DateFact | None:
    return next((d for d in dues if text and d.text.endswith(text)), None)


def noun_of(telling: Telling) -> str:
    """Return what the paper is called: notes, senior notes, convertible debentures."""
    kinds = [m["kind"] for quote in telling.quoted for m in _in(quote.text)]
    called = [" ".join(word for word in kind.lower().split() if word in _KINDS) for kind in kinds]
    if any("floating" not in one for one in called):
        called = [one.replace("floating rate ", "") for one in called]  # of some of the series alone
    return max(called, key=len, default="") or "notes"


_KINDS = frozenset(
    "senior subordinated secured unsecured convertible floating rate notes debentures bonds certificates".split()
)


def list_of_notes(telling: Telling) -> Iterator[BriefSentence]:
    """Yield the series of a sale of several."""
    if telling.deal.type not in ("debt_securities", "equity", "credit") or is_exchange(telling):
        return
    series = [one for one in series_of(telling) if one.principal.id not in telling.told]
    listing: list[tuple[str, list[Amount | Percentage | DateFact]]]
    listing = [(one.listed(), [f for f in (*one.facts, one.rate) if f]) for one in series]
    if len(listing) < 2:
        listing = list(_coupons(telling))
    if len(listing) < 2:
        return
    most = _IN_ONE - any(one.due and len(one.due.value or "") > len("2024-03") for one in series)
    size = -(-len(listing) // -(-len(listing) // most))
    for start in range(0, len(listing), size):
        part = listing[start : start + size]
        opening = "They also include" if start else f"The {noun_of(telling).split()[-1]} are"
        facts = [fact for _, facts in part for fact in facts]
        yield telling.sentence(f"{opening} {listed([text for text, _ in part])}.", *facts)


# Notes that are paid off, or rank beside those that are sold.
_OLDER = re.compile(
    r"(?i)\b(?:existing|outstanding|redeem\w*|discharg\w*|repa(?:id|y\w*)|retire\w*|refinanc\w*|defeas\w*|equally with|"
    r"(?:senior|junior|subordinated) to)\b[^.;$]{0,60}$"
)


_HAD_BEEN = re.compile(r"[^.;,]{0,40}\bhad been\b")


def _coupons(telling: Telling) -> Iterator[tuple[str, list[Amount | Percentage | DateFact]]]:
    """Yield the rates and maturities of notes whose principals are not told one by one."""
    said: set[str] = set()
    for quote in telling.quoted:
        for match in _COUPON.finditer(quote.text):
            if _OLDER.search(quote.text[: match.start()]) or _HAD_BEEN.match(quote.text, match.end()):
                continue
            rate, due = _with_rate(_rates(telling), match["rate"]), _with_due(_dues(telling), match["due"])
            if rate and due and due.value and rate.id not in telling.told and match[0] not in said:
                said.add(match[0])
                when = written_date(due.value)
                yield f"{told(rate)} due {'on' if ',' in when else 'in'} {when}", [rate, due]
