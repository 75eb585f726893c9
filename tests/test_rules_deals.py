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


SPUN_OFF = """
Item 1.01. Entry into a Material Definitive Agreement.

In connection with the separation of its Water business into an independent public company named Tarn Water Inc.
("Tarn"), Orrinfell Systems, Inc. ("Orrinfell") entered into the following agreements with Tarn on March 1, 2019:

a Separation and Distribution Agreement, by which Tarn paid Orrinfell a dividend of $340 million; and

a Tax Matters Agreement.

Item 2.01. Completion of Acquisition or Disposition of Assets.

On March 4, 2019, Orrinfell completed the spin-off of Tarn through a pro rata distribution to its shareholders of 80.1%
of the outstanding Tarn common stock.
"""


def test_a_spin_off_and_its_agreements_are_one_deal() -> None:
    deal = only_deal(SPUN_OFF)
    assert (deal.type, deal.action, deal.title) == ("other", "completed", "Separation and Distribution Agreement")
    assert ("ownership", "80.1%") in {(one.kind, one.words) for one in deal.percentages}


@pytest.mark.parametrize(
    ("told", "kind", "action"),
    [
        ("obtained from its lenders a waiver under its Credit Agreement with Tarn Bank.", "credit", "amended"),
        ("paid off its $48 million term loan from Tarn Bank, which was to mature in 2020.", "credit", "terminated"),
        ("signed a term sheet with Tarn Bank for a credit facility of up to $40 million.", "credit", "proposed"),
        ("commenced an offer to exchange its 6% Notes due 2020 for new notes.", "debt_securities", "proposed"),
        ("exercised its option to acquire the 35% of Tarn LLC that it did not own.", "merger", "entered"),
        ("has contracted to buy from Tarn LLC its interests in 14,000 net acres.", "asset_purchase", "entered"),
        ("signed a definitive agreement to buy Tarn Optics GmbH for EUR 42 million.", "merger", "entered"),
        ("issued and sold to Tarn Fund, L.P. a convertible note for $5 million.", "debt_securities", "completed"),
    ],
)
def test_what_was_done_is_known_by_many_verbs(told: str, kind: str, action: str) -> None:
    told = f"On March 4, 2019, Orrinfell Systems, Inc. {told}"
    deal = only_deal(f"Item 1.01. Entry into a Material Definitive Agreement.\n\n{told}")
    assert (deal.type, deal.action) == (kind, action)


def told_amounts(told: str, item: str = "1.01") -> set[tuple[str, str]]:
    return {(one.kind, one.words) for one in only_deal(f"Item {item}. News.\n\n{told}").amounts}


def test_a_facility_before_and_after_a_change() -> None:
    opening = "On March 4, 2019, Orrinfell Systems, Inc. and Tarn Bank amended their credit agreement."
    expected = {("previous_commitment", "$120 million"), ("commitment", "$90 million")}
    assert told_amounts(f"{opening} The commitments fall from $120 million to $90 million.") == expected
    assert told_amounts(f"{opening} The commitments fall to $90 million from $120 million.") == expected


def test_what_is_drawn_is_no_sublimit() -> None:
    told = (
        "On March 4, 2019, Orrinfell Systems, Inc. entered into a credit facility of $90 million with Tarn Bank. At "
        "closing, $44 million of revolving loans and $6 million in letters of credit were outstanding. It paid fees "
        "aggregating $0.7 million. Tarn Bank received a warrant to buy 90,000 shares at $2.10."
    )
    assert told_amounts(told) == {
        ("commitment", "$90 million"),
        ("drawn", "$44 million"),
        ("drawn", "$6 million"),
        ("fee", "$0.7 million"),
        ("price_per_share", "$2.10"),
    }


def test_a_fee_owed_when_a_merger_agreement_ends_is_a_termination_fee() -> None:
    told = (
        "On March 4, 2019, Orrinfell Systems, Inc. entered into a merger agreement with Vellan plc. A fee of $14 "
        "million would become owing were the merger agreement terminated in certain circumstances."
    )
    assert told_amounts(told) == {("termination_fee", "$14 million")}


def test_net_proceeds_after_costs_are_no_fee() -> None:
    told = (
        "On March 4, 2019, Orrinfell Systems, Inc. entered into an underwriting agreement with Tarn & Co. LLC. Net "
        "proceeds to the Company, after underwriting discounts and commissions, were approximately $44.6 million."
    )
    assert told_amounts(told) == {("net_proceeds", "$44.6 million")}


def test_a_closing_that_is_awaited_is_told_in_either_order() -> None:
    for clause in ("Closing is anticipated on", "The sale of the mill is expected to be completed by"):
        told = (
            f"On March 4, 2019, Orrinfell Systems, Inc. agreed to sell its mill to Tarn LLC. {clause} April 15, 2019."
        )
        dates = {(one.kind, one.words) for one in only_deal(f"Item 1.01. News.\n\n{told}").dates}
        assert ("expected_closing", "April 15, 2019") in dates


def test_nobody_sells_shares_for_ninety_days() -> None:
    told = (
        "On March 4, 2019, Orrinfell Systems, Inc. entered into an underwriting agreement with Tarn & Co. LLC. Its "
        "officers have agreed not to sell or transfer any shares for a period of six months. Tarn has a 60-day option."
    )
    durations = {(one.kind, one.words) for one in only_deal(f"Item 1.01. News.\n\n{told}").durations}
    assert durations == {("lock_up", "six months"), ("term", "60-day")}


def test_shares_sold_are_paid_by_a_sum_and_priced_by_the_share() -> None:
    told = (
        "On March 4, 2019, Orrinfell Systems, Inc. sold 3,200,000 units at $0.25 to Tarn Fund, L.P. in a private "
        "placement, and 900,000 shares of preferred stock for an aggregate of $12.5 million."
    )
    assert told_amounts(told, "3.02") == {("price_per_share", "$0.25"), ("gross_proceeds", "$12.5 million")}


def test_what_was_closed_under_an_agreement_was_agreed_on_its_day() -> None:
    told = (
        "On March 4, 2019, Orrinfell Systems, Inc. closed the sale of 900,000 shares of preferred stock to Tarn "
        "Fund, L.P. under a Preferred Stock Purchase Agreement dated February 20, 2019."
    )
    dates = {(one.kind, one.words) for one in only_deal(f"Item 3.02. News.\n\n{told}").dates}
    assert dates == {("closing", "March 4, 2019"), ("agreement", "February 20, 2019")}


def test_a_building_sold_is_no_company_taken_over() -> None:
    told = (
        "On March 4, 2019, Orrinfell Systems, Inc. sold the Quarrow Gardens Apartments to an unrelated third party, QG "
        "Associates, L.P., for $6,850,000."
    )
    deal = only_deal(f"Item 2. Acquisition or Disposition of Assets.\n\n{told}")
    assert deal.type == "asset_purchase"
    assert {party.name: party.role for party in deal.parties} == {
        "Orrinfell Systems, Inc.": "seller",
        "QG Associates, L.P.": "buyer",
    }
