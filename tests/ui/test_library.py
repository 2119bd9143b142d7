"""The list of articles in the app: rows at once, described in the background, filtered, opened, left and gone through."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.article.load import load
from reader.article.model import Feed, FeedEntry
from reader.library.listing import Listing, of_feed, scan
from reader.ui.app import HamishApp
from reader.ui.screens.library import LibraryScreen
from reader.ui.screens.reading import ReadingScreen
from tests.article.kinds import KINDS, write
from tests.article.prose import PARAGRAPHS, TEXT, TITLE


@asynccontextmanager
async def listed(listing: Listing) -> AsyncIterator[tuple[LibraryScreen, Pilot]]:
    app = HamishApp(listing=listing, analyse=False, depth="full")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        await settled(pilot)
        yield screen, pilot


async def settled(pilot: Pilot) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(f"خبر رقم {number}\n\n{TEXT}", "utf-8")
    (tmp_path / "20.txt").write_bytes(b"\x89PNG\r\n")
    return tmp_path


def screen_text(screen: LibraryScreen) -> str:
    return "\n".join("".join(segment.text for segment in row) for row in screen._compositor.render_strips())


async def test_rows_are_described_and_what_cannot_be_read_says_so(folder: Path) -> None:
    async with listed(scan([str(folder)])) as (screen, _):
        assert [row.title for row in screen.rows[:2]] == ["خبر رقم 0", "خبر رقم 1"]
        assert screen.rows[12].trouble
        shown = screen_text(screen)
        assert "13 articles" in shown
        assert "00.txt" in shown


async def test_an_article_is_opened_left_and_followed_by_the_next(folder: Path) -> None:
    async with listed(scan([str(folder)])) as (screen, pilot):
        await pilot.press("j", "enter")
        await settled(pilot)
        reading = pilot.app.screen
        assert isinstance(reading, ReadingScreen)
        assert reading.article.source.endswith("01.txt")
        await pilot.press("f7")
        await settled(pilot)
        assert pilot.app.screen.article.source.endswith("02.txt")
        await pilot.press("f6", "f2")
        await settled(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert len(pilot.app.screen_stack) == 1
        assert screen.list.chosen.progress is not None


async def test_what_cannot_be_opened_is_said_and_the_list_stays(folder: Path) -> None:
    async with listed(scan([str(folder)])) as (screen, pilot):
        await pilot.press("G", "enter")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert "20.txt is no text file" in screen_text(screen)


async def test_the_filter_takes_letters_and_keeps_the_choice(folder: Path) -> None:
    async with listed(scan([str(folder)])) as (screen, pilot):
        await pilot.press("slash", *"رقم 1")
        await pilot.pause()
        assert [screen.rows[place].title for place in screen.shown] == [
            "خبر رقم 1",
            "خبر رقم 10",
            "خبر رقم 11",
        ]
        await pilot.press("enter", "j", "enter")
        await settled(pilot)
        assert pilot.app.screen.article.source.endswith("10.txt")
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert len(screen.shown) == 13
        assert screen.list.chosen.name == "10.txt"
        await pilot.press("slash", "q", "escape")
        assert pilot.app.is_running
        assert not screen.query_text


async def test_a_thousand_files_are_listed_and_only_looked_at_ones_first(tmp_path: Path) -> None:
    for number in range(1000):
        (tmp_path / f"{number:04}.txt").write_text(f"خبر {number}\n", "utf-8")
    app = HamishApp(listing=scan([str(tmp_path)]), analyse=False, depth="full")
    async with app.run_test(size=(100, 30)) as pilot:
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        assert len(screen.rows) == 1000
        await pilot.press("G")
        await settled(pilot)
        assert screen.list.chosen.title == "خبر 999"
        assert all(row.described for row in screen.rows)
        assert len(screen.list._strips) < 200


async def test_a_feed_is_chosen_from() -> None:
    entries = tuple(
        FeedEntry(number=n, title=f"{TITLE} {n}", content=f"<p>{PARAGRAPHS[n]}</p>") for n in (1, 2, 3)
    )
    async with listed(of_feed(Feed(source="x", title="صحيفة المرفأ", entries=entries))) as (_screen, pilot):
        await pilot.press("j", "enter")
        await settled(pilot)
        assert pilot.app.screen.article.text == PARAGRAPHS[2] + "\n"


async def test_notices_are_said_on_the_status_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PARAGRAPHS[0].encode("cp1256"))
    (tmp_path / "b.txt").write_text("x", "utf-8")
    async with listed(scan([str(tmp_path)])) as (_, pilot):
        await pilot.press("enter")
        await settled(pilot)
        assert "Windows-1256" in "".join(piece.text for piece in pilot.app.screen.status._left)


async def test_every_kind_opens_in_the_app(tmp_path: Path) -> None:
    for kind in KINDS:
        write(kind, tmp_path)
    async with listed(scan([str(tmp_path)])) as (screen, pilot):
        assert not [row.trouble for row in screen.rows if row.trouble]
        await pilot.press("enter")
        for _ in KINDS:
            await settled(pilot)
            reading = pilot.app.screen
            assert isinstance(reading, ReadingScreen)
            assert PARAGRAPHS[2] in reading.article.text
            assert reading.article_pane.virtual_size.height > 4
            await pilot.press("f7")


async def test_hidden_characters_are_shown_on_demand(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{PARAGRAPHS[0]} \x1b[31m\u202e\u200b {PARAGRAPHS[1]}", "utf-8")
    app = HamishApp(load(str(tmp_path / "a.txt")), analyse=False, depth="full")
    async with app.run_test(size=(100, 30)) as pilot:
        before = "".join(
            c.text for line in app.screen.article_pane.rows._lines if line for c in line.clusters
        )
        await pilot.press("f12")
        after = "".join(c.text for line in app.screen.article_pane.rows._lines if line for c in line.clusters)
        assert len(after) > len(before)
        assert not set(after) & set("\x1b\u202e\u200b")
