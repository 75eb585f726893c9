"""Events in plain sentences: the filing's own, whole or cut at the end of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from summarizer.drafts import BriefSentence
from summarizer.models import Event, FilingInfo
from summarizer.prose import Support, reading_grade, unplain, word_count
from summarizer.sieve import Rules
from summarizer.wording.easing import broken, eased, fits, parted, plain, split, taken_over, trimmed
from summarizer.wording.figures import AnyFact
from summarizer.wording.introducing import Terms
from summarizer.wording.leaning import points
from summarizer.wording.naming import tidy, without_form
from summarizer.wording.plans import EVENTS, ITEMS, TOPICS
from summarizer.wording.quoting import Passages, quoted

_HARD = 12  # reading grade of a sentence that a short one has to open
_LONGEST = 39  # words of an event's sentence
_HARDEST = 24  # reading grade of one
_MOST = 12  # sentences on the events of an item
_MOST_VOTES = 24  # and on a vote
# What reports have that agreements have not: successors of directors, lists that follow, the reasons for results.
_EARNED = re.compile(r"(?:(?<=earnings)|(?<=income)|(?<=loss)) of (?=\$)")
_REPORTS_EASIER = Rules(
    (re.compile(pattern), by)
    for pattern, by in (
        (r",? (?:and|or) until (?:his or her|their|his|her|the director's)(?: respective)? successors?\b[^.;:,]*", ""),
        (r"\b([Tt])he following (nominees|individuals|persons|directors)\b", r"\1he \2"),
        (r"(?:,? as follows)?:$", "."),
        (r",? (?:by the votes? |as )?(?:set forth|stated|shown|indicated|described|listed|reported) below\b", ""),
        (r"\b(?:has |have )?(?:issued|released) a (?:press|news) release announcing,? (?:among other things,? )?"
         r"(?:announced )?(?=its|that|the)", "announced "),
        (r"^(?:[A-Z][\w.]*,? ){1,5}- ([A-Z][a-z]+ \d{1,2}, \d{4}) - (?=[A-Z])", r"On \1, "),  # a dateline
        (r"\b(name from |name to |named |to )[\"\u201c]([A-Z][\w'&., -]{2,60}?)[\"\u201d](?! ?\))", r"\1\2"),
        (r"(?<![(\w])(?<!the )(?<!or )(?<!and )[\"\u201c](\w[\w' -]{1,38}\w)[\"\u201d](?! ?\)| or| and)", r"\1"),
        (r"\bthe Company name\b", "its name"),
        (r"[;,]?\.\.?$", "."),
        (r" ?\((?:Ret\.|[A-Z]{2,6}|(?i:nasdaq|nyse|amex|otc)[^()]*)\)", ""),
        (r"^((?:[\w-]+ ){1,4}(?:earnings|income|loss)) of (\$.*?), were (?:primarily |mainly )?driven by .*$",
         lambda found: f"{found[1]} were {_EARNED.sub(' were ', found[2])}."),
        (r",? (?:was |were )?(?:primarily |mainly |largely )(?:driven by|due to|reflecting|as a result of)\b[^;]*$",
         "."),
        (r"^To [^,$]{10,90}, (?=the (?:Company|company)\b)", ""),
        (r"^(?:Finally|Further|Also), ", ""),
        (r"^Full year (\d{4}) - The ", r"For full year \1, the "),
        (r"\bindependent (?:registered )?(?:public )?(?:accounting firm|accountants?|auditors?)\b", "auditor"),
        (r", on an? (?:non-binding,? )?advisory(?:,? non-binding)? basis,?", " in an advisory vote"),
        (r"\bexecutive compensation\b", "executive pay"),
        (r"\bnamed executive officers\b", "named executives"),
        (r"\bfiscal (?=year end)", ""),
        (r", each of whom will hold\b", " to hold"),
        (r"\b((?:annual|special) meeting) of (?:stock|share)holders to be held in\b", r"\1 in"),
        (r", as (?:further )?amended(?: and restated)?(?: as of| on) [A-Z]\w+ \d{1,2}, \d{4},", ""),
        (r"(?<=approved|ratified)( in an advisory vote)? by (?:the )?(?:stock|share)holders\.$", r"\1."),
        (r"\b([Tt])he compensation of\b", r"\1he pay of"),
        (r"\b([Pp]roposal) requesting\b", r"\1 for"),
    )
)  # fmt: skip
_ASIDE = re.compile(r"^The address of\b")  # what is told last
_FIGURES = re.compile(r"(?i)\b(?:results|guidance|outlook|earnings|revenues|sales|figures)\b")
# Why some figures leave out what others have.
_NO_NEWS = re.compile(
    r"(?i)\bnon-GAAP\b|\bwould not (?:otherwise )?have been incurred\b|"
    r"\bmanagement (?:believes|uses|utilizes|considers)\b"
)
_EMPTY = re.compile(r" filed a Form [\w/-]+\.$")
_OF_PEOPLE = ("officer_change", "director_change")
_RESULTS_ITEMS = ("2.02", "12")
_RESULTS = r"(?i)results|earnings|revenue|sales"
_OF_WHOM = re.compile(
    r"(?:He|She|They|It|His|Her|Their|Its|Mr\.|Ms\.|Mrs\.|Dr\.|This|The (?:resignation|appointment))\b"
)
_FEW = 6  # words of a sentence that may be like another one and tell something else
_MOST_MORE = 3  # further sentences that an event's figures and dates stand in


def of_events(
    info: FilingInfo,
    events: Sequence[Event],
    banned: frozenset[str] = frozenset(),
    deals: Sequence[str] = (),
    passages: Passages | None = None,
) -> Iterator[list[BriefSentence]]:
    """Yield a paragraph for what each item tells in its events, which may be several of one kind.

    ``deals`` are the sentences on the deals of the same filing, which are not told again.
    """
    said = [*deals]
    told: list[list[BriefSentence]] = []
    terms = Terms(passages.texts if passages else (), (caller(info),), us=info.registrant.name)
    for _, together in groupby(events, key=lambda event: event.item):
        group = list(together)
        paragraph: list[BriefSentence] = []
        for event in sorted(group, key=lambda event: bool(_ASIDE.search(event.text))):
            paragraph += _of_event(info, event, banned, said, passages, terms, opens=not paragraph)
        if _elsewhere(info, group[0], paragraph):
            named = any(_FIGURES.search(sentence.text) for sentence in paragraph)
            what = None if named else _FIGURES.search(_whole(group[0]))
            text = f"{what[0].capitalize()} of {tidy(info.registrant.name)}" if what else "The figures"
            verb = "is" if what and what[0][-1] in "ek" else "are"
            text = f"{text} {verb} in a press release."
            paragraph.append(BriefSentence(text=text, supports=[group[0].id, "filing"]))
        told.append(paragraph[: _MOST_VOTES if event.kind == "vote" else _MOST])
    more = [*deals, *(one.text for part in told for one in part if not _EMPTY.search(one.text))]
    _in_order(told)
    about = next(_topics(events), None)
    for part in told:  # what says no more than that there is a report is told where nothing else is
        if about and part and _EMPTY.search(part[0].text):
            part[0] = part[0].model_copy(update={"text": _in_past(info, about)})
        yield [one for one in part if not (more and _EMPTY.search(one.text))]


def _of_event(
    info: FilingInfo,
    event: Event,
    banned: frozenset[str],
    said: list[str],
    passages: Passages | None,
    terms: Terms,
    *,
    opens: bool,
) -> Iterator[BriefSentence]:
    """Yield what an event tells that is not among what is ``said``."""
    us = caller(info)
    facts: Sequence[AnyFact] = (*event.amounts, *event.percentages, *event.dates)
    alone = not said
    short = opens and _at_length(event, us) and event.kind in EVENTS and event.kind not in _OF_PEOPLE
    if short:
        yield BriefSentence(text=_at_least(info, event), supports=[event.id, "filing"])
    before = len(said)
    names = (info.registrant.name, *(e.quote for e in event.evidence), event.text)
    support = Support.of(names, (), (info.registrant.name,))
    whose = True  # whether it is known of whom the next sentence tells
    for at, text in enumerate(split(_entry(event, passages) or _whole(event))):
        if not whose and _OF_WHOM.match(text):
            continue
        if _NO_NEWS.search(text) and not re.search(r"[$\u20ac\u00a3%]", text):
            continue
        plain_text = _plainly(_made_plain(text), us, banned)
        if plain_text and _ANNOUNCES.search(plain_text):
            continue  # what it announces is told, or nothing is
        if plain_text and not points(plain_text, " ".join(said)):
            continue
        if plain_text:
            whole = terms.introduced(plain_text, " ".join(said))
            borne = whole and not support.bears_names(whole) and not support.bears_figures(whole)
            plain_text = whole if borne else plain_text
        if plain_text and not (plain_text in said if event.kind == "vote" else _known(plain_text, said)):
            said.append(plain_text)
            yield BriefSentence(text=plain_text, supports=[event.id])
        whose = whose and not (at == 0 and plain_text is None)
    if event.kind == "vote" and len(said) > before:
        yield from _votes_for(event)
    more = 0
    for quote in quoted(facts, event.evidence):
        if not whose and _OF_WHOM.match(quote.text):
            continue
        taken = taken_over(
            _made_plain(quote.text), us, lambda words: fits(words, _LONGEST) and parted(words) not in banned
        )
        if (
            taken
            and quote.facts
            and more < _MOST_MORE
            and taken not in said
            and not _known(taken, said)
            and not _ANNOUNCES.search(taken)
        ):
            more += 1
            said.append(taken)
            yield BriefSentence(text=taken, supports=[event.id, *sorted(quote.facts)])
    if len(said) == before and opens and not short and alone:
        yield BriefSentence(text=_at_least(info, event), supports=[event.id, "filing"])


def _in_order(told: Sequence[list[BriefSentence]]) -> None:
    """Have the sentence that says that a meeting was held stand before what was done at it."""
    places = [(part, one) for part in told for one in part]
    there = next(((part, one) for part, one in places if "meeting" in one.text), None)
    held = next(((part, one) for part, one in places if _HELD.search(one.text)), None)
    if there and held and _THERE.match(there[1].text):
        held[0].remove(held[1])
        there[0].insert(there[0].index(there[1]), held[1])


_HELD = re.compile(r"\bheld (?:its|an?|the) [^.;]{0,60}?\bmeeting\b|\bmeeting\b[^.;]{0,80} was held\b")
_THERE = re.compile(r"At the (?:annual |special )?meeting\b")


def _elsewhere(info: FilingInfo, event: Event, paragraph: Sequence[BriefSentence]) -> bool:
    """Return whether results stand in an attached press release alone, to which the item only points."""
    attached = any(exhibit.number.startswith("99") for exhibit in info.exhibits)
    told = any(re.search(r"[$€£%]|\b(?:press|news) release\b", sentence.text) for sentence in paragraph)
    return event.kind == "results" and event.item in _RESULTS_ITEMS and attached and not told


def _votes_for(event: Event) -> Iterator[BriefSentence]:
    """Yield how large a part of the votes was for a proposal, where the row of its votes says so."""
    for percentage in event.percentages:
        row = plain(" ".join(percentage.evidence[0].quote.split()))
        found = re.search(
            rf"(?i)\bfor\b[^%]{{0,20}}\({re.escape(percentage.text)} of (the (?:voted shares|votes cast))\)", row
        )
        if found:
            yield BriefSentence(
                text=f"{percentage.text} of {found[1].lower()} were for it.", supports=[event.id, percentage.id]
            )
            return


def _made_plain(text: str) -> str:
    """Return a sentence of a report without what such reports alone have: lists that follow, successors, quotes."""
    return _REPORTS_EASIER.rewritten(text)


def _any_grade(text: str) -> bool:
    return fits(text, _LONGEST, _HARD * 3)


def _at_length(event: Event, us: str) -> bool:
    """Return whether an event's first sentence is hard to read, so that a short one should open the paragraph."""
    return reading_grade(trimmed(split(_whole(event))[0], us, _any_grade) or "") > _HARD


