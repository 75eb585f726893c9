"""A filing's own sentences made easy to read: legalese, defined terms and long tails gone, nothing said that is new."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from summarizer import folding
from summarizer.prose import LONGEST_SENTENCE, plainer, reading_grade, unplain, word_count
from summarizer.sieve import Rules, search
from summarizer.wording.easier import EASIER

HARDEST = 18.0  # reading grade of one
LONGEST = 38  # words of a filing's sentence that a brief takes over
_RULES = Rules((re.compile(pattern), by) for pattern, by in EASIER)
# What a sentence must not have that is taken over: it points elsewhere, or leans on what is not told.
_LEANS = re.compile(
    r"(?i)^(?:these|those|this|by then)\b|\b(?:continu\w+|for|of|to|from) that (?:use|purpose|matter|practice|"
    r"policy)\b|"
    r"[\"“”<>•]|\b(?:exhibits?|items? \d|section \d|sections|incorporated (?:herein )?by|"
    r"foregoing|as defined|defined in|set forth|described(?! in (?!item|exhibit))|"
    r"(?:above|below)(?! (?:[$€£\d]|us\$|the\b|an?\b|its\b|par\b|market\b|that\b))|aforesaid|said|therewith|"
    r"thereunder|"
    r"hereof|attached|qualified(?! institutional)|such|as follows|hereto|respectively|reference|rule \d|page|"
    r"his/her|he/she|any and all)\b|"
    r"\bthe (?-i:former|latter)\b(?! (?:\w+ )?(?:(?:stock|share)?holders|owners|employees|members|partners|"
    r"officers?|(?:stock|share)?holder|owner|employee|member|partner|chief|president|chair\w*|director)\b)|"
    r"[A-Za-z]{3}\.\d|\bno\. ?\d|^\W*$|^\D*\bthat (?:same )?(?:date|day)\b"
)
# What no sentence may have: a sign without its sum, two verbs where one was put for another.
_BROKEN = re.compile(
    r"[$€£](?! ?\(?\.?\d)|\b(?i:will|shall|may|must|can|could|would|does|do) (?:not )?(?:may|must|will|shall|can)"
    r"\b(?! \d)|"
    r"\b(?:all|substantially all|certain|some) of the (?:assets|liabilities|shares|stock|interests)(?: \([^()]*\))?\.$|"
    r"\b(?:parties|sides|companies|Company|[Ww]e) ended, effective [a-z ]+\.$|"
    r"\b(?:offer|issue),? (?:and|or|and/or) sell,? from time to time,? (?:through|to)\b[^,;]*\.$|"
    r"\bincluding for [a-z]+\.$|"
    r"\bincluding,? (?:subject to|in each case|as)\b|\b(?:subject to|conditioned on|depends? on) (?:as|if|in) "
)
_POINTING = re.compile(r"\bthese ([a-z]{4,})")
_OPENERS = re.compile(
    r"^(?:The|On|In|Under|Each|Upon|An?|At|Any|All|If|Assuming|Both|Either|Following|For|With|After|Before|"
    r"Effective (?:as of|on|upon|immediately|[A-Z][a-z]+ \d)|As (?:of|previously|part)|Holders|"
    r"Interest|Loans|Borrowings|Completion|Closing|Aggregate|Gross|Net|Total|Mr\.|Ms\.|Mrs\.|Dr\.|Up to|Of|Also|Based|"
    r"Neither|No|Either|Half|Payments?|Proceeds|Pursuant|Subject|Other|Unless|Until|Twenty|Fifty|One|Two|Three|Its|"
    r"(?:[A-Z][\w&'.-]+,? ){1,5}(?:today |also )?"
    r"(?:will|has|have|is|was|are|were|may|must|agreed|shall|also|paid|pays|received|"
    r"expects|sold|completed|issued|made|announced|held|entered|intends|can|could))\b"
)
_TAIL = re.compile(
    r"(?:; (?:and |or |provided)?|, (?=(?:including|which|except|as (?:well|more|described|may)|filed with|"
    r"pursuant|under which|whereby|in (?:each|accordance|connection|exchange)|together with|each of|"
    r"based on|of which|where|whose|who|due to|consisting|representing|and the remaining)\b)|"
    r", and that\b| (?=for purposes of\b)| (?=including\b)| (?=and the remaining\b)|"
    r", with (?=(?:the|an?) (?:amount|maximum|minimum|payout)\b)|"
    r", to(?= (?:incur|create|grant|merge|make|pay|sell|enter)\b)|"
    r",? and (?=(?:to )?(?:clarify|provide|increase|extend|amend|permit|allow|require|remove|reduce|change|add|"
    r"eliminate|"
    r"establish|revise|update|modify|delete|include)\b)| (?=(?:issued|published) by\b|incurred in\b|"
    r"to (?:assess|evaluate|monitor|review|facilitate)\b)|"
    r", (?:and|but) (?=(?:the|it|he|she)\b)| (?=(?:in accordance with|pursuant to|in connection with)\b))"
)
# What else may be done: a list of it may end after its first entry.
_OR_ELSE = re.compile(
    r"(\bmay (?:also )?use\b[^,;.]{20,160}), (?:[a-z][a-z -]{2,40}, )+(?:[a-z][a-z -]{2,40},? )?or [a-z -]{3,40}\.$"
)
_OPEN_LIST = re.compile(
    r"including, |\b(?:two|three|four|five|several|following) [\w $.,]{3,40}: |\b(?:consist(?:s|ing) of|composed "
    r"of|comprised of|namely)\b"
)
_BEGUN = re.compile(r": (?:[^;]*; )+(?!and )[^;]*$")  # of a list that is cut the last entry lacks its "and"
_RESTRAINS = re.compile(r"\b(?:restrict|limit|abilit)")
_CONDITION = re.compile(r"(?i)\b(?:subject to|unless|except|provided|if|not|only|contingent)\b")
_DENIES = re.compile(r"(?i)\b(?:not|nor|never)\b(?! limited)")
_DONE = re.compile(r"\b(?:[a-z]{3,}ed|sold|bought|made|paid) [^,;]+$")
_DONE_LAST = re.compile(r"[a-z]{3,}ed (?:the|its|an?|his|her)\b[^,;]*\.")
_VERBS = re.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|may|might|must|can|could|did|does|do|pays?|paid|sold|"
    r"bought|runs?|bears?|"
    r"expects?|intends?|provides?|contains?|includes?|requires?|allows?|permits?|limits?|matures?|expires?|"
    r"depends?|rose|"
    r"fell|held|took|carries|terminates|consists?|relates?|applies|covers|sets|establishes|eliminates|reduces|"
    r"(?<!to )(?:increases?|decreases?|amortizes?)|made|built|found|grew|kept|left|lost|put|ran|saw|sent|"
    r"spent|wrote|knew|lent|got|sought|resold|anticipates?|stays?|attach(?:es)?|arises?|appears?|shows?|leads?|needs?|"
    r"reflects?|represents?|follows?|delivers?|develops?|operates?|employs?|supplies|believes?|considers?|gives|enables|prohibits|imposes|supersedes|serves?|remain|bear|mature|expire|require|contain|include|"
    r"provide|own|agree|intend|"
    r"expect|drew|gave|told|said|acts?|contemplates?|became|becomes?|serves?|receives?|makes?|gives?|gets?|"
    r"takes?|begins?|"
    r"starts?|ends?|withdrew|joins?|hopes?|continues?|occurs?|falls?|goes|keeps?|stands?|lends?|joined|rises?|"
    r"steps?|lies|"
    r"binds?|calls?|obliges?|entitles?|chose|set\sup|retains?|owns?|owes?|buys?|sells?|replaces?|amends?|"
    r"extends?|grants?|vests?|ranks?|converts?|renews?|supports?|restricts?|ranges?|accrues?|secures?|"
    r"remains?|concerns|carr(?:y|ies)|moves?|stood|undertakes?|prepaid|waives?|paid|accrues?|begins?|rests?|applies|"
    r"equals?|earns?|forms?|seeks?|works?|plans?|notes?d|falls?|brings?|brought|comes?|came|went|met|won|led|"
    r"(?!(?:un)?(?:specified|affiliated|limited|related|accredited|combined|consolidated|named|listed|interested)\b)[a-z]{2,}ed)\b"
)
_NAMES = re.compile(r"(?:\b[A-Z][\w&'-]*\.?,? (?:(?:of|and|the|&) (?=[A-Z]))?){2,}")
# What a sentence says of a document aside, and clauses on a noun: neither makes it one.
_ASIDE = re.compile(r", dated (?:as of )?[A-Z]\w+ \d{1,2}, \d{4}(?:, as amended(?=,))?(?=[,.])")
_WHICH = re.compile(r", which (?:[^,;.]|, (?=[A-Z]|\d{4}\b))*,(?= (?:to|will|is|are|was|were|has|have|and)\b)")
_OPENING = re.compile(
    r"^(?:(?:As|Following|Upon|On|After|With|In|Under|Subject to|Pursuant to)\b(?:[^,]|, (?:Inc|\d{4}))*, )+"
)
_RELATIVE = re.compile(r",? (?:which|who|whose|dated|as amended)\b[^,]*(?:, \d{4})?,?")
# "The option to buy shares issued": a verb that is none, at the end of a sentence that has lost its own.
_CUT_SHORT = re.compile(
    r"\b(?:unless|if|until|when) (?:(?:the|an?|its) )?[a-z-]+(?: [a-z-]*[a-z](?<!s)(?<!ed))?$|"
    r",\s+[a-z]+ed$|^\D*\b(?:was|were|is|are) (?:made|issued|effected|conducted)$|"
    r"^(?:(?!\b(?:is|are|was|were|will|has|have|may|must|can|[a-z]+ed)\b).)* [a-z]+ed$"
)
_HANGS = re.compile(
    r"(?i)\b(?:the|an?|of|to|in|for|and|or|its|our|by|with|from|on|at|as|that|which|is|are|was|other|certain|among|"
    r"between|not|be|than|plus|minus|less|over|under|chief|senior|vice|mr|ms|inc|corp|no)\.?$"
)


def _hangs(text: str) -> bool:
    """Return whether a text ends with a word that goes on."""
    return bool(_HANGS.search(text, len(text) - _LONGEST_HANG))


_LONGEST_HANG = 12  # characters of such a word, and some more
_US = re.compile(r"\b(to|by|from|with|of|for|pay|paid|pays|owes?) us\b")
_WE = re.compile(
    r"\b[Ww]e ((?:(?:now|also|then|currently|presently|still|[a-z]+ly) )*)([a-z]+)((?:[^.;,]|[.,](?=\d)|"
    r", and)*?,? and (?:have|are|were|do|plan|expect|intend|believe|anticipate|hope|continue)\b)?"
)
_IS = {"are": "is", "were": "was", "have": "has", "do": "does"}
# Verbs that are the same for one and for several: those of the past, and those that say what may be.
_SAME = re.compile(
    r"(?:[a-z]*(?:paid|sold)|will|would|shall|may|might|must|can|cannot|could|should|had|did|[a-z]+ed|sold|bought|paid|made|held|took|gave|got|"
    r"met|began|became|came|went|kept|left|lost|put|set|cut|drew|chose|told|found|built|spent|wrote|entered)"
)


def _it_does(found: re.Match[str], us: str) -> str:
    """Return what "we" do as one company does it: "we own" is "Vellan owns"."""
    verb = found[2]
    if verb in ("and", "or", "as", "each", "both"):
        return f"{us} {found[1]}{verb}{found[3] or ''}"  # "we and our officers": several
    if re.search(r"[^aeou]y$", verb):
        return f"{us} {found[1]}{verb[:-1]}ies{found[3] or ''}"
    one = _IS.get(verb) or (
        verb if _SAME.fullmatch(verb) else f"{verb}es" if verb.endswith(("s", "x", "ch", "sh")) else f"{verb}s"
    )
    rest = found[3] or ""
    last = rest.rsplit(" ", 1)[-1]
    rest = f"{rest[: -len(last)]}{_IS.get(last) or f'{last}s'}" if rest else ""
    return f"{us} {found[1]}{one}{rest}"


_OUR = re.compile(r"\b[Oo]ur\b")


def _its(found: re.Match[str], us: str) -> str:
    """Return whose "our" is: "its" where nobody else has been named since the registrant was."""
    before = found.string[: found.start()]
    since = before[before.rfind(us) + len(us) :] if us in before else "Somebody"
    named = re.search(
        r"(?<!\bthe )\b(?!Phase|Form|Class|Series|Board|Chief|President|Common|January|February|March|April|May|June|"
        r"July|August|September|October|November|December)[A-Z][a-z]",
        since,
    )
    return f"{us}'{'' if us.endswith('s') else 's'}" if named else "its"


_ENDS = re.compile(
    r"(?<=[.!?])"  # first what most signs fail
    r"(?<![\s(.][A-Z]\.)(?<!\bInc\.)(?<!\bCorp\.)(?<!\bCo\.)(?<!\bLtd\.)(?<!\bNo\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)"
    r"(?<!\bDr\.)(?<!\b[ap]\.m\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\bv\.)(?<!\bMessrs\.)(?<!\bNos\.)(?<!\bPte\.)"
    r"(?<!\bL\.P\.)(?<!\bN\.A\.)(?<!\bU\.S\.)(?<!\(Ret\.)(?<!\bJr\.)(?<!\bSr\.)"
    r"[\"')\u201d]*\s+(?=[A-Z\"'(\u201c])"
)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return folded text; the quotes of a deal are read many times over."""
    return folding.plain(text)


