"""Scores: what counts as found, as extra and as missed, and what the command does with it."""

from __future__ import annotations

import json
import re
import shutil
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from summarizer import OptionError, SourceError, Summary, summarize
from summarizer.cli import FAILED, MODEL, OK, USAGE, main
from summarizer.evaluation import GROUPS, Gold, Tally, evaluate, find_gold, score
from summarizer.models import Deal
from tests.conftest import EXAMPLES, KEY, ROOT
from tests.endpoint import Reply, completion, error, serving

LOOPBACK = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
Printed = pytest.CaptureFixture[str]

LICENSE_COVER: dict[str, Any] = {
    "form": "8-K",
    "registrant": "Tessarine Bioconjugates, Inc.",
    "state_of_incorporation": "Massachusetts",
    "commission_file_number": "000-90417",
    "ein": "98-7604412",
    "date_of_report": "2005-09-08",
    "items": ["1.01", "9.01"],
    "exhibits": ["99.1"],
    "signatory": {"name": "Philippa J. Ormandine", "title": "Vice President, Finance and Treasurer"},
}
LICENSE: dict[str, Any] = {
    "type": "license",
    "type_ok": ["collaboration"],
    "action": "renewed",
    "action_ok": ["amended"],
    "title": "Technology Access Agreement",
    "parties": [
        {"name": "Tessarine Bioconjugates, Inc.", "role": "licensor", "role_ok": [], "core": True},
        {"name": "Halvorsund Laboratories, Inc.", "role": "licensee", "role_ok": ["collaborator"], "core": True},
    ],
    "dates": [
        {"kind": "original_agreement", "kind_ok": ["agreement"], "value": "2000-09-08", "core": True},
        {"kind": "payment", "kind_ok": [], "value": "2005-09-09", "core": False},
    ],
    "amounts": [{"kind": "access_fee", "kind_ok": ["fee"], "value": "3500000", "currency": "USD", "core": True}],
    "percentages": [],
    "durations": [{"kind": "renewal_term", "kind_ok": ["term"], "months": "48", "core": True}],
    "must_say": ["There is no right to extend it again"],
}
CREDIT_COVER: dict[str, Any] = {
    "form": "8-K",
    "registrant": "Thistlemoor Industrial Products, Inc.",
    "state_of_incorporation": "Delaware",
    "commission_file_number": "001-92043",
    "ein": "98-7655127",
    "date_of_report": "2024-06-18",
    "items": ["1.01", "1.02", "2.03", "9.01"],
    "exhibits": ["10.1", "104"],
    "signatory": {"name": "Annelise K. Brodmoor", "title": "Vice President and Treasurer"},
}
CREDIT: dict[str, Any] = {
    "type": "credit",
    "action": "entered",
    "parties": [
        {"name": "Thistlemoor Industrial Products, Inc.", "role": "borrower"},
        {"name": "Fernhollow Bank, N.A.", "role": "agent", "role_ok": ["lender"]},
    ],
    "dates": [{"kind": "agreement", "value": "2024-06-18"}, {"kind": "maturity", "value": "2029-06-18"}],
    "amounts": [{"kind": "commitment", "value": "250000000"}, {"kind": "principal", "value": "175000000"}],
    "percentages": [{"kind": "margin", "value": "1.50"}],
    "durations": [],
}
RESULTS_COVER: dict[str, Any] = {
    "form": "8-K",
    "registrant": "Quillmere Instruments Corporation",
    "date_of_report": "2022-08-01",
    "items": ["2.02", "5.02", "9.01"],
    "exhibits": ["99.1", "104"],
}
COVERS = {"license-renewal": LICENSE_COVER, "credit-facility": CREDIT_COVER, "results-and-departure": RESULTS_COVER}
DEALS: dict[str, list[dict[str, Any]]] = {
    "license-renewal": [LICENSE],
    "credit-facility": [CREDIT],
    "results-and-departure": [],
}


