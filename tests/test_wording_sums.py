"""What a brief without a model says of sums, rates and days: of invented filings."""

from __future__ import annotations

import re

import pytest

from summarizer import summarize

from .drafting import filing
from .telling import BOTH, LENT, NOTES_SOLD, told
from .test_wording import SIGNED, US, amount, deal, party


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


def test_a_price_is_told_whole_where_a_part_of_it_is_told_too() -> None:
    text = (
        f"On March 4, 2024, {US} completed its purchase of Tarn Vale Glass, LLC. The aggregate consideration payable "
        "to the former members of Tarn Vale Glass, LLC consists of $40 million, of which $25 million was paid at the "
        "closing."
    )
    one = deal(
        text,
        type="merger",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "target")],
        dates=[{**SIGNED, "kind": "closing"}],
        amounts=[
            amount("purchase_price", "$25 million", "25000000"),
            amount("purchase_price", "$40 million", "40000000"),
        ],
    )
    said = " ".join(told(one, text)[1])
    assert "is $40 million" in said or "for $40 million" in said or "of $40 million" in said
    assert "for $25 million" not in said


def test_what_a_deal_is_about_is_told_by_a_plan_where_the_filings_sentence_cannot_be() -> None:
    text = (
        f"The members of Tarn Vale Glass, LLC received shares of {US} in the merger, which was completed on March 4, "
        "2024. Aggregate consideration for this acquisition was $40 million."
    )
    one = deal(
        text,
        type="merger",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "target")],
        dates=[{**SIGNED, "kind": "closing"}],
        amounts=[amount("purchase_price", "$40 million", "40000000")],
    )
    assert "The price is $40 million." in told(one, text)[1]


def test_a_salary_that_is_raised_is_told_where_a_post_stands_before_it() -> None:
    text = (
        f"On March 4, 2024, the Compensation Committee of {US} increased the yearly base salary of its "
        "Executive Vice President and Chief of the Works at Tarn Vale, Edda Marsh Quill, from $400,000 to $450,000, "
        "effective as of April 1, 2024, an award of 5,000 restricted stock units that vest over the next three years "
        "in equal parts, and a further award of 2,000 restricted stock units that vest by the goals that it has set."
    )
    one = deal(
        text,
        type="employment",
        action="amended",
        parties=[party(US, "employer", us=True), party("Edda Marsh Quill", "executive")],
        amounts=[amount("salary", "$400,000", "400000"), amount("salary", "$450,000", "450000")],
    )
    said = " ".join(told(one, text)[1])
    assert "$450,000" in said
    assert "$400,000" not in said


def test_shares_are_told_with_what_is_paid_for_them_and_not_at_the_price_of_a_warrant() -> None:
    text = (
        f"On March 4, 2024, {US} sold 700,000 shares of its common stock for a purchase price of $14 million, and "
        "warrants to purchase 90,000 shares for a purchase price of $200,000, to Ostrel Growth Partners IV, L.P. and "
        "certain of its affiliated entities pursuant to a purchase agreement dated as of February 1, 2024, by and "
        "among the Company, Ostrel Growth Partners IV, L.P. and those entities. The warrants have an exercise price of "
        "$21.00 per share."
    )
    one = deal(
        text,
        type="equity",
        action="completed",
        parties=[party(US, "issuer", us=True)],
        dates=[{**SIGNED, "kind": "closing"}],
        amounts=[
            amount("purchase_price", "$14 million", "14000000"),
            amount("purchase_price", "$200,000", "200000"),
            amount("price_per_share", "$21.00", "21.00", basis="per_share"),
        ],
        quantities=[{"kind": "shares", "text": "700,000 shares", "value": "700000", "unit": "shares"}],
    )
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics sells 700,000 shares"
    assert sentences[0] == f"On March 4, 2024, {US} completed its sale of 700,000 shares for $14 million."


def test_notes_that_are_redeemed_are_not_sold() -> None:
    text = (
        f"On March 4, 2024, {US} completed the previously announced redemption of all of the $80 million aggregate "
        "principal amount of its 6% notes."
    )
    one = deal(
        text,
        **NOTES_SOLD,
        dates=[{**SIGNED, "kind": "closing"}],
        amounts=[amount("principal", "$80 million", "80000000")],
    )
    title, sentences = told(one, text)
    assert not any(re.search(r"\bs(?:ells|old|ale)\b", sentence) for sentence in [title, *sentences])


