"""What made filings report: a story for each kind of deal, with names, amounts, days and terms drawn for it.

The sentences are short, as the built-in extractor's brief may take them over without copying more than a few words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

GIVEN = "Ada Bertil Carla Edith Felix Greta Hugo Ines Jonas Katrin Leo Marta Nils Olga Pavel Rosa Sven Viktor".split()
FAMILY = (
    "Abendroth Brackwater Castellane Dunmore Eskildsen Farnsworth Gellert Holmquist Ingersby Jorvik Kessendal "
    "Lindqvist Marchetti Norrback Ostrander Pellworm Quennell Rasmussen Silverin Thackeray Ulvestad Vantongeren Wexley"
).split()
CITIES = ("Marlston", "Bellhampton", "Port Ellery", "Tolleyville", "Averill Lakes", "Ostrell", "Wexcombe")

DEFINITIVE = "Item 1.01 Entry into a Material Definitive Agreement."
ENDED = "Item 1.02 Termination of a Material Definitive Agreement."
RESULTS = "Item 2.02 Results of Operations and Financial Condition."
OBLIGATION = "Item 2.03 Creation of a Direct Financial Obligation."
OFFICERS = "Item 5.02 Departure of Directors or Certain Officers."
EXHIBITS = "Item 9.01 Financial Statements and Exhibits."


@dataclass(frozen=True)
class Company:
    """Who files: the names and numbers of the cover."""

    name: str
    short: str
    state: tuple[str, str]
    number: int
    city: str
    street: str
    signer: str


class Draw:
    """What is drawn for one filing."""

    def __init__(self, number: int, seed: int) -> None:
        self.random = Random(f"{seed}:{number}")  # noqa: S311  # nothing is to be kept secret
        self.day = date(2005, 1, 3) + timedelta(days=self.random.randrange(7300))

    def money(self, low: int, high: int, step: int = 1) -> str:
        """Return so many millions, or thousands written out."""
        if self.random.random() < 0.5:
            return f"${self.random.randrange(low, high, step)}.{self.random.randrange(1, 10)} million"
        return f"${self.random.randrange(low * 1000, high * 1000, 5) * 1000:,}"

    def person(self) -> str:
        """Return somebody's name."""
        middle = self.random.choice("ABCDEFGHJKLMNPRSTW")
        return f"{self.random.choice(GIVEN)} {middle}. {self.random.choice(FAMILY)}"

    def other(self, *endings: str) -> tuple[str, str]:
        """Return the name of another party, and its short name."""
        short = self.random.choice(FAMILY) + self.random.choice(("an", "en", "ic", "ol"))
        return f"{short} {self.random.choice(endings)}", short

    def of(self, *things: str) -> str:
        """Return one of some things."""
        return self.random.choice(things)

    def after(self, low: int, high: int) -> str:
        """Return a day so many days after the event."""
        return written(self.day + timedelta(days=self.random.randrange(low, high)))


def written(day: date) -> str:
    """Return a day as a filing writes it."""
    return f"{day:%B} {day.day}, {day.year}"


Story = tuple[list[str], list[str]]  # the items, their headings among the paragraphs, and the exhibits


def license_(draw: Draw, company: Company) -> Story:
    """Tell of a license."""
    other, short = draw.other("Pharma AG", "Laboratories, Inc.", "Life Sciences, Inc.")
    drug = f"{company.short[:3].upper()}-{draw.random.randrange(100, 999)}"
    use = draw.of("a treatment of the skin", "a test for the blood", "a treatment of the eye", "a vaccine for cattle")
    royalty = draw.random.randrange(4, 15)
    return [
        DEFINITIVE,
        f'On {written(draw.day)}, {company.name} (the "Company") entered into a License Agreement (the "License '
        f'Agreement") with {other} ("{short}"). It concerns {drug}, {use}.',
        f"The Company granted {short} an exclusive license to {drug}. {short} will pay an upfront payment of "
        f"{draw.money(2, 60)}. Milestone payments may reach {draw.money(80, 400)} in total. Royalties of {royalty}% of "
        "net sales are due as well.",
        f"The License Agreement has a term of {draw.of('eight', 'ten', 'twelve', 'fifteen')} years. Either party may "
        f"terminate it on {draw.of('60', '90', '120', '180')} days' written notice.",
        f"Apart from the License Agreement the Company has no material relationship with {short}.",
    ], [f"License Agreement, dated {written(draw.day)}, between {company.name} and {other}"]


