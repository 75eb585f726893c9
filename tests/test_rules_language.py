"""The built-in extractor and the ways 8-Ks have of saying a thing: invented companies, one way in each test."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import SummarizerError
from summarizer.extraction.rules import propose
from summarizer.extraction.rules.names import persons
from summarizer.extraction.rules.text import split_sentences
from summarizer.filing import Filing
from summarizer.reading import read_filing
from summarizer.verification.checks import verify
from tests.test_filing_hostile import hostile
from tests.test_rules import COVER, SIGNATURE, facts, only_deal, proposed, roles

TWO_FACILITIES = """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into (i) a 364-Day Credit Agreement, among the
Company, as borrower, Vellan Guaranty Corp., as guarantor, the lenders party thereto, and Dunmarrow Bank, N.A., as
agent, in an aggregate principal amount of up to $2 billion (the "364-Day Credit Agreement"), which replaces the
Company's credit agreement dated as of March 6, 2018; and (ii) a Five-Year Credit Agreement, among the Company, as
borrower, the lenders party thereto, and Tarn Bank, N.A., as agent, in an aggregate principal amount of up to $1 billion
(the "Five-Year Credit Agreement" and together with the 364-Day Credit Agreement, the "Credit Agreements").

The 364-Day Credit Agreement will expire on March 3, 2020. The Company may extend the maturity of loans to March 2,
2021.

The Five-Year Credit Agreement will expire on March 4, 2024.

Borrowings under each of the Credit Agreements bear interest at LIBOR plus 0.75%.
"""


def test_agreements_that_one_sentence_numbers_are_deals_of_their_own() -> None:
    first, second = proposed(TWO_FACILITIES).deals
    assert (first.title, second.title) == ("364-Day Credit Agreement", "Five-Year Credit Agreement")
    assert {deal.action for deal in (first, second)} == {"entered"}
    assert set(roles(first)) == {"Orrinfell Systems, Inc.", "Vellan Guaranty Corp.", "Dunmarrow Bank, N.A."}
    assert set(roles(second)) == {"Orrinfell Systems, Inc.", "Tarn Bank, N.A."}
    assert {words for _, words in facts(first.amounts)} == {"$2 billion"}
    assert {words for _, words in facts(second.amounts)} == {"$1 billion"}
    assert ("expiration", "March 3, 2020") in facts(first.dates)
    assert {"March 3, 2020", "March 2, 2021"}.isdisjoint(words for _, words in facts(second.dates))
    assert facts(first.percentages) == facts(second.percentages) == {("margin", "0.75%")}


def test_agreements_beside_another_in_a_numbered_list_stay_with_it() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into (i) a Credit Agreement with Dunmarrow Bank, N.A., as agent, for
$40 million (the "Credit Agreement") and (ii) a Security Agreement with Dunmarrow Bank, N.A. (the "Security Agreement").
"""
    )
    assert (deal.type, deal.title) == ("credit", "Credit Agreement")


def test_executives_whose_agreements_bear_their_names() -> None:
    leader, lawyer = proposed(
        """
Item 5.02. Compensatory Arrangements of Certain Officers.

Orrinfell Systems, Inc. (the "Company") has amended the employment agreement of Tobias R. Quell and entered into a new
employment agreement with Ines V. Marrable.

The new employment agreement for Ms. Marrable (the "Marrable Agreement") was entered into on March 4, 2019. Under the
Marrable Agreement, Ms. Marrable will receive an annual salary of $420,000.

On March 4, 2019, the Company amended the May 1, 2015 employment agreement with Mr. Quell (the "Quell Amendment"). Under
the Quell Amendment, Mr. Quell's term was extended to June 30, 2022. The Quell Amendment provides for an annual salary
of $510,000.
"""
    ).deals
    assert (leader.action, lawyer.action) == ("amended", "entered")
    assert roles(leader) == {"Orrinfell Systems, Inc.": "employer", "Tobias R. Quell": "executive"}
    assert roles(lawyer) == {"Orrinfell Systems, Inc.": "employer", "Ines V. Marrable": "executive"}
    assert facts(leader.amounts) == {("salary", "$510,000")}
    assert facts(lawyer.amounts) == {("salary", "$420,000")}
    assert ("original_agreement", "May 1, 2015") in facts(leader.dates)


EXHIBITS_ONLY = """
{preface}

Item 9.01. Financial Statements and Exhibits.

(d) Exhibits

1.1 Underwriting Agreement, dated March 4, 2019, among Orrinfell Systems, Inc. and Tarn Securities LLC and Dunmarrow
Capital Inc., as representatives of the several underwriters

4.1 Form of 4.125% Note due 2029

5.1 Opinion of Pell & Ward LLP
"""


