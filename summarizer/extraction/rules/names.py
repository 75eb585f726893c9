"""The built-in extractor's eye for names: lists of companies and people as an 8-K writes them.

A list is read element by element, as the form of words has it: name, ticker and defined name in brackets, a clause
set off by commas ("a Delaware corporation", "as administrative agent"), then a comma or "and".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.extraction.rules.signals import shared
from summarizer.names import by_last_name

_TOKEN = re.compile(r"(?:[A-Z0-9](?:[\w'&./-]*\w)?|[a-z]{1,2}[A-Z]\w*)")
_SUFFIX = re.compile(
    r"(?:Inc|Incorporated|Corp|Corporation|LLC|L\.L\.C|L\.P|LP|LLP|L\.L\.P|Ltd|Limited|PLC|plc|p\.l\.c|P\.L\.C|"
    r"N\.A|N\.V|NV|L\.C|LC|"
    r"S\.A|SA|S\.p\.A|SpA|A\.S|AS|S\.R\.L|S\.r\.l|S\.L|C\.A|KGaA|Oyj?|AG|GmbH|B\.V|BV|SE|S\.E|AB|ASA|A/S|Co|K\.K|KK|Ltda|Bhd|Pty|Company|"
    r"S\.\u00e0 ?r\.l|S\.a\.r\.l|Sarl|P\.C|P\.S|P\.A|PLLC|P\.L\.L\.C|LLLP|"
    r"National Association|Professional Corporation|Jr|Sr|II|III|IV|Ph\.D|M\.D|FSB|S\.A\.B|de C\.V)(?!\w)\.?"
)
# Firms of several partners, commas and all: "Able, Baker & Co.", "Able Baker, Carr, Dunn & Eden Incorporated".
_FIRM = re.compile(
    r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)?(?:, [A-Z][\w'-]+){1,3} & (?:Co\.|Company|[A-Z][\w'-]+)"
    r"(?:,? (?:LLC|L\.L\.C\.|Inc\.|Incorporated|L\.P\.|LLP|Co\.|PLLC|P\.C\.))*(?!\w)"
)
_PLACE = re.compile(
    r" \((?:[A-Z][\w.]*|Private)(?: [A-Z]\w+)?\),? (P(?:te|ty)\.?,? L(?:td\.?|imited)|Pte\.?|Private Limited|"
    r"Inc\.?|Incorporated|LLC|L\.L\.C\.|L\.P\.|LP|Ltd\.?|Limited|PLC|plc|"
    r"Corp\.?|Corporation|Company|Designated Activity Company|N\.A\.|GmbH|S\.A\.|LLP|B\.V\.)(?!\w)"
)
# "Able of Ohio, Inc."
_OF_PLACE = re.compile(
    r" of (?=[A-Z]\w+(?: [A-Z]\w+)?,? (?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|L\.P|LP|N\.A)(?!\w))"
)
_BRANCH = re.compile(r", (?:acting through its )?(?:[A-Z]\w+ ){1,3}Branch\b")
_FORMS = (
    r"Inc|Incorporated|Corp|Corporation|LLC|LP|LLP|Ltd|Limited|PLC|plc|NV|SA|SpA|AG|GmbH|BV|Company|Co|"
    r"Bank|Trust|"
    r"AB|ASA|A/S|Oyj?|KK|Ltda|Ltee|KG|Bhd|Bancorp|Bancorporation|Bancshares|Bankshares|"
    r"Association|Partnership|Partners|Fund|University|Holdings?|Group|Capital|Authority|Laboratories|Technologies|"
    r"Department of \w+|Commission|Agency|Therapeutics|Pharmaceuticals|Ventures|Securities|Institute|Foundation"
)
_DOTTED = r"L\.L\.C|L\.C|L\.P|P\.C|P\.S|P\.A|PLLC|LLLP|N\.A|N\.V|S\.A|B\.V|A\.S|S\.R\.L|S\.r\.l|S\.p\.A|S\.L|C\.A"
_LEGAL_FORM = re.compile(rf"(?:\b(?:{_FORMS})|{_DOTTED})\b\.?| AS$")
_MAY_BE_FORM = re.compile(rf"(?:{_FORMS}|{_DOTTED})\b")
# What a party is called before its name: "its subsidiary Able LLC", "three accredited investors, Able Fund, L.P. ...".
DESCRIBED = (
    r"(?-i:(?:(?:(?:the )?(?:Company|Registrant|Partnership|Trust)'s|"
    r"its|our|their|the|an?|one|two|three|four|five|six|\d+|several|certain) )?"
    r"(?:(?!(?:and|at|by|for|from|in|of|on|or|to|with)\b)[a-z][a-z'-]*,? ){0,4}?"
    r"(?:[A-Z][a-z]+(?:an|sh|ch|ese) )?"  # "its Peruvian subsidiary"
    r"(?:subsidiar(?:y|ies)|affiliates?|parent|investors?|purchasers?|buyers?|lenders?|banks?|funds?|(?:stock|share)holders?|"
    r"holders|sellers?|sponsor|insurers?|company|corporation|underwriters?|agents?|"
    r"part(?:y|ies)|entit(?:y|ies)|firms?|institutions?),? (?:including |namely )?|"
    r"(?:(?:an|certain|its|investment|private) )*(?:funds?|affiliates?|entit(?:y|ies)|accounts?) "
    r"(?:that (?:is|are) )?(?:managed|advised|controlled|sponsored|affiliated) (?:by|with) )"
)
_DESCRIPTION = re.compile(DESCRIBED)
_MONTHS = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)
# A run of capitals that begins or ends so is no party.
_NOT_FIRST = _MONTHS | shared().names.not_first
_NOT_LAST = shared().names.not_last
_BRACKETS = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)")
_DEFINED = re.compile(r"(?:\"|')(?:the )?([^\"']{2,60}?)[,.]?(?:\"|')", re.IGNORECASE)
_CLAUSE = re.compile(
    r",?\s+(?=(?:an?|as|in|its|the|each|together|solely|acting|collectively|which|formerly|doing|through|not|"
    r"successor|for|on|"
    r"respectively|who|one|both|our|company's|age|currently|d/b/a|f/k/a|organized|by|severally|individually|"
    r"wholly|indirect(?:ly)?|direct(?:ly)?|newly|privately)\b)"
    r"(?!(?:and|or)\b)[^,;(]*?(?=,|;|\(|\.(?:\s|$)|\s+and\s+(?:(?!Wales\b)[A-Z\"]|the\b|certain\b|each\b|its\b)|$)"
)
_SEPARATOR = re.compile(
    r"(?:\s*[,;]\s*(?:and|or|by|including|namely|led by)?\s*|\s+(?:and|&|with)\s+)(?:\((?:[ivx]+|[a-z]|"
    r"\d)\)\s*)?(?:between |among )?"
)
_SKIPPED = re.compile(
    r"(?:the|certain|each|several|other|its|various|such|our|some|a|an|one|two|three|four|all|any|lenders|"
    r"investors|banks|"
    r"institutional|accredited|financial|subsidiaries|purchasers|holders|affiliates|Mr\.|Ms\.|Dr\.|we|"
    r"us)\b(?:[^,;(.]|\.(?=\w))*?"
    r"(?=,|;|\(|\.\s|\.?$|\s+and\s+[A-Z]|\s+and\s+the\b)",
    re.IGNORECASE,
)


_A_THING = re.compile(
    r"(?i)\b(?:agreements?|facility|notes?|plan|loans?|lease|amendment|indenture|date|offering|transactions?|"
    r"merger(?! sub)|shares|stock|guarant(?:y|ee)|forbearance|waiver|mortgage|offer|spin-off|debentures|bonds|"
    r"warrants?|closing|letter|payment|price|act)\b|"
    r"\b(?:repurchase|acquisition|sale|purchase|investment|financing|separation|distribution|disposition|divestiture|"
    r"settlement)$"
)
_PLURAL = re.compile(
    r"(?i)^ ?\((?:each|collectively|together)\b|^,? as (?:\w+[ -]+){0,5}(?:agents|representatives|lenders|"
    r"underwriters|purchasers|trustees|guarantors|"
    r"arrangers|"
    r"sellers|managers|bookrunners|borrowers)\b"
)


def is_of_a_thing(short: str) -> bool:
    """Say whether a short name stands for an agreement or the like, and for nobody."""
    return bool(_A_THING.search(short))


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, its short name, and the words around it that tell what it is."""

    text: str
    start: int
    end: int
    defined: str | None = None
    note: str = ""

    @property
    def is_company(self) -> bool:
        """Whether the name carries a company's legal form or another word that only organisations have."""
        return bool(_LEGAL_FORM.search(self.text))


