"""The terminal driver: keys from the terminal even when input is piped, replies kept from the keys, modes given back always."""

from __future__ import annotations

import atexit
import contextlib
import os
import selectors
import signal
import sys
import termios
import threading
from codecs import getincrementaldecoder
from types import FrameType
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from reader.errors import UsageError
from reader.terminal.probe import Sieve, questions
from reader.terminal.profiles import PROFILES, Profile
from reader.ui.arabickeys import merged
from reader.ui.output import TerminalReply

ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP)
_GRACE_SECONDS = 2.0
"""How long the app may take to end in order after a signal, before the terminal is given back without it."""

_GIVE_BACK = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2004l\x1b[?1004l\x1b[?2048l\x1b[?2026l"
    "\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Undoes all that Textual's driver sets: mouse, paste, focus, resize, sync; then wrap, keyboard, screen, cursor, colour."""


def require_terminal() -> None:
    """Raises UsageError where there is no terminal to read keys from; call it before the app is made."""
    if sys.__stdin__ is not None and sys.__stdin__.isatty():
        return
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        raise UsageError("terminal.no-terminal") from None


class HamishDriver(LinuxDriver):
    """Textual's driver with three promises more (see the module's first line)."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        if not self.input_tty:
            # The article came through the pipe; the reader's keys come from the terminal itself.
            self.fileno = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
            self.input_tty = True
        if self._file is None or not self._file.isatty():
            self._file = open(self.fileno, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        self._output = self._file.fileno()
        self._profile: Profile = getattr(app, "profile", PROFILES["visual"])
        self._asked = False
        self._ours = False
        """The terminal is in our modes."""

    # -- taking and giving back -------------------------------------------------------------------------------------

    def start_application_mode(self) -> None:
        super().start_application_mode()
        if self._writer_thread is None or not self._writer_thread.is_alive():
            # Continued in the background: there is nothing to take yet.
            return
        self._ours = True
        atexit.register(self._give_back)
        for number in ENDING_SIGNALS:
            signal.signal(number, self._end)
        if not self._asked:
            # Before the profile's own modes are set, so that the answers tell what was found.
            self._asked = True
            self.write(questions())
        self.write(self._profile.enter)
        self.flush()

    def stop_application_mode(self) -> None:
        if self._writer_thread is not None and self._writer_thread.is_alive():
            self.write(self._leaving())
            super().stop_application_mode()
            self._ours = False
        self._give_back()

    def use_profile(self, profile: Profile) -> None:
        """Leave the old profile's modes and enter the new one's."""
        if self._ours:
            self.write(self._leaving() + profile.enter)
        self._profile = profile

    def _leaving(self) -> str:
        evidence = getattr(self._app, "_evidence", None)
        found_reset = evidence is not None and evidence.bdsm_was_reset
        return "" if found_reset and self._profile.name == "explicit" else self._profile.leave

    def _give_back(self) -> None:
        """The last resort: write the undoing straight to the terminal, if nothing has done it yet."""
        atexit.unregister(self._give_back)
        if not self._ours:
            return
        self._ours = False
        with contextlib.suppress(OSError, termios.error, ValueError):
            os.write(self._output, (self._leaving() + _GIVE_BACK).encode())
        if self.attrs_before is not None:
            with contextlib.suppress(OSError, termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        """A signal to end: the app closes in order, and if it does not in time the terminal is given back without it."""
        signal.signal(number, signal.SIG_IGN)
        timer = threading.Timer(_GRACE_SECONDS, self._end_hard, (number,))
        timer.daemon = True
        timer.start()
        self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=128 + number))

    def _end_hard(self, number: int) -> None:
        self._give_back()
        os._exit(128 + number)

    # -- reading ----------------------------------------------------------------------------------------------------

    def run_input_thread(self) -> None:
        """Read keys; replies to the probe go to the app as messages, whenever they come."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        sieve = Sieve()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        data = b""
                    if not data:
                        # The terminal is gone; SIGHUP, if it comes, finds the app already ending.
                        self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=129))
                        return
                    text, replies = sieve.feed(merged(decode(data)))
                    if replies:
                        self.send_message(TerminalReply(replies))
                else:
                    text = sieve.give_up()
                if text:
                    for message in parser.feed(text):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def process_message(self, message: Message) -> None:
        if isinstance(message, events.MouseEvent):
            self._to_seen_cell(message)
        super().process_message(message)

    def _to_seen_cell(self, event: events.MouseEvent) -> None:
        """Where a terminal reports the mouse in the order written, move the event to the cell that was pointed at."""
        seen_cell = getattr(self._app, "seen_cell", None)
        if seen_cell is None:
            return
        shift = seen_cell(int(event._x), int(event._y)) - int(event._x)
        event._x += shift
        event._screen_x += shift
