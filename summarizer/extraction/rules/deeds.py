"""The built-in extractor's sense for agreements: whether an item tells of one made, changed, closed or ended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.extraction.rules.signals import shared
from summarizer.extraction.rules.text import Passage, Sentence, has_word, sentences
from summarizer.sieve import Row, search, small

_WORDS = shared().deeds
_NOUN, VERB = "|".join(_WORDS.nouns), "|".join(_WORDS.verbs)
DEED = re.compile(
    rf"(?i)\b(?:{VERB})\b(?=[^;]{{0,220}}?\b(?:{_NOUN})\b)|\b(?:{_NOUN})\b(?=[^;]{{0,120}}?\b(?:{VERB})\b)|"
    r"\breceived (?:an?|the|written) [^;]{0,30}?(?:commitment letter|notice of (?:termination|non-renewal))|"
    rf"\b(?:{'|'.join(_WORDS.agreeing)})\b"
)


# What was not done: "has entered into no agreement", "does not intend to sell its plant", "may terminate the license".
# To renew is another matter: what is not renewed ends.
# Each after the signs that it can't do without, which few sentences have.
_NOT_DONE = tuple(
    (signs, re.compile(f"(?i){words}"))
    for signs, words in (
        (
            (" no", " neither"),
            r"\b(?:entered into|signed|executed|reached|concluded|made|accepted|received) (?:no|neither)\b[^,;.]*",
        ),
        (
            ("not ", "n't "),
            r"(?:\bnot|n't) (?:(?:yet|currently|presently|now|at present|have) )?(?:(?:been|be) )?"
            r"(?:intend|plan|propose|agreed|entered into|signed|executed|reached|concluded|party to)\b"
            r"(?! to (?:renew|extend))"
            r"(?:(?! (?:and|but) )[^,;.])*",
        ),
        (
            ("may ", "can ", "could ", "might ", " to "),
            r"\b(?:may|can|could|might|is to|are to|entitled to|ha(?:s|ve) (?:the|an?) (?:right|option) to)"
            r"(?: (?:also|each|then|be|either|not))* "
            r"(?:amended|terminat\w*|cancel\w*|renew\w*|extend\w*|completed?|closed?|consummated?)\b",
        ),
    )
)


def _done(text: str) -> str:
    """Return what a sentence tells without what it says was not done."""
    for signs, pattern in _NOT_DONE:
        if any(sign in small(text) for sign in signs) and search(pattern, text):
            text = pattern.sub("", text)
    return text


def is_deed(sentence: Sentence) -> bool:
    """Say whether a sentence tells of a deed: by its words, or by a verb that is enough in an item of its kind."""
    enough = _WORDS.of_items.get(sentence.item or "")
    text = _done(sentence.text)
    return bool(search(DEED, text) or (enough and search(enough, text)))


# Items that may hold anything: only plain words of agreeing or closing make a deal of them.
# An agreement by its name ("pursuant to the Loan Agreement") is as plain a word.
_PLAIN_DEEDS = Row(
    enumerate(
        (
            *(re.compile(f"(?i){pair.pattern}") for pair in _WORDS.pairs),
            re.compile(rf"(?i)\b(?:{'|'.join(_WORDS.phrases)})"),
            re.compile(r"\b(?i:pursuant to (?:the|an?|that certain|its)) (?:[A-Z][\w-]+ ){1,4}Agreement"),
        )
    )
)
_SETTLING = Row((pair, re.compile(f"(?i){pair.pattern}")) for pair in _WORDS.settling)
SIGNS = _WORDS.signing


_FIGURE = re.compile(r"\$ ?\d|\d%|\bpercent\b|\b(?:[Aa]ward|[Gg]rant)(?:s|ed)?\b[^;.$]{0,60}\b\d{1,3},\d{3}\b")


def tells_of_pay(told: Sequence[Sentence]) -> bool:
    """Say whether sentences about officers state an agreement on pay, or its terms (contract rule 13)."""
    pay = shared().pay
    family: int | None = None  # the paragraph that has turned to somebody's family
    for at, sentence in enumerate(told):
        text = sentence.text
        family = sentence.paragraph if search(pay.kin, text) else family
        if search(pay.none, text) or family == sentence.paragraph:
            continue
        signs = (search(SIGNS, one.text) for one in told[at : at + 2])
        if search(pay.agreements, text) and any(signs):
            return True
        if search(pay.terms, text) and _FIGURE.search(text):
            return True
    return False


_BEFORE = re.compile(
    r"(?i)^(?:as )?(?:was |were )?(?:previously|earlier) (?:announced|disclosed|reported)|"
    r"^(?:on|in) [^,;]{4,20}, \d{4},? (?:as )?previously (?:announced|disclosed|reported)"
)
_DATED = re.compile(
    r"(?:\([a-z0-9]{1,3}\) ?)?"
    r"(?:(?:Separately|Also|Additionally|In addition|Furthermore|Moreover),? (?:o|e|a)|[OEA])(?:n|ffective|s of) "
    r"(?:\w+,? )?\w+ \d{1,2}, \d{4}\b"
)


def settles(text: str) -> bool:
    """Say whether a sentence tells that a dispute was ended."""
    return any(_SETTLING.found(text))


def is_plain(text: str) -> bool:
    """Say whether a sentence tells of an agreement in words that nothing else is told in."""
    if settles(text):
        return True
    text = _done(text)
    return any(_PLAIN_DEEDS.found(text)) and not search(_WORDS.disputes, text)


def told_before(sentence: Sentence) -> bool:
    """Say whether a sentence only repeats what an earlier report told."""
    return bool(_BEFORE.search(sentence.text))


def is_news(sentence: Sentence) -> bool:
    """Say whether a sentence tells of a deed with its day."""
    return bool(_DATED.match(sentence.text) and is_plain(sentence.text)) and not told_before(sentence)


def lead_of(told: Sequence[Sentence]) -> Sentence:
    """Return the sentence that says what was done; what an earlier report told is background to a later dated deed."""
    first = told[0] if is_news(told[0]) else next(filter(is_deed, told), None)
    first = first or next((sentence for sentence in told if is_plain(sentence.text)), told[0])
    if not told_before(first):
        return first
    return next(filter(is_news, told), first)


_OPENING = 60  # characters of a passage in which its subject is named
_CALLED = re.compile(r"\((?:the|such|this|these|collectively)[^()\"]{0,40}\"([^\"]{4,50}?),?\"")


def going_on(passages: Sequence[Passage], told: Sequence[Passage]) -> list[Passage]:
    """Return those of an item's passages that go on about what others have named ("the Transaction")."""
    naming = [passage.text for passage in told if '"' in passage.text]
    called = {name for text in naming for name in _CALLED.findall(text) if _WORDS.named.search(name)}
    if not called:
        return []
    names = tuple(f"{the} {name}" for the in ("the", "The") for name in called)
    return [
        passage
        for passage in passages
        if any(has_word(one.text[:_OPENING], name) for one in passage.sentences[:1] for name in names)
        or any(one.text.startswith(names) for one in passage.sentences)
    ]


