"""Who said what: direct, indirect and mixed quotations with their speakers."""

from __future__ import annotations

from reader.annotate.model import Entity, Quote
from reader.annotate.quotes.compose import Reading, read

__all__ = ["Reading", "find", "read"]


def find(text: str, entities: tuple[Entity, ...]) -> tuple[Quote, ...]:
    """The quotations in `text`, in order. Never raises on any text; takes time linear in its length."""
    return read(text, entities).quotes
