"""The built-in extractor's parties: the registrant, and those of the candidates who take part, each by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from summarizer.drafts import PartyDraft
from summarizer.extraction.rules.candidates import candidates, is_contract
from summarizer.extraction.rules.deals import Deal
from summarizer.extraction.rules.mergers import VEHICLE, sides
from summarizer.extraction.rules.names import (
    Name,
    is_of_a_thing,
    names_anywhere,
    short_names,
)
from summarizer.extraction.rules.roles import SELLER, borrows_itself, guarantees, registrant_role, role_of
from summarizer.extraction.rules.signals import shared
from summarizer.extraction.rules.text import Sentence, has_word
from summarizer.filing.jurisdictions import is_jurisdiction
from summarizer.filing.structure import Filing
from summarizer.folding import fold
from summarizer.names import in_word, names_registrant, same_company, spots
from summarizer.sieve import search, small
from summarizer.vocabulary import Role

_RAISERS = ("issuer", "borrower")
# Bodies that an 8-K names without their being parties.
_BYSTANDERS = re.compile(
    r"(?i)^(?:the )?(?:securities and exchange commission|commission|nasdaq.*|new york stock exchange.*|nyse.*|"
    r"federal reserve.*|"
    r"board of .*|federal trade commission|sec|.* stock exchange|.* stock market.*|internal revenue.*|"
    r"united states|u\.s\.|llc|.* (?:lenders?|issuer|issuing bank|arrangers?|bookrunners?|agents?)|"  # an office
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
    return _sided(drafts) if deal.type == "merger" and drafts[0].role == "other" else drafts


def _sided(drafts: Sequence[PartyDraft]) -> list[PartyDraft]:
    """Return the parties to a merger that does not tell the registrant's side: it follows from that of the others."""
    us, *others = drafts
    if any(one.role == "buyer" for one in others):  # its subsidiary may be "the Seller"
        sells = any(one.role == "other" and SELLER.fullmatch(one.defined_name or "") for one in others)
        side: Role = "seller" if sells else us.role
    else:
        side = "buyer" if any(one.role in _BOUGHT for one in others) else us.role
    return [
        one.model_copy(update={"role": side})
        if one is us or (side == "seller" and SELLER.fullmatch(one.defined_name or ""))
        else one
        for one in drafts
    ]


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
    for place, short in candidates(deal, told, shorts, everywhere=everywhere):
        name, sentence = _in_full(short, place, shorts, [*told, *deal.context])
        if not _may_be_party(name, filing, shorts, text, place.text[: short.start]):
            continue
        if deal.type == "merger" and _bears(name, filing):
            continue
        if deal.type in _CHANGES_HANDS and (
            search(_LENDS, name.note) or search(_LENT_BY, place.text[max(0, short.start - _BESIDE) : short.start])
        ):
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
    for sentence in told if is_contract(deal.type) else ():
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
    if name.start and search(_CAME_BEFORE, before[-_BESIDE:]):
        return False
    if " " not in name.text and has_word(text, name.text.lower()):
        return False  # a word that also stands in lower case is no name
    return not (_BYSTANDERS.match(name.text) or is_jurisdiction(name.text))


_CAME_BEFORE = re.compile(r"(?i)\b(?:successor[^,;(]{0,40} to|formerly(?: known as)?|f/k/a)\s+(?:the )?$")


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


_SIGNS = re.compile(r"[^a-z0-9 ]")


def _is_short_for_registrant(name: Name, filing: Filing) -> bool:
    short = _SIGNS.sub("", name.text.lower())
    full = _SIGNS.sub("", filing.info.registrant.name.lower())
    return (
        full.startswith(short)
        or full.removeprefix("the ").startswith(short)
        or (name.defined or "") in {"Company", "Registrant"}
    )


_BESIDE = 120  # characters before a name
_CHANGES_HANDS = {"merger", "asset_purchase"}
_LENDS = re.compile(
    r"(?i)\bas (?:[a-z]+ ){0,3}(?:administrative|collateral|syndication) agent\b"
)  # to one of the sides


_LENT_BY = re.compile(
    r"(?i)\b(?:loan|facility|financing|mortgage|borrowings?|line of credit)s? (?:from|with) (?:the )?$"
)


def _bears(name: Name, filing: Filing) -> bool:
    """Say whether a name begins as the registrant's, and is not explained: its bank, which merges with another's."""
    first = filing.info.registrant.name.removeprefix("The ").partition(" ")[0].strip(",").lower()
    return name.text.split()[0].lower() == first and not name.note and not VEHICLE.search(name.text)


def _is_of_several(short: str) -> bool:
    """Say whether a short name is a number of firms' ("the Initial Purchasers"), of which one may be named."""
    return short == "Representatives" or (
        short.endswith("s") and any(pattern.fullmatch(short) for pattern in shared().roles.values())
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
