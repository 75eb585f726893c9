"""Sentences that the filing bears out, and those that say more than it does."""

from __future__ import annotations

import time

import pytest

from summarizer.prose import (
    Support,
    copied,
    foreign,
    heavy,
    leaves_open,
    negation_lost,
    plainer,
    reading_grade,
    unplain,
    unsupported,
)

DEAL = (
    "On March 4, 2024, Quarrel Hill Optics, Inc. signed a three-year services agreement with Osterloh Bank and its "
    "Chief Executive Officer, ending on June 30, 2027. The bank gets $4,200,000 and 40% of the profit in the second "
    "quarter of 2024, and keeps performance share units for 44 weeks. The agreement covers 12 sites."
)
SUPPORT = Support.of([DEAL])


@pytest.mark.parametrize(
    "sentence",
    [
        "Quarrel Hill Optics pays the bank $4.2 million over three years.",
        "The agreement with Osterloh Bank lasts 36 months and ends on June 30.",
        "In March 2024 the company signed for 12 sites.",
        "They signed the agreement with Osterloh on 4 March.",
        "They signed the agreement with Osterloh on Mar. 4.",
        "They signed the agreement with Osterloh in Mar. 2024.",
        "The services agreement of 2024 covers 12 sites in the second quarter.",
        "The bank keeps 40 percent of the profit in Q2 2024.",
        "The CEO of Quarrel Hill signed the agreement with Osterloh on a Monday.",
        "Ms. and Mr. Osterloh keep PSUs for 44 weeks.",
        "In June 2027 the agreement with the bank, a Nasdaq company, ends.",
        "'Quarrel Hill' signed a services agreement.",
        "Completion of the agreement makes the bank some profit.",
    ],
)
def test_what_the_filing_says_holds(sentence: str) -> None:
    assert unsupported(sentence, SUPPORT) is None


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("The bank gets ٤٢ shares of the profit.", "٤"),
        ("The bank gets $４.３ million of the profit.", "4.3"),
        ("The bank gets 𝟗 sites.", "𝟗"),
        ("'Zorblatt' gets the profit.", "Zorblatt"),
        ('"Zorblatt" gets the profit.', "Zorblatt"),
        ("Сбербанк gets the profit.", "Сбербанк"),
        ("The profit goes to сбербанк.", "сбербанк"),
        ("Électra gets the profit.", "Électra"),
        ("The profit goes to eZorblatt.", "eZorblatt"),
        ("Hastings gets the profit.", "Hastings"),
        ("Billings gets the profit.", "Billings"),
        ("Kimberly gets the profit.", "Kimberly"),
        ("Florence gets the profit.", "Florence"),
        ("The profit goes to the FQX.", "FQX"),
        ("The agreement covers 30 people.", "30"),
        ("The bank signed with 4 lenders.", "4"),
        ("The agreement covers 40 sites.", "40"),
        ("The agreement covers 44 sites.", "44"),
        ("The agreement covers 2,024 sites.", "2,024"),
        ("The agreement lasts three months.", "three months"),
        ("The agreement lasts 44 days.", "44 days"),
        ("The agreement lasts two years.", "two years"),
        ("The agreement ends on June 4.", "June 4"),
        ("The agreement ends in October.", "October"),
        ("The bank gets the profit in Q3 2024.", "Q3 2024"),
        ("The bank gets a dozen sites.", "dozen"),
        ("The bank gets millions.", "million"),
        ("The bank gets several million dollars.", "million"),
        ("The bank gets a quarter of the profit.", "a quarter of"),
        ("They signed on 30 March.", "30 March"),
        ("They signed on Mar. 30.", "Mar. 30"),
        ("The profit goes to zorblatt.com.", "zorblatt.com"),
        ("The profit doubled.", "doubled"),
        ("The bank gets half of the profit.", "half"),
        ("The bank gets a third of the profit.", "third"),
        ("The bank gets twice the profit.", "Twice"),
    ],
)
def test_what_the_filing_does_not_say_fails(sentence: str, fault: str) -> None:
    found = unsupported(sentence, SUPPORT)

    assert found is not None
    assert fault.lower() in found.lower()


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The buyer takes half of the shares.", "The buyer takes 50% of the shares."),
        ("The buyer takes half of the shares.", "The buyer takes one-half of the shares."),
        ("The loan runs for one year.", "The loan has an annual term."),
        ("The bank gets a quarter of it.", "The bank gets 25% of it."),
        ("The bank lends several million dollars.", "The bank lends several million dollars."),
        ("1-800-QUARRY.COM sells it.", "1-800-QUARRY.COM, Inc. sells it."),
        ("The dividend doubles.", "The dividend rises by 100%."),
        ("The buyer takes a dozen sites.", "The buyer takes dozens of sites."),
        ("Sales are 五 units.", "Sales are 五 units."),
        ("The plan covers 2024 pay.", "The plan of March 4, 2024 covers pay."),
        ("The note pays 2.5% a year.", "The note bears interest at a rate per annum equal to 2.5%."),
        ("It lost $0.14 a share.", "Net loss per share was $(0.14)."),
        ("They share costs 50/50.", "The parties will share costs equally (50/50)."),
        ("The FDA clears it.", "The Food and Drug Administration clears it."),
        ("The rights to IP pass.", "The rights to all intellectual property pass."),
    ],
)
def test_equal_words_and_figures_bear_each_other_out(sentence: str, source: str) -> None:
    assert unsupported(sentence, Support.of([source])) is None


