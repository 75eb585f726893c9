"""Properties of grounding, over texts put together from sentences of invented filings."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Filing
from summarizer.folding import fold, plain
from summarizer.verification.grounding import Grounder, Located, Missing, misspelt
from tests.drafting import filing

SENTENCES = (
    "On March 4, 2024, the Company signed a Supply Agreement with Tollgate Ferries plc.",
    "The buyer pays \\$12.5 million at closing, and up to $3,000,000 later.",
    "Interest accrues at 7.25% a year – not compounded – until May 1, 2031.",
    "The “Seller” keeps 1,250,000 shares of common stock, which it may not sell for 180 days.",
    "Neither party owes a fee if the closing does not take place by the end of 2025.",
    "The facility was raised from €40 million to €55 million in the third quarter of 2023.",
)


@cache
def ground() -> tuple[Filing, Grounder]:
    filing_ = filing(" ".join(SENTENCES[:3]), " ".join(SENTENCES[3:]), *SENTENCES[::-1])
    return filing_, Grounder(filing_)


@st.composite
def quotes(draw: st.DrawFn) -> tuple[int, str]:
    """Draw a paragraph and a run of its words."""
    filing_, _ = ground()
    paragraph = draw(st.sampled_from([p for p in filing_.passages() if len(filing_.text(p).split()) > 6]))
    words = filing_.text(paragraph).split()
    start = draw(st.integers(0, len(words) - 3))
    end = draw(st.integers(start + 3, len(words)))
    return paragraph.number, " ".join(words[start:end])


@given(quotes())
def test_a_run_of_a_paragraphs_words_is_found_in_it(drawn: tuple[int, str]) -> None:
    number, quote = drawn
    filing_, grounder = ground()

    found = grounder.locate(quote, number)

    assert isinstance(found, Located)
    assert found.paragraph.number == number
    cut = filing_.document(found.document).text[found.start : found.end]
    assert fold(cut).text == fold(quote).text


@given(quotes(), st.sampled_from("0123456789"))
def test_no_changed_digit_is_accepted(drawn: tuple[int, str], digit: str) -> None:
    number, quote = drawn
    filing_, grounder = ground()
    digits = [i for i, character in enumerate(quote) if character.isdigit() and character != digit]
    if not digits:
        return
    changed = quote[: digits[0]] + digit + quote[digits[0] + 1 :]

    found = grounder.locate(changed, number)

    everything = fold("\n".join(filing_.text(p) for p in filing_.passages())).text
    assert isinstance(found, Missing) or fold(changed).text in everything


@given(quotes(), st.integers(0, 100))
def test_a_misspelt_word_moves_nothing(drawn: tuple[int, str], at: int) -> None:
    number, quote = drawn
    _, grounder = ground()
    words = quote.split()
    weighty = {"million", "quarter"}  # a slip in these makes another value
    long = [i for i, w in enumerate(words) if w.isalpha() and w.islower() and len(w) > 6 and w not in weighty]
    if not long or len(words) < 8:
        return
    chosen = long[at % len(long)]
    words[chosen] = words[chosen][:3] + words[chosen][4:]

    found = grounder.locate(" ".join(words), number)

    assert isinstance(found, Located)
    assert found.match == "fuzzy"
    assert found.paragraph.number == number


@given(st.text(max_size=80), st.integers(-5, 60))
def test_any_quote_at_all_gets_an_answer(quote: str, number: int) -> None:
    _, grounder = ground()
    assert isinstance(grounder.locate(quote, number), Located | Missing)


TERMS = (
    "On May 2, 2024, Arno Velt Holdings (the “Lessor”) leased the wharf to Tollgate Ferries plc, the employer of its "
    "crew. The unsecured notes carry a minimum rate, and Tollgate did not agree to sell the assets unpaid for then.",
    "Arno Velt Holdings will pay Tollgate Ferries plc a deposit of $3 million in June and $5 million in the following "
    "July, and the rate will increase with each lease that the harbor master of the port approves in writing.",
)


@cache
def terms() -> tuple[Filing, Grounder]:
    filing_ = filing(*TERMS)
    return filing_, Grounder(filing_)


def found_for(quote: str, **where: int) -> Located | Missing:
    filing_, grounder = terms()
    return grounder.locate(quote, where.get("paragraph", filing_.passages()[1].number))


@pytest.mark.parametrize(
    ("true", "false"),
    [
        pytest.param("the employer of its crew", "the employee of its crew", id="the other side"),
        pytest.param("The unsecured notes carry", "The secured notes carry", id="a head left out"),
        pytest.param("a minimum rate", "a maximum rate", id="another head"),
        pytest.param("the assets unpaid for", "the assets prepaid for", id="two heads"),
        pytest.param("the assets unpaid for", "the assets paid for", id="paid or not"),
        pytest.param("rate will increase", "rate will decrease", id="up or down"),
        pytest.param(
            "will pay Tollgate Ferries plc a deposit", "will pay Tollgate Ferries plc a lease", id="a known word"
        ),
        pytest.param("$3 million in June and $5 million", "$5 million in June and $3 million", id="figures exchanged"),
    ],
)
def test_a_quote_that_says_something_else_in_like_words_is_refused(true: str, false: str) -> None:
    text = next(sentence for sentence in TERMS if true in sentence)
    quote = plain(text).replace(true, false)

    found = found_for(quote, paragraph=terms()[0].passages()[1 + TERMS.index(text)].number)

    assert quote != plain(text)
    assert isinstance(found, Missing)


def test_who_pays_whom_may_not_be_turned_round() -> None:
    giver, taker = "Arno Velt Holdings", "Tollgate Ferries plc"
    quote = plain(TERMS[1]).replace(giver, "?").replace(taker, giver).replace("?", taker)

    assert isinstance(found_for(quote), Missing)


@pytest.mark.parametrize(
    ("word", "other", "slip"),
    [
        ("recieve", "receive", True),
        ("ilvestors", "investors", True),
        ("undeer", "under", True),
        ("harbour", "harbor", True),
        ("approve", "approves", True),
        ("shares", "share", True),
        ("lessee", "lessor", False),
        ("employee", "employer", False),
        ("unsecured", "secured", False),
        ("exclude", "include", False),
        ("repurchase", "purchase", False),
        ("required", "acquired", False),
        ("10b6", "10b5", False),
        ("on", "or", False),
        ("million", "billion", False),  # its figure may stand before the quote
    ],
)
def test_a_slip_is_told_from_another_word(word: str, other: str, slip: bool) -> None:
    assert misspelt(word, other, {"required", "shares", other}) is slip


def test_a_scale_word_is_not_exchanged_where_its_figure_stands_before_the_quote() -> None:
    told = filing("The bank raised the line to $2.25 billion for the ferries, the wharf and the yard of Arno Velt.")

    found = Grounder(told).locate(
        "million for the ferries, the wharf and the yard of Arno Velt", told.passages()[1].number
    )

    assert isinstance(found, Missing)


def test_words_left_out_do_not_move_the_place() -> None:
    quote = plain(TERMS[1]).replace("in the following July", "in July").replace("a deposit of ", "")

    found = found_for(quote)

    assert isinstance(found, Located)
    assert terms()[1].text(found) == plain(TERMS[1]).rstrip(".") + "."


def test_a_heading_in_capitals_is_found_by_its_words_in_small_letters() -> None:
    told = filing(
        "AGREEMENT OF LEASE BETWEEN ARNO VELT HOLDINGS AND İZMİR FERRIES PLC FOR THE WHARF AT THE LOWER HARBOR"
    )
    quote = "Agreement of Lease between Arno Velt Holdings and"

    exact = Grounder(told).locate(quote, 1)
    slip = Grounder(told).locate(f"{quote} İzmir Ferries plc for the wharff at the lower harbor", 1)

    assert isinstance(exact, Located)
    assert isinstance(slip, Located)


def test_of_thousands_of_repeats_the_one_in_the_paragraph_cited_is_taken() -> None:
    repeated = filing(*[f"Lot {n}: the fee of the ferry is due at once." for n in range(1000)])
    grounder = Grounder(repeated)
    for paragraph in repeated.passages()[1::97]:
        for quote in ("the fee of the ferry is due", "THE FEE OF THE FERRY IS DUE", "the fee ... ferry is due"):
            found = grounder.locate(quote, paragraph.number)
            assert isinstance(found, Located)
            assert found.paragraph == paragraph


@pytest.mark.parametrize("ellipsis", ["...", "…", " . . . ", "[...]", " [. . .] ", "...."])
def test_an_ellipsis_may_be_written_in_any_way(ellipsis: str) -> None:
    found = found_for(f"Arno Velt Holdings will pay{ellipsis}$5 million in the following July")

    assert isinstance(found, Located)
    assert found.match == "elided"


def test_an_ellipsis_before_or_after_a_quote_leaves_nothing_out() -> None:
    found = found_for("... a deposit of $3 million in June ...")

    assert isinstance(found, Located)
    assert terms()[1].text(found) == "a deposit of $3 million in June"


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("will pay Tollgate ... $3 mill", id="part of a word"),
        pytest.param("Tollgate did ... agree to sell the assets", id="a negation"),
        pytest.param("unpaid for then ... will pay a deposit of $5 million", id="the wrong order of words"),
    ],
)
def test_an_ellipsis_does_not_join_what_does_not_belong_together(quote: str) -> None:
    assert isinstance(found_for(quote), Missing)


def test_an_ellipsis_leaves_out_no_contracted_negation() -> None:
    told = filing("The buyer, so it says, didn't agree to sell the yard to the crew.")

    assert isinstance(Grounder(told).locate("The buyer, so it says, did ... agree to sell the yard", 1), Missing)


def test_an_ellipsis_joins_no_two_items() -> None:
    told = filing("The buyer pays $2 million.\n\nItem 8.01 Other Events\n\nThe crew sold a yard.")
    grounder = Grounder(told)

    assert isinstance(grounder.locate("The buyer pays ... The crew sold a yard", 1), Missing)
    assert isinstance(grounder.locate("The crew ... a yard", 1), Located)


def test_the_surroundings_of_a_place_in_a_very_long_paragraph_are_cut_short() -> None:
    told = filing("The crew rows on. " * 20_000 + "The fee is $2 million. " + "The crew rows back. " * 20_000)
    grounder = Grounder(told)

    found = grounder.locate("The fee is $2 million", told.passages()[1].number)

    assert isinstance(found, Located)
    text, offset = grounder.surroundings(found)
    assert len(text) < 30_000
    assert text[found.folded_start - offset : found.folded_end - offset] == "The fee is $2 million"


HOSTILE = {
    "no space": "a" * 300_000,
    "one word": "a " * 150_000,
    "one sentence": "The Company pays the Seller a fee of five dollars. " * 6_000,
    "figures": "1," * 150_000,
    "stops": ". " * 150_000,
    "paragraphs": "\n\n".join(f"Lot {n} is sold to the crew." for n in range(10_000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_and_no_quote_take_the_square_of_their_length(text: str) -> None:
    told = filing(text)
    grounder = Grounder(told)
    body = plain(text)
    quotes = [
        body[:10_000],
        body[1:10_000].replace("e", "i", 3),
        "a " * 4_000 + "b " + "a " * 500,
        " ... ".join(["the Company"] * 3_000),
        " ... ".join(["a"] * 12),
        "the Company pays the Buyer a fee of six dollars",
        body + " more",
    ]
    grounder.locate("the first one folds the text", 1)
    began = time.process_time()
    for quote in quotes:
        grounder.locate(quote, len(told.passages()) // 2)
    assert time.process_time() - began < 2  # some 0.1 s; the square would be minutes
