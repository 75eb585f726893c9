"""What the checks accept and refuse: every case runs through the pipeline, with the engine's answers given."""

from __future__ import annotations

import pytest

from summarizer import Filing, Options, Summary
from summarizer.drafts import Corrections
from summarizer.models import Evidence, FilingInfo, Registrant
from summarizer.names import names_registrant
from tests.drafting import amount, conversation, correction, deal, event, filing, party, pointer, summary_of

SERVICES = (
    "On March 4, 2024, Quarrel Hill Optics, Inc. (the “Company”) entered into a Services Agreement with Brindle "
    "Marsh Partners LLC (“Brindle”). The Company will pay Brindle a fee of \\$4.2 million, and a bonus of up to "
    "$750,000 if the lens passes its trials. The Company may not end the agreement before June 30, 2026."
)
TERM = (
    "The agreement has a term of three years. Either party may end it on ninety (90) days’ notice, and interest of "
    "2.75% a year falls due on late payments. The price of the lens is $[***] a unit."
)


@pytest.fixture(scope="module")
def services() -> Filing:
    return filing(SERVICES, TERM)


def reasons(summary: Summary) -> str:
    return " | ".join(rejected.reason for rejected in summary.checks.rejected)


def cuts(filing_: Filing, evidence: Evidence) -> bool:
    return filing_.document(evidence.document).text[evidence.start : evidence.end] == evidence.quote


def test_a_value_is_read_from_the_filings_words(services: Filing) -> None:
    draft = deal(services, amounts=[amount(services, "pay Brindle a fee of $4.2 million", "$4.2 million")])

    (fact,) = summary_of(services, draft).deals[0].amounts

    assert (fact.value, fact.currency, fact.qualifier, fact.text) == ("4200000", "USD", "exact", "$4.2 million")
    (evidence,) = fact.evidence
    assert evidence.quote == "pay Brindle a fee of \\$4.2 million"
    assert (evidence.item, evidence.match) == ("1.01", "normalised")
    assert cuts(services, evidence)


def test_words_that_name_part_of_a_value_give_the_whole_of_it(services: Filing) -> None:
    draft = deal(services, amounts=[amount(services, "a fee of $4.2", "$4.2")])

    (fact,) = summary_of(services, draft).deals[0].amounts

    assert fact.value == "4200000"
    assert fact.evidence[0].quote.endswith("\\$4.2 million")


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        pytest.param("pay Brindle a fee of $4.3 million", "$4.3 million", id="a digit"),
        pytest.param("pay Brindle a fee of $4.2 billion", "$4.2 billion", id="a scale word"),
        pytest.param("pay Brindle a fee of €4.2 million", "€4.2 million", id="a currency"),
        pytest.param("pay Quillon a fee of $4.2 million", "$4.2 million", id="a name"),
        pytest.param("The Company will pay a retainer of $9,000", "$9,000", id="all of it"),
        pytest.param("a bonus of up to $750,000 if the lens fails", "$750,000", id="an ending"),
    ],
)
def test_a_quote_that_the_filing_does_not_have_is_rejected(services: Filing, quote: str, words: str) -> None:
    summary = summary_of(services, deal(services, amounts=[amount(services, quote, words)]))

    assert summary.deals[0].amounts == ()
    (rejected,) = summary.checks.rejected
    assert rejected.path == "deals.0.amounts.0"
    assert words in rejected.value
    assert (summary.checks.facts, summary.checks.verified) == (2, 1)


@pytest.mark.parametrize(
    ("quote", "words", "reason"),
    [
        ("The Company may end the agreement before June 30, 2026", "June 30, 2026", "leaves out the filing's 'not'"),
        ("The Company may not end the agreement before June 30, 2027", "June 30, 2027", "date"),
        ("The Company may not end the agreement before July 30, 2026", "July 30, 2026", "date"),
    ],
)
def test_a_changed_date_or_a_lost_negation_is_named(services: Filing, quote: str, words: str, reason: str) -> None:
    date = pointer(services, quote, words, kind="termination")

    summary = summary_of(services, deal(services, dates=[date]))

    assert summary.deals[0].dates == ()
    assert reason in reasons(summary)


