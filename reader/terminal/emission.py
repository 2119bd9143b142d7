"""The ways to write a visual row: each keeps a terminal that reorders text from moving what is already in order.

Every strategy takes the cells of one whole row in visual order and returns what to write, piece by piece. Terminals take
a row for one paragraph whose base direction is left to right; the first cell is expected to hold no right-to-left
letter (a blank gutter), because tmux and some terminals drop a control character that has no cell before it. Nothing
follows the last cell either: with wrapping off, tmux 3.3 moves a zero-width character there to the cell before. The end of
the row closes what is open (UAX #9, X8).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from reader.terminal.rows import Cell, Pull

LRO, RLO, PDF = "\u202d", "\u202e", "\u202c"
LRM = "\u200e"
BLANK_BRAILLE = "\u2800"
"""A blank that is no white space."""


class Piece(NamedTuple):
    """`text` to write in the style of the visual cell `cell` (its index in the row)."""

    cell: int
    text: str
    other_slant: bool = False
    """Written in italics where the style is upright, upright where it is italic."""


def as_is(row: Sequence[Cell]) -> list[Piece]:
    """Visual order, for terminals that reorder nothing or were told not to."""
    return [Piece(index, cell.text) for index, cell in enumerate(row)]


def upright(row: Sequence[Cell]) -> list[Piece]:
    """Visual order, right-to-left letters never in italics: mlterm's italic font has none of them (seen in 3.9)."""
    return [Piece(index, cell.text, cell.italic and _draws_leftward(cell)) for index, cell in enumerate(row)]


def override(row: Sequence[Cell]) -> list[Piece]:
    """Visual order behind one LRO (UAX #9, X5): everything after the gutter is forced left to right."""
    pieces = as_is(row)
    _append(pieces, 0, LRO)
    return pieces


def logical_runs(row: Sequence[Cell]) -> list[Piece]:
    """Right to left behind one RLO, with LRO ... PDF around what reads left to right.

    For terminals that shape by the direction of a run (Konsole draws letters wrongly in a left-to-right one). Mirrored
    characters are left-to-right islands too: they show as they are whether the terminal mirrors odd levels (L4) or not.
    A blank at the row's left edge is written as one that is no white space, or L1 would send it and its neighbours to the
    right (Konsole counts the no-break space in).
    """
    pieces = [Piece(0, row[0].text + RLO)]
    at = len(row) - 1
    while at >= 1:
        if row[at].pull in _ISLAND:
            start = _island_start(row, at)
            _append(pieces, -1, LRO)
            pieces += [Piece(index, row[index].text) for index in range(start, at + 1)]
            if start > 1:
                _append(pieces, -1, PDF)
            at = start - 1
        else:
            pieces.append(Piece(at, row[at].text))
            at -= 1
    if len(row) > 1 and row[1].text == " ":
        pieces[-1] = pieces[-1]._replace(text=BLANK_BRAILLE)
    return pieces


_ISLAND = (Pull.LEFT, Pull.NUMBER, Pull.MIRRORED)


def _island_start(row: Sequence[Cell], end: int) -> int:
    """The leftmost cell of the left-to-right island whose last cell is `end`; never the gutter."""
    start = at = end
    while at > 1 and row[at - 1].pull is not Pull.RIGHT:
        at -= 1
        if row[at].pull in _ISLAND:
            start = at
    return start


def logical(row: Sequence[Cell]) -> list[Piece]:
    """Logical order without overrides, base letters where the width allows: the terminal reorders and joins.

    Each stretch from one right-to-left letter to another, with the neutrals and numbers between, is turned round; numbers
    inside keep their order. LRM after a stretch keeps what follows out of it. Mirrored characters inside are turned back,
    because the terminal mirrors them again (L4).
    """
    pieces: list[Piece] = []
    at = 0
    while at < len(row):
        if row[at].pull is not Pull.RIGHT:
            pieces.append(Piece(at, row[at].text))
            at += 1
            continue
        end = _stretch_end(row, at)
        pieces += _turned(row, at, end)
        if end < len(row):
            _append(pieces, -1, LRM)
        at = end
    return pieces


def _stretch_end(row: Sequence[Cell], start: int) -> int:
    end = at = start
    while at < len(row) and row[at].pull is not Pull.LEFT:
        at += 1
        if row[at - 1].pull is Pull.RIGHT:
            end = at
    return end


def _turned(row: Sequence[Cell], start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    at = end - 1
    while at >= start:
        first = at
        if row[at].pull is Pull.NUMBER:
            while first > start and _in_number(row, first - 1):
                first -= 1
        for index in range(first, at + 1):
            text = row[index].text
            pieces.append(Piece(index, _mirror(text) if row[index].pull is Pull.MIRRORED else unjoined(text)))
        at = first - 1
    return pieces


def _in_number(row: Sequence[Cell], index: int) -> bool:
    """A digit, or one common separator between two digits (UAX #9, W4)."""
    if row[index].pull is Pull.NUMBER:
        return True
    separator = unicodedata.bidirectional(row[index].text[0]) == "CS" and index > 0
    return separator and row[index - 1].pull is Pull.NUMBER


_MIRROR = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))


def _mirror(text: str) -> str:
    return _MIRROR.get(text[0], text[0]) + text[1:]


def single_cell_runs(row: Sequence[Cell]) -> list[Piece]:
    """Visual order with a change of slant at every right-to-left letter, so that no two share a run of text.

    kitty gives each run of cells of one font the direction of its first letter, and a run of one cell has nothing to turn
    round. Blanks end runs. Italics of Arabic look like upright letters: monospaced fonts have no Arabic italics, so the same
    glyphs are found under another name. Right with and without `force_ltr` (tried in 0.26).
    """
    pieces: list[Piece] = []
    before: bool | None = None
    for index, cell in enumerate(row):
        upright = not cell.italic
        if cell.text == " ":
            slanted, before = not upright, None
        elif _draws_leftward(cell):
            slanted = not before if before is not None else _odd_word(row, index) == upright
            before = slanted
        else:
            after_letter = index > 0 and _draws_leftward(row[index - 1])
            slanted = not before if after_letter else not upright
            before = slanted
        pieces.append(Piece(index, cell.text, slanted == upright))
    return pieces


def _odd_word(row: Sequence[Cell], start: int) -> bool:
    """Whether an odd number of letters follow one another: then a slanted first makes a slanted last."""
    end = start
    while end < len(row) and _draws_leftward(row[end]):
        end += 1
    return (end - start) % 2 == 1


def _draws_leftward(cell: Cell) -> bool:
    """Letters of right-to-left scripts, and what else the Arabic blocks hold (digits, comma): drawn as Arabic script."""
    return cell.pull is Pull.RIGHT or "\u0600" <= cell.text[0] <= "\u08ff"


def plain(row: Sequence[Cell]) -> list[Piece]:
    """Visual order in base letters, for fonts without presentation forms."""
    return [Piece(index, unjoined(cell.text)) for index, cell in enumerate(row)]


def unjoined(text: str) -> str:
    """Base letters for presentation forms that stand for one letter; ligatures stay, a cell shows one of them."""
    return "".join(map(_base_letter, text)) if not text.isascii() else text


def _base_letter(character: str) -> str:
    if not ("\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc"):
        return character
    base = unicodedata.normalize("NFKC", character)
    return base if len(base) == 1 else character


def _append(pieces: list[Piece], index: int, controls: str) -> None:
    pieces[index] = pieces[index]._replace(text=pieces[index].text + controls)