def _at_least(info: FilingInfo, event: Event) -> str:
    """Return a sentence on an event of which no sentence of the filing can be told."""
    heading = EVENTS.get(event.kind)
    if heading is None or (event.kind == "results" and not re.search(_RESULTS, event.text)):
        heading = next(_topics([event]), f"{{us}} files a Form {info.form}")
    return _in_past(info, heading)


def _in_past(info: FilingInfo, heading: str) -> str:
    """Return what a title says as a sentence on what was done."""
    past = re.sub(r"^({us} )([a-z]+)", lambda found: f"{found[1]}{_PAST.get(found[2], found[2])}", heading)
    return f"{past.replace('{us}', tidy(info.registrant.name))}."


def caller(info: FilingInfo) -> str:
    """Return what "the Company" is called in an event; of several registrants it stays what it is."""
    return "" if info.co_registrants else without_form(info.registrant.name)


def _whole(event: Event) -> str:
    """Return an event's text, or the sentence of the filing that it was cut from."""
    for evidence in event.evidence:
        quote = plain(" ".join(evidence.quote.split()))
        start = event.text[:40].strip()
        if start in quote and len(quote) > len(event.text):
            return quote[quote.index(start) :]
    return event.text


def _entry(event: Event, passages: Passages | None) -> str | None:
    """Return an event that is an entry of a list with what opens the list."""
    places = ((e.document, e.start) for e in event.evidence)
    return next(filter(None, (passages.entry(*place) for place in places)), None) if passages else None