def split(text: str) -> list[str]:
    """Return the sentences of a filing's text: "Inc." and initials end none."""
    return list(_parts(text))


@lru_cache(maxsize=2048)
def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in _ENDS.split(text.strip()) if part)


@lru_cache(maxsize=4096)
def eased(sentence: str, us: str = "") -> str:
    """Return a filing's sentence in plainer words; ``us`` is what "the Company" is to be called."""
    text = " ".join(sentence.split())
    text = re.sub(r"^(?:\W*\(?[a-z](?:-[a-z])?\),? (?:and (?=\())?)+|^[^\w$€£]+", "", text)
    text = _RULES.rewritten(text)
    text = _SUCH.sub(_the, _FORMED.sub("", plainer(text).strip()))
    if us:
        text = _named(text, us)
    return text[:1].upper() + text[1:]


# What a company is by the law of its state.
_FORMED = re.compile(
    r", an? (?:[A-Z][a-z]+ |privately held |publicly held )*(?:corporation|company|limited liability company|limited "
    r"partnership|statutory trust|exempted company|public limited company)"
    r"(?: (?:organized|incorporated|existing)[^,;.]{0,60}| that is [^,;.]{3,90}(?:, (?:[A-Z][\w&]*,? ){2,6}Inc)?)?"
    r"(?=[,.])(?:,(?= (?:[a-z]+ed|sold|bought|made|paid|gave|took|and|to|for|will|is|has|with|under)\b)|\.(?=\.$))?"
)
_SUCH = re.compile(r"\bsuch (?:an? )?([a-z][\w-]{3,})")


