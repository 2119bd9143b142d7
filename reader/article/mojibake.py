"""Arabic that was once decoded with the wrong encoding («Ø§Ù„Ø¹Ø±Ø¨»): recognised, and put right where nothing is lost."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from reader.article import codepages

# What the two-byte UTF-8 sequences of Arabic letters (D8–DB, then 80–BF) look like in a single-byte reading.
_LEADS = {"cp1252": "ØÙÚÛ", "cp1256": "طظعغ"}
_MINIMUM = 8
"""Fewer garbled characters than this are left alone: they may be meant."""


class Mojibake(NamedTuple):
    """What went wrong: the bytes were in `really` and were read as `read_as`; `sample` is a garbled piece."""

    read_as: str
    really: str
    sample: str

    def right(self, text: str) -> str | None:
        """`text` put right, or None when a character or byte of it would be lost."""
        reverse = _reverse(self.read_as)
        try:
            return bytes(reverse[ord(character)] for character in text).decode(self.really)
        except (KeyError, UnicodeDecodeError):
            return None


@cache
def _reverse(encoding: str) -> dict[int, int]:
    """Character to byte of a single-byte encoding, and C1 controls to the byte of the same number.

    Browsers read undefined bytes so (WHATWG Encoding), and ISO-8859-1 reads 80–9F so throughout.
    """
    table = {byte: byte for byte in range(0x80, 0xA0)}
    for byte in range(256):
        character = bytes([byte]).decode(encoding, "ignore")
        if character:
            table[ord(character)] = byte
    return table


@cache
def _pairs(encoding: str) -> re.Pattern[str]:
    """Runs of two or more Arabic two-byte sequences as they look when read in `encoding`."""
    trails = "".join(re.escape(chr(code)) for code, byte in _reverse(encoding).items() if 0x80 <= byte < 0xC0)
    return re.compile(f"(?:[{_LEADS[encoding]}][{trails}]){{2,}}")


def recognise(text: str) -> Mojibake | None:
    """What went wrong with `text`, or None when it looks right; judged by its first SAMPLE code points.

    UTF-8 read as Windows-1252 (or ISO-8859-1) or as Windows-1256, and Windows-1256 or ISO-8859-6 read as
    Windows-1252 are known.
    """
    sample = text[: codepages.SAMPLE]
    return _utf8_misread(sample) or _code_page_misread(sample)


def _utf8_misread(text: str) -> Mojibake | None:
    letters = len(re.findall(r"[^\W\d_a-zA-Z]", text))
    for encoding in _LEADS:
        runs = [match.group() for match in _pairs(encoding).finditer(text)]
        garbled = sum(len(run) for run in runs)
        # Real Arabic in Windows-1256's letters hardly ever pairs like this; most of the letters must.
        if garbled >= _MINIMUM and garbled >= 0.5 * letters:
            return Mojibake(encoding, "utf-8", runs[0][:24])
    return None


def _code_page_misread(text: str) -> Mojibake | None:
    """«ÇáÚÑÈíÉ»: nearly all non-ASCII letters are Latin-1 ones, crowded, and read well in an Arabic code page."""
    foreign = len(re.findall("[\xc0-\xff]", text))
    arabic = len(re.findall("[\u0621-\u06d3]", text))
    run = re.search("[\xc0-\xff]{3,24}", text)
    if run is None or foreign < 12 or arabic > foreign // 10 or len(re.findall("[A-Za-z]", text)) > foreign:
        return None
    found = codepages.guess(text.translate(_reverse("cp1252")).encode("latin-1", "replace"))
    return Mojibake("cp1252", found.encoding, run.group()) if found.arabic else None
