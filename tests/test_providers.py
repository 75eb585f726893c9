"""Providers beside OpenAI: their own packages, asked over real HTTP on this machine."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from summarizer import CredentialsError, ModelError, OptionError, Options, Summary, asummarize, summarize
from summarizer.extraction.endpoint import Endpoint
from tests.conftest import KEY
from tests.endpoint import Reply, completion, serving
from tests.invented import filing

pytestmark = [
    pytest.mark.block_network(allowed_hosts=["127.0.0.1"]),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # what providers' packages use is theirs to mend
]
ANSWERS: dict[str, dict[str, Any]] = {
    "Draft": {"deals": [], "events": []},
    "BriefDraft": {"title": "A loan", "paragraphs": []},
}
MODELS = ("anthropic/claude-sonnet-4-5", "google/gemini-2.5-flash")
PACKAGES = {"anthropic": "anthropic", "google": "google.genai"}


def tool_of_claude(body: dict[str, Any]) -> Reply:
    name = body["tools"][0]["name"]
    block = {"type": "tool_use", "id": "t", "name": name, "input": ANSWERS[name]}
    usage = {"input_tokens": 5000, "output_tokens": 100, "cache_read_input_tokens": 1000}
    message = {"id": "m", "type": "message", "role": "assistant", "model": "m", "stop_reason": "tool_use"}
    return 200, json.dumps({**message, "content": [block], "usage": usage})


def tool_of_gemini(body: dict[str, Any]) -> Reply:
    name = body["tools"][0]["functionDeclarations"][0]["name"]
    part = {"functionCall": {"name": name, "args": ANSWERS[name]}}
    usage = {"promptTokenCount": 6000, "candidatesTokenCount": 60, "thoughtsTokenCount": 40}
    candidate = {"finishReason": "STOP", "content": {"role": "model", "parts": [part]}}
    return 200, json.dumps({"candidates": [candidate], "usageMetadata": usage})


REPLIES: dict[str, Callable[[dict[str, Any]], Reply]] = {MODELS[0]: tool_of_claude, MODELS[1]: tool_of_gemini}


def package_of(model: str) -> None:
    pytest.importorskip(PACKAGES[model.partition("/")[0]], reason=f"the package of {model} is not installed")


@pytest.mark.parametrize("asynchronous", [False, True], ids=["waiting", "awaiting"])
@pytest.mark.parametrize("model", MODELS)
def test_a_provider_answers_in_the_schema_and_its_tokens_are_counted(model: str, asynchronous: bool) -> None:
    package_of(model)
    with serving(REPLIES[model]) as endpoint:
        options = Options(base_url=endpoint.url.removesuffix("/v1"), api_key=KEY, timeout=10)
        summary: Summary = (
            asyncio.run(asummarize(filing(), model=model, options=options))
            if asynchronous
            else summarize(filing(), model=model, options=options)
        )
    extract = summary.run.calls[0]
    assert (extract.purpose, extract.input_tokens, extract.output_tokens) == ("extract", 6000, 100)
    assert [attempt.outcome for attempt in extract.ledger] == ["accepted"]
    assert summary.run.model == model
    assert summary.run.cost_usd is None  # at an address of one's own no price is known


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("status", "kind", "told"),
    [
        (401, CredentialsError, "refuses the key: check "),
        (403, CredentialsError, "refuses the request: no to "),
        (404, ModelError, "knows no model"),
        (400, ModelError, "failed (extract): no to "),
    ],
)
def test_what_a_provider_refuses_is_told_without_the_key(
    model: str, status: int, kind: type[ModelError], told: str
) -> None:
    package_of(model)
    body = {"type": "error", "error": {"type": "error", "message": f"no to {KEY}", "code": status, "status": "X"}}
    with serving(lambda _: (status, json.dumps(body))) as endpoint:
        options = Options(base_url=endpoint.url.removesuffix("/v1"), api_key=KEY, timeout=10)
        with pytest.raises(kind) as caught:
            summarize(filing(), model=model, options=options)
    assert told in str(caught.value)
    assert KEY not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("model", MODELS)
def test_without_a_key_a_provider_is_not_asked(model: str) -> None:
    package_of(model)
    variable = f"{model.partition('/')[0].upper()}_API_KEY"
    with pytest.raises(CredentialsError, match=f"set {variable}, or use --model rules"):
        summarize(filing(), model=model)


@pytest.mark.parametrize("model", MODELS)
def test_a_provider_whose_package_is_missing_says_what_to_install(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    provider = model.partition("/")[0]
    monkeypatch.setitem(sys.modules, PACKAGES[provider], None)
    with pytest.raises(OptionError, match=rf"pip install 'summarizer\[{provider}\]'"):
        summarize(filing(), model=model)


def test_a_provider_that_instructor_knows_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mistralai", None)
    with pytest.raises(OptionError, match=r"mistral/large needs a package that is not installed: .*mistralai"):
        summarize(filing(), model="mistral/large")


@pytest.mark.parametrize("model", [*MODELS, "openai/gpt-5"])
def test_prices_are_known_at_a_providers_own_address_and_nowhere_else(
    model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Endpoint(model).price.known
    assert not Endpoint(model, base_url="http://127.0.0.1:1/v1").price.known
    monkeypatch.setenv(f"{model.partition('/')[0].upper()}_BASE_URL", "http://127.0.0.1:1/v1")
    assert not Endpoint(model).price.known


def test_ollama_needs_no_key_and_has_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)  # which is nobody else's
    assert Endpoint("ollama/llama3").place == "http://localhost:11434/v1"
    assert Endpoint("ollama/llama3", base_url="http://127.0.0.1:9/v1").place == "http://127.0.0.1:9/v1"
    assert not Endpoint("ollama/llama3").price.known

    def reply(body: dict[str, Any]) -> Reply:
        return completion(json.dumps(ANSWERS["Draft" if len(endpoint.bodies) == 1 else "BriefDraft"]))

    with serving(reply) as endpoint:
        summary = summarize(filing(), model="ollama/llama3", options=Options(base_url=endpoint.url))
    assert summary.run.model == "ollama/llama3"
    assert {body["model"] for body in endpoint.bodies} == {"llama3"}
    assert set(endpoint.keys) == {"Bearer none"}
    assert endpoint.bodies[0]["response_format"]["json_schema"]["strict"] is True


def test_ollama_that_does_not_run_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    options = Options(base_url="http://127.0.0.1:9/v1")
    with pytest.raises(ModelError, match=r"can't reach ollama/llama3 at http://127.0.0.1:9/v1: is it running\?"):
        summarize(filing(), model="ollama/llama3", options=options)


def test_what_llama_cpp_refuses_is_told_in_its_words() -> None:
    words = "request (11926 tokens) exceeds the available context size (4096 tokens), try increasing it"
    refusal = {"error": {"code": 400, "message": words, "type": "exceed_context_size_error", "n_ctx": 4096}}
    with serving(lambda _: (400, json.dumps(refusal))) as endpoint, pytest.raises(ModelError) as caught:
        summarize(filing(), model="openai/toy", options=Options(base_url=endpoint.url))
    assert str(caught.value) == f"openai/toy at {endpoint.url} failed (extract): {words}"
