"""Finding out which terminal this is: what to ask, how replies read, and which profile the evidence calls for."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

BDSM = "8"
"""Bi-directional support mode (ECMA-48 8.3): a terminal that answers for it lets us turn its reordering off."""
MINTTY_BIDI = "?77096"

NO_QUESTIONS = frozenset({"Apple_Terminal"})
"""Values of TERM_PROGRAM whose terminals print part of a DECRQM instead of ignoring it."""

HINTS = (
    *("TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "LC_TERMINAL", "LC_TERMINAL_VERSION", "VTE_VERSION"),
    *("KONSOLE_VERSION", "MLTERM", "KITTY_WINDOW_ID", "XTERM_VERSION", "ALACRITTY_WINDOW_ID", "WEZTERM_PANE"),
    *("GHOSTTY_RESOURCES_DIR", "WT_SESSION", "MSYSTEM", "TMUX", "STY", "COLORTERM", "SSH_TTY"),
)
"""Environment variables that say something about the terminal; none of them survives every ssh, and tmux keeps old ones."""


def questions(environment: Mapping[str, str] = os.environ) -> str:
    """The queries to write: XTVERSION, DECRQM for 8, ?2501 and ?77096, and last DA2, which nearly all terminals answer."""
    if environment.get("TERM_PROGRAM") in NO_QUESTIONS or environment.get("TERM") in ("linux", "dumb"):
        return ""
    return "\x1b[>0q\x1b[8$p\x1b[?2501$p\x1b[?77096$p\x1b[>c"


@dataclass(frozen=True)
class Reply:
    """One reply: `kind` is `mode` (name, setting), `version` (XTVERSION's text) or `device` (DA2's numbers)."""

    kind: str
    name: str
    value: str = ""


_REPLY = re.compile(
    r"\x1b\[(?P<mode>\??\d+);(?P<setting>\d)\$y"
    r"|\x1bP>\|(?P<version>[^\x1b\x07]*)(?:\x1b\\|\x07)"
    r"|\x1b\[>(?P<device>[\d;]*)c"
    r"|\x1b\[\?[\d;]*c"
    r"|\x1bP[^\x1b]*\x1b\\"
)
_TEXTUAL_ASKS = frozenset({"?2026", "?2048"})
"""Modes whose replies belong to Textual."""

_BEGUN = re.compile(r"\x1b(?:\[[?>]?[\d;]*\$?|P[^\x1b]*\x1b?)\Z")
_LONGEST = 512
"""Characters a reply may take; more is not a reply."""
_IGNORED = "\x1b[?0;0$y"
"""A report about a mode that nobody asked for."""


def _reading(match: re.Match[str]) -> Reply | None:
    if match["mode"]:
        return Reply("mode", match["mode"], match["setting"])
    if match["version"] is not None:
        return Reply("version", match["version"])
    if match["device"] is not None:
        return Reply("device", match["device"])
    return None


@dataclass
class Sieve:
    """Takes replies out of what the terminal sends, whenever they come and however they are cut, before keys are read.

    What Textual asks for itself, keys, mouse reports and pastes pass through in order.
    """

    _held: str = ""
    _passed: str = ""
    """An escape character already handed on, because it may have been the Escape key."""

    def feed(self, data: str) -> tuple[str, list[Reply]]:
        """What is left of `data` for the key parser, and the replies found in it."""
        data, self._held = self._held + data, ""
        passed, self._passed = self._passed, ""
        replies: list[Reply] = []

        def take(match: re.Match[str]) -> str:
            if match["mode"] in _TEXTUAL_ASKS:
                return match[0]
            if (reply := _reading(match)) is not None:
                replies.append(reply)
            return ""

        head = ""
        if passed:
            if (match := _REPLY.match(passed + data)) and not take(match):
                # The parser waits behind the escape character: it gets the rest of a mode report that it ignores.
                head, data = _IGNORED[1:], data[match.end() - 1 :]
            elif _BEGUN.match(passed + data):
                self._passed, self._held = passed, data
                return "", []
        data = head + _REPLY.sub(take, data)
        if (begun := _BEGUN.search(data)) and len(begun[0]) <= _LONGEST:
            data, self._held = data[: begun.start()], begun[0]
        elif data.endswith("\x1b"):
            self._passed = "\x1b"
        return data, replies

    def give_up(self) -> str:
        """What was held back as the start of a reply that never ended; call it after a silence."""
        held, self._held, self._passed = self._held, "", ""
        return held


@dataclass(frozen=True)
class Outer:
    """What tmux says about the terminal it runs in: XTVERSION's answer and the attached client's environment."""

    version: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Evidence:
    """All that is known about the terminal so far; grows by `heard`."""

    environment: Mapping[str, str] = field(default_factory=dict)
    modes: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    device: str = ""
    outer: Outer | None = None

    @classmethod
    def of_environment(cls, environment: Mapping[str, str] | None = None) -> Evidence:
        """What is known before anything was asked."""
        variables = os.environ if environment is None else environment
        return cls({name: variables[name] for name in HINTS if variables.get(name)})

    def heard(self, reply: Reply) -> Evidence:
        """With one reply more."""
        if reply.kind == "mode":
            return replace(self, modes={**self.modes, reply.name: reply.value})
        if reply.kind == "version":
            return replace(self, version=reply.name)
        return replace(self, device=reply.name)

    @property
    def complete(self) -> bool:
        """DA2 was asked last, so its answer ends the answers."""
        return bool(self.device)

    @property
    def bdsm_was_reset(self) -> bool:
        """Mode 8 was already reset before we came: it must be left so."""
        return self.modes.get(BDSM) == "2"
