"""Several processes with one store, and processes that are killed: nothing is lost, nothing is done by two."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from summarizer.store import Store
from summarizer.store.runs import LIFE
from tests.conftest import ROOT
from tests.storing import MODEL, RULES, exchange, made, text_of

DATA = text_of(1)
DIGEST = sha256(DATA).hexdigest()

# Writes filings one after the other, and says each when it is kept.
WRITER = """
    import sys
    from hashlib import sha256
    from summarizer.store import Store
    from tests.storing import RULES, exchange, made, text_of

    path, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with Store.open(path) as store:
        run = store.begin(RULES, "test")
        summary = made(text_of(0))
        for number in range(first, first + count):
            data = text_of(number)
            digest = sha256(data).hexdigest()
            if not store.claim(digest, RULES, run):
                print("held", number, flush=True)
                continue
            asked = exchange(f"{number} " * 200)
            store.remember(asked, run)
            store.add_source(f"{number}.txt", data, 1)
            own = summary.model_copy(update={"run": summary.run.model_copy(update={"source_sha256": digest})})
            store.finish(run, RULES, 1, own, (asked.key,))
            store.release(digest, RULES, run)
            print("kept", number, flush=True)
        store.end(run)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deals.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


def writer(path: Path, first: int, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(path), str(first), str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def is_whole(path: Path) -> None:
    """See that the file is sound, and that every summary has all that belongs to it."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    counts = connection.execute(
        "SELECT DISTINCT facts, (SELECT count(*) FROM fact WHERE fact.summary_id = summary.id),"
        " (SELECT count(*) FROM summary_exchange WHERE summary_id = summary.id) FROM summary"
    ).fetchall()
    connection.close()
    assert len(counts) <= 1
    for facts, rows, exchanges in counts:
        assert (rows, exchanges) == (facts, 1)


# -- at once -----------------------------------------------------------------------------------------------------------


def test_processes_make_a_store_and_write_it_at_once(path: Path) -> None:
    writers = [writer(path, first, 15) for first in (0, 15, 30, 30)]
    printed = [process.communicate(timeout=120) for process in writers]
    assert [process.returncode for process in writers] == [0, 0, 0, 0], printed
    is_whole(path)
    with Store.open(path) as store:
        assert sorted(stored.source for stored, _ in store.summaries()) == sorted(f"{n}.txt" for n in range(45))
        assert store.spent() == 45 * Decimal("0.25")


def test_a_reader_is_not_in_a_writers_way(store: Store, path: Path) -> None:
    store.add_source("one.txt", DATA, 1)
    store.finish(store.begin(RULES, "test"), RULES, 1, made(DATA), ())
    with Store.open(path, read_only=True) as reader:
        reading = reader.summaries()
        next(reading)
        store.add_source("two.txt", text_of(2), 1)
        assert reader.settled(sha256(text_of(2)).hexdigest(), RULES) is not None


# -- claims ------------------------------------------------------------------------------------------------------------


def test_a_source_is_held_by_one_run_until_it_is_released(store: Store, path: Path) -> None:
    one = store.begin(RULES, "one")
    with Store.open(path) as other:
        two = other.begin(RULES, "two")
        assert store.claim(DIGEST, RULES, one)
        assert store.claim(DIGEST, RULES, one)
        assert not other.claim(DIGEST, RULES, two)
        assert other.claim(DIGEST, MODEL, two)
        other.release(DIGEST, RULES, two)  # which does not hold it
        assert not other.claim(DIGEST, RULES, two)
        store.release(DIGEST, RULES, one)
        assert other.claim(DIGEST, RULES, two)


def test_a_run_that_has_ended_holds_nothing(store: Store) -> None:
    one, two = store.begin(RULES, "one"), store.begin(RULES, "two")
    assert store.claim(DIGEST, RULES, one)
    store.end(one)
    assert store.claim(DIGEST, RULES, two)


def test_a_run_whose_process_is_gone_holds_nothing(store: Store, path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_begin_and_claim, args=(str(path),))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert store.claim(DIGEST, RULES, store.begin(RULES, "next"))


def _begin_and_claim(path: str) -> None:
    with Store.open(path) as store:
        assert store.claim(DIGEST, RULES, store.begin(RULES, "killed"))
    os._exit(0)


@pytest.mark.parametrize(
    ("host", "pid", "age", "lives"),
    [
        ("elsewhere", 1, 1, True),
        ("elsewhere", 1, LIFE + 5, False),
        (None, os.getppid(), 1, True),
        (None, os.getppid(), LIFE + 5, False),
        (None, os.getpid(), 1, False),  # a number that the machine gave anew: no run that this process began
    ],
)
def test_a_run_lives_while_its_process_does_and_its_heart_beats(
    store: Store, path: Path, host: str | None, pid: int, age: float, lives: bool
) -> None:
    other = store.begin(RULES, "other")
    assert store.claim(DIGEST, RULES, other)
    store.close()
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO run SELECT 99, configuration_id, command, version, coalesce(?, host), ?, started_at,"
        " strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?), NULL FROM run",
        (host, pid, f"-{age} seconds"),
    )
    connection.execute("UPDATE claim SET run_id = 99")
    connection.commit()
    connection.close()
    with Store.open(path) as again:
        assert again.claim(DIGEST, RULES, again.begin(RULES, "next")) is not lives


def test_a_beat_keeps_a_run_alive(store: Store, path: Path) -> None:
    run = store.begin(RULES, "test")
    connection = sqlite3.connect(path)
    before = connection.execute("SELECT beat_at FROM run").fetchone()
    time.sleep(0.01)
    store.beat(run)
    after = connection.execute("SELECT beat_at FROM run").fetchone()
    connection.close()
    assert after > before


# -- killed ------------------------------------------------------------------------------------------------------------


def test_a_kill_takes_nothing_that_was_kept(path: Path) -> None:
    """Kill a writer at a random moment, again and again; the benchmarks do it more often."""
    kept: set[int] = set()
    chance = random.Random(7)
    for turn in range(6):
        with writer(path, turn * 1000, 1000) as process:
            assert process.stdout is not None
            first = process.stdout.readline()  # it is at work
            time.sleep(chance.random() * 0.15)
            process.send_signal(signal.SIGKILL)
            said = first + process.stdout.read()
        lines = said.split("\n")[:-1]  # what comes after the last break was cut by the kill
        kept |= {int(line.split()[1]) for line in lines if line.startswith("kept")}
        is_whole(path)
    with Store.open(path) as store:
        found = {int(stored.source.removesuffix(".txt")) for stored, _ in store.summaries()}
        assert kept <= found
        assert len(found - kept) <= 6  # kept, but not said any more
        for number in found:
            assert store.recall(exchange(f"{number} " * 200).key) is not None
        run = store.begin(RULES, "after")
        assert store.claim(sha256(text_of(max(found) + 1)).hexdigest(), RULES, run)
