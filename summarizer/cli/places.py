"""Where results go: to standard output, into a file, or one into each of many; and in which form."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.cli.streams import note, on_terminal, out
from summarizer.errors import OptionError

if TYPE_CHECKING:
    from summarizer.filing.structure import Filing
    from summarizer.models import Summary
    from summarizer.rendering.files import Target


@dataclass(slots=True)
class Place:
    """Where the results of one run go; what holds several filings in one is written at the end."""

    format: str
    file: Path | None
    folder: Path | None
    open: bool
    together: bool
    _targets: dict[str, Target] = field(default_factory=dict)
    _shown: int = 0
    _pairs: list[tuple[Summary, Filing | None]] = field(default_factory=list)

    @classmethod
    def of(cls, sources: Sequence[str], arguments: argparse.Namespace) -> Place:
        """Return the place that the flags name; `OptionError` where it can't hold what they ask for."""
        from summarizer.rendering import FORMATS

        file = None if arguments.output == Path("-") else arguments.output
        together = FORMATS[arguments.format].several and arguments.output_dir is None
        if len(sources) > 1 and file and not together:
            raise OptionError(f"--output takes one source as {arguments.format}: use --output-dir for several")
        return cls(arguments.format, file, arguments.output_dir, arguments.open, together)

    def check(self, sources: Sequence[str]) -> None:
        """Look at every file to write before the first filing is read."""
        from summarizer.rendering.files import in_folder, one_file

        if self.open and self.file is None:
            self.file = _temporary()
        if self.file is not None:
            self._targets = one_file(sources, self.file, self.format)
        elif self.folder is not None:
            self._targets = in_folder(sources, self.folder, self.format)

    def take(self, source: str, number: int, summary: Summary, filing: Filing) -> str:
        """Write a summary, or keep it for the end; return what is to go to standard output now, if anything is."""
        from summarizer.rendering import render

        if self.together:
            self.keep(summary, filing)
            return ""
        if source in self._targets:
            self._write(self._targets[source].numbered(number), render(summary, self.format, filing))
            return ""
        if self.format == "text" and on_terminal():
            from summarizer.cli import terminal

            self._shown += 1
            return ("\n" if self._shown > 1 else "") + terminal.write(summary, filing)
        return render(summary, self.format, filing)

    def keep(self, summary: Summary, filing: Filing | None) -> None:
        """Keep a summary for the end, where all are written into one."""
        from summarizer.rendering import FORMATS

        self._pairs.append((summary, filing if FORMATS[self.format].needs_filing else None))

    def finish(self) -> None:
        """Write what holds all the filings in one, unless there is none."""
        from summarizer.rendering import FORMATS

        if not self._pairs:
            return
        text = FORMATS[self.format].write(self._pairs)
        if not self._targets:
            out(text)
            return
        target = next(iter(self._targets.values()))
        self._write(target, text)
        if self.open:
            _show(target.path)

    def _write(self, target: Target, text: str) -> None:
        target.write(text)
        note(f"wrote {target}")


def _temporary() -> Path:
    import tempfile

    return Path(tempfile.mkdtemp(prefix="summarizer-")) / "report.html"


def _show(path: Path) -> None:
    import webbrowser

    if not webbrowser.open(path.absolute().as_uri()):
        note(f"no browser was found: open {path}")
