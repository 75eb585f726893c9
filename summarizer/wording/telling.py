"""What has been told of a deal, and what is still to tell: the state that the sentences of one deal share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property, lru_cache

from summarizer.deal_types import deal_types
from summarizer.drafts import BriefSentence
from summarizer.models import Amount, DateFact, Deal, DurationFact, FilingInfo, Party, Percentage, Provision, Quantity
from summarizer.prose import LONGEST_SENTENCE, Support, leaves_open
from summarizer.prose import longest as longest_of
from summarizer.sieve import search
from summarizer.wording.easing import HARDEST, LONGEST, fits, parted, plain, taken_over, trimmed
from summarizer.wording.figures import AnyFact, Term
from summarizer.wording.introducing import PARTS, Terms
from summarizer.wording.naming import Cast, without_form
from summarizer.wording.plans import BORNE_NOT, BORNE_OUT
from summarizer.wording.quoting import Passages, Quoted, around, quoted, words
from summarizer.wording.unfolding import unfolded

_GROUPS = ("amounts", "percentages", "durations", "quantities", "dates", "provisions")
_GROUP_OF = {
    "Amount": "amounts",
    "Percentage": "percentages",
    "DurationFact": "durations",
    "Quantity": "quantities",
    "DateFact": "dates",
}
_DAY = r"[A-Z][a-z]+ \d{1,2}, \d{4}"
# "The maturity of A and B was extended to May 1, 2027 and May 2, 2029, respectively", as far as a quote has it.
_RESPECTIVELY = re.compile(
    rf"(?:^|(?:\bthe )?([^,;.]{{5,80}}?) )and (?:the )?([^,;.]{{5,80}}?) (?:was|were|has|have|is|are|will)\b[^.;]*?\b"
    rf"({_DAY}) and ({_DAY}), respectively"
)
_MAYBE = re.compile(
    r"(?i)\b(?:may|might|can|could|would|if|unless|subject to|up to|eligible|options?|rights?|entitled|"
    r"potential|contingent|"
    r"conditional|conditioned|depend\w*|until|provided|upon|on (?:the )?(?:approval|achievement|initiation|"
    r"closing)|not exceed|"
    r"maximum|elects?|available|(?:so|as) long as)\b"
)
_TO_COME = re.compile(
    r"(?i)\b(?:expect|plan|intend|aim|hope|target|estimat|forecast|outlook|guidance|project|anticipat(?:es|ed)|"
    r"schedul|due|likely|set (?:to|for)|propos|seek|will|would|may|might|can|could|if|unless|until|subject|provided|"
    r"depend|condition|contingent|once|when|after|upon|only|option|right|entitled|eligible|up to|available)"
)
# Several that go by one name, which is an ordinary word: "the Initial Purchasers".
_MANY = re.compile(
    r"\b((?:[Tt]he )(?:several )?)((?:Initial )?(?:Purchasers|Underwriters|Lenders|Buyers|Sellers|Investors|"
    r"Holders|Agents|Banks|Dealers|Managers|Stockholders|Shareholders|Guarantors|Representatives|Executives))"
    r"\b(?! [A-Z])"
)
_ALONE = ("Corporation", "Bank", "Trust", "Partnership", "Fund", "Issuer", "Borrower")  # what the registrant may go by
_COMMITTEE = re.compile(
    r"\b(?!The )((?:[A-Z][a-z]+,? (?:and |of )?){1,4}Committee)\b[^()]{0,60}\((?:the )?\"(Committee)\"\)"
)
_WHOSE = r"(?:business|shares?|stock|board|common|group|assets|transaction)\b"
_KNOWN = {"FDA", "SEC", "FTC", "IRS", "NASA", "NYSE", "GAAP", "EU", "UK"}  # initials that need no explaining
_INITIALS = re.compile(r"\((?:the |each,? an? |collectively,? )?\"([A-Z]{2,5}s?)\"\)")
_TERRITORY = re.compile(
    r"\b((?:in|outside(?: of)?) (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+){0,3}) "
    r"\((?:the )?\"((?:[A-Z][\w.-]+ )?Territory)\"\)"
)
_ALL_BUT = re.compile(
    r"(?i)\b(?:than|except(?:ing)?(?: for)?|excluding|without|but not|countries|worldwide)\b[^.;,]{0,40}$"
)
WHOLLY = "wholly owned subsidiary of"  # which a company becomes once
# Where more can be read, and what is no part of what is agreed.
_ASIDE = re.compile(r"(?i)\bdetails\b.*\bobtained\b|\bcontacting\b|\bforward-looking\b|\bspeaks only as of\b")
# Behind a price in money: a part of it that is paid in shares.
_AND_SHARES = re.compile(
    r"^[^.;]{0,90}?\b(?:and|plus) (?:\([ivx]+\) )?(\d*\.\d+|one|two|three) (?:of )?(?:an? )?[\w' -]{0,50}?"
    r"(?:share|stock)"
)
_LAUNCH = re.compile(r"\b(?:expects?|intends?|proposes?|plans?) to (?:grant|offer|enter|sign|sell|issue|commence)\b")
_ROW = re.compile(r"^\W*\d+\.\d")  # of a list of exhibits
_ALIKE = 0.85  # share of the words of a sentence that another has told
_START = 40  # characters of a sentence by which it is found
_NEAR = 90  # characters of a quote beside a value that say what it is


class Telling:
    """A deal, who takes part, its facts by kind, and the ids of those that are told."""

    def __init__(
        self,
        info: FilingInfo,
        deal: Deal,
        named: set[str],
        banned: frozenset[str] = frozenset(),
        *,
        both: bool = False,
        passages: Passages | None = None,
    ) -> None:
        self.deal = deal
        self.both = both  # one of two purchases that the filing reports
        self.banned = banned  # the filing's sentences that would make the brief too hard to read
        self.cast = Cast(info, deal, named)
        self.info = info
        self.told: set[str] = set()
        self.said: set[str] = set()
        self._taken_from: dict[str, int] = {}  # which of the filing's sentences a text is
        self.facts: tuple[AnyFact, ...] = tuple(fact for group in _GROUPS for fact in getattr(deal, group))
        self.quoted: tuple[Quoted, ...] = quoted(self.facts, passages=passages)
        self._passages = passages
        self.refused: frozenset[str] = frozenset()  # sentences that cannot stand by themselves
        self.opening: int | None = None  # which of the filing's sentences the lead has told
        self._by_id = {fact.id: fact for fact in self.facts}

    def opened(self) -> None:
        """Note that the lead is told: the filing's sentence with its day is not told once more."""
        if self.opening is not None:
            return
        days = {fact.id for fact in self.facts if isinstance(fact, DateFact)} & self.told
        self.opening = next((at for at, quote in enumerate(self.quoted) if quote.facts & days), None)

    def opens(self, at: int, text: str, *facts: AnyFact) -> BriefSentence:
        """Return a sentence of the filing that opens the brief, and note that it is told."""
        for party in self.cast.others():
            short = self.cast.short(party)
            if short.isupper() and short not in text:
                text = text.replace(party.name, f"{party.name} ({short})", 1)
        sentence = self.sentence(text, self.deal.id, *facts)
        self._taken_from[sentence.text] = self.opening = at
        return sentence

    def first_named(self, text: str) -> str:
        """Return a sentence in which the registrant has its whole name where it is first named."""
        us = self.cast.our_short
        whole = self.cast.name(self.cast.us) if self.cast.us else self.info.registrant.name
        return (
            text if without_form(whole) != us and us in whole and whole in text else self._whole_name(text, us, whole)
        )

    @staticmethod
    def _whole_name(text: str, us: str, whole: str) -> str:
        bare = whole.rstrip(".")
        if bare in text or not re.search(rf"\b{re.escape(us)}(?!')\b", text):
            return text
        return re.sub(rf"\b{re.escape(us)}\b(?!')(?: (?:Inc|Corp)\.)?", whole.replace("\\", ""), text, count=1)

    def of(self, *names: str, every: bool = False) -> list[AnyFact]:
        """Return the facts of these kinds ("amounts.principal") that have a value, those still to tell or all."""
        found = []
        for name in names:
            group, kind = name.split(".")
            found += [f for f in getattr(self.deal, group) if f.kind == kind and (every or f.id not in self.told)]
        return [f for f in found if f.status != "redacted" and getattr(f, "value", "") is not None and not _was(f)]

    def amounts(self, *kinds: str, every: bool = False) -> list[Amount]:
        """Return the amounts of these kinds that are still to tell, or all."""
        found = self.of(*(f"amounts.{kind}" for kind in kinds), every=every)
        return [f for f in found if isinstance(f, Amount)]

    def percentages(self, *kinds: str, every: bool = False) -> list[Percentage]:
        """Return the percentages of these kinds that are still to tell, or all."""
        found = self.of(*(f"percentages.{kind}" for kind in kinds), every=every)
        return [f for f in found if isinstance(f, Percentage)]

    def durations(self, *kinds: str) -> list[DurationFact]:
        """Return the lengths of time of these kinds that are still to tell."""
        return [f for f in self.of(*(f"durations.{kind}" for kind in kinds)) if isinstance(f, DurationFact)]

    def quantities(self, *kinds: str) -> list[Quantity]:
        """Return the quantities of these kinds that are still to tell."""
        return [f for f in self.of(*(f"quantities.{kind}" for kind in kinds)) if isinstance(f, Quantity)]

    def dates(self, *kinds: str, every: bool = False) -> list[DateFact]:
        """Return the dates of these kinds that are still to tell, or all."""
        found = self.of(*(f"dates.{kind}" for kind in kinds), every=every)
        return [f for f in found if isinstance(f, DateFact)]

    def sentence(self, text: str, *facts: AnyFact | str) -> BriefSentence:
        """Return a sentence that tells facts, and note that they are told; of the deal itself where it tells none."""
        ids = [fact if isinstance(fact, str) else fact.id for fact in facts]
        self.told.update(ids)
        self.said.add(text)
        text = re.sub(r"\.\.$", ".", text[:1].upper() + text[1:])
        return BriefSentence(text=text, supports=ids or [self.deal.id])

    def from_filing(self, fact: AnyFact, longest: int = LONGEST) -> BriefSentence | None:
        """Return the filing's own sentence on a fact where it is plain, or None."""
        found = (self.take(at, longest, fact) for at, quote in enumerate(self.quoted) if fact.id in quote.facts)
        return next(filter(None, found), None)

    def take(
        self, at: int, longest: int = LONGEST, fact: AnyFact | None = None, *, hardest: float = HARDEST
    ) -> BriefSentence | None:
        """Return a sentence of the filing where it is plain and not told yet, with a fact if one is given."""
        quote = self.quoted[at]
        if is_row(quote.text) or search(_ASIDE, quote.text):
            return None
        if at in self._taken_from.values() or (at == self.opening and (fact or not self._says_more(quote.text))):
            return None
        if (
            quote.document.startswith("EX-")
            and self.deal.action in ("entered", "completed")
            and _LAUNCH.search(quote.text)
        ):
            return None  # a release on what was only planned then
        text = self._as_taken(quote, longest, hardest)
        if (
            text is None
            or self.says(text)
            or self.alike_before(text, self.said, _ALIKE)
            or (fact and not stands_in(fact, text))
        ):
            return None
        if WHOLLY in text and not self.new_figures(text) and any(WHOLLY in told for told in self.said):
            return None  # whose subsidiary a company becomes is told once
        here = [self._by_id[id_] for id_ in sorted(quote.facts)]
        if not self.left_open(text, here) or (quote.whole and self.unborne(text)):
            return None  # the word that leaves it open stood in what is not taken over
        self._taken_from[text] = at
        return self.sentence(text, *(f for f in here if f is fact or stands_in(f, text)))

    def _says_more(self, text: str) -> bool:
        """Return whether the sentence that the lead tells in other words says more than that."""
        of_people = self.deal.type in ("employment", "compensation")
        return bool(self.new_figures(text)) or (of_people and not self.alike(text))

    def says(self, text: str) -> bool:
        """Return whether a sentence has been told, in or as a part of another one, or has all of one and no more."""
        bare = text.rstrip(".")
        return any(
            bare in said or (len(said) > _START and said.rstrip(".") in text and not self.new_figures(text))
            for said in self.said
        )

    def is_taken(self, fact: Provision) -> bool:
        """Return whether the sentence that is a provision has been told."""
        taken = set(self._taken_from.values())
        return any(
            at in taken and plain(fact.text)[:_START] in self.quoted[at].text
            for at, quote in enumerate(self.quoted)
            if fact.id in quote.facts
        )

    def _as_taken(self, quote: Quoted, longest: int, hardest: float) -> str | None:
        sentence = quote.text
        take = trimmed if quote.whole and sentence.endswith(".") else taken_over

        def ok(eased: str) -> bool:
            # What no fact bears out may stand in a part that can be cut off.
            fits_ = self.fits(eased, longest, hardest)
            return fits_ and not (quote.whole and self.unborne(self.called(parted(eased))))

        def tell(words: str) -> str | None:
            return take(words, self.cast.our_short, ok)

        text = tell(self.resolved(sentence)) or (unfolded(sentence, tell) if quote.whole else None)
        called = self.called(text) if text else None
        return called if called and longest_of(called) < LONGEST_SENTENCE else None  # a name may be long

    def left_open(self, text: str, facts: Iterable[AnyFact]) -> bool:
        """Return whether a sentence leaves open what its facts do: "will" is too much for what is only possible."""
        open_ = [fact for fact in facts if _open(fact)]
        maybe = [f for f in open_ if not isinstance(f, Provision) and f.certainty != "expected" and stands_in(f, text)]
        if any(f.certainty == "expected" and stands_in(f, text) for f in open_) and not search(_TO_COME, text):
            return False
        return (not open_ or leaves_open(text)) and (not maybe or bool(search(_MAYBE, text)))

    def fits(self, text: str, longest: int = LONGEST, hardest: float = HARDEST) -> bool:
        """Return whether a sentence of the filing is plain enough for this brief."""
        return (
            fits(text, longest, hardest)
            and self.called(parted(text)) not in self.banned | self.refused
            and not any(re.search(rf"\b{re.escape(name)}\b", text) for name in self._vehicles)
        )

    @cached_property
    def _vehicles(self) -> tuple[str, ...]:
        """The names of merger subsidiaries: who they are has not been told."""
        return tuple(p.defined_name or p.name for p in self.cast.parties if p.role == "merger_sub")

    def resolved(self, text: str) -> str:
        """Return a sentence of the filing in which "these acquisitions" are both, where it reports two."""
        return re.sub(r"\b[Tt]hese (?=(?:purchases|acquisitions)\b)", "both ", text) if self.both else text

    def called(self, text: str) -> str:
        """Return a sentence in which parts ("Buyer", "the Lender") go by the names of who plays them."""
        opens = text[:1].isupper()
        if self._he and text.startswith(f"{self._he} "):
            text = f"{self.cast.short(self.cast.others('executive')[0])}{text[len(self._he) :]}"
        text = _MANY.sub(lambda found: f"{found[1]}{found[2].lower()}", text)
        for name in self.terms.ours | self._our_form:
            us = self.cast.our_short
            the = "[Tt]he " if name.lower() in PARTS else "(?:[Tt]he )?"
            text = re.sub(rf"\b{the}{re.escape(name)}'s", f"{us}'" if us.endswith("s") else f"{us}'s", text)
            text = re.sub(rf"\b{the}{re.escape(name)}\b(?! of\b| [A-Z])", us, text)
        for term, place in self._territories.items():
            by = rf"\g<1>{place}"
            text = re.sub(rf"\b(and )?(?(1)(?:in )?|in (?:both )?)(?:the )?{term}\b", by, text)
            text = re.sub(r"\bin ((?:the )?[A-Z][\w. ]+?) and outside \1\b", "worldwide", text)
        if self._acronym:
            text = re.sub(rf"\b(?:[Tt]he )?{self._acronym}\b", "the agreement", text)
        for party in self.cast.parties:
            part = re.sub(r"(?i)^the ", "", party.defined_name or "")
            short = self.cast.short(party).replace("\\", "")
            if part in _ALONE and party.is_registrant:
                text = re.sub(rf"\b[Tt]he {part}\b(?! of\b| [A-Z])", short, text)
            if _MANY.match(f"the {part}"):
                continue  # several, of whom one is named
            if party.is_registrant or not part or part == short or part.startswith(("Mr", "Ms")):
                continue
            if (part in short or part in party.name) and part.lower() not in PARTS:
                continue
            # "The Vellan business" keeps its article: it is the business's.
            the = rf"(?:[Tt]he (?!{re.escape(part)} {_WHOSE}))?"
            text = re.sub(rf"\b{the}{re.escape(part)}\b(?! [A-Z])", short, text) if part in text else text
            text = text.replace(f"{short}'s", f"{short}'") if short.endswith("s") else text
        return text[:1].upper() + text[1:] if opens else text

    @cached_property
    def defined(self) -> dict[str, str]:
        """What the filing has initials for, and which committee it calls "the Committee"."""
        text = self.sentences
        found = {one[2]: one[1] for one in _COMMITTEE.finditer(text)}
        names = {name for p in self.cast.parties for name in (p.name, p.defined_name) if name}
        for one in _INITIALS.finditer(text):
            short = one[1]
            pattern = r"(?: (?:of|and|the|for))* ".join(rf"{c}[\w-]+" for c in short.rstrip("s"))
            whole = re.search(rf"(?i)\b{pattern}(?=[^\"]{{0,120}}$)", text[: one.start()])
            if whole and short not in names | _KNOWN and short != self._acronym:
                found[short] = whole[0].removeprefix("the ")
        return found

    @cached_property
    def _he(self) -> str:
        """What the one executive of a deal is called in passing, where nobody else may be meant."""
        people = self.cast.others("executive")
        titles = {title for title, name in self._titled if any(name in p.name for p in people)}
        return ("He" if titles == {"Mr"} else "She") if self.alone and len(titles) == 1 else ""

    @cached_property
    def _titled(self) -> set[tuple[str, str]]:
        """Who is called "Mr." or "Ms." in the sentences on the deal."""
        return set(re.findall(r"\b(Mr|Ms|Mrs)\. ([A-Z][\w-]+)", self.sentences))

    @cached_property
    def alone(self) -> bool:
        """Whether there is one executive, and nobody else may be meant by what is said of one."""
        people = self.cast.others("executive")
        others = {name for _, name in self._titled if not any(name in p.name for p in people)}
        return len(people) == 1 and not others

    @cached_property
    def _territories(self) -> dict[str, str]:
        """Which territory goes by what name: "in the United States (the "Home Territory")"."""
        found = _TERRITORY.finditer(self.sentences)
        return {one[2]: one[1] for one in found if not _ALL_BUT.search(self.sentences[: one.start()])}

    @cached_property
    def _acronym(self) -> str:
        """The initials that the filing calls the agreement by."""
        initials = "".join(word[0] for word in re.findall(r"[A-Z][a-z]+", self.deal.title or ""))
        return initials if len(initials) > 2 else ""

    def borne_out(self, fact: Term | DateFact) -> bool:
        """Return whether the words near a value say that it is of its kind."""
        key = f"{_GROUP_OF[type(fact).__name__]}.{fact.kind}"
        pattern, denied = BORNE_OUT.get(key), BORNE_NOT.get(key)
        beside = [*near(fact), *self._before_it_was(fact)]
        if denied and any(re.search(rf"(?i){denied}", part) for part in beside):
            return False
        return pattern is None or any(re.search(rf"(?i){pattern}", part) for part in beside)

    def _before_it_was(self, fact: AnyFact) -> Iterator[str]:
        """Yield what stands before the value that gave way to a fact's: "the salary of Mr. Able from $1 to"."""
        own = plain(words(fact))
        for low in (quote.text.partition(own)[0] for quote in self.quoted if fact.id in quote.facts):
            if found := _FROM_ANOTHER.search(low):
                yield low[: found.start()][-_FAR:]

    @cached_property
    def joint(self) -> str:
        """What the filing calls the registrant and others who act with it: "Issuers"; empty where it does not."""
        us = {self.cast.our_short, *(p.defined_name or "" for p in self.cast.parties if p.is_registrant)} - {""}
        one = "|".join(map(re.escape, sorted(us, key=len, reverse=True)))
        found = re.search(
            rf"\([^()]*\b(?:with|and),? (?:the )?(?:Company|Registrant|{one}),? (?:[^()\"]{{0,30}} )?(?:the )?"
            r"\"(Issuers|Borrowers|Sellers|Buyers|Purchasers|Companies)\"",
            self.sentences,
        )
        return found[1] if found else ""

    @cached_property
    def _our_form(self) -> set[str]:
        """What the registrant is by its name, where the filing calls nobody else so: "the Partnership"."""
        name = self.info.registrant.name
        forms = {"Corporation": r"(?i)\bcorp(?:oration)?\b", "Partnership": r"(?i)\bpartners\b|\bl\.?p\b"}
        return {form for form, words_ in forms.items() if re.search(words_, name) and not self.terms.defines(form)}

    @cached_property
    def terms(self) -> Terms:
        """What the filing calls by a short name."""
        names = [name for p in self.cast.parties for name in (p.defined_name, self.cast.short(p)) if name]
        deal = "the deal" if self.deal.type in ("merger", "asset_purchase") else ""
        texts = self._passages.texts if self._passages else ()
        return Terms(
            texts,
            names,
            deal=deal,
            title=self.deal.title or "",
            us=self.info.registrant.name,
            amends=self.deal.action == "amended",
        )

    @cached_property
    def _support(self) -> Support:
        """What bears a sentence out that is told with more of the filing's words than its facts have."""
        names = [name for p in self.deal.parties for name in (p.name, p.defined_name) if name]
        quotes = [e.quote for fact in (*self.deal.parties, *self.facts) for e in fact.evidence]
        prose = [self.deal.headline, self.deal.subject, self.deal.title or "", self.info.registrant.name]
        return Support.of([*names, *quotes, *prose], (), names)

    def unborne(self, text: str) -> str | None:
        """Return the first figure or name of a sentence that no fact bears out, or None."""
        return self._support.bears_figures(text) or self._support.bears_names(text)

    def number(self, sentence: BriefSentence) -> int | None:
        """Return the number of the filing's sentence that one of the brief is taken from, or None of a template's."""
        if sentence.text in self._taken_from:
            return self.quoted[self._taken_from[sentence.text]].number
        return None

    def taken(self, sentence: BriefSentence, fact: Provision) -> BriefSentence:
        """Note which of the filing's sentences one of the brief is taken from, and return it."""
        own = plain(fact.text)[:_START]
        here = [at for at, quote in enumerate(self.quoted) if fact.id in quote.facts]
        found = next((at for at in here if own in self.quoted[at].text), next(iter(here), None))
        if found is not None:
            self._taken_from[sentence.text] = found
        return sentence

    def entry(self, one: Provision) -> str | None:
        """Return a provision that is an entry of a list as a sentence; empty where none can be made of it."""
        if self._passages is None:
            return None
        found = (self._passages.entry(e.document, e.start, one.text) for e in one.evidence if one.text in e.quote)
        return next((entry for entry in found if entry is not None), None)

    def same(self, sentence: BriefSentence, text: str) -> None:
        """Note that a sentence is told in other words."""
        if sentence.text in self._taken_from:
            self._taken_from[text] = self._taken_from[sentence.text]
        self.said.add(text)

    def refuse(self, sentence: BriefSentence) -> None:
        """Note that a sentence cannot be told: what it tells is still to tell."""
        self.refused |= {sentence.text}
        self.untake(sentence)
        self.told -= {id_ for id_ in sentence.supports if id_ != self.deal.id}
        self.said.discard(sentence.text)

    def place(self, sentence: BriefSentence) -> tuple[int, int]:
        """Return where in the filing a sentence of the brief belongs: in which of its sentences, and where there."""
        if sentence.text in self._taken_from:
            return self._taken_from[sentence.text], 0
        told = [self._by_id[id_] for id_ in sentence.supports if id_ in self._by_id]
        places = [
            (at, quote.text.find(words(fact)))
            for at, quote in enumerate(self.quoted)
            for fact in told
            if fact.id in quote.facts
        ]
        return min(places, default=(len(self.quoted), 0))

    @cached_property
    def quotes(self) -> str:
        """Return all the words of the filing that the deal's facts rest on."""
        parties = (e.quote for party in self.deal.parties for e in party.evidence)
        return plain(" ".join([*(quote.text for quote in self.quoted if quote.facts or not quote.whole), *parties]))

    @cached_property
    def sentences(self) -> str:
        """Return the whole sentences that the deal's facts stand in: who does what in them, and as what."""
        if self._passages is None:
            return self.quotes
        facts: Iterable[AnyFact] = (*self.deal.parties, *self.facts)
        return around((e for fact in facts for e in fact.evidence), self._passages)

    @cached_property
    def bare(self) -> str:
        """Return those sentences without what stands in brackets."""
        return re.sub(r" ?\([^()]*\)", "", self.sentences)

    @cached_property
    def core(self) -> frozenset[str]:
        """Return what a deal of its type is about: "amounts.principal", "provisions.covenant"."""
        return frozenset(name for entry in deal_types()[self.deal.type].core for name in entry.split("|"))

    def shared(self, date: DateFact) -> bool:
        """Return whether a date is told of several deals at once: "on May 1 and (with respect to B) May 2"."""
        own = self._own_of_two(date)
        if own is not None:
            return own != date.text
        people = [party.name.split()[-1] for party in self.cast.others("executive")]
        for following in after(date):
            of_one = re.match(r" and \(with respect to ([^()]*)\)", following)
            if of_one and any(name in of_one[1] for name in people):
                return True
            if re.match(r"[^.;]{0,60}\brespectively\b", following):
                return True
        return False

    def _own_of_two(self, date: DateFact) -> str | None:
        """Return this deal's own date: "A and B were extended to May 1, 2027 and May 2, 2029, respectively"."""
        title = self.deal.title or ""
        for low, high in _sides(date):
            found = search(_RESPECTIVELY, f"{low}{plain(date.text)}{high}")
            if found and title and title in found[2]:
                return found[4]
            if found and title and title.split()[-1] in (found[1] or ""):
                return found[3]
        return None

    def alike(self, text: str, share: float = 0.8) -> bool:
        """Return whether what a sentence tells has been told in other words."""
        these = content(text)
        return not self.new_figures(text) and any(len(these & content(told)) > share * len(these) for told in self.said)

    def alike_before(self, text: str, said: set[str], share: float) -> bool:
        """Return whether what a sentence tells had been told before it, in other words."""
        these = content(text)
        known = figures(text) <= figures(" ".join(said))
        return known and any(len(these & content(told)) > share * len(these) for told in said)

    @property
    def opening_number(self) -> int | None:
        """The number of the filing's sentence that the lead tells, in its words or in others."""
        return None if self.opening is None else self.quoted[self.opening].number

    def follows_told(self, at: int) -> bool:
        """Return whether the sentence right before one of the filing's is told."""
        number = self.quoted[at].number - 1
        return number == self.opening_number or any(
            self.quoted[taken].number == number for taken in self._taken_from.values()
        )

    def untake(self, sentence: BriefSentence) -> None:
        """Note that a sentence of the filing is not told after all."""
        self._taken_from.pop(sentence.text, None)

    def beside(self, fact: AnyFact) -> list[AnyFact]:
        """Return the facts that stand in the same sentences as a fact."""
        ids = {id_ for quote in self.quoted if fact.id in quote.facts for id_ in quote.facts} - {fact.id}
        return [self._by_id[id_] for id_ in sorted(ids)]

    def new_figures(self, text: str) -> frozenset[Decimal]:
        """Return the figures of a text that have not been told: "$27,000,000" is "$27 million"."""
        return figures(text).difference(*map(figures, self.said))

    def following(self, fact: AnyFact) -> str:
        """Return the rest of the sentence that a fact stands in, as far as it is quoted, from where it ends."""
        own = plain(words(fact))
        found = (quote.text.partition(own) for quote in self.quoted if fact.id in quote.facts)
        return max((rest for _, at, rest in found if at), key=len, default="")

    @cached_property
    def closed_days(self) -> list[str]:
        """The days on which something was closed, as the filing writes them."""
        return [d.text for d in self.dates("closing", every=True) if d.certainty == "signed"]

    def and_shares(self, price: Amount) -> str:
        """Return the part of a share that a price for each share comes with: "0.4125"; empty where it is all cash."""
        found = (_AND_SHARES.match(words_) for words_ in (*after(price), self.following(price)))
        return next((match[1] for match in found if match), "")

    def around(self, fact: AnyFact) -> str:
        """Return the sentences that a fact stands in, as far as they are quoted."""
        return " ".join(quote.text for quote in self.quoted if fact.id in quote.facts)


