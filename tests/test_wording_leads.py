"""How a brief without a model opens, and that each of its sentences stands by itself: of invented filings."""

from __future__ import annotations

import re

import pytest

from summarizer import summarize
from summarizer.models import Deal, Event, Evidence, FilingInfo, Registrant
from summarizer.wording import Passages, write
from summarizer.wording.easing import eased, parted, trimmed
from summarizer.wording.introducing import Terms
from summarizer.wording.leaning import leans, loosened, points

from .drafting import filing
from .test_wording import SIGNED, US, amount, brief, deal, party, provision

INFO = FilingInfo(form="8-K", registrant=Registrant(name=US), date_of_report="2024-03-04")
LENT = {
    "type": "credit",
    "title": "Credit Agreement",
    "parties": [party(US, "borrower", us=True), party("Ostrel Bank", "lender")],
    "dates": [SIGNED],
}
NOTES_SOLD = {"type": "debt_securities", "action": "completed", "parties": [party(US, "issuer", us=True)]}
BOTH = [party(US, "target", us=True), party("Tarn Vale Glass, LLC", "buyer")]


def told(one: Deal, text: str) -> tuple[str, list[str]]:
    """Return title and sentences of the brief on a deal, the filing's words known."""
    passages = Passages([("8-K", 0, text)])
    written = write(INFO, [one], [], passages)
    return written.title, [sentence.text for paragraph in written.paragraphs for sentence in paragraph.sentences]


# -- what opens a brief has its evidence in one clause


def test_a_merger_that_was_called_off_is_not_told_as_agreed() -> None:
    text = (
        "On March 4, 2024, Tarn Vale Glass, LLC and Quarrel Hill Optics, Inc. announced that they had abandoned their "
        "combination. A Termination Agreement was signed on March 4, 2024."
    )
    title, sentences = told(
        deal(text, type="merger", title="Termination Agreement", parties=BOTH, dates=[SIGNED]), text
    )
    assert not re.search(r"agree\w* to buy", f"{title} {sentences[0]}")


def test_who_buys_a_part_of_a_company_does_not_buy_the_company() -> None:
    text = (
        f"On March 4, 2024, {US} signed an Asset Purchase Agreement with Tarn Vale Glass, LLC. "
        f"Tarn Vale Glass, LLC will "
        f"buy all of the shares of two subsidiaries of {US} for $31 million."
    )
    one = deal(text, type="merger", title="Asset Purchase Agreement", parties=BOTH, dates=[SIGNED])
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics signs an asset purchase agreement with Tarn Vale Glass"
    assert not any("agreed to buy" in one for one in sentences)


def test_from_whom_a_company_is_bought_is_not_what_is_bought() -> None:
    text = (
        f"On March 4, 2024, {US} signed a Share Purchase Agreement with Orrin Holding N.V., under which {US} agreed to "
        f"purchase from Orrin Holding N.V. all of the shares of Tarn Vale Glass, LLC. On March 4, 2024, {US} "
        f"completed its "
        "purchase of Tarn Vale Glass, LLC."
    )
    parties = [
        party(US, "buyer", us=True),
        party("Orrin Holding N.V.", "target"),
        party("Tarn Vale Glass, LLC", "target"),
    ]
    closed = {**SIGNED, "kind": "closing"}
    one = deal(
        text, type="merger", action="completed", title="Share Purchase Agreement", parties=parties, dates=[closed]
    )
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics completes its purchase of Tarn Vale Glass"
    assert "purchase of Orrin" not in sentences[0]


def test_a_finder_is_not_who_buys_the_shares() -> None:
    text = (
        f"On March 4, 2024, {US} sold 7,500 shares to Ostrel Fund, L.P. for a total of $7.5 million. Brackwater Corp. "
        "acted as finder and received a fee of $90,000."
    )
    one = deal(
        text,
        type="equity",
        action="completed",
        parties=[party(US, "issuer", us=True), party("Brackwater Corp.", "investor")],
        quantities=[{"kind": "shares", "value": "7500", "unit": "shares", "text": "7,500 shares"}],
        dates=[{"kind": "closing", "text": "March 4, 2024", "value": "2024-03-04"}],
    )
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics sells 7,500 shares"
    assert "to Brackwater" not in sentences[0]


def test_a_loan_of_another_company_is_not_told_as_the_registrants() -> None:
    text = (
        "On March 4, 2024, Tarn Vale Glass, LLC entered into a Bridge Credit Agreement with Ostrel Bank, N.A. for $40 "
        "million. Quarrel Hill Optics, Inc. has agreed to a consent letter."
    )
    one = deal(
        text,
        type="credit",
        title="Bridge Credit Agreement",
        parties=[
            party(US, "borrower", us=True),
            party("Tarn Vale Glass, LLC", "borrower"),
            party("Ostrel Bank, N.A.", "agent"),
        ],
        dates=[SIGNED],
    )
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics reports on a bridge credit agreement"
    assert "Quarrel Hill Optics, Inc. signed" not in " ".join(sentences)


def test_half_of_a_price_is_not_told_as_the_price() -> None:
    text = (
        f"On March 4, 2024, Tarn Vale Glass, LLC agreed to buy {US}. Each share of {US} will be "
        f"converted into the right to "
        "receive $18.50 in cash, without interest, and 0.4125 of a share of Tarn Vale Glass."
    )
    one = deal(
        text,
        type="merger",
        parties=BOTH,
        amounts=[amount("price_per_share", "$18.50", "18.50", basis="per_share")],
        dates=[SIGNED],
    )
    _, sentences = told(one, text)
    assert "$18.50" not in sentences[0]


def test_the_filings_own_sentence_opens_where_a_plan_says_little() -> None:
    text = brief(
        "On March 4, 2024, Quarrel Hill Optics, Inc. and its lenders amended the Revolving "
        "Credit Agreement for the third "
        "time, and paid the lenders a fee of $125,000."
    )
    assert "a fee of $125,000" in text


# -- terms that the filing defines


FILING = (
    'The Lens Board accepted a consent order with Quarrel Hill Optics, Inc. (the "Order"). '
    "Quarrel Hill has sold all of its "
    'kilns in Tarn (the "Works"). It closed on March 4, 2024 (the "Issue Date"). Vellan '
    "Glass Corp., a subsidiary of Tarn "
    'Vale ("Sub"), owns Vellan Bank (the "Bank"). Opal A. Fallat runs it. It makes licensed products ("Licensed '
    'Products"), as Quarrel Hill Optics, Inc. (the "Partnership") does.'
)


