"""The drawer under the panel's rows: all that is known of the chosen item."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from reader.ui import visual
from reader.ui.theme import Look
from reader.ui.widgets.canvas import Canvas

LABEL = 12
"""Cells of the column of labels."""


class Details(Canvas):
    """Label and value under one another; the values wrap and are aligned by their own direction."""

    def __init__(self, look: Look, id: str = "details") -> None:
        super().__init__(id=id)
        self.look = look
        self.pairs: tuple[tuple[str, str], ...] = ()
        self._laid_out: list[tuple[str, visual.Line]] = []
        self._width = 0

    def show_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show other details, from their beginning."""
        if tuple(pairs) == self.pairs:
            return
        self.pairs = tuple(pairs)
        self.scroll_to_row(0)
        self._lay_out()

    def set_look(self, look: Look) -> None:
        self.look = look
        self.forget()

    def on_resize(self, event: events.Resize) -> None:
        if self.columns != self._width:
            self._lay_out()

    def _lay_out(self) -> None:
        self._width = self.columns
        if self._width < 1:
            return
        rows: list[tuple[str, visual.Line]] = []
        for label, value in self.pairs:
            lines = visual.rows(value, self._value_width)
            rows.extend((label if not number else "", line) for number, line in enumerate(lines))
        old, self._laid_out = len(self._laid_out), rows
        self.resize_content(max(1, len(rows)))
        self.repaint(range(max(old, len(rows), self.lines)))

    @property
    def _value_width(self) -> int:
        return max(1, self._width - LABEL - 3)

    def draw(self, row: int) -> Strip:
        base = self.ground
        if row >= len(self._laid_out) or self.columns != self._width:
            return Strip([Segment(" " * self.columns, base)], self.columns)
        label, line = self._laid_out[row]
        ink = base + self.look["label"]
        name = visual.row(label, LABEL)
        made = [
            Segment(" ", ink),
            *visual.plain(name, ink),
            Segment(" " * (1 + LABEL - name.width), ink),
            *visual.padded(line, self._value_width, base),
            Segment(" ", base),
        ]
        return Strip(made, self.columns)
