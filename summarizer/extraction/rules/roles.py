"""The built-in extractor's roles: on which side of a deal each party stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

from summarizer.deal_types import deal_types
from summarizer.extraction.rules.deals import Deal
from summarizer.extraction.rules.mergers import VEHICLE
from summarizer.extraction.rules.names import Name, names_anywhere, short_names
from summarizer.extraction.rules.signals import REGISTRANT, of_type, shared
from summarizer.filing.structure import Filing
from summarizer.names import names_registrant, spots
from summarizer.sieve import search
from summarizer.vocabulary import Role


def registrant_role(deal: Deal, filing: Filing, told: Mapping[str, Role], shorts: Mapping[str, str]) -> Role:
    """Return the registrant's role: by the verbs of the deal's first sentences, else the type's first.

    ``told`` are the roles that a merger's sentences tell (`mergers.sides`), ``shorts`` the short names in use.
    """
    opening = " ".join(sentence.text for sentence in deal.sentences[:4]).lower()
    name = _bare_name(filing)
    called = _own_shorts(shorts, filing)
    signals = of_type(deal.type)
    for short in called:
        own = next((role for role, pattern in shared().roles.items() if pattern.fullmatch(short)), None)
        if own and own not in signals.never_roles:
            return own
    if role := told.get(""):
        return role
    first = name.split()[0] if name.split() else ""
    plain = len(first) < _A_NAME or any(re.search(rf"\b{re.escape(first)}\b", one.text) for one in deal.sentences)
    if _A_PARTNERSHIP.search(name) and "partnership" not in shorts:
        called.append("partnership")
    own_side = signals.subsidiaries_side and not signals.closes
    ours = (*(() if plain else (first,)), *(_own_names(deal, filing) if own_side else ()))
    marked = _marked(opening, (name, *called, *ours))
    if (role := _one_of_several(marked)) and role not in signals.never_roles:
        return role
    if deal.type in {"asset_purchase", "supply"} and (role := _by_subject(deal, filing, marked, shorts, called)):
        return role
    found: list[tuple[int, int, Role]] = []
    buyers = {name for name, one in told.items() if one == "buyer"} if deal.type == "merger" else set()
    another = buyers and buyers.isdisjoint(_own_names(deal, filing))  # who buys is told, and it is not the registrant
    for rank, side in enumerate(signals.registrant):
        if another and side.role == "buyer":
            continue
        if match := side.words.search(marked):
            found.append((rank if deal.type in {"license", "merger"} else match.end(), rank, side.role))
    if not found and deal.type == "merger":
        return "other"  # who buys whom can't be guessed
    return min(found)[2] if found else cast(Role, deal_types()[deal.type].roles[0])


def _bare_name(filing: Filing) -> str:
    """Return the registrant's name in small letters, without its legal form and what follows it."""
    return _FORM.sub("", filing.info.registrant.name.lower())


_FORM = re.compile(r",? (?:inc|corp|llc|ltd|company|co|corporation|incorporated|lp|l\.p|plc)\b\.?.*$")


def _own_shorts(shorts: Mapping[str, str], filing: Filing) -> list[str]:
    """Return those of some short names that stand for the registrant."""
    return [short for short, full in shorts.items() if full and names_registrant(full, filing.info)]


def _one_of_several(marked: str) -> Role | None:
    """Return what the registrant is called with others: "Baker LLC (together with Able, the "Sellers")"."""
    found = _TOGETHER.search(marked)
    return next((role for role, pattern in shared().roles.items() if found and pattern.fullmatch(found[1])), None)


_TOGETHER = re.compile(
    rf"\((?:collectively |jointly )?(?:together|along),? with (?:the )?{REGISTRANT},? "
    rf"[^()\"]{{0,40}}\"([a-z -]+?),?\"\)"
)


def _own_names(deal: Deal, filing: Filing) -> list[str]:
    """Return how a deal's first sentences call the registrant's subsidiaries, in lower case: they stand on its side."""
    found: list[str] = []
    for sentence in deal.sentences[:4]:
        for name in names_anywhere(sentence.text):
            if _own(name.note, filing) or _called_ours(name, deal, filing):
                found += [one.lower() for one in (name.defined, name.text) if one]
    return found


