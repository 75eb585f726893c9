"""The built-in extractor on the less usual deals and wordings: invented companies, several wordings in each test."""

from __future__ import annotations

import pytest

from summarizer import read_filing, summarize
from summarizer.extraction.rules import propose
from summarizer.filing import parse
from tests.drafting import SIGNATURE
from tests.test_rules import facts, only_deal, proposed, roles


def _item(number: str, *told: str) -> str:
    """Return an item that opens with who reports."""
    return "\n\n".join((f'Item {number}. Report.\n\nOrrinfell Systems, Inc. (the "Company") reports this.', *told))


# -- days that are moved --


@pytest.mark.parametrize(
    ("told", "matures"),
    [
        ("The amendment pushes the maturity date back from June 1, 2018 to June 30, 2019.", {"June 30, 2019"}),
        ("The maturity date, which was June 1, 2018, becomes June 30, 2019.", {"June 30, 2019"}),
        (
            "The maturity of both the term loan and the line of credit was moved by one year to June 1, 2018 and "
            "June 30, 2019, respectively.",
            {"June 1, 2018", "June 30, 2019"},
        ),
        (
            "The two tranches now mature on June 1, 2018 and on June 30, 2019, respectively.",
            {"June 1, 2018", "June 30, 2019"},
        ),
    ],
)
def test_a_maturity_that_is_moved_is_the_new_day(told: str, matures: set[str]) -> None:
    lead = "On May 4, 2015, the Company and Vellan Bank, N.A. amended the Loan Agreement dated June 1, 2012. "
    deal = only_deal(_item("1.01", lead + told))
    assert {words for kind, words in facts(deal.dates) if kind == "maturity"} == matures
    assert roles(deal) == {"Orrinfell Systems, Inc.": "borrower", "Vellan Bank, N.A.": "lender"}


@pytest.mark.parametrize(
    "told",
    [
        "It shifts the expiration date from June 1, 2018 to June 30, 2019.",
        "The expiry date, which was to have been June 1, 2018, becomes June 30, 2019.",
        "The term, which would have lapsed this spring, was prolonged from June 1, 2018 to June 30, 2019.",
    ],
)
def test_an_expiration_that_is_moved_is_the_new_day(told: str) -> None:
    lead = "On May 4, 2015, the Company and Vellan Foods, Inc. amended the Supply Agreement dated June 1, 2012. "
    deal = only_deal(_item("1.01", lead + told))
    assert [words for kind, words in facts(deal.dates) if kind == "expiration"] == ["June 30, 2019"]


@pytest.mark.parametrize("signed", ["signed an", "executed the", "entered into its", "entered into that certain"])
def test_an_agreement_may_be_signed_in_any_words_behind_what_was_closed(signed: str) -> None:
    deal = only_deal(
        _item(
            "2",
            "On May 4, 1998, the Company completed the acquisition of Tarn Foods, a chain of grocery stores in Ohio. "
            f"The Company {signed} Agreement and Plan of Reorganization and Merger with Tarn and its holders on "
            "March 1, 1998.",
        )
    )
    assert (deal.type, deal.title) == ("merger", "Agreement and Plan of Reorganization and Merger")


# -- several deals in one item --


def test_lettered_paragraphs_of_other_days_and_others_are_deals_of_their_own() -> None:
    deals = proposed(
        _item(
            "5",
            "(a) On May 4, 1998, the Company signed a letter of intent with Tarn Castings Company, under which "
            "Tarn would "
            "buy the Company's Pump Division. The price foreseen by the letter is $7,500,000, part of it by a "
            "promissory "
            "note. For a 45-day period during which the Company may not solicit offers from others, the letter binds. "
            "The sides hope that the closing will take place by August 31, 1998.",
            "(b) On May 11, 1998, Vellan Partners, a Texas partnership led by Ms. Ada L. Orme, bought from the Company "
            "150,000 common shares at $6.50 per share, or $975,000 in all.",
        )
    ).deals
    assert [(deal.type, deal.action) for deal in deals] == [("asset_purchase", "proposed"), ("equity", "completed")]
    assert roles(deals[0]) == {"Orrinfell Systems, Inc.": "seller", "Tarn Castings Company": "buyer"}
    assert roles(deals[1]) == {"Orrinfell Systems, Inc.": "issuer", "Vellan Partners": "investor"}
    assert facts(deals[0].durations) == {("exclusivity", "45-day")}
    assert facts(deals[0].dates) == {("agreement", "May 4, 1998"), ("expected_closing", "August 31, 1998")}
    assert facts(deals[1].amounts) == {("price_per_share", "$6.50"), ("gross_proceeds", "$975,000")}


