"""The built-in extractor's facts: every value of a deal's sentences, its kind told by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from summarizer import values
from summarizer.drafts import AmountDraft, DateDraft, DurationDraft, PercentageDraft, QuantityDraft
from summarizer.extraction.rules.cues import Value, kind_of, nearest
from summarizer.extraction.rules.settled import settled
from summarizer.extraction.rules.signals import SKIP, cues, of_type, shared
from summarizer.extraction.rules.text import Sentence
from summarizer.sieve import Row, search
from summarizer.vocabulary import Basis

_BEFORE = 110  # characters of context that a quote keeps before a value
_AFTER = 70
_BUT = ", but "


def quote_around(sentence: str, start: int, end: int) -> str:
    """Return a run of the sentence around a value, cut between words."""
    low = 0 if start <= _BEFORE else sentence.find(" ", start - _BEFORE, start) + 1 or start
    turn = sentence.rfind(_BUT, low, start)
    low = turn + len(_BUT) if turn >= 0 else low  # what is denied before it is another matter
    high = len(sentence) if len(sentence) - end <= _AFTER else sentence.rfind(" ", end, end + _AFTER)
    return sentence[low : high if high > end else end].strip()


@dataclass(slots=True)
class Facts:
    """The values of a deal's sentences, by group."""

    amounts: list[AmountDraft] = field(default_factory=list)
    dates: list[DateDraft] = field(default_factory=list)
    percentages: list[PercentageDraft] = field(default_factory=list)
    durations: list[DurationDraft] = field(default_factory=list)
    quantities: list[QuantityDraft] = field(default_factory=list)


def read(sentences: Sequence[Sentence], deal_type: str, action: str) -> Facts:
    """Return the values of a deal's sentences.

    Each sentence is read for all groups before the next: its numbers are then still at hand (`summarizer.values`).
    """
    found = Facts()
    told: list[Sentence] = []  # of the same paragraph
    for sentence in sentences:
        one = [sentence]
        told = [*told, sentence] if told and told[0].paragraph == sentence.paragraph else one
        before = " ".join(one.text for one in told[:-1]) if deal_type in _ENDED_FOR_A_FEE else ""
        found.amounts += amounts(one, deal_type, ended=action == "terminated", told=before)
        found.dates += dates(one, action)
        found.percentages += percentages(one, deal_type)
        found.durations += durations(one, deal_type)
        found.quantities += quantities(one)
    return found


def _pointer(sentence: Sentence, value: Value) -> dict[str, Any]:
    return {
        "paragraph": sentence.paragraph,
        "quote": quote_around(sentence.text, value.start, value.end),
        "words": value.text,
    }


# -- amounts ------------------------------------------------------------------------------------------------

_BASIS: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    ("per_share", re.compile(r"(?i)^\W*(?:in cash,?\s+)?(?:per|a|for each) (?:\w+ ){0,3}(?:share|ads|unit)\b")),
    ("per_month", re.compile(r"(?i)^\W*(?:per|a|each) month|^ monthly")),
    ("per_quarter", re.compile(r"(?i)^\W*(?:per|a|each) quarter|^ quarterly")),
    ("per_year", re.compile(r"(?i)^\W*(?:per|a|each) (?:year|annum)|^ annually")),
)
# What is paid by the month or the year is of one kind in such deals.
_PERIODS = {"per_month", "per_quarter", "per_year"}
_REGULAR = {"services": "fee", "lease": "rent", "employment": "salary"}
# "$1 million for Mr. Able, $2 million for Ms. Baker and $3 million for ...": all are of one kind.
_SAME_LIST = re.compile(
    r"(?: (?:for|to|per|a|an|in|each|through|during|until|thereafter|on)\b[^$;.]{0,60}?"
    r"(?:(?:Mr|Ms|Mrs|Dr)\. [^$;.]{0,40}?)?)?"
    r"(?:,(?: and)?| and) (?:approximately |about |up to )?"
)
_USUAL_BASIS: dict[str, Basis] = {"price_per_share": "per_share", "par_value": "per_share", "salary": "per_year"}
_CONTINGENT = re.compile(
    r"(?i)\b(?:contingent|milestone|earn-?out|if|upon (?:the )?(?:achievement|termination)|in the event|potential)\b"
)
_CONTINGENT_KINDS = {"milestone", "earnout", "termination_fee", "reverse_termination_fee", "accordion", "severance"}


