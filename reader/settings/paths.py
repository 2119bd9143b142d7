"""Every folder Hamish reads or writes, named in one place."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def _home() -> Path | None:
    """HAMISH_HOME puts everything below one folder (tests, portable installs)."""
    value = os.environ.get("HAMISH_HOME")
    return Path(value).expanduser() if value else None


def config_dir() -> Path:
    """The user's configuration: `config.toml`, `keymap.toml`, `themes/`."""
    home = _home()
    return home / "config" if home else Path(platformdirs.user_config_dir("hamish", appauthor=False))


def data_dir() -> Path:
    """What must not be lost: the review store, kept words."""
    home = _home()
    return home / "data" if home else Path(platformdirs.user_data_dir("hamish", appauthor=False))


def state_dir() -> Path:
    """What is remembered: reading positions, the profile of each terminal."""
    home = _home()
    return home / "state" if home else Path(platformdirs.user_state_dir("hamish", appauthor=False))


def cache_dir() -> Path:
    """What can be made again."""
    home = _home()
    return home / "cache" if home else Path(platformdirs.user_cache_dir("hamish", appauthor=False))


def bundled(folder: str) -> Path:
    """A folder shipped with Hamish (`themes`, `examples`): beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent.parent
    inside = package / folder
    return inside if inside.is_dir() else package.parent / folder
