"""The built-in extractor's long sentences, parted into the things they tell: the filing's words, one thing in each.

What opens a list stands before each of its entries, as the filing has it. Nothing is parted whose parts hold only
together: "the greater of (i) ... and (ii) ...".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from summarizer.sieve import may_find, search, small

_LONG = 40  # words of a sentence that is parted
_MOST_INCLUDED = 2  # entries of a list of what something includes


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a sentence tells: as a sentence, and in the filing's run of words."""

    text: str
    quote: str


_BRACKETS = re.compile(r" ?\([^()]{5,}\)")
VERB = re.compile(
    r"\b(?:is|are|was|were|will|shall|would|has|have|had|may|must|can|could|did|does|do|not|remain|occurs?|begins?|runs?|"
    r"ends?|[a-z]{2,}(?:ed|es|ts|ns|ds|ys|ves|res|ins|als))\b"
)


def without_brackets(text: str) -> str:
    """Return a text without what it has in brackets."""
    return _BRACKETS.sub("", text) if "(" in text else text


def is_long(text: str) -> bool:
    """Say whether a sentence is too long to be told whole, what it has in brackets aside."""
    return text.count(" ") >= _LONG and len(without_brackets(text).split()) > _LONG


def parts(text: str) -> list[Part]:
    """Return the things that a long sentence tells, each as a sentence; none where it is short or tells one."""
    return (_entries(text) or _clauses(text)) if is_long(text) else []


# -- numbered lists ----------------------------------------------------------------------------------------------------

_MARK = re.compile(r"\((?<![^\s,;:]\()([ivx]{1,4}|[a-h]|\d{1,2})\) ?")
_SERIES = (
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), tuple("12345678"), tuple("abcdefgh"),
)  # fmt: skip
# What a list may hang on, each of whose entries then holds by itself.
_HOLDS = re.compile(
    r"(?:\b(?:to|will|shall|may|must|would|has|have|had|that|including|includes?|consists? of|consisting of|"
    r"provid(?:es?|ing)(?: for)?|requir(?:es?|ing)|agreed|receive[sd]?|granted(?: to)?(?: [A-Z]\w+)?|"
    r"(?:required|entitled|obligated|subject) to|extended|among other things|approved|awarded))[,:]?$"
)
_OWN_SUBJECT = re.compile(
    r"(?:[A-Z][\w.&' -]{2,60}?|(?:the|each|its) [a-z]+(?: of [\w ]{3,40}?)?) "
    r"(?:will|shall|is|are|was|were|has|have|became|may|must|[a-z]+ed)\b"
)
_FOLLOWING = re.compile(r" the following(?: [\w-]+){0,4}$")
# What says that only together, or only one of them, holds.
_TOGETHER = re.compile(
    r"(?i)\b(?:greate[rs]t?|lesse?r?|least|later|latest|earlie[rs]t?|highest|lowe[rs]t?|higher|sum|either|"
    r"any (?:one|of)|one (?:of|or)|product|"
    r"ratio|between|average|if|unless|until|neither|not|events? of default|whether|extent)\b[^.;]*$"
)
_COMMON = re.compile(r"(?i)\b(?:in each (?:case|of)|respectively|collectively|both of which|the foregoing|such)\b")
_AND = re.compile(r"[,;]?\s*(?:\b(and|or|and/or)\b,?)?\s*$")
# Of "If he signs, Able will receive (i) pay and (ii) the options held by him shall be exercisable" what is for both.
_OWN_VERB = re.compile(r"(?:the|all|each|any|his|her|its) (?:(?!that\b|which\b|who\b)[^,; ]+ ){1,12}?(?:will|shall) ")
_OPENS = re.compile(r"(.*,) (?=[^,]{2,60} (?:will|shall) (?:be )?\w+(?: to)?$)")
_DENIES = re.compile(r"\b(?:not|no|never)\b")  # what denies stands among the words that bear it out
_PAYABLE = re.compile(r"^([$€£][\d.,]+(?: (?:million|billion))?(?: (?:per|a) \w+)?),? payable ")


def _entries(text: str) -> list[Part]:
    """Return a sentence for each entry of a numbered list that a sentence holds."""
    marks = _marks(text)
    if len(marks) < 2:
        return []
    head = _FOLLOWING.sub("", text[: marks[0].start()].strip(" :"))
    if _TOGETHER.search(head[-120:]) or _COMMON.search(text[marks[-1].end() :]):
        return []
    spans = [(one.end(), two.start()) for one, two in pairwise(marks)] + [(marks[-1].end(), len(text))]
    bodies = [text[low:high].strip() for low, high in spans]
    joints = [joint[1] for body in bodies[:-1] if (joint := _AND.search(body))]
    if any(joint and joint != "and" for joint in joints):
        return []  # one of them only
    clauses = all(_OWN_SUBJECT.match(body) for body in bodies)
    if not clauses and not _HOLDS.search(head) and not all(_PAYABLE.match(body) for body in bodies):
        return []
    head = re.sub(r"consisting of$", "including", re.sub(r"consists? of$", "includes", head.rstrip(" ,")))
    found = []
    for body in bodies[: _MOST_INCLUDED if head.endswith("including") else None]:
        own = _AND.sub("", body.rstrip(".")).strip()
        sentence = _PAYABLE.sub(r"\1 would be payable ", own)
        if sentence == own and not clauses:
            opening = _OPENS.match(head) if _OWN_VERB.match(own) else None
            begun = opening[1] if opening else head
            sentence = f"{begun} {own.removeprefix('to ') if head.endswith(' to') else own}"
        if own:
            found.append(Part(f"{sentence}.", text if _DENIES.search(head) and sentence != own else own))
    return found


