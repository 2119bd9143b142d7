"""Annotations and relations, ours or another tool's, become an analysis again."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, NamedTuple, TypeVar

import msgspec

from reader.annotate.model import (
    ENTITY_TYPES,
    Analysis,
    ArticleRecord,
    Claim,
    Cue,
    DateMention,
    Engine,
    Entity,
    Figure,
    Mention,
    Quote,
    Reference,
    Span,
    Speaker,
    Unquoted,
)
from reader.annotate.normal import fold
from reader.article.model import Article
from reader.interchange.flat import QUOTE_LABELS, Annotation, Flat

T = TypeVar("T", Quote, Claim)
_QUOTE_KINDS = {label: kind for kind, label in QUOTE_LABELS.items()}
_PARTS = frozenset(("Cue", "Speaker", "Relay", "Claimant", "Figure", "Date", "Repeat"))


class Assembled(NamedTuple):
    """An analysis, and the annotations whose labels are not ours: kept as they are, to be shown."""

    analysis: Analysis
    others: tuple[Annotation, ...]


def assemble(flat: Flat, article: Article) -> Assembled:
    """The analysis that `flat` describes. Spans must be code points into `article.text`, as `resolve` makes them.

    Other tools' annotations lack our `props`: mentions are then grouped by relation or by name, speakers are named by
    their words, ids are given anew. Parts that belong to nothing count as others.
    """
    builder = _Builder(flat, article.text)
    entities = builder.entities()
    analysis = Analysis(
        article=ArticleRecord(
            id=article.id,
            source=flat.head.get("source") or article.source,
            length=len(article.text),
            text=article.text,
            title=flat.head.get("title") or article.title,
        ),
        engine=msgspec.convert(flat.head.get("engine") or {}, Engine),
        entities=entities,
        quotes=builder.quotes(),
        claims=builder.claims(),
        unquoted=builder.unquoted(),
    )
    return Assembled(analysis, builder.others())


class _Builder:
    def __init__(self, flat: Flat, text: str) -> None:
        self.text = text
        self.annotations = flat.annotations
        self.by_id = {one.id: one for one in flat.annotations}
        self.targets: dict[tuple[str, str], list[Annotation]] = defaultdict(list)
        for relation in flat.relations:
            if relation.source in self.by_id and relation.target in self.by_id:
                self.targets[relation.source, relation.label].append(self.by_id[relation.target])
        self.used: set[str] = set()
        self.entity_at: dict[tuple[int, int], str] = {}
        self.quote_ids: dict[str, str] = {}
        self.taken: set[str] = set()

    def entities(self) -> tuple[Entity, ...]:
        groups: dict[str, list[Annotation]] = defaultdict(list)
        for one in self.annotations:
            if one.label in ENTITY_TYPES:
                groups[self._group(one)].append(one)
        ids = {key: self._id(members[0].props.get("entity"), "e") for key, members in groups.items()}
        references: dict[str, list[Annotation]] = defaultdict(list)
        for one in self.annotations:
            if one.label == "Reference":
                target = self.targets.get((one.id, "RefersTo"))
                key = self._group(target[0]) if target else f"given {one.props.get('entity')}"
                if key in groups:
                    references[key].append(one)
                    self.used.add(one.id)
        return tuple(self._entity(ids[key], members, references[key]) for key, members in groups.items())

    def _group(self, mention: Annotation) -> str:
        first = self.targets.get((mention.id, "SameAs"))
        if "entity" in mention.props:
            return f"given {mention.props['entity']}"
        if first and first[0].id != mention.id and not self.targets.get((first[0].id, "SameAs")):
            return self._group(first[0])
        words = " ".join(map(fold, self.text[mention.start : mention.end].split()))
        return f"named {mention.label} {words}"

    def _entity(self, id: str, members: list[Annotation], references: list[Annotation]) -> Entity:
        self.used.update(one.id for one in members)
        for one in members:
            self.entity_at[one.start, one.end] = id
        # Only the first mention of an entity carries what belongs to the entity.
        props: dict[str, Any] = next((one.props for one in members if "name" in one.props), {})
        mentions = tuple(
            Mention(one.start, one.end, self.text[one.start : one.end], one.props.get("score", 1.0))
            for one in members
        )
        return Entity(
            id=id,
            type=members[0].label,  # type: ignore[arg-type]
            name=props.get("name") or max((m.text for m in mentions), key=len),
            mentions=mentions,
            references=tuple(Reference(r.start, r.end, self.text[r.start : r.end]) for r in references),
            gloss=props.get("gloss"),
            role=props.get("role"),
            engines=tuple(props.get("engines", ())),
        )

    def quotes(self) -> tuple[Quote, ...]:
        return tuple(self._quote(one) for one in self.annotations if one.label in _QUOTE_KINDS)

    def _quote(self, one: Annotation) -> Quote:
        cue = self._parts(one, "Cue")
        speakers = self._speakers(one, "Speaker")
        id = self.quote_ids[one.id] = self._id(one.props.get("id"), "q")
        self.used.add(one.id)
        return _with_props(
            Quote(
                id=id,
                kind=_QUOTE_KINDS[one.label],  # type: ignore[arg-type]
                start=one.start,
                end=one.end,
                text=self.text[one.start : one.end],
                speaker=speakers[0] if speakers else None,
                relays=self._speakers(one, "Relay"),
                cue=Cue(cue[0].start, cue[0].end, self.text[cue[0].start : cue[0].end]) if cue else None,
            ),
            one.props,
            ("factuality", "rule", "score", "reason"),
        )

    def claims(self) -> tuple[Claim, ...]:
        return tuple(self._claim(one) for one in self.annotations if one.label == "Claim")

    def _claim(self, one: Annotation) -> Claim:
        claimants = self._speakers(one, "Claimant")
        quotes = [
            self.quote_ids[q.id] for q in self.targets.get((one.id, "Quote"), []) if q.id in self.quote_ids
        ]
        figures, dates, repeats = (self._parts(one, label) for label in ("Figure", "Date", "Repeat"))
        self.used.add(one.id)
        return _with_props(
            Claim(
                id=self._id(one.props.get("id"), "c"),
                start=one.start,
                end=one.end,
                text=self.text[one.start : one.end],
                claimant=claimants[0] if claimants else None,
                quote=quotes[0] if quotes else None,
                figures=tuple(
                    Figure(f.start, f.end, f.props["value"], f.props.get("unit"))
                    for f in figures
                    if "value" in f.props
                ),
                dates=tuple(DateMention(d.start, d.end, d.props["iso"]) for d in dates if "iso" in d.props),
                repeats=tuple(Span(r.start, r.end) for r in repeats),
            ),
            one.props,
            ("kind", "polarity", "hedged", "checkworthy", "score", "reasons"),
        )

    def unquoted(self) -> tuple[Unquoted, ...]:
        found = [one for one in self.annotations if one.label == "Unquoted"]
        self.used.update(one.id for one in found)
        return tuple(
            Unquoted(o.start, o.end, self.text[o.start : o.end], o.props.get("reason", "")) for o in found
        )

    def others(self) -> tuple[Annotation, ...]:
        return tuple(one for one in self.annotations if one.id not in self.used)

    def _parts(self, parent: Annotation, label: str) -> list[Annotation]:
        parts = self.targets.get((parent.id, label), [])
        self.used.update(part.id for part in parts if part.label in _PARTS)
        return parts

    def _speakers(self, parent: Annotation, label: str) -> tuple[Speaker, ...]:
        found = [self._speaker(part) for part in self._parts(parent, label)]
        for named in parent.props.get("spanless", []):
            if named.get("role") == label:
                found.insert(named.get("number", 1) - 1, Speaker(named["name"], named.get("entity")))
        return tuple(found)

    def _speaker(self, part: Annotation) -> Speaker:
        if "name" in part.props:
            return Speaker(part.props["name"], part.props.get("entity"), part.start, part.end)
        entity = self.entity_at.get((part.start, part.end))
        return Speaker(self.text[part.start : part.end], entity, part.start, part.end)

    def _id(self, given: Any, letter: str) -> str:
        """The id that was given if it is one of ours and free, else the next free one."""
        id = given if isinstance(given, str) and re.fullmatch(rf"{letter}\d+", given) else None
        number = 1
        while id is None or id in self.taken:
            id = f"{letter}{number}"
            number += 1
        self.taken.add(id)
        return id


def _with_props(item: T, props: dict[str, Any], names: tuple[str, ...]) -> T:
    """`item` with the fields in `names` that `props` gives, validated; fields of another type are left at their default."""
    for name in names:
        if name in props:
            try:
                changed = msgspec.to_builtins(item) | {name: props[name]}
                item = msgspec.convert(changed, type(item))
            except msgspec.ValidationError:
                continue
    return item
