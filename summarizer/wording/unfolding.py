"""Lists inside a sentence told one entry at a time: what opens the list is said again, in short, before each entry."""

from __future__ import annotations

import re
from collections.abc import Callable

from summarizer.prose import word_count

_MARKS = re.compile(r"(?<![\w.])\((?:[a-h]|[ivx]{1,4}|[xyz]|\d)\) (?=\S)")
_FIRST = ("a", "i", "1", "x")
# What says that only one of the entries holds, or that they hold only together, or that none does.
_TOGETHER = re.compile(
    r"(?i)\b(?:greate[rs]t?|lesse?r|least|later|latest|earlie[rs]t?|highest|lowe[rs]t?|higher|sum|either|"
    r"neither|any of|"
    r"one of|product|ratio|between|average|if|unless|until|when|not|no|never|events? of default|whether|"
    r"extent|respect of|"
    r"period ending on|with respect to)\b[^;,.]*$"
)
_COMMON = re.compile(r"(?i)\b(?:in each case|respectively|collectively|both of which|the foregoing|such)\b")
_JOINT = re.compile(r"(?:[,;]? (?:and|plus)|[,;])$|[,;] and $")
_OR = re.compile(r"[,;]? (?:or|and/or|but)$")
_VERB = re.compile(
    r"\b(?:(?:will|would|shall|may|must|has|have|had|is|are|was|were) (?:also |be )?)?(?:[a-z]+ed|[a-z]+s|will|would|"
    r"became|become|pay|receive|issue|provide|be|paid|sold|agree|oblige|require|give|grant|get)\b"
)
_FRONT = re.compile(
    r"^(?:(?:In|On|At|As|Under|Upon|Pursuant|With|For|If|Subject|Following|After|Before|Effective|By)\b"
    r"(?:[^,]|, (?:\d{4}|Inc)\b)*, )+"
)
_IF = re.compile(r"^(?:If|Subject to|Upon|On|Following|After|Unless)\b")
_CONSISTS = re.compile(r"\b(?:consist(?:s|ed)? of|compris(?:es|ed)|includ(?:es|ed)|was|were|is|are|comes to)$")
_ASIDE = re.compile(r", (?:provided that|if|subject to|in exchange|together with|among other things)[^,]*,")
_LONGEST_HEAD = 26  # words of what opens a list
_LONGEST_AGAIN = 12  # and of what is said again of it
_PAST = re.compile(r"(?:[a-z]{2,}ed|sold|bought|made|paid|gave|took|cut|set|chose|agreed) ")
_DOES = re.compile(r"[a-z]{2,}s (?!of\b|to\b|in\b|for\b)")
_LONGEST_SUBJECT = 6
_TO = re.compile(r"(?:to )?[a-z]{2,}[^s ] (?!of\b)")


def unfolded(text: str, tell: Callable[[str], str | None]) -> str | None:
    """Return a sentence that holds a list as several, one for each entry that ``tell`` makes a sentence of.

    The first entry stands behind all that opens the list, a condition among it, and has to be told itself. None where
    there is no such list.
    """

    def each(words: str) -> str | None:
        return tell(words) or _divided(words, tell)

    for head, entries in _lists(text):
        told = _told(head, entries, each)
        if told:
            return told
    return _divided(text, tell)


_MONEY = (
    r"(?:[$\u20ac\u00a3] ?\d[\d,.]*(?<=\d)(?: (?:million|billion))?|"
    r"\d[\d,.]* (?:million |billion )?(?:[Ee]uros|dollars))"
)
_OF_WHICH = re.compile(r",? (?:\()?of which (?=(?:about |approximately )?" + _MONEY + ")")
_PART = re.compile(
    r"(?:[,;] (?:and )?|,? and )(?:\((?:[a-h]|[ivx]{1,4}|\d)\) )?(?=(?:(?:about |approximately )?"
    + _MONEY
    + r"|the (?:balance|"
    r"remainder|rest)\b)[^,;$\u20ac\u00a3]{0,50}? (?:is|was|will|are|were|has)\b)"
)
_EACH = re.compile(rf"{_MONEY} (?:per|a|for each|each)\b|(?:per|a|each) {_MONEY}")


def _divided(text: str, tell: Callable[[str], str | None]) -> str | None:
    """Return a sentence on a sum "of which" parts are paid so and so as several, one for the sum and each part."""
    turn = _OF_WHICH.search(text)
    if turn is None:
        return None
    head, behind = text[: turn.start()], text[turn.end() :].rstrip(".")
    behind = behind.removesuffix(")") if "(" in turn[0] else behind
    sums = dict.fromkeys(re.findall(_MONEY, _EACH.sub("", head)))
    parts = _PART.split(behind)
    if len(sums) != 1 or len(parts) < _TWO or _COMMON.search(behind):
        return None
    told = [tell(f"{head}."), *(tell(f"Of the {next(iter(sums))}, {part}.") for part in parts)]
    return " ".join(one for one in told if one) if all(told) else None


