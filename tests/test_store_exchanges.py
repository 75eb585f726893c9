"""Exchanges and jobs in the store: word for word, kept once, recalled by what their request says."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import StoreError
from summarizer.exchanges import Exchange, Exchanges
from summarizer.previewing import preview
from summarizer.reading import read_filing
from summarizer.store import BatchLine, Store
from tests.conftest import EXAMPLES
from tests.storing import MODEL, RULES, exchange, put, text_of

LONG = "Tell each deal. " * 400

characters = st.characters() | st.characters(categories=["Cs"])
texts = st.text(characters, max_size=30) | st.text("ab", min_size=500, max_size=520)
names = st.text(characters, max_size=8) | st.sampled_from(["$text", "$json", "$plain", "response_format", "tools"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)
bodies = st.dictionaries(names, values, max_size=4)
counts = st.integers(0, 2**62)
made_up = st.builds(
    Exchange,
    key=st.text("0123456789abcdef", min_size=64, max_size=64),
    model=st.sampled_from(["openai/gpt-5", "ollama/ü"]),
    purpose=st.sampled_from(["extract", "repair", "brief"]),
    request=bodies,
    response=bodies,
    input_tokens=counts,
    output_tokens=counts,
    cost_usd=st.none() | st.decimals(0, 1000, places=8).map(str),
    seconds=st.floats(0, 1e6),
    via=st.sampled_from(["live", "batch"]),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deals.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


def counted(path: Path, table: str) -> int:
    connection = sqlite3.connect(path)
    (found,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(found)


# -- word for word -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shared() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "deals.db") as opened:
        yield opened


@given(made_up)
@settings(deadline=None, max_examples=300)
def test_any_exchange_comes_out_as_it_went_in(shared: Store, given_: Exchange) -> None:
    before = shared.recall(given_.key)
    shared.remember(given_)
    found = shared.recall(given_.key)
    assert found == (given_ if before is None else before)
    if before is None and found is not None:  # to the letter: 1 is not true, and the order of names stays
        assert json.dumps(found.request) == json.dumps(given_.request)
        assert json.dumps(found.response) == json.dumps(given_.response)


def test_the_store_is_a_place_for_exchanges(store: Store) -> None:
    place: Exchanges = store
    asked = exchange()
    assert place.recall(asked.key) is None
    place.remember(asked)
    assert place.recall(asked.key) == asked


def test_of_two_with_one_key_the_first_stays(store: Store) -> None:
    first, second = exchange(answer="yes"), exchange(answer="no")
    store.remember(first)
    store.remember(second)
    assert store.recall(first.key) == first


def test_what_is_remembered_is_there_for_another_process_at_once(store: Store, path: Path) -> None:
    asked = exchange()
    store.remember(asked)
    with Store.open(path) as other:
        assert other.recall(asked.key) == asked


# -- kept once ---------------------------------------------------------------------------------------------------------


def test_what_many_requests_share_is_kept_once(store: Store, path: Path) -> None:
    schema = {"type": "json_schema", "json_schema": {"schema": {"enum": [f"kind {n}" for n in range(500)]}}}
    for number in range(20):
        messages = [{"role": "system", "content": LONG}, {"role": "user", "content": f"{number} {text_of(number)!r}"}]
        asked = exchange(f"{number}", response_format=schema)
        asked = replace(asked, request={**asked.request, "messages": messages})
        store.remember(asked)
        assert store.recall(asked.key) == asked
    assert counted(path, "text") == 20 + 2
    connection = sqlite3.connect(path)
    (longest,) = connection.execute("SELECT max(length(request)) FROM exchange").fetchone()
    connection.close()
    assert longest < 400


def test_a_real_question_takes_a_fraction_of_what_is_sent(store: Store, path: Path) -> None:
    asked = [request for source in sorted(EXAMPLES.glob("*.txt")) for request in questions(source)]
    for number, body in enumerate(asked):
        store.remember(replace(exchange(str(number)), request=body))
    connection = sqlite3.connect(path)
    (kept,) = connection.execute("SELECT sum(length(data)) FROM text").fetchone()
    connection.close()
    assert kept < sum(len(json.dumps(body)) for body in asked) / 6


def questions(source: Path) -> Iterator[dict[str, Any]]:
    """Yield the bodies of the questions about a filing."""
    for request in preview("extract", read_filing(source), 24_000):
        yield {
            "messages": [{"role": message.role, "content": message.content} for message in request.messages],
            "response_format": request.response_model.model_json_schema(),
        }


def test_a_text_that_is_gone_is_told(store: Store, path: Path) -> None:
    asked = exchange(LONG)
    store.remember(asked)
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM text")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="is damaged: a request names the text"):
        store.recall(asked.key)


# -- what they cost, and what was made of them -------------------------------------------------------------------------


def test_what_was_spent_is_exact_and_told_by_run(store: Store) -> None:
    first, second = store.begin(MODEL, "one"), store.begin(MODEL, "two")
    for number, (run, cost) in enumerate(((first, "0.1"), (first, "0.2"), (second, "3"), (None, None))):
        store.remember(exchange(str(number), cost=cost), run)
    assert store.spent(first) == Decimal("0.3")
    assert store.spent() == Decimal("3.3")
    assert store.spent(99) == 0


def test_a_summary_knows_its_exchanges_in_their_order(store: Store) -> None:
    asked = [exchange(str(number)) for number in range(4)]
    for one in asked:
        store.remember(one)
    keys = tuple(asked[number].key for number in (2, 0, 3, 0))
    put(store, "one.txt", text_of(1), MODEL, keys)
    (stored,) = store.find("one.txt")
    assert [one.key for one in store.exchanges_of(stored)] == list(keys)
    assert store.exchanges_of(stored)[0] == asked[2]


def test_costs_are_summed_by_filing(store: Store, path: Path) -> None:
    for number in range(3):
        store.remember(exchange(str(number), cost=None if number == 2 else "0.25"))
    put(store, "one.txt", text_of(1), MODEL, tuple(exchange(str(number)).key for number in range(3)))
    put(store, "two.txt", text_of(2), RULES)
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT questions, input_tokens, output_tokens, cost_usd, without_price FROM costs")
    assert found.fetchall() == [(3, 300, 30, 0.5, 1)]
    connection.close()


# -- jobs of a batch interface -----------------------------------------------------------------------------------------


def lines(count: int) -> list[BatchLine]:
    asked = [exchange(f"{LONG} {number}") for number in range(count)]
    return [BatchLine(one.key, one.purpose, one.model, one.request) for one in asked]


def test_a_job_and_its_lines_come_out_as_they_went_in(store: Store) -> None:
    run, sent = store.begin(MODEL, "batch"), lines(3)
    job = store.add_job(sent, run)
    assert list(store.lines(job)) == sent
    assert store.line(job, sent[1].key) == sent[1]
    assert store.line(job, "unknown") is None
    (found,) = store.jobs()
    assert (found.id, found.run, found.status, found.lines, found.waiting) == (job, run, "new", 3, 3)


def test_a_job_is_followed_to_its_end(store: Store) -> None:
    job = store.add_job(lines(1))
    store.set_job(job, remote_id="batch_1", input_file_id="file-1", status="in_progress", submitted_at="2026-01-01")
    store.set_job(job, status="completed", collected_at="2026-01-02", error=None)
    (found,) = store.jobs()
    assert (found.remote_id, found.input_file_id, found.status) == ("batch_1", "file-1", "completed")
    assert (found.submitted_at, found.collected_at, found.error) == ("2026-01-01", "2026-01-02", None)
    with pytest.raises(TypeError, match="a job has no id"):
        store.set_job(job, **{"id": "1"})


def test_a_request_waits_until_it_is_settled(store: Store) -> None:
    one, two = lines(2)
    job = store.add_job([one, two])
    assert store.waiting(one.key)
    store.settle_line(job, one.key, "failed", "no such model")
    store.settle_line(job, two.key, "answered")
    assert not store.waiting(one.key)
    assert [(line.state, line.error) for line in store.lines(job)] == [("failed", "no such model"), ("answered", None)]
    assert [line.key for line in store.lines(job, "failed")] == [one.key]
    assert store.jobs()[0].waiting == 0
    again = store.add_job([one])
    assert store.waiting(one.key)
    store.settle_line(again, one.key, "expired")
    assert not store.waiting(one.key)
    with pytest.raises(StoreError, match=f"job {job} holds no request unknown"):
        store.settle_line(job, "unknown", "answered")


def test_of_two_lines_with_one_key_the_first_stays(store: Store) -> None:
    (one,) = lines(1)
    job = store.add_job([one, replace(one, purpose="repair")])
    assert list(store.lines(job)) == [one]
