"""What happens between a question of a batch and its answer: over real HTTP, with everything that goes wrong there."""

from __future__ import annotations

import asyncio
import json
import random
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openai
import pytest

from benchmarks.standin import StandIn, standing_in
from benchmarks.standin_answers import Answers, Faults
from summarizer import (
    BatchLimitError,
    CredentialsError,
    IncompleteAnswerError,
    Limits,
    ModelError,
    NotStoredError,
    OptionError,
    Options,
    Outcome,
    RefusalError,
    Store,
    read_filing,
)
from summarizer.batch import exchanges
from summarizer.errors import BudgetError
from summarizer.exchanges import request_key
from summarizer.extraction.endpoint import Endpoint as Where
from summarizer.extraction.failures import fault_of
from summarizer.extraction.purse import Purse
from tests import test_providers
from tests.batching import (
    MODEL,
    QUESTIONS,
    Body,
    at,
    batch,
    cut_off,
    fine,
    folder_of,
    named,
    number_of,
    only,
    purpose_of,
    queried,
    refused,
    said,
    sound,
    states,
)
from tests.conftest import KEY
from tests.endpoint import Endpoint, Reply, completion, error, serving
from tests.storing import text_of

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

ALL = 5  # times that a request is sent where what goes wrong could pass each time
QUOTA = json.dumps({"error": {"message": "You exceeded your quota", "type": "x", "code": "insufficient_quota"}})


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once."""
    monkeypatch.setattr(random, "uniform", lambda *_: 0.0)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "deals.db"


def one(endpoint: Endpoint | str, **how: Any) -> Outcome:
    """Return what becomes of one filing."""
    options = how.pop("options", None) or at(endpoint)
    (outcome,) = batch([text_of(1)], model=MODEL, options=options, **how)
    return outcome


# -- what can pass, and what can't -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "sent", "kind", "told"),
    [
        (lambda _: error(500, "down"), ALL, ModelError, "failed (extract): down"),
        (lambda _: error(503, "down"), ALL, ModelError, "failed (extract): down"),
        (lambda _: error(408, "late"), ALL, ModelError, "failed (extract): late"),
        (lambda _: error(409, "busy"), ALL, ModelError, "failed (extract): busy"),
        (lambda _: (200, "<html>Welcome</html>"), ALL, ModelError, "what comes back is no answer of a model: check"),
        (lambda _: (200, "[]"), ALL, ModelError, "what comes back is no answer of a model: check"),
        (lambda _: (200, "{}"), ALL, ModelError, "what comes back is no answer of a model: check"),
        (lambda _: (200, '{"error": {"message": "upstream"}}'), ALL, ModelError, "what comes back is no answer"),
        (lambda _: error(400, "no such field"), 1, ModelError, "failed (extract): no such field"),
        (lambda _: error(404, "gone"), 1, ModelError, "knows no model 'authored': gone"),
        (lambda _: error(422, "odd"), 1, ModelError, "failed (extract): odd"),
        (lambda _: (429, QUOTA), 1, ModelError, "is over its limit, also after waiting: You exceeded your quota"),
        (lambda _: completion("no JSON at all"), 2, ModelError, "answered what the schema forbids, 2 times (extract)"),
        (lambda _: completion('{"other": 1}'), 2, ModelError, "answered what the schema forbids, 2 times (extract)"),
        (refused, 1, RefusalError, "declined to answer (extract): I can't help with that."),
        (cut_off, 1, IncompleteAnswerError, "was cut off at its length limit (extract)"),
    ],
    ids=[
        *("500", "503", "408", "409", "no JSON", "a list", "no choices", "an error as 200", "400", "404", "422"),
        *("quota", "no JSON in it", "off the schema", "refused", "cut off"),
    ],
)
def test_a_request_is_sent_again_where_that_may_help_and_counted(
    reply: Callable[[Body], Reply], sent: int, kind: type[ModelError], told: str, store: Path
) -> None:
    with serving(reply) as endpoint:
        outcome = one(endpoint, store=store)
        again = one(endpoint, store=store)
    assert len(endpoint.bodies) == sent
    assert outcome.state == "failed"
    assert type(outcome.error) is kind
    assert told in str(outcome.error)
    assert "\n" not in str(outcome.error)
    assert again.state == "left"
    sound(store)


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_refused_ends_the_batch_at_once(status: int, store: Path) -> None:
    with serving(lambda _: error(status, f"no to {KEY}")) as endpoint, pytest.raises(CredentialsError) as caught:
        batch([text_of(n) for n in range(40)], model=MODEL, options=at(endpoint), store=store)
    assert KEY not in str(caught.value)
    assert len(endpoint.bodies) <= 10  # those under way
    assert queried(store, "SELECT * FROM failure") == []  # it is none of the filings'
    sound(store)


@pytest.mark.parametrize(
    "script",
    [
        ("failed",),
        ("dropped", "dropped", "dropped", "dropped"),
        ("broken_body", "failed", "broken_body", "dropped"),
        ("limited", "failed", "dropped"),
    ],
    ids=" ".join,
)
def test_what_can_pass_passes(script: tuple[str, ...], store: Path) -> None:
    with standing_in(Answers(other=said), Faults(script=script, retry_after=0.05), latency=0.01) as server:
        outcome = one(server.url, store=store)
        told = server.counts()
    assert outcome.state == "done"
    asked = 2  # a brief that is asked for once more is the same question in other words: its script is over
    assert told["received"] == QUESTIONS + asked * len(script)
    assert told["requests_paid"] == QUESTIONS
    assert told["early"] == 0
    kept = queried(store, "SELECT key FROM exchange ORDER BY id")
    assert exchanges(outcome.calls) == kept
    assert len(kept) == QUESTIONS


def test_an_endpoint_that_asks_to_wait_is_asked_nothing_meanwhile() -> None:
    with standing_in(Answers(other=said), Faults(rate=20, burst=0.1), latency=0.01) as server:
        found = batch([text_of(n) for n in range(6)], model=MODEL, options=at(server.url), limits=Limits(concurrency=6))
        told = server.counts()
    assert states(found) == {"done": 6}
    assert told["outcomes"]["limited"] >= 1
    assert told["early"] == 0
    assert told["paid"] == 6 * QUESTIONS


def test_a_limit_that_lasts_longer_than_one_waits_for_an_answer_fails() -> None:
    with standing_in(Answers(other=said), Faults(limited=1, retry_after=30), latency=0) as server:
        outcome = one(server.url, options=at(server.url, timeout=5.0))
        told = server.counts()
    assert (outcome.state, told["received"]) == ("failed", 1)
    assert "is over its limit, also after waiting: Rate limit reached" in str(outcome.error)


@pytest.mark.parametrize(("slow", "state", "sent"), [(1, "done", QUESTIONS + 2), (5, "failed", 2)])
def test_an_answer_that_takes_too_long_is_waited_for_twice(slow: int, state: str, sent: int) -> None:
    faults = Faults(script=("slow",) * slow, slow_seconds=30)
    with standing_in(Answers(other=said), faults, latency=0) as server:
        outcome = one(server.url, options=at(server.url, timeout=0.5))
        told = server.counts()
    assert (outcome.state, told["received"]) == (state, sent)
    if outcome.error:
        assert "gave no answer within 0.5 seconds" in str(outcome.error)


def test_an_endpoint_that_is_not_there_is_told_and_ends_the_batch_after_twenty(store: Path) -> None:
    found: list[Outcome] = []
    options = at("http://127.0.0.1:9/v1")
    with pytest.raises(
        BatchLimitError, match=r"20 filings in a row got no answer .* last: can't reach openai/authored"
    ):
        found.extend(_collected([text_of(n) for n in range(60)], found, model=MODEL, options=options, store=store))
    assert 20 <= states(found)["failed"] <= 30
    assert states(found)["failed"] + states(found)["stopped"] == len(found)
    sound(store)


def _collected(sources: list[bytes], found: list[Outcome], **how: Any) -> list[Outcome]:
    """Collect outcomes as they come, so that those before an error are there."""
    from summarizer import summarize_many

    for outcome in summarize_many(sources, **how):
        found.append(outcome)
    return []


def test_filings_too_long_for_their_own_limit_do_not_end_the_batch() -> None:
    with serving(fine) as endpoint:
        found = batch([text_of(n) for n in range(25)], model=MODEL, options=at(endpoint, max_tokens=10))
    assert states(found) == {"failed": 25}
    assert {type(outcome.error) for outcome in found} == {BudgetError}
    assert endpoint.bodies == []


@pytest.mark.parametrize(("workers", "concurrency"), [(1, 3), (1, 1)])
def test_no_more_are_under_way_than_asked_for(workers: int, concurrency: int) -> None:
    with standing_in(Answers(other=said), latency=0.02) as server:
        found = batch(
            [text_of(n) for n in range(8)],
            model=MODEL,
            options=at(server.url),
            limits=Limits(concurrency=concurrency, workers=workers),
        )
        told = server.counts()
    assert states(found) == {"done": 8}
    assert told["most_at_once"] == concurrency
    assert told["received"] == 8 * QUESTIONS


# -- an odd answer -----------------------------------------------------------------------------------------------------


def test_an_answer_with_fields_of_its_own_is_kept_as_it_came_without_a_word(store: Path) -> None:
    def odd(body: Body) -> Reply:
        status, text = fine(body)
        data = json.loads(text)
        data |= {"timings": {"predicted_ms": 1.5}, "system_fingerprint": 7, "service_tier": "own"}
        data["choices"][0] |= {"finish_reason": "eos_token", "logprobs": None}
        data["choices"][0]["message"]["reasoning_content"] = "Hm."
        data["usage"]["prompt_tokens_details"] = None
        return status, json.dumps(data)

    with warnings.catch_warnings(), serving(odd) as endpoint:
        warnings.simplefilter("error")
        first = one(endpoint, store=store)
        (second,) = batch([text_of(1)], model=MODEL, options=at(endpoint), store=store, again=True)
    assert len(endpoint.bodies) == QUESTIONS
    with Store.open(store) as opened:
        kept = opened.recall(exchanges(first.calls)[0])
    assert kept is not None
    sent_back = json.loads(odd(endpoint.bodies[0])[1])
    assert kept.response == sent_back
    assert kept.request == endpoint.bodies[0]
    assert _facts(second) == _facts(first)


# -- asked once --------------------------------------------------------------------------------------------------------


def _facts(outcome: Outcome) -> Any:
    """Return a summary without how it was made."""
    assert outcome.summary is not None
    return outcome.summary.model_dump(exclude={"run"})


def test_what_was_answered_is_not_asked_again_and_leads_to_the_exchange(store: Path) -> None:
    with serving(fine) as endpoint:
        first = one(endpoint, store=store)
        again = one(endpoint, store=store, again=True)
    assert len(endpoint.bodies) == QUESTIONS
    assert _facts(again) == _facts(first)
    assert first.summary is not None
    assert again.summary is not None
    assert [call.cached for call in first.summary.run.calls] == [False] * QUESTIONS
    assert [call.cached for call in again.summary.run.calls] == [True] * QUESTIONS
    keys = [row.exchange for call in first.summary.run.calls for row in call.ledger]
    assert keys == [row.exchange for call in again.summary.run.calls for row in call.ledger]
    assert keys == [request_key(MODEL, body) for body in endpoint.bodies]
    with Store.open(store, read_only=True) as opened:
        kept = [opened.recall(key) for key in keys if key]
        ((stored, _),) = opened.summaries()
        assert opened.exchanges_of(stored) == kept
    assert [exchange.request for exchange in kept if exchange] == endpoint.bodies


def test_the_same_question_under_way_twice_is_asked_once(store: Path) -> None:
    same = [read_filing(text_of(1))] * 3
    with standing_in(Answers(other=said), latency=0.05) as server:
        found = batch(same, model=MODEL, options=at(server.url), store=store)
        told = server.counts()
    assert states(found) == {"done": 3}
    assert told["received"] == QUESTIONS
    assert sum(call.cached for outcome in found for call in outcome.calls) == 2 * QUESTIONS


def test_without_a_store_nothing_is_recalled() -> None:
    with serving(fine) as endpoint:
        found = batch([text_of(1), text_of(1)], model=MODEL, options=at(endpoint))
    assert states(found) == {"done": 2}
    assert len(endpoint.bodies) == 2 * QUESTIONS
    assert all(outcome.sha256 is None for outcome in found)


def test_a_question_that_failed_leaves_the_way_free_for_the_next(store: Path) -> None:
    left = [error(400, "no"), error(400, "no")]
    with serving(lambda body: left.pop() if left else fine(body)) as endpoint:
        same = [read_filing(text_of(1))] * 3
        found = batch(same, model=MODEL, options=at(endpoint), store=store, limits=Limits(concurrency=3))
    assert states(found) == {"failed": 2, "done": 1}
    assert len(endpoint.bodies) == 2 + QUESTIONS


# -- keys --------------------------------------------------------------------------------------------------------------


def test_no_key_gets_into_the_store_or_into_a_reason(store: Path) -> None:
    def reply(body: Body) -> Reply:
        if number_of(body) == 1:
            return error(400, f"the key {KEY} is no good here")
        return refused(body) if number_of(body) == 2 else fine(body)

    secret = "hunter2-hunter2"
    with serving(reply) as endpoint, Store.open(store):  # held open, so that its -wal file stays
        address = endpoint.url.replace("://", f"://user:{secret}@")
        found = batch([text_of(n) for n in range(4)], model=MODEL, options=at(endpoint, base_url=address), store=store)
        files = list(store.parent.glob("deals.db*"))
        written = b"".join(path.read_bytes() for path in files)
    assert len(files) == 3
    assert states(found) == {"failed": 2, "done": 2}
    for hidden in (KEY, secret):
        assert hidden.encode() not in written
        assert all(hidden not in f"{outcome.error} {outcome!r}" for outcome in found)
        for table, column in (("exchange", "request"), ("failure", "reason"), ("run", "command")):
            assert all(hidden not in text for text in queried(store, f"SELECT {column} FROM {table}"))
        with Store.open(store) as opened:
            for key in queried(store, "SELECT key FROM exchange"):
                assert hidden not in str(opened.recall(key))


# -- offline -----------------------------------------------------------------------------------------------------------


def test_offline_answers_from_the_store_and_says_what_is_missing(store: Path, tmp_path: Path) -> None:
    known, new = folder_of(tmp_path / "known", 2), folder_of(tmp_path / "new", 2, first=5)
    with serving(fine) as endpoint:
        made = named(batch(known, model=MODEL, options=at(endpoint), store=store))
        asked = len(endpoint.bodies)
        found = named(batch([*known, *new], model=MODEL, options=at(endpoint), store=store, offline=True, again=True))
        assert len(endpoint.bodies) == asked
        assert {name: outcome.state for name, outcome in found.items()} == {
            "000.txt": "done",
            "001.txt": "done",
            "005.txt": "missing",
            "006.txt": "missing",
        }
        for name in ("000.txt", "001.txt"):
            assert _facts(found[name]) == _facts(made[name])
        missing = found["005.txt"].error
        assert isinstance(missing, NotStoredError)
        assert str(missing) == "no answer is stored (extract), and none is asked for offline"
        assert missing.key == request_key(MODEL, missing.request)
        assert missing.purpose == "extract"
        assert queried(store, "SELECT count(*) FROM summary") == [2]
        assert queried(store, "SELECT count(*) FROM failure") == [0]

        found = named(batch([*known, *new], model=MODEL, options=at(endpoint), store=store))
    assert missing.request in endpoint.bodies[asked:]
    assert {outcome.state for outcome in found.values()} == {"kept", "done"}
    sound(store)


def test_offline_a_missing_brief_is_missing_too_and_no_worse_summary_is_kept(store: Path) -> None:
    with serving(lambda body: fine(body) if purpose_of(body) == "Draft" else error(400, "no")) as endpoint:
        made = one(endpoint, store=store)
        assert made.state == "done"  # with a brief from the facts
        outcome = one(endpoint, store=store, offline=True, again=True)
    assert outcome.state == "missing"
    with Store.open(store) as opened:
        ((_, kept),) = opened.summaries()
    assert kept == made.summary


# -- money -------------------------------------------------------------------------------------------------------------

PRICED = "openai/gpt-4o"
DEAR = (100_000, 1_000)  # tokens in and out: $0.26


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Callable[[Endpoint | StandIn], None]:
    """Have OpenAI's own address, the only one at which its prices hold, answered on this machine."""

    def route(endpoint: Endpoint | StandIn) -> None:
        own: Any = openai.AsyncOpenAI(api_key=KEY)._client
        transport = type(own._transport)  # of the package that openai's sends with, which is not always the same
        sent = transport.handle_async_request
        port = int(endpoint.url.rpartition(":")[2].partition("/")[0])

        async def routed(transport: Any, request: Any) -> Any:
            assert request.url.host == "api.openai.com"
            request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=port)
            return await sent(transport, request)

        monkeypatch.setattr(transport, "handle_async_request", routed)

    return route


