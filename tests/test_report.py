"""The HTML report and the CSV table as text: what is in them, that it is whole, and that it is only words."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer import Filing, Summary, read_filing, summarize
from summarizer.filing.structure import Document, Paragraph
from summarizer.folding import plain
from summarizer.models import (
    Amount,
    Brief,
    BriefParagraph,
    Checks,
    Deal,
    Evidence,
    FilingInfo,
    Item,
    Registrant,
    Run,
    Sentence,
    Span,
    Working,
)
from summarizer.rendering import FORMATS, render, report, table
from summarizer.rendering.csv import COLUMNS, guarded, rows
from summarizer.rendering.passages import Claim, Passages, shown
from summarizer.rendering.places import Places
from summarizer.rendering.quoted import all_evidence, quoted
from tests.conftest import EXAMPLES
from tests.filings import page, submission
from tests.invented import filing
from tests.test_rendering import everything

PATHS = sorted(EXAMPLES.glob("*.txt"))
Pair = tuple[Summary, Filing]


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def pair(request: pytest.FixtureRequest) -> Pair:
    source = read_filing(request.param)
    return summarize(source, model="rules"), source


class Page(HTMLParser):
    """The elements, the words and the code of a page."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, str] = Counter()  # type: ignore[assignment]
        self.code: dict[str, str] = {}
        self.text = ""
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute given twice: {attrs}"
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag
        self.text += "" if tag in ("a", "q", "i") else " "

    def handle_data(self, data: str) -> None:
        tag, attributes = self._open[-1] if self._open else ("", {})
        if tag in ("style", "script"):
            self.code[tag] = data
            return
        self.text += data
        for key in (attributes.get("data-k") or "").split() if tag == "a" else ():
            self.words[key] = self.words.get(key) or ""
            self.words[key] += data

    def all(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(attribute)) is not None]


# -- the page ----------------------------------------------------------------------------------------------------------


def test_the_page_is_one_file_of_plain_elements(pair: Pair) -> None:
    page = Page(report([pair]))
    assert {tag for tag, _ in page.elements if tag in ("link", "img", "iframe", "object", "svg", "base")} == set()
    assert Counter(tag for tag, _ in page.elements)["script"] == 1
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert page.all("style") == []
    assert page.all("src") == []
    assert all(href.startswith("#") for href in page.all("href"))
    assert not re.search(r"https?:|url\(|@import|fetch\(|innerHTML|eval\(", page.code["script"] + page.code["style"])


def test_the_policy_lets_nothing_run_but_the_page_s_own_code(pair: Pair) -> None:
    page = Page(report([pair]))
    (policy,) = [a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("form-action") == "'none'"
    assert rules.pop("require-trusted-types-for") == "'script'"
    digests = {
        f"{tag}-src": f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
        for tag, code in page.code.items()
    }
    assert rules == digests


def test_ids_are_unique_and_every_link_leads_somewhere(pair: Pair) -> None:
    page = Page(report([pair, pair]))
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.all("href")} <= set(ids)
    assert {one for value in page.all("aria-labelledby") for one in value.split()} <= set(ids)


def test_the_words_of_every_fact_are_marked_whole(pair: Pair) -> None:
    summary, _ = pair
    page = Page(report([pair]))
    cards = {
        attributes["id"]: attributes["data-k"]
        for tag, attributes in page.elements
        if "data-k" in attributes and tag == "li"
    }
    facts: list[Any] = [
        fact
        for holder in (*summary.deals, *summary.events)
        for name in type(holder).model_fields
        if isinstance(group := getattr(holder, name), tuple)
        for fact in group
        if hasattr(fact, "status")
    ] + list(summary.events)
    assert len(facts) > 0
    for fact in facts:
        marked = page.words[cards[f"f1-{fact.id}"] or ""]
        spans = _merged([(one.document, one.start, one.end, one.quote) for one in fact.evidence])
        assert "".join(marked.split()) == "".join("".join(spans).split()), fact.id


def _merged(evidence: list[tuple[str, int, int, str]]) -> list[str]:
    """Return the quotes in the order of the text, each character once."""
    words, done = [], ("", 0)
    for document, start, end, quote in sorted(evidence):
        skip = max(0, done[1] - start) if document == done[0] else 0
        words.append(quote[skip:])
        done = (document, max(end, done[1] if document == done[0] else 0))
    return words


def test_the_text_of_the_filing_is_all_there(pair: Pair) -> None:
    _, source = pair
    text = "".join(Page(report([pair])).text.split())
    for paragraph in source.paragraphs():
        if paragraph.section != "exhibit":
            assert "".join(shown(source.text(paragraph)).split()) in text


