"""What each code point of the article is marked as: annotations and the reader's choice as sets of bits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from rich.style import Style

from reader.annotate.model import Analysis
from reader.ui.theme import Look

Range = tuple[int, int]

LAYERS = (
    "claim",
    "indirect",
    "direct",
    "cue",
    "reference",
    "MISC",
    "ORG",
    "LOC",
    "PER",
    "found",
    "linked",
    "dim",
    "selected",
    "cursor",
)
"""Names of theme styles, one bit each, the later laid over the earlier: a name in a quotation in a claim shows all three."""
BIT = {name: 1 << position for position, name in enumerate(LAYERS)}
_BLOCK = 512
"""Code points to a bucket of spans: a row looks only into the one or two it touches."""


class Highlights:
    """Marked spans of one article, by layer, and the bits they give to a row."""

    def __init__(self) -> None:
        self._base: dict[int, list[tuple[int, int, int]]] = {}
        self._over: tuple[tuple[int, int, int], ...] = ()
        self.hits: Sequence[Range] = ()
        """Spans that a search found, in order."""
        self.hidden = 0
        """Bits of the annotation layers that are not shown."""

    def annotate(self, analysis: Analysis) -> list[Range]:
        """Take over all that was found; returns the spans whose marking changed."""
        before = {span for bucket in self._base.values() for span in bucket}
        after = set(_marks(analysis))
        self._base = {}
        for span in sorted(after):
            for block in range(span[0] // _BLOCK, max(span[0], span[1] - 1) // _BLOCK + 1):
                self._base.setdefault(block, []).append(span)
        return [(start, end) for start, end, _ in before ^ after]

    def choose(self, **layers: Iterable[Range]) -> list[Range]:
        """Set what stands over the annotations (`selected`, `linked`, `found`, `cursor`, `dim`), replacing all of it.

        Returns the spans whose marking changed.
        """
        over = tuple((start, end, BIT[name]) for name, spans in layers.items() for start, end in spans)
        changed = set(over) ^ set(self._over)
        self._over = over
        return [(start, end) for start, end, _ in changed]

    def find(self, hits: Sequence[Range]) -> list[Range]:
        """Mark what a search found, in order and apart, in place of what was found before; the spans that changed."""
        changed = set(hits) ^ set(self.hits)
        self.hits = tuple(hits)
        return sorted(changed)

    def bits(self, start: int, end: int) -> list[int]:
        """One number a code point of `start:end`: the layers on it."""
        found = [0] * (end - start)
        shown = ~self.hidden
        for block in range(start // _BLOCK, max(start, end - 1) // _BLOCK + 1):
            for first, last, bit in self._base.get(block, ()):
                if first < end and start < last and bit & shown:
                    _mark(found, max(first, start) - start, min(last, end) - start, bit)
        number = max(0, bisect_right(self.hits, (start, 0)) - 1)
        while number < len(self.hits) and self.hits[number][0] < end:
            first, last = self.hits[number]
            if last > start:
                _mark(found, max(first, start) - start, min(last, end) - start, BIT["found"])
            number += 1
        for first, last, bit in self._over:
            if first < end and start < last:
                _mark(found, max(first, start) - start, min(last, end) - start, bit)
        return found

    def at(self, offset: int) -> frozenset[str]:
        """The names of the layers on one code point."""
        bits = self.bits(offset, offset + 1)[0]
        return frozenset(name for name, bit in BIT.items() if bits & bit)


def _mark(bits: list[int], start: int, end: int, bit: int) -> None:
    for position in range(start, end):
        bits[position] |= bit


def _marks(analysis: Analysis) -> Iterable[tuple[int, int, int]]:
    for entity in analysis.entities:
        bit = BIT[entity.type]
        yield from ((mention.start, mention.end, bit) for mention in entity.mentions)
        yield from ((ref.start, ref.end, BIT["reference"]) for ref in entity.references)
    for quote in analysis.quotes:
        yield quote.start, quote.end, BIT["indirect" if quote.kind == "indirect" else "direct"]
        if quote.cue:
            yield quote.cue.start, quote.cue.end, BIT["cue"]
    for claim in analysis.claims:
        yield claim.start, claim.end, BIT["claim"]


class Palette:
    """Bits to rich styles, each combination made once."""

    def __init__(self, look: Look, base: Style) -> None:
        self._layers = [(BIT[name], look[name]) for name in LAYERS]
        self._made: dict[int, Style] = {0: base}
        self._base = base

    def __getitem__(self, bits: int) -> Style:
        style = self._made.get(bits)
        if style is None:
            style = self._base + Style.combine(part for bit, part in self._layers if bits & bit)
            self._made[bits] = style
        return style


def touching(spans: Sequence[Range], start: int, end: int) -> bool:
    """Whether any of `spans` shares a code point with `start:end`."""
    return any(first < end and start < last for first, last in spans)
