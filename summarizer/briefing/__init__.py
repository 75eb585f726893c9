"""Verified facts → the brief, and the checks a brief has to pass.

`knowing` is what a writer is shown and may not leave out, `checking` takes the sentences that hold; `fidelity` and
`sides` say how a sentence may tell its facts otherwise than they are.
"""

from __future__ import annotations

from summarizer.briefing.checking import check, omissions
from summarizer.briefing.knowing import Known, known_facts, word_limit

__all__ = ["Known", "check", "known_facts", "omissions", "word_limit"]
