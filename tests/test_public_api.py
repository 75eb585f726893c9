"""What a caller imports: the names, what importing costs, and the errors."""

from __future__ import annotations

import doctest
import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import summarizer
from summarizer import errors
from summarizer.extraction.endpoint import Endpoint
from tests.conftest import EXAMPLES, KEY, ROOT
from tests.invented import filing

PUBLIC = [
    "BatchLimitError",
    "BudgetError",
    "CredentialsError",
    "Filing",
    "FilingError",
    "IncompleteAnswerError",
    "Limits",
    "ModelError",
    "NotStoredError",
    "OptionError",
    "Options",
    "Outcome",
    "RefusalError",
    "SourceError",
    "Store",
    "StoreError",
    "Summarizer",
    "SummarizerError",
    "Summary",
    "SummaryError",
    "asummarize",
    "asummarize_many",
    "read_filing",
    "summarize",
    "summarize_many",
]
ERRORS = [name for name in PUBLIC if name.endswith("Error")]
HEAVY = ("pydantic", "openai", "instructor", "jinja2", "lxml", "rich", "shtab")


def imported(code: str) -> set[str]:
    """Return the top-level packages that some code imports, run in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", f"import json, sys\n{code}\njson.dump(sorted(sys.modules), sys.stderr)"],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key != "SUMMARIZER_MODEL"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in json.loads(done.stderr.splitlines()[-1])}


# -- names -------------------------------------------------------------------------------------------------------------


def test_the_public_names_are_these_and_sorted() -> None:
    assert summarizer.__all__ == PUBLIC
    assert sorted(PUBLIC) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_can_be_imported_and_says_what_it_is(name: str) -> None:
    found = getattr(summarizer, name)
    assert found.__name__ == name
    assert inspect.getdoc(found)
    assert name in dir(summarizer)


def test_star_brings_the_public_names_and_no_other() -> None:
    names: dict[str, object] = {}
    exec("from summarizer import *", names)
    assert set(names) - {"__builtins__"} == set(PUBLIC)


def test_a_type_checker_sees_the_same_names() -> None:
    source = Path(inspect.getfile(summarizer)).read_text(encoding="utf-8")
    block = source.partition("if TYPE_CHECKING:")[2].partition("_HOMES")[0]
    assert set(re.findall(r"\b\w+\b(?=,?$)|(?<=import )\w+|\b\w+(?=,)", block, re.MULTILINE)) >= set(PUBLIC)
    assert (ROOT / "summarizer" / "py.typed").is_file()


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'summarizer' has no attribute 'sumarize'"):
        summarizer.sumarize  # noqa: B018


def test_the_example_in_the_docstring_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testmod(summarizer).attempted >= 3
    assert doctest.testmod(summarizer).failed == 0


# -- what importing costs ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "light"),
    [
        ("import summarizer", HEAVY),
        ("from summarizer import SummarizerError, FilingError, ModelError", HEAVY),
        ("from summarizer.cli import main; main(['--help'])", HEAVY),
        ("from summarizer.cli import main; main(['--version'])", HEAVY),
        ("from summarizer.cli import main; main(['summary', '--help'])", HEAVY),
        ("from summarizer.cli import main; main(['summary'])", HEAVY),
        ("from summarizer.cli import main; main(['inspect', 'examples/merger.txt'])", ("openai", "instructor")),
        ("from summarizer.cli import main; main(['evaluate', '--help'])", HEAVY),
        ("from summarizer.cli import main; main(['evaluate', 'examples'])", ("openai", "instructor")),
        ("from summarizer.cli import main; main(['schema', '--check'])", ("openai", "instructor")),
        (
            "from summarizer.cli import main; assert main(['summary', 'examples/merger.txt', '--model', 'rules']) == 0",
            ("openai", "instructor", "jinja2", "rich", "shtab"),
        ),
        ("from summarizer.cli import main; assert main(['config']) == 0", HEAVY),
        (
            "import summarizer; summarizer.Summarizer('openai/gpt-5', summarizer.Options(api_key='x'))",
            ("openai", "instructor"),
        ),
    ],
)
def test_nothing_is_imported_that_is_not_needed(code: str, light: tuple[str, ...]) -> None:
    assert imported(code) & set(light) == set()


# -- errors ------------------------------------------------------------------------------------------------------------


def test_every_error_is_public_and_has_the_one_root() -> None:
    found = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, Exception) and value.__module__ == errors.__name__
    }
    assert found == set(ERRORS)
    assert all(issubclass(getattr(summarizer, name), summarizer.SummarizerError) for name in ERRORS)


@pytest.mark.parametrize(
    ("name", "builtin"),
    [
        ("SourceError", OSError),
        ("FilingError", ValueError),
        ("OptionError", ValueError),
        ("ModelError", RuntimeError),
        ("SummaryError", ValueError),
    ],
)
def test_an_error_is_also_what_a_caller_would_expect(name: str, builtin: type[Exception]) -> None:
    assert issubclass(getattr(summarizer, name), builtin)


def test_the_tree_drawn_in_the_docstring_is_the_tree() -> None:
    assert errors.__doc__
    drawn: dict[str, str] = {}
    above = {0: "SummarizerError"}
    for line in errors.__doc__.splitlines():
        found = re.match(r"    ([│ ]*)[├└]── (\w+)", line)
        if found:
            depth = len(found[1]) // 4 + 1
            above[depth] = found[2]
            drawn[found[2]] = above[depth - 1]
    real = {name: getattr(errors, name).__bases__[0].__name__ for name in ERRORS if name != "SummarizerError"}
    assert drawn == real


# -- keys --------------------------------------------------------------------------------------------------------------


def test_a_key_is_in_no_representation() -> None:
    options = summarizer.Options(api_key=KEY)
    client = summarizer.Summarizer("openai/gpt-5", options)
    shown = (options, client, Endpoint("openai/gpt-5", api_key=KEY), vars(client))
    assert all(KEY not in f"{one!r} {one}" for one in shown)


def test_what_is_printed_of_an_object_is_short() -> None:
    summary = summarizer.summarize(EXAMPLES / "merger.txt", model="rules")
    options = summarizer.Options(api_key=KEY, base_url="http://someone:hunter2@host", timeout=5)
    assert re.fullmatch(r"<Summary of '.+': merger entered; \d+ of \d+ facts verified>", repr(summary))
    assert repr(summarizer.read_filing(EXAMPLES / "merger.txt")).endswith(": 8-K>")
    assert repr(options) == "Options(timeout=5, api_key=..., base_url=...)"
    assert repr(summarizer.Summarizer("openai/gpt-5", options)) == f"Summarizer('openai/gpt-5', {options!r})"


def test_rich_shows_a_summary_by_its_parts() -> None:
    from rich.pretty import pretty_repr

    shown = pretty_repr(summarizer.summarize(EXAMPLES / "merger.txt", model="rules"))
    assert "deals=['d1: merger entered']" in shown
    assert len(shown) < 500


# -- the calls ---------------------------------------------------------------------------------------------------------


def test_a_source_may_be_a_path_its_name_bytes_text_or_a_filing() -> None:
    path = EXAMPLES / "merger.txt"
    sources = (path, str(path), path.read_bytes(), path.read_text(encoding="utf-8"), summarizer.read_filing(path))
    found = [summarizer.summarize(source, model="rules") for source in sources]
    assert {(s.filing, s.deals, s.events, s.brief) for s in found} == {
        (found[0].filing, found[0].deals, found[0].events, found[0].brief)
    }


def test_a_summary_renders_itself_as_markdown_and_json() -> None:
    summary = summarizer.summarize(EXAMPLES / "merger.txt", model="rules")
    assert summary.to_markdown().startswith("# ")
    assert summarizer.Summary.from_json(summary.to_json()) == summary
    assert summarizer.Summary.from_json(summary.to_json(indent=None).encode()) == summary


@pytest.mark.parametrize(("text", "place"), [("", "the whole text"), ("{}", "filing"), ('{"deals": 1}', "filing")])
def test_what_is_no_summary_is_told_with_its_place(text: str, place: str) -> None:
    with pytest.raises(summarizer.SummaryError, match=f"not a summary of schema version 1: {place}: "):
        summarizer.Summary.from_json(text)


def test_rows_are_what_a_data_frame_takes() -> None:
    rows = summarizer.summarize(EXAMPLES / "merger.txt", model="rules").to_frame()
    assert len({tuple(row) for row in rows}) == 1
    fees = [(row["value"], row["currency"], row["deal"]) for row in rows if row["kind"] == "termination_fee"]
    assert ("41300000", "USD", "d1") in fees
    assert all(row["registrant"] for row in rows)


def test_a_notebook_shows_a_summary_with_everything_escaped() -> None:
    text = filing("On March 3, 2021, the Company entered into a Loan <b>Agreement</b> for $12.5 million & more.")
    summary = summarizer.summarize(
        text.replace("Quillmere Holdings, Inc.", "Quill<script>mere & Co., Inc."), model="rules"
    )
    shown = summary._repr_html_()
    assert "USD 12,500,000" in shown
    assert "<script" not in shown
    assert set(re.findall(r"<(\w+)", shown)) <= {"div", "small", "h4", "p", "b", "table", "caption", "tr", "th", "td"}


def test_what_was_spent_is_counted_and_logged_and_nothing_is_printed(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with summarizer.Summarizer("rules") as many:
        many.summarize(EXAMPLES / "merger.txt")
        assert (many.spent.calls, many.spent.cost_usd) == (0, 0)
    assert capfd.readouterr() == ("", "")
    assert [record.name for record in caplog.records if record.name.startswith("summarizer")] == []
    caplog.set_level("INFO", logger="summarizer")
    summarizer.summarize(EXAMPLES / "merger.txt", model="rules")
    assert "facts verified" in caplog.text


SCRIPT = """
import asyncio
from pathlib import Path

