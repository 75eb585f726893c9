"""The built-in extractor's deals: what its passages say of one, and whether two are one and the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from summarizer import values
from summarizer.deal_types import deal_types
from summarizer.extraction.rules.deeds import PAY_ITEM, lead_of, settles
from summarizer.extraction.rules.kinds import action_of, first_title, title_of, titles_in, type_scores, whole_company
from summarizer.extraction.rules.names import names_anywhere, short_names
from summarizer.extraction.rules.signals import of_type, shared
from summarizer.extraction.rules.text import Passage, Sentence, sentences
from summarizer.sieve import search
from summarizer.vocabulary import Action

_NO_PAY_TITLE = re.compile(r"Merger|Credit|Indenture|Registration|Reorganization|Indemnification")
_TITLE_NEAR = 8  # sentences from a deal's lead in which its agreement may be named


@dataclass
class Deal:
    """The passages of one deal, with its type, title and action."""

    type: str
    passages: list[Passage] = field(default_factory=list)
    title: str | None = None
    lead: Sentence | None = None
    action: Action = "entered"
    person: str | None = None  # the last name of the executive whose own agreement it is
    context: list[Sentence] = field(default_factory=list)  # sentences that explain short names, and tell no more
    planned: list[Sentence] = field(default_factory=list)  # sentences on what was agreed otherwise since
    listed: list[Sentence] = field(default_factory=list)  # entries of the list of exhibits that name its agreement

    @property
    def sentences(self) -> list[Sentence]:
        """The deal's sentences in reading order."""
        return sentences(self.passages)


def build(passages: Sequence[Passage], item: str | None) -> Deal:
    """Make one deal of passages."""
    told = sentences(passages)
    lead = lead_of(told)
    at = told.index(lead)
    opening = " ".join(sentence.text for sentence in told[at : at + 2])
    title = _title(told[at : at + _TITLE_NEAR])
    if item == PAY_ITEM and title and _NO_PAY_TITLE.search(title):
        title = None
    heading = " ".join(passage.text for passage in passages if passage.heading)
    scores = type_scores(title or "", f"{heading} {opening}", " ".join(s.text for s in told), item)
    if settles(lead.text):
        scores["settlement"] = scores.get("settlement", 0) + _SETTLES
    if item in _ON_PROPERTY and any(scores.get(name) for name in of_items(item)):  # however it was paid for
        scores = {name: score for name, score in scores.items() if name not in _LENT}
    if item == PAY_ITEM:  # whatever else is named, such an item reports pay
        scores = {name: score for name, score in scores.items() if PAY_ITEM in of_type(name).items}
    kind = max(scores, key=lambda name: scores[name]) if any(scores.values()) else "other"
    kind = whole_company(kind, lead.text, " ".join(sentence.text for sentence in told[at : at + 4]))
    if kind == "debt_securities" and any(search(_POOLED, one.text) for one in told[: at + 4]):
        kind = "securitization"
    if title and _ENDS_DISPUTE.match(title):
        kind = "settlement"
    if shared().titles.untyped.search(title or lead.text) or _parts_with(lead, kind):
        kind = "other"
    if _is_another_s(told, kind):
        kind, title = "other", None
    if kind == "settlement" and title and "ettlement" not in title and _SETTLEMENT.search(lead.text):
        title = None  # what is signed beside it
    main = of_type(kind).main_title
    if main and (title is None or shared().titles.beside.search(title)):
        title = _main_title(passages, main) or title
    deal = Deal(kind, list(passages), title, lead)
    deal.action = action_of(told[at : at + 3], item)
    if deal.action == "terminated" and title and _ENDING.search(title):  # what is ended, not what it is ended by
        deal.title = next((name for name in titles_in(lead.text) if not _ENDING.search(name)), None)
    return deal


_ENDING = re.compile(r"(?i)\bterminat|\brelease\b")


# Who sells what is owed to it to a trust has the trust borrow on it.
_POOLED = re.compile(
    r"\b(?:transferr?ed|sold|conveyed)\b[^;.]{0,80}\b(?:receivables|mortgage loans|student loans)\b[^;.]{0,80}\bto "
    r"(?:the |an? )?(?:[A-Z][\w-]* )*[Tt]rust\b"
)
_SETTLEMENT = re.compile(r"\bentered into an? (?:[a-z-]+ ){0,3}settlement agreement")
_ENDS_DISPUTE = re.compile(r"(?:[A-Z]\w+ ){0,2}Settlement (?:and|,) ")  # what a title names first is what it is about
_SETTLES = 15  # what a first sentence that ends a dispute is worth, beside the words that tell a type


def _parts_with(lead: Sentence, kind: str) -> bool:
    """Say whether a deal's first sentence tells that a business is given to the company's own holders."""
    return kind not in _LENT and bool(search(shared().deeds.parting, lead.text)) and "merge" not in lead.text.lower()


def _is_another_s(told: Sequence[Sentence], kind: str) -> bool:
    """Say whether sentences deny that the registrant is party to the loan that they tell of."""
    return kind in _LENT and any(search(_NO_PARTY, one.text) for one in told)


_ON_PROPERTY = ("2.01", "2")  # items on what changed hands


def of_items(item: str) -> list[str]:
    """Return the types of deals that an item speaks for."""
    return [name for name in deal_types() if item in of_type(name).items]


_NO_PARTY = re.compile(
    r"(?i)\b(?:the company|the registrant|we|the corporation|the partnership) (?:is|are|was|were) (?:not a part(?:y|"
    r"ies)|"
    r"neither a part(?:y|ies)) to (?:the|that|such|this) (?:[a-z]+ ){0,2}(?:agreement|facility|loan|indenture)\b"
)
_LENT = {"credit", "debt_securities"}  # money raised for a spin-off
_SEVERAL = re.compile(r"\b(?:the following|several|certain|various|a number of) (?:[a-z-]+ ){0,3}agreements\b")


