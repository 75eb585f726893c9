"""The built-in extractor's events: each thing that an item reports and that is no deal, in the filing's sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from summarizer import values
from summarizer.drafts import AmountDraft, EventDraft, PercentageDraft
from summarizer.extraction.rules.facts import dates, quote_around
from summarizer.extraction.rules.parting import parts
from summarizer.extraction.rules.signals import shared
from summarizer.extraction.rules.text import (
    DATELINE,
    Passage,
    Sentence,
    is_boilerplate,
    is_pointer,
    sentences,
    split_sentences,
)
from summarizer.sieve import Row, search
from summarizer.vocabulary import EventKind

_LIST_ENTRY = re.compile(
    r"(?i)^\W*(?:\d{1,3}\.\d+\*? [A-Z]|\d{1,3}\*? (?-i:[A-Z])|exhibit (?:no|number)|\(d\) exhibits)"
)
_PROSE = re.compile(r"[a-z]{3} [a-z]{2}")
# What a sentence is numbered or lettered with: "(b)", "2.", "Proposal 3:".
_LABEL = re.compile(
    r"(?i)^(?:\W*(?:\([a-z]{1,4}\)[, ]*|\(?\d{1,2}[.)] +|(?:proposal|item|matter)(?: (?:no|number)\.?)? ?"
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b ?[:.-]+ *))+"
)
# What a sentence breaks off with at the end of a page or a line: "elected Ms. Ash chair, succeeding".
_UNFINISHED = re.compile(r",? (?:succeeding|replacing|joining|following|by|to|of|with|and|the)$")
_ENDS = (".", ":", ";", ")", '"')
_BRACKETS = re.compile(r" ?\([^()]*\)")
_PER_SHARE = re.compile(r"(?i)^\W*(?:in cash,? )?(?:per|a|for each) (?:\w+ ){0,3}share\b")
_LEANS = re.compile(r"(?:This|These|If|It (?:describes|states|notes|contains|says|also)|We (?:are|will|look))\b")
_POINTS_BACK = re.compile(r"It (?:describes|states|notes|contains|says|also)\b")  # at a release, say
_GOES_ON = re.compile(
    r"(?:His|Her|Their|He|She|They|This|These|It|Its|Of this|The (?:resignation|vacancy|role|appointment|dividend|"
    r"decision|departure|repurchase|program|charges?|actions?)|With this|Also)\b"
)
# Who somebody is: "Ms. Falkirk, age 51, served as", "Dr. Ostrel has been".
_WHO = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr|Gen|Sen|Gov)\. |[A-Z]\w+ )?([A-Z][\w'-]+)(?:, (?:age )?\d\d,)? "
    r"(?:is (?:an? |the )?(?!also\b)[A-Z]|(?:has )?served as|has been (?:an? |the |our )?(?:[A-Z]|director))"
)
_CHOSEN = re.compile(r"\b(?:elect|appoint|named|promot)")
_FIGURE = re.compile(r"[$€£]|\d ?%|\bpercent\b")
_GUIDANCE = re.compile(r"\b(?:reaffirm|rais|lower|updat|reduc|increas|withdr[ae]w)\w* (?:[^.;\s]+ ){0,6}guidance\b")
_BULLET = re.compile(r"^[\u2022\u25aa\u25cf\u00b7]\s*")
_CUT = re.compile(r"\d{1,2} [a-z]")  # the foot of a page stands in the midst of a sentence
_MONEY = re.compile(r"[$€£] ?[\d(]")
_FOR = re.compile(r"(?i)^\W*(?:votes )?for\b|^\W*[\d,]+ votes for\b")
_ANYTHING = {"5", "8.01"}  # items for whatever there is
_RESULTS = {"results"}
_PEOPLE = {"officer_change", "director_change"}
# Items that are told in a press release as well.
_FOLLOWED = {"2.02", "7.01", "8.01", "5", "9", "12", "1.05", "2.05", "2.06"}

_FULL = 320  # characters of an event's text
_SHORT = 40  # characters of what tells nothing
_LONG = 620  # characters of a sentence that is told
_SHORT_ITEM = 1500  # characters of an item of which all is told
_LONG_TOGETHER = 1200  # characters of what it tells of one event
_MOST_TOGETHER = 4  # sentences on one event
_MOST_AMOUNTS = 8
_MOST_VOTES = 12
_MOST = 6  # events of an item
_BESIDE_DEALS = 3  # events of an item of a filing that tells of deals
_READ = 60  # sentences of an item that are looked at
_NEWS = 8  # paragraphs of a press release that tell news
_RESULTS_READ = 30  # and of one on results
_MOST_LEADS = 5  # sentences with figures that a release on results leads with
_THIN = 700  # characters of an item that leaves the telling to its press release


def events(item: str, passages: Sequence[Passage], release: Sequence[Passage], *, alone: bool) -> list[EventDraft]:
    """Return what an item reports, each thing by itself.

    A bare pointer to a press release is followed into it; ``alone`` says that the filing tells of no deal.
    """
    told = sentences(passages)
    told = [_finished(one) for sentence in told for one in _parted(sentence)]
    own = [s for s in told if _whole(s)] or [s for s in _every(passages) if _whole(s)]
    first = _first(own)
    if first is None and not release:
        return []
    kind = _kind(item, first.text if first else "", " ".join(s.text for s in told) or (first.text if first else ""))
    places = {passage.paragraph: passage.text for passage in (*passages, *release)}
    chosen = _chosen(item, kind, own[:_READ], first)
    if release and _left_to_release(item, own, alone=alone):
        released = list(_released(kind, release, item))
        kept = [s for s in chosen if not released or not is_boilerplate(s.text)]
        chosen = _joined(kept, released)
    if not chosen:
        return []
    most = _MOST_VOTES if kind == "vote" else _MOST if alone else _BESIDE_DEALS
    groups = list(_groups(chosen, [*own, *sentences(release)], places))[:most]
    drafts = [_draft(item, kind, group, passages, single=len(groups) == 1) for group in groups]
    return list(_at_most(drafts)) if kind in _RESULTS else drafts


# -- which sentences tell ----------------------------------------------------------------------------------------------


def _parted(sentence: Sentence) -> list[Sentence]:
    """Return a sentence that lists clauses as those clauses: "(i) A retired and (ii) B became Treasurer"."""
    listed = [part for part in parts(sentence.text) if part.text == f"{part.quote}."]
    return [replace(sentence, text=part.quote) for part in listed] or [sentence]


def _finished(sentence: Sentence) -> Sentence:
    """Return a sentence without what it breaks off with."""
    text = sentence.text
    return sentence if text.endswith(_ENDS) else replace(sentence, text=_UNFINISHED.sub("", text))


def _whole(sentence: Sentence) -> bool:
    text = sentence.text
    return len(text) > _SHORT and not _LIST_ENTRY.match(text) and bool(_PROSE.search(text))


def _every(passages: Sequence[Passage]) -> list[Sentence]:
    """Return all sentences, boilerplate among them: an item may hold nothing else."""
    return [
        Sentence(passage.paragraph, text, passage.item)
        for passage in passages
        if not passage.heading and not is_pointer(passage.text)
        for text in split_sentences(passage.text)
    ]


def _first(own: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that an item opens with, in so far as it tells something."""
    news = shared().events.telling.news
    return next((s for s in own[:12] if search(news, s.text)), own[0] if own else None)


