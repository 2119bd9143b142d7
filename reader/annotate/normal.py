"""Normalised views of Arabic text beside the original, with a map back to its offsets."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
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
    """A normalised text with a map back to the original.

    `dropped[k]` is where in `text` the k-th dropped code point would stand; a code point of `text` comes from as many
    code points further on in the original as were dropped before it.
    """

    text: str
    dropped: Sequence[int]

    def origin(self, index: int) -> int:
        """The offset in the original of the code point `index`; of the end, the end less what was dropped there."""
        return index + bisect_right(self.dropped, index)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of the normalised one; marks on its last letter belong to it."""
        return self.origin(start), self.origin(end) if end > start else self.origin(start)


def normalise(text: str) -> Normalised:
    """Marks, tatweel and invisible characters dropped, alef and hamza forms, ى/ي, ة/ه folded, digits as ASCII.

    One code point in gives one or none out, so the map is exact. The work is a few passes of C over the text.
    """
    places = array("q", (match.start() - k for k, match in enumerate(_DROPPED.finditer(text))))
    return Normalised(_DROPPED.sub("", text).translate(_FOLDED), places)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word as `normalise` writes it, without a map: for lexicon look-ups and comparison."""
    return _DROPPED.sub("", word).translate(_FOLDED)
