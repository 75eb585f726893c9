"""Find the data folders ``prompts``, ``schemas`` and ``examples``, in a checkout or in an installed wheel.

Who brings prompts or deal types of their own has them beside these for as long as `using` holds: in the thread or task
that entered it, and in no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple


class Own(NamedTuple):
    """Folders of one's own, whose files stand before the bundled ones of the same name."""

    prompts: Path | None = None
    deal_types: Path | None = None


_OWN: ContextVar[Own] = ContextVar("own", default=Own())  # noqa: B039  # a named tuple never changes


def own() -> Own:
    """Return the folders of one's own that are in use here."""
    return _OWN.get()


@contextmanager
def using(folders: Own) -> Iterator[None]:
    """Use folders of one's own inside the ``with`` block; one that is None leaves what was in use."""
    now = own()
    token = _OWN.set(Own(folders.prompts or now.prompts, folders.deal_types or now.deal_types))
    try:
        yield
    finally:
        _OWN.reset(token)


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