@pytest.mark.parametrize(
    ("sentence", "said", "expected"),
    [
        ("Under the Order, it pays $2.", "", "Under a consent order with Quarrel Hill Optics, Inc., it pays $2."),
        ("Under the Order, it pays $2.", "It took a consent order.", "Under the Order, it pays $2."),
        ("Interest runs from the Issue Date.", "", "Interest runs from March 4, 2024."),
        ("The money goes to the Bank.", "", "The money goes to Vellan Bank."),
        ("It may sell Licensed Products.", "", "It may sell licensed products."),
        ("Ms. Fallat may go.", "", "Opal A. Fallat may go."),
        ("Ms. Fallat may go.", "Opal A. Fallat stays.", "Ms. Fallat may go."),
    ],
)
def test_a_term_is_told_by_what_it_stands_for(sentence: str, said: str, expected: str) -> None:
    terms = Terms([FILING], us=US)
    found = terms.introduced(sentence, said)
    assert found is not None
    assert found.replace(" with Quarrel Hill Optics, Inc.,", " with Quarrel Hill Optics, Inc.,") == expected


def test_a_term_that_says_nothing_is_not_told() -> None:
    assert Terms([FILING]).introduced("The Works is old.", "") is None


def test_the_registrant_is_called_by_its_name_whatever_it_calls_itself() -> None:
    assert Terms([FILING], us=US).ours == {"Partnership"}


def test_a_merger_is_the_deal_where_the_filing_has_a_name_for_it() -> None:
    terms = Terms(['Tarn will be merged into Vellan (the "Merger").'], deal="the deal")
    assert (
        terms.introduced("The Merger depends on a vote.", "Tarn agreed to buy Vellan.") == "The deal depends on a vote."
    )


# -- sentences that lean on others


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("It ends on May 2, 2024.", True),
        ("During that time Tarn may not sell.", True),
        ("If it does not, the closing is off.", True),
        ("Of this, $5 million goes to the works.", True),
        ("The lease ends on May 2, 2024.", False),
        ("Its shares are listed.", False),
    ],
)
def test_which_sentences_lean_on_the_one_before(text: str, needs: bool) -> None:
    assert leans(text) is needs


def test_what_a_sentence_points_to_has_to_be_told() -> None:
    assert not points("It will keep to that vision.", "The kiln is new.")
    assert points("It will keep to that vision.", "The board has a vision.")


def test_a_brief_keeps_the_filings_order_and_what_a_sentence_leans_on() -> None:
    text = (
        f"On March 4, 2024, {US} entered into a Supply Agreement with Tarn Vale Glass, LLC. The "
        f"buyer has 75 days to look at "
        "the lenses. If it does not want them, it must say so. The lenses will be made in Tarn by June 30, 2024."
    )
    one = deal(
        text,
        type="supply",
        title="Supply Agreement",
        parties=[party(US, "supplier", us=True), party("Tarn Vale Glass, LLC", "customer")],
        provisions=[
            provision("other", "The lenses will be made in Tarn by June 30, 2024."),
            provision("other", "If it does not want them, it must say so."),
            provision("other", "The buyer has 75 days to look at the lenses."),
        ],
        dates=[SIGNED],
    )
    _, sentences = told(one, text)
    assert sentences[1:] == [
        "The buyer has 75 days to look at the lenses.",
        "If it does not want them, it must say so.",
        "The lenses will be made in Tarn by June 30, 2024.",
    ]


def test_entries_of_a_list_go_on_from_what_opens_it() -> None:
    passages = Passages(
        [
            ("8-K", 0, "The Second Amendment:"),
            ("8-K", 30, "-  lowers the fee from $4 million to $3 million; and"),
            ("8-K", 90, "-  ends the lease."),
            ("8-K", 120, "The lease is old."),
        ]
    )
    assert passages.entry("8-K", 30) == "The Second Amendment lowers the fee from $4 million to $3 million."
    assert passages.entry("8-K", 90) == "The Second Amendment ends the lease."
    assert passages.entry("8-K", 120) is None


def entries(*paragraphs: str) -> list[str | None]:
    """Return what each paragraph is as an entry of a list."""
    placed = [("8-K", 1000 * at, text) for at, text in enumerate(paragraphs)]
    passages = Passages(placed)
    return [passages.entry(document, start) for document, start, _ in placed]


def test_things_in_a_list_are_told_with_what_gives_them() -> None:
    assert entries(
        "It was signed in May. The Hiring Letter provides for:",
        "\u2022an annual salary of $310,000;",
        "\u2022a target bonus of 45% of salary; and",
        "\u2022repayment of what a move costs, which she has agreed to make.",
        "No units were granted.",
    ) == [
        None,
        "The Hiring Letter provides for an annual salary of $310,000.",
        "The Hiring Letter provides for a target bonus of 45% of salary.",
        "The Hiring Letter provides for repayment of what a move costs, which she has agreed to make.",
        None,
    ]
    assert entries(
        "Mr. Stull will receive, in lieu of any benefit under his old contract of May 1, 2020:",
        "(1) his salary for nine months;",
        "(2) A lump sum of $24,500.",
    )[1:] == [
        "Mr. Stull will receive his salary for nine months.",
        "Mr. Stull will receive a lump sum of $24,500.",
    ]
    assert entries("The purchase price consists of:", "- $3,000,000 in cash; and", "- 45,000 shares.")[1] == (
        "The purchase price includes $3,000,000 in cash."
    )


def test_clauses_in_a_list_are_sentences() -> None:
    assert entries(
        "Under the letter:",
        "\u2022 Vellan will pay us a fee of $70,000;",
        "\u2022 the Company may go on selling lenses; and",
        "\u2022 the lease ends.",
    )[1:3] == ["Vellan will pay us a fee of $70,000.", "The Company may go on selling lenses."]


def test_what_something_hangs_on_is_not_told_as_what_is() -> None:
    assert entries("Vellan must pay a fee if:", "(i) the Company has ended the lease; or", "(ii) no lens is made.")[
        1:
    ] == ["", ""]


def test_who_is_named_in_a_list_of_awards_gets_one() -> None:
    said = entries(
        "The Committee approved awards of restricted shares to two officers. Details are as follows:",
        "Ada Stull - two awards totaling 3,100 shares.",
        "Ben Ruhr - one award of 250 shares.",
    )
    assert said[1:] == [
        "Ada Stull is to get two awards totaling 3,100 shares.",
        "Ben Ruhr is to get one award of 250 shares.",
    ]
    assert entries("Details are as follows:", "Ada Stull - two awards totaling 3,100 shares.")[1] == ""


