"""Which engine names entities, and what `both` makes of two opinions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from reader.annotate.camel import data
from reader.annotate.camel.recogniser import label, load, names
from reader.annotate.entities.assemble import describe, recognise
from reader.annotate.entities.given import Given, everywhere, named
from reader.annotate.entities.mentions import Named
from reader.annotate.entities.words import Sentence, split
from reader.annotate.model import Entity

Chosen = Literal["embedded", "camel", "both"]
ALONE = 0.75
"""What the score of a name is worth that only one of two engines sees."""


def choose(wanted: str) -> Chosen:
    """`auto` is camel-tools where its recogniser is installed, else the embedded one."""
    if wanted == "auto":
        return "camel" if data.state().recogniser else "embedded"
    return wanted  # type: ignore[return-value]


def model_name(folder: Path | None) -> str:
    """What names camel-tools' model in an analysis: its folder."""
    return f"camel-tools {(folder or data.state().recogniser or Path('?')).name}"


def entities(
    text: str,
    engine: Chosen,
    progress: Callable[[float], None] = lambda share: None,
    folder: Path | None = None,
) -> tuple[Entity, ...]:
    """The entities of `text` by camel-tools' recogniser, alone or beside ours. Raises EngineError.

    Grouping, roles, references and the search for the same name elsewhere are ours on top of either.
    """
    sentences = split(text)
    theirs = _by_camel(text, sentences, progress, folder)
    if engine == "camel":
        return describe(text, sentences, theirs)
    merged, sources = merge(recognise(text, sentences), theirs)
    seen = {(one.start, one.end): engines for one, engines in zip(merged, sources, strict=True)}
    return tuple(_with_engines(entity, seen) for entity in describe(text, sentences, merged))


def _by_camel(
    text: str, sentences: list[Sentence], progress: Callable[[float], None], folder: Path | None
) -> list[Named]:
    found = names(label(text, load(folder), progress))
    given = (Given(one.start, one.end, one.type, one.score) for one in found)
    return everywhere(text, sentences, named(text, sentences, given))


def merge(ours: list[Named], theirs: list[Named]) -> tuple[list[Named], list[tuple[str, ...]]]:
    """Names of two engines as one list without overlaps, and who saw each.

    Agreement on span and type raises the score (as of two independent witnesses); a name that one alone sees keeps a part
    of its score; of two that overlap the better scored stays, as seen by one alone.
    """
    at = {(one.start, one.end, one.kind): one for one in theirs}
    candidates: list[tuple[Named, tuple[str, ...]]] = []
    for one in ours:
        other = at.pop((one.start, one.end, one.kind), None)
        if other is not None:
            certain = 1 - (1 - one.score) * (1 - other.score)
            candidates.append((one._replace(score=certain), ("embedded", "camel")))
        else:
            candidates.append((one._replace(score=one.score * ALONE), ("embedded",)))
    candidates += [(one._replace(score=one.score * ALONE), ("camel",)) for one in at.values()]
    candidates.sort(key=lambda pair: (-len(pair[1]), -pair[0].score, pair[0].start))
    taken: set[tuple[int, int]] = set()
    kept = []
    for one, engines in candidates:
        place = {(one.sentence, token) for token in range(one.first, one.last)}
        if not place & taken:
            taken |= place
            kept.append((one, engines))
    kept.sort()
    return [one for one, _ in kept], [engines for _, engines in kept]


def _with_engines(entity: Entity, seen: dict[tuple[int, int], tuple[str, ...]]) -> Entity:
    """An entity is what both see where they agree on any of its mentions."""
    votes = [seen.get((m.start, m.end), ()) for m in entity.mentions]
    return msgspec.structs.replace(entity, engines=max(votes, key=len, default=()))
