"""From evidence to a profile: pure rules, strongest evidence first, each with the reason `hamish doctor` gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reader.terminal.probe import BDSM, MINTTY_BIDI, Evidence


@dataclass(frozen=True)
class Decision:
    """A profile's name, the terminal's identity (the key under which a choice is remembered), and why."""

    profile: str
    identity: str
    reason: str
    """The id of a message (`terminal.reason...`) that explains the choice; `identity` fills its placeholder."""


FAMILY_PROFILES = {
    "vte": "explicit",
    "konsole": "logical-runs",
    "mlterm": "mlterm",
    "mintty": "mintty",
    "kitty": "kitty",
    "apple-terminal": "logical",
    "iterm2-bidi": "logical",
}
"""Families that need more than visual order; every other known family (`xterm`, `alacritty` ...) is `visual`."""

TMUX_PROFILES = {"vte": "override", "mlterm": "override", "mintty": "override", "unknown": "override"}
"""Where tmux stands between: it swallows modes, so what needs a mode outside needs overrides inside."""


def decide(evidence: Evidence) -> Decision:
    """The profile that the evidence calls for. Pure."""
    if _in_tmux(evidence):
        outer = _outer_family(evidence)
        profile = TMUX_PROFILES.get(outer) or FAMILY_PROFILES.get(outer, "visual")
        reason = "terminal.reason.tmux-unknown" if outer == "unknown" else "terminal.reason.tmux"
        return Decision(profile, f"tmux in {outer}", reason)
    if evidence.modes.get(BDSM) in ("1", "2"):
        return Decision("explicit", _by_name(evidence) or "bdsm", "terminal.reason.bdsm")
    if evidence.modes.get(MINTTY_BIDI) in ("1", "2"):
        return Decision("mintty", "mintty", "terminal.reason.mintty")
    family = _by_name(evidence)
    if family is None:
        parts = ("unknown", evidence.environment.get("TERM"), evidence.device.partition(";")[0])
        return Decision("visual", ":".join(filter(None, parts)), "terminal.reason.unknown")
    profile = FAMILY_PROFILES.get(family, "visual")
    reorders = "terminal.reason.family" if profile != "visual" else "terminal.reason.no-bidi"
    return Decision(profile, family, reorders)


def _in_tmux(evidence: Evidence) -> bool:
    if evidence.version:
        return evidence.version.startswith("tmux")
    if evidence.device:
        return evidence.device.startswith("84;")
    return "TMUX" in evidence.environment


def _outer_family(evidence: Evidence) -> str:
    outer = evidence.outer
    if outer is None:
        return "unknown"
    return family_of_version(outer.version) or family_of_environment(outer.environment) or "unknown"


def _by_name(evidence: Evidence) -> str | None:
    """The family by reply, or by environment as far as the replies do not speak against it."""
    if family := family_of_version(evidence.version) or family_of_device(evidence.device):
        return family
    family = family_of_environment(evidence.environment)
    if family == "vte" and evidence.complete and BDSM not in evidence.modes:
        # VTE_VERSION leaks into whatever is started from a VTE terminal; a VTE that reorders answers for mode 8.
        return None
    return family


_VERSIONS = (
    ("kitty", r"kitty"),
    ("konsole", r"Konsole"),
    ("vte", r"VTE"),
    ("xterm", r"XTerm"),
    ("wezterm", r"WezTerm"),
    ("ghostty", r"ghostty"),
    ("foot", r"foot"),
    ("mintty", r"mintty"),
    ("mlterm", r"mlterm"),
    ("alacritty", r"[Aa]lacritty"),
    ("xterm.js", r"xterm\.js"),
    ("windows-terminal", r"Windows Terminal"),
    ("contour", r"contour"),
    ("iterm2", r"iTerm2"),
)


def family_of_version(version: str) -> str | None:
    """The family that an XTVERSION answer names; iTerm2 reorders text from 3.7 on."""
    for family, pattern in _VERSIONS:
        if re.match(pattern, version):
            return _iterm(version) if family == "iterm2" else family
    return None


def family_of_device(device: str) -> str | None:
    """The family that DA2's first number means, where it means one (VTE's 65 is shared with others)."""
    return {"24": "mlterm", "77": "mintty", "41": "xterm"}.get(device.partition(";")[0])


def family_of_environment(environment: Mapping[str, str]) -> str | None:
    """The family that environment variables name. A terminal sets its own and rarely clears another's."""
    program = environment.get("TERM_PROGRAM", "")
    term = environment.get("TERM", "")
    if program == "textual":
        return "xterm.js"
    if program in _PROGRAMS:
        return _PROGRAMS[program]
    if program == "iTerm.app" or environment.get("LC_TERMINAL") == "iTerm2":
        return _iterm(environment.get("TERM_PROGRAM_VERSION") or environment.get("LC_TERMINAL_VERSION", ""))
    for name, family in _VARIABLES:
        if environment.get(name):
            return family
    return _TERMS.get(term)


_PROGRAMS = {
    "Apple_Terminal": "apple-terminal",
    "vscode": "xterm.js",
    "WezTerm": "wezterm",
    "ghostty": "ghostty",
    "mintty": "mintty",
}
_VARIABLES = (
    ("KONSOLE_VERSION", "konsole"),
    ("MLTERM", "mlterm"),
    ("KITTY_WINDOW_ID", "kitty"),
    ("WEZTERM_PANE", "wezterm"),
    ("GHOSTTY_RESOURCES_DIR", "ghostty"),
    ("ALACRITTY_WINDOW_ID", "alacritty"),
    ("WT_SESSION", "windows-terminal"),
    ("VTE_VERSION", "vte"),
    ("XTERM_VERSION", "xterm"),
)
_TERMS = {
    "xterm-kitty": "kitty",
    "alacritty": "alacritty",
    "foot": "foot",
    "xterm-ghostty": "ghostty",
    "wezterm": "wezterm",
    "mlterm": "mlterm",
    "linux": "linux-console",
}


def _iterm(version: str) -> str:
    numbers = re.search(r"(\d+)\.(\d+)", version)
    return "iterm2-bidi" if numbers and (int(numbers[1]), int(numbers[2])) >= (3, 7) else "iterm2"
