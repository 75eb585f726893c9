"""Settings of the command: flags over the environment over a file over the defaults.

The file is the nearest ``summarizer.toml``, or ``pyproject.toml`` with a ``[tool.summarizer]``, of the working folder
and those above it. No key to a model may stand in it: files are shared, and keys must not be.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from summarizer.errors import OptionError

FORMATS = ("text", "markdown", "json", "html", "csv")  # summarizer.rendering.FORMATS, which takes longer to import
FILES = ("summarizer.toml", "pyproject.toml")
KEYS = {
    "openai": ("OPENAI_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY",),
    "google": ("GOOGLE_API_KEY", "GEMINI_API_KEY"),
}

_SECRET = ("key", "secret", "password", "passwd", "token", "credential")


class Setting(NamedTuple):
    """A setting: ``read`` makes its value of a text, and of what a file says; ``ValueError`` tells what it takes.

    ``is_number`` says how a file writes it.
    """

    name: str
    read: Callable[[object], Any]
    default: Any = None
    is_number: bool = False

    @property
    def variable(self) -> str:
        """The environment variable."""
        return f"SUMMARIZER_{self.name.replace('-', '_').upper()}"

    @property
    def attribute(self) -> str:
        """The name as an attribute of parsed flags and of `Options`."""
        return self.name.replace("-", "_")


class Found(NamedTuple):
    """The value in force and where it comes from: "--model", "SUMMARIZER_MODEL", a file's path, "default"."""

    value: Any
    origin: str

    @property
    def from_file(self) -> bool:
        """Whether a file says so."""
        return self.origin.endswith(FILES)


def number(kind: type[int] | type[float], unit: str, *, zero: bool = False) -> Callable[[object], Any]:
    """Return what reads a number above 0, or from 0 on."""

    def read(given: object) -> int | float:
        value: int | float = -1
        if isinstance(given, str):
            with contextlib.suppress(ValueError):
                value = kind(given)
        elif not isinstance(given, bool) and isinstance(given, (int, kind)):
            value = given
        if not (0 < value < float("inf") or (zero and value == 0)):
            whole = "whole number" if kind is int else "number"
            raise ValueError(f"{given!r} is no {whole} of {unit}{', 0 or more' if zero else ' above 0'}")
        return value

    return read


def text(given: object) -> str:
    """Read a text that says something."""
    if not isinstance(given, str) or not given.strip():
        raise ValueError(f"{given!r} is no text in quotation marks")
    return given


def format_name(given: object) -> str:
    """Read the name of an output format."""
    if given not in FORMATS:
        raise ValueError(f"{given!r} is no format: use one of {', '.join(FORMATS)}")
    return str(given)


SETTINGS = (
    Setting("model", text, "rules"),
    Setting("base-url", text),
    Setting("timeout", number(float, "seconds"), 600.0, is_number=True),
    Setting("window", number(int, "tokens"), 24_000, is_number=True),
    Setting("max-tokens", number(int, "tokens"), None, is_number=True),
    Setting("max-cost", number(float, "US dollars"), None, is_number=True),
    Setting("repairs", number(int, "repairs", zero=True), 2, is_number=True),
    Setting("format", format_name, "text"),
    Setting("prompts", text),
    Setting("deal-types", text),
    Setting("store", text),
)
_BY_NAME = {setting.name: setting for setting in SETTINGS}
_PLACES = ("prompts", "deal-types", "store")


def in_force(
    flags: Mapping[str, Any], environment: Mapping[str, str] | None = None, start: str | None = None
) -> dict[str, Found]:
    """Return every setting with its origin; `OptionError` is one line on what can't be used.

    ``flags`` are those given, by attribute. The environment and the working folder are the process's own by default.
    """
    environment = os.environ if environment is None else environment
    path, table = _file(start or os.getcwd())
    found = {}
    for setting in SETTINGS:
        given = flags.get(setting.attribute)
        if given is not None:
            found[setting.name] = Found(given, f"--{setting.name}")
        elif said := environment.get(setting.variable):
            found[setting.name] = Found(_read(setting, said, setting.variable), setting.variable)
        elif setting.name in table:
            found[setting.name] = Found(_from_file(setting, table[setting.name], path), path)
        else:
            found[setting.name] = Found(setting.default, "default")
    return _with_providers_own_address(found, environment)


def _with_providers_own_address(found: dict[str, Found], environment: Mapping[str, str]) -> dict[str, Found]:
    """Let ``OPENAI_BASE_URL``, which is the environment too, go before a file."""
    base_url = found["base-url"]
    own = environment.get("OPENAI_BASE_URL")
    if own and str(found["model"].value).startswith("openai/") and not base_url.origin.startswith(("--", "SUMM")):
        found["base-url"] = Found(own, "OPENAI_BASE_URL")
    return found


def _read(setting: Setting, given: object, where: str) -> Any:
    try:
        return setting.read(given)
    except ValueError as error:
        raise OptionError(f"{where}: {setting.name}: {error}") from None


def _from_file(setting: Setting, given: object, path: str) -> Any:
    if isinstance(given, str) and setting.is_number:
        raise OptionError(f"{path}: {setting.name}: {given!r} is a text: write the number without quotation marks")
    value = _read(setting, given, path)
    if setting.name == "base-url" and ("@" in value or "?" in value):
        raise OptionError(f"{path}: base-url holds a name, a password or a query: a secret must not stand in a file")
    if isinstance(value, str) and value.startswith(("sk-", "AIza")):
        raise OptionError(f"{path}: {setting.name} looks like a key: {_no_secrets()}")
    if setting.name in _PLACES:
        return os.path.join(os.path.dirname(path), os.path.expanduser(value))
    return value


def _file(start: str) -> tuple[str, dict[str, Any]]:
    """Return the nearest file with settings, and these; no path and nothing where there is none."""
    folder = start
    while True:
        for name in FILES:
            path = os.path.join(folder, name)
            table = _table(path, name) if os.path.isfile(path) else None
            if table is not None:
                return path, _known(path, table)
        above = os.path.dirname(folder)
        if above == folder:
            return "", {}
        folder = above


def _table(path: str, name: str) -> dict[str, Any] | None:
    import tomllib

    try:
        with open(path, "rb") as file:
            data = tomllib.load(file)
    except OSError as error:
        raise OptionError(f"can't read {path}: {error.strerror}") from None
    except ValueError as error:  # UnicodeDecodeError and TOMLDecodeError
        if name == "pyproject.toml":
            return None  # somebody else's file, and theirs to mend
        raise OptionError(f"{path} is no TOML: {error}") from None
    if name == "summarizer.toml":
        return data
    tools = data.get("tool")
    table = tools.get("summarizer") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise OptionError(f"{path}: tool.summarizer must be a table")
    return table


def _known(path: str, table: dict[str, Any]) -> dict[str, Any]:
    for name in table:
        if name not in _BY_NAME:
            near = name.replace("_", "-")
            if near not in _BY_NAME and any(word in name.lower() for word in _SECRET):
                raise OptionError(f"{path}: {name}: {_no_secrets()}")
            hint = f"write {near}" if near in _BY_NAME else f"use one of {', '.join(_BY_NAME)}"
            raise OptionError(f"{path}: unknown setting {name!r}: {hint}")
    return table


def _no_secrets() -> str:
    return "a key must not stand in a file, which others may read: set it in the environment, as OPENAI_API_KEY"
