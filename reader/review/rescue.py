"""When a store takes no more writes: a copy elsewhere, and what can be saved from a damaged one."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

import msgspec

from reader.errors import StoreError
from reader.review.events import decode_actions
from reader.review.faults import explained
from reader.review.store import Store

_TABLES = ("analyses", "reviews", "texts", "events")


class Salvaged(NamedTuple):
    """How many events were read from a damaged store, and how many numbers in their row could not be."""

    kept: int
    lost: int


def copy(path: Path, to: Path) -> None:
    """Copy the store at `path`, also while others use it, to the new file `to`. Raises StoreError.

    The copy is complete or `to` is not there.
    """
    if to.exists():
        raise StoreError("review.exists", path=to)
    partial = to.with_name(f".{to.name}.part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError("review.unwritable", path=to, reason=error.strerror) from error
    try:
        with explained(to), Store(path, read_only=True) as store:
            target = sqlite3.connect(partial, isolation_level=None)
            try:
                store.copy_into(target)
            finally:
                target.close()
        os.replace(partial, to)  # noqa: PTH105 - atomic over an existing name on every system
    finally:
        partial.unlink(missing_ok=True)


def salvage(path: Path, to: Path) -> Salvaged:
    """Read what can be read of the damaged store at `path`, row by row, into a new store at `to`. Raises StoreError.

    The damaged file is not touched. Events keep their numbers, also those whose analysis or review row is lost.
    """
    if to.exists():
        raise StoreError("review.exists", path=to)
    with explained(path):
        source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        source.execute("PRAGMA writable_schema = ON")
    try:
        rows = {table: _rows(source, table) for table in _TABLES}
    finally:
        source.close()
    good = [row for row in rows["events"] if _decodes(row[-1])]
    if not any(rows.values()):
        raise StoreError("review.hopeless", path=path)
    reviews = {row[0]: row for row in rows["reviews"]}
    texts = {row[:2]: row for row in rows["texts"]}
    for _, review, at, _, article, _, _ in good:
        layer = reviews.setdefault(review, (review, "", "-", None, at))[1]
        texts.setdefault((article, layer), (article, layer, review))
    with Store(to) as target:
        target.fill(
            {
                "analyses": rows["analyses"],
                "reviews": list(reviews.values()),
                "texts": list(texts.values()),
                "events": good,
            }
        )
    return Salvaged(len(good), max((row[0] for row in good), default=0) - len(good))


def _rows(source: sqlite3.Connection, table: str) -> list[tuple]:
    """All rows of a table that can be read: in one go, else one by one in both directions around the damage."""
    found: dict[int, tuple] = {}
    for order in ("", " DESC"):
        try:
            for row in source.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid{order}"):
                found[row[0]] = row[1:]
            return [found[key] for key in sorted(found)]
        except sqlite3.Error:
            continue
    last = max(found, default=0)
    for rowid in range(1, last + 1):
        if rowid in found:
            continue
        try:
            row = source.execute(f"SELECT * FROM {table} WHERE rowid = ?", (rowid,)).fetchone()
        except sqlite3.Error:
            continue
        if row:
            found[rowid] = row
    return [found[key] for key in sorted(found)]


def _decodes(actions: object) -> bool:
    try:
        return isinstance(actions, bytes) and bool(decode_actions(actions))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
