"""Who and what is named: mentions, grouped into entities."""

from __future__ import annotations

from reader.annotate.model import Entity


def find(text: str) -> tuple[Entity, ...]:
    """The entities named in `text`, in order of first mention, with references and roles where the text gives them.

    The model is read when first asked for (about a quarter of a second); the work is linear in the text's length.
    """
    from reader.annotate.entities import assemble

    return assemble.find(text)
