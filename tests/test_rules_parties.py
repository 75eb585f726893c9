"""The built-in extractor and who takes part in a deal: lists of firms, subsidiaries, names as filings write them."""

from __future__ import annotations

import pytest

from tests.test_rules import facts, only_deal, proposed, roles

NOTES = """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") completed an offering of $430,000,000 aggregate principal
amount of its 4.315% Senior Notes due 2029 (the "Notes"). The Company will use the proceeds to repay debt.

To sell the Notes, the Company entered into an Underwriting Agreement dated as of
March 1, 2019 with Castrel Securities, Inc., Vellan Capital Markets LLC and Dunmarrow & Co. LLC, {clause}.
"""


@pytest.mark.parametrize(
    "clause",
    [
        'as representatives (the "Representatives") of the several underwriters listed in Schedule II thereto',
        'as representatives of the several underwriters named therein (the "Underwriters")',
        'as representatives of the several initial purchasers (collectively, the "Initial Purchasers")',
    ],
)
def test_what_several_firms_represent_they_all_represent(clause: str) -> None:
    deal = only_deal(NOTES.replace("{clause}", clause))
    firms = [party for party in deal.parties if party.role == "underwriter"]
    assert [firm.name for firm in firms] == [
        "Castrel Securities, Inc.", "Vellan Capital Markets LLC", "Dunmarrow & Co. LLC",
    ]  # fmt: skip
    assert {firm.defined_name for firm in firms} == {None}


def test_a_form_of_several_words_belongs_to_the_name() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into a Stock Purchase Agreement with Vellan Partners LP and High Tarn
Limited Partnership to repurchase 100,000 shares of common stock from them for $19.00 per share.
"""
    )
    assert set(roles(deal)) == {"Orrinfell Systems, Inc.", "Vellan Partners LP", "High Tarn Limited Partnership"}


def test_a_name_is_written_as_in_sentences_not_as_on_the_cover_s_banner() -> None:
    (deal,) = proposed(
        """
Item 5.02. Officers.

On March 4, 2019, the Company entered into an employment agreement with Tobias R. Quell, its Chief Financial Officer.
Mr. Quell will receive a salary of $250,000.

Item 8.01. Other Events.

Orrinfell Systems, Inc. issued a press release.
""".replace("Orrinfell Systems, Inc. issued", "OrrinFell Systems, Inc. issued")
    ).deals
    assert deal.parties[0].name.startswith("Orrin")
    assert not deal.parties[0].name.isupper()


def test_what_is_called_so_is_the_other_company() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into agreements with Tarn Telecom Europe Limited ("TTEL") pursuant to
which Orrinfell sold certain assets in its Leeds operations to TTEL.
"""
    )
    assert {party.name: party.defined_name for party in deal.parties} == {
        "Orrinfell Systems, Inc.": None,
        "Tarn Telecom Europe Limited": "TTEL",
    }


def test_a_subsidiary_that_sells_notes_is_the_issuer_and_its_parent_guarantees_them() -> None:
    deal = only_deal(
        """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell U.S.A. Inc. (exclusive of its subsidiaries, "OUSA"), an indirect wholly owned subsidiary of
Orrinfell Systems, Inc. (the "Corporation"), issued its 4.365% Notes Due 2028 in the aggregate principal amount of
$720,000,000 (the "Notes"). What OUSA owes under the Notes will be fully and unconditionally guaranteed by the
Corporation.

On March 1, 2019, OUSA and the Corporation entered into an Underwriting Agreement with Castrel Securities, Inc. and
Vellan Capital Markets LLC, as representatives of the several underwriters named therein (the "Underwriters").
"""
    )
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "guarantor",
        "Orrinfell U.S.A. Inc.": "issuer",
        "Castrel Securities, Inc.": "underwriter",
        "Vellan Capital Markets LLC": "underwriter",
    }
    assert deal.action == "completed"
    assert deal.headline.startswith("Orrinfell U.S.A. Inc. completed its note offering")
    assert deal.headline.endswith("with Orrinfell Systems, Inc. as guarantor.")


def test_a_subsidiary_that_guarantees_its_parent_s_loan_borrows_nothing() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into a Credit Agreement for $100 million with
Orrinfell Holdings LLC, a wholly owned subsidiary of the Company, as guarantor, and Tarn Bank, N.A., as agent.
"""
    )
    assert roles(deal)["Orrinfell Systems, Inc."] == "borrower"


def test_who_makes_room_for_a_director_is_no_party_to_her_pay() -> None:
    (deal,) = proposed(
        """
Item 5.02. Election of Directors.

