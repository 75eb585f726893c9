"""The built-in extractor's provisions: the sentences of a filing that tell the terms of a deal, one thing in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.drafts import ProvisionDraft
from summarizer.extraction.rules.deals import Deal
from summarizer.extraction.rules.parting import VERB, Part, parts, without_brackets
from summarizer.extraction.rules.signals import shared
from summarizer.extraction.rules.text import DATELINE, Passage, Sentence
from summarizer.sieve import Row, search
from summarizer.vocabulary import ProvisionKind

_LONGEST = 600  # characters of a provision
_SHORTEST = 30
_SHORT_LEAD = 300  # characters of a lead that is told as a term
_CLOSINGS = ("merger", "asset_purchase", "equity", "debt_securities")  # of which a brief says what was completed
_MOST = 18  # provisions of a deal
_MOST_ALIKE = 3  # of one kind, but for those of no kind
_ENOUGH = 8  # provisions of the items beside which a press release has nothing to add
_MOST_NEWS = 5  # sentences of a press release
_READ = 60  # sentences of a deal that are looked at

# A clause that gives somebody a right, out of a sentence too long to stand whole.
_RIGHT = re.compile(
    r"\b(?:allows|permits|entitles|lets|gives|grants) (?!for\b)[^;,()]{10,200}?\b(?:renew|extend|terminate|"
    r"exclusive|option|acquire|purchase)\b"
    r"[^;,.()]{0,160}(?=[;,.()])"
)
_ENDS = (".", ".)", '."')
_ALWAYS = ("approval", "termination_right", "use_of_proceeds")  # told, whatever other words stand there


def provisions(deal: Deal, news: Sequence[Passage] = ()) -> Iterator[ProvisionDraft]:
    """Yield the terms that a deal's sentences tell, in the filing's words.

    What says which deal it is is none of its terms, but where it tells a condition or a right as well. ``news`` is a
    press release on it, of which some of the first sentences are told too.
    """
    lead = deal.lead if deal.title else None
    unnamed = deal.action == "completed" and deal.type not in _CLOSINGS  # what was completed its lead alone says
    count: dict[ProvisionKind, int] = {}
    seen: set[str] = set()
    told = deal.sentences[:_READ]
    for sentence in (*told, *_told_in(news, {one.paragraph for one in told})):
        if sum(count.values()) >= (_MOST if sentence.item else _ENOUGH):
            return
        for part in _told_by(sentence, lead=sentence is lead and not unnamed):
            kind = _kind(part.text)
            if kind == "other" and sentence is lead and part.quote == sentence.text and not unnamed:
                continue
            known = part.text in seen or (kind != "other" and count.get(kind or "other", 0) >= _MOST_ALIKE)
            if kind is None or known or sum(count.values()) >= _MOST:
                continue
            seen.add(part.text)
            count[kind] = count.get(kind, 0) + 1
            yield ProvisionDraft(kind=kind, text=part.text, paragraph=sentence.paragraph, quote=part.quote)


def _told_in(news: Sequence[Passage], known: set[int]) -> list[Sentence]:
    """Return the sentences of a press release that tell of the deal itself."""
    told = [sentence for passage in news if passage.paragraph not in known for sentence in passage.sentences[:3]]
    about = [replace(one, text=DATELINE.sub("", one.text)) for one in told if _OF_THE_DEAL.search(one.text)]
    return about[:_MOST_NEWS]


_OF_THE_DEAL = re.compile(
    r"(?i)\b(?:transaction|acquisition|acquire|merger|agreement|sale|settlement|contract|lease|vesting|notes|offering)\b"
)


def _told_by(sentence: Sentence, *, lead: bool) -> Iterator[Part]:
    """Yield what a sentence tells; of a deal's lead all but what it opens with, or a short one whole."""
    text = _FOOTNOTE.sub("", sentence.text if sentence.item else DATELINE.sub("", sentence.text))
    if not text.endswith(_ENDS) or not _BEGINS.match(text):
        return
    found = parts(text)
    if lead and found and text.startswith(found[0].quote):
        found = found[1:]
    for part in found or ([] if lead and len(text) > _SHORT_LEAD else [Part(text, text)]):
        if len(part.text) > _LONGEST:
            right = _RIGHT.search(part.text)
            part = Part(f"It {right[0]}.", right[0]) if right else part
        if _SHORTEST <= len(part.text) <= _LONGEST:
            yield part


# What aside tells who somebody is.
_ASIDE = re.compile(r", (?:an?|the) [^,]*\b(?:leading|global|premier|provider|leader)\b[^,]*,")
_BEGINS = re.compile(r"[\"']?[A-Z]|[$€£\d][^;]{1,60}? (?:is|are|was|were|will|would|has|have) ")
_FOOTNOTE = re.compile(r"^(?:\d{1,2}|[•·*–-]+) +(?=[A-Z])")


_KINDS = Row(shared().provisions.items())


def _kind(text: str) -> ProvisionKind | None:
    """Return what kind of a term a sentence tells, or None where it tells none."""
    kind = next((kind for kind, _ in _KINDS.found(text)), None)
    said = _ASIDE.sub(",", without_brackets(text))
    nothing = kind not in _ALWAYS and (not VERB.search(text) or search(shared().reading.no_term, said))
    return None if nothing else kind or "other"
