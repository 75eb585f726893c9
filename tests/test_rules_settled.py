"""The built-in extractor and what is told twice, or of somebody else: plans and prices, loans of others, sums due."""

from __future__ import annotations

import pytest

from summarizer.extraction.rules.settled import settled
from summarizer.values import find_money
from tests.test_rules import facts, only_deal, roles


@pytest.mark.parametrize(
    ("taken", "deal_type", "text", "kind"),
    [
        ("purchase_price", "merger", "Of this, $4 million of the price will be placed with an escrow agent.", "escrow"),
        ("purchase_price", "asset_purchase", "It was deposited: $4 million was deposited in escrow.", "escrow"),
        ("skip", "merger", "It pays up to an additional $4 million if sales exceed a target.", "earnout"),
        ("skip", "merger", "The rest, $4 million, is contingent on its sales.", "earnout"),
        ("purchase_price", "merger", "The rest, $4 million, is contingent on closing.", "purchase_price"),
        ("principal", "debt_securities", "Holders were paid $6.25 in cash for each $1,000 of notes.", "fee"),
        ("commitment", "credit", "It paid a fee of 20 basis points on the reduced sum, that is, $40,000.", "fee"),
        ("other", "credit", "It will be reduced further to $4 million.", "commitment"),
        ("commitment", "credit", "It may ask that the facility be increased by as much as $4 million.", "accordion"),
        ("commitment", "credit", "It may request incremental loans of up to $4 million.", "accordion"),
        ("drawn", "credit", "It borrowed $4 million from Mr. Vellan and gave him a note.", "principal"),
        ("previous_commitment", "credit", "It repaid $4 million of the loans.", "other"),
        ("commitment", "credit", "It used $4 million to repay its loan.", "other"),
        ("principal", "debt_securities", "Vellan acted as adviser and was paid $400,000.", "fee"),
        ("rent", "lease", "It has an option to buy the building for $4 million.", "purchase_price"),
        ("price_per_share", "license", "It agreed to buy $4 million of Tarn's common stock.", "equity_investment"),
        ("principal", "asset_purchase", "It used $4 million of the proceeds to repay debt.", "other"),
        ("commitment", "equity", "It falls under its $4 million share repurchase program.", "other"),
        ("bonus", "employment", "It is paid above a threshold amount of $4 million.", "other"),
        ("salary", "employment", "He will receive $400,000, being two years' salary.", "severance"),
    ],
)
def test_what_stands_beside_an_amount_settles_its_kind(taken: str, deal_type: str, text: str, kind: str) -> None:
    assert settled(taken, find_money(text)[0], text, deal_type) == kind


def test_a_size_announced_gives_way_to_the_size_sold() -> None:
    deal = only_deal(
        """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") announced its intention to offer $70,000,000
aggregate principal
amount of convertible senior notes due 2024 in a private offering.

On March 5, 2019, the Company announced the pricing of its upsized offering of $85,500,000 aggregate principal amount of
1.25% convertible senior notes due 2024 (the "Notes"). It sold the Notes to Castrel Securities, Inc., as initial
purchaser. The offering closed on March 8, 2019.
"""
    )
    assert deal.action == "completed"
    assert facts(deal.amounts) == {("principal", "$85,500,000")}


def test_a_loan_to_which_the_registrant_is_no_party_is_none_of_its_own() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") signed a consent letter to Tarn Bank, N.A., as agent under the
Credit Agreement of Vellan Midstream LLC, in which the Company owns a 40% interest. It consents to more commitments. The
Company is not a party to the Credit Agreement.
"""
    )
    assert (deal.type, deal.title) == ("other", None)
    assert roles(deal)["Orrinfell Systems, Inc."] == "other"


def test_a_trust_formed_to_sell_preferred_securities_issues_them() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019 Orrinfell Systems, Inc. (the "Company") completed the sale of $12,000,000 of trust preferred securities
through a newly formed Delaware statutory trust, Orrinfell Capital Trust II (the "Trust"). The Trust bought the
Company's
junior subordinated debentures.
"""
    )
    assert roles(deal)["Orrinfell Capital Trust II"] == "issuer"


