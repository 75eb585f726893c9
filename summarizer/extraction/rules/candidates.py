"""The built-in extractor's candidates for parties: who is listed, acts, gives, takes or is named so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from summarizer.extraction.rules.deals import Deal
from summarizer.extraction.rules.names import (
    DESCRIBED,
    Name,
    names_anywhere,
    names_in_list,
    persons,
    surname,
)
from summarizer.extraction.rules.roles import INVESTS
from summarizer.extraction.rules.signals import of_type, shared
from summarizer.extraction.rules.text import Sentence, has_word
from summarizer.sieve import Row, every, search

_CAPITAL = r"(?-i:(?=[A-Z0-9]))"  # what a name begins with
_THEM = rf"(?:the )?(?:{DESCRIBED})?{_CAPITAL}"  # what a list of parties begins with
_SUM = r"(?: (?:approximately |about |up to |an? (?:aggregate|total) of )?\$[\d.,]+(?: [mb]illion)?)?"


def _row(*words: str) -> Row[int]:
    return Row((place, re.compile(f"(?i){one}")) for place, one in enumerate(words))


# Where a list of parties begins; each is sought by itself, since one may reach over another.
_LISTS = _row(
    r"\b(?:by and among|by and between|by, between and among|by and amongst|among|between|amongst)\s+",
    r"(?:agreements?|contracts?|amendments?|indenture|lease|facility|loan|settlement|merger|letter|plan|"
    r"transaction|note|"
    rf"venture|\"\)),? (?:(?:[^;,()]|, \d{{4}}\b){{0,60}} )?(?<!together )with\s+{_THEM}",
    rf"\b(?:entered into|executed|signed|agreed|closed)\b[^;]{{0,180}}?"
    rf"(?<!together )(?<!affiliated )\bwith\s+{_THEM}",
    rf"\bcommitment letters?\b[^;]{{0,80}}?\bfrom {_CAPITAL}",
    rf"\b(?:loans?|facility|financing|line of credit|mortgage|commitment)\b(?:[^;.$]{{0,60}}?| of{_SUM}) from "
    rf"(?:Mr\. |Ms\. |Mrs\. |Dr\. )?{_CAPITAL}",
    rf"\bmerged? with(?: and into)? {_CAPITAL}|\bmerger with {_CAPITAL}|\bannounced that {_CAPITAL}|"
    rf"\b(?:awarded|paid) by {_CAPITAL}",
)


# What moves to or from somebody: only a company, or a name that the filing explains, is taken for a party.
_OF = r"(?<!subsidiary )(?<!affiliate )(?<!division )\bof"
_ANY = r"(?:[^;$(]|\([^()]*\)|(?<=par value )\$|(?<=stated value )\$|\$(?=[\d.]+ par value)){0,180}?"
_MOVES = (
    rf"\b(?:sold|sale|issued|transferred?|disposed of|assigned|divest\w*|divestiture|sell|convey\w*)\b{_ANY}"
    rf"\bto(?:,? and [a-z]+ (?:back )?from,)?\s+{_THEM}",
    rf"\b(?:borrowed|licensed|obtained|secured|received|repurchase[ds]?|bought)\b{_SUM}{_ANY}{_OF}\s+{_THEM}",
    rf"\b(?:borrowed|licensed|obtained|secured|received|repurchase[ds]?|bought)\b{_SUM}{_ANY}\bfrom\s+{_THEM}",
    rf"\b(?:under|pursuant to|by|for) wh(?:ich|om)\s+(?:the )?{_CAPITAL}",
    rf", (?:acting )?(?:through|by) (?:its|our|an?) (?:[a-z][\w-]*,? ){{0,5}}subsidiar(?:y|ies),? {_CAPITAL}",
    rf"\b(?:it|itself|the company|the registrant|we) and (?:its|our|one of its|an?) (?:[a-z][\w-]*,? ){{0,3}}"
    rf"subsidiar(?:y|ies),? {_CAPITAL}",
    rf"\b(?:syndicate|group)\b[^;.]{{0,40}} led by {_CAPITAL}",
)
# What is bought, or from whom; where money is borrowed or raised to buy it, it is no party to that.
_BUYS = (
    rf"\b(?:acquire[ds]?|acquisition|purchase[ds]?|buy|bought)\b{_ANY}{_OF}\s+{_THEM}",
    rf"\b(?:acquire[ds]?|acquisition|purchase[ds]?|buy|bought|took title)\b{_ANY}\bfrom\s+{_THEM}",
    rf"\b(?:acquired?|acquiring|buy|bought|buying|purchased?|purchasing)(?: by)?\s+{_CAPITAL}",
    rf"\b(?:invested|investment of){_SUM} in\s+{_THEM}|\binvestment from\s+{_THEM}|"
    rf"(?:%| percent) (?:[a-z-]+ ){{0,2}}stake in\s+{_THEM}",
)
_MOVED, _MOVED_OR_BOUGHT = _row(*_MOVES), _row(*_MOVES, *_BUYS)

# With whom a contract is made, by what is given, done or ended: "granted Able Corp. a license".
_DEALT = _row(
    rf"\b(?:granted|grants|engaged|retained|hired|appointed|awarded|notified|selected)\s+(?:to )?{_THEM}",
    rf"\b(?:contracted|partnered|teamed(?: up)?|arrangement|alliance|venture|dispute|litigation|arbitration|"
    rf"lawsuit|contract|order|relationship|consulting|outsourcing)\b{_ANY}\b(?:with|against)\s+{_THEM}",
    rf"\b(?:contracts?|orders?|awards?|notice|lease[ds]?|licen[sc]e[ds]?|rights?|services|goods|advice)\b{_ANY}"
    rf"\b(?:from|by)\s+{_THEM}",
    rf"\b(?:outsourced?|leased?|sublet|licensed|supplied|supply|provide[ds]?|deliver\w*|pa(?:id|y|ys))\b{_ANY}"
    rf"\bto\s+{_THEM}",
    rf"\b(?:brought|filed|made|alleged|asserted|commenced|initiated|selected|chosen|engaged|retained|operated|issued|"
    rf"advised|managed|represented|notified|informed|awarded)\b[^;(]{{0,60}}? by\s+{_THEM}",
)


_BY_AND = re.compile(r"(?i)by and (?:among|between)")
_SUBJECTS = re.compile(
    r"^(?:\([a-z0-9]{1,3}\) ?)?"
    r"(?:(?:As (?:previously |already |earlier )?(?:announced|reported|disclosed)|Effective at|Pursuant to)"
    r"[^;]{0,100}?, )?"
    r"(?:(?:[Oo]n|[Ee]ffective|[Aa]s of|[Ii]n) (?:\w+,? )?\w+\.? (?:\d{1,2}, )?\d{4},?\s*(?:\([^)]*\),?\s*)?)?"
    rf"(?:the )?(?:{DESCRIBED})?(?=(?:the |our )?[A-Z0-9])"
)


_BOARDS = re.compile(rf"\bBoards of Directors of (?:each of )?(?:the )?{_CAPITAL}")
_RAISING = {"credit", "debt_securities"}
_WITH_PEOPLE = {"employment", "compensation", "services"}


def candidates(
    deal: Deal, told: Sequence[Sentence], called: Mapping[str, str], *, everywhere: bool = False
) -> Iterable[tuple[Sentence, Name]]:
    """Yield the names that may be parties of a deal, each with its sentence; ``called`` are the short names in use.

    ``everywhere`` looks beyond a deal's first sentences.
    """
    everything = " ".join(sentence.text for sentence in told)
    people = _people(deal, told, everything)
    anybody = everything if deal.type in _WITH_ANYBODY else ""
    opening = told.index(deal.lead) if deal.lead in told else 0
    for position, sentence in enumerate(told):
        text, near = sentence.text, position <= opening + 1 or everywhere
        names: list[Name] = []
        if near:
            names += _subjects(text, deal.type, people)
        if deal.type in _PAY:
            names += _employers(text, near=near)
        elif near or search(_BY_AND, text):
            names += (name for name in _behind(_LISTS, text) if _fits(name, people))
            names += _dealing(text, deal.type, called, anybody)
        # What a name is called or acts as stands in brackets or behind "as", what it did behind "which".
        if deal.type not in _PAY and (near or any(sign in text for sign in ("(", " as ", ", which "))):
            names += _taking_part(text, deal.type, near=near)
        yield from ((sentence, name) for name in names)
        if deal.type in _PAY and not deal.person and search(_FOLLOWING, text):
            yield from _listed_people(deal)
        for person in persons(text) if people else ():
            if any(surname(person.text) in name for name in people):
                yield sentence, person
        yield from ((sentence, Name(name, 0, 0)) for name in people if name in text)
    for name in people:  # whom a note to the items alone names in full
        if name not in everything and has_word(everything, surname(name)):
            yield from ((one, Name(name, 0, 0)) for one in deal.context if name in one.text)


def _people(deal: Deal, told: Sequence[Sentence], everything: str) -> list[str]:
    """Return the people who may be parties of a deal that is made with people."""
    if deal.type not in _WITH_PEOPLE:
        return []
    context = " ".join(sentence.text for sentence in deal.context)
    people = [person.text for person in persons(f"{everything} {context}" if context else everything)]
    if deal.person:
        return [name for name in people if deal.person in name]
    paid = _paid_ones(people, told) if people else []
    if deal.type == "employment":
        return paid or people
    gone = _REPLACED.findall(everything)
    return [name for name in people if name in paid or not any(surname(name) in one for one in gone)]


def _subjects(text: str, kind: str, people: Sequence[str]) -> Iterator[Name]:
    """Yield those who stand where a sentence's subject does."""
    subject = _SUBJECTS.match(text)
    for name in names_in_list(text, subject.end()) if subject else ():
        explained = bool(name.defined) or name.note.startswith(" (")
        buys = kind == "equity" and _BUYS_OURS.match(text, name.end)
        if name.is_company or name.text in people or (explained and not people) or buys:
            yield name


