"""What the margin says, as plain items: the panel draws them, `show` prints them, a review refers to their keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from reader.annotate.model import ENTITY_TYPES, Analysis, Claim, Entity, Quote, Speaker
from reader.i18n import DEFAULT_LANGUAGE, language, t

Kind = Literal["group", "entity", "mention", "reference", "speaker", "quote", "claim"]
Mode = Literal["entities", "quotes", "claims", "notes"]
Range = tuple[int, int]
MODES: tuple[Mode, ...] = ("entities", "quotes", "claims", "notes")
ORDERS: dict[Mode, tuple[str, ...]] = {
    "entities": ("count", "text", "name", "certainty", "state"),
    "quotes": ("text", "speaker", "certainty", "state"),
    "claims": ("importance", "checkworthy", "text", "state"),
    "notes": ("text",),
}
"""The orders each mode can be in; the first is the default. `state` is the review's, which `by_state` knows."""
STATE_ORDER = ("pending", "undecided", "corrected", "accepted", "rejected")
"""Review states, what still needs a person first."""
SPREAD = 12
"""How many parts of the article the mini-map of an entity tells apart."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the margin.

    `key` names it for good (`e1`, `e1/2`, `q3`, `c1`, `speaker:…`). `text` is the article's own words or a canonical
    name; `label` is ours, in the user's language. `spans` are all it marks, in reading order, the first being where a
    jump goes; `linked` are marked more faintly. Groups are headings and mark nothing.
    """

    key: str
    kind: Kind
    text: str = ""
    label: str = ""
    tone: str = ""
    depth: int = 0
    rank: int = 0
    count: int = 0
    spans: tuple[Range, ...] = ()
    linked: tuple[Range, ...] = ()
    spread: tuple[int, ...] = ()
    meter: float | None = None
    open: bool | None = None
    alone: bool = False
    """Two engines were asked, and only one of them named it."""


def entity_items(
    analysis: Analysis, order: str = "count", opened: frozenset[str] = frozenset()
) -> tuple[Item, ...]:
    """Entities grouped by type; those in `opened` (ids) are followed by their mentions and references."""
    items: list[Item] = []
    for kind in ENTITY_TYPES:
        members = [entity for entity in analysis.entities if entity.type == kind]
        if not members:
            continue
        members.sort(key=_ENTITY_ORDERS.get(order, _ENTITY_ORDERS["count"]))
        items.append(
            Item(
                key=f"type:{kind}",
                kind="group",
                label=t(f"margin.type.{kind}"),
                tone=kind,
                count=len(members),
            )
        )
        for entity in members:
            items.append(_entity(entity, analysis.article.length, entity.id in opened))
            if entity.id in opened:
                items.extend(_occurrences(entity, analysis.article.text))
    return tuple(items)


_ENTITY_ORDERS = {
    "count": lambda entity: (-len(entity.mentions), entity.mentions[0].start if entity.mentions else 0),
    "text": lambda entity: entity.mentions[0].start if entity.mentions else 0,
    "name": lambda entity: entity.name,
    "certainty": lambda entity: max((mention.score for mention in entity.mentions), default=0.0),
}


def quote_items(analysis: Analysis, order: str = "text") -> tuple[Item, ...]:
    """What was said, in order or under each speaker; denied, negated, hypothetical and future speech comes last."""
    said = [quote for quote in analysis.quotes if quote.factuality == "said"]
    unsaid = [quote for quote in analysis.quotes if quote.factuality != "said"]
    if order == "certainty":
        said.sort(key=lambda quote: quote.score)
    items: list[Item] = []
    if order == "speaker":
        for name, quotes in _by_speaker(said):
            spans = tuple((quote.start, quote.end) for quote in quotes)
            items.append(
                Item(
                    key=f"speaker:{name}",
                    kind="speaker",
                    text=name,
                    label="" if name else t("margin.no_speaker"),
                    tone="speaker",
                    count=len(quotes),
                    spans=spans,
                    spread=spread(spans, analysis.article.length),
                )
            )
            items.extend(_quote(quote, depth=1) for quote in quotes)
    else:
        items.extend(_quote(quote) for quote in said)
    if unsaid:
        items.append(
            Item(key="unsaid", kind="group", label=t("margin.unsaid"), tone="quote", count=len(unsaid))
        )
        items.extend(_quote(quote) for quote in unsaid)
    return tuple(items)


