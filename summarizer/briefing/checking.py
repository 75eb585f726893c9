"""Verified facts → the brief, and the checks a brief has to pass.

A brief is written by a model or, where there is none, from the facts by templates. Either way every sentence names
the facts it rests on, and a sentence goes in only if those facts bear it out. What a writer leaves out of what
matters, and what it writes too much, is a fault of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.briefing.fidelity import unfaithful
from summarizer.briefing.knowing import Known, facts_by_core, known_facts, named, word_limit
from summarizer.drafts import BriefDraft, BriefSentence
from summarizer.folding import plain
from summarizer.models import Brief, BriefParagraph, Party, Provision, Sentence
from summarizer.objections import Fault
from summarizer.prose import Support, copied, foreign, reading_grade, unplain, unsupported, word_count
from summarizer.prose.readings import reading
from summarizer.sides import reversed_sides
from summarizer.wording import AnyFact, figure_in

__all__ = ["Known", "check", "known_facts", "omissions", "overlong"]

_SLACK = 1.15  # a brief may run over its limit by so much before it goes back


def check(draft: BriefDraft, facts: Sequence[Known], source: Support | None = None) -> tuple[Brief, tuple[Fault, ...]]:
    """Return the brief with the sentences that hold, and the faults of the others and of the whole.

    ``source`` is the filing's text where a writer has to use words of its own, leave out nothing that matters and be
    brief; a template quotes and tells what it can.
    """
    by_id = {fact.id: fact for fact in facts}
    families = _Families(tuple(by_id.values()))
    faults: list[Fault] = []
    paragraphs = []
    for paragraph in draft.paragraphs:
        held = []
        for sentence in paragraph.sentences:
            checked = _checked(sentence, by_id, families, source)
            if isinstance(checked, Fault):
                faults.append(checked)
            else:
                held.append(checked)
        if held:
            paragraphs.append(BriefParagraph(sentences=tuple(held)))
    everything = Support.union(fact.support for fact in facts)
    title = plain(draft.title)
    fault = unsupported(title, everything, freely=source is None) or unplain(title, everything)
    fault = fault or reversed_sides(title, _facts(facts), _facts(facts))
    if fault:
        faults.append(Fault(title, fault))
        title = facts[0].label
    text = " ".join(sentence.text for paragraph in paragraphs for sentence in paragraph.sentences)
    brief = Brief(title=title, paragraphs=tuple(paragraphs), reading_grade=reading_grade(text), words=word_count(text))
    if source:
        faults += [*omissions(brief, facts), *overlong(brief, facts)]
    return brief, tuple(faults)


def omissions(brief: Brief, facts: Sequence[Known]) -> Iterator[Fault]:
    """Yield what a brief has to tell and does not."""
    told = [_Told.of(sentence) for paragraph in brief.paragraphs for sentence in paragraph.sentences]
    for group in facts_by_core(facts).values():
        if any(_tells(sentence, fact) for fact in group for sentence in told):
            continue
        first, *others = group
        if isinstance(first.fact, Party) and named(first.fact, brief.title):
            continue
        instead = f" (or {', '.join(fact.id for fact in others)})" if others else ""
        how = "cite it" if first.fact is None or isinstance(first.fact, Provision) else "tell it as well as cite it"
        yield Fault(f"{first.id}: {first.label}", f"it may not be left out{instead}: {how}", "omission")


def overlong(brief: Brief, facts: Sequence[Known]) -> Iterator[Fault]:
    """Yield that a brief has many more words than it may."""
    families = [fact.id for fact in facts if "." not in fact.id]
    limit = word_limit(sum(id_[0] == "d" for id_ in families), sum(id_[0] == "e" for id_ in families))
    if brief.words > limit * _SLACK:
        yield Fault("the brief", f"it has {brief.words} words, {limit} are the most", "length")


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence that holds, and what it is about."""

    text: str
    supports: frozenset[str]
    families: frozenset[str]

    @classmethod
    def of(cls, sentence: Sentence) -> _Told:
        ids = frozenset(sentence.supports)
        return cls(sentence.text, ids, frozenset(id_.split(".")[0] for id_ in ids))


def _tells(sentence: _Told, known: Known) -> bool:
    """Return whether a sentence tells a fact: a provision or an event by citing it, the others in so many words."""
    if known.family not in sentence.families:
        return False
    match known.fact:
        case None:
            return True
        case Provision():
            return known.id in sentence.supports
        case Party() as party:
            return named(party, sentence.text)
        case fact:
            return figure_in(fact, reading(sentence.text))


class _Families:
    """The facts of deals and events, each with the filing's own: gathered once for the sentences that tell of them."""

    def __init__(self, facts: Sequence[Known]) -> None:
        self._facts = facts
        self._found: dict[frozenset[str], tuple[list[Known], Support]] = {}

    def of(self, cited: Iterable[Known]) -> tuple[list[Known], Support]:
        """Return the facts of the same deals and events, and what any of them bears out."""
        families = frozenset({fact.family for fact in cited} | {"filing"})
        if families not in self._found:
            kin = [fact for fact in self._facts if fact.family in families]
            self._found[families] = kin, Support.union(fact.support for fact in kin)
        return self._found[families]


def _checked(
    sentence: BriefSentence, by_id: dict[str, Known], families: _Families, source: Support | None
) -> Sentence | Fault:
    text = plain(sentence.text)
    supports = tuple(dict.fromkeys(sentence.supports))
    unknown = [id_ for id_ in supports if id_ not in by_id]
    if unknown or not supports:
        return Fault(text, f"no fact has the id {unknown[0]!r}" if unknown else "it names no fact that it rests on")
    cited = [by_id[id_] for id_ in supports]
    kin, family = families.of(cited)
    cited, figure = _with_figures(text, cited, kin)
    if figure:
        return Fault(text, f"{figure!r} is not in the facts it rests on")
    name = family.bears_names(text)
    if name:
        return Fault(text, f"the name {name!r} is not in the facts it rests on")
    # A condition is told in words of one's own: "most owners must say yes".
    freely = source is None or any(isinstance(known.fact, Provision) for known in cited)
    fault = (
        unfaithful(text, cited, kin)
        or reversed_sides(text, _facts(cited), _facts(kin))
        or foreign(text, family, freely=freely)
    )
    fault = fault or unplain(text, family) or (copied(text, source) if source else None)
    return Fault(text, fault) if fault else Sentence(text=text, supports=tuple(fact.id for fact in cited))


def _facts(known: Iterable[Known]) -> list[AnyFact]:
    return [one.fact for one in known if one.fact is not None]


def _with_figures(text: str, cited: list[Known], kin: Sequence[Known]) -> tuple[list[Known], str | None]:
    """Return the facts that bear a sentence's figures out, and the first figure that none does.

    A figure may rest on a fact of the same deal or event that the sentence forgot to name: then it is named for it.
    """
    borne = Support.union(fact.support for fact in cited)
    figure = borne.bears_figures(text)
    for fact in kin:
        if figure is None:
            break
        if fact not in cited:
            more = borne | fact.support
            still = more.bears_figures(text)
            if still != figure:
                borne, figure = more, still
                cited = [*cited, fact]
    return cited, figure
