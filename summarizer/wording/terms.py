"""The terms of a deal: what belongs together first, then each by itself, who pays whom where the filing says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from summarizer.deal_types import deal_types
from summarizer.drafts import BriefSentence
from summarizer.models import Amount, DurationFact, Percentage, Quantity
from summarizer.wording.borrowing import pair, ranged
from summarizer.wording.easing import eased
from summarizer.wording.figures import Term, told
from summarizer.wording.phrases import own_phrase, payer_and_payee, with_article
from summarizer.wording.plans import NEVER, OWN_WORDS_ONLY, PASSED_OVER, SENTENCES
from summarizer.wording.telling import Telling, after, before, figures, near
from summarizer.wording.together import TOGETHER

_MOST = 8  # sentences on the terms of one deal
_MOST_ALONE = 6
_MOST_NEUTRAL = 4  # of them, those that only name a sum
_GROUPS = {"amounts": Amount, "percentages": Percentage, "durations": DurationFact, "quantities": Quantity}
_OUTLOOK = {"amounts.termination_fee", "amounts.reverse_termination_fee"}  # told with how the deal may end
_PAID = re.compile(r"\b(?:has|have) (?:now |already |since )?paid\b")

_ALSO = re.compile(r"(?<=^The deal) also")


def terms(telling: Telling) -> Iterator[BriefSentence]:
    """Yield the terms of a deal, its plans first and what they leave in the order of its type."""
    for at, sentence in enumerate(islice(_terms(telling), _MOST)):
        # Nothing stands before the first that it could be "also" to.
        yield sentence if at else sentence.model_copy(update={"text": _ALSO.sub("", sentence.text)})
    yield from _hidden(telling)


def _terms(telling: Telling) -> Iterator[BriefSentence]:
    together = [sentence for plan in TOGETHER for sentence in plan(telling)]
    # Taken by what matters, told in the filing's order.
    alone = sorted(islice(_one_by_one(telling), _MOST_ALONE), key=telling.place)
    for sentence in (*together, *alone):
        if not _is_of_nobody(telling, sentence.text):
            yield sentence


_UNNAMED = re.compile(
    r"(?:The (?:deal|(?:initial |new )?term|notice|base|salary|annual|target|bonus|severance)|Notice|It)\b"
)


def _is_of_nobody(telling: Telling, text: str) -> bool:
    """Say whether a sentence on pay leaves open whose it is, where the deal is with several people."""
    people = telling.cast.others("executive")
    if telling.alone or telling.deal.type not in ("employment", "compensation") or not _UNNAMED.match(text):
        return False
    return not any(person.name.split()[-1] in text for person in people)


def _one_by_one(telling: Telling) -> Iterator[BriefSentence]:
    """Yield the terms that stand alone: in the filing's sentence, as the kind is told, or by the filing's noun."""
    neutral = 0
    for fact in _in_order(telling):
        if fact.id in telling.told:
            continue
        key = _key(fact)
        if _again(telling, fact) or _passed_over(fact):
            continue
        sentence = _paid(telling, fact) or telling.from_filing(fact) or _further(telling, fact)
        sentence = sentence or _changed(telling, fact) or _for_each(telling, fact) or _shares(telling, fact)
        sentence = sentence or _planned(telling, fact)
        one_note = key == "amounts.principal" and telling.deal.type == "debt_securities"  # of a series, told as it is
        if sentence is None and neutral < _MOST_NEUTRAL and not one_note:
            sentence = _neutral(telling, fact)
            neutral += sentence is not None
        if sentence is not None:
            yield sentence


def left(telling: Telling, said: str) -> Iterator[BriefSentence]:
    """Yield the sum that a deal of its type is about, as its kind is told, where no sentence has told any."""
    core = telling.core - _OF_SOMEBODY
    sums = [fact for fact in _in_order(telling, every=True) if isinstance(fact, Amount) and _key(fact) in core]
    if any(figures(told(fact)) <= figures(said) for fact in sums):
        return
    for fact in sums:
        telling.told.discard(fact.id)
        sentence = None if _passed_over(fact) else _planned(telling, fact)
        if sentence and not _is_of_nobody(telling, sentence.text):
            yield sentence
            return


_OF_SOMEBODY = {"amounts.bonus"}  # what for, and whose, takes the filing's words


def _passed_over(fact: Term) -> bool:
    passed = PASSED_OVER.get(_key(fact))
    return bool(passed and any(re.search(passed, words) for words in near(fact)))


def _key(fact: Term) -> str:
    group = next(group for group, kind in _GROUPS.items() if isinstance(fact, kind))
    return f"{group}.{fact.kind}"


def _in_order(telling: Telling, *, every: bool = False) -> list[Term]:
    """Return the terms still to tell, or all: what the type is about, then what it may have, then the rest."""
    kind = deal_types()[telling.deal.type]
    wanted = [name for entry in (*kind.core, *kind.optional) for name in entry.split("|")]
    names = [name for name in dict.fromkeys(wanted) if name.split(".")[0] in _GROUPS]
    deal = telling.deal
    rest: tuple[Term, ...] = (*deal.amounts, *deal.percentages, *deal.quantities)
    names += [_key(fact) for fact in rest]
    found = [f for f in telling.of(*dict.fromkeys(names), every=every) if isinstance(f, Term)]
    # What another part of the brief tells is not told here, and par value is nobody's question.
    return [f for f in found if _key(f) not in _OUTLOOK | NEVER]


def _is_beside(telling: Telling, fact: Term) -> bool:
    """Return whether a term is none of what a deal of its type and action is about, whatever its kind says."""
    deal, key = telling.deal, _key(fact)
    open_ = fact.certainty != "signed"
    return (
        (key in _OF_LOANS and _secondary(telling))  # what is lent is not what the deal is about
        or (key == "amounts.equity_investment" and deal.type not in _INVESTS)
        or key in _OVER.get(deal.action, ())  # what it was to cost is no term of its end
        or (key in _PRICE_KINDS and deal.type in _LICENSED)  # shares that are sold beside it
        or (key in _PRICE_KINDS and deal.type in _SALES and not open_ and _price_noun(fact) in _OF_OPTIONS)
        # The least that has to be bought.
        or (key in _PRICE_KINDS and deal.type == "supply" and isinstance(fact, Amount) and fact.qualifier == "at_least")
        or (key == "percentages.margin" and deal.type != "credit")
        # A rate in the name of notes beside the loan.
        or (key == _RATE and deal.type == "credit" and any(_NOTES.match(w) for w in after(fact)))
        # A least sum is no open one.
        or (key == "amounts.bonus" and open_ and isinstance(fact, Amount) and fact.qualifier == "at_least")
        # The title has it.
        or (key == "durations.term" and bool(re.search(r"(?i)\b(?:year|day|month)\b", deal.title or "")))
        # That of the old agreement as likely as that of the new one.
        or (key == "durations.term" and deal.action in ("renewed", "terminated"))
    )


def _planned(telling: Telling, fact: Term) -> BriefSentence | None:
    """Return a term as its kind is told, the first of its kind only: another needs words to tell it apart."""
    key = _key(fact)
    group, kind = key.split(".")
    if key not in SENTENCES or key in OWN_WORDS_ONLY or not telling.borne_out(fact) or _is_beside(telling, fact):
        return None
    both = pair(telling, fact)
    rivals = [f for f in getattr(telling.deal, group) if f.kind == kind and f is not fact and f not in both]
    rivals = [] if _is_whole_price(fact, rivals) else rivals
    if any(f.id in telling.told or f.certainty == fact.certainty or key in _OF_PARTS for f in rivals):
        return None
    values: Sequence[Term] = both or [fact]
    if fact.certainty != "signed" and not _left_open(fact):
        return None  # its words tell it as done
    value = ranged(values) if len(values) > 1 else told(fact)
    certain, open_ = SENTENCES[key]
    may_be = key == "durations.renewal_term" and any(_MAY_RENEW.search(words) for words in before(fact))
    text = (certain if fact.certainty == "signed" and not may_be else open_).replace("{v}", value)
    if fact.certainty == "conditional" and key in _AGREED:
        text = text.replace("could be", "would be")
    if fact.certainty == "expected":
        text = re.sub(r"(?<=proceeds) could be|(?<=payments) could be", " are expected to be", text)
        text = text.replace("could be", "is expected to be")
    text = text.replace("{price}", _price_noun(fact))
    if part := next(filter(None, (_OF_A_PART.match(words) for words in after(fact))), None):
        text = text.replace("a share", part[1])
    if key == "amounts.deal_value" and (of_what := next(filter(None, map(_VALUED.search, before(fact))), None)):
        text = text.replace("the value", f"the {of_what[1].lower()} value").replace(
            "The value", f"The {of_what[1]} value"
        )
    kind_of = next(filter(None, map(_FACILITY.search, before(fact))), None)
    if key == "amounts.commitment" and kind_of:
        what = with_article(kind_of[1].removesuffix(" facility") if "loan" in kind_of[1] else kind_of[1])
        text = re.sub(r"(is|could be|would be) for", rf"\1 {what} of", text)
    if isinstance(fact, Amount) and any(_CASH.match(words) for words in after(fact)):
        text = text.replace(value, f"{value} in cash", 1)
    if key == "amounts.earnout" and re.search(r"(?i)\b(?:achiev|performance|milestone)", telling.following(fact)):
        text = text.replace("due later.", "due later if set goals are met.")
    if isinstance(fact, DurationFact) and kind == "term":
        text = text.replace(".", f"{_from_and_unless(telling, fact)}.")
    return telling.sentence(text, *values)


def _is_whole_price(fact: Term, rivals: Sequence[Term]) -> bool:
    """Return whether a price is said to be that of all, and those beside it are parts of it."""
    parts = [part for part in rivals if isinstance(part, Amount)]
    if not isinstance(fact, Amount) or fact.kind != "purchase_price" or not any(map(_WHOLE_PRICE.search, before(fact))):
        return False
    smaller = all(Decimal(part.value or 0) < Decimal(fact.value or 0) for part in parts)
    return smaller and not any(_WHOLE_PRICE.search(words) for part in parts for words in before(part))


_WHOLE_PRICE = re.compile(
    r"(?i)\b(?:aggregate|total|purchase)\b[^;$]{0,40}\b(?:price|consideration)\b[^;$]{0,80}"
    r"\b(?:of|is|was|be|consists?|consisted|equals?|totals?|totall?ed|amount(?:s|ed) to) (?:of )?"
    r"(?:approximately |about )?$"
)
# What several of a kind are parts of: one of them is not all, however certain.
_OF_PARTS = {"amounts.milestone", "percentages.margin", "percentages.commitment_fee"}
_MAY_RENEW = re.compile(r"(?i)\b(?:right|option|may|entitled)\b[^.;]{0,80}\b(?:renew|exten)\w*[^.;]{0,40}$")
_STARTS = re.compile(
    r"^ ?,? (?:period |term )?((?:from|after|following|beginning on|commencing on) [^,.;()]{5,90})(?=[,.;])"
)
_RENEWS = re.compile(r"(?i)\bautomatically (?:renew|be extended|extend)\w*")
_UNLESS = re.compile(r"(?i)\bunless\b[^.;]{0,60}?\b(?:extended|terminated|renewed)\b")


def _from_and_unless(telling: Telling, fact: DurationFact) -> str:
    """Return from when a term runs, and that it renews by itself or may end sooner, where its words say so."""
    words = telling.following(fact)
    start = _STARTS.match(words)
    begins = ""
    if start:
        told_so = telling.called(eased(start[1], telling.cast.our_short))
        begins = f" {told_so[:1].lower()}{told_so[1:]}"
    if _RENEWS.search(words):
        return f"{begins}, and renews by itself"
    return f"{begins}, unless that is changed" if _UNLESS.search(words) else begins


_CASH = re.compile(r",? (?:per share )?in cash\b(?!,? (?:and/)?or\b)")
_NOTES = re.compile(r" (?:[A-Z][\w-]+ ){1,5}(?:Notes|Bonds|Debentures|Securities)\b")


def _secondary(telling: Telling) -> bool:
    """Return whether a principal is not what the deal is about, or a part of a facility that has been told."""
    if telling.deal.type not in ("credit", "debt_securities"):
        return True
    return any(a.kind == "commitment" and a.id in telling.told for a in telling.deal.amounts)


def _neutral(telling: Telling, fact: Term) -> BriefSentence | None:
    """Return a term by the filing's own noun for it, or None where it gives none."""
    if isinstance(fact, DurationFact | Percentage):
        return None
    phrase = own_phrase(fact)
    if phrase is None or phrase in telling.said or re.match(r"(?:in|of|for|to|at|by|with)\b", phrase):
        return None
    if fact.certainty != "signed" and "options to" not in phrase:
        return None  # on what it depends, and for whom it is, takes the filing's words
    receiver = next((found[1] for words in before(fact) if (found := _RECEIVES.search(words))), None)
    if receiver is None and not (phrase.startswith("warrants to buy") and telling.deal.type in _SECURITIES):
        return None  # whose it is, and for what, takes the filing's words
    telling.said.add(phrase)
    return telling.sentence(f"{receiver or 'The deal also includes'} {telling.called(phrase)}.", fact)


