"""The built-in extractor's facts: every value of a deal's sentences, its kind told by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from summarizer import values
from summarizer.drafts import AmountDraft, DateDraft, DurationDraft, PercentageDraft, QuantityDraft
from summarizer.extraction.rules.cues import AMOUNTS, DURATIONS, PERCENTAGES, Cue
from summarizer.extraction.rules.text import Sentence
from summarizer.vocabulary import Basis

_REACH = 170  # characters between a value and the cue that tells its kind
_BEFORE = 110  # characters of context that a quote keeps before a value
_AFTER = 70

_LINK = re.compile(
    r"(?i)^[^,;$%]{0,34}?\b(?:of|is|was|are|were|between|from|equal to|totaling|totalling|at|to|will be|shall be|"
    r"from|by|"
    r"exceed)\s+(?:(?:approximately|about|up|to|an|a|"
    r"additional|aggregate|the|maximum|minimum|initially|amount|of|rate|between|total|at|least|not|than|more|"
    r"initial|either|\(\w+\))\s+)*$"
    r"|^,? (?:after|net of|before|excluding|including)\b[^$%;]{0,90}\b(?:is|was|were|are|of|totaled|totalled|"
    r"be)\s+(?:approximately |about |up to )?$"
)
_CLAUSE = re.compile(r";|, and |, or |\. |\bwhile\b|, which |\(i+v?\)")


_JOINED = re.compile(r"(?i)^,? (?:and|or|plus|with)\b")


class _Value(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


def nearest(sentence: str, value: _Value, others: Iterable[_Value], cues: Sequence[Cue], deal_type: str) -> str | None:
    """Return the kind of the cue nearest to a value of the sentence, or None where none is near.

    A cue that leads straight to the value ("a fee of $2") is nearer than its distance says; one beyond another
    value, or in another clause, is farther.
    """
    best: tuple[float, str] | None = None
    low, high = max(0, value.start - _REACH), min(len(sentence), value.end + _REACH)
    for cue in cues:
        if cue.types is not None and deal_type not in cue.types:
            continue
        for found in cue.pattern.finditer(sentence, low, high):
            if found.start() < value.end and found.end() > value.start:
                continue
            before = found.end() <= value.start
            gap = sentence[found.end() : value.start] if before else sentence[value.end : found.start()]
            cost: float = len(gap) + cue.cost + (6 if before else 0)
            if before and _LINK.match(gap):
                cost /= 3
            cost += 45 * len(_CLAUSE.findall(gap))
            if not before and _JOINED.match(gap):
                cost += 45
            low_gap, high_gap = (found.end(), value.start) if before else (value.end, found.start())
            cost += 60 * sum(low_gap <= other.start and other.end <= high_gap for other in others)
            if best is None or cost < best[0]:
                best = (cost, cue.kind)
    return best[1] if best and best[0] < _REACH else None


def _kind(
    sentence: Sentence, value: _Value, others: Iterable[_Value], cues: Sequence[Cue], deal_type: str
) -> str | None:
    """Return the kind of a value by its sentence's cues, or for a row by the last cue before it."""
    kind = nearest(sentence.text, value, others, cues, deal_type)
    if kind or not sentence.context:
        return kind
    found = [
        (match.start(), cue.kind)
        for cue in cues
        if cue.types is None or deal_type in cue.types
        for match in cue.pattern.finditer(sentence.context)
    ]
    return max(found)[1] if found else None


def quote_around(sentence: str, start: int, end: int) -> str:
    """Return a run of the sentence around a value, cut between words."""
    low = 0 if start <= _BEFORE else sentence.find(" ", start - _BEFORE, start) + 1 or start
    high = len(sentence) if len(sentence) - end <= _AFTER else sentence.rfind(" ", end, end + _AFTER)
    return sentence[low : high if high > end else end].strip()


def _pointer(sentence: Sentence, value: _Value) -> dict[str, Any]:
    return {
        "paragraph": sentence.paragraph,
        "quote": quote_around(sentence.text, value.start, value.end),
        "words": value.text,
    }


# -- amounts ------------------------------------------------------------------------------------------------