_SIGNED = re.compile(
    r"(?<!previously )\b(?:(?:entered|entering) into|signed|executed) (?:an?|that certain|its|the|this|their)\b|"
    r"\b(?:[Uu]nder|[Pp]ursuant to) (?:an?|that certain) (?=[A-Z])(?![\w ]*Indenture)"
)


def _title(told: Sequence[Sentence]) -> str | None:
    """Return the title in a deal's lead, else of the agreement that one of the next sentences says was signed.

    Of a list of agreements that follows the lead, the first.
    """
    if title := title_of(told[0].text):
        return title
    if _SEVERAL.search(told[0].text) and (title := next(filter(None, (first_title(s.text) for s in told[1:3])), None)):
        return title
    for sentence in told[1:]:
        title = title_of(sentence.text) if search(_SIGNED, sentence.text) else None
        if title and not shared().titles.beside.search(title):
            return title
    return None


def _main_title(passages: Sequence[Passage], words: re.Pattern[str]) -> str | None:
    """Return the first title of passages, those of sentences that point to documents too, that is no side agreement's.

    What is sought is what a voting agreement or a guaranty accompanies.
    """
    for passage in passages:
        for sentence in sorted((*passage.sentences, *passage.pointing), key=lambda one: passage.text.find(one.text)):
            title = first_title(sentence.text)
            if title and words.search(title):
                return None if shared().titles.beside.search(title) else title
    return None


_SECURITIES = ("equity", "debt_securities")
_NOT_YET = re.compile(
    r"(?i)\b(?:will|would|shall|may|if|expect\w*|anticipat\w*|until|unless|when|subject to|prior to|before|to be|"
    r"previously|not)\b"
)


def has_closed(deal: Deal) -> bool:
    """Say whether a sale of securities that a deal's lead tells as agreed was closed, as another sentence tells.

    Not where more was sold than the lead tells of: what was agreed is then not what was closed.
    """
    if deal.action not in {"entered", "proposed"} or deal.type not in _SECURITIES or deal.lead is None:
        return False
    agreed = {money.value for money in values.find_money(deal.lead.text) if money.value > _PRICE}
    for one in deal.sentences:
        closed = shared().deeds.closed.search(one.text) if one.item else None
        if closed and not _NOT_YET.search(one.text[: closed.end()]):
            sold = values.find_money(one.text[closed.start() : closed.end() + _SUM])[:1]
            return not agreed or all(money.value in agreed for money in sold) or one is deal.lead
    return False


# "Announced the pricing of its upsized offering": what an earlier paragraph told as planned was agreed since.
_PRICED = re.compile(
    r"(?i)\b(?:pricing of|priced|entered into an? (?:[a-z]+ )?(?:purchase|underwriting) agreement|upsiz\w+|"
    r"increas\w+ the size)\b"
)


_PLANNED = re.compile(
    r"(?i)\b(?:intention|intent|intends?|plans?|proposes) to (?:offer|sell|issue|commence)|\b(?:proposed|planned) "
    r"(?:[a-z-]+ ){0,3}offering\b"
)


def planned(deal: Deal) -> list[Sentence]:
    """Return the sentences on a sale of securities as it was planned, where later ones tell that it was priced."""
    if deal.type not in _SECURITIES:
        return []
    priced = next((at for at, one in enumerate(deal.sentences) if one.item and search(_PRICED, one.text)), 0)
    return [one for one in deal.sentences[:priced] if search(_PLANNED, one.text) and not search(_PRICED, one.text)]


_CLOSES_IT = re.compile(
    r"(?i)(?<!be )\b(?:completed|consummated|closed) (?:on )?(?:an?|the|its|their|this) (?:[\w-]+ ){0,4}?"
    r"(?:transactions?|settlement|sale[- ](?:and[- ])?leaseback|licensing|collaboration|outsourcing)\b"
)


def closes_itself(deal: Deal) -> bool:
    """Say whether a contract of a type that only begins on its day is yet said to have been closed."""
    return deal.lead is not None and bool(search(_CLOSES_IT, deal.lead.text))


_PRICE = 10_000  # of a share is less
_SUM = 30  # characters after "closed the sale of" in which a sum stands


def absorbs(deal: Deal, other: Deal) -> bool:
    """Say whether the passages of ``other`` belong to ``deal`` rather than being a deal of their own."""
    return other.type == deal.type or of_type(deal.type).takes_in(other.type)


def alike(deal: Deal, other: Deal) -> bool:
    """Say whether two deals are of one kind, of which one filing may well report several (contract rule 13)."""
    same = deal.type == other.type or {deal.type, other.type} == {"merger", "asset_purchase"}
    return same and of_type(deal.type).several


def apart(deal: Deal, other: Deal) -> bool:
    """Say whether two deals of one type, or two contracts of any, are made with others altogether."""
    contracts = not of_type(deal.type).closes and not of_type(other.type).closes
    if not (contracts or alike(deal, other)) or shared().titles.beside.search(
        f"{other.title} {other.lead.text[:500] if other.lead else ''}"
    ):
        return False
    ours, theirs = counterparties(deal), counterparties(other)
    return bool(ours) and bool(theirs) and not ours & theirs


def counterparties(deal: Deal) -> set[str]:
    """Return the first words of the companies that a deal's first sentences name, the registrant aside."""
    told = [sentence.text for sentence in deal.sentences[:8]]
    registrant = short_names(told).get("company", "")
    return {name.text.split()[0] for text in told for name in names_anywhere(text) if name.text != registrant}
