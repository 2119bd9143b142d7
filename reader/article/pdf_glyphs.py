"""The process that reads a PDF: bytes on standard input, lines with their places as JSON on standard output (pdfminer.six)."""

from __future__ import annotations

import contextlib
import io
import logging
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from reader.article.page_order import PageLine
from reader.article.pdf import Extracted, Page
from reader.article.visual_order import bracket_faults, has_forms, is_arabic, logical

MAX_PAGES = 400
_MARK_SHIFT = 0.2
"""How far right of its origin the middle of a mark is looked for (part of the size of the letters)."""


def main() -> None:
    """Read standard input, write an `Extracted`. Arguments: most bytes of memory and most seconds to take."""
    _limit(int(sys.argv[1]), int(sys.argv[2]))
    data = sys.stdin.buffer.read()
    sys.stdout.buffer.write(msgspec.json.encode(_extract(data)))


def _limit(memory: int, seconds: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _extract(data: bytes) -> Extracted:
    try:
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        return Extracted(trouble="article.missing_extra")
    logging.disable(logging.CRITICAL)
    try:
        return _read(data)
    except PDFPasswordIncorrect:
        return Extracted(trouble="article.encrypted")
    except (MemoryError, RecursionError):
        return Extracted(trouble="article.pdf_too_hard")
    except Exception:
        # pdfminer answers damage with whatever its parsing trips over (TypeError, KeyError, struct.error, …).
        return Extracted(trouble="article.damaged")


def _read(data: bytes) -> Extracted:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser

    info = (PDFDocument(PDFParser(io.BytesIO(data))).info or [{}])[0]
    raw = [
        (page.height, _whole_lines([line for one in _lines(page) if (line := _row(one)) is not None]))
        for page in extract_pages(io.BytesIO(data), maxpages=MAX_PAGES, laparams=LAParams())
    ]
    everything = [_placed(line.glyphs) for _, lines in raw for line in lines]
    right_to_left = is_arabic("".join("".join(line) for line in everything))
    mirror = _mirrors(everything)
    pages = tuple(
        Page(
            height,
            tuple(
                PageLine(
                    _squeezed(logical(_placed(line.glyphs), mirror=mirror, right_to_left=right_to_left)),
                    *(line.x0, line.y0, line.x1, line.y1),
                )
                for line in lines
            ),
            tuple(_squeezed("".join(_letters(glyph) for glyph in line.glyphs)) for line in lines),
        )
        for height, lines in raw
    )
    shaped = any(has_forms("".join(line)) for line in everything)
    return Extracted(
        pages=pages,
        title=_string(info.get("Title")),
        author=_string(info.get("Author")),
        reordered=right_to_left or shaped,
    )


class _Line(NamedTuple):
    """A line's glyphs in the file's order (spaces that the file has none of left out), and its box."""

    glyphs: list[Any]
    x0: float
    y0: float
    x1: float
    y1: float


def _row(line: Any) -> _Line | None:
    from pdfminer.layout import LTChar

    glyphs = [one for one in line if isinstance(one, LTChar)]
    return _Line(glyphs, line.x0, line.y0, line.x1, line.y1) if glyphs else None


def _whole_lines(lines: list[_Line]) -> list[_Line]:
    """Lines joined that stand side by side with no more than a wide word gap between them (justified text)."""
    whole: list[_Line] = []
    for line in sorted(lines, key=lambda one: (-one.y1, one.x0)):
        for index, other in enumerate(whole):
            size = min(line.y1 - line.y0, other.y1 - other.y0)
            side_by_side = min(line.y1, other.y1) - max(line.y0, other.y0) > 0.6 * size
            gap = max(line.x0 - other.x1, other.x0 - line.x1)
            if side_by_side and -size < gap < 0.7 * line.glyphs[0].size:
                whole[index] = _Line(
                    other.glyphs + line.glyphs,
                    *(min(line.x0, other.x0), min(line.y0, other.y0)),
                    *(max(line.x1, other.x1), max(line.y1, other.y1)),
                )
                break
        else:
            whole.append(line)
    return whole


def _lines(container: Any) -> Iterator[Any]:
    from pdfminer.layout import LTContainer, LTTextLine

    for child in container:
        if isinstance(child, LTTextLine):
            yield child
        elif isinstance(child, LTContainer):
            yield from _lines(child)


def _placed(glyphs: Sequence[Any]) -> list[str]:
    """The texts of a line's glyphs from left to right, marks after their letters, spaces where there is a gap."""
    marks = [one for one in glyphs if _is_mark(_letters(one))]
    letters = sorted((one for one in glyphs if not _is_mark(_letters(one))), key=lambda one: one.x0 + one.x1)
    texts = [_letters(one) for one in letters]
    for mark in marks:
        # A mark has no advance: its place is the origin, and its ink lies to the right of that.
        middle = (mark.x0 + mark.x1) / 2 + _MARK_SHIFT * mark.size
        if letters:
            nearest = min(range(len(letters)), key=lambda n: _distance(letters[n], middle))
            texts[nearest] += _letters(mark)
    placed: list[str] = []
    for index, text in enumerate(texts):
        if index and letters[index].x0 - letters[index - 1].x1 > 0.18 * letters[index].size:
            placed.append(" ")
        placed.append(text)
    return placed


def _letters(glyph: Any) -> str:
    """What a glyph stands for; U+FFFD for a glyph without a character, nothing when it has no width either."""
    text = str(glyph.get_text())
    if text.startswith("(cid:") or text in ("\0", ""):
        return "\ufffd" if glyph.x1 - glyph.x0 > 0.05 * glyph.size else ""
    return text


def _is_mark(text: str) -> bool:
    return bool(text) and all(unicodedata.combining(character) for character in text)


def _distance(letter: Any, middle: float) -> float:
    if not _letters(letter).strip():
        return float("inf")
    if letter.x0 <= middle <= letter.x1:
        return 0.0
    return float(min(abs(letter.x0 - middle), abs(letter.x1 - middle)))


def _mirrors(lines: Sequence[Sequence[str]]) -> bool:
    """Whether brackets are noted as drawn: the reading in which fewer of them close what is not open."""
    faults = [
        bracket_faults("\n".join(logical(line, mirror=mirror) for line in lines)) for mirror in (True, False)
    ]
    return faults[0] <= faults[1]


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _string(value: Any) -> str | None:
    """A string of the document's information: UTF-16 with a BOM, UTF-8 with one, or PDFDocEncoding."""
    if not isinstance(value, bytes) or not value.strip():
        return None
    from pdfminer.utils import decode_text

    return _squeezed(str(decode_text(value))) or None


if __name__ == "__main__":
    main()
