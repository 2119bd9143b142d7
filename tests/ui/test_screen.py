"""The screen as a whole: sizes, the split, panes, states, themes, start and help."""

from __future__ import annotations

import pytest
from textual import events

from reader.article.model import Article
from reader.errors import SettingsError
from reader.library import recent
from reader.settings import paths
from reader.ui import keymap, theme
from reader.ui.app import HamishApp
from reader.ui.screens.dialogs import Dialog
from reader.ui.screens.help import HelpScreen
from reader.ui.screens.lens import LensScreen
from reader.ui.screens.library import LibraryScreen
from reader.ui.screens.reading import ReadingScreen
from reader.ui.screens.start import StartScreen
from tests.ui import sample
from tests.ui.conftest import Open


@pytest.mark.parametrize(
    ("size", "stacked"), [((40, 12), True), ((79, 30), True), ((80, 24), False), ((300, 70), False)]
)
async def test_every_size_has_both_panes(reading: Open, size: tuple[int, int], stacked: bool) -> None:
    async with reading(size=size) as (screen, pilot):
        assert screen.stacked is stacked
        for pane in (screen.article_pane, screen.panel.list):
            assert pane.columns >= 18
            assert pane.lines >= 2
            assert screen.region.contains_region(pane.region)
        await pilot.press("tab", "j", "2", "j", "3", "d", "j")
        for row in screen._compositor.render_strips():
            assert row.cell_length == size[0]
            assert next(iter("".join(segment.text for segment in row))) == " "


async def test_the_split_moves_and_has_a_minimum(reading: Open) -> None:
    async with reading() as (screen, pilot):
        before = screen.panel.size.width
        await pilot.press("greater_than_sign")
        await pilot.pause()
        assert screen.panel.size.width > before
        for key in ("less_than_sign", "greater_than_sign"):
            for _ in range(30):
                await pilot.press(key)
            await pilot.pause()
            assert screen.panel.list.columns > 10
            assert screen.article_pane.columns > 10
        await pilot.press("vertical_line")
        await pilot.pause()
        assert screen.panel.region.x > screen.article_pane.region.x


async def test_the_split_is_dragged(reading: Open) -> None:
    async with reading() as (screen, pilot):
        bar = screen.query_one("Splitter").region
        await pilot.mouse_down("Splitter", offset=(0, 5))
        await pilot.hover(None, offset=(bar.x - 15, 10))
        await pilot.mouse_up(None, offset=(bar.x - 15, 10))
        await pilot.pause()
        assert screen.query_one("Splitter").region.x == pytest.approx(bar.x - 15, abs=1)


async def test_waiting_empty_and_failed_are_told(reading: Open) -> None:
    async with reading(found=False) as (screen, pilot):
        assert "Looking" in screen.panel.list.empty
        screen._fail("no model")
        assert "no model" in screen.panel.list.empty
        assert "F5" in screen.panel.list.empty
        bare = sample.analysis()
        import msgspec

        screen.set_analysis(msgspec.structs.replace(bare, entities=(), quotes=(), claims=()))
        told = []
        for key in ("1", "2", "3", "4"):
            await pilot.press(key)
            told.append(screen.panel.list.empty)
        assert len(set(told)) == 4
        await pilot.press("tab", "j", "enter", "space", "s", "d")
        assert isinstance(screen.app.screen, ReadingScreen)


async def test_the_analysis_streams_in() -> None:
    app = HamishApp(sample.article())
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert screen.analysis is not None
        assert screen.analysis.article.text == sample.TEXT
        assert not screen.progress


async def test_the_place_is_kept_between_visits(reading: Open) -> None:
    async with reading(size=(120, 20)) as (screen, pilot):
        await pilot.press("pagedown", "pagedown", "j")
        cursor, top = screen.article_pane.cursor, screen.article_pane.top_offset
        await pilot.press("q")
    assert recent.visits()[0].id == sample.article().id
    async with reading(size=(90, 24)) as (screen, _):
        pane = screen.article_pane
        assert pane.cursor == cursor
        line = pane.rows.line(pane.top)
        assert line is None or line.start <= top
        assert pane.top > 0