_A_PARTNERSHIP = re.compile(r"\bpartner(?:s|ship)?\b|\bl\.?p\.?$")
_A_NAME = 5  # letters of a first word that may stand for the whole name, where it is no word of the language
_OTHER = "\ue002"  # stands for somebody else than the registrant
_DOES = (
    rf"([{REGISTRANT}{_OTHER}])(?: \([^()]*\))?(?:,? (?:has|have|had|will|would|shall|also|then|(?:is|are) to))*"
    r"(?: (?:agreed|agrees|committed|undertook|obliged|required) to)? "
)
_BUYS = re.compile(rf"{_DOES}(?:purchased?|acquired?|buy|bought|take over|took over)\b(?! by)")
_SELLS = re.compile(rf"{_DOES}(?:sell|sold|divested?|transfer(?:red)?|convey(?:ed)?|contributed?|assign(?:ed|s)?)\b")
# "The divestiture of our paper business", "the sellers were the Company and its subsidiary".
_WAS_SOLD = re.compile(
    rf"\b(?:divestiture|divestment|disposition|disposal|sale) of (?:[\w,-]+ ){{0,4}}?{REGISTRANT}'s\b"
)
_WAS_SIDE = re.compile(
    r"\b(sellers?|purchasers?|buyers?)\b[^.;]{0,40}? (?:was|were|is|are) "
    rf"(?:[^.;]{{0,60}}?(?:,|,? and) )?{REGISTRANT}(?!')"
)
# Who takes goods, and who makes or brings them.
_TAKES = re.compile(rf"{_DOES}(?:purchase[sd]?|buys?|bought|orders?|ordered|sources?|sourced)\b(?! by)")
_BRINGS = re.compile(rf"{_DOES}(?:sells?|sold|suppl(?:y|ies|ied)|delivers?|delivered|manufactures?|manufactured)\b")

# "Under which it will buy steel from Able Corp."
_FROM = re.compile(
    rf"\b(?:purchas(?:e[sd]?|ing)|buy(?:s|ing)?|bought|order(?:s|ed)?|sourc\w+)\b[^.;{REGISTRANT}{_OTHER}]{{0,100}}? "
    rf"from ([{REGISTRANT}{_OTHER}])"
)
_TO = re.compile(
    rf"\b(?:sell(?:s|ing)?|sold|suppl(?:y|ies|ied|ying)|deliver(?:s|ed|ing)?)\b[^.;{REGISTRANT}{_OTHER}]{{0,100}}? to "
    rf"([{REGISTRANT}{_OTHER}])"
)


def _by_subject(
    deal: Deal, filing: Filing, marked: str, shorts: Mapping[str, str], called: Sequence[str]
) -> Role | None:
    """Return the registrant's side of a sale by who is said to buy or to sell: it, or somebody else."""
    if deal.type == "asset_purchase":
        if _WAS_SOLD.search(marked):
            return "seller"
        if side := _WAS_SIDE.search(marked):
            return "seller" if side[1].startswith("sell") else "buyer"
    others = {short for short, full in shorts.items() if full and short not in called and len(short) > 1}
    others |= {
        name.text.lower()
        for sentence in deal.sentences[:4]
        for name in names_anywhere(sentence.text)
        if not names_registrant(name.text, filing.info)
    }
    if not others:
        return None
    text = re.sub(
        rf"(?<!\w)(?:the )?(?:{'|'.join(map(re.escape, sorted(others, key=len)[::-1]))})(?!\w)", _OTHER, marked
    )
    found: list[tuple[int, Role]] = []
    if deal.type == "supply":
        found += [(one.start(), "customer" if one[1] == REGISTRANT else "supplier") for one in _TAKES.finditer(text)]
        found += [(one.start(), "supplier" if one[1] == REGISTRANT else "customer") for one in _BRINGS.finditer(text)]
        found += [(one.start(), "supplier" if one[1] == REGISTRANT else "customer") for one in _FROM.finditer(text)]
        found += [(one.start(), "customer" if one[1] == REGISTRANT else "supplier") for one in _TO.finditer(text)]
        return min(found)[1] if found else None
    found += [(buys.start(), "buyer" if buys[1] == REGISTRANT else "seller") for buys in _BUYS.finditer(text)]
    found += [(sells.start(), "seller" if sells[1] == REGISTRANT else "buyer") for sells in _SELLS.finditer(text)]
    return min(found)[1] if found else None


