"""Finding a query in a text, piece by piece, so that a long text neither blocks nor waits; spans are of the original."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reader.annotate.normal import normalise
from reader.search.query import Query, compiled

PIECE = 1 << 16
"""Code points looked through at once: a few milliseconds."""
REACH = 1 << 12
"""A hit may be this much longer than what is left of its piece."""

Span = tuple[int, int]


def hits(text: str, query: Query, stop: Callable[[], bool] = lambda: False) -> Iterator[Span]:
    """Every hit in order, code points, half open; hits do not overlap. Ends early when `stop()` says so.

    A hit longer than REACH is found only within its piece. Raises UsageError for a bad regular expression.
    """
    pattern = compiled(query)
    if pattern is None:
        return
    start = 0
    last = 0
    while start < len(text) and not stop():
        end = _border(text, start, start + PIECE)
        piece = text[start : end + REACH]
        if query.folds:
            plain = normalise(piece)
            found = (plain.span(*m.span()) for m in pattern.finditer(plain.text) if m.end() > m.start())
        else:
            found = (m.span() for m in pattern.finditer(piece) if m.end() > m.start())
        for first, after in found:
            if start + first >= end:
                break
            if start + first >= last:
                last = start + after
                yield start + first, last
        start = end


def _border(text: str, start: int, wanted: int) -> int:
    """The last white space after `start` up to `wanted`, so that no word is cut; `wanted` where there is none near."""
    if wanted >= len(text):
        return len(text)
    for offset in range(wanted, max(start, wanted - REACH), -1):
        if text[offset].isspace():
            return offset
    return wanted


def matches(text: str, query: Query) -> bool:
    """Whether `query` is anywhere in `text`; an empty one is everywhere. Raises UsageError."""
    return compiled(query) is None or next(hits(text, query), None) is not None


def nearest(found: list[Span], offset: int, forward: bool = True) -> int | None:
    """The index of the hit after `offset` (or before it), round the end of the text; None when there is no hit."""
    if not found:
        return None
    if forward:
        return next((i for i, (start, _) in enumerate(found) if start > offset), 0)
    return next((i for i in range(len(found) - 1, -1, -1) if found[i][0] < offset), len(found) - 1)
