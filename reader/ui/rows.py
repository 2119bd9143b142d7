"""The article as rows of the screen: laid-out paragraphs with the blank rows and the spacing the reader asked for."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from reader.layout import Line, Options, layout_paragraph

SLICE = 16_384
"""Code points laid out beyond what is asked for, so that reading on rarely waits."""


class Setting(NamedTuple):
    """All that decides which words share a row: the width in cells, rows a line takes, blank rows after a paragraph,
    whether invisible characters are shown as marks, and whether vowel marks are shown."""

    width: int
    spacing: int = 1
    gap: int = 1
    reveal: bool = False
    joined: bool = True
    """Letters are joined by layout, not left to the terminal."""
    marks: bool = True
    base: int | None = None
    """Every paragraph's direction (0 left to right, 1 right to left) instead of that of its first strong character."""


class Rows:
    """Rows of one article in one setting; offsets are code points, rows count from 0.

    Paragraphs are laid out from the beginning as far as was asked for. What is above a row is therefore always exact and
    nothing ever moves; only the height of a long article is an estimate until its end was reached.
    """

    def __init__(self, text: str, setting: Setting) -> None:
        self.text = text
        self.setting = setting
        self._options = Options(
            width=setting.width,
            base=setting.base,
            fallback=1,
            reveal=setting.reveal,
            presentation_forms=setting.joined,
            marks=setting.marks,
        )
        self._lines: list[Line | None] = []
        self._starts: list[int] = []
        self._start_rows: list[int] = []
        self._numbers: dict[int, int] = {}
        self._done = 0
        self.reach(0)

    def reach(self, offset: int) -> None:
        """Lay out as far as `offset`, and a little further."""
        if self._done <= min(offset, len(self.text) - 1):
            self._lay_out(offset + SLICE)

    def reach_row(self, row: int) -> None:
        """Lay out as far as `row`, or to the end."""
        while len(self._lines) <= row and not self.complete:
            self._lay_out(self._done + SLICE)

    @property
    def laid_out(self) -> int:
        """How many rows are laid out."""
        return len(self._lines)

    @property
    def complete(self) -> bool:
        """Whether all is laid out and the height no estimate any more."""
        return self._done >= len(self.text)

    def _lay_out(self, limit: int) -> None:
        text, gap, spacing = self.text, self.setting.gap, self.setting.spacing
        while self._done < min(limit, len(text)):
            start = self._done
            found = text.find("\n", start)
            end = found if found >= 0 else len(text)
            self._done = end + 1
            paragraph = text[start:end]
            if not paragraph.strip():
                continue
            if self._lines:
                self._lines.extend([None] * gap)
            self._numbers[len(self._lines)] = len(self._numbers) + 1
            for line in layout_paragraph(paragraph, self._options, start):
                self._starts.append(line.start)
                self._start_rows.append(len(self._lines))
                self._lines.append(line)
                self._lines.extend([None] * (spacing - 1))

    @property
    def height(self) -> int:
        """How many rows there are; estimated from those laid out while there are more."""
        if self.complete:
            return len(self._lines)
        return int(len(self._lines) * len(self.text) / max(1, self._done)) + 1

    def line(self, row: int) -> Line | None:
        """What stands on `row`; None on a blank one."""
        self.reach_row(row)
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def number(self, row: int) -> int | None:
        """The number of the paragraph that begins on `row`, from 1."""
        return self._numbers.get(row)

    def row_of(self, offset: int) -> int:
        """The row that shows `offset`."""
        self.reach(offset)
        if not self._starts:
            return 0
        return self._start_rows[max(0, bisect_right(self._starts, offset) - 1)]

    def offset_of(self, row: int) -> int:
        """The first offset of the line on `row`, or of the nearest line above a blank row."""
        self.reach_row(row)
        if not self._starts:
            return 0
        return self._starts[max(0, bisect_right(self._start_rows, row) - 1)]

    def rows_of(self, start: int, end: int) -> range:
        """The rows that show any of `start:end`."""
        return range(self.row_of(start), self.row_of(max(start, end - 1)) + 1)

    def shown(self, start: int, end: int) -> range:
        """As `rows_of`, of what is laid out already: nothing else can be on the screen."""
        if start >= self._done:
            return range(0)
        return self.rows_of(start, min(end, self._done))
