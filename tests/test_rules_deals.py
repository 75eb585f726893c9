"""The built-in extractor and the ways of telling of deals in money, companies and property: whether, how many, what."""

from __future__ import annotations

import pytest

from tests.test_rules import only_deal, proposed


@pytest.mark.parametrize(
    ("item", "told", "kind"),
    [
        (
            "2.01",
            "Orrinfell Systems, Inc. sold its Quarrow mill to Tarn Estates LLC.",
            "asset_purchase",
        ),
        ("2.01", "Orrinfell Systems, Inc. took title to a hotel in Quarrow from TRN Gulf, LLC.", "asset_purchase"),
        ("2", "Orrinfell Systems, Inc. bought the glazing business of Tarn & Sons Company.", "asset_purchase"),
        ("2.03", "a subsidiary of Orrinfell Systems, Inc. borrowed $18.5 million from Tarn Life.", "credit"),
        ("1.01", "Orrinfell Systems, Inc. obtained from its lenders a waiver under its Credit Agreement.", "credit"),
        ("1.01", "Orrinfell Systems, Inc. bought back 1,200,000 of its shares from Tarn Partners, L.P.", "equity"),
        ("8.01", "Orrinfell Systems, Inc. closed on a $12 million mortgage loan from Tarn Bank.", "credit"),
        ("8.01", "Orrinfell Systems, Inc. completed the redemption of its 6% Senior Notes.", "debt_securities"),
        ("5", "Orrinfell Systems, Inc. agreed in principle to sell its foundry in Quarrow.", "asset_purchase"),
        ("8.01", "Vellan Bid Corp. commenced a tender offer for all shares of Orrinfell Systems, Inc.", "merger"),
    ],
)
def test_a_deed_is_known_by_many_verbs(item: str, told: str, kind: str) -> None:
    deal = only_deal(f"Item {item}. News.\n\nOn March 4, 2019, {told}")
    assert deal.type == kind


def test_an_agreement_that_ended_is_known_by_many_verbs() -> None:
    for verb in ("rescinded", "cancelled", "by mutual consent ended", "gave notice that it was ending", "paid off"):
        told = f"Orrinfell Systems, Inc. {verb} the Loan Agreement dated as of May 1, 2017 with Tarn Bank, N.A."
        deal = only_deal(f"Item 1.02. Termination of a Material Definitive Agreement.\n\nOn March 4, 2019, {told}")
        assert (deal.type, deal.action) == ("credit", "terminated")


def test_a_facility_that_took_effect_is_a_deal() -> None:
    told = "A new $90 million credit facility with Tarn Bank, N.A., as agent, went into effect on March 4, 2019."
    assert only_deal(f"Item 5. Other Events.\n\n{told}").type == "credit"


SOLD_AND_BORROWED = """
Item 1.01. Entry into a Material Definitive Agreement.

Sale of the Quarrow Line

On March 1, 2019, Orrinfell Systems, Inc. (the "Company") signed an asset purchase agreement (the "APA") with Tarn Foods
LLC, which will buy the Company's Quarrow product line for $17.5 million.

Term Loan

Separately, on March 4, 2019, the Company entered into a Loan Agreement with Dunmarrow Growth Fund, LP for a term loan
of $25 million maturing March 1, 2024.
"""


def test_what_is_told_as_something_else_is_a_deal_of_its_own() -> None:
    sold, borrowed = proposed(SOLD_AND_BORROWED).deals
    assert (sold.type, borrowed.type) == ("asset_purchase", "credit")
    assert {amount.words for amount in sold.amounts} == {"$17.5 million"}
    assert {amount.words for amount in borrowed.amounts} == {"$25 million"}


def test_an_item_on_anything_may_tell_of_other_deals_than_the_items_before() -> None:
    kinds = [
        deal.type
        for deal in proposed(
            """
Item 1.01. Entry into a Material Definitive Agreement.

On March 1, 2019, Orrinfell Systems, Inc. entered into a Guaranty Agreement (the "Guaranty") with Tarn Water Inc.

Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. completed the redemption of all $300 million of its 6% Senior Notes.

Additionally, on March 4, 2019, Tarn Water Inc. entered into senior secured credit facilities of $270 million.
"""
        ).deals
    ]
    assert kinds[1:] == ["debt_securities", "credit"]
