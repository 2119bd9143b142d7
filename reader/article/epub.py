"""An EPUB becomes one article: the chapters of its spine in reading order (EPUB 3.3; OCF container)."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from reader.article.archive import open_zip
from reader.article.blocks import join, local_name, paragraphs
from reader.article.model import Draft
from reader.errors import SourceError

_CHAPTERS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def read(data: bytes, source: str) -> Draft:
    """The text and the metadata of an EPUB. Raises SourceError when it is damaged, locked or has no text."""
    try:
        with open_zip(data, source) as archive:
            names = set(archive.namelist())
            if "META-INF/encryption.xml" in names and b"EncryptedData" in archive.read(
                "META-INF/encryption.xml"
            ):
                locked = _encrypts_text(archive.read("META-INF/encryption.xml"))
                if locked:
                    raise SourceError("article.encrypted", source=source)
            package_path = _package_path(archive)
            package = _xml(archive.read(package_path))
            base = posixpath.dirname(package_path)
            text = join(
                paragraph
                for path in _spine(package, base)
                if path in names
                for paragraph in paragraphs(_chapter(archive.read(path)))
            )
    except (KeyError, zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError) as error:
        raise SourceError("article.damaged", source=source) from error
    date = _DATE.match(_metadata(package, "date") or "")
    return Draft(
        text=text,
        title=_metadata(package, "title"),
        author=_metadata(package, "creator"),
        outlet=_metadata(package, "publisher"),
        date=date.group() if date else None,
    )


def _xml(data: bytes) -> Any:
    """Parsed XML without entities of its own or the network. Raises ValueError when it is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    if root is None:
        raise ValueError("no XML")
    return root


def _chapter(data: bytes) -> Any:
    """A chapter's tree: as XHTML where it is well formed, else as the HTML that converters write."""
    from lxml import etree, html

    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities="internal", no_network=True))
    except etree.XMLSyntaxError:
        return html.fromstring(data or b"<p/>", parser=html.HTMLParser(encoding="utf-8"))


def _encrypts_text(encryption: bytes) -> bool:
    """Fonts are often obfuscated (OCF 3.3, 4.2.6.3.1); that locks no text."""
    methods = set(re.findall(rb"EncryptionMethod[^>]*Algorithm=[\"']([^\"']+)", encryption))
    return any(b"embedding" not in method and b"mangling" not in method for method in methods)


def _package_path(archive: zipfile.ZipFile) -> str:
    container = _xml(archive.read("META-INF/container.xml"))
    for element in container.iter():
        if local_name(element) == "rootfile" and element.get("full-path"):
            return str(element.get("full-path"))
    raise KeyError("rootfile")


def _spine(package: Any, base: str) -> Iterator[str]:
    """Paths of the chapters in reading order; the table of contents is none of them."""
    items = {item.get("id"): item for item in package.iter() if local_name(item) == "item"}
    for reference in package.iter():
        item = items.get(reference.get("idref")) if local_name(reference) == "itemref" else None
        if item is None or item.get("media-type") not in _CHAPTERS:
            continue
        if "nav" in (item.get("properties") or "").split():
            continue
        yield posixpath.normpath(posixpath.join(base, unquote(item.get("href") or "")))


def _metadata(package: Any, name: str) -> str | None:
    """The first Dublin Core element called `name`."""
    for element in package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}"):
        if text := " ".join("".join(element.itertext()).split()):
            return text
    return None