def test_a_batch_ends_at_its_limit_of_money_and_goes_on_with_a_higher_one(
    store: Path, here: Callable[[Endpoint | StandIn], None]
) -> None:
    sources, options = [text_of(n) for n in range(5)], Options(api_key=KEY)
    how: dict[str, Any] = {"model": PRICED, "options": options, "store": store}
    with serving(lambda body: completion(said(body), usage=DEAR)) as endpoint:
        here(endpoint)
        found: list[Outcome] = []
        with pytest.raises(BatchLimitError, match=r"limit of \$1 for the whole batch, of which \$1.0400 are spent"):
            _collected(sources, found, **how, limits=Limits(concurrency=1, max_cost=1.0))
        assert len(endpoint.bodies) == 4  # the fourth passes it, by its answer alone
        assert states(found)["stopped"] >= 1
        assert set(states(found)) <= {"stopped", "done"}
        assert queried(store, "SELECT count(*) FROM failure") == [0]
        with Store.open(store) as opened:
            assert float(opened.spent()) == pytest.approx(1.04)

        done = batch(sources, **how, limits=Limits(max_cost=100))
    assert len(done) == 5
    assert set(states(done)) <= {"kept", "done"}
    assert len(endpoint.bodies) == 5 * QUESTIONS  # nothing is paid twice
    costs = [outcome.summary.run.cost_usd for outcome in done if outcome.summary]
    assert [float(cost or 0) for cost in costs] == pytest.approx([0.26 * QUESTIONS] * 5)
    sound(store)


