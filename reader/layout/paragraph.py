"""A paragraph becomes lines: levels, clusters and breaks put together, filled greedily."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, islice
from operator import sub

from reader.layout.bidi import EXPLICIT, paragraph, reset_whitespace
from reader.layout.line import Line
from reader.layout.options import Options
from reader.layout.ordinary import BIDI_CODES, ordinary
from reader.layout.pieces import Pieces
from reader.layout.plain import all_right_to_left, plain_pieces
from reader.layout.properties import BIDI, MIRROR
from reader.layout.units import general_pieces

SEPARATOR = re.compile("\r\n|[\n\r\x1c-\x1e\x85\u2029]")  # bidi class B
_MIRRORED = re.compile(f"[{re.escape(''.join(MIRROR))}]")
_LONGER = re.compile(b"[^\x01]")
_BREAK_AFTER = frozenset("/?&=#-_.@:;,+%")  # where a word longer than a line is cut, if it can be


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
    """Adds the lines of one paragraph."""
    pieces, classes, base, levels = _resolve(text, options)
    texts, lengths, widths = pieces.texts, pieces.lengths, pieces.widths
    starts: Sequence[int]
    if lengths is None:
        starts = range(offset, offset + len(text) + 1)
    else:
        starts = list(accumulate(lengths, initial=offset))
    if lengths is None:
        own_levels = levels
    elif levels.count(levels[0]) == len(levels):
        own_levels = levels[: len(texts)]
    else:
        own_levels = _levels_of_clusters(levels, lengths)
    if base or max(levels):
        texts = _mirror(text, texts, starts, levels, offset)
    for first, shown, last, cells in _wrap(pieces, options.width):
        own = own_levels[first:shown]
        if classes and shown > first and classes[starts[shown] - offset - 1] in "W6789b12345":
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


def _levels_of_clusters(levels: bytes, lengths: list[int]) -> bytes:
    """The level of the first code point of each cluster."""
    try:
        packed = bytes(lengths)
    except ValueError:  # a tower of more than 255 marks
        return bytes(map(levels.__getitem__, islice(accumulate(lengths, initial=0), len(lengths))))
    kept = []
    at = index = 0
    for match in _LONGER.finditer(packed):
        end = at + match.start() - index + 1
        kept.append(levels[at:end])
        at, index = end - 1 + packed[match.start()], match.end()
    return b"".join([*kept, levels[at:]])


def _resolve(text: str, options: Options) -> tuple[Pieces, str, int, bytes]:
    """Pieces, bidi classes ("" if no line can end in white space or controls), base level and levels (with L1 but
    for the ends of lines) of a paragraph."""
    display = options.display
    pieces = None
    codes = ordinary(text)
    if codes is None:
        classes = text.translate(BIDI)
    else:
        pieces = plain_pieces(text, codes, display)
        coded = codes.translate(BIDI_CODES)
        if options.base != 0 and all_right_to_left(coded):
            return pieces, "", 1, b"\1" * len(text)
        classes = coded.decode("ascii")
    base, levels = paragraph(text, classes, options.base, options.fallback)
    if pieces is None:
        explicit = levels if EXPLICIT.search(classes) else None
        pieces = general_pieces(text, display, explicit)
    return pieces, classes, base, reset_whitespace(classes, levels, base)


def _mirror(
    text: str, texts: Sequence[str], starts: Sequence[int], levels: bytes, offset: int
) -> Sequence[str]:
    """Rule L4."""
    changed: list[str] | None = None
    for match in _MIRRORED.finditer(text):
        at = match.start()
        if levels[at] & 1:
            if changed is None:
                changed = list(texts)
            index = at if isinstance(starts, range) else bisect_right(starts, at + offset) - 1
            changed[index] = changed[index].replace(match[0], MIRROR[match[0]], 1)
    if changed is None:
        return texts
    return "".join(changed) if isinstance(texts, str) else changed


def _reset_end(
    own: bytes, classes: str, starts: Sequence[int], first: int, shown: int, offset: int, base: int
) -> bytes:
    """Rule L1 for what is left of white space and isolate controls at the end of a line."""
    at = starts[shown] - offset
    begin = starts[first] - offset
    while at > begin and classes[at - 1] in "W6789b12345":
        at -= 1
    kept = bisect_right(starts, at + offset - 1) - first
    return own[:kept] + bytes([base]) * (len(own) - kept)


def _wrap(pieces: Pieces, width: int) -> list[tuple[int, int, int, int]]:
    """Greedy lines: (first cluster, end of those shown, end with hanging white space, cells)."""
    texts, _, widths, ends, hangs, hard = pieces
    lefts = None if widths is None else list(accumulate(widths, initial=0))
    # The cells up to each break, without the white space before it.
    if lefts is None:
        edges = list(map(sub, ends, hangs))
    else:
        edges = [lefts[end - hang] for end, hang in zip(ends, hangs, strict=True)]
    found = []
    at = first = left = 0
    count = len(ends)
    while at < count:
        end = bisect_right(edges, left + width, at) - 1
        if hard:
            following = bisect_left(hard, at)
            if following < len(hard) and hard[following] < end:
                end = hard[following]
        if end >= at:
            last = ends[end]
            found.append((first, max(first, last - hangs[end]), last, max(0, edges[end] - left)))
            at = end + 1
        else:
            shown, last = _cut(texts, lefts, first, ends[at], width)
            found.append((first, shown, last, (shown if lefts is None else lefts[shown]) - left))
        first, left = last, last if lefts is None else lefts[last]
    return found


def _cut(texts: Sequence[str], lefts: list[int] | None, first: int, end: int, width: int) -> tuple[int, int]:
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
