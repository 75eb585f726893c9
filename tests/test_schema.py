"""The published schemas: in step with the models, and within what strict structured outputs accept."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from summarizer import OptionError, Options, SummaryError, summarize
from summarizer.deal_types import deal_types
from summarizer.drafts import BriefDraft, Corrections, Draft
from summarizer.models import Summary
from summarizer.schema_export import MODELS, schema
from tests.conftest import KEY, ROOT
from tests.endpoint import Reply, completion, serving
from tests.invented import filing

# The narrowest limits that are documented for strict schemas (Azure OpenAI, "Structured outputs"; OpenAI allows more).
MOST_PROPERTIES = 100
MOST_OBJECTS_IN_EACH_OTHER = 5
MOST_LEVELS = 10  # OpenAI's, lists counted too
MOST_ENUM_VALUES = 500
MOST_CHARACTERS = 15_000
MOST_CHARACTERS_OF_A_LONG_ENUM = 7_500  # of one with more than 250 values
SUPPORTED = {
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "anyOf",
    "const",
    "$ref",
    "$defs",
    "title",
    "description",
}
ANSWERS: dict[str, type[BaseModel]] = {"extraction": Draft, "corrections": Corrections, "brief": BriefDraft}


def published(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


# -- drift -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MODELS)
def test_a_published_schema_follows_its_model(name: str) -> None:
    assert published(name) == schema(name), "a model has changed: run `summarizer schema --write`"


def test_no_schema_is_published_that_no_model_makes() -> None:
    assert {path.name.split(".")[0] for path in (ROOT / "schemas").glob("*.json")} == set(MODELS)


@pytest.mark.parametrize("name", MODELS)
def test_a_published_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(published(name))
    assert published(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schemas_name_the_deal_types_of_the_folder() -> None:
    for name in ("summary", "extraction"):
        deal = published(name)["$defs"]["Deal" if name == "summary" else "DealDraft"]
        assert deal["properties"]["type"]["enum"] == list(deal_types())


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(OptionError, match="unknown schema 'deal': use one of summary, extraction"):
        schema("deal")


# -- the summary's schema says what the model says ---------------------------------------------------------------------


def departures() -> Iterator[tuple[str, Any]]:
    """Yield ways to depart from the contract, each a path into a summary and a value that must not stand there."""
    yield "schema_version", "2"
    yield "extra", 1
    yield "filing.extra", 1
    yield "filing.registrant.name", None
    yield "deals.0.type", "barter"
    yield "deals.0.action", "signed"
    yield "deals.0.amounts.0.value", 12.5
    yield "deals.0.amounts.0.kind", "price"
    yield "deals.0.amounts.0.status", "guessed"
    yield "deals.0.amounts.0.evidence.0.match", "altered"
    yield "deals.0.parties.0.role", "bystander"
    yield "brief.words", "many"
    yield "checks", None
    yield "run.engine", "magic"


@pytest.mark.parametrize(("path", "value"), list(departures()), ids=lambda v: v if isinstance(v, str) else repr(v))
def test_what_the_schema_refuses_the_model_refuses_too(path: str, value: Any) -> None:
    data = json.loads(summarize(filing(), model="rules").to_json())
    check = Draft202012Validator(published("summary"))
    assert check.is_valid(data)
    *way, last = path.split(".")
    place = data
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    assert not check.is_valid(data)
    with pytest.raises(SummaryError, match="not a summary of schema version 1"):
        Summary.from_json(json.dumps(data))


# -- what a model is sent ----------------------------------------------------------------------------------------------


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_a_model_is_sent_the_published_schemas_with_strict_set() -> None:
    wrong = {
        "item": "1.01",
        "kind": "other",
        "text": "Something happened.",
        "paragraph": 1,
        "quote": "words that this filing does not have",
        "amounts": [],
        "dates": [],
        "percentages": [],
    }
    answers = {
        "Draft": {"deals": [], "events": [wrong]},
        "Corrections": {"corrections": []},
        "BriefDraft": {"title": "", "paragraphs": []},
    }
    sent: dict[str, Any] = {}

    def reply(body: dict[str, Any]) -> Reply:
        form = body["response_format"]
        assert form["type"] == "json_schema"
        assert form["json_schema"]["strict"] is True
        name = form["json_schema"]["name"]
        sent[name] = form["json_schema"]["schema"]
        return completion(json.dumps(answers[name]))

    with serving(reply) as endpoint:
        summarize(filing(), model="openai/m", options=Options(base_url=endpoint.url, api_key=KEY))
    assert sent == {
        model.__name__: {key: value for key, value in published(name).items() if key != "$schema"}
        for name, model in ANSWERS.items()
    }


def nodes(node: Any, where: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every schema of a schema; names of properties and values of enumerations are none."""
    yield where, node
    for group in ("properties", "$defs"):
        for name, inner in node.get(group, {}).items():
            yield from nodes(inner, f"{where}/{group}/{name}")
    for index, inner in enumerate(node.get("anyOf", ())):
        yield from nodes(inner, f"{where}/anyOf/{index}")
    if "items" in node:
        yield from nodes(node["items"], f"{where}/items")


