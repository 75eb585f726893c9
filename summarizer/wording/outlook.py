"""What is to come of a deal: its dates, what it depends on, how it may end, and what that would cost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from summarizer.deal_types import deal_types
from summarizer.drafts import BriefSentence
from summarizer.models import Amount, DateFact, DurationFact
from summarizer.wording.details import provision
from summarizer.wording.easing import plain
from summarizer.wording.figures import on, shown, told, written_date
from summarizer.wording.phrases import payer_and_payee, with_article
from summarizer.wording.plans import DATES
from summarizer.wording.telling import Telling, after, before, figures, near

_MOST = {"condition": 2, "approval": 1, "termination_right": 1}  # what a deal depends on, and ways to end it
_MOST_OTHER = 3  # dates of other kinds, told only in the filing's own sentences
_SIGNINGS = ("agreement", "original_agreement")


def outlook(telling: Telling, noun: str) -> Iterator[BriefSentence]:
    """Yield the dates of a deal, then its conditions, then the fees for ending it."""
    yield from _dates(telling, noun)
    yield from _conditions(telling)
    yield from _fees(telling)


def _dates(telling: Telling, noun: str) -> Iterator[BriefSentence]:
    yield from _span(telling)
    yield from _for_some(telling)
    kind_of = deal_types()[telling.deal.type]
    known = {name for entry in (*kind_of.core, *kind_of.optional) for name in entry.split("|")}
    closed = any(date.certainty == "signed" for date in telling.dates("closing", every=True))
    for kind in ("expected_closing", "closing", "maturity", "expiration", "commencement"):
        if kind == "expected_closing" and closed:
            continue  # what was expected before is no news
        if f"dates.{kind}" in known or kind in ("closing", "expected_closing"):
            yield from _date(telling, kind, noun)
    yield from _last_day(telling)
    yield from _signed(telling, noun)
    of_people = telling.deal.type in ("employment", "compensation")
    for date in telling.dates("other", "payment")[:_MOST_OTHER]:
        sentence = telling.from_filing(date)
        if sentence:
            yield sentence
    for date in telling.dates("effective")[:1] if of_people else []:
        sentence = telling.from_filing(date)
        if sentence:
            yield sentence
        elif telling.deal.action == "amended" and any(
            re.search(r"(?i)(?<!salary, )effective (?:as of |on )?$", w) for w in before(date)
        ):
            yield telling.sentence(f"The change takes effect {on(date)}.", date)


def _span(telling: Telling) -> Iterator[BriefSentence]:
    """Yield a term by its first and its last day."""
    if telling.deal.type in ("credit", "debt_securities", "equity", "merger"):
        return  # what starts and ends there is a part of it: payments, a right to redeem
    first, last = (next(iter(telling.dates(kind)), None) for kind in ("commencement", "expiration"))
    if (
        first
        and last
        and telling.borne_out(first)
        and telling.borne_out(last)
        and first.certainty == last.certainty == "signed"
        and _near(first)
        and _near(last)
        and len(first.value or "") > _YEAR  # years alone are those of deliveries, say
        and (first.value or "") < (last.value or "")
    ):
        text = f"The term runs from {written_date(first.value or '')} to {written_date(last.value or '')}."
        yield telling.sentence(text, first, last)


_YEAR = 4  # characters
_FOR_SOME = re.compile(r"^ \(with respect to ((?:Mr|Ms|Mrs|Dr)\. [^()]{2,90}?)(?:, (?:who|each|whose)\b[^()]*)?\)")


def _for_some(telling: Telling) -> Iterator[BriefSentence]:
    """Yield until when each of several terms runs: "May 1 (with respect to A) and May 2 (with respect to B)"."""
    for date in telling.dates("expiration", "other"):
        names = next((found[1] for words in after(date) if (found := _FOR_SOME.match(words))), None)
        if names and any(re.search(r"(?i)\bterms?\b|expire", words) for words in telling.around(date).split(". ")):
            yield telling.sentence(f"For {names}, the term runs until {written_date(date.value or '')}.", date)


def _near(date: DateFact) -> bool:
    return any(re.search(rf"(?i){DATES[date.kind][2]}", words) for words in near(date))


def _date(telling: Telling, kind: str, noun: str) -> Iterator[BriefSentence]:
    signed = (d.value or "" for d in telling.deal.dates if d.kind == "agreement" and d.id in telling.told)
    made = max(signed, default="")
    dates = [d for d in telling.dates(kind) if _near(d) and telling.borne_out(d) and not telling.shared(d)]
    dates = [d for d in dates if kind == "closing" or (d.value or "") >= made[: len(d.value or "")]]
    dates = [d for d in dates if kind not in _ENDS or d.value != made]  # nothing ends on the day on which it is made
    certain = [d for d in telling.of(f"dates.{kind}", every=True) if d.certainty == "signed"]
    # Of several maturities each is that of a part, which needs the filing's words.
    ends = dates if kind == "expiration" or len(certain) == 1 else []
    moved = next((s for d in ends if (s := _moved(telling, d, kind))), None)
    if moved:
        yield moved
        return
    if kind == "expiration" and telling.deal.action == "terminated" and dates and dates[0].certainty == "signed":
        if any(_ENDED.search(words) for words in before(dates[0])):
            yield telling.sentence(f"The {noun} ended {on(dates[0])}.", dates[0])
        return  # no term runs until then
    if kind == "expiration" and telling.deal.type in ("equity", "merger", "asset_purchase"):
        return  # of an option or a standstill beside it
    if kind == "maturity" and len(telling.of("amounts.principal", every=True)) > 1 and telling.deal.type != "credit":
        return  # told with each series
    if not dates or (kind == "closing" and dates[0].certainty != "signed"):
        return
    date = dates[0]
    reused = telling.from_filing(date) if date.certainty != "signed" or len(certain) > 1 or kind in _ENDS else None
    if reused:
        yield reused
        return
    parts = telling.amounts("principal", "commitment", "drawn", every=True)
    several = len(certain) > 1 or (
        telling.deal.type == "credit" and len({p.text for p in parts}) > 1 and not _own(date, noun)
    )
    if several and kind in _ENDS and telling.deal.type != "employment":
        return  # which of them is this deal's needs the filing's words
    if kind in ("expiration", "commencement") and not _own(date, noun):
        return
    plain, open_, _ = DATES[kind]
    text = (plain if date.certainty == "signed" else open_).replace("{on}", on(date))
    text = text.replace("{date}", _bare(date)).replace("{noun}", noun)
    subject = {"closing": "The deal", "expected_closing": "The deal", "maturity": "The debt"}.get(kind)
    text = re.sub(r"^It\b", subject or f"The {noun}", text)
    if kind == "expiration" and telling.deal.type in ("credit", "rights_plan"):
        text = text.replace("The term", f"The {noun}")
    yield telling.sentence(text, date)


_ENDS = ("maturity", "expiration")
_ENDED = re.compile(r"(?i)\b(?:came to an end|ended|expired)\b[^.;,]{0,40}$")


def _own(date: DateFact, noun: str) -> bool:
    """Return whether the words before a day name the agreement itself, not a part of it."""
    head = noun.split()[-1]
    return any(re.search(rf"(?i)\b(?:{head}|terms?|expir\w+)\b[^.;$]{{0,60}}$", words) for words in before(date))


_MOVED = re.compile(r"(?i)\bexten\w+\b[^;]{0,100}?(?:\bfrom ([A-Z][a-z]+ \d{1,2}, \d{4}) )?\bto $")


def _moved(telling: Telling, date: DateFact, kind: str) -> BriefSentence | None:
    """Return that the end of a term or a loan is put off, and from when, where the filing says so of this day."""
    if date.certainty != "signed" or kind not in ("maturity", "expiration") or telling.shared(date):
        return None
    for words in before(date):
        found = _MOVED.search(words)
        if found and telling.deal.action in ("amended", "renewed", "entered"):
            what = {"maturity": "The maturity date"}.get(kind, "The term")
            start = f" from {found[1]}" if found[1] else ""
            return telling.sentence(f"{what} is extended{start} to {written_date(date.value or '')}.", date)
    return None


def _bare(date: DateFact) -> str:
    text = shown(date)
    return f"the {text}" if text[0].islower() and not text.startswith("the ") else text


def _last_day(telling: Telling) -> Iterator[BriefSentence]:
    """Yield the day after which a deal that has not closed may be ended."""
    for date in telling.dates("termination")[:1]:
        words = " ".join(near(date))
        unclosed = re.search(
            r"(?i)not (?:been |have been |be )?(?:consummated|completed|closed|occurred|satisfied)", words
        )
        if telling.deal.type in ("merger", "asset_purchase") and unclosed and date.certainty != "signed":
            who = (
                "Either side"
                if re.search(r"(?i)either (?:party|side|of|(?:the )?[A-Z]\w+ or)|both|mutual", words)
                else "The agreement"
            )
            verb = "could end the agreement" if who == "Either side" else "could be ended"
            what = "conditions are not met" if "atisf" in unclosed[0] else "the deal has not closed"
            text = f"{who} {verb} if {what} by {written_date(date.value or '')}"
            later = [d for d in telling.durations("renewal_term") if _puts_off(d) and d in telling.beside(date)][:1]
            more = f", which could be put off by up to {told(later[0])}" if later else ""
            yield telling.sentence(f"{text}{more}.", date, *later)
            continue
        sentence = telling.from_filing(date)
        if sentence:
            yield sentence


def _puts_off(length: DurationFact) -> bool:
    """Return whether a length is that by which a day may be put off."""
    return any(re.search(r"(?i)\bexten\w+\b[^.;]*?\bup to (?:an additional )?$", words) for words in before(length))


_ENDED_SINCE = re.compile(r"(?i)\b(?:ceased|discharg\w+|terminat\w+|cancel\w+|had been issued)\b")


def _signed(telling: Telling, noun: str) -> Iterator[BriefSentence]:
    """Yield when an agreement was signed or first signed, where the lead has not said so, or else announced."""
    days = {d.value for d in telling.deal.dates if d.id in telling.told}
    for kind in ("original_agreement", "agreement"):
        dates = [d for d in telling.dates(kind) if d.value not in days and d.certainty == "signed" and _dated(d)]
        dates = [d for d in dates if not telling.shared(d) and not (kind == "original_agreement" and _later(d, days))]
        wanted = telling.deal.action in ("amended", "renewed", "terminated", "completed") or not _lead_is_dated(telling)
        if (
            dates
            and wanted
            and not (kind == "agreement" and _lead_is_dated(telling) and telling.deal.action != "completed")
        ):
            date = dates[0]
            what = _document(date) or noun
            if kind == "original_agreement" and re.search(r"\b(?:supplement|amend)", what):
                continue  # it is the day of what was supplemented
            verb = "dates from" if kind == "original_agreement" else "is dated"
            day = written_date(date.value or "")
            head = what.split()[-1]
            introduced = any(re.search(rf"(?i)\b{re.escape(head)}\b", text) for text in telling.said)
            under = telling.deal.action == "completed" and not introduced
            if under and kind == "original_agreement" and _ENDED_SINCE.search(telling.around(date)):
                continue  # of what the deal puts an end to
            if telling.deal.action == "terminated" and kind == "original_agreement":
                what = f"{'agreement' if 'terminat' in what else what} that ended"
            text = f"This was done under {with_article(what)} of {day}." if under else f"The {what} {verb} {day}."
            known = under or introduced or what.split()[0] == noun.split()[0]
            told = telling.sentence(text, date) if known else telling.from_filing(date)
            if told:
                yield told
            days.add(date.value)
            if kind == "original_agreement" and not (telling.deal.action == "completed" and "indenture" in what):
                break
    for date in telling.dates("agreement"):
        behind = [telling.sentences.partition(plain(date.text))[2], *after(date)]
        if date.value not in days and any(_BOARD.match(words) for words in behind) and days:
            yield telling.sentence(
                f"The board approved the {'change' if telling.deal.action == 'amended' else noun} {on(date)}.", date
            )
            break
    announced = telling.dates("announced")[:1]
    for date in announced:
        dated = any(d.kind in (*_SIGNINGS, "closing") and d.id in telling.told for d in telling.deal.dates)
        if date.value and not dated:
            told_there = not re.search(r"(?i)\b(?:press|news) release\b", telling.around(date))
            own = telling.from_filing(date) if told_there else None
            yield own or telling.sentence(f"The deal was announced {on(date)}.", date)


def _later(date: DateFact, days: set[str | None]) -> bool:
    """Return whether an agreement would be younger than what is done to it: one of the days is misprinted."""
    return any(day and (date.value or "") > day for day in days)


_BOARD = re.compile(
    r"^, the (?:board of directors|board)\b(?:[^;.]|\b(?:Inc|Corp|Co|Ltd)\.){0,120}? (?:approved|adopted|authorized) "
    r"an? (?:amendment|agreement)",
    re.I,
)


def _dated(date: DateFact) -> bool:
    return any(re.search(r"(?i)\b(?:dated|as of|entered|sign|execut|approv|adopt)", words) for words in near(date))


def _lead_is_dated(telling: Telling) -> bool:
    return any(d.kind in _SIGNINGS and d.id in telling.told for d in telling.deal.dates)


_DOCUMENTS = re.compile(
    r"(?i)\b((?:(?:base|supplemental|voting|merger|credit|loan|underwriting|purchase|rights|promissory|lease|"
    r"employment) )?(?:indenture|note|agreement|lease|plan of merger|letter))\b[^.;]{0,60}$"
)


def _document(date: DateFact) -> str | None:
    """Return what the words before a date say is dated so."""
    for words in near(date):
        found = list(_DOCUMENTS.finditer(words))
        if found:
            name = found[-1][1].lower()
            return "agreement" if name == "plan of merger" else name
    return None


def _conditions(telling: Telling) -> Iterator[BriefSentence]:
    """Yield what a deal depends on, then how it may end before its time."""
    for kind, most in _MOST.items():
        provisions = (p for p in telling.deal.provisions if p.kind == kind)
        yield from islice(filter(None, (provision(telling, p, wanted=True) for p in provisions)), most)


def _fees(telling: Telling) -> Iterator[BriefSentence]:
    """Yield what ending the deal could cost, and whom."""
    for amount in telling.amounts("termination_fee", "reverse_termination_fee"):
        if _same_fee(telling, amount) or _fee_told(telling, amount):
            continue
        sentence = telling.from_filing(amount)
        yield sentence or telling.sentence(_fee(telling, amount), amount)


def _fee_told(telling: Telling, amount: Amount) -> bool:
    """Return whether a sentence on a fee has told its sum, such as what the fee was before it was raised."""
    value = figures(told(amount))
    return bool(value) and any(value <= figures(text) and re.search(r"(?i)\bfee\b", text) for text in telling.said)


def _same_fee(telling: Telling, amount: Amount) -> bool:
    """Return whether a fee is one that has been told, in another currency: the filing has it in brackets after it."""
    told_before = [a for a in telling.deal.amounts if a.id in telling.told and a.kind == amount.kind]
    again = any(a.currency != amount.currency for a in told_before)
    if again and any(re.search(r"\([^()]{0,30}$", words) for words in before(amount)):
        telling.told.add(amount.id)
        return True
    return False


def _fee(telling: Telling, amount: Amount) -> str:
    payer, payee = payer_and_payee(amount, telling.cast)
    if payer is None and amount.kind == "reverse_termination_fee":
        payer = next(iter(telling.cast.with_role("buyer")), None)
    fee = f"a termination fee of {told(amount)}"
    if telling.deal.action == "terminated":
        verb = "will pay" if amount.certainty == "signed" else "could owe"
        if payer is None:
            return f"The termination fee {'is' if amount.certainty == 'signed' else 'could be'} {told(amount)}."
        to = f" {telling.cast.name(payee)}" if payee else ""
        return f"{telling.cast.name(payer)} {verb}{to} {fee}."
    if payer is None:
        return f"A termination fee of {told(amount)} could be due if the deal ends."
    to = f" {telling.cast.name(payee)}" if payee else ""
    return f"{telling.cast.name(payer)} could owe{to} {fee} in some cases."
