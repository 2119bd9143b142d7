"""The one way Arabic reaches a widget: rows laid out in visual order, one cell a cluster, in as few segments as colours need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from reader.layout import Cluster, Line, Options, layout_label, layout_paragraph

StyleAt = Callable[[int], RichStyle]
"""The style of the code point at an offset."""


_joined = True


def join_letters(joined: bool) -> None:
    """Whether layout joins letters by presentation forms from now on; the terminal's profile decides."""
    global _joined
    _joined = joined


def letters_joined() -> bool:
    """Whether it does."""
    return _joined


def options(width: int) -> Options:
    """What `reader.layout` is asked for in rows of lists, titles and dialogs."""
    return Options(width=max(1, width), presentation_forms=_joined)


def rows(text: str, width: int, limit: int | None = None) -> tuple[Line, ...]:
    """`text` (line feeds allowed) wrapped to `width` cells, at most `limit` rows, the last one then cut with `…`."""
    lines: list[Line] = []
    offset = 0
    for paragraph in text.split("\n"):
        lines.extend(layout_paragraph(paragraph, options(width), offset))
        offset += len(paragraph) + 1
    if limit is not None and len(lines) > limit:
        last = lines[limit - 1]
        lines[limit - 1 :] = [layout_label(text[last.start :], max(1, width), options(width), last.start)]
    return tuple(lines)


def row(text: str, width: int) -> Line:
    """`text` as one row of at most `width` cells, cut with `…`."""
    return layout_label(" ".join(text.split()), max(1, width), options(width))


def segments(line: Line, style_at: StyleAt, marks: Mapping[int, str] | None = None) -> list[Segment]:
    """The row's clusters in visual order; neighbours of one style share a segment.

    `marks` are shown over letters besides those they bear, by the letters' offsets; they take no cells.
    """
    made: list[Segment] = []
    pending: list[str] = []
    current: RichStyle | None = None
    for cluster in line.clusters:
        style = style_at(cluster.start)
        if style is not current:
            if pending:
                made.append(Segment("".join(pending), current))
            pending, current = [], style
        pending.append(_marked(cluster, marks) if marks and cluster.width else cluster.text)
    if pending:
        made.append(Segment("".join(pending), current))
    return made


def _marked(cluster: Cluster, marks: Mapping[int, str]) -> str:
    return cluster.text + "".join(marks.get(offset, "") for offset in range(cluster.start, cluster.end))


def plain(line: Line, style: RichStyle) -> list[Segment]:
    """The row in one style."""
    return [Segment(line.text, style)] if line.clusters else []


def indent(line: Line, width: int) -> int:
    """Cells before the row so that a right-to-left one ends, and a left-to-right one begins, at its margin."""
    return max(0, width - line.width) if line.base_level else 0


def padded(line: Line, width: int, style: RichStyle, style_at: StyleAt | None = None) -> list[Segment]:
    """The row filled to exactly `width` cells, aligned by its base direction."""
    body = segments(line, style_at) if style_at else plain(line, style)
    before = indent(line, width)
    after = width - before - line.width
    if before:
        body.insert(0, Segment(" " * before, style))
    if after > 0:
        body.append(Segment(" " * after, style))
    return body


class Arabic(Visual):
    """Text of any direction for `Static`, a dialog or a toast: wrapped, joined, ordered, never read as markup.

    `styles` are `(start, end, style)` spans of `text` in code points, the later over the earlier.
    """

    def __init__(self, text: str, styles: Sequence[tuple[int, int, RichStyle]] = ()) -> None:
        self.text = text
        self.styles = styles
        self._rows: dict[int, tuple[Line, ...]] = {}

    def _laid_out(self, width: int) -> tuple[Line, ...]:
        if width not in self._rows:
            self._rows = {width: rows(self.text, width)}
        return self._rows[width]

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        base = style.rich_style
        made: dict[int, RichStyle] = {}

        def style_at(offset: int) -> RichStyle:
            if offset not in made:
                over = [part for start, end, part in self.styles if start <= offset < end]
                made[offset] = base + RichStyle.combine(over) if over else base
            return made[offset]

        lines = self._laid_out(width)[:height]
        return [Strip(padded(line, width, base, style_at if self.styles else None), width) for line in lines]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return max((line.width for line in self._laid_out(max(1, container_width))), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return len(self._laid_out(max(1, width)))
