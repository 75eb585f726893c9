"""The file: opened, checked, brought up to date; transactions; and what SQLite objects to, in words that help."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from summarizer.errors import StoreError

APPLICATION_ID = 0x384B4453  # "8KDS", in the header of the file: https://sqlite.org/pragma.html#pragma_application_id
MIGRATIONS = ("tables.sql",)  # what makes version 1, 2 ... of the one before: the next version is one file more here
PATIENCE = 30.0  # seconds to wait for another process that writes
_MOST_WAL = 64_000_000  # bytes of the -wal file that a checkpoint leaves on disk
_LOOKED_AT = 400  # rows of an index that ANALYZE looks at, which takes some 30 ms however large the store is
_PART = 500  # rows fetched at once by what streams

_VIEW = re.compile(r"^CREATE VIEW (\w+)", re.MULTILINE)


class Database:
    """One connection to a store. Not to be shared between threads or processes: each opens its own."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = True, read_only: bool = False) -> Self:
        """Open the store at that path.

        One that is not there is made, unless ``create`` is false or it is opened to be read only; one of an older
        version is brought up to date. `StoreError` says in one line why it can't be opened, and what to do.
        """
        place = Path(path)
        with told(place):
            connection = _connected(place, create=create and not read_only, read_only=read_only)
            try:
                _prepare(connection, place, read_only=read_only)
            except BaseException:
                connection.close()
                raise
        return cls(connection, place)

    def close(self) -> None:
        """Close the connection; what was written is kept."""
        with told(self.path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {str(self.path)!r}>"

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Write in one transaction: all of it is kept when the ``with`` block ends, nothing when it raises."""
        with told(self.path), writing(self._connection):
            yield self._connection

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with told(self.path):
            return self._connection.execute(sql, values).fetchall()

    def _row(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Return the first row, or None."""
        with told(self.path):
            return self._connection.execute(sql, values).fetchone()

    def _streamed(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """Yield the rows of ``sql``, ordered by their first column, an id, which its first value has to be below.

        They are fetched in parts, so that none of the store's pages is held for as long as the caller takes.
        """
        last = 0
        while rows := self._rows(f"{sql} LIMIT {_PART}", (last, *values)):
            yield from rows
            last = rows[-1][0]


@contextlib.contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the write lock from the start, so that what is read inside the ``with`` block is still so when it ends."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has rolled back by itself where the disk is full
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise


def now() -> str:
    """Return the time as ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def storable(text: str) -> str:
    r"""Return text that SQLite takes: names of files may hold bytes that are no UTF-8, which are written ``\udc..``."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


# -- opening -----------------------------------------------------------------------------------------------------------


def _connected(path: Path, *, create: bool, read_only: bool) -> sqlite3.Connection:
    if path.is_dir():
        raise StoreError(f"{path} is a folder: name the store's file, such as {path / 'deals.db'}")
    if not path.exists():
        if not create:
            raise StoreError(f"there is no store {path}: make one with summarizer batch, or name another")
        if not path.absolute().parent.is_dir():
            raise StoreError(f"can't make {path}: there is no folder {path.parent}")
    elif not read_only and not os.access(path, os.W_OK):
        # SQLite would open it all the same, and fail when it writes.
        raise StoreError(f"{path} may only be read: give yourself the right to write it, or name another store")
    mode = "rwc" if create else "rw"  # also to read: who may only read leaves a -wal file behind
    if read_only and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)):
        # In a folder that may not be written, as on a disc, there is no -wal file: nobody writes, and none can be made.
        mode = "ro" if _is_in_use(path) else "ro&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=PATIENCE, isolation_level=None)


def _is_in_use(path: Path) -> bool:
    return path.with_name(f"{path.name}-wal").exists()