def by_state(items: Sequence[Item], states: Mapping[str, str]) -> tuple[Item, ...]:
    """The rows under each heading with those first that nobody has decided; what is under a row goes with it."""
    made: list[Item] = []
    rows: list[list[Item]] = []

    def decided(row: list[Item]) -> int:
        return STATE_ORDER.index(states.get(row[0].key, "pending"))

    for item in items:
        if item.kind == "group":
            made += [one for row in sorted(rows, key=decided) for one in row]
            made.append(item)
            rows = []
        elif item.depth and rows:
            rows[-1].append(item)
        else:
            rows.append([item])
    return (*made, *(one for row in sorted(rows, key=decided) for one in row))


def claim_items(analysis: Analysis, order: str = "importance") -> tuple[Item, ...]:
    """The claims by importance, check-worthiness or place in the text; `rank` is always that of importance."""
    ranked = list(enumerate(analysis.claims, 1))
    if order == "checkworthy":
        ranked.sort(key=lambda pair: -pair[1].checkworthy)
    elif order == "text":
        ranked.sort(key=lambda pair: pair[1].start)
    meter = "checkworthy" if order == "checkworthy" else "score"
    return tuple(_claim(claim, rank, float(getattr(claim, meter))) for rank, claim in ranked)


def note_items(analysis: Analysis, start: int, end: int) -> tuple[Item, ...]:
    """All that touches `start:end` (code points): the innermost first."""
    found: list[tuple[int, Item]] = []
    length = analysis.article.length
    for entity in analysis.entities:
        touching = [span for span in _named(entity) if span[0] < end and start < span[1]]
        if touching:
            found.append((touching[0][1] - touching[0][0], _entity(entity, length, None)))
    for quote in analysis.quotes:
        if quote.start < end and start < quote.end:
            found.append((quote.end - quote.start, _quote(quote)))
    for rank, claim in enumerate(analysis.claims, 1):
        if claim.start < end and start < claim.end:
            found.append((claim.end - claim.start, _claim(claim, rank, claim.score)))
    found.sort(key=lambda pair: pair[0])
    return tuple(item for _, item in found)