def write_gold(folder: Path, name: str = "license-renewal", **changes: Any) -> Path:
    """Write an example filing and its gold file, some keys of it changed."""
    folder.mkdir(exist_ok=True)
    shutil.copy(EXAMPLES / f"{name}.txt", folder)
    data = {"id": name, "filing_file": f"{name}.txt", "filing": COVERS[name], "deals": DEALS[name], "notes": "none"}
    path = folder / f"{name}.gold.json"
    path.write_text(json.dumps({**data, **changes}), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "gold"


@cache
def parsed(name: str) -> Summary:
    """Return an example's summary, of which the tests take the cover."""
    return summarize(EXAMPLES / f"{name}.txt", model="rules")


def deal(gold: dict[str, Any], **changes: Any) -> Deal:
    """Return the deal that says exactly what a gold deal says, some of it changed."""
    said = {key: value for key, value in {**gold, **changes}.items() if key in ("type", "action", "title")}
    groups = {group: [fact(one) for one in {**gold, **changes}[group]] for group in GROUPS}
    return Deal.model_validate({**said, "id": "d1", "headline": "A deal.", "subject": "A deal.", **groups})


def fact(gold: dict[str, Any]) -> dict[str, Any]:
    """Return the fact of a summary that says what a gold fact says."""
    said = {key: value for key, value in gold.items() if key not in ("core", "kind_ok", "role_ok")}
    return {"id": "d1.x.1", **({} if "name" in gold else {"text": ""}), **said}


def summary(*deals: Deal, name: str = "license-renewal", **filing: Any) -> Summary:
    """Return an example's summary with these deals instead of its own."""
    made = parsed(name)
    return made.model_copy(update={"deals": deals, "filing": made.filing.model_copy(update=filing)})


def read(folder: Path, name: str = "license-renewal", **changes: Any) -> Gold:
    """Write a gold file and read it back."""
    write_gold(folder, name, **changes)
    (gold,) = find_gold(folder)
    return gold


def scored(folder: Path, group: str, gold: list[dict[str, Any]], said: list[dict[str, Any]]) -> Tally:
    """Return the tally of one group where gold and the summary differ in nothing else."""
    expected = read(folder, deals=[{**LICENSE, group: gold}])
    return score(expected, summary(deal(LICENSE, **{group: said})))[group]


def cover(folder: Path, **filing: Any) -> dict[str, bool]:
    """Return which fields of the cover are right, some fields of the summary changed."""
    return {name: bool(t.right) for name, t in score(read(folder), summary(**filing)).cover.items()}


# -- facts -------------------------------------------------------------------------------------------------------------


def test_a_summary_that_says_what_gold_says_is_perfect(folder: Path) -> None:
    found = score(read(folder), summary(deal(LICENSE)))
    assert found.facts == Tally(found=5, right=5, labelled=5)
    assert found["deals"] == Tally(found=1)
    assert found["type"] == found["action"] == Tally(right=1, labelled=1)
    assert found.cover_all == Tally(right=9, labelled=9)


SAME = {
    "parties": [
        ("Halvorsund Laboratories, Inc.", "HALVORSUND LABORATORIES INC"),
        ("Halvorsund Laboratories, Inc.", "Halvorsund"),
        ("Halvorsund Laboratories", 'Halvorsund Laboratories, Inc. (the "Licensee")'),
        ("The Fernhollow Company", "Fernhollow L.L.C."),
        ("Fernhollow Bank, N.A.", "Fernhollow National Association"),
        ("Quill & Sons plc", "Quill and Son Limited"),
        ("Ada Mary Quill", "Ada M. Quill, Ada Mary"),
        ("Red Oak River Mill Works", "Red Oak River Dam Works"),
        ("The Limited", "Limited, The"),
    ],
    "dates": [("2005-09-09", "2005-09-09"), ("2005", "2005")],
    "amounts": [("3500000", "3500000.00"), ("3500000", "3,500,000"), ("0.25", "$0.25")],
    "percentages": [("2.75", "2.750"), ("10", "1E+1")],
    "durations": [("3", "2.9"), ("3", "3.1"), ("48", "48.0")],
}
OTHER = {
    "parties": [
        ("Halvorsund Laboratories, Inc.", "Tessarine Laboratories, Inc."),
        ("Red Oak River Mill", "Red Oak Hill Dam"),
        ("Red Oak Mill", "Red Oak Dam"),
        ("Elm Capital, N.A.", "Oak Capital, N.A."),
        ("Elm Trust Company, National Association", "Oak Trust Company, National Association"),
        ("Halvorsund", "(Halvorsund)"),
    ],
    "dates": [("2005-09-09", "2005-09"), ("2005-09", "2005-09-09"), ("2005-09-09", "2005-09-10")],
    "amounts": [("3500000", "3.5"), ("3500000", "35000000"), ("3500000", "some"), ("3500000", "NaN")],
    "percentages": [("2.75", "2.76"), ("2.75", "275")],
    "durations": [("3", "2.89"), ("3", "3.2"), ("3", "three"), ("3", "NaN")],
}
CASES_SAME = [(group, ours, theirs) for group, pairs in SAME.items() for ours, theirs in pairs]
CASES_OTHER = [(group, ours, theirs) for group, pairs in OTHER.items() for ours, theirs in pairs]


def one(group: str, value: str | None, label: str | None = None, **more: Any) -> dict[str, Any]:
    """Return a fact of a group with its value, and a label that all of a group may have."""
    value_key = {"parties": "name", "durations": "months"}.get(group, "value")
    return {"role" if group == "parties" else "kind": label or "other", value_key: value, **more}


@pytest.mark.parametrize(("group", "ours", "theirs"), CASES_SAME)
def test_a_value_is_found_however_it_is_written(group: str, ours: str, theirs: str, folder: Path) -> None:
    assert scored(folder, group, [one(group, ours)], [one(group, theirs)]) == Tally(found=1, right=1, labelled=1)


@pytest.mark.parametrize(("group", "ours", "theirs"), CASES_OTHER)
def test_another_value_is_both_missed_and_extra(group: str, ours: str, theirs: str, folder: Path) -> None:
    assert scored(folder, group, [one(group, ours)], [one(group, theirs)]) == Tally(missed=1, extra=1)


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ({}, {}, True),
        ({}, {"currency": "USD"}, True),
        ({"currency": None}, {"currency": "USD"}, True),
        ({"currency": "USD"}, {"currency": None}, True),
        ({"currency": "EUR"}, {"currency": "EUR"}, True),
        ({"currency": "EUR"}, {}, False),
        ({}, {"currency": "EUR"}, False),
    ],
)
def test_amounts_are_the_same_in_the_same_currency_dollars_where_none_is_given(
    ours: dict[str, Any], theirs: dict[str, Any], same: bool, folder: Path
) -> None:
    gold, said = one("amounts", "5", **ours), one("amounts", "5", **theirs)
    assert bool(scored(folder, "amounts", [gold], [said]).found) is same


