"""Drives a program over a pseudo-terminal: what it wrote, which modes it left, what the screen shows."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

ROOT = Path(__file__).resolve().parents[2]
_MODE = re.compile(rb"\x1b\[(\??)([\d;]+)([hl])|\x1b\[(>\d+|<)u|\x1b\]5379;use_ctl=(\w+)\x07")

# Private prefixes and DECRQM are printed by pyte, and at a bidi control it drops the rest of the text.
_UNKNOWN_TO_PYTE = re.compile(
    r"\x1b\[[<>=][\d;]*[a-z]|\x1b\[\??[\d;]*\$p|\x1b\[8[hl]|[\u200e\u200f\u202a-\u202e]"
)


class Session:
    """`arguments` of Python run on a pty of `columns` by `lines`; `stdin` is a file to give instead of the terminal."""

    def __init__(
        self, log: Path, *arguments: str, columns: int = 80, lines: int = 24, stdin: Path | None = None
    ) -> None:
        self.log = log
        self.output = b""
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self.screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            if stdin is not None:
                os.dup2(os.open(stdin, os.O_RDONLY), 0)
            for name in list(os.environ):
                if name.startswith(("TMUX", "VTE_", "KONSOLE", "TERM_PROGRAM", "COLORTERM")):
                    del os.environ[name]
            os.environ.update(TERM="xterm-256color", HAMISH_TEST_LOG=str(log), TEXTUAL_ANIMATIONS="none")
            os.execv(sys.executable, [sys.executable, *arguments])
        self.resize(columns, lines)
        self.before = termios.tcgetattr(self.fd)

    def resize(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.screen.resize(lines, columns)

    def send(self, data: str) -> None:
        os.write(self.fd, data.encode())

    def read(self, seconds: float = 0.2) -> bytes:
        """What comes until nothing has come for so long."""
        got = b""
        while select.select([self.fd], [], [], seconds)[0]:
            try:
                chunk = os.read(self.fd, 1 << 16)
            except OSError:
                break
            if not chunk:
                break
            got += chunk
            self._stream.feed(_UNKNOWN_TO_PYTE.sub("", self._decode(chunk)))
        self.output += got
        return got

    def until(self, true: Callable[[], bool], seconds: float = 20) -> None:
        """Read until the condition holds; raises AssertionError when it does not in time."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, self.output[-2000:].decode("utf-8", "replace")
            self.read(0.05)

    def logged(self, line: str) -> bool:
        return self.log.exists() and line in self.log.read_text("utf-8").splitlines()

    def ready(self) -> Session:
        self.until(lambda: self.logged("ready"))
        self.read()
        return self

    def end(self, seconds: float = 15) -> int:
        """Wait for the program to end by itself; its exit status."""
        deadline = time.monotonic() + seconds
        while True:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.read(0.05)
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() > deadline:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                raise AssertionError("the program did not end")

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    def modes(self) -> dict[str, str]:
        """The last thing said about each mode."""
        said: dict[str, str] = {}
        for private, numbers, final, keyboard, control in _MODE.findall(self.output):
            for number in numbers.decode().split(";") if numbers else ():
                said[private.decode() + number] = final.decode()
            if keyboard:
                said["keyboard"] = "l" if keyboard == b"<" else "h"
            if control:
                said["use_ctl"] = control.decode()
        return said

    def left_as_found(self) -> bool:
        """Whether every mode that was touched is where terminals start."""
        on_at_first = {"8", "?7", "?25"}
        wrong = {
            mode: value
            for mode, value in self.modes().items()
            if value != ("true" if mode == "use_ctl" else "h" if mode in on_at_first else "l")
        }
        assert not wrong, wrong
        return self.before[:4] == termios.tcgetattr(self.fd)[:4]
