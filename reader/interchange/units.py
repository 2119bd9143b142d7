"""What other tools' offsets count: code points, UTF-16 code units or grapheme clusters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import regex

CODE_POINTS, UTF16, GRAPHEMES = "code points", "UTF-16", "graphemes"
UNITS = (CODE_POINTS, UTF16, GRAPHEMES)


class Ruler:
    """Converts offsets between code points and another unit of one text.

    `marks[i]` is the offset in code points of position `i` in the unit.
    """

    def __init__(self, text: str, unit: str) -> None:
        self.unit = unit
        if unit == GRAPHEMES:
            self.marks = [m.start() for m in regex.finditer(r"\X", text)] + [len(text)]
        elif unit == UTF16 and not text.isascii() and max(text, default="") > "\uffff":
            self.marks = [i for i, c in enumerate(text) for _ in range(1 + (c > "\uffff"))] + [len(text)]
        else:
            self.marks = list(range(len(text) + 1))

    def to_code_points(self, start: int, end: int) -> tuple[int, int] | None:
        """The span in code points, or None when it lies outside the text or cuts a character in two."""
        if not 0 <= start <= end < len(self.marks):
            return None
        for offset in (start, end):
            if offset and self.marks[offset] == self.marks[offset - 1]:
                return None
        return self.marks[start], self.marks[end]

    def from_code_points(self, start: int, end: int) -> tuple[int, int]:
        """The span in this unit: the smallest one that covers the code points."""
        first = bisect_left(self.marks, start)
        if self.marks[first] > start:
            first -= 1
        return first, bisect_left(self.marks, end)


def guess(text: str, spans: Iterable[tuple[int, int, str | None]]) -> str:
    """The unit under which most spans cover the text that they claim to cover; code points when nothing tells.

    `spans` are (start, end, covered text or None).
    """
    known = [(start, end, covered) for start, end, covered in spans if covered]
    best, most = CODE_POINTS, -1
    for unit in UNITS:
        ruler = Ruler(text, unit)
        right = 0
        for start, end, covered in known:
            span = ruler.to_code_points(start, end)
            right += span is not None and text[slice(*span)] == covered
        if right > most:
            best, most = unit, right
    return best
