"""The built-in extractor's sentences: headlines and subjects, made of the filing's own words.

None of them may say more than the filing: they are trimmed sentences, or templates filled with names as written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer import values
from summarizer.drafts import PartyDraft
from summarizer.extraction.rules.deals import Deal
from summarizer.extraction.rules.signals import of_type, shared
from summarizer.sieve import every, search
from summarizer.vocabulary import Action

_LONGEST = 300  # characters of a subject

_ASIDE = {"merger_sub", "trustee"}  # roles of those with whom nothing is agreed that a headline tells
_EQUALS = {"collaborator", "partner", "other"}  # roles that both sides of a deal may have
_VERBS: dict[Action, str] = {
    "entered": "entered into",
    "amended": "amended",
    "renewed": "renewed",
    "terminated": "terminated",
    "completed": "completed",
    "proposed": "proposed",
}


_PAY = {"employment", "compensation"}


def headline(deal: Deal, parties: Sequence[PartyDraft]) -> str:
    """Return one plain sentence: who did what with whom."""
    registrant, others = parties[0], parties[1:]
    behind = ""
    own = [party for party in others if party.role in ("issuer", "borrower")]
    if registrant.role in {"guarantor", "other"} and own:  # a subsidiary does it
        behind = f", with {registrant.name} as guarantor" if registrant.role == "guarantor" else ""
        registrant, others = own[0], [party for party in others if party is not own[0]]
    across = [party for party in others if party.role not in _ASIDE and not _beside(party, registrant)]
    names = _listed([party.name for party in across][:3])
    by_role = {role: _listed([p.name for p in parties if p.role == role][:1]) for role in ("buyer", "target", "seller")}
    if deal.type == "merger" and by_role["buyer"] and by_role["target"] and deal.action in {"entered", "completed"}:
        if deal.action == "completed":
            return f"{by_role['buyer']} completed the acquisition of {by_role['target']}".rstrip(".") + "."
        return f"{by_role['buyer']} agreed to acquire {by_role['target']}".rstrip(".") + "."
    if deal.type == "merger" and registrant.role == "buyer" and by_role["seller"] and not by_role["target"]:
        done = "completed" if deal.action == "completed" else f"{_VERBS[deal.action]} an agreement on"
        return f"{registrant.name} {done} an acquisition from {by_role['seller']}".rstrip(".") + "."
    if deal.type == "equity" and registrant.role == "buyer" and deal.action == "completed":
        return (
            f"{registrant.name} completed its purchase of shares{f' from {names}' if names else ''}".rstrip(".") + "."
        )
    if deal.type == "equity" and registrant.role == "investor" and names and deal.action in {"entered", "completed"}:
        done = "invested" if deal.action == "completed" else "agreed to invest"
        return f"{registrant.name} {done} in {names}".rstrip(".") + "."
    noun = _noun(deal)
    if deal.type in _PAY and not deal.title and not _of_paper(deal):
        verb = "changed" if deal.action == "amended" else "set"
        return f"{registrant.name} {verb} {f'the pay of {names}' if names else _paid(deal)}".rstrip(".") + "."
    changed = deal.title and deal.lead and f"amended the {deal.title}" in deal.lead.text
    if deal.title and re.search(r"(?i)amend|restated", noun) and deal.action == "amended" and not changed:
        noun, verb = f"{_article(deal.title)} {deal.title}", _VERBS["entered"]
    else:
        verb = _VERBS[deal.action]
    what = f"{verb} {noun}"
    return f"{registrant.name} {what}{f' with {names}' if names else ''}{behind}".rstrip(".") + "."


def _beside(party: PartyDraft, registrant: PartyDraft) -> bool:
    """Say whether a party stands on the registrant's own side."""
    return party.role == registrant.role and registrant.role not in _EQUALS


def _noun(deal: Deal) -> str:
    title = deal.title if any(deal.title and deal.title in s.text for s in deal.sentences) else None
    if deal.action == "completed":
        return of_type(deal.type).closed
    if title and not deal.person and not re.search(r"\d", title) and len(title) < 90:
        if deal.action in {"entered", "proposed"}:
            return f"{_article(title)} {title}"
        return f"the {title}"
    noun = of_type(deal.type).noun
    text = " ".join(sentence.text for sentence in deal.sentences).lower()
    if deal.type == "employment" and (called := _PAPER.search(text)):
        noun = called[0]
    elif not any(word in text for word in noun.removesuffix(" agreement").split()):
        noun = "agreement"  # the filing calls it nothing of the kind
    return f"{_article(noun)} {noun}" if deal.action in {"entered", "proposed"} else f"its {noun}"


def _of_paper(deal: Deal) -> bool:
    """Say whether a deal's sentences tell of an agreement, a letter or a plan, and not only of what is paid."""
    return any(re.search(r"(?i)\b(?:agreement|letter|contract|plan|program)s?\b", one.text) for one in deal.sentences)


