"""Many filings through `summarize_many`: each ends in one outcome, is kept once, and nothing stays behind."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.standin import standing_in
from benchmarks.standin_answers import Answers
from summarizer import (
    BatchLimitError,
    CredentialsError,
    Filing,
    FilingError,
    Limits,
    OptionError,
    Options,
    Outcome,
    SourceError,
    Store,
    StoreError,
    SummarizerError,
    asummarize_many,
    read_filing,
    summarize,
    summarize_many,
)
from summarizer.batch import configuration
from summarizer.batch.again import again
from summarizer.batch.running import run
from tests.batching import (
    MODEL,
    QUESTIONS,
    RULES,
    at,
    batch,
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
from tests.conftest import KEY, ROOT
from tests.endpoint import error, serving
from tests.filings import form, submission
from tests.storing import text_of
from tests.test_deal_types import NEW_TYPE

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

BOTH = submission(("8-K", form())) + submission(("8-K", form())).replace("0009999999-09-000123", "0009999999-09-000124")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "deals.db"


@pytest.fixture(autouse=True)
def _nothing_stays() -> Iterator[None]:
    """See that no thread and no process outlives its batch."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + 5  # what multiprocessing itself winds up has a moment for it
    while (left := set(threading.enumerate()) - before) and time.monotonic() < until:
        time.sleep(0.01)
    assert left == set()
    assert multiprocessing.active_children() == []


def dumped(outcome: Outcome) -> Any:
    """Return a summary without how it was made."""
    assert outcome.summary is not None
    return outcome.summary.model_dump(exclude={"run"})


# -- sources -----------------------------------------------------------------------------------------------------------


def everything(folder: Path) -> list[Any]:
    """Return sources of every kind, in which there are nine filings and four that are none."""
    folder_of(folder / "folder" / "inner", 2)
    single = folder / "single.txt.gz"
    single.write_bytes(gzip.compress(text_of(2)))
    archive = folder / "archive.zip"
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("a.txt", text_of(3))
        written.writestr("b.txt", "no filing")
        written.writestr("../c.txt", text_of(4))
    both = folder / "both.txt"
    both.write_text(BOTH)
    return [
        *(folder / "folder", str(single), archive, str(both)),
        *(text_of(5), text_of(6).decode(), read_filing(text_of(7))),
        *(folder / "missing.txt", str(folder / "*.none")),
    ]


@pytest.mark.parametrize(("with_store", "workers"), [(False, 1), (True, 1), (True, 2)])
def test_every_source_ends_in_one_outcome(with_store: bool, workers: int, tmp_path: Path, store: Path) -> None:
    where = store if with_store else None
    found = batch(everything(tmp_path), store=where, limits=Limits(workers=workers))
    told = sorted((Path(one.source).name, one.part, one.state, type(one.error).__name__) for one in found)
    done, none = ("done", "NoneType"), ("failed", "FilingError")
    assert told == sorted(
        [
            ("000.txt", 1, *done),
            ("001.txt", 1, *done),
            ("single.txt.gz", 1, *done),
            ("a.txt", 1, *done),
            ("b.txt", 1, *none),
            ("c.txt", 1, "failed", "SourceError"),
            ("both.txt", 1, *done),
            ("both.txt", 2, *done),
            ("bytes", 1, *done),
            ("text", 1, *done),
            ("bytes", 1, *done),  # the parsed one has the name of what it was parsed from
            ("missing.txt", 1, "failed", "SourceError"),
            ("*.none", 1, "failed", "SourceError"),
        ]
    )
    assert len(found) == 13
    assert states(found) == {"done": 9, "failed": 4}
    for outcome in found:
        assert (outcome.summary is None) == (outcome.state != "done")
        assert "\n" not in str(outcome.error)
        if outcome.summary is not None and with_store:
            assert outcome.sha256 in (None, outcome.summary.run.source_sha256)
    if not with_store:
        return
    sound(store)
    again = batch(everything(tmp_path), store=store, limits=Limits(workers=workers))
    # What can't be read is tried again; a parsed filing has no bytes that could be kept.
    assert states(again) == {"kept": 8, "done": 1, "failed": 3, "left": 1}
    kept = {(o.source, o.part): dumped(o) for o in found if o.summary and o.sha256}
    assert {(o.source, o.part): dumped(o) for o in again if o.state == "kept"} == kept
    assert len(queried(store, "SELECT * FROM summary")) == 8
    assert {Path(name).name for name in queried(store, "SELECT source FROM failures")} == {
        *("b.txt", "c.txt", "missing.txt", "*.none"),
    }