def test_a_sentence_about_something_else_is_foreign() -> None:
    sentence = "Quarrel gains control of the whole business and pledges everything forever to criminals."

    assert foreign(sentence, SUPPORT) is not None
    assert unsupported(sentence, SUPPORT) == foreign(sentence, SUPPORT)


@pytest.mark.parametrize(
    ("sentence", "quote", "lost"),
    [
        ("Either side may end it at any time.", "Neither party may not end it; it may not be ended", True),
        ("The bank may end the loan.", "the bank may not end the loan", True),
        ("The fee will be repaid.", "the fee will not be repaid", True),
        ("The fee will not be repaid.", "the fee will be repaid", True),
        ("The fee is final once paid and never repaid.", "the fee will not be repaid", False),
        ("The fee is non-refundable.", "the fee is not refundable", False),
        ("The bank may end the loan only after a default.", "the bank may not end the loan before a default", False),
        ("The bank lends money.", "the bank lends money", False),
        ("It settles the case.", "it settles the finding that the bank did not keep records", False),
        ("It settles that the bank kept records.", "it settles the finding that the bank did not keep records", True),
        ("The state will prosecute it.", "the state agreed that it will not prosecute it", True),
    ],
)
def test_a_negation_is_neither_lost_nor_brought_in(sentence: str, quote: str, lost: bool) -> None:
    assert (negation_lost(sentence, quote) is not None) == lost


def test_a_name_is_neither_praise_nor_legalese() -> None:
    support = Support.of(["Landmark Bancorp and Thereof Holdings signed a landmark loan."])

    assert unplain("Landmark Bancorp signed it.") is not None
    assert unplain("Landmark Bancorp signed it.", support) is None
    assert unplain("Thereof Holdings signed it.", support) is None
    assert unplain("It is a landmark loan.", support) is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "The loan is to close in May.",
        "The parties are to close the loan.",
        "The loan is likely to close.",
        "The company hopes to close.",
        "It aims to close the loan.",
        "The closing is set for June.",
        "The loan should close in June.",
        "The loan closes after conditions are met.",
        "Conditions apply to the loan.",
        "Shareholders must first agree.",
        "The bank agreed to lend the money.",
        "The proposed loan closes in June.",
        "The fee may be due.",
        "The loan becomes payable if the company defaults.",
    ],
)
def test_what_is_open_is_told_as_open(sentence: str) -> None:
    assert leaves_open(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The bank lent $4.2 million, due at once.",
        "The closing took place on May 3 at the bank's offices, right on time.",
        "The bank lent the money when they signed.",
        "The bank once lent the money, available at its branch.",
        "The company paid the payable amount.",
    ],
)
def test_what_is_told_as_done_is_not_open(sentence: str) -> None:
    assert not leaves_open(sentence)