def _the(found: re.Match[str]) -> str:
    """Return "the" for a "such" whose noun stands before it in the sentence."""
    known = found[1][:5].lower() in found.string[: found.start()].lower()
    return f"the {found[1]}" if known else found[0]


_CLAUSE = re.compile(
    r"(?:; (?:and )?|, and |, while )(?=(?:the|its|his|her|he|she|they|it|no|all|each|Mr\.|Ms\.|[A-Z]\w+)\b"
    r"(?! (?:or|and)\b)(?:[\w' -]|\$[\d.,]+|, (?=Inc)){0,90}? (?:will|is|are|was|were|has|have|may|must|can|would)\b)"
)
_HELD_BACK = re.compile(
    r"(?i)\b(?:if|unless|subject to|provided|when|where|until|that|whether|not only|after|(?<!at )once|to the "
    r"extent)\b|"
    r"^during\b"
)


# Where the same subject goes on with another verb, and what all of a sentence depends on.
_GOES_ON = re.compile(
    r"(?P<head>),? and (?:also )?(?=(?P<verb>will|could|may|would|must|is|are|was|were|has|have|served) (?!not\b)[a-z])"
)
_ALSO_TO = re.compile(r"(?P<head>\b(?P<verb>voted|agreed|decided) to [^.;]{10,120}?),? and (?=to [a-z]+ )")
_AND_TO = r"also \g<verb> "
_DEPENDS = re.compile(
    r",? subject to (?=(?:[a-z']+ ){0,5}(?:conditions?|approvals?|clearances?|consents?)\b(?! of\b)[^.;]*\.$)"
)
_RIGHT = re.compile(
    r",? subject to ([A-Z][\w&. -]{1,40}?)(?:'s|') (?:right|option) to(?:, [^,;]{3,50},)? (?=[a-z])|"
    r",? with (?:an|the) (?:option|right) for ([A-Z][\w&. -]{1,40}?) to (?=[a-z])"
)
_BALANCE = re.compile(
    r",? and (?=the (?:balance|rest|remainder|remaining [\w$.,]+)\b(?:(?!which)[^.;]){0,40}? (?:will|"
    r"is|was|are|were|may|must)\b)"
)
_WORTH_PARTING = 22  # words
_FIRST_VERB = re.compile(r"\b(?:will|could|may|would|must|can|is|are|was|were|has|have|had|[a-z]+ed|agreed|agrees)\b")
_BEHIND = re.compile(r" (?:of|in|for|to|under|on|by|with|at|from|issued|payable|issuable|outstanding)\b")


