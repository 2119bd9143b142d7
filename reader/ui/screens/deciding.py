"""Deciding on notes: accept, reject, leave open; the same everywhere; take back; on to the next pending one."""

from __future__ import annotations

from reader.annotate.model import Entity, Mention
from reader.i18n import t
from reader.interchange.margin import MODES, Mode
from reader.review import proposals
from reader.review.events import (
    Change,
    Check,
    Decide,
    Event,
    Note,
    Rename,
    Rerank,
    SetSpan,
    Status,
)
from reader.review.occurrences import add_everywhere, everywhere, same_words
from reader.review.progress import is_pending, next_pending
from reader.review.state import Item, State
from reader.ui import notekeys
from reader.ui.screens.dialogs import Told
from reader.ui.screens.selecting import Selecting

_KIND_TAB: dict[str, Mode] = {
    "entity": "entities",
    "mention": "entities",
    "quote": "quotes",
    "claim": "claims",
}


class Deciding(Selecting):
    """Decisions on the chosen note: in the panel the chosen row, in the article the innermost note under the cursor."""

    _repeat: tuple[State, Change] | None = None
    """The last change of a mention and the state it was made on, for doing the same everywhere."""

    # -- which note

    def target(self) -> Item | None:
        """The item that the keys are about; None (said on the status line) when there is none."""
        state = self.state
        if state is None:
            self.say(t("reviewing.not_yet"))
            return None
        if self.focused is self.article_pane:
            found = self._under(state)
        else:
            row = self.panel.selected_item()
            found = state.get(notekeys.review_id(state, row.key)) if row else None
        if found is None:
            self.say(t("reviewing.no_note"))
        return found

    def _under(self, state: State) -> Item | None:
        start, end = self.article_pane.motions.around(self.article_pane.cursor, "word")
        touching = [
            item
            for item in state.items.values()
            if item.span and item.span[0] < end and start < item.span[1] and state.status(item) != "rejected"
        ]
        mine = [item for item in touching if _KIND_TAB[item.kind] == self.panel.mode]
        return min(
            mine or touching, key=lambda item: item.span[1] - item.span[0] if item.span else 0, default=None
        )

    def show_item(self, item: Item | None) -> None:
        """Choose an item's row, in its tab, and mark its words."""
        state = self.state
        if item is None or state is None:
            return
        mode = _KIND_TAB[item.kind]
        if self.panel.mode != mode:
            self.panel.show_mode(mode)
        if item.kind == "mention" and item.entity and item.entity not in self.panel.opened:
            self.panel.opened |= {item.entity}
            self.panel.refresh_items()
        row = self.panel.choose(notekeys.row_key(state, item))
        self.chosen(row)

    # -- deciding

    def _decide(self, status: Status) -> None:
        item = self.target()
        if item is not None:
            self.change(Decide(item.id, status), item)

    def action_accept(self) -> None:
        self._decide("accepted")

    def action_reject(self) -> None:
        self._decide("rejected")

    def action_leave_open(self) -> None:
        self._decide("undecided")

    def change(self, change: Change, item: Item, *more: Change) -> None:
        """Keep a change of `item`, and what follows from it, as one step; go on to the next pending note if it was pending."""
        state = self.state
        assert state is not None
        pending, in_article = is_pending(state, item), self.focused is self.article_pane

        def kept(event: Event | None) -> None:
            self._repeat = (state, change) if item.kind == "mention" else None
            if event is None:
                self.say(t("reviewing.nothing_changed"))
            elif in_article:
                self._tell_same(item)
            elif pending and not isinstance(change, Note | Check | Rerank):
                self.advance(item)
            else:
                self.show_item(self.state.get(item.id) if self.state else None)

        self.keep(change, *more, then=kept)

    def _tell_same(self, item: Item) -> None:
        state = self.state
        others = len(same_words(state, item)) if state and item.kind == "mention" else 0
        self.say(t("reviewing.same_elsewhere", count=others) if others else "")

    def corrected(self, change: Change) -> None:
        state = self.state
        item = state.get(change.id) if state else None  # type: ignore[union-attr]
        if self.from_panel:
            self.panel.list.focus(scroll_visible=False)
        if item is None:
            self.say(t("reviewing.no_note"))
        else:
            self.change(change, item, *self._renaming(state, change, item))

    def _renaming(self, state: State | None, change: Change, item: Item) -> tuple[Change, ...]:
        """An entity that was called by a mention's words, and by no other's, is called by the corrected ones."""
        entity = state.get(item.entity) if state and item.kind == "mention" else None
        if (
            state is None
            or entity is None
            or not isinstance(change, SetSpan)
            or not isinstance(entity.value, Entity)
        ):
            return ()
        words = [
            m.value.text
            for m in state.mentions(entity.id)
            if m.id != item.id and isinstance(m.value, Mention)
        ]
        if (
            not isinstance(item.value, Mention)
            or entity.value.name != item.value.text
            or item.value.text in words
        ):
            return ()
        return (Rename(entity.id, " ".join(state.text[change.start : change.end].split())),)

    def added(self, item: str, tab: str) -> None:
        state = self.state
        found = state.get(item) if state else None
        self._repeat = None
        if found is None or state is None:
            return
        in_article = not self.from_panel
        self.panel.show_mode(tab)  # type: ignore[arg-type]
        self.panel.choose(item)
        if found.kind == "quote":
            self.panel.list.focus(scroll_visible=False)
            self.show_item(found)
            self.pick_speaker(found)
        elif found.kind == "claim":
            self.panel.list.focus(scroll_visible=False)
            self.show_item(found)
        elif self.last_added:
            if not in_article:
                self.panel.list.focus(scroll_visible=False)
            more = len(add_everywhere(state, *self.last_added, found.id)) - 1
            self.say(t("reviewing.same_elsewhere", count=more) if more > 0 else t("reviewing.added"))

    def pick_speaker(self, item: Item) -> None:
        """Ask who said a quotation."""
        raise NotImplementedError

    def action_everywhere(self) -> None:
        """The last decision, correction or addition of a name, wherever the same words stand."""
        state = self.state
        if state is not None and self._repeat is not None:
            before, change = self._repeat
            changes = everywhere(before, change)[1:]
        elif state is not None and self.last_added is not None:
            entity = proposals.entity_at(state, *self.last_added)
            changes = add_everywhere(state, *self.last_added, entity) if entity else ()
        else:
            changes = ()
        self._repeat = self.last_added = None
        if not changes:
            self.say(t("reviewing.nothing_to_repeat"))
            return
        self.keep(*changes, then=lambda event: self.say(_counted("reviewing.everywhere", event)))

    def action_accept_shown(self) -> None:
        """Accept every pending note among the rows shown, as one step."""
        state = self.state
        if state is None:
            return
        ids = [notekeys.review_id(state, row.key) for row in self.panel.list.items if row.kind != "group"]
        items = [
            item for item in (state.get(i) for i in dict.fromkeys(ids)) if item and is_pending(state, item)
        ]
        if not items:
            self.say(t("reviewing.none_pending_here"))
            return
        changes = [Decide(item.id, "accepted") for item in items]
        self.keep(*changes, then=lambda event: self.say(_counted("reviewing.accepted_shown", event)))

    # -- pending notes

    def _order(self) -> list[str]:
        """Ids of the items of all tabs as they are sorted, beginning with the present tab's."""
        state = self.state
        if state is None:
            return []
        modes = [mode for mode in MODES if mode != "notes"]
        if self.panel.mode in modes:
            here = modes.index(self.panel.mode)
            modes = modes[here:] + modes[:here]
        rows = [
            row.key
            for mode in modes
            for row in self.panel.items(mode)
            if row.kind in ("entity", "quote", "claim")
        ]
        return [found for key in rows if (found := notekeys.review_id(state, key))]

    def advance(self, item: Item | None, step: int = 1) -> None:
        """Choose the next pending note; when none is left, say so."""
        state = self.state
        if state is None:
            return
        after = state.get(item.entity) if item is not None and item.kind == "mention" else item
        found = next_pending(state, self._order(), after.id if after else None, step)
        if found is None:
            self.say(t("reviewing.nothing_pending"))
            return
        self.panel.list.focus(scroll_visible=False)
        self.show_item(state.get(found))

    def _from_here(self, step: int) -> None:
        state, row = self.state, self.panel.selected_item()
        here = state.get(notekeys.review_id(state, row.key)) if state and row else None
        if state is not None and not any(count.pending for count in self.counts().values()):
            self.action_summary()
        else:
            self.advance(here, step)

    def action_next_pending(self) -> None:
        self._from_here(1)

    def action_previous_pending(self) -> None:
        self._from_here(-1)

    # -- taking back

    def action_undo(self) -> None:
        self._turn_back("undo")

    def action_redo(self) -> None:
        self._turn_back("redo")

    def _turn_back(self, way: str) -> None:
        if self.state is None:
            self.say(t("reviewing.not_yet"))
            return

        def act() -> None:
            review = self.review
            event = getattr(review, way)() if review else None
            if review is None or event is None:
                self.say(t(f"reviewing.nothing_to_{way}"))
                return
            self.show_review()
            self._repeat = self.last_added = None
            about = review.event(event.actions[0].event)
            ids = [getattr(action, "id", "") for action in about.actions] if about else []
            self.show_item(next((item for item in map(review.state.get, ids) if item), None))
            self.say(t(f"reviewing.{way}ne" if way == "undo" else "reviewing.redone", count=len(ids)))

        self._attempt(act)

    # -- how it stands

    def summary(self) -> list[str]:
        """The lines of the summary: counts by tab, orphans, where it is kept."""
        lines = [
            t(f"reviewing.counts_{tab}", **count._asdict(), total=count.total)
            for tab, count in self.counts().items()
        ]
        state = self.state
        if state is not None and state.orphans:
            lines.append(t("reviewing.orphans", count=len(state.orphans)))
            lines += [f"  {getattr(o.item.value, 'text', '') or o.entity}" for o in state.orphans[:5]]
        if self.review is not None:
            lines.append(t("reviewing.kept_in", path=self.hamish.keeper.path, who=self.hamish.keeper.who))
        return lines

    def action_summary(self) -> None:
        state = self.state
        if state is None:
            self.say(t("reviewing.not_yet"))
            return
        done = not any(count.pending for count in self.counts().values())
        self.app.push_screen(
            Told(t("reviewing.all_decided" if done else "reviewing.summary"), self.summary())
        )


def _counted(message: str, event: Event | None) -> str:
    return t(message, count=len(event.actions) if event else 0)