_DEFAULT_AMOUNT = {
    "credit": "commitment",
    "debt_securities": "principal",
    "settlement": "settlement_payment",
    "lease": "rent",
    "merger": "purchase_price",
    "asset_purchase": "purchase_price",
    "license": "fee",
    "securitization": "principal",
}
_BASIS: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    ("per_share", re.compile(r"(?i)^\W*(?:in cash,?\s+)?(?:per|a|for each) (?:\w+ ){0,3}(?:share|ads|unit)\b")),
    ("per_month", re.compile(r"(?i)^\W*(?:per|a|each) month|^ monthly")),
    ("per_quarter", re.compile(r"(?i)^\W*(?:per|a|each) quarter|^ quarterly")),
    ("per_year", re.compile(r"(?i)^\W*(?:per|a|each) (?:year|annum)|^ annually")),
)
_PAR = re.compile(r"(?i)\b(?:par|stated) value,? (?:of )?$")
_FORMER = re.compile(
    r"(?i)\b(?:replac\w+|terminat\w+|refinanc\w+|repa(?:id|ys?|ying)|in place of)\b[^;$]{0,60}$|\b(?:prior|"
    r"previous|former) $"
)
_SHARE_PRICE = 1000  # what is paid for a whole company is more
_USUAL_BASIS: dict[str, Basis] = {"price_per_share": "per_share", "par_value": "per_share", "salary": "per_year"}
_CONTINGENT = re.compile(
    r"(?i)\b(?:contingent|milestone|earn-?out|if|upon (?:the )?(?:achievement|termination)|in the event|potential)\b"
)
_CONTINGENT_KINDS = {"milestone", "earnout", "termination_fee", "reverse_termination_fee", "accordion", "severance"}


def amounts(sentences: Sequence[Sentence], deal_type: str) -> Iterator[AmountDraft]:
    """Yield the amounts that are terms of a deal of this type."""
    for sentence in sentences:
        found = values.find_money(sentence.text)
        for money in found:
            kind = _kind(sentence, money, found, AMOUNTS, deal_type)
            if kind == "skip" or money.value <= 0:
                continue
            kind = kind or (_DEFAULT_AMOUNT.get(deal_type) if len(found) < 3 else None) or "other"
            kind = _settled(kind, money, sentence.text, deal_type)
            basis = money.basis or _basis(sentence.text[money.end : money.end + 40], kind)
            yield AmountDraft(
                **_pointer(sentence, money),
                kind=cast(Any, kind),
                basis=basis,
                payer=None,
                payee=None,
                contingent=kind in _CONTINGENT_KINDS
                or (money.qualifier == "up_to" and bool(_CONTINGENT.search(sentence.text))),
            )


def _settled(kind: str, money: values.Money, text: str, deal_type: str) -> str:
    """Set right a kind that the words beside the amount, or its size, rule out."""
    before = text[: money.start]
    if _PAR.search(before) or text.startswith(" par value", money.end):
        return "par_value"
    if kind == "price_per_share" and money.value >= _SHARE_PRICE * 100:
        return _DEFAULT_AMOUNT.get(deal_type, "other")
    if kind in {"purchase_price", "deal_value"} and money.value < _SHARE_PRICE and deal_type in {"merger", "equity"}:
        return "price_per_share"
    if kind in {"commitment", "principal", "drawn"} and _FORMER.search(before):
        return "previous_commitment"
    return kind


def _basis(after: str, kind: str) -> Basis:
    for basis, pattern in _BASIS:
        if pattern.search(after):
            return basis
    return _USUAL_BASIS.get(kind, "total")


# -- dates --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None

    def holds(self, before: str, after: str) -> bool:
        return (self.before is None or bool(self.before.search(before))) and (
            self.after is None or bool(self.after.search(after))
        )


def _rule(kind: str, before: str | None = None, after: str | None = None) -> _Rule:
    return _Rule(
        kind,
        re.compile(rf"(?i)(?:{before})\W*$") if before else None,
        re.compile(rf"(?i)^\W*(?:{after})") if after else None,
    )