@lru_cache(maxsize=2048)  # what may be told is parted to be tried, and again to be told
def parted(text: str) -> str:
    """Return a sentence as several where its clauses stand by themselves: no condition holds for more than its own."""
    for turn in _CLAUSE.finditer(text):
        head, rest = text[: turn.start()], text[turn.end() :]
        if len(head.split()) > 5 and _VERBS.search(head) and not search(_HELD_BACK, text):
            return f"{head}. {rest[:1].upper()}{parted(rest)[1:]}"
    return _shorter(text) if word_count(text) > _WORTH_PARTING else text


def _shorter(text: str) -> str:
    """Return a long sentence as several: what it depends on, or a second verb, by itself."""
    right = _RIGHT.search(text)
    if right and not search(_HELD_BACK, text[: right.start()]):
        return f"{_shorter(text[: right.start()] + '.')} {right[1] or right[2]} may {text[right.end() :]}"
    balance = _BALANCE.search(text)
    if balance and not search(_HELD_BACK, text[: balance.start()]):
        return f"{text[: balance.start()]}. {text[balance.end() :][:1].upper()}{text[balance.end() + 1 :]}"
    depends = _DEPENDS.search(text)
    if (
        depends
        and len(text[: depends.start()].split()) > 7
        and not _hangs(text[: depends.start()])
        and not search(_HELD_BACK, _SAYING.sub("", text[: depends.start()]))
    ):
        return f"{_shorter(text[: depends.start()] + '.')} That depends on {text[depends.end() :]}"
    held = bool(search(_HELD_BACK, text) or _AMONG.search(text))
    voted = () if search(_HELD_BACK, _SAYING.sub("", text)) else _ALSO_TO.finditer(text)
    for turn in (*voted, *(() if held else _GOES_ON.finditer(text))):
        head, rest = (
            text[: turn.end("head")],
            f"{turn.expand(_AND_TO) if turn.re is _ALSO_TO else ''}{text[turn.end() :]}",
        )
        subject = _pronoun(head, turn["verb"])
        if subject and len(head.split()) > 6 and len(rest.split()) > 4 and _VERBS.search(head):
            return f"{head}. {subject} {rest}"
    return text


