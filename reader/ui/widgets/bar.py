"""One row of the screen's frame: words at the left and at the right, redrawn only where they change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.ui import visual
from reader.ui.theme import Look
from reader.ui.widgets.canvas import difference


class Piece(NamedTuple):
    """Some words of a bar: the theme's style for them, the action a click on them asks for, and whether they stand
    close to the words before."""

    text: str
    style: str = ""
    action: str = ""
    close: bool = False


class Bar(Widget):
    """A row of the header, the tabs, the status line or the key hints. The right side has its room first, up to three
    quarters of it, unless `left_first`; what does not fit is cut or left out."""

    DEFAULT_CSS = "Bar { height: 1; }"
    ALLOW_SELECT = False

    class Pressed(Message):
        """A piece with an action was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, look: Look, id: str | None = None, gap: int = 2, left_first: bool = False) -> None:
        super().__init__(id=id)
        self.look = look
        self.gap = gap
        self.left_first = left_first
        self._left: tuple[Piece, ...] = ()
        self._right: tuple[Piece, ...] = ()
        self._strip: Strip | None = None
        self._targets: list[tuple[int, int, str]] = []

    def show(self, left: Sequence[Piece] = (), right: Sequence[Piece] = ()) -> None:
        """Put other words on the bar."""
        if (tuple(left), tuple(right)) == (self._left, self._right):
            return
        self._left, self._right = tuple(left), tuple(right)
        old, self._strip = self._strip, None
        if old is None or not self.size.width:
            self.refresh()
        elif (changed := difference(old, self.render_line(0))) is not None:
            self.refresh(Region(changed[0], 0, changed[1] - changed[0], 1))

    def set_look(self, look: Look) -> None:
        self.look = look
        self._strip = None
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self._strip = None

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strip = None

    def render_line(self, y: int) -> Strip:
        if self._strip is None or self._strip.cell_length != self.size.width:
            self._strip = self._draw(self.size.width)
        return self._strip

    def _draw(self, width: int) -> Strip:
        base = Style(color=self.rich_style.color, bgcolor=self.rich_style.bgcolor)
        right = [] if self.left_first else self._right_side(width * 3 // 4 if self._left else width, base)
        room = width - sum(segment.cell_length for segment in right)
        left, self._targets = self._left_side(room - 1, base)
        used = sum(segment.cell_length for segment in left)
        if self.left_first:
            right = self._right_side(width - used - 1, base)
        fill = max(0, width - used - sum(segment.cell_length for segment in right))
        return Strip([*left, Segment(" " * fill, base), *right]).crop(0, width)

    def _right_side(self, room: int, base: Style) -> list[Segment]:
        made: list[Segment] = []
        for piece in reversed(self._right):
            if room < 2 or (self.left_first and cell_len(piece.text) >= room):
                break
            line = visual.row(piece.text, room - 1)
            made = [*visual.plain(line, base + self.look[piece.style]), Segment(" ", base), *made]
            room -= line.width + 1
        return made

    def _left_side(self, room: int, base: Style) -> tuple[list[Segment], list[tuple[int, int, str]]]:
        made: list[Segment] = []
        targets: list[tuple[int, int, str]] = []
        at = 0
        for piece in self._left:
            gap = 1 if piece.close or not at else self.gap
            if at + gap + min(cell_len(piece.text), 8) > room:
                break
            line = visual.row(piece.text, max(1, room - at - gap))
            made += [Segment(" " * gap, base), *visual.plain(line, base + self.look[piece.style])]
            if piece.action:
                targets.append((at + gap, at + gap + line.width, piece.action))
            at += gap + line.width
        return made, targets

    def on_click(self, event: events.Click) -> None:
        for start, end, action in self._targets:
            if start <= event.x < end:
                self.post_message(self.Pressed(action))