# In order: the first that holds tells the kind.
_DATE_RULES = (
    _rule(
        "skip", r"(?:fiscal (?:year|quarter)|quarters?|years?|periods?|months|weeks)(?:\s+(?:ended|ending|end))(?: on)?"
    ),
    _rule("skip", r"(?:filed|furnished|declared effective|available)\b[^;]{0,90}\b(?:on|dated|for)"),
    _rule(
        "skip",
        r"(?:form (?:10-[kq]|8-k|s-\d)(?:/a)?|proxy statement|prospectus(?: supplement)?|"
        r"registration statement)[^;]{0,40}(?:dated|filed|on|of)",
    ),
    _rule("skip", r"(?:incentive|stock|equity|option|award|omnibus|bonus|compensation)(?: \w+){0,2} plan,? as of"),
    _rule(
        "maturity",
        r"(?:matur\w+|due(?! to))(?: date)?(?: (?:is|of|on|in|and payable|will be|and payable on|thereof|occurs|"
        r"from \w+ \d+, \d+ to))*",
    ),
    _rule("maturity", r"matur\w+[^;]{0,60}\b(?:to|until|through)"),
    _rule(
        "termination",
        r"(?:not|n't)\b[^;]{0,80}\b(?:consummated|completed|occurred|closed|satisfied|waived)\b[^;]{0,50}\b(?:by|"
        r"before|prior to)",
    ),
    _rule("termination", r"(?:outside|end|termination|long[- ]?stop|drop[- ]dead) date(?: of| is)?", None),
    _rule(
        "expiration",
        r"(?:expir\w+|scheduled to (?:terminate|end)|terminat(?:es|ing)|ends?|ending|"
        r"term\b[^;]{0,50}\b(?:through|until|to)|continu\w+ (?:through|until)|through|until|"
        r"extend\w*[^;]{0,80}\bto)(?: (?:on|in|of|date|is|at|the close of business))*",
    ),
    _rule(
        "expected_closing",
        r"(?:expect\w*|anticipat\w*|target\w*|intend\w*|plan\w*)\b[^;]{0,80}\b(?:clos\w+|complet\w+|consummat\w+|"
        r"occur)\b[^;]{0,30}",
    ),
    _rule(
        "closing",
        r"(?:clos(?:ed|ing)(?! price| bid| sale)|complet(?:ed|ion)|consummat(?:ed|ion)|settle[ds]?|delivered|issued|"
        r"sold)\b[^;,]{0,60}\b(?:on|as of|occurred on)",
    ),
    _rule("effective", r"effective(?: as of| on| date of| date is| beginning| from| upon| immediately on)?"),
    _rule("commencement", r"(?:commenc\w*|begin\w*|start\w*)(?: (?:on|in|as of|of|no later than|date|is|service))*"),
    _rule("payment", r"(?:payable|paid|pay|payments?|instal?lments?)\b[^;$]{0,40}\b(?:on|by|before|in)"),
    _rule("announced", r"(?:(?<!previously )announced?|press release)\b[^;]{0,60}\b(?:on|dated)"),
    _rule("original_agreement", r"(?:original(?:ly)?|previously|initially)\b[^;]{0,60}\b(?:on|in)"),
    _rule("agreement", r"(?:entered into|executed|signed|made)\b[^;,]{0,100}\b(?:on|as of|in)"),
    _rule("termination", r"terminat\w+[^;]{0,80}\b(?:on|as of|effective)"),
)
# "Agreement dated as of": the new one, or an older one that it changes, replaces or rests on (contract rule 1).
_DATED = re.compile(r"(?i)\bdated(?: as of| effective)?\W*$")
_DATED_NOUN = re.compile(
    r"(?i)\b(?:agreements?|indenture|lease|plan|contract|notes?|letter|(amendment|waiver|consent|"
    r"supplement\w*))\b"
)
_OLDER = re.compile(
    r"(?i)\b(?:existing|original(?:ly)?|previous(?:ly)?|prior|terminat\w*|renew\w*|replac\w*|refinanc\w*|"
    r"extend\w*|under|"
    r"modif\w*|amendment (?:no\. ?\d+ |agreement )?(?:\([^)]*\) )?(?:to|of)|amends|amending|"
    r"amended(?! and restated)|supplements|"
    r"supplemented|waiver (?:to|of|under)|restates|restating|as contemplated by)\b"
)
# What happened on a date that opens a clause: the first of these verbs after it.
_DEEDS = re.compile(
    r"(?i)\b(?:(?P<announced>(?<!previously )announc(?:ed|ing)|issued a (?:joint )?press release)|"
    r"(?P<termination>terminated|gave notice of termination)|"
    r"(?P<agreement>entered into|enter into|executed|signed|approved|adopted|amended|granted|agreed|extended|renewed|"
    r"exercised|determined|awarded|priced)|"
    r"(?P<closing>completed|consummated|closed|(?<!be )(?<!to be )acquired|sold|issued|purchased|repurchased|borrowed|"
    r"received (?:an?|the|approximately)? ?(?:\$|aggregate|gross|net|investment|proceeds)))\b"
)
_IS_CLOSING = re.compile(r"(?i)\W*\(the \"closing(?: date)?\"\)")
_OPENS = re.compile(r"(?i)(?:^|\W)(?:on|in|effective|as of)\s*$")
_LATER = {"expected_closing", "expiration", "maturity", "commencement"}


