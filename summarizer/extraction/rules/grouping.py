"""The built-in extractor's grouping: which passages tell of one agreement, and which of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from summarizer.extraction.rules.clauses import listed_apart
from summarizer.extraction.rules.deals import Deal, absorbs, alike, apart, build, counterparties
from summarizer.extraction.rules.deeds import DEED, PAY_ITEM, SIGNS, SOMETIMES, is_deed, is_news, is_plain, told_before
from summarizer.extraction.rules.kinds import first_title
from summarizer.extraction.rules.names import names_anywhere
from summarizer.extraction.rules.people import by_person
from summarizer.extraction.rules.signals import of_type, shared
from summarizer.extraction.rules.text import Passage, Sentence, has_word, sentences
from summarizer.sieve import search
from summarizer.values import find_money

_NAMES_IT = re.compile(
    r"\((?:the|this|such|as amended|collectively)?[^()]{0,80}\"[^\"]{0,60}(?:Agreements?|Letter|Lease|Amendment|"
    r"Note|Plan|Facility|"
    r"Contract)\b|\balso entered into\b|(?:^|\. )(?:First|Second|Third|Finally), "
)


_ALSO = "Separately|Also|Additionally|In addition"
# A deed with a day of its own, told as something else: "Separately, on May 1, 2020, Able borrowed ...".
_OTHER_DAY = re.compile(
    rf"(?:{_ALSO}|Further|Furthermore|Moreover|In a (?:separate|second) transaction)\b"
    r",? "
    r"(?:[^,;]{3,40}, )?(?:also )?(?:on|effective|as of) (?:\w+,? )?[A-Z]\w+ \d{1,2}, \d{4}\b"
)


def starts_anew(passage: Passage) -> bool:
    """Say whether a passage may open a deal of its own: it signs an agreement and gives it a name, or tells a day."""
    opening = " ".join(sentence.text for sentence in passage.sentences[:2])[:900]
    if _told_apart([passage]) and any(is_deed(sentence) for sentence in passage.sentences[:2]):
        return True
    return bool(search(SIGNS, opening)) and bool(search(_NAMES_IT, opening) or _OTHER_DAY.match(opening))


def _told_apart(passages: Sequence[Passage]) -> bool:
    """Say whether passages open with a deed of another day that is told as having nothing to do with the rest."""
    first = next((one for one in sentences(passages) if not _heads([one.text, ""])), None)
    return first is not None and bool(_OTHER_DAY.match(first.text)) and first.text.startswith(_SEPARATE)


_SEPARATE = ("Separately", "In a separate", "Unrelated")


def _told_besides(passages: Sequence[Passage]) -> bool:
    """Say whether passages open with a deed that is told as something else than what stands before."""
    first = next(iter(sentences(passages)), None)
    return first is not None and bool(_OTHER_DAY.match(first.text))


# A passage on something else that was done the same day.
_SAME_DAY = re.compile(
    rf"(?:{_ALSO}|Concurrently|Simultaneously|At the same time|Meanwhile|In a separate|"
    r"On (?:the|that) same (?:day|date))\b"
)


def _tells_more(passage: Passage, before: Passage) -> bool:
    """Say whether a passage under a heading of its own, or on something done beside, plainly tells of an agreement.

    So may what opens with a day of its own.
    """
    opening = [sentence.text for sentence in passage.sentences[:2]]
    if _heads(opening):
        return is_plain(passage.sentences[1].text) or bool(_GUARANTEES.search(passage.sentences[1].text))
    if opening and _DATED.match(opening[0]) and (is_plain(opening[0]) or is_deed(passage.sentences[0])):
        return True
    if before.heading and any(
        (first_title(one) or _DATED.match(one)) and search(shared().deeds.rarer, one) for one in opening[:1]
    ):
        return True
    return (before.heading or any(map(_SAME_DAY.match, opening[:1]))) and any(map(is_plain, opening))


_DATED = re.compile(r"(?:\([a-z0-9]{1,3}\) ?)?(?:On|Effective|As of) (?:\w+,? )?([A-Z]\w+ \d{1,2}, \d{4})\b")
_HEADS = re.compile(
    r"(?:\([a-z0-9]{1,2}\) ?)?[A-Z][\w&'-]*(?:[ ;,]+(?:of|and|to|the|for|with|in|[A-Z][\w&'-]*)){0,7}\."
)
_GUARANTEES = re.compile(
    r"\b(?:executed|delivered|issued|gave|provided|entered into) (?:[^;.]{0,60} )?[Gg]uarant(?:y|ee)\b"
)


def _heads(opening: Sequence[str]) -> bool:
    """Say whether a passage begins with a heading of its own: "Amendment of Lease. On May 1, ..."."""
    return len(opening) > 1 and len(opening[0]) < _HEADING and bool(_HEADS.fullmatch(opening[0]))


_HEADING = 60  # characters of a heading that stands in its passage


@dataclass
class _Group:
    """Passages that may tell of a deal of their own.

    ``sure`` says that they do, and accompany no other; ``unsure``, that it is to be asked.
    """

    passages: list[Passage] = field(default_factory=list)
    sure: bool = False
    unsure: bool = False


def _opened(passages: Sequence[Passage], item: str | None, *, signs: bool, own: str) -> list[_Group]:
    """Return passages in groups, each of which may tell of a deal of its own."""
    groups = [_Group()]
    for passage in passages:
        last = groups[-1].passages
        told = any(p.sentences for p in last)
        # An item on an ending tells of one agreement, and of the terms of its ending.
        anew = told and bool(starts_anew(passage) if item != "1.02" else signs and _SIGNED.search(passage.text))
        if anew or (told and item != "1.02" and _tells_more(passage, last[-1])):
            sure = bool(anew) and (item == "1.02" or _told_apart([passage]))
            groups.append(_Group(sure=sure, unsure=not anew))
            while last[-1].heading:
                groups[-1].passages.insert(0, last.pop())
        groups[-1].passages.append(passage)
    kept = groups[:1]
    for group in groups[1:]:
        if group.unsure:
            group.sure = _stands_alone(kept[-1].passages, group.passages, item, own)
            if not group.sure:
                kept[-1].passages += group.passages
                continue
        kept.append(group)
    return kept


def _guarantees_another(opening: Sequence[Sentence], before: Sequence[Passage]) -> bool:
    """Say whether sentences tell of a guaranty for a debt of which nothing was told before."""
    given = next((one.text for one in opening if _GUARANTEES.search(one.text)), None)
    return given is not None and not any(has_word(given, name) for name in _called(before))


_CALLED = re.compile(r"\((?:the |such |this |collectively,? )?\"([^\"]{2,50}?),?\"\)")
_NAMING = 8  # sentences in which those are named with whom a contract is made
_SIGNED = re.compile(r"\b(?:entered into|signed|executed) an? (?:[A-Z][\w-]+ ){1,6}Agreement\b")


def _stands_alone(before: Sequence[Passage], group: Sequence[Passage], item: str | None, own: str) -> bool:
    """Say whether passages that may tell of something else do: of another's contract, or of what is only proposed.

    What is sold, issued or borrowed has many agreements beside it, none of which is a deal of its own.
    """
    if not any(is_deed(sentence) or _DATED.match(sentence.text) for sentence in sentences(before)):
        return False  # what stands before only leads to it
    opening = sentences(group)[:_NAMING]
    text = " ".join(passage.text for passage in before)
    named = {name.text.split()[0] for sentence in opening for name in names_anywhere(sentence.text)} - {own}
    somebody_else = bool(named) and not any(name in text for name in named)
    if not somebody_else and not any(search(shared().actions["proposed"], sentence.text) for sentence in opening[:2]):
        return False
    first, second = build(before, item), build(group, item)
    if somebody_else and second.action == "renewed" and not of_type(second.type).closes:
        return True  # nothing that goes with a sale is renewed
    if somebody_else and second.type == "settlement" and first.type != "merger":
        return True
    dated = somebody_else and _another_day(first, second) and not _is_beside(second)
    if dated and (not absorbs(first, second) or _unrelated(first, second, before)):
        return True
    lent = second.type == "credit" and group[0].heading and bool(_LENDS.search(group[0].text))
    rents = second.type == "lease" and group[0].heading and bool(_RENTS.search(group[0].text))
    if of_type(first.type).closes and first.type != "other" and not ((lent and not absorbs(first, second)) or rents):
        return False
    if _is_beside(second):
        return somebody_else and _guarantees_another(opening, before)
    if lent or rents:
        return somebody_else
    if not of_type(second.type).closes:
        return somebody_else
    return second.action == "proposed" and first.action != "proposed" and second.type != first.type


def _is_beside(deal: Deal) -> bool:
    """Say whether a deal's agreement is of a kind that goes with another."""
    return bool(shared().titles.beside.search(f"{deal.title} {deal.lead.text if deal.lead else ''}"))