def test_the_figures_of_a_gold_file_may_be_numbers(folder: Path) -> None:
    gold = {"kind": "margin", "value": 2.75}
    assert scored(folder, "percentages", [gold], [one("percentages", "2.75", "margin")]).found == 1


@pytest.mark.parametrize("group", GROUPS)
def test_what_is_not_core_counts_neither_found_nor_missed(group: str, folder: Path) -> None:
    value = "2012"
    gold = [one(group, value, core=False)]
    assert scored(folder, group, gold, []) == Tally()
    assert scored(folder, group, gold, [one(group, value)]) == Tally()


@pytest.mark.parametrize("group", GROUPS)
def test_a_fact_is_core_where_gold_does_not_say(group: str, folder: Path) -> None:
    assert scored(folder, group, [one(group, "2012")], []) == Tally(missed=1)


@pytest.mark.parametrize("group", GROUPS)
def test_what_gold_does_not_list_is_extra_each_time_it_is_said(group: str, folder: Path) -> None:
    assert scored(folder, group, [], [one(group, "2007"), one(group, "2007")]) == Tally(extra=2)


@pytest.mark.parametrize("group", GROUPS)
def test_a_value_said_again_is_neither_right_nor_wrong(group: str, folder: Path) -> None:
    assert scored(folder, group, [one(group, "2007")], [one(group, "2007")] * 3) == Tally(found=1, right=1, labelled=1)


def test_a_value_that_gold_has_twice_is_found_twice_by_saying_it_once(folder: Path) -> None:
    gold = [one("amounts", "7", "fee"), one("amounts", "7", "deposit")]
    assert scored(folder, "amounts", gold, [one("amounts", "7", "fee")]) == Tally(found=2, right=1, labelled=2)


@pytest.mark.parametrize(
    ("group", "label", "ok", "wrong"),
    [
        ("parties", "licensor", "licensee", "buyer"),
        ("dates", "closing", "effective", "maturity"),
        ("amounts", "fee", "access_fee", "rent"),
        ("percentages", "margin", "interest_rate", "ownership"),
        ("durations", "term", "renewal_term", "vesting"),
    ],
)
def test_a_label_is_right_where_gold_has_it_or_lets_it_pass(
    group: str, label: str, ok: str, wrong: str, folder: Path
) -> None:
    gold = one(group, "2007", label, **{"role_ok" if group == "parties" else "kind_ok": [ok]})
    for given, right in ((label, 1), (ok, 1), (wrong, 0)):
        assert scored(folder, group, [gold], [one(group, "2007", given)]) == Tally(found=1, right=right, labelled=1)
    assert scored(folder, group, [gold], [one(group, "2007", wrong), one(group, "2007", ok)]).right == 1