def test_what_is_under_way_counts_towards_the_limit(store: Path, here: Callable[[Endpoint | StandIn], None]) -> None:
    sources = [text_of(n) for n in range(8)]
    how: dict[str, Any] = {"model": PRICED, "options": Options(api_key=KEY), "store": store}
    batch([], **how)  # makes the store
    first = batch([text_of(99)], **how, offline=True)[0].error
    assert isinstance(first, NotStoredError)
    estimate = Where(PRICED).price.of(len(json.dumps(first.request)) // 4, 0)
    assert estimate
    with standing_in(Answers(other=said), latency=0.3) as server:
        here(server)
        # Each is reserved as twice what its question costs: two are under way, and a third would pass this.
        limits = Limits(concurrency=8, max_cost=5 * float(estimate))
        with pytest.raises(BatchLimitError):
            batch(sources, **how, limits=limits)
    assert server.most_open == 2
    with Store.open(store) as opened:
        assert 2 * estimate < opened.spent() < 5 * estimate


@pytest.mark.parametrize("options", [Options(api_key=KEY), Options(api_key=KEY, base_url="http://127.0.0.1:9/v1")])
def test_a_limit_of_money_for_the_whole_needs_a_known_price(options: Options, store: Path) -> None:
    with pytest.raises(OptionError, match=r"^no price of openai/authored is known, so --max-cost can't be kept"):
        batch([text_of(1)], model=MODEL, options=options, limits=Limits(max_cost=1), store=store)
    assert not store.exists()
    assert states(batch([text_of(1)], limits=Limits(max_cost=1))) == {"done": 1}  # rules cost nothing


def test_processes_count_their_money_together() -> None:
    from decimal import Decimal

    sums = [0.0, 0.0]
    purses = [Purse(1.0, sums, place) for place in range(2)]
    purses[0].pay(Decimal("0.40"))
    purses[1].pay(Decimal("0.50"))
    purses[1].pay(None)
    assert sums == [0.4, 0.5]
    assert purses[0].spent == purses[1].spent == 0.9
    with purses[0].holding(Decimal("0.04")):
        with pytest.raises(BatchLimitError, match="raise --max-cost"), purses[0].holding(Decimal("0.04")):
            pass
        with purses[0].holding(None):
            pass
    with purses[0].holding(Decimal("0.05")):
        pass


# -- other providers ---------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # what providers' packages use is theirs to mend
@pytest.mark.parametrize("model", test_providers.MODELS)
def test_an_exchange_with_another_provider_is_kept_and_comes_back_to_life(model: str, store: Path) -> None:
    test_providers.package_of(model)
    with serving(test_providers.REPLIES[model]) as endpoint:
        options = Options(base_url=endpoint.url.removesuffix("/v1"), api_key=KEY, timeout=10)
        how: dict[str, Any] = {"model": model, "options": options, "store": store}
        (first,) = batch([text_of(1)], **how)
        asked = len(endpoint.bodies)
        (again,) = batch([text_of(1)], **how, offline=True, again=True)
    assert (first.state, again.state) == ("done", "done")
    assert len(endpoint.bodies) == asked == len(exchanges(first.calls)) > 0
    assert _facts(again) == _facts(first)
    assert exchanges(again.calls) == exchanges(first.calls)
    assert [(c.input_tokens, c.output_tokens) for c in again.calls] == [
        (c.input_tokens, c.output_tokens) for c in first.calls
    ]
    assert all(call.cached for call in again.calls)
    assert first.calls[-1].purpose == "brief-repair"  # which holds what the model said before
    with Store.open(store) as opened:
        told = str([opened.recall(key) for key in exchanges(first.calls)])
    assert KEY not in told
    assert "Quillmere 1 Holdings" in told


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("model", test_providers.MODELS)
@pytest.mark.parametrize(("status", "sent"), [(400, 1), (500, ALL), (503, ALL)])
def test_other_providers_requests_are_counted_too(model: str, status: int, sent: int) -> None:
    test_providers.package_of(model)
    body = {"type": "error", "error": {"type": "error", "message": "no", "code": status, "status": "X"}}
    with serving(lambda _: (status, json.dumps(body))) as endpoint:
        options = Options(base_url=endpoint.url.removesuffix("/v1"), api_key=KEY, timeout=10)
        (outcome,) = batch([text_of(1)], model=model, options=options)
    assert (outcome.state, len(endpoint.bodies)) == ("failed", sent)


def test_a_provider_that_no_wire_reaches_is_refused_before_anything_is_read(store: Path) -> None:
    with pytest.raises(OptionError, match="a batch can't ask 'mistral': use one of anthropic, google, ollama, openai"):
        batch([text_of(1)], model="mistral/large", options=Options(api_key=KEY), store=store)


def test_several_faults_at_once_lose_no_filing(store: Path, tmp_path: Path) -> None:
    faults = Faults(limited=0.1, failed=0.08, dropped=0.05, malformed=0.04, retry_after=0.05, seed=3)
    folder_of(tmp_path / "filings", 16)
    with standing_in(Answers(other=said), faults, latency=0.005) as server:
        how: dict[str, Any] = {"model": MODEL, "options": at(server.url), "store": store}
        found = batch([tmp_path / "filings"], **how)
        assert len(named(found)) == 16
        assert set(states(found)) <= {"done", "failed"}
        for _ in range(2):
            found = batch([tmp_path / "filings"], **how, retry_failed=True)
        told = server.counts()
    assert set(states(found)) <= {"kept", "done"}
    assert len(found) == 16
    assert told["received"] <= 1.6 * 16 * QUESTIONS
    sound(store)


def test_awaiting_goes_on_while_others_are_asked(store: Path) -> None:
    from summarizer import asummarize_many

    async def run() -> int:
        ticks, ended = 0, False

        async def tick() -> None:
            nonlocal ticks
            while not ended:
                ticks += 1
                await asyncio.sleep(0.01)

        ticking = asyncio.create_task(tick())
        with standing_in(Answers(other=said), latency=0.1) as server:
            async for outcome in asummarize_many([text_of(1)], model=MODEL, options=at(server.url), store=store):
                assert outcome.state == "done"
        ended = True
        await ticking
        return ticks

    assert asyncio.run(run()) > QUESTIONS


def test_a_filing_fails_alone(store: Path, tmp_path: Path) -> None:
    replies: dict[int, Callable[[Body], Reply]] = {
        1: refused,
        2: cut_off,
        3: lambda _: completion("no JSON"),
        4: lambda _: error(500, "down"),
        5: lambda _: error(400, "too long"),
        6: lambda _: (200, "<html>"),
        7: lambda _: (429, QUOTA),
    }

    def reply(body: Body) -> Reply:
        return replies.get(number_of(body), fine)(body)

    folder_of(tmp_path / "filings", 10)
    (tmp_path / "filings" / "note.txt").write_text("This is no filing.\n")
    with serving(reply) as endpoint:
        how: dict[str, Any] = {"model": MODEL, "options": at(endpoint), "store": store}
        found = named(batch([tmp_path / "filings", tmp_path / "missing.txt"], **how))
        sent = len(endpoint.bodies)
        again = named(batch([tmp_path / "filings"], **how))
        assert len(endpoint.bodies) == sent
    good = {"000.txt", "008.txt", "009.txt"}
    assert {name for name, outcome in found.items() if outcome.state == "done"} == good
    assert {name for name, outcome in found.items() if outcome.state == "failed"} == {*found} - good
    assert len(found) == 12
    for outcome in found.values():
        assert (outcome.error is None) == (outcome.state == "done")
        assert "\n" not in str(outcome.error)
    assert sent == 3 * QUESTIONS + 1 + 1 + 2 + ALL + 1 + ALL + 1
    assert {name: outcome.state for name, outcome in again.items() if name != "missing.txt"} == {
        name: "kept" if name in good else "left" for name in found if name != "missing.txt"
    }
    told = dict(queried(store, "SELECT source, reason FROM failures"))
    assert {Path(name).name: reason for name, reason in told.items()} == {
        name: str(outcome.error) for name, outcome in found.items() if outcome.state == "failed"
    }
    sound(store)


def test_what_failed_is_asked_anew_and_nothing_else(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "filings"
    folder_of(folder, 4)
    with serving(only({1}, cut_off)) as endpoint:
        first = named(batch([folder], model=MODEL, options=at(endpoint), store=store))
    assert first["001.txt"].state == "failed"
    kept = exchanges(first["001.txt"].calls)
    assert len(kept) == 1  # the answer that was cut off is paid for, and kept
    with serving(fine) as endpoint:
        how: dict[str, Any] = {"model": MODEL, "options": at(endpoint), "store": store}
        assert states(batch([folder], **how)) == {"kept": 3, "left": 1}
        assert endpoint.bodies == []
        assert states(batch([folder], **how, offline=True, again=True)) == {"done": 3, "failed": 1}  # from that answer
        found = named(batch([folder], **how, retry_failed=True))
        assert {number_of(body) for body in endpoint.bodies} == {1}
        assert len(endpoint.bodies) == QUESTIONS
        assert {name: outcome.state for name, outcome in found.items() if outcome.state != "kept"} == {
            "001.txt": "done"
        }
        assert states(batch([folder], **how, retry_failed=True)) == {"kept": 4}
        assert len(endpoint.bodies) == QUESTIONS
    assert exchanges(found["001.txt"].calls)[0] == kept[0]  # the same question, another answer
    assert queried(store, "SELECT count(*) FROM exchange WHERE key = ?", kept[0]) == [2]
    assert queried(store, "SELECT count(*) FROM failure") == [0]
    sound(store)


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({"retry-after": "7"}, 7, 7),
        ({"retry-after-ms": "1500", "retry-after": "2"}, 1.5, 1.5),
        ({"retry-after": format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)}, 1, 3600),
        ({"retry-after": "Sun, 06 Nov 1994 08:49:37 GMT"}, 0, 0),
        ({"retry-after": "soon"}, None, None),
        ({"retry-after": "-3"}, None, None),
        ({}, None, None),
    ],
)
def test_the_time_to_wait_is_read_in_each_of_its_forms(
    headers: dict[str, str], least: float | None, most: float | None
) -> None:
    error = ModelError("too many")  # any error that has what those of a provider's package have
    vars(error).update(status_code=429, response=SimpleNamespace(headers=headers))
    fault = fault_of(error)
    assert fault is not None
    assert fault.limit
    assert fault.wait is None if least is None else least <= (fault.wait or 0) <= (most or 0)
