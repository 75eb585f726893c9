"""What fills the slots of a plan: who takes part, what the agreement is called, and when it was made."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from summarizer.deal_types import deal_types
from summarizer.models import Amount, DateFact, Party, Percentage, Quantity
from summarizer.wording.easing import plain, split
from summarizer.wording.figures import on
from summarizer.wording.naming import is_person, listed, without_form
from summarizer.wording.phrases import with_article
from summarizer.wording.plans import TITLE_WORDS
from summarizer.wording.telling import Telling, after, before
from summarizer.wording.witness import Witness

_SIGNED = r"(?i:agreement|letter|contract)"
_REPORTED = re.compile(r"(?i)\bpreviously (?:disclosed|announced|reported)\b[^.;]{0,90}$")
_SLOT = re.compile(r"{(\w+)}")
_MOST_NAMES = 3
_EARLY = 2  # sentences that tell of the deal
_CHIEF = "administrative agent"
_LENGTH = re.compile(r"(?i),? ((?:[a-z]+|\d{2,3})-(?:year|day)),? (?:revolving )?(?:credit|loan)\b")
_AS_AGENT = re.compile(
    r"\.?,?((?: and|,)? [A-Z][^;:()]{0,90}?)??,? (?:each )?as (?:the )?(?:several )?"
    r"(?i:(administrative|syndication|documentation|collateral) agents?)\b"
)
_PLAN = re.compile(r"\b((?:\d{4} )?(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)* ){1,5}Plan)\b(?! [A-Z])")
# Who buys securities, where they are several: "to eleven accredited investors".
_TO_SEVERAL = re.compile(
    r"(?i)\b(?:to|with) (?:an? (?:group|number|syndicate) of |several |certain |various |two |three |four |five |six |"
    r"seven |eight |nine |ten |eleven |twelve |\d+ )(?:(?!and\b)[\w-]+ ){0,4}"
    r"(?:investors|purchasers|buyers|subscribers|institutions)\b"
)
_WILL_END = re.compile(r"(?i)\b(?:agreement|contract|lease|facility|plan|license) will (?:end|terminate|expire) on $")
_PARTING = re.compile(r"(?i)\b(?:separation|resign\w*|retire\w*|step(?:s|ped|ping)? down|release of claims)\b")
_AGREED = re.compile(r"(?i)\b(?:agree[sd]?|agreements?|letters?|contracts?|entered into|signed|offer(?:ed)?)\b")
_RESTATED = re.compile(r"(?i)^(?:(?:first|second|third|fourth|fifth) )?amended and restated ")
_DOES = {
    "renewed": r"(?:has |have )?(?:now |also )?(?:renewed|extended|exercised its (?:right|option) to (?:renew|extend))",
    "terminated": (
        r"(?:has |have )?(?:now |also )?(?:terminated|gave (?:\w+ ){0,4}notice (?:of termination|that it "
        r"(?:will |was |is )?terminat\w+))"
    ),
}


_DIRECTORS = re.compile(r"(?i)\bnon-?employee directors?\b|\bdirector (?:compensation|fees?|pay)\b")
_PAYMENT = re.compile(
    r"\b(?:payment|bonus|award|grant|salary|increase|units|shares|options|compensation|pay) (?:[a-z]+ )?"
    r"(?:to|of|for|by) (?:(?:Mr|Ms|Mrs|Dr)\. )?((?:[A-Z][a-z'-]+ |[A-Z]\. ){1,2}[A-Z][\w'-]+)"
    r"(?=[,.]| (?:in|from|to|of|on|as|for)\b)"
)


def filled(pattern: str, slots: Slots, *, short: bool) -> str | None:
    """Return a pattern with its slots filled, or None where one cannot be; ``short`` for a title."""
    slots.short = short
    text = pattern
    for name in _SLOT.findall(pattern):
        value = slots.get(name)
        if value is None:
            return None
        text = text.replace(f"{{{name}}}", value, 1)
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]


class Slots:
    """The fillers of a plan's slots; what a deal does not have is None, what may be left out is empty."""

    def __init__(self, telling: Telling, witness: Witness | None = None) -> None:
        self.telling = telling
        self.witness = witness or Witness(telling)
        self.deal = telling.deal
        self.cast = telling.cast
        self.short = True
        self.used: list[Amount | DateFact | Quantity | Percentage] = []

    def read(self, pattern: str) -> str | None:
        """Return a pattern filled in short, to see whether it can be: no name is noted as introduced."""
        return filled(pattern, self, short=True)

    def get(self, name: str) -> str | None:
        """Return what fills a slot."""
        filler: Callable[[], str | None] | None = getattr(self, f"_{name}", None)
        return filler() if filler else self._by_role(name)

    # -- parties

    def _call(self, parties: Sequence[Party]) -> str | None:
        parties = [p for p in parties if p.is_registrant or p.role == "executive" or self.witness.names(p)]
        if not parties:
            return None
        return listed([self._name_of(party) for party in parties[:_MOST_NAMES]])

    def _name_of(self, party: Party) -> str:
        return self.cast.in_title(party) if self.short else self.cast.name(party)

    def _by_role(self, role: str) -> str | None:
        parties = self.cast.with_role(role)
        if role == "target":
            # A vehicle is seldom what is bought, and a person never.
            parties = [p for p in parties if not re.search(r"(?i)hold ?co|merger|acquisition", p.name)] or parties
            parties = [p for p in parties if not is_person(p.name)]
            parties.sort(key=lambda p: p is not self.witness.bought())
        if role == "buyer" and self.subsidiary and self.subsidiary.role == "buyer":
            return self._subsidiarys_name()
        return self._call(parties[:1])

    def _us(self) -> str | None:
        ours = (self.cast.us.role, "guarantor", "issuer") if self.cast.us else ()
        if self.subsidiary and self.subsidiary.role in ours:
            return self._subsidiarys_name()
        if self._unnamed_subsidiary and self.cast.us:
            us = self._call([self.cast.us])
            several = f"the {us} group" if self.short else f"subsidiaries of {us}"
            return several if self._unnamed_subsidiary == "several" else f"a subsidiary of {us}"
        if self._borrower:
            return self._borrower
        if self._unit and self.cast.us:
            return self._unit if self.short else f"{self._unit}, a business of {self._call([self.cast.us])},"
        if self.cast.us:
            return self._call([self.cast.us])
        return without_form(self.telling.info.registrant.name)

    def _subsidiarys_name(self) -> str | None:
        if not self.subsidiary or not self.cast.us:
            return None
        name = self._call([self.subsidiary])
        if self.short or f"subsidiary {self.subsidiary.id}" in self.cast.named:
            return name
        self.cast.named.add(f"subsidiary {self.subsidiary.id}")
        return f"{name}, a subsidiary of {self.cast.name(self.cast.us)},"

    @cached_property
    def subsidiary(self) -> Party | None:
        """Return the subsidiary of the registrant that the filing says did it."""
        owned = _OWNED.finditer(self._bare) if self.cast.us and "subsidiary of" in self.telling.quotes else ()
        named = rf"({self.cast.aliases})(?:,? (?:Inc|LLC|Corp|Ltd|L\.P)\.?)?"
        done = r",? (?:has |have )?(?:entered|signed|announced|agreed|completed|issued|sold)"
        for found in owned:
            name = re.search(rf"\b{named}$", self._bare[: found.start()][-_LONGEST_NAME:])
            if name and re.match(f"{named}{done}", self._bare[found.end() :]):
                party = self.cast.by_alias(name[1])
                return party if party and not party.is_registrant else None
        ours = (
            re.search(
                rf"(?:\b(?:announced|reported) that its|(?:^|\. )Its) (?:[a-z-]+ ){{0,3}}subsidiary,? {named},?{done}",
                self._bare,
            )
            if self.cast.us
            else None
        )
        party = self.cast.by_alias(ours[1]) if ours else None
        return party if party and not party.is_registrant else None

    @cached_property
    def _unnamed_subsidiary(self) -> str:
        """Whether it was "one" or "several" subsidiaries of the registrant that did it, which the filing names not."""
        if "subsidiar" not in self._bare:
            return ""
        us = re.escape(self.cast.us.name.split(",")[0]) if self.cast.us else "-"
        kind = r"(?:(?:direct|indirect|wholly[- ]owned)(?:,| and| or)? )*"
        did = r"(?: and [A-Z]|,? (?:has |have )?(?:sold|acquired|purchased|entered|completed|agreed|signed)\b)"
        found = re.search(
            rf"(?:^|[,.;] )(?:([Aa]) {kind}subsidiary|(?:[Cc]ertain|[Tt]wo|[Ss]everal) {kind}subsidiaries) of {us}"
            rf"(?:,? (?:Inc|Corp|Ltd|LLC)\.?,?)?{did}",
            self._bare,
        )
        return "" if found is None else "one" if found[1] else "several"

    @cached_property
    def _borrower(self) -> str:
        """Who borrows, where the filing says that somebody else does than the registrant, the one party it has."""
        if self.deal.type != "credit" or len(self.cast.parties) > 1:
            return ""
        found = re.search(
            r"(?:^|[,.;] )([A-Z][\w&-]+(?: [A-Z][\w&-]+)*)(?:,? (?:Inc|Corp|LLC)\.?,?)? (?:has |have )?entered into "
            r"(?:an? )?(?:[\w$.,-]+ ){0,6}(?:credit|loan) (?:facilit|agreement)",
            self._bare,
        )
        ours = f"the company the registrant {self.telling.info.registrant.name}".lower()
        return found[1] if found and found[1].lower() not in ours and found[1] not in _NOBODY else ""

    def _borrower_alone(self) -> str | None:
        return self._borrower or None

    @cached_property
    def _unit(self) -> str:
        """The business unit of the registrant that somebody gave the contract to: it is no company of its own."""
        found = re.search(
            r"\bawarded (?:its|the Company's) ((?:[A-Z][\w&-]+ )+)(?:business unit|unit|division|subsidiary)\b",
            self._bare,
        )
        return found[1].strip() if found else ""

    def _us_own(self) -> str | None:
        us = self._us()
        return f"{us}'" if us and us.endswith("s") else f"{us}'s"

    def _others(self) -> list[Party]:
        """Return the principals across the table, or else the agents."""
        wanted = deal_types()[self.deal.type].roles
        ours = self.cast.us.role if self.cast.us else ""
        others = [p for p in self.cast.others() if p.role not in ("merger_sub", "guarantor", "trustee")]
        across = [p for p in others if p.role in wanted and p.role != ours]
        if self.deal.type == "asset_purchase":  # what is sold signs nothing
            return [p for p in across if p.role != "target"]
        if self.deal.type == "credit":
            if ours == "guarantor":
                across = [p for p in across if p.role != "borrower"]  # they are on one side
            return across + [p for p in others if p.role == "agent"] if len(across) < 2 else across
        return across or [p for p in others if p.role != ours] or others

    def _them(self) -> str | None:
        return self._call(self._others())

    def _with(self) -> str:
        them = self._them()
        return f" with {them}" if them else ""

    def _with_agents(self) -> str:
        """Return with whom money is borrowed: lenders by name, agents by what each of them is."""
        named = self._others()
        if not named or any(party.role != "agent" for party in named):
            return self._with()
        by_role: dict[str, list[Party]] = {}
        for party in named:
            role = self._agent_of(party)
            # There is one; another that is named so is that of an agreement that ends.
            by_role.setdefault("" if role == _CHIEF and role in by_role else role, []).append(party)
        if set(by_role) == {""}:
            more = " and others" if len(named) > _MOST_NAMES + 1 else ""
            names = [self._name_of(party) for party in named[: _MOST_NAMES + 1]]
            agents = "agents" if len(named) > 1 else "agent"
            return f" with {', '.join(names)}{more} as {agents}" if more else f" with {listed(names)} as {agents}"
        first = by_role.get(_CHIEF)
        # Beside the one that administers it the others are told in a sentence of their own.
        whole = [(_CHIEF, first)] if first else [(role, people) for role, people in by_role.items() if role]
        as_roles = [
            f"{listed([self._name_of(p) for p in people])} as {role}{'s' * (len(people) > 1)}" for role, people in whole
        ]
        return f" with {listed(as_roles)}"

    def other_agents(self) -> list[tuple[str, list[Party]]]:
        """Return the agents beside the one that administers a loan, by what they are."""
        by_role: dict[str, list[Party]] = {}
        for party in self.cast.others("agent"):
            by_role.setdefault(self._agent_of(party), []).append(party)
        return [(role, people) for role, people in by_role.items() if role and role != _CHIEF and _CHIEF in by_role]

    def _agent_of(self, party: Party) -> str:
        """Return which agent a firm is: the first that is named behind it, with no other name's part between."""
        known = dict.fromkeys((plain(party.name), self.cast.short(party)))
        names = "|".join(re.escape(name.rstrip(".")) for name in known)
        for name in re.finditer(rf"\b(?:{names})\b", self._bare):
            found = _AS_AGENT.match(self._bare, name.end())
            if found and not re.search(r"(?i)\bas\b", found[1] or "") and not _of_the_past(self._bare[: name.start()]):
                return f"{found[2].lower()} agent"
        return ""

    def _executives(self) -> str | None:
        people = self.cast.others("executive")
        agreed = len(people) > 1 and not _PARTING.search(self.telling.quotes) and _AGREED.search(self._bare)
        return self._call(people) if agreed else None

    def _parting(self) -> str | None:
        """Return several executives of whom one leaves: what is agreed with all of them are no terms of employment."""
        people = self.cast.others("executive")
        return self._call(people) if len(people) > 1 and _PARTING.search(self.telling.quotes) else None

    def _to_buyer(self) -> str:
        return self._joined("to", [p for p in self.cast.others("buyer") if self.witness.buys(p)])

    def _from(self) -> str:
        return self._joined("from", [p for p in self.cast.others("seller") if self.witness.sells(p)])

    def _from_them(self) -> str:
        people = self.cast.others("seller", "shareholder", "investor")
        return self._joined("from", [p for p in people if self.witness.sells(p)])

    def _to_them(self) -> str:
        through = [p for p in self.cast.others("underwriter") if self.witness.gets(p)]
        bought = [p for p in self.cast.others("investor", "buyer") if self.witness.gets(p)]
        if len(bought) == 1 and _TO_SEVERAL.search(self.telling.sentences):
            bought = []  # one of them
        return self._joined("through", through) or self._joined("to", bought)

    def _joined(self, word: str, parties: Sequence[Party]) -> str:
        more = " and others" if len(parties) > _MOST_NAMES else ""
        names = self._call(parties)
        names = names.replace(" and ", ", ") if names and more else names
        return f" {word} {names}{more}" if names else ""

    # -- who did it

    @cached_property
    def _doer(self) -> Party | None:
        """Return who the filing says renewed or ended the agreement."""
        verb = _DOES.get(self.deal.action)
        if not verb:
            return None
        alias = self.cast.aliases
        found = re.search(
            rf"\b({alias})(?:,? (?:Inc|Corp|LLC|Ltd|GmbH)\.?,?)?(?: \([^()]*\))? {verb}", self.telling.quotes
        )
        return self.cast.by_alias(found[1]) if found else None

    def _doing(self) -> str | None:
        return self._call([self._doer]) if self._doer else None

    def _other(self) -> str | None:
        if not self._doer:
            return None
        others = [p for p in self._others() if p is not self._doer]
        ours = [self.cast.us] if self.cast.us and self.cast.us is not self._doer else []
        return self._call(ours or others)

    # -- what it is called

    @cached_property
    def _how_long(self) -> str:
        """How long a facility is in its name, where its size stands before it: "five-year "."""
        for size in self.telling.amounts("commitment", "principal", every=True):
            for words in after(size):
                found = _LENGTH.match(words)
                if found:
                    return f"{found[1].lower()} "
        return ""

    @cached_property
    def _revolves(self) -> bool:
        """Whether the words right behind the size of a loan say that it may be repaid and drawn again."""
        sizes = self.telling.amounts("commitment", "principal", every=True)
        what = "(?:agreement|facility)" if len({size.value for size in sizes}) == 1 else "agreement"
        return any(
            re.match(rf",? (?:[\w-]+,? ){{0,2}}revolving credit {what}\b", words) for s in sizes for words in after(s)
        )

    def _noun(self) -> str:
        noun = self._noun_alone()
        if self._revolves and "revolving" not in noun:
            noun = noun.replace("credit agreement", "revolving credit agreement", 1)
        return f"{self._how_long}{noun}" if self._how_long and not re.search(r"\b(?:year|day)\b", noun) else noun

    def _noun_alone(self) -> str:
        title = self._clean_title()
        if title and self.deal.action in ("amended", "renewed", "terminated"):
            title = _RESTATED.sub("", title)
        usual = self._usual_noun()
        if title is None and self.deal.type == "compensation":
            plans = dict.fromkeys(_PLAN.findall(self.telling.quotes))
            return next(iter(plans)) if len(plans) == 1 else usual
        if title is None or (title.split()[-1] in ("amendment", "agreement") and len(title.split()) < 2):
            return usual
        if self.deal.action in ("amended", "renewed") and re.search(
            r"\b(?:amendment|renewal|extension)\b", title.lower()
        ):
            return usual  # what changes an agreement is not what is changed
        return title

    def _usual_noun(self) -> str:
        """Return what an agreement of this type is called, as far as the filing calls it so."""
        usual = str(deal_types()[self.deal.type].signals.get("noun", "agreement"))
        said = self.telling.quotes.lower()
        if usual in said or self.deal.type not in ("asset_purchase", "services"):
            return usual
        return "contract" if "contract" in said and "agreement" not in said else "agreement"

    def _clean_title(self) -> str | None:
        title = re.sub(r",? (?:No|Nos|Number)\.?$", "", plain(self.deal.title or "").strip(' "'))
        title = re.sub(r"(?i)^(?:an?|the) (?=\w)", "", title)
        # "The Parker Agreement" is a short name; what it is a person's name does not say.
        people = {
            word for p in self.cast.parties if p.role in ("executive", "service_provider") for word in p.name.split()
        }
        title = " ".join(word for word in title.split() if word not in people)
        if not title or re.search(r"\d{4}|[;:]", title) or len(title.split()) > 8:
            return None
        if self.deal.type == "employment" and re.search(r"(?i)indemnif", title):
            return None
        return " ".join(_lowered(word) for word in title.split())

    def _a_noun(self) -> str:
        return with_article(self._noun())

    def _a_supplement(self) -> str | None:
        """Return what a supplement is called: it is signed, and not amended itself."""
        title = self._clean_title()
        return with_article(title) if title and "supplement" in title else None

    def _a_title(self) -> str | None:
        title = self._clean_title()
        return with_article(title) if title else None

    def _a_lease(self) -> str:
        return with_article(self._noun()) if "lease" in self._noun() else "a lease"

    def has_agreement(self) -> bool:
        """Return whether the filing speaks of an agreement at all: pay may be set without one."""
        if re.search(
            rf"\b(?:is|are) (?:a )?party to an? [^.;]*?{_SIGNED}|\bnot enter(?:ed)? into an? [^.;]*?{_SIGNED}",
            self.telling.quotes,
        ):
            return False  # an old one
        return bool(self.deal.title) or bool(re.search(rf"\b{_SIGNED}\b", self.telling.quotes))

    def is_earlier(self) -> bool:
        """Return whether the agreement is one that had been reported before."""
        days = self.telling.dates("agreement", "original_agreement", every=True)
        report = self.telling.info.date_of_report or ""
        before_it = [d for d in days if any(_REPORTED.search(words) for words in before(d))]
        return any((d.value or "9999") < report for d in before_it)

    # -- people

    def _paid(self) -> str | None:
        """Return those of whom pay is told; others are only named beside them."""
        people = self.cast.others("executive")
        terms = [f for f in self.telling.facts if isinstance(f, Amount | Percentage | Quantity)]
        told_of = " ".join(self.telling.around(fact) for fact in terms)
        paid = [p for p in people if re.search(rf"\b{re.escape(_surname(p))}\b", told_of)]
        return self._call(paid or people or self._others())

    def _directors(self) -> str | None:
        """Return those who are paid where they sit on the board alone."""
        first = next((quote.text for quote in self.telling.quoted), "")
        return "directors" if _DIRECTORS.search(first) else None

    def _recipient(self) -> str | None:
        """Return whom a payment that is told early goes to, who is no party to an agreement."""
        told = [quote.text for quote in self.telling.quoted if self.witness.tells(quote.text)]
        found = next(filter(None, map(_PAYMENT.search, told[:_EARLY])), None)
        return found[1] if found else None

    @property
    def _bare(self) -> str:
        return self.telling.bare

    @cached_property
    def _appointment(self) -> re.Match[str] | None:
        names = "|".join(re.escape(p.name) for p in self.cast.others("executive"))
        if not names or ("appointed" not in self._bare and "promoted" not in self._bare and "named" not in self._bare):
            return None
        office = (
            r"(?: (?:to serve )?(as (?:[a-z]+ )?(?:[A-Z][\w-]*(?: (?:of|and) |,? (?=[A-Z])|)){1,10}|"
            r"(?:to|on|to serve on) (?:the|its) Board\b))?"
        )
        return re.search(rf"\b(?:appointed|promoted|named) ({names}){office}", self._bare)

    def _appointed(self) -> str | None:
        found = self._appointment
        return self._call([p for p in self.cast.others("executive") if found and p.name == found[1]])

    def _office(self) -> str:
        office = self._appointment[2] if self._appointment else None
        if not office:
            return ""
        return " to its board" if office.endswith("Board") else f" {re.sub(r'(?: of| and|,| )+$', '', office)}"

    def _on_appointing(self) -> str:
        """Return the day of the sentence that tells who was appointed."""
        start = self._appointment.start() if self._appointment else 0
        opening = re.search(r"\bOn ([A-Z][a-z]+ \d{1,2}, \d{4}), (?:[^.;]|Inc\.|Corp\.){0,160}$", self._bare[:start])
        day = next((d for d in self.deal.dates if opening and d.text == opening[1] and d.certainty == "signed"), None)
        if day is None:
            return ""
        self._use(day)
        return f"On {opening[1]}, " if opening else ""

    def _leaver(self) -> str | None:
        goes = r"(?:will (?:resign|retire|depart|step down)|(?:has )?(?:resigned|retired|stepped down))"
        for person in self.cast.others("executive"):
            name = rf"\b{re.escape(_surname(person))}"
            ends = rf"{name}(?:'s? employment\b(?:[^.;]|Inc\.)* will (?:terminate|end)|,?[^.;]{{0,60}}? {goes})\b"
            if re.search(ends, self._bare):
                return self._call([person])
        return None

    def _approval(self) -> str:
        waits = re.search(
            r"(?i)\bsubject to (?:final )?(?:court approval|(?:the )?approval (?:of|by) the court)", self.telling.quotes
        )
        return ", subject to court approval" if waits else ""

    def _extended(self) -> str:
        return "extended" if self._extends() == "extends" else "renewed"

    def _extends(self) -> str:
        text = self.telling.quotes.lower()
        renews = "renew" in text or "renew" in (self.deal.title or "").lower()
        return "renews" if renews or "exten" not in text else "extends"

    def _extend(self) -> str:
        return self._extends().removesuffix("s")

    # -- when

    def _on(self) -> str:
        date = self.day()
        if date is None:
            return ""
        self._use(date)
        when = on(date)
        return f"{when[0].upper()}{when[1:]}, "

    def _at_end(self) -> str:
        date = self._last_day
        if date is None:
            return ""
        self._use(date)
        return f" {on(date)}"

    @property
    def _last_day(self) -> DateFact | None:
        """The day on which an agreement that was terminated ends."""
        dates = [d for d in self.telling.dates("termination", "expiration", every=True) if d.certainty == "signed"]
        to_come = [d for d in dates if d.kind == "termination" or any(map(_WILL_END.search, before(d)))]
        return next(iter(sorted(to_come, key=lambda d: d.kind != "termination")), None)

    def _ended(self) -> str:
        """Return that an agreement has ended, or will: by the day of its end and that of the report."""
        date = self._last_day
        later = date and (date.value or "") > (self.telling.info.date_of_report or "9999")
        return "will end" if later else "was terminated"

    def day(self) -> DateFact | None:
        """Return the day on which it was done, by the kind of date that an action has."""
        kinds = {"completed": ("closing",), "terminated": ("termination", "agreement")}.get(
            self.deal.action, ("agreement",)
        )
        if self.deal.action == "entered" and self.deal.type in ("merger", "asset_purchase"):
            kinds = ("agreement", "original_agreement")
        found = [d for kind in kinds for d in self.telling.dates(kind) if d.certainty == "signed" and _real(d)]
        found = [d for d in found if self._of_this(d) and not self.telling.shared(d)]
        # The day of the board's approval is not that of the signing, where that is told as well.
        found.sort(
            key=lambda d: any(re.match(r"(?i),? (?:the )?(?:[\w ]{0,20})?(?:board|committee)\b", w) for w in after(d))
        )
        if self.deal.action == "terminated" and found and found[0].kind == "termination" and self._doer is None:
            return None  # told as the day of its end
        return found[0] if found else None

    def _of_this(self, date: DateFact) -> bool:
        """Return whether a date is not another document's: the indenture's, a note's."""
        if date.kind != "agreement":
            return True
        document = _paper(date)
        return document is None or document in self._noun()

    def _use(self, fact: Amount | DateFact | Quantity | Percentage) -> None:
        if fact not in self.used:
            self.used.append(fact)


