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
    """A garbled stretch: `read_as` is the encoding the bytes were wrongly read in, `really` the one they were in.

    `text` is the text put right, or None when it cannot be without loss; `sample` is a garbled piece of the original.
    """

    read_as: str
    really: str
    sample: str
    text: str | None


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
    """What went wrong with `text`, or None when it looks right.

    UTF-8 read as Windows-1252 (or ISO-8859-1) or as Windows-1256, and Windows-1256 or ISO-8859-6 read as
    Windows-1252 are known. Linear in the length of the text.
    """
    return _utf8_misread(text) or _code_page_misread(text)


def _utf8_misread(text: str) -> Mojibake | None:
    for encoding in _LEADS:
        runs = [match.group() for match in _pairs(encoding).finditer(text)]
        garbled = sum(len(run) for run in runs)
        # Real Arabic in Windows-1256's letters hardly ever pairs like this; most of the letters must.
        letters = sum(character.isalpha() and character >= "\x80" for character in text)
        if garbled < _MINIMUM or garbled < 0.5 * letters:
            continue
        return Mojibake(encoding, "utf-8", runs[0][:24], _again(text, encoding, "utf-8"))
    return None


def _code_page_misread(text: str) -> Mojibake | None:
    """«ÇáÚÑÈíÉ»: nearly all non-ASCII letters are Latin-1 ones, crowded, and read well in an Arabic code page."""
    foreign = [character for character in text if "\xc0" <= character <= "\xff"]
    arabic = sum("\u0621" <= character <= "\u06d3" for character in text)
    ascii_letters = sum(character.isascii() and character.isalpha() for character in text)
    if len(foreign) < 12 or arabic > len(foreign) // 10 or ascii_letters > len(foreign):
        return None
    run = re.search("[\xc0-\xff]{3,24}", text)
    raw = text.translate(_reverse("cp1252")).encode("latin-1", "replace")
    found = codepages.guess(raw)
    if run is None or not found.arabic:
        return None
    return Mojibake("cp1252", found.encoding, run.group(), _again(text, "cp1252", found.encoding))


def _again(text: str, wrong: str, right: str) -> str | None:
    """`text` encoded back in `wrong` and decoded in `right`, or None when a character or byte would be lost."""
    reverse = _reverse(wrong)
    if any(ord(character) not in reverse for character in text):
        return None
    try:
        return bytes(reverse[ord(character)] for character in text).decode(right)
    except UnicodeDecodeError:
        return None
