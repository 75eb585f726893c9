"""Facts that belong together, told in one sentence: the terms of a renewal, an executive's pay, who else takes part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from summarizer.drafts import BriefSentence
from summarizer.models import Amount, DateFact, Party, Percentage, Quantity
from summarizer.wording import borrowing
from summarizer.wording.easing import plain, split
from summarizer.wording.figures import told, written_date
from summarizer.wording.naming import listed
from summarizer.wording.notes import list_of_notes
from summarizer.wording.plans import BYSTANDERS
from summarizer.wording.slots import Slots
from summarizer.wording.telling import WHOLLY, Telling, after, before, figures, near

_MOST_BYSTANDERS = 5
_ELSEWHERE = {"par_value", "termination_fee", "reverse_termination_fee"}  # told with how a deal may end, or not at all


_RIGHT_TO_RENEW = re.compile(r"(?i)\b(?:right|option|may|entitled)\b[^.;]{0,80}\b(?:renew|exten)\w*[^.;]{0,40}$")


def _renewal(telling: Telling) -> Iterator[BriefSentence]:
    """Yield the length of a renewal, first of what is told of one."""
    if telling.deal.action != "renewed":
        return
    for fact in telling.durations("term"):
        if any(re.search(r"(?i)\bexten\w+ [^;]{0,120}\bby (?:a period of )?$", words) for words in before(fact)):
            yield telling.sentence(f"The agreement was extended by {told(fact)}.", fact)
            return
    for fact in telling.durations("renewal_term"):
        if any(_RIGHT_TO_RENEW.search(words) for words in before(fact)):
            continue  # what may yet follow the new term
        if telling.borne_out(fact):
            ran = any(
                re.search(r"(?i)\bone additional\b|\bfor (?:another|a further|an additional)\b", w)
                for w in before(fact)
            )
            if fact.certainty == "signed" or ran:
                verb = "is" if fact.certainty == "signed" else "would be"
                yield telling.sentence(f"The new term {verb} {told(fact)}.", fact)
            return


def _becomes(telling: Telling) -> Iterator[BriefSentence]:
    """Yield whose subsidiary a company becomes that is taken over."""
    if telling.deal.type != "merger" or telling.deal.action not in ("entered", "completed", "amended"):
        return
    alias = telling.cast.aliases
    text = telling.bare
    if "subsidiary of" not in text:
        return
    form = r"(?:,? (?:Inc|LLC|Corp|Ltd|L\.P)\.?,?)?"
    found = re.search(
        rf"\b({alias}){form}(?: thereby| (?:as )?the)? (?:becoming|became|has become|will become|surviving|"
        rf"will survive|continuing|will continue|continued|"
        rf"being)\b[^.;]{{0,60}}?\b(?:as )?an? (?:[a-z]+, )?(?:[a-z-]+ )*wholly[- ]owned subsidiary of "
        rf"(the Company|{alias})\b([^.;]*)",
        text,
    )
    if found is None:
        return
    one = telling.cast.by_alias(found[1])
    other = telling.cast.us if found[2] == "the Company" else telling.cast.by_alias(found[2])
    if one and other and one is not other and one.role in ("target", "seller"):
        done = telling.deal.action == "completed"
        name = telling.cast.name(one)
        opening = f"{name} became" if done else f"On closing, {name} will become"
        waits = not done and re.search(r"\bsubject to (?:[a-z]+ ){0,5}conditions\b", found[3])
        depends = " That depends on closing conditions." if waits else ""
        told_so = f"{opening} a wholly owned subsidiary of {telling.cast.name(other)}.{depends}"
        if not any(f"{WHOLLY} {telling.cast.name(other)}" in said for said in telling.said):
            yield telling.sentence(told_so, telling.deal.id, one.id, other.id)
        elif waits:
            yield telling.sentence("The purchase depends on closing conditions.", one.id, other.id)


def _several(telling: Telling) -> Iterator[BriefSentence]:
    """Yield the filing's sentences that tell two terms and more, whole."""
    for quote in telling.quoted:
        terms = [f for f in telling.facts if f.id in quote.facts and isinstance(f, Amount | Percentage | Quantity)]
        terms = [f for f in terms if f.id not in telling.told]
        if len({f.text for f in terms}) > 1 and not any(f.kind in _ELSEWHERE for f in terms):
            sentence = telling.from_filing(terms[0])
            if sentence:
                yield sentence


