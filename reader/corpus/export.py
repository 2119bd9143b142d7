"""One article's export, raw or as a person left it."""

from __future__ import annotations

import msgspec

from reader.annotate.pipeline import Options, analyse
from reader.article.load import load
from reader.corpus.batch import Job
from reader.interchange.labels import outward
from reader.interchange.registry import Extras, write
from reader.settings import config


def exported(job: Job) -> dict[str, bytes]:
    """The files of `job` by suffix. Raises HamishError."""
    analysis = analyse(load(job.source, **msgspec.structs.asdict(job.opening)), Options(claims=job.claims))
    return write(analysis, job.format, Extras(labels=outward(config.load().labels)))
