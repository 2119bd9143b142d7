"""Bytes become text: BOM, UTF-8, UTF-16, the Arabic code pages; line ends become LF."""

from __future__ import annotations

import codecs

from reader.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, source: str, encoding: str | None = None) -> tuple[str, str]:
    """`(text, encoding)` of an article's bytes: no BOM, LF line ends, nothing else changed.

    Raises SourceError when the bytes are no text.
    """
    for bom, name in _BOMS:
        if encoding is None and data.startswith(bom):
            return _finish(data[len(bom) :].decode(name, "replace")), name
    if encoding is not None:
        return _finish(data.decode(encoding, "replace")), encoding
    if b"\0" in data[:4096]:
        for name, zeros in (("utf-16-le", data[1:4096:2]), ("utf-16-be", data[0:4096:2])):
            if zeros.count(0) > len(zeros) // 20 and not (len(data) % 2):
                try:
                    return _finish(data.decode(name)), name
                except UnicodeDecodeError:
                    continue
        raise SourceError("article.binary", source=source)
    try:
        return _finish(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _finish(data.decode("cp1256", "replace")), "cp1256"


def _finish(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
