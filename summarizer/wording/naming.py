"""What a brief calls the parties: by the whole name first, then by the short name that the filing or prose gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from summarizer.folding import plain
from summarizer.models import Deal, Evidence, FilingInfo, Party
from summarizer.prose import distinctive

_FORM = re.compile(
    r"(?i)[, ]+(?:\(the \"[^\"]*\"\)|inc|incorporated|corp|corporation|company|& co|co|l\.?l\.?c|l\.?p|l\.?l\.?p|ltd|"
    r"limited|plc|p\.l\.c|n\.?a|national association|n\.?v|b\.?v|s\.?a|a\.?g|gmbh|s\.?e|pte)\.?,?$"
)
_KEPT = re.compile(r"(?i)\b(?:trust|and|of|&) (?:company|co\.?)$")  # "Trust Company" is what it is
# Names of no company: "the U.S. Department of Justice".
_WITH_THE = re.compile(r"^(?!The )(?:.*\b(?:Department|Administration|Commission|Agency|Government|Authority)\b.*)$")
_SMALL = frozenset({"of", "and", "the", "for", "in", "de"})
_GENERAL = frozenset(
    "company registrant corporation department bank trust fund group issuer buyer seller parent purchaser borrower "
    "lender lenders tenant landlord employer executive trustee agent underwriter underwriters licensor licensee holder "
    "holders target".split()
)


# Roles of the registrant in which a subsidiary of its own stands on its side.
_SIDES = frozenset("buyer seller licensor licensee tenant landlord supplier customer client".split())


def is_person(name: str) -> bool:
    """Return whether a name is plainly a person's: "Opal A. Fallat"."""
    return bool(re.fullmatch(r"(?:[A-Z][a-z'-]+ )+(?:[A-Z]\. )+[A-Z][A-Za-z'-]+(?:,? (?:Jr|Sr|II|III|IV)\.?)?", name))


@lru_cache(maxsize=512)  # each sentence names the same few
def tidy(name: str) -> str:
    """Return a name in upper and lower case: "ACORN ENERGY, INC." is "Acorn Energy, Inc."."""
    letters = [c for c in name if c.isalpha()]
    core = re.sub(r"\W", "", _FORM.sub("", name))
    if len(core) < 5 or sum(c.isupper() for c in letters) < 0.9 * len(letters):
        return name
    words = []
    for at, word in enumerate(name.split()):
        bare = re.sub(r"\W", "", word)
        acronym = len(bare) > 1 and not re.search(r"[AEIOUY]", bare) and bare not in ("LTD", "CORP")
        small = bare.lower() in _SMALL
        words.append(word if acronym or "." in word[:-1] else word.lower() if small and at else _title(word))
    return " ".join(words)


def spelled(info: FilingInfo, texts: Sequence[str]) -> FilingInfo:
    """Return what a filing is, with the registrant's name as its text spells it: headers have capitals only."""
    name = info.registrant.name
    if not name.isupper():
        return info
    short = re.compile(rf"(?i)\b{re.escape(without_form(name))}\b")
    written = (found[0] for text in texts for found in short.finditer(text))
    own = next((one for one in written if not one.isupper() and not one.islower()), None)
    if own is None or own == without_form(name):
        return info
    whole = short.sub(own, tidy(name), count=1)
    return info.model_copy(update={"registrant": info.registrant.model_copy(update={"name": whole})})


def _title(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda part: part[0][0].upper() + part[0][1:].lower(), word)


def has_form(name: str) -> bool:
    """Return whether a name ends in a legal form."""
    return bool(_FORM.search(name))


@lru_cache(maxsize=512)
def without_form(name: str) -> str:
    """Return a name without its legal form: "The Boeing Company" is "Boeing"."""
    short = tidy(name)
    while not _KEPT.search(short):
        less = _FORM.sub("", short)
        if less == short or len(less) < 3:
            break
        short = less
    if short != tidy(name):
        short = re.sub(r"^The ", "", short)
    return short.rstrip(" ,&") if distinctive(short) or not distinctive(name) else tidy(name)


