"""Which legacy code page Arabic bytes are in: the reading whose letters look most like Arabic wins."""

from __future__ import annotations

import math
from typing import NamedTuple

CODE_PAGES = {"cp1256": 0.0, "iso8859_6": 0.05, "mac_arabic": 0.2, "cp720": 0.2, "cp864": 0.2}
"""Each with how much likelier its reading must be: the rarer ones must win clearly, since a few words fit several."""
WESTERN = "cp1252"

NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 (little endian)",
    "utf-16-be": "UTF-16 (big endian)",
    "utf-32-le": "UTF-32 (little endian)",
    "utf-32-be": "UTF-32 (big endian)",
    "cp1256": "Windows-1256",
    "iso8859_6": "ISO-8859-6",
    "mac_arabic": "Mac Arabic",
    "cp720": "DOS 720",
    "cp864": "DOS 864",
    "cp1252": "Windows-1252",
}
"""What a reader calls them."""

SAMPLE = 65_536
"""How many bytes are looked at (units: bytes)."""

# Letters per thousand in Modern Standard Arabic news prose (counted on 750,000 letters); others are rarer still.
_LETTERS = (
    "ا152 ل117 ي76 م66 و52 ن49 ت47 ر47 ب35 ع34 ة34 د30 ف25 س24 ه23 ق22 أ19 ك18 ح18 ج14 ش10 ص10 ط10 خ9 إ8 ى8 "
    "ض7 ز7 ذ6 ث6 غ4 ئ4 ء3 ظ2 ؤ1 آ1 ـ1"
)
_RARE = math.log(0.0005)
_FOREIGN = math.log(0.000_01)
_SCORES = {item[0]: math.log(int(item[1:]) / 1000) for item in _LETTERS.split()}
_SCORES["\xa0"] = math.log(0.005)  # Mac Arabic writes every space of a right-to-left run so
# Neutral company of Arabic text: it says nothing for or against a code page.
_NEUTRAL = frozenset(
    "«»،؛؟٪“”‘’–—…•·٠١٢٣٤٥٦٧٨٩\u200c\u200d\u200e\u200f\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
)


class Guess(NamedTuple):
    """A code page (Python's name) and the mean log likelihood of a letter read in it."""

    encoding: str
    score: float

    @property
    def arabic(self) -> bool:
        """Whether the reading looks like Arabic: random letters score below −5, prose about −3."""
        return self.score > -4.5


def score(text: str) -> float:
    """Mean log likelihood of the non-ASCII characters of `text` as Arabic prose; −inf when there are none.

    A Latin letter, symbol or undefined byte among them costs as much as several Arabic letters bring.
    """
    total, count = 0.0, 0
    previous = " "
    for character in text:
        if character >= "\x80" and character not in _NEUTRAL:
            likelihood = _SCORES.get(character)
            if likelihood is None:
                likelihood = _RARE if "\u0621" <= character <= "\u06d3" else _FOREIGN
            elif character == "ة" and previous in " \n":
                likelihood = _FOREIGN
            total += likelihood
            count += 1
        previous = character
    return total / count if count else -math.inf


def guess(data: bytes) -> Guess:
    """The likeliest code page of `data` among CODE_PAGES."""
    sample = data[:SAMPLE]
    guesses = [
        Guess(name, score(sample.decode(name, "replace")) - handicap) for name, handicap in CODE_PAGES.items()
    ]
    return max(guesses, key=lambda one: one.score)
