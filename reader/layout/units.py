"""Unbreakable pieces of a paragraph with the spaces behind them, shaped; words come again, so they are kept."""

import re
from collections.abc import Sequence
from itertools import chain, islice, pairwise
from typing import NamedTuple

from reader.layout.breaks import breaks_at_spaces, mandatory, opportunities, without_marks
from reader.layout.clusters import HANGING, Shaped, shape
from reader.layout.joining import joining_forms
from reader.layout.options import Display
from reader.layout.pieces import Pieces
from reader.layout.properties import JOINING, LINE

TOKENS = re.compile("[^ ]+ *| +")
"""Words with the spaces behind them: nothing joins and no cluster reaches across a space."""

_UNBROKEN = re.compile('["<(]*[AH0m]*[,!)}">]* *')  # classes of words without a break inside
_NEVER_AFTER = frozenset('(["<>')  # classes before spaces that may forbid a break behind them
_NEVER_BEFORE = frozenset("})]!,/wz2s%>brnl")  # and classes behind spaces
_KEPT = 16384  # words
_LONGEST_KEPT = 48  # code points


class Unit(NamedTuple):
    """A piece between two break opportunities. Tuples are by cluster, in logical order."""

    texts: tuple[str, ...]
    lengths: tuple[int, ...] | None  # code points; None if 1 each
    widths: tuple[int, ...] | None  # cells; None if 1 each
    clusters: int
    hang: int  # clusters of white space at the end, which take no cells at the end of a line
    spaced: bool  # whether it ends in a space
    hard: bool  # ends in a mandatory break
    head: str  # up to two line-breaking classes it begins with, where it begins a word
    tail: str  # and ends with before its spaces, where it ends a word
    sensitive_head: bool  # whether the break before it depends on the unit before
    sensitive_tail: bool  # whether the break after it depends on the unit behind


class Units(dict[str, tuple[Unit, ...]]):
    """Units of words, made when first asked for and kept while there are not too many."""

    def __init__(self, display: Display) -> None:
        self.display = display

    def __missing__(self, token: str) -> tuple[Unit, ...]:
        units = units_of(token, self.display)
        if len(token) <= _LONGEST_KEPT:
            if len(self) >= _KEPT:
                for old in list(islice(self, _KEPT // 2)):  # frequent words come back soon
                    del self[old]
            self[token] = units
        return units


_UNITS: dict[Display, Units] = {}


def _kept_units(display: Display) -> Units:
    """The units kept for one display; few displays are in use at a time."""
    units = _UNITS.get(display)
    if units is None:
        if len(_UNITS) >= 4:
            _UNITS.clear()
        units = _UNITS[display] = Units(display)
    return units


def units_of(
    token: str, display: Display, forms: Sequence[int] | None = None, ligate: bool = True
) -> tuple[Unit, ...]:
    """The units of a word and the spaces behind it."""
    shaped = shape(token, display, forms, ligate)
    classes = token.translate(LINE)
    cuts = [] if _UNBROKEN.fullmatch(classes) else opportunities(classes)
    content = without_marks(classes.rstrip(" "))[0]
    if not cuts:
        return (_unit(token, classes, shaped, 0, len(token), 0, len(shaped.texts), content, content),)
    units = []
    cuts.append(len(token))
    wanted = iter(cuts)
    cut = next(wanted)
    begin = first = at = 0
    for index, length in enumerate(shaped.lengths, 1):
        at += length
        while cut < at:  # an opportunity inside a cluster is none
            cut = next(wanted)
        if at == cut:
            head = "" if begin else content
            tail = content if at == len(token) and classes[begin] != " " else ""
            units.append(_unit(token, classes, shaped, begin, at, first, index, head, tail))
            begin, first = at, index
    return tuple(units)


def _unit(
    token: str,
    classes: str,
    shaped: Shaped,
    begin: int,
    end: int,
    first: int,
    last: int,
    head: str,
    tail: str,
) -> Unit:
    texts, lengths = tuple(shaped.texts[first:last]), tuple(shaped.lengths[first:last])
    widths = tuple(shaped.widths[first:last])
    count = last - first
    hang, at = 0, end
    while hang < count and token[at - 1] in HANGING:
        hang += 1
        at -= lengths[-hang]
    return Unit(
        texts,
        None if end - begin == count else lengths,
        None if max(widths) == min(widths) == 1 else widths,
        count,
        hang,
        classes[end - 1] == " ",
        mandatory(classes, end),
        head[:2],
        tail[-2:],
        head[:1] in _NEVER_BEFORE if head else False,
        tail[-1:] in _NEVER_AFTER if tail else False,
    )


def may_break_between(before: Unit, after: Unit) -> bool:
    """Whether a line may break between two units of one paragraph."""
    if before.hard or not before.spaced or not (before.sensitive_tail or after.sensitive_head):
        return True
    return breaks_at_spaces(before.tail, after.head)


def general_pieces(text: str, display: Display, levels: bytes | None) -> Pieces:
    """Pieces of any paragraph; `levels` are needed where explicit formatting may part or turn joined letters."""
    tokens = TOKENS.findall(text)
    if levels is None:
        units = list(chain.from_iterable(map(_kept_units(display).__getitem__, tokens)))
    else:
        units = _units_in_levels(text, tokens, display, levels)
    texts = list(chain.from_iterable([unit.texts for unit in units]))
    lengths = widths = None
    if len(texts) != len(text):
        lengths = list(chain.from_iterable([unit.lengths or (1,) * unit.clusters for unit in units]))
    if any(unit.widths for unit in units):
        widths = list(chain.from_iterable([unit.widths or (1,) * unit.clusters for unit in units]))
    ends: list[int] = []
    hangs: list[int] = []
    hard: list[int] = []
    end = 0
    for unit, following in pairwise([*units, None]):
        end += unit.clusters  # type: ignore[union-attr]
        if following is None or may_break_between(unit, following):  # type: ignore[arg-type]
            if unit.hard:  # type: ignore[union-attr]
                hard.append(len(ends))
            ends.append(end)
            hangs.append(unit.hang)  # type: ignore[union-attr]
    return Pieces(texts, lengths, widths, ends, hangs, hard)


def _units_in_levels(text: str, tokens: list[str], display: Display, levels: bytes) -> list[Unit]:
    types = text.translate(JOINING)
    forms = joining_forms(text, levels)
    units: list[Unit] = []
    start = 0
    for token in tokens:
        end = start + len(token)
        # In a left-to-right override lam and alef stand in the wrong order for their ligature.
        ligate = all(levels[i] & 1 for i in range(start, end) if types[i] in "DR")
        units += units_of(token, display, forms[start:end], ligate)
        start = end
    return units


def forget_units() -> None:
    """Empties what is kept of words, to measure the first time they are met."""
    for units in _UNITS.values():
        units.clear()
