"""What is found beside the facts: gaps, unclaimed figures, conflicts, arithmetic."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.models import Checks
from tests.drafting import amount, deal, filing, pointer, summary_of

OFFERING = (
    "Quarrel Hill Optics, Inc. sold 1,250,000 shares of common stock at $8.00 per share. Gross proceeds were "
    "{gross}, and net proceeds were $9.3 million after a fee of 6.0% on March 4, 2024."
)


def offering(gross: str, *claimed: str) -> Checks:
    """Return the checks of a share sale whose named figures are claimed."""
    sale = filing(OFFERING.format(gross=gross))
    pointers: dict[str, list[dict[str, Any]]] = {
        "amounts": [
            amount(sale, "common stock at $8.00 per share", "$8.00", "price_per_share"),
            amount(sale, f"Gross proceeds were {gross}", gross, "gross_proceeds"),
            amount(sale, "net proceeds were $9.3 million", "$9.3 million", "net_proceeds"),
        ],
        "quantities": [
            pointer(sale, "sold 1,250,000 shares of common stock", "1,250,000 shares", kind="shares", unit="shares")
        ],
    }
    return summary_of(sale, deal(sale, type="equity", **{name: pointers[name] for name in claimed})).checks


@pytest.mark.parametrize(
    ("gross", "agrees", "said"),
    [("$10,000,000", True, "= USD 10,000,000"), ("$10,900,000", False, "the filing states $10,900,000")],
)
def test_price_times_shares_is_shown_beside_the_total(gross: str, agrees: bool, said: str) -> None:
    product, costs = offering(gross, "amounts", "quantities").arithmetic

    assert product.agrees == agrees
    assert said in product.working
    assert product.facts == ("d1.amount.1", "d1.quantity.1", "d1.amount.2")
    assert "for fees and costs" in costs.working


def test_a_total_of_something_else_is_not_compared() -> None:
    workings = offering("$90,000,000", "amounts", "quantities").arithmetic

    assert [w.working for w in workings if "×" in w.working] == []


def test_what_no_fact_claims_is_told_by_its_kind() -> None:
    checks = offering("$10,000,000", "quantities")

    assert [u.text for u in checks.unclaimed_amounts] == ["$8.00", "$10,000,000", "$9.3 million"]
    assert [u.text for u in checks.unclaimed_percentages] == ["6.0%"]
    assert [u.text for u in checks.unclaimed_dates] == ["March 4, 2024"]


def test_a_gap_says_where_was_searched() -> None:
    gap = offering("$10,000,000", "amounts").gaps[0]

    assert gap.disposition == "not_disclosed"
    assert gap.searched.startswith("Item 1.01: ")


def test_tranches_that_make_a_total_are_shown() -> None:
    loan = filing("The facility of $60 million has a term loan of $20 million and a revolving loan of $40 million.")
    entries = [
        amount(loan, "The facility of $60 million", "$60 million", "commitment"),
        amount(loan, "a term loan of $20 million", "$20 million", "commitment"),
        amount(loan, "a revolving loan of $40 million", "$40 million", "commitment"),
    ]

    (working,) = summary_of(loan, deal(loan, type="credit", amounts=entries)).checks.arithmetic

    assert working.working == "$20 million + $40 million = USD 60,000,000"
    assert working.agrees


def test_more_drawn_than_committed_does_not_agree() -> None:
    loan = filing("Under a facility of $20 million the borrower has drawn $25 million.")
    entries = [
        amount(loan, "a facility of $20 million", "$20 million", "commitment"),
        amount(loan, "the borrower has drawn $25 million", "$25 million", "drawn"),
    ]

    (working,) = summary_of(loan, deal(loan, type="credit", amounts=entries)).checks.arithmetic

    assert not working.agrees


RELEASE = """
EXHIBIT 99.1

FOR IMMEDIATE RELEASE

Quarrel Hill Optics Buys Brindle Marsh

PORT ANSEL, March 4, 2024 - Quarrel Hill Optics, Inc. today announced that it will buy Brindle Marsh for {price}.
The two companies have ground lenses side by side since 1971, and will go on doing so under one roof in Port Ansel,
where the new company keeps all its people.
"""


@pytest.mark.parametrize(("price", "conflicts"), [("$52 million", 1), ("$50 million", 0)])
def test_item_and_press_release_that_differ_are_a_conflict(price: str, conflicts: int) -> None:
    item = (
        "Quarrel Hill Optics, Inc. will buy Brindle Marsh for a purchase price of $50 million. A press release is "
        "attached as Exhibit 99.1.\n\nItem 9.01 Financial Statements and Exhibits\n\n(d) Exhibits\n\n99.1 Press release"
    )
    both = filing(item, after=RELEASE.format(price=price))
    entries = [
        amount(both, "a purchase price of $50 million", "$50 million", "purchase_price"),
        amount(both, f"it will buy Brindle Marsh for {price}", price, "purchase_price"),
    ]
    entries[1]["paragraph"] = next(p.number for p in both.passages() if "today announced" in both.text(p))

    found = summary_of(both, deal(both, type="merger", amounts=entries)).checks.conflicts

    assert len(found) == conflicts


def test_of_several_prices_only_what_fits_the_total_is_shown() -> None:
    sold = filing(
        "The Company sold 2,000,000 shares at $5.00 per share, with warrants at $9.00 per share, for gross proceeds of "
        "$10.0 million, and paid the Bank $125,000 of gross proceeds; net proceeds were $9.2 million."
    )
    quote = "sold 2,000,000 shares at $5.00 per share"
    draft = deal(
        sold,
        type="equity",
        amounts=[
            amount(sold, "The Company " + quote, "$5.00", "price_per_share", basis="per_share"),
            amount(sold, "with warrants at $9.00 per share", "$9.00", "price_per_share", basis="per_share"),
            amount(sold, "for gross proceeds of $10.0 million", "$10.0 million", "gross_proceeds"),
            amount(sold, "paid the Bank $125,000 of gross proceeds", "$125,000", "gross_proceeds"),
            amount(sold, "net proceeds were $9.2 million", "$9.2 million", "net_proceeds"),
        ],
        quantities=[pointer(sold, "The Company " + quote, "2,000,000 shares", kind="shares", unit="shares")],
    )

    shown = [working.working for working in summary_of(sold, draft).checks.arithmetic]

    assert shown == [
        "2,000,000 shares × $5.00 = USD 10,000,000",
        "$10.0 million less $9.2 million leaves USD 800,000 for fees and costs",
    ]
