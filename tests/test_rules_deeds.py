"""What the built-in extractor takes for a deal, and for which: the many ways of telling that something was agreed."""

from __future__ import annotations

import pytest

from tests.test_rules import facts, only_deal, proposed, roles


def told(item: str, text: str) -> list[tuple[str, str]]:
    """Return type and action of the deals of one item."""
    return [(deal.type, deal.action) for deal in proposed(f"Item {item} Report\n\n{text}").deals]


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (
            "8.01",
            "On March 1, 2019, the Company and the United States Environmental Protection Agency lodged a "
            "consent decree with the United States District Court for the District of Maine. The Company will "
            "pay $2.1 million.",
        ),
        (
            "5",
            "The Company has entered a plea of guilty to one count of violating the Clean Air Act and will pay a "
            "fine of $3 million.",
        ),
        (
            "8.01",
            "On March 4, 2019, Orrinfell Systems, Inc. resolved the previously disclosed investigation by "
            "the Department of Justice and will pay $12.5 million under a deferred prosecution agreement.",
        ),
        (
            "8.01",
            "The Securities and Exchange Commission today accepted the Company's offer of settlement. Without "
            "admitting or denying the findings, the Company consented to the entry of an order and agreed to "
            "pay a civil money penalty.",
        ),
        (
            "5",
            "The Company has settled its dispute with Harwick Pump Company, which will pay the Company $1.4 million.",
        ),
        (
            "8.01",
            "The arbitration between the Company and Dunmore Steel Company has been settled. Dunmore paid the Company "
            "$5.5 million on March 4, 2019.",
        ),
        (
            "7.01",
            "Orrinfell Systems, Inc. announced that it has agreed to pay $6 million to resolve claims by the Attorney "
            "General of Oregon concerning its marketing.",
        ),
        (
            "1.01",
            "On March 4, 2019, Orrinfell Systems, Inc. and Veltane Optics, Inc. entered into a Settlement and License "
            "Agreement. Veltane will pay a royalty of 3% on net sales.",
        ),
    ],
)
def test_a_dispute_that_was_ended(item: str, text: str) -> None:
    assert told(item, text) == [("settlement", "entered")]


@pytest.mark.parametrize(
    "text",
    [
        "On March 4, 2019, a jury returned a verdict against the Company and awarded damages of $3 million to Veltane "
        "Optics, Inc. The Company intends to appeal.",
        "Harwick Pump Company has filed a lawsuit against the Company, which alleges that a supply agreement was "
        "terminated without cause on May 1, 2018.",
        "On March 4, 2019, the Superior Court dismissed all claims against the Company in the action brought "
        "by Harwick Pump Company. Harwick has thirty days to appeal.",
        "The waiting period expired on March 4, 2019, and the Company received notice of early termination of the "
        "review.",
    ],
)
def test_a_dispute_that_goes_on_is_no_deal(text: str) -> None:
    assert told("8.01", text) == []


@pytest.mark.parametrize(
    ("item", "text", "deal"),
    [
        (
            "5",
            "On March 4, 2019, the Company and Tessaloy Data Corporation agreed to extend their data "
            "processing services contract for a further five years.",
            ("services", "renewed"),
        ),
        (
            "5",
            "The Company's consulting agreement with Brenta Geologic Ltd., which expired on January 31, 2019, has been "
            "renewed until March 31, 2020.",
            ("services", "renewed"),
        ),
        (
            "8.01",
            "Orrinfell's supply agreement with Dunmore Steel Company, which was to end on June 30, 2019, has been "
            "extended through June 30, 2022.",
            ("supply", "renewed"),
        ),
        (
            "8.01",
            "On March 1, 2019, Orrinfell Systems, Inc. received notice from Dunmore Steel Company that Dunmore is "
            "terminating the supply agreement between the parties.",
            ("supply", "terminated"),
        ),
        (
            "1.02",
            "On March 1, 2019, the license agreement between Orrinfell Systems, Inc. and Calvane Biologics, "
            "Inc. expired in accordance with its terms.",
            ("license", "terminated"),
        ),
        (
            "1.01",
            "On March 4, 2019, Orrinfell Systems, Inc. and Larch Properties LLC agreed to terminate the lease of the "
            "Company's former plant in Boise, Idaho.",
            ("lease", "terminated"),
        ),
    ],
)
def test_an_agreement_that_goes_on_or_ends(item: str, text: str, deal: tuple[str, str]) -> None:
    assert told(item, text) == [deal]


