"""The word lens, vowel marks and the choice of an engine, on a toy database and without any data."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from reader.annotate.camel import data
from reader.annotate.model import Analysis, Engine
from reader.annotate.stream import Step
from reader.article.model import Article
from reader.interchange import margin
from reader.library import words
from reader.ui.screens.dialogs import Ask
from reader.ui.screens.lens import LensScreen
from reader.ui.screens.lensing import PIECE, pieces
from reader.ui.widgets.details import Details
from tests.annotate.camel import toy
from tests.annotate.camel.test_morphology import TOY
from tests.ui import sample
from tests.ui.conftest import Open

TEXT = "نعم، وقال بوتين.\nثم قال."


@pytest.fixture(autouse=True)
def no_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Camel-tools' folder, empty; never the one of who runs the tests."""
    monkeypatch.setenv(data.ROOT_VARIABLE, str(tmp_path / "camel"))
    return tmp_path / "camel"


@pytest.fixture
def database(no_data: Path) -> None:
    folder = no_data / "data" / "morphology_db" / "calima-msa-r13"
    folder.mkdir(parents=True)
    (folder / "morphology.db").write_text(TOY, "utf-8")


async def answered(pilot: Pilot) -> LensScreen:
    """The lens, once it knows its word."""
    lens = pilot.app.screen
    assert isinstance(lens, LensScreen)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    assert lens.known is not None
    return lens


def shown(lens: LensScreen) -> dict[str, str]:
    return dict(lens.query_one(Details).pairs)


def said(lens: LensScreen) -> str:
    return lens.query_one("#said").visual.text  # type: ignore[attr-defined]


async def test_a_word_its_readings_and_its_parts(reading: Open, database: None) -> None:
    async with reading(article=Article(text=TEXT, source="a.txt")) as (screen, pilot):
        await pilot.press("h", "w")
        assert "oading" in said(pilot.app.screen)
        lens = await answered(pilot)
        assert lens.word == "وقال" and lens.query_one(OptionList).option_count == 2
        first = shown(lens)
        assert first["vocalised"] == "وَقالَ" and first["Latin (HSB)"] == "waqAla"
        assert first["kind"] == "verb" and first["before it"] == "وَ" and first["stem"] == "قالَ"
        assert first["pattern"] == "فال" and first["root"] == "ق # ل"
        assert first["features"] == "perfect, masculine, singular" and first["meaning"] == "say"
        await pilot.press("j")
        assert shown(lens)["kind"] == "noun"
        await pilot.press("k", "k")
        assert shown(lens)["kind"] == "noun"
        await pilot.press("h")
        lens = await answered(pilot)
        assert lens.word == "بوتين" and "name" in said(lens)
        assert shown(lens) == {"Latin (HSB)": "bwtyn", "Buckwalter": "bwtyn"}
        await pilot.press("w")
        assert pilot.app.screen is screen


async def test_a_word_is_kept_with_its_sentence_once(reading: Open, database: None) -> None:
    async with reading(article=Article(text=TEXT, source="a.txt")) as (_, pilot):
        await pilot.press("h", "w")
        lens = await answered(pilot)
        await pilot.press("j", "s")
        (kept,) = words.words()
        assert (kept.word, kept.sentence, kept.pos, kept.gloss) == (
            "وقال",
            "نعم، وقال بوتين.",
            "noun",
            "talk",
        )
        assert kept.source == "a.txt" and "Kept" in said(lens)
        await pilot.press("s")
        assert len(words.words()) == 1 and "already" in said(lens)


async def test_the_words_of_a_row_of_the_panel(reading: Open, database: None) -> None:
    async with reading() as (_, pilot):
        await pilot.press("tab", "j", "k", "w")
        lens = await answered(pilot)
        assert lens.words == ("ليلى", "منصور")
        await pilot.press("h", "h", "escape")


async def test_a_small_screen_scrolls_what_is_known(reading: Open, database: None) -> None:
    async with reading(size=(60, 18), article=Article(text=TEXT, source="a.txt")) as (_, pilot):
        await pilot.press("h", "w")
        lens = await answered(pilot)
        details = lens.query_one(Details)
        assert details.top == 0 and details.lines < len(details.pairs)
        await pilot.press("pagedown")
        assert details.top > 0
        await pilot.press("pageup", "pageup")
        assert details.top == 0


