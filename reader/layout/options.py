"""What a layout depends on besides its text."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

BASES: dict[str, int | None] = {"auto": None, "rtl": 1, "ltr": 0}
"""Paragraph direction by name; None is the first strong character's (UAX #9 P2, P3)."""
Digits = Literal["as-is", "arabic-indic", "european"]


class Display(NamedTuple):
    """The part of the options that decides what a cluster shows."""

    presentation_forms: bool
    marks: bool
    digits: Digits
    reveal: bool


@dataclass(frozen=True, slots=True)
class Options:
    """How to lay text out.

    width: cells of a line, at least 1. base: 0 or 1 forces the direction of every paragraph, None takes the first
    strong character (UAX #9 P2, P3). fallback: the direction of paragraphs that have no strong character.
    presentation_forms: send joined letters as presentation forms. marks: show harakat. digits: show digits as they
    are, or all as Arabic-Indic or as European ones. reveal: show invisible characters as one-cell marks. None of
    the last four changes an offset.
    """

    width: int
    base: int | None = None
    presentation_forms: bool = True
    marks: bool = True
    digits: Digits = "as-is"
    reveal: bool = False
    fallback: int = 0

    @property
    def display(self) -> Display:
        return Display(self.presentation_forms, self.marks, self.digits, self.reveal)
