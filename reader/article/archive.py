"""Zip containers (EPUB, DOCX) opened within limits, so that a zip bomb costs nothing."""

from __future__ import annotations

import io
import zipfile

from reader.errors import SourceError

MAX_MEMBERS = 10_000
MAX_UNPACKED = 128 * 1024 * 1024
"""All members together, unpacked (bytes). Books with pictures stay far below."""


def open_zip(data: bytes, source: str) -> zipfile.ZipFile:
    """The archive in `data`. Raises SourceError when it is damaged, encrypted or would unpack to too much.

    The sizes declared in the directory can be trusted: `zipfile` reads no more of a member than it declares.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise SourceError("article.damaged", source=source) from None
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise SourceError("article.unpacks_too_big", source=source, limit=MAX_UNPACKED // 1024**2)
    if any(member.flag_bits & 1 for member in members):
        raise SourceError("article.encrypted", source=source)
    return archive
