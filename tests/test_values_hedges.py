"""Hedges, negations and redactions, found in invented sentences."""

from __future__ import annotations

import pytest

from summarizer.values import find_hedges, find_negations, is_redacted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("subject to approval", [("subject to", "conditional")]),
        ("conditioned upon approval", [("conditioned upon", "conditional")]),
        ("conditional on approval", [("conditional on", "conditional")]),
        ("contingent on approval", [("contingent on", "conditional")]),
        ("if the buyer agrees", [("if", "conditional")]),
        ("other rights, if any", []),
        ("provided that it pays", [("provided that", "conditional")]),
        ("unless it pays", [("unless", "conditional")]),
        ("upon the achievement of milestones", [("upon the achievement", "conditional")]),
        ("It expects to close", [("expects", "expected")]),
        ("is expected to close", [("expected", "expected")]),
        ("it anticipates and intends", [("anticipates", "expected"), ("intends", "expected")]),
        ("it plans to build", [("plans to", "expected")]),
        ("the 401(k) plan pays", []),
        ("amended the Plan to add shares", []),
        ("converted into the right to receive cash", []),
        ("has the right to terminate", [("right to", "possible")]),
        ("it will use the proceeds", [("will use", "expected")]),
        ("an estimated cost", [("estimated", "expected")]),
        ("targeted for June", [("targeted", "expected")]),
        ("the target company", []),
        ("it may pay", [("may", "possible")]),
        ("under the Tarn Deed, as may be amended and/or supplemented from time to time", []),
        ("the Plan may be amended, as may the fee", [("may", "possible"), ("may", "possible")]),
        ("THE COMPANY MAY PAY", [("MAY", "possible")]),
        ("in May 2005", []),
        ("On May 3 it signed", []),
        ("May 3 was the day", []),
        ("MAY 3, 2005", []),
        ("in May and June", []),
        ("closed in May.", []),
        ("Ann May signed", []),
        ("Either party: May terminate at will", [("May", "possible")]),
        ("it might or could pay", [("might", "possible"), ("could", "possible")]),
        ("it would be paid", [("would", "possible")]),
        ("potential payments", [("potential", "possible")]),
        ("has an option to extend", [("option to", "possible")]),
        ("entitled to elect", [("entitled to elect", "possible")]),
        ("at its option", [("at its option", "possible")]),
        ("it will pay on closing", []),
        ("dismay and gift", []),
    ],
)
def test_hedges(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_hedges(text)
    assert [(one.text, one.certainty) for one in found] == expected
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it is not binding", ["not"]),
        ("no fee is due", ["no"]),
        ("No. 5 and No. 333-1", []),
        ("Amendment No. 2", []),
        ("(IRS Employer Identification No.)", []),
        ("Exhibit No. Description", []),
        ("There are no. None.", ["no", "None"]),
        ("neither party nor its agent", ["neither", "nor"]),
        ("never, without, except", ["never", "without", "except"]),
        ("it didn't pay", ["n't"]),
        ("it didn\u2019t pay", ["n\u2019t"]),
        ("it cannot pay", ["cannot"]),
        ("a non-binding, unpaid note", []),
        ("notes and notice in November", []),
        ("One Hundred and No/100 Dollars", []),
        ("NOT TO EXCEED", ["NOT"]),
        ("a no-shop clause", []),
    ],
)
def test_negations(text: str, expected: list[str]) -> None:
    found = find_negations(text)
    assert [one.text for one in found] == expected
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    "text",
    ["[***]", "[* * *]", "[**]", "$[***] million", "[REDACTED]", "a fee of \\[\\*\\*\\*\\]", "[ *** ]", "[\u25cf]"],
)
def test_redacted(text: str) -> None:
    assert is_redacted(text)


@pytest.mark.parametrize("text", ["$5 million", "* * *", "[sic]", "[1]", "*", "**bold**", ""])
def test_not_redacted(text: str) -> None:
    assert not is_redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "a therapy targeting the liver",
        "stock options to be awarded to him",
        "the shares subject to each stock unit vest",
    ],
)
def test_what_only_sounds_like_a_hedge_is_none(text: str) -> None:
    assert not find_hedges(text)


def test_a_date_aimed_at_is_expected() -> None:
    assert [h.certainty for h in find_hedges("the parties are targeting a closing in May 2025")] == ["expected"]