# Forms after which no further word belongs to a name, but for a second form ("GmbH & Co" aside).
_CLOSING = frozenset("Inc LLC L.L.C Corp Incorporated Ltd Limited LLP LP L.P N.A plc PLC GmbH".split())
_SECOND_FORM = re.compile(r" (?:Co\.?|LP|L\.P\.|LLC|Inc\.|KG|Partnership|Liability (?:Company|Partnership|Co\.))(?!\w)")
_JOINT = re.compile(
    r" (?:& |and (?=(?:Trust|Savings|Loan|Gas|Electric|Power|Light|Company|Co\.|Sons|Partners|Associates|"
    r"Shanghai Banking|"
    r"Co)\b)|del? |della |di |dos? |das |van |von |der |du |y )"
)
# "Office of Ocean Research and Exploration Authority": a public body may have "and" in its name.
_AND_BODY = re.compile(
    r" and (?=(?:(?:Human|Veterans|Public) Services|Urban Development|Drug Administration)\b|"
    r"(?:[A-Z]\w+ ){1,3}(?:Authority|Agency|Administration)(?=,| \())"
)
_OF_HEAD = re.compile(r" (?:of (?:the )?|for )")
_LOWER_FORM = re.compile(r"(?:plc|p\.l\.c\.)(?!\w)")
_SENTENCE_OPENS = frozenset("On In Under Pursuant The As To".split())
_GOES_ON = (
    *(
        "and ",
        "of ",
        "for ",
        "de ",
        "del ",
        "della ",
        "di ",
        "do ",
        "dos ",
        "das ",
        "van ",
        "von ",
        "der ",
        "du ",
        "y ",
    ),
    *("plc", "p.l.c"),
)