# What is not told by its kind of an agreement that ends, or is changed.
_OVER = {
    "terminated": (
        "amounts.purchase_price",
        "amounts.price_per_share",
        "amounts.deal_value",
        "percentages.interest_rate",
    ),
    "amended": ("percentages.interest_rate",),
}
_PRICE_KINDS = ("amounts.purchase_price", "amounts.price_per_share")
_OF_OPTIONS = ("exercise price", "conversion price")
_SALES = ("merger", "asset_purchase")
_LICENSED = ("license", "collaboration")
_RATE = "percentages.interest_rate"
# What is agreed, and waits for the closing alone.
_AGREED = (
    "amounts.purchase_price",
    "amounts.price_per_share",
    "amounts.deal_value",
    "amounts.principal",
    "amounts.commitment",
    "amounts.gross_proceeds",
    "amounts.net_proceeds",
    "durations.term",
)
_OF_LOANS = ("amounts.principal", "percentages.interest_rate", "amounts.commitment", "amounts.drawn")
_INVESTS = ("equity", "joint_venture", "debt_securities")
_SECURITIES = ("equity", "debt_securities", "credit")
# Who gets a thing, where no other verb stands before it: "Ms. Fallat will receive".
_RECEIVES = re.compile(
    r"(?:^|[,.;] (?:and )?)((?:Mr|Ms|Mrs|Dr)\. [A-Z][\w'-]+ "
    r"(?:will (?:also )?receive|(?:also )?received|was (?:also )?granted))"
    r"(?! or\b)[^,.;$]{0,60}$"
)
_DONE = re.compile(
    r"(?i)\b(?:received|was granted|were granted|(?:has|have) (?:been )?(?:paid|granted|received))\b[^.;]*$"
)


