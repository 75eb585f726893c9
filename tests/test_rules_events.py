"""The built-in extractor's events: each thing that an item tells by itself, and the brief that tells it."""

from __future__ import annotations

from summarizer import Summary, summarize
from summarizer.reading import read_filing
from tests.test_rules import COVER, SIGNATURE, proposed

RELEASE = """
ALDERTON, Ohio, May 2, 2019 -- Orrinfell Systems, Inc. today reported revenue of $41.2 million for the first quarter, an
increase of 9 percent from $37.8 million a year before.

Net income was $3.1 million, or $0.22 per diluted share.

"We had revenue of $41.2 million in a hard market for everybody," Ada Brontley said of the quarter.

For the full year, the company expects revenue of $170 million to $175 million.
"""


def told(items: str, release: str = "") -> Summary:
    """Summarize a filing of these items, with a press release beside it where there is one."""
    text = COVER + items.strip() + SIGNATURE
    if release:
        text = (
            f"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"
            f"<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>\n{release}\n</TEXT>\n</DOCUMENT>\n"
        )
    summary = summarize(read_filing(text), model="rules")
    assert summary.checks.rejected == ()
    assert summary.deals == ()
    return summary


def brief(summary: Summary) -> str:
    return " ".join(sentence.text for paragraph in summary.brief.paragraphs for sentence in paragraph.sentences)


def test_each_proposal_of_a_vote_is_told_with_its_outcome() -> None:
    summary = told(
        """
Item 5.07. Submission of Matters to a Vote of Security Holders.

Orrinfell Systems, Inc. held its annual meeting of stockholders on March 4, 2019.

Proposal 1: The stockholders elected seven directors, each of whom is to serve until the annual meeting in 2020 and
until his or her successor is duly elected and qualified.

Proposal 2: The compensation of the named executive officers was approved, on an advisory basis, by stockholders. In
full, the tabulation of votes on this matter was as follows:

171,439 votes for (88.5% of the voted shares)

22,226 votes against (11.5% of the voted shares)

Proposal 3: A stockholder proposal requesting a report on lens waste was not approved by stockholders.
"""
    )
    assert [event.kind for event in summary.events] == ["vote"] * 4
    assert [p.value for event in summary.events for p in event.percentages] == ["88.5"]
    text = brief(summary)
    assert "The stockholders elected seven directors" in text
    assert "successor" not in text
    assert "was approved in an advisory vote. 88.5% of the voted shares were for it." in text
    assert "A stockholder proposal for a report on lens waste was not approved." in text


def test_results_are_told_in_the_release_that_an_item_points_to() -> None:
    summary = told(
        """
Item 2.02. Results of Operations and Financial Condition.

On May 2, 2019, Orrinfell Systems, Inc. announced its results for the quarter ended March 31, 2019. A copy of the press
release is furnished as Exhibit 99.1 to this report.
""",
        RELEASE,
    )
    assert {event.kind for event in summary.events} == {"results"}
    amounts = [(amount.value, amount.basis) for event in summary.events for amount in event.amounts]
    assert amounts[:4] == [
        ("41200000", "total"),
        ("37800000", "total"),
        ("3100000", "total"),
        ("0.22", "per_share"),
    ]
    assert not any("hard market" in event.text for event in summary.events)
    assert not any("ALDERTON" in event.text for event in summary.events)
    text = brief(summary)
    assert "Net income was $3.1 million" in text
    assert "expects revenue of $170 million to $175 million" in text


def test_a_long_report_of_results_gives_eight_figures_at_most() -> None:
    more = "\n\n".join(
        f"Revenue of unit {name} was ${n}.1 million against ${n}.3 million, and income ${n}.7 million." for n, name in
        enumerate(("Alder", "Birch", "Cedar", "Dale", "Elm"), 11)
    )  # fmt: skip
    item = "Item 2.02. Results of Operations.\n\nOrrinfell Systems, Inc. announced its results. See the press release."
    summary = told(item, RELEASE + more)
    assert sum(len(event.amounts) for event in summary.events) == 8


def test_who_leaves_and_when_is_told_with_what_follows_of_it() -> None:
    summary = told(
        """
Item 5.02. Departure of Directors or Certain Officers.

(b) On March 4, 2019, General (Ret.) Enno Falkirk notified Orrinfell Systems, Inc. of his intent to resign from the
Board of Directors. His resignation will become effective on March 18, 2019. The resignation is not due to any
disagreement with the company. Mr. Falkirk has served as a director since 2011.

(c) On March 6, 2019, the Board of Directors elected Ilse Tarn as a director.
"""
    )
    assert [date.value for event in summary.events for date in event.dates] == [
        "2019-03-04",
        "2019-03-18",
        "2019-03-06",
    ]
    assert not any("2011" in event.text for event in summary.events)
    text = brief(summary)
    assert "On March 4, 2019, General Enno Falkirk told Orrinfell Systems, Inc. of his intent to resign" in text
    assert "His resignation will become effective on March 18, 2019." in text
    assert "not due to any disagreement" in text
    assert "elected Ilse Tarn as a director" in text


