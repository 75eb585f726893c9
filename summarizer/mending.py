"""Put a model's corrections into its draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarizer.drafts import Correction, Corrections, Draft
from summarizer.models import Rejected
from summarizer.objections import Objection
from summarizer.vocabulary import Role, words


def mend(draft: Draft, corrections: Corrections, objections: Sequence[Objection]) -> tuple[Draft, tuple[Rejected, ...]]:
    """Return the draft with the corrections in their places, and what the model took back.

    Only what was objected to can be changed: a correction to any other path is ignored, and of several to one path the
    first counts.
    """
    against = {objection.path: objection for objection in objections}
    chosen: dict[str, Correction] = {}
    for correction in corrections.corrections:
        if correction.path in against:
            chosen.setdefault(correction.path, correction)
    data = draft.model_dump()
    for path, correction in chosen.items():
        if not correction.withdraw:
            holder, key = _place(data, path.split("."))
            if isinstance(holder[key], dict):
                _correct(holder[key], correction)
            elif key == "text":
                _correct(holder, correction)  # the sentence and the quote that it rests on
            elif correction.text and (key != "role" or correction.text in words(Role)):
                holder[key] = correction.text
    taken_back = []
    # The deepest first: what stands in something taken back can't be reached any more.
    for path in sorted((p for p, c in chosen.items() if c.withdraw), key=lambda p: -p.count(".")):
        parts = path.split(".")
        if parts[-1] == "text" and "provisions" in parts:
            parts.pop()  # a provision without its sentence is none
        holder, key = _place(data, parts)
        if isinstance(holder, list):  # in the place of a headline taken back a plain one is put
            holder[key] = None
            objection = against[path]
            taken_back.append(Rejected(path=path, value=objection.value, reason=f"taken back: {objection.reason}"))
    return Draft.model_validate(_without_gaps(data)), tuple(taken_back)


def _place(data: Any, path: Sequence[str]) -> tuple[Any, Any]:
    """Return what holds the last part of a path, and the key of that part."""
    holder = _follow(data, path[:-1])
    return holder, int(path[-1]) if isinstance(holder, list) else path[-1]


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
