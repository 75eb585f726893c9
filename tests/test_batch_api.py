"""The provider's own batch interface, against a loopback server that has files and batches, and their faults."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from benchmarks.dialogues import MODEL, answers
from benchmarks.made import made
from benchmarks.standin import StandIn, standing_in
from benchmarks.standin_answers import Answers
from benchmarks.standin_batches import BatchFaults
from summarizer import ModelError, OptionError, Options, Store, summarize_many
from summarizer.batch import Limits, make_job, pieces
from summarizer.batch.provider import Collected, Handed, collect, submit
from summarizer.cli import main
from summarizer.exchanges import request_key
from summarizer.extraction.batches import SHARE, BatchEndpoint, parts
from summarizer.extraction.endpoint import Endpoint

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

COUNT = 4
SOURCES = [made(number).source for number in range(COUNT)]


@pytest.fixture(scope="module")
def known() -> Answers:
    return answers(range(COUNT))


class Batch:
    """A store, and a server that answers what is handed in."""

    def __init__(self, server: StandIn, store: Path) -> None:
        self.server, self.store = server, store
        self.options = Options(base_url=server.url, api_key="sk-test-of-the-batch")

    def submit(self, sources: list[Any] | None = None, *, most_lines: int = 50_000, **limits: Any) -> Handed:
        job = make_job(MODEL, self.options, self.store, Limits(**limits))
        return submit(job, pieces(SOURCES if sources is None else sources), most_lines=most_lines)

    def pass_a_day(self) -> None:
        for _ in range(3):  # validating, in progress, finalizing, ended
            request = urllib.request.Request(self.server.url.removesuffix("/v1") + "/advance", b"", method="POST")
            urllib.request.urlopen(request, timeout=30).close()

    def collect(self) -> Collected:
        return collect(str(self.store), self.options)

    def to_the_end(self, rounds: int = 12) -> dict[str, int]:
        """Go on until nothing is left to ask, and return how the filings ended."""
        states: dict[str, int] = {}
        for turn in range(rounds):
            handed = self.submit() if turn == 0 else self.submit([])
            self.pass_a_day()
            collected = self.collect()
            for outcome in (*handed.outcomes, *collected.outcomes):
                states[outcome.state] = states.get(outcome.state, 0) + (outcome.state != "missing")
            if not collected.next_round and not collected.open:
                return {state: count for state, count in states.items() if count}
        raise AssertionError(f"not at an end after {rounds} rounds: {states}")

    def paid(self) -> int:
        return max(self.server.paid.values(), default=0)


@pytest.fixture
def batch(request: pytest.FixtureRequest, known: Answers, tmp_path: Path) -> Iterator[Batch]:
    """A batch whose faults, if any, are the fixture's parameter; nothing but a day that passes moves it on."""
    faults = BatchFaults(**{"polls": 0, **getattr(request, "param", {})})
    with standing_in(known, latency=0, batch_faults=faults) as server:
        yield Batch(server, tmp_path / "deals.db")


def test_two_rounds_make_the_summaries_that_are_made_live(batch: Batch, tmp_path: Path) -> None:
    first = batch.submit()
    assert (first.questions, first.files) == (COUNT, 1)
    batch.pass_a_day()
    answered = batch.collect()
    assert (answered.answers, answered.next_round, answered.open) == (COUNT, COUNT, 0)
    assert batch.submit([]).questions == COUNT
    batch.pass_a_day()
    assert [outcome.state for outcome in batch.collect().outcomes] == ["done"] * COUNT

    live = list(summarize_many(SOURCES, model=MODEL, options=batch.options, store=tmp_path / "live.db"))
    with Store.open(batch.store) as store, Store.open(tmp_path / "live.db") as other:
        ours, theirs = dict(_bare(store)), dict(_bare(other))
        vias = {exchange.via for stored, _ in store.summaries() for exchange in store.exchanges_of(stored)}
    assert len(live) == COUNT
    assert ours == theirs
    assert vias == {"batch"}


def test_the_file_holds_the_very_requests_that_are_sent_live(batch: Batch, known: Answers) -> None:
    batch.submit()
    ((_, data),) = batch.server.batches.files.values()
    lines = [json.loads(line) for line in data.splitlines()]
    assert {line["url"] for line in lines} == {"/v1/chat/completions"}
    assert all(line["custom_id"] == request_key(MODEL, line["body"]) for line in lines)
    assert all(known.of(line["body"]).text is not None for line in lines)
    assert b"sk-test" not in data


def test_what_is_handed_in_is_not_handed_in_again(batch: Batch) -> None:
    batch.submit()
    again = batch.submit()
    assert (again.questions, again.files, again.waiting) == (0, 0, COUNT * 2)  # as a source, and as one that waits
    assert len(batch.server.batches.batches) == 1


def test_a_batch_that_is_not_done_is_waited_for(batch: Batch) -> None:
    batch.submit()
    told = batch.collect()
    assert (told.answers, told.open, told.waiting, told.next_round) == (0, 1, COUNT, 0)


def test_questions_are_parted_within_the_limits_of_a_file(batch: Batch) -> None:
    assert batch.submit(most_lines=3).files == 2
    assert [len(one.lines) for one in batch.server.batches.batches.values()] == [0, 0]  # read when they are begun
    assert sorted(data.count(b"\n") for _, data in batch.server.batches.files.values()) == [1, 3]


def test_a_part_is_no_larger_than_a_file_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.extraction.batches.MOST_BYTES", 3_000)
    lines = [(str(number), {"text": "x" * 1_000}) for number in range(5)]
    assert list(parts(lines)) == [["0", "1"], ["2", "3"], ["4"]]


