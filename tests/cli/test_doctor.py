"""`hamish doctor`: without a terminal it prints; on one it asks, and a number is remembered."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.terminal import choice
from tests.terminal.test_probe import ANSWERS
from tests.ui.session import Session


def test_it_prints_what_it_found(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("KONSOLE_VERSION", "221203")
    assert main(["doctor", "--no-question"]) == 0
    printed = capsys.readouterr().out
    assert "logical-runs" in printed
    assert "KONSOLE_VERSION=221203" in printed
    assert os.environ["HAMISH_HOME"] in printed
    assert "terminal." not in printed


def test_a_wrong_profile_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--profile", "bidi"]) == 2
    assert "explicit" in capsys.readouterr().err


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    running = Session(tmp_path / "log", "-m", "reader", "doctor")
    yield running
    running.close()


def test_on_a_terminal_the_number_pressed_is_remembered(session: Session) -> None:
    session.until(lambda: b"\x1b[>c" in session.output)
    session.send(ANSWERS["alacritty"])
    session.until(lambda: b"Press" in session.output)
    assert "visual" in session.output.decode()
    # An answer that comes late is no key.
    session.send(ANSWERS["vte"])
    session.read(0.2)
    session.send("3")
    assert session.end() == 0
    assert session.left_as_found()
    assert choice.recall("unknown:xterm-256color:0") == "override"


def test_any_other_key_changes_nothing(session: Session) -> None:
    session.until(lambda: b"\x1b[>c" in session.output)
    session.send(ANSWERS["konsole"])
    session.until(lambda: b"Press" in session.output)
    session.send("n")
    assert session.end() == 0
    assert choice.recall("konsole") is None
