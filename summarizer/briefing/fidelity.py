"""Whether a sentence tells its facts as they are: as certain, as far, of the same time and in the same direction.

That every figure and name of a sentence is borne out says nothing of the words between them. Here those are held
against the facts: "will" against "may", "rose" against "fell", a month against a quarter, a lost "not".
What is refused is refused because the sentence plainly says otherwise; what is merely worded freely holds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from summarizer.briefing.knowing import Known
from summarizer.folding import plain
from summarizer.models import Amount, DateFact, Percentage, Provision, Quantity
from summarizer.prose import DENIES, surer
from summarizer.prose.plainness import WORD, leaves_open, sentences
from summarizer.prose.readings import reading, root
from summarizer.sieve import every, search
from summarizer.wording import figure_in

# What tells a figure as no more certain than its fact, by how certain that is.
_IF = (
    r"if|unless|until|subject to|provided|depend(?:s|ed|ing)?|conditional|conditions?|contingent|once|when|whenever|"
    r"after|upon|only|as long as|so long as|in case|where|must first|needs?|requires?|either|should|on approval|fails?|"
    r"or fewer|on (?:a|any) (?:default|change)|without"
)
_MAY = (
    r"may|might|can|could|would|cannot|possible|possibly|potential(?:ly)?|options?|rights?|entitled|eligible|"
    r"chance|free to|allows?|lets?|permits?|able|choose|chooses|choice|elects?|up to|at most|as much as|as many as|"
    r"maximum|capped?|limit(?:s|ed)?|ceiling|available"
)
_TO_COME = (
    r"expect(?:s|ed|ing)?|plans?|planned|intends?|intended|aims?|hopes?|targets?|targeted|estimat(?:e|es|ed)|forecasts?|"
    r"outlook|guidance|project(?:s|ed)|anticipat(?:es|ed)|scheduled|due|likely|set (?:to|for)|proposed|proposes|seeks?|"
    r"wants?|looks? to|sees|believes|(?:is|are) to|sets? out to|goal"
)
_WAS_DUE = r"(?:was|were|had been) (?:due|to|set|scheduled)"
_OPENS = {
    "conditional": re.compile(rf"(?i)\b(?:{_IF}|{_MAY}|{_WAS_DUE})\b"),
    "possible": re.compile(rf"(?i)\b(?:{_IF}|{_MAY}|{_WAS_DUE})\b"),
    "expected": re.compile(rf"(?i)\b(?:{_IF}|{_MAY}|{_TO_COME}|{_WAS_DUE})\b"),
}
# "May" the month opens nothing.
_MAY_THE_MONTH = re.compile(r"\bMay(?= [0-9])|\b(?:in|of|by|since|until|last|this) May\b")
# Ways to say that a figure is the most there can be.
_AT_MOST = re.compile(
    r"(?i)\b(?:up to|at most|as (?:much|many|high|large|long) as|maximum|max|most|limit(?:s|ed)?|cap(?:s|ped)?|ceiling|"
    r"(?:no|not|never) more than|(?:not|cannot|never) exceed|no event[^.;]{0,30} exceed|"
    r"(?:no|not) (?:higher|larger|above)|may|might|can|could|would|if|within|less|under|below|"
    r"allows?|lets?|permits?|right|options?|eligible|capacity|upper|sublimit)\b"
)
_UP = re.compile(
    r"(?i)\b(?:rose|rises|rising|risen|increas(?:e|es|ed|ing)|grew|grows|grown|growth|climbed|higher|above|gained|raised|"
    r"up (?=[0-9$]|from|by|about))\b"
)
_DOWN = re.compile(
    r"(?i)\b(?:fell|fallen|falling|falls?(?! due)|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|dropp?(?:ed|s)?|shrank|"
    r"lower|lowered|below|down (?=[0-9$]|from|by|about))\b"
)
_GAIN = re.compile(r"(?i)\b(?:net income|net profit|net earnings|profit of|earned)\b")
_LOSS = re.compile(r"(?i)\b(?:net loss|losses|loss of|lost)\b")
_OPPOSITES = ((_UP, _DOWN), (_DOWN, _UP), (_GAIN, _LOSS), (_LOSS, _GAIN))
_PERIODS = {
    "day": re.compile(r"(?i)\b(?:a|per|each|every) day\b|\bdaily\b"),
    "week": re.compile(r"(?i)\b(?:a|per|each|every) week\b|\bweekly\b"),
    "month": re.compile(r"(?i)\b(?:a|per|each|every) month\b|\bmonthly\b"),
    "quarter": re.compile(r"(?i)\b(?:per|each|every) quarter\b|\bquarterly\b"),
    "year": re.compile(r"(?i)\b(?:a|per|each|every) year\b|\b(?:yearly|annual|annually)\b"),
}
_PERIOD_WORDS = {
    "day": r"\bda(?:y|ily)",
    "week": r"\bweek",
    "month": r"\bmonth",
    "quarter": r"\bquarter",
    "year": r"(?i)year|annual|annum|annivers|p\.a\.",
}
# The words that a denial is about: the first that count after it.
_DENIED = re.compile(
    r"(?i)\b(?:(?:shall|will|may|must|do|does|did|is|are|was|were|has|have|had|can|could|would) not|cannot|not to|"
    r"\w+n't|no(?= (?:right|payment|refund|fee|obligation|interest|penalty|premium|option|severance|further))) +"
    r"(?!only\b|less\b|more\b|exceed|later\b|earlier\b|limited\b|to exceed|necessarily|yet\b)"
    r"([a-z-]+(?: [a-z-]+){0,4})"
)
# "She can compete until June": the word that ends what is allowed does not deny it.
_MAY_UNTIL = re.compile(r"(?i)(?<=\bcan\b)(?! not\b)[^.;]*?\buntil\b|(?<=\bmay\b)(?! not\b)[^.;]*?\buntil\b")
# "If it buys less than" says what "if it does not buy" says.
_SHORT_OF = re.compile(r"(?i)\b(?:less than|fewer than|short of|below)\b")
# What the filing tells as done, whatever the agreement leaves open.
_DONE = re.compile(r"(?i)\b(?:paid|received|closed|completed|drew|drawn|issued|sold|bought|repaid|exercised)\b")
_EMPTY = frozenset(
    "be been being have has had to the a an any its their his her of in on for with from by at or and also otherwise "
    "yet so as such other than that this it they required obliged made take taken give given company been".split()
)


def unfaithful(sentence: str, cited: Sequence[Known], kin: Iterable[Known]) -> str | None:
    """Return how a sentence tells its facts otherwise than they are, as an objection, or None.

    ``cited`` are the facts that it names, ``kin`` all those of the same deals and events.
    """
    text = plain(sentence)
    return (
        _surer(text, cited, list(kin))
        or _unlimited(text, cited)
        or surer(text, _quotes(cited))
        or _undenied(text, cited)
        or _opposite(text, cited)
        or _other_period(text, cited)
    )


def _surer(text: str, cited: Sequence[Known], kin: Sequence[Known]) -> str | None:
    """Return that what is conditional, expected or possible is told as certain, or None."""
    said = reading(text)
    plainly = [fact for fact in kin if fact.certainty == "signed" and fact.fact and figure_in(fact.fact, said)]
    for known in kin:
        fact = known.fact
        if fact is None or known.certainty in (None, "signed"):
            continue
        here = known in cited
        if isinstance(fact, Provision) or not figure_in(fact, said, loosely=False):
            # No figure to hold it to: any word that leaves something open will do, or a certain fact beside it.
            certain = any(f.certainty == "signed" and not _when_signed(f) for f in cited)
            told = leaves_open(text) or _leaves_open(text, known) or _told_as_certain(known, cited, text)
            if here and not certain and not told:
                return _only(known)
            continue
        if not here and not isinstance(fact, Amount | Percentage):
            continue
        same = any(_same_figure(known, other) for other in plainly)
        done = _DONE.search(text) and any(_tells_of_doing(other) for other in cited)
        if not same and not done and not _told_as_certain(known, cited, text) and not _leaves_open(text, known):
            return _only(known)
    return None


def _only(known: Known) -> str:
    return f"{known.id} is only {known.certainty}; the sentence tells it as certain"


def _when_signed(known: Known) -> bool:
    """When an agreement was signed says nothing of how certain the rest is."""
    return isinstance(known.fact, DateFact) and known.fact.kind in ("agreement", "original_agreement", "announced")


def _tells_of_doing(known: Known) -> bool:
    certain = known.certainty == "signed" and not _when_signed(known)
    return certain and any(_DONE.search(text) for text in _quotes([known]))


def _same_figure(one: Known, other: Known) -> bool:
    return type(one.fact) is type(other.fact) and getattr(one.fact, "value", 0) == getattr(other.fact, "value", 1)


def _told_as_certain(known: Known, cited: Sequence[Known], text: str) -> bool:
    """Return whether a cited deal or event itself tells the figure as certain."""
    if known.fact is None or isinstance(known.fact, Provision):
        return False
    prose = (part for fact in cited if fact.prose for part in sentences(fact.prose))
    return any(figure_in(known.fact, reading(part), loosely=False) and not leaves_open(part) for part in prose)


def _leaves_open(text: str, known: Known) -> bool:
    """Return whether a sentence leaves open what a figure's fact does: "will" is too much for "may"."""
    hedge = getattr(known.fact, "hedge", None) or ""
    if re.search(r"(?i)\bwill\b", hedge) and re.search(r"(?i)\bwill\b", text):
        return True
    if hedge.lower() == "would" and any("would have" in t.lower() for t in known.support.texts):
        return True  # what would have been is told as it was
    pattern = _OPENS[known.certainty or "possible"]
    return bool(search(pattern, _MAY_THE_MONTH.sub("#", text)))


