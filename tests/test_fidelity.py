"""Briefs a good writer would write of invented filings hold; the same sentences with one thing turned do not."""

from __future__ import annotations

import pytest

from summarizer import Filing, read_filing
from summarizer.briefing import Known, check, known_facts
from summarizer.prose import Support
from tests.drafting import COVER, SIGNATURE, amount, brief, deal, event, filing, number, party, pointer, summary_of

MERGER = (
    "On June 3, 2024, Route 66 Holdings, Inc. (the “Company”), a Delaware corporation, agreed to be acquired by "
    "Brack & Ohm GmbH (“Brack”), organized under the laws of Germany. Each share will be converted into $14.25 in "
    "cash.",
    "The Merger is expected to close in the fourth quarter of 2024.",
    "The closing is subject to approval by the holders of a majority of the shares.",
    "If the Company accepts a better offer, it must pay Brack a termination fee of $18.5 million.",
    "Brack may extend the offer once by 30 days.",
    "Brack will not assume the Company's leases in Ohio.",
    "The Company may borrow up to $40 million under a bridge loan until the closing, which bears interest at 7.5% a "
    "year and is repaid in quarterly installments of $2 million.",
)
RESULTS = (
    "On July 30, 2024, 3M Lanterns, Inc. reported revenue of $82.4 million for the quarter ended June 30, 2024, an "
    "increase of 12% from the year before, and a net loss of $3.1 million.",
)


def known(filing_: Filing, draft: object) -> tuple[Known, ...]:
    summary = summary_of(filing_, draft)  # type: ignore[arg-type]
    assert summary.checks.rejected == ()
    return known_facts(summary.filing, summary.deals, summary.events)


@pytest.fixture(scope="module")
def merger() -> tuple[tuple[Known, ...], Support]:
    filing_ = filing(*MERGER)

    def provision(kind: str, quote: str) -> dict[str, object]:
        return {"kind": kind, "text": f"{quote}.", "paragraph": number(filing_, quote[:25]), "quote": quote}

    draft = deal(
        filing_,
        type="merger",
        headline="Brack & Ohm GmbH agreed to acquire Route 66 Holdings, Inc.",
        subject="It is a merger for cash with a company from Germany.",
        parties=[
            party(filing_, "Route 66 Holdings, Inc.", "target", "the Company"),
            party(filing_, "Brack & Ohm GmbH", "buyer", "Brack"),
        ],
        amounts=[
            amount(filing_, "Each share will be converted into $14.25 in cash", "$14.25", "price_per_share",
                   basis="per_share"),
            amount(filing_, MERGER[3].removesuffix("."), "$18.5 million", "termination_fee", contingent=True,
                   payer="Route 66 Holdings, Inc.", payee="Brack & Ohm GmbH"),
            amount(filing_, "The Company may borrow up to $40 million", "$40 million", "commitment"),
            amount(filing_, "is repaid in quarterly installments of $2 million", "$2 million", "principal",
                   basis="per_quarter"),
        ],
        percentages=[pointer(filing_, "which bears interest at 7.5% a year", "7.5%", kind="interest_rate")],
        durations=[pointer(filing_, MERGER[4].removesuffix("."), "30 days", kind="other")],
        dates=[
            pointer(filing_, "On June 3, 2024, Route 66 Holdings", "June 3, 2024", kind="agreement"),
            pointer(filing_, MERGER[1].removesuffix("."), "the fourth quarter of 2024", kind="expected_closing"),
        ],
        provisions=[
            provision("condition", "The closing is subject to approval by the holders of a majority of the shares"),
            provision("other", "Brack will not assume the Company's leases in Ohio"),
        ],
    )  # fmt: skip
    return known(filing_, draft), Support.of(MERGER)


@pytest.mark.parametrize(
    ("quote", "right", "surer"),
    [
        (
            "The Company may extend the facility by two years, and will repay it at maturity",
            "The company may extend the facility, and will repay it when it matures.",
            "The company will extend the facility.",
        ),
        (
            "Either party may terminate the agreement on a breach by the other",
            "Either side can end the agreement after a breach by the other.",
            "Either party will end the agreement after a breach by the other.",
        ),
        (
            "The Company intends to use the net proceeds to build a plant",
            "The company intends to use the net proceeds for a plant.",
            "The company will use the net proceeds for a plant.",
        ),
        (
            "Loans may be borrowed, repaid and borrowed again in euros",
            "Loans can be borrowed and repaid in euros.",
            "Loans will be repaid in euros.",
        ),
        (
            "The lenders may cancel the commitments, and will cancel them on a default",
            "The lenders will cancel the commitments on a default.",
            None,
        ),
    ],
)
def test_what_may_be_done_is_not_told_as_what_will_be(quote: str, right: str, surer: str | None) -> None:
    filing_ = filing(f"{quote}.")
    provision = {"kind": "other", "text": f"{quote}.", "paragraph": number(filing_, quote[:25]), "quote": quote}
    facts = known(filing_, deal(filing_, provisions=[provision])), Support.of([quote])

    assert fault(facts, right, "d1.provision.1") is None
    assert surer is None or "may" in (fault(facts, surer, "d1.provision.1") or "")


