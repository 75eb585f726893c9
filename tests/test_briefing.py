"""What a brief may say: cases run through the pipeline with the answers given, or with no model at all."""

from __future__ import annotations

import pytest

from summarizer import Filing, ModelError, Options, Summary, summarize
from summarizer.briefing import Known, check, known_facts, word_limit
from summarizer.models import Sentence
from summarizer.prose import Support
from tests.drafting import amount, brief, conversation, deal, event, filing, party, pointer, summary_of

LOAN = (
    "On March 4, 2024, Quarrel Hill Optics, Inc. (the “Company”) signed a Loan Agreement with Osterloh Bank. The bank "
    "lends the Company $4,200,000 at a fixed rate of 5.5% a year. If the Company repays early, it may have to pay a "
    "fee of $90,000. The closing is expected to take place in the second quarter of 2024."
)


@pytest.fixture(scope="module")
def loan() -> Filing:
    return filing(LOAN)


def told(filing_: Filing, *sentences: tuple[str, list[str]], title: str = "A new loan", times: int = 1) -> Summary:
    """Summarize with a brief that the model gives as many times as it is asked."""
    draft = deal(
        filing_,
        type="credit",
        headline="Osterloh Bank lends the company money.",
        subject="It is a loan.",
        parties=[
            party(filing_, "Quarrel Hill Optics, Inc.", "borrower", "the Company"),
            party(filing_, "Osterloh Bank", "lender"),
        ],
        amounts=[
            amount(filing_, "lends the Company $4,200,000", "$4,200,000", "principal"),
            amount(filing_, "it may have to pay a fee of $90,000", "$90,000", contingent=True),
        ],
        percentages=[pointer(filing_, "at a fixed rate of 5.5% a year", "5.5%", kind="interest_rate")],
        dates=[
            pointer(filing_, "On March 4, 2024, Quarrel Hill", "March 4, 2024", kind="agreement"),
            pointer(
                filing_,
                "The closing is expected to take place in the second quarter of 2024",
                "the second quarter of 2024",
                kind="expected_closing",
            ),
        ],
    )
    written = brief(*sentences, title=title)
    return summary_of(filing_, draft, *[written] * times)


def texts(summary: Summary) -> list[str]:
    return [sentence.text for sentence in all_sentences(summary)]


def all_sentences(summary: Summary) -> list[Sentence]:
    return [sentence for paragraph in summary.brief.paragraphs for sentence in paragraph.sentences]


# It tells all that a loan's brief has to: both sides, the day, the sum and the rate.
TRUE = (
    "Osterloh Bank lent Quarrel Hill $4.2 million on March 4, 2024 at 5.5% a year.",
    ["d1.amount.1", "d1.percentage.1", "d1.date.1"],
)


def test_a_sentence_that_the_facts_bear_out_goes_in(loan: Filing) -> None:
    summary = told(loan, TRUE)

    assert texts(summary) == [TRUE[0]]
    assert summary.checks.warnings == ()
    assert summary.brief.words == 17


@pytest.mark.parametrize(
    ("text", "supports", "reason"),
    [
        ("The bank lends $4.3 million.", ["d1.amount.1"], "'$4.3 million'"),
        ("The bank lends $4.2 billion.", ["d1.amount.1"], "'$4.2 billion'"),
        ("The bank lends €4.2 million.", ["d1.amount.1"], "'€4.2 million'"),
        ("The rate is 5.6% a year.", ["d1.percentage.1"], "'5.6%'"),
        ("They signed on March 5, 2024.", ["d1.date.1"], "'March 5, 2024'"),
        ("They signed seven papers.", ["d1.date.1"], "'seven'"),
        ("Brindle lends the money.", ["d1.party.2"], "'Brindle'"),
        ("The bank lends money through Brindle Marsh.", ["d1.party.2"], "'Brindle'"),
        ("The bank lends money.", [], "names no fact"),
        ("The bank lends money.", ["d9.amount.1"], "'d9.amount.1'"),
        ("The loan closes in the second quarter of 2024, which is certain.", ["d1.date.2"], "only expected"),
        ("The company pays a fee of $90,000.", ["d1.amount.2"], "only"),
        ("Investors should welcome the loan.", ["d1"], "advice"),
        ("The bank may not lend without notice.", ["d1"], "double negative"),
        ("It is a landmark loan.", ["d1"], "praises"),
        ("The parties hereto signed a loan.", ["d1"], "legalese"),
        (f"The bank lends money {'and then more of it ' * 9}.", ["d1"], "words long"),
    ],
)
def test_a_sentence_that_does_not_hold_is_left_out_and_said(
    loan: Filing, text: str, supports: list[str], reason: str
) -> None:
    summary = told(loan, TRUE, (text, supports), times=2)

    assert texts(summary) == [TRUE[0]]
    (warning,) = summary.checks.warnings
    assert reason in warning


