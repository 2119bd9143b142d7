"""Profiles: how a finished visual row is written so that a given family of terminals shows it as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reader.terminal import emission
from reader.terminal.emission import Piece
from reader.terminal.rows import Cell, Row, cells, is_italic, reorders

Paint = Callable[[str, Any], str]
"""Puts a style around a text: escape sequences for the screen, nothing for a pipe."""

Strategy = Callable[[Sequence[Cell]], list[Piece]]


@dataclass(frozen=True)
class Profile:
    """One way of writing rows. A row goes through `emit` whole, both panes and all, never by widget."""

    name: str
    strategy: Strategy = emission.as_is
    """What is written for a row that has right-to-left text; other rows are written as they are."""
    enter: str = ""
    """Written once when the screen is taken."""
    leave: str = ""
    """Written once when it is given back, on every way out."""
    presentation_forms: bool = True
    """Whether layout should join letters (`reader.layout.Options`); False where the terminal or the font wants base letters."""
    mouse_in_emitted_order: bool = False
    """The terminal reports the cell in the order written, not the one seen."""

    @property
    def passes_through(self) -> bool:
        """Rows are written as they are, so a part of a row may be written alone."""
        return self.strategy is emission.as_is

    def emit(self, row: Row, paint: Paint = lambda text, style: text) -> str:
        """What to write for one whole row in visual order, without moving the cursor there."""
        if self.passes_through or not reorders(text for text, _ in row):
            return "".join(paint(text, style) for text, style in row)
        row_cells = cells(row)
        runs = groupby(
            self.strategy(row_cells), lambda piece: (row_cells[piece.cell].style, piece.other_slant)
        )
        written: list[str] = []
        for style, parts in groupby(runs, lambda run: run[0][0]):
            texts = [_slanted("".join(p.text for p in pieces), style, other) for (_, other), pieces in parts]
            written.append(paint("".join(texts), style))
        return "".join(written)

    def emit_among(self, other: Profile, row: Row, paint: Paint = lambda text, style: text) -> str:
        """The row through `other`, in a terminal that is otherwise in this profile's modes.

        VTE keeps its mode with each row, as it was where the row began; the other modes leave single rows alone.
        """
        if other is self:
            return self.emit(row, paint)
        return f"{self.leave}{other.enter}{other.emit(row, paint)}{other.leave}{self.enter}"

    def seen_cell(self, row: Row, reported: int) -> int:
        """The visual cell (0-based) of a row that a mouse report names by `reported`."""
        if not self.mouse_in_emitted_order or not reorders(text for text, _ in row):
            return reported
        row_cells = cells(row)
        starts = [0]
        for cell in row_cells:
            starts.append(starts[-1] + cell.width)
        column = 0
        for piece in self.strategy(row_cells):
            width = row_cells[piece.cell].width
            if column <= reported < column + width:
                return starts[piece.cell] + reported - column
            column += width
        return reported


def _slanted(text: str, style: Any, other: bool) -> str:
    """The text, with the slant switched around it if it is to be another than its style's."""
    if not other:
        return text
    on, off = ("\x1b[23m", "\x1b[3m") if is_italic(style) else ("\x1b[3m", "\x1b[23m")
    return on + text + off


_ALL = (
    # xterm, alacritty, wezterm, ghostty, foot, Windows Terminal, xterm.js: they reorder nothing.
    Profile("visual"),
    # VTE and others with BDSM (ECMA-48 mode 8): explicit mode for as long as the screen is ours.
    Profile("explicit", enter="\x1b[8l", leave="\x1b[8h"),
    # tmux and whatever is around it: tmux swallows modes but passes zero-width characters on.
    Profile("override", emission.override),
    # Konsole: no mode turns its reordering off, and it draws letters by the direction of their run.
    Profile("logical-runs", emission.logical_runs, mouse_in_emitted_order=True),
    # mlterm's own switch for its bidi rendering; there is no query for the value before, true is its default.
    Profile(
        "mlterm", emission.upright, enter="\x1b]5379;use_ctl=false\x07", leave="\x1b]5379;use_ctl=true\x07"
    ),
    # mintty's private mode: set, it disables its bidi.
    Profile("mintty", enter="\x1b[?77096h", leave="\x1b[?77096l"),
    # kitty: a direction for each run of cells, taken from its first letter.
    Profile("kitty", emission.single_cell_runs),
    # Fonts without presentation forms, in terminals that reorder nothing.
    Profile("plain", emission.plain, presentation_forms=False),
    # Leave it to the terminal: its own reordering and joining.
    Profile("logical", emission.logical, presentation_forms=False),
)

PROFILES: dict[str, Profile] = {profile.name: profile for profile in _ALL}
