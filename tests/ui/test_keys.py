"""Every action has keys that arrive, twins on the Arabic keyboard and words that explain it; a keymap is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.main import main
from reader.settings import paths
from reader.ui import arabickeys, keymap, userkeys
from reader.ui.app import HamishApp
from reader.ui.screens.reading import ReadingScreen
from tests.ui.conftest import Open


def test_no_two_actions_that_are_heard_together_share_a_key() -> None:
    for one in keymap.ACTIONS:
        for other in keymap.actions(*keymap.heard_with(one.scope)):
            if one is not other:
                shared = set(keymap.with_twins(one)) & set(keymap.with_twins(other))
                assert not shared, (one.id, other.id, shared)


def test_every_action_is_done_by_someone_and_explained() -> None:
    for action in keymap.ACTIONS:
        assert not action.help.startswith("ui."), action.id
        if action.footer or action.scope in ("app", "reading"):
            assert not action.hint.startswith("ui."), action.id
        if action.scope in ("reading", "article", "panel", "select", "find"):
            assert hasattr(ReadingScreen, f"action_{action.id}"), action.id
        if action.scope == "app":
            assert hasattr(HamishApp, f"action_{action.id}"), action.id


SAME_ON_BOTH = frozenset('!#$%&()*+-=^_|\\"@')
"""Signs that both layouts have on some key of their own."""


def test_every_action_can_be_reached_without_leaving_the_arabic_layout() -> None:
    """By a key that is no character, by a twin, or by a character that the Arabic layout types too."""
    typed = set(arabickeys._CHARACTERS.values()) | SAME_ON_BOTH
    for action in keymap.ACTIONS:
        keys = keymap.with_twins(action)
        characters = [keymap._CHARACTER_OF.get(key, key) for key in keys]
        assert any(len(c) > 1 or c in typed or not c.isascii() for c in characters), action.id


def test_lam_alef_arrives_as_one_key_in_both_encodings() -> None:
    assert arabickeys.merged("لا") == arabickeys.twin("b") == "\ufefb"
    assert arabickeys.merged("لأ") == arabickeys.twin("G") == "\ufef7"
    assert arabickeys.merged("لاحظ") == "لاحظ" and arabickeys.merged("ل") == "ل"


def test_a_keymap_is_taken_and_its_mistakes_are_told() -> None:
    found = userkeys.check(
        {
            "accept": "ctrl+y, A",
            "accpt": "b",
            "reject": "a",
            "undo": "hyperspace",
            "redo": "ctrl+m",
            "next_pending": ["n", "f11"],
        }
    )
    assert found.keys == {"accept": ("ctrl+y", "A"), "reject": ("a",), "next_pending": ("n", "f11")}
    told = "\n".join(found.problems)
    for words in ("accpt", "Was accept meant", "hyperspace", "ctrl+m"):
        assert words in told


def test_a_clash_is_told_and_left_out() -> None:
    found = userkeys.check({"reject": "a"})
    assert found.keys == {} and "accept" in found.problems[0] and "reject" in found.problems[0]
    assert userkeys.check({"accept": "x", "reject": "a"}).problems == ()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("a", "a"),
        ("G", "G"),
        ("?", "question_mark"),
        ("/", "slash"),
        ("Ctrl+R", "ctrl+r"),
        ("F5", "f5"),
        ("PageDown", "pagedown"),
    ],
)
def test_keys_are_written_as_they_are_typed(written: str, key: str) -> None:
    assert userkeys.key_of(written) == key


@pytest.mark.parametrize("written", ["", "ab", "ctrl+", "f99", " "])
def test_what_is_no_key(written: str) -> None:
    assert userkeys.key_of(written) is None


@pytest.fixture
def own_keys() -> Path:
    place = paths.config_dir() / "keymap.toml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(
        '[keys]\nquit = "ctrl+q"\nline_down = "e, down"\nedit = "f11"\nnonsense = "z"\n', "utf-8"
    )
    yield place  # type: ignore[misc]
    keymap.choose({})


async def test_the_users_keys_hold_with_their_twins(own_keys: Path, reading: Open) -> None:
    async with reading() as (screen, pilot):
        start = screen.article_pane.cursor
        await pilot.press("e", "ث")
        assert screen.article_pane.cursor > start
        moved = screen.article_pane.cursor
        await pilot.press("j", "q")
        assert pilot.app.is_running and screen.article_pane.cursor == moved
        assert any("nonsense" in problem for problem in pilot.app.key_problems)  # type: ignore[attr-defined]


def test_the_command_lists_keys_and_problems(own_keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys"]) == 2
    told = capsys.readouterr()
    assert "nonsense" in told.err
    assert any(line.split()[:3] == ["line_down", "article", "e"] for line in told.out.splitlines())


async def test_the_palette_offers_every_action(reading: Open) -> None:
    async with reading() as (screen, pilot):
        offered = [command.help for command in pilot.app.get_system_commands(screen)]
        for action in keymap.actions("app", "reading", "article", "panel"):
            assert action.help in offered
