"""A new analysis, of the same text or an edited one, takes over what a person decided on the old one.

What a person touched stands as they left it: where the new analysis found the same thing (the same span, or the one
that overlaps it most), that item takes the person's version; where it found nothing, the person's item is kept; where
the words are no longer in the text, it is an orphan. What nobody touched is replaced by what the new analysis found.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from reader.annotate.model import Analysis, Claim, Cue, Entity, Mention, Quote, Reference, Speaker
from reader.review.anchoring import Anchor, anchor, locate
from reader.review.events import Kind
from reader.review.state import Item, Orphan, State, initial


class Report(msgspec.Struct, frozen=True):
    """What became of the touched items: counts, and the orphans themselves."""

    same: int
    moved: int
    orphans: tuple[Orphan, ...]


def carry(old: State, analysis: Analysis, identity: str) -> State:
    """The state of `analysis` with the decisions of `old`. Pure: the same arguments give the same state."""
    return _Carrier(old, analysis, identity).run()


def report(old: State, new: State) -> Report:
    """What `carry` did to get from `old` to `new`."""
    same = moved = 0
    for item in old.items.values():
        twin = new.items.get(new.aliases.get(f"{old.analysis}/{item.id}", item.id))
        if item.touched and twin is not None:
            same, moved = (same + 1, moved) if twin.span == item.span else (same, moved + 1)
    return Report(same, moved, new.orphans)


class _Carrier:
    def __init__(self, old: State, analysis: Analysis, identity: str) -> None:
        self.old = old
        self.new = initial(analysis, identity)
        self.items = dict(self.new.items)
        self.text = analysis.article.text
        self.same_text = old.text == self.text
        self.twins: dict[str, str] = {}
        """Old ids to new ones."""
        self.taken: set[str] = set()
        self.orphans: list[Orphan] = []
        self.shift = 0
        kinds: tuple[Kind, ...] = ("entity", "mention", "quote", "claim")
        self.found = {kind: list(self.new.of_kind(kind)) for kind in kinds}

    def run(self) -> State:
        old = self.old
        touched = [item for item in old.items.values() if item.touched]
        people = {item.id for item in touched if item.kind == "entity"}
        names = [m for m in old.of_kind("mention") if m.touched or m.entity in people]
        places = {item.id: self.place(item) for item in (*names, *touched) if item.kind != "entity"}
        self.match_entities(people, names, places)
        for item in names:
            self.put_mention(item, places[item.id], people)
        self.absorb(people)
        self.match_untouched()
        for item in (*old.of_kind("quote"), *old.of_kind("claim")):
            if item.touched:
                self.put_statement(item, places[item.id])
        self.retry_orphans()
        return replace(
            self.new,
            items=self.items,
            ranks=self.ranks(),
            ordered=self.old.ordered,
            aliases=self.aliases(),
            orphans=tuple(self.orphans),
        )

    def place(self, item: Item) -> tuple[int, int] | None:
        span = item.span
        return None if span is None else self.move(*span)

    def move(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the span of the old text stands in the new one."""
        if self.same_text:
            return start, end
        found = locate(self.text, anchor(self.old.text, start, end), self.shift)
        if found:
            self.shift = found[0] - start
        return found

    def match_entities(
        self, people: set[str], names: list[Item], places: dict[str, tuple[int, int] | None]
    ) -> None:
        """Pair every touched entity with the new one that shares most mentions, else the one of the same name."""
        at = {item.span: item.entity for item in self.items.values() if item.kind == "mention"}
        for key in self.old.items:
            if key not in people:
                continue
            item = self.old.items[key]
            mine = [m for m in names if m.entity == key]
            shared: dict[str, int] = {}
            for mention in mine:
                other = at.get(places[mention.id])
                if other and other not in self.taken:
                    shared[other] = shared.get(other, 0) + 1
            twin = max(shared, key=lambda e: shared[e]) if shared else self.namesake(item)
            if twin is None and mine and not any(places[m.id] for m in mine):
                self.orphans.append(Orphan(item, "", ""))
                continue
            self.put(item, twin, self.moved_entity(item))

    def namesake(self, item: Item) -> str | None:
        for other in self.new.of_kind("entity"):
            if other.id not in self.taken and other.value.name == item.value.name:  # type: ignore[union-attr]
                return other.id
        return None

    def put(self, item: Item, twin: str | None, value: Entity | Mention | Quote | Claim) -> str:
        """Set the person's item in the place of its twin, or beside the others under an id of its own."""
        key = twin or (item.id if "+" in item.id else f"{item.id.split('~')[0]}~{self.old.analysis[:8]}")
        self.taken.add(key)
        self.twins[item.id] = key
        if not isinstance(value, Mention):
            value = replace(value, id=key)
        proposed = self.items[twin].proposed if twin else item.proposed and self.move(*item.proposed)
        self.items[key] = replace(item, id=key, value=value, proposed=proposed)
        return key

    def moved_entity(self, item: Item) -> Entity:
        value = item.value
        assert isinstance(value, Entity)
        references = [(r, self.move(r.start, r.end)) for r in value.references]
        return replace(
            value, references=tuple(Reference(*at, self.text[at[0] : at[1]]) for _, at in references if at)
        )

    def put_mention(self, item: Item, at: tuple[int, int] | None, people: set[str]) -> None:
        if at is None:
            self.orphan(item)
            return
        twin = self.nearest(item, at, 0.0)
        entity = self.twins.get(item.entity or "")
        if entity is None:
            entity = self.items[twin].entity if twin else self.entity_for(item)
        key = self.put(item, twin, self.cut(item.value, at))
        self.items[key] = replace(self.items[key], entity=entity)
        if self.old.status(item) == "accepted":
            self.clear(at, key)

    def entity_for(self, item: Item) -> str:
        """The new twin of an untouched entity whose mention was touched and which the new analysis may lack."""
        entity = self.old.items[item.entity or ""]
        return self.namesake(entity) or self.put(entity, None, self.moved_entity(entity))

    def clear(self, at: tuple[int, int], keep: str) -> None:
        """Drop new proposals that overlap what a person accepted."""
        for key, other in list(self.items.items()):
            if other.kind == "mention" and key not in self.taken and key != keep and _overlap(other.span, at):
                del self.items[key]

    def nearest(self, item: Item, at: tuple[int, int], least: float) -> str | None:
        """The new item of the same kind at that span, else at the span where an engine once proposed it, else the one
        that overlaps it most (over `least` of both)."""
        free = [o for o in self.found[item.kind] if o.id not in self.taken and o.id in self.items]
        proposed = self.move(*item.proposed) if item.proposed else None
        for span in (at, proposed):
            for other in free:
                if other.span == span:
                    return other.id
        best = max(free, key=lambda other: _overlap(other.span, at), default=None)
        return best.id if best and _overlap(best.span, at) > least else None

    def cut(self, value: object, at: tuple[int, int]) -> Mention | Quote | Claim:
        assert isinstance(value, Mention | Quote | Claim)
        return replace(value, start=at[0], end=at[1], text=self.text[at[0] : at[1]])

    def absorb(self, people: set[str]) -> None:
        """A new entity whose mentions mostly went to a person's entity goes there whole; an empty one goes away."""
        placed = {key for key in self.taken if key in self.items and self.items[key].kind == "mention"}
        for entity in list(self.new.of_kind("entity")):
            if entity.id in self.taken:
                continue
            mine = [m.id for m in self.new.mentions(entity.id)]
            gone = [self.items[m].entity for m in mine if m in placed and self.items[m].entity != entity.id]
            if mine and 2 * len(gone) > len(mine):
                into = max(set(gone), key=lambda e: (gone.count(e), e or ""))
                for mention in mine:
                    if mention in self.items and mention not in placed:
                        self.items[mention] = replace(self.items[mention], entity=into)
            if mine and not any(other.entity == entity.id for other in self.items.values()):
                del self.items[entity.id]

    def match_untouched(self) -> None:
        """Twins of what nobody touched, so that speakers and late events find them."""
        at = {(i.kind, i.span): i.id for i in self.items.values() if i.span}
        for item in self.old.items.values():
            if item.id in self.twins or item.touched or item.span is None:
                continue
            place = self.place(item)
            twin = at.get((item.kind, place)) if place else None
            if twin:
                self.twins[item.id] = twin
                entity = self.items[twin].entity
                if item.entity and entity and item.entity not in self.twins:
                    self.twins[item.entity] = entity

    def put_statement(self, item: Item, at: tuple[int, int] | None) -> None:
        if at is None:
            self.orphan(item)
            return
        value = self.cut(item.value, at)
        if isinstance(value, Quote):
            cue = value.cue and self.move(value.cue.start, value.cue.end)
            value = replace(
                value,
                speaker=self.speaker(value.speaker),
                relays=tuple(s for s in map(self.speaker, value.relays) if s),
                cue=Cue(*cue, self.text[cue[0] : cue[1]]) if cue else None,
            )
        elif isinstance(value, Claim):
            moved = at[0] - item.value.start  # type: ignore[union-attr]
            value = replace(
                value,
                claimant=self.speaker(value.claimant),
                quote=self.twins.get(value.quote or ""),
                figures=tuple(replace(f, start=f.start + moved, end=f.end + moved) for f in value.figures),
                dates=tuple(replace(d, start=d.start + moved, end=d.end + moved) for d in value.dates),
                repeats=value.repeats if self.same_text else (),
            )
        self.put(item, self.nearest(item, at, 0.5), value)

    def speaker(self, speaker: Speaker | None) -> Speaker | None:
        if speaker is None:
            return None
        at = None
        if speaker.start is not None and speaker.end is not None:
            at = self.move(speaker.start, speaker.end)
        start, end = at or (None, None)
        entity = self.twins.get(self.old.resolve(speaker.entity) or "")
        return replace(speaker, entity=entity, start=start, end=end)

    def orphan(self, item: Item) -> None:
        start, end = item.span or (0, 0)
        found = anchor(self.old.text, start, end)
        reason = "ambiguous" if found.text and found.text in self.text else "gone"
        entity = self.old.get(item.entity)
        name = entity.value.name if entity and isinstance(entity.value, Entity) else ""
        self.orphans.append(Orphan(item, found.before, found.after, reason, name))  # type: ignore[arg-type]

    def retry_orphans(self) -> None:
        """Words that were gone may be back, and with its words the thing they name."""
        waiting = {o.item.value.name: o for o in self.old.orphans if isinstance(o.item.value, Entity)}
        for orphan in self.old.orphans:
            value, span = orphan.item.value, orphan.item.span
            if isinstance(value, Entity) or span is None:
                continue
            at = locate(self.text, Anchor(value.text, span[0], orphan.before, orphan.after))
            if at is None:
                self.orphans.append(orphan)
                continue
            entity = self.entity_named(orphan.entity, waiting) if orphan.item.kind == "mention" else None
            if orphan.item.kind == "mention" and entity is None:
                self.orphans.append(orphan)
                continue
            key = self.put(orphan.item, self.nearest(orphan.item, at, 0.5), self.cut(value, at))
            self.items[key] = replace(self.items[key], entity=entity)
        self.orphans += waiting.values()

    def entity_named(self, name: str, waiting: dict[str, Orphan]) -> str | None:
        if name in waiting:
            item = waiting.pop(name).item
            return self.put(item, self.namesake(item), item.value)
        for item in self.items.values():
            if isinstance(item.value, Entity) and item.value.name == name:
                return item.id
        return None

    def ranks(self) -> tuple[str, ...]:
        """The new order; a person's own order stands before it."""
        claims = {key for key, item in self.items.items() if item.kind == "claim"}
        mine = [self.twins[key] for key in self.old.ranks if key in self.twins]
        new = [key for key in (*self.new.ranks, *mine, *sorted(claims)) if key in claims]
        return tuple(dict.fromkeys([*mine, *new] if self.old.ordered else new))

    def aliases(self) -> dict[str, str]:
        mine = f"{self.old.analysis}/"
        found = {mine + key: twin for key, twin in self.twins.items()}
        for key, target in self.old.aliases.items():
            twin = self.twins.get(self.old.resolve(target) or "")
            if twin:
                found[key if "/" in key else mine + key] = twin
        return found


def _overlap(one: tuple[int, int] | None, other: tuple[int, int]) -> float:
    """Shared code points over all of both, 0 to 1."""
    if one is None:
        return 0.0
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))
