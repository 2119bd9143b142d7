"""Ordinary characters as bytes: whole paragraphs are classified and shaped by tables, without a loop over letters.

The characters of nearly all Arabic news text, under 256, are coded one byte each. `bytes.translate` then gives
any property, and joining is arithmetic: each letter's presentation forms follow one another in Unicode, isolated,
final, initial, medial, but for a few letters.
"""

import codecs
from functools import cache

from reader.layout.clusters import DIGITS
from reader.layout.joining import FINAL, INITIAL, ISOLATED, JOINS_NEXT, JOINS_PREVIOUS, MEDIAL
from reader.layout.options import Digits
from reader.layout.properties import BIDI, FORMS, JOINING, LAM_ALEF, LINE, Property

_TATWEEL = "\u0640"
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_OTHERS = "«»،؛؟٪٫٬٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹–—“”‘’…·°€£\u00a0éèàçâêîôûïëüöäñÉ"
# Python builds a quick map if code 0 is U+0000 (no ordinary character, see _KINDS) and unused codes are U+FFFE.
CHARACTERS = " \n" + _MARKS + "".join(FORMS) + _TATWEEL + _ASCII + _OTHERS
_TABLE = ("\0" + CHARACTERS).ljust(256, "\ufffe")
_CODING = codecs.charmap_build(_TABLE)
_MARK_CODES = bytes(range(3, 3 + len(_MARKS)))


def _codes_of(classes: Property) -> bytes:
    """A table of class letters for `bytes.translate`."""
    return "".join([classes[ord(char)] for char in _TABLE]).encode("ascii")


BIDI_CODES = _codes_of(BIDI)
LINE_CODES = _codes_of(LINE)
_JOINING_CODES = _codes_of(JOINING)
_NEXT = bytes([chr(kind) in JOINS_NEXT for kind in _JOINING_CODES])
_PREVIOUS = bytes([chr(kind) in JOINS_PREVIOUS for kind in _JOINING_CODES])
# l a letter that takes marks here, m a mark, n the separator, - what is not ordinary, x any other.
_KINDS = bytes(
    ord("l" if c in FORMS else "m" if c in _MARKS else "n" if c == "\n" else "-" if c == "\0" else "x")
    for c in _TABLE
)


def ordinary(text: str) -> bytes | None:
    """Codes of a text, one a code point, if all is ordinary: known characters, marks on Arabic letters only, no white
    space at the start, no separator but at the end."""
    try:
        codes = codecs.charmap_encode(text, "strict", _CODING)[0]
    except UnicodeEncodeError:
        return None
    kinds = codes.translate(_KINDS)
    if text[:1] in ("", " ") or kinds.startswith((b"m", b"n")) or b"xm" in kinds or b"-" in kinds:
        return None
    return None if b"n" in kinds[:-1] else codes


def without_marks(codes: bytes) -> bytes:
    """The same without harakat."""
    return codes.translate(None, _MARK_CODES)


def decoded(codes: bytes, digits: Digits) -> str:
    """The characters of some codes, with the digits asked for."""
    return codecs.charmap_decode(codes, "strict", _shown(digits)[0])[0]


def joined(codes: bytes, digits: Digits) -> str:
    """The same in presentation forms, lam-alef as one character; there are no marks in `codes`."""
    isolated = codecs.charmap_decode(codes, "strict", _shown(digits)[1])[0]
    # Numbers of 16 bits a character: 1 for those that join the one before them, and so on.
    next_one, previous = _wide(codes.translate(_NEXT)), _wide(codes.translate(_PREVIOUS))
    final = previous & next_one << 16
    forms = final * FINAL | (final >> 16) * INITIAL
    sums = int.from_bytes(isolated.encode("utf-16-le"), "little") + forms
    shown = sums.to_bytes(2 * len(codes), "little").decode("utf-16-le")
    for letter, changes in _IRREGULAR:
        if letter in isolated:
            for stand_in, form in changes:
                shown = shown.replace(stand_in, form)
    if _LAM_BEFORE_ALEF[0] in shown or _LAM_BEFORE_ALEF[1] in shown:
        for pair, ligature in _LIGATURES:
            shown = shown.replace(pair, ligature)
    return shown


def _wide(flags: bytes) -> int:
    return int.from_bytes(flags.decode("latin-1").encode("utf-16-le"), "little")


def _reached(letter: str) -> range:
    """The joining forms that a letter can take."""
    kind = JOINING[ord(letter)]
    return range(
        ISOLATED, (MEDIAL if kind in JOINS_NEXT else FINAL if kind in JOINS_PREVIOUS else ISOLATED) + 1
    )


def _irregular() -> list[tuple[str, list[tuple[str, str]]]]:
    """Letters whose forms do not follow one another: a private character that stands for the isolated one while
    forms are added, and what each sum of it becomes."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for letter, forms in [*FORMS.items(), (_TATWEEL, (_TATWEEL,) * 4)]:
        reached = _reached(letter)
        if any(ord(forms[form]) != ord(forms[ISOLATED]) + form for form in reached):
            first = 0xE000 + 4 * len(found)
            found.append((chr(first), [(chr(first + form), forms[form]) for form in reached]))
            _STAND_INS[ord(letter)] = chr(first)
    return found


_STAND_INS: dict[int, str] = {ord(letter): forms[ISOLATED] for letter, forms in FORMS.items()}
_IRREGULAR = _irregular()
_LAM_BEFORE_ALEF = FORMS["ل"][INITIAL], FORMS["ل"][MEDIAL]
_LIGATURES = [
    (lam + FORMS[alef][FINAL], ligature)
    for alef, ligatures in LAM_ALEF.items()
    for lam, ligature in zip(_LAM_BEFORE_ALEF, ligatures, strict=True)
]


@cache
def _shown(digits: Digits) -> tuple[str, str]:
    """What each code shows: as it is, and isolated (or its stand-in) for `joined`."""
    table = _TABLE if digits == "as-is" else _TABLE.translate(DIGITS[digits])
    return table, table.translate(_STAND_INS)