def written_out(node: dict[str, Any], root: dict[str, Any], above: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a schema with its references replaced by what they name, as a provider counts it."""
    if "$ref" in node:
        name = node["$ref"].removeprefix("#/$defs/")
        assert name not in above, f"{name} holds itself"
        return written_out(root["$defs"][name], root, (*above, name))
    out = {key: value for key, value in node.items() if key != "$defs"}
    if "properties" in node:
        out["properties"] = {name: written_out(inner, root, above) for name, inner in node["properties"].items()}
    if "anyOf" in node:
        out["anyOf"] = [written_out(inner, root, above) for inner in node["anyOf"]]
    if "items" in node:
        out["items"] = written_out(node["items"], root, above)
    return out


def levels(node: dict[str, Any], *counted: str) -> int:
    """Return how deep schemas of the types counted nest."""
    inner = [*node.get("properties", {}).values(), *node.get("anyOf", ())]
    inner += [node["items"]] if "items" in node else []
    return max((levels(one, *counted) for one in inner), default=0) + (node.get("type") in counted)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answers_schema_keeps_the_rules_of_strict_mode(name: str) -> None:
    root = {key: value for key, value in published(name).items() if key != "$schema"}
    assert root["type"] == "object"
    for where, node in nodes(root):
        assert set(node) <= SUPPORTED, f"{where} has {sorted(set(node) - SUPPORTED)}"
        if node.get("type") == "object":
            assert node["additionalProperties"] is False, where
            assert node["required"] == list(node["properties"]), where
        else:
            assert "properties" not in node, where
        if "$ref" in node:
            assert set(node) == {"$ref"}, f"{where}: nothing may stand beside a reference"
        else:
            assert "type" in node or "anyOf" in node, where
        if node.get("type") == "array":
            assert "items" in node, where


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answers_schema_keeps_the_limits_of_strict_mode(name: str) -> None:
    root = published(name)
    whole = written_out(root, root)
    everything = [node for _, node in nodes(whole)]
    enums = [node["enum"] for node in everything if "enum" in node]
    names = [key for node in everything for key in node.get("properties", {})] + list(root["$defs"])
    assert len([key for node in everything for key in node.get("properties", {})]) <= MOST_PROPERTIES
    assert levels(whole, "object") <= MOST_OBJECTS_IN_EACH_OTHER
    assert levels(whole, "object", "array") <= MOST_LEVELS
    assert sum(map(len, enums)) <= MOST_ENUM_VALUES
    assert sum(map(len, names)) + sum(len(value) for enum in enums for value in enum) <= MOST_CHARACTERS
    for enum in enums:
        assert len(enum) <= 250 or sum(map(len, enum)) <= MOST_CHARACTERS_OF_A_LONG_ENUM
        assert len(set(enum)) == len(enum)
    assert re.fullmatch(r"[\w-]{1,64}", ANSWERS[name].__name__)


# -- what servers of one's own make of the schemas ---------------------------------------------------------------------

# llama.cpp, llguidance and xgrammar turn a schema into a grammar (`benchmarks/grammar.py` asks them). Of what they
# leave out in silence a model would be free to do as it likes, and so none of it may stand in an answer's schema:
# llama.cpp looks at nothing beside a reference or a choice, at no type beside an enumeration, at no pattern that is
# not anchored, at few formats; a reference is cut at its slashes, and names of rules keep letters, digits and dashes.
GRAMMAR_TYPES = {"object", "array", "string", "integer", "boolean", "null"}
NO_RULES = {"title", "description"}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_grammar_can_hold_an_answers_schema(name: str) -> None:
    root = {key: value for key, value in published(name).items() if key != "$schema"}
    for where, node in nodes(root):
        rules = set(node) - NO_RULES - {"$defs"}
        if "$ref" in node:
            assert rules == {"$ref"}, where
            assert re.fullmatch(r"#/\$defs/\w+", node["$ref"]), where
            assert node["$ref"].removeprefix("#/$defs/") in root["$defs"], where
        elif "anyOf" in node:
            assert rules == {"anyOf"}, where
            assert len(node["anyOf"]) > 1, where
        elif "enum" in node:
            assert rules == {"enum", "type"}, where
            assert node["enum"], where
            assert {type(value) for value in node["enum"]} == {str}, where
        else:
            assert node["type"] in GRAMMAR_TYPES, where
            inside = {"object": {"properties", "required", "additionalProperties"}, "array": {"items"}}
            assert rules == {"type"} | inside.get(node["type"], set()), where


@pytest.mark.parametrize("name", ANSWERS)
def test_a_grammars_rules_for_an_answer_do_not_clash(name: str) -> None:
    root = published(name)
    written_out(root, root)  # no definition holds itself
    rules: list[str] = []
    for of, node in [("", root), *root["$defs"].items()]:
        for key, inner in node.get("properties", {}).items():
            assert re.fullmatch(r"[a-z]+(?:_[a-z]+)*", key), (of, key)
            rule = f"{of}-{key.replace('_', '-')}"
            rules += [rule, f"{rule}-kv", *([f"{rule}-item"] if "items" in inner else [])]
    assert len(set(rules)) == len(rules)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_written_in_the_order_that_its_grammar_demands(name: str) -> None:
    root = published(name)
    for model in [ANSWERS[name], *_models_within(ANSWERS[name])]:
        node = root if model is ANSWERS[name] else root["$defs"][model.__name__]
        assert list(model.model_fields) == list(node["properties"]) == node["required"]


def _models_within(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for field in model.model_fields.values():
        for inner in get_args(field.annotation):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield inner
                yield from _models_within(inner)


# -- schema --check and --write ----------------------------------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of the checkout that may be spoilt."""
    for name in ("summarizer", "prompts", "schemas"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(checkout: Path, *arguments: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "summarizer", "schema", *arguments],
        cwd=checkout,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr.splitlines()


def test_check_passes_where_the_schemas_are_in_step_and_write_changes_nothing(checkout: Path) -> None:
    assert run(checkout, "--check") == (0, [])
    assert run(checkout, "--write") == (0, [])


@pytest.mark.parametrize(
    "spoilt", [None, "", "{}", "<<<<<<< HEAD\n", "\xff"], ids=["missing", "empty", "other", "conflict", "no utf-8"]
)
def test_check_fails_where_a_schema_is_stale_and_write_mends_it(spoilt: str | None, checkout: Path) -> None:
    path = checkout / "schemas" / "brief.schema.json"
    before = path.read_bytes()
    path.unlink()
    if spoilt is not None:
        path.write_bytes(spoilt.encode("latin-1"))
    told = ["summarizer: brief.schema.json is out of date: run summarizer schema --write"]
    assert run(checkout, "--check") == (1, told)
    assert run(checkout, "--write") == (0, ["summarizer: wrote brief.schema.json"])
    assert path.read_bytes() == before
    assert run(checkout, "--check") == (0, [])


def test_a_changed_model_and_a_new_deal_type_make_the_schemas_stale(checkout: Path) -> None:
    kind = (checkout / "schemas" / "deal_types" / "other.toml").read_text(encoding="utf-8")
    (checkout / "schemas" / "deal_types" / "barter.toml").write_text(kind, encoding="utf-8")
    code, told = run(checkout, "--check")
    assert code == 1
    assert [line.split()[1] for line in told] == ["summary.schema.json", "extraction.schema.json"]


def test_a_schema_that_cant_be_written_is_told(checkout: Path) -> None:
    path = checkout / "schemas" / "brief.schema.json"
    path.unlink()
    path.mkdir()
    assert run(checkout, "--write") == (1, [f"summarizer: error: can't write {path}: Is a directory"])
