"""The built-in extractor on contracts: what was done with one, and what its dates, sums and lengths of time are."""

from __future__ import annotations

import pytest

from summarizer.drafts import DealDraft
from tests.test_rules import facts, only_deal, proposed, roles


def told(sentences: str, item: str = "1.01") -> DealDraft:
    """Return the one deal that an item of these sentences tells of."""
    return only_deal(f"Item {item}. Other Events.\n\n{sentences}")


ON = "On March 4, 2019, Orrinfell Systems, Inc."


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (f"{ON} entered into a ten-year lease, including two extension options, with Tarn Properties LLC.", "entered"),
        (f"{ON} entered into a dietary supplement supply agreement with Tarn Foods LLC.", "entered"),
        (f"{ON} and Tarn Foods LLC signed Supplement No. 2 to their Supply Agreement.", "amended"),
        (
            f"{ON} entered into a Supply Agreement with Tarn Foods LLC, which follows a non-binding letter of intent.",
            "entered",
        ),
        (
            f"{ON} entered into a License Agreement with Tarn Labs LLC under which it intends to sell products.",
            "entered",
        ),
        (f"{ON} signed a non-binding letter of intent with Tarn Labs LLC on data processing services.", "proposed"),
        (f"{ON} executed a binding term sheet with Tarn Labs LLC for data processing services.", "entered"),
        (f"{ON} entered into a supply contract with Tarn Foods LLC for extended-life coolant.", "entered"),
        (f"{ON} and Tarn Foods LLC agreed to a renewal of their Supply Agreement for three years.", "renewed"),
        (f"{ON} and Tarn Properties LLC agreed to prolong the lease of the Company's office by a year.", "renewed"),
        (
            "Orrinfell Systems, Inc. leases its office from Tarn Properties LLC under a lease of 2009. On March 4, "
            "2019, the landlord and the Company agreed upon certain changes to the lease.",
            "amended",
        ),
        (
            f"{ON} and Tarn Labs LLC agreed by way of a Second Renewal to renew, for three years, the Processing "
            "Agreement dated as of May 5, 2015.",
            "renewed",
        ),
        (
            "On March 4, 2019, Tarn Labs LLC informed Orrinfell Systems, Inc. that it will not renew the Services "
            "Agreement when it lapses.",
            "terminated",
        ),
        (f"{ON} completed the previously announced settlement of its patent litigation with Tarn LLC.", "completed"),
    ],
)
def test_what_was_done_is_told_by_the_verb_and_not_by_a_word_in_passing(sentences: str, expected: str) -> None:
    assert told(sentences, "8.01" if "settlement" in sentences else "1.01").action == expected


SUPPLY = f"{ON} amended its Supply Agreement with Tarn Foods LLC. "


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The change is retroactive to January 1, 2019.", ("effective", "January 1, 2019")),
        ("The new prices apply with effect from January 1, 2019.", ("effective", "January 1, 2019")),
        ("The expiration date has been moved out to June 30, 2024.", ("expiration", "June 30, 2024")),
        ("The agreement now runs out on June 30, 2024.", ("expiration", "June 30, 2024")),
        ("It ends on the earlier of (i) June 30, 2024 and the last delivery.", ("expiration", "June 30, 2024")),
        ("The agreement will lapse on June 30, 2024.", ("expiration", "June 30, 2024")),
        ("It comes to an end at midnight on June 30, 2024.", ("expiration", "June 30, 2024")),
        ("Deliveries run for nine months from April 1, 2019.", ("commencement", "April 1, 2019")),
        ("Deliveries are to begin at the new plant, which is expected in 2021.", ("commencement", "2021")),
        ("Tarn is to open thirty depots by the end of 2023.", ("other", "the end of 2023")),
        ("It supersedes the agreement of June 1, 2004.", ("original_agreement", "June 1, 2004")),
        ("The amendment, signed March 1, 2019, was filed.", ("agreement", "March 1, 2019")),
    ],
)
def test_what_a_date_of_a_contract_is_stands_right_before_it(sentence: str, expected: tuple[str, str]) -> None:
    assert expected in facts(told(SUPPLY + sentence).dates)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The two are to negotiate exclusively with one another for a period of 120 days.",
            [("exclusivity", "120 days")],
        ),
        ("Payments are credited in the final two years of the term.", []),
        ("The agreement has a term of two years.", [("term", "two years")]),
    ],
)
def test_a_few_years_of_a_term_are_no_term(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.words) for one in told(SUPPLY + sentence).durations] == expected


