"""Finding quotes in filings, beside langextract's aligner and RapidFuzz, by kind of damage done to the quote.

    uv run --with langextract python benchmarks/grounding.py [FOLDER] [--quotes N] [--seconds S] [--only NAME ...]

Texts of 10 kB and, where a FOLDER of filings is given, of 1 MB are put together from paragraphs of its documents;
without one the examples serve, at 10 kB. A cell shows how many of the quotes were accepted, at how many the right
place (it and the true one share nine tenths of what they cover), and milliseconds a quote. Of the kinds in the second
half of a table none should be accepted. A contender that has used up its seconds in a cell (--seconds) leaves the
other quotes out: langextract at 1 MB is too slow for more than one. "cited" is told the paragraph, as a model cites
it; the other contenders search everything. What is not installed is named and left out.

What is built once for a text (folding, index) is timed apart, in the line above the table.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer import Filing, SummarizerError, read_filing
from summarizer.filing.structure import Document, Paragraph
from summarizer.folding import plain
from summarizer.values import find_negations, find_numbers
from summarizer.verification.grounding import Grounder, Located, altered

EXAMPLES = Path(__file__).parents[1] / "examples"
GIVEN_UP = 75  # RapidFuzz's score from which its alignment is accepted
SHARE_OF_ONE_DOCUMENT = 60_000


@dataclass(frozen=True)
class Quote:
    """A quote with the true place of the words it was made from."""

    text: str
    start: int
    end: int
    paragraph: int


Span = tuple[int, int]
Contender = Callable[[Quote], Span | None]


# -- texts ---------------------------------------------------------------------------------------------------


def paragraphs(folder: Path) -> Iterator[str]:
    """Yield paragraphs of the folder's documents, so many of each that none outweighs the others."""
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".txt", ".htm") or path.name == "README.md":
            continue
        try:
            filing = read_filing(path)
        except SummarizerError:
            continue
        for document in filing.documents:
            left = SHARE_OF_ONE_DOCUMENT
            for paragraph in document.paragraphs:
                left -= paragraph.end - paragraph.start
                if left > 0:
                    yield filing.text(paragraph)


