"""What is pasted equals the logical text: with a real clipboard on a virtual display, and over a terminal by OSC 52."""

from __future__ import annotations

import base64
import os
import pty
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from reader.ui import clipboard
from tests.shared import REFERENCE

ROOT = Path(__file__).resolve().parents[2]
TEXT = "قال بوتين (Putin) إن 12% من\nالمعاهدة “أوريشنيك” 😀 مُهِمّة"


def test_osc_52_carries_the_text_as_it_is() -> None:
    sequence = clipboard.osc52(TEXT, {})
    assert sequence is not None
    found = re.fullmatch("\x1b]52;c;([A-Za-z0-9+/=]+)\x07", sequence)
    assert found and base64.b64decode(found[1]).decode() == TEXT


def test_inside_tmux_the_terminal_around_is_asked_too() -> None:
    sequence = clipboard.osc52(TEXT, {"TMUX": "/tmp/x,1,0"})
    plain = clipboard.osc52(TEXT, {})
    assert sequence is not None and plain is not None
    assert sequence == plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def test_what_is_too_long_for_a_terminal_goes_to_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "tool", lambda: None)
    sent: list[str] = []
    done = clipboard.copy("ا" * 100_000, sent.append)
    assert done.way == "file" and sent == []
    assert Path(done.name).read_text("utf-8") == "ا" * 100_000
    assert clipboard.copy(TEXT, sent.append).way == "terminal" and len(sent) == 1
    assert Path(done.name).read_text("utf-8") == TEXT


def test_over_ssh_no_local_tool_is_used() -> None:
    assert clipboard.tool({"DISPLAY": ":0", "SSH_CONNECTION": "a b c d"}) is None
    assert clipboard.tool({}) is None


def test_a_tool_that_fails_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "tool", lambda: ("false",))
    assert clipboard.copy(TEXT, None).way == "file"


@pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xclip")), reason="needs Xvfb and xclip")
def test_a_real_clipboard_gives_the_text_back(monkeypatch: pytest.MonkeyPatch) -> None:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "64x64x8"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    try:
        os.close(write)
        display = ":" + os.read(read, 16).decode().strip()
        monkeypatch.setenv("DISPLAY", display)
        for name in ("SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY"):
            monkeypatch.delenv(name, raising=False)
        assert clipboard.copy(TEXT, None) == clipboard.Copied("tool", "xclip")
        pasted = subprocess.run(["xclip", "-selection", "clipboard", "-o"], capture_output=True, timeout=20)
        assert pasted.stdout.decode() == TEXT
    finally:
        server.kill()
        server.wait()
        os.close(read)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the data folder ../shared is absent")
def test_the_app_sends_the_sentence_over_a_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`y` in the real app over a pty: the OSC 52 that arrives holds a sentence of the article."""
    import sys

    pid, terminal = pty.fork()
    if pid == 0:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX"):
            os.environ.pop(name, None)
        os.environ |= {"TERM": "xterm-256color", "HAMISH_HOME": str(tmp_path)}
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "reader", str(REFERENCE), "--no-analysis"])
    seen, asked = b"", False
    found = None
    deadline = time.monotonic() + 60
    try:
        while found is None and time.monotonic() < deadline:
            try:
                seen += os.read(terminal, 1 << 16)
            except OSError:
                break
            if not asked and b"\x1b[?25l" in seen and len(seen) > 5000:
                asked = True
                os.write(terminal, b"}}y")
            found = re.search(rb"\x1b]52;c;([A-Za-z0-9+/=]+)\x07", seen)
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)
    assert found is not None
    assert base64.b64decode(found[1]).decode() in REFERENCE.read_text("utf-8")
