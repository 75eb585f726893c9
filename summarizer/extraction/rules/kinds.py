"""The built-in extractor's judgement of an agreement by its words: its title, its type, and what was done with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from operator import itemgetter

from summarizer.deal_types import deal_types
from summarizer.extraction.rules.deeds import PAY_ITEM, VERB
from summarizer.extraction.rules.signals import of_type, shared
from summarizer.extraction.rules.text import Sentence
from summarizer.resources import Own, own
from summarizer.sieve import Rules, every, search
from summarizer.vocabulary import Action

_TITLE = re.compile(
    r"(?=[A-Z\d])(?:(?:[A-Z]|\d+-)[\w&'/.-]*,? (?:(?:of|and|to|for|the|&|on|with|by) )*){0,14}"
    rf"(?:{'|'.join(shared().titles.heads)})\b"
    rf"(?: (?:(?:and|of|to|the|for) )*(?:{'|'.join(shared().titles.tails)})(?: \d+)?)*"
    r"(?! (?:Trust|REIT|Realty|Properties|Finance|Capital|Company|Corp|Fund|Holdings|Inc|LLC|Partners|Services|"
    r"Bank)\b)"  # a party's name
)
_VERB = re.compile(rf"(?i)\b(?:{VERB})\b")
_NOT_TITLE = re.compile(rf"^(?:{'|'.join(shared().titles.not_first)})\b[ ,]*")


# Letters and figures stay, every other sign parts words.
_APART = bytes(sign if chr(sign) in "abcdefghijklmnopqrstuvwxyz0123456789%" else ord(" ") for sign in range(256))


def _words(text: str) -> str:
    """Return a text as words between single spaces, so that a cue is found where a word begins."""
    text = text.lower().replace("registration rights", "registration")  # no shareholder rights
    text = text.replace("issued and sold to", "issued to")  # paper, and no assets
    words = text.encode("ascii", "replace").translate(_APART).decode("ascii")
    return f" {' '.join(words.split())} "


_Weight = tuple[int, str, str, frozenset[str], float]


@cache
def _weights(_: Own) -> dict[str, list[_Weight]]:
    """Every cue as (place, type, cue, what it needs, weight) under one thing that it needs, "" where it needs none.

    The earlier and the longer a cue, the more telling.
    """
    found: dict[str, list[_Weight]] = {}
    kinds = [kind for kind in deal_types().values() if kind.name != "other"]
    every_cue = [(kind, place, cue) for kind in kinds for place, cue in enumerate(kind.cues)]
    for at, (kind, place, cue) in enumerate(every_cue):
        needed = _needed(_words(cue).split())
        weight = (10 - 7 * place / len(kind.cues)) * (1 if " " in cue else 0.35)
        one = (at, kind.name, _words(cue)[:-1], needed, weight)
        found.setdefault(max(needed, key=len, default=""), []).append(one)
    return found


_BEGINNING = 5  # letters
_BEGUN = itemgetter(slice(_BEGINNING))


def _needed(cue: Sequence[str]) -> frozenset[str]:
    """Return what stands in every text with a cue: its words, and the beginning of the last, which may go on."""
    return frozenset((*cue[:-1], *(last[:_BEGINNING] for last in cue[-1:] if len(last) >= _BEGINNING)))


def type_scores(title: str, lead: str, rest: str, item: str | None) -> dict[str, float]:
    """Return how much speaks for each type: the agreement's title most, then its first sentences."""
    title, lead, rest = _words(title), _words(lead), _words(rest)
    everything = f"{title}|{lead}|{rest}"
    words = set(everything.split())
    there = {"", *words, *map(_BEGUN, words)}
    scores: dict[str, float] = {}
    weights = _weights(own())
    possible = [one for word in weights.keys() & there for one in weights[word] if one[3] <= there]
    for _, name, cue, _, weight in sorted(possible):
        if cue not in everything:
            continue
        score = weight * (5 * (cue in title) + 2 * (cue in lead) + (cue in rest))
        scores[name] = scores.get(name, 0) + score
    for name in deal_types():
        if item in of_type(name).items:
            scores[name] = scores.get(name, 0) + 15
    if item != PAY_ITEM:
        for name in ("compensation", "employment"):
            scores[name] = scores.get(name, 0) * 0.6
    return scores


