"""Folding makes alike what a reader takes as alike, and every offset leads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.folding import fold, plain
from summarizer.values import find_money

PIECES = st.sampled_from(
    [
        "a",
        "Fee",
        " ",
        "  ",
        "\n",
        "\t",
        "\xa0",
        "\\$2",
        "“Parent”",
        "’s",
        "–",
        "--",
        "**",
        "_x_",
        "[***]",
        "…",
        "ﬁ",
        "½",
        "\u200b",
        "\x1b[31m",
        "\x00",
        "\ufeff",
        "3½",
        "``",
        "''",
        "日本",
        "1,000.50",
    ]
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("of\ufb01\u00adce", "office"),
        ("x\u00b2\u3000\u3000\ufb01ve", "x\u00b2 five"),
        ("a\u2003\t\r\n b\x85c\x1cd", "a b c d"),
        ("a fee of\n   \\$2 million", "a fee of $2 million"),
        ("the \u201cCompany\u201d\u2019s", 'the "Company"\'s'),
        ("2020\u20132024 \u2014 or later", "2020-2024 - or later"),
        ("**Item 1.01** and *see* below", "Item 1.01 and see below"),
        ("a price of $[***] a unit", "a price of $[***] a unit"),
        ("a price of [* * *]", "a price of [* * *]"),
        ("of\ufb01ce", "office"),
        ("3\u00bd percent", "3 1/2 percent"),
        ("x\u00b2 and 5\u00b0", "x\u00b2 and 5\u00b0"),
        ("in\u00advis\u200bible", "invisible"),
        ("\x1b[31mred\x00", "[31mred"),
        ("snake_case_name", "snake_case_name"),
        ("\uff11\uff12\uff0c\uff10\uff10\uff10", "12,000"),
        ("", ""),
    ],
)
def test_what_a_reader_takes_as_alike_is_made_alike(text: str, folded: str) -> None:
    assert plain(text) == folded


@given(st.lists(PIECES, max_size=30).map("".join), st.data())
def test_every_folded_stretch_leads_back_to_words_that_fold_to_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))

    low, high = folded.span(start, end)

    assert 0 <= low <= high <= len(text)
    # A stretch that begins or ends inside what was folded as one ("½" is " 1/2") leads back to the whole of it.
    assert (
        folded.text[start:end].strip() in fold(text[low:high]).text
        or folded.text[start:end] in fold(text).text[folded.position(low) : len(folded.text)]
    )


@given(st.text(max_size=200))
def test_folding_is_total_and_its_spans_are_in_order(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text(max_size=200))
def test_a_position_of_the_original_stays_inside_the_folded_text(text: str) -> None:
    folded = fold(text)
    positions = [folded.position(i) for i in range(len(text) + 1)]
    assert all(0 <= position <= len(folded.text) for position in positions)
    assert positions == sorted(positions)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_plain_text_has_no_control_characters_and_no_line_breaks(text: str) -> None:
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in plain(text))


@given(st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES, max_size=30).map("".join))
def test_a_text_folds_alike_whatever_else_the_whole_holds(text: str, more: str) -> None:
    # What the rest of a text holds decides which signs are looked for; it must not decide how these words fold.
    assert fold(f"{text} x. {more}").text.startswith(fold(f"{text} x.").text)


def test_a_raised_digit_is_no_part_of_the_figure_before_it() -> None:
    assert plain("$10⁴ and H₂O") == "$10⁴ and H₂O"
    assert [money.value for money in find_money("a fee of $10⁴")] in ([], [10])
