"""Whether one clause of the filing says what a lead would tell: who did what, and in which direction."""

from __future__ import annotations

import re
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
        r"settled|borrow(?:ed|s)|len(?:t|ds)|received|declared|acquired|purchased|bought|renewed"
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


class Witness:
    """The filing's sentences on a deal, asked for what a lead would say."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling

    @cached_property
    def _sentences(self) -> list[str]:
        found = [quote.text for quote in self.telling.quoted] or [self.telling.sentences]
        found += [part for text in (self.telling.sentences,) for part in split(text)]
        return list(dict.fromkeys(_BRACKETS.sub("", plain(text)) for text in found))

    def alias(self, party: Party) -> str:
        """Return a pattern of the names that the filing has for a party."""
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
        return rf"(?:[Tt]he )?\b(?:{words})\b"

    def merged(self, buyer: Party, target: Party) -> bool:
        """Return whether a sentence says that one company buys the other."""
        low, high = self.alias(buyer), self.alias(target)
        forms = (
            rf"{low}.{{0,260}}?\b{_BUYS}\b(?P<gap>.{{0,200}}?){high}(?!'s? )",
            rf"{high}.{{0,120}}?\b(?:acquired|purchased|bought|acquisition|purchase) by.{{0,60}}?{low}",
            rf"{_BUYS} of {high}.{{0,40}} by {low}",
            rf"(?:merge[ds]?|merger|merging)\b.{{0,80}}\binto {high}",
            rf"{high}.{{0,120}}?\b(?:merge[ds]?|merger)\b.{{0,40}}\binto\b.{{0,90}}{low}",
            rf"{high}.{{0,160}}?subsidiary of.{{0,40}}{low}",
            rf"(?i:each|all|outstanding).{{0,120}}\bof {high}.{{0,160}}\b(?:right to receive|exchanged|converted)",
        )
        return any(self._holds(form) for form in forms)

    def sells(self, seller: Party) -> bool:
        """Return whether a sentence has somebody sell, and not for others."""
        who = self.alias(seller)
        if self._holds(rf"{who},? (?:[\w' ]{{0,60}}? )?as .{{0,40}}\brepresentative\b"):
            return False
        return self._holds(rf"{who}.{{0,240}}?\b{_SELLS}\b") or self._holds(
            rf"\b(?:from|(?:stock|share)holders?,?|members?,?) (?:.{{0,60}} )?{who}"
        )

    def buys(self, buyer: Party) -> bool:
        """Return whether a sentence has somebody buy."""
        who = self.alias(buyer)
        return self._holds(rf"{who}.{{0,240}}?\b{_BUYS}\b") or self._holds(rf"\b{_SELLS}\b.{{0,240}}?\bto {_KIND}{who}")

    def buys_back(self) -> bool:
        """Return whether a sentence has shares sold back to the registrant."""
        return any(re.search(r"\bs(?:ell|old|ale) back\b|\brepurchas\w+", text) for text in self._sentences)

    def gets(self, party: Party) -> bool:
        """Return whether a sentence has securities sold to a party, or through it."""
        who = self.alias(party)
        return self._holds(
            rf"\b(?:{_SELLS}|issu\w+|(?i:agreement))\b.{{0,300}}?\b(?:to|with|through|among|between|by)\b.{{0,240}}?{who}"
        ) or self._holds(rf"{who}.{{0,160}}?\b{_BUYS}\b")

    def tells(self, sentence: str) -> bool:
        """Return whether a sentence has a party do what the deal's action says."""
        bare = _BRACKETS.sub("", sentence)
        for verb in re.finditer(rf"\b(?:{_DONE[self.telling.deal.action]})\b", bare):
            clause = _CLAUSE.split(bare[: verb.start()])[-1]
            if any(re.search(self.alias(party), clause) for party in self.telling.cast.parties):
                return not _DENIED.search(bare[: verb.start()])
        return False

    def deals_in(self, kind: str, party: Party | None) -> bool:
        """Return whether a sentence has the registrant do with loans, notes or shares what its action says."""
        what = {"credit": _LENT, "debt_securities": _NOTES, "equity": _SHARES}[kind]
        done = _DONE[self.telling.deal.action]
        sold = kind != "credit" and self.telling.deal.action == "completed"
        return self._acts(party, what, done if sold else f"{done}|{_BETWEEN}")

    def completes(self, party: Party) -> bool:
        """Return whether a sentence has somebody complete a purchase, a sale or the like."""
        return self._acts(
            party, r"(?i:merge|acqui|purchase|sale|sold|transaction|offering|dispos|transfer|exchange|combination)"
        )

    def acts(self, party: Party | None) -> bool:
        """Return whether a sentence has the registrant do to an agreement what its action says."""
        title = self.telling.deal.title
        head = re.escape(plain(title).split()[-1]) if title else "agreement"
        return self._acts(
            party, rf"(?i:{head}|agreement|lease|contract|plan|letter|settlement|order|memorandum|pay|salary|award)"
        )

    def _acts(self, party: Party | None, what: str, verbs: str = "") -> bool:
        verbs = verbs or f"{_DONE[self.telling.deal.action]}|{_BETWEEN}|{_MORE}"
        who = self.alias(party) if party else r"\b(?:Company|Registrant|[Ww]e|[Oo]ur)\b"
        change = self.telling.deal.action == "amended"
        title = re.escape(plain(self.telling.deal.title or ""))
        for sentence in self._sentences:
            for verb in re.finditer(rf"\b(?:{verbs})\b", sentence):
                clause = _OF_WHOM.sub(",", _CLAUSE.split(sentence[: verb.start()])[-1])
                near = _CLAUSE.split(sentence[verb.start() : verb.end() + 260])[0]
                if what == _LENT and not self._of_title(f"{clause} {near}"):
                    continue
                about = (re.search(what, f"{clause} {near}") and not self._another(near)) or (
                    change and re.search(_CHANGES, near)
                )
                does = self._is_subject(who, clause) or _of_both(verb[0], near, who)
                does = does and not _LETS.match(near)
                signed = title and re.search(rf"(?i){title}.{{0,40}}\b(?:was|were|been) $", sentence[: verb.start()])
                if signed or (about and does and not _DENIED.search(sentence[: verb.start()])):
                    return True
        return False

    def _is_subject(self, who: str, clause: str) -> bool:
        """Return whether somebody stands before a verb, and nobody else whom the clause has do it."""
        ours = [found for found in re.finditer(who, clause) if not _WHOSE.search(clause[: found.start()])]
        if not ours:
            return False
        behind = clause[ours[-1].end() :]
        if _LETS.search(behind):
            return False
        others = (found for pattern in self._others for found in re.finditer(pattern, behind))
        return not any(re.search(r"\b(?:to|that|for|by|than)\b", behind[: found.start()]) for found in others)

    @cached_property
    def _others(self) -> list[str]:
        return [self.alias(party) for party in self.telling.cast.parties if not party.is_registrant]

    def _of_title(self, words: str) -> bool:
        """Return whether words are on the deal's own loan, which goes by its title where that says what it is."""
        title = set(re.findall(r"[a-z]{4,}", plain(self.telling.deal.title or "").lower())) - {"amended", "restated"}
        return len(title) < _TWO or len(title & set(re.findall(r"[a-z]+", words.lower()))) >= _TWO

    def _another(self, near: str) -> bool:
        """Return whether the agreement that is named first behind a verb is another than the deal's."""
        title = set(re.findall(r"[a-z]+", plain(self.telling.deal.title or "").lower())) - {
            "and",
            "of",
            "the",
            "a",
            "an",
        }
        first = _PAPER.search(near)
        if len(title) < _TWO or first is None:
            return False
        words = set(re.findall(r"[a-z]+", near[max(0, first.start() - 60) : first.end() + 30].lower()))
        return len(words & title) < _TWO

    def names(self, party: Party) -> bool:
        """Return whether a sentence that tells of the agreement has a party's name: it is with that party."""
        who = self.alias(party)
        made = rf"\b(?:{_DONE[self.telling.deal.action]}|{_DONE['entered']}|{_BETWEEN}|{_MORE}|dated|by and)\b"
        aside = party.role in _BESIDE  # who may be named for another agreement
        title = set(re.findall(r"[a-z]{4,}", plain(self.telling.deal.title or "").lower() if aside else ""))
        for text in self._sentences:
            for found in re.finditer(who, text):
                joint = list(re.finditer(r"\b(?:with|between|among|by|to|from|through)\b", text[: found.start()]))
                beside = text[joint[-1].end() : found.start()] if joint else ""
                own = len(title) < _TWO or len(title & set(re.findall(r"[a-z]+", text.lower()))) >= _TWO
                if own and re.search(made, text) and not _FOR_WHAT.search(beside):
                    return True
        return False

    def _holds(self, form: str) -> bool:
        return any(
            not _DENIED.search(sentence[: found.start()])
            and not _PART.search(found.groupdict().get("gap") or "")
            and not re.search(r"\bwould have\b|\babandon", found[0])
            for sentence in self._sentences
            for found in re.finditer(form, sentence)
        )


