"""Reads `sentences.toml`: the sentence without its marks, its names as entities, and the quotations expected."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from reader.annotate.model import Entity, Mention

KINDS = {"d": "direct", "i": "indirect", "m": "mixed"}
TYPES = {"P": "PER", "O": "ORG", "L": "LOC", "M": "MISC"}
_MARK = re.compile(r"\{([POLM])\||\}|⟦([dim])(?:-(\w+))?\|([^|]+)\||⟧")


class Expected(NamedTuple):
    start: int
    end: int
    kind: str
    factuality: str
    speaker: str | None


class Case(NamedTuple):
    phenomenon: str
    text: str
    entities: tuple[Entity, ...]
    quotes: list[Expected]


def read(phenomenon: str, written: str) -> Case:
    text, position = "", 0
    names: dict[tuple[str, str], list[Mention]] = {}
    open_name: tuple[str, int] | None = None
    open_quote: tuple[int, re.Match[str]] | None = None
    quotes = []
    for mark in _MARK.finditer(written):
        text += written[position : mark.start()]
        position = mark.end()
        if mark[1]:
            open_name = (TYPES[mark[1]], len(text))
        elif mark[0] == "}":
            assert open_name
            kind, start = open_name
            names.setdefault((kind, text[start:]), []).append(Mention(start, len(text), text[start:]))
        elif mark[2]:
            open_quote = (len(text), mark)
        else:
            assert open_quote
            start, head = open_quote
            speaker = None if head[4] == "-" else head[4]
            quotes.append(Expected(start, len(text), KINDS[head[2]], head[3] or "said", speaker))
    text += written[position:]
    entities = tuple(
        Entity(id=f"e{i}", type=kind, name=name, mentions=tuple(mentions))  # type: ignore[arg-type]
        for i, ((kind, name), mentions) in enumerate(names.items(), 1)
    )
    return Case(phenomenon, text, entities, quotes)


def cases(key: str) -> list[Case]:
    table = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
    return [read(name, written) for name, group in table.items() for written in group.get(key, [])]
