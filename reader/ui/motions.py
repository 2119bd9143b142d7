"""Where a motion leads: words, sentences and paragraphs of an article as offsets, found once and searched by halving."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Literal

from reader.annotate import tokens

Unit = Literal["word", "sentence", "paragraph"]
Range = tuple[int, int]
NEAR = 300
"""Code points around an offset that are searched for words at a time."""


class Motions:
    """The units of one article's text; offsets are code points."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def paragraph(self) -> list[Range]:
        return tokens.paragraphs(self.text)

    @cached_property
    def sentence(self) -> list[Range]:
        return tokens.sentences(self.text)

    def words_between(self, start: int, end: int) -> list[Range]:
        """The words and numbers that begin in `start:end`."""
        return [(start + word.start, start + word.end) for word in tokens.words(self.text[start:end])]

    def forward(self, offset: int, unit: Unit) -> int:
        """The start of the next unit after `offset`; the last one's when there is none."""
        if unit == "word":
            return self._next_word(offset)
        starts = self._starts(unit)
        return starts[min(bisect_right(starts, offset), len(starts) - 1)] if starts else offset

    def backward(self, offset: int, unit: Unit) -> int:
        """The start of the unit at `offset`, or of the one before when `offset` is that start; else the first one's."""
        if unit == "word":
            return self._previous_word(offset)
        starts = self._starts(unit)
        return starts[max(bisect_left(starts, offset) - 1, 0)] if starts else offset

    def around(self, offset: int, unit: Unit) -> Range:
        """The unit that holds `offset`, else the nearest one that begins before it, else the first."""
        if unit == "word":
            start, end = self._near(offset)
            spans = self.words_between(start, end) or [(start, end)]
        else:
            spans = self.sentence if unit == "sentence" else self.paragraph
        if not spans:
            return (0, 0)
        return spans[max(0, bisect_right(spans, (offset, len(self.text) + 1)) - 1)]

    def number(self, offset: int) -> int:
        """The number of the paragraph at `offset`, from 1; 0 in an empty text."""
        return bisect_right(self.paragraph, (offset, len(self.text) + 1))

    def _starts(self, unit: Unit) -> list[int]:
        return self._sentence_starts if unit == "sentence" else self._paragraph_starts

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentence]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.paragraph]

    def _near(self, offset: int) -> Range:
        """A stretch of the paragraph at `offset`, cut at spaces: a paragraph without end costs no more than a short one."""
        start, end = self.around(offset, "paragraph")
        first = self.text.rfind(" ", start, max(start, offset - NEAR)) + 1 or start
        last = self.text.find(" ", offset + NEAR, end)
        return first, last if last >= 0 else end

    def _next_word(self, offset: int) -> int:
        at = offset
        while at < len(self.text):
            start, end = self._near(at)
            for first, _ in self.words_between(max(start, 0), end):
                if first > offset:
                    return first
            at = max(end, at) + 1
            following = bisect_left(self._paragraph_starts, at)
            if self.around(at, "paragraph")[1] < at:
                if following >= len(self._paragraph_starts):
                    break
                at = self._paragraph_starts[following]
        return offset

    def _previous_word(self, offset: int) -> int:
        at = offset
        while True:
            start, end = self._near(at)
            for first, _ in reversed(self.words_between(start, end)):
                if first < offset:
                    return first
            at = start - 1
            if at < 0:
                return offset