On March 4, 2019, the Board of Directors of Orrinfell Systems, Inc. (the "Company") appointed Janet Quell to the Board.
Ms. Quell will replace Michael Tarn on the Audit Committee and Mr. Tarn will continue to serve as a member of the Board.

In accordance with its policies for compensating non-employee directors, Ms. Quell will receive a grant of 6,740
restricted stock units under the Incentive Plan, as may be amended from time to time, and an annual cash retainer of
$96,500.
"""
    ).deals
    assert set(roles(deal)) == {"Orrinfell Systems, Inc.", "Janet Quell"}


def test_who_employs_an_officer_by_an_older_agreement_is_named_where_its_short_name_is() -> None:
    first, second = proposed(
        """
Item 5.02. Departure of Directors or Certain Officers.

On March 4, 2019, the employment of Brett Dunmarrow as Chief Financial Officer of Orrinfell Systems, Inc. (the
"Company") ended. Mr. Dunmarrow will remain employed by Vellan Management, LLC, the Company's external manager (the
"Manager"), and will receive a severance payment of $50,000.

On March 4, 2019, the Company appointed Tobias R. Quell as the Chief Financial Officer.

Mr. Quell is party to an employment agreement with the Manager, dated January 9, 2018 (the "Employment Agreement"). The
Employment Agreement provides that Mr. Quell will receive an annual base salary of $243,000.
"""
    ).deals
    assert roles(second) == {
        "Orrinfell Systems, Inc.": "employer",
        "Tobias R. Quell": "executive",
        "Vellan Management, LLC": "employer",
    }
    assert ("original_agreement", "January 9, 2018") in facts(second.dates)
    assert "Tobias R. Quell" not in roles(first)


def test_a_finance_subsidiary_from_singapore_sells_and_its_parent_guarantees() -> None:
    deal = only_deal(
        """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell International Capital Pte. Ltd. ("OIC"), a 100% owned "finance subsidiary" (as described in
Rule 13-01(a)(4)(vi) of Regulation S-X) of Orrinfell Systems, Inc. ("Orrinfell"), and Orrinfell entered into an
underwriting agreement (the "Underwriting Agreement") with Castrel Brindle (Singapore) Pte. Ltd., Vellan Markets
Singapore Pte. Ltd. and The Hongkong and Shanghai Banking Corporation Limited, Singapore Branch pursuant to which OIC
agreed to sell $640,000,000 aggregate principal amount of its 4.735% Notes due 2026. The Notes will be fully and
unconditionally guaranteed by Orrinfell.
"""
    )
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "guarantor",
        "Orrinfell International Capital Pte. Ltd.": "issuer",
        "Castrel Brindle (Singapore) Pte. Ltd.": "underwriter",
        "Vellan Markets Singapore Pte. Ltd.": "underwriter",
        "The Hongkong and Shanghai Banking Corporation Limited, Singapore Branch": "underwriter",
    }


def test_a_company_formed_to_merge_is_that_whatever_its_name() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into an Agreement and Plan of Merger by and among the
Company, Tarn Resources Company, a Delaware corporation ("Tarn"), and QXPR, LLC, a Nevada limited liability company
wholly owned by the Company ("Merger Sub"). Merger Sub will merge with and into Tarn.
"""
    )
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "buyer",
        "Tarn Resources Company": "target",
        "QXPR, LLC": "merger_sub",
    }


