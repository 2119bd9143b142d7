"""One article's export, raw or as people left it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from reader.annotate.model import Analysis
from reader.annotate.pipeline import analyse
from reader.article.load import load
from reader.corpus.batch import Job
from reader.interchange.labels import outward
from reader.interchange.registry import Extras, Verdict, write
from reader.review.reviewed import reviewed
from reader.review.session import carried
from reader.review.state import State
from reader.review.store import Store, default_path
from reader.settings import config


def exported(job: Job) -> dict[str, bytes]:
    """The files of `job` by suffix. Raises HamishError."""
    article = load(job.source, **msgspec.structs.asdict(job.opening))
    analysis = analyse(article, job.analysis)
    labels = outward(config.load().labels)
    state = _decisions(analysis, Path(job.store) if job.store else default_path()) if job.reviewed else None
    if state is None:
        return write(analysis, job.format, Extras(labels=labels))
    return write(reviewed(state), job.format, extras(state, labels))


def extras(state: State, labels: dict[str, str]) -> Extras:
    """What people decided, as exports show it beside the notes."""
    items = state.items.values()
    verdicts = {
        item.id: Verdict(item.verdict, item.evidence, item.checked_by, item.at, item.note)
        for item in items
        if item.verdict not in (None, "to-check")
    }
    states = {item.id: state.status(item) for item in items}
    return Extras(labels=labels, verdicts=verdicts, states=states)


def _decisions(analysis: Analysis, path: Path) -> State | None:
    if not path.exists():
        return None
    with Store(path, read_only=True) as store:
        return carried(store, analysis)
