"""Export, import and layers from inside the app."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from reader.annotate.model import decode
from reader.review.store import OWN_LAYER
from reader.ui.screens.dialogs import Ask, Line
from reader.ui.screens.picking import Pick
from reader.ui.widgets.field import Field
from tests.ui.conftest import Open


async def answer(pilot: Pilot, value: str) -> None:
    dialog = pilot.app.screen
    assert isinstance(dialog, Line | Pick)
    dialog.query_one(Field).value = value
    await pilot.pause()
    await pilot.press("enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_what_was_decided_is_exported_and_nothing_is_written_over(
    reading: Open, tmp_path: Path
) -> None:
    async with reading() as (screen, pilot):
        screen.begin_review(screen.analysis)
        await pilot.press("tab", "x")
        rejected = screen.panel.list.items[1].key
        target = tmp_path / "out.json"
        await pilot.press("ctrl+e")
        await answer(pilot, "json")
        await answer(pilot, str(target))
        made = decode(target.read_bytes())
        assert made.article.text == screen.article.text
        assert len(made.entities) == len(screen.analysis.entities) - 1 or rejected not in {
            e.id for e in made.entities
        }
        target.write_text("mine")
        await pilot.press("ctrl+e")
        await answer(pilot, "json")
        await answer(pilot, str(target))
        assert isinstance(pilot.app.screen, Ask)
        await pilot.press("2")
        assert target.read_text() == "mine"


async def test_an_import_becomes_a_layer_that_is_shown_and_reviewed(reading: Open, tmp_path: Path) -> None:
    async with reading() as (screen, pilot):
        own = screen.analysis
        screen.begin_review(own)
        text = screen.article.text
        start = text.index("ليلى منصور")
        ann = tmp_path / "alice.ann"
        ann.write_text(f"T1\tPER {start} {start + 10}\tليلى منصور\n", "utf-8")
        await pilot.press("ctrl+n")
        await answer(pilot, str(ann))
        assert screen.layer == "brat: alice"
        assert [entity.name for entity in screen.analysis.entities] == ["ليلى منصور"]
        await pilot.press("tab", "a")
        await pilot.pause()
        assert screen.review is not None and screen.review.layer == "brat: alice"
        assert "accepted" in screen.panel.list.states.values()
        screen.show_layer(OWN_LAYER)
        assert screen.layer == OWN_LAYER and screen.review is None and screen.analysis == own
        await pilot.press("ctrl+t")
        assert isinstance(pilot.app.screen, Pick)
        assert any("brat: alice" in label for label in pilot.app.screen.labels)


async def test_a_file_of_no_format_is_said(reading: Open, tmp_path: Path) -> None:
    async with reading() as (screen, pilot):
        (tmp_path / "x.json").write_text("{}")
        before = screen.analysis
        await pilot.press("ctrl+n")
        await answer(pilot, str(tmp_path / "x.json"))
        assert screen.analysis is before and screen.layer == OWN_LAYER
