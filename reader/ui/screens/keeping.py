"""Keeping decisions: the review of the article on the screen, other people's work, and what to do when the store refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.timer import Timer

from reader.annotate.model import Analysis
from reader.errors import HamishError
from reader.i18n import t
from reader.review.carry import report
from reader.review.events import Change, Event
from reader.review.progress import Count, count
from reader.review.reviewed import ALL, reviewed
from reader.review.session import Review
from reader.review.state import State, initial
from reader.review.store import OWN_LAYER
from reader.ui import notekeys
from reader.ui.screens.base import ReadingBase
from reader.ui.screens.dialogs import Ask, Line
from reader.ui.widgets.bar import Piece

POLL = 0.5
"""Seconds between looks at what other processes wrote."""
_TAB_KIND = {"entities": "entity", "quotes": "quote", "claims": "claim"}


class Keeping(ReadingBase):
    """The review behind the screen. Nothing is shown as decided before the store has it on the disk."""

    review: Review | None = None
    layer = OWN_LAYER
    """Whose notes are shown and reviewed."""
    found: Analysis | None = None
    """The analysis as the engine made it, once it is complete."""
    _plain: State | None = None
    _shown: State | None = None

    # -- the state

    @property
    def state(self) -> State | None:
        """What the notes are now; None while an analysis is under way."""
        if self.found is None:
            return None
        return self.review.state if self.review else self._plain

    def begin_review(self, analysis: Analysis) -> None:
        """The analysis is complete: take up what was decided on this article before."""
        self.found = analysis
        self._plain = initial(analysis)
        try:
            if self.review is not None:
                self.review.reanalysed(analysis)
            else:
                earlier = self.hamish.keeper.earlier(analysis) if self.layer == OWN_LAYER else None
                if earlier is not None:
                    self._offer(earlier)
                self.review = self.hamish.keeper.existing(analysis, self.layer)
        except HamishError as error:
            self.trouble(error, lambda: self.begin_review(analysis))
        self._shown = None
        self.show_review()
        if self._poller is None:
            self._poller = self.set_interval(POLL, self.poll)

    _poller: Timer | None = None
    _paused: Analysis | None = None

    def pause_review(self) -> None:
        """Another analysis begins: its rows have other ids, so nothing is decided until it is complete."""
        self._paused, self.found = self.found or self._paused, None

    def resume_review(self) -> None:
        """It failed: go on with the one before."""
        if self._paused is not None:
            self.begin_review(self._paused)

    def poll(self) -> None:
        """Show what others wrote meanwhile."""
        if self.review is None or self.found is None:
            return
        try:
            if self.review.refresh():
                self.show_review()
        except HamishError as error:
            self.say(error.message)

    def show_review(self) -> None:
        """Bring panel, article and status line in line with the state."""
        state = self.state
        if state is None or state is self._shown:
            return
        self._shown = state
        everything = reviewed(state, ALL)
        if everything != self.analysis:
            self.analysis = everything
            self.panel.set_analysis(everything)
        # What was rejected keeps its row in the panel, so that it can be taken back, and loses its mark in the text.
        self.article_pane.repaint_spans(self.article_pane.highlights.annotate(reviewed(state)))
        self.panel.set_states(notekeys.states(state))
        self.tell_place()

    # -- an article that was edited since

    def _offer(self, number: int) -> None:
        def answered(answer: int | None) -> None:
            if answer == 0 and self.found is not None:
                self._attempt(lambda: self._continue(number))

        self.app.push_screen(
            Ask(
                t("reviewing.edited_title"),
                t("reviewing.edited"),
                (t("reviewing.take_over"), t("reviewing.begin_anew")),
            ),
            answered,
        )

    def _continue(self, number: int) -> None:
        assert self.found is not None
        keeper = self.hamish.keeper
        before = Review.stored(keeper.store(), number).state
        self.review = keeper.begin(self.found, continues=number)
        self.show_review()
        made = report(before, self.review.state)
        self.say(t("reviewing.taken_over", same=made.same, moved=made.moved, orphans=len(made.orphans)))

    # -- deciding

    def keep(self, *changes: Change, then: Callable[[Event | None], None] | None = None) -> None:
        """Write changes as one step; `then` runs once they are on the disk, also when that took a second try."""

        def act() -> None:
            if self.found is None:
                self.say(t("reviewing.not_yet"))
                return
            if self.review is None:
                self.review = self.hamish.keeper.begin(self.found, layer=self.layer)
            event = self.review.do(*changes)
            self.show_review()
            if then is not None:
                then(event)

        self._attempt(act)

    def _attempt(self, act: Callable[[], None]) -> None:
        try:
            act()
        except HamishError as error:
            self.trouble(error, lambda: self._attempt(act))

    def trouble(self, error: HamishError, again: Callable[[], None]) -> None:
        """The store refused: say so and offer to try again or to go on in a copy elsewhere."""
        damaged = getattr(error, "fault", "") == "corrupt"
        save = t("reviewing.salvage" if damaged else "reviewing.copy")

        def answered(answer: int | None) -> None:
            if answer == 0:
                again()
            elif answer == 1:
                where = str(self.hamish.keeper.elsewhere())
                self.app.push_screen(Line(t("reviewing.where"), where), elsewhere)
            else:
                self.say(error.message)

        def elsewhere(path: str | None) -> None:
            if not path:
                self.say(error.message)
                return
            try:
                self._move(Path(path).expanduser(), damaged)
            except HamishError as refused:
                self.trouble(refused, again)
                return
            self.say(t("reviewing.moved", path=path))
            again()

        answers = (t("reviewing.again"), save, t("reviewing.let_be"))
        self.app.push_screen(Ask(error.title, error.message, answers), answered)

    def _move(self, path: Path, damaged: bool) -> None:
        keeper = self.hamish.keeper
        if damaged:
            keeper.salvage_to(path)
        else:
            keeper.copy_to(path)
        if self.review is not None:
            self.review = self.review.moved_to(keeper.store())
        elif self.found is not None:
            self.review = keeper.existing(self.found, self.layer)
        self.show_review()

    # -- progress

    def counts(self) -> dict[str, Count]:
        """Decided and pending items by tab."""
        state = self.state
        return {tab: count(state, kind) for tab, kind in _TAB_KIND.items()} if state else {}  # type: ignore[arg-type]

    def progress_pieces(self) -> list[Piece]:
        """For the status line: how many of the present tab's items are decided."""
        here = self.counts().get(self.panel.mode)
        if here is None or self.review is None:
            return []
        text = t("reviewing.progress", decided=here.decided, total=here.total)
        return [Piece(text, "label" if here.pending else "accepted")]
