"""Who and what is named: mentions, grouped into entities."""

from __future__ import annotations

from reader.annotate.model import Entity


def find(text: str) -> tuple[Entity, ...]:
    """The entities named in `text`, in order of first mention."""
    return ()
