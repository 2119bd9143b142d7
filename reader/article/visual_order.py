"""Glyphs as they stand on a page, left to right, become text in logical order (the inverse of UAX #9's reordering).

A PDF says where each glyph is drawn, not in which order the words are read: Arabic comes as shaped letters, the end of
the line first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_FORMS = re.compile("[\ufb50-\ufdf9\ufe70-\ufefc]")
_MIRROR = str.maketrans("()[]{}«»‹›<>", ")(][}{»«›‹><")
# What reads left to right inside a right-to-left line: numbers with single separators (rules W4, W5 and L1 after an
# Arabic letter), and Latin words with whatever stands between them.
_DIGITS = r"[0-9\u0660-\u0669\u06f0-\u06f9]"
_NUMBER = re.compile(rf"{_DIGITS}+(?:[.,:/\u066b\u066c]{_DIGITS}+)*")
_LATIN = r"[A-Za-z\u00c0-\u024f\u0370-\u052f]"
_NOT_ARABIC = r"[^\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc\n]"
_LATIN_RUN = re.compile(rf"{_LATIN}(?:{_NOT_ARABIC}*(?:{_LATIN}|{_DIGITS}))?")
_RIGHT_TO_LEFT_LINE = re.compile(rf"\s*[.,:;!?،؛؟]|(?!.*{_LATIN})", re.S)
_COMMON = frozenset(
    re.findall(r"\w+", "في من على إلى عن أن إن ما لا هذا هذه التي الذي كان قال مع بعد قبل بين ذلك")
)


def is_arabic(text: str) -> bool:
    """Whether the letters of `text` are mostly Arabic ones."""
    arabic = len(_ARABIC.findall(text))
    return arabic > 0 and arabic >= len(re.findall(_LATIN, text))


def has_forms(text: str) -> bool:
    """Whether `text` holds presentation forms (shaped letters)."""
    return _FORMS.search(text) is not None


def ordinary(text: str) -> str:
    """`text` with presentation forms as the letters they are forms of (NFKC of those characters alone).

    The word ligatures FDFA–FDFD stay: they are characters of their own right.
    """
    return _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match.group()).lstrip(" "), text)


def logical(glyphs: Sequence[str], *, mirror: bool = True, right_to_left: bool = True) -> str:
    """One line's text from its glyphs in the order of the page, left to right; a glyph may stand for several letters.

    `mirror` says that the glyphs of brackets are the drawn ones (as PDF writers mostly have them). A line that is not
    Arabic is read from left to right, but one without letters, or that would start with a full stop, goes the way of
    its document, `right_to_left`.
    """
    units = [_unit(glyph) for glyph in glyphs]
    text = "".join(units)
    if not is_arabic(text) and not (right_to_left and _RIGHT_TO_LEFT_LINE.match(text)):
        return text
    # Each unit is one place while order is made; its text comes back at the end.
    line = "".join(unit[0] if unit else " " for unit in units)
    runs = _left_to_right_runs(line)
    pieces: list[str] = []
    place = len(line)
    for start, end in reversed(runs):
        pieces += (_turned(unit, mirror) for unit in reversed(units[end:place]))
        pieces += units[start:end]
        place = start
    pieces += (_turned(unit, mirror) for unit in reversed(units[:place]))
    return "".join(pieces)


def _unit(glyph: str) -> str:
    """A glyph's letters, in ordinary characters; a lam-alef that was noted backwards is put right."""
    text = ordinary(glyph)
    if len(text) == 2 and text[0] in "اأإآ" and text[1] == "ل":
        return text[::-1]
    return text


def _turned(unit: str, mirror: bool) -> str:
    return unit.translate(_MIRROR) if mirror else unit


def _left_to_right_runs(line: str) -> list[tuple[int, int]]:
    runs = [match.span() for match in _LATIN_RUN.finditer(line)]
    for match in _NUMBER.finditer(line):
        if not any(start <= match.start() < end for start, end in runs):
            runs.append(match.span())
    return sorted(runs)


def bracket_faults(text: str) -> int:
    """How many brackets and guillemets close what was not opened."""
    faults = 0
    for opening, closing in ("()", "[]", "{}", "«»", "‹›"):
        depth = 0
        for character in text:
            if character == opening:
                depth += 1
            elif character == closing:
                depth -= 1
                if depth < 0:
                    faults += 1
                    depth = 0
    return faults


def backwards(text: str) -> bool:
    """Whether Arabic `text` reads like its own reversal: «يف» for «في», words that end in «لا» for ones with «ال»."""
    forwards = reverse = 0
    for word in re.findall(r"[\u0621-\u064a]+", ordinary(text[:200_000])):
        turned = word[::-1]
        forwards += (word in _COMMON) + (len(word) > 3 and word.startswith("ال"))
        reverse += (turned in _COMMON) + (len(word) > 3 and turned.startswith("ال"))
    return reverse > 4 and reverse > 2 * forwards
