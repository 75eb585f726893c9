"""The built-in extractor's mergers: who buys whom, by who acquires, merges into or becomes a subsidiary of whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from summarizer.extraction.rules.names import is_of_a_thing, names_anywhere, short_names
from summarizer.extraction.rules.signals import REGISTRANT
from summarizer.extraction.rules.text import Sentence, has_word
from summarizer.filing.structure import Filing
from summarizer.models import FilingInfo
from summarizer.names import names_registrant
from summarizer.sieve import search
from summarizer.vocabulary import Role

_TWO = 2  # the registrant and who merges with it
_READ = 24  # sentences in which it is told who buys whom
_FIRST = 0xE100  # signs from here on stand for companies, as one does for the registrant
_W = f"[{REGISTRANT}{chr(_FIRST)}-{chr(_FIRST + 255)}]"
_TELLS = re.compile(r"(?i)\b(?:merge[ds]?|merger|merging|acqui(?:re[ds]?|ring|sition)|subsidiary|purchased?)\b")

_AUX = (
    r"(?: (?:will|would|shall|was|were|is|be|been|has|have|had|then|also|first|thereby|now|itself|which|that|it|"
    r"announced|"
    r"(?:agreed|offered|intends|proposes|plans|expects|undertook) to|completed|closed|consummated))*"
)
_WHOLE = (
    r"(?:all|each|any|100%|the|of|and|its|their|issued|outstanding|shares?|common|ordinary|capital|stock|equity|"
    r"interests?|membership|ownership|entire|in|share|remaining|previously|announced|pending|proposed) "
)
_NO_PART = "(?!'s (?!issued|outstanding|common|capital|shares|stock))"  # of a company is the company
_KIND = r"(?:(?:an?|the|one) )?(?:[A-Za-z][\w-]*,? ){0,8}?"
_OWNED = re.compile(
    rf"(?P<sub>{_W}) ?(?:\([^()]*\),? ?|, )+(?:which is |each )?{_KIND}subsidiary of (?:the )?(?P<owner>{_W})"
)
_ASIDES = re.compile(r" ?\([^()]*\)|, (?:an?|the|each|which|as) [^,;.]{3,160}(?=,),")
_OUR = re.compile(rf"\b(?:our|{REGISTRANT}'s) ((?:[\w-]+,? ){{0,6}}?)subsidiary")
# In the order in which they are believed.
_BUYS = tuple(
    re.compile(words)
    for words in (
        rf"(?P<buyer>{_W}),?{_AUX} (?:acquired?|acquires|acquiring|purchased?|buy|bought|acquisition of|"
        rf"purchase of)(?! by)(?: from [^,;.]{{3,60}}?)? (?:{_WHOLE})*(?P<target>{_W}){_NO_PART}",
        rf"\bfor (?P<buyer>{_W}) to (?:acquire|buy|purchase) (?:{_WHOLE})*(?P<target>{_W}){_NO_PART}",
        rf"(?P<target>{_W}),?{_AUX} (?:acquired|bought|purchased) by (?P<buyer>{_W})",
        rf"acquisition by (?P<buyer>{_W}) of (?:{_WHOLE})*(?P<target>{_W})",
        rf"acquisition of (?:{_WHOLE})*(?P<target>{_W})(?!'s),? by (?P<buyer>{_W})",
        rf"subsidiary of (?P<buyer>{_W})(?:'s)?,?{_AUX} (?:merged?|merging) (?:with and |with or )?"
        rf"into (?P<target>{_W})",
        rf"merger of {_KIND}subsidiary of (?P<buyer>{_W}),? (?:with and |with or )?into (?P<target>{_W})",
        rf"(?P<sub>{_W}),?{_AUX} (?:merged?|merging) (?:with and |with or )?into (?P<into>{_W})",
        rf"merger of (?P<sub>{_W}),? (?:with and |with or )?into (?P<into>{_W})",
        rf"(?P<target>{_W}),?{_AUX} (?:become|became|becoming|surviv\w+(?: the merger)? as|continu\w+ as) "
        rf"{_KIND}subsidiary of (?P<buyer>{_W})",
    )
)
VEHICLE = re.compile(
    r"(?i)merger sub|acquisition (?:[ivx]+,? |\d+,? )?(?:corp|sub|inc|llc|co|lp)|"
    r"merger (?:[ivx]+,? |\d+,? )?(?:corp|llc|inc|enterprises|co\b|company)"
)
_FORMED_TO_BUY = re.compile(r"(?i)\bacquisition\b")
_BLANK_CHECK = re.compile(r"(?i)\b(?:initial business combination|blank[- ]check|special purpose acquisition)\b")


def sides(told: Sequence[Sentence], filing: Filing) -> dict[str, Role]:
    """Return the roles in a merger that its sentences tell: by every name, in small letters; the registrant's by "".

    What merges is merged into by its owner, and what is somebody's subsidiary afterwards is bought by that one.
    """
    telling = [one for one in told[:_READ] if search(_TELLS, one.text)]
    signs = _signs(told[:_READ], filing.info)
    formed = {sign for name, sign in signs.items() if VEHICLE.search(name)} - {REGISTRANT}
    texts = _marked([one.text for one in telling], signs)
    owners = {found["sub"]: found["owner"] for text in texts for found in _OWNED.finditer(text)}
    if len({*signs.values()} - formed) == _TWO:  # else others may stand between
        owners |= {sub: owner for text in texts for sub, owner in _brought(text, formed) if sub not in owners}
    blank = _FORMED_TO_BUY.search(filing.info.registrant.name) and any(search(_BLANK_CHECK, one.text) for one in told)
    roles: dict[str, Role] = {REGISTRANT: "buyer"} if blank else {}
    plain = [_ASIDES.sub("", _ASIDES.sub("", text)) for text in texts]
    clauses = [found.groupdict() for pattern in _BUYS for text in plain for found in pattern.finditer(text)]
    whole = {found["into"] for found in clauses if found.get("sub") in formed}
    if len(whole) >= _TWO:  # all come under a holding company: who buys whom, the verbs tell
        clauses = [found for found in clauses if not found.get("sub")]
    for found in clauses:
        _enter(roles, owners, formed, found)
    brings = {owners.get(owner, owner) for sub, owner in owners.items() if sub in formed}
    if len(brings) == 1 and len(whole) < _TWO and not blank:
        owner = brings.pop()
        _enter(roles, owners, formed, {"buyer": owner, "target": None if owner == REGISTRANT else REGISTRANT})
    return {name: roles[sign] for name, sign in signs.items() if sign in roles}


def _enter(roles: dict[str, Role], owners: dict[str, str], formed: set[str], found: dict[str, str | None]) -> None:
    """Enter what one clause tells, unless a clearer one has told otherwise."""
    buyer, target, sub = found.get("buyer"), found.get("target"), found.get("sub")
    if sub and (sub in owners or sub in formed):
        buyer, target = owners.get(sub), found["into"]
        roles.setdefault(sub, "merger_sub")
    elif sub:
        into = found["into"]
        buyer, target = owners.get(into or "", into), sub
        if into in owners:
            roles.setdefault(into, "merger_sub")
    if buyer == target or (target in owners and owners[target] == buyer and not sub):
        return
    if roles.get(buyer or "") != "target" and roles.get(target or "") != "buyer":
        for who, role in ((buyer, "buyer"), (target, "target")):
            if who:
                roles.setdefault(who, cast(Role, role))


def _signs(told: Sequence[Sentence], info: FilingInfo) -> dict[str, str]:
    """Return a sign for each company that sentences name, by each of its names; the registrant's also by ""."""
    signs = {"": REGISTRANT, "company": REGISTRANT, "registrant": REGISTRANT, "we": REGISTRANT}
    full: dict[str, str] = {}
    for one in told:
        for name in names_anywhere(one.text):
            full.setdefault(name.text, name.defined or "")
    shorts = short_names(one.text for one in told)
    for short, owner in shorts.items():
        if owner and not is_of_a_thing(short):
            full.setdefault(owner, "")
    for text, defined in full.items():
        own = names_registrant(text, info)
        sign = signs.get(text.lower()) or (REGISTRANT if own else chr(_FIRST + len(signs) % 255))
        signs[text.lower()] = sign
        for short in (defined.lower(), *(short for short, owner in shorts.items() if owner == text)):
            if short and not is_of_a_thing(short):
                signs[short] = sign
        first = text.split()[0].strip(",.")
        if len(first) > 3 and not any(has_word(one.text, first.lower()) for one in told):
            signs.setdefault(first.lower(), sign)
    signs.setdefault(info.registrant.name.lower(), REGISTRANT)
    return signs


def _marked(texts: Sequence[str], signs: dict[str, str]) -> list[str]:
    """Return texts with signs in place of the companies that they name."""
    known = "|".join(map(re.escape, sorted(filter(None, signs), key=len)[::-1]))
    named = re.compile(rf"(?<![\w\"])(?:[Tt]he )?(?=[A-Z0-9]|we\b)((?i:{known}))(?![\w-])")
    marked = (named.sub(lambda found: signs[found[1].lower()], text) for text in texts)
    return [_OUR.sub(rf"a \1subsidiary of {REGISTRANT}", text) for text in marked]


def _brought(text: str, formed: set[str]) -> list[tuple[str, str]]:
    """Return whose the companies formed to merge are that a list names right after their owners."""
    return [
        (sub, owner)
        for owner, sub in re.findall(rf"({_W}) ?(?:\([^()]*\))?(?:,? and |, )(?=({_W}))", text)
        if sub in formed and owner not in formed
    ]