@pytest.mark.parametrize(
    ("item", "text", "kind"),
    [
        (
            "5",
            "On March 4, 2019, Orrinfell granted Calvane Biologics, Inc. exclusive rights to market its "
            "diagnostic system in Japan. Calvane will pay a royalty of 8% on net sales.",
            "license",
        ),
        (
            "8.01",
            "Orrinfell Systems, Inc. has acquired an exclusive license to a coating process from Pellham University.",
            "license",
        ),
        (
            "5",
            "On March 4, 2019, the Company and Mistral Energie S.A. formed a company, Orrmis Power LLC, in which each "
            "holds 50%, to build solar plants.",
            "joint_venture",
        ),
        (
            "8.01",
            "Orrinfell Systems, Inc. and Calvane Biologics, Inc. have agreed to jointly develop a diagnostic test.",
            "collaboration",
        ),
        (
            "8.01",
            "On March 4, 2019, the Board of Directors of the Company adopted a stockholder rights plan and declared a "
            "dividend of one right for each share of common stock.",
            "rights_plan",
        ),
        (
            "8.01",
            "The Company has leased 40,000 square feet of laboratory space in Boise, Idaho from Larch Properties LLC.",
            "lease",
        ),
        (
            "1.01",
            "Orrinfell Systems, Inc. has contracted with Ferrous Marine AS for the drillship Ferrous Pioneer at "
            "a dayrate of $310,000.",
            "services",
        ),
        (
            "1.01",
            "On March 4, 2019, the Company engaged Larkfield Securities LLC as its exclusive financial advisor "
            "under an engagement letter, for a monthly retainer of $50,000.",
            "services",
        ),
        (
            "1.01",
            "On March 4, 2019, the Company executed an Engineering, Procurement and Construction Contract with Bexton "
            "Constructors, Inc. for a power plant.",
            "services",
        ),
        (
            "7.01",
            "Orrinfell Systems, Inc. today announced that it has received a five-year, $60 million contract from "
            "the City of Tacoma to supply water meters.",
            "supply",
        ),
        (
            "1.01",
            "On March 4, 2019, the Company and holders of about 72% of its senior notes entered into a restructuring "
            "support agreement.",
            "other",
        ),
    ],
)
def test_an_agreement_told_without_its_usual_words(item: str, text: str, kind: str) -> None:
    assert told(item, text) == [(kind, "entered")]


def kinds(items: str) -> list[tuple[str, str]]:
    return [(deal.type, deal.action) for deal in proposed(items).deals]


def test_a_contract_with_somebody_else_under_its_own_heading() -> None:
    text = """Item 5 Other Events

Maintenance of Aircraft

On March 1, 2019, the Company signed a services agreement with Greyhaven Air, Inc. under which it will look after ten
aircraft for five years.

Headquarters

The lease of the Company's headquarters in Boise with Larch Properties LLC has been extended to May 31, 2026."""
    assert kinds(text) == [("services", "entered"), ("lease", "renewed")]


def test_a_contract_with_somebody_else_told_besides() -> None:
    text = """Item 1.01 Entry into a Material Definitive Agreement

On March 1, 2019, Orrinfell Systems, Inc. and Dunmore Steel Company entered into a Supply Agreement for steel plate.

Also on March 1, 2019, the Company leased a warehouse in Boise, Idaho from Larch Properties LLC for five years."""
    assert kinds(text) == [("supply", "entered"), ("lease", "entered")]


def test_a_contract_with_the_same_under_a_heading_stays_with_the_first() -> None:
    text = """Item 1.01 Entry into a Material Definitive Agreement

License

On March 1, 2019, Orrinfell Systems, Inc. and Calvane Biologics, Inc. entered into a License Agreement for Japan.

Services

At the same time, Orrinfell Systems, Inc. and Calvane Biologics, Inc. signed a contract under which the Company trains
the staff of Calvane."""
    assert kinds(text) == [("license", "entered")]


def test_what_is_only_proposed_beside_a_contract() -> None:
    text = """Item 5 Other Events

On March 1, 2019, Orrinfell Systems, Inc. granted Gulf Table Company W.L.L. the exclusive right to open restaurants in
Kuwait. A fee of $400,000 was paid.

At the same time the parties signed a letter of intent under which Gulf Table would buy two restaurants from the Company
for $3 million. The letter of intent is not binding."""
    first, second = kinds(text)
    assert first == ("license", "entered")
    assert second[1] == "proposed"


def test_an_item_on_an_ending_to_which_the_first_points_tells_of_both() -> None:
    text = """Item 1.01 Entry into a Material Definitive Agreement

The information on the new agreement in Item 1.02 below is incorporated by reference into this Item 1.01.

Item 1.02 Termination of a Material Definitive Agreement

On December 31, 2018, the Advisory Agreement dated May 1, 2012 between the Company and Larkfield Advisers LLC expired.

To ensure an orderly change, on January 2, 2019 the Company and Larkfield Advisers LLC signed a Transition Services
Agreement under which Larkfield will provide support until June 30, 2019."""
    assert kinds(text) == [("services", "terminated"), ("services", "entered")]