def _another_day(first: Deal, second: Deal) -> bool:
    """Say whether the first sentences of two deals open with days of their own, which differ."""
    days = [_DATED.match(deal.lead.text) if deal.lead else None for deal in (first, second)]
    return all(days) and len({day[1] for day in days if day}) > 1


# What a deal of another day goes with, if it does.
_GOES_WITH = re.compile(
    r"(?i)\b(?:in connection with|proceeds|to (?:fund|finance|pay)|concurrent|simultaneous|contemporaneous|"
    r"pursuant to|in accordance with|closing of the|as (?:described|contemplated)|foregoing|refinanc|repay|repaid)"
)


def _unrelated(first: Deal, second: Deal, before: Sequence[Passage]) -> bool:
    """Say whether a deal of another day, made with somebody else, is also of another kind and no part of the first.

    What is sold or bought is paid for with what is raised, unless it is only proposed.
    """
    told = " ".join(sentence.text for sentence in second.sentences[:3])
    if second.type in {first.type, "other"} or shared().titles.beside.search(told[:500]):
        return False
    if first.type == "other" or _GOES_WITH.search(told) or any(has_word(told, name) for name in _called(before)):
        return False
    raises = {first.type, second.type} & _RAISED and {first.type, second.type} & _PAID_FOR
    return not raises or first.action == "proposed"


