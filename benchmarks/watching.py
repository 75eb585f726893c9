"""What the batch benchmarks look at while others work: processors, memory, and the log of the stand-in."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Event:
    """A line of the stand-in's log; ``kind`` is received, paid or unpaid, ``at`` seconds of the monotonic clock."""

    at: float
    kind: str
    name: str
    attempt: int
    outcome: str


def events(log: Path, start: int = 0) -> list[Event]:
    """Return the events of a log from a place in the file on."""
    with log.open("rb") as file:
        file.seek(start)
        words = [line.decode().rstrip("\n").split(" ") for line in file if line.endswith(b"\n")]
    return [Event(float(at), kind, name, int(attempt), outcome) for at, kind, name, attempt, outcome in words]


def steady(times: list[float]) -> float:
    """Return how many come a second between the first tenth of some times and the last, where all is under way."""
    times = sorted(times)
    tenth = len(times) // 10
    return (len(times) - 2 * tenth - 1) / (times[-tenth - 1] - times[tenth])


def family(root: int) -> list[int]:
    """Return a process and all that it started, as far as they live."""
    parents: dict[int, int] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found = [root] if root in parents else []
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def resident(root: int) -> float:
    """Return the memory that a process and all that it started hold, in megabytes; what they share counts once."""
    total = 0
    for one in family(root):
        try:
            lines = (PROC / str(one) / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def used(root: int) -> float:
    """Return the seconds of processor that a process and all that it started have used, those waited for too."""
    ticks = 0
    for one in family(root):
        try:
            fields = (PROC / str(one) / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(int(value) for value in fields[11:15])  # user, system, and both of children waited for
    return ticks / os.sysconf("SC_CLK_TCK")


@dataclass
class Machine:
    """How busy each processor was meanwhile, as a share, and the load average at the beginning and the end."""

    busy: list[float] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def taken(self) -> float:
        """The seconds of processor that everything on the machine took."""
        return sum(self.busy) * self.seconds

    def __str__(self) -> str:
        shares = " and ".join(f"{share:.0%}" for share in self.busy)
        return f"processors {shares} busy; load {self.loads[0]:.2f} before, {self.loads[-1]:.2f} after"


@contextmanager
def machine() -> Iterator[Machine]:
    """Watch the processors as long as the block lasts."""
    found = Machine(loads=[os.getloadavg()[0]])
    before, started = _ticks(), time.monotonic()
    try:
        yield found
    finally:
        found.seconds = time.monotonic() - started
        found.loads.append(os.getloadavg()[0])
        for (busy, all_), (was_busy, was_all) in zip(_ticks(), before, strict=True):
            found.busy.append((busy - was_busy) / max(1, all_ - was_all))


def _ticks() -> list[tuple[int, int]]:
    """Return for each processor how long it was busy and how long it was there."""
    found = []
    for line in (PROC / "stat").read_text().splitlines():
        if line.startswith("cpu") and line[3].isdigit():
            values = [int(value) for value in line.split()[1:9]]
            found.append((sum(values) - values[3] - values[4], sum(values)))
    return found
