"""What fills the slots of a plan on money and goods: what is bought, sold or lent, how much of it, and the price."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from summarizer.models import Amount, Quantity
from summarizer.wording.easing import plain
from summarizer.wording.figures import money, told
from summarizer.wording.naming import has_form, is_person
from summarizer.wording.notes import Series, is_exchange, noun_of, series_of
from summarizer.wording.phrases import with_article
from summarizer.wording.slots import Slots
from summarizer.wording.telling import after, before, near

# Behind a price: that it may yet be adjusted.
_ADJUSTED = re.compile(r"^[^.;$]{0,60}?\(?\bsubject to (?:[a-z-]+ ){0,4}adjustments?\b")


# "Reduced the price by $900,000", "shares valued at $19 each": not what is paid.
_NO_PRICE = re.compile(
    r"(?i)\b(?:reduc|lower|decreas|cut|increas|rais|adjust)\w*\b[^.;$]{0,50}\bby $|\bvalued\b[^.;$]{0,40}\bat $"
)


# Before the price where there are several: what it is of may stand between.
_OF_SEVERAL = re.compile(
    r"(?i)(?:price|consideration)(?:[^;,]{0,30}|[^;,$]{0,70} (?:consists? of|consisted of|was|is) (?:approximately )?)$"
)


class TradeSlots(Slots):
    """The fillers of all slots, those on what changes hands besides those on the parties."""

    @cached_property
    def _series(self) -> list[Series]:
        return series_of(self.telling)

    # -- what is bought, sold or lent, and for how much

    def _object(self) -> str | None:
        targets = [p for p in self.cast.others("target") if not is_person(p.name)]
        if targets:
            return self._call(targets[:1])
        return self._business() or self._place()

    def _place(self) -> str | None:
        """Return a building, a plant or the like that is bought or sold, by what the filing calls it."""
        found = _PLACE.search(self._bare)
        if found is None:
            return None
        # What no fact bears out of its name is left out.
        return found["all"] if not self.telling.unborne(found["all"]) else with_article(found["kind"].lower())

    def _business(self) -> str | None:
        """Return a business that is bought or sold; without its name where no fact bears that out."""
        found = self._business_named()
        if found is None or not self.telling.unborne(found):
            return found
        return re.sub(r"^its (?!assets|operations)", "a ", _NAMED.sub("", found))

    def _business_named(self) -> str | None:
        verbs = (
            r"(?:concerns|sale|sell|sold|disposition|purchase|acquisition|acquire[ds]?|purchased|buy|bought) (?:of )?"
        )
        us = self.cast.our_short
        for text in (self.deal.subject, self.telling.quotes):
            named = re.sub(r"\b[Tt]he (?:Company|Registrant)'s\b", "its", plain(text))
            named = re.sub(rf"\b{re.escape(us)}'s\b", "its", named)
            found = re.search(
                rf"\b{verbs}((?:substantially all of |certain |all of )?its (?:[\w&-]+ ){{0,6}}?(?:division|business|"
                r"assets|operations|unit|subsidiary|segment|plant|property))\b",
                named,
            )
            if found:
                return found[1].replace("certain its", "its")
        seller = "|".join(re.escape(n) for p in self.cast.others("seller") for n in (p.name, p.defined_name) if n)
        every = re.search(
            rf"\b{verbs}(substantially all|all) of the (?:operating )?assets(?:,? [\w ,]{{1,30}})?(?: \([^()]*\))? of "
            rf"(?:{seller})",
            self.telling.sentences,
        )
        if every and seller:
            return f"{every[1]} of the assets"
        line = re.search(
            rf"\b{verbs}(?:the |its )(\"?[A-Z][\w-]+\"? (?:[a-z-]+ ){{0,3}}(?:product line|brand|business|division))\b"
            r"(?! of)",
            self.telling.sentences,
        )
        if line:
            return f"the {line[1]}".replace('"', "")
        parts = re.search(
            rf"\b{verbs}(?:certain|some|substantially all)(?: of the)? assets (?:involved in|used in|"
            r"relat(?:ing|ed) to|of|comprising) (?:its|their|the) ((?:[a-z-]+ ){1,4}?)"
            r"(?:line of business|business|division)\b",
            self.telling.sentences,
        )
        whose = "their" if self._unnamed_subsidiary == "several" and not self.short else "its"
        return f"assets of {whose} {parts[1]}business" if parts else None

    def _spun(self) -> str | None:
        """Return the party that the registrant has spun off, where the filing says that it is done."""
        name = f"({self.cast.aliases})"
        found = re.search(
            rf"\bcompleted the (?:spin-?off of {name}|"
            rf"[^.;]{{0,160}}\b(?:separation|distribution)\b[^.;]{{0,120}} shares of {name}"
            r"(?=[^.;]{0,80}[Ss]pin-?[Oo]ff))",
            self._bare,
        )
        party = self.cast.by_alias(found[1] or found[2]) if found else None
        return self._call([party]) if party and not party.is_registrant else None

    def _price(self) -> str:
        found = next((a for a in self._prices() if self._is_price(a)), None)
        if found is None:
            return ""
        self._use(found)
        cash = (
            " in cash"
            if any(
                re.match(r" (?:per share)?(?:,? net to the (?:seller|holder)s?)?(?:,? ?)?in cash\b", words)
                for words in after(found)
            )
            else ""
        )
        if re.search(rf"(?i)\ball-cash\b[^.;]*{re.escape(plain(found.text))}(?!\d)", self.telling.quotes):
            cash = " in cash"
        later = any(_ADJUSTED.match(words) for words in after(found))
        adjusted = ", subject to adjustments" if later and not self.short else ""
        if found.kind == "deal_value":
            return f" in a deal valued at {told(found)}{cash}{adjusted}"
        return f" for {told(found)}{cash}{adjusted}"

    def _prices(self) -> list[Amount]:
        found = self.telling.amounts("price_per_share", "purchase_price", "deal_value")
        return [a for a in found if a.certainty == "signed" and a.qualifier in ("exact", "approximately")][:1]

    def _is_price(self, amount: Amount) -> bool:
        words = " ".join(before(amount))
        if _NO_PRICE.search(words):
            return False
        if amount.kind == "price_per_share":
            if self.telling.and_shares(amount):
                return False  # half of the price
            return bool(re.search(r"(?i)receive|\bfor\b|price of", words)) and "exercise" not in words[-80:]
        if len(self.telling.of("amounts.purchase_price", every=True)) > 1:
            return bool(_OF_SEVERAL.search(words)) and self.deal.action != "amended"
        if re.search(r"(?i)these (?:acquisitions|transactions)|dividend|tax|estimat|debt", words[-120:]):
            return False
        return bool(re.search(r"(?i)(?:price|consideration|worth|valued?)[^;]{0,40}$|\bfor (?:[\w ]{0,30})$", words))

    def _a_facility(self) -> str | None:
        noun = self._noun()
        sizes = [a for a in self.telling.amounts("commitment", "principal") if a.certainty == "signed"]
        lends = re.search(r"(?i)credit|loan|facilit|note|borrow|lending|financing|mortgage", noun)
        several = len({a.value for a in sizes}) > 1
        if not sizes or not lends or not self.telling.borne_out(sizes[0]) or (several and not self._is_all(sizes[0])):
            return with_article(noun)
        size = sizes[0]
        self._use(size)
        if size.qualifier == "exact":
            return f"a{'n' if re.match(r'.?(?:8|11[^0-9]|18[^0-9])', money(size)) else ''} {money(size)} {noun}"
        return f"{with_article(noun)} for {told(size)}"

    def _is_all(self, size: Amount) -> bool:
        """Return whether a sum of several is that of the agreement: no less than those beside it, where it is named."""
        said = self.telling.around(size)
        days = (day.text for day in self.telling.dates("agreement", every=True))
        named = plain(self.deal.title or "\n") in said or any(plain(day) in said for day in days)
        beside = [
            a for a in self.telling.beside(size) if isinstance(a, Amount) and a.kind in ("commitment", "principal")
        ]
        return named and sum(Decimal(a.value or 0) for a in beside) <= Decimal(size.value or 0)

    def _sized(self) -> str:
        """Return the agreement with its size, where the filing puts the one right before the other."""
        title = re.escape(plain(self.deal.title or "Credit Agreement")) + (
            f"|{self._how_long}" if self._how_long else ""
        )
        for size in self.telling.amounts("commitment", "principal"):
            if size.certainty == "signed" and any(re.match(rf"(?i) (?:{title})", words) for words in after(size)):
                self._use(size)
                return f"{money(size)} {self._noun()}"
        return self._noun()

    def _exchanged(self) -> str | None:
        """Return what is exchanged, where notes are given up for new securities."""
        return noun_of(self.telling).split()[-1] if is_exchange(self.telling) else None

    def _notes(self) -> str:
        return self._count_of(self._series) if len(self._series) > 1 else noun_of(self.telling)

    def _count_of(self, series: Sequence[Series]) -> str:
        words = "zero one two three four five six seven eight nine ten".split()
        count = words[len(series)] if len(series) < len(words) else str(len(series))
        return f"{count} series of {noun_of(self.telling)}"

    def _sells(self) -> bool:
        """Return whether the registrant sells, as far as the filing says: no other name stands before the verb."""
        for seller in _SALE_BY.finditer(self.telling.sentences):
            party = self.cast.by_alias(seller[1])
            if party and not party.is_registrant:
                return False
        sale = r"(?:has |have )?(?:agreed to (?:issue and )?sell|issued and sold|sold|completed|priced|closed)\b"
        principals = self.telling.amounts("principal", every=True)
        sold: list[Amount | Quantity] = [a for a in principals if not any(map(_REDEEMED.search, before(a)))]
        sold += self.telling.quantities("shares")
        if principals and not sold:
            return False
        for fact in sold:
            found = re.search(rf"\b([A-Z][\w&.-]*),? {sale}", " ".join(before(fact)))
            if found is None or found[1] in ("Company", "Registrant", self.telling.joint, *self.cast.our_short.split()):
                continue
            party = self.cast.by_alias(found[1])
            theirs = [p for p in self.cast.others() if p.name.endswith(found[1])]
            if theirs or (party is None and not has_form(f" {found[1]}")) or (party and not party.is_registrant):
                return False
        return True

    def _series_in_full(self) -> str | None:
        if not self._sells():
            return None
        if len(self._series) == 1:
            one = self._series[0]
            for fact in (*one.facts, one.rate):
                if fact:
                    self._use(fact)
            return one.as_sold(noun_of(self.telling))
        return self._notes() if self._series else self._whole_sale()

    def _whole_sale(self) -> str:
        """Return notes by their principal where it is told for all series together."""
        principals = [a for a in self.telling.amounts("principal") if a.certainty == "signed"]
        if len(principals) != 1:
            return noun_of(self.telling)
        self._use(principals[0])
        return f"{told(principals[0])} of {noun_of(self.telling)}"

    def _series_short(self) -> str | None:
        if not self._sells():
            return None
        if len(self._series) == 1:
            return f"{told(self._series[0].principal)} of {noun_of(self.telling)}"
        return self._notes() if self._series else self._whole_sale()

    def _shares(self) -> str | None:
        """Return how many shares are sold, where the filing says that this many are."""
        if not self._sells():
            return None
        if self.telling.of("amounts.principal", every=True) and self._us_sell():
            return (
                "securities"
                if len(self._series) != 1
                else self._series_in_full()
                if not self.short
                else self._series_short()
            )
        sold = [fact for fact in self.telling.quantities("shares") if fact.certainty == "signed" and _is_sold(fact)]
        # Of two numbers one may be what was to be sold before it was more; the verb stands right before what is.
        firmly = [fact for fact in sold if any(map(_FIRMLY.search, before(fact)))]
        for found in (firmly, [fact for fact in sold if _DIRECTLY.search(" ".join(before(fact)))], sold):
            if len({fact.value for fact in found}) == 1:
                self._use(found[0])
                return told(found[0])
        return "shares" if any("share" in words for f in self.telling.facts for words in near(f)) else "securities"

    def _us_sell(self) -> bool:
        return bool(self.cast.us and self.cast.us.role in ("issuer", "seller"))

    def _at(self) -> str:
        prices = [a for a in self.telling.amounts("price_per_share") if a.certainty == "signed"]
        prices = [a for a in prices if not any(map(_OF_A_WARRANT.search, before(a)))]
        shares = any(isinstance(fact, Quantity) for fact in self.used)
        if shares and len(prices) == 1 and any(re.search(r"\b(?:at|of|for) $", w) for w in before(prices[0])):
            self._use(prices[0])
            return f" at {told(prices[0])}"
        sums = [a for a in self.telling.amounts("purchase_price", "gross_proceeds") if a.certainty == "signed"]
        whole = [a for a in sums if any(_FOR_SHARES.search(w) and not _WARRANTS.search(w) for w in before(a))]
        if len(whole) != 1 or not shares:
            return ""
        self._use(whole[0])
        return f" for {told(whole[0])}"


_NAMED = re.compile(r"\"?\b[A-Z][\w&-]*\"? ")
_PLACE = re.compile(
    r"\b(?:sale of|sold|sell|purchase of|purchased|acquisition of|acquired?|buy|bought) "
    r"(?P<all>(?:the|an?|its) (?:[\w&'.-]+ ){0,7}?(?P<kind>(?i:hotel|building|property|plant|facility|campus|mill|"
    r"complex|warehouse|resort|casino|vessel|tower|mall|center))"
    r"(?: (?:located )?(?:in|at) [A-Z][\w.]+(?: [A-Z][\w.]+)*(?:, (?:[A-Z][a-z]+ ?){1,2}(?= to\b|[.,;]))?)?)"
    r"(?=,? (?:to|from|for|in|located)\b|[.,;])"
)
_OF_A_WARRANT = re.compile(r"(?i)\b(?:exercise|exercisable|conversion|strike)\b[^.;$]{0,80}$")
_FOR_SHARES = re.compile(
    r"(?i)\d shares\b[^;,$\d]{0,80}\bfor (?:an? |the )?(?:aggregate |total )?(?:purchase |offering |cash )?price of "
    r"(?:approximately )?$"
)
# Notes that are paid off are not sold.
_REDEEMED = re.compile(
    r"(?i)\b(?:redemption|redeem\w*|repurchase\w*|tender offer|prepa\w+|repa(?:id|y\w*)|retire\w*|defeas\w*|"
    r"discharge\w*)\b[^.;$]{0,60}$"
)
_WARRANTS = re.compile(r"(?i)\bwarrants?\b[^;$]{0,140}$")
_SALE_BY = re.compile(r"\b(?:sale|sold|issued|issuance) by ((?:the )?[A-Z][\w&]+(?: [A-Z][\w&]+){0,3})\b")
_SOLD = re.compile(r"(?i)\b(?:sale|sell|sold|issue|issued|repurchase|purchase|buy back|offering)\b[^;$]{0,60}$")
_FIRMLY = re.compile(
    r"(?i)\b(?:agreed to (?:issue and )?sell|(?:issued and )?sold|(?:issuance|issue) and sale|"
    r"repurchased|bought back)\b"
    r"[^;$\d]{0,60}$"
)
_DIRECTLY = re.compile(
    r"(?i)\b(?:sale of|sell|sold|issued?|repurchased?|purchased?|bought|buy back|offering of) "
    r"(?:(?:an aggregate of|a total of|approximately|about|all of its) )*$"
)
# What is only an option, or lies under a warrant, is not what is sold.
_NOT_SOLD = re.compile(r"(?i)\b(?:warrants?|options?|additional|up to)\b[^;]{0,60}$")


def _is_sold(fact: Quantity) -> bool:
    """Say whether the words before a number of shares make it what is sold."""
    return any(_SOLD.search(said) and not _NOT_SOLD.search(said) for said in before(fact))
