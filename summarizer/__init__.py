"""Turns an SEC Form 8-K into a validated deal summary and a plain-English brief.

>>> import summarizer
>>> summary = summarizer.summarize("examples/license-renewal.txt", model="rules")
>>> summary.deals[0].type
'license'

Names are loaded when they are first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.batch import Limits, Outcome, asummarize_many, summarize_many
    from summarizer.errors import (
        BatchLimitError,
        BudgetError,
        CredentialsError,
        FilingError,
        IncompleteAnswerError,
        ModelError,
        NotStoredError,
        OptionError,
        RefusalError,
        SourceError,
        StoreError,
        SummarizerError,
        SummaryError,
    )
    from summarizer.filing.structure import Filing
    from summarizer.models import Summary
    from summarizer.options import Options
    from summarizer.pipeline import Summarizer, asummarize, summarize
    from summarizer.reading import read_filing
    from summarizer.store import Store

_HOMES = {
    "BatchLimitError": "errors",
    "BudgetError": "errors",
    "CredentialsError": "errors",
    "Filing": "filing.structure",
    "FilingError": "errors",
    "IncompleteAnswerError": "errors",
    "Limits": "batch",
    "ModelError": "errors",
    "NotStoredError": "errors",
    "OptionError": "errors",
    "Options": "options",
    "Outcome": "batch",
    "RefusalError": "errors",
    "SourceError": "errors",
    "Store": "store",
    "StoreError": "errors",
    "Summarizer": "pipeline",
    "SummarizerError": "errors",
    "Summary": "models",
    "SummaryError": "errors",
    "asummarize": "pipeline",
    "asummarize_many": "batch",
    "read_filing": "reading",
    "summarize": "pipeline",
    "summarize_many": "batch",
}

__all__ = [
    "BatchLimitError",
    "BudgetError",
    "CredentialsError",
    "Filing",
    "FilingError",
    "IncompleteAnswerError",
    "Limits",
    "ModelError",
    "NotStoredError",
    "OptionError",
    "Options",
    "Outcome",
    "RefusalError",
    "SourceError",
    "Store",
    "StoreError",
    "Summarizer",
    "SummarizerError",
    "Summary",
    "SummaryError",
    "asummarize",
    "asummarize_many",
    "read_filing",
    "summarize",
    "summarize_many",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