def title_of(text: str) -> str | None:
    """Return the first agreement name with a capital that stands after a verb of agreeing, or the first at all."""
    found = _titles(text)
    verb = search(_VERB, text)
    after = [name for start, name in found if verb and start > verb.start()]
    names = after or [name for _, name in found]
    return names[0] if names else None


def first_title(text: str) -> str | None:
    """Return the first agreement name with a capital."""
    return next(iter(titles_in(text)), None)


def titles_in(text: str) -> list[str]:
    """Return the agreement names with a capital, in their order."""
    return [name for _, name in _titles(text)]


# "Granted pursuant to the form of Award Agreement previously approved": no agreement is made by that.
_STANDARD_FORM = re.compile(r"(?i)\bforms? of (?:the |its |our )?$")


def _titles(text: str) -> list[tuple[int, str]]:
    found = []
    for match in _TITLE.finditer(text):
        name = _NOT_TITLE.sub("", match[0])
        while (shorter := _NOT_TITLE.sub("", name)) != name:
            name = shorter
        start = match.end() - len(name)
        if len(name.split()) > 1 and len(name) < 120 and not _STANDARD_FORM.search(text[max(0, start - 20) : start]):
            found.append((start, name))
    return found


_ALL_SHARES = re.compile(
    r"(?i)\b(?:purchas\w+|acqui(?:r\w+|sition)|buy|sell|sale|sold|offers?)\b[^;]{0,120}\b(?:all|100%|100 percent)"
    r"(?: of)?(?: the| its)?"
    r"(?: issued and)?(?: outstanding)?(?: ordinary| common| capital)? (?:shares|"
    r"capital stock|share capital|equity|stock|membership interests|common stock|"
    r"ownership)\b"
)
# "The 35% of Able LLC that it did not already own"
_THE_REST = re.compile(
    r"(?i)\b(?:acquire[ds]?|purchased?|buy|bought)\b[^;.]{0,40}\b(?:remaining|\d+(?:\.\d+)?(?:%| percent)) [^;]{0,80}"
    r"\b(?:not (?:already |then |currently |previously )*own|already own)"
)
_SELLING = re.compile(
    r"(?i)\b(?:the company|registrant|we)\b[^;]{0,80}?\b(?:agreed to sell|to sell all|sold|will sell|"
    r"completed the (?:sale|divestiture))\b|\bsale (?:to [^;.]{3,60} )?of the (?:company|registrant)'s\b"
)


_A_COMPANY = re.compile(
    r"\b(?:[Aa]cquired?|[Aa]cquisition (?:by [^;,.]{3,80} )?of|[Aa]cquiring|buy|bought|purchased?)\s+"
    r"(?:[A-Z][\w&'-]*,? ){1,5}(?:Inc|Corp|Corporation|Ltd|Limited|Company|LLC|plc|AB|AG|GmbH|SE|ASA|A/S|Oy|"
    r"S\.A|B\.V|N\.V)\b(?!\.?(?:'s| common| stock| shares| notes| preferred| \d))"
)
_PARTS = re.compile(
    r"(?i)\b(?:assets?|divisions?|business(?:es)? of|business unit|product line|propert(?:y|ies)|certain|"
    r"substantially all|interests? in|portfolio)\b"
)


def whole_company(kind: str, lead: str, opening: str) -> str:
    """Set right what the agreement's title does not tell: all shares bought make a merger, a unit sold a sale."""
    if (
        kind in {"equity", "asset_purchase", "other"}
        and search(_ALL_SHARES, opening)
        and not re.search(r"(?i)repurchase|redeem", opening)
    ):
        kind = "merger"
    if kind in {"asset_purchase", "other"} and search(_THE_REST, lead):
        kind = "merger"
    if kind in {"credit", "debt_securities", "other"} and search(_UNIT_SOLD, lead) and not search(_LENT, lead):
        kind = "asset_purchase"
    if kind in {"asset_purchase", "merger", "other"} and search(_OWN_SHARES, lead):
        kind = "equity"
    about = lead if kind == "other" or search(_A_COMPANY, lead) else opening
    if kind in {"asset_purchase", "other"} and search(_A_COMPANY, about) and not search(_PARTS, about):
        kind = "merger"
    if kind == "merger" and search(_SELLING, opening) and "merge with and into" not in opening:
        kind = "asset_purchase"
    return kind