def _marked(text: str, names: Sequence[str]) -> str:
    """Return a text in lower case with a sign where it names the registrant."""
    own = [re.escape(name.removeprefix("the ").strip(" ,.")) for name in names]
    text = _OURS.sub(f"{REGISTRANT}'s", text)
    marked = re.sub(rf"\b(?:{'|'.join([*own, 'the company', 'the registrant'])}|we\b|us\b(?!\$))", REGISTRANT, text)
    return _WHOLE_NAME.sub(REGISTRANT, marked)


_OURS = re.compile(r"\bour\b(?! (?:company|board|common|wholly|subsidiar|affiliate))")
# The legal form after the registrant's name, and the brackets that say how it is called.
_WHOLE_NAME = re.compile(
    rf"{REGISTRANT}(?:(?:,? (?:inc|corp|corporation|company|co|llc|ltd|limited|plc|l\.p|n\.a)\b\.?)+)?"
    rf"(?:(?P<aside>,) an? [^,;()$]{{3,90}})?(?: \((?:[^()]*\")?{REGISTRANT},?\"[^()]*\))?(?(aside),)"
)


def borrows_itself(name: Name, short: str, deal: Deal, filing: Filing) -> bool:
    """Say whether a subsidiary raises the money of a deal: it is called so, or the registrant guarantees it."""
    text = " ".join(sentence.text for sentence in deal.sentences)
    if deal.type not in _RAISING or not (_own(name.note, filing) or _sells_notes(short, deal, text)):
        return False
    itself = rf"(?<!\w)(?:{re.escape(name.text)}|{re.escape(short)})(?!\w)"
    if not re.search(itself + _RAISES, text) and not re.search(_RAISED_BY + itself, text):
        return False
    return (name.defined in _RAISERS and _own(name.note, filing)) or guarantees(deal, filing)


def guarantees(deal: Deal, filing: Filing) -> bool:
    """Say whether a deal's sentences tell that the registrant guarantees what is owed."""
    text = " ".join(sentence.text for sentence in deal.sentences)
    called = _own_shorts(short_names(sentence.text for sentence in deal.sentences), filing)
    return bool(_GUARANTEES.search(_marked(text.lower(), (filing.info.registrant.name.lower(), *called))))


def _sells_notes(short: str, deal: Deal, text: str) -> bool:
    """Say whether a party is said to sell the notes of a deal: "pursuant to which Able Finance agreed to sell"."""
    return deal.type == "debt_securities" and any(_AGREED.match(text, end) for _, end in spots(short, text))


_AGREED = re.compile(r" (?:has )?agreed to (?:issue and )?sell\b")


_RAISERS = {"Issuer", "Borrower"}  # as none but who raises the money is called
_RAISING = {"debt_securities", "credit"}
_RAISES = (
    r"(?:[^.;()]|\([^()]*\)|\.(?! [A-Z])){0,120}?"
    r"\b(?:issued|(?:completed|closed|priced) (?:its|the|an?) (?:[a-z]+ )*(?:offering|sale)|agreed to (?:issue|"
    r"sell)|sold|priced|borrowed|as (?:the )?(?:issuer|borrower))\b"
)
_RAISED_BY = r"\b(?:[Oo]ffer|[Ss]ale|[Ii]ssuance|[Ii]ssue)(?: and (?:sale|issuance))? by (?:the )?"
_GUARANTEES = re.compile(
    rf"{REGISTRANT}(?:,? (?:as|also) | (?:will |has |have |agreed to |fully |and |unconditionally ){{0,6}})guarant|"
    rf"\bguaranteed\b[^.;]{{0,120}}\bby (?:the )?{REGISTRANT}"
)


