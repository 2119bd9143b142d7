"""Colour themes: TOML files become a Textual theme and the styles of what is marked in the text."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from rich.errors import StyleSyntaxError
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

from reader.errors import SettingsError
from reader.settings import paths

Depth = Literal["full", "sixteen", "plain"]
"""How much colour there is: 256 and more, the sixteen of a simple terminal, or none (NO_COLOR)."""

NEEDED = ("primary", "foreground", "background", "surface", "panel", "accent", "warning", "error", "success")
"""The colours a theme must name; Textual's other ones may be given too."""

STYLES = (
    "PER",
    "LOC",
    "ORG",
    "MISC",
    "reference",
    "direct",
    "indirect",
    "claim",
    "cue",
    "linked",
    "selected",
    "cursor",
    "found",
    "dim",
    "number",
    "title",
    "label",
    "tab",
    "key",
    "row",
    "row_away",
    "accepted",
    "rejected",
    "corrected",
    "pending",
    "meter",
    "warn",
)
"""What a theme gives a style to, in each of `[styles]`, `[sixteen]` and `[plain]`; what one leaves out is unstyled."""


@dataclass(frozen=True)
class Look:
    """A theme made ready for one terminal: Textual's part, and a rich style a name of STYLES."""

    theme: Theme
    styles: dict[str, Style]
    depth: Depth = "full"

    def __getitem__(self, name: str) -> Style:
        return self.styles.get(name) or Style.null()


def folders() -> tuple[Path, ...]:
    """Where themes are looked for: the user's own before the bundled ones."""
    return paths.config_dir() / "themes", paths.bundled("themes")


def names() -> tuple[str, ...]:
    """The names of all themes there are, sorted."""
    return tuple(sorted({path.stem for folder in folders() for path in folder.glob("*.toml")}))


def depth_of(color_system: str | None) -> Depth:
    """The depth of a terminal by what rich calls its colour system; NO_COLOR stands above it."""
    if os.environ.get("NO_COLOR") or color_system is None:
        return "plain"
    return "sixteen" if color_system in ("standard", "windows") else "full"


@lru_cache(maxsize=16)
def load(name: str, depth: Depth = "full") -> Look:
    """The theme `name` for a terminal of `depth`.

    Raises SettingsError when there is none of that name or its file has a mistake, naming the file and the mistake.
    """
    for folder in folders():
        path = folder / f"{name}.toml"
        if path.is_file():
            return _parse(path, depth)
    raise SettingsError("ui.theme.unknown", name=name, known=", ".join(names()))


def _parse(path: Path, depth: Depth) -> Look:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        colours = table["colors"]
        missing = [name for name in NEEDED if name not in colours]
        if missing:
            raise ValueError(f"no {missing[0]} under [colors]")
        for value in colours.values():
            Color.parse(value)
        section = table.get({"full": "styles", "sixteen": "sixteen", "plain": "plain"}[depth], {})
        unknown = sorted(set(section) - set(STYLES))
        if unknown:
            raise ValueError(f"unknown style {unknown[0]}")
        styles = {key: Style.parse(value) for key, value in section.items()}
        return Look(_theme(path.stem, table, depth), styles, depth)
    except (OSError, ValueError, KeyError, TypeError, ColorParseError, StyleSyntaxError) as error:
        reason = f"[{error.args[0]}] is missing" if isinstance(error, KeyError) else str(error)
        raise SettingsError("ui.theme.broken", path=path, reason=reason) from error


def _theme(name: str, table: dict[str, Any], depth: Depth) -> Theme:
    """Textual's part. Few colours: the terminal's own, so that nothing is guessed into an unreadable neighbour."""
    dark = bool(table.get("dark", True))
    if depth == "full":
        return Theme(name=name, dark=dark, **table["colors"])
    native = BUILTIN_THEMES["ansi-dark" if dark else "ansi-light"]
    return replace(native, name=f"{name}-{depth}")
