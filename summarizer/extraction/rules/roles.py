"""The built-in extractor's roles: on which side of a deal each party stands."""

from __future__ import annotations

import re
from typing import cast

from summarizer.deal_types import deal_types
from summarizer.extraction.rules.deals import Deal
from summarizer.extraction.rules.names import Name, short_names
from summarizer.filing.structure import Filing
from summarizer.names import names_registrant
from summarizer.vocabulary import Role

# A party's role by the short name the filing gives it, or by the clause after its name.
ROLE_WORDS: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (cast(Role, role), re.compile(rf"(?i)\b(?:{words})\b"))
    for role, words in (
        ("merger_sub", r"merger sub\w*|acquisition sub\w*|merger subsidiary|purchaser sub"),
        ("trustee", r"(?:indenture |owner |as )?trustee"),
        (
            "agent",
            r"(?:administrative|collateral|rights|syndication|documentation|paying|escrow|lead|joint|auction|"
            r"warrant|sales)(?: \w+)? agent|arrangers?|bookrunners?|agent",
        ),
        ("guarantor", r"guarantors?"),
        (
            "underwriter",
            r"underwriters?|initial purchasers?|placement agents?|book-?running managers?|representatives? of the",
        ),
        ("borrower", r"borrowers?"),
        ("issuer", r"issuers?"),
        ("lender", r"lenders?|as (?:initial )?lender|issuing bank"),
        ("landlord", r"landlord|lessor"),
        ("tenant", r"tenant|lessee"),
        ("licensor", r"licensor"),
        ("licensee", r"licensee"),
        ("supplier", r"supplier|manufacturer|vendor"),
        ("customer", r"customer|distributor"),
        ("target", r"target"),
        ("seller", r"sellers?"),
        ("buyer", r"buyers?|acquir(?:o|e)r|parent"),
        ("investor", r"investors?|purchasers?"),
        ("service_provider", r"consultant|advis(?:o|e)r|manager|servicer|service provider"),
        ("executive", r"executive|employee"),
        ("shareholder", r"shareholders?|stockholders?"),
    )
)


