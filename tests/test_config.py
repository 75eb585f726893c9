"""Settings from flags, environment and files; prompts and deal types of one's own."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import summarizer
from summarizer import OptionError, Options, Summary, summarize
from summarizer.cli import FAILED, OK, USAGE, main
from summarizer.deal_types import deal_types
from summarizer.options import shown_address
from tests.conftest import EXAMPLES, KEY, ROOT
from tests.endpoint import Reply, completion, serving
from tests.invented import filing

LOOPBACK = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder below which nothing is set."""
    inner = tmp_path / "project" / "inner"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    return inner


def in_force(capsys: Printed, *flags: str) -> dict[str, tuple[str, str]]:
    """Return what ``summarizer config`` shows: value and origin by name."""
    assert main(["config", *flags]) == OK
    rows = [re.split(r" {2,}", line) for line in capsys.readouterr().out.splitlines()]
    return {name: (value, origin) for name, value, origin in rows}


def refused(capsys: Printed, *arguments: str) -> str:
    assert main(list(arguments) or ["config"]) == USAGE
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert line.startswith("summarizer: error: ")
    return line.removeprefix("summarizer: error: ")


# -- what goes before what ---------------------------------------------------------------------------------------------


def test_without_anything_the_defaults_are_in_force(place: Path, capsys: Printed) -> None:
    found = in_force(capsys)
    assert found["model"] == ("rules", "default")
    assert found["timeout"] == ("600", "default")
    assert found["max-cost"] == ("no limit", "default")
    assert {origin for name, (_, origin) in found.items() if name == name.lower()} == {"default"}