_RAISED = {"credit", "debt_securities", "equity"}
_PAID_FOR = {"merger", "asset_purchase"}


# A heading of an agreement to lend, which is no part of a sale or a purchase that it helps to pay (contract rule 12).
_RENTS = re.compile(r"\bLease\b(?! ?-?[Bb]ack)")  # nor of one with somebody else than who buys or sells
_RECASTS = re.compile(r"\b(?:Restructuring|Plan|Transaction) Support Agreement")


def _recasts_debt(deal: Deal) -> bool:
    """Say whether a deal is a company's agreement with its creditors on all that it owes."""
    return bool(_RECASTS.search(deal.title or ""))


_LENDS = re.compile(r"\b(?:Credit|Loan)(?: and (?:Security|Guaranty))? Agreement|\bCredit Facility\b|\bTerm Loan\b")


_SHARES_ITEM = "3.02"  # on shares sold without registration, whose verb is often "sold" alone
# The registrant sells shares of its own: "Able agreed to sell 500,000 shares", "to buy 500,000 shares of Able's stock".
_OWN_SHARES = (
    r"\b(?:[Tt]he Company|[Tt]he Registrant|[Ww]e|(?i:%s))\b[^;.]{0,60}?\b(?:issue|sell|issued|sold)\b[^;.]{0,60}?"
    r"[\d,]{5,}[^;.]{0,60}?\b(?:shares|units)\b",
    r"\b(?:purchase|buy|acquire|subscribe for)\b[^;.]{0,60}?[\d,]{5,}[^;.]{0,30}?\b(?:shares|units) of "
    r"(?:the (?:Company|Registrant)|our|(?i:%s))\b",
)


def _raises_money(deal: Deal, merger: Deal, own: str) -> bool:
    """Say whether a deal told beside a merger is a sale of the registrant's own shares, for money, to somebody else.

    Such a sale has its own agreement and its own price: it pays for the merger, but is no part of it.
    """
    if merger.type != "merger" or deal.type not in {"equity", "merger"} or deal.lead is None or not own:
        return False
    done = search(SIGNS, deal.lead.text) or (deal.lead.item == _SHARES_ITEM and " sold " in deal.lead.text)
    if not done or shared().titles.beside.search(deal.title or ""):
        return False
    if not find_money(deal.lead.text) or not any(re.search(p % re.escape(own), deal.lead.text) for p in _OWN_SHARES):
        return False
    before = " ".join(passage.text for passage in merger.passages)
    named = {name for name in counterparties(deal) if name.lower() != own.lower()}
    return bool(named) and not any(has_word(before, name) for name in named)


