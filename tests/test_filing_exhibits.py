"""Exhibits: lists in many layouts, relations, documents beside the form, and what follows the signature."""

from __future__ import annotations

import pytest

from summarizer.filing import Filing, parse
from tests.filings import OTHER_EVENTS, form, page, submission

RELEASE = """\
FOR IMMEDIATE RELEASE

Contact: Odile Farnsworth, (555) 010-2233

QUARRYWOOD OPENS SECOND HALL

TARNBECK, Ohio, March 4, 2009 - Quarrywood Optics, Inc. (Nasdaq: QWDO) today announced that it has opened a second
grinding hall, in which forty people will make lenses for cameras, telescopes and instruments of every kind. The hall
was built within a year and paid for from cash on hand.
"""


def listing(words: str, number: str = "9.01") -> str:
    return f"Item {number}. Financial Statements and Exhibits.\n\n{words}\n"


def listed(filing: Filing) -> list[tuple[str, str]]:
    return [(exhibit.number, exhibit.description) for exhibit in filing.info.exhibits]


@pytest.mark.parametrize(
    "words",
    [
        "(d) Exhibits\n\nExhibit No.\tDescription\n10.1\tSupply Agreement\n99.1\tPress Release\n",
        "(d) Exhibits.\n\n10.1  Supply Agreement\n\n99.1  Press Release\n",
        "(d) Exhibits.\n\nExhibit 10.1 - Supply Agreement\nExhibit 99.1 - Press Release\n",
        "(d) Exhibits.\n\n| Exhibit No. | | Description |\n| 10.1 | | Supply Agreement |\n| 99.1 | | Press Release |\n",
        "(c) Exhibits.\n\n(10.1) Supply Agreement.\n\n(99.1) Press Release.\n\n                2\n",
        "The following exhibits are filed:\n\n- 10.1 Supply Agreement\n- 99.1 Press Release\n",
        "(d) Exhibits\n\n10.1*   Supply Agreement\n99.1**  Press Release\n",
        "Exhibits\n\n10.1\n\nSupply Agreement\n\n99.1\n\nPress Release\n",
    ],
)
def test_lists(words: str) -> None:
    assert listed(parse(form(OTHER_EVENTS, listing(words)))) == [
        ("10.1", "Supply Agreement"),
        ("99.1", "Press Release"),
    ]


def test_list_in_an_html_table() -> None:
    table = (
        "<p>Item 9.01 Financial Statements and Exhibits</p><p>(d) Exhibits</p><table>"
        "<tr><td>Exhibit<br>No.</td><td></td><td>Description</td></tr>"
        "<tr><td>10.1</td><td>&nbsp;</td>"
        "<td>Supply Agreement, dated March 4, 2009, between<br>Quarrywood and Pellworm</td></tr>"
        "<tr><td>104</td><td>&nbsp;</td><td>Cover Page Interactive Data File</td></tr></table>"
    )
    assert listed(parse(page(table))) == [
        ("10.1", "Supply Agreement, dated March 4, 2009, between Quarrywood and Pellworm"),
        ("104", "Cover Page Interactive Data File"),
    ]


def test_wrapped_descriptions_are_whole() -> None:
    words = "(d) Exhibits\n\n10.1     Supply Agreement between Quarrywood\n         and Pellworm Glass\n\n99.1 Note\n"
    assert listed(parse(form(listing(words))))[0] == ("10.1", "Supply Agreement between Quarrywood and Pellworm Glass")


@pytest.mark.parametrize("number", ["2", "10.16a", "99.01", "4(a)", "10.1.2", "99(a)"])
def test_numbers_as_they_are_written(number: str) -> None:
    filing = parse(form(listing(f"(d) Exhibits\n\n{number}    Supply Agreement\n")))
    assert [exhibit.number for exhibit in filing.info.exhibits] == [number]


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("Supply Agreement (incorporated by reference to Exhibit 10.1 to the Form 8-K of 2008)", "by_reference"),
        ("Supply Agreement (filed herewith)", "filed_here"),
        ("Audited statements of Pellworm (to be filed by amendment)", "to_be_filed"),
        ("Supply Agreement", "filed_here"),
    ],
)
def test_relations(words: str, relation: str) -> None:
    filing = parse(form(listing(f"(d) Exhibits\n\n10.1    {words}\n")))
    assert filing.info.exhibits[0].relation == relation


def test_footnote_gives_the_relation() -> None:
    words = "(d) Exhibits\n\n10.1*   Supply Agreement\n99.1    Press Release\n\n* Previously filed.\n"
    filing = parse(form(listing(words)))
    assert [exhibit.relation for exhibit in filing.info.exhibits] == ["by_reference", "filed_here"]


def test_statements_and_page_numbers_are_no_exhibits() -> None:
    words = (
        "(a) Financial statements of the business acquired\n\n1.  Balance sheet of Pellworm\n\n"
        "(d) Exhibits\n\n99.1  Press Release\n\n          2\n"
    )
    assert listed(parse(form(listing(words)))) == [("99.1", "Press Release")]


