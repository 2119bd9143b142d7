"""Articles read lately, one a pair of rows: its first words, and where it came from and how far it was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from reader.i18n import t
from reader.library.recent import Visit
from reader.ui import visual
from reader.ui.theme import Look
from reader.ui.widgets.canvas import Canvas

ROWS = 3
"""Rows an article takes: title, source, blank."""


class RecentList(Canvas, can_focus=True):
    """One of them is chosen with the usual keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("j,down", "step(1)", ""),
        ("k,up", "step(-1)", ""),
        ("g,home", "step(-1000)", ""),
        ("G,end", "step(1000)", ""),
    ]

    def __init__(self, look: Look, id: str = "recent") -> None:
        super().__init__(id=id)
        self.look = look
        self.visits: tuple[Visit, ...] = ()
        self.index = 0

    @property
    def visit(self) -> Visit | None:
        """The chosen article."""
        return self.visits[self.index] if self.visits else None

    def set_visits(self, visits: Sequence[Visit]) -> None:
        """Show other articles."""
        self.visits = tuple(visits)
        self.index = max(0, min(self.index, len(self.visits) - 1))
        self.resize_content(max(1, len(self.visits) * ROWS))
        self.forget()

    def set_look(self, look: Look) -> None:
        self.look = look
        self.forget()

    def on_resize(self) -> None:
        self.resize_content(max(1, len(self.visits) * ROWS))
        self.forget()

    def action_step(self, count: int) -> None:
        before = self.index
        self.index = max(0, min(len(self.visits) - 1, self.index + count))
        self.show_row(self.index * ROWS, ROWS)
        self.repaint(
            [*range(before * ROWS, before * ROWS + 2), *range(self.index * ROWS, self.index * ROWS + 2)]
        )

    def draw(self, row: int) -> Strip:
        base = self.ground
        index, part = divmod(row, ROWS)
        if not self.visits:
            words = visual.row(t("ui.start.none"), max(1, self.columns - 2)) if row == 1 else None
        elif part == 2 or index >= len(self.visits):
            words = None
        else:
            visit = self.visits[index]
            words = visual.row(visit.title if not part else self._about(visit), max(1, self.columns - 2))
            if index == self.index:
                base = base + self.look["row"]
        if words is None:
            return Strip([Segment(" " * self.columns, base)], self.columns)
        ink = base + self.look["title" if not part and self.visits else "label"]
        body = visual.padded(words, self.columns - 2, ink)
        return Strip([Segment(" ", base), *body, Segment(" ", base)], self.columns)

    @staticmethod
    def _about(visit: Visit) -> str:
        source = t("ui.start.pasted") if visit.source == "-" else visit.source
        return f"{source} · {round(visit.progress * 100)} %"

    async def on_click(self, event: events.Click) -> None:
        index = (event.y + self.top) // ROWS
        if index < len(self.visits):
            self.action_step(index - self.index)
            if event.chain > 1:
                await self.run_action("screen.open_recent")
