"""A whole text as rows, laid out where it is looked at; the rest is estimated."""

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import replace
from itertools import accumulate

from reader.layout.bidi import first_strong
from reader.layout.line import Cluster, Line, line_of
from reader.layout.options import Options
from reader.layout.paragraph import layout_paragraph
from reader.layout.properties import BIDI

BLOCK = 2048  # code points after which the next end of a paragraph ends a block
LONGEST_BLOCK = (
    65536  # a block without a paragraph's end in it is cut at a space, so that no text stops the screen
)
KEPT_BLOCKS = 24


class Document:
    """Rows of a text for given options.

    The text is cut into blocks of whole paragraphs as far as it has been looked at. A block's rows are estimated
    until it is laid out; `settle` makes the rows of a view exact and tells how far its first row has moved.
    """

    def __init__(self, text: str, options: Options) -> None:
        self.text, self.options = text, options
        self._starts = [0]  # of each block found, and the end of the last
        self._forced: dict[int, int] = {}  # base level of blocks that begin inside a paragraph
        self._rows: list[int] = []
        self._exact = bytearray()
        self._tops: list[int] | None = None
        self._lines: OrderedDict[int, tuple[Line, ...]] = OrderedDict()
        # Rows for each code point of text not yet seen: Arabic news fills lines to about nine tenths.
        self._density = 1.1 / max(1, options.width)
        self._find_block()

    def resized(self, options: Options) -> "Document":
        """The same text with other options. Keep an offset, not a row, across this."""
        return Document(self.text, options)

    @property
    def height(self) -> int:
        """All rows; estimated for what has not been laid out."""
        return self._all_tops()[-1] + self._estimate(len(self.text) - self._starts[-1])

    @property
    def is_exact(self) -> bool:
        """Whether `height` is no estimate any more."""
        return self._starts[-1] == len(self.text) and all(self._exact)

    def line(self, row: int) -> Line:
        """The line shown in a row, after the rows before and behind it have been made exact in its block.

        Raises IndexError for a row outside 0..height-1.
        """
        if row < 0:
            raise IndexError(row)
        block = self._block_of_row(row)
        lines = self._lay_out(block)
        top = self._all_tops()[block]
        if row - top >= len(lines) and (block + 1 < len(self._rows) or self._find_block()):
            return self.line(row)  # the block turned out shorter than its estimate
        return lines[row - top]

    def settle(self, row: int, count: int) -> int:
        """Lays out what the view of rows [row, row + count) shows; returns by how much its text has moved down.

        A view that adds this to its first row shows no jump: the text already laid out stays where it is on the
        screen; after a leap to text never seen, the first row stays.
        """
        shift = 0
        count = max(1, count)
        anchor = self._first_exact(row, count)
        while True:
            blocks = range(self._block_of_row(row), self._block_of_row(row + count - 1) + 1)
            missing = [block for block in blocks if not self._exact[block]]
            if not missing:
                return shift
            block = missing[-1] if anchor is not None and missing[-1] < anchor else missing[0]
            before = self._all_tops()
            top, height = before[block], before[block + 1] - before[block]
            self._lay_out(block)
            change = self._rows[block] - height
            if anchor is not None and block < anchor:
                row, shift = row + change, shift + change
                if row < 0:
                    row, shift = 0, shift - row
            elif anchor is None:
                kept = min(row - top, self._rows[block] - 1)
                row, shift = top + kept, shift + top + kept - row
                anchor = block

    def row_of(self, offset: int) -> int:
        """The row that shows a code point; its block is laid out for it."""
        offset = max(0, min(offset, len(self.text)))
        block = self._block_of_offset(offset)
        return line_of(self._lay_out(block), offset) + self._all_tops()[block]

    def offset_of_row(self, row: int) -> int:
        """Offset of the first code point of a row's line."""
        return self.line(row).start

    def line_at(self, offset: int) -> Line:
        """The line that shows a code point."""
        offset = max(0, min(offset, len(self.text)))
        lines = self._lay_out(self._block_of_offset(offset))
        return lines[line_of(lines, offset)]

    def cluster_at(self, offset: int) -> Cluster:
        """The cluster that holds a code point."""
        return self.line_at(offset).cluster_at(offset)

    def next_cluster(self, offset: int) -> int:
        """Start of the cluster after the one that holds `offset`, or the end of the text."""
        return self.cluster_at(offset).end if offset < len(self.text) else len(self.text)

    def previous_cluster(self, offset: int) -> int:
        """Start of the cluster before `offset`, or 0."""
        return self.cluster_at(offset - 1).start if offset > 0 else 0

    def _estimate(self, length: int) -> int:
        return -(-int(length * self._density * 1024) // 1024)

    def _all_tops(self) -> list[int]:
        if self._tops is None:
            self._tops = list(accumulate(self._rows, initial=0))
        return self._tops

    def _find_block(self) -> bool:
        """Finds where the next block ends; False at the end of the text."""
        text, start = self.text, self._starts[-1]
        if start == len(text) and self._rows:
            return False
        end = text.find("\n", start + BLOCK, start + LONGEST_BLOCK) + 1
        if not end:
            end = len(text)
            if end - start > LONGEST_BLOCK:
                limit = start + LONGEST_BLOCK
                end = text.rfind("\n", start, limit) + 1 or text.rfind(" ", start + BLOCK, limit) + 1 or limit
        if start and text[start - 1] != "\n":
            level = self._forced.get(len(self._rows) - 1)
            if level is None:
                began = text.rfind("\n", 0, start) + 1
                strong = first_strong(text[began : began + BLOCK].translate(BIDI))
                level = self.options.fallback if strong is None else strong
            self._forced[len(self._rows)] = level
        self._starts.append(end)
        self._rows.append(max(1, self._estimate(end - start)))
        self._exact.append(0)
        self._tops = None
        return True

    def _block_of_row(self, row: int) -> int:
        while row >= self._all_tops()[-1] and self._find_block():
            pass
        return min(bisect_right(self._all_tops(), row) - 1, len(self._rows) - 1)

    def _block_of_offset(self, offset: int) -> int:
        while offset >= self._starts[-1] and self._find_block():
            pass
        return min(bisect_right(self._starts, offset) - 1, len(self._rows) - 1)

    def _first_exact(self, row: int, count: int) -> int | None:
        for block in range(self._block_of_row(row), self._block_of_row(row + count - 1) + 1):
            if self._exact[block]:
                return block
        return None

    def _lay_out(self, block: int) -> tuple[Line, ...]:
        lines = self._lines.get(block)
        if lines is not None:
            self._lines.move_to_end(block)
            return lines
        start, end = self._starts[block], self._starts[block + 1]
        options = self.options
        if block in self._forced and options.base is None:
            cut = self.text.find("\n", start, end) + 1 or end
            forced = replace(options, base=self._forced[block])
            lines = layout_paragraph(self.text[start:cut], forced, start)
            if cut < end:
                lines += layout_paragraph(self.text[cut:end], options, cut)
        else:
            lines = layout_paragraph(self.text[start:end], options, start)
        self._lines[block] = lines
        if len(self._lines) > KEPT_BLOCKS:
            self._lines.popitem(last=False)
        if not self._exact[block]:
            self._exact[block] = 1
            if self._rows[block] != len(lines):
                self._rows[block] = len(lines)
                self._tops = None
        return lines