# A part of a company is not the company.
_PART = re.compile(
    r"\b(?:subsidiar\w+|assets|business|division|unit|operations|segment|property)\b[^,;]{0,60}\b(?:of|"
    r"from|by) (?:the )?$"
)
_COMMON = ("first", "bank", "trust", "energy", "international", "national", "american", "group", "holdings", "partners")
_WHOSE = re.compile(r"\b(?:subsidiary|subsidiaries|affiliates?|unit|division|parent|owner|partner) of $")
# "Pfeil" is not "Pfeil Finance B.V.".
_ALONE = r"(?! (?!Inc\b|Corp|Co\b|Company|Ltd|LLC|PLC|plc|L\.P|N\.A)[A-Z][a-z])"
# Who lets somebody do something does not do it.
_LETS = re.compile(r"(?:agreed|will|consented) (?:to (?:permit|allow|consent|cause|let)|be obliged)\b")
_SHORTEST = 3  # letters of a word that a company may be known by
_KIND = r"(?:(?:an?|the|its) .{0,60}?(?:, |of ))?(?:[A-Z].{0,60}(?:,|and) )?"
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


def _of_both(verb: str, near: str, who: str) -> bool:
    """Return whether an agreement is said to be one between somebody and another."""
    return verb in ("between", "among", "with", "lends", "lent") and bool(re.search(who, near[:160]))
