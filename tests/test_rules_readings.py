"""The built-in extractor and readings that once went wrong: invented companies and people, told in several ways."""

from __future__ import annotations

import pytest

from tests.test_rules import facts, only_deal, proposed, roles

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


TRANSITION = """
Item 5.02. Departure of Directors or Certain Officers; Appointment of Certain Officers.

On March 1, 2019, Ulric P. Sandmoor told the Board of Orrinfell Systems, Inc. (the "Company") that he will retire as
Chief Executive Officer, effective June 3, 2019 (the "{name}"). Mr. Sandmoor will stay on the Board.

On March 4, 2019, the Company named Petra L. Holmwick, 51, to succeed him on {used}. Ms. Holmwick will be paid an annual
base salary of $540,000.
"""


@pytest.mark.parametrize("name", ["Transition Date", "Start Date"])
def test_a_day_that_another_paragraph_gives_a_name_is_known_by_it(name: str) -> None:
    deal = only_deal(TRANSITION.format(name=name, used=f"the {name}"))
    assert ("effective", "June 3, 2019") in facts(deal.dates)
    unused = only_deal(TRANSITION.format(name=name, used="that day"))
    assert "June 3, 2019" not in {words for _, words in facts(unused.dates)}


SALE = """
Item 2.01. Completion of Acquisition or Disposition of Assets.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") sold its Valve Division to Dunmarrow Works, LLC under an Asset
Purchase Agreement dated February 1, 2019, for a purchase price of $30 million in cash. {more}
"""


@pytest.mark.parametrize(
    ("more", "kind", "words"),
    [
        (
            "The Company may receive up to $4 million if the division's EBITDA exceeds a target.",
            "earnout",
            "$4 million",
        ),
        ("The Company can later earn $4 million, depending on the sales of 2020.", "earnout", "$4 million"),
        (
            "Were the agreement terminated for want of financing, the buyer would have to pay the Company $2 million.",
            "termination_fee",
            "$2 million",
        ),
        (
            "The price is adjusted to the extent that working capital at closing is more or less than $6 million.",
            "other",
            "$6 million",
        ),
        ("The Company's duty to indemnify the buyer is limited to $3 million.", "other", "$3 million"),
        ("The buyer showed a commitment letter of Tarn Bank for senior debt of $9 million.", "other", "$9 million"),
    ],
)
def test_not_every_sum_told_of_a_sale_is_its_price(more: str, kind: str, words: str) -> None:
    deal = only_deal(SALE.format(more=more))
    assert ("purchase_price", "$30 million") in facts(deal.amounts)
    assert [amount.kind for amount in deal.amounts if words in amount.words] == [kind]


def test_what_is_held_in_escrow_is_held_for_a_time() -> None:
    deal = only_deal(SALE.format(more="Of it, $2 million will be held in escrow for fifteen months."))
    assert facts(deal.durations) == {("other", "fifteen months")}


def test_what_was_paid_to_end_a_loan_is_no_fee_and_what_it_allowed_was_before() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into a Credit Agreement with Tarn Bank, N.A. for a
revolving facility of $70 million. The Company may ask that the facility be enlarged by up to $15 million, no more than
once a year. It replaces the Company's old credit agreement.

The old credit agreement provided for loans of $45 million. The payoff amount was $31 million, including accrued
interest and fees.
"""
    )
    assert facts(deal.amounts) == {
        ("commitment", "$70 million"),
        ("accordion", "$15 million"),
        ("previous_commitment", "$45 million"),
        ("other", "$31 million"),
    }


@pytest.mark.parametrize(
    "told",
    [
        "The largest buyer was Vellan Growth Fund, L.P., which invested $2 million.",
        "Among them was Vellan Growth Fund, L.P., which purchased shares for $2 million.",
    ],
)
def test_who_invested_is_a_party_wherever_it_is_told(told: str) -> None:
    deal = only_deal(
        f"""
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") closed a private placement of 800,000 shares of its common
stock to nine accredited investors at $6.25 per share, for gross proceeds of $5 million. The closing price of the common
stock on March 1, 2019, the last day before the price was agreed, was $6.40.