# "Under which Able would buy its Wire Division": what pays for it, a note say, makes no loan of it.
_UNIT_SOLD = re.compile(
    r"(?i)\b(?:buy|buys|bought|purchase|purchases|purchased|acquire|acquires|acquired|sell|sells|sold|sale of|"
    r"divestiture of|dispose of|disposed of) (?:(?:all|substantially all|the assets|assets|certain|most) (?:of )?)?"
    r"(?:the|its|their|our|an?) (?:[\w&'-]+ ){0,6}?"
    r"(?:division|business|business unit|operations|product line|plant|mill|factory|stores|subsidiary)\b"
)
# Somebody "bought from the Company 200,000 shares".
_FROM_US = r"from (?:the (?:company|registrant|corporation)|us)"
_OWN_SHARES = re.compile(
    rf"(?i)\b(?:bought|purchased|acquired|subscribed for) "
    rf"(?:{_FROM_US},?[^;.]{{0,40}} [\d,]{{5,}} [^;.$]{{0,40}}\bshares|"
    rf"[\d,]{{5,}} [^;.$]{{0,40}}\bshares\b[^;.]{{0,60}}\b{_FROM_US})\b"
)
_LENT = re.compile(r"(?i)\b(?:loans?|credit|borrow\w*|lend\w*|notes?|indenture|debentures|financing|facility)\b")
_AS_AMENDED = re.compile(
    r"(?i)[, (]+as (?:may be )?amended\b(?! and restated| by| on)"
)  # an act, or an agreement's past
_ASIDE = re.compile(
    r"(?i), (?:which|that) (?:was|were|is|had|has|would|expire[ds]?)\b[^,;]*,|"  # an agreement's past
    r"\b(?:pursuant to|in accordance with|as contemplated by|under(?: the terms of)?) (?:the|an?|that certain|its) "
    r"[^,;]{3,120}?\b(?:agreement|contract|plan of merger)\b[^,;]{0,60}?\b(?:entered into|executed|signed|announced)\b"
)
_ASIDES = Rules(((_AS_AMENDED, ""), (_ASIDE, "")))
# What goes before, or with, what was done: "Following completion of the merger, Able borrowed ...".
_OPENING_ASIDE = re.compile(
    r"(?i)^(?:in connection with|concurrently with|simultaneously with|contemporaneously with|following|after|upon|"
    r"prior to|before|in anticipation of|as a result of|to (?:permit|fund|finance|facilitate|help))\b"
    r"(?:[^,;]|, (?=\d{4}\b)){3,200}?, "
    r"(?!\d{4}\b)"
)
# What is yet to be done, or is told of a thing: "shares to be issued and sold", "the acquired assets".
_NOT_DONE = re.compile(
    r"(?i)\b(?:to|will|would|shall|may|might|can|could|must|should)(?: (?:be|have been))?(?: (?:[a-z]+ly|offered|"
    r"issued|made|purchased|and|or|sell|offer|issue))*,? $|\b(?:the|such|any|all|of) $"
)
_NOUNS = re.compile(r"(?i)(?:completion|closing) of")
_NOT_YET = re.compile(
    r"[^.;]{0,100}?\b(?:remains?|is|are|will|would|shall|should|may|subject|conditioned|contingent)\b"
)
# More than a proposal, whatever goes with it ("entered into a Supply Agreement, which follows the letter of intent").
_FINAL = re.compile(
    r"(?i)\bterminat\w+|\bentered into an? (?:\w+ )?definitive\b|"
    r"\b(?:entered into|executed|signed) (?:an?|the|its) "
    r"(?:(?!non-?binding|binding|letter|memorandum|confidential|non-?disclosure|exclusiv|standstill)[\w'&-]+,? ){0,7}?"
    r"(?:agreement(?! in principle)|contract|lease|amendment)\b"
)
_ENDS_AGREEMENT = re.compile(r"(?i)\bterminat\w+ (?:of )?(?:\S+ ){0,8}?(?:agreements?|plans?|letters?|contracts?)\b")
# Not an option, nor goods of such a name ("a dietary supplement supply agreement").
_RENEWAL = re.compile(r"(?i)\b(?:extension|renewal)\b(?! (?:options?|rights?|terms?|periods?)\b)")
_CHANGE = re.compile(
    r"(?i)\bamend|\brestated\b|\bsupplement(?:al)?\b(?= (?:to|no|agreement|indenture|lease|letter|deed)\b|\W*$)|"
    r"\bmodification\b|\bwaiver\b|\bjoinder\b|"
    r"\b(?:adjust|chang|increas|rais|revis|reduc|eliminat)\w* (?:of|to|in) (?!control)"
)
_OBJECT = re.compile(r"(?i)\b(?:entered into|executed|signed|enter into|approved|adopted)\b(.{0,150})", re.DOTALL)


