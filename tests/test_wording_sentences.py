"""That each sentence of a brief without a model stands by itself: of invented filings."""

from __future__ import annotations

import pytest

from summarizer.models import Event, Evidence
from summarizer.wording import Passages, write
from summarizer.wording.easing import eased, parted, trimmed
from summarizer.wording.introducing import Terms
from summarizer.wording.leaning import leans, loosened, points

from .telling import INFO, told
from .test_wording import SIGNED, US, amount, deal, party, provision

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
        ("Except as described above, the covenants remain unchanged.", "Otherwise, the covenants remain unchanged."),
        (
            "In connection with his departure, on May 1, 2024 Vellan and Mr. Able signed a letter.",
            "On May 1, 2024 Vellan and Mr. Able signed a letter.",
        ),
        (
            "The notes may be redeemed at 104% of the principal amount thereof.",
            "The notes may be redeemed at 104% of the principal amount.",
        ),
        ("The per share price is a premium of 20%.", "The price per share is a premium of 20%."),
        (
            "Vellan bought substantially all of the assets, and the assumption of certain of the liabilities, of Tarn.",
            "Vellan bought substantially all of the assets of Tarn.",
        ),
        (
            "Vellan may offer and sell, from time to time through the Agents, as sales agent or principal, shares of "
            "its stock.",
            "Vellan may offer and sell shares of its stock.",
        ),
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


def test_a_territory_that_is_left_out_is_not_the_one_that_is_meant() -> None:
    text = (
        f"On March 4, 2024, {US} granted Ostrel Bank a license in all countries other than in the United States "
        '(the "Licensed Territory"). Ostrel Bank will pay royalties on sales in the Licensed Territory.'
    )
    one = deal(
        text,
        type="license",
        title="License Agreement",
        parties=[party(US, "licensor", us=True), party("Ostrel Bank", "licensee")],
        provisions=[provision("other", "Ostrel Bank will pay royalties on sales in the Licensed Territory.")],
    )
    assert not any("sales in the United States" in sentence for sentence in told(one, text)[1])


def test_a_part_of_a_figure_stands_for_no_term() -> None:
    terms = Terms(['Vellan may sell its stock, par value $0.001 per share (the "Placement Shares").'], [])
    assert "001" not in (terms.introduced("Sales of the Placement Shares will be made.", "") or "")


def test_a_buyer_that_the_filing_calls_parent_goes_by_its_name() -> None:
    text = (
        f'On March 4, 2024, {US} agreed to be bought by Tarn Parent Holdings, Inc. ("Parent"). Parent is an affiliate '
        "of Ostrel Bank."
    )
    one = deal(
        text,
        type="merger",
        title="Merger Agreement",
        parties=[party(US, "target", us=True), party("Tarn Parent Holdings, Inc.", "buyer", short="Parent")],
        dates=[SIGNED],
        provisions=[provision("other", "Parent is an affiliate of Ostrel Bank.")],
    )
    assert not any(sentence.startswith("Parent ") for sentence in told(one, text)[1])


def test_the_day_of_an_agreement_that_ends_is_not_that_of_what_ends_it() -> None:
    text = (
        f"On March 4, 2024, {US} and Ostrel Bank entered into a Termination Agreement, by which they terminated the "
        "supply agreement dated June 19, 2017."
    )
    one = deal(
        text,
        type="supply",
        action="terminated",
        title="supply agreement",
        parties=[party(US, "customer", us=True), party("Ostrel Bank", "supplier")],
        dates=[
            {**SIGNED, "kind": "termination"},
            {"kind": "original_agreement", "text": "June 19, 2017", "value": "2017-06-19"},
        ],
    )
    dated = [sentence for sentence in told(one, text)[1] if "dates from" in sentence]
    assert all("that ended dates from June 19, 2017" in sentence for sentence in dated)