def _marks(text: str) -> list[re.Match[str]]:
    """Return the marks of the outer list of a sentence: (i), (ii), (iii)."""
    every = list(_MARK.finditer(text)) if "(" in text else []
    series = next((one for one in _SERIES if every and every[0][1] == one[0]), ())
    found: list[re.Match[str]] = []
    for mark in every:
        if len(found) < len(series) and mark[1] == series[len(found)]:
            found.append(mark)
    return found


# -- clauses -----------------------------------------------------------------------------------------------------------

_SUBJECT = (
    r"(?:(?:[Tt]he|[Ee]ach|[Ii]ts|An?|Mr\.|Ms\.|Mrs\.|Dr\.) )?"
    r"(?:[A-Z][\w&.'-]* ?|\b(?:of|and|parties|term|title) ){1,6}"
)
_DOES = (
    r"(?:will|shall|may|must|has|have|is|are|was|were|agreed|granted|provides|requires|contains|increased|extended|"
    r"received|expects?|intends?|continue)"
)
_SUBJECT_DOES = re.compile(rf"({_SUBJECT}) ?(?=(?:also )?{_DOES} )")
# "Roche will pay A and will pay B": who does it stands before the first verb only.
_AND_DOES = re.compile(rf",? and (?:also )?(?={_DOES}\b)")
# "A sold X, and B agreed to pay Y".
_AND_ANOTHER = re.compile(
    r", and (?=(?:the )?[A-Z][\w&'-]+(?: [A-Z][\w&'-]+){0,3} (?:agreed|will|shall|has|have|is|are|was|were|may|must)\b)"
)
# "It provides that A will X and that B will Y".
_PROVIDES = re.compile(r"(?P<head>[^,;]{5,60} provides? that) (?P<one>.{40,}?),? and that (?P<other>.{40,})")
_IF = re.compile(r"(?i)\b(?:if|unless|provided|until|in the event|to the extent|that)\b")
_WITHIN = re.compile(r"\b(?:if|unless|that|who|which)\b")
_OPENING = re.compile(
    r"^((?:Pursuant to|Under|In addition|Also|In connection with|On|Following|Upon|As part of|"
    r"Effective)[^,;]{0,80}(?:, \d{4})?, )?"
)


def _clauses(text: str) -> list[Part]:
    """Return a sentence for each clause of a sentence that has several with verbs of their own."""
    if search(_COMMON, text):
        return []
    if may_find(_PROVIDES, small(text)) and (that := _PROVIDES.fullmatch(text)):
        return [
            Part(_sentence(f"{that['head']} {that['one']}"), f"{that['head']} {that['one']}"),
            Part(_sentence(f"{that['head']} {that['other']}"), that["other"].rstrip(".")),
        ]
    other = _AND_ANOTHER.search(text, 60)
    if other and not search(_IF, text):
        first, second = text[: other.start()], text[other.end() :]
        return [Part(_sentence(first), first), Part(_sentence(second), second.rstrip("."))]
    runs = re.split(r"; (?:and |however, )?", text)
    if len(runs) > 1 and "provided" not in text and all(_whole(run) for run in runs):
        return [Part(_sentence(re.sub(r"^(?:and )?it was agreed that ", "", run)), run.rstrip(".")) for run in runs]
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    subject = _SUBJECT_DOES.match(text, start)
    turn = next((m for m in _AND_DOES.finditer(text, start) if m.start() - start > 40), None) if subject else None
    if not subject or not turn or _WITHIN.search(text[: turn.start()]):
        return []
    first, second = text[: turn.start()], text[turn.end() :]
    return [Part(_sentence(first), first), Part(_sentence(f"{subject[1].strip()} {second}"), second.rstrip("."))]


def _whole(run: str) -> bool:
    """Say whether a run of words has a subject and a verb of its own."""
    return (
        len(run.split()) > 5
        and bool(re.match(r"(?:and )?(?:the|its|[A-Z]|it was agreed)", run))
        and bool(VERB.search(run))
    )


def _sentence(run: str) -> str:
    run = run.strip(" ,;.")
    return f"{run[:1].upper()}{run[1:]}."
