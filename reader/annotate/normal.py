"""Normalised views of Arabic text beside the original, with a map back to its offsets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reader.annotate.tokens import INVISIBLE, MARKS

_DROPPED = re.compile(rf"[{MARKS}\u0640{INVISIBLE}]")
_FOLDED = str.maketrans(
    "أإآٱىةؤئ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹کیگ",
    "اااايهوي01234567890123456789كيك",
)
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


class Normalised(NamedTuple):
    """A normalised text and, for each of its code points, the offset in the original it came from.

    `starts` has one entry more than `text`: the original's length.
    """

    text: str
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of the normalised span: from its first code point to the end of its last one's cluster."""
        return self.starts[start], self.starts[end] if end > start else self.starts[start]


def normalise(text: str) -> Normalised:
    """Marks, tatweel and invisible characters dropped, alef and hamza forms, ى/ي, ة/ه folded, digits as ASCII.

    One code point in gives one or none out, so the map is exact.
    """
    kept = [i for i, character in enumerate(text) if not _DROPPED.match(character)]
    folded = "".join(text[i] for i in kept).translate(_FOLDED)
    return Normalised(folded, (*kept, len(text)))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word as `normalise` writes it, without a map: for lexicon look-ups and comparison."""
    return _DROPPED.sub("", word).translate(_FOLDED)
