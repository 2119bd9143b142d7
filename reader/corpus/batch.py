"""Many articles through the pipeline on this machine's cores, one outcome an article, in order."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec

from reader.annotate.pipeline import DEFAULT, Options
from reader.article.load import Options as Opening
from reader.errors import HamishError, UsageError
from reader.interchange.registry import find
from reader.settings.atomic import write_atomically


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One article to export. `stem` is the path of the files it becomes, without a suffix."""

    source: str
    stem: str
    format: str
    analysis: Options = DEFAULT
    opening: Opening = Opening()
    force: bool = False
    reviewed: bool = False
    store: str | None = None


class Outcome(msgspec.Struct, frozen=True):
    """What became of a job: the files written, or one sentence that says why there are none."""

    source: str
    paths: tuple[str, ...] = ()
    error: str | None = None


def run(job: Job) -> Outcome:
    """Load, analyse and write one article; a user's error becomes the outcome's sentence."""
    from reader.corpus.export import exported

    try:
        one = find(job.format)
        targets = {suffix: Path(job.stem + suffix) for suffix in one.suffixes}
        refuse_existing(targets.values(), job.force)
        for suffix, data in exported(job).items():
            write_atomically(targets[suffix], data)
        return Outcome(job.source, tuple(str(path) for path in targets.values()))
    except HamishError as error:
        return Outcome(job.source, error=error.message)
    except OSError as error:
        return Outcome(job.source, error=f"{job.source}: {error.strerror or error}")


def refuse_existing(targets: Iterable[Path], force: bool) -> None:
    """Raises UsageError naming the first target that is there already, unless `force`."""
    for path in targets:
        if not force and path.exists():
            raise UsageError("interchange.exists", path=path)


def run_all(
    jobs: Sequence[Job], workers: int | None = None, done: Callable[[int], None] = lambda n: None
) -> Iterator[Outcome]:
    """The outcome of every job, in order, as they finish; `done` is told how many are. Stopping early stops the workers."""
    count = (
        workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    if count == 1 or len(jobs) < 3:
        for number, job in enumerate(jobs, 1):
            yield run(job)
            done(number)
        return
    # Spawned, not forked: a fork of a process with threads may hang, and models are loaded once a worker anyway.
    pool = ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))
    try:
        for number, outcome in enumerate(pool.map(run, jobs, chunksize=4), 1):
            yield outcome
            done(number)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