async def test_themes_change_and_bad_ones_are_reported(reading: Open) -> None:
    folder = paths.config_dir() / "themes"
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text("[colors]\nprimary = 'no colour'\n")
    (folder / "mine.toml").write_text(
        (paths.bundled("themes") / "hamish-dark.toml").read_text("utf-8"), "utf-8"
    )
    assert theme.names() == ("broken", "hamish-dark", "hamish-light", "mine")
    with pytest.raises(SettingsError, match=r"broken\.toml has a mistake: no "):
        theme.load("broken")
    with pytest.raises(SettingsError, match="There is no theme"):
        theme.load("none")
    async with reading() as (screen, _):
        before = screen.article_pane.look
        screen.app.try_theme("hamish-light")
        assert screen.article_pane.look is not before
        screen.app.try_theme("broken")
        assert screen.app.look.theme.name == "hamish-light"
        for name in ("mine", "hamish-dark", "hamish-light"):
            screen.app.action_next_theme()
            assert screen.app.look.theme.name == name


@pytest.mark.parametrize("depth", ["full", "sixteen", "plain"])
@pytest.mark.parametrize("name", ["hamish-dark", "hamish-light"])
def test_marks_stay_apart_at_every_depth(name: str, depth: theme.Depth) -> None:
    look = theme.load(name, depth)
    kinds = [look["PER"], look["direct"], look["claim"], look["selected"]]
    assert len({str(style) for style in kinds}) == 4
    assert (depth == "plain") == all(
        style.color is None and style.bgcolor is None for style in look.styles.values()
    )


def test_every_action_has_its_words_and_its_method() -> None:
    owners = {"app": HamishApp, "reading": ReadingScreen, "article": ReadingScreen, "panel": ReadingScreen}
    owners |= {"start": StartScreen, "dialog": HelpScreen, "library": LibraryScreen}
    owners |= {"select": ReadingScreen, "answer": Dialog, "find": ReadingScreen, "lens": LensScreen}
    ids = [action.id for action in keymap.ACTIONS]
    assert len(ids) == len(set(ids))
    for action in keymap.ACTIONS:
        assert hasattr(owners[action.scope], f"action_{action.id}"), action.id
        assert not action.help.startswith("ui."), action.id
        if action.footer or action.scope in ("reading", "app"):
            assert not action.hint.startswith("ui."), action.id


@pytest.mark.parametrize(
    "scopes", [("app", "reading", "article"), ("app", "reading", "panel"), ("app", "start")]
)
def test_no_key_means_two_things(scopes: tuple[keymap.Scope, ...]) -> None:
    keys = [key for action in keymap.actions(*scopes) for key in action.keys]
    assert sorted(keys) == sorted(set(keys))


async def test_help_lists_the_keys_and_closes(reading: Open) -> None:
    async with reading() as (screen, pilot):
        await pilot.press("question_mark")
        assert isinstance(screen.app.screen, HelpScreen)
        await pilot.press("j", "G", "g", "escape")
        assert screen.app.screen is screen


async def test_the_start_screen_opens_recent_example_and_paste() -> None:
    app = HamishApp()
    async with app.run_test(size=(100, 30)) as pilot:
        assert isinstance(app.screen, StartScreen)
        app.analyse = False
        await pilot.press("enter", "delete")
        assert isinstance(app.screen, StartScreen)
        app.screen.post_message(events.Paste("خبر عاجل من القاهرة.\r\nوسطر ثان."))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen.article.text == "خبر عاجل من القاهرة.\nوسطر ثان."
        await pilot.press("q")
    assert [visit.source for visit in recent.visits()] == ["-"]


async def test_a_recent_article_that_is_gone_is_told() -> None:
    recent.record(recent.Visit(id="sha256:x", source="gone.txt", title="خبر", length=10, offset=5))
    app = HamishApp(analyse=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        assert isinstance(app.screen, StartScreen)
        await pilot.press("delete")
        assert recent.visits() == ()
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)


async def test_markup_in_an_article_is_only_text(reading: Open) -> None:
    text = "قال [/red] نص [bold]غامق[/bold] \x1b[31m"
    async with reading(article=Article(text=text, title="[/x] عنوان"), found=False) as (screen, pilot):
        await pilot.press("j", "left", "1", "tab", "question_mark", "escape")
        row = "".join(segment.text for segment in screen.article_pane.strip(0))
        assert "[" in row
        assert "\x1b" not in row
