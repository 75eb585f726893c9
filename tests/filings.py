"""Forms 8-K of invented companies, put together piece by piece for the tests of the reader."""

from __future__ import annotations

COVER = """\
UNITED STATES
SECURITIES AND EXCHANGE COMMISSION

FORM 8-K

CURRENT REPORT
under Section 13 or 15(d) of the Exchange Act

Date of Report (Date of earliest event reported): March 4, 2009

Quarrywood Optics, Inc.
(Exact name of registrant as specified in its charter)

Delaware                      000-98765              98-7654321
(State or other jurisdiction  (Commission            (IRS Employer
of incorporation)             File Number)           Identification No.)

14 Lantern Mill Road, Tarnbeck, Ohio 44999
(Address of principal executive offices) (Zip Code)

Registrant's telephone number: (555) 010-2233
"""

OTHER_EVENTS = """\
Item 8.01. Other Events.

On March 4, 2009, Quarrywood Optics opened a second grinding hall in Tarnbeck. It cost $3.5 million.
"""

SIGNATURE = """\
SIGNATURES

Pursuant to the requirements of the Securities Exchange Act, this report is signed for the registrant by an officer
duly authorized to do so.

Quarrywood Optics, Inc.

Date: March 6, 2009

By: /s/ Odile Farnsworth
Odile Farnsworth
Chief Financial Officer
"""


def form(*items: str, cover: str = COVER, signature: str = SIGNATURE, after: str = "") -> str:
    """Return the text of a form with these items (Item 8.01 where none is given)."""
    return "\n".join([cover, *(items or (OTHER_EVENTS,)), signature, after])


def page(*blocks: str, cover: str = COVER, signature: str = SIGNATURE) -> str:
    """Return a form as a web page; ``blocks`` are its items, in HTML."""
    return (
        f"<html><head><title>8-K</title></head><body>{_paragraphs(cover)}"
        f"{''.join(blocks)}{_paragraphs(signature)}</body></html>"
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{chunk.replace(chr(10), '<br>')}</p>\n" for chunk in text.split("\n\n"))


def submission(*documents: tuple[str, str], header: str = "", items: tuple[str, ...] = (), form: str = "8-K") -> str:
    """Return a full submission as EDGAR gives it out; ``documents`` are pairs of type and text."""
    listed = "".join(f"ITEM INFORMATION:\t\t{item}\n" for item in items)
    head = header or (
        "<SEC-DOCUMENT>0009999999-09-000123.txt : 20090306\n"
        "<SEC-HEADER>0009999999-09-000123.hdr.sgml : 20090306\n"
        "ACCESSION NUMBER:\t\t0009999999-09-000123\n"
        f"CONFORMED SUBMISSION TYPE:\t{form}\n"
        f"PUBLIC DOCUMENT COUNT:\t\t{len(documents)}\n"
        f"CONFORMED PERIOD OF REPORT:\t20090304\n{listed}"
        "FILED AS OF DATE:\t\t20090306\n\n"
        "FILER:\n\n\tCOMPANY DATA:\t\n"
        "\t\tCOMPANY CONFORMED NAME:\t\t\tQUARRYWOOD OPTICS INC\n"
        "\t\tCENTRAL INDEX KEY:\t\t\t0009876543\n"
        "\t\tIRS NUMBER:\t\t\t\t987654321\n"
        "\t\tSTATE OF INCORPORATION:\t\t\tDE\n"
        "</SEC-HEADER>\n"
    )
    return head + "".join(
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{place}\n<FILENAME>d{place}.txt\n<DESCRIPTION>{kind}\n"
        f"<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"
        for place, (kind, text) in enumerate(documents, start=1)
    )