@pytest.mark.parametrize(
    "second",
    [
        "On May 11, 2015, the Company issued 900,000 shares of its common stock to Kestrin Fund, L.P. under a Share "
        "Exchange Agreement, at $0.40 per share.",
        "On May 11, 2015, the Company signed a Lease with Kestrin Towers LLC for 20,000 square feet in Reno.",
    ],
)
def test_what_is_done_on_another_day_with_somebody_else_is_another_deal(second: str) -> None:
    loan = (
        "On May 4, 2015, the Company received a loan of $200,000 from Mr. Hugo Tarn, a holder of its shares, and "
        "gave him "
        "a promissory note that bears interest at 7% per year."
    )
    deals = proposed(_item("1.01", loan, second)).deals
    assert len(deals) == 2
    assert roles(deals[0]) == {"Orrinfell Systems, Inc.": "borrower", "Hugo Tarn": "lender"}
    assert facts(deals[0].dates) == {("agreement", "May 4, 2015")}


def test_money_raised_on_another_day_for_what_is_bought_is_no_deal_of_its_own() -> None:
    bought = "On May 4, 2015, the Company agreed to acquire Tarn Foods, Inc. for $90 million in cash."
    raised = "On May 6, 2015, the Company borrowed $60 million from Kestrin Bank, N.A. to pay a part of the price."
    assert len(proposed(_item("1.01", bought, raised)).deals) == 1


@pytest.mark.parametrize(
    "told",
    [
        "Separately, on May 4, 2015 the Company gave notice that it will redeem, on June 8, 2015, all $40.0 "
        "million of its "
        "7% Debentures due 2019. Kestrin Trust Company is the trustee for the Debentures.",
        "Separately, on May 4, 2015, the Company sent a notice of redemption to the holders of its $40.0 million of 7% "
        "Debentures due 2019, which it will redeem on June 8, 2015. Kestrin Trust Company acts as trustee.",
    ],
)
def test_a_redemption_beside_a_tender_offer_is_a_deal_of_its_own(told: str) -> None:
    offer = (
        "On May 4, 2015, the Company commenced a cash tender offer for any and all of its $90.0 million of 9% "
        "Senior Notes "
        "due 2017. Holders who tender by May 20, 2015 will receive $1,030.50 for each $1,000 principal amount."
    )
    first, second = proposed(_item("8.01", offer, told)).deals
    assert facts(first.amounts) == {("principal", "$90.0 million"), ("purchase_price", "$1,030.50")}
    assert roles(second) == {"Orrinfell Systems, Inc.": "issuer", "Kestrin Trust Company": "trustee"}
    assert facts(second.dates) >= {("announced", "May 4, 2015"), ("payment", "June 8, 2015")}


# -- contracts won, programs set up --


@pytest.mark.parametrize(
    "told",
    [
        "The Company has been notified by the Upper Sennet Water District that it is the low bidder for the repair of "
        "the Tallow dam. The contract was awarded on May 4, 2009 in the amount of $12,400,000. Work is to be completed "
        "within 18 months.",
        "On May 4, 2009 the Company received an award from the Upper Sennet Water District, for which it had been the "
        "successful bidder: the repair of the Tallow dam, a contract valued at $12,400,000. The work will take "
        "18 months.",
    ],
)
def test_a_contract_that_a_public_body_awards_is_work_done_for_it(told: str) -> None:
    deal = only_deal(_item("8.01", told))
    assert deal.type == "services"
    assert roles(deal) == {"Orrinfell Systems, Inc.": "service_provider", "Upper Sennet Water District": "client"}
    assert facts(deal.dates) == {("agreement", "May 4, 2009")}
    assert facts(deal.amounts) == {("deal_value", "$12,400,000")}
    assert facts(deal.durations) == {("term", "18 months")}


def test_those_who_hold_an_office_under_a_program_are_agents_together() -> None:
    deal = only_deal(
        _item(
            "2.03",
            "On May 4, 2015, the Company set up a commercial paper program for notes of up to $300 million "
            "outstanding at "
            "any time. Tarn Securities LLC and Kestrin Markets Inc. will act as dealers under the program, and Vellan "
            "State Bank will serve as issuing and paying agent.",
        )
    )
    assert set(roles(deal)) == {
        "Orrinfell Systems, Inc.",
        "Tarn Securities LLC",
        "Kestrin Markets Inc.",
        "Vellan State Bank",
    }


# -- amounts, lengths and sides that such deals have --