def role_of(name: Name, short: str, deal: Deal, registrant: Role, filing: Filing, told: Mapping[str, Role]) -> Role:
    """Return a counterparty's role: by its short name or clause, by the words around it, else the type's."""
    kind = deal.type
    formed = kind == "merger" and VEHICLE.search(name.text) and not _BLANK_CHECK.search(name.note)
    role = told.get(name.text.lower()) or told.get(short.lower())
    if role and not formed and not SELLER.fullmatch(name.defined or ""):
        return role
    text = " ".join(sentence.text for sentence in deal.sentences)
    own = _own(name.note, filing) or _called_ours(name, deal, filing)
    if of_type(kind).subsidiaries_side and not VEHICLE.search(name.text) and own:
        merges = re.search(rf"\b{re.escape(short)}\b[^;.]{{0,40}}\bmerge", text)
        return "merger_sub" if kind == "merger" and (merges or "Merger Sub" in short) else registrant
    if (
        kind == "credit"
        and "subsidiary" in name.note
        and not re.search(r"(?i)\b(?:agent|lender|guarantor)\b", name.note)
    ):
        return "borrower"
    if kind in _SALES and shared().titles.speaks_for_holders.search(name.note):
        return "shareholder"
    if formed:
        return "merger_sub"
    if kind == "equity" and INVESTS.match(name.note):
        return "investor"
    if own and (kind == "credit" or (kind == "equity" and registrant == "issuer")):
        return "borrower" if kind == "credit" else "issuer"
    if words := _acting_as(short, text):
        role = next((role for role, pattern in shared().roles.items() if pattern.search(words)), None)
        if role and role not in of_type(kind).never_roles:
            return role
    called = name.defined or (short if short != name.text else "")
    for words in (called, _WHAT_IT_IS.sub("", name.note), name.text):
        for role, pattern in shared().roles.items():
            if words and pattern.search(words) and role not in of_type(kind).never_roles:
                return "buyer" if role == "investor" and kind in {"merger", "asset_purchase"} else role
    if kind in _SALES:
        return _sale_role(name, short, deal, registrant, text)
    if kind == "settlement":
        return _AGAINST.get(registrant, "claimant")
    if kind in {"employment", "compensation"}:
        return "employer" if name.is_company else "executive"
    if kind == "debt_securities" and _TRUST.search(name.text):
        return "issuer"  # formed to sell preferred securities, and to lend what they bring
    if kind == "debt_securities" and re.search(_GUARANTEED_BY % re.escape(short), text):
        return "guarantor"
    if kind == "debt_securities":
        purchase = re.search(r"(?i)securities purchase|subscription|exchange agreement", text)
        indenture = rf"(?i)\bindenture\b[^;]{{0,250}}{re.escape(name.text)}"
        bank = re.search(r"(?i)\btrust\b|\bbank\b", name.text) and re.search(indenture, text)
        sells = not purchase and search(_SOLD_THROUGH, text)
        return "trustee" if bank else "underwriter" if sells else "investor"
    if kind == "equity" and re.search(rf"{re.escape(name.text)} and {_AS_AGENTS}", text):
        return "agent"
    if kind == "equity" and registrant == "issuer" and _buys_itself(short, text):
        return "investor"
    if kind == "equity" and re.search(r"(?i)underwrit|placement a|sales agreement|distribution agreement", text[:900]):
        return "underwriter"
    if kind == "rights_plan":
        return "agent"
    if kind == "equity" and registrant == "issuer":
        return "investor"
    return shared().opposite.get(registrant, cast(Role, deal_types()[kind].roles[-1]))