_NUMBERED = re.compile(r"\d+\.\d+")  # of an exhibit
_CAPITAL = re.compile("[A-Z]")


_MOST_WORDS = 30  # of a name; a longer run of capitals is none, and each of its words would be tried


def name_at(text: str, start: int) -> Name | None:
    """Read one name that begins at ``start``, or return None."""
    first = _TOKEN.match(text, start)
    if first is None or _NUMBERED.fullmatch(first[0]):
        return None
    if first[0] == "The" and text[first.end() : first.end() + 1] == " ":
        rest = name_at(text, first.end() + 1)
        return (rest and rest.is_company and Name(text[start : rest.end], start, rest.end)) or None
    if " & " in text and (firm := _FIRM.match(text, start)):
        return Name(firm[0], start, firm.end())
    words = [first[0]]
    end = first.end()
    while True:
        end = _with_stop(text, end, words[-1])
        if text.startswith(" (", end) and (place := _PLACE.match(text, end)):  # "(USA) Inc."
            words.append(place[1])
            end = place.end()
            break
        if text.startswith(", ", end):
            if branch := _BRANCH.match(text, end):
                words.append("Branch")
                end = branch.end()
                break
            if suffix := _SUFFIX.match(text, end + 2):
                words.append(suffix[0].rstrip("."))
                end += 2 + len(words[-1])
                continue
        step = _next_word(text, end, words) if len(words) < _MOST_WORDS else None
        if step is None:
            break
        words.append(step[0])
        end = step[1]
    name = text[start:end].rstrip(",'")
    if name.endswith("'s"):
        name, words[-1] = name[:-2], words[-1].removesuffix("'s")
    if _SUFFIX.fullmatch(words[0]) or (words[0].endswith("'s") and words[0].removesuffix("'s") in _NOT_FIRST):
        return None
    if words[0].rstrip(".") in _NOT_FIRST and not (
        len(words) > 1 and _has_form(words) and words[0] not in _MONTHS and words[0] != "The"
    ):
        return None
    if (
        words[-1].rstrip(".") in _NOT_LAST
        or not _CAPITAL.search(name)
        or len(name) < 3
        or (len(words) == 1 and words[0].isdigit())
    ):
        return None
    return Name(name, start, start + len(name))