def test_a_page_says_all_there_is_to_say() -> None:
    made = everything()
    arithmetic = (Working(facts=("d1.amount.1",), working="2 x 3 = 7", agrees=False),)
    made = made.model_copy(update={"checks": made.checks.model_copy(update={"arithmetic": arithmetic})})
    text = " ".join(Page(report([(made, None)])).text.split())
    for words in (
        "Quillmere Inc.",
        "Form 8-K/A · reports 2021-03-03",
        "11 of 12 facts verified",
        "asset purchase · entered",
        'merger sub Belgrove Tin, Inc. "Seller"',
        "purchase price USD 2,000,000 to USD 2,500,000.50 paid by Quillmere Inc. · to Belgrove Tin, Inc.",
        "earnout EUR 1,000,000 up to · per year · contingent",
        "royalty $[***]",
        "redacted",
        "expected expects",
        "margin 1.25%",
        "term three years 36 months",
        "termination right Either may end it.",
        "officer change A loss was reported.",
        "USD -0.02 per share",
        "May 3 the quote is not there deals.0.dates.2",
        "amount $9 million",
        "governing law not disclosed",
        "words and figures disagree",
        "does not agree 2 x 3 = 7",
        "the model mended nothing",
        "text ends in mid-sentence",
        "model openai/m",
        "1,200 in, 34 out",
        "cost unknown",
        "0" * 64,
        "QLM (NYSE), QLMW",
    ):
        assert words in text, words


def test_the_built_in_extractor_costs_nothing_and_says_so(pair: Pair) -> None:
    text = " ".join(Page(report([pair])).text.split())
    assert "engine built-in extractor, no model cost none" in text


def test_agreements_are_named_and_not_shown() -> None:
    source = read_filing(submission(("8-K", filing()), ("EX-10.1", "The indemnity is limited. " * 400)))
    text = " ".join(Page(report([(summarize(source, model="rules"), source)])).text.split())
    assert "indemnity" not in text
    assert "Exhibits not shown EX-10.1: Loan Agreement not read" in text


def test_an_exhibit_in_the_form_s_own_document_is_named_with_its_size() -> None:
    source = read_filing(filing() + "\n\nEXHIBIT 10.1\n\nLOAN AGREEMENT\n\n" + "The indemnity is limited.\n\n" * 40)
    assert "exhibit" in {paragraph.section for paragraph in source.paragraphs()}
    text = " ".join(Page(report([(summarize(source, model="rules"), source)])).text.split())
    assert "indemnity" not in text
    assert re.search(r"Exhibits not shown EX-10\.1: Loan Agreement 1,0\d\d characters", text)


def test_tables_stay_tables_and_lists_lists() -> None:
    rows = "<tr><td>Term loan</td><td>$10,000,000</td></tr><tr><td>Revolver</td><td>$2,500,000</td></tr>"
    points = "<table><tr><td>•</td><td>The bank lends for three years.</td></tr></table>"
    item = "<p>Item 1.01 Entry into a Material Definitive Agreement</p><p>The bank lends as follows.</p>"
    source = read_filing(page(f"{item}<table>{rows}</table><p>Also:</p>{points}").encode())
    elements = Page(report([(summarize(source, model="rules"), source)])).elements
    assert [a["class"] for tag, a in elements if tag == "table"] == ["rows", "bullets"]
    assert sum(tag == "td" and a.get("class") == "num" for tag, a in elements) == 2


def test_several_filings_are_listed_with_what_they_report() -> None:
    pairs = [(summarize(path, model="rules"), read_filing(path)) for path in PATHS]
    page = Page(report(pairs))
    assert [a["data-f"] for tag, a in page.elements if tag == "tr" and "data-f" in a] == [
        f"f{n}" for n in range(1, len(PATHS) + 1)
    ]
    types = {a["value"] for tag, a in page.elements if tag == "option" and a.get("value")}
    assert types == {deal.type for summary, _ in pairs for deal in summary.deals}
    assert "9 Form 8-K summaries" in page.text


def test_a_report_of_nothing_is_a_page() -> None:
    assert "0 Form 8-K summaries" in Page(report([])).text


# -- places ------------------------------------------------------------------------------------------------------------


def test_a_place_is_the_paragraph_of_the_item_after_its_heading() -> None:
    source = read_filing(filing("First words.", "Second words.", "The bank lends $12.5 million."))
    places = Places(source)
    start = source.documents[0].text.index("The bank lends")
    found = Evidence(quote="The bank", document="8-K", item="1.01", start=start, end=start + 8, match="exact")
    assert places.of(found) == "Item 1.01 ¶3"
    assert places.of(found.model_copy(update={"document": "EX-99.9"})) == "Item 1.01"
    assert Places(source, whole=False).of(found) == "Item 1.01"
    assert places.of(None) == ""
    name = source.documents[0].text.index("Quillmere")
    cover = Evidence(quote="Quillmere", document="8-K", start=name, end=name + 9, match="exact")
    assert re.fullmatch(r"Cover ¶\d", places.of(cover))


