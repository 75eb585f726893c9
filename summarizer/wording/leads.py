"""The title and the first sentence of a deal: who did what with whom, for how much, and when."""

from __future__ import annotations

import re

from summarizer.deal_types import deal_types
from summarizer.drafts import BriefSentence
from summarizer.models import DateFact, Party, Provision
from summarizer.prose import LONGEST_SENTENCE, longest, reading_grade, word_count
from summarizer.wording.easing import eased, plain, split, trimmed
from summarizer.wording.figures import AnyFact
from summarizer.wording.leaning import leans
from summarizer.wording.naming import without_form
from summarizer.wording.plans import GENERAL, PLANS, Plan
from summarizer.wording.slots import filled
from summarizer.wording.telling import Telling, content, figures, is_row, stands_in
from summarizer.wording.trade import TradeSlots
from summarizer.wording.witness import Witness

_LONGEST_LEAD = 43  # words of a sentence of the filing that opens a brief
_LONGEST_ABOUT = 36  # words of what the agreement is about
_HARDEST = 22.0  # reading grade of what the agreement is about
_LONGEST_TITLE = 90  # characters
_LONGEST_NOUN = 4  # words of a title that stands for the agreement


def lead(telling: Telling) -> tuple[str, BriefSentence]:
    """Return the title of a brief on a deal, and its first sentence.

    Both are told by the first plan that a clause of the filing bears out; where none does, or the filing's own
    sentence says more and is plain, that opens the brief. A title that no plan gives claims nothing.
    """
    witness = Witness(telling)
    slots = TradeSlots(telling, witness)
    deal = telling.deal
    title, planned, weak = _planned(telling, slots, witness)
    own = _own(telling, witness, planned, weak=weak)
    if own:
        return title or _neutral(telling, slots), own
    if planned and title:
        ids = [*slots.used, *deal.parties[:4]]
        return title, telling.sentence(planned, deal.id, *dict.fromkeys(fact.id for fact in ids))
    title = _neutral(telling, slots)
    us = telling.cast.name(telling.cast.us) if telling.cast.us else telling.info.registrant.name
    text = title.replace(title.split(" reports ")[0], us, 1).replace(" reports ", " reported ", 1)
    return title, telling.sentence(f"{text}.", deal.id)


def _planned(telling: Telling, slots: TradeSlots, witness: Witness) -> tuple[str | None, str | None, bool]:
    """Return title and first sentence by the first plan that is borne out, and whether it says little."""
    deal = telling.deal
    for plan in (*PLANS.get((deal.type, deal.action), ()), *GENERAL[deal.action]):
        slots.used.clear()
        if not _fits(plan, telling, slots) or not _borne(plan, telling, slots, witness):
            continue
        title = filled(plan.title, slots, short=True)
        if title is None or slots.read(plan.lead) is None:
            continue
        slots.used.clear()
        text = filled(plan.lead, slots, short=False)
        if text:
            weak = deal.type == "compensation" or plan in GENERAL[deal.action] or bool(_NO_MORE.search(text))
            return _shortened(title), text, weak
    return None, None, True


def _borne(plan: Plan, telling: Telling, slots: TradeSlots, witness: Witness) -> bool:
    """Return whether the filing says what a plan would: who bought, sold, borrowed or signed."""
    deal, us = telling.deal, telling.cast.us
    if "{buyer}" in plan.lead and "{target}" in plan.lead:
        sides = [next(iter(telling.cast.with_role("buyer")), None), witness.bought()]
        both = sides[0] is not None and sides[1] is not None and witness.merged(sides[0], sides[1])
        return both if deal.action not in ("amended", "terminated") else witness.acts(us) or witness.acts(sides[0])
    if us is None or plan in GENERAL["proposed"]:
        return True
    if slots.get("borrower_alone") or "{spun}" in plan.lead or "{exchanged}" in plan.lead:
        return True  # what fills these is read from such a clause
    if plan in GENERAL["completed"]:
        sold = deal.type in ("debt_securities", "equity")  # which its own plans would tell
        return not sold and witness.completes(us) and any(witness.names(party) for party in telling.cast.others())
    if plan in GENERAL[deal.action] and (deal.type, deal.action) != ("credit", "entered"):
        return any(witness.acts(party) for party in telling.cast.ours()) or deal.type in ("employment", "compensation")
    if deal.type == "asset_purchase":
        return witness.sells(us) if "seller" in plan.needs else witness.buys(us)
    if deal.type == "equity" and "agreed to sell" in plan.lead and _MAY_SELL.search(telling.sentences):
        return False  # as it likes, and nothing is sold yet
    if deal.type == "equity" and "back" in plan.title:
        return witness.buys(us) or witness.buys_back()
    if deal.type in ("credit", "debt_securities", "equity"):
        return witness.deals_in(deal.type, us) or bool(
            slots.subsidiary and witness.deals_in(deal.type, slots.subsidiary)
        )
    return any(witness.acts(party) for party in telling.cast.ours()) or deal.type in ("employment", "compensation")


