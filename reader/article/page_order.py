"""The reading order of a page's lines, and the paragraphs that they make (recursive X-Y cut, right column first)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import msgspec


class PageLine(msgspec.Struct, frozen=True):
    """A line of text and its box on the page; y grows upwards (units: points, as in PDF)."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        return self.y1 - self.y0


_ENDS = re.compile(r"[.!?؟…:؛»”\")\]]\s*$")
_MARGIN = 0.09
"""The part of a page's height, at the top and at the foot, where running heads and page numbers stand."""


def paragraphs(pages: Sequence[tuple[float, Sequence[PageLine]]], right_to_left: bool) -> list[str]:
    """The paragraphs of `pages` (each its height and its lines), running heads left out, broken ones joined."""
    result: list[str] = []
    open_end = False
    for lines in _without_running_heads(pages):
        for block in columns(list(lines), right_to_left):
            for group in _groups(block, right_to_left):
                text = " ".join(line.text for line in group)
                if open_end and result and not _starts_anew(group, block, right_to_left):
                    result[-1] += " " + text
                else:
                    result.append(text)
                open_end = not _ENDS.search(text) and _is_full(group[-1], block, right_to_left)
    return result


def columns(lines: list[PageLine], right_to_left: bool, depth: int = 0) -> Iterator[list[PageLine]]:
    """Lines in columns that are read one after the other, each from the top down.

    A vertical gap through all lines parts columns; else what stands above the first gap between lines is taken off and
    the rest is tried again, so that a heading over two columns does not hide them.
    """
    if not lines:
        return
    if len(lines) < 2 or depth > 200:
        yield sorted(lines, key=_from_top)
        return
    parts = _cut(lines, 0.5 * median(line.height for line in lines))
    if len(parts) > 1:
        for part in reversed(parts) if right_to_left else parts:
            yield from columns(part, right_to_left, depth + 1)
        return
    rows = sorted(lines, key=_from_top)
    for count in range(1, len(rows)):
        rest = rows[count:]
        foot = min(line.y0 for line in rows[:count])
        if foot >= max(line.y1 for line in rest) - 0.2 * rows[count].height:
            gap = 0.5 * median(line.height for line in rest)
            if len(rest) > 3 and len(_cut(rest, gap)) > 1:
                yield from columns(rows[:count], right_to_left, depth + 1)
                yield from columns(rest, right_to_left, depth + 1)
                return
    yield rows


def _from_top(line: PageLine) -> tuple[float, float]:
    return (-line.y1, line.x0)


def _cut(lines: list[PageLine], gap: float) -> list[list[PageLine]]:
    """Lines parted, from left to right, where nothing stands for at least `gap` points."""
    spans = sorted(lines, key=lambda line: line.x0)
    parts = [[spans[0]]]
    reach = spans[0].x1
    for line in spans[1:]:
        if line.x0 - reach > gap:
            parts.append([])
        parts[-1].append(line)
        reach = max(reach, line.x1)
    return parts


def _groups(block: Sequence[PageLine], right_to_left: bool) -> Iterator[list[PageLine]]:
    """The lines of a column parted into paragraphs: by gaps, indents, short last lines and sizes of letters."""
    pitches = [above.y0 - below.y0 for above, below in pairwise(block)]
    # The pitch inside paragraphs: among short ones, half of all gaps may be those between them.
    pitch = sorted(pitches)[len(pitches) // 4] if pitches else 0.0
    group = [block[0]]
    for above, below in pairwise(block):
        size = below.height / above.height if above.height else 1.0
        # Wider than double spacing is a gap even where every gap is.
        apart = above.y0 - below.y0 > min(1.35 * pitch + 1, 2.8 * above.height)
        ended = not _is_full(above, block, right_to_left) and bool(_ENDS.search(above.text))
        if apart or ended or not 0.8 < size < 1.25 or _starts_anew([below], block, right_to_left):
            yield group
            group = []
        group.append(below)
    yield group


def _is_full(line: PageLine, block: Sequence[PageLine], right_to_left: bool) -> bool:
    """Whether a line reaches the column's far edge, give or take a word."""
    left, right = min(one.x0 for one in block), max(one.x1 for one in block)
    short = line.x0 - left if right_to_left else right - line.x1
    return short < 0.2 * (right - left)


def _starts_anew(group: Sequence[PageLine], block: Sequence[PageLine], right_to_left: bool) -> bool:
    """Whether a group's first line is indented as the first lines of paragraphs are."""
    line = group[0]
    left, right = min(one.x0 for one in block), max(one.x1 for one in block)
    indent = right - line.x1 if right_to_left else line.x0 - left
    return 0.8 * line.height < indent < 5 * line.height


def _without_running_heads(
    pages: Sequence[tuple[float, Sequence[PageLine]]],
) -> Iterator[list[PageLine]]:
    """Each page's lines without page numbers and without what stands on most pages' top or foot, digits aside."""
    heads: Counter[str] = Counter()
    for height, lines in pages:
        heads.update({_key(line) for line in lines if _marginal(line, height)})
    often = max(2, 0.5 * len(pages))
    for height, lines in pages:
        yield [
            line
            for line in lines
            if not (_marginal(line, height) and (heads[_key(line)] >= often or not _key(line)))
        ]


def _key(line: PageLine) -> str:
    return re.sub(r"[\W\d_]+", "", line.text)


def _marginal(line: PageLine, height: float) -> bool:
    return line.y0 > (1 - _MARGIN) * height or line.y1 < _MARGIN * height