@pytest.mark.parametrize(
    "batch",
    [
        {"shuffled": True, "duplicated": 0.5},
        {"failed": 0.3},
        {"expired": 0.3},
        {"lost": 0.3},
        {"invalid": 1},
        {"no_json": 0.15, "off_schema": 0.1},
        {"failed": 0.1, "expired": 0.1, "lost": 0.1, "no_json": 0.1, "duplicated": 0.3, "shuffled": True},
    ],
    ids=lambda faults: ",".join(faults),
    indirect=True,
)
def test_what_goes_wrong_is_asked_again_and_every_filing_ends(batch: Batch) -> None:
    states = batch.to_the_end()
    assert sum(states.values()) == COUNT
    assert set(states) <= {"done", "failed"}
    assert states["done"] >= COUNT - 2
    assert batch.paid() == 1  # no answer twice, however often a line came


@pytest.mark.parametrize("batch", [{"unheard": 1}], indirect=True)
def test_a_batch_whose_making_was_not_heard_of_is_found_again(batch: Batch) -> None:
    batch.submit()
    assert len(batch.server.batches.batches) == 1
    batch.pass_a_day()
    assert batch.collect().answers == COUNT


@pytest.mark.parametrize("batch", [{"cut_off": 1.0}], indirect=True)
def test_an_answer_that_is_cut_off_fails_its_filing_with_the_reason(batch: Batch) -> None:
    assert batch.to_the_end() == {"failed": COUNT}
    with Store.open(batch.store) as store:
        assert {failure.kind for failure in store.failures()} == {"IncompleteAnswerError"}


@pytest.mark.parametrize("batch", [{"failed": 1.0}], indirect=True)
def test_a_question_that_is_never_answered_fails_its_filing_in_the_end(batch: Batch) -> None:
    assert batch.to_the_end() == {"failed": COUNT}
    with Store.open(batch.store) as store:
        (reason,) = {failure.reason.split(":")[0] for failure in store.failures()}
    assert reason == "the Batch API gives no answer (extract)"
    assert batch.paid() == 0


@pytest.mark.parametrize("batch", [{"max_tokens": 1}], indirect=True)
def test_why_a_batch_failed_is_told(batch: Batch) -> None:
    batch.submit()
    batch.pass_a_day()
    assert batch.collect().failed == COUNT
    with Store.open(batch.store) as store:
        (job,) = store.jobs()
    assert job.error is not None
    assert "Enqueued token limit" in job.error


def test_an_upload_that_was_broken_off_is_gone_on_with(batch: Batch) -> None:
    nowhere = Options(base_url="http://127.0.0.1:9/v1", api_key="x", timeout=1)
    job = make_job(MODEL, nowhere, batch.store, None)
    with pytest.raises(ModelError, match="can't reach"):
        submit(job, pieces(SOURCES))
    assert batch.submit([]).questions == 0  # they are in the store, and only handed in now
    batch.pass_a_day()
    assert batch.collect().answers == COUNT


def test_half_the_price_is_entered() -> None:
    endpoint = BatchEndpoint(Endpoint("openai/gpt-4o", None, "x"))
    response = {"choices": [], "usage": {"prompt_tokens": 10_000, "completion_tokens": 1_000, "total_tokens": 11_000}}
    usage, cost = endpoint.cost(response)
    assert (usage.input_tokens, usage.output_tokens) == (10_000, 1_000)
    assert cost == endpoint.endpoint.price.of(10_000, 1_000) * Decimal("0.5")  # type: ignore[operator]
    assert Decimal("0.5") == SHARE
    endpoint.close()


def test_the_limit_of_money_holds_questions_back(batch: Batch, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="no price"):
        batch.submit(max_cost=1.0)  # at an address of one's own no price is known


def test_rules_and_other_providers_have_no_batch_interface(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="rules asks no model"):
        submit(make_job("rules", None, tmp_path / "deals.db", None), iter(()))
    with pytest.raises(OptionError, match="OpenAI's interface"):
        submit(make_job("anthropic/claude", Options(api_key="x"), tmp_path / "deals.db", None), iter(()))


def test_the_command_takes_the_steps(batch: Batch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "filings"
    folder.mkdir()
    for number, source in enumerate(SOURCES[:2]):
        (folder / f"{number}.txt").write_bytes(source)
    where = ["--store", str(batch.store), "--base-url", batch.server.url, "--model", MODEL]
    step = ["batch", "--via", "batch-api", *where]

    def run(*arguments: str) -> tuple[int, str]:
        code = main([*step, *arguments])
        return code, capsys.readouterr().out

    assert run("submit", str(folder)) == (0, "handed in   2 questions in 1 files\n")
    assert "0 of 2 answered" in run("status")[1]
    assert run("collect")[1].splitlines()[-1] == "waiting     2 filings, for 1 batches that are not done yet"
    batch.pass_a_day()
    assert "2 of 2 answered" in run("status")[1]
    assert run("collect")[1].splitlines()[-1] == "next round  2 filings have another question"
    run("submit")
    batch.pass_a_day()
    code, told = run("collect")
    assert (code, told.splitlines()[-1]) == (0, "done        2 filings")
    assert run("status") == (0, "0 open, 2 collected\n")
    assert main([*step, "sumbit"]) == 2
    assert main([*step, "status", str(folder)]) == 2


def _bare(store: Store) -> Iterator[tuple[str, dict[str, Any]]]:
    for stored, summary in store.summaries():
        data = summary.model_dump(mode="json")
        for name in ("calls", "seconds", "cost_usd"):
            del data["run"][name]
        yield stored.sha256, data