def amounts(
    sentences: Sequence[Sentence], deal_type: str, *, ended: bool = False, told: str = ""
) -> Iterator[AmountDraft]:
    """Yield the amounts that are terms of a deal of this type; of one that ended a bare figure is no price of it.

    ``told`` is what their paragraph says before them.
    """
    hints, plain = cues("amounts", deal_type), None if ended else of_type(deal_type).plain_amount
    for sentence in sentences:
        found = values.find_money(sentence.text)
        before: tuple[int, str | None] = (-1, None)  # where the one before ends, and its kind
        for money in found:
            kind = kind_of(sentence, money, found, hints)
            if kind is None and before[1] and _SAME_LIST.fullmatch(sentence.text, before[0], money.start):
                kind = before[1]
            before = (money.end, kind)
            if money.value <= 0:
                continue
            basis = money.basis or _basis(sentence.text[money.end : money.end + 40], kind or "other")
            regular = _REGULAR.get(deal_type) if basis in _PERIODS else None
            kind = kind or regular or (plain if len(found) < 3 else None) or "other"
            kind = settled(kind, money, sentence.text, deal_type)
            if kind == SKIP:
                continue
            if kind in _FEES and deal_type in _ENDED_FOR_A_FEE:
                kind = _which_fee(f"{told} {sentence.text[: money.start]}") or kind
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


# "The fee is $5 million if ...": what a fee is that has been named before, or is told of an ending.
_ENDED_FOR_A_FEE = {"merger", "asset_purchase"}
_FEES = {"fee", "other", "purchase_price", "deal_value"}
_THE_FEE = re.compile(
    r"(?i)\b(?:the|that|this|such|which|its|an?|same) (?:(?:applicable|relevant|lower|higher|reduced|larger|smaller|"
    r"increased) )?fee\b[^.;$]{0,90}$"
)
_ENDING_FEE = re.compile(r"(?i)\b(reverse |parent |buyer |purchaser )?(?:termination|break-?up) (?:fee|payment)\b")


def _which_fee(before: str) -> str | None:
    """Return which fee for an ending "the fee" is, by the words before an amount: the last one named."""
    if not search(_THE_FEE, before):
        return None
    named = [bool(found[1]) for found in _ENDING_FEE.finditer(before)]
    return None if not named else "reverse_termination_fee" if named[-1] else "termination_fee"


def _basis(after: str, kind: str) -> Basis:
    for basis, pattern in _BASIS:
        if pattern.search(after):
            return basis
    return _USUAL_BASIS.get(kind, "total")


# -- dates --------------------------------------------------------------------------------------------------


