"""What the recorded exchanges may hold: no key, no stray header, no completion that passes for a provider's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import KEY, ROOT, ReadableYaml

CASSETTES = sorted((ROOT / "cassettes").rglob("*.yaml"))


def test_there_are_cassettes() -> None:
    assert len(CASSETTES) >= 8


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.stem)
def test_a_cassette_holds_no_key_and_no_header_but_those_needed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert KEY not in text
    assert not re.search(r"(?i)authorization|bearer|api[-_]key|\bsk-", text)

    for interaction in ReadableYaml().deserialize(text)["interactions"]:
        assert {name.lower() for name in interaction["request"]["headers"]} <= {"content-type"}
        assert {name.lower() for name in interaction["response"]["headers"]} <= {
            "content-type",
            "retry-after",
            "retry-after-ms",
        }


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.stem)
def test_a_cassette_belongs_to_a_test_and_names_its_model(path: Path) -> None:
    test = (ROOT / "tests" / f"{path.parent.name}.py").read_text(encoding="utf-8")
    assert f"def {path.stem}(" in test

    authored = "are authored" in (ROOT / "cassettes" / "README.md").read_text(encoding="utf-8")
    models = set(re.findall(r"^ +model: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert models
    assert authored == (models == {"authored"})
