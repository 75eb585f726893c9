"""The built-in extractor's parties: the registrant, who stands in the list of parties, and who plays a named role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from summarizer.drafts import PartyDraft
from summarizer.extraction.rules.deals import Deal
from summarizer.extraction.rules.mergers import VEHICLE, sides
from summarizer.extraction.rules.names import (
    DESCRIBED,
    Name,
    is_of_a_thing,
    names_anywhere,
    names_in_list,
    persons,
    short_names,
    surname,
)
from summarizer.extraction.rules.roles import borrows_itself, guarantees, registrant_role, role_of
from summarizer.extraction.rules.signals import of_type, shared
from summarizer.extraction.rules.text import Sentence, has_word
from summarizer.filing.jurisdictions import is_jurisdiction
from summarizer.filing.structure import Filing
from summarizer.folding import fold
from summarizer.names import in_word, names_registrant, same_company, spots
from summarizer.sieve import every, search, small
from summarizer.vocabulary import Role

_CAPITAL = r"(?-i:(?=[A-Z0-9]))"  # what a name begins with
_THEM = rf"(?:the )?(?:{DESCRIBED})?{_CAPITAL}"  # what a list of parties begins with
_SUM = r"(?: (?:approximately |about |up to |an? (?:aggregate|total) of )?\$[\d.,]+(?: [mb]illion)?)?"
# Where a list of parties begins; each is sought by itself, since one may reach over another.
_LISTS = tuple(
    re.compile(rf"(?i){words}")
    for words in (
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
)


# What moves to or from somebody: only a company, or a name that the filing explains, is taken for a party.
_OF = r"(?<!subsidiary )(?<!affiliate )(?<!division )\bof"
_ANY = r"(?:[^;$(]|\([^()]*\)|(?<=par value )\$|(?<=stated value )\$|\$(?=[\d.]+ par value)){0,180}?"
_MOVES = tuple(
    re.compile(rf"(?i){words}")
    for words in (
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
)
# What is bought, or from whom; where money is borrowed or raised to buy it, it is no party to that.
_BUYS = tuple(
    re.compile(rf"(?i){words}")
    for words in (
        rf"\b(?:acquire[ds]?|acquisition|purchase[ds]?|buy|bought)\b{_ANY}{_OF}\s+{_THEM}",
        rf"\b(?:acquire[ds]?|acquisition|purchase[ds]?|buy|bought|took title)\b{_ANY}\bfrom\s+{_THEM}",
        rf"\b(?:acquired?|acquiring|buy|bought|buying|purchased?|purchasing)(?: by)?\s+{_CAPITAL}",
    )
)

# With whom a contract is made, by what is given, done or ended: "granted Able Corp. a license".
_DEALT = tuple(
    re.compile(rf"(?i){words}")
    for words in (
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
_RAISERS = ("issuer", "borrower")
# Bodies that an 8-K names without their being parties.
_BYSTANDERS = re.compile(
    r"(?i)^(?:the )?(?:securities and exchange commission|commission|nasdaq.*|new york stock exchange.*|nyse.*|"
    r"federal reserve.*|"
    r"board of .*|federal trade commission|sec|.* stock exchange|.* stock market.*|internal revenue.*|"
    r"united states|u\.s\.|llc|"
    r".*\b(?:court|act|code|regulation|section|article|form)\b.*)$"
)


_BOUGHT = ("target", "seller")  # those across the table from a buyer


def parties(deal: Deal, filing: Filing) -> list[PartyDraft]:
    """Return the deal's parties: the registrant, then the others in the order they are named."""
    told = deal.sentences
    shorts = short_names(sentence.text for sentence in [*deal.context, *told])
    shorts |= _first_words(deal, told, filing, shorts)
    found = (
        _counterparties(deal, told, filing, shorts)
        or _counterparties(deal, told, filing, shorts, everywhere=True)
        or _counterparties(deal, deal.listed, filing, shorts, everywhere=True)
        or _only_other(deal, told, filing, shorts)
    )
    for text, place in _authorities(deal, told).items():
        if not any(text in key or key in text for key in found):
            found[text] = place
    merging = sides(deal.sentences, filing) if deal.type == "merger" else {}
    role = registrant_role(deal, filing, merging, shorts)
    called_by = {
        name.text: name.defined or next((s for s, full in shorts.items() if full == name.text), name.text)
        for name, _ in found.values()
    }
    raising = {
        name.text
        for name, _ in found.values()
        if role in _RAISERS and borrows_itself(name, called_by[name.text], deal, filing)
    }
    own: Role = role if not raising else "guarantor" if guarantees(deal, filing) else "other"
    drafts = [_registrant(deal, filing, own)]
    for name, sentence in found.values():
        drafts.append(
            PartyDraft(
                paragraph=sentence.paragraph,
                name=name.text,
                defined_name=None if name.defined and _is_of_several(name.defined) else name.defined,
                role=role if name.text in raising else role_of(name, called_by[name.text], deal, role, filing, merging),
            )
        )
    if deal.type == "merger" and drafts[0].role == "other" and any(one.role in _BOUGHT for one in drafts[1:]):
        drafts[0] = drafts[0].model_copy(update={"role": "buyer"})
    return drafts