def test_sums_of_a_list_are_of_one_kind() -> None:
    deal = told(
        f"{ON} and Tarn Properties LLC amended the lease of its office. Fixed rent will be $100,000 per year through "
        "June 30, 2021, $110,000 per year for the next five years and $120,000 per year thereafter. The landlord will "
        "contribute $750,000 toward renovation."
    )
    assert facts(deal.amounts) == {
        ("rent", "$100,000"),
        ("rent", "$110,000"),
        ("rent", "$120,000"),
        ("reimbursement", "$750,000"),
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tarn will do so at a cost of $21,000 per month.", ("fee", "$21,000")),
        ("The contract price is $13 million.", ("deal_value", "$13 million")),
        ("Revenues over the life of the contract are expected to total $17 million.", ("deal_value", "$17 million")),
        ("It may terminate for convenience by paying a fee, which is $3 million.", ("termination_fee", "$3 million")),
    ],
)
def test_what_a_sum_of_a_contract_for_work_is(sentence: str, expected: tuple[str, str]) -> None:
    deal = told(f"{ON} entered into a services agreement with Tarn Labs LLC to run its data center. {sentence}")
    assert expected in facts(deal.amounts)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tarn may earn an initial 51% interest in the claims.", ("ownership", "51%")),
        ("Tarn will receive 12% of the new common equity.", ("ownership", "12%")),
        ("The balance is owed on a note bearing interest at 6.0%.", ("interest_rate", "6.0%")),
        ("The note carries a 6.5% interest rate.", ("interest_rate", "6.5%")),
    ],
)
def test_a_share_of_something_is_no_rate(sentence: str, expected: tuple[str, str]) -> None:
    deal = told(f"{ON} entered into a services agreement with Tarn Labs LLC on mining claims. {sentence}")
    assert expected in facts(deal.percentages)


def test_names_with_small_words_and_foreign_forms_are_read_whole() -> None:
    deal = told(
        f"{ON} entered into a supply agreement with Molinera del Prado, S.A. de C.V., of Leon, Mexico, for the "
        "purchase of flour."
    )
    assert "Molinera del Prado, S.A. de C.V." in roles(deal)
    deal = told(f"{ON} and Harenda Ticaret A.S. entered into a supply agreement for the purchase of flour.")
    assert "Harenda Ticaret A.S." in roles(deal)


def test_a_dividend_of_rights_is_declared_and_closes_nothing() -> None:
    deal = told(
        "The Board of Directors of Orrinfell Systems, Inc. declared on March 4, 2019 a dividend of one right for each "
        "share. The terms are in a Rights Agreement, dated as of March 4, 2019, between the Company and Tarn Trust "
        "Company, as Rights Agent. Rights may be exercised once a person has acquired 15% of the shares.",
        "8.01",
    )
    assert (deal.type, deal.action) == ("rights_plan", "entered")


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            'Orrinfell Systems, Inc. ("Orrinfell") and Tarn Foods LLC ("Tarn") are parties to a Supply Agreement under '
            "which Tarn sells powder to Orrinfell. On March 4, 2019 they amended the Supply Agreement.",
            "customer",
        ),
        (
            'Orrinfell Systems, Inc. ("Orrinfell") and Tarn Foods LLC ("Tarn") are parties to a Supply Agreement under '
            "which Orrinfell sells powder to Tarn. On March 4, 2019 they amended the Supply Agreement.",
            "supplier",
        ),
        (
            f"{ON} signed a drilling contract with Tarn Oil LLC for its jackup at a dayrate of $90,000.",
            "service_provider",
        ),
        (f"{ON} has received from Tarn Oil LLC a new contract for drilling services.", "service_provider"),
        (
            f'{ON} entered into a Patent Assignment Agreement with Tarn LLC ("Tarn"). We have assigned to Tarn all '
            "of our right, title and interest in 46 patents. Tarn paid us $4 million.",
            "seller",
        ),
    ],
)
def test_who_gives_and_who_takes_is_told_by_the_verbs(sentences: str, expected: str) -> None:
    assert roles(told(sentences))["Orrinfell Systems, Inc."] == expected


