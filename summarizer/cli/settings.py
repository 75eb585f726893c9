"""The settings of one run, for the commands that have any."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from summarizer import config
from summarizer.cli.streams import note

if TYPE_CHECKING:
    from summarizer.options import Options


def resolve(arguments: argparse.Namespace) -> dict[str, config.Found]:
    """Return every setting in force for these flags, and put the values of this command's own among them."""
    given = {name.replace("-", "_") for name in arguments.settings}
    found = config.in_force({name: value for name, value in vars(arguments).items() if name in given})
    for setting in config.SETTINGS:
        if setting.name in arguments.settings:
            setattr(arguments, setting.attribute, found[setting.name].value)
    return found


def resolve_and_tell(arguments: argparse.Namespace) -> dict[str, config.Found]:
    """Do as `resolve` does, and say where questions go to where a file says so.

    A key goes there too, and the file may be somebody else's.
    """
    from summarizer.options import RULES, shown_address

    found = resolve(arguments)
    base_url = found["base-url"]
    if base_url.from_file and found["model"].value != RULES:
        note(f"asks {shown_address(base_url.value)}, as {base_url.origin} says")
    return found


def options(arguments: argparse.Namespace) -> Options:
    """Return the options that the settings make, once they are resolved."""
    from summarizer.options import Options

    names = {setting.attribute for setting in config.SETTINGS if setting.name in arguments.settings}
    return Options(**{name: getattr(arguments, name) for name in names - {"model", "format", "store"}})
