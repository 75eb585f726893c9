"""Verified facts → a brief without a model: plain sentences from plans by type and action, and the filing's own.

`brief` puts a brief together; `plans` holds what is data: how a deal of each type opens, and how each kind of fact is
told. `leads`, `terms`, `outlook` and `reports` make the sentences of deals and events, `naming`, `figures`, `phrases`
and `quoting` their parts. What no plan and no sentence of the filing tells plainly is left to the table of facts.
"""

from __future__ import annotations

from summarizer.wording.brief import write
from summarizer.wording.figures import AnyFact, figure_in, shown, written_date
from summarizer.wording.quoting import Passages

__all__ = ["AnyFact", "Passages", "figure_in", "shown", "write", "written_date"]