def _left_open(fact: Term) -> bool:
    """Return whether the words of a fact leave it open: what was received is not what could be."""
    return not any(_DONE.search(words) for words in before(fact)) or isinstance(fact, DurationFact)


def _paid(telling: Telling, fact: Term) -> BriefSentence | None:
    """Return who pays whom a sum, or has paid it, where both are plain."""
    if not isinstance(fact, Amount) or not fact.payer or not fact.payee:
        return None
    payer, payee = payer_and_payee(fact, telling.cast)
    if payer is None or payee is None or not telling.borne_out(fact):
        return None
    noun = fact.kind.replace("_", " ")
    verb = "could owe" if fact.contingent or fact.certainty != "signed" else "pays"
    if any(_PAID.search(evidence.quote) for evidence in fact.evidence):
        verb = "has paid"
    if verb == "pays" and any(
        re.search(rf"(?i)\b(?:will|shall|must|agreed to)\b[^.;]* {noun.split()[0]}", w) for w in before(fact)
    ):
        verb = "will pay"
    what = f"{with_article(noun)} of {told(fact)}"
    if fact.kind in ("purchase_price", "other", "principal", "deal_value"):
        what = told(fact)
    if fact.kind == "upfront_payment":
        what = f"{told(fact)} upfront"
    return telling.sentence(f"{telling.cast.name(payer)} {verb} {telling.cast.name(payee)} {what}.", fact)