ALWAYS_ORDER = ("1.01", "2.01", "2", "1.02", "2.03", "3.02")  # items that report agreements, the telling ones first
SOMETIMES_ORDER = ("8.01", "5", "3.03", "5.01", "1", "2.06", "7.01", "9")
INTRODUCED = ("2.01", "1.01")  # items whose deed a note before all items may tell
ALWAYS, SOMETIMES = frozenset(ALWAYS_ORDER), frozenset(SOMETIMES_ORDER)
BANKRUPTCY = "1.03"
_TO_GO_ON = re.compile(
    r"(?i)\b(?:agreed|committed|commitments?|undertaken) (?:[a-z ]{0,20})?"
    r"to (?:provide|lend|arrange|make available)\b[^;]{0,160}\b(?:debtors?[- ]in[- ]possession|dip)\b|"
    r"\b(?:entered into|executed|obtained|secured|arranged|received)\b[^;]{0,160}"
    r"\b(?:debtors?[- ]in[- ]possession|dip) (?:[a-z-]+ ){0,4}(?:credit|facilit|financing|loan|agreement)"
)


def lent_to_go_on(passages: Sequence[Passage]) -> list[Passage]:
    """Return those passages of a report on a bankruptcy that tell of a loan to a debtor in possession, to the last."""
    first = next((at for at, one in enumerate(passages) if search(_TO_GO_ON, one.text)), None)
    return [] if first is None else list(passages[first:])


PAY_ITEM = "5.02"
_AGREEMENTS = {"1.01", "1.02"}  # items that report agreements and nothing else


def holds_deal(item: str, passages: Sequence[Passage]) -> bool:
    """Say whether the passages of an item that may report agreements tell of one."""
    if item == PAY_ITEM:
        return tells_of_pay(sentences(passages))
    told = sentences(passages)
    if item in ALWAYS:
        rarer = item in _AGREEMENTS and any(search(_WORDS.rarer, _done(sentence.text)) for sentence in told)
        return rarer or any(map(is_deed, told))
    if any(search(_WORDS.recasts, sentence.text) for sentence in told[:4]):
        return False
    return any(is_plain(sentence.text) for sentence in told)