def split(passages: Sequence[Passage], item: str | None, *, signs: bool = False, own: str = "") -> list[Deal]:
    """Part an item's passages into the deals they tell of; what only accompanies a deal stays with it.

    ``signs`` says that an item on an ending tells of new agreements as well; ``own`` opens the registrant's name.
    """
    if item == PAY_ITEM:
        return by_person(passages)
    deals: list[Deal] = []
    for found in _opened(passages, item, signs=signs, own=own):
        group = found.passages
        if not sentences(group):
            if deals:
                deals[-1].passages += group
            continue
        if several := listed_apart(group, item):
            deals += several
            continue
        deal = build(group, "1.01" if found.sure and item == "1.02" else item)
        if any(_raises_money(deal, before, own) for before in deals):
            deal.type = "equity"
            deals.append(deal)
            continue
        sure = found.sure or (bool(deals) and _recasts_debt(deal) and not any(map(_recasts_debt, deals)))
        home = None if sure else next((d for d in deals if absorbs(d, deal) and not apart(d, deal)), None)
        lent_besides = deal.type == "credit" and home is not None and home.type != "credit" and _told_besides(group)
        if home is None or lent_besides:
            deals.append(deal)
            continue
        home.passages += group
        if home.lead is None or deal.lead is None:
            continue
        if told_before(home.lead) and is_news(deal.lead):
            home.lead, home.action = deal.lead, deal.action
        elif not is_deed(home.lead) and is_deed(deal.lead):  # what led to it was told first
            home.lead, home.action, home.title = deal.lead, deal.action, deal.title or home.title
    naming = [s for s in sentences(passages) if '"' in s.text or names_anywhere(s.text)] if len(deals) > 1 else []
    for deal in deals:  # what one of them calls somebody, the others do
        deal.context += [sentence for sentence in naming if sentence not in (*deal.sentences, *deal.context)]
    return deals


def gather(items: Iterable[tuple[str | None, Sequence[Passage]]], *, points: bool, registrant: str) -> list[Deal]:
    """Make the deals of a filing's items: items that tell of the same agreement are one deal.

    ``points`` says that the item on agreements leaves them to another: that one on endings may tell of them.
    """
    deals: list[Deal] = []
    own = next(iter(registrant.removeprefix("The ").split()), "")
    for item, passages in items:
        earlier = list(deals)
        for deal in _endings(passages) if item == "1.02" and earlier else split(passages, item, signs=points, own=own):
            home = _home(earlier, deal, item)
            if item == _SHARES_ITEM and any(_raises_money(deal, before, own) for before in earlier):
                home, deal.type = None, "equity"
            if home is None:
                deals.append(deal)
                continue
            home.passages += deal.passages
            if item == "2.01" and home.type == deal.type:
                home.action = "completed"
    return deals


_ENDED = re.compile(r"(?:On|Effective|As of) (?:\w+,? )?\w+ \d{1,2}, \d{4}\b[^;]{0,200}?\b(?:terminat|cancel)")


def _endings(passages: Sequence[Passage]) -> list[Deal]:
    """Part an item on endings where a passage tells of one with its day."""
    groups: list[list[Passage]] = [[]]
    for passage in passages:
        if any(_ENDED.match(sentence.text) for sentence in passage.sentences[:1]) and sentences(groups[-1]):
            groups.append([])
        groups[-1].append(passage)
    return [build(group, "1.02") for group in groups if sentences(group)]


# An ending that makes room for something new, or is a part of it.
_MAKES_ROOM = re.compile(
    r"(?i)\bin connection with (?!(?:(?:the|its|such|this) )?(?:terminat|payoff|repay))|\b(?:concurrent|simultaneous|"
    r"contemporaneous)\w*|\b(?:replac|refinanc|supersed|restat)\w+|\bproceeds\b|\bas (?:described|disclosed|"
    r"discussed|set forth|a result)|\bnew\b|\bitems? 1\.01\b"
)