def test_a_slip_of_the_pen_is_forgiven(services: Filing) -> None:
    draft = deal(
        services, amounts=[amount(services, "The Company wil pay Brindle a fee of $4.2 million", "$4.2 million")]
    )

    (fact,) = summary_of(services, draft).deals[0].amounts

    assert fact.evidence[0].match == "fuzzy"
    assert fact.evidence[0].quote == "The Company will pay Brindle a fee of \\$4.2 million"


def test_an_ellipsis_may_leave_words_out_but_no_negation(services: Filing) -> None:
    kept = amount(services, "The Company will pay ... $4.2 million", "$4.2 million")
    lost = pointer(
        services, "The Company may ... end the agreement before June 30, 2026", "June 30, 2026", kind="other"
    )

    summary = summary_of(services, deal(services, amounts=[kept], dates=[lost]))

    assert summary.deals[0].amounts[0].evidence[0].match == "elided"
    assert summary.deals[0].dates == ()


def test_the_words_have_to_stand_in_the_quote(services: Filing) -> None:
    draft = deal(services, amounts=[amount(services, "pay Brindle a fee of $4.2 million", "$750,000")])

    assert "do not stand in the quote" in reasons(summary_of(services, draft))


def test_words_with_two_values_are_not_guessed_at(services: Filing) -> None:
    quote = "a fee of $4.2 million, and a bonus of up to $750,000"

    summary = summary_of(services, deal(services, amounts=[amount(services, quote, quote)]))

    assert "more than one amount" in reasons(summary)


def test_words_without_a_value_are_no_fact(services: Filing) -> None:
    date = pointer(services, "if the lens passes its trials", "trials", kind="other")

    assert "no date can be read" in reasons(summary_of(services, deal(services, dates=[date])))


def test_what_is_blacked_out_is_said_to_be(services: Filing) -> None:
    draft = deal(services, amounts=[amount(services, "The price of the lens is $[***] a unit", "$[***]")])

    (fact,) = summary_of(services, draft).deals[0].amounts

    assert (fact.status, fact.value) == ("redacted", None)


def test_every_group_is_read(services: Filing) -> None:
    draft = deal(
        services,
        dates=[pointer(services, "On March 4, 2024, Quarrel Hill Optics, Inc.", "March 4, 2024", kind="agreement")],
        percentages=[pointer(services, "interest of 2.75% a year", "2.75%", kind="interest_rate")],
        durations=[
            pointer(services, "a term of three years", "three years", kind="term"),
            pointer(services, "end it on ninety (90) days' notice", "ninety (90) days", kind="notice_period"),
        ],
    )

    made = summary_of(services, draft).deals[0]

    assert made.dates[0].value == "2024-03-04"
    assert made.percentages[0].value == "2.75"
    assert [duration.months for duration in made.durations] == ["36", "3"]
    assert [duration.id for duration in made.durations] == ["d1.duration.1", "d1.duration.2"]


def test_up_to_is_a_limit_and_contingent(services: Filing) -> None:
    draft = deal(services, amounts=[amount(services, "a bonus of up to $750,000", "$750,000", kind="bonus")])

    (fact,) = summary_of(services, draft).deals[0].amounts

    assert (fact.qualifier, fact.contingent) == ("up_to", True)


def test_who_pays_whom_is_resolved_to_the_parties(services: Filing) -> None:
    named = amount(services, "a fee of $4.2 million", "$4.2 million", payer="the Company", payee="Brindle")
    stranger = amount(services, "up to $750,000", "$750,000", payer="Osterloh Bank")
    parties = [
        party(services, "Quarrel Hill Optics, Inc.", defined_name="the Company"),
        party(services, "Brindle Marsh Partners LLC", "service_provider", "Brindle"),
    ]

    summary = summary_of(services, deal(services, amounts=[named, stranger], parties=parties))

    first, second = summary.deals[0].amounts
    assert (first.payer, first.payee) == ("Quarrel Hill Optics, Inc.", "Brindle Marsh Partners LLC")
    assert second.payer is None
    assert "no party of the deal has that name" in reasons(summary)
    assert [p.is_registrant for p in summary.deals[0].parties] == [True, False]


