"""The built-in extractor's reports on officers: one deal for each executive's own agreement (contract rule 13)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from summarizer.extraction.rules.deals import Deal, build
from summarizer.extraction.rules.deeds import PAY_ITEM, tells_of_pay
from summarizer.extraction.rules.kinds import action_of
from summarizer.extraction.rules.names import persons, surname, titled
from summarizer.extraction.rules.text import Passage, Sentence, has_word, sentences

_MOST_PEOPLE = 4  # more than so many packages in one report are alike


def by_person(passages: Sequence[Passage]) -> list[Deal]:
    """Part a report on officers by the people it tells of; what names several at once is one deal for all."""
    text = " ".join(passage.text for passage in passages)
    everyone = list(dict.fromkeys(surname(person.text) for person in persons(text))) or titled(text)
    named = _QUOTED_DEED.findall(text)
    own = [name for name in everyone if any(name in one for one in named) and re.search(_OWN % re.escape(name), text)]
    if len(own) > 1:
        return _one_each(passages, own)
    opening = next((passage.text for passage in passages if passage.sentences), "")
    if not _named(everyone, opening):
        return [build(group, PAY_ITEM) for group in _plan_apart(passages)]
    groups = _headed(passages, everyone) or [(None, group) for group in _groups(passages, everyone)]
    told = [(name, group) for name, group in groups if tells_of_pay(sentences(group))]
    alike = len(told) > _MOST_PEOPLE
    if alike:
        told = [(None, [passage for _, group in told for passage in group])]
    deals = [replace(build(group, PAY_ITEM), person=name) for name, group in told]
    naming = [sentence for sentence in sentences(passages) if '"' in sentence.text] if len(groups) > 1 else []
    for deal in deals:
        deal.context = [sentence for sentence in naming if sentence not in deal.sentences]
        # One executive's package is employment, unless it is a plan that is reported (contract rule 13).
        if deal.type == "compensation" and not alike and not _for_many(deal):
            deal.type = "employment"
    return deals


# "2007 Bonus Plan. On the same day the Committee adopted": what is adopted beside agreements, under its own heading.
_PLAN_HEAD = re.compile(r"(?:\([a-z]\) ?)?(?:[A-Z\d][\w&'-]*,? |(?:of|and|for|to) ){0,8}(?:Plan|Program)\.?")
_ADOPTS = re.compile(r"\b(?:adopted|approved|established)\b[^;.]{0,100}\b(?:Plan|Program|plan|program)\b")
_AGREED = re.compile(r"(?i)\b(?:entered into|signed|executed)\b[^;.]{0,120}\bagreements?\b")


def _plan_apart(passages: Sequence[Passage]) -> list[Sequence[Passage]]:
    """Return passages on agreements with officers and those on a plan under a heading of its own apart (rule 13)."""
    for at, passage in enumerate(passages):
        before = passages[at - 1 : at] if at else ()
        own = [one.text for one in before if one.heading] + [one.text for one in passage.sentences[:2]]
        if len(own) < 2 or not _PLAN_HEAD.fullmatch(own[0]) or not _ADOPTS.search(own[1]):
            continue
        at -= bool(before and before[0].heading)
        told = sentences(passages[:at])
        if tells_of_pay(told) and any(_AGREED.search(one.text) for one in told[:3]):
            return [passages[:at], passages[at:]]
    return [passages]


def _named(surnames: Iterable[str], text: str) -> list[str]:
    return [name for name in surnames if has_word(text, name)]


def _groups(passages: Sequence[Passage], everyone: Sequence[str]) -> list[list[Passage]]:
    """Return passages by the people they name; what names nobody goes on about those before."""
    groups: list[tuple[set[str], list[Passage]]] = []
    pending: list[Passage] = []
    last: tuple[set[str], list[Passage]] | None = None
    for passage in passages:
        named = set(_named(everyone, passage.text))
        if passage.heading and not named:
            pending.append(passage)
            continue
        home = next((group for group in groups if group[0] & named), None) if named else last
        if home is None:
            home = (named, [])
            groups.append(home)
        home[0].update(named)
        home[1].extend([*pending, passage])
        pending, last = [], home
    return [group for _, group in groups]


# What may stand before the text of a passage, or above it, on one executive's own agreement.
_HEADS = re.compile(
    r"(?:\([a-z]\),? ?)*(?:[A-Z][\w&'-]*,? |(?:of|and|with|for|to|the|by|between) )*"
    r"(?:[A-Z][\w&'.-]*,? ?)+(?:'s? [A-Z][\w ]+)?"
)
_HEADED_BY = re.compile(r"\b(?:Agreement|Letter|Arrangements?|Compensation|Terms|Release|Contract|Award)\b")


def _headed(passages: Sequence[Passage], everyone: Sequence[str]) -> list[tuple[str | None, list[Passage]]]:
    """Return passages by the people whom the headings of some of them name, one each; none where fewer than two do.

    Of what stands before the first heading, the sentences that name one of them alone are about that one, and those
    without figures that name several about all of these. Whose own words have no day was paid on the day that opens it.
    """
    heads = [(passage, _one_headed(passage, everyone)) for passage in passages]
    groups: dict[str, list[Passage]] = {name: [] for _, name in heads if name}
    if len(groups) < _SEVERAL:
        return []
    about = ""
    before: list[Passage] = []
    for passage, name in heads:
        about = name or about
        (groups[about] if about else before).append(passage)
    told: dict[str, list[Passage]] = {name: [] for name in groups}
    for name, group in groups.items():
        for passage in before:
            if own := tuple(one for one in passage.sentences if _is_about(name, one.text, [*groups])):
                told[name].append(replace(passage, sentences=own))
        opening = next((one for passage in before for one in passage.sentences), None)
        dated = _DATED_DEED.match(opening.text) if opening else None
        undated = not any(_DAY.search(one.text) for one in sentences([*told[name], *group]))
        if opening and dated and undated:
            told[name].insert(0, replace(before[0], sentences=(replace(opening, text=dated[0]),)))
    return [(name, [*told[name], *group]) for name, group in groups.items()]


def _is_about(name: str, text: str, everyone: Sequence[str]) -> bool:
    """Say whether a sentence tells of a person alone, or of several without what each is paid."""
    named = _named(everyone, text)
    return named == [name] or (name in named and not _FIGURE.search(text))


def _one_headed(passage: Passage, everyone: Sequence[str]) -> str:
    """Return the one person whose agreement a passage's heading names, be it the passage or its first words."""
    head = passage.text if passage.heading else passage.sentences[0].text if len(passage.sentences) > 1 else ""
    headed = len(head) <= _HEADING and _HEADED_BY.search(head) and _HEADS.fullmatch(head.strip(" .:"))
    row = _ROW_OF.match(passage.text) if len(passage.sentences) > 1 else None  # like awards are one deal
    named = _named(everyone, head if headed else row[1] if row else "")
    return named[0] if len(named) == 1 else ""