# "Agreement dated as of": the new one, or an older one that it changes, replaces or rests on (contract rule 1).
_DATING = 40  # characters before a date in which "dated as of" stands
_DATED = re.compile(
    r"(?i)\b(?:dated(?: as of| effective)?|(?:(?<=agreement )|(?<=amendment )|(?<=lease )|(?<=indenture )|"
    r"(?<=contract )|(?<=reorganization )|(?<=merger ))(?:of|(?:made |entered into )?as of))\W*$"
)
# "Its Credit Agreement dated May 1, 2015", "dated May 1, 2015, as amended": what is somebody's is older.
_ITS_OWN = re.compile(
    r"(?<!entered into )(?<!executed )(?<!signed )\b(?:its|our|their|[Cc]ompany's)"
    r" (?:[A-Z][\w-]* (?:and |of )?){1,6}(?:Agreement|Indenture|Lease)[ ,]*$"
)
_CHANGED_SINCE = re.compile(
    r"(?i),? \(?as (?:previously |heretofore |theretofore |subsequently |first |last |further )?amended"
    r"(?: to date)?(?:\)| \(| on\b| by\b|,(?! (?:restated|supplemented|modified|extended|replaced|renewed|or|and)\b))"
)
_IS_PARTY = re.compile(r"(?i)\b(?:is|are|was|were) (?:currently )?(?:a )?part(?:y|ies) to\b[^;]*$")
# What was closed "under a Stock Purchase Agreement dated" so was agreed then.
_SOLD_UNDER = re.compile(
    r"\b(?:[Uu]nder|[Pp]ursuant to) (?:an?|the|that certain) (?:[A-Z][\w&-]*,? (?:(?:and|of|for) )*){0,8}"
    r"(?:Purchase|Merger|Underwriting|Subscription|Sale|Exchange|Contribution) (?:Agreement|Contract)?[ ,]*$"
)
_NO_AGREEMENT = re.compile(
    r"(?i)\b(?:prospectus(?: supplement)?|proxy statement|press release|news release|registration statement|"
    r"report(?: on (?:this )?form(?: \d+-[kq](?:/a)?)?)?|form (?:\d+-[kq]|s-\d+)(?:/a)?)[ ,]*$"
)
# An amendment between the original and the new one is neither.
_AMENDED_BY = re.compile(r"(?i)\bas (?:\w+ )?(?:amended|supplemented|modified)(?:,? \w+)? (?:by|on)\b[^;]{0,120}$")
# "The May 1, 2015 employment agreement" was made before.
_OLDER_BY_DATE = re.compile(
    r"(?i)^ (?:(?!and\b|the\b|an?\b)[\w-]+ ){0,3}(?:agreements?|lease|indenture|letter|contract)\b"
)
_TOLD_BEFORE = re.compile(r"(?i)\bpreviously (?:announced|disclosed|reported)\b")
_LABEL = 45  # characters of what may stand before a date alone ("Maturity. August 15, 2030.")
_IS_CLOSING = re.compile(r"(?i)\W*\(the \"closing(?: date)?\"\)")
_OPENING = 20  # characters before a date in which what opens its clause stands
_OPENS = re.compile(r"(?i)(?:^|\W)(?:on|in|effective|as of)\s*$")
# "Sold the building, a warehouse in Reno, on May 31, 2001, to Able LLC": the day stands after what was done.
_CLOSED_BEFORE = re.compile(
    r"(?i)(?<!be )(?<!offered )\b(?:sold|acquired|purchased|bought|conveyed|completed|closed|consummated|repurchased)\b"
    r"(?:(?!\d{4}|\b(?:dated|agreement|which|that|under|pursuant|entered)\b)[^;]){1,200}$"
)
_LATER = {"expected_closing", "expiration", "maturity", "commencement"}


def dates(sentences: Sequence[Sentence], action: str) -> Iterator[DateDraft]:
    """Yield the dates that belong to a deal; one that ended was dated before (contract rule 1)."""
    for sentence in sentences:
        before: tuple[int, str | None] = (0, None)  # where the one before ends, and its kind
        for date in values.find_dates(sentence.text):
            kind = _date_kind(sentence, date, action)
            if kind in _VAGUE and before[1] and _RESPECTIVELY.match(sentence.text, date.end):
                kind = before[1] if _AND.fullmatch(sentence.text, before[0], date.start) else kind
            before = (date.end, kind)
            if kind is not None:
                yield DateDraft(**_pointer(sentence, date), kind=cast(Any, kind))


# "Mature on May 1, 2020 and June 1, 2021, respectively": both days are of one kind.
_VAGUE = {None, "other"}
_AND = re.compile(r",? (?:and|or) (?:(?:on|to|until|in) )?")
_RESPECTIVELY = re.compile(r",? respectively\b")


# A row of a table: no words between its figures. What its date is, the last such word above it tells.
_ROW = re.compile(r"^(?!.*\b(?:is|are|was|were|will|on|by|until|from|the|of)\b).*\$ ?\d")
_COLUMNS = re.compile(r"(?i)\b(?:matur\w*|due date|expir\w*|commence\w*|payment date)")
_OF_COLUMN = {
    "matur": "maturity", "due": "maturity", "expir": "expiration", "commence": "commencement", "payment": "payment",
}  # fmt: skip


_DATE_RULES = Row((rule, rule.before) for rule in shared().dates)
_DATE_DEEDS = Row(shared().date_deeds.items())