def test_a_bare_pointer_gives_way_to_what_the_release_tells() -> None:
    summary = told(
        "Item 8.01. Other Events.\n\nThe attached press release is incorporated by reference herein.",
        "ALDERTON, Ohio - March 4, 2019 - Orrinfell Systems, Inc. (Nasdaq: ORRN) announced that it has stopped all "
        "work on its older lenses and closed the plant that made them.\n",
    )
    assert [(event.item, event.kind) for event in summary.events] == [("8.01", "disclosure")]
    assert brief(summary).startswith("Orrinfell Systems, Inc. announced that it has stopped all work on its older")


def test_a_name_of_an_exchange_in_brackets_is_no_report_on_a_listing() -> None:
    summary = told(
        "Item 8.01. Other Events.\n\nOrrinfell Systems, Inc. (Nasdaq: ORRN) announced that its board authorized the "
        "repurchase of $20 million of its shares."
    )
    assert [event.kind for event in summary.events] == ["disclosure"]
    assert [amount.value for amount in summary.events[0].amounts] == ["20000000"]


def test_a_brief_without_a_deal_says_that_none_was_found() -> None:
    summary = told("Item 8.01. Other Events.\n\nThe board of the company declared a dividend of $0.12 per share.")
    assert brief(summary).endswith("No deal was found in this Form 8-K.")


def test_guidance_after_a_table_with_a_non_gaap_column_is_told() -> None:
    release = RELEASE.replace(
        "For the full year, the company expects revenue of $170 million to $175 million.",
        "GAAP\n\nNet income   $3.1   $2.9\n\nNon-GAAP\n\nNet income   $4.1   $3.9\n\n"
        "\u2022 Full year 2019 - The company is reducing full year revenue guidance to $170 million.",
    )
    summary = told(
        "Item 2.02. Results of Operations.\n\nOn May 2, 2019, the Company announced its results in the press release "
        "that is furnished as Exhibit 99.1.",
        release,
    )
    assert any(
        event.text == "Full year 2019 - The company is reducing full year revenue guidance to $170 million."
        for event in summary.events
    )


def test_what_a_release_says_is_being_done_and_reaffirmed_is_told() -> None:
    release = """
ALDERTON, Ohio, May 2, 2019 -- Orrinfell Systems, Inc. today presented its strategy to investors at a meeting. The deck
is long. Many had come to it. The company is reaffirming its 2019 full-year financial guidance and said
its outlook for 2020 will follow. The team is reducing engineering costs by $4 billion over the next five years. 2 of
this, the company is cutting $1 billion.
"""
    summary = told(
        "Item 7.01. Regulation FD.\n\nOn May 2, 2019, the Company issued the press release that is Exhibit 99.1.",
        release,
    )
    texts = " ".join(event.text for event in summary.events)
    assert "is reaffirming its 2019 full-year financial guidance" in texts
    assert "is reducing engineering costs by $4 billion" in texts
    assert "2 of this" not in texts


def test_the_initial_of_a_name_ends_no_text_of_an_event() -> None:
    opinion = (
        "The Company is filing this report to provide the legal opinion of Garnet R. Hollowell, "
        "its Associate General Counsel for corporate and securities matters, on the prospectus supplement dated "
        "March 2, 2021 and the accompanying prospectus dated January 11, 2021, each as filed with the Securities and "
        "Exchange Commission on the day that it bears."
    )
    (event,) = told(f"Item 8.01 Other Events.\n\n{opinion}\n").events
    assert event.text == opinion


def test_pay_that_changes_no_officer_is_not_called_a_change_of_officers() -> None:
    summary = told(
        "Item 5.02 Departure of Directors; Appointment of Certain Officers; Compensatory Arrangements.\n\n"
        "(e) On February 2, 2021, the Compensation Committee approved a bonus program for all employees of the Company "
        "for fiscal 2021.\n"
    )
    assert summary.brief.title.endswith("reports on its directors, its officers or their pay")