# "Ann B. Able - 5,000 restricted shares": a row on somebody.
_ROW_OF = re.compile(r"\W*((?:[A-Z][\w.'-]* ){1,4}?[A-Z][\w.'-]*)(?:, [^.;:]{3,60}?)?(?: - |: )")
_FIGURE = re.compile(r"[$%]")
_DAY = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")
_SEVERAL = 2
_HEADING = 90  # characters

# An agreement that the filing calls by its executive's name.
_OWN = (
    r"\"(?:the )?((?:[A-Z][\w.]* )?%s(?:'s)? (?:[A-Z]\w+ ){0,3}"
    r"(?:Agreement|Amendment|Letter|Release|Contract|Term Sheet|Extension))\b"
)
_QUOTED_DEED = re.compile(
    r"\"(?:the )?([A-Z][^\"]*?(?:Agreement|Amendment|Letter|Release|Contract|Term Sheet|Extension))\b"
)
# Where a sentence about several people turns from one to the next.
_TURN = re.compile(
    r"(?<=\))(?:,? and|,) (?=the\b|with\b|an?\b)|; (?:and )?|,? and (?=under\b|pursuant\b|entered into\b|amended\b)|"
    r", and (?=(?:Mr|Ms|Mrs|Dr)\. [A-Z]\w+ (?:will|is|shall|has)\b)"
)
_DATED_DEED = re.compile(
    r"(?:On|Effective|As of) [^;]*?\d{4}[^;]{0,160}?\b(?:amended|entered into|executed|signed|approved|granted)\b"
)


def _one_each(passages: Sequence[Passage], own: Sequence[str]) -> list[Deal]:
    """Part a report by executives who each have an agreement called by their name, clause by clause."""
    groups: dict[str, list[Passage]] = {name: [] for name in own}
    signed: dict[str, Sentence] = {}
    about: Sequence[str] = own
    for passage in passages:
        parts: dict[str, list[Sentence]] = {name: [] for name in own}
        for sentence in passage.sentences:
            head, clauses = _clauses(sentence, own)
            for clause in clauses:
                about = _named(own, clause.text) or about
                for name in about:
                    if head and head not in parts[name]:
                        parts[name].append(head)
                        signed.setdefault(name, replace(clause, text=f"{head.text} {clause.text}"))
                    parts[name].append(clause)
        for name, told in parts.items():
            if told:
                groups[name].append(replace(passage, sentences=tuple(told)))
    deals = []
    for name, group in groups.items():
        if tells_of_pay(sentences(group)):
            deal = build(group, PAY_ITEM)
            called = re.search(_OWN % re.escape(name), " ".join(passage.text for passage in group))
            deal.type, deal.person, deal.title = "employment", name, deal.title or (called and called[1])
            if name in signed:
                deal.action = action_of([signed[name]], PAY_ITEM)
            deals.append(deal)
    return deals


def _clauses(sentence: Sentence, own: Sequence[str]) -> tuple[Sentence | None, list[Sentence]]:
    """Return a sentence that names several people in runs that each tell of fewer, else as it is.

    What opens such a sentence ("On May 1, 2015, the Company amended") is everyone's, and given apart.
    """
    text = sentence.text
    if len(_named(own, text)) < 2:
        return None, [sentence]
    dated = _DATED_DEED.match(text)
    start = dated.end() if dated else 0
    edges = [start, *(match.end() for match in _TURN.finditer(text, start)), len(text)]
    runs = [run for low, high in pairwise(edges) if (run := text[low:high].strip())]
    head = replace(sentence, text=text[:start]) if dated else None
    return head, [replace(sentence, text=run) for run in runs]


def _for_many(deal: Deal) -> bool:
    text = " ".join(sentence.text for sentence in deal.sentences)
    plan = re.search(r"(?i)\b(?:adopt\w*|approv\w*|amend\w*|establish\w*)\b[^;]{0,120}\bplan\b", text)
    return (
        bool(plan)
        or len(persons(text)) > 2
        or bool(re.search(r"(?i)named executive officers|directors? compensation|non-employee director", text))
    )
