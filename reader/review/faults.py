"""What SQLite says went wrong, as errors a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import StoreError

_IDS = {
    sqlite3.SQLITE_FULL: "review.full",
    sqlite3.SQLITE_READONLY: "review.read_only",
    sqlite3.SQLITE_PERM: "review.read_only",
    sqlite3.SQLITE_BUSY: "review.locked",
    sqlite3.SQLITE_LOCKED: "review.locked",
    sqlite3.SQLITE_CORRUPT: "review.corrupt",
    sqlite3.SQLITE_NOTADB: "review.corrupt",
    sqlite3.SQLITE_CANTOPEN: "review.unopenable",
    sqlite3.SQLITE_IOERR: "review.failing",
}


class ReviewStoreError(StoreError):
    """The store refused. `fault` is `full`, `read_only`, `locked`, `corrupt`, `unopenable`, `failing` or `unknown`."""

    def __init__(self, message_id: str, path: Path, reason: object) -> None:
        self.fault = message_id.partition(".")[2]
        super().__init__(message_id, path=path, reason=reason)


def explain(error: sqlite3.Error, path: Path) -> ReviewStoreError:
    """The StoreError for what SQLite raised about the store at `path`."""
    code = getattr(error, "sqlite_errorcode", None)
    message_id = _IDS.get((code or 0) & 0xFF, "review.unknown")
    return ReviewStoreError(message_id, path, error)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors inside the block into StoreErrors."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, path) from error
