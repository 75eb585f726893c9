"""The built-in extractor and what stands apart in one filing: other people, other contracts, other names."""

from __future__ import annotations

import pytest

from tests.test_rules import facts, only_deal, proposed, roles


def test_executives_under_headings_of_their_own_have_deals_of_their_own() -> None:
    first, second = proposed(
        """
Item 5.02. Departure of Directors or Certain Officers; Election of Directors.

(b), (c) On March 4, 2019, Orrinfell Systems, Inc. (the "Company") said that Tobias R. Quell would leave as Chief
Executive Officer on April 1, 2019. Janet Vellan, age 50, will follow him. There is no family relationship between
Ms. Vellan and Mr. Quell.

(e) Separation Agreement with Mr. Quell. Under a Separation Agreement dated March 4, 2019, Mr. Quell will receive
$810,000, being eighteen months' base salary, in equal payments.

Employment Agreement with Ms. Vellan. Her employment agreement has a term of three years. She will be paid a base salary
of $615,000.
"""
    ).deals
    assert set(roles(first)) == {"Orrinfell Systems, Inc.", "Tobias R. Quell"}
    assert set(roles(second)) == {"Orrinfell Systems, Inc.", "Janet Vellan"}
    assert first.title == "Separation Agreement"
    assert facts(first.amounts) == {("severance", "$810,000")}
    assert facts(second.amounts) == {("salary", "$615,000")}


def test_a_lease_with_somebody_else_stands_beside_a_sale() -> None:
    sale, lease = proposed(
        """
Item 1.01. Entry into a Material Definitive Agreement.

Sale of Mill Road Plant

By a Purchase and Sale Contract signed on March 1, 2019, Orrinfell Systems, Inc. (the 'Company') agreed to convey to
Tarn Commons, Inc. its plant on Mill Road for a price of $4,150,000.

Lease of New Plant

To replace it, the Company on March 4, 2019 signed a lease with Vellan Associates, LLC for 48,000 square feet. Annual
base rent is $336,000.
"""
    ).deals
    assert (sale.type, lease.type) == ("asset_purchase", "lease")
    assert roles(sale) == {"Orrinfell Systems, Inc.": "seller", "Tarn Commons, Inc.": "buyer"}
    assert roles(lease) == {"Orrinfell Systems, Inc.": "tenant", "Vellan Associates, LLC": "landlord"}


def test_a_private_person_s_loan_told_separately_is_a_deal_of_its_own() -> None:
    first, second = proposed(
        """
Item 1.01. Entry into a Material Definitive Agreement.

FORBEARANCE AGREEMENT. On March 1, 2019 Orrinfell Systems, Inc. (the "Company") and Tarn Commerce Bank (the "Bank")
executed a Forbearance Agreement to the Loan Agreement dated May 2, 2016.

DIRECTOR'S NOTE. Separately, on March 4, 2019, the Company borrowed $1,300,000 from Osric T. Vellan, its chairman, and
gave him an unsecured promissory note. The note bears interest at 9%, all of it due together with principal on
September 4, 2020. Mr. Vellan may convert it into common stock.
"""
    ).deals
    assert roles(first) == {"Orrinfell Systems, Inc.": "borrower", "Tarn Commerce Bank": "lender"}
    assert roles(second) == {"Orrinfell Systems, Inc.": "borrower", "Osric T. Vellan": "lender"}
    assert facts(second.amounts) == {("principal", "$1,300,000")}
    assert ("maturity", "September 4, 2020") in facts(second.dates)


def test_a_merger_called_off_is_ended() -> None:
    deal = only_deal(
        """
Item 5. Other Events.

Orrinfell Systems, Inc. and Tarn Bioworks, Inc. ("Tarn") announced on March 4, 2019 that they had mutually agreed to
abandon their merger. A Termination and Release Agreement was signed on March 3, 2019. It ends the Agreement and Plan of
Reorganization of October 9, 2018.
"""
    )
    assert deal.action == "terminated"
    assert deal.title == "Agreement and Plan of Reorganization"
    assert ("original_agreement", "October 9, 2018") in facts(deal.dates)


@pytest.mark.parametrize("explained", ["Vellan Telecom Europe Limited (the 'Buyer')", "Vellan Telecom Europe Limited"])
def test_a_later_agreement_with_whom_another_explains(explained: str) -> None:
    called = "the Buyer" if "Buyer" in explained else "Vellan"
    deals = proposed(
        f"""
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") granted {explained} the exclusive right to sell its meters in
Spain under a Distribution Agreement (the "Distribution Agreement"). {called} pays a fee of $600,000.

At the same time, the Company and {called} signed a letter of intent under which {called} would purchase two shops for
$5.2 million in cash. The letter of intent is not binding.
""".replace(" the Buyer pays", " The Buyer pays")
    ).deals
    assert len(deals) == 2
    assert roles(deals[1]) == {"Orrinfell Systems, Inc.": "seller", "Vellan Telecom Europe Limited": "buyer"}