def test_a_party_that_the_filing_does_not_name_is_rejected(services: Filing) -> None:
    parties = [party(services, "Brindle Marsh Partners LLC"), party(services, "Brindle Marsh Holdings LLC")]

    summary = summary_of(services, deal(services, parties=parties))

    assert [p.name for p in summary.deals[0].parties] == ["Brindle Marsh Partners LLC"]
    assert "Brindle Marsh Holdings LLC" in summary.checks.rejected[0].value


def test_a_short_name_that_the_filing_does_not_use_is_left_out(services: Filing) -> None:
    parties = [party(services, "Brindle Marsh Partners LLC", defined_name="the Vendor")]

    summary = summary_of(services, deal(services, parties=parties))

    assert summary.deals[0].parties[0].defined_name is None
    assert summary.checks.rejected[0].path == "deals.0.parties.0.defined_name"


def test_a_fact_given_twice_is_kept_once_with_both_places() -> None:
    twice = filing(
        "Quarrel Hill Optics, Inc. pays a fee of $5 million.", "Again: the fee of $5 million is due at once."
    )
    draft = deal(
        twice,
        amounts=[
            amount(twice, "pays a fee of $5 million", "$5 million"),
            amount(twice, "the fee of $5 million is due", "$5 million"),
        ],
    )

    (fact,) = summary_of(twice, draft).deals[0].amounts

    assert len(fact.evidence) == 2
    assert fact.evidence[0].start != fact.evidence[1].start


def test_a_repeated_quote_is_found_in_the_paragraph_cited() -> None:
    repeated = filing("The fee of $5 million is due.", "Of the second lens, too, the fee of $5 million is due.")
    second = repeated.passages()[-1]
    entry = {**amount(repeated, "fee of $5 million is due", "$5 million"), "paragraph": second.number}

    (fact,) = summary_of(repeated, deal(repeated, amounts=[entry])).deals[0].amounts

    assert second.start <= fact.evidence[0].start < second.end


def test_words_and_figures_that_disagree_are_a_conflict() -> None:
    torn = filing("Quarrel Hill Optics, Inc. pays two million dollars ($3,000,000) at closing.")
    draft = deal(
        torn,
        amounts=[amount(torn, "pays two million dollars ($3,000,000) at closing", "two million dollars ($3,000,000)")],
    )

    summary = summary_of(torn, draft)

    assert summary.deals[0].amounts[0].status == "conflicting"
    assert summary.checks.conflicts[0].facts == ("d1.amount.1",)


def test_money_that_no_fact_claims_is_told(services: Filing) -> None:
    draft = deal(services, amounts=[amount(services, "a fee of $4.2 million", "$4.2 million")])

    (left,) = summary_of(services, draft).checks.unclaimed_amounts

    assert left.text == "$750,000"
    assert services.text(left.span) == "$750,000"


def test_what_such_a_deal_normally_states_and_this_one_does_not_is_a_gap(services: Filing) -> None:
    gaps = {gap.expected for gap in summary_of(services, deal(services)).checks.gaps}

    assert "term" in gaps


@pytest.mark.parametrize("field", ["headline", "subject"])
def test_a_sentence_with_a_figure_that_the_filing_does_not_bear_out_is_replaced(services: Filing, field: str) -> None:
    summary = summary_of(services, deal(services, **{field: "The company pays Brindle $4.3 million."}))

    assert "4.3" not in getattr(summary.deals[0], field)
    assert "4.3" in reasons(summary)


def test_a_provision_may_not_name_a_stranger(services: Filing) -> None:
    quote = "The Company may not end the agreement"
    provision = {"kind": "covenant", "text": "Osterloh may not end the agreement.", "quote": quote}
    paragraph = services.passages()[1].number

    summary = summary_of(services, deal(services, provisions=[{**provision, "paragraph": paragraph}]))

    assert summary.deals[0].provisions == ()
    assert "Osterloh" in reasons(summary)


