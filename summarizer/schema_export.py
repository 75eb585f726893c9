"""The JSON Schemas that ``schemas/`` publishes, made from the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from summarizer.drafts import BriefDraft, Corrections, Draft
from summarizer.errors import OptionError, SourceError
from summarizer.models import Summary
from summarizer.resources import folder

MODELS: dict[str, type[BaseModel]] = {
    "summary": Summary,
    "extraction": Draft,
    "corrections": Corrections,
    "brief": BriefDraft,
}


def schema(name: str = "summary") -> dict[str, Any]:
    """Return the JSON Schema of that name, one of ``MODELS``."""
    if name not in MODELS:
        raise OptionError(f"unknown schema {name!r}: use one of {', '.join(MODELS)}")
    model = MODELS[name]
    made = model.model_json_schema(mode="serialization" if model is Summary else "validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _path(name: str) -> Path:
    place = folder("schemas")
    if not isinstance(place, Path):
        raise OptionError("the schemas are packed away in an archive: install the package unpacked to write them")
    return place / f"{name}.schema.json"


def _text(name: str) -> str:
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def write() -> list[Path]:
    """Write every schema into the ``schemas`` folder and return the files that changed."""
    changed = []
    for name in MODELS:
        path = _path(name)
        if _published(path) != schema(name):
            try:
                path.write_text(_text(name), encoding="utf-8")
            except OSError as error:
                raise SourceError(f"can't write {path}: {error.strerror}") from None
            changed.append(path)
    return changed


def stale() -> list[Path]:
    """Return the published schemas that no longer follow the models."""
    return [_path(name) for name in MODELS if _published(_path(name)) != schema(name)]


def _published(path: Path) -> Any:
    """Return the schema in a file; None where there is none, or where what is there is no JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
