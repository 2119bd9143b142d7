"""The reading screen on the example article, ready to be driven."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual.pilot import Pilot

from reader.article.model import Article
from reader.settings.config import Config
from reader.ui.app import HamishApp
from reader.ui.screens.reading import ReadingScreen
from tests.ui import sample

Opened = tuple[ReadingScreen, Pilot]
Open = Callable[..., AbstractAsyncContextManager[Opened]]


@asynccontextmanager
async def opened(
    size: tuple[int, int] = (120, 40),
    article: Article | None = None,
    found: bool = True,
    config: Config | None = None,
) -> AsyncIterator[Opened]:
    """The app on an article (the example, with its analysis, by default)."""
    app = HamishApp(article or sample.article(), config, analyse=False, depth="full")
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await pilot.pause()
        if found and article is None:
            screen.set_analysis(sample.analysis())
            await pilot.pause()
        yield screen, pilot


@pytest.fixture
def reading() -> Open:
    """`async with reading(size=…) as (screen, pilot)`."""
    return opened
