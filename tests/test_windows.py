"""What a model is shown of a filing, and how a long one is asked about in parts."""

from __future__ import annotations

import json

import pytest

from summarizer import BudgetError, Filing, IncompleteAnswerError, OptionError, Options, read_filing, summarize
from summarizer.drafts import Draft
from summarizer.extraction.selecting import selected, tokens, windows
from tests.conftest import KEY
from tests.drafting import COVER, SIGNATURE, amount, conversation, deal, event, filing, party, summary_of
from tests.endpoint import Reply, completion, serving

LOOPBACK = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
LENDER = "Tamsin Vale Bank, N.A."
SIGNED = (
    f"On March 4, 2024, Quarrel Hill Optics, Inc. (the “Company”) entered into a Credit Agreement with {LENDER}, "
    "as lender, under which the lender committed to lend the Company up to $40 million."
)
FILLER = "The Company grinds lenses, polishes mirrors and sells both to schools. " * 12
RATE = f"Loans of {LENDER} under the Credit Agreement bear interest at 6.25% a year, and the Company paid $300,000."


def long_filing() -> Filing:
    return filing(SIGNED, *[f"{FILLER}({n})" for n in range(6)], RATE)


def credit(filing_: Filing, **fields: object) -> Draft:
    registrant = party(filing_, "Quarrel Hill Optics, Inc.", "borrower")
    parties = [registrant, party(filing_, LENDER, "lender")]
    return deal(filing_, type="credit", title="Credit Agreement", parties=parties, **fields)


COMMITTED = {"quote": "committed to lend the Company up to $40 million", "words": "$40 million"}
FEE = {"quote": "the Company paid $300,000", "words": "$300,000"}


def first_part(filing_: Filing) -> Draft:
    paragraph = next(p.number for p in filing_.passages() if "committed" in filing_.text(p))
    entry = amount(filing_, COMMITTED["quote"], COMMITTED["words"], "commitment")
    return credit(filing_, amounts=[{**entry, "paragraph": paragraph}])


def last_part(filing_: Filing) -> Draft:
    paragraph = next(p.number for p in filing_.passages() if "bear interest" in filing_.text(p))
    return credit(
        filing_,
        amounts=[{**amount(filing_, FEE["quote"], FEE["words"], "fee"), "paragraph": paragraph}],
        percentages=[
            {
                "paragraph": paragraph,
                "quote": "bear interest at 6.25% a year",
                "words": "6.25%",
                "kind": "interest_rate",
            }
        ],
    )


def test_a_filing_that_fits_is_asked_about_once() -> None:
    _, asked = conversation(long_filing(), Draft(deals=[], events=[]), options=Options(repairs=0))

    assert [request.purpose for request in asked] == ["extract", "brief"]


def test_a_long_filing_is_asked_about_in_parts_and_its_deal_counted_once() -> None:
    long = long_filing()
    nothing = Draft(deals=[], events=[])
    parts = len(windows(selected(long), 500))

    summary, asked = conversation(
        long,
        first_part(long),
        *[nothing] * (parts - 2),
        last_part(long),
        options=Options(repairs=0, window=500),
    )

    (credit_,) = summary.deals
    assert {(a.kind, a.value) for a in credit_.amounts} == {("commitment", "40000000"), ("fee", "300000")}
    assert [p.value for p in credit_.percentages] == ["6.25"]
    assert [p.name for p in credit_.parties] == ["Quarrel Hill Optics, Inc.", LENDER]
    assert [request.purpose for request in asked] == ["extract"] * parts + ["brief"]


def test_every_paragraph_is_asked_about_in_one_part_and_later_parts_are_told_what_was_found() -> None:
    long = long_filing()
    nothing = Draft(deals=[], events=[])
    parts = len(windows(selected(long), 500))

    _, asked = conversation(long, first_part(long), *[nothing] * (parts - 1), options=Options(repairs=0, window=500))

    prompts = [request.messages[1].content for request in asked if request.purpose == "extract"]
    for paragraph in long.passages():
        assert sum(f"\n[{paragraph.number}] " in prompt for prompt in prompts) == 1
    assert "FOUND" not in prompts[0]
    assert all("commitment $40 million" in prompt for prompt in prompts[1:])
    assert len({request.messages[0] for request in asked if request.purpose == "extract"}) == 1


def test_two_agreements_of_one_kind_stay_two() -> None:
    other = SIGNED.replace("Credit Agreement", "Bridge Loan Agreement").replace("$40 million", "$7 million")
    long = filing(SIGNED, *[f"{FILLER}({n})" for n in range(3)], other)
    first, second = first_part(long), first_part(long).model_dump()
    second["deals"][0]["title"] = "Bridge Loan Agreement"
    paragraph = next(p.number for p in long.passages() if "$7 million" in long.text(p))
    second["deals"][0]["amounts"][0] |= {
        "paragraph": paragraph,
        "quote": "committed to lend the Company up to $7 million",
        "words": "$7 million",
    }
    parts = len(windows(selected(long), 500))

    summary = summary_of(
        long,
        first,
        *[Draft(deals=[], events=[])] * (parts - 2),
        Draft.model_validate(second),
        options=Options(repairs=0, window=500),
    )

    assert [d.title for d in summary.deals] == ["Credit Agreement", "Bridge Loan Agreement"]


def test_an_event_told_in_two_parts_is_one() -> None:
    news = "On March 4, 2024, the Company named Ines Quill as its chief financial officer."
    long = filing(news, *[f"{FILLER}({n})" for n in range(3)])
    told = event(long, "the Company named Ines Quill as its chief financial officer", "The company named Ines Quill.")
    told.events[0] = told.events[0].model_copy(update={"paragraph": long.passages()[1].number})
    parts = len(windows(selected(long), 500))

    summary = summary_of(long, *[told] * parts, options=Options(repairs=0, window=500))

    assert len(summary.events) == 1