def test_a_sale_that_only_the_list_of_exhibits_tells_of() -> None:
    preface = """This Current Report on Form 8-K is being filed in connection with the offering of $500,000,000
aggregate principal amount of notes of the Registrant."""
    filing = read_filing(COVER + preface + EXHIBITS_ONLY.format(preface="").rstrip() + SIGNATURE)
    (deal,) = propose(filing).deals
    assert (deal.type, deal.action, deal.title) == ("debt_securities", "entered", "Underwriting Agreement")
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "issuer",
        "Tarn Securities LLC": "underwriter",
        "Dunmarrow Capital Inc.": "underwriter",
    }
    assert facts(deal.dates) == {("agreement", "March 4, 2019"), ("maturity", "2029")}
    assert facts(deal.percentages) == {("interest_rate", "4.125%")}


@pytest.mark.parametrize(
    "entry",
    [
        "99.1 Press release dated March 4, 2019",
        "23.1 Consent of Pell & Ward LLP",
        "10.1 Lease Agreement dated March 4, 2019",
    ],
)
def test_other_lists_of_exhibits_make_no_deal(entry: str) -> None:
    assert proposed(f"Item 9.01. Financial Statements and Exhibits.\n\n(d) Exhibits\n\n{entry}\n").deals == []


def test_two_acquisitions_in_two_items_are_two_deals() -> None:
    first, second = proposed(
        """
Item 2. Acquisition or Disposition of Assets.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") completed the acquisition of one business. Consideration was
$8.7 million. In order to do so, Orrinfell entered into an Agreement and Plan of Reorganization and Merger, dated March
4, 2019, with Castrel Flow of Ohio, Inc. and its sole stockholder, Susan E. Marrable.

Item 5. Other Events.

On March 11, 2019, the Company completed the acquisition of Marlock Castings, Inc.
"""
    ).deals
    assert (first.type, first.title) == ("merger", "Agreement and Plan of Reorganization and Merger")
    assert roles(first) == {
        "Orrinfell Systems, Inc.": "buyer",
        "Castrel Flow of Ohio, Inc.": "target",
        "Susan E. Marrable": "seller",
    }
    assert ("closing", "March 11, 2019") in facts(second.dates)
    assert ("closing", "March 11, 2019") not in facts(first.dates)


def test_shares_bought_from_a_parent_make_it_the_seller() -> None:
    deal = only_deal(
        """
Item 2.01. Completion of Acquisition or Disposition of Assets.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") completed the acquisition of all of the outstanding shares of
Castrel Flow, Inc. under a Share Purchase Agreement with Teasel Industries AG. Horatio Pell acted as representative of
the shareholders.
"""
    )
    assert deal.type == "merger"
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "buyer",
        "Castrel Flow, Inc.": "target",
        "Teasel Industries AG": "seller",
    }


def test_who_is_bought_with_a_loan_is_no_party_to_it() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. received a Commitment Letter from Dunmarrow Bank and Tarn Capital for a
$90 million term loan due in March 2024, which will pay for the acquisition of Castrel Flow, Inc.
"""
    )
    assert set(roles(deal)) == {"Orrinfell Systems, Inc.", "Dunmarrow Bank", "Tarn Capital"}
    assert ("agreement", "March 4, 2019") in facts(deal.dates)


def test_a_relative_s_business_with_the_company_is_no_deal_of_a_new_director() -> None:
    draft = proposed(
        """
Item 5.02. Election of Directors.

On March 4, 2019, the board of Orrinfell Systems, Inc. elected Tobias R. Quell as a director. A company owned by Mr.
Quell's brother received compensation of $346,000 for consulting services in 2017.
"""
    )
    assert draft.deals == []


def test_names_keep_the_place_in_brackets() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into an Underwriting Agreement with Tarn Securities (USA) Inc., as
representative of the underwriters, for the sale of $300 million of its 4.5% Senior Notes due 2026.
"""
    )
    assert "Tarn Securities (USA) Inc." in roles(deal)


def test_periods_of_reckoning_are_no_terms() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into a Credit Agreement with Dunmarrow Bank, N.A. The revolving credit
facility of $40 million has a term of five years. Loans bear interest at LIBOR for an interest period of six months.
The ratio is tested over four consecutive fiscal quarters.
"""
    )
    assert [(one.kind, one.words) for one in deal.durations] == [("term", "five years")]


def test_what_was_announced_before_is_background_to_what_is_closed_now() -> None:
    deal = only_deal(
        """
