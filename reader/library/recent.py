"""Articles opened lately and where each was left: one small file, newest first."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

from reader.settings import paths
from reader.settings.atomic import write_atomically

KEPT = 200
"""How many articles are remembered."""


class Visit(msgspec.Struct, frozen=True, omit_defaults=True):
    """One article and its reader's place.

    `offset` is where the cursor stood and `top` the first offset on the screen (code points); `length` is the article's;
    `opened` is in seconds since the epoch.
    """

    id: str
    source: str
    title: str
    length: int = 0
    offset: int = 0
    top: int = 0
    opened: float = 0.0

    @property
    def progress(self) -> float:
        """How far the article was read, 0 to 1."""
        return min(1.0, self.offset / self.length) if self.length else 0.0


def _path() -> Path:
    return paths.state_dir() / "recent.json"


def visits() -> tuple[Visit, ...]:
    """The articles remembered, newest first; none when the file is absent or damaged."""
    try:
        return msgspec.json.decode(_path().read_bytes(), type=tuple[Visit, ...])
    except (OSError, msgspec.DecodeError):
        return ()


def last_visit(article_id: str) -> Visit | None:
    """Where the article with this id was left, or None."""
    return next((visit for visit in visits() if visit.id == article_id), None)


def record(visit: Visit) -> None:
    """Put `visit` at the head of the list, dated now, in place of an earlier one. Raises OSError."""
    dated = msgspec.structs.replace(visit, opened=time.time())
    rest = [other for other in visits() if other.id != visit.id]
    write_atomically(_path(), msgspec.json.encode([dated, *rest][:KEPT]))


def forget(article_id: str) -> None:
    """Drop an article from the list. Raises OSError."""
    write_atomically(_path(), msgspec.json.encode([visit for visit in visits() if visit.id != article_id]))
