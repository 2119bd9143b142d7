"""The article pane: motions, what is marked, and that the text stays where it is."""

from __future__ import annotations

import pytest

from reader.annotate import tokens
from reader.article.model import Article
from reader.ui.motions import Motions
from reader.ui.rows import Rows, Setting
from tests.ui import sample
from tests.ui.conftest import Open

TEXT = sample.TEXT


def words(screen) -> str:
    start, end = screen.article_pane.motions.around(screen.article_pane.cursor, "word")
    return TEXT[start:end]


def shown(screen) -> list[str]:
    """The article's rows on the screen as text."""
    pane = screen.article_pane
    return [
        "".join(segment.text for segment in pane.strip(row)) for row in range(pane.top, pane.top + pane.lines)
    ]


async def test_the_text_is_whole_and_right_aligned(reading: Open) -> None:
    async with reading() as (screen, _):
        pane = screen.article_pane
        letters = "".join(
            TEXT[line.start : line.end] for row in range(pane.rows.height) if (line := pane.rows.line(row))
        )
        assert letters.replace(" ", "") == TEXT.replace("\n", "").replace(" ", "")
        widths = {pane.strip(row).cell_length for row in range(pane.rows.height)}
        assert widths == {pane.columns}
        first = shown(screen)[0]
        assert first[-pane.right_edge - 1] != " "


