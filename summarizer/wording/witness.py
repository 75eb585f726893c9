"""Whether one clause of the filing says what a lead would tell: who did what, and in which direction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from summarizer.models import Party
from summarizer.wording.easing import plain, split
from summarizer.wording.naming import without_form
from summarizer.wording.telling import Telling

_BRACKETS = re.compile(r" ?\([^()]*\)")
# How the filing says that something of each action was done.
_DONE = {
    "entered": (
        r"enter(?:ed|s|ing)? into|signed|execut(?:ed|ing)|agreed|accepted|awarded|granted|bec(?:a|o)me part|closed|"
        r"obtained|made|pric(?:ed|ing)|sold|issued|established|adopted|approved|appointed|promoted|named|set|reached|"
        r"settled|replaced|borrow(?:ed|s)|len(?:t|ds)|received|declared|acquired|purchased|bought|renewed"
    ),
    "amended": (
        r"entered into|executed|signed|amend\w*|supplement\w*|modif\w+|waive\w*|restate\w*|chang\w+|increas\w+|"
        r"extend\w*|revis\w+"
    ),
    "renewed": r"renew\w*|exten\w+|exercised",
    "terminated": (
        r"terminat\w+|cancel\w+|ended|ends|ending|expired?|abandon\w*|rescind\w*|withdr\w+|repaid|prepaid|paid in full"
    ),
    "completed": (
        r"complet\w+|consummat\w+|clos(?:ed|ing)|sold|sale of|issued?|acquired|purchased|repurchased|bought|merged|"
        r"distribut\w+|effected|settle\w*|transferred"
    ),
    "proposed": r"propos\w+|offer\w*|letter of intent|intends?|non-binding|negotiat\w+|plans?",
}
_SELLS = r"(?:s(?:ell|old|elling|ale)|convey(?:ed)?|transfer\w*|dispos\w+|divest\w*|assign\w*)"
_BUYS = r"(?:acqui(?:re[ds]?|ring|sition)|purchas\w+|b(?:uy|ought|uying)|tender offer|offer to|pay|assume)"
_LENT = r"(?i:credit|loan|lend|borrow|note|facilit|forbearance|waiver|guarant|mortgage|indenture|debt)"
_NOTES = r"(?i:notes?|debentures?|bonds?|securities|indenture|debt)\b"
_SHARES = r"(?i:shares?|stock|units|warrants?|securities|equity|offering|investment)\b"
# How an agreement is also said to be made, and one on anything but money.
_BETWEEN = r"is party|between|among|with"
_MORE = r"announced|acquire|purchase|will"
# What is not so, or was and is no more, or would have been.
_DENIED = re.compile(
    r"(?i)\b(?:would have|had been|no longer|not|never|previously|terminat\w+|abandon\w*)\W+(?:\w+\W+){0,2}$"
)


_SALE_CLOSED = re.compile(
    r"(?i)\b(?:sale|offering|issuance|placement)\b(?: of [^.;,]{3,60})? (?:was |were )?(?:closed|completed|settled)\b|"
    r"\b(?:closed|completed) (?:the|its|this) (?:sale|offering|issuance|placement)\b"
)


class Witness:
    """The filing's sentences on a deal, asked for what a lead would say."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self._action = telling.deal.action
        self._title = plain(telling.deal.title or "")
        self._title_words = set(re.findall(r"[a-z]{4,}", self._title.lower())) - {"amended", "restated"}
        self._called: dict[str, re.Pattern[str]] = {}

    @cached_property
    def _sentences(self) -> list[str]:
        found = [quote.text for quote in self.telling.quoted] or [self.telling.sentences]
        found += split(self.telling.sentences)
        return list(dict.fromkeys(_BRACKETS.sub("", plain(text)) for text in found))

    def _who(self, party: Party) -> re.Pattern[str]:
        """Return a pattern of the names that the filing has for a party."""
        if party.id not in self._called:
            self._called[party.id] = re.compile(self._alias(party))
        return self._called[party.id]

    def _alias(self, party: Party) -> str:
        names = {party.name, party.defined_name or "", without_form(party.name), self.telling.cast.short(party)}
        bare = {re.sub(r"(?i)^the ", "", name).rstrip(".") for name in names if len(name) > 1}
        if party.is_registrant:
            own = (word.strip(",.") for word in without_form(party.name).split())
            bare |= {word for word in own if len(word) > _SHORTEST and word.lower() not in _COMMON}
        words = "|".join(
            f"{re.escape(name)}{'' if ' ' in name else _ALONE}" for name in sorted(bare, key=len, reverse=True)
        )
        if party.is_registrant:
            words += r"|Company|Registrant|Corporation|Partnership|[Ww]e|[Oo]ur|us|parties"
            words += f"|{self.telling.joint}" if self.telling.joint else ""
        return rf"(?:[Tt]he )?\b(?:{words})\b"

    def merged(self, buyer: Party, target: Party) -> bool:
        """Return whether a sentence says that one company buys the other."""
        return self._holds(_MERGED, target, buyer) or self._holds(_MERGED_INTO, target)

    def bought(self) -> Party | None:
        """Return the company that is bought: of several the first that a sentence says so of."""
        cast = self.telling.cast
        buyer = next(iter(cast.with_role("buyer")), None)
        targets = cast.with_role("target")
        sure = (party for party in targets if buyer and self.merged(buyer, party))
        return next(sure, None) or next(iter(targets), None)

    def sells(self, seller: Party) -> bool:
        """Return whether a sentence has somebody sell, and not for others."""
        return not self._holds(_FOR_SELLERS, seller) and self._holds(_SELLING, seller)

    def buys(self, buyer: Party) -> bool:
        """Return whether a sentence has somebody buy."""
        return self._holds(_BUYING, buyer)

    def buys_back(self) -> bool:
        """Return whether a sentence has shares sold back to the registrant."""
        return any(re.search(r"\bs(?:ell|old|ale) back\b|\brepurchas\w+", text) for text in self._sentences)

    def gets(self, party: Party) -> bool:
        """Return whether a sentence has securities sold to a party, or through it."""
        return self._holds(_GETTING, party)

    def tells(self, sentence: str) -> bool:
        """Return whether a sentence has a party do what the deal's action says."""
        bare = _BRACKETS.sub("", sentence)
        for verb in re.finditer(rf"\b(?:{_DONE[self._action]})\b", bare):
            clause = _CLAUSE.split(bare[: verb.start()])[-1]
            of_pay = _DECIDES.search(clause) and self._of_pay(bare)
            if of_pay or any(self._who(party).search(clause) for party in self.telling.cast.parties):
                return not _DENIED.search(bare[: verb.start()])
        return False

    def _of_pay(self, sentence: str) -> bool:
        """Return whether a sentence is on those of whose pay the deal is."""
        if self.telling.deal.type not in ("employment", "compensation"):
            return False
        people = self.telling.cast.others("executive")
        return not people or any(self._who(party).search(sentence) for party in people)

    def deals_in(self, kind: str, party: Party | None) -> bool:
        """Return whether a sentence has the registrant do with loans, notes or shares what its action says."""
        what = {"credit": _LENT, "debt_securities": _NOTES, "equity": _SHARES}[kind]
        done = _DONE[self._action]
        sold = kind != "credit" and self._action == "completed"
        if sold and party and party.role == "issuer" and any(map(_SALE_CLOSED.search, self._sentences)):
            done = f"{done}|{_DONE['entered']}"  # what was agreed on in one sentence was closed in another
        return self._acts(party, what, done if sold else f"{done}|{_BETWEEN}")

    def completes(self, party: Party) -> bool:
        """Return whether a sentence has somebody complete a purchase, a sale or the like."""
        return self._acts(
            party, r"(?i:merge|acqui|purchase|sale|sold|transaction|offering|dispos|transfer|exchange|combination)"
        )

    def acts(self, party: Party | None) -> bool:
        """Return whether a sentence has the registrant do to an agreement what its action says."""
        head = re.escape(self._title.split()[-1]) if self._title else "agreement"
        return self._acts(
            party, rf"(?i:{head}|agreement|lease|contract|plan|letter|settlement|order|memorandum|pay|salary|award)"
        )

    def _acts(self, party: Party | None, what: str, verbs: str = "") -> bool:
        verbs = verbs or f"{_DONE[self._action]}|{_BETWEEN}|{_MORE}"
        who = self._who(party) if party else _US
        for sentence in self._sentences:
            for verb in re.finditer(rf"\b(?:{verbs})\b", sentence):
                before = sentence[: verb.start()]
                clause = _OF_WHOM.sub(",", _CLAUSE.split(before)[-1])
                near = _CLAUSE.split(sentence[verb.start() : verb.end() + 260])[0]
                if what == _LENT and not self._of_title(f"{clause} {near}"):
                    continue
                if self._signed(before):
                    return True
                about = (re.search(what, f"{clause} {near}") and not self._another(near)) or (
                    self._action == "amended" and _CHANGES.search(near)
                )
                does = about and (self._is_subject(who, clause) or _of_both(verb[0], near, who))
                if does and not _LETS.match(near) and not _DENIED.search(before):
                    return True
        return False

    def _signed(self, before: str) -> bool:
        """Return whether the agreement is what has been done something to: "the Merger Agreement was"."""
        done = self._title and before.endswith(("was ", "were ", "been "))
        return bool(done and re.search(rf"(?i){re.escape(self._title)}.{{0,40}}\b(?:was|were|been) $", before))

    def _is_subject(self, who: re.Pattern[str], clause: str) -> bool:
        """Return whether somebody stands before a verb, and nobody else whom the clause has do it."""
        ours = [found for found in who.finditer(clause) if not _WHOSE.search(clause[: found.start()])]
        if not ours:
            return False
        behind = clause[ours[-1].end() :]
        if _LETS.search(behind):
            return False
        another = _ANOTHER.search(behind)
        others = (self._who(party) for party in self.telling.cast.parties if not party.is_registrant)
        return another is None or not any(other.search(behind, another.end()) for other in others)

    def _of_title(self, words: str) -> bool:
        """Return whether words are on the deal's own agreement, which goes by its title where that says what it is."""
        known = self._title_words & set(re.findall(r"[a-z]+", words.lower()))
        return len(self._title_words) < _TWO or len(known) >= _TWO

    def _another(self, near: str) -> bool:
        """Return whether the agreement that is named first behind a verb is another than the deal's."""
        first = _PAPER.search(near)
        return first is not None and not self._of_title(near[max(0, first.start() - 60) : first.end() + 30])

    def names(self, party: Party) -> bool:
        """Return whether a sentence that tells of the agreement has a party's name: it is with that party."""
        made = rf"\b(?:{_DONE[self._action]}|{_DONE['entered']}|{_BETWEEN}|{_MORE}|dated|by and)\b"
        aside = party.role in _BESIDE  # who may be named for another agreement
        for text in self._sentences:
            for found in self._who(party).finditer(text):
                joint = list(re.finditer(r"\b(?:with|between|among|by|to|from|through)\b", text[: found.start()]))
                beside = text[joint[-1].end() : found.start()] if joint else ""
                own = not aside or self._of_title(text)
                if own and re.search(made, text) and not _FOR_WHAT.search(beside):
                    return True
        return False

    def _holds(self, forms: Sequence[re.Pattern[str]], *parties: Party) -> bool:
        """Return whether a sentence that names all of some parties has one of the forms, and is not denied."""
        sentences = self._sentences
        for party, sign in zip(parties, (_ONE, _OTHER), strict=False):
            found = (self._who(party).subn(lambda name: sign.ljust(len(name[0]), _REST), text) for text in sentences)  # noqa: B023
            sentences = [text for text, times in found if times]
        return any(
            not _DENIED.search(sentence[: found.start()])
            and not _PART.search(found.groupdict().get("gap") or "")
            and not re.search(r"\bwould have\b|\babandon", found[0])
            for form in forms
            for sentence in sentences
            for found in form.finditer(sentence)
        )