@pytest.mark.parametrize(
    ("item", "text", "parties"),
    [
        (
            "5",
            "On March 4, 2019, Orrinfell granted to Gulf Table Company, of Muscat, Oman, the exclusive right to open "
            "Orrinfell cafes.",
            {("Orrinfell Systems, Inc.", "licensor"), ("Gulf Table Company", "licensee")},
        ),
        (
            "1.01",
            "On March 4, 2019, Orrinfell Systems, Inc. outsourced its payroll to Tessaloy Data Corporation under a "
            "seven-year agreement.",
            {("Orrinfell Systems, Inc.", "client"), ("Tessaloy Data Corporation", "service_provider")},
        ),
        (
            "1.02",
            "The Company has been advised since 2010 by Larkfield Realty Advisers, LLC under an Advisory Agreement "
            "that came to an end on December 31, 2018.",
            {("Orrinfell Systems, Inc.", "client"), ("Larkfield Realty Advisers, LLC", "service_provider")},
        ),
        (
            "5",
            "The Company has settled its dispute with Harwick Pump Company. Harwick will pay the Company $1.4 million.",
            {("Orrinfell Systems, Inc.", "claimant"), ("Harwick Pump Company", "defendant")},
        ),
        (
            "8.01",
            "On March 4, 2019, the Company settled the patent litigation brought against it by Veltane Optics, Inc. "
            "and will pay Veltane $4.2 million.",
            {("Orrinfell Systems, Inc.", "defendant"), ("Veltane Optics, Inc.", "claimant")},
        ),
        (
            "5",
            "The Company signed a consent decree in the case of United States of America and State of Ohio v. "
            "Orrinfell Systems, Inc. and will pay a civil penalty of $2 million.",
            {
                ("Orrinfell Systems, Inc.", "defendant"),
                ("United States of America", "claimant"),
                ("State of Ohio", "claimant"),
            },
        ),
        (
            "1.01",
            "On March 4, 2019, Orrinfell Systems, Inc. entered into a Cooperation Agreement with Palisade Row Partners "
            "LP, which owns 7.1% of the common stock. The Company agreed to appoint two nominees.",
            {("Orrinfell Systems, Inc.", "issuer"), ("Palisade Row Partners LP", "shareholder")},
        ),
        (
            "1.01",
            'Orrinfell Air, Inc. ("OAI"), a wholly owned subsidiary of Orrinfell Systems, Inc., and Helvane Aircraft '
            "S.A. executed a Purchase Agreement for the purchase by OAI of ten aircraft.",
            {
                ("Orrinfell Systems, Inc.", "customer"),
                ("Orrinfell Air, Inc.", "customer"),
                ("Helvane Aircraft S.A.", "supplier"),
            },
        ),
        (
            "1.01",
            "On March 4, 2019, our subsidiary Orrinfell Power LLC executed an Engineering, Procurement and "
            "Construction Contract with Bexton Constructors, Inc. for a power plant.",
            {
                ("Orrinfell Systems, Inc.", "client"),
                ("Orrinfell Power LLC", "client"),
                ("Bexton Constructors, Inc.", "service_provider"),
            },
        ),
        (
            "1.01",
            "On March 4, 2019, the Company leased to Harwick Pump Company a building in Boise, Idaho for ten years.",
            {("Orrinfell Systems, Inc.", "landlord"), ("Harwick Pump Company", "tenant")},
        ),
    ],
)
def test_with_whom_a_contract_is_made(item: str, text: str, parties: set[tuple[str, str]]) -> None:
    assert roles(only_deal(f"Item {item} Report\n\n{text}")) == dict(parties)


def test_a_short_name_that_the_contract_before_gives() -> None:
    text = """Item 1.01 Entry into a Material Definitive Agreement

On March 1, 2019, Orrinfell Systems, Inc. granted Gulf Table Company ("Gulf") an exclusive license for Kuwait.

At the same time Gulf and the Company signed a letter of intent under which Gulf would buy two restaurants."""
    first, second = proposed(text).deals
    assert roles(first).keys() == roles(second).keys() == {"Orrinfell Systems, Inc.", "Gulf Table Company"}


def test_a_contract_that_ends_in_connection_with_another_is_a_deal_of_its_own() -> None:
    text = """Item 1.01 Entry into a Material Definitive Agreement

On March 1, 2019, Orrinfell Systems, Inc. entered into a Supply Agreement with Dunmore Steel Company for steel plate.

Item 1.02 Termination of a Material Definitive Agreement

In connection with the foregoing, the Consulting Agreement with Larkfield Advisers LLC was terminated."""
    assert kinds(text) == [("supply", "entered"), ("services", "terminated")]


