"""Arabic joining: which letters of a text join their neighbours (ArabicShaping.txt; Unicode 15.0 section 9.2)."""

from collections.abc import Sequence

from reader.layout.properties import JOINING

ISOLATED, FINAL, INITIAL, MEDIAL = range(4)
JOINS_NEXT = "DLC"
JOINS_PREVIOUS = "DRC"


def joining_forms(text: str, levels: Sequence[int] | None = None) -> bytearray:
    """For each code point ISOLATED, FINAL (joins the one before), INITIAL (the one behind) or MEDIAL (both).

    Transparent code points (marks, most format controls) are stepped over. With `levels`, letters join only within
    one embedding level (UAX #9 section 6.1), and in runs of an even level, where an override shows Arabic from
    left to right, they join as they stand on the screen: in reverse.
    """
    types = text.translate(JOINING)
    forms = bytearray(len(types))
    previous = -1
    for index, kind in enumerate(types):
        if kind == "T":
            continue
        if previous >= 0 and (levels is None or levels[previous] == levels[index]):
            if levels is not None and not levels[index] & 1:
                if types[previous] in JOINS_PREVIOUS and kind in JOINS_NEXT:
                    forms[previous] |= FINAL
                    forms[index] |= INITIAL
            elif types[previous] in JOINS_NEXT and kind in JOINS_PREVIOUS:
                forms[previous] |= INITIAL
                forms[index] |= FINAL
        previous = index
    return forms
