"""The built-in extractor and mergers: who buys whom, by who merges into, becomes a subsidiary of or acquires whom."""

from __future__ import annotations

import pytest

from tests.test_rules import only_deal, roles

PARTIES = (
    "On March 4, 2019, Orrinfell Systems, Inc. entered into an Agreement and Plan of Merger with Vellan plc and Tarn "
    "Acquisition II Corp., an indirect subsidiary of Vellan plc. "
)


@pytest.mark.parametrize(
    ("told", "registrant", "other"),
    [
        (f"{PARTIES}The board of Orrinfell approved it.", "target", "buyer"),
        (f"{PARTIES}Tarn Acquisition II Corp. will be merged with and into Orrinfell.", "target", "buyer"),
        (f"{PARTIES}Orrinfell will merge into Tarn Acquisition II Corp.", "target", "buyer"),
        (
            "On March 4, 2019, Orrinfell Systems, Inc. announced the merger of a subsidiary of Orrinfell with and into "
            'Vellan plc ("Vellan") and the signing of a Merger Agreement with Vellan.',
            "buyer",
            "target",
        ),
        (
            "On March 4, 2019, Orrinfell Systems, Inc. entered into a Merger Agreement by and among the Company, "
            "Vellan plc and Tarn Merger Sub, Inc.",
            "target",
            "buyer",
        ),
        (
            "On March 4, 2019, Orrinfell Systems, Inc. entered into a Merger Agreement with Vellan plc and Tarn "
            "Merger Sub, Inc., our wholly owned subsidiary. Tarn Merger Sub, Inc. will merge into Vellan, with Vellan "
            "surviving as our wholly owned subsidiary.",
            "buyer",
            "target",
        ),
        (
            "On March 4, 2019, Orrinfell Systems, Inc. and Vellan plc signed a Merger Agreement. When it closes, "
            "Vellan will become a wholly owned subsidiary of Orrinfell.",
            "buyer",
            "target",
        ),
    ],
)
def test_who_buys_whom_is_told_by_who_merges_into_whom(told: str, registrant: str, other: str) -> None:
    deal = only_deal(f"\nItem 1.01. Entry into a Material Definitive Agreement.\n\n{told}\n")
    found = roles(deal)
    assert (deal.type, found["Orrinfell Systems, Inc."], found["Vellan plc"]) == ("merger", registrant, other)
    assert {role for name, role in found.items() if "Tarn" in name} <= {"merger_sub"}


def test_under_a_new_holding_company_the_verbs_tell_who_buys_whom() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc., Castrel Holdco Corp., a wholly owned subsidiary of Orrinfell ("Holdco"),
Quell Merger Sub I, Inc. and Quell Merger Sub II, Inc., each a wholly owned subsidiary of Holdco, and Vellan plc entered
into a Merger Agreement. Quell Merger Sub I, Inc. will merge into Orrinfell, and Quell Merger Sub II, Inc. will merge
into Vellan. Orrinfell will acquire Vellan under its new holding company.
"""
    )
    assert roles(deal)["Orrinfell Systems, Inc."] == "buyer"
    assert roles(deal)["Vellan plc"] == "target"


def test_from_whom_shares_are_bought_is_the_seller_and_another_s_lender_no_party() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, Orrinfell Systems, Inc. (the "Company") entered into a Share Purchase Agreement with Vellan GmbH (the
"Seller") to purchase all of the issued share capital of Quell Messtechnik GmbH for EUR 41.5 million. It will repay the
debt that Quell owes under a loan agreement with Tarn Bank, N.A., as administrative agent.
"""
    )
    assert roles(deal) == {
        "Orrinfell Systems, Inc.": "buyer",
        "Vellan GmbH": "seller",
        "Quell Messtechnik GmbH": "target",
    }


def test_who_gives_a_right_licenses_it() -> None:
    deal = only_deal(
        """
Item 1.01. Entry into a Material Definitive Agreement.

On March 4, 2019, a subsidiary of Orrinfell Systems, Inc. signed a development agreement with Quell Restaurants
LLC, giving
it the right to open 12 restaurants. Quell Restaurants will pay royalties of 5% of sales.
"""
    )
    assert roles(deal) == {"Orrinfell Systems, Inc.": "licensor", "Quell Restaurants LLC": "licensee"}
    assert [(one.kind, one.words) for one in deal.percentages] == [("royalty_rate", "5%")]
