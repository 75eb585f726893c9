"""The brief that is written without a model, of invented filings and of facts put together by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarizer import Summary, summarize
from summarizer.briefing import check, known_facts
from summarizer.drafts import BriefSentence
from summarizer.models import (
    Amount,
    DateFact,
    Deal,
    DurationFact,
    Event,
    Evidence,
    FilingInfo,
    Party,
    Percentage,
    Provision,
    Quantity,
    Registrant,
)
from summarizer.prose import reading_grade, word_count
from summarizer.wording import write
from summarizer.wording.brief import varied
from summarizer.wording.easing import broken, eased, fits, parted, split, taken_over, trimmed
from summarizer.wording.figures import told
from summarizer.wording.naming import short_name, tidy, without_form
from summarizer.wording.quoting import Passages, quoted
from summarizer.wording.telling import figures
from summarizer.wording.unfolding import unfolded

from .drafting import filing

US = "Quarrel Hill Optics, Inc."
INFO = FilingInfo(form="8-K", registrant=Registrant(name="QUARREL HILL OPTICS, INC."), date_of_report="2024-03-04")
EXAMPLES = sorted(Path(__file__).parent.parent.joinpath("examples").glob("*.txt"))


def brief(text: str, item: str = "Item 1.01 Entry into a Material Definitive Agreement") -> str:
    """Return the brief on a filing of one item, all of whose sentences held."""
    summary = summarize(filing(text, item=item), model="rules")
    assert not [warning for warning in summary.checks.warnings if "brief" in warning]
    return told_in(summary)


def told_in(summary: Summary) -> str:
    return " ".join(sentence.text for paragraph in summary.brief.paragraphs for sentence in paragraph.sentences)


def deal(text: str, **facts: object) -> Deal:
    """Put a deal together; the evidence of each fact is the sentence of the text that has its words."""

    def grounded(fact: dict[str, object], id_: str) -> dict[str, object]:
        words = str(fact.get("text", fact.get("name", "")))
        sentence = next(part for part in split(text) if words in part)
        start = text.index(sentence)
        proof = Evidence(quote=sentence, document="8-K", start=start, end=start + len(sentence), match="exact")
        return {"id": id_, "evidence": (proof,), **fact}

    kinds = {
        "parties": (Party, "party"), "amounts": (Amount, "amount"), "percentages": (Percentage, "percentage"),
        "quantities": (Quantity, "quantity"), "durations": (DurationFact, "duration"), "dates": (DateFact, "date"),
        "provisions": (Provision, "provision"),
    }  # fmt: skip
    groups = {
        group: tuple(kind(**grounded(fact, f"d1.{name}.{n}")) for n, fact in enumerate(facts.get(group, ()), 1))
        for group, (kind, name) in kinds.items()
    }
    rest = {key: value for key, value in facts.items() if key not in kinds}
    line = str(rest.pop("headline", "They signed an agreement."))
    return Deal(**{"id": "d1", "action": "entered", "headline": line, "subject": line, **rest, **groups})


def lines(one: Deal) -> list[str]:
    """Return the sentences of the brief on one deal, none of which the checks refuse."""
    written, faults = check(write(INFO, [one], []), known_facts(INFO, [one], []))
    assert faults == ()
    return [sentence.text for paragraph in written.paragraphs for sentence in paragraph.sentences]


def title(one: Deal) -> str:
    return write(INFO, [one], []).title


def party(name: str, role: str, *, us: bool = False, short: str | None = None) -> dict[str, object]:
    return {"name": name, "role": role, "is_registrant": us, "defined_name": short}


def amount(kind: str, text: str, value: str, **more: object) -> dict[str, object]:
    return {"kind": kind, "text": text, "value": value, "currency": "USD", **more}


SIGNED = {"kind": "agreement", "text": "March 4, 2024", "value": "2024-03-04"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_brief_on_each_example_holds_and_is_easy_to_read(path: Path) -> None:
    summary = summarize(path, model="rules")
    text = told_in(summary)

    assert not [warning for warning in summary.checks.warnings if "brief" in warning]
    assert summary.brief.reading_grade <= 10
    assert "The terms include" not in text
    assert not re.search(r"\.\.|  |\bdated .* is dated\b", text)
    assert not re.search(r"\b(\w+) \1\b", text)
    for sentence in split(text):
        assert word_count(sentence) <= 45
        assert sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in "$€£"
    assert not re.search(r": \w+ agreement \w+$", summary.brief.title)


def test_a_merger_tells_price_conditions_and_fees_in_sentences() -> None:
    text = brief(
        'On March 4, 2024, Quarrel Hill Optics, Inc. (the "Company"), Vellan Parent Corp. ("Parent") and Vellan '
        "Merger Sub, Inc. entered into an Agreement and Plan of Merger. Merger Sub will merge with and into the "
        "Company. Each share of its common stock will be converted into the right to receive "
        "$31.40 in cash. The Company must pay Parent a termination fee of $22.5 million if it accepts a better offer. "
        "Either side may terminate the Merger Agreement if the merger has not been completed by September 30, 2024."
    )
    assert text.startswith("On March 4, 2024, Vellan Parent Corp. agreed to buy Quarrel Hill Optics, Inc.")
    assert "$31.40" in text
    assert "$22.5 million" in text
    assert "September 30, 2024" in text


def test_who_renews_is_who_the_filing_says() -> None:
    summary = summarize(
        filing(
            "On March 4, 2024, Quarrel Hill Optics, Inc. announced that Brindle has renewed its License Agreement with "
            "Quarrel Hill Optics, Inc., dated as of May 2, 2019, by payment of a $3 million technology access fee, "
            "which Brindle has now paid to Quarrel Hill."
        ),
        model="rules",
    )
    assert summary.brief.title == "Brindle renews its license agreement with Quarrel Hill Optics"
    assert "Brindle has renewed its License Agreement with Quarrel Hill Optics, Inc." in told_in(summary)


NOTES = (
    "On March 4, 2024, Quarrel Hill Optics, Inc. agreed to sell $300,000,000 aggregate principal amount of its 4.650% "
    "Senior Notes due 2029 and $1,250,000,000 aggregate principal amount of its 5.340% Senior Notes due 2034."
)


def test_each_series_of_notes_keeps_its_rate_and_year() -> None:
    sold = deal(
        NOTES,
        type="debt_securities",
        parties=[party(US, "issuer", us=True)],
        amounts=[
            amount("principal", "$300,000,000", "300000000"),
            amount("principal", "$1,250,000,000", "1250000000"),
        ],
        percentages=[
            {"kind": "interest_rate", "text": "4.650%", "value": "4.65"},
            {"kind": "interest_rate", "text": "5.340%", "value": "5.34"},
        ],
        dates=[
            SIGNED,
            {"kind": "maturity", "text": "2029", "value": "2029"},
            {"kind": "maturity", "text": "2034", "value": "2034"},
        ],
    )
    assert lines(sold) == [
        "On March 4, 2024, Quarrel Hill Optics, Inc. agreed to sell $300,000,000 of its 4.650% Senior Notes due 2029 "
        "and $1,250,000,000 of its 5.340% Senior Notes due 2034.",
    ]


LOAN = (
    "On March 4, 2024, Quarrel Hill Optics, Inc. entered into a $120 million Credit Agreement with Dunmarrow Bank, "
    "N.A., as agent. Up to $15 million is available for letters of credit. Loans bear interest at Term SOFR plus "
    "1.25% to 2.00%, depending on the Company's credit rating, in each case as set forth in such Credit Agreement. It "
    "replaces the existing $80 million credit agreement dated as of May 2, 2019."
)


def test_a_loan_tells_its_size_its_cost_and_what_it_replaces() -> None:
    loan = deal(
        LOAN,
        type="credit",
        title="Credit Agreement",
        parties=[party(US, "borrower", us=True), party("Dunmarrow Bank, N.A.", "agent")],
        amounts=[
            amount("commitment", "$120 million", "120000000"),
            amount("sublimit", "$15 million", "15000000", qualifier="up_to"),
            amount("previous_commitment", "$80 million", "80000000"),
        ],
        percentages=[
            {"kind": "margin", "text": "1.25% to 2.00%", "value": "1.25", "qualifier": "range"},
            {"kind": "margin", "text": "1.25% to 2.00%", "value": "2", "qualifier": "range"},
        ],
        dates=[SIGNED, {"kind": "original_agreement", "text": "May 2, 2019", "value": "2019-05-02"}],
    )
    assert lines(loan) == [
        "On March 4, 2024, Quarrel Hill Optics, Inc. signed a $120 million credit agreement with Dunmarrow Bank, N.A. "
        "as agent.",
        "Up to $15 million of the facility can be used for letters of credit.",
        "Loans bear interest at Term SOFR plus 1.25% to 2.00%, depending on Quarrel Hill Optics' credit rating.",
        "The new agreement replaces an agreement for $80 million dated May 2, 2019.",
    ]


def test_what_is_only_paid_out_of_a_loan_is_not_what_it_replaces() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. entered into a Credit Agreement with Dunmarrow Bank, N.A., as "
        "agent. Of the loan $21 million repaid the prior agreement, $3.4 million went to fees as described above."
    )
    loan = deal(
        text,
        type="credit",
        title="Credit Agreement",
        parties=[party(US, "borrower", us=True), party("Dunmarrow Bank, N.A.", "agent")],
        amounts=[amount("previous_commitment", "$3.4 million", "3400000")],
        dates=[SIGNED],
    )
    assert not any("$3.4 million" in line for line in lines(loan))


PAY = (
    "On March 4, 2024, Quarrel Hill Optics, Inc. and Ines V. Marrable amended her Employment Agreement. It increased "
    "Ms. Marrable's annual base salary to $900,000, effective on April 1, 2024, and increased her target long-term "
    "award value to 250% of her base salary, together with the benefits, allowances, reimbursements and rights of "
    "participation which are from time to time extended to other executives of like standing."
)


def test_what_rises_is_told_by_the_filings_own_noun() -> None:
    """The rate of an award is no bonus, whatever kind it was given."""
    pay = deal(
        PAY,
        type="employment",
        action="amended",
        parties=[party(US, "employer", us=True), party("Ines V. Marrable", "executive", short="Ms. Marrable")],
        amounts=[amount("salary", "$900,000", "900000", basis="per_year")],
        percentages=[{"kind": "bonus_target", "text": "250%", "value": "250"}],
        dates=[SIGNED, {"kind": "effective", "text": "April 1, 2024", "value": "2024-04-01"}],
    )
    told_lines = lines(pay)

    assert "Ms. Marrable's salary rises to $900,000 a year from April 1, 2024." in told_lines
    assert "Ms. Marrable's target long-term award value rises to 250% of her base salary." in told_lines
    assert not any("bonus" in line for line in told_lines)


BUYBACK = (
    "On March 4, 2024, Quarrel Hill Optics, Inc. agreed to repurchase 2,500,000 shares of common stock at $14.00 per "
    'share from Tarn Vale Partners LP. It also issued a promissory note (the "Note") in the principal amount of '
    "approximately $12 million, on the terms described above."
)


def test_shares_bought_back_are_not_sold() -> None:
    bought = deal(
        BUYBACK,
        type="equity",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Partners LP", "seller")],
        amounts=[
            amount("price_per_share", "$14.00", "14", basis="per_share"),
            amount("principal", "$12 million", "12000000", qualifier="approximately"),
        ],
        quantities=[
            {"kind": "shares", "text": "2,500,000 shares of common stock", "value": "2500000", "unit": "shares"}
        ],
        dates=[SIGNED],
    )
    assert lines(bought) == [
        "On March 4, 2024, Quarrel Hill Optics, Inc. agreed to buy back 2,500,000 shares of common stock at $14.00 a "
        "share from Tarn Vale Partners LP.",
    ]
    assert title(bought) == "Quarrel Hill Optics agrees to buy back 2,500,000 shares of common stock"


def test_a_day_that_only_counts_shares_is_no_closing() -> None:
    text = "Tarn Vale Glass, LLC held 16.9% of the shares outstanding as of March 1, 2024, subject to adjustment."
    counted = deal(
        text,
        type="merger",
        parties=[party("Tarn Vale Glass, LLC", "buyer")],
        dates=[
            {"kind": "closing", "text": "March 1, 2024", "value": "2024-03-01", "certainty": "conditional",
             "hedge": "subject to"},
        ],
    )  # fmt: skip
    assert not any("March 1" in line for line in lines(counted))


@pytest.mark.parametrize(
    ("fee", "said"),
    [
        (
            amount("reverse_termination_fee", "$9 million", "9000000", certainty="conditional", contingent=True),
            "Tarn Vale Glass could owe Quarrel Hill Optics a termination fee of $9 million in some cases.",
        ),
        (
            amount("termination_fee", "$9 million", "9000000", certainty="conditional", contingent=True),
            "Tarn Vale Glass could owe Quarrel Hill Optics a termination fee of $9 million in some cases.",
        ),
    ],
)
def test_who_owes_a_fee_for_ending_a_deal_is_read_from_its_words(fee: dict[str, object], said: str) -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. agreed to sell its lens business to Tarn Vale Glass, LLC. In the "
        "circumstances set forth therein, Tarn Vale will be obligated to pay to the Company $9 million."
    )
    sale = deal(
        text,
        type="asset_purchase",
        subject="It concerns the sale of the Company's lens business.",
        parties=[party(US, "seller", us=True), party("Tarn Vale Glass, LLC", "buyer", short="Tarn Vale")],
        amounts=[fee],
        dates=[SIGNED],
    )
    said = said.replace("Tarn Vale Glass", "Tarn Vale")
    told_lines = lines(sale)

    assert told_lines[0] == (
        "On March 4, 2024, Quarrel Hill Optics, Inc. agreed to sell its lens business to Tarn Vale Glass, LLC."
    )
    assert said in told_lines


def test_what_may_be_paid_on_top_is_told_as_open() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. acquired Tarn Vale Glass, Inc. Holders have a right to potential "
        "additional payments of up to $2.50 per share as set forth above."
    )
    bought = deal(
        text,
        type="merger",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, Inc.", "target")],
        amounts=[
            amount("price_per_share", "$2.50", "2.5", basis="per_share", qualifier="up_to", contingent=True,
                   certainty="possible", hedge="potential"),
        ],
        dates=[{"kind": "closing", "text": "March 4, 2024", "value": "2024-03-04"}],
    )  # fmt: skip
    assert lines(bought) == [
        "On March 4, 2024, Quarrel Hill Optics, Inc. completed its purchase of Tarn Vale Glass, Inc.",
        "Up to $2.50 a share more could follow.",
    ]


def test_a_sum_of_unsure_kind_goes_by_its_own_noun_or_not_at_all() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. sold its plant to Tarn Vale Glass, LLC for a purchase price of "
        "$31 million and the assumption of approximately $4 million of debt, an estimate of $7 million being set aside."
    )
    sale = deal(
        text,
        type="asset_purchase",
        action="completed",
        parties=[party(US, "seller", us=True), party("Tarn Vale Glass, LLC", "buyer")],
        amounts=[
            amount("purchase_price", "$31 million", "31000000"),
            amount("purchase_price", "$4 million", "4000000", qualifier="approximately"),
            amount("purchase_price", "$7 million", "7000000"),
        ],
        dates=[{"kind": "closing", "text": "March 4, 2024", "value": "2024-03-04"}],
    )
    assert lines(sale) == [
        "On March 4, 2024, Quarrel Hill Optics, Inc. completed the sale of its plant to Tarn Vale Glass, LLC for "
        "$31 million.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It extends the maturity date from May 2, 2025 to May 2, 2027", "from May 2, 2025 to May 2, 2027."),
        ("It extends the maturity date of the loan to May 2, 2027", "to May 2, 2027."),
    ],
)
def test_a_day_that_is_put_off_is_told_as_put_off(text: str, said: str) -> None:
    loan = deal(
        f"On March 4, 2024, Quarrel Hill Optics, Inc. amended its Credit Agreement. {text}, as set forth therein.",
        type="credit",
        action="amended",
        parties=[party(US, "borrower", us=True)],
        dates=[SIGNED, {"kind": "maturity", "text": "May 2, 2027", "value": "2027-05-02"}],
    )
    assert lines(loan)[-1] == f"The maturity date is extended {said}"


def test_notes_of_one_sum_keep_their_rates_and_years() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. agreed to sell $900,000,000 of notes. 4.1 Form of 4.100% Note due "
        "2029 4.2 Form of 4.600% Note due 2034"
    )
    sold = deal(
        text,
        type="debt_securities",
        parties=[party(US, "issuer", us=True)],
        amounts=[amount("principal", "$900,000,000", "900000000")],
        percentages=[
            {"kind": "interest_rate", "text": "4.100%", "value": "4.1"},
            {"kind": "interest_rate", "text": "4.600%", "value": "4.6"},
        ],
        dates=[
            SIGNED,
            {"kind": "maturity", "text": "2029", "value": "2029"},
            {"kind": "maturity", "text": "2034", "value": "2034"},
        ],
    )
    assert lines(sold) == [
        "On March 4, 2024, Quarrel Hill Optics, Inc. agreed to sell $900 million of notes.",
        "The notes are 4.1% due in 2029 and 4.6% due in 2034.",
    ]


def test_a_subsidiary_that_signs_is_named_as_such() -> None:
    text = (
        "On March 4, 2024, Vellan Works, LLC, a wholly owned subsidiary of Quarrel Hill Optics, Inc. entered into a "
        "Loan Agreement with Dunmarrow Bank, N.A."
    )
    loan = deal(
        text,
        type="credit",
        title="Loan Agreement",
        parties=[
            party(US, "borrower", us=True),
            party("Vellan Works, LLC", "borrower"),
            party("Dunmarrow Bank, N.A.", "lender"),
        ],
        dates=[SIGNED],
    )
    assert lines(loan) == [
        "On March 4, 2024, Vellan Works, LLC, a subsidiary of Quarrel Hill Optics, Inc., signed a loan agreement with "
        "Dunmarrow Bank, N.A."
    ]
    assert title(loan) == "Vellan Works signs a loan agreement with Dunmarrow Bank"


def test_a_deal_type_without_a_plan_opens_as_any_deal_does() -> None:
    text = "On March 4, 2024, Quarrel Hill Optics, Inc. entered into a Standstill Agreement with Tarn Vale Glass, LLC."
    other = deal(
        text,
        type="other",
        title="Standstill Agreement",
        parties=[party(US, "other", us=True), party("Tarn Vale Glass, LLC", "other")],
        dates=[SIGNED],
    )
    assert lines(other) == [
        "On March 4, 2024, Quarrel Hill Optics, Inc. signed a standstill agreement with Tarn Vale Glass, LLC."
    ]


def event(text: str, kind: str = "officer_change") -> str:
    proof = Evidence(quote=text, document="8-K", item="5.02", start=0, end=len(text), match="exact")
    told_event = Event(id="e1", item="5.02", kind=kind, text=text[:320], evidence=(proof,))
    written, faults = check(write(INFO, [], [told_event]), known_facts(INFO, [], [told_event]))
    assert faults == ()
    *told, last = (sentence.text for paragraph in written.paragraphs for sentence in paragraph.sentences)
    assert last == "No deal was found in this Form 8-K."
    return " ".join(told)


@pytest.mark.parametrize("half", ["The cases were joined Nos. 7 to 9).", 'The "Cases").', "Each holds 5% (but not 6%."])
def test_half_a_bracket_is_not_told(half: str) -> None:
    assert broken(half)


def test_a_long_event_ends_at_the_end_of_a_clause() -> None:
    text = (
        "On March 1, 2024, Enno Falkirk told the Company that he will leave his post as Treasurer on May 31, 2024, "
        "in connection with his move to another company that makes lenses for cameras, telescopes and field glasses "
        "and that has asked him to lead its office in a town which lies some hours to the north of where he lives now."
    )
    assert event(text) == (
        "On March 1, 2024, Enno Falkirk told Quarrel Hill Optics that he will leave his post as Treasurer on May 31, "
        "2024."
    )


def test_what_qualifies_a_sentence_is_not_cut_off() -> None:
    text = (
        "The Company will pay Tarn Vale a fee of $2 million on each anniversary of the day on which they signed, "
        "provided that the lenses that Tarn Vale has made for it in the twelve months before were all of first "
        "quality and that none of them has been sent back by any of its customers in that time."
    )
    assert trimmed(text, "Quarrel Hill") is None


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            'The aggregate purchase price (the "Price") is approximately $31 million.',
            "The total purchase price is about $31 million.",
        ),
        ("The Company shall pay $5 per share on or before May 1, 2024.", "Tarn will pay $5 a share by May 1, 2024."),
        (
            "Twenty-five percent (25%) of the options vested in our plan.",
            "25% of the options vested in Tarn's plan.",
        ),
        ("TOLLEYVILLE, March 4, 2024 -- Tarn today announced a loan.", "Tarn announced a loan."),
        ("Merger Sub will merge with and into Tarn.", "A merger subsidiary will merge into Tarn."),
    ],
)
def test_the_filings_words_are_made_easy(sentence: str, said: str) -> None:
    assert eased(sentence, "Tarn") == said


@pytest.mark.parametrize(
    "sentence",
    [
        "which Tarn will pay on May 1, 2024.",  # the end of a sentence
        "The price is set forth in Exhibit 10.1 to the agreement.",
        "The holders of such notes may sell them at any time.",
        "A target of 75% of base salary, with a maximum of 150%.",  # an entry of a list
        "The parties to the agreement are Tarn Vale Glass, Inc.",  # may be cut
    ],
)
def test_a_sentence_that_leans_on_others_is_not_taken_over(sentence: str) -> None:
    assert taken_over(sentence) is None


@pytest.mark.parametrize(
    ("name", "defined", "role", "short"),
    [
        ("Quarrel Hill Optics, Inc.", "Company", "issuer", "Quarrel Hill Optics"),
        ("Quarrel Hill Optics, Inc.", "Quarrel Hill", "issuer", "Quarrel Hill"),
        ("Quarrel Hill Optics, Inc.", "QHO", "issuer", "QHO"),
        ("Quarrel Hill Optics, Inc.", "Buyer", "buyer", "Quarrel Hill Optics"),
        ("The Tarn Vale Company", None, "buyer", "Tarn Vale"),
        ("Stonemere Trust Company, N.A.", None, "trustee", "Stonemere Trust Company"),
        ("Ines V. Marrable", "Ms. Marrable", "executive", "Ms. Marrable"),
        ("DUNMARROW BANK, N.A.", None, "lender", "Dunmarrow Bank"),
    ],
)
def test_what_a_party_is_called_once_introduced(name: str, defined: str | None, role: str, short: str) -> None:
    assert short_name(Party(id="d1.party.1", name=name, defined_name=defined, role=role)) == short


def test_names_in_capitals_are_written_as_names() -> None:
    assert tidy("QUARREL HILL OPTICS, INC.") == "Quarrel Hill Optics, Inc."
    assert tidy("BANK OF TARN AND VALE, N.A.") == "Bank of Tarn and Vale, N.A."
    assert tidy("QHX LLC") == "QHX LLC"
    assert without_form("Quarrel Hill Optics Co., Ltd.") == "Quarrel Hill Optics"


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        (Amount, {"text": "$600,000,000", "value": "600000000", "currency": "USD"}, "$600 million"),
        (Amount, {"text": "$1,250,000,000", "value": "1250000000", "currency": "USD"}, "$1.25 billion"),
        (Amount, {"text": "$27,348,450", "value": "27348450", "currency": "USD"}, "$27,348,450"),
        (Amount, {"text": "$219,000.00", "value": "219000", "currency": "USD", "basis": "per_year"}, "$219,000 a year"),
        (Amount, {"text": "$19.00", "value": "19", "currency": "USD", "basis": "per_share"}, "$19.00 a share"),
        (Amount, {"text": "$0.001", "value": "0.001", "currency": "USD", "basis": "per_share"}, "$0.001 a share"),
        (Amount, {"text": "EUR 1,850,000", "value": "1850000", "currency": "EUR"}, "€1.85 million"),
        (Amount, {"text": "SEK 5", "value": "5", "currency": "SEK", "qualifier": "up_to"}, "up to SEK 5"),
        (
            Amount,
            {"text": "$2 to $3 million", "value": "2000000", "value_max": "3000000", "currency": "USD"},
            "$2 million to $3 million",
        ),
        (Percentage, {"text": "forty percent (40%)", "value": "40"}, "40%"),
        (DurationFact, {"text": "five (5) year", "months": "60"}, "five years"),
        (DurationFact, {"text": "364-day", "months": "12"}, "364 days"),
        (DurationFact, {"text": "three-year", "months": "36"}, "three years"),
        (DurationFact, {"text": "two and a half years", "months": "30"}, "two and a half years"),
        (DurationFact, {"text": "18 months", "months": "18"}, "18 months"),
        (
            Quantity,
            {"text": "2,300 shares of the Registrant's common stock", "value": "2300", "unit": "shares"},
            "2,300 shares",
        ),
    ],
)
def test_values_are_written_in_a_readers_form(kind: type, fields: dict[str, object], said: str) -> None:
    assert told(kind(id="d1.x.1", kind="other", **fields)) == said


def test_a_title_fits_a_line() -> None:
    names = ["Thistlemoor and Quarrymont Capital Bank", "Fernhollow Industrial Trust and Savings Bank"]
    text = f"On March 4, 2024, {US} entered into a Credit Agreement with {names[0]} and {names[1]} as lenders."
    loan = deal(
        text,
        type="credit",
        title="Credit Agreement",
        parties=[party(US, "borrower", us=True), *(party(name, "lender") for name in names)],
        dates=[SIGNED],
    )
    assert title(loan) == "Quarrel Hill Optics signs a credit agreement"


def test_a_brief_that_is_hard_to_read_is_written_without_its_hardest_sentences() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. entered into a Supply Agreement with Tarn Vale Glass, LLC. Tarn "
        "Vale will manufacture precision instrumentation components exclusively, notwithstanding intermittent "
        "manufacturing considerations, at $4 million annually, continuing independently."
    )
    supply = deal(
        text,
        type="supply",
        title="Supply Agreement",
        parties=[party(US, "customer", us=True), party("Tarn Vale Glass, LLC", "supplier")],
        amounts=[amount("minimum_purchase", "$4 million", "4000000", basis="per_year")],
        dates=[SIGNED],
    )
    assert reading_grade(" ".join(lines(supply))) <= 10
    assert "Purchases must come to $4 million a year." in lines(supply)


def provision(kind: str, text: str) -> dict[str, object]:
    return {"kind": kind, "text": text}


def supply(text: str, **facts: object) -> Deal:
    """Return a supply agreement whose day is told, with what else a text says of it."""
    parties = [party(US, "customer", us=True), party("Tarn Vale Glass, LLC", "supplier")]
    text = f"On March 4, 2024, {US} entered into a Supply Agreement with Tarn Vale Glass, LLC. {text}"
    return deal(text, type="supply", title="Supply Agreement", parties=parties, dates=[SIGNED], **facts)


def test_what_else_the_filing_says_of_a_deal_is_told_in_its_words() -> None:
    text = "The Company will build a kiln in Tarn. The glass remains the property of Tarn Vale until the price is paid."
    told_ = lines(supply(text, provisions=[provision("other", part) for part in split(text)]))
    assert told_[1:] == [
        "Quarrel Hill Optics will build a kiln in Tarn.",
        "The glass remains the property of Tarn Vale until the price is paid.",
    ]


def test_what_has_been_told_is_not_told_again() -> None:
    text = (
        "The Company must buy glass for at least $4 million a year. In each year the Company must buy for $4,000,000."
    )
    facts = [amount("minimum_purchase", "$4 million", "4000000", basis="per_year", qualifier="at_least")]
    found = lines(supply(text, amounts=facts, provisions=[provision("other", part) for part in split(text)]))
    assert found[1:] == ["Quarrel Hill Optics must buy glass for at least $4 million a year."]


def test_a_brief_has_room_for_so_much() -> None:
    parts_ = [
        f"The kiln number {n} will be built in the town of Tarn by men of that town in the spring." for n in range(60)
    ]
    found = lines(supply(" ".join(parts_), provisions=[provision("other", part) for part in parts_]))
    assert 150 < sum(word_count(line) for line in found) <= 260


def test_sentences_that_make_a_brief_hard_to_read_are_cut_or_left_out() -> None:
    hard = "The manufacturing specifications accommodate international environmental considerations independently."
    easy = "Tarn Vale will send the glass by rail."
    told_ = lines(supply(f"{hard} {easy}", provisions=[provision("other", hard), provision("other", easy)]))
    assert told_[1:] == [easy]
    assert reading_grade(" ".join(told_)) <= 10


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The Company is subject to a fine of $2 million.", "Quarrel Hill is subject to a fine of $2 million."),
        (
            "Completion is subject to the satisfaction or waiver of customary closing conditions.",
            "Completion depends on closing conditions.",
        ),
        (
            "Closing is subject to the expiration of the waiting period applicable to it under the Hart-Scott-Rodino "
            "Antitrust Improvements Act, as amended, and the receipt of other required regulatory approvals.",
            "Closing depends on the end of the waiting period under U.S. antitrust law and regulators' approval.",
        ),
        (
            "It needs regulatory approvals and approval of the holders.",
            "It needs regulators' approval and approval of the holders.",
        ),
        (
            "As previously reported in the Current Report on Form 8-K filed by Tarn, Inc. on May 1, 2024, the plant "
            "was sold.",
            "The plant was sold.",
        ),
        ("Each share, par value $0.01 per share, will be sold.", "Each share will be sold."),
        (
            "The Loan Agreement also provides that Tarn Vale will pay the fee.",
            "Tarn Vale will pay the fee.",
        ),
        (
            "These sales are anticipated to result in a reduction of the cost of glass of approximately $2 million.",
            "These sales are expected to cut the cost of glass by about $2 million.",
        ),
        (
            "The effect of a Second Request to both is to extend the waiting period imposed by the HSR Act until 40 "
            "days after each of the Company and Tarn Vale has substantially complied with the Second Request issued "
            "to it.",
            "A Second Request to both extends the waiting period under U.S. antitrust law until 40 days after Quarrel "
            "Hill and Tarn Vale have each substantially complied.",
        ),
        (
            "The shares have not been registered under the Securities Act of 1933 and may not be sold.",
            "The shares have not been registered under the Securities Act of 1933 and may not be sold.",
        ),
        (
            "It also included notes in the aggregate principal amount of $4 million.",
            "It also included notes of $4 million.",
        ),
        ("Registrant intends to keep the hall.", "Quarrel Hill intends to keep the hall."),
        (
            "Holders elected Dora Tolan as a director, by the votes below.",
            "Holders elected Dora Tolan as a director.",
        ),
        ("The plan brings an approximately 20% cut in staff.", "The plan brings a roughly 20% cut in staff."),
        (
            "The Company drew $9 million under the acquisition facility.",
            "Quarrel Hill drew $9 million under the acquisition facility.",
        ),
        (
            "It depends on clearance under the Hart-Scott-Rodino Antitrust Improvements Act of 1976, as amended, the "
            "landlords' consent and a vote.",
            "It depends on clearance under U.S. antitrust law, the landlords' consent and a vote.",
        ),
        (
            "Lenders representing $4 million have elected to wait.",
            "Lenders with $4 million chose to wait.",
        ),
        (
            "The obligations under the new loan agreement are secured by the same works that secure the obligations "
            "under the old one.",
            "The new loan agreement is secured by the same works that secure the old one.",
        ),
    ],
)
def test_a_sentence_goes_in_plainer_words(sentence: str, said: str) -> None:
    assert eased(sentence, "Quarrel Hill") == said


def test_clauses_that_stand_by_themselves_are_sentences() -> None:
    assert parted("Half of the options vested at once; the rest will vest on May 1, 2025.") == (
        "Half of the options vested at once. The rest will vest on May 1, 2025."
    )
    held = "If the sale fails, Tarn Vale keeps the fee, and the Company will pay the cost."
    assert parted(held) == held


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "The number of lenses will depend on the part of the price that the buyer pays in glass and on the day of "
            "payment, and could be higher or lower than 700.",
            "The number of lenses will depend on the part of the price that the buyer pays in glass and on the day of "
            "payment, and could be higher or lower than 700.",  # "that" may hold for both
        ),
        (
            "The number of lenses will depend on the part of the price paid in glass by the buyer and on the day of "
            "payment, and could be higher or lower than 700.",
            "The number of lenses will depend on the part of the price paid in glass by the buyer and on the day of "
            "payment. It could be higher or lower than 700.",
        ),
        (
            "The lenders under the two loans of Quarrel Hill made in the spring of that year in Ostrel and in Vellan, "
            "and will send the notes to its agent.",
            "The lenders under the two loans of Quarrel Hill made in the spring of that year in Ostrel and in Vellan, "
            "and will send the notes to its agent.",  # which is no clause: it has no verb
        ),
        (
            "The sale of the works in Ostrel to Tarn Vale is expected to close in the first half of 2026, subject to "
            "closing conditions, including the vote of its owners.",
            "The sale of the works in Ostrel to Tarn Vale is expected to close in the first half of 2026. That depends "
            "on closing conditions, including the vote of its owners.",
        ),
        (
            "The price of the works in Ostrel is to be paid in two parts in the first half of 2026, subject to "
            "adjustments at the closing of the sale.",
            "The price of the works in Ostrel is to be paid in two parts in the first half of 2026, subject to "
            "adjustments at the closing of the sale.",
        ),
        (
            "The loan agreement is to end on May 1, 2029, subject to Quarrel Hill's right to extend the term on the "
            "first of May of any year for one further year.",
            "The loan agreement is to end on May 1, 2029. Quarrel Hill may extend the term on the first of May of any "
            "year for one further year.",
        ),
        (
            "Quarrel Hill announced that its board of directors has voted to grant Ada Brindle options on 5,000 of its "
            "shares and to give her a boat for her years of work.",
            "Quarrel Hill announced that its board of directors has voted to grant Ada Brindle options on 5,000 of its "
            "shares. Quarrel Hill also voted to give her a boat for her years of work.",
        ),
        *(
            (
                f"{who} was elected to the board of Quarrel Hill by the owners of the mill at their meeting of last "
                "May and will serve on its audit committee.",
                f"{who} was elected to the board of Quarrel Hill by the owners of the mill at their meeting of last "
                f"May. {then} will serve on its audit committee.",
            )
            for who, then in (
                ("Mr. Brindle", "He"),
                ("Ms. Brindle", "She"),
                ("Dr. Brindle", "Dr. Brindle"),  # which is neither
                ("Ada Brindle", "Ada Brindle"),
            )
        ),
    ],
)
def test_a_long_sentence_is_told_as_two(sentence: str, said: str) -> None:
    assert parted(sentence) == said


@pytest.mark.parametrize(
    "sentence",
    [
        "The Company's first loan, which consists of $30 million of commitments that its banks made in "
        "May of that year, "
        "and the Company's other loan, which consists of $30 million of commitments that its other banks made in June "
        "of that year, each remain in effect until the end of next year.",
        "Following the completion of the report on the year that ended in May and the filing of it with the court, the "
        "clerk of the county and the three banks that had asked for it by letter in the month before, Enno Falkirk.",
        "The Company has sold glass, including, under the terms that the two sides had agreed on in the "
        "winter before and "
        "that their lawyers had then set down, panes of the first quality and lenses of the second, to its customers.",
    ],
)
def test_no_cut_leaves_a_sentence_without_its_verb(sentence: str) -> None:
    assert trimmed(sentence, "Quarrel Hill", lambda text: len(text) < 190 and fits(text)) is None


def test_a_contingent_value_right_is_a_right_to_more() -> None:
    text = (
        f"{US} bought the company. Each share of Tarn Vale Glass, LLC was converted into the right to "
        f"receive $30.00 in cash and one contingent "
        "value right for potential payments of up to $4.50 per share that depend on the sale of its lamps in the three "
        "years after the closing, on the number of its shops at the end of that time and on the price of glass."
    )
    bought = deal(
        text,
        type="merger",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "target")],
        amounts=[
            amount("price_per_share", "$30.00", "30", basis="per_share"),
            amount("earnout", "$4.50", "4.5", basis="per_share", qualifier="up_to", certainty="possible"),
        ],
    )
    assert "Each share also carries a contingent value right that could pay up to $4.50." in lines(bought)


def test_a_company_that_is_taken_over_becomes_a_subsidiary() -> None:
    text = (
        "The vehicle merged into Tarn Vale Glass, LLC, with Tarn Vale Glass, LLC surviving as a wholly "
        "owned subsidiary "
        "of Quarrel Hill Optics, Inc."
    )
    parties = [party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "target")]
    merged = deal(text, type="merger", action="completed", parties=parties)
    assert "Tarn Vale Glass became a wholly owned subsidiary of Quarrel Hill Optics." in lines(merged)


def test_a_price_that_may_be_adjusted_is_told_so() -> None:
    text = (
        f"On March 4, 2024, {US} agreed to buy Tarn Vale Glass, LLC for $31 million in cash, subject to "
        f"customary adjustments."
    )
    bought = deal(
        text,
        type="merger",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "target")],
        amounts=[amount("purchase_price", "$31 million", "31000000")],
        dates=[SIGNED],
    )
    assert lines(bought)[0].endswith("for $31 million in cash, subject to adjustments.")


def test_salaries_in_a_table_go_with_their_names() -> None:
    text = "On March 4, 2024, the board set pay. Opal A. Fallat Treasurer $400,000. Enno B. Falkirk Secretary $300,000."
    proof = [
        Evidence(quote=row, document="8-K", start=text.index(row), end=text.index(row) + len(row), match="exact")
        for row in ("Opal A. Fallat Treasurer $400,000.", "Enno B. Falkirk Secretary $300,000.")
    ]
    pay = deal(
        text,
        type="compensation",
        parties=[party("Opal A. Fallat", "executive"), party("Enno B. Falkirk", "executive")],
        amounts=[
            {**amount("salary", "$400,000", "400000"), "evidence": (proof[0],)},
            {**amount("salary", "$300,000", "300000"), "evidence": (proof[1],)},
        ],
        dates=[SIGNED],
    )
    assert "The base salary is $400,000 for Opal A. Fallat and $300,000 for Enno B. Falkirk." in lines(pay)


def test_the_sum_of_all_series_is_no_series() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. agreed to sell $500,000,000 of notes: $200,000,000 aggregate "
        "principal amount of its 4.650% Senior Notes due 2029 and $300,000,000 aggregate principal amount "
        "of its 5.340% "
        "Senior Notes due 2034."
    )
    sums = {"$500,000,000": "500000000", "$200,000,000": "200000000", "$300,000,000": "300000000"}
    sold = deal(
        text,
        type="debt_securities",
        parties=[party(US, "issuer", us=True)],
        amounts=[amount("principal", words, value) for words, value in sums.items()],
        percentages=[
            {"kind": "interest_rate", "text": "4.650%", "value": "4.65"},
            {"kind": "interest_rate", "text": "5.340%", "value": "5.34"},
        ],
        dates=[SIGNED, *({"kind": "maturity", "text": year, "value": year} for year in ("2029", "2034"))],
    )
    assert lines(sold) == [
        "On March 4, 2024, Quarrel Hill Optics, Inc. agreed to sell two series of senior notes.",
        "The notes are $200 million at 4.65% due in 2029 and $300 million at 5.34% due in 2034.",
    ]


def test_what_the_deals_told_the_events_do_not_tell_again() -> None:
    text = "The Company will build a kiln in Tarn."
    one = supply(text, provisions=[provision("other", text)])
    again = Event(id="e1", item="8.01", kind="disclosure", text="Quarrel Hill Optics will build a kiln in Tarn.")
    written = write(INFO, [one], [again])
    found = [sentence.text for part in written.paragraphs for sentence in part.sentences]
    assert found.count("Quarrel Hill Optics will build a kiln in Tarn.") == 1


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Tarn Vale will have the right to redeem the notes at par.", "Tarn Vale may redeem the notes at par."),
        ("Tarn Vale will not have the right to redeem the notes.", "Tarn Vale may not redeem the notes."),
        ("It will be paid to the Vellan shareholders in accordance with the terms of the Merger Agreement.",
         "It will be paid to the Vellan shareholders."),
        ("The terms of the Existing Lease remain unchanged.", "The terms of the Lease remain unchanged."),
        ("First, Tarn Vale signed a lease for the plant in Tarn.", "Tarn Vale signed a lease for the plant in Tarn."),
        ("Tarn Vale announced today that it has sold the plant.", "Tarn Vale announced that it has sold the plant."),
        ("From the date hereof she will run the plant.", "From the date of the filing she will run the plant."),
        ("The exercise price is $4.20 per share (subject to adjustment).",
         "The exercise price is $4.20 a share, subject to adjustment."),
        ("Tarn Vale will not compete (in each case, subject to certain exceptions) for three years.",
         "Tarn Vale will not compete, with exceptions, for three years."),
    ],
)  # fmt: skip
def test_what_is_put_in_easier_words_stays_whole(sentence: str, said: str) -> None:
    assert eased(sentence) == said


@pytest.mark.parametrize(
    "text",
    [
        "Tarn Vale issues shares under its plan at $.",
        "On that same date, Tarn Vale also granted awards to Opal Fallat.",
        "The total price for these purchases was about $18 million.",
        "Tarn Vale will may redeem the notes in whole or in part.",
    ],
)
def test_what_has_lost_a_part_or_points_elsewhere_is_not_taken_over(text: str) -> None:
    assert not fits(text)


def test_the_last_of_what_was_done_has_its_and() -> None:
    text = "Tarn Vale sold the plant to Ostrel Glass, assigned its lease to Ostrel Glass, moved the staff to Tarn."
    assert trimmed(text) == text.replace(", moved", ", and moved")


def test_what_denies_is_not_cut() -> None:
    text = "Tarn Vale did not raise the pay of Opal Fallat in connection with an appointment that " + "goes on and " * 9
    assert trimmed(f"{text}ends.") is None


def test_several_by_one_name_are_not_the_one_of_them_that_is_named() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. signed a purchase agreement with Tarn Vale Securities LLC, as "
        'representative of the several initial purchasers (the "Initial Purchasers"). On March 6, 2024, the Initial '
        "Purchasers exercised their option in full."
    )
    sold = deal(
        text,
        type="debt_securities",
        parties=[
            party(US, "issuer", us=True),
            party("Tarn Vale Securities LLC", "underwriter", short="Initial Purchasers"),
        ],
        dates=[SIGNED, {"kind": "other", "text": "March 6, 2024", "value": "2024-03-06"}],
    )
    found = lines(sold)
    assert found[0].endswith("with Tarn Vale Securities LLC, as representative of the several initial purchasers.")
    assert "On March 6, 2024, the initial purchasers exercised their option in full." in found


def test_of_several_representatives_one_is_not_all() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. signed an underwriting agreement with Ostrel Securities LLC and "
        "Tarn Vale Securities LLC, as representatives of the several underwriters."
    )
    roles = [party(US, "issuer", us=True), party("Tarn Vale Securities LLC", "underwriter")]
    one = deal(text, type="debt_securities", parties=roles, dates=[SIGNED])
    assert "Those who represent the underwriters include Tarn Vale Securities LLC." in lines(one)
    both = [*roles, party("Ostrel Securities LLC", "underwriter")]
    two = deal(text, type="debt_securities", parties=both, dates=[SIGNED])
    assert "Tarn Vale Securities LLC and Ostrel Securities LLC represent the underwriters." in lines(two)


def test_two_purchases_at_one_price_are_both() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. bought Tarn Vale Glass, LLC. The price for these acquisitions was "
        "$18 million in all."
    )
    bought = deal(
        text,
        type="merger",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "target")],
        amounts=[amount("purchase_price", "$18 million", "18000000")],
        dates=[{**SIGNED, "kind": "closing"}],
    )
    assert not any("$18" in line for line in lines(bought))
    other = bought.model_copy(update={"id": "d2"})
    written = write(INFO, [bought, other], [])
    assert "The price for both purchases was $18 million in all." in [
        sentence.text for part in written.paragraphs for sentence in part.sentences
    ]


def test_what_an_amendment_is_for_is_told() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. amended its employment agreement with Opal A. Fallat, to extend "
        "the time for which Opal A. Fallat would run the plant to June 30, 2026."
    )
    changed = deal(
        text,
        type="employment",
        action="amended",
        parties=[party(US, "employer", us=True), party("Opal A. Fallat", "executive")],
        dates=[SIGNED],
    )
    assert "extend the time for which Opal A. Fallat would run the plant to June 30, 2026" in " ".join(lines(changed))


def test_a_term_is_told_with_its_start_and_that_it_renews() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. signed a lease with Tarn Vale Land LLC. The foregoing has a "
        "term of two years from the day on which the plant opens, unless it is extended."
    )
    parts = [party(US, "tenant", us=True), party("Tarn Vale Land LLC", "landlord")]
    term = {"kind": "term", "text": "two years", "months": "24"}
    one = deal(text, type="lease", parties=parts, durations=[term], dates=[SIGNED])
    assert "The term is two years from the day on which the plant opens, unless that is changed." in lines(one)
    renews = text.replace(
        "from the day on which the plant opens, unless it is extended", "that will automatically renew"
    )
    other = deal(renews, type="lease", parties=parts, durations=[term], dates=[SIGNED])
    assert "The term is two years, and renews by itself." in lines(other)


def test_who_receives_is_told_and_what_was_received_is_not_what_could_be() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. set pay for Opal A. Fallat under plans that are, as far as "
        "law asks for it, filed elsewhere in this report and for which no more is needed now by any one, "
        "and Ms. Fallat will receive a grant of 6,740 restricted stock units. She received a grant with a value of "
        "$96,500."
    )
    pay = deal(
        text,
        type="compensation",
        parties=[party(US, "employer", us=True), party("Opal A. Fallat", "executive")],
        amounts=[amount("award_value", "$96,500", "96500", certainty="possible", hedge="may")],
        quantities=[{"kind": "shares", "text": "6,740 restricted stock units", "value": "6740", "unit": "units"}],
        dates=[SIGNED],
    )
    found = lines(pay)
    assert "Ms. Fallat will receive a grant of 6,740 restricted stock units." in found
    assert not any("could" in line for line in found)


def test_a_part_of_a_share_is_told_with_whose_it_is() -> None:
    text = (
        "On March 4, 2024, each share of Ostrel common stock was converted into the right to receive 0.84217 of a "
        'share (the "Ratio") of Class B Common Stock, par value $0.01 per share, of Vellan.'
    )
    swap = deal(
        text,
        type="merger",
        action="completed",
        parties=[party("Vellan", "buyer"), party("Ostrel", "target")],
        quantities=[{"kind": "exchange_ratio", "text": "0.84217 of a share", "value": "0.84217", "unit": "shares"}],
        dates=[{**SIGNED, "kind": "closing"}],
    )
    assert (
        "Each Ostrel share became the right to receive 0.84217 of a share of Class B Common Stock of Vellan."
        in lines(swap)
    )


def test_the_sentence_that_a_quote_stands_in_says_who_is_what() -> None:
    text = brief(
        'On March 4, 2024, Quarrel Hill Optics, Inc. (the "Company") entered into a $30 million Credit Agreement with '
        'Tarn Vale Bank, N.A. ("Tarn Vale") and Ostrel Bank, N.A. ("Ostrel") as joint lead arrangers, Tarn Vale as '
        "administrative agent, and Ostrel as syndication agent. With it the Company repaid and terminated its credit "
        "agreement dated May 1, 2019 with Dunmarrow Funding, Inc. as administrative agent.",
    )
    assert "a $30 million credit agreement with Tarn Vale Bank, N.A. as administrative agent. " in text
    assert "Ostrel Bank, N.A. is the syndication agent." in text


def test_a_quote_that_breaks_off_is_completed_from_the_filing() -> None:
    text = (
        "The remaining $20 million will be paid at the end of a long period in which the works are looked at by both "
        "sides in either money or glass at the buyer's choice. Of $3 million no word is said."
    )
    quote = "The remaining $20 million will be paid at the end of a long period"
    proof = Evidence(quote=quote, document="8-K", start=0, end=len(quote), match="exact")
    fact = Amount(
        id="d1.amount.1", kind="purchase_price", text="$20 million", value="20000000", currency="USD", evidence=(proof,)
    )

    assert [one.text for one in quoted([fact])] == [quote]
    whole = quoted([fact], passages=Passages([("8-K", 0, text)]))
    assert [one.text for one in whole] == split(text)
    assert [bool(one.facts) for one in whole] == [True, False]  # the other sentence of the paragraph stands by it


def test_a_lease_of_the_headquarters_is_told_as_such() -> None:
    text = brief(
        'On March 4, 2024, Quarrel Hill Optics, Inc. (the "Company") entered into a lease extension agreement (the '
        '"Lease") with 77 Vellan Road LLC, to continue leasing office space in the building known as 77 Vellan Road '
        '(the "Premises"), the Company\'s headquarters. The base rent is $219,000 per annum.'
    )
    assert "It is to continue leasing office space in the building known as 77 Vellan Road, Quarrel Hill" in text
    assert "headquarters." in text


def test_who_borrows_is_who_the_filing_says() -> None:
    text = (
        f"A part of {US} is now a company of its own. On March 4, 2024, Tarn Vale entered into senior secured credit "
        "facilities of $75.0 million."
    )
    loan = deal(
        text,
        type="credit",
        parties=[party(US, "borrower", us=True)],
        amounts=[amount("commitment", "$75.0 million", "75000000")],
        dates=[SIGNED],
    )
    assert lines(loan)[0] == "On March 4, 2024, Tarn Vale signed a $75 million credit agreement."


def test_room_that_other_deals_leave_is_for_the_first() -> None:
    first = " ".join(
        f"The sides will send each other lens {n} in the spring of the year {2030 + n}." for n in range(14)
    )
    text = f"On March 4, 2024, {US} entered into a Standstill Agreement with Tarn Vale Glass, LLC. {first}"
    told_first = deal(
        text,
        type="other",
        title="Standstill Agreement",
        parties=[party(US, "other", us=True), party("Tarn Vale Glass, LLC", "other")],
        dates=[SIGNED],
        provisions=[{"kind": "other", "text": one} for one in split(first)],
    )
    second = "On March 4, 2024, Quarrel Hill Optics, Inc. signed a lease with Ostrel Works, LLC."
    other = deal(
        second,
        type="lease",
        parties=[party(US, "tenant", us=True), party("Ostrel Works, LLC", "landlord")],
    ).model_copy(update={"id": "d2"})
    written = write(INFO, [told_first, other], [])
    told = " ".join(sentence.text for paragraph in written.paragraphs for sentence in paragraph.sentences)
    assert told.count("send each other") == 14


def test_a_facility_is_told_by_what_kind_it_is() -> None:
    text = (
        f"On March 4, 2024, {US} signed a commitment letter with Tarn Vale Bank, under which it committed to lend "
        "under a 364-day senior unsecured bridge loan facility a principal amount of up to $41.2 million."
    )
    loan = deal(
        text,
        type="credit",
        title="Commitment Letter",
        parties=[party(US, "borrower", us=True), party("Tarn Vale Bank", "lender")],
        amounts=[amount("commitment", "$41.2 million", "41200000", qualifier="up_to", certainty="possible")],
        dates=[SIGNED],
    )
    assert "The facility could be a 364-day senior unsecured bridge loan of up to $41.2 million." in lines(loan)


def test_an_older_agreement_is_told_with_its_day() -> None:
    text = brief(
        'On March 4, 2024, Quarrel Hill Optics, Inc. (the "Company") entered into a Non-Prosecution Agreement with the '
        "U.S. Department of Justice that resolves matters relating to the finding that the Company did not keep its "
        "word under the Lens Safety Agreement entered into by the Company and the Department on February 9, 2021."
    )
    assert "under the Lens Safety Agreement of February 9, 2021." in text


def test_what_revolves_is_called_so() -> None:
    text = brief(
        "On March 4, 2024, Quarrel Hill Optics, Inc. entered into a $30 million, five-year revolving credit agreement "
        "with Tarn Vale Bank, N.A., as administrative agent."
    )
    assert "signed a $30 million five-year revolving credit agreement with Tarn Vale Bank, N.A." in text


def test_more_notes_may_be_bought_by_those_who_sell_them() -> None:
    text = brief(
        "On March 4, 2024, Quarrel Hill Optics, Inc. entered into a Purchase Agreement with Tarn Vale Securities LLC, "
        "as initial purchaser, to offer and sell $210 million of its 2.85% Convertible Debentures due 2036, plus up to "
        "an additional $30 million of the debentures at the option of the initial purchasers."
    )
    assert "The initial purchasers may buy up to $30 million more." in text


def test_a_trustee_whose_name_begins_as_an_underwriters_is_told() -> None:
    text = brief(
        "On March 4, 2024, Quarrel Hill Optics, Inc. entered into an Underwriting Agreement with Ostrel Bank "
        "Securities Inc., as representative of the several underwriters named in it, for the sale of $300 million of "
        "its 5.000% Senior Notes due 2031. The notes will be issued under an indenture with Ostrel Bank Trust Company, "
        "as trustee."
    )
    assert "with Ostrel Bank Trust Company, as trustee." in text


def test_a_business_unit_that_won_a_contract_is_named() -> None:
    filed = filing(
        "Quarrel Hill Optics, Inc. announced that Tarn Vale Glass, LLC awarded its Brindle Lens Works business unit a "
        "new contract for the making of lenses. The contract has a value of $9.5 million and starts on March 4, 2024.",
        item="Item 1.01 Entry into a Material Definitive Agreement",
    )
    summary = summarize(filed, model="rules")
    assert summary.brief.title == "Brindle Lens Works signs a contract with Tarn Vale Glass"
    assert "awarded its Brindle Lens Works business unit a new contract for the making of lenses" in told_in(summary)


def test_subsidiaries_that_are_not_named_are_told_as_such() -> None:
    filed = filing(
        "On March 4, 2024, certain wholly-owned subsidiaries of Quarrel Hill Optics, Inc. sold certain assets involved "
        "in their lens making line of business, but no cash, to Tarn Vale Glass, LLC for an aggregate purchase price "
        "of approximately $2.5 million in cash.",
        item="Item 2.01 Completion of Acquisition or Disposition of Assets",
    )
    summary = summarize(filed, model="rules")
    assert (
        summary.brief.title
        == "The Quarrel Hill Optics group sells assets of its lens making business to Tarn Vale Glass"
    )
    assert told_in(summary).startswith(
        "On March 4, 2024, subsidiaries of Quarrel Hill Optics, Inc. completed the sale of assets of their lens "
        "making business to Tarn Vale Glass, LLC for about $2.5 million in cash."
    )


def test_the_boards_approval_is_told_beside_the_signing() -> None:
    text = brief(
        'On March 1, 2024, the Board of Directors of Quarrel Hill Optics, Inc. (the "Company") approved an amendment '
        "to the Company's Preferred Shares Rights Agreement, dated as of May 2, 2021, between the Company and "
        "Tarn Vale Trust Company, as rights agent, to extend the Final Expiration Date to May 2, 2025. On March 4, "
        "2024, the Company and the Rights Agent executed the amendment.",
        item="Item 3.03 Material Modification to Rights of Security Holders",
    )
    assert "On March 4, 2024, Quarrel Hill Optics, Inc. amended" in text
    assert "The board approved the change on March 1, 2024." in text


def test_a_sentence_of_an_executive_names_whom_it_is_of() -> None:
    text = (
        f"On March 4, 2024, {US} amended its Employment Agreement with Enno Falkirk. Mr. Falkirk is its Treasurer. "
        "He will receive a car for his work in Ostrel."
    )
    facts = {
        "type": "employment",
        "action": "amended",
        "title": "Employment Agreement",
        "parties": [party(US, "employer", us=True), party("Enno Falkirk", "executive", short="Mr. Falkirk")],
        "dates": [SIGNED],
    }
    he = {"kind": "other", "text": text.split("Treasurer. ")[1]}
    is_he = {"kind": "other", "text": "Mr. Falkirk is its Treasurer."}
    assert "Mr. Falkirk will receive a car" in " ".join(lines(deal(text, **facts, provisions=[is_he, he])))
    other = text.replace("He will", "Mr. Tarn left. He will")
    left = {"kind": "other", "text": "Mr. Tarn left."}
    assert "Mr. Falkirk will receive" not in " ".join(lines(deal(other, **facts, provisions=[is_he, left, he])))


def test_what_goes_on_about_somebody_who_has_not_been_told_of_is_not_told() -> None:
    long = "according to the rights and duties that both sides had agreed on in the winter before that deed was made "
    text = f"As described in Item 1.01 {long * 3} Ada Brindle left the works. She will keep a key. The works are shut."
    told_of = event(text)
    assert "She" not in told_of
    assert "The works are shut." in told_of


def test_a_redemption_is_told_with_its_price() -> None:
    text = (
        "On March 1, 2024, the Company completed the previously announced redemption of all of the $30.0 million "
        "aggregate principal amount of its outstanding 6.105% Senior Notes at a redemption price equal to 104.715% of "
        "the principal amount of the notes, plus accrued and unpaid interest to, but not including, the "
        "Redemption Date."
    )
    assert event(text, "disclosure").endswith("at 104.715% of the principal amount of the notes, plus unpaid interest.")


def test_a_territory_is_told_by_where_it_is() -> None:
    text = brief(
        'On March 4, 2024, Quarrel Hill Optics, Inc. (the "Company") entered into a License Agreement with Brindle '
        'Lenses, Inc. ("Brindle"). The Company granted to Brindle shared rights to make lenses in the United States '
        '(the "Home Territory") and exclusive rights to make lenses outside the United States (the "Brindle '
        'Territory"). Brindle will pay the Company a royalty of 4% on its sales of lenses in the Brindle Territory. '
        "The sides will share the profits on sales of lenses in the Home Territory. Brindle will bear the cost of its "
        "tests of lenses in both the Home Territory and the Brindle Territory.",
    )
    assert "on its sales of lenses outside the United States." in text
    assert "sales of lenses in the United States." in text
    assert "tests of lenses worldwide." in text
    assert "Territory" not in text


def test_what_a_cut_sentence_lists_is_told_after_it() -> None:
    text = (
        "On the evening of March 3, 2024, the Company found that somebody from another town had opened and had "
        "copied a part of its mail accounts, including those of its chief, of its lawyers and of those who look after "
        "its safety."
    )
    assert trimmed(text, "Quarrel Hill", lambda words: len(words.split()) < 30 and fits(words)) == (
        "On the evening of March 3, 2024, Quarrel Hill found that somebody from another town had opened and had "
        "copied a part of its mail accounts. The accounts include those of its chief, of its lawyers and of those who "
        "look after its safety."
    )


def test_whose_subsidiary_a_company_becomes_and_on_what_that_depends() -> None:
    text = brief(
        'On March 4, 2024, Quarrel Hill Optics, Inc. (the "Company") and Ostrel Sub, Inc., a Delaware corporation and '
        'a wholly owned subsidiary of the Company ("Sub"), entered into an Agreement and Plan of Merger with Tarn Vale '
        'Glass, Inc. ("Tarn Vale"), under which Sub will merge with and into Tarn Vale and Tarn Vale will continue as '
        "the surviving corporation and as a wholly owned subsidiary of the Company, subject to certain "
        "customary conditions to closing. The total consideration payable by the Company is $21.5 million."
    )
    assert re.search(r"wholly owned subsidiary of Quarrel Hill(?: Optics)?\.", text)
    assert "depends on closing conditions." in text


def test_underwriters_are_told_as_representatives_where_they_are_in_the_same_sentence() -> None:
    text = brief(
        'On March 4, 2024, Quarrel Hill Optics, Inc. (the "Company") entered into an Underwriting Agreement with Tarn '
        'Vale Securities LLC and Ostrel & Co. LLC, as representatives (the "Representatives") of the several '
        'underwriters named in it (the "Underwriters"), to issue and sell $300 million of its 5.000% Senior Notes due '
        "2031."
    )
    assert "Tarn Vale Securities LLC and Ostrel & Co. LLC represent the underwriters." in text


def test_initials_stand_behind_what_they_are_of() -> None:
    text = brief(
        'On March 4, 2024, Quarrel Hill Optics, Inc. (the "Company") entered into a Settlement Agreement with Tarn '
        'Vale Glass, LLC that resolves matters relating to a breach of the Lens Supply Accord (the "LSA"). The Company '
        "will pay Tarn Vale $2.5 million, of which $1 million was paid in 2021 under the LSA.",
    )
    assert "Lens Supply Accord (LSA)" in text
    assert "under the LSA." in text


def test_agents_are_told_by_what_each_is() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. amended its $2 billion Three-Year Credit Agreement with Tarn Vale "
        "Bank, as administrative agent, and Ostrel Bank, as syndication agent."
    )
    roles = [party(US, "borrower", us=True), party("Tarn Vale Bank", "agent"), party("Ostrel Bank", "agent")]
    loan = deal(
        text,
        type="credit",
        action="amended",
        parties=roles,
        amounts=[amount("commitment", "$2 billion", "2000000000")],
        dates=[SIGNED],
    )
    assert lines(loan)[:2] == [
        "On March 4, 2024, Quarrel Hill Optics, Inc. amended its $2 billion three-year credit agreement with Tarn Vale "
        "Bank as administrative agent.",
        "Ostrel Bank is the syndication agent.",
    ]
    assert title(loan) == "Quarrel Hill Optics amends its three-year credit agreement"


def test_a_subsidiary_that_sells_notes_is_named_and_their_sums_may_follow() -> None:
    text = (
        "On March 4, 2024, Tarn Vale Finance Inc., a wholly owned subsidiary of Quarrel Hill Optics, Inc., issued "
        "its 4.365% Notes Due 2027 in the aggregate principal amount of $720,000,000 and its Floating Rate Notes Due "
        "2028 in the aggregate principal amount of $540,000,000."
    )
    sold = deal(
        text,
        type="debt_securities",
        action="completed",
        parties=[party(US, "issuer", us=True), party("Tarn Vale Finance Inc.", "guarantor")],
        amounts=[
            amount("principal", "$720,000,000", "720000000"),
            amount("principal", "$540,000,000", "540000000"),
        ],
        percentages=[{"kind": "interest_rate", "text": "4.365%", "value": "4.365"}],
        dates=[
            {**SIGNED, "kind": "closing"},
            *({"kind": "maturity", "text": year, "value": year} for year in ("2027", "2028")),
        ],
    )
    assert lines(sold)[:2] == [
        "On March 4, 2024, Tarn Vale Finance Inc., a subsidiary of Quarrel Hill Optics, Inc., completed its sale of "
        "two series of notes.",
        "The notes are $720 million at 4.365% due in 2027 and $540 million at a floating rate due in 2028.",
    ]


PEOPLE = [party(US, "employer", us=True), party("Opal A. Fallat", "executive")]


def test_who_is_appointed_is_the_news_and_an_old_agreement_is_not() -> None:
    text = (
        "On March 4, 2024, the board of Quarrel Hill Optics, Inc. appointed Opal A. Fallat as Chief Financial Officer "
        "of the Company. Ms. Fallat is party to an employment agreement with Tarn Vale Staff LLC, dated May 2, 2023."
    )
    old = {"kind": "agreement", "text": "May 2, 2023", "value": "2023-05-02"}
    one = deal(text, type="employment", parties=PEOPLE, dates=[{**SIGNED, "kind": "other"}, old])
    assert title(one) == "Quarrel Hill Optics appoints Opal A. Fallat"
    assert lines(one)[0] == (
        "On March 4, 2024, Quarrel Hill Optics, Inc. appointed Opal A. Fallat as Chief Financial Officer."
    )


def test_who_leaves_is_the_news() -> None:
    text = "Opal A. Fallat's employment as Treasurer of Quarrel Hill Optics, Inc. will terminate on April 2, 2024."
    one = deal(text, type="employment", parties=PEOPLE)
    assert title(one) == "Quarrel Hill Optics reports the departure of Opal A. Fallat"


def test_pay_is_set_for_those_of_whom_pay_is_told() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. set pay. Opal A. Fallat takes the seat of Enno B. Falkirk. "
        "Opal A. Fallat receives a bonus of $50,000."
    )
    one = deal(
        text,
        type="compensation",
        title="Bonus Plan",
        parties=[*PEOPLE, party("Enno B. Falkirk", "executive")],
        amounts=[amount("bonus", "$50,000", "50000")],
        dates=[SIGNED],
    )
    assert lines(one)[0] == "On March 4, 2024, Quarrel Hill Optics, Inc. set pay terms for Opal A. Fallat."


def test_a_merger_that_had_been_reported_is_no_news() -> None:
    text = (
        "As previously disclosed, on January 4, 2024, Quarrel Hill Optics, Inc. agreed to buy Tarn Vale Glass, LLC. "
        "Each of them received a request for documents."
    )
    one = deal(
        text,
        type="merger",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "target")],
        dates=[{"kind": "original_agreement", "text": "January 4, 2024", "value": "2024-01-04"}],
    )
    assert title(one) == "Quarrel Hill Optics reports on its agreement to buy Tarn Vale Glass"
    assert lines(one)[0].endswith("agreed to buy Tarn Vale Glass, LLC, as earlier reported.")


def test_a_settlement_that_waits_for_a_court_says_so() -> None:
    text = "Quarrel Hill Optics, Inc. reached a settlement, subject to court approval."
    one = deal(text, type="settlement", parties=[party(US, "defendant", us=True)])
    one = one.model_copy(update={"provisions": (Provision(**provision("condition", text), id="d1.p", evidence=(
        Evidence(quote=text, document="8-K", start=0, end=len(text), match="exact"),)),)})  # fmt: skip
    assert lines(one)[0] == "Quarrel Hill Optics, Inc. reached a settlement, subject to court approval."


def test_an_agreement_is_no_younger_than_its_amendment() -> None:
    text = "On March 4, 2024, Quarrel Hill Optics, Inc. amended its lease with Tarn Vale Land LLC, dated May 2, 2024."
    one = deal(
        text,
        type="lease",
        action="amended",
        parties=[party(US, "tenant", us=True), party("Tarn Vale Land LLC", "landlord")],
        dates=[SIGNED, {"kind": "original_agreement", "text": "May 2, 2024", "value": "2024-05-02"}],
    )
    assert not any("dates from" in line for line in lines(one))


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("disclosure", "The board approved the net asset value per share.", "sets its net asset value per share"),
        ("disclosure", "The Company announced a receipt of its claim for the loss.", "reports on its claim"),
        ("disclosure", "The kiln is in Tarn.", "reports other events"),
    ],
)
def test_a_title_names_the_matter(kind: str, text: str, said: str) -> None:
    assert write(INFO, [], [Event(id="e1", item="8.01", kind=kind, text=text)]).title == f"Quarrel Hill Optics {said}"


def test_a_name_in_capitals_is_spelled_as_the_text_has_it() -> None:
    info = FilingInfo(form="8-K", registrant=Registrant(name="TARNVALE CAPITAL, INC."), date_of_report="2024-03-04")
    told_of = Event(id="e1", item="8.01", kind="disclosure", text="TarnVale Capital, Inc. declared a dividend.")
    assert write(info, [], [told_of]).title == "TarnVale Capital declares a dividend"


def test_results_and_a_dividend_are_both_in_the_title() -> None:
    events = [
        Event(id="e1", item="8.01", kind="disclosure", text="The board declared a dividend of $1 per share."),
        Event(id="e2", item="8.01", kind="results", text="The Company reported net sales of $24 million."),
    ]
    assert write(INFO, [], events).title == "Quarrel Hill Optics reports its results and declares a dividend"


def test_earnings_of_two_kinds_both_have_their_verb() -> None:
    text = "GAAP earnings of $6 million, and adjusted earnings of $8 million, were driven by growth."
    events = [Event(id="e1", item="2.02", kind="results", text=text)]
    written = write(INFO, [], events)
    told_of = " ".join(sentence.text for part in written.paragraphs for sentence in part.sentences)
    assert "GAAP earnings were $6 million" in told_of
    assert "djusted earnings were $8 million" in told_of


def test_what_opens_as_the_sentence_before_it_goes_on_from_there() -> None:
    texts = ["The total price includes $4 million.", "The total price includes 3 shares.", "The lease includes a yard."]
    assert [one.text for one in varied([BriefSentence(text=text, supports=["d1"]) for text in texts])] == [
        "The total price includes $4 million.",
        "It also includes 3 shares.",
        "The lease includes a yard.",
    ]


def test_initials_and_the_committee_are_spelled_out() -> None:
    text = (
        'The Pay and People Committee of the board (the "Committee") met. It may grant performance share units '
        '("PSUs"). The Committee will grant PSUs to Opal Fallat in May.'
    )
    one = supply(text, provisions=[provision("other", "The Committee will grant PSUs to Opal Fallat in May.")])
    quote = Evidence(quote=text, document="8-K", start=200, end=200 + len(text), match="exact")
    grounded = one.provisions[0].model_copy(update={"evidence": (quote,)})
    assert "The Pay and People Committee will grant performance share units to Opal Fallat in May." in lines(
        one.model_copy(update={"provisions": (grounded,)})
    )


def test_what_rests_on_a_first_look_says_so_first() -> None:
    text = (
        "On March 4, 2024, Tarn Vale found that someone had taken files from a very small part of its mail including "
        "letters of members of its leading staff and of staff in its legal and other branches and of a good many more, "
        "on the basis of preliminary analysis."
    )
    assert trimmed(text) == (
        "Based on preliminary analysis, on March 4, 2024, Tarn Vale found that someone had taken files from a very "
        "small part of its mail."
    )


def test_the_last_day_may_be_put_off() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. agreed to buy Tarn Vale Glass, LLC in an all-cash deal for "
        "$31 million. Either party may terminate the agreement if its conditions have not been satisfied by "
        "September 30, 2024, provided that either "
        "may extend that day by up to an additional 90 days."
    )
    one = deal(
        text,
        type="merger",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "target")],
        amounts=[amount("purchase_price", "$31 million", "31000000")],
        durations=[{"kind": "renewal_term", "text": "90 days", "certainty": "possible", "hedge": "may"}],
        dates=[
            SIGNED,
            {"kind": "termination", "text": "September 30, 2024", "value": "2024-09-30", "certainty": "conditional",
             "hedge": "if"},
        ],
    )  # fmt: skip
    found = lines(one)
    assert found[0].endswith("for $31 million in cash.")
    assert (
        "Either side could end the agreement if conditions are not met by September 30, 2024, which could be put off "
        "by up to 90 days." in found
    )


def test_a_short_sentence_that_a_longer_one_tells_as_well_is_left_out() -> None:
    long = "The notes can be turned into shares at a conversion price of $32.30 a share from May 2, 2025."
    text = f"The conversion price, as set forth below, is $32.30 per share. {long}"
    one = supply(
        text,
        amounts=[amount("price_per_share", "$32.30", "32.3", basis="per_share")],
        provisions=[provision("other", long)],
    )
    found = lines(one)
    assert long in found
    assert not any("price is" in line for line in found)


def test_whose_subsidiary_a_company_becomes_is_told_once() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. bought Tarn Vale Glass, LLC, with Tarn Vale Glass, LLC becoming a "
        "wholly owned subsidiary of Quarrel Hill Optics, Inc."
    )
    one = deal(
        text,
        type="merger",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "target")],
        dates=[{**SIGNED, "kind": "closing"}, {**SIGNED, "kind": "other"}],
    )
    assert sum("wholly owned subsidiary" in line for line in lines(one)) == 1


def test_the_former_owners_are_no_pointer() -> None:
    assert fits("The total price to be paid to the former shareholders of Tarn Vale includes 3 million shares.")
    assert not fits("Tarn Vale and Ostrel Glass sold the plant, and the former will pay the price.")


def test_a_later_payment_that_hangs_on_goals_says_so() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. bought Tarn Vale Glass, LLC. The foregoing is for up to $60 "
        "million in cash, upon the achievement of set objectives."
    )
    one = deal(
        text,
        type="merger",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "target")],
        amounts=[
            amount("earnout", "$60 million", "60000000", qualifier="up_to", certainty="conditional", hedge="up to"),
        ],
        dates=[{**SIGNED, "kind": "closing"}],
    )
    assert "Further payments of up to $60 million in cash could be due later if set goals are met." in lines(one)


def test_a_subsidiary_without_a_name_is_not_the_registrant() -> None:
    text = (
        "On March 4, 2024, a subsidiary of Quarrel Hill Optics, Inc. and Opal A. Fallat amended their employment "
        "agreement."
    )
    one = deal(text, type="employment", action="amended", parties=PEOPLE, dates=[SIGNED])
    assert lines(one)[0] == (
        "On March 4, 2024, a subsidiary of Quarrel Hill Optics, Inc. and Opal A. Fallat amended their employment "
        "agreement."
    )


@pytest.mark.parametrize(("word", "noun"), [("agreements", "an agreement"), ("a contract", "a contract")])
def test_an_agreement_is_called_as_the_filing_calls_it(word: str, noun: str) -> None:
    text = f"On March 4, 2024, Quarrel Hill Optics, Inc. entered into {word} with Tarn Vale Glass, LLC."
    parties = [party(US, "client", us=True), party("Tarn Vale Glass, LLC", "service_provider")]
    one = deal(text, type="services", parties=parties, dates=[SIGNED])
    assert lines(one)[0] == f"On March 4, 2024, Quarrel Hill Optics, Inc. signed {noun} with Tarn Vale Glass, LLC."


def test_a_heading_before_a_sentence_becomes_part_of_it() -> None:
    text = "Full year 2024 - The company is reducing its revenue guidance to $17.85 billion."
    written = write(INFO, [], [Event(id="e1", item="2.02", kind="results", text=text)])
    told_of = " ".join(sentence.text for part in written.paragraphs for sentence in part.sentences)
    assert "For full year 2024, Quarrel Hill Optics is reducing its revenue guidance" in told_of


def unfold(text: str) -> str | None:
    return unfolded(text, lambda words: trimmed(words, "Tarn", lambda eased: fits(eased, 43, 20)))


def test_a_list_is_told_one_entry_at_a_time() -> None:
    assert unfold(
        "The price paid to Corbel at closing consisted of (i) $3,150,000 in cash, (ii) a promissory note of "
        "the Company "
        "for $700,000, bearing interest at 9% per annum and payable over four years, and (iii) 45,000 shares of stock."
    ) == (
        "The price paid to Corbel at closing consisted of $3,150,000 in cash. It also included a promissory "
        "note of Tarn "
        "for $700,000, bearing interest at 9% a year and payable over four years. It also included 45,000 "
        "shares of stock."
    )
    assert unfold(
        "Under the letter, the Board (a) enlarged itself from six to eight, (b) appointed Ada Stull and Ben Ruhr, and "
        "(c) agreed to nominate both of them."
    ) == (
        "Under the letter, the Board enlarged itself from six to eight. The Board also appointed Ada Stull "
        "and Ben Ruhr. "
        "The Board also agreed to nominate both of them."
    )


def test_a_sum_of_which_parts_are_paid_is_told_part_by_part() -> None:
    assert unfold(
        "The aggregate consideration payable to the former holders of Corbel consists of \u20ac64 million, of which "
        "\u20ac41 million was paid in cash at the closing, (ii) \u20ac7.4 million is payable in cash or shares on "
        "the first "
        "anniversary of the closing and (iii) \u20ac15.6 million is payable on December 1, 2019."
    ) == (
        "The total price payable to the former holders of Corbel consists of \u20ac64 million. Of the \u20ac64 "
        "million, "
        "\u20ac41 million was paid in cash at the closing. Of the \u20ac64 million, \u20ac7.4 million is payable in "
        "cash or "
        "shares on the first anniversary of the closing. Of the \u20ac64 million, \u20ac15.6 million is payable on "
        "December 1, 2019."
    )
    assert unfold(
        "The price consists of (i) $24,000,000 in stock of the Company, valued at $21.10 per share (of which "
        "$22,000,000 "
        "in stock will be issued at closing and $2,000,000 in stock will be placed in escrow until 2011 to secure what "
        "the holders of Corbel owe as indemnity), and (ii) a note for $5 million."
    ) == (
        "The price consists of $24,000,000 in stock of Tarn, valued at $21.10 a share. Of the $24,000,000, "
        "$22,000,000 in "
        "stock will be issued at closing. Of the $24,000,000, $2,000,000 in stock will be placed in escrow until "
        "2011 to "
        "secure what the holders of Corbel owe as indemnity. The price also includes a note for $5 million."
    )


def test_two_parts_of_a_price_are_told_apart() -> None:
    assert unfold(
        "The price to be paid to the former holders of Corbel consists of approximately 5.2 million shares of the "
        "Company and a payment of approximately $190 million in cash, net of the cash that Corbel is estimated to hold."
    ) == (
        "The price to be paid to the former holders of Corbel consists of about 5.2 million shares of Tarn. It also "
        "includes a payment of about $190 million in cash, net of the cash that Corbel is estimated to hold."
    )


def test_what_waits_for_a_court_does_so_in_each_entry_of_a_list() -> None:
    told_so = unfold(
        "If approved by the court after a hearing, the decree will require Dorvane to pay a penalty of $2 million; to "
        "repay costs of $310,000; and to build a filter by May 1, 2005."
    )
    assert told_so == (
        "If approved by the court after a hearing, the decree will require Dorvane to pay a penalty of $2 million. The "
        "decree would also require Dorvane to repay costs of $310,000. The decree would also require Dorvane "
        "to build a "
        "filter by May 1, 2005."
    )


@pytest.mark.parametrize(
    "text",
    [
        "The price is the greater of (i) $4 million and (ii) six times the earnings of the last fiscal year before it.",
        "The lender may (i) call the loan, or (ii) raise the rate by two percentage points for as long as that lasts.",
        "The lenders waive (a) the failure to pay interest and (b) non-delivery of accounts, in each case until June.",
    ],
)
def test_entries_that_hold_only_together_are_not_told_apart(text: str) -> None:
    assert unfold(text) is None


def test_we_and_our_are_the_registrant() -> None:
    assert eased("The debt of Brack is guaranteed by us.", "Tarn") == "The debt of Brack is guaranteed by Tarn."
    assert eased("Proceeds repaid $4 million of our line of credit.", "Tarn").endswith("of Tarn's line of credit.")
    assert eased("We have sold our plant.", "Tarn") == "Tarn has sold its plant."


def test_messrs_and_a_law_suit_end_no_sentence() -> None:
    assert split("They chose Messrs. Ash and Birk. Able v. Brack was settled.") == [
        "They chose Messrs. Ash and Birk.",
        "Able v. Brack was settled.",
    ]


def test_a_reason_is_told_behind_what_it_is_for() -> None:
    text = (
        "The Company was advised by the exchange that, as its net worth is below $3 million and it has had losses in "
        "three years, it is out of compliance with Section 803(b) of the Exchange's Company Guide."
    )
    assert eased(text, "Tarn") == (
        "Tarn was advised by the exchange that it is out of compliance with the Exchange's Company Guide. The reason "
        "given is that its net worth is below $3 million and it has had losses in three years."
    )


def test_a_subsidiary_of_the_registrant_is_not_across_the_table() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. and its subsidiary Quarrel Lenses LLC signed a Lease "
        "Agreement with "
        "Brackwater Realty Trust."
    )
    rented = deal(
        text,
        type="lease",
        title="Lease Agreement",
        parties=[
            party(US, "tenant", us=True),
            party("Quarrel Lenses LLC", "tenant"),
            party("Brackwater Realty Trust", "tenant"),
        ],
        dates=[SIGNED],
    )
    assert lines(rented)[0].endswith("signed a lease agreement with Brackwater Realty Trust.")


def test_the_end_of_a_name_is_no_party() -> None:
    text = "On March 4, 2024, Quarrel Hill Optics, Inc. bought the assets of Lens Works of Ohio, Inc. for $2 million."
    bought = deal(
        text,
        type="asset_purchase",
        action="completed",
        parties=[
            party(US, "buyer", us=True),
            party("Lens Works of Ohio, Inc.", "seller"),
            party("Ohio, Inc.", "seller"),
        ],
        dates=[{**SIGNED, "kind": "closing"}],
    )
    assert "and Ohio" not in " ".join(lines(bought))


def test_notes_that_are_exchanged_are_not_sold() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. signed an Exchange Agreement with a holder of its 5% Notes due "
        "2026. The holder will surrender $20 million of notes, and for each $1,000 of them it gets $600 of new notes."
    )
    notes = deal(
        text,
        type="debt_securities",
        title="Exchange Agreement",
        parties=[party(US, "issuer", us=True)],
        amounts=[amount("principal", "$20 million", "20000000"), amount("principal", "$600", "600")],
        dates=[SIGNED],
    )
    told_so = " ".join(lines(notes))
    assert "signed an Exchange Agreement with a holder of its 5% Notes due 2026." in told_so
    assert "agreed to sell" not in told_so
    assert "The notes are" not in told_so


def test_the_rate_in_the_name_of_other_notes_is_not_that_of_a_loan() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. entered into a Credit Agreement with Dunmarrow Bank, "
        "N.A. It must be "
        "repaid, as described above, before the 6.5% Senior Notes due 2027."
    )
    loan = deal(
        text,
        type="credit",
        title="Credit Agreement",
        parties=[party(US, "borrower", us=True), party("Dunmarrow Bank, N.A.", "lender")],
        percentages=[{"kind": "interest_rate", "value": "6.5", "text": "6.5%"}],
        dates=[SIGNED],
    )
    assert "The interest rate" not in " ".join(lines(loan))


def test_an_entry_of_a_list_that_is_a_clause_is_told_as_a_sentence() -> None:
    said = brief(
        "On March 4, 2024, Quarrel Hill Optics, Inc. and Dunmarrow Bank, N.A., as lender, entered "
        "into a First Amendment "
        "to the Credit Agreement dated May 1, 2021. The principal effects of the First Amendment are the following:\n\n"
        "the revolving commitments are reduced from $40 million to $30 million, while a new $5 million tranche is "
        "added;\n\n"
        "the unused line fee falls to 0.25% per annum from 0.375%; and\n\n"
        "Quarrel Lenses LLC joins as a borrower."
    )
    assert "The revolving commitments are reduced from $40 million to $30 million, while a new $5 million" in said
    assert "The unused line fee falls to 0.25% a year from 0.375%." in said


def test_a_sentence_is_not_cut_behind_a_condition_that_lacks_its_verb() -> None:
    text = "The price of each lens falls by 4% on each May 1, unless the glass index published by a trade paper rises."
    assert trimmed(text, "Tarn", lambda words: fits(words, 20)) is None


def test_the_balance_is_told_by_itself() -> None:
    text = (
        "At the Company's choice made in May, $9 million of the fee owed to the manager was paid in cash in June "
        "and the "
        "balance of $4 million will be paid by a note that falls due in 2027."
    )
    assert parted(eased(text, "Tarn")).endswith(
        "was paid in cash in June. The balance of $4 million will be paid by a note that falls due in 2027."
    )


def test_what_a_noun_is_said_to_be_aside_leaves_no_comma() -> None:
    text = (
        "The Restated Services Agreement, which supersedes the agreement of June 1, 1994 that was to lapse on May 31, "
        "2001, will take effect on October 1, 2000 and has a term of seven years, with a right of either side to "
        "renew it for up "
        "to three years more."
    )
    assert (trimmed(text, "Tarn") or "").startswith(
        "The Restated Services Agreement will take effect on October 1, 2000"
    )


def test_a_rate_in_eighths_is_a_decimal() -> None:
    assert figures("The note bears 8-1/2% a year.") == figures("The interest rate is 8.5%.")


def test_what_a_sentence_points_at_in_another_one_is_not_told() -> None:
    assert not fits("Tarn intends to continue that use.")
    assert not fits("By then the plant of Tarn will be closed.")
    assert eased("By then completing a study Tarn may raise its share to 60%.", "Tarn").startswith("By completing")


def test_what_a_share_carries_beside_the_price_is_told_as_open() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. agreed to be bought by Brackwater AG for $6.20 per share in cash "
        'plus one contingent value right per share (a "CVR"), which entitles its holder to a contingent '
        "cash payment of "
        "$1.50 if the U.S. Food and Drug Administration approves QHO-9 by December 31, 2026."
    )
    bought = deal(
        text,
        type="merger",
        parties=[party(US, "target", us=True), party("Brackwater AG", "buyer")],
        amounts=[
            amount("price_per_share", "$6.20", "6.20", basis="per_share"),
            amount("price_per_share", "$1.50", "1.50", basis="per_share", certainty="conditional", contingent=True),
        ],
        dates=[SIGNED],
    )
    told_so = "Each share also carries a contingent value right that could pay $1.50, but may pay nothing."
    assert told_so in " ".join(lines(bought))


def test_what_an_agreement_is_for_is_told_where_it_is_signed() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. entered into a Hosting Agreement with Dorvane Data Corp., under "
        "which Dorvane Data Corp. will run its web sites until May 31, 2026 at a cost of $40,000 per month."
    )
    hosted = deal(
        text,
        type="services",
        title="Hosting Agreement",
        parties=[party(US, "client", us=True), party("Dorvane Data Corp.", "service_provider")],
        dates=[SIGNED, {"kind": "expiration", "text": "May 31, 2026", "value": "2026-05-31"}],
        amounts=[amount("other", "$40,000", "40000", basis="per_month")],
    )
    assert "will run its web sites" in " ".join(lines(hosted))


def test_it_is_what_the_sentence_before_is_about() -> None:
    said = brief(
        "On March 4, 2024, Quarrel Hill Optics, Inc. entered into a Merger Agreement with Brackwater AG, under which "
        'Brackwater AG will make a tender offer (the "Offer") for all shares of Quarrel Hill Optics, Inc. at $6.20 per '
        "share in cash. The Offer is conditioned on a majority of the shares being tendered. It will be open for "
        "twenty business days at first."
    )
    assert "It will be open" not in said
    assert "The Offer will be open for twenty business days at first." in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("We retain all rights in Canada.", "Tarn retains all rights in Canada."),
        ("Brack may terminate on 90 days' notice.", "Brack may end the agreement on 90 days' notice."),
        ("In the aggregate Tarn will pay $5 million.", "In all Tarn will pay $5 million."),
    ],
)
def test_more_of_the_filings_words_are_made_easy(words: str, said: str) -> None:
    assert eased(words, "Tarn") == said


def test_who_somebody_is_makes_no_sentence() -> None:
    assert not fits("Mr. Otis Brill, who had reached the age of seventy and who becomes director emeritus.")
    assert fits("Mr. Otis Brill, who had reached the age of seventy, resigned from the board.")


def test_a_list_is_not_cut_before_its_last_entry() -> None:
    text = (
        "Tarn will issue for each $1,000 of its old notes: $520 principal amount of 10.0% notes due "
        "2021; 148 shares of "
        "common stock; and a cash payment of $25 for the interest that has accrued on the old notes since the last day "
        "on which Tarn paid interest to the holders of the old notes and to those of its other notes of that series."
    )
    assert trimmed(text, "Tarn") is None


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("substantially all of the assets, properties and business of", "of substantially all of the assets from"),
        ('the "ClearEdge" safety glass product line from', "of the ClearEdge safety glass product line from"),
    ],
)
def test_what_is_bought_is_told_where_the_filing_says_so(what: str, said: str) -> None:
    text = f"On March 4, 2024, Quarrel Hill Optics, Inc. purchased {what} Brackwater Lens Corp. for $2 million."
    bought = deal(
        text,
        type="asset_purchase",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Brackwater Lens Corp.", "seller")],
        dates=[{**SIGNED, "kind": "closing"}],
    )
    assert f"completed its purchase {said} Brackwater Lens Corp." in lines(bought)[0] or what in lines(bought)[0]


def test_a_spin_off_is_told_as_one() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. completed the spin-off of Brackwater Lens Corp. through a "
        "distribution of all of its shares."
    )
    spun = deal(
        text,
        type="other",
        action="completed",
        parties=[party(US, "other", us=True), party("Brackwater Lens Corp.", "other")],
    )
    assert lines(spun)[0] == "Quarrel Hill Optics, Inc. completed the spin-off of Brackwater Lens Corp."


def test_a_part_that_somebody_plays_is_no_name() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. signed a Supply Agreement with the Partnership and Dorvane Corp."
    )
    supplied = deal(
        text,
        type="supply",
        title="Supply Agreement",
        parties=[party(US, "customer", us=True), party("Partnership", "supplier"), party("Dorvane Corp.", "supplier")],
        dates=[SIGNED],
    )
    assert lines(supplied)[0].endswith("signed a supply agreement with Dorvane Corp.")


def test_a_term_that_is_over_runs_no_more() -> None:
    text = (
        "As the Management Agreement of Quarrel Hill Optics, Inc. with Dorvane Corp. was not renewed, it came to an "
        "end at midnight on December 31, 2023, and a note at 6.0% was given for its fee."
    )
    over = deal(
        text,
        type="services",
        action="terminated",
        title="Management Agreement",
        parties=[party(US, "client", us=True), party("Dorvane Corp.", "service_provider")],
        dates=[{"kind": "expiration", "text": "December 31, 2023", "value": "2023-12-31"}],
        percentages=[{"kind": "interest_rate", "value": "6.0", "text": "6.0%"}],
    )
    told_so = " ".join(lines(over))
    assert "The management agreement ended on December 31, 2023." in told_so
    assert "The term runs" not in told_so
    assert "The interest rate" not in told_so


def test_with_several_of_whom_one_leaves_no_terms_of_employment_are_agreed() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. signed a Separation Agreement with Ada Brindle and an Employment "
        "Agreement with Noel Vellan."
    )
    people = [party(US, "employer", us=True), party("Ada Brindle", "executive"), party("Noel Vellan", "executive")]
    both = deal(text, type="employment", title="Employment Agreement", parties=people, dates=[SIGNED])
    assert "employment terms" not in " ".join([title(both), *lines(both)])
    assert (
        lines(both)[0]
        == "On March 4, 2024, Quarrel Hill Optics, Inc. agreed on terms with Ada Brindle and Noel Vellan."
    )


def test_a_supplement_is_signed_and_what_it_supplements_is_older() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. and Tarn Vale Trust Company entered into the Second Supplemental "
        "Indenture, which amends the Indenture dated May 2, 2019."
    )
    supplement = deal(
        text,
        type="debt_securities",
        action="amended",
        title="Second Supplemental Indenture",
        parties=[party(US, "issuer", us=True), party("Tarn Vale Trust Company", "trustee")],
        dates=[SIGNED, {"kind": "original_agreement", "text": "May 2, 2019", "value": "2019-05-02"}],
    )
    told_text = " ".join(lines(supplement))
    assert title(supplement).startswith("Quarrel Hill Optics signs a second supplemental indenture")
    assert "supplemental indenture dates from" not in told_text
    assert "amended its second supplemental" not in told_text


def test_of_two_numbers_of_shares_the_one_right_behind_the_verb_is_sold() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. agreed to issue and sell 8,000,000 shares of common stock. The "
        "offering was raised from the sale, announced before, of as many as 6,000,000 shares."
    )
    counted = [
        {"kind": "shares", "text": f"{number} shares", "value": number.replace(",", ""), "unit": "shares"}
        for number in ("6,000,000", "8,000,000")
    ]
    sale = deal(
        text,
        type="equity",
        title="Underwriting Agreement",
        parties=[party(US, "issuer", us=True)],
        quantities=counted,
        dates=[SIGNED],
    )
    assert title(sale) == "Quarrel Hill Optics agrees to sell 8,000,000 shares"


def test_a_brief_on_an_item_of_agreements_does_not_say_that_there_is_none() -> None:
    text = "Quarrel Hill Optics, Inc. announced that its board declared a dividend of $0.12 per share."
    proof = Evidence(quote=text, document="8-K", item="1.01", start=0, end=len(text), match="exact")
    told_event = Event(id="e1", item="1.01", kind="other", text=text, evidence=(proof,))
    written = write(INFO, [], [told_event])
    assert written.paragraphs[-1].sentences[-1].text == "No deal could be read in this Form 8-K."


def test_what_is_equal_or_greater_stays_so() -> None:
    told_text = eased("The exercise price of each option is equal to or greater than $56.00.", "Quarrel Hill")
    assert "is equal to or greater than $56.00" in told_text


def test_what_was_expected_to_close_and_has_closed_is_told_as_closed() -> None:
    text = (
        "On February 5, 2024, Quarrel Hill Optics, Inc. agreed to buy Tarn Vale Glass, LLC. The deal is expected to "
        "close on March 8, 2024. It closed on March 4, 2024."
    )
    bought = deal(
        text,
        type="merger",
        action="completed",
        parties=[party(US, "buyer", us=True), party("Tarn Vale Glass, LLC", "target")],
        dates=[
            {"kind": "expected_closing", "text": "March 8, 2024", "value": "2024-03-08", "certainty": "expected"},
            {"kind": "closing", "text": "March 4, 2024", "value": "2024-03-04"},
        ],
    )
    assert "expected to close" not in " ".join(lines(bought))


def test_pay_is_not_told_without_whose_it_is_where_a_deal_is_with_several() -> None:
    text = (
        "On March 4, 2024, Quarrel Hill Optics, Inc. entered into employment agreements with Ada Brindle and Noel "
        "Vellan. The salary is $525,000 a year."
    )
    pay = deal(
        text,
        type="employment",
        title="Employment Agreement",
        parties=[
            party(US, "employer", us=True),
            party("Ada Brindle", "executive"),
            party("Noel Vellan", "executive"),
        ],
        amounts=[amount("salary", "$525,000", "525000", basis="per_year")],
        dates=[SIGNED],
    )
    assert not re.search(r"(?:^|\. )(?:The|It)\b[^.]*\$525,000", " ".join(lines(pay)))


def test_what_was_repaid_of_an_earlier_loan_is_not_told_as_its_size() -> None:
    text = brief(
        'On March 4, 2024, Quarrel Hill Optics, Inc. (the "Company") entered into a Credit Agreement with Vellan Bank, '
        "N.A., as administrative agent, for a term loan of $175 million. Of this sum $114.6 million repaid the prior "
        "credit agreement with the same bank."
    )
    assert "earlier commitment" not in text
