"""Optional libraries: what is missing is said in one sentence with the command that installs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from reader.errors import SourceError


@contextmanager
def needed(extra: str, kind: str) -> Iterator[None]:
    """Around the import of a library that `pip install 'hamish[extra]'` brings; `kind` names the files that need it.

    Raises SourceError in place of ImportError.
    """
    try:
        yield
    except ImportError as error:
        raise SourceError("article.missing_extra", kind=kind, extra=extra) from error