The shares have not been registered. The Company will use the proceeds for research. Its shares are listed on Nasdaq.

{told} Tarn Securities, LLC acted as placement agent and was paid a fee of 4% of the proceeds, or $200,000, and
reimbursed for its costs.
"""
    )
    assert roles(deal)["Vellan Growth Fund, L.P."] == "investor"
    assert ("fee", "$200,000") in facts(deal.amounts)
    assert "March 1, 2019" not in {words for _, words in facts(deal.dates)}


def test_each_line_of_a_list_of_exhibits_is_read_by_itself() -> None:
    first, second = proposed(
        """
Item 1.01. Entry into a Material Definitive Agreement.

Orrinfell Systems, Inc. (the "Company") entered into a Supply Agreement with Dunmarrow Works, LLC (the "Supply
Agreement") for a term of four years.

The Company also entered into a License Agreement with Vellan Labs, Inc. (the "License Agreement"), under which it pays
a royalty of 3%.

Item 9.01. Financial Statements and Exhibits.

(d) Exhibits
    10.1  Supply Agreement dated March 1, 2019
    10.2  License Agreement dated March 4, 2019
"""
    ).deals
    assert facts(first.dates) == {("agreement", "March 1, 2019")}
    assert facts(second.dates) == {("agreement", "March 4, 2019")}


PAY = """
Item {item}. An Item.

On March 1, 2019, the {who} of Orrinfell Systems, Inc. (the "Company") {told}
"""


@pytest.mark.parametrize(
    ("item", "told", "action", "paid"),
    [
        (
            "1.01",
            "set the following annual retainers for its outside directors:\n\nEach director\t$40,000",
            "entered",
            1,
        ),
        ("1.01", "changed the fees paid to directors who are not employees. Each is to have $36,000.", "amended", 1),
        ("1.01", "approved an increase in the retainers of its directors from $30,000 to $36,000.", "amended", 2),
        (
            "8.01",
            "approved changes to the compensation of its outside directors, who will be paid $36,000.",
            "amended",
            1,
        ),
        ("1.01", "set the 2019 base salaries of its officers at $500,000 and $320,000.", "entered", 2),
    ],
)
def test_what_directors_and_officers_are_paid_is_a_deal(item: str, told: str, action: str, paid: int) -> None:
    deal = only_deal(PAY.format(item=item, who="Board of Directors", told=told))
    assert (deal.type, deal.action, len(deal.amounts)) == ("compensation", action, paid)
    assert ("agreement", "March 1, 2019") in facts(deal.dates)
    assert deal.headline.startswith(
        f"Orrinfell Systems, Inc. {'set' if action == 'entered' else 'changed'} the pay of its "
    )


@pytest.mark.parametrize(
    "told",
    [
        "approved an adjustment to the pay of Petra L. Holmwick. Ms. Holmwick's salary is now $320,000.",
        "raised the base salary of Ms. Petra L. Holmwick, its Treasurer, from $300,000 to $320,000.",
        "approved an increase in the annual base salary of its President, Petra L. Holmwick, to $320,000.",
    ],
)
def test_a_raise_changes_the_pay_of_one_and_is_no_agreement(told: str) -> None:
    deal = only_deal(PAY.format(item="5.02", who="Compensation Committee", told=told))
    assert (deal.type, deal.action) == ("employment", "amended")
    assert deal.headline == "Orrinfell Systems, Inc. changed the pay of Petra L. Holmwick."
    assert ("agreement", "March 1, 2019") in facts(deal.dates)


AWARDS = PAY.format(
    item="5.02",
    who="Compensation Committee",
    told="""approved a change in the pay of Ulric P. Sandmoor. It raised Mr. Sandmoor's salary to $450,000.

The Committee also approved grants of restricted stock to Petra L. Holmwick, the Company's Treasurer, and Mr. Sandmoor.

Petra L. Holmwick{mark}restricted stock awards of 24,000 shares. Half of them vest over two years.

Ulric P. Sandmoor{mark}restricted stock awards of 36,000 shares. All of them vest over three years.
""",
)


@pytest.mark.parametrize("mark", [" - ", ": ", " \u2014 "])
def test_packages_told_row_by_row_are_deals_of_their_own(mark: str) -> None:
    first, second = proposed(AWARDS.format(mark=mark)).deals
    assert roles(first) == {"Orrinfell Systems, Inc.": "employer", "Petra L. Holmwick": "executive"}
    assert roles(second) == {"Orrinfell Systems, Inc.": "employer", "Ulric P. Sandmoor": "executive"}
    assert (first.type, first.action, second.type, second.action) == ("employment", "entered", "employment", "amended")
    assert [amount.words for amount in (*first.amounts, *second.amounts)] == ["$450,000"]
    assert facts(first.dates) == facts(second.dates) == {("agreement", "March 1, 2019")}
    assert (facts(first.durations), facts(second.durations)) == (
        {("vesting", "two years")},
        {("vesting", "three years")},
    )


def test_like_awards_told_row_by_row_are_one_deal() -> None:
    deal = only_deal(
        PAY.format(
            item="5.02",
            who="Compensation Committee",
            told="""granted options to two officers, which vest one-third on March 1, 2020, and the rest a year later:

Ulric P. Sandmoor, Chief Executive Officer - an option on 90,000 shares at $14.20 per share.

Petra L. Holmwick, Chief Financial Officer - an option on 50,000 shares at $14.20 per share.
""",
        )
    )
    assert deal.type == "compensation"
    assert set(roles(deal)) == {"Orrinfell Systems, Inc.", "Ulric P. Sandmoor", "Petra L. Holmwick"}
    assert facts(deal.dates) == {("agreement", "March 1, 2019"), ("other", "March 1, 2020")}


def test_a_director_paid_as_the_others_are_is_no_deal() -> None:
    draft = proposed(
        PAY.format(
            item="5.02",
            who="Board",
            told="elected Petra L. Holmwick as a director. Like the other outside directors, Ms. Holmwick will receive "
            "4,000 restricted stock units.",
        )
    )
    assert not draft.deals


@pytest.mark.parametrize(
    ("told", "paper"),
    [
        ("signed an offer letter with Petra L. Holmwick, under which her employment begins in May.", "an offer letter"),
        (
            "entered into a separation and release agreement with Petra L. Holmwick, whose employment ends.",
            "a separation",
        ),
        ("entered into a retention agreement with Petra L. Holmwick for her continued employment.", "a retention"),
    ],
)
def test_an_executives_paper_is_called_as_the_filing_calls_it(told: str, paper: str) -> None:
    deal = only_deal(
        f"""
Item 5.02. Compensatory Arrangements of Certain Officers.

On March 1, 2019, Orrinfell Systems, Inc. (the "Company") {told} Ms. Holmwick will receive $90,000.
"""
    )
    assert deal.type == "employment"
    assert deal.headline.startswith(f"Orrinfell Systems, Inc. entered into {paper}")


STAKE = """
Item 8.01. Other Events.

{told}
"""


@pytest.mark.parametrize(
    "told",
    [
        "In March 2019, Orrinfell Systems, Inc. invested $1.8 million in Dunmarrow Labs, Inc. for 12% of its shares.",
        "Orrinfell Systems, Inc. said that it has made an investment of $1.8 million in Dunmarrow Labs, Inc., a maker "
        "of valves, in return for a 12% interest.",
        "Orrinfell Systems, Inc. bought a 12% stake in Dunmarrow Labs, Inc. for $1.8 million on March 1, 2019.",
    ],
)
def test_a_stake_taken_without_a_word_of_agreement_is_a_deal(told: str) -> None:
    deal = only_deal(STAKE.format(told=told))
    assert (deal.type, deal.action) == ("equity", "completed")
    assert roles(deal) == {"Orrinfell Systems, Inc.": "investor", "Dunmarrow Labs, Inc.": "issuer"}
    assert deal.headline == "Orrinfell Systems, Inc. invested in Dunmarrow Labs, Inc."
    assert [amount.words for amount in deal.amounts] == ["$1.8 million"]


def test_who_invests_in_the_registrant_is_its_investor() -> None:
    deal = only_deal(
        STAKE.format(
            told="On March 1, 2019, Vellan Capital, L.P. invested $6 million in Orrinfell Systems, Inc. and received "
            "500,000 shares."
        )
    )
    assert roles(deal) == {"Orrinfell Systems, Inc.": "issuer", "Vellan Capital, L.P.": "investor"}


def test_what_is_put_into_ones_own_plants_is_no_deal() -> None:
    told = "Orrinfell Systems, Inc. has invested $50 million in its plants since 2015, for better goods."
    assert not proposed(STAKE.format(told=told)).deals


@pytest.mark.parametrize(
    ("told", "role"),
    [
        (
            "signed a supply contract under which it will purchase from Dunmarrow Steel, Inc. 40,000 tons a year.",
            "customer",
        ),
        ("agreed to buy all of its needs of resin from Dunmarrow Steel, Inc. through 2023.", "customer"),
        ("extended its supply contract. It will go on buying steel from Dunmarrow Steel, Inc.", "customer"),
        ("signed a supply contract under which 500 pumps will be sold to Dunmarrow Steel, Inc.", "supplier"),
        ("signed a contract under which it is to deliver 500 pumps to Dunmarrow Steel, Inc.", "supplier"),
    ],
)
def test_who_supplies_is_told_by_from_and_to(told: str, role: str) -> None:
    deal = only_deal(STAKE.format(told=f"On March 1, 2019, Orrinfell Systems, Inc. {told}"))
    other = {"customer": "supplier", "supplier": "customer"}[role]
    assert (deal.type, roles(deal)) == ("supply", {"Orrinfell Systems, Inc.": role, "Dunmarrow Steel, Inc.": other})


@pytest.mark.parametrize("aside", ["(as amended on June 3, 2016", "(as previously amended as of June 3, 2016"])
def test_an_amendment_in_between_is_neither_the_first_nor_the_new_one(aside: str) -> None:
    deal = only_deal(
        f"""
Item 1.01. Entry into a Material Definitive Agreement.

On March 1, 2019, Orrinfell Systems, Inc. (the "Company") and Tarn Bank, N.A. entered into a forbearance agreement under
a credit agreement {aside}, the "Credit Agreement") for loans of $20 million.
"""
    )
    assert facts(deal.dates) == {("agreement", "March 1, 2019"), ("other", "June 3, 2016")}


def test_a_subsidiary_that_receives_an_investment_is_no_investor() -> None:
    deal = only_deal(
        STAKE.format(
            told="On March 1, 2019, Tarn Sensors, Inc., a majority-owned subsidiary of Orrinfell Systems, Inc., said "
            "that it is the recipient of a $2.4 million investment from the Ohio Growth Fund."
        )
    )
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "issuer",
        "Tarn Sensors, Inc.": "issuer",
        "Ohio Growth Fund": "investor",
    }


def test_a_lease_for_a_term_ending_on_a_day_ends_on_it() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 1, 2019, Orrinfell Systems, Inc. entered into a Lease with Tarn Realty, LLC for an initial term of 12 years
ending May 31, 2031. The rent is $30,000 a month.
"""
    )
    assert ("expiration", "May 31, 2031") in facts(deal.dates)