def _has_form(words: list[str]) -> bool:
    public = words[0] in {"U.S", "United"} and "Department" in words
    public = public or (words[0] in _STATES and words[-1] in _BODIES)
    return public or bool(_SUFFIX.fullmatch(words[-1]) or (words[0] in _BANKS and _LEGAL_FORM.search(" ".join(words))))


_BANKS = {"U.S", "First", "Second", "Third", "Fifth"}  # "First Able Bank"
_STATES = {"California", "Florida", "Ohio", "Texas"}  # "Texas Able Fund", but no "Texas Limited Partnership"
_BODIES = {"Authority", "Bank", "Commission", "Fund", "University"}


def _with_stop(text: str, end: int, word: str) -> int:
    """Take in the full stop of an abbreviation ("Inc.", "J.") that the token left out."""
    if text.startswith(".", end):
        following = text[end + 1 : end + 3]
        if len(word) == 1 or "." in word or word in {"St", "Ft", "Mt", "Bros", "Cos"}:
            return end + 1
        if word in shared().names.abbreviated and (following[:1] in {"", ",", " ", ")", "(", "'", ";", '"'}):
            return end + 1
    return end


def _next_word(text: str, end: int, words: list[str]) -> tuple[str, int] | None:
    closed = words[-1].removesuffix(".") in _CLOSING
    if closed or not text.startswith(" ", end):
        if closed and (suffix := _SECOND_FORM.match(text, end)):
            return suffix[0].strip(), suffix.end()
        return None
    found = _TOKEN.match(text, end + 1)
    if found is None:
        joint = _JOINT.match(text, end)
        if joint is None and len(words) > 1 and text.startswith(" and ", end):
            joint = _AND_BODY.match(text, end)
        if joint is None and words[-1] in shared().names.of_heads:
            joint = _OF_HEAD.match(text, end)
        if joint is None:
            joint = _OF_PLACE.match(text, end)
        at = joint.end() if joint else end + 1
        found = _TOKEN.match(text, at) or _LOWER_FORM.match(text, at)
    if found is None or found[0] in _SENTENCE_OPENS:
        return None
    if found[0] in _MONTHS and text[found.end() : found.end() + 2].strip().isdigit():
        return None
    return found[0], found.end()


def names_in_list(text: str, start: int, limit: int = 24) -> list[Name]:
    """Read the list of parties that begins at ``start``; elements in lower case are passed over."""
    found: list[Name] = []
    at = start
    while len(found) < limit:
        name = name_at(text, at) or _described(text, at)
        if name:
            defined, note, at = _tail(text, name.end)
            found.append(Name(name.text, name.start, name.end, defined, note))
        else:
            passed = _SKIPPED.match(text, at)
            if passed is None:
                break
            defined, note, at = _tail(text, passed.end())
        separator = _SEPARATOR.match(text, at)
        if separator is None:
            break
        at = separator.end()
    return _shared_notes(found)


def _described(text: str, at: int) -> Name | None:
    """Return the company whose name follows what it is: "its wholly owned subsidiary Able LLC"."""
    description = _DESCRIPTION.match(text, at)
    name = name_at(text, description.end()) if description else None
    return name if name and name.is_company else None