@pytest.mark.parametrize("field", ["headline", "subject"])
def test_a_headline_or_subject_that_turns_the_sides_round_is_replaced(field: str) -> None:
    filing_ = filing(*MERGER)
    turned = "Route 66 Holdings, Inc. agreed to acquire Brack & Ohm GmbH."
    parties = [
        party(filing_, "Route 66 Holdings, Inc.", "target", "the Company"),
        party(filing_, "Brack & Ohm GmbH", "buyer", "Brack"),
    ]
    summary = summary_of(filing_, deal(filing_, type="merger", parties=parties, **{field: turned}))

    assert turned not in (summary.deals[0].headline, summary.deals[0].subject)
    assert [(one.path, one.reason) for one in summary.checks.rejected] == [
        (f"deals.0.{field}", "it turns the two sides round")
    ]


@pytest.mark.parametrize(("payer", "refused"), [("Brack must pay Route 66", True), ("Route 66 must pay Brack", False)])
def test_a_provision_may_not_have_a_fee_paid_the_other_way_round(payer: str, refused: bool) -> None:
    filing_ = filing(*MERGER)
    quote = MERGER[3].removesuffix(".")
    draft = deal(
        filing_,
        type="merger",
        parties=[
            party(filing_, "Route 66 Holdings, Inc.", "target", "the Company"),
            party(filing_, "Brack & Ohm GmbH", "buyer", "Brack"),
        ],
        amounts=[
            amount(
                filing_,
                quote,
                "$18.5 million",
                "termination_fee",
                contingent=True,
                payer="Route 66 Holdings, Inc.",
                payee="Brack & Ohm GmbH",
            )
        ],
        provisions=[
            {
                "kind": "termination_right",
                "text": f"{payer} $18.5 million if a better offer is accepted.",
                "paragraph": number(filing_, quote[:25]),
                "quote": quote,
            }
        ],
    )

    summary = summary_of(filing_, draft)

    assert (summary.deals[0].provisions == ()) == refused
    assert bool(summary.checks.rejected) == refused


def test_a_title_that_turns_the_sides_round_is_replaced(merger: tuple[tuple[Known, ...], Support]) -> None:
    facts, source = merger
    sentence = ("Brack & Ohm agreed to buy Route 66 Holdings.", ["d1"])

    right, turned = (
        check(brief(sentence, title=title), facts, source)[0].title
        for title in ("Brack buys Route 66 for cash", "Route 66 buys Brack for cash")
    )

    assert right == "Brack buys Route 66 for cash"
    assert turned == facts[0].label


@pytest.fixture(scope="module")
def results() -> tuple[tuple[Known, ...], Support]:
    heading = "Item 2.02 Results of Operations and Financial Condition"
    cover = COVER.replace("Quarrel Hill Optics", "3M Lanterns")
    filing_ = read_filing(cover + "\n\n".join((heading, *RESULTS)) + SIGNATURE)
    quote = RESULTS[0].removesuffix(".")
    draft = event(filing_, quote, "The company reported its revenue for the quarter.", "results")
    return known(filing_, draft), Support.of(RESULTS)


def fault(told: tuple[tuple[Known, ...], Support], text: str, supports: str) -> str | None:
    """Return what holds against a sentence."""
    facts, source = told
    _, faults = check(brief((text, supports.split()), title="A report"), facts, source)
    return next((found.reason for found in faults if found.kind == "sentence"), None)


PRICE, FEE, BRIDGE, PARTS = (f"d1.amount.{n}" for n in range(1, 5))


