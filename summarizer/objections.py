"""What a check holds against a statement: the words by which it goes back to the engine, or into the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Objection:
    """What holds against one statement of a draft.

    ``path`` leads to the statement in the draft ("deals.0.amounts.1"); ``nearest`` is what the filing has in its place,
    in ``paragraph``. ``mendable`` says whether it is worth handing back: the rest is reported and left.
    """

    path: str
    value: str
    reason: str
    nearest: str | None = None
    paragraph: int | None = None
    mendable: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold in a brief, and why.

    ``kind`` says what ``text`` is: a ``sentence`` or title that the facts do not bear out, what the brief leaves out
    (``omission``: "d1.amount.3: termination fee of $43 million"), or the ``length`` of the whole.
    """

    text: str
    reason: str
    kind: Literal["sentence", "omission", "length"] = "sentence"

    @property
    def told(self) -> str:
        """The whole line by which a report warns of it."""
        match self.kind:
            case "sentence":
                return f"left out of the brief: {self.text!r}: {self.reason}"
            case "omission":
                return f"the brief leaves out {self.text}"
            case "length":
                return f"the brief is too long: {self.reason}"