_TWO = 2  # parts of a sum


def _lists(text: str) -> list[tuple[str, list[str]]]:
    """Return what opens a list and its entries, as far as they hold each by itself."""
    marks = list(_MARKS.finditer(text))
    found = []
    if len(marks) > 1 and marks[0][0][1:].split(")")[0] in _FIRST:
        head = text[: marks[0].start()].rstrip(" :")
        ends = [mark.start() for mark in marks[1:]] + [len(text)]
        found.append((head, [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]))
    before, colon, after = text.partition(": ")
    if colon and "; and " in after and word_count(before) > 4:
        before = f"{before}," if re.search(r", for each [^,]*$", before) else before
        found.append((before, [part.removeprefix("and ") for part in after.split("; ")]))
    # "consisted of $3 million in cash and 45,000 shares"
    consists = _WHOLE.match(text)
    if consists and len(marks) < _TWO:
        found.append((consists[1], [consists[2], consists[3]]))
    # "to pay ...; to install ...; and to carry out ..."
    parts = re.split(r"; (?:and )?(?=to [a-z])", text)
    opening = re.match(
        r"(.*?\b(?:oblige|require|entitle|allow|permit|agreed|agree|must|will)s?d?\b[^;]*?) (?=to [a-z])", parts[0]
    )
    if len(parts) > 1 and opening:
        found.append((opening[1], [parts[0][opening.end() :], *parts[1:]]))
    return [one for one in found if _each_holds(*one)]


_FIGURE = r"(?:about |approximately |an? (?:[a-z]+ ){0,4}of (?:about |approximately )?)?[$\u20ac\u00a3]?\d"
_WHOLE = re.compile(rf"(.*? consist(?:s|ed)? of) ({_FIGURE}[^,;()]*?),? (?:and|plus) ({_FIGURE}[^;()]*)\.?$")


def _each_holds(head: str, entries: list[str]) -> bool:
    if _TOGETHER.search(head[-60:]) or word_count(head) > _LONGEST_HEAD:
        return False
    return not any(_OR.search(entry) for entry in entries[:-1]) and not _COMMON.search(entries[-1])


def _bare(entry: str) -> str:
    entry = entry.rstrip(" .")
    while (less := _JOINT.sub("", entry.rstrip())) != entry:
        entry = less
    return entry


def _told(head: str, entries: list[str], tell: Callable[[str], str | None]) -> str | None:
    bodies = [_bare(entry) for entry in entries]
    again = _again(head, bodies)
    if again is None:
        return None
    first = tell(f"{head} {bodies[0]}.")
    if first is None:
        return None
    subject = re.match(r"((?:The|Its) (?:[a-z-]+ ){1,3}?)consist", head)
    if subject and ". Of the " in first and again.startswith("It "):
        again = f"{subject[1]}{again[3:]}"  # "it" may be the sum in the sentence before
    again = f"{again[:1].upper()}{again[1:]}"
    more = [told for body in bodies[1:] if (told := tell(f"{again} {body}."))]
    return " ".join([first, *more]) if more else None


def _again(head: str, bodies: list[str]) -> str | None:
    """Return what opens the sentences on the further entries, or None where it is not plain."""
    subject = head.rsplit(", ", 1)[-1]
    if all(map(_DOES.match, bodies)) and len(subject.split()) <= _LONGEST_SUBJECT and not _IF.match(head):
        return f"{subject} also"  # "the Amendment (i) extends A, (ii) lowers B": the entries have the verb
    front = _FRONT.match(head)
    main = head[front.end() :] if front else head
    if not _VERB.search(main, 2) and not all(map(_PAST.match, bodies)):
        front, main = None, head  # what stands before the comma has the verb
    held = bool(front and _IF.match(front[0]))
    if _CONSISTS.search(main):
        past = re.search(r"\b(?:consisted|comprised|included|was|were)\b", main)
        return "It also included" if past else "It also includes"
    main = _ASIDE.sub("", main)
    verb = _VERB.search(main, 2)
    if verb is None or word_count(main) > _LONGEST_AGAIN + 8:
        # "the Board (a) enlarged itself, (b) appointed A": the entries have the verb
        return f"{main} also" if len(main.split()) <= _LONGEST_AGAIN and all(map(_PAST.match, bodies)) else None
    words = main[verb.start() :].split()
    subject = main[: verb.start()].strip()
    if not subject or "," in subject or len(words) > _LONGEST_AGAIN or len(subject.split()) > 6:
        return None
    modal = words[0] in ("will", "would", "shall", "may", "must", "has", "have", "is", "are", "was", "were", "had")
    if held and words[0] in ("will", "shall"):
        words[0] = "would"
    words = [words[0], "also", *words[1:]] if modal else ["also", *words]
    return f"{subject} {' '.join(words)}"