def test_executives_of_a_table_are_named_in_full() -> None:
    deal = only_deal(
        """
Item 5.02. Compensatory Arrangements of Certain Officers.

On March 4, 2019 the Committee of Orrinfell Systems, Inc. adopted a Retention Plan. Awards under it total $1.3 million:

Name     Title     Award

Ines-Marie Quell     Chief Financial Officer     $385,000

Everett Tarn     Chief Operating Officer     $360,000
"""
    )
    assert {"Ines-Marie Quell", "Everett Tarn"} <= set(roles(deal))


def test_parts_under_lettered_headings_are_deals_of_their_own() -> None:
    venture, settlement = proposed(
        """
ITEM 5. OTHER EVENTS.

(a) VENTURE. On March 4, 2019, Orrinfell Systems, Inc. (the "Company") and Siderurgica Vellan, a Brazilian corporation
("Vellan"), executed a Joint Venture Agreement. Each will contribute $18.5 million in cash.

(b) SETTLEMENT. On March 6, 2019, the Company entered into a settlement agreement with Tarn Coke Company ("Tarn") that
ends the action Tarn began in Ohio, in which it alleged a breach of contract. The Company paid Tarn $7.5 million.
"""
    ).deals
    assert (venture.type, settlement.type) == ("joint_venture", "settlement")
    assert set(roles(venture)) == {"Orrinfell Systems, Inc.", "Siderurgica Vellan"}
    assert set(roles(settlement)) == {"Orrinfell Systems, Inc.", "Tarn Coke Company"}


def test_a_sublease_and_the_rows_of_a_lease() -> None:
    lease, sublease = proposed(
        """
Item 1.01. Entry into a Material Definitive Agreement.

New Lease

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into an office lease (the "Lease") with Vellan Gateway
LLC for 81,000 square feet. The rent is payable at these rates, and is secured by a letter of credit for $900,000:

Months of term     Rent per square foot     Annual base rent

1 - 24     $21.50     $1,741,500

25 - 60     $23.00     $1,863,000

Sublease of Old Offices

On March 6, 2019 we agreed to sublet to Tarn Legal, P.S. the space we now occupy. It will pay us base rent of
$40,100 per
month.
"""
    ).deals
    assert roles(lease) == {"Orrinfell Systems, Inc.": "tenant", "Vellan Gateway LLC": "landlord"}
    assert {("rent", "$1,741,500"), ("rent", "$1,863,000"), ("deposit", "$900,000")} <= facts(lease.amounts)
    assert roles(sublease) == {"Orrinfell Systems, Inc.": "landlord", "Tarn Legal, P.S.": "tenant"}


def test_an_agreement_with_creditors_on_all_debt_stands_beside_a_forbearance() -> None:
    forbearance, support = proposed(
        """
Item 1.01. Entry into a Material Definitive Agreement.

Amendment to Forbearance Agreement

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") and Tarn Bank, N.A., as agent, entered into a second amendment
to the Forbearance Agreement dated January 7, 2019 (the "Second Amendment").

Restructuring Support Agreement

Also on March 4, 2019, the Company entered into a Restructuring Support Agreement (the "RSA") with holders of 70% of its
6.5% Senior Notes due 2024, under which they will receive 90% of the new common stock.
"""
    ).deals
    assert (forbearance.type, forbearance.action) == ("credit", "amended")
    assert (support.type, support.action) == ("other", "entered")


def test_executives_whom_a_note_to_the_items_names_in_full() -> None:
    first, second = proposed(
        """
EXPLANATORY NOTE

This Form 8-K/A amends the report in which Orrinfell Systems, Inc. (the "Company") told of the retirement of Osric T.
Vellan as Treasurer and of the appointment of Denise Tarn in his place. The terms of Mr. Vellan's retirement and of
Ms. Tarn's employment had then not been settled. This amendment is filed to supply them.

ITEM 5.02 DEPARTURE OF DIRECTORS OR CERTAIN OFFICERS

(b) and (e) On March 4, 2019, the Company and Mr. Vellan signed a Retirement Agreement. Mr. Vellan is to
receive $180,000.

(c) and (e) On March 6, 2019, the Company entered into an employment agreement with Ms. Tarn. The agreement
provides for a
base salary of $195,000 per year.
"""
    ).deals
    assert roles(first) == {"Orrinfell Systems, Inc.": "employer", "Osric T. Vellan": "executive"}
    assert roles(second) == {"Orrinfell Systems, Inc.": "employer", "Denise Tarn": "executive"}


