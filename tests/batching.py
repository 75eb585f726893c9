"""What the tests of batches share: small filings, a model that answers each question, and batches asked of both."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from summarizer import Options, Outcome, summarize_many
from tests.conftest import KEY
from tests.endpoint import Endpoint, Reply, completion
from tests.storing import text_of

MODEL = "openai/authored"
RULES = "rules"
QUESTIONS = 3  # asked about a filing where the answers are those below: deals, a brief, and the brief once more
ANSWERS = {
    "Draft": json.dumps({"deals": [], "events": []}),
    "BriefDraft": json.dumps({"title": "A loan", "paragraphs": []}),
}
Body = dict[str, Any]


def purpose_of(body: Body) -> str:
    """Return the name of the schema that a question wants its answer in."""
    name: str = body["response_format"]["json_schema"]["name"]
    return name


def number_of(body: Body) -> int:
    """Return which of the filings of `folder_of` a question is about."""
    found = re.search(r"Quillmere (\d+) Holdings", json.dumps(body["messages"]))
    assert found
    return int(found[1])


def said(body: Body) -> str:
    """Return the text that answers a question."""
    return ANSWERS[purpose_of(body)]


def fine(body: Body) -> Reply:
    """Answer a question."""
    return completion(said(body))


def cut_off(body: Body) -> Reply:
    """Answer the first half of it."""
    status, text = fine(body)
    data = json.loads(text)
    data["choices"][0]["finish_reason"] = "length"
    return status, json.dumps(data)


def refused(_: Body) -> Reply:
    """Decline to answer."""
    return completion("", refusal="I can't help with that.")


def only(numbers: Iterable[int], reply: Callable[[Body], Reply]) -> Callable[[Body], Reply]:
    """Answer so about the filings of these numbers, and well about the others."""
    chosen = set(numbers)
    return lambda body: reply(body) if number_of(body) in chosen else fine(body)


def folder_of(folder: Path, count: int, first: int = 0) -> list[Path]:
    """Write filings that differ, in files named after their numbers, and return these."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:03}.txt" for number in range(first, first + count)]
    for number, path in enumerate(paths, first):
        path.write_bytes(text_of(number))
    return paths


def at(endpoint: Endpoint | str, **more: Any) -> Options:
    """Return options that reach an endpoint on this machine."""
    url = endpoint if isinstance(endpoint, str) else endpoint.url
    return Options(**{"base_url": url, "api_key": KEY, "timeout": 20.0, **more})


def batch(sources: Iterable[Any], **how: Any) -> list[Outcome]:
    """Return what became of every filing."""
    return list(summarize_many(sources, **how))


def states(outcomes: Iterable[Outcome]) -> Counter[str]:
    """Count the filings by what became of them."""
    return Counter(outcome.state for outcome in outcomes)


def named(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    """Return the outcomes by the names of their files."""
    return {Path(outcome.source).name: outcome for outcome in outcomes}


def queried(store: Path, sql: str, *values: Any) -> list[Any]:
    """Return the rows that another program gets to see; of one column, its values."""
    with closing(sqlite3.connect(store)) as connection:
        rows = connection.execute(sql, values).fetchall()
    return [row[0] if len(row) == 1 else row for row in rows]


def sound(store: Path) -> None:
    """See that a store is whole, and that nobody holds anything in it."""
    assert queried(store, "PRAGMA integrity_check") == ["ok"]
    assert queried(store, "PRAGMA foreign_key_check") == []
    assert queried(store, "SELECT * FROM claim") == []
    assert queried(store, "SELECT id FROM run WHERE ended_at IS NULL") == []