def test_who_decides_on_pay_for_a_company_opens_the_brief() -> None:
    text = (
        f"{US} has set a bonus. On March 4, 2024 the Compensation Committee of the Board of directors approved a "
        f"$41,000 "
        "cash bonus for Ada Stull."
    )
    one = deal(text, type="compensation", parties=[party(US, "employer", us=True)], dates=[SIGNED])
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics sets pay terms for Ada Stull"
    assert sentences[0] == (
        "On March 4, 2024 the Compensation Committee of the Board of directors of Quarrel Hill Optics approved a "
        "$41,000 "
        "cash bonus for Ada Stull."
    )


def test_what_a_committee_decides_on_is_not_agreed_on() -> None:
    text = f"On March 4, 2024, the board of {US} raised the salaries of Ada Stull and Ben Ruhr to $410,000."
    people = [party(US, "employer", us=True), party("Ada Stull", "executive"), party("Ben Ruhr", "executive")]
    one = deal(text, type="employment", headline="Pay.", parties=people, dates=[SIGNED])
    title, _ = told(one, text)
    assert title == "Quarrel Hill Optics sets pay terms for Ada Stull and Ben Ruhr"


def test_an_agreement_that_will_end_has_not_ended() -> None:
    text = (
        f"On March 4, 2024, {US} and Tarn Vale Glass, LLC signed a letter by which their Supply Agreement will end on "
        f"June 30, 2024. {US} pays nothing by reason of the termination."
    )
    ends = {"kind": "expiration", "text": "June 30, 2024", "value": "2024-06-30"}
    one = deal(
        text,
        type="supply",
        action="terminated",
        title="Supply Agreement",
        parties=[party(US, "supplier", us=True), party("Tarn Vale Glass, LLC", "customer")],
        dates=[SIGNED, ends],
    )
    _, sentences = told(one, text)
    assert sentences[0].endswith("will end on June 30, 2024.")
    assert not any("letter is dated" in sentence for sentence in sentences)


def test_a_subsidiary_that_is_said_to_have_signed_is_told_to_have() -> None:
    text = (
        f"On March 4, 2024, {US} announced that its subsidiary, Quarrel Lenses, L.P., has entered into a $40 million "
        f"Credit "
        "Agreement with Dunmarrow Bank, N.A., as administrative agent, which the Company guarantees."
    )
    parties = [
        party(US, "borrower", us=True),
        party("Quarrel Lenses, L.P.", "borrower"),
        party("Dunmarrow Bank, N.A.", "agent"),
    ]
    title, sentences = told(deal(text, type="credit", title="Credit Agreement", parties=parties, dates=[SIGNED]), text)
    assert title.startswith("Quarrel Lenses signs a credit agreement")
    assert f"Quarrel Lenses, L.P., a subsidiary of {US}" in sentences[0]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("its mill in Tarn, Ohio", "its mill in Tarn, Ohio"),
        ("the Birch Lane Hotel", "the Birch Lane Hotel"),
    ],
)
def test_a_place_that_is_sold_is_named(place: str, expected: str) -> None:
    text = f"On March 4, 2024, {US} completed the sale of {place} to Tarn Vale Glass, LLC for $31.4 million."
    one = deal(
        text,
        type="asset_purchase",
        action="completed",
        title="Sale Agreement",
        parties=[party(US, "seller", us=True), party("Tarn Vale Glass, LLC", "buyer")],
        dates=[{**SIGNED, "kind": "closing"}],
        amounts=[amount("purchase_price", "$31.4 million", "31400000")],
    )
    title, _ = told(one, text)
    assert title.startswith(f"Quarrel Hill Optics sells {expected}")


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("officer_change", f"On March 4, 2024, the Board of {US} appointed Ada R. Stull chief financial officer.",
         "Quarrel Hill Optics appoints Ada R. Stull"),
        ("director_change", f"On March 4, 2024, the Board of {US} elected Ada Stull and Ben deRuhr as Directors.",
         "Quarrel Hill Optics elects Ada Stull and Ben deRuhr to its board"),
        ("officer_change", "On March 4, 2024, Ada Stull, its Treasurer, told the Company that she will resign in May.",
         "Quarrel Hill Optics reports the resignation of Ada Stull"),
        ("officer_change", f"{US} announced that Ada Stull, Executive Vice President, chose to retire in May.",
         "Quarrel Hill Optics reports on its directors, its officers or their pay"),
    ],
)  # fmt: skip
def test_titles_say_who_leaves_and_who_joins(kind: str, text: str, expected: str) -> None:
    proof = Evidence(quote=text, document="8-K", start=0, end=len(text), match="exact")
    event = Event(id="e1", kind=kind, item="5.02", text=text, evidence=(proof,))
    assert write(INFO, [], [event], Passages([("8-K", 0, text)])).title == expected


@pytest.mark.parametrize(
    "text",
    [
        "The insurers will pay $12.0 million of this sum.",
        "If Tarn misses either date, it owes damages.",
        "Units are found by dividing those values by the price.",
    ],
)
def test_what_is_named_in_the_sentence_before_leans_on_it(text: str) -> None:
    assert leans(text)


def test_what_a_sentence_can_spare_leans_on_nothing() -> None:
    assert loosened("After these and other costs, net proceeds were $7 million.") == "Net proceeds were $7 million."
    assert not leans("It must pay $2 million, and payment of that sum is guaranteed."[3:])


def test_a_paper_that_nothing_was_said_of_is_not_told_of() -> None:
    assert not points("The support agreement ends with the merger.", "Tarn agreed to buy Vellan.")
    assert points("The support agreement ends with the merger.", "Holders signed an agreement to support the deal.")
    assert points("The merger agreement may be ended.", "Tarn agreed to buy Vellan.")


