"""The built-in extractor, entered through `propose` with small filings of invented companies."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from summarizer.drafts import AmountDraft, DateDraft, DealDraft, Draft, PercentageDraft
from summarizer.extraction.rules import propose
from summarizer.reading import read_filing
from summarizer.verification.checks import verify

COVER = """UNITED STATES SECURITIES AND EXCHANGE COMMISSION

FORM 8-K

CURRENT REPORT

Date of Report (Date of earliest event reported): March 4, 2019

Orrinfell Systems, Inc.
(Exact name of registrant as specified in its charter)

Delaware    001-90001    98-7000001

"""
SIGNATURE = """

SIGNATURES

Date: March 8, 2019

ORRINFELL SYSTEMS, INC.

By: /s/ Ada Brontley
Ada Brontley
Chief Financial Officer
"""


def proposed(items: str) -> Draft:
    """Propose from a filing of these items, and check that nothing of it is refused by verification."""
    filing = read_filing(COVER + items.strip() + SIGNATURE)
    draft = propose(filing)
    assert verify(filing, draft).objections == ()
    return draft


def only_deal(items: str) -> DealDraft:
    draft = proposed(items)
    assert len(draft.deals) == 1
    return draft.deals[0]


def facts(group: Sequence[AmountDraft | DateDraft | PercentageDraft]) -> set[tuple[str, str]]:
    return {(fact.kind, fact.words) for fact in group}


def roles(deal: DealDraft) -> dict[str, str]:
    return {party.name: party.role for party in deal.parties}


CREDIT = """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into a Credit Agreement (the "Credit Agreement") with
Dunmarrow Bank, N.A., as administrative agent, and the lenders party thereto. The Credit Agreement provides for a
revolving credit facility of $120 million, with a sublimit of $15 million for letters of credit, and matures on
March 4, 2024. Loans bear interest at LIBOR plus 1.75%. The Company pays a commitment fee of 0.25% on the unused part.

The Credit Agreement replaces the Company's existing $80 million credit agreement dated as of May 2, 2014.

Item 2.03. Creation of a Direct Financial Obligation.

The information set forth in Item 1.01 of this report is incorporated by reference into this Item 2.03.
"""


def test_a_credit_agreement_told_in_two_items_is_one_deal() -> None:
    deal = only_deal(CREDIT)
    assert (deal.type, deal.action, deal.title) == ("credit", "entered", "Credit Agreement")
    assert roles(deal) == {"Orrinfell Systems, Inc.": "borrower", "Dunmarrow Bank, N.A.": "agent"}
    assert facts(deal.amounts) == {
        ("commitment", "$120 million"),
        ("sublimit", "$15 million"),
        ("previous_commitment", "$80 million"),
    }
    assert facts(deal.dates) == {
        ("agreement", "March 4, 2019"),
        ("maturity", "March 4, 2024"),
        ("original_agreement", "May 2, 2014"),
    }
    assert facts(deal.percentages) == {("margin", "1.75%"), ("commitment_fee", "0.25%")}


def test_a_pointer_item_makes_neither_deal_nor_event() -> None:
    assert proposed(CREDIT).events == []


MERGER = """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company"), Vellan Parent Corp. ("Parent") and Vellan Merger Sub, Inc.,
a wholly owned subsidiary of Parent ("Merger Sub"), entered into an Agreement and Plan of Merger (the "Merger
Agreement"). Merger Sub will merge with and into the Company, which lives on as a subsidiary of Parent.

Each outstanding share of the Company's common stock, par value $0.001 per share, will be converted into the right to
receive $31.40 in cash. The Company must pay Parent a termination fee of $22.5 million if it accepts a better offer.
Either side may terminate the Merger Agreement if the merger has not been completed by September 30, 2019. The parties
expect the merger to close in the third quarter of 2019.
"""


def test_a_merger_with_the_registrant_as_target() -> None:
    deal = only_deal(MERGER)
    assert (deal.type, deal.action) == ("merger", "entered")
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "target",
        "Vellan Parent Corp.": "buyer",
        "Vellan Merger Sub, Inc.": "merger_sub",
    }
    assert {("price_per_share", "$31.40"), ("termination_fee", "$22.5 million")} <= facts(deal.amounts)
    assert ("termination", "September 30, 2019") in facts(deal.dates)
    assert "expected_closing" in {date.kind for date in deal.dates}
    assert deal.headline == "Vellan Parent Corp. agreed to acquire Orrinfell Systems, Inc."


@pytest.mark.parametrize(
    ("sentence", "registrant", "other"),
    [
        ("sold its pump division to Castrel Flow, LLC for $14 million", "seller", "buyer"),
        ("acquired the pump business of Castrel Flow, LLC for $14 million", "buyer", "seller"),
    ],
)
def test_who_buys_and_who_sells_is_read_from_the_verb(sentence: str, registrant: str, other: str) -> None:
    deal = only_deal(
        f"""
Item 2.01. Completion of Acquisition or Disposition of Assets.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") {sentence} under an Asset Purchase Agreement.
"""
    )
    assert (deal.type, deal.action) == ("asset_purchase", "completed")
    assert roles(deal) == {"Orrinfell Systems, Inc.": registrant, "Castrel Flow, LLC": other}
    assert facts(deal.amounts) == {("purchase_price", "$14 million")}


def test_an_amendment_names_the_older_date_as_the_original() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into an amendment (the "Amendment") to its Lease
Agreement with Hollin Street Properties LLC, dated as of June 1, 2012. The Amendment extends the term of the lease
until May 31, 2026. The monthly base rent is $41,500.
"""
    )
    assert (deal.type, deal.action) == ("lease", "amended")
    assert roles(deal)["Hollin Street Properties LLC"] == "landlord"
    assert facts(deal.dates) == {
        ("agreement", "March 4, 2019"),
        ("original_agreement", "June 1, 2012"),
        ("expiration", "May 31, 2026"),
    }
    assert [(rent.kind, rent.words) for rent in deal.amounts] == [("rent", "$41,500")]


