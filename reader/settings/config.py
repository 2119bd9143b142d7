"""The user's `config.toml`: one frozen value, each field documented where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from reader.errors import SettingsError
from reader.settings import paths


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All settings with their defaults. Command-line options and HAMISH_* variables stand above the file."""

    theme: str = "hamish-dark"
    """A theme's name: a TOML file in `themes/`, bundled or the user's own."""
    language: Literal["en", "ar"] = "en"
    """Language of the interface."""
    profile: str = "auto"
    """How rows are written to the terminal (`hamish doctor` lists them); `auto` detects."""
    engine: Literal["embedded", "camel", "both", "auto"] = "auto"
    """Which recogniser names entities."""
    ner_model: str = ""
    """A folder with another model for camel-tools' recogniser; empty takes the installed one."""
    claims: int = 7
    """How many claims are shown."""
    panel_side: Literal["left", "right"] = "left"
    """Where the margin stands."""
    panel_share: float = 0.4
    """The margin's share of the width, 0.2 to 0.7."""
    direction: Literal["auto", "rtl", "ltr"] = "auto"
    """Paragraph direction: by the first strong character, or forced (display only)."""
    measure: int = 0
    """Width of the text column in cells; 0 takes the whole pane."""
    mouse: bool = True
    """Clicks, wheel and drags."""
    reviewer: str = ""
    """The name written beside decisions; empty takes the login name."""
    digits: Literal["as-is", "arabic-indic", "european"] = "as-is"
    """Which digits are shown (display only)."""
    labels: dict[str, str] = {}
    """Another project's labels and ours: `PERSON = "PER"`; used by imports and exports."""
    marks: bool = True
    """Whether harakat are shown (display only)."""


def config_path() -> Path:
    """Where the config file is looked for."""
    return paths.config_dir() / "config.toml"


def load(path: Path | None = None) -> Config:
    """The user's configuration, or the defaults when there is no file.

    Raises SettingsError naming the file and the first thing wrong in it.
    """
    path = path or config_path()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise SettingsError("settings.unreadable", path=path, reason=error.strerror) from error
    try:
        return msgspec.toml.decode(data, type=Config)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise SettingsError("settings.invalid", path=path, reason=error) from error
