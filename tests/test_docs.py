"""README and docs: every snippet runs, every output is what comes out, and nothing public is left undocumented."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

import summarizer
from summarizer import config
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "docs"))
import generate
import reference

LOOPBACK = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
DOCS = ROOT / "docs"
PAGES = generate.pages()
WRITTEN = [*PAGES, *(ROOT / name for name in ("CONTRIBUTING.md", "CHANGELOG.md")), *ROOT.glob("[a-z]*/README.md")]
NAMED = {"ids": lambda path: path.name}


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def sections(text: str) -> dict[str, str]:
    """Return what stands under each heading of the second level."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


# -- what is shown is so -----------------------------------------------------------------------------------------------


@LOOPBACK
@pytest.mark.parametrize("page", PAGES, **NAMED)
def test_a_page_runs_and_shows_what_comes_out(page: Path) -> None:
    assert generate.refreshed(page) == page.read_text(encoding="utf-8"), "out of date: run python docs/generate.py"


def test_the_pages_have_snippets_of_every_kind() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for kind in ("sh", "console", "python", "toml", "json"):
        assert len(re.findall(rf"^```{kind}\b", text, re.MULTILINE)) >= 1, kind
    assert "<!-- needs: model -->" in text


@pytest.mark.parametrize(
    ("block", "objection"),
    [
        ("```sh\nsummarizer summary examples/no-such.txt\n```\n", "exit code 1"),
        ("<!-- needs: network -->\n```sh\nsummarizer summary x --no-such-option\n```\n", "the parser refuses it"),
        ("```sh\nmake no-such-target\n```\n", "make no-such-target"),
        ("```sh\nuv run benchmarks/parse.py FOLDER --no-such-option\n```\n", "--no-such-option"),
        ("```sh\nrm -rf examples\n```\n", "not known here"),
        ("```nonsense\n```\n", "a block of kind"),
    ],
)
def test_what_can_not_be_so_is_refused(tmp_path: Path, block: str, objection: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n\n{block}", encoding="utf-8")

    with pytest.raises(AssertionError, match=objection):
        generate.refreshed(page)


def test_an_output_that_is_not_so_is_put_right(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```python\nprint(2 + 2)\n```\n```text\n5\n```\n", encoding="utf-8")

    assert generate.refreshed(page) == "```python\nprint(2 + 2)\n```\n```text\n4\n```\n"


# -- what is there is documented ---------------------------------------------------------------------------------------


def test_every_command_and_every_option_is_documented() -> None:
    told = sections(text_of("cli.md"))
    shared = told["What every command takes"]
    for name, parser in reference.commands().items():
        section = told[f"summarizer {name}"]
        for action in parser._actions:
            for option in action.option_strings:
                assert re.search(rf"`(?:-\w, )?{option}[ `,]", section + shared), f"{name} {option}"
            if not action.option_strings:
                assert f"`{action.metavar or '|'.join(action.choices or ())}`".replace("|", "\\|") in section, name
    assert "`--version`" in shared


def test_every_public_name_is_documented() -> None:
    told = text_of("howto-python.md")
    assert [name for name in summarizer.__all__ if not re.search(rf"\b{name}\b", told)] == []


def test_every_setting_and_every_variable_is_documented() -> None:
    told = text_of("configuration.md")
    for setting in config.SETTINGS:
        assert f"`--{setting.name}`" in told
        assert f"`{setting.variable}`" in told
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "summarizer").rglob("*.py"))
    read = set(re.findall(r"\b(?:SUMMARIZER_[A-Z_]+[A-Z]|[A-Z]+_API_KEY|OPENAI_BASE_URL|NO_COLOR)\b", source))
    assert {name for name in read if f"`{name}`" not in told} == set()


def test_every_benchmark_is_documented() -> None:
    told = text_of("benchmarks.md") + text_of("local-models.md")
    scripts = {path.name for path in (ROOT / "benchmarks").glob("*.py") if "argparse" in path.read_text("utf-8")}
    assert {name for name in scripts if f"benchmarks/{name}" not in told} == set()


def test_every_block_of_figures_has_the_command_that_makes_it() -> None:
    for name in ("benchmarks.md", "local-models.md"):
        for title, section in sections(text_of(name)).items():
            figures = re.search(r"^```text\n.*\d|^\| .*\d", section, re.MULTILINE)
            if (figures and name == "benchmarks.md") or "seconds\n" in section:
                assert re.search(r"^(?:uv run .*)?(?:benchmarks/|summarizer )", section, re.MULTILINE), title


def test_every_page_can_be_reached() -> None:
    pages = {page.name for page in DOCS.glob("*.md")}
    project = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    assert set(re.findall(r"[\w-]+\.md", str(project["nav"]))) == pages
    assert set(re.findall(r"\]\(([\w-]+\.md)\)", text_of("index.md"))) == pages - {"index.md"}


# -- links and words ---------------------------------------------------------------------------------------------------


def tokens(page: Path) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8")):
        yield token
        yield from token.children or ()


def anchors(page: Path) -> set[str]:
    found, heading = set(), False
    for token in tokens(page):
        if heading:
            title = "".join(child.content for child in token.children or ()).lower()
            found.add(re.sub(r"[^\w\- ]", "", title).replace(" ", "-"))
        heading = token.type == "heading_open"
    return found


@pytest.mark.parametrize("page", WRITTEN, **NAMED)
def test_no_link_is_broken(page: Path) -> None:
    for token in tokens(page):
        link = str(token.attrGet("href") or token.attrGet("src") or "")
        if not link or re.match(r"https?://|mailto:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert ROOT in target.parents, link
        assert page.parent != DOCS or target.parent == DOCS, f"{link}: no page of the site"
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, **NAMED)
def test_a_page_says_nothing_of_one_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.])/(?:home|root|tmp|work|Users)/", text)
    assert not re.search(r"(?i)\bpypi\b|files\.pythonhosted|\bnpmjs\b", text)


@pytest.mark.skipif(find_spec("zensical") is None, reason="zensical is not installed: make docs")
def test_the_pages_build_strictly_and_load_nothing_from_elsewhere(tmp_path: Path) -> None:
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    command = [str(Path(sys.executable).parent / "zensical"), "build", "--strict"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    for page in (tmp_path / "site").glob("*.html"):
        loaded = re.findall(r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=\"?([^\" >]+)", page.read_text("utf-8"))
        assert loaded
        assert not [address for address in loaded if re.match(r"(?:https?:)?//", address)], page.name
