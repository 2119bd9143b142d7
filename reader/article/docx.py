"""A Word document becomes an article: paragraphs and tables in order, and its core properties (python-docx)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from reader.article.archive import open_zip
from reader.article.blocks import join, tidy
from reader.article.extras import needed
from reader.article.model import Draft
from reader.errors import SourceError


def read(data: bytes, source: str) -> Draft:
    """The text of a DOCX. Raises SourceError when it is damaged or python-docx is not installed."""
    open_zip(data, source).close()
    with needed("documents", "Word"):
        from docx import Document
        from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        document = Document(io.BytesIO(data))
        parts = list(_blocks(document))
        properties = document.core_properties
        title, author, created = properties.title, properties.author, properties.created
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        LxmlError,
        KeyError,
        ValueError,
        AttributeError,
    ) as error:
        raise SourceError("article.damaged", source=source) from error
    return Draft(
        text=join(parts),
        title=tidy([title or ""]) or _title(document),
        # The template that python-docx and pandoc start from names no author worth showing.
        author=author if author and author != "python-docx" else None,
        date=created.date().isoformat() if created else None,
    )


def _blocks(container: Any) -> Iterator[str]:
    """Paragraphs in order; a table's row is one paragraph, its cells parted by ` | `."""
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                # A merged cell comes once for every column that it spans.
                cells = {cell._tc: cell for cell in row.cells}.values()
                yield tidy([" | ".join(cell.text.replace("\n", " ") for cell in cells)])
        else:
            yield tidy([block.text.replace("\n", "\x1e")])


def _title(document: Any) -> str | None:
    """The first paragraph in a title's style."""
    for paragraph in document.paragraphs:
        style = paragraph.style
        if style is not None and style.name in ("Title", "Heading 1") and paragraph.text.strip():
            return tidy([paragraph.text]) or None
    return None