def test_a_termination_by_itself_is_a_deal() -> None:
    deal = only_deal(
        """
Item 1.02. Termination of a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") terminated the Supply Agreement, dated as of July 9, 2015,
with Marlock Castings Ltd. The Company will pay an early termination fee of $600,000.
"""
    )
    assert (deal.type, deal.action) == ("supply", "terminated")
    assert facts(deal.dates) == {("termination", "March 4, 2019"), ("original_agreement", "July 9, 2015")}


def test_executives_with_agreements_of_their_own_are_deals_of_their_own() -> None:
    draft = proposed(
        """
Item 5.02. Departure of Directors or Certain Officers; Appointment of Certain Officers.

On March 4, 2019, Tobias R. Quell, Chief Operating Officer, left Orrinfell Systems, Inc. (the "Company"). The Company
and Mr. Quell signed a Separation Agreement under which he will be paid severance of $310,000.

Also on March 4, 2019, the Company appointed Ines V. Marrable as Chief Operating Officer. Ms. Marrable and the Company
entered into an Employment Agreement with a base salary of $420,000 per year and a target bonus of 60% of base salary.
"""
    )
    assert [deal.type for deal in draft.deals] == ["employment", "employment"]
    leaver, newcomer = draft.deals
    assert roles(leaver)["Tobias R. Quell"] == "executive"
    assert facts(leaver.amounts) == {("severance", "$310,000")}
    assert roles(newcomer)["Ines V. Marrable"] == "executive"
    assert facts(newcomer.amounts) == {("salary", "$420,000")}
    assert facts(newcomer.percentages) == {("bonus_target", "60%")}


def test_a_departure_without_an_agreement_is_an_event() -> None:
    draft = proposed(
        """
Item 5.02. Departure of Directors or Certain Officers.

On March 4, 2019, Tobias R. Quell told Orrinfell Systems, Inc. that he will resign as Chief Operating Officer on
April 30, 2019. There is no arrangement with Mr. Quell on compensation.
"""
    )
    assert draft.deals == []
    assert [(event.item, event.kind) for event in draft.events] == [("5.02", "officer_change")]


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("Item 2.02. Results of Operations", "On March 4, 2019, the Company announced its results.", "results"),
        ("Item 5.07. Submission of Matters to a Vote", "The Company held its annual meeting on March 4, 2019.", "vote"),
        (
            "Item 4.01. Changes in Certifying Accountant",
            "The Company dismissed Pell & Ward LLP today.",
            "auditor_change",
        ),
        ("Item 8.01. Other Events", "The board declared a dividend of $0.12 per share.", "disclosure"),
    ],
)
def test_items_without_a_deal_are_events(heading: str, text: str, kind: str) -> None:
    draft = proposed(f"{heading}\n\n{text} This report tells no more of it than that.")
    assert draft.deals == []
    assert [event.kind for event in draft.events] == [kind]