async def test_words(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("left", "left")
        assert words(screen) == "أول"
        await pilot.press("right")
        assert words(screen) == "تفتتح"
        await pilot.press("left", "h", "b", "l")
        assert words(screen) == "تفتتح"


async def test_sentences_and_paragraphs(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("right_curly_bracket")
        assert screen.article_pane.cursor == sample.find("افتتحت")[0]
        await pilot.press("right_parenthesis")
        assert screen.article_pane.cursor == sample.find("وقالت وزيرة")[0]
        await pilot.press("right_parenthesis")
        assert screen.article_pane.cursor == sample.find("وأضافت")[0]
        await pilot.press("left_parenthesis", "left_curly_bracket")
        assert screen.article_pane.cursor == sample.find("افتتحت")[0]


async def test_rows_keep_their_column(reading: Open) -> None:
    async with reading() as (screen, pilot):
        pane = screen.article_pane
        await pilot.press("right_curly_bracket", "left", "left", "left")
        start = pane.rows.row_of(pane.cursor)
        await pilot.press("j")
        assert pane.rows.row_of(pane.cursor) == start + 1
        await pilot.press("j", "k")
        here = pane.cursor
        await pilot.press("j", "j", "k", "k")
        assert pane.cursor == here


async def test_ends_and_pages(reading: Open) -> None:
    async with reading(size=(80, 16)) as (screen, pilot):
        pane = screen.article_pane
        await pilot.press("G")
        assert pane.rows.row_of(pane.cursor) == pane.rows.height - 1
        assert pane.top + pane.lines >= pane.rows.height
        await pilot.press("g")
        assert (pane.cursor, pane.top) == (0, 0)
        await pilot.press("pagedown")
        assert pane.top == pane.lines - 1
        await pilot.press("ctrl+u", "pageup")
        assert pane.top == 0


async def test_marks_and_the_way_back(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("left", "left", "m", "a")
        here = screen.article_pane.cursor
        await pilot.press("G")
        there = screen.article_pane.cursor
        await pilot.press("apostrophe", "a")
        assert screen.article_pane.cursor == here
        await pilot.press("ctrl+o")
        assert screen.article_pane.cursor == there
        await pilot.press("ctrl+o", "full_stop")
        assert screen.article_pane.cursor == there
        await pilot.press("apostrophe", "z")
        assert screen.article_pane.cursor == there


async def test_layers_tell_apart_what_overlaps(reading: Open) -> None:
    async with reading() as (screen, _):
        pane = screen.article_pane
        in_quote_and_claim = pane.highlights.at(sample.find("المشروع استغرق")[0])
        assert in_quote_and_claim == {"claim", "indirect"}
        assert pane.highlights.at(sample.find("منارة", 2)[0]) == {"direct", "MISC"}
        quote, both = (pane.palette[sum(1 << 0 for _ in ())], pane.palette[0])
        assert quote == both
        styles = {
            pane.palette[pane.highlights.bits(start, start + 1)[0]]
            for start, _ in (
                sample.find("المشروع استغرق"),
                sample.find("منارة", 2),
                sample.find("لا نريد"),
                sample.find("الاتحاد الأوروبي"),
            )
        }
        assert len(styles) == 4


async def test_a_split_span_is_marked_on_every_row(reading: Open) -> None:
    async with reading(size=(60, 30)) as (screen, _):
        pane = screen.article_pane
        start, end = sample.find("حين رأيت السفينة أول مرة ظننت أنها لن تطفو أبدا")
        rows = pane.rows.rows_of(start, end)
        assert len(rows) > 1
        pane.mark([(start, end)])
        marked = pane.palette[pane.highlights.bits(start, start + 1)[0]]
        pane.show_span(start, end)
        for row in rows:
            assert any(segment.style == marked for segment in pane.strip(row))


async def test_measure_spacing_numbers_and_focus(reading: Open) -> None:
    async with reading(size=(160, 40)) as (screen, pilot):
        pane = screen.article_pane
        wide, height = pane.text_width, pane.rows.height
        await pilot.press("minus")
        assert pane.text_width < wide
        assert pane.text_left > 1
        await pilot.press("backslash")
        assert pane.rows.height > height
        assert not "".join(shown(screen)[1]).strip()
        numbered = [row for row in shown(screen) if row.rstrip()[-1:].isdigit()]
        await pilot.press("number_sign")
        assert not pane.numbers
        assert numbered
        await pilot.press("z")
        assert "dim" in pane.highlights.at(len(TEXT) - 3)
        assert "dim" not in pane.highlights.at(pane.cursor)


async def test_highlights_narrow_to_one_kind(reading: Open) -> None:
    async with reading() as (screen, pilot):
        pane = screen.article_pane
        start = sample.find("منارة", 2)[0]
        both = pane.highlights.bits(start, start + 1)
        await pilot.press("f10")
        assert pane.highlights.at(start) == {"MISC"}
        await pilot.press("f10")
        assert pane.highlights.at(start) == {"direct"}
        await pilot.press("f10", "f10", "f10")
        assert pane.highlights.bits(start, start + 1) == both


@pytest.mark.parametrize("size", [(40, 12), (79, 24), (100, 30), (220, 50)])
async def test_resizing_keeps_the_place(reading: Open, size: tuple[int, int]) -> None:
    async with reading(size=(120, 16)) as (screen, pilot):
        pane = screen.article_pane
        await pilot.press("right_curly_bracket", "right_curly_bracket", "right_curly_bracket", "pagedown")
        cursor = pane.cursor
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert pane.cursor == cursor
        assert pane.top <= pane.rows.row_of(cursor) < pane.top + pane.lines


async def test_results_do_not_move_the_text(reading: Open) -> None:
    async with reading(size=(100, 16), found=False) as (screen, pilot):
        await pilot.press("pagedown", "j", "j")
        before, top, cursor = shown(screen), screen.article_pane.top, screen.article_pane.cursor
        screen.set_analysis(sample.analysis())
        await pilot.pause()
        assert shown(screen) == before
        assert (screen.article_pane.top, screen.article_pane.cursor) == (top, cursor)


async def test_a_click_goes_to_the_word_and_its_note(reading: Open) -> None:
    async with reading() as (screen, pilot):
        pane = screen.article_pane
        start, _ = sample.find("ليلى منصور")
        row = pane.rows.row_of(start)
        line = pane.rows.line(row)
        x = pane.text_left + pane.text_width - line.width + line.cells_of(start, start + 1)[0][0]
        await pilot.click("#article", offset=(x, row - pane.top))
        await pilot.pause()
        assert pane.cursor == start
        assert screen.panel.selected_item().key == "e1"


async def test_a_long_article_scrolls_as_a_short_one(reading: Open) -> None:
    text = "\n".join([TEXT.replace("\n\n", "\n")] * 200)
    async with reading(article=Article(text=text), found=False) as (screen, pilot):
        pane = screen.article_pane
        assert not pane.rows.complete
        await pilot.press("pagedown", "pagedown")
        assert not pane.rows.complete
        top, shown_before = pane.top, shown(screen)
        await pilot.pause(0.3)
        assert (pane.top, shown(screen)) == (top, shown_before)
        await pilot.press("G")
        assert pane.rows.complete
        assert pane.top + pane.lines == pane.rows.height
        await pilot.press("k", "pageup", "left_curly_bracket")
        assert pane.cursor > len(text) * 0.9


def test_rows_are_the_same_however_they_are_reached() -> None:
    text = "\n".join([TEXT] * 30)
    whole, piecewise = Rows(text, Setting(50)), Rows(text, Setting(50, spacing=1))
    whole.reach(len(text))
    offsets = [piecewise.offset_of(row) for row in range(0, whole.height, 7)]
    assert offsets == [whole.offset_of(row) for row in range(0, whole.height, 7)]
    assert [piecewise.row_of(offset) for offset in offsets] == [whole.row_of(offset) for offset in offsets]


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", " "), TEXT.replace(" ", "\n")])
def test_motions_find_every_unit(text: str) -> None:
    motions = Motions(text)
    offset, seen = 0, [0]
    while (following := motions.forward(offset, "word")) != offset:
        seen.append(following)
        offset = following
    assert seen == [word.start for word in tokens.words(text)]
    back = [offset]
    while (before := motions.backward(offset, "word")) != offset:
        back.append(before)
        offset = before
    assert back == seen[::-1]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "كلمة", "!"])
def test_motions_in_almost_nothing(text: str) -> None:
    motions = Motions(text)
    for unit in ("word", "sentence", "paragraph"):
        assert 0 <= motions.forward(0, unit) <= len(text)
        assert 0 <= motions.backward(0, unit) <= len(text)
        assert motions.around(0, unit)[0] == 0
