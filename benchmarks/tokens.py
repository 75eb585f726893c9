"""How many tokens of a filing a model is shown, beside the whole filing, and whether anything of gold is lost by it.

    uv run python benchmarks/tokens.py GOLD_DIR [--window TOKENS]

GOLD_DIR holds filings with their ID.gold.json. Three measures a filing, estimated as the package does (3.5 characters
to a token): every document of the submission as it lies there, markup and all; the text of every document; and the
paragraphs that go into the prompt. Recall is the share of the gold facts' quotes that stand in those paragraphs, of the
quotes that stand in the items or the press releases at all.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from statistics import median

from summarizer import read_filing
from summarizer.drafts import Draft
from summarizer.extraction import prompting
from summarizer.extraction.budget import request_tokens
from summarizer.extraction.selecting import selected, size, tokens
from summarizer.folding import plain

GROUPS = ("dates", "amounts", "percentages", "durations", "provisions")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--window", type=int, default=24_000, metavar="TOKENS")
    arguments = parser.parse_args()
    rows: list[tuple[int, int, int]] = []
    parts = []
    wanted = kept = fixed = 0
    for path in sorted(arguments.folder.rglob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = path.parent / gold["filing_file"]
        filing = read_filing(source)
        shown = selected(filing)
        rows.append(
            (
                tokens(source.read_bytes().decode("utf-8", "replace")),
                sum(tokens(document.text) for document in filing.documents),
                sum(size(paragraph) for paragraph in shown),
            )
        )
        asked = prompting.parts(filing, arguments.window)
        parts.append(len(asked))
        request = prompting.extraction(filing, asked[0], Draft(deals=[], events=[]))
        fixed = request_tokens(request) - tokens(request.messages[1].content)
        passages = " ".join(plain(filing.text(paragraph)) for paragraph in filing.passages())
        prompt = " ".join(plain(filing.text(paragraph)) for paragraph in shown)
        quotes = [plain(fact["quote"]) for deal in gold["deals"] for group in GROUPS for fact in deal.get(group) or []]
        wanted += sum(quote in passages for quote in quotes)
        kept += sum(quote in prompt for quote in quotes if quote in passages)
    print(f"{len(rows)} filings; tokens (estimated)   {'median':>10}{'total':>12}")
    for name, column in zip(
        ("whole submission", "text of all documents", "in the prompt"), zip(*rows, strict=True), strict=True
    ):
        print(f"  {name:<34}{median(column):>10,.0f}{sum(column):>12,}")
    print(f"  beside what is the same for every filing, instructions and schema: {fixed:,}")
    print(f"asked about in one part: {parts.count(1)} of {len(parts)} at {arguments.window:,} tokens a part")
    print(f"gold quotes kept: {kept} of {wanted} ({kept / max(1, wanted):.4f})")


if __name__ == "__main__":
    main()