def _unlimited(text: str, cited: Iterable[Known]) -> str | None:
    """Return that an upper limit is told as the figure itself, or None."""
    said = reading(text)
    for known in cited:
        fact = known.fact
        limit = isinstance(fact, Amount | Percentage | Quantity) and fact.qualifier == "up_to"
        if fact and limit and figure_in(fact, said) and not search(_AT_MOST, _MAY_THE_MONTH.sub("#", text)):
            return f"{known.id} is the most it can be; the sentence tells it as the figure itself"
    return None


def _quotes(cited: Iterable[Known]) -> list[str]:
    """Return the words of the filing and the prose that cited facts rest on, names and cover apart."""
    found: dict[str, None] = {}
    for known in cited:
        if known.prose:
            found |= dict.fromkeys(known.support.texts)
        for evidence in getattr(known.fact, "evidence", ()) if known.fact else ():
            found[plain(evidence.quote)] = None
        if isinstance(known.fact, Provision):
            found[plain(known.fact.text)] = None
    return list(found)


def _undenied(text: str, cited: Iterable[Known]) -> str | None:
    """Return that what the filing denies is told as so, or None."""
    if search(DENIES, _MAY_UNTIL.sub("", text)) or search(_SHORT_OF, text):
        return None
    told = {root(word.lower()) for word in WORD.findall(text) if len(word) > 3}
    for quote in _quotes(cited):
        for found in every(_DENIED, quote):
            about = [word for word in found[1].split() if word not in _EMPTY and len(word) > 3][:1]
            if found[0].startswith("no "):
                about = [word for word in found[1].split() if word not in _EMPTY and len(word) > 3][:2]
            elsewhere = {root(w.lower()) for w in WORD.findall(quote[: found.start()] + quote[found.end() :])}
            if any(root(word) in told and root(word) not in elsewhere for word in about):
                return f"{' '.join(quote[found.start() : found.end()].split()[:3])!r} of the filing is lost"
    return None


def _opposite(text: str, cited: Iterable[Known]) -> str | None:
    """Return that a rise is told as a fall, or a profit as a loss, or None."""
    said = reading(text)
    if not (said.money or said.percentages):
        return None
    quotes = " ".join(_quotes(cited))
    for words, others in _OPPOSITES:
        found = words.search(text)
        if found and not others.search(text) and others.search(quotes) and not words.search(quotes):
            return f"{found[0].strip()!r} is the opposite of what the filing says"
    return None


def _other_period(text: str, cited: Collection[Known]) -> str | None:
    """Return that what is paid each quarter is told as paid each month, or None."""
    if not reading(text).money:
        return None
    borne = " ".join(_quotes(cited)) + " ".join(known.line for known in cited)
    for period, pattern in _PERIODS.items():
        found = pattern.search(text)
        if found and not re.search(_PERIOD_WORDS[period], borne, re.IGNORECASE):
            return f"{found[0]!r} is not in the facts it rests on"
    return None