def _plainly(text: str, us: str, banned: frozenset[str]) -> str | None:
    """Return a sentence as a brief may have it: whole if it is short, else up to the end of a clause."""
    text = re.sub(r"\bthe company\b", us, text) if us and us.lower() not in text.lower() else text
    found = trimmed(text, us, lambda words: fits(words, _LONGEST, _HARDEST) and parted(words) not in banned)
    if found:
        return found
    whole = eased(text, us)
    # It leans on another text, but tells what it tells; better than nothing where it is short.
    return (
        whole
        if word_count(whole) <= _LONGEST
        and not unplain(whole)
        and not broken(whole)
        and whole.endswith(".")
        and _points(whole)
        and reading_grade(whole) <= _HARDEST + 4
        and whole not in banned
        else None
    )


def _points(text: str) -> bool:
    return not re.search(r"(?i)\battached\b|\bincorporated\b|\bItem \d", text)


def _known(text: str, said: Sequence[str]) -> bool:
    words = set(re.findall(r"\w{4,}", text.lower()))
    if len(words) < _FEW or any(figure not in " ".join(said) for figure in re.findall(r"\d[\d,.]*\d", text)):
        return False
    return any(len(words & set(re.findall(r"\w{4,}", other.lower()))) > 0.7 * len(words) for other in said)


