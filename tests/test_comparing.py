"""A second opinion: where the model and the built-in extractor read a core term otherwise, the summary says so."""

from __future__ import annotations

from summarizer import Filing
from tests.drafting import deal, filing, party, pointer, summary_of

LENDER = "Tamsin Vale Bank, N.A."
LOAN = (
    "On March 4, 2024, Quarrel Hill Optics, Inc. (the “Company”) entered into a Credit Agreement with "
    f"{LENDER}, as lender, for a term loan in the principal amount of $40 million. The loan matures on March 4, 2029."
)
AUDIT = "The next review of the Company's books falls on June 1, 2026."


def read(words: str) -> tuple[str, ...]:
    signed = filing(LOAN, AUDIT)
    quote = f"matures on {words}" if words in LOAN else f"falls on {words}"
    draft = deal(
        signed,
        type="credit",
        title="Credit Agreement",
        parties=[party(signed, "Quarrel Hill Optics, Inc.", "borrower"), party(signed, LENDER, "lender")],
        dates=[{**pointer(signed, quote, words, kind="maturity"), "paragraph": paragraph(signed, words)}],
    )
    return summary_of(signed, draft).checks.warnings


def paragraph(signed: Filing, words: str) -> int:
    return next(p.number for p in signed.passages() if words in signed.text(p))


def test_two_readings_of_a_core_term_are_both_told() -> None:
    told = [warning for warning in read("June 1, 2026") if "built-in extractor" in warning]

    assert told == ["d1.date.1: read as maturity 'June 1, 2026'; the built-in extractor reads 'March 4, 2029'"]


def test_what_both_read_alike_is_not_told() -> None:
    assert not [warning for warning in read("March 4, 2029") if "built-in extractor" in warning]
