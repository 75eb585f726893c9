"""Requests to a model, most of which is the same from one to the next: long texts are kept once, under their SHA-256.

A request is taken apart into a skeleton and its texts: in the skeleton ``{"$text": sha256}`` stands for a long text,
``{"$json": sha256}`` for what a long text says as JSON, such as a schema. `joined` gives exactly what `parted` took.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

LONG = 400  # characters; below, a reference and a row cost more than they save
_SHARED = ("response_format", "tools", "functions")  # long objects that are the same in many requests
_MARKS = ("$text", "$json", "$plain")


def parted(request: Mapping[str, Any]) -> tuple[Any, dict[str, str]]:
    """Return the skeleton of a request, and its long texts by their SHA-256."""
    texts: dict[str, str] = {}

    def kept(text: str) -> str:
        name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        texts[name] = text
        return name

    def part(value: Any) -> Any:
        if isinstance(value, str):
            return {"$text": kept(value)} if len(value) > LONG else value
        if isinstance(value, Mapping):
            inside = {name: part(one) for name, one in value.items()}
            # What looks like one of our own marks is put inside one.
            return {"$plain": inside} if len(inside) == 1 and next(iter(inside)) in _MARKS else inside
        if isinstance(value, (list, tuple)):
            return [part(one) for one in value]
        return value

    def shared(name: str, value: Any) -> Any:
        if name in _SHARED and isinstance(value, (Mapping, list)):
            text = dumped(value)
            if len(text) > LONG:
                return {"$json": kept(text)}
        return part(value)

    skeleton = {name: shared(name, value) for name, value in request.items()}
    return ({"$plain": skeleton} if len(skeleton) == 1 and next(iter(skeleton)) in _MARKS else skeleton), texts


def joined(skeleton: Any, text: Callable[[str], str]) -> Any:
    """Return the request that `parted` took apart; ``text`` finds a text by its SHA-256."""
    if isinstance(skeleton, list):
        return [joined(one, text) for one in skeleton]
    if not isinstance(skeleton, dict):
        return skeleton
    if len(skeleton) == 1:
        ((name, value),) = skeleton.items()
        if name == "$text":
            return text(value)
        if name == "$json":
            return json.loads(text(value))
        if name == "$plain":
            return {inner: joined(one, text) for inner, one in value.items()}
    return {name: joined(value, text) for name, value in skeleton.items()}


def dumped(value: Any) -> str:
    """Return JSON in few characters, the order of names as it is."""
    return json.dumps(value, separators=(",", ":"))
