"""Finding, filtering and copying on the example article, by keys of either layout."""

from __future__ import annotations

import pytest
from textual import events

from reader.ui import clipboard, visual
from reader.ui.widgets.article import ArticlePane
from reader.ui.widgets.field import Field
from tests.ui.conftest import Open


async def typed(pilot, text: str) -> None:  # type: ignore[no-untyped-def]
    field = pilot.app.focused
    assert isinstance(field, Field)
    field.insert(text)
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_finding_marks_every_hit_and_goes_from_one_to_the_next(reading: Open) -> None:
    async with reading() as (screen, pilot):
        text, pane = screen.article.text, screen.article_pane
        await pilot.press("slash")
        await typed(pilot, "السفينه")
        spans = screen.hit_spans
        assert len(spans) == text.count("السفينة") and all(text[a:b] == "السفينة" for a, b in spans)
        assert all("found" in pane.highlights.at(a) for a, _ in spans)
        assert pane.cursor == spans[0][0]
        await pilot.press("enter", "n", "n")
        assert pane.cursor == spans[2][0] and pane.marked["selected"] == (spans[2],)
        await pilot.press("N", "آ", "ى")
        assert pane.cursor == spans[1][0]
        for _ in spans:
            await pilot.press("n")
        assert pane.cursor == spans[1][0]
        await pilot.press("escape")
        assert screen.hit_spans == [] and "found" not in pane.highlights.at(spans[0][0])


async def test_escape_in_the_field_returns_to_where_the_reader_was(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("j", "j", "j")
        before = screen.article_pane.cursor
        await pilot.press("ظ")
        await typed(pilot, "الدار البيضاء")
        assert screen.article_pane.cursor != before
        await pilot.press("escape")
        assert screen.article_pane.cursor == before and not screen.prompt.is_open
        assert screen.focused is screen.article_pane


async def test_tab_turns_to_other_ways_of_finding(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("slash")
        await typed(pilot, "كتاب")
        anywhere = len(screen.hit_spans)
        counts = {}
        for _ in range(3):
            await pilot.press("tab")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            counts[screen.query_mode] = len(screen.hit_spans)
        assert counts["words"] < anywhere and counts["exact"] == counts["regex"]


async def test_what_is_typed_in_the_field_is_no_command(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("slash", *"qxa1")
        assert screen.prompt.field.value == "qxa1"
        assert pilot.app.is_running


async def test_filtering_the_panel_by_words_and_terms(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("2", "tab")
        everything = screen.panel.list.items
        await pilot.press("slash")
        await typed(pilot, "type:direct")
        kept = [item for item in screen.panel.list.items if item.kind == "quote"]
        assert 0 < len(kept) < len(everything) and {item.tone for item in kept} == {"direct"}
        await pilot.press("enter")
        assert screen.focused is screen.panel.list and screen.panel.filter_text == "type:direct"
        await pilot.press("slash", "escape")
        assert screen.panel.list.items == everything


async def test_a_mistake_in_a_filter_is_said_and_hides_nothing(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("tab")
        before = screen.panel.list.items
        await pilot.press("slash")
        await typed(pilot, "colour:red")
        assert screen.panel.list.items == before


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []

    def take(text: str, write: object) -> clipboard.Copied:
        texts.append(text)
        return clipboard.Copied("tool", "test")

    monkeypatch.setattr(clipboard, "copy", take)
    return texts


async def test_copying_a_sentence_a_selection_and_a_quotation(reading: Open, copied: list[str]) -> None:
    async with reading() as (screen, pilot):
        text = screen.article.text
        await pilot.press("}", "y")
        assert copied[-1] in text and copied[-1].startswith("افتتحت مدينة") and "\n" not in copied[-1]
        quote = next(q for q in screen.analysis.quotes if q.kind == "direct" and q.speaker)
        await pilot.press("2", "tab")
        screen.chosen(screen.panel.choose(quote.id))
        await pilot.press("غ")
        assert copied[-1] == f"«{quote.text}» — {quote.speaker.name}، {screen.heading()}"


async def test_a_bound_letter_works_on_the_arabic_layout(reading: Open) -> None:
    async with reading() as (screen, pilot):
        pane = screen.article_pane
        await pilot.press("ت")
        down = pane.cursor
        await pilot.press("ن")
        assert pane.cursor < down or down == 0
        await pilot.press("٢")
        assert screen.panel.mode == "quotes"
        await pilot.press("G")
        end = pane.cursor
        await pilot.press("g", "\ufef7")
        assert pane.cursor == end


async def test_the_mouse_selects_across_lines_and_directions(reading: Open, copied: list[str]) -> None:
    async with reading() as (screen, pilot):
        pane, text = screen.article_pane, screen.article.text
        start = text.index("نيكوس")
        end = text.index("(Nikos Papadopoulos)") + 8

        def cell(offset: int) -> tuple[int, int]:
            row = pane.rows.row_of(offset)
            line = pane.rows.line(row)
            assert line is not None
            left = (
                line.cells_of(offset, offset + 1)[0][0]
                + pane.text_left
                + visual.indent(line, pane.text_width)
            )
            return left, row - pane.top

        await pilot.mouse_down(pane, offset=cell(start))
        pane.on_mouse_move(_moved(pane, *cell(end - 1)))
        await pilot.mouse_up(pane, offset=cell(end - 1))
        await pilot.pause()
        assert screen.selection == (start, end)
        await pilot.press("y")
        assert copied[-1] == text[start:end] and screen.selection is None


def _moved(pane: ArticlePane, x: int, y: int) -> events.MouseMove:
    """A move with the button down, which the pilot cannot send."""
    return events.MouseMove(pane, x, y, 1, 0, 1, False, False, False)