def test_a_meeting_is_told_of_before_what_was_done_at_it() -> None:
    texts = (
        "At the meeting, the holders approved a plan for 900,000 more shares.",
        f"On March 4, 2024, {US} held its annual meeting of stockholders in Tarn.",
    )
    events = []
    for at, (text, item) in enumerate(zip(texts, ("5.02", "8.01"), strict=True), 1):
        proof = Evidence(quote=text, document="8-K", start=100 * at, end=100 * at + len(text), match="exact")
        events.append(Event(id=f"e{at}", kind="other", item=item, text=text, evidence=(proof,)))
    written = write(INFO, [], events, Passages([("8-K", 100 * at, text) for at, text in enumerate(texts, 1)]))
    said = [sentence.text for paragraph in written.paragraphs for sentence in paragraph.sentences]
    assert said[0].startswith("On March 4, 2024")
    assert said[1].startswith("At the meeting")


def test_a_loan_has_no_underwriter() -> None:
    text = (
        f"On March 4, 2024, {US} entered into a Credit Agreement with Dunmarrow Bank, N.A., as administrative agent. "
        f"Tarn "
        "First Bank was an underwriter of its offering of units in May 2019."
    )
    parties = [
        party(US, "borrower", us=True),
        party("Dunmarrow Bank, N.A.", "agent"),
        party("Tarn First Bank", "underwriter"),
    ]
    one = deal(text, type="credit", title="Credit Agreement", parties=parties, dates=[SIGNED])
    assert not any("is an underwriter" in sentence for sentence in told(one, text)[1])


def test_a_brief_does_not_open_at_a_meeting() -> None:
    text = (
        f"At the annual meeting, the stockholders of {US} approved on March 4, 2024 an amendment to the Stock Plan "
        f"that adds "
        "900,000 shares."
    )
    one = deal(
        text,
        type="compensation",
        action="amended",
        title="Stock Plan",
        parties=[party(US, "employer", us=True)],
        dates=[SIGNED],
    )
    assert not told(one, text)[1][0].startswith("At the")


def test_a_thing_under_the_title_of_an_entry_is_told_with_it() -> None:
    placed = [
        ("8-K", 0, "The chief terms are these."),
        ("8-K", 100, "(1) Term. Nine years and two months, starting in May. No rent is due at first."),
        ("8-K", 200, "(2) Renewal. Two options of three years each."),
        ("8-K", 300, "(3) Warrant. The lender received a warrant for 500 shares."),
    ]
    passages = Passages(placed)
    assert passages.entry("8-K", 110, "Nine years and two months, starting in May.") == (
        "The term is nine years and two months, starting in May."
    )
    assert passages.entry("8-K", 213, "Two options of three years each.") == (
        "For renewal there are two options of three years each."
    )
    assert passages.entry("8-K", 313, "The lender received a warrant for 500 shares.") is None
    assert passages.entry("8-K", 153, "No rent is due at first.") is None


def test_pay_of_directors_is_no_pay_of_executives() -> None:
    text = (
        f"On March 4, 2024, the Board of Directors of {US} approved a new Non-Employee Director Fee Program. Ada "
        f"Stull, its "
        f"treasurer, will leave {US} in May with no severance of $1,000."
    )
    parties = [party(US, "employer", us=True), party("Ada Stull", "executive")]
    one = deal(text, type="compensation", parties=parties, dates=[SIGNED])
    assert told(one, text)[0] in (
        "Quarrel Hill Optics sets pay for its directors",
        "Quarrel Hill Optics reports pay terms",
    )


# -- grammar


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("We paid a deposit and have 60 days to look.", "Vellan paid a deposit and has 60 days to look."),
        (
            "If we take less and do not make it up, we owe $2.",
            "If Vellan takes less and does not make it up, Vellan owes $2.",
        ),
        ("We and our officers agreed to wait.", "Vellan and its officers agreed to wait."),
        ("Tarn gets shares of our common stock.", "Tarn gets shares of Vellan's common stock."),
        ("We now occupy the works.", "Vellan now occupies the works."),
        ("The sale by the Company of 5,000 shares closed.", "The sale by Vellan of 5,000 shares closed."),
        ("The Company Parties may end it.", "The Company Parties may end it."),
    ],
)
def test_what_we_do_one_company_does(said: str, expected: str) -> None:
    assert eased(said, "Vellan") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("However, the lease ends.", "The lease ends."),
        ("Accordingly, the lease ends.", "The lease ends."),
        ("Tarn has, however, agreed to pay $2.", "Tarn has agreed to pay $2."),
        (
            "Upon termination of the Merger Agreement under some conditions, Tarn pays.",
            "If the Merger Agreement ends under some conditions, Tarn pays.",
        ),
        ("Vellan, a Delaware corporation, sold the works.", "Vellan sold the works."),
    ],
)
def test_what_only_joins_sentences_is_left_out(said: str, expected: str) -> None:
    assert eased(said) == expected


def test_a_sentence_that_would_lose_its_verb_is_not_cut() -> None:
    text = (
        "Each option to buy shares issued pursuant to any of the plans of the works, whether or "
        "not it is vested, in the "
        "kilns or in any of the other buildings that stand near the old mill of the town of "
        "Tarn, will be cancelled at the "
        "end of the month in which the last of the kilns is sold to whoever may want it."
    )
    assert trimmed(text) is None


def test_the_balance_of_the_money_needs_a_verb_of_its_own() -> None:
    text = "It will use the money to redeem its notes, and the balance for its works, which may include new kilns."
    assert "The balance for" not in parted(text)


# -- statements that a plan makes


def test_nothing_ends_on_the_day_on_which_it_is_made() -> None:
    text = f"On March 4, 2024, {US} signed a credit agreement with Ostrel Bank, N.A. It ends on March 4, 2024."
    one = deal(
        text,
        type="credit",
        parties=[party(US, "borrower", us=True), party("Ostrel Bank, N.A.", "lender")],
        dates=[SIGNED, {"kind": "expiration", "text": "March 4, 2024", "value": "2024-03-04"}],
    )
    assert not any("runs until" in line for line in told(one, text)[1])


def test_what_is_agreed_and_waits_for_closing_would_be_paid() -> None:
    text = (
        f"On March 4, 2024, {US} agreed to sell its plant to Tarn Vale Glass, LLC. If the lenders "
        f"of the buyer, the town and "
        "the owners of all the land that lies around the plant and the road to it agree to the "
        "sale, and the kilns of the "
        "plant are found to be as new, the purchase price, which is to be paid in one sum, is $31 million."
    )
    one = deal(
        text,
        type="asset_purchase",
        parties=[party(US, "seller", us=True), party("Tarn Vale Glass, LLC", "buyer")],
        amounts=[amount("purchase_price", "$31 million", "31000000", certainty="conditional")],
        dates=[SIGNED],
    )
    assert "The price would be $31 million." in told(one, text)[1]


