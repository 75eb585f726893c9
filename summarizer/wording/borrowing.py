"""What is borrowed: how large it is, what it costs, what it may grow by and what it replaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.drafts import BriefSentence
from summarizer.models import Amount, DateFact, Percentage
from summarizer.wording.figures import Term, money, told, written_date
from summarizer.wording.naming import listed
from summarizer.wording.telling import Telling, after, before, near


def pair(telling: Telling, fact: Term) -> list[Percentage]:
    """Return the two ends of a range that a percentage belongs to, the lower first."""
    if not isinstance(fact, Percentage) or fact.qualifier != "range":
        return []
    ends: list[Percentage] = [
        p for p in telling.deal.percentages if p.qualifier == "range" and p.text == fact.text and p.kind == fact.kind
    ]
    return sorted(ends, key=lambda p: float(p.value or 0)) if len(ends) == 2 else []


def ranged(ends: Sequence[Term]) -> str:
    """Return the two ends of a range as prose writes them, or the one value."""
    return " to ".join(told(end) for end in ends)


_BASES = re.compile(
    r"\b(Adjusted Term SOFR|Term SOFR|Daily Simple SOFR|SOFR|adjusted LIBO rate|LIBO rate|Adjusted LIBO Rate|LIBOR|"
    r"EURIBOR|prime rate|bank prime rate|Prime Rate|Eurodollar rate|base rate)\b"
)


_BY_RATING = re.compile(r"(?i)(?:depending|based) (?:up)?on [^.]{0,60}?\b((?:credit|debt) ratings?)\b")


def margin(telling: Telling) -> Iterator[BriefSentence]:
    """Yield the interest on a loan: a base rate and the margin over it, the first that is told."""
    margins = [p for p in telling.percentages("margin") if telling.borne_out(p)]
    if not margins or telling.deal.type != "credit":
        return
    margin = next((p for p in margins if p.qualifier == "range"), margins[0])
    reused = telling.from_filing(margin)
    if reused:
        yield reused
        return
    if (margin.qualifier != "range" and len(margins) > 1) or _CHANGED.search(telling.around(margin)):
        return  # which of them counts is not plain
    ends = pair(telling, margin) or [margin]
    words = " ".join(before(margin))
    named = list(_BASES.finditer(words))
    base = named[-1][1] if named and len(words) - named[-1].end() < 60 else "a reference rate"
    said = next((found[1].lower() for w in near(margin) if (found := _BY_RATING.search(w))), None)
    by = f", depending on its {said}" if said else ""
    value = ranged(ends)
    verb = "is" if margin.certainty == "signed" else "could be"
    yield telling.sentence(f"Interest {verb} {base} plus {value}{by}.", *ends)


# A margin that is lowered or was in a range before: the old one stands beside the new.
_CHANGED = re.compile(
    r"(?i)\b(?:lower|reduc|increas|decreas|rais|ranged|chang)\w*\b[^.;]{0,60}\bmargins?\b|\bmargins?\b[^.;]{0,60}\branged\b"
)


def unused(telling: Telling) -> Iterator[BriefSentence]:
    """Yield the fee on what is not drawn."""
    fees = telling.percentages("commitment_fee")
    if not fees:
        return
    reused = telling.from_filing(fees[0])
    if reused:
        yield reused
    elif len(fees) == 1 or pair(telling, fees[0]):
        ends = pair(telling, fees[0]) or [fees[0]]
        verb = "is" if fees[0].certainty == "signed" else "could be"
        yield telling.sentence(f"The commitment fee {verb} {ranged(ends)} a year." if _yearly(fees[0]) else
                               f"The commitment fee {verb} {ranged(ends)}.", *ends)  # fmt: skip


def _yearly(fact: Percentage) -> bool:
    return any(re.match(r"(?i)^ (?:per annum|a year|per year|annually)", words) for words in after(fact))


def parts(telling: Telling) -> Iterator[BriefSentence]:
    """Yield what a facility may grow by, and what of it is kept for letters of credit."""
    used: set[str] = set()
    for fact in telling.amounts("sublimit"):
        use = _use_of(fact)
        if use and use not in used:
            used.add(use)
            yield telling.sentence(f"Up to {money(fact)} of the facility can be used for {use}.", fact)
    may = (a for a in telling.amounts("accordion") if telling.borne_out(a) and _MAY_GROW.search(telling.around(a)))
    grows = list(may)[:1]
    for fact in grows:
        yield telling.sentence(f"The facility could grow by {told(fact)}.", fact)
        # The size that it would then have is told with what it may grow by.
        telling.told.update(a.id for a in telling.amounts("commitment") if a.certainty != "signed")


_MAY_GROW = re.compile(
    r"(?i)\b(?:may|might|can|could|rights?|options?|request\w*|elect\w*|ability|permit\w*|accordion)\b"
)


def _use_of(fact: Amount) -> str | None:
    """Return what a part of a facility is kept for: its limit has the name of that, or is said to be for it."""
    for low, high in _KEPT_FOR:
        for words, rest in zip(before(fact), after(fact), strict=True):
            found = low.search(words), high.search(rest)
            use = next((match[match.lastindex] for match in found if match and match.lastindex), None)
            if use and all(found):
                return "letters of credit" if use.lower().startswith("letter") else "swing line loans"
    return None


_USE = r"(?:standby )?(letters? of credit|swing ?-?line(?: loans?)?|swing loans?)"
_LIMIT = r"(?:sub-?limit|sub-?facility|sub-?commitment)"
_OF = r"(?: (?:of|equal to|in an? (?:[a-z]+ ){1,3}(?:of|not (?:to exceed|exceeding))))? (?:up to )?$"
_MAY_BE = r"(?:of which )?(?:may|can|is|are|will be) (?:be )?(?:used|available) (?:for|as)"
# What stands before the figure, and behind it.
_KEPT_FOR = tuple(
    (re.compile(f"(?i){low}"), re.compile(f"(?i){high}"))
    for low, high in (
        (rf"\b{_USE} {_LIMIT}{_OF}", ""),
        (rf"\b{_LIMIT} for (?:the )?(?:issuance of )?{_USE}{_OF}", ""),
        ("", rf"^,? (?:{_LIMIT} )?(?:for|{_MAY_BE}) (?:the )?(?:issuance of )?{_USE}"),
        ("", rf"^ {_USE} {_LIMIT}\b|^ (swing ?-?line)(?: loans?)?(?=[,.;]| and\b)"),
        (rf"^{_USE} (?:[a-z]+ ){{1,4}}(?:an?|the) $", rf"^ {_LIMIT}\b"),
    )
)


def size(telling: Telling) -> Iterator[BriefSentence]:
    """Yield how large a facility is, where the lead has not said so."""
    sizes = [a for a in telling.amounts("commitment") if a.certainty == "signed" and telling.borne_out(a)]
    told_already = any(a.kind in ("commitment", "principal") and a.id in telling.told for a in telling.deal.amounts)
    if telling.deal.type != "credit" or len(sizes) != 1 or told_already:
        return
    whole = not any(isinstance(one, Amount) and one.kind == "principal" for one in telling.beside(sizes[0]))
    sentence = telling.from_filing(sizes[0])
    if sentence is None and whole:
        sentence = telling.sentence(f"The facility is for {told(sizes[0])}.", sizes[0])
    if sentence:
        yield sentence


def replaced(telling: Telling) -> Iterator[BriefSentence]:
    """Yield what earlier facility a new one replaces."""
    old = telling.amounts("previous_commitment") if telling.deal.action != "terminated" else []
    replaces = [
        a
        for a in old
        if a.basis == "total"
        and telling.borne_out(a)
        and any(re.search(r"(?i)replac\w+|terminat\w+|refinanc\w+|repaid", w) for w in before(a))
    ]
    dates = {d.text: d for d in telling.deal.dates if d.kind == "original_agreement"}
    phrases: list[str] = []
    facts: list[Amount | DateFact] = []
    for amount in replaces[:2]:
        when = next(
            (
                d
                for text, d in dates.items()
                for w in after(amount)
                if re.search(rf"(?i)^[^;$]{{0,80}}dated (?:as of )?{re.escape(text)}", w)
            ),
            None,
        )
        facts += [fact for fact in (amount, when) if fact]
        noun = "an agreement" if not phrases else "one"
        phrases.append(f"{noun} for {told(amount)}" + (f" dated {written_date(when.value or '')}" if when else ""))
    if phrases:
        verb = "replaces" if all(fact.certainty == "signed" for fact in facts) else "would replace"
        yield telling.sentence(f"The new agreement {verb} {listed(phrases)}.", *facts)
