"""Correcting notes: types, names, speakers, what is one thing and what is two, ranks, remarks and fact-checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from reader.annotate.model import ENTITY_TYPES, Claim, ClaimKind, Entity, Factuality, Quote, QuoteKind
from reader.i18n import t
from reader.review import proposals
from reader.review.events import Assign, Change, Check, Merge, Note, Rename, Rerank, Retype, SetSpeaker, Split
from reader.review.occurrences import same_words
from reader.review.session import new_id
from reader.review.state import Item
from reader.ui.screens.checking import CheckClaim
from reader.ui.screens.deciding import Deciding
from reader.ui.screens.dialogs import Line, digit_of
from reader.ui.screens.picking import Pick, Picked


class Reviewing(Deciding):
    """Corrections of the chosen note. Each accepts what it corrects."""

    def action_change_type(self) -> None:
        item = self.target()
        state = self.state
        if item is None or state is None:
            return
        if item.kind == "mention":
            item = state.get(item.entity) or item
        value = item.value
        if isinstance(value, Entity):
            self._ask_type(item, list(ENTITY_TYPES), "margin.type")
        elif isinstance(value, Quote):
            self._ask_type(item, [*get_args(QuoteKind), *get_args(Factuality)], "reviewing.type")
        elif isinstance(value, Claim):
            kinds = get_args(ClaimKind)
            labels = [t(f"margin.claim.{kind}") for kind in kinds]
            self.app.push_screen(Pick(t("reviewing.which_type"), labels), self._typed(item, kinds))

    def _typed(self, item: Item, kinds: tuple[Any, ...]) -> Callable[[Picked | None], None]:
        def picked(answer: Picked | None) -> None:
            if isinstance(answer, int):
                self.change(Retype(item.id, kinds[answer]), item)

        return picked

    def _ask_type(self, item: Item, kinds: list[Any], messages: str) -> None:
        named = " · ".join(f"{n} {t(f'{messages}.{kind}')}" for n, kind in enumerate(kinds, 1))

        def answered(character: str) -> None:
            number = digit_of(character)
            if number is not None and 1 <= number <= len(kinds):
                self.change(Retype(item.id, kinds[number - 1]), item)
            else:
                self.say("")

        self.await_key(answered, named)

    def action_edit(self) -> None:
        """The name of an entity, the speaker of a quotation, the claimant of a claim."""
        item, state = self.target(), self.state
        if item is None or state is None:
            return
        if item.kind == "mention":
            item = state.get(item.entity) or item
        if isinstance(item.value, Entity):
            entity = item

            def named(name: str | None) -> None:
                if name:
                    self.change(Rename(entity.id, name), entity)

            self.app.push_screen(Line(t("reviewing.rename"), item.value.name), named)
        else:
            self.pick_speaker(item)

    def pick_speaker(self, item: Item) -> None:
        state = self.state
        assert state is not None
        choices = proposals.speakers(state, item)
        nobody = t("reviewing.nobody")

        def picked(answer: Picked | None) -> None:
            if answer is None:
                # The speaker of a new quotation may stay open.
                self.show_item(self.state.get(item.id) if self.state else None)
            elif isinstance(answer, str):
                self.change(SetSpeaker(item.id, proposals.typed_speaker(state, answer)), item)
            else:
                speaker = choices[answer].speaker if answer < len(choices) else None
                self.change(SetSpeaker(item.id, speaker), item)

        labels = [*(choice.label for choice in choices), nobody]
        title = "reviewing.who_said" if item.kind == "quote" else "reviewing.who_claims"
        self.app.push_screen(Pick(t(title), labels, free=True), picked)

    def action_merge(self) -> None:
        """An entity with another, or a mention into another entity."""
        item, state = self.target(), self.state
        if item is None or state is None or item.kind not in ("entity", "mention"):
            return
        choices = proposals.entities(state, item)

        def picked(answer: Picked | None) -> None:
            if isinstance(answer, int):
                into = choices[answer].key
                change: Change = Merge(item.id, into) if item.kind == "entity" else Assign(item.id, into)
                self.change(change, item)
                self.show_item(self.state.get(into) if self.state else None)

        labels = [choice.label for choice in choices]
        self.app.push_screen(Pick(t("reviewing.merge_with"), labels), picked)

    def action_split_off(self) -> None:
        """A mention, and those written like it, becomes an entity of its own."""
        item, state = self.target(), self.state
        if item is None or state is None or item.kind != "mention":
            self.say(t("reviewing.split_needs_mention"))
            return
        mentions = (item, *(m for m in same_words(state, item) if m.entity == item.entity))
        name = " ".join(item.value.text.split())  # type: ignore[union-attr]
        new = new_id("entity")
        split = Split(item.entity or "", new, name, tuple(m.id for m in mentions))
        self.keep(split, then=lambda _: self.show_item(self.state.get(new) if self.state else None))

    def action_note(self) -> None:
        item = self.target()
        if item is not None:

            def written(text: str | None) -> None:
                if text is not None:
                    self.change(Note(item.id, text), item)

            self.app.push_screen(Line(t("reviewing.note"), item.note), written)

    def action_check(self) -> None:
        item = self.target()
        if item is None:
            return
        if item.kind != "claim":
            self.say(t("reviewing.only_claims"))
            return

        def checked(check: Check | None) -> None:
            if check is not None:
                self.change(check, item)

        self.app.push_screen(CheckClaim(item, self.hamish.keeper.who), checked)

    def _claim(self) -> Item | None:
        item = self.target()
        if item is not None and item.kind != "claim":
            self.say(t("reviewing.only_claims"))
            return None
        return item

    def _rank(self, item: Item | None, position: int) -> None:
        """Put a claim at a place among those that are not rejected, from 0."""
        state = self.state
        if item is None or state is None:
            return
        standing = [i for i in state.ranks if i == item.id or state.items[i].status != "rejected"]
        if 0 <= position < len(standing):
            self.change(Rerank(item.id, state.ranks.index(standing[position])), item)

    def _rank_by(self, step: int) -> None:
        item, state = self._claim(), self.state
        if item is not None and state is not None:
            standing = [i for i in state.ranks if i == item.id or state.items[i].status != "rejected"]
            self._rank(item, standing.index(item.id) + step)

    def action_rank(self) -> None:
        item = self._claim()
        if item is not None:
            self.await_key(lambda key: self._rank(item, (digit_of(key) or 0) - 1), t("reviewing.which_rank"))

    def action_rank_up(self) -> None:
        self._rank_by(-1)

    def action_rank_down(self) -> None:
        self._rank_by(1)