@pytest.mark.parametrize("status", ["redacted", "not_disclosed", "incorporated_elsewhere"])
def test_what_a_summary_says_is_not_there_is_no_extra_and_finds_nothing(status: str, folder: Path) -> None:
    said = one("amounts", "7", status=status)
    assert scored(folder, "amounts", [one("amounts", "7")], [said]) == Tally(missed=1)
    assert scored(folder, "amounts", [], [said]) == Tally()


@pytest.mark.parametrize("group", ["dates", "amounts", "percentages", "durations"])
def test_a_fact_without_a_value_is_no_extra(group: str, folder: Path) -> None:
    assert scored(folder, group, [], [one(group, None)]) == Tally()


def test_shares_of_nothing_are_one_and_f1_is_the_harmonic_mean() -> None:
    nothing = Tally()
    assert (nothing.precision, nothing.recall, nothing.f1, nothing.accuracy) == (1, 1, 1, 1)
    some = Tally(found=3, extra=1, missed=3, right=1, labelled=3)
    assert (some.precision, some.recall) == (0.75, 0.5)
    assert some.f1 == pytest.approx(0.6)
    assert some.accuracy == pytest.approx(1 / 3)
    assert Tally(extra=1, missed=1).f1 == 0


# -- deals -------------------------------------------------------------------------------------------------------------


def test_a_missing_deal_costs_its_core_facts_and_its_labels(folder: Path) -> None:
    found = score(read(folder), summary())
    assert found["deals"] == Tally(missed=1)
    assert found["type"] == found["action"] == Tally(labelled=1)
    assert found.facts == Tally(missed=5)


def test_a_made_up_deal_costs_all_it_says_and_has_no_labels(folder: Path) -> None:
    found = score(read(folder, deals=[]), summary(deal(LICENSE)))
    assert found["deals"] == Tally(extra=1)
    assert found["type"] == found["action"] == Tally()
    assert found.facts == Tally(extra=6)


def test_a_filing_without_a_deal_asks_for_none(folder: Path) -> None:
    found = score(read(folder, "results-and-departure"), summary(name="results-and-departure"))
    assert found.facts == found["deals"] == Tally()
    assert found.facts.f1 == 1
    assert set(found.cover) == {"registrant", "date_of_report", "form", "items", "exhibits"}
    assert found.cover_all.accuracy == 1


@pytest.mark.parametrize(
    ("said", "types", "actions"),
    [
        ({"type": "license", "action": "renewed"}, 1, 1),
        ({"type": "collaboration", "action": "amended"}, 1, 1),
        ({"type": "supply", "action": "entered"}, 0, 0),
    ],
)
def test_type_and_action_are_right_where_gold_has_them_or_lets_them_pass(
    said: dict[str, str], types: int, actions: int, folder: Path
) -> None:
    found = score(read(folder), summary(deal(LICENSE, **said)))
    assert (found["type"], found["action"]) == (Tally(right=types, labelled=1), Tally(right=actions, labelled=1))


@pytest.mark.parametrize("turned", [False, True])
def test_deals_are_paired_by_what_they_share_and_not_by_their_order(turned: bool, folder: Path) -> None:
    deals = [deal(LICENSE), deal(CREDIT, type="license")]  # the type alone would pair both with the first
    found = score(read(folder, deals=[LICENSE, CREDIT]), summary(*(reversed(deals) if turned else deals)))
    assert found["deals"] == Tally(found=2)
    assert (found.facts.extra, found.facts.missed) == (0, 0)
    assert found["type"] == Tally(right=1, labelled=2)


def test_the_closest_two_are_paired_and_the_rest_is_extra(folder: Path) -> None:
    half = deal(LICENSE, amounts=[], durations=[])
    found = score(read(folder), summary(half, deal(LICENSE)))
    assert found["deals"] == Tally(found=1, extra=1)
    assert found.facts == Tally(found=5, extra=4, right=5, labelled=5)


def test_deals_that_share_nothing_are_not_paired(folder: Path) -> None:
    found = score(read(folder), summary(deal(CREDIT)))
    assert found["deals"] == Tally(missed=1, extra=1)


def test_a_shared_type_is_enough_to_pair_deals_and_says_more_than_a_shared_amount(folder: Path) -> None:
    nothing: dict[str, Any] = {group: [] for group in GROUPS}
    by_type = deal(LICENSE, **nothing)
    by_amount = deal(LICENSE, **{**nothing, "amounts": LICENSE["amounts"], "type": "supply"})
    assert score(read(folder), summary(by_type))["deals"] == Tally(found=1)
    assert score(read(folder), summary(by_amount, by_type))["type"] == Tally(right=1, labelled=1)