def _hidden(telling: Telling) -> Iterator[BriefSentence]:
    """Yield what the filing blacks out."""
    hidden = [f for group in _GROUPS for f in getattr(telling.deal, group) if f.status == "redacted"]
    if hidden:
        nouns = dict.fromkeys(
            f"number of {f.unit}" if isinstance(f, Quantity) else f.kind.replace("_", " ") for f in hidden
        )
        yield telling.sentence(f"The filing blacks out the {' and the '.join(nouns)}.", *hidden)


_SUMS = frozenset("equity_investment principal deal_value gross_proceeds purchase_price commitment drawn".split())


def _again(telling: Telling, fact: Term) -> bool:
    """Return whether a sum has been told under another name: an investment of $20 million is the notes sold."""
    same = [
        a for a in telling.deal.amounts
        if isinstance(fact, Amount) and {a.kind, fact.kind} <= _SUMS and a.id in telling.told and a.value == fact.value
        and a.currency == fact.currency
    ]  # fmt: skip
    if same:
        telling.told.add(fact.id)
    return bool(same)


# "$85.00 per one one-hundredth of a share": the price of a right is no price of a share.
_OF_A_PART = re.compile(r" ((?:per|for each) (?:one |1/)[\w-]*(?:th|ths)? of an? (?:[\w-]+ )*?(?:share|unit)\b)")
_PRICES = re.compile(
    r"(?i)\b((?:exercise|conversion|public offering|offering|redemption|purchase) price)\b[^.;]{0,100}$"
)