async def test_without_data_letters_and_the_command(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("w")
        lens = await answered(pilot)
        assert "hamish models install" in said(lens)
        assert "Buckwalter" in shown(lens)
        await pilot.press("j", "escape", "tilde", "tilde")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert screen.article_pane.marks == "written"


async def test_marks_are_hidden_and_added_on_the_screen_only(reading: Open, database: None) -> None:
    text = "نعم، وقالَ بوتين.\nثم قال."
    async with reading(article=Article(text=text, source="a.txt")) as (screen, pilot):
        pane = screen.article_pane

        def row(number: int) -> str:
            return pane.strip(number).text

        marked, plain = row(0), row(2)
        assert "\u064e" in marked and "\u064e" not in plain
        await pilot.press("h", "tilde")
        assert pane.marks == "none" and "\u064e" not in row(0)
        await pilot.press("tilde")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert pane.marks == "all" and row(0).count("\u064e") == 2 and row(2).count("\u064e") == 1
        assert pane.strip(2).cell_length == pane.columns
        assert pane.text == text and text[slice(*pane.motions.around(pane.cursor, "word"))] == "وقالَ"
        await pilot.press("tilde")
        assert (row(0), row(2)) == (marked, plain)


def test_long_paragraphs_are_vocalised_in_pieces() -> None:
    text = "كلمة " * 1000
    found = pieces(text, [(0, len(text))])
    assert max(end - start for start, end in found) <= PIECE
    assert "".join(text[start:end] for start, end in found) == text
    assert pieces("x" * 5000, [(0, 5000)])[-1][1] == 5000


async def test_leaving_ends_the_lens(reading: Open, database: None) -> None:
    async with reading() as (_, pilot):
        app = pilot.app
        await pilot.press("w")
        await answered(pilot)
        process = app.lens._process  # type: ignore[attr-defined]
        assert process is not None and process.poll() is None
    assert process.poll() is not None


def by(engine: Engine, engines: tuple[str, ...]) -> Analysis:
    found = sample.analysis()
    entities = tuple(msgspec.structs.replace(one, engines=engines) for one in found.entities)
    return msgspec.structs.replace(found, engine=engine, entities=entities)


async def test_the_engine_stands_in_the_status_line_and_its_note_is_said(reading: Open) -> None:
    async with reading() as (screen, pilot):
        screen.set_analysis(by(Engine("embedded", "1", "crf-12345678", "The model is broken."), ()))
        screen.tell_engine(screen.analysis)
        await pilot.pause()
        line = screen.status.render_line(0).text
        assert "crf-12345678" in line and "The model is broken." in line


async def test_what_one_engine_alone_names_has_a_sign(reading: Open) -> None:
    async with reading() as (screen, pilot):
        screen.set_analysis(by(Engine("both", "1", "crf + camel"), ("camel",)))
        await pilot.pause()
        assert "½" in screen.panel.list.strip(1).text
        screen.begin_review(screen.analysis)
        await pilot.pause()
        assert "½" in screen.panel.list.strip(1).text
        screen.set_analysis(by(Engine("both", "1", "crf + camel"), ("embedded", "camel")))
        await pilot.pause()
        assert "½" not in screen.panel.list.strip(1).text
        assert not any(item.alone for item in margin.entity_items(screen.analysis))


async def test_camel_without_data_is_an_offer(reading: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading() as (screen, pilot):
        begun: list[str] = []
        monkeypatch.setattr(screen, "start_analysis", lambda: begun.append(screen.options.engine))
        await pilot.press("at", "2")
        assert isinstance(pilot.app.screen, Ask) and "ner-arabert" in pilot.app.screen.text
        await pilot.press("escape")
        assert begun == []
        await pilot.press("at", "3", "2")
        assert begun == ["embedded"]
        await pilot.press("at", "4")
        assert begun == ["embedded", "auto"]


async def test_an_analysis_under_way_can_be_stopped(reading: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(article: Article, options: object) -> AsyncIterator[Step]:
        yield Step("entities", 0.25)
        await asyncio.sleep(1000)

    monkeypatch.setattr("reader.ui.analysis.steps", never)
    async with reading() as (screen, pilot):
        await pilot.press("f5")
        await pilot.pause()
        assert "25%" in screen.progress
        await pilot.press("at", "5")
        await pilot.pause()
        assert screen.progress == "" and not list(pilot.app.workers)
        assert "stopped" in screen.status.render_line(0).text


async def test_the_recogniser_can_be_fetched_from_the_offer(
    reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with toy.serving() as server:
        toy.fill(server)
        monkeypatch.setenv("HAMISH_CATALOGUE_URL", f"{server.url}/catalogue.json")
        async with reading() as (screen, pilot):
            begun: list[str] = []
            monkeypatch.setattr(screen, "start_analysis", lambda: begun.append(screen.options.engine))
            await pilot.press("at", "2", "1")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert begun == ["camel"] and data.state().recogniser is not None


async def test_a_failed_fetch_is_said(reading: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    with toy.serving() as server:
        monkeypatch.setenv("HAMISH_CATALOGUE_URL", f"{server.url}/catalogue.json")
        async with reading() as (screen, pilot):
            await pilot.press("at", "2", "1")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert server.url in screen.status.render_line(0).text and screen.progress == ""
