"""A PDF's text, put back into logical order; read in a process of its own, within limits of time and memory."""

from __future__ import annotations

import subprocess

import msgspec

from reader.article.blocks import join
from reader.article.model import Draft, Notice
from reader.article.page_order import PageLine, paragraphs
from reader.article.visual_order import backwards, is_arabic
from reader.errors import SourceError
from reader.settings import child

SECONDS = 60
MEMORY = 1024**3
"""Most address space (bytes) that reading may take."""


class Page(msgspec.Struct, frozen=True):
    """A page's height in points and its lines: in the order of the page, and as the file has them, one for one."""

    height: float
    lines: tuple[PageLine, ...]
    written: tuple[str, ...]


class Extracted(msgspec.Struct, frozen=True):
    """What the reading process hands back; `trouble` is a message id, `reordered` whether shaped letters were turned."""

    pages: tuple[Page, ...] = ()
    title: str | None = None
    author: str | None = None
    reordered: bool = False
    trouble: str | None = None


def read(data: bytes, source: str) -> Draft:
    """The article in a PDF, with notices of what was done to it.

    Raises SourceError when it is damaged, locked, a scan without text, or costs too much; also when pdfminer.six is
    not installed. A compressed page can unpack to anything, so the reading happens in a process with limits.
    """
    command = child.command("reader.article.pdf_glyphs", str(MEMORY), str(SECONDS))
    try:
        run = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, env=child.environment(), check=False
        )
        found = msgspec.json.decode(run.stdout, type=Extracted)
    except subprocess.TimeoutExpired:
        raise SourceError("article.pdf_too_hard", source=source) from None
    except msgspec.DecodeError:
        # Killed by its limits, or by what it read.
        raise SourceError("article.pdf_too_hard", source=source) from None
    if found.trouble == "article.missing_extra":
        raise SourceError(found.trouble, kind="PDF", extra="pdf")
    if found.trouble:
        raise SourceError(found.trouble, source=source)
    text, notices = _text(found)
    if not text.strip():
        raise SourceError("article.pdf_no_text", source=source)
    return Draft(text=text, title=found.title, author=found.author, notices=notices)


def _text(found: Extracted) -> tuple[str, tuple[Notice, ...]]:
    sample = "\n".join(line.text for page in found.pages for line in page.lines)
    right_to_left = is_arabic(sample)
    notices: list[Notice] = [("article.pdf", {})]
    pages = [(page.height, page.lines) for page in found.pages]
    if right_to_left and backwards(sample):
        # Shown backwards on the page (a writer without shaping): the file's own order is the one that reads.
        pages = [
            (
                page.height,
                tuple(
                    msgspec.structs.replace(line, text=written)
                    for line, written in zip(page.lines, page.written, strict=True)
                ),
            )
            for page in found.pages
        ]
        notices.append(("article.pdf_reversed", {}))
    elif found.reordered:
        notices.append(("article.pdf_repaired", {}))
    return join(paragraphs(pages, right_to_left)), tuple(notices)