@pytest.mark.parametrize(
    ("told", "words", "kind"),
    [
        ("It expects to book a gain of roughly $1.2 million.", "$1.2 million", "other"),
        (
            "After paying off a mortgage of $4,000,000 and the costs of the sale, the Company realized about "
            "$3,850,000.",
            "$3,850,000",
            "net_proceeds",
        ),
        (
            "It gave the buyer a letter of credit of $250,000 as security for the rent.",
            "$250,000",
            "deposit",
        ),
        (
            "The guarantee falls away once the Company's net worth exceeds $25 million.",
            "$25 million",
            "covenant_threshold",
        ),
    ],
)
def test_what_goes_with_a_building_sold_and_leased_back(told: str, words: str, kind: str) -> None:
    sold = (
        "On May 4, 1998, the Company sold its warehouse in Reno to Kestrin Realty Fund, LLC for $8,100,000 in "
        "cash, and "
        "leased it back for 15 years. The Company may renew the lease for two terms of six years each. "
    )
    deal = only_deal(_item("2", sold + told))
    assert (kind, words) in facts(deal.amounts)
    assert ("purchase_price", "$8,100,000") in facts(deal.amounts)
    assert ("renewal_term", "six years") in {(one.kind, one.words) for one in deal.durations}


@pytest.mark.parametrize(
    "told",
    [
        "Orrinfell Systems, Inc. (Nasdaq: ORRN) said today that it has granted Tarn Leisure Group plc the "
        "exclusive right "
        "to develop Orrinfell cafes in Portugal, its first franchise agreement abroad.",
        "Orrinfell Systems, Inc. announced on May 4, 1999 that it granted Tarn Leisure Group plc the sole right "
        "to open "
        "its cafes in Portugal under an area development agreement.",
    ],
)
def test_who_says_that_it_has_granted_a_right_licenses_it(told: str) -> None:
    terms = (
        "Each franchise will run for 15 years and bears royalties of 5% of sales. Tarn has also agreed to invest "
        "$2 million "
        "in shares of common stock, and not to resell the shares for 24 months."
    )
    deal = only_deal(f"Item 5. Other Events.\n\n{told} {terms}")
    assert deal.type == "license"
    assert roles(deal) == {"Orrinfell Systems, Inc.": "licensor", "Tarn Leisure Group plc": "licensee"}
    assert {(one.kind, one.words) for one in deal.durations} == {("term", "15 years"), ("lock_up", "24 months")}


@pytest.mark.parametrize(
    "both",
    ["it and its subsidiary, Kestrin Credit LLC,", "the Company and one of its subsidiaries, Kestrin Credit LLC,"],
)
def test_a_subsidiary_that_settles_too_stands_beside_its_parent(both: str) -> None:
    deal = only_deal(
        _item(
            "8.01",
            f"On May 4, 2015, the Company announced that {both} have reached agreement with the Consumer Financial "
            "Protection Bureau to settle its inquiry. Under a consent order they will pay a civil money penalty of "
            "$3 million.",
        )
    )
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "defendant",
        "Kestrin Credit LLC": "defendant",
        "Consumer Financial Protection Bureau": "claimant",
    }


@pytest.mark.parametrize("fee", ["regulatory termination fee", "antitrust break-up fee", "reverse breakup fee"])
def test_a_fee_for_want_of_a_clearance_is_the_buyers(fee: str) -> None:
    deal = only_deal(
        _item(
            "1.02",
            "On May 4, 2016, the Company and Tarn Holdings plc ended the Agreement and Plan of Merger, dated as of "
            f"January 12, 2016, between them. Tarn will pay the Company a {fee} of $30,000,000 within five days.",
        )
    )
    assert facts(deal.amounts) == {("reverse_termination_fee", "$30,000,000")}


# -- pay --


@pytest.mark.parametrize(
    ("who", "heading"),
    [
        ("with the following officers:", "2015 Bonus Plan. "),
        ("with the executives named below.", "Key Staff Incentive Program\n\n"),
    ],
)
def test_agreements_with_officers_in_a_table_a_plan_and_directors_pay_are_deals_apart(who: str, heading: str) -> None:
    items = (
        "Item 5.02. Departure of Directors or Certain Officers.\n\n"
        'On May 4, 2015, Orrinfell Systems, Inc. (the "Company") entered into severance agreements ' + who + "\n\n"
        "Hugo P. Tarn  President and Chief Executive Officer  2.5\n\n"
        "Ada Orme-Vell  Senior Vice President, Sales  1.5\n\n"
        "An officer who is dismissed without cause will receive a lump sum of the multiple shown times base "
        "salary. Each "
        "agreement has a term of three years.\n\n"
        f"{heading}On the same date the Compensation Committee adopted a new bonus plan, the Key Staff Program. Target "
        "awards are 40% of salary for Mr. Tarn and 20% for the other officer.\n\n"
        "Item 8.01. Other Events.\n\n"
        "On May 4, 2015, the Board fixed the fees of directors who are not employees, with effect from June 1, "
        "2015: an "
        "annual retainer of $15,000, and $600 for each meeting.\n\n"
    )
    agreements, plan, directors = proposed(items).deals
    assert roles(agreements) == {
        "Orrinfell Systems, Inc.": "employer",
        "Hugo P. Tarn": "executive",
        "Ada Orme-Vell": "executive",
    }
    assert facts(plan.percentages) == {("bonus_target", "40%"), ("bonus_target", "20%")}
    assert (plan.type, directors.type) == ("compensation", "compensation")
    assert facts(directors.amounts) == {("fee", "$15,000"), ("fee", "$600")}
    assert facts(directors.dates) == {("agreement", "May 4, 2015"), ("effective", "June 1, 2015")}


