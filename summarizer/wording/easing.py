"""A filing's own sentences made easy to read: legalese, defined terms and long tails gone, nothing said that is new."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from summarizer import folding
from summarizer.prose import LONGEST_SENTENCE, plainer, reading_grade, unplain, word_count

HARDEST = 18.0  # reading grade of one
LONGEST = 28  # words of a filing's sentence that a brief takes over
_EASIER: tuple[tuple[str, str], ...] = (
    (r"\s*<PAGE>\s*", " "),
    (r"^[A-Z]{3,}[^-]{0,40} ?-+ ?(?:[A-Z][a-z]+ \d{1,2}, \d{4} ?-+ ?)?(?=[A-Z])", ""),  # a press release's dateline
    (r",? as (?:so )?amended(?=[.,;])", ""),
    (r"^(The [\w -]+?) contains customary [^.;]*?, including (?=covenants )", r"\1 contains "),
    (
        r"^The filing attaches a copy of (.+?)'s press release,? dated ([A-Z]\w+ \d+, \d{4}),? announcing its\b",
        r"In a press release of \2, \1 announced its",
    ),
    (
        r"\bissued a (?:press|news) release (?:announcing|providing|reporting) (?=its|that|preliminary|the)",
        "announced ",
    ),
    (r"\btoday (?=announced|reported)", ""),
    (r"(?<![\w.])\((?:[ivx]{1,4}|[a-e]|\d)\) ", ""),
    (r"(?<=\$)(\d{1,3}(?:,\d{3})+)\.00\b", r"\1"),
    (r"\bat an? (?:annual )?(?:interest )?rate (?:per annum )?(?:equal to|of)\b", "at"),
    (r"\\\$", "$"),
    (r" ?\((?:as so )?(?:as )?(?:such term is )?(?:defined|amended|further)[^()]*\)", ""),
    (r" ?\((?:the |each,? |an? |such |collectively,? |together,? )[^()]{0,80}[\"“][^()]{1,80}\)", ""),
    (r" ?\((?:NYSE|Nasdaq|NASDAQ|AMEX)[^()]{0,20}\)", ""),
    (r" ?\((?:subject to|in each case|if any|including|valued|excluding|as may)\b[^()]*\)", ""),
    (r"\b[\w-]+ percent \((\d[\d.]*%)\)", r"\1"),
    (r"\b(\w+) \((\d+)\)", r"\1"),
    (r"(?<=\d) percent\b", "%"),
    (r"\bMerger Sub(?: I+)?\b", "a merger subsidiary"),
    (r"\bAttached as Exhibits? [\d.]+ and incorporated (?:herein )?by reference is\b", "The filing attaches"),
    (r"\b([Tt])he aggregate (?=purchase|principal|consideration|amount|base)", r"\1he total "),
    (r"\bAggregate consideration\b", "The total price"),
    (r"\baggregate consideration\b", "total price"),
    (r"\ban aggregate (?:of )?", "a total of "),
    (r"\ban? total of (?=purchase|principal|consideration|amount)", "a total "),
    (r"\baggregate\b", "total"),
    (r"\bapproximately\b", "about"),
    (r"\b(?:shall|will) be entitled to receive\b", "will receive"),
    (r"\bshall\b", "will"),
    (r"\bin the (?:total |aggregate )?(?:principal )?amount of\b", "of"),
    (r"\bin (?:total|aggregate) principal amount of\b", "of"),
    (r"\btotal principal amount of\b", "of"),
    (r"(?<=[\d\w]) of of\b", " of"),
    (r"\bper share\b", "a share"),
    (r"\bper (year|month)\b", r"a \1"),
    (r"\bon or (?:before|prior to)\b", "by"),
    (r"\bconsummated\b", "completed"),
    (r"\bconsummation\b", "completion"),
    (r"\bconsummate\b", "complete"),
    (r"\bUpon the terms and subject to the conditions (?:set forth )?in the [A-Z][\w ]*?, ", ""),
    (r"\bupon\b", "on"),
    (r"\bUpon\b", "On"),
    (r"\bwill terminate\b", "will end"),
    (r"\bto terminate\b", "to end"),
    (r"\bmay terminate\b", "may end"),
    (r"\bto purchase\b", "to buy"),
    (r"\bregarding\b", "about"),
    (r"\bin excess of\b", "over"),
    (r"\bnotified\b", "told"),
    (r"\bexfiltrated\b", "took"),
    (r"\bsubsequently\b", "later"),
    (r"\bexpires on\b", "runs until"),
    (r"\b(?:[Pp]ursuant to|[Uu]nder) the terms of\b", "under"),
    (r"\bby and (?:between|among)\b", "between"),
    (r",? without limitation,?", ""),
    (r"\bcertain (?=of|other)", "some "),
    (r"\ba period of\b", ""),
    (r"\bwith and into\b", "into"),
    (r"\bwholly[- ]owned\b", "wholly owned"),
    (r"\bat the time of\b", "at"),
    (r"\bin the event of\b", "on"),
    (r"\bfor the purpose of\b", "for"),
    (r"\bremains subject to\b", "still depends on"),
    (r"\bis subject to\b", "depends on"),
    (r"\bare subject to\b", "depend on"),
    (r"\b(?:Moreover|Furthermore|In addition|Additionally), ", ""),
    (r"\b(?:has|have) been and (?:is|are)\b", "is"),
    (r"  +", " "),
    (r" ([,.;])", r"\1"),
)
_RULES = tuple((re.compile(pattern), by) for pattern, by in _EASIER)
# What a sentence must not have that is taken over: it points elsewhere, or leans on what is not told.
_LEANS = re.compile(
    r"(?i)^(?:these|those|this)\b|[\"“”<>•]|\b(?:exhibits?|items? \d|section \d|sections|incorporated (?:herein )?by|"
    r"foregoing|as defined|defined in|set forth|described|above|below|aforesaid|said|thereunder|hereof|attached|"
    r"qualified|such|as follows|hereto|respectively|reference|rule \d|page|his/her|he/she|any and all)\b|"
    r"\bthe (?:former|latter)\b|[A-Za-z]{3}\.\d|\bno\. ?\d|^\W*$"
)
_OPENERS = re.compile(
    r"^(?:The|On|In|Under|Each|Upon|An?|At|Any|All|If|Both|Either|Following|For|After|Before|Effective|As of|Holders|"
    r"Interest|Loans|Borrowings|Completion|Closing|Aggregate|Gross|Net|Total|Mr\.|Ms\.|Mrs\.|Dr\.|Up to|Of|Also|Based|"
    r"Neither|No|Either|Half|Payments?|Proceeds|Pursuant|Subject|Other|Unless|Until|Twenty|Fifty|One|Two|Three|Its|"
    r"(?:[A-Z][\w&'.-]+,? ){1,5}(?:will|has|have|is|was|are|were|may|must|agreed|shall|also|paid|pays|received|"
    r"expects|sold|completed|issued|made|announced|held|entered|intends|can|could))\b"
)
_TAIL = re.compile(
    r"(?:; (?:and |or |provided)?|, (?=(?:including|which|except|as (?:well|more|described|may)|"
    r"pursuant|under which|whereby|in (?:each|accordance|connection|exchange)|together with|plus|each of|"
    r"based on|where|whose|who|due to|consisting)\b)| (?=including\b)|"
    r", (?:and|but) (?=(?:the|it|he|she)\b)| (?=(?:in accordance with|pursuant to|in connection with)\b))"
)
_CONDITION = re.compile(r"(?i)\b(?:subject to|unless|except|provided|if|not|only|contingent)\b")
_VERBS = re.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|may|might|must|can|could|did|does|do|pays?|paid|sold|bought|runs?|bears?|"
    r"expects?|intends?|provides?|contains?|includes?|requires?|allows?|permits?|limits?|matures?|expires?|depends?|rose|"
    r"fell|held|took|drew|gave|renews?|supports?|restricts?|ranges?|accrues?|secures?|remains?|concerns|[a-z]{2,}ed)\b"
)
_NAMES = re.compile(r"(?:\b[A-Z][\w&'-]*\.?,? (?:(?:of|and|the|&) (?=[A-Z]))?){2,}")
_HANGS = re.compile(
    r"(?i)\b(?:the|an?|of|to|in|for|and|or|its|our|by|with|from|on|at|as|that|which|is|are|was|other|certain|among|"
    r"between|not|be|than|chief|senior|vice|mr|ms|inc|corp|no)\.?$"
)
_OURS = (
    (r"\b[Ww]e were\b", "{us} was"), (r"\b[Ww]e are\b", "{us} is"), (r"\b[Ww]e have\b", "{us} has"),
    (r"\b[Ww]e do\b", "{us} does"), (r"\b[Ww]e\b", "{us}"), (r"\b[Oo]ur\b", "its"), (r"\bus\b", "it"),
)  # fmt: skip


_ENDS = re.compile(
    r"(?<![ (.][A-Z]\.)(?<!\bInc\.)(?<!\bCorp\.)(?<!\bCo\.)(?<!\bLtd\.)(?<!\bNo\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)"
    r"(?<!\bDr\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\bPte\.)(?<!\bL\.P\.)(?<!\bN\.A\.)(?<!\bU\.S\.)(?<!\(Ret\.)(?<!\bJr\.)(?<!\bSr\.)"
    r"(?<=[.!?])[\"')\u201d]*\s+(?=[A-Z\"'(\u201c])"
)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return folded text; the quotes of a deal are read many times over."""
    return folding.plain(text)


