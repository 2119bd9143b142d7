"""Asking the terminal outside the full-screen app, for `hamish doctor`: one answer or key at a time, modes given back."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import time
from collections.abc import Iterator

from reader.terminal.probe import Evidence, Sieve, questions

ANSWER_SECONDS = 2.5
"""mlterm and tmux were seen to take two seconds."""


@contextlib.contextmanager
def raw_terminal() -> Iterator[int | None]:
    """A descriptor from which keys come one by one without echo; None where there is no terminal."""
    if sys.platform == "win32":
        yield None
        return
    import termios
    import tty

    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        yield None
        return
    try:
        before = termios.tcgetattr(terminal)
        try:
            tty.setcbreak(terminal)
            yield terminal
        finally:
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
    finally:
        os.close(terminal)


def ask(terminal: int, evidence: Evidence) -> Evidence:
    """Ask, and wait until the last answer is in or the time is up."""
    sent = questions(evidence.environment)
    if not sent:
        return evidence
    os.write(terminal, sent.encode())
    sieve = Sieve()
    end = time.monotonic() + ANSWER_SECONDS
    while not evidence.complete and (left := end - time.monotonic()) > 0:
        if not select.select([terminal], [], [], left)[0]:
            break
        data = os.read(terminal, 1024)
        if not data:
            break
        for reply in sieve.feed(data.decode("utf-8", "replace"))[1]:
            evidence = evidence.heard(reply)
    return evidence


def key(terminal: int) -> str:
    """The next key press as text; late answers are no keys. Empty at the end of input."""
    sieve = Sieve()
    while data := os.read(terminal, 1024):
        text, _ = sieve.feed(data.decode("utf-8", "replace"))
        if text:
            return text
    return ""
