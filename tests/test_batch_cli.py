"""``summarizer batch`` and ``summarizer rerun``: the table, the exit codes, and what becomes of a run that is ended."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from benchmarks.standin import StandIn, standing_in
from benchmarks.standin_answers import Answers
from summarizer import Store
from summarizer.cli import FAILED, INTERRUPTED, MODEL, OK, USAGE, main
from tests.batching import MODEL as AUTHORED
from tests.batching import (
    QUESTIONS,
    Body,
    cut_off,
    fine,
    folder_of,
    number_of,
    only,
    purpose_of,
    queried,
    refused,
    said,
    sound,
)
from tests.conftest import KEY, ROOT
from tests.endpoint import completion, error, serving
from tests.storing import text_of

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "deals.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder_of(tmp_path / "filings", 4)
    return tmp_path / "filings"


def table(printed: str) -> dict[str, tuple[str, str]]:
    """Return the rows of the table: what is counted, how many, and what is said of it."""
    rows = [re.fullmatch(r"( {0,2}\w+) +([\d,.$]+(?: MB)?|unknown)(?:  (.+))?", line) for line in printed.splitlines()]
    assert all(rows), printed
    return {row[1].strip(): (row[2], row[3] or "") for row in rows if row}


def counts(printed: str) -> dict[str, int]:
    """Return how many filings there are in each state."""
    told = table(printed)
    return {
        name: int(told[name][0]) for name in told if name not in ("questions", "tokens", "cost", "seconds", "store")
    }


def asked(source: Path, store: Path, url: str, *more: str) -> list[str]:
    """Return a command that asks a model."""
    return ["batch", str(source), "--store", str(store), "--model", AUTHORED, "--base-url", url, *more]


# -- the table, and how it ends ----------------------------------------------------------------------------------------


def test_a_folder_is_summarized_into_a_store_and_told(folder: Path, store: Path, capsys: Printed) -> None:
    assert main(["batch", str(folder), "--store", "deals.db"]) == OK
    printed = capsys.readouterr()
    told = table(printed.out)
    assert list(told) == ["filings", "done", "seconds", "store"]
    assert told["filings"] == ("4", "")
    assert told["done"] == ("4", "summarized now")
    assert told["seconds"][1].endswith("filings a second")
    assert told["store"][1] == "deals.db"
    assert printed.err == ("summarizer: no model is used: the built-in extractor makes the summaries; see --model\n")

    assert main(["batch", str(folder), str(folder / "000.txt"), "--store", "deals.db", "-q"]) == OK
    printed = capsys.readouterr()
    assert counts(printed.out) == {"filings": 4, "kept": 4}
    assert printed.err == ""
    sound(store)


def test_what_a_model_was_asked_is_counted_and_what_was_not(folder: Path, store: Path, capsys: Printed) -> None:
    with serving(fine) as endpoint:
        assert main(asked(folder, store, endpoint.url)) == OK
        told = table(capsys.readouterr().out)
        assert told["questions"] == (str(4 * QUESTIONS), "and 0 answers from the store")
        assert told["tokens"] == ("1,320", "120 of them out")
        assert told["cost"] == ("unknown", "no price of the model is known")

        assert main(asked(folder, store, endpoint.url, "--again")) == OK
        told = table(capsys.readouterr().out)
        assert told["questions"] == ("0", f"and {4 * QUESTIONS} answers from the store")
        assert told["cost"] == ("$0.0000", "")
    assert len(endpoint.bodies) == 4 * QUESTIONS


def test_what_failed_is_told_at_once_and_counted_by_its_kind(folder: Path, store: Path, capsys: Printed) -> None:
    replies: dict[int, Any] = {0: refused, 1: cut_off, 2: lambda _: error(400, f"no to {KEY}")}

    def reply(body: Body) -> Any:
        return replies.get(number_of(body), fine)(body)

    (folder / "none.txt").write_text("no filing")
    with serving(reply) as endpoint:
        assert main(asked(folder, store, endpoint.url, "-q", "--concurrency", "2")) == FAILED
        printed = capsys.readouterr()
        assert counts(printed.out) == {"filings": 5, "done": 1, "failed": 4}
        kinds = table(printed.out)["failed"][1].split(", ")
        assert sorted(kinds) == ["FilingError 1", "IncompleteAnswerError 1", "ModelError 1", "RefusalError 1"]
        lines = printed.err.splitlines()
        assert len(lines) == 4
        assert all(re.match(r"summarizer: error: \S+/(00[012]|none)\.txt", line) for line in lines)
        assert KEY not in printed.err + printed.out

        assert main(asked(folder, store, endpoint.url, "-q")) == FAILED
        printed = capsys.readouterr()
        assert counts(printed.out) == {"filings": 5, "kept": 1, "left": 4}
        assert "--retry-failed takes them up again" in printed.out
        assert printed.err == ""
    with serving(fine) as endpoint:
        assert main(asked(folder, store, endpoint.url, "-q", "--retry-failed")) == FAILED
        assert counts(capsys.readouterr().out) == {"filings": 5, "kept": 1, "failed": 1, "done": 3}
    assert {number_of(body) for body in endpoint.bodies} == {0, 1, 2}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["filings"], "name the store to keep the summaries in: --store deals.db"),
        (["--store", "deals.db"], "name the filings"),
        (["filings", "--store", "deals.db", "--model", "gpt-5"], "unknown model 'gpt-5': write provider/name"),
        (["filings", "--store", "deals.db", "--concurrency", "0"], "'0' is no whole number of requests above 0"),
        (["filings", "--store", "deals.db", "--workers", "two"], "'two' is no whole number of processes above 0"),
        (["filings", "--store", "deals.db", "--model", "openai/m", "--max-cost", "2"], "no price of openai/m is known"),
        (["filings", "--store", "deals.db", "--via", "mail"], "invalid choice: 'mail'"),
        (["filings", "--store", "deals.db", "--model", "mistral/m"], "a batch can't ask 'mistral': use one of"),
    ],
)
def test_wrong_usage_ends_with_2_and_makes_no_store(
    arguments: list[str], told: str, folder: Path, store: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MISTRAL_API_KEY", KEY)
    assert main(["batch", *arguments]) == USAGE
    assert told in capsys.readouterr().err
    assert not store.exists() or "mistral" in told


def test_a_source_that_is_not_there_fails_and_takes_no_other_with_it(
    folder: Path, store: Path, capsys: Printed
) -> None:
    (folder.parent / "empty").mkdir()
    assert main(["batch", "gone.txt", str(folder), "--store", "deals.db", "-q"]) == FAILED
    printed = capsys.readouterr()
    assert counts(printed.out) == {"filings": 5, "done": 4, "failed": 1}
    assert printed.err.startswith("summarizer: error: there is no file gone.txt")
    # As in every command, a folder or a pattern that holds none is said before anything is begun.
    for none in ("empty", "*.none"):
        assert main(["batch", none, str(folder), "--store", "deals.db", "-q"]) == FAILED
        printed = capsys.readouterr()
        assert printed.out == ""
        assert len(printed.err.splitlines()) == 1


def test_a_key_that_is_refused_ends_with_3(folder: Path, store: Path, capsys: Printed) -> None:
    with serving(lambda _: error(401, f"no to {KEY}")) as endpoint:
        assert main(asked(folder, store, endpoint.url)) == MODEL
    printed = capsys.readouterr()
    assert set(counts(printed.out)) <= {"filings", "stopped"}
    assert printed.err.splitlines() == [
        f"summarizer: error: {AUTHORED} at {endpoint.url} refuses the key: check OPENAI_API_KEY"
    ]


def test_a_key_that_is_missing_ends_with_3(folder: Path, store: Path, capsys: Printed) -> None:
    assert main(["batch", str(folder), "--store", "deals.db", "--model", "openai/gpt-5"]) == MODEL
    printed = capsys.readouterr()
    assert "no key for provider 'openai': set OPENAI_API_KEY" in printed.err
    assert len(printed.err.splitlines()) == 1
    sound(store)


def test_a_limit_that_is_reached_ends_with_1_and_says_which(folder: Path, store: Path, capsys: Printed) -> None:
    for number in range(30):
        (folder / f"none-{number}.txt").write_text(f"no filing {number}")
    assert main(["batch", str(folder), "--store", "deals.db", "--max-failures", "3"]) == FAILED
    printed = capsys.readouterr()
    assert counts(printed.out)["failed"] == 3
    assert printed.err.splitlines()[-1] == (
        "summarizer: error: 3 filings failed, as many as --max-failures allows: the batch ends here"
    )
    assert main(["batch", str(folder), "--store", "deals.db", "-q"]) == FAILED
    assert counts(capsys.readouterr().out)["filings"] == 34


def test_a_limit_of_money_in_the_environment_is_for_each_filing(
    folder: Path, store: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_MAX_COST", "0.00001")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert main(["batch", str(folder), "--store", "deals.db", "--model", "openai/gpt-4o", "-q"]) == FAILED
    printed = capsys.readouterr()
    assert counts(printed.out) == {"filings": 4, "failed": 4}
    assert table(printed.out)["failed"][1] == "BudgetError 4"
    assert "would pass the limit of $0.00001 a filing" in printed.err


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda store: store.write_text("A list of deals.\n" * 300), "is no store of summarizer"),
        (lambda store: store.mkdir(), "is a folder: name the store's file"),
        (lambda store: queried(store, "CREATE TABLE t (x)"), "is another program's SQLite file"),
        (lambda store: queried(store, "PRAGMA application_id = 944456787") + queried(store, "PRAGMA user_version = 9"),
         "was made by a newer summarizer"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["batch", "rerun"])
def test_a_store_that_can_not_be_used_ends_with_1_and_a_line(
    command: str, spoil: Any, told: str, folder: Path, store: Path, capsys: Printed
) -> None:
    spoil(store)
    sources = [str(folder)] if command == "batch" else ["--offline"]
    assert main([command, *sources, "--store", "deals.db", "-q"]) == FAILED
    printed = capsys.readouterr()
    (line,) = printed.err.splitlines()
    assert told in line


# -- offline, and all made again ---------------------------------------------------------------------------------------


def test_offline_says_what_is_missing(folder: Path, store: Path, capsys: Printed) -> None:
    with serving(fine) as endpoint:
        assert main(asked(folder / "000.txt", store, endpoint.url, "-q")) == OK
        capsys.readouterr()
        assert main(asked(folder, store, endpoint.url, "--offline", "-q")) == FAILED
        assert len(endpoint.bodies) == QUESTIONS
    printed = capsys.readouterr()
    assert counts(printed.out) == {"filings": 4, "kept": 1, "missing": 3}
    assert len(printed.err.splitlines()) == 3
    assert "no answer is stored (extract), and none is asked for offline" in printed.err


def test_rerun_makes_all_again_without_a_model_a_key_or_a_change(folder: Path, store: Path, capsys: Printed) -> None:
    with serving(fine) as endpoint:
        assert main(asked(folder, store, endpoint.url, "-q")) == OK
    assert main(["batch", str(folder), "--store", "deals.db", "-q"]) == OK
    capsys.readouterr()

    def held() -> dict[tuple[str, str], Any]:
        with Store.open(store, read_only=True) as opened:
            return {
                (one.engine, stored.source): summary.model_dump(exclude={"run"})
                for one in opened.configurations()
                for stored, summary in opened.summaries(configuration=one)
            }

    before = held()
    assert main(["rerun", "--store", "deals.db", "--offline"]) == OK
    printed = capsys.readouterr()
    assert counts(printed.out) == {"filings": 8, "done": 8}
    assert table(printed.out)["questions"] == ("0", f"and {4 * QUESTIONS} answers from the store")
    assert printed.err == ""
    assert held() == before
    assert len(before) == 8
    sound(store)


def test_rerun_of_a_store_that_is_not_there_or_not_named(store: Path, capsys: Printed) -> None:
    assert main(["rerun", "--store", "deals.db"]) == FAILED
    assert "there is no store" in capsys.readouterr().err
    assert main(["rerun"]) == USAGE
    assert "name the store" in capsys.readouterr().err
    assert not store.exists()


def test_rerun_with_a_model_asks_only_what_is_not_stored(folder: Path, store: Path, capsys: Printed) -> None:
    def no_brief(body: Body) -> Any:
        return fine(body) if purpose_of(body) == "Draft" else error(400, "no")

    with serving(no_brief) as endpoint:
        assert main(asked(folder, store, endpoint.url, "-q")) == OK
    capsys.readouterr()
    with serving(fine) as endpoint:
        assert main(["rerun", "--store", "deals.db", "--base-url", endpoint.url, "-q"]) == OK
    assert len(endpoint.bodies) == 4 * (QUESTIONS - 1)
    assert counts(capsys.readouterr().out) == {"filings": 4, "done": 4}


# -- ended from outside ------------------------------------------------------------------------------------------------


def begun(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    """Begin a command in a process of its own."""
    base = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV_", "SUMMARIZER"))}
    return subprocess.Popen(
        [sys.executable, "-m", "summarizer", *arguments],
        cwd=ROOT,
        env={**base, "OPENAI_API_KEY": KEY},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def until(server: StandIn, paid: int) -> None:
    """Wait until so many requests are answered."""
    deadline = time.monotonic() + 60
    while server.paid.total() < paid:
        assert time.monotonic() < deadline, "nothing is asked"
        time.sleep(0.01)


@pytest.mark.parametrize(("workers", "when"), [("1", 5), ("2", 5), ("2", 0)])
def test_ctrl_c_ends_with_130_and_the_table_and_the_next_run_goes_on(
    workers: str, when: int, tmp_path: Path, store: Path, capsys: Printed
) -> None:
    folder_of(tmp_path / "filings", 12)
    with standing_in(Answers(other=said), latency=0.1) as server:
        command = asked(tmp_path / "filings", store, server.url, "--concurrency", "2")
        process = begun(*command, "--workers", workers, start_new_session=True)
        if when:
            until(server, when)
        else:  # while the others are being started
            deadline = time.monotonic() + 60
            while not store.exists() or not queried(store, "SELECT name FROM sqlite_master WHERE name = 'run'"):
                assert time.monotonic() < deadline
                time.sleep(0.01)
            while not queried(store, "SELECT id FROM run"):
                assert time.monotonic() < deadline
                time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        printed, complaints = process.communicate(timeout=60)
        assert process.returncode == INTERRUPTED, complaints
        assert complaints == "summarizer: interrupted\n"
        assert "filings" in counts(printed)
        sound(store)
        kept = set(queried(store, "SELECT key FROM exchange"))
        before = dict(server.received)
        assert main([*command, "-q"]) == OK
        after = dict(server.received)
    assert counts(capsys.readouterr().out)["filings"] == 12
    assert all(after[key] == before[key] for key in kept)
    assert len(queried(store, "SELECT key FROM exchange")) == 12 * QUESTIONS == len(after)
    sound(store)


def test_a_batch_that_is_killed_goes_on_where_it_was_and_pays_nothing_twice(
    tmp_path: Path, store: Path, capsys: Printed
) -> None:
    folder_of(tmp_path / "filings", 12)
    with standing_in(Answers(other=said), latency=0.05) as server:
        command = asked(tmp_path / "filings", store, server.url, "--concurrency", "2")
        process = begun(*command)
        until(server, 10)
        process.kill()
        process.communicate()
        assert queried(store, "PRAGMA integrity_check") == ["ok"]
        kept = set(queried(store, "SELECT key FROM exchange"))
        done = queried(store, "SELECT count(*) FROM summary")[0]
        assert len(kept) >= 6
        before = dict(server.received)
        assert main([*command, "-q"]) == OK
        after = dict(server.received)
    told = counts(capsys.readouterr().out)
    assert told == {"filings": 12, "done": 12 - done, **({"kept": done} if done else {})}
    assert all(after[key] == before[key] for key in kept)
    assert sum(after.values()) <= 12 * QUESTIONS + 2  # those under way
    assert queried(store, "SELECT * FROM claim") == []


def test_two_batches_at_once_share_the_work_and_lose_nothing(tmp_path: Path, store: Path) -> None:
    folder_of(tmp_path / "filings", 12)
    with standing_in(Answers(other=said), latency=0.1) as server:
        command = asked(tmp_path / "filings", store, server.url, "--concurrency", "2")
        processes = [begun(*command) for _ in range(2)]
        printed = [process.communicate(timeout=100) for process in processes]
        received = dict(server.received)
    assert [process.returncode for process in processes] == [OK, OK]
    assert [complaints for _, complaints in printed] == ["", ""]
    assert set(received.values()) == {1}
    assert len(received) == 12 * QUESTIONS
    told = [counts(out) for out, _ in printed]
    assert sum(one.get("done", 0) for one in told) == 12
    assert all(one["filings"] == 12 for one in told)
    assert all(set(one) <= {"filings", "done", "kept", "elsewhere"} for one in told)
    assert len(queried(store, "SELECT * FROM summary")) == 12
    sound(store)


def test_a_reader_that_has_read_enough_does_not_disturb(folder: Path, store: Path) -> None:
    process = begun("batch", str(folder), "--store", str(store), "--model", "rules", "-q")
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    assert process.stderr.read() == ""
    assert process.wait(60) == OK
    process.stderr.close()
    assert len(queried(store, "SELECT * FROM summary")) == 4


def test_standard_input_and_an_archive_are_sources_too(
    store: Path, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import zipfile

    with zipfile.ZipFile(tmp_path / "some.zip", "w") as written:
        for number in range(3):
            written.writestr(f"{number}.txt", text_of(number))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text_of(9))))
    assert main(["batch", "-", "some.zip", "--store", "deals.db", "-q"]) == OK
    assert counts(capsys.readouterr().out) == {"filings": 4, "done": 4}
    assert sorted(Path(name).name for name in queried(store, "SELECT name FROM source")) == [
        *("0.txt", "1.txt", "2.txt", "standard input"),
    ]


def test_a_model_that_says_nothing_useful_leaves_the_rest_alone(folder: Path, store: Path, capsys: Printed) -> None:
    with serving(only({2}, lambda _: completion("no JSON"))) as endpoint:
        assert main(asked(folder, store, endpoint.url, "-q", "--requests-per-minute", "6000")) == FAILED
    printed = capsys.readouterr()
    assert counts(printed.out) == {"filings": 4, "done": 3, "failed": 1}
    assert "answered what the schema forbids, 2 times (extract)" in printed.err
    assert "002.txt" in printed.err
