"""Quotation marks of every make paired into spans: reversed, nested, unbalanced, glued and over several paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"<<|>>|\(\(|\)\)|''|[«»“”„‟\"‹›″＂]")
_OPENS = {"«", "“", "„", "‹", "<<", "(("}
_CLOSES = {"»", "”", "‟", "›", ">>", "))"}
_FAMILY = {
    "«": "g", "»": "g", "‹": "s", "›": "s", "“": "c", "”": "c", "„": "c", "‟": "c",
    '"': "t", "″": "t", "＂": "t", "''": "q", "<<": "a", ">>": "a", "((": "p", "))": "p",
}  # fmt: skip
_BEFORE_OPENING = re.compile(r"(?:^|[\s(\[:،,\-–—ـ/]|(?<![^\W_])[وف]?(?:[بلكوف]|ال|بال|لل))$")
_AFTER_CLOSING = re.compile(r"$|[\s)\].,،؛;:!؟?\-–—…]")
_NESTING = 4
_PARAGRAPHS = 6
"""How many paragraphs one pair of marks may run over."""


class Marked(NamedTuple):
    """A marked span: its words in start..end, its marks in outer_start..outer_end (code points, half open).

    `balanced` is false where no closing mark was found and the span was ended with its paragraph.
    `depth` is 0 for an outermost span.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    balanced: bool
    depth: int


class _Open(NamedTuple):
    family: str
    start: int
    end: int
    paragraph: int


def pair(text: str, paragraphs: list[tuple[int, int]]) -> list[Marked]:
    """The marked spans of `text` in order. What a mark is, its surroundings say first and its shape second."""
    spans: list[Marked] = []
    stack: list[_Open] = []
    for number, (begin, end) in enumerate(paragraphs):
        if stack and _abandoned(stack, number, text, begin):
            _give_up(stack, spans, text, paragraphs)
        for match in _MARK.finditer(text, begin, end):
            family = _FAMILY[match.group()]
            waiting = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].family == family), None)
            if _is_opening(text, match, begin, end, waiting is not None):
                if len(stack) < _NESTING:
                    stack.append(_Open(family, match.start(), match.end(), number))
            elif waiting is not None:
                opened = stack[waiting]
                del stack[waiting:]
                _add(spans, text, opened, match.start(), match.end(), True)
    _give_up(stack, spans, text, paragraphs)
    return _with_depth(sorted(spans, key=lambda span: (span.outer_start, -span.outer_end)))


def _is_opening(text: str, match: re.Match[str], begin: int, end: int, waiting: bool) -> bool:
    before = text[max(begin, match.start() - 4) : match.start()]
    after = text[match.end() : min(end, match.end() + 1)]
    can_open = bool(_BEFORE_OPENING.search(before)) and bool(after) and not after.isspace()
    can_close = bool(before) and not before[-1].isspace() and bool(_AFTER_CLOSING.match(after))
    if can_open != can_close:
        return can_open
    mark = match.group()
    if mark in _OPENS:
        return not (waiting and can_close)
    if mark in _CLOSES:
        return False if waiting else can_open
    return not waiting


def _abandoned(stack: list[_Open], number: int, text: str, begin: int) -> bool:
    """A new paragraph re-opens with a mark, or the open one has run too far."""
    return number - stack[0].paragraph >= _PARAGRAPHS or bool(_MARK.match(text, begin))


def _give_up(stack: list[_Open], spans: list[Marked], text: str, paragraphs: list[tuple[int, int]]) -> None:
    for opened in stack:
        end = paragraphs[opened.paragraph][1]
        _add(spans, text, opened, end, end, False)
    stack.clear()


def _with_depth(spans: list[Marked]) -> list[Marked]:
    ends: list[int] = []
    nested = []
    for span in spans:
        while ends and ends[-1] <= span.outer_start:
            ends.pop()
        nested.append(span._replace(depth=len(ends)))
        ends.append(span.outer_end)
    return nested


def _add(spans: list[Marked], text: str, opened: _Open, end: int, outer_end: int, balanced: bool) -> None:
    inner = text[opened.end : end]
    start = opened.end + len(inner) - len(inner.lstrip())
    stop = opened.end + len(inner.rstrip())
    if start < stop:
        spans.append(Marked(start, stop, opened.start, outer_end, balanced, 0))
