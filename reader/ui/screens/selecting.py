"""Selecting words in the article by keyboard: to add a note, to correct the ends of one, or to say who spoke."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left

from textual import events

from reader.annotate.model import Claim, Entity, EntityType, Mention, Quote, QuoteKind
from reader.annotate.normal import fold
from reader.i18n import t
from reader.review.events import (
    AddClaim,
    AddEntity,
    AddMention,
    AddQuote,
    Assign,
    Change,
    Decide,
    SetCue,
    SetSpan,
    SetSpeaker,
)
from reader.review.proposals import entity_for, quote_holding, speaker_at
from reader.review.session import new_id
from reader.review.state import State
from reader.ui import keymap, notekeys
from reader.ui.motions import Motions
from reader.ui.screens.keeping import Keeping
from reader.ui.widgets.article import ArticlePane

Range = tuple[int, int]


def cluster_after(text: str, offset: int) -> int:
    """The offset after the letter at `offset` and the marks on it."""
    offset = min(len(text), offset + 1)
    while offset < len(text) and unicodedata.category(text[offset]) in ("Mn", "Me", "Cf"):
        offset += 1
    return offset


def cluster_before(text: str, offset: int) -> int:
    """The offset of the letter, with its marks, that ends at `offset`."""
    offset = max(0, offset - 1)
    while offset > 0 and unicodedata.category(text[offset]) in ("Mn", "Me", "Cf"):
        offset -= 1
    return offset


class Selecting(Keeping):
    """A selection has a start and an end in the text; motions move the one that `moves_start` names, as in vim's `v`."""

    place = 0
    """Which of the chosen row's places is the one marked."""
    selection: Range | None = None
    moves_start = False
    _fixed = 0
    """The offset of the end that stays. Beyond it the selection runs the other way, its word included."""
    loose = False
    """Whether neither end stays: the word under the cursor is what is selected."""
    corrects: str | None = None
    """The review's item that was chosen when the selection began."""
    last_added: Range | None = None
    from_panel = False

    # -- beginning and ending

    def action_select(self) -> None:
        """Begin at the chosen row's words, or, in the article, at the word under the cursor."""
        pane, state = self.article_pane, self.state
        item = self.panel.selected_item()
        self.corrects = notekeys.review_id(state, item.key) if item and state else None
        chosen = state.get(self.corrects) if state else None
        if state is not None and chosen is not None and chosen.kind == "entity":
            # A name's row stands for the one of its places that is marked.
            place = item.spans[self.place] if item and self.place < len(item.spans) else None
            chosen = next((m for m in state.mentions(chosen.id) if m.span == place), chosen)
            self.corrects = chosen.id
        self.from_panel = self.focused is self.panel.list
        self.moves_start = self.loose = False
        if self.from_panel and chosen is not None and chosen.span:
            self.selection = chosen.span
        elif self.from_panel and item is not None and item.spans:
            self.selection = item.spans[0]
        else:
            self.selection = pane.motions.around(pane.cursor, "word")
        pane.focus(scroll_visible=False)
        self._put_cursor()
        self.refresh_frame()
        self.show_selection()

    def on_article_pane_dragged(self, event: ArticlePane.Dragged) -> None:
        """The mouse selects as `v` does; the keys of a selection then hold."""
        event.stop()
        started = self.selection is not None
        self.selection = (event.start, event.end)
        self._fixed = event.start
        if not started:
            self.corrects, self.from_panel, self.moves_start, self.loose = None, False, False, False
            self.refresh_frame()
        self.show_selection()

    def hint_scopes(self) -> tuple[keymap.Scope, ...]:
        return super().hint_scopes() if self.selection is None else ("select",)

    def standing_message(self) -> str:
        if self.selection is None:
            return super().standing_message()
        return t("reviewing.select.loose" if self.loose else "reviewing.select.keys")

    def show_selection(self) -> None:
        """Mark the selected words."""
        assert self.selection is not None
        self.article_pane.mark([self.selection])
        self.tell_place()
        self.flush()

    def action_drop(self) -> None:
        """Leave the selection."""
        self.selection = None
        self.article_pane.mark()
        if self.from_panel:
            self.panel.list.focus(scroll_visible=False)
        self.refresh_frame()

    def _put_cursor(self) -> None:
        """To the end that moves; the other one stays."""
        assert self.selection is not None
        start, end = self.selection
        self._fixed = end if self.moves_start else start
        pane = self.article_pane
        pane.move_to(pane.motions.around(start if self.moves_start else max(start, end - 1), "word")[0])

    def on_key(self, event: events.Key) -> None:
        if self.selection is None or self._awaiting is not None:
            return
        action = keymap.action_for("select", event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            getattr(self, f"action_{action.id}")()

    def moved(self) -> None:
        if self.selection is None:
            super().moved()
            return
        motions = self.article_pane.motions
        first, last = motions.around(self.article_pane.cursor, "word")
        fixed = self._fixed
        if self.loose:
            self.selection = (first, last)
        elif self.moves_start:
            whole = (motions.around(max(0, fixed - 1), "word")[0], last)
            self.selection = (first, fixed) if first < fixed else whole
        else:
            whole = (first, motions.around(fixed, "word")[1])
            self.selection = (fixed, last) if last > fixed else whole
        self.show_selection()

    def action_loosen(self) -> None:
        """Let go of the words, to point at others for the same row; again, to hold on to those under the cursor."""
        pane = self.article_pane
        self.loose, self.moves_start = not self.loose, False
        self.selection = pane.motions.around(pane.cursor, "word")
        self._put_cursor()
        self.show_selection()

    # -- the ends

    def action_other_end(self) -> None:
        self.moves_start = not self.moves_start
        self._put_cursor()
        self.show_selection()

    def _set(self, start: int, end: int) -> None:
        if 0 <= start < end <= len(self.article.text):
            self.selection = (start, end)
            self._fixed = end if self.moves_start else start
            self.show_selection()

    def action_start_later(self) -> None:
        if self.selection:
            self._set(cluster_after(self.article.text, self.selection[0]), self.selection[1])

    def action_start_earlier(self) -> None:
        if self.selection:
            self._set(cluster_before(self.article.text, self.selection[0]), self.selection[1])

    def action_end_later(self) -> None:
        if self.selection:
            self._set(self.selection[0], cluster_after(self.article.text, self.selection[1]))

    def action_end_earlier(self) -> None:
        if self.selection:
            self._set(self.selection[0], cluster_before(self.article.text, self.selection[1]))

    # -- motions that help with ends

    def action_sentence_end(self) -> None:
        self._to_edge(1)

    def action_sentence_begin(self) -> None:
        self._to_edge(-1)

    def _to_edge(self, step: int) -> None:
        pane = self.article_pane
        pane.move_to(edge(pane.motions, pane.cursor, step))
        self.moved()

    def action_hop(self) -> None:
        self.await_key(self._hop, t("reviewing.select.hop"))

    def _hop(self, letter: str) -> None:
        pane = self.article_pane
        target = hop(self.article.text, pane.motions, pane.cursor, letter)
        if target is None:
            self.say(t("reviewing.select.no_hop", letter=letter))
            return
        pane.move_to(target)
        self.moved()

    # -- what the words are

    def _taken(self) -> tuple[State, Range] | None:
        """The state and the selected words; the selection ends."""
        state, span = self.state, self.selection
        if span is None:
            return None
        if state is None:
            self.say(t("reviewing.not_yet"))
            return None
        self.selection = None
        self.article_pane.mark()
        self.refresh_frame()
        return state, span

    def _add_name(self, kind: EntityType) -> None:
        taken = self._taken()
        if taken is None:
            return
        state, (start, end) = taken
        words = state.text[start:end]
        entity = entity_for(state, words, kind)
        changes: list[Change] = []
        if entity is None:
            entity = new_id("entity")
            changes.append(AddEntity(Entity(entity, kind, " ".join(words.split()), ())))
        # Names do not nest: what stood across these words gives way, what stood on them is called so now.
        standing = [m for m in state.of_kind("mention") if m.span and state.status(m) != "rejected"]
        across = [m for m in standing if m.span and m.span[0] < end and start < m.span[1]]
        same = next((m for m in across if m.span == (start, end)), None)
        if same is None:
            changes.append(AddMention(new_id("mention"), entity, Mention(start, end, words)))
        else:
            changes.append(Assign(same.id, entity))
        changes += [Decide(m.id, "rejected") for m in across if m is not same]
        self.last_added = (start, end)
        self.keep(*changes, then=lambda _: self.added(entity, "entities"))

    def action_add_person(self) -> None:
        self._add_name("PER")

    def action_add_place(self) -> None:
        self._add_name("LOC")

    def action_add_organisation(self) -> None:
        self._add_name("ORG")

    def action_add_other(self) -> None:
        self._add_name("MISC")

    def _add_quote(self, kind: QuoteKind) -> None:
        taken = self._taken()
        if taken is not None:
            state, (start, end) = taken
            quote = Quote(id=new_id("quote"), kind=kind, start=start, end=end, text=state.text[start:end])
            self.keep(AddQuote(quote), then=lambda _: self.added(quote.id, "quotes"))

    def action_add_direct(self) -> None:
        self._add_quote("direct")

    def action_add_indirect(self) -> None:
        self._add_quote("indirect")

    def action_add_mixed(self) -> None:
        self._add_quote("mixed")

    def action_add_claim(self) -> None:
        taken = self._taken()
        if taken is not None:
            state, (start, end) = taken
            holder = quote_holding(state, start, end)
            said = holder.value if holder and isinstance(holder.value, Quote) else None
            claim = Claim(
                id=new_id("claim"),
                start=start,
                end=end,
                text=state.text[start:end],
                claimant=said.speaker if said else None,
                quote=said.id if said else None,
            )
            self.keep(AddClaim(claim), then=lambda _: self.added(claim.id, "claims"))

    def action_correct(self) -> None:
        taken = self._taken()
        if taken is not None and self.corrects is not None:
            self.corrected(SetSpan(self.corrects, *taken[1]))

    def action_speaker_here(self) -> None:
        taken = self._taken()
        if taken is not None and self.corrects is not None:
            self.corrected(SetSpeaker(self.corrects, speaker_at(taken[0], *taken[1])))

    def action_verb_here(self) -> None:
        taken = self._taken()
        if taken is not None and self.corrects is not None:
            self.corrected(SetCue(self.corrects, *taken[1]))

    def added(self, item: str, tab: str) -> None:
        """Something was added; its row is chosen."""
        raise NotImplementedError

    def corrected(self, change: Change) -> None:
        """Keep a correction of the chosen item."""
        raise NotImplementedError


def edge(motions: Motions, offset: int, step: int) -> int:
    """The last (`step` > 0) or first word of the sentence at `offset`; from there, of the next or previous sentence."""
    sentences = motions.sentence
    if not sentences:
        return offset
    starts = [start for start, _ in sentences]
    here = max(0, bisect_left(starts, offset + 1) - 1)
    while 0 <= here < len(sentences):
        words = motions.words_between(*sentences[here])
        target = words[-1 if step > 0 else 0][0] if words else offset
        if (target - offset) * step > 0:
            return target
        here += step
    return offset


def hop(text: str, motions: Motions, offset: int, letter: str) -> int | None:
    """The next word after `offset` that begins with `letter` (letter variants alike), or None."""
    wanted = fold(letter)
    for start, end in motions.words_between(offset, len(text)):
        if start > offset and fold(text[start:end]).startswith(wanted):
            return start
    return None