def _of_the_past(text: str) -> bool:
    """Return whether the sentence that a text breaks off in tells of an agreement that ends."""
    return bool(re.search(r"(?i)\b(?:terminat|repaid|refinanc|replac)", split(f"{text}x")[-1]))


_OWNED = re.compile(r", an? (?:(?:direct|indirect|wholly|and|or|owned|wholly-owned),? )*subsidiary of ")
_LONGEST_NAME = 120  # characters
_NOBODY = ("We", "It", "They", "Borrower", "Bank", "Subsidiary", "Issuer", "Partnership", "Trust", "Fund")
_PAPER = r"((?:supplemental |base |promissory )?(?:indenture|note)|proxy statement|prospectus)\b"


def _paper(date: DateFact) -> str | None:
    """Return the paper beside the agreement that a date is of, where all its words say so."""
    papers: list[str] = []
    for low, high in zip(before(date), after(date), strict=True):
        found = re.search(rf"(?i){_PAPER}[^.;]{{0,25}}\b(?:dated|as of)[a-z ]*$", low)
        found = found or re.match(rf"(?i),? [^.;]{{0,60}}\bentered into (?:an? |the ){_PAPER}", high)
        if found is None:
            return None
        papers.append(found[1].lower())
    return papers[0] if papers else None


def _real(date: DateFact) -> bool:
    """Return whether the words before a date make it the day of a deed: "as of" a day something may just stand so."""
    verbs = r"(?i)dated|enter|sign|execut|approv|amend|adopt|clos|complet|consummat|effective|agree|award|announc"
    for words in before(date):
        if re.search(r"(?i)\b(?:outstanding|shares|stock|vesting|balance)[^.;]{0,30}$", words):
            continue
        if re.search(r"(?i)(?:^|[ (])(?:on|dated|dated as of|as of|of) $", words) or re.search(verbs, words):
            return True
    return not date.evidence or all(date.text not in e.quote for e in date.evidence) or date.value is None


def _surname(person: Party) -> str:
    return re.sub(r",? (?:Jr|Sr|II|III|IV|M\.D|Ph\.D)\.?,?$", "", person.name).split()[-1]


def _lowered(word: str) -> str:
    parts = word.rstrip(",").split("-")
    return word.lower() if all(part.lower() in TITLE_WORDS or part.isdigit() for part in parts) else word