_RENAMED = re.compile(r"(?i)\b(?:chang\w+ (?:of )?(?:its|the company'?s?) (?:corporate )?name|name chang\w+)\b")
_ANNOUNCES = re.compile(r"(?i)\bissued (?:the following|an?|the) (?:press|news) release\.$")


_PAST = {
    "reports": "reported",
    "changes": "changed",
    "files": "filed",
    "declares": "declared",
    "sets": "set",
    "revises": "revised",
    "gives": "gave",
    "cuts": "cut",
    "makes": "made",
}


def _topics(events: Sequence[Event]) -> Iterator[str]:
    """Yield what events are about, by their words."""
    return (
        heading
        for event in events
        for topic, heading, verb in TOPICS
        if re.search(rf"(?i){topic}", event.text) and re.search(rf"(?i){verb}", event.text)
    )


_NAME = r"[A-Z][\w'-]+(?: (?:[A-Z][\w'-]+|[A-Z]\.|de[A-Z][a-z]+|de|van|von)){1,3}"
_JOINS = re.compile(
    rf"\b(?P<verb>elected|appointed|promoted|appointment of|election of) (?:(?:Dr|Mr|Ms|Mrs)\. )?"
    rf"(?P<name>{_NAME}(?: and {_NAME})?)(?!,? (?:Inc|Corp|LLC|L\.?L\.?P|Company|Group|Bank))"
)
_LEAVES = re.compile(
    rf"(?:^|[,.] )(?:Mr\. |Ms\. |Dr\. )?(?P<name>{_NAME})(?:, [^.;]{{0,140}}?)?,? (?:has |had )?"
    r"(?:(?:told|advised|notified|informed|announced)\b[^.;]{0,120}?\b)?"
    r"(?P<how>resign(?:ed|s|ing)?|retir(?:ed|es|ing|e)|stepp?(?:ing|ed)? down)\b"
)
_HOW = {"res": "resignation", "ret": "retirement", "ste": "departure"}
_NOBODY = re.compile(r"^(?:The|On|Effective|In|As|At|Board|Compensation|Following|With|Chief|Vice|Audit|His|Her)\b")
_OFFICES = "President Officer Executive Vice Chief Director Chairman Chair Senior Counsel Treasurer Secretary".split()
_LONGEST_TITLE = 90  # characters