# -- words and marks ---------------------------------------------------------------------------------------------------


def made_of(text: str, *claims: Claim) -> Passages:
    """Return passages of a filing of one document with a paragraph a line."""
    paragraphs, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        paragraphs.append(Paragraph(number, "8-K", start, start + len(line), "item", "1.01"))
        start += len(line) + 1
    info = FilingInfo(
        form="8-K",
        registrant=Registrant(name="Quillmere Inc."),
        items=(Item(number="1.01", title="Entry", span=Span(document="8-K", start=0, end=len(text))),),
    )
    source = Filing(info, (Document("8-K", "8-K", text, tuple(paragraphs)),), "", "0" * 64)
    return Passages(source, claims, Places(source))


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40), st.booleans()), max_size=8)


@given(st.text(alphabet="ab \n\t", max_size=60), SPANS)
@example("one two three", [(0, 7, True), (4, 9, True), (4, 3, False), (0, 40, False)])
def test_overlapping_claims_each_keep_all_their_words(text: str, spans: list[tuple[int, int, bool]]) -> None:
    claims = [
        Claim("8-K", start, start + size, str(n), f"f1-{n}", f"f1-{n}.q1", (start, start + 1) if core else None)
        for n, (start, size, core) in enumerate(spans)
    ]
    passages = made_of(text, *claims)
    blocks = [
        b for p in passages.parts() for b in ([p.heading] if p.heading else []) + [b for _, g in p.blocks for b in g]
    ]
    runs = [run for block in blocks for cell in block.cells for run in cell]
    assert "".join("".join(run.text for run in runs).split()) == "".join(text.split())
    for claim in claims:
        marked = "".join(run.text for run in runs if claim.key in run.keys)
        assert "".join(marked.split()) == "".join(text[claim.start : claim.end].split())
    anchors = [anchor for run in runs for anchor in run.anchors]
    assert len(anchors) == len(set(anchors))
    assert set(anchors) == passages.anchors()


def test_the_words_that_state_a_value_go_to_its_fact_first() -> None:
    passages = made_of(
        "heading of the item\nequity of $640 million and loans of $525 million",
        Claim("8-K", 20, 68, "1", "f1-a", "f1-a.q1", (30, 42)),
        Claim("8-K", 20, 68, "2", "f1-b", "f1-b.q1", (56, 68)),
    )
    (part,) = passages.parts()
    runs = {run.text: run for _, blocks in part.blocks for block in blocks for run in block.runs}
    assert runs["$640 million"].target == "f1-a"
    assert runs["$525 million"].target == "f1-b"
    assert runs["$525 million"].keys == ("2", "1")
    assert runs["$525 million"].states == ("2",)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain é ñ 中", "plain é ñ 中"),
        ("a\u202eb", "a⟦U+202E⟧b"),
        ("\x1b[31m\x07", "⟦U+001B⟧[31m⟦U+0007⟧"),
        ("soft\u00adhyphen, zero\u200bwidth, \ufeffmark", "softhyphen, zerowidth, mark"),
        ("tab\tfeed\x0cend", "tab feed end"),
        ("line\u2028separator \U000e0041", "line⟦U+2028⟧separator ⟦U+E0041⟧"),
        ("half \ud800 pair", "half ⟦U+D800⟧ pair"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_what_a_reader_would_not_see_is_made_visible(text: str, seen: str) -> None:
    assert shown(text) == seen


@given(text=st.text(alphabet=st.characters(categories=["Cc", "Cf", "Zl", "Zp", "L", "P", "Sm"])))
@example(text="\x1b]0;\x07\u202e</script><script>\u2066")
def test_no_character_that_is_obeyed_and_no_markup_gets_into_a_page(text: str) -> None:
    made = everything()
    deal = made.deals[0].model_copy(update={"title": text, "headline": text, "subject": text})
    info = made.filing.model_copy(
        update={"form": text, "registrant": Registrant(name=text), "notices": (text,), "accession_number": text}
    )
    brief = Brief(
        title=text,
        paragraphs=(BriefParagraph(sentences=(Sentence(text=text, supports=("d1",)),)),),
        reading_grade=1,
        words=1,
    )
    summary = made.model_copy(update={"deals": (deal,), "filing": info, "brief": brief})
    written = report([(summary, None)])
    assert not [c for c in written if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")]
    assert {tag for tag, _ in Page(written).elements} <= {tag for tag, _ in Page(report([(made, None)])).elements}
    assert Counter(tag for tag, _ in Page(written).elements)["script"] == 1


# -- without the filing ------------------------------------------------------------------------------------------------


def test_a_summary_alone_still_has_the_words_it_quotes(pair: Pair) -> None:
    summary, source = pair
    rebuilt = quoted(summary)
    for one in all_evidence(summary):
        assert rebuilt.document(one.document).text[one.start : one.end] == one.quote
    for paragraph in rebuilt.paragraphs():
        assert rebuilt.text(paragraph) == source.text(
            paragraph.__class__(1, paragraph.document, paragraph.start, paragraph.end, "item")
        )
    page = Page(render(summary, "html"))
    assert "was not at hand" in page.text
    assert {href[1:] for href in page.all("href")} <= set(page.all("id"))


def test_html_takes_the_filing_beside_the_summary(pair: Pair) -> None:
    summary, source = pair
    assert FORMATS["html"].needs_filing
    assert FORMATS["html"].several
    assert render(summary, "html", source) == report([pair])
    assert "was not at hand" not in report([pair])


# -- CSV ---------------------------------------------------------------------------------------------------------------


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), strict=True))