# "Able Fund, L.P., which invested $5 million".
INVESTS = re.compile(
    r"(?: \([^()]*\))?,? (?:which|who) (?:has |have )?(?:also )?(?:invested|purchased|bought|subscribed for)\b"
)
SELLER = re.compile(r"(?:[A-Z]\w+ )?(?:Sellers?|Vendors?)")
_TRUST = re.compile(r"\b(?:Capital|Statutory|Financing|Preferred) Trust\b(?! (?:Company|Co\b|Bank|N))")
_SOLD_THROUGH = re.compile(
    r"(?i)\bunderwrit|\b(?:initial purchaser|placement agent|book-?runn|manager|dealer|sales agent|representative|"
    r"(?:note |terms |pricing )?purchase agreement|distribution agreement|offering)"
)
_GUARANTEED_BY = r"\b[Gg]uaranteed\b[^.;]{0,140}\bby (?:the )?(?:[A-Z][\w]*(?:,| and| by| the)* ){0,5}%s(?!\w)"


def _acting_as(short: str, text: str) -> str:
    """Return what a sentence says a party acts as: "Able Securities served as placement agent"."""
    at = text.find(short)
    while at >= 0:
        if found := _ACTS_AS.match(text, at + len(short)):
            return found[1] or found[2]
        at = text.find(short, at + 1)
    return ""


_ACTS_AS = re.compile(
    r"(?: \([^()]*\))?,? (?:[a-z]+ ){0,2}?(?:(?:act|serve?)(?:s|d|ed|ing)? as ([^;.,]{3,60})|"
    r"(?:was|were|is|are|remains) (?:the )?([a-z -]*(?:agent|trustee))\b)"
)


def _buys_itself(short: str, text: str) -> bool:
    """Say whether a party buys for itself: securities are bought by agreement, and no agent's or underwriter's."""
    agents = rf"(?i)\b(?:placement agen|underwrit|sales agen|distribution agreement)[^;.]{{0,80}}{re.escape(short)}"
    return bool(_PURCHASE.search(text[:900])) and not re.search(agents, text) and "nderwriting" not in text[:900]


_PURCHASE = re.compile(r"(?i)\b(?:(?:securities|stock|shares?|units?) purchase|subscription) agreements?\b")
_BLANK_CHECK = re.compile(r"(?i)blank[- ]check|special purpose|\bSPAC\b")
_AGAINST: dict[Role, Role] = {"issuer": "shareholder", "claimant": "defendant"}
_AS_AGENTS = r"[^;()]{0,80}\b(?:acting )?(?:jointly )?as (?:the )?(?:depositary|(?:transfer|warrant|escrow) agent)\b"
_WHAT_IT_IS = re.compile(r"^,? an? [\w-]+-based [^,;()]*")  # a line of business is no part in the deal
_SALES = {"merger", "asset_purchase"}
_SHARES_BOUGHT = re.compile(r"(?:Share|Stock|Unit|Interests?|Equity|Securities) (?:Sale and )?Purchase Agreement\b")
_THIS = "\ue001"  # stands for the party in question
_OWNED = re.compile(
    r"(?i)\b(?:shares|stock|capital|interests?|equity|acquisition|acquired?|acquire|merged? with(?: and into)?|"
    rf"merge with and into) (?:by [^;,.]{{3,80}} )?(?:\([^()]{{3,60}}\) )?"
    rf"(?:of |in |capital stock of )?(?:the )?{_THIS}(?! stock| common| shares|'s)|"
    rf"holders? of {_THIS}"
)
_BOUGHT_FROM = re.compile(rf"(?i)\bfrom {_THIS}")
_HELD_BY = re.compile(
    r"(?i)\b(?:holders?|owners?|sellers?|stockholders?|shareholders?|members?)\b(?:[^;.]|\b[A-Z]\.){0,160}?"
    rf"{_THIS}|\b(?:from|by) {_THIS}"
)


_ASIDE = re.compile(r" ?\([^()]*\)|\"")  # of a "finance subsidiary" (as a rule has it) of somebody


