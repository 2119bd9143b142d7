"""A parsed HTML tree becomes paragraphs: block elements part them, white space inside one is a single space."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple


class Vocabulary(NamedTuple):
    """What the element names of a kind of tree mean for paragraphs; names are local and in lower case."""

    blocks: frozenset[str]
    cells: frozenset[str]
    breaks: frozenset[str]
    skipped: frozenset[str]


HTML = Vocabulary(
    blocks=frozenset(
        [
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "footer",
            "aside",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "blockquote",
            "pre",
            "figure",
            "figcaption",
            "table",
            "caption",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "hr",
            "address",
            "body",
            "html",
            "details",
            "summary",
            "center",
            "fieldset",
        ]
    ),
    cells=frozenset(("td", "th")),
    breaks=frozenset(("br",)),
    skipped=frozenset(
        [
            "script",
            "style",
            "head",
            "noscript",
            "template",
            "svg",
            "math",
            "iframe",
            "object",
            "audio",
            "video",
            "canvas",
            "form",
            "select",
            "nav",
            "button",
            "title",
        ]
    ),
)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_TWO_BREAKS = re.compile(r"\x1e\s*\x1e[\s\x1e]*")
_DEEPEST = 400
"""Elements nested deeper are read as text only: no recursion limit can be reached from a page."""


def paragraphs(root: Any, vocabulary: Vocabulary = HTML) -> Iterator[str]:
    """The paragraphs of an lxml element in reading order, none empty; a `<br>` is a line break inside one.

    Cells of a table row are parted by ` | `.
    """
    pieces: list[str] = []
    for piece in (*_pieces(root, vocabulary, 0), None):
        if piece is None:
            # Two breaks in a row part paragraphs, as they do on the page.
            yield from filter(None, (tidy([part]) for part in _TWO_BREAKS.split("".join(pieces))))
            pieces = []
        else:
            pieces.append(piece)


def tidy(pieces: Iterable[str]) -> str:
    """One paragraph from its pieces: each line's white space folded, empty lines dropped."""
    lines = (_SPACE.sub(" ", line).strip(" |") for line in "".join(pieces).split("\x1e"))
    return "\n".join(line for line in lines if line)


def join(parts: Iterable[str]) -> str:
    """An article's text: paragraphs parted by an empty line."""
    return "\n\n".join(part for part in parts if part) + "\n"


def local_name(element: Any) -> str:
    """An element's tag without its namespace, in lower case; empty for comments and instructions."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _pieces(element: Any, names: Vocabulary, depth: int) -> Iterator[str | None]:
    """Text pieces; None where a paragraph ends; U+001E where a line does (dropped from the text itself)."""
    name = local_name(element)
    if not name or name in names.skipped:
        return
    if name in names.breaks:
        yield "\x1e"
        return
    block = name in names.blocks
    if block:
        yield None
    if depth > _DEEPEST:
        yield _clean(" ".join(element.itertext()))
    else:
        yield _clean(element.text or "")
        for child in element:
            yield from _pieces(child, names, depth + 1)
            yield _clean(child.tail or "")
    if name in names.cells:
        yield " | "
    if block:
        yield None


def _clean(text: str) -> str:
    return text.replace("\x1e", " ")