def supply(draw: Draw, company: Company) -> Story:
    """Tell of a supply agreement."""
    other, short = draw.other("Motors GmbH", "Retail Group, Inc.", "Manufacturing, LLC")
    goods = draw.of("brake discs", "glass bottles", "lithium cells", "surgical gloves", "steel wire", "paper board")
    return [
        DEFINITIVE,
        f'On {written(draw.day)}, {company.name} (the "Company") entered into a Supply Agreement (the "Supply '
        f'Agreement") with {other} ("{short}"). The Company will sell {goods} to {short}.',
        f"Deliveries begin on {draw.after(20, 90)}. The Supply Agreement has an initial term of "
        f"{draw.of('two', 'three', 'four', 'five')} years. {short} must buy {goods} for at least {draw.money(8, 90)} "
        "in that term.",
        f"{short} will pay a deposit of {draw.money(1, 6)} by {draw.after(15, 60)}. Either party may end the Supply "
        f"Agreement on {draw.of('90', '120', '180')} days' notice.",
    ], [f"Supply Agreement, dated {written(draw.day)}, between {company.name} and {other}"]


def credit(draw: Draw, company: Company) -> Story:
    """Tell of a credit facility."""
    bank, short = draw.other("Bank, N.A.", "Trust Company", "Savings Bank")
    years = draw.of("three", "four", "five")
    return [
        DEFINITIVE,
        f'On {written(draw.day)}, {company.name} (the "Company") entered into a Credit Agreement (the "Credit '
        f'Agreement") with {bank} ("{short}"), as lender.',
        f"The Credit Agreement provides for a revolving credit facility of {draw.money(40, 300)} and a term loan of "
        f"{draw.money(20, 150)}. Both have a term of {years} years. Loans bear interest at Term SOFR plus "
        f"{draw.of('1.50', '1.75', '2.25', '2.50')}%.",
        f"The Company drew {draw.money(5, 19)} at closing. It pays a commitment fee of "
        f"{draw.of('0.20', '0.25', '0.375')}% a year on what is not drawn. The loans are secured by its inventory.",
        OBLIGATION,
        "The disclosure in Item 1.01 of this report is incorporated by reference into this Item 2.03.",
    ], [f"Credit Agreement, dated {written(draw.day)}, between {company.name} and {bank}"]


def merger(draw: Draw, company: Company) -> Story:
    """Tell of a merger."""
    buyer, short = draw.other("Capital Holdings, Inc.", "Industries, Inc.", "International plc")
    price = f"${draw.random.randrange(9, 90)}.{draw.of('25', '50', '75')}"
    return [
        DEFINITIVE,
        f'On {written(draw.day)}, {company.name} (the "Company") entered into an Agreement and Plan of Merger (the '
        f'"Merger Agreement") with {buyer} ("{short}"). The Company will merge into a subsidiary of {short}.',
        f"Each share of common stock will be converted into {price} in cash. The merger is expected to close by "
        f"{draw.after(120, 240)}.",
        f"The Company must pay {short} a termination fee of {draw.money(10, 70)} in certain cases. Either "
        f"party may end the Merger Agreement if closing has not occurred by {draw.after(250, 365)}.",
        "Closing depends on the approval of the Company's stockholders. It also depends on antitrust clearance.",
    ], [f"Agreement and Plan of Merger, dated {written(draw.day)}, between {company.name} and {buyer}"]


def lease(draw: Draw, company: Company) -> Story:
    """Tell of a lease."""
    owner, short = draw.other("Properties, LLC", "Realty Partners, L.P.", "Land Company")
    return [
        DEFINITIVE,
        f'On {written(draw.day)}, {company.name} (the "Company") entered into a Lease Agreement (the "Lease") with '
        f'{owner} ("{short}"), as landlord. The premises are {draw.random.randrange(12, 90) * 1000:,} square feet of '
        f"{draw.of('office', 'laboratory', 'warehouse')} space in {draw.of(*CITIES)}.",
        f"The Lease has a term of {draw.of('five', 'seven', 'ten')} years and begins on {draw.after(10, 120)}. Base "
        f"rent is ${draw.random.randrange(21, 180) * 1500:,} a month.",
        f"The Company paid a security deposit of ${draw.random.randrange(40, 400) * 1000:,}. It may extend the term "
        f"once, by {draw.of('two', 'three', 'five')} years.",
    ], [f"Lease Agreement, dated {written(draw.day)}, between {company.name} and {owner}"]