Item 8.01. Other Events.

As previously announced, Orrinfell Systems, Inc. (the "Company") agreed to acquire Castrel Flow, Inc. On March 4, 2019,
the Company completed the acquisition of Castrel Flow, Inc.
"""
    )
    assert (deal.type, deal.action) == ("merger", "completed")


def test_whose_subsidiary_merges_is_the_buyer() -> None:
    deal = only_deal(
        """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") completed its merger under the Agreement and Plan of Merger
with Vellan Holdings, Inc. ("Vellan") and Pike Acquisition Corp., a wholly owned subsidiary of Vellan.
"""
    )
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "target",
        "Vellan Holdings, Inc.": "buyer",
        "Pike Acquisition Corp.": "merger_sub",
    }


def test_old_figures_shown_anew_are_no_deal() -> None:
    draft = proposed(
        """
Item 8.01. Other Events.

Orrinfell Systems, Inc. is filing this report solely to recast financial information for the year ended June 30, 2018.

On November 11, 2018, it completed the sale of its pump business under a Stock Purchase Agreement for $400 million.
"""
    )
    assert draft.deals == []
    assert [event.item for event in draft.events] == ["8.01"]


def test_a_company_set_free_is_neither_supplied_nor_licensed() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into a Separation and Distribution Agreement with Castrel Flow, Inc.
"""
    )
    assert (deal.type, deal.title) == ("other", "Separation and Distribution Agreement")


def test_an_act_as_amended_amends_no_notes() -> None:
    deal = only_deal(
        """
Item 2.03. Creation of a Direct Financial Obligation.

On March 4, 2019, Orrinfell Systems, Inc. issued $300 million of its 6.030% Senior Notes due 2024 under Rule 144A of the
Securities Act of 1933, as amended. The Notes may be redeemed at 106.000% plus accrued interest.
"""
    )
    assert (deal.type, deal.action) == ("debt_securities", "completed")
    assert facts(deal.percentages) == {("interest_rate", "6.030%"), ("other", "106.000%")}


def test_the_press_release_gives_a_price_that_the_item_leaves_out() -> None:
    report = """
Item 5. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. issued a press release, attached as Exhibit 99.1, which announced its merger
with Castrel Flow, Inc. The merger is subject to the approval of Castrel's stockholders and to antitrust clearance. In
connection with the merger, two stockholders entered into a Voting Agreement. The Merger Agreement is Exhibit 2.1.
"""
    release = """
TOLLEYVILLE, March 4, 2019 - Orrinfell Systems, Inc. today announced that it has signed a definitive agreement to merge
with Castrel Flow, Inc. The aggregate value of the transaction is $205 million.
"""
    filing = read_filing(
        f"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n{COVER}{report}{SIGNATURE}\n</TEXT>\n</DOCUMENT>\n"
        f"<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n{release}\n</TEXT>\n</DOCUMENT>\n"
    )
    (deal,) = propose(filing).deals
    assert (deal.type, deal.title) == ("merger", "Merger Agreement")
    assert facts(deal.amounts) == {("deal_value", "$205 million")}


def test_what_an_earlier_report_told_is_not_the_news() -> None:
    deal = only_deal(
        """
Item 2.03. Creation of a Direct Financial Obligation.

As previously announced, on March 4, 2019, Orrinfell Systems, Inc. entered into a purchase agreement (the "Purchase
Agreement") with Castrel Securities LLC to sell $90 million of its 2.5% Senior Debentures due 2030.

On March 8, 2019, Orrinfell Systems, Inc. closed the sale of the Debentures and issued a note (the "Global Note").

Maturity. August 15, 2030.

Item 3.02. Unregistered Sales of Equity Securities.

The information in Item 2.03 is incorporated by reference. The net proceeds of the sale were $88.1 million.
"""
    )
    assert (deal.type, deal.action) == ("debt_securities", "completed")
    assert {words for kind, words in facts(deal.dates) if kind == "maturity"} == {"August 15, 2030"}
    assert ("net_proceeds", "$88.1 million") in facts(deal.amounts)


def test_a_later_item_goes_on_about_what_an_earlier_one_named() -> None:
    deal = only_deal(
        """
Item 2.06. Material Impairments.

On March 4, 2019, Orrinfell Systems, Inc. and Castrel Flow, Inc. entered into definitive agreements to form a joint
venture (the "Transaction").

Item 7.01. Regulation FD Disclosure.

As part of the Transaction, Castrel has agreed to invest $14 million. The Company does not expect the Transaction to
close in 2019, but expects the Transaction to close in May 2020.

As a result of higher prices, revenue rose to $900 million.
"""
    )
    assert {words for _, words in facts(deal.amounts)} == {"$14 million"}
    assert {words for kind, words in facts(deal.dates) if kind == "expected_closing"} == {"May 2020"}