def test_what_may_be_is_told_as_what_may_be(loan: Filing) -> None:
    summary = told(loan, TRUE, ("Early repayment may cost a fee of $90,000.", ["d1.amount.2"]))

    assert texts(summary) == [TRUE[0], "Early repayment may cost a fee of $90,000."]


def test_a_figure_of_the_same_deal_brings_its_fact_along(loan: Filing) -> None:
    summary = told(loan, TRUE, ("The bank lends $4.2 million at 5.5% a year.", ["d1.amount.1"]))

    assert all_sentences(summary)[1].supports == ("d1.amount.1", "d1.percentage.1")


def test_a_title_that_does_not_hold_is_replaced(loan: Filing) -> None:
    summary = told(loan, TRUE, title="A loan of $9 million", times=2)

    assert summary.brief.title == "Form 8-K of Quarrel Hill Optics, Inc."


def test_failing_sentences_go_back_once_with_the_reason(loan: Filing) -> None:
    draft = deal(loan, amounts=[amount(loan, "lends the Company $4,200,000", "$4,200,000", "principal")])
    wrong = brief(("The bank lends Quarrel Hill $4.3 million.", ["d1.amount.1"]))
    right = brief(("The bank lends Quarrel Hill $4.2 million.", ["d1.amount.1"]))

    summary, asked = conversation(loan, draft, wrong, right)

    assert [request.purpose for request in asked] == ["extract", "brief", "brief-repair"]
    assert "'$4.3 million' is not in the facts" in asked[-1].messages[-1].content
    assert texts(summary) == ["The bank lends Quarrel Hill $4.2 million."]


def test_the_facts_survive_a_model_that_fails_at_the_brief(loan: Filing) -> None:
    draft = deal(loan, type="credit", amounts=[amount(loan, "lends the Company $4,200,000", "$4,200,000", "principal")])

    summary = summary_of(loan, draft, ModelError("out of order"))

    assert summary.deals[0].amounts[0].value == "4200000"
    assert any("$4.2 million" in text for text in texts(summary))
    assert any("out of order" in warning for warning in summary.checks.warnings)


def test_a_filing_without_a_deal_gets_a_brief_of_its_events() -> None:
    told_ = filing(
        "On March 1, 2024, Enno Falkirk resigned as a director of the Company.",
        item="Item 5.02 Departure of Directors or Certain Officers",
    )
    draft = event(told_, "Enno Falkirk resigned as a director", "Enno Falkirk has left the board.", "director_change")

    summary = summary_of(told_, draft, brief(("Enno Falkirk left the board.", ["e1"]), title="A director leaves"))

    assert texts(summary) == ["Enno Falkirk left the board."]


def test_an_extraction_that_fails_is_an_error(loan: Filing) -> None:
    with pytest.raises(ModelError, match="out of order"):
        summary_of(loan, ModelError("out of order"))