def _chosen(item: str, kind: EventKind, own: Sequence[Sentence], first: Sentence | None) -> list[Sentence]:
    """Return the sentences of an item that tell its events, in order.

    Each paragraph of an item for whatever there is may open with news of another kind than the item's first.
    """
    words = shared().events.telling
    if kind == "vote":
        telling = words.votes
    elif kind in _PEOPLE:
        telling = words.people
    elif kind in _RESULTS:
        telling = words.figures
    else:
        telling = words.news
    kept = []
    opened: set[int] = set()
    for sentence in own:
        text = sentence.text
        opens = item in _ANYTHING and sentence.item is not None and sentence.paragraph not in opened
        opened.add(sentence.paragraph)
        other = opens and search(words.news, text) is not None
        if (sentence is first and not _POINTS_BACK.match(text)) or (
            (other or search(telling, text))
            and len(text) <= _LONG
            and (text.endswith((".", ":")) or text[-1].isalpha())
            and not (_background(text) or _LEANS.match(text))
            and (other or kind not in _RESULTS or _MONEY.search(text))
        ):
            kept.append(sentence)
    return kept


def _background(text: str) -> bool:
    return search(shared().events.telling.background, text) is not None


def _left_to_release(item: str, own: Sequence[Sentence], *, alone: bool) -> bool:
    """Say whether an item tells little itself, or only that a release was issued."""
    if not own:
        return True
    if item in {"2.02", "12"}:
        return not any(_MONEY.search(s.text) for s in own)
    if not alone:
        return False
    words = " ".join(s.text for s in own)
    bare = bool(shared().events.telling.releases.search(words)) and not _FIGURE.search(words)
    return (bare and len(words) < _THIN) or (item in _FOLLOWED and len(words) < _THIN // 2)


def _released(kind: EventKind, release: Sequence[Passage], item: str) -> Iterator[Sentence]:
    """Yield the sentences of a press release that tell what an item points to."""
    prose = [passage for passage in release if any(_whole(sentence) for sentence in passage.sentences)]
    left = {"leads": _MOST_LEADS, "outlook": 2, "news": _MOST}
    for number, passage in enumerate(prose[: _RESULTS_READ if kind in _RESULTS else _NEWS]):
        for place, sentence in enumerate(passage.sentences):
            text = _BULLET.sub("", DATELINE.sub("", sentence.text))
            if not _whole(sentence) or len(text) > _LONG or not text.endswith("."):
                continue
            if (_background(text) and not _GUIDANCE.search(text)) or _LEANS.match(text):
                continue
            why = _of_results(text, number, place) if kind in _RESULTS else _of_news(text, place)
            if why and left[why]:
                left[why] -= 1
                yield replace(sentence, text=text, item=item)


def _of_results(text: str, number: int, place: int) -> str | None:
    """Return why a sentence of a release on results is told: it leads with figures, or looks ahead."""
    words = shared().events.telling
    if not words.figures.search(text) or not _MONEY.search(text):
        return None
    if words.outlook.search(text):
        return "outlook"
    return "leads" if number < _NEWS and (number <= 1 or place == 0) else None


def _of_news(text: str, place: int) -> str | None:
    """Return why a sentence of another release is told: its paragraph opens with it, or it has figures or guidance."""
    news = shared().events.telling.news.search(text)
    told = place <= 1 or _FIGURE.search(text) or _GUIDANCE.search(text)
    return "news" if news and told and not _CUT.match(text) else None


def _joined(own: Sequence[Sentence], released: Iterable[Sentence]) -> list[Sentence]:
    """Return an item's sentences, and those of its release that tell more."""
    found = list(own)
    for sentence in released:
        if not any(_same(sentence.text, other.text) for other in found):
            found.append(sentence)
    return found


def _same(one: str, other: str) -> bool:
    """Say whether a sentence tells what another one does: most of its words, and all of its figures."""
    figures, words = (set(re.findall(pattern, one)) for pattern in (r"[$\d][\d,.]*\d", r"[a-z]{4,}"))
    known = set(re.findall(r"[a-z]{4,}", other))
    told = all(figure in other for figure in figures)
    return told and (len(figures) > 1 or len(words & known) > 0.6 * len(words))


# -- what makes one event -------------------------------------------------------------------------------------------


def _groups(
    chosen: Sequence[Sentence], own: Sequence[Sentence], places: dict[int, str]
) -> Iterator[tuple[Sentence, ...]]:
    """Yield the sentences of each event: one, and the next where it goes on about the same.

    A short item has room for all that it tells: there whatever follows and is no event of its own goes on.
    """
    after = {_place(one): two for one, two in pairwise(own)}
    short = sum(len(one.text) for one in own if one.item) <= _SHORT_ITEM
    others = {_place(sentence) for sentence in chosen}
    used: set[tuple[int, str]] = set()
    for sentence in chosen:
        if _place(sentence) in used:
            continue
        group = [replace(sentence, text=_LABEL.sub("", sentence.text))]
        more = after.get(_place(sentence))
        while more is not None and len(group) < (_MOST_TOGETHER if short and more.item is not None else 2):
            anyway = short and more.item is not None and _place(more) not in others
            if not _goes_on(group, more, places, anyway=anyway):
                break
            used.add(_place(more))
            group.append(replace(more, item=sentence.item))
            more = after.get(_place(more))
        yield tuple(group)


def _place(sentence: Sentence) -> tuple[int, str]:
    """Return what tells a sentence from others, also where what it opens with is left out."""
    return sentence.paragraph, sentence.text[-60:]


def _goes_on(group: Sequence[Sentence], other: Sentence, places: dict[int, str], *, anyway: bool) -> bool:
    """Say whether a sentence goes on about what a group tells; ``anyway``, because there is room for it."""
    together = " ".join([*(one.text for one in group), other.text])
    return (
        group[0].paragraph == other.paragraph
        and len(together) <= (_LONG_TOGETHER if anyway else _LONG)
        and bool(anyway or _GOES_ON.match(other.text))
        and (not _background(other.text) or (anyway and _is_who(other.text, group)))
        and " ".join(together.split()) in " ".join(places.get(group[0].paragraph, "").split())  # across lines as well
    )


def _is_who(text: str, group: Sequence[Sentence]) -> bool:
    """Say whether a sentence is one of the first two to tell who somebody is that has just been chosen."""
    found = _WHO.match(text)
    told = " ".join(one.text for one in group)
    return (
        found is not None
        and bool(_CHOSEN.search(group[0].text))
        and found[1] in told
        and sum(bool(_WHO.match(one.text)) for one in group) < 2
    )


def _draft(
    item: str, kind: EventKind, group: Sequence[Sentence], passages: Sequence[Passage], *, single: bool
) -> EventDraft:
    quote = " ".join(sentence.text for sentence in group)
    facts = [*group]
    if kind == "vote":
        facts += list(_count(group[-1], passages))
    elif single:
        more = [s for s in sentences(passages) if all(s.text not in one.text for one in group)]
        facts = [*group, *more][:4]
    return EventDraft(
        item=item,
        kind=kind if len(group) == 1 and single else _of_its_own(item, kind, quote),
        text=_text(quote if quote.endswith((".", ":")) else f"{quote}."),
        paragraph=group[0].paragraph,
        quote=quote,
        amounts=[draft for sentence in facts for draft in _amounts(sentence)],
        dates=list(dates(facts, "entered")),
        percentages=[draft for sentence in facts for draft in _percentages(sentence)],
    )


def _amounts(sentence: Sentence) -> Iterator[AmountDraft]:
    """Yield the amounts of a sentence: in an event each may be told."""
    for money in values.find_money(sentence.text):
        if money.value > 0:
            per_share = _PER_SHARE.match(sentence.text[money.end :])
            yield AmountDraft(
                paragraph=sentence.paragraph,
                quote=quote_around(sentence.text, money.start, money.end),
                words=money.text,
                kind="other",
                basis=money.basis or ("per_share" if per_share else "total"),
                payer=None,
                payee=None,
                contingent=False,
            )


def _percentages(sentence: Sentence) -> Iterator[PercentageDraft]:
    """Yield the percentages of a sentence."""
    for found in values.find_percentages(sentence.text):
        quote = quote_around(sentence.text, found.start, found.end)
        yield PercentageDraft(paragraph=sentence.paragraph, quote=quote, words=found.text, kind="other")


def _text(text: str) -> str:
    """Return an event's text: its sentences, cut at the end of a clause where they are very long."""
    if len(text) <= _FULL:
        return text
    kept = ""
    for sentence in split_sentences(text):
        longer = f"{kept} {sentence}".lstrip()
        if kept and len(longer) > _FULL:
            break
        kept = longer
    if len(kept) > _FULL and (cut := kept.rfind("; ", 60, _FULL)) > 0:
        kept = f"{kept[:cut]}."
    denied = re.search(r"(?i)\b(?:not|no|never|nor|without)\b", text[len(kept) - 1 :])
    return text if denied or not kept else kept


def _count(last: Sentence, passages: Sequence[Passage]) -> Iterator[Sentence]:
    """Yield the row with the votes for a proposal, which comes next after it."""
    at = next((n for n, passage in enumerate(passages) if passage.paragraph == last.paragraph), len(passages))
    rows = [s for passage in passages[at + 1 : at + 3] for s in passage.sentences]
    yield from (row for row in rows[:1] if _FOR.match(row.text) and "%" in row.text)


def _at_most(drafts: Iterable[EventDraft]) -> Iterator[EventDraft]:
    """Yield the events of a report of results with the figures that it leads with, and no more."""
    left = _MOST_AMOUNTS
    for draft in drafts:
        kept: list[AmountDraft] = list(draft.amounts[:left])
        left -= len(kept)
        yield draft.model_copy(update={"amounts": kept})


# -- kinds -------------------------------------------------------------------------------------------------------------


def _kind(item: str, first: str, text: str) -> EventKind:
    known = shared().events
    if item in known.items:
        return known.items[item]
    for words in (first, text):
        if found := _by_words(words):
            return found
    return "officer_change" if item == "5.02" else "disclosure" if item in {"7.01", "8.01", "9", "5"} else "other"


def _of_its_own(item: str, kind: EventKind, text: str) -> EventKind:
    """Return the kind of one event of several: an item for whatever there is tells things of many kinds."""
    if item in shared().events.items:
        return kind
    return _by_words(text) or (kind if item == "5.02" else "disclosure" if item != "1.01" else "other")


_WORDS = Row(shared().events.words.items())


def _by_words(text: str) -> EventKind | None:
    bare = _BRACKETS.sub("", text)  # "(Nasdaq: ABCD)" reports nothing on a listing
    people = search(shared().events.telling.people, bare)
    return next((kind for kind, _ in _WORDS.found(bare) if people or kind not in _PEOPLE), None)