def _first_words(deal: Deal, told: Sequence[Sentence], filing: Filing, shorts: Mapping[str, str]) -> dict[str, str]:
    """Return the first words by which sentences call companies that they have named in full, without explaining it."""
    every_text = " ".join(sentence.text for sentence in [*deal.context, *told])
    full = dict.fromkeys(name.text for one in [*deal.context, *told] for name in names_anywhere(one.text))
    first = [name.split()[0].strip(",.") for name in full]
    return {
        word.lower(): name
        for word, name in zip(first, full, strict=True)
        if len(word) > _SHORT
        and word.lower() not in shorts
        and sum(other.split()[0].strip(",.") == word for other in full) == 1
        and not names_registrant(word, filing.info)
        and not names_registrant(name, filing.info)
        and not has_word(every_text, word.lower())
        and _goes_by(word, every_text)
    }


def _goes_by(word: str, text: str) -> bool:
    """Say whether a text has a word as somebody's whole name."""
    at = text.find(word)
    while at >= 0:
        if not in_word(text[at - 1 : at]) and _NAME_ENDS.match(text, at + len(word)):
            return True
        at = text.find(word, at + 1)
    return False


_NAME_ENDS = re.compile(r"(?:'s)?(?= [a-z]|[,.;)])(?!,? (?:Inc|LLC|L\.|Ltd|Corp|plc))")


_SHORT = 3  # letters of a first word that may as well be any


def _counterparties(
    deal: Deal, told: Sequence[Sentence], filing: Filing, shorts: dict[str, str], *, everywhere: bool = False
) -> dict[str, tuple[Name, Sentence]]:
    """Return who else takes part, each by the fullest name given, with a sentence that has it."""
    text = " ".join(sentence.text for sentence in told)
    found: dict[str, tuple[Name, Sentence]] = {}
    for place, short in _candidates(deal, told, shorts, everywhere=everywhere):
        name, sentence = _in_full(short, place, shorts, [*told, *deal.context])
        if not _may_be_party(name, filing, shorts, text, place.text[: short.start]):
            continue
        if deal.type == "merger" and _bears(name, filing):
            continue
        lent = _LENDS.search(name.note) or _LENT_BY.search(place.text[: short.start])
        if deal.type in _CHANGES_HANDS and lent:
            continue
        known = next((key for key in found if same_company(key, name.text) or _within(name.text, key)), None)
        if known is None:
            found[name.text] = (name, sentence)
            continue
        first, home = found[known]
        note = f"{first.note} {name.note}" if name.note not in first.note else first.note
        full, home = (name, sentence) if len(name.text) > len(first.text) else (first, home)
        found[known] = (Name(full.text, full.start, full.end, first.defined or name.defined, note), home)
    return found


def _calls(short: str, text: str) -> bool:
    """Say whether a text has a short name, given in small letters, with a capital."""
    return any("A" <= text[start] <= "Z" for start, _ in spots(short, small(text)))


def _only_other(
    deal: Deal, told: Sequence[Sentence], filing: Filing, shorts: dict[str, str]
) -> dict[str, tuple[Name, Sentence]]:
    """Return the one other company that a contract's sentences name, or call by a short name, if it is one alone."""
    found: dict[str, tuple[Name, Sentence]] = {}
    for short, full in shorts.items():
        if full and not is_of_a_thing(short) and any(_calls(short, sentence.text) for sentence in told):
            name, sentence = _in_full(Name(short, 0, 0), told[0], shorts, [*told, *deal.context])
            if sentence not in told and _may_be_party(name, filing, shorts, sentence.text, ""):
                found[name.text] = (Name(name.text, 0, 0), sentence)
    for sentence in told if _is_contract(deal.type) else ():
        for name in names_anywhere(sentence.text):
            known = any(same_company(key, name.text) or _within(name.text, key) for key in found)
            if not known and _may_be_party(name, filing, shorts, sentence.text, sentence.text[: name.start]):
                found[name.text] = (name, sentence)
    return found if len(found) == 1 else {}


