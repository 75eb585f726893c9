"""What the tests of the store put into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summarizer import Summary, summarize
from summarizer.exchanges import Exchange, request_key
from summarizer.store import Configuration, Store
from tests.invented import filing

RULES = Configuration("rules", "rules", {"window": 24_000})
MODEL = Configuration("model", "openai/authored", {"window": 24_000})


def text_of(number: int) -> bytes:
    """Return the ``number``-th of many filings that differ."""
    return filing(name=f"Quillmere {number} Holdings, Inc.").encode()


def made(data: bytes) -> Summary:
    """Return the summary of a filing by the built-in extractor."""
    return summarize(data, model="rules")


def put(
    store: Store, name: str, data: bytes, configuration: Configuration = RULES, exchanges: tuple[str, ...] = ()
) -> Summary:
    """Put a filing and its summary into a store, in a run of its own."""
    run, summary = store.begin(configuration, "test"), made(data)
    store.add_source(name, data, 1)
    store.finish(run, configuration, 1, summary, exchanges)
    store.end(run)
    return summary


def exchange(
    content: str = "Which deals?", *, answer: str = "None.", cost: str | None = "0.25", **more: Any
) -> Exchange:
    """Return an exchange whose key is that of its request."""
    request: Mapping[str, Any] = {"model": "authored", "messages": [{"role": "user", "content": content}], **more}
    response = {"choices": [{"message": {"role": "assistant", "content": answer}}]}
    return Exchange(request_key(MODEL.model, request), MODEL.model, "extract", request, response, 100, 10, cost, 1.5)
