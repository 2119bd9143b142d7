"""A finished screen row as cells: what one grid position shows, its style, and how strongly it pulls text around."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from rich.cells import get_character_cell_size

Row = Sequence[tuple[str, Any]]
"""A row in visual order, left to right: runs of (text, style). Only the caller paints a style; here it is asked for `italic`."""


class Pull(Enum):
    """What a character does to its neighbours in a terminal that reorders (UAX #9 classes, folded)."""

    RIGHT = "R and AL"
    LEFT = "L"
    NUMBER = "EN and AN"
    MIRRORED = "neutral, drawn mirrored at odd levels"
    NEUTRAL = "all else"


class Cell(NamedTuple):
    """One cluster: a base character with the zero-width characters after it."""

    text: str
    style: Any
    pull: Pull
    width: int
    """In cells: 1, or 2 for wide characters; 0 only for a mark that opens a row."""

    @property
    def italic(self) -> bool:
        """Whether the style is italic."""
        return is_italic(self.style)


def is_italic(style: Any) -> bool:
    """Whether a style, as far as it tells, is italic."""
    return bool(getattr(style, "italic", False))


@cache
def pull_of(character: str) -> Pull:
    """How a character pulls, by Unicode's bidirectional class (UAX #9, table 4)."""
    kind = unicodedata.bidirectional(character)
    if kind in ("R", "AL"):
        return Pull.RIGHT
    if kind == "L":
        return Pull.LEFT
    if kind in ("EN", "AN"):
        return Pull.NUMBER
    return Pull.MIRRORED if unicodedata.mirrored(character) else Pull.NEUTRAL


def cells(row: Row) -> list[Cell]:
    """The row's cells, left to right; zero-width characters stay with the cell before them."""
    found: list[Cell] = []
    for text, style in row:
        for character in text:
            width = get_character_cell_size(character)
            if width == 0 and found:
                last = found[-1]
                found[-1] = last._replace(text=last.text + character)
            else:
                found.append(Cell(character, style, pull_of(character), width))
    return found


def reorders(texts: Iterable[str]) -> bool:
    """Whether a terminal with bidi would move anything: any R, AL or AN character."""
    return any(not text.isascii() and any(map(_moves, text)) for text in texts)


@cache
def _moves(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL", "AN")