def _date_kind(sentence: Sentence, date: values.DateValue, action: str) -> str | None:
    text = sentence.text
    before, after = text[max(0, date.start - 240) : date.start], text[date.end : date.end + 320]
    if date.start == 0 and len(sentence.context) < _LABEL:
        before = f"{sentence.context} "
    if dated := _DATED.search(before, max(0, len(before) - _DATING)):
        said = before[: dated.start()][-190:]
        if _NO_AGREEMENT.search(said):
            return "announced" if said.rstrip(" ,").endswith("elease") else None
        nouns = shared().dated.nouns.findall(said)
        if _AMENDED_BY.search(said):
            return "other"
        if _IS_PARTY.search(said):
            return "original_agreement"
        if action != "completed" and (_ITS_OWN.search(said) or _CHANGED_SINCE.match(text, date.end)):
            return "original_agreement"
        sold = action == "completed" and _SOLD_UNDER.search(said)
        if action == "terminated" or (shared().dated.older.search(said) and not (nouns and nouns[-1]) and not sold):
            return "original_agreement"
        return "agreement"
    if before.endswith(("the ", "its ", "their ")) and _OLDER_BY_DATE.search(after):
        return "original_agreement"
    rule = next((rule for rule, _ in _DATE_RULES.found(before)), None)
    if rule and rule.skip:
        return None
    kind: str | None = rule.kind if rule else None
    if kind == "original_agreement" and _TOLD_BEFORE.search(before) and _done_on(after) == "closing":
        kind = "closing"  # what is old is the report, not the agreement
    if kind is None and _OPENS.search(before, max(0, len(before) - _OPENING)):
        kind = _done_on(after) or ("closing" if action == "completed" and _CLOSED_BEFORE.search(before) else None)
    if kind is None and _IS_CLOSING.match(after):
        kind = "closing"
    if kind == "expiration" and re.search(r"(?i)matur", before[-120:]):
        kind = "maturity"
    if kind in _LATER or (kind and (len(date.value) > 4 or (rule and kind == "other" and sentence.item))):
        return kind
    if sentence.context and _ROW.search(text) and (column := _COLUMNS.findall(sentence.context)):
        return next(kind for word, kind in _OF_COLUMN.items() if column[-1].lower().startswith(word))
    return "other" if len(date.value) == 10 else None


def _done_on(after: str) -> str | None:
    """Return what happened on a date that opens a clause: the first deed after it."""
    found = [(match.start(), kind) for kind, match in _DATE_DEEDS.found(after)]
    return min(found)[1] if found else None


# -- percentages, durations, quantities ---------------------------------------------------------------------


_ROYALTY = re.compile(r"(?i)\broyalt\w+[^;.%]{0,40}$")
_ISSUE_DISCOUNT = re.compile(r"(?i) (?:original issue|OID|issue) discount|,? OID\b")


def percentages(sentences: Sequence[Sentence], deal_type: str) -> Iterator[PercentageDraft]:
    """Yield the percentages of a deal; of a range its upper end as a fact of its own as well."""
    hints = cues("percentages", deal_type)
    for sentence in sentences:
        found = values.find_percentages(sentence.text)
        before: tuple[int, str | None] = (-1, None)  # where the one before ends, and its kind
        for percentage in found:
            kind = kind_of(sentence, percentage, found, hints)
            if before[0] >= 0 and _INSTEAD.fullmatch(sentence.text, before[0], percentage.start):
                kind = before[1]
            before = (percentage.end, kind)
            if kind == SKIP and _ROYALTY.search(sentence.text[: percentage.start]):
                kind = "royalty_rate"  # on what is sold
            if kind == SKIP or (kind is None and sentence.item is None):
                continue  # a release tells more than terms
            if _ISSUE_DISCOUNT.match(sentence.text, percentage.end):
                kind = "discount"
            elif kind != "interest_rate" and _OF_A_NAME.match(sentence.text, percentage.end):
                kind = "interest_rate"
            if (
                kind in {None, "other", "interest_rate"}
                and deal_type not in _LENDING
                and _is_share(sentence.text, percentage)
            ):
                kind = "ownership"
            if kind in _RATES and percentage.value >= _NO_RATE:
                kind = "other"
            yield PercentageDraft(**_pointer(sentence, percentage), kind=cast(Any, kind or "other"))


