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

On March 4, 2019, Orrinfell completed the spin-off of Tarn through a pro rata distribution to its shareholders of 78.4%
of the outstanding Tarn common stock.
"""


def test_a_spin_off_and_its_agreements_are_one_deal() -> None:
    deal = only_deal(SPUN_OFF)
    assert (deal.type, deal.action, deal.title) == ("other", "completed", "Separation and Distribution Agreement")
    assert ("ownership", "78.4%") in {(one.kind, one.words) for one in deal.percentages}


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
    assert durations == {("lock_up", "six months")}


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


SHARES_SOLD = """
Item 1.01. Entry into a Material Definitive Agreement.

On March 1, 2019, Orrinfell Systems, Inc. (the "Company") entered into an underwriting agreement (the "Underwriting
Agreement") with Tarn & Co. LLC for the sale of 9,000,000 shares of its common stock at $12.00 per share.

Item 8.01. Other Events.

On March 4, 2019, the Company {told} with Dunmarrow Bank, N.A., as administrative agent. Following the closing of the
offering, nothing could be drawn under it.
"""


@pytest.mark.parametrize(
    "told",
    [
        "gave notice of termination of all commitments under its $80 million bridge facility",
        "delivered a notice terminating in full the commitments under its $80 million supplemental credit agreement",
        "provided to Vellan Agency, Inc. written notice of termination of its $80 million loan agreement",
        "sent notice of the cancellation of its $80 million line of credit",
    ],
)
def test_notice_that_a_facility_ends_is_a_deal_beside_a_sale_of_shares(told: str) -> None:
    sold, ended = proposed(SHARES_SOLD.format(told=told)).deals
    assert (sold.type, ended.type, ended.action) == ("equity", "credit", "terminated")
    assert {(one.kind, one.words) for one in ended.amounts} == {("previous_commitment", "$80 million")}
    assert "Dunmarrow Bank, N.A." in {party.name for party in ended.parties}


def test_notice_of_another_kind_ends_no_facility() -> None:
    told = "received notice of a delay under its listing agreement, which its loan agreement does not mention,"
    assert [deal.type for deal in proposed(SHARES_SOLD.format(told=told)).deals] == ["equity"]


MERGED_AND_SOLD = """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. ("Orrinfell") entered into an Agreement and Plan of Merger (the "Merger
Agreement") with Tarn Merger Sub, Inc., a wholly-owned subsidiary of Orrinfell, and Tarn Optics, Inc. ("Tarn"), under
which Tarn Merger Sub, Inc. will merge into Tarn for $340 million in cash (the "Merger"). Orrinfell will also assume
the outstanding stock options of Tarn, the vested portion of which has a value of approximately $34 million.

On March 4, 2019, {told}
"""


@pytest.mark.parametrize(
    "told",
    [
        'Orrinfell entered into a Purchase Agreement (the "Purchase Agreement") with Vellan Fund, L.P., pursuant to '
        "which Vellan Fund, L.P. agreed to purchase 5,000,000 shares of Orrinfell common stock for an aggregate "
        "purchase price of $90 million. The sale is conditioned upon the closing of the Merger.",
        'Orrinfell signed a Securities Purchase Agreement (the "Securities Agreement") with Vellan Fund, L.P., under '
        "which, to help pay for the Merger, Orrinfell will issue and sell to it 5,000,000 shares for $90 million.",
    ],
)
def test_own_shares_sold_to_somebody_else_pay_for_a_merger_and_are_no_part_of_it(told: str) -> None:
    merger, sale = proposed(MERGED_AND_SOLD.format(told=told)).deals
    assert (merger.type, sale.type, sale.action) == ("merger", "equity", "entered")
    assert {(one.kind, one.words) for one in merger.amounts} == {
        ("purchase_price", "$340 million"),
        ("award_value", "$34 million"),
    }
    assert {one.words for one in sale.amounts} == {"$90 million"}


@pytest.mark.parametrize(
    "told",
    [
        'Orrinfell entered into a Voting Agreement (the "Voting Agreement") with Vellan Fund, L.P., which holds '
        "5,000,000 shares of Tarn.",
        'Orrinfell entered into an Exchange Agreement (the "Exchange Agreement") with Vellan Fund, L.P., by which it '
        "receives 300,000 shares of Orrinfell for its own shares of Tarn.",
    ],
)
def test_agreements_with_the_holders_of_a_target_stay_with_the_merger(told: str) -> None:
    assert [deal.type for deal in proposed(MERGED_AND_SOLD.format(told=told)).deals] == ["merger"]


def test_shares_sold_for_money_under_an_item_of_their_own_are_no_part_of_the_merger_they_pay_for() -> None:
    merger, sale = proposed("""
Item 2.01. Completion of Acquisition or Disposition of Assets.

On March 4, 2019, Orrinfell Systems, Inc. ("Orrinfell") acquired Tarn Optics, Inc. ("Tarn") pursuant to an Agreement and
Plan of Merger dated February 1, 2019. The consideration was $340 million in cash.

Item 3.02. Unregistered Sales of Equity Securities.

On March 4, 2019, Orrinfell sold 5,000,000 shares of Orrinfell common stock for a purchase price of $90 million to
Vellan Fund, L.P. pursuant to a purchase agreement dated February 1, 2019.
""").deals
    assert (merger.type, sale.type, sale.action) == ("merger", "equity", "completed")
    assert {one.words for one in sale.amounts} == {"$90 million"}


def test_a_price_is_paid_at_the_closing_and_the_rest_on_a_later_day() -> None:
    told = (
        "On March 4, 2019, Orrinfell Systems, Inc. acquired Tarn Optics, Inc. under an Agreement and Plan of Merger. "
        "The consideration consists of $60 million, of which $45 million was paid at the closing and the remaining $15 "
        'million (the "Contingent Consideration") is payable on the eighteen-month anniversary of the closing.'
    )
    deal = only_deal(f"Item 2.01. News.\n\n{told}")
    assert ("purchase_price", "$45 million") in {(one.kind, one.words) for one in deal.amounts}
    assert {(one.kind, one.words) for one in deal.durations} == {("other", "eighteen-month anniversary")}


def test_whose_shares_are_bought_is_the_target_whatever_the_purchase_is_called() -> None:
    told = (
        "On March 4, 2019, Orrinfell Systems, Inc. entered into a Share Purchase Agreement with Vellan Holdings Inc., "
        "under which it agreed to purchase from Vellan Holdings Inc. all of the outstanding shares (the "
        '"Share Purchase") of Tarn Optics Ltd. for $54 million.'
    )
    named = {party.name: party.role for party in only_deal(f"Item 1.01. News.\n\n{told}").parties}
    assert (named["Vellan Holdings Inc."], named["Tarn Optics Ltd."]) == ("seller", "target")


def test_a_closing_is_awaited_in_a_quarter_of_somebodys_year() -> None:
    told = (
        "On March 4, 2019, Orrinfell Systems, Inc. agreed to sell its mill to Tarn LLC. The closing of the sale is "
        "expected to occur in the fourth quarter of Orrinfell's Fiscal Year 2020."
    )
    dates = {(one.kind, one.words) for one in only_deal(f"Item 1.01. News.\n\n{told}").dates}
    assert any(kind == "expected_closing" and "2020" in words for kind, words in dates)


def test_who_buys_whom_is_left_open_where_nothing_tells() -> None:
    (merger,) = proposed("""
Item 8.01. Other Events.

On March 5, 2019, Orrinfell Systems, Inc. (the "Company") and Vellan Corporation ("Vellan") issued a joint press release
announcing the execution of a Merger Agreement, entered into as of March 4, 2019, by and between the Company and Vellan.
""").deals
    assert merger.type == "merger"
    assert {party.role for party in merger.parties} == {"other"}