def action_of(lead: Sequence[Sentence], item: str | None) -> Action:
    """Return what was done: the first telling verb of the deal's first sentences, and what it acts on."""
    if item == "1.02":
        return "terminated"
    first = _ASIDES.rewritten(lead[0].text) if lead else ""
    proposed = search(shared().actions["proposed"], first)
    if proposed and not _FINAL.search(first[: proposed.start()]) and not _was_proposed(first, proposed.start()):
        return "proposed"
    opening = _OPENING_ASIDE.match(first)
    if opening and search(_VERB, first[opening.end() :]):
        first = first[opening.end() :]
    found: list[tuple[int, Action]] = []
    for done, pattern in shared().actions.items():
        if done == "terminated" and item == PAY_ITEM and not _ENDS_AGREEMENT.search(first):
            continue  # employment ends; an agreement on that is entered into
        if match := next((one for one in every(pattern, first) if done != "completed" or _done(first, one)), None):
            found.append((match.start(), done))
    action: Action = min(found)[1] if found else "completed" if item in {"2.01", "2"} else "entered"
    if action in {"entered", "amended"} and (acts_on := search(_OBJECT, first)):
        thing = re.split(
            r"(?i)\b(?:with|by and|between|among|pursuant|under which|which|dated|relating|providing)\b(?! other "
            r"things)|\(",
            acts_on[1],
        )[0]
        if _RENEWAL.search(thing):
            return "renewed"
        if _CHANGE.search(thing):
            return "amended"
        if re.search(r"(?i)\btermination\b", thing) and "separation" not in thing.lower():
            return "terminated"
        action = "entered"
    elif action == "entered" and (by := _BY_DEED.match(first)) and _CHANGES.search(first_title(by[1]) or ""):
        return "amended"
    if action == "entered" and item in {"2.01", "2"}:
        return "completed"
    return action


_CHANGES = re.compile(r"\b(?:Amendment|Supplement|Waiver)\b")
# "By a Second Amendment dated May 1, 2015, the lenders agreed to ...": what was signed stands before who did.
_BY_DEED = re.compile(
    r"(?:(?:On|Effective|As of) [^,;]{4,20}, \d{4},? )?(?:[Bb]y|[Uu]nder|[Tt]hrough|[Ii]n) (an? [^;]{5,160})"
)


def _done(text: str, verb: re.Match[str]) -> bool:
    """Say whether a verb of completing tells what was done, and not what is to be or what kind of a thing it is."""
    if _NOUNS.match(text, verb.start()):
        return not _NOT_YET.match(text, verb.end())
    return not _NOT_DONE.search(text[: verb.start()])


# "Following the letter of intent of May, Able completed its purchase": what was proposed once has been done since.
_LONG_PROPOSED = re.compile(
    r"(?i)\b(?:previously|earlier|pursuant to|following|contemplated (?:by|in)|supersed\w+|replac\w+)\b[^,;]{0,80}$"
)


def _was_proposed(text: str, start: int) -> bool:
    if not _LONG_PROPOSED.search(text[:start]):
        return False
    completed = (one for one in every(shared().actions["completed"], text) if one.start() > start)
    return any(_done(text, one) for one in completed) or bool(re.search(r"\b(?:entered into|signed) ", text[start:]))