def texts(folder: Path) -> dict[str, list[Filing]]:
    """Return the filings to search in, by size."""
    whole: list[str] = []
    length, most = 0, 1_000_000
    for paragraph in paragraphs(folder):
        whole.append(paragraph)
        length += len(paragraph) + 2
        if length > most:
            break
    small = [part for n in range(8) if (part := some(whole[n * len(whole) // 8 :], 10_000))]
    sizes = {"10 kB": [made(part) for part in small]}
    return {**sizes, "1 MB": [made(whole)]} if length > most else sizes


def some(whole: list[str], most: int) -> list[str]:
    """Return so many paragraphs that they come to ``most`` characters; none where there are too few."""
    taken, length = [], 0
    for paragraph in whole:
        taken.append(paragraph)
        length += len(paragraph) + 2
        if length >= most:
            return taken
    return []


def made(parts: list[str]) -> Filing:
    """Return a filing of one document and one item with these paragraphs."""
    info = read_filing(min(EXAMPLES.glob("*.txt"))).info
    numbered, at = [], 0
    for number, part in enumerate(parts, 1):
        numbered.append(Paragraph(number, "8-K", at, at + len(part), "item", "8.01"))
        at += len(part) + 2
    return Filing(info, (Document("8-K", "8-K", "\n\n".join(parts), tuple(numbered)),), "benchmark", "")


# -- quotes and what is done to them -------------------------------------------------------------------------


def cut(filing: Filing, chance: random.Random) -> Iterator[Quote]:
    """Yield runs of 25 to 45 words, each of which stands once in the text."""
    document = filing.documents[0]
    folded = plain(document.text)
    long = [p for p in document.paragraphs if len(filing.text(p).split()) >= 45]
    while long:
        paragraph = chance.choice(long)
        words = list(re.finditer(r"\S+", filing.text(paragraph)))
        count = chance.randint(25, 45)
        first = chance.randint(0, len(words) - count)
        start, end = (paragraph.start + at for at in (words[first].start(), words[first + count - 1].end()))
        text = document.text[start:end]
        prose = sum(c.islower() for c in text) > len(text) / 2
        if prose and folded.count(plain(text)) == 1:
            yield Quote(text, start, end, paragraph.number)


def with_text(quote: Quote, text: str) -> Quote | None:
    """Return the quote with another text; None where that changes nothing."""
    return Quote(text, quote.start, quote.end, quote.paragraph) if text != quote.text else None


def ordinary(quote: Quote) -> list[re.Match[str]]:
    """Return the words in small letters inside the quote that neither state a value nor deny anything."""
    words = list(re.finditer(r"(?<=\s)[a-z]{5,}(?=\s)", quote.text))
    values = re.compile("(?:hundred|thousand|million|billion|quarter|dollar|cent|percent)s?")
    return [w for w in words if not (find_numbers(w[0]) or find_negations(w[0]) or values.fullmatch(w[0]))]


def verbatim(quote: Quote, chance: random.Random, other: Quote) -> Quote | None:
    """Leave the quote as it is."""
    return quote


def spaced(quote: Quote, chance: random.Random, other: Quote) -> Quote | None:
    """Change quotation marks, dashes and white space, as copying does."""
    text = quote.text.translate(str.maketrans({"'": "’", "’": "'", "“": '"', "”": '"', "-": "–", "–": "-"}))
    text = re.sub(r'(?<!\S)"', "“", text) if "“" not in quote.text else text
    return with_text(quote, re.sub(r"\s+", lambda _: chance.choice([" ", "\n", "  ", "\xa0", " \n "]), text))


def typos(quote: Quote, chance: random.Random, other: Quote) -> Quote | None:
    """Drop, double, change or swap a letter in two words."""
    words = ordinary(quote)
    if len(words) < 2:
        return None
    text = quote.text
    for word in sorted(chance.sample(words, 2), key=lambda w: -w.start()):
        at = word.start() + chance.randrange(len(word[0]) - 1)
        one, two = text[at], text[at + 1]
        changed = chance.choice([two, one + one + two, chance.choice("abcdefghiklmnoprstuvw") + two, two + one])
        text = text[:at] + changed + text[at + 2 :]
    return with_text(quote, text)


def dropped(quote: Quote, chance: random.Random, other: Quote) -> Quote | None:
    """Leave a word out."""
    words = ordinary(quote)
    if not words:
        return None
    word = chance.choice(words)
    return with_text(quote, quote.text[: word.start()] + quote.text[word.end() :].lstrip())


def elided(quote: Quote, chance: random.Random, other: Quote) -> Quote | None:
    """Put an ellipsis in the place of some words that hold no negation."""
    words = list(re.finditer(r"\S+", quote.text))
    first = chance.randint(6, len(words) - 14)
    gap = quote.text[words[first].start() : words[first + chance.randint(2, 7)].end()]
    return None if find_negations(gap) else with_text(quote, quote.text.replace(gap, "...", 1))


def digit(quote: Quote, chance: random.Random, other: Quote) -> Quote | None:
    """Change one digit."""
    places = [i for i, c in enumerate(quote.text) if c in "0123456789"]
    if not places:
        return None
    at = chance.choice(places)
    changed = chance.choice([d for d in "123456789" if d != quote.text[at]])
    return with_text(quote, quote.text[:at] + changed + quote.text[at + 1 :])


def scale(quote: Quote, chance: random.Random, other: Quote) -> Quote | None:
    """Change million to billion, or the other way."""
    swaps = {"million": "billion", "billion": "million", "thousand": "million"}
    return with_text(quote, re.sub(r"\b(?:million|billion|thousand)\b", lambda m: swaps[m[0]], quote.text, count=1))


def name(quote: Quote, chance: random.Random, other: Quote) -> Quote | None:
    """Put a stranger in the place of a name."""
    found = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", quote.text)
    return with_text(quote, quote.text.replace(chance.choice(found), "Quillmere", 1)) if found else None


def negation(quote: Quote, chance: random.Random, other: Quote) -> Quote | None:
    """Take a negation out."""
    return with_text(quote, re.sub(r"\b(?:not|no|never|without)\s(?!\d)", "", quote.text, count=1))


def fabricated(quote: Quote, chance: random.Random, other: Quote) -> Quote | None:
    """Join the words of two quotes of the text into a sentence that it does not have, by threes."""
    one, two = quote.text.split(), other.text.split()
    mixed = [one[i : i + 3] if i % 6 else two[i : i + 3] for i in range(0, min(len(one), len(two)), 3)]
    return with_text(quote, " ".join(word for three in mixed for word in three))


DAMAGES = {
    "verbatim": verbatim,
    "smart quotes, space": spaced,
    "two typos": typos,
    "word dropped": dropped,
    "elided": elided,
    "digit changed": digit,
    "scale word changed": scale,
    "name changed": name,
    "negation dropped": negation,
    "fabricated": fabricated,
}


def damaged(filings: list[Filing], kind: str, count: int) -> list[tuple[Filing, Quote]]:
    """Return quotes of the filings in turn, with one kind of damage, save what stands in the text all the same."""
    chance = random.Random(kind)  # noqa: S311  # the same quotes in every run
    made_: list[tuple[Filing, Quote]] = []
    for filing in filings:
        folded = plain(filing.documents[0].text)
        wanted = -(-count // len(filings))
        quotes = cut(filing, chance)
        for _ in range(100 * wanted):
            quote, other = next(quotes, None), next(quotes, None)
            if quote is None or other is None or not wanted:
                break
            changed = DAMAGES[kind](quote, chance, other)
            if changed is not None and (kind in list(DAMAGES)[:2] or plain(changed.text) not in folded):
                made_.append((filing, changed))
                wanted -= 1
    return made_[:count]


# -- contenders ----------------------------------------------------------------------------------------------


def summarizer(filing: Filing) -> Contender:
    """Ours, not told which paragraph."""
    return _grounded(filing, cited=False)


def summarizer_cited(filing: Filing) -> Contender:
    """Ours, told the paragraph that a model would cite."""
    return _grounded(filing, cited=True)


def _grounded(filing: Filing, *, cited: bool) -> Contender:
    grounder = Grounder(filing)
    grounder.locate("what no filing says of zithers", 1)  # folds the text and builds the index
    altered("a fee of $5", "a fee of $5")  # compiles the patterns, once in a process

    def find(quote: Quote) -> Span | None:
        found = grounder.locate(quote.text, quote.paragraph if cited else 0)
        return (found.start, found.end) if isinstance(found, Located) else None

    return find


def rapidfuzz(filing: Filing) -> Contender:
    """Align with RapidFuzz alone; of the filing's words as they stand."""
    from rapidfuzz import fuzz

    text = filing.documents[0].text

    def find(quote: Quote) -> Span | None:
        found = fuzz.partial_ratio_alignment(quote.text, text, score_cutoff=GIVEN_UP)
        return (found.dest_start, found.dest_end) if found else None

    return find


def langextract(filing: Filing) -> Contender:
    """Align as langextract does, one quote at a time, with its defaults."""
    from langextract.core.data import Extraction
    from langextract.resolver import WordAligner

    text = filing.documents[0].text

    def find(quote: Quote) -> Span | None:
        ((found,),) = WordAligner().align_extractions([[Extraction("quote", quote.text)]], text)
        place = found.char_interval
        return None if place is None else (place.start_pos or 0, place.end_pos or 0)

    return find


CONTENDERS = {
    "summarizer, cited": summarizer_cited,
    "summarizer": summarizer,
    "rapidfuzz": rapidfuzz,
    "langextract": langextract,
}


def overlap(one: Span, other: Span) -> float:
    """Return what two places share, as a part of what they cover."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0.0, shared / (max(one[1], other[1]) - min(one[0], other[0])))


def cell(contender: Callable[[Filing], Contender], quotes: list[tuple[Filing, Quote]], seconds: float) -> str:
    """Return how a contender did with quotes of one kind."""
    ready: dict[int, Contender] = {}
    tried = accepted = right = 0
    spent = 0.0
    for filing, quote in quotes:
        find = ready.setdefault(id(filing), contender(filing)) if id(filing) not in ready else ready[id(filing)]
        began = time.perf_counter()
        found = find(quote)
        spent += time.perf_counter() - began
        tried += 1
        if found is not None:
            accepted += 1
            right += overlap(found, (quote.start, quote.end)) >= 0.9
        if spent > seconds:
            break
    return f"{accepted}/{right} of {tried}, {spent / tried * 1000:.3g} ms" if tried else "-"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=EXAMPLES)
    parser.add_argument("--quotes", type=int, default=100, help="quotes of each kind")
    parser.add_argument("--seconds", type=float, default=20, help="time for a cell, after the quote that is under way")
    parser.add_argument("--only", nargs="*", choices=CONTENDERS, default=list(CONTENDERS))
    arguments = parser.parse_args()
    ready = {}
    sizes = texts(arguments.folder)
    for name_ in arguments.only:
        try:
            CONTENDERS[name_](next(iter(sizes.values()))[0])
        except ModuleNotFoundError as error:
            print(f"{name_}: left out, {error.name} is not installed")
        else:
            ready[name_] = CONTENDERS[name_]
    for size, filings in sizes.items():
        began = time.perf_counter()
        summarizer(filings[0])
        print(f"\n{size}; folding and indexing it once: {(time.perf_counter() - began) * 1000:.0f} ms")
        print("accepted/right span of quotes tried, ms per quote\n")
        print(f"| {'':<20}| " + " | ".join(f"{name_:<26}" for name_ in ready) + " |")
        print("|---" * (len(ready) + 1) + "|")
        for kind in DAMAGES:
            quotes = damaged(filings, kind, arguments.quotes)
            cells = [cell(contender, quotes, arguments.seconds) for contender in ready.values()]
            print(f"| {kind:<20}| " + " | ".join(f"{text:<26}" for text in cells) + " |", flush=True)


if __name__ == "__main__":
    main()
