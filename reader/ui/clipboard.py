"""Putting text on the user's clipboard: a local tool where there is a display, else the terminal (OSC 52), and a file besides.

OSC 52 gives no answer, and some terminals ignore it, so the text is kept in a file as well and the reader is told both.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from reader.settings import paths
from reader.settings.atomic import write_atomically

Way = Literal["tool", "terminal", "file"]
_TOOLS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard", "-in")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
)
"""The variable that says there is such a display, and the command that takes the text on its input."""
_LONGEST = 74_994
"""Bytes of base64 that terminals are known to take in one OSC 52 (xterm's limit in hterm's and tmux's notes)."""
_SECONDS = 3


class Copied(NamedTuple):
    """Where the text went: `name` is the tool's, or the file's path."""

    way: Way
    name: str


def tool(environment: Mapping[str, str] = os.environ) -> tuple[str, ...] | None:
    """The local command for the clipboard; None over SSH, where it would be another machine's."""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return None
    if sys.platform == "darwin" and shutil.which("pbcopy"):
        return ("pbcopy",)
    if shutil.which("clip.exe") and environment.get("WSL_DISTRO_NAME"):
        return ("clip.exe",)
    return next((c for variable, c in _TOOLS if environment.get(variable) and shutil.which(c[0])), None)


def osc52(text: str, environment: Mapping[str, str] = os.environ) -> str | None:
    """The sequence that asks a terminal to take `text`; inside tmux wrapped for the terminal around it as well.

    None when it is longer than terminals take.
    """
    data = base64.b64encode(text.encode("utf-8", "replace")).decode()
    if len(data) > _LONGEST:
        return None
    plain = f"\x1b]52;c;{data}\x07"
    if not environment.get("TMUX"):
        return plain
    # tmux takes the plain one where `set-clipboard on` lets it; `allow-passthrough` lets the wrapped one through.
    return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def copy(text: str, write: Callable[[str], None] | None) -> Copied:
    """Copy `text`; `write` sends a sequence to the terminal (None: there is none). Raises OSError when nothing worked."""
    command = tool()
    if command is not None and _run(command, text):
        return Copied("tool", command[0])
    path = _keep(text)
    sequence = osc52(text) if write else None
    if write and sequence:
        write(sequence)
        return Copied("terminal", str(path))
    return Copied("file", str(path))


def _run(command: tuple[str, ...], text: str) -> bool:
    try:
        # The tool goes on serving the clipboard in the background; it must not hold our terminal's descriptors.
        done = subprocess.run(
            command,
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _keep(text: str) -> Path:
    path = paths.state_dir() / "clipboard.txt"
    write_atomically(path, text.encode("utf-8", "replace"))
    return path