def test_a_repair_that_fails_keeps_what_was_verified(loan: Filing) -> None:
    draft = deal(
        loan,
        amounts=[
            amount(loan, "lends the Company $4,200,000", "$4,200,000", "principal"),
            amount(loan, "a retainer of $1", "$1"),
        ],
    )

    summary = summary_of(loan, draft, ModelError("out of order"), options=Options(repairs=1))

    assert [a.value for a in summary.deals[0].amounts] == ["4200000"]
    assert len(summary.checks.rejected) == 1


@pytest.mark.parametrize(
    "name",
    [
        "license-renewal", "merger", "credit-facility", "note-offering", "executive-agreement", "termination",
        "share-offering", "hostile", "results-and-departure",
    ],
)  # fmt: skip
def test_every_example_gets_a_brief_without_a_model(examples: object, name: str) -> None:
    summary = summarize(f"{examples}/{name}.txt", model="rules")

    assert summary.run.engine == "rules"
    assert summary.brief.words > 15
    known = {"filing", *(deal_.id for deal_ in summary.deals), *(event_.id for event_ in summary.events)}
    for sentence in all_sentences(summary):
        assert {id_.split(".")[0] for id_ in sentence.supports} <= known


COPIED = (
    "The lender keeps a first charge over every machine that the borrower owns or rents, wherever it stands and "
    "whoever runs it."
)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The lender keeps a first charge over every machine that the borrower owns or rents.", False),
        ("All machines stand as security for the lender, wherever they are.", True),
    ],
)
def test_a_brief_is_in_its_writers_own_words(text: str, held: bool) -> None:
    charge = filing(COPIED)
    provision = {
        "kind": "security",
        "text": "All machines are security.",
        "paragraph": charge.passages()[-1].number,
        "quote": COPIED,
    }
    written = brief(
        (text, ["d1.provision.1"]),
        ("All machines are security.", ["d1.provision.1"]),
        title="Quarrel Hill's machines are security",
    )

    summary = summary_of(charge, deal(charge, provisions=[provision]), *[written] * (1 if held else 2))

    assert (text in texts(summary)) == held


def test_a_fee_that_the_filing_says_was_paid_is_told_as_paid_without_a_model() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. announced that Brindle has renewed its License Agreement with "
        "Quarrel Hill Optics, Inc., dated as of May 2, 2019, by payment of a $3 million technology access fee, which "
        "Brindle has now paid to Quarrel Hill."
    )
    summary = summarize(filing(text), model="rules")

    (paid,) = (text for text in texts(summary) if "$3 million" in text)
    assert "access fee" in paid
    assert paid.endswith("which Brindle has now paid to Quarrel Hill.")


# -- what may not be left out ------------------------------------------------------------------------------------------

SALE = (
    "On May 6, 2024, Quarrel Hill Optics, Inc. agreed to sell its lens business to Tarn Vale Glass, LLC for $31 "
    "million. The closing is subject to approval by the shareholders of Tarn Vale. If Tarn Vale does not close, it "
    "must pay Quarrel Hill a fee of $2.1 million. If Quarrel Hill withdraws, it must pay Tarn Vale a fee of $1.4 "
    "million."
)
SOLD = (
    "On May 6, 2024, Quarrel Hill agreed to sell its lens business to Tarn Vale for $31 million.",
    ["d1", "d1.date.1", "d1.amount.1"],
)
APPROVED = ("The sale depends on approval by Tarn Vale's shareholders.", ["d1.provision.1"])
FAILS = ("Tarn Vale must pay $2.1 million if it does not close.", ["d1.amount.2"])
UNNAMED = ("The lens business is sold for $31 million.", ["d1.amount.1"])
WITHDRAWS = ("Quarrel Hill must pay $1.4 million if it withdraws.", ["d1.amount.3"])


