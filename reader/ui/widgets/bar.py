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
    """Some words of a bar: the theme's style for them, and the action a click on them asks for."""

    text: str
    style: str = ""
    action: str = ""


class Bar(Widget):
    """A row of the header, the tabs, the status line or the key hints. What does not fit on the left is left out whole."""

    DEFAULT_CSS = "Bar { height: 1; }"
    ALLOW_SELECT = False

    class Pressed(Message):
        """A piece with an action was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, look: Look, id: str | None = None, gap: int = 2) -> None:
        super().__init__(id=id)
        self.look = look
        self.gap = gap
        self._left: tuple[Piece, ...] = ()
        self._right: tuple[Piece, ...] = ()
        self._strip: Strip | None = None
        self._targets: list[tuple[int, int, str]] = []

    def show(self, left: Sequence[Piece] = (), right: Sequence[Piece] = ()) -> None:
        """Put other words on the bar; the right side has its room first."""
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
        self._targets = []
        right: list[Segment] = []
        room = width
        for piece in reversed(self._right):
            line = visual.row(piece.text, max(1, room - 1))
            if line.width + 1 > room:
                break
            right = [*visual.plain(line, base + self.look[piece.style]), Segment(" ", base), *right]
            room -= line.width + 1
        left: list[Segment] = []
        at = 0
        for piece in self._left:
            line = visual.row(piece.text, max(1, room))
            gap = self.gap if at else 1
            if at + gap + cell_len(piece.text) > room and at:
                break
            left += [Segment(" " * gap, base), *visual.plain(line, base + self.look[piece.style])]
            if piece.action:
                self._targets.append((at + gap, at + gap + line.width, piece.action))
            at += gap + line.width
        fill = max(0, room - at)
        return Strip([*left, Segment(" " * fill, base), *right]).crop(0, width)

    def on_click(self, event: events.Click) -> None:
        for start, end, action in self._targets:
            if start <= event.x < end:
                self.post_message(self.Pressed(action))