def short_name(party: Party, quotes: Iterable[str] = ()) -> str:
    """Return what a party is called once introduced."""
    defined = re.sub(r"^(?:the|The) ", "", (party.defined_name or "").strip("\"' "))
    if defined and _shortens(defined, party.name):
        return tidy(defined) if len(defined) > 6 else defined
    if party.role in ("executive", "service_provider", "seller", "shareholder") or not _FORM.search(party.name):
        surname = re.sub(r",? (?:Jr|Sr|II|III|IV|M\.D|Ph\.D)\.?,?$", "", party.name).split()[-1]
        if re.fullmatch(r"[\w.' -]+", party.name) and " " in party.name:
            titled = re.compile(rf"\b(?:Mr|Ms|Mrs|Dr)\. {re.escape(surname)}\b")
            found = next((found[0] for quote in quotes if (found := titled.search(quote))), None)
            if found:
                return found
    return without_form(party.name)


def _shortens(short: str, name: str) -> bool:
    words = re.findall(r"[\w&]+", short.lower())
    words = [word for word in words if word not in ("mr", "ms", "mrs", "dr")]
    if not words or all(word in _GENERAL for word in words):
        return False
    full = re.findall(r"[\w&]+", name.lower())
    if all(word in full for word in words):
        return True
    bare = [word for word in full if not _FORM.match(f" {word}") and word not in _SMALL]
    whole = [word for word in full if word not in _SMALL]
    return len(words) == 1 and words[0] in {"".join(word[0] for word in part) for part in (bare, whole, full)}


def _initials(short: str, name: str) -> bool:
    return short.isupper() and " " not in short and short.lower() not in name.lower()


_TITLED = re.compile(r"(?:Mr|Ms|Mrs|Dr)\. ")


def article(name: str) -> str:
    """Return a name as a sentence takes it in: a public body has its article."""
    return f"the {name}" if _WITH_THE.match(name) else name


