"""How each kind of margin item is drawn: a few rows of cells, right to left, its state and kind told by symbol and colour."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.interchange.margin import SPREAD, Item
from reader.ui import visual
from reader.ui.theme import Look

WRAP = 3
"""At most this many rows of an item's words; the drawer shows them all."""
EDGE = 3
"""Cells at the right for the bar of the chosen item and the symbol of its state."""
STATES = {"accepted": "✓", "rejected": "✗", "corrected": "✎", "undecided": "○", "pending": "·"}
"""The symbol of each review state."""
KINDS = {
    "direct": "“”",
    "indirect": "≈",
    "mixed": "“≈",
    "denied": "≠",
    "negated": "∅",
    "hypothetical": "?",
    "future": "…",
}
"""How words were said, beside the speaker."""
ALONE = "½"
"""Beside a name that one of two engines sees and the other does not."""
BARS = "·▁▂▃▄▅▆▇█"
METER = 5


class Inks(NamedTuple):
    """What a row is drawn with: the ground, the theme, and whether it is the chosen one."""

    ground: Style
    look: Look
    chosen: bool
    state: str

    def __call__(self, name: str) -> Style:
        """A theme style on the row's ground; where there are few colours the chosen row keeps to its own."""
        if self.chosen and self.look.depth != "full":
            return self.ground
        return self.ground + self.look[name]


def height(item: Item, width: int) -> int:
    """How many rows `item` takes at `width` cells."""
    if item.kind == "quote":
        return len(_words(item, width)) + (1 if item.label else 0)
    if item.kind == "claim":
        return len(_words(item, width)) + 1
    return 1


def draw(item: Item, width: int, inks: Inks) -> list[Strip]:
    """The rows of `item`, each exactly `width` cells."""
    maker = {
        "group": _group,
        "entity": _counted,
        "speaker": _counted,
        "quote": _quote,
        "claim": _claim,
    }.get(item.kind, _occurrence)
    rows = maker(item, max(1, width - EDGE), inks)
    return [
        Strip([*_fit(row, width - EDGE, inks.ground), *_edge(inks, first=not number)], width)
        for number, row in enumerate(rows)
    ]


def _edge(inks: Inks, first: bool) -> list[Segment]:
    """The right end of a row: the state's symbol on the first one, the bar of the chosen item on all."""
    symbol = STATES.get(inks.state, " ") if first else " "
    ink = inks(inks.state) if inks.state else inks.ground
    bar = Segment("▐", inks("meter")) if inks.chosen else Segment(" ", inks.ground)
    return [Segment(f" {symbol}", ink), bar]


def _fit(row: list[Segment], width: int, ground: Style) -> list[Segment]:
    """Fill or cut a row to `width` cells; a cut takes the left end, where a right-to-left row has its least."""
    room = width - sum(segment.cell_length for segment in row)
    if room > 0:
        return [Segment(" " * room, ground), *row]
    return list(Strip(row).crop(-room, -room + width)) if room else row


def _words(item: Item, width: int) -> tuple[visual.Line, ...]:
    return visual.rows(item.text, max(1, width - EDGE - 1 - 2 * item.depth - _lead(item)), WRAP)


def _lead(item: Item) -> int:
    """Cells before an item's words, at the right: a claim's number."""
    return 3 if item.kind == "claim" else 0


def _group(item: Item, width: int, inks: Inks) -> list[list[Segment]]:
    ink = inks("label") + Style(bold=True)
    label = visual.row(f"{item.label} · {item.count}", width)
    return [
        [Segment(" ", ink), *visual.plain(label, ink), Segment(" " * max(0, width - label.width - 1), ink)]
    ]


def _counted(item: Item, width: int, inks: Inks) -> list[list[Segment]]:
    """An entity or a speaker: the name at the right, how often and where at the left."""
    quiet = inks("label")
    count = f"{item.count:>3} " if item.count else "    "
    left = [Segment(count, quiet)]
    if width >= 36:
        left = [Segment(" ", quiet), Segment(minimap(item.spread), inks("meter")), *left]
    if item.alone:
        left.append(Segment(f"{ALONE} ", inks("warn")))
    used = sum(cell_len(segment.text) for segment in left)
    ink = inks(item.tone) if item.kind == "entity" else inks.ground + Style(bold=True)
    name = visual.row(item.text or item.label, max(1, width - used - 2))
    fold = {True: "▾", False: "◂", None: " "}[item.open]
    gap = width - used - name.width - 2
    return [[*left, Segment(" " * max(0, gap), quiet), *visual.plain(name, ink), Segment(f" {fold}", quiet)]]


def _occurrence(item: Item, width: int, inks: Inks) -> list[list[Segment]]:
    ink = inks.ground if item.kind == "mention" else inks("reference")
    line = visual.row(item.text, max(1, width - 3))
    return [[*visual.plain(line, ink), Segment(" · ", inks("label"))]]


def _quote(item: Item, width: int, inks: Inks) -> list[list[Segment]]:
    rows = []
    quiet = inks("label")
    kind = KINDS.get(item.tone, "")
    if item.label:
        name = visual.row(item.label, max(1, width - 4))
        ink = inks.ground + Style(bold=True)
        between = max(1, width - name.width - cell_len(kind) - 1)
        rows.append([Segment(f" {kind}", quiet), Segment(" " * between, quiet), *visual.plain(name, ink)])
    indent = "  " * item.depth
    for line in _words(item, width + EDGE):
        rows.append([*_aligned(line, width - 2 * item.depth, inks.ground), Segment(indent, inks.ground)])
    return rows


def _claim(item: Item, width: int, inks: Inks) -> list[list[Segment]]:
    quiet = inks("label")
    room = width - _lead(item)
    rows = []
    for number, line in enumerate(_words(item, width + EDGE)):
        lead = f" {item.rank:<2}" if not number else "   "
        rows.append([*_aligned(line, room, inks.ground), Segment(lead, quiet)])
    full = round((item.meter or 0) * METER)
    meter = [
        Segment(" " + "━" * full, inks("meter")),
        Segment(
            "─" * (METER - full) + (" ≠" if item.tone == "deny" else " ?" if item.tone == "question" else ""),
            quiet,
        ),
    ]
    used = sum(cell_len(segment.text) for segment in meter)
    name = visual.row(item.label, max(1, room - used - 1))
    rows.append(
        [
            *meter,
            Segment(" " * max(0, room - used - name.width), quiet),
            *visual.plain(name, quiet),
            Segment("   ", quiet),
        ]
    )
    return rows


def _aligned(line: visual.Line, width: int, ink: Style) -> list[Segment]:
    before = max(0, width - line.width)
    return [Segment(" " * before, ink), *visual.plain(line, ink)] if before else visual.plain(line, ink)


def minimap(spread: tuple[int, ...]) -> str:
    """Where in the article something stands, its beginning at the right as the text's."""
    most = max(spread, default=0) or 1
    cells = [
        BARS[0] if not count else BARS[max(1, count * (len(BARS) - 1) // max(most, 4))] for count in spread
    ]
    return "".join(reversed(cells)) if cells else BARS[0] * SPREAD
