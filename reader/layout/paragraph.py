"""A paragraph becomes lines: levels, clusters and breaks put together, filled greedily."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain
from operator import attrgetter, sub

from reader.layout.bidi import paragraph, reset_whitespace
from reader.layout.joining import joining_forms
from reader.layout.line import Line
from reader.layout.options import Options
from reader.layout.properties import BIDI, JOINING, MIRROR
from reader.layout.units import TOKENS, Unit, kept_units, may_break_between, units_of

SEPARATOR = re.compile("\r\n|[\n\r\x1c-\x1e\x85\u2029]")  # bidi class B
_EXPLICIT = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MIRRORED = re.compile(f"[{re.escape(''.join(MIRROR))}]")
_TRAILING = re.compile("[W6789b1-5]+$")
_BREAK_AFTER = frozenset("/?&=#-_.@:;,+%")  # where a word longer than a line is cut, if it can be

_TEXTS, _LENGTHS, _WIDTHS = attrgetter("texts"), attrgetter("lengths"), attrgetter("widths")
_CLASSES, _COUNT, _CELLS = attrgetter("bidi"), attrgetter("clusters"), attrgetter("cells")
_HANG, _HANG_CELLS = attrgetter("hang"), attrgetter("hang_cells")
_ENDS_WORDS = attrgetter("sensitive_tail")
_BEGINS_WORDS = attrgetter("sensitive_head")
_HARD = attrgetter("hard")


def layout_paragraph(text: str, options: Options, offset: int = 0) -> tuple[Line, ...]:
    """Lines of a text, no wider than `options.width` (at least 8) and without gap or overlap.

    `offset` is added to all spans. A paragraph separator inside the text ends a paragraph (UAX #9 P1) and a line;
    an empty text is one empty line.
    """
    lines: list[Line] = []
    start = 0
    for match in SEPARATOR.finditer(text):
        _fill(text[start : match.end()], options, offset + start, lines)
        start = match.end()
    if start < len(text):
        _fill(text[start:] if start else text, options, offset + start, lines)
    return tuple(lines) if lines else (Line([], (offset,), None, b"", options.base or 0, 0),)


def _fill(text: str, options: Options, offset: int, lines: list[Line]) -> None:
    units, classes, base, levels = _resolve(text, options)
    texts = list(chain.from_iterable(map(_TEXTS, units)))
    starts: Sequence[int]
    if len(texts) == len(text):
        starts = range(offset, offset + len(text) + 1)
    else:
        lengths = chain.from_iterable([u.lengths or (1,) * u.clusters for u in units])
        starts = list(accumulate(lengths, initial=offset))
    _mirror(text, texts, starts, levels, offset)
    widths: list[int] | None = None
    if any(map(_WIDTHS, units)):
        widths = list(chain.from_iterable([u.widths or (1,) * u.clusters for u in units]))
    if len(texts) != len(text):
        levels_of_clusters = bytes([levels[s - offset] for s in starts[:-1]])
    else:
        levels_of_clusters = levels
    for first, shown, last, cells in _wrap(units, texts, widths, options.width):
        own = levels_of_clusters[first:shown]
        if shown > first and classes[starts[shown] - offset - 1] in "W6789b12345":
            own = _reset_end(own, classes, starts, first, shown, offset, base)
        lines.append(
            Line(
                texts[first:shown],
                starts[first : last + 1],
                None if widths is None else widths[first:shown],
                own,
                base,
                cells,
            )
        )


def _resolve(text: str, options: Options) -> tuple[list[Unit], str, int, bytes]:
    """Units, bidi classes, base level and levels (L1 but for the ends of lines) of a paragraph."""
    display = options.display
    tokens = TOKENS.findall(text)
    if _EXPLICIT.search(text) is None:
        units = list(chain.from_iterable(map(kept_units(display).__getitem__, tokens)))
        classes = "".join(map(_CLASSES, units))
        base, levels = paragraph(text, classes, options.base, options.fallback)
        return units, classes, base, reset_whitespace(classes, levels, base)
    classes = text.translate(BIDI)
    base, levels = paragraph(text, classes, options.base, options.fallback)
    types = text.translate(JOINING)
    forms = joining_forms(text, levels)
    units = []
    start = 0
    for token in tokens:
        end = start + len(token)
        # In a left-to-right override lam and alef stand in the wrong order for their ligature.
        ligate = all(levels[i] & 1 for i in range(start, end) if types[i] in "DR")
        units += units_of(token, display, forms[start:end], ligate)
        start = end
    return units, classes, base, reset_whitespace(classes, levels, base)


def _mirror(text: str, texts: list[str], starts: Sequence[int], levels: bytes, offset: int) -> None:
    """Rule L4."""
    for match in _MIRRORED.finditer(text):
        at = match.start()
        if levels[at] & 1:
            index = at if isinstance(starts, range) else bisect_right(starts, at + offset) - 1
            texts[index] = texts[index].replace(match[0], MIRROR[match[0]], 1)


def _reset_end(
    own: bytes, classes: str, starts: Sequence[int], first: int, shown: int, offset: int, base: int
) -> bytes:
    """Rule L1 for what is left of white space and isolate controls at the end of a line."""
    reset = _TRAILING.search(classes, starts[first] - offset, starts[shown] - offset)
    if reset is None:
        return own
    kept = bisect_right(starts, reset.start() + offset - 1) - first
    return own[:kept] + bytes([base]) * (len(own) - kept)


def _wrap(
    units: list[Unit], texts: list[str], widths: list[int] | None, width: int
) -> list[tuple[int, int, int, int]]:
    """Greedy lines: (first cluster, end of those shown, end with hanging white space, cells)."""
    clusters = list(accumulate(map(_COUNT, units)))
    rights = list(accumulate(map(_CELLS, units))) if widths is not None else clusters
    edges = list(map(sub, rights, map(_HANG_CELLS, units)))
    hangs = list(map(_HANG, units))
    hard = [i for i, unit in enumerate(units) if unit.hard] if any(map(_HARD, units)) else []
    if any(map(_ENDS_WORDS, units)) or any(map(_BEGINS_WORDS, units)):
        kept = [i for i in range(len(units) - 1) if may_break_between(units[i], units[i + 1])]
        if len(kept) < len(units) - 1:
            kept.append(len(units) - 1)
            hard = [kept.index(i) for i in hard] if hard else []
            clusters = [clusters[i] for i in kept]
            rights = [rights[i] for i in kept]
            edges = [edges[i] for i in kept]
            hangs = [hangs[i] for i in kept]
    found = []
    lefts: list[int] | None = None  # of each cluster, needed only for words longer than a line
    at = first = left = 0
    count = len(clusters)
    while at < count:
        end = bisect_right(edges, left + width, at) - 1
        if hard:
            following = bisect_right(hard, at - 1)
            if following < len(hard) and hard[following] < end:
                end = hard[following]
        if end >= at:
            last = clusters[end]
            found.append((first, max(first, last - hangs[end]), last, max(0, edges[end] - left)))
            first, left, at = last, rights[end], end + 1
            continue
        if lefts is None and widths is not None:
            lefts = list(accumulate(widths, initial=0))
        shown, last = _cut(texts, lefts, first, clusters[at], width)
        if lefts is None:
            found.append((first, shown, last, shown - first))
            left = last
        else:
            found.append((first, shown, last, lefts[shown] - left))
            left = lefts[last]
        first = last
    return found


def _cut(texts: list[str], lefts: list[int] | None, first: int, end: int, width: int) -> tuple[int, int]:
    """Where to cut a word that is longer than a line: the end of what is shown, and of the spaces behind it."""
    if lefts is None:
        limit = first + width
    else:
        limit = bisect_right(lefts, lefts[first] + width, first) - 1
    limit = max(first + 1, min(limit, end - 1))
    shown = limit
    for at in range(limit, first + (limit - first) // 2, -1):
        if texts[at - 1] == " " or texts[at] == " " or texts[at - 1] in _BREAK_AFTER:
            shown = at
            break
    last = shown
    while last < end and texts[last] == " ":
        last += 1
    while shown > first + 1 and texts[shown - 1] == " ":
        shown -= 1
    return shown, last
