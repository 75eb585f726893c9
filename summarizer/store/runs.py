"""Runs: who works on what now, so that two of them do not do the same, and what a killed one left is taken up."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime

from summarizer.store.database import Database, now, storable
from summarizer.store.records import Configuration

LIFE = 60.0  # seconds after its last beat a run counts as dead, wherever it is

_begun: set[tuple[str, int]] = set()  # the runs that this process began and has not ended: (store, id)


class Runs(Database):
    """Runs, and their claims on sources."""

    def begin(self, configuration: Configuration, command: str) -> int:
        """Enter a run and return its id; ``command`` is what was asked for, without a key."""
        import platform

        with self._writing() as db:
            at = now()
            cursor = db.execute(
                "INSERT INTO run (configuration_id, command, version, host, pid, started_at, beat_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    configuration_id(db, configuration),
                    storable(command),
                    _own_version(),
                    platform.node(),
                    os.getpid(),
                    at,
                    at,
                ),
            )
            run = int(cursor.lastrowid or 0)
        _begun.add((self._place, run))
        return run

    def beat(self, run: int) -> None:
        """Say that a run still lives; to be called well within `LIFE` of the last time."""
        with self._writing() as db:
            db.execute("UPDATE run SET beat_at = ? WHERE id = ?", (now(), run))

    def end(self, run: int) -> None:
        """Say that a run is over, and release what it holds."""
        with self._writing() as db:
            db.execute("UPDATE run SET ended_at = coalesce(ended_at, ?) WHERE id = ?", (now(), run))
            db.execute("DELETE FROM claim WHERE run_id = ?", (run,))
        _begun.discard((self._place, run))
        with self._writing() as db:
            db.execute("ANALYZE")  # without it SQLite takes the wrong index for some questions, and ten times as long

    def claim(self, source_sha256: str, configuration: Configuration, run: int) -> bool:
        """Take a source for a run; False where another run that lives holds it.

        A run is dead when it has ended, when its process on this machine is gone, or when its last beat is older than
        `LIFE`; what it held is taken over.
        """
        with self._writing() as db:
            settings = configuration_id(db, configuration)
            held = db.execute(
                "SELECT run.id, host, pid, beat_at, ended_at FROM claim JOIN run ON run.id = run_id"
                " WHERE source_sha256 = ? AND claim.configuration_id = ?",
                (source_sha256, settings),
            ).fetchone()
            if held and held[0] != run and self._lives(*held):
                return False
            db.execute("REPLACE INTO claim VALUES (?, ?, ?, ?)", (source_sha256, settings, run, now()))
            return True

    def release(self, source_sha256: str, configuration: Configuration, run: int) -> None:
        """Give a source free again, where that run holds it."""
        with self._writing() as db:
            db.execute(
                "DELETE FROM claim WHERE source_sha256 = ? AND run_id = ?"
                " AND configuration_id = (SELECT id FROM configuration WHERE digest = ?)",
                (source_sha256, run, configuration.digest),
            )

    @property
    def _place(self) -> str:
        return os.path.realpath(self.path)

    def _lives(self, run: int, host: str, pid: int, beat_at: str, ended_at: str | None) -> bool:
        import platform

        if ended_at is not None:
            return False
        if host == platform.node() and not (
            (self._place, run) in _begun if pid == os.getpid() else _is_running(pid)  # a number that was given anew
        ):
            return False
        return (datetime.now(UTC) - datetime.fromisoformat(beat_at)).total_seconds() <= LIFE


def configuration_id(db: sqlite3.Connection, configuration: Configuration) -> int:
    """Return the id of a configuration, which is entered where it is new; to be called inside a transaction."""
    digest = configuration.digest
    found = db.execute("SELECT id FROM configuration WHERE digest = ?", (digest,)).fetchone()
    if found is None:
        cursor = db.execute(
            "INSERT INTO configuration (name, digest, engine, model, settings) VALUES (?, ?, ?, ?, ?)",
            (
                storable(str(configuration)),
                digest,
                configuration.engine,
                storable(configuration.model),
                configuration.canonical(configuration.settings),
            ),
        )
        return int(cursor.lastrowid or 0)
    return int(found[0])


def _is_running(pid: int) -> bool:
    """Whether a process of this machine is there; on Windows, where asking would end it, its beat alone tells."""
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # another user's
        return True
    return True


def _own_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("summarizer")
    except PackageNotFoundError:
        return "(not installed)"