# -- whose side, which title, which length --


@pytest.mark.parametrize(
    ("told", "role"),
    [
        ("The divestiture of the Company's paper business was consummated on May 4, 2016.", "seller"),
        ("On May 4, 2016 the disposal of substantially all of the Company's mills was closed.", "seller"),
        (
            "The transfer of the mills was closed on May 4, 2016. Sellers were the Company and two subsidiaries.",
            "seller",
        ),
        ("The transfer of the mills was closed on May 4, 2016. The buyer was the Company.", "buyer"),
    ],
)
def test_a_noun_may_tell_who_sold(told: str, role: str) -> None:
    text = f"{told} The price of these assets, under an Asset Purchase Agreement with Vellan Mills LLC, was $9 million."
    assert roles(only_deal(_item("2.01", text)))["Orrinfell Systems, Inc."] == role


def test_what_is_ended_is_not_what_ends_it() -> None:
    told = (
        "On May 4, 2016, the Company and Vellan Foods, Inc. terminated the Supply Agreement dated June 1, 2012 by a "
        "Mutual Termination Agreement."
    )
    assert only_deal(_item("1.02", told)).title == "Supply Agreement"


def test_a_form_of_agreement_is_no_agreement_made() -> None:
    told = (
        "On May 4, 2016, the Company signed an offer letter with Ines Calloway, its new Chief Financial Officer, whose "
        "salary is $400,000. Her units will be granted under the form of Unit Award Agreement approved before."
    )
    assert only_deal(_item("5.02", told)).title is None


@pytest.mark.parametrize("rate", ["Term SOFR for a period of one month", "one-month Term SOFR", "LIBOR for one month"])
def test_the_length_in_the_name_of_a_rate_is_no_term(rate: str) -> None:
    told = (
        "On May 4, 2016, the Company signed a Credit Agreement with Vellan Bank, N.A. for a loan of $9 million for a "
        f"term of three years. Loans bear interest at the prime rate or {rate} plus 1.00%."
    )
    assert facts(only_deal(_item("1.01", told)).durations) == {("term", "three years")}


def test_the_day_of_a_report_is_no_agreement_s() -> None:
    told = (
        "On May 4, 2016, the Company completed the sale of its mills to Vellan Mills LLC. The purchase agreement was "
        "executed on April 2, 2016 and was described in the Company's report on this Form dated April 5, 2016."
    )
    assert ("agreement", "April 2, 2016") in facts(only_deal(_item("2.01", told)).dates)
    assert "April 5, 2016" not in {words for _, words in facts(only_deal(_item("2.01", told)).dates)}


def test_a_merger_in_a_filing_without_a_registrant_s_name_is_read() -> None:
    draft = propose(
        read_filing(
            'Item 1.01 Entry into a Material Definitive Agreement.\n\nOn May 4, 2016, Tarn Foods, Inc. ("Tarn") and '
            "Vellan Mills Corp. entered into an Agreement and Plan of Merger, under which Tarn will merge into "
            "Vellan Mills Corp. for $9 a share." + SIGNATURE.replace("Quarrel Hill Optics, Inc.", "")
        )
    )
    assert [deal.type for deal in draft.deals] == ["merger"]


def test_a_submission_whose_document_is_empty_is_told_as_one_without_a_deal() -> None:
    submission = b"""<SEC-HEADER>
CONFORMED SUBMISSION TYPE: 8-K
ITEM INFORMATION: Other Events
FILED AS OF DATE: 20240304
FILER:
 COMPANY DATA:
  COMPANY CONFORMED NAME: QUARREL HILL OPTICS INC
  CENTRAL INDEX KEY: 0009876543
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<TEXT>
</TEXT>
</DOCUMENT>
"""
    summary = summarize(parse(submission), model="rules")
    assert summary.deals == ()
    assert summary.brief.paragraphs
