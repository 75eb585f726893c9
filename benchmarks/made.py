"""Make filings of invented companies, as many as a measurement needs.

    python benchmarks/made.py FOLDER [--count N] [--seed N]

A filing is made from its number and the seed alone: the same two give the same bytes on any machine, and no two numbers
give the same company. Kinds of deal take turns, and so do the forms that a filing comes in: text, HTML, and a
submission with its SGML header.
"""

from __future__ import annotations

import argparse
import html
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.stories import CITIES, EXHIBITS, KINDS, Company, Draw, written

FIRST = (
    "Alder Amber Ash Barrow Birch Bracken Bramble Briar Burdock Cedar Cinder Clover Copper Coral Cotton Cypress Dapple "
    "Drift Dun Elder Ember Fallow Fen Fern Flint Garnet Gorse Hazel Heather Hollow Iris Ivory Juniper Kestrel Larch "
    "Laurel Linden Lupin Madder Maple Marl Merle Moss Nettle Oaken Ochre Osier Pebble Pewter Quarry Quill Raven Reed "
    "Rowan Russet Sable Saffron Sedge Sorrel Stone Tansy Teal Thistle Umber Velvet Willow Wren Yarrow"
).split()
SECOND = (
    "bank bourne bridge brook combe croft dale dell fell field ford gate grove hurst ley mere moor shaw stead thorpe "
    "ton vale wick worth"
).split()
TRADE = (
    "Analytics Bearings Biologics Castings Ceramics Circuits Coatings Controls Diagnostics Dynamics Energy Foods "
    "Instruments Laboratories Logistics Materials Medical Minerals Networks Optics Packaging Pharmaceuticals Plastics "
    "Semiconductor Sensors Software Therapeutics Tools Transport Water"
).split()
ENDING = ("Inc.", "Corporation", "Holdings, Inc.", "Group, Inc.")
STATES = (
    ("Delaware", "DE"), ("Nevada", "NV"), ("Maryland", "MD"), ("Ohio", "OH"), ("Texas", "TX"), ("Minnesota", "MN"),
)  # fmt: skip
STREETS = ("Drop Forge Lane", "Corrugator Avenue", "Saltmarsh Road", "Switchyard Parkway", "Pondstone Circle")

COMPANIES = len(FIRST) * len(SECOND) * len(TRADE) * len(ENDING)
_STRIDE = 75_011  # a prime: the numbers go through all companies before one comes again, and neighbours differ

BOXES = (
    "Written communications (Rule 425)",
    "Soliciting material (Rule 14a-12)",
    "Pre-commencement communications (Rule 14d-2(b))",
    "Pre-commencement communications (Rule 13e-4(c))",
)
FORMS = ("text", "html", "submission")


@dataclass(frozen=True)
class Made:
    """A filing made to order: its number, the kind of deal in it, the company and the bytes."""

    number: int
    kind: str
    company: str
    source: bytes


# -- the form around it ------------------------------------------------------------------------------------------------


