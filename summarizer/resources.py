"""Find the data folders ``prompts`` and ``schemas``, in a checkout or in an installed wheel."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


@cache
def folder(name: str) -> Traversable:
    """Return the data folder of that name.

    A checkout is known by the ``pyproject.toml`` beside the package, so that nobody else's ``prompts/`` in
    site-packages is ever taken for ours.
    """
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    return files("summarizer") / name