def dates(sentences: Sequence[Sentence], action: str) -> Iterator[DateDraft]:
    """Yield the dates that belong to a deal; one that ended was dated before (contract rule 1)."""
    for sentence in sentences:
        for date in values.find_dates(sentence.text):
            kind = _date_kind(sentence.text, date, action)
            if kind is not None:
                yield DateDraft(**_pointer(sentence, date), kind=cast(Any, kind))


def _date_kind(text: str, date: values.DateValue, action: str) -> str | None:
    before, after = text[max(0, date.start - 240) : date.start], text[date.end : date.end + 320]
    if dated := _DATED.search(before):
        said = before[: dated.start()][-190:]
        nouns = _DATED_NOUN.findall(said)
        if action == "terminated" or (_OLDER.search(said) and not (nouns and nouns[-1])):
            return "original_agreement"
        return "agreement"
    kind = next((rule.kind for rule in _DATE_RULES if rule.holds(before, after)), None)
    if kind is None and _OPENS.search(before) and (deed := _DEEDS.search(after)):
        kind = deed.lastgroup
    if kind is None and _IS_CLOSING.match(after):
        kind = "closing"
    if kind == "skip":
        return None
    if kind == "expiration" and re.search(r"(?i)matur", before[-120:]):
        kind = "maturity"
    if kind in _LATER or (kind and len(date.value) > 4):
        return kind
    return "other" if len(date.value) == 10 else None


# -- percentages, durations, quantities ---------------------------------------------------------------------


def percentages(sentences: Sequence[Sentence], deal_type: str) -> Iterator[PercentageDraft]:
    """Yield the percentages of a deal; of a range its upper end as a fact of its own as well."""
    for sentence in sentences:
        found = values.find_percentages(sentence.text)
        for percentage in found:
            kind = _kind(sentence, percentage, found, PERCENTAGES, deal_type)
            if kind == "skip":
                continue
            yield PercentageDraft(**_pointer(sentence, percentage), kind=cast(Any, kind or "other"))


_RENEWED = re.compile(r"(?i)\b(?:additional|further|successive|renewal|extended|extension)(?: \w+)? $")


def durations(sentences: Sequence[Sentence], deal_type: str) -> Iterator[DurationDraft]:
    """Yield the lengths of time that a deal's terms state."""
    for sentence in sentences:
        found = values.find_durations(sentence.text)
        for duration in found:
            kind = nearest(sentence.text, duration, found, DURATIONS, deal_type)
            if _RENEWED.search(sentence.text[: duration.start]):
                kind = "renewal_term"
            in_a_name = duration.text[0].isupper() and re.match(r" [A-Z]", sentence.text[duration.end :])
            if in_a_name or re.match(r"\d{4}\b", duration.text):  # "the Three-Year Credit Agreement"
                continue
            if kind is None or duration.months is None or (kind == "other" and duration.months < 3):
                continue
            yield DurationDraft(**_pointer(sentence, duration), kind=cast(Any, kind))


_UNITS = (
    ("warrants", re.compile(r"(?i)\bwarrants?\b")),
    ("options", re.compile(r"(?i)\boptions?\b")),
    ("shares", re.compile(r"(?i)\bshares?\b|\bads\b|\bunits?\b|\brsus?\b")),
    ("area", re.compile(r"(?i)\b(?:square|acres?|hectares?|sq)\b")),
    ("volume", re.compile(r"(?i)\b(?:tons?|tonnes|barrels|gallons|megawatts?|mw|pounds|ounces|mmbtu|kilograms?)\b")),
    ("headcount", re.compile(r"(?i)\b(?:employees|people|positions)\b")),
)


def quantities(sentences: Sequence[Sentence]) -> Iterator[QuantityDraft]:
    """Yield the counted and measured things of a deal that have a kind of their own."""
    for sentence in sentences:
        for quantity in values.find_quantities(sentence.text):
            kind = next((kind for kind, pattern in _UNITS if pattern.search(quantity.unit)), None)
            if kind:
                yield QuantityDraft(**_pointer(sentence, quantity), kind=cast(Any, kind), unit=quantity.unit)
