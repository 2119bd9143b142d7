"""Ordinary paragraphs, quickly: letters with their marks, digits and punctuation, parted by spaces.

Gives what the general way (units.py) gives, with operations on whole strings; tests hold the two against each other.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, compress

from reader.layout.breaks import breaks_at_spaces, opportunities
from reader.layout.clusters import MAX_MARKS
from reader.layout.options import Display
from reader.layout.ordinary import LINE_CODES, decoded, joined, without_marks
from reader.layout.pieces import Pieces

_MARKS_RUN = re.compile("[\u064b-\u0652\u0670]+")
_SPACES = re.compile(" +")
_LIGATURE = re.compile("[\ufef5-\ufefc]")
_LEFT = re.compile(b"[LEN]")
# Line-breaking classes in a word that may give a break: AH0, quotes, }) ,! and ( hold together in most orders.
_INNER = re.compile(r'[^ nAH0"<>](?:(?<![})\],!(\[])|(?<=[})\],!])(?=[AH0(\[])|(?<=[AH0][(\[]))')
# Classes before spaces that may forbid a break behind them, and classes behind spaces.
_NEVER_AFTER, _NEVER_BEFORE = '(["<>', "})]!,/2s%>"
_HELD = re.compile(f" (?:(?=[{re.escape(_NEVER_BEFORE)}])|(?<=[{re.escape(_NEVER_AFTER)}] ))")


def all_right_to_left(classes: bytes) -> bool:
    """Whether ordinary text of some bidi classes is Arabic letters and neutral characters only."""
    return b"A" in classes and _LEFT.search(classes) is None


def plain_pieces(text: str, codes: bytes, display: Display) -> Pieces:
    """Pieces of a text with the codes that `ordinary` gives."""
    bare = without_marks(codes)
    lengths = None
    if display.presentation_forms:
        shown = joined(bare, display.digits)
        if len(shown) != len(bare):
            lengths = [1] * len(shown)
            for match in _LIGATURE.finditer(shown):
                lengths[match.start()] = 2
    else:
        shown = decoded(bare, display.digits)
    classes = bare.translate(LINE_CODES).decode("ascii")
    starts: Sequence[int] = range(len(bare) + 1)
    if lengths is not None and (
        len(codes) > len(bare) or _HELD.search(classes) or _INNER.search(classes) or "  " in classes
    ):
        starts = list(
            accumulate(lengths, initial=0)
        )  # not needed, then, where every break is behind one space
    ends, hangs = _breaks(classes, shown, starts)
    shown = shown.replace("\u00a0", " ")
    if len(codes) == len(bare):
        return Pieces(shown, lengths, None, ends, hangs, [])
    texts = list(shown)
    lengths = lengths or [1] * len(texts)
    removed = 0
    for match in _MARKS_RUN.finditer(text):
        index = bisect_right(starts, match.start() - removed - 1) - 1
        removed += len(match[0])
        lengths[index] += len(match[0])
        if display.marks:
            texts[index] += match[0][:MAX_MARKS]
    return Pieces(texts, lengths, None, ends, hangs, [])


def _breaks(classes: str, shown: str, starts: Sequence[int]) -> tuple[list[int], list[int]]:
    """Cluster indices of the break opportunities, and the hanging white space before each."""
    body = shown.rstrip(" \n")
    if "  " in body:
        return _breaks_at_wide_spaces(classes, shown, body, starts)
    ends = list(accumulate([len(word) + 1 for word in body.split(" ")]))
    ends[-1] = len(shown)
    hangs = [1] * len(ends)
    hangs[-1] = len(shown) - len(body)
    held = {
        bisect_left(starts, match.end())
        for match in _HELD.finditer(classes, 0, len(classes) - hangs[-1])
        if not breaks_between(
            classes[max(0, match.start() - 2) : match.start()], classes[match.end() : match.end() + 2]
        )
    }
    if held:
        kept = [end not in held for end in ends]
        ends, hangs = list(compress(ends, kept)), list(compress(hangs, kept))
    return _with_inner_breaks(classes, starts, ends, hangs)


def _breaks_at_wide_spaces(
    classes: str, shown: str, body: str, starts: Sequence[int]
) -> tuple[list[int], list[int]]:
    """As `_breaks`, where several spaces may stand together."""
    ends, hangs = [], []
    for match in _SPACES.finditer(body):
        start, end = starts[match.start()], starts[match.end()]
        sensitive = classes[start - 1] in _NEVER_AFTER or classes[end] in _NEVER_BEFORE
        if not sensitive or breaks_between(classes[max(0, start - 2) : start], classes[end : end + 2]):
            ends.append(match.end())
            hangs.append(match.end() - match.start())
    return _with_inner_breaks(classes, starts, [*ends, len(shown)], [*hangs, len(shown) - len(body)])


def _with_inner_breaks(
    classes: str, starts: Sequence[int], ends: list[int], hangs: list[int]
) -> tuple[list[int], list[int]]:
    inner = [(bisect_left(starts, cut), 0) for cut in _inner_breaks(classes)]
    if not inner:
        return ends, hangs
    both = sorted([*zip(ends, hangs, strict=True), *inner])
    return [end for end, _ in both], [hang for _, hang in both]


@lru_cache(4096)
def breaks_between(before: str, after: str) -> bool:
    """Whether a line may break at spaces with these two classes before and behind, of which some may be spaces."""
    return breaks_at_spaces(before.rpartition(" ")[2], after.partition(" ")[0].rstrip("n"))


def _inner_breaks(classes: str) -> list[int]:
    """Where words may be broken, in code points."""
    found: list[int] = []
    end = 0
    for match in _INNER.finditer(classes):
        if match.start() < end:
            continue
        start = classes.rfind(" ", 0, match.start()) + 1
        end = classes.find(" ", match.start())
        end = len(classes) if end < 0 else end
        found += [start + cut for cut in opportunities(classes[start:end])]
    return found
