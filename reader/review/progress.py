"""How far a review is: decided and pending items of each kind, and which is the next pending one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reader.review.events import Kind
from reader.review.state import Item, State

TABS: tuple[Kind, ...] = ("entity", "quote", "claim")
"""Kinds with a list of their own. Mentions are decided with their entity."""


class Count(NamedTuple):
    """Items of one kind. Undecided ones count as decided: somebody looked."""

    accepted: int
    rejected: int
    undecided: int
    pending: int

    @property
    def decided(self) -> int:
        return self.accepted + self.rejected + self.undecided

    @property
    def total(self) -> int:
        return self.decided + self.pending


def count(state: State, kind: Kind) -> Count:
    """The counts of one kind (for mentions: what holds for each, its entity's decision included)."""
    statuses = [state.status(item) for item in state.of_kind(kind)]
    return Count(*(statuses.count(status) for status in ("accepted", "rejected", "undecided", "pending")))


def progress(state: State) -> dict[Kind, Count]:
    """The counts of every tab."""
    return {kind: count(state, kind) for kind in TABS}


def next_pending(state: State, order: Iterable[str], after: str | None, step: int = 1) -> str | None:
    """The pending item that follows `after` in `order` (ids as shown, all tabs one after another), going round.

    `step` -1 goes backwards. `after` itself comes last, so the one pending item left is found from itself. None when
    nothing is pending.
    """
    ids = list(order)[::step]
    start = ids.index(after) + 1 if after in ids else 0
    for key in (*ids[start:], *ids[:start]):
        item = state.get(key)
        if item is not None and is_pending(state, item):
            return key
    return None


def is_pending(state: State, item: Item) -> bool:
    """Whether nobody has decided on it."""
    return state.status(item) == "pending"
