"""A scrolling widget drawn row by row that sends only the cells that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Canvas(ScrollView):
    """Rows are drawn once (`draw`) and kept; `repaint` draws some again and refreshes what differs.

    One segment a colour and one refresh a changed stretch is what makes a step cheap over a slow line.
    """

    # The bar is always there: a pane laid out before its bar shows would lose its outermost column.
    DEFAULT_CSS = """
    Canvas { overflow: hidden scroll; scrollbar-size-vertical: 1; scrollbar-color: $panel;
             scrollbar-background: $background; scrollbar-color-hover: $primary; scrollbar-color-active: $primary;
             scrollbar-background-hover: $background; scrollbar-background-active: $background; }
    """
    ALLOW_SELECT = False

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strips: dict[int, Strip] = {}
        self._measured: Size | None = None
        self._view = (0, 0)
        self._quiet = False
        self._ground: Style | None = None

    def draw(self, row: int) -> Strip:
        """Row `row` of the whole content, exactly `columns` cells wide."""
        raise NotImplementedError

    @property
    def columns(self) -> int:
        """The cells a row has, the scroll bar left out."""
        return self._viewed()[0]

    @property
    def top(self) -> int:
        """The first row on the screen."""
        return int(self.scroll_offset.y)

    @property
    def lines(self) -> int:
        """How many rows the screen shows."""
        return self._viewed()[1]

    def _viewed(self) -> tuple[int, int]:
        """Columns and rows; asked for a hundred times a step, so worked out once a size."""
        if self._size is not self._measured:
            region = self.scrollable_content_region
            self._measured, self._view = self._size, (region.width, region.height)
        return self._view

    def strip(self, row: int) -> Strip:
        """The row as drawn last, drawn now if need be."""
        found = self._strips.get(row)
        if found is None:
            if len(self._strips) > 2000:
                self._strips.clear()
            found = self._strips[row] = self.draw(row)
        return found

    def render_line(self, y: int) -> Strip:
        return self.strip(y + self.scroll_offset.y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows themselves: a canvas without a frame has nothing that Textual's cache of styles would add."""
        if self.gutter:
            return super().render_lines(crop)
        top, filters = self.top, self.get_line_filters()
        strips = [self.strip(row) for row in range(top + crop.y, top + crop.bottom)]
        for line_filter in filters:
            background = self.background_colors[1]
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.x or crop.right < self.columns:
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    @property
    def ground(self) -> Style:
        """The widget's own colours, on which its rows are drawn."""
        if self._ground is None:
            style = self.rich_style
            self._ground = Style(color=style.color, bgcolor=style.bgcolor)
        return self._ground

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self._ground is not None:
            before, self._ground = self._ground, None
            if self.ground != before:
                self.forget()

    def forget(self) -> None:
        """Draw everything again."""
        self._strips.clear()
        self.refresh()

    # A change of focus repaints the rows it changes; Textual would send both panes and the screen anew (30 KB).

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        if self._quiet and not regions and not layout:
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def focus(self, scroll_visible: bool = False) -> Self:
        with self._quietly():
            return super().focus(scroll_visible)

    def _on_focus(self, event: events.Focus) -> None:
        with self._quietly():
            super()._on_focus(event)
        event.prevent_default()  # done above; Textual calls the handler of every class

    def _on_blur(self, event: events.Blur) -> None:
        with self._quietly():
            super()._on_blur(event)
        event.prevent_default()  # done above; Textual calls the handler of every class

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def repaint(self, rows: Iterable[int]) -> None:
        """Draw `rows` again where they are on the screen, and send the cells that differ."""
        for row in set(rows):
            old = self._strips.pop(row, None)
            if self.top <= row < self.top + self.lines:
                new = self.strip(row)
                if old is None:
                    self.refresh_line(row)
                elif (changed := difference(old, new)) is not None:
                    self.refresh(Region(changed[0], row - self.top, changed[1] - changed[0], 1))

    def resize_content(self, rows: int) -> None:
        """Say how many rows there are."""
        size = Size(max(1, self.columns), rows)
        if size != self.virtual_size:
            self.virtual_size = size
        if self.top > (last := max(0, rows - self.lines)):
            # Shorter content: what was scrolled to lies behind its end.
            self.scroll_to(y=last, animate=False, immediate=True)

    def show_row(self, row: int, height: int = 1, margin: int = 0) -> bool:
        """Scroll as little as shows rows `row` to `row + height` with `margin` around; whether it scrolled."""
        margin = min(margin, max(0, (self.lines - height) // 2))
        top = self.top
        if row - margin < top:
            return self.scroll_to_row(row - margin)
        if row + height + margin > top + self.lines:
            return self.scroll_to_row(row + height + margin - self.lines)
        return False

    def scroll_to_row(self, row: int) -> bool:
        """Make `row` the first on the screen, as far as there is content below; whether that moved anything."""
        before = self.top
        self.scroll_to(y=max(0, row), animate=False)
        return self.top != before


def difference(old: Strip, new: Strip) -> tuple[int, int] | None:
    """The columns `first:last` in which two strips of one width differ, to the nearest segment; None when they do not."""
    if old.cell_length != new.cell_length:
        return 0, max(old.cell_length, new.cell_length)
    before, after = list(old), list(new)
    same = _common(before, after)
    if same == len(before) == len(after):
        return None
    first = sum(segment.cell_length for segment in before[:same])
    before, after = before[same:], after[same:]
    tail = _common(before[::-1], after[::-1])
    last = new.cell_length - sum(segment.cell_length for segment in before[len(before) - tail :])
    return (first, last) if first < last else (0, new.cell_length)


def _common(one: list[Segment], other: list[Segment]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