def _employers(text: str, *, near: bool) -> Iterator[Name]:
    """Yield those with whom people have agreements, the registrant aside."""
    if employer := search(_EMPLOYED_BY, text):
        yield Name(employer[1], employer.start(1), employer.end(1), None, " as employer")
    if near:
        yield from (name for name in names_anywhere(text) if "subsidiary" in name.note)
        for boards in every(_BOARDS, text):
            yield from names_in_list(text, boards.end())


def _behind(patterns: Row[int], text: str, most: int = 24) -> Iterator[Name]:
    """Yield the names that stand where patterns end."""
    for _, match in patterns.every(text):
        yield from names_in_list(text, match.end(), most)


def _dealing(text: str, kind: str, called: Mapping[str, str], anybody: str) -> Iterator[Name]:
    """Yield those to or from whom something moves, and the sides of a contract.

    ``anybody`` are the words of a deal that may be made with a private person.
    """
    for name in _behind(_MOVED if kind in _RAISING else _MOVED_OR_BOUGHT, text):
        known = name.is_company or name.defined or called.get(name.text.lower())
        if known or (anybody and any(name.text == one.text for one in persons(anybody))):
            yield name
    contract = is_contract(kind)
    for name in _behind(_BOTH, text) if contract or kind in _LOOSE else ():
        if name.is_company or name.text.lower() in called:
            yield name
    for name in _behind(_DEALT, text, 1) if contract else ():
        if name.is_company or _PUBLIC.match(name.text):
            yield name


