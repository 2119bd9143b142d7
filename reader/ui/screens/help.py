"""The help screen: every key that works, by place, and what the colours mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.i18n import t
from reader.ui import keymap, visual
from reader.ui.screens.viewing import MARKED
from reader.ui.theme import Look
from reader.ui.widgets.canvas import Canvas

KEYS = 22
"""Cells of the column of keys."""
SECTIONS: tuple[keymap.Scope, ...] = ("reading", "find", "select", "article", "panel", "app")


class KeyTable(Canvas, can_focus=True):
    """Keys and what they do, scrolled with the usual keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("j,down", "scroll_down", ""),
        ("k,up", "scroll_up", ""),
        ("g,home", "scroll_home", ""),
        ("G,end", "scroll_end", ""),
    ]

    def __init__(self, look: Look) -> None:
        super().__init__(id="keys")
        self.look = look
        self._table = list(self._lines())

    def _lines(self) -> Iterator[tuple[str, str, str]]:
        """`(style, left, right)` of each row."""
        for scope in SECTIONS:
            yield "title", t(f"ui.help.{scope}"), ""
            for action in keymap.actions(scope):
                yield "key", "  ".join(keymap.key_name(key) for key in keymap.keys_of(action)), action.help
            yield "", "", ""
        yield "title", t("ui.help.legend"), ""
        for name in reversed(MARKED):
            yield name, t(f"ui.legend.{name}"), ""

    def on_resize(self) -> None:
        self.resize_content(len(self._table))
        self.forget()

    def draw(self, row: int) -> Strip:
        base = self.ground
        if row >= len(self._table):
            return Strip([Segment(" " * self.columns, base)], self.columns)
        style, left, right = self._table[row]
        width = min(KEYS, self.columns // 2)
        name = visual.row(left, width if right else self.columns - 2)
        words = visual.row(right, max(1, self.columns - width - 3))
        made = [Segment(" ", base), *visual.plain(name, base + self.look[style])]
        made.append(Segment(" " * max(1, width - name.width + 1), base))
        made += visual.plain(words, base)
        return Strip(made).adjust_cell_length(self.columns, base)


class HelpScreen(ModalScreen[None]):
    """Stands over the screen it explains."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background; }
    #keys { width: 80; max-width: 100%; height: 85%; background: $surface; border: round $primary; }
    """
    BINDINGS = keymap.bindings("dialog")

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look

    def compose(self) -> ComposeResult:
        table = KeyTable(self.look)
        table.border_title = t("ui.help.title")
        table.border_subtitle = t("ui.help.close")
        yield table

    def action_close(self) -> None:
        self.dismiss()
