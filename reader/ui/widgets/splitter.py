"""The line between the panes: dragged with the mouse to give one of them more room."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget


class Splitter(Widget):
    """One column between panes side by side, one row between stacked ones."""

    DEFAULT_CSS = "Splitter { width: 1; height: 1fr; }"
    ALLOW_SELECT = False

    class Dragged(Message):
        """The line was dragged to a cell of the screen."""

        def __init__(self, x: int, y: int) -> None:
            super().__init__()
            self.x = x
            self.y = y

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        return Strip([Segment("│" if width == 1 else "─" * width, self.rich_style)], width)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        event.stop()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self.post_message(self.Dragged(int(event.screen_x), int(event.screen_y)))
            event.stop()
