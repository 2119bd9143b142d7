"""What tmux knows about the terminal around it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from reader.terminal.probe import HINTS, Outer

_ASK = ("tmux", "display-message", "-p", "#{client_pid}\t#{client_termtype}")
_SECONDS = 2.0


def ask_tmux() -> Outer | None:
    """The terminal of the tmux client that looks at this pane; None when tmux does not say. Takes milliseconds.

    `#{client_termtype}` is the outer terminal's XTVERSION answer. Where it is empty the client's own environment tells more
    than the pane's, which is as old as the tmux server.
    """
    try:
        run = subprocess.run(_ASK, capture_output=True, text=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    pid, _, version = run.stdout.strip("\n").partition("\t")
    return Outer(version, _environment_of(pid))


def _environment_of(pid: str) -> dict[str, str]:
    """The hints in another process's environment; empty where the system does not show it (Linux shows one's own)."""
    try:
        block = Path(f"/proc/{int(pid)}/environ").read_bytes()
    except (OSError, ValueError):
        return {}
    variables = dict(
        line.decode("utf-8", "replace").split("=", 1) for line in block.split(b"\0") if b"=" in line
    )
    return {name: variables[name] for name in HINTS if variables.get(name)}