def spread(spans: Iterable[Range], length: int) -> tuple[int, ...]:
    """How many of `spans` start in each of SPREAD equal parts of an article of `length` code points."""
    counts = [0] * SPREAD
    for start, _ in spans:
        counts[min(SPREAD - 1, start * SPREAD // max(1, length))] += 1
    return tuple(counts)


def _entity(entity: Entity, length: int, opened: bool | None) -> Item:
    spans = tuple((mention.start, mention.end) for mention in entity.mentions)
    linked = tuple((reference.start, reference.end) for reference in entity.references)
    return Item(
        key=entity.id,
        kind="entity",
        text=entity.name,
        tone=entity.type,
        count=len(spans),
        spans=spans or linked,
        linked=linked,
        spread=spread(spans, length),
        open=opened,
        alone=len(entity.engines) == 1,
    )


def _occurrences(entity: Entity, text: str) -> Iterable[Item]:
    """The mentions and references of an entity in reading order, each with the words around it."""
    found: list[tuple[int, Item]] = []
    for number, mention in enumerate(entity.mentions):
        found.append(
            (mention.start, _occurrence(entity, f"{number}", "mention", mention.start, mention.end, text))
        )
    for number, reference in enumerate(entity.references):
        item = _occurrence(entity, f"r{number}", "reference", reference.start, reference.end, text)
        found.append((reference.start, item))
    return (item for _, item in sorted(found, key=lambda pair: pair[0]))


def _occurrence(
    entity: Entity, number: str, kind: Literal["mention", "reference"], start: int, end: int, text: str
) -> Item:
    return Item(
        key=f"{entity.id}/{number}",
        kind=kind,
        text=around(text, start, end),
        tone=entity.type,
        depth=1,
        spans=((start, end),),
        linked=_named(entity),
    )


def _named(entity: Entity) -> tuple[Range, ...]:
    """Where an entity is named or referred to."""
    mentions = ((mention.start, mention.end) for mention in entity.mentions)
    return (*mentions, *((reference.start, reference.end) for reference in entity.references))


def around(text: str, start: int, end: int, words: int = 3) -> str:
    """The words at `start:end` with up to `words` words of the same line on either side."""
    before = text[text.rfind("\n", 0, start) + 1 : start].split(" ")
    line_end = text.find("\n", end)
    after = text[end : line_end if line_end >= 0 else len(text)].split(" ")
    left, right = " ".join(before[-words - 1 :]), " ".join(after[: words + 1])
    return f"{'…' if len(before) > words + 1 else ''}{left}{text[start:end]}{right}{'…' if len(after) > words + 1 else ''}"


def _by_speaker(quotes: list[Quote]) -> list[tuple[str, list[Quote]]]:
    """Quotes under their speakers' names, the most quoted first; those without a speaker come last, under ``""``."""
    table: dict[str, list[Quote]] = {}
    for quote in quotes:
        table.setdefault(quote.speaker.name if quote.speaker else "", []).append(quote)
    return sorted(table.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[1][0].start))


def _quote(quote: Quote, depth: int = 0) -> Item:
    linked = [(quote.cue.start, quote.cue.end)] if quote.cue else []
    if quote.speaker and quote.speaker.start is not None and quote.speaker.end is not None:
        linked.append((quote.speaker.start, quote.speaker.end))
    return Item(
        key=quote.id,
        kind="quote",
        text=quote.text,
        label="" if depth else (quote.speaker.name if quote.speaker else t("margin.no_speaker")),
        tone=quote.kind if quote.factuality == "said" else quote.factuality,
        depth=depth,
        spans=((quote.start, quote.end),),
        linked=tuple(sorted(linked)),
    )


def _claim(claim: Claim, rank: int, meter: float) -> Item:
    return Item(
        key=claim.id,
        kind="claim",
        text=claim.text,
        label=claim.claimant.name if claim.claimant else "",
        tone=claim.polarity,
        rank=rank,
        spans=((claim.start, claim.end), *((span.start, span.end) for span in claim.repeats)),
        meter=max(0.0, min(1.0, meter)),
    )


def details(analysis: Analysis, key: str) -> tuple[tuple[str, str], ...]:
    """`(label, value)` lines that tell all about the item `key`; empty when the analysis has no such item."""
    base = key.partition("/")[0]
    for entity in analysis.entities:
        if entity.id == base:
            return _pairs(_entity_details(entity))
    for quote in analysis.quotes:
        if quote.id == key:
            return _pairs(_quote_details(quote))
    for claim in analysis.claims:
        if claim.id == key:
            return _pairs(_claim_details(claim))
    return ()


def _pairs(lines: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((t(f"margin.detail.{label}"), value) for label, value in lines if value)


def _entity_details(entity: Entity) -> Iterable[tuple[str, str | None]]:
    yield "name", entity.name
    yield "type", t(f"margin.type.{entity.type}")
    yield "role", entity.role
    yield "gloss", entity.gloss
    yield "mentions", str(len(entity.mentions))
    yield "references", "، ".join(dict.fromkeys(reference.text for reference in entity.references))
    yield "engines", ", ".join(entity.engines)
    if entity.mentions:
        yield "certainty", percent(max(mention.score for mention in entity.mentions))


def _quote_details(quote: Quote) -> Iterable[tuple[str, str | None]]:
    yield "speaker", quote.speaker.name if quote.speaker else t("margin.no_speaker")
    yield "relays", "، ".join(speaker.name for speaker in quote.relays)
    yield "kind", t(f"margin.kind.{quote.kind}")
    yield "factuality", t(f"margin.factuality.{quote.factuality}")
    yield "cue", quote.cue.text if quote.cue else None
    yield "rule", t(quote.rule) if quote.rule else None
    yield "reason", t(quote.reason) if quote.reason else None
    yield "certainty", percent(quote.score)
    yield "words", quote.text


def _claim_details(claim: Claim) -> Iterable[tuple[str, str | None]]:
    yield "claimant", name_of(claim.claimant)
    yield "kind", t(f"margin.claim.{claim.kind}")
    yield "polarity", t(f"margin.polarity.{claim.polarity}")
    yield "hedged", t("margin.yes") if claim.hedged else None
    yield "figures", "، ".join(f"{figure.value:g} {figure.unit or ''}".strip() for figure in claim.figures)
    yield "dates", ", ".join(date.iso for date in claim.dates)
    yield "checkworthy", percent(claim.checkworthy)
    yield "importance", percent(claim.score)
    yield "reasons", "; ".join(_reasons(claim))
    yield "repeats", str(len(claim.repeats)) if claim.repeats else None
    yield "words", claim.text


def _reasons(claim: Claim) -> Iterable[str]:
    """The reasons in the language of the interface; the analysis holds English words, so English needs no look-up."""
    if language() == DEFAULT_LANGUAGE:
        return claim.reasons
    from reader.annotate.claims.reasons import translated

    return map(translated, claim.reasons)


def name_of(speaker: Speaker | None) -> str | None:
    """The canonical name of a speaker or claimant, if there is one."""
    return speaker.name if speaker else None


def percent(share: float) -> str:
    """A share between 0 and 1 as a whole percentage."""
    return f"{round(share * 100)} %"
