"""An analysis as other tools see it: a text, labelled spans and relations between them.

Every span of an analysis (a mention, a quote, its cue, its speaker's words, a claim's figures) becomes an annotation of its
own, so that a tool may move any of them; what is no span (scores, rules, canonical names) travels in `props`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from reader.annotate.model import Analysis, Claim, Entity, Quote, Speaker

QUOTE_LABELS = {"direct": "DirectQuote", "indirect": "IndirectQuote", "mixed": "MixedQuote"}
LABELS = (
    *("PER", "LOC", "ORG", "MISC", "Reference"),
    *QUOTE_LABELS.values(),
    *("Cue", "Speaker", "Relay", "Claim", "Claimant", "Figure", "Date", "Repeat", "Unquoted"),
)
"""Every label Hamish writes; letters only, so that they are names in every format."""
RELATIONS = ("SameAs", "RefersTo", "Cue", "Speaker", "Relay", "Claimant", "Quote", "Figure", "Date", "Repeat")
"""Every relation, named after what its target is to its source."""


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled span. `text` is what it covers (None where a format does not say); offsets in `Flat.unit`.

    `prefix` and `suffix` are the words around it, where a format gives them.
    """

    id: str
    label: str
    start: int
    end: int
    text: str | None = None
    props: dict[str, Any] = {}
    prefix: str = ""
    suffix: str = ""


class Relation(msgspec.Struct, frozen=True):
    """`source` and `target` are ids of annotations."""

    label: str
    source: str
    target: str


class Flat(msgspec.Struct, frozen=True, kw_only=True):
    """A text with annotations. `unit` is what offsets count (`code points`, `UTF-16`, `graphemes`), None when unknown.

    `text` is None where a format does not carry it; `text_id` is `Article.id` where it does. `head` holds what belongs to
    the analysis as a whole (source, title, engine).
    """

    text: str | None
    annotations: tuple[Annotation, ...]
    relations: tuple[Relation, ...] = ()
    text_id: str | None = None
    unit: str | None = "code points"
    head: dict[str, Any] = {}


def flatten(analysis: Analysis) -> Flat:
    """The analysis as annotations and relations; `assemble` gives the analysis back."""
    collected = _Collector(analysis.article.text)
    for entity in analysis.entities:
        collected.entity(entity)
    for quote in analysis.quotes:
        collected.quote(quote)
    for claim in analysis.claims:
        collected.claim(claim)
    for number, span in enumerate(analysis.unquoted, 1):
        collected.add(f"u{number}", "Unquoted", span.start, span.end, {"reason": span.reason})
    head = {
        "source": analysis.article.source,
        "title": analysis.article.title,
        "engine": msgspec.to_builtins(analysis.engine),
    }
    return Flat(
        text=analysis.article.text,
        text_id=analysis.article.id,
        annotations=tuple(collected.annotations),
        relations=tuple(collected.relations),
        head=head,
    )


class _Collector:
    def __init__(self, text: str) -> None:
        self.text = text
        self.annotations: list[Annotation] = []
        self.relations: list[Relation] = []

    def add(self, id: str, label: str, start: int, end: int, props: dict[str, Any]) -> str:
        given = {key: value for key, value in props.items() if value is not None}
        self.annotations.append(
            Annotation(id=id, label=label, start=start, end=end, text=self.text[start:end], props=given)
        )
        return id

    def relate(self, label: str, source: str, target: str) -> None:
        self.relations.append(Relation(label, source, target))

    def entity(self, entity: Entity) -> None:
        shared = _scalars(entity) | {"entity": entity.id}
        first = None
        for number, mention in enumerate(entity.mentions, 1):
            props = (shared if first is None else {"entity": entity.id}) | {"score": mention.score}
            id = self.add(f"{entity.id}m{number}", entity.type, mention.start, mention.end, props)
            if first is None:
                first = id
            else:
                self.relate("SameAs", id, first)
        for number, reference in enumerate(entity.references, 1):
            id = self.add(
                f"{entity.id}r{number}", "Reference", reference.start, reference.end, {"entity": entity.id}
            )
            if first is not None:
                self.relate("RefersTo", id, first)

    def quote(self, quote: Quote) -> None:
        self.add(quote.id, QUOTE_LABELS[quote.kind], quote.start, quote.end, _scalars(quote))
        if quote.cue:
            self.child(quote.id, "Cue", 1, quote.cue.start, quote.cue.end, {})
        self.speaker(quote.id, "Speaker", 1, quote.speaker)
        for number, relay in enumerate(quote.relays, 1):
            self.speaker(quote.id, "Relay", number, relay)

    def claim(self, claim: Claim) -> None:
        self.add(claim.id, "Claim", claim.start, claim.end, _scalars(claim))
        self.speaker(claim.id, "Claimant", 1, claim.claimant)
        if claim.quote:
            self.relate("Quote", claim.id, claim.quote)
        for number, figure in enumerate(claim.figures, 1):
            self.child(claim.id, "Figure", number, figure.start, figure.end, _scalars(figure))
        for number, date in enumerate(claim.dates, 1):
            self.child(claim.id, "Date", number, date.start, date.end, _scalars(date))
        for number, repeat in enumerate(claim.repeats, 1):
            self.child(claim.id, "Repeat", number, repeat.start, repeat.end, {})

    def child(
        self, parent: str, label: str, number: int, start: int, end: int, props: dict[str, Any]
    ) -> None:
        id = self.add(f"{parent}{label.lower()}{number}", label, start, end, props)
        self.relate(label, parent, id)

    def speaker(self, parent: str, label: str, number: int, speaker: Speaker | None) -> None:
        if speaker is None:
            return
        props = {"name": speaker.name, "entity": speaker.entity}
        if speaker.start is not None and speaker.end is not None:
            self.child(parent, label, number, speaker.start, speaker.end, props)
        else:
            # Only named, not in the text: it stays with the item that it belongs to, its place among its like kept.
            owner = next(i for i, one in enumerate(self.annotations) if one.id == parent)
            kept = self.annotations[owner]
            spanless = [*kept.props.get("spanless", []), {"role": label, "number": number, **props}]
            self.annotations[owner] = msgspec.structs.replace(
                kept, props={**kept.props, "spanless": spanless}
            )


def _scalars(item: msgspec.Struct) -> dict[str, Any]:
    """The fields of an item that are neither spans nor items of their own."""
    return dict(_scalar_fields(item))


def _scalar_fields(item: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    for name in item.__struct_fields__:
        value = getattr(item, name)
        if name in ("start", "end", "text", "type", "quote") or value is None:
            continue
        if isinstance(value, str | int | float | bool) or name in ("reasons", "engines"):
            yield name, list(value) if isinstance(value, tuple) else value