def test_the_money_of_a_deal_goes_by_the_filings_words_or_not_at_all() -> None:
    summary = summarize(
        filing(
            f"On March 4, 2024, {US} agreed to sell its lens business to Tarn Vale Glass, LLC for $31 "
            f"million in cash. Ostrel "
            "Advisers acted as finder and received a fee of $375,000."
        ),
        model="rules",
    )
    sentences = [one.text for paragraph in summary.brief.paragraphs for one in paragraph.sentences]
    assert not any("The deal also includes" in one for one in sentences)


def test_both_halves_of_a_price_are_told_together() -> None:
    text = (
        f"On March 4, 2024, Tarn Vale Glass, LLC agreed to buy {US}. Each share of {US} "
        f"that is outstanding then, but for those "
        "that the buyer or the works or any of the owners of the land around the works "
        "or of the road that leads to it may "
        "hold at that time, will be converted into the right to receive $18.50 in cash, "
        "without interest, and 0.4125 of a "
        "share of the buyer, which is to be paid out at the end of the month by the bank of the works."
    )
    one = deal(
        text,
        type="merger",
        parties=BOTH,
        amounts=[amount("price_per_share", "$18.50", "18.50", basis="per_share")],
        quantities=[{"kind": "exchange_ratio", "value": "0.4125", "unit": "shares", "text": "0.4125"}],
        dates=[SIGNED],
    )
    _, sentences = told(one, text)
    each = next(line for line in sentences if "$18.50" in line)
    assert each.endswith("would become the right to receive $18.50 in cash and 0.4125 of a Tarn Vale Glass share.")


def test_what_was_expected_to_close_is_not_told_when_it_has_closed() -> None:
    text = (
        f"On March 4, 2024, {US} agreed to sell its plant to Tarn Vale Glass, LLC. The "
        f"sale is expected to close on March 8, "
        "2024. The sale closed on March 8, 2024, and the plant was handed over."
    )
    one = deal(
        text,
        type="asset_purchase",
        parties=[party(US, "seller", us=True), party("Tarn Vale Glass, LLC", "buyer")],
        provisions=[
            {"kind": "other", "text": "The sale is expected to close on March 8, 2024.", "certainty": "expected"}
        ],
        dates=[SIGNED, {"kind": "closing", "text": "March 8, 2024", "value": "2024-03-08"}],
    )
    sentences = told(one, text)[1]
    assert not any("expected to close" in line for line in sentences)
    assert sum("closed on March 8, 2024" in line for line in sentences) == 1


def test_what_an_option_may_be_raised_to_is_not_told_as_raised() -> None:
    text = (
        f"On March 4, 2024, {US} formed a works with Tarn Vale Glass, LLC. Tarn can raise "
        f"its interest to 51% by paying more."
    )
    one = deal(
        text,
        type="joint_venture",
        parties=[party(US, "partner", us=True), party("Tarn Vale Glass, LLC", "partner")],
        percentages=[{"kind": "ownership", "value": "51", "text": "51%"}],
        dates=[SIGNED],
    )
    assert not any("rises" in line for line in told(one, text)[1])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The staff named above will be paid.", "The staff will be paid."),
        (
            "Tarn signed a letter, a copy of which is attached as Exhibit 99, on its works.",
            "Tarn signed a letter on its works.",
        ),
        ("The fee is set by reference to the ratings.", "The fee is set by the ratings."),
        ("The sale described in Item 2.01 above closed.", "The sale closed."),
        ("A term of a year that thereafter renews is told.", "A term of a year that then renews is told."),
        (
            "It is a lease which either side may terminate on ten days' notice.",
            "It is a lease which either side may end on ten days' notice.",
        ),
    ],
)
def test_what_is_said_of_the_paper_is_left_out(said: str, expected: str) -> None:
    assert eased(said) == expected


def test_who_goes_on_with_another_verb_is_still_she() -> None:
    text = (
        "She will be paid a base salary of $525,000 for each of the years of the "
        "agreement and has a target bonus of 85% of "
        "her yearly salary in May."
    )
    assert " She has a target bonus" in parted(text)


def test_a_list_of_clauses_is_not_cut_before_its_end() -> None:
    text = (
        "Under the agreement Tarn will get $940,000, in equal sums over two years; the "
        "money that it is owed for the lenses of "
        "the last year, as and when that is known to the board of the works; and the cost of the doctors of the men."
    )
    cut = trimmed(text)
    assert cut is None or ";" not in cut


def test_a_name_that_no_fact_bears_out_does_not_stand_for_a_term() -> None:
    terms = Terms(['It formed a Tarn Vale general partnership (the "Partnership").'])
    assert terms.introduced("The Partnership sells glass.", "") == "A Tarn Vale general partnership sells glass."
    unborne = terms.introduced("The Partnership sells glass.", "", lambda words: "Tarn" in words)
    assert unborne == "The partnership sells glass."


def test_a_subsidiarys_notes_are_not_told_as_the_registrants() -> None:
    text = (
        f"On March 4, 2024, Quarrel Finance B.V., a wholly owned subsidiary of {US}, completed a public offering of "
        "$20 million of 5.340% notes due 2034."
    )
    one = deal(
        text,
        type="debt_securities",
        action="completed",
        parties=[party(US, "issuer", us=True), party("Quarrel Finance B.V.", "issuer")],
        amounts=[amount("principal", "$20 million", "20000000")],
        dates=[{"kind": "closing", "text": "March 4, 2024", "value": "2024-03-04"}],
    )
    title, sentences = told(one, text)
    assert not title.startswith("Quarrel Hill Optics sells")
    assert not any(line.startswith(f"On March 4, 2024, {US} completed its sale") for line in sentences)


def test_of_two_numbers_of_shares_the_one_that_is_sold_is_told() -> None:
    text = (
        f"On March 4, 2024, {US} agreed to issue and sell 1,250,000 shares. The offering was made larger from the "
        "offering size of 900,000 shares."
    )
    one = deal(
        text,
        type="equity",
        parties=[party(US, "issuer", us=True)],
        quantities=[
            {"kind": "shares", "value": "1250000", "unit": "shares", "text": "1,250,000 shares"},
            {"kind": "shares", "value": "900000", "unit": "shares", "text": "900,000 shares"},
        ],
        dates=[SIGNED],
    )
    assert told(one, text)[0] == "Quarrel Hill Optics agrees to sell 1,250,000 shares"