def test_a_short_item_is_told_whole() -> None:
    text = brief(
        told(
            """
Item 5.02. Compensatory Arrangements of Certain Officers.

On March 4, 2019, the board of directors of Orrinfell Systems, Inc. (the "Company") approved a Glass Bonus Program for
all of its employees. Target bonuses vary with the post that each of them holds. In addition, each officer's bonus
depends on the lenses sold in Ohio. The award to an employee is based upon achievement of certain objectives.
"""
        )
    )
    assert "Target bonuses vary with the post that each of them holds." in text
    assert "Each officer's bonus depends on the lenses sold in Ohio." in text
    assert "The award to an employee depends on meeting certain goals." in text


def test_who_has_been_chosen_is_told_in_a_short_item() -> None:
    summary = told(
        """
Item 5.02. Election of Directors.

On March 4, 2019, the board of directors of Orrinfell Systems, Inc. elected Ilse Tarn as a director, effective at
once. Ms. Tarn, age 52, served as Treasurer of the Vellan Works from 2004 to 2016, and served as its agent in Ostrel
through May 2018. Ms. Tarn has no family relationship with any other director.
"""
    )
    (event,) = summary.events
    text = brief(summary)
    assert "Vellan Works" in event.evidence[0].quote
    assert "Ms. Tarn served as Treasurer of the Vellan Works from 2004 to 2016." in text
    assert "She served as its agent in Ostrel through May 2018." in text
    assert "family" not in text


def test_a_change_of_name_is_told_with_both_names() -> None:
    summary = told(
        """
Item 5. Other Events.

On June 28, 2019, the Company filed a Certificate of Ownership changing its name from "Tarn Vale Corp." to "Orrinfell
Systems, Inc." On June 23, 2019, the Company issued the following press release:

Alderton, Ohio - June 23, 2019 - Tarn Vale Corp. announced the official change of the Company name to Orrinfell Systems,
Inc., effective June 28, 2019.

The name change does not require current stockholders to surrender their certificates. The stock is listed on Nasdaq.
"""
    )
    text = brief(summary)
    assert summary.brief.title == "Orrinfell Systems changes its name"
    assert (
        "changing its name from Tarn Vale Corp. to Orrinfell Systems, Inc. On June 23, 2019, Tarn Vale Corp. ann"
        in text
    )
    assert "the official change of its name to Orrinfell Systems, Inc., effective June 28, 2019." in text
    assert "does not require current stockholders to surrender their certificates." in text
    assert "following press release" not in text


def test_where_the_figures_are_is_told_where_an_item_on_results_has_none() -> None:
    summary = told(
        """
Item 2.02. Results of Operations and Financial Condition.

On March 4, 2019, Orrinfell Systems, Inc. announced its financial results for the quarter ended January 31, 2019.

Item 9.01. Financial Statements and Exhibits.

(d) Exhibits

99.1 Press release dated March 4, 2019
"""
    )
    assert "The figures are in a press release." in brief(summary)


def test_a_report_filed_to_give_an_opinion_says_so() -> None:
    text = brief(
        told(
            """
Item 8.01. Other Events.

Orrinfell Systems, Inc. (the "Company") is filing this Current Report on Form 8-K to provide a legal opinion of Enno
Falkirk, Esq., the Company's Deputy General Counsel, relating to the Company's prospectus supplement dated March 1,
2019, filed with the Securities and Exchange Commission on March 1, 2019, and to nothing else that it has filed.
"""
        )
    )
    assert "is filing this report to provide a legal opinion of Enno Falkirk, Orrinfell Systems' Deputy" in text


def test_a_telephone_number_keeps_its_first_part() -> None:
    text = brief(
        told(
            """
Item 5. Other Events.

The corporate phone number of Orrinfell Systems, Inc. has been changed to (555) 010-2070, as it
announced today.
"""
        )
    )
    assert "changed to (555) 010-2070" in text


def test_each_paragraph_of_other_events_may_open_with_news_of_another_kind() -> None:
    text = (
        "Tarrow Gauge Corporation announced on May 4, 1999 its results for the quarter ended March 31, 1999. Net sales "
        "were $8.1 million.\n\n"
        "The Board of Directors on the same date declared a dividend of $.05 per share, payable June 4, 1999.\n\n"
        "Mr. Otis Brill, a director since 1980, informed the Board that he will not stand for re-election."
    )
    said = " ".join(event.text for event in told(f"Item 8.01 Other Events\n\n{text}\n").events)
    assert "declared a dividend of $.05" in said
    assert "Mr. Otis Brill" in said


def test_the_day_on_which_a_release_was_issued_is_when_it_was_announced() -> None:
    (event,) = proposed(
        """
Item 7.01. Regulation FD Disclosure.

The press release issued on March 20, 2019 about its new hall is attached as Exhibit 99.1.
"""
    ).events
    assert [(date.kind, date.words) for date in event.dates] == [("announced", "March 20, 2019")]
