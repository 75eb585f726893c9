"""Items under both numberings: headings in every dress, mentions that are none, contents lists, pointers."""

from __future__ import annotations

import pytest

from summarizer import read_filing
from summarizer.filing import Filing, parse
from tests.filings import COVER, OTHER_EVENTS, SIGNATURE, form, page

BODY = "Quarrywood signed a supply agreement with Pellworm Glass on March 4, 2009.\n"


def numbers(filing: Filing) -> list[str]:
    return [item.number for item in filing.info.items]


@pytest.mark.parametrize(
    "heading",
    [
        "Item 1.01. Entry into a Material Definitive Agreement.",
        "ITEM 1.01 - ENTRY INTO A MATERIAL DEFINITIVE AGREEMENT",
        "Item 1.01 Entry into a Material Definitive Agreement",
        "Item 1. 01 Entry into a Material Definitive Agreement",
        "Item  1.01.\tEntry into a Material Definitive Agreement",
        "Item 1.01\n\nEntry into a Material Definitive Agreement",
        "Item 1.01.\nEntry into a Material\nDefinitive Agreement.",
        "**Item 1.01** **Entry into a Material Definitive Agreement**",
        "### Item 1.01: Entry into a Material Definitive Agreement",
        "| Item 1.01 | Entry into a Material Definitive Agreement |",
        "------Item 1.01 Entry into a Material Definitive Agreement",
        "Section 1 - Registrant's Business and Operations, Item 1.01 Entry into a Material Definitive Agreement",
        "Section 1 – Registrant’s Business and Operations\nItem 1.01 Entry into a Material Definitive Agreement",
        "Item 1.01(a) Entry into a Material Definitive Agreement",
        "Item No. 1.01 Entry into a Material Definitive Agreement",
        "Item1.01 Entry into a Material Definitive Agreement",
        "Item 1.01",
    ],
)
def test_headings(heading: str) -> None:
    filing = parse(form(f"{heading}\n\n{BODY}", OTHER_EVENTS))
    assert numbers(filing) == ["1.01", "8.01"]
    item = filing.info.items[0]
    assert item.title == "Entry into a Material Definitive Agreement" or item.title.isupper()
    assert "Item 8.01" not in filing.text(item.span)
    assert filing.text(item.span).endswith("March 4, 2009.")
    assert not filing.text(item.span).startswith("Section")


@pytest.mark.parametrize(
    "heading",
    [
        "<p><b>Item</b> <b>1.01.</b> <i>Entry into a Material Definitive Agreement</i></p>",
        "<p>I<small>TEM</small> 1.01. E<small>NTRY</small> <small>INTO A</small> Material Definitive Agreement</p>",
        "<table><tr><td>Item&nbsp;1.01</td><td>&nbsp;</td><td>Entry into a Material Definitive Agreement</td></table>",
        "<p>Item 1.01</p><p>Entry into a Material Definitive Agreement</p>",
        "<div><font>Item 1.0</font><font>1</font> Entry into a Material Definitive Agreement</div>",
        "<P>Item 1.01<BR>Entry into a Material Definitive Agreement",
        "<p>Section 1 &#8211; The Business</p><p>Item 1.01. Entry into a Material Definitive Agreement</p>",
    ],
)
def test_headings_split_by_tags_or_set_in_cells(heading: str) -> None:
    filing = parse(page(heading, f"<p>{BODY}</p>", f"<p>{OTHER_EVENTS}</p>"))
    assert numbers(filing) == ["1.01", "8.01"]
    assert filing.text(filing.info.items[0].span).endswith("March 4, 2009.")


@pytest.mark.parametrize(
    "mention",
    [
        "The information in Item 2.03 of this report is meant.",
        "Details stand in the report of last year, which was furnished under\nItem 2.03 Creation of a Direct Duty.",
        "As the company said in\nItem 2.03 above, the loan was drawn.",
        'The words "Item 2.03" mean what they say.',
        "Item 2.03 of this report is incorporated here.",
        "Items 2.03 and 3.02 are incorporated here.",
    ],
)
def test_mentions_are_no_headings(mention: str) -> None:
    filing = parse(form(f"Item 1.01. Entry into a Material Definitive Agreement.\n\n{mention}\n"))
    assert numbers(filing) == ["1.01"]


def test_contents_list_is_left_out() -> None:
    contents = """\
TABLE OF CONTENTS

Item 1.01 Entry into a Material Definitive Agreement ..... 2
Item 8.01 Other Events ..... 3

SIGNATURES
"""
    cover = f"{COVER}\n{contents}"
    filing = parse(form(f"Item 1.01. Entry into a Material Definitive Agreement.\n\n{BODY}", OTHER_EVENTS, cover=cover))
    assert numbers(filing) == ["1.01", "8.01"]
    assert filing.text(filing.info.items[0].span).startswith("Item 1.01. Entry")
    assert "Date: March 6" not in filing.text(filing.info.items[1].span)


