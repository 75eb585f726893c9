"""What a check holds against a statement: the words by which it goes back to the engine, or into the report."""

from __future__ import annotations

from dataclasses import dataclass


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
    """A sentence of a brief that does not hold, and why."""

    text: str
    reason: str
