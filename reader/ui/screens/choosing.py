"""The reading screen's panel: what choosing a row means for the article, and the other way about."""

from __future__ import annotations

from reader.i18n import t
from reader.interchange import margin
from reader.interchange.margin import Item, Mode
from reader.ui.highlights import touching
from reader.ui.screens.base import ReadingBase
from reader.ui.widgets.article import ArticlePane
from reader.ui.widgets.bar import Bar
from reader.ui.widgets.itemlist import ItemList

_TAB_OF: dict[str, Mode] = {"entity": "entities", "quote": "quotes", "claim": "claims"}


class Choosing(ReadingBase):
    """Actions of the panel."""

    place = 0
    """Which of the chosen item's spans is the one marked."""

    def look_at(self, item: Item | None, *, place: int | None = None) -> None:
        """Mark an item in the article and bring it in sight.

        Of an entity or a speaker that is the span number `place`, else one already in sight, else the first.
        """
        pane = self.article_pane
        if item is None or not item.spans:
            pane.mark()
            self.place = 0
            return
        if place is None and item.kind not in ("entity", "speaker"):
            place = 0
        elif place is None:
            top, bottom = pane.top, pane.top + pane.lines
            shown = (n for n, span in enumerate(item.spans) if top <= pane.rows.row_of(span[0]) < bottom)
            place = next(shown, 0)
        self.place = place % len(item.spans)
        span = item.spans[self.place]
        rest = (*item.spans[: self.place], *item.spans[self.place + 1 :], *item.linked)
        if not self.browsing:
            self.trail.leave(pane.cursor)
            self.browsing = True
        if self.follow:
            pane.cursor = span[0]
            pane.show_span(*span)
        pane.mark([span], [other for other in rest if other != span])

    def chosen(self, item: Item | None, *, place: int | None = None) -> None:
        """The reader chose a row of the panel."""
        self.look_at(item, place=place)
        self.tell_place()
        self.flush()

    def follow_cursor(self, start: int, end: int) -> None:
        """Choose what is under the cursor, where the present tab has it; the panel scrolls, the article does not."""
        if self.analysis is None:
            return
        item = self._innermost(start, end, self.panel.mode)
        if item is None:
            self.article_pane.mark()
        elif item.key in {row.key for row in self.panel.list.items}:
            self.panel.choose(item.key)
            spans = [span for span in item.spans if touching([span], start, end)]
            self.article_pane.mark((), [*item.spans, *item.linked])
            self.place = item.spans.index(spans[0]) if spans else 0

    def _innermost(self, start: int, end: int, mode: Mode) -> Item | None:
        assert self.analysis is not None
        found = margin.note_items(self.analysis, start, end)
        return next((item for item in found if mode in ("notes", _TAB_OF[item.kind])), None)

    # -- actions

    def action_item_down(self) -> None:
        self.chosen(self.panel.step(1))

    def action_item_up(self) -> None:
        self.chosen(self.panel.step(-1))

    def action_items_down(self) -> None:
        self.chosen(self.panel.step(10))

    def action_items_up(self) -> None:
        self.chosen(self.panel.step(-10))

    def action_first_item(self) -> None:
        self.chosen(self.panel.step(-len(self.panel.list.items)))

    def action_last_item(self) -> None:
        self.chosen(self.panel.step(len(self.panel.list.items)))

    def action_expand(self) -> None:
        if not self.panel.toggle_open():
            self.say(t("ui.say.nothing_to_open"))
        self.tell_place()

    def action_jump(self) -> None:
        """Into the article, to the marked words."""
        item = self.panel.selected_item()
        if item is not None and item.spans:
            self.look_at(item, place=self.place)
            self.browsing = False
            self.article_pane.cursor = item.spans[self.place][0]
            self.article_pane.show_span(*item.spans[self.place])
            self.article_pane.focus()
            self.tell_place()

    def action_next_place(self) -> None:
        self._other_place(1)

    def action_previous_place(self) -> None:
        self._other_place(-1)

    def _other_place(self, step: int) -> None:
        item = self.panel.selected_item()
        if item is not None and item.spans:
            self.chosen(item, place=self.place + step)
            self.say(t("ui.say.place", number=self.place + 1, count=len(item.spans)))
            self.flush()

    def action_next_order(self) -> None:
        order = self.panel.next_order()
        self.say(t(f"ui.order.{self.panel.mode}.{order}"))
        self.panel.list.show_chosen()

    def _show(self, mode: Mode) -> None:
        pane = self.article_pane
        if mode == "notes":
            self.panel.note(*pane.motions.around(pane.cursor, "word"))
        here = self._innermost(*pane.motions.around(pane.cursor, "word"), mode) if self.analysis else None
        item = self.panel.show_mode(mode)
        if here is not None and here.key in {row.key for row in self.panel.list.items}:
            item = self.panel.choose(here.key)
        if self.focused is self.panel.list:
            self.chosen(item)

    def action_show_entities(self) -> None:
        self._show("entities")

    def action_show_quotes(self) -> None:
        self._show("quotes")

    def action_show_claims(self) -> None:
        self._show("claims")

    def action_show_notes(self) -> None:
        self._show("notes")

    def action_next_tab(self) -> None:
        self._turn(1)

    def action_previous_tab(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        here = margin.MODES.index(self.panel.mode)
        self._show(margin.MODES[(here + step) % len(margin.MODES)])

    def action_find_note(self) -> None:
        """From the word under the cursor to its row in the panel, in whichever tab has it."""
        pane = self.article_pane
        start, end = pane.motions.around(pane.cursor, "word")
        item = self._innermost(start, end, self.panel.mode) if self.analysis else None
        item = item or (self._innermost(start, end, "notes") if self.analysis else None)
        if item is None:
            self.say(t("ui.say.nothing_here"))
            return
        mode = self.panel.mode if self.panel.mode == "notes" else _TAB_OF[item.kind]
        if mode != self.panel.mode:
            self.panel.show_mode(mode)
        chosen = self.panel.choose(item.key)
        self.panel.list.focus()
        touched = [n for n, span in enumerate(item.spans) if touching([span], start, end)]
        self.chosen(chosen, place=touched[0] if touched else None)

    def action_said_by(self) -> None:
        """All that the chosen (or pointed at) person said: the quotes tab by speaker, at their name."""
        name = self._speaker_in_question()
        if name is None or self.analysis is None:
            self.say(t("ui.say.no_speaker_here"))
            return
        self.panel.orders["quotes"] = "speaker"
        self.panel.show_mode("quotes")
        item = self.panel.choose(f"speaker:{name}")
        if item is None:
            self.say(t("ui.say.said_nothing", name=name))
        self.panel.list.focus()
        self.chosen(item)

    def _speaker_in_question(self) -> str | None:
        item = self.panel.selected_item()
        if self.focused is self.article_pane and self.analysis is not None:
            place = self.article_pane.motions.around(self.article_pane.cursor, "word")
            item = self._innermost(*place, "entities") or self._innermost(*place, "notes")
        if item is None or self.analysis is None:
            return None
        if item.kind == "speaker":
            return item.text
        who = {quote.id: quote.speaker for quote in self.analysis.quotes}
        who |= {claim.id: claim.claimant for claim in self.analysis.claims}
        if item.key in who:
            return margin.name_of(who[item.key])
        base = item.key.partition("/")[0]
        return next((entity.name for entity in self.analysis.entities if entity.id == base), None)

    def action_details(self) -> None:
        self.panel.toggle_details()

    # -- the mouse

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        item = self.panel.choose(event.item.key)
        self.chosen(item)
        if event.twice:
            self.action_jump()

    def on_article_pane_moved(self, event: ArticlePane.Moved) -> None:
        self.trail.leave(self.article_pane.cursor)
        self.browsing = False
        self.article_pane.move_to(event.offset)
        start, end = self.article_pane.motions.around(event.offset, "word")
        self.panel.note(start, end)
        item = self._innermost(start, end, "notes") if self.analysis else None
        if (
            item is not None
            and self.panel.mode != "notes"
            and self._innermost(start, end, self.panel.mode) is None
        ):
            self.panel.show_mode(_TAB_OF[item.kind])
        self.follow_cursor(start, end)
        self.tell_place()
        if event.twice:
            self.action_find_note()

    async def on_bar_pressed(self, event: Bar.Pressed) -> None:
        await self.run_action(event.action)