def _pay(telling: Telling) -> Iterator[BriefSentence]:
    """Yield salary and target bonus of one executive together."""
    if telling.deal.type != "employment" or len(telling.cast.others("executive")) != 1:
        return
    (executive,) = telling.cast.others("executive")
    salaries = [a for a in telling.amounts("salary") if a.certainty == "signed" and telling.borne_out(a)]
    if len(salaries) != 1 or _salary_told(telling, salaries[0]):
        return
    salary = salaries[0]
    facts: list[Amount | Percentage | DateFact] = [salary]
    name = telling.cast.name(executive)
    raised = any(re.search(r"(?i)\b(?:increas|rais)\w*\b[^;]{0,160}\bto $", words) for words in before(salary))
    kept = any(re.search(r"(?i)\bremain\w*\b[^.;]{0,30}$", words) for words in before(salary))
    own = f"{name}'" if name.endswith("s") else f"{name}'s"
    text = f"{own} salary {'rises to' if raised else 'stays at' if kept else 'is'} {told(salary)}"
    start = _starting(telling, salary)
    if start:
        facts.append(start)
        text += f" from {written_date(start.value or '')}"
    bonus = [p for p in telling.percentages("bonus_target") if telling.borne_out(p)]
    of_salary = bonus and any(re.search(r"(?i)^ of (?:\w+ ){0,4}(?:salary|compensation)", w) for w in after(bonus[0]))
    if len(bonus) == 1 and of_salary and not _of_equity(bonus[0]):
        target = "a target bonus" if any("target" in w.lower() for w in near(bonus[0])) else "a bonus"
        could = "" if bonus[0].certainty == "signed" and bonus[0].qualifier == "exact" else "that could be "
        facts.append(bonus[0])
        text += f", with {target} {could or 'of '}{told(bonus[0])} of salary"
    yield telling.sentence(f"{text}.", *facts)


def _salary_told(telling: Telling, salary: Amount) -> bool:
    """Return whether a sentence of the filing has told a salary."""
    value = figures(told(salary))
    return any(value <= figures(said) and re.search(r"(?i)\bsalary\b", said) for said in telling.said)


def _salaries(telling: Telling) -> Iterator[BriefSentence]:
    """Yield the salaries of several executives, each told in a row that opens with a name."""
    rows = [
        (person, salary)
        for salary in telling.amounts("salary")
        for person in telling.cast.others("executive")
        if salary.certainty == "signed" and any(e.quote.startswith(person.name) for e in salary.evidence)
    ]
    if len(rows) > 1:
        each = listed([f"{told(salary)} for {telling.cast.name(person)}" for person, salary in rows])
        yield telling.sentence(f"The base salary is {each}.", *(salary for _, salary in rows))


def _of_equity(fact: Percentage) -> bool:
    return any(re.search(r"(?i)equity|long-term|award value", words[-80:]) for words in before(fact))


def _starting(telling: Telling, fact: Amount) -> DateFact | None:
    """Return the day from which a sum is paid, where it stands right behind it."""
    for words in after(fact):
        found = re.match(
            r"(?i)^(?: per year| annually)?,? (?:effective|commencing|beginning|starting)(?: on| as of)? ", words
        )
        dates = [d for d in telling.deal.dates if found and words[found.end() :].startswith(plain(d.text))]
        if dates:
            return dates[0]
    return None


_REPRESENTED = re.compile(r"(?i)\brepresentatives? of the (?:several )?((?:initial )?(?:purchasers|underwriters))\b")
_FOR_OTHERS = (
    "{names} represents the {whom}.",
    "{names} represent the {whom}.",
    "Those who represent the {whom} include {names}.",
)


def _forms(telling: Telling, role: str, parties: Sequence[Party]) -> tuple[str, str, str]:
    """Return how parties of a role are told, one, several or some: as representatives where the filing says so."""
    if role != "underwriter":
        return BYSTANDERS[role]
    text = telling.bare
    for found in _REPRESENTED.finditer(text):
        before_it = re.split("; ", split(text[: found.start()])[-1])[-1] if found.start() else ""
        if all(re.sub(r" ?\([^()]*\)", "", plain(party.name)) in before_it for party in parties):
            one, several, some = (form.replace("{whom}", found[1].lower()) for form in _FOR_OTHERS)
            return (some if "epresentatives " in found[0] else one), several, some
    if re.search(r"(?i)\binitial purchasers?\b", text) and not re.search(r"(?i)\bunderwriters?\b", text):
        one, several, some = (form.replace("underwriter", "initial purchaser") for form in BYSTANDERS[role])
        return one.replace(" is the ", " is an "), several, some
    return BYSTANDERS[role]


