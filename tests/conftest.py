"""What every test shares: no network, cassettes that have to be played to the end, and the example filings."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from vcr.cassette import Cassette
from vcr.request import Request

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"

# Where cassettes are recorded (see cassettes/README.md); replaying never looks at the host.
ENDPOINT = os.environ.get("SUMMARIZER_RECORD_URL", "http://127.0.0.1:8123/v1")
MODEL = os.environ.get("SUMMARIZER_RECORD_MODEL", "openai/authored")
# No provider's key has this form, so one that turns up in a cassette or an error is easy to find.
KEY = os.environ.get("SUMMARIZER_RECORD_KEY", "sk-test-key-that-must-never-be-written-anywhere")

_KEPT_REQUEST_HEADERS = {"content-type"}
_KEPT_RESPONSE_HEADERS = {"content-type", "retry-after", "retry-after-ms"}


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c_is_heard() -> None:
    """Have the commands that the tests start take Ctrl-C: a shell has what it runs in the background ignore it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's own keys and settings out of the tests."""
    for name in list(os.environ):
        if name.endswith(("_API_KEY", "_BASE_URL")) or name == "SUMMARIZER_MODEL":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def examples() -> Path:
    return EXAMPLES


@pytest.fixture(scope="session")
def filings() -> Path:
    """The folder of real filings, where one is at hand."""
    folder = os.environ.get("SUMMARIZER_FILINGS")
    if not folder:
        pytest.skip("SUMMARIZER_FILINGS names no folder of real filings")
    return Path(folder)


# -- cassettes ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    return str(ROOT / "cassettes" / request.path.stem)


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    return {
        "match_on": ["method", "path", "json_body"],
        "before_record_request": _bare_request,
        "before_record_response": _bare_response,
        "decode_compressed_response": True,
    }


def pytest_recording_configure(config: pytest.Config, vcr: Any) -> None:
    vcr.register_matcher("json_body", _same_body)
    vcr.register_serializer("yaml", ReadableYaml())


@pytest.fixture(autouse=True)
def _played_to_the_end(vcr: Cassette | None, record_mode: str) -> Iterator[None]:
    yield
    if vcr is not None and record_mode == "none":
        assert vcr.all_played, f"{vcr.play_count} of {len(vcr)} recorded exchanges were asked for"


def _bare_request(request: Request) -> Request:
    request.uri = re.sub(r"^http://127\.0\.0\.1:\d+", "http://127.0.0.1", request.uri)
    request.headers = {k: v for k, v in request.headers.items() if k.lower() in _KEPT_REQUEST_HEADERS}
    return request


def _bare_response(response: dict[str, Any]) -> dict[str, Any]:
    kept = {k: v for k, v in response["headers"].items() if k.lower() in _KEPT_RESPONSE_HEADERS}
    return {**response, "headers": kept}


def _same_body(one: Request, other: Request) -> None:
    """Match on the whole body; the address of pydantic's error pages changes with its version and says nothing."""

    def comparable(request: Request) -> Any:
        body = request.body.decode() if isinstance(request.body, bytes) else request.body or "null"
        return json.loads(re.sub(r"errors\.pydantic\.dev/[\d.]+", "errors.pydantic.dev", body))

    assert comparable(one) == comparable(other)


class ReadableYaml:
    """Writes the JSON bodies of a cassette as YAML, so that a changed prompt shows as a readable difference."""

    def serialize(self, cassette: dict[str, Any]) -> str:
        import yaml

        for interaction in cassette["interactions"]:
            request, response = interaction["request"], interaction["response"]
            body = request.pop("body", None)
            request["json"] = json.loads(body) if body else None
            response["json"] = json.loads(response.pop("body")["string"])
        return yaml.dump(cassette, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=110)

    def deserialize(self, text: str) -> dict[str, Any]:
        import yaml

        cassette: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for interaction in cassette["interactions"]:
            request, response = interaction["request"], interaction["response"]
            request["body"] = json.dumps(request.pop("json"))
            response["body"] = {"string": json.dumps(response.pop("json")).encode()}
        return cassette


def _dumper() -> Any:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes texts of several lines as blocks."""

    def text(dumper: Any, value: str) -> Any:
        style = "|" if "\n" in value else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    return Dumper
