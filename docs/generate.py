"""Keep the generated parts of README and docs in step with the code, and run what they show.

    python docs/generate.py            # write them anew
    python docs/generate.py --check    # fail where one is out of date

Generated are what stands between ``<!-- generated: NAME -->`` and ``<!-- end generated -->``, and every output that a
page shows. A page is run from top to bottom in a folder of its own, in which ``examples`` is:

- ``sh``: each line is run, and nothing is shown;
- ``console``: each line after ``$`` is run, and what it writes is shown below; ``# exit code 1`` says how it ends;
- ``python``: run; a ``text`` block right after it shows what it prints;
- ``sql``: put to the store ``deals.db``; a ``text`` block right after it shows the rows;
- with ``title="NAME"``: written to a file of that name, for what comes after.

``<!-- needs: model -->`` before a block has it asked of a stand-in on the loopback, which answers with what the
built-in extractor finds. Any other need (``network``, ``server``, ``folder``, ``price`` ...) means that the block is
not run: its ``summarizer`` commands are put to the parser, its scripts and make targets have to be there.
"""

from __future__ import annotations

import contextlib
import glob
import io
import json
import logging
import os
import re
import shlex
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
sys.path[:0] = [path for path in (str(ROOT), str(DOCS)) if path not in sys.path]

import reference  # noqa: E402  # beside this file
from reference import hold  # noqa: E402

_FENCE = re.compile(
    r"(?:^<!-- needs: (?P<needs>[a-z. ]+) -->\n)?^(?P<open>```(?P<info>[^\n`]*)\n)(?P<body>.*?)^```$", re.M | re.S
)
_GENERATED = re.compile(r"(<!-- generated: ([a-z ]+) -->\n).*?(<!-- end generated -->)", re.S)
_TITLE = re.compile(r'title="([^"]+)"')
_PLAIN = ("cat", "grep", "head", "mkdir", "sed", "tail", "wc")  # which may be run as they are
_NAMED = (
    *(*_PLAIN, "cd", "chromium", "curl", "datasette", "eval", "git", "llama-server", "ollama", "pip", "source"),
    *("ray", "sqlite3", "vllm"),
)


def pages() -> list[Path]:
    """Return the pages whose snippets are run."""
    return [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]


def refreshed(page: Path) -> str:
    """Return a page's text with its generated parts and outputs made anew; `AssertionError` where a command fails."""
    text = page.read_text(encoding="utf-8")
    text = _GENERATED.sub(lambda found: f"{found[1]}{reference.PARTS[found[2]]()}{found[3]}", text)
    with _Bench(page.name) as bench:
        written, at = [], 0
        shown: str | None = None  # what the block right before printed
        for found in _FENCE.finditer(text):
            between = text[at : found.start()]
            written.append(between)
            kind = found["info"].split(" ")[0]
            body = found["body"]
            if kind == "text" and shown is not None and not between.strip():
                body, shown = shown, None
            else:
                body, shown = bench.block(kind, found["info"], body, found["needs"])
            written.append(found[0][: found.start("body") - found.start()] + body + "```")
            at = found.end()
    return "".join(written) + text[at:]