@pytest.mark.parametrize("new", ["", " In connection with the new facility, this was agreed."])
def test_an_ending_that_makes_room_for_nothing_is_a_deal_of_its_own(new: str) -> None:
    deals = proposed(
        f"""
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into a Credit Agreement with Dunmarrow Bank, N.A.

Item 1.02. Termination of a Material Definitive Agreement.

On March 5, 2019, the Company terminated its loan agreement with Tarn Capital LP and paid $3 million.{new}
"""
    ).deals
    assert [deal.action for deal in deals] == (["entered"] if new else ["entered", "terminated"])


def test_a_release_that_opens_with_a_note_on_a_call_is_read() -> None:
    report = """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. issued a press release regarding the acquisition by one of its subsidiaries of
Castrel Flow, LLC, a Tolleyville-based debt buyer.
"""
    release = """
CONFERENCE CALL TODAY AT 2:00 PM

TOLLEYVILLE, March 4, 2019 - Orrinfell Systems, Inc. today reported the acquisition of Castrel Flow, LLC by a wholly
owned subsidiary of Orrinfell Systems, Inc., which was acquired for a purchase price of $13 million. More than 90%
of its people stay on.
"""
    filing = read_filing(
        f"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n{COVER}{report}{SIGNATURE}\n</TEXT>\n</DOCUMENT>\n"
        f"<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n{release}\n</TEXT>\n</DOCUMENT>\n"
    )
    (deal,) = propose(filing).deals
    assert deal.type == "merger"
    assert roles(deal) == {"Orrinfell Systems, Inc.": "buyer", "Castrel Flow, LLC": "target"}
    assert (facts(deal.amounts), facts(deal.percentages)) == ({("purchase_price", "$13 million")}, set())


def test_an_officer_by_both_names_and_the_bank_that_employs_her_too() -> None:
    deal = only_deal(
        """
Item 5.02. Compensatory Arrangements of Certain Officers.

On March 4, 2019, the Boards of Directors of Orrinfell Systems, Inc. and Tarn Bank extended the employment agreement of
Ines V. (Nell) Marrable, who served as a director of Castrel Flow, Inc. until May 2015. Ms. Marrable has an 18-month
agreement and a $2 million GSU grant.
"""
    )
    assert roles(deal).keys() >= {"Orrinfell Systems, Inc.", "Tarn Bank", "Ines V. (Nell) Marrable"}
    assert "May 2015" not in {words for _, words in facts(deal.dates)}
    assert ("term", "18-month") in facts(deal.durations)
    assert facts(deal.amounts) == {("award_value", "$2 million")}


def test_a_figure_is_what_the_brackets_after_it_call_it() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into a Merger Agreement with Castrel Flow, Inc. If it is terminated,
Castrel shall pay a fee equal to $2 million (the "Castrel Termination Fee"). Holders are paid $9 million at closing and
a remaining $1 million (the "Contingent Consideration") a year later.
"""
    )
    assert facts(deal.amounts) >= {("termination_fee", "$2 million"), ("earnout", "$1 million")}


def test_the_rate_in_a_security_s_name() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into an Underwriting Agreement with Castrel Securities LLC to sell
depositary shares, each an interest in a share of 6.05% Series A Convertible Preferred Stock. On March 6, 2019, the
Underwriters exercised their option.
"""
    )
    assert facts(deal.percentages) == {("interest_rate", "6.05%")}
    assert ("other", "March 6, 2019") in facts(deal.dates)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in hostile()])
def test_no_filing_is_too_hostile(text: str) -> None:
    with contextlib.suppress(SummarizerError):  # some are no filings at all
        filing = read_filing(text)
        verify(filing, propose(filing))


_PIECES = st.sampled_from(
    [
        "On March 4, 2019", "the Company", '(the "Company")', "entered into", "completed", "terminated", "(i)", "(ii)",
        "a Credit Agreement", "an Agreement and Plan of Merger", '(the "Agreement")', "Orrinfell Systems, Inc.",
        "Dunmarrow Bank, N.A.", "as agent", "with", "among", "and", "of", "$2 million", "4.5%", "five years", ",", ".",
        ";", "Mr. Quell", "Tobias R. Quell", "salary", "\n\n", "Item 5.02. Officers.", "Item 1.01. Entry.", "(", ")",
        '"', "1.1 Underwriting Agreement", "Exhibits 1.1 and 4.1", "respectively", "\ue000", "{R}", "%s", "\\",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=60))
