"""Sources: paths, folders, globs, archives, standard input, and the text itself."""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
from pathlib import Path

import pytest

from summarizer.errors import FilingError, SourceError
from summarizer.filing import Filing
from summarizer.reading import Unread, read_filing, read_filings
from tests.filings import form, submission

TEN_Q = "UNITED STATES\n\nFORM 10-Q\n\nQUARTERLY REPORT\n"


def names(found: list[Filing | Unread]) -> list[str]:
    return [f"{'!' if isinstance(one, Unread) else ''}{Path(one.source).name}" for one in found]


def zipped(**members: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_path_text_bytes_and_filing(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(form())
    by_path = read_filing(path)
    assert by_path.source == str(path)
    assert read_filing(str(path)).info == by_path.info
    assert read_filing(form()).info == by_path.info
    assert read_filing(form().encode()).source_sha256 == by_path.source_sha256
    assert read_filing(by_path) is by_path


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(form().encode())))
    assert read_filing("-").source == "standard input"


def test_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"there is no file .*nowhere\.txt"):
        read_filing(tmp_path / "nowhere.txt")
    with pytest.raises(SourceError, match=r"there is no file nowhere\.txt"):
        read_filing("nowhere.txt")


def test_folder_is_no_filing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        read_filing(tmp_path)


@pytest.mark.parametrize("source", ["", "   ", b""])
def test_nothing_is_no_source(source: str | bytes) -> None:
    with pytest.raises(SourceError, match="empty"):
        read_filing(source)


def test_empty_file_and_unreadable_name(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    with pytest.raises(SourceError, match=r"empty\.txt is empty"):
        read_filing(path)
    with pytest.raises(SourceError, match="can't be read"):
        read_filing("a\x00b")


def test_gzip(tmp_path: Path) -> None:
    path = tmp_path / "report.txt.gz"
    path.write_bytes(gzip.compress(form().encode()))
    assert read_filing(path).documents[0].text == form()
    path.write_bytes(gzip.compress(form().encode())[:-20])
    with pytest.raises(SourceError, match="broken gzip file"):
        read_filing(path)


def test_zip_of_one_filing() -> None:
    assert read_filing(zipped(**{"report.txt": form()})).documents[0].text == form()


def test_zip_of_several_has_to_be_read_as_a_batch() -> None:
    data = zipped(**{"a.txt": form(), "b.txt": form()})
    with pytest.raises(SourceError, match="holds 2 files"):
        read_filing(data)
    assert names(list(read_filings(data))) == ["a.txt", "b.txt"]


def test_bad_member_does_not_lose_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(form())
    (tmp_path / "b.txt").write_text(TEN_Q)
    (tmp_path / "c.htm").write_bytes(b"%PDF-1.4")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "d.txt.gz").write_bytes(gzip.compress(form().encode()))
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "many.txt").write_text(submission(("8-K", form())) + submission(("10-Q", TEN_Q)).replace("8-K", "10-Q"))
    found = list(read_filings(tmp_path))
    assert names(found) == [
        "a.txt",
        "!b.txt",
        "!c.htm",
        "d.txt.gz",
        "many.txt#0009999999-09-000123",
        "!many.txt#0009999999-09-000123",
    ]
    errors = [one.error for one in found if isinstance(one, Unread)]
    assert all(isinstance(error, FilingError) for error in errors)
    assert "this is a Form 10-Q" in str(errors[0])


def test_glob(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.htm"):
        (tmp_path / name).write_text(form())
    assert names(list(read_filings(str(tmp_path / "*.txt")))) == ["a.txt", "b.txt"]
    with pytest.raises(SourceError, match="no file matches"):
        list(read_filings(str(tmp_path / "*.md")))


def test_single_sources_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(form())
    assert len(list(read_filings(form()))) == 1
    assert names(list(read_filings(tmp_path / "a.txt"))) == ["a.txt"]
    with pytest.raises(SourceError, match="there is no file"):
        list(read_filings(tmp_path / "b.txt"))
    (tmp_path / "none").mkdir()
    with pytest.raises(SourceError, match="holds no"):
        list(read_filings(tmp_path / "none"))


def test_paths_that_climb_out_of_an_archive_are_refused(tmp_path: Path) -> None:
    data = zipped(**{"../evil.txt": form(), "/etc/evil.txt": form(), "C:\\evil.txt": form(), "good.txt": form()})
    (tmp_path / "archive.zip").write_bytes(data)
    found = list(read_filings(tmp_path / "archive.zip"))
    assert [isinstance(one, Unread) for one in found] == [True, True, True, False]
    assert "leaves the archive" in str(found[0].error if isinstance(found[0], Unread) else "")
    assert [path.name for path in tmp_path.iterdir()] == ["archive.zip"]


def test_archives_in_archives_and_damaged_members() -> None:
    inner = zipped(**{"a.txt": form()})
    data = bytearray(zipped(**{"a.txt": form(), "b.zip": inner, "c.txt": form()}))
    data[60:80] = b"\x00" * 20  # within the first member's packed bytes
    found = list(read_filings(bytes(data)))
    assert [isinstance(one, Unread) for one in found] == [True, True, False]
    reasons = [str(one.error) for one in found if isinstance(one, Unread)]
    assert "can't be unpacked" in reasons[0]
    assert "archive inside an archive" in reasons[1]
    broken = list(read_filings(inner[:40]))
    assert "broken zip file" in str(broken[0].error if isinstance(broken[0], Unread) else "")


def test_bombs_are_not_unpacked_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.reading.MAX_BYTES", 1_000_000)
    bomb = b"0" * 5_000_000
    with pytest.raises(SourceError, match="larger than 1 MB"):
        read_filing(gzip.compress(bomb))
    found = list(read_filings(zipped(**{"bomb.txt": bomb, "good.txt": form(), "bomb.txt.gz": gzip.compress(bomb)})))
    assert [isinstance(one, Unread) for one in found] == [True, False, True]
    assert "unpacks to more than 1 MB" in str(found[0].error if isinstance(found[0], Unread) else "")


def test_a_page_that_mentions_a_form_8k_is_none(tmp_path: Path) -> None:
    page = tmp_path / "notes.md"
    page.write_text("# Notes\n\nRead the Form 8-K of last week, and call the broker about it before noon.\n")

    with pytest.raises(FilingError, match="no registrant, and no signed items"):
        read_filing(page)