def is_row(text: str) -> bool:
    """Return whether a text is an entry of a list of exhibits, which tells nothing."""
    return bool(_ROW.match(text))


_EIGHTHS = re.compile(r"(?<![\d.,])(\d{1,2})[- ]([1357])/([248])(?=%)")  # "8-1/2%" is "8.5%"
_SCALES = {"million": 10**6, "billion": 10**9, "thousand": 10**3}


@lru_cache(maxsize=2048)  # each sentence that is told is held against those that may be
def figures(text: str) -> frozenset[Decimal]:
    """Return the figures of a text: those of "$27,000,000" are those of "$27 million"."""
    if "/" in text:
        text = _EIGHTHS.sub(lambda found: str(Decimal(found[1]) + Decimal(found[2]) / Decimal(found[3])), text)
    found = re.finditer(r"(\d[\d,]*(?:\.\d+)?)(?: (million|billion|thousand))?", text)
    return frozenset(Decimal(m[1].replace(",", "")) * _SCALES.get(m[2], 1) for m in found)


@lru_cache(maxsize=2048)
def content(text: str) -> frozenset[str]:
    """Return what the longer words of a text begin with."""
    return frozenset(word[:5] for word in re.findall(r"\w{4,}", text.lower()))


def stands_in(fact: AnyFact, text: str) -> bool:
    """Return whether a fact's value is still in a sentence that may have been cut."""
    if isinstance(fact, Provision | Party):
        return True
    own = re.sub(r"\s*\(\d+\)|(?<=\d)\.00\b", "", fact.text)
    digits = re.findall(r"\d[\d,.]*\d|\d", own)
    return all(figure in text for figure in digits) if digits else own.lower() in text.lower()