def _prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")  # the file may be somebody else's
    connection.execute("PRAGMA cell_size_check = ON")
    version = _version(connection, path)
    if read_only:
        if version == 0:
            raise StoreError(f"{path} is empty: fill it with summarizer batch, or name another store")
        if version < len(MIGRATIONS):
            raise StoreError(
                f"{path} was made by an older summarizer (store version {version}, this one reads {len(MIGRATIONS)}): "
                "open it for writing once, as summarizer batch does, and it is brought up to date"
            )
        connection.execute("PRAGMA query_only = ON")
        return
    _use_wal(connection)
    # A kill loses nothing that was committed; a power cut may take the last transactions, and leaves the store whole.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA journal_size_limit = {_MOST_WAL}")
    connection.execute(f"PRAGMA analysis_limit = {_LOOKED_AT}")
    migrate(connection)
    connection.execute("PRAGMA foreign_keys = ON")  # only now: a migration may have to make a table anew


def _use_wal(connection: sqlite3.Connection) -> None:
    """Have readers and one writer at once; two processes that make a store together get into each other's way."""
    for wait in (0.01, 0.05, 0.2, 0.5, 1, 2, 4, 8, None):  # SQLite itself does not wait here
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            if wait is None or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(wait)


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the store's version, 0 of an empty file; `StoreError` where it is something else, or too new."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (things,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application == 0 and version == 0 and things == 0:
        return 0
    if application != APPLICATION_ID:
        raise StoreError(f"{path} is another program's SQLite file, not a store of summarizer: name another")
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{path} was made by a newer summarizer (store version {version}, this one knows {len(MIGRATIONS)}): "
            "upgrade summarizer"
        )
    return int(version)


def migrate(connection: sqlite3.Connection, steps: Sequence[str] | None = None) -> None:
    """Bring a store up to date: each step that it lacks, in order, and the views anew, all in one transaction.

    A step is SQL, or the name of a file beside this module that holds it; by default they are `MIGRATIONS`.
    """
    steps = MIGRATIONS if steps is None else steps
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version >= len(steps):
        return
    with writing(connection):
        (version,) = connection.execute("PRAGMA user_version").fetchone()  # another process may have been first
        if version >= len(steps):
            return
        views = _read("views.sql")
        for name in _VIEW.findall(views):  # first: a table that a view shows can't be changed at will
            connection.execute(f"DROP VIEW IF EXISTS {name}")
        for step in steps[version:]:
            _execute(connection, _read(step) if step.endswith(".sql") else step)
        _execute(connection, views)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")


def _read(name: str) -> str:
    return files("summarizer.store").joinpath(name).read_text(encoding="utf-8")


def _execute(connection: sqlite3.Connection, script: str) -> None:
    """Execute each statement; ``executescript`` would commit what came before."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
    if statement.strip():
        connection.execute(statement)


# -- what can go wrong -------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn an error of SQLite into a `StoreError` of one line that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(_explained(error, path)) from None


def _explained(error: sqlite3.Error, path: Path) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code of an extended one
    said = " ".join(str(error).split())
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"{path} is being written by another process for {PATIENCE:g} seconds already: try again after it"
        case sqlite3.SQLITE_FULL:
            return f"the disk is full, {path} can't grow: make room and run it again; all that was finished is kept"
        case sqlite3.SQLITE_NOTADB:
            return f"{path} is no store of summarizer, nor any SQLite file: name another"
        case sqlite3.SQLITE_CORRUPT:
            return (
                f"{path} is damaged ({said}): use a copy of it, or save what can be read with "
                f"sqlite3 {path.name} .recover; nothing was changed"
            )
        case sqlite3.SQLITE_READONLY:
            return f"{path} or its folder may not be written: give yourself the right to, or name another store"
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return f"{path} can't be opened ({said}): see that you may read it, and write it and its folder"
        case sqlite3.SQLITE_IOERR:
            return f"{path} can't be read or written ({said}): see to the disk it is on; what was finished is kept"
        case _:
            return f"{path}: {said}"