def test_terms_that_an_item_leaves_to_the_press_release() -> None:
    deal = only_deal(
        """
Item 5. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. ("Orrinfell") and Vellan Pharma AG signed a Collaboration and
License Agreement
on kinases. Further details of the agreement are set out in the press release that Orrinfell issued, a copy of which is
attached as Exhibit 99.1. The research term is three years and may be extended by Vellan for one year, and Vellan will
have the right to end the agreement on notice after its second anniversary, as will Orrinfell, in some circumstances.

EXHIBIT 99.1

ORRINFELL AND VELLAN FORM ALLIANCE

BOSTON, March 5, 2019 - Orrinfell Systems, Inc. and Vellan Pharma AG today announced a worldwide collaboration to find
drugs. Under its terms Vellan will make an up-front payment of $9 million, and milestone payments of up to $31 million.
"""
    )
    assert {("milestone", "$31 million")} <= facts(deal.amounts)


def test_a_note_to_the_items_on_a_closing_names_the_parties_and_the_day() -> None:
    loan, merger = proposed(
        """
INTRODUCTORY NOTE

As previously reported, on January 7, 2019 Orrinfell Systems, Inc. (the "Company") and its wholly owned subsidiary, Tarn
Acquisition Corp. ("Merger Sub"), entered into a merger agreement (the "Merger Agreement") with Vellan Care Corp.
("Vellan"). On March 4, 2019 (the "Closing Date"), the parties completed the transactions contemplated by the Merger
Agreement. The events in this Current Report on Form 8-K took place then.

Item 1.01. Entry into a Material Definitive Agreement.

On the Closing Date, the Company entered into a Term Loan Agreement (the "Term Loan Agreement") with Quell
Bank, N.A., as
agent, for a loan of $210,000,000. It may request incremental term loans of up to $40,000,000.

Item 2.01. Completion of Acquisition or Disposition of Assets.

On the Closing Date, Merger Sub merged with and into Vellan (the "Merger"). Each share of Vellan was converted into the
right to receive its part of $180.4 million, of which $9.5 million was deposited with an escrow agent. The Merger
Agreement was filed before.
"""
    ).deals
    assert facts(loan.amounts) == {("principal", "$210,000,000"), ("accordion", "$40,000,000")}
    assert roles(merger) == {
        "Orrinfell Systems, Inc.": "buyer",
        "Vellan Care Corp.": "target",
        "Tarn Acquisition Corp.": "merger_sub",
    }
    assert ("closing", "March 4, 2019") in facts(merger.dates)
    assert ("escrow", "$9.5 million") in facts(merger.amounts)


def test_a_co_registrant_that_sells_notes_is_their_issuer_and_rows_are_series() -> None:
    deal = only_deal(
        """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company"), Castrel Finance Inc., a Delaware corporation and an indirect,
wholly owned subsidiary of the Company ("Castrel Finance"), and Vellan Holdings Limited ("VHL") entered into an
underwriting agreement with Tarn Securities Inc., as representative of the underwriters, for the offer and sale by
Castrel Finance of $900,000,000 of its senior notes (the "Notes"), as set out below:

Series     Principal amount     Coupon     Maturity

2024 Notes     $400,000,000     2.150%     March 11, 2024

2029 Notes     $500,000,000     3.400%     March 11, 2029

The Notes are guaranteed by the Company and by VHL. The sale of the Notes closed on March 11, 2019.
"""
    )
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "guarantor",
        "Castrel Finance Inc.": "issuer",
        "Vellan Holdings Limited": "guarantor",
        "Tarn Securities Inc.": "underwriter",
    }
    assert {("maturity", "March 11, 2024"), ("maturity", "March 11, 2029")} <= facts(deal.dates)


def test_contracts_of_days_of_their_own_are_deals_of_their_own() -> None:
    deals = proposed(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") and Castrel Foods, Inc. entered into a Co-Manufacturing
Agreement under which Castrel Foods will produce meals for three years, for annual fees of $6.0 million.

On March 6, 2019, the Company entered into a Settlement Agreement and Release with Vellan Packaging Corp. resolving the
lawsuit of 2017. The Company will pay $2.3 million.

On March 7, 2019, the Company entered into a First Amendment to its Revolving Credit Agreement dated as of July 1, 2017
with Tarn Bank, N.A., which increased the maximum borrowing amount from $20 million to $25 million.
"""
    ).deals
    assert [(deal.type, deal.action) for deal in deals] == [
        ("supply", "entered"), ("settlement", "entered"), ("credit", "amended"),
    ]  # fmt: skip
    assert [deal.parties[1].name for deal in deals] == [
        "Castrel Foods, Inc.", "Vellan Packaging Corp.", "Tarn Bank, N.A.",
    ]  # fmt: skip


def test_the_papers_of_one_sale_of_notes_are_one_deal_whatever_their_days() -> None:
    deal = only_deal(
        """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into an Underwriting Agreement with Castrel
Securities,
Inc. for the sale of $300,000,000 of its 4.10% Senior Notes due 2029.

On March 7, 2019, the Company entered into a Third Supplemental Indenture with Tarn Trust Company, as trustee, for them.
"""
    )
    assert {"Castrel Securities, Inc.", "Tarn Trust Company"} <= set(roles(deal))
