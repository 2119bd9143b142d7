"""The list of a folder's, several files' or a feed's articles: choose one, filter, go from one to the next."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.worker import get_current_worker

from reader.article.load import Options
from reader.article.model import Article
from reader.errors import HamishError
from reader.i18n import t
from reader.library.describe import Describer
from reader.library.listing import Listing, Row, matching, open_row
from reader.ui import keymap
from reader.ui.screens.reading import ReadingScreen
from reader.ui.theme import Look
from reader.ui.widgets.bar import Bar, Piece
from reader.ui.widgets.librarylist import LibraryList

if TYPE_CHECKING:
    from reader.ui.app import HamishApp

_EVERY = 0.1
"""Seconds between two batches of described rows."""


class LibraryScreen(Screen[None]):
    """Rows are there at once; what they say is read in the background, those in view first."""

    CSS = """
    LibraryScreen LibraryList { height: 1fr; margin: 1 2 0 2; scrollbar-color: $panel;
                                scrollbar-background: $background; }
    #header, #footer { background: $panel; }
    """
    BINDINGS = keymap.bindings("library")

    def __init__(self, listing: Listing, look: Look, reading: Options) -> None:
        super().__init__()
        self.listing = listing
        self.look = look
        self.reading = reading
        self.query_text = ""
        self.filtering = False
        self.rows = list(listing.rows)
        """Every article of the list, described as far as it is known."""
        self.shown = list(range(len(self.rows)))
        """Which of them the filter leaves, by their place in `rows`."""
        self.list = LibraryList(look)
        self.header = Bar(look, id="header")
        self.status = Bar(look, id="status")
        self.footer = Bar(look, id="footer")
        self._opening: int | None = None

    @property
    def hamish(self) -> HamishApp:
        return self.app  # type: ignore[return-value]

    def compose(self) -> ComposeResult:
        yield self.header
        yield self.list
        yield self.status
        yield self.footer

    def on_mount(self) -> None:
        hints = [a for a in keymap.actions("library", "app") if a.footer]
        pieces = (
            (Piece(keymap.key_name(keymap.keys_of(a)[0]), "key", a.id), Piece(a.hint, "", a.id))
            for a in hints
        )
        self.footer.show([piece for pair in pieces for piece in pair])
        self.header.show([], [Piece(self.listing.title or t("library.several"), "title")])
        self.list.show(self.rows)
        self.tell()
        self.list.focus()
        self._start_describing()

    def set_look(self, look: Look) -> None:
        self.look = look
        for part in (self.list, self.header, self.status, self.footer):
            part.set_look(look)

    # -- to be heard and seen

    def say(self, text: str) -> None:
        """Put a message on the status line."""
        self.status.show([Piece(text, "warn")])

    def tell(self) -> None:
        """The status line: how many articles, and the filter."""
        total = len(self.rows)
        if self.query_text or self.filtering:
            count = t("library.count", shown=len(self.shown), count=total)
            left = [Piece(t("library.filter", query=self.query_text), "warn")]
            if self.filtering:
                left.append(Piece(t("library.filter_hint"), "label"))
        else:
            count, left = t("library.all", count=total), []
        self.status.show(left, [Piece(count, "label")])

    # -- describing

    def _start_describing(self) -> None:
        self.run_worker(self._describe, name="describe", group="describe", thread=True, exclusive=True)

    def _describe(self) -> None:
        """In a thread: describe rows in view, then the others, and hand them over in batches."""
        worker = get_current_worker()
        describer = Describer(self.reading)
        batch: list[tuple[int, Row]] = []
        last = time.monotonic()
        for place in self._places():
            if worker.is_cancelled:
                break
            [row] = describer.describe([self.rows[place]])
            batch.append((place, row))
            if time.monotonic() - last > _EVERY:
                self.app.call_from_thread(self._take, batch)
                batch, last = [], time.monotonic()
        if batch and not worker.is_cancelled:
            self.app.call_from_thread(self._take, batch)
        describer.keep()

    def _places(self) -> Iterator[int]:
        """Places of rows still to be described; what has come into view goes first, whenever it comes."""
        done: set[int] = set()
        rest = iter(range(len(self.rows)))
        while True:
            shown = self.shown
            place = next(
                (shown[i] for i in self.list.in_view if i < len(shown) and shown[i] not in done), None
            )
            while place is None or place in done:
                place = next(rest, None)
                if place is None:
                    return
            done.add(place)
            yield place

    def _take(self, batch: list[tuple[int, Row]]) -> None:
        at = {place: index for index, place in enumerate(self.shown)}
        for place, row in batch:
            self.rows[place] = row
            if place in at:
                self.list.update(at[place], row)
        if self.query_text:
            self._filter()

    # -- the filter

    def action_filter(self) -> None:
        self.filtering = True
        self.tell()

    def on_key(self, event: events.Key) -> None:
        if not self.filtering:
            return
        if event.key in ("up", "down", "pageup", "pagedown"):
            return
        event.stop()
        event.prevent_default()
        if event.key == "enter":
            self.filtering = False
        elif event.key == "escape":
            self.filtering, self.query_text = False, ""
        elif event.key == "backspace":
            self.query_text = self.query_text[:-1]
        elif event.character and event.is_printable:
            self.query_text += event.character
        self._filter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # While a filter is typed, letters are letters.
        return not self.filtering or action in ("step", "page")

    def action_drop_filter(self) -> None:
        self.query_text = ""
        self._filter()

    def _filter(self) -> None:
        chosen = self.list.chosen
        kept = set(map(id, matching(self.rows, self.query_text))) if self.query_text else None
        self.shown = [place for place, row in enumerate(self.rows) if kept is None or id(row) in kept]
        rows = [self.rows[place] for place in self.shown]
        self.list.empty = t("library.none", query=self.query_text)
        where = next((i for i, row in enumerate(rows) if chosen is not None and _same(row, chosen)), 0)
        self.list.show(rows, where)
        self.tell()

    # -- opening

    def action_open_article(self) -> None:
        if self.shown:
            self.open_shown(self.list.index)

    def on_library_list_chosen(self) -> None:
        self.action_open_article()

    async def on_bar_pressed(self, event: Bar.Pressed) -> None:
        await self.run_action(event.action)

    def open_neighbour(self, step: int) -> bool:
        """Open the next (1) or previous (-1) article of the list as shown; False when there is none."""
        index = self.list.index + step
        if not 0 <= index < len(self.shown):
            return False
        self.open_shown(index)
        return True

    def open_shown(self, index: int) -> None:
        """Open the article at `index` of the list as shown. It may have to be fetched, so a thread does it."""
        self.list.action_step(index - self.list.index)
        row = self.list.rows[index]
        self._tell_on_top(t("library.opening", name=row.heading))
        self.run_worker(lambda: self._load(row), name="open", group="open", thread=True, exclusive=True)

    def _load(self, row: Row) -> None:
        worker = get_current_worker()
        try:
            found: Article | HamishError = open_row(row, self.listing, self.reading)
        except HamishError as error:
            found = error
        if not worker.is_cancelled:
            self.app.call_from_thread(self._opened, found)  # type: ignore[arg-type]

    async def _opened(self, found: Article | HamishError) -> None:
        if isinstance(found, HamishError):
            self._tell_on_top(found.message)
            return
        top = self.app.screen
        if isinstance(top, ReadingScreen):
            top.keep_place()
            await self.app.pop_screen()
        self.tell()
        await self.hamish.open_article(found)

    def _tell_on_top(self, text: str) -> None:
        top = self.app.screen
        if isinstance(top, ReadingScreen | LibraryScreen):
            top.say(text)

    def on_screen_resume(self) -> None:
        """Back from an article: how far it was read, and what was decided, may have changed."""
        if self.list.rows:
            self.tell()
            place = self.shown[self.list.index]
            [row] = Describer(self.reading).describe([self.rows[place]])
            self._take([(place, row)])


def _same(one: Row, other: Row) -> bool:
    return (one.source, one.item) == (other.source, other.item)