def test_the_table_has_a_row_for_every_fact(pair: Pair) -> None:
    summary, _ = pair
    found = read(table([summary, summary]))
    made = rows(summary)
    assert len(found) == 2 * len(made)
    assert [row["id"] for row in made] == [row["id"] for row in found[: len(made)]]
    assert all(tuple(row) == COLUMNS for row in made)
    assert sum(row["group"] != "events" for row in made) == summary.checks.facts


def test_a_row_says_all_of_a_fact() -> None:
    by_id = {row["id"]: row for row in rows(everything())}
    price = by_id["d1.amount.1"]
    assert (price["value"], price["value_max"], price["currency"]) == ("2000000", "2500000.50", "USD")
    assert (price["qualifier"], price["basis"], price["payer"]) == ("range", "total", "Quillmere Inc.")
    assert (price["deal"], price["type"], price["action"], price["title"]) == (
        "d1", "asset_purchase", "entered", "Purchase Agreement",
    )  # fmt: skip
    assert (price["document"], price["item"], price["start"], price["end"]) == ("8-K", "1.01", "0", "9")
    assert by_id["d1.amount.2"]["contingent"] == "true"
    assert by_id["d1.amount.3"]["status"] == "redacted"
    assert by_id["d1.amount.3"]["value"] is None
    assert by_id["d1.date.2"]["certainty"] == "expected"
    assert by_id["d1.party.1"]["kind"] == "merger_sub"
    assert by_id["d1.party.1"]["text"] == "Belgrove Tin, Inc."
    assert by_id["d1.duration.1"]["months"] == "36"
    assert by_id["d1.quantity.1"]["unit"] == "shares"
    assert by_id["e1"] | {"event": "e1", "kind": "officer_change", "item": "2.02"} == by_id["e1"]
    assert by_id["e1.amount.1"]["deal"] is None


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1 212", "'+1 212"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("\r\n=1+1", "'=1+1"),
        ("\u200b=1+1", "'=1+1"),
        ("＝1+1", "'=1+1"),
        ("'quoted", "''quoted"),
        ("-0.02", "-0.02"),
        ("-5", "-5"),
        ("-5-5", "'-5-5"),
        ("$12.5 million", "$12.5 million"),
        ("two\nlines", "two lines"),
        (None, ""),
    ],
)
def test_no_cell_is_a_formula(cell: str | None, written: str) -> None:
    assert guarded(cell) == written


@given(st.text())
def test_cells_come_back_as_they_were_but_for_the_guard(text: str) -> None:
    amount = Amount(id="d1.amount.1", kind="other", value=None, text=text)
    deal = Deal(id="d1", type="other", action="entered", headline="", subject="", amounts=(amount,))
    summary = everything().model_copy(update={"deals": (deal,), "events": ()})
    ((row),) = read(table([summary]))
    assert row["text"] == guarded(text)
    assert not row["text"].startswith(("=", "+", "@", "\t", "\r"))
    assert len(row) == len(COLUMNS)


def test_nothing_found_is_a_table_with_its_heading_alone() -> None:
    bare = Summary(
        filing=FilingInfo(form="8-K", registrant=Registrant(name="Quillmere Inc.")),
        brief=Brief(title="", paragraphs=(), reading_grade=0, words=0),
        checks=Checks(facts=0, verified=0),
        run=Run(engine="rules", source_sha256="0" * 64),
    )
    assert table([bare]) == table([]) == ",".join(COLUMNS) + "\n"
    assert (
        plain("Nothing rejected, nothing in conflict, nothing missing, nothing left unclaimed.")
        in Page(report([(bare, None)])).text
    )
