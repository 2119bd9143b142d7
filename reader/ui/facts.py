"""What a filter may know of the rows of the panel, and which rows it leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from reader.annotate.model import Analysis, Claim, Entity, Quote
from reader.interchange.margin import Item
from reader.search.filter import Facts


def passing(
    analysis: Analysis, items: Sequence[Item], states: Mapping[str, str], passes: Callable[[Facts], bool]
) -> Iterator[Item]:
    """The rows that pass, each after its heading; the mentions of an entity go with it."""
    known: dict[str, Entity | Quote | Claim] = {}
    for group in (analysis.entities, analysis.quotes, analysis.claims):
        known |= {one.id: one for one in group}
    heading: Item | None = None
    for item in items:
        if item.kind in ("group", "speaker"):
            heading = item
            continue
        found = known.get(item.key.partition("/")[0])
        if found is not None and passes(facts_of(found, item.text, states.get(item.key, "pending"))):
            if heading is not None:
                yield heading
                heading = None
            yield item


def facts_of(one: Entity | Quote | Claim, text: str, state: str) -> Facts:
    """The facts of an item of an analysis."""
    if isinstance(one, Entity):
        words = " ".join(part for part in (text, one.name, one.gloss, one.role) if part)
        score = max((mention.score for mention in one.mentions), default=None)
        return Facts(words, f"entity {one.type}", state, "", score)
    if isinstance(one, Quote):
        speaker = one.speaker.name if one.speaker else ""
        return Facts(text, f"quote {one.kind} {one.factuality}", state, speaker, one.score)
    speaker = one.claimant.name if one.claimant else ""
    return Facts(text, f"claim {one.kind} {one.polarity}", state, speaker, one.score)