_INSTEAD = re.compile(
    r"(?: per annum)?,?(?: (?:and|then|that|which))*(?: (?:climb|ris|grow|step|go|increas|declin|fall)\w*)?"
    r"(?: up| down)? (?:from|to) "
)  # "to 0.25% per annum from 0.375%"
# "6.25% Series B Cumulative Preferred Stock"
_OF_A_NAME = re.compile(r" (?:[A-Z][\w-]* ){0,6}(?:Preferred (?:Stock|Shares)|Notes|Debentures|Bonds)\b")
_LENDING = {"credit", "debt_securities", "securitization"}
# "To earn an initial 51% interest", and no "8% interest" on a note
_ITS_SHARE = re.compile(r"(?i)\b(?:an?|the|its|their|initial|additional|remaining|undivided) $")
_SHARE = re.compile(
    r"(?i)(?: undivided| working| participating| equity| membership| economic| ownership| carried| non-controlling)* "
    r"(?:interest|stake)\b(?! rates?| per annum| on\b| payable| accru| charge)"
)
_ON_MONEY = re.compile(r"(?i)\b(?:note|loan|bear\w*|accru\w*|principal|at an?)\b[^;]{0,30}$")


def _is_share(text: str, value: Value) -> bool:
    """Say whether a percentage is of something owned: "a 51% interest"."""
    before = text[: value.start]
    return bool(_SHARE.match(text, value.end) and _ITS_SHARE.search(before) and not _ON_MONEY.search(before))


_RATES = {"interest_rate", "margin", "commitment_fee"}
_NO_RATE = 30  # percent: more is a price or a share of something
_RENEWED = re.compile(
    r"(?i)\b(?:additional|further|successive|renewal|extended|extension)(?: \w+)? $|"
    r"\b(?:renew|extend)(?:ed|able|s)?(?: (?:the|its|this|such) [a-z]+)? for (?:up to )?"
    r"(?:one|two|three|four|five|\d) (?:terms?|periods?) of (?:up to )?$"
)

# "May be repaid until the first anniversary of the termination date": what runs on from the end is no first term.
_FROM_THE_END = re.compile(
    r"(?i) (?:of|after|following) (?:the|its|such) (?:(?:then|current|then-current|existing|initial|stated) )*"
    r"(?:scheduled )?(?:commitment )?(?:termination|maturity|expiration|expiry) date\b"
)

_WARRANTS = re.compile(r" (?:[a-z-]+ ){0,3}[Ww]arrants?\b")  # "five-year warrants"
# "They have agreed not to sell or transfer any shares for a period of 90 days"
_LOCKED = re.compile(
    r"(?i)\b(?:not|restrict\w*|prohibit\w*|refrain\w*)\b[^;.]{0,80}\b(?:(?:re-?)?sell\w*|(?:re)?sales?|transfer\w*|dispos\w+|offer\w*)\b"
    r"[^;.]{0,80}\b(?:shares|stock|securities|units)\b[^;.]{0,60}\bfor (?:an? (?:initial )?period of )?$"
)
# "To negotiate exclusively with each other for a period of 90 days"
_UNDISTURBED = re.compile(
    r"(?i)(?:\b(?:negotiat\w+|discuss\w*|deal\w*|talks?)\b[^;.]{0,60}\bexclusiv\w*|"
    r"\bexclusiv\w*[^;.]{0,40}\b(?:negotiat\w+|discussions?|talks|due diligence|period)|"
    r"\b(?:not|refrain\w*)\b[^;.]{0,30}\bsolicit\w*[^;.]{0,40}\b(?:offers?|bids?|proposals?))\b"
    r"[^;.]{0,60}\b(?:for|of|during|within) (?:an? )?(?:initial )?(?:period of )?(?:up to )?$"
)
# "A 60-day period during which it will not negotiate with others"
_KEPT_FREE = re.compile(
    r"(?i) (?:period )?(?:during|in|for|within) which [^;.]{0,80}\b(?:not|neither|no|refrain\w*|exclusiv\w*)\b"
    r"[^;.]{0,40}\b(?:negotiat\w+|solicit\w*|discuss\w*|talk|deal|shop|offers?|bids?)\b"
)
# Of a building sold and leased back, the lease may be.
_LEASE_RENEWED = re.compile(
    r"(?i)\b(?:tenant|lessee|lease|rent)\b[^;.]{0,120}\brenew|\b(?:may|option to|right to|options? for) renew\w*\b"
    r"[^;.]{0,160}\b(?:rent|lease|tenant)"
)
# "In the final two years of the term"
_FEW_OF = re.compile(r"(?i)\b(?:first|final|last|initial|remaining|next) $")
_OF_ALL = re.compile(r"(?i) of (?:the|its|each|this|such) (?:[\w-]+ )?(?:term|agreement|lease|contract|operations?)\b")
_NO_TERM = re.compile(r"^\d{4}\b|(?i:\b(?:consecutive|trailing|fiscal)\b)")


