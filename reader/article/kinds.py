"""Which format a source is in: by its first bytes, then by its declared type, then by its name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal, get_args

Kind = Literal["text", "markdown", "html", "feed", "epub", "docx", "pdf"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rss": "feed",
    ".atom": "feed",
    ".epub": "epub",
    ".docx": "docx",
    ".pdf": "pdf",
}
_TYPES: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/epub+zip": "epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/pdf": "pdf",
}
READABLE = frozenset(_SUFFIXES) | {".xml", ""}
"""Endings of the files that a folder's listing shows; a file without one may be text."""

_PROLOGUE = rb"(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,4000}?-->|<!DOCTYPE[^>\[]{0,300}>)*"
_FEED = re.compile(_PROLOGUE + rb"<(?:rss|feed|rdf:RDF)[\s>]", re.S | re.I)
_HTML = re.compile(
    _PROLOGUE + rb"<(?:html|head|body|article|main|title|meta|!doctype html)[\s/>]", re.S | re.I
)
_HTML_TYPE = re.compile(rb"(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,4000}?-->)*<!doctype\s+html", re.S | re.I)


def detect(data: bytes, name: str = "", content_type: str | None = None) -> Kind:
    """The format of `data`, a file called `name` or served as `content_type` (no parameters).

    Magic numbers and mark-up win over names: news sites serve feeds as `text/xml` and pages without an ending.
    """
    head = _ascii(data[:16_384])
    if head.startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and name.lower().endswith(".pdf")):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data, name)
    if _FEED.match(head):
        return "feed"
    if _HTML_TYPE.match(head) or _HTML.match(head):
        return "html"
    by_type = _TYPES.get((content_type or "").lower())
    by_name = _SUFFIXES.get(PurePosixPath(name).suffix.lower())
    found = by_type or by_name or "text"
    # What must start with a magic number and does not is left to the text reader, which says what it is not.
    return found if found not in ("pdf", "epub", "docx") else "text"


def _ascii(head: bytes) -> bytes:
    """The head without a BOM, and without the zero bytes of UTF-16."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    lane = len(head[:40]) // 2
    wide = any(head[first:40:2].count(0) > 0.7 * lane for first in (0, 1))
    return head.replace(b"\0", b"") if wide else head


def _zipped(data: bytes, name: str) -> Kind:
    """EPUB puts its type uncompressed at the start (OCF 3.3, 4.2.2); otherwise the file names inside tell."""
    if b"application/epub+zip" in data[:200] or b"META-INF/container.xml" in data:
        return "epub"
    if b"word/document.xml" in data or b"word/document2.xml" in data:
        return "docx"
    by_name = _SUFFIXES.get(PurePosixPath(name).suffix.lower())
    return by_name if by_name in ("epub", "docx") else "text"
