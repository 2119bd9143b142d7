"""What the reading screen knows of where its article came from: its notices, and the list that it was opened from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.i18n import t
from reader.ui.screens.base import ReadingBase

if TYPE_CHECKING:
    from reader.ui.screens.library import LibraryScreen


class Shelf(ReadingBase):
    """Back to the list, and on to the next article."""

    @property
    def notice(self) -> str:
        """What a reader should know of how the text was got: the first thing in full, and how many more there are."""
        if not self.article.notices:
            return ""
        message, details = self.article.notices[0]
        more = len(self.article.notices) - 1
        return t(message, **details) + (f" (+{more})" if more else "")

    @property
    def library(self) -> LibraryScreen | None:
        """The list below this screen, if there is one."""
        from reader.ui.screens.library import LibraryScreen

        below = (screen for screen in reversed(self.app.screen_stack) if isinstance(screen, LibraryScreen))
        return next(below, None)

    def keep_place(self) -> None:
        """Note where the reader is."""
        raise NotImplementedError

    async def action_show_list(self) -> None:
        if self.app.screen_stack[0] is self:
            self.say(t("library.no_list"))
            return
        self.keep_place()
        await self.app.pop_screen()

    def action_next_article(self) -> None:
        self._neighbour(1)

    def action_previous_article(self) -> None:
        self._neighbour(-1)

    def _neighbour(self, step: int) -> None:
        library = self.library
        if library is None:
            self.say(t("library.no_list"))
        elif not library.open_neighbour(step):
            self.say(t("library.end"))
