"""The built-in extractor and one thing said in many ways: invented companies, several wordings in each test."""

from __future__ import annotations

import pytest

from summarizer.extraction.rules import propose
from summarizer.reading import read_filing
from summarizer.verification.checks import verify
from tests.test_rules import COVER, SIGNATURE, facts, only_deal, proposed, roles

# -- what was done --


@pytest.mark.parametrize(
    ("item", "told", "action"),
    [
        # done, though nothing is "completed"
        (
            "1",
            "As of May 4, 1998, Tarn Acquisition Corp., a corporation owned by Vellan Partners, L.P., was "
            "merged with and "
            "into the Company under an Agreement and Plan of Merger dated February 2, 1998.",
            "completed",
        ),
        (
            "5.01",
            "On May 4, 2015, pursuant to the Merger Agreement entered into on February 2, 2015, Tarn Merger "
            "Sub, Inc. was "
            "merged into the Company, and the Company became a subsidiary of Vellan Holdings, Inc.",
            "completed",
        ),
        # only what may come to be sold is told of
        (
            "1.01",
            "The Company has set up an at-the-market program under which shares of its common stock having an "
            "aggregate "
            "offering price of up to $40,000,000 may be issued and sold from time to time. It is governed by a Sales "
            "Agreement dated May 4, 2015 with Vellan Securities LLC.",
            "entered",
        ),
        (
            "1.01",
            "On May 4, 2015, the Company signed a Stock Purchase Agreement with Vellan Fund, L.P. for "
            "2,000,000 shares to "
            "be issued and sold at $4.00 per share.",
            "entered",
        ),
        # what goes with it is told first
        (
            "1.01",
            "In connection with the closing of its acquisition of Tarn Foods, Inc., on May 4, 2015, the "
            "Company entered "
            "into a Credit Agreement with Vellan Bank, N.A., as administrative agent, for a $90 million term loan.",
            "entered",
        ),
        (
            "1.01",
            "Following the termination of its prior facility, on May 4, 2015 the Company signed a Loan Agreement with "
            "Vellan Bank, N.A. for a revolving facility of $20 million.",
            "entered",
        ),
        # what was only proposed once
        (
            "2.01",
            "Following the letter of intent announced in March, on May 4, 2015 the Company completed the "
            "purchase of the "
            "assets of Tarn Foods, Inc. for $9,000,000 in cash.",
            "completed",
        ),
        # what was signed stands first
        (
            "1.01",
            "By a Third Amendment dated as of May 4, 2015, Vellan Bank, N.A. agreed to raise the commitment under the "
            "Company's Loan Agreement dated May 1, 2012 from $10 million to $15 million.",
            "amended",
        ),
    ],
)
def test_what_was_done_is_told_by_the_main_verb(item: str, told: str, action: str) -> None:
    deal = only_deal(f'\nItem {item}. Report.\n\nOrrinfell Systems, Inc. (the "Company") reports as follows. {told}\n')
    assert deal.action == action


def test_what_led_to_an_amendment_may_be_told_first() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