_MAY_SELL = re.compile(
    r"(?i)\b(?:may|could) (?:issue,? (?:and|or)? ?|offer,? (?:and|or)? ?)*sell\b[^.;]{0,160}"
    r"\b(?:from time to time|agents?)\b|"
    r"\bat[- ]the[- ]market (?:offering|issuance|program)"
)
# What a report is on whose agreement has no name, by the item that it stands in.
_ON = {
    "1.01": "an agreement",
    "1.02": "the end of an agreement",
    "1": "a change of control",
    "2": "a purchase or sale of assets",
    "2.01": "a purchase or sale",
    "2.03": "a debt",
    "2.04": "a debt",
    "3.02": "a sale of securities",
    "5.01": "a change of control",
    "5.02": "its directors, its officers or their pay",
}


def _neutral(telling: Telling, slots: TradeSlots) -> str:
    """Return a title that says only what a report is on: the agreement by its name, or the item."""
    us = telling.cast.in_title(telling.cast.us) if telling.cast.us else without_form(telling.info.registrant.name)
    agreement = slots.get("a_title")
    items = [e.item for fact in telling.facts for e in fact.evidence if e.item]
    usual = max(dict.fromkeys(items), key=items.count, default="")
    return f"{us} reports on {agreement or _ON.get(usual, 'other events')}"


_OPENING_GRADE = 19.0
_BETTER = 37  # words of a filing's sentence that opens a brief though a plan tells the deal


def _own(telling: Telling, witness: Witness, planned: str | None, *, weak: bool) -> BriefSentence | None:
    """Return the filing's own sentence that tells the deal, where that is plain, or None."""
    if telling.banned and planned and not weak:
        return None
    days = {d.id for d in telling.deal.dates if d.kind in ("agreement", "closing", "termination")}
    ranked = sorted((-_tells(telling, witness, at, days), at) for at in range(len(telling.quoted)))
    longer = not planned
    for worth, at in ranked[:_MOST_TRIED]:
        if -worth < (_TELLS if weak else _TELLS + 1):
            break
        found = _as_opening(telling, at, longer=longer)
        if found is None:
            continue
        text, facts = found
        more = figures(text) - figures(planned or "")
        if planned and not more and len(content(text) - content(planned) - {"enter"}) < _SAYS_MORE:
            continue
        if not weak and (word_count(text) > _BETTER or not more or reading_grade(text) > _EASY_OPENING):
            continue
        named = _whose_board(telling.first_named(text), telling.cast.our_short)
        parties = (party for party in telling.deal.parties if party.name in named or telling.cast.short(party) in named)
        return telling.opens(at, named, *parties, *facts)
    return None


def _whose_board(text: str, us: str) -> str:
    """Return a sentence with whose board it has done something, where it has no company."""
    board = _BOARD.search(text)
    return f"{text[: board.end()]} of {us}{text[board.end() :]}" if board and us not in text else text


_BOARD = re.compile(r"\b(?:Board of [Dd]irectors|Compensation Committee(?! of)|Board(?! of))\b(?! of\b)")