def _shared_notes(names: list[Name], text: str | None = None) -> list[Name]:
    """Give the names before a plural clause ("A, B and C, as agents") that clause as well.

    Names from anywhere in a ``text`` are of one list where nothing but a comma or "and" stands between them.
    """
    shared = ""
    for index in range(len(names) - 1, -1, -1):
        name = names[index]
        if shared and text is not None and not _SEPARATOR.fullmatch(text, name.end, names[index + 1].start):
            shared = ""
        if _PLURAL.search(name.note):
            shared = name.note
        elif name.note:
            shared = ""
        elif shared:
            names[index] = Name(name.text, name.start, name.end, name.defined, shared)
    return names


def _tail(text: str, at: int) -> tuple[str | None, str, int]:
    """Read the brackets and clauses after a name: its defined name, their words, and where they end."""
    defined: str | None = None
    notes: list[str] = []
    start = at
    for _ in range(6):
        brackets = _BRACKETS.match(text, at)
        if brackets:
            short = _DEFINED.search(brackets[1])
            collective = re.match(r"(?i)\s*(?:collectively|together|each)", brackets[1])
            if short and defined is None and not collective and not is_of_a_thing(short[1]):
                defined = short[1].strip()
            notes.append(brackets[1])
            at = brackets.end()
            continue
        clause = _CLAUSE.match(text, at)
        if clause and clause.end() > at:
            notes.append(clause[0])
            at = clause.end()
            continue
        break
    return defined, text[start:at] if notes else "", at


@lru_cache(maxsize=1024)  # a deal's sentences are read for several ends
def names_anywhere(text: str) -> tuple[Name, ...]:
    """Return every name of a text that carries a company's legal form."""
    found: list[Name] = []
    at = 0
    last = max([text.rfind(" AS"), *(form.end() for form in _MAY_BE_FORM.finditer(text))])
    while (token := _TOKEN.search(text, at)) and token.start() < last:
        at = token.end()
        if not _may_go_on(text, at):
            continue
        name = name_at(text, token.start())
        if name and name.is_company and " " in name.text:
            defined, note, _ = _tail(text, name.end)
            found.append(Name(name.text, name.start, name.end, defined, note))
            at = name.end
    return tuple(_shared_notes(found, text))


def _may_go_on(text: str, end: int) -> bool:
    """Say whether a name of several words may stand where a first word ends."""
    after = text[end : end + 2]
    if after[:1] not in {" ", ",", "."}:
        return False
    return not (after[0] == " " and after[1:].islower() and not text.startswith(_GOES_ON, end + 1))


_JOINT_NAME = re.compile(r"(?i)\b(?:collectively|together|each|such)\b")
_QUOTED = re.compile(r"\"(?:the )?([^\"]{2,60}?)[,.]?\"", re.IGNORECASE)


def short_names(texts: Iterable[str]) -> dict[str, str]:
    """Return the short names that sentences give to companies, in lower case, each with the name it stands for.

    A short name for several of them ("together, the Buyers") stands for none, the empty string.
    """
    found: dict[str, str] = {}
    for text in texts:
        for short, owner in _short_names(text) if '"' in text else ():
            found.setdefault(short, owner)
    return found


@lru_cache(maxsize=512)
def _short_names(text: str) -> tuple[tuple[str, str], ...]:
    """Return the short names that one sentence gives, and whose each is."""
    found: list[tuple[str, str]] = []
    names = names_anywhere(text)
    for brackets in _BRACKETS.finditer(text):
        if '"' not in brackets[1]:
            continue
        owner = _owner(text, names, brackets.start())
        at = 0
        for short in _QUOTED.finditer(brackets[1]):
            joint = _JOINT_NAME.search(brackets[1][at : short.start()])
            found.append((short[1].strip().lower(), "" if joint else owner))
            at = short.end()
    return tuple(found)


