"""UAX #14: where a line may break, over strings of one-letter line-breaking classes (properties.py).

Complete for Unicode 15.0 with the numbers of section 8.2, example 7. `tailored` adds what news text needs: rules
LB15a and LB15b of Unicode 15.1 (no break inside « … » next to its spaces) and no break between a number and its
percent sign.
"""

import re
from functools import lru_cache

_QUOTES = '"<>'
_ATTACHED = re.compile("(?<![brnl z])[mj]+")
_NUMBER = re.compile(r"0[0/,]*+[})\]]?[$%]?")
_PREFIX = re.compile(r"[$%](?=[(\[-]?0)|[(\[-](?=0)")
_HANGUL = "LVTyY"


def _pairs() -> frozenset[str]:
    """Rules LB23–LB30 but LB25 and LB30a, as pairs of classes that no break separates."""
    rules = [
        ("AH", "0"),  # LB23
        ("0", "AH"),
        ("$", "IXEM"),  # LB23a
        ("IXEM", "%"),
        ("$%", "AH"),  # LB24
        ("AH", "$%"),
        ("L", "LVyY"),  # LB26
        ("Vy", "VT"),
        ("TY", "T"),
        (_HANGUL, "%"),  # LB27
        ("$", _HANGUL),
        ("AH", "AH"),  # LB28
        (",", "AH"),  # LB29
        ("AH0", "("),  # LB30; the wide brackets [ and ] are left out
        (")", "AH0"),
        ("EX", "M"),  # LB30b
    ]
    return frozenset(a + b for before, after in rules for a in before for b in after)


_PAIRS = _pairs()


def opportunities(classes: str, tailored: bool = True) -> list[int]:
    """Indices before which a line may break, or must where `mandatory` says so; neither start nor end is in it."""
    s, indices = without_marks(classes)
    glued = bytearray(len(s) + 1)
    if "0" in s:  # LB25
        for match in _NUMBER.finditer(s):
            glued[match.start() + 1 : match.end()] = b"\1" * (len(match[0]) - 1)
        for match in _PREFIX.finditer(s):
            glued[match.end()] = 1
    found = []
    last = s[:1]  # the last class that is no space
    regional = int(last == "R")
    for i in range(1, len(s)):
        before, after = s[i - 1], s[i]
        if _breaks(s, i, before, after, last, bool(glued[i]), regional, tailored):
            at = indices[i]
            if classes[at - 1] != "j" or before in "brnl":  # LB8a
                found.append(at)
        if after != " ":
            last = after
        regional = regional + 1 if after == "R" else 0
    return found


@lru_cache(4096)
def breaks_at_spaces(before: str, after: str) -> bool:
    """Whether a line may break at spaces between the last two classes of a word and the first two of the next."""
    return len(before) + 1 in opportunities(f"{before} {after}")


def mandatory(classes: str, at: int) -> bool:
    """Whether the opportunity before index `at` is a hard break (LB4, LB5)."""
    return classes[at - 1] in "brnl"


def without_marks(classes: str) -> tuple[str, list[int] | range]:
    """LB9 and LB10: combining marks join what they follow; returns the rest and its indices."""
    if "m" not in classes and "j" not in classes:
        return classes, range(len(classes))
    kept: list[int] = []
    end = 0
    for match in _ATTACHED.finditer(classes, 1):
        kept += range(end, match.start())
        end = match.end()
    kept += range(end, len(classes))
    return "".join([classes[i] for i in kept]).replace("m", "A").replace("j", "A"), kept


def _breaks(
    s: str, i: int, before: str, after: str, last: str, glued: bool, regional: int, tailored: bool
) -> bool:
    """Whether a break is allowed before `s[i]`; the rules in their order."""
    if before in "brnl":  # LB4, LB5
        return before != "r" or after != "n"
    if after in "brnl z":  # LB6, LB7
        return False
    if last == "z" and before in "z ":  # LB8
        return True
    if after == "w" or before in "wg":  # LB11, LB12
        return False
    if after == "g" and before not in " a-":  # LB12a
        return False
    if after in "})]!,/" or last in "([":  # LB13, LB14
        return False
    if after in "([" and last in _QUOTES:  # LB15
        return False
    if (after == "s" and last in "})]") or after == last == "2":  # LB16, LB17
        return False
    if before == " ":  # LB18
        return not (tailored and _spaced(s, i, after, last))
    if before in _QUOTES or after in _QUOTES:  # LB19
        return False
    if before == "c" or after == "c":  # LB20
        return True
    if after in "a-s" or before == "B":  # LB21
        return False
    if before in "a-" and i > 1 and s[i - 2] == "H":  # LB21a
        return False
    if after == "i" or (before == "/" and after == "H"):  # LB21b, LB22
        return False
    if glued or before + after in _PAIRS:  # LB23–LB30
        return False
    return not (before == after == "R" and regional & 1)  # LB30a, LB31


def _spaced(s: str, i: int, after: str, last: str) -> bool:
    """The tailoring: whether the spaces before `s[i]` must not be broken at."""
    if last == "<":  # LB15a
        opener = s.rindex("<", 0, i)
        if opener == 0 or s[opener - 1] in "brnl([g z" + _QUOTES:
            return True
    if after == ">" and (i + 1 == len(s) or s[i + 1] in " gw})]!,/brnlz" + _QUOTES):  # LB15b
        return True
    return after == "%" and last == "0"