def test_a_shared_date_is_enough_to_pair_deals_and_a_shared_duration_is_not(folder: Path) -> None:
    nothing: dict[str, Any] = {"type": "supply", **{group: [] for group in GROUPS}}
    by_date = score(read(folder), summary(deal(LICENSE, **{**nothing, "dates": LICENSE["dates"]})))
    by_duration = score(read(folder), summary(deal(LICENSE, **{**nothing, "durations": LICENSE["durations"]})))
    assert by_date["deals"] == Tally(found=1)
    assert by_duration["deals"] == Tally(missed=1, extra=1)


# -- the cover ---------------------------------------------------------------------------------------------------------


FIELDS = (
    "form registrant state_of_incorporation commission_file_number ein date_of_report items exhibits signatory".split()
)


def registrant(**changes: Any) -> dict[str, Any]:
    return {"registrant": parsed("license-renewal").filing.registrant.model_copy(update=changes)}


def wrong(field: str) -> dict[str, Any]:
    """Return what makes one field of the cover wrong."""
    filing = parsed("license-renewal").filing
    changes: dict[str, dict[str, Any]] = {
        "form": {"form": "8-K/A"},
        "registrant": registrant(name="Tessarine, Inc."),
        "state_of_incorporation": registrant(state_of_incorporation=None),
        "commission_file_number": registrant(commission_file_number="000-90418"),
        "ein": registrant(ein="98-7604413"),
        "date_of_report": {"date_of_report": "2005-09"},
        "items": {"items": tuple(reversed(filing.items))},
        "exhibits": {"exhibits": ()},
        "signatory": {"signatory": filing.signatory.model_copy(update={"name": "Ada Quill"})},
    }
    return changes[field]


def test_every_field_of_the_cover_is_right_where_it_is_what_gold_says(folder: Path) -> None:
    assert cover(folder) == dict.fromkeys(FIELDS, True)


@pytest.mark.parametrize("field", FIELDS)
def test_a_wrong_field_of_the_cover_is_wrong_alone(field: str, folder: Path) -> None:
    assert [name for name, right in cover(folder, **wrong(field)).items() if not right] == [field]


def test_case_and_punctuation_of_a_name_or_number_on_the_cover_do_not_count(folder: Path) -> None:
    written = registrant(name="TESSARINE BIOCONJUGATES INC", ein="98 7604412", state_of_incorporation="massachusetts")
    assert all(cover(folder, **written).values())


def test_exhibits_may_come_in_any_order(folder: Path) -> None:
    shown = parsed("credit-facility").filing.exhibits
    found = score(read(folder, "credit-facility"), summary(name="credit-facility", exhibits=tuple(reversed(shown))))
    assert found.cover["exhibits"] == Tally(right=1, labelled=1)


def test_what_gold_leaves_open_on_the_cover_is_not_asked_for(folder: Path) -> None:
    filing = {**LICENSE_COVER, "ein": None, "signatory": {"name": None}}
    del filing["date_of_report"]
    found = score(read(folder, filing=filing), summary())
    assert set(FIELDS) - set(found.cover) == {"ein", "signatory", "date_of_report"}


def test_an_empty_summary_has_nothing_right_but_exhibits_where_there_are_none(folder: Path) -> None:
    found = score(read(folder, filing={**LICENSE_COVER, "exhibits": []}), None)
    assert [name for name, tally in found.cover.items() if tally.right] == ["exhibits"]
    assert found.facts == Tally(missed=5)


# -- gold files --------------------------------------------------------------------------------------------------------