# Public bodies, which settle what they charge.
_AUTHORITY = re.compile(
    r"(?:(?:U\.S\.|United States|Federal) (?:[A-Z]\w+ ){0,3})?(?:Department of (?:the )?[A-Z]\w+|"
    r"Securities and Exchange Commission|Federal Trade Commission|(?:[A-Z]\w+ )*Protection Agency)(?! (?:Act|Rule)\b)|"
    r"United States(?: of America)? and (?:the )?State of [A-Z]\w+|United States of America|"
    r"(?:State|Commonwealth) of [A-Z]\w+(?= v\.|'s Attorney|,? to (?:resolve|settle)|,? (?:resolving|settling))|"
    r"Attorneys? General of (?:the State of )?[A-Z]\w+"
)
_IS_TOLD = re.compile(
    r"(?i)\b(?:(?:filed|filings?|furnished) (?:with|to)|reports? (?:to|with)|rules? of|regulations? of) (?:the )?$"
)
_AUTHORITIES_READ = 4  # sentences


def _authorities(deal: Deal, told: Sequence[Sentence]) -> dict[str, tuple[Name, Sentence]]:
    """Return the public bodies with which a settlement is made: those that its first sentences name."""
    found: dict[str, tuple[Name, Sentence]] = {}
    for sentence in told[:_AUTHORITIES_READ] if deal.type == "settlement" else ():
        for match in _AUTHORITY.finditer(sentence.text):
            if not _IS_TOLD.search(sentence.text[: match.start()]):
                start = match.start()
                for text in match[0].split(" and ") if "State of" in match[0] else [match[0]]:
                    text = text.removeprefix("the ")
                    found.setdefault(text, (Name(text, start, start + len(text)), sentence))
    return found


def _in_full(name: Name, sentence: Sentence, shorts: dict[str, str], told: Sequence[Sentence]) -> tuple[Name, Sentence]:
    """Return the full name that a short one stands for, with a sentence that has it; others as they are."""
    full = shorts.get(name.text.lower().removeprefix("the "))
    home = next((s for s in told if full and full in s.text), None)
    if not full or home is None or full == name.text:
        return name, sentence
    return Name(full, 0, 0, name.text, name.note), home


def _may_be_party(name: Name, filing: Filing, shorts: dict[str, str], text: str, before: str) -> bool:
    own = names_registrant(name.text, filing.info) and not _is_co_registrant(name, filing)
    if own or _is_short_for_registrant(name, filing):
        return False
    if name.note == " as employer" and name.text.lower() not in {full.lower() for full in shorts.values()}:
        return False
    if name.text in _ONLY_KINDS:
        return False  # "the Partnership" that nobody has been said to be is the registrant
    if shorts.get(name.text.lower().removeprefix("the ")) == "" or "as defined" in name.note:
        return False  # a short name for several, or for a thing
    if name.start and re.search(
        r"(?i)\b(?:successor[^,;(]{0,40} to|formerly(?: known as)?|f/k/a)\s+(?:the )?$", before
    ):
        return False
    if " " not in name.text and re.search(rf"\b{re.escape(name.text.lower())}\b", text):
        return False  # a word that also stands in lower case is no name
    return not (_BYSTANDERS.match(name.text) or is_jurisdiction(name.text))


def _is_co_registrant(name: Name, filing: Filing) -> bool:
    """Say whether a name is, in full, that of another who files the report together with the registrant."""
    return any(same_company(name.text, one.name) for one in filing.info.co_registrants) and not same_company(
        name.text, filing.info.registrant.name
    )


_ONLY_KINDS = {"Partnership", "Trust", "Corporation", "Fund", "Bank", "Association"}


def _within(short: str, long: str) -> bool:
    """Say whether one name is the beginning of the other ("Genentech" of "Genentech, Inc.")."""
    a, b = short.lower().rstrip("."), long.lower().rstrip(".")
    return a == b or b.startswith(a + " ") or b.startswith(a + ",") or a.startswith(b + " ") or a.startswith(b + ",")


def _is_short_for_registrant(name: Name, filing: Filing) -> bool:
    short = re.sub(r"[^a-z0-9 ]", "", name.text.lower())
    full = re.sub(r"[^a-z0-9 ]", "", filing.info.registrant.name.lower())
    return (
        full.startswith(short)
        or full.removeprefix("the ").startswith(short)
        or (name.defined or "") in {"Company", "Registrant"}
    )


