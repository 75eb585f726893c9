"""The settings of one run, for the commands that have any."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from summarizer import config

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


def options(arguments: argparse.Namespace) -> Options:
    """Return the options that the settings make, once they are resolved."""
    from summarizer.options import Options

    names = {setting.attribute for setting in config.SETTINGS if setting.name in arguments.settings}
    return Options(**{name: getattr(arguments, name) for name in names - {"model", "format"}})


def shown_url(url: str) -> str:
    """Return an address without a user's name, a password or a query, fit to be shown."""
    from urllib.parse import urlsplit, urlunsplit

    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