_SAYING = re.compile(r"\b(?:announced|said|reported|expects?|expected) that\b")
_AMONG = re.compile(r"\b(?:which|who|whose|whom|both|either|neither|between)\b")


_PERHAPS_SOMEBODY = re.compile(
    r"(?!(?:The|Its|All|Both|Each|This|These|An?|Any|No) )[A-Z][\w'.-]*(?: [A-Z][\w'.-]*){1,3}"
)


def _pronoun(head: str, verb: str) -> str | None:
    """Return what stands for the subject of a clause, or None where it is not plain."""
    bare = re.sub(r"^(?:(?:On|In|Under|At|As|After|Following|With|Effective|Based)\b(?:[^,]|, \d{4})*, )+", "", head)
    found = _FIRST_VERB.search(bare)
    subject = bare[: found.start()].strip() if found else ""
    if not subject or "," in subject:
        return None
    if subject in ("He", "She", "They", "It"):
        return subject
    if re.match(r"Mr\.", subject):
        return None if " and " in subject else "He"
    if re.match(r"(?:Ms|Mrs)\.", subject):
        return None if " and " in subject else "She"
    if _PERHAPS_SOMEBODY.fullmatch(subject):
        return subject  # "Dr. Able", "Ada Able": neither "he" nor "it" is sure to be right
    noun = _BEHIND.split(subject)[0]
    several = " and " in noun or bool(
        re.search(r"[a-z]{2,}(?<!s)s$", noun) and re.match(r"(?:The|Its|All|Both) ", noun)
    )
    if verb in ("are", "were", "have"):
        return "They" if several else None
    if verb in ("is", "was", "has"):
        return None if several else "It"
    return "They" if several else "It"


