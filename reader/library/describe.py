"""Rows of a listing described: what their articles say of themselves, how far they are read and how far reviewed.

What reading a file told is kept in the cache by path, size and time, so that a folder of a thousand is read once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from reader.article.load import Options
from reader.errors import StoreError
from reader.library import recent
from reader.library.listing import Row, read_row
from reader.review.progress import progress
from reader.review.session import Review
from reader.review.store import Store, default_path
from reader.settings import paths
from reader.settings.atomic import write_atomically

_KEPT = 50_000


class _Known(msgspec.Struct, array_like=True, frozen=True):
    """What was read of a file of this size and time of change (nanoseconds)."""

    size: int
    changed: int
    row: Row


def _path() -> Path:
    return paths.cache_dir() / "listing.msgpack"


class Describer:
    """Describes rows; one for a listing. Use it in one thread at a time, and `keep` what was learnt at the end."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._known = _load()
        self._learnt = False
        self._visits = {visit.id: visit.progress for visit in recent.visits()}

    def describe(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Each row described, in order, one at a time as they are asked for."""
        with _store() as store:
            for row in rows:
                described = row if row.described else self._read(row)
                yield msgspec.structs.replace(
                    described,
                    progress=self._visits.get(described.id or ""),
                    reviewed=_reviewed_share(store, described.id),
                )

    def _read(self, row: Row) -> Row:
        try:
            state = os.stat(row.source)  # noqa: PTH116 (a source may be no path)
        except (OSError, ValueError):
            return read_row(row, self._options)
        key = os.path.abspath(row.source)  # noqa: PTH100
        known = self._known.get(key)
        if known and (known.size, known.changed) == (state.st_size, state.st_mtime_ns):
            return msgspec.structs.replace(known.row, source=row.source, name=row.name)
        described = read_row(row, self._options)
        if not described.trouble:
            self._known[key] = _Known(state.st_size, state.st_mtime_ns, described)
            self._learnt = True
        return described

    def keep(self) -> None:
        """Write the cache, if anything was learnt; a cache that cannot be written is done without."""
        if not self._learnt:
            return
        latest = dict(list(self._known.items())[-_KEPT:])
        try:
            write_atomically(_path(), msgspec.msgpack.encode(latest))
        except OSError:
            return
        self._learnt = False


def _load() -> dict[str, _Known]:
    try:
        return msgspec.msgpack.decode(_path().read_bytes(), type=dict[str, _Known])
    except (OSError, msgspec.DecodeError):
        return {}


@contextmanager
def _store() -> Iterator[Store | None]:
    """The user's review store for reading; None when there is none or it cannot be read."""
    if not default_path().exists():
        yield None
        return
    try:
        store = Store(read_only=True)
    except StoreError:
        yield None
        return
    with store:
        yield store


def _reviewed_share(store: Store | None, article_id: str | None) -> float | None:
    """The share of an article's notes that somebody decided on; None when no review of it was begun."""
    if store is None or article_id is None:
        return None
    try:
        number = store.find(article_id)
        if number is None:
            return None
        counts = progress(Review.stored(store, number).state).values()
    except StoreError:
        return None
    total = sum(count.total for count in counts)
    return sum(count.decided for count in counts) / total if total else 1.0
