"""Finding in the text and filtering the panel: one field at the foot of the screen for both."""

from __future__ import annotations

from typing import Literal

from textual import events
from textual.worker import get_current_worker

from reader.errors import UsageError
from reader.i18n import t
from reader.search import filter as filters
from reader.search.find import Span, hits, nearest
from reader.search.query import MODES, Mode, Query
from reader.ui import keymap
from reader.ui.screens.selecting import Selecting
from reader.ui.widgets.bar import Piece
from reader.ui.widgets.field import Field
from reader.ui.widgets.prompt import Prompt

BATCH = 2_000
"""Hits that are handed over at once while a long text is still being searched."""

_HISTORY: list[str] = []
"""Earlier entries, shared by all articles of a session."""


class Finding(Selecting):
    """`/` opens the field; while hits are marked, `n` and `N` go from one to the next and escape ends it."""

    asks: Literal["find", "filter"] = "find"
    query_mode: Mode = "normalised"
    hit_spans: list[Span]
    hit: int | None = None
    """Which hit the reader is at."""
    _sought = ""
    _place = 0
    """Where the reader was when the field was opened."""

    def prepare_finding(self) -> None:
        """Make what finding needs; the screen calls it once."""
        self.hit_spans = []
        self.prompt = Prompt(_HISTORY)

    # -- opening and closing the field

    async def action_find(self) -> None:
        """In the article, find in the text; in the panel, filter its rows."""
        await self._ask("filter" if self.focused is self.panel.list else "find")

    async def action_filter_panel(self) -> None:
        await self._ask("filter")

    async def _ask(self, what: Literal["find", "filter"]) -> None:
        self.asks = what
        self._place = self.article_pane.cursor
        if not self.prompt.is_attached:
            await self.mount(self.prompt, before=self.status)
        value = self.panel.filter_text if what == "filter" else ""
        self.prompt.open(self._label(), value)

    def _label(self) -> str:
        return t("finding.filter") if self.asks == "filter" else t(f"finding.mode.{self.query_mode}")

    def _close(self) -> None:
        self.prompt.close()
        (self.panel.list if self.asks == "filter" else self.article_pane).focus(scroll_visible=False)

    async def on_field_changed(self, event: Field.Changed) -> None:
        event.stop()
        if self.asks == "filter":
            self._filter(event.value)
        else:
            self._seek(event.value)

    async def on_field_submitted(self, event: Field.Submitted) -> None:
        event.stop()
        event.field.remember()
        self._close()
        if self.asks == "find" and not event.value:
            self.end_finding()
        elif self.asks == "find":
            self._tell_hits()

    def on_prompt_left(self, event: Prompt.Left) -> None:
        """Escape: as it was before the field was opened."""
        event.stop()
        self._close()
        if self.asks == "filter":
            self._filter("")
        else:
            self.end_finding()
            self.article_pane.move_to(self._place)
            self.moved()

    def on_prompt_turned(self, event: Prompt.Turned) -> None:
        """Tab in the field: the next way of finding."""
        event.stop()
        if self.asks == "find":
            self.query_mode = MODES[(MODES.index(self.query_mode) + 1) % len(MODES)]
            self.prompt.label(self._label())
            self._seek(self.prompt.field.value)

    # -- the text

    def _seek(self, words: str) -> None:
        """Look for `words` in a thread; what was looked for before is given up."""
        self._sought = words
        self.hit_spans, self.hit = [], None
        self._mark_hits()
        if words:
            self.run_worker(
                self._search, name="find", group="find", thread=True, exclusive=True, exit_on_error=False
            )
        else:
            self.workers.cancel_group(self, "find")
            self.tell_place()

    def _search(self) -> None:
        worker = get_current_worker()
        query = Query(self._sought, self.query_mode)
        batch: list[Span] = []
        first = True
        try:
            for span in hits(self.article.text, query, lambda: worker.is_cancelled):
                batch.append(span)
                if len(batch) >= BATCH or (first and len(batch) == 50):
                    self.app.call_from_thread(self._take, query, tuple(batch), False)
                    batch, first = [], False
            if not worker.is_cancelled:
                self.app.call_from_thread(self._take, query, tuple(batch), True)
        except UsageError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self.say, error.message)

    def _take(self, query: Query, spans: tuple[Span, ...], whole: bool) -> None:
        """Hits came; the one nearest after where the reader was is gone to as soon as it is there."""
        if query != Query(self._sought, self.query_mode):
            return
        self.hit_spans += spans
        self._mark_hits()
        after = next((n for n, (start, _) in enumerate(self.hit_spans) if start >= self._place), None)
        if self.hit is None and self.hit_spans and (after is not None or whole):
            self._go(after or 0)
        self._tell_hits(whole)

    def _mark_hits(self) -> None:
        pane = self.article_pane
        pane.repaint_spans(pane.highlights.find(self.hit_spans))

    def _go(self, number: int) -> None:
        self.hit = number
        start, end = self.hit_spans[number]
        pane = self.article_pane
        pane.move_to(start, third=True)
        self.moved()
        pane.mark([(start, end)])
        self.flush()

    def _tell_hits(self, whole: bool = True) -> None:
        if not self._sought:
            return
        if self.hit_spans and self.hit is not None:
            count = f"{len(self.hit_spans)}{'' if whole else '+'}"
            self.say(t("finding.hits", number=self.hit + 1, count=count, words=self._sought))
        elif whole:
            self.say(t("finding.none", words=self._sought))

    def _step(self, forward: bool) -> None:
        cursor = self.article_pane.cursor
        number = nearest(self.hit_spans, cursor, forward)
        if number is not None:
            if self.hit is not None and self.hit_spans[self.hit][0] == cursor:
                number = (self.hit + (1 if forward else -1)) % len(self.hit_spans)
            self.trail.leave(cursor)
            self._go(number)
            self._tell_hits()

    def action_next_hit(self) -> None:
        self._step(True)

    def action_previous_hit(self) -> None:
        self._step(False)

    def action_end_find(self) -> None:
        self.end_finding()

    def end_finding(self) -> None:
        """Unmark the hits; `n` is again what it was."""
        self.workers.cancel_group(self, "find")
        self.hit_spans, self.hit, self._sought = [], None, ""
        self._mark_hits()
        self.article_pane.mark()
        self.say("")

    def on_key(self, event: events.Key) -> None:
        if (
            not self.hit_spans
            or self._awaiting is not None
            or self.selection is not None
            or self.prompt.is_open
        ):
            return
        action = keymap.action_for("find", event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            getattr(self, f"action_{action.id}")()

    # -- the panel

    def _filter(self, expression: str) -> None:
        try:
            self.panel.set_filter(expression, filters.parse(expression) if expression.strip() else None)
            self.prompt.complain("")
        except UsageError as error:
            self.prompt.complain(error.message)

    def hint_scopes(self) -> tuple[keymap.Scope, ...]:
        scopes = super().hint_scopes()
        return ("find", *scopes) if self.hit_spans and self.selection is None else scopes

    def finding_pieces(self) -> list[Piece]:
        """What the status line tells of a filter that is on."""
        text = self.panel.filter_text
        return [Piece(t("finding.filtered", words=text), "warn")] if text else []