def _tells(telling: Telling, witness: Witness, at: int, days: set[str]) -> int:
    """Return how well a sentence of the filing tells what was done."""
    quote = telling.quoted[at]
    if not quote.text.endswith(".") or is_row(quote.text) or not witness.tells(quote.text):
        return 0
    worth = 2 + bool(quote.facts & days) + (at == 0)
    worth += bool(telling.deal.title and plain(telling.deal.title) in quote.text)
    return worth - 2 * bool(_EARLIER.search(quote.text))


def _as_opening(telling: Telling, at: int, *, longer: bool) -> tuple[str, list[AnyFact]] | None:
    """Return a sentence of the filing as it may open a brief, and the facts that it tells; longer where it has to."""
    quote = telling.quoted[at]
    limits = (_LONGEST_LEAD, _OPENING_GRADE + _HARDER * longer)
    text = trimmed(quote.text, telling.cast.our_short, lambda words: telling.fits(words, *limits))
    text = _AT_MEETING.sub(lambda found: found[1].upper(), text) if text else None
    if text is None or leans(text) or _OF_WHAT.search(text):
        return None
    facts = [fact for fact in telling.facts if fact.id in quote.facts and stands_in(fact, text)]
    text = telling.terms.introduced(telling.called(text), "", telling.unborne) or ""
    if not text or telling.unborne(text) or not telling.left_open(text, facts) or longest(text) >= LONGEST_SENTENCE:
        return None
    return text, facts


_AT_MEETING = re.compile(r"^At the (?:annual |special )?meeting, (.)")  # which nothing has been said of
_NO_MORE = re.compile(
    r"\b(?:sell|sale of|back|completed an? (?:sale|purchase)) ?(?:shares|securities|"
    r"notes)?(?: (?:to|from|through)\b[^$\d]*)?\.$"
)
_TELLS = 3
_MOST_TRIED = 4
_SAYS_MORE = 2  # words
_HARDER = 5.0
# What has been told of before: "bought the shares".
_OF_WHAT = re.compile(r"^[^,]{0,60}\b(?:bought|sold|acquired|issued) the \w+ under\b|\bthe same\b|\bthe parties\b")
_EASY_OPENING = 17.0
_EARLIER = re.compile(r"(?i)\bpreviously (?:disclosed|reported|announced)\b")


def _shortened(title: str) -> str:
    """Return a title without its last part where it is too long for a line: with whom, or from whom."""
    ends = " ends" * title.endswith(" ends")
    title = title.removesuffix(" ends")
    while (
        len(title + ends) > _LONGEST_TITLE
        and (cut := max(title.rfind(f" {word} ") for word in ("with", "to", "from"))) > 0
    ):
        title = title[:cut]
    return title + ends


def _fits(plan: Plan, telling: Telling, slots: TradeSlots) -> bool:
    if plan.needs == {"known"}:
        return bool(telling.deal.title or telling.cast.others())
    if plan.needs == {"signed"}:
        return slots.has_agreement()
    if plan.needs == {"unsigned"}:
        return not (telling.deal.title if telling.deal.type == "compensation" else slots.has_agreement())
    if plan.needs == {"unnamed"}:
        return slots.get("noun") == deal_types()[telling.deal.type].signals.get("noun")
    if plan.needs == {"earlier"}:
        return slots.is_earlier()
    ours = telling.cast.us.role if telling.cast.us else ""
    return not plan.needs or ours in plan.needs


def about(telling: Telling) -> BriefSentence | None:
    """Return what an agreement is about, or as what somebody is employed by it."""
    return _subject(telling) or _post(telling)


def _subject(telling: Telling) -> BriefSentence | None:
    """Return what the agreement is about, where the subject says more than the headline, and plainly."""
    deal = telling.deal
    purpose = _purpose(telling)
    if purpose:
        return purpose
    if deal.subject.strip() == deal.headline.strip() or len(deal.subject) < 20:
        return _what_for(telling)
    if deal.type in ("merger", "asset_purchase") and _AGREED_TO_BUY.match(deal.subject):
        return None  # which the lead tells
    # "It provides computer services" is said of the company that is bought.
    if deal.type in ("merger", "asset_purchase", "equity") and deal.subject.startswith("It provides "):
        return None
    text = trimmed(deal.subject, telling.cast.our_short, lambda words: telling.fits(words, _LONGEST_ABOUT, _HARDEST))
    if text is None:
        return _what_for(telling)
    if telling.alike(text, 0.65):
        return None
    text, dated = _dated(telling, text)
    return telling.sentence(telling.called(text), deal.id, *dated)