def made(number: int, seed: int = 0) -> Made:
    """Return the filing of that number, from 0 on; past `COMPANIES` the companies come again, with other deals."""
    draw = Draw(number, seed)
    company = _company(draw, number)
    kind = list(KINDS)[number % len(KINDS)]
    story, exhibits = KINDS[kind](draw, company)
    filed = draw.day + timedelta(days=draw.random.randrange(1, 5))
    blocks = [*_cover(draw, company), *story, *_ending(company, filed, kind, exhibits)]
    form = FORMS[number // len(KINDS) % len(FORMS)]
    text = _html(blocks) if form == "html" else "\n\n".join(blocks) + "\n"
    if form == "submission":
        text = _submission(draw, company, filed, story, text)
    return Made(number, kind, company.name, text.encode())


def _company(draw: Draw, number: int) -> Company:
    rank = number * _STRIDE % COMPANIES
    rank, ending = divmod(rank, len(ENDING))
    rank, trade = divmod(rank, len(TRADE))
    first, second = divmod(rank, len(SECOND))
    short = FIRST[first] + SECOND[second]
    return Company(
        name=f"{short} {TRADE[trade]}{',' if ENDING[ending] == 'Inc.' else ''} {ENDING[ending]}",
        short=short,
        state=draw.random.choice(STATES),
        number=number,
        city=draw.of(*CITIES),
        street=f"{draw.random.randrange(1, 9000)} {draw.of(*STREETS)}",
        signer=draw.person(),
    )


def _cover(draw: Draw, company: Company) -> list[str]:
    symbol = f"{company.short[:3].upper()}{draw.of(*'ABCDEFGHKLMNPRST')}"
    return [
        "UNITED STATES\nSECURITIES AND EXCHANGE COMMISSION",
        "FORM 8-K",
        "CURRENT REPORT\nunder Section 13 or 15(d) of the Exchange Act",
        f"Date of Report (Date of earliest event reported): {written(draw.day)}",
        f"{company.name}\n(Exact name of registrant)",
        f"{company.state[0]}\n(State of incorporation)",
        f"001-{90000 + company.number % 10000}\n(Commission File Number)",
        f"98-{7000000 + company.number}\n(IRS Employer Identification No.)",
        f"{company.street}, {company.city}, Ohio 44999\n(Address of principal offices)",
        f"Registrant's telephone number: (555) 019-{company.number % 10000:04}",
        "Check the appropriate box where this report also serves as one of these:",
        *(f"[ ] {box}" for box in BOXES),
        "Securities registered pursuant to Section 12(b):",
        f"Title of class\tTrading Symbol\tExchange\nCommon Stock, $0.01 par value\t{symbol}\tNew York Stock Exchange",
        "Indicate by check mark an emerging growth company (Rule 405 or 12b-2). Emerging growth company [ ]",
    ]


def _ending(company: Company, filed: date, kind: str, exhibits: list[str]) -> list[str]:
    number = "99.1" if kind == "results" else "10.1"
    return [
        EXHIBITS,
        "(d) Exhibits",
        "\n".join(["Exhibit No.\tWhat it is", *(f"{number}\t{exhibit}" for exhibit in exhibits)]),
        "SIGNATURE",
        "Pursuant to the requirements of the Securities Exchange Act, this report is signed for the registrant by an "
        "officer duly authorized to do so.",
        company.name.upper(),
        f"Date: {written(filed)}",
        f"By: /s/ {company.signer}\n{company.signer}\nVice President and Treasurer",
    ]


def _html(blocks: list[str]) -> str:
    body = []
    for block in blocks:
        lines = [line.split("\t") for line in block.split("\n")]
        if any(len(cells) > 1 for cells in lines):
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in cells) for cells in lines)
            body.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            inner = "<br/>".join(html.escape(line, quote=False) for line in block.split("\n"))
            body.append(f'<p style="margin-top:12pt;font-family:Times New Roman;font-size:10pt">{inner}</p>')
    return "<html><head><title>8-K</title></head><body>\n" + "\n".join(body) + "\n</body></html>\n"


def _submission(draw: Draw, company: Company, filed: date, story: list[str], text: str) -> str:
    accession = f"{9_990_000_000 + company.number % 10_000_000:010}-{filed:%y}-{company.number % 1_000_000:06}"
    titles = [re.sub(r"^Item [\d.]+ |\.$", "", block) for block in (*story, EXHIBITS) if block.startswith("Item ")]
    items = "\n".join(f"ITEM INFORMATION:\t\t{title}" for title in titles)
    name = re.sub(r"[.,]", "", company.name).upper()
    return f"""\
<SEC-DOCUMENT>{accession}.txt : {filed:%Y%m%d}
<SEC-HEADER>{accession}.hdr.sgml : {filed:%Y%m%d}
<ACCEPTANCE-DATETIME>{filed:%Y%m%d}160312
ACCESSION NUMBER:\t\t{accession}
CONFORMED SUBMISSION TYPE:\t8-K
PUBLIC DOCUMENT COUNT:\t\t1
CONFORMED PERIOD OF REPORT:\t{draw.day:%Y%m%d}
{items}
FILED AS OF DATE:\t\t{filed:%Y%m%d}

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\t{name}
\t\tCENTRAL INDEX KEY:\t\t\t{9_990_000_000 + company.number:010}
\t\tIRS NUMBER:\t\t\t\t{987000000 + company.number}
\t\tSTATE OF INCORPORATION:\t\t\t{company.state[1]}
\t\tFISCAL YEAR END:\t\t\t1231

\tFILING VALUES:
\t\tFORM TYPE:\t\t8-K
\t\tSEC FILE NUMBER:\t001-{90000 + company.number % 10000}
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>form8-k.txt
<TEXT>
{text}</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


def main() -> None:
    """Write filings into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    write(arguments.folder, range(arguments.count), arguments.seed)


def write(folder: Path, numbers: range, seed: int = 0) -> list[Path]:
    """Write the filings of these numbers into a folder, and return where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in numbers:
        filing = made(number, seed)
        ending = "htm" if filing.source.startswith(b"<html") else "txt"
        paths.append(folder / f"{number:06}-{filing.kind}.{ending}")
        paths[-1].write_bytes(filing.source)
    return paths


if __name__ == "__main__":
    main()
