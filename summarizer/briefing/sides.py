"""Who pays, buys from, sells or lends to whom, where a sentence says so plainly.

Plainly is with both parties by name, short name or part ("the buyer") around the verb. What a sentence says more
freely is not read, and nothing follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarizer.briefing.knowing import Known, figure_in
from summarizer.folding import plain
from summarizer.models import Amount, Party, Percentage
from summarizer.names import stands_for
from summarizer.prose import distinctive
from summarizer.prose.readings import reading

_FILL = r"(?:(?!\bnot\b)(?:[^.;]|\.(?=[0-9]))){0,60}?"  # between the parties; no other sentence, no denial
_AUX = (
    r"(?:,? (?:inc|corp|llc|ltd|n\.a|l\.p)\.?,?)? (?:(?:will|would|must|shall|may|might|could|can|has|have|had|also|"
    r"now|already|is|are|to|agreed|agrees|needs|owes|then|first|only|each|both|separately) )*"
)
_PAYS = r"(?:pay|pays|paid|owe|owes|owed|(?:make|makes|made) (?:an? |the )?(?:[\w-]+ ){0,3}payments?)"
_GETS = r"(?:gets?|got|receives?|received|(?:is|was|be) paid|collects?)"
_BUYS = (
    r"(?:buy|buys|buying|bought|acquires?|acquired|acquiring|takes? over|taking over|took over|purchases?|purchased|"
    r"(?:completes?|completed|plans?|closes?|closed) (?:its|the) (?:purchase|acquisition|takeover) of)"
)
_BOUGHT = r"(?:is|was|are|were|be|been) (?:bought|acquired|taken over|purchased)"
# By what is done: how it says that one side does it to the other, actively ("A pays B") or otherwise ("B gets from A").
_VERBS = {
    "pays": (_PAYS, r"(?:(?:the |an? )?|(?:[^.;,]|\.(?=[0-9])){0,60}? to (?:the )?)", _GETS, "from|by"),
    "buys": (_BUYS, r"(?:the |an? )?", _BOUGHT, "by"),
    "lends": (
        r"(?:lend|lends|lent)",
        r"(?:(?:the |an? )?|(?:[^.;,]|\.(?=[0-9])){0,60}? to (?:the )?)",
        r"(?:borrows?|borrowed)",
        "from",
    ),
    "sells": (r"(?:sell|sells|sold)", r"(?:[^.;]|\.(?=[0-9])){0,60}? to (?:the )?", _BUYS, "from"),
}
# Whose the deeds are by the parts of the parties: who does it, and to whom.
_PARTS = {
    "buys": (("buyer",), ("target", "seller")),
    "lends": (("lender", "agent"), ("borrower",)),
    "sells": (("seller", "supplier"), ("buyer", "customer")),
}
_GENERIC = {"target": "target|company", "lender": "lender|bank"}
_FORM = re.compile(
    r",? (?:Inc|Incorporated|Corp|Corporation|Company|Co|LLC|L\.L\.C|LP|L\.P|Ltd|Limited|PLC|plc|GmbH|AG|N\.V|S\.A)\.?$"
)
_MINOR = ("merger_sub", "guarantor", "trustee", "other")


def reversed_sides(text: str, cited: Iterable[Known], kin: Sequence[Known]) -> str | None:
    """Return that a sentence plainly turns round who does what to whom, or None."""
    parties = [known.fact for known in kin if isinstance(known.fact, Party)]
    if len(parties) < 2:
        return None
    text = plain(text)
    if not any(re.search(rf"\b(?:{active}|{passive})\b", text) for active, _, passive, _ in _VERBS.values()):
        return None
    aliases = _aliases(parties)
    said = reading(text)
    told = _pairs(text, "pays", aliases)
    figures = len(said.money) + len(said.percentages)
    for known in cited:
        fact = known.fact
        if isinstance(fact, Amount | Percentage) and figure_in(fact, said):
            payers, payees = _stated(fact, parties, aliases)
            # With one figure in the sentence it is plain which one is paid, also where only one side is named.
            payer = _doers(text, _PAYS, aliases) if figures == 1 and not told else set()
            turned = any((b in payers or a in payees) and not (a in payers or b in payees) for a, b in told)
            if turned or any(party in payees and party not in payers and payers for party in payer):
                return f"{known.id} is paid the other way round"
    roles: dict[str, str] = {party.id: party.role for party in parties}
    for deed, (doers, others) in _PARTS.items():
        for one, other in _pairs(text, deed, aliases):
            if roles[one] in others and roles[other] in doers:
                return "it turns the two sides round"
    return None


def _stated(fact: Amount | Percentage, parties: Sequence[Party], aliases: dict[str, str]) -> tuple[set[str], set[str]]:
    """Return the ids of those who pay and of those who are paid, by the fact and by its quotes."""
    payers: set[str] = set()
    payees: set[str] = set()
    if isinstance(fact, Amount):
        payers |= {party.id for party in parties if fact.payer and stands_for(fact.payer, party)}
        payees |= {party.id for party in parties if fact.payee and stands_for(fact.payee, party)}
    if not payers and not payees:
        for evidence in fact.evidence:
            quote = plain(evidence.quote)
            pairs = _pairs(quote, "pays", aliases)
            payers |= {one for one, _ in pairs} or _doers(quote, _PAYS, aliases)
            payees |= {other for _, other in pairs} or _doers(quote, _GETS, aliases)
    both = payers & payees
    return payers - both, payees - both


def _doers(text: str, verb: str, aliases: dict[str, str]) -> set[str]:
    if not re.search(rf"\b{verb}\b", text):
        return set()
    return {id_ for id_, name in aliases.items() if re.search(name, text) and re.search(rf"{name}{_AUX}{verb}\b", text)}


def _pairs(text: str, deed: str, aliases: dict[str, str]) -> set[tuple[str, str]]:
    """Return who does a deed to whom, by the ids of the parties."""
    active, towards, passive, by = _VERBS[deed]
    found: set[tuple[str, str]] = set()
    if not re.search(rf"\b{active}\b|\b{passive}\b", text):
        return found
    # Of forty lenders a sentence names one or two.
    here = {id_: name for id_, name in aliases.items() if re.search(name, text)}
    for one, name in here.items():
        for other, their in here.items():
            if (
                one.split(".")[0] == other.split(".")[0]
                and one != other
                and (
                    re.search(rf"{name}{_AUX}{active} {towards}{their}", text)
                    or re.search(rf"{their}{_AUX}{passive}\b{_FILL} (?:{by}) (?:the )?{name}", text)
                )
            ):
                found.add((one, other))
    return found


def _aliases(parties: Sequence[Party]) -> dict[str, str]:
    """Return a pattern for each party by its id: its names, the words that are its own, its part if it alone has it."""
    words = {party.id: _short(party) for party in parties}
    patterns = {}
    for party in parties:
        names = {plain(party.name), _FORM.sub("", plain(party.name)), plain(party.defined_name or "")}
        rivals = [p for p in parties if p.id != party.id and (p.role not in _MINOR or party.role in _MINOR)]
        names |= {w for w in words[party.id] if not any(w.lower() in distinctive(p.name) for p in rivals)}
        if party.role in _MINOR:
            names = {n for n in names if " " in n}
        alone = sum(p.role == party.role for p in parties) == 1
        parts = _GENERIC.get(party.role, party.role.replace("_", " ")) if alone else ""
        if party.is_registrant:
            parts = "company" + (f"|{parts}" if parts and "company" not in parts else "")
        elif "company" in parts.split("|"):
            parts = parts.removesuffix("|company")
        own = "|".join(re.escape(name) for name in sorted(filter(None, names), key=len, reverse=True))
        if not own and not parts:
            continue
        generic = rf"[Tt]he (?i:{parts})" if parts else ""
        patterns[party.id] = rf"\b(?:{'|'.join(filter(None, (own, generic)))})(?!\w)"
    return patterns


def _short(party: Party) -> set[str]:
    """Return the words by which prose may call a party: those of a company's name, the last of a person's."""
    words = [w for w in re.findall(r"[\w&'-]+", plain(party.name)) if w.lower() in distinctive(party.name)]
    if not words:
        return set()
    short = {words[-1]} if party.role == "executive" else {*words, " ".join(words[:2])}
    return {w for word in short for w in (word, word.title()) if len(word) > 2}