@pytest.mark.parametrize("link", ["that start at 14% and climb to 21%", "of 14%, rising to 21%"])
def test_a_royalty_that_rises_has_two_rates(link: str) -> None:
    deal = only_deal(
        f"""
Item 1.01. Entry into a Material Definitive Agreement.

On March 1, 2019, Orrinfell Systems, Inc. entered into a License Agreement with Dunmarrow Labs, Inc. It will pay
royalties {link} on sales above $200 million.
"""
    )
    assert facts(deal.percentages) == {("royalty_rate", "14%"), ("royalty_rate", "21%")}


def test_pay_under_a_letter_told_of_somebody_who_leaves_is_a_deal() -> None:
    deal = only_deal(
        """
Item 5.02. Departure of Certain Officers.

Ulric P. Sandmoor told Orrinfell Systems, Inc. on March 1, 2019 that he will retire. Under a letter agreement of
March 4, 2019, Mr. Sandmoor will act as a consultant, for which the Company will pay him $12,000 a month.
"""
    )
    assert (deal.type, [amount.words for amount in deal.amounts]) == ("employment", ["$12,000"])


MERGED = """
Introductory Note.

As previously disclosed in the Current Report on Form 8-K filed by Orrinfell Systems, Inc. (the "Company") on January 9,
2019, the Company entered into an Agreement and Plan of Merger, dated as of January 8, 2019 (the "Merger Agreement"),
with Dunmarrow Parent, Inc. ("Parent") and Dunmarrow Merger Sub, Inc., a wholly owned subsidiary of Parent ("Merger
Sub"). On March 1, 2019, as the Merger Agreement provides, Merger Sub merged with and into the Company, which thereby
became a wholly owned subsidiary of Parent (the "Merger").

Item 2.01. Completion of Acquisition or Disposition of Assets.

The information set forth in the Introductory Note is incorporated herein by reference. At the effective time of the
Merger, each share of the Company's common stock was converted into the right to receive $14.75 in cash.
"""


