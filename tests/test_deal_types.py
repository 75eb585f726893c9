from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from summarizer import vocabulary
from summarizer.deal_types import DealType, deal_types, load
from summarizer.extraction.rules import signals

GROUPS = {
    "dates": vocabulary.DateKind,
    "amounts": vocabulary.AmountKind,
    "percentages": vocabulary.PercentageKind,
    "durations": vocabulary.DurationKind,
    "quantities": vocabulary.QuantityKind,
    "provisions": vocabulary.ProvisionKind,
}
FACTS = {f"{group}.{kind}" for group, kinds in GROUPS.items() for kind in vocabulary.words(kinds)}
CONTRACT = [
    "license",
    "collaboration",
    "merger",
    "asset_purchase",
    "credit",
    "debt_securities",
    "equity",
    "lease",
    "supply",
    "services",
    "joint_venture",
    "employment",
    "compensation",
    "settlement",
    "rights_plan",
    "securitization",
    "other",
]

NEW_TYPE = """
order = 25
description = "Naming rights to a stadium."
roles = ["supplier", "customer"]
core = ["amounts.fee"]
optional = []
questions = ["Which stadium?"]
guidance = ""
cues = ["naming rights"]
"""


def test_the_types_are_those_of_the_contract_in_its_order() -> None:
    assert list(deal_types()) == CONTRACT


@pytest.mark.parametrize("kind", deal_types().values(), ids=lambda kind: kind.name)
def test_every_file_uses_the_words_of_the_contract(kind: DealType) -> None:
    assert set(kind.roles) <= set(vocabulary.words(vocabulary.Role))
    assert {fact for core in kind.core for fact in core.split("|")} <= FACTS
    assert set(kind.optional) <= FACTS
    assert not set(kind.core) & set(kind.optional)


@pytest.mark.parametrize("kind", deal_types().values(), ids=lambda kind: kind.name)
def test_every_file_says_what_the_type_is(kind: DealType) -> None:
    assert kind.description.endswith(".")
    assert len(kind.roles) == 2
    assert kind.core
    assert all(question.endswith("?") for question in kind.questions)
    assert kind.guidance
    assert list(kind.cues) == list(dict.fromkeys(cue.lower().strip() for cue in kind.cues))


def test_orders_leave_room_and_do_not_collide() -> None:
    orders = [kind.order for kind in deal_types().values()]
    assert len(set(orders)) == len(orders)
    assert all(order % 10 == 0 for order in orders)


def test_a_new_type_is_one_file(tmp_path: Path) -> None:
    for source in (Path(__file__).parent.parent / "schemas" / "deal_types").glob("*.toml"):
        shutil.copy(source, tmp_path)
    (tmp_path / "naming.toml").write_text(NEW_TYPE, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a type", encoding="utf-8")

    found = load(tmp_path)

    assert list(found)[1:4] == ["collaboration", "naming", "merger"]
    assert found["naming"].cues == ("naming rights",)


def test_a_file_with_an_unknown_or_a_missing_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "naming.toml").write_text(NEW_TYPE + "color = 'red'\n", encoding="utf-8")
    with pytest.raises(TypeError, match="color"):
        load(tmp_path)
    (tmp_path / "naming.toml").write_text(NEW_TYPE.replace("order = 25", ""), encoding="utf-8")
    with pytest.raises(TypeError, match="order"):
        load(tmp_path)


NAMING_SIGNALS = """
[signals]
families = ["upfront"]
noun = "naming agreement"

[signals.words]
"amounts.fee" = ["for the name"]
"""


def naming(tmp_path: Path, signals: str) -> DealType:
    (tmp_path / "naming.toml").write_text(NEW_TYPE + signals, encoding="utf-8")
    return load(tmp_path)["naming"]


def test_a_type_brings_its_own_words(tmp_path: Path) -> None:
    found = signals.read_type(naming(tmp_path, NAMING_SIGNALS))
    assert found.noun == "naming agreement"
    assert found.words["amounts.fee"].search("$5 million for the name of the stadium")


def test_a_type_needs_no_words_of_its_own(tmp_path: Path) -> None:
    found = signals.read_type(naming(tmp_path, ""))
    assert (found.noun, found.families, found.takes_in("other")) == ("agreement", (), True)


@pytest.mark.parametrize("name", CONTRACT)
def test_the_words_of_every_type_are_sound(name: str) -> None:
    found = signals.of_type(name)
    assert {*found.absorbs, *(found.absorbs_all_but or ())} <= set(CONTRACT)
    assert {side.role for side in found.registrant} <= set(vocabulary.words(vocabulary.Role))


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ('"amounts.fee"', '"amounts.feee"', "signals.words.amounts.feee"),
        ('["for the name"]', '["for (the name"]', "signals.words.amounts.fee"),
        ('["for the name"]', '"for the name"', "signals.words.amounts.fee"),
        ("noun =", "nown =", "signals.nown"),
        ('["upfront"]', '["upwards"]', "signals.families"),
    ],
)
def test_faulty_words_are_refused_by_file_and_key(tmp_path: Path, right: str, wrong: str, key: str) -> None:
    kind = naming(tmp_path, NAMING_SIGNALS.replace(right, wrong))
    with pytest.raises(ValueError, match=re.escape(f"schemas/deal_types/naming.toml: {key}")):
        signals.read_type(kind)


def test_a_fault_in_the_shared_words_is_named_too() -> None:
    text = (Path(__file__).parent.parent / "schemas" / "signals.toml").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match=r"schemas/signals\.toml: deeds\.pairs\.0\.within"):
        signals.read_shared(text.replace("within = 160", 'within = "near"'))