_AGREED_TO_BUY = re.compile(r"Under it, [^,;]{3,90} agreed to (?:buy|acquire|purchase|sell)\b")
_OFFICE = (
    r"((?:[A-Z][\w&-]*(?:,? (?:of|and|for|the) |,? (?=[A-Z])|)){1,10})(?= of the (?:Company|Registrant)|,|\.| and\b|$)"
)
_POST = re.compile(
    r"\b(?:in connection with (?:his|her) (?:appointment|promotion|election|hiring) (?:to serve )?as|"
    rf"(?:will|shall|to) (?:continue to )?serve as) (?:the |our |its )?(?:Company's )?{_OFFICE}"
)


def _post(telling: Telling) -> BriefSentence | None:
    """Return as what somebody is employed, where the agreement is with one alone."""
    if telling.deal.type != "employment" or telling.deal.action != "entered" or not telling.alone:
        return None
    found = _POST.search(telling.bare)
    office = found[1] if found else ""
    if not office or office in " ".join(telling.said) or telling.unborne(office):
        return None
    who = telling.cast.name(telling.cast.others("executive")[0])
    return telling.sentence(f"{who} is to serve as {office}.", telling.deal.id)


# What a sentence goes on with that says what the agreement in it is for, and how that is told.
_WHAT_FOR = (
    (re.compile(r",? (?:pursuant to which|under which|whereby|by which) (?=[^;]{20})"), "Under it, "),
    (re.compile(r"(?<!of),? covering (?=[^;]{20})"), "It covers "),
    (re.compile(r" providing for (?=[^;]{20})"), "It provides for "),
    (
        re.compile(
            r"(?<=[a-z\d]),? to (?=(?:repurchase|purchase|buy|sell|acquire|lease|supply|build|develop|license|provide|"
            r"manufacture|extend|settle|resolve|explore|combine) [^;]{15})"
        ),
        "The agreement is to ",
    ),
)
# Types whose plans do not say themselves what is sold, lent or bought.
_OF_SOME_USE = (
    "services",
    "supply",
    "license",
    "collaboration",
    "lease",
    "joint_venture",
    "settlement",
    "equity",
    "other",
)
_RIGHT_TO = re.compile(r"(?i)\b(?:warrants?|options?|rights?|commitments?)$")
_SIGNED = re.compile(r"(?i)\b(?:entered into|signed|executed|enters into|agreed to|made)\b")


def _what_for(telling: Telling) -> BriefSentence | None:
    """Return what the agreement is for, where the sentence in which it is signed goes on to say so."""
    deal = telling.deal
    if deal.action not in ("entered", "renewed") or deal.type not in _OF_SOME_USE:
        return None
    us = telling.cast.our_short
    title = plain(deal.title or "").removesuffix(" No.")
    for sentence in split(telling.sentences):
        bare = re.sub(r" ?\([^()]*\)", "", sentence)
        made = _SIGNED.search(bare)
        if made is None or not (title and title in sentence):
            continue
        for pattern, opening in _WHAT_FOR:
            found = pattern.search(bare, made.end())
            if found is None or _RIGHT_TO.search(bare[: found.start()]):
                continue
            clause = bare[found.end() :].rstrip(" .;")
            text = trimmed(f"{opening}{clause}.", us, lambda words: telling.fits(words, _LONGEST_ABOUT, _HARDEST))
            if text is None or telling.alike(text, 0.65):
                continue
            facts = [
                fact
                for fact in telling.facts
                if not isinstance(fact, Provision | Party) and plain(fact.text) in sentence and stands_in(fact, text)
            ]
            borne_out = figures(" ".join(fact.text for fact in facts))
            quotes = [e.quote for e in (e for one in (*facts, *telling.cast.parties) for e in one.evidence)]
            known = " ".join([*quotes, *(party.name for party in telling.cast.parties)])
            names = set(re.findall(r"(?<=[a-z,] )[A-Z][\w-]+", text)) - set(re.findall(r"[A-Z][\w-]+", known))
            if names or not telling.left_open(text, facts) or not figures(text) <= borne_out:
                continue
            return telling.sentence(telling.called(text), *([fact.id for fact in facts] or [deal.id]))
    return None


