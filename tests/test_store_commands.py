"""The commands that read a store: export, show, report; and where the store is named."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from summarizer import FilingError, Summary
from summarizer.cli import FAILED, OK, USAGE, main, stored
from summarizer.rendering import render, table
from summarizer.rendering.csv import COLUMNS, rows
from summarizer.store import Store
from tests.conftest import EXAMPLES
from tests.storing import MODEL, RULES, exchange, put, text_of
from tests.test_cli import commands_one_line

Printed = pytest.CaptureFixture[str]
SOURCES = sorted(EXAMPLES.glob("*.txt"))


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Summary]]:
    """A store with the bundled examples, and their summaries in its order."""
    path = tmp_path_factory.mktemp("store") / "deals.db"
    with Store.open(path) as store:
        return path, [put(store, source.name, source.read_bytes()) for source in SOURCES]


@pytest.fixture
def deals(examples: tuple[Path, list[Summary]]) -> str:
    return str(examples[0])


@pytest.fixture
def summaries(examples: tuple[Path, list[Summary]]) -> list[Summary]:
    return examples[1]


@pytest.fixture(autouse=True)
def _untouched(examples: tuple[Path, list[Summary]]) -> Iterator[None]:
    """See that reading leaves the store as it is, and nothing beside it."""
    before = examples[0].read_bytes()
    yield
    assert examples[0].read_bytes() == before
    assert [file.name for file in examples[0].parent.iterdir()] == ["deals.db"]


def printed(capsys: Printed, *arguments: str) -> str:
    assert main(list(arguments)) == OK
    return capsys.readouterr().out


# -- export ------------------------------------------------------------------------------------------------------------


def test_json_lines_are_summaries(deals: str, summaries: list[Summary], capsys: Printed) -> None:
    lines = printed(capsys, "export", "--store", deals).splitlines()
    assert [Summary.from_json(line) for line in lines] == summaries


def test_csv_is_the_table_of_all_of_them(deals: str, summaries: list[Summary], capsys: Printed, tmp_path: Path) -> None:
    assert printed(capsys, "export", "--store", deals, "--format", "csv") == table(summaries)
    file = tmp_path / "deals.csv"
    assert main(["export", "--store", deals, "--format", "csv", "-o", str(file)]) == OK
    assert capsys.readouterr().err == f"summarizer: wrote {file}: {len(SOURCES)} filings\n"
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")  # so that Excel takes it for UTF-8
    assert file.read_text(encoding="utf-8-sig") == table(summaries)


def test_parquet_has_the_same_rows_typed(deals: str, summaries: list[Summary], capsys: Printed, tmp_path: Path) -> None:
    file = tmp_path / "deals.parquet"
    assert main(["export", "--store", deals, "--format", "parquet", "-o", str(file)]) == OK
    found = pyarrow.parquet.read_table(file)
    expected = [row for summary in summaries for row in rows(summary)]
    assert found.column_names == [*COLUMNS, "number", "number_max"]
    typed = {"start", "end", "contingent", "is_registrant", "months", "date_of_report", "filed_on"}
    same = set(COLUMNS) - typed - {"not_before", "not_after"}
    made: list[dict[str, Any]] = found.to_pylist()
    assert [{name: row[name] for name in same} for row in made] == [
        {name: row[name] for name in same} for row in expected
    ]
    for row, want in zip(made, expected, strict=True):
        assert row["date_of_report"] == date.fromisoformat(str(want["date_of_report"]))
        assert row["start"] == (None if want["start"] is None else int(want["start"]))
        assert row["contingent"] == {"true": True, "false": False, None: None}[want["contingent"]]
        assert row["months"] == (None if want["months"] is None else float(want["months"]))
        if want["group"] == "amounts" and want["value"] is not None:
            assert row["number"] == float(want["value"])
        if want["group"] == "dates":
            assert row["number"] is None


def test_what_is_exported_can_be_chosen(deals: str, capsys: Printed) -> None:
    def chosen(*options: str) -> list[str]:
        out = printed(capsys, "export", "--store", deals, *options)
        return [json.loads(line)["filing"]["registrant"]["name"] for line in out.splitlines()]

    assert chosen("--type", "merger") == ["SUNDREL SOFTWARE, INC."]
    assert chosen("--since", "2021-01-01", "--until", "2021-12-31") == ["SUNDREL SOFTWARE, INC."]
    assert chosen("--form", "8-K/A") == []
    assert printed(capsys, "export", "--store", deals, "--form", "8-K/A", "--format", "csv") == ",".join(COLUMNS) + "\n"


def test_control_characters_of_a_summary_reach_no_terminal(tmp_path: Path, capsys: Printed) -> None:
    path = tmp_path / "deals.db"
    with Store.open(path) as store:
        summary = put(store, "one.txt", text_of(1))
        brief = summary.brief.model_copy(update={"title": "A \x9b31m title \u202e"})
        store.finish(store.begin(RULES, "test"), RULES, 1, summary.model_copy(update={"brief": brief}), ())
    out = printed(capsys, "export", "--store", str(path))
    assert out.isprintable() or out.rstrip("\n").isprintable()
    assert json.loads(out)["brief"]["title"] == brief.title


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "parquet"], "Parquet is no text: name a file with -o"),
        (["--type", "nonsense"], "'nonsense' is no deal type: use one of license, "),
        (["--since", "soon"], "'soon' is no day: write YYYY-MM-DD"),
        (["--since", "2021"], "'2021' is no day: write YYYY-MM-DD"),
        (["--format", "xml"], "invalid choice: 'xml'"),
    ],
)
def test_what_export_can_not_do_is_told(deals: str, capsys: Printed, arguments: list[str], told: str) -> None:
    assert main(["export", "--store", deals, *arguments]) == USAGE
    found = capsys.readouterr()
    assert found.out == ""
    assert told in found.err


def test_without_pyarrow_it_is_told_what_to_install(
    deals: str, capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as where it is not installed
    file = tmp_path / "deals.parquet"
    assert main(["export", "--store", deals, "--format", "parquet", "-o", str(file)]) == USAGE
    assert commands_one_line(capsys.readouterr().err) == "Parquet needs pyarrow: pip install 'summarizer[parquet]'"
    assert not file.exists()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, capsys: Printed) -> None:
    path, file = tmp_path / "deals.db", tmp_path / "deals.csv"
    with Store.open(path) as store:
        put(store, "one.txt", text_of(1))
    file.write_text("before", encoding="utf-8")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert main(["export", "--store", str(path), "--format", "csv", "-o", str(file)]) == FAILED
    assert "is damaged" in commands_one_line(capsys.readouterr().err)
    assert file.read_text(encoding="utf-8") == "before"
    assert sorted(found.name for found in tmp_path.iterdir()) == ["deals.csv", "deals.db"]


@pytest.mark.parametrize("command", [["export", "--format", "csv"], ["report"]], ids=lambda command: command[0])
def test_the_store_itself_is_not_written_over(deals: str, capsys: Printed, command: list[str]) -> None:
    assert main([*command, "--store", deals, "-o", deals]) == USAGE
    assert "is the store itself: choose another place" in commands_one_line(capsys.readouterr().err)


# -- show --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["text", "markdown", "json", "html"])
def test_a_filing_is_shown_in_each_format(deals: str, capsys: Printed, format_: str) -> None:
    from summarizer import read_filing, summarize

    source = EXAMPLES / "merger.txt"
    out = printed(capsys, "show", "merger.txt", "--store", deals, "--format", format_)
    filing = read_filing(source)
    expected = render(summarize(filing, model="rules"), format_, filing)

    def without_time(text: str) -> str:
        return re.sub(r"[\d.]+(?= ?s\b)|\"seconds\": [\d.]+|[\d.]+ seconds", "", text)

    assert without_time(out) == without_time(expected)


def test_it_is_told_where_a_summary_comes_from(deals: str, capsys: Printed) -> None:
    assert main(["show", "#5", "--store", deals]) == OK
    told = capsys.readouterr().err
    assert re.fullmatch(
        r"summarizer: filing #5, merger\.txt: made \d{4}-\d\d-\d\dT[\d:.]+Z in run 5 with rules \([0-9a-f]{8}\),"
        r" 0 exchanges\n",
        told,
    )


def test_a_filing_that_is_not_there_is_told(deals: str, capsys: Printed) -> None:
    assert main(["show", "nothing", "--store", deals]) == FAILED
    assert "holds no filing nothing: give an accession number" in commands_one_line(capsys.readouterr().err)


def test_a_filing_that_failed_is_told_with_its_reason(tmp_path: Path, capsys: Printed) -> None:
    path = tmp_path / "deals.db"
    with Store.open(path) as store:
        store.fail(store.begin(RULES, "test"), RULES, None, 1, "one.txt", FilingError("no Form 8-K"))
    assert main(["show", "one.txt", "--store", str(path)]) == FAILED
    told = commands_one_line(capsys.readouterr().err)
    assert told == f"one.txt has no summary in {path}: FilingError: no Form 8-K"


def test_several_filings_of_one_name_are_listed(tmp_path: Path, capsys: Printed) -> None:
    path = tmp_path / "deals.db"
    with Store.open(path) as store:
        for number in range(7):
            put(store, "same.txt", text_of(number))
    assert main(["show", "same.txt", "--store", str(path)]) == USAGE
    told = commands_one_line(capsys.readouterr().err)
    assert told.startswith("7 filings are called same.txt: give the number of one: #1 Quillmere 0 Holdings, Inc. 2021")
    assert told.endswith(", ...")


@pytest.fixture
def asked(tmp_path: Path) -> str:
    """A store with a filing that a model was asked about, and answered oddly."""
    path = tmp_path / "deals.db"
    with Store.open(path) as store:
        first = exchange("Which deals\tare there?\nSay \x1b[31mred\x1b[0m.", answer="None \u202e, \x07", temperature=0)
        second = exchange("And now?", cost=None)
        for one in (first, second):
            store.remember(one)
        put(store, "one.txt", text_of(1), MODEL, (first.key, second.key))
    return str(path)


def test_exchanges_are_shown_word_for_word_and_harmless(asked: str, capsys: Printed) -> None:
    out = printed(capsys, "show", "1", "--store", asked, "--exchanges")
    shown = out[out.index("\nExchange 1 of 2 · extract · openai/authored · live\n") :]
    assert "100 tokens in, 10 out · $0.25 · 1.5 s" in shown
    assert "\n>>> user\nWhich deals\tare there?\nSay \\x1b[31mred\\x1b[0m.\n" in shown
    assert '"temperature": 0' in shown
    assert '"content": "None \\u202e, \\u0007"' in shown
    assert "Exchange 2 of 2" in shown
    assert "price unknown" in shown
    assert all(c.isprintable() or c in "\n\t" for c in shown)


def test_exchanges_are_shown_as_json(asked: str, capsys: Printed) -> None:
    out = printed(capsys, "show", "1", "--store", asked, "--exchanges", "--format", "json")
    assert all(c.isprintable() or c == "\n" for c in out)
    found = json.loads(out)
    with Store.open(asked, read_only=True) as store:
        (one,) = store.find("1")
        assert found["exchanges"] == [asdict(exchange_) for exchange_ in store.exchanges_of(one)]
        assert Summary.from_json(json.dumps(found["summary"])) == store.summary(one)


def test_exchanges_are_no_part_of_a_page(asked: str, capsys: Printed) -> None:
    assert main(["show", "1", "--store", asked, "--exchanges", "--format", "html"]) == USAGE
    assert "--exchanges writes text or JSON" in commands_one_line(capsys.readouterr().err)


# -- report ------------------------------------------------------------------------------------------------------------


def test_a_report_shows_each_filing_beside_its_own_text(
    deals: str, summaries: list[Summary], capsys: Printed, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    assert main(["report", "--store", deals, "-o", str(file)]) == OK
    assert capsys.readouterr().err == f"summarizer: wrote {file}\n"
    page = file.read_text(encoding="utf-8")
    for summary in summaries:
        assert summary.filing.registrant.name in page
    assert "Item 9.01 Financial Statements and Exhibits" in page  # text of a filing that no fact quotes
    out = printed(capsys, "report", "--store", deals, "--type", "merger")
    assert "SUNDREL" in out
    assert "Halvorsund" not in out


def test_too_many_for_one_page_are_refused_with_a_way_out(
    deals: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "MOST", 3)
    assert main(["report", "--store", deals]) == USAGE
    told = commands_one_line(capsys.readouterr().err)
    assert told == (
        f"{len(SOURCES)} filings are too many for one page, which takes 3: "
        "choose some with --since, --until, --type or --form"
    )
    assert main(["report", "--store", deals, "--type", "merger"]) == OK


def test_a_report_about_nothing_is_told(deals: str, capsys: Printed) -> None:
    assert main(["report", "--store", deals, "--form", "8-K/A"]) == FAILED
    assert commands_one_line(capsys.readouterr().err).endswith("holds no summary that was asked for")


def test_open_takes_a_file_and_no_pipe(deals: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["report", "--store", deals, "--open", "-o", "-"]) == USAGE
    assert "name its file with -o" in commands_one_line(capsys.readouterr().err)
    monkeypatch.setenv("BROWSER", "true")  # a browser that shows nothing, which python calls
    assert main(["report", "--store", deals, "--type", "merger", "--open"]) == OK
    (line, *_) = capsys.readouterr().err.splitlines()
    assert Path(line.removeprefix("summarizer: wrote ")).is_file()


# -- where the store is named ------------------------------------------------------------------------------------------


def test_the_store_is_named_by_flag_environment_or_file(
    deals: str, capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    assert main(["export"]) == USAGE
    assert commands_one_line(capsys.readouterr().err) == "no store is named: use --store FILE, or set SUMMARIZER_STORE"
    monkeypatch.setenv("SUMMARIZER_STORE", deals)
    assert len(printed(capsys, "export").splitlines()) == len(SOURCES)
    monkeypatch.delenv("SUMMARIZER_STORE")
    # A file names it from where the file lies.
    (tmp_path / "summarizer.toml").write_text(f'store = "{os.path.relpath(deals, tmp_path)}"\n', encoding="utf-8")
    assert len(printed(capsys, "export").splitlines()) == len(SOURCES)


@pytest.mark.parametrize("command", [["export"], ["show", "1"], ["report"]], ids=lambda command: command[0])
def test_a_store_that_is_not_there_is_told_by_each_command(tmp_path: Path, capsys: Printed, command: list[str]) -> None:
    path = tmp_path / "deals.db"
    assert main([*command, "--store", str(path)]) == FAILED
    told = commands_one_line(capsys.readouterr().err)
    assert told == f"there is no store {path}: make one with summarizer batch, or name another"
    assert not path.exists()


def test_csv_of_a_store_reads_back(deals: str, capsys: Printed) -> None:
    out = printed(capsys, "export", "--store", deals, "--format", "csv")
    found = list(csv.DictReader(io.StringIO(out)))
    assert {row["registrant"] for row in found} >= {"SUNDREL SOFTWARE, INC."}