def employment(draw: Draw, company: Company) -> Story:
    """Tell of an officer's appointment and agreement."""
    person = draw.person()
    post = draw.of("Chief Financial Officer", "Chief Operating Officer", "General Counsel", "Chief Executive Officer")
    last = person.split()[-1]
    return [
        OFFICERS,
        f'On {written(draw.day)}, {company.name} (the "Company") appointed {person} as {post}, effective '
        f"{draw.after(5, 40)}. {last}, age {draw.random.randrange(38, 63)}, led the finances of a private company "
        "before.",
        f'The Company and {last} entered into an Employment Agreement (the "Employment Agreement"), dated '
        f"{written(draw.day)}. It has a term of {draw.of('two', 'three', 'four')} years.",
        f"The base salary is ${draw.random.randrange(60, 160) * 5000:,} a year. {last} will receive a signing bonus of "
        f"${draw.random.randrange(8, 60) * 5000:,}. If the Company ends the employment without cause, it will pay "
        f"severance of ${draw.random.randrange(60, 160) * 5000:,}.",
    ], [f"Employment Agreement, dated {written(draw.day)}, between {company.name} and {person}"]


def notes(draw: Draw, company: Company) -> Story:
    """Tell of senior notes."""
    trustee, short = draw.other("Trust Company, National Association", "Bank and Trust Company")
    year = draw.day.year + draw.random.randrange(5, 11)
    rate = f"{draw.random.randrange(3, 9)}.{draw.of('125', '250', '375', '500', '875')}%"
    principal = draw.random.randrange(15, 90) * 10
    return [
        DEFINITIVE,
        f'On {written(draw.day)}, {company.name} (the "Company") entered into an Indenture (the "Indenture") with '
        f'{trustee} ("{short}"), as trustee. Under it the Company issued ${principal},000,000 '
        f'aggregate principal amount of {rate} Senior Notes due {year} (the "Notes").',
        f"The Notes mature on {draw.of('June', 'May', 'October')} 1, {year}. They are unsecured. The Company received "
        f"net proceeds of ${principal - 5}.{draw.random.randrange(1, 10)} million.",
        "The Company will use the proceeds to repay other debt. On a change of control holders may require it to buy "
        "the Notes at 101% of principal.",
        OBLIGATION,
        "What Item 1.01 says of the Notes is incorporated by reference in this Item 2.03.",
    ], [f"Indenture, dated {written(draw.day)}, between {company.name} and {trustee}"]


def ended(draw: Draw, company: Company) -> Story:
    """Tell of an agreement that ends early."""
    other, short = draw.other("Healthcare GmbH", "Distribution, Inc.", "Trading Company")
    signed = written(draw.day - timedelta(days=draw.random.randrange(400, 1500)))
    return [
        ENDED,
        f'{company.name} (the "Company") and {other} ("{short}") are parties to a Distribution Agreement dated '
        f'{signed} (the "Distribution Agreement"). {short} sells the Company\'s products in '
        f"{draw.of('Austria', 'Portugal', 'Norway', 'Japan', 'Chile')}.",
        f"On {written(draw.day)}, the Company gave notice to terminate the Distribution Agreement, effective "
        f"{draw.after(45, 120)}. It will pay {short} a termination payment of {draw.money(1, 9)}.",
        "The Company will sell through a subsidiary of its own.",
    ], [f"Distribution Agreement, dated {signed}, between {company.name} and {other}"]


def results(draw: Draw, company: Company) -> Story:
    """Tell of quarterly results, and of no deal."""
    return [
        RESULTS,
        f'On {written(draw.day)}, {company.name} (the "Company") announced its results for the quarter. Revenue was '
        f"{draw.money(40, 300)}. Net income was {draw.money(2, 30)}.",
        "The press release is furnished with this report as Exhibit 99.1. It is not filed for purposes of Section 18 "
        "of the Securities Exchange Act of 1934.",
    ], [f"Press Release of {company.name}, dated {written(draw.day)} (furnished)"]


KINDS: dict[str, Callable[[Draw, Company], Story]] = {
    "license": license_,
    "supply": supply,
    "credit": credit,
    "merger": merger,
    "lease": lease,
    "employment": employment,
    "notes": notes,
    "ended": ended,
    "results": results,
}
