"""One line of cells, and the ways between its cells and the code points it shows."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reader.layout.bidi import reordered_runs


class Cluster(NamedTuple):
    """What one grid position shows: safe text of `width` cells (0 for what is invisible) for code points [start, end).

    `level` is its embedding level; odd levels run from right to left.
    """

    text: str
    start: int
    end: int
    width: int
    level: int


class Line:
    """A line of a paragraph. Offsets are code points, cells count from the left edge of the line, which is not padded.

    Its clusters cover [start, end) without gap or overlap; the ones of white space at its end, and invisible ones,
    have no cells.
    """

    __slots__ = (
        "_lefts",
        "_levels",
        "_runs",
        "_starts",
        "_text",
        "_texts",
        "_widths",
        "base_level",
        "width",
    )

    def __init__(
        self,
        texts: Sequence[str],
        starts: Sequence[int],
        widths: Sequence[int] | None,
        levels: bytes,
        base_level: int,
        width: int,
    ) -> None:
        """All sequences are by cluster in logical order; `starts` has the end of the last one too.

        There may be fewer texts and widths than clusters: the rest is white space that hangs behind the line's end.
        `widths` None means one cell each.
        """
        self._texts, self._starts, self._widths, self._levels = texts, starts, widths, levels
        self.base_level, self.width = base_level, width
        self._runs: list[tuple[int, int, int]] | None = None
        self._lefts: list[int] | None = None
        self._text: str | None = None

    def __repr__(self) -> str:
        return f"Line({self.start}, {self.end}, {self.text!r})"

    @property
    def start(self) -> int:
        return self._starts[0]

    @property
    def end(self) -> int:
        return self._starts[-1]

    @property
    def runs(self) -> list[tuple[int, int, int]]:
        """Runs of one level of the clusters that are not hanging white space, (first, end, level), left to right."""
        if self._runs is None:
            levels = self._levels
            if levels and levels.count(levels[0]) != len(levels):
                self._runs = reordered_runs(levels)
            else:
                self._runs = [(0, len(levels), levels[0])] if levels else []
        return self._runs

    @property
    def order(self) -> list[int]:
        """Indices of the same clusters, from left to right."""
        order: list[int] = []
        for first, end, level in self.runs:
            order += range(end - 1, first - 1, -1) if level & 1 else range(first, end)
        return order

    @property
    def text(self) -> str:
        """The line in visual order, from left to right, safe to print."""
        if self._text is None:
            texts = self._texts
            parts = [
                texts[first:end][::-1] if level & 1 else texts[first:end] for first, end, level in self.runs
            ]
            self._text = "".join([part if isinstance(part, str) else "".join(part) for part in parts])
        return self._text

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """Every cluster of the line, from left to right; hanging white space at the line's end."""
        starts, texts, levels, widths = self._starts, self._texts, self._levels, self._widths
        shown = [
            Cluster(texts[i], starts[i], starts[i + 1], 1 if widths is None else widths[i], levels[i])
            for i in self.order
        ]
        base = self.base_level
        hanging = [Cluster("", starts[i], starts[i + 1], 0, base) for i in range(len(texts), len(starts) - 1)]
        return tuple(hanging[::-1] + shown if base else shown + hanging)

    @property
    def lefts(self) -> list[int]:
        """The left cell of every cluster in logical order, hanging ones too."""
        if self._lefts is None:
            count, widths = len(self._texts), self._widths
            lefts = [0] * count
            cell = 0
            if widths is None and len(self.runs) == 1:
                lefts = list(range(count - 1, -1, -1) if self.runs[0][2] & 1 else range(count))
            elif widths is None:
                for first, end, level in self.runs:
                    right = cell + end - first
                    lefts[first:end] = range(right - 1, cell - 1, -1) if level & 1 else range(cell, right)
                    cell = right
            else:
                for i in self.order:
                    lefts[i] = cell
                    cell += widths[i]
            edge = 0 if self.base_level else self.width
            self._lefts = lefts + [edge] * (len(self._starts) - 1 - count)
        return self._lefts

    def _cells(self, index: int) -> int:
        if index >= len(self._texts):
            return 0
        return 1 if self._widths is None else self._widths[index]

    def index_at(self, offset: int) -> int:
        """Logical index of the cluster that holds `offset`; the nearest one if it is outside the line."""
        return max(0, min(bisect_right(self._starts, offset) - 1, len(self._starts) - 2))

    def cells_of(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cell ranges [x0, x1) of the clusters that [start, end) touches, left to right; several across directions."""
        start, end = max(start, self.start), min(end, self.end)
        if start >= end:
            return []
        first = self.index_at(start)
        last = bisect_left(self._starts, end, first)
        lefts = self.lefts
        spans = sorted((lefts[i], lefts[i] + cells) for i in range(first, last) if (cells := self._cells(i)))
        merged: list[tuple[int, int]] = []
        for left, right in spans:
            if merged and merged[-1][1] == left:
                merged[-1] = (merged[-1][0], right)
            else:
                merged.append((left, right))
        return merged

    def offset_at(self, cell: int) -> int:
        """Offset of the cluster shown at a cell; beyond an edge, the line's start or the end of what it shows."""
        if not 0 <= cell < self.width:
            at_end = (cell < 0) == bool(self.base_level)
            return self._starts[len(self._texts)] if at_end else self.start
        return self._starts[self._index_of_cell(cell)]

    def _index_of_cell(self, cell: int) -> int:
        for index in self.order:
            cell -= self._cells(index)
            if cell < 0:
                break
        return index

    def cluster_at(self, offset: int) -> Cluster:
        """The cluster that holds `offset`; the nearest one if it is outside the line."""
        if len(self._starts) == 1:
            return Cluster("", self.start, self.end, 0, self.base_level)
        i = self.index_at(offset)
        hanging = i >= len(self._texts)
        return Cluster(
            "" if hanging else self._texts[i],
            self._starts[i],
            self._starts[i + 1],
            self._cells(i),
            self.base_level if hanging else self._levels[i],
        )

    def prefix(self, cells: int) -> int:
        """End of the longest logical prefix of the line whose clusters take at most `cells` cells."""
        room = cells
        for i in range(len(self._starts) - 1):
            room -= self._cells(i)
            if room < 0:
                return self._starts[i]
        return self.end

    def ending_at(self, end: int) -> "Line":
        """The same line, its logically last cluster standing for all code points up to `end`."""
        starts = [*self._starts[:-1], end]
        return Line(self._texts, starts, self._widths, self._levels, self.base_level, self.width)

    def caret_cells(self, offset: int) -> list[int]:
        """Where a caret before `offset` stands, as cell borders 0..width.

        First the leading edge of the cluster at `offset`; then, where directions meet and it is elsewhere, the
        trailing edge of the cluster before it.
        """
        count = len(self._starts) - 1
        found: list[int] = []
        if self.start <= offset < self.end:
            i = self.index_at(offset)
            found.append(self.lefts[i] + (self._cells(i) if self._level(i) & 1 else 0))
        elif count == 0:
            found.append(0)
        if self.start < offset <= self.end:
            i = bisect_left(self._starts, offset) - 1
            trailing = self.lefts[i] + (0 if self._level(i) & 1 else self._cells(i))
            if trailing not in found:
                found.append(trailing)
        return found

    def _level(self, index: int) -> int:
        return self._levels[index] if index < len(self._levels) else self.base_level


def line_of(lines: Sequence[Line], offset: int) -> int:
    """Index of the line that holds `offset`; the first or last one if none does."""
    low = bisect_right(lines, offset, key=lambda line: line.start)
    return max(0, low - 1)