def _own(note: str, filing: Filing) -> bool:
    """Say whether the clause after a name makes it a subsidiary of the registrant."""
    note = re.sub(r"(?i)\bby (?:an?|one of) [^,;()]*", "", note)  # who does it, not what it is
    bare = note
    while (less := _ASIDE.sub("", bare)) != bare:
        bare = less
    owner = _OWNER.search(note) or _OWNER.search(bare)
    if owner and (owner[1] or "").startswith(("our ", "its operating partnership")):
        return True
    return bool(owner) and names_registrant((owner[1] or owner[2]).strip() if owner else "", filing.info)


def _called_ours(name: Name, deal: Deal, filing: Filing) -> bool:
    """Say whether a sentence calls a party the registrant's subsidiary: "through its subsidiary Able LLC"."""
    for sentence in deal.sentences:
        at = sentence.text.find(name.text)
        before = sentence.text[max(0, at - _REACH) : at] if at > 0 else ""
        if ("subsidiar" in before or "operating partnership" in before) and _ours_after(before, deal, filing):
            return True
    return False


def _ours_after(text: str, deal: Deal, filing: Filing) -> bool:
    """Say whether a subsidiary of the registrant is named next after a text."""
    shorts = short_names(sentence.text for sentence in deal.sentences)
    called = _own_shorts(shorts, filing)
    owner = _OF_WHOM.search(text)
    if owner and (names_registrant(owner[1], filing.info) or owner[1].lower() in called):
        return True
    whose = _WHOSE.search(text)
    if whose is None or whose[1].lower() != "its":
        return whose is not None
    registrant = filing.info.registrant.name.lower()
    before = _marked(text[: whose.start()].lower(), (registrant, _bare_name(filing), *called))
    since = before.rpartition(REGISTRANT)[2]
    rivals = {short for short in shorts if short not in called and short != "company"}
    return REGISTRANT in before and not any(short in since for short in rivals) and not _COMPANY.search(since)


_REACH = 240  # characters before a name that are looked at
# Not "Able Sub, Inc., a subsidiary of the Company, Baker LLC and ...", where it is the name before that is told of.
_OF_WHOM = re.compile(
    r"(?:^|\d{4}, |\b(?:through|by|that|whereby) )(?:[Aa]n?|[Oo]ne) (?:[a-z-]+ ){0,4}subsidiar(?:y|ies) "
    r"of (?:the )?([^;()]{2,60}?)"
    r"(?: \([^)]*\))?, $"
)
_WHOSE = re.compile(
    r"(?i)\b(its|our|(?:the )?(?:company|registrant|partnership|trust)'s) (?:[a-z][\w-]*,? ){0,5}(?:subsidiar(?:y|"
    r"ies)|operating "
    r"partnership),? (?:(?-i:[A-Z])[^;.]{0,80}(?:,| and) )?$"
)
_COMPANY = re.compile(r"\b(?:inc|corp|llc|l\.p|ltd|plc|company|corporation|bank)\b")  # somebody else, named in between
_OWNER = re.compile(r"(?i)\bsubsidiary of (?:the )?([^,;()]+)|\b(company|registrant)'s (?:[\w-]+ )*subsidiary")


# "Able Lamps GmbH" is not Able, whose stock "Able Common Stock" is.
_LONGER_NAME = r" (?!Common|Capital|Ordinary|Preferred|Class|Series|Stock|Shares)[A-Z]"


def _sale_role(name: Name, short: str, deal: Deal, registrant: Role, text: str) -> Role:
    kind = deal.type
    marked = re.sub(rf"{re.escape(name.text)}(?!\w)|{re.escape(short)}(?!\w)(?!{_LONGER_NAME})", _THIS, text)
    if kind == "merger" and registrant == "target":
        return "buyer"
    if _OWNED.search(marked):
        return "target"
    if registrant == "buyer":
        if kind == "asset_purchase" or _SHARES_BOUGHT.search(deal.title or ""):
            return "seller"
        company = name.is_company or " " not in name.text
        return "seller" if (_BOUGHT_FROM if company else _HELD_BY).search(marked) else "target"
    if registrant == "other" and kind == "merger":
        return "other"  # who buys whom was not told
    return "buyer"