Orrinfell Systems, Inc. (the "Company") is a party to its Credit Agreement dated June 4, 2012 (as amended, the "Credit
Agreement") with Dunmarrow Bank, N.A., as agent (the "Agent"), and at December 31, 2014 failed to keep to a covenant.

By a Second Amendment and Waiver dated as of March 30, 2015 (the "Amendment"), the Agent and the lenders have agreed to
waive the default. The commitment is cut from $28,000,000 to $23,000,000.
"""
    )
    assert (deal.action, deal.title) == ("amended", "Second Amendment and Waiver")
    assert {("original_agreement", "June 4, 2012"), ("agreement", "March 30, 2015")} <= facts(deal.dates)


def test_a_loan_under_a_heading_of_its_own_beside_a_purchase_of_shares() -> None:
    bought, lent = proposed(
        """
Item 1.01. Entry into a Material Definitive Agreement.

A. Share Repurchase Agreement

Orrinfell Systems, Inc. ("Orrinfell"), under a Share Repurchase Agreement dated May 4, 2015, bought back
1,000,000 shares
of its common stock from the Estate of Amos Vellan for an aggregate of $9,000,000. Of that sum, $6,000,000 was paid in
cash on May 4, 2015 and the rest by a note.

B. Second Amendment to Loan Agreement

To help pay for it, on May 3, 2015, Dunmarrow National Bank and Orrinfell amended their Loan Agreement of March 2, 2012.
The Second Amendment raises the maximum loan amount from $10,000,000 to $15,000,000.
"""
    ).deals
    assert (bought.type, bought.action, lent.type, lent.action) == ("equity", "completed", "credit", "amended")
    assert facts(bought.amounts) == {("purchase_price", "$9,000,000"), ("purchase_price", "$6,000,000")}
    assert facts(lent.amounts) == {("previous_commitment", "$10,000,000"), ("commitment", "$15,000,000")}
    assert roles(lent) == {"Orrinfell Systems, Inc.": "borrower", "Dunmarrow National Bank": "lender"}
    assert ("original_agreement", "March 2, 2012") in facts(lent.dates)


# -- who is who --


@pytest.mark.parametrize(
    "told",
    [
        "Vellan Securities, LLC served as sole placement agent and received a cash fee.",
        "Vellan Securities, LLC acted as the Company's exclusive placement agent for the offering.",
        "The Company engaged Vellan Securities, LLC as placement agent.",
        "Vellan Securities, LLC was engaged to act as lead placement agent.",
        "Under an engagement letter dated April 2, 2015, Vellan Securities, LLC is acting as our placement agent.",
    ],
)
def test_who_places_shares_is_named_in_a_later_sentence(told: str) -> None:
    deal = only_deal(
        f"""
Item 1.01. Entry into a Material Definitive Agreement.

On May 4, 2015, Orrinfell Systems, Inc. (the "Company") and one institutional investor (the "Purchaser") signed a
Securities Purchase Agreement for 2,000,000 shares of common stock at $4.00 per share.

The offering closed on May 6, 2015. Gross proceeds were $8,000,000.

{told}
"""
    )
    found = roles(deal)
    assert found["Vellan Securities, LLC"] in {"underwriter", "agent"}
    assert found["Orrinfell Systems, Inc."] == "issuer"


@pytest.mark.parametrize(
    "opening",
    [
        'Orrinfell Income Partners IX, a Utah limited partnership (the "Partnership"), sold its Tarn Plaza center, '
        "in Provo, Utah, on May 4, 2015, to Vellan Retail LLC",
        'On May 4, 2015, Orrinfell Income Partners IX (the "Partnership") conveyed its Tarn Plaza center to Vellan '
        "Retail LLC",
        'On May 4, 2015, Vellan Retail LLC bought from Orrinfell Income Partners IX (the "Partnership") the Tarn Plaza '
        "shopping center",
        "On May 4, 2015, Orrinfell Income Partners IX, L.P., a Utah limited partnership, completed the sale "
        "of its Tarn "
        "Plaza shopping center to Vellan Retail LLC",
    ],
)
def test_who_sells_a_building(opening: str) -> None:
    told = f"Item 2.01. Completion of Acquisition or Disposition of Assets.\n\n{opening} for $9,500,000 in cash."
    cover = COVER.replace("Orrinfell Systems, Inc.", "ORRINFELL INCOME PARTNERS IX, L.P.")
    filing = read_filing(cover + told + SIGNATURE)
    (deal,) = propose(filing).deals
    assert verify(filing, propose(filing)).objections == ()
    assert sorted(role for role in roles(deal).values()) == ["buyer", "seller"]
    assert roles(deal)["Vellan Retail LLC"] == "buyer"
    assert ("closing", "May 4, 2015") in facts(deal.dates)


# -- what a sum is --


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("the fee payable by the Company is $7,000,000", "termination_fee"),
        ("such fee will be $7,000,000", "termination_fee"),
        ("the fee is reduced to $7,000,000", "termination_fee"),
        ("Parent must pay a reverse termination fee equal to $7,000,000", "reverse_termination_fee"),
    ],
)
def test_a_fee_told_again(told: str, kind: str) -> None:
    deal = only_deal(
        f"""
Item 1.01. Entry into a Material Definitive Agreement.

On May 4, 2015, Orrinfell Systems, Inc. (the "Company") entered into an Agreement and Plan of Merger with Vellan
Holdings, Inc. ("Parent"). If the Company takes a better offer it must pay Parent a termination fee of $9,000,000; in
other cases {told}.
"""
    )
    assert (kind, "$7,000,000") in facts(deal.amounts)


@pytest.mark.parametrize(
    "told",
    [
        "The net proceeds of the Notes, which were approximately $96.4 million, will repay debt.",
        "The net proceeds from the sale of the Notes were approximately $96.4 million.",
        "Net proceeds to the Company from the issuance and sale of the Notes will be approximately $96.4 million.",
        "Net proceeds from the offering of the Notes, after discounts and expenses, are expected to be about "
        "$96.4 million.",
        "The Company received net proceeds of approximately $96.4 million from the Notes.",
    ],
)
def test_net_proceeds_of_notes(told: str) -> None:
    deal = only_deal(
        f"""
Item 2.03. Creation of a Direct Financial Obligation.

On May 4, 2015, Orrinfell Systems, Inc. (the "Company") issued $100,000,000 principal amount of 6.00% Senior Notes due
2022 (the "Notes") under an Indenture dated May 4, 2015 with Tarn Trust Company, as trustee. {told}
"""
    )
    assert {kind for kind, words in facts(deal.amounts) if "96.4" in words} == {"net_proceeds"}


@pytest.mark.parametrize(
    "told",
    [
        "The Sellers may additionally receive up to $8 million if the business attains specified EBITDA "
        "levels in 2016.",
        "Up to $8 million more will be payable if the business achieves certain revenue targets.",
        "A further $8 million is payable should the business meet agreed earnings goals over two years.",
        "The Company will pay up to $8 million in contingent consideration.",
    ],
)
def test_what_is_paid_if_a_business_does_well(told: str) -> None:
    deal = only_deal(
        f"""
Item 1.01. Entry into a Material Definitive Agreement.

On May 4, 2015, Orrinfell Systems, Inc. (the "Company") signed an Asset Purchase Agreement with Vellan Foods,
Inc. to buy
its snack business. The purchase price is $40 million in cash, subject to adjustment if net working capital differs from
$5.5 million. {told}
"""
    )
    found = facts(deal.amounts)
    assert {kind for kind, words in found if "8 million" in words} == {"earnout"}
    assert ("purchase_price", "$40 million") in found


@pytest.mark.parametrize(
    ("told", "kind", "sum_"),
    [
        (
            "The gross sales price was $9,500,000, of which $4,000,000 retired the mortgage loan.",
            "purchase_price",
            "$9,500,000",
        ),
        ("The contract price was $9,500,000.", "purchase_price", "$9,500,000"),
        ("After costs, the Company received net cash of approximately $4,390,000.", "net_proceeds", "$4,390,000"),
        ("The Company netted $4,390,000 after a brokerage commission of 2%.", "net_proceeds", "$4,390,000"),
    ],
)
def test_what_a_building_fetched(told: str, kind: str, sum_: str) -> None:
    deal = only_deal(
        f"""
Item 2.01. Completion of Acquisition or Disposition of Assets.

On May 4, 2015, Orrinfell Systems, Inc. (the "Company") sold its Tarn Plaza building to Vellan Retail LLC. {told}
"""
    )
    assert {found for found, words in facts(deal.amounts) if sum_ in words} == {kind}


def test_what_is_left_of_a_loan_is_no_fee_and_no_loan() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On May 4, 2015, Orrinfell Systems, Inc. (the "Company") signed a Credit Agreement with Dunmarrow Bank, N.A., as
administrative agent, swingline lender and letter of credit issuer (the "Agent"), for a term loan of $90.0 million. Of
this, $3.0 million went to fees and expenses, and the remaining $17.0 million is for general corporate
purposes. The term
loan is to be repaid in quarterly installments of $2,250,000.
"""
    )
    found = facts(deal.amounts)
    assert {("fee", "$3.0 million"), ("other", "$17.0 million")} <= found
    assert ("previous_commitment", "$2,250,000") not in found
    assert roles(deal)["Dunmarrow Bank, N.A."] == "agent"