def _owner(text: str, names: Sequence[Name], at: int) -> str:
    """Return the name that brackets at a place belong to: the one before them, clauses set off by commas aside."""
    before = [name for name in names if name.end <= at and at - name.end < 200]
    for name in reversed(before):
        between = _BRACKETS.sub("", text[name.end : at]).strip()
        if re.search(r"(?i)\b(?:subsidiary|affiliate|division|unit|parent) of (?:the )?$", text[: name.start][-30:]):
            other = next((one for one in reversed(before) if one.end < name.start), None)
            if other and not text[name.end : at].strip() and '"' in text[other.end : name.start]:
                return name.text  # whose subsidiary it is has brackets of its own before: these are the parent's
            continue
        return name.text if not between or between.startswith(",") else ""
    return ""


_PERSON = re.compile(
    r"([A-Z](?<!\w.)[a-z'\-]+(?:[A-Z][a-z]+)?(?:\s+(?:\"[A-Z]\w+\"|\([A-Z]\w+\)|"
    r"[A-Z]\.(?:\s?[A-Z]\.)?(?:\s+(?:\"[A-Z]\w+\"|\([A-Z]\w+\)))?|[A-Z][a-z'\-]+(?!\s+(?:Chief|Vice|Executive|Senior)\b)))?"
    r"\s+(?:(?:de|van|von|la|St\.)\s+)?[A-Z][a-z'\-]+(?:[A-Z][a-z]+)?(?:,?\s+(?:Jr\.?|Sr\.?|II|III|IV)(?!\w))?)"
)


_TITLED = re.compile(r"[MD](?<!\w.)(?:(?<=M)(?:r|s|rs)|(?<=D)r)\.\s+(?:[A-Z]\.\s+)?([A-Z][\w'-]+)")
_SEVERAL = re.compile(r"\bMessrs\.\s+([^.;]{3,80})")


def titled(text: str) -> list[str]:
    """Return the last names of those whom a text calls Mr., Ms. or Dr."""
    return list(dict.fromkeys(name.removesuffix("'s") for name in _TITLED.findall(text)))


_GENERATION = re.compile(r",?\s+(?:Jr\.?|Sr\.?|II|III|IV)$")
_INTRODUCED = re.compile(
    r",?\s+(?:age \d|\(age|\d\d,|the Company's|(?:our|its) (?:Chief|President|Executive|Treasurer)|"
    r"Chief \w+ Officer|(?:Executive |Senior )?Vice President|President,|President and|General Counsel|"
    r"as (?:the |its |our )?(?:new |next |interim )?(?:Chief|President|(?:Executive |Senior )?Vice President))"
)
_POSTED = re.compile(
    r"\b(?:CEO|CFO|COO|Chairman|President|Chief \w+ Officer),? $|\b(?:Mr|Ms|Mrs|Dr)\.\s+$|"
    r"\b(?:bonus|salary)(?: [a-z]+)? (?:to|of|for) $"
)


@lru_cache(maxsize=256)
def persons(text: str) -> tuple[Name, ...]:
    """Return the people whom a text also calls Mr., Ms. or Dr. with their last name, or introduces by age or post."""
    surnames = {name for found in _TITLED.findall(text) for name in (found, found.removesuffix("'s"))}
    if "Messrs." in text:
        surnames |= {name for group in _SEVERAL.findall(text) for name in re.findall(r"[A-Z][\w'-]+", group)}
    found: dict[str, Name] = {}
    for match in _PERSON.finditer(text):
        name = match[1].removesuffix("'s")
        words = _GENERATION.sub("", name).split()
        if any(word.removesuffix("'s") in _NOT_FIRST or word in _NOT_LAST for word in words):
            continue
        if words[-1] in shared().names.not_person:
            continue
        introduced = _INTRODUCED.match(text, match.end())
        posted = _POSTED.search(text[: match.start()][-28:])
        if words[-1] in surnames or introduced or posted:
            called = by_last_name(words[-1], text) if words[-1][-1].isalpha() else ()
            short = next((text[low:high] for low, high in called), None)
            found.setdefault(name, Name(name, match.start(), match.start() + len(name), short))
    return tuple(found.values())


def surname(name: str) -> str:
    """Return a person's last name."""
    return _GENERATION.sub("", name).split()[-1]