# What kind of a loan its size is told of: "a 364-day senior unsecured bridge loan facility in the amount of".
_FACILITY = re.compile(
    r"\ban? ((?:(?:\d{2,3}-day|[a-z]+-year|senior|unsecured|secured|bridge|term|revolving|syndicated),? )+"
    r"(?:loan |credit )*facility)[^.;$]{0,50}$"
)
_VALUED = re.compile(r"(?i)\b(enterprise|equity) value\b[^.;]{0,60}$")
_MORE = re.compile(r"(?i)\badditional (?:\w+ )?(?:payments?|consideration)? ?of (?:up to )?$")


_CONTINGENT_RIGHT = re.compile(
    r"(?i)\b(?:(?:non-transferable|non-tradeable|contractual) )*contingent value right(?=[^.;$]{0,90}$)"
)
_ITS_PAYMENT = re.compile(r"(?i)\bvalue right\b[^.;$]{0,140}\bcontingent (?:cash )?payments? of (?:up to )?$")


def _by_right(telling: Telling, fact: Amount) -> BriefSentence | None:
    """Return what each right that goes with a share may pay."""
    if not any(_ITS_PAYMENT.search(words) for words in before(fact)):
        return None
    value = told(fact).removesuffix(" a share")
    text = f"Each share also carries a contingent value right that could pay {value}, but may pay nothing."
    return telling.sentence(text, fact)


def _further(telling: Telling, fact: Term) -> BriefSentence | None:
    """Return what may be paid on top."""
    right = next((found[0] for words in before(fact) if (found := _CONTINGENT_RIGHT.search(words))), None)
    if isinstance(fact, Amount) and fact.kind == "price_per_share" and (by_right := _by_right(telling, fact)):
        return by_right
    if isinstance(fact, Amount) and fact.qualifier == "up_to" and right and fact.basis == "per_share":
        value = told(fact).removesuffix(" a share")
        return telling.sentence(f"Each share also carries {with_article(right)} that could pay {value}.", fact)
    if isinstance(fact, Amount) and fact.qualifier == "up_to" and any(_MORE.search(words) for words in before(fact)):
        return telling.sentence(f"{told(fact)} more could follow.", fact)
    return None


def _price_noun(fact: Term) -> str:
    """Return which price a price is."""
    for words in before(fact):
        found = _PRICES.search(words)
        if found:
            return found[1].lower()
    return "price"


_CHANGE = re.compile(
    r"(?<!can )(?<!may )(?<!might )(?<!could )(?<!would )(?<!right to )(?<!option to )\b"
    r"(?P<verb>increas\w+|rais\w+|reduc\w+|decreas\w+|lower\w+|amend\w*|chang\w+) (?P<what>(?:his|her|the|its|their|"
    r"(?:Mr|Ms|Mrs|Dr)\. [A-Z]\w+'s|[A-Z]\w+'s) [a-z][a-z ,-]{4,80}?)(?: from [^;]{1,30}?)? (?:to|by) $"
)
_RISES = {"i": "rises", "r": "falls", "d": "falls", "l": "falls", "a": "changes", "c": "changes"}


