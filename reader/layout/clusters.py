"""What one grid position holds (UAX #29 grapheme clusters, tailored) and what it shows, always safe to print.

Tailored: lam-alef is one cluster where it is sent as one ligature; nothing attaches to a space; the prepended signs
(such as U+06DD) stand alone, being one cell wide.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.layout.joining import FINAL, joining_forms
from reader.layout.options import Display
from reader.layout.properties import CELL, FORMS, GRAPHEME, LAM_ALEF

TAB_WIDTH = 4
MAX_MARKS = 6  # marks sent with one base; the rest of a tower stays in the text and off the screen
MAX_CELLS = 8  # a longer emoji sequence falls into its parts
DOTTED_CIRCLE = "\u25cc"
REPLACEMENT = "\ufffd"

# Letters of GRAPHEME: l lam, a alef, p pictograph, r regional indicator, L V T y Y Hangul, e extend, s spacing mark,
# j ZWNJ, z ZWJ, c d n controls, P prepend, x any other.
_BASES = "p(?:e*+zp)*+|rr|L*+(?:[yV]V*+T*+|YT*+)|L++|T++|."
_PLAIN = re.compile(f"dn|[cdn ]|(?:{_BASES})[esjz]*+")
_LIGATING = re.compile(f"dn|[cdn ]|(?:le*+a|{_BASES})[esjz]*+")
_PARTS = re.compile("[cdn ]|.[esjz]*+")
_HARAKAT = re.compile(
    "[\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1"
    "\u08e3-\u08ff]"
)
_EUROPEAN = "0123456789"
DIGITS = {
    "arabic-indic": str.maketrans(_EUROPEAN, "٠١٢٣٤٥٦٧٨٩"),
    "european": str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", _EUROPEAN * 2),
}
_BLANK = {"w": " ", "W": "  "}
_MARKS_OF_CONTROLS = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "␡",
    0xAD: "¬",
    0x61C: "↤",
    0x200B: "∣",
    0x200C: "¦",
    0x200D: "+",
    0x200E: "→",
    0x200F: "←",
    0x2028: "↵",
    0x2029: "¶",
    0x202A: "⊢",
    0x202B: "⊣",
    0x202C: "⊥",
    0x202D: "⇒",
    0x202E: "⇐",
    0x2060: "⊙",
    0x2066: "⇥",
    0x2067: "⇤",
    0x2068: "⇆",
    0x2069: "⊤",
    0xFEFF: "⊙",
}
ANY_HIDDEN = "¤"
HANGING = frozenset(" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029\u205f\u3000") | {
    chr(code) for code in range(0x2000, 0x200B) if code != 0x2007
}


class Shaped(NamedTuple):
    """Clusters of a text in logical order: what each shows, its code points and its cells."""

    texts: list[str]
    lengths: list[int]
    widths: list[int]


def borders(text: str, ligate: bool = False) -> list[int]:
    """Ends of the clusters of a text, in code points; `ligate` makes lam-alef one cluster."""
    return [match.end() for match in (_LIGATING if ligate else _PLAIN).finditer(text.translate(GRAPHEME))]


def shape(text: str, display: Display, forms: Sequence[int] | None = None, ligate: bool = True) -> Shaped:
    """Clusters of a text and what they show.

    `forms` are the joining forms of its code points, if its neighbourhood decides them; `ligate` allows lam-alef.
    """
    joined = display.presentation_forms
    if joined and forms is None:
        forms = joining_forms(text)
    shaped = Shaped([], [], [])
    start = 0
    for end in borders(text, ligate and joined):
        _append(shaped, text, start, end, display, forms if joined else None)
        start = end
    return shaped


def _append(
    shaped: Shaped, text: str, start: int, end: int, display: Display, forms: Sequence[int] | None
) -> None:
    if end == start + 1:
        char = text[start]
        if forms is not None and char in FORMS:
            shown, width = FORMS[char][forms[start]], 1
        else:
            shown, width = _shown(char, display)
    else:
        shown, width = _shown(_formed(text, start, end, forms), display)
        if width > MAX_CELLS:
            at = start
            for match in _PARTS.finditer(text[start:end].translate(GRAPHEME)):
                _append(shaped, text, at, start + match.end(), display, forms)
                at = start + match.end()
            return
    shaped.texts.append(shown)
    shaped.lengths.append(end - start)
    shaped.widths.append(width)


def _formed(text: str, start: int, end: int, forms: Sequence[int] | None) -> str:
    """The cluster with its letters in presentation forms, lam-alef as one, marks behind their base."""
    base = text[start]
    if forms is None or base not in FORMS:
        return text[start:end]
    if base == "\u0644":
        for at in range(start + 1, end):
            if text[at] in LAM_ALEF:
                ligature = LAM_ALEF[text[at]][1 if forms[start] & FINAL else 0]
                return ligature + text[start + 1 : at] + text[at + 1 : end]
    return FORMS[base][forms[start]] + text[start + 1 : end]


def _shown(cluster: str, display: Display) -> tuple[str, int]:
    """What is sent to the screen for a cluster, and its cells. Nothing else in Hamish decides what is safe."""
    out: list[str] = []
    width = marks = 0
    for char in cluster:
        cell = CELL[ord(char)]
        if cell == "1" or cell == "2":
            out.append(char)
            width += 1 if cell == "1" else 2
        elif cell == "0":
            if marks < MAX_MARKS and (display.marks or not _HARAKAT.match(char)):
                if not width:
                    out.append(DOTTED_CIRCLE)
                    width = 1
                out.append(char)
                marks += 1
        elif cell in _BLANK:
            out.append(_BLANK[cell])
            width += len(_BLANK[cell])
        elif cell == "x":
            out.append(REPLACEMENT)
            width += 1
        elif char == "\t":
            out.append(" " * TAB_WIDTH)
            width += TAB_WIDTH
        elif display.reveal and marks < MAX_MARKS:
            out.append(_MARKS_OF_CONTROLS.get(ord(char), ANY_HIDDEN))
            width += 1
            marks += 1
    shown = "".join(out)
    if display.digits != "as-is":
        shown = shown.translate(DIGITS[display.digits])
    return shown, width
