"""The articles of a list, one a pair of rows: the title, and what is known of the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from reader.i18n import t
from reader.library.listing import Row
from reader.ui import visual
from reader.ui.theme import Look
from reader.ui.widgets.canvas import Canvas

ROWS = 2
"""Rows an article takes: its title, and what is known of it."""


class LibraryList(Canvas, can_focus=True):
    """One of the articles is chosen with the usual keys. Only what is on the screen is ever laid out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("j,down", "step(1)", ""),
        ("k,up", "step(-1)", ""),
        ("pagedown,space,ctrl+f,ctrl+d", "page(1)", ""),
        ("pageup,ctrl+b,ctrl+u", "page(-1)", ""),
        ("g,home", "step(-100000)", ""),
        ("G,end", "step(100000)", ""),
    ]

    class Looked(Message):
        """Other articles came into view."""

    class Chosen(Message):
        """An article was clicked twice."""

    def __init__(self, look: Look, empty: str = "", id: str = "library") -> None:
        super().__init__(id=id)
        self.look = look
        self.empty = empty
        """What is said when there is no article to show."""
        self.rows: list[Row] = []
        self.index = 0

    @property
    def chosen(self) -> Row | None:
        """The chosen article."""
        return self.rows[self.index] if self.rows else None

    @property
    def in_view(self) -> range:
        """Which of the articles are on the screen."""
        first = self.top // ROWS
        return range(first, min(len(self.rows), first + self.lines // ROWS + 2))

    def show(self, rows: Sequence[Row], index: int = 0) -> None:
        """Show other articles, the one at `index` chosen."""
        self.rows = list(rows)
        self.index = max(0, min(index, len(self.rows) - 1))
        self._fit()
        self.show_row(self.index * ROWS, ROWS)
        self.post_message(self.Looked())

    def update(self, index: int, row: Row) -> None:
        """More is known of the article at `index`."""
        self.rows[index] = row
        self.repaint(range(index * ROWS, index * ROWS + ROWS))

    def set_look(self, look: Look) -> None:
        self.look = look
        self.forget()

    def on_resize(self) -> None:
        self._fit()
        self.post_message(self.Looked())

    def watch_scroll_y(self, old: float, new: float) -> None:
        super().watch_scroll_y(old, new)
        if int(old) != int(new):
            self.post_message(self.Looked())

    def _fit(self) -> None:
        self.resize_content(max(1, len(self.rows) * ROWS))
        self.forget()

    def action_step(self, count: int) -> None:
        before = self.index
        self.index = max(0, min(len(self.rows) - 1, self.index + count))
        self.show_row(self.index * ROWS, ROWS)
        self.repaint(
            row for index in (before, self.index) for row in range(index * ROWS, index * ROWS + ROWS)
        )

    def action_page(self, direction: int) -> None:
        self.action_step(direction * max(1, self.lines // ROWS - 1))

    def draw(self, row: int) -> Strip:
        base = Style(color=self.rich_style.color, bgcolor=self.rich_style.bgcolor)
        width = max(1, self.columns - 2)
        index, part = divmod(row, ROWS)
        if index >= len(self.rows):
            words = self.empty if not self.rows and row == 0 else ""
            return self._strip(
                visual.padded(visual.row(words, width), width, base + self.look["label"]), base
            )
        article = self.rows[index]
        if index == self.index:
            base = base + self.look["row"]
        text, style = (article.heading, "title") if part == 0 else (about(article), "label")
        if part and article.trouble:
            style = "warn"
        return self._strip(visual.padded(visual.row(text, width), width, base + self.look[style]), base)

    @staticmethod
    def _strip(body: list[Segment], base: Style) -> Strip:
        return Strip([Segment(" ", base), *body, Segment(" ", base)])

    def on_click(self, event: events.Click) -> None:
        index = (event.y + self.top) // ROWS
        if index < len(self.rows):
            self.action_step(index - self.index)
            if event.chain > 1:
                self.post_message(self.Chosen())


def about(row: Row) -> str:
    """What is known of an article, in one line."""
    if row.trouble:
        return row.trouble
    parts = [row.outlet, row.date]
    if row.words is not None:
        parts.append(t("library.words", count=row.words))
    if row.progress is not None:
        parts.append(t("library.read", share=round(100 * row.progress)))
    if row.reviewed is not None:
        parts.append(t("library.reviewed", share=round(100 * row.reviewed)))
    if row.title and row.name != row.title:
        parts.append(row.name)
    return " · ".join(part for part in parts if part)
