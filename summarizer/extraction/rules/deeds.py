"""The built-in extractor's sense for agreements: whether an item tells of one made, changed, closed or ended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.extraction.rules.text import Passage, Sentence, sentences

_NOUN = (
    r"agreements?|contracts?|merger|acquisition|indenture|notes|lease|amendments?|plan of|loan|facility|settlement|"
    r"letter of intent|memorandum of understanding|offering|tender offer|purchase|sale|joint venture|license|"
    r"debentures|"
    r"investment|placement|financing|commitment letter|stock options|awards|bonus(?:es)?"
)
VERB = (
    r"entered into|enter into|executed|signed|amended|renewed|extended|terminated?|completed|consummated|closed|"
    r"issued and sold|sold|acquired|purchased|awarded|agreed to|agreed with|priced|adopted|approved|borrowed|settled?|"
    r"reached|repurchased|issued|exercised|granted|formed|delivered|replaced|refinanced"
)
DEED = re.compile(
    rf"(?i)\b(?:{VERB})\b(?=[^;]{{0,220}}?\b(?:{_NOUN})\b)|\b(?:{_NOUN})\b(?=[^;]{{0,120}}?\b(?:{VERB})\b)|"
    r"\breceived (?:an?|the|written) [^;]{0,30}?(?:commitment letter|notice of (?:termination|non-renewal))"
)
# Items that may hold anything: only plain words of agreeing or closing make a deal of them.
_PLAIN_DEED = re.compile(
    r"\b(?:"
    + "|".join(
        (
            r"(?i:entered into|executed|signed|terminated|amended|renewed|extended|replaced)\b[^;]{0,160}\b"
            r"(?i:agreements?|contracts?|indenture|lease|amendment|letter of intent|memorandum of understanding|"
            r"facility|"
            r"settlement)\b",
            r"(?i:completed|consummated|closed)\b[^;]{0,120}\b"
            r"(?i:acquisition|merger|sale|offering|purchase|divestiture|transaction|placement|financing|spin-?off)\b",
            r"(?i:renewed|renews|extends|extended|signs|awarded)\b[^;]{0,80}\b(?i:agreement|contract|lease|license)",
            r"(?i:reached|announced)\b[^;]{0,40}\b(?i:settlement|definitive agreement|agreement to)",
            r"(?i:announc\w+|regarding|relating to)\b[^;]{0,60}\b(?i:acquisition|merger|purchase|sale|divestiture) "
            r"(?i:of|by|with|to)\b",
            r"(?i:intention|intent|intends|proposes|plans) to (?i:offer|sell|issue)\b[^;]{0,80}\b(?i:notes|"
            r"debentures|shares)",
            r"(?i:tender offer to purchase (?:all|any)|agreed to (?:acquire|sell|purchase|buy|merge|settle))",
            r"(?i:acquired (?:all|substantially|the|certain|\d)|will acquire|to acquire\b|issued and sold|pricing of)",
            r"(?i:definitive agreement|merger agreement|grant(?:ed|s)?\b[^;]{0,80}\b(?:stock options|restricted))",
            r"(?i:pursuant to (?:the|an?|that certain|its)) (?:[A-Z][\w-]+ ){1,4}Agreement",
        )
    )
    + ")"
)
SIGNS = re.compile(
    r"(?i)\b(?:entered into|enter into|executed|signed|amended|terminated|completed|consummated|agreed to|"
    r"approv(?:ed|ing)|adopt(?:ed|ing)|granted|awarded|provides?|extended)\b"
)
# What makes a deal of a report on officers: an agreement or plan of pay, or terms of pay with figures.
_PAY_AGREEMENT = re.compile(
    r"(?i)\b(?:(?:employment|separation|severance|retention|transition|consulting|letter|advisory|release|award|"
    r"change (?:in|of) control) (?:\w+ ){0,3}(?:agreement|letter)s?|offer letter|"
    r"(?:incentive|compensation|bonus|stock|award|retention|purchase|severance) plan)\b"
)
_PAY_TERMS = re.compile(
    r"(?i)\b(?:salary|salaries|bonus|severance|restricted stock|stock options?|equity award|retainer|incentive|"
    r"compensation)\b"
)
_NO_PAY = re.compile(
    r"(?i)\bno (?:new |other |additional )?(?:arrangement|understanding|compensat)|standard (?:form|compensation|"
    r"arrangement)|"
    r"same (?:manner|basis|compensation|terms)|consistent with (?:that|the) (?:of|compensation)|"
    r"not (?:be entitled to|receive)|"
    r"compensation (?:committee|program|policy) (?:for|of) (?:the |its )?(?:non-employee|outside|independent)|"
    r"familial|family relationship"
)


def tells_of_pay(told: Sequence[Sentence]) -> bool:
    """Say whether sentences about officers state an agreement on pay, or its terms (contract rule 13)."""
    for at, sentence in enumerate(told):
        text = sentence.text
        if _NO_PAY.search(text):
            continue
        signed = SIGNS.search(text) or any(SIGNS.search(s.text) for s in told[at + 1 : at + 2])
        if _PAY_AGREEMENT.search(text) and signed:
            return True
        if _PAY_TERMS.search(text) and re.search(r"\$ ?\d|\d%|\bpercent\b", text):
            return True
    return False


ALWAYS_ORDER = ("1.01", "2.01", "2", "1.02", "2.03", "3.02")  # items that report agreements, the telling ones first
SOMETIMES_ORDER = ("8.01", "5", "3.03", "5.01", "1", "2.06", "7.01", "9")
ALWAYS, SOMETIMES = frozenset(ALWAYS_ORDER), frozenset(SOMETIMES_ORDER)
PAY_ITEM = "5.02"


def holds_deal(item: str, passages: Sequence[Passage]) -> bool:
    """Say whether the passages of an item that may report agreements tell of one."""
    if item == PAY_ITEM:
        return tells_of_pay(sentences(passages))
    wanted = DEED if item in ALWAYS else _PLAIN_DEED
    return any(wanted.search(sentence.text) for sentence in sentences(passages))
