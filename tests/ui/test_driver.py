"""Over a pty: the terminal is left as found on every way out, replies are no keys, keys come though input is piped."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.test_probe import ANSWERS
from tests.ui.session import Session

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs pseudo-terminals")

Start = Callable[..., Session]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    sessions: list[Session] = []

    def run(*arguments: str, stdin: Path | None = None) -> Session:
        sessions.append(Session(tmp_path / "log", "-m", "tests.ui.small_app", *arguments, stdin=stdin))
        return sessions[-1].ready()

    yield run
    for session in sessions:
        session.close()


@pytest.mark.parametrize("profile", ["explicit", "mlterm"])
def test_after_a_quiet_exit(start: Start, profile: str) -> None:
    session = start(profile)
    assert session.modes()["8" if profile == "explicit" else "use_ctl"] in ("l", "false")
    assert session.modes()["?1049"] == "h"
    session.send("q")
    assert session.end() == 0
    assert session.left_as_found()


def test_after_a_crash(start: Start) -> None:
    session = start("explicit")
    session.send("x")
    assert session.end() == 1
    assert b"injected" in session.output
    assert session.left_as_found()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_after_a_signal(start: Start, number: signal.Signals) -> None:
    session = start("explicit")
    os.kill(session.pid, number)
    assert session.end() == 128 + number
    assert session.logged(f"ended {128 + number}")
    assert session.left_as_found()


def test_when_stopped_and_continued(start: Start) -> None:
    session = start("explicit")
    os.kill(session.pid, signal.SIGTSTP)
    os.waitpid(session.pid, os.WUNTRACED)
    session.read()
    assert session.left_as_found()
    drawn = len(session.output)
    os.kill(session.pid, signal.SIGCONT)
    session.until(lambda: session.modes()["8"] == "l" and session.modes()["?1049"] == "h")
    session.until(lambda: len(session.output) > drawn + 1000)
    session.send("q")
    assert session.end() == 0
    assert session.left_as_found()


def test_a_mode_found_reset_is_left_reset(start: Start) -> None:
    session = start()
    session.send("\x1b[8;2$y\x1b[>65;7006;1c")
    session.until(lambda: session.logged("profile explicit"))
    session.read()
    session.send("q")
    session.end()
    assert session.modes()["8"] == "l"


@pytest.mark.parametrize("terminal", ["vte", "konsole", "kitty", "mlterm", "tmux"])
def test_replies_are_no_keys_however_late(start: Start, terminal: str) -> None:
    """The app has bindings on 1, m and c, which are what Textual makes of these replies."""
    session = start()
    answer = ANSWERS[terminal]
    middle = len(answer) // 2
    session.send(answer[:middle])
    session.read(0.05)
    session.send(answer[middle:])
    session.until(
        lambda: any(line.startswith("profile") for line in session.log.read_text("utf-8").splitlines())
    )
    session.read(0.8)
    session.send(ANSWERS["xterm"])
    session.read(0.3)
    session.send("1mc")
    session.until(lambda: session.logged("key 3"))
    session.read(0.3)
    assert not session.logged("key 4")
    assert session.log.read_text("utf-8").count("profile") <= 2
    session.send("q")
    assert session.end() == 0


def test_a_reply_repaints_once(start: Start) -> None:
    session = start()
    session.send(ANSWERS["konsole"])
    session.until(lambda: session.logged("profile logical-runs"))
    session.read(0.3)
    painted = session.output[session.output.rfind(b"\x1b[>c") :]
    # The first row is written once as Textual does and once through the profile.
    assert painted.count("\u202e".encode()) == sum(
        1 for line in session.screen.display if any(c >= "\ufe70" for c in line)
    )


def test_keys_come_from_the_terminal_when_input_is_piped(start: Start, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("نص", encoding="utf-8")
    session = start(stdin=article)
    session.send("m")
    session.until(lambda: session.logged("key 1"))
    session.send("q")
    assert session.end() == 0
    assert session.left_as_found()
