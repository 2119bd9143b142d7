"""Every sentence a user reads, by id."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib.resources import files

from reader.printable import printable

DEFAULT_LANGUAGE = "en"
_language: str | None = None


def language() -> str:
    """The language of the interface: the one set, else HAMISH_LANG, else English."""
    return _language or os.environ.get("HAMISH_LANG") or DEFAULT_LANGUAGE


def set_language(code: str | None) -> None:
    """Choose the interface language (`en`, `ar`); None returns to the environment's choice."""
    global _language
    _language = code


def _flatten(table: dict[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat.update(_flatten(value, f"{prefix}{key}."))
        else:
            flat[prefix + key] = str(value)
    return flat


@cache
def messages(code: str, room: str) -> dict[str, str]:
    """The messages of one room in one language, id (without the room) to text; empty when there are none."""
    resource = files("reader") / "locales" / code / f"{room}.toml"
    if not resource.is_file():
        return {}
    return _flatten(tomllib.loads(resource.read_text(encoding="utf-8")))


def t(message_id: str, /, **details: object) -> str:
    """The sentence of `message_id` with its `{placeholders}` filled; strings among the details are made printable.

    A path, a title or a server's word may hold what a terminal would obey. Falls back to English, then to the id
    itself, so that a missing translation never hides the message.
    """
    room, _, key = message_id.partition(".")
    text = messages(language(), room).get(key) or messages(DEFAULT_LANGUAGE, room).get(key)
    if text is None:
        return message_id
    if not details:
        return text
    safe = {
        name: printable(str(value)) if not isinstance(value, (int, float)) else value
        for name, value in details.items()
    }
    return text.format(**safe)
