"""The steps of a batch through the provider's own batch interface: submit, status, collect."""

from __future__ import annotations

import argparse

from summarizer.errors import OptionError
from summarizer.options import Options


def run(arguments: argparse.Namespace, options: Options) -> int:
    """Do one of the steps."""
    raise OptionError("--via batch-api is not there yet")