def _on_people(us: str, events: Sequence[Event]) -> str | None:
    """Return a title that says who leaves or joins, where a report begins with that."""
    first = events[0] if events and events[0].kind in _OF_PEOPLE else None
    text = split(plain(_whole(first)))[0] if first else ""
    if first is None or re.search(r"(?i)\bnot\b|\bif\b|\bwould\b", text):
        return None
    bare = re.sub(r" ?\([^()]*\)", "", text)
    leaves, joins = _LEAVES.search(bare), _JOINS.search(bare)
    words_ = {*us.split(), *_OFFICES}
    if leaves and not _NOBODY.match(leaves["name"]) and not words_ & set(leaves["name"].split()):
        told = f"{us} reports the {_HOW[leaves['how'][:3]]} of {leaves['name']}"
    elif joins and not leaves and not _NOBODY.match(joins["name"]) and not words_ & set(joins["name"].split()):
        board = first.kind == "director_change" and re.search(r"(?i)\bdirectors?\b|\bboard\b", bare[joins.end() :])
        told = f"{us} {'elects' if board else 'appoints'} {joins['name']}{' to its board' if board else ''}"
    else:
        return None
    return told if len(told) <= _LONGEST_TITLE else None


def title(info: FilingInfo, events: Sequence[Event]) -> str:
    """Return the title of a brief on events, by the first that says what it is."""
    us = without_form(info.registrant.name)
    if events and _RENAMED.search(events[0].text):
        return f"{us} changes its name"
    people = _on_people(us, events)
    if people:
        return people
    first = next(_topics(events), None)
    for event in events:
        if event.kind == "results" and not re.search(_RESULTS, event.text):
            continue
        if event.kind in EVENTS:
            more = " and declares a dividend" if event.kind == "results" and first and "dividend" in first else ""
            return EVENTS[event.kind].replace("{us}", us) + more
    if first is None:
        first = next((ITEMS[event.item] for event in events if event.item in ITEMS), f"{{us}} files a Form {info.form}")
    return first.replace("{us}", us)