def listed(names: Sequence[str]) -> str:
    """Return names as prose lists them: "A, B and C"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


class Cast:
    """Who takes part in a deal, and what each is called: in full where first named, then in short."""

    def __init__(self, info: FilingInfo, deal: Deal | None = None, named: set[str] | None = None) -> None:
        self.parties = tuple(deal.parties) if deal else ()
        self.named = set() if named is None else named  # shared by the deals of one brief
        self._quotes = [e.quote for e in _evidence(deal)] if deal else []
        self.us = next((party for party in self.parties if party.is_registrant), None)
        self.registrant = info.registrant.name
        shorts = [short_name(party, self._quotes) for party in self.parties]
        self._short = {
            party.id: short if shorts.count(short) == 1 else tidy(party.name)
            for party, short in zip(self.parties, shorts, strict=True)
        }

    @property
    def our_short(self) -> str:
        """What the registrant is called in short."""
        return self.short(self.us) if self.us else without_form(self.registrant)

    def short(self, party: Party) -> str:
        """Return a party's short name, with its article where it takes one."""
        return article(self._short[party.id])

    def name(self, party: Party) -> str:
        """Return the name of a party: the whole at its first mention, the short one after that."""
        key = without_form(party.name).lower()
        if key in self.named:
            return self.short(party)
        self.named.add(key)
        short = self._short[party.id]
        initials = f" ({short})" if _initials(short, party.name) else ""
        return article(f"{tidy(party.name)}{initials}")

    def in_title(self, party: Party) -> str:
        """Return a party's name for a title: neither initials nor who "Mr. Able" is have been explained there."""
        short = self._short[party.id]
        whole = _initials(short, party.name) or _TITLED.match(short)
        return article(without_form(party.name) if whole else short)

    def names(self, parties: Sequence[Party]) -> str:
        """Return several parties by name."""
        return listed([self.name(party) for party in parties])

    def others(self, *roles: str) -> list[Party]:
        """Return the parties besides the registrant, of some roles or all; none that is the registrant once more."""
        ours = distinctive(self.us.name) if self.us else set()
        found = [p for p in self.parties if not p.is_registrant and (not roles or p.role in roles)]
        return [
            p
            for p in found
            if (not ours or ours != distinctive(p.name) - {"about"})
            and p.id not in self._ours
            and not self._cut(p)
            and p.name.lower() not in _GENERAL | {"partnership"}  # a part that somebody plays, not a name
        ]

    @cached_property
    def _ours(self) -> frozenset[str]:
        """The subsidiaries of the registrant, where the filing calls them so: they are not across the table."""
        if self.us is None or self.us.role not in _SIDES:
            return frozenset()
        text = re.sub(r" ?\([^()]*\)", "", plain(" ".join(" ".join(quote.split()) for quote in self._quotes)))
        if "subsidiary" not in text:
            return frozenset()
        us = "|".join({re.escape(name) for name in (self.us.name, self._short[self.us.id], self.registrant)})
        whose = rf"(?:[Oo]ur|[Ii]ts|[Tt]he (?:Company|Registrant)'s|(?:{us})'s?)"
        kind = r"(?:(?:wholly|owned|wholly[- ]owned|direct|indirect|and|or|principal|operating|[A-Z][a-z]+),? ){0,5}?"
        found = set()
        for party in self.parties:
            if party.is_registrant or party.role in ("target", "executive"):
                continue
            name = re.escape(party.name.rstrip("."))
            before_it = rf"\b{whose} {kind}subsidiary,? {name}\b"
            behind = rf"\b{name}\.?,? (?:an? |the )?{kind}subsidiary of (?:the (?:Company|Registrant)\b|{us})"
            if re.search(rf"{before_it}|{behind}", text):
                found.add(party.id)
        return frozenset(found)

    def _cut(self, party: Party) -> bool:
        """Return whether a name is the end of another party's: "Iowa, Inc." of "Ash Foods of Iowa, Inc."."""
        return any(
            re.search(rf"\b(?:of|and|&) {re.escape(party.name)}$", other.name)
            for other in self.parties
            if other is not party and other.name.endswith(party.name)
        )

    def ours(self) -> list[Party]:
        """Return the registrant and its subsidiaries among the parties."""
        return [p for p in self.parties if p.is_registrant or p.id in self._ours]

    def with_role(self, *roles: str) -> list[Party]:
        """Return the parties of some roles, the registrant first."""
        return sorted((p for p in self.parties if p.role in roles), key=lambda p: not p.is_registrant)

    def by_alias(self, words: str) -> Party | None:
        """Return the party that a filing's words for it mean: "the Company", "Buyer", "Nuance"."""
        bare = re.sub(r"(?i)^the ", "", words.strip()).lower()
        if bare in ("company", "registrant", "corporation") and self.us:
            return self.us
        for party in self.parties:
            names = (party.name, party.defined_name or "", self._short[party.id], without_form(party.name))
            if bare in {re.sub(r"(?i)^the ", "", name).lower() for name in names if name}:
                return party
        return None

    @cached_property
    def aliases(self) -> str:
        """A pattern of the words that the filing may use for a party."""
        names = {name for p in self.parties for name in (p.name, p.defined_name, self._short[p.id]) if name}
        names |= {"Company", "Registrant"}
        ordered = sorted((re.sub(r"(?i)^the ", "", name) for name in names), key=len, reverse=True)
        return rf"(?:[Tt]he )?(?:{'|'.join(re.escape(name) for name in ordered if len(name) > 1)})"


def _evidence(deal: Deal) -> Iterable[Evidence]:
    groups = (deal.parties, deal.amounts, deal.percentages, deal.durations, deal.quantities, deal.dates)
    return [e for group in (*groups, deal.provisions) for fact in group for e in fact.evidence]
