"""A summary as text, Markdown and JSON: everything is in it, and nothing in it is markup or an order to a terminal."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarizer import OptionError, Summary, cli, summarize
from summarizer.folding import plain
from summarizer.models import (
    Amount,
    Brief,
    BriefParagraph,
    CallRecord,
    Checks,
    Conflict,
    DateFact,
    Deal,
    DurationFact,
    Event,
    Evidence,
    Exhibit,
    Fact,
    FilingInfo,
    Gap,
    Item,
    Party,
    Percentage,
    Provision,
    Quantity,
    Registrant,
    Rejected,
    Run,
    Sentence,
    Signatory,
    Span,
    Ticker,
    Unclaimed,
)
from summarizer.rendering import FORMATS, lines, quiet_json, render
from summarizer.rendering.markdown import escape
from tests.conftest import EXAMPLES, ROOT
from tests.invented import filing

PATHS = sorted(EXAMPLES.glob("*.txt"))
SCHEMA = Draft202012Validator(json.loads((ROOT / "schemas" / "summary.schema.json").read_text(encoding="utf-8")))
PAGE = MarkdownIt("js-default", {"html": True})


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def summary(request: pytest.FixtureRequest) -> Summary:
    return summarize(request.param, model="rules")


def evidence(quote: str = "words of the filing", **where: str) -> tuple[Evidence, ...]:
    return (Evidence(quote=quote, document="8-K", start=0, end=9, match="exact", **{"item": "1.01", **where}),)


def everything() -> Summary:
    """Return a summary that has something of all there is."""
    here = Span(document="8-K", start=0, end=9)
    shown: dict[str, Any] = {"evidence": evidence()}
    deal = Deal(
        id="d1",
        type="asset_purchase",
        action="entered",
        title="Purchase Agreement",
        headline="A headline.",
        subject="A subject.",
        parties=(
            Party(id="d1.party.1", name="Belgrove Tin, Inc.", defined_name="Seller", role="merger_sub", **shown),
            Party(id="d1.party.2", name="Quillmere Inc.", role="buyer", is_registrant=True, **shown),
        ),
        dates=(
            DateFact(id="d1.date.1", kind="expected_closing", value="2021-06-30", text="June 30, 2021", **shown),
            DateFact(
                id="d1.date.2",
                kind="closing",
                value="2021",
                not_before="2021-07-01",
                not_after="2021-09-30",
                text="the third quarter of 2021",
                certainty="expected",
                hedge="expects",
                **shown,
            ),
        ),
        amounts=(
            Amount(
                id="d1.amount.1",
                kind="purchase_price",
                value="2000000",
                value_max="2500000.50",
                currency="USD",
                qualifier="range",
                payer="Quillmere Inc.",
                payee="Belgrove Tin, Inc.",
                text="$2 million to $2,500,000.50",
                **shown,
            ),
            Amount(
                id="d1.amount.2",
                kind="earnout",
                value="1000000",
                currency="EUR",
                qualifier="up_to",
                basis="per_year",
                contingent=True,
                text="up to €1 million",
                **shown,
            ),
            Amount(id="d1.amount.3", kind="royalty", value=None, status="redacted", text="$[***]", **shown),
        ),
        percentages=(Percentage(id="d1.percentage.1", kind="margin", value="1.25", text="125 basis points", **shown),),
        durations=(
            DurationFact(id="d1.duration.1", kind="term", months="36", text="three years", **shown),
            DurationFact(id="d1.duration.2", kind="lock_up", months="1", text="one month", **shown),
            DurationFact(id="d1.duration.3", kind="notice_period", text="60 days", **shown),
        ),
        quantities=(
            Quantity(id="d1.quantity.1", kind="shares", value="1500000", unit="shares", text="1,500,000", **shown),
        ),
        provisions=(
            Provision(
                id="d1.provision.1",
                kind="termination_right",
                text="Either may end it.",
                evidence=evidence(exhibit="99.1", item=""),
            ),
        ),
    )
    event = Event(
        id="e1",
        item="2.02",
        kind="officer_change",
        text="A loss was reported.",
        amounts=(
            Amount(id="e1.amount.1", kind="other", value="-0.02", currency="USD", basis="per_share", text="$(0.02)"),
        ),
        dates=(DateFact(id="e1.date.1", kind="effective", value="2021-04", text="April 2021"),),
        percentages=(Percentage(id="e1.percentage.1", kind="other", value=None, text="about half"),),
    )
    return Summary(
        filing=FilingInfo(
            form="8-K/A",
            registrant=Registrant(
                name="Quillmere Inc.",
                state_of_incorporation="Nevada",
                commission_file_number="001-91822",
                ein="98-7612345",
                tickers=(Ticker(symbol="QLM", exchange="NYSE"), Ticker(symbol="QLMW")),
            ),
            date_of_report="2021-03-03",
            items=(Item(number="1.01", title="Entry", span=here),),
            exhibits=(Exhibit(number="10.1", description="Purchase Agreement"),),
            signatory=Signatory(name="Ada Quill", title="Treasurer"),
            notices=("text ends in mid-sentence",),
        ),
        deals=(deal,),
        events=(event,),
        brief=Brief(
            title="Quillmere buys a tin mine",
            paragraphs=(
                BriefParagraph(
                    sentences=(
                        Sentence(text="It pays $2 million.", supports=("d1.amount.1",)),
                        Sentence(text="It may pay more.", supports=("d1.amount.2",)),
                    )
                ),
                BriefParagraph(sentences=(Sentence(text="It made a loss.", supports=("e1",)),)),
            ),
            reading_grade=3.5,
            words=10,
        ),
        checks=Checks(
            facts=12,
            verified=11,
            rejected=(Rejected(path="deals.0.dates.2", value="May 3", reason="the quote is not there"),),
            unclaimed_amounts=(Unclaimed(text="$9 million", span=here),),
            gaps=(Gap(deal="d1", expected="governing_law", disposition="not_disclosed"),),
            conflicts=(Conflict(facts=("d1.amount.1",), reason="words and figures disagree"),),
            warnings=("the model mended nothing",),
        ),
        run=Run(
            engine="model",
            model="openai/m",
            calls=(CallRecord(purpose="extract", attempts=1, input_tokens=1200, output_tokens=34, seconds=1.5),),
            source_sha256="0" * 64,
        ),
    )


ROWS = [
    ("merger sub", 'Belgrove Tin, Inc. ("Seller")'),
    ("buyer", "Quillmere Inc. (registrant)"),
    ("expected closing", "2021-06-30"),
    ("closing", "2021 (the third quarter of 2021; expected: 'expects')"),
    ("purchase price", "USD 2,000,000 to USD 2,500,000.50 (paid by Quillmere Inc.; to Belgrove Tin, Inc.)"),
    ("earnout", "EUR 1,000,000 (up to; per year; contingent)"),
    ("royalty", "$[***] (redacted)"),
    ("margin", "1.25%"),
    ("term", "three years (36 months)"),
    ("lock up", "one month (1 month)"),
    ("notice period", "60 days"),
    ("shares", "1,500,000 shares"),
    ("termination right", "Either may end it."),
    ("other", "USD -0.02 (per share)"),
    ("other", "about half"),
    ("effective", "2021-04"),
]
CHECKS = [
    "11 of 12 facts verified against the filing's own words",
    "rejected deals.0.dates.2: May 3: the quote is not there",
    "no fact claims $9 million at 8-K:0",
    "d1: governing law not disclosed",
    "d1.amount.1: words and figures disagree",
    "the model mended nothing",
    "text ends in mid-sentence",
    "made with openai/m: 1 calls, 1200 tokens in, 34 out, price unknown",
]


# -- formats -----------------------------------------------------------------------------------------------------------


def test_the_command_line_offers_the_formats_that_there_are() -> None:
    assert tuple(FORMATS) == cli.FORMATS
    assert [one.suffix for one in FORMATS.values()] == [".txt", ".md", ".json", ".html", ".csv"]


def test_an_unknown_format_is_refused_with_the_known_ones_named() -> None:
    with pytest.raises(OptionError, match="unknown format 'docx': use one of text, markdown, json, html, csv"):
        render(everything(), "docx")


@pytest.mark.parametrize("format_", FORMATS)
def test_output_ends_in_one_line_break_and_never_varies(format_: str, summary: Summary) -> None:
    written = render(summary, format_)
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert written == render(summary, format_)


# -- JSON --------------------------------------------------------------------------------------------------------------


def test_json_reads_back_equal_and_follows_the_published_schema(summary: Summary) -> None:
    written = render(summary, "json")
    assert Summary.from_json(written) == summary
    SCHEMA.validate(json.loads(written))


def test_json_of_everything_follows_the_published_schema() -> None:
    written = render(everything(), "json")
    assert Summary.from_json(written) == everything()
    SCHEMA.validate(json.loads(written))


def test_quotes_in_json_cut_the_documents_that_inspect_shows(summary: Summary, request: pytest.FixtureRequest) -> None:
    from summarizer import read_filing

    path: Path = request.node.callspec.params["summary"]
    parsed = read_filing(path)
    found = [e for e in _evidence(json.loads(render(summary, "json"))) if e["match"] == "exact"]
    assert found
    for one in found:
        assert parsed.document(one["document"]).text[one["start"] : one["end"]] == one["quote"]


def _evidence(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "quote" in node:
            yield node
        for inner in node.values():
            yield from _evidence(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _evidence(inner)


@given(st.text())
@example('\\\x9b"\x7f\u202e\\u009b')
def test_quieting_json_changes_nothing_that_it_says(text: str) -> None:
    written = json.dumps({text: [text]}, ensure_ascii=False)
    quiet = quiet_json(written)
    assert json.loads(quiet) == {text: [text]}
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", quiet)


# -- text and Markdown say all there is --------------------------------------------------------------------------------


def test_a_row_says_what_a_fact_is_and_how_sure() -> None:
    made = everything()
    rows = [*lines.deal_rows(made.deals[0]), *lines.event_rows(made.events[0])]
    assert [(row.label, row.value) for row in rows] == ROWS
    assert (rows[0].where, rows[0].quote) == ("Item 1.01", "words of the filing")
    assert rows[12].where == "EX-99.1"
    assert (rows[-1].where, rows[-1].quote) == ("", "")


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [
        ("2000000", "USD", "USD 2,000,000"),
        ("0.0001", "USD", "USD 0.0001"),
        ("-0.02", "USD", "USD -0.02"),
        ("-1234567.5", "USD", "USD -1,234,567.50"),
        ("999", None, "999"),
        ("1000", "JPY", "JPY 1,000"),
        ("123456789012345678901234567890.12", "USD", "USD 123,456,789,012,345,678,901,234,567,890.12"),
    ],
)
def test_money_is_grouped_and_keeps_its_sign_and_every_digit(value: str, currency: str | None, shown: str) -> None:
    assert lines.money(value, currency) == shown


def test_text_has_the_cover_the_brief_every_fact_and_the_whole_account() -> None:
    text = " ".join(render(everything(), "text").split())
    for label, value in ROWS:
        assert f"{label} {value}" in text
    for line in CHECKS:
        assert line in text
    for words in (
        "Quillmere Inc. · Form 8-K/A · 2021-03-03",
        "QLM (NYSE), QLMW",
        "10.1 Purchase Agreement",
        "Ada Quill, Treasurer",
        "Quillmere buys a tin mine",
        "It pays $2 million. It may pay more.",
        "d1 · asset purchase, entered: Purchase Agreement",
        "Event e1 · officer change (Item 2.02)",
        'Item 1.01: "words of the filing"',
    ):
        assert words in text
    assert '""' not in text


def test_text_fits_a_terminal(summary: Summary) -> None:
    for line in render(summary, "text").splitlines():
        assert len(line) <= 96 or " " not in line.strip(), line
        assert line == line.rstrip()


def test_markdown_has_the_brief_every_fact_and_the_whole_account() -> None:
    page = parsed(render(everything(), "markdown"))
    assert page.headings == [
        "Quillmere buys a tin mine",
        "d1 · asset purchase, entered: Purchase Agreement",
        "e1 · officer change (Item 2.02)",
        "Filing",
        "Checks",
    ]
    cells = [row for table in page.tables for row in table[1:]]
    assert [(row[0], row[1]) for row in cells] == ROWS
    assert cells[0][2:] == ["words of the filing", "Item 1.01"]
    assert page.texts.count("It pays $2 million. It may pay more.") == 1
    for line in CHECKS:
        assert line in page.texts


def test_every_summary_names_each_fact_in_text_and_markdown(summary: Summary) -> None:
    text = "".join(render(summary, "text").split())  # lines are broken at hyphens too
    page = parsed(render(summary, "markdown"))
    rows = [row for deal in summary.deals for row in lines.deal_rows(deal)]
    rows += [row for event in summary.events for row in lines.event_rows(event)]
    facts = [fact for deal in summary.deals for fact in _facts(deal)]
    facts += [fact for event in summary.events for fact in _facts(event)]
    assert len(rows) == len(facts) > 0
    assert [cells for table in page.tables for cells in table[1:]] == [
        [row.label, row.value, row.quote, row.where] for row in rows
    ]
    for row in rows:
        assert "".join(row.value.split()) in text


def _facts(holder: Deal | Event) -> Iterator[Fact]:
    for name in type(holder).model_fields:
        group = getattr(holder, name)
        if isinstance(group, tuple):
            yield from (one for one in group if isinstance(one, Fact))


def test_a_filing_without_deals_still_makes_a_page() -> None:
    bare = everything().model_copy(update={"deals": (), "events": ()})
    page = parsed(render(bare, "markdown"))
    assert page.tables == []
    assert page.headings == ["Quillmere buys a tin mine", "Filing", "Checks"]
    assert "Deal " not in render(bare, "text")


# -- nothing in a filing is markup -------------------------------------------------------------------------------------


class Page:
    """A Markdown page as a reader of Markdown takes it."""

    def __init__(self) -> None:
        self.headings: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.texts: list[str] = []
        self.kinds: set[str] = set()


def parsed(markdown: str) -> Page:
    page, place = Page(), ""
    for token in PAGE.parse(markdown):
        page.kinds |= {token.type, *(inner.type for inner in token.children or ())}
        if token.type == "table_open":
            page.tables.append([])
        elif token.type == "tr_open":
            page.tables[-1].append([])
        if token.type != "inline":
            place = token.type
            continue
        words = _words(token)
        if place in ("td_open", "th_open"):
            page.tables[-1][-1].append(words)
        elif place == "heading_open":
            page.headings.append(words)
        else:
            page.texts.append(words)
    return page


def _words(token: Token) -> str:
    return "".join(inner.content if inner.type in ("text", "text_special") else "\n" for inner in token.children or ())


MARKUP = [
    "a | b | c",
    r"a \| b",
    r"ends in a backslash \ ",
    "`code` and ``more | code``",
    "```\nfence\n```",
    "<script>alert(1)</script>",
    "<!-- hidden -->",
    "<a href='https://evil.example'>here</a>",
    "[here](https://evil.example) and ![picture](https://evil.example/x.png)",
    "[here]: https://evil.example",
    "https://evil.example/a_b and www.evil.example and ada@evil.example",
    "<https://evil.example>",
    "**bold** _slanted_ ~~struck~~ ***both***",
    "# heading",
    "heading\n===",
    "> quoted",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "1) item",
    "---",
    "***",
    "&lt;b&gt; &#60; &amp; AT&T",
    "$x^2$ and $5 million",
    "| --- | --- |",
    "line\nbreaks\r\nand  two  \nspaces",
    "\tindented",
    "    indented",
    "[^1] and [ ] and [x]",
    ":smile: @ada #12",
    r"\(x\) \[y\]",
]
PLAIN_KINDS = {
    "text",
    "text_special",
    "inline",
    *(
        f"{kind}_{side}"
        for kind in ("paragraph", "heading", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td")
        for side in ("open", "close")
    ),
}


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_in_a_filing_is_shown_and_not_obeyed(markup: str) -> None:
    made = everything()
    party = Party(id="d1.party.1", name=markup, role="buyer", evidence=evidence(markup))
    provision = Provision(id="d1.provision.1", kind="other", text=markup, evidence=evidence(markup))
    hostile = made.deals[0].model_copy(update={"title": markup, "parties": (party,), "provisions": (provision,)})
    summary = made.model_copy(
        update={
            "deals": (hostile,),
            "filing": made.filing.model_copy(update={"registrant": Registrant(name=markup), "notices": (markup,)}),
            "brief": Brief(
                title=markup,
                paragraphs=(BriefParagraph(sentences=(Sentence(text=markup, supports=("d1",)),)),),
                reading_grade=1,
                words=1,
            ),
        }
    )
    page = parsed(render(summary, "markdown"))
    assert page.kinds <= PLAIN_KINDS
    assert page.headings[:2] == [plain(markup), plain(f"d1 · asset purchase, entered: {plain(markup)}")]
    (table, other) = page.tables
    assert {len(row) for row in table + other} == {4}
    assert table[1][2] == plain(markup)
    assert table[-1][1:3] == [plain(markup), plain(markup)]
    assert plain(markup) in page.texts


def same(shown: str, meant: str) -> bool:
    """Compare but for white space, of which Markdown makes its own."""
    return shown.split() == meant.split()


@given(st.text(alphabet=st.one_of(st.sampled_from("\\`*_{}[]<>#|~$+-=.:!@&;()'\"wh1/ \n\tax"), st.characters())))
@example("<a\n")
@example("\\|")
@example("&#124;")
@example("http://a")
def test_escaped_text_is_shown_as_it_is_wherever_it_stands(text: str) -> None:
    meant, escaped = plain(text), escape(text)
    paragraph = parsed(f"before\n\n{escaped}\n\nafter")
    assert same(" ".join(paragraph.texts), f"before {meant} after")
    assert paragraph.kinds <= PLAIN_KINDS
    table = parsed(f"| a | b |\n| --- | --- |\n| {escaped} | {escaped} |\n")
    ((_, row),) = table.tables
    assert len(row) == 2
    assert all(same(cell, meant) for cell in row)


def test_the_hostile_example_makes_a_page_of_nothing_but_words() -> None:
    page = parsed(summarize(EXAMPLES / "hostile.txt", model="rules").to_markdown())
    assert page.kinds <= PLAIN_KINDS
    assert {len(row) for table in page.tables for row in table} == {4}


def test_a_filing_of_markup_makes_a_page_of_nothing_but_words() -> None:
    trick = "`a|b` <script>alert(1)</script> [x](https://evil.example) ![y](z) **$12.5 million** | --- |"
    text = filing(
        f'On March 3, 2021, Quillmere Holdings, Inc. (the "Company") entered into a Loan Agreement {trick} with '
        f"Ostrava Vale Bank. Under the Loan Agreement the bank {trick} lends the Company $12.5 million for two years.",
        name=f"Quillmere {trick} Inc.",
        exhibit=trick,
    )
    summary = summarize(text, model="rules")
    assert summary.checks.rejected  # the words are shown, as what was refused
    page = parsed(summary.to_markdown())
    assert "alert(1)" in " ".join(page.texts)
    assert page.kinds <= PLAIN_KINDS


# -- nothing in a filing is an order to a terminal ---------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["text", "markdown"])
@given(text=st.text(alphabet=st.characters(categories=["Cc", "Cf", "Zl", "Zp", "L"])))
@example(text="\x1b[31mred\x9b2J\u202e\u2066")
def test_no_character_that_a_terminal_obeys_gets_through(format_: str, text: str) -> None:
    made = everything()
    event = made.events[0].model_copy(update={"item": text, "text": text})
    checks = made.checks.model_copy(
        update={
            "rejected": (Rejected(path=text, value=text, reason=text),),
            "conflicts": (Conflict(facts=(text,), reason=text),),
            "warnings": (text,),
        }
    )
    registrant = Registrant(name=text, ein=text, tickers=(Ticker(symbol=text, exchange=text),))
    info = made.filing.model_copy(update={"form": text, "registrant": registrant, "date_of_report": text})
    summary = made.model_copy(update={"events": (event,), "checks": checks, "filing": info})
    written = render(summary, format_)
    assert not [c for c in written if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")]
