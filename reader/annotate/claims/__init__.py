"""What is claimed: checkable statements, best first, with reasons."""

from __future__ import annotations

from reader.annotate.model import Claim, Entity, Quote


def find(
    text: str,
    entities: tuple[Entity, ...],
    quotes: tuple[Quote, ...],
    limit: int = 7,
    title: str | None = None,
) -> tuple[Claim, ...]:
    """At most `limit` claims of `text`, most important first."""
    return ()
