"""The door of the room: a source named on the command line becomes an Article."""

from __future__ import annotations

import sys
from pathlib import Path

from reader.article.decode import decode
from reader.article.model import Article
from reader.errors import SourceError

STDIN = "-"


def load(source: str, *, encoding: str | None = None) -> Article:
    """The article at `source` (a path, or `-` for standard input). Raises SourceError in plain words."""
    data = sys.stdin.buffer.read() if source == STDIN else _read(Path(source), source)
    text, name = decode(data, source, encoding)
    if not text.strip():
        raise SourceError("article.empty", source=source)
    return Article(text=text, source=source, encoding=name)


def _read(path: Path, source: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError("article.missing", source=source) from None
    except IsADirectoryError:
        raise SourceError("article.directory", source=source) from None
    except OSError as error:
        raise SourceError("article.unreadable", source=source, reason=error.strerror) from error