def test_a_provision_may_not_be_surer_than_its_words() -> None:
    options = filing("The Company may extend the lease by five years.")
    quote = "The Company may extend the lease by five years"
    texts = ("The company can extend the lease by five years.", "The company will extend the lease by five years.")
    paragraph = options.passages()[-1].number
    kept, dropped = ({"kind": "other", "text": text, "quote": quote, "paragraph": paragraph} for text in texts)

    assert [p.text for p in summary_of(options, deal(options, provisions=[kept])).deals[0].provisions] == [texts[0]]
    assert "'extend' is told as certain" in reasons(summary_of(options, deal(options, provisions=[dropped])))


def test_a_short_provision_may_say_what_a_closing_does_not_depend_on() -> None:
    merger = filing("The Merger closes once the holders have voted. There is no financing condition.")
    quote = "There is no financing condition."
    texts = ("Closing does not depend on financing.", "The bidder is bankrupt.")
    kept, dropped = (
        {"kind": "condition", "text": text, "quote": quote, "paragraph": merger.passages()[-1].number} for text in texts
    )

    assert [p.text for p in summary_of(merger, deal(merger, provisions=[kept])).deals[0].provisions] == [texts[0]]
    assert "no word of it" in reasons(summary_of(merger, deal(merger, provisions=[dropped])))


def test_a_title_that_the_filing_does_not_write_is_left_out(services: Filing) -> None:
    assert summary_of(services, deal(services, title="Services Agreement")).deals[0].title == "Services Agreement"
    assert summary_of(services, deal(services, title="Master Services Agreement")).deals[0].title is None


def test_what_does_not_hold_goes_back_with_the_reason_and_is_mended(services: Filing) -> None:
    wrong = deal(services, amounts=[amount(services, "pay Brindle a fee of $4.3 million", "$4.3 million")])
    right = Corrections(
        corrections=[correction("deals.0.amounts.0", quote="pay Brindle a fee of $4.2 million", words="$4.2 million")]
    )

    summary, asked = conversation(services, wrong, right, options=Options(repairs=2))

    assert [request.purpose for request in asked] == ["extract", "repair", "brief"]
    told = asked[1].messages[-1].content
    assert "the quote has '$4.3 million', the filing has not: another amount" in told
    assert "pay Brindle a fee of $4.2 million" in told  # the nearest words
    assert summary.deals[0].amounts[0].value == "4200000"
    assert summary.checks.rejected == ()


def test_what_is_taken_back_is_told(services: Filing) -> None:
    wrong = deal(
        services,
        amounts=[
            amount(services, "a retainer of $9,000", "$9,000"),
            amount(services, "a fee of $4.2 million", "$4.2 million"),
        ],
    )
    back = Corrections(corrections=[correction("deals.0.amounts.0", withdraw=True)])

    summary = summary_of(services, wrong, back, options=Options(repairs=1))

    assert [a.value for a in summary.deals[0].amounts] == ["4200000"]
    assert summary.checks.rejected[0].reason.startswith("taken back")


def test_a_correction_changes_nothing_that_was_not_objected_to(services: Filing) -> None:
    draft = deal(
        services,
        amounts=[
            amount(services, "a fee of $4.2 million", "$4.2 million"),
            amount(services, "a retainer of $9,000", "$9,000"),
        ],
    )
    sly = Corrections(
        corrections=[
            correction("deals.0.amounts.0", quote="up to $750,000", words="$750,000"),
            correction("deals.7.amounts.3", withdraw=True),
            correction("nonsense", text="x"),
        ]
    )

    summary = summary_of(services, draft, sly, options=Options(repairs=1))

    assert [a.value for a in summary.deals[0].amounts] == ["4200000"]
    assert len(summary.checks.rejected) == 1