def test_nothing_at_all_is_no_batch_of_its_own(store: Path) -> None:
    assert batch([], store=store) == []
    assert batch([], store=store, limits=Limits(workers=2)) == []
    sound(store)


@pytest.mark.parametrize("empty", [b"", "", "\n\n", "   "])
def test_an_empty_source_fails_and_is_told(empty: str | bytes, store: Path) -> None:
    (outcome,) = batch([empty], store=store)
    assert outcome.state == "failed"
    assert isinstance(outcome.error, SourceError)
    assert len(batch([empty], store=store)) == 1


def test_a_folder_without_filings_fails_alone(tmp_path: Path, store: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = batch([tmp_path / "empty", text_of(1)], store=store)
    assert states(found) == {"failed": 1, "done": 1}


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_content_twice_is_summarized_once(workers: int, tmp_path: Path, store: Path) -> None:
    sources = [text_of(1), text_of(1).decode(), *folder_of(tmp_path / "same", 8, first=1), text_of(1), text_of(2)]
    with standing_in(Answers(other=said), latency=0.05) as server:
        limits = Limits(workers=workers, concurrency=3)
        found = batch(sources, model=MODEL, options=at(server.url), store=store, limits=limits)
        told = server.counts()
    assert told["received"] == 8 * QUESTIONS
    assert told["most_at_once"] <= 3  # in all processes together
    assert states(found) == {"done": 8, "kept": 4}
    assert all(outcome.summary is not None for outcome in found)
    assert len({json.dumps(dumped(outcome), default=str) for outcome in found}) == 8
    sound(store)


def test_a_failure_of_the_same_content_is_told_each_time(store: Path) -> None:
    found = batch([b"no filing"] * 3, store=store)
    assert states(found) == {"failed": 1, "left": 2}
    assert isinstance(found[0].error, FilingError)


def test_a_source_that_can_not_be_read_is_forgotten_once_it_can(tmp_path: Path, store: Path) -> None:
    late = tmp_path / "late.txt"
    assert states(batch([late], store=store)) == {"failed": 1}
    assert queried(store, "SELECT source FROM failures") == [str(late)]
    late.write_bytes(text_of(1))
    assert states(batch([late], store=store)) == {"done": 1}
    assert queried(store, "SELECT source FROM failures") == []


def test_the_part_that_failed_is_taken_up_again_and_the_other_not(store: Path) -> None:
    bad = BOTH.partition("0009999999-09-000124")[0]
    broken = (bad + "0009999999-09-000124\n<TEXT>\nno form\n</TEXT>\n</DOCUMENT>\n").encode()
    found = batch([broken], store=store)
    assert [outcome.state for outcome in found] == ["done", "failed"]
    assert [outcome.state for outcome in batch([broken], store=store)] == ["kept", "left"]
    assert [outcome.state for outcome in batch([broken], store=store, retry_failed=True)] == ["kept", "failed"]
    assert [outcome.state for outcome in batch([broken], store=store, again=True)] == ["done", "failed"]
    sound(store)


def test_a_mistake_of_our_own_takes_no_other_with_it(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from summarizer import reading
    from summarizer.batch import worker
    from summarizer.extraction import rules

    propose, parse = rules.propose, reading.filings_of

    def stumbling(filing: Filing) -> Any:
        if "Quillmere 2 " in filing.info.registrant.name:
            raise ZeroDivisionError("invented")
        return propose(filing)

    def tripping(raw: Any) -> Any:
        if b"Quillmere 3 " in raw.data:
            raise RecursionError("invented")
        return parse(raw)

    monkeypatch.setattr(rules, "propose", stumbling)
    monkeypatch.setattr(worker, "filings_of", tripping)
    found = batch([text_of(n) for n in range(5)], store=store)
    assert states(found) == {"done": 3, "failed": 2}
    assert {str(outcome.error) for outcome in found if outcome.error} == {
        "a mistake in summarizer: ZeroDivisionError: invented",
        "a mistake in summarizer: RecursionError: invented",
    }
    assert states(batch([text_of(n) for n in range(5)])) == {"done": 3, "failed": 2}


def test_what_the_callers_own_iterator_raises_is_the_callers(store: Path) -> None:
    def sources() -> Iterator[bytes]:
        yield text_of(1)
        raise LookupError("of the caller")

    with pytest.raises(LookupError, match="of the caller"):
        batch(sources(), store=store)
    with pytest.raises(SummarizerError, match="LookupError: of the caller"):
        batch(sources(), store=store, limits=Limits(workers=2))
    sound(store)


# -- limits ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [1, 2])
def test_after_so_many_failures_the_batch_ends_and_says_so(workers: int, store: Path) -> None:
    bad = [f"no filing {number}\n" for number in range(200)]
    found: list[Outcome] = []
    with pytest.raises(BatchLimitError, match=r"^\d+ filings failed, as many as --max-failures allows: the batch ends"):
        found.extend(_each(summarize_many(bad, store=store, limits=Limits(max_failures=5, workers=workers)), found))
    failed = states(found)["failed"]
    assert failed == 5 if workers == 1 else 5 <= failed < 60
    assert queried(store, "SELECT count(*) FROM failures") == [failed] or workers == 2
    sound(store)


def _each(outcomes: Iterator[Outcome], found: list[Outcome]) -> list[Outcome]:
    for outcome in outcomes:
        found.append(outcome)
    return []


def test_fewer_failures_than_that_end_nothing(store: Path) -> None:
    found = batch(["no filing\n", text_of(1), "none\n"], store=store, limits=Limits(max_failures=3))
    assert states(found) == {"failed": 2, "done": 1}


def test_a_process_that_may_not_go_on_ends_the_others_too(store: Path) -> None:
    with serving(lambda _: error(401, f"no to {KEY}")) as endpoint:
        how: dict[str, Any] = {"options": at(endpoint), "limits": Limits(workers=2, concurrency=2)}
        with pytest.raises(CredentialsError) as caught:
            batch([text_of(n) for n in range(60)], model=MODEL, store=store, **how)
    assert KEY not in str(caught.value)
    assert len(endpoint.bodies) < 20
    sound(store)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"model": "gpt-5"}, "unknown model 'gpt-5': write provider/name"),
        ({"offline": True}, "offline, retry_failed and again are about what a store holds: name one"),
        ({"retry_failed": True}, "are about what a store holds"),
        ({"again": True}, "are about what a store holds"),
        ({"store": "nowhere/deals.db"}, "there is no folder"),
        ({"store": "none.db", "offline": True}, "there is no store"),
    ],
)
def test_what_can_not_be_is_told_before_a_source_is_read(
    how: dict[str, Any], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    sources: Any = iter(lambda: pytest.fail("was read"), b"")
    with pytest.raises((OptionError, StoreError), match=told) as caught:
        batch(sources, **how)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


# -- processes ---------------------------------------------------------------------------------------------------------


def test_several_processes_say_the_same_as_one(tmp_path: Path, store: Path) -> None:
    folder = tmp_path / "filings"
    folder_of(folder, 10)
    (folder / "none.txt").write_text("no filing")
    one = named(batch([folder]))
    several = named(batch([folder], store=store, limits=Limits(workers=2)))
    assert {name: outcome.state for name, outcome in several.items()} == {n: o.state for n, o in one.items()}
    assert str(several["none.txt"].error) == str(one["none.txt"].error)
    for name, outcome in one.items():
        if outcome.summary:
            assert dumped(several[name]) == dumped(outcome)
    assert states(batch([folder], store=store)) == {"kept": 10, "left": 1}
    sound(store)


class _Waiting:
    """Sources of which the last comes when it is told to."""

    def __init__(self, *first: bytes) -> None:
        self.first = first
        self.go_on = threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        yield from self.first
        assert self.go_on.wait(30)
        yield text_of(99)


def test_a_process_that_is_killed_is_told_and_the_next_run_goes_on(store: Path) -> None:
    sources = _Waiting(*(text_of(n) for n in range(4)))
    found: list[Outcome] = []

    def each() -> None:
        for outcome in summarize_many(sources, store=store, limits=Limits(workers=2)):
            found.append(outcome)
            if len(found) == 1:
                multiprocessing.active_children()[0].kill()
                sources.go_on.set()

    with pytest.raises(SummarizerError, match=r"^a process of the batch ended with code -9: run it again to go on$"):
        each()
    sound(store)
    again = batch([*(text_of(n) for n in range(4)), text_of(99)], store=store)
    assert set(states(again)) <= {"done", "kept"}
    assert len(again) == 5
    assert states(again)["kept"] >= len(found)


def test_processes_end_with_the_one_that_began_them(store: Path, tmp_path: Path) -> None:
    script = tmp_path / "long.py"
    script.write_text(
        "import multiprocessing, sys, time\n"
        "from summarizer import Limits, summarize_many\n"
        "def sources():\n"
        "    yield open(sys.argv[1], 'rb').read()\n"
        "    time.sleep(60)\n"
        "if __name__ == '__main__':\n"
        "    for outcome in summarize_many(sources(), store=sys.argv[2], limits=Limits(workers=2)):\n"
        "        print(*(child.pid for child in multiprocessing.active_children()), flush=True)\n"
    )
    (filing,) = folder_of(tmp_path, 1)
    process = subprocess.Popen([sys.executable, script, filing, store], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stdout
        children = [int(word) for word in process.stdout.readline().split()]
    finally:
        process.kill()
        process.communicate()
    assert len(children) == 2
    until = time.monotonic() + 20
    while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{child}").exists() for child in children)
    assert states(batch([filing, text_of(5)], store=store)) == {"kept": 1, "done": 1}
    assert len(queried(store, "SELECT id FROM run WHERE ended_at IS NULL")) == 1  # the one that was killed


# -- leaving early -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("model", "workers"), [(RULES, 1), (RULES, 2), (MODEL, 1)])
def test_who_leaves_early_leaves_nothing_behind(model: str, workers: int, store: Path) -> None:
    sources = [text_of(n) for n in range(100)]
    with standing_in(Answers(other=said), latency=0.02) as server:
        how: dict[str, Any] = {"model": model, "options": at(server.url), "store": store}
        for outcome in summarize_many(sources, **how, limits=Limits(workers=workers)):
            assert outcome.state == "done"
            break
        del outcome
        assert multiprocessing.active_children() == []
        sound(store)
        paid = set(queried(store, "SELECT key FROM exchange"))
        before = server.counts()["each"]
        assert states(batch(sources[:12], **how))["done"] < 12
        after = server.counts()["each"]
    assert all(after[key] == before[key] for key in paid)
    sound(store)


def test_who_leaves_late_after_others_are_done_is_not_held_up(store: Path) -> None:
    async def leaving() -> None:
        limits = Limits(concurrency=2)
        async with aclosing(asummarize_many([text_of(n) for n in range(40)], store=store, limits=limits)) as outcomes:
            async for _ in outcomes:
                await asyncio.sleep(1)  # in which the next ones are made, and wait
                break

    async def bounded() -> None:
        async with asyncio.timeout(30):
            await leaving()

    asyncio.run(bounded())
    sound(store)


def test_a_generator_that_was_never_begun_has_done_nothing(store: Path) -> None:
    outcomes = summarize_many([text_of(1)], store=store)
    outcomes.close()
    assert not store.exists()


@pytest.mark.parametrize(("model", "workers"), [(MODEL, 1), (RULES, 2)])
def test_a_batch_that_is_cancelled_ends_cleanly(model: str, workers: int, store: Path) -> None:
    async def run() -> None:
        begun = asyncio.Event()
        with standing_in(Answers(other=said), latency=0.1) as server:

            async def consume() -> None:
                how: dict[str, Any] = {"model": model, "options": at(server.url), "limits": Limits(workers=workers)}
                async for _ in asummarize_many([text_of(n) for n in range(200)], store=store, **how):
                    begun.set()

            task = asyncio.create_task(consume())
            await begun.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(run())
    sound(store)
    assert queried(store, "SELECT * FROM failure") == []


def test_several_batches_run_on_one_loop(tmp_path: Path) -> None:
    async def one(first: int) -> int:
        sources = [text_of(n) for n in range(first, first + 3)]
        return sum([outcome.state == "done" async for outcome in asummarize_many(sources, store=tmp_path / f"{first}")])

    async def run() -> list[int]:
        return await asyncio.gather(*(one(first) for first in (0, 10, 20)))

    assert asyncio.run(run()) == [3, 3, 3]


def test_it_works_where_a_loop_runs_already(store: Path) -> None:
    async def notebook() -> list[Outcome]:
        return batch([text_of(n) for n in range(3)], store=store)

    assert states(asyncio.run(notebook())) == {"done": 3}


def test_awaiting_says_the_same_as_waiting(tmp_path: Path) -> None:
    folder_of(tmp_path / "filings", 4)

    async def run() -> dict[str, Outcome]:
        sources = [tmp_path / "filings", tmp_path / "missing"]
        return named([one async for one in asummarize_many(sources)])

    waited = named(batch([tmp_path / "filings", tmp_path / "missing"]))
    awaited = asyncio.run(run())
    assert {name: outcome.state for name, outcome in awaited.items()} == {n: o.state for n, o in waited.items()}
    assert str(awaited["missing"].error) == str(waited["missing"].error)
    assert dumped(awaited["000.txt"]) == dumped(waited["000.txt"])


# -- others at the same store ------------------------------------------------------------------------------------------


def test_what_another_batch_is_at_is_left_to_it(store: Path) -> None:
    made = configuration(RULES, Options())
    assert states(batch([text_of(0)], store=store)) == {"done": 1}
    with Store.open(store) as other:
        run_ = other.begin(made, "another")
        assert other.claim(read_filing(text_of(1)).source_sha256, made, run_)
        found = batch([text_of(0), text_of(1), text_of(2)], store=store)
        assert states(found) == {"kept": 1, "elsewhere": 1, "done": 1}
        other.end(run_)
    assert states(batch([text_of(1)], store=store)) == {"done": 1}
    sound(store)


def test_what_a_killed_batch_held_is_taken_over(store: Path) -> None:
    script = (
        "import os, sys\n"
        "from summarizer import Options, Store, read_filing\n"
        "from summarizer.batch import configuration\n"
        "made = configuration('rules', Options())\n"
        "store = Store.open(sys.argv[1])\n"
        "store.claim(sys.argv[2], made, store.begin(made, 'batch'))\n"
        "os._exit(9)\n"
    )
    digest = read_filing(text_of(1)).source_sha256
    assert subprocess.run([sys.executable, "-c", script, store, digest], cwd=ROOT, check=False).returncode == 9
    assert queried(store, "SELECT source_sha256 FROM claim") == [digest]
    assert states(batch([text_of(1)], store=store)) == {"done": 1}
    assert queried(store, "SELECT * FROM claim") == []


def test_another_configuration_makes_other_summaries_and_the_last_is_shown(store: Path, tmp_path: Path) -> None:
    prompts = tmp_path / "prompts"
    shutil.copytree(ROOT / "prompts", prompts)
    sources = [text_of(1)]
    with serving(fine) as endpoint:
        how: dict[str, Any] = {"model": MODEL, "store": store}

        def asked(**options: Any) -> tuple[str, int]:
            before = len(endpoint.bodies)
            (outcome,) = batch(sources, options=at(endpoint, **options), **how)
            return outcome.state, len(endpoint.bodies) - before

        assert asked() == ("done", QUESTIONS)
        assert asked(window=10_000)[0] == "done"
        assert asked(repairs=0)[0] == "done"
        assert asked(timeout=33.0) == ("kept", 0)
        assert asked(max_tokens=1_000_000) == ("kept", 0)
        assert asked(prompts=prompts) == ("done", 0)  # the same words are the same questions
        assert asked(prompts=prompts) == ("kept", 0)
        extract = prompts / "extract.jinja"
        extract.write_text(extract.read_text().replace("8-K", "8‑K"))
        assert asked(prompts=prompts)[0] == "done"
        assert asked(prompts=prompts) == ("kept", 0)
    assert queried(store, "SELECT engine FROM filings") == ["model"]
    assert states(batch(sources, store=store)) == {"done": 1}
    assert queried(store, "SELECT engine FROM filings") == ["rules"]
    assert len(queried(store, "SELECT * FROM summary")) == 6
    sound(store)


def test_deal_types_of_ones_own_are_kept_with_the_summaries(store: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "naming_rights.toml").write_text(NEW_TYPE)

    def answer(body: Any) -> str:
        if purpose_of(body) != "Draft":
            return said(body)
        assert "naming_rights" in json.dumps(body)
        paragraph = next(p for p in read_filing(text_of(1)).paragraphs() if p.section == "item")
        deal: dict[str, Any] = {
            **{"type": "naming_rights", "action": "entered", "title": None, "headline": "A deal.", "subject": "It."},
            **{name: [] for name in ("parties", "dates", "amounts", "percentages", "durations", "quantities")},
            **{"provisions": [], "related": []},
        }
        deal["parties"] = [
            {
                "paragraph": paragraph.number,
                "name": f"Quillmere {number_of(body)} Holdings, Inc.",
                "defined_name": None,
                "role": "customer",
            }
        ]
        return json.dumps({"deals": [deal], "events": []})

    with standing_in(Answers(other=answer), latency=0) as server:
        options = at(server.url, deal_types=own, repairs=0)
        how: dict[str, Any] = {"model": MODEL, "options": options, "store": store}
        first = batch([text_of(1), text_of(2)], **how)
        asked = server.counts()["received"]
        second = batch([text_of(1), text_of(2)], **how)
        assert server.counts()["received"] == asked
        (rerun,) = again(Store.open(store), options)
        made = list(run(*rerun))
    for found, state in ((first, "done"), (second, "kept"), (made, "done")):
        assert states(found) == {state: 2}
        assert {deal.type for outcome in found if outcome.summary for deal in outcome.summary.deals} == {
            "naming_rights"
        }


def test_a_parsed_filing_is_not_kept_and_its_answers_are(store: Path) -> None:
    parsed = read_filing(text_of(1))
    with serving(fine) as endpoint:
        how: dict[str, Any] = {"model": MODEL, "options": at(endpoint), "store": store}
        for _ in range(2):
            (outcome,) = batch([parsed], **how)
            assert outcome.state == "done"
            assert outcome.sha256 is None
    assert len(endpoint.bodies) == QUESTIONS
    assert queried(store, "SELECT count(*) FROM summary") == [0]
    assert queried(store, "SELECT count(*) FROM exchange") == [QUESTIONS]


# -- made again --------------------------------------------------------------------------------------------------------


def test_all_is_made_again_without_a_model_and_nothing_differs(store: Path, tmp_path: Path) -> None:
    folder_of(tmp_path / "filings", 3)
    with serving(only({2}, refused)) as endpoint:
        how: dict[str, Any] = {"options": at(endpoint), "store": store}
        batch([tmp_path / "filings"], model=MODEL, **how)
        batch([tmp_path / "filings"], **how)  # by rules
    with Store.open(store) as opened:
        before = {
            (stored.configuration.engine, stored.source): summary
            for one in opened.configurations()
            for stored, summary in opened.summaries(configuration=one)
        }
        jobs = list(again(opened, Options(base_url="http://127.0.0.1:9/v1")))
    assert len(before) == 5
    made = [outcome for job, found in jobs for outcome in run(job, found)]
    assert states(made) == {"done": 5}  # what failed is no summary, and not made again
    with Store.open(store) as opened:
        after = {
            (stored.configuration.engine, stored.source): summary
            for one in opened.configurations()
            for stored, summary in opened.summaries(configuration=one)
        }
        failures = [Path(failure.source).name for failure in opened.failures()]
    assert {key: s.model_dump(exclude={"run"}) for key, s in after.items()} == {
        key: s.model_dump(exclude={"run"}) for key, s in before.items()
    }
    for (engine, _), summary in after.items():
        assert all(call.cached for call in summary.run.calls)
        assert len(summary.run.calls) == (QUESTIONS if engine == "model" else 0)
    assert failures == ["002.txt"]
    sound(store)


def test_made_again_offline_a_failure_beside_it_is_kept(store: Path) -> None:
    bad = BOTH.partition("0009999999-09-000124")[0]
    broken = (bad + "0009999999-09-000124\n<TEXT>\nno form\n</TEXT>\n</DOCUMENT>\n").encode()
    batch([broken], store=store)
    with Store.open(store) as opened:
        jobs = list(again(opened, Options()))
    made = [outcome for job, found in jobs for outcome in run(job, found)]
    assert [outcome.state for outcome in made] == ["done", "failed"]
    assert queried(store, "SELECT count(*) FROM failures") == [1]


def test_prompts_that_are_not_named_again_are_asked_for(store: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "prompts", tmp_path / "prompts")
    with serving(fine) as endpoint:
        batch([text_of(1)], model=MODEL, options=at(endpoint, prompts=tmp_path / "prompts"), store=store)
        with Store.open(store) as opened:
            with pytest.raises(OptionError, match="made with other prompts or deal types: name their folders with"):
                list(again(opened, Options()))
            ((job, found),) = again(opened, Options(prompts=tmp_path / "prompts"))
        assert states(run(job, found)) == {"done": 1}


# -- stores that can't be used -----------------------------------------------------------------------------------------


def test_a_full_disk_ends_the_batch_in_one_line_and_loses_nothing(store: Path, tmp_path: Path) -> None:
    folder_of(tmp_path / "filings", 40)
    script = (
        "import resource, sys\n"
        "from summarizer.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    words = ["batch", str(tmp_path / "filings"), "--store", str(store), "--model", "rules", "-q"]
    command = [sys.executable, "-c", script, *words]
    full = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert full.returncode == 1, full.stderr
    (line,) = full.stderr.splitlines()
    assert line.startswith("summarizer: error: ")
    assert "what was finished is kept" in line or "all that was finished is kept" in line
    assert "filings" in full.stdout
    kept = queried(store, "SELECT count(*) FROM summary")[0]
    assert 0 < kept < 40
    assert queried(store, "PRAGMA integrity_check") == ["ok"]
    assert states(batch([tmp_path / "filings"], store=store)) == {"kept": kept, "done": 40 - kept}


def test_an_answer_that_can_not_be_kept_ends_the_batch_and_fails_no_filing(store: Path) -> None:
    """The lock that another program holds on the store is as good as any other reason."""
    import sqlite3

    from summarizer.store import database

    batch([text_of(0)], store=store)
    before = queried(store, "SELECT count(*) FROM failure")
    other = sqlite3.connect(store, isolation_level=None)

    def lock(body: Any) -> str:
        if not other.in_transaction:
            other.execute("BEGIN IMMEDIATE")
        return said(body)

    patience = database.PATIENCE
    database.PATIENCE = 0.05
    try:
        other.close()
        other = sqlite3.connect(store, isolation_level=None, check_same_thread=False)
        with standing_in(Answers(other=lock), latency=0) as server, pytest.raises(StoreError) as caught:
            batch([text_of(n) for n in range(1, 5)], model=MODEL, options=at(server.url), store=store)
        assert server.counts()["received"] <= 10
    finally:
        other.close()
        database.PATIENCE = patience
    assert "is being written by another process" in str(caught.value)
    assert queried(store, "SELECT count(*) FROM failure") == before


def _newer(store: Path) -> None:
    queried(store, "PRAGMA user_version = 99")


def _no_store(store: Path) -> None:
    store.unlink()
    queried(store, "CREATE TABLE t (x)")


def _damaged(store: Path) -> None:
    data = bytearray(store.read_bytes())
    data[100:4096] = os.urandom(3996)
    store.write_bytes(data)


def _no_sqlite(store: Path) -> None:
    store.write_text("A list of deals, kept by hand.\n" * 200)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_newer, "was made by a newer summarizer"),
        (_no_store, "is another program's SQLite file"),
        (_damaged, "is damaged"),
        (_no_sqlite, "is no store of summarizer"),
    ],
)
@pytest.mark.parametrize("workers", [1, 2])
def test_a_store_that_can_not_be_used_is_told_in_a_line_and_left_alone(
    spoil: Any, told: str, workers: int, store: Path
) -> None:
    batch([text_of(1)], store=store)
    spoil(store)
    before = store.read_bytes()
    with pytest.raises(StoreError, match=told) as caught:
        batch([text_of(2)], store=store, limits=Limits(workers=workers))
    assert "\n" not in str(caught.value)
    assert str(store) in str(caught.value)
    assert store.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_store_that_may_only_be_read_is_told(store: Path) -> None:
    batch([text_of(1)], store=store)
    store.chmod(0o444)
    with pytest.raises(StoreError, match="may only be read"):
        batch([text_of(2)], store=store)


def test_a_zip_of_a_thousand_is_read_as_it_is_taken(store: Path) -> None:
    """The first outcome is there long before the last filing is read."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        for number in range(300):
            written.writestr(f"{number}.txt", text_of(number))
    outcomes = summarize_many([packed.getvalue()], store=store)
    assert next(outcomes).state == "done"
    outcomes.close()
    assert queried(store, "SELECT count(*) FROM source")[0] < 100


def test_a_summary_of_a_batch_is_that_of_one_alone() -> None:
    (outcome,) = batch([text_of(1)])
    assert dumped(outcome) == summarize(text_of(1), model=RULES).model_dump(exclude={"run"})
    assert outcome.seconds > 0
    assert outcome.calls == ()
