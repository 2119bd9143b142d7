"""A time limit over everything that a fetch does: when it passes, the sockets in use are shut and reads return."""

from __future__ import annotations

import contextlib
import socket
import threading
import time


class Deadline:
    """`seconds` from now. A server that drips one byte a time resets every socket timeout, but not this."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True
        self._timer.start()

    @property
    def expired(self) -> bool:
        return time.monotonic() >= self._end

    def left(self, most: float) -> float:
        """The seconds left, between a moment (a timeout must not be 0) and `most`."""
        return max(0.01, min(most, self._end - time.monotonic()))

    def watch(self, sock: socket.socket) -> None:
        """Shut `sock` when the time is over (at once if it already is)."""
        with self._lock:
            self._sockets.append(sock)
        if self.expired:
            self._shut()

    def close(self) -> None:
        """Stop watching; the sockets are their owners' again."""
        self._timer.cancel()
        with self._lock:
            self._sockets.clear()

    def _shut(self) -> None:
        with self._lock:
            for sock in self._sockets:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