def test_who_lets_another_borrow_does_not_borrow() -> None:
    text = (
        f"On March 4, 2024, {US} agreed to permit Tarn Vale Glass, LLC to enter into an amendment to the Bridge "
        "Credit Agreement with Ostrel Bank, N.A."
    )
    one = deal(
        text,
        type="credit",
        title="Bridge Credit Agreement",
        parties=[
            party(US, "borrower", us=True),
            party("Tarn Vale Glass, LLC", "borrower"),
            party("Ostrel Bank, N.A.", "agent"),
        ],
        dates=[SIGNED],
    )
    assert told(one, text)[0] == "Quarrel Hill Optics reports on a bridge credit agreement"


# -- what is told of a deal is of now, of who is meant, and behind what it is about


def test_the_agreement_behind_a_purchase_is_told_as_what_it_was_done_under() -> None:
    text = (
        f"On March 4, 2024, {US} completed its purchase of the kilns of Tarn Vale Glass, LLC. The Asset Purchase "
        "Agreement was dated as of January 8, 2024."
    )
    one = deal(
        text,
        type="asset_purchase",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "seller")],
        dates=[
            {"kind": "closing", "text": "March 4, 2024", "value": "2024-03-04"},
            {"kind": "agreement", "text": "January 8, 2024", "value": "2024-01-08"},
        ],
    )
    _, sentences = told(one, text)
    assert "This was done under a purchase agreement of January 8, 2024." in sentences


def test_the_agreement_behind_a_purchase_is_told_once() -> None:
    bought = "The kilns were bought under an agreement dated as of January 8, 2024, which lists each of the kilns."
    text = f"On March 4, 2024, {US} completed its purchase of the kilns of Tarn Vale Glass, LLC. {bought}"
    one = deal(
        text,
        type="asset_purchase",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "seller")],
        provisions=[provision("other", bought)],
        dates=[
            {"kind": "closing", "text": "March 4, 2024", "value": "2024-03-04"},
            {"kind": "agreement", "text": "January 8, 2024", "value": "2024-01-08"},
        ],
    )
    _, sentences = told(one, text)
    assert sum("January 8, 2024" in sentence for sentence in sentences) == 1


def test_a_rate_that_gave_way_is_not_told_as_the_rate() -> None:
    text = (
        f"On March 4, 2024, {US} amended its Credit Agreement with Ostrel Bank, N.A. and others. Loans will now "
        "cost the reference rate plus 3.75%, as against the reference rate plus 2.50% before; the commitment fee on "
        "the unused portion of the line goes from 0.375% to 0.50%."
    )
    one = deal(
        text,
        type="credit",
        action="amended",
        title="Credit Agreement",
        parties=[party(US, "borrower", us=True), party("Ostrel Bank, N.A.", "lender")],
        percentages=[{"kind": "commitment_fee", "text": "0.375%", "value": "0.375"}],
        dates=[SIGNED],
    )
    _, sentences = told(one, text)
    assert not [one for one in sentences if "0.375%" in one]


def test_who_is_named_right_before_a_short_name_is_meant_by_it() -> None:
    text = (
        f'On March 4, 2024, {US}, a Delaware corporation (the "Company"), announced that it had agreed to buy '
        'Brackwater Ltd. ("Brackwater"). The only holder of shares of Brackwater is a trust of its founder.'
    )
    one = deal(
        text,
        type="merger",
        parties=[party(US, "buyer", us=True), party("Brackwater Ltd.", "target", short="Brackwater")],
        provisions=[provision("other", "The only holder of shares of Brackwater is a trust of its founder.")],
        dates=[SIGNED],
    )
    _, sentences = told(one, text)
    assert "The only holder of shares of Brackwater is a trust of its founder." in sentences


def test_what_is_said_of_two_purchases_is_told_behind_both() -> None:
    text = (
        f"On March 4, 2024, {US} completed the acquisition of Brackwater, Inc. for $4 million and, on the same day, "
        "the acquisition of Tarn Vale Glass, Inc. for $5 million. Both businesses make lenses in Ohio."
    )
    sides = [("Brackwater, Inc.", "$4 million", "4000000"), ("Tarn Vale Glass, Inc.", "$5 million", "5000000")]
    both = [
        deal(
            text,
            type="merger",
            action="completed",
            parties=[party(US, "buyer", us=True), party(name, "target")],
            amounts=[amount("purchase_price", words, value)],
            provisions=[provision("other", "Both businesses make lenses in Ohio.")] if name.startswith("Br") else [],
            dates=[{"kind": "closing", "text": "March 4, 2024", "value": "2024-03-04"}],
        )
        for name, words, value in sides
    ]
    written = write(INFO, both, [], Passages([("8-K", 0, text)]))
    sentences = [sentence.text for paragraph in written.paragraphs for sentence in paragraph.sentences]
    assert sentences.index("Both businesses make lenses in Ohio.") > max(
        at for at, one in enumerate(sentences) if "Tarn Vale Glass" in one
    )


@pytest.mark.parametrize(
    ("filed", "eased_"),
    [
        (
            "We netted $3 million from the sale, and plan to build a kiln.",
            "Tarn netted $3 million from the sale, and plans to build a kiln.",
        ),
        ("We own the works and expect to sell it.", "Tarn owns the works and expects to sell it."),
        ("We will reduce the termination of Ida Hollis, our president, to writing.", None),
        ("The owner will receive merger consideration of $9 million.", "The owner will receive $9 million."),
    ],
)
def test_what_we_do_second_and_who_is_dismissed_keep_their_sense(filed: str, eased_: str | None) -> None:
    told_ = eased(filed, "Tarn")
    assert told_ == eased_ if eased_ else "end of Ida" not in told_


def test_a_sentence_is_not_parted_where_its_verb_would_hang() -> None:
    text = (
        "Ms. Hollis was elected for a term expiring at the annual meeting of the holders in May of next year, at which "
        "time her further service on the board will be subject to renomination and holder approval."
    )
    assert "will be. That" not in parted(text)