# What an executive signs, as the filing first calls it.
_FOR = (
    "(?:employment|separation|severance|retention|transition|retirement|resignation|consulting|advisory|letter|release)"
)
_PAPER = re.compile(rf"\boffer letter\b|\b(?:{_FOR} and )?{_FOR} agreement\b|\bchange (?:in|of) control agreement\b")


def _paid(deal: Deal) -> str:
    """Return whose pay was set, by the first of these whom the deal's first sentence names."""
    text = deal.lead.text.lower().replace("board of directors", "board") if deal.lead else ""
    whom = next((one for one in ("directors", "officers", "executives", "employees") if one in text), None)
    return f"the pay of its {whom}" if whom else "what it pays"


def _article(noun: str) -> str:
    return "an" if noun[0].lower() in "aeiou" else "a"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


# What a clause opens with that says what the agreement is about, and how the sentence made of it opens.
_ABOUT = tuple(
    (re.compile(rf"(?i)\b(?:{words}) (?=[^;.]{{15}})"), opening)
    for words, opening in (
        (r"pursuant to which|under which|whereby", "Under it, "),
        (r"that provides|which provides|providing|provides", "It provides "),
        (
            r"that, subject to court (?:approval|proceedings), resolves(?= matters)",
            "Subject to court proceedings, it resolves ",
        ),
        (r"relating to|with respect to|regarding|concerning", "It concerns "),
        (r"to(?= (?:continue (?:leasing|to lease)|settle)\b)", "It is to "),
    )
)
# Where such a clause may end: before what is said aside, and at another clause.
_MAY_END = re.compile(
    r"(?i),? (?:except|subject|as described|including|pursuant)\b|, (?:and|which|with|in each|as|for|an?|"
    r"the(?! Company's (?:\w+ )?(?:headquarters|offices?)\b)|its|such)\b|"
    r",? (?:entered into (?:by|between|among)|dated(?: as of)? [A-Z])|;|\.?$"
)


def subject(deal: Deal, line: str) -> str:
    """Return what the agreement is about: its first clause without figures that says so, else the headline."""
    told = deal.sentences
    at = told.index(deal.lead) if deal.lead in told else 0
    for sentence in told[at : at + 2]:
        if sentence is not deal.lead and search(shared().reading.no_term, sentence.text):
            continue
        text = re.sub(r"\s*\([^()]*\)", "", sentence.text)
        for pattern, opening in _ABOUT:
            for found in every(pattern, text):
                end = next((m.start() for m in _MAY_END.finditer(text, found.end() + 15)), len(text))
                clause = text[found.end() : min(end, found.end() + _LONGEST)].strip()
                words = len(clause.split())
                if (
                    not 5 <= words <= 40
                    or re.match(r"(?:Mr|Ms|Dr)\.", clause)
                    or re.search(r"(?:,| and| the| or)$", clause)
                ):
                    continue
                if not _figures(_CODE.sub("", _ADDRESS.sub("", clause))) and not re.search(
                    r"\b(?:Item|Exhibit|Section|Rule)\b", clause
                ):
                    return f"{opening}{clause}."
    return (_object(deal) if deal.type == "asset_purchase" else None) or line


# What is bought or sold: a business, or the assets of one.
_OBJECT = re.compile(
    r"\b(?:acquisition of|purchase of|sale (?:to [^;$]{3,160}? )?of|"
    r"disposition of|divestiture of|acquired?|purchased?|sold|sell|buy|bought) "
    r"((?:(?:substantially all|all|certain) (?:of )?(?:the |its )?(?:[a-z]+ )?assets(?: and (?:[a-z]+ )*liabilities)? "
    r"(?:of|used in|related to|relating to|comprising|constituting) )?(?:the|its) (?:[A-Z][\w&'-]*[ -]|[a-z-]+ ){0,8}?"
    r"(?i:division|business|unit|segment|subsidiary|product line|plants?|facilit(?:y|ies))\b"
    r"(?: of (?!(?:the|its|an?) )(?:[A-Z][\w&.'-]*(?:,? (?=[A-Z])|))+)?)"
)
_TAKEN_OVER = re.compile(r"(?<=assets), and (?:the )?assumption of [^,]{4,60} liabilities,(?= )")


def _object(deal: Deal) -> str | None:
    """Return what a sale is of, where the sentence that tells of it names the business."""
    text = deal.lead.text if deal.lead else ""
    found = _OBJECT.search(_TAKEN_OVER.sub("", re.sub(r"\s*\([^()]*\)", "", text)))
    return f"It concerns {found[1].rstrip(',. ')}." if found and not _figures(found[1]) else None


_ADDRESS = re.compile(
    r"\b\d{1,5} (?=[A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:Avenue|Street|Road|Drive|Boulevard|Lane|Way|Place|Parkway|Court))"
)


_CODE = re.compile(r"\b[A-Z][A-Za-z]+-?\d{2,}[A-Za-z]?\b")  # the name of a product, "VTX-214"


def _figures(clause: str) -> bool:
    return bool(re.search(r"\d|%|\$", clause)) or bool(values.find_numbers(clause))
