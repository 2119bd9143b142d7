"""Unicode properties as strings of one-letter classes, looked up in the generated tables when first met.

Bidi classes: L R, A (AL), E (EN), N (AN), + (ES), $ (ET), comma (CS), m (NSM), b (BN), B S, W (WS), O (ON), and
1–9 for LRE RLE LRO RLO PDF LRI RLI FSI PDI. Line-breaking, grapheme, joining and cell letters: see
scripts/unicode_tables.py, which writes them.
"""

from bisect import bisect_right

from reader.layout import tables


class Property(dict[int, str]):
    """A map for `str.translate`: code point to class letter, filled as code points are met."""

    def __init__(self, starts: str, values: str) -> None:
        self.starts, self.values_ = starts, values

    def __missing__(self, code: int) -> str:
        value = self[code] = self.values_[bisect_right(self.starts, chr(code)) - 1]
        return value


BIDI = Property(tables.BIDI_STARTS, tables.BIDI_VALUES)
LINE = Property(tables.LINE_STARTS, tables.LINE_VALUES)
GRAPHEME = Property(tables.GRAPHEME_STARTS, tables.GRAPHEME_VALUES)
JOINING = Property(tables.JOINING_STARTS, tables.JOINING_VALUES)
CELL = Property(tables.CELL_STARTS, tables.CELL_VALUES)

MIRROR = dict(zip(tables.MIRROR_FROM, tables.MIRROR_TO, strict=True))
CLOSER = dict(zip(tables.BRACKET_FROM, tables.BRACKET_TO, strict=True))

FORMS: dict[str, tuple[str, str, str, str]] = {
    letter: (i, f if f > "\0" else letter, n if n > "\0" else letter, m if m > "\0" else letter)
    for letter, i, f, n, m in zip(
        tables.FORM_LETTERS,
        tables.FORM_ISOLATED,
        tables.FORM_FINAL,
        tables.FORM_INITIAL,
        tables.FORM_MEDIAL,
        strict=True,
    )
}
"""Letter: its isolated, final, initial and medial presentation forms; the bare letter where Unicode has none."""

LAM_ALEF: dict[str, tuple[str, str]] = dict(
    zip(tables.LAM_ALEF_ALEFS, zip(tables.LAM_ALEF_ISOLATED, tables.LAM_ALEF_FINAL, strict=True), strict=True)
)
"""Alef: the isolated and final ligatures of lam with it."""