def test_what_was_read_stands_where_a_later_part_fails() -> None:
    long = long_filing()

    summary = summary_of(
        long, first_part(long), IncompleteAnswerError("cut off"), options=Options(repairs=0, window=500)
    )

    assert [a.value for a in summary.deals[0].amounts] == ["40000000"]
    assert any(warning.startswith("parts 2 to") and "cut off" in warning for warning in summary.checks.warnings)


def test_windows_hold_every_paragraph_once_and_keep_to_their_size() -> None:
    long = long_filing()
    for limit in (1, 100, 300, 500, 100_000):
        runs = windows(selected(long), limit)
        assert [p for run in runs for p in run] == list(selected(long))
        for run in runs:
            assert len(run) == 1 or sum(tokens(long.text(p)) for p in run) <= limit


# -- what is shown ---------------------------------------------------------------------------------------------------

RELEASE = """
<DOCUMENT>
<TYPE>EX-99.1
<TEXT>
Quarrel Hill Optics Reports Its First Quarter

Revenue was $12 million, up 8% from a year before.

Forward-Looking Statements

This release contains forward-looking statements in the sense of the Private Securities Litigation Reform Act
of 1995. Actual results may differ.

CONDENSED CONSOLIDATED BALANCE SHEETS

Cash            1,201       1,100

Receivables     3,300       2,900

About Quarrel Hill

Quarrel Hill Optics has made lenses in Delaware since 1921, and sells them to schools, to observatories and to people
who look at birds, in more than forty countries around the world.
</TEXT>
</DOCUMENT>
"""


def release() -> Filing:
    body = COVER + "Item 2.02 Results of Operations and Financial Condition\n\nA press release is attached." + SIGNATURE
    return read_filing(f"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n{body}\n</TEXT>\n</DOCUMENT>{RELEASE}")


def test_cautions_and_the_rows_of_financial_statements_are_not_shown() -> None:
    filing_ = release()
    shown = " ".join(filing_.text(paragraph) for paragraph in selected(filing_))

    assert "Revenue was $12 million" in shown
    assert "made lenses in Delaware" in shown
    assert "Private Securities" not in shown
    assert "Receivables" not in shown


def test_an_item_is_shown_whole() -> None:
    caution = "These are forward-looking statements; actual results may differ. The Company will pay $5 million."
    filing_ = filing(caution, "CONSOLIDATED BALANCE SHEETS", "Cash  1,201")

    assert [p.number for p in selected(filing_)] == [p.number for p in filing_.passages()]


# -- budgets ---------------------------------------------------------------------------------------------------------


def test_a_question_over_the_budget_is_not_asked() -> None:
    with pytest.raises(BudgetError, match="raise --max-tokens"):
        summary_of(long_filing(), options=Options(max_tokens=100))


def replies(*contents: str) -> list[str]:
    return list(reversed(contents))


@LOOPBACK
def test_the_summary_stands_where_the_budget_ends_before_the_brief() -> None:
    long = long_filing()
    answer = json.dumps(first_part(long).model_dump())
    asked: list[str] = []

    def reply(body: dict[str, object]) -> Reply:
        asked.append(str(body["model"]))
        return completion(answer, usage=(20_000, 1_000))

    with serving(reply) as endpoint:
        options = Options(base_url=endpoint.url, api_key=KEY, max_tokens=22_000)
        summary = summarize(long, model="openai/none", options=options)

    assert len(asked) == 1
    assert [a.value for a in summary.deals[0].amounts] == ["40000000"]
    assert summary.brief.paragraphs
    assert any("--max-tokens" in warning for warning in summary.checks.warnings)


@LOOPBACK
def test_each_attempt_has_its_row_in_the_ledger() -> None:
    long = long_filing()
    left = replies("{}", json.dumps(first_part(long).model_dump()), "{}", "{}")

    with serving(lambda body: completion(left.pop())) as endpoint:
        summary = summarize(long, model="openai/none", options=Options(base_url=endpoint.url, api_key=KEY, repairs=0))

    extract, written = summary.run.calls
    assert [attempt.outcome for attempt in extract.ledger] == ["off_schema", "accepted"]
    assert [attempt.outcome for attempt in written.ledger] == ["off_schema", "off_schema"]
    assert (extract.attempts, extract.input_tokens, extract.output_tokens) == (2, 200, 20)
    assert summary.run.cost_usd is None  # no price of the model is known, which is not the same as nothing


def test_a_limit_of_money_needs_a_known_price() -> None:
    with pytest.raises(OptionError, match="no price of openai/none is known"):
        summarize(long_filing(), model="openai/none", options=Options(api_key=KEY, max_cost=0.5))


def test_a_question_that_would_cost_too_much_is_not_asked() -> None:
    with pytest.raises(BudgetError, match="raise --max-cost"):
        summarize(long_filing(), model="openai/gpt-4o", options=Options(api_key=KEY, max_cost=0.0001))


@pytest.mark.parametrize(
    "wrong", [{"window": 0}, {"max_tokens": 0}, {"max_cost": -1.0}, {"timeout": 0.0}, {"repairs": -1}]
)
def test_an_option_out_of_range_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(OptionError):
        Options(**wrong)  # type: ignore[arg-type]


def test_what_one_answer_tells_apart_stays_apart() -> None:
    long = long_filing()
    first, second = first_part(long).model_dump(), first_part(long).model_dump()
    second["deals"][0] |= {"title": None, "amounts": []}

    summary = summary_of(long, Draft.model_validate({"deals": first["deals"] + second["deals"], "events": []}))

    assert len(summary.deals) == 2
