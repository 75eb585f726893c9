"""What of a filing a summary alone still has: the words that it quotes, each at its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from summarizer.filing.structure import Document, Filing, Paragraph, Section
from summarizer.models import Evidence, Summary, fact_groups


def all_evidence(summary: Summary) -> Iterator[Evidence]:
    """Yield the evidence of every fact, related document and event of a summary."""
    for deal in summary.deals:
        for group in (*fact_groups(deal).values(), deal.related):
            for fact in group:
                yield from fact.evidence
    for event in summary.events:
        yield from event.evidence
        for fact in (*event.amounts, *event.percentages, *event.dates):
            yield from fact.evidence


def quoted(summary: Summary) -> Filing:
    """Return a filing of the quoted words alone, for a page about a summary whose filing is not at hand."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for evidence in all_evidence(summary):
        if evidence.end - evidence.start == len(evidence.quote):
            found[evidence.document].append(evidence)
    documents: list[Document] = []
    number = 1
    for name, quotes in found.items():
        quotes.sort(key=lambda evidence: (evidence.start, -evidence.end))
        paragraphs = tuple(_paragraphs(quotes, number))
        number += len(paragraphs)
        documents.append(Document(name=name, type=name, text=_text(quotes), paragraphs=paragraphs))
    return Filing(summary.filing, tuple(documents), "", summary.run.source_sha256)


def _text(quotes: Sequence[Evidence]) -> str:
    """Return the quotes at their offsets, with spaces for what is not known between them."""
    parts: list[str] = []
    done = 0
    for evidence in quotes:
        parts.append(" " * (evidence.start - done))
        parts.append(evidence.quote[max(0, done - evidence.start) :])
        done = max(done, evidence.end)
    return "".join(parts)


def _paragraphs(quotes: Sequence[Evidence], number: int) -> Iterator[Paragraph]:
    """Yield a paragraph for each run of quotes that overlap."""
    first, end = quotes[0], quotes[0].end
    for evidence in (*quotes[1:], None):
        if evidence is not None and evidence.start < end:
            end = max(end, evidence.end)
            continue
        section: Section = "item" if first.item else "press_release"
        yield Paragraph(number, first.document, first.start, end, section, first.item or None, first.exhibit)
        number += 1
        if evidence is not None:
            first, end = evidence, evidence.end
