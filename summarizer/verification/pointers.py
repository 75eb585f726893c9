"""A draft's pointers → places in the filing, each with the value that its words hold.

What can't be found or read becomes an objection, with the reason and the filing's nearest words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from summarizer import values
from summarizer.drafts import EventDraft, Pointer, ProvisionDraft
from summarizer.filing.structure import Filing
from summarizer.folding import plain
from summarizer.models import Evidence, Span
from summarizer.names import in_word
from summarizer.objections import Objection
from summarizer.prose import Support
from summarizer.values.hedges import Hedge
from summarizer.verification import clauses
from summarizer.verification.grounding import Located, Missing
from summarizer.verification.suspicion import WaryGrounder
from summarizer.vocabulary import Certainty, Status

V = TypeVar("V", values.Money, values.DateValue, values.Percentage, values.Duration, values.Quantity)

_TELLING = 3  # words


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of a document's folded text whose words a fact has claimed."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Certain:
    """How certain the filing says something is, by which word, and where that word stands."""

    certainty: Certainty = "signed"
    hedge: str | None = None
    hedge_span: Span | None = None

    def fields(self) -> dict[str, Any]:
        """Return what a fact is given of it."""
        return {"certainty": self.certainty, "hedge": self.hedge, "hedge_span": self.hedge_span}


@dataclass(frozen=True, slots=True)
class Read:
    """A located pointer with the value its words hold: one of `summarizer.values`, or None where blacked out.

    ``sentence`` is the one around the value, which stands in it from ``place[0]`` to ``place[1]``.
    """

    located: Located
    evidence: Evidence
    value: Any
    text: str
    certain: Certain
    status: Status
    sentence: str
    place: tuple[int, int]


class PointerReader:
    """Reads the pointers of one filing's draft; collects objections and claims as it goes."""

    def __init__(self, filing: Filing, grounder: WaryGrounder, *, merge: bool = True) -> None:
        self.filing = filing
        self.merge = merge
        self.grounder = grounder
        self.objections: list[Objection] = []
        self.claims: list[Claim] = []
        self.touched: list[Located] = []
        self._values: dict[tuple[Any, str], Sequence[Any]] = {}

    @cached_property
    def passages(self) -> Support:
        """The words of the items and press releases."""
        return Support.of(self.filing.text(paragraph) for paragraph in self.filing.passages())

    # -- pointers ------------------------------------------------------------------------------------------

    def read(
        self,
        path: str,
        pointer: Pointer,
        find: Callable[[str], Sequence[V]],
        what: str,
        *,
        past: bool = False,
    ) -> Read | None:
        """Locate a pointer and read the one value that its words name; None, with an objection, where there is none."""
        located = self.grounder.locate(pointer.quote, pointer.paragraph)
        if isinstance(located, Missing):
            self.refuse(path, _said(pointer), located)
            return None
        found = self._value(path, pointer, located, find, what)
        if found is None:
            return None
        value, start, end = found
        text, offset = self.grounder.surroundings(located)
        sentence, at = clauses.sentence(text, start, end)
        denial = clauses.denial(sentence, start - at) if isinstance(value, values.Money) else None
        if denial:
            self._object(path, pointer, f"the filing denies it: {denial!r}", sentence, located.paragraph.number)
            return None
        if self._opposite(path, _said(pointer), located):
            return None
        certain = past and not self._to_come(value)
        hedge = None if certain else clauses.hedge_of(sentence, start - at, end - at)
        self.claims.append(Claim(located.document, offset + start, offset + end))
        self.touched.append(located)
        raw = self.filing.document(located.document).text
        cut = self.grounder.cut(located.document, offset + start, offset + end)
        return Read(
            located,
            self._covering(located, *cut),
            value,
            plain(raw[slice(*cut)]),
            self._certain(located.document, hedge, offset + at),
            "stated" if value else "redacted",
            sentence,
            (start - at, end - at),
        )

    def _value(
        self, path: str, pointer: Pointer, located: Located, find: Callable[[str], Sequence[V]], what: str
    ) -> tuple[V | None, int, int] | None:
        """Return the one value that a located pointer's words name, and where it stands around the quote.

        The value is None where it is blacked out; nothing is returned, with an objection, where there is none.
        """
        text, offset = self.grounder.surroundings(located)
        inside = (located.folded_start - offset, located.folded_end - offset)
        places = _places(plain(pointer.words), text, *inside)
        if not places:
            reason = f"the words {pointer.words!r} do not stand in the quote"
            self._object(path, pointer, reason, text[slice(*inside)], located.paragraph.number)
            return None
        candidates = self._found(find, text)
        for low, high in places:
            reading = [c for c in candidates if c.start < high and c.end > low]
            if len({_identity(r) for r in reading}) > 1:
                listed = " and ".join(repr(r.text) for r in reading)
                self._object(path, pointer, f"the words name more than one {what}: {listed}; give one fact to each")
                return None
            if reading:
                return reading[0], reading[0].start, reading[0].end
        start, end = places[0]
        if not values.is_redacted(text[max(0, start - 2) : end + 2]):
            self._object(path, pointer, f"no {what} can be read from the words {pointer.words!r}")
            return None
        return None, start, end

    def _opposite(self, path: str, said: str, located: Located) -> bool:
        """Object to a quote that begins just after the words that deny it."""
        sentence, at = self._sentence(located)
        denied = clauses.negated(sentence, located.folded_start - at)
        if denied:
            reason = f"the words {denied!r} directly before the quote deny it; quote them too, and say so"
            self.objections.append(Objection(path, said, reason, sentence, located.paragraph.number))
        return bool(denied)

    def _sentence(self, located: Located) -> tuple[str, int]:
        """Return the sentence around a quote, and where it begins in the document's folded text."""
        text, offset = self.grounder.surroundings(located)
        sentence, at = clauses.sentence(text, located.folded_start - offset, located.folded_end - offset)
        return sentence, at + offset

    def certainty(self, located: Located) -> Certain:
        """Return how certain a quoted passage is, by the sentence around it."""
        sentence, at = self._sentence(located)
        hedge = clauses.hedge_of_passage(sentence, located.folded_start - at, located.folded_end - at)
        return self._certain(located.document, hedge, at)

    def _certain(self, document: str, hedge: Hedge | None, offset: int) -> Certain:
        if hedge is None:
            return Certain()
        start, end = self.grounder.cut(document, offset + hedge.start, offset + hedge.end)
        return Certain(hedge.certainty, hedge.text, Span(document=document, start=start, end=end))

    def _to_come(self, value: Any) -> bool:
        """Return whether a date lies after the report: what has not happened can't have been signed or announced."""
        reported = self.filing.info.date_of_report
        if not reported or not isinstance(value, values.DateValue):
            return False
        return value.value > reported[: len(value.value)]

    def _found(self, find: Callable[[str], Sequence[V]], text: str) -> Sequence[V]:
        """Return the values of a paragraph, read once however many facts point at it."""
        key = (find, text)
        if key not in self._values:
            self._values[key] = find(text)
        return self._values[key]

    def _covering(self, located: Located, start: int, end: int) -> Evidence:
        """Return the evidence, widened where the value's words run past the quote ("$2" of "$2 million")."""
        evidence = self.grounder.evidence(located)
        if evidence.start <= start and end <= evidence.end:
            return evidence
        start, end = min(start, evidence.start), max(end, evidence.end)
        text = self.filing.document(located.document).text
        return evidence.model_copy(update={"quote": text[start:end], "start": start, "end": end})

    def _object(
        self, path: str, pointer: Pointer, reason: str, nearest: str | None = None, paragraph: int | None = None
    ) -> None:
        self.objections.append(Objection(path, _said(pointer), reason, nearest, paragraph))

    def refuse(self, path: str, value: str, missing: Missing) -> None:
        """Hold against a statement that its words can't be found; it goes back unless no better quote can mend it."""
        self.objections.append(
            Objection(path, value, missing.reason, missing.nearest, missing.paragraph, mendable=not missing.final)
        )

    def note(self, path: str, value: str, reason: str, *, mendable: bool = False) -> None:
        """Hold something against a statement that is no pointer."""
        self.objections.append(Objection(path, value, reason, mendable=mendable))

    def telling(self, path: str, draft: ProvisionDraft | EventDraft) -> Located | None:
        """Locate the quote that a sentence of prose rests on: one of a word or two bears nothing out."""
        located: Located | Missing = Missing("the quote is too short to say so")
        if len(plain(draft.quote).split()) >= _TELLING:
            located = self.grounder.locate(draft.quote, draft.paragraph)
        if isinstance(located, Missing):
            self.refuse(path, _said(draft), located)
            return None
        return None if self._opposite(path, _said(draft), located) else located


def _said(draft: Pointer | ProvisionDraft | EventDraft) -> str:
    """Return what a draft said, with the quote that was to bear it out."""
    return f"{draft.words if isinstance(draft, Pointer) else draft.text} (quote: {draft.quote})"


def _identity(value: Any) -> tuple[Any, ...]:
    """Return what makes two readings the same value."""
    match value:
        case values.Money():
            return value.value, value.high, value.currency
        case values.DateValue():
            return (value.value,)
        case values.Duration():
            return (value.months, value.text if value.months is None else "")
        case _:
            return value.value, value.high


def _places(words: str, text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Return where the words stand in ``text[low:high]``, on the bounds of words."""
    if not words:
        return []
    found, at = [], text.find(words, low, high)
    while at >= 0:
        end = at + len(words)
        begins = not words[0].isalnum() or at == 0 or not in_word(text[at - 1])
        whole = begins and (not words[-1].isalnum() or end >= high or not in_word(text[end]))
        if whole:
            found.append((at, end))
        at = text.find(words, end if whole else at + 1, high)
    return found