def test_an_event_is_held_to_its_quote() -> None:
    told = filing(
        "On March 1, 2024, Enno Falkirk resigned as a director of Quarrel Hill Optics, Inc.",
        item="Item 5.02 Departure of Directors or Certain Officers",
    )
    quote = "Enno Falkirk resigned as a director"
    true = event(told, quote, "Enno Falkirk has left the board.", "director_change")
    false = event(told, quote, "Enno Falkirk and Ida Brandt have left the board.", "director_change")

    kept, replaced = summary_of(told, true), summary_of(told, false)

    assert kept.events[0].text == "Enno Falkirk has left the board."
    assert kept.events[0].item == "5.02"
    assert replaced.events[0].text == quote
    assert "Ida" in reasons(replaced) or "Brandt" in reasons(replaced)


def test_a_quote_from_another_filing_is_rejected(services: Filing) -> None:
    other = filing("Tollgate Ferries plc sold its yard for £12 million to the crew.")
    quote = "sold its yard for £12 million"

    draft = deal(services, amounts=[amount(services, quote, "£12 million", "purchase_price")])

    assert summary_of(other, deal(other, amounts=[amount(other, quote, "£12 million")])).deals[0].amounts
    assert summary_of(services, draft).deals[0].amounts == ()


def test_words_on_the_cover_or_in_the_signature_are_no_facts(services: Filing) -> None:
    date = pointer(services, "Date: March 6, 2024", "March 6, 2024", kind="agreement")

    summary = summary_of(services, deal(services, dates=[date]))

    assert summary.deals[0].dates == ()


def test_both_ends_of_a_range_of_percentages_are_facts() -> None:
    ranged = filing("The loans bear interest at a base rate plus between 1.20% and 1.65% a year.")
    entry = pointer(ranged, "plus between 1.20% and 1.65% a year", "1.20% and 1.65%", kind="margin")

    facts = summary_of(ranged, deal(ranged, percentages=[entry])).deals[0].percentages

    assert [(fact.value, fact.qualifier) for fact in facts] == [("1.2", "range"), ("1.65", "range")]
    assert [fact.id for fact in facts] == ["d1.percentage.1", "d1.percentage.2"]


def test_figures_side_by_side_stay_two_even_where_they_are_the_same() -> None:
    vesting = filing("Of the options 50% vest in the third year, and 50% vest in the fourth year.")
    entries = [
        pointer(vesting, "50% vest in the third year", "50%", kind="other"),
        pointer(vesting, "50% vest in the fourth year", "50%", kind="other"),
    ]

    assert len(summary_of(vesting, deal(vesting, percentages=entries)).deals[0].percentages) == 2


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("The line matures on January 22, 2026, with an option to extend it, subject to certain terms.", "signed"),
        ("The line matures on January 22, 2026, subject to its renewal.", "conditional"),
        ("The line is expected to mature on January 22, 2026.", "expected"),
        ("The notes may be redeemed early, and mature on January 22, 2026.", "signed"),
        ("The notes may mature on January 22, 2026.", "possible"),
    ],
)
def test_a_hedge_counts_within_its_clause(sentence: str, certainty: str) -> None:
    hedged = filing(sentence)
    entry = pointer(hedged, sentence, "January 22, 2026", kind="maturity")

    (date,) = summary_of(hedged, deal(hedged, dates=[entry])).deals[0].dates

    assert date.certainty == certainty


def test_what_no_list_of_units_knows_is_counted_all_the_same() -> None:
    options = filing("During the term Brindle may hold options on no more than five targets at a time.")
    entry = pointer(options, "options on no more than five targets", "five", kind="options", unit="targets")

    (fact,) = summary_of(options, deal(options, quantities=[entry])).deals[0].quantities

    assert (fact.value, fact.unit) == ("5", "targets")


def test_of_a_unit_that_says_too_much_what_stands_behind_the_number_is_kept() -> None:
    options = filing("During the term Brindle may hold options on no more than five targets at a time.")
    unit = "targets that are reserved to Brindle alone"
    entry = pointer(options, "options on no more than five targets", "five targets", kind="options", unit=unit)

    summary = summary_of(options, deal(options, quantities=[entry]))

    (fact,) = summary.deals[0].quantities
    assert (fact.value, fact.unit) == ("5", "targets")
    assert summary.checks.rejected == ()