def test_the_gold_file_in_the_documentation_is_one_and_its_cover_is_that_of_the_example(folder: Path) -> None:
    shown = re.search(r"```json\n(.*?)```", (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    data = json.loads(shown[1])
    gold = read(folder, **{**data, "filing_file": "license-renewal.txt"})
    assert gold.id == data["id"]
    assert score(gold, parsed("license-renewal")).cover_all == Tally(right=9, labelled=9)


def test_gold_files_are_found_in_folders_of_the_folder_and_sorted(folder: Path) -> None:
    write_gold(folder)
    write_gold(folder / "more", "credit-facility")
    write_gold(folder / "another", "results-and-departure")
    assert [gold.id for gold in find_gold(folder)] == ["results-and-departure", "license-renewal", "credit-facility"]


def changed(**changes: Any) -> str:
    data = {"id": "x", "filing_file": "license-renewal.txt", "filing": LICENSE_COVER, "deals": [LICENSE]}
    return json.dumps({**data, **changes})


BAD_GOLD: dict[str, tuple[str | bytes, str]] = {
    "no JSON": ("{", "the whole text: Invalid JSON"),
    "a list": ("[]", "the whole text: Input should be"),
    "no text": (b"\xff\xfe", "the whole text: Invalid JSON"),
    "no deals": (changed(deals=None), "deals: Field required"),
    "no id": (changed(id=None), "id: Field required"),
    "no items": (changed(filing={**LICENSE_COVER, "items": None}), "filing.items: Field required"),
    "no action": (changed(deals=[{"type": "license"}]), "deals.0.action: Field required"),
    "no such type": (
        changed(deals=[{**LICENSE, "type": "licence"}]),
        "deals.0.type: Value error, 'licence' is no deal",
    ),
    "no such label": (
        changed(deals=[{**LICENSE, "dates": [{"kind": "signing", "value": "2005"}]}]),
        "deals.0.dates.0.kind: Input should be 'agreement'",
    ),
    "a label too many": (
        changed(deals=[{**LICENSE, "parties": [{"name": "A", "role": "buyer", "role_ok": ["owner"]}]}]),
        "deals.0.parties.0.role_ok.0: ",
    ),
    "a fact without a value": (
        changed(deals=[{**LICENSE, "durations": [{"kind": "term"}]}]),
        "deals.0.durations.0.months: Field required",
    ),
    "a figure in words": (
        changed(deals=[{**LICENSE, "amounts": [{"kind": "fee", "value": "2 million"}]}]),
        "deals.0.amounts.0.value: Value error, '2 million' is no number",
    ),
    "no such filing": (changed(filing_file="gone.txt"), "names a filing that is not there: gone.txt"),
}


@pytest.mark.parametrize("fault", BAD_GOLD)
def test_a_bad_gold_file_ends_the_command_with_one_line_that_names_it(
    fault: str, folder: Path, capsys: Printed
) -> None:
    content, told = BAD_GOLD[fault]
    path = write_gold(folder)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert main(["evaluate", str(folder)]) == FAILED
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert line.startswith(f"summarizer: error: {path} ")
    assert told in line


@pytest.mark.parametrize("made", [True, False], ids=["empty", "missing"])
def test_a_folder_without_gold_files_is_told(made: bool, folder: Path, capsys: Printed) -> None:
    if made:
        folder.mkdir()
    assert main(["evaluate", str(folder)]) == FAILED
    assert capsys.readouterr().err == f"summarizer: error: {folder} holds no *.gold.json file\n"


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.fixture
def three(folder: Path) -> Path:
    for name in COVERS:
        write_gold(folder, name)
    return folder


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """Return a folder with a summary of each of the three; the credit deal has one amount wrong."""
    place = tmp_path / "summaries"
    place.mkdir()
    wrong = [{"kind": "commitment", "value": "250000000"}, {"kind": "principal", "value": "17500000"}]
    for name, deals in (
        ("license-renewal", [deal(LICENSE)]),
        ("credit-facility", [deal(CREDIT, amounts=wrong)]),
        ("results-and-departure", []),
    ):
        (place / f"{name}.json").write_text(summary(*deals, name=name).to_json(), encoding="utf-8")
    return place


def test_the_built_in_extractor_is_scored_by_default_and_said(three: Path, capsys: Printed) -> None:
    assert main(["evaluate", str(three), "--format", "json"]) == OK
    printed = capsys.readouterr()
    data = json.loads(printed.out)
    assert printed.err == "summarizer: no model is used: the built-in extractor is scored; see --model\n"
    assert (data["filings"], data["failed"], data["engines"]) == (3, [], ["rules"])
    assert data["facts"]["tp"] + data["facts"]["fn"] == 12
    assert data["cover_all"] == 1
    assert data["checks"]["facts"] == data["checks"]["verified"] > 0
    assert (data["cost"]["model_calls"], data["cost"]["input_tokens"], data["cost"]["usd"]) == (0, 0, None)


def test_stored_summaries_are_scored_without_an_engine(three: Path, stored: Path, capsys: Printed) -> None:
    assert main(["evaluate", str(three), "--summaries", str(stored), "--format", "json"]) == OK
    printed = capsys.readouterr()
    data = json.loads(printed.out)
    assert printed.err == ""
    assert data["facts"] == {
        "precision": 0.9167, "recall": 0.9167, "f1": 0.9167, "tp": 11, "fp": 1, "fn": 1, "label": 1, "labelled": 11,
    }  # fmt: skip
    assert (data["amounts"]["tp"], data["amounts"]["fp"], data["amounts"]["fn"]) == (2, 1, 1)
    assert data["deals"] == {"precision": 1, "recall": 1, "f1": 1, "tp": 2, "fp": 0, "fn": 0}
    assert data["type"] == data["action"] == {"label": 1, "labelled": 2}
    assert data["cover"] == dict.fromkeys(sorted(FIELDS), 1)
    assert "per_filing" not in data


def test_the_scores_of_each_filing_come_where_they_are_asked_for(three: Path, stored: Path, capsys: Printed) -> None:
    command = ["evaluate", str(three), "--summaries", str(stored), "--per-filing"]
    assert main([*command, "--format", "json"]) == OK
    each = {one["id"]: one for one in json.loads(capsys.readouterr().out)["per_filing"]}
    assert {name: (one["facts"]["tp"], one["facts"]["fn"]) for name, one in each.items()} == {
        "credit-facility": (6, 1),
        "license-renewal": (5, 0),
        "results-and-departure": (0, 0),
    }
    assert all(one["cover_wrong"] == [] and one["error"] is None for one in each.values())
    assert main(command) == OK
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("credit-facility"))
    assert " ".join(line.split()) == (
        "credit-facility deals 1/1 (+0) facts F1 0.857 (found 6, extra 1, missed 1) cover wrong: -"
    )


def test_the_table_is_what_a_person_gets_by_default(three: Path, stored: Path, capsys: Printed) -> None:
    assert main(["evaluate", str(three), "--summaries", str(stored)]) == OK
    out = capsys.readouterr().out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "3 filings, 0 failed · rules"
    assert "precision recall F1 label found extra missed" in lines
    assert "facts 0.917 0.917 0.917 1.000 11 1 1" in lines
    assert "deals 1.000 1.000 1.000 2 0 0" in lines
    assert "amounts 0.667 0.667 0.667 1.000 2 1 1" in lines
    assert "type 1.000 2 of 2" in lines
    assert "date of report 1.000 3 of 3" in lines
    assert any(re.fullmatch(r"cost 0 model calls, 0 tokens in, 0 out, [\d.]+ seconds", line) for line in lines)
    assert max(map(len, out.splitlines())) <= 96


@pytest.mark.parametrize(
    ("content", "told"), [(None, "No such file"), ("{}", "license-renewal: not a summary of schema version 1: filing")]
)
def test_a_summary_that_cant_be_read_counts_as_empty_and_is_named(
    content: str | None, told: str, three: Path, stored: Path, capsys: Printed
) -> None:
    path = stored / "license-renewal.json"
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert main(["evaluate", str(three), "--summaries", str(stored), "--format", "json"]) == FAILED
    printed = capsys.readouterr()
    data = json.loads(printed.out)
    (line,) = printed.err.splitlines()
    assert "license-renewal" in line
    assert told in line
    assert [failed["id"] for failed in data["failed"]] == ["license-renewal"]
    assert (data["facts"]["tp"], data["facts"]["fn"], data["deals"]["fn"]) == (6, 6, 1)


def test_a_filing_that_cant_be_read_does_not_lose_the_others(three: Path, capsys: Printed) -> None:
    (three / "license-renewal.txt").write_text("Dear Ada,\n\nThe quills came on Monday.\n", encoding="utf-8")
    assert main(["evaluate", str(three), "--per-filing"]) == FAILED
    printed = capsys.readouterr()
    assert "license-renewal.txt is no Form 8-K" in printed.err
    assert printed.out.startswith("3 filings, 1 failed · rules\n")
    assert re.search(r"^license-renewal .*found 0, extra 0, missed 5.*FAILED$", printed.out, re.MULTILINE)
    assert re.search(r"^credit-facility .*found [1-9].*cover wrong: -$", printed.out, re.MULTILINE)


def test_an_engine_that_breaks_on_one_filing_is_asked_for_the_others(three: Path) -> None:
    def engine(gold: Gold) -> Summary:
        if gold.id == "credit-facility":
            raise ZeroDivisionError("a mistake")
        return parsed(gold.id)

    results = list(evaluate(find_gold(three), engine))
    assert [type(result.error) for result in results] == [ZeroDivisionError, type(None), type(None)]
    assert results[0].score.facts == Tally(missed=7)


def test_an_engine_that_can_do_nothing_is_told_at_once(three: Path) -> None:
    def engine(_: Gold) -> Summary:
        raise OptionError("no such model")

    with pytest.raises(OptionError, match="no such model"):
        list(evaluate(find_gold(three), engine))


@pytest.mark.parametrize("option", [("--model", "rules"), ("--base-url", "http://127.0.0.1:9/v1")])
def test_stored_summaries_and_an_engine_do_not_go_together(
    option: tuple[str, str], three: Path, stored: Path, capsys: Printed
) -> None:
    assert main(["evaluate", str(three), "--summaries", str(stored), *option]) == USAGE
    assert "--summaries runs no engine: leave --model and --base-url out" in capsys.readouterr().err


def test_a_folder_of_summaries_that_is_not_there_is_told(three: Path, tmp_path: Path, capsys: Printed) -> None:
    assert main(["evaluate", str(three), "--summaries", str(tmp_path / "gone")]) == FAILED
    assert capsys.readouterr() == ("", f"summarizer: error: there is no folder {tmp_path / 'gone'}\n")


def test_a_gold_file_that_cant_be_opened_is_a_source_error(folder: Path) -> None:
    (folder / "x.gold.json").mkdir(parents=True)
    with pytest.raises(SourceError, match=r"can't read .*x\.gold\.json"):
        find_gold(folder)


def test_the_price_is_told_where_every_summary_states_one(three: Path, stored: Path, capsys: Printed) -> None:
    command = ["evaluate", str(three), "--summaries", str(stored), "--format", "json"]
    for path, price in zip(sorted(stored.iterdir()), ("0.5", "1.0", "0.25"), strict=True):
        data = json.loads(path.read_text(encoding="utf-8"))
        data["run"]["cost_usd"] = price
        path.write_text(json.dumps(data), encoding="utf-8")
    assert main(command) == OK
    assert json.loads(capsys.readouterr().out)["cost"]["usd"] == "1.75"
    data["run"]["cost_usd"] = None
    path.write_text(json.dumps(data), encoding="utf-8")
    assert main(command) == OK
    assert json.loads(capsys.readouterr().out)["cost"]["usd"] is None


# -- models ------------------------------------------------------------------------------------------------------------


def finds_nothing(body: dict[str, Any]) -> Reply:
    """Answer as a model would that sees no deal: 100 tokens in and 10 out, each time."""
    if '"deals"' in json.dumps(body) and "brief" not in body["response_format"]["json_schema"]["name"].lower():
        return completion('{"deals": [], "events": []}')
    return completion('{"title": "Nothing", "paragraphs": []}')


@LOOPBACK
def test_a_model_is_scored_with_its_calls_and_tokens(folder: Path, capsys: Printed) -> None:
    write_gold(folder)
    with serving(finds_nothing) as endpoint:
        code = main(["evaluate", str(folder), "--model", "openai/m", "--base-url", endpoint.url, "--format", "json"])
    printed = capsys.readouterr()
    assert code == OK, printed.err
    data = json.loads(printed.out)
    asked = len(endpoint.bodies)
    assert data["engines"] == ["openai/m"]
    assert data["facts"]["fn"] == 5
    assert data["cover_all"] == 1
    assert (data["cost"]["input_tokens"], data["cost"]["output_tokens"]) == (100 * asked, 10 * asked)
    assert 0 < data["cost"]["model_calls"] <= asked


@LOOPBACK
def test_a_model_that_fails_ends_with_3_and_its_calls_are_counted(
    three: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with serving(lambda _: completion("There are no deals.")) as endpoint:
        code = main(["evaluate", str(three), "--model", "openai/m", "--base-url", endpoint.url, "--format", "json"])
    printed = capsys.readouterr()
    assert code == MODEL
    assert [line.split(": ")[2] for line in printed.err.splitlines()] == sorted(COVERS)
    data = json.loads(printed.out)
    assert len(data["failed"]) == 3
    assert data["facts"]["fn"] == 12
    assert data["cost"]["model_calls"] == 3
    assert data["cost"]["input_tokens"] == 100 * len(endpoint.bodies)


@LOOPBACK
def test_a_refused_key_ends_the_evaluation_at_once_with_nothing_scored(
    three: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(lambda _: error(401, "no")) as endpoint:
        code = main(["evaluate", str(three), "--model", "openai/m", "--base-url", endpoint.url])
    printed = capsys.readouterr()
    assert (code, printed.out, len(endpoint.bodies)) == (MODEL, "", 1)
    assert "refuses the key" in printed.err
