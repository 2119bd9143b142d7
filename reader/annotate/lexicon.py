"""The door to Arabic knowledge kept as data: TOML lexicons, read once, folded for look-up."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from reader.annotate.normal import fold


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon `lexicons/<name>.toml` as tables and lists. Raises FileNotFoundError for an unknown name."""
    resource = files("reader.annotate") / "lexicons" / f"{name}.toml"
    return tomllib.loads(resource.read_text(encoding="utf-8"))


@cache
def folded(name: str, *path: str) -> frozenset[str]:
    """The entries of one list in a lexicon, each word folded, inner spaces single."""
    table: Any = load(name)
    for key in path:
        table = table[key]
    return frozenset(" ".join(fold(word) for word in entry.split()) for entry in table)