def test_an_event_has_no_parties_but_its_payer_has_to_be_named() -> None:
    dividend = filing(
        "The board of Quarrel Hill Optics, Inc. declared a dividend of $0.25 a share.", item="Item 8.01 Other Events"
    )
    quote = "declared a dividend of $0.25 a share"
    entries = [
        amount(dividend, quote, "$0.25", "other", payer=name) for name in ("Quarrel Hill Optics, Inc.", "Brindle")
    ]
    kept, dropped = (
        summary_of(dividend, event(dividend, quote, "The board declared a dividend.", amounts=[entry]))
        for entry in entries
    )

    assert kept.events[0].amounts[0].payer == "Quarrel Hill Optics, Inc."
    assert kept.checks.rejected == ()
    assert dropped.events[0].amounts[0].payer is None
    assert dropped.checks.rejected[0].path == "events.0.amounts.0.payer"


def test_a_unit_that_no_list_knows_has_to_be_the_filings_own() -> None:
    counted = filing("The plant delivers 2,400 in the first year.", "Quantities are in metric tons of graphite.")
    known, invented = (
        pointer(counted, "delivers 2,400 in the first year", "2,400", kind="volume", unit=unit)
        for unit in ("metric tons", "barrels")
    )

    kept = summary_of(counted, deal(counted, quantities=[known]))
    dropped = summary_of(counted, deal(counted, quantities=[invented]))

    assert kept.deals[0].quantities[0].unit == "metric tons"
    assert dropped.deals[0].quantities[0].unit == ""
    assert "no such unit" in reasons(dropped)


@pytest.mark.parametrize(
    "sentence",
    [
        "No fee of $5 million is payable to Brindle.",
        "The Company is no longer required to pay Brindle a fee of $5 million.",
        "The Company will not pay the bonus of $5 million.",
    ],
)
def test_an_amount_that_the_filing_denies_is_no_fact(sentence: str) -> None:
    denied = filing(sentence)
    quote = sentence[sentence.index("fee" if "fee" in sentence else "bonus") : sentence.index("million") + 7]

    summary = summary_of(denied, deal(denied, amounts=[amount(denied, quote, "$5 million")]))

    assert summary.deals[0].amounts == ()
    assert "denies" in reasons(summary)


def test_a_limit_is_no_denial() -> None:
    limited = filing("The Company will pay fees not to exceed $5 million, and has not yet paid $2 million of them.")
    entries = [
        amount(limited, "pay fees not to exceed $5 million", "$5 million"),
        amount(limited, "has not yet paid $2 million", "$2 million"),
    ]

    assert len(summary_of(limited, deal(limited, amounts=entries)).deals[0].amounts) == 2


def test_a_date_after_the_report_is_not_made_certain_by_its_label(services: Filing) -> None:
    quote = "may not end the agreement before June 30, 2026"
    may = filing("The parties may sign the agreement on June 30, 2026.")
    entry = pointer(may, "may sign the agreement on June 30, 2026", "June 30, 2026", kind="agreement")

    assert summary_of(may, deal(may, dates=[entry])).deals[0].dates[0].certainty == "possible"
    assert quote in services.text(services.passages()[1])


@pytest.mark.parametrize("words", ["4.2 million", "30", "2.75", "ninety"])
def test_a_part_of_another_value_is_no_quantity(services: Filing, words: str) -> None:
    quote = {
        "4.2 million": "pay Brindle a fee of $4.2 million",
        "30": "before June 30, 2026",
        "2.75": "interest of 2.75% a year",
        "ninety": "end it on ninety (90) days' notice",
    }[words]
    entry = pointer(services, quote, words, kind="shares", unit="shares")

    assert summary_of(services, deal(services, quantities=[entry])).deals[0].quantities == ()


def test_corrections_that_contradict_each_other_break_nothing(services: Filing) -> None:
    draft = deal(services, parties=[], amounts=[amount(services, "a retainer of $9,000", "$9,000")])
    answers = Corrections(
        corrections=[
            correction("deals.0", withdraw=True),
            correction("deals.0.amounts.0", quote="a fee of $4.2 million", words="$4.2 million"),
            correction("deals.0", withdraw=True),
            correction("deals.0.amounts.0", withdraw=True),
        ]
    )

    summary = summary_of(services, draft, answers, options=Options(repairs=1))

    assert summary.deals == ()
    assert [r.path for r in summary.checks.rejected].count("deals.0") <= 1


