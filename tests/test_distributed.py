"""Datasets of Ray: what an actor makes of its rows, and a Ray of two processes that has actors make it."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from summarizer import Limits, OptionError, Options, Summary, distributed, read_filing
from summarizer.batch import Job
from summarizer.extraction import rules
from tests.conftest import EXAMPLES, KEY, ROOT
from tests.endpoint import Reply, completion, error, serving
from tests.filings import form, submission

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

LOOPBACK = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
MERGER = (EXAMPLES / "merger.txt").read_text(encoding="utf-8")
LICENSE = (EXAMPLES / "license-renewal.txt").read_text(encoding="utf-8")


def made(
    batch: Any,
    *,
    limits: Limits | None = None,
    options: Options | None = None,
    column: str = "text",
    holds: distributed.Holding = "filing",
    keep: list[str] | None = None,
) -> Any:
    """Return what an actor makes of a batch, by rules."""
    actor = distributed.Summaries(Job("rules", options or Options(), limits or Limits()), column, holds, keep)

    async def once() -> list[Any]:
        return [table async for table in actor(batch)]

    (table,) = asyncio.run(once())
    return table


def column(values: list[Any], kind: Any = None) -> Any:
    return arrow.table({"text": arrow.array(values, kind)})


# -- a row and what becomes of it --------------------------------------------------------------------------------------


def test_a_row_keeps_its_columns_and_gets_those_of_the_schema() -> None:
    table = made(arrow.table({"place": [7, 8], "text": [MERGER, LICENSE]}))

    assert table.schema.names == ["place", "text", *distributed.schema().names]
    first, second = table.to_pylist()
    assert (first["place"], first["part"], first["state"], first["error"]) == (7, 1, "done", None)
    assert first["deal_types"] == ["merger"]
    assert (second["registrant"], second["form"]) == ("Tessarine Bioconjugates, Inc.", "8-K")
    assert second["date_of_report"].isoformat() == "2005-09-08"
    assert second["items"] == ["1.01", "9.01"]
    assert (second["deals"], second["deal_types"], second["deal_actions"]) == (1, ["license"], ["renewed"])
    assert (second["model"], second["input_tokens"], second["cost_usd"]) == ("rules", 0, 0.0)
    summary = Summary.from_json(second["summary"])
    assert summary.deals[0].amounts[0].value == "3500000"
    assert second["sha256"] == summary.run.source_sha256 == read_filing(LICENSE).source_sha256
    assert second["brief"].startswith(summary.brief.paragraphs[0].sentences[0].text)


@pytest.mark.parametrize("texts", [[], [None, "no filing\n"], [MERGER]], ids=["none", "failed", "done"])
def test_the_types_are_the_same_whatever_is_in_the_rows(texts: list[str | None]) -> None:
    table = made(column(texts, arrow.string()))

    assert table.num_rows == len(texts)
    assert table.select(distributed.schema().names).schema == distributed.schema()


def test_columns_are_named_that_are_to_be_kept() -> None:
    table = made(arrow.table({"place": [7], "form": ["8-K"], "text": [LICENSE]}), keep=["place"])

    assert table.column_names == ["place", *distributed.schema().names]


@pytest.mark.parametrize(
    ("batch", "named", "line"),
    [
        ({"a": [1]}, None, "the dataset has no column 'text': it has a"),
        ({"text": [LICENSE]}, ["b"], "the dataset has no column 'b': it has text"),
        ({"text": [LICENSE], "form": ["8-K"]}, None, "the dataset has a column 'form' of its own: rename it"),
    ],
)
def test_columns_that_are_missing_or_taken_are_told(batch: Any, named: list[str] | None, line: str) -> None:
    with pytest.raises(OptionError, match=line):
        made(arrow.table(batch), keep=named)


def test_a_row_that_fails_takes_no_other_with_it() -> None:
    rows = made(column(["not a\nfiling", None, LICENSE, "", "etc/passwd"])).to_pylist()

    assert [row["state"] for row in rows] == ["failed", "failed", "done", "failed", "failed"]
    assert rows[0]["error"].startswith("text is no Form 8-K")
    assert rows[1]["error"] == "text is null: it has to be a filing, as text or bytes"
    assert all(row["error"] and "\n" not in row["error"] for row in rows if row["state"] == "failed")
    assert [row["summary"] is None for row in rows] == [True, True, False, True, True]


def test_a_text_is_never_taken_for_a_path() -> None:
    (row,) = made(column([str(EXAMPLES / "merger.txt")])).to_pylist()

    assert (row["state"], row["registrant"]) == ("failed", None)


def test_bytes_may_be_packed_and_hold_several_filings() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("one.txt", MERGER)
        opened.writestr("two.txt", "nothing\n")
    two = "".join(submission(("8-K", form())).replace("-000123", f"-00012{n}") + "</SEC-DOCUMENT>\n" for n in (3, 4))
    values = [gzip.compress(LICENSE.encode()), archive.getvalue(), two.encode()]

    rows = made(column(values, arrow.binary()), keep=[]).to_pylist()

    assert [(row["part"], row["state"]) for row in rows] == [
        *[(1, "done"), (1, "done"), (2, "failed"), (1, "done"), (2, "done")]
    ]
    assert [row["accession_number"] for row in rows[3:]] == ["0009999999-09-000123", "0009999999-09-000124"]


def test_an_archive_without_a_filing_is_a_row_that_fails() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("picture.png", b"")

    (row,) = made(column([archive.getvalue()], arrow.binary())).to_pylist()

    assert (row["state"], row["error"]) == ("failed", "text is empty: no filing is in it")


def test_a_column_may_hold_paths() -> None:
    paths = [str(EXAMPLES / "merger.txt"), "no-such-file.txt", None]

    rows = made(arrow.table({"path": paths}), column="path", holds="source").to_pylist()

    assert [row["state"] for row in rows] == ["done", "failed", "failed"]
    assert rows[1]["error"].startswith("there is no file no-such-file.txt")
    assert rows[2]["error"] == "path is null: it has to be a path, as text"


def test_rows_after_a_limit_say_so() -> None:
    rows = made(column(["not a\nfiling", LICENSE, MERGER]), limits=Limits(max_failures=1)).to_pylist()

    assert [row["state"] for row in rows] == ["failed", "stopped", "stopped"]
    assert "the batch ends here" in rows[2]["error"]


def test_a_folder_that_an_actor_does_not_have_ends_it_all(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    options = Options(deal_types=folder)
    folder.rmdir()  # as on another machine

    with pytest.raises(OptionError, match="there is no such folder"):
        made(column([LICENSE]), options=options)


# -- the actors together -----------------------------------------------------------------------------------------------


def test_each_actor_gets_its_part_of_the_limits() -> None:
    limits = Limits(
        concurrency=64, workers=4, requests_per_minute=600, tokens_per_minute=90_000, max_cost=10, max_failures=10
    )

    part = distributed.share(limits)

    assert (part.concurrency, part.workers, part.requests_per_minute, part.tokens_per_minute) == (16, 1, 150, 22_500)
    assert (part.max_cost, part.max_failures) == (2.5, 3)


def test_without_ray_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)

    with pytest.raises(OptionError, match=r"^datasets need Ray: pip install 'summarizer\[ray\]'$"):
        distributed.summarize_dataset(object())


def test_importing_it_imports_no_ray() -> None:
    code = "import sys, summarizer.distributed; sys.exit(bool({'ray', 'pyarrow'} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", code], check=True)


class Model:
    """A model that finds what the built-in extractor finds, slowly enough to see how many questions are under way."""

    def __init__(self) -> None:
        self.most = 0
        self._under_way = 0
        self._lock = threading.Lock()

    def __call__(self, body: dict[str, Any]) -> Reply:
        if body["model"] == "refused":
            return error(401, "this key is not known")
        with self._lock:
            self._under_way += 1
            self.most = max(self.most, self._under_way)
        time.sleep(0.05)
        with self._lock:
            self._under_way -= 1
        if "deals" not in body["response_format"]["json_schema"]["schema"]["properties"]:
            return completion(json.dumps({"title": "-", "paragraphs": []}))
        question = body["messages"][1]["content"]
        filing = read_filing(LICENSE if "Tessarine" in question else MERGER)
        return completion(rules.propose(filing).model_dump_json())


@LOOPBACK
@pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: make ray")
def test_a_ray_of_two_processes_from_parquet_to_parquet(tmp_path: Path) -> None:
    from pyarrow import parquet

    texts = {f"good {n}": LICENSE if n % 2 else MERGER for n in range(14)} | {"null": None, "bad": "not a\nfiling"}
    (tmp_path / "in").mkdir()
    names = list(texts)
    for n in (0, 1):
        half = names[n::2]
        table = arrow.table({"name": half, "text": arrow.array([texts[name] for name in half], arrow.string())})
        parquet.write_table(table, tmp_path / "in" / f"{n}.parquet")
    model = Model()

    # Sockets lie in its folder, and their paths must not be long; its token is written to HOME.
    with serving(model) as endpoint, tempfile.TemporaryDirectory(prefix="ray", ignore_cleanup_errors=True) as folder:
        environment = {
            **os.environ,
            "HOME": folder,
            "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
            "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
            "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # one machine, on its loopback
            "RAY_USAGE_STATS_ENABLED": "0",
        }
        command = [sys.executable, "-m", "tests.on_ray", str(tmp_path), endpoint.url, folder]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=400, check=False
        )
    assert done.returncode == 0, done.stderr[-4000:]

    def read(name: str) -> dict[str, dict[str, Any]]:
        table = parquet.read_table(tmp_path / name)
        assert table.select(distributed.schema().names).schema.equals(distributed.schema())
        assert sorted(table.column("name").to_pylist()) == sorted(names)
        return {row["name"]: row for row in table.to_pylist()}

    by_rules, asked = read("rules"), read("model")
    assert list(by_rules["bad"]) == ["name", *distributed.schema().names]
    for row in (by_rules["good 1"], asked["good 1"]):
        assert (row["state"], row["deal_types"], row["registrant"]) == (
            "done",
            ["license"],
            "Tessarine Bioconjugates, Inc.",
        )
        assert Summary.from_json(row["summary"]).deals[0].amounts[0].value == "3500000"
    for rows in (by_rules, asked):
        assert {name for name, row in rows.items() if row["state"] != "done"} == {"null", "bad"}
        assert rows["bad"]["error"].startswith("text is no Form 8-K")
    assert asked["good 1"]["text"] == LICENSE
    assert asked["good 1"]["cost_usd"] is None
    assert model.most <= 4
    paid = sum(row["input_tokens"] for row in asked.values())
    assert paid == 100 * sum(body["model"] == "none" for body in endpoint.bodies)  # no row is asked about twice

    told = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    assert "summarizer.errors.CredentialsError: " in told["refused"]
    assert KEY not in told["refused"] + done.stderr + done.stdout
    assert told["processors"].startswith("3 actors need more than the 2 processors there are")
