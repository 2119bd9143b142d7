"""The screen on a real article with the real analysis."""

from __future__ import annotations

import pytest

from reader.annotate.model import Analysis
from reader.annotate.pipeline import analyse
from reader.article.load import load
from reader.interchange import margin
from tests.shared import REFERENCE, needs_shared
from tests.ui.conftest import Open

pytestmark = needs_shared


@pytest.fixture(scope="module")
def found() -> Analysis:
    return analyse(load(str(REFERENCE)))


async def test_every_row_marks_its_words(reading: Open, found: Analysis) -> None:
    article = load(str(REFERENCE))
    async with reading(article=article) as (screen, pilot):
        screen.set_analysis(found)
        pane = screen.article_pane
        await pilot.press("tab")
        for tab, mode in (("1", "entities"), ("2", "quotes"), ("3", "claims")):
            await pilot.press(tab, "g")
            rows = [item for item in screen.panel.items(mode) if item.kind != "group"]
            assert rows
            for item in rows:
                assert screen.panel.selected_item() == item
                (span,) = pane.marked["selected"]
                assert span in item.spans
                if item.kind in ("quote", "claim"):
                    assert article.text[slice(*span)] == item.text
                assert pane.top <= pane.rows.row_of(span[0]) < pane.top + pane.lines
                assert "selected" in pane.highlights.at(span[0])
                assert margin.details(found, item.key)
                await pilot.press("j")


async def test_following_from_every_word(reading: Open, found: Analysis) -> None:
    article = load(str(REFERENCE))
    async with reading(article=article) as (screen, pilot):
        screen.set_analysis(found)
        pane = screen.article_pane
        for entity in found.entities:
            for mention in entity.mentions:
                pane.move_to(mention.start)
                screen.moved()
                assert screen.panel.selected_item().key == entity.id
        await pilot.press("4")
        for quote in found.quotes:
            pane.move_to(quote.start)
            screen.moved()
            assert quote.id in {item.key for item in screen.panel.list.items}
