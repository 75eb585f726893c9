"""The built-in extractor's provisions: which sentences tell a term, and how long ones are parted."""

from __future__ import annotations

import pytest

from summarizer.extraction.rules.parting import parts
from tests.test_rules import only_deal, proposed, roles

AGREED = (
    'On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into a Supply Agreement (the "Agreement") with '
    "Tarn Vale Glass, LLC.\n\n"
)


def told(text: str) -> list[str]:
    """Return what the sentences of a filing's item tell besides who signed what."""
    deal = only_deal(f"Item 1.01. Entry into a Material Definitive Agreement.\n\n{AGREED}{text}")
    return [provision.text for provision in deal.provisions]


def test_what_a_list_requires_is_told_one_by_one_with_what_opens_it() -> None:
    text = (
        "The Agreement also requires the Company to (1) pay $4 million to the families of the workers who were hurt in "
        "the fires at its two plants, (2) to keep an outside adviser for the safety of its furnaces for three years, "
        "and (3) to spend $9 million on new equipment for all of its plants before the end of the term."
    )
    assert told(text) == [
        "The Agreement also requires the Company to pay $4 million to the families of the workers who were hurt in "
        "the fires at its two plants.",
        "The Agreement also requires the Company to keep an outside adviser for the safety of its furnaces for three "
        "years.",
        "The Agreement also requires the Company to spend $9 million on new equipment for all of its plants before "
        "the end of the term.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The price of the glass is the greater of (i) the price that Tarn Vale asks of its other customers for the "
        "same glass in the same month of the year and (ii) $40 a square foot, as the two sides will find at the end "
        "of each quarter.",
        "The Company will pay Tarn Vale for the glass of each month by either (i) a transfer to its account within "
        "thirty days of the day on which the glass comes in, or (ii) a letter of credit that a bank of good standing "
        "gives for the whole sum of the month.",
        "The Company will bear the cost of the tests of the glass in (i) its plant and (ii) the plant of Tarn Vale, "
        "which the two of them will share with each other in each case on such terms as their managers agree on at "
        "the time of the tests.",
    ],
)
def test_what_holds_only_together_is_not_parted(text: str) -> None:
    assert parts(text) == []


def test_a_short_sentence_is_told_whole() -> None:
    text = "The Company will (i) buy glass for $4 million and (ii) build a kiln."
    assert told(text) == [text]


def test_clauses_of_their_own_are_told_apart() -> None:
    text = (
        "Under the Agreement, the term of the supply was extended to December 31, 2026; the place of delivery was "
        "changed to the Company's plant on the east side of the river; and it was agreed that Tarn Vale will report "
        "on the quality of its glass to the Company's head of production every month."
    )
    assert [part.text for part in parts(text)] == [
        "Under the Agreement, the term of the supply was extended to December 31, 2026.",
        "The place of delivery was changed to the Company's plant on the east side of the river.",
        "Tarn Vale will report on the quality of its glass to the Company's head of production every month.",
    ]


def test_who_does_two_things_is_named_with_each() -> None:
    text = (
        "Tarn Vale will bear the whole cost of the transport of the glass to the Company's two plants in the north of "
        "the county and will pay the Company a rebate of three dollars for each pane that arrives there with a crack "
        "or a scratch in it."
    )
    assert [part.text for part in parts(text)] == [
        "Tarn Vale will bear the whole cost of the transport of the glass to the Company's two plants in the north of "
        "the county.",
        "Tarn Vale will pay the Company a rebate of three dollars for each pane that arrives there with a crack or a "
        "scratch in it.",
    ]


def test_what_an_agreement_provides_is_told_clause_by_clause() -> None:
    text = (
        "The Agreement provides that Tarn Vale will make all of the glass that the Company needs for its telescopes "
        "in the years from 2020 to 2022, and that the Company will buy at least half of the glass for its other "
        "instruments from Tarn Vale in those years."
    )
    first, second = parts(text)
    assert first.text.startswith("The Agreement provides that Tarn Vale will make all of the glass")
    assert second.text.startswith("The Agreement provides that the Company will buy at least half")