def _taking_part(text: str, kind: str, *, near: bool) -> Iterator[Name]:
    """Yield the companies that a sentence gives a part in a deal."""
    there = names_anywhere(text)
    helping = _helpers(there, text, kind)
    merges = bool(there) and near and kind == "merger" and search(_MERGES, text)
    for name in there:
        agrees = near and _AGREES.match(text, name.end + len(name.note)) and not _WHOSE.search(text[: name.start])
        if merges or agrees or name in helping or _acts(name):
            yield name


_WHOSE = re.compile(r"\b[a-z]+ (?:of|to|with|by) (?:the )?$")  # "a competitor of Able Corp.", who does nothing itself


# "Agreements with the following officers:", whose names are the rows of a table.
_PAY = {"employment", "compensation"}
_WHO = r"\b(?:officers?|executives?|employees|individuals|persons)\b"
_FOLLOWING = re.compile(
    rf"(?i)\b(?:following|listed|named|set forth)\b[^;.]{{0,60}}{_WHO}|{_WHO}[^;.]{{0,40}}\b(?:below|following)\b"
)


def _listed_people(deal: Deal) -> Iterable[tuple[Sentence, Name]]:
    """Yield those whom rows of a deal's passages open with, with their posts."""
    for passage in deal.passages:
        for person in persons(passage.text)[:1] if passage.heading else ():
            if person.start == 0:
                yield Sentence(passage.paragraph, passage.text, passage.item), person


