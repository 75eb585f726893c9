"""What is stored, made again: each summary from its filing and the answers that are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from summarizer.batch.jobs import Job, Limits, Piece, configuration
from summarizer.batch.running import check
from summarizer.errors import OptionError
from summarizer.options import Options
from summarizer.reading import Raw
from summarizer.store import Configuration, Store


def again(
    store: Store, options: Options, limits: Limits | None = None, *, offline: bool = True
) -> Iterator[tuple[Job, Iterator[Piece]]]:
    """Yield a job and its files for every configuration of a store.

    ``options`` tell what a configuration does not: where prompts and deal types of one's own lie, which endpoint is
    asked where ``offline`` is false. Offline a summary does without an answer that is not stored, as one to a question
    that only new checks ask, and says so. Raises `OptionError` where prompts or deal types differ from those a summary
    was made with.
    """
    for found in store.configurations():
        job = Job(
            model=found.model,
            options=options_of(store, found, options),
            limits=limits or Limits(),
            store=str(store.path),
            offline=offline,
            again=True,
            whole=not offline,
        )
        if not offline:
            check(job)
        yield job, files(job, tuple(store.done(found)))


def options_of(store: Store, found: Configuration, options: Options) -> Options:
    """Return the options that a configuration says, and of the others those given; `OptionError` where they differ."""
    asked = {name: found.settings[name] for name in ("window", "repairs") if name in found.settings}
    used = replace(options, **asked)
    if configuration(found.model, used).digest != found.digest:
        raise OptionError(
            f"{store.path} holds summaries of {found} made with other prompts or deal types: "
            "name their folders with --prompts and --deal-types"
        )
    return used


def files(job: Job, digests: Iterable[str]) -> Iterator[Piece]:
    """Yield stored sources by their SHA-256."""
    assert job.store is not None  # noqa: S101  # they were taken from one
    with Store.open(job.store, create=False) as store:  # its own: files are read in a thread of their own
        for sha256 in digests:
            yield Raw(*store.source(sha256))