def _candidates(
    deal: Deal, told: Sequence[Sentence], called: Mapping[str, str], *, everywhere: bool = False
) -> Iterable[tuple[Sentence, Name]]:
    people = (
        [person.text for person in persons(" ".join(s.text for s in (*told, *deal.context)))]
        if deal.type in {"employment", "compensation", "services"}
        else []
    )
    if deal.person:
        people = [name for name in people if deal.person in name]
    elif deal.type == "employment":
        people = _paid_ones(people, told) or people
    elif people:
        gone = _REPLACED.findall(" ".join(s.text for s in told))
        paid = _paid_ones(people, told)
        people = [name for name in people if name in paid or not any(surname(name) in one for one in gone)]
    text = " ".join(s.text for s in told) if deal.type in _WITH_ANYBODY else ""
    opening = told.index(deal.lead) if deal.lead in told else 0
    for position, sentence in enumerate(told):
        near = position <= opening + 1 or everywhere
        if near and (subject := _SUBJECTS.match(sentence.text)):
            for name in names_in_list(sentence.text, subject.end()):
                explained = bool(name.defined) or name.note.startswith(" (")
                buys = deal.type == "equity" and _BUYS_OURS.match(sentence.text, name.end)
                if name.is_company or name.text in people or (explained and not people) or buys:
                    yield sentence, name
        if deal.type in {"employment", "compensation"}:
            if employer := _EMPLOYED_BY.search(sentence.text):
                yield sentence, Name(employer[1], employer.start(1), employer.end(1), None, " as employer")
            if near:
                yield from ((sentence, name) for name in names_anywhere(sentence.text) if "subsidiary" in name.note)
                for boards in _BOARDS.finditer(sentence.text):
                    yield from ((sentence, name) for name in names_in_list(sentence.text, boards.end()))
        elif near or search(_BY_AND, sentence.text):
            for pattern in _LISTS:
                for match in every(pattern, sentence.text):
                    for name in names_in_list(sentence.text, match.end()):
                        if _fits(name, people):
                            yield sentence, name
            for pattern in _MOVES if deal.type in _RAISING else (*_MOVES, *_BUYS):
                for match in every(pattern, sentence.text):
                    for name in names_in_list(sentence.text, match.end()):
                        known = name.is_company or name.defined or called.get(name.text.lower())
                        if known or (text and any(name.text == one.text for one in persons(text))):
                            yield sentence, name
            for match in every(_BOTH, sentence.text) if _is_contract(deal.type) or deal.type in _LOOSE else ():
                for name in names_in_list(sentence.text, match.end()):
                    if name.is_company or name.text.lower() in called:
                        yield sentence, name
            for pattern in _DEALT if _is_contract(deal.type) else ():
                for match in every(pattern, sentence.text):
                    yield from (
                        (sentence, name)
                        for name in names_in_list(sentence.text, match.end(), 1)
                        if name.is_company or _PUBLIC.match(name.text)
                    )
        # What a name is called or acts as stands in brackets or behind "as".
        named = near or "(" in sentence.text or " as " in sentence.text
        there = names_anywhere(sentence.text) if named and deal.type not in {"employment", "compensation"} else ()
        help_all = _helpers(there, sentence.text, deal.type)
        for name in there:
            merges = deal.type == "merger" and search(_MERGES, sentence.text) and near
            agrees = near and _AGREES.match(sentence.text, name.end + len(name.note))
            helps = name in help_all or (agrees and not _WHOSE.search(sentence.text[: name.start]))
            if _acts(name) or merges or helps:
                yield sentence, name
        for person in persons(sentence.text) if people else ():
            if any(surname(person.text) in name for name in people):
                yield sentence, person
        if people:
            for text in people:
                if text in sentence.text:
                    yield sentence, Name(text, 0, 0)

    everything = " ".join(sentence.text for sentence in told)
    for text in people:  # whom a note to the items alone names in full
        if text not in everything and has_word(everything, surname(text)):
            yield from ((one, Name(text, 0, 0)) for one in deal.context if text in one.text)


_CHANGES_HANDS = {"merger", "asset_purchase"}
_LENDS = re.compile(
    r"(?i)\bas (?:[a-z]+ ){0,3}(?:administrative|collateral|syndication) agent\b"
)  # to one of the sides


_LENT_BY = re.compile(
    r"(?i)\b(?:loan|facility|financing|mortgage|borrowings?|line of credit)s? (?:from|with) (?:the )?$"
)
_WHOSE = re.compile(r"\b[a-z]+ (?:of|to|with|by) (?:the )?$")  # "a competitor of Able Corp.", who does nothing itself