def _dated(telling: Telling, text: str) -> tuple[str, list[DateFact]]:
    """Return a sentence that ends with an older agreement with the day of that, where the filing gives it there."""
    named = _OLDER.search(text)
    if named is None:
        return text, []
    made = re.search(
        rf"\b{re.escape(named[1])} (?:\([^()]*\) )?(?:entered into (?:[^.;]{{0,80}} )?on|dated(?: as of)?) "
        r"([A-Z][a-z]+ \d{1,2}, \d{4})",
        telling.sentences,
    )
    days = [fact for fact in telling.deal.dates if made and fact.text == made[1]]
    return (f"{text[:-1]} of {made[1]}.", days[:1]) if made and days else (text, [])


_OLDER = re.compile(r"\bthe ((?:[A-Z][\w-]+ )+(?:Agreement|Decree|Order|Plan))\.$")
_AND_TO = re.compile(
    r",? and (?:to )?(?=(?:extend|increase|reduce|change|provide|permit|allow|remove|revise|add|eliminate|clarify|"
    r"lower|raise|modify) )"
)
_AMENDS = re.compile(r"(?:The|This) (?:[\w-]+ ){0,5}[Aa]mendment (?:amends|amended|modifies|modified) ")
_TO_DO = re.compile(
    r"\bamend(?:ed|s|ments?)\b[^;]*?,? (?:in order )?to,? (?:among other things,? )?"
    r"((?:extend|increase|reduce|change|provide|permit|allow|remove|"
    r"revise|add|eliminate|lower|raise|modify) [^;]*?)(?:;|\.$)"
)


def _purpose(telling: Telling) -> BriefSentence | None:
    """Return what an amendment is for, where the sentence that the lead tells goes on to say so, or another does."""
    if telling.deal.action != "amended" or telling.opening is None:
        return None
    quotes = [telling.quoted[telling.opening], *(one for one in telling.quoted if _AMENDS.match(one.text))]
    goes_on = ((one, _TO_DO.search(re.sub(r" ?\([^()]*\)", "", one.text))) for one in quotes)
    quote, found = next(((one, match) for one, match in goes_on if match), (None, None))
    if quote is None or found is None:
        return None
    us = telling.cast.our_short
    text = f"The change is to {found[1]}."
    first, *more = _AND_TO.split(found[1])
    first = first.rstrip(".")
    # All of it, in one sentence or in two, or the first alone; else what is left when the rest has been cut.
    ways = [text]
    ways += [f"One change is to {first}. Another is to {more[0]}.", f"One change is to {first}."] if more else []
    told = next((way for way in (eased(way, us) for way in ways) if telling.fits(way, _LONGEST_ABOUT, _HARDEST)), None)
    if told is None:
        told = trimmed(text, us, lambda words: telling.fits(words, _LONGEST_ABOUT, _HARDEST))
        told = told.replace("The change is", "One change is", 1) if told else None
    facts = [fact for fact in telling.facts if fact.id in quote.facts and stands_in(fact, told or "")]
    if told is None or not telling.left_open(told, facts) or telling.alike(told, 0.65):
        return None
    return telling.sentence(telling.called(told), *facts)


def noun(telling: Telling) -> str:
    """Return what the agreement is called in short: "lease", "credit agreement"."""
    if telling.deal.type in ("other", "asset_purchase", "merger"):
        return "agreement"
    if telling.deal.type == "rights_plan":
        return "rights plan"
    called = TradeSlots(telling).get("noun") or "agreement"
    usual = str(deal_types()[telling.deal.type].signals.get("noun", "agreement"))
    return called if len(called.split()) <= _LONGEST_NOUN and called.islower() else usual
