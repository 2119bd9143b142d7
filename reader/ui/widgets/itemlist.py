"""The rows of the panel: margin items one under another, one of them chosen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.interchange.margin import Item
from reader.ui import keymap, visual
from reader.ui.theme import Look
from reader.ui.widgets import itemrows
from reader.ui.widgets.canvas import Canvas


class ItemList(Canvas, can_focus=True):
    """A list of margin items. It tells of choices made by the mouse; choices by key are made through its methods."""

    BINDINGS = keymap.bindings("panel")

    class Chosen(Message):
        """An item was clicked; `twice` asks to jump to it."""

        def __init__(self, item: Item, twice: bool) -> None:
            super().__init__()
            self.item = item
            self.twice = twice

    def __init__(self, look: Look, id: str = "items") -> None:
        super().__init__(id=id)
        self.look = look
        self.items: tuple[Item, ...] = ()
        self.states: Mapping[str, str] = {}
        self.empty = ""
        self.chosen: str | None = None
        self._rows: list[int] = [0]
        self._drawn: dict[tuple[str, bool, bool], list[Strip]] = {}
        self._width = 0

    # -- content

    def set_items(self, items: Sequence[Item], empty: str = "") -> None:
        """Show other items; the chosen one stays chosen, and where it stands, if it is still among them."""
        above = self._row_of_chosen() - self.top
        self.items, self.empty = tuple(items), empty
        if self.index is None:
            self.chosen = next((item.key for item in self.items if item.kind != "group"), None)
            above = 0
        self._measure()
        if above > 0:
            self.scroll_to_row(self._row_of_chosen() - above)
        self.forget()

    def set_states(self, states: Mapping[str, str]) -> None:
        """Take over the review state of items by key: `accepted`, `rejected`, `corrected`, `pending`."""
        changed = [key for key in {*states, *self.states} if states.get(key) != self.states.get(key)]
        self.states = dict(states)
        for key in changed:
            self._redraw(key)

    def set_look(self, look: Look) -> None:
        self.look = look
        self.forget()

    def forget(self) -> None:
        self._drawn.clear()
        super().forget()

    def _measure(self) -> None:
        self._width = self.columns
        rows = [0]
        for item in self.items:
            rows.append(rows[-1] + itemrows.height(item, self._width))
        self._rows = rows
        self.resize_content(max(rows[-1], 1))

    def on_resize(self, event: events.Resize) -> None:
        if self.columns != self._width:
            self._measure()
            self.forget()
        self.show_chosen()

    # -- the chosen item

    @property
    def index(self) -> int | None:
        """Where the chosen item is among the items."""
        return next((number for number, item in enumerate(self.items) if item.key == self.chosen), None)

    @property
    def item(self) -> Item | None:
        """The chosen item."""
        index = self.index
        return None if index is None else self.items[index]

    def _row_of_chosen(self) -> int:
        index = self.index
        return self._rows[index] if index is not None and index < len(self._rows) else 0

    def choose(self, key: str) -> Item | None:
        """Choose the item `key` and bring it in sight; None when there is none."""
        if not any(item.key == key for item in self.items):
            return None
        before, self.chosen = self.chosen, key
        if before is not None and before != key:
            self._redraw(before)
        self._redraw(key)
        self.show_chosen()
        return self.item

    def step(self, count: int) -> Item | None:
        """The item `count` further (or, negative, before), headings left out; the last or first where there are fewer."""
        keys = [item.key for item in self.items if item.kind != "group"]
        if not keys:
            return None
        here = keys.index(self.chosen) if self.chosen in keys else 0
        return self.choose(keys[max(0, min(len(keys) - 1, here + count))])

    def show_chosen(self) -> None:
        """Scroll as little as brings the chosen item, and the heading above a first one, in sight."""
        index = self.index
        if index is None or self._width < 1:
            return
        first = self._rows[index]
        if index and self.items[index - 1].kind == "group":
            first = self._rows[index - 1]
        self.show_row(first, min(self._rows[index + 1] - first, self.lines))

    def _redraw(self, key: str) -> None:
        for flag in ((key, True, True), (key, True, False), (key, False, True), (key, False, False)):
            self._drawn.pop(flag, None)
        for number, item in enumerate(self.items):
            if item.key == key:
                self.repaint(range(self._rows[number], self._rows[number + 1]))

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        if self.chosen:
            self._redraw(self.chosen)

    # -- drawing

    def draw(self, row: int) -> Strip:
        base = self.ground
        if row >= self._rows[-1] or self.columns != self._width:
            return self._blank(row, base)
        index = bisect_right(self._rows, row) - 1
        item = self.items[index]
        chosen = item.key == self.chosen
        flag = (item.key, chosen, self.has_focus)
        strips = self._drawn.get(flag)
        if strips is None:
            ground = base + self.look["row" if self.has_focus else "row_away"] if chosen else base
            inks = itemrows.Inks(ground, self.look, chosen, self.states.get(item.key, ""))
            strips = self._drawn[flag] = itemrows.draw(item, self._width, inks)
        return strips[row - self._rows[index]]

    def _blank(self, row: int, base: Style) -> Strip:
        """Below the last item nothing; in an empty list, why it is empty."""
        if not self.items and self.empty and self._width:
            lines = visual.rows(self.empty, max(1, self._width - 2))
            if 1 <= row <= len(lines):
                ink = base + self.look["label"]
                body = visual.padded(lines[row - 1], self._width - 2, ink)
                return Strip([Segment(" ", ink), *body, Segment(" ", ink)], self._width)
        return Strip([Segment(" " * self.columns, base)], self.columns)

    # -- the mouse

    def on_click(self, event: events.Click) -> None:
        row = event.y + self.top
        if row < self._rows[-1]:
            item = self.items[bisect_right(self._rows, row) - 1]
            if item.kind != "group":
                self.post_message(self.Chosen(item, twice=event.chain > 1))
