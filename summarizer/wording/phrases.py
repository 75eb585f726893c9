"""What a value is called in the filing's own words: "the assumption of about $4 million of debt"."""

from __future__ import annotations

import re

from summarizer.models import Amount, Party, Quantity
from summarizer.wording.easing import eased, plain
from summarizer.wording.figures import Term, told
from summarizer.wording.naming import Cast

_ABOUT = r"(?:approximately |about |up to |an additional |at least |no less than |not less than )*"
_JOINT = (
    r"(?:of|at|equal to|to|in (?:the|an) (?:aggregate )?(?:principal )?amount of|is|was|will be) "
    rf"{_ABOUT}(?:a total of |an aggregate of )?$"
)
_LEADS = (
    re.compile(rf"^.*[\s(]((?:an?|the|its|his|her|their) (?:[a-z][a-z-]+ ){{0,4}}[a-z][a-z-]+) {_JOINT}"),
    *(re.compile(rf"(?:^|[\s(])((?:[a-z][a-z-]+ ){{{count}}}[a-z][a-z-]+) {_JOINT}") for count in (5, 4, 3, 2, 1, 0)),
)
_FOLLOWS = re.compile(
    r"^,? ?(?!each\b|all\b|for\b|in\b)((?:[A-Za-z][\w-]+ ){0,5}(?:grants?|agreement|facility|loans?|notes?|investment|"
    r"payment|award|debentures|dividend|bonus|note|fund|deposit|units|penalty|fine))\b"
)
_TAIL = re.compile(r"^ (of|in|for) ((?:[a-z][a-z-]+ ?){1,4})(?=[,.;)]|$)")
_SET = re.compile(r"(?:an?|the|its|his|her|their) ")
_RIGHTS = re.compile(
    r"(?i)\b((?:stock |share )?(?:warrants|options)|restricted stock units|an option) "
    r"(?:to (?:purchase|buy|acquire)|for|in respect of) (?:up to |an additional )*$"
)
_NO_NOUN = re.compile(
    r"(?i)(?<![\w-])(?:that|which|who|is|are|was|were|be|been|has|have|will|would|may|and|or|by|from|with|as|on|at|if|"
    r"pay|paid|than|to|for|into|per|holders?|each|potential|following|estimates?|granted|received|awarded|issued|also|it|"
    r"subject|such|other|any|certain|range|between|excess|increased?|reduced?|equal|receive[ds]?|plus|minus|up)(?![\w-])"
)
# What there can be: other nouns before a sum say how it is reckoned, not what it is.
_THINGS = re.compile(
    r"(?i)\b(?:payments?|fees?|dividends?|bonus(?:es)?|grants?|awards?|notes?|loans?|facilit(?:y|ies)|assumption|penalty|"
    r"fine|deposit|investment|contribution|units|reimbursement|allowance|retainer|salary|discount|guarantee|warrants|"
    r"options|debentures|compensation|credit agreement)$"
)


def own_phrase(fact: Term) -> str | None:
    """Return a fact as its own quote names it, or None where the words around it make no plain noun."""
    for evidence in fact.evidence[:2]:
        quote = re.sub(r"\\(?=\$)| ?\([^()]*\)", "", plain(evidence.quote))
        words = plain(fact.text)
        at = quote.find(words)
        if at < 0:
            continue
        before, after = quote[:at], quote[at + len(words) :]
        value = told(fact)
        follows = _FOLLOWS.match(after)
        if follows and re.search(
            r"(?i)(?:\b(?:an?|the|its|his|her|existing|outstanding|our|any|and)|[0-9),]) ?$", before
        ):
            return _with_article(f"{value} {_small(follows[1])}")
        leads = (found for pattern in _LEADS if (found := pattern.search(before)))
        lead = next(
            (found for found in leads if not _NO_NOUN.search(found[1]) and _THINGS.search(_head(found[1]))), None
        )
        if lead:
            tail = _TAIL.match(after)
            more = f" {tail[1]} {tail[2].strip()}" if tail and not _NO_NOUN.search(tail[2]) else ""
            for word, basis in (("annual", " a year"), ("quarterly", " a quarter"), ("monthly", " a month")):
                value = value.removesuffix(basis) if word in lead[1] else value
            phrase = lead[1] if _SET.match(lead[1]) or _many(_head(lead[1])) else with_article(lead[1])
            phrase = phrase.replace("maximum ", "") if value.startswith("up to ") else phrase
            text = eased(f"{phrase} {'at' if phrase.endswith(' valued') else 'of'} {value}{more}")
            return text[:1].lower() + text[1:]
        counted = _RIGHTS.search(before)
        if counted and isinstance(fact, Quantity):
            return f"{counted[1].lower()} to buy {value}"
    return None


def with_article(noun: str) -> str:
    """Return a noun with "a" or "an"."""
    return f"{'an' if re.match(r'(?i)[aeio]|un(?!i[ot])|8|11(?![0-9])|18(?![0-9])', noun) else 'a'} {noun}"


def _head(phrase: str) -> str:
    """Return the words up to the noun that a phrase is about: "restricted stock units in respect" is about units."""
    return re.split(r" (?:of|in|to|for) ", phrase)[0].removesuffix(" in respect")


def _many(head: str) -> bool:
    return head.endswith("s") and not head.endswith(("ss", "us"))


def _small(words: str) -> str:
    """Return words that are a title in small letters: "Five-Year Credit Agreement"; an acronym stays."""
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words.split())


def _with_article(phrase: str) -> str:
    if re.search(r"(?:grants|loans|notes|debentures|units)$", phrase):
        return phrase
    vowel = re.match(r"(?:\$|€|£|up to \$|about \$)?(?:8|11[^0-9]|18[^0-9])", phrase)
    return f"{'an' if vowel or phrase.startswith(('up', 'about', 'at')) else 'a'} {phrase}"


_PAY = (
    r" (?:(?:will|shall|would) be (?:obligated|required) to|will|must|shall|would|is required to|is obligated to|"
    r"has agreed to|agreed to|has|have)(?: now)? (?:pay|make|paid)\b"
)


def payer_and_payee(amount: Amount, cast: Cast) -> tuple[Party | None, Party | None]:
    """Return who pays an amount to whom: as the fact says it, or else as its quote says it in so many words."""
    payer = cast.by_alias(amount.payer) if amount.payer else None
    payee = cast.by_alias(amount.payee) if amount.payee else None
    if payer:
        return payer, payee
    alias = cast.aliases
    for evidence in amount.evidence:
        quote = plain(evidence.quote)
        at = quote.find(plain(amount.text))
        found = re.search(rf"\b({alias}){_PAY} (?:to )?({alias})? ?[^.;]*$", quote[: max(at, 0)])
        if found and len(quote[:at][found.start() :]) < 130:
            receiver = found[2] or _after_to(quote[at + len(amount.text) :], alias)
            return cast.by_alias(found[1]), cast.by_alias(receiver) if receiver else None
    return None, None


def _after_to(after: str, alias: str) -> str | None:
    found = re.match(rf"[^.;,]{{0,40}}? to ({alias})\b", after)
    return found[1] if found else None
