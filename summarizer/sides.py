"""Who pays, buys from, sells or lends to whom, where a sentence says so plainly.

Plainly is with both parties by name, short name or part ("the buyer") around the verb. What a sentence says more
freely is not read, and nothing follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from summarizer.folding import plain
from summarizer.models import Amount, Party, Percentage
from summarizer.names import in_word, stands_for
from summarizer.prose import distinctive
from summarizer.prose.readings import reading
from summarizer.wording import AnyFact, figure_in

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
_DEEDS = {
    deed: (
        re.compile(rf"\b(?:{active}|{passive})\b"),
        re.compile(rf"{_AUX}{active} {towards}"),
        re.compile(rf"{_AUX}{passive}\b{_FILL} (?:{by}) (?:the )?"),
    )
    for deed, (active, towards, passive, by) in _VERBS.items()
}
_ANY_DEED = re.compile("|".join(verbs.pattern for verbs, _, _ in _DEEDS.values()))
# A verb and, behind whoever does it, all up to its end.
_DOING = {verb: (re.compile(rf"\b{verb}\b"), re.compile(rf"{_AUX}{verb}\b")) for verb in (_PAYS, _GETS)}
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


def reversed_sides(text: str, told: Iterable[AnyFact], facts: Iterable[AnyFact]) -> str | None:
    """Return that a sentence plainly turns round who does what to whom, or None.

    ``told`` are the facts that it may tell of, ``facts`` those of its deals, the parties among them.
    """
    parties = [fact for fact in facts if isinstance(fact, Party)]
    if len(parties) < 2:
        return None
    text = plain(text)
    if not _ANY_DEED.search(text):
        return None
    aliases = _aliases(
        tuple(_Side(p.id, plain(p.name), plain(p.defined_name or ""), p.role, p.is_registrant) for p in parties)
    )
    said = reading(text)
    pays = _pairs(text, "pays", aliases)
    figures = len(said.money) + len(said.percentages)
    for fact in told:
        if isinstance(fact, Amount | Percentage) and figure_in(fact, said):
            payers, payees = _stated(fact, parties, aliases)
            # With one figure in the sentence it is plain which one is paid, also where only one side is named.
            payer = _doers(text, _PAYS, aliases) if figures == 1 and not pays else set()
            turned = any((b in payers or a in payees) and not (a in payers or b in payees) for a, b in pays)
            if turned or any(party in payees and party not in payers and payers for party in payer):
                return f"{fact.id} is paid the other way round"
    roles: dict[str, str] = {party.id: party.role for party in parties}
    for deed, (doers, others) in _PARTS.items():
        for one, other in _pairs(text, deed, aliases):
            if roles[one] in others and roles[other] in doers:
                return "it turns the two sides round"
    return None


def _stated(
    fact: Amount | Percentage, parties: Sequence[Party], aliases: dict[str, _Alias]
) -> tuple[set[str], set[str]]:
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


def _doers(text: str, verb: str, aliases: dict[str, _Alias]) -> set[str]:
    anywhere, behind = _DOING[verb]
    if not anywhere.search(text):
        return set()
    return {id_ for id_, alias in aliases.items() if any(behind.match(text, end) for _, end in alias.places(text))}


def _pairs(text: str, deed: str, aliases: dict[str, _Alias]) -> set[tuple[str, str]]:
    """Return who does a deed to whom, by the ids of the parties."""
    verbs, does_to, is_done_by = _DEEDS[deed]
    if not verbs.search(text):
        return set()
    # Of forty lenders a sentence names one or two.
    here = [(id_, places) for id_, alias in aliases.items() if (places := list(alias.places(text)))]
    return {
        (one, other)
        for one, ours in here
        for other, theirs in here
        if one.split(".")[0] == other.split(".")[0]
        and one != other
        and (_joins(does_to, text, ours, theirs) or _joins(is_done_by, text, theirs, ours))
    }


def _joins(
    words: re.Pattern[str], text: str, before: Sequence[tuple[int, int]], after: Sequence[tuple[int, int]]
) -> bool:
    """Return whether the words fill the gap between a place before and a place after."""
    return any(words.fullmatch(text, end, start) for _, end in before for start, _ in after if start > end)


class _Side(NamedTuple):
    """A party as far as prose calls it by it."""

    id: str
    name: str
    defined_name: str
    role: str
    is_registrant: bool


class _Alias(NamedTuple):
    """What prose may call a party: by one of its names, or by its part, which a pattern finds."""

    names: tuple[str, ...]
    part: re.Pattern[str] | None

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a text names the party: no part of a longer word."""
        for name in self.names:
            start = text.find(name)
            while start >= 0:
                end = start + len(name)
                begins = in_word(name[0]) != (start > 0 and in_word(text[start - 1]))
                if begins and not (end < len(text) and in_word(text[end])):
                    yield start, end
                start = text.find(name, start + 1)
        if self.part:
            yield from (found.span() for found in self.part.finditer(text))


@lru_cache(maxsize=16)  # each sentence of a brief asks for those of its deal
def _aliases(sides: tuple[_Side, ...]) -> dict[str, _Alias]:
    """Return what each party may be called, by its id: its names, words that are its own, a part it alone has."""
    words = {side.id: _short(side) for side in sides}
    found = {}
    for side in sides:
        names = {side.name, _FORM.sub("", side.name), side.defined_name}
        rivals = [s for s in sides if s.id != side.id and (s.role not in _MINOR or side.role in _MINOR)]
        names |= {w for w in words[side.id] if not any(w.lower() in distinctive(s.name) for s in rivals)}
        if side.role in _MINOR:
            names = {n for n in names if " " in n}
        alone = sum(s.role == side.role for s in sides) == 1
        parts = _GENERIC.get(side.role, side.role.replace("_", " ")) if alone else ""
        if side.is_registrant:
            parts = "company" + (f"|{parts}" if parts and "company" not in parts else "")
        elif "company" in parts.split("|"):
            parts = parts.removesuffix("|company")
        own = tuple(sorted(filter(None, names)))
        if own or parts:
            found[side.id] = _Alias(own, re.compile(rf"\b[Tt]he (?i:{parts})(?!\w)") if parts else None)
    return found


def _short(side: _Side) -> set[str]:
    """Return the words by which prose may call a party: those of a company's name, the last of a person's."""
    words = [w for w in re.findall(r"[\w&'-]+", side.name) if w.lower() in distinctive(side.name)]
    if not words:
        return set()
    short = {words[-1]} if side.role == "executive" else {*words, " ".join(words[:2])}
    return {w for word in short for w in (word, word.title()) if len(word) > 2}