def split(text: str) -> list[str]:
    """Return the sentences of a filing's text: "Inc." and initials end none."""
    return [part for part in _ENDS.split(text.strip()) if part]


@lru_cache(maxsize=4096)
def eased(sentence: str, us: str = "") -> str:
    """Return a filing's sentence in plainer words; ``us`` is what "the Company" is to be called."""
    text = " ".join(sentence.split())
    text = re.sub(r"^(?:\W*\(?[a-z](?:-[a-z])?\) )+|^[^\w$€£]+", "", text)
    for pattern, by in _RULES:
        text = pattern.sub(by, text)
    text = plainer(text).strip()
    if us:
        text = _named(text, us)
    return text[:1].upper() + text[1:]


def _named(text: str, us: str) -> str:
    """Return a sentence in which the registrant goes by its name rather than by "the Company" or "we"."""
    text = re.sub(r"\b[Tt]he (?:Company|Registrant)'s\b", f"{us}'s" if not us.endswith("s") else f"{us}'", text)
    text = re.sub(r"\b[Tt]he (?:Company|Registrant)\b(?! of)", us, text)
    if re.search(r"\b(?:[Oo]ur|[Ww]e)\b", text):
        for pattern, by in _OURS:
            text = re.sub(pattern, by.format(us=us), text)
    return text


