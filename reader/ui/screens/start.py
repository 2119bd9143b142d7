"""The start screen: articles read lately, the example, and a paste that opens at once."""

from __future__ import annotations

import contextlib

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from reader.article.load import from_text
from reader.errors import HamishError
from reader.i18n import t
from reader.library import recent
from reader.ui import keymap
from reader.ui.theme import Look
from reader.ui.widgets.bar import Bar, Piece
from reader.ui.widgets.recentlist import RecentList


class StartScreen(Screen[None]):
    """Shown when Hamish is given no article."""

    DEFAULT_CSS = """
    StartScreen RecentList { height: 1fr; margin: 1 2; }
    #header, #footer { background: $panel; }
    """
    BINDINGS = keymap.bindings("start")

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.recent = RecentList(look)
        self.header = Bar(look, id="header")
        self.status = Bar(look, id="status")
        self.footer = Bar(look, id="footer")

    def compose(self) -> ComposeResult:
        yield self.header
        yield self.recent
        yield self.status
        yield self.footer

    def on_mount(self) -> None:
        self.header.show([Piece(t("ui.start.lead"), "label")], [Piece(t("ui.start.title"), "title")])
        hints = [a for a in keymap.actions("start", "app") if a.footer]
        pieces = (
            (
                Piece(keymap.key_name(keymap.keys_of(a)[0]), "key", a.id),
                Piece(a.hint, "label", a.id, close=True),
            )
            for a in hints
        )
        self.footer.show([piece for pair in pieces for piece in pair])
        self.recent.focus()

    def on_screen_resume(self) -> None:
        self.recent.set_visits(recent.visits())

    def set_look(self, look: Look) -> None:
        for part in (self.recent, self.header, self.status, self.footer):
            part.set_look(look)

    def say(self, text: str) -> None:
        """Put a message on the status line."""
        self.status.show([Piece(text, "warn")])

    # -- opening

    async def action_open_recent(self) -> None:
        visit = self.recent.visit
        if visit is not None:
            await self._open(visit.source)

    async def action_open_example(self) -> None:
        from reader.settings.paths import bundled

        found = sorted(bundled("examples").glob("*.txt"))
        if found:
            await self._open(str(found[0]))

    async def _open(self, source: str) -> None:
        from reader.article.load import load

        try:
            article = load(source)
        except HamishError as error:
            self.say(error.message)
            return
        await self.app.open_article(article)  # type: ignore[attr-defined]

    async def on_paste(self, event: events.Paste) -> None:
        if event.text.strip():
            await self.app.open_article(from_text(event.text))  # type: ignore[attr-defined]

    def action_forget_recent(self) -> None:
        visit = self.recent.visit
        if visit is not None:
            with contextlib.suppress(OSError):
                recent.forget(visit.id)
            self.recent.set_visits(recent.visits())

    async def on_bar_pressed(self, event: Bar.Pressed) -> None:
        await self.run_action(event.action)
