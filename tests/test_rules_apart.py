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
