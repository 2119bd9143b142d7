"""What a reviewer most likely means: the thing a new name belongs to, who may have said it, what may be merged."""

from __future__ import annotations

from typing import NamedTuple

from reader.annotate.model import Entity, EntityType, Quote, Speaker
from reader.annotate.normal import fold
from reader.annotate.tokens import words
from reader.review.state import Item, State

_UNLIKELY = {"PER": 1.0, "ORG": 1.5, "LOC": 4.0, "MISC": 6.0}
"""How much further away than a person each type may stand to be as likely a speaker."""


class Choice(NamedTuple):
    """One line of a picker. `key` is an entity's id, or empty for a described speaker."""

    label: str
    key: str
    speaker: Speaker | None = None


def _folded_words(text: str) -> set[str]:
    return {fold(text[word.start : word.end]).removeprefix("ال") for word in words(text)}


def entity_for(state: State, text: str, kind: EntityType) -> str | None:
    """The entity of that type that `text` names: one written alike, else the only one whose name holds all its words."""
    wanted = _folded_words(text)
    same, holding = [], []
    for item in state.of_kind("entity"):
        value = item.value
        if item.status == "rejected" or not isinstance(value, Entity) or value.type != kind:
            continue
        names = {fold(value.name), *(fold(m.value.text) for m in state.mentions(item.id) if m.span)}  # type: ignore[union-attr]
        if fold(text) in names:
            same.append(item.id)
        elif wanted and wanted <= _folded_words(value.name):
            holding.append(item.id)
    if same:
        return same[0]
    return holding[0] if len(holding) == 1 else None


def entity_at(state: State, start: int, end: int) -> str | None:
    """The entity that is named or described by exactly those words, or None."""
    for mention in state.of_kind("mention"):
        if mention.span == (start, end) and state.status(mention) != "rejected":
            return mention.entity
    for item in state.of_kind("entity"):
        if isinstance(item.value, Entity) and any(
            (r.start, r.end) == (start, end) for r in item.value.references
        ):
            return item.id
    return None


def speaker_at(state: State, start: int, end: int) -> Speaker:
    """The selected words as a speaker: the entity they name, else a described source.

    Names inside a description are written as their entities' («بوتين ومسؤولون آخرون» as «فلاديمير بوتين ومسؤولون آخرون»).
    """
    found = state.get(entity_at(state, start, end))
    if found and isinstance(found.value, Entity):
        return Speaker(found.value.name, found.id, start, end)
    name, at = "", start
    for mention in state.of_kind("mention"):
        entity = state.get(mention.entity)
        if (
            not mention.span
            or state.status(mention) == "rejected"
            or not isinstance(getattr(entity, "value", None), Entity)
        ):
            continue
        first, last = mention.span
        if at <= first and last <= end:
            name += state.text[at:first] + entity.value.name  # type: ignore[union-attr]
            at = last
    return Speaker(" ".join((name + state.text[at:end]).split()), None, start, end)


def quote_holding(state: State, start: int, end: int) -> Item | None:
    """The narrowest quotation that holds those words, or None."""
    holding = [q for q in state.of_kind("quote") if q.span and q.span[0] <= start and end <= q.span[1]]
    holding = [q for q in holding if q.status != "rejected"]
    return min(holding, key=lambda q: q.span[1] - q.span[0] if q.span else 0, default=None)


def speakers(state: State, item: Item) -> tuple[Choice, ...]:
    """Who may have said the quotation or claim `item`, the likeliest first: those named nearest, people before places.

    Described sources of other quotations come last.
    """
    span = item.span or (0, 0)
    ranked: list[tuple[float, Choice]] = []
    named: dict[str, list[tuple[int, int]]] = {}
    for mention in state.of_kind("mention"):
        if state.status(mention) != "rejected" and mention.span:
            named.setdefault(mention.entity or "", []).append(mention.span)
    for entity in state.of_kind("entity"):
        if not isinstance(entity.value, Entity) or entity.status == "rejected":
            continue
        places = named.get(entity.id, []) + [(r.start, r.end) for r in entity.value.references]
        if not places:
            continue
        distance, place = min((_distance(place, span), place) for place in places)
        speaker = Speaker(entity.value.name, entity.id, *place)
        choice = Choice(entity.value.name, entity.id, speaker)
        ranked.append((distance * _UNLIKELY[entity.value.type], choice))
    ranked.sort(key=lambda pair: pair[0])
    described = {
        who.name: who
        for quote in state.of_kind("quote")
        if isinstance(quote.value, Quote) and (who := quote.value.speaker) and not state.get(who.entity)
    }
    return (*(choice for _, choice in ranked), *(Choice(name, "", who) for name, who in described.items()))


def _distance(place: tuple[int, int], span: tuple[int, int]) -> float:
    """Code points between a name and a quotation; a speaker stands before the words, rarely after or within."""
    if place[1] <= span[0]:
        return float(span[0] - place[1])
    if place[0] >= span[1]:
        return 20 + 1.5 * (place[0] - span[1])
    return 200.0


def typed_speaker(state: State, name: str) -> Speaker:
    """A name that was typed: the entity that bears it, else a described source."""
    for item in state.of_kind("entity"):
        if isinstance(item.value, Entity) and fold(item.value.name) == fold(name):
            return Speaker(item.value.name, item.id)
    return Speaker(name)


def entities(state: State, item: Item) -> tuple[Choice, ...]:
    """What the entity or mention `item` may be the same as: shared words first, then the same type, then most named."""
    value = item.value
    own = item.id if item.kind == "entity" else item.entity
    words_of = _folded_words(value.name if isinstance(value, Entity) else value.text)
    kind = getattr(getattr(state.get(own), "value", None), "type", None)
    counts: dict[str | None, int] = {}
    for mention in state.of_kind("mention"):
        counts[mention.entity] = counts.get(mention.entity, 0) + 1
    found = []
    for other in state.of_kind("entity"):
        if other.id != own and other.status != "rejected" and isinstance(other.value, Entity):
            shared = len(words_of & _folded_words(other.value.name))
            rank = (-shared, other.value.type != kind, -counts.get(other.id, 0))
            found.append((rank, Choice(other.value.name, other.id)))
    found.sort(key=lambda pair: pair[0])
    return tuple(choice for _, choice in found)