def _named(text: str, us: str) -> str:
    """Return a sentence in which the registrant goes by its name rather than by "the Company" or "we"."""
    text = re.sub(
        r"\b(?:[Tt]he (?:Company|Registrant)|Registrant)'s\b", f"{us}'s" if not us.endswith("s") else f"{us}'", text
    )
    text = re.sub(r"\b(?:[Tt]he (?:Company|Registrant)|Registrant)\b(?! (?:of (?:the )?)?[A-Z])", us, text)
    if re.search(r"\b(?:[Oo]ur|[Ww]e|us)\b", text):
        text = _WE.sub(lambda found: _it_does(found, us), text)
        text = _US.sub(rf"\1 {us}", text)
        text = re.sub(r"\bus\b", "it", text)
        text = _OUR.sub(lambda found: _its(found, us), text)
    return text


def taken_over(sentence: str, us: str = "", ok: Callable[[str], bool] | None = None) -> str | None:
    """Return a filing's sentence as a brief may take it over, whole or cut, or None where it is not plain enough."""
    if not _OPENERS.match(sentence.strip()):
        return None
    text = eased(sentence, us)
    if not text.endswith(".") or re.search(r"\b(?:Inc|Corp|Co|Ltd|N\.A|L\.P|Mr|Ms|No|U\.S)\.$", text):
        return None
    return trimmed(sentence, us, ok)


def length(text: str) -> int:
    """Return how many words a sentence has to a reader, to whom a name is one."""
    return word_count(_NAMES.sub("Name ", text))


def broken(text: str) -> bool:
    """Return whether a sentence has lost a part, or points to what it does not name: "these purchases"."""
    pointing = (text[: found.start()].lower().find(found[1][:5]) < 0 for found in _POINTING.finditer(text))
    half = text.count("(") != text.count(")") or text.count('"') % 2 == 1
    return half or bool(_BROKEN.search(text)) or any(pointing)


def fits(text: str, longest: int = LONGEST, hardest: float = HARDEST) -> bool:
    """Return whether a sentence is short, complete and plain, or each of those that it is parted into."""
    if _fits(text, longest, hardest):
        return True
    parts = split(parted(text))
    return len(parts) > 1 and all(_fits(part, longest, hardest) for part in parts)


# What has a verb of its own and makes no sentence: brackets, clauses on a noun, what is to be done.
_BESIDE = re.compile(
    r" ?\([^()]*\)|\bto [a-z]+\b|"
    r"(?:, (?:which|who|whose)|\b(?:on|in|at|for|under|by|of|from|with|to) which)\b[^,;]*"
)
_FRAGMENT = re.compile(r"([^,;]+), who [^,;]*\.$")


@lru_cache(maxsize=4096)
def _fits(text: str, longest: int, hardest: float) -> bool:
    count = word_count(text)
    if not 4 < count <= LONGEST_SENTENCE - 2 or not text.endswith("."):
        return False  # what costs least to tell comes first
    if (count > longest and length(text) > longest) or len(split(text)) > 1 or _hangs(text.rstrip(".")):
        return False
    if _LEANS.search(text) or broken(text) or unplain(text):
        return False
    if not _VERBS.search(_BESIDE.sub("", text)):
        return False  # an entry of a list
    if (aside := _FRAGMENT.match(text)) and not _VERBS.search(aside[1]):
        return False  # who somebody is, of a sentence that begins elsewhere
    return reading_grade(text) <= hardest


