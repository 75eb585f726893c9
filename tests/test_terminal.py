"""What a person sees: tables on a terminal, progress, the browser; and what an interruption leaves behind."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import unicodedata
import webbrowser
from pathlib import Path
from typing import Any

import pytest

from summarizer.cli import INTERRUPTED, OK, USAGE, main
from tests.conftest import EXAMPLES, KEY, ROOT
from tests.endpoint import Reply, completion, serving
from tests.invented import filing

LOOPBACK = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
Printed = pytest.CaptureFixture[str]
EXAMPLE = str(EXAMPLES / "license-renewal.txt")
HOSTILE = str(EXAMPLES / "hostile.txt")

pty = pytest.importorskip("pty", reason="no terminals here")
fcntl = pytest.importorskip("fcntl", reason="no terminals here")
_SIZE = 0x5414 if sys.platform == "linux" else 0x80087467  # TIOCSWINSZ


def environment(**more: str) -> dict[str, str]:
    left_out = ("PYTHON", "COV_", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "COLORTERM", "TERM")
    base = {key: value for key, value in os.environ.items() if not key.startswith(left_out)}
    return {**base, "TERM": "xterm-256color", **more}


def on_a_terminal(*arguments: str, width: int = 100, stream: str = "stdout", **variables: str) -> str:
    """Run the command with one stream on a terminal of some width, and return what was written there."""
    import struct

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, _SIZE, struct.pack("HHHH", 50, width, 0, 0))
    other = "stderr" if stream == "stdout" else "stdout"
    process = subprocess.Popen(
        [sys.executable, "-m", "summarizer", *arguments],
        cwd=ROOT,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        **{stream: theirs, other: subprocess.DEVNULL},
    )
    os.close(theirs)
    written = bytearray()
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:  # Linux's way to say that the other side has closed
            break
        if not more:
            break
        written += more
    os.close(ours)
    assert process.wait(timeout=60) == OK
    return written.decode().replace("\r\n", "\n")


def bare(text: str) -> str:
    """Return text without colours and weights."""
    return re.sub(r"\x1b\[[\d;]*m", "", text)


# -- tables ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 60, 100, 160])
def test_a_terminal_gets_the_brief_then_tables_then_the_checks_in_its_width(width: int) -> None:
    shown = bare(on_a_terminal("demo", "--model", "rules", width=width))
    assert max(map(len, shown.splitlines())) <= width
    words = " ".join(shown.split())
    places = [
        words.index(part)
        for part in ("Form 8-K", "$3.5 million", "License, renewed", "licensor", "facts verified", "not disclosed")
    ]
    assert places == sorted(places)
    assert "¶1" in words
    if width >= 100:
        assert re.search(r"^How much +access fee +USD 3,500,000\b.* Item 1\.01 ¶\d$", shown, re.M)
        assert re.search(r"^Who +licensor +Tessarine .*Item 1\.01 ¶1$", shown, re.M)


def test_colours_are_there_unless_the_reader_or_the_terminal_forbids_them() -> None:
    assert re.search(r"\x1b\[\S*3[0-7]m", on_a_terminal("demo", "--model", "rules"))
    assert not re.search(r"\x1b\[[\d;]*3\d[;m]", on_a_terminal("demo", "--model", "rules", NO_COLOR="1"))
    assert "\x1b" not in on_a_terminal("demo", "--model", "rules", TERM="dumb")


def test_what_is_piped_is_the_plain_text(capsys: Printed) -> None:
    assert main(["demo", "--model", "rules"]) == OK
    demo = capsys.readouterr().out
    assert main(["summary", EXAMPLE, "--model", "rules"]) == OK
    assert capsys.readouterr().out == demo
    assert "\x1b" not in demo
    assert "=====" in demo


def test_what_was_refused_stands_out_and_has_its_place() -> None:
    shown = bare(on_a_terminal("summary", HOSTILE, "--model", "rules"))
    assert "✗ rejected deals.0.amounts.0: $900 million" in shown
    assert "· no fact claims $900 million (Item 1.01 ¶2)" in shown


def test_events_are_shown_with_their_words() -> None:
    shown = bare(on_a_terminal("summary", str(EXAMPLES / "results-and-departure.txt"), "--model", "rules"))
    assert "Director change · Item 5.02 ¶1" in shown
    assert "Lucinda P. Averdeck" in shown


def test_orders_in_a_filing_never_reach_the_terminal(tmp_path: Path) -> None:
    orders = "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \u202eback\u202c [bold]markup[/bold] :smile:"
    path = tmp_path / "orders.txt"
    deal = f"On March 3, 2021, the Company entered into a Loan{orders} Agreement for {orders} $12.5 million."
    path.write_text(filing(deal, name=f"Quill{orders}mere Inc."), encoding="utf-8")
    shown = bare(on_a_terminal("summary", str(path), "--model", "rules"))
    assert {c for c in shown if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")} == set()
    assert "[bold]" in shown


# -- quiet, verbose, progress ------------------------------------------------------------------------------------------


def test_quiet_tells_only_errors_and_verbose_each_step(capsys: Printed, tmp_path: Path) -> None:
    assert main(["summary", EXAMPLE, "--quiet", "-o", str(tmp_path / "x.txt")]) == OK
    assert capsys.readouterr().err == ""
    main(["summary", "missing.txt", EXAMPLE, "-q"])
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert main(["summary", EXAMPLE, "-v"]) == OK
    told = capsys.readouterr().err
    assert re.search(r"license-renewal\.txt: read, \d+ paragraphs\n", told)
    assert re.search(r"\b(\d+) of \1 facts verified", told)
    assert main(["summary", EXAMPLE, "-q", "-v"]) == USAGE


def slow(seconds: float) -> Any:
    def reply(body: dict[str, Any]) -> Reply:
        time.sleep(seconds)
        wanted = json.dumps(body["response_format"])
        return completion(
            '{"title": "x", "paragraphs": []}' if "paragraphs" in wanted else '{"deals": [], "events": []}',
            usage=(5000, 100),
        )

    return reply


@LOOPBACK
def test_what_takes_longer_than_two_seconds_shows_how_far_it_is() -> None:
    with serving(slow(0.7)) as endpoint:
        sources = [EXAMPLE, HOSTILE, str(EXAMPLES / "merger.txt")]
        arguments = ["--model", "openai/m", "--base-url", endpoint.url]
        shown = on_a_terminal("summary", *sources, *arguments, stream="stderr")
    told = bare(shown)
    assert re.search(r"[12] of 3 · \d+\.\d a (?:minute|second) · [2-6] questions · price unknown · 0:0\d left", told)
    assert shown.rstrip("\n").endswith(("\x1b[2K", "\x1b[?25h", "\x1b[1A\x1b[2K"))  # it leaves nothing behind


def test_what_is_quick_shows_no_progress() -> None:
    shown = on_a_terminal("summary", EXAMPLE, "--model", "rules", stream="stderr")
    assert shown == "summarizer: no model was used: the built-in extractor made this; see --model\n"


# -- interrupted -------------------------------------------------------------------------------------------------------


@LOOPBACK
@pytest.mark.parametrize("format_", ["json", "html"])
def test_an_interruption_leaves_no_half_written_file(format_: str, tmp_path: Path) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def reply(body: dict[str, Any]) -> Reply:
        if len(endpoint.bodies) > 2:  # the first filing is done
            asked.set()
            go_on.wait(20)
        return slow(0)(body)

    target = tmp_path / f"all.{format_}"
    target.write_text("the old one", encoding="utf-8")
    where = ["-o", str(target)] if format_ == "html" else ["--output-dir", str(tmp_path / "out")]
    with serving(reply) as endpoint:
        how = ["--format", format_, *where, "--model", "openai/m", "--base-url", endpoint.url]
        process = subprocess.Popen(
            [sys.executable, "-m", "summarizer", "summary", EXAMPLE, HOSTILE, *how],
            env=environment(),
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert asked.wait(30)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
        go_on.set()
    assert process.returncode == INTERRUPTED
    assert told.splitlines()[-1] == "summarizer: interrupted"
    assert target.read_text(encoding="utf-8") == "the old one"
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert left == ([f"all.{format_}"] if format_ == "html" else [f"all.{format_}", "out/license-renewal.json"])


# -- reports and tables ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["html", "csv"])
def test_several_filings_go_into_one_report_or_table(format_: str, tmp_path: Path, capsys: Printed) -> None:
    sources = [EXAMPLE, str(EXAMPLES / "merger.txt")]
    target = tmp_path / f"all.{format_}"
    assert main(["summary", *sources, "--format", format_, "--model", "rules"]) == OK
    out = capsys.readouterr().out
    assert main(["summary", *sources, "--format", format_, "--model", "rules", "-o", str(target)]) == OK
    assert capsys.readouterr().err.endswith(f"summarizer: wrote {target}\n")
    written = target.read_text(encoding="utf-8-sig")
    for name in ("Halvorsund Laboratories", "Kestrivane"):
        assert name in out
        assert name in written
    if format_ == "html":
        assert out.lower().count("<!doctype html>") == 1
    else:
        assert target.read_bytes().startswith(b"\xef\xbb\xbf")  # without it a spreadsheet takes it for another encoding
        assert len({row["registrant"] for row in csv.DictReader(io.StringIO(out))}) == 2
    assert (
        main(["summary", *sources, "--format", format_, "--model", "rules", "--output-dir", str(tmp_path / "o")]) == OK
    )
    assert sorted(p.name for p in (tmp_path / "o").iterdir()) == [f"license-renewal.{format_}", f"merger.{format_}"]


def test_a_report_is_never_written_over_one_of_its_filings(tmp_path: Path, capsys: Printed) -> None:
    other = tmp_path / "other.htm"
    other.write_text(filing(), encoding="utf-8")
    assert main(["summary", EXAMPLE, str(other), "--format", "html", "-o", str(other)]) == USAGE
    assert other.read_text(encoding="utf-8") == filing()
    assert "written over the filing" in capsys.readouterr().err


def test_a_filing_that_fails_is_left_out_of_the_report(capsys: Printed) -> None:
    assert main(["summary", "missing.txt", EXAMPLE, "--format", "csv", "--model", "rules"]) == 1
    printed = capsys.readouterr()
    assert "Tessarine" in printed.out
    assert "missing.txt" in printed.err


@pytest.mark.parametrize("named", [False, True], ids=["somewhere", "in a file named"])
def test_open_shows_the_report_in_the_browser(
    named: bool, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: bool(shown.append(url)) or True)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    target = tmp_path / "report.html"
    assert main(["demo", "--open", "--model", "rules", *(["-o", str(target)] if named else [])]) == OK
    (url,) = shown
    path = Path(url.removeprefix("file://"))
    assert path == target if named else path.is_relative_to(tmp_path)
    assert "Tessarine" in path.read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("more", [["--format", "json"], ["--output-dir", "x"], ["-o", "-"]], ids=" ".join)
def test_open_is_for_one_report(more: list[str], capsys: Printed) -> None:
    assert main(["demo", "--open", *more]) == USAGE
    assert "--open shows" in capsys.readouterr().err


def test_without_a_browser_the_file_is_named(tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    target = tmp_path / "report.html"
    assert main(["demo", "--open", "-o", str(target)]) == OK
    assert f"no browser was found: open {target}" in capsys.readouterr().err


# -- completion --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_the_commands_and_options(shell: str, capsys: Printed) -> None:
    assert main(["completion", shell]) == OK
    script = capsys.readouterr().out
    for word in ("summary", "inspect", "max-cost", "markdown", "completion"):
        assert word in script


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_completes_with_it(capsys: Printed) -> None:
    main(["completion", "bash"])
    script = capsys.readouterr().out
    asked = """
COMP_WORDS=(summarizer summary --format ''); COMP_CWORD=3; COMP_LINE='summarizer summary --format '
COMP_POINT=${#COMP_LINE}; _shtab_summarizer summarizer '' --format 2>/dev/null; echo "${COMPREPLY[@]}"
"""
    done = subprocess.run(["bash", "-c", script + asked], capture_output=True, text=True, timeout=20, check=False)
    assert done.stdout.split() == ["text", "markdown", "json", "html", "csv"], done.stderr


def test_a_key_is_in_nothing_that_is_told(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    main(["summary", EXAMPLE, "-v", "--model", "openai/gpt-5", "--max-tokens", "1"])
    assert KEY not in capsys.readouterr().err