# -- limits, terms and entries that are not what they look like


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The letter of credit sublimit of $25 million and the swingline sublimit of $20 million are unchanged.",
            [
                "Up to $25 million of the facility can be used for letters of credit.",
                "Up to $20 million of the facility can be used for swing line loans.",
            ],
        ),
        ("Letters of credit of $25 million issued under the old agreement stay in place with $20 million of cash.", []),
    ],
)
def test_a_limit_is_told_of_what_it_limits(text: str, said: list[str]) -> None:
    opening = f"On March 4, 2024, {US} signed a credit agreement with Ostrel Bank."
    one = deal(
        f"{opening} {text}",
        **LENT,
        amounts=[amount("sublimit", "$25 million", "25000000"), amount("sublimit", "$20 million", "20000000")],
    )
    _, sentences = told(one, f"{opening} {text}")
    assert {sentence for sentence in sentences if "can be used" in sentence} <= set(said)


def test_what_a_loan_provides_for_is_no_further_increase() -> None:
    text = (
        f"On March 4, 2024, {US} amended its credit agreement with Ostrel Bank to provide for incremental loans of "
        "$225 million."
    )
    one = deal(
        text,
        **LENT,
        action="amended",
        amounts=[amount("accordion", "$225 million", "225000000")],
    )
    assert not any("could grow" in sentence for sentence in told(one, text)[1])


@pytest.mark.parametrize(("how", "cash"), [("in cash", True), ("in cash or shares of Tarn Vale", False)])
def test_what_may_be_paid_in_shares_is_not_told_as_cash(how: str, cash: bool) -> None:
    text = (
        f"On March 4, 2024, {US} agreed to be acquired by Tarn Vale Glass, LLC. Holders may later receive up to "
        f"$8 million {how} if the business meets its goals, as determined by an accountant whom the parties jointly "
        "appoint, and as reviewed by the auditors of each of them in the course of the two years that follow closing."
    )
    earnout = amount("earnout", "up to $8 million", "8000000", qualifier="up_to", certainty="conditional")
    _, sentences = told(deal(text, type="merger", parties=BOTH, dates=[SIGNED], amounts=[earnout]), text)
    paid = next(sentence for sentence in sentences if "$8 million" in sentence)
    assert ("in cash" in paid) == cash or "or shares" in paid


def test_the_merger_that_the_filing_does_not_define_is_the_deal() -> None:
    terms = Terms(["Quarrel Hill agreed to be acquired by Tarn Vale."], deal="the deal")
    assert terms.introduced("The Merger depends on a vote.", "Quarrel Hill agreed to be sold.") == (
        "The deal depends on a vote."
    )
    assert terms.introduced("A vote on the Merger is due.", "The merger was signed.") == "A vote on the Merger is due."
    assert terms.introduced("The Merger Agreement was signed.", "") == "The Merger Agreement was signed."


def test_the_deals_own_agreement_is_the_agreement() -> None:
    text = 'They signed an Agreement and Plan of Merger (the "Merger Agreement").'
    terms = Terms([text], deal="the deal", title="Agreement and Plan of Merger")
    said = "Quarrel Hill agreed to be sold under an agreement of May 2."
    assert terms.introduced("The Merger Agreement may be ended.", said) == "The agreement may be ended."


def test_an_entry_of_a_list_of_exhibits_opens_no_brief() -> None:
    listed = f"1.1 Underwriting Agreement, dated March 4, 2024, between {US} and Ostrel Securities LLC, as underwriter."
    text = f"On March 4, 2024, {US} agreed to sell $80 million of 5% notes due 2030 to Ostrel Securities LLC."
    one = deal(
        f"{listed} {text}",
        type="debt_securities",
        title="Underwriting Agreement",
        parties=[party(US, "issuer", us=True), party("Ostrel Securities LLC", "underwriter")],
        dates=[SIGNED],
    )
    passages = Passages([("8-K", 0, listed), ("8-K", 2000, text)])
    written = write(INFO, [one], [], passages)
    assert not any("1.1" in sentence.text for part in written.paragraphs for sentence in part.sentences)


@pytest.mark.parametrize(
    "sentence",
    [
        "Quarrel Hill made a first borrowing of $58 million under the facility.",
        "The new loans increase the outstanding term loans from $440 million to $665 million.",
        "The price paid to Ostrel, the former stockholder of Tarn Vale, was $265 million in cash.",
    ],
)
def test_a_plain_sentence_of_the_filing_can_be_told(sentence: str) -> None:
    assert trimmed(sentence, "Quarrel Hill") == sentence


def test_what_may_be_done_is_no_sentence() -> None:
    assert trimmed("An option for the Company to increase the commitments by $50 million.", "Quarrel Hill") is None


def test_a_word_before_a_title_is_no_first_name() -> None:
    texts = ["If Mr. Tolan is dismissed, he is paid for a year.", "With Ms. Brandreth's help, Mr. Tolan left."]
    for sentence in ("Mr. Tolan is paid for a year.", "Ms. Brandreth helped."):
        assert Terms(texts).introduced(sentence, "") == sentence


@pytest.mark.parametrize("kind", ["debt_securities", "equity"])
def test_notes_taken_back_for_shares_are_not_sold(kind: str) -> None:
    text = (
        f"On March 4, 2024, {US} entered into agreements with certain investors to exchange 14 million shares and "
        "$4 million in cash for $354 million of its outstanding 2% convertible debentures due 2035."
    )
    one = deal(
        text,
        type=kind,
        parties=[party(US, "issuer", us=True)],
        dates=[SIGNED],
        amounts=[amount("principal", "$354 million", "354000000")],
    )
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics agrees to exchange notes"
    assert not any("sell" in sentence for sentence in [title, *sentences])


@pytest.mark.parametrize("opening", ["The facility has", "The Loan Agreement of March 4, 2024 has"])
def test_a_part_of_a_facility_is_not_told_as_its_size(opening: str) -> None:
    signed = f"On March 4, 2024, {US} signed a Loan Agreement with Ostrel Bank."
    text = f"{signed} {opening} a term loan of $30 million and a revolving line of credit of $20 million."
    one = deal(
        text,
        type="credit",
        title="Loan Agreement",
        parties=[party(US, "borrower", us=True), party("Ostrel Bank", "lender")],
        dates=[SIGNED],
        amounts=[amount("principal", "$30 million", "30000000"), amount("commitment", "$20 million", "20000000")],
    )
    title, sentences = told(one, text)
    assert "$20 million" not in title
    assert not any("$20 million" in sentence and "$30 million" not in sentence for sentence in sentences)


