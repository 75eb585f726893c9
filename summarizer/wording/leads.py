"""The title and the first sentence of a deal: who did what with whom, for how much, and when."""

from __future__ import annotations

import re

from summarizer.deal_types import deal_types
from summarizer.drafts import BriefSentence
from summarizer.models import DateFact, Party, Provision
from summarizer.wording.easing import eased, plain, split, trimmed
from summarizer.wording.plans import GENERAL, PLANS, Plan
from summarizer.wording.slots import filled
from summarizer.wording.telling import Telling, figures, stands_in
from summarizer.wording.trade import TradeSlots

_LONGEST_LEAD = 43  # words of a sentence of the filing that opens a brief
_LONGEST_ABOUT = 36  # words of what the agreement is about
_HARDEST = 22.0  # reading grade of what the agreement is about
_LONGEST_TITLE = 90  # characters
_LONGEST_NOUN = 4  # words of a title that stands for the agreement


def lead(telling: Telling) -> tuple[str, BriefSentence]:
    """Return the title of a brief on a deal, and its first sentence."""
    slots = TradeSlots(telling)
    deal = telling.deal
    day = slots.day() if not deal.title and not telling.cast.others() else None
    for plan in (*PLANS.get((deal.type, deal.action), ()), *GENERAL[deal.action]):
        slots.used.clear()
        if not _fits(plan, telling, slots):
            continue
        title = filled(plan.title, slots, short=True)
        if title is None or slots.read(plan.lead) is None:
            continue
        slots.used.clear()
        text = filled(plan.lead, slots, short=False)
        weak = deal.type == "compensation" or plan in GENERAL[deal.action]
        if deal.action == "completed" and weak:
            day = day or slots.day()
        own = telling.from_filing(day, _LONGEST_LEAD) if text and day and weak else None
        if own:
            return _shortened(title), own  # with nobody across the table the filing says better what was done
        if text:
            facts = [*slots.used, *deal.parties[:4]]
            return _shortened(title), telling.sentence(text, deal.id, *dict.fromkeys(fact.id for fact in facts))
    return deal.headline.rstrip("."), telling.sentence(deal.headline, deal.id)


def _shortened(title: str) -> str:
    """Return a title without its last part where it is too long for a line: with whom, or from whom."""
    while len(title) > _LONGEST_TITLE and (cut := max(title.rfind(f" {word} ") for word in ("with", "to", "from"))) > 0:
        title = title[:cut]
    return title


def _fits(plan: Plan, telling: Telling, slots: TradeSlots) -> bool:
    if plan.needs == {"known"}:
        return bool(telling.deal.title or telling.cast.others())
    if plan.needs == {"signed"}:
        return slots.has_agreement()
    if plan.needs == {"unsigned"}:
        return not (telling.deal.title if telling.deal.type == "compensation" else slots.has_agreement())
    if plan.needs == {"earlier"}:
        return slots.is_earlier()
    ours = telling.cast.us.role if telling.cast.us else ""
    return not plan.needs or ours in plan.needs


def about(telling: Telling) -> BriefSentence | None:
    """Return what the agreement is about, where the subject says more than the headline, and plainly."""
    deal = telling.deal
    purpose = _purpose(telling)
    if purpose:
        return purpose
    if deal.subject.strip() == deal.headline.strip() or len(deal.subject) < 20:
        return _what_for(telling)
    # "It provides computer services" is said of the company that is bought.
    if deal.type in ("merger", "asset_purchase", "equity") and deal.subject.startswith("It provides "):
        return None
    text = trimmed(deal.subject, telling.cast.our_short, lambda words: telling.fits(words, _LONGEST_ABOUT, _HARDEST))
    if text is None or telling.alike(text, 0.65):
        return None
    text, dated = _dated(telling, text)
    return telling.sentence(telling.called(text), deal.id, *dated)


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
            if found is None:
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
_TO_DO = re.compile(
    r"\bamend(?:ed|ments?)\b[^;]*?,? (?:in order )?to ((?:extend|increase|reduce|change|provide|permit|allow|remove|"
    r"revise|add|eliminate|lower|raise|modify) [^;]*?)(?:;|\.$)"
)


def _purpose(telling: Telling) -> BriefSentence | None:
    """Return what an amendment is for, where the sentence that the lead tells goes on to say so."""
    if telling.deal.action != "amended" or telling.opening is None:
        return None
    quote = telling.quoted[telling.opening]
    found = _TO_DO.search(re.sub(r" ?\([^()]*\)", "", quote.text))
    if found is None:
        return None
    us = telling.cast.our_short
    text = f"The change is to {found[1]}."
    first, *more = _AND_TO.split(found[1])
    # All of it, in one sentence or in two; else what is left when the rest has been cut.
    whole = [eased(text, us), *(eased(f"One change is to {first}. Another is to {one}.", us) for one in more)]
    told = next((way for way in whole[:2] if telling.fits(way, _LONGEST_ABOUT, _HARDEST)), None)
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