def test_several_items_in_one_heading_share_their_text() -> None:
    heading = (
        "Items 1.01 and 2.03. Entry into a Material Definitive Agreement; Creation of a Direct Financial Obligation."
    )
    filing = parse(form(f"{heading}\n\n{BODY}"))
    assert numbers(filing) == ["1.01", "2.03"]
    first, second = filing.info.items
    assert first.span == second.span
    assert first.title == "Entry into a Material Definitive Agreement"


@pytest.mark.parametrize(
    "heading", ["Items 1.01(a) and 5.02(e)", "Items 1.01, 2.03 and 3.02", "Item 1.01 and Item 5.02"]
)
def test_several_numbers(heading: str) -> None:
    expected = {"Items 1.01, 2.03 and 3.02": ["1.01", "2.03", "3.02"]}.get(heading, ["1.01", "5.02"])
    assert numbers(parse(form(f"{heading}\n\n{BODY}"))) == expected


def test_stacked_headings_point_to_the_one_with_the_text() -> None:
    stacked = (
        "Item 1.01. Entry into a Material Definitive Agreement.\n\n"
        f"Item 2.03. Creation of a Direct Financial Obligation.\n\n{BODY}"
    )
    filing = parse(form(stacked))
    assert [(item.number, item.points_to) for item in filing.info.items] == [("1.01", "2.03"), ("2.03", None)]


OLD = """\
Item 5. Other Events.

Quarrywood opened a hall.

Item 7. Financial Statements and Exhibits.

(c) Exhibits

99.1  Press release on the hall, dated March 4, 1999

Item 9. Regulation FD Disclosure

Slides are attached.
"""


def test_items_of_the_old_numbering() -> None:
    filing = parse(form(OLD))
    assert [(item.number, item.furnished) for item in filing.info.items] == [("5", False), ("7", False), ("9", True)]
    assert filing.info.items[1].title == "Financial Statements and Exhibits"
    assert [exhibit.number for exhibit in filing.info.exhibits] == ["99.1"]


def test_old_items_not_applicable_in_a_range_are_none() -> None:
    text = f"Items 1-4. Not applicable.\n\n{OLD.split('Item 7')[0]}Items 6 through 9. Not applicable.\n"
    assert numbers(parse(form(text))) == ["5"]


@pytest.mark.parametrize(
    "words", ["Item 1-Item 4 Not Applicable", "Items 1, 2, 3, 4, 6 and 8. Not applicable.", "Items 1 through 4: None"]
)
def test_other_ways_to_say_not_applicable(words: str) -> None:
    assert numbers(parse(form(f"{words}\n\n{OLD}"))) == ["5", "7", "9"]


@pytest.mark.parametrize(
    "heading",
    [
        "Item 7.01 Regulation FD Disclosure and Item 8.01 Other Events",
        "Item 7.01. Regulation FD Disclosure; Item 8.01. Other Events.",
        "Items 7.01 and 8.01. Regulation FD Disclosure; Other Events.",
        "Item 7.01/8.01 Regulation FD Disclosure and Other Events",
    ],
)
def test_two_items_in_one_line(heading: str) -> None:
    filing = parse(form(f"{heading}\n\n{BODY}"))
    assert numbers(filing) == ["7.01", "8.01"]
    assert filing.info.items[0].span == filing.info.items[1].span
    assert filing.info.items[0].title == "Regulation FD Disclosure"


@pytest.mark.parametrize("number", ["5.02(b), (d) and (e)", "5.02 (b)-(e)", "5.02(b),(c)", "5.02 (d)"])
def test_letters_of_paragraphs_after_the_number(number: str) -> None:
    filing = parse(form(f"Item {number} Departure of Directors or Certain Officers.\n\nA director left.\n"))
    assert [(item.number, item.title) for item in filing.info.items] == [
        ("5.02", "Departure of Directors or Certain Officers")
    ]


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("2.03", "Creation of a Direct Financial Obligation\nor of an Off-Balance Sheet Arrangement"),
        ("5.02", "Departure of Directors or Certain Officers;\nElection of Directors; Compensatory Arrangements"),
    ],
)
def test_a_long_title_goes_on_in_the_next_line(number: str, title: str) -> None:
    filing = parse(form(f"Item {number} {title}\n\n{BODY}"))
    assert [item.title for item in filing.info.items] == [" ".join(title.split())]