def _bears(name: Name, filing: Filing) -> bool:
    """Say whether a name begins as the registrant's, and is not explained: its bank, which merges with another's."""
    first = filing.info.registrant.name.removeprefix("The ").split()[0].strip(",").lower()
    return name.text.split()[0].lower() == first and not name.note and not VEHICLE.search(name.text)


def _helpers(names: Sequence[Name], text: str, kind: str) -> list[Name]:
    """Return those of a sentence's names that help to sell a deal's securities or hold an office under them.

    Of several that are joined, the words stand behind the last.
    """
    offices = [_HELPS_TO_SELL] if kind in _SOLD else []
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


def _is_contract(kind: str) -> bool:
    """Say whether deals of a type have two sides that one sentence names, and none who only help to close it."""
    return not of_type(kind).closes or kind == "joint_venture"


_LOOSE = {"asset_purchase", "credit", "other"}  # what is only proposed has no title, and names its sides in passing
# "To end the dispute, the Company and the Adviser signed ..."
_ONE = r"(?:the )?(?-i:[A-Z])(?:[^,;()]|, (?:N\.A|Inc|Ltd|LLC|L\.P|Corp|Co)\b){1,60}?"
_BOTH = re.compile(
    rf"(?i)(?:^|, |\btime )(?=(?!on ){_ONE} and {_ONE} (?:have |has |each |also |jointly |both ){{0,2}}"
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
    return [name for name in people if re.search(rf"\b{re.escape(surname(name))}\b", about)]


def _fits(name: Name, people: Sequence[str]) -> bool:
    if name.is_company or name.note or name.text in people:
        return True
    words = name.text.split()
    return len(words) <= 4 and len(name.text) > 3 and not re.search(r"\d", name.text)


def _is_of_several(short: str) -> bool:
    """Say whether a short name is a number of firms' ("the Initial Purchasers"), of which one may be named."""
    return short == "Representatives" or (
        short.endswith("s") and any(pattern.fullmatch(short) for pattern in shared().roles.values())
    )


def _acts(name: Name) -> bool:
    """Say whether brackets or a clause give the name a part in the deal."""
    return bool(name.defined and any(p.fullmatch(name.defined) for p in shared().roles.values())) or bool(
        re.search(
            r"(?i)\bas (?:\w+[, ]+){0,4}(?:agent|trustee|lender|guarantor|borrower|seller|purchaser|buyer|"
            r"representatives?)\b",
            name.note,
        )
    )


def _registrant(deal: Deal, filing: Filing, role: Role) -> PartyDraft:
    """Return the registrant as a party, by its name as the deal's own words write it, else as the cover does."""
    name = filing.info.registrant.name
    pattern = _as_written(name)
    defined: str | None = None
    for sentence in deal.sentences:
        if match := pattern.search(sentence.text):
            short = re.match(
                r"([^()]{0,80})\([^()]*?\"(?:the )?([^\"]+?),?\"", sentence.text[match.end() : match.end() + 160]
            )
            own = short and not is_of_a_thing(short[2]) and not _ANOTHER.search(short[1])
            own = own and not names_anywhere(short[1] if short else "")
            defined = short[2] if short and own else None
            return PartyDraft(paragraph=sentence.paragraph, name=match[0], defined_name=defined, role=role)
    found: list[tuple[bool, int, str]] = []
    for paragraph in filing.paragraphs():
        if paragraph.section != "exhibit" and (match := pattern.search(fold(filing.text(paragraph)).text)):
            found.append((match[0].isupper(), paragraph.number, match[0]))
            if not match[0].isupper():
                break
    _, number, written = min(found, default=(True, 1, name))  # in small letters, where it is anywhere
    return PartyDraft(paragraph=number, name=written, defined_name=None, role=role)


_ANOTHER = re.compile(r"(?i)\b(?:with|between|among|from|to|by|agreements?)\b")  # what leads to somebody else's name


def _as_written(name: str) -> re.Pattern[str]:
    words = re.findall(r"[\w&'-]+", fold(name).text)
    if len(words) > 1 and words[0].lower() == "the":
        return re.compile(
            r"(?i)(?:the\s)?" + r"[\s,./]*".join(map(re.escape, words[1:])) + r"(?!\w)\.?(?=[\s,;()\"'.:]|$)"
        )
    return re.compile(r"(?i)\b" + r"[\s,./]*".join(map(re.escape, words)) + r"(?!\w)(?:\.(?=[\s,;()\"':]|$))?")
