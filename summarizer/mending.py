"""Put a model's corrections into its draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from summarizer.drafts import Correction, Corrections, Draft
from summarizer.models import Rejected
from summarizer.objections import Objection


def mend(draft: Draft, corrections: Corrections, objections: Sequence[Objection]) -> tuple[Draft, tuple[Rejected, ...]]:
    """Return the draft with the corrections in their places, and what the model took back.

    Only what was objected to can be changed: a correction to any other path is ignored. A correction that would
    break the draft's schema is ignored as well, and the objection stands.
    """
    against = {objection.path: objection for objection in objections}
    data = draft.model_dump()
    withdrawn = []
    for correction in corrections.corrections:
        objection = against.get(correction.path)
        if objection is None:
            continue
        *parents, last = correction.path.split(".")
        if correction.withdraw and last == "text" and "provisions" in parents:
            *parents, last = parents  # a provision without its sentence is none
        holder = _follow(data, parents)
        key: Any = int(last) if isinstance(holder, list) else last
        if correction.withdraw and isinstance(holder, list):
            # Taken out below, when no later path counts on its place any more.
            holder[key] = None
            withdrawn.append(
                Rejected(path=objection.path, value=objection.value, reason=f"taken back: {objection.reason}")
            )
        elif correction.withdraw:
            continue  # a headline is put in the place of one taken back when the draft is verified
        elif isinstance(holder[key], dict):
            _correct(holder[key], correction)
        elif correction.text:
            holder[key] = correction.text
    try:
        return Draft.model_validate(_without_gaps(data)), tuple(withdrawn)
    except ValidationError:
        return draft, ()


def _follow(data: Any, path: Sequence[str]) -> Any:
    for part in path:
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def _correct(entry: dict[str, Any], correction: Correction) -> None:
    for name in ("paragraph", "quote", "words", "text"):
        value = getattr(correction, name)
        if value is not None and name in entry:
            entry[name] = value
    if "name" in entry and (correction.words or correction.text):
        entry["name"] = correction.words or correction.text


def _without_gaps(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_gaps(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_gaps(value) for value in data if value is not None]
    return data
