"""Where words that were marked in one text stand in another: by exact span, then by the words and what surrounds them."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from reader.annotate.normal import Normalised, fold, normalise

CONTEXT = 32
"""Code points kept on each side of a span (the habit of Hypothesis; the W3C selectors leave the length open)."""
_SHORT = 12
"""Words shorter than this recur by chance, so their surroundings must agree too."""


class Anchor(msgspec.Struct, frozen=True):
    """A span described so that it can be found again. `start` is in code points of the text it was taken from."""

    text: str
    start: int
    before: str
    after: str


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of `text[start:end]`."""
    return Anchor(text[start:end], start, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def locate(text: str, wanted: Anchor, shift: int = 0) -> tuple[int, int] | None:
    """The span of `wanted` in `text`, or None when its words are gone or it cannot be told which of several they are.

    `shift` is how far the surroundings have moved as far as is known; it only settles ties. The words are looked for
    as they stand, then without regard to marks, tatweel and letter variants.
    """
    if not wanted.text:
        return None
    end = wanted.start + len(wanted.text)
    if text[wanted.start : end] == wanted.text and _agreement(text, wanted.start, end, wanted) >= 2 * CONTEXT:
        return wanted.start, end
    found = [(m.start(), m.start() + len(wanted.text)) for m in re.finditer(re.escape(wanted.text), text)]
    if not found:
        found = _folded(text, wanted.text)
    return _best(text, found, wanted, shift)


def _best(text: str, found: list[tuple[int, int]], wanted: Anchor, shift: int) -> tuple[int, int] | None:
    if not found:
        return None
    scored = sorted(
        (
            (_agreement(text, start, end, wanted), -abs(start - wanted.start - shift), start, end)
            for start, end in found
        ),
        reverse=True,
    )
    agreement, _, start, end = scored[0]
    short = len(wanted.text) < _SHORT
    if short and agreement < 8 and agreement < len(wanted.before) + len(wanted.after):
        return None
    if len(scored) > 1 and agreement < 16 and scored[1][0] >= agreement:
        return None
    return start, end


def _agreement(text: str, start: int, end: int, wanted: Anchor) -> int:
    """How many code points beside the span are as they were; a side that reached the text's edge then and now is whole."""
    before = text[max(0, start - CONTEXT) : start]
    after = text[end : end + CONTEXT]
    left = _common(before[::-1], wanted.before[::-1])
    right = _common(after, wanted.after)
    if before == wanted.before:
        left = CONTEXT
    if after == wanted.after:
        right = CONTEXT
    return left + right


def _common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


@lru_cache(maxsize=4)
def _normalised(text: str) -> Normalised:
    return normalise(text)


def _folded(text: str, words: str) -> list[tuple[int, int]]:
    plain = _normalised(text)
    needle = fold(words).strip()
    if not needle:
        return []
    return [plain.span(m.start(), m.end()) for m in re.finditer(re.escape(needle), plain.text)]