def test_a_margin_that_is_lowered_is_told_by_the_filing_or_not_at_all() -> None:
    opening = f"On March 4, 2024, {US} amended its Credit Agreement with Ostrel Bank."
    text = (
        f"{opening} The amendment lowers the applicable margin, which ranged from 1.75% to 2.75% for loans under the "
        "agreement as it stood before that day and as the parties had last changed it, to 1.50% to 2.25%."
    )
    ends = {"kind": "margin", "text": "1.75% to 2.75%", "qualifier": "range"}
    one = deal(
        text,
        **LENT,
        action="amended",
        percentages=[{**ends, "value": "1.75"}, {**ends, "value": "2.75"}],
    )
    assert not any(sentence.startswith("Interest is") for sentence in told(one, text)[1])


def test_who_has_been_named_as_trustee_is_not_named_again() -> None:
    text = (
        f"On March 4, 2024, {US} sold $80 million of 5% notes due 2030. They were issued under an indenture with "
        "Ostrel Bank, as trustee."
    )
    one = deal(
        text,
        type="debt_securities",
        action="completed",
        parties=[party(US, "issuer", us=True), party("Ostrel Bank", "trustee")],
        dates=[SIGNED],
        amounts=[amount("principal", "$80 million", "80000000")],
        provisions=[provision("other", "They were issued under an indenture with Ostrel Bank, as trustee.")],
    )
    named = [sentence for sentence in told(one, text)[1] if "trustee" in sentence]
    assert len(named) <= 1


def test_a_raise_that_a_committee_grants_amends_no_agreement() -> None:
    text = f"On March 4, 2024, the Compensation Committee of {US} raised the base salary of Dora Tolan to $400,000."
    one = deal(
        text,
        type="employment",
        action="amended",
        parties=[party(US, "employer", us=True), party("Dora Tolan", "executive")],
        dates=[SIGNED],
        amounts=[amount("salary", "$400,000", "400000")],
    )
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics sets pay terms for Dora Tolan"
    assert not any("agreement" in sentence for sentence in sentences)


def test_one_of_several_who_buy_shares_is_not_told_as_the_buyer() -> None:
    text = (
        f"On March 4, 2024, {US} sold 3,200,000 shares to eleven accredited investors. Ostrel Partners, L.P. bought "
        "most of them."
    )
    one = deal(
        text,
        type="equity",
        action="completed",
        parties=[party(US, "issuer", us=True), party("Ostrel Partners, L.P.", "investor")],
        dates=[{**SIGNED, "kind": "closing"}],
        quantities=[{"kind": "shares", "text": "3,200,000 shares", "value": "3200000", "unit": "shares"}],
    )
    title, sentences = told(one, text)
    assert not any("to Ostrel" in sentence for sentence in [title, *sentences])


@pytest.mark.parametrize(
    "entry",
    [
        "Twelve years and four months, starting on the date on which the landlord delivers the hall.",
        "A letter of credit for $3 million, which may be reduced to $1 million after the fifth year.",
        "Two options to renew, of five years each, at 95% of fair market rent.",
        "Base rent of $29.50 a square foot for the first year in which rent is payable.",
    ],
)
def test_what_a_label_stands_before_is_no_sentence(entry: str) -> None:
    assert trimmed(entry, "Quarrel Hill") is None


def test_older_notes_are_not_among_those_that_are_sold() -> None:
    text = (
        f"On March 4, 2024, {US} sold its 7.375% notes due 2032. It used the money to redeem its existing 8.5% notes "
        "due 2025, and the indenture for the 8.5% notes due 2025 that had been issued ended."
    )
    rate = {"kind": "interest_rate", "qualifier": "exact"}
    one = deal(
        text,
        **NOTES_SOLD,
        dates=[
            {**SIGNED, "kind": "closing"},
            {"kind": "maturity", "text": "2032", "value": "2032"},
            {"kind": "maturity", "text": "2025", "value": "2025"},
        ],
        percentages=[{**rate, "text": "7.375%", "value": "7.375"}, {**rate, "text": "8.5%", "value": "8.5"}],
    )
    assert not any(sentence.startswith("The notes are") for sentence in told(one, text)[1])


def test_what_a_price_is_reduced_by_is_not_the_price() -> None:
    text = (
        f"On March 4, 2024, {US} bought the presses of Tarn Vale Glass, LLC under an agreement amended to "
        "reduce the price by $900,000."
    )
    one = deal(
        text,
        type="asset_purchase",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "seller")],
        dates=[{**SIGNED, "kind": "closing"}],
        amounts=[amount("purchase_price", "$900,000", "900000")],
    )
    title, sentences = told(one, text)
    assert not any("for $900,000" in sentence for sentence in [title, *sentences])


def test_what_ends_with_a_deal_is_not_what_it_was_done_under() -> None:
    text = (
        f"On March 4, 2024, {US} sold $80 million of 5% notes due 2030. The indenture of April 14, 2017, under "
        "which older notes had been issued, ceased to be of effect."
    )
    one = deal(
        text,
        **NOTES_SOLD,
        dates=[
            {**SIGNED, "kind": "closing"},
            {"kind": "original_agreement", "text": "April 14, 2017", "value": "2017-04-14"},
        ],
        amounts=[amount("principal", "$80 million", "80000000")],
    )
    assert not any("done under" in sentence for sentence in told(one, text)[1])


@pytest.mark.parametrize(("role", "sells"), [("issuer", True), ("guarantor", False)])
def test_what_was_agreed_in_one_sentence_is_closed_in_another(role: str, sells: bool) -> None:
    text = (
        f"On February 27, 2024, {US} entered into an underwriting agreement with Ostrel Securities LLC for the public "
        "offering of $80 million of its 5% notes due 2030. The sale closed on March 4, 2024."
    )
    one = deal(
        text,
        type="debt_securities",
        action="completed",
        title="underwriting agreement",
        parties=[party(US, role, us=True), party("Ostrel Securities LLC", "underwriter")],
        dates=[{**SIGNED, "kind": "closing"}],
        amounts=[amount("principal", "$80 million", "80000000")],
    )
    title, _ = told(one, text)
    assert title.startswith("Quarrel Hill Optics sells") == sells


def test_a_company_whose_shares_are_sold_is_not_told_to_sign() -> None:
    text = (
        f"On March 4, 2024, {US} signed a Share Purchase Agreement with two holders, under which it will buy all of "
        "the shares of Tarn Vale Glass, LLC."
    )
    one = deal(
        text,
        type="asset_purchase",
        title="Share Purchase Agreement",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "target")],
        dates=[SIGNED],
    )
    title, sentences = told(one, text)
    assert not any("with Tarn Vale" in sentence for sentence in [title, *sentences])
