"""One action on one state: a pure function. What makes no sense there (its item is gone) changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from msgspec.structs import replace

from reader.annotate.model import (
    Claim,
    ClaimKind,
    Cue,
    Entity,
    EntityType,
    Factuality,
    Mention,
    Quote,
    QuoteKind,
)
from reader.review.events import (
    Action,
    AddClaim,
    AddEntity,
    AddMention,
    AddQuote,
    Assign,
    Check,
    Decide,
    Event,
    Merge,
    Note,
    Rename,
    Rerank,
    Retype,
    SetCue,
    SetSpan,
    SetSpeaker,
    Split,
)
from reader.review.state import Item, State

Maker = Callable[[State, Any, Item], State]


def apply(state: State, action: Action, who: str = "", at: str = "", analysis: str = "") -> State:
    """`state` after `action`; the very same object when the action changes nothing.

    `analysis` is the one whose ids the action uses, when that is not the state's own.
    """
    if isinstance(action, AddEntity | AddMention | AddQuote | AddClaim):
        return _add(state, action, who, at, analysis)
    found = state.resolve(action.id, analysis)  # type: ignore[attr-defined]
    if found is None:
        return state
    item = state.items[found]
    if isinstance(action, Merge | Assign):
        target = state.resolve(action.into if isinstance(action, Merge) else action.entity, analysis)
        if target is None:
            return state
        action = Merge(found, target) if isinstance(action, Merge) else Assign(found, target)
    elif isinstance(action, Split):
        mentions = (state.resolve(mention, analysis) for mention in action.mentions)
        action = replace(action, mentions=tuple(m for m in mentions if m))
    elif isinstance(action, SetSpeaker) and action.speaker and action.speaker.entity:
        entity = state.resolve(action.speaker.entity, analysis)
        action = replace(action, speaker=replace(action.speaker, entity=entity))
    after = _MAKERS[type(action)](state, action, item)
    if after is state:
        return state
    # Whoever corrects an item stands for it; a note or a rank says nothing about it being right.
    items = dict(after.items)
    for key in _touched_by(action, found):
        if key in items:
            items[key] = replace(items[key], by=who or "?", at=at)
    if type(action) in _CORRECTIONS:
        items[found] = replace(items[found], status="accepted", edited=True)
    return replace(after, items=items)


def _touched_by(action: Action, found: str) -> tuple[str, ...]:
    if isinstance(action, Merge):
        return (action.into,)
    if isinstance(action, Split):
        return (found, action.new, *action.mentions)
    return (found,)


def apply_event(state: State, event: Event) -> State:
    """`state` after all actions of `event`."""
    for action in event.actions:
        state = apply(state, action, event.who, event.at, event.analysis)
    return state


def _with(state: State, item: Item) -> State:
    return replace(state, items={**state.items, item.id: item})


def _valued(state: State, item: Item, value: object) -> State:
    return state if value == item.value else _with(state, replace(item, value=value))


def _decide(state: State, action: Decide, item: Item) -> State:
    return state if item.status == action.status else _with(state, replace(item, status=action.status))


def _retype(state: State, action: Retype, item: Item) -> State:
    value, kind = item.value, action.type
    if isinstance(value, Entity) and kind in get_args(EntityType):
        return _valued(state, item, replace(value, type=kind))
    if isinstance(value, Quote) and kind in get_args(QuoteKind):
        return _valued(state, item, replace(value, kind=kind))
    if isinstance(value, Quote) and kind in get_args(Factuality):
        return _valued(state, item, replace(value, factuality=kind))
    if isinstance(value, Claim) and kind in get_args(ClaimKind):
        return _valued(state, item, replace(value, kind=kind))
    return state


def _span(state: State, action: SetSpan, item: Item) -> State:
    if isinstance(item.value, Entity) or not 0 <= action.start < action.end <= len(state.text):
        return state
    return _valued(
        state,
        item,
        replace(item.value, start=action.start, end=action.end, text=state.text[action.start : action.end]),
    )


def _speaker(state: State, action: SetSpeaker, item: Item) -> State:
    if isinstance(item.value, Quote):
        return _valued(state, item, replace(item.value, speaker=action.speaker))
    if isinstance(item.value, Claim):
        return _valued(state, item, replace(item.value, claimant=action.speaker))
    return state


def _cue(state: State, action: SetCue, item: Item) -> State:
    if not isinstance(item.value, Quote):
        return state
    start, end = action.start, action.end
    if start is None or end is None:
        return _valued(state, item, replace(item.value, cue=None))
    if not 0 <= start < end <= len(state.text):
        return state
    return _valued(state, item, replace(item.value, cue=Cue(start, end, state.text[start:end])))


def _rename(state: State, action: Rename, item: Item) -> State:
    if not isinstance(item.value, Entity) or not action.name.strip():
        return state
    return _valued(state, item, replace(item.value, name=action.name))


def _assign(state: State, action: Assign, item: Item) -> State:
    entity = state.items[action.entity]
    if item.kind != "mention" or entity.kind != "entity" or item.entity == entity.id:
        return state
    return _with(state, replace(item, entity=entity.id))


def _merge(state: State, action: Merge, item: Item) -> State:
    into = state.items[action.into]
    if into.id == item.id or not isinstance(into.value, Entity) or not isinstance(item.value, Entity):
        return state
    items = {
        key: replace(other, entity=into.id) if other.entity == item.id else other
        for key, other in state.items.items()
        if key != item.id
    }
    references = {(r.start, r.end): r for r in (*into.value.references, *item.value.references)}
    value = replace(
        into.value,
        references=tuple(references[key] for key in sorted(references)),
        gloss=into.value.gloss or item.value.gloss,
        role=into.value.role or item.value.role,
    )
    items[into.id] = replace(into, value=value, status="accepted", edited=True)
    return replace(state, items=items, aliases={**state.aliases, item.id: into.id})


def _split(state: State, action: Split, item: Item) -> State:
    value = item.value
    moved = [m for m in action.mentions if state.items[m].entity == item.id]
    if not isinstance(value, Entity) or not moved or action.new in state.items:
        return state
    items = dict(state.items)
    new = Entity(action.new, value.type, action.name, ())
    items[new.id] = Item(new.id, "entity", new, status="accepted", added=True)
    for mention in moved:
        items[mention] = replace(items[mention], entity=new.id)
    return replace(state, items=items)


def _rerank(state: State, action: Rerank, item: Item) -> State:
    if item.kind != "claim":
        return state
    ranks = [claim for claim in state.ranks if claim != item.id]
    ranks.insert(max(0, min(action.position, len(ranks))), item.id)
    return state if tuple(ranks) == state.ranks else replace(state, ranks=tuple(ranks), ordered=True)


def _note(state: State, action: Note, item: Item) -> State:
    return state if item.note == action.text else _with(state, replace(item, note=action.text))


def _check(state: State, action: Check, item: Item) -> State:
    if item.kind != "claim":
        return state
    checked = replace(item, verdict=action.verdict, evidence=action.evidence, checked_by=action.checked_by)
    return state if checked == item else _with(state, checked)


def _add(
    state: State, action: AddEntity | AddMention | AddQuote | AddClaim, who: str, at: str, analysis: str
) -> State:
    value: Entity | Mention | Quote | Claim
    entity = None
    if isinstance(action, AddEntity):
        item_id, value = action.entity.id, replace(action.entity, mentions=())
    elif isinstance(action, AddMention):
        item_id, value = action.id, action.mention
        entity = state.resolve(action.entity, analysis)
        if entity is None or state.items[entity].kind != "entity":
            return state
    else:
        value = action.quote if isinstance(action, AddQuote) else action.claim
        item_id = value.id
    if item_id in state.items:
        return state
    if not isinstance(value, Entity):
        if not 0 <= value.start < value.end <= len(state.text):
            return state
        value = replace(value, text=state.text[value.start : value.end])
    kind = {Entity: "entity", Mention: "mention", Quote: "quote", Claim: "claim"}[type(value)]
    item = Item(item_id, kind, value, "accepted", entity=entity, added=True, by=who or "?", at=at)  # type: ignore[arg-type]
    ranks = (*state.ranks, item_id) if kind == "claim" else state.ranks
    return replace(_with(state, item), ranks=ranks)


_MAKERS: dict[type[Action], Maker] = {
    Decide: _decide,
    Retype: _retype,
    SetSpan: _span,
    SetSpeaker: _speaker,
    SetCue: _cue,
    Rename: _rename,
    Assign: _assign,
    Merge: _merge,
    Split: _split,
    Rerank: _rerank,
    Note: _note,
    Check: _check,
}
_CORRECTIONS = {Retype, SetSpan, SetSpeaker, SetCue, Rename, Assign}
