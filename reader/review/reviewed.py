"""The state as an analysis again: what a person rejected is gone, what they corrected stands as corrected."""

from __future__ import annotations

from msgspec.structs import replace

from reader.annotate.model import Analysis, Claim, Entity, Mention, Quote, Speaker
from reader.review.events import Status
from reader.review.state import Item, State

SHOWN: frozenset[Status] = frozenset({"pending", "accepted", "undecided"})
ALL: frozenset[Status] = SHOWN | {"rejected"}


def reviewed(state: State, keep: frozenset[Status] = SHOWN) -> Analysis:
    """The items whose status is in `keep`, as `hamish.analysis/1`.

    An entity's mentions come by place, quotations by place, claims by rank. A speaker that is an entity bears the
    entity's name; one whose entity was rejected keeps the name alone. An entity left without mentions and references
    is left out unless a person added or accepted it.
    """
    kept = {key: item for key, item in state.items.items() if state.status(item) in keep}
    names: dict[str, list[Mention]] = {}
    for item in state.of_kind("mention"):
        if item.id in kept and isinstance(item.value, Mention):
            names.setdefault(item.entity or "", []).append(item.value)
    entities = tuple(
        found
        for item in state.of_kind("entity")
        if item.id in kept and (found := _entity(item, tuple(names.get(item.id, ()))))
    )
    named = {entity.id: entity.name for entity in entities}
    quotes = tuple(_quote(state, item, named) for item in state.of_kind("quote") if item.id in kept)
    claims = tuple(_claim(state, item, named, kept) for item in state.of_kind("claim") if item.id in kept)
    return replace(state.base, entities=entities, quotes=quotes, claims=claims)


def _entity(item: Item, mentions: tuple[Mention, ...]) -> Entity | None:
    assert isinstance(item.value, Entity)
    if not mentions and not item.value.references and item.status != "accepted":
        return None
    return replace(item.value, mentions=mentions)


def _speaker(state: State, speaker: Speaker | None, named: dict[str, str]) -> Speaker | None:
    if speaker is None or speaker.entity is None:
        return speaker
    found = state.resolve(speaker.entity)
    if found is None or found not in named:
        return replace(speaker, entity=None)
    return replace(speaker, entity=found, name=named[found])


def _quote(state: State, item: Item, named: dict[str, str]) -> Quote:
    value = item.value
    assert isinstance(value, Quote)
    relays = tuple(s for s in (_speaker(state, relay, named) for relay in value.relays) if s)
    return replace(value, speaker=_speaker(state, value.speaker, named), relays=relays)


def _claim(state: State, item: Item, named: dict[str, str], kept: dict[str, Item]) -> Claim:
    value = item.value
    assert isinstance(value, Claim)
    quote = state.resolve(value.quote)
    return replace(
        value, claimant=_speaker(state, value.claimant, named), quote=quote if quote in kept else None
    )
