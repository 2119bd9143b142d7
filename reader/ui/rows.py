"""The article as rows of the screen: laid-out paragraphs with the blank rows and the spacing the reader asked for."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from reader.layout import Line, Options, layout_paragraph


class Setting(NamedTuple):
    """All that decides which words share a row: the width in cells, rows a line takes, blank rows after a paragraph,
    and whether invisible characters are shown as marks."""

    width: int
    spacing: int = 1
    gap: int = 1
    reveal: bool = False
    joined: bool = True
    """Letters are joined by layout, not left to the terminal."""


class Rows:
    """Rows of one article in one setting; offsets are code points, rows count from 0."""

    def __init__(self, text: str, setting: Setting) -> None:
        self.setting = setting
        self._lines: list[Line | None] = []
        self._starts: list[int] = []
        self._start_rows: list[int] = []
        self._numbers: dict[int, int] = {}
        options = Options(
            width=setting.width, fallback=1, reveal=setting.reveal, presentation_forms=setting.joined
        )
        offset = 0
        for paragraph in text.split("\n"):
            if paragraph.strip():
                if self._lines:
                    self._lines.extend([None] * setting.gap)
                self._numbers[len(self._lines)] = len(self._numbers) + 1
                for line in layout_paragraph(paragraph, options, offset):
                    self._starts.append(line.start)
                    self._start_rows.append(len(self._lines))
                    self._lines.append(line)
                    self._lines.extend([None] * (setting.spacing - 1))
            offset += len(paragraph) + 1

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self._lines)

    def line(self, row: int) -> Line | None:
        """What stands on `row`; None on a blank one."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def number(self, row: int) -> int | None:
        """The number of the paragraph that begins on `row`, from 1."""
        return self._numbers.get(row)

    def row_of(self, offset: int) -> int:
        """The row that shows `offset`."""
        if not self._starts:
            return 0
        return self._start_rows[max(0, bisect_right(self._starts, offset) - 1)]

    def offset_of(self, row: int) -> int:
        """The first offset of the line on `row`, or of the nearest line above a blank row."""
        if not self._starts:
            return 0
        return self._starts[max(0, bisect_right(self._start_rows, row) - 1)]

    def rows_of(self, start: int, end: int) -> range:
        """The rows that show any of `start:end`."""
        return range(self.row_of(start), self.row_of(max(start, end - 1)) + 1)