def test_index_after_the_signature_is_read_where_the_item_lists_none() -> None:
    words = "The exhibits are named in the exhibit index below.\n"
    after = "EXHIBIT INDEX\n\nExhibit No.\tDescription\n10.1\tSupply Agreement\n"
    filing = parse(form(listing(words), after=after))
    assert listed(filing) == [("10.1", "Supply Agreement")]
    assert {paragraph.section for paragraph in filing.paragraphs()} == {"cover", "item", "signature", "exhibit"}


@pytest.mark.parametrize(
    "head",
    [
        "",
        "Exhibit 99.1\n\n",
        "EXHIBIT INDEX\n\n99.1\tPress Release\n\nEXHIBIT 99.1\n\n",
        "EXHIBIT 99.1 - PRESS RELEASE\n\n",
        "Exhibit 99.1    Press Release\n\n",
        "EXHIBIT INDEX\n\nExhibit 99.1: Press Release\n\n",
    ],
)
def test_release_after_the_signature(head: str) -> None:
    filing = parse(form(listing("(d) Exhibits\n\n99.1  Press Release\n"), after=head + RELEASE))
    release = [paragraph for paragraph in filing.paragraphs() if paragraph.section == "press_release"]
    assert {paragraph.exhibit for paragraph in release} == {"99.1"}
    assert filing.text(release[-1]).startswith("TARNBECK, Ohio")
    (exhibit,) = filing.info.exhibits
    assert exhibit.number == "99.1"
    assert exhibit.span
    assert "cash on hand." in filing.text(exhibit.span)
    assert filing.info.signatory.title == "Chief Financial Officer"


def test_documents_beside_the_form() -> None:
    text = submission(
        ("8-K", form(listing("(d) Exhibits\n\n10.1  Supply Agreement\n99.1  Press Release\n"))),
        ("EX-10.1", "SUPPLY AGREEMENT\n\nThe parties agree.\n"),
        ("EX-99.1", RELEASE),
        ("GRAPHIC", "begin 644 logo.jpg\nM_]C_X  02D9)1@\nend\n"),
        ("XML", "<XBRL><xbrl>1</xbrl></XBRL>"),
    )
    filing = parse(text)
    assert [document.name for document in filing.documents] == ["8-K", "EX-99.1"]
    agreement, release = filing.info.exhibits
    assert (agreement.number, agreement.span) == ("10.1", None)
    assert release.span
    assert filing.text(release.span) == filing.document("EX-99.1").text
    assert {one.section for one in filing.document("EX-99.1").paragraphs} == {"press_release"}
    assert filing.document("EX-99.1").filename == "d3.txt"


@pytest.mark.parametrize(
    ("kind", "number"), [("EX-99", "99.1"), ("EX-99.01", "99.1"), ("EX-99.1", "99.1"), ("EX-99.2", "99.2")]
)
def test_types_coarser_than_the_list(kind: str, number: str) -> None:
    filing = parse(submission(("8-K", form(listing(f"(d) Exhibits\n\n{number}  Press Release\n"))), (kind, RELEASE)))
    assert [exhibit.number for exhibit in filing.info.exhibits] == [number]
    assert filing.info.exhibits[0].span


def test_document_that_no_list_names_is_an_exhibit_all_the_same() -> None:
    filing = parse(submission(("8-K", form()), ("EX-99.1", RELEASE)))
    assert [exhibit.number for exhibit in filing.info.exhibits] == ["99.1"]


def test_two_releases_have_names_of_their_own() -> None:
    filing = parse(submission(("8-K", form()), ("EX-99", RELEASE), ("EX-99", RELEASE)))
    assert [document.name for document in filing.documents] == ["8-K", "EX-99", "EX-99 (2)"]


def test_empty_document_is_listed_only() -> None:
    filing = parse(submission(("8-K", form()), ("EX-99.1", " \n<PAGE>\n")))
    assert [document.name for document in filing.documents] == ["8-K"]
    assert [(exhibit.number, exhibit.span) for exhibit in filing.info.exhibits] == [("99.1", None)]


def test_passages_are_items_and_releases() -> None:
    filing = parse(form(OTHER_EVENTS, listing("(d) Exhibits\n\n99.1  Press Release\n"), after=RELEASE))
    found = {(one.section, one.item) for one in filing.passages()}
    assert found == {("item", "8.01"), ("item", "9.01"), ("press_release", None)}


def test_numbers_aligned_at_the_point_in_neighbouring_cells() -> None:
    table = (
        "<p>Item 9.01 Financial Statements and Exhibits</p><p>(d) Exhibits</p>"
        "<table><tr><td>2</td><td>.1</td><td>Merger Agreement</td></tr>"
        "<tr><td>99</td><td>.1</td><td>Press Release*</td></tr><tr><td>*</td><td>Furnished only.</td></tr></table>"
    )
    assert listed(parse(page(table))) == [("2.1", "Merger Agreement"), ("99.1", "Press Release")]


def test_statements_alone_are_no_exhibits() -> None:
    words = "(a) Financial Statements\n\n(1)\tThe statements of Pellworm will be filed by amendment.\n"
    assert listed(parse(form(listing(words)))) == []
