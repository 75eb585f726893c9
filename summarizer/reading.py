"""A source to filings: a path, a folder, a glob, standard input, an archive, an EDGAR address, or the text itself."""

from __future__ import annotations

import glob
import gzip
import hashlib
import io
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from summarizer.errors import FilingError, SourceError, SummarizerError
from summarizer.filing import Filing, as_bytes, parse, parse_all
from summarizer.filing.decoding import MAX_BYTES

Source = str | os.PathLike[str] | bytes | Filing

MAX_MEMBERS = 20_000
_LONGEST_PATH = 1024
_AT_ONCE = 1 << 16  # bytes: room for as much as a file may hold is made only where it is larger
_SUFFIXES = frozenset({".txt", ".htm", ".html", ".xhtml", ".md", ".text", ".sgml", ".gz", ".zip", ""})
_URL = re.compile(r"https?://", re.IGNORECASE)
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}|\d{18}")
_GLOB = re.compile(r"[*?\[]")


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class Unread:
    """A member of a source that could not be read: its name, and the error that says why."""

    source: str
    error: SummarizerError


@dataclass(frozen=True, slots=True)
class Raw:
    """One file of a source: its name, and its bytes, unpacked."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The digest that `Filing.source_sha256` and a summary's run give it."""
        return hashlib.sha256(self.data).hexdigest()


def read_filing(source: Source) -> Filing:
    """Read one filing.

    A ``str`` with a line break in it, or a long one, is the filing's text; "-" is standard input; an ``https``
    address or an accession number is fetched from EDGAR; anything else is a path, perhaps of a ``.gz`` or of a
    ``.zip`` with one file in it. Raises `SourceError` where it can't be read, `FilingError` where it is no
    Form 8-K.
    """
    if isinstance(source, Filing):
        return source
    name, data = _load(source)
    if isinstance(data, bytes) and data.startswith(b"PK\x03\x04"):
        members = [member for member in _zip_members(name, io.BytesIO(data)) if not isinstance(member, Unread)]
        if len(members) != 1:
            raise SourceError(f"{name} holds {len(members)} files that can be read: read them as a batch")
        name, data = members[0]
    return parse(data, source=name)


def read_filings(source: Source) -> Iterator[Filing | Unread]:
    """Yield every filing of a folder, a glob, a ``.zip``, a file of several submissions, or a single source.

    What can't be read is yielded as `Unread`, and the rest goes on. Raises `SourceError` where the source itself
    is missing.
    """
    if isinstance(source, Filing):
        yield source
        return
    for raw in read_raw(source):
        if isinstance(raw, Unread):
            yield raw
        else:
            yield from filings_of(raw)


def read_raw(source: str | os.PathLike[str] | bytes) -> Iterator[Raw | Unread]:
    """Yield the files of a source as `read_filings` reads them, unpacked and not yet parsed."""
    paths = _paths(source)
    for one in [source] if paths is None else paths:
        try:
            name, data = _load(one)
        except SummarizerError as error:
            if paths is None:
                raise
            yield Unread(str(one), error)
            continue
        if isinstance(data, str) or not data.startswith(b"PK\x03\x04"):
            yield Raw(name, as_bytes(data))
            continue
        for member in _zip_members(name, io.BytesIO(data)):
            yield member if isinstance(member, Unread) else Raw(*member)


def filings_of(raw: Raw) -> Iterator[Filing | Unread]:
    """Yield the filings of one file; what can't be read as `Unread`."""
    for filing in parse_all(raw.data, source=raw.name):
        yield filing if isinstance(filing, Filing) else Unread(*filing)


def expand(source: str) -> list[str]:
    """Return the files that a folder or a glob stands for; of any other source itself."""
    paths = _paths(source)
    return [source] if paths is None else paths


def _paths(source: str | os.PathLike[str] | bytes) -> list[str] | None:
    """Return the files of a folder or a glob; None where the source is neither."""
    if isinstance(source, bytes) or (isinstance(source, str) and _is_text(source)):
        return None
    name = os.fspath(source)
    if os.path.isdir(name):
        found = sorted(
            os.path.join(folder, file)
            for folder, folders, files in os.walk(name)
            if not folders.sort() and not _hidden(folder, name)
            for file in files
            if not file.startswith(".") and Path(file).suffix.lower() in _SUFFIXES
        )
        if not found:
            raise SourceError(f"{name} holds no .txt, .htm, .html, .md, .gz or .zip file")
        return found
    if _GLOB.search(name) and not os.path.exists(name) and not _URL.match(name):
        found = sorted(path for path in glob.glob(name, recursive=True) if os.path.isfile(path))
        if not found:
            raise SourceError(f"no file matches {name}")
        return found
    return None


