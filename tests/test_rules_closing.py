"""The built-in extractor and whether what was agreed has been done: securities sold, or bought back."""

from __future__ import annotations

import pytest

from tests.test_rules import only_deal

SALE = """
Item 1.01. Entry into a Material Definitive Agreement.

On March 1, 2019, Orrinfell Systems, Inc. (the "Company") entered into an Underwriting Agreement with Castrel Securities
LLC to sell 5,640,000 shares of its common stock at $18.15 per share. {said}
"""


@pytest.mark.parametrize(
    ("said", "action"),
    [
        ("The offering closed on March 4, 2019.", "completed"),
        ("On March 4, 2019, the Company closed its public offering of the shares.", "completed"),
        ("On March 4, 2019, the Company issued and sold the shares to the Underwriter.", "completed"),
        ("On March 4, 2019, the Company completed the sale of the shares.", "completed"),
        ("The offering is expected to close on March 4, 2019.", "entered"),
        ("The shares will be issued and sold on March 4, 2019.", "entered"),
        ("If the offering is completed, the Company may apply the proceeds as it likes.", "entered"),
        ("On March 4, 2019, the Company closed the sale of $670 million of shares.", "completed"),
    ],
)
def test_a_sale_of_securities_is_completed_where_it_is_said_to_have_closed(said: str, action: str) -> None:
    assert only_deal(SALE.replace("{said}", said)).action == action


def test_more_closed_than_was_agreed_is_not_what_the_lead_tells() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 1, 2019, Orrinfell Systems, Inc. (the "Company") entered into a Purchase Agreement with Castrel LLC to
sell $610 million aggregate principal amount of 2.85% Senior Notes due 2029. On March 4, 2019, the Company closed the
sale of $670 million aggregate principal amount of the Notes, including the option in full.
"""
    )
    assert deal.action == "entered"


def test_shares_bought_back_are_bought() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 1, 2019, Orrinfell Systems, Inc. (the "Company") entered into a Stock Purchase Agreement to repurchase 100,000
shares of its common stock from Tarn Partners LP for $19.00 per share (the "Repurchase"). The Repurchase closed on
March 4, 2019.
"""
    )
    assert (deal.action, deal.parties[0].role) == ("completed", "buyer")
    assert deal.headline == "Orrinfell Systems, Inc. completed its purchase of shares from Tarn Partners LP."