def test_payments_that_hang_on_something_stay_what_could_be() -> None:
    text = (
        "Each share was converted into the right to receive $30.00 in cash and one right to further payments that "
        "depend on three things: (i) $2.50 per share payable upon the first sale of the lamp in Europe; (ii) $3.50 "
        "per share payable upon its approval by the city of Tarn; and (iii) $4.00 per share payable upon both."
    )
    assert [part.text for part in parts(text)] == [
        "$2.50 per share would be payable upon the first sale of the lamp in Europe.",
        "$3.50 per share would be payable upon its approval by the city of Tarn.",
        "$4.00 per share would be payable upon both.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Agreement contains customary representations and warranties of both sides.",
        "The formula by which the price is found has four parts.",
        "Tarn Vale is a leading provider of glass for windows, with its seat in the old town of Tarn.",
        "The Company has agreed to indemnify Tarn Vale for what its drivers break.",
    ],
)
def test_what_anybody_may_expect_is_no_provision(text: str) -> None:
    assert told(text) == []


def test_a_bullet_and_a_footnote_open_no_sentence() -> None:
    text = (
        "• At least half of the glass will be made at the plant in Tarn.\n\n2 Prices are unchanged from those of 2018."
    )
    assert told(text) == [
        "At least half of the glass will be made at the plant in Tarn.",
        "Prices are unchanged from those of 2018.",
    ]


def test_what_somebody_says_in_a_release_is_no_provision() -> None:
    deal = only_deal(
        f"""
Item 1.01. Entry into a Material Definitive Agreement.

{AGREED}
Item 9.01. Financial Statements and Exhibits.

99.1 Press Release

EXHIBIT 99.1

TARN, Ohio - March 4, 2019 - Orrinfell Systems, Inc. announced today that it has signed an agreement for glass with
Tarn Vale Glass, LLC, which will make it at its plant in Tarn.

Ada Brontley, who leads Orrinfell, said, "The agreement makes us strong. The agreement will double our sales of
telescopes in three years. The agreement is what we have always wanted."
"""
    )
    assert not any("double our sales" in provision.text for provision in deal.provisions)


def test_dates_told_respectively_go_to_their_own_agreements() -> None:
    first, second = proposed(
        """
Item 8.01. Other Events.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") (i) extended the maturity of the existing $2 billion
Three-Year Credit Agreement dated as of May 2, 2017 (the "Old Three-Year Credit Agreement"), among the Company, the
lenders party thereto, and Dunmarrow Bank, N.A., as agent, and (ii) extended the maturity of the existing $3 billion
Five-Year Credit Agreement dated as of May 2, 2017 (the "Old Five-Year Credit Agreement"), among the Company, the
lenders party thereto, and Dunmarrow Bank, N.A., as agent.

The maturity of each of the Old Three-Year Credit Agreement and the Old Five-Year Credit Agreement was extended by one
more year to May 1, 2021 and May 2, 2023, respectively.
"""
    ).deals
    ends = [[date.words for date in deal.dates if date.kind in ("maturity", "expiration")] for deal in (first, second)]
    assert ends == [["May 1, 2021"], ["May 2, 2023"]]


def test_who_holds_the_shares_for_others_does_not_underwrite_them() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into an Underwriting Agreement with Dunmarrow
Securities LLC, as representative of the underwriters, to issue and sell 4,000,000 depositary shares. In connection with
the offering, the Company entered into a deposit agreement with Fernhollow Inc. and Fernhollow Trust Company, N.A.,
acting jointly as depositary.
"""
    )
    assert roles(deal)["Dunmarrow Securities LLC"] == "underwriter"
    assert roles(deal)["Fernhollow Inc."] == "agent"


def test_an_entry_with_a_verb_of_its_own_takes_only_what_holds_for_all() -> None:
    text = (
        "In connection with his termination, provided that he signs and does not revoke a release of the "
        "Company, Mr. Quell will receive (i) twelve months' worth of his current base salary; (ii) his "
        "target bonus; and (iii) the outstanding options held by Mr. Quell shall be exercisable for one year."
    )
    opening = (
        "In connection with his termination, provided that he signs and does not revoke a release of the Company, "
    )
    assert [part.text for part in parts(text)] == [
        f"{opening}Mr. Quell will receive twelve months' worth of his current base salary.",
        f"{opening}Mr. Quell will receive his target bonus.",
        f"{opening}the outstanding options held by Mr. Quell shall be exercisable for one year.",
    ]
    assert {part.quote for part in parts(text)} == {text}  # which has the "not"