def sale(*sentences: tuple[str, list[str]]) -> tuple[Summary, list[str]]:
    """Summarize the sale with a brief that stays the same; return what the model was told of it as well."""
    sale_ = filing(SALE)
    draft = deal(
        sale_,
        type="asset_purchase",
        headline="Quarrel Hill agreed to sell its lens business to Tarn Vale.",
        subject="It is about the lens business.",
        parties=[party(sale_, "Quarrel Hill Optics, Inc.", "seller"), party(sale_, "Tarn Vale Glass, LLC", "buyer")],
        amounts=[
            amount(sale_, "its lens business to Tarn Vale Glass, LLC for $31 million", "$31 million", "purchase_price"),
            amount(
                sale_,
                "If Tarn Vale does not close, it must pay Quarrel Hill a fee of $2.1 million",
                "$2.1 million",
                "reverse_termination_fee",
                contingent=True,
            ),
            amount(
                sale_,
                "If Quarrel Hill withdraws, it must pay Tarn Vale a fee of $1.4 million",
                "$1.4 million",
                "termination_fee",
                contingent=True,
            ),
        ],
        dates=[pointer(sale_, "On May 6, 2024, Quarrel Hill", "May 6, 2024", kind="agreement")],
        provisions=[
            {
                "kind": "condition",
                "text": "The closing is subject to approval by the shareholders of Tarn Vale.",
                "paragraph": sale_.passages()[-1].number,
                "quote": "The closing is subject to approval by the shareholders of Tarn Vale",
            }
        ],
    )
    written = brief(*sentences, title="A business is sold")
    summary, asked = conversation(sale_, draft, written)  # where it goes back, no answer is left, and it stays
    again = [request.messages[-1].content for request in asked if request.purpose == "brief-repair"]
    return summary, again


def test_a_brief_that_tells_all_that_matters_does_not_go_back() -> None:
    summary, again = sale(SOLD, APPROVED, FAILS, WITHDRAWS)

    assert again == []
    assert summary.checks.warnings == ()


@pytest.mark.parametrize(
    ("sentences", "missing"),
    [
        ([SOLD, FAILS, WITHDRAWS], "d1.provision.1: condition: The closing is subject to approval"),
        ([SOLD, APPROVED, FAILS], "d1.amount.3: termination fee of $1.4 million"),
        ([SOLD, APPROVED, WITHDRAWS], "d1.amount.2: reverse termination fee of $2.1 million"),
        ([APPROVED, FAILS, WITHDRAWS], "d1.amount.1: purchase price of $31 million"),
        ([APPROVED, FAILS, WITHDRAWS], "d1.date.1: agreement: May 6, 2024"),
        ([UNNAMED], "d1.party.2: buyer: Tarn Vale Glass, LLC"),
        ([UNNAMED], "d1.party.1: seller: Quarrel Hill Optics, Inc."),
        # To cite a figure is not to tell it.
        ([SOLD, APPROVED, FAILS, ("Fees are due if it fails.", ["d1.amount.3"])], "d1.amount.3: termination fee of"),
    ],
)  # fmt: skip
def test_what_matters_and_is_left_out_goes_back_and_is_said(
    sentences: list[tuple[str, list[str]]], missing: str
) -> None:
    summary, again = sale(*sentences)

    assert "leaves out what has to be told" in again[0]
    assert missing in again[0]
    assert any(warning.startswith(f"the brief leaves out {missing}") for warning in summary.checks.warnings)


def test_the_writer_is_told_what_has_to_be_in_and_how_long_it_may_be() -> None:
    summary, _ = sale(SOLD, APPROVED, FAILS, WITHDRAWS)
    lines = {fact.id: fact.line for fact in known_facts(summary.filing, summary.deals, summary.events)}

    core = {id_ for id_, line in lines.items() if line.startswith("(core ")}
    assert core == {"d1.party.1", "d1.party.2", "d1.date.1", *(f"d1.amount.{n}" for n in (1, 2, 3)), "d1.provision.1"}
    assert "220 words at most" in lines["filing"]