# Under which agreement among whom something was done, said before what was done.
_UNDER_WHAT = re.compile(
    r"^((?:On|Effective) [A-Z]\w+ \d{1,2}, \d{4}),? (?:pursuant to|under) (?:the|that certain|an?) [A-Z][^;]*? "
    r"(?:among|between) [^;]*(?=, (?:[A-Z][\w&]+ ){1,4}(?:was |were )?(?:merged|merge|completed|"
    r"acquired|purchased|sold)\b)"
)
_FIRST_LOOK = re.compile(
    r"^(?!Based\b)(.*?),? (?:on the basis of|based on) ((?:its |our |the |a )?preliminary [a-z ]+)\.$", re.DOTALL
)


def _without(found: re.Match[str]) -> str:
    """Return what stands for a clause on a noun that is left out: a comma where the noun has one before it."""
    return "," if "," in found.string[: found.start()] else ""


def _fronted(found: re.Match[str]) -> str:
    """Return a sentence that says first that it rests on a first look, so that it is not cut off."""
    head = found[1]
    opens = head[:1].lower() if re.match(r"(?:On|In|The|As|At|By|We|Our) ", head) else head[:1]
    return f"Based on {found[2]}, {opens}{head[1:]}."


def _members(head: str, rest: str) -> str | None:
    """Return what a cut sentence goes on to list as one: "accounts, including those" is "The accounts include"."""
    found = re.search(r" ([a-z]{2,}(?<!s)s)$", head)
    listed = re.match(r"[Ii]ncluding (?!subject|without|in each|by |if |when |to |in |on |as |for )(.*\.)$", rest)
    return f"The {found[1]} include {listed[1]}" if found and listed and len(rest.split()) > 3 else None


@lru_cache(maxsize=2048)  # a sentence is tried for each of its facts
def _ways(sentence: str) -> tuple[str, ...]:
    """Return the ways to tell a sentence before it is cut: whole, or without what it says of a document aside."""
    sentence = _FIRST_LOOK.sub(_fronted, sentence)
    asides = ((_ASIDE, ""), (_WHICH, _without), (_UNDER_WHAT, r"\1"))
    return tuple(dict.fromkeys((sentence, *(aside.sub(instead, sentence) for aside, instead in asides))))


@lru_cache(maxsize=2048)
def _cuts(text: str) -> tuple[tuple[str, str, str], ...]:
    """Return where a sentence may end before its end, the last first: what stands before, the joint, and the rest."""
    found = []
    for cut in reversed(list(_TAIL.finditer(text))):
        before = text[: cut.start()]
        if search(_CONDITION, text[cut.start() :]):
            break  # what qualifies a sentence is not cut off
        if not search(_DENIES, before) and (not cut[0].startswith(", to") or _RESTRAINS.search(before)):
            found.append((before.rstrip(" ,;"), cut[0], text[cut.end() :]))
    return tuple(found)


@lru_cache(maxsize=2048)
def _is_whole(head: str, joint: str) -> bool:
    """Return whether what is left of a sentence that was cut at a joint has all its parts."""
    return bool(
        length(head) >= _SHORTEST
        and head.count("(") == head.count(")")
        and not _OPEN_LIST.search(head)
        and not (_BEGUN.search(head) or (joint.startswith(";") and re.search(r"[:;] ", head)))
        and not _hangs(head)
        and not _CUT_SHORT.search(head)
        and _VERBS.search(_RELATIVE.sub(",", _OPENING.sub("", head)))
    )


_SHORTEST = 6  # words of what is left


def _joined(text: str) -> str:
    """Return a sentence with an "and" before what was done last: "sold the plant, moved the staff" lacks one."""
    head, comma, last = text.rpartition(", ")
    return f"{head}, and {last}" if comma and _DONE_LAST.fullmatch(last) and _DONE.search(head) else text


def trimmed(sentence: str, us: str = "", ok: Callable[[str], bool] | None = None) -> str | None:
    """Return a sentence cut at the end of a clause where it is too long, or None where no such end leaves it whole."""
    ok = ok or fits
    for told in _ways(sentence):
        text = _joined(eased(told, us))
        if ok(text):
            return parted(text)
        if (shorter := _OR_ELSE.sub(r"\1.", text)) != text and ok(shorter):
            return parted(shorter)
        for before, joint, rest in _cuts(told):
            head = eased(before, us)
            if _is_whole(head, joint) and ok(f"{head}."):
                more = _members(head, eased(rest, us))
                return parted(f"{head}.") + (f" {more}" if more and ok(more) else "")
    return None