# "Term SOFR for a period of one month plus 1%": the length names a rate.
_RATE_NAMES = r"(?:SOFR|LIBOR?|EURIBOR|CORRA|SONIA|TIBOR|(?:Eurodollar|Eurocurrency|LIBO) Rate)"
_RATE_BEFORE = re.compile(
    rf"\b{_RATE_NAMES}(?: \([^()]*\))? (?:for|with) (?:an? )?(?:(?:interest )?(?:period|tenor) of )?$"
)
_RATE_AFTER = re.compile(
    rf"(?: (?:Adjusted|Term|Daily|Simple|forward-looking|term))* {_RATE_NAMES}\b| (?:interest period|tenor)"
)


def durations(sentences: Sequence[Sentence], deal_type: str) -> Iterator[DurationDraft]:
    """Yield the lengths of time that a deal's terms state."""
    hints = cues("durations", deal_type)
    for sentence in sentences:
        found = values.find_durations(sentence.text)
        for duration in found:
            before = sentence.text[: duration.start]
            kind = nearest(sentence.text, duration, found, hints)
            runs_on = kind == "term" and _FROM_THE_END.match(sentence.text, duration.end)
            if runs_on or search(_RENEWED, before):
                kind = "renewal_term"
            elif _WARRANTS.match(sentence.text, duration.end):
                kind = "term"
            elif search(_LOCKED, before):
                kind = "lock_up"
            elif search(_UNDISTURBED, before) or _KEPT_FREE.match(sentence.text, duration.end):
                kind = "exclusivity"
            elif search(_FEW_OF, before) and _OF_ALL.match(sentence.text, duration.end):
                continue
            in_a_name = re.match(r"(?:\d+-)?[A-Z]", duration.text) and re.match(
                r" [A-Z]", sentence.text[duration.end :]
            )
            if in_a_name or _NO_TERM.search(duration.text):  # "the Three-Year Credit Agreement"
                continue
            if search(_RATE_BEFORE, before) or _RATE_AFTER.match(sentence.text, duration.end):
                continue
            if kind == "renewal_term" and deal_type in _ENDED_FOR_A_FEE and not search(_LEASE_RENEWED, sentence.text):
                kind = "other"  # a company bought is not renewed
            if kind in {None, SKIP} or duration.months is None or (kind == "other" and duration.months < 3):
                continue
            yield DurationDraft(**_pointer(sentence, duration), kind=cast(Any, kind))


_UNITS = Row(
    (
        ("warrants", re.compile(r"(?i)\bwarrants?\b")),
        ("options", re.compile(r"(?i)\boptions?\b")),
        ("shares", re.compile(r"(?i)\bshares?\b|\bads\b|\bunits?\b|\brsus?\b|\bpsus?\b")),
        ("area", re.compile(r"(?i)\b(?:square|acres?|hectares?|sq)\b")),
        (
            "volume",
            re.compile(r"(?i)\b(?:tons?|tonnes|barrels|gallons|megawatts?|mw|pounds|ounces|mmbtu|kilograms?)\b"),
        ),
        ("headcount", re.compile(r"(?i)\b(?:employees|people|positions)\b")),
    )
)


def quantities(sentences: Sequence[Sentence]) -> Iterator[QuantityDraft]:
    """Yield the counted and measured things of a deal that have a kind of their own."""
    for sentence in sentences:
        for quantity in values.find_quantities(sentence.text) if any(_UNITS.found(sentence.text)) else ():
            kind = next((kind for kind, _ in _UNITS.found(quantity.unit)), None)
            if kind:
                yield QuantityDraft(**_pointer(sentence, quantity), kind=cast(Any, kind), unit=quantity.unit)