def test_an_item_without_a_title_of_its_own_has_the_form_s_first_clause() -> None:
    filing = parse(form(f"Items 1.01 and 2.03 Entry into a Material Definitive Agreement\n\n{BODY}"))
    assert [item.title for item in filing.info.items] == [
        "Entry into a Material Definitive Agreement",
        "Creation of a Direct Financial Obligation",
    ]


def test_old_number_in_the_line_of_a_new_one_is_no_item() -> None:
    text = "Item 8.01 Other Events Item 7. Financial Statements and Exhibits\n\nA hall was opened.\n"
    assert numbers(parse(form(text))) == ["8.01"]


def test_furnished_items_are_flagged() -> None:
    results = "Item 2.02. Results of Operations and Financial Condition.\n\nSales rose.\n"
    slides = "Item 7.01. Regulation FD Disclosure.\n\nSlides.\n"
    filing = parse(form(results, slides, OTHER_EVENTS))
    assert [(item.number, item.furnished) for item in filing.info.items] == [
        ("2.02", True),
        ("7.01", True),
        ("8.01", False),
    ]


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("The information set forth in Item 1.01 above is incorporated herein by reference.", "1.01"),
        ("See Item 1.01.", "1.01"),
        (
            "The disclosure under Item 1.01 of this Current Report on Form 8-K is incorporated into this Item 2.03.",
            "1.01",
        ),
        ("The information in Item 4.01 is incorporated by reference.", None),
        ("The loan bears interest at 5%. It matures in 2014. " * 12 + "Item 1.01 is incorporated by reference.", None),
        ("The loan was drawn in full on the day of signing.", None),
    ],
)
def test_pointer_items(words: str, target: str | None) -> None:
    text = (
        f"Item 1.01. Entry into a Material Definitive Agreement.\n\n{BODY}\n"
        f"Item 2.03. Creation of a Direct Financial Obligation.\n\n{words}\n"
    )
    filing = parse(form(text))
    assert [item.points_to for item in filing.info.items] == [None, target]


def test_banner_and_page_number_do_not_leak_into_the_item_before() -> None:
    text = (
        f"Item 1.01. Entry into a Material Definitive Agreement.\n\n{BODY}\n"
        "                  2\n<PAGE>\n\nSection 8 - Other Events\n\n"
    )
    filing = parse(form(text + OTHER_EVENTS))
    assert filing.text(filing.info.items[0].span).endswith("March 4, 2009.")
    assert filing.text(filing.info.items[1].span).startswith("Item 8.01")
    banner = next(one for one in filing.paragraphs() if filing.text(one).startswith("Section 8"))
    assert (banner.section, banner.item) == ("item", "8.01")


def test_signature_is_no_part_of_the_last_item() -> None:
    filing = parse(form())
    assert filing.text(filing.info.items[-1].span).endswith("$3.5 million.")


def test_run_in_heading_keeps_its_sentence() -> None:
    filing = parse(form("Item 8.01. Other Events. Quarrywood opened a hall.\n"))
    item = filing.info.items[0]
    assert item.title == "Other Events"
    assert filing.text(item.span) == "Item 8.01. Other Events. Quarrywood opened a hall."


def test_items_in_an_attached_release_are_not_the_forms() -> None:
    after = (
        "EXHIBIT 99.1\n\n"
        + "Quarrywood makes lenses for cameras. " * 20
        + "\n\nItem 2.02. Results of Operations\n\nSales rose.\n"
    )
    assert numbers(parse(form(after=after))) == ["8.01"]


def test_no_item_is_noted() -> None:
    filing = parse(COVER + SIGNATURE)
    assert filing.info.items == ()
    assert "no item of Form 8-K was found" in filing.info.notices


def test_a_note_before_the_first_item_is_a_passage_of_its_own() -> None:
    note = (
        "This Amendment No. 1 amends the report of March 6, 2024 to state that the purchase price of the Tarn Mill "
        "business was $14 million, which was left out by mistake."
    )
    read = read_filing(
        f"{COVER}\nExplanatory Note\n\n{note}\n\nItem 1.01 Entry into an Agreement\n\nA deal.{SIGNATURE}"
    )

    preface = [read.text(p) for p in read.passages() if p.section == "preface"]
    assert preface == ["Explanatory Note", note]


def test_the_last_lines_of_a_cover_are_no_note() -> None:
    boxes = (
        "If an emerging growth company, indicate by check mark where the longer time that the law gives such a company "
        "to take up new accounting standards is not used, as this registrant has chosen."
    )
    read = read_filing(f"{COVER}\n{boxes}\n\nItem 1.01 Entry into an Agreement\n\nA deal was signed.{SIGNATURE}")

    assert [p.section for p in read.passages()] == ["item", "item"]