def _other_agents(telling: Telling) -> Iterator[BriefSentence]:
    """Yield the agents of a loan beside the one that administers it, of which the lead tells."""
    if telling.deal.type != "credit" or not any("administrative agent" in said for said in telling.said):
        return
    for role, parties in Slots(telling).other_agents():
        verb = "are the" if len(parties) > 1 else "is the"
        text = f"{telling.cast.names(parties)} {verb} {role}{'s' * (len(parties) > 1)}."
        yield telling.sentence(text, *(party.id for party in parties))


def _bystanders(telling: Telling) -> Iterator[BriefSentence]:
    """Yield who the underwriters and trustees are that no other sentence names."""
    for role in BYSTANDERS:
        if role == "underwriter" and telling.deal.type not in ("equity", "debt_securities"):
            continue  # of an offering that is no part of the deal
        parties = [p for p in telling.cast.others(role) if not _named(telling, p.name)]
        for ours in telling.cast.our_short.split()[:1]:  # none of a registrant whose name was not found
            parties = [p for p in parties if not re.search(rf"\b{re.escape(ours)}\b", p.name)]
        parties = [p for p in parties if _said_to_be(telling, role, p)]
        if role == "agent" and telling.deal.type != "rights_plan":
            continue
        if parties:
            rest = len(parties) < len(telling.cast.others(role)) or len(parties) > _MOST_BYSTANDERS  # others are named
            one, several, some = _forms(telling, role, parties)
            form = some if rest else one if len(parties) == 1 else several
            text = form.replace("{names}", telling.cast.names(parties[:_MOST_BYSTANDERS]))
            yield telling.sentence(text, *(party.id for party in parties[:_MOST_BYSTANDERS]))


_ROLES = {
    "underwriter": r"underwrit|purchasers?\b|placement|bookrunn|book-runn|manager|dealer|representative",
    "trustee": r"trustee",
    "agent": r"agent",
    "guarantor": r"guarant",
}


def _said_to_be(telling: Telling, role: str, party: Party) -> bool:
    """Return whether a sentence that has a party's name has a word for its role as well."""
    names = (party.name, party.defined_name or party.name)
    every = (*split(telling.sentences), *(e.quote for e in party.evidence))
    return any(re.search(rf"(?i){_ROLES[role]}", one) and any(n in one for n in names) for one in map(plain, every))


def _named(telling: Telling, name: str) -> bool:
    """Return whether a party has been named: by its first word, or in full where another's name begins so as well."""
    first = _first_word(name)
    others = [party.name for party in telling.cast.parties if party.name != name and _first_word(party.name) == first]
    known = plain(name).lower() if others else first
    return any(re.search(rf"\b{re.escape(known)}(?!\w)", text.lower()) for text in telling.said)


def _first_word(name: str) -> str:
    return re.sub(r"(?i)^the ", "", name).split()[0].strip(",.").lower()


_OPTION = re.compile(
    r"(?i)\b(?:plus|option to (?:buy|purchase)),? (?:an additional |a further )?(?:of )?up to "
    r"(?:an additional |a further )?$"
)
_WHOSE_OPTION = re.compile(r"(?i)\b(initial purchasers|underwriters)\b")


def _more_notes(telling: Telling) -> Iterator[BriefSentence]:
    """Yield how many more notes those who sell them may buy."""
    if telling.deal.type != "debt_securities":
        return
    for fact in telling.amounts("principal"):
        whose = _WHOSE_OPTION.search(telling.around(fact))
        optional = any(_OPTION.search(words) for words in before(fact)) and "option" in telling.around(fact)
        exercised = re.search(r"(?i)\bexercis", telling.quotes)
        if optional and whose and not exercised:
            yield telling.sentence(
                f"The {whose[1].lower()} may buy up to {told(fact).removeprefix('up to ')} more.", fact
            )
            return


# In the order in which they are told.
TOGETHER: tuple[Callable[[Telling], Iterator[BriefSentence]], ...] = (
    _other_agents,
    _renewal,
    list_of_notes,
    _more_notes,
    borrowing.size,
    borrowing.parts,
    borrowing.margin,
    borrowing.unused,
    borrowing.replaced,
    _becomes,
    _salaries,
    _several,
    _pay,
    _bystanders,
)