def _changed(telling: Telling, fact: Term) -> BriefSentence | None:
    """Return what a term was changed to, by the filing's noun for it: "His salary rises to $2 million"."""
    for low, high in zip(before(fact), after(fact), strict=True):
        found = _CHANGE.search(low)
        if not found or fact.certainty != "signed" or low.endswith(" by "):
            continue
        verb = found["verb"].lower()
        does = "rises" if verb.startswith("rais") else _RISES[verb[0]]
        of = re.match(r" of (?:his|her|its|their|the) (?:[a-z]+ ){0,2}[a-z]+", high)
        what = _owned(telling, found["what"])
        if re.match(r"(?i)(?:its|their) ", what):
            continue  # whose it is stands before it
        return telling.sentence(f"{what} {does} to {told(fact)}{of[0] if of else ''}.", fact)
    return None


def _owned(telling: Telling, what: str) -> str:
    """Return a noun with whose it is: "his salary" is an executive's."""
    people = telling.cast.others("executive")
    if re.match(r"(?:his|her) ", what) and len(people) == 1:
        name = telling.cast.name(people[0])
        return f"{name}'{'' if name.endswith('s') else 's'} {what.split(' ', 1)[1]}"
    return what


def _for_each(telling: Telling, fact: Term) -> BriefSentence | None:
    """Return what each share of a company that is taken over becomes the right to, in money."""
    if not isinstance(fact, Amount) or fact.kind != "price_per_share" or telling.deal.type != "merger":
        return None
    target = next(iter(telling.cast.with_role("target")), None)
    if target is None or not any(re.search(r"(?i)\bright to receive[^;]{0,40}$", words) for words in before(fact)):
        return None
    became = "became" if telling.deal.action == "completed" else "would become"
    cash = " in cash" if any(map(_CASH.match, after(fact))) else ""
    value = told(fact).removesuffix(" a share")
    part, more = telling.and_shares(fact), ""
    if part:
        buyer = next(iter(telling.cast.with_role("buyer")), None)
        ratios = [
            q for q in telling.deal.quantities if q.text.startswith(part) and q.kind in ("exchange_ratio", "shares")
        ]
        if not ratios or buyer is None:
            return None  # half of the price
        telling.told.add(ratios[0].id)
        more = f" and {part} of a {telling.cast.name(buyer)} share"
    return telling.sentence(
        f"Each {telling.cast.name(target)} share {became} the right to receive {value}{cash}{more}.", fact
    )


def _shares(telling: Telling, fact: Term) -> BriefSentence | None:
    """Return what holders of a company that is taken over get in shares."""
    if not isinstance(fact, Quantity) or telling.deal.type not in ("merger", "asset_purchase") or not fact.value:
        return None
    words = telling.around(fact)
    alias = telling.cast.aliases
    stock = rf"(?:({alias}) (?:[\w ]{{0,20}} )?[Ss]tock|[^;]{{0,60}}?\bof ({alias}))"
    each = re.search(rf"(?i:each) (?:[a-z]+ ){{0,4}}share of {stock}\b", words)
    party = telling.cast.by_alias(each[1] or each[2]) if each else None
    if party and float(fact.value) < 20 and re.search(r"(?i)right to receive|converted|exchanged", words):
        became = "became" if telling.deal.action == "completed" else "would become"
        behind = [
            re.sub(r" ?\([^()]*\)|,? par value \$[\d.]+(?: per share)?,?", "", w) for w in (telling.following(fact),)
        ]
        of = next((m for w in behind if (m := re.match(rf"[^;]{{0,60}}?(?: of|,) ({alias})\b", w))), None)
        other = telling.cast.by_alias(of[1]) if of else None
        whose = f" of {telling.cast.short(other)}" if other and other is not party else ""
        stock = next((m[0] for w in behind if (m := re.match(r" of (?:Class [A-Z] )?[Cc]ommon [Ss]tock", w))), "")
        if re.search(r"\bof a share$", told(fact)) and not (stock or whose):
            return None  # of whose share it is has been lost
        return telling.sentence(
            f"Each {telling.cast.name(party)} share {became} the right to receive {told(fact)}{stock}{whose}.", fact
        )
    if any(re.search(r"(?i)consideration (?:consists? of|of|is|was|will be)[^;]{0,40}$", w) for w in before(fact)):
        return telling.sentence(f"The price includes {told(fact)}.", fact)
    return None
