"""Bytes to characters: the encodings that filings come in, and the files that are no text at all."""

from __future__ import annotations

import re

from summarizer.errors import FilingError, SourceError

MAX_BYTES = 300_000_000  # what one filing may hold once unpacked; the largest on EDGAR are about half of that

_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a zip or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Control characters that no text needs; they are taken out so that offsets count what can be seen.
_CONTROLS = "".join(map(chr, (*range(9), 11, *range(14, 32), 127, 0xFEFF)))
# What UTF-8 made of sequences beyond ASCII that were sound.
_SOUND = re.compile("[^\x00-\x7f\ufffd]")


def refuse_binary(data: bytes, source: str) -> None:
    """Raise `FilingError` where the first bytes are those of a file that holds no plain text."""
    if not data.strip(b"\x00 \t\r\n\x0c"):
        raise SourceError(f"{source} is empty: give a file that holds a Form 8-K")
    head = data[:64].lstrip()
    for magic, name in _BINARY:
        if head.startswith(magic):
            raise FilingError(f"{source} is {name}, not a Form 8-K: give the filing's text or HTML")
    sample = data[:65536]
    if not any(sample.startswith(bom) for bom, _ in _BOMS) and sample.count(0) > len(sample) // 4:
        raise FilingError(f"{source} is binary data, not a Form 8-K: give the filing's text or HTML")


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    r"""Return the text of ``data`` with line ends made ``\n``, and what had to be repaired.

    UTF-8 is tried first; what is not UTF-8 is Windows-1252 (of which Latin-1 is the printable part) unless most
    of its multi-byte sequences are sound, in which case a few bytes were broken.
    """
    notices: list[str] = []
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, "replace")
            break
    else:
        text = _decode_unmarked(data, notices)
    return tidy(text, notices), tuple(notices)


def tidy(text: str, notices: list[str]) -> str:
    r"""Return ``text`` with ``\n`` line ends and without control characters, noting what was taken out."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = [control for control in _CONTROLS if control in text]
    if "\x00" in found:
        notices.append("NUL bytes were removed from the text")
    return text.translate(dict.fromkeys(map(ord, found))) if found else text


def _decode_unmarked(data: bytes, notices: list[str]) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    repaired = data.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    sound = len(_SOUND.findall(repaired)) if broken < 1000 else 0
    if sound > 3 * broken:
        notices.append(f"{broken} broken byte sequences were replaced")
        return repaired
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
