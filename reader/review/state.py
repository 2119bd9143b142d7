"""What the decisions so far make of an analysis: items with a status, derived from the log and never stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Literal

import msgspec

from reader.annotate.model import Analysis, Claim, Entity, Mention, Quote, encode
from reader.review.events import Kind, Status, Verdict


class Item(msgspec.Struct, frozen=True):
    """One note and what a person made of it.

    `value` is as corrected; an Entity here has no mentions, they are items of their own that name it in `entity`.
    `by` and `at` tell who touched it last and when.
    """

    id: str
    kind: Kind
    value: Entity | Mention | Quote | Claim
    status: Status = "pending"
    entity: str | None = None
    proposed: tuple[int, int] | None = None
    """The span that an engine gave it, where it is no addition: what a later analysis will find again."""
    note: str = ""
    verdict: Verdict | None = None
    evidence: str = ""
    checked_by: str = ""
    edited: bool = False
    added: bool = False
    by: str = ""
    at: str = ""

    @property
    def span(self) -> tuple[int, int] | None:
        """Code points, half open; None for an entity."""
        return None if isinstance(self.value, Entity) else (self.value.start, self.value.end)

    @property
    def touched(self) -> bool:
        """Whether anything a person did would be lost with it."""
        return self.by != ""


class Orphan(msgspec.Struct, frozen=True):
    """An item whose words are no longer in the text, with 32 code points of what stood around them."""

    item: Item
    before: str
    after: str
    reason: Literal["gone", "ambiguous", "import"] = "gone"
    entity: str = ""
    """For a mention: the name of its entity."""


class State(msgspec.Struct, frozen=True):
    """The article's notes after some events. Values are shared between states: never change the dicts in place.

    `aliases` leads from an entity that was merged away, or an item of an earlier analysis (`ANALYSIS/ID`), to the item
    that stands for it now.
    """

    base: Analysis
    analysis: str
    items: dict[str, Item]
    ranks: tuple[str, ...]
    ordered: bool = False
    """Whether a person changed the order of the claims."""
    aliases: dict[str, str] = {}
    orphans: tuple[Orphan, ...] = ()

    @property
    def text(self) -> str:
        return self.base.article.text

    def resolve(self, item_id: str | None, analysis: str = "") -> str | None:
        """The id under which `item_id` (of `analysis`, where another) is found now, or None."""
        if item_id is None:
            return None
        if analysis and analysis != self.analysis:
            item_id = self.aliases.get(f"{analysis}/{item_id}", item_id if "+" in item_id else "")
        while item_id not in self.items and item_id in self.aliases:
            item_id = self.aliases[item_id]
        return item_id if item_id in self.items else None

    def get(self, item_id: str | None) -> Item | None:
        """The item of that id, merged ones included, or None."""
        found = self.resolve(item_id)
        return self.items[found] if found else None

    def status(self, item: Item) -> Status:
        """What holds for `item`: a mention without a decision of its own shares its entity's, and a rejected entity has none."""
        if item.kind != "mention":
            return item.status
        entity = self.get(item.entity)
        if entity is None:
            return item.status
        if entity.status == "rejected" or item.status == "pending":
            return entity.status
        return item.status

    def of_kind(self, kind: Kind) -> Iterator[Item]:
        """Items of a kind in the order of the panel: claims by rank, quotations and mentions by place."""
        if kind == "claim":
            return (self.items[claim] for claim in self.ranks)
        found = [item for item in self.items.values() if item.kind == kind]
        if kind != "entity":
            found.sort(key=lambda item: item.span or (0, 0))
        return iter(found)

    def mentions(self, entity: str) -> list[Item]:
        """The mentions of an entity by place, rejected ones included."""
        return [item for item in self.of_kind("mention") if item.entity == entity]


def analysis_id(analysis: Analysis) -> str:
    """A hash of what was found, so that the same findings have the same id wherever the article was loaded from."""
    bare = msgspec.structs.replace(
        analysis, article=msgspec.structs.replace(analysis.article, source="", title=None, text="")
    )
    return hashlib.sha256(encode(bare)).hexdigest()[:32]


def initial(analysis: Analysis, identity: str = "") -> State:
    """The state before any decision: every item pending. A mention's id is its entity's, a full stop and its number."""
    items: dict[str, Item] = {}
    for entity in analysis.entities:
        items[entity.id] = Item(entity.id, "entity", msgspec.structs.replace(entity, mentions=()))
        for number, mention in enumerate(entity.mentions, 1):
            key = f"{entity.id}.{number}"
            items[key] = Item(
                key, "mention", mention, entity=entity.id, proposed=(mention.start, mention.end)
            )
    for quote in analysis.quotes:
        items[quote.id] = Item(quote.id, "quote", quote, proposed=(quote.start, quote.end))
    for claim in analysis.claims:
        items[claim.id] = Item(claim.id, "claim", claim, proposed=(claim.start, claim.end))
    ranks = tuple(claim.id for claim in analysis.claims)
    return State(analysis, identity or analysis_id(analysis), items, ranks)
