"""The Arabic (101) keyboard: what each Latin key gives there, so that every binding has a twin and nobody switches layout.

Source: xkeyboard-config's `ara` and Windows' Arabic (101), which agree on these keys.
"""

from __future__ import annotations

from textual.keys import _character_to_key

UNSHIFTED = dict(
    zip("qwertyuiop[]asdfghjkl;'zxcvnm,./`", "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ", strict=True)
) | {"b": "\ufefb"}
"""Key to character. `b` is lam-alef, sent as one character or as two letters (`merged`)."""
SHIFTED = {
    **dict(zip("QWERYUIOP", "\u064e\u064b\u064f\u064cإ‘÷×؛", strict=True)),
    **dict(zip("ASDFHJKL", "\u0650\u064d][أـ،/", strict=True)),
    **dict(zip("ZXCVNM", "~\u0652}{آ’", strict=True)),
    "T": "\ufef9",
    "G": "\ufef7",
    "B": "\ufef5",
    "{": "<",
    "}": ">",
    "<": ",",
    ">": ".",
    "?": "؟",
    "~": "\u0651",
}
LIGATURES = {"لا": "\ufefb", "لأ": "\ufef7", "لإ": "\ufef9", "لآ": "\ufef5"}
"""What one key press sends as two letters on systems that know no key of two: the pair, and the one character it stands for."""
_DIGITS = dict(zip("0123456789", "٠١٢٣٤٥٦٧٨٩", strict=True))
_CHARACTERS = UNSHIFTED | SHIFTED | _DIGITS


def twin(character: str) -> str | None:
    """The key name of what the Arabic layout gives where `character` is on the Latin one; None where it is the same."""
    other = _CHARACTERS.get(character)
    return None if other is None else _character_to_key(other)


def merged(data: str) -> str:
    """A chunk of input that is just such a pair is one key press; anything longer was typed or pasted as letters."""
    return LIGATURES.get(data, data)