def test_a_note_that_mentions_an_earlier_report_tells_the_closing() -> None:
    assert roles(only_deal(MERGED)) == {
        "Orrinfell Systems, Inc.": "target",
        "Dunmarrow Parent, Inc.": "buyer",
        "Dunmarrow Merger Sub, Inc.": "merger_sub",
    }


SOLD = """
Item 1.01. Entry into a Material Definitive Agreement.

On March 1, 2019, Orrinfell Systems, Inc. (the "Company") and its wholly owned subsidiary Orrinfell Holdings, LLC (the
"Seller") entered into an Equity Purchase Agreement with Dunmarrow Partners LP (the "Purchaser"), pursuant to which the
Purchaser has agreed to acquire all of the membership interests of Penhallow Cold Storage, LLC ("Penhallow"), which
operates the Company's warehouses. The Purchaser will pay the Seller $187.5 million in cash at the closing.
"""


def test_the_owner_of_the_seller_does_not_buy() -> None:
    found = roles(only_deal(SOLD))
    assert found["Orrinfell Systems, Inc."] == "seller"
    assert found["Orrinfell Holdings, LLC"] == "seller"
    assert found["Dunmarrow Partners LP"] == "buyer"


def test_what_a_salary_was_raised_from_is_a_salary_too() -> None:
    deal = only_deal("""
Item 5.02. Departure of Directors or Certain Officers.

On March 1, 2019, the Compensation Committee of Orrinfell Systems, Inc. approved an increase in the annual base salary
of Ulric P. Sandmoor, Chief Operating Officer, from $450,000 to $500,000 and an award of 25,000 restricted stock units.
""")
    assert facts(deal.amounts) == {("salary", "$450,000"), ("salary", "$500,000")}