def test_the_price_of_a_right_is_told_of_the_part_that_it_buys() -> None:
    text = (
        f"On March 4, 2024, {US} entered into a Rights Agreement with Ostrel Trust Company. Each right entitles its "
        "holder to purchase one one-hundredth of a share of preferred stock at a price of $85.00 per one one-hundredth "
        "of a share, subject to adjustment."
    )
    one = deal(
        text,
        type="rights_plan",
        title="Rights Agreement",
        parties=[party(US, "issuer", us=True), party("Ostrel Trust Company", "agent")],
        dates=[SIGNED],
        amounts=[amount("price_per_share", "$85.00", "85.00", basis="per_share")],
    )
    assert not any("$85.00 a share" in sentence for sentence in told(one, text)[1])


@pytest.mark.parametrize(
    ("type_", "rest", "kind", "said"),
    [
        (
            "license",
            "The buyer also purchased shares at a price of $10.50 per share.",
            "price_per_share",
            "The price is",
        ),
        ("merger", "The option has an exercise price of $10.90 per share.", "price_per_share", "exercise price is"),
        ("debt_securities", "It used the proceeds to repay $10 million of loans outstanding.", "drawn", "amount drawn"),
    ],
)
def test_a_sum_that_stands_beside_a_deal_is_none_of_its_own(type_: str, rest: str, kind: str, said: str) -> None:
    text = f"On March 4, 2024, {US} signed an agreement with Ostrel Bank. {rest}"
    words = rest.partition("$")[2].split()
    figure = f"${words[0]}{' million' if words[1] == 'million' else ''}"
    one = deal(
        text,
        type=type_,
        title="agreement",
        parties=[party(US, "other", us=True), party("Ostrel Bank", "other")],
        dates=[SIGNED],
        amounts=[amount(kind, figure, "10000000" if "million" in figure else figure[1:], basis="per_share")],
    )
    assert not any(said in sentence for sentence in told(one, text)[1])


def test_shares_that_may_be_sold_from_time_to_time_are_not_told_as_sold() -> None:
    text = (
        f"On March 4, 2024, {US} entered into a Sales Agreement with Ostrel Securities LLC, under which {US} may offer "
        "and sell from time to time up to $75 million of its shares through the agent."
    )
    one = deal(
        text,
        type="equity",
        title="Sales Agreement",
        parties=[party(US, "issuer", us=True), party("Ostrel Securities LLC", "agent")],
        dates=[SIGNED],
        amounts=[amount("gross_proceeds", "$75 million", "75000000", qualifier="up_to", certainty="possible")],
    )
    title, sentences = told(one, text)
    assert not any("agreed to sell" in sentence or "agrees to sell" in sentence for sentence in [title, *sentences])


def test_each_series_of_the_companys_notes_is_told_with_its_sum() -> None:
    text = (
        f"On March 4, 2024, {US} completed its sale of $400,000,000 aggregate principal amount of the Company's 1.950% "
        "Senior Notes due 2031 and $350,000,000 aggregate principal amount of the Company's 3.125% Senior Notes due "
        "2051."
    )
    one = deal(
        text,
        **NOTES_SOLD,
        dates=[{**SIGNED, "kind": "closing"}],
        amounts=[
            amount("principal", "$400,000,000", "400000000"),
            amount("principal", "$350,000,000", "350000000"),
        ],
        percentages=[
            {"kind": "interest_rate", "text": "1.950%", "value": "1.95"},
            {"kind": "interest_rate", "text": "3.125%", "value": "3.125"},
        ],
    )
    title, sentences = told(one, text)
    assert title == "Quarrel Hill Optics sells two series of senior notes"
    # The filing's sentence has both sums and both rates: they are not told twice.
    assert sum("3.125%" in sentence for sentence in sentences) == 1


SEVERANCE = (
    "If she signs a release, she will receive severance that is equal to twelve months of her base salary "
    "($10 million), in equal parts, on the days on which the company pays the people who work for it, and for as long "
    "as she stays away from the works."
)


@pytest.mark.parametrize(
    ("type_", "roles", "kind", "qualifier", "rest"),
    [
        (
            "supply",
            ("supplier", "customer"),
            "purchase_price",
            "at_least",
            "Dorrand agreed to buy goods at a price of at least $10 million a year.",
        ),
        ("employment", ("employer", "executive"), "salary", "exact", SEVERANCE),
    ],
)
def test_what_depends_on_more_is_not_told_as_a_price_or_a_salary(
    type_: str, roles: tuple[str, str], kind: str, qualifier: str, rest: str
) -> None:
    text = f"On March 4, 2024, {US} signed an agreement with Ada Ostrel. {rest}"
    one = deal(
        text,
        type=type_,
        title="agreement",
        parties=[party(US, roles[0], us=True), party("Ada Ostrel", roles[1])],
        dates=[SIGNED],
        amounts=[amount(kind, "$10 million", "10000000", qualifier=qualifier, certainty="conditional")],
    )
    assert not any(re.match(r"The (?:price|salary) ", sentence) for sentence in told(one, text)[1])