def test_who_will_acquire_the_company_is_the_buyer() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into an Agreement and Plan of Merger with Tarn
Resources Company, a Delaware corporation ("Tarn"). Under the agreement Tarn will acquire the Company for $12.00 a share
in cash.
"""
    )
    assert roles(deal) == {"Orrinfell Systems, Inc.": "target", "Tarn Resources Company": "buyer"}


def named(told: str, item: str = "1.01") -> dict[str, str]:
    return roles(only_deal(f"Item {item}. News.\n\n{told}"))


@pytest.mark.parametrize(
    ("told", "others"),
    [
        (
            "On March 4, 2019, Orrinfell Systems, Inc. sold in a private placement to three accredited investors, Tarn "
            "Offshore Fund, Ltd., Vellan Opportunities L.P. and The Orr Family Trust, 900,000 preferred shares.",
            {"Tarn Offshore Fund, Ltd.", "Vellan Opportunities L.P.", "The Orr Family Trust"},
        ),
        (
            "Orrinfell Systems, Inc. has entered into a terms agreement, dated March 4, 2019, under which Vellan "
            'Brothers & Co. Incorporated and Tarn Securities LLC (collectively, the "Underwriters") agreed to buy '
            "$300 million of its senior notes.",
            {"Vellan Brothers & Co. Incorporated", "Tarn Securities LLC"},
        ),
        (
            "As part of its buyback programme, Orrinfell Systems, Inc. and Vellan & Co. LLC (the "
            '"Dealer") entered into an accelerated share repurchase agreement on March 4, 2019.',
            {"Vellan & Co. LLC"},
        ),
        (
            "On March 4, 2019, Orrinfell Systems, Inc. agreed to be acquired by Tarn Pharma AB, a Swedish company "
            '("Tarn"), under an Agreement and Plan of Merger.',
            {"Tarn Pharma AB"},
        ),
        (
            "On March 4, 2019, Orrinfell Systems, Inc. repaid and terminated its Loan Agreement dated as of July 9, "
            "2015 with Tarn Growth Capital LLC.",
            {"Tarn Growth Capital LLC"},
        ),
        (
            "Orrinfell Systems, Inc. obtained a $75 million line of credit from a syndicate of banks led by Dunmarrow "
            "Bank, N.A. on March 4, 2019.",
            {"Dunmarrow Bank, N.A."},
        ),
        (
            "On March 4, 2019, Orrinfell Systems, Inc. entered into a merger agreement with Vellan Holdings Corp. and "
            "its wholly owned subsidiary VH Acquisition Sub Inc.",
            {"Vellan Holdings Corp.", "VH Acquisition Sub Inc."},
        ),
    ],
)
def test_parties_stand_in_many_places(told: str, others: set[str]) -> None:
    assert set(named(told)) - {"Orrinfell Systems, Inc."} == others


@pytest.mark.parametrize(
    "told",
    [
        'Orrinfell Systems, Inc. ("Orrinfell") and Vellan Bancorp signed a plan of reorganization under which '
        "Orrinfell is to merge into Vellan Bancorp.",
        "Orrinfell Systems, Inc. and Vellan Bancorp signed a merger agreement under which Vellan Bancorp would acquire "
        "all of Orrinfell Systems, Inc.'s outstanding shares for $14.20 per share.",
        'Orrinfell Systems, Inc. (the "Company") and Vellan Bancorp signed a merger agreement, and each holder of '
        "Company shares will receive $9. The Company will become a wholly owned subsidiary of Vellan Bancorp.",
    ],
)
def test_whoever_is_taken_over_is_the_target(told: str) -> None:
    expected = {"Orrinfell Systems, Inc.": "target", "Vellan Bancorp": "buyer"}
    assert named(f"On March 4, 2019, {told}") == expected


def test_a_name_that_brackets_give_an_agreement_is_not_the_registrants() -> None:
    told = 'On March 4, 2019, Orrinfell Systems, Inc. signed a Guaranty Agreement (the "Guaranty") with Tarn Water Inc.'
    registrant = only_deal(f"Item 1.01. News.\n\n{told}").parties[0]
    assert (registrant.name, registrant.defined_name) == ("Orrinfell Systems, Inc.", None)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "On March 4, 2019, Orrinfell Systems, Inc., through its subsidiary OS Coatings, Inc., purchased the assets "
            "of Old Tarn Paint Company.",
            {"Orrinfell Systems, Inc.": "buyer", "OS Coatings, Inc.": "buyer", "Old Tarn Paint Company": "seller"},
        ),
        (
            "On March 4, 2019, Orrinfell Systems, Inc. signed an asset purchase agreement with Tarn Foods Company "
            '("Tarn"). Tarn agreed to purchase the Quarrow product line.',
            {"Orrinfell Systems, Inc.": "seller", "Tarn Foods Company": "buyer"},
        ),
        (
            "On March 4, 2019, Orrinfell Systems, Inc. signed a merger agreement with Tarn Acquisition Corp., a "
            "special purpose acquisition company, under which Orrinfell Systems, Inc. will become a subsidiary of it.",
            {"Orrinfell Systems, Inc.": "target", "Tarn Acquisition Corp.": "buyer"},
        ),
        (
            "On March 4, 2019, Tarn Capital Partners submitted to the board of Orrinfell Systems, Inc. a proposal to "
            "acquire all of its outstanding shares for $6.50 per share.",
            {"Orrinfell Systems, Inc.": "target", "Tarn Capital Partners": "buyer"},
        ),
        (
            "On March 4, 2019, the merger of Tarn Merger Sub, Inc., a subsidiary of Vellan plc, with and into "
            "Orrinfell Systems, Inc. took effect.",
            {"Orrinfell Systems, Inc.": "target", "Tarn Merger Sub, Inc.": "merger_sub", "Vellan plc": "buyer"},
        ),
    ],
)
def test_sides_of_a_sale(told: str, expected: dict[str, str]) -> None:
    assert named(told, "8.01" if "submitted" in told else "1.01") == expected


def test_who_acts_as_agent_is_no_investor() -> None:
    told = (
        "On March 4, 2019, Orrinfell Systems, Inc. entered into a securities purchase agreement with Vellan Fund, L.P. "
        "for 900,000 shares of common stock. Tarn Partners LLC acted as exclusive placement agent."
    )
    assert named(told) == {
        "Orrinfell Systems, Inc.": "issuer",
        "Vellan Fund, L.P.": "investor",
        "Tarn Partners LLC": "agent",
    }


def test_a_bank_named_after_the_registrants_subsidiaries_is_none_of_them() -> None:
    told = (
        "On March 4, 2019, Orrinfell Systems, Inc., certain of its subsidiaries as guarantors, the lenders "
        "named in it, and Dunmarrow Bank, N.A., as administrative agent, signed a Credit Agreement."
    )
    assert named(told)["Dunmarrow Bank, N.A."] == "agent"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            'a sales agreement with Castrel Securities, Inc. and Vellan Markets LLC (each, an "Agent" and together, '
            'the "Agents"), through which it may sell common stock for up to $75.0 million.',
            {"Castrel Securities, Inc.": "agent", "Vellan Markets LLC": "agent"},
        ),
        (
            "a securities purchase agreement with certain accredited investors, including Tarn Growth Fund II, L.P., "
            "to sell 5,250,000 shares of common stock at $4.15 per share.",
            {"Tarn Growth Fund II, L.P.": "investor"},
        ),
        (
            'a purchase agreement with Lakepoint Park Fund, LLC ("Lakepoint"), under which Lakepoint has committed to '
            "purchase up to $30,000,000 of our common stock.",
            {"Lakepoint Park Fund, LLC": "investor"},
        ),
        (
            "a settlement agreement with the U.S. Department of Justice and the State of Ohio to resolve claims, and a "
            "Corporate Integrity Agreement with the Office of Inspector General.",
            {
                "U.S. Department of Justice": "claimant",
                "State of Ohio": "claimant",
                "Office of Inspector General": "claimant",
            },
        ),
    ],
)
def test_who_stands_across(told: str, expected: dict[str, str]) -> None:
    deal = only_deal(
        "\nItem 1.01. Entry into a Material Definitive Agreement.\n\nOn March 4, 2019, Orrinfell Systems, Inc. entered "
        f"into {told}\n"
    )
    assert {name: role for name, role in roles(deal).items() if name != "Orrinfell Systems, Inc."} == expected
    assert deal.title is None


def test_a_bank_that_merges_with_another_s_afterwards_is_no_party() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. ("Orrinfell") and Quell Bancshares, Inc. ("Quell") entered into an Agreement
and Plan of Merger, under which Quell will merge with and into Orrinfell. Afterwards, Quell's bank will merge with and
into Orrinfell Bank.
"""
    )
    assert roles(deal) == {"Orrinfell Systems, Inc.": "buyer", "Quell Bancshares, Inc.": "target"}