@pytest.mark.parametrize(
    ("text", "supports"),
    [
        ("German company Brack & Ohm has agreed to buy Route 66 Holdings.", "d1"),
        ("Delaware-based Route 66 will become part of Brack.", "d1 d1.party.1"),
        ("Route 66 Holdings is being bought by Brack & Ohm.", "d1"),
        ("Holders will get $14.25 in cash for each share.", PRICE),
        ("Both sides expect to close in the fourth quarter of 2024.", "d1.date.2"),
        ("Closing is planned for late 2024, in the fourth quarter.", "d1.date.2"),
        ("Most shareholders must first approve it.", "d1.provision.1"),
        ("Approval by holders of most of the shares is a condition.", "d1.provision.1"),
        ("Route 66 must pay Brack $18.5 million if it takes a better offer.", FEE),
        ("Should Route 66 accept a better offer, it owes Brack $18.5 million.", FEE),
        ("Brack would get a fee of $18.5 million from Route 66 on a better offer.", FEE),
        ("Brack can lengthen its offer once, by 30 days.", "d1.duration.1"),
        ("Brack does not take over the leases in Ohio.", "d1.provision.2"),
        ("The leases in Ohio stay out, since Brack will not assume them.", "d1.provision.2"),
        ("Until the closing, Route 66 can borrow up to $40 million at 7.5% a year.", f"{BRIDGE} d1.percentage.1"),
        ("Brack may not take over the leases in Ohio until it has paid.", "d1.provision.2"),
        ("It repays $2 million each quarter.", PARTS),
        ("Quarterly payments of $2 million pay the loan back.", PARTS),
    ],
)
def test_a_true_sentence_of_a_merger_holds(merger: tuple[tuple[Known, ...], Support], text: str, supports: str) -> None:
    assert fault(merger, text, supports) is None


@pytest.mark.parametrize(
    ("text", "supports", "reason"),
    [
        ("French company Brack & Ohm has agreed to buy Route 66 Holdings.", "d1", "'French'"),
        ("Route 66 Holdings has agreed to buy Brack & Ohm.", "d1", "turns the two sides round"),
        ("Brack & Ohm was bought by Route 66 Holdings.", "d1", "turns the two sides round"),
        ("Holders will get $15.24 in cash for each share.", PRICE, "'$15.24'"),
        ("The holders of 66 shares get $14.25 each.", PRICE, "'66'"),
        ("Brack buys the 66 stores of Route 66 Holdings.", "d1", "'66'"),
        ("The deal will close in the fourth quarter of 2024.", "d1.date.2", "only expected"),
        ("The deal closed in the fourth quarter of 2024.", "d1.date.2", "only expected"),
        ("Both sides expect to close in the third quarter of 2024.", "d1.date.2", "third quarter of 2024"),
        ("The holders have given their approval.", "d1.provision.1", "only conditional"),
        ("Route 66 must pay Brack $18.5 million.", FEE, "only conditional"),
        ("Route 66 will pay Brack a fee of $18.5 million.", FEE, "only conditional"),
        ("Route 66 pays Brack $18.5 million under the deal of June 3, 2024.", f"{FEE} d1.date.1", "only conditional"),
        ("Brack must pay Route 66 $18.5 million if it takes a better offer.", FEE, "the other way round"),
        ("If a better offer comes, Brack owes $18.5 million.", FEE, "the other way round"),
        ("Route 66 would get a fee of $18.5 million from Brack.", FEE, "the other way round"),
        ("Brack will extend its offer by 30 days.", "d1.duration.1", "only possible"),
        ("Brack assumes the leases in Ohio.", "d1.provision.2", "'will not assume' of the filing is lost"),
        ("Route 66 borrows $40 million until the closing.", BRIDGE, "the most it can be"),
        ("It repays $2 million each month.", PARTS, "'each month'"),
        ("Zorblatt pays part of the price.", "d1", "'Zorblatt'"),
    ],
)
def test_a_sentence_of_a_merger_with_one_thing_turned_is_refused(
    merger: tuple[tuple[Known, ...], Support], text: str, supports: str, reason: str
) -> None:
    assert reason in (fault(merger, text, supports) or "held")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Revenue rose 12% to $82.4 million, and 3M lost $3.1 million.", None),
        ("The quarter ended June 30, 2024 brought a net loss of $3.1 million.", None),
        ("Revenue fell 12% to $82.4 million.", "'fell' is the opposite"),
        ("The quarter brought a net profit of $3.1 million.", "'net profit' is the opposite"),
        ("The company sold 3 lanterns.", "'3'"),
        ("Revenue rose 21% to $82.4 million.", "'21%'"),
    ],
)
def test_a_sentence_of_results_holds_where_it_goes_the_filings_way(
    results: tuple[tuple[Known, ...], Support], text: str, reason: str | None
) -> None:
    found = fault(results, text, "e1")

    assert found is None if reason is None else reason in (found or "held")
