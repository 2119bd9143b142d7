"""The same article in every format that is read, made without other programs."""

from __future__ import annotations

import io
from importlib.util import find_spec
from pathlib import Path

from tests.article.pdfs import pdf
from tests.article.prose import MARKDOWN, PARAGRAPHS, TEXT, TITLE
from tests.article.server import LEGACY, MODERN
from tests.article.test_formats import epub, page
from tests.article.test_pdf import right_aligned

KINDS = ["txt", "utf16", "cp1256", "md", "html", "legacy", "epub"]
KINDS += ["docx"] * bool(find_spec("docx")) + ["pdf"] * bool(find_spec("pdfminer"))


def _docx() -> bytes:
    import docx

    document = docx.Document()
    for paragraph in (TITLE, *PARAGRAPHS):
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def made(kind: str) -> tuple[str, bytes]:
    """A file name and its bytes."""
    if kind == "docx":
        return "a.docx", _docx()
    if kind == "pdf":
        return "a.pdf", pdf(
            [line for n, p in enumerate(PARAGRAPHS) for line in right_aligned([p], 700 - 60 * n)]
        )
    return {
        "txt": ("a.txt", TEXT.encode()),
        "utf16": ("b.txt", TEXT.encode("utf-16")),
        "cp1256": ("c.txt", TEXT.encode("cp1256")),
        "md": ("a.md", MARKDOWN.encode()),
        "html": ("a.html", MODERN.encode()),
        "legacy": ("b.html", LEGACY.encode("cp1256")),
        "epub": ("a.epub", epub([page("".join(f"<p>{p}</p>" for p in PARAGRAPHS))])),
    }[kind]


def write(kind: str, folder: Path) -> Path:
    """The file in `folder`."""
    name, data = made(kind)
    path = folder / name
    path.write_bytes(data)
    return path