def test_who_is_called_the_issuer_sells_the_notes_and_its_parent_does_not() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Castrel Escrow LLC (the "Issuer"), a wholly owned subsidiary of Orrinfell Systems, Inc., completed its
private offering of $650,000,000 aggregate principal amount of 6.250% Senior Secured Notes due 2026.
"""
    )
    assert roles(deal) == {"Orrinfell Systems, Inc.": "other", "Castrel Escrow LLC": "issuer"}
    assert deal.headline == "Castrel Escrow LLC completed its note offering."


def test_a_seller_is_not_what_bears_its_name() -> None:
    deal = only_deal(
        """
Item 2.01. Completion of Acquisition or Disposition of Assets.

On March 4, 2019, Orrinfell Systems, Inc. ("Orrinfell") entered into a Share Purchase Agreement by and between Castrel
Lamp Works N.V. ("Castrel") and Orrinfell, under which Orrinfell agreed to purchase from Castrel all of the outstanding
capital stock of Castrel Speech GmbH ("CSG"). On March 4, 2019, Orrinfell completed its acquisition of all of the
outstanding capital stock of CSG. The price delivered to Castrel was $21.7 million.
"""
    )
    assert roles(deal)["Castrel Lamp Works N.V."] == "seller"
    assert roles(deal)["Castrel Speech GmbH"] == "target"