def _helpers(names: Sequence[Name], text: str, kind: str) -> list[Name]:
    """Return those of a sentence's names that help to sell a deal's securities or hold an office under them.

    Of several that are joined, the words stand behind the last.
    """
    offices = [_HELPS_TO_SELL, INVESTS] if kind in _SOLD else []
    offices += [_HOLDS_OFFICE] if kind in _PAPER else []
    found: list[Name] = []
    after: Name | None = None
    for name in reversed(names) if offices else ():
        joined = after is not None and after in found and _JOINS.fullmatch(text, name.end, after.start)
        if joined or any(office.match(text, name.end) for office in offices):
            found.append(name)
        after = name
    return found


# "Able Partners, an Ohio partnership of which Mr. Baker is the partner, bought from the Company".
_BUYS_OURS = re.compile(
    r"(?:, (?:[^.;]|\b(?:[A-Z]|Mr|Ms|Mrs|Dr)\.){3,200},)? (?:has |have )?(?:bought|purchased|subscribed for) "
    r"(?:[\d,]{5,} [^;.$]{3,80} )?from (?:the (?:Company|Registrant|Corporation)|us)\b"
)
_JOINS = re.compile(r",? and |, ")
_SOLD = {"equity", "debt_securities"}
_WITH_ANYBODY = {"asset_purchase", "credit", "debt_securities", "equity", "lease", "merger"}  # a private person, too
# "Able Securities, LLC served as sole placement agent".
_HELPS_TO_SELL = re.compile(
    r"(?: \([^()]*\))?,? (?:which )?(?:(?:has|have|is|are|was|were|be|been|to|also) )*"
    r"(?:(?:act|serve?)(?:s|d|ed|ing)? |"
    r"engaged |retained |appointed )?as (?:[\w'-]+,? ){0,6}?(?:placement|sales|selling|offering) agents?\b|"
    r"(?: \([^()]*\))?,? (?:which )?(?:(?:has|have|is|are|was|were|also) )*(?:act|serve?)(?:s|d|ed|ing)? as "
    r"(?:[\w'-]+,? (?:and )?){0,6}?(?:underwriters?|book-?running managers?|bookrunners?|initial purchasers?)\b"
)
# "Able Bank will act as issuing and paying agent", "Able Trust Company is the trustee for the notes".
_PAPER = {"credit", "debt_securities", "securitization"}
_HOLDS_OFFICE = re.compile(
    r"(?: \([^()]*\))?,? (?:(?:will|shall|would|to|has|have|also|each|then) ){0,3}(?:(?:(?:continue to )?(?:act|serve?)"
    r"(?:s|d|ed|ing)? as|(?:is|are|was|were|remains|been|be appointed|been appointed)) (?:an? |the )?)"
    r"(?:[a-z]+,? (?:and )?){0,4}?(?:(?:paying|fiscal|administrative|collateral) agents?|trustees?|dealers?|servicer)\b"
    r"(?! of the (?:company|registrant))"
)
_PUBLIC = re.compile(
    r"(?:City|Town|County|Port|State|Commonwealth|Kingdom|Republic|Ministry|Government|Department|University) of |"
    r"(?:[A-Z][\w'&-]* ){1,6}(?:District|Authority|Agency|County|University)$"
)