def _was(fact: AnyFact) -> bool:
    """Return whether a sum or a rate gave way to another: "goes from 0.375% to 0.50%"."""
    if not isinstance(fact, Amount | Percentage):
        return False
    return any(low.endswith("from ") and _TO_ANOTHER.match(high) for low, high in _sides(fact))


_TO_ANOTHER = re.compile(r" to (?:about |approximately )?[$€£]?[\d.]")


def _open(fact: AnyFact) -> bool:
    return not isinstance(fact, Party) and fact.certainty != "signed"


def near(fact: AnyFact) -> Iterator[str]:
    """Yield the words before and after a value in each of its quotes, the value itself left out."""
    for low, high in _sides(fact):
        yield low[-_NEAR:]
        yield high[:_NEAR]


_FROM_ANOTHER = re.compile(r"\bfrom (?:about |approximately )?[$€£]?[\d.,]+%?(?: [mb]illion)? to $")
_FAR = 140  # characters, before what it was and is: whose it is often stands between


def before(fact: AnyFact) -> list[str]:
    """Return the words before a value, wherever it stands in its quotes."""
    return [low for low, _ in _sides(fact)]


def after(fact: AnyFact) -> list[str]:
    """Return the words after a value, wherever it stands in its quotes."""
    return [high for _, high in _sides(fact)]


def _sides(fact: AnyFact) -> Iterator[tuple[str, str]]:
    own = plain(words(fact))
    for evidence in fact.evidence:
        quote = plain(" ".join(evidence.quote.split()))
        at = quote.find(own)
        while at >= 0:
            yield quote[:at], quote[at + len(own) :]
            at = quote.find(own, at + max(1, len(own)))
