"""The data folders are found in a checkout, in an installed package and in an archive, and nobody else's are taken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from summarizer.deal_types import deal_types
from summarizer.resources import folder
from tests.conftest import EXAMPLES, ROOT

LOOK = """
from summarizer.resources import folder
from summarizer.deal_types import deal_types
from summarizer.extraction.prompting import prompt_versions
import summarizer
print(folder("prompts"))
print(*deal_types())
print(*prompt_versions())
print(summarizer.summarize(open({example!r}, encoding="utf-8").read(), model="rules").deals[0].type)
"""


def python(place: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run code with the package that lies at ``place``, from elsewhere."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=place.parent,
        env={**os.environ, "PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def look(place: Path) -> list[str]:
    done = python(place, LOOK.format(example=str(EXAMPLES / "license-renewal.txt")))
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Return a folder that holds the package as the wheel does: its data inside it."""
    place = tmp_path / "site-packages"
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "summarizer", place / "summarizer", ignore=without)
    for name in ("prompts", "schemas"):
        shutil.copytree(ROOT / name, place / "summarizer" / name)
    return place


@pytest.mark.parametrize("name", ["prompts", "schemas"])
def test_a_checkout_uses_its_own_folders(name: str) -> None:
    assert folder(name) == ROOT / name


def test_an_installed_package_uses_the_folders_inside_it(installed: Path) -> None:
    where, types, prompts, deal = look(installed)
    assert Path(where) == installed / "summarizer" / "prompts"
    assert types.split() == list(deal_types())
    assert prompts.split() == ["extract", "repair", "brief"]
    assert deal == "license"


def test_folders_of_others_beside_the_package_are_not_taken_for_ours(installed: Path) -> None:
    (installed / "prompts").mkdir()
    (installed / "schemas" / "deal_types").mkdir(parents=True)
    where, types, *_ = look(installed)
    assert Path(where) == installed / "summarizer" / "prompts"
    assert types.split() == list(deal_types())


def test_the_package_runs_from_an_archive_but_cant_write_schemas_there(installed: Path) -> None:
    archive = installed.parent / "packed.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(installed.rglob("*")):
            packed.write(path, path.relative_to(installed))
    where, types, _, deal = look(archive)
    assert Path(where) == archive / "summarizer" / "prompts"
    assert types.split() == list(deal_types())
    assert deal == "license"
    done = python(archive, "import sys; from summarizer.cli import main; sys.exit(main(['schema', '--write']))")
    assert done.returncode == 2
    assert "the schemas are packed away in an archive" in done.stderr


def test_the_data_folders_hold_no_python() -> None:
    for name in ("prompts", "schemas"):
        assert not list((ROOT / name).rglob("*.py"))
