"""The OpenAI Batch API: files of requests go up, files of responses come down, within a day and at half the price.

Source: OpenAI's Batch API reference. A file holds 50,000 requests and 200 MB at most.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from summarizer.errors import CredentialsError, ModelError, OptionError
from summarizer.extraction.endpoint import OPENAI_LIKE, Endpoint, variable
from summarizer.extraction.failures import clean, failure, fault_of, one_line
from summarizer.extraction.providers import completion, openai_client
from summarizer.extraction.responses import Usage

MOST_LINES = 50_000
MOST_BYTES = 200_000_000
SHARE = Decimal("0.5")  # of the price of the same request asked live

_PATH = "/v1/chat/completions"
_WINDOW = "24h"
_LOOKED_THROUGH = 1000  # batches, the newest first
ATTEMPTS = 4
ENDED = ("completed", "expired", "cancelled", "failed")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Remote:
    """A batch as the provider has it; ``error`` is why it failed, ``done`` and ``failed`` count requests."""

    id: str
    status: str
    output_files: tuple[str, ...]
    error: str | None
    done: int
    failed: int


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one request: its response, or why there is none.

    ``final`` says that the request itself is at fault, so that sending it again is no use.
    """

    key: str
    response: Mapping[str, Any] | None
    error: str | None = None
    final: bool = False
    expired: bool = False


class BatchEndpoint:
    """Where batches are handed in and collected. Raises `ModelError` where it fails."""

    def __init__(self, endpoint: Endpoint) -> None:
        if endpoint.provider not in OPENAI_LIKE:
            raise OptionError(f"--via batch-api is OpenAI's interface: {endpoint.provider!r} has none; ask it live")
        self.endpoint = endpoint
        self._client: Any = self._told(lambda: openai_client(endpoint))

    def upload(self, name: str, data: bytes) -> str:
        """Hand in a file of requests, and return its id."""
        return str(self._told(lambda: self._client.files.create(file=(name, data), purpose="batch")).id)

    def start(self, file: str) -> Remote:
        """Have the requests of a file answered; of a file that is in a batch already, return that one.

        A batch may have been made though its answer got lost, and must not be paid for twice.
        """
        # Without retries of the package: one after a lost answer would make a second batch of the same file.
        client = self._client.with_options(max_retries=0)
        for attempt in range(ATTEMPTS):
            if (batch := self._told(lambda: self._made_of(file))) is not None:
                return _remote(batch)
            try:
                return _remote(client.batches.create(input_file_id=file, endpoint=_PATH, completion_window=_WINDOW))
            except Exception as error:
                fault = fault_of(error)
                if fault is None or attempt == ATTEMPTS - 1:
                    raise self._error(error) from None
                time.sleep(min(fault.wait or 2.0**attempt, 30.0))
        raise AssertionError

    def _made_of(self, file: str) -> Any:
        found = itertools.islice(self._client.batches.list(limit=100), _LOOKED_THROUGH)
        return next((batch for batch in found if batch.input_file_id == file), None)

    def look(self, batch: str) -> Remote:
        """Return a batch as it stands now."""
        return _remote(self._told(lambda: self._client.batches.retrieve(batch)))

    def lines(self, file: str) -> Iterator[Line]:
        """Yield what a file of responses says, in its order; a line that is none is left out."""
        content = self._told(lambda: self._client.files.content(file))
        for text in content.text.splitlines():
            if (line := _line(text)) is not None:
                yield replace(line, error=line.error and clean(line.error, self.endpoint))

    def cost(self, response: Mapping[str, Any]) -> tuple[Usage, Decimal | None]:
        """Return the tokens that a response took, and what they cost in a batch."""
        usage = Usage.of(completion(response))
        price = self.endpoint.price.of(usage.input_tokens, usage.output_tokens, usage.cached_tokens)
        return usage, None if price is None else price * SHARE

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _told(self, do: Callable[[], T]) -> T:
        try:
            return do()
        except Exception as error:
            raise self._error(error) from None

    def _error(self, error: Exception) -> ModelError:
        where = self.endpoint.where
        if getattr(error, "status_code", None) == 404:
            return ModelError(f"the endpoint{where} has no such file or batch, or no Batch API: ask it live")
        if "api_key" in str(error) and not hasattr(error, "status_code"):
            return CredentialsError(f"no key for the Batch API: set {variable(self.endpoint)}")
        return failure(error, self.endpoint) or ModelError(
            f"the Batch API{where} failed: {one_line(error, self.endpoint)}"
        )


def parts(lines: Iterable[tuple[str, Mapping[str, Any]]], most_lines: int = MOST_LINES) -> Iterator[list[str]]:
    """Yield the keys of requests, given with their bodies, in parts that one file may hold."""
    part: list[str] = []
    size = 0
    for key, request in lines:
        length = len(jsonl([(key, request)]))
        if part and (len(part) >= most_lines or size + length > MOST_BYTES):
            yield part
            part, size = [], 0
        part.append(key)
        size += length
    if part:
        yield part


def jsonl(lines: Iterable[tuple[str, Mapping[str, Any]]]) -> bytes:
    """Return a file of requests, each given by its key and its body."""
    made = (
        json.dumps({"custom_id": key, "method": "POST", "url": _PATH, "body": request}) + "\n" for key, request in lines
    )
    return "".join(made).encode()


def _remote(batch: Any) -> Remote:
    told = "; ".join(str(error.message) for error in (batch.errors and batch.errors.data) or ())
    counts = batch.request_counts
    files = (batch.output_file_id, batch.error_file_id)
    return Remote(
        id=batch.id,
        status=batch.status,
        output_files=tuple(file for file in files if file),
        error=told or None,
        done=counts.completed if counts else 0,
        failed=counts.failed if counts else 0,
    )


def _line(text: str) -> Line | None:
    try:
        found = json.loads(text)
        key, response, error = found["custom_id"], found.get("response") or {}, found.get("error") or {}
        status, body = response.get("status_code"), response.get("body")
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if status == 200 and isinstance(body, dict) and body.get("choices"):
        return Line(str(key), body)
    inner = body.get("error") if isinstance(body, dict) else None
    said = (inner or {}).get("message") if isinstance(inner, dict) else None
    message = str(error.get("message") or said or "no response")
    code = str(error.get("code") or status or "")
    expired = code in ("batch_expired", "batch_cancelled")
    final = isinstance(status, int) and 400 <= status < 500 and status not in (408, 409, 429)
    return Line(str(key), None, f"{code}: {message}" if code else message, final, expired)
