"""Small models of what terminals do to a row they are given: the cells as a reader would see them, left to right."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len

from reader.layout import bidi

CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Seen(NamedTuple):
    text: str
    """A base character with its marks, as drawn."""
    level: int
    slanted: bool = False


def grid(written: str) -> list[tuple[str, str, bool]]:
    """What the cells of a terminal's row hold: (base and marks, controls after it, slanted); escapes are obeyed."""
    cells: list[tuple[str, str, bool]] = []
    slanted = False
    for token in re.findall(r"\x1b\[[\d;]*m|[^\x1b]", written):
        if token.startswith("\x1b"):
            slanted = {"\x1b[3m": True, "\x1b[23m": False}.get(token, slanted)
        elif cell_len(token) == 0:
            # A zero-width character before any cell is lost, as in tmux.
            if cells:
                base, controls, slant = cells[-1]
                cells[-1] = (
                    (base, controls + token, slant) if token in CONTROLS else (base + token, controls, slant)
                )
        else:
            cells.append((token, "", slanted))
    return cells


def no_bidi(written: str) -> list[Seen]:
    """xterm, alacritty; VTE in explicit mode, mlterm and mintty once told."""
    return [Seen(base, 0, slanted) for base, _, slanted in grid(written)]


def reordering(written: str, mirrors: bool = True) -> list[Seen]:
    """UAX #9 with base direction left to right over the row's cells: VTE in implicit mode, mlterm; Konsole mirrors nothing."""
    text, owners = "", []
    cells = grid(written)
    for index, (base, controls, _) in enumerate(cells):
        text += base + controls
        owners += [index] * len(base + controls)
    _, levels = bidi.paragraph_levels(text, 0)
    shown: list[Seen] = []
    starts = [owners.index(index) for index in range(len(cells))]
    order = bidi.visual_order([levels[start] for start in starts])
    for index in order:
        level = levels[starts[index]]
        base, _, slanted = cells[index]
        if mirrors and level % 2:
            base = MIRROR.get(base[0], base[0]) + base[1:]
        shown.append(Seen(base, level, slanted))
    return shown


MIRROR = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))


def konsole(written: str) -> list[Seen]:
    """Takes the no-break space for white space at the end of a row (seen in 22.12), and mirrors nothing."""
    written = re.sub("[ \u00a0]+$", lambda blanks: " " * len(blanks[0]), written)
    return reordering(written, mirrors=False)


def tmux(written: str) -> str:
    """What tmux 3.3 passes on with wrapping off: a zero-width character after the last cell goes to the cell before it."""
    cells = grid(written)
    base, controls, slanted = cells[-1]
    if controls and len(cells) > 1:
        before = cells[-2]
        cells[-2:] = [(before[0], before[1] + controls, before[2]), (base, "", slanted)]
    return "".join(base + controls for base, controls, _ in cells)


def kitty(written: str, fallback: bool, force_ltr: bool = False) -> list[Seen]:
    """Runs of one font, broken by blanks, slant and, where Arabic comes from a fallback font, by script; each takes the
    direction of its first character with a script."""
    cells = no_bidi(written)
    if force_ltr:
        return cells
    shown: list[Seen] = []
    for (blank, _, _), run in groupby(
        cells, lambda cell: (cell.text == " ", cell.slanted, fallback and arabic_script(cell.text))
    ):
        members = list(run)
        letters = (c.text for c in members if arabic_script(c.text) or c.text[0].isalpha())
        first = next(letters, "")
        shown += members[::-1] if not blank and first and arabic_script(first) else members
    return shown


def arabic_script(text: str) -> bool:
    return "\u0600" <= text[0] <= "\u08ff" or unicodedata.bidirectional(text[0]) in ("R", "AL")


def text(cells: list[Seen]) -> str:
    return "".join(cell.text for cell in cells)