def _hidden(folder: str, root: str) -> bool:
    return any(part.startswith(".") for part in Path(folder).relative_to(root).parts)


def _is_text(source: str) -> bool:
    return "\n" in source or "\r" in source or len(source) > _LONGEST_PATH


def _load(source: str | os.PathLike[str] | bytes) -> tuple[str, bytes | str]:
    """Return a source's name and its bytes (gunzipped), or its text where the source is the text."""
    if isinstance(source, bytes):
        return "bytes", _unpacked(source, "the bytes given")
    if isinstance(source, str):
        if _is_text(source):
            return "text", source
        if source == "-":
            if sys.stdin is None:
                raise SourceError("there is no standard input to read")
            return "standard input", _unpacked(_bounded(sys.stdin.buffer, "standard input"), "standard input")
        if not source.strip():
            raise SourceError("the source is empty: give a path, an EDGAR address or the text of a Form 8-K")
        if _URL.match(source) or (_ACCESSION.fullmatch(source) and not os.path.exists(source)):
            from summarizer.fetching import fetch

            return source, fetch(source)
    return os.fspath(source), _file(os.fspath(source))


def _file(name: str) -> bytes:
    try:
        with open(name, "rb") as stream:
            data = _bounded(stream, name)
    except FileNotFoundError:
        raise SourceError(f"there is no file {name}: give a path, an EDGAR address, or text with line breaks") from None
    except IsADirectoryError:
        raise SourceError(f"{name} is a folder: name a file in it, or read the folder as a batch") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{name} can't be read: {reason}") from None
    return _unpacked(data, name)


def _bounded(stream: _Readable, name: str) -> bytes:
    data = stream.read(_AT_ONCE)
    if len(data) == _AT_ONCE:
        data += stream.read(MAX_BYTES + 1 - _AT_ONCE)
    if len(data) > MAX_BYTES:
        raise SourceError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB: give one filing at a time")
    return data


def _unpacked(data: bytes, name: str) -> bytes:
    """Gunzip what is gzipped, up to `MAX_BYTES`."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return _bounded(stream, f"{name}, unpacked,")
    except (OSError, EOFError, zlib.error) as error:
        if isinstance(error, SummarizerError):
            raise
        raise SourceError(f"{name} is a broken gzip file: {error}") from None


def _zip_members(name: str, stream: io.BytesIO) -> Iterator[tuple[str, bytes] | Unread]:
    """Yield the files of an archive as (name, bytes); nothing is ever written to disk."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        yield Unread(name, SourceError(f"{name} is a broken zip file: {error}"))
        return
    members = [
        info
        for info in archive.infolist()
        if not info.is_dir()
        and not Path(info.filename).name.startswith(".")
        and not info.filename.startswith("__MACOSX/")
        and Path(info.filename).suffix.lower() in _SUFFIXES
    ]
    if len(members) > MAX_MEMBERS:
        yield Unread(name, SourceError(f"{name} holds more than {MAX_MEMBERS} files: split it"))
        members = members[:MAX_MEMBERS]
    budget = 4 * MAX_BYTES  # of the archive as a whole
    for info in members:
        inside = f"{name}/{info.filename}"
        parts = re.split(r"[\\/]", info.filename)
        try:
            if ".." in parts or info.filename.startswith(("/", "\\")) or ":" in parts[0]:
                raise SourceError(f"{inside} has a path that leaves the archive: it was not read")
            with archive.open(info) as member:
                data = member.read(min(MAX_BYTES, budget) + 1)
            if len(data) > min(MAX_BYTES, budget):
                raise SourceError(f"{inside} unpacks to more than {MAX_BYTES // 1_000_000} MB: it was not read")
            budget -= len(data)
            data = _unpacked(data, inside)
            if data.startswith(b"PK\x03\x04"):
                raise FilingError(f"{inside} is an archive inside an archive: unpack it first")
        except SummarizerError as error:
            yield Unread(inside, error)
            if budget <= 0:
                return
            continue
        except Exception as error:  # zipfile raises many kinds of errors on damaged or encrypted members
            yield Unread(inside, SourceError(f"{inside} can't be unpacked: {error}"))
            continue
        yield inside, data
