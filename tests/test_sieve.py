"""What a pattern needs is read from the pattern itself, and nothing that it finds is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from summarizer import sieve
from summarizer.extraction.rules import signals
from summarizer.folding import fold
from summarizer.reading import read_filing

EXAMPLES = sorted(path for path in (Path(__file__).parent.parent / "examples").iterdir() if path.suffix != ".md")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?i)\bShall\b", ("shall",)),
        (r"\b(?:pay|pays|paid)\b", ("pay", "paid")),
        (r"\bin the (?:total |aggregate )?(?:principal )?amount of\b", ("amount of",)),
        (r"earn-?out|mile(?:stone|post)s?", ("earn", "mile")),
        (r"colou?r", ("colo",)),
        (r"ab+c{2,3}d*", ("ab",)),
        (r"(?:net )?(?:revenues?|sales)\b", ("revenue", "sales")),
        (r"(?<!\bno )(?=fee)right to(?! receive)", ("right to",)),
        (r"(?P<year>annual)(?:ly)?\s+\(x\)", ("annual",)),
        (r"\$ ?[0-9]+|percent", ()),
        (r"[a-z]+|fee", ()),
        (r"(a)(?(1)bb|cc)", ()),
        (r"“quoted”", ("quoted",)),
    ],
)
def test_what_a_pattern_needs(pattern: str, words: tuple[str, ...]) -> None:
    assert sieve.needed(pattern) == words


@pytest.mark.parametrize("text", ["ſhall", "SHALL", "ınterest", "İnterest", "\u212aeep"])
def test_letters_that_a_pattern_takes_for_others_are_the_same(text: str) -> None:
    pattern = re.compile("(?i)shall|interest|keep")
    assert pattern.search(text)
    assert sieve.may_find(pattern, sieve.small(text))


def test_a_verbose_pattern_is_not_read() -> None:
    assert sieve.may_find(re.compile("f e e", re.VERBOSE), "fee")


def _patterns(thing: object) -> Iterator[re.Pattern[str]]:
    """Yield every pattern that data hold, however deep."""
    if isinstance(thing, re.Pattern):
        yield thing
    elif isinstance(thing, BaseModel):
        yield from _patterns(dict(thing))
    elif isinstance(thing, Mapping):
        yield from _patterns(list(thing.values()))
    elif isinstance(thing, list | tuple):
        for one in thing:
            yield from _patterns(one)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_pattern_of_the_signals_finds_the_same_through_the_sieve(path: Path) -> None:
    filing = read_filing(path)
    texts = [fold(filing.text(paragraph)).text for paragraph in filing.passages()]
    patterns = list(_patterns(signals.shared()))
    assert len(patterns) > 50
    for pattern in patterns:
        for text in texts:
            found, plainly = sieve.search(pattern, text), pattern.search(text)
            assert (found and found.span()) == (plainly and plainly.span())
            assert [m.span() for m in sieve.every(pattern, text)] == [m.span() for m in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"(?i)\bFee\b", "a FEE of", "FEE"),
        (r"(?i)fee(?-i: [A-Z])", "A FEE B", "FEE B"),
        (r"fee", "a FEE of", None),
        (r"(?is)fee.of", "FEE\nOF", "FEE\nOF"),
        (r"(?i)interest", "the \u0130nterest", "\u0130nterest"),
    ],
)
def test_what_is_found_stands_where_it_is_said_to(pattern: str, text: str, found: str | None) -> None:
    match = sieve.search(re.compile(pattern), text)
    assert (text[slice(*match.span())] if match else None) == found


@given(
    st.text(alphabet="aAbB \u0130\u0131\u017f\u212aß.", max_size=30),
    st.sampled_from(["(?i)a b", "(?i)[^b]k", r"(?i)\bs+\b", "(?i)i."]),
)
def test_the_sieve_finds_what_the_pattern_finds(text: str, words: str) -> None:
    pattern = re.compile(words)
    found, plainly = sieve.search(pattern, text), pattern.search(text)
    assert (found and found.span()) == (plainly and plainly.span())


ALL = list(_patterns(signals.shared()))
WORDS = sorted({word for pattern in ALL for word in sieve.needed(pattern.pattern)})


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "-", " (", '"', "", "x", "é", "’"])), max_size=12),
    st.sampled_from(ALL),
)
def test_a_word_is_known_wherever_it_begins(told: list[tuple[str, str]], pattern: re.Pattern[str]) -> None:
    text = "".join(f"{word}{sign}" for word, sign in told)
    found, plainly = sieve.search(pattern, text), pattern.search(text)
    assert (found and found.span()) == (plainly and plainly.span())
    assert [m.span() for m in sieve.every(pattern, text)] == [m.span() for m in pattern.finditer(text)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_row_finds_what_each_of_its_patterns_finds(path: Path) -> None:
    filing = read_filing(path)
    texts = [filing.text(paragraph) for paragraph in filing.passages()]
    for row in (
        sieve.Row(enumerate(ALL)),
        *(signals.cues("amounts", kind) for kind in ("merger", "credit", "license")),
    ):
        for text in texts:
            plainly = [(key, match.span()) for key, pattern in row.patterns for match in pattern.finditer(text)]
            assert [(key, match.span()) for key, match in row.every(text)] == plainly
            first = [(key, found.span()) for key, pattern in row.patterns if (found := pattern.search(text))]
            assert [(key, match.span()) for key, match in row.found(text)] == first


RULES = [
    (r"\bshall\b", "will"),
    (r"\bwill\b(?= pay)", "must"),
    (r"(?i)^upon\b", "On"),
    (r"\b(\w+) \1\b", r"\1"),
    (r"f", ""),
]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It shall pay.", "It must pay."),  # a rule sees what those before it have written
        ("Upon closing it it shall shall end.", "On closing it will end."),
        ("It must pay.", "It must pay."),
        ("of", "o"),
    ],
)
def test_rules_are_followed_in_their_order(text: str, told: str) -> None:
    rules = [(re.compile(pattern), by) for pattern, by in RULES]
    assert sieve.Rules(rules).rewritten(text) == told
    for pattern, by in rules:
        text = pattern.sub(by, text)
    assert text == told
