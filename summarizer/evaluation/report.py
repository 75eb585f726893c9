"""Results of an evaluation as a table for people, or as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from summarizer.evaluation.matching import number
from summarizer.evaluation.running import Result
from summarizer.evaluation.scoring import GROUPS, LABELS, Score, Tally
from summarizer.rendering import quiet_json
from summarizer.rendering.lines import visible


@dataclass(frozen=True, slots=True)
class Checks:
    """What the summaries say of their own facts."""

    facts: int
    verified: int
    rejected: int
    unclaimed_amounts: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What the summaries took; ``usd`` only where each of them states it."""

    model_calls: int
    input_tokens: int
    output_tokens: int
    seconds: float
    usd: str | None


def as_json(results: Sequence[Result], *, per_filing: bool = False) -> str:
    """Return the scores of all results together, checks and cost as JSON; with ``per_filing`` those of each as well."""
    total = _total(results)
    data: dict[str, Any] = {
        "filings": len(results),
        "failed": [{"id": result.gold.id, "error": str(result.error)} for result in results if result.error],
        "engines": _engines(results),
        **_scores(total),
        "cover": {name: _rounded(tally.accuracy) for name, tally in sorted(total.cover.items())},
        "cover_all": _rounded(total.cover_all.accuracy),
        "checks": asdict(_checks(results)),
        "cost": asdict(_cost(results)),
    }
    if per_filing:
        data["per_filing"] = [_filing(result) for result in results]
    return quiet_json(json.dumps(data, indent=2, ensure_ascii=False)) + "\n"


def as_table(results: Sequence[Result], *, per_filing: bool = False) -> str:
    """Return the same for a terminal."""
    return visible("\n".join(_lines(results, per_filing))) + "\n"


def _total(results: Sequence[Result]) -> Score:
    return sum((result.score for result in results), Score())


def _rounded(share: float) -> float:
    return round(share, 4)


def _scores(score: Score) -> dict[str, Any]:
    return {
        "facts": _row(score.facts) | _accuracy(score.facts),
        "deals": _row(score["deals"]),
        **{label: _accuracy(score[label]) for label in LABELS},
        **{group: _row(score[group]) | _accuracy(score[group]) for group in GROUPS},
    }


def _row(tally: Tally) -> dict[str, float]:
    return {
        "precision": _rounded(tally.precision),
        "recall": _rounded(tally.recall),
        "f1": _rounded(tally.f1),
        "tp": tally.found,
        "fp": tally.extra,
        "fn": tally.missed,
    }


def _accuracy(tally: Tally) -> dict[str, float]:
    return {"label": _rounded(tally.accuracy), "labelled": tally.labelled}


def _filing(result: Result) -> dict[str, Any]:
    return {
        "id": result.gold.id,
        "error": str(result.error) if result.error else None,
        **_scores(result.score),
        "cover_wrong": _wrong(result.score),
        "checks": asdict(_checks([result])),
        "cost": asdict(_cost([result])),
    }


def _wrong(score: Score) -> list[str]:
    return [name for name, tally in sorted(score.cover.items()) if not tally.right]


def _engines(results: Sequence[Result]) -> list[str]:
    runs = [result.summary.run for result in results if result.summary]
    return sorted({run.model or run.engine for run in runs})


def _checks(results: Sequence[Result]) -> Checks:
    checks = [result.summary.checks for result in results if result.summary]
    return Checks(
        facts=sum(each.facts for each in checks),
        verified=sum(each.verified for each in checks),
        rejected=sum(len(each.rejected) for each in checks),
        unclaimed_amounts=sum(len(each.unclaimed_amounts) for each in checks),
    )


def _cost(results: Sequence[Result]) -> Cost:
    calls = [call for result in results for call in result.calls]
    # A failure's time is that of its last question: nothing else of it is known.
    seconds = sum(
        result.summary.run.seconds if result.summary else sum(call.seconds for call in result.calls)
        for result in results
    )
    prices = [number(result.summary.run.cost_usd) if result.summary else None for result in results]
    stated = [price for price in prices if price is not None]
    return Cost(
        model_calls=len(calls),
        input_tokens=sum(call.input_tokens for call in calls),
        output_tokens=sum(call.output_tokens for call in calls),
        seconds=round(seconds, 3),
        usd=str(sum(stated, Decimal())) if stated and len(stated) == len(prices) else None,
    )


def _lines(results: Sequence[Result], per_filing: bool) -> Iterator[str]:
    failed = sum(result.error is not None for result in results)
    engines = f" · {', '.join(_engines(results))}" if _engines(results) else ""
    yield f"{len(results)} filing{'' if len(results) == 1 else 's'}, {failed} failed{engines}"
    yield ""
    if per_filing:
        yield from _filing_lines(results)
        yield ""
    total = _total(results)
    yield f"{'':<14}{'precision':>9}{'recall':>9}{'F1':>9}{'label':>9}{'found':>9}{'extra':>9}{'missed':>9}"
    yield _line("facts", total.facts)
    for name in ("deals", *GROUPS):
        yield _line(name, total[name])
    yield ""
    for label in LABELS:
        yield _share(label, total[label])
    yield ""
    for name, tally in sorted(total.cover.items()):
        yield _share(name.replace("_", " "), tally)
    yield _share("cover, all", total.cover_all)
    yield ""
    checks, cost = _checks(results), _cost(results)
    yield (
        f"checks  {checks.verified} of {checks.facts} facts verified, {checks.rejected} rejected, "
        f"{checks.unclaimed_amounts} amounts unclaimed"
    )
    price = f", {cost.usd} USD" if cost.usd else ""
    yield (
        f"cost    {cost.model_calls} model calls, {cost.input_tokens} tokens in, {cost.output_tokens} out, "
        f"{cost.seconds:.1f} seconds{price}"
    )


def _line(name: str, tally: Tally) -> str:
    shares = f"{tally.precision:9.3f}{tally.recall:9.3f}{tally.f1:9.3f}"
    label = f"{'':9}" if name == "deals" else f"{tally.accuracy:9.3f}"
    return f"{name:<14}{shares}{label}{tally.found:9}{tally.extra:9}{tally.missed:9}"


def _share(name: str, tally: Tally) -> str:
    return f"{name:<24}{tally.accuracy:8.3f}  {tally.right} of {tally.labelled}"


def _filing_lines(results: Sequence[Result]) -> Iterator[str]:
    width = max(len(result.gold.id) for result in results)
    for result in results:
        facts, deals = result.score.facts, result.score["deals"]
        wrong = ", ".join(_wrong(result.score)) or "-"
        yield (
            f"{result.gold.id:<{width}}  deals {deals.found}/{deals.found + deals.missed} (+{deals.extra})  "
            f"facts F1 {facts.f1:.3f} (found {facts.found}, extra {facts.extra}, missed {facts.missed})  "
            f"cover wrong: {wrong}{'  FAILED' if result.error else ''}"
        )