import summarizer
from summarizer import Filing, Options, Summarizer, Summary, SummarizerError


def amounts(summary: Summary) -> list[tuple[str, str | None]]:
    return [(amount.kind, amount.value) for deal in summary.deals for amount in deal.amounts]


def main() -> None:
    options = Options(max_cost=0.5, repairs=1, prompts=Path("prompts"))
    try:
        summary = summarizer.summarize(Path("x.txt"), model="rules", options=options)
    except SummarizerError as error:
        print(error)
        return
    filing: Filing = summarizer.read_filing("x.txt")
    with Summarizer("openai/gpt-5", options) as many:
        again = many.summarize(filing)
        print(many.spent.cost_usd)
    rows: list[dict[str, str | None]] = summary.to_frame()
    text: str = again.to_json() + again.to_markdown()
    asyncio.run(summarizer.asummarize(b"text"))
    print(amounts(summary), rows, text, Summary.from_json(text).brief.title)
    %s
"""


@pytest.mark.parametrize(("line", "fault"), [("pass", None), ("summary.deals[0].amount", '"Deal" has no attribute')])
def test_a_users_script_is_checked_by_mypy_strict(line: str, fault: str | None, tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    script = tmp_path / "script.py"
    script.write_text(SCRIPT % line, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--config-file=",
            f"--cache-dir={ROOT / '.mypy_cache'}",
            str(script),
        ],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode == 0) is (fault is None), done.stdout + done.stderr
    assert fault is None or fault in done.stdout
