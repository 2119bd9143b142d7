"""A content found in a page, before its speaker is known."""

from __future__ import annotations

from typing import NamedTuple

from reader.annotate.quotes.cues import CueMatch
from reader.annotate.quotes.marks import Marked
from reader.annotate.quotes.openers import Start


class Found(NamedTuple):
    """A content on tokens first..last (half open) with what introduced it and how sure that is."""

    first: int
    last: int
    score: float
    cue: CueMatch | None = None
    start: Start | None = None
    marked: Marked | None = None
