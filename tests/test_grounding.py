"""Properties of grounding, over texts put together from sentences of invented filings."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from summarizer import Filing
from summarizer.folding import fold
from summarizer.verification.grounding import Grounder, Located, Missing
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
