"""What a pattern needs is read from the pattern itself, and nothing that it finds is passed over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarizer import sieve
from summarizer.extraction.rules import signals
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


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_cue_that_is_there_is_passed_over(path: Path) -> None:
    filing = read_filing(path)
    texts = [filing.text(paragraph) for paragraph in filing.passages()]
    patterns = [cue.pattern for kind in ("merger", "credit", "license") for cue in signals.cues("amounts", kind)]
    for pattern in patterns:
        for text in texts:
            assert sieve.may_find(pattern, sieve.small(text)) or not pattern.search(text)