def taken_over(sentence: str, us: str = "", longest: int = LONGEST, hardest: float = HARDEST) -> str | None:
    """Return a filing's sentence as a brief may take it over, whole or cut, or None where it is not plain enough."""
    if not _OPENERS.match(sentence.strip()):
        return None
    text = eased(sentence, us)
    if not text.endswith(".") or re.search(r"\b(?:Inc|Corp|Co|Ltd|N\.A|L\.P|Mr|Ms|No|U\.S)\.$", text):
        return None
    return trimmed(sentence, us, longest, lambda words: fits(words, longest, hardest))


def length(text: str) -> int:
    """Return how many words a sentence has to a reader, to whom a name is one."""
    return word_count(_NAMES.sub("Name ", text))


@lru_cache(maxsize=4096)
def fits(text: str, longest: int = LONGEST, hardest: float = HARDEST) -> bool:
    """Return whether a sentence is short, complete and plain."""
    if (
        _LEANS.search(text)
        or unplain(text)
        or not 5 <= length(text) <= longest
        or word_count(text) > LONGEST_SENTENCE - 2
        or len(split(text)) > 1
    ):
        return False
    if not _VERBS.search(text) or not text.endswith("."):
        return False  # an entry of a list
    return reading_grade(text) <= hardest and not _HANGS.search(text.rstrip(".")) and text.count("(") == text.count(")")


def trimmed(sentence: str, us: str = "", longest: int = LONGEST, ok: Callable[[str], bool] = fits) -> str | None:
    """Return a sentence cut at the end of a clause where it is too long, or None where no such end leaves it whole."""
    text = eased(sentence, us)
    if ok(text):
        return text
    for found in reversed(list(_TAIL.finditer(sentence))):
        head = eased(sentence[: found.start()].rstrip(" ,;"), us)
        if _CONDITION.search(sentence[found.start() :]):
            continue  # what qualifies a sentence is not cut off
        if 6 <= length(head) <= longest and not _HANGS.search(head) and head.count("(") == head.count(")"):
            whole = f"{head}."
            if ok(whole):
                return whole
    return None
