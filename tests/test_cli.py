"""The command line, as a person or a shell script meets it."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import socket
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from summarizer import Summary
from summarizer.cli import FAILED, FORMATS, MODEL, OK, USAGE, main
from summarizer.filing.structure import Filing
from tests.conftest import KEY, ROOT
from tests.endpoint import Endpoint, Reply, completion, error, serving
from tests.invented import filing

LOOPBACK = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
NO_MODEL = "summarizer: no model was used: the built-in extractor made this; see --model\n"
COMMANDS = (
    *("summary", "demo", "batch", "rerun", "export", "show", "report"),
    *("inspect", "verify", "evaluate", "schema", "prompts", "config", "completion"),
)

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "loan.txt"
    path.write_text(filing(), encoding="utf-8")
    return path


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Return what a program that logs everything gets to see."""
    written, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(written)
    monkeypatch.setattr(root, "level", logging.DEBUG)
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


def python(
    *arguments: str | Path, cwd: Path = ROOT, environment: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run ``python -m summarizer`` for real."""
    base = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV_"))}
    return subprocess.run(
        [sys.executable, "-m", "summarizer", *map(str, arguments)],
        cwd=cwd,
        env={**base, **(environment or {})},
        timeout=60,
        check=False,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **options},
    )


def commands_one_line(printed: str) -> str:
    """Return what an error says, having seen that it is one line for people."""
    (line,) = printed.splitlines()
    assert line.startswith("summarizer: error: ")
    assert "Traceback" not in line
    return line.removeprefix("summarizer: error: ")


# -- help, version, usage ----------------------------------------------------------------------------------------------


def test_the_version_is_that_of_the_package(capsys: Printed) -> None:
    assert main(["--version"]) == OK
    assert capsys.readouterr().out == f"summarizer {version('summarizer')}\n"


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=lambda c: c[0] if c else "all")
def test_every_command_has_help_that_names_the_exit_codes(command: tuple[str, ...], capsys: Printed) -> None:
    assert main([*command, "--help"]) == OK
    text = capsys.readouterr().out
    assert re.search(
        r"0  done\n  1  a filing failed.*\n  2  wrong usage.*\n  3  the model or its endpoint failed", text
    )
    assert "OPENAI_API_KEY" in text


def test_the_help_lists_every_command_and_says_what_it_does(capsys: Printed) -> None:
    main(["--help"])
    listed = re.findall(r"^    (\w+) {2,}\S.+", capsys.readouterr().out, re.MULTILINE)
    assert tuple(listed) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_has_help(command: str, capsys: Printed) -> None:
    main([command, "--help"])
    listing = re.search(r"\noptions:\n(.*?)\n\n", capsys.readouterr().out, re.DOTALL)
    assert listing
    options = re.split(r"\n(?=  -)", listing[1])
    assert len(options) >= 2
    for option in options:
        assert re.search(r"^  -.*?(?: {2,}|\n {10,})\w", option), f"no help: {option}"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "usage: summarizer"),
        (["summarise"], "invalid choice: 'summarise'"),
        (["summary"], "required: SOURCE"),
        (["inspect"], "required: SOURCE"),
        (["inspect", "a", "b"], "unrecognized arguments: b"),
        (
            ["summary", "a", "--format", "xml"],
            "invalid choice: 'xml' (choose from 'text', 'markdown', 'json', 'html', 'csv')",
        ),
        (["inspect", "a", "--format", "markdown"], "invalid choice: 'markdown'"),
        (["summary", "a", "--nonsense"], "unrecognized arguments: --nonsense"),
        (["summary", "a", "--mod", "rules"], "unrecognized arguments: --mod"),
        (["summary", "a", "--timeout", "soon"], "'soon' is no number of seconds above 0"),
        (["summary", "a", "--timeout", "0"], "'0' is no number of seconds above 0"),
        (["summary", "a", "--timeout", "nan"], "'nan' is no number of seconds above 0"),
        (["summary", "a", "--window", "0"], "'0' is no whole number of tokens above 0"),
        (["summary", "a", "--max-tokens", "many"], "'many' is no whole number of tokens above 0"),
        (["summary", "a", "--max-cost", "-1"], "'-1' is no number of US dollars above 0"),
        (["summary", "a", "--max-cost", "1", "--model", "openai/m"], "no price of openai/m is known"),
        (["summary", "a", "-o", "x", "--output-dir", "y"], "not allowed with"),
        (["schema", "--write", "--check"], "not allowed with"),
        (["summary", "a", "b", "-o", "x"], "--output takes one source as text: use --output-dir for several"),
        (["summary", "a", "--model", "gpt-5"], "unknown model 'gpt-5': write provider/name"),
        (["summary", "a", "--model", "/x"], "unknown model '/x': write provider/name"),
        (["summary", "a", "--model", "openai/"], "unknown model 'openai/': write provider/name"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_reason(arguments: list[str], told: str, capsys: Printed) -> None:
    assert main(arguments) == USAGE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert told in printed.err


def test_the_model_may_come_from_the_environment(
    source: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_MODEL", "nonsense")
    assert main(["summary", str(source)]) == USAGE
    assert "unknown model 'nonsense'" in capsys.readouterr().err
    assert main(["summary", str(source), "--model", "rules"]) == OK


def test_an_unknown_provider_is_wrong_usage_and_told_once(source: Path, tmp_path: Path, capsys: Printed) -> None:
    other = tmp_path / "other.txt"
    other.write_text(filing(), encoding="utf-8")
    assert main(["summary", str(source), str(other), "--model", "nosuch/model"]) == USAGE
    assert "unknown provider 'nosuch'" in commands_one_line(capsys.readouterr().err)


# -- the main job ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [(), ("--model", "rules")], ids=["by default", "--model rules"])
def test_without_a_model_the_main_job_still_runs_and_says_so(
    model: tuple[str, ...], source: Path, capsys: Printed
) -> None:
    assert main(["summary", str(source), "--format", "json", *model]) == OK
    printed = capsys.readouterr()
    summary = Summary.from_json(printed.out)
    assert [deal.type for deal in summary.deals] == ["credit"]
    assert [(a.value, a.currency) for a in summary.deals[0].amounts] == [("12500000", "USD")]
    assert (summary.run.engine, summary.run.model) == ("rules", None)
    assert printed.err == NO_MODEL


@pytest.mark.parametrize("format_", FORMATS)
def test_the_result_goes_to_stdout_and_the_rest_to_stderr(format_: str, source: Path, capsys: Printed) -> None:
    assert main(["summary", str(source), "--format", format_]) == OK
    printed = capsys.readouterr()
    assert "Quillmere Holdings, Inc." in printed.out
    assert printed.out.endswith("\n")
    assert "summarizer:" not in printed.out
    assert printed.err == NO_MODEL


def test_text_is_what_a_person_gets_by_default(source: Path, capsys: Printed) -> None:
    main(["summary", str(source)])
    out = capsys.readouterr().out
    assert out.startswith("Quillmere Holdings, Inc. · Form 8-K · 2021-03-03\n")
    assert "USD 12,500,000" in out
    assert "made with the built-in extractor; no model was used" in out
    assert max(map(len, out.splitlines())) <= 96


def test_a_dash_is_standard_input(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(filing().encode())))
    assert main(["summary", "-", "--format", "json"]) == OK
    assert Summary.from_json(capsys.readouterr().out).filing.registrant.name == "Quillmere Holdings, Inc."


def test_standard_input_is_read_once_however_often_it_is_named(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(filing().encode())))
    assert main(["summary", "-", "-"]) == OK
    assert capsys.readouterr().out.count("· Form 8-K ·") == 1


def test_several_sources_follow_each_other_on_stdout(source: Path, tmp_path: Path, capsys: Printed) -> None:
    other = tmp_path / "other.txt"
    other.write_text(filing(name="Belgrove Tin, Inc."), encoding="utf-8")
    assert main(["summary", str(source), str(other), "--format", "json"]) == OK
    printed = capsys.readouterr()
    decoder, found, rest = json.JSONDecoder(), [], printed.out
    while rest.strip():
        data, end = decoder.raw_decode(rest)
        found.append(data["filing"]["registrant"]["name"])
        rest = rest[end:].lstrip()
    assert found == ["Quillmere Holdings, Inc.", "Belgrove Tin, Inc."]
    assert printed.err == NO_MODEL


# -- files -------------------------------------------------------------------------------------------------------------


def test_output_goes_to_the_file_named_whole_and_alone(source: Path, tmp_path: Path, capsys: Printed) -> None:
    target = tmp_path / "new" / "folders" / "summary.json"
    assert main(["summary", str(source), "--format", "json", "-o", str(target)]) == OK
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"{NO_MODEL}summarizer: wrote {target}\n"
    assert Summary.from_json(target.read_bytes()).deals
    assert list(target.parent.iterdir()) == [target]


def test_output_to_a_dash_is_stdout(source: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(source.parent)
    assert main(["summary", str(source), "-o", "-"]) == OK
    assert "Quillmere" in capsys.readouterr().out
    assert list(source.parent.iterdir()) == [source]


@pytest.mark.parametrize(("format_", "suffix"), [("text", ".txt"), ("markdown", ".md"), ("json", ".json")])
def test_a_folder_gets_one_file_a_source_named_after_it(
    format_: str, suffix: str, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["first.txt", "second.htm"]
    for name in names:
        (tmp_path / name).write_text(filing(name=f"{name} Corp."), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(filing().encode())))
    out = tmp_path / "out"
    sources = [*(str(tmp_path / name) for name in names), "-"]
    assert main(["summary", *sources, "--format", format_, "--output-dir", str(out)]) == OK
    assert sorted(p.name for p in out.iterdir()) == [f"first{suffix}", f"second{suffix}", f"stdin{suffix}"]
    assert capsys.readouterr().out == ""


def test_a_filing_that_fails_takes_no_other_with_it(source: Path, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
    (tmp_path / "last.txt").write_text(filing(name="Belgrove Tin, Inc."), encoding="utf-8")
    missing, photo, last = (str(tmp_path / name) for name in ("missing.txt", "photo.jpg", "last.txt"))
    out = tmp_path / "out"
    code = main(["summary", missing, str(source), photo, last, "--format", "json", "--output-dir", str(out)])
    assert code == FAILED
    assert sorted(p.name for p in out.iterdir()) == ["last.json", "loan.json"]
    assert Summary.from_json((out / "last.json").read_text(encoding="utf-8")).filing.registrant.name.startswith("Bel")
    errors = [line for line in capsys.readouterr().err.splitlines() if "error" in line]
    assert len(errors) == 2
    assert missing in errors[0]
    assert photo in errors[1]


def test_a_target_that_cant_be_written_takes_no_other_with_it(source: Path, tmp_path: Path, capsys: Printed) -> None:
    long = tmp_path / f"{'n' * 251}.txt"  # 255 characters: as long as a name may be, and .json makes it longer
    long.write_text(filing(), encoding="utf-8")
    out = tmp_path / "out"
    assert main(["summary", str(long), str(source), "--format", "json", "--output-dir", str(out)]) == FAILED
    assert [p.name for p in out.iterdir()] == ["loan.json"]
    assert "File name too long" in capsys.readouterr().err
    assert main(["summary", str(long), str(source), "--format", "markdown", "--output-dir", str(out)]) == OK


def test_a_mistake_of_our_own_takes_no_other_with_it(
    source: Path, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    from summarizer.extraction import rules

    first, bad = tmp_path / "first.txt", tmp_path / "bad.txt"
    first.write_text(filing(), encoding="utf-8")
    bad.write_text(filing(name="Mistake Corp."), encoding="utf-8")
    propose = rules.propose

    def stumbling(parsed: Filing) -> Any:
        if parsed.info.registrant.name == "Mistake Corp.":
            raise ZeroDivisionError("invented")
        return propose(parsed)

    monkeypatch.setattr(rules, "propose", stumbling)
    out = tmp_path / "out"
    with pytest.raises(ZeroDivisionError, match="invented"):
        main(["summary", str(first), str(bad), str(source), "--format", "json", "--output-dir", str(out)])
    assert sorted(p.name for p in out.iterdir()) == ["first.json", "loan.json"]
    assert f"error: {bad}: a mistake in summarizer" in capsys.readouterr().err


@pytest.mark.parametrize("names", [("a/loan.txt", "b/loan.htm"), ("a/loan.txt", "b/LOAN.txt")])
def test_two_sources_never_share_a_file(names: tuple[str, str], tmp_path: Path, capsys: Printed) -> None:
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.parent.mkdir()
        path.write_text(filing(), encoding="utf-8")
    out = tmp_path / "out"
    assert main(["summary", *map(str, paths), "--output-dir", str(out)]) == USAGE
    assert "would both be written to" in commands_one_line(capsys.readouterr().err)
    assert not out.exists()


@pytest.mark.parametrize(
    "arguments",
    [("-o", "loan.txt"), ("--output-dir", "."), ("-o", "folder/../loan.txt"), ("-o", "link.txt")],
    ids=" ".join,
)
def test_a_filing_is_never_written_over(
    arguments: tuple[str, ...], source: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(source.parent)
    Path("folder").mkdir()
    Path("link.txt").symlink_to("loan.txt")
    assert main(["summary", "loan.txt", *arguments]) == USAGE
    assert "written over the filing" in commands_one_line(capsys.readouterr().err)
    assert source.read_text(encoding="utf-8") == filing()


def test_another_sources_filing_is_never_written_over(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "out").mkdir()
    one, other = tmp_path / "loan.htm", tmp_path / "out" / "loan.txt"
    one.write_text(filing(), encoding="utf-8")
    other.write_text(filing(), encoding="utf-8")
    (tmp_path / "out" / "x.htm").write_text(filing(), encoding="utf-8")
    arguments = ["summary", str(one), str(other), "--format", "text"]
    assert main([*arguments, "--output-dir", str(other.parent)]) == USAGE
    assert other.read_text(encoding="utf-8") == filing()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "folder"), "can't write folder: it is a folder"),
        (("-o", "loan.txt/x/out.json"), "can't write loan.txt/x: Not a directory"),
        (("--output-dir", "loan.txt"), "can't write loan.txt: File exists"),
        (("--output-dir", "loan.txt/x"), "can't write loan.txt/x: Not a directory"),
    ],
)
def test_a_place_that_cant_be_written_is_told_before_a_filing_is_read(
    arguments: tuple[str, str], told: str, source: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(source.parent)
    Path("folder").mkdir()
    assert main(["summary", "missing.txt", *arguments]) == FAILED
    assert commands_one_line(capsys.readouterr().err) == told


def test_a_file_that_cant_be_written_whole_leaves_the_old_one(source: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="no limits on the size of a file here")
    target = tmp_path / "out" / "summary.json"
    target.parent.mkdir()
    target.write_text("the old one", encoding="utf-8")
    done = python(
        *("summary", source, "--format", "json", "-o", target),
        environment={"PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )
    assert done.returncode == FAILED
    assert f"can't write {target}: File too large" in done.stderr.decode()
    assert target.read_text(encoding="utf-8") == "the old one"
    assert list(target.parent.iterdir()) == [target]


def test_a_link_stays_a_link_and_a_files_mode_stays(source: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("{}", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real.name)
    assert main(["summary", str(source), "--format", "json", "-o", str(link)]) == OK
    assert link.is_symlink()
    assert Summary.from_json(real.read_text(encoding="utf-8")).deals
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_and_not_replaced(source: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert main(["summary", str(source), "-o", str(pipe)]) == OK
        assert b"Quillmere" in os.read(reader, 10_000)
        assert pipe.is_fifo()
    finally:
        os.close(reader)


# -- input that is no filing -------------------------------------------------------------------------------------------

NOT_FILINGS = {
    "missing.txt": (None, "there is no file"),
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\n\n ", "is empty"),
    "scan.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n", "is a PDF, not a Form 8-K"),
    "photo.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "is a JPEG picture, not a Form 8-K"),
    "renamed.txt": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "is a JPEG picture, not a Form 8-K"),
    "annual.txt": (
        b"FORM 10-K\n\nANNUAL REPORT\n\nQuillmere Holdings, Inc.\n(Exact name of registrant)\n\nItem 1. Business.\n",
        "is a Form 10-K, not an 8-K",
    ),
    "letter.txt": (b"Dear Ada,\n\nThe quills came on Monday.\n\nYours, Ben\n", "is no Form 8-K"),
    "noise.bin": (bytes(range(256)) * 8, ""),
    "broken.gz": (b"\x1f\x8b\x08\x00 and no more", "broken gzip"),
    "broken.zip": (b"PK\x03\x04 and no more", ""),
}


@pytest.mark.parametrize("command", ["summary", "inspect"])
@pytest.mark.parametrize("name", NOT_FILINGS)
def test_input_that_is_no_filing_ends_with_1_and_one_clear_line(
    name: str, command: str, tmp_path: Path, capsys: Printed
) -> None:
    content, told = NOT_FILINGS[name]
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main([command, str(path)]) == FAILED
    printed = capsys.readouterr()
    assert printed.out == ""
    line = commands_one_line(printed.err)
    assert name in line
    assert told in line


@pytest.mark.parametrize("command", ["summary", "inspect"])
@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "the source is empty"),
        ("two lines\nof an argument", "is no Form 8-K"),
    ],
)
def test_a_source_that_is_no_file_ends_with_1_and_one_clear_line(
    given: str, told: str, command: str, capsys: Printed
) -> None:
    assert main([command, given]) == FAILED
    printed = capsys.readouterr()
    assert printed.out == ""
    line = commands_one_line(printed.err)
    assert told in line
    assert "two lines" not in line


def test_a_folder_a_glob_and_an_archive_stand_for_their_filings(tmp_path: Path, capsys: Printed) -> None:
    folder = tmp_path / "filings"
    folder.mkdir()
    (folder / "one.txt").write_text(filing(), encoding="utf-8")
    (folder / "two.txt").write_text(filing(), encoding="utf-8")
    (folder / "notes.txt").write_text("Buy milk and eggs.", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        archive.write(folder / "one.txt", "one.txt")
        archive.write(folder / "two.txt", "two.txt")
    out = tmp_path / "out"

    for source in (folder, folder / "*o*.txt", tmp_path / "both.zip"):
        code = main(["summary", str(source), "--model", "rules", "--format", "json", "--output-dir", str(out)])
        assert code == (OK if source.suffix == ".zip" else FAILED)

    assert sorted(path.name for path in out.iterdir()) == ["both-2.json", "both.json", "one.json", "two.json"]
    assert "notes.txt" in capsys.readouterr().err


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n"], ids=["empty", "pdf"])
def test_standard_input_that_is_no_filing_ends_with_1(
    data: bytes, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["summary", "-"]) == FAILED
    assert "standard input" in commands_one_line(capsys.readouterr().err)


# -- the model's endpoint ----------------------------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the provider's library wait for nothing between its retries."""
    monkeypatch.setattr(time, "sleep", lambda _: None)


def test_no_key_ends_with_3_and_names_the_variable_once(source: Path, tmp_path: Path, capsys: Printed) -> None:
    other = tmp_path / "other.txt"
    other.write_text(filing(), encoding="utf-8")
    assert main(["summary", str(source), str(other), "--model", "openai/gpt-5"]) == MODEL
    printed = capsys.readouterr()
    assert printed.out == ""
    assert commands_one_line(printed.err) == (
        "no key for provider 'openai': set OPENAI_API_KEY, or use --model rules for no model"
    )


@LOOPBACK
def test_an_endpoint_that_cant_be_reached_ends_with_3(
    source: Path, capsys: Printed, log: io.StringIO, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with socket.socket() as held:  # bound and not listening: nobody else can take the port
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}/v1"
        assert main(["summary", str(source), "--model", "openai/m", "--base-url", url]) == MODEL
    printed = capsys.readouterr()
    line = commands_one_line(printed.err)
    assert line == f"{source}: can't reach openai/m at {url}: check --base-url and the network"
    assert KEY not in printed.out + printed.err + log.getvalue()


def answering(content: str, **message: object) -> Callable[[dict[str, Any]], Reply]:
    return lambda _: completion(content, **message)


def failing(status: int, message: str) -> Callable[[dict[str, Any]], Reply]:
    return lambda _: error(status, message)


FAULTS: dict[str, tuple[Callable[[dict[str, Any]], Reply], str]] = {
    "a key refused and echoed": (failing(401, f"Incorrect API key provided: {KEY}."), "refuses the key: check OPENAI"),
    "a request forbidden": (failing(403, f"{KEY} may not"), "refuses the request"),
    "an unknown model": (failing(404, "The model `m` does not exist"), "knows no model 'm'"),
    "a bad request that echoes the key": (failing(400, f"bad header 'Bearer {KEY}'"), "failed (extract)"),
    "out of quota": (failing(429, f"quota of {KEY} used up"), "is over its limit"),
    "a broken server": (failing(500, f"crashed with {KEY}"), "failed (extract)"),
    "a page that is no JSON": (lambda _: (200, f"<html>{KEY} at a hotel's login</html>"), ""),
    "JSON that is no completion": (lambda _: (200, "[]"), ""),
    "an empty completion": (lambda _: (200, "{}"), ""),
    "a completion without a choice": (lambda _: (200, '{"choices": []}'), ""),
    "an answer off the schema": (answering('{"deals": "none"}'), "answered what the schema forbids, 2 times (extract)"),
    "prose for an answer": (answering("There are no deals."), "answered what the schema forbids, 2 times"),
    "an answer with too much": (answering('{"deals": [], "events": [], "x": 1}'), "answered what the schema forbids"),
    "a refusal that echoes the key": (answering("", refusal=f"I saw {KEY} and stop"), "declined to answer"),
    "a refusal": (answering("", refusal="I would rather not"), "declined to answer (extract): I would rather not"),
}


@LOOPBACK
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_model_that_fails_ends_with_3_and_one_line_without_the_key(
    fault: str,
    source: Path,
    capsys: Printed,
    log: io.StringIO,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    reply, told = FAULTS[fault]
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(reply) as endpoint:
        code = main(["summary", str(source), "--model", "openai/m", "--base-url", endpoint.url])
    printed = capsys.readouterr()
    assert code == MODEL, printed.err
    assert printed.out == ""
    line = commands_one_line(printed.err)
    assert told in line
    assert len(line) < 500
    assert endpoint.keys[0] == f"Bearer {KEY}"
    assert KEY not in printed.err + log.getvalue() + caplog.text


@LOOPBACK
@pytest.mark.usefixtures("impatient")
def test_a_password_in_the_endpoints_address_is_not_repeated(source: Path, capsys: Printed) -> None:
    code = main(["summary", str(source), "--model", "openai/m", "--base-url", "http://someone:hunter2@127.0.0.1:9/v1"])

    assert code == MODEL
    told = commands_one_line(capsys.readouterr().err)
    assert "http://127.0.0.1:9/v1" in told
    assert "hunter2" not in told


@LOOPBACK
def test_a_refused_key_stops_the_run_at_once(
    source: Path, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    other = tmp_path / "other.txt"
    other.write_text(filing(), encoding="utf-8")
    with serving(failing(401, "no")) as endpoint:
        code = main(["summary", str(source), str(other), "--model", "openai/m", "--base-url", endpoint.url])
    assert code == MODEL
    assert len(endpoint.bodies) == 1
    commands_one_line(capsys.readouterr().err)


def test_a_question_over_the_limit_is_not_asked(source: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert main(["summary", str(source), "--model", "openai/gpt-4o", "--max-cost", "0.0001"]) == MODEL
    assert "raise --max-cost" in commands_one_line(capsys.readouterr().err)
    assert main(["summary", str(source), "--model", "openai/gpt-4o", "--max-tokens", "10"]) == MODEL
    assert "raise --max-tokens" in commands_one_line(capsys.readouterr().err)


@LOOPBACK
def test_the_worst_failure_gives_the_exit_code(
    source: Path, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(failing(404, "no")) as endpoint:
        options = ["--model", "openai/m", "--base-url", endpoint.url]
        assert main(["summary", str(source), str(tmp_path / "missing.txt"), *options]) == MODEL
    assert len(capsys.readouterr().err.splitlines()) == 2


def told_by_a_model(body: dict[str, Any]) -> Reply:
    """Answer as a good model would."""
    prompt = body["messages"][1]["content"]
    number = re.search(r"^\[(\d+)\] .*Loan Agreement", prompt, re.MULTILINE)
    if not number:
        paragraphs = [{"sentences": [{"text": "Quillmere Holdings, Inc. borrows $12.5 million.", "supports": ["d1"]}]}]
        return completion(json.dumps({"title": "A loan for Quillmere", "paragraphs": paragraphs}))
    paragraph = int(number[1])
    party = {"paragraph": paragraph, "name": "Ostrava Vale Bank", "defined_name": None, "role": "lender"}
    amount = {
        "paragraph": paragraph,
        "quote": "lends the Company $12.5 million for three years",
        "words": "$12.5 million",
        "kind": "principal",
        "basis": "total",
        "payer": None,
        "payee": None,
        "contingent": False,
    }
    deal = {
        "type": "credit",
        "action": "entered",
        "title": "Loan Agreement",
        "headline": "Quillmere Holdings, Inc. signed a loan with Ostrava Vale Bank.",
        "subject": "The bank lends the company money.",
        "parties": [party],
        "amounts": [amount],
        **{k: [] for k in ("dates", "percentages", "durations", "quantities", "provisions", "related")},
    }
    return completion(json.dumps({"deals": [deal], "events": []}))


@LOOPBACK
@pytest.mark.parametrize("how", ["--base-url", "OPENAI_BASE_URL"])
def test_a_model_at_an_endpoint_does_the_main_job(
    how: str, source: Path, capsys: Printed, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(told_by_a_model) as endpoint:
        where = ["--base-url", endpoint.url] if how == "--base-url" else []
        monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/" if where else endpoint.url)
        code = main(["summary", str(source), "--model", "openai/some/model", "--format", "json", *where])
    printed = capsys.readouterr()
    assert code == OK, printed.err
    summary = Summary.from_json(printed.out)
    assert (summary.run.engine, summary.run.model) == ("model", "openai/some/model")
    assert [(a.kind, a.value) for a in summary.deals[0].amounts] == [("principal", "12500000")]
    assert summary.checks.rejected == ()
    assert {body["model"] for body in endpoint.bodies} == {"some/model"}
    assert printed.err == ""
    assert KEY not in printed.out + log.getvalue()


@LOOPBACK
def test_a_server_of_ones_own_needs_no_key(source: Path, capsys: Printed) -> None:
    with serving(told_by_a_model) as endpoint:
        code = main(["summary", str(source), "--model", "openai/local", "--base-url", endpoint.url])
    assert code == OK, capsys.readouterr().err
    assert len(endpoint.bodies) >= 2


@LOOPBACK
def test_a_brief_that_fails_costs_no_facts(
    source: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    def facts_only(body: dict[str, Any]) -> Reply:
        return told_by_a_model(body) if len(endpoint.bodies) == 1 else error(500, f"crashed with {KEY}")

    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    endpoint: Endpoint
    with serving(facts_only) as endpoint:
        arguments = ["summary", str(source), "--model", "openai/m", "--base-url", endpoint.url, "--format", "json"]
        assert main(arguments) == OK
    out = capsys.readouterr().out
    summary = Summary.from_json(out)
    assert summary.deals[0].amounts
    assert summary.brief.paragraphs
    assert any("written by template" in warning for warning in summary.checks.warnings)
    assert KEY not in out


# -- inspect and schema ------------------------------------------------------------------------------------------------


def test_inspect_shows_the_cover_the_items_with_their_text_and_the_exhibits(source: Path, capsys: Printed) -> None:
    assert main(["inspect", str(source)]) == OK
    printed = capsys.readouterr()
    text = " ".join(printed.out.split())
    for words in (
        "form 8-K registrant Quillmere Holdings, Inc.",
        "date of report 2021-03-03",
        "Item 1.01 Entry into a Material Definitive Agreement",
        "lends the Company $12.5 million for three years.",
        "Item 9.01",
        "10.1 Loan Agreement",
        "Ada Quill",
    ):
        assert words in text
    assert printed.err == ""


def test_inspect_as_json_has_spans_that_cut_the_text(source: Path, capsys: Printed) -> None:
    assert main(["inspect", str(source), "--format", "json"]) == OK
    data = json.loads(capsys.readouterr().out)
    texts = {document["name"]: document["text"] for document in data["documents"]}
    (first, _) = data["filing"]["items"]
    span = first["span"]
    item = texts[span["document"]][span["start"] : span["end"]]
    assert first["number"] == "1.01"
    assert "Ostrava Vale Bank" in item
    assert "SIGNATURE" not in item
    assert re.fullmatch(r"[0-9a-f]{64}", data["source_sha256"])
    numbers = [p["number"] for document in data["documents"] for p in document["paragraphs"]]
    assert numbers == list(range(1, len(numbers) + 1))


def test_inspect_reads_standard_input(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(filing().encode())))
    assert main(["inspect", "-"]) == OK
    assert "Quillmere" in capsys.readouterr().out


def test_schema_prints_the_published_schema_of_a_summary(capsys: Printed) -> None:
    assert main(["schema"]) == OK
    published = json.loads((ROOT / "schemas" / "summary.schema.json").read_text(encoding="utf-8"))
    assert json.loads(capsys.readouterr().out) == published


# -- terminals, pipes, locales -----------------------------------------------------------------------------------------

ORDERS = "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J bell\x07 back\x08space \u202eback\u202c \u2066isolated\u2069 \x00"


def obeyed(text: str) -> set[str]:
    """Return the characters of a text that a terminal would obey."""
    return {c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")}


@pytest.mark.parametrize(
    "arguments",
    [("summary", "--format", name) for name in FORMATS] + [("inspect", "--format", name) for name in ("text", "json")],
    ids=lambda a: f"{a[0]} {a[2]}",
)
def test_orders_to_a_terminal_in_a_filing_never_reach_one(
    arguments: tuple[str, ...], tmp_path: Path, capsys: Printed
) -> None:
    path = tmp_path / "orders.txt"
    deal = f"On March 3, 2021, the Company entered into a Loan{ORDERS} Agreement for {ORDERS} $12.5 million."
    text = filing(
        *(deal, ORDERS), name=f"Quill{ORDERS}mere Inc.", title=f"Entry {ORDERS}", exhibit=f"Loan {ORDERS} Agreement"
    )
    path.write_text(text, encoding="utf-8")
    assert main([arguments[0], str(path), *arguments[1:]]) == OK
    printed = capsys.readouterr()
    assert obeyed(printed.out) == set()
    assert obeyed(printed.err) == set()
    if arguments[-1] == "json":
        json.loads(printed.out)


def test_orders_to_a_terminal_in_a_name_never_reach_one(tmp_path: Path, capsys: Printed) -> None:
    assert main(["summary", str(tmp_path / "no\x1b[31m\x9bfile.txt")]) == FAILED
    err = capsys.readouterr().err
    assert obeyed(err) == set()
    assert "no\ufffd[31m" in err


@pytest.mark.parametrize("arguments", [("schema",), ("--help",), ("inspect", "{}"), ("summary", "{}")], ids=" ".join)
def test_a_reader_that_has_gone_is_no_error(arguments: tuple[str, ...], source: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = python(*(a.format(source) for a in arguments), stdout=writer)
    finally:
        os.close(writer)
    assert done.returncode == OK
    assert done.stderr.decode() == (NO_MODEL if arguments[0] == "summary" else "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["summary", "inspect"])
def test_a_full_disk_behind_stdout_is_told(command: str, source: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = python(command, source, stdout=full)
    assert done.returncode == FAILED
    assert "can't write to standard output: No space left on device" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a shell that can close standard output")
def test_a_closed_stdout_is_told(source: Path) -> None:
    done = python("summary", source, preexec_fn=lambda: os.close(1))
    assert done.returncode == FAILED
    assert "there is no standard output to write to" in done.stderr.decode()


@pytest.mark.parametrize("format_", FORMATS)
def test_output_is_utf_8_whatever_the_locale_says(format_: str, tmp_path: Path) -> None:
    path = tmp_path / "loan.txt"
    path.write_text(filing(name="Société Éclair Σ, Inc."), encoding="utf-8")
    done = python("summary", path, "--format", format_, environment={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == OK, done.stderr
    assert "Société Éclair" in done.stdout.decode("utf-8")


# -- the real thing ----------------------------------------------------------------------------------------------------


def test_python_m_summarizer_does_what_the_command_does(source: Path, capsys: Printed) -> None:
    assert main(["summary", str(source)]) == OK
    here = capsys.readouterr()
    done = python("summary", source, cwd=source.parent)
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (OK, here.out, here.err)
    command = Path(sys.executable).with_name("summarizer")
    if command.exists():
        ran = subprocess.run([command, "summary", source], capture_output=True, timeout=60, check=False)
        assert (ran.returncode, ran.stdout) == (done.returncode, done.stdout)


def test_a_filing_is_read_from_a_pipe() -> None:
    done = python("summary", "-", "--format", "json", stdin=None, input=filing().encode())
    assert done.returncode == OK
    assert Summary.from_json(done.stdout).deals


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--version",), OK), (("summary", "missing.txt"), FAILED), (("summary",), USAGE), ((), USAGE)],
)
def test_exit_codes_reach_the_shell(arguments: tuple[str, ...], code: int) -> None:
    done = python(*arguments)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
