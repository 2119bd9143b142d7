"""The compiled gazetteer: what the world calls by a name, looked up by folded words."""

from __future__ import annotations

import lzma
from functools import cache
from importlib.resources import files


class Gazetteer:
    """Names by folded phrase.

    `kinds[phrase]` is a string of one-letter kinds (see `scripts/train/gazetteer.py`), `glosses[phrase]` a Latin name,
    `leanings[word]` what PAN-X takes a single word for, `levels[word]` how rare a common word is (half powers of ten below
    the commonest). `heads` holds every first word(s) of a longer name, so that a
    search for the longest name stops early.
    """

    def __init__(self, compiled: str) -> None:
        names, leanings, frequencies = compiled.split("\f")
        self.kinds: dict[str, str] = {}
        self.glosses: dict[str, str] = {}
        self.heads: set[str] = set()
        for line in names.split("\n"):
            phrase, kinds, *gloss = line.split("\t")
            self.kinds[phrase] = kinds
            if gloss:
                self.glosses[phrase] = gloss[0]
            cut = phrase.find(" ")
            while cut > 0:
                self.heads.add(phrase[:cut])
                cut = phrase.find(" ", cut + 1)
        self.leanings: dict[str, str] = {}
        for line in leanings.splitlines():
            word, _, leaning = line.partition("\t")
            self.leanings[word] = leaning
        self.levels: dict[str, int] = {
            word: level for level, line in enumerate(frequencies.split("\n")) for word in line.split()
        }

    def longest(self, forms: list[str], start: int, first: str) -> tuple[int, str]:
        """The length in words and the kinds of the longest name of two words or more at `start`; (0, "") for none.

        `forms` are folded words; `first` stands for `forms[start]`, its proclitics peeled.
        """
        found = (0, "")
        phrase = first
        end = start + 1
        while phrase in self.heads and end < len(forms):
            phrase = f"{phrase} {forms[end]}"
            end += 1
            if phrase in self.kinds:
                found = (end - start, self.kinds[phrase])
        return found


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer shipped with Hamish, read once."""
    data = (files("reader.annotate.entities") / "model" / "gazetteer.xz").read_bytes()
    return Gazetteer(lzma.decompress(data).decode("utf-8"))