@pytest.mark.parametrize(
    ("told", "subject"),
    [
        ("the sale of its Pale Imaging division to Tarn Vale Glass, LLC", "It concerns its Pale Imaging division."),
        (
            "the sale to Tarn Vale Glass, LLC, a maker of lenses, of the Company's Pale Imaging division",
            "It concerns the Company's Pale Imaging division.",
        ),
        (
            "the acquisition of substantially all of the assets, and the assumption of certain of the liabilities, of "
            "the Kessler Division of Tarn Vale Glass, LLC",
            "It concerns substantially all of the assets of the Kessler Division of Tarn Vale Glass, LLC.",
        ),
    ],
)
def test_a_sale_says_what_is_sold(told: str, subject: str) -> None:
    deal = only_deal(f"""
Item 2.01. Completion of Acquisition or Disposition of Assets.

On March 1, 2019, Orrinfell Systems, Inc. (the "Company") completed {told}.
""")
    assert deal.subject == subject


def test_a_notice_period_that_is_extended_renews_no_agreement() -> None:
    deal = only_deal("""
Item 8.01. Other Events.

On March 1, 2019, Orrinfell Systems, Inc. and Ulric P. Sandmoor, its Chief Executive Officer, extended the required
notice date for non-renewal in Mr. Sandmoor's employment agreement dated May 3, 2014 to April 1, 2019.
""")
    assert (deal.type, deal.action) == ("employment", "amended")
