"""How well does an engine do? Its summaries against gold files, which readers wrote by hand; see docs/evaluation.md."""

from summarizer.evaluation.gold import Gold, find_gold
from summarizer.evaluation.report import as_json, as_table
from summarizer.evaluation.running import Engine, Result, evaluate, stored_summaries
from summarizer.evaluation.scoring import GROUPS, Score, Tally, score

__all__ = [
    "GROUPS",
    "Engine",
    "Gold",
    "Result",
    "Score",
    "Tally",
    "as_json",
    "as_table",
    "evaluate",
    "find_gold",
    "score",
    "stored_summaries",
]