# -- names bear out no figure ------------------------------------------------------------------------------------------

NAMES = ["Route 66 Holdings, Inc.", "3M Lanterns, Inc.", "Three Rivers Bank", "August Optics Corp.", "Half Moon LLC"]
NAMED = Support.of(
    [
        "Route 66 Holdings, Inc. and 3M Lanterns, Inc. signed a loan with Three Rivers Bank, August Optics Corp. and "
        "Half Moon LLC for 12 stores."
    ],
    names=NAMES,
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Route 66 signed a loan for 12 stores.",
        "ROUTE 66 HOLDINGS and 3M signed a loan with Three Rivers.",
        "August Optics and Half Moon signed the loan too.",
    ],
)
def test_a_name_may_hold_a_figure(sentence: str) -> None:
    assert unsupported(sentence, NAMED) is None


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("They signed for 66 stores.", "66"),
        ("Route 66 signed for 66 stores.", "66"),
        ("They signed for 3 stores.", "3"),
        ("They signed for three stores.", "three"),
        ("They signed a loan in August.", "August"),
        ("Half of the stores signed.", "Half"),
    ],
)
def test_a_name_bears_out_no_figure(sentence: str, figure: str) -> None:
    assert f"{figure!r} is not in the words" in (unsupported(sentence, NAMED) or "")


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("Osterloh, a German bank, lends the money.", True),
        ("The English bank lends it.", True),
        ("Osterloh, a French bank, lends the money.", False),
        ("Insiders lend the money as well.", True),
        ("Beyond that, the bank lends under the laws of England.", True),
        ("Zorblatt lends no money in Germany.", False),
        ("Osterloh Lends More Money To Insiders", True),
        ("Osterloh Lends More Money To Zorblatt", False),
    ],
)
def test_a_country_gives_its_adjective_and_an_ordinary_word_is_no_name(sentence: str, holds: bool) -> None:
    support = Support.of(["Osterloh Bank, organized in Germany, lends the money under the laws of England."])

    assert (unsupported(sentence, support) is None) == holds


# -- plain words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "objection"),
    [
        ("They signed pursuant to the plan.", "'pursuant to' is legalese: write 'under'"),
        ("It pays 5% per annum.", "'per annum' is legalese: write 'a year'"),
        ("The parties hereto signed.", "'hereto' is legalese: leave it out"),
        ("The fee will commence in May.", "'commence' is legalese: write 'start'"),
        ("The bank will not lend without notice.", "is a double negative"),
        ("The bank won't lend without notice.", "is a double negative"),
        ("It is not uncommon.", "is a double negative"),
        ("You should sell the shares.", "gives advice"),
        ("Investors should read it.", "gives advice"),
        ("It is a world-class bank.", "praises"),
        ("It is an exciting loan.", "praises"),
        (f"It lends {'more money ' * 22}.", "it is 46 words long; write sentences of fewer than 25"),
    ],
)
def test_what_is_not_plain_is_said_with_what_to_do(sentence: str, objection: str) -> None:
    assert objection in (unplain(sentence) or "")


@pytest.mark.parametrize(
    "sentence",
    [
        "The bank will not lend unless the court agrees.",
        "There is no fee and the bank does not ask for one.",
        "The company should close the loan in May.",
        "It starts under the plan.",
        f"It lends {'more money ' * 21}.",
    ],
)
def test_plain_words_are_left_alone(sentence: str) -> None:
    assert unplain(sentence) is None