# Whose side the registrant is on, by the words of the deal's first sentences; {R} stands for the registrant.
_DIRECTIONS: dict[str, tuple[tuple[Role, str], ...]] = {
    "asset_purchase": (
        (
            "seller",
            r"{R}[^;]{0,140}?\b(?:sold|sell|sale of(?! the company)|divest\w*|dispos\w+|transfer\w*)\b|"
            r"\bpurchased? from {R}|\bacquired? from {R}",
        ),
        (
            "buyer",
            r"{R}[^;]{0,200}?\b(?:acquire[ds]?|acquiring|acquisition of|purchas\w+(?! and sale| agreement|"
            r" price)|buy|bought)\b|"
            r"\bsold to {R}|\bsell to {R}",
        ),
    ),
    "merger": (
        (
            "target",
            r"with and into {R}(?= \(the \"merger\"| with {R})|"
            r"acquire (?:all of )?(?:the (?:issued and )?outstanding \w+ of )?{R}\b(?!')|acquired by|"
            r"\(\"parent\"\)|{R} (?:will|shall|would|to) (?:be )?merged? (?:with and )?into|"
            r"each (?:issued and outstanding |outstanding )?share[^;]{0,60} of {R}[^;]{0,160}\bconverted",
        ),
        ("buyer", r"{R}[^;]{0,160}?\b(?:completed|acquired?|acquisition|acquire|purchased?|subsidiar\w+)\b"),
    ),
    "lease": (("landlord", r"{R}[^;]{0,60}?\b(?:as (?:landlord|lessor)|leased to)\b"),),
    "license": (
        (
            "licensor",
            r"{R}'s (?:[\w-]+ ){0,6}?(?:\([^)]*\) )?(?:technolog\w+|patents?|products?|compounds?|platform|"
            r"intellectual|software|chemistry|know-how)|"
            r"{R} (?:has |will |also )?(?:granted|grants?|licensed|out-?licens\w+)\b(?! from)|(?:granted|"
            r"licensed) (?:\w+ ){0,6}by {R}|payable to {R}|pay(?:ment)?s? to {R}",
        ),
        (
            "licensee",
            r"grant\w* (?:to )?{R}|{R}[^;]{0,120}?\b(?:licensed from|obtained|acquired?|in-?licens\w+|received|"
            r"was granted|rights? to)\b|{R} (?:will|shall|agreed to|has) pa(?:y|id)",
        ),
    ),
    "supply": (
        (
            "supplier",
            r"distribut\w+ (?:of |for )?(?:the )?{R}'s|{R}'s (?:\w+ ){0,4}distributor|distributor (?:of|for) {R}|"
            r"\b(?:sell|distribute|market|resell) (?:the )?{R}'s",
        ),
        ("customer", r"{R}[^;]{0,100}?\b(?:purchas\w+(?! agreement)|buy|source)\b|suppl(?:y|ied) (?:\w+ ){0,3}to {R}"),
        ("supplier", r"{R}[^;]{0,100}?\b(?:suppl(?:y|ies)(?! agreement)|sell|manufactur\w+(?! agreement)|deliver)\b"),
    ),
    "services": (
        (
            "service_provider",
            r"awarded (?:its |to )?{R}|{R}[^;]{0,60}?\b(?:will|to|shall) (?:provide|perform|render|manage)",
        ),
    ),
    "credit": (
        ("lender", r"{R}[^;]{0,40}?\b(?:will lend|loaned|lent|made a loan)"),
        (
            "guarantor",
            r"guarant\w+ (?:\w+ )?by {R}|{R}[^;]{0,40}?\b(?:has guaranteed|guarantees)|{R},? as guarantor\b|"
            r"{R},? (?:(?!are\b|is\b|be\b|was\b|were\b)[a-z]+ ){0,2}(?:guaranteed|guaranty)\b(?! by)",
        ),
    ),
    "equity": (
        ("buyer", r"(?:repurchase[sd]?|buy ?back)\b"),
        ("investor", r"{R} (?:has |will |also )?(?:invested|agreed to invest|acquired|purchased)\b"),
    ),
}


_OPPOSITE: dict[Role, Role] = {
    "buyer": "seller",
    "seller": "buyer",
    "landlord": "tenant",
    "tenant": "landlord",
    "licensor": "licensee",
    "licensee": "licensor",
    "supplier": "customer",
    "customer": "supplier",
    "client": "service_provider",
    "service_provider": "client",
    "target": "buyer",
    "lender": "borrower",
    "guarantor": "lender",
    "borrower": "lender",
    "issuer": "investor",
    "investor": "issuer",
    "employer": "executive",
}


def registrant_role(deal: Deal, filing: Filing) -> Role:
    """Return the registrant's role: by the verbs of the deal's first sentences, else the type's first."""
    opening = " ".join(sentence.text for sentence in deal.sentences[:4]).lower()
    name = re.sub(
        r",? (?:inc|corp|llc|ltd|company|co|corporation|incorporated)\b\.?.*$", "", filing.info.registrant.name.lower()
    )
    called = [
        short
        for short, full in short_names(" ".join(sentence.text for sentence in deal.sentences)).items()
        if full and names_registrant(full, filing.info)
    ]
    for short in called:
        own = next((role for role, pattern in ROLE_WORDS if pattern.fullmatch(short)), None)
        if own and own not in _FOREIGN.get(deal.type, ()):
            return own
    names = [re.escape(one) for one in (name.removeprefix("the ").strip(" ,."), *called)]
    registrant = f"(?:{'|'.join([*names, 'the company', 'the registrant', 'we'])})"
    found: list[tuple[int, int, Role]] = []
    for rank, (role, words) in enumerate(_DIRECTIONS.get(deal.type, ())):
        if match := re.search(words.replace("{R}", rf"\b{registrant}"), opening):
            found.append((rank if deal.type in {"license", "merger"} else match.end(), rank, role))
    return min(found)[2] if found else cast(Role, deal_types()[deal.type].roles[0])


