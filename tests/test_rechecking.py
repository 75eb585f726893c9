"""`summarizer verify`: a summary holds for its filing, and a corrupted one is caught, whatever was corrupted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer import Summary, SummaryError, read_filing, summarize
from summarizer.cli import FAILED, OK, main
from summarizer.rechecking import recheck
from tests.conftest import EXAMPLES

NAMES = [path.stem for path in sorted(EXAMPLES.glob("*.txt"))]


@pytest.fixture(scope="module", params=NAMES)
def pair(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Path]:
    """Return a summary as JSON data, and its filing."""
    path = EXAMPLES / f"{request.param}.txt"
    return json.loads(summarize(path, model="rules").to_json()), path


def objections(data: dict[str, Any], path: Path) -> list[str]:
    summary = Summary.from_json(json.dumps(data))
    return [objection.path for objection in recheck(summary, read_filing(path))]


def test_a_summary_holds_for_its_filing(pair: tuple[dict[str, Any], Path]) -> None:
    assert objections(*pair) == []


def changed(data: dict[str, Any], *path: str | int, to: Any) -> dict[str, Any]:
    """Return a copy of the data with one leaf changed."""
    copy: dict[str, Any] = json.loads(json.dumps(data))
    holder: Any = copy
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = to
    return copy


@pytest.fixture(scope="module")
def loan() -> tuple[dict[str, Any], Path]:
    path = EXAMPLES / "credit-facility.txt"
    return json.loads(summarize(path, model="rules").to_json()), path


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("deals", 0, "amounts", 0, "value"), "260000000"),
        (("deals", 0, "amounts", 0, "value"), "250000000000"),
        (("deals", 0, "amounts", 0, "currency"), "EUR"),
        (("deals", 0, "amounts", 1, "qualifier"), "exact"),
        (("deals", 0, "amounts", 0, "text"), "$260.0 million"),
        (("deals", 0, "amounts", 0, "evidence", 0, "quote"), "a revolving facility of $260.0 million"),
        (("deals", 0, "amounts", 0, "evidence", 0, "start"), 0),
        (("deals", 0, "amounts", 0, "evidence", 0, "item"), "5.02"),
        (("deals", 0, "dates", 0, "value"), "2024-06-19"),
        (("checks", "verified"), 999),
        (("deals", 0, "dates", 0, "certainty"), "possible"),
        (("deals", 0, "parties", 1, "name"), "Osterloh Bank, N.A."),
        (("deals", 0, "parties", 1, "is_registrant"), True),
        (("deals", 0, "headline"), "The company borrowed $9 million from Osterloh Bank."),
        (("filing", "date_of_report"), "2024-06-30"),
        (("filing", "registrant", "ein"), "98-0000000"),
        (("checks", "gaps"), []),
        (("brief", "paragraphs", 0, "sentences", 0, "text"), "The company borrowed $9 million."),
        (("brief", "paragraphs", 0, "sentences", 0, "supports"), ["d7.amount.1"]),
        (("brief", "title"), "A loan from Osterloh Bank"),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_what_was_changed_is_caught(loan: tuple[dict[str, Any], Path], path: tuple[str | int, ...], to: Any) -> None:
    data, source = loan
    corrupted = changed(data, *path, to=to)
    assert corrupted != data

    assert objections(corrupted, source)


def test_evidence_that_states_something_else_is_caught(loan: tuple[dict[str, Any], Path]) -> None:
    data, source = loan
    filing = read_filing(source)
    text = filing.documents[0].text
    start = text.index(filing.info.registrant.commission_file_number or "")
    number = filing.info.registrant.commission_file_number or ""
    stray = {
        "quote": number,
        "document": "8-K",
        "item": None,
        "exhibit": None,
        "start": start,
        "end": start + len(number),
        "match": "exact",
    }
    more = [*data["deals"][0]["amounts"][0]["evidence"], stray]

    assert "d1.amount.1" in objections(changed(data, "deals", 0, "amounts", 0, "evidence", to=more), source)


@pytest.mark.parametrize("value", ["2024-13-01", "abcd-ef", "2024-6-x", "2024-02-30"])
def test_a_date_that_is_none_is_no_summary(loan: tuple[dict[str, Any], Path], value: str) -> None:
    data, _ = loan

    with pytest.raises(SummaryError, match=r"deals\.0\.dates\.0\.value"):
        Summary.from_json(json.dumps(changed(data, "deals", 0, "dates", 0, "value", to=value)))


def test_a_summary_of_another_filing_does_not_hold(loan: tuple[dict[str, Any], Path]) -> None:
    data, _ = loan

    found = objections(data, EXAMPLES / "merger.txt")

    assert "run.source_sha256" in found
    assert "filing.registrant.name" in found


def test_the_command_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = str(EXAMPLES / "license-renewal.txt")
    summary = tmp_path / "summary.json"
    assert main(["summary", source, "--model", "rules", "--format", "json", "-o", str(summary)]) == OK
    capsys.readouterr()

    assert main(["verify", str(summary), source]) == OK
    assert capsys.readouterr().out.startswith("the summary holds")

    summary.write_text(summary.read_text().replace('"value": "3500000"', '"value": "3600000"'))
    assert main(["verify", str(summary), source]) == FAILED
    told_in_text = capsys.readouterr().out
    assert "3600000" in told_in_text
    assert "3500000" in told_in_text

    assert main(["verify", str(summary), source, "--format", "json"]) == FAILED
    told = json.loads(capsys.readouterr().out)
    assert told["holds"] is False
    assert "3500000" in [objection["nearest"] for objection in told["objections"]]


def test_what_is_no_summary_is_told_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"schema_version": "1"}')
    source = str(EXAMPLES / "license-renewal.txt")

    assert main(["verify", str(broken), source]) == FAILED
    assert main(["verify", str(tmp_path / "absent.json"), source]) == FAILED

    first, second = capsys.readouterr().err.splitlines()
    assert "not a summary of schema version 1: filing" in first
    assert "absent.json" in second


@pytest.mark.parametrize("value", ["5 million", "sNaN", "1e9", ""])
def test_a_value_that_is_no_number_is_told(loan: tuple[dict[str, Any], Path], value: str) -> None:
    data, path = loan

    assert objections(changed(data, "deals", 0, "amounts", 0, "value", to=value), path) == ["d1.amount.1"]
