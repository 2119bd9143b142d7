"""The margin beside the article: tabs, the rows of the chosen one, and the drawer with the details of a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.containers import Vertical

from reader.annotate.model import Analysis
from reader.i18n import t
from reader.interchange import margin
from reader.interchange.margin import Item, Mode
from reader.search import filter as filters
from reader.ui import facts
from reader.ui.theme import Look
from reader.ui.widgets.bar import Bar, Piece
from reader.ui.widgets.details import Details
from reader.ui.widgets.itemlist import ItemList


class Panel(Vertical):
    """Four modes over one list. It decides what the rows are; what a choice means is the screen's business."""

    DEFAULT_CSS = """
    Panel #details { height: 40%; min-height: 3; display: none; }
    Panel.-details #details { display: block; }
    Panel ItemList { height: 1fr; }
    """

    def __init__(self, look: Look, id: str = "panel") -> None:
        super().__init__(id=id)
        self.analysis: Analysis | None = None
        self.mode: Mode = "entities"
        self.orders: dict[Mode, str] = {mode: orders[0] for mode, orders in margin.ORDERS.items()}
        self.opened: frozenset[str] = frozenset()
        self.place = (0, 0)
        self.filter_text = ""
        self._passes: Callable[[filters.Facts], bool] | None = None
        self.waiting = t("ui.panel.waiting")
        """What an empty list says: that results are awaited, that nothing was found, or what failed."""
        self.tabs = Bar(look, id="tabs", gap=1, left_first=True)
        self.list = ItemList(look)
        self.drawer = Details(look)

    def compose(self) -> ComposeResult:
        yield self.tabs
        yield self.list
        yield self.drawer

    def on_mount(self) -> None:
        self._show_tabs()
        self.refresh_items()

    # -- content

    def set_analysis(self, analysis: Analysis | None, waiting: str = "") -> None:
        """Show what was found so far; `waiting` is what a list still empty says (default: that there is nothing)."""
        self.analysis = analysis
        self.waiting = waiting
        self.refresh_items()
        self._show_tabs()

    def set_states(self, states: Mapping[str, str]) -> None:
        """The review state of items by key."""
        self.list.set_states(states)
        if self.orders[self.mode] == "state":
            self.refresh_items()

    def set_look(self, look: Look) -> None:
        for part in (self.tabs, self.list, self.drawer):
            part.set_look(look)

    def set_filter(self, text: str, passes: Callable[[filters.Facts], bool] | None) -> None:
        """Show only the rows whose facts pass; None shows all."""
        self.filter_text, self._passes = text if passes else "", passes
        self.refresh_items()
        self._show_tabs()

    def items(self, mode: Mode) -> tuple[Item, ...]:
        """The rows of a mode that the filter leaves, as they stand now; a heading stays while something is under it."""
        made = self._all_items(mode)
        if self.orders[mode] == "state":
            made = margin.by_state(made, self.list.states)
        if self._passes is None or self.analysis is None:
            return made
        passing = facts.passing(self.analysis, made, self.list.states, self._passes)
        return tuple(passing)

    def _all_items(self, mode: Mode) -> tuple[Item, ...]:
        if self.analysis is None:
            return ()
        if mode == "entities":
            return margin.entity_items(self.analysis, self.orders[mode], self.opened)
        if mode == "quotes":
            return margin.quote_items(self.analysis, self.orders[mode])
        if mode == "claims":
            return margin.claim_items(self.analysis, self.orders[mode])
        return margin.note_items(self.analysis, *self.place)

    def refresh_items(self) -> None:
        """Make the rows of the present mode again, the chosen one kept."""
        items = self.items(self.mode)
        self.list.set_items(items, self.waiting or t(f"ui.panel.empty.{self.mode}"))
        self._show_details()

    def _show_tabs(self) -> None:
        counts: dict[Mode, int] = {}
        if self.analysis is not None:
            found = self.analysis
            counts = {
                "entities": len(found.entities),
                "quotes": len(found.quotes),
                "claims": len(found.claims),
            }
        narrow = self.size.width < 46
        pieces = []
        for number, mode in enumerate(margin.MODES, 1):
            label = t(f"ui.tab.{mode}") if mode == self.mode or not narrow else ""
            count = f" {counts[mode]}" if mode in counts and (mode == self.mode or not narrow) else ""
            style = "tab" if mode == self.mode else "label"
            pieces.append(Piece(f"{number} {label}{count}".strip(), style, f"show_{mode}"))
        order = self.orders[self.mode]
        self.tabs.show(pieces, [Piece(t(f"ui.order.{self.mode}.{order}"), "label")])

    def on_resize(self) -> None:
        self._show_tabs()

    # -- modes

    def show_mode(self, mode: Mode) -> Item | None:
        """Turn to another tab; the item chosen in it."""
        self.mode = mode
        self.list.chosen = None
        self.refresh_items()
        self._show_tabs()
        return self.list.item

    def next_order(self) -> str:
        """Sort the present tab the next way; its name."""
        orders = margin.ORDERS[self.mode]
        order = orders[(orders.index(self.orders[self.mode]) + 1) % len(orders)]
        self.set_order(order)
        return order

    def set_order(self, order: str) -> None:
        """Sort the present tab in one of its orders."""
        self.orders[self.mode] = order
        self.refresh_items()
        self._show_tabs()

    def toggle_open(self) -> bool:
        """Show or hide the mentions of the chosen entity; False where nothing can be opened."""
        item = self.list.item
        entity = (
            item.key.partition("/")[0] if item and item.kind in ("entity", "mention", "reference") else None
        )
        if entity is None or self.mode != "entities":
            return False
        self.opened = self.opened - {entity} if entity in self.opened else self.opened | {entity}
        self.list.chosen = entity
        self.refresh_items()
        self.list.show_chosen()
        return True

    def note(self, start: int, end: int) -> None:
        """The reader is at `start:end`: in the notes tab, show what is found there."""
        if (start, end) != self.place:
            self.place = (start, end)
            if self.mode == "notes":
                self.refresh_items()

    # -- the chosen item

    def selected_item(self) -> Item | None:
        """The item chosen in the present tab."""
        return self.list.item

    def step(self, count: int) -> Item | None:
        """Choose the item `count` further down, or up."""
        item = self.list.step(count)
        self._show_details()
        return item

    def choose(self, key: str) -> Item | None:
        """Choose an item of the present tab by key; None when it has none such."""
        item = self.list.choose(key)
        self._show_details()
        return item

    # -- the drawer

    @property
    def details_open(self) -> bool:
        return self.has_class("-details")

    def toggle_details(self) -> bool:
        """Open or close the drawer; whether it is open now."""
        self.toggle_class("-details")
        self._show_details()
        return self.details_open

    def _show_details(self) -> None:
        item = self.list.item
        if not self.details_open:
            return
        pairs = margin.details(self.analysis, item.key) if self.analysis and item else ()
        self.drawer.show_pairs(pairs)