def test_a_contract_that_makes_room_for_another_belongs_to_it() -> None:
    text = """Item 1.01 Entry into a Material Definitive Agreement

On March 1, 2019, Orrinfell Systems, Inc. entered into a Supply Agreement with Dunmore Steel Company for steel plate.

Item 1.02 Termination of a Material Definitive Agreement

The agreement replaces the Tolling Agreement with Harwick Mills LLC dated May 1, 2012, which was terminated."""
    assert kinds(text) == [("supply", "entered")]


@pytest.mark.parametrize(
    ("text", "deal"),
    [
        (
            "The Company reported that Greyhaven Motors Company has decided not to renew its supply contract.",
            ("supply", "terminated"),
        ),
        (
            "The Company has exercised its right to terminate the lease of its headquarters in Boise, Idaho.",
            ("lease", "terminated"),
        ),
        (
            "The Company has renegotiated its coal supply contract with Harwick Mining Company.",
            ("supply", "amended"),
        ),
        (
            "The Company announced a multi-year agreement with Dunmore Steel Company to supply electrodes.",
            ("supply", "entered"),
        ),
        (
            "Under a new five-year contract, Orrinfell will deliver resin to Harwick Pump Company.",
            ("supply", "entered"),
        ),
    ],
)
def test_a_contract_told_in_an_item_on_anything(text: str, deal: tuple[str, str]) -> None:
    assert told("8.01", text) == [deal]


@pytest.mark.parametrize(
    "text",
    [
        "On March 4, 2019, the Company received a subpoena relating to its contract with the City of Tacoma.",
        "The trial of the claims of Veltane Optics, Inc. is set for May. Efforts to settle the litigation failed.",
        "The Company is a party to a supply agreement with Dunmore Steel Company, whose plant was damaged by fire.",
        "Calvane Biologics, Inc. announced results of a trial of ORX-4 under its agreement with the Company.",
    ],
)
def test_talk_of_a_contract_is_no_deal(text: str) -> None:
    assert told("8.01", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Orrinfell Systems, Inc. does not intend to sell its valve division and has signed no agreement to do so.",
        "Orrinfell Systems, Inc. has been asked about its Tolley plant. It has signed no agreement with anybody.",
        "On March 4, 2019, the Company said that it has reached no definitive agreement for the sale of the unit.",
        "The Company has not entered into an agreement to acquire Castrel Flow, Inc., whatever newspapers write.",
    ],
)
def test_what_was_not_agreed_is_no_deal(text: str) -> None:
    assert told("8.01", text) == []


@pytest.mark.parametrize("verb", ["divest", "dispose of", "convey"])
def test_to_agree_to_part_with_a_business_is_a_sale_entered_into(verb: str) -> None:
    deal = only_deal(
        f"Item 8.01 Report\n\nOn March 4, 2019, Orrinfell Systems, Inc. agreed to {verb} its valve division to Castrel "
        "Flow, Inc. for $55 million, of which $5 million will be placed in escrow."
    )
    assert (deal.type, deal.action) == ("asset_purchase", "entered")
    assert facts(deal.amounts) == {("purchase_price", "$55 million"), ("escrow", "$5 million")}


def test_a_merger_may_be_abandoned() -> None:
    text = (
        "Orrinfell Systems, Inc. and Castrel Flow, Inc. announced on March 5, 2019 that their boards had agreed to "
        "abandon their merger. A Termination Agreement was signed on March 4, 2019."
    )
    assert told("8.01", text) == [("merger", "terminated")]


def test_a_note_before_the_items_tells_the_merger_that_they_report() -> None:
    deal = only_deal(
        """
Introductory Note

On March 4, 2019, pursuant to the Agreement and Plan of Merger, dated January 7, 2019 (the "Merger Agreement"), among
Orrinfell Systems, Inc. ("Orrinfell"), Castrel Flow, Inc. ("Castrel") and Brindle Sub, Inc., a wholly owned subsidiary
of Castrel ("Sub"), Sub was merged with and into Orrinfell, which survives (the "Merger").

Item 2.01. Completion of Acquisition or Disposition of Assets.

At the effective time of the Merger, each share of Orrinfell then outstanding was converted into the right to receive
$21.35 in cash. The aggregate consideration was approximately $894 million.
"""
    )
    assert (deal.type, deal.action) == ("merger", "completed")
    assert {("price_per_share", "$21.35"), ("purchase_price", "$894 million")} <= facts(deal.amounts)


def test_who_became_party_to_an_agreement_entered_into_it() -> None:
    text = (
        "Concurrently with the completion of its public offering on March 4, 2019, Orrinfell Systems, Inc. became "
        "party to a credit agreement with Tarn Bank, N.A., as agent. The loan under it expires on March 4, 2024."
    )
    assert told("1.01", text) == [("credit", "entered")]