def test_a_mining_option_is_a_purchase_and_a_renewed_contract_beside_it_a_deal_of_its_own() -> None:
    option, work = proposed(
        """
Item 5. Other Events.

Option on the Tarn Ridge Property

Under an Option Agreement executed on March 1, 2019 between Orrinfell Systems, Inc. and Compania Harenda S.A., the
Registrant may earn an initial 51% interest in the Tarn Ridge gold prospect by payments of $300,000. Harenda keeps a net
smelter returns royalty.

Extension of Consulting Agreement

The Registrant's consulting agreement with Castrel Geology LLC has been renewed to March 31, 2020 at a fee of $9,000 per
month.
"""
    ).deals
    assert (option.type, option.action) == ("asset_purchase", "entered")
    assert ("ownership", "51%") in facts(option.percentages)
    assert (work.type, work.action) == ("services", "renewed")
    assert ("fee", "$9,000") in facts(work.amounts)


GUARANTY = """
Item 1.01. Entry into a Material Definitive Agreement.

Renewal of Services Agreement. On March 4, 2019, Orrinfell Systems, Inc. and Tarn Labs LLC ("Tarn") renewed their
Services Agreement (the "MSA") for three years at a fee of $5 million.

Guaranty. On March 1, 2019 the Company executed a Repayment Guaranty in favor of %s, limited to $40 million.
"""


def test_a_guaranty_under_a_heading_of_its_own_for_another_debt_is_a_deal_of_its_own() -> None:
    work, guaranty = proposed(
        GUARANTY % "Dunmarrow Bank, N.A., as agent for the lenders of a loan to Castrel LLC"
    ).deals
    assert (work.type, work.action) == ("services", "renewed")
    assert (guaranty.type, guaranty.action) == ("credit", "entered")
    assert roles(guaranty)["Orrinfell Systems, Inc."] == "guarantor"


def test_a_guaranty_of_what_is_owed_under_the_contract_told_of_goes_with_it() -> None:
    assert len(proposed(GUARANTY % "Tarn for payments under the MSA").deals) == 1
    only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into a Power Purchase Agreement (the "PPA") with Tarn Electric LLC.

Item 2.03. Creation of a Direct Financial Obligation.

On March 4, 2019 the Company delivered to Tarn a guaranty of payments under the PPA, limited to $10 million.
"""
    )


@pytest.mark.parametrize(
    "words",
    [
        "certain lenders have agreed to provide a debtor-in-possession term loan facility of $90 million under",
        "the Company has secured debtor-in-possession financing of $90 million from its lenders under",
    ],
)
def test_a_loan_to_a_company_in_bankruptcy_is_a_deal(words: str) -> None:
    deal = only_deal(
        f"""
Item 1.03. Bankruptcy or Receivership.

On March 4, 2019, Orrinfell Systems, Inc. filed a voluntary petition under chapter 11 in a Delaware court.

Subject to Bankruptcy Court approval, {words} a DIP Credit Agreement with Dunmarrow Bank, N.A. as agent.
"""
    )
    assert deal.type == "credit"
    assert ("commitment", "$90 million") in facts(deal.amounts)


def test_a_petition_alone_is_no_deal() -> None:
    assert not proposed(
        """
