"""PDF text comes back in logical order, in ordinary letters, paragraph by paragraph."""

import unicodedata
from pathlib import Path

import pytest

from reader.article.load import load
from reader.article.page_order import PageLine, columns, paragraphs
from reader.article.visual_order import backwards, logical, ordinary
from reader.errors import SourceError
from reader.layout.bidi import paragraph_levels, visual_order
from tests.article.pdfs import ADVANCE, pdf
from tests.article.prose import PARAGRAPHS, TEXT, TITLE

pytest.importorskip("pdfminer")
RIGHT = 560


def drawn(text: str) -> list[str]:
    """The glyphs of one line from left to right: reordered by UAX #9 and with brackets as drawn."""
    _, levels = paragraph_levels(text, 1)
    glyphs = []
    for index in visual_order(levels):
        character = text[index]
        if levels[index] % 2 and unicodedata.mirrored(character):
            character = character.translate(str.maketrans("()[]«»", ")(][»«"))
        glyphs.append(character)
    return glyphs


def right_aligned(
    texts: list[str], top: float = 700, pitch: float = 16
) -> list[tuple[float, float, list[str]]]:
    return [
        (RIGHT - ADVANCE * len(text), top - pitch * row, drawn(text))
        for row, text in enumerate(texts)
        if text
    ]


@pytest.mark.parametrize(
    "text",
    [
        *PARAGRAPHS,
        "وقالت شركة Acme Corp (أكمي) إن السعر 12,500.75 دولار في 2024/10/05.",
        "زيادة 25% عن [العام] السابق، «وهذا كثير» في BBC News عند الساعة 10:30",
        "بين ١٢ و١٥ من المئة، أي ١٬٢٠٠٫٥ طن",
        "plain English line.",
    ],
)
def test_a_line_reads_as_it_was_written(text: str) -> None:
    base_glyphs = drawn(text) if "plain" not in text else list(text)
    assert logical(base_glyphs) == text


def test_a_glyph_of_several_letters_keeps_their_order() -> None:
    assert logical(["م", "لا", "س"]) == "سلام"
    # Some writers note the ligature's letters as drawn.
    assert logical(["م", "ال", "س"]) == "سلام"
    assert logical(list("ﻢﻠﺳ")) == "سلم"


def test_presentation_forms_become_ordinary_letters() -> None:
    assert ordinary("ﺍﻟﺴﻼﻡ ﷲ ﹰ") == "السلام الله ً"
    assert ordinary("ﷺ") == "ﷺ"


def test_reversed_text_is_recognised() -> None:
    assert not backwards(TEXT)
    assert backwards(TEXT[::-1])


def load_pdf(tmp_path: Path, data: bytes) -> object:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return load(str(path))


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    wrapped = [
        "وقالت الوزيرة سلمى الحداد إن الوزارة ستوسع",
        "الميناء خلال عامين (أي في 2027).",
        PARAGRAPHS[2],
    ]
    lines = right_aligned(wrapped[:2]) + right_aligned(wrapped[2:], top=650)
    article = load_pdf(tmp_path, pdf(lines, title=TITLE))
    assert article.text == f"{wrapped[0]} {wrapped[1]}\n\n{wrapped[2]}\n"
    assert article.title == TITLE
    assert [message for message, _ in article.notices] == ["article.pdf", "article.pdf_repaired"]


def test_a_page_that_shows_arabic_backwards_is_read_in_its_own_order_and_said(tmp_path: Path) -> None:
    article = load_pdf(
        tmp_path, pdf([(40, 700 - 16 * row, list(text)) for row, text in enumerate(PARAGRAPHS)])
    )
    assert PARAGRAPHS[0] in article.text
    assert ("article.pdf_reversed", {}) in article.notices


def test_the_right_column_is_read_first_below_a_heading_over_both() -> None:
    lines = [
        PageLine("heading", 50, 700, 550, 712),
        *(PageLine(f"left {n}", 50, 660 - 16 * n, 280, 672 - 16 * n) for n in range(4)),
        *(PageLine(f"right {n}", 310, 660 - 16 * n, 550, 672 - 16 * n) for n in range(4)),
    ]
    order = [[line.text for line in block] for block in columns(lines, True)]
    assert order == [["heading"], [f"right {n}" for n in range(4)], [f"left {n}" for n in range(4)]]


def test_page_numbers_and_running_heads_are_left_out_and_broken_paragraphs_joined() -> None:
    pages = [
        (
            800.0,
            [
                PageLine("صحيفة المرفأ", 300, 770, 400, 782),
                PageLine(f"سطر طويل رقم {n}", 50, 700, 550, 712),
                PageLine(f"وسطر ثان {n}", 50, 684, 550, 696),
                PageLine(str(n), 300, 20, 310, 32),
            ],
        )
        for n in (1, 2, 3)
    ]
    assert paragraphs(pages, True) == [" ".join(f"سطر طويل رقم {n} وسطر ثان {n}" for n in (1, 2, 3))]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf([]), "article.pdf_no_text"),
        (b"%PDF-1.4\nnothing of the kind", "article.damaged"),
        (pdf(right_aligned([TITLE]))[:300], "article.damaged"),
    ],
)
def test_what_has_no_text_is_said(data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        load_pdf(tmp_path, data)
    assert caught.value.message_id in (message, "article.pdf_no_text")


def test_a_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.article.pdf.MEMORY", 250 * 1024**2)
    data = pdf(right_aligned([TITLE]), bomb=200_000_000)
    assert len(data) < 300_000
    with pytest.raises(SourceError) as caught:
        load_pdf(tmp_path, data)
    assert caught.value.message_id == "article.pdf_too_hard"
