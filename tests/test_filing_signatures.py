"""Who signed, in what office, and when."""

from __future__ import annotations

import pytest

from summarizer.filing import parse
from tests.filings import form

CLAUSE = (
    "Pursuant to the requirements of the Securities Exchange Act of 1934, Quarrywood has duly caused this report\n"
    "to be signed.\n"
)


@pytest.mark.parametrize(
    "block",
    [
        "Date: March 6, 2009\n\nBy: /s/ Odile Farnsworth\nOdile Farnsworth\nChief Financial Officer\n",
        "Dated: March 6, 2009          By: /s/ ODILE FARNSWORTH\n                              Odile Farnsworth\n"
        "                              Chief Financial Officer\n",
        "March 6, 2009\n\n/s/ Odile Farnsworth\n-----------\nName: Odile Farnsworth\nTitle: Chief Financial Officer\n",
        "Date: March 6, 2009\n\n/s/ O. Farnsworth\n\nOdile Farnsworth Chief Financial Officer\n",
        "Date: March 6, 2009\n\n/s/ Odile Farnsworth\nOdile Farnsworth, Chief Financial Officer\n",
        "By: /s/ Odile Farnsworth, Chief Financial Officer\nDate: March 6, 2009\n",
        "| Date: | March 6, 2009 | By: | /s/ Odile Farnsworth |\n| | | | Odile Farnsworth |\n"
        "| | | | Chief Financial Officer |\n",
        "By:\n/s/ Odile Farnsworth\n(Signature)\nOdile Farnsworth\nChief Financial Officer\n\nDate: March 6, 2009\n",
        "By: Odile Farnsworth\nChief Financial Officer\nDate: 03/06/2009\n",
        "/s/  Odile Farnsworth\n\nIts: Chief Financial Officer\n\nDate: March 6, 2009\n",
    ],
)
def test_signature_blocks(block: str) -> None:
    signatory = parse(form(signature=f"SIGNATURES\n\n{CLAUSE}\nQuarrywood Optics, Inc.\n\n{block}")).info.signatory
    assert (signatory.name, signatory.title) == ("Odile Farnsworth", "Chief Financial Officer")
    assert signatory.signed_on == "2009-03-06"


def test_block_without_a_heading() -> None:
    filing = parse(form(signature=f"{CLAUSE}\nBy: /s/ Odile Farnsworth\nOdile Farnsworth\nTreasurer\n"))
    assert filing.info.signatory.name == "Odile Farnsworth"
    assert "duly caused" not in filing.text(filing.info.items[-1].span)


def test_first_of_several_signers_signs_for_the_registrant() -> None:
    block = (
        "SIGNATURES\n\n" + CLAUSE + "\nQuarrywood Optics, Inc.\nBy: /s/ Odile Farnsworth\nTreasurer\n\n"
        + CLAUSE + "\nQuarrywood Finance LLC\nBy: /s/ Peregrine Ames\nPeregrine Ames\nManager\n"
    )  # fmt: skip
    filing = parse(form(signature=block))
    assert (filing.info.signatory.name, filing.info.signatory.title) == ("Odile Farnsworth", "Treasurer")
    assert {one.section for one in filing.paragraphs() if "Peregrine" in filing.text(one)} == {"signature"}


def test_office_over_several_lines() -> None:
    office = "Senior Vice President,\nGeneral Counsel and\nSecretary\n"
    block = f"SIGNATURE\n\n{CLAUSE}\n/s/ Odile Farnsworth III\nOdile Farnsworth III\n{office}"
    signatory = parse(form(signature=block)).info.signatory
    assert signatory.name == "Odile Farnsworth III"
    assert signatory.title == "Senior Vice President, General Counsel and Secretary"


def test_missing_signature_is_noted() -> None:
    filing = parse(form(signature=""))
    assert filing.info.signatory.name is None
    assert "no signature was found" in filing.info.notices