Item 1.03. Bankruptcy or Receivership.

On March 4, 2019, Orrinfell Systems, Inc. filed a voluntary petition under chapter 11. It will operate as a debtor in
possession and has asked the court for leave to pay its staff and suppliers.
"""
    ).deals


def test_whose_subsidiary_a_party_is_may_stand_before_its_name() -> None:
    deal = told(
        "On March 4, 2019 the Company's Peruvian subsidiary, Orrin Andes S.A., and Tarn Oil LLC signed a consulting "
        "agreement on drilling."
    )
    assert {"Orrin Andes S.A.", "Tarn Oil LLC"} <= set(roles(deal))


def test_from_whom_a_place_is_leased_is_the_landlord() -> None:
    deal = told(
        "The Company leases its flagship store at 5 Quay Street from Harenda Improvement Corporation under a lease "
        '(the "Lease"). By an agreement made March 4, 2019, they agreed upon changes to the Lease.'
    )
    assert roles(deal)["Harenda Improvement Corporation"] == "landlord"


def test_what_is_paid_back_in_parts_is_no_size_of_the_facility() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into a Credit Agreement with Tarn Bank, N.A. It provides for a $40
million term loan facility, which is to be repaid in quarterly instalments of $500,000.
"""
    )
    assert facts(deal.amounts) == {("commitment", "$40 million"), ("other", "$500,000")}


def test_the_days_of_an_option_on_more_shares_are_no_term() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into an Underwriting Agreement with Tarn Securities LLC to sell
4,000,000 shares at $12.50 per share. The underwriters have a 30-day option to purchase up to 600,000 more shares.
"""
    )
    assert "term" not in {duration.kind for duration in deal.durations}


def test_a_part_of_the_price_is_not_the_price() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into an asset purchase agreement with Castrel Flow, Inc. The price is
$55 million, of which $5 million will be held in escrow. The closing will be held on or before June 3, 2019.
"""
    )
    assert facts(deal.amounts) == {("purchase_price", "$55 million"), ("escrow", "$5 million")}
    assert ("expected_closing", "June 3, 2019") in facts(deal.dates)


def test_a_payment_not_given_back_is_made_up_front() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into a License Agreement with Castrel Flow, Inc. Castrel must make a
non-refundable payment of $18.0 million within 30 days.
"""
    )
    assert facts(deal.amounts) == {("upfront_payment", "$18.0 million")}


def test_what_runs_on_from_the_end_of_a_loan_is_no_first_term() -> None:
    for clause in (
        "the one-year anniversary of the termination date",
        "the second anniversary of the initial maturity date",
    ):
        deal = told(
            f"{ON} entered into a 364-day credit agreement with Tarn Bank, N.A. Loans may be turned into a term loan "
            f"with a maturity of {clause}."
        )
        lengths = [(one.kind, one.words) for one in deal.durations]
        assert lengths[0] == ("term", "364-day")
        assert [kind for kind, _ in lengths[1:]] == ["renewal_term"]


def test_financing_with_which_a_company_leaves_a_bankruptcy_is_a_loan() -> None:
    for financing in ("exit financing", "bridge financing", "debt financing"):
        deal = told(f"{ON} secured $10 million of {financing} from Tarn Finance LLC.", "8.01")
        assert (deal.type, roles(deal)["Tarn Finance LLC"]) == ("credit", "lender")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The amendment provides for incremental term loans of $225 million.", "principal"),
        ("The borrower may request incremental term loans of up to $225 million.", "accordion"),
        ("It has an option to add incremental commitments of $225 million.", "accordion"),
    ],
)
def test_what_is_lent_now_is_no_further_growth(words: str, kind: str) -> None:
    deal = only_deal(
        f"""
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into an amendment to its Credit Agreement with Castrel Bank, N.A.
{words}
"""
    )
    assert [amount.kind for amount in deal.amounts] == [kind]
