"""Bytes become text: BOM, UTF-8, UTF-16, the Arabic code pages; line ends become LF."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from reader.article import codepages
from reader.article.codepages import NAMES
from reader.article.model import Notice
from reader.errors import SourceError, UsageError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Files that are certainly something else: pictures, programs, archives, media, databases.
_MAGIC = (
    *(
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\x7fELF",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\x1f\x8b",
        b"BZh",
        b"\xfd7zXZ",
    ),
    *(
        b"%PDF-",
        b"\xd0\xcf\x11\xe0",
        b"SQLite format 3",
        b"OggS",
        b"ID3",
        b"RIFF",
        b"Rar!",
        b"7z\xbc\xaf",
        b"\x28\xb5\x2f\xfd",
    ),
)
_SAMPLE = 8192
_NOT_TEXT = bytes(sorted({*range(9), 11, *range(14, 27), *range(28, 32), 127}))


class Decoded(NamedTuple):
    """Text with LF line ends and no BOM, what it was read as (Python's name), and what a reader should know of it."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, source: str, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """The text of an article's bytes; nothing but the BOM and line ends is changed.

    `encoding` is the user's word and is obeyed; `declared` is what a header or a page claims, believed only where it
    reads as Arabic or nothing better does. Undecodable bytes become U+FFFD and are counted in a notice. Raises
    SourceError when the bytes are no text, UsageError when `encoding` is no encoding of text.
    """
    if encoding is not None:
        name = checked(encoding)
        return finish(data.decode(name, "replace"), name)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return finish(data[len(bom) :].decode(name, "replace"), name)
    if data.startswith(_MAGIC):
        raise SourceError("article.binary", source=source)
    if wide := _utf16(data):
        return finish(data.decode(wide, "replace"), wide, _guessed(wide))
    text = _utf8(data)
    if text is not None:
        _refuse_binary(data, source, 0.3)
        return finish(text, "utf-8")
    _refuse_binary(data, source, 0.03)
    return _legacy(data, declared)


def checked(encoding: str) -> str:
    """Python's name of an encoding of text. Raises UsageError for an unknown one or a transformation like `hex`."""
    try:
        info = codecs.lookup(encoding)
        "".encode(info.name)
    except (LookupError, ValueError):
        raise UsageError("article.unknown_encoding", encoding=encoding) from None
    return {"utf-8-sig": "utf-8", "iso8859-6": "iso8859_6"}.get(info.name, info.name)


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a BOM: one lane of bytes holds nearly only 0x00 (ASCII) and 0x06 (Arabic)."""
    sample = data[: _SAMPLE & ~1]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    shares = [
        sum(lane.count(high) for high in (b"\0", b"\6")) / pairs for lane in (sample[0::2], sample[1::2])
    ]
    if shares[1] > 0.7 and shares[0] < 0.3:
        return "utf-16-le"
    if shares[0] > 0.7 and shares[1] < 0.3:
        return "utf-16-be"
    return None


def _utf8(data: bytes) -> str | None:
    """The bytes as UTF-8, forgiving a few broken places in what is plainly UTF-8; None when it is something else."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(character >= "\x80" for character in text) - broken
    return text if whole >= 10 * broken else None


def _refuse_binary(data: bytes, source: str, most: float) -> None:
    """Raise SourceError when more than `most` of the first bytes are controls that no text has."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _NOT_TEXT))
    if sample and controls / len(sample) > most:
        raise SourceError("article.binary", source=source)


def _legacy(data: bytes, declared: str | None) -> Decoded:
    if declared is not None:
        try:
            name = checked(declared)
            text = data.decode(name)
        except (UsageError, UnicodeDecodeError):
            pass
        else:
            sample = text[: codepages.SAMPLE]
            if codepages.Guess(name, codepages.score(sample)).arabic:
                return finish(text, name)
    found = codepages.guess(data)
    name = found.encoding if found.arabic else codepages.WESTERN
    return finish(data.decode(name, "replace"), name, _guessed(name))


def _guessed(name: str) -> tuple[Notice, ...]:
    return (("article.guessed_encoding", {"encoding": NAMES.get(name, name)}),)


def finish(text: str, name: str, notices: tuple[Notice, ...] = ()) -> Decoded:
    """Text as decoded: BOM dropped, line ends LF, no lone surrogate."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # Some decoders (UTF-7) let half a pair through; a lone surrogate is no character and cannot be written as UTF-8.
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    if lost := text.count("\ufffd"):
        details = {"count": str(lost), "encoding": NAMES.get(name, name)}
        notices += (("article.undecodable", details),)
    return Decoded(text, name, notices)
