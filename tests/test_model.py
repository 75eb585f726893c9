"""Summaries made with a model, replayed from cassettes through the public API."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from summarizer import (
    IncompleteAnswerError,
    Options,
    RefusalError,
    Summary,
    asummarize,
    summarize,
)
from summarizer.cli import MODEL, main
from tests.conftest import ENDPOINT, KEY
from tests.conftest import MODEL as AUTHORED


@pytest.fixture
def options(request: pytest.FixtureRequest) -> Options:
    recording = request.config.getoption("--record-mode") not in (None, "none")
    return Options(base_url=ENDPOINT, api_key=KEY, timeout=3000 if recording else 5)


def amounts(summary: Summary) -> set[tuple[str, str | None, str | None]]:
    return {(a.kind, a.value, a.currency) for deal in summary.deals for a in deal.amounts}


@pytest.mark.vcr
def test_a_licence_renewal_from_filing_to_brief(examples: Path, options: Options) -> None:
    summary = summarize(examples / "license-renewal.txt", model=AUTHORED, options=options)

    (deal,) = summary.deals
    assert (deal.type, deal.action) == ("license", "renewed")
    assert ("access_fee", "3500000", "USD") in amounts(summary)
    assert summary.checks.rejected == ()
    assert summary.brief.paragraphs
    assert summary.run.engine == "model"
    assert summary.run.model == AUTHORED
    assert [call.purpose for call in summary.run.calls][:2] == ["extract", "brief"]
    assert Summary.from_json(summary.to_json()) == summary


@pytest.mark.vcr("test_a_licence_renewal_from_filing_to_brief.yaml")
def test_the_asynchronous_twin_says_the_same(examples: Path, options: Options) -> None:
    summary = asyncio.run(asummarize(examples / "license-renewal.txt", model=AUTHORED, options=options))

    assert ("access_fee", "3500000", "USD") in amounts(summary)


@pytest.mark.vcr
def test_a_wrong_figure_is_mended_when_it_is_handed_back(examples: Path, options: Options) -> None:
    summary = summarize(examples / "merger.txt", model=AUTHORED, options=options)

    assert "repair" in [call.purpose for call in summary.run.calls]
    assert ("termination_fee", "41300000", "USD") in amounts(summary)
    assert summary.checks.rejected == ()


@pytest.mark.vcr
def test_a_wrong_figure_that_stays_wrong_is_rejected(examples: Path, options: Options) -> None:
    summary = summarize(examples / "executive-agreement.txt", model=AUTHORED, options=options)

    assert [call.purpose for call in summary.run.calls].count("repair") == 1  # the answer stays the same
    assert len(summary.checks.rejected) == 1
    assert "675,000" not in " ".join(s.text for p in summary.brief.paragraphs for s in p.sentences)


@pytest.mark.vcr
def test_a_filing_without_a_deal_tells_its_events(examples: Path, options: Options) -> None:
    summary = summarize(examples / "results-and-departure.txt", model=AUTHORED, options=options)

    assert summary.deals == ()
    assert {event.kind for event in summary.events} >= {"results", "director_change"}
    supports = {id_ for p in summary.brief.paragraphs for s in p.sentences for id_ in s.supports}
    assert any(id_.startswith("e") for id_ in supports)


@pytest.mark.vcr
def test_orders_in_a_filing_are_not_followed(examples: Path, options: Options) -> None:
    summary = summarize(examples / "hostile.txt", model=AUTHORED, options=options)

    assert "900000000" not in {value for _, value, _ in amounts(summary)}
    assert "900" not in summary.brief.model_dump_json()


@pytest.mark.vcr
def test_a_refusal_is_told_and_not_asked_again(examples: Path, options: Options) -> None:
    with pytest.raises(RefusalError, match="declined to answer"):
        summarize(examples / "termination.txt", model=AUTHORED, options=options)


@pytest.mark.vcr
def test_an_answer_that_is_cut_off_is_told(examples: Path, options: Options) -> None:
    with pytest.raises(IncompleteAnswerError, match="cut off") as caught:
        summarize(examples / "termination.txt", model=AUTHORED, options=options)
    assert caught.value.record is not None
    assert caught.value.record.input_tokens > 0


@pytest.mark.vcr
def test_a_full_endpoint_is_asked_again_until_it_has_room(examples: Path, options: Options) -> None:
    summary = summarize(examples / "license-renewal.txt", model=AUTHORED, options=options)

    assert ("access_fee", "3500000", "USD") in amounts(summary)


@pytest.mark.vcr
def test_broken_json_goes_back_once_and_its_tokens_are_counted_once(examples: Path, options: Options) -> None:
    summary = summarize(examples / "license-renewal.txt", model=AUTHORED, options=options)

    extract = summary.run.calls[0]
    assert extract.attempts == 2
    assert extract.input_tokens < 60_000


@pytest.mark.vcr("test_a_refusal_is_told_and_not_asked_again.yaml")
def test_the_command_ends_with_3_where_the_model_fails(
    examples: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    caplog.set_level(logging.DEBUG)
    source = str(examples / "termination.txt")

    code = main(["summary", source, "--model", AUTHORED, "--base-url", ENDPOINT, "--format", "json"])

    printed = capsys.readouterr()
    assert code == MODEL
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert KEY not in printed.err + caplog.text