def is_contract(kind: str) -> bool:
    """Say whether deals of a type have two sides that one sentence names, and none who only help to close it."""
    return not of_type(kind).closes or kind == "joint_venture"


_LOOSE = {"asset_purchase", "credit", "other"}  # what is only proposed has no title, and names its sides in passing
# "To end the dispute, the Company and the Adviser signed ..."
_ONE = r"(?:the )?(?-i:[A-Z])(?:[^,;()]|, (?:N\.A|Inc|Ltd|LLC|L\.P|Corp|Co)\b){1,60}?"
_BOTH = _row(
    rf"(?:^|, |\btime )(?=(?!on ){_ONE} and {_ONE} (?:have |has |each |also |jointly |both ){{0,2}}"
    r"(?:signed|entered into|executed|agreed|settled|renewed|extended|terminated|amended|formed)\b)"
)
# Who agrees stands before the verb, wherever in a sentence: "As announced, Able Corp. and Baker LLC have signed ..."
_AGREES = re.compile(
    r"(?:,? (?:have|has|had|each|also|jointly|today|then|mutually))*,? "
    r"(?:entered into|executed|signed|agreed (?:to|with|that))\b"
)
# All whom such a sentence names take part: "the merger of Able Sub, Inc., a subsidiary of Able plc, into Carr".
_MERGES = re.compile(
    r"(?i)\bmerger of [^;]{0,200}\b(?:with|into)\b|\b(?:was|were|be|been|is|are) merged (?:with |and )*into\b"
)
# "Mr. Able is party to an employment agreement with the Manager", which a sentence has told who is.
_EMPLOYED_BY = re.compile(
    r"\b(?:party to|entered into) an? (?:\w+ ){0,3}?employment agreement with "
    r"(?:the )?([A-Z][\w-]+)(?=[,.;]| dated| \()"
)
# "Ms. Able will replace Baker Carr": who makes room is no party to the other's pay.
_REPLACED = re.compile(r"\b(?:replac(?:e|es|ed|ing)|succeed(?:s|ed|ing)?|successor to) ((?:[A-Z][\w.'-]+,? ?){1,4})")


def _paid_ones(people: Sequence[str], told: Sequence[Sentence]) -> list[str]:
    """Return those of some people whom sentences on pay or an agreement name: others come or go beside them."""
    pay = shared().pay
    about = " ".join(s.text for s in told if search(pay.agreements, s.text) or search(pay.terms, s.text))
    return [name for name in people if has_word(about, surname(name))]


def _fits(name: Name, people: Sequence[str]) -> bool:
    if name.is_company or name.note or name.text in people:
        return True
    words = name.text.split()
    return len(words) <= 4 and len(name.text) > 3 and not re.search(r"\d", name.text)


def _acts(name: Name) -> bool:
    """Say whether brackets or a clause give the name a part in the deal."""
    part = name.defined and any(pattern.fullmatch(name.defined) for pattern in shared().roles.values())
    return bool(part or (name.note and search(_PART, name.note)))


_PART = re.compile(
    r"(?i)\bas (?:\w+[, ]+){0,4}(?:agent|trustee|lender|guarantor|borrower|seller|purchaser|buyer|representatives?)\b"
)