def test_no_order_of_its_words_stops_the_extractor(pieces: list[str]) -> None:
    filing: Filing = read_filing(f"{COVER}Item 8.01. Other Events.\n\n{' '.join(pieces)}{SIGNATURE}")
    verify(filing, propose(filing))


def test_a_prospectus_is_no_agreement_and_a_release_is_dated_when_it_announces() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into an Underwriting Agreement dated March 3, 2019 with Castrel
Securities LLC to sell 100,000 shares of its common stock under a Prospectus Supplement dated March 1, 2019. The Company
announced the sale in a press release, dated March 2, 2019.
"""
    )
    assert {day for kind, day in facts(deal.dates) if kind == "agreement"} == {"March 4, 2019", "March 3, 2019"}
    assert ("announced", "March 2, 2019") in facts(deal.dates)


def test_a_bullet_within_a_line_ends_the_sentence_before_it() -> None:
    text = "It builds by 2020. \uf0b7 Rapidly improving fitness. \u2022 Embracing partnerships."
    assert list(split_sentences(text)) == [
        "It builds by 2020.", "Rapidly improving fitness.", "Embracing partnerships.",
    ]  # fmt: skip


def test_agreements_without_a_name_are_not_given_one() -> None:
    deal = only_deal(
        """
Item 5. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. entered into agreements with Tarn Telecom Europe Limited pursuant to which
Orrinfell sold certain assets in its Leeds operations to Tarn.
"""
    )
    assert deal.title is None
    assert deal.headline == "Orrinfell Systems, Inc. entered into an agreement with Tarn Telecom Europe Limited."


def test_an_older_agreement_is_not_dated_after_the_report_that_changes_it() -> None:
    deal = only_deal(
        """
Item 5.02. Compensatory Arrangements of Certain Officers.

On March 1, 2019, the Company amended the Amended and Restated Employment Agreement with Tobias R. Quell dated as of
October 9, 2019 to raise the salary of Mr. Quell to $500,000.

Item 9.01. Exhibits.

10.1 Amendment dated March 1, 2019 to Amended and Restated Employment Agreement, dated as of October 9, 2011, between
Orrinfell Systems, Inc. and Tobias R. Quell
"""
    )
    assert ("original_agreement", "October 9, 2011") in facts(deal.dates)
    assert ("other", "October 9, 2019") in facts(deal.dates)
    assert "amended the Amended and Restated Employment Agreement" in deal.headline


def test_notes_issued_under_an_older_indenture_were_not_issued_on_its_day() -> None:
    deal = only_deal(
        """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. entered into an underwriting agreement with Castrel Securities LLC to sell
$111,949,000 of its Floating Rate Notes due 2069. The Notes will be issued under an indenture that was entered into by
the Company on March 20, 2008 with Tarn Trust Company, as trustee. The Notes were offered pursuant to a Registration
Statement filed on March 1, 2019 (Reg. No. 333-270460) (the "Registration Statement").
"""
    )
    assert ("original_agreement", "March 20, 2008") in facts(deal.dates)
    assert not {kind for kind, _ in facts(deal.dates)} & {"closing"}
    assert not any(provision.text.endswith("(Reg.") for provision in deal.provisions)


def test_a_career_gives_a_deal_neither_dates_nor_lengths_of_time() -> None:
    (deal,) = proposed(
        """
Item 5.02. Compensatory Arrangements of Certain Officers.

On March 4, 2019, the Company entered into an employment agreement with Tobias R. Quell, its Chief Financial Officer.
Mr. Quell was the Senior Vice President and General Counsel of Castrel Inc. from 2007 until 2018 and before that spent
seven years with Tarn LLP. Mr. Quell will receive a salary of $250,000 for a term of two years.
"""
    ).deals
    assert "2018" not in {words for _, words in facts(deal.dates)}
    assert [duration.words for duration in deal.durations] == ["two years"]


@pytest.mark.parametrize(
    "text",
    [
        "The Committee raised the salary of Mr. Corwin Ashdell.",
        "The bonus of Corwin Ashdell was set. Ms. Ashdell joined in May.",
        "Corwin Ashdell, the Company's Treasurer, was paid.",
        "Its President, Corwin Ashdell, was paid.",
    ],
)
def test_who_is_titled_or_introduced_is_a_person(text: str) -> None:
    assert [person.text for person in persons(text)] == ["Corwin Ashdell"]