def test_flags_go_before_the_environment_and_that_before_a_file(
    place: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = place / "summarizer.toml"
    file.write_text('model = "openai/a"\nwindow = 1\nmax-cost = 2\nrepairs = 0\n', encoding="utf-8")
    monkeypatch.setenv("SUMMARIZER_MODEL", "openai/b")
    monkeypatch.setenv("SUMMARIZER_WINDOW", "2")
    found = in_force(capsys, "--model", "openai/c")
    assert found["model"] == ("openai/c", "--model")
    assert found["window"] == ("2", "SUMMARIZER_WINDOW")
    assert found["max-cost"] == ("2", str(file))
    assert found["repairs"] == ("0", str(file))
    assert found["format"] == ("text", "default")


def test_every_setting_has_a_flag_and_a_variable(place: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "mine").mkdir()
    given = {
        "model": "rules",
        "base-url": "http://localhost:1/v1",
        "timeout": "5",
        "window": "6",
        "max-tokens": "7",
        "max-cost": "8.5",
        "repairs": "1",
        "format": "csv",
        "prompts": "mine",
        "deal-types": "mine",
        "store": "deals.db",
    }
    by_flag = in_force(capsys, *(word for name, value in given.items() for word in (f"--{name}", value)))
    assert {name: by_flag[name] for name in given} == {name: (value, f"--{name}") for name, value in given.items()}
    variables = {name: f"SUMMARIZER_{name.replace('-', '_').upper()}" for name in given}
    for name, value in given.items():
        monkeypatch.setenv(variables[name], value)
    by_variable = in_force(capsys)
    assert {name: by_variable[name] for name in given} == {name: (given[name], variables[name]) for name in given}
    assert set(given) == {name for name in by_flag if name == name.lower()}


def test_the_nearest_file_counts_and_summarizer_toml_before_pyproject(place: Path, capsys: Printed) -> None:
    above = place.parent / "pyproject.toml"
    above.write_text('[tool.summarizer]\nmodel = "openai/far"\n', encoding="utf-8")
    (place / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n", encoding="utf-8")
    assert in_force(capsys)["model"] == ("openai/far", str(above))
    near = place / "pyproject.toml"
    near.write_text('[tool.summarizer]\nmodel = "openai/near"\n', encoding="utf-8")
    assert in_force(capsys)["model"] == ("openai/near", str(near))
    nearer = place / "summarizer.toml"
    nearer.write_text("timeout = 3", encoding="utf-8")
    found = in_force(capsys)
    assert found["timeout"] == ("3", str(nearer))
    assert found["model"] == ("rules", "default")  # files are not mixed


def test_openais_own_variable_is_the_environment_too(
    place: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "summarizer.toml").write_text('base-url = "http://file/v1"\nmodel = "openai/m"', encoding="utf-8")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://someone:hunter2@variable/v1?key=hunter2")
    assert in_force(capsys)["base-url"] == ("http://variable/v1", "OPENAI_BASE_URL")
    assert in_force(capsys, "--base-url", "http://flag/v1")["base-url"] == ("http://flag/v1", "--base-url")
    assert in_force(capsys, "--model", "ollama/m")["base-url"][0] == "http://file/v1"


def test_settings_of_a_file_are_used(place: Path, capsys: Printed) -> None:
    (place / "summarizer.toml").write_text('format = "json"', encoding="utf-8")
    assert main(["summary", str(EXAMPLES / "merger.txt")]) == OK
    assert Summary.from_json(capsys.readouterr().out).deals
    assert main(["summary", str(EXAMPLES / "merger.txt"), "--format", "markdown"]) == OK
    assert capsys.readouterr().out.startswith("# ")


@LOOPBACK
def test_an_address_from_a_file_is_told_and_asked(
    place: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(nothing_found) as endpoint:
        file = place / "summarizer.toml"
        file.write_text(f'model = "openai/m"\nbase-url = "{endpoint.url}"\n', encoding="utf-8")
        assert main(["summary", str(EXAMPLES / "merger.txt"), "--format", "json"]) == OK
    printed = capsys.readouterr()
    assert printed.err == f"summarizer: asks {endpoint.url}, as {file} says\n"
    assert len(endpoint.bodies) >= 2


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('timeout = "5"', "timeout: '5' is a text: write the number without quotation marks"),
        ("timeout = 0", "timeout: 0 is no number of seconds above 0"),
        ("timeout = true", "timeout: True is no number of seconds above 0"),
        ("window = 1.5", "window: 1.5 is no whole number of tokens above 0"),
        ("repairs = -1", "repairs: -1 is no whole number of repairs, 0 or more"),
        ("model = 3", "model: 3 is no text in quotation marks"),
        ('model = ""', "model: '' is no text in quotation marks"),
        ('format = "xml"', "format: 'xml' is no format: use one of text, markdown, json, html, csv"),
        ('colour = "red"', "unknown setting 'colour': use one of model, base-url, "),
        ("max_tokens = 5", "unknown setting 'max_tokens': write max-tokens"),
        ("model =", "is no TOML: "),
    ],
)
def test_what_a_file_says_wrongly_is_one_line(line: str, told: str, place: Path, capsys: Printed) -> None:
    file = place / "summarizer.toml"
    file.write_text(line, encoding="utf-8")
    found = refused(capsys)
    assert found.startswith(str(file))
    assert told in found


@pytest.mark.parametrize(
    "line",
    [
        f'api-key = "{KEY}"',
        f'openai_api_key = "{KEY}"',
        f'token = "{KEY}"',
        f'model = "{KEY}"',
        'base-url = "https://someone:hunter2@host/v1"',
        'base-url = "https://host/v1?key=hunter2"',
    ],
)
def test_a_secret_in_a_file_is_refused_with_the_reason(line: str, place: Path, capsys: Printed) -> None:
    (place / "summarizer.toml").write_text(line, encoding="utf-8")
    told = refused(capsys)
    assert "must not stand in a file" in told
    assert KEY not in told
    assert "hunter2" not in told


def test_what_the_environment_says_wrongly_names_the_variable(
    place: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZER_TIMEOUT", "soon")
    assert refused(capsys) == "SUMMARIZER_TIMEOUT: timeout: 'soon' is no number of seconds above 0"


def test_a_broken_pyproject_is_somebody_elses_to_mend(place: Path, capsys: Printed) -> None:
    (place / "pyproject.toml").write_text("[project\n", encoding="utf-8")
    assert in_force(capsys)["model"] == ("rules", "default")


def test_keys_are_hidden(place: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    assert in_force(capsys, "--model", "openai/m")["OPENAI_API_KEY"][0] == "not set"
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    main(["config", "--model", "openai/m"])
    printed = capsys.readouterr()
    assert "OPENAI_API_KEY  " in printed.out
    assert "set, not shown" in printed.out
    assert KEY not in printed.out + printed.err


# -- prompts of one's own ----------------------------------------------------------------------------------------------


def nothing_found(body: dict[str, Any]) -> Reply:
    """Answer that there is nothing."""
    of = json.dumps(body["response_format"])
    return completion('{"title": "x", "paragraphs": []}' if "paragraphs" in of else '{"deals": [], "events": []}')


def own_prompt(folder: Path, text: str, name: str = "extract") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.jinja").write_text(text, encoding="utf-8")
    return folder


MINE = (
    '{% set version = "mine" %}{% macro system(deal_types) %}Read with care.{% endmacro %}'
    "{% macro user(filing, paragraphs, marker, part, parts, found) %}{{ paragraphs | length }}{% endmacro %}"
)


@LOOPBACK
def test_a_prompt_of_ones_own_is_sent_and_named_in_the_summary(tmp_path: Path) -> None:
    with serving(nothing_found) as endpoint:
        options = Options(base_url=endpoint.url, api_key=KEY, prompts=own_prompt(tmp_path / "p", MINE))
        summary = summarize(filing(), model="openai/m", options=options)
        summarize(filing(), model="openai/m", options=Options(base_url=endpoint.url, api_key=KEY))
    systems = [body["messages"][0]["content"] for body in endpoint.bodies]
    assert systems[0] == "Read with care.\n"
    assert sum(system == "Read with care.\n" for system in systems) == 1  # the other summary has the bundled one
    assert re.fullmatch(r"mine\+own\.[0-9a-f]{8}", summary.run.prompt_versions["extract"])
    assert summary.run.prompt_versions["brief"].isdigit()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% macro system( %}", "extract.jinja, line 1: "),
        ("{% macro system(deal_types) %}{{ ''.__class__.__mro__ }}{% endmacro %}", "unsafe"),
        ("{% macro user(filing) %}{% endmacro %}", "extract.jinja: "),
    ],
    ids=["syntax", "out of bounds", "a macro is missing"],
)
@LOOPBACK
def test_a_prompt_that_is_wrong_is_told_with_its_file(text: str, told: str, tmp_path: Path) -> None:
    with serving(nothing_found) as endpoint:
        options = Options(base_url=endpoint.url, api_key=KEY, prompts=own_prompt(tmp_path / "p", text))
        with pytest.raises(OptionError, match=re.escape(told)):
            summarize(filing(), model="openai/m", options=options)
    assert endpoint.bodies == []


def test_a_folder_without_a_prompt_is_refused(tmp_path: Path, place: Path, capsys: Printed) -> None:
    assert "extract.jinja, repair.jinja, brief.jinja" in refused(capsys, "prompts", "--prompts", str(tmp_path))
    told = refused(capsys, "summary", str(EXAMPLES / "merger.txt"), "--prompts", "nowhere")
    assert told == "prompts is 'nowhere': there is no such folder"


def test_prompts_are_listed_and_printed(tmp_path: Path, capsys: Printed) -> None:
    assert main(["prompts"]) == OK
    assert re.findall(r"^(\w+) +version \d+$", capsys.readouterr().out, re.MULTILINE) == ["extract", "repair", "brief"]
    assert main(["prompts", "brief"]) == OK
    assert capsys.readouterr().out == (ROOT / "prompts" / "brief.jinja").read_text(encoding="utf-8")
    assert main(["prompts", "extract", "--prompts", str(own_prompt(tmp_path / "p", MINE))]) == OK
    assert capsys.readouterr().out == MINE
    assert "unknown prompt 'brieff': use one of extract, repair, brief" in refused(capsys, "prompts", "brieff")
    source = str(EXAMPLES / "merger.txt")
    assert "nothing to render before there is one" in refused(capsys, "prompts", "repair", "--render", source)


@LOOPBACK
@pytest.mark.parametrize("window", ["24000", "600"])
def test_what_is_rendered_is_what_is_sent_to_the_byte(window: str, capsys: Printed) -> None:
    source = str(EXAMPLES / "merger.txt")
    with serving(nothing_found) as endpoint:
        options = Options(base_url=endpoint.url, api_key=KEY, window=int(window))
        summarize(source, model="openai/m", options=options)
    assert main(["prompts", "extract", "--render", source, "--window", window, "--format", "json"]) == OK
    (first, *_) = json.loads(capsys.readouterr().out)
    sent = endpoint.bodies[0]
    assert first["messages"] == sent["messages"]
    assert first["schema"]["properties"].keys() == sent["response_format"]["json_schema"]["schema"]["properties"].keys()
    assert main(["prompts", "extract", "--render", source, "--window", window]) == OK
    shown = capsys.readouterr().out
    for message in sent["messages"]:
        assert message["content"] in shown


def test_a_brief_is_rendered_from_what_the_built_in_extractor_found(capsys: Printed) -> None:
    assert main(["prompts", "brief", "--render", str(EXAMPLES / "merger.txt")]) == OK
    printed = capsys.readouterr()
    assert "41.3 million" in printed.out
    assert "built-in extractor" in printed.err


# -- deal types of one's own -------------------------------------------------------------------------------------------

STADIUM = """\
order = 5
description = "Naming rights to a stadium."
roles = ["supplier", "customer"]
core = ["amounts.fee", "durations.term"]
optional = []
questions = ["Which stadium?"]
guidance = "The supplier owns the stadium."
cues = ["naming rights agreement", "naming rights"]
"""
SIGNED = (
    "On March 3, 2021, the Company entered into a Naming Rights Agreement with Ostrava Vale Arena, Inc., under which "
    "the Company pays a fee of $12.5 million."
)


@pytest.fixture
def types(tmp_path: Path) -> Path:
    folder = tmp_path / "types"
    folder.mkdir()
    (folder / "stadium.toml").write_text(STADIUM, encoding="utf-8")
    return folder


def test_a_deal_type_of_ones_own_is_found_checked_and_read_back(types: Path) -> None:
    bundled = summarize(filing(SIGNED), model="rules")
    summary = summarize(filing(SIGNED), model="rules", options=Options(deal_types=types))
    assert [deal.type for deal in summary.deals] == ["stadium"]
    assert [gap.expected for gap in summary.checks.gaps] == ["term"]
    assert Summary.from_json(summary.to_json(), deal_types=types) == summary
    with pytest.raises(summarizer.SummaryError, match="'stadium' is no deal type"):
        Summary.from_json(summary.to_json())
    # And nothing of it stays behind.
    assert summarize(filing(SIGNED), model="rules").deals == bundled.deals
    assert "stadium" not in deal_types()


@LOOPBACK
def test_a_model_is_told_of_a_deal_type_of_ones_own_and_may_use_it(types: Path) -> None:
    with serving(nothing_found) as endpoint:
        options = Options(base_url=endpoint.url, api_key=KEY)
        summarize(filing(SIGNED), model="openai/m", options=options)
        own = Options(base_url=endpoint.url, api_key=KEY, deal_types=types)
        summarize(filing(SIGNED), model="openai/m", options=own)
    extracts = [body for body in endpoint.bodies if "deal desk" in body["messages"][0]["content"]]
    assert ["stadium" in body["messages"][0]["content"] for body in extracts] == [False, True]
    assert ['"stadium"' in json.dumps(body["response_format"]) for body in extracts] == [False, True]


def test_a_bundled_type_can_be_replaced(types: Path) -> None:
    loan = STADIUM.replace("order = 5", "order = 90").replace("naming rights", "loan agreement")
    (types / "credit.toml").write_text(loan.replace('"durations.term"', '"durations.lock_up"'), encoding="utf-8")
    summary = summarize(filing(), model="rules", options=Options(deal_types=types))
    assert [deal.type for deal in summary.deals] == ["credit"]
    assert "lock_up" in [gap.expected for gap in summary.checks.gaps]


def test_the_command_takes_them_too(types: Path, tmp_path: Path, capsys: Printed) -> None:
    source, stored = tmp_path / "filing.txt", tmp_path / "summary.json"
    source.write_text(filing(SIGNED), encoding="utf-8")
    own = ["--deal-types", str(types)]
    assert main(["summary", str(source), *own, "--format", "json", "-o", str(stored)]) == OK
    assert json.loads(stored.read_text(encoding="utf-8"))["deals"][0]["type"] == "stadium"
    assert main(["verify", str(stored), str(source), *own]) == OK
    assert main(["verify", str(stored), str(source)]) == FAILED
    capsys.readouterr()
    assert main(["prompts", "--render", str(source), *own]) == OK
    assert "## stadium" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("order = 5", ""), "stadium.toml: missing 1 required positional argument: 'order'"),
        (("order = 5", 'order = "x"'), "stadium.toml: order must be a whole number"),
        (("order = 5", "order = 5\ncolour = 1"), "stadium.toml: got an unexpected keyword argument 'colour'"),
        (("order = 5", "order ="), "stadium.toml: Invalid value"),
        (("amounts.fee", "amounts.feee"), "stadium.toml: 'amounts.feee' is no fact: write GROUP.KIND"),
        (('"supplier"', '"owner"'), "stadium.toml: roles: 'owner' is no role"),
        (('["Which stadium?"]', '"Which?"'), "stadium.toml: questions must be a list of texts"),
        (('"Naming rights to a stadium."', "1"), "stadium.toml: description must be a text"),
        (("order = 5", "signals = {nonsense = 1}\norder = 5"), "stadium.toml: signals.nonsense"),
    ],
)
def test_a_deal_type_that_is_wrong_is_told_with_its_file(
    change: tuple[str, str], told: str, types: Path, capsys: Printed
) -> None:
    (types / "stadium.toml").write_text(STADIUM.replace(*change), encoding="utf-8")
    assert told in refused(capsys, "summary", str(EXAMPLES / "merger.txt"), "--deal-types", str(types))


def test_a_folder_without_a_deal_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="there is no deal type in"):
        summarize(filing(), model="rules", options=Options(deal_types=tmp_path))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://bob:hunter2@host:9/v1?key=x", "https://host:9/v1"),
        ("bob:hunter2@localhost:9/v1", "localhost:9/v1"),
        ("https://bob:hun/ter2@host", "https://host"),
        ("http://[::1/v1", "an address that can't be read"),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
    ],
)
def test_an_address_is_shown_without_what_opens_it(address: str, shown: str) -> None:
    assert shown_address(address) == shown


@pytest.mark.parametrize(
    "wrong",
    [{"window": "5"}, {"window": None}, {"repairs": 1.5}, {"max_cost": "0.5"}, {"timeout": True}, {"prompts": 5}],
)
def test_an_option_of_another_type_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(OptionError):
        Options(**wrong)  # type: ignore[arg-type]