# What stands for the name of the first party that is asked for, of the second, and for the rest of its letters.
_ONE, _OTHER, _REST = "\ue000", "\ue001", "\ue002"
_KIND = r"(?:(?:an?|the|its) .{0,60}?(?:, |of ))?(?:[A-Z].{0,60}(?:,|and) )?"


def _forms(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern.replace("ONE", f"{_ONE}{_REST}*").replace("OTHER", f"{_OTHER}{_REST}*"))
        for pattern in patterns
    )


_MERGED = _forms(
    rf"OTHER.{{0,260}}?\b{_BUYS}\b(?P<gap>.{{0,200}}?)ONE(?!'s? )",
    r"ONE.{0,120}?\b(?:acquired|purchased|bought|acquisition|purchase) by.{0,60}?OTHER",
    rf"{_BUYS} of ONE.{{0,40}} by OTHER",
    r"ONE.{0,120}?\b(?:merge[ds]?|merger)\b.{0,40}\binto\b.{0,90}OTHER",
    r"ONE.{0,160}?subsidiary of.{0,40}OTHER",
)
_MERGED_INTO = _forms(
    r"(?:merge[ds]?|merger|merging)\b.{0,80}\binto ONE",
    r"(?i:each|all|outstanding).{0,120}\bof ONE.{0,160}\b(?:right to receive|exchanged|converted)",
)
_SELLING = _forms(rf"ONE.{{0,240}}?\b{_SELLS}\b", r"\b(?:from|(?:stock|share)holders?,?|members?,?) (?:.{0,60} )?ONE")
_FOR_SELLERS = _forms(r"ONE,? (?:[\w' ]{0,60}? )?as .{0,40}\brepresentative\b")
_BUYING = _forms(rf"ONE.{{0,240}}?\b{_BUYS}\b", rf"\b{_SELLS}\b.{{0,240}}?\bto {_KIND}ONE")
_GETTING = _forms(
    rf"\b(?:{_SELLS}|issu\w+|(?i:agreement))\b.{{0,300}}?\b(?:to|with|through|among|between|by)\b.{{0,240}}?ONE",
    rf"ONE.{{0,160}}?\b{_BUYS}\b",
)
# A part of a company is not the company.
_PART = re.compile(
    r"\b(?:subsidiar\w+|assets|business|division|unit|operations|segment|property)\b[^,;]{0,60}\b(?:of|"
    r"from|by) (?:the )?$|^ (?:all [^,;]{0,60} )?from (?:the )?$"
)
_DECIDES = re.compile(r"\b(?:Committee|Board)\b")  # who sets pay for a company
_COMMON = ("first", "bank", "trust", "energy", "international", "national", "american", "group", "holdings", "partners")
_WHOSE = re.compile(r"\b(?:subsidiary|subsidiaries|affiliates?|unit|division|parent|owner|partner) of $")
# "Pfeil" is not "Pfeil Finance B.V.".
_ALONE = r"(?! (?!Inc\b|Corp|Co\b|Company|Ltd|LLC|PLC|plc|L\.P|N\.A)[A-Z][a-z])"
# Who lets somebody do something does not do it.
_LETS = re.compile(r"(?:agreed|will|consented) (?:to (?:permit|allow|consent|cause|let)|be obliged)\b")
_US = re.compile(r"\b(?:Company|Registrant|[Ww]e|[Oo]ur)\b")
# Behind what somebody else does something: "that Able", "for Baker".
_ANOTHER = re.compile(r"\b(?:to|that|for|by|than)\b")
_SHORTEST = 3  # letters of a word that a company may be known by
_BESIDE = ("agent", "lender", "underwriter", "trustee", "guarantor", "claimant", "defendant")
_TWO = 2  # words of its title by which an agreement is known
_PAPER = re.compile(
    r"\b(?:[A-Z][\w-]* )+(?:Agreement|Contract|Lease|Note|Indenture|Letter|Facility|Plan)\b|"
    r"\b(?:agreement|contract|lease|letter|note|indenture)\b"
)
_FOR_WHAT = re.compile(r"\b(?:for|providing|under|pursuant|which|relating|regarding|whereby)\b")
# Whose subsidiary somebody is: not who does what follows.
_OF_WHOM = re.compile(
    r", (?:an?|the|its|our) [^,;]*\b(?:subsidiary|affiliate|unit|division|parent|owner)\b[^,;]*(?:, Inc\.)?,"
)
_CLAUSE = re.compile(r"; |\b(?:which|whereby|while|when|provided that)\b|, and (?=(?:[oO]n|[iI]n|the) )")
# A change of an agreement is also signed.
_CHANGES = re.compile(r"(?i)\b(?:amendment|supplement\w*|waiver|amended and restated|modification)\b")


def _of_both(verb: str, near: str, who: re.Pattern[str]) -> bool:
    """Return whether an agreement is said to be one between somebody and another."""
    return verb in ("between", "among", "with", "lends", "lent") and bool(who.search(near[:160]))