def test_legalese_is_put_in_plain_words() -> None:
    plain_words = plainer('Pursuant to the plan (the "Plan"), it commenced prior to May and pays 5% per annum.')

    assert plain_words == "Under the plan, it started before May and pays 5% a year."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The bank lends money. It charges a fee. The loan ends in May. Nobody else lends.", []),
        (f"The bank lends {'a lot of money to it ' * 4}. It {'gives a lot of money ' * 5}.", ["words on average"]),
        (
            "Organizational responsibilities necessitate considerable administrative reorganization. "
            "Institutional participants characteristically anticipate extraordinary opportunities.",
            ["reading grade"],
        ),
        (
            "The loan was signed. The fee was not paid. The shares were bought by the bank. The bank lends.",
            ["3 of its 4 sentences are passive"],
        ),
        ("The bank bought the shares. It paid a fee. It lent money. The loan was signed.", []),
    ],
)
def test_a_brief_that_is_hard_to_read_is_said_to_be(text: str, found: list[str]) -> None:
    said = heavy(text)

    assert len(said) == len(found)
    assert all(words in reason for words, reason in zip(found, said, strict=True))


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("The bank lends Thistlemoor Industrial Products money.", "The bank lends it money."),
        ("The bank lends Quarrymont $250.5 million at 6.375%.", "The bank lends it it at it."),
        ("Thistlemoor borrows it. The bank lends Thistlemoor money.", "It borrows it. The bank lends it money."),
        ("The loan ends on September 30, 2031.", "The loan ends on it."),
    ],
)
def test_names_money_and_dates_are_no_hard_words(text: str, alike: str) -> None:
    assert abs(reading_grade(text) - reading_grade(alike)) < 0.1


def test_the_grade_is_flesch_and_kincaids() -> None:
    # 6 words of 6 syllables in 1 sentence: 0.39 * 6 + 11.8 * 1 - 15.59 is below nought.
    assert reading_grade("The cat sat on the mat.") == 0.0
    # 6 words of 13 syllables: 0.39 * 6 + 11.8 * 13 / 6 - 15.59.
    assert reading_grade("The company expects an additional payment.") == 12.3


def test_twelve_words_in_a_row_may_be_the_filings_and_no_more() -> None:
    words = "the lender keeps a charge over every machine that the borrower owns or rents today"
    source = Support.of([f"{words} and tomorrow"])

    assert copied(" ".join(words.split()[:12]), source) is None
    assert "12 words in a row" in (copied(" ".join(words.split()[:13]), source) or "")


def test_names_and_figures_do_not_count_as_copied() -> None:
    text = "the Bank of Tarn Vale lends Quarrel Hill Optics 4 million at 5 percent for 3 years"

    assert copied(text, Support.of([text])) is None


def test_a_brief_over_many_facts_is_checked_fast() -> None:
    facts = [Support.of([f"The company owes {n} dollars to Osterloh Bank on May 3, 2024. {DEAL}"]) for n in range(1000)]
    start = time.perf_counter()
    for n in range(20):
        whole = Support.union(facts)
        assert unsupported(f"The company owes the bank money for {n} sites on May 3, 2024.", whole) is None or n != 12
        assert whole.bears_names("Zorblatt gets it.") == "Zorblatt"
    assert time.perf_counter() - start < 10  # the first reading of the thousand texts is most of it


@pytest.mark.parametrize(
    "sentence", ["It went bust.", "The company committed fraud.", "The minister resigned.", "It was stolen."]
)
def test_a_short_sentence_about_something_else_is_foreign(sentence: str) -> None:
    assert foreign(sentence, SUPPORT) is not None


@pytest.mark.parametrize("sentence", ["Services begin.", "Both sides signed it.", "They named Quarrel."])
def test_a_short_sentence_of_plain_words_holds(sentence: str) -> None:
    assert foreign(sentence, SUPPORT) is None
