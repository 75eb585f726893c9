"""What can be wrong with a store: one clear line that says what to do, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from summarizer import StoreError
from summarizer.store import Store, database
from tests.conftest import ROOT
from tests.storing import RULES, exchange, put, text_of


@pytest.fixture
def path() -> Iterator[Path]:
    """A place that other users of the machine can reach too, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="summarizer-test-"))
    folder.chmod(0o777)
    yield folder / "deals.db"
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def filled(path: Path) -> Path:
    with Store.open(path) as store:
        for number in range(8):
            put(store, f"{number}.txt", text_of(number))
            store.remember(exchange(f"{number} " * 300))
    path.chmod(0o666)
    return path


@contextmanager
def as_anybody() -> Iterator[None]:
    """Do without the rights of root, who may write what nobody else may."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def told(path: Path, action: Callable[[], object]) -> str:
    """Return the one line that a failing action tells, which names the store."""
    with pytest.raises(StoreError) as raised:
        action()
    line = str(raised.value)
    assert "\n" not in line
    assert path.name in line
    assert raised.value.__cause__ is None
    return line


def test_one_that_is_not_there_is_not_made_for_reading(path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        assert "there is no store" in told(path, lambda options=options: Store.open(path, **options))  # type: ignore[misc]
    assert not path.exists()


def test_a_folder_and_a_place_in_no_folder_are_refused(path: Path) -> None:
    assert "is a folder: name the store's file" in told(path.parent, lambda: Store.open(path.parent))
    below = path / "deeper" / "deals.db"
    assert "there is no folder" in told(below, lambda: Store.open(below))


@pytest.mark.parametrize("content", [b"FORM 8-K\n" * 500, b"\x00" * 5000, b"SQLite format 3\x00 but for the rest"])
def test_another_kind_of_file_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for read_only in (False, True):
        line = told(path, lambda read_only=read_only: Store.open(path, read_only=read_only))  # type: ignore[misc]
        assert "no store of summarizer" in line or "is damaged" in line
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_as_it_is(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE filing (id)")
    connection.close()
    before = path.read_bytes()
    assert "another program's SQLite file" in told(path, lambda: Store.open(path))
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_store_and_is_none_for_reading(path: Path) -> None:
    path.touch()
    assert "is empty: fill it" in told(path, lambda: Store.open(path, read_only=True))
    assert path.stat().st_size == 0
    with Store.open(path) as store:
        assert store.count() == 0


@pytest.mark.parametrize("read_only", [False, True])
def test_one_of_a_newer_version_is_left_as_it_is(filled: Path, read_only: bool) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    before = filled.read_bytes()
    line = told(filled, lambda: Store.open(filled, read_only=read_only))
    assert "made by a newer summarizer (store version 7, this one knows 1): upgrade summarizer" in line
    assert filled.read_bytes() == before


def test_one_of_an_older_version_is_brought_up_to_date_by_writing_alone(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, "ALTER TABLE filing ADD COLUMN sector TEXT"))
    line = told(filled, lambda: Store.open(filled, read_only=True))
    assert "made by an older summarizer (store version 1, this one reads 2): open it for writing once" in line
    with Store.open(filled) as store:
        assert store.count() == 8
    with Store.open(filled, read_only=True) as store:
        assert store.count() == 8


def test_a_damaged_one_says_how_to_save_what_can_be_read(filled: Path) -> None:
    whole = bytearray(filled.read_bytes())
    for at in range(4096, len(whole), 4096):
        whole[at : at + 200] = b"\xff" * 200
    filled.write_bytes(whole)

    def use() -> None:
        with Store.open(filled) as store:
            list(store.summaries())

    line = told(filled, use)
    assert "is damaged (" in line
    assert "use a copy of it, or save what can be read with sqlite3 deals.db .recover; nothing was changed" in line


def test_one_that_is_cut_off_is_damaged(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes()[:20_000])

    def use() -> None:
        with Store.open(filled, read_only=True) as store:
            list(store.summaries())

    assert "is damaged (" in told(filled, use)


def test_one_that_may_only_be_read_can_be_read(filled: Path) -> None:
    filled.chmod(0o444)
    filled.parent.chmod(0o555)
    before = filled.read_bytes()
    with as_anybody():
        line = told(filled, lambda: Store.open(filled).begin(RULES, "test"))
        assert "may not be written" in line or "may only be read" in line or "can't be opened" in line
    assert filled.read_bytes() == before
    # By its own user, in another process: os.access asks for the real one.
    code = """
        import os, sys
        from summarizer.store import Store
        if os.getuid() == 0:
            os.setuid(65534)
        with Store.open(sys.argv[1], read_only=True) as store:
            print(store.count())
        try:
            Store.open(sys.argv[1])
        except OSError as error:
            print(error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(filled)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    count, refused = done.stdout.splitlines()
    assert count == "8"
    assert refused.endswith("may only be read: give yourself the right to write it, or name another store")
    assert sorted(file.name for file in filled.parent.iterdir()) == ["deals.db"]


def test_what_was_opened_for_reading_is_not_written(filled: Path) -> None:
    with Store.open(filled, read_only=True) as store:
        assert "may not be written" in told(filled, lambda: store.begin(RULES, "test"))
        assert store.count() == 8
    assert sorted(file.name for file in filled.parent.iterdir()) == ["deals.db"]


def test_a_full_disk_loses_nothing_that_was_finished(filled: Path) -> None:
    with Store.open(filled) as store:
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {pages + 1}")  # the same error as of a full disk
        line = told(filled, lambda: put(store, "large.txt", os.urandom(50_000).hex().encode() + text_of(99)))
        assert "the disk is full, " in line
        assert "make room and run it again; all that was finished is kept" in line
        assert store.count() == 8
        store._connection.execute("PRAGMA max_page_count = 1000000")
        put(store, "99.txt", text_of(99))
        assert store.count() == 9


def test_a_limit_on_the_size_of_files_loses_nothing_either(filled: Path) -> None:
    code = """
        import resource, sys
        from summarizer.store import Store
        from tests.storing import put, text_of
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
        with Store.open(sys.argv[1]) as store:
            for number in range(100, 200):
                put(store, f"{number}.txt", text_of(number))
                print(number, flush=True)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(filled)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    last = done.stderr.splitlines()[-1]
    assert "StoreError" in last
    assert "what was finished is kept" in last
    with Store.open(filled) as store:
        assert store.count() == 8 + len(done.stdout.splitlines())


def test_one_that_is_locked_for_long_is_told(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(filled) as store:
        line = told(filled, lambda: store.begin(RULES, "test"))
        assert "is being written by another process for 0.2 seconds already: try again after it" in line
        assert store.count() == 8
        other.execute("ROLLBACK")
        store.begin(RULES, "test")
    other.close()


def test_another_thread_is_told_to_open_its_own(filled: Path) -> None:
    with Store.open(filled) as store:
        raised: list[BaseException] = []

        def use() -> None:
            try:
                store.count()
            except StoreError as error:
                raised.append(error)

        thread = threading.Thread(target=use)
        thread.start()
        thread.join()
        assert "thread" in str(raised[0])


def test_one_that_is_closed_is_told(filled: Path) -> None:
    store = Store.open(filled)
    store.close()
    assert "closed" in told(filled, store.count)