def test_warnings_and_pointers_to_exhibits_give_no_facts() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. entered into a License Agreement with Teasel Biologics AG. Orrinfell granted
Teasel an exclusive license and will receive an upfront payment of $9 million.

A copy of the License Agreement is attached as Exhibit 10.1. The foregoing description of the License Agreement is
qualified in its entirety by reference to that exhibit, which the Company filed on March 8, 2019.

Forward-Looking Statements

Statements about a market of $4 billion by December 31, 2030 are forward-looking.
"""
    )
    assert deal.type == "license"
    assert roles(deal) == {"Orrinfell Systems, Inc.": "licensor", "Teasel Biologics AG": "licensee"}
    assert facts(deal.amounts) == {("upfront_payment", "$9 million")}
    assert facts(deal.dates) == {("agreement", "March 4, 2019")}


def test_notes_sold_to_the_public() -> None:
    deal = only_deal(
        """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") completed its public offering of $250 million aggregate
principal amount of 5.125% Senior Notes due 2027. The notes were issued under an indenture dated as of January 15, 2019
between the Company and Stonemere Trust Company, N.A., as trustee.
"""
    )
    assert (deal.type, deal.action) == ("debt_securities", "completed")
    assert roles(deal) == {"Orrinfell Systems, Inc.": "issuer", "Stonemere Trust Company, N.A.": "trustee"}
    assert facts(deal.amounts) == {("principal", "$250 million")}
    assert facts(deal.percentages) == {("interest_rate", "5.125%")}
    assert ("maturity", "2027") in facts(deal.dates)


def test_a_new_agreement_beside_another_is_a_deal_of_its_own() -> None:
    draft = proposed(
        MERGER
        + """
On March 4, 2019, the Company also entered into a Lease Agreement (the "Lease") with Hollin Street Properties LLC for
its offices. The base rent is $500,000 per year.
"""
    )
    assert [deal.type for deal in draft.deals] == ["merger", "lease"]
    assert facts(draft.deals[1].amounts) == {("rent", "$500,000")}


def test_the_list_of_exhibits_dates_an_agreement_that_the_items_leave_undated() -> None:
    deal = only_deal(
        """
Item 8.01. Other Events.

Orrinfell Systems, Inc. has entered into a Supply Agreement with Marlock Castings Ltd. for five years.

Item 9.01. Financial Statements and Exhibits.

Exhibit No.    Description
10.1    Supply Agreement, dated as of February 27, 2019, between Orrinfell Systems, Inc. and Marlock Castings Ltd.
"""
    )
    assert facts(deal.dates) == {("agreement", "February 27, 2019")}
    assert roles(deal)["Marlock Castings Ltd."] in {"customer", "supplier"}


def test_a_bare_announcement_is_told_by_its_press_release() -> None:
    report = """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. issued the press release that is Exhibit 99.1.
"""
    release = """
FOR IMMEDIATE RELEASE

TOLLEYVILLE, March 4, 2019 - Orrinfell Systems, Inc. today announced that it has signed a definitive agreement to
acquire Castrel Flow, Inc. for $75 million in cash.

The transaction is expected to close by June 30, 2019.
"""
    filing = read_filing(
        f"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n{COVER}{report}{SIGNATURE}\n</TEXT>\n</DOCUMENT>\n"
        f"<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n{release}\n</TEXT>\n</DOCUMENT>\n"
    )
    deal = propose(filing).deals[0]
    assert deal.type == "merger"
    assert roles(deal) == {"Orrinfell Systems, Inc.": "buyer", "Castrel Flow, Inc.": "target"}
    assert facts(deal.amounts) == {("purchase_price", "$75 million")}
    assert ("expected_closing", "June 30, 2019") in facts(deal.dates)


def test_firms_with_commas_in_their_names_stay_whole() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into an Underwriting Agreement with Tarn, Ulwick &
Co., Brindle Fosse, Cray, Doune & Eskdale Incorporated and U.S. Harrow Bank, National Association, as representatives
of the several underwriters, to sell 4,000,000 shares of its common stock, par value $0.01 per share, at $12.50 per
share.
"""
    )
    assert deal.type == "equity"
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "issuer",
        "Tarn, Ulwick & Co.": "underwriter",
        "Brindle Fosse, Cray, Doune & Eskdale Incorporated": "underwriter",
        "U.S. Harrow Bank, National Association": "underwriter",
    }
    assert facts(deal.amounts) == {("par_value", "$0.01"), ("price_per_share", "$12.50")}


def test_the_same_filing_gives_the_same_draft() -> None:
    assert proposed(CREDIT) == proposed(CREDIT)