def test_a_brief_far_over_its_limit_goes_back_and_is_said() -> None:
    padding = ("The lens business goes to Tarn Vale.", ["d1"])
    summary, again = sale(SOLD, APPROVED, FAILS, WITHDRAWS, *[padding] * 27)
    longer, too_long = sale(SOLD, APPROVED, FAILS, WITHDRAWS, *[padding] * 32)

    assert again == []  # over the limit, within the slack
    assert summary.brief.words > 220
    assert "It is too long: it has" in too_long[0]
    assert any(warning.startswith("the brief is too long: it has") for warning in longer.checks.warnings)


def test_the_limit_grows_with_what_there_is_to_tell() -> None:
    limits = [word_limit(1, 0), word_limit(0, 2), word_limit(1, 2), word_limit(4, 0), word_limit(12, 0)]

    assert limits == [220, 220, 260, 340, 540]


def many(count: int, text: str) -> tuple[Known, ...]:
    """Return the facts of a filing of so many loans, in which each deal's headline is the text."""
    summary = sale(SOLD)[0]
    (one,) = summary.deals
    deals = [one.model_copy(update={"id": f"d{n}", "headline": text.format(n)}) for n in range(1, count + 1)]
    return known_facts(summary.filing, deals, [])


def test_of_very_many_deals_each_has_to_be_mentioned_and_no_more() -> None:
    marked = [fact.id for fact in many(9, "The company sold plant {}.") if fact.core]

    assert marked == [f"d{n}" for n in range(1, 10)]


def test_every_event_has_to_be_cited_and_of_results_one() -> None:
    summary = summarize(
        filing("On March 1, 2024, Enno Falkirk resigned as a director.", item="Item 5.02 Departure of Directors"),
        model="rules",
    )
    (one,) = summary.events
    events = [
        one.model_copy(update={"id": f"e{n}", "kind": kind})
        for n, kind in enumerate(("results", "results", "director_change"), 1)
    ]
    facts = known_facts(summary.filing, [], events)
    draft = brief(("Enno Falkirk resigned as a director.", ["e2"]), title="A director leaves")

    _, faults = check(draft, facts, Support.of([]))
    assert [fault.text.split(":")[0] for fault in faults if fault.kind == "omission"] == ["e3"]


def test_a_template_is_not_held_to_leave_nothing_out() -> None:
    summary = summarize(filing(SALE), model="rules")

    assert not any("leaves out" in warning for warning in summary.checks.warnings)


def test_of_two_briefs_the_one_with_fewer_faults_is_kept() -> None:
    signed = filing("Quarrel Hill Optics, Inc. signed a services agreement with Pell Ostrava Labs for $4 million.")
    draft = deal(
        signed,
        parties=[
            party(signed, "Quarrel Hill Optics, Inc.", "client"),
            party(signed, "Pell Ostrava Labs", "service_provider"),
        ],
        amounts=[amount(signed, "a services agreement with Pell Ostrava Labs for $4 million", "$4 million")],
    )
    said = "Quarrel Hill Optics signed a services agreement with Pell Ostrava Labs for $4 million."
    good = (said, ["d1", "d1.amount.1", "d1.party.1", "d1.party.2"])
    wrong = ("It costs $9 million.", ["d1"])
    worse = ("It costs $8 million, or $7 million.", ["d1"])

    summary = summary_of(signed, draft, brief(good, wrong), brief(wrong, worse))

    assert [s.text for p in summary.brief.paragraphs for s in p.sentences] == [said]


def test_a_party_is_named_in_small_letters_and_two_words_as_well() -> None:
    signed = filing("Quarrel Hill Optics, Inc. signed a services agreement with the Debentureholders for $4 million.")
    draft = deal(
        signed,
        parties=[
            party(signed, "Quarrel Hill Optics, Inc.", "client"),
            party(signed, "Debentureholders", "service_provider"),
        ],
    )
    said = "Quarrel Hill Optics signed a services agreement with its debenture holders."

    summary = summary_of(signed, draft, brief((said, ["d1", "d1.party.1", "d1.party.2"])))

    assert not [warning for warning in summary.checks.warnings if "leaves out" in warning]
