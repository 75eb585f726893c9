"""Company names: when two ways of writing one mean the same company."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarizer.folding import plain

if TYPE_CHECKING:
    from summarizer.models import FilingInfo, Party

# Words that tell a company's legal form and not which company it is.
_FORMS = frozenset(
    "inc incorporated corp corporation co company llc lp llp ltd limited plc nv sa ag gmbh se the bv spa kk".split()
)
_THE_REGISTRANT = frozenset({"company", "registrant", "issuer", "corporation", "we", "us"})


def _tokens(name: str) -> tuple[str, ...]:
    text = plain(name).lower().replace("&", " and ")
    text = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", text)  # L.L.C., N.V.
    return tuple(re.findall(r"[^\W_]+", text.replace("'", "")))


def same_company(one: str, other: str) -> bool:
    """Return whether two names differ in nothing but legal form, case and punctuation."""
    a, b = _tokens(one), _tokens(other)
    short_a, short_b = ([t for t in tokens if t not in _FORMS] for tokens in (a, b))
    return bool(a) and (a == b or (bool(short_a) and short_a == short_b))


def _shortens(name: str, full: str) -> bool:
    """Return whether a name is the beginning of a longer one: "Apple" of "Apple Computer, Inc."."""
    short = list(_tokens(name))
    if not short or len(short[0]) < 4 or set(short) & _FORMS:
        return False  # a name with a legal form of its own is a whole name
    return list(_tokens(full))[: len(short)] == short


def names_registrant(name: str, info: FilingInfo) -> bool:
    """Return whether a name is the registrant's or a co-registrant's."""
    registrants = (info.registrant, *info.co_registrants)
    if any(same_company(name, registrant.name) or _shortens(name, registrant.name) for registrant in registrants):
        return True
    return " ".join(t for t in _tokens(name) if t != "the") in _THE_REGISTRANT


def stands_for(name: str, party: Party) -> bool:
    """Return whether a name is one of those that a party goes by."""
    if same_company(name, party.name) or (party.defined_name and same_company(name, party.defined_name)):
        return True
    words = [t for t in _tokens(name) if t != "the"]
    return party.is_registrant and len(words) == 1 and words[0] in _THE_REGISTRANT
