"""Where summaries are written to. Everything that can go wrong is looked at before the first filing is read."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from summarizer.errors import OptionError, SourceError, SummarizerError
from summarizer.rendering import FORMATS


@dataclass(frozen=True, slots=True)
class Target:
    """A file to write."""

    path: Path
    encoding: str = "utf-8"

    def __str__(self) -> str:
        return str(self.path)

    def numbered(self, number: int) -> Target:
        """Return the place of a source's ``number``-th filing, counted from 1: the first has the source's own name."""
        if number == 1:
            return self
        return Target(self.path.with_name(f"{self.path.stem}-{number}{self.path.suffix}"), self.encoding)

    def write(self, text: str) -> None:
        """Write the file whole or not at all: beside its place, then moved there. `SourceError` where that fails."""
        with self.opened() as file:
            file.write(text)

    @contextlib.contextmanager
    def opened(self, *, binary: bool = False) -> Iterator[IO[Any]]:
        """Have the file written inside the ``with`` block, whole or not at all, as `write` does."""
        mode, encoding = ("wb", None) if binary else ("w", self.encoding)
        place = Path(os.path.realpath(self.path))  # a link stays a link
        part = place.with_name(f".{place.name[:40]}.{os.getpid()}.part")  # short: names have a limit
        try:
            if _is_special(self.path):
                with self.path.open(mode, encoding=encoding) as file:
                    yield file  # a pipe or a device is written to, never replaced
                return
            try:
                with part.open(mode, encoding=encoding) as file:
                    yield file
                if place.exists():
                    part.chmod(place.stat().st_mode & 0o777)
                part.replace(place)
            finally:
                part.unlink(missing_ok=True)
        except SummarizerError:
            raise  # of what was to be written
        except OSError as error:
            raise _unwritable(self.path, error) from None


def one_file(sources: Sequence[str], path: Path, format_: str) -> dict[str, Target]:
    """Return the one target for every source."""
    return _checked(dict.fromkeys(sources, path), path.parent, format_)


def in_folder(sources: Sequence[str], folder: Path, format_: str) -> dict[str, Target]:
    """Return a target for each source, named after it; two sources must not share one."""
    targets: dict[str, Path] = {}
    taken: dict[str, str] = {}
    for source in sources:
        target = folder / f"{_stem(source)}{FORMATS[format_].suffix}"
        # Some file systems take "A.json" and "a.json" for one file.
        other = taken.setdefault(str(target).casefold(), source)
        if other != source:
            raise OptionError(f"{other} and {source} would both be written to {target}: give them to separate calls")
        targets[source] = target
    return _checked(targets, folder, format_)


def _stem(source: str) -> str:
    if source == "-":
        return "stdin"
    return "text" if "\n" in source else Path(source).stem or "unnamed"


def _checked(targets: dict[str, Path], folder: Path, format_: str) -> dict[str, Target]:
    read = {os.path.realpath(source) for source in targets if source != "-" and "\n" not in source}
    for target in targets.values():
        if os.path.realpath(target) in read:
            raise OptionError(f"the summary would be written over the filing {target}: choose another place")
        if os.path.isdir(target):
            raise SourceError(f"can't write {target}: it is a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from None
    if not all(map(_is_special, targets.values())) and not os.access(folder, os.W_OK | os.X_OK):
        raise SourceError(f"can't write into {folder}: permission denied")
    return {source: Target(target, FORMATS[format_].encoding) for source, target in targets.items()}


def _is_special(path: Path) -> bool:
    return os.path.exists(path) and not os.path.isfile(path)  # unlike pathlib, neither raises on a name too long


def _unwritable(path: Path, error: OSError) -> SourceError:
    return SourceError(f"can't write {path}: {error.strerror or error}")