class _Bench:
    """A folder in which a page's snippets are run, and what they leave behind for those after them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self._leaving = contextlib.ExitStack()

    def __enter__(self) -> _Bench:
        folder = Path(self._leaving.enter_context(tempfile.TemporaryDirectory()))
        for name in ("examples", "benchmarks"):
            (folder / name).symlink_to(ROOT / name)
        self._leaving.enter_context(chdir(folder))
        self._leaving.enter_context(_environment())
        root = logging.getLogger()
        self._leaving.callback(setattr, root, "handlers", list(root.handlers))
        self._leaving.callback(root.setLevel, root.level)
        return self

    def __exit__(self, *_: object) -> None:
        self._leaving.close()

    def block(self, kind: str, info: str, body: str, needs: str | None) -> tuple[str, str | None]:
        """Run a block; return its body, with outputs made anew, and what it printed where the next one shows that."""
        if title := _TITLE.search(info):
            path = Path(title[1])
            hold(not path.is_absolute(), f"{self.name}: {path}")
            hold(".." not in path.parts, f"{self.name}: {path}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        if kind == "json":
            json.loads(body)
        elif kind == "toml":
            tomllib.loads(body)
        elif kind == "python":
            return body, self._python(body, needs)
        elif kind == "sql":
            return body, self._sql(body)
        elif kind == "sh":
            for line in _lines(body):
                self._command(line, needs)
        elif kind == "console":
            return self._console(body, needs), None
        else:
            hold(kind in ("jinja", "text") or title, f"{self.name}: a block of kind {kind!r}")
        return body, None

    def _python(self, body: str, needs: str | None) -> str | None:
        code = compile(body, self.name, "exec")
        if needs not in (None, "model"):
            return None
        printed = io.StringIO()
        with _standing_in(needs), redirect_stdout(printed):
            exec(code, self.names)  # noqa: S102  # the page's own code
        return self._shown(printed.getvalue())

    def _sql(self, body: str) -> str:
        """Return the rows as ``sqlite3 -header -column`` shows them."""
        with contextlib.closing(sqlite3.connect(f"{Path('deals.db').absolute().as_uri()}?mode=ro", uri=True)) as store:
            found = store.execute(body)
            names = [column[0] for column in found.description]
            rows = [["" if cell is None else str(cell) for cell in row] for row in found]
        widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
        lines = [names, ["-" * width for width in widths], *rows]
        return "".join("  ".join(map(str.ljust, line, widths)).rstrip() + "\n" for line in lines)

    def _console(self, body: str, needs: str | None) -> str:
        commands = [line.removeprefix("$ ") for line in body.splitlines() if line.startswith("$ ")]
        if needs not in (None, "model"):
            for command in commands:
                self._command(command, needs)
            return body
        return self._shown("".join(f"$ {command}\n{self._command(command, needs)}" for command in commands))

    def _shown(self, output: str) -> str:
        """Return an output without the name of the folder, which is another each time."""
        return output.replace(f"{os.getcwd()}{os.sep}", "")

    def _command(self, line: str, needs: str | None) -> str:
        """Run a command, or check that it could be; return what it writes."""
        line, _, remark = line.partition("  #")
        first = line.split()[0]
        if first == "export":
            name, _, value = line.removeprefix("export ").partition("=")
            os.environ[name] = value.strip("\"'")
            return ""
        if first == "make":
            _has_targets(line.split()[1:])
            return ""
        words = shlex.split(line)
        if "benchmarks/" in line:
            _has_script(words)
            return ""
        if first == "summarizer" and needs in (None, "model"):
            expected = int(found[1]) if (found := re.search(r"exit code (\d+)", remark)) else 0
            with _standing_in(needs) as address:
                code, output = _summarizer(re.sub(r"http://(?:localhost|127\.0\.0\.1):\d+/v1", address or "", line))
            hold(code == expected, f"{self.name}: {line}: exit code {code}\n{output}")
            return output
        if first == "summarizer":
            _parsed(words)
            return ""
        if first in _PLAIN and needs is None:
            return subprocess.run(["sh", "-c", line], check=True, capture_output=True, text=True).stdout  # noqa: S603, S607
        hold(needs and first in (*_NAMED, "uv"), f"{self.name}: {line}: not known here, or what it needs")
        return ""


def _lines(body: str) -> Iterator[str]:
    for line in body.replace("\\\n", " ").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _summarizer(line: str) -> tuple[int, str]:
    """Run a command in this process, and what it is piped into or written to; return its exit code and output."""
    from summarizer.cli import main

    line, _, rest = line.partition(" | ")
    line, _, file = line.partition(" > ")
    words = [
        path
        for word in shlex.split(os.path.expandvars(line))[1:]
        for path in (sorted(glob.glob(word)) if "*" in word else [word])
    ]
    out, both = io.StringIO(), io.StringIO()
    with redirect_stdout(out if rest or file else both), redirect_stderr(both):
        code = main(words)
    if file:
        Path(file).write_text(out.getvalue(), encoding="utf-8")
    if rest:
        piped = subprocess.run(["sh", "-c", rest], input=out.getvalue(), check=True, capture_output=True, text=True)  # noqa: S603, S607
        both.write(piped.stdout)
    return code, both.getvalue()


def _parsed(words: list[str]) -> None:
    """Put a command to the parser, which has to take it."""
    from summarizer.cli.parser import make_parser

    words = words[1 : next((i for i, word in enumerate(words) if word in ("|", ">")), len(words))]
    try:
        make_parser().parse_args(words)
    except SystemExit:
        raise AssertionError(f"summarizer {shlex.join(words)}: the parser refuses it") from None


def _has_targets(names: list[str]) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    hold(names and set(names) <= set(targets), f"make {' '.join(names)}: there is no such target")


def _has_script(words: list[str]) -> None:
    """See that a script is there, and knows the options given."""
    at = next(i for i, word in enumerate(words) if word.startswith("benchmarks/"))
    text = (ROOT / words[at]).read_text(encoding="utf-8")
    for word in words[at + 1 :]:
        hold(not word.startswith("--") or f'"{word}"' in text, f"{words[at]} has no option {word}")


@contextmanager
def _environment() -> Iterator[None]:
    """Keep the caller's own keys and settings out, and put everything back afterwards."""
    before = dict(os.environ)
    try:
        for name in before:
            if name.startswith("SUMMARIZER_") or name.endswith(("_API_KEY", "_BASE_URL")):
                del os.environ[name]
        os.environ.update(NO_COLOR="1", COLUMNS="100", HOME=os.getcwd())
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _standing_in(needs: str | None) -> Iterator[str | None]:
    """Have a model's endpoint on the loopback where a block needs one; yield its address."""
    if needs != "model":
        yield None
        return
    from tests.endpoint import serving

    with serving(_answer) as endpoint:
        before = {name: os.environ.get(name) for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY")}
        os.environ.update(OPENAI_BASE_URL=endpoint.url, OPENAI_API_KEY="sk-of-the-stand-in")
        try:
            yield endpoint.url
        finally:
            for name, value in before.items():
                os.environ.pop(name)
                os.environ.update({name: value} if value is not None else {})


def _answer(body: dict[str, Any]) -> Any:
    """Answer as a model that finds what the built-in extractor finds, mends nothing and writes no brief."""
    from summarizer import read_filing
    from summarizer.extraction import rules
    from tests.endpoint import completion

    asked = body["response_format"]["json_schema"]["schema"]["properties"]
    if "deals" not in asked:
        return completion(
            json.dumps({"corrections": []} if "corrections" in asked else {"title": "-", "paragraphs": []})
        )
    question = body["messages"][1]["content"]
    filings = map(read_filing, sorted((ROOT / "examples").glob("*.txt")))
    filing = next(filing for filing in filings if f" of {filing.info.registrant.name}" in question)
    return completion(rules.propose(filing).model_dump_json())


def main(arguments: list[str]) -> int:
    """Write what is out of date, or say so."""
    stale = [(page, text) for page in pages() if (text := refreshed(page)) != page.read_text(encoding="utf-8")]
    for page, text in stale:
        if "--check" in arguments:
            print(f"{page.name} is out of date: run python docs/generate.py")  # noqa: T201
        else:
            page.write_text(text, encoding="utf-8")
            print(f"wrote {page.name}")  # noqa: T201
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
