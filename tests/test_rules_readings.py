"""The built-in extractor and readings that once went wrong: invented companies and people, told in several ways."""

from __future__ import annotations

import pytest

from tests.test_rules import facts, only_deal, roles

SEPARATION = """
Item 5.02. Departure of Directors or Certain Officers.

(b) On March 1, 2019, Orrinfell Systems, Inc. (the "Company") and Ulric P. Sandmoor agreed that Mr. Sandmoor would leave
as Chief Operating Officer.

(c) Petra L. Holmwick, 51, the Company's Treasurer since 2011, was named interim Chief Operating Officer, at no change
in pay.

(e) On March 4, 2019, the Company and Mr. Sandmoor entered into a Separation Agreement, under which he is to receive:

{first} a severance payment of $210,000, payable over nine months;

{second} a lump sum of $18,000 for the cost of insurance.
"""


@pytest.mark.parametrize("marks", [("(1)", "(2)"), ("(i)", "(ii)"), ("-", "-")])
def test_the_list_under_an_agreement_is_of_whom_it_was_told_last(marks: tuple[str, str]) -> None:
    deal = only_deal(SEPARATION.format(first=marks[0], second=marks[1]))
    assert roles(deal) == {"Orrinfell Systems, Inc.": "employer", "Ulric P. Sandmoor": "executive"}
    assert facts(deal.amounts) == {("severance", "$210,000"), ("severance", "$18,000")}


@pytest.mark.parametrize(
    "right",
    [
        "Dunmarrow may terminate the agreement on 120 days' notice.",
        "Either party can cancel the agreement if the other does not perform.",
        "The Company has the right to terminate the agreement at any time after March 1, 2021.",
        "The agreement is to be terminated if the product is withdrawn.",
    ],
)
def test_what_may_be_ended_has_not_been(right: str) -> None:
    deal = only_deal(
        f"""
Item 1.01. Entry into a Material Definitive Agreement.

Orrinfell Systems, Inc. (the "Company") and Dunmarrow Labs, Inc. ("Dunmarrow") are parties to a License Agreement, dated
March 1, 2019, in which the Company grants Dunmarrow an exclusive license to sell its valves in Canada. Dunmarrow will
pay an upfront fee of $4.5 million.

{right} The agreement supersedes a letter agreement of May 2017.
"""
    )
    assert (deal.type, deal.action, deal.title) == ("license", "entered", "License Agreement")
    assert {("agreement", "March 1, 2019"), ("original_agreement", "May 2017")} <= facts(deal.dates)
    assert facts(deal.amounts) == {("upfront_payment", "$4.5 million")}


def test_an_option_that_was_exercised_extends_a_contract() -> None:
    deal = only_deal(
        """
Item 8.01. Other Events.

Dunmarrow Gas, Inc. exercised its option to extend the contract with Orrinfell Systems, Inc. for two years.
"""
    )
    assert deal.action == "renewed"


def test_a_paragraph_that_names_a_rule_of_disclosure_is_no_pointer() -> None:
    deal = only_deal(
        """
Item 5.02. Appointment of Certain Officers.

On March 4, 2019, Orrinfell Systems, Inc. appointed Helga T. Brandmoor as Chief Financial Officer. There are no
transactions with Ms. Brandmoor that would need disclosure under Item 404(a) of Regulation S-K.

Ms. Brandmoor will receive an annual base salary of $310,000.
"""
    )
    assert roles(deal) == {"Orrinfell Systems, Inc.": "employer", "Helga T. Brandmoor": "executive"}


@pytest.mark.parametrize(
    "offices", ["Administrative Agent, Swing Line Lender and L/C Issuer", "agent, issuing bank and Swingline Lender"]
)
def test_the_offices_of_a_bank_are_no_parties(offices: str) -> None:
    deal = only_deal(
        f"""
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into a Credit Agreement among Orrinfell Systems, Inc., as borrower,
First Tarn Bank, N.A., as {offices}, Second Dunmarrow Bank, as Syndication Agent, and the other lenders. It provides for
a revolving facility of $40 million.
"""
    )
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "borrower",
        "First Tarn Bank, N.A.": "agent",
        "Second Dunmarrow Bank": "agent",
    }


def test_spending_on_an_illness_is_no_term_of_a_license() -> None:
    deal = only_deal(
        """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. entered into a License Agreement with Dunmarrow Labs, Inc. for an upfront
license fee of $6 million. Yearly spending on the illness exceeds $3 billion.
"""
    )
    assert facts(deal.amounts) == {("upfront_payment", "$6 million")}