# -- dates --


@pytest.mark.parametrize(
    "told",
    [
        "prepaid all amounts under, and ended, the Loan and Security Agreement of October 29, 2012 with Vellan Bank",
        "repaid in full its Loan and Security Agreement dated as of October 29, 2012 with Vellan Bank",
        "terminated the Loan and Security Agreement entered into as of October 29, 2012 with Vellan Bank",
        "paid off and cancelled its Loan and Security Agreement, dated October 29, 2012, as amended, with Vellan Bank",
    ],
)
def test_when_a_loan_ended_and_when_it_was_made(told: str) -> None:
    deal = only_deal(
        f"\nItem 1.02. Termination of a Material Definitive Agreement.\n\n"
        f"On May 4, 2015, Orrinfell Systems, Inc. {told}.\n"
    )
    found = facts(deal.dates)
    assert ("original_agreement", "October 29, 2012") in found
    assert {kind for kind, words in found if words == "May 4, 2015"} <= {"termination", "payment"}


@pytest.mark.parametrize(
    ("told", "action"),
    [
        (
            "Dunmarrow Bank, N.A. extended to Orrinfell Systems, Inc. a term loan of $12,000,000 due May 4, 2020",
            "entered",
        ),
        (
            "Dunmarrow Bank, N.A. extended the maturity of its $12,000,000 term loan to Orrinfell Systems, Inc.",
            "renewed",
        ),
        (
            "Orrinfell Systems, Inc. obtained from the lenders under its Credit Agreement with Dunmarrow Bank, N.A. a "
            "waiver of a covenant",
            "amended",
        ),
    ],
)
def test_a_loan_extended_to_somebody_is_new(told: str, action: str) -> None:
    deal = only_deal(f"\nItem 1.01. Entry into a Material Definitive Agreement.\n\nOn May 4, 2015, {told}.\n")
    assert (deal.type, deal.action) == ("credit", action)


def test_a_merger_told_in_the_active_voice_is_done() -> None:
    deal = only_deal(
        """
Item 5.01. Changes in Control of Registrant.

On May 4, 2015, Tarn Merger Sub, Inc. merged with and into Orrinfell Systems, Inc. (the "Company"), which survived as a
subsidiary of Vellan Holdings, Inc., under the Agreement and Plan of Merger dated February 2, 2015.
"""
    )
    assert (deal.type, deal.action) == ("merger", "completed")


def test_who_buys_what_another_disposed_of() -> None:
    deal = only_deal(
        """
Item 2.01. Completion of Acquisition or Disposition of Assets.

On May 4, 2015, Orrinfell Systems, Inc. disposed of its warehouse at Reno to Vellan Storage Co. for $4,100,000.
"""
    )
    assert roles(deal) == {"Orrinfell Systems, Inc.": "seller", "Vellan Storage Co.": "buyer"}
    assert facts(deal.amounts) == {("purchase_price", "$4,100,000")}