@pytest.mark.parametrize(
    ("name", "full", "same"),
    [
        ("Apple", "Apple Computer, Inc.", True),
        ("Apple Inc.", "Apple Hospitality REIT, Inc.", False),
        ("Westell, Inc.", "WESTELL TECHNOLOGIES, INC.", False),
        ("The Company", "Apple Computer, Inc.", True),
        ("Brindle", "Apple Computer, Inc.", False),
    ],
)
def test_the_registrant_is_known_by_its_name_or_the_beginning_of_it(name: str, full: str, same: bool) -> None:
    info = FilingInfo(form="8-K", registrant=Registrant(name=full))

    assert names_registrant(name, info) == same


@pytest.mark.parametrize(
    ("quote", "hedge"),
    [
        ("sell its lamps abroad", "may"),
        ("lend it money", "If"),
        ("finish the lens by June 30, 2026", "expects"),
        ("pay for the lens", None),
        ("The sale is not conditioned on a loan", None),
        ("grant him stock options to purchase shares", None),
        ("the approval of its holders", "subject to"),
        ("have agreed to keep quiet", None),
        ("The board will grant him stock options", None),
    ],
)
def test_a_provision_is_as_certain_as_its_sentence_says(quote: str, hedge: str | None) -> None:
    open_ = filing(
        "The Company may, where it likes,  sell its lamps abroad, and will pay for the lens. If the lamp breaks, the "
        "Company will lend it money. Brindle expects to\nfinish the lens by June 30, 2026. The sale is not conditioned "
        "on a loan. It may rain. The board will grant him stock options to purchase shares. The merger is subject to "
        "various conditions, including the approval of its holders. Subject to certain limits the Company and Brindle "
        "have agreed to keep quiet."
    )
    text = "It is not so." if "not" in quote else "It is so."
    entry = {"kind": "other", "text": text, "quote": quote, "paragraph": open_.passages()[0].number}

    (fact,) = summary_of(open_, deal(open_, provisions=[entry])).deals[0].provisions

    assert fact.hedge == hedge
    assert (fact.certainty == "signed") == (hedge is None)
    assert (open_.text(fact.hedge_span) if fact.hedge_span else None) == hedge


def test_a_hedge_is_shown_where_it_stands() -> None:
    hedged = filing("The \\*new\\* notes are\nexpected   to mature on January 22, 2026.")
    entry = pointer(hedged, "mature on January 22, 2026", "January 22, 2026", kind="maturity")

    (date,) = summary_of(hedged, deal(hedged, dates=[entry])).deals[0].dates

    assert date.hedge_span is not None
    assert hedged.text(date.hedge_span) == date.hedge == "expected"


DENIED = [
    ("The Company shall not terminate the lease in 2026.", "terminate the lease in 2026"),
    ("Brindle has no right to terminate the lease.", "right to terminate the lease"),
    ("Neither party may terminate the lease before 2026.", "party may terminate the lease before 2026"),
    ("The Company may not, without the consent of Brindle, sell the whole mill.", "sell the whole mill"),
    ("Brindle cannot be required to sell the whole mill.", "sell the whole mill"),
    ("The Company did not sell the whole mill.", "sell the whole mill"),
    ("The Company may end the lease without paying a fee for it.", "paying a fee for it"),
]


@pytest.mark.parametrize(("sentence", "quote"), DENIED)
def test_a_quote_that_begins_just_after_what_denies_it_is_rejected(sentence: str, quote: str) -> None:
    denied = filing(sentence)
    entry = {"kind": "covenant", "text": "It may do so.", "quote": quote, "paragraph": denied.passages()[0].number}

    summary = summary_of(denied, deal(denied, provisions=[entry]))
    events = summary_of(denied, event(denied, sentence, "It may do so."))
    told = deal(denied, provisions=[{**entry, "quote": sentence, "text": "It may not do so."}])

    assert summary.deals[0].provisions == ()
    assert "directly before the quote deny it" in reasons(summary)
    assert summary_of(denied, told).deals[0].provisions
    assert events.events  # of the whole sentence nothing is denied