def role_of(name: Name, short: str, deal: Deal, registrant: Role, filing: Filing) -> Role:
    """Return a counterparty's role: by its short name or clause, by the words around it, else the type's."""
    kind = deal.type
    text = " ".join(sentence.text for sentence in deal.sentences)
    if kind in _SIDED and not _VEHICLE.search(name.text) and _own(name.note, filing):
        merges = re.search(rf"\b{re.escape(short)}\b[^;.]{{0,40}}\bmerge", text)
        return "merger_sub" if kind == "merger" and (merges or "Merger Sub" in short) else registrant
    if (
        kind == "credit"
        and "subsidiary" in name.note
        and not re.search(r"(?i)\b(?:agent|lender|guarantor)\b", name.note)
    ):
        return "borrower"
    for words in (name.defined or short, name.note):
        for role, pattern in ROLE_WORDS:
            if words and pattern.search(words) and role not in _FOREIGN.get(kind, ()):
                return "buyer" if role == "investor" and kind in {"merger", "asset_purchase"} else role
    if kind in {"merger", "asset_purchase"}:
        return _sale_role(name, short, kind, registrant, text)
    if kind == "settlement":
        return "claimant"
    if kind in {"employment", "compensation"}:
        return "employer" if name.is_company else "executive"
    if kind == "debt_securities":
        purchase = re.search(r"(?i)securities purchase|subscription|exchange agreement", text)
        bank = re.search(r"(?i)\btrust\b|\bbank\b", name.text) and "underwrit" not in text[:400].lower()
        return "trustee" if bank else "investor" if purchase else "underwriter"
    if kind == "equity" and re.search(r"(?i)underwrit|placement a|sales agreement|distribution agreement", text[:900]):
        return "underwriter"
    if kind == "rights_plan":
        return "agent"
    if kind == "equity" and registrant == "issuer":
        return "investor"
    return _OPPOSITE.get(registrant, cast(Role, deal_types()[kind].roles[-1]))


_SIDED = {
    "merger",
    "asset_purchase",
    "license",
    "collaboration",
    "lease",
    "supply",
    "services",
}  # a subsidiary sides with it
# Roles that words may seem to name where deals of a type have none such: a "Parent" lends nothing.
_FOREIGN: dict[str, tuple[Role, ...]] = {
    "credit": ("buyer", "seller", "executive", "shareholder", "target"),
    "license": ("agent", "buyer", "executive"),
    "employment": ("agent", "service_provider", "buyer", "shareholder"),
    "compensation": ("agent", "service_provider", "buyer", "shareholder"),
}


_VEHICLE = re.compile(r"(?i)merger sub|acquisition (?:corp|sub|inc|llc|co|lp)|merger (?:corp|llc|inc|enterprises)")


def _own(note: str, filing: Filing) -> bool:
    """Say whether the clause after a name makes it a subsidiary of the registrant."""
    owner = re.search(r"(?i)\bsubsidiary of (?:the )?([^,;()]+)|\b(company|registrant)'s (?:[\w-]+ )*subsidiary", note)
    return bool(owner) and names_registrant((owner[1] or owner[2]).strip() if owner else "", filing.info)


def _sale_role(name: Name, short: str, kind: str, registrant: Role, text: str) -> Role:
    called = f"(?:{re.escape(name.text)}|{re.escape(short)})(?!\\w)"
    if kind == "merger" and _VEHICLE.search(name.text):
        return "merger_sub"
    owned = (
        r"(?:shares|stock|interests?|equity|acquisition|acquired?|acquire|merged? with(?: and into)?|"
        r"merge with and into) "
        r"(?:of |in |capital stock of )?(?:the )?"
    )
    if re.search(rf"(?i)\b{owned}{called}(?! stock| common| shares|'s)", text):
        return "target"
    if registrant == "buyer":
        holders = r"(?:holders?|owners?|sellers?|stockholders?|shareholders?)\b[^;.]{0,60}"
        holds = rf"(?i)\bfrom {called}" if name.is_company else rf"(?i)\b{holders}{called}|\b(?:from|by) {called}"
        return "seller" if kind == "asset_purchase" or re.search(holds, text) else "target"
    return "buyer"
