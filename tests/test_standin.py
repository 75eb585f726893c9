"""The stand-in that batches are measured against does what it says, to the client that OpenAI's own package makes."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import openai
import pytest

from benchmarks.dialogues import MODEL, Exchange, answers, dialogue
from benchmarks.made import FORMS, made
from benchmarks.standin import StandIn, running, standing_in
from benchmarks.standin_answers import MALFORMED, Answers, Faults, question
from benchmarks.standin_batches import BatchFaults
from benchmarks.stories import KINDS
from summarizer import Options, asummarize, read_filing, summarize
from summarizer.exchanges import request_key

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

T = TypeVar("T")
Client = openai.AsyncOpenAI


def asked(number: int = 1) -> dict[str, Any]:
    return {"model": "stand-in", "messages": [{"role": "user", "content": f"Question {number}?"}]}


TABLE = {question(asked(number)): f'{{"answer": {number}}}' for number in range(100)}


def used(server: StandIn, use: Callable[[Client], Awaitable[T]], **options: Any) -> T:
    """Return what is made of a client that asks the server, and asks each request once."""

    async def run() -> T:
        settings = {"api_key": "none", "max_retries": 0, "timeout": 10, **options}
        async with Client(base_url=server.url, **settings) as client:
            return await use(client)

    return asyncio.run(run())


async def said(client: Client, number: int = 1) -> str:
    """Return the answer, or the name of the error that came instead of one."""
    try:
        completion = await client.chat.completions.create(**asked(number))
    except (openai.OpenAIError, ValueError) as error:
        return type(error).__name__
    choice = completion.choices[0]
    return choice.message.refusal or f"{choice.finish_reason}: {choice.message.content}"


async def each(client: Client, times: int) -> list[str]:
    return [await said(client) for _ in range(times)]


@pytest.fixture
def answering() -> Iterator[StandIn]:
    with standing_in(Answers(TABLE), latency=0) as server:
        yield server


# -- made filings ------------------------------------------------------------------------------------------------------


def test_a_number_makes_a_filing_and_always_the_same() -> None:
    many = [made(number) for number in range(2000)]

    assert [made(number) for number in range(2000)] == many
    assert len({one.company for one in many}) == len({one.source for one in many}) == 2000
    assert {one.kind for one in many} == set(KINDS)
    assert made(5, seed=1).source != made(5).source


@pytest.mark.parametrize("number", range(len(KINDS) * len(FORMS)))
def test_a_made_filing_is_read_and_takes_two_questions(number: int) -> None:
    one = made(number)

    exchanges, summary = dialogue(number)

    assert summary.filing.registrant.name == one.company
    assert summary.filing.items
    assert bool(summary.deals) == (one.kind != "results")
    assert not summary.checks.rejected
    assert not summary.checks.warnings
    assert [exchange.body["response_format"]["json_schema"]["name"] for exchange in exchanges] == [
        "Draft",
        "BriefDraft",
    ]


def test_what_the_pipeline_asks_is_known_byte_for_byte_and_by_its_key() -> None:
    exchanges, dry = dialogue(11)
    with standing_in(answers(range(11, 12)), latency=0) as server:
        summary = summarize(made(11).source, model=MODEL, options=Options(base_url=server.url))

    told = server.counts()
    assert summary.deals == dry.deals
    assert summary.brief == dry.brief
    assert told["each"] == {request_key(MODEL, exchange.body): [1, 1] for exchange in exchanges}
    assert told["read"] == 0


def test_a_request_in_other_bytes_is_known_too() -> None:
    exchange = dialogue(4)[0][0]
    shuffled = Exchange(dict(reversed(exchange.body.items())), exchange.text)
    table = answers(range(4, 5))

    assert shuffled.raw != exchange.raw
    assert table.find(shuffled.raw) == table.find(exchange.raw) == table.find(shuffled.raw)
    assert table.find(shuffled.raw).name == request_key(MODEL, exchange.body)
    assert table.find(shuffled.raw).text == exchange.text
    assert table.read == 1


# -- answers and faults ------------------------------------------------------------------------------------------------


def test_it_answers_what_it_knows_and_refuses_the_rest(answering: StandIn) -> None:
    async def both(client: Client) -> list[str]:
        return [await said(client, 7), await said(client, 1000)]

    assert used(answering, both) == ['stop: {"answer": 7}', "BadRequestError"]
    assert answering.counts(each=False) | {"connections": 1} == {
        "received": 2,
        "paid": 1,
        "outcomes": {"answered": 1, "unknown": 1},
        "requests": 2,
        "requests_paid": 1,
        "most_at_once": 1,
        "connections": 1,
        "early": 0,
        "read": 2,
    }


def test_it_tells_what_was_used(answering: StandIn) -> None:
    async def usage(client: Client) -> Any:
        return (await client.chat.completions.create(**asked())).usage

    taken = used(answering, usage)
    assert taken.prompt_tokens > 10
    assert taken.total_tokens == taken.prompt_tokens + taken.completion_tokens


def test_many_are_answered_at_once() -> None:
    async def many(client: Client) -> list[str]:
        return await asyncio.gather(*(said(client, number) for number in range(100)))

    with standing_in(Answers(TABLE), latency=0.3) as server:
        told = used(server, many)

    assert told == [f'stop: {{"answer": {number}}}' for number in range(100)]
    assert server.counts()["most_at_once"] > 50


@pytest.mark.parametrize(
    ("outcome", "told", "paid"),
    [
        ("limited", "RateLimitError", 0),
        ("failed", "InternalServerError", 0),
        ("dropped", "APIConnectionError", 0),
        ("slow", "APITimeoutError", 0),
        ("no_json", 'stop: Here is the summary that you asked for: {"an', 1),
        ("off_schema", 'stop: {"answer": "{\\"answer\\": 1}"}', 1),
        ("cut_off", 'length: {"answ', 1),
        ("refused", "I can't help with that.", 1),
    ],
)
def test_a_scripted_fault_comes_once(outcome: str, told: str, paid: int) -> None:
    with standing_in(Answers(TABLE), Faults(script=(outcome,)), latency=0) as server:
        assert used(server, lambda client: each(client, 2), timeout=0.5) == [told, 'stop: {"answer": 1}']
        counts = server.counts()
    assert counts["received"] == 2
    assert counts["paid"] == 1 + paid
    assert counts["outcomes"] == Counter(["left" if outcome == "slow" else outcome, "answered"])


def test_a_body_that_is_no_json_has_the_length_it_says() -> None:
    with standing_in(Answers(TABLE), Faults(script=("broken_body",)), latency=0) as server:
        first, second = used(server, lambda client: each(client, 2))
    assert first != second == 'stop: {"answer": 1}'
    assert server.counts()["outcomes"] == {"broken_body": 1, "answered": 1}


def test_an_answer_that_is_only_slow_comes() -> None:
    with standing_in(Answers(TABLE), Faults(script=("slow",), slow_seconds=0.2), latency=0) as server:
        assert used(server, said) == 'stop: {"answer": 1}'
    assert server.counts()["paid"] == 1


def test_a_connection_is_dropped_before_an_answer_or_within_it() -> None:
    faults = Faults(dropped=1)

    async def all_of_them(client: Client) -> set[str]:
        return {await said(client, number) for number in range(20)}

    with standing_in(Answers(TABLE), faults, latency=0) as server:
        assert used(server, all_of_them) == {"APIConnectionError"}
    assert {faults.drawn(name, 1)[1] % 2 for name in server.counts()["each"]} == {0, 1}


def test_retry_after_is_told_in_both_forms_and_who_comes_too_early_is_counted() -> None:
    async def waits(client: Client) -> list[dict[str, str]]:
        told = []
        for number in range(20):
            with pytest.raises(openai.RateLimitError) as limited:
                await client.chat.completions.create(**asked(number))
            headers = limited.value.response.headers
            told.append({name: headers[name] for name in ("retry-after", "retry-after-ms") if name in headers})
        await said(client, 0)
        return told

    with standing_in(Answers(TABLE), Faults(limited=1, retry_after=30.5), latency=0) as server:
        told = used(server, waits)

    assert {"retry-after": "31"} in told
    assert {"retry-after": "31", "retry-after-ms": "30500"} in told
    assert server.counts()["early"] == 1


def test_the_same_request_meets_the_same_faults() -> None:
    faults = Faults(limited=0.2, failed=0.2, dropped=0.1, malformed=0.2, cut_off=0.1, refused=0.1)

    async def backwards(client: Client) -> list[str]:
        return [await said(client, number) for number in reversed(range(60))][::-1]

    async def forwards(client: Client) -> list[str]:
        return list(await asyncio.gather(*(said(client, number) for number in range(60))))

    runs = []
    for use in (backwards, forwards):
        with standing_in(Answers(TABLE), faults, latency=0) as server:
            runs.append(used(server, use))
    assert runs[0] == runs[1]
    assert len(set(runs[0])) > 5


def test_faults_have_the_share_asked_for() -> None:
    faults = Faults(limited=0.1, failed=0.05, dropped=0.02, slow=0.02, malformed=0.03, cut_off=0.02)

    drawn = Counter(faults.drawn(f"request {number}", attempt)[0] for number in range(10_000) for attempt in (1, 2))

    shares = {name: round(count / 20_000, 2) for name, count in drawn.items()}
    assert shares == {
        **{"limited": 0.1, "failed": 0.05, "dropped": 0.02, "slow": 0.02, "cut_off": 0.02, "answered": 0.76},
        **dict.fromkeys(MALFORMED, 0.01),
    }


def test_a_rate_is_kept_and_the_wait_told_is_enough() -> None:
    async def again(client: Client) -> int:
        limited = 0
        for number in range(8):
            while await said(client, number) == "RateLimitError":
                limited += 1
                await asyncio.sleep(0.05)
        return limited

    with standing_in(Answers(TABLE), Faults(rate=20, burst=0.1), latency=0) as server:
        started = time.monotonic()
        limited = used(server, again)
        assert time.monotonic() - started > 0.2  # what 20 a second can't do faster
    assert limited == server.counts()["outcomes"]["limited"] > 0


def test_the_client_of_openai_waits_as_told_and_gets_through() -> None:
    faults = Faults(script=("limited", "failed", "dropped"), retry_after=0.05)
    with standing_in(Answers(TABLE), faults, latency=0) as server:
        assert used(server, said, max_retries=5) == 'stop: {"answer": 1}'
    assert server.counts()["received"] == 4


def test_the_pipeline_gets_its_summary_through_faults() -> None:
    faults = Faults(script=("failed", "off_schema"))
    with standing_in(answers(range(3)), faults, latency=0) as server:
        source = made(2).source
        summary = asyncio.run(asummarize(source, model=MODEL, options=Options(base_url=server.url, api_key="none")))
    assert summary.filing.registrant.name == made(2).company
    assert server.counts()["paid"] > 2


def test_every_event_is_in_the_log(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with standing_in(Answers(TABLE), Faults(script=("failed",)), latency=0, log=log) as server:
        used(server, lambda client: each(client, 2))

    lines = [line.split() for line in log.read_text().splitlines()]
    name = request_key(MODEL, asked())
    assert [line[1:] for line in lines] == [
        ["received", name, "1"],
        ["unpaid", name, "1", "failed"],
        ["received", name, "2"],
        ["paid", name, "2", "answered"],
    ]
    assert [float(line[0]) for line in lines] == sorted(float(line[0]) for line in lines)


# -- a process of its own ----------------------------------------------------------------------------------------------


def test_it_runs_by_itself_and_stops_with_who_started_it(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    Answers(TABLE).save(path)
    with running(path, "--latency", "0", "--faults", "script=failed", "retry_after=2") as server:
        told = used(server, lambda client: each(client, 2))  # type: ignore[arg-type]
        counts = server.counts(each=True)
        server.forget()
        assert server.counts()["received"] == 0
    assert told == ["InternalServerError", 'stop: {"answer": 1}']
    assert counts["each"] == {request_key(MODEL, asked()): [2, 1]}
    assert server.process.returncode == 0


def test_it_stops_when_its_parent_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    Answers(TABLE).save(path)
    parent = (
        "import subprocess, sys\n"
        f"command = [sys.executable, '-m', 'benchmarks.standin', '--answers', {str(path)!r}, '--seconds', '30']\n"
        "child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)\n"
        "print(child.stdout.readline().strip(), flush=True)\n"
    )
    url = subprocess.run([sys.executable, "-c", parent], capture_output=True, text=True, check=True).stdout.strip()
    until = time.monotonic() + 20

    async def asking(client: Client) -> str:
        return await said(client)

    server = StandIn(Answers())
    server.url = url
    while used(server, asking) != "APIConnectionError":
        assert time.monotonic() < until
        time.sleep(0.1)


# -- files and batches -------------------------------------------------------------------------------------------------


def lines(count: int, **changes: Any) -> list[dict[str, Any]]:
    start = {"method": "POST", "url": "/v1/chat/completions"}
    return [{"custom_id": f"r{number}", **start, "body": asked(number), **changes} for number in range(count)]


async def submitted(client: Client, requests: list[dict[str, Any]], **metadata: str) -> Any:
    data = "\n".join(json.dumps(line) for line in requests).encode()
    file = await client.files.create(file=("part.jsonl", data), purpose="batch")
    return await client.batches.create(
        input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h", metadata=metadata
    )


async def ended(client: Client, batch: Any) -> tuple[list[str], Any]:
    """Look until a batch has ended; return its states on the way, and the batch."""
    states = [batch.status]
    for _ in range(20):
        batch = await client.batches.retrieve(batch.id)
        states.append(batch.status)
        if batch.status in ("completed", "failed", "expired", "cancelled"):
            break
    return states, batch


async def content(client: Client, file: str | None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (await client.files.content(file)).text.splitlines()] if file else []


def batched(faults: BatchFaults, count: int = 40, **changes: Any) -> tuple[Any, list[Any], list[Any], StandIn]:
    """Return what becomes of a batch: its end, its output, its errors, and the server."""

    async def run(client: Client) -> tuple[Any, list[Any], list[Any]]:
        _, batch = await ended(client, await submitted(client, lines(count, **changes)))
        return batch, await content(client, batch.output_file_id), await content(client, batch.error_file_id)

    with standing_in(Answers(TABLE), latency=0, batch_faults=faults) as server:
        return *used(server, run), server


def ids(rows: list[Any]) -> list[str]:
    return [row["custom_id"] for row in rows]


def test_a_batch_goes_its_way_and_answers_every_line() -> None:
    async def run(client: Client) -> Any:
        states, batch = await ended(client, await submitted(client, lines(3), part="1"))
        file = await client.files.retrieve(batch.input_file_id)
        return states, batch, file, await content(client, batch.output_file_id)

    with standing_in(Answers(TABLE), latency=0, batch_faults=BatchFaults(polls=2)) as server:
        states, batch, file, rows = used(server, run)

    assert list(dict.fromkeys(states)) == ["validating", "in_progress", "finalizing", "completed"]
    assert states.count("in_progress") == 2
    assert (file.purpose, file.filename, file.status) == ("batch", "part.jsonl", "processed")
    assert file.bytes == len("\n".join(json.dumps(line) for line in lines(3)))
    assert batch.metadata == {"part": "1"}
    assert (batch.request_counts.total, batch.request_counts.completed, batch.error_file_id) == (3, 3, None)
    assert ids(rows) == ["r0", "r1", "r2"]
    assert [row["response"]["body"]["choices"][0]["message"]["content"] for row in rows] == [
        f'{{"answer": {number}}}' for number in range(3)
    ]
    assert server.counts()["paid"] == 3


def test_batches_are_listed_the_newest_first_page_by_page() -> None:
    async def run(client: Client) -> list[str]:
        made_ = [(await submitted(client, lines(1), part=str(number))).id for number in range(5)]
        listed = [batch.id async for batch in client.batches.list(limit=2)]
        assert listed == made_[::-1]
        return [file.filename async for file in client.files.list()]

    with standing_in(Answers(TABLE), latency=0) as server:
        assert used(server, run) == ["part.jsonl"] * 5


def test_lines_fail_into_the_error_file() -> None:
    batch, output, errors, server = batched(BatchFaults(failed=0.3))

    assert batch.status == "completed"
    assert 0 < batch.request_counts.failed == len(errors) < 40
    assert sorted(ids(output) + ids(errors)) == sorted(ids(lines(40)))
    assert {row["response"]["status_code"] for row in errors} == {500}
    assert server.counts()["paid"] == len(output)


def test_a_batch_expires_with_what_it_has() -> None:
    batch, output, errors, _ = batched(BatchFaults(expired=0.5))

    assert batch.status == "expired"
    assert batch.expired_at
    assert sorted(ids(output) + ids(errors)) == sorted(ids(lines(40)))
    assert {row["error"]["code"] for row in errors} == {"batch_expired"}
    assert all(row["response"] is None for row in errors)


def test_lines_come_out_of_order_twice_or_not_at_all() -> None:
    _, output, errors, _ = batched(BatchFaults(shuffled=True, duplicated=0.2, lost=0.2))

    assert errors == []
    assert ids(output) != sorted(ids(output), key=lambda name: int(name[1:]))
    assert len(output) > len(set(ids(output)))
    assert set(ids(output)) < set(ids(lines(40)))


def test_answers_of_a_batch_have_the_faults_of_live_ones() -> None:
    _, output, _, _ = batched(BatchFaults(no_json=0.2, off_schema=0.2, cut_off=0.2, refused=0.2))

    choices = [row["response"]["body"]["choices"][0] for row in output]
    assert {choice["finish_reason"] for choice in choices} == {"stop", "length"}
    assert any(choice["message"]["refusal"] for choice in choices)
    assert any("that you asked for" in (choice["message"]["content"] or "") for choice in choices)


@pytest.mark.parametrize(
    ("faults", "changes", "codes"),
    [
        (BatchFaults(invalid=1), {}, {"invalid_json_line"}),
        (BatchFaults(max_lines=3), {}, {"too_many_tasks"}),
        (BatchFaults(max_tokens=10), {}, {"token_limit_exceeded"}),
        (BatchFaults(), {"custom_id": "same"}, {"duplicate_custom_id"}),
        (BatchFaults(), {"url": "/v1/embeddings"}, {"invalid_url"}),
        (BatchFaults(), {"body": None}, {"missing_required_parameter"}),
    ],
)
def test_a_batch_fails_its_validation(faults: BatchFaults, changes: dict[str, Any], codes: set[str]) -> None:
    batch, output, errors, server = batched(faults, 5, **changes)

    assert batch.status == "failed"
    assert {error.code for error in batch.errors.data} == codes
    assert output == errors == []
    assert server.counts()["received"] == 0


def test_tokens_are_free_again_once_a_batch_has_ended() -> None:
    async def run(client: Client) -> list[str]:
        first, second = await submitted(client, lines(5)), await submitted(client, lines(5))
        states: list[str] = [(await client.batches.retrieve(batch.id)).status for batch in (first, second)]
        states.append((await ended(client, first))[1].status)
        states.append((await ended(client, await submitted(client, lines(5))))[1].status)
        return states

    with standing_in(Answers(TABLE), latency=0, batch_faults=BatchFaults(max_tokens=250)) as server:
        assert used(server, run) == ["in_progress", "failed", "completed", "completed"]


def test_a_batch_can_be_cancelled() -> None:
    async def run(client: Client) -> Any:
        batch = await submitted(client, lines(3))
        await client.batches.retrieve(batch.id)
        cancelled = await client.batches.cancel(batch.id)
        _, batch = await ended(client, cancelled)
        with pytest.raises(openai.ConflictError):
            await client.batches.cancel(batch.id)
        return cancelled.status, batch.status, await content(client, batch.error_file_id)

    with standing_in(Answers(TABLE), latency=0) as server:
        first, last, errors = used(server, run)
    assert (first, last) == ("cancelling", "cancelled")
    assert {row["error"]["code"] for row in errors} == {"batch_cancelled"}


def test_a_batch_may_be_made_though_nobody_hears_of_it() -> None:
    async def run(client: Client) -> list[Any]:
        with pytest.raises(openai.APIConnectionError):
            await submitted(client, lines(1), part="7")
        return [batch.metadata async for batch in client.batches.list()]

    with standing_in(Answers(TABLE), latency=0, batch_faults=BatchFaults(unheard=1)) as server:
        assert used(server, run) == [{"part": "7"}]


def test_what_there_is_not_is_not_found(answering: StandIn) -> None:
    async def run(client: Client) -> None:
        for call in (client.batches.retrieve, client.batches.cancel, client.files.retrieve, client.files.content):
            with pytest.raises(openai.NotFoundError):
                await call("no-such-thing")
        with pytest.raises(openai.BadRequestError):
            await client.batches.create(
                input_file_id="file-none", endpoint="/v1/chat/completions", completion_window="24h"
            )
        file = await client.files.create(file=("a.jsonl", b"{}\n"), purpose="batch")
        assert (await client.files.delete(file.id)).deleted
        with pytest.raises(openai.NotFoundError):
            await client.files.retrieve(file.id)

    used(answering, run)


def test_a_file_can_be_too_large() -> None:
    async def run(client: Client) -> None:
        with pytest.raises(openai.APIStatusError) as refused:
            await submitted(client, lines(10))
        assert refused.value.status_code == 413

    with standing_in(Answers(TABLE), latency=0, batch_faults=BatchFaults(max_bytes=100)) as server:
        used(server, run)


def test_an_unread_filing_is_none_the_less_a_filing() -> None:
    """Every form that filings are made in is one that the readers know."""
    for number in (0, len(KINDS), 2 * len(KINDS)):
        assert read_filing(made(number).source).info.registrant.name == made(number).company
