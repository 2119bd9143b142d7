"""The reading screen's motions: the cursor, marks, and the way back."""

from __future__ import annotations

from reader.i18n import t
from reader.ui.motions import Unit
from reader.ui.screens.base import ReadingBase


class Moving(ReadingBase):
    """Actions that move the cursor in the article."""

    def moved(self) -> None:
        """The cursor moved: the margin follows, the status line tells."""
        start, end = self.article_pane.motions.around(self.article_pane.cursor, "word")
        self.panel.note(start, end)
        if self.follow:
            self.follow_cursor(start, end)
        self.tell_place()
        self.flush()

    def jump_to(self, offset: int) -> None:
        """Go to `offset`, so that `back` returns to where the reader is now."""
        self.trail.leave(self.article_pane.cursor)
        self.browsing = False
        self.article_pane.move_to(offset, third=True)
        self.moved()

    def _by(self, unit: Unit, step: int) -> None:
        self.browsing = False
        self.article_pane.move_by(unit, step)
        self.moved()

    def action_next_word(self) -> None:
        self._by("word", 1)

    def action_previous_word(self) -> None:
        self._by("word", -1)

    def action_next_sentence(self) -> None:
        self._by("sentence", 1)

    def action_previous_sentence(self) -> None:
        self._by("sentence", -1)

    def action_next_paragraph(self) -> None:
        self._by("paragraph", 1)

    def action_previous_paragraph(self) -> None:
        self._by("paragraph", -1)

    def _rows(self, step: int) -> None:
        self.browsing = False
        self.article_pane.move_rows(step)
        self.moved()

    def action_line_down(self) -> None:
        self._rows(1)

    def action_line_up(self) -> None:
        self._rows(-1)

    def _pages(self, share: float) -> None:
        self.browsing = False
        self.article_pane.move_pages(share)
        self.moved()

    def action_page_down(self) -> None:
        self._pages(1)

    def action_page_up(self) -> None:
        self._pages(-1)

    def action_half_page_down(self) -> None:
        self._pages(0.5)

    def action_half_page_up(self) -> None:
        self._pages(-0.5)

    def action_article_start(self) -> None:
        self.jump_to(0)

    def action_article_end(self) -> None:
        self.jump_to(self.article_pane.motions.around(len(self.article.text), "word")[0])

    def action_back(self) -> None:
        place = self.trail.back(self.article_pane.cursor)
        self._return_to(place, "ui.say.no_back")

    def action_forward(self) -> None:
        self._return_to(self.trail.forward(), "ui.say.no_forward")

    def _return_to(self, place: int | None, otherwise: str) -> None:
        if place is None:
            self.say(t(otherwise))
            return
        self.browsing = False
        self.article_pane.move_to(place, third=True)
        self.moved()

    def action_set_mark(self) -> None:
        self.await_key(self._mark_here, t("ui.say.which_mark"))

    def _mark_here(self, name: str) -> None:
        self.trail.marks[name] = self.article_pane.cursor
        self.say(t("ui.say.marked", name=name))

    def action_go_to_mark(self) -> None:
        names = " ".join(sorted(self.trail.marks)) or "–"
        self.await_key(self._go_to, t("ui.say.which_of", names=names))

    def _go_to(self, name: str) -> None:
        if name == "'":
            self.action_back()
        elif name in self.trail.marks:
            self.say("")
            self.jump_to(self.trail.marks[name])
        else:
            self.say(t("ui.say.no_mark", name=name))
