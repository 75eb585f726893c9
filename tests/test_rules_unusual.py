"""The built-in extractor on the less usual deals and wordings: invented companies, several wordings in each test."""

from __future__ import annotations

import pytest

from tests.test_rules import facts, only_deal, roles


def _item(number: str, *told: str) -> str:
    """Return an item that opens with who reports."""
    return "\n\n".join((f'Item {number}. Report.\n\nOrrinfell Systems, Inc. (the "Company") reports this.', *told))


# -- days that are moved --


@pytest.mark.parametrize(
    ("told", "matures"),
    [
        ("The amendment pushes the maturity date back from June 1, 2018 to June 30, 2019.", {"June 30, 2019"}),
        ("The maturity date, which was June 1, 2018, becomes June 30, 2019.", {"June 30, 2019"}),
        (
            "The maturity of both the term loan and the line of credit was moved by one year to June 1, 2018 and "
            "June 30, 2019, respectively.",
            {"June 1, 2018", "June 30, 2019"},
        ),
        (
            "The two tranches now mature on June 1, 2018 and on June 30, 2019, respectively.",
            {"June 1, 2018", "June 30, 2019"},
        ),
    ],
)
def test_a_maturity_that_is_moved_is_the_new_day(told: str, matures: set[str]) -> None:
    lead = "On May 4, 2015, the Company and Vellan Bank, N.A. amended the Loan Agreement dated June 1, 2012. "
    deal = only_deal(_item("1.01", lead + told))
    assert {words for kind, words in facts(deal.dates) if kind == "maturity"} == matures
    assert roles(deal) == {"Orrinfell Systems, Inc.": "borrower", "Vellan Bank, N.A.": "lender"}


@pytest.mark.parametrize(
    "told",
    [
        "It shifts the expiration date from June 1, 2018 to June 30, 2019.",
        "The expiry date, which was to have been June 1, 2018, becomes June 30, 2019.",
        "The term, which would have lapsed this spring, was prolonged from June 1, 2018 to June 30, 2019.",
    ],
)
def test_an_expiration_that_is_moved_is_the_new_day(told: str) -> None:
    lead = "On May 4, 2015, the Company and Vellan Foods, Inc. amended the Supply Agreement dated June 1, 2012. "
    deal = only_deal(_item("1.01", lead + told))
    assert [words for kind, words in facts(deal.dates) if kind == "expiration"] == ["June 30, 2019"]


@pytest.mark.parametrize("signed", ["signed an", "executed the", "entered into its", "entered into that certain"])
def test_an_agreement_may_be_signed_in_any_words_behind_what_was_closed(signed: str) -> None:
    deal = only_deal(
        _item(
            "2",
            "On May 4, 1998, the Company completed the acquisition of Tarn Foods, a chain of grocery stores in Ohio. "
            f"The Company {signed} Agreement and Plan of Reorganization and Merger with Tarn and its holders on "
            "March 1, 1998.",
        )
    )
    assert (deal.type, deal.title) == ("merger", "Agreement and Plan of Reorganization and Merger")
