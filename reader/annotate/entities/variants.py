"""When two spellings are one name: article, hamza, gemination and the ways foreign sounds are written."""

from __future__ import annotations

from functools import lru_cache

_SOUNDS = str.maketrans(
    {"غ": "ج", "ش": "س", "ك": "ج", "ق": "ج", "گ": "ج", "خ": "ج", "ث": "س", "ص": "س", "ز": "س", "ذ": "د", "ظ": "د", "ض": "د",
     "ط": "ت", "ڤ": "ف", "پ": "ب", "ح": "ه", "چ": "س", "ژ": "ج"}
)  # fmt: skip
_LONG = str.maketrans("", "", "اويه")


def bare(form: str) -> str:
    """A folded word without its article."""
    return form[2:] if form.startswith("ال") and len(form) > 4 else form


@lru_cache(maxsize=16384)
def skeleton(form: str) -> str:
    """The consonants of a folded word, those that foreign sounds waver between made one; its first letter stays."""
    word = bare(form)
    if not word:
        return ""
    head = "ا" if word[0] in "اعوي" else word[0]
    letters = (head + word[1:].translate(_LONG)).translate(_SOUNDS)
    out = ""
    for letter in letters:
        if not out or out[-1] != letter:
            out += letter
    return out


@lru_cache(maxsize=65536)
def same_word(a: str, b: str) -> bool:
    """Whether two folded words can be one name's: the same, or long enough, alike and of one skeleton."""
    a, b = bare(a), bare(b)
    if a == b:
        return True
    if min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 2 or a[0] != b[0]:
        return False
    return skeleton(a) == skeleton(b) and _distance(a, b) <= 2


def _distance(a: str, b: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]