def _ends_alone(deal: Deal, deals: Sequence[Deal]) -> bool:
    """Say whether an agreement ends that has nothing to do with those entered into (contract rule 12)."""
    before = " ".join(passage.text for d in deals for passage in d.passages)
    ended = " ".join(passage.text for passage in deal.passages)
    others = counterparties(deal)
    # Of a contract that is like none of the others, the words on what it goes with tell only why it ended.
    unlike = not of_type(deal.type).closes and not any(d.type in {"merger", deal.type} for d in deals)
    room = _TAKES_ITS_PLACE if unlike and all(d.action == "entered" for d in deals) else _MAKES_ROOM
    return bool(others) and not room.search(ended) and not any(name in before for name in others)


_TAKES_ITS_PLACE = re.compile(r"(?i)\b(?:replac|refinanc|supersed|restat)\w+|\bproceeds\b")


def _home(deals: Sequence[Deal], deal: Deal, item: str | None) -> Deal | None:
    """Return the deal that another item's passages belong to."""
    if not deals:
        return None
    if item == "2.03" and (beside := _guaranteed(deal, deals)):
        return beside
    if (item in _ON_ANYTHING and _another(deal, deals)) or (item == "1.02" and _ends_alone(deal, deals)):
        return None
    if item in _ON_ANYTHING and _pays_directors(deal) and not any(map(_pays_directors, deals)):
        return None
    if item in SOMETIMES or item in {"3.02", "1.02"}:
        same = next((d for d in deals if d.type == deal.type), None)
        return None if same is None and item in _ON_ANYTHING and _unlike(deal, deals) else same or deals[0]
    if item == PAY_ITEM:
        return next((d for d in deals if d.type == deal.type and not _PEOPLE & {d.type}), None)
    return next((d for d in deals if absorbs(d, deal)), None)


def _pays_directors(deal: Deal) -> bool:
    """Say whether a deal is on the pay of directors who are no employees."""
    return deal.type in _PAID and deal.lead is not None and bool(search(_DIRECTORS, deal.lead.text))


_PAID = {"compensation", "employment"}
_DIRECTORS = re.compile(
    r"(?i)\b(?:non-?employee|outside|non-?management) directors?\b|\bdirectors? (?:compensation|pay|fees)\b|"
    r"\bdirectors who are not (?:employees|officers)\b"
)


def _guaranteed(deal: Deal, deals: Sequence[Deal]) -> Deal | None:
    """Return the contract told of before whose performance a guaranty is given for: "obligations under the PPA"."""
    text = deal.lead.text if deal.lead else ""
    if not _GUARANTEES.search(text):
        return None
    named = {id(d): sum(has_word(text, one) for one in _called(d.passages)) for d in deals}
    most = max(deals, key=lambda d: named[id(d)])
    return most if named[id(most)] else None


def _called(passages: Sequence[Passage]) -> set[str]:
    """Return what passages give a name to, the registrant aside."""
    names = {name for passage in passages for name in _CALLED.findall(passage.text)}
    return names - {"Company", "Registrant", "Partnership", "Trust"}


def _unlike(deal: Deal, deals: Sequence[Deal]) -> bool:
    """Say whether an item on anything tells of a deed with its day that no deal told before could be about."""
    return deal.lead is not None and is_news(deal.lead) and not any(absorbs(d, deal) for d in deals)


def _another(deal: Deal, deals: Sequence[Deal]) -> bool:
    """Say whether an item on anything tells of one more deal of a kind: done with somebody not named before."""
    if not any(alike(deal, d) for d in deals) or not (deal.lead and search(DEED, deal.lead.text)):
        return False
    before = " ".join(passage.text for d in deals for passage in d.passages)
    others = counterparties(deal)
    return bool(others) and not any(name in before for name in others)


_ON_ANYTHING = {"5", "8.01"}  # items that may report another deal beside that of the items before
_PEOPLE = {"employment", "services"}