def test_a_solicitation_of_consents_to_a_plan_is_a_proposal() -> None:
    deal = only_deal(
        """
Item 5. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") commenced a solicitation of the consent of holders of its $60
million 6.5% convertible debentures due 2021 to their conversion under a plan of reorganization. Unless extended, it
expires on April 4, 2019.
"""
    )
    assert deal.action == "proposed"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Michael Vellan would leave the Company on March 31, 2019.", ("termination", "March 31, 2019")),
        ("the outside date was extended from May 12, 2019 to August 12, 2019.", ("termination", "August 12, 2019")),
    ],
)
def test_when_somebody_goes_and_when_a_merger_may_be_ended(told: str, expected: tuple[str, str]) -> None:
    deal = only_deal(
        "\nItem 1.01. Entry into a Material Definitive Agreement.\n\nOn March 4, 2019, Orrinfell Systems, Inc. entered "
        f"into an Amendment to the Merger Agreement with Vellan plc, and {told}\n"
    )
    assert expected in facts(deal.dates)


def test_notes_of_a_trust_and_a_sale_to_a_sponsor_s_funds() -> None:
    deal = only_deal(
        """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. transferred $310 million of receivables to Castrel Auto Trust 2019-A. On
March 6, 2019 the trust issued Class A and Class B notes in the aggregate principal amount of $298,300,000.
"""
    )
    assert (deal.type, deal.action) == ("securitization", "completed")
    deal = only_deal(
        """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. signed a definitive agreement to sell its label business to funds managed by
Vellan Equity Partners for $140 million in cash.
"""
    )
    assert roles(deal) == {"Orrinfell Systems, Inc.": "seller", "Vellan Equity Partners": "buyer"}


def test_a_rights_agent_is_an_agent_whatever_its_name() -> None:
    deal = only_deal(
        """
Item 5. Other Events.

On March 4, 2019, the Board of Directors of Orrinfell Systems, Inc. (the "Company") declared a dividend of one preferred
share purchase right for each share of common stock. The terms are set out in a Rights Agreement dated as of March 4,
2019 between the Company and Tarn Shareholder Services, L.L.C., as Rights Agent.
"""
    )
    assert roles(deal)["Tarn Shareholder Services, L.L.C."] == "agent"
    assert deal.title == "Rights Agreement"


def test_a_building_bought_with_a_loan_is_a_purchase_and_its_lender_no_party() -> None:
    deal = only_deal(
        """
Item 2.01. Completion of Acquisition or Disposition of Assets.

On March 4, 2019, Orrinfell Systems, Inc. acquired, through a wholly owned subsidiary, an office building in
Ohio from HP
Dayton Owner, LLC for $33.1 million. It was funded with a $20.2 million mortgage loan from Vellan Life
Insurance Company.
The loan bears interest at 4.1% and matures on April 1, 2029.
"""
    )
    assert deal.type == "asset_purchase"
    assert roles(deal) == {"Orrinfell Systems, Inc.": "buyer", "HP Dayton Owner, LLC": "seller"}


def test_an_operating_partnership_borrows_and_its_parent_guarantees() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, our operating partnership, Castrel Operating Partnership, L.P., entered into a credit agreement with
banks for which Tarn Bank, N.A. serves as administrative agent. It provides for borrowings of up to $140
million. We have
guaranteed the facility.
"""
    )
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "guarantor",
        "Castrel Operating Partnership, L.P.": "borrower",
        "Tarn Bank, N.A.": "agent",
    }
    assert facts(deal.amounts) == {("commitment", "$140 million")}


def test_what_somebody_is_told_to_be_like_takes_no_part() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. and Vellan Industries Inc., a listed competitor of Quell Corp., entered into a
Transaction Agreement under which they will combine their sensor businesses.
"""
    )
    assert set(roles(deal)) == {"Orrinfell Systems, Inc.", "Vellan Industries Inc."}
