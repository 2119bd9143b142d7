"""Whole rows: after any run of partial updates the terminal shows what a fresh full repaint would."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from reader.terminal.profiles import PROFILES
from reader.ui.output import Rows
from tests.terminal import model
from tests.ui.session import Session
from tests.ui.small_app import SmallApp

KEYS = [
    "\x1b[B",
    "\x1b[A",
    "\x1b[6~",
    "\x1b[5~",
    "\x1b[F",
    "\x1b[H",
    "t",
    "t",
    "t",
    "d",
    "\x1b[27u",
    "\t",
    "m",
    "resize",
]


def text_of(strip: Strip) -> str:
    return strip.text


def strips(*texts: str) -> list[list[Strip]]:
    return [[Strip([Segment(text)])] for text in texts]


def test_rows_are_kept_and_written_whole() -> None:
    rows = Rows()
    full = LayoutUpdate(strips(" abcdef", " ghijkl"), Region(0, 0, 7, 2))
    assert rows.write(full, text_of) == "\x1b[1;1H abcdef\x1b[2;1H ghijkl"
    chops = [{0: None, 3: Strip([Segment("XYZ"), Segment("!")])}, {}]
    assert rows.write(ChopsUpdate(chops, [(0, 3, 5)], [[3, 7], [7]]), text_of) == "\x1b[1;1H abXYef"
    assert [segment.text for segment in rows.row(0)] == [" ab", "XY", "ef"]
    assert rows.write(ChopsUpdate(chops, [(0, 3, 5)], [[3, 7], [7]]), text_of) == ""


def test_marks_stay_with_their_letters() -> None:
    rows = Rows()
    rows.write(LayoutUpdate(strips(" ﺐُﺘَﻛ xyz"), Region(0, 0, 8, 1)), text_of)
    chops = [{5: Strip([Segment("abc", Style(bold=True))])}]
    assert rows.write(ChopsUpdate(chops, [(0, 5, 8)], [[8]]), text_of).endswith(" ﺐُﺘَﻛ abc")


@pytest.fixture
def session(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Session]:
    running = Session(tmp_path / "log", "-m", "tests.ui.small_app", request.param)
    yield running.ready()
    running.close()


def storm(session: Session, keys: int, seed: int) -> None:
    """Random keys, resizes and dialogs among them."""
    dice = random.Random(seed)
    for _ in range(keys):
        key = dice.choice(KEYS)
        if key == "resize":
            session.resize(dice.randrange(60, 100), dice.randrange(16, 30))
        else:
            session.send(key)
        session.read(0.02)
    session.read(0.6)


def compare(session: Session, keys: int, seed: int) -> None:
    """The screen after a storm equals the same screen written anew (the emulator, pyte, reorders nothing)."""
    storm(session, keys, seed)
    shown = list(session.screen.display)
    session.screen.erase_in_display(2)
    session.send("f")
    session.until(lambda: any("│" in line for line in session.screen.display))
    session.read(0.4)
    assert list(session.screen.display) == shown


@pytest.mark.parametrize("session", ["visual", "logical-runs"], indirect=True)
def test_no_stale_cells(session: Session) -> None:
    compare(session, keys=60, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("session", ["visual", "override", "logical-runs", "kitty"], indirect=True)
def test_no_stale_cells_after_two_hundred_keys(session: Session) -> None:
    compare(session, keys=200, seed=2)


async def test_every_profile_shows_one_screen() -> None:
    """The rows Textual composes, written through each profile and seen in its terminal, are the same rows."""
    app = SmallApp("visual")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        composed = app.screen._compositor.render_strips()
    for strip in composed:
        row = [(segment.text, segment.style) for segment in strip]
        for name, shows in (
            ("override", model.reordering),
            ("logical-runs", model.konsole),
            ("visual", model.no_bidi),
        ):
            seen = model.text(shows(PROFILES[name].emit(row))).replace("\u2800", " ")
            assert seen == strip.text