def test_a_value_whose_quote_begins_just_after_a_not_is_rejected() -> None:
    unsold = filing("The Company did not acquire the yard for $5 million, and has not sold it by June 30, 2026.")
    amounts = [amount(unsold, "acquire the yard for $5 million", "$5 million", "purchase_price")]
    dates = [pointer(unsold, "sold it by June 30, 2026", "June 30, 2026", kind="closing")]

    made = summary_of(unsold, deal(unsold, amounts=amounts, dates=dates)).deals[0]

    assert (made.amounts, made.dates) == ((), ())


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Brindle shall deliver the lens not later than June 30, 2026.", "later than June 30, 2026"),
        ("The Company shall not only pay the fee but build the mill by June 30, 2026.", "pay the fee but build the "
         "mill by June 30, 2026"),
        ("The lease may not be ended before June 30, 2026.", "before June 30, 2026"),
    ],
)  # fmt: skip
def test_a_not_that_limits_or_adds_denies_nothing(sentence: str, quote: str) -> None:
    limited = filing(sentence)
    entry = pointer(limited, quote, "June 30, 2026", kind="other")

    assert summary_of(limited, deal(limited, dates=[entry])).deals[0].dates


def test_a_fee_told_again_without_its_payer_is_the_same_fee() -> None:
    paid = filing(
        "Quarrel Hill Optics, Inc. signed an agreement and will pay Brindle Marsh Partners LLC a fee of $4 million.",
        "The fee of $4 million is due in May 2024.",
    )
    names = [party(paid, "Quarrel Hill Optics, Inc.", "client"), party(paid, "Brindle Marsh Partners LLC")]
    first = amount(paid, "a fee of $4 million", "$4 million", payer="Quarrel Hill Optics, Inc.")
    again = amount(paid, "The fee of $4 million is due", "$4 million")

    (fee,) = summary_of(paid, deal(paid, parties=names, amounts=[again, first])).deals[0].amounts

    assert fee.payer == "Quarrel Hill Optics, Inc."
    assert len(fee.evidence) == 2


def test_the_ends_of_a_bare_range_are_one_quantity() -> None:
    told = filing(
        "Each bond of Quarrel Hill Optics, Inc. turns into between 5.4170 and 6.7310 of its shares, at a ratio."
    )
    words = "between 5.4170 and 6.7310"
    ratio = pointer(told, f"turns into {words}", words, kind="exchange_ratio", unit="shares")

    (made,) = summary_of(told, deal(told, quantities=[ratio])).deals[0].quantities

    assert (made.value, made.value_max, made.qualifier) == ("5.417", "6.731", "range")


def test_an_events_sentence_is_mended_together_with_its_quote() -> None:
    told = filing(
        "The Company didn't sell any lamps in May. It sold nine lenses in June.", item="Item 8.01 Other Events"
    )
    draft = event(told, "The Company didn't sell any lamps in May", "The company sold lenses.")
    better = correction(
        "events.0.text", quote="It sold nine lenses in June", text="The company sold nine lenses in June."
    )

    summary = summary_of(told, draft, Corrections(corrections=[better]), options=Options(repairs=1))

    assert summary.events[0].text == "The company sold nine lenses in June."
    assert summary.events[0].evidence[0].quote == "It sold nine lenses in June"


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Brindle has no obligation to pay the $5 million.", False),
        ("Neither of the parties will pay the $5 million fee.", False),
        ("Brindle will not, in any event, be obligated to pay the Company $5 million.", False),
        ("Brindle will pay no bonus but will pay a fee of $5 million.", True),
        ("Brindle will pay a fee of $5 million.", True),
    ],
)
def test_what_the_filing_denies_is_no_amount(words: str, kept: bool) -> None:
    told = filing(words)

    made = summary_of(told, deal(told, amounts=[amount(told, words.removesuffix("."), "$5 million")]))

    assert bool(made.deals[0].amounts) == kept
